"""A judgement as a line: its council, area and grade, with the one before it where a move is
asked for.
"""

from dataclasses import dataclass

from assistant.areas import Topic, judged
from assistant.request import Change
from assistant.scale import RANKS
from index.reports import Grade, Judgement, Report

HALVES = (Topic.IN_CARE, Topic.CARE_LEAVERS)  # which one combined grade covered until 2022


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement of a report, and the one before it where a change is asked for."""

    report: Report
    judgement: Judgement
    before: "Row | None" = None

    @property
    def council(self) -> str:
        """The council judged."""
        return self.report.council

    @property
    def grade(self) -> Grade:
        """The grade given."""
        return self.judgement.grade

    @property
    def steps(self) -> int | None:
        """By how many grades it moved, up is more than 0; None where the scales cannot be
        compared.
        """
        if self.before is None:
            return None
        grades = [self.before.grade, self.grade]
        if any(grade is Grade.ADEQUATE or grade not in RANKS for grade in grades):
            return None
        return RANKS[grades[1]] - RANKS[grades[0]]

    @property
    def change(self) -> Change | None:
        """How the grade moved; None where the scales cannot be compared."""
        steps = self.steps
        if steps is None:
            return None
        return Change.UP if steps > 0 else Change.DOWN if steps < 0 else Change.SAME


def row_of(report: Report, topic: Topic) -> Row | None:
    """The judgement of a report that answers for a topic, if it gives one."""
    area = judged(report, topic)
    return next((Row(report, j) for j in report.judgements if j.area is area), None)


def rows_of(report: Report) -> tuple[Row, ...]:
    """Every grade that a report gives, in its own order."""
    return tuple(Row(report, j) for j in report.judgements if j.grade in RANKS)


def graded_row(report: Report, topic: Topic) -> Row | None:
    """The judgement that answers for a topic, or the combined one that covers it."""
    return row_of(report, topic) or combined_row(report, topic)


def combined_row(report: Report, topic: Topic) -> Row | None:
    """The one grade that covers both halves, to be shown as what it is."""
    return row_of(report, Topic.IN_CARE_AND_LEAVERS) if topic in HALVES else None
