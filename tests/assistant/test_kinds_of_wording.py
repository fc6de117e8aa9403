"""Kinds of wording, each in several people's words: what they limit is read, and never left out in silence."""

from datetime import date

import pytest

from assistant.areas import Topic
from assistant.reading.slots import Slots, read_slots
from assistant.request import Change, First, Span, Unit, Want
from assistant.times import YearOf
from index.council_names import find_councils
from index.reports import Grade

TODAY = date(2026, 11, 27)
OUTSTANDING, GOOD, RI, INADEQUATE = Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE


def slots_of(message: str) -> Slots:
    return read_slots(message, find_councils(message), TODAY, 2026)


def grades_of(message: str) -> set[Grade]:
    return {grade for c in slots_of(message).conditions for grade in c.grades} - {Grade.ADEQUATE}


@pytest.mark.parametrize(
    "message",
    [
        "what was Kent before its last inspection?",
        "how was Kent rated before this latest visit",
        "Kent, prior to the most recent ILACS",
        "Kent before that inspection",
    ],
)
def test_before_the_last_one_is_one_back(message):
    assert slots_of(message).times.back == 1


@pytest.mark.parametrize(
    "message",
    ["Kent's grade before the 2021 inspection", "how was Kent rated before it climbed in 2021", "Kent ahead of the 2021 visit"],
)
def test_before_an_inspection_of_a_year_is_the_one_before_it(message):
    times = slots_of(message).times
    assert (times.years, times.back) == ((2021,), 1)


@pytest.mark.parametrize(
    "message", ["Kent at its first inspection", "Kent's earliest report", "how did Kent do the very first time", "Kent's first ILACS"]
)
def test_the_first_of_all_is_a_time(message):
    assert slots_of(message).times.first


def test_for_the_first_time_is_none():
    assert not slots_of("who was outstanding for the first time?").times.first


@pytest.mark.parametrize(
    "message",
    [
        "whose last report came out in 2021",
        "councils whose most recent inspection was in 2021",
        "how many had their latest report published in 2021",
        "those last inspected in 2021",
    ],
)
def test_a_latest_inspection_must_be_of_the_time_named(message):
    times = slots_of(message).times
    assert times.of_latest
    assert times.years == (2021,)


@pytest.mark.parametrize(
    "message", ["who hasn't been inspected since 2020", "not visited since before 2020", "councils that haven't had a report since 2020"]
)
def test_not_since_is_the_latest_before(message):
    times = slots_of(message).times
    assert (times.of_latest, times.since, times.until) == (True, None, date(2019, 12, 31))


@pytest.mark.parametrize("message", ["reports out in 2021", "the 2021 batch of reports", "reports that landed in 2021", "the 2021 reports"])
def test_reports_have_the_year_of_publication(message):
    assert slots_of(message).times.by is YearOf.PUBLICATION


@pytest.mark.parametrize("message", ["My sister left care in Kent last year, what is it like?", "as I moved to Kent two years ago, how good is it"])
def test_what_happened_to_somebody_is_not_the_time_asked_for(message):
    assert not slots_of(message).times.is_named


@pytest.mark.parametrize("message", ["the day the report went up", "several reports dropped on 3 May 2021", "the reports that went up in March 2021"])
def test_a_report_that_appears_is_no_grade_that_moves(message):
    assert slots_of(message).move is None


@pytest.mark.parametrize(
    "message",
    [
        "outstanding then fell to good",
        "had been outstanding and later slid to good",
        "were outstanding but dropped to good",
        "outstanding, then good",
        "crept from outstanding to good",
    ],
)
def test_one_grade_and_then_another_is_a_move(message):
    move = slots_of(f"councils that were {message}").move
    assert move is not None
    assert (move.before, move.after) == (frozenset({OUTSTANDING}), frozenset({GOOD}))


@pytest.mark.parametrize(
    "message", ["inadequate at the one before and good at the latest", "inadequate at their previous inspection, and good now"]
)
def test_grades_of_two_times_are_a_move(message):
    slots = slots_of(f"who was {message}")
    assert slots.move is not None
    assert (slots.move.before, slots.move.after, slots.times.back) == (frozenset({INADEQUATE}), frozenset({GOOD}), 0)


def test_an_area_may_be_pointed_at():
    assert [c.areas for c in slots_of("Adoption grades, under the SIF: who was outstanding for it?").conditions] == [(Topic.ADOPTION,)]


def test_the_last_few_reports_of_all_are_a_ranking():
    slots = slots_of("last four reports, who are they on")
    assert (slots.order, slots.number, slots.times.last) == (First.NEWEST, 4, 0)


@pytest.mark.parametrize("message", ["went down and back up", "slipped but then recovered", "fell and came back up"])
def test_a_move_and_back(message):
    move = slots_of(f"which councils {message}").move
    assert move is not None
    assert (move.change, move.and_back, move.ever) == (Change.DOWN, True, True)


