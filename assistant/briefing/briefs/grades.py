"""The grades of a brief: overall in its first line, by area in a line or a table, and how each has
moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Claim
from assistant.areas import Topic, topics_of
from assistant.briefing.briefs.desk import Desk, Made
from assistant.grading.phrases import head
from assistant.grading.rows import HALVES, Row, graded_row, row_of
from assistant.request import Change
from index.dates import say_windows
from index.reports import Report


class Grades:
    """Tells grades."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put_lead(self, made: Made) -> None:
        """The overall grade, how it moved, and of which report it is."""
        report = made.report
        row = row_of(report, Topic.OVERALL)
        facts = self._desk.facts(report)
        if row is None:
            made.builder.say(self._desk.say("no-grade", **facts), (), report.council)
        else:
            before = row_of(made.earlier, Topic.OVERALL) if made.earlier else None
            name, moved = self.move(row, before, Topic.OVERALL)
            made.builder.say(
                self._desk.say(f"grade{name}", grade=row.grade, **moved, **facts),
                [row, before],
                row.council,
            )
        self._desk.put_what_it_is(made)

    def put_line(self, made: Made) -> None:
        """The grades of the areas in one line."""
        rows = [
            (topic, row)
            for topic in topics_of(made.report)
            if topic is not Topic.OVERALL and (row := row_of(made.report, topic))
        ]
        if rows:
            told = "; ".join(f"{topic.value} {row.grade.value}" for topic, row in rows)
            grades = [row for _, row in rows]
            made.builder.say(self._desk.say("areas", grades=told), grades, made.report.council)

    def put_moves(self, made: Made) -> None:
        """How the grade of each area has moved, in one line."""
        moved = []
        for topic in topics_of(made.report):
            now = row_of(made.report, topic)
            before = graded_row(made.earlier, topic) if made.earlier else None
            change = change_of(now, before, topic) if now and before else None
            if now and before and change in {Change.UP, Change.DOWN}:
                facts = {"area": topic.value, "before": before.grade, "grade": now.grade}
                moved.append((self._desk.say(f"moved-{change}", **facts), now, before))
        told = "; ".join(said for said, _, _ in moved)
        rows = [row for _, now, before in moved for row in (now, before)]
        name = "moves" if moved else "moves-none"
        made.builder.say(
            self._desk.say(name, **({"moves": told} if moved else {})), rows, made.report.council
        )

    def move(self, row: Row, before: Row | None, topic: Topic) -> tuple[str, dict[str, object]]:
        """How a grade moved, as the ending of a wording, and what that says."""
        if before is None:
            return "", {}
        change = change_of(row, before, topic)
        when: dict[str, object] = {"before_when": say_windows(before.report.inspection.windows)}
        if change and change.value == "same":
            return "-same", when
        return f"-{change.value if change else 'unlike'}", {
            "before": self.grade(before, topic),
            **when,
        }

    def put_table(self, made: Made) -> None:
        """A row an area: its grade, that of the inspection before, and how it moved."""
        reports = [made.report, *([made.earlier] if made.earlier else [])]
        topics = [
            t for t in topics_of(made.report) if t is not Topic.OVERALL and row_of(made.report, t)
        ]
        heads = [
            self._desk.say("head-area"),
            *(
                self._desk.say("head-grade", inspected=say_windows(r.inspection.windows))
                for r in reports
            ),
        ]
        heads += [self._desk.say("head-change")] if made.earlier else []
        rows = [list(self._grade_cells(made, topic, reports)) for topic in topics]
        made.builder.table(heads, rows, self._desk.say("grades" if made.earlier else "grades-only"))

    def _grade_cells(self, made: Made, topic: Topic, reports: Sequence[Report]) -> Iterator[Claim]:
        council = made.report.council
        rows = [graded_row(report, topic) for report in reports]
        yield Claim(head(topic.value))
        for row in rows:
            yield made.builder.cell(self.grade(row, topic), [row], council)
        if made.earlier:
            yield Claim(self._saychange_of(rows, topic), (), council)

    def grade(self, row: Row | None, topic: Topic) -> str:
        """A grade, with what it covers where that is more than one area."""
        if row is None:
            return self._desk.say("not-graded")
        is_combined = topic in HALVES and row.judgement.area not in topic.areas
        return self._desk.say("combined", grade=row.grade) if is_combined else row.grade.value

    def _saychange_of(self, rows: Sequence[Row | None], topic: Topic) -> str:
        now, before = rows
        if now is None or before is None:
            return ""
        change = change_of(now, before, topic)
        return self._desk.say(f"went-{change.value if change else 'unlike'}")


def change_of(now: Row, before: Row, topic: Topic) -> Change | None:
    """How a grade moved; None where one of the two covered another area as well, or is of
    another scale.
    """
    are_alike = all(row.judgement.area in topic.areas for row in (now, before))
    return replace(now, before=before).change if are_alike else None
