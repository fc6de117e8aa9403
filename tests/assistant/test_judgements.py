"""Answers on grades: exact, over everything in the library, each row cited."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Answer, Refusal
from assistant.pipeline import Assistant
from index.build import build
from index.settings import Settings
from index.store import Store
from tests import made_reports
from tests.made_reports import COMBINED_GRADES, ILACS_GRADES, make_ilacs, make_sif

LOWERED = {**ILACS_GRADES, made_reports.OVERALL: "Inadequate", made_reports.CARE_LEAVERS: "Inadequate"}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory):
    """Three real names with made reports: Harrow falls, Leicester is combined, Devon has one."""
    folder = tmp_path_factory.mktemp("graded")
    make_ilacs(folder / "harrow - 04 march 2020.pdf", council="Harrow", inspected="10 to 14 February 2020")
    make_ilacs(
        folder / "harrow - 04 march 2025.pdf", council="Harrow", inspected="20 to 24 January 2025", grades=LOWERED
    )
    make_ilacs(
        folder / "leicester - 12 november 2021.pdf",
        council="Leicester",
        inspected="20 September 2021 to 1 October 2021",
        grades=COMBINED_GRADES,
    )
    make_sif(folder / "devon.pdf", council="Devon", title="Devon County Council")
    with Store(Settings(store=folder.parent / "graded-store"), create=True) as store:
        build(folder, store)
        yield Assistant(store)


def ask(assistant: Assistant, *messages: str) -> Answer:
    reply = assistant.chain.invoke(list(messages))
    assert isinstance(reply, Answer), reply
    return reply


def test_the_grade_of_an_area_is_the_first_thing_said(graded):
    """The latest grade, with the printed words of the table as its quote."""
    answer = ask(graded, "What grade did Harrow get for care leavers?")

    assert answer.claims[0].text.startswith("Harrow: Inadequate for care leavers")
    assert answer.citations[0].published == date(2025, 3, 4)
    assert answer.citations[0].page == 1
    assert answer.composer == "catalogue"


def test_another_time_is_another_grade(graded):
    """By year, and by going back from the latest."""
    assert "Good" in ask(graded, "What was Harrow's overall grade in 2020?").claims[0].text
    assert "Good" in ask(graded, "What is Harrow rated?", "and the time before that?").claims[0].text


def test_a_false_premise_is_corrected(graded):
    """Asked why a council was good when it was not, the grade that it had is given."""
    text = ask(graded, "Why was Harrow rated outstanding in 2025?").claims[0].text

    assert "not judged Outstanding" in text
    assert "Inadequate" in text


def test_a_combined_grade_is_said_to_be_one(graded):
    """Asked for care leavers, the combined grade is given as what it is."""
    text = ask(graded, "How is Leicester rated for care leavers?").claims[0].text

    assert "one combined grade" in text


def test_lists_and_counts_are_over_every_council(graded):
    """The number comes first, each council is cited, and those without such a grade are told of."""
    answer = ask(graded, "Which councils are inadequate for care leavers in their latest report?")
    count = ask(graded, "How many councils are rated requires improvement overall?")

    assert answer.claims[0].text.startswith("1 of 3 councils")
    assert [c.council for c in answer.citations] == ["Harrow"]
    assert "one grade covers children in care and care leavers together there: 1" in answer.markdown
    assert count.claims[0].text.startswith("2 of 3")
    assert {c.council for c in count.citations} == {"Devon", "Leicester"}


def test_changes_show_both_grades(graded):
    """A council that went down is listed with the grade before and after, both cited."""
    answer = ask(graded, "Which councils' overall grade went down between their last two reports?")

    assert answer.claims[0].text.startswith("1 of 3")
    assert [c.published.year for c in answer.citations if c.published] == [2020, 2025]
    assert "1 of 3" in ask(graded, "Who went from good to inadequate?").claims[0].text


def test_filters_combine(graded):
    """Region and kind of council limit both what is counted and out of how many."""
    assert "0 of 1 councils in the East Midlands" in ask(
        graded, "How many councils in the East Midlands are inadequate overall?"
    ).claims[0].text
    assert "1 of 1" in ask(graded, "Which London boroughs are inadequate?").claims[0].text


def test_the_spread_of_grades_is_a_table(graded):
    """Counts of each grade by region, with the judgements behind them cited."""
    answer = ask(graded, "What is the spread of overall grades by region?")

    table = next(part for part in answer.parts if part.columns)
    assert table.columns[0] == "Region"
    assert [row[0].text for row in table.rows] == ["East Midlands", "London", "South West"]
    assert len(answer.citations) == 3


def test_what_the_catalogue_cannot_apply_is_not_dropped(graded):
    """A list for a topic that has no grade is searched for, and says that it is a search."""
    answer = graded.chain.invoke(["Which councils are inadequate for private fostering?"])

    assert isinstance(answer, Refusal) or "search" in answer.markdown


def test_answers_are_the_same_every_time(graded):
    """Nothing in an answer depends on chance."""
    question = ["Which councils are good for the impact of leaders?"]

    assert graded.chain.invoke(question) == graded.chain.invoke(question)


def test_rows_have_their_printed_words(graded, tmp_path: Path):
    """The quote of a row is the row of the table."""
    citation = ask(graded, "Devon: grade for adoption?").citations[0]

    assert citation.quote.lower().startswith("adoption performance")
    assert citation.page == 1


def test_councils_are_set_beside_one_that_is_named(graded):
    """Better or worse than a named council means better or worse grades than its own."""
    answer = ask(graded, "Which councils are rated better than Harrow?")

    assert answer.claims[0].text.startswith("2 of 2 councils")
    assert {claim.council for claim in answer.claims} - {""} == {"Leicester", "Devon"}


def test_a_search_keeps_to_the_councils_that_are_described(graded):
    """"Inadequate councils" limits where caseloads are looked for; the limit is said."""
    answer = ask(graded, "Which inadequate councils were criticised for their social workers' caseloads?")

    assert {citation.council for citation in answer.citations} <= {"Harrow"}
    assert "1 councils searched rated Inadequate overall" in answer.markdown


def test_an_earlier_grade_is_found_by_ever_and_denied_by_never(graded):
    """All inspections count, and not just the latest."""
    assert "Harrow" in ask(graded, "Which councils were ever good overall?").markdown
    assert "Harrow" not in ask(graded, "Which councils were never inadequate overall?").markdown
