"""Slips of the keyboard and text speak, set right where a word of a closed class is meant: "wich
boros r outstandin".

A word that the embedding model knows is left as it is written: what it does not know, and is a
sign or two from a word that carries a meaning here, is that word.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.encoder.embeddings import model_location
from index.settings import DEFAULT_MODEL

_TEXT_SPEAK = dict(
    pair.split("=")
    for pair in """r=are u=you ur=your n=and ppl=people peeps=people pple=people
    wich=which wch=which whch=which wot=what wat=what wht=what wots=whats haz=has
    hav=have av=have da=the teh=the hte=the dat=that dis=this dem=them dey=they hw=how
    boro=borough boros=boroughs cncl=council cncls=councils counsil=council
    counsils=councils countys=counties unitarys=unitaries authoritys=authorities gd=good
    gud=good gr8=great b4=before beta=better betta=better bettr=better wiv=with wif=with
    wen=when wer=were wos=was woz=was iz=is coz=because cuz=because cos=because
    kidz=kids yp=young_people nxt=next lst=last evr=ever nvr=never nevr=never gt=got
    stil=still goin=going doin=doing bein=being havin=having havnt=havent avent=havent
    aint=isnt atm=at_the_moment rn=right_now bst=best wrst=worst mst=most
    mgmt=management mngmt=management ovrall=overall 2day=today lvrs=leavers
    auths=authorities insp=inspection chldrn=children chn=children thier=their
    ther=there outta=out_of""".split()
)
# Words that carry a meaning here, so that a slip of the keyboard in one is forgiven.
_KEY_WORDS = tuple(
    """outstanding inadequate adequate improvement improvements requires inspection
    inspections inspected leadership leaders management adoption fostering statistical
    neighbours metropolitan unitary unitaries authority authorities effectiveness
    protection overall council councils county counties borough boroughs region regions
    children leavers leaving previous previously currently latest monitoring focused
    judgement judgements improved declined dropped worsened slipped graded rated rating
    ratings grades which where better worse worst lowest highest bottom many since
    before percentage proportion majority every never always because""".split()
)
_CORRECT_WORDS = frozenset(
    """adequate inadequate improves improver improvers neighbour neighbor neighbors
    leavers weavers beavers requited adaption adaptation authorise authorised declining
    refined overalls judgment judgments focussed focuses leaderships readership
    projections leaver slipper""".split()
)
_FIGURES = (  # "good 4 kids in care", and not "the top 4 councils"
    (
        re.compile(
            r"(?<=[a-z] )4(?= (?:kids?|child|ppl|people|care|look(?:ed|ing|in)|help|lead|leavers"
            r"|adopt|cic|lac)[a-z]*\b)"
        ),
        "for",
    ),
    (
        re.compile(
            r"(?<=[a-z] )2(?= (?:b|be|good|outstanding|inadequate|ri|requires|improve|now|today)\b)"
        ),
        "to",
    ),
)
_WORD = re.compile(r"(?<![\w.&/'’-])[a-z0-9]+(?![\w&/'’-]|\.\w)")
_ENDINGS = (
    "ing",
    "ed",
    "er",
    "ers",
    "or",
    "ors",
    "ive",
)  # what tells one word from another of the same stem
LONG = 9  # letters from which on two slips are forgiven
SHORT = 5  # letters below which none is: too many words are near to one another


def slips(text: str) -> Iterator[tuple[int, int, str]]:
    """What is written otherwise than it is meant, from the first: its start, its end, and the
    words meant.
    """
    small = text.lower()
    figures = [
        (match.start(), match.end(), meant)
        for pattern, meant in _FIGURES
        for match in pattern.finditer(small)
    ]
    written = [
        (match.start(), match.end(), right)
        for match in _WORD.finditer(small)
        if (right := _meant(match[0]))
    ]
    yield from sorted(figures + written)


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str:
    """The words that a misspelt or shortened one stands for, "" where it stands for itself:
    "inadaquate", "ppl".
    """
    if right := _TEXT_SPEAK.get(word):
        return right.replace("_", " ") if right != word else ""
    if len(word) < SHORT or not word.isalpha() or _is_known(word):
        return ""
    if word.endswith("in") and _is_known(f"{word}g"):
        return f"{word}g"
    most = 1 if len(word) < LONG or word.endswith(_ENDINGS) else 2
    found = process.extractOne(word, _KEY_WORDS, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found and found[0][0] == word[0] and _is_slip(word, found[0]) else ""


def _is_slip(word: str, meant: str) -> bool:
    """Whether a letter was left out, doubled or swapped; in short words another letter makes
    another word.
    """
    return len(word) >= LONG or len(word) != len(meant) or sorted(word) == sorted(meant)


def _is_known(word: str) -> bool:
    return (
        word in _vocabulary()
        or word in _CORRECT_WORDS
        or word in _KEY_WORDS
        or word.removesuffix("s") in _KEY_WORDS
    )


@cache
def _vocabulary() -> frozenset[str]:
    """The whole words that the embedding model knows; none where its list is not there."""
    file = Path(model_location(DEFAULT_MODEL)) / "vocab.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()
