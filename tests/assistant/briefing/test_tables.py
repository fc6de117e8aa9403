"""Tables of a wished shape, words found in reports, leads, two times, and quizzes: computed over
all reports that are meant, and each row cited.
"""

from datetime import date

import pytest

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.briefing.leads import leads_in
from assistant.briefing.tables.wording import Words
from assistant.pipeline import Assistant
from assistant.request import Act, Column, Fact, First, Form, Request, Told, Unit, Want
from assistant.times import Times
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def made(assistant: Assistant, message: str = "a table", **fields: object) -> Answer:
    request = Request(message=message, act=Act.LIST, **fields)  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def rows_of(answer: Answer) -> list[list[str]]:
    part = next(part for part in answer.parts if part.columns)
    texts, width = [claim.text for claim in part.claims], len(part.columns)
    return [texts[n : n + width] for n in range(0, len(texts), width)]


# ---- tables

GRADES = tuple(Column(Told.GRADE, topic) for topic in (Topic.OVERALL, Topic.LEADERS))


def test_a_row_for_each_council_with_the_columns_that_are_wished_for(assistant: Assistant):
    """In the order that is wished for, and every grade cited."""
    worst = made(
        assistant, form=Form.TABLE, columns=(*GRADES, Column(Told.LED)), order=First.WORST,
        sorted_by=GRADES[0],
    )  # fmt: skip
    rows = rows_of(worst)
    assert [row[0] for row in rows] == ["Eastholm", "Westmarch"]
    assert all(row[1] and row[2] for row in rows) and "Imogen Farrow" in rows[0][3]
    part = next(part for part in worst.parts if part.columns)
    assert all(cell.citations for cell in part.claims[1:3])
    assert worst.parts[0].note.startswith("2 councils")


def test_a_cell_of_which_no_report_tells_says_so_or_is_blank(assistant: Assistant):
    """The time before is not here for a council with one inspection."""
    earlier = Column(Told.GRADE, Topic.OVERALL, back=1)
    told = rows_of(made(assistant, form=Form.TABLE, columns=(earlier,)))
    blank = made(assistant, form=Form.TABLE, columns=(earlier,), wants=frozenset({Want.BLANK}))
    assert all(row[1] for row in told) and not any(row[1] for row in rows_of(blank))


def test_an_order_by_what_is_counted_says_who_comes_first(assistant: Assistant):
    """With the place of the council for whose sake it is asked."""
    points = Column(Told.POINTS)
    answer = made(
        assistant, form=Form.TABLE, columns=(points,), sorted_by=points, order=First.FEWEST,
        home="Eastholm",
    )  # fmt: skip
    counts = [int(row[2]) for row in rows_of(answer) if row[2]]
    assert counts == sorted(counts)
    assert "Fewest points" in answer.parts[0].note
    assert any(part.note.startswith("Eastholm is number") for part in answer.parts)


def test_points_of_some_councils_are_a_row_each_or_below_headings(assistant: Assistant):
    columns = (Column(Told.PUBLISHED), Column(Told.IMPROVE))
    two = ("Eastholm", "Westmarch")
    rows = rows_of(made(assistant, form=Form.TABLE, columns=columns, councils=two))
    assert {row[0] for row in rows} == {*two} and all(row[2] for row in rows)
    headed = made(
        assistant, form=Form.TABLE, columns=columns, councils=two,
        wants=frozenset({Want.HEADINGS, Want.FILE}),
    )  # fmt: skip
    headings = [part.heading for part in headed.parts if part.heading]
    assert len(headings) == len(two) and any("Excel" in part.note for part in headed.parts)


def test_a_bound_counts_councils(assistant: Assistant):
    """How many there are is said first; the others are not in the table."""
    points = Column(Told.POINTS)
    answer = made(
        assistant, form=Form.TABLE, columns=(points,), sorted_by=points, order=First.FEWEST,
        at_most=4,
    )  # fmt: skip
    assert answer.parts[0].note.startswith("1 of 2 councils have at most 4 points")
    assert [row[1] for row in rows_of(answer)] == ["Westmarch"]


# ---- words


