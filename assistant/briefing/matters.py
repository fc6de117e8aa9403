"""What a request over many councils is on, as narrowly as it is asked: the one topic that its
own words name, or mean; a theme, which is wider, only where they name no topic.

Which sentences speak of it is told by the words in which inspectors speak of it and by their
vectors; which of them are shown, by reading subject and sentence together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.briefing.sentences import stands_alone
from assistant.briefing.themes import Said, Theme, as_theme, themes_named
from assistant.finding.relevance import Candidate, Relevance, Relevant
from assistant.finding.topics import Likely, LikelyTopics, Topic, all_topics
from assistant.request import Form, Request
from assistant.themes import all_themes, themes_asked
from assistant.vocabulary import TELLS_OF_ONESELF, content_words, not_within_others
from index.encoder.embeddings import Vectors
from index.storing.store import Store

# From these probabilities on a phrase is on one topic alone, or means one that it does not name.
ONE_TOPIC = 0.7
PLAIN = 0.9  # one alone, though the phrase names others as well
MEANT = 0.6
BESIDE = 0.1  # and of topics that it names, those are kept that are as likely
MOST_TOPICS = 3
# The least cosine of a sentence that is counted to what is asked: below it the words only pass by.
LEAST_COSINE = 0.2
# The least log-odds that a sentence is on the point, to be shown.
LEAST_NEAR = -0.5
BY_COSINE = 10.0  # how much plainness a cosine of 1 is worth, before a sentence is read
JUDGED = 6  # sentences of a report, the nearest, that are read together with the subject
_PLAIN = 3.0  # beyond this praise or criticism is no plainer
_LEANS = 1.5  # what a sentence loses that cannot be read alone

_PARTS = re.compile(r"\s*(?:[,;&—–]|(?<!\bw)/|\b(?:and|or|as well as|plus)\b)\s*", re.I)
# What belongs to all parts of a list: "recruitment, training and support of foster carers".
_OF_ALL = re.compile(r"\b(?:of|for|from|to|with|by)\s+\S", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;:\n])\s+")


@dataclass(frozen=True, slots=True)
class Matter:
    """What is counted: `themes` are one topic or several, each with the patterns by which it is
    recognised; `words` the subject in the words in which it was asked.
    """

    themes: tuple[Theme, ...]
    words: str = ""

    @property
    def label(self) -> str:
        """What it is called in an answer."""
        return " and ".join(theme.label for theme in self.themes)

    def part_of(self, text: str) -> "Matter":
        """That of several topics that a text speaks of first."""
        if len(self.themes) < 2:  # noqa: PLR2004
            return self
        places = [(m.start(), n) for n, t in enumerate(self.themes) if (m := t.told.search(text))]
        return Matter((self.themes[min(places)[1] if places else 0],))

    @property
    def asked(self) -> str:
        """What a sentence is judged to speak of: the words, and what they mean in the field's."""
        if not self.label or self.words.casefold() == self.label.casefold():
            return self.words
        return f"{self.words} ({self.label})" if self.words else self.label


