"""Towns stand for the council that they lie in, in what people ask and nowhere else."""

import pytest

from index.places.councils import all_councils, council_named, next_to
from index.places.mentions import find_councils, find_places
from index.places.towns import all_towns

NAMED = {
    "up Carlisle way": ["Cumberland"],
    "I chair governors near Exeter": ["Devon"],
    "kids in south shields": ["South Tyneside"],
    "ipswich ofsted": ["Suffolk"],
    "Brixton or peckham?": ["Lambeth", "Southwark"],
    "Bognor, Elmbridge and Mendip": ["West Sussex", "Surrey", "Somerset"],
    "Newcastle-under-Lyme": ["Staffordshire"],
    "King's Lynn": ["Norfolk"],
    "Sutton Coldfield": ["Birmingham"],
    "East Ham": ["Newham"],
    "Shrewsburry care leavers": ["Shropshire"],
    "children in preston": ["Lancashire"],
    "Oxford City Council": ["Oxfordshire"],
    "Dover, Deal and Sandwich": ["Kent"] * 3,
    "children in Deal": ["Kent"],
    "what about Rye?": ["East Sussex"],
    "Is Lincoln good?": ["Lincolnshire"],
}
UNNAMED = [
    "a good deal of work",
    "they deal with neglect in a room to let, on sale",
    "Jo Preston told me",
    "Jenny Crawley told me",
    "how is Mrs Lincoln doing",
    "I sent Beverley an email",
    "on the street, at a sale of stone",
    "in March they came",
    "Oxford University Press",
]


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_a_town_names_its_council(text: str, expected: list[str]) -> None:
    """By any usual name, with a typing error, in any case."""
    assert [c.name for mention in find_places(text) for c in mention.councils] == expected
    assert all(mention.town for mention in find_places(text))


@pytest.mark.parametrize("text", UNNAMED)
def test_people_and_ordinary_words_are_no_towns(text: str) -> None:
    """What is somebody's name or a word counts only where a place does."""
    assert find_places(text) == ()


def test_a_town_in_several_councils() -> None:
    """It is not chosen, unless the text says which."""
    (ashford,) = find_places("What about Ashford?")
    told, kent = find_places("Ashford in Kent")

    assert [council.name for council in ashford.councils] == ["Kent", "Surrey"]
    assert [council.name for council in told.councils] == ["Kent"]
    assert kent.town is None


def test_a_town_that_is_only_told_of() -> None:
    """Beside a council that is asked about, the town of another sentence is not."""
    told = find_places("He is settled in Norwich now. What did they say of Kent?")
    listed = find_places("Kent against Norwich on neglect")

    assert [mention.written for mention in told] == ["Kent"]
    assert [mention.written for mention in listed] == ["Kent", "Norwich"]


def test_reports_name_no_towns() -> None:
    """In other texts than questions a town is no council."""
    assert find_councils("a home in Ipswich or Exeter") == ()


def test_the_table_of_towns() -> None:
    """Every town has a council, once each, and almost every council a town; none takes the name
    of a council.
    """
    towns = all_towns()

    assert len({town.name for town in towns}) == len(towns) > 1000
    assert all(len(set(town.councils)) == len(town.councils) > 0 for town in towns)
    assert {town.also for town in towns} == {"", "name", "word"}
    assert all(council_named(town.name) is None for town in towns)
    assert len(all_councils()) - len({c for town in towns for c in town.councils}) <= 2


def test_borders_are_of_both_sides() -> None:
    """Each council lies next to another one that is known, and that one to it."""
    beside = {council.name: council.borders_on for council in all_councils()}

    assert all(near and name not in near for name, near in beside.items())
    assert all(name in beside[other] for name, near in beside.items() for other in near)
    assert next_to(["Stoke-on-Trent"]) == {"Staffordshire"}
    assert "Devon" not in next_to(["Devon", "Cornwall"])


@pytest.mark.parametrize("text", ["How do Luton deal with neglect?", "Leeds sale, Kent street"])
def test_a_word_beside_a_council_is_no_town(text: str) -> None:
    """In small letters it is the word that it is, even in a list."""
    assert not any(mention.town for mention in find_places(text))


def test_a_name_with_a_slip_may_be_all_that_is_written():
    """Nothing stands before it that could tell whether a sentence begins there."""
    assert [c.name for m in find_places("SCUNTHOP") for c in m.councils] == ["North Lincolnshire"]
