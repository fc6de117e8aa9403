"""Parsing: kind, council, dates, grades and sections of reports that the tests make."""

from datetime import date
from pathlib import Path

import pytest

from index.parsing.parser import parse
from index.reading.files import read
from index.reports import Area, Grade, Kind, ReportText, Section
from tests import made_reports
from tests.made_reports import make_ilacs, make_sif


def parsed(path: Path, name: str | None = None) -> ReportText:
    return parse(read(path), name or path.name, "id")


@pytest.mark.parametrize(
    ("make", "kind", "council"),
    [
        (made_reports.make_ilacs, Kind("ILACS"), "Westmarch"),
        (made_reports.make_sif, Kind("SIF"), "Eastholm"),
        (made_reports.make_focused_visit, Kind("focused-visit"), "Westmarch"),
        (made_reports.make_monitoring_visit, Kind("monitoring-visit"), "Eastholm"),
        (made_reports.make_jtai, Kind("JTAI"), "Westmarch"),
        (made_reports.make_safeguarding_2010, Kind("safeguarding-2009"), "Eastholm"),
        (made_reports.make_unknown, Kind.UNKNOWN, ""),
    ],
)
def test_kind_and_council_come_from_the_title(make, kind, council, tmp_path: Path):
    """Visits and other frameworks that the text mentions mislead neither kind nor council."""
    make(tmp_path / "report.pdf")

    report = parsed(tmp_path / "report.pdf").report

    assert (report.kind, report.council) == (kind, council)


@pytest.mark.parametrize(
    "title",
    [
        "London Borough of Merton Council",
        "Wakefield Metropolitan District Council",
        "York City Council",
    ],
)
def test_printed_names_become_the_name_of_the_council(title, tmp_path: Path):
    """A title that a council gives itself is taken off."""
    make_sif(tmp_path / "report.pdf", council=title.split()[-2], title=title)

    assert parsed(tmp_path / "report.pdf").report.council in {"Merton", "Wakefield", "York"}


def test_a_re_inspection_is_told_from_an_inspection(tmp_path: Path):
    """The two differ in one word of the title."""
    make_sif(tmp_path / "report.pdf", reinspection=True, board_grade=None)

    assert parsed(tmp_path / "report.pdf").report.kind is Kind("SIF-reinspection")


def test_ilacs_grades_are_read_with_their_pages(tmp_path: Path):
    """All five grades come from the table; the old grade in the introduction is not among them."""
    make_ilacs(tmp_path / "report.pdf")

    report = parsed(tmp_path / "report.pdf").report

    assert {j.area: j.grade for j in report.judgements} == {
        Area("impact_of_leaders"): Grade.GOOD,
        Area("help_and_protection"): Grade.REQUIRES_IMPROVEMENT,
        Area("in_care"): Grade.GOOD,
        Area("care_leavers"): Grade.OUTSTANDING,
        Area("overall_effectiveness"): Grade.GOOD,
    }
    assert {j.page for j in report.judgements} == {1}
    assert report.notices == ()


def test_sif_grades_are_read_with_the_boards(tmp_path: Path):
    """Six grades of the council, and the board's from its own part of the report."""
    make_sif(tmp_path / "report.pdf")

    grades = {j.area: (j.grade, j.page) for j in parsed(tmp_path / "report.pdf").report.judgements}

    assert grades[Area("overall_effectiveness")] == (Grade.REQUIRES_IMPROVEMENT, 1)
    assert grades[Area("adoption")] == (Grade.OUTSTANDING, 1)
    assert grades[Area("lscb")][0] is Grade.GOOD
    assert grades[Area("lscb")][1] > 1
    assert len(grades) == 7


def test_a_combined_grade_is_not_copied_to_its_halves(tmp_path: Path):
    """Children in care and care leavers graded together give one judgement."""
    make_ilacs(tmp_path / "report.pdf", grades=made_reports.COMBINED_GRADES)

    areas = {j.area for j in parsed(tmp_path / "report.pdf").report.judgements}

    assert Area("in_care_and_care_leavers") in areas
    assert not areas & {Area("in_care"), Area("care_leavers")}


def test_no_overall_grade_is_an_answer(tmp_path: Path):
    """Reports from April 2026 give none, and that is not odd."""
    make_ilacs(tmp_path / "report.pdf", grades=made_reports.NO_OVERALL_GRADES)

    report = parsed(tmp_path / "report.pdf").report

    assert Area("overall_effectiveness") not in {j.area for j in report.judgements}
    assert report.notices == ()


def test_a_heading_that_disagrees_is_flagged_and_its_grade_not_taken(tmp_path: Path):
    """Table and heading give different grades: neither is taken, and the notice names both."""
    headings = {
        "The experiences and progress of children who need help and protection: inadequate": [
            "Contacts and referrals are dealt with promptly by experienced staff in the hub."
        ]
    }
    make_ilacs(tmp_path / "report.pdf", sections=headings)

    report = parsed(tmp_path / "report.pdf").report

    assert Area("help_and_protection") not in {j.area for j in report.judgements}
    assert any("Inadequate" in n and "Requires improvement" in n for n in report.notices)


