"""What somebody claims: that a grade moved, or that something was written."""

import re
from dataclasses import replace

from assistant.reading.claims import is_in_quotes
from assistant.reading.forms.subjects import has_theme
from assistant.reading.verdicts import asks_whether, settles
from assistant.request import Act, Form, Request
from assistant.times import LATEST
from assistant.vocabulary import content_words
from index.places.mentions import find_councils

_CLAIMS = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|claim\w*|insist\w*|reckons?|keeps?|argu\w+|heard"
    r"|boast\w*|settle|true|right\?|who(?:.s| is) right|is (?:that|it|this) (?:so|true|right"
    r"|correct|accurate)|correct\?|fact[- ]?check)\b",
    re.I,
)


_MOVES = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) (?:up|down|backwards?)\b|\b(?:rose|fell"
    r"|dropped|slipped|upgraded|downgraded)\b|\b(?:grade|rating|judge?ment)s?\b.{0,30}\b(?:improved"
    r"|declined|got (?:better|worse))\b",
    re.I,
)


def settled(request: Request) -> Request | None:
    """A claim that a grade went up or down: "the opposition say it went down. Settle it"."""
    message = request.message
    if not (_CLAIMS.search(message) and _MOVES.search(message)):
        return None
    return as_settled(request)


def as_settled(request: Request) -> Request | None:
    """A claim on the grade of one council, or on how it moved; None where none is told."""
    if len(request.councils) != 1:
        return None
    if not _MOVES.search(request.message):
        is_claim = request.grades and request.claim and request.act not in {Act.GRADE, Act.HISTORY}
        return replace(request, act=Act.CHECK, is_certain=True) if is_claim else None
    if request.grades or has_theme(request) or request.times.names_years or _of_a_thing(request):
        return None
    return replace(request, form=Form.SETTLED, act=Act.CHECK, claim="", subject="", move=None)


# What a grade is called, and what is said of its moves beside it.
_OF_MOVES = frozenset(
    "grade grades rating ratings judgement judgment mark marks overall ofsted inspection"
    " inspections"
    " report last latest time previous year years council city county borough services service"
    " children childrens social care went gone going moved come came up down better worse improved"
    " declined settle true right opposition chief director".split()
)
MOST_BESIDE = 1


def _of_a_thing(request: Request) -> bool:
    """Whether it is no grade that is said to have moved: "council tax went up"."""
    words = request.claim
    for mention in sorted(find_councils(words), key=lambda mention: -mention.start):
        words = words[: mention.start] + words[mention.end :]
    return len({*content_words(words)} - _OF_MOVES) > MOST_BESIDE


def to_check(request: Request) -> Request | None:
    """A claim of which nothing is asked but whether it is so: "They blamed the weather. Which is
    it?"; grades are computed.
    """
    message = request.message
    is_asked = settles(message) or asks_whether(message)
    if not (request.claim and request.names_a_place and is_asked):
        return None
    told = corrected(request) or settled(request) or quoted(request) or request
    if told.form or told.is_exact:
        return told
    return replace(told, act=Act.CHECK, is_certain=True, themes=())


def quoted(request: Request) -> Request | None:
    """A claim to be looked up: times named within it are its own, but for a year of a claim in
    somebody's own words.
    """
    claim = request.claim
    if not claim or claim == request.message.strip() or request.grades or request.move:
        return None
    is_own = is_in_quotes(claim, request.message) or not request.times.names_years
    if is_own and request.times.is_named and not _YEAR.search(request.message.replace(claim, " ")):
        return replace(request, times=LATEST)
    return None


_CORRECTS = re.compile(
    r"\b(?:re-?(?:write|word|phrase|draft)|correct (?:it|that|the \w+|version|wording)|corrected"
    r"|(?:what|how) (?:can|could|should|would|else can|else could) (?:we|i|you|it|he|she|they)"
    r" (?:\w+ )?(?:say|write|put|read|claim|print)|say instead|instead\?|put it right"
    r"|fix (?:it|that)"
    r"|(?:ok|okay|safe|fine|good) to (?:send|print|publish|say|use|go)"
    r"|stand (?:that|this|it) up|before (?:we|i|it) (?:print|publish|send|goes?|say)"
    r"|press release|(?:all|completely) true)\b",
    re.I,
)


def corrected(request: Request) -> Request | None:
    """A claim of which the words that can be said are wanted: "if not, what could we say?"."""
    claim = request.claim
    if not claim or request.form or claim == request.message.strip():
        return None
    if not asks_to_correct(request.message.replace(claim, " ")):
        return None
    return replace(request, form=Form.CORRECTED, act=Act.CHECK, is_certain=True)


def asks_to_correct(message: str) -> bool:
    """Whether a message asks for words that can be said: "rewrite it so that it is true"."""
    return bool(_CORRECTS.search(message))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:last|previous|before|earlier)\b", re.I)
