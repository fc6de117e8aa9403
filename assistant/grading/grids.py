"""Grades side by side: areas by inspections of one council, or by councils; and how they are spread.

A cell is a grade and its citation. Where one grade covered two areas it stands in a row of its own,
as neither of the two had it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.answers import Citation, Claim, Part
from assistant.citing import Citer
from assistant.grading.rows import row_of
from assistant.understanding.areas import Topic
from assistant.wording import Wording
from index.dates import say_windows
from index.reports import Grade, Report

MOST_INSPECTIONS = 4  # columns; a council has four graded inspections at the most as a rule
_AREAS = (
    Topic.OVERALL,
    Topic.HELP,
    Topic.IN_CARE_AND_LEAVERS,
    Topic.IN_CARE,
    Topic.CARE_LEAVERS,
    Topic.LEADERS,
    Topic.ADOPTION,
)

Cited = tuple[Part, list[Citation]]


class Grids:
    """Makes tables of grades, each cell cited."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def over_time(self, reports: Sequence[Report], citer: Citer) -> Cited:
        """The grades of one council at each inspection, the latest first."""
        shown = reports[:MOST_INSPECTIONS]
        heads = [say_windows(report.inspection.windows) for report in shown]
        heading = self._wording.say("grades-over-time", council=shown[0].council)
        return self._grid(shown, heads, heading, citer)

    def side_by_side(self, reports: Sequence[Report], citer: Citer) -> Cited:
        """The grades of some councils, a report of each."""
        heads = [f"{r.council} ({say_windows(r.inspection.windows)})" for r in reports]
        return self._grid(reports, heads, self._wording.say("grades-side-by-side"), citer)

    def spread(self, grades: Iterable[Grade], topic: Topic) -> Part:
        """How often each grade was given, best first; `grades` are all of them."""
        counts = Counter(grades)
        given = [grade for grade in Grade if counts[grade]]
        cells = [Claim(self._wording.say("spread-row")), *(Claim(str(counts[grade])) for grade in given)]
        heading = self._wording.say("spread-of-all", topic=topic.value)
        return Part(tuple(cells), heading, columns=("", *(grade.value for grade in given)))

    def _grid(self, reports: Sequence[Report], heads: Sequence[str], heading: str, citer: Citer) -> Cited:
        cells: list[Claim] = []
        citations: list[Citation] = []
        for topic in _AREAS:
            rows = [row_of(report, topic) for report in reports]
            if not any(rows):
                continue
            cells.append(Claim(topic.value[0].upper() + topic.value[1:]))
            for row, report in zip(rows, reports, strict=True):
                citation = citer.cite_judgement(row.judgement, report) if row else None
                if row is None or citation is None:
                    cells.append(Claim(self._wording.say("not-graded-cell"), (), report.council))
                else:
                    cells.append(Claim(row.judgement.grade.value, (citation.number,), report.council))
                    citations.append(citation)
        return Part(tuple(cells), heading, columns=("", *heads)), citations
