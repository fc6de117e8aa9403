"""Documents as people have them: the small inputs of the shared folder, where they are at hand."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index.parsing.preparing import Found, Prepared, prepare
from index.reports import Grade, stands_on

Read = Callable[[str], Prepared]


@pytest.fixture(scope="module")
def read_one(shared: Path) -> Read:
    folder = shared / "documents"
    if not folder.is_dir():
        pytest.skip("the shared documents are not here")
    return lambda name: prepare(
        Found(folder / name, name, hashlib.sha256(name.encode()).hexdigest())
    )


def words(prepared: Prepared) -> str:
    return "\n".join(passage.text for part in prepared.parts for passage in part.passages)


@pytest.mark.parametrize(
    ("file", "said", "never"),
    [
        (
            "c02-hyphens.pdf",
            [
                "disabled children have",
                "the oversight of",
                "Practitioners",
                "supervision",
                "communication",
            ],
            ["chil-", "over-s"],
        ),
        (
            "c04-superscript.pdf",
            ["average 18 and", "to 12 per cent", "year 7 children"],
            ["182", "123", "74", "Full-time equivalents"],
        ),
        (
            "c05-columns-rows.pdf",
            ["when the quality of assessments fell.", "clear advice about money."],
            ["quality of Care leavers"],
        ),
        (
            "c09-redacted.pdf",
            ["Social workers in the assessment service"],
            ["Example Person", "Sample Street"],
        ),
        ("c10-struck.pdf", ["are now mostly safe."], ["put children at risk"]),
        (
            "c24-rotated-page.pdf",
            [
                "The council has no plan for children who are refused asylum, and some young "
                "people disappear from its care."
            ],
            [],
        ),
        ("h01-400-children.html", ["about 400 children had no named social worker"], []),
        (
            "h04-nested-list.html",
            [
                "in particular: new workers; agency workers",
                "Caseload in 2023: 27 children per worker",
                "state of one hostel",
            ],
            [],
        ),
        (
            "m01-converted.md",
            ["Early help has grown.", "See the council's page for the offer.", "and most say"],
            ["[^", "](", "*", "image", "Numbers of"],
        ),
        (
            "t01-pdftotext.txt",
            ["before a family has to wait for the next meeting of the panel."],
            ["Norfolk County Council"],
        ),
    ],
)
def test_what_is_said_and_what_is_not(read_one: Read, file: str, said: list[str], never: list[str]):
    """Sentences as they are read on the page; nothing that is hidden, struck out or of another
    sentence.
    """
    text = words(read_one(file))

    assert [part for part in said if part not in text] == []
    assert [part for part in never if part in text] == []


@pytest.mark.parametrize(
    ("file", "councils", "overall"),
    [
        ("c15-merged-two-councils.pdf", ["Pineholm", "Quarryholm"], ["Good", "Inadequate"]),
        ("c16-agenda-pack.pdf", ["Rowanholm"], ["Inadequate"]),
        ("m01-converted.md", ["Essex"], ["Good"]),
        ("t01-pdftotext.txt", ["Norfolk"], ["Good"]),
    ],
)
def test_each_council_has_its_own_grades(
    read_one: Read, file: str, councils: list[str], overall: list[str]
):
    """A report a council, with all five grades of its own table and verbatim quotes."""
    parts = read_one(file).parts

    assert [part.text.report.council for part in parts] == councils
    grades = [{j.area.value: j.grade for j in part.text.report.judgements} for part in parts]
    assert [found["overall_effectiveness"] for found in grades] == list(map(Grade, overall))
    assert [len(found) for found in grades] == [5] * len(councils)
    for part in parts:
        for passage in part.passages:
            assert stands_on(passage.quote, part.text.pages[passage.page - 1 : passage.last_page])


@pytest.mark.parametrize(
    ("file", "notice"),
    [
        ("c09-redacted.pdf", "cannot be seen"),
        ("c10-struck.pdf", "struck out"),
        ("c16-agenda-pack.pdf", "pages 1 to 2"),
        ("c15-merged-two-councils.pdf", "2 reports"),
    ],
)
def test_what_was_left_out_is_said(read_one: Read, file: str, notice: str):
    assert any(notice in told for part in read_one(file).parts for told in part.text.report.notices)
