"""Question → evidence: the passages that tell most about it, council by council.

Councils and reports in scope come first; within them every passage is scored by its vector and by
its words (BM25), and each council has its own quota, so that none crowds out another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.areas import Topic
from assistant.following import understand
from assistant.library import Library
from assistant.polarity import Polarity, polarity_of
from assistant.questions import Question, Wanted
from assistant.topics import TopicsOfReports
from assistant.vocabulary import content_words
from index.reports import Grade, Passage, Report, Section
from index.store import Store

WORDS_SHARE = 0.1  # what the best match by words adds to a cosine; see tests/evaluation/README.md
LEAST_SCORE = 0.30  # a council whose best passage scores less is silent on the topic
LEAST_SHARE = 0.7  # of the best passage's score, which a further one must have
OVERVIEW = "the quality and impact of services for children since the last inspection"  # asked for nothing else
CANDIDATES = 60  # passages looked at a council before near-duplicates are dropped
QUOTES_OF_REASONS = 2  # beside a grade
SAME_WORDS = 0.8  # share of words from which two passages say the same
_LABELLED = {Section.CHILDREN_SUMMARY, Section.AREA_DATA, Section.EARLIER, Section.TITLE}
LABELLED_LOSS = 0.05  # what a passage loses that is a summary for children or data on the area
_LEANS_ON = (
    "they", "their", "this", "these", "those", "it", "its", "such", "he", "she", "as a result",
    "consequently", "for these", "for others", "in these", "in addition to this",
)  # fmt: skip

_TAKES_BACK = ("however", "but", "nevertheless", "although this", "despite this", "yet")

_SECTIONS = {
    Topic.HELP: Section.HELP,
    Topic.IN_CARE: Section.IN_CARE,
    Topic.CARE_LEAVERS: Section.CARE_LEAVERS,
    Topic.LEADERS: Section.LEADERS,
    Topic.ADOPTION: Section.ADOPTION,
    Topic.LSCB: Section.LSCB,
}
_LOW = {Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE}
OPENING_GAIN = 0.1  # what the first sentence of a section gains when all of it is asked for

Ranked = dict[tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, its report, and how well it fits: cosine and the share of words together."""

    passage: Passage
    report: Report
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in some reports of one council; empty where they are silent."""

    council: str
    searched: tuple[Report, ...]
    found: tuple[Found, ...]

    @property
    def score(self) -> float:
        """How well its best passage fits."""
        return max((item.score for item in self.found), default=0.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: by council in the order asked, then from earlier to later."""

    question: Question
    groups: tuple[Group, ...]

    @property
    def searched(self) -> tuple[Report, ...]:
        """Every report that was searched, each once."""
        return tuple(dict.fromkeys(report for group in self.groups for report in group.searched))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not any(group.found for group in self.groups)


