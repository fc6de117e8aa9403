"""A page for a briefing: what inspectors said, what it means, what to ask."""

from collections.abc import Callable
from datetime import date

from assistant.areas import Topic, topics_of
from assistant.briefing.drafts.desk import ON_A_PAGE, Line, facts_of, put_bullets
from assistant.briefing.drafts.graded import Graded, area_of
from assistant.briefing.drafts.questions import Questions
from assistant.briefing.points import points_of
from assistant.briefing.sheets import Sheet
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import Row, row_of
from assistant.request import Change, Request
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_windows
from index.reports import Report
from index.storing.store import Store

MONTHS_OF_YEARS = 24  # from here on an age is told in years
PLACEHOLDERS = {
    "page": frozenset({"council", "kind", "inspected", "published"}),
    "strength-label": frozenset(),
    "weakness-label": frozenset(),
    "improve-label": frozenset(),
    "page-said": frozenset(),
    "page-means": frozenset(),
    "page-ask": frozenset(),
    "means-up": frozenset({"before", "grade", "inspected"}),
    "means-down": frozenset({"before", "grade"}),
    "means-same": frozenset({"grade"}),
    "means-first": frozenset({"grade"}),
    "means-weakest": frozenset({"areas", "grade"}),
    "means-level": frozenset({"grade"}),
    "means-points": frozenset({"count"}),
    "means-old": frozenset({"ago"}),
    "years": frozenset({"count"}),
    "months": frozenset({"count"}),
}


class Page:
    """Makes the page of a report."""

    def __init__(
        self, store: Store, graded: Graded, questions: Questions, today: Callable[[], date]
    ) -> None:
        self._store, self._graded, self._questions = store, graded, questions
        self._today = today
        self._say = Wording("draft-page.md", PLACEHOLDERS).say

    def put(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """What they said, what it means, what to ask: in that order."""
        report = sheet.report
        builder.note(self._say("page", **facts_of(report)))
        said = [
            self._graded.overall(request, report, "graded-line"),
            self._graded.areas(request, report),
        ]
        put_bullets([line for line in said if line], builder, report, self._say("page-said"))
        quotes = [
            Quoted(passage, report, self._say(f"{name}-label"))
            for name, kind in (("strength",) * 2, ("weakness",) * 2, ("improve", "point"))
            for passage in list(sheet.told.get(kind, ()))[: None if kind == "point" else ON_A_PAGE]
        ]
        builder.quotes(quotes)
        put_bullets(self._means(report), builder, report, self._say("page-means"))
        asked = list(self._questions.asked(request, sheet))[: ON_A_PAGE + 1]
        put_bullets(asked, builder, report, self._say("page-ask"))

    def _means(self, report: Report) -> list[Line]:
        """What follows from the grades, the list and the age of the report, and no more."""
        lines: list[Line] = []
        row, before = row_of(report, Topic.OVERALL), self._graded.before(report)
        if row:
            change = Row(row.report, row.judgement, before).change if before else None
            facts: dict[str, str] = {"grade": row.grade.value}
            if change in {Change.UP, Change.DOWN} and before:
                facts["before"] = before.grade.value
            if change is Change.UP:
                facts["inspected"] = say_windows(report.inspection.windows)
            name = f"means-{change}" if change else "means-first"
            lines.append(Line(self._say(name, **facts), (row, before) if before else (row,)))
        rows = [r for area in topics_of(report)[1:] if (r := row_of(report, area))]
        lowest = min((RANKS[r.grade] for r in rows), default=0)
        weak = [r for r in rows if RANKS[r.grade] == lowest]
        if rows and len(weak) < len(rows):
            areas = say_names([area_of(r) for r in weak])
            said = self._say("means-weakest", areas=areas, grade=weak[0].grade.value)
            lines.append(Line(said, tuple(weak)))
        elif rows:
            said = self._say("means-level", grade=rows[0].grade.value)
            lines.append(Line(said, tuple(rows)))
        if points := points_of(self._store, report):
            lines.append(Line(self._say("means-points", count=len(points))))
        months = (self._today() - report.newest).days // 30
        if months >= MONTHS_OF_YEARS // 4:
            is_long = months >= MONTHS_OF_YEARS
            ago = self._say(
                "years" if is_long else "months", count=months // 12 if is_long else months
            )
            lines.append(Line(self._say("means-old", ago=ago)))
        return lines
