"""The grades of councils that are named: of one time, over time, and what a question takes for
granted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.areas import Topic, no_overall_since
from assistant.grading import algebra
from assistant.grading.algebra import Finding, at_one, is_of_all
from assistant.grading.builder import AnswerBuilder
from assistant.grading.grids import Grids
from assistant.grading.members import Members
from assistant.grading.phrases import Phrases, say_names, year_of
from assistant.grading.rows import Row, graded_row, row_of, rows_of
from assistant.request import Condition, Request, Span, Want, Which
from assistant.scale import say_grades
from assistant.times import LATEST
from index.reports import Report

_WHOLE = ((), (Topic.OVERALL,))  # areas of a request that is on a council as a whole


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, what it rests on, and whether it bears out what was asked; None where nothing
    was.
    """

    text: str
    rows: tuple[Row, ...]
    council: str
    holds: bool | None = None


class NamedGrades:
    """Says which grades named councils have."""

    def __init__(self, members: Members, phrases: Phrases) -> None:
        self._members = members
        self._phrases = phrases
        self._say = phrases.say
        self._grids = Grids(phrases)

    # ---- of one time

    def put_grades(self, request: Request, builder: AnswerBuilder) -> bool:
        """The grades asked for, the sentence that answers first; False where there are none to
        tell.
        """
        conditions = request.conditions or (Condition(),)
        said: list[_Said] = []
        for council in request.councils:
            for condition in sorted(conditions, key=_by_what_is_asked):
                found = self._of_council(council, request, condition)
                if not found:
                    return False
                said += found
        self._put_said(said, request, builder)
        if len(said) == 1 and len(said[0].rows) == 1 and not is_of_all(conditions[0]):
            self._put_beside(said[0].rows[0], conditions[0], builder)
        self._put_grid(request, builder)
        return True

    def _put_beside(self, row: Row, condition: Condition, builder: AnswerBuilder) -> None:
        """What a grade was at the inspection before, and what it is now where it is not the
        latest.
        """
        topic = (*condition.areas, Topic.OVERALL)[0]
        all_of_it = self._members.inspections(row.council, Request(), (topic,))
        graded = [each for report in all_of_it if (each := graded_row(report, topic))]
        at = next(
            (place for place, each in enumerate(graded) if each.report.id == row.report.id), None
        )
        if at is None or condition.which is not Which.NAMED:
            return
        for name, others in (
            ("time-since", graded[: min(at, 1)]),
            ("time-before", graded[at + 1 : at + 2]),
        ):
            for other in others:
                facts = self._phrases.facts(other.report)
                grade = self._phrases.grade_as_given(other, topic)
                builder.say(
                    self._say(name, grade=grade, inspected=facts["inspected"]),
                    [other],
                    other.council,
                )

    def _of_council(self, council: str, request: Request, condition: Condition) -> list[_Said]:
        reports = self._members.reports(council, request, condition)
        if is_of_all(condition) and condition.grades:
            asks_when = Want.DATES in request.wants
            return self._over_inspections(council, reports, condition, asks_when=asks_when)
        if condition.which is not Which.NAMED:
            return [self._of_every(report, condition, request) for report in reports]
        areas = condition.areas or (Topic.OVERALL,)
        return [
            self._of_area(report, topic, condition, request)
            for report in reports
            for topic in areas
        ]

    def _of_area(
        self, report: Report, topic: Topic, condition: Condition, request: Request
    ) -> _Said:
        row = graded_row(report, topic)
        if row is None:
            return self._ungraded(report, topic)
        facts = self._phrases.of_row(row)
        if row.judgement.area not in topic.areas:
            text = self._say("grade-combined", topic=topic.value, **facts)
            return _Said(text, (row,), row.council)
        holds = row.grade in condition.grades if condition.grades else None
        if holds is False:
            claimed = say_grades(condition.grades)
            name = "denied" if Want.YES_OR_NO in request.wants else "corrected"
            return _Said(self._say(name, claimed=claimed, **facts), (row,), row.council, holds)
        return _Said(self._say("grade", **facts), (row,), row.council, holds)

    def _ungraded(self, report: Report, topic: Topic) -> _Said:
        """An inspection without a grade of its own for an area; none has been overall since
        2026.
        """
        facts = self._phrases.facts(report)
        if topic is not Topic.OVERALL:
            del facts["published"]
            text = self._say("no-grade", council=report.council, topic=topic.value, **facts)
            return _Said(text, (), report.council)
        rows = rows_of(report)
        given = ", ".join(f"{row.grade} ({row.judgement.area.label})" for row in rows)
        told = [
            self._say("no-overall", council=report.council, grades=given, **facts),
            self._last_overall(report)[0],
        ]
        if since := no_overall_since(report):
            told.insert(0, self._say("overall-ended", since=f"{since:%B %Y}"))
        return _Said(
            " ".join(filter(None, told)),
            self._cited_overall(report),
            report.council,
        )

    def _last_overall(self, report: Report) -> tuple[str, Row | None]:
        """The overall grade of the last inspection before that gave one."""
        for earlier in self._members.library.inspections(report.council):
            row = algebra.graded(earlier, Topic.OVERALL)
            if row and earlier.newest < report.newest:
                return self._say("last-overall", **self._phrases.of_row(row)), row
        return "", None

    def _cited_overall(self, report: Report) -> tuple[Row, ...]:
        last = self._last_overall(report)[1]
        return (*rows_of(report), *([last] if last else []))

    def _of_every(self, report: Report, condition: Condition, request: Request) -> _Said:
        """All areas of an inspection, or any of them: how often each grade was given."""
        rows = algebra.lines(report, condition)
        if not rows:
            return self._ungraded(report, (*condition.areas, Topic.OVERALL)[0])
        asks = condition.grades or condition.which is Which.EVERY
        holds = algebra.fits(rows, condition) if asks else None
        text = self._say(
            "areas-graded",
            council=report.council,
            count=len(rows),
            grades=self._phrases.spread(rows),
            **self._phrases.facts(report),
        )
        return _Said(text, rows, report.council, holds)

    def _over_inspections(
        self, council: str, reports: Sequence[Report], condition: Condition, *, asks_when: bool
    ) -> list[_Said]:
        """At how many of its inspections a council had a grade: "ever", "never", "twice"; where
        it is asked when, at which: "when was it first good?".
        """
        finding = algebra.find(reports, condition)
        if not finding.looked:
            return []
        topic = (*condition.areas, Topic.OVERALL)[0]
        rows = tuple(row for look in finding.looked for row in look.rows)
        text = self._say(
            "over-inspections",
            council=council,
            condition=self._phrases.condition(at_one(condition)),
            count=len(finding.fitting),
            total=len(finding.looked),
            years=self._years(finding),
            grades=self._phrases.over_time(rows, topic if len(condition.areas) < 2 else None),
        )
        if asks_when and finding.fitting:
            text = f"{self._when_given(council, finding, condition)} {text}"
        return [_Said(text, rows, council, finding.holds)]

    def _when_given(self, council: str, finding: Finding, condition: Condition) -> str:
        """At which inspections a grade was given, the first of them first."""
        given = [self._phrases.facts(look.rows[0].report) for look in reversed(finding.fitting)]
        return self._say(
            "when-given",
            council=council,
            condition=self._phrases.condition(at_one(condition)),
            inspections=say_names([self._say("one-given", **facts) for facts in given]),
        )

    def _years(self, finding: Finding) -> str:
        rows = [look.rows[0] for look in finding.fitting]
        years = sorted(year_of(r.report) for r in rows)
        return f" ({', '.join(years)})" if years else ""

    def _put_said(self, said: Sequence[_Said], request: Request, builder: AnswerBuilder) -> None:
        """All sentences; asked whether it is so, what denies it comes first, after Yes or No."""
        said = sorted(said, key=lambda each: each.holds is not False)
        is_known = said[0].holds is False or all(each.holds for each in said)
        asks_whether = Want.YES_OR_NO in request.wants or any(
            condition.span in {Span.EVER, Span.NEVER} and condition.grades
            for condition in request.conditions
        )
        if asks_whether and is_known and Want.DATES not in request.wants:
            verdict = "no" if said[0].holds is False else "yes"
            said = [replace(said[0], text=self._say(verdict, text=said[0].text)), *said[1:]]
        for each in said:
            builder.say(each.text, each.rows, each.council)

    def _put_grid(self, request: Request, builder: AnswerBuilder) -> None:
        """All areas beside what is answered: of each council, each inspection, or the one asked."""
        if len(request.councils) > 1:
            shown = [self._shown(council, request) for council in request.councils]
            self._grids.side_by_side([report for report in shown if report], builder)
        elif request.times.last > 1:
            self._put_history(request.councils[0], request, builder)
        elif request.times.is_named:
            if report := self._shown(request.councils[0], request):
                self._grids.of_one(report, builder)
        elif request.areas in _WHOLE or any(map(is_of_all, request.conditions)):
            self._put_history(request.councils[0], replace(request, times=LATEST), builder)

    def _shown(self, council: str, request: Request) -> Report | None:
        """The inspection whose grades are shown beside an answer."""
        areas = (Condition(request.areas), Condition())
        return next((r for c in areas for r in self._members.reports(council, request, c)), None)

    # ---- over time

    def put_history(self, request: Request, builder: AnswerBuilder) -> bool:
        """The grades of each area asked for in order of time, then the grid of all inspections."""
        for council in request.councils:
            lines = [
                self._history(council, request, topic)
                for topic in request.areas or (Topic.OVERALL,)
            ]
            if not any(rows for _, rows in lines):
                return False
            for text, rows in lines:
                if rows:
                    builder.say(text, rows, council)
        for council in request.councils:
            self._put_history(council, request, builder)
        return True

    def _history(self, council: str, request: Request, topic: Topic) -> tuple[str, tuple[Row, ...]]:
        reports = self._members.reports(council, request, Condition((topic,), span=Span.EVER))
        rows = tuple(row for report in reports if (row := graded_row(report, topic)))
        grades = self._phrases.over_time(rows, topic)
        area = self._phrases.of_area(topic)
        return self._say("over-time", council=council, area=area, grades=grades), rows

    def _put_history(self, council: str, request: Request, builder: AnswerBuilder) -> None:
        every = Condition(request.areas, span=Span.EVER)
        reports = self._members.reports(council, request, every)
        self._grids.over_time([report for report in reports if report.judgements], builder)

    # ---- what is taken for granted

    def put_premise(self, request: Request, builder: AnswerBuilder) -> bool:
        """The grades that a message takes for granted, set right where they are wrong."""
        council = request.councils[0]
        said = [each for c in request.premise for each in self._premise(council, request, c)]
        for each in said:
            builder.say(each.text, each.rows, each.council)
        return bool(said)

    def _premise(self, council: str, request: Request, condition: Condition) -> list[_Said]:
        if request.times.is_named or is_of_all(condition) or condition.which is not Which.NAMED:
            return self._of_council(council, replace(request, wants=frozenset()), condition)
        said: list[_Said] = []
        for topic in condition.areas or (Topic.OVERALL,):
            latest = self._members.reports(council, request, Condition((topic,)))
            if not latest:
                continue
            row = row_of(latest[0], topic)
            if row and row.grade in condition.grades or not self._had(council, topic, condition):
                said.append(
                    self._of_area(latest[0], topic, condition, replace(request, wants=frozenset()))
                )
            else:
                text, rows = self._history(council, request, topic)
                said.append(_Said(text, rows, council))
        return said

    def _had(self, council: str, topic: Topic, condition: Condition) -> bool:
        """Whether a council had a grade at an inspection before."""
        every = self._members.inspections(council, Request(), (topic,))
        return any(row.grade in condition.grades for r in every if (row := graded_row(r, topic)))


def _by_what_is_asked(condition: Condition) -> tuple[bool, bool]:
    """An area before one that a grade is told of, and before the whole: "outstanding in all but
    one: what was that?".
    """
    return condition.areas == (Topic.OVERALL,), not condition.areas
