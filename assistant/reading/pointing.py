"""Which of several things a message points at by its place: "the second one", "number 3", "the
last of those".
"""

import re

from assistant.reading.points import number_in
from assistant.request import LISTING, Request

LAST = -1
_ASKS_WHICH = re.compile(
    r"^\W*(?:which|how many|list|who (?:is|are)|what (?:share|proportion))\b", re.I
)
_POINTS_BACK = re.compile(
    r"\b(?:only|just|those|these|them|they|that|this|others?|rest|same|too|also|else|instead)\b",
    re.I,
)
_PLACES = (
    "first|1st|former|top",
    "second|2nd|latter",
    "third|3rd",
    "fourth|4th",
    "fifth|5th",
    "sixth|6th",
)
_THING = (
    r"(?:one|council|borough|authority|thing|point|item|bullet|question|line|theme|issue"
    r"|problem|weakness|strength|finding|reason|example|quote|sentence|place)"
)
_OF = r"of (?:them|those|these|the \w+|your \w+)"


def _pattern(words: str) -> re.Pattern[str]:
    """A place with what it is the place of, at the end of a phrase, or before a colon or dash."""
    return re.compile(
        rf"\b(?:the |that |your )?(?:{words}) {_THING}\b(?:['’]s)?|\b(?:the )?(?:{words}) {_OF}"
        rf"|\b(?:the |that |your )(?:{words})(?:['’]s\b|(?= *(?:[?.,;:!–—-]|$)))",
        re.I,
    )


_ORDINALS = tuple(map(_pattern, _PLACES))
_LAST = _pattern("last|bottom|final")
_NUMBERED = re.compile(
    r"\b(?:number|no\.?|point|item|question|bullet|line|q) ?(one|two|three|four|five|six|\d{1,2})\b"
    r"(?! (?:of|to|per|in|years?|months?|weeks?)\b)|#(\d{1,2})\b",
    re.I,
)


def stands_alone(own: Request) -> bool:
    """Whether a message asks in full which councils have a grade, whatever was asked before:
    "Which London boroughs are outstanding?".
    """
    is_whole = own.act in LISTING and bool(own.grades) and bool(_ASKS_WHICH.match(own.message))
    return is_whole and not _POINTS_BACK.search(own.message)


def pointed_at(text: str) -> int | None:
    """The place that is pointed at, counted from 0, or LAST; None where none is."""
    if match := _NUMBERED.search(text):
        return max(0, number_in((match[1] or match[2]).lower()) - 1)
    for place, pattern in enumerate(_ORDINALS):
        if pattern.search(text):
            return place
    return LAST if _LAST.search(text) else None


def without_place(text: str) -> str:
    """A text without the words that point at a place."""
    for pattern in (_NUMBERED, *_ORDINALS, _LAST):
        text = pattern.sub(" ", text)
    return text
