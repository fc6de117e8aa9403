"""Which way a request is answered: what must be said first comes first, and nothing is refused
for unknown words.
"""

import pytest

from assistant.areas import Topic
from assistant.planning import Way, computed, plan
from assistant.request import Act, Condition, Request, Unknown, Want
from index.reports import Grade


def asked(act: Act, **fields: object) -> Request:
    return Request(message="a message", act=act, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("request_", "way"),
    [
        (Request(message="he hits me", act=Act.DANGER, councils=("Harrow",)), Way.DANGER),
        (Request(message="  "), Way.EMPTY),
        (asked(Act.TALK), Way.TALK),
        (asked(Act.DEFINE), Way.DEFINE),
        (asked(Act.FIND, unknown=(Unknown("Borchester"),)), Way.UNKNOWN),
        (asked(Act.FIND, outside=("Leicester",)), Way.OUTSIDE_LIMIT),
        (asked(Act.LIST), Way.CATALOGUE),
        (asked(Act.LIST, subject="caseloads"), Way.SEARCH),
        (asked(Act.COMPARE, councils=("Harrow", "Leicester")), Way.CATALOGUE),
        (
            asked(Act.COMPARE, councils=("Harrow", "Leicester"), wants=frozenset({Want.WORDS})),
            Way.SEARCH,
        ),
        (asked(Act.GRADE, councils=("Harrow",)), Way.GRADES_AND_WORDS),
        (
            asked(Act.GRADE, councils=("Harrow",), conditions=(Condition((Topic.HELP,)),)),
            Way.CATALOGUE,
        ),
        (asked(Act.BRIEF, councils=("Harrow",), is_general=True), Way.BRIEF),
        (asked(Act.FIND, councils=("Harrow",), wants=frozenset({Want.TITLE})), Way.SEARCH),
    ],
)
def test_each_request_has_its_way(request_: Request, way: Way):
    """The first row of the table that fits decides."""
    assert plan(request_) is way


@pytest.mark.parametrize("act", [Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE])
def test_only_a_certain_reading_refuses(act: Act):
    """A question that only may be advice, a person or outside reports is looked for."""
    assert plan(asked(act, councils=("Harrow",), certainty=0.95)) is Way.BOUNDARY
    assert plan(asked(act, councils=("Harrow",), certainty=0.45)) is Way.SEARCH


def test_a_claim_on_grades_is_asked_of_the_catalogue():
    """ "Is it right that Harrow was never good?" becomes a question with yes or no."""
    never = Condition((Topic.OVERALL,), (Grade.GOOD,))
    claim = asked(Act.CHECK, councils=("Harrow",), conditions=(never,))

    assert plan(claim) is Way.CATALOGUE
    assert computed(claim).act is Act.GRADE
    assert Want.YES_OR_NO in computed(claim).wants
