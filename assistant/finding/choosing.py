"""Which of the scored passages are quoted: few, different, pointing the way that is asked for,
and whole.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.finding.evidence import Found
from assistant.finding.holding import Holds, asked_for
from assistant.finding.polarity import Pointing, points, tells_of_earlier
from assistant.finding.relevance import (
    ANSWERS,
    ANSWERS_IN_PART,
    ANSWERS_OF_MANY,
    FURTHER,
    NEAR,
    Candidate,
    Relevant,
    log_odds,
)
from assistant.finding.scoring import Scope
from assistant.library import Library
from assistant.request import Polarity, Presentation, Request, Want
from assistant.vocabulary import content_words
from index.reports import Passage, Report, Section
from index.storing.store import Store

MOST_NEAR = 2  # passages shown where nothing answers
MOST_WORDS = 90  # quoted of one group; a quote that begins below it is still shown
SAME_WORDS = 0.8  # share of words from which two passages say the same
_LABELLED = {Section.CHILDREN_SUMMARY, Section.AREA_DATA, Section.EARLIER, Section.TITLE}
LABELLED_LOSS = 0.05  # what a passage loses that is a summary for children or data on the area
_NO_FINDING = {Section.TITLE}  # quoted only where it is asked for: "Inspection dates: …"
_LEANS_ON = (
    "however", "they", "their", "this", "these", "those", "it", "its", "such", "he", "she",
    "as a result", "consequently", "for these", "for others", "in these", "in addition to this",
)  # fmt: skip

_TAKES_BACK = ("however", "but", "nevertheless", "although this", "despite this", "yet")


# How many there are, in figures or in the words that inspectors use for it.
_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|half|third"
    r"|quarter|most|many|majority|minority"
    r"|few|several|number of|proportion|all|none|no|every)\b",
    re.I,
)


_CAUSE = re.compile(
    r"\b(?:causes?d?|because|due to|owing to|as a (?:result|consequence) of|reasons?|stems? from"
    r"|led to|(?:is|are) attributed)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many passages are wanted, and what they must be like.

    `least` is how likely they must answer, from 0 to 1; `polarity` is the way that they must
    point, if only one way; `of_now` leaves out what is told of earlier inspections; `amounts`
    asks for figures, `reasons` for the causes that a next sentence may tell. `holds` tells whether
    a sentence holds what is asked for by name or number.
    """

    quota: int
    least: float = ANSWERS
    polarity: Polarity | None = None
    of_now: bool = False
    amounts: bool = False
    reasons: bool = False
    holds: Holds | None = None

    @staticmethod
    def of(request: Request, quota: int) -> "Choice":
        """What a question wants of its passages."""
        if request.wanted is Presentation.THEME:
            least = ANSWERS if request.councils else ANSWERS_OF_MANY
            return Choice(quota, least, request.polarity, of_now=request.polarity is not None)
        is_of_words = request.wanted is Presentation.WORDS and not request.is_of_a_section
        least = (
            ANSWERS_IN_PART
            if request.wanted in {Presentation.CHANGE, Presentation.COMPARISON}
            else ANSWERS
        )
        return Choice(
            quota,
            least,
            amounts=is_of_words and Want.HOW_MANY in request.wants,
            reasons=Want.WHY in request.wants,
            holds=asked_for(request.message, request.councils) if is_of_words else None,
        )

    def admits(self, drawn: "Drawn") -> bool:
        """Whether a passage is what is wanted."""
        text = drawn.passage.text
        if self.of_now and tells_of_earlier(text):
            return False
        if self.polarity is not None and not points(drawn.praise, self.polarity):
            return False
        if self.holds is not None and not self.holds(text):
            return False
        return not self.amounts or bool(_AMOUNT.search(text))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage that may be quoted: with the sentence before it where it leans on that, and the
    one after it in its paragraph.

    `ordinal` is its place in its report, `score` how near it is by vector and words, `praise` the
    log-odds that it praises rather than criticises.
    """

    passage: Passage
    report: Report
    ordinal: int
    score: float
    after: Passage | None = None
    praise: float = 0.0
    off_topic: float = 0.0

    @property
    def candidate(self) -> Candidate:
        """The passage as it is judged."""
        return Candidate(self.passage.text, self.score, self.off_topic)


class Chooser:
    """Chooses among the passages of a store."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._pointing = Pointing(store)

    def pool(self, scope: Scope, most: int) -> list[Drawn]:
        """The passages that come nearest by vector, words and topic."""
        places = scope.nearest(most)
        drawn: list[Drawn] = []
        for report in dict.fromkeys(report for report, _ in places):
            ordinals = [ordinal for r, ordinal in places if r == report]
            around = {near for ordinal in ordinals for near in (ordinal - 1, ordinal, ordinal + 1)}
            passages = dict(self._store.catalogue.passages_at(report, around))
            drawn += [
                replace(
                    self._draw(passages, ordinal, scope.scores[report, ordinal]),
                    off_topic=scope.off_topic.get((report, ordinal), 0.0),
                )
                for ordinal in ordinals
                if ordinal in passages and is_finding(passages[ordinal], scope)
            ]
        return drawn

    def _draw(self, passages: Mapping[int, Passage], ordinal: int, score: float) -> Drawn:
        passage, before, after = (
            passages[ordinal],
            passages.get(ordinal - 1),
            passages.get(ordinal + 1),
        )
        goes_on = after and after.paragraph == passage.paragraph
        return Drawn(
            with_before(passage, before),
            self._library.by_id[passage.report],
            ordinal,
            score - _loss(passage),
            after if goes_on else None,
            self._pointing.praise(passage, ordinal),
        )


