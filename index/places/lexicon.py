"""Hold every written form of a council or region, and tell which misspelt word is near to one.

Forms are sequences of plain words (see ``councils.words_of``); the longest that fits a text wins.
Phrases that only contain a council's name, such as "Bury St Edmunds", are forms with no council.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.places.councils import (
    Council,
    Place,
    all_places,
    cores,
    council_named,
    successors,
    words_of,
)
from index.places.towns import Town, all_towns

Words = tuple[str, ...]

_FAMILIES = Path(__file__).with_name("families.csv")

_LONGEST_WORD = 20
_WORDS_THAT_VOUCH = 3
_SHORTEST_MISSPELT_WORD = 5
_SHORTEST_MISSPELT_ALIAS = 6
_SHORTEST_MISSPELT_ABROAD = 7
_SHORTEST_MISSPELT_TOWN = 8
_LENGTH_FOR_TWO_ERRORS = 9
_LENGTH_FOR_THREE_ERRORS = 14

# Nothing is known of a name that only the library has, so more is asked of a match.
_LENGTH_OF_A_COMMON_WORD = 5
_LENGTH_TO_FORGIVE_ERRORS = 8

_SHORT_FORMS = {"north": ("n", "nth"), "south": ("s", "sth"), "east": ("e",), "west": ("w",)}

_REGIONS = {
    "East of England": (
        "east of england;eastern england;east england;eastern region;eastern counties;eoe region"
    ),
    "London": "london;greater london;central london",
    "North East": (
        "north east;northeast;north east england;north east of england;north eastern;ne "
        "england;ne region"
    ),
    "North West": (
        "north west;northwest;north west england;north west of england;north western;nw "
        "england;nw region"
    ),
    "South East": (
        "south east;southeast;south east england;south east of england;south eastern;se "
        "england;se region"
    ),
    "South West": (
        "south west;southwest;south west england;south west of england;south western;sw "
        "england;sw region;west country"
    ),
    "East Midlands": "east midlands;east mids;e midlands;e mids",
    "West Midlands": "west midlands;west mids;w midlands;w mids",
    "Yorkshire and the Humber": (
        "yorkshire and the humber;yorkshire and humber;yorkshire;humber;yorks and humber;yorks "
        "and the humber"
    ),
}
_SEVERAL_REGIONS = {
    "midlands": ("East Midlands", "West Midlands"),
    "north of england": ("North East", "North West", "Yorkshire and the Humber"),
    "northern england": ("North East", "North West", "Yorkshire and the Humber"),
    "south of england": ("South East", "South West"),
    "southern england": ("South East", "South West"),
}

# Other places, bodies and phrases in which the name of a council or region stands.
_NOT_COUNCILS = """
avon and somerset;bath spa;bury st edmunds;chelsea fc;chelseas choice;chester le street
duke of edinburgh;duke of edinburghs;duke of york;east ham;england and wales;kent state
leeds beckett;leicester square;london borough of;london bridge;london road;london street
new hampshire;new london;new south wales;new york;newcastle under lyme;newport pagnell
nottingham trent;oxford street;prince of wales;princess of wales;southwark ruling;stoke gifford
stoke mandeville;stoke newington;stoke poges;sutton coldfield;sutton in ashfield;sutton trust
the southwark judgement;the southwark judgment;university college london;west ham
west midlands ambulance;west midlands police;westminster abbey;westminster bubble
westminster election;westminster elections;westminster foundation;westminster government
westminster hall;westminster mps;westminster parliament;westminster politicians
westminster politics;government in westminster;ministers in westminster;mps in westminster
politicians in westminster;windsor castle
"""
_POINTS = (*_SHORT_FORMS, "north east", "north west", "south east", "south west")
_AREAS_OF_A_COUNCIL = ("of the", "of its", "of their", "of a", "area of", "part of", "corner of")

# Common words, first names and British places within reach of a typing error from a name: found
# by comparing the names with the 100,000 commonest English words and with a gazetteer.
_CORRECT_WORDS = frozenset(
    words_of(
        """
        adlington barnes barney baronet barret bast beast beighton belton bent best billingham
        blackbird blacksburg blackwell blackwood boston boulton bramley brant bren brest bret
        brett bridged brighten brightons bristow brunt burnet cambria cast cheater chested
        cleland darden darien darken darren dartington darwin debby demon deon devin devo devos
        dorsey dunham ease easing easy eating eats esse essen fast feast fest forth greenish
        harlow hast hatton highlands hilton holton hovering jest kennington kingstone kington
        last leads least leeks lees leinster lends lest louth lutton luzon mast melton midway
        morton mouth nast nest norah norte past pest pole poodle pool pooled pools porth rest
        rotterdam saltford sanford scully seaton seton sexton shalford shenfield shinfield silly
        slouch southward southwards southwick starling sterling stifling stirring survey
        sutherland swinton swirling test vast ventral vest waddington wallington warfield
        washington watlington welt went wept werrington wests wolsingham wordsworth workington
        worth wrest wrington yeast youth zest
        """
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """One written form: what it stands for and what its match asks of the text.

    It stands for councils, or regions, or the set of councils that ``family`` names, or nothing.
    ``everyday`` forms are ordinary words as well, ``written`` lists the only spellings that count
    (none: any case), ``spellable`` forms are also recognised with a typing error. ``town`` is what
    names a council by a town in it.
    """

    words: Words
    councils: tuple[Council, ...] = ()
    regions: tuple[str, ...] = ()
    family: str = ""
    everyday: bool = False
    written: tuple[str, ...] = ()
    spellable: bool = False
    town: Town | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """All forms, by their first word with the longest first, and what their words are."""

    by_first_word: dict[str, tuple[Name, ...]]
    words: frozenset[str]
    spellable_words: tuple[str, ...]
    run_together: dict[str, Name]
    longest: int

    def starting_with(self, word: str) -> tuple[Name, ...]:
        """Return the forms that start with a word, the longest first."""
        return self.by_first_word.get(word, ())


@dataclass(frozen=True, slots=True)
class Family:
    """A fixed set of councils that bears a name: Greater Manchester, the core cities, Inner
    London.
    """

    name: str
    other_names: tuple[str, ...]
    members: tuple[str, ...]


@cache
def all_families() -> tuple[Family, ...]:
    """Return every named set of councils, in the order of ``families.csv``."""
    with _FAMILIES.open(encoding="utf-8", newline="") as table:
        return tuple(
            Family(row["name"], _parts(row["other_names"]), _parts(row["members"]))
            for row in csv.DictReader(table)
        )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@lru_cache(maxsize=8)
def lexicon_with(extra_names: frozenset[str], *, towns: bool = False) -> Lexicon:
    """Build the forms of the table and of councils that are in the library but not in it; with
    ``towns``, those of towns as well.
    """
    forms: dict[Words, Name] = {}
    for name in _region_names():
        forms[name.words] = name
    for place in all_places():
        _add_place(forms, place)
    for extra in sorted(extra_names):
        _add_extra(forms, extra)
    for town in all_towns() if towns else ():
        _add_town(forms, town)
    return _lexicon(forms.values())


@lru_cache(maxsize=50_000)
def near_words(lexicon: Lexicon, word: str) -> tuple[tuple[str, int], ...]:
    """Return the words of names that a misspelt word may stand for, each with its distance."""
    if len(word) > _LONGEST_WORD or not word.isalpha() or word in lexicon.words:
        return ()
    found = process.extract(
        word, lexicon.spellable_words, scorer=OSA.distance, score_cutoff=3, limit=None
    )
    return tuple(
        (near, int(distance)) for near, distance, _ in found if distance <= _tolerance(near)
    )


def _tolerance(word: str) -> int:
    """Allow one typing error in a short word, three in a long one."""
    if len(word) < _LENGTH_FOR_TWO_ERRORS:
        return 1
    return 2 if len(word) < _LENGTH_FOR_THREE_ERRORS else 3


def may_be_misspelt(written: str, word: str, length: int) -> bool:
    """Tell whether a text's word may be a misspelt word of a name with so many words.

    In a name of three words the others vouch for it. In a shorter one it must not be short, nor a
    correct word: "both" is not Bath, "the rest" is not the West.
    """
    if length >= _WORDS_THAT_VOUCH:
        return True
    is_long = len(word) >= _SHORTEST_MISSPELT_WORD or word in _SHORT_FORMS
    return is_long and written not in _CORRECT_WORDS


def _lexicon(names: Iterable[Name]) -> Lexicon:
    longest_first = sorted(names, key=lambda name: -len(name.words))
    by_first_word: dict[str, tuple[Name, ...]] = {}
    for name in longest_first:
        first = name.words[0]
        by_first_word[first] = (*by_first_word.get(first, ()), name)
    spellable = [name for name in longest_first if name.spellable]
    return Lexicon(
        by_first_word,
        words=frozenset(word for name in longest_first for word in name.words),
        spellable_words=tuple(sorted({word for name in spellable for word in name.words})),
        run_together={"".join(name.words): name for name in spellable if len(name.words) > 1},
        longest=max(len(name.words) for name in longest_first),
    )


def _region_names() -> Iterator[Name]:
    for region, forms in _REGIONS.items():
        for form in forms.split(";"):
            yield Name(words_of(form), regions=(region,))
    for form, regions in _SEVERAL_REGIONS.items():
        yield Name(words_of(form), regions=regions)
    yield from _family_names()
    for point in _POINTS:
        yield Name(words_of(f"{point} london"), regions=("London",))
        for area in _AREAS_OF_A_COUNCIL:
            yield Name(words_of(f"{point} {area}"))
    for phrase in _NOT_COUNCILS.replace("\n", ";").strip(";").split(";"):
        yield Name(words_of(phrase))


def _family_names() -> Iterator[Name]:
    for family in all_families():
        for form in (family.name, *family.other_names):
            yield Name(words_of(form), family=family.name)


def _add_place(forms: dict[Words, Name], place: Place) -> None:
    council = place.council
    meant = (council,) if council.current else successors(council)
    for name in (council.name, *council.aliases, *place.shared_names):
        everyday = name in place.everyday_words
        written = tuple(only for only in place.as_written if words_of(only) == words_of(name))
        spellable = not everyday and not written and _is_spellable(name, council)
        for words in _variants(name):
            earlier = forms[words].councils if words in forms else ()
            councils = tuple(dict.fromkeys((*earlier, *meant)))
            forms[words] = Name(
                words, councils, everyday=everyday, written=written, spellable=spellable
            )


def _add_extra(forms: dict[Words, Name], name: str) -> None:
    """Let a council of the library have its name, even one that successors answer to otherwise."""
    known = council_named(name)
    if known and known.current:
        return
    council = known or Council(name)
    for words in {*_variants(name), min(cores(words_of(name)), key=len)} - {()}:
        if words not in forms or forms[words].councils:
            length = len("".join(words))
            forms[words] = Name(
                words,
                councils=(council,),
                everyday=length <= _LENGTH_OF_A_COMMON_WORD,
                spellable=length >= _LENGTH_TO_FORGIVE_ERRORS,
            )


def _add_town(forms: dict[Words, Name], town: Town) -> None:
    """Let a town have its name, unless a council or region has it: also "Sutton Coldfield", which
    is no form of Sutton's.
    """
    is_long = len(town.name) >= _SHORTEST_MISSPELT_TOWN
    for words in _variants(town.name):
        known = forms.get(words)
        if known is None or not (known.councils or known.regions or known.family):
            forms[words] = Name(
                words,
                town.councils,
                everyday=town.also == "word",
                spellable=is_long and not town.also,
                town=town,
            )


def _is_spellable(name: str, council: Council) -> bool:
    """Leave out abbreviations and short names, which are near to too many words."""
    is_own = name == council.name and council.current
    if council.nation != "England":
        return is_own and len(name) >= _SHORTEST_MISSPELT_ABROAD
    return len(name) >= (_SHORTEST_MISSPELT_WORD if is_own else _SHORTEST_MISSPELT_ALIAS)


def _variants(name: str) -> Iterator[Words]:
    """Yield a name as written, without its commas, and with its points of the compass short."""
    words = words_of(name)
    yield words
    if "," in name:
        spaced = name.replace(",", " , ").split()
        yield tuple(part for word in spaced for part in words_of(word) or (",",))
    for short in _SHORT_FORMS.get(words[0], ()):
        yield (short, *words[1:])
    if len(words) == 1 and words[0].endswith("borough"):
        yield (words[0].removesuffix("ugh"),)
    if words[:2] == ("north", "east"):
        yield ("ne", *words[2:])
        yield ("n", "e", *words[2:])
