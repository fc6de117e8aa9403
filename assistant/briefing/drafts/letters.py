"""What stands before and after a letter: a greeting, who writes, a place for what only the writer
can tell, what is asked for, and a close.
"""

import re

from assistant.briefing.drafts.desk import Line
from assistant.grading.phrases import head
from assistant.request import Request, Want
from assistant.wording import Wording

_TO_WHOM = re.compile(
    r"\b(?:to|for)\s+(?:(?:my|our|the|a|an|local)\s+)*(?:\w+\s+)??(councillor|mp|director|minister"
    r"|mayor|editor|head ?teacher|chair|leader|chief executive|chief exec|parents|foster carers"
    r"|carers|governors|trustees|colleagues|staff|social workers|workers|team|residents"
    r"|families)\b",
    re.I,
)
_TO_MANY = {
    "parents",
    "families",
    "foster carers",
    "social workers",
    "workers",
    "carers",
    "governors",
    "trustees",
    "colleagues",
    "staff",
    "team",
    "residents",
}
_OF_OWN_CASE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:sons?|daughters?|kids?|child(?:ren)?|grand\w+|family|case)\b"
    r"|\b(?:i.ve|i have|i.m|i am|we.ve|we have|ive|im) (?:\w+ ){0,3}?(?:wait\w*|months?|years?"
    r"|fed up|past being|tried|asked|had|been)\b",
    re.I,
)
# Who writes: "I am a foster carer of 22 years", "from me as a parent", "from a youth council".
_WHO = (
    r"(?:\w+[ -]){0,4}?(?:carers?|parents?|mums?|mothers?|dads?|fathers?|grand\w+|nans?|teachers?"
    r"|secretary|chair|councillors?|residents?|governors?|volunteers?|social workers?|leavers?"
    r"|young people|members?|trustees?|guardians?|clerk|doctor|nurse|solicitor)"
    r"(?: (?:of|for) (?:over )?\w+ years)?"
)
_I_AM = re.compile(rf"\b(?:i.?m|i am|(?:me|myself),? as|as) (an? {_WHO})\b", re.I)
_FROM_US = re.compile(
    r"\b(?:from|by) (?:an?|the|our) ((?:\w+ )?(?:youth council|children in care council|charity"
    r"|union(?: branch)?|parents.? (?:group|forum)|residents.? (?:group|association)"
    r"|foster carers.?"
    r" (?:group|association)|care leavers.? (?:group|forum)|school|academy trust))\b",
    re.I,
)
_A_STATEMENT = re.compile(r"\b(?:statement|press (?:line|release)|response)\b", re.I)
_FOR_ANOTHER = re.compile(r"\b(?:constituents?|client|member of our union)\b", re.I)
_A_PARAGRAPH = re.compile(
    r"\b(?:a|one|1|the|single|middle|opening|closing|next)(?: \w+)? paragraph\b.{0,25}\b(?:letter"
    r"|e-?mail)\b",
    re.I,
)
PLACEHOLDERS = {
    "greeting": frozenset({"to"}),
    "anybody": frozenset(),
    "own": frozenset(),
    "as-one": frozenset({"who"}),
    "as-many": frozenset({"who"}),
    "for-another": frozenset(),
    "statement": frozenset({"who"}),
    "statement-asks": frozenset(),
    "ask": frozenset(),
    "ask-in-text": frozenset(),
    "ask-of-many": frozenset(),
    "close": frozenset(),
    "close-of-many": frozenset({"who"}),
}
_WORDING = Wording("draft-letters.md", PLACEHOLDERS)


def frame(request: Request, *, is_empty: bool) -> tuple[list[Line], list[Line]]:
    """What stands before and after the findings of a letter; nothing of any other text. Only
    who writes of a council to one who answers for it asks for something.
    """
    us = _FROM_US.search(f"{request.context} {request.message}")
    if Want.LETTER not in request.wants:
        is_statement = us and not is_empty and _A_STATEMENT.search(request.message)
        if us is None or not is_statement:
            return [], []
        begins = [Line(_WORDING.say("statement", who=us[1].lower()))]
        return begins, [Line(_WORDING.say("statement-asks"))]
    if is_paragraph(request):
        return writer(request), [] if is_empty else [Line(_WORDING.say("ask-in-text"))]
    written = f"{request.context} {request.message}"
    match = _TO_WHOM.search(written)
    to = match[1].lower() if match else ""
    said = {"": _WORDING.say("anybody"), "mp": "MP"}.get(to, to)
    is_many = to in _TO_MANY
    begins = [Line(_WORDING.say("greeting", to=said if is_many else head(said))), *writer(request)]
    if _OF_OWN_CASE.search(written):
        begins.append(Line(_WORDING.say("own")))
    close = _WORDING.say("close-of-many", who=head(us[1].lower())) if us else _WORDING.say("close")
    ends = [Line(_WORDING.say("ask-of-many" if us else "ask")), Line(close)]
    is_told = is_many or is_empty or Want.THANKS in request.wants or request.speaks_for_council
    return begins, ends[1:] if is_told else ends


def is_paragraph(request: Request) -> bool:
    """Whether only a paragraph of a letter is wanted, which has no greeting and no close."""
    return bool(_A_PARAGRAPH.search(request.message))


def writer(request: Request) -> list[Line]:
    """Who writes, where the message says so: "I write as a foster carer of 22 years."."""
    written = f"{request.context} {request.message}"
    if _FOR_ANOTHER.search(written):
        return [Line(_WORDING.say("for-another"))]
    if request.speaks_for_council:
        return []
    if one := _I_AM.search(written):
        return [Line(_WORDING.say("as-one", who=one[1]))]
    if many := _FROM_US.search(written):
        return [Line(_WORDING.say("as-many", who=many[1].lower()))]
    return []


def is_complaint(request: Request) -> bool:
    """Whether somebody writes to those who answer for a council of what was found wanting: praise
    has no place in it, unless it is asked for.
    """
    if Want.LETTER not in request.wants or request.wants & {Want.THANKS, Want.WARM}:
        return False
    match = _TO_WHOM.search(f"{request.context} {request.message}")
    is_to_one = match is None or match[1].lower() not in _TO_MANY
    is_own = bool(writer(request) or _OF_OWN_CASE.search(request.message))
    return is_to_one and is_own and request.polarity is None
