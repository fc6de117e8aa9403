"""A judgement as a row of an answer, with the one before it, and which conditions it fits."""

from dataclasses import dataclass

from assistant.understanding.areas import Topic, judged
from assistant.understanding.conditions import Conditions
from assistant.understanding.grade_words import RANKS
from assistant.understanding.moves import Change
from index.reports import Grade, Judgement, Report


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
    def change(self) -> Change | None:
        """How the grade moved; None where the scales cannot be compared."""
        if self.before is None:
            return None
        grades = [self.before.judgement.grade, self.judgement.grade]
        if any(grade is Grade.ADEQUATE or grade not in RANKS for grade in grades):
            return None
        step = RANKS[grades[1]] - RANKS[grades[0]]
        return Change.UP if step > 0 else Change.DOWN if step < 0 else Change.SAME


def row_of(report: Report, topic: Topic) -> Row | None:
    """The judgement of a report that answers for a topic, if it gives one."""
    area = judged(report, topic)
    return next((Row(report, j) for j in report.judgements if j.area is area), None)


def graded_row(report: Report, topic: Topic) -> Row | None:
    """The judgement that answers for a topic, or the combined one that covers it."""
    return row_of(report, topic) or combined_row(report, topic)


def combined_row(report: Report, topic: Topic) -> Row | None:
    """The one grade that covers both halves, to be shown as what it is."""
    if topic not in {Topic.IN_CARE, Topic.CARE_LEAVERS}:
        return None
    return row_of(report, Topic.IN_CARE_AND_LEAVERS)


def moved_as_asked(row: Row, conditions: Conditions) -> bool:
    """Whether a row moved from the one before it in the way that a question asks for."""
    if conditions.move:
        before = row.before
        return (
            before is not None
            and before.judgement.grade in conditions.move.before
            and row.judgement.grade in conditions.move.after
        )
    return conditions.change is None or row.change is conditions.change
