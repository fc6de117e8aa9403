"""A sentence on several councils → the same sentence said of each by itself, so that each is
checked against its own report.

"Leeds and Kent both have a stable workforce" is true where the words of each report, alone, say
that of it. What sets councils against each other ("better than", "while", "unlike") is said by
no report, and is not taken apart.
"""

import re
from collections.abc import Sequence

from assistant.vocabulary import NUMBERS
from index.places.mentions import Mention

COMPARES = re.compile(
    r"\b(?:than|whereas|while|whilst|unlike|compared|in contrast|by contrast|the other|the first"
    r"|the second|former|latter|respectively"
    r"|only one|best|worst)\b",
    re.I,
)
_COUNTS = NUMBERS[2:13]
_COUNCILS = r"(?:councils?|areas?|authorities|boroughs?|counties|cities|places|of them)"
_ALL = re.compile(
    rf"\b(?:both|all(?: of)?|each(?: of)?|several|a number of|some)? ?(?:of )?(?:the "
    rf"|these )?(?P<count>{'|'.join(_COUNTS)}|\d+)? ?"
    rf"{_COUNCILS}\b(?: (?:all|both|each)\b)?",
    re.I,
)
_HELPS = r"(?:must|should|have|has|had|do|does|are|were|can|need to|needs to)"
_LIST = "\x00"  # where the names stood


def said_of_each(
    sentence: str, mentions: Sequence[Mention], councils: Sequence[str]
) -> dict[str, str] | None:
    """For each council the sentence as said of it; None where it compares them, names others, or
    miscounts them.
    """
    if COMPARES.search(sentence):
        return None
    named = {council.name for mention in mentions for council in mention.councils}
    if named and not set(councils) <= named:
        return None
    bare = sentence
    for mention in sorted(mentions, key=lambda each: -each.start):
        bare = bare[: mention.start] + _LIST + bare[mention.end :]
    bare = re.sub(
        rf"{_LIST}(?:['’]s?)?(?:(?:, and | and |, )(?:in |of |for )?{_LIST}(?:['’]s?)?)*",
        _LIST,
        bare,
    )
    if not mentions:
        bare, counted = _counted(bare, len(councils))
        if not counted:
            return None
    bare = re.sub(rf"\b(?:both|all|each of) {_LIST}", _LIST, bare, flags=re.I)
    if bare.count(_LIST) != 1:
        return None
    bare = re.sub(rf"({_LIST},?(?: {_HELPS})?) (?:all|both|each|alike)\b", r"\1", bare, flags=re.I)
    return {council: bare.replace(_LIST, council) for council in councils}


def _counted(sentence: str, councils: int) -> tuple[str, bool]:
    """The sentence with a mark for "three councils", and whether they are so many."""
    match = _ALL.search(sentence)
    if not match:
        return sentence, False
    count = match["count"]
    number = (
        int(count)
        if count and count.isdigit()
        else _COUNTS.index(count.lower()) + 2
        if count
        else councils
    )
    return sentence[: match.start()] + _LIST + sentence[match.end() :], number == councils
