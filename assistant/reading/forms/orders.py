"""Councils in an order with reasons: the best of a topic, those that came furthest."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import NUMBER, read_number
from assistant.reading.forms.subjects import ELSEWHERE, for_home, has_theme, is_of_many, searching
from assistant.reading.points import number_in
from assistant.request import (
    Act,
    Change,
    Condition,
    First,
    Form,
    Move,
    Polarity,
    Request,
    Span,
    Want,
)
from index.reports import Grade

_REASONS = re.compile(
    r"\b(?:reasons?|why|because|what (?:for|makes|made)|explain|on what grounds|justify"
    r"|what was so \w+|evidence|defend\w*|(?:stand|back) (?:it|that|them|this) up"
    r"|(?:the )?lines? from|words? from|quotes?|in a sentence)\b",
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


# From which end an order begins, where both are named: "best to worst".
_BEST_FIRST = re.compile(
    r"\b(?:best|strongest|highest|top|good)\b.{0,12}\b(?:to|first|down to|through to)\b", re.I
)


_WORST_FIRST = re.compile(
    r"\b(?:worst|weakest|lowest|bottom|poorest)\b.{0,12}\b(?:to|first|up to|through to)\b", re.I
)


_WORRY = re.compile(
    r"\b(?:worr(?:y|ied|ying|ies)|alarm\w*|concern(?:ed|ing)?|in (?:the )?(?:most|deepest|worst"
    r"|real) (?:trouble|difficulty)|keep \w+ awake|basket cases?|on the brink"
    r"|most (?:at risk|troubled))\b",
    re.I,
)


_PREFERS = re.compile(
    r"\bwhich\b.{0,30}\b(?:would|should|d) (?:you|i|we)\b.{0,12}\b(?:want|pick|choose|rather|prefer"
    r"|trust|send|put|go)\b|\bwhere would you (?:want|rather|send|put)\b",
    re.I,
)


# Areas in the words in which an order by them is asked for, where nothing else has read them.
_AREAS = (
    (
        Topic.CARE_LEAVERS,
        re.compile(r"\b(?:care leavers?|leaving care|care[- ]experienced)\b", re.I),
    ),
    (Topic.IN_CARE, re.compile(r"\b(?:in care|looked[- ]after|cared[- ]for)\b", re.I)),
    (Topic.LEADERS, re.compile(r"\b(?:leader\w*|management)\b", re.I)),
    (Topic.HELP, re.compile(r"\b(?:help and protection|child protection|safeguarding)\b", re.I)),
)


# What is to be said of each, and not how many of them: "with a one-line reason".
_ONE_EACH = re.compile(
    r"\b(?:one|a|1|single)[- ](?:\w+[- ])?(?:lines?|sentence|reason|word)\b", re.I
)


_HOW_FAR = re.compile(
    r"\bfrom and to\b|\bbefore and after\b|\bhow (?:long|far|much|many (?:years|grades))\b"
    r"|\bstart(?:ed)? and (?:end|finish)(?:ed)?\b",
    re.I,
)


_FROM_LOW = re.compile(
    r"\b(?:from|out of|off|escap\w+) (?:being |an? )?(?:inadequate|failing|failed|the bottom)\b",
    re.I,
)


_UP = re.compile(
    r"\b(?:come|came|gone|climbed|moved|travelled) (?:the )?furthest\b|\bmost improved\b"
    r"|\bimproved (?:the )?most\b|\bbiggest (?:improve\w*|rise|jump|climb|turn\w*)\b|\bturned"
    r" (?:it|things|themselves)? ?a?round\b|\bgot(?:ten)? better\b|\bgone up\b|\brisers?\b"
    r"|\bwent up\b|\bimprovers?\b|\bclimb\w*\b|\bturn(?:ed)?[- ]?a?rounds?\b|\bescap\w+\b"
    r"|\b(?:biggest|largest|steepest) (?:gains?|leaps?)\b",
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
    return as_risen(request) if is_so else None


def as_risen(request: Request) -> Request | None:
    """How councils rose; None where one is named and not others for its sake."""
    message = request.message
    if len(request.councils) > 1 or request.councils and not ELSEWHERE.search(message):
        return None
    wants = request.wants | ({Want.RURAL} if re.search(r"\brural\b", message, re.I) else set())
    return replace(for_home(request), form=Form.RISEN, wants=wants)


def movers(request: Request) -> Request | None:
    """Which moved most, with reasons: "who has come furthest, and who has gone backwards?"."""
    message = request.message
    up, down = bool(_UP.search(message)), bool(_DOWN.search(message))
    if not (up or down) or request.act in {Act.FIND, Act.OUTSIDE, Act.PREDICT} and request.subject:
        return None
    if not (up and down) and not (_REASONS.search(message) or _HOW_FAR.search(message)):
        return None
    return as_movers(request)


def as_movers(request: Request) -> Request | None:
    """An order by how far grades moved; None where it is on a theme, or on named councils."""
    message = request.message
    if not is_of_many(request) or has_theme(request):
        return None
    up, down = bool(_UP.search(message)), bool(_DOWN.search(message))
    down = down or request.order is First.MOST_DECLINED
    is_from_low = up and not down and bool(_FROM_LOW.search(message))
    move = Move(Change.UP, before=frozenset({Grade.INADEQUATE})) if is_from_low else None
    order = First.MOST_DECLINED if down and not up else First.MOST_IMPROVED
    return replace(
        searching(request), form=Form.MOVERS, order=order, is_both_ways=up and down,
        conditions=(), move=move, number=request.number or read_number(message),
    )  # fmt: skip


def reasons(request: Request) -> Request | None:
    """An order by grade with a reason for each."""
    message = request.message
    prefers = len(request.councils) > 1 and bool(_PREFERS.search(message))
    is_order = request.act is Act.RANK or bool(_ORDERS.search(message)) or prefers
    if not is_order or not (_REASONS.search(message) or prefers):
        return None
    return as_reasons(request)


def as_reasons(request: Request) -> Request | None:
    """An order by the grade of one area; None where no grade tells of what it is on."""
    message = request.message
    prefers = len(request.councils) > 1 and bool(_PREFERS.search(message))
    if request.order not in {First.BEST, First.WORST, None} or len(request.councils) == 1:
        return None
    is_worry = bool(_WORRY.search(message)) and not request.councils
    if has_theme(request) or request.by or request.move or request.times.is_named:
        return None
    if request.subject and not (is_worry or prefers or _area_of(message)):
        return None
    worst = is_worry or is_worst_first(message)
    order = First.WORST if worst else request.order or First.BEST
    area = None if request.areas else _area_of(message)
    conditions = (*request.conditions, Condition(areas=(area,))) if area else request.conditions
    number = request.number or read_number(message)
    if number == 1 and _ONE_EACH.search(message):
        number = None
    return replace(
        searching(request), act=Act.RANK, form=Form.REASONS, order=order, themes=(), subject="",
        conditions=conditions, number=number, unread=_still_unread(request.unread),
    )  # fmt: skip


def _still_unread(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that nothing has read, without those that the order is made by."""
    return tuple(w for w in words if not (_area_of(w) or read_number(w) or _OF_ORDER.fullmatch(w)))


