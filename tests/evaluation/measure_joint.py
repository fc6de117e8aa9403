"""How many area SEND and joint inspections are read right: kind, council, days of inspection and
outcome.

`python -m tests.evaluation.measure_joint ../shared` reads every report of `reports_joint/`,
compares it with `eval/joint.csv`, and names each miss. What the table leaves open ("?") is told
and not counted as a miss.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from index.dates import find_windows
from index.parsing.preparing import Found, prepare
from index.places.councils import council_named
from index.reports import Report

KINDS = {"area-send": "area-SEND", "jtai": "JTAI"}
OUTCOMES = {
    "positive": ["Typically positive experiences and outcomes"],
    "inconsistent": ["Inconsistent experiences and outcomes"],
    "failings": ["Widespread and/or systemic failings"],
    "": [],
}


def misses(row: dict[str, str], report: Report) -> Iterator[str]:
    """What a report says that the table says otherwise."""
    council = council_named(re.sub(r"^\d+_", "", row["folder"]))
    if report.kind.value != KINDS[row["kind"]]:
        yield f"kind {report.kind.value}"
    if council is None or report.councils != (council.name,):
        yield f"councils {report.councils}"
    days = find_windows(re.sub(r"\band\b", "to", row["inspected"]))
    if row["inspected"] != "?" and report.inspection.windows != days:
        yield f"inspected {report.inspection.windows}"
    if [judgement.grade.value for judgement in report.judgements] != OUTCOMES[row["outcome"]]:
        yield f"outcome {[judgement.grade.value for judgement in report.judgements]}"


def main(shared: Path) -> int:
    """Print how many are right, and each miss; returns how many are wrong."""
    wrong = 0
    with (shared / "eval" / "joint.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        path = shared / "reports_joint" / row["folder"] / row["file"]
        (part,) = prepare(Found(path, path.name, "0" * 64)).parts
        report = part.text.report
        if found := list(misses(row, report)):
            wrong += 1
            print(f"{row['folder']}, {row['file']}: {'; '.join(found)}")
        if row["inspected"] == "?":
            print(
                f"{row['folder']}, {row['file']}: the table has no days, read were "
                f"{report.inspection.windows}"
            )
    print(f"{len(rows) - wrong} of {len(rows)} right")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
