"""Who led inspections: all that somebody led, what else they led, who led the most."""

import re
from dataclasses import replace

from assistant.request import Condition, Fact, Request
from assistant.scale import GOOD_OR_BETTER, in_order
from index.reports import Grade

_LEADING = re.compile(
    r"\b(?:led|leads?|leading|headed(?: up)?|in charge|lead inspectors?|hmi)\b", re.I
)
_ASKS = re.compile(
    r"\b(?:how many|which|what|where|who|list|all|every|any|ever|did|has|have|show|give)\b", re.I
)
_INSPECTING = re.compile(
    r"\b(?:how many|inspect\w*|reports?|councils?|authorit\w+|places?|where|which|these|them|ones"
    r"|anything|everything|any|hmi|grades?)\b",
    re.I,
)
# Two words or three that are written like a person's name.
_CALLED = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,2}\b")
_NO_NAME = (
    r"(?!(?:they|she|he|it|the|that|this|those|these|same|you|we|i|an?|any|ofsted|inspectors?|each"
    r"|person|most|also|ever|been|different)\b)"
)
_SMALL = re.compile(
    rf"\b(?:did|has|have|was|by"
    rf"|inspector)\s+{_NO_NAME}[a-z’'-]+\s+{_NO_NAME}[a-z’'-]+\s+(?:also\s+)?"
    rf"(?:led?|leads?|headed|in charge)\b|\bled by\s+{_NO_NAME}[a-z’'-]+\s+{_NO_NAME}[a-z’'-]+\b",
    re.I,
)
_ELSE = re.compile(
    r"\b(?:what|where|who|which|anything|anywhere|any(?:one|body)?) else\b|\belsewhere\b"
    r"|\b(?:which|what|any|how many|the|all|their|his|her) others?\b|\bother (?:councils?"
    r"|authorit\w+|places?|areas?|ones?|inspections?|reports?)\b|\bothers\b",
    re.I,
)
_THEY = re.compile(
    r"\b(?:led|lead|done|did|do|inspect\w*|headed|was|were|been)\b.{0,40}\b(?:she|he|they|person"
    r"|inspector|same)\b"
    r"|\b(?:she|he|they|person|inspector|same)\b.{0,40}\b(?:led|lead|do|done|did|inspect\w*"
    r"|headed)\b"
    r"|\b(?:else|others?)\b.{0,30}\b(?:led|lead|do|done|did|inspect\w*|headed)\b",
    re.I,
)
_MOST = re.compile(
    r"\b(?:which|what|who)\b.{0,40}\b(?:inspectors?|hmi|led|lead)\b.{0,40}\b(?:most|more than one"
    r"|several|often|repeatedly)\b|\b(?:most|more than one|several)\b.{0,30}\b(?:led|lead) by\b"
    r"|\bwho(?:.s|[’']?s| has)? (?:led|lead) (?:the )?(?:most|more|several)\b"
    r"|\b(?:busiest|most (?:prolific|frequent|common|used)|top) (?:lead )?(?:inspectors?|hmi"
    r"|lead)\b"
    r"|\binspectors? (?:who|that) (?:have |has )?led\b",
    re.I,
)
_BADLY = re.compile(
    r"\b(?:bad(?:ly)?|poor(?:ly)?|worst|fail\w*|weak|below good|not good|marked down|low)\b", re.I
)
_WELL = re.compile(r"\b(?:well|good or better|best|positive\w*|pass\w*|high)\b", re.I)
_LOW = (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
_HIGH = in_order(GOOD_OR_BETTER)
_OF_THEM = re.compile(
    r"\b(?:those|them|these|ones|any|which|she|he|they|her|his|their|how many|and)\b", re.I
)
_FEW_WORDS = 14


def asks_who_led_most(request: Request) -> bool:
    """Whether it is asked who led the most: "which lead inspector turns up most?"."""
    return not request.councils and bool(_MOST.search(request.message))


def facts_led(request: Request) -> tuple[Fact, ...]:
    """The facts that ask for all that somebody led: "how many did Ann Lee lead?", "who led Leeds,
    and what else have they led?".
    """
    message = request.message
    if request.councils:
        asks = _LEADING.search(message) and _ELSE.search(message) and _THEY.search(message)
        return (Fact.LED_BY,) if asks else ()
    return (Fact.LED_BY,) if names_lead(message, request) else ()


def names_lead(message: str, request: Request | None = None) -> bool:
    """Whether a message asks what a person led whom it names: "Ann Lee: how many has she led?"."""
    if not (_LEADING.search(message) and _ASKS.search(message) and _INSPECTING.search(message)):
        return False
    places = " ".join(
        [*(place.name for place in request.absent), *request.named] if request else []
    )
    named = [m[0] for m in _CALLED.finditer(message) if m[0] not in places]
    is_titled = any(
        re.search(r"\b(?:Children|Council|Service|HMI|Ofsted|SIF|ILACS)", n) for n in named
    )
    return bool(named and not is_titled) or bool(_SMALL.search(message))


def led_again(before: Request, own: Request) -> Request | None:
    """More on what somebody led: "and which of those came out badly?"; None where a message asks
    something else.
    """
    message = own.message
    is_short = len(message.split()) <= _FEW_WORDS
    if (
        own.names_a_place
        or not is_short
        or not _OF_THEM.search(message)
        or own.subject
        and own.themes
    ):
        return None
    grades = own.grades or (
        _LOW if _BADLY.search(message) else _HIGH if _WELL.search(message) else ()
    )
    if not grades and not _LEADING.search(message):
        return None
    conditions = (Condition(grades=grades),) if grades else ()
    said = f"{before.message} {before.context}".strip()
    return replace(before, message=message, context=said, goes_on=True, conditions=conditions)