class Matters:
    """Tells what requests are on, and which sentences of reports speak of it."""

    def __init__(self, store: Store, relevance: Relevance) -> None:
        self._store = store
        self._relevance = relevance
        self._likely = LikelyTopics(store.embeddings)
        self._vectors = lru_cache(maxsize=64)(self._vectors_of)

    def of(self, request: Request) -> Matter:
        """What a request is on: of "who is bad for dads?" fathers, and not all parents."""
        for phrase in _phrases(request):
            is_subject = phrase == request.subject
            if themes := self._named(phrase, in_parts=is_subject):
                return Matter(themes, phrase if is_subject else "")
        if request.subject and (themes := self._meant(request.subject)):
            return Matter(themes, request.subject)
        return Matter(themes_named(request.themes), request.subject)

    def _named(self, phrase: str, *, in_parts: bool) -> tuple[Theme, ...]:
        """The topics that a phrase names, or that each of its parts is on."""
        likely = self._likely.of(phrase)
        named = _topics_named(phrase)
        parts = [part for part in _PARTS.split(phrase) if content_words(part)] if in_parts else []
        plain = likely[0].topic if likely and likely[0].probability >= ONE_TOPIC else None
        is_plain = bool(likely) and likely[0].probability >= PLAIN
        is_told = plain in named or not named or (in_parts and is_plain)
        if plain and is_told and _is_of_one(parts, plain):
            is_open = not is_plain and len(named) > 1
            theme = _of_all(named, phrase) if is_open and _overlap(named, phrase) else None
            return (theme or as_theme(plain),)
        if len(parts) > 1:
            each = [self._named(p, in_parts=False) or self._meant(p) for p in parts]
            return _unique([theme for themes in each for theme in themes])
        chances = {each.topic: each.probability for each in likely}
        kept = [topic for topic in named if chances.get(topic, 0.0) >= BESIDE] or named
        if kept and likely and kept[0] == likely[0].topic and (theme := _holding(likely, phrase)):
            return (theme,)
        return _unique([as_theme(topic) for topic in kept[:MOST_TOPICS]])

    def _meant(self, phrase: str) -> tuple[Theme, ...]:
        """The topic that a phrase means without naming it; else a theme."""
        likely = self._likely.of(phrase)
        if likely and likely[0].probability >= MEANT:
            return (_holding(likely, phrase) or as_theme(likely[0].topic),)
        return themes_asked(phrase)

    # ---- sentences

    def near(self, said: Iterable[Said], matter: Matter) -> tuple[Said, ...]:
        """Those whose meaning is near to what is asked, in their order."""
        return tuple(s for s in said if self.cosine(s, matter) >= LEAST_COSINE)

    def cosine(self, said: Said, matter: Matter) -> float:
        """How near a sentence is to the words that are asked, or to what they are called."""
        passage = said.passage
        if passage.report in self._store.waiting:
            return LEAST_COSINE
        ordinal = int(passage.id.rsplit(":", 1)[1])
        return max(
            self._store.cosine(vector, passage.report, ordinal) for vector in self._vectors(matter)
        )

    def _vectors_of(self, matter: Matter) -> Sequence[Vectors]:
        texts = [matter.words, *(theme.label for theme in matter.themes)]
        return list(self._store.embeddings.vectors([text for text in texts if text]))

    def judged(
        self, said: Sequence[Sequence[Said]], matter: Matter, most: int = JUDGED
    ) -> list[list[tuple[Said, Relevant]]]:
        """Of each of some reports the sentences that are nearest, with how well they answer, each
        read together with what of the matter it speaks of.
        """
        nearest = [sorted(each, key=lambda s: -self.cosine(s, matter))[:most] for each in said]
        asked: dict[Matter, list[Said]] = {}
        for each in nearest:
            for s in each:
                asked.setdefault(matter.part_of(s.passage.text), []).append(s)
        told: dict[str, Relevant] = {}
        for part, sentences in asked.items():
            candidates = [Candidate(s.passage.text, self.cosine(s, matter)) for s in sentences]
            judged = self._relevance.of(part.asked, candidates)
            told |= {s.passage.id: r for s, r in zip(sentences, judged, strict=True)}
        return [[(s, told[s.passage.id]) for s in each] for each in nearest]

    def plainest(
        self, said: Sequence[Sequence[Said]], matter: Matter, most: int = 1, looked_at: int = JUDGED
    ) -> list[tuple[Said, ...]]:
        """Of each of some reports the sentences that say most plainly what is asked; none where
        none is on the point.
        """
        shown = []
        for each in self.judged(said, matter, looked_at):
            on_it = [(s, near) for s, near in each if near.near >= LEAST_NEAR]
            on_it.sort(key=lambda pair: -_plainness(*pair))
            shown.append(tuple(s for s, _ in on_it[:most]))
        return shown

    def first_on(
        self, said: Sequence[Sequence[Said]], matter: Matter, looked_at: int
    ) -> list[Said | None]:
        """Of each of some reports the first sentence that is on the point, the nearest and
        plainest read first; of those that have one no more is read.
        """
        likely = [sorted(e, key=lambda s: -self._likely_on(s, matter))[:looked_at] for e in said]
        found: list[Said | None] = [None] * len(likely)
        for turn in range(looked_at):
            left = [n for n, each in enumerate(likely) if not found[n] and turn < len(each)]
            judged = self.judged([likely[n][turn : turn + 1] for n in left], matter, 1)
            for n, ((sentence, how),) in zip(left, judged, strict=True):
                found[n] = sentence if how.near >= LEAST_NEAR else None
        return found

    def _likely_on(self, said: Said, matter: Matter) -> float:
        return BY_COSINE * self.cosine(said, matter) + _plain(said)


