"""A claim that was checked, said of something else: "is that also true of Leeds?"."""

import re

from assistant.reading.following import MessageReading
from assistant.reading.leaning.after import after
from assistant.reading.leaning.shapes import DOUBT_WORDS
from assistant.reading.told import Told
from assistant.request import Act, Request
from assistant.vocabulary import OF_AREAS

MOST_WORDS = 12
_LIKEWISE = re.compile(r"\b(?:the same|likewise|also true|true (?:of|for|in))\b", re.I)
_ALL = re.compile(
    r"\b(?:in|at|of|for|across) (?:all|every|each|most|any|the)(?: of)?(?: the)? (?:[\w-]+ ){0,2}?"
    r"(?:councils?|authorit(?:y|ies)|boroughs?|places?|ones)\b",
    re.I,
)


def restated(before: Request, heard: MessageReading, *, is_before: bool = True) -> str:
    """The claim before with the council, or the area, that a message names in place of its own;
    "" where it asks something else. A claim that was not checked just before is meant only by
    "did the same happen in Leeds?".
    """
    own = heard.request
    is_claim = before.act is Act.CHECK or bool(before.claim)
    is_short = len(own.message.split()) <= MOST_WORDS
    if not is_before and not _LIKEWISE.search(own.message):
        return ""
    if not (is_claim and is_short) or own.grades or len(before.councils) > 1:
        return ""
    said = after(before, heard, lambda _: Told())
    if not said.is_only(DOUBT_WORDS, OF_AREAS) or own.times.is_named:
        return ""
    claim = (before.claim or before.message).strip(" .?!")
    if len(own.councils) == 1:
        return _asked(_of_council(claim, before, own.councils[0]))
    if own.names_a_place or own.groups or len(own.areas) != 1 or not before.councils:
        return ""
    is_of_grades = before.grades or before.move
    return _asked(f"{claim} for {own.areas[0].value}") if is_of_grades else ""


def _asked(claim: str) -> str:
    return f"Is it right that {claim}?" if claim else ""


def _of_council(claim: str, before: Request, name: str) -> str:
    if not before.councils:
        return f"{_ALL.sub('', claim).strip()} in {name}"
    was = before.councils[0]
    names = (was, was.replace(" and ", " & "), re.split(r" and |-| ", was)[0])
    written = next((each for each in names if each.lower() in claim.lower()), "")
    return re.sub(re.escape(written), name, claim, count=1, flags=re.I) if written else ""
