"""How a message goes on: the request before with the parts changed that the message names."""

from dataclasses import replace
from datetime import date

from assistant.areas import Topic
from assistant.reading.following import MessageReading, follow
from assistant.reading.told import Told
from assistant.request import (
    Act,
    Change,
    Condition,
    First,
    Group,
    GroupKind,
    Move,
    Request,
    Unknown,
)
from assistant.times import Times, YearOf
from index.reports import Grade

INADEQUATE = Condition((Topic.OVERALL,), (Grade.INADEQUATE,))
LONDON = Group(GroupKind.REGION, ("London",))
LIST = Request(
    message="Which London councils are inadequate?",
    act=Act.LIST,
    conditions=(INADEQUATE,),
    groups=(LONDON,),
)
GRADE = Request(
    message="Care leavers grade in Harrow in 2019?",
    act=Act.GRADE,
    councils=("Harrow",),
    conditions=(Condition((Topic.CARE_LEAVERS,)),),
    times=Times((2019,)),
    named=("Harrow",),
)
FIND = Request(
    message="Caseloads in Harrow?",
    act=Act.FIND,
    subject="caseloads",
    text="caseloads",
    councils=("Harrow",),
    named=("Harrow",),
)


def after(
    before: Request, own: Request, *backs: str, goes_on: float = 1.0, listed: tuple[str, ...] = ()
) -> Request:
    return follow(before, MessageReading(own, backs, goes_on), lambda _: Told(listed))


def test_another_council_is_asked_the_same():
    """ "And Leicester?" keeps area and time."""
    request = after(
        GRADE, Request(message="And Leicester?", act=Act.GRADE, councils=("Leicester",))
    )
    assert request.councils == ("Leicester",)
    assert request.areas == (Topic.CARE_LEAVERS,)
    assert request.times.years == (2019,)


def test_a_council_that_is_not_known_is_never_replaced_by_the_one_before():
    """ "And Borchester?" is not answered with Harrow."""
    request = after(
        GRADE, Request(message="And Borchester?", act=Act.GRADE, unknown=(Unknown("Borchester"),))
    )
    assert request.councils == ()
    assert request.unknown


def test_a_list_is_narrowed_widened_and_turned():
    """Another grade, all of England, and those that went down: each replaces its own part only."""
    good = after(
        LIST, Request(message="and good?", act=Act.LIST, conditions=(Condition((), (Grade.GOOD,)),))
    )
    assert (good.grades, good.areas, good.groups) == ((Grade.GOOD,), (Topic.OVERALL,), (LONDON,))
    leavers = after(
        LIST,
        Request(
            message="for care leavers?",
            act=Act.LIST,
            conditions=(Condition((Topic.CARE_LEAVERS,)),),
        ),
    )
    assert (leavers.grades, leavers.areas) == ((Grade.INADEQUATE,), (Topic.CARE_LEAVERS,))
    all_ = after(LIST, Request(message="nationally?", act=Act.LIST, groups=(Group(GroupKind.ALL),)))
    assert (all_.groups, all_.grades) == ((Group(GroupKind.ALL),), (Grade.INADEQUATE,))
    fell = after(LIST, Request(message="which went down?", act=Act.LIST, move=Move(Change.DOWN)))
    assert fell.move == Move(Change.DOWN)
    assert fell.grades == ()
    worst = after(LIST, Request(message="the 5 worst?", act=Act.RANK, order=First.WORST, number=5))
    assert (worst.order, worst.number, worst.grades) == (First.WORST, 5, ())


def test_those_are_the_councils_listed_before():
    """ "How many of those …" and "the second one" look at the list of the answer before."""
    own = Request(message="how many of those are good for care leavers", act=Act.COUNT)
    assert after(LIST, own, "those", listed=("Brent", "Harrow")).groups == (
        Group(GroupKind.LISTED, ("Brent", "Harrow")),
    )
    second = Request(message="what about the second one", act=Act.BRIEF)
    assert after(LIST, second, listed=("Brent", "Harrow")).councils == ("Harrow",)


