"""The plan of a request: its tests, what is looked at, what fits, in which order and how much of
it.

Everything that lists, counts and ranks is planned here; every council is looked at, none is
sampled.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.areas import Topic
from assistant.grading import algebra
from assistant.grading.algebra import Case, Finding, Held, Moved, Test, is_of_all
from assistant.grading.members import APART, Members, narrowed_by
from assistant.grading.rows import combined_row
from assistant.request import (
    AROUND,
    Act,
    By,
    Change,
    Condition,
    First,
    Move,
    Request,
    Span,
    Unit,
    Want,
    Which,
)
from assistant.scale import RANKS, above, below, in_order
from assistant.times import LATEST
from index.reports import Grade, Kind, Report

MOST_RANKED = 10  # where no number is asked for, and the order is not by grade
BY_GRADE = {First.BEST, First.WORST}
BY_DATE = {First.NEWEST, First.OLDEST}
BY_COUNT = {First.MOST, First.FEWEST}
BY_MOVE = {First.MOST_IMPROVED: Change.UP, First.MOST_DECLINED: Change.DOWN}
_ENDS: dict[First | None, tuple[Grade, ...]] = {
    First.BEST: (Grade.OUTSTANDING, Grade.GOOD),
    First.WORST: (Grade.INADEQUATE,),
}
_TOP = {First.BEST: Grade.OUTSTANDING, First.WORST: Grade.INADEQUATE}

Key = Callable[[Case], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What was looked at: a case for each council, report or grade; `members` are the councils."""

    request: Request
    members: tuple[str, ...]
    tests: tuple[Test, ...]
    cases: tuple[Case, ...]

    @property
    def counted(self) -> tuple[Case, ...]:
        """The cases that can be said to fit or not."""
        return tuple(case for case in self.cases if case.is_counted)

    @property
    def fitting(self) -> tuple[Case, ...]:
        """The cases that fit, councils in alphabetical order, moves from the largest."""
        found = [case for case in self.counted if case.fits]
        if any(isinstance(test, Moved) for test in self.tests):
            found.sort(key=lambda case: -abs(algebra.steps(_moving(case))))
        return tuple(found)

    @property
    def councils(self) -> tuple[str, ...]:
        """The councils that fit, each once."""
        return tuple(dict.fromkeys(case.council for case in self.fitting))

    @property
    def is_of_latest(self) -> bool:
        """Whether it asks one thing of one inspection of each council."""
        test = self.tests[0]
        return len(self.tests) == 1 and isinstance(test, Condition) and not is_of_all(test)


# ---- what is asked: tests


def tests_of(members: Members, request: Request) -> tuple[Test, ...] | None:
    """What a request asks of each council; None where that cannot be told."""
    conditions = _conditions(members, request)
    if conditions is None:
        return None
    if any(each.moved for each in conditions):
        return tuple(
            Moved(Move(each.moved), each.areas) if each.moved else each for each in conditions
        )
    move = request.move or _move_of_order(request)
    if move:
        areas = request.areas
        moves = Moved(move, areas or (Topic.OVERALL,))
        return (moves, *(each for each in conditions if each.grades or each.which is Which.EVERY))
    if asks_for_reports(request):
        visits = tuple(kind for kind in request.kinds if not kind.is_judgement)
        none = [each for each in conditions if not each.grades and each.span is Span.NEVER]
        held = Held(request.kinds or _kinds_meant(request), never=bool(none))
        conditions = tuple(each for each in conditions if each not in none)
        return (held, *conditions) if visits or not request.kinds else (*conditions, held)
    return conditions or (Condition(),)


def asks_for_reports(request: Request) -> bool:
    """Whether it asks which reports there are: "Which councils had a focused visit since 2023?"."""
    if any(not kind.is_judgement for kind in request.kinds) or Want.HOLDINGS in request.wants:
        return True
    if _asks_for_grades(request) or request.order in BY_GRADE:
        return False
    is_of_reports = request.unit in {Unit.REPORTS, Unit.GAPS} or request.order in BY_DATE | BY_COUNT
    return is_of_reports or bool(request.kinds) or request.times.is_named


def _asks_for_grades(request: Request) -> bool:
    has_grades = any(each.grades or each.which is not Which.NAMED for each in request.conditions)
    return has_grades or bool(request.beside or request.areas or request.unit is Unit.GRADES)


def _kinds_meant(request: Request) -> tuple[Kind, ...]:
    """Inspections that give grades, unless everything that is held is asked for."""
    if Want.HOLDINGS in request.wants:
        return ()
    return tuple(kind for kind in Kind.all() if kind.is_full)


