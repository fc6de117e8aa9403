"""Evidence → answer without a model: the fewest verbatim sentences that answer, each cited.

Its own words come from `prompts/quoting.md` and say only what the catalogue knows. A quote that
is not on the page that it names is never shown, whatever went wrong before.
"""

from collections.abc import Iterator

from assistant.answers import Answer, Claim, Part, Scope
from assistant.citing import Citer
from assistant.library import Library
from assistant.retrieval import Evidence, Found
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Kind, Report
from index.store import Store

COMPOSER = "quoting"
PLACEHOLDERS = {
    "lead": frozenset({"council", "kind", "inspected", "published"}),
    "lead-article": frozenset({"council", "published"}),
    "lead-brief": frozenset({"council", "kind", "inspected", "published"}),
    "lead-search": frozenset(),
    "silent": frozenset({"council"}),
    "absent": frozenset({"council"}),
    "coverage": frozenset({"searched", "newest"}),
}
MOST_NAMED = 4  # reports named one by one in the line on coverage
QUOTES = {1: 3, 2: 2, 3: 2}  # quotes a council, by the number of councils asked for
QUOTES_OF_MANY = 1
MOST_OF_SEARCH = 6  # quotes when no council was named

def quota(councils: int) -> int:
    """How many quotes each of so many councils gets."""
    return QUOTES.get(councils, QUOTES_OF_MANY)


class QuotingComposer:
    """Writes answers that are quotes and nothing but."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("quoting.md", PLACEHOLDERS)

    def compose(self, evidence: Evidence) -> Iterator[Answer]:
        """Yield the answer piece by piece; the pieces add up to the whole."""
        yield Answer(
            scope=Scope(evidence.question.councils, evidence.question.years),
            coverage=self._coverage(evidence.searched),
            composer=COMPOSER,
        )
        citer = Citer(self._store, self._library)
        for part, found in self._groups(evidence):
            if not found:
                yield Answer(parts=(part,))
            for place, item in enumerate(found):
                citation = citer.cite_passage(item.passage, item.report)
                if citation is None:
                    continue
                claim = Claim(
                    item.passage.text, (citation.number,), item.report.council, is_quote=True
                )
                heading = part.heading if place == 0 else ""
                yield Answer(parts=(Part((claim,), heading),), citations=(citation,))

    def _groups(self, evidence: Evidence) -> Iterator[tuple[Part, tuple[Found, ...]]]:
        """What is said together: under which heading, or with which note, and the passages."""
        if not evidence.question.councils:
            everything = [item for found in evidence.found.values() for item in found]
            everything.sort(key=lambda item: -item.score)
            yield Part(note=self._wording.say("lead-search")), ()
            for item in everything[:MOST_OF_SEARCH]:
                yield Part(heading=self._lead(item.report)), (item,)
            return
        for council, found in evidence.found.items():
            if not found:
                yield Part(note=self._wording.say("silent", council=council)), ()
            for report in dict.fromkeys(item.report for item in found):
                of_report = tuple(item for item in found if item.report == report)
                yield Part(heading=self._lead(report)), of_report
        for place in evidence.question.absent:
            yield Part(note=self._wording.say("absent", council=place.name)), ()

    def _lead(self, report: Report) -> str:
        published = say_date(report.published)
        if report.kind is Kind.ARTICLE:
            return self._wording.say("lead-article", council=report.council, published=published)
        return self._wording.say(
            "lead-brief" if report.is_brief else "lead",
            council=report.council,
            kind=report.kind.label,
            inspected=say_windows(report.inspection.windows),
            published=published,
        )

    def _coverage(self, searched: tuple[Report, ...]) -> str:
        return self._wording.say("coverage", searched=say_searched(searched), newest=self._library.newest)


def say_searched(reports: tuple[Report, ...]) -> str:
    """The reports that were searched, one by one where they are few."""
    if len(reports) > MOST_NAMED:
        councils = len({report.council for report in reports})
        return f"{len(reports)} reports of {councils} councils"
    return "; ".join(
        f"{report.council}, {report.kind.label} published {say_date(report.published)}"
        for report in reports
    )
