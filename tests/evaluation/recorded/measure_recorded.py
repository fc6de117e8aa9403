"""What becomes of the sentences of a strong model: kept, shown as uncertain, or taken out; and
of wrong ones made of them.

    python -m tests.evaluation.recorded.measure_recorded --store DIR [--failures]

The sentences are those of `recordings.jsonl`, each beside the passages that it names, looked up
in an index of the real reports. Wrong ones are made of them by rule (`harder_sentences.py`), in
the ways that were seen to pass. Neither finding nor reading is asked.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.checking.contradictions import Doubt, Source
from assistant.checking.support import Checker
from assistant.composing.drafting import of_line
from index.encoder.embeddings import SentenceEmbeddings
from index.reports import Passage, Report, squash
from index.storing.catalogue import Catalogue
from tests.evaluation.recorded.harder_sentences import Said, harder_sentences
from tests.evaluation.recorded.stand_in import Row, recordings

LETTERS = 40  # of a passage that are hashed
TRUE = "true"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, what it is said to rest on, and what kind of wrong it is, or true; `asks`
    where a question follows.
    """

    kind: str
    says: str
    sources: tuple[Source, ...]
    form: str
    asks: bool


class Reports:
    """The passages of an index, by file, page and the hash of their first letters."""

    def __init__(self, folder: Path) -> None:
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._by_file = {report.file: report for report in self._catalogue.reports()}
        self._passages = cache(self._read)

    def _read(self, file: str) -> tuple[Report, tuple[Passage, ...]]:
        report = self._by_file[file]
        return report, self._catalogue.passages(report.id)

    def source(self, place: Row) -> Source:
        """The passage at a place, with the sentences after it that belong to it."""
        report, passages = self._passages(place["file"])
        for number, passage in enumerate(passages):
            if passage.page == place["page"] and _begins(passage) == place["begins"]:
                text = " ".join(
                    each.text for each in passages[number : number + place["sentences"]]
                )
                return Source(replace(passage, text=text), report)
        raise LookupError(
            f"{place['file']}, page {place['page']}: no passage begins with letters of hash "
            f"{place['begins']}"
        )


def _begins(passage: Passage) -> str:
    return hashlib.sha256(squash(passage.text)[:LETTERS].encode()).hexdigest()[:12]


def cases(reports: Reports) -> Iterator[Case]:
    """Every recorded sentence, true and made wrong."""
    for row in recordings():
        sources = [reports.source(place) for place in row["rests_on"]]
        asks = row["task"] == "questions"
        said = [
            Said(draft.text, tuple(sources[int(key) - 1] for key in draft.keys))
            for line in row["answer"].splitlines()
            for draft in of_line(line)
        ]
        for each in said:
            yield Case(TRUE, each.text, each.sources, row["task"], asks)
        for kind, wrong in harder_sentences(said):
            yield Case(kind, wrong.text, wrong.sources, row["task"], asks)


def main() -> int:
    """Print the sums, and on request what was judged wrongly."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--failures", action="store_true", help="show what was judged wrongly")
    options = parser.parse_args()
    checker = Checker(SentenceEmbeddings())
    judged = [
        (case, checker.doubt(case.says, case.sources, asks=case.asks))
        for case in cases(Reports(options.store))
    ]
    print_sums(judged)
    for case, doubt in judged if options.failures else ():
        if (case.kind == TRUE) == bool(doubt):
            print(f"\n{case.kind} ({case.form}): {doubt or 'kept'}\n  {case.says}")
            print(
                "".join(f"  - {source.report.council}: {source.text}\n" for source in case.sources),
                end="",
            )
    return 0


def print_sums(judged: Iterable[tuple[Case, Doubt | None]]) -> None:
    """How many of each kind stand, are uncertain, and are taken out."""
    sums = Counter(
        (case.kind, "kept" if doubt is None else "uncertain" if doubt is Doubt.UNCERTAIN else "out")
        for case, doubt in judged
    )
    kinds = sorted({kind for kind, _ in sums}, key=lambda kind: (kind != TRUE, kind))
    print(f"{'':28}kept  uncertain  taken out")
    for kind in kinds:
        print(
            f"{kind:28}{sums[kind, 'kept']:4}  {sums[kind, 'uncertain']:9}  {sums[kind, 'out']:9}"
        )
    out = sum(sums[kind, "out"] for kind in kinds if kind != TRUE)
    wrong = sum(count for (kind, _), count in sums.items() if kind != TRUE)
    true = sum(sums[TRUE, how] for how in ("kept", "uncertain", "out"))
    print(
        f"kept of the true {sums[TRUE, 'kept'] / max(1, true):.3f}, with uncertain ones "
        f"{1 - sums[TRUE, 'out'] / max(1, true):.3f}; ",
        end="",
    )
    print(f"taken out of the wrong {out / max(1, wrong):.3f}")


if __name__ == "__main__":
    sys.exit(main())
