import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from index.places.councils import all_councils, all_places, council_named, successors
from index.places.mentions import Mention, find_councils, find_regions

REGIONS = {
    "East Midlands": 10,
    "East of England": 11,
    "London": 33,
    "North East": 12,
    "North West": 24,
    "South East": 19,
    "South West": 15,
    "West Midlands": 14,
    "Yorkshire and the Humber": 15,
}

# As printed on title pages and in Ofsted's lists.
TITLES = {
    "London Borough of Merton Council": "Merton",
    "Wakefield Metropolitan District Council": "Wakefield",
    "Wakefield District Metropolitan Council": "Wakefield",
    "Leicester City Council": "Leicester",
    "Nottinghamshire County Council": "Nottinghamshire",
    "Nottingham City": "Nottingham",
    "York City Council": "York",
    "City of York Council": "York",
    "Medway Children’s Services": "Medway",
    "The Royal Borough of Windsor and Maidenhead": "Windsor and Maidenhead",
    "windsor & maidenhead": "Windsor and Maidenhead",
    "St. Helens Metropolitan Borough Council": "St Helens",
    "Bedford Borough": "Bedford",
    "Bristol, City of": "Bristol",
    "Kingston Upon Hull, City of": "Kingston upon Hull",
    "Bournemouth, Christchurch & Poole": "Bournemouth, Christchurch and Poole",
    "london corporation": "City of London",
    "Durham County Council": "Durham",
    "county durham": "Durham",
}

NAMED = {
    "what did ofsted say about harrow": ["Harrow"],
    "Harrow’s leaders and Leicestershire's": ["Harrow", "Leicestershire"],
    "Leicester is not Leicestershire": ["Leicester", "Leicestershire"],
    "North East Lincolnshire, N. Lincs or Lincolnshire": [
        "North East Lincolnshire",
        "North Lincolnshire",
        "Lincolnshire",
    ],
    "York versus North Yorkshire": ["York", "North Yorkshire"],
    "dealing with healing in Solihull": ["Solihull"],
    "St Helen's - what grade?": ["St Helens"],
    "St Helens' care leavers": ["St Helens"],
    "whats the latest on LB Barking & neglect": ["Barking and Dagenham"],
    "stoke on trent and Stockton": ["Stoke-on-Trent", "Stockton-on-Tees"],
    "telford + wrekin": ["Telford and Wrekin"],
    "NEL, LBBD, RBWM, RBKC and BCP": [
        "North East Lincolnshire",
        "Barking and Dagenham",
        "Windsor and Maidenhead",
        "Kensington and Chelsea",
        "Bournemouth, Christchurch and Poole",
    ],
    "BANES or B&NES, and H&F": [
        "Bath and North East Somerset",
        "Bath and North East Somerset",
        "Hammersmith and Fulham",
    ],
    "Notts, Leics, Glos, Worcs, Herts": [
        "Nottinghamshire",
        "Leicestershire",
        "Gloucestershire",
        "Worcestershire",
        "Hertfordshire",
    ],
    "Hull and kingston upon thames": ["Kingston upon Hull", "Kingston upon Thames"],
    "newcastle": ["Newcastle upon Tyne"],
    "Cheshire West & Chester": ["Cheshire West and Chester"],
    "Kent county lines": ["Kent"],
    "Poole Borough Council": ["Bournemouth, Christchurch and Poole"],
    "Cardiff or Glasgow City Council": ["Cardiff", "Glasgow"],
}

UNNAMED = [
    "tell me about care",
    "dealing with healing, feeling and harrowing experiences",
    "aunt nel moved house",
    "How can there be fewer foster families yet more beds?",
    "The Westminster government said so",
    "compliant with the Southwark judgement",
    "a play called Chelsea’s Choice",
    "the Duke of Edinburgh award",
    "one family moved to New York, one to Bury St Edmunds",
    "the best, the rest and the least of youth work",
    "Darren and Bridget live in Harlow or Boston",
    "leads a survey of people in the pool",
    "a place in London",
]

MISSPELT = {
    "Leistershire": "Leicestershire",
    "Nottinghmshire": "Nottinghamshire",
    "wolverhamton": "Wolverhampton",
    "Hownslow": "Hounslow",
    "croyden": "Croydon",
    "Middlesborough": "Middlesbrough",
    "Westminister": "Westminster",
    "harrows": "Harrow",
    "Tower Hamlet": "Tower Hamlets",
    "St Hellens": "St Helens",
    "Kensignton & Chelsea": "Kensington and Chelsea",
    "Noth East Lincolnshire": "North East Lincolnshire",
    "Baht and North East Somerset": "Bath and North East Somerset",
    "Leicester shire": "Leicestershire",
    "stokeontrent": "Stoke-on-Trent",
}