class Finder:
    """Finds evidence in a store."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._topics = TopicsOfReports(self._texts)

    def _texts(self, report: str) -> Sequence[str]:
        return [passage.text for passage in self._store.catalogue.passages(report)]

    def find(self, question: Question, quota: int) -> Evidence:
        """Find up to `quota` passages a group; of all councils where none is named."""
        vector = self._store.embeddings.embed_query(_search_text(question))
        groups = [
            Group(council, reports, self._best(question, vector, reports, quota))
            for council in question.councils or question.among or self._library.councils
            for reports in self._reports(council, question)
        ]
        return Evidence(question, tuple(groups))

    def find_reasons(self, question: Question) -> Evidence:
        """Find what a report says of itself altogether, or of the area whose grade is asked for."""
        council = question.councils[0]
        reports = self._library.meant(council, question.times)
        judged = tuple(report for report in reports if report.judgements)[:1]
        area = next((topic.value for topic in question.conditions.topics), "overall")
        asked = replace(question, topic="" if area == "overall" else area, wants_change=False)
        vector = self._store.embeddings.embed_query(_search_text(asked))
        found = self._best(asked, vector, judged, QUOTES_OF_REASONS, _pointing(judged, question))
        group = Group(council, judged, found)
        return Evidence(asked, (group,))

    def _reports(self, council: str, question: Question) -> Iterator[tuple[Report, ...]]:
        """The reports that are searched together: all that is meant, or then and now apart."""
        if question.wanted is Wanted.CHANGE:
            for report in self._library.then_and_now(council, question.times):
                yield (report,)
        elif question.wants_articles:
            yield self._library.articles(council) or self._meant(council, question)
        else:
            yield self._meant(council, question)

    def _meant(self, council: str, question: Question) -> tuple[Report, ...]:
        """The reports of the time asked for; a year of no report may be that of what is told."""
        if question.kinds:
            of_kind = self._library.of_kind(council, question.kinds, question.times)
            return of_kind or self._library.articles(council)
        meant = self._library.meant(council, question.times)
        if not meant and not question.names_inspection_year and len(question.councils) == 1:
            return self._library.meant(council)
        return meant

    def _best(
        self,
        question: Question,
        vector: Sequence[float],
        reports: Sequence[Report],
        quota: int,
        wanted: Polarity | None = None,
    ) -> tuple[Found, ...]:
        if question.wanted is Wanted.THEME:
            wanted = question.polarity
        scores = self._scores_in_scope(question, vector, [report.id for report in reports])
        chosen: list[Found] = []
        for item in self._ranked(scores):
            if len(chosen) == quota or item.score < LEAST_SHARE * max(
                f.score for f in [item, *chosen]
            ):
                break
            if wanted is not None and not _points(item, wanted):
                continue
            if not any(_say_the_same(item.passage, other.passage) for other in chosen):
                chosen.append(item)
        return tuple(self._with_context(item) for item in chosen)

    def _scores_in_scope(
        self, question: Question, vector: Sequence[float], reports: Sequence[str]
    ) -> Ranked:
        """Scores of the passages that a question is about: of one section, of all, or of none."""
        if self._is_unmentioned(question, reports):
            return {}
        if question.asks_all_to_improve:
            return self._as_printed(reports, Section.IMPROVE)
        scores = self._scores(question, vector, reports)
        if question.asks_to_improve and question.wanted is not Wanted.THEME:
            of_bullets = self._as_printed(reports, Section.IMPROVE).keys()
            return {place: scores[place] for place in of_bullets & scores.keys()} or scores
        if question.is_general:
            return self._of_section(scores, vector, reports, Section.SUMMARY) or scores
        if question.asks_of_title:
            return self._of_section(scores, vector, reports, Section.TITLE) or scores
        if question.area in _SECTIONS:
            overview = self._store.embeddings.embed_query(f"{question.area.value}: {OVERVIEW}")
            return self._of_section({}, overview, reports, _SECTIONS[question.area]) or scores
        return scores

    def _is_unmentioned(self, question: Question, reports: Sequence[str]) -> bool:
        """Whether a topic or abbreviation that is asked for stands nowhere in the reports."""
        if question.is_general or not reports or question.topic.isupper():
            return False
        return bool(self._topics.unmentioned(question.topic, reports))

    def _scores(
        self, question: Question, vector: Sequence[float], reports: Sequence[str]
    ) -> Ranked:
        """The cosine of each passage, and what its words add to it."""
        matches = self._store.catalogue.search(question.words, reports, CANDIDATES)
        top = max((match.score for match in matches), default=0.0)
        by_words = {(m.report, m.ordinal): m.score / top for m in matches if top > 0}
        near = self._store.nearest(vector, reports, CANDIDATES)
        cosines = {(report, ordinal): score for report, ordinal, score in near}
        for report, ordinal in by_words.keys() - cosines.keys():
            cosines[report, ordinal] = self._store.cosine(vector, report, ordinal)
        return {
            place: cosine + WORDS_SHARE * by_words.get(place, 0.0)
            for place, cosine in cosines.items()
        }

    def _as_printed(self, reports: Sequence[str], section: Section) -> Ranked:
        """All of a section, in the order in which it is printed."""
        places = [(r, o) for r in reports for o in self._store.catalogue.ordinals(r, section)]
        return {place: 1.0 - rank / 1000 for rank, place in enumerate(places)}

    def _of_section(
        self, scores: Ranked, vector: Sequence[float], reports: Sequence[str], section: Section
    ) -> Ranked:
        """Only what stands in one section, its opening first: for a question about all of it."""
        places: Ranked = {}
        for report in reports:
            ordinals = self._store.catalogue.ordinals(report, section)
            for rank, ordinal in enumerate(ordinals):
                score = scores.get((report, ordinal), self._store.cosine(vector, report, ordinal))
                opening = OPENING_GAIN * (1 - rank / len(ordinals))
                places[report, ordinal] = max(score, LEAST_SCORE) + opening
        return places

    def _ranked(self, scores: Ranked) -> list[Found]:
        """The passages good enough to be evidence, the best first."""
        ranked = sorted(scores, key=lambda place: -scores[place])[:CANDIDATES]
        found = [
            Found(passage, self._library.by_id[report], score)
            for report in dict.fromkeys(report for report, _ in ranked)
            for ordinal, passage in self._store.catalogue.passages_at(
                report, [ordinal for r, ordinal in ranked if r == report]
            )
            if (score := scores[report, ordinal] - _loss(passage)) >= LEAST_SCORE
        ]
        return sorted(found, key=lambda item: -item.score)

    def _with_context(self, item: Found) -> Found:
        """Add what a passage cannot be read without.

        That is the sentence before one that begins with "They" or "This", and the one after it
        that begins with "However": a finding is not cut off before its reservation.
        """
        passage = item.passage
        ordinal = int(passage.id.split(":")[1])
        near = dict(self._store.catalogue.passages_at(passage.report, [ordinal - 1, ordinal + 1]))
        before, after = near.get(ordinal - 1), near.get(ordinal + 1)
        if before and before.paragraph == passage.paragraph and _begins(passage, _LEANS_ON):
            passage = _joined(before, passage)
        if after and after.paragraph == passage.paragraph and _begins(after, _TAKES_BACK):
            passage = _joined(passage, after)
        return replace(item, passage=passage)


def _begins(passage: Passage, words: tuple[str, ...]) -> bool:
    text = passage.text.lower()
    return any(text.startswith((f"{word} ", f"{word},")) for word in words)


def _loss(passage: Passage) -> float:
    """What a passage loses for being data on the area or a plain summary."""
    return LABELLED_LOSS if passage.section in _LABELLED else 0.0


def _search_text(question: Question) -> str:
    """What is looked for: the topic, or how things are altogether.

    Of a comparison only the words that tell what is compared: "go up or down" finds what rose.
    """
    if question.is_general:
        return OVERVIEW
    if question.wanted in {Wanted.CHANGE, Wanted.COMPARISON}:
        return " ".join(question.words)
    return question.topic


def _joined(before: Passage, passage: Passage) -> Passage:
    """Two sentences that follow each other in a paragraph, as one passage."""
    break_at = before.break_at
    if before.last_page != passage.page:
        break_at = len(before.text)
    elif passage.break_at is not None:
        break_at = len(before.text) + 1 + passage.break_at
    return replace(
        before,
        text=f"{before.text} {passage.text}",
        last_page=passage.last_page,
        break_at=break_at,
    )


def _pointing(reports: Sequence[Report], question: Question) -> Polarity | None:
    """Which way reasons for a grade point; both ways where no reasons are asked for."""
    topic = next(iter(question.conditions.topics), Topic.OVERALL)
    grades = {j.grade for r in reports for j in r.judgements if j.area in topic.areas}
    if not question.asks_why or not grades:
        return None
    return Polarity.CRITICISM if grades & _LOW else Polarity.PRAISE


def _points(item: Found, wanted: Polarity) -> bool:
    return polarity_of(item.passage.text, item.passage.section) in {wanted, Polarity.NEITHER}


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
        found = [item for group in evidence.groups for item in group.found]
        return [_document(item) for item in sorted(found, key=lambda item: -item.score)]


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
