"""How tables, orders by what is counted, words to be found, leads, times and quizzes are read."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.areas import Topic
from assistant.reading.forms.columns import columns_of, order_of
from assistant.reading.forms.counts import bounded, measured
from assistant.reading.forms.leads import asks_who_led_most, facts_led, led_again
from assistant.reading.forms.mentions import mentioned
from assistant.reading.forms.orders import as_themed
from assistant.reading.forms.periods import periods_of
from assistant.reading.forms.quizzes import quiz
from assistant.reading.forms.retabled import tabled
from assistant.reading.forms.tables import table
from assistant.reading.forms.varying import varied
from assistant.request import (
    Act,
    Column,
    Condition,
    Fact,
    First,
    Form,
    Group,
    GroupKind,
    Request,
    Told,
    Unit,
    Want,
)
from assistant.times import Times
from index.reports import Grade

OVERALL, LEAVERS = Column(Told.GRADE, Topic.OVERALL), Column(Told.GRADE, Topic.CARE_LEAVERS)
INSPECTED = Column(Told.INSPECTED)


@pytest.mark.parametrize(
    ("message", "columns"),
    [
        ("a grid of overall, care leavers and when", [OVERALL, LEAVERS, INSPECTED]),
        ("excel: region, overall, who led it", [Column(Told.REGION), OVERALL, Column(Told.LED),
                                               INSPECTED]),
        ("overall and care leavers, without the dates", [OVERALL, LEAVERS]),
        ("the number of improvement points, and pages", [Column(Told.POINTS), Column(Told.PAGES),
                                                        INSPECTED]),
        ("what children in care are praised for, when seen",
         [Column(Told.PRAISE, Topic.IN_CARE), INSPECTED]),
        ("overall, then and now", [replace(OVERALL, back=1), OVERALL,
                                   replace(INSPECTED, back=1), INSPECTED]),
    ],
)  # fmt: skip
def test_columns_are_read_in_their_order(message: str, columns: list[Column]):
    """Each with its date, unless that is not wished for."""
    assert list(columns_of(message)) == columns


def test_all_sub_grades_are_a_column_each():
    areas = [column.area for column in columns_of("overall and every separate grade")]
    assert {Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS, Topic.LEADERS} <= {*areas}


@pytest.mark.parametrize(
    ("message", "order"),
    [
        ("overall, care leavers; sort by care leavers, worst first", (First.WORST, LEAVERS)),
        ("overall and dates, newest first", (First.NEWEST, INSPECTED)),
        ("overall, inadequates on top", (First.WORST, OVERALL)),
        ("overall, alphabetical", (None, None)),
    ],
)
def test_the_order_names_a_column(message: str, order: tuple[First | None, Column | None]):
    assert order_of(message, columns_of(message)) == order


def ask(message: str, **fields: object) -> Request:
    return Request(message=message, **{"act": Act.LIST, **fields})  # type: ignore[arg-type]


def test_grades_on_top_order_and_do_not_limit():
    """ "Inadequates on top" leaves the others in; "the inadequate ones" does not."""
    low = (Condition(grades=(Grade.INADEQUATE,)),)
    whole = table(ask("a table of every council, overall, inadequates on top", conditions=low))
    some = table(ask("a table of the inadequate ones: overall, who led it", conditions=low))
    assert whole and (whole.order, whole.grades) == (First.WORST, ())
    assert some and some.grades == (Grade.INADEQUATE,)


def test_a_comparison_side_by_side_is_no_table():
    two = ("Eastholm", "Westmarch")
    assert table(ask("overall for Eastholm and Westmarch side by side", councils=two)) is None
    assert table(ask("I need them all, for a leader column", councils=())) is None


@pytest.mark.parametrize(
    ("message", "told", "order"),
    [
        ("who has the fewest improvement points?", Told.POINTS, First.FEWEST),
        ("rank them by how little they still have to fix", Told.POINTS, First.FEWEST),
        ("Which councils have the longest list of things to improve?", Told.POINTS, First.MOST),
        ("who has had the most visits?", Told.VISITS, First.MOST),
        ("which councils have had the most inspections", Told.INSPECTIONS, First.MOST),
        ("which reports took longest to come out?", Told.TO_PUBLISH, First.MOST),
    ],
)
def test_what_is_counted_puts_in_order(message: str, told: Told, order: First):
    request = measured(ask(message, act=Act.RANK))
    assert request and request.sorted_by
    assert (request.form, request.sorted_by.told, request.order) == (Form.TABLE, told, order)


@pytest.mark.parametrize(
    "message",
    [
        "what do most councils need to improve?",
        "which three were inspected most recently?",
        "who made the most improvement?",
        "what do most inspections criticise?",
    ],
)
def test_most_of_something_else_is_no_count(message: str):
    assert measured(ask(message, act=Act.RANK)) is None


@pytest.mark.parametrize(
    ("message", "bounds"),
    [
        ("how many councils have more than six things to improve?", (7, None)),
        ("which have at most three improvement points?", (None, 3)),
        ("which have 2 or fewer improvement points?", (None, 2)),
        ("which have at least 4 inspections?", (4, None)),
    ],
)
def test_a_count_has_bounds(message: str, bounds: tuple[int | None, int | None]):
    request = bounded(ask(message, act=Act.COUNT))
    assert request and (request.at_least, request.at_most) == bounds


def test_the_last_two_inspections_are_no_bound():
    message = "only the north, grades of the last two inspections side by side"
    assert bounded(ask(message)) is None


def test_who_waited_longest_is_asked_of_all_for_the_sake_of_one():
    message = "Which councils went longest without an inspection? We are Eastholm."
    request = measured(ask(message, act=Act.RANK, councils=("Eastholm",)))
    assert request and (request.councils, request.home) == ((), "Eastholm")


@pytest.mark.parametrize(
    ("message", "phrase", "unit"),
    [
        ("how many reports mention county lines?", "county lines", Unit.REPORTS),
        ("which councils' latest reports talk about family hubs", "family hubs", Unit.COUNCILS),
        ("Do any reports say anything about vaping, and when?", "vaping", Unit.REPORTS),
    ],
)
def test_words_that_are_to_be_found(message: str, phrase: str, unit: Unit):
    request = mentioned(ask(message, act=Act.THEME))
    assert request and (request.form, request.subject, request.unit) == (
        Form.MENTIONED, phrase, unit,
    )  # fmt: skip


def test_a_line_of_the_list_is_asked_for():
    """ "The exact line" of what must improve is looked for in the printed lists alone."""
    message = "csv: who was told to improve return interviews, with the exact line"
    request = mentioned(ask(message, subject="return interviews"))
    assert request and {Want.IMPROVE, Want.FILE} <= request.wants


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("How many has Imogen Farrow led?", (Fact.LED_BY,)),
        ("list everything led by imogen farrow", (Fact.LED_BY,)),
        ("Imogen Farrow - which of these did she lead, and where?", (Fact.LED_BY,)),
        ("how many were led by the same person?", ()),
        ("which councils are led well?", ()),
    ],
)
def test_who_led_what_is_asked_by_name(message: str, facts: tuple[Fact, ...]):
    assert facts_led(ask(message)) == facts


def test_who_led_the_most_and_what_came_out_badly():
    assert asks_who_led_most(ask("which lead inspector turns up most?"))
    before = ask("How many has Imogen Farrow led?", facts=(Fact.LED_BY,))
    badly = led_again(before, ask("and which of those came out badly?"))
    assert badly and Grade.INADEQUATE in badly.grades and "Farrow" in badly.context
    assert led_again(before, ask("what do they say about caseloads in the north?")) is None


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("pre 2018 against since 2022", ["2017 or earlier", "2022 or later"]),
        ("before covid and since", ["February 2020 or earlier", "March 2020 or later"]),
        ("2014-17 or nowadays?", ["2014 to 2017", "2018 or later"]),
        ("up to 2016, and after 2020", ["2016 or earlier", "2021 or later"]),
        ("since 2019", []),
        ("in 2019 and 2020", []),
    ],
)
def test_two_times_are_set_side_by_side(message: str, told: list[str]):
    assert [str(times) for times in periods_of(message)] == told


def test_both_ends_of_an_order_are_one_request():
    """ "Four of each" is asked of the worst and of the best, without grades where none are
    wanted.
    """
    message = "where are caseloads worst, and where are they sensible? 4 of each, ignore grades"
    request = as_themed(ask(message, act=Act.RANK, themes=("Caseloads and workload",)))
    assert request and request.is_both_ways and request.number == 4
    assert Want.NO_GRADES in request.wants


def test_what_was_asked_of_one_time_is_set_beside_another():
    before = ask("what goes wrong?", form=Form.PATTERN, times=Times(since=date(2022, 1, 1)))
    own = ask("and is that different in 2019 and 2020?", times=Times((2020,)))
    again = varied(before, own)
    assert again and [str(times) for times in again.periods] == ["2019 to 2020", "2022 or later"]


def test_a_quiz_with_answers_to_choose_from():
    made = quiz(ask("Make 10 multiple choice questions on it, answers at the end", act=Act.WRITE))
    assert made and (made.form, made.number) == (Form.QUESTIONS, 10)
    assert {Want.QUIZ, Want.CHOICES, Want.ANSWERS_LAST} <= made.wants
    assert quiz(ask("for a pub quiz: which boroughs are outstanding?")) is None


def test_a_table_is_reshaped():
    """Other columns, another order, other councils, a file; a new question is none of it."""
    before = ask("a table", form=Form.TABLE, columns=(OVERALL, INSPECTED))
    shorter = tabled(before, ask("without the dates"))
    south = Group(GroupKind.REGION, ("South West",))
    limited = tabled(before, ask("only the south west", groups=(south,)))
    newest = tabled(before, ask("newest first please"))
    file = tabled(before, ask("csv?"))
    assert shorter and shorter.columns == (OVERALL,)
    assert limited and limited.groups == (south,) and limited.columns == before.columns
    assert newest and newest.order is First.NEWEST
    assert file and Want.FILE in file.wants
    assert tabled(before, ask("what did they say about caseloads?", act=Act.FIND)) is None


def test_a_list_becomes_a_table_of_the_same_councils():
    """The areas that it was on are its columns."""
    worse = Condition((Topic.CARE_LEAVERS, Topic.IN_CARE), grades=(Grade.INADEQUATE,))
    before = ask("who is inadequate for either?", conditions=(worse,))
    made = tabled(before, ask("put that in a table with the date"))
    assert made and made.form is Form.TABLE and made.conditions == (worse,)
    assert {column.area for column in made.columns} >= {Topic.CARE_LEAVERS, Topic.IN_CARE}
