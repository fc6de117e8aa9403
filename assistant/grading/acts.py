"""The act that says how the catalogue answers a request, and what that act takes as given.

People ask for the same thing in many ways: "when was Leeds inadequate?" is a fact, and is
answered by the grades over all its inspections.
"""

from dataclasses import replace

from assistant.areas import Topic
from assistant.grading.algebra import is_of_all
from assistant.request import (
    AROUND,
    LISTING,
    Act,
    By,
    Change,
    Condition,
    First,
    GroupKind,
    Move,
    Request,
    Span,
    Unit,
    Which,
)

OF_NAMED = frozenset({Act.GRADE, Act.HISTORY, Act.COMPARE, Act.CHANGE, Act.FACTS})


def as_planned(request: Request) -> Request:
    """A request with the act that says how it is answered."""
    if request.act is Act.FACTS:
        request = _of_facts(request)
    request = _of_named(request) if request.councils else _of_nobody(request)
    request = _by_inspection(_by_council(request))
    if request.act is Act.RANK and not request.order and not request.move:
        return replace(request, order=First.BEST)
    return _counted_over_time(request)


def can_be_looked_up(request: Request) -> bool:
    """Whether all that it names is known here, or can be told of without the rest."""
    groups = {group.kind for group in request.groups}
    if request.unclear or request.unknown or GroupKind.UNKNOWN in groups:
        return False
    if request.beside and len(request.councils) != 1:
        return False
    if request.councils and request.act in OF_NAMED - {Act.FACTS} and _asks_of_visits(request):
        return False
    may_lack = request.councils and request.act in OF_NAMED or bool(AROUND & groups)
    return bool(may_lack) or not request.absent


def _asks_of_visits(request: Request) -> bool:
    """Whether it asks for grades of what gives none, or for a change within one kind."""
    is_change = request.act is Act.CHANGE and bool(request.kinds)
    return is_change or any(not kind.is_judgement for kind in request.kinds)


def _of_facts(request: Request) -> Request:
    """ "When did Leeds lose its grade?" and "How many reports a year?" are facts on grades and
    counts.
    """
    if request.by:
        return replace(request, act=Act.COUNT, unit=Unit.REPORTS)
    if request.conditions or request.move:
        act = Act.GRADE if request.councils else Act.RANK if request.order else Act.LIST
        return (
            _over_all(replace(request, act=act)) if request.councils else replace(request, act=act)
        )
    if request.order and len(request.councils) != 1:
        return replace(request, act=Act.RANK)
    return request


def _over_all(request: Request) -> Request:
    """A request on every inspection: each grade that is asked for, and each move, whenever it
    was.
    """
    conditions = tuple(
        replace(c, span=Span.EVER) if c.grades and c.span is Span.LATEST else c
        for c in request.conditions
    )
    move = replace(request.move, ever=True) if request.move else None
    return replace(request, conditions=conditions, move=move)


def _of_nobody(request: Request) -> Request:
    """Without a council, a change is a list of those that changed, and a history is by year."""
    if request.act is Act.CHANGE:
        return replace(request, act=Act.LIST, move=request.move or Move(Change.ANY))
    if request.act is Act.HISTORY:
        return replace(request, act=Act.COUNT, by=request.by or By.YEAR)
    return request


_PLACES = {GroupKind.REGION, GroupKind.TYPE, GroupKind.FAMILY}


def _of_named(request: Request) -> Request:
    act = request.act
    if act is Act.GRADE and request.groups and request.order:
        return replace(request, act=Act.RANK)  # "Where does Leeds stand nationally?"
    if request.beside:
        return request if act in LISTING else replace(request, act=Act.LIST)
    if (
        request.groups
        and len(request.councils) == 1
        and act in {Act.GRADE, Act.HISTORY}
        and {g.kind for g in request.groups} <= _PLACES
    ):
        return _of_named(
            replace(request, groups=())
        )  # "young people on Teesside: how was Stockton judged?"
    if any(group.kind is not GroupKind.ALL for group in request.groups):
        return replace(request, act=Act.LIST) if act in {Act.GRADE, Act.HISTORY} else request
    if request.groups:
        return request
    has_grades = any(condition.grades for condition in request.conditions)
    if act is Act.HISTORY and has_grades:
        return _over_all(replace(request, act=Act.GRADE))
    if act is Act.COMPARE:
        return replace(request, act=_comparing(request))
    return replace(request, act=_listing(request, has_grades=has_grades))


def _comparing(request: Request) -> Act:
    """One council is compared with itself; several over all inspections each by themselves."""
    if any(is_of_all(c) and c.grades for c in request.conditions):
        return Act.GRADE
    if len(request.councils) > 1:
        return Act.COMPARE
    return Act.CHANGE if request.times.is_span or request.times.last > 1 else Act.GRADE


def _listing(request: Request, *, has_grades: bool) -> Act:
    """Lists of named councils without anything to choose them by are their grades."""
    act = request.act
    is_by_grade = request.order in {First.BEST, First.WORST, None}
    if act is Act.RANK and is_by_grade and len(request.councils) > 1 and not request.move:
        return act if has_grades or (request.order and len(request.councils) > 2) else Act.COMPARE
    is_open = has_grades or request.move or request.kinds or request.unit is not Unit.COUNCILS
    is_plain = not (is_open or request.order or request.by or request.times.is_named)
    every = any(condition.which is not Which.NAMED for condition in request.conditions)
    return Act.GRADE if act in {Act.LIST, Act.COUNT} and is_plain and not every else act


def _by_council(request: Request) -> Request:
    """Who has the most outstanding grades is a rank of councils, by the grades of each."""
    if request.act is not Act.RANK or request.unit is not Unit.GRADES or request.by:
        return request
    return replace(request, unit=Unit.COUNCILS)


def _by_inspection(request: Request) -> Request:
    """By year or kind, inspections are counted: a council has had several, of several years."""
    if request.by not in {By.YEAR, By.KIND} or request.unit is not Unit.COUNCILS:
        return request
    conditions = request.conditions or (Condition((Topic.OVERALL,)),)
    return replace(request, unit=Unit.REPORTS, conditions=conditions)


def _counted_over_time(request: Request) -> Request:
    """ "How many times was Leeds inadequate?" counts inspections: one council is no number of
    councils.
    """
    if (
        request.act is not Act.COUNT
        or len(request.councils) != 1
        or request.groups
        or request.beside
    ):
        return request
    if request.unit is not Unit.COUNCILS or not (request.conditions or request.move):
        return request
    conditions = tuple(replace(c, span=Span.LATEST, least=1) for c in request.conditions)
    return replace(request, unit=Unit.REPORTS, conditions=conditions)
