"""A brief of items that are asked for one by one: "the three things they would come back for, what
is working, and what was left unfixed".
"""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import LENGTH, NUMBER, PIECE, read_form, read_number
from assistant.reading.forms.subjects import COLUMNS, is_on_topic
from assistant.reading.points import number_in
from assistant.request import Act, Form, Item, Request, Want
from assistant.times import LATEST

_NUMBER = re.compile(
    rf"\b(?P<number>{NUMBER})\s+(?:\w+\s+){{0,2}}?(?:things?|points?|areas?"
    r"|worr\w+|concerns?|failings?|failures?|weakness\w*|problems?|issues?|risks?|faults?"
    r"|strengths?|positives?|shortcomings?|messages|reasons?)\b",
    re.I,
)
# What tells each item; a clause that several fit is the first.
_TELLS = (
    (
        Item.UNFIXED,
        re.compile(
            r"\b(?:unfixed|unresolved|undone|(?:not|never|hadn.?t|haven.?t|hasn.?t|isn.?t|wasn.?t)"
            r" (?:\w+ ){0,2}?(?:fixed|put right|sorted|done|dealt with)|left over|carried over"
            r"|still (?:\w+ )?(?:outstanding|hanging|open))\b"
            r"|\b(?:outstanding|left|remain\w*|hang\w*) (?:\w+ ){0,3}?(?:from"
            r"|since) (?:the )?(?:last"
            r"|previous|time|report|inspection|one) ?(?:before|time|report|inspection)?\b",
            re.I,
        ),
    ),
    (
        Item.CHANGED,
        re.compile(
            r"\bwhat(?:['’]?s| has| have)? (?:\w+ ){0,2}?(?:changed|different|moved|improved)\b"
            r"(?: \w+){0,3} since\b|\bchanges? since\b|\bsince (?:20\d\d|the last|last time)\b",
            re.I,
        ),
    ),
    (
        Item.WORST,
        re.compile(
            r"\b(?:worr(?:y|ies|ied|ying)|concerns?|failings?|failures?|gravest|weakness\w*"
            r"|shortcomings?|come back (?:for|to)|go back to|awake|wrong|most serious|worst"
            r"|red flags?"
            r"|not good enough|problems?|risks?|broken|not working|go(?:es|ing)? badly)\b",
            re.I,
        ),
    ),
    (
        Item.BEST,
        re.compile(
            r"\b(?:(?:is|are|do|does|did|actually|really|that|what.?s) (?:\w+ )?work(?:s|ing)?"
            r"|works|held up|holding up|going well|went well|(?:some )?comfort|strengths?"
            r"|positives?"
            r"|doing well|reassur\w+|stands? up)\b",
            re.I,
        ),
    ),
)
_CLAUSES = re.compile(r"[.;:!?\n]+|, | – | - |\b(?:and|plus|then|as well as)\b", re.I)
_ONLY = re.compile(
    r"\b(?:nothing (?:else|more)|only|just|no padding|that.?s (?:all|it)|first)\b", re.I
)
_KNOWS_GRADES = re.compile(
    r"\b(?:know|read|seen|got|have) (?:\w+ ){0,2}?(?:grades?|ratings?|judge?ments?)\b"
    r"|\b(?:not|without|skip|no) (?:the )?grades?\b",
    re.I,
)
# Who asks for them as one who takes over: "what would still worry you in month six?".
_WORRIES = re.compile(
    r"\bwhat (?:\w+ ){0,3}?(?:worry|worries|concerns?|alarms?|keeps?|should keep|would keep)\b"
    r"|\b(?:what|which) (?:are|were|is) (?:\w+ ){0,2}?(?:gravest|most serious|worst|biggest)"
    r" (?:\w+ )?(?:concerns?|failings?|worr\w+|problems?|risks?)\b",
    re.I,
)


_OF_WHOLES = {Act.BRIEF, Act.FIND, Act.CHANGE, Act.FACTS, Act.WRITE, Act.MORE}


def itemised(request: Request) -> Request | None:
    """A brief of items, where several are asked for, or one with its number and nothing else."""
    message = request.message
    if len(request.councils) != 1 or request.kinds or request.act not in _OF_WHOLES:
        return None
    if is_on_topic(request) or request.areas or _is_written(message):
        return None
    items = items_in(message)
    is_several = len(items) > 1 and (
        any(number for _, number in items)
        or {Item.UNFIXED, Item.CHANGED} & {item for item, _ in items}
    )
    is_one = len(items) == 1 and (
        (items[0][1] and _ONLY.search(message)) or _WORRIES.search(message)
    )
    if not (is_several or is_one):
        return None
    wants = request.wants | ({Want.NO_GRADES} if _KNOWS_GRADES.search(message) else set())
    return replace(
        request, act=Act.BRIEF, form=Form.ITEMS, items=items, wants=wants, subject="", claim="",
        polarity=None, move=None, conditions=(), groups=(), times=LATEST, is_certain=True,
        unread=(), alternatives=(), number=None, order=None,
    )  # fmt: skip


def _is_written(message: str) -> bool:
    """Whether columns, a text, questions or so many lines are to be drawn up."""
    form = read_form(message)
    is_of_lines = form is Form.LINES and read_number(message)
    is_shaped = COLUMNS.search(message) or LENGTH.search(message) or PIECE.search(message)
    return bool(is_shaped or is_of_lines or form is Form.QUESTIONS)


def items_in(message: str) -> tuple[tuple[Item, int | None], ...]:
    """The items that a message names, each with its number, in its order."""
    found: dict[Item, int | None] = {}
    for clause in _CLAUSES.split(message):
        item = next((item for item, tells in _TELLS if tells.search(clause)), None)
        if item is None or item in found:
            continue
        number = _NUMBER.search(clause)
        found[item] = number_in(number["number"].lower()) if number else None
    return tuple(found.items())
