"""Which judgements fit the conditions of a question: every council is looked at, none is sampled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.grading.population import Population
from assistant.grading.rows import Row, moved_as_asked, row_of
from assistant.understanding.areas import Topic
from assistant.understanding.conditions import Conditions, Extreme
from assistant.understanding.grade_words import RANKS, Relation, in_order
from assistant.understanding.moves import Span
from assistant.understanding.questions import Question
from assistant.understanding.times import LATEST
from index.reports import Grade


@dataclass(frozen=True, slots=True)
class Criterion:
    """An area, and the grades that are asked for; none of them asks for any."""

    topic: Topic
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The judgements of one report of a council, one for each criterion."""

    rows: tuple[Row, ...]

    @property
    def council(self) -> str:
        """The council judged."""
        return self.rows[0].council


@dataclass(frozen=True, slots=True)
class Selection:
    """What was looked at, by council, and what of it fits."""

    criteria: tuple[Criterion, ...]
    judged: Mapping[str, Sequence[Entry]]
    fitting: tuple[Entry, ...]

    @property
    def councils(self) -> tuple[str, ...]:
        """The councils that fit, in the order of the table."""
        return tuple(dict.fromkeys(entry.council for entry in self.fitting))

    @property
    def ungraded(self) -> list[str]:
        """The councils without a judgement to look at."""
        return [council for council, entries in self.judged.items() if not entries]


def select(population: Population, question: Question, conditions: Conditions) -> Selection:
    """Look at every council that a question leaves, and choose those that fit."""
    criteria = _criteria(conditions)
    if conditions.beside and len(question.councils) == 1:
        criteria = _beside(population, question, criteria, conditions.beside)
        question = replace(question, councils=(), excluded=question.councils)
    judged = {
        council: list(_entries(population, council, criteria, (question, conditions)))
        for council in population.councils(question, conditions)
    }
    if conditions.extreme:
        criteria = _reaching(criteria, judged.values(), conditions.extreme)
    fitting = [e for entries in judged.values() for e in _fitting(entries, criteria, conditions)]
    return Selection(criteria, judged, tuple(fitting))


def _beside(
    population: Population,
    question: Question,
    criteria: Sequence[Criterion],
    grades_beside: Relation,
) -> tuple[Criterion, ...]:
    """The first area, with the grades better or worse than that of the council that is named."""
    topic = criteria[0].topic
    reports = population.reports(question.councils[0], question, (topic,))
    given = {row.judgement.grade for report in reports if (row := row_of(report, topic))}
    grades = (
        in_order(grades_beside(frozenset(given & RANKS.keys()))) if given & RANKS.keys() else ()
    )
    return (Criterion(topic, grades), *criteria[1:])


def _entries(
    population: Population,
    council: str,
    criteria: Sequence[Criterion],
    asked: tuple[Question, Conditions],
) -> Iterator[Entry]:
    """The judgements of a council that are meant, the newest first."""
    question, conditions = asked
    topics = [criterion.topic for criterion in criteria]
    if conditions.compares_in_time:
        yield from _pairs(population, council, topics[0], question)
        return
    every = conditions.span is not Span.LATEST or conditions.counts_reports
    for report in population.reports(council, question, topics, every=every):
        rows = [row for topic in topics if (row := row_of(report, topic))]
        if len(rows) == len(topics):
            yield Entry(tuple(rows))


def _pairs(
    population: Population, council: str, topic: Topic, question: Question
) -> Iterator[Entry]:
    """Each judgement of the time that is meant with the one before it."""
    reports = population.reports(council, replace(question, times=LATEST), (topic,), every=True)
    rows = [row for report in reports if (row := row_of(report, topic))]
    pairs = list(zip(rows, rows[1:], strict=False))
    if not question.times.names_years:
        pairs = pairs[question.times.back : question.times.back + 1]
    for newer, older in pairs:
        if newer.report in question.times:
            yield Entry((Row(newer.report, newer.judgement, older),))


def _criteria(conditions: Conditions) -> tuple[Criterion, ...]:
    found = [
        Criterion(topic, clause.grades)
        for clause in conditions.clauses
        for topic in clause.topics or (Topic.OVERALL,)
    ]
    return tuple(dict.fromkeys(found)) or (Criterion(Topic.OVERALL),)


def _reaching(
    criteria: Sequence[Criterion], entries: Iterable[Sequence[Entry]], extreme: Extreme
) -> tuple[Criterion, ...]:
    """The first area with the best, or the worst, grade that any council has for it."""
    given = {entry.rows[0].judgement.grade for of_one in entries for entry in of_one}
    ranks = [RANKS[grade] for grade in given if grade in RANKS]
    wanted = (max if extreme is Extreme.BEST else min)(ranks, default=-1)
    grades = tuple(grade for grade, rank in RANKS.items() if rank == wanted)
    return (Criterion(criteria[0].topic, grades), *criteria[1:])


def _fitting(
    entries: Sequence[Entry], criteria: Sequence[Criterion], conditions: Conditions
) -> Sequence[Entry]:
    """The entries of one council that are shown: those that fit, or the latest of all that must."""
    fitting = [
        entry
        for entry in entries
        if all(
            not criterion.grades or row.judgement.grade in criterion.grades
            for row, criterion in zip(entry.rows, criteria, strict=False)
        )
        and moved_as_asked(entry.rows[0], conditions)
    ]
    if conditions.span is Span.ALWAYS:
        return entries[:1] if len(fitting) == len(entries) else ()
    if conditions.span is Span.NEVER:
        return () if fitting else entries[:1]
    return fitting
