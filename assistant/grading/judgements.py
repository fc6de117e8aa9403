"""Questions on grades, answered exactly from the catalogue: those of named councils, and of all.

Each grade cites the report, page and printed words that give it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.answers import Answer, Citation, Claim, Part, Refusal, RefusalKind
from assistant.citing import Citer
from assistant.grading.grids import Grids
from assistant.grading.listing import Lister
from assistant.grading.population import Population
from assistant.grading.rows import Row, graded_row
from assistant.library import Library
from assistant.understanding.areas import Topic
from assistant.understanding.conditions import Conditions
from assistant.understanding.grade_words import Clause, in_order, say_grades
from assistant.understanding.moves import Span
from assistant.understanding.questions import Question
from assistant.understanding.wishes import Wish
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Area, Grade, Report
from index.store import Store

COMPOSER = "catalogue"
PLACEHOLDERS = {
    "grade": frozenset({"council", "grade", "area", "kind", "inspected", "published"}),
    "grade-combined": frozenset(
        {"council", "grade", "area", "topic", "kind", "inspected", "published"}
    ),
    "corrected": frozenset(
        {"council", "claimed", "grade", "area", "kind", "inspected", "published"}
    ),
    "no-grade": frozenset({"council", "topic", "kind", "inspected"}),
    "all-areas": frozenset(),
    "grades-over-time": frozenset({"council"}),
    "grades-side-by-side": frozenset(),
    "not-graded-cell": frozenset(),
    "spread-of-all": frozenset({"topic"}),
    "spread-row": frozenset(),
    "matching": frozenset({"count", "total", "where", "condition", "when"}),
    "holding": frozenset({"count", "total", "where", "when"}),
    "spread": frozenset({"topic", "total", "where", "when"}),
    "not-counted": frozenset({"count", "topic"}),
    "not-counted-combined": frozenset({"count"}),
    "whose-neighbours": frozenset({"council"}),
    "coverage": frozenset({"library"}),
}
# A grade is taken for granted, and not just a word of praise used.
_CLAIMS = re.compile(
    r"\b(?:rated|judged|graded|rating|grade|judge?ment|badge)\b"
    r"|\b(?:lost|lose|drop(?:ped)?|improved?|moved|climbed|fell|fall|slip(?:ped)?|went|gone|rose|is|was|were|got|given) (?:\w+ ){0,3}(?:outstanding|inadequate|requires improvement)\b",
    re.I,
)


class JudgementAnswerer:
    """Answers what the catalogue knows, and only what it can answer whole."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("judgements.md", PLACEHOLDERS)
        self._grids = Grids(self._wording)
        self._population = Population(library)
        self._lister = Lister(self._population, self._wording, self._new_citer, self._whole)

    def answer(self, question: Question) -> Answer | Refusal | None:
        """Answer a question on grades; None when it is none, or asks for more than grades."""
        conditions = question.conditions
        if question.absent:
            return None
        if not conditions.is_answerable_exactly:
            part = question.part_on_grades
            return (
                self._of_councils(question, part.conditions)
                if part and not part.asks_more
                else None
            )
        if conditions.neighbours and not question.councils:
            return self._whose_neighbours()
        if _is_on_named_councils(question, conditions):
            return None if question.asks_for_change else self._of_councils(question, conditions)
        if conditions.wish is Wish.SPREAD:
            return self._lister.spread(question, conditions)
        if _limits_a_list(conditions):
            return self._lister.matching(question, conditions)
        return None

    def premise(self, question: Question) -> Answer | None:
        """The grade that a question takes for granted, or asks for beside other things.

        None where it does neither.
        """
        conditions = question.conditions
        if not question.councils or question.absent or conditions.is_answerable_exactly:
            return None
        if part := question.part_on_grades:
            return self._of_councils(question, part.conditions)
        if (
            len(question.councils) != 1
            or not (conditions.grades or conditions.move)
            or not _CLAIMS.search(question.message)
        ):
            return None
        return self._of_councils(question, conditions)

    def _whose_neighbours(self) -> Refusal:
        example = self._library.councils[0] if self._library.councils else "Harrow"
        message = self._wording.say("whose-neighbours", council=example)
        return Refusal(RefusalKind.VAGUE, message)

    def _new_citer(self) -> Citer:
        return Citer(self._store, self._library)

    # ---- the grades of councils that are named

    def _of_councils(self, question: Question, conditions: Conditions) -> Answer | None:
        citer = self._new_citer()
        parts: list[Part] = []
        citations: list[Citation] = []
        shown: list[Report] = []
        for council in question.councils:
            reports = self._population.reports(
                council, question, conditions.topics, every=conditions.span is not Span.LATEST
            )
            if not reports:
                return None  # no judgement of that time: what was written may still help
            shown += reports
            for report in reports:
                for part, cited in self._of_report(report, conditions, citer):
                    parts.append(part)
                    citations += cited
        if not conditions.topics:
            grid, cited = self._grid(question, shown, citer)
            parts.append(grid)
            citations += cited
        return self._whole(question, parts, citations)

    def _grid(
        self, question: Question, shown: Sequence[Report], citer: Citer
    ) -> tuple[Part, list[Citation]]:
        """All areas beside what is answered: of each council, of each inspection, or of the one asked."""
        if len(question.councils) > 1:
            latest = {report.council: report for report in reversed(shown)}
            return self._grids.side_by_side([latest[name] for name in question.councils], citer)
        if question.times.is_named:
            return self._other_areas(shown[0], citer)
        inspections = self._library.inspections(question.councils[0])
        return self._grids.over_time([r for r in inspections if r.judgements], citer)

    def _of_report(
        self, report: Report, conditions: Conditions, citer: Citer
    ) -> Iterator[tuple[Part, list[Citation]]]:
        claimed = _claimed(conditions)
        asked = sorted(claimed, key=lambda topic: topic is Topic.OVERALL)
        for topic in asked:
            row = graded_row(report, topic)
            citation = citer.cite_judgement(row.judgement, report) if row else None
            if row is None or citation is None:
                note = self._wording.say(
                    "no-grade",
                    council=report.council,
                    topic=topic.value,
                    kind=report.kind_label,
                    inspected=say_windows(report.inspection.windows),
                )
                yield Part(note=note), []
                continue
            text = self._say_grade(row, topic, claimed.get(topic, ()))
            yield Part((Claim(text, (citation.number,), report.council),)), [citation]

    def _say_grade(self, row: Row, topic: Topic, claimed: Sequence[Grade]) -> str:
        facts = {
            "council": row.council,
            "grade": row.judgement.grade,
            "area": row.judgement.area.label,
            "kind": row.report.kind_label,
            "inspected": say_windows(row.report.inspection.windows),
            "published": say_date(row.report.published),
        }
        if claimed and row.judgement.grade not in claimed:
            return self._wording.say("corrected", claimed=say_grades(claimed), **facts)
        if row.judgement.area not in topic.areas:
            return self._wording.say("grade-combined", topic=topic.value, **facts)
        return self._wording.say("grade", **facts)

    def _other_areas(self, report: Report, citer: Citer) -> tuple[Part, list[Citation]]:
        cells: list[Claim] = []
        citations: list[Citation] = []
        for judgement in report.judgements:
            if judgement.area is Area.OVERALL:
                continue
            if citation := citer.cite_judgement(judgement, report):
                citations.append(citation)
                area = judgement.area.label
                cells.append(Claim(area[0].upper() + area[1:], (), report.council))
                cells.append(Claim(judgement.grade.value, (citation.number,), report.council))
        heading = self._wording.say("all-areas")
        return Part(tuple(cells), heading, columns=("Area", "Grade")), citations

    def _whole(
        self, question: Question, parts: Iterable[Part], citations: Sequence[Citation]
    ) -> Answer:
        return Answer(
            parts=tuple(parts),
            citations=tuple(citations),
            scope=question.scope,
            coverage=self._wording.say("coverage", library=self._library.label),
            composer=COMPOSER,
        )


def _claimed(conditions: Conditions) -> dict[Topic, tuple[Grade, ...]]:
    """The areas asked for, each with the grades that a question takes it to have."""
    claimed = {
        topic: in_order(conditions.move.after) if conditions.move else clause.grades
        for clause in conditions.clauses or (Clause(),)
        for topic in clause.topics or (Topic.OVERALL,)
    }
    if conditions.span is not Span.LATEST:
        return dict.fromkeys(claimed, ())
    return claimed


def _is_on_named_councils(question: Question, conditions: Conditions) -> bool:
    """Whether the grades of councils that are named are asked for, and not which of them fit."""
    if not question.councils or conditions.neighbours or conditions.counts_reports:
        return False
    if conditions.beside and len(question.councils) == 1:
        return False
    if conditions.wish is Wish.GRADES or len(question.councils) == 1:
        return True
    return not (conditions.grades or conditions.compares_in_time)


def _limits_a_list(conditions: Conditions) -> bool:
    """Whether there is anything by which councils are listed: grades, a move, places, or all held."""
    asks = (
        conditions.grades
        or conditions.beside
        or conditions.compares_in_time
        or conditions.extreme
        or conditions.holdings
    )
    return bool(asks or conditions.limits_councils or conditions.wish is Wish.LIST)
