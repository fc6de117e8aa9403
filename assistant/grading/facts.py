"""When inspections were, which there are, and what the library holds."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answers import Claim
from assistant.areas import Topic
from assistant.grading.builder import AnswerBuilder, dates_of
from assistant.grading.members import Members
from assistant.grading.phrases import Phrases, head
from assistant.grading.rows import row_of, rows_of
from assistant.request import First, Request, Unit, Want
from index.dates import say_date
from index.reports import Kind, Report


class FactTeller:
    """Says what the catalogue knows of inspections beside their grades."""

    def __init__(self, members: Members, phrases: Phrases, today: Callable[[], date]) -> None:
        self._members = members
        self._phrases = phrases
        self._say = phrases.say
        self._today = today

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """When and what, of each council that is named; else what the library holds."""
        if Want.TITLE in request.wants:
            return False  # who led an inspection stands on its title page
        if not request.councils:
            return self._put_library(request, builder)
        return all([self._put_council(council, request, builder) for council in request.councils])

    def _put_council(self, council: str, request: Request, builder: AnswerBuilder) -> bool:
        held = self._members.held(council, request, request.kinds)
        if not held:
            return False
        if Want.HOLDINGS in request.wants or request.unit is Unit.REPORTS:
            self._put_reports(council, held, builder)
        elif request.times.is_named:
            for report in held[: 1 if request.times.back else None]:
                self._put_dates("inspected-then", report, builder)
        else:
            self._put_last(held, request, builder)
        return True

    def _put_last(self, held: Sequence[Report], request: Request, builder: AnswerBuilder) -> None:
        """The latest inspection that gave grades, and what has come after it; or the newest of a
        kind.
        """
        if request.order is First.OLDEST:
            self._put_dates("first-inspected", held[-1], builder)
            return
        graded = [report for report in held if report.kind.judges_council]
        last = held[0] if request.kinds or not graded else graded[0]
        self._put_dates("last-inspected", last, builder)
        for report in held[: held.index(last)]:
            self._put_dates("since-then", report, builder)
        if row := row_of(last, Topic.OVERALL):
            grade = self._say("last-grade", grade=row.judgement.grade.value)
            builder.say(grade, [row], last.council)

    def _put_dates(self, name: str, report: Report, builder: AnswerBuilder) -> None:
        row = row_of(report, Topic.OVERALL) or next(iter(rows_of(report)), None)
        builder.say(self._dates(name, report), [row], report.council)

    def _dates(self, name: str, report: Report) -> str:
        day = report.ended
        ago = self._phrases.ago(day, self._today())
        return self._say(name, council=report.council, ago=ago, **self._phrases.facts(report))

    def _put_reports(self, council: str, held: Sequence[Report], builder: AnswerBuilder) -> None:
        """Every report of a council with its dates and its file."""
        first, last = held[-1], held[0]
        days = {"first": say_date(first.published), "last": say_date(last.published)}
        name = "has-reports" if len(held) > 1 else "has-report"
        facts = days if len(held) > 1 else {"last": days["last"]}
        text = self._say(
            name, council=council, **facts, **({"count": len(held)} if len(held) > 1 else {})
        )
        builder.say(text, [row_of(report, Topic.OVERALL) for report in held], council)
        heads = [self._say(f"head-{name}") for name in ("kind", "inspected", "published", "file")]
        rows = [
            [Claim(head(r.kind_label), (), council), *dates_of(r), Claim(r.file, (), council)]
            for r in held
        ]
        builder.table(heads, rows)

    def _put_library(self, request: Request, builder: AnswerBuilder) -> bool:
        """How many reports of how many councils, from when to when, and of which kinds."""
        names = self._members.councils(request)
        if names is None:
            return False
        held = [r for name in names for r in self._members.held(name, request, request.kinds)]
        where = self._phrases.where(request)
        if not held:
            times = request.times if request.times.is_named else ""
            builder.note(self._say("none-held", where=where, times=f" ({times})" if times else ""))
            return True
        days = sorted(report.published for report in held if report.published)
        text = self._say(
            "library",
            count=len(held),
            councils=len({report.council for report in held}),
            first=say_date(days[0] if days else None),
            last=say_date(days[-1] if days else None),
            where=where,
        )
        newest = self._dates("newest-report", max(held, key=lambda report: report.newest))
        builder.say(f"{text} {newest}")
        self._put_kinds(held, builder)
        return True

    def _put_kinds(self, held: Sequence[Report], builder: AnswerBuilder) -> None:
        counts = Counter(report.kind for report in held)
        heads = (self._say("head-kind"), self._say("head-reports"))
        rows = [
            [Claim(head(kind.label)), Claim(str(counts[kind]))]
            for kind in Kind.all()
            if counts[kind]
        ]
        builder.table(heads, rows)
