"""Grades as a text tells them: overall with how they moved, by area, and those that fell."""

from collections.abc import Sequence

from assistant.areas import Topic, topics_of
from assistant.briefing.chosen import report_before
from assistant.briefing.drafts.desk import Line
from assistant.grading.phrases import noun, say_names
from assistant.grading.rows import Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Change, Request
from assistant.scale import in_order
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Report

PLACEHOLDERS = {
    "graded": frozenset({"whose", "inspected", "published", "grade", "move"}),
    "graded-line": frozenset({"whose", "month", "grade", "move"}),
    "inspected": frozenset({"whose", "inspected", "published"}),
    "graded-short": frozenset({"council", "inspected", "grade", "move"}),
    "graded-post": frozenset({"whose", "year", "grade", "move"}),
    "graded-areas": frozenset({"areas"}),
    "graded-alike": frozenset({"areas", "grade"}),
    "graded-in-areas": frozenset({"whose", "month", "areas"}),
    "of-area": frozenset({"areas", "grade"}),
    "whose": frozenset({"council"}),
    "ours": frozenset(),
    "no-grade": frozenset({"council", "inspected"}),
    "move-up": frozenset({"before", "year"}),
    "move-down": frozenset({"before", "year"}),
    "move-same": frozenset({"year"}),
    **{f"of-four-{grade}": frozenset[str]() for grade in range(1, 5)},
    "headline": frozenset({"council", "grade", "move"}),
    "headline-up": frozenset({"before"}),
    "headline-down": frozenset({"before"}),
    "headline-same": frozenset(),
    "earlier-heading": frozenset(),
    "earlier": frozenset({"council", "grades", "grade", "inspected"}),
}
_OF_FOUR = {"Outstanding": 1, "Good": 2, "Requires improvement": 3, "Inadequate": 4}


class Graded:
    """Tells the grades of one library's reports."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._say = Wording("draft-grades.md", PLACEHOLDERS).say

    def overall(self, request: Request, report: Report, name: str) -> Line:
        """The overall grade, how it moved, and when: "graded-short" in few words."""
        row = row_of(report, Topic.OVERALL)
        inspected = say_windows(report.inspection.windows)
        if row is None:
            return Line(self._say("no-grade", council=report.council, inspected=inspected))
        before = self.before(report)
        facts = {
            "council": report.council,
            "whose": self.whose(request, report.council),
            "inspected": inspected,
            "published": say_date(report.published),
            "month": f"{report.ended:%B %Y}",
            "year": str(report.newest.year),
            "grade": row.grade.value,
            "move": self.move(row, before),
        }
        facts = {key: facts[key] for key in PLACEHOLDERS[name]}
        rows = (row, before) if before else (row,)
        return Line(self._say(name, **facts), rows)

    def lead(self, request: Request, report: Report, name: str) -> Line:
        """The grade of what a text is on: overall as "graded-line" or another wording, or of the
        areas that are meant.
        """
        asked = [area for area in request.areas if area is not Topic.OVERALL]
        rows = list(dict.fromkeys(row for area in asked if (row := graded_row(report, area))))
        if not rows:
            return self.overall(request, report, name)
        told = say_names(self._by_grade(rows))
        facts = {
            "whose": self.whose(request, report.council),
            "month": f"{report.ended:%B %Y}",
            "areas": told,
        }
        return Line(self._say("graded-in-areas", **facts), tuple(rows))

    def whose(self, request: Request, council: str) -> str:
        """Whose services they are: "our" where the council itself speaks."""
        if request.speaks_for_council and len(request.councils) == 1:
            return self._say("ours")
        return self._say("whose", council=council)

    def before(self, report: Report) -> Row | None:
        """The overall grade of the inspection before."""
        earlier = report_before(self._library, report)
        return row_of(earlier, Topic.OVERALL) if earlier else None

    def move(self, row: Row, before: Row | None) -> str:
        """How a grade moved: ", up from Inadequate in 2019"."""
        change = Row(row.report, row.judgement, before).change if before else None
        if before is None or change is None:
            return ""
        year = before.report.newest.year
        if change is Change.SAME:
            return self._say("move-same", year=year)
        return self._say(f"move-{change}", before=before.grade.value, year=year)

    def meaning(self, report: Report) -> Line | None:
        """Where the overall grade stands among the four, for those who do not know."""
        row = row_of(report, Topic.OVERALL)
        place = _OF_FOUR.get(row.grade.value) if row else None
        return Line(self._say(f"of-four-{place}"), (row,)) if row and place else None

    def headline(self, report: Report) -> Line | None:
        """The verdict as a headline: "Ofsted rates Leeds children’s services Good, up from …"."""
        row, before = row_of(report, Topic.OVERALL), self.before(report)
        if row is None:
            return None
        change = Row(row.report, row.judgement, before).change if before else None
        facts = {"before": before.grade.value} if before and change is not Change.SAME else {}
        move = self._say(f"headline-{change}", **facts) if change else ""
        rows = (row, before) if before else (row,)
        return Line(
            self._say("headline", council=report.council, grade=row.grade.value, move=move), rows
        )

    def areas(self, request: Request, report: Report) -> Line | None:
        """The grades of the areas that are meant, in one sentence, by grade from the best down."""
        asked = [a for a in request.areas if a is not Topic.OVERALL] or topics_of(report)[1:]
        rows = list(dict.fromkeys(row for area in asked if (row := graded_row(report, area))))
        if not rows:
            return None
        if len(rows) > 1 and len({row.grade for row in rows}) == 1:
            areas = say_names([area_of(row) for row in rows])
            said = self._say("graded-alike", areas=areas, grade=rows[0].grade.value)
            return Line(said, tuple(rows))
        told = self._by_grade(rows)
        joined = "; ".join(told) if any(" and " in each for each in told) else say_names(told)
        return Line(self._say("graded-areas", areas=joined), tuple(rows))

    def _by_grade(self, rows: Sequence[Row]) -> list[str]:
        """The areas of each grade, from the best down: "Good for leadership and care leavers"."""
        of_grade = {
            grade: say_names([area_of(row) for row in rows if row.grade is grade])
            for grade in in_order({row.grade for row in rows})
        }
        return [
            self._say("of-area", areas=areas, grade=grade.value)
            for grade, areas in of_grade.items()
        ]

    def fallen(self, request: Request, report: Report) -> list[Row]:
        """The grades of a report that fell, of the areas that are meant."""
        earlier = report_before(self._library, report)
        areas = [area for area in topics_of(report) if not request.areas or area in request.areas]
        rows = [
            Row(report, row.judgement, before)
            for topic in areas
            if earlier and (row := row_of(report, topic)) and (before := row_of(earlier, topic))
        ]
        return [row for row in rows if row.change is Change.DOWN]

    def earlier(self, report: Report) -> tuple[str, Line] | None:
        """A plain answer on the grades before, with its heading: honest, dated, and no more."""
        rows = [
            row
            for each in reversed(self._library.inspections(report.council))
            if (row := row_of(each, Topic.OVERALL))
        ]
        if len(rows) < 2:  # noqa: PLR2004 - there is nothing before
            return None
        told = [f"{row.grade.value} in {row.report.newest.year}" for row in rows[:-1]]
        text = self._say(
            "earlier",
            council=report.council,
            grades=say_names(told),
            grade=rows[-1].grade.value,
            inspected=say_windows(rows[-1].report.inspection.windows),
        )
        return self._say("earlier-heading"), Line(text, tuple(rows))


def area_of(row: Row) -> str:
    """The area of a grade as a noun: "help and protection"."""
    return noun(next(t for t in topics_of(row.report) if row.judgement.area in t.areas))
