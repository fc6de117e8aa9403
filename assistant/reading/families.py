"""Which family of inspections a message means: "SEND in Kent", "the joint inspection", "youth
justice".

A message on another family than the first is read in the words of the first, whose grammar and
learned reader it then shares: its own name is taken out, and its grades are put as those of the
same place. What was read is put back.
"""

import re
from dataclasses import replace

from assistant.areas import Topic, main_topic
from assistant.request import Act, Condition, Move, Request
from assistant.scale import RANKS
from index.frameworks import FAMILIES, Family
from index.reports import Grade, Kind

_FIRST = FAMILIES[0]
_NAME = "\ue000"  # stands for the name of a family while a message is read
_NOUN = (
    r"(?:(?:full )?inspect|report|outcome|result|provision|service|support|arrange|partner|need"
    r"|area|child|kids|pupil|grade|rating|judge?ment|side)"
)


def family_meant(message: str) -> Family | None:
    """The family that a message names, else the one at which its words hint; None where it says
    nothing of any.
    """
    for family in FAMILIES[1:]:
        if any(pattern.search(message) for pattern in (*family.called, *family.hinted)):
            return family
    return (
        _FIRST
        if any(pattern.search(message) for pattern in (*_FIRST.called, *_FIRST.hinted))
        else None
    )


def in_first_words(message: str, family: Family) -> str:
    """A message in the words of the first family: "inconsistent SEND outcomes" are outcomes that
    require improvement.
    """
    if family is _FIRST:
        return message
    for pattern, grade in family.said:
        message = pattern.sub(_standing_for(grade).lower(), message)
    for pattern in family.called:
        message = pattern.sub(_NAME, message)
    message = re.sub(
        rf"(?:\b(?:with|who have|having) )?(?:\b(?:a|an|the) )?{_NAME}(?= {_NOUN})|\b(?:with"
        rf"|who have|having) {_NAME}",
        "",
        message,
    )
    if family.read_as == "overall":
        message = re.sub(rf"(?:\b(?:for|on|in|at|about|its|their|the|to) )+{_NAME}", _NAME, message)
    return message.replace(_NAME, family.read_as)


def of_family(request: Request, family: Family) -> Request:
    """A request that was read in the words of the first family, on another one: its own grades,
    areas and kinds.
    """
    if family is _FIRST:
        return replace(request, family=family.name)
    if not family.scale:  # what is listed and counted are its reports
        own = (
            tuple(kind for kind in Kind.all() if kind.family is family)
            if request.act in {Act.LIST, Act.COUNT}
            else request.kinds
        )
        return replace(
            request, family=family.name, conditions=(), premise=(), move=None, area=None, kinds=own
        )
    return replace(
        request,
        family=family.name,
        conditions=tuple(_condition(condition, family) for condition in request.conditions),
        premise=tuple(_condition(condition, family) for condition in request.premise),
        move=request.move and _move(request.move, family),
        area=request.area if request.area in _topics(family) else None,
    )


def family_of(kinds: tuple[Kind, ...]) -> Family | None:
    """The one family of some kinds; None where there are none, or of several families."""
    found = {kind.family.name for kind in kinds}
    return kinds[0].family if len(found) == 1 else None


def _topics(family: Family) -> tuple[Topic, ...]:
    return tuple(Topic(subject.name) for subject in family.subjects)


def _condition(condition: Condition, family: Family) -> Condition:
    areas = tuple(area for area in condition.areas if area in _topics(family)) or (
        main_topic(family),
    )
    grades = dict.fromkeys(_own(grade, family) for grade in condition.grades)
    return replace(
        condition, areas=areas, grades=tuple(grade for grade in family.grades if grade in grades)
    )


def _move(move: Move, family: Family) -> Move:
    before, after = (
        frozenset(_own(grade, family) for grade in grades) for grades in (move.before, move.after)
    )
    return replace(move, before=before, after=after)


def _own(grade: Grade, family: Family) -> Grade:
    """The grade of a family that has the place of a grade of the first; the highest where its
    scale ends below it.
    """
    if grade in family.grades:
        return grade
    ranks = {RANKS[own]: own for own in family.grades}
    return ranks[min(RANKS.get(grade, 0), max(ranks))]


def _standing_for(grade: Grade) -> Grade:
    """The grade of the first family that has the place of another's."""
    return next(own for own in _FIRST.grades if RANKS[own] == RANKS[grade])
