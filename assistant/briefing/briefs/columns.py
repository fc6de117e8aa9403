"""A brief in columns: strengths beside weaknesses, area by area, or so many of each."""

from collections.abc import Sequence
from itertools import zip_longest

from assistant.answers import Claim
from assistant.areas import SECTIONS
from assistant.briefing.briefs.desk import Desk, Made
from assistant.briefing.briefs.grades import Grades
from assistant.grading.builder import Quoted
from assistant.grading.phrases import head
from assistant.grading.rows import graded_row
from assistant.request import Polarity
from index.reports import Passage

IN_COLUMNS = 2  # of each area, side by side


class Columns:
    """Sets strengths beside weaknesses."""

    def __init__(self, desk: Desk, grades: Grades) -> None:
        self._desk, self._grades = desk, grades

    def put(self, made: Made) -> None:
        """Strengths beside weaknesses, area by area; or so many of each."""
        if made.request.number:
            self._put_so_many(made, made.request.number)
            return
        rows: list[list[Claim]] = []
        for topic, section in SECTIONS.items():
            passages = self._desk.sentences.of(made.report, section)
            sides = [
                made.new(self._desk.sentences.plainest(passages, way, IN_COLUMNS))
                for way in (Polarity.PRAISE, Polarity.CRITICISM)
            ]
            row = graded_row(made.report, topic)
            for place in range(max(map(len, sides), default=0)):
                name = head(topic.value) if place == 0 else ""
                grade = f": {self._grades.grade(row, topic)}" if row and name else ""
                first = made.builder.cell(
                    f"{name}{grade}", [row] if name else [], made.report.council
                )
                rows.append([first, *(self._cell(made, side, place) for side in sides)])
        heads = [self._desk.say(f"head-{name}") for name in ("area", "strengths", "weaknesses")]
        made.builder.table(heads, rows, self._desk.say("columns"))

    def _put_so_many(self, made: Made, most: int) -> None:
        """At most so many strengths beside as many weaknesses, in two columns."""
        asked = made.request.area
        parts = [SECTIONS[asked]] if asked in SECTIONS else list(SECTIONS.values())
        sides = []
        for way in (Polarity.PRAISE, Polarity.CRITICISM):
            main = [] if asked in SECTIONS else self._desk.sentences.main(made.report, way)[:1]
            found = [
                self._desk.sentences.plainest(
                    self._desk.sentences.of(made.report, part), way, most, best_first=True
                )
                for part in parts
            ]
            turns = [p for turn in zip_longest(*found) for p in turn if p]
            sides.append(made.new(list({p.text: p for p in (*main, *turns)}.values())[:most]))
        rows = [
            [self._cell(made, side, place) for side in sides]
            for place in range(max(map(len, sides), default=0))
        ]
        heads = [self._desk.say(f"head-{name}") for name in ("strengths", "weaknesses")]
        made.builder.table(heads, rows, self._desk.say("columns-of", council=made.report.council))

    def _cell(self, made: Made, side: Sequence[Passage], place: int) -> Claim:
        quoted = made.builder.quote(Quoted(side[place], made.report)) if place < len(side) else None
        empty = self._desk.say("none-plain") if place == 0 else ""
        return quoted or Claim(empty, (), made.report.council)
