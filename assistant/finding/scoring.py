"""How well each passage of some reports fits a question: by its vector, its words and its
section.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.finding.topics import PROBABLE, Likely, LikelyTopics, TopicsOfReports, named_of
from assistant.request import Presentation, Request, Want
from assistant.vocabulary import GENERAL, OF_AREAS, content_words
from index.encoder.embeddings import Vectors
from index.reports import Section
from index.storing.store import Store
from index.storing.word_search import WordMatch

WORDS_SHARE = 0.1  # what the best match by words adds to a cosine; see tests/evaluation/README.md
# what a passage of a section scores at the least where all of it is asked for
LEAST_OF_SECTION = 0.30
# asked for nothing else
OVERVIEW = "the quality and impact of services for children since the last inspection"
# What stands in for the cosine where a report has no vectors yet: by words alone, passages count
# that hold at least half of what the best one holds.
WITHOUT_VECTOR = 0.25
CANDIDATES = 60  # passages looked at a council before near-duplicates are dropped
OPENING_GAIN = 0.1  # what the first sentence of a section gains when all of it is asked for

FAR = 0.4  # the cosine below which no sentence comes near to a question

TOLD = 0.6  # from this probability on a question tells what it is about without the one before
# What a passage that speaks of the topic gains over one that does not, when some are drawn.
TOPIC_SHARE = 1 / 3

Place = tuple[str, int]  # a report, and the ordinal of a passage in it
Ranked = dict[Place, float]  # the score of each passage


@dataclass(frozen=True, slots=True)
class Scope:
    """The passages that a question is about; `is_whole` where it asks for a section and not for
    what answers.

    `off_topic` is how much of what is likely meant each does not speak of, from 0 to 1.
    """

    scores: Ranked
    is_whole: bool = False
    off_topic: Ranked = field(default_factory=dict)

    def nearest(self, most: int) -> list[Place]:
        """The passages that come nearest by vector, words and topic."""
        drawn_by = {
            place: score - TOPIC_SHARE * self.off_topic.get(place, 0.0)
            for place, score in self.scores.items()
        }
        return sorted(drawn_by, key=lambda place: -drawn_by[place])[:most]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a question looks for: its vector, and where its words stand, by report.

    `likely` are the topics that it may mean, and `others` vectors of how reports call those that
    it probably does. `by_words` are reports that cannot be searched by the vector yet.
    """

    request: Request
    vector: Vectors
    words: Mapping[str, Sequence[WordMatch]]
    by_words: frozenset[str] = frozenset()
    likely: tuple[Likely, ...] = ()
    others: tuple[Vectors, ...] = ()


