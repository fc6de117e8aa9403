"""Questions of grade, list, count, change and spread, answered exactly from the catalogue.

Nothing is sampled: every council in the library is looked at, and each row cites the report, page
and printed words that give its grade.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answers import Answer, Citation, Claim, Part, Refusal, RefusalKind
from assistant.citing import Citer
from assistant.conditions import (
    Change,
    Conditions,
    Topic,
    Wish,
    judged,
)
from assistant.library import Library
from assistant.questions import Question
from assistant.rows import Row, fits, graded_row, row_of
from assistant.wording import Wording
from index.councils import Council, council_named
from index.dates import say_date, say_windows
from index.reports import Area, Grade, Report
from index.store import Store

COMPOSER = "catalogue"
PLACEHOLDERS = {
    "grade": frozenset({"council", "grade", "area", "kind", "inspected", "published"}),
    "grade-combined": frozenset({"council", "grade", "area", "topic", "kind", "inspected", "published"}),
    "corrected": frozenset({"council", "claimed", "grade", "area", "kind", "inspected", "published"}),
    "no-grade": frozenset({"council", "topic", "kind", "inspected"}),
    "all-areas": frozenset(),
    "matching": frozenset({"count", "total", "where", "condition", "when"}),
    "spread": frozenset({"topic", "total", "where", "when"}),
    "not-counted": frozenset({"count", "topic"}),
    "whose-neighbours": frozenset({"council"}),
    "coverage": frozenset({"library"}),
}
# A grade is taken for granted, and not just a word of praise used.
_CLAIMS = re.compile(
    r"\b(?:rated|judged|graded|rating|grade|judge?ment|badge)\b"
    r"|\b(?:lost|lose|drop(?:ped)?|fell|fall|slip(?:ped)?|went|gone|rose|is|was|were|got|given) (?:\w+ ){0,3}(?:outstanding|inadequate|requires improvement)\b",
    re.I,
)


class JudgementAnswerer:
    """Answers what the catalogue knows, and only what it can answer whole."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("judgements.md", PLACEHOLDERS)

    def answer(self, question: Question) -> Answer | Refusal | None:
        """Answer a question on grades; None when it is none, or asks for more than grades."""
        conditions = question.conditions
        if not conditions.is_answerable_exactly or question.absent:
            return None
        if conditions.neighbours and not question.councils:
            example = self._library.councils[0] if self._library.councils else "Harrow"
            message = self._wording.say("whose-neighbours", council=example)
            return Refusal(RefusalKind.VAGUE, message)
        if question.councils and conditions.wish is Wish.GRADES and not conditions.neighbours:
            return self._of_councils(question, conditions)
        if conditions.wish is Wish.SPREAD:
            return self._spread(question, conditions)
        if conditions.grades or conditions.change or conditions.moved:
            return self._matching(question, conditions)
        return None

    def premise(self, question: Question) -> Answer | None:
        """The grade that a question takes for granted, as it really was; None where it names none."""
        conditions = question.conditions
        if len(question.councils) != 1 or not conditions.grades or question.absent:
            return None
        if not _CLAIMS.search(question.message) or not conditions.leftover:
            return None
        asked = replace(conditions, topics=conditions.topics or (Topic.OVERALL,))
        return self._of_councils(question, asked)

    # ---- the grades of councils that are named

    def _of_councils(self, question: Question, conditions: Conditions) -> Answer | None:
        citer = Citer(self._store, self._library)
        parts: list[Part] = []
        citations: list[Citation] = []
        for council in question.councils:
            reports = self._reports(council, question, conditions, conditions.topics)
            if not reports:
                return None  # no judgement of that time: what was written may still help
            for report in reports:
                for part, cited in self._of_report(report, conditions, citer):
                    parts.append(part)
                    citations += cited
        return self._whole(question, parts, citations)

    def _of_report(
        self, report: Report, conditions: Conditions, citer: Citer
    ) -> Iterator[tuple[Part, list[Citation]]]:
        topics = conditions.topics or (Topic.OVERALL,)
        asked = sorted(topics, key=lambda topic: topic is Topic.OVERALL and len(topics) > 1)
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
            text = self._say_grade(row, topic, conditions.grades)
            yield Part((Claim(text, (citation.number,), report.council),)), [citation]
        if not conditions.topics and not conditions.history:
            yield self._other_areas(report, citer)

    def _say_grade(self, row: Row, topic: Topic, claimed: Sequence[Grade]) -> str:
        facts = {
            "council": row.council,
            "grade": row.judgement.grade,
            "area": row.judgement.area.label,
            "kind": row.report.kind_label,
            "inspected": say_windows(row.report.inspection.windows),
            "published": say_date(row.report.published),
        }
        if len(claimed) == 1 and claimed[0] is not row.judgement.grade:
            return self._wording.say("corrected", claimed=claimed[0], **facts)
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

    # ---- councils that fit conditions

    def _matching(self, question: Question, conditions: Conditions) -> Answer:
        topic = next(iter(conditions.topics), Topic.OVERALL)
        councils = self._population(question, conditions)
        rows = [row for council in councils for row in self._rows(council, topic, question, conditions)]
        judged_councils = {row.council for row in rows}
        matching = [row for row in rows if fits(row, conditions)]
        names = list(dict.fromkeys(row.council for row in matching))
        lead = self._wording.say(
            "matching",
            count=len(names),
            total=len(councils),
            where=self._where(question, conditions),
            condition=_say_condition(topic, conditions),
            when=_say_when(question, conditions),
        )
        table, citations = self._table(matching)
        lead_claim = Claim(lead, tuple(c.number for c in citations) if len(citations) == 1 else ())
        parts = [Part((lead_claim,)), *([table] if matching else [])]
        missing = len(councils) - len(judged_councils)
        if missing:
            parts.append(Part(note=self._wording.say("not-counted", count=missing, topic=topic.value)))
        return self._whole(question, parts, citations)

    def _table(self, rows: Sequence[Row]) -> tuple[Part, list[Citation]]:
        citer = Citer(self._store, self._library)
        changes = any(row.before for row in rows)
        columns = ("Council", *(("Before",) if changes else ()), "Grade", "Inspected", "Published")
        cells: list[Claim] = []
        citations: list[Citation] = []
        for row in rows:
            shown = [row.before, row] if row.before else [row]
            cited = [(r, citer.cite_judgement(r.judgement, r.report)) for r in shown]
            cells.append(Claim(row.council, (), row.council))
            for each, citation in cited:
                numbers = (citation.number,) if citation else ()
                cells.append(Claim(each.judgement.grade.value, numbers, row.council))
                citations += [citation] if citation else []
            cells.append(Claim(say_windows(row.report.inspection.windows), (), row.council))
            cells.append(Claim(say_date(row.report.published), (), row.council))
        return Part(tuple(cells), columns=columns), citations

    def _spread(self, question: Question, conditions: Conditions) -> Answer:
        topic = next(iter(conditions.topics), Topic.OVERALL)
        councils = self._population(question, conditions)
        every = conditions.by in {"year", "kind"}
        rows = [
            row
            for council in councils
            for row in self._rows(council, topic, question, conditions, every=every)
        ]
        counts: dict[str, Counter[Grade]] = {}
        for row in rows:
            counts.setdefault(_group(row, conditions.by), Counter())[row.judgement.grade] += 1
        grades = [g for g in Grade if any(counter[g] for counter in counts.values())]
        cells: list[Claim] = []
        for group in sorted(counts):
            cells.append(Claim(group))
            cells += [Claim(str(counts[group][grade])) for grade in grades]
        lead = self._wording.say(
            "spread",
            topic=topic.value,
            total=len({row.council for row in rows}),
            where=self._where(question, conditions),
            when="by every report" if every else _say_when(question, conditions),
        )
        head = conditions.by.capitalize() if conditions.by else "Councils"
        table = Part(tuple(cells), columns=(head, *(grade.value for grade in grades)))
        citer = Citer(self._store, self._library)
        cited = (citer.cite_judgement(row.judgement, row.report) for row in rows)
        citations = [citation for citation in cited if citation]
        return self._whole(question, [Part((Claim(lead),)), table], citations)

    def _population(self, question: Question, conditions: Conditions) -> list[str]:
        """The councils of the library that region, type, neighbours or names leave."""
        names = list(self._library.councils)
        known = {name: council_named(name) for name in names}
        if conditions.neighbours:
            wanted = {n for name in question.councils for n in _neighbours(known.get(name))}
            names = [name for name in names if name in wanted]
        elif question.councils:
            names = [name for name in names if name in question.councils]
        if conditions.regions:
            names = [n for n in names if _fact(known[n], "region") in conditions.regions]
        if conditions.council_types:
            names = [n for n in names if _fact(known[n], "kind") in conditions.council_types]
        return [name for name in names if self._library.inspections(name)]

    def _rows(
        self,
        council: str,
        topic: Topic,
        question: Question,
        conditions: Conditions,
        *,
        every: bool = False,
    ) -> Iterator[Row]:
        """The judgements of a council that are meant, the newest first."""
        if conditions.change or conditions.moved:
            rows = [row for r in self._library.of(council) if (row := row_of(r, topic))]
            reach = rows if question.since or question.years else rows[:2]
            for newer, older in zip(reach, reach[1:], strict=False):
                if _is_meant(newer.report, question):
                    yield Row(newer.report, newer.judgement, older)
            return
        topics = (topic,)
        history = every or question.since is not None
        for report in self._reports(council, question, conditions, topics, every=history):
            if row := row_of(report, topic):
                yield row

    def _reports(
        self,
        council: str,
        question: Question,
        conditions: Conditions,
        topics: Sequence[Topic],
        *,
        every: bool = False,
    ) -> tuple[Report, ...]:
        """Judged reports of the time asked for; without one, the latest, or the one so far back."""
        reports = [r for r in self._library.of(council) if r.kind.is_judgement and r.judgements]
        special = [t for t in topics if t in {Topic.LSCB, Topic.ADOPTION}]
        if special:
            reports = [r for r in reports if any(judged(r, topic) for topic in special)]
        else:
            reports = [r for r in reports if r.kind.judges_council]
        if question.kinds:
            reports = [r for r in reports if r.kind in question.kinds]
        if question.years or question.since is not None:
            return tuple(report for report in reports if _is_meant(report, question))
        if every or conditions.history:
            return tuple(reports)
        return tuple(reports[question.back : question.back + 1])

    # ---- words

    def _where(self, question: Question, conditions: Conditions) -> str:
        parts = []
        if conditions.neighbours:
            parts.append(f"among the statistical neighbours of {' and '.join(question.councils)}")
        if conditions.council_types:
            parts.append(f"of type {' or '.join(conditions.council_types)}")
        if conditions.regions:
            parts.append("in " + " or ".join(map(_say_region, conditions.regions)))
        return " ".join([*parts, "in this library"])

    def _whole(self, question: Question, parts: Iterable[Part], citations: Sequence[Citation]) -> Answer:
        return Answer(
            parts=tuple(parts),
            citations=tuple(citations),
            scope=question.scope,
            coverage=self._wording.say("coverage", library=self._library.label),
            composer=COMPOSER,
        )