_OF_ORDER = re.compile(
    r"(?:the )?(?:most|least|best|worst|top|bottom|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|\d+)",
    re.I,
)


_STAYED = re.compile(
    r"\b(?:bad|poor|poorly|failing|failed|inadequate|rubbish|struggl\w+|terrible|weak|low"
    r"|below good|not good|good|outstanding|well|requir\w+ improvement|ri|or worse)\b"
    r".{0,50}\b(?:(?:the |for )?longest|for (?:so"
    r" |too )?(?:long|years|ages|ever)|again and again|time and (?:time )?again|time after time"
    r"|repeatedly|consistently|persistently|over and over|year after year|every (?:single )?time"
    r"|all along)\b|\b(?:longest|persistent\w*|consistent\w*|repeat(?:ed|edly)?|chronic\w*"
    r"|perenniall?y?|serial\w*|never (?:once )?been|stuck)\b.{0,40}\b(?:bad|poor|fail\w*"
    r"|inadequate|rubbish|struggl\w+|terrible|weak|low|good|outstanding)\b",
    re.I,
)
_HIGHLY = re.compile(r"(?<!below )(?<!not )(?<!never been )\b(?:good|outstanding|well)\b", re.I)
_POORLY = re.compile(
    r"\b(?:bad|poor|fail\w*|inadequate|rubbish|struggl\w+|terrible|weak|low|below good|not good"
    r"|never (?:once )?been)\b",
    re.I,
)