class Scorer:
    """Scores the passages of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._topics = TopicsOfReports(self._texts)
        self._likely = LikelyTopics(store.embeddings)

    def _texts(self, report: str) -> Sequence[str]:
        return self._store.catalogue.texts(report)

    def query_for(self, request: Request, reports: Sequence[str]) -> SearchQuery:
        """What is looked for, and which passages of all those reports hold its words."""
        words = defaultdict(list)
        for match in self._store.catalogue.search(
            request.words, reports, CANDIDATES * len(reports)
        ):
            words[match.report].append(match)
        text = (
            f"{request.area.value}: {OVERVIEW}"
            if request.area and request.area.section
            else _search_text(request)
        )
        by_words = self._store.make_ready(reports)
        likely = () if _is_of_a_whole(request) else self._likely.of(request.text, request.subject)
        query = SearchQuery(
            request, self._store.embeddings.vectors([text])[0], words, by_words, likely
        )
        if not (named := named_of(likely)):
            return query
        return replace(query, others=tuple(self._store.embeddings.vectors([named])))

    def tells_a_topic(self, request: Request) -> bool:
        """Whether a question plainly tells what it is about: not "any trouble with it after?"."""
        return self.means_a_topic(request.text, request.subject)

    def means_a_topic(self, *texts: str) -> bool:
        """As `tells_a_topic`, of texts that ask the same: "agency staff" does, "style" does not."""
        likely = self._likely.of(*texts)
        return bool(likely) and likely[0].probability >= TOLD

    def in_scope(self, query: SearchQuery, reports: Sequence[str]) -> Scope:
        """The scores of the passages that a question is about: of one section, of all, or of
        none.
        """
        request = query.request
        if self._is_unmentioned(query, reports):
            return Scope({})
        if Want.ALL_TO_IMPROVE in request.wants:
            return Scope(self._as_printed(reports, Section.IMPROVE), is_whole=True)
        section = _whole_section(request)
        if section and (scores := self._of_section(query, reports, section)):
            return Scope(scores, is_whole=True)
        scores = self._scores(query, reports)
        if self._is_far(query, reports):
            return Scope({})
        if Want.IMPROVE in request.wants and request.wanted is not Presentation.THEME:
            of_bullets = self._as_printed(reports, Section.IMPROVE).keys()
            scores = {place: scores[place] for place in of_bullets & scores.keys()} or scores
        return Scope(scores, section is not None, self._off_topic(query.likely, scores))

    def _off_topic(self, likely: Sequence[Likely], scores: Ranked) -> Ranked:
        """How much of what is likely meant passages do not speak of."""
        meant = sum(each.probability for each in likely)
        return {place: meant - self._topics.share(*place, likely) for place in scores}

    def _is_unmentioned(self, query: SearchQuery, reports: Sequence[str]) -> bool:
        """Whether a topic or abbreviation that is asked for stands nowhere in the reports."""
        request = query.request
        if request.is_general or not reports or request.text.isupper():
            return False
        return bool(self._topics.unmentioned(request.text, reports, query.likely))

    def _is_far(self, query: SearchQuery, reports: Sequence[str]) -> bool:
        """Whether the reports speak of no topic that is probably meant, and no sentence of them
        comes near: "children staying with a family who aren't kin" of one without private
        fostering.
        """
        request = query.request
        if request.is_general or query.by_words.intersection(reports):
            return False
        if not self._topics.unmentioned(request.text, reports, query.likely, PROBABLE):
            return False
        nearest = self._store.nearest(query.vector, reports, 1)
        return not nearest or nearest[0][2] < FAR

    def _scores(self, query: SearchQuery, reports: Sequence[str]) -> Ranked:
        """The cosine of each passage, and what its words add to it."""
        ready = [report for report in reports if report not in query.by_words]
        found = [match for report in reports for match in query.words.get(report, ())]
        matches = sorted(found, key=lambda match: -match.score)[:CANDIDATES]
        # Where words are all there is, the best of one council may be poor: the best of all is the
        # measure.
        compared = (
            matches if ready else [match for each in query.words.values() for match in each[:1]]
        )
        top = max((match.score for match in compared), default=0.0)
        by_words = {(m.report, m.ordinal): m.score / top for m in matches if top > 0}
        near = self._store.nearest(query.vector, ready, CANDIDATES)
        cosines = {(report, ordinal): score for report, ordinal, score in near}
        so_called = {
            (report, ordinal)
            for vector in query.others
            for report, ordinal, _ in self._store.nearest(vector, ready, CANDIDATES)
        }
        for place in (by_words.keys() | so_called) - cosines.keys():
            cosines[place] = self._cosine(query, *place)
        return {
            place: cosine + WORDS_SHARE * by_words.get(place, 0.0)
            for place, cosine in cosines.items()
        }

    def _cosine(self, query: SearchQuery, report: str, ordinal: int) -> float:
        if report in query.by_words:
            return WITHOUT_VECTOR
        return self._store.cosine(query.vector, report, ordinal)

    def alike(self, one: Place, other: Place) -> float:
        """The cosine of two passages; 0 where one of them has no vector yet."""
        if {one[0], other[0]} & self._store.waiting:
            return 0.0
        return self._store.cosine(self._store.vectors(other[0])[other[1]], *one)

    def _as_printed(self, reports: Sequence[str], section: Section) -> Ranked:
        """All of a section, in the order in which it is printed."""
        places = [(r, o) for r in reports for o in self._store.catalogue.ordinals(r, section)]
        return {place: 1.0 - rank / 1000 for rank, place in enumerate(places)}

    def _of_section(self, query: SearchQuery, reports: Sequence[str], section: Section) -> Ranked:
        """Only what stands in one section, its opening first: for a question about all of it."""
        scores = (
            {}
            if query.request.area and query.request.area.section
            else self._scores(query, reports)
        )
        places: Ranked = {}
        for report in reports:
            ordinals = self._store.catalogue.ordinals(report, section)
            for rank, ordinal in enumerate(ordinals):
                score = scores.get((report, ordinal)) or self._cosine(query, report, ordinal)
                opening = OPENING_GAIN * (1 - rank / len(ordinals))
                places[report, ordinal] = max(score, LEAST_OF_SECTION) + opening
        return places


def _whole_section(request: Request) -> Section | None:
    """The section that is asked for as a whole, and not for what in it answers."""
    if request.area and request.area.section:
        return request.area.section
    if request.is_general:
        return Section.SUMMARY
    return Section.TITLE if Want.TITLE in request.wants else None


def _is_of_a_whole(request: Request) -> bool:
    """Whether it is asked for no topic: for an overview, a section, all that must improve, or a
    whole area, as in "what was said about leaders?".
    """
    told = set(content_words(request.text)) - GENERAL - OF_AREAS
    return request.is_general or _whole_section(request) is not None or not told


def _search_text(request: Request) -> str:
    """What is looked for: the topic, or how things are altogether.

    Of a comparison only the words that tell what is compared: "go up or down" finds what rose;
    and of a question to many councils those that tell what is looked for, as "which councils" is
    near to nothing that a report says.
    """
    if request.is_general:
        return OVERVIEW
    if request.wanted in {Presentation.CHANGE, Presentation.COMPARISON, Presentation.THEME}:
        return " ".join(request.words)
    return request.text
