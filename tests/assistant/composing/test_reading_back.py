"""How a question was read is said in words, and another reading costs one click."""

from datetime import date

import pytest

from assistant.areas import Topic
from assistant.composing.changing import AREAS
from assistant.composing.reading_back import OFFERED, ReadingBack
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.request import (
    Act,
    Change,
    Condition,
    First,
    Group,
    GroupKind,
    Move,
    Request,
    Span,
    as_record,
)
from assistant.times import Times
from index.reports import Grade

SAYS = ReadingBack(Library(()))


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (
            Request(
                act=Act.LIST,
                groups=(Group(GroupKind.REGION, ("London",)),),
                conditions=(Condition((Topic.CARE_LEAVERS,), (Grade.OUTSTANDING,)),),
            ),
            "Read as: a list · London · latest inspection · care leavers: Outstanding",
        ),
        (
            Request(
                act=Act.COUNT,
                conditions=(Condition((), (Grade.INADEQUATE,), span=Span.EVER, least=2),),
                times=Times(since=date(2015, 1, 1)),
            ),
            "Read as: a count · 2015 or later · at least 2 times Inadequate",
        ),
        (
            Request(
                act=Act.RANK,
                order=First.OLDEST,
                number=5,
                move=Move(Change.DOWN),
                unread=("by a mile",),
            ),
            "Read as: a ranking · grade went down · first: oldest · 5 of them · not understood "
            "and left out: “by a mile”",
        ),
    ],
)
def test_every_condition_is_told(request_: Request, said: str):
    """What limits an answer stands in the line above it."""
    assert SAYS.line(request_) == said


def test_other_readings_are_offered_only_where_it_is_not_certain():
    """They are the same message, with the act put in front in words that are read back exactly."""
    unsure = Request(
        message="who is good",
        act=Act.FIND,
        alternatives=(Act.FIND, Act.LIST, Act.TALK),
        is_certain=False,
    )
    assert SAYS.others(unsure) == ("As a list: who is good",)
    assert SAYS.others(Request(message="who is good", alternatives=(Act.LIST,))) == ()


@pytest.mark.parametrize("act", OFFERED)
def test_an_act_that_is_offered_is_read_as_itself(act: Act):
    """The wording of every offer leads to the act that it offers."""
    reader = Reader(Library(()), Network())
    offers = SAYS.others(
        Request(
            message="care leavers, good or better",
            act=Act.TALK,
            alternatives=(act,),
            is_certain=False,
        )
    )
    assert (
        reader.read([offers[0]]).act is act or act is Act.COMPARE
    )  # nothing to compare is no comparison


def test_a_request_as_a_record_holds_plain_data_only():
    """What `assistant read --json` prints has its keys whatever is asked."""
    record = as_record(Request(act=Act.LIST))
    assert {
        "act",
        "councils",
        "groups",
        "areas",
        "grades",
        "times",
        "subject",
        "certainty",
        "alternatives",
        "read_by",
    } <= record.keys()


def test_the_line_stands_above_an_answer_of_conditions(sample_assistant: Assistant):
    """A list says how it was read; a plain question on what was written does not."""
    assert sample_assistant.chain.invoke(["Which councils are good overall?"]).read_as.startswith(
        "Read as: a list"
    )


def test_each_part_of_a_message_is_recorded():
    """What is asked beside the first part stands in its record."""
    record = as_record(Request(act=Act.LIST, further=(Request(act=Act.BRIEF),)))

    assert [part["act"] for part in record["further"]] == ["brief"]


@pytest.mark.parametrize(
    "message",
    [
        "Which London boroughs are outstanding?",
        "How many councils are good or better for care leavers?",
        "Which councils were ever inadequate?",
        "Which councils are worse than good?",
    ],
)
def test_what_a_reading_may_be_changed_to_is_read_as_just_that(message: str):
    """One part becomes another, and all others stay: of areas, grades, times and places."""
    reader = Reader(Library(()), Network())
    request = reader.read([message])
    changes = [change for part in SAYS.parts(request) for change in part.changes]
    assert len(changes) >= len(AREAS)
    for change in changes:
        changed = reader.read([message, change.question])
        assert changed.act is request.act
        line, condition = SAYS.line(changed), changed.conditions[0]
        if change.of == "Another area":
            assert condition.areas == (Topic(change.label),)
            assert condition.grades == request.conditions[0].grades
            assert changed.groups == request.groups
        elif change.of == "Other grades":
            asked = reader.read([f"Which councils are {change.label}?"])
            assert set(condition.grades) == set(asked.conditions[0].grades)
            assert set(condition.grades) != set(request.conditions[0].grades)
            assert condition.areas == request.conditions[0].areas
        elif change.label == "the whole country":
            assert request.groups
            assert all(group.kind is GroupKind.ALL for group in changed.groups)
        else:
            assert line != SAYS.line(request)
            assert "ever" in line or "before the latest" in line


def test_what_is_asked_of_more_than_one_condition_is_not_changed_by_a_click():
    """A change of one part would drop another."""
    condition = Condition((Topic.HELP,), (Grade.GOOD,))
    request = Request(act=Act.LIST, conditions=(condition, condition))
    assert not any(part.changes for part in SAYS.parts(request))
