"""Orders by what is counted: "who has the fewest things still to fix?"."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import NUMBER, read_number
from assistant.reading.forms.subjects import has_topic, searching
from assistant.reading.forms.tables import wants_of
from assistant.reading.points import number_in
from assistant.request import LISTING, OF_MANY, Act, Column, First, Form, Request, Told, Unit, Want
from assistant.times import LATEST

_LITTLE = r"(?:how little|least(?! recent)|fewest|shortest|smallest|lowest number|few)"
_MUCH = (
    r"(?:how much|by how many|by (?:the )?number of|longest|biggest|largest|highest number"
    r"|greatest|lengthiest"
    r"|most(?! (?:recent|councils|authorities|places|reports|boroughs|of)\b))"
)
_FIX = r"(?:fix|improv\w+|do|sort|put right|address|work on)"
_THINGS = r"(?:points|things|areas|bullets|recommendations|actions|items|improvements|stuff)"
_COUNTS: tuple[tuple[Told, str], ...] = (
    (
        Told.POINTS,
        rf"(?:[\w’' ]{{0,25}}? {_THINGS}\b[\w’' ]{{0,30}}?\b{_FIX}"
        rf"|[\w’' ]{{0,30}}? to {_FIX}"
        r"|[\w ]{0,15}? (?:improvement|action) points?"
        r"|[\w ]{0,12}? (?:to-?do|improvement|action) lists?|[\w ]{0,12}? recommendations)\b",
    ),
    (Told.VISITS, r"[\w ]{0,25}? (?:visits?|letters)\b"),
    (Told.PAGES, r"(?: (?:report|document|letter)s?)?[^.?!]{0,20}? (?:in pages|pages)\b"),
    (
        Told.TO_PUBLISH,
        r"[\w ]{0,40}? (?:to (?:be )?publish\w*|publication|come out|came out|appear)\b",
    ),
    (Told.DAYS, r"[\w ]{0,25}? days (?:on ?site|there|in)\b"),
    (
        Told.INSPECTIONS,
        r" (?:\w+ ){0,2}?inspections\b(?! (?:reports?|dates?|\w+))|(?: often)? inspected\b",
    ),
)
_MEASURED = tuple(
    (told, order, re.compile(rf"\b{end}\b(?:{words})", re.I))
    for told, words in _COUNTS
    for order, end in ((First.FEWEST, _LITTLE), (First.MOST, _MUCH))
)
_ELAPSED = re.compile(
    r"\b(?:longest|most time)\b[^.?!]{0,40}\b(?:without|since|ago|left alone|wait\w*)\b"
    r"|\b(?:without|since)\b[^.?!]{0,40}\b(?:the )?longest\b|\bleft alone\b[^.?!]{0,20}\blongest\b",
    re.I,
)
_OF_MANY_COUNCILS = re.compile(
    r"\b(?:which|what|who|rank|list|order)\b[^.?!]{0,40}?\b(?:councils|authorities|boroughs|places"
    r"|counties|ones|areas|las)\b|\bwho(?:.s| has| have)?\b|\bwhich\b[^.?!]{0,20}\bof (?:these"
    r"|those|your"
    r"|the)\b|\brank\b",
    re.I,
)


_IN_ORDER = re.compile(r"\b(?:rank|order|sort|list|top|league|each|latest|councils)\b", re.I)


_BOUND = re.compile(
    rf"\b(?:(?P<more>more than|over|above)|(?P<least>at least)|(?P<fewer>fewer than|less than|under"
    rf"|below)|(?P<most>at most|no more than)) {NUMBER}\b"
    rf"|\b{NUMBER} or (?:(?P<up>more)|fewer|less)\b",
    re.I,
)
_BOUNDED = tuple(
    (told, re.compile(rf"\b(?P<number>{NUMBER})(?: or (?:more|fewer|less))?{words}", re.I))
    for told, words in (
        (Told.POINTS, rf"[\w’' ]{{0,15}}? {_THINGS}\b[\w’' ]{{0,30}}?\b{_FIX}\b"),
        (Told.POINTS, r"[\w ]{0,15}? (?:improvement points?|recommendations)\b"),
        (Told.PAGES, r" pages\b"),
        (Told.INSPECTIONS, r" (?:\w+ ){0,2}?inspections\b"),
    )
)


def bounded(request: Request) -> Request | None:
    """Councils of which something is so many times: "how many have more than six things to
    improve?".
    """
    message, bound = request.message, _BOUND.search(request.message)
    found = next(((t, m) for t, words in _BOUNDED if (m := words.search(message))), None)
    if not bound or not found or request.act not in LISTING or request.councils:
        return None
    told, number = found[0], number_in(found[1]["number"].lower())
    if number is None or has_topic(request) or request.unknown:
        return None
    is_high = bound["more"] or bound["least"] or bound["up"]
    is_low = not is_high
    counted = _by_count(request, told, First.FEWEST if is_low else First.MOST)
    strict = 1 if bound["more"] or bound["fewer"] else 0
    return replace(
        counted, number=None, bends=(), wants=counted.wants - {Want.ALL_TO_IMPROVE},
        at_least=None if is_low else number + strict, at_most=number - strict if is_low else None,
    )  # fmt: skip


def measured(request: Request) -> Request | None:
    """Councils in the order of what is counted: "rank the outstanding ones by how little they
    still have to fix", "who has gone longest without an inspection? We are Leeds".
    """
    message = request.message
    found = next(((t, o) for t, o, words in _MEASURED if words.search(message)), None)
    if (
        request.act is Act.COMMON
        or request.act not in OF_MANY | {Act.FACTS, Act.FIND}
        or request.unknown
        or request.unclear
    ):
        return None
    if found is None:
        return _without_long(request)
    told, order = found
    if len(request.councils) == 1 and not _OF_MANY_COUNCILS.search(message):
        return None
    if told is Told.PAGES and not (request.number or _IN_ORDER.search(message)):
        return None  # the longest report of all, and of any year
    if has_topic(request) or request.grades and told is Told.INSPECTIONS or request.move:
        return None
    if (
        told is Told.VISITS
        and request.kinds
        and not any(k.framework.is_letter for k in request.kinds)
    ):
        return None
    return _by_count(request, told, order)


def _without_long(request: Request) -> Request | None:
    """Who went longest without an inspection, where one council is named for whose sake it is
    asked; of all alone the catalogue tells it.
    """
    is_asked = _ELAPSED.search(request.message) and _OF_MANY_COUNCILS.search(request.message)
    if len(request.councils) != 1 or not is_asked or request.subject:
        return None
    return _by_count(request, Told.ELAPSED, First.MOST)


def _by_count(request: Request, told: Told, order: First) -> Request:
    one = len(request.councils) == 1
    home = request.councils[0] if one else request.home
    shown = [Column(told), Column(Told.GRADE, Topic.OVERALL), Column(Told.INSPECTED)]
    if told is Told.ELAPSED:
        shown = [Column(Told.INSPECTED), Column(told), Column(Told.GRADE, Topic.OVERALL)]
    wants = {Want.ALL_TO_IMPROVE} if told is Told.POINTS else set()
    base = replace(request, councils=() if one else request.councils)
    return replace(
        searching(base), act=Act.RANK, form=Form.TABLE, subject="", columns=tuple(shown),
        order=order, sorted_by=Column(told), home=home, themes=(), kinds=(), unread=(),
        conditions=tuple(c for c in request.conditions if c.grades), by=None, unit=Unit.COUNCILS,
        number=request.number or read_number(request.message), area=None,
        wants=wants_of(request) | wants,
        times=request.times if request.times.names_years else LATEST,
    )  # fmt: skip
