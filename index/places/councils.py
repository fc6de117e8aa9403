"""Know the councils of England: names, codes, regions, neighbours and predecessors.

The facts stand in ``councils.csv`` beside this file, one row a place, and are read on first use;
which councils lie next to each other on the map, in ``borders.csv``.
Places of Wales, Scotland and Northern Ireland and councils abolished in England have rows too, so
that a question about one of them can be answered with what is true of it rather than with "not
found". Finding names in running text is the business of ``council_names``.

``urn`` is the key of a council: Ofsted keeps it when a council is renamed.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("councils.csv")
_BORDERS = Path(__file__).with_name("borders.csv")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[&+]")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")

# Longest first: "London Borough of" goes whole, not as "Borough of".
_TITLES_BEFORE = (
    ("metropolitan", "borough", "of"),
    ("metropolitan", "district", "of"),
    ("london", "borough", "of"),
    ("county", "borough", "of"),
    ("royal", "borough", "of"),
    ("borough", "of"),
    ("city", "of"),
    ("council", "of"),
    ("county", "of"),
    ("district", "of"),
    ("lb", "of"),
    ("rb", "of"),
    ("lb",),
    ("the",),
)
_TITLES_AFTER = (
    ("childrens", "services"),
    ("childrens", "trust"),
    ("local", "authority"),
    ("city", "of"),
    ("council",),
    ("city",),
    ("county",),
    ("borough",),
    ("metropolitan",),
    ("district",),
    ("unitary",),
    ("authority",),
    ("corporation",),
    ("mbc",),
    ("mdc",),
)
_TITLES_AFTER_BACKWARDS = tuple(title[::-1] for title in _TITLES_AFTER)


@dataclass(frozen=True, slots=True)
class Council:
    """A council with children's services, past or present, or a place outside England.

    ``neighbours`` are its statistical neighbours, ``borders_on`` those next to it on the map, also
    across a river or strait. ``predecessors`` are councils that this one replaced, whose grades
    are not its own.
    ``current`` is false for a council that has been abolished.
    """

    name: str
    nation: str = "England"
    urn: str = ""
    ons_code: str = ""
    region: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    borders_on: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    run_by: str = ""
    current: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A council and how its names behave in text.

    ``shared_names`` belong to other councils as well; ``everyday_words`` are names that are also
    ordinary words; ``as_written`` are names that count in exactly this case only.
    """

    council: Council
    shared_names: tuple[str, ...]
    everyday_words: tuple[str, ...]
    as_written: tuple[str, ...]


@cache
def all_councils() -> tuple[Council, ...]:
    """Return England's 153 present councils with children's services."""
    return tuple(
        place.council
        for place in all_places()
        if place.council.current and place.council.nation == "England"
    )


def council_named(name: str) -> Council | None:
    """Return the one council, of any nation or time, that bears this name, title or alias.

    None where no council does, or where several do ("Kingston", "Sussex").
    """
    named = _councils_by_words()
    for words in cores(words_of(name)):
        if councils := named.get(words):
            return councils[0] if len(councils) == 1 else None
    return None


def next_to(names: Iterable[str]) -> frozenset[str]:
    """Return the councils next to some on the map, none of these themselves."""
    beside = (council.borders_on for name in names if (council := council_named(name)))
    return frozenset(name for each in beside for name in each).difference(names)


@cache
def all_places() -> tuple[Place, ...]:
    """Return every row of the table, in its order."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(_read_place(row) for row in csv.DictReader(table))


def successors(council: Council) -> tuple[Council, ...]:
    """Return the present councils that took over from an abolished one."""
    return tuple(later for later in all_councils() if council.name in later.predecessors)


def words_of(text: str) -> tuple[str, ...]:
    """Split text into plain words: no case, accents, apostrophes or punctuation, "&" as "and"."""
    return tuple(plain_word(found[0]) for found in _WORD.finditer(text.translate(_APOSTROPHES)))


def plain_word(word: str) -> str:
    """Return a word without case, accents, apostrophes and full stops."""
    if word in ("&", "+"):
        return "and"
    if not word.isascii():
        word = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", word)
            if not unicodedata.combining(letter)
        )
    return word.lower().replace("'", "").replace(".", "")


def cores(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words with ever more of a council's titles taken off either end."""
    for start in (0, *_ends_of_titles(words, _TITLES_BEFORE)):
        core = words[start:]
        for taken in (0, *_ends_of_titles(core[::-1], _TITLES_AFTER_BACKWARDS)):
            yield core[: len(core) - taken]


def _ends_of_titles(words: tuple[str, ...], titles: tuple[tuple[str, ...], ...]) -> Iterator[int]:
    taken = 0
    while title := next((t for t in titles if words[taken : taken + len(t)] == t), None):
        taken += len(title)
        yield taken


@cache
def _borders() -> dict[str, tuple[str, ...]]:
    with _BORDERS.open(encoding="utf-8", newline="") as table:
        return {row["council"]: _listed(row["borders_on"]) for row in csv.DictReader(table)}


def _read_place(row: dict[str, str]) -> Place:
    council = Council(
        name=row["name"],
        nation=row["nation"],
        urn=row["ofsted_urn"],
        ons_code=row["ons_code"],
        region=row["region"],
        kind=row["type"],
        aliases=_listed(row["aliases"]),
        neighbours=_listed(row["neighbours"]),
        borders_on=_borders().get(row["name"], ()),
        predecessors=_listed(row["predecessors"]),
        run_by=row["run_by"],
        current=row["status"] == "current",
    )
    return Place(
        council,
        shared_names=_listed(row["shared_names"]),
        everyday_words=_listed(row["everyday_words"]),
        as_written=_listed(row["as_written"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def _councils_by_words() -> dict[tuple[str, ...], tuple[Council, ...]]:
    """A council's own names come first: they are never taken from it by another's shared name."""
    named: dict[tuple[str, ...], tuple[Council, ...]] = {}
    for place in all_places():
        _add(named, (place.council.name, *place.council.aliases), place.council)
    for place in all_places():
        _add(named, place.shared_names, place.council)
    return named


def _add(
    named: dict[tuple[str, ...], tuple[Council, ...]], names: Iterable[str], council: Council
) -> None:
    for name in names:
        words = words_of(name)
        if council not in named.get(words, ()):
            named[words] = (*named.get(words, ()), council)
