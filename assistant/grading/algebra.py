"""A small algebra over judgements: look, test, order, take, count, share. Pure, and each part by
itself.

A `Look` is an inspection with those of its judgements that a test is on; a `Finding` is what a test
found at the inspections of one council; a `Case` is a council (or one of its reports) with a
finding for each test. Nothing here knows of requests, words or tables.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeVar

from assistant.areas import Topic
from assistant.grading.rows import Row, row_of, rows_of
from assistant.request import Change, Condition, Move, Span, Which
from assistant.scale import RANKS
from index.reports import Grade, Kind, Report

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Moved:
    """A test: the grades of some areas moved in a way; overall effectiveness where none is
    named.
    """

    move: Move
    areas: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A test: there is a report of one of these kinds, of any where none is named; or there is
    none.
    """

    kinds: tuple[Kind, ...] = ()
    never: bool = False


Test = Condition | Moved | Held


@dataclass(frozen=True, slots=True)
class Look:
    """An inspection, and those of its judgements that are asked for."""

    report: Report
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test found: where it looked, where it fits, and whether it holds of them together.

    `unlike` counts the moves that could not be judged, as the scales cannot be compared.
    """

    test: Test
    looked: tuple[Look, ...] = ()
    fitting: tuple[Look, ...] = ()
    holds: bool = False
    unlike: int = 0

    @property
    def shown(self) -> tuple[Look, ...]:
        """What tells that it holds: where it fits, or every inspection where it fits none."""
        return self.fitting or self.looked


@dataclass(frozen=True, slots=True)
class Case:
    """A council, or one of its reports or grades, with a finding for each test."""

    council: str
    findings: tuple[Finding, ...]

    @property
    def is_counted(self) -> bool:
        """Whether every test had something to look at."""
        return all(finding.looked for finding in self.findings)

    @property
    def fits(self) -> bool:
        """Whether every test holds."""
        return self.is_counted and all(finding.holds for finding in self.findings)

    @property
    def often(self) -> int:
        """At how many inspections the first test fits."""
        return len(self.findings[0].fitting)

    @property
    def look(self) -> Look:
        """The newest inspection that tells of it."""
        return self.findings[0].shown[0]


# ---- lines: which judgements of an inspection are meant


def graded(report: Report, topic: Topic) -> Row | None:
    """The grade of a report for a topic; None where it gives none of its own."""
    row = row_of(report, topic)
    return row if row and row.grade in RANKS else None


def lines(report: Report, condition: Condition) -> tuple[Row, ...]:
    """The judgements of an inspection that a condition is on; none where one of them is missing."""
    if condition.which is not Which.NAMED and not condition.areas:
        return rows_of(report)
    areas = condition.areas or (Topic.OVERALL,)
    rows = tuple(row for topic in areas if (row := graded(report, topic)))
    return rows if len(rows) == len(areas) or condition.which is Which.ANY else ()


def pairs(reports: Sequence[Report], topic: Topic) -> tuple[Row, ...]:
    """Each grade for a topic with the one before it, the newest first; `reports` newest first."""
    rows = [row for report in reports if (row := graded(report, topic))]
    return tuple(replace(newer, before=older) for newer, older in pairwise(rows))


def paired_looks(reports: Sequence[Report], areas: Sequence[Topic]) -> tuple[Look, ...]:
    """The inspections whose grades for every one of these areas have one before them."""
    found = [{row.report.id: row for row in pairs(reports, topic)} for topic in areas]
    return tuple(
        Look(report, tuple(by_id[report.id] for by_id in found))
        for report in reports
        if all(report.id in by_id for by_id in found)
    )


# ---- filter: whether tests hold


def fits(rows: Sequence[Row], condition: Condition) -> bool:
    """Whether the judgements of one inspection are as a condition asks; without grades, any are."""
    grades = condition.grades
    if condition.than:
        return _stands(rows, condition.than)
    if condition.which is Which.ANY:
        return any(not grades or row.grade in grades for row in rows)
    if condition.which is Which.EVERY and not grades:
        return len({row.grade for row in rows}) == 1
    return bool(rows) and all(not grades or row.grade in grades for row in rows)


def _stands(rows: Sequence[Row], than: Change) -> bool:
    """Whether the first of two grades is above or below the second, the same or another."""
    if len(rows) != 2:
        return False
    above = RANKS[rows[0].grade] - RANKS[rows[1].grade]
    holds = {
        Change.UP: above > 0,
        Change.DOWN: above < 0,
        Change.SAME: above == 0,
        Change.ANY: above != 0,
    }
    return holds[than]


def find(reports: Iterable[Report], condition: Condition) -> Finding:
    """What a condition finds at inspections, given from the newest to the oldest."""
    looked = tuple(Look(report, rows) for report in reports if (rows := lines(report, condition)))
    fitting = tuple(_telling(look, condition) for look in looked if fits(look.rows, condition))
    return Finding(condition, looked, fitting, holds(looked, fitting, condition))


def _telling(look: Look, condition: Condition) -> Look:
    """An inspection with the judgements that tell that it fits: where any area may, those that
    do.
    """
    if condition.which is not Which.ANY or not condition.grades:
        return look
    return Look(look.report, tuple(row for row in look.rows if row.grade in condition.grades))


def holds(looked: Sequence[Look], fitting: Sequence[Look], condition: Condition) -> bool:
    """Whether a condition holds of inspections together, by its span."""
    often = longest_run(looked, fitting) if condition.in_a_row else len(fitting)
    if condition.span is Span.NEVER:
        return bool(looked) and often < least(condition)
    if condition.span is Span.ALWAYS:
        return bool(looked) and len(fitting) == len(looked)
    return often >= least(condition)


def is_of_all(condition: Condition) -> bool:
    """Whether a condition is on all inspections of a council, and not on one of them."""
    return condition.span is not Span.LATEST or condition.least > 1 or condition.in_a_row


def least(condition: Condition) -> int:
    """At how many inspections a condition must hold; a row is of two at least."""
    return max(condition.least, 2) if condition.in_a_row else max(condition.least, 1)


def at_one(condition: Condition) -> Condition:
    """A condition as it stands for one inspection."""
    return replace(condition, span=Span.LATEST, least=1, in_a_row=False)


def longest_run(looked: Sequence[Look], fitting: Sequence[Look]) -> int:
    """How many inspections that follow each other fit."""
    found = {look.report.id for look in fitting}
    runs = groupby(look.report.id in found for look in looked)
    return max((len(list(run)) for fit, run in runs if fit), default=0)


def moved(row: Row, move: Move) -> bool:
    """Whether a grade moved from the one before it in the way that is asked for."""
    if row.before is None or not _leads(row.before.grade, row.grade, move):
        return False
    if move.change is Change.ANY and move.before and move.after and move.steps < 2:
        return True
    if row.steps is None:
        return False
    if move.change is Change.ANY:
        return abs(row.steps) >= max(move.steps, 1)
    is_far = move.change is Change.SAME or abs(row.steps) >= move.steps
    return row.change is move.change and is_far


def _leads(before: Grade, after: Grade, move: Move) -> bool:
    return (not move.before or before in move.before) and (not move.after or after in move.after)


def find_move(looks: Iterable[Look], test: Moved) -> Finding:
    """What a move finds among inspections that have one before them; those of other scales
    apart.
    """
    looks = tuple(looks)
    fitting = tuple(look for look in looks if all(moved(row, test.move) for row in look.rows))
    if test.move.and_back:
        fitting = _back_again(looks, fitting, test.move)
    looked = tuple(
        look for look in looks if look in fitting or all(row.steps is not None for row in look.rows)
    )
    is_enough = len(fitting) == len(looks) if test.move.always else bool(fitting)
    return Finding(test, looked, fitting, bool(fitting) and is_enough, len(looks) - len(looked))


def _back_again(looks: Sequence[Look], out: Sequence[Look], move: Move) -> tuple[Look, ...]:
    """The moves the other way after one of those that led out; looks are from the newest to the
    oldest.
    """
    change = Change.UP if move.change is Change.DOWN else Change.DOWN
    back = Move(change)
    places = [looks.index(look) for look in out]
    return tuple(
        look
        for place, look in enumerate(looks)
        if all(moved(row, back) for row in look.rows) and any(earlier > place for earlier in places)
    )


def find_held(reports: Sequence[Report], fitting: Iterable[Report], test: Held) -> Finding:
    """Which reports of a council are of the kinds and the time that are asked for."""
    found = tuple(Look(report, _headline(report)) for report in fitting)
    looked = tuple(Look(report, _headline(report)) for report in reports)
    if test.never:
        return Finding(test, looked, (), not found)
    return Finding(test, looked, found, bool(found))


def _headline(report: Report) -> tuple[Row, ...]:
    overall = graded(report, Topic.OVERALL)
    return (overall,) if overall else rows_of(report)[:1]


# ---- group, order, take, count, share


def grouped(items: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    """Items by what they belong to, in the order in which it first comes."""
    groups: dict[_K, list[_T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def take(items: Sequence[_T], key: Callable[[_T], object], number: int | None) -> tuple[_T, ...]:
    """The first so many of an order, and those that are level with the last of them; None takes
    all.
    """
    if number is None or number >= len(items):
        return tuple(items)
    last = key(items[number - 1])
    level = [item for item in items[number:] if key(item) == last]
    return (*items[:number], *level)


def winners(items: Sequence[_T], key: Callable[[_T], object]) -> tuple[_T, ...]:
    """Those of an order that are level with its first."""
    return tuple(item for item in items if key(item) == key(items[0]))


def places(items: Sequence[_T], key: Callable[[_T], object]) -> dict[int, tuple[int, int]]:
    """The place of each item of an order, by its index, and how many share it."""
    keys = [key(item) for item in items]
    return {index: (keys.index(each) + 1, keys.count(each)) for index, each in enumerate(keys)}


def share(count: int, total: int) -> float | None:
    """A share in per cent; None of nothing."""
    return 100 * count / total if total else None


# ---- keys of orders: the higher comes first


def standing(case: Case) -> int:
    """How high the grades of the areas asked for are, together."""
    return sum(RANKS[row.grade] for row in standing_rows(case))


def standing_rows(case: Case) -> tuple[Row, ...]:
    """The judgements of one inspection that a council is ranked by."""
    of_one = [
        finding
        for finding in case.findings
        if not (isinstance(finding.test, Condition) and is_of_all(finding.test))
    ]
    return tuple(row for finding in of_one or case.findings for row in finding.shown[0].rows)


def count_given(case: Case, grade: Grade) -> int:
    """In how many areas of its inspection a council was given a grade."""
    return sum(row.grade is grade for row in rows_of(case.look.report))


def steps(case: Case) -> int:
    """By how many grades the areas asked for moved, together."""
    return sum(row.steps or 0 for row in case.look.rows)


def areas_fitting(case: Case) -> int:
    """How many areas of the inspection have a grade that the first test asks for."""
    test = case.findings[0].test
    grades = test.grades if isinstance(test, Condition) else ()
    return sum(row.grade in grades for row in case.look.rows)
