"""Kinds of wording, each in several people's words: what they limit is read, and never left out
in silence.
"""

from datetime import date

import pytest

from assistant.areas import Topic
from assistant.reading.masking import mask
from assistant.reading.slots import Slots, read_slots
from assistant.reading.spelling import slips
from assistant.request import By, Change, First, GroupKind, Span, Unit, Want, Which
from assistant.times import YearOf
from index.places.mentions import find_councils
from index.reports import Grade

TODAY = date(2026, 11, 27)
OUTSTANDING, GOOD, RI, INADEQUATE = (
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE,
)


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
    [
        "Kent's grade before the 2021 inspection",
        "how was Kent rated before it climbed in 2021",
        "Kent ahead of the 2021 visit",
    ],
)
def test_before_an_inspection_of_a_year_is_the_one_before_it(message):
    times = slots_of(message).times
    assert (times.years, times.back) == ((2021,), 1)


@pytest.mark.parametrize(
    "message",
    [
        "Kent at its first inspection",
        "Kent's earliest report",
        "how did Kent do the very first time",
        "Kent's first ILACS",
    ],
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
    "message",
    [
        "who hasn't been inspected since 2020",
        "not visited since before 2020",
        "councils that haven't had a report since 2020",
    ],
)
def test_not_since_is_the_latest_before(message):
    times = slots_of(message).times
    assert (times.of_latest, times.since, times.until) == (True, None, date(2019, 12, 31))


@pytest.mark.parametrize(
    "message",
    [
        "reports out in 2021",
        "the 2021 batch of reports",
        "reports that landed in 2021",
        "the 2021 reports",
    ],
)
def test_reports_have_the_year_of_publication(message):
    assert slots_of(message).times.by is YearOf.PUBLICATION


@pytest.mark.parametrize(
    "message",
    [
        "My sister left care in Kent last year, what is it like?",
        "as I moved to Kent two years ago, how good is it",
    ],
)
def test_what_happened_to_somebody_is_not_the_time_asked_for(message):
    assert not slots_of(message).times.is_named


@pytest.mark.parametrize(
    "message",
    [
        "the day the report went up",
        "several reports dropped on 3 May 2021",
        "the reports that went up in March 2021",
    ],
)
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
    "message",
    [
        "inadequate at the one before and good at the latest",
        "inadequate at their previous inspection, and good now",
    ],
)
def test_grades_of_two_times_are_a_move(message):
    slots = slots_of(f"who was {message}")
    assert slots.move is not None
    assert (slots.move.before, slots.move.after, slots.times.back) == (
        frozenset({INADEQUATE}),
        frozenset({GOOD}),
        0,
    )


def test_an_area_may_be_pointed_at():
    assert [
        c.areas
        for c in slots_of("Adoption grades, under the SIF: who was outstanding for it?").conditions
    ] == [(Topic.ADOPTION,)]


def test_the_last_few_reports_of_all_are_a_ranking():
    slots = slots_of("last four reports, who are they on")
    assert (slots.order, slots.number, slots.times.last) == (First.NEWEST, 4, 0)


@pytest.mark.parametrize(
    "message", ["went down and back up", "slipped but then recovered", "fell and came back up"]
)
def test_a_move_and_back(message):
    move = slots_of(f"which councils {message}").move
    assert move is not None
    assert (move.change, move.and_back, move.ever) == (Change.DOWN, True, True)


@pytest.mark.parametrize(
    "message",
    [
        "where nothing has changed",
        "places where nowt changed",
        "councils where nothing moved",
        "no movement in Kent",
    ],
)
def test_that_nothing_changed_is_a_move_too(message):
    move = slots_of(message).move
    assert move is not None
    assert move.change is Change.SAME


@pytest.mark.parametrize(
    "message",
    [
        "who failed their last inspection",
        "Kent failed outright",
        "has Kent ever failed an ILACS",
        "a fail for care leavers",
        "ended up with the worst rating",
    ],
)
def test_to_fail_is_the_lowest_grade(message):
    assert grades_of(message) == {INADEQUATE}


@pytest.mark.parametrize(
    "message", ["leaders failed to act", "services that fail children", "where did Kent fail"]
)
def test_to_fail_at_something_is_none(message):
    assert not grades_of(message)


@pytest.mark.parametrize(
    "message",
    [
        "need improvement or are worse",
        "need to improve or worse",
        "RI or something worse",
        "requires improvement or is worse than that",
    ],
)
def test_or_worse_may_be_said_at_length(message):
    assert grades_of(f"councils that {message}") == {RI, INADEQUATE}


@pytest.mark.parametrize(
    ("message", "grade"),
    [("the top overall grade", OUTSTANDING), ("the bottom leadership grade", INADEQUATE)],
)
def test_an_area_may_stand_within_a_grade(message, grade):
    assert grades_of(f"which councils hold {message}") == {grade}


