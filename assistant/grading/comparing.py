"""Councils side by side, a council beside a group, and one council between two inspections."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Claim
from assistant.areas import Topic, topics_of
from assistant.grading import algebra
from assistant.grading.algebra import is_of_all
from assistant.grading.builder import AnswerBuilder, dates_of
from assistant.grading.grids import Grids
from assistant.grading.members import Members
from assistant.grading.phrases import Phrases, noun, say_names
from assistant.grading.rows import Row, graded_row, row_of
from assistant.request import Change, Condition, Move, Request, Want
from assistant.scale import RANKS
from index.dates import say_windows
from index.reports import Grade, Report


class Comparer:
    """Says who has the better grade, and how grades moved."""

    def __init__(self, members: Members, phrases: Phrases) -> None:
        self._members = members
        self._phrases = phrases
        self._say = phrases.say
        self._grids = Grids(phrases)

    # ---- councils side by side

    def put_compared(self, request: Request, builder: AnswerBuilder) -> bool:
        """Who has the better grade in each area asked for, then all grades side by side."""
        areas = request.areas or (Topic.OVERALL,)
        shown = [self._report(council, request, areas) for council in request.councils]
        if not all(shown):
            return False
        reports = [report for report in shown if report]
        for topic in areas:
            self._put_better(reports, topic, builder)
        self._grids.side_by_side(reports, builder)
        return True

    def _report(self, council: str, request: Request, areas: Sequence[Topic]) -> Report | None:
        return next(iter(self._members.reports(council, request, Condition(tuple(areas)))), None)

    def _put_better(self, reports: Sequence[Report], topic: Topic, builder: AnswerBuilder) -> None:
        rows = [row for report in reports if (row := graded_row(report, topic))]
        alike = [
            r for r in rows if r.judgement.area in topic.areas and r.grade is not Grade.ADEQUATE
        ]
        area = self._phrases.of_area(topic)
        if len(alike) < len(reports):
            told = [f"{row.council}: {self._phrases.grade_as_given(row, topic)}" for row in rows]
            missing = [
                f"{r.council}: {self._say('not-graded-cell')}"
                for r in reports
                if not graded_row(r, topic)
            ]
            builder.say(
                self._say("not-alike", area=area, councils="; ".join([*told, *missing])), rows
            )
            return
        by_rank = algebra.grouped(sorted(alike, key=_best_first), lambda row: RANKS[row.grade])
        best, *rest = by_rank.values()
        facts = {"grade": best[0].grade.value, "area": area}
        if not rest:
            builder.say(
                self._say("same", councils=say_names([r.council for r in best]), **facts), rows
            )
            return
        others = "; ".join(f"{say_names([r.council for r in of])}: {of[0].grade}" for of in rest)
        name = "better" if len(best) == 1 else "better-several"
        names = say_names([row.council for row in best])
        builder.say(self._say(name, best=names, others=others, **facts), rows)

    # ---- a council beside a group

    def put_beside_group(self, request: Request, builder: AnswerBuilder) -> bool:
        """For each area, the council's grade and how many of the group are better, the same and
        worse.
        """
        names = self._members.councils(request)
        if names is None or any(is_of_all(c) and c.grades for c in request.conditions):
            return False
        others = [name for name in names if name not in request.councils]
        areas = request.areas or (Topic.OVERALL,)
        if not all([self._put_beside(others, topic, request, builder) for topic in areas]):
            return False
        elsewhere = self._members.neighbours_elsewhere(request)
        if elsewhere:
            builder.note(self._say("not-here", councils=say_names(elsewhere)))
        return True

    def _put_beside(
        self, others: Sequence[str], topic: Topic, request: Request, builder: AnswerBuilder
    ) -> bool:
        """One area: False where a council that is named has no grade in it."""
        own = [row for name in request.councils for row in self._graded(name, request, topic)]
        if len(own) < len(request.councils):
            return False
        group = [row for name in others for row in self._graded(name, request, topic)]
        for row in own:
            builder.say(self._say("grade", **self._phrases.of_row(row)), [row], row.council)
            self._put_standing(row, group, (request, topic), builder)
        self._put_group_table([*own, *sorted(group, key=_best_first)], builder)
        if rest := len(others) - len(group):
            builder.note(self._say("not-counted", count=rest, topic=noun(topic)))
        self._grids.spread([row.grade for row in group], topic, builder)
        return True

    def _graded(self, council: str, request: Request, topic: Topic) -> list[Row]:
        reports = self._members.reports(council, request, Condition((topic,)))[:1]
        return [row for report in reports if (row := algebra.graded(report, topic))]

    def _put_standing(
        self, own: Row, group: Sequence[Row], asked: tuple[Request, Topic], builder: AnswerBuilder
    ) -> None:
        request, topic = asked
        ranks = [RANKS[row.grade] - RANKS[own.grade] for row in group]
        text = self._say(
            "beside-group",
            council=own.council,
            area=self._phrases.of_area(topic),
            where=self._phrases.where(replace(request, excluded=())),
            total=len(group),
            better=sum(rank > 0 for rank in ranks),
            same=sum(rank == 0 for rank in ranks),
            worse=sum(rank < 0 for rank in ranks),
        )
        builder.say(text, [own], own.council)

    def _put_group_table(self, rows: Sequence[Row], builder: AnswerBuilder) -> None:
        heads = [
            self._say(f"head-{name}") for name in ("council", "grade", "inspected", "published")
        ]
        cells = [
            [
                Claim(row.council, (), row.council),
                builder.cell(row.grade.value, [row], row.council),
                *dates_of(row.report),
            ]
            for row in rows
        ]
        builder.table(heads, cells)

    # ---- a move that is asked after or taken for granted

    def put_moved(self, request: Request, builder: AnswerBuilder) -> bool:
        """Whether grades moved as is asked: the moves that did, else those that are meant.

        Where a move is taken for granted and not asked after, it may be one of any time.
        """
        for council in request.councils:
            for topic in request.areas or (Topic.OVERALL,):
                pairs = self._pairs(council, request, topic)
                if not pairs:
                    return False
                is_open = not (Want.YES_OR_NO in request.wants or request.times.is_named)
                ever = self._pairs(council, _at_any_time(request), topic) if is_open else ()
                fitting = _fitting(pairs, request) or _fitting(ever, request)
                self._put_verdict(fitting or pairs, topic, request, builder)
        return True

    def _put_verdict(
        self, rows: Sequence[Row], topic: Topic, request: Request, builder: AnswerBuilder
    ) -> None:
        """The moves, the newest first; after Yes or No where that is asked."""
        for index, row in enumerate(rows):
            text = self._say_move(row, topic)
            if index == 0 and request.move and Want.YES_OR_NO in request.wants:
                text = self._say("yes" if algebra.moved(row, request.move) else "no", text=text)
            builder.say(text, [row.before, row], row.council)

    def _pairs(self, council: str, request: Request, topic: Topic) -> tuple[Row, ...]:
        """Each grade of the time that is meant with the one before it, the newest first."""
        pairs = algebra.pairs(self._members.inspections(council, request, (topic,)), topic)
        times = request.times
        is_ever = request.move is not None and request.move.ever
        if times.names_years:
            ends = () if is_ever else self._ends(council, request, topic)
            return ends or tuple(row for row in pairs if row.report in times)
        if times.last:
            return pairs[: max(times.last - 1, 1)]
        return pairs[times.back :] if is_ever else pairs[times.back : times.back + 1]

    def _ends(self, council: str, request: Request, topic: Topic) -> tuple[Row, ...]:
        """Since a time, or between two, what counts is the end against the beginning."""
        if request.times.since is None and not request.times.is_span:
            return ()
        reports = self._members.library.then_and_now(council, request.times)
        return algebra.pairs((reports[-1], reports[0]), topic) if len(reports) > 1 else ()

    # ---- then and now

    def put_change(self, request: Request, builder: AnswerBuilder) -> bool:
        """How each grade asked for moved between the two inspections that are meant."""
        for council in request.councils:
            reports = self._then_and_now(council, request)
            if not reports:
                return False
            if len(reports) < 2:
                builder.note(self._say("only-one", council=council))
                self._grids.of_one(reports[0], builder)
            else:
                self._put_moves(reports[0], reports[-1], request, builder)
        return True

    def _then_and_now(self, council: str, request: Request) -> tuple[Report, ...]:
        times, library = request.times, self._members.library
        inspections = library.inspections(council)
        if times.last > 1:
            return inspections[: times.last][::-1]
        if times.back and not times.names_years:
            return inspections[times.back : times.back + 2][::-1]
        return library.then_and_now(council, times)

    def _put_moves(
        self, then: Report, now: Report, request: Request, builder: AnswerBuilder
    ) -> None:
        moves = [
            move for topic in request.areas or topics_of(now) if (move := _move(then, now, topic))
        ]
        for topic, row in moves:
            self._put_verdict([row], topic, request if topic is moves[0][0] else Request(), builder)
        missing = [topic for topic in request.areas if not _move(then, now, topic)]
        for topic in missing:
            facts = {"council": now.council, "topic": topic.value, "kind": now.kind_label}
            builder.note(
                self._say("no-grade", inspected=say_windows(now.inspection.windows), **facts)
            )
        if not request.areas:
            self._grids.over_time([now, then], builder)

    def _say_move(self, row: Row, topic: Topic) -> str:
        assert row.before is not None
        name = {
            None: "moved-unlike",
            Change.UP: "moved-up",
            Change.DOWN: "moved-down",
            Change.SAME: "moved-same",
        }[row.change]
        return self._say(
            name,
            council=row.council,
            area=noun(topic),
            before=self._phrases.grade_as_given(row.before, topic),
            before_when=say_windows(row.before.report.inspection.windows),
            after=self._phrases.grade_as_given(row, topic),
            after_when=say_windows(row.report.inspection.windows),
        )


def _move(then: Report, now: Report, topic: Topic) -> tuple[Topic, Row] | None:
    """The grade of an area with that of the inspection before; None where either gives none."""
    before, after = row_of(then, topic), row_of(now, topic)
    if before is None or after is None:
        return None
    return topic, replace(after, before=before)


def _fitting(rows: Sequence[Row], request: Request) -> list[Row]:
    """The moves that are as a request asks."""
    return [row for row in rows if request.move and algebra.moved(row, request.move)]


def _at_any_time(request: Request) -> Request:
    return replace(request, move=replace(request.move or Move(), ever=True))


def _best_first(row: Row) -> tuple[int, str]:
    return -RANKS[row.grade], row.council
