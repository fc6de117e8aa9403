"""Grades over the whole country and over the years: "is it getting better or worse nationally?"."""

import re
from dataclasses import replace

from assistant.reading.forms.subjects import themes
from assistant.request import Act, By, Condition, GroupKind, Request, Unit, Want
from assistant.scale import GOOD_OR_BETTER, in_order
from assistant.times import LATEST

_OF_ALL = re.compile(
    r"\b(?:national(?:ly)?|the country|england|these days|the sector|(?:all|most) councils"
    r"|ratings?|grades|grading|failures|inadequates|outstandings|inspection results)\b",
    re.I,
)
_OVER_TIME = re.compile(
    r"\b(?:better or worse|worse or better|looking up|going (?:up|down)|knock\w*|dent\w*|trend"
    r"|(?:getting|got|become|becoming) (?:any )?(?:better|worse)|over (?:the years|time)"
    r"|(?:fewer|more) (?:failures|inadequates|outstandings)|than in (?:19|20)\d\d"
    r"|compared (?:with|to) (?:\w+ ){1,3}(?:years?|decade)"
    r"|(?:before|pre)\W.{0,30}\b(?:after|since|post))\b",
    re.I,
)
_MAY_BE = {Act.CHANGE, Act.THEME, Act.FIND, Act.COMMON, Act.COUNT, Act.COMPARE, Act.HISTORY}


def over_the_years(request: Request) -> Request | None:
    """The share of inspections that were good or better, year by year, where nothing narrows it:
    "fewer failures these days than in 2016?".
    """
    message = request.message
    is_narrow = any(group.kind is not GroupKind.ALL for group in request.groups)
    is_open = not (request.councils or is_narrow or request.areas or request.goes_on)
    if not is_open or request.act not in _MAY_BE or themes(request):
        return None
    if not (_OF_ALL.search(message) and _OVER_TIME.search(message)):
        return None
    condition = Condition((), in_order(GOOD_OR_BETTER))
    return replace(
        request, act=Act.COUNT, by=By.YEAR, unit=Unit.REPORTS, conditions=(condition,),
        wants=frozenset({Want.SHARE}), subject="", text="", times=LATEST, move=None, polarity=None,
        is_certain=True, bends=(), unread=(), order=None, number=None,
    )  # fmt: skip