def stayed(request: Request) -> Request | None:
    """Who has had the same grades the longest: "who has been bad the longest?"."""
    message = request.message
    if request.act not in {Act.LIST, Act.RANK, Act.COMMON} or not _STAYED.search(message):
        return None
    if not is_of_many(request) or request.subject or request.themes or _asks_of_runs(request):
        return None
    is_high = bool(_HIGHLY.search(message)) and not _POORLY.search(message)
    return replace(
        searching(request), act=Act.RANK, form=Form.STAYED, conditions=(),
        order=First.BEST if is_high else First.WORST,
    )  # fmt: skip


def _asks_of_runs(request: Request) -> bool:
    """Whether the grades themselves say how often, as the catalogue counts: "never good"."""
    spans = {condition.span for condition in request.conditions}
    return bool(spans - {Span.LATEST}) or any(c.least > 1 for c in request.conditions)


def _area_of(message: str) -> Topic | None:
    return next((area for area, pattern in _AREAS if pattern.search(message)), None)


def is_worst_first(message: str) -> bool:
    """Whether an order begins with the worst: not "best to worst"."""
    if _WORST_FIRST.search(message):
        return True
    return bool(_WORST.search(message)) and not _BEST_FIRST.search(message)


def asks_order(request: Request) -> bool:
    """Whether so many are wanted, the best or the worst of them: "the three best for …"."""
    is_end = request.order in {First.BEST, First.WORST} or bool(_ORDERS.search(request.message))
    return is_end and bool(request.number or read_number(request.message))


# So many from both ends of an order: "where is it worst, where is it sensible? four of each".
OF_EACH_END = re.compile(
    rf"\b(?P<number>{NUMBER}) (?:of|from) each\b|\bboth ends\b"
    r"|\b(?:top|best) (?:\w+ )?and (?:the )?(?:\w+ )?(?:bottom|worst)\b"
    r"|\b(?:bottom|worst) (?:\w+ )?and (?:the )?(?:\w+ )?(?:top|best)\b",
    re.I,
)
# That those with the same grade are told apart by the other grades: one order, however it is told.
BY_SUB_GRADES = re.compile(
    r"\b(?:how many|number) (?:of )?(?:the |their )?sub-?\s?(?:judge?ments?|grades?)\b"
    r"|\bsub-?\s?(?:judge?ments?|grades?)\b[^.?!]{0,20}\bfail",
    re.I,
)
_NO_GRADES = re.compile(
    r"\b(?:no|without|ignore|never mind|forget|not (?:interested in|bothered about"
    r"|after)) (?:the |any )?"
    r"grades\b",
    re.I,
)


def themed(request: Request) -> Request | None:
    """An order by what reports say of a theme: "top five for listening to children"."""
    message = request.message
    return as_themed(request) if _ORDERS.search(message) else None


def as_themed(request: Request) -> Request | None:
    """An order by a theme; None where it is on none."""
    message = request.message
    if (
        not has_theme(request)
        or len(request.councils) == 1
        or request.act is Act.COMPARE
        and len(request.councils) < 3
    ):  # noqa: PLR2004 - two are set side by side
        return None
    is_worst = (
        is_worst_first(message)
        or request.order is First.WORST
        or (request.polarity is Polarity.CRITICISM and not _BEST_FIRST.search(message))
    )
    number = request.number or read_number(message)
    if re.search(r"\b(?:worst|best|top) few\b", message, re.I):
        number = 4
    each = OF_EACH_END.search(message)
    if each and each["number"]:
        number = number_in(each["number"].lower()) or number
    conditions = tuple(c for c in request.conditions if not _NOT_JUST.search(message))
    return replace(
        searching(request), form=Form.THEMED, order=First.WORST if is_worst else First.BEST,
        number=number, polarity=None, councils=request.councils, is_both_ways=bool(each),
        wants=request.wants | ({Want.NO_GRADES} if _NO_GRADES.search(message) else set()),
        conditions=conditions if not request.councils else (),
    )  # fmt: skip


_NOT_JUST = re.compile(
    r"\b(?:not|don.t|isn.t|rather than|other than|without)\b.{0,30}\b(?:just|only|simply|merely)\b"
    r".{0,30}\b(?:outstanding|good|grade|inadequate)\w*|\bnot by (?:overall )?grade\b",
    re.I,
)
