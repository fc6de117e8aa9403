"""How far grades have moved, and how long they have stayed, with reasons: who rose or fell most,
and who has been poor, or good, the longest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from assistant.answers import Claim
from assistant.areas import Topic
from assistant.briefing.counting import Counter
from assistant.briefing.reasons import Reasons, Tells
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.request import Change, First, Request, Want
from assistant.scale import GOOD_OR_BETTER, Grades
from assistant.wording import Wording
from index.dates import say_windows
from index.reports import Grade, Passage

MOST_LEVEL = 6  # councils shown beyond the number that is asked for, where they are level
MOST_TOLD = 8  # councils of which several sentences are quoted, one below the other
REASONS = 2  # sentences quoted of each, where reasons are asked for
SHOWN = 10  # of those that stayed
LEAST_STAY = 2  # inspections, to have stayed at a grade
MONTHS = 12
DAYS_OF_A_MONTH = 30.44
# That more is asked than the last two inspections tell.
_EVER = re.compile(
    r"\bever\b|\bover (?:the|all (?:the|those)) (?:years|decade)\b|\b(?:of )?all time\b|\bhistor\w+"
    r"|\bin your (?:library|reports|records)\b|\bat any (?:point|time|stage)\b|\blong[- ]term\b"
    r"|\bhow long (?:it|did|each|they)\b|\bescap\w+|\bsince (?:19|20)\d\d\b|\blast decade\b"
    r"|\b(?:turn|turned)[- ]?a?rounds?\b|\bfrom (?:inadequate|the bottom) up(?:wards?)?\b",
    re.I,
)
_REASONS = re.compile(
    r"\bwh(?:y|at)\b.{0,40}\b(?:they|did|done|why)\b|\bwhy\b|\bhow\b(?! (?:long|far|many|much))"
    r"|\breasons?\b|\bbecause\b|\bexplain\b|\bwhat (?:they|made|changed|was done|drove)\b",
    re.I,
)
PLACEHOLDERS = {
    "up": frozenset({"names"}),
    "down": frozenset({"names"}),
    "up-ever": frozenset({"names"}),
    "down-ever": frozenset({"names"}),
    "of": frozenset({"names", "steps"}),
    "none-up": frozenset(),
    "none-down": frozenset(),
    "level": frozenset({"count", "asked", "steps"}),
    "more-level": frozenset({"names", "steps"}),
    "rule": frozenset({"alone"}),
    "rule-ever": frozenset({"alone"}),
    "alone": frozenset({"count"}),
    "step-1": frozenset(),
    "step-2": frozenset(),
    "step-3": frozenset(),
    "head-council": frozenset(),
    "head-before": frozenset(),
    "head-after": frozenset(),
    "head-now": frozenset(),
    "head-between": frozenset(),
    "head-why": frozenset(),
    "told": frozenset({"council", "inspected"}),
    "silent": frozenset(),
    "stay-low": frozenset({"council", "since", "count", "others"}),
    "stay-high": frozenset({"council", "since", "count", "others"}),
    "stay-inadequate": frozenset({"council", "since", "count", "others"}),
    "stay-others": frozenset({"names"}),
    "stay-other": frozenset({"council", "year"}),
    "stay-none": frozenset(),
    "stay-rule": frozenset({"total", "shown"}),
    "head-since": frozenset(),
    "head-count": frozenset(),
    "head-grades": frozenset(),
}


class Movers:
    """Tells moves of grades over one library."""

    def __init__(self, library: Library, counter: Counter, reasons: Reasons) -> None:
        self._library = library
        self._counter = counter
        self._reasons = reasons
        self._say = Wording("movers.md", PLACEHOLDERS).say

    # ---- who moved most

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """Those that rose most, or fell most, with what the later report says of how."""
        lowest = request.move.before if request.move else frozenset()
        is_ever = bool(_EVER.search(request.message)) or bool(request.move and request.move.ever)
        everybody = self._counter.band(replace(request, move=None))
        told = [self._rows(name) for name in everybody.names]
        alone = sum(len(rows) == 1 for rows in told)
        ways = (
            [Change.UP, Change.DOWN]
            if request.is_both_ways
            else [Change.DOWN if request.order is First.MOST_DECLINED else Change.UP]
        )
        for way in ways:
            moves = (_move(rows, way, lowest, is_ever=is_ever) for rows in told)
            moved = [move for move in moves if move]
            moved.sort(key=lambda row: _by_size(row, is_ever=is_ever))
            self._put_moved(moved, way, request, builder, is_ever=is_ever)
        left = self._say("alone", count=alone) if alone else ""
        builder.note(self._say("rule-ever" if is_ever else "rule", alone=left).strip())
        return True

    def _rows(self, name: str) -> list[Row]:
        """The overall grades of a council, the newest first."""
        reports = self._library.inspections(name)
        return [row for report in reports if (row := row_of(report, Topic.OVERALL))]

    def _put_moved(
        self,
        rows: Sequence[Row],
        way: Change,
        request: Request,
        builder: AnswerBuilder,
        *,
        is_ever: bool,
    ) -> None:
        if not rows:
            builder.note(self._say(f"none-{way}"))
            return
        number = request.number or len(rows)
        last = _steps(rows[min(number, len(rows)) - 1])
        level = [row for row in rows if _steps(row) == last]
        through = sum(_steps(row) >= last for row in rows)
        shown = rows[:through] if through - number <= MOST_LEVEL else rows[:number]
        builder.note(self._say(f"{way}-ever" if is_ever else way, names=self._listed(shown)))
        steps = self._step(last)
        if number < len(shown):
            builder.note(self._say("level", count=len(level), asked=number, steps=steps))
        elif through > len(shown):
            names = say_names([row.council for row in rows[len(shown) : through]])
            builder.note(self._say("more-level", names=names, steps=steps))
        is_told = bool(_REASONS.search(request.message)) or Want.WHY in request.wants
        is_told = is_told and len(shown) <= MOST_TOLD
        columns = ["council", "before", "after" if is_ever else "now", "between"]
        columns += [] if is_told else ["why"]
        heads = [self._say(f"head-{name}") for name in columns]
        table = []
        for row in shown:
            cells = self._cells(row, builder)
            table.append(cells if is_told else [*cells, self._why(row, way, builder)])
        builder.table(heads, table)
        for row in shown if is_told else ():
            inspected = say_windows(row.report.inspection.windows)
            heading = self._say("told", council=row.council, inspected=inspected)
            builder.quotes([Quoted(p, row.report) for p in self._found(row, way)], heading)

    def _listed(self, rows: Sequence[Row]) -> str:
        """Councils by how far they moved: "Leeds and York (two grades), Kent (one grade)"."""
        by_steps: dict[int, list[str]] = {}
        for row in rows:
            by_steps.setdefault(_steps(row), []).append(row.council)
        told = [
            self._say("of", names=say_names(names), steps=self._step(steps))
            for steps, names in by_steps.items()
        ]
        return "; ".join(told)

    def _step(self, steps: int) -> str:
        return self._say(f"step-{min(max(steps, 1), 3)}")

    def _cells(self, row: Row, builder: AnswerBuilder) -> list[Claim]:
        before = row.before or row
        return [
            Claim(row.council, (), row.council),
            *(
                builder.cell(
                    f"{each.grade.value} ({say_windows(each.report.inspection.windows)})",
                    [each],
                    row.council,
                )
                for each in (before, row)
            ),
            Claim(between(before.report.ended, row.report.ended), (), row.council),
        ]

    def _found(self, row: Row, way: Change) -> list[Passage]:
        tells = Tells.RISE if way is Change.UP else Tells.FALL
        return self._reasons.of(row.report, tells, REASONS)

    def _why(self, row: Row, way: Change, builder: AnswerBuilder) -> Claim:
        quoted = [builder.quote(Quoted(p, row.report)) for p in self._found(row, way)[:1]]
        return (quoted and quoted[0]) or Claim(self._say("silent"), (), row.council)

    # ---- who stayed

    def put_stay(self, request: Request, builder: AnswerBuilder) -> bool:
        """Those that have been below Good, or Good or better, the longest without a break."""
        is_high = request.order is First.BEST
        grades = GOOD_OR_BETTER if is_high else frozenset(Grade.all()) - GOOD_OR_BETTER
        if request.grades and not is_high and Grade.GOOD not in request.grades:
            grades = frozenset(request.grades)
        stays = []
        names = self._counter.band(request).names
        for name in names:
            rows = self._rows(name)
            stay = list(takewhile(lambda row: row.grade in grades, rows))
            if len(stay) >= LEAST_STAY:
                stays.append((stay, rows))
        if not stays:
            builder.note(self._say("stay-none"))
            return True
        stays.sort(key=lambda each: (each[0][-1].report.ended, -len(each[0])))
        shown = stays[: request.number or SHOWN]
        self._put_longest(
            shown,
            builder,
            is_high=is_high,
            is_worst=Grade.INADEQUATE in grades and len(grades) == 1,
        )
        heads = [self._say(f"head-{n}") for n in ("council", "since", "count", "grades")]
        builder.table(heads, [self._stay_row(stay, rows, builder) for stay, rows in shown])
        rule = self._say("stay-rule", total=len(names), shown=len(stays))
        builder.note(rule)
        return True

    def _put_longest(
        self,
        shown: Sequence[tuple[list[Row], list[Row]]],
        builder: AnswerBuilder,
        *,
        is_high: bool,
        is_worst: bool,
    ) -> None:
        first, *rest = [stay for stay, _ in shown]
        others = [
            self._say("stay-other", council=stay[0].council, year=str(stay[-1].report.ended.year))
            for stay in rest[:2]
        ]
        name = "stay-high" if is_high else "stay-inadequate" if is_worst else "stay-low"
        builder.say(
            self._say(
                name,
                council=first[0].council,
                count=len(first),
                since=say_windows(first[-1].report.inspection.windows),
                others=f" {self._say('stay-others', names=say_names(others))}" if others else "",
            ),
            [first[-1], first[0]],
            first[0].council,
        )

    def _stay_row(
        self, stay: Sequence[Row], rows: Sequence[Row], builder: AnswerBuilder
    ) -> list[Claim]:
        name = stay[0].council
        grades = ", ".join(f"{r.grade.value} ({r.report.ended.year})" for r in reversed(rows))
        return [
            Claim(name, (), name),
            Claim(say_windows(stay[-1].report.inspection.windows), (), name),
            Claim(str(len(stay)), (), name),
            builder.cell(grades, reversed(rows), name),
        ]


def between(before: date, after: date) -> str:
    """How long it was from one day to another, in whole months: "1 year and 2 months"."""
    months = round((after - before).days / DAYS_OF_A_MONTH)
    years, rest = divmod(months, MONTHS)
    parts = (("year", years), ("month", rest))
    told = [f"{n} {unit}{'' if n == 1 else 's'}" for unit, n in parts if n]
    return " and ".join(told) or "less than a month"


def _move(rows: Sequence[Row], way: Change, lowest: Grades, *, is_ever: bool) -> Row | None:
    """The last move of a council, or the longest that it ever made one way, from one of some
    grades where these are named; None where it made none.
    """
    moves = list(_runs(rows, way)) if is_ever else [_moved(*rows[:2])] if len(rows) > 1 else []
    moves = [
        move
        for move in moves
        if move.change is way and move.before and (not lowest or move.before.grade in lowest)
    ]
    return max(moves, key=_steps, default=None)


def _runs(rows: Sequence[Row], way: Change) -> Iterator[Row]:
    """Moves one way over several inspections, each from its lowest point to its highest, the
    newest first.
    """
    for number, later in enumerate(rows):
        for last in range(number + 1, len(rows)):
            path = [
                _moved(a, b) for a, b in zip(rows[number:last], rows[number + 1 :], strict=False)
            ]
            if all(step.change in {way, Change.SAME} for step in path) and path[0].change is way:
                yield _moved(later, rows[last])


def _moved(later: Row, earlier: Row) -> Row:
    return Row(later.report, later.judgement, earlier)


def _steps(row: Row) -> int:
    return abs(row.steps or 0)


def _by_size(row: Row, *, is_ever: bool) -> tuple[int, int]:
    """The largest first; then the quickest, or the newest."""
    took = (row.report.ended - row.before.report.ended).days if row.before else 0
    return -_steps(row), took if is_ever else -row.report.newest.toordinal()