@pytest.mark.parametrize("message", ["skipping RI", "without passing through RI", "bypassing RI"])
def test_a_grade_that_is_passed_over_is_no_condition(message):
    assert not grades_of(f"who went from inadequate to good, {message}")


def test_as_a_whole_is_overall_and_may_be_denied():
    conditions = slots_of(
        "leaders are outstanding although the council as a whole is not"
    ).conditions
    assert [(c.areas, OUTSTANDING in c.grades) for c in conditions] == [
        ((Topic.LEADERS,), True),
        ((Topic.OVERALL,), False),
    ]


@pytest.mark.parametrize(
    "message", ["at each and every inspection", "every single inspection", "at every last visit"]
)
def test_each_and_every_is_always(message):
    assert [c.span for c in slots_of(f"good {message}").conditions] == [Span.ALWAYS]


@pytest.mark.parametrize(
    ("message", "least"),
    [
        ("councils with three inspections", 3),
        ("inspected more than twice", 3),
        ("who have had at least 4 reports", 4),
    ],
)
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


@pytest.mark.parametrize(
    "message",
    [
        "is there any council in London that is good?",
        "any counties rated outstanding?",
        "has anyone in Kent been good?",
    ],
)
def test_whether_there_is_any(message):
    assert Want.ANY in slots_of(message).wants


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("nottm", "Nottingham"),
        ("leics city overall", "Leicester"),
        ("peterboro grade", "Peterborough"),
        ("stoke telford overall", "Stoke-on-Trent"),
    ],
)
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


@pytest.mark.parametrize(
    ("said", "year"),
    [("twenty nineteen", 2019), ("twenty twenty-two", 2022), ("twenty twelve", 2012)],
)
def test_years_in_words(said, year):
    assert slots_of(f"what did Kent get in {said}?").times.years == (year,)


# ---- slips and text speak


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "wich boros r outstandin 4 kids in care",
            "which boroughs are outstanding for kids in care",
        ),
        ("hw many countys haz da top mark atm", "how many counties has the top mark at the moment"),
        ("ppl leavin care n adopton", "people leaving care and adoption"),
        ("top 4 councils for improvment", "top 4 councils for improvement"),
        ("who wus inadequte b4 2019", "who wus inadequate before 2019"),
        ("Kent R.I. overall, n/a since", "Kent R.I. overall, n/a since"),
        ("raving reviews of slippers", "raving reviews of slippers"),
    ],
)
def test_text_speak_and_slips_are_set_right(message, said):
    for start, end, right in reversed(list(slips(message))):
        message = message[:start] + right + message[end:]
    assert message == said


def test_a_word_that_is_set_right_keeps_its_place():
    masked = mask("wich boros in Leeds r gud", find_councils("wich boros in Leeds r gud"))
    assert masked.text == "which boroughs in Kent are good"
    start = masked.text.index("boroughs")
    assert masked.original(start, start + len("boroughs")) == (5, 10)


# ---- places on the scale, doubt, tests failed and passed


@pytest.mark.parametrize(
    ("message", "grade"),
    [
        ("which counties sit one step up from the bottom", RI),
        ("those two notches off the top", RI),
        ("the second highest rating for adoption", GOOD),
        ("anyone just one rung below outstanding", GOOD),
        ("mets that are next to bottom grade", RI),
    ],
)
def test_a_place_on_the_scale_is_a_grade(message, grade):
    assert grades_of(message) == {grade}


def test_steps_that_were_moved_are_no_place_on_the_scale():
    slots = slots_of("who dropped two grades from the top")
    assert slots.move is not None
    assert slots.move.steps == 2
    assert not grades_of("who dropped two grades from the top")


@pytest.mark.parametrize(
    "message",
    [
        "councils you could hardly describe as good",
        "places nobody would call good",
        "how many cannot be said to be good for leadership",
        "authorities that are nowhere near good",
        "a long way from good for care leavers",
    ],
)
def test_what_is_doubted_is_denied(message):
    assert grades_of(message) == {RI, INADEQUATE}


@pytest.mark.parametrize(
    "message",
    [
        "did Kent clear the good bar",
        "who reached the good threshold",
        "boroughs that hit the good mark",
    ],
)
def test_a_bar_that_is_cleared_is_the_least(message):
    assert grades_of(message) == {GOOD, OUTSTANDING}


@pytest.mark.parametrize(
    ("message", "grade"),
    [
        ("which unitaries flunked", INADEQUATE),
        ("anyone that has failed more than once", INADEQUATE),
        ("who's got the most fails", INADEQUATE),
        ("mets that never failed", INADEQUATE),
        ("boroughs that just scraped through", RI),
    ],
)
def test_who_fails_and_who_scrapes_through(message, grade):
    assert grades_of(message) == {grade}


@pytest.mark.parametrize(
    "message",
    [
        "what did managers fail at",
        "families who were failed by nobody at all in court",
        "children that have failed placements",
    ],
)
def test_what_somebody_fails_at_is_no_grade(message):
    assert not grades_of(message)


