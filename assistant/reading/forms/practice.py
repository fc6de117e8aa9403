"""Praised practice of other councils: "who does this well, somewhere like us?", and what one may
learn from another.
"""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import NUMBER, read_number
from assistant.reading.forms.subjects import ELSEWHERE, for_home, has_theme
from assistant.reading.points import number_in
from assistant.request import Act, Form, GroupKind, Polarity, Request, Task, Want
from index.places.mentions import find_places

_PRACTICE = re.compile(
    r"\bexamples?\b|\bgood practice\b|\bbest practice\b|\bdo(?:es|ing)? (?:\w+ ){0,4}?(?:well"
    r"|best|right|properly)\b|\bprais\w+\b|\b(?:really )?good (?:at|work)\b|\bideas\b|\blearn"
    r"(?:ing|t)? from\b|\bcrack(?:ed)?\b|\bsorted\b|\bproper(?:ly)?\b|\bnail\w*\b|\bshining\b"
    r"|\bexcellent\b",
    re.I,
)


# What plainly asks for practice to go by, whatever the act was read as.
TO_GO_BY = re.compile(
    r"\bexamples? (?:of|where|from)\b|\b(?:good|best) practice\b|\bcase stud(?:y|ies)\b"
    r"|\b(?:point|send|direct) (?:me|us) (?:to|towards)\b.{0,40}\b(?:places|councils|ones|areas)\b"
    r"|\b(?:nick|steal|borrow|pinch|copy|ideas)\b.{0,20}\b(?:ideas|from|off)\b"
    r"|\b(?:who(?:se|.s)?|which|where|anyone|anybody|anywhere)\b.{0,90}\b(?:(?:genuinely|really|truly"
    r"|properly) (?:good|strong|well|works?)|does? (?:\w+ ){0,4}?(?:well|best)|(?:visit|ring|phone"
    r"|go and see|talk to|learn from|copy))\b"
    r"|\bwhat (?:exactly |actually )?(?:do|did|are|have) (?:they|these|those) (?:actually |really"
    r" |exactly )?(?:do|did|doing|done)\b",
    re.I,
)


_OTHERS = re.compile(
    r"\bwhose\b|\bwhich (?:\w+ ){0,2}?(?:reports?|ones?)\b|\bexamples? of (?:\w+ ){0,2}?(?:councils"
    r"|places|areas|authorities|boroughs)\b",
    re.I,
)


_OF_US = re.compile(
    r"\b(?:we|we.re|our|us|i.m|i am|i lead|i chair|i run|my|for an?|manager)\b", re.I
)


_NOT_ONLY = re.compile(r"\bnot (?:just|only|all|necessarily)\b", re.I)


_RANGE = re.compile(rf"\b{NUMBER} (?:or|to) ({NUMBER})\b", re.I)


_LEARNS = re.compile(
    r"\b(?:learn\w*|pinch|nick|steal|borrow|copy|take|adopt|lift|pick up|crib|poach|get|ideas)\b"
    r".{0,30}\b(?:from|off|of)\b",
    re.I,
)


_TEACHES = re.compile(r"\b(?:teach|show|offer|pass on to|share with|tell)\b", re.I)


def learnt(request: Request) -> Request | None:
    """What one council may take from another: "what could A pinch from B?"."""
    message = request.message
    if len(request.councils) != 2 or request.kinds or request.grades:  # noqa: PLR2004 - a pair
        return None
    if not re.search(r"\b(?:what|which|anything|where|how)\b", message, re.I):
        return None
    places = _in_order(request)
    between = message[message.find(places[0]) + len(places[0]) :].split(places[1])[0]
    if ours := _OURS.search(message):
        learner = next((name for name in places if ours[1].startswith(name)), places[0])
        teacher = next(name for name in places if name != learner)
    elif _LEARNS.search(between):
        learner, teacher = places
    elif _TEACHES.search(between) and re.search(r"\b(?:can|could|might|would)\b", message, re.I):
        teacher, learner = places
    else:
        return None
    return _from(learner, teacher, request)


def as_learnt(request: Request) -> Request | None:
    """What one of two councils may take from the other; the first named learns, unless the words
    between tell otherwise. What one that is alone may take is told by examples of others.
    """
    if len(request.councils) < 2:  # noqa: PLR2004 - a pair
        return as_examples(request) or _from_all(request)
    if len(request.councils) > 2 or request.kinds:  # noqa: PLR2004
        return None
    learner, teacher = _in_order(request)
    return learnt(request) or _from(learner, teacher, request)


def _from_all(request: Request) -> Request | None:
    """What one council may take from all others, point by point: "what could Leeds learn?"."""
    if len(request.councils) != 1 or request.kinds:
        return None
    return replace(request, act=Act.EXAMPLE, form=Form.LEARNT, polarity=None, wants=frozenset())


