"""Lists, counts and spreads of grades, over every council that a question leaves.

Nothing is sampled: every council is looked at, and each row cites the page that gives its grade.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.answers import Answer, Citation, Claim, Part
from assistant.citing import Citer
from assistant.grading.grids import Grids
from assistant.grading.population import Population
from assistant.grading.rows import Row, combined_row, row_of
from assistant.grading.selection import Criterion, Selection, select
from assistant.understanding.areas import Topic
from assistant.understanding.conditions import Conditions
from assistant.understanding.grade_words import RANKS, say_grades
from assistant.understanding.moves import Change, Span
from assistant.understanding.questions import Question
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade

# Makes the answer of its parts and citations, with scope and coverage.
Whole = Callable[[Question, Sequence[Part], Sequence[Citation]], Answer]


class Lister:
    """Finds the councils that fit conditions, and puts them into tables."""

    def __init__(
        self, population: Population, wording: Wording, new_citer: Callable[[], Citer], whole: Whole
    ) -> None:
        self._population = population
        self._wording = wording
        self._grids = Grids(wording)
        self._new_citer = new_citer
        self._whole = whole

    # ---- councils that fit conditions

    def matching(self, question: Question, conditions: Conditions) -> Answer:
        """Every council that fits, in a table; and how many have no such grade."""
        selection = select(self._population, question, conditions)
        table, citations = self._table(selection)
        lead = self._lead(question, conditions, selection)
        lead_claim = Claim(lead, tuple(c.number for c in citations) if len(citations) == 1 else ())
        parts = [Part((lead_claim,)), *([table] if selection.fitting else [])]
        parts += self._not_counted(selection, question, conditions)
        parts += self._spread_of_all(selection, conditions)
        return self._whole(question, parts, citations)

    def _spread_of_all(self, selection: Selection, conditions: Conditions) -> Iterator[Part]:
        """How all councils looked at were graded, where one grade of each is what counts."""
        is_one = len(selection.criteria) == 1 and conditions.span is Span.LATEST
        entries = [entry for entries in selection.judged.values() for entry in entries]
        if is_one and len(entries) > len(selection.fitting) and not conditions.compares_in_time:
            grades = [entry.rows[0].judgement.grade for entry in entries]
            yield self._grids.spread(grades, selection.criteria[0].topic)

    def _lead(self, question: Question, conditions: Conditions, selection: Selection) -> str:
        if conditions.counts_reports:
            unit, count = "reports", len(selection.fitting)
            total = sum(map(len, selection.judged.values()))
        else:
            unit, count, total = "councils", len(selection.councils), len(selection.judged)
        return self._wording.say(
            "holding" if conditions.holdings else "matching",
            count=count,
            total=f"{total} {unit}",
            where=self._population.describe(question, conditions),
            when=_say_when(question, conditions),
            **(
                {}
                if conditions.holdings
                else {"condition": _say_condition(selection.criteria, conditions)}
            ),
        )

    def _table(self, selection: Selection) -> tuple[Part, list[Citation]]:
        entries, criteria = selection.fitting, selection.criteria
        citer = self._new_citer()
        changes = any(entry.rows[0].before for entry in entries)
        heads = ["Grade"] if len(criteria) == 1 else [_say_head(c.topic) for c in criteria]
        columns = ("Council", *(("Before",) if changes else ()), *heads, "Inspected", "Published")
        cells: list[Claim] = []
        citations: list[Citation] = []
        for entry in entries:
            report = entry.rows[0].report
            cells.append(Claim(entry.council, (), entry.council))
            before = entry.rows[0].before
            for row in [*([before] if before else []), *entry.rows]:
                citation = citer.cite_judgement(row.judgement, row.report)
                citations += [citation] if citation else []
                numbers = (citation.number,) if citation else ()
                cells.append(Claim(row.judgement.grade.value, numbers, entry.council))
            cells.append(Claim(say_windows(report.inspection.windows), (), entry.council))
            cells.append(Claim(say_date(report.published), (), entry.council))
        return Part(tuple(cells), columns=columns), citations

    def _not_counted(
        self, selection: Selection, question: Question, conditions: Conditions
    ) -> Iterator[Part]:
        """How many councils have no such grade, and how many of those one grade for two areas."""
        if conditions.holdings or question.times.names_years:
            return
        topics = [criterion.topic for criterion in selection.criteria]
        combined = [
            council
            for council in selection.ungraded
            for report in self._population.reports(council, question, topics)
            if any(combined_row(report, topic) for topic in topics)
        ]
        if combined:
            yield Part(note=self._wording.say("not-counted-combined", count=len(combined)))
        if rest := len(selection.ungraded) - len(combined):
            areas = " and ".join(topic.value for topic in topics)
            yield Part(note=self._wording.say("not-counted", count=rest, topic=areas))

    # ---- how grades are spread

    def spread(self, question: Question, conditions: Conditions) -> Answer:
        """How many councils have each grade, perhaps by region, year or kind of inspection."""
        topic = next(iter(conditions.topics), Topic.OVERALL)
        every = conditions.by in {"year", "kind"}
        rows = [
            row
            for council in self._population.councils(question, conditions)
            for report in self._population.reports(council, question, (topic,), every=every)
            if (row := row_of(report, topic))
        ]
        counts: dict[str, Counter[Grade]] = {}
        for row in rows:
            counts.setdefault(self._group(row, conditions.by), Counter())[row.judgement.grade] += 1
        grades = [grade for grade in Grade if any(counter[grade] for counter in counts.values())]
        cells: list[Claim] = []
        for group in sorted(counts):
            cells.append(Claim(group))
            cells += [Claim(str(counts[group][grade])) for grade in grades]
        lead = self._wording.say(
            "spread",
            topic="overall effectiveness" if topic is Topic.OVERALL else topic.value,
            total=len({row.council for row in rows}),
            where=self._population.describe(question, conditions),
            when="by every report" if every else _say_when(question, conditions),
        )
        head = conditions.by.capitalize() if conditions.by else "Councils"
        table = Part(tuple(cells), columns=(head, *(grade.value for grade in grades)))
        citer = self._new_citer()
        cited = (citer.cite_judgement(row.judgement, row.report) for row in rows)
        citations = [citation for citation in cited if citation]
        return self._whole(question, [Part((Claim(lead),)), table], citations)

    def _group(self, row: Row, by: str) -> str:
        if by == "region":
            return self._population.region(row.council) or "other"
        if by == "year":
            return str(row.report.newest.year)
        return row.report.kind.label if by == "kind" else "All"


def _say_condition(criteria: Sequence[Criterion], conditions: Conditions) -> str:
    if conditions.compares_in_time:
        return _say_change(criteria[0], conditions)
    said = [_say_criterion(criterion, conditions.span) for criterion in criteria]
    return " and ".join(said)


def _say_criterion(criterion: Criterion, span: Span) -> str:
    area = "overall" if criterion.topic is Topic.OVERALL else f"for {criterion.topic.value}"
    how = {
        Span.EVER: "at some time ",
        Span.NEVER: "never ",
        Span.ALWAYS: "at each inspection ",
    }.get(span, "")
    return f"{how}{say_grades(criterion.grades)} {area}" if criterion.grades else f"graded {area}"


def _say_change(criterion: Criterion, conditions: Conditions) -> str:
    topic = criterion.topic.value
    if move := conditions.move:
        before, after = (
            say_grades(sorted(g, key=lambda grade: -RANKS[grade]))
            for g in (move.before, move.after)
        )
        return f"{topic} grade went from {before} to {after}"
    grades = say_grades(criterion.grades)
    went = "stayed the same" if conditions.change is Change.SAME else f"went {conditions.change}"
    reached = "at" if conditions.change is Change.SAME else "to"
    return f"{topic} grade {went}" + (f" ({reached} {grades})" if grades else "")


def _say_head(topic: Topic) -> str:
    return topic.value[0].upper() + topic.value[1:]


def _say_when(question: Question, conditions: Conditions) -> str:
    times = question.times
    if times.names_years:
        return f"by reports {times.by or 'inspected or published'} in {times}"
    if conditions.compares_in_time:
        return (
            "between their last two reports here"
            if not times.back
            else "between earlier reports here"
        )
    if conditions.span is not Span.LATEST or conditions.counts_reports:
        return "by all reports here"
    return (
        "by the inspection before the latest of each here"
        if times.back
        else "by the latest report of each here"
    )
