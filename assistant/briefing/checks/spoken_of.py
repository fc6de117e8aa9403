"""Where reports speak of a term: "and has anyone been handed one?"."""

import re
from collections.abc import Sequence

from assistant.answers import Answer
from assistant.briefing.checks.sheet import Sheet, coverage, place_of
from assistant.briefing.checks.verdicts import COMPOSER, wording
from assistant.citing import Citer
from assistant.finding.polarity import Pointing
from assistant.grading.builder import Quoted
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.request import Request
from assistant.vocabulary import content_words
from index.reports import Passage, Report
from index.storing.store import Store

SPOKEN_OF = 300  # passages that are looked through for a term
MOST_NAMED = 15  # councils that are named where reports speak of a term
MOST_PLACES = 4  # of which a sentence is shown


class SpokenOf:
    """Looks terms up in the reports of a library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._pointing = Pointing(store)
        self._say = wording().say

    def places(self, forms: Sequence[str]) -> Answer | None:
        """On which councils reports speak of a term in any of its forms, and sentences that do so,
        what they criticise first; None where none does.
        """
        named = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms), re.I)
        words = list(dict.fromkeys(word for form in forms for word in content_words(form)))
        ids = [report.id for report in self._library.reports if report.council]
        told = [
            (passage, self._library.by_id[hit.report])
            for hit in self._store.catalogue.search(words, ids, SPOKEN_OF)
            for _, passage in self._store.catalogue.passages_at(hit.report, [hit.ordinal])
            if named.search(passage.text)
        ]
        if not told:
            return None
        praise = {id(p): self._pointing.praise_of(p.text) for p, _ in told}
        told.sort(key=lambda each: (praise[id(each[0])] > 0, -each[1].newest.toordinal()))
        councils = sorted({report.council for _, report in told})
        builder = Sheet(Citer(self._store, self._library), self._library)
        facts = {"count": len(told), "reports": len({report.id for _, report in told})}
        if len(councils) <= MOST_NAMED:
            builder.note(self._say("spoken-of", councils=say_names(councils), **facts))
        else:
            builder.note(self._say("spoken-of-by-many", councils=len(councils), **facts))
        shown: dict[str, tuple[Passage, Report]] = {}
        for passage, report in told:
            shown.setdefault(report.council, (passage, report))
        for passage, report in list(shown.values())[:MOST_PLACES]:
            quoted = Quoted(passage, report, self._say("page", page=passage.page))
            builder.quotes([quoted], place_of(report))
        return builder.answer(Request(), coverage(self._library), COMPOSER)
