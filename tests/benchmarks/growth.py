"""How everything grows with the library, from one to thirty times a folder of reports.

    python -m tests.benchmarks.growth REPORTS --store DIR [--times 1 3.4 10 30] [--keep DIR]
        [--json FILE]

DIR is an index over REPORTS. Each library is made of copies (copying.py) and served by app.py,
which is asked as programs ask. Embedding is left out: it takes the same for each sentence,
whatever the size of the library. 3.4 times the shared reports are about the national library of
435 reports.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.reports import Part
from index.settings import Settings
from index.storing.store import Store
from tests.benchmarks.asking import Program
from tests.benchmarks.conversations import LIST, NATIONAL, TOPICS
from tests.benchmarks.copying import Original, copies, read_originals
from tests.benchmarks.figures import machine, table, write_json
from tests.benchmarks.serving import serve

COLUMNS = (
    "times",
    "reports",
    "councils",
    "pages",
    "passages",
    "stored in s",
    "s per 1,000 pages",
    "KB per page",
    "ready after s",
    "one council s",
    "comparison s",
    "list s",
    "national theme s",
    "first theme s",
    "MB at first",
    "MB at the end",
)
OTHER_TOPICS = (
    "staff turnover",
    "neglect",
    "missing children",
    "housing for care leavers",
    "advocacy",
    "caseloads",
)


def main() -> int:
    """Make, serve and ask each library; print the curves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument(
        "--store", type=Path, required=True, help="folder of an index over the reports"
    )
    parser.add_argument("--times", type=float, nargs="+", default=[1, 3.4, 10, 30])
    parser.add_argument(
        "--keep", type=Path, help="folder in which the libraries are kept, else they are deleted"
    )
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    before = machine()
    originals = read_originals(options.reports, options.store)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for times in options.times:
            place = (options.keep or Path(folder)) / f"times-{times:g}"
            rows.append({"times": times, **_make(place, copies(originals, times)), **_ask(place)})
            print(
                table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows[-1:]]),
                flush=True,
            )
            if not options.keep:
                shutil.rmtree(place)
    print(table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows]))
    write_json({"rows": rows, "machine": before}, options.json)
    return 0


def _make(place: Path, library: Iterable[Original]) -> dict[str, Any]:
    """Store a library; reading and embedding were done before and are not timed."""
    seconds = 0.0
    pages = passages = 0
    with Store(Settings(store=place), create=True) as store:
        for item in library:
            report = item.text.report
            began = time.perf_counter()
            store.add([Part(item.text, item.passages)], "copies", report.id)
            store.put_vectors(report.id, item.vectors)
            seconds += time.perf_counter() - began
            pages += report.page_count
            passages += len(item.passages)
        reports = store.catalogue.reports()
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    return {
        "reports": len(reports),
        "councils": len({report.council for report in reports}),
        "pages": pages,
        "passages": passages,
        "stored in s": seconds,
        "s per 1,000 pages": 1000 * seconds / pages,
        "KB per page": size / 1024 / pages,
    }


def _ask(place: Path) -> dict[str, Any]:
    with serve(place) as server:
        server.wait_until_ready()
        ready = server.age
        with Program(server.address) as program:
            councils = program.councils()
            pairs = list(zip(councils[::7], councils[3::7], strict=False))[:15]
            singles = [
                f"What did inspectors say about {topic} in {one}?"
                for (one, _), topic in zip(pairs, TOPICS * 2, strict=False)
            ]
            compared = [
                f"Compare {one} and {two} on {topic}."
                for (one, two), topic in zip(pairs, TOPICS * 2, strict=False)
            ]
            _median(
                program, singles
            )  # what is read when a report is first asked about is not timed
            at_first = server.memory
            told = {
                "one council s": _median(program, singles),
                "comparison s": _median(program, compared * 2, skip=len(compared)),
                "list s": _median(program, [LIST] * 5),
                "first theme s": _seconds(program, NATIONAL),
                "national theme s": _median(
                    program, [NATIONAL.replace(OTHER_TOPICS[0], t) for t in OTHER_TOPICS]
                ),
            }
        at_end = server.memory
    return {
        "ready after s": ready,
        **told,
        "MB at first": at_first.now if at_first else None,
        "MB at the end": at_end.now if at_end else None,
    }


def _median(program: Program, questions: list[str], skip: int = 0) -> float:
    return statistics.median([_seconds(program, question) for question in questions][skip:])


def _seconds(program: Program, question: str) -> float:
    began = time.perf_counter()
    program.ask(question)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
