"""How often is a wrong sentence taken out, and a true one kept? Over real reports.

    python -m tests.evaluation.measure_support [--half tuning] [--reports DIR] [--failures]

`support_sentences.jsonl` holds sentences in our own words that are true of one passage each; the
passage itself is looked up in the reports, by its page and a hash of its first letters. Wrong
sentences are made of the true ones by rule (`wrong_sentences.py`). The half "held out" was written
before the checker was, and nobody looks at its failures while the checker is tuned.
"""

import argparse
import functools
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.checking.contradictions import Source
from assistant.checking.support import Checker
from index.encoder.embeddings import SentenceEmbeddings
from index.parsing.parser import parse
from index.parsing.passages import split_report
from index.reading.files import read
from index.reports import Passage, Report, squash
from tests.evaluation.wrong_sentences import Sentence, wrong_sentences

HERE = Path(__file__).parent
SENTENCES = HERE / "support_sentences.jsonl"
REPORTS = HERE.parents[2] / "shared" / "reports"
HALVES = ("tuning", "held out")
LETTERS = 40  # of a passage that are hashed
TRUE = "true"
_LEANS_ON = (
    "This ",
    "These ",
    "They ",
    "It ",
    "In these ",
    "As a result",
    "Similarly",
    "Therefore",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, what it is said to rest on, and what kind of wrong it is, or true."""

    kind: str
    says: str
    source: Source


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=HALVES, help="(default: both)")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--failures", action="store_true", help="show what was judged wrongly")
    args = parser.parse_args()
    if not args.reports.is_dir():
        print(f"{args.reports} is not here: there is nothing to measure with.", file=sys.stderr)
        return 1
    checker = Checker(SentenceEmbeddings())
    for half in [args.half] if args.half else HALVES:
        judged = [
            (case, checker.doubt(case.says, [case.source])) for case in cases(half, args.reports)
        ]
        _print_table(half, judged)
        if args.failures:
            for case, doubt in judged:
                if (case.kind == TRUE) == bool(doubt):
                    print(f"\n{case.kind}: {doubt or 'kept'}\n  {case.says}\n  {case.source.text}")
    return 0


def _print_table(half: str, judged: Iterable[tuple[Case, object]]) -> None:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case, doubt in judged:
        by_kind[case.kind].append(bool(doubt))
    kept = [not out for out in by_kind.pop(TRUE)]
    out = [out for outs in by_kind.values() for out in outs]
    print(f"\n{half}: {len(kept) + len(out)} sentences")
    print(f"  kept of the true        {sum(kept):4} of {len(kept):4}  {sum(kept) / len(kept):.3f}")
    print(f"  taken out of the wrong  {sum(out):4} of {len(out):4}  {sum(out) / len(out):.3f}")
    for kind, outs in sorted(by_kind.items()):
        print(f"    {kind:26} {sum(outs):4} of {len(outs):4}")


def cases(half: str, reports: Path) -> Iterator[Case]:
    """The sentences of one half, true and wrong, each with its passage."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    written = [item for item in map(json.loads, lines) if item["half"] == half]
    sentences = [Sentence(item["council"], item["says"]) for item in written]
    for number, (item, sentence) in enumerate(zip(written, sentences, strict=True)):
        source = _find(reports / item["file"], item["file"], item["page"], item["begins"])
        yield Case(TRUE, sentence.says, source)
        for kind, says in wrong_sentences(sentence, number, sentences):
            yield Case(kind, says, source)


def _find(path: Path, file: str, page: int, begins: str) -> Source:
    """The passage that begins so, with the sentence before it where it leans on that."""
    report, passages = _read(path, file)
    for place, passage in enumerate(passages):
        if passage.page == page and _begins(passage) == begins:
            if place and passage.text.startswith(_LEANS_ON):
                passage = replace(passage, text=f"{passages[place - 1].text} {passage.text}")
            return Source(passage, report)
    raise LookupError(f"{file}, page {page}: no passage begins with letters of hash {begins}")


@functools.cache
def _read(path: Path, file: str) -> tuple[Report, tuple[Passage, ...]]:
    text = parse(read(path), file, file)
    return text.report, split_report(text)


def _begins(passage: Passage) -> str:
    return hashlib.sha256(squash(passage.text)[:LETTERS].encode()).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
