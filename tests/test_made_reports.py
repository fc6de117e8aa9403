"""The made reports are what other tests take them for: checked with PDFium, not with our reader."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests import made_reports
from tests.made_reports import (
    COMBINED_GRADES,
    ILACS_GRADES,
    NO_OVERALL_GRADES,
    OVERALL,
    SIF_GRADES,
    Made,
    make_encrypted,
    make_ilacs,
    make_sif,
    make_textless,
    make_truncated,
)

REPORTS = (
    "ilacs",
    "sif",
    "focused_visit",
    "monitoring_visit",
    "jtai",
    "safeguarding_2010",
    "unknown",
)
DAMAGED = ("encrypted", "truncated", "textless", "html_error", "empty", "binary")


def maker(name: str) -> Callable[[Path], Made | None]:
    make: Callable[[Path], Made | None] = getattr(made_reports, f"make_{name}")
    return make


def page_texts(path: Path) -> list[str]:
    """Read each page as one line; PDFium marks a hyphen at a line's end with U+FFFE."""
    document = pdfium.PdfDocument(path)
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    return [re.sub(r"[ \r\n]+", " ", text) for text in texts]


def printed_lines(path: Path, page: int) -> list[tuple[float, str]]:
    """Read the lines of a page, each with its left edge."""
    textpage = pdfium.PdfDocument(path)[page - 1].get_textpage()
    text = textpage.get_text_range()
    starts = [match.start() for match in re.finditer(r"(?<=\n)[^\r\n]|^[^\r\n]", text)]
    return [(textpage.get_charbox(start)[0], text[start:].splitlines()[0]) for start in starts]


