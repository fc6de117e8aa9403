"""The closed classes of a message, read in one pass: what they are worth and which places they
explain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.areas import Topic
from assistant.reading.area_pairs import read_pairs
from assistant.reading.areas import mark_areas
from assistant.reading.clauses import read_clauses
from assistant.reading.grade_words import mark_grades, read_former
from assistant.reading.groups import read_groups
from assistant.reading.how_often import mark_spans, read_loose
from assistant.reading.kinds import read_kinds
from assistant.reading.marking import Place, Text
from assistant.reading.moves import read_beside, read_comparative, read_move, read_moves_apart, runs
from assistant.reading.ordering import read_by, read_number, read_order, read_unit
from assistant.reading.times import LONGEST, read_when
from assistant.reading.wants import read_wants
from assistant.request import By, Change, Condition, First, Group, Move, Span, Unit, Want
from assistant.times import LATEST, Times
from index.places.mentions import Mention
from index.reports import Kind

_FROM_BEFORE = re.compile(
    r"\b(?:from|than|since|against) (?:at |in )?(?:the |its |their )?(?:(?:one|time|inspection"
    r"|report|visit) (?:before|prior)|previous|last|prior|earlier)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Slots:
    """The values of a message that come from closed classes of words, as in `Request`.

    `covered` are the places (start, end) in the message that they explain, in order, names of
    councils not included: what lies outside of them is not understood by any. `loose` tells how
    often, where no grade is named that it is said of.
    """

    conditions: tuple[Condition, ...] = ()
    groups: tuple[Group, ...] = ()
    times: Times = LATEST
    kinds: tuple[Kind, ...] = ()
    move: Move | None = None
    beside: Change | None = None
    order: First | None = None
    number: int | None = None
    by: By | None = None
    unit: Unit = Unit.COUNCILS
    wants: frozenset[Want] = field(default_factory=frozenset)
    covered: tuple[Place, ...] = ()
    loose: Span | None = None


def read_slots(
    message: str,
    mentions: Sequence[Mention],
    today: date,
    newest: int,
    grades: Sequence[Place] = (),
) -> Slots:
    """Read a message: "top 5 for care leavers since 2019" gives an order, a number, an area and
    a time.

    `mentions` are the councils that it names; `newest` is the year of the newest report;
    `grades` are places of words that were learned to be grades.
    """
    message = message[:LONGEST]
    text = Text(message, [mention for mention in mentions if mention.end <= LONGEST])
    by = read_by(text)
    groups = read_groups(text, message)
    kinds = read_kinds(text)
    mark_spans(text)
    times = read_when(text, today, newest)
    unit = read_unit(text)
    mark_areas(text)
    mark_grades(text, grades)
    if read_former(text) and not times.is_named:
        times = replace(times, back=1)
    paired = (*dict.fromkeys(read_pairs(text)), *read_moves_apart(text))
    number, order = read_number(text), read_order(text, by)
    if order in {None, First.OLDEST} and times.last == 2 and (gap := _GAP.search(message)):
        unit, order = Unit.GAPS, First.MOST if gap["long"] else First.FEWEST
    beside, move = read_beside(text), read_move(text)
    move, times = _in_a_row(text, move, times, message)
    wants = read_wants(text)
    conditions = (*paired, *read_clauses(text))
    if not move and times.last == 2 and not any(condition.grades for condition in conditions):
        move = read_comparative(text)
    move, conditions, times = _moved(move, conditions, times, message)
    if by and any(
        condition.span is Span.NEVER for condition in conditions
    ):  # "No region has a single good one"
        conditions = tuple(
            dict.fromkeys(
                replace(c, span=Span.LATEST) if c.span is Span.NEVER else c for c in conditions
            )
        )
        order = order or First.FEWEST
    return Slots(
        conditions,
        groups,
        times,
        kinds,
        move,
        beside,
        order,
        number,
        by,
        unit,
        wants,
        _in_order(text.covered),
        read_loose(text),
    )


_BOTH = re.compile(
    r"\bboth (?:of )?(?:its|their|the|our) (?:last|latest|past|most recent) two\b", re.I
)


def _in_a_row(
    text: Text, move: Move | None, times: Times, message: str
) -> tuple[Move | None, Times]:
    """ "Up at both of their last two inspections": each of the moves that follow each other, and
    those alone.
    """
    is_same = move is not None and move.change is Change.SAME
    is_one = move and not (move.ever or move.always) and (times.last == 2 or times.back or is_same)
    if move and is_one and (run := runs(text) or 2 * bool(_BOTH.search(message))):
        return replace(move, always=True), replace(times, back=0, last=run if is_same else run + 1)
    return move, times


def _moved(
    move: Move | None, conditions: tuple[Condition, ...], times: Times, message: str
) -> tuple[Move | None, tuple[Condition, ...], Times]:
    """A move that is told by the grades of two times, and what is said of one again."""
    if (
        move
        and times.back == 1
        and (_FROM_BEFORE.search(message) or (move.before and not move.after))
    ):
        times = replace(times, back=0)  # then and now are both meant
    if move and times.back == 1 and (told := _told_again(conditions, move)) is not None:
        return move, told, replace(times, back=0)
    if not move and (times.back or times.first) and (turn := _turned(conditions, message)):
        return turn, (), replace(times, back=max(times.back - 1, 0))
    return move, conditions, times


_GAP = re.compile(
    r"\b(?:(?P<long>longest|biggest|largest|widest|greatest)|shortest|smallest"
    r"|briefest)\b(?: \w+){0,2} (?:gaps?|waits?|interval|time|stretch|period|break|spell)\b",
    re.I,
)
_LATER_FIRST = re.compile(
    r"\b(?:now|currently|today|at (?:present|the moment)|these days|latest|newest)\b.*\b(?:before"
    r"|previous\w*|prior|last time|used to|had been)\b",
    re.I,
)


def _told_again(conditions: Sequence[Condition], move: Move) -> tuple[Condition, ...] | None:
    """The conditions without a grade that a move leads from: "climbed out of inadequate, so
    inadequate the time before"; None where none is told.
    """
    kept = tuple(
        c for c in conditions if not (c.grades and frozenset(c.grades) in (move.before, move.after))
    )
    return kept if len(kept) < len(conditions) else None


def _turned(conditions: Sequence[Condition], message: str) -> Move | None:
    """ "Below good at the one before, and good at the last": two grades of one area are a move
    from one to the other.
    """
    if len(conditions) != 2 or any(
        c.span is not Span.LATEST or c.areas not in _WHOLE for c in conditions
    ):
        return None
    before, after = (frozenset(condition.grades) for condition in conditions)
    if _LATER_FIRST.search(message):
        before, after = after, before
    return Move(before=before, after=after) if before and after and not before & after else None


_WHOLE: tuple[tuple[Topic, ...], ...] = ((), (Topic.OVERALL,))


def _in_order(places: Sequence[Place]) -> tuple[Place, ...]:
    """Places from first to last, those that meet or overlap made one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
