"""One report added to an index that is in use: seconds until it is cited, and what was made for it.

    python -m tests.benchmarks.adding --store DIR --report FILE [--question TEXT] [--json FILE]

It is added to a copy of the index, which is open, with its model loaded and a question answered.
The code is 1 unless its words alone were embedded, all else is as before, and an answer cites
it. Take an index of reports: the sample library makes way for the first report, as it should.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.answers import Reply
from assistant.pipeline import Assistant
from index.adding import add_files
from index.encoder.embeddings import Vectors
from index.reports import Report
from index.settings import Settings
from index.storing.store import Store
from tests.benchmarks.conversations import NATIONAL
from tests.benchmarks.figures import machine, pairs, write_json
from tests.benchmarks.serving import memory_of

PROMISES = ("only its words were embedded", "others are as before", "it is cited")
QUESTION = "What did inspectors say about social workers in {} in {}?"


def main() -> int:
    """Add the report to a copy, ask about it, and print what that took."""
    options = _options()
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(options.store, Path(folder) / "store")
        with Store(Settings(store=copy)) as store:
            figures = _add(store, options.report, options.question)
    print(pairs({**figures, **before}))
    write_json({**figures, "machine": before}, options.json)
    return 0 if all(figures[promise] for promise in PROMISES) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--store", type=Path, required=True, help="folder of an index that has not got the report"
    )
    parser.add_argument("--report", type=Path, required=True, help="file of the report")
    parser.add_argument(
        "--question",
        help="one that must be answered from it (default: one on its council and year)",
    )
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _add(store: Store, file: Path, question: str | None) -> dict[str, Any]:
    store.embeddings.load()
    assistant = Assistant(store)
    _reply(assistant, NATIONAL)  # as in use: vectors of every report are in memory
    counts = store.catalogue.passage_counts()
    started = time.perf_counter()
    with _embedded(store) as embedded:
        additions = add_files([(file, file.name)], store)
    added = time.perf_counter()
    new = [report for report in store.catalogue.reports() if report.id not in counts]
    if len(new) != 1:
        raise SystemExit(
            f"{file} did not become one more report: {additions}. Name one that the index has "
            f"not got."
        )
    question = question or QUESTION.format(new[0].council, new[0].newest.year)
    asked = time.perf_counter()
    reply = _reply(assistant, question)
    answered = time.perf_counter()
    _reply(assistant, question)
    return {
        "question": question,
        "seconds until it is cited": added - started + answered - asked,
        "of them adding": added - started,
        "of them the first answer": answered - asked,
        "the same answer again": time.perf_counter() - answered,
        **_checked(store, counts, new[0], embedded, reply),
        "reports before": len(counts),
        "MB at the most": (memory := memory_of(os.getpid())) and memory.peak,
    }


def _checked(
    store: Store, before: dict[str, int], new: Report, embedded: Sequence[str], reply: Reply
) -> dict[str, Any]:
    after = store.catalogue.passage_counts()
    its_words = [passage.text for passage in store.catalogue.passages(new.id)]
    its_count = after.pop(new.id)
    is_cited = any(citation.report == new.id for citation in reply.citations)
    promises = (sorted(embedded) == sorted(its_words), after == before, is_cited)
    return {
        "passages before": sum(before.values()),
        "passages of the report": its_count,
        "texts embedded": len(embedded),
        "citations": len(reply.citations),
        **dict(zip(PROMISES, promises, strict=True)),
    }


@contextmanager
def _embedded(store: Store) -> Iterator[list[str]]:
    """Every text that is embedded meanwhile."""
    embedded: list[str] = []
    embed = store.embeddings.stream

    def listening(lists: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        return embed(embedded.extend(texts) or texts for texts in lists)

    store.embeddings.stream = listening  # type: ignore[method-assign]
    try:
        yield embedded
    finally:
        store.embeddings.stream = embed  # type: ignore[method-assign]


def _reply(assistant: Assistant, question: str) -> Reply:
    return assistant.chain.invoke([question])


if __name__ == "__main__":
    sys.exit(main())
