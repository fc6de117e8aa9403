"""Question → evidence: the passages that tell most about it, council by council.

Councils and reports in scope come first; within them every passage is scored by its vector and by
its words (BM25), and each council has its own quota, so that none crowds out another.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.areas import Topic
from assistant.finding.choosing import (
    Choice,
    Chooser,
    Drawn,
    GoesOn,
    choose,
    joined,
    nearest,
)
from assistant.finding.evidence import Evidence, Found, Group
from assistant.finding.relevance import (
    TOGETHER,
    Candidate,
    Fused,
    Relevance,
    Relevant,
    without_frame,
)
from assistant.finding.same_point import on_the_same_point
from assistant.finding.scoring import Scope, Scorer, SearchQuery
from assistant.finding.topics import in_other_words
from assistant.library import Library
from assistant.request import Act, Polarity, Presentation, Request, Want
from assistant.vocabulary import content_words
from index.reports import Grade, Passage, Report
from index.storing.store import Store

__all__ = ["Evidence", "EvidenceRetriever", "Finder", "Found", "Group"]

QUOTES_OF_REASONS = 2  # beside a grade
WHOLE_POOL = 60  # passages of a section that is asked for as a whole
# Passages that are judged in each of so many groups of reports: the answer is among the first few
# of a report as a rule.
POOLS = ((1, 24), (2, 16), (4, 12), (12, 6), (80, 2), (1_000_000, 1))
# Where each sentence has its own bar, and a report as a whole none.
_BAR_OF_EACH = {Presentation.THEME, Presentation.CHANGE, Presentation.COMPARISON}
_SIDE_BY_SIDE = {Presentation.CHANGE, Presentation.COMPARISON}
_LOW = {Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE}


class Finder:
    """Finds evidence in a store; `relevance` judges what answers."""

    def __init__(self, store: Store, library: Library, relevance: Relevance) -> None:
        self._library = library
        self._scorer = Scorer(store)
        self._chooser = Chooser(store, library)
        self.relevance = relevance
        self._fused = Fused()

    def find(self, request: Request, quota: int) -> Evidence:
        """Find up to `quota` passages a group; of all councils where none is named.

        A question that goes on from another is looked for together with that, unless it plainly
        tells a topic of its own; and then by itself.
        """
        if not request.context:
            return self._find(request, quota)
        words = tuple(dict.fromkeys([*content_words(request.context), *request.words]))
        text = f"{request.context}: {request.text}"
        together = replace(request, text=text, words=words, context="")
        orders = [together, request]
        if self._scorer.tells_a_topic(request):
            orders.reverse()
        evidence = self._find(orders[0], quota)
        if evidence.is_empty:
            other = self._find(orders[1], quota)
            evidence = evidence if other.is_empty else other
        return replace(evidence, request=request)

    def means_a_topic(self, *texts: str) -> bool:
        """Whether texts that ask the same plainly tell what they are about."""
        return self._scorer.means_a_topic(*texts)

    def judged_by(self, relevance: Relevance) -> "Finder":
        """The same search, with what it has found out of reports, judged by something else."""
        other = copy(self)
        other.relevance = relevance
        return other

    def find_few(self, request: Request, quota: int, most: int) -> Evidence:
        """As `find`, of a claim: no more than so many passages a group are judged."""
        return self._find(request, quota, most)

    def _find(self, request: Request, quota: int, most: int = WHOLE_POOL) -> Evidence:
        searched = [
            (council, reports)
            for council in request.councils or request.among or self._library.councils
            for reports in self._reports(council, request)
        ]
        query = self._scorer.query_for(request, [r.id for _, reports in searched for r in reports])
        choice = Choice.of(request, quota)
        found = self._best(query, [reports for _, reports in searched], choice, most)
        groups = (
            Group(council, reports, *best)
            for (council, reports), best in zip(searched, found, strict=True)
        )
        return Evidence(request, tuple(groups), query.by_words)

    def find_reasons(self, request: Request) -> Evidence:
        """Find what a report says of itself altogether, or of the area whose grade is asked for."""
        council = request.councils[0]
        reports = self._library.reports_for(council, request.times)
        judged = tuple(report for report in reports if report.judgements)[:1]
        area = next((topic for topic in request.areas if topic is not Topic.OVERALL), None)
        asked = replace(
            request,
            act=Act.BRIEF,
            text=area.value if area else "",
            area=area,
            is_general=area is None,
        )
        choice = Choice(QUOTES_OF_REASONS, polarity=_pointing(judged, request), of_now=True)
        query = self._scorer.query_for(asked, [report.id for report in judged])
        (best,) = self._best(query, [judged], choice)
        return Evidence(asked, (Group(council, judged, *best),))

    def _reports(self, council: str, request: Request) -> Iterator[tuple[Report, ...]]:
        """The reports that are searched together: all that is meant, or then and now apart."""
        if request.wanted is Presentation.CHANGE:
            for report in self._library.then_and_now(council, request.times):
                yield (report,)
        elif Want.ARTICLES in request.wants:
            yield self._library.articles(council) or self._meant(council, request)
        else:
            yield self._meant(council, request)

    def _meant(self, council: str, request: Request) -> tuple[Report, ...]:
        """The reports of the time asked for; a year of no report may be that of what is told."""
        if request.kinds:
            of_kind = self._library.of_kind(council, request.kinds, request.times)
            return of_kind or self._library.articles(council)
        meant = self._library.reports_for(council, request.times)
        if not meant and not request.year_is_of_report and len(request.councils) == 1:
            return self._library.reports_for(council)
        return meant

    def _best(
        self,
        query: SearchQuery,
        searched: Sequence[Sequence[Report]],
        choice: Choice,
        most: int = WHOLE_POOL,
    ) -> Iterator[tuple[tuple[Found, ...], tuple[Found, ...]]]:
        """For each of some reports that are searched together what answers, or else what comes
        near.
        """
        request = query.request
        scopes = [
            self._scorer.in_scope(query, [report.id for report in reports]) for reports in searched
        ]
        most = min(most, next(most for groups, most in POOLS if len(searched) <= groups))
        pools = [
            self._chooser.pool(scope, WHOLE_POOL if scope.is_whole else most) for scope in scopes
        ]
        all_judged = list(self._judged(query, scopes, pools))
        if request.wanted in _SIDE_BY_SIDE:
            all_judged = on_the_same_point(pools, all_judged, self._scorer.alike)
        for scope, pool, judged in zip(scopes, pools, all_judged, strict=True):
            judge = self._fused if scope.is_whole else self.relevance
            is_answered = request.wanted in _BAR_OF_EACH or judge.is_answered(judged)
            goes_on = self._goes_on(query) if _may_go_on(request, scope) else _stops
            found = choose(pool, judged, choice, goes_on) if is_answered else ()
            yield found, () if found or scope.is_whole else nearest(pool, judged)

    def _goes_on(self, query: SearchQuery) -> GoesOn:
        """Whether the sentence after a passage carries what is asked: "The front door is run by a
        neighbour. It is known as the Hub.".
        """
        subject = _judged_for(query)

        def goes_on(passage: Passage, after: Passage) -> bool:
            texts = (passage.text, joined(passage, after).text)
            alone, both = self.relevance.of(subject, [Candidate(text, 0.0) for text in texts])
            return both.answers - alone.answers > TOGETHER

        return goes_on

    def _judged(
        self, query: SearchQuery, scopes: Sequence[Scope], pools: Sequence[Sequence[Drawn]]
    ) -> Iterator[Sequence[Relevant]]:
        """How well the passages of each pool answer, those of all pools judged together.

        Where a section is asked for as a whole, its order is what counts. A report that can only
        be searched by its words yet is judged by them.
        """
        subject = _judged_for(query)
        asked = [
            drawn.candidate
            for scope, pool in zip(scopes, pools, strict=True)
            if not scope.is_whole
            for drawn in pool
        ]
        judged = iter(self.relevance.of(subject, asked))
        for scope, pool in zip(scopes, pools, strict=True):
            if scope.is_whole:
                yield self._fused.of("", [drawn.candidate for drawn in pool])
            else:
                yield [next(judged) for _ in pool]


def _judged_for(query: SearchQuery) -> str:
    """What a sentence is judged to answer: the question, without words that only ask what was
    said, and what it probably means in the words of reports; of a theme its topic.

    "Which councils …" is answered by no sentence of a report.
    """
    request = query.request
    if request.wanted is Presentation.THEME:
        asked = request.subject or " ".join(request.words) or request.text
    else:
        asked = without_frame(request.text)
    return in_other_words(asked, query.likely)


def _stops(_passage: Passage, _after: Passage) -> bool:
    """Nothing goes on where many councils are quoted in one sentence each."""
    return False


def _may_go_on(request: Request, scope: Scope) -> bool:
    return request.wanted is not Presentation.THEME and not scope.is_whole


def _pointing(reports: Sequence[Report], request: Request) -> Polarity | None:
    """Which way reasons for a grade point; both ways where no reasons are asked for."""
    topic = next(iter(request.areas), Topic.OVERALL)
    grades = {j.grade for r in reports for j in r.judgements if j.area in topic.areas}
    if Want.WHY not in request.wants or not grades:
        return None
    return Polarity.CRITICISM if grades & _LOW else Polarity.PRAISE


@runtime_checkable
class ReadsMessages(Protocol):
    """What turns a conversation into a request."""

    def read(self, conversation: Sequence[str]) -> Request:
        """The request that the last message makes."""


class EvidenceRetriever(BaseRetriever):
    """The finder as a LangChain retriever, for use in chains of your own.

    A query is a question in plain words; the documents are passages, verbatim, with their place.
    """

    finder: object
    reader: object
    quota: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        assert isinstance(self.finder, Finder)
        assert isinstance(self.reader, ReadsMessages)
        evidence = self.finder.find(self.reader.read([query]), self.quota)
        found = [item for group in evidence.groups for item in group.found]
        return [_document(item) for item in sorted(found, key=lambda item: -item.answers)]


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
            "answers": round(item.answers, 3),
        },
    )
