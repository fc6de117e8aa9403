"""Places as people name them: towns, and the councils next to one on the map."""

import pytest

from assistant.composing.reading_back import ReadingBack
from assistant.composing.refusing import Refuser
from assistant.grading.members import Members
from assistant.library import Library
from assistant.planning import Way, plan
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.request import Act, GroupKind, Request
from index.reports import Inspection, Kind, Report


def report(council: str) -> Report:
    return Report(council, f"{council}.pdf", "", council, Inspection(Kind("ILACS")), None, "", 1)


HERE = ("Devon", "Newham", "Nottingham", "Nottinghamshire", "Somerset", "Stoke-on-Trent", "Walsall")
LIBRARY = Library(tuple(map(report, HERE)))
READER = Reader(LIBRARY, Network())
SAYS = ReadingBack(LIBRARY)


def ask(*messages: str) -> Request:
    return READER.read(messages)


def test_a_town_is_read_as_its_council_and_that_is_said():
    """Whoever asks of Exeter sees that Devon was inspected."""
    request = ask("What did inspectors say about foster carers in Exeter?")

    assert request.councils == ("Devon",)
    assert "Exeter is in Devon" in SAYS.places(request)
    assert SAYS.places(ask("What did they say of Exeter in Devon?")) == ""


def test_of_a_town_whose_council_is_not_here_that_is_said():
    """The refusal names the council, and the town for which it stands."""
    refusal = Refuser(LIBRARY).refuse(ask("What must Norwich improve?"), Way.ABSENT)

    assert refusal and "Norfolk (where Norwich is)" in refusal.message


def test_a_town_that_may_be_in_several_councils():
    """The one that is here is taken, and said; of several or none it is asked."""
    told, asked = ask("Is Stratford good overall?"), ask("What about Ashford?")

    assert told.councils == ("Newham",)
    assert "Stratford may be in Newham or Warwickshire" in SAYS.places(told)
    assert plan(asked) is Way.UNCLEAR
    refusal = Refuser(LIBRARY).refuse(asked, Way.UNCLEAR)
    assert refusal and "Ashford may be the one in Kent or Surrey" in refusal.message


@pytest.mark.parametrize(
    "message",
    [
        "Which of our neighbours are good overall? We're in Nottingham.",
        "Which councils bordering Nottingham are good overall?",
        "Which councils near us are good overall? We're Nottingham.",
        "Are any neighbouring councils to Nottingham good overall?",
        "Is anyone next door to Nottingham good overall?",
    ],
)
def test_those_nearby_are_next_to_a_council_on_the_map(message):
    """In any words, and whoever is at home there."""
    request = ask(message)
    (group,) = request.groups

    assert (group.kind, group.names) == (GroupKind.NEARBY, ("Nottingham",))
    assert Members(LIBRARY).members(group, request) == ("Nottinghamshire",)
    assert "Next to Nottingham on the map, and in this library: Nottinghamshire" in SAYS.places(
        request
    )


def test_which_of_those_nearby_are_not_here_is_said():
    """Somerset lies next to Devon, and so do others."""
    said = SAYS.places(ask("Which councils next to Devon are good overall?"))

    assert "in this library: Somerset." in said
    assert "not in this library: Cornwall, Dorset, Plymouth, Torbay" in said


def test_where_none_of_them_is_here_the_region_is_looked_at():
    """And that is said; the council itself is left out."""
    request = ask("Which councils near Stoke are good overall?")
    (group,) = request.groups

    assert (group.kind, group.names) == (GroupKind.REGION, ("West Midlands",))
    assert Members(LIBRARY).councils(request) == ("Walsall",)
    assert "No report on a council next to Stoke-on-Trent is in this library" in SAYS.places(
        request
    )


def test_whose_neighbours_are_meant_is_asked_where_nobody_said():
    """And known from what was said before."""
    asked = "Which councils near us are good overall?"

    assert plan(ask(asked)) is Way.UNPLACED
    assert ask("We're in Nottingham.", asked).groups[0].names == ("Nottingham",)


def test_statistical_neighbours_are_others():
    """They stay what they were."""
    groups = ask("Which of Devon's statistical neighbours are good overall?").groups

    assert [group.kind for group in groups] == [GroupKind.NEIGHBOURS]


def test_our_region_is_that_of_the_council():
    """Of the reader's own council, where that is told."""
    request = ask("Which councils in our region are good overall? We're in Nottingham.")

    assert [group.names for group in request.groups] == [("East Midlands",)]
    assert request.councils == ()


def test_close_to_home_is_no_group():
    """Where children are placed says nothing of other councils."""
    assert ask("Does Devon place children close to home?").groups == ()
    assert ask("Are foster carers found nearby in Devon?").act is not Act.LIST
