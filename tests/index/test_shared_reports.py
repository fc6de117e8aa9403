"""Reading and parsing of the 129 real reports, where they are at hand."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.briefing.points import in_points
from index.parsing.parser import parse
from index.parsing.passages import split_report
from index.reading.files import read
from index.reports import Report, ReportText, Section, stands_on

Truth = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, ReportText]:
    folder = shared / "reports"
    return {
        path.relative_to(folder).as_posix(): parse(
            read(path), path.relative_to(folder).as_posix(), "id"
        )
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
    """All 685 grades; one page may differ: the truth gives page 1 for a row that stands on page
    2.
    """
    wrong = []
    for file, rows in truth.items():
        found = {j.area.value: (j.grade.value, j.page) for j in texts[file].report.judgements}
        expected = {row["area"]: (row["grade"], int(row["page"])) for row in rows}
        wrong += [
            (file, area)
            for area in expected.keys() | found.keys()
            if expected.get(area) != found.get(area)
        ]

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


LIST_BEGINS = re.compile(
    r"^(?:what needs to improve[?:]?|what does the local authority need to improve\?"
    r"|recommendations|areas for improvement)\s*$",
    re.I | re.M,
)
LIST_ENDS = re.compile(
    r"^(?:the local authority.s strengths|the local authority has the following strengths"
    r"|progress since the last inspection"
    r"|the experiences? and progress|summary for children|inspection findings"
    r"|information about this inspection)",
    re.I | re.M,
)
# Counted by hand: 4 numbers and 22 bullets are mixed; 15 bullets are below one number; three
# bullets are parts of a line that ends in "including:".
COUNTED_BY_HAND = {
    "17 february 2016": 26,
    "23 august 2013": 15,
    "devon/children's services inspection - 17 march 2020": 8,
}


def printed_points(pages: tuple[str, ...]) -> Iterator[int]:
    """How many points the pages print below each heading of a list: a run of numbers, else
    bullets.
    """
    text = "\n".join(pages)
    for begins in LIST_BEGINS.finditer(text):
        ends = LIST_ENDS.search(text, begins.end())
        body = text[begins.end() : ends.start()] if ends else ""
        numbers = [int(number) for number in re.findall(r"^\s*(\d{1,3})\.\s", body, re.M)]
        run = [number for place, number in enumerate(numbers) if number == numbers[0] + place]
        yield (
            len(run)
            if len(run) > 3
            else len(re.findall(r"^\s*[•■▪\uf0b7\uf0a7–-]\s*\S", body, re.M))
        )


def test_every_point_of_what_must_improve_is_read(texts):
    """The list of each report is whole, also the longest: as many points as are counted on its
    pages.
    """
    counts = {}
    for file, text in texts.items():
        counts[file] = len(
            in_points([p for p in split_report(text) if p.section is Section.IMPROVE])
        )
        by_hand = [count for day, count in COUNTED_BY_HAND.items() if day in file]
        assert counts[file] in (by_hand or list(printed_points(text.pages))), file

    assert len(counts) == 129
    assert min(counts.values()) >= 1
    assert max(counts.values()) >= 26
