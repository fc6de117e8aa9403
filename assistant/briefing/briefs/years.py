"""A brief over the years: each inspection from the oldest, with its grade and what it says; quoted,
or as so many dated lines.
"""

from collections.abc import Sequence

from assistant.answers import Claim, Part
from assistant.areas import SECTIONS, Topic
from assistant.briefing.briefs.desk import Desk, Made
from assistant.briefing.briefs.grades import Grades, change_of
from assistant.briefing.gravity import gravest_first
from assistant.briefing.retelling import retold
from assistant.briefing.sentences import stands_alone
from assistant.grading.builder import Quoted
from assistant.grading.rows import Row, row_of
from assistant.request import Change, Polarity, Want
from assistant.scale import RANKS
from index.dates import say_windows
from index.reports import Grade, Passage, Report, Section

OF_A_YEAR = 2  # sentences of the opening of each report over the years
LONGEST = 40  # words of a finding that a line tells


class Years:
    """Tells of one inspection after the other."""

    def __init__(self, desk: Desk, grades: Grades) -> None:
        self._desk, self._grades = desk, grades

    def put(self, made: Made) -> None:
        """Each inspection from the oldest; then what must still improve."""
        if made.request.number or made.is_short:
            self._put_lines(made)
            return
        council = made.report.council
        reports = self._reports(made)
        rows = [row_of(report, Topic.OVERALL) for report in reports]
        said = self._desk.say("years", council=council, count=len(reports))
        made.builder.say(said, rows, council)
        before: Row | None = None
        for report, row in zip(reports, rows, strict=True):
            self._put_year(made, report, row, before)
            before = row or before
        self._desk.put_points(made)
        self._desk.put_unknown(made)

    def _reports(self, made: Made) -> list[Report]:
        """The graded inspections, the oldest first, from the year on that is asked for."""
        reports = list(reversed(self._desk.library.inspections(made.report.council)))
        since = made.request.times.since
        late = [r for r in reports if since is None or r.newest >= since]
        return late or reports

    def _put_year(self, made: Made, report: Report, row: Row | None, before: Row | None) -> None:
        facts = {"kind": report.kind_label, "inspected": say_windows(report.inspection.windows)}
        heading = self._desk.say("year-no-grade", **facts)
        if row:
            move = self._move(row, before)
            heading = self._desk.say("year-grade", grade=row.grade.value, move=move, **facts)
        told = self._desk.sentences.on_change(report, 1, (Section.SUMMARY,)) if before else []
        told = [*told, *self._desk.sentences.opening(report, OF_A_YEAR)]
        if not told:
            ways = (Polarity.PRAISE, Polarity.CRITICISM)
            told = [passage for way in ways for passage in self._findings(report, way)[:1]]
        quoted = [Quoted(passage, report) for passage in made.new(told)[:OF_A_YEAR]]
        made.builder.quotes(quoted, heading)

    def _move(self, row: Row, before: Row | None) -> str:
        change = change_of(row, before, Topic.OVERALL) if before else None
        if before is None or change is None:
            return ""
        if change is Change.SAME:
            return self._desk.say("year-same")
        return self._desk.say(f"year-{change}", before=before.grade.value)

    # ---- as lines

    def _put_lines(self, made: Made) -> None:
        """So many dated lines, one for each inspection and the others on the latest: "five
        bullets, with the dates".
        """
        reports = self._reports(made)
        most = made.request.number or len(reports)
        shown = reports if len(reports) <= most else [reports[0], *reports[1:][1 - most :]][:most]
        made.builder.note(self._desk.say("years-lines", council=made.report.council))
        lines: list[Claim] = []
        before: Row | None = None
        for place, report in enumerate(shown):
            row = row_of(report, Topic.OVERALL)
            more = most - len(shown) if place == len(shown) - 1 else 0
            lines += self._lines(made, report, row, before, 1 + more)
            before = row or before
        made.builder.parts.extend(Part((line,)) for line in lines[:most])
        self._desk.put_later(made)

    def _lines(
        self, made: Made, report: Report, row: Row | None, before: Row | None, count: int
    ) -> list[Claim]:
        """The grade with the finding that tells most, and then findings of both sides in turn."""
        facts = {
            "council": report.council,
            "when": f"{report.ended:%B %Y}",
        }
        findings = self._told(made, report, row, count)
        clauses = [self._clause(made, passage) for passage in findings]
        move = self._move(row, before) if row else ""
        name = "year-line" if row else "year-line-no-grade"
        if row:
            facts |= {"grade": row.grade.value, "move": move}
        if not clauses:
            said = self._desk.say(f"{name}-only", **facts)
            return [Claim(said, made.builder.cite([row]), report.council)]
        first = self._desk.say(name, clause=clauses[0], **facts)
        lines = [self._cited(made, report, first, findings[0], row)]
        for clause, passage in zip(clauses[1:], findings[1:], strict=True):
            said = self._desk.say("year-line-more", when=facts["when"], clause=clause)
            lines.append(self._cited(made, report, said, passage, None))
        return lines

    def _cited(
        self, made: Made, report: Report, said: str, passage: Passage, row: Row | None
    ) -> Claim:
        of_grade = made.builder.cite([row])
        quote = made.builder.quote(Quoted(passage, report))
        numbers = (*of_grade, *(quote.citations if quote else ()))
        return Claim(f"• {said}", numbers, report.council)

    def _clause(self, made: Made, passage: Passage) -> str:
        return retold(passage.text, made.report.council, is_plain=Want.PLAIN in made.request.wants)

    def _told(self, made: Made, report: Report, row: Row | None, count: int) -> list[Passage]:
        """The findings that tell most, of the side that the grade is on first."""
        is_good = row is not None and RANKS[row.grade] >= RANKS[Grade.GOOD]
        ways = (Polarity.PRAISE, Polarity.CRITICISM)
        sides = [self._findings(report, way) for way in (ways if is_good else ways[::-1])]
        turns = [passage for turn in zip(*sides, strict=False) for passage in turn]
        rest = [passage for side in sides for passage in side]
        return made.new(list({p.text: p for p in (*turns, *rest)}.values()))[:count]

    def _findings(self, report: Report, way: Polarity) -> list[Passage]:
        """What a report says first on one side, short enough to be told; then its plainest."""
        main = [p for p in self._desk.sentences.main(report, way) if stands_alone(p)]
        passages = self._desk.sentences.of(report, *SECTIONS.values())
        plainest = self._desk.sentences.plainest(passages, way, OF_A_YEAR * 2, best_first=True)
        main = gravest_first(main) if way is Polarity.CRITICISM else main
        return _short_first([*main, *plainest])


def _short_first(passages: Sequence[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: len(passage.text.split()) > LONGEST)
