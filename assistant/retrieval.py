"""Question → evidence: the passages that tell most about it, council by council.

Councils and reports in scope come first; within them every passage is scored by its vector and by
its words (BM25), and each council has its own quota, so that none crowds out another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.library import Library
from assistant.questions import Question, content_words, understand
from index.reports import Passage, Report, Section
from index.store import Store

WORDS_SHARE = 0.15  # what the best match by words adds to a cosine; see tests/evaluation/README.md
LEAST_SCORE = 0.30  # a council whose best passage scores less is silent on the topic
CANDIDATES = 60  # passages looked at a council before near-duplicates are dropped
SAME_WORDS = 0.8  # share of words from which two passages say the same
_LABELLED = {Section.CHILDREN_SUMMARY, Section.AREA_DATA, Section.EARLIER, Section.TITLE}
LABELLED_LOSS = 0.05  # what a passage loses that is a summary for children or data on the area


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, its report, and how well it fits: cosine and the share of words together."""

    passage: Passage
    report: Report
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question, by council in the order asked, and what was searched."""

    question: Question
    found: dict[str, tuple[Found, ...]]
    searched: tuple[Report, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Councils whose reports say nothing near enough to what is asked."""
        return tuple(council for council, found in self.found.items() if not found)


class Finder:
    """Finds evidence in a store."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def find(self, question: Question, quota: int) -> Evidence:
        """Find up to `quota` passages a council asked for; of all councils where none is named."""
        councils = question.councils or self._library.councils
        reports = {
            council: self._library.meant(council, question.years, question.since)
            for council in councils
        }
        vector = self._store.embeddings.embed_query(question.topic or question.message)
        found = {
            council: self._best(question, vector, chosen, quota)
            for council, chosen in reports.items()
        }
        searched = tuple(report for chosen in reports.values() for report in chosen)
        return Evidence(question, found, searched)

    def _best(
        self, question: Question, vector: Sequence[float], reports: Sequence[Report], quota: int
    ) -> tuple[Found, ...]:
        ids = [report.id for report in reports]
        matches = self._store.catalogue.search(question.words, ids, CANDIDATES)
        top = max((match.score for match in matches), default=0.0)
        by_words = {(m.report, m.ordinal): m.score / top for m in matches if top > 0}
        near = self._store.nearest(vector, ids, CANDIDATES)
        cosines = {(report, ordinal): score for report, ordinal, score in near}
        for report, ordinal in by_words.keys() - cosines.keys():
            cosines[report, ordinal] = self._store.cosine(vector, report, ordinal)
        scores = {
            place: cosine + WORDS_SHARE * by_words.get(place, 0.0)
            for place, cosine in cosines.items()
        }
        return self._chosen(scores, quota)

    def _chosen(self, scores: dict[tuple[str, int], float], quota: int) -> tuple[Found, ...]:
        """The best passages that do not repeat each other."""
        ranked = sorted(scores, key=lambda place: -scores[place])[:CANDIDATES]
        found = [self._found(place, scores[place]) for place in ranked]
        found = sorted((item for item in found if item.score >= LEAST_SCORE), key=lambda f: -f.score)
        chosen: list[Found] = []
        for item in found:
            if len(chosen) == quota:
                break
            if not any(_say_the_same(item.passage, other.passage) for other in chosen):
                chosen.append(item)
        return tuple(chosen)

    def _found(self, place: tuple[str, int], score: float) -> Found:
        report, ordinal = place
        passage = self._store.catalogue.passages(report, [ordinal])[0]
        loss = LABELLED_LOSS if passage.section in _LABELLED else 0.0
        return Found(passage, self._library.by_id[report], score - loss)


def _say_the_same(one: Passage, other: Passage) -> bool:
    a, b = set(content_words(one.text)), set(content_words(other.text))
    return len(a & b) >= SAME_WORDS * max(1, min(len(a), len(b)))


class EvidenceRetriever(BaseRetriever):
    """The finder as a LangChain retriever, for use in chains of your own.

    A query is a question in plain words; the documents are passages, verbatim, with their place.
    """

    finder: object
    library: object
    quota: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        assert isinstance(self.finder, Finder)
        assert isinstance(self.library, Library)
        evidence = self.finder.find(understand([query], self.library), self.quota)
        found = [item for items in evidence.found.values() for item in items]
        found.sort(key=lambda item: -item.score)
        return [_document(item) for item in found]


def _document(item: Found) -> Document:
    return Document(
        id=item.passage.id,
        page_content=item.passage.quote,
        metadata={
            "council": item.report.council,
            "kind": item.report.kind_label,
            "file": item.report.file,
            "page": item.passage.page,
            "paragraph": item.passage.number,
            "published": item.report.published.isoformat() if item.report.published else None,
            "section": item.passage.section.value,
            "score": item.score,
        },
    )