def better_elsewhere(before: Request, own: Request) -> Request | None:
    """Who does better what a council was just said to do badly: "and who does that properly?"."""
    is_of_one = len(before.councils) == 1 and not before.subject and not before.form
    is_of_points = is_of_one and (before.act is Act.BRIEF or Want.IMPROVE in before.wants)
    is_asked = own.asked.task in {Task.EXAMPLES, Task.LEARNT} or (
        ELSEWHERE.search(own.message) and _PRACTICE.search(own.message)
    )
    if not (is_of_points and is_asked) or own.names_a_place or own.themes:
        return None
    groups = tuple(group for group in own.groups if group.kind is not GroupKind.ALL)
    asked = replace(before, message=own.message, goes_on=True, groups=groups, conditions=())
    return _from_all(asked)


# Whose the reader is, wherever it is named: "what could we in Leeds learn from them?".
_OURS = re.compile(r"\b(?:we|us) (?:here )?(?:in|at) ([A-Z].*)")


def _in_order(request: Request) -> list[str]:
    """Two councils in the order in which they are named; York is no part of North Yorkshire."""
    found = {m.councils[0].name: m.start for m in find_places(request.message) if m.councils}
    return sorted(request.councils, key=lambda name: found.get(name, request.message.find(name)))


def _from(learner: str, teacher: str, request: Request) -> Request:
    subject = request.subject if has_theme(request) else ""
    return replace(request, act=Act.EXAMPLE, councils=(learner, teacher), subject=subject)


def examples(request: Request) -> Request | None:
    """Praised practice elsewhere: "who is praised for this, somewhere like us?"."""
    message = request.message
    if len(request.councils) > 1 or not (request.subject or request.themes):
        return None
    is_plain = request.act is Act.EXAMPLE or bool(TO_GO_BY.search(message))
    if not (has_theme(request) or is_plain and request.subject):
        return None
    if not (is_plain or _PRACTICE.search(message)):
        return None
    if request.councils and not (
        _is_of_others(request) or request.act is Act.EXAMPLE and _OF_US.search(message)
    ):
        return None
    if not request.councils and not is_plain:
        return None
    return as_examples(request)


def _is_of_others(request: Request) -> bool:
    """Whether other councils than the one that is named are asked for: "who does this better
    than Leeds?", and not "who answers the phone for Leeds at night?".
    """
    if request.groups or _OTHERS.search(request.message):
        return True
    asked = (part for part in _PARTS.split(request.message) if ELSEWHERE.search(part))
    return any(_BESIDE.search(part) or not _names(request, part) for part in asked)


def _names(request: Request, part: str) -> bool:
    return bool(find_places(part)) or any(name in part for name in request.councils)


_PARTS = re.compile(r"(?<=[.?!;:,])\s")
_BESIDE = re.compile(
    r"\b(?:else|elsewhere|than|like|from|near|outside|besides|beyond|other|nationally|which)\b",
    re.I,
)


# What is done is asked for, and not only that it is good.
_CONCRETELY = re.compile(
    r"\b(?:concrete\w*|specific\w*|actual(?:ly)?|names? of|named|steps?|schemes?|teams?|figures?"
    r"|numbers|in practice|on the ground|what (?:do|did) they (?:actually )?do|how (?:they|do they)"
    r"|not (?:looking for )?adjectives|copy|ideas|exactly)\b",
    re.I,
)


def told_examples(request: Request) -> Request | None:
    """Praised practice, where that was learned; not where councils are plainly looked for that
    have something, and nothing praises it: "places with high caseloads"; nor what one council
    does itself: "are the volunteers in Leeds any good?".
    """
    if request.councils and not (_is_of_others(request) or _OF_US.search(request.message)):
        return None
    is_looked_for = request.act is Act.THEME and request.is_certain
    is_praised = request.polarity is Polarity.PRAISE or _PRACTICE.search(request.message)
    return None if is_looked_for and not is_praised else as_examples(request)


def as_examples(request: Request) -> Request | None:
    """Praised practice of others; None where no topic is told."""
    message = request.message
    if len(request.councils) > 1 or not (request.subject or request.themes):
        return None
    groups = request.groups
    if _NOT_ONLY.search(message):
        groups = tuple(g for g in groups if g.kind is not GroupKind.REGION)
    range_of = _RANGE.search(message)
    number = range_of and number_in(range_of[1].lower())
    number = number or request.number or read_number(message)
    wants = request.wants | ({Want.CONCRETE} if _CONCRETELY.search(message) else set())
    made = for_home(replace(request, groups=groups, wants=wants))
    return replace(made, form=Form.EXAMPLES, polarity=None, number=number)
