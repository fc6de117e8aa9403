"""Councils in an order with reasons: the best of a topic, those that came furthest."""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import NUMBER, read_number
from assistant.reading.forms.subjects import ELSEWHERE, for_home, has_theme, is_of_many, searching
from assistant.request import Act, First, Form, Polarity, Request, Want

_REASONS = re.compile(
    r"\b(?:reasons?|why|because|what (?:for|makes|made)|explain|on what grounds|justify"
    r"|what was so \w+|with evidence)\b",
    re.I,
)


_ORDERS = re.compile(
    rf"\btop (?:{NUMBER})\b|\b(?:bottom|worst|best|first) (?:{NUMBER})\b|\brank\w*\b"
    r"|\bleague table\b|\b(?:in|into) order\b|\border (?:them|those|these)\b|\bharsh(?:est|er)\b"
    r"|\bstrongest\b|\bweakest\b|\bworst\b|\bbest\b|\bstand[- ]?outs?\b|\bmost (?:prais|criti)\w+"
    r"|\b(?:would|should) (?:you|i|we) (?:pick|choose|go|apply|join|rather)\b|\bhighest\b|\blowest"
    r"\b",
    re.I,
)


_WORST = re.compile(
    r"\b(?:worst|harsh\w*|weakest|lowest|bottom|most critic\w+|slammed|slated|failing)\b", re.I
)


_UP = re.compile(
    r"\b(?:come|came|gone|climbed|moved|travelled) (?:the )?furthest\b|\bmost improved\b"
    r"|\bimproved (?:the )?most\b|\bbiggest (?:improve\w*|rise|jump|climb|turn\w*)\b|\bturned"
    r" (?:it|things|themselves)? ?a?round\b|\bgot(?:ten)? better\b|\bgone up\b|\brisers?\b"
    r"|\bwent up\b|\bimprovers?\b",
    re.I,
)


_DOWN = re.compile(
    r"\bgone? (?:backwards?|downhill|down)\b|\bwent (?:backwards?|down(?:hill)?)\b|\bslipp?ed\b"
    r"|\bslid(?:den)?\b|\bgot(?:ten)? worse\b|\bbiggest (?:fall|drop|decline)\b|\bdeclin\w+\b"
    r"|\bfallers?\b|\bdropped\b|\bworsened\b",
    re.I,
)


_WAS_LOW = re.compile(
    r"\b(?:used to be|once|were|was|from|formerly|previously|had been|been) (?:\w+ ){0,3}?"
    r"(?:rubbish|inadequate|failing|failed|bad|poor|terrible|dire|awful|bottom|requires"
    r" improvement|ri|struggling|rock bottom)\b",
    re.I,
)


_IS_HIGH = re.compile(r"\b(?:outstanding|good|top|excellent)\b", re.I)


_HOW_THEY = re.compile(
    r"\bhow\b|\bwhat (?:did|do|have) they\b|\bdifferent(?:ly)?\b|\blearn\b|\blessons?\b"
    r"|\bsecret\b|\bleader\w*\b|\bturn(?:ed)?[- ]?a?round\b",
    re.I,
)


def risen(request: Request) -> Request | None:
    """How councils rose: "who was inadequate once and is outstanding now, and how?"."""
    message = request.message
    is_so = _WAS_LOW.search(message) and _IS_HIGH.search(message) and _HOW_THEY.search(message)
    if not is_so or len(request.councils) > 1:
        return None
    if request.councils and not ELSEWHERE.search(message):
        return None
    wants = request.wants | ({Want.RURAL} if re.search(r"\brural\b", message, re.I) else set())
    return replace(for_home(request), form=Form.RISEN, wants=wants)


def movers(request: Request) -> Request | None:
    """Which moved most, with reasons: "who has come furthest, and who has gone backwards?"."""
    message = request.message
    up, down = bool(_UP.search(message)), bool(_DOWN.search(message))
    if not is_of_many(request) or not (up or down) or has_theme(request):
        return None
    if not (up and down) and not _REASONS.search(message):
        return None
    if request.act in {Act.FIND, Act.OUTSIDE, Act.PREDICT} and request.subject:
        return None
    order = First.MOST_DECLINED if down and not up else First.MOST_IMPROVED
    return replace(
        searching(request), form=Form.MOVERS, order=order, is_both_ways=up and down,
        conditions=(), move=None, number=request.number or read_number(message),
    )  # fmt: skip


def reasons(request: Request) -> Request | None:
    """An order by grade with a reason for each."""
    if request.act is not Act.RANK or request.order not in {First.BEST, First.WORST, None}:
        return None
    if not _REASONS.search(request.message) or has_theme(request) or len(request.councils) == 1:
        return None
    if request.by or request.move or request.times.is_named:
        return None
    order = request.order or First.BEST
    return replace(request, form=Form.REASONS, order=order, themes=())


def themed(request: Request) -> Request | None:
    """An order by what reports say of a theme: "top five for listening to children"."""
    message = request.message
    if not has_theme(request) or not _ORDERS.search(message):
        return None
    if len(request.councils) == 1 or request.act is Act.COMPARE and len(request.councils) < 3:  # noqa: PLR2004 - two are set side by side
        return None
    is_worst = bool(_WORST.search(message)) or request.polarity is Polarity.CRITICISM
    number = request.number or read_number(message)
    if re.search(r"\b(?:worst|best|top) few\b", message, re.I):
        number = 4
    conditions = tuple(c for c in request.conditions if not _NOT_JUST.search(message))
    return replace(
        searching(request), form=Form.THEMED, order=First.WORST if is_worst else First.BEST,
        number=number, polarity=None, councils=request.councils,
        conditions=conditions if not request.councils else (),
    )  # fmt: skip


_NOT_JUST = re.compile(
    r"\b(?:not|don.t|isn.t|rather than|other than|without)\b.{0,30}\b(?:just|only|simply|merely)\b"
    r".{0,30}\b(?:outstanding|good|grade|inadequate)\w*|\bnot by (?:overall )?grade\b",
    re.I,
)