AMBIGUOUS = {
    "Kingston": ["Kingston upon Thames", "Kingston upon Hull"],
    "SMBC": ["Sandwell", "Solihull", "Stockport"],
    "Sussex": ["East Sussex", "West Sussex"],
    "Cheshire": ["Cheshire East", "Cheshire West and Chester"],
    "Tyneside": ["North Tyneside", "South Tyneside"],
    "Bedfordshire": ["Bedford", "Central Bedfordshire"],
    "Cumbria": ["Cumberland", "Westmorland and Furness"],
    "Northants": ["North Northamptonshire", "West Northamptonshire"],
    "Nottingham County Council": ["Nottingham", "Nottinghamshire"],
    "Heretfordshire": ["Herefordshire", "Hertfordshire"],
    "Wast Sussex": ["East Sussex", "West Sussex"],
}

READING_THE_COUNCIL = [
    "social workers in Reading",
    "social workers in reading",
    "what about reading?",
    "reading council",
    "How is reading's fostering service?",
    "Does Reading have enough foster carers?",
    "Compare reading and slough",
    "Slough, Bracknell Forest or reading",
    "Reading was rated inadequate",
    "READING CHILDREN'S SERVICES",
    "Reading: care leavers",
]

READING_THE_WORD = [
    "help with reading for children in care",
    "Reading at bedtime",
    "Reading the Ofsted report, what went well?",
    "progress in reading and writing",
    "attainment at Key Stage 2 in reading was 69%",
    "support with Reading and Maths",
    "would a parent reading the plan know what to change",
    "Would A Parent Reading The Plan Know What To Change",
]

REGIONS_NAMED = {
    "Which London councils are inadequate?": ["London"],
    "which London boroughs": ["London"],
    "London Borough of Merton": [],
    "the City of London": [],
    "south east London": ["London"],
    "the East of England": ["East of England"],
    "Yorkshire & the Humber": ["Yorkshire and the Humber"],
    "yorkshire councils": ["Yorkshire and the Humber"],
    "North Yorkshire": [],
    "councils in the north-west": ["North West"],
    "North West Leicestershire": [],
    "the north east of the county": [],
    "North East Lincolnshire and the North East": ["North East"],
    "East Midlands or West Midlands": ["East Midlands", "West Midlands"],
    "the Midlands": ["East Midlands", "West Midlands"],
}


def names(mention: Mention) -> list[str]:
    return [council.name for council in mention.councils]


def sole_names(text: str, extra_names: tuple[str, ...] = ()) -> list[str | None]:
    return [m.council.name if m.council else None for m in find_councils(text, extra_names)]


def test_table_has_every_council_once() -> None:
    """The 153 present councils are there, each under its own URN and code."""
    councils = all_councils()

    assert len(councils) == 153
    assert len({c.urn for c in councils}) == len({c.ons_code for c in councils}) == 153
    assert all(c.urn.isdigit() and c.ons_code.startswith("E") for c in councils)


def test_regions_and_kinds() -> None:
    """Every council is in one of nine regions and of one of four kinds."""
    assert Counter(c.region for c in all_councils()) == REGIONS
    assert Counter(c.kind for c in all_councils()) == {
        "London borough": 33,
        "metropolitan district": 36,
        "unitary": 63,
        "county": 21,
    }


def test_neighbours_are_councils() -> None:
    """Each council has ten statistical neighbours, which are other present councils."""
    present = {c.name for c in all_councils()}

    for council in all_councils():
        assert len(set(council.neighbours)) == 10
        assert set(council.neighbours) <= present - {council.name}


def test_predecessors_are_not_present() -> None:
    """A predecessor is no present council, and the table knows who followed it."""
    for place in all_places():
        if not place.council.current:
            assert successors(place.council), place.council.name
            assert place.council not in all_councils()


def test_other_nations_are_complete() -> None:
    """All principal councils of Wales, Scotland and Northern Ireland have a row."""
    others = [p.council for p in all_places() if p.council.kind != "nation"]

    assert Counter(c.nation for c in others if c.nation != "England") == {
        "Wales": 22,
        "Scotland": 32,
        "Northern Ireland": 11,
    }


@pytest.mark.parametrize(("title", "name"), TITLES.items())
def test_printed_titles(title: str, name: str) -> None:
    """A printed title is traced to its council."""
    council = council_named(title)

    assert council is not None
    assert council.name == name


@pytest.mark.parametrize("name", ["Kingston", "SMBC", "Nottingham County Council", "London", ""])
def test_shared_and_unknown_names_are_nobodys(name: str) -> None:
    """A name that several councils share, or none has, gives none."""
    assert council_named(name) is None


def test_abolished_council_keeps_its_name() -> None:
    """An old report's title gives the old council, not its successor."""
    cumbria = council_named("Cumbria County Council")

    assert cumbria is not None
    assert not cumbria.current
    assert [c.name for c in successors(cumbria)] == ["Cumberland", "Westmorland and Furness"]