def _move_of_order(request: Request) -> Move | None:
    change = BY_MOVE.get(request.order) if request.order else None
    return Move(change) if change else None


def _conditions(members: Members, request: Request) -> tuple[Condition, ...] | None:
    conditions = tuple(map(_spanning, request.conditions))
    if request.beside:
        beside = _beside(members, request)
        rest = tuple(each for each in conditions if each.grades)
        return (beside, *rest) if beside else None
    if (request.by or narrowed_by(request)) and request.order in BY_GRADE:
        return tuple(_of_end(each, request) for each in conditions or (Condition(),))
    if request.unit is Unit.GRADES:
        return tuple(_of_any(each) for each in conditions or (Condition(),))
    if request.order in BY_GRADE and conditions and all(map(is_of_all, conditions)):
        return (Condition(), *conditions)  # what ranks them is the grade that they have now
    if request.order in BY_COUNT and not (request.by or narrowed_by(request)):
        conditions = tuple(_counting(each, request) for each in conditions)
    return conditions


def _spanning(condition: Condition) -> Condition:
    """A condition on several inspections is on any of them, where it is not on all."""
    several = is_of_all(condition) and condition.span is Span.LATEST
    return replace(condition, span=Span.EVER) if several else condition


def _of_end(condition: Condition, request: Request) -> Condition:
    """What groups are ranked by where no grade is named: good or better, or inadequate."""
    return condition if condition.grades else replace(condition, grades=_ENDS[request.order])


def _of_any(condition: Condition) -> Condition:
    """Grades are counted one by one, in the areas that are named, or in all."""
    return replace(condition, which=Which.ANY)


def _counting(condition: Condition, request: Request) -> Condition:
    """What is counted for "most often": the areas with a grade, where one inspection is meant."""
    is_plain = condition.which is Which.NAMED and not condition.areas
    if is_plain and condition.span is Span.LATEST and request.unit is not Unit.REPORTS:
        return replace(condition, which=Which.ANY)
    return condition


def _beside(members: Members, request: Request) -> Condition | None:
    """The grades that are better or worse than that of the one council that is named, or the
    same.
    """
    if len(request.councils) != 1:
        return None
    asked = Condition(request.areas[:1])
    reports = members.reports(request.councils[0], replace(request, kinds=()), asked)
    rows = [row for report in reports for row in algebra.lines(report, asked)]
    if not rows:
        return None
    given = frozenset({rows[0].grade})
    beside = {Change.UP: above(given), Change.DOWN: below(given)}
    grades = beside.get(request.beside, given) if request.beside else given
    return Condition(asked.areas, in_order(grades)) if grades else None


# ---- what is looked at: cases


def run_query(members: Members, request: Request) -> QueryResult | None:
    """Look at every council that a request leaves; None where it cannot be applied whole."""
    names = members.councils(request)
    tests = tests_of(members, request)
    if names is None or tests is None:
        return None
    look = _LOOKS.get(request.unit, _council_case)
    is_of_grades = all(isinstance(test, Condition) for test in tests)
    if request.by in {By.YEAR, By.KIND} or look is _grade_cases and not is_of_grades:
        look = _report_cases
    if look is not _council_case and not all(map(_is_of_one, tests)):
        return None
    if look in {_grade_cases, _gap_cases} and len(tests) > 1:
        return None
    if look is not _council_case:
        tests = tuple(algebra.at_one(t) if isinstance(t, Condition) else t for t in tests)
    cases = [case for name in names for case in look(members, request, name, tests)]
    return QueryResult(request, names, tests, tuple(cases))


def _is_of_one(test: Test) -> bool:
    """Whether a test can be put to one inspection by itself."""
    if not isinstance(test, Condition):
        return True
    return test.span in {Span.LATEST, Span.EVER} and test.least == 1 and not test.in_a_row