@pytest.mark.parametrize(
    ("message", "span"),
    [
        ("has Kent ever slipped below good", Span.EVER),
        ("was it ever under good in Kent", Span.EVER),
        ("inadequate at least once", Span.EVER),
        ("outstanding down the years", Span.EVER),
        ("good the whole way through", Span.ALWAYS),
        ("good from day one", Span.ALWAYS),
        ("good at every full inspection there is", Span.ALWAYS),
    ],
)
def test_how_it_has_been_over_all_inspections(message, span):
    assert [c.span for c in slots_of(message).conditions if c.grades] == [span]


def test_a_grade_noun_may_be_what_is_denied():
    conditions = slots_of("leaders inadequate although the overall rating wasn't").conditions
    assert [(c.areas, INADEQUATE in c.grades) for c in conditions] == [
        ((Topic.LEADERS,), True),
        ((Topic.OVERALL,), False),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "were outstanding and now they aren't",
        "was outstanding but isn't any more",
        "had been outstanding, now it is not",
    ],
)
def test_what_was_and_is_not_is_a_move(message):
    move = slots_of(f"councils that {message}").move
    assert move is not None
    assert (move.before, OUTSTANDING in move.after) == (frozenset({OUTSTANDING}), False)


# ---- areas, groups, orders


@pytest.mark.parametrize(
    ("message", "area"),
    [
        ("inadequate for the people running the show", Topic.LEADERS),
        ("good for the folk at the top", Topic.LEADERS),
        ("is Kent any better led than Essex", Topic.LEADERS),
        ("outstanding for young people who've left care", Topic.CARE_LEAVERS),
        ("good for the kids they look after", Topic.IN_CARE),
        ("good for children's homes and fostering", Topic.IN_CARE),
        ("inadequate at keeping kids safe at home", Topic.HELP),
        ("the grade for to help and protect children", Topic.HELP),
    ],
)
def test_areas_in_lay_words(message, area):
    assert area in [topic for c in slots_of(message).conditions for topic in c.areas]


@pytest.mark.parametrize(
    "message",
    [
        "Kent against those around it",
        "Kent and the councils next door to it",
        "Kent and its neighbours",
    ],
)
def test_those_round_about_are_those_next_to_it_on_the_map(message):
    assert [g.kind for g in slots_of(message).groups] == [GroupKind.NEARBY]


@pytest.mark.parametrize(
    "message", ["boroughs in London", "boroughs of the capital", "London boroughs"]
)
def test_boroughs_in_london_are_a_type(message):
    assert [g.kind for g in slots_of(f"which {message} are good").groups] == [GroupKind.TYPE]


@pytest.mark.parametrize(
    ("message", "order"),
    [
        ("who is streets ahead in London", First.BEST),
        ("the cream of the crop among mets", First.BEST),
        ("who's propping up the table", First.WORST),
        ("whose grade shot up the furthest", First.MOST_IMPROVED),
        ("who soared the most", First.MOST_IMPROVED),
        ("which region has more inadequate ones than any other", First.MOST),
        ("who has racked up more inadequates than anyone else", First.MOST),
    ],
)
def test_orders_in_other_words(message, order):
    assert slots_of(message).order is order


def test_regions_with_none_are_those_with_the_fewest():
    slots = slots_of("two regions haven't got a single good council, which two")
    assert (slots.by, slots.order, [c.span for c in slots.conditions]) == (
        By.REGION,
        First.FEWEST,
        [Span.LATEST],
    )


def test_numbers_may_be_wanted_and_no_share():
    assert (
        Want.SHARE
        not in slots_of(
            "what part of the country has most outstanding councils, in numbers not percentages"
        ).wants
    )


@pytest.mark.parametrize(
    "message",
    [
        "comparing the newest inspection with the previous one",
        "the latest beside the one before",
        "before and after",
    ],
)
def test_the_last_two_are_set_beside_each_other(message):
    assert slots_of(f"Kent, {message}").times.last == 2


def test_the_end_of_a_year_is_not_its_last_months():
    assert slots_of("who has not had a report published since the end of 2021").times.until == date(
        2021, 12, 30
    )


@pytest.mark.parametrize(
    "message", ["which counties have only ever been good", "only ever had good"]
)
def test_only_ever_is_always(message):
    assert [c.span for c in slots_of(message).conditions] == [Span.ALWAYS]


@pytest.mark.parametrize(
    ("message", "grades"),
    [
        ("nobody in the bottom two grades", {RI, INADEQUATE}),
        ("in the top two bands", {GOOD, OUTSTANDING}),
    ],
)
def test_one_end_of_the_scale_may_be_several_grades(message, grades):
    assert grades_of(message) == grades


def test_not_in_any_area_is_of_every_area():
    (condition,) = slots_of("yet to be rated outstanding in any area").conditions
    assert (condition.which, OUTSTANDING in condition.grades) == (Which.EVERY, False)