@pytest.mark.parametrize("message", ["where nothing has changed", "places where nowt changed", "councils where nothing moved", "no movement in Kent"])
def test_that_nothing_changed_is_a_move_too(message):
    move = slots_of(message).move
    assert move is not None
    assert move.change is Change.SAME


@pytest.mark.parametrize(
    "message", ["who failed their last inspection", "Kent failed outright", "has Kent ever failed an ILACS", "a fail for care leavers", "ended up with the worst rating"]
)
def test_to_fail_is_the_lowest_grade(message):
    assert grades_of(message) == {INADEQUATE}


@pytest.mark.parametrize("message", ["leaders failed to act", "services that fail children", "where did Kent fail"])
def test_to_fail_at_something_is_none(message):
    assert not grades_of(message)


@pytest.mark.parametrize("message", ["need improvement or are worse", "need to improve or worse", "RI or something worse", "requires improvement or is worse than that"])
def test_or_worse_may_be_said_at_length(message):
    assert grades_of(f"councils that {message}") == {RI, INADEQUATE}


@pytest.mark.parametrize(("message", "grade"), [("the top overall grade", OUTSTANDING), ("the bottom leadership grade", INADEQUATE)])
def test_an_area_may_stand_within_a_grade(message, grade):
    assert grades_of(f"which councils hold {message}") == {grade}


@pytest.mark.parametrize("message", ["skipping RI", "without passing through RI", "bypassing RI"])
def test_a_grade_that_is_passed_over_is_no_condition(message):
    assert not grades_of(f"who went from inadequate to good, {message}")


def test_as_a_whole_is_overall_and_may_be_denied():
    conditions = slots_of("leaders are outstanding although the council as a whole is not").conditions
    assert [(c.areas, OUTSTANDING in c.grades) for c in conditions] == [((Topic.LEADERS,), True), ((Topic.OVERALL,), False)]


@pytest.mark.parametrize("message", ["at each and every inspection", "every single inspection", "at every last visit"])
def test_each_and_every_is_always(message):
    assert [c.span for c in slots_of(f"good {message}").conditions] == [Span.ALWAYS]


@pytest.mark.parametrize(("message", "least"), [("councils with three inspections", 3), ("inspected more than twice", 3), ("who have had at least 4 reports", 4)])
def test_how_many_inspections_there_must_be(message, least):
    assert [(c.grades, c.least) for c in slots_of(message).conditions] == [((), least)]


@pytest.mark.parametrize(
    ("message", "order"),
    [
        ("longest gap between inspections", First.MOST),
        ("biggest stretch between two consecutive reports", First.MOST),
        ("shortest time between two visits", First.FEWEST),
        ("longest since an inspection", First.OLDEST),
    ],
)
def test_gaps_are_ranked_by_their_length(message, order):
    slots = slots_of(message)
    assert slots.order is order
    assert (slots.unit is Unit.GAPS) == (order is not First.OLDEST)


@pytest.mark.parametrize("message", ["is there any council in London that is good?", "any counties rated outstanding?", "has anyone in Kent been good?"])
def test_whether_there_is_any(message):
    assert Want.ANY in slots_of(message).wants


@pytest.mark.parametrize(("message", "name"), [("nottm", "Nottingham"), ("leics city overall", "Leicester"), ("peterboro grade", "Peterborough"), ("stoke telford overall", "Stoke-on-Trent")])
def test_short_forms_of_names(message, name):
    assert name in [mention.councils[0].name for mention in find_councils(message)]


@pytest.mark.parametrize(
    ("message", "grades"),
    [
        ("who is not good but outstanding for adoption", {OUTSTANDING}),
        ("places where it was not inadequate but requires improvement", {RI}),
        ("how many fall below good at present", {RI, INADEQUATE}),
        ("councils that sit below good", {RI, INADEQUATE}),
    ],
)
def test_what_is_meant_is_told_from_what_is_not(message, grades):
    assert grades_of(message) == grades
    assert slots_of(message).move is None


def test_never_mind_is_no_never():
    (condition,) = slots_of("every council that was inadequate, never mind for how long").conditions
    assert condition.span is Span.LATEST


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("how many did better than at their last inspection", Change.UP),
        ("who fared worse than at the one before", Change.DOWN),
        ("those rated lower than at the previous visit", Change.DOWN),
    ],
)
def test_better_than_last_time_is_a_move(message, change):
    move = slots_of(message).move
    assert move is not None
    assert move.change is change


def test_a_year_says_more_than_a_span_around_it():
    times = slots_of("inadequate in 2019, pre covid").times
    assert (times.years, times.until) == ((2019,), None)


def test_up_or_down_from_the_one_before_is_then_and_now():
    slots = slots_of("did it go up or down from the one before?")
    assert slots.move is not None
    assert slots.times.back == 0


@pytest.mark.parametrize(("said", "year"), [("twenty nineteen", 2019), ("twenty twenty-two", 2022), ("twenty twelve", 2012)])
def test_years_in_words(said, year):
    assert slots_of(f"what did Kent get in {said}?").times.years == (year,)