@pytest.mark.parametrize("name", REPORTS + DAMAGED)
def test_the_same_call_makes_the_same_bytes(name: str, tmp_path: Path) -> None:
    maker(name)(tmp_path / "one.pdf")
    maker(name)(tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("name", REPORTS)
def test_all_that_is_said_to_be_printed_is_on_its_page(name: str, tmp_path: Path) -> None:
    made = maker(name)(tmp_path / "report.pdf")
    assert made is not None
    texts = page_texts(made.path)
    assert len(texts) == made.pages
    for one in made.printed:
        for place, part in enumerate(one.parts):
            assert part in texts[one.page - 1 + place]


@pytest.mark.parametrize(("name", "last"), [("ilacs", 25), ("sif", 37), ("safeguarding_2010", 7)])
def test_paragraphs_are_numbered_through_the_report(name: str, last: int, tmp_path: Path) -> None:
    made = maker(name)(tmp_path / "report.pdf")
    assert made is not None
    assert [one.number for one in made.numbered] == list(range(1, last + 1))


@pytest.mark.parametrize(("name", "numbers"), [("ilacs", [5, 12]), ("sif", [12, 21])])
def test_numbered_paragraphs_break_over_pages_within_a_sentence(
    name: str, numbers: list[int], tmp_path: Path
) -> None:
    made = maker(name)(tmp_path / "report.pdf")
    assert made is not None
    crossing = [one for one in made.crossing if one.number]
    assert [one.number for one in crossing] == numbers
    assert all(one.parts[0][-1].isalpha() and one.parts[1][0].islower() for one in crossing)


@pytest.mark.parametrize("grades", [ILACS_GRADES, COMBINED_GRADES, NO_OVERALL_GRADES])
def test_the_ilacs_table_reads_as_label_then_grade(grades: dict[str, str], tmp_path: Path) -> None:
    path = make_ilacs(tmp_path / "report.pdf", grades=grades).path
    table = "Judgement Grade " + " ".join(f"{area} {grade}" for area, grade in grades.items())
    first_page = page_texts(path)[0]
    assert table in first_page
    assert (OVERALL in first_page) == (OVERALL in grades)


def test_the_sif_table_reads_as_label_then_grade(tmp_path: Path) -> None:
    first_page = page_texts(make_sif(tmp_path / "report.pdf").path)[0]
    assert " ".join(f"{area} {grade}" for area, grade in SIF_GRADES.items()) in first_page


def test_section_headings_repeat_the_grades(tmp_path: Path) -> None:
    made = make_ilacs(tmp_path / "report.pdf")
    headings = [heading for heading, _ in made.headings]
    for area, grade in ILACS_GRADES.items():
        assert (f"{area}: {grade.lower()}" in headings) == (area != OVERALL)


def test_the_running_footer_is_read_before_the_words_of_each_page_from_the_second(
    tmp_path: Path,
) -> None:
    first, *others = page_texts(make_ilacs(tmp_path / "report.pdf").path)
    footer = "Inspection of Westmarch local authority children’s services 7 to 18 October 2024"
    assert footer not in first
    for number, text in enumerate(others, start=2):
        assert text.startswith(f"{footer} {number} ")


def test_a_footnote_stands_between_the_halves_of_a_paragraph(tmp_path: Path) -> None:
    made = make_ilacs(tmp_path / "report.pdf")
    second = page_texts(made.path)[1]
    first_half = made.numbered[4].parts[0]
    assert second.index(first_half) < second.index("1 The points in this list")
    assert "What needs to improve?1" in second


def test_numbers_stand_in_the_margin_and_a_wrapped_number_does_not(tmp_path: Path) -> None:
    path = make_ilacs(tmp_path / "report.pdf").path
    lines = printed_lines(path, 4)
    numbered = [(round(left), text) for left, text in lines if text.startswith("17. ")]
    (wrapped, they), (margin, care_leavers) = numbered
    assert (they[4:8], care_leavers[4:8]) == ("They", "Care")
    assert margin < 75 and wrapped > 98


def test_glyphs_that_the_font_lacks_keep_their_real_character(tmp_path: Path) -> None:
    ilacs = " ".join(page_texts(make_ilacs(tmp_path / "ilacs.pdf").path))
    sif = " ".join(page_texts(make_sif(tmp_path / "sif.pdf").path))
    assert ilacs.count("◼") == 4 and "July\u202f2019" in ilacs
    assert "\uf06e The local authority operates" in sif and "\uf02d in primary schools" in sif


def test_recommendations_point_to_paragraphs_that_call_for_them(tmp_path: Path) -> None:
    made = make_sif(tmp_path / "report.pdf")
    paragraphs = {one.number: one.text for one in made.numbered}
    for one in made.numbered[:6]:
        numbers = re.findall(r"\d+", one.text.rpartition("(paragraph")[2])
        assert numbers
        assert all("(Recommendation)" in paragraphs[int(number)] for number in numbers)


def test_the_list_of_contents_gives_the_right_pages(tmp_path: Path) -> None:
    made = make_sif(tmp_path / "report.pdf")
    contents = page_texts(made.path)[2]
    for heading, page in made.headings:
        assert re.search(rf"{re.escape(heading)}[ .]* ?{page}\b", contents)


def test_a_report_without_a_board_has_no_title_or_section_for_one(tmp_path: Path) -> None:
    made = make_sif(tmp_path / "report.pdf", board_grade=None, reinspection=True)
    first_page = page_texts(made.path)[0]
    assert "Re-inspection of services" in first_page
    assert "Safeguarding Children Board" not in first_page
    assert made.numbered[-1].number == 30


def test_the_council_is_named_wherever_the_words_leave_room(tmp_path: Path) -> None:
    path = make_ilacs(
        tmp_path / "report.pdf", council="Northmere", footer_council="Northmere City"
    ).path
    text = " ".join(page_texts(path))
    assert "Westmarch" not in text and "{" not in text
    assert "Inspection of Northmere City local authority" in text


def test_unknown_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="councel"):
        make_ilacs(tmp_path / "report.pdf", councel="Northmere")  # type: ignore[call-arg]


@pytest.mark.parametrize("name", ["focused_visit", "monitoring_visit", "jtai"])
def test_letters_open_with_dear_and_have_no_grades_table(name: str, tmp_path: Path) -> None:
    made = maker(name)(tmp_path / "letter.pdf")
    assert made is not None and made.pages == 2 and not made.numbered
    text = " ".join(page_texts(made.path))
    assert " Dear " in text and "Judgement Grade" not in text


@pytest.mark.parametrize("name", ["truncated", "html_error", "empty", "binary"])
def test_damaged_files_do_not_open(name: str, tmp_path: Path) -> None:
    maker(name)(tmp_path / "report.pdf")
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(tmp_path / "report.pdf")


def test_an_encrypted_file_opens_with_its_password_only(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    make_encrypted(path)
    with pytest.raises(pdfium.PdfiumError, match="password"):
        pdfium.PdfDocument(path)
    assert len(pdfium.PdfDocument(path, password="eastholm")) == 1


def test_a_truncated_file_still_claims_to_be_a_pdf(tmp_path: Path) -> None:
    make_truncated(tmp_path / "cut.pdf")
    assert (tmp_path / "cut.pdf").read_bytes().startswith(b"%PDF-")


def test_a_textless_page_has_no_characters(tmp_path: Path) -> None:
    make_textless(tmp_path / "scan.pdf")
    assert page_texts(tmp_path / "scan.pdf") == [""]
