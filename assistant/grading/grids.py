"""Grades side by side: areas by inspections of one council, or by councils; and how they are
spread.

A cell is a grade and its citation. Where one grade covered two areas it stands in a row of its own,
as neither of the two had it.
"""

from collections.abc import Iterable, Sequence

from assistant.answers import Claim
from assistant.areas import Topic, topics_in
from assistant.grading.algebra import grouped
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import Phrases, head, noun
from assistant.grading.rows import row_of
from index.dates import say_windows
from index.reports import Grade, Report


class Grids:
    """Puts tables of grades on a sheet, each cell cited."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def over_time(self, reports: Sequence[Report], builder: AnswerBuilder) -> None:
        """The grades of one council at each inspection, the latest first."""
        heads = [say_windows(report.inspection.windows) for report in reports]
        if reports:
            heading = self._phrases.say("grades-over-time", council=reports[0].council)
            self._grid(reports, heads, heading, builder)

    def side_by_side(self, reports: Sequence[Report], builder: AnswerBuilder) -> None:
        """The grades of some councils, a report of each."""
        heads = [f"{r.council} ({say_windows(r.inspection.windows)})" for r in reports]
        self._grid(reports, heads, self._phrases.say("grades-side-by-side"), builder)

    def of_one(self, report: Report, builder: AnswerBuilder) -> None:
        """Every grade of one inspection."""
        heads = [say_windows(report.inspection.windows)]
        self._grid([report], heads, self._phrases.say("all-areas"), builder)

    def spread(self, grades: Iterable[Grade], topic: Topic, builder: AnswerBuilder) -> None:
        """How often each grade was given, best first; `grades` are all of them."""
        heading = self._phrases.say("spread-of-all", topic=noun(topic))
        self.spreads({self._phrases.say("spread-row"): list(grades)}, "", builder, heading)

    def spreads(
        self, groups: dict[str, list[Grade]], column: str, builder: AnswerBuilder, heading: str = ""
    ) -> None:
        """How often each grade was given in each group."""
        given = grouped(
            (grade for grades in groups.values() for grade in grades), lambda grade: grade
        )
        columns = [grade for grade in Grade.all() if grade in given]
        rows = [
            [Claim(label), *(Claim(str(grades.count(grade))) for grade in columns)]
            for label, grades in groups.items()
        ]
        builder.table((column, *(grade.value for grade in columns)), rows, heading)

    def _grid(
        self, reports: Sequence[Report], heads: Sequence[str], heading: str, builder: AnswerBuilder
    ) -> None:
        rows = [
            [Claim(head(topic.value)), *(self._cell(report, topic, builder) for report in reports)]
            for topic in topics_in(reports)
            if any(row_of(report, topic) for report in reports)
        ]
        builder.table(("", *heads), rows, heading)

    def _cell(self, report: Report, topic: Topic, builder: AnswerBuilder) -> Claim:
        row = row_of(report, topic)
        numbers = builder.cite([row])
        if row is None or not numbers:
            return Claim(self._phrases.say("not-graded-cell"), (), report.council)
        return Claim(row.grade.value, numbers, report.council)
