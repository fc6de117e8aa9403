"""What stands before and after a letter: a greeting, a place for what only the writer can tell,
what is asked for, and a close.
"""

import re

from assistant.briefing.drafts.desk import Line
from assistant.grading.phrases import head
from assistant.request import Request, Want
from assistant.wording import Wording

_TO_WHOM = re.compile(
    r"\b(?:to|for)\s+(?:(?:my|our|the|a|an|local)\s+)*(?:\w+\s+)??(councillor|mp|director|minister"
    r"|mayor|editor|head ?teacher|chair|leader|parents|foster carers|carers|governors|trustees"
    r"|colleagues|staff|social workers|workers|team|residents|families)\b",
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
PLACEHOLDERS = {
    "greeting": frozenset({"to"}),
    "anybody": frozenset(),
    "own": frozenset(),
    "ask": frozenset(),
    "close": frozenset(),
}
_WORDING = Wording("draft-letters.md", PLACEHOLDERS)


def frame(request: Request, *, is_empty: bool) -> tuple[list[Line], list[Line]]:
    """What stands before and after the findings of a letter; nothing of any other text. Only
    who writes of a council to one who answers for it asks for something.
    """
    if Want.LETTER not in request.wants:
        return [], []
    written = f"{request.context} {request.message}"
    match = _TO_WHOM.search(written)
    to = match[1].lower() if match else ""
    said = {"": _WORDING.say("anybody"), "mp": "MP"}.get(to, to)
    is_many = to in _TO_MANY
    begins = [Line(_WORDING.say("greeting", to=said if is_many else head(said)))]
    if _OF_OWN_CASE.search(written):
        begins.append(Line(_WORDING.say("own")))
    ends = [Line(_WORDING.say("ask")), Line(_WORDING.say("close"))]
    is_told = is_many or is_empty or Want.THANKS in request.wants or request.speaks_for_council
    return begins, ends[1:] if is_told else ends
