"""Questions to begin with, made from what is indexed, so that each of them has an answer."""

from collections.abc import Callable, Iterator, Sequence

from assistant.library import Library
from assistant.wording import Wording
from index.reports import Report

# A topic, and the word by which a report is known to speak of it.
TOPICS = (
    ("staff morale", "morale"),
    ("caseloads", "caseloads"),
    ("children who go missing", "missing"),
    ("care leavers", "leavers"),
    ("supervision", "supervision"),
)

Search = Callable[[Sequence[str], Sequence[str], int], Sequence[object]]


def example_questions(library: Library, search: Search, words: Wording) -> tuple[str, ...]:
    """Questions about the councils with most reports; `search` is the catalogue's."""
    councils = sorted(library.councils, key=lambda council: -len(library.of(council)))
    return tuple(_examples(councils, library, search, words)) if councils else ()


def _examples(
    councils: Sequence[str], library: Library, search: Search, words: Wording
) -> Iterator[str]:
    first, last = councils[0], councils[:2][-1]
    latest = [report for report in map(library.latest, councils[:3]) if report]
    older = [report for report in library.of(first) if library.is_older(report)]
    for topic in _topic(0, latest[:1], search):
        yield words.say("example-topic", topic=topic, council=first)
    yield words.say("example-improve", council=last)
    if first != last:
        for topic in _topic(1, latest[:2], search):
            yield words.say("example-compare", first=first, second=last, topic=topic)
    for topic in _topic(3, older[:1], search):
        year = older[0].newest.year
        yield words.say("example-earlier", topic=topic, council=first, year=year)
    for topic in _topic(2, latest, search):
        yield words.say("example-everywhere", topic=topic)


def _topic(start: int, reports: Sequence[Report], search: Search) -> Iterator[str]:
    """The first topic, from one of them onwards, that every one of some reports speaks of."""
    for topic, word in (*TOPICS[start:], *TOPICS[:start]):
        if reports and all(search([word], [report.id], 1) for report in reports):
            yield topic
            return