GoesOn = Callable[[Passage, Passage], bool]


def choose(
    pool: Sequence[Drawn],
    judged: Sequence[Relevant],
    choice: Choice,
    goes_on: GoesOn = lambda _passage, _after: False,
) -> tuple[Found, ...]:
    """The passages to quote, the best first: a further one only if it answers about as well.

    `goes_on` tells of a passage and the sentence after it whether both together answer better.
    """
    chosen: list[Found] = []
    for drawn, relevant in sorted(zip(pool, judged, strict=True), key=lambda pair: -pair[1].order):
        least = max(
            log_odds(choice.least),
            max((other.answers for other in chosen), default=-math.inf) - FURTHER,
        )
        if len(chosen) == choice.quota or _words_of(chosen) >= MOST_WORDS:
            break
        if relevant.answers < least:
            continue
        item = _found(drawn, relevant)
        if choice.admits(drawn) and not _is_said(item, chosen):
            passage = _with_after(drawn, choice)
            after = drawn.after
            if after and passage is drawn.passage and goes_on(passage, after):
                is_new = not any(_say_the_same(after, other.passage) for other in chosen)
                passage = joined(passage, after) if is_new else passage
            chosen.append(replace(item, passage=passage))
    return tuple(chosen)


def nearest(pool: Sequence[Drawn], judged: Sequence[Relevant]) -> tuple[Found, ...]:
    """What comes near where nothing answers: two passages at the most, different ones."""
    chosen: list[Found] = []
    for drawn, relevant in sorted(zip(pool, judged, strict=True), key=lambda pair: -pair[1].near):
        if relevant.near < log_odds(NEAR) or len(chosen) == MOST_NEAR:
            break
        item = _found(drawn, relevant)
        if not _is_said(item, chosen):
            chosen.append(item)
    return tuple(chosen)


def _words_of(chosen: Sequence[Found]) -> int:
    return sum(len(found.passage.text.split()) for found in chosen)


def _found(drawn: Drawn, relevant: Relevant) -> Found:
    return Found(drawn.passage, drawn.report, relevant.answers, relevant.near, drawn.praise)


def _is_said(item: Found, chosen: Sequence[Found]) -> bool:
    return any(_say_the_same(item.passage, other.passage) for other in chosen)


def _with_after(drawn: Drawn, choice: Choice) -> Passage:
    """With the sentence after it that begins with "However": a finding is not cut off before its
    reservation.

    Where reasons are asked for, so is the sentence after it that tells a cause.
    """
    after = drawn.after
    goes_on = after and (
        _begins(after, _TAKES_BACK) or (choice.reasons and _CAUSE.search(after.text))
    )
    return joined(drawn.passage, after) if after and goes_on else drawn.passage


def with_before(passage: Passage, before: Passage | None) -> Passage:
    """With the sentence before one that begins with "They" or "This", which it cannot be read
    without.
    """
    leans = before and before.paragraph == passage.paragraph and _begins(passage, _LEANS_ON)
    return joined(before, passage) if before and leans else passage


def leans(passage: Passage) -> bool:
    """Whether a sentence cannot be read without the one before it: "They do not …"."""
    return _begins(passage, _LEANS_ON)


def _begins(passage: Passage, words: tuple[str, ...]) -> bool:
    text = passage.text.lower()
    return any(text.startswith((f"{word} ", f"{word},")) for word in words)


def is_finding(passage: Passage, scope: Scope) -> bool:
    """Whether a passage may be quoted for what it says, or belongs to what is asked for whole."""
    return scope.is_whole or passage.section not in _NO_FINDING


def _loss(passage: Passage) -> float:
    """What a passage loses for being data on the area or a plain summary."""
    return LABELLED_LOSS if passage.section in _LABELLED else 0.0


def joined(before: Passage, passage: Passage) -> Passage:
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


def _say_the_same(one: Passage, other: Passage) -> bool:
    a, b = set(content_words(one.text)), set(content_words(other.text))
    return len(a & b) >= SAME_WORDS * max(1, min(len(a), len(b)))