@pytest.mark.parametrize(
    ("phrase", "text", "is_there"),
    [
        ("county lines", "exploited through county-line networks", True),
        ("county lines", "the county council draws no lines", False),
        ("homeless 16 and 17 year olds", "16- and 17-year-old children who are homeless", True),
        ("homeless 16 and 17 year olds", "homeless families with babies", False),
        ("changes of social worker", "too many changes of social workers", True),
        ("private fostering", "children who are privately fostered", False),
        ("vaping or alcohol", "misuse of alcohol", True),
    ],
)
def test_words_stand_in_a_sentence_with_their_plain_variants(
    phrase: str, text: str, is_there: bool
):
    """Those of a short phrase together, in any order; other words are other words."""
    assert Words(phrase).stand_in(text) is is_there


def test_reports_in_which_words_stand_are_listed_and_counted(assistant: Assistant):
    """And where they stand nowhere, that is said."""
    found = made(assistant, form=Form.MENTIONED, subject="parenting programme", unit=Unit.REPORTS)
    assert "stands in 1 of the 2 reports" in found.parts[0].note
    assert [row[0] for row in rows_of(found)] == ["Westmarch"]
    nowhere = made(assistant, form=Form.MENTIONED, subject="zeppelins", unit=Unit.REPORTS)
    assert "none of the 2 reports" in nowhere.parts[0].note


def test_words_in_what_must_improve_are_quoted_whole(assistant: Assistant):
    listed = made(
        assistant, form=Form.MENTIONED, subject="private fostering", unit=Unit.COUNCILS,
        wants=frozenset({Want.IMPROVE}),
    )  # fmt: skip
    assert rows_of(listed)[0][-1].startswith("The identification of children in private")


# ---- leads


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lead inspector: Ann Lee, His Majesty’s Inspector\nInspection dates", ("Ann Lee",)),
        ("Lead inspectors: Ann Lee, HMI, and Jo Roe, HMI", ("Ann Lee", "Jo Roe")),
        ("Lead inspector: Ann Lee/Jo Roe", ("Ann Lee", "Jo Roe")),
    ],
)
def test_two_may_have_led_one(text: str, names: tuple[str, ...]):
    printed = leads_in(text)
    assert printed and printed.names == names


def test_all_that_somebody_led_is_told(assistant: Assistant):
    """By the whole name or the last; a name that is not printed is said to be none."""
    for message in ("what has Imogen Farrow led?", "and what did Farrow lead?"):
        told = made(assistant, message, facts=(Fact.LED_BY,))
        assert told.claims[0].text.startswith("Imogen Farrow led one") and told.citations
    nobody = made(assistant, "what has Imogen Farlow led?", facts=(Fact.LED_BY,))
    assert "No report here names Imogen Farlow" in nobody.parts[0].note
    assert "Imogen Farrow" in nobody.parts[1].note


# ---- two times


def test_two_times_are_counted_side_by_side(sample_assistant: Assistant):
    """Both shares in the first sentence, and a row for each kind of report of each."""
    request = Request(
        message="criticism of supervision before 2020 and since", act=Act.THEME, form=Form.TREND,
        themes=("Supervision",), subject="supervision",
        periods=(Times(until=date(2019, 12, 31)), Times(since=date(2020, 1, 1))),
    )  # fmt: skip
    settled = sample_assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    lead = settled.parts[0].note
    assert "before 2020" in lead and "since 2020" in lead


# ---- a quiz


def test_a_quiz_has_one_right_answer_to_each_question(assistant: Assistant):
    """The right one is among the four, and its letter stands with the answers at the end."""
    wants = frozenset({Want.QUIZ, Want.CHOICES})
    answer = made(
        assistant, "a quiz", form=Form.QUESTIONS, number=6, councils=("Westmarch",), wants=wants
    )
    asked = [part for part in answer.parts if part.claims and not part.heading]
    answers = answer.parts[-1]
    assert answers.heading == "Answers" and len(answers.claims) == len(asked)
    for part, told in zip(asked, answers.claims, strict=True):
        letters = [claim.text[0] for claim in part.claims[1:]]
        letter = told.text.split(". ", 1)[1][0]
        assert letter in letters and told.citations
        assert len({claim.text[3:] for claim in part.claims[1:]}) == len(letters)


def test_a_quiz_on_no_council_is_on_a_mix(assistant: Assistant):
    wants = frozenset({Want.QUIZ})
    answer = made(assistant, "a quiz", form=Form.QUESTIONS, number=4, wants=wants)
    councils = {claim.council for part in answer.parts for claim in part.claims}
    assert {"Eastholm", "Westmarch"} <= councils
