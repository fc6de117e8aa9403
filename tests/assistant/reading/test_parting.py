"""A message of several parts is read part by part, each in the light of those before it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch

from assistant.library import Library
from assistant.reading.network import Network, Reading
from assistant.reading.parting import (
    LAYERS,
    SIDES,
    Parting,
    items_of,
    joined,
    marks_of_places,
    may_begin,
)
from assistant.reading.reader import Reader
from assistant.request import Act, Conversation, Request
from index.reports import Inspection, Kind, Report


def report(council: str) -> Report:
    return Report(council, f"{council}.pdf", "", council, Inspection(Kind("ILACS")), None, "", 1)


LIBRARY = Library(tuple(map(report, ("Harrow", "Westmarch"))))


class _Split(Network):
    """A network that lets a part begin wherever the words do that it is told."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        learned = self.read

        def read(text: str, before: str = "") -> Reading:
            places = (text.find(each) for each in words)
            found = tuple(place for place in places if place > 0)
            return replace(learned(text, before), begins=found)

        self.read = read


def ask(network: Network, *messages: str) -> Request:
    return Reader(LIBRARY, network).read(Conversation(messages))


def test_a_later_part_leans_on_the_one_before():
    """ "And what must they improve" is asked of the council that the first part names."""
    request = ask(
        _Split("and what"), "When was Westmarch last inspected, and what must they improve?"
    )

    assert request.message == "When was Westmarch last inspected,"
    assert [each.message for each in request.further] == ["and what must they improve?"]
    assert request.councils == request.further[0].councils == ("Westmarch",)


def test_names_after_a_question_belong_to_it():
    """ "Harrow and Westmarch please" asks nothing by itself."""
    message = "Do runaways get a talk when they are back? Harrow and Westmarch please"
    request = ask(_Split("Harrow"), message)

    assert not request.further
    assert set(request.councils) == {"Harrow", "Westmarch"}


def test_the_next_message_goes_on_from_the_last_part():
    """What "them" means is what was asked last."""
    first = "How is Harrow graded? And what must Westmarch improve?"
    request = ask(_Split("And what"), first, "what do they say about caseloads there?")

    assert request.councils == ("Westmarch",) and not request.further


def test_thanks_is_no_part_of_its_own():
    """ "Thank you!" wants no answer beside another."""
    request = ask(_Split("Thank you"), "When was Westmarch last inspected? Thank you so much!")

    assert request.act is not Act.TALK and not request.further


def test_harm_is_never_cut_in_parts():
    """What tells of harm is answered as a whole."""
    request = ask(_Split("what does"), "My dad hits me, what does the Westmarch report say?")

    assert request.act is Act.DANGER and not request.further


@pytest.mark.parametrize(
    ("message", "places"),
    [
        ("Kent in short and who led it", ["and", "who"]),
        ("Grades for Kent. Questions for the board", ["Questions"]),
        ("care leavers in Kent", []),
    ],
)
def test_a_part_may_begin_after_a_stop_or_with_an_asking(message: str, places: Sequence[str]):
    """Not in the middle of a name or thing."""
    assert sorted(may_begin(message)) == sorted(message.find(word) for word in places)


def test_a_part_begins_where_it_is_likely_enough():
    """Of the places of a message those are told that reach the bar."""
    width = 4 * (len(LAYERS) + 1 + 2 * len(SIDES))
    offsets = [(0, 0), (0, 3), (4, 7), (8, 11), (0, 0)]
    mine = torch.ones(1, 5, dtype=torch.bool)
    layers = [torch.zeros(1, 5, 4) for _ in range(7)]
    for layer in layers:
        layer[0, 2] = 1.0
    weights = {
        "mean": torch.zeros(width),
        "scale": torch.ones(width),
        "inner.weight": torch.ones(1, width),
        "inner.bias": torch.zeros(1),
        "outer.weight": torch.ones(1, 1),
        "outer.bias": torch.tensor([-8.0]),
    }
    places, marks = marks_of_places(layers, mine, offsets, "one and two")

    assert places == [4] and marks.shape == (1, width)
    assert Parting(weights, 0.5).begins(layers, mine, offsets, "one and two") == (4,)
    assert Parting(weights, 1.1).begins(layers, mine, offsets, "one and two") == ()


def test_one_word_before_it_is_no_part():
    """ "Ta." is said with what follows."""
    request = ask(_Split("and what"), "Westmarch", "Ta. and what must they improve?")

    assert request.message == "Ta. and what must they improve?" and not request.further


def test_a_claim_is_only_cut_where_something_else_is_asked():
    """Its statements are told one by one already."""
    claim = "Is it true that Westmarch is good; however, staff are tired there"
    request = ask(_Split("however", "And who"), f"{claim}? And who led the inspection?")

    assert request.message == f"{claim}?"
    assert [each.message for each in request.further] == ["And who led the inspection?"]


@pytest.mark.parametrize(
    "parts",
    [
        ("A list of inadequate councils please.", "Ones I can copy into an email"),
        ("List the outstanding ones", "and paste into our newsletter"),
        ("Who does family group conferences well,", "what did they do,"),
        ("Examples of good direct work", "and who did it"),
    ],
)
def test_what_is_done_with_an_answer_is_no_part(parts: tuple[str, str]):
    """Nor is what asks nothing without what stands before."""
    assert len(joined(parts)) == 1
    assert len(joined(("A list of inadequate councils.", "Who led the inspection of Leeds?"))) > 1


def test_who_writes_stands_in_no_item():
    """Where it leads into the first item, or names a council, it does."""
    assert items_of("shop steward here. 1) caseloads in Leeds 2) sickness in York") == (
        "caseloads in Leeds",
        "sickness in York",
    )
    assert items_of("For Leeds 1) the grade 2) who led it")[0] == "For Leeds the grade"
    assert items_of("We live in Leeds. 1) the grade 2) who led it")[0].startswith("We live")