def test_a_topic_is_kept_or_replaced():
    """ "And Leicester?" asks for caseloads too; "what about housing?" asks Harrow for something
    else.
    """
    assert (
        after(
            FIND, Request(message="And Leicester?", act=Act.FIND, councils=("Leicester",))
        ).subject
        == "caseloads"
    )
    housing = after(
        FIND, Request(message="housing?", act=Act.FIND, subject="housing", text="housing")
    )
    assert (housing.councils, housing.subject) == (("Harrow",), "housing")


def test_a_new_subject_keeps_nothing_but_the_councils_it_needs():
    """A message that stands alone is not mixed with the one before."""
    own = Request(
        message="Which councils are outstanding?",
        act=Act.LIST,
        conditions=(Condition((), (Grade.OUTSTANDING,)),),
    )
    request = after(GRADE, own, goes_on=0.0)
    assert request.councils == ()
    assert request.times == Times()


def test_going_back_counts_on():
    """ "And before that?" after "the time before" is two back."""
    before = Request(
        message="the time before", act=Act.GRADE, councils=("Harrow",), times=Times(back=1)
    )
    own = Request(message="and before that?", act=Act.GRADE, times=Times(back=1))
    assert after(before, own).times.back == 2
    since = Request(message="since 2020", act=Act.GRADE, times=Times(since=date(2020, 1, 1)))
    assert after(before, since).times == Times(since=date(2020, 1, 1))


def test_talk_in_between_changes_nothing_and_keeps_nothing():
    """ "Thanks" is not the last question again."""
    assert after(FIND, Request(message="thanks", act=Act.TALK)).councils == ()


def test_a_question_that_goes_on_in_doubt_asks_for_more_of_the_same_report() -> None:
    """ "Where do they meet?" after words of one council is no question for good examples
    anywhere.
    """
    before = Request(
        act=Act.FIND, councils=("Westmarch",), subject="young carers", text="young carers"
    )
    own = Request(
        is_certain=False,
        message="where do they meet?",
        act=Act.EXAMPLE,
        subject="meet",
        text="where do they meet?",
    )
    request = follow(before, MessageReading(own, goes_on=0.9), lambda _: Told())
    assert request.act is Act.FIND
    assert request.councils == ("Westmarch",)
    assert request.context == "young carers"
    sure = follow(
        before, MessageReading(replace(own, is_certain=True), goes_on=0.9), lambda _: Told()
    )
    assert sure.act is Act.EXAMPLE


def test_the_county_and_not_the_city_is_meant():
    """A city and a county of one name are told apart where a message says which it means."""
    before = replace(GRADE, councils=("Leicester",))
    county = after(before, Request(message="not the city, the county I'm after", act=Act.GRADE))
    assert county.councils == ("Leicestershire",)
    city = after(
        replace(GRADE, councils=("Nottinghamshire",)),
        Request(message="no, the city, not the county", act=Act.GRADE),
    )
    assert city.councils == ("Nottingham",)


def test_a_list_is_widened_by_another_region():
    """ "As well" keeps the one before."""
    midlands = Group(GroupKind.REGION, ("East Midlands",))
    request = after(
        LIST,
        Request(
            message="widen that to the East Midlands as well", act=Act.LIST, groups=(midlands,)
        ),
    )
    assert request.groups == (LONDON, midlands)


def test_of_which_date_a_year_is_holds_on():
    """ "Published in 2024?", "and in 2023?" is published too."""
    before = Request(
        message="How many were published in 2024?",
        act=Act.COUNT,
        times=Times((2024,), by=YearOf.PUBLICATION),
    )
    request = after(before, Request(message="And in 2023?", act=Act.COUNT, times=Times((2023,))))
    assert request.times == Times((2023,), by=YearOf.PUBLICATION)