def _council_case(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> Iterator[Case]:
    whole = _of_one_report(members, request, name, tests)
    yield Case(
        name,
        tuple(
            algebra.find(whole, t)
            if whole and isinstance(t, Condition)
            else _finding(members, request, name, t)
            for t in tests
        ),
    )


def _of_one_report(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> tuple[Report, ...]:
    """The latest inspection that gave every grade that is asked for, where one of them was given
    only in some years.

    "Adoption good although the whole was inadequate" is of one report; empty where each is
    looked up by itself.
    """
    plain = [
        t for t in tests if isinstance(t, Condition) and not is_of_all(t) and t.which is Which.NAMED
    ]
    areas = {topic for test in plain for topic in test.areas or (Topic.OVERALL,)}
    if len(plain) < 2 or len(plain) < len(tests) or not areas & APART or areas <= APART:
        return ()
    found = members.reports(name, request, Condition(tuple(areas)))
    return tuple(
        report for report in found if all(algebra.graded(report, topic) for topic in areas)
    )


def _finding(members: Members, request: Request, name: str, test: Test) -> Finding:
    if isinstance(test, Held):
        ever = replace(request, times=LATEST)
        reports = members.held(name, ever, test.kinds) if test.never else ()
        reports = reports or members.held(name, ever, ())
        return algebra.find_held(reports, members.held(name, request, test.kinds), test)
    request = _on_grades(request)
    if isinstance(test, Moved):
        return algebra.find_move(_pairs(members, request, name, test), test)
    finding = algebra.find(members.reports(name, request, test), test)
    return _of_last(finding, request)


def _on_grades(request: Request) -> Request:
    """Where visits are asked for, the time is theirs; the grades are those of the latest
    inspection.
    """
    if any(not kind.is_judgement for kind in request.kinds):
        return replace(request, times=LATEST)
    return request


def _of_last(finding: Finding, request: Request) -> Finding:
    """Asked for the last few inspections, all of them must fit, and there must be so many."""
    test, last = finding.test, request.times.last
    if (
        not last
        or not isinstance(test, Condition)
        or is_of_all(test)
        and test.span is not Span.ALWAYS
    ):
        return finding
    if len(finding.looked) < last:
        return Finding(test)
    return replace(finding, holds=len(finding.fitting) == len(finding.looked))


def _pairs(members: Members, request: Request, name: str, test: Moved) -> tuple[algebra.Look, ...]:
    """The inspections of the time that is meant, each grade with the one before it."""
    reports, times = members.inspections(name, request, test.areas), request.times
    if times.first:  # since the first of all
        reports = (reports[0], reports[-1]) if len(reports) > 1 else ()
    looks = algebra.paired_looks(reports, test.areas)
    if times.names_years:
        looks = tuple(
            look for look in looks[: 1 if times.of_latest else None] if look.report in times
        )
        is_of_last = request.order in BY_MOVE
        return looks[:1] if is_of_last else looks
    if times.last:
        wanted = max(times.last - 1, 1)
        return looks[:wanted] if not test.move.always or len(looks) >= wanted else ()
    is_of_any = test.move.ever or test.move.always
    return looks[times.back :] if is_of_any else looks[times.back : times.back + 1]


def _report_cases(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> Iterator[Case]:
    """A case for each inspection that all tests can be put to, moves to the later one of two."""
    moves = {
        test: {look.report.id: look for look in _pairs(members, request, name, _at_any(test))}
        for test in tests
        if isinstance(test, Moved)
    }
    for report in _candidates(members, request, name, tests):
        if all(report.id in looks for looks in moves.values()):
            yield Case(name, tuple(_of_report(report, test, moves) for test in tests))


def _at_any(test: Moved) -> Moved:
    return replace(test, move=replace(test.move, ever=True))


def _of_report(
    report: Report, test: Test, moves: Mapping[Moved, Mapping[str, algebra.Look]]
) -> Finding:
    """What a test finds at one report."""
    if isinstance(test, Held):
        return algebra.find_held((report,), (report,), test)
    if isinstance(test, Moved):
        return algebra.find_move((moves[test][report.id],), test)
    return algebra.find((report,), test)


def _candidates(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> tuple[Report, ...]:
    """The reports that are meant: those held of the kinds asked for, else the inspections."""
    held = [test for test in tests if isinstance(test, Held)]
    if held:
        return members.held(name, request, held[0].kinds)
    return _inspections(members, request, name, tests)


def _inspections(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> tuple[Report, ...]:
    areas = [topic for test in tests if not isinstance(test, Held) for topic in test.areas]
    return request.times.choose(members.inspections(name, request, areas))


def _grade_cases(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> Iterator[Case]:
    """A case for each grade that was given, of the areas asked for or of all."""
    for test in tests:
        if not isinstance(test, Condition):
            continue
        every = replace(test, which=Which.ANY)
        for report in members.reports(name, request, _as_wide(test, request)):
            for row in algebra.lines(report, every):
                look = algebra.Look(report, (row,))
                fitting = (look,) if algebra.fits((row,), every) else ()
                yield Case(name, (Finding(test, (look,), fitting, bool(fitting)),))


def _as_wide(test: Condition, request: Request) -> Condition:
    """A condition on the inspections that a request is on: all of them, or the latest."""
    is_on_all = any(map(is_of_all, request.conditions))
    return replace(test, span=Span.EVER) if is_on_all else test


def _gap_cases(
    members: Members, request: Request, name: str, tests: tuple[Test, ...]
) -> Iterator[Case]:
    """A case for each two inspections that follow each other, to the later one."""
    for test in tests:
        if isinstance(test, Held):
            held = members.held(name, request, test.kinds)
            looks = [algebra.find_held((report,), (report,), test).looked[0] for report in held]
            for pair in pairwise(looks[: request.times.last or None]):
                yield Case(name, (Finding(test, pair, pair, holds=True),))


def days_between(case: Case) -> int:
    """How many days lie between the publication of two inspections."""
    newer, older = (look.report for look in case.findings[0].fitting[:2])
    return ((newer.published or newer.newest) - (older.published or older.newest)).days


_LOOKS = {Unit.REPORTS: _report_cases, Unit.GRADES: _grade_cases, Unit.GAPS: _gap_cases}


def centre_cases(members: Members, found: QueryResult) -> tuple[Case, ...]:
    """The councils whose neighbours are meant, as cases: shown beside them, not among them."""
    request = found.request
    if not any(group.kind in AROUND for group in request.groups):
        return ()
    looked = [
        case
        for name in request.councils
        for case in _council_case(members, request, name, found.tests)
    ]
    return tuple(case for case in looked if case.is_counted)


# ---- in which order, and how much of it


def key_of(order: First, unit: Unit = Unit.COUNCILS) -> Key:
    """What puts cases into an order: the higher comes first."""
    sign = -1 if order in {First.WORST, First.OLDEST, First.FEWEST, First.MOST_DECLINED} else 1
    if order in BY_GRADE:
        return lambda case: (sign * algebra.standing(case), algebra.count_given(case, _TOP[order]))
    if order in BY_DATE:
        return lambda case: (sign * day_of(case.look.report, unit),)
    if order in BY_COUNT:
        measure = days_between if unit is Unit.GAPS else times_given
        return lambda case: (sign * measure(case),)
    return lambda case: (sign * algebra.steps(_moving(case)),)


def day_of(report: Report, unit: Unit = Unit.COUNCILS) -> int:
    """The day by which inspections are put in order: the last one on site; reports by their
    publication.
    """
    day = report.published if unit is Unit.REPORTS else report.inspection.end
    return (day or report.newest).toordinal()


def times_given(case: Case) -> int:
    """How often it is so: in how many areas of one inspection, or at how many inspections."""
    test = case.findings[0].test
    if isinstance(test, Condition) and test.which is Which.ANY and not is_of_all(test):
        return algebra.areas_fitting(case) if case.fits else 0
    return case.often


def ordered(found: QueryResult) -> tuple[Case, ...]:
    """All cases that an order is over, in that order; councils level with each other by name."""
    request = found.request
    if request.order is None:
        return found.fitting
    pool = found.counted if request.order is First.FEWEST else found.fitting
    key = key_of(request.order, request.unit)
    return tuple(sorted(pool, key=lambda case: tuple(-each for each in key(case))))


def taken(found: QueryResult, cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The first of an order: so many as are asked for, or all that are level, or ten."""
    request = found.request
    number = asked_for(request)
    if request.order is None:
        return cases[:number]
    if number is None and request.act is Act.RANK and Want.WHOLE_ORDER not in request.wants:
        return algebra.winners(cases, algebra.standing)
    return algebra.take(cases, key_of(request.order, request.unit), number)


def asked_for(request: Request) -> int | None:
    """How many are wanted; None where all are, or all that are level."""
    if request.number or request.act is not Act.RANK or request.order is None:
        return request.number or None
    return None if request.order in BY_GRADE else MOST_RANKED


def _moving(case: Case) -> Case:
    """A case with what moved first."""
    return replace(case, findings=tuple(f for f in case.findings if isinstance(f.test, Moved)))


# ---- what could not be counted


def combined(members: Members, found: QueryResult) -> tuple[str, ...]:
    """The councils that are not counted because one grade covers two areas there."""
    return tuple(
        case.council
        for case in found.cases
        if not case.is_counted
        for test in found.tests
        if isinstance(test, Condition) and test.which is Which.NAMED
        for report in members.reports(case.council, found.request, test)[:1]
        if any(
            combined_row(report, topic) and not algebra.graded(report, topic)
            for topic in test.areas
        )
    )


def spread_of(cases: tuple[Case, ...]) -> list[Grade]:
    """The grades of the first area that cases look at, one each, to be counted."""
    rows = [look.rows[0] for case in cases for look in case.findings[0].looked[:1] if look.rows]
    return [row.grade for row in rows if row.grade in RANKS]