def test_who_runs_the_service() -> None:
    """The table says who runs the service where the council does not."""
    slough = council_named("Slough")

    assert slough is not None
    assert slough.run_by.startswith("Slough Children First (since April 2021")


def test_every_own_name_is_found() -> None:
    """Each council is found under its own name, in capitals, small letters and possessive."""
    for council in all_councils():
        for written in (council.name, council.name.upper(), f"{council.name}'s"):
            assert sole_names(f"how many social workers in {written} left") == [council.name]


def test_every_alias_is_found() -> None:
    """Each alias means its council in the middle of a question."""
    for council in all_councils():
        for alias in council.aliases:
            assert set(sole_names(f"social workers in {alias} left")) == {council.name}, alias


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_named_councils(text: str, expected: list[str]) -> None:
    """Councils are found in the order of the text, the longest whole name first."""
    assert sole_names(text) == expected
    assert all(mention.exact for mention in find_councils(text))


@pytest.mark.parametrize("text", UNNAMED)
def test_no_council_named(text: str) -> None:
    """Ordinary words, parts of words, other places and bodies are no councils."""
    assert find_councils(text) == ()


@pytest.mark.parametrize(("written", "name"), MISSPELT.items())
def test_misspelt_names(written: str, name: str) -> None:
    """A typing error is forgiven, and the mention says so."""
    (mention,) = find_councils(f"How good are social workers in {written}?")

    assert names(mention) == [name]
    assert not mention.exact


@pytest.mark.parametrize(("written", "candidates"), AMBIGUOUS.items())
def test_ambiguous_names(written: str, candidates: list[str]) -> None:
    """Where several councils may be meant, all of them are given and none is chosen."""
    (mention,) = find_councils(f"What about {written}?")

    assert mention.is_ambiguous
    assert mention.council is None
    assert names(mention) == candidates


@pytest.mark.parametrize("text", READING_THE_COUNCIL)
def test_reading_the_council(text: str) -> None:
    """Reading is the council where a capital, a place or the company of councils says so."""
    assert "Reading" in sole_names(text)


@pytest.mark.parametrize("text", READING_THE_WORD)
def test_reading_the_word(text: str) -> None:
    """Reading is what people do with a book or a report in other sentences."""
    assert find_councils(text) == ()


@pytest.mark.parametrize(("word", "name"), [("bury", "Bury"), ("stoke", "Stoke-on-Trent")])
def test_other_ordinary_words(word: str, name: str) -> None:
    """A name that is a verb too needs a sign of the council."""
    assert sole_names(f"social workers in {word}") == [name]
    assert find_councils(f"reports that {word} bad news") == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What of London Borough of Merton Council's staff?", "London Borough of Merton Council"),
        ("Is Harrow’s MASH good?", "Harrow"),
        ("Is St Helen’s good?", "St Helen’s"),
        ("Leicester City Council", "Leicester City Council"),
        ("Kent county lines", "Kent"),
    ],
)
def test_place_of_a_mention(text: str, written: str) -> None:
    """A mention covers the name with its titles, without a possessive."""
    (mention,) = find_councils(text)

    assert mention.written == written == text[mention.start : mention.end]


def test_place_outside_england() -> None:
    """A mention tells whether Ofsted inspects the place."""
    cardiff, harrow = find_councils("Cardiff and Harrow")

    assert not cardiff.is_in_england
    assert cardiff.council is not None
    assert cardiff.council.nation == "Wales"
    assert harrow.is_in_england


@pytest.mark.parametrize("text", ["Westmarch", "westmarch's staff", "Westmarch City", "Westmerch"])
def test_extra_names(text: str) -> None:
    """A council that only the library has is found like the others."""
    assert sole_names(text, ("Westmarch", "Leeds")) == ["Westmarch"]
    assert find_councils(text) == ()


def test_extra_name_of_an_abolished_council() -> None:
    """An abolished council with reports in the library is meant itself."""
    assert sole_names("Cumbria", ("Cumbria",)) == ["Cumbria"]


@pytest.mark.parametrize(("text", "expected"), REGIONS_NAMED.items())
def test_regions(text: str, expected: list[str]) -> None:
    """A region is found where it is not part of a council's name."""
    assert list(find_regions(text)) == expected


def test_importing_reads_no_file() -> None:
    """The table is read on first use, not on import."""
    program = (
        "import sys; sys.addaudithook(lambda event, args: event == 'open'"
        " and str(args[0]).endswith('councils.csv') and sys.exit('read'));"
        "import index.places.mentions"
    )

    checkout = Path(__file__).parents[3]

    assert (
        subprocess.run([sys.executable, "-c", program], cwd=checkout, check=False).returncode == 0
    )


def test_speed() -> None:
    """A long page is searched in less than a tenth of a second."""
    text = "Leaders in Harrow know that social workers visit children in need and listen. " * 130
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        assert len(find_councils(text)) == 130
        seconds.append(time.perf_counter() - started)

    assert min(seconds) < 0.1