def test_a_missing_row_is_flagged(tmp_path: Path):
    """A table without one of its rows, and no heading either, says which grade was not found."""
    grades = dict(made_reports.ILACS_GRADES)
    del grades[made_reports.CARE_LEAVERS]
    make_ilacs(tmp_path / "report.pdf", grades=grades)

    assert "care leavers: no grade found" in parsed(tmp_path / "report.pdf").report.notices


def test_publication_is_printed_or_from_the_name(tmp_path: Path):
    """Where the day of publication comes from is kept."""
    make_sif(tmp_path / "sif.pdf")
    make_ilacs(tmp_path / "ilacs.pdf")

    sif = parsed(tmp_path / "sif.pdf").report
    named = parsed(tmp_path / "ilacs.pdf", "inspection - 26 november 2024.pdf").report
    dated = parsed(tmp_path / "ilacs.pdf", "westmarch_2024-11-26.pdf").report
    unnamed = parsed(tmp_path / "ilacs.pdf").report

    assert (sif.published, sif.published_from) == (date(2017, 3, 31), "printed")
    assert (named.published, named.published_from) == (date(2024, 11, 26), "file name")
    assert dated.published == date(2024, 11, 26)
    assert (unnamed.published, unnamed.published_from) == (None, "")


def test_paragraphs_know_their_section(tmp_path: Path):
    """The words of each part stand in its section; bullets of what to improve are their own."""
    make_ilacs(tmp_path / "report.pdf")

    text = parsed(tmp_path / "report.pdf")

    sections = {p.number: p.section for p in text.paragraphs if p.number}
    assert {sections[1], sections[10]} == {Section.HELP}
    assert {sections[11], sections[16]} == {Section.IN_CARE}
    assert {sections[17], sections[19]} == {Section.CARE_LEAVERS}
    assert {sections[20], sections[25]} == {Section.LEADERS}
    improve = [p for p in text.paragraphs if p.section is Section.IMPROVE]
    assert len(improve) == 4
    assert all(p.is_bullet for p in improve)


def test_boilerplate_and_tables_are_no_evidence(tmp_path: Path):
    """The contact page, contents, footnotes and the judgement table are kept out."""
    for make in (make_ilacs, make_sif):
        make(tmp_path / "report.pdf")
        text = parsed(tmp_path / "report.pdf")

        evidence = " ".join(p.text for p in text.paragraphs if p.section.is_evidence)

        assert "Office for Standards" not in evidence
        assert "Judgement Grade" not in evidence
        assert "....." not in evidence


def test_a_sif_report_keeps_the_board_apart(tmp_path: Path):
    """Recommendations to the board are about the board, not about the council."""
    made = make_sif(tmp_path / "report.pdf")
    text = parsed(tmp_path / "report.pdf")

    sections = {p.number: p.section for p in text.paragraphs if p.number}

    assert {sections[number] for number in range(1, 7)} == {Section.IMPROVE}
    assert {sections[number] for number in range(31, 38)} == {Section.LSCB}
    assert sections[20] is Section.ADOPTION
    assert sections[22] is Section.CARE_LEAVERS
    assert len(made.numbered) == len(sections)


def test_an_article_has_no_grade(tmp_path: Path):
    """Grade words of a newspaper are no judgements; its date is the one that it prints."""
    path = tmp_path / "article.txt"
    path.write_text(
        "Jul 31 2012\n\nHarrow rated adequate\n\n" + "Harrow council was rated merely adequate, "
        "and a councillor said that this must be a wake-up call for those in charge.\n\n" * 3
    )

    report = parsed(path).report

    assert (report.kind, report.council) == (Kind.ARTICLE, "Harrow")
    assert report.judgements == ()
    assert report.published == date(2012, 7, 31)
    assert report.title == "Harrow rated adequate"


@pytest.mark.parametrize(
    ("make", "windows", "published"),
    [
        (
            made_reports.make_focused_visit,
            ((date(2023, 4, 25), date(2023, 4, 26)),),
            date(2023, 5, 23),
        ),
        (
            made_reports.make_monitoring_visit,
            ((date(2022, 3, 10), date(2022, 3, 11)),),
            date(2022, 4, 7),
        ),
        (made_reports.make_jtai, ((date(2023, 6, 5), date(2023, 6, 9)),), date(2023, 7, 14)),
    ],
)
def test_letters_have_their_days_and_no_grades(make, windows, published, tmp_path: Path):
    """The days of a visit stand in its text, the day of the letter above it; grades are history."""
    make(tmp_path / "letter.pdf")

    report = parsed(tmp_path / "letter.pdf").report

    assert report.inspection.windows == windows
    assert (report.published, report.published_from) == (published, "printed")
    assert report.judgements == ()


def test_the_record_of_main_findings_of_2010_is_read(tmp_path: Path):
    """Two services, two grades each; adequate stays adequate."""
    make = made_reports.make_safeguarding_2010
    make(tmp_path / "report.pdf")

    grades = {j.area: j.grade for j in parsed(tmp_path / "report.pdf").report.judgements}

    assert grades == {
        Area("safeguarding_overall_effectiveness"): Grade.ADEQUATE,
        Area("safeguarding_capacity_for_improvement"): Grade.GOOD,
        Area("looked_after_overall_effectiveness"): Grade.GOOD,
        Area("looked_after_capacity_for_improvement"): Grade.OUTSTANDING,
    }
