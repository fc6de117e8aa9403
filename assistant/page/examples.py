"""Questions to begin with, one of each kind, made from what is indexed so that each of them has
an answer.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.areas import Topic
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.wording import Wording
from index.places.councils import council_named
from index.reports import Grade, Kind, Report

# A topic, and the word by which a report is known to speak of it.
TOPICS = (
    ("staff morale", "morale"),
    ("caseloads", "caseloads"),
    ("children who go missing", "missing"),
    ("care leavers", "leavers"),
    ("supervision", "supervision"),
)
FEWEST = 2  # councils of a list that is worth showing

Search = Callable[[Sequence[str], Sequence[str], int], Sequence[object]]


def example_questions(
    library: Library, search: Search, words: Wording, home: str = ""
) -> tuple[tuple[str, str], ...]:
    """What an answer gives, and a question that has one: ("A list", "Which councils are
    inadequate overall?").

    They are on the reader's own council where it is here, else on those with most reports;
    `search` is the catalogue's.
    """
    councils = sorted(
        library.councils, key=lambda council: (council != home, -len(library.of(council)))
    )
    if not councils:
        return ()
    found = (
        *_of_many(library, words),
        *_of_one(councils, library, words),
        *_of_words(councils, library, search, words),
    )
    return tuple((words.say(f"gives-{kind}"), question) for kind, question in found)


def _of_many(library: Library, words: Wording) -> Iterator[tuple[str, str]]:
    """A list and a count over all councils."""
    grades = Counter(row.grade for name in library.councils if (row := _overall(library, name)))
    often = [
        grade
        for grade in (Grade.INADEQUATE, Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)
        if grades[grade] >= FEWEST
    ]
    if often:
        yield "list", words.say("example-list", grade=_said(often[0]))
        yield (
            "count",
            words.say("example-count", grade=_said(often[1:2][0] if often[1:] else often[0])),
        )


def _of_one(councils: Sequence[str], library: Library, words: Wording) -> Iterator[tuple[str, str]]:
    """A brief, and grades and words over time."""
    first = councils[0]
    yield "brief", words.say("example-brief", council=first)
    often = next((name for name in councils if len(library.inspections(name)) > 1), "")
    if often:
        yield "history", words.say("example-history", council=often)
        yield (
            "change",
            words.say(
                "example-change", council=often, year=library.inspections(often)[1].newest.year
            ),
        )


def _of_words(
    councils: Sequence[str], library: Library, search: Search, words: Wording
) -> Iterator[tuple[str, str]]:
    """A comparison, with a neighbour where one is here, a pattern, and what was written of a
    topic.
    """
    first = councils[0]
    second = _beside(first, councils)
    latest = [report for report in map(library.latest, (first, second)) if report]
    if second:
        for topic in _topic(3, latest, search):
            yield "compare", words.say("example-compare", first=first, second=second, topic=topic)
    for topic in _topic(1, [r for r in map(library.latest, councils[:3]) if r], search):
        yield "pattern", words.say("example-pattern", topic=topic)
    for topic in _topic(0, latest[:1], search):
        yield "words", words.say("example-topic", topic=topic, council=first)


def _overall(library: Library, council: str) -> Row | None:
    latest = library.latest(council)
    return row_of(latest, Topic.OVERALL) if latest and latest.kind is not Kind.ARTICLE else None


def _said(grade: Grade) -> str:
    return grade.value.lower()


def _beside(council: str, councils: Sequence[str]) -> str:
    """A statistical neighbour that is here, else the next council; "" where there is no other."""
    known = council_named(council)
    near = (name for name in (known.neighbours if known else ()) if name in councils)
    return next(near, next((name for name in councils if name != council), ""))


def _topic(start: int, reports: Sequence[Report], search: Search) -> Iterator[str]:
    """The first topic, from one of them onwards, that every one of some reports speaks of."""
    for topic, word in (*TOPICS[start:], *TOPICS[:start]):
        if reports and all(search([word], [report.id], 1) for report in reports):
            yield topic
            return