def _is_meant(report: Report, question: Question) -> bool:
    if not question.years and question.since is None:
        return True
    since = question.since is not None and report.newest.year >= question.since
    return since or any(report.is_of_year(year) for year in question.years)


def _neighbours(council: Council | None) -> tuple[str, ...]:
    return council.neighbours if council else ()


def _fact(council: Council | None, name: str) -> str:
    return str(getattr(council, name)) if council else ""


def _group(row: Row, by: str) -> str:
    if by == "region":
        return _fact(council_named(row.council), "region") or "other"
    if by == "year":
        return str(row.report.newest.year)
    return row.report.kind.label if by == "kind" else "All"


def _say_condition(topic: Topic, conditions: Conditions) -> str:
    if conditions.moved:
        before, after = conditions.moved
        return f"{topic.value} grade went from {before} to {after}"
    grades = " or ".join(grade.value for grade in conditions.grades)
    if conditions.change:
        went = "stayed the same" if conditions.change is Change.SAME else f"went {conditions.change}"
        return f"{topic.value} grade {went}" + (f" (to {grades})" if grades else "")
    return f"{grades} overall" if topic is Topic.OVERALL else f"{grades} for {topic.value}"


def _say_when(question: Question, conditions: Conditions) -> str:
    if question.since is not None:
        return f"by a report published in {question.since} or later"
    if question.years:
        return f"inspected or published in {' or '.join(map(str, question.years))}"
    if conditions.change or conditions.moved:
        return "between their last two reports here"
    return "by the latest report of each here"


def _say_region(region: str) -> str:
    return region if region in {"London", "Yorkshire and the Humber"} else f"the {region}"
