"""What a question asks of several inspections: how a grade moved, and at which of them it held."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.understanding.grade_words import GRADE, Grades, Marked, above, below, others


class Change(StrEnum):
    """How a grade moved between two inspections."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Span(StrEnum):
    """Which inspections of a council a grade must hold at."""

    LATEST = "the one that is meant"
    EVER = "any"
    NEVER = "none"
    ALWAYS = "all"


@dataclass(frozen=True, slots=True)
class Move:
    """The grades before and after, any of each."""

    before: Grades
    after: Grades


_BE = r"(?:(?:being|be|been|a|an|the|rated|graded|judged|is|are) )*"
_MOVING = r"(?:went|gone|go(?:es)?|going|came|come|moved?|slipped|slid|dropp?(?:ed)?|fell|fallen|rose|risen|jumped|climbed|improved|declined|plunged|changed|was|were)"
_MOVES = (
    (
        rf"(?:{_MOVING} )?(?:straight )?(?:from )?{_BE}({GRADE}) (?:straight )?(?:up |down |back |all the way )?(?:to|and now|but now|now) {_BE}({GRADE})",
        None,
    ),
    (rf"(?:lost|lose[sd]?|losing) (?:its|their|an?|the)? ?({GRADE})", below),
    (rf"(?:no longer|stopped being|used to be|(?:is|are)nt any longer) {_BE}({GRADE})", others),
    (rf"(?:got |came |moved |lifted |climbed |risen |rose |getting )?out of {_BE}({GRADE})", above),
    (
        rf"(?:dropped|fell|fallen|slipped|slid|down|went down|declined|downgraded) from {_BE}({GRADE})",
        below,
    ),
    (rf"(?:rose|risen|climbed|jumped|up|went up|improved|upgraded) from {_BE}({GRADE})", above),
)
_THAN_BEFORE = r"than (?:it|they|before|last time|previously|at|in|the)\b(?: (?:was|were|used to be|inspection|report|one|before|the|last|at|in|time))*"
CHANGES = (
    (
        Change.DOWN,
        rf"\b(?:(?:went|gone|go|goes|come|moved?|slipped|slid|been marked) (?:down|backwards?)|declin\w+|deteriorat\w+|worsen\w*|(?:get|gets|got|getting|gotten|became|become|gone) worse|worse {_THAN_BEFORE}|slipp?(?:ed|ing)?|dropp?(?:ed|ing)?|fell|fallen|falling|falls?|downgraded|decreased|lower {_THAN_BEFORE})\b",
    ),
    (
        Change.UP,
        rf"\b(?:(?:went|gone|go|goes|moved?|been marked) up|(?:improv(?:ed|ing|es)|(?<!to )improve)|(?:(?<!to )get|gets|got|getting|gotten|became|become) better|better {_THAN_BEFORE}|rose|risen|rises?|climbed|upgraded|increased|higher {_THAN_BEFORE}|turn(?:ed)? (?:it|things|themselves) (?:a)?round)\b",
    ),
    (
        Change.SAME,
        r"\b(?:(?:stay|remain)(?:s|ed|ing)? (?:the same|unchanged|where)|(?:stay|remain)(?:s|ed|ing)?(?: at)?|still|kept|keep|retain(?:ed|s)?|maintain(?:ed|s)?|held on to|continued? to be|unchanged|(?:not|havent|hasnt|didnt) changed?|same grade as before)\b",
    ),
)
_TWO_REPORTS = r"\b(?:(?:between|over|from|at|in|across|for|on|since) )?(?:both (?:of )?)?(?:their|its|the)? ?(?:last|latest|previous|most recent|past) two (?:ofsted )?(?:reports?|inspections?|ratings|grades|visits|times)\b|\b(?:twice|two (?:inspections?|reports?|times)) (?:in a row|running)\b|\bconsecutive(?:ly)?(?: inspections?)?\b"
_ONE_BEFORE = r"\b(?:since|than|from) (?:at |in )?(?:the(?:ir)?|its) (?:(?:one|report|inspection|grade|time) before|(?:previous|last) (?:one|report|inspection|time))(?: that)?\b|\bsince (?:the )?(?:last|previous) (?:time|inspection|report)\b"
_SPANS = (
    (Span.NEVER, r"\b(?:never|not ever)\b"),
    (Span.EVER, r"\b(?:ever|at any (?:time|point)|at (?:some|one) (?:time|point|stage)|once)\b"),
    (
        Span.ALWAYS,
        r"\b(?:always|(?:at |in |on )?(?:every|each|all) (?:one of |of )?(?:its |their |the )?(?:single )?(?:inspections?|reports?|times?)|throughout)\b",
    ),
)
_HISTORY = r"\b(?:over time|over the years|histor(?:y|ical(?:ly)?)|(?:at |in |through |across |for )*(?:every|each|all) (?:one of |of )?(?:its |their |the )?(?:past |previous )?(?:inspections?|reports?|times?)|through the years|down the years|all (?:its |the |their )?(?:past |previous )?(?:grades|ratings|judge?ments)|timeline|track record|trace|all time)\b"


@dataclass(frozen=True, slots=True)
class Moves:
    """What is asked of several inspections; `sets_beside`, whether two are set side by side."""

    move: Move | None
    change: Change | None
    span: Span
    history: bool
    sets_beside: bool


def read_moves(text: Marked) -> Moves:
    """Read what is asked of several inspections, and take it out of the text."""
    move = _move(text)
    before, two = text.take(_ONE_BEFORE), text.take(_TWO_REPORTS)
    change = None if move else text.take_first(CHANGES)
    if two and not change and not move and text.grades:
        change = Change.SAME
    history = text.take(_HISTORY)
    span = text.take_first(_SPANS) or (Span.ALWAYS if history else Span.LATEST)
    return Moves(move, change, span, history, before or two)


def _move(text: Marked) -> Move | None:
    """A move from one grade to others; its grades are no conditions on the latest one."""
    for pattern, after in _MOVES:
        match = re.search(pattern, text.text)
        if match:
            before = text.grades_at(match[1])
            text.text = f"{text.text[: match.start()]} {text.text[match.end() :]}"
            return Move(before, after(before) if after else text.grades_at(match[2]))
    return None
