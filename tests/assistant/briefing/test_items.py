"""A brief of just what is asked for, and one over the years in so many dated lines."""

from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.briefing.points import points_of
from assistant.pipeline import Assistant
from assistant.reading.forms.briefs import over_years
from assistant.reading.forms.items import itemised
from assistant.reading.forms.varying import varied
from assistant.request import Act, Condition, Form, Item, Request, Want
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def brief(assistant: Assistant, **fields: object) -> Answer:
    request = Request(message="a brief", act=Act.BRIEF, councils=("Westmarch",), **fields)  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def asked(message: str) -> Request:
    return Request(message=message, act=Act.BRIEF, councils=("Leeds",))


@pytest.mark.parametrize(
    ("message", "items"),
    [
        (
            "the 3 things they would come back for, what is actually working, and anything left"
            " unfixed from the previous time",
            ((Item.WORST, 3), (Item.BEST, None), (Item.UNFIXED, None)),
        ),
        ("two big risks and one strength please", ((Item.WORST, 2), (Item.BEST, 1))),
        ("the four most serious failings, nothing else", ((Item.WORST, 4),)),
        ("what went wrong, what held up, and what's changed since 2018",
         ((Item.WORST, None), (Item.BEST, None), (Item.CHANGED, None))),
        ("what would keep you awake at night?", ((Item.WORST, None),)),
    ],
)  # fmt: skip
def test_items_are_read_with_their_number(message: str, items: object):
    """Each item in the order in which it is asked for."""
    made = itemised(asked(message))

    assert made is not None and made.items == items


@pytest.mark.parametrize(
    "message",
    [
        "strengths and weaknesses of Leeds",
        "five bullets on what went wrong in Leeds and what works",
        "a letter on two problems and one strength",
        "three questions on what went wrong and what works",
    ],
)
def test_what_is_drawn_up_is_no_brief_of_items(message: str):
    """Lines, texts and questions have forms of their own; a bare pair is an ordinary brief."""
    assert itemised(asked(message)) is None


def test_who_knows_the_grade_is_not_told_it():
    """ "I know the grade" leaves it out."""
    made = itemised(asked("the three most serious failings, nothing else, I know the grade"))

    assert made is not None and Want.NO_GRADES in made.wants


def test_a_brief_of_items_holds_them_and_no_more(assistant: Assistant, made_store: Store):
    """So many concerns, what works, and what both lists name; no grades by area, no whole list."""
    answer = brief(
        assistant, form=Form.ITEMS, items=((Item.WORST, 1), (Item.BEST, 1), (Item.UNFIXED, None))
    )
    quoted = [claim for claim in answer.claims if claim.is_quote]
    report = assistant.library.inspections("Westmarch")[0]
    points = {point.whole.text for point in points_of(made_store, report)}

    assert sum(not claim.label for claim in quoted) <= 2
    assert all(claim.text in points or claim.label for claim in quoted if claim.label == "Now")
    assert not any(part.columns for part in answer.parts)


def test_a_follow_up_asks_for_another_item():
    """ "And what should give me some comfort?" after the concerns."""
    before = replace(
        asked("what would keep you awake?"), form=Form.ITEMS, items=((Item.WORST, None),)
    )
    own = Request(message="And what should give me some comfort?", act=Act.FIND)
    again = varied(before, own)

    assert again is not None and again.items == ((Item.BEST, None),)


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("how did Leeds get where it is? six short sentences in date order", 6),
        ("a timeline for Leeds, one line per inspection", None),
        ("what is the story since 2016? five bullets with dates", 5),
    ],
)
def test_lines_over_the_years_are_read(message: str, number: int | None):
    """So many lines, or one for each inspection."""
    made = over_years(asked(message))

    assert made is not None and made.form is Form.YEARS and made.number == number
    assert Want.SHORTER in made.wants


def test_the_grades_of_an_area_over_the_years_are_a_table():
    """ "Its overall at every inspection, for a timeline" asks for grades alone."""
    of_grades = replace(
        asked("for a timeline: its overall at every inspection"),
        act=Act.HISTORY, conditions=(Condition((Topic.OVERALL,)),),
    )  # fmt: skip

    assert over_years(of_grades) is None


def test_lines_over_the_years_are_dated_and_cited(assistant: Assistant):
    """As many as asked for, the oldest first, each with its own report behind it."""
    answer = brief(assistant, form=Form.YEARS, number=4, wants=frozenset({Want.SHORTER}))
    lines = [claim for claim in answer.claims if claim.text.startswith("• ")]
    count = len(assistant.library.inspections("Westmarch"))

    assert count <= len(lines) <= 4
    assert all(line.citations for line in lines)
    reports = [
        next(c.report for c in answer.citations if c.number == line.citations[-1]) for line in lines
    ]
    inspections = [r.id for r in reversed(assistant.library.inspections("Westmarch"))]
    assert list(dict.fromkeys(reports)) == inspections


def test_a_brief_over_the_years_is_cut_to_lines_and_asked_for_elsewhere():
    """ "too long, five bullets", and "now the same for Bradford"."""
    before = replace(asked("the story of Leeds"), form=Form.YEARS)
    short = varied(before, Request(message="too long. five bullets, with the dates", act=Act.MORE))
    assert short is not None and (short.form, short.number) == (Form.YEARS, 5)

    own = Request(message="now the same for Bradford", act=Act.FIND, councils=("Bradford",))
    there = varied(short, own)
    assert there is not None
    assert (there.form, there.number, there.councils) == (Form.YEARS, 5, ("Bradford",))
