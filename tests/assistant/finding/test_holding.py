"""A sentence that does not hold the name or number that is asked for is no answer."""

import pytest

from assistant.finding.choosing import Choice
from assistant.finding.holding import asked_for
from assistant.request import Request

FLATS = "Work with housing will make a further 30 new flats available."
NAMED = "The new flats in Ashgrove House will open in May."


@pytest.mark.parametrize(
    ("question", "holding", "other"),
    [
        ("Which street are the flats on?", NAMED, FLATS),
        ("Whereabouts are they putting them?", NAMED, FLATS),
        ("where are the new homes being built, near the sea?", NAMED, FLATS),
        ("By when will they have the flats?", NAMED, FLATS),
        ("How much did they spend on them?", "It cost £2 million.", FLATS),
        ("what do they pay a social worker there", "Pay rose to £40,000.", "Pay has improved."),
        ("What proportion are agency?", "Agency staff are 12% of all.", "Agency use is high."),
        ("the names of the last two directors please", "Dr Ashe left.", "Two directors left."),
        ("Who's Borchester's new director?", "Mr Ashe leads them.", "A new director leads well."),
        ("what is their mentoring scheme called?", "It is known as ‘Side by Side’.", FLATS),
    ],
)
def test_what_is_asked_for_by_name_or_number_must_be_held(question, holding, other):
    holds = asked_for(question, ("Borchester",))
    assert holds
    assert holds(holding)
    assert not holds(other)


@pytest.mark.parametrize(
    "question",
    [
        "Where do young people turn for help at night?",
        "How quickly are children seen?",
        "What's the name of the children in care council?",
        "Why did so many leave?",
        "Who checks on children taught at home?",
        "When children run off, does anybody ask why?",
    ],
)
def test_what_may_be_told_in_any_words_needs_none(question):
    assert asked_for(question, ("Borchester",)) is None


def test_the_name_of_the_council_itself_is_none_that_is_asked_for():
    holds = asked_for("Which town are they in?", ("Borchester",))
    assert holds
    assert not holds("The young people lived in tents across Borchester in May.")
    assert holds("The young people lived in tents in Felpersham.")


def test_only_words_of_one_council_are_kept_to_it():
    request = Request(message="Which street are the flats on?", councils=("Borchester",))
    assert Choice.of(request, 3).holds
    assert Choice.of(Request(message="Which towns do this well?"), 3).holds is None