def _plainness(said: Said, judged: Relevant) -> float:
    return min(judged.near, _PLAIN) + _plain(said)


def _plain(said: Said) -> float:
    """How plainly a sentence praises or criticises, read alone."""
    loss = 0.0 if stands_alone(said.passage) else _LEANS
    return min(abs(said.balance), _PLAIN) / 2 + min(abs(said.odds), _PLAIN) / 2 - loss


def _phrases(request: Request) -> Iterator[str]:
    """What tells the subject, one after the other: what was read as the subject, then what the
    message says, and last what it says of the reader.
    """
    if request.subject:
        yield request.subject
    elif request.form is Form.REASONS:
        yield from (area.value for area in request.areas)
    parts = [
        part for part in _SENTENCE.split(request.text or request.message) if content_words(part)
    ]
    yield from sorted(parts, key=lambda part: bool(TELLS_OF_ONESELF.match(part)))


def _topics_named(phrase: str) -> list[Topic]:
    """The topics that a phrase names; in "private fostering" that is not fostering."""
    matches = [(t, m.span()) for t in all_topics() if (m := t.asked.search(phrase))]
    return list(not_within_others(matches))


def _is_of_one(parts: Sequence[str], topic: Topic) -> bool:
    """Whether no part of a list names something else: "placements and health" are two things,
    "recruitment and support of foster carers" is one.
    """
    if len(parts) < 2 or _OF_ALL.search(parts[-1]):  # noqa: PLR2004 - one part is no list
        return True
    return all(
        topic.asked.search(part) or not (_topics_named(part) or themes_asked(part))
        for part in parts
    )


def _holding(likely: Sequence[Likely], phrase: str) -> Theme | None:
    """The theme that holds the two topics between which a phrase is open."""
    first, second = (*likely, None, None)[:2]
    if not (first and second) or first.probability >= ONE_TOPIC:
        return None
    is_open = second.probability >= first.probability / 2
    return _of_all((first.topic, second.topic), phrase) if is_open else None


def _of_all(topics: Sequence[Topic], phrase: str) -> Theme | None:
    """The theme that a phrase names and that holds all of some topics: "exploitation" is of both
    kinds.
    """
    themes = (theme for theme in themes_asked(phrase) if not theme.is_wide)
    return next((t for t in themes if all(t.asked.search(each.label) for each in topics)), None)


def _overlap(topics: Sequence[Topic], phrase: str) -> bool:
    """Whether the same words of a phrase name all of some topics."""
    spans = [m.span() for topic in topics if (m := topic.asked.search(phrase))]
    return max(start for start, _ in spans) < min(end for _, end in spans)


def _unique(found: Sequence[Theme]) -> tuple[Theme, ...]:
    """Topics and themes, each once; no topic beside a theme that holds it."""
    unique = tuple({theme.name: theme for theme in found}.values())
    wide = [theme for theme in unique if theme in all_themes()]
    held = {
        each.name
        for each in unique
        for theme in wide
        if each is not theme and theme.asked.search(each.label)
    }
    return tuple(t for t in unique if t.name not in held)[: MOST_TOPICS + 1]
