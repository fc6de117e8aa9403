"""Which of the scored passages are quoted: few, different, pointing the way that is asked for, and whole."""

import re
from dataclasses import dataclass, replace

from assistant.finding.evidence import Found
from assistant.finding.polarity import polarity_of, tells_of_earlier
from assistant.finding.scoring import CANDIDATES, LEAST_SCORE, Ranked
from assistant.library import Library
from assistant.request import Polarity, Request, Want, Wanted
from assistant.vocabulary import GENERAL, OF_AREAS, content_words
from index.reports import Passage, Section
from index.store import Store

LEAST_SHARE = 0.7  # of the best passage's score, which a further one must have
WEAK_SCORE = 0.42  # below it a passage must share a word with the question to be evidence
STEM = 5  # letters by which words are taken for forms of one
SAME_WORDS = 0.8  # share of words from which two passages say the same
_LABELLED = {Section.CHILDREN_SUMMARY, Section.AREA_DATA, Section.EARLIER, Section.TITLE}
LABELLED_LOSS = 0.05  # what a passage loses that is a summary for children or data on the area
_LEANS_ON = (
    "however",     "they", "their", "this", "these", "those", "it", "its", "such", "he", "she", "as a result",
    "consequently", "for these", "for others", "in these", "in addition to this",
)  # fmt: skip

_TAKES_BACK = ("however", "but", "nevertheless", "although this", "despite this", "yet")


# How many there are, in figures or in the words that inspectors use for it.
_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|half|third|quarter|most|many|majority|minority"
    r"|few|several|number of|proportion|all|none|no|every)\b",
    re.I,
)


_CAUSE = re.compile(
    r"\b(?:causes?d?|because|due to|owing to|as a (?:result|consequence) of|reasons?|stems? from|led to|(?:is|are) attributed)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many passages are wanted, and what they must be like.

    `polarity` is the way that they must point, if only one way; `of_now` leaves out what is told of
    earlier inspections; `anchors` are beginnings of words of which a weak match must hold one;
    `amounts` asks for figures, `reasons` for the causes that a next sentence may tell.
    """

    quota: int
    polarity: Polarity | None = None
    of_now: bool = False
    anchors: frozenset[str] = frozenset()
    amounts: bool = False
    reasons: bool = False

    @staticmethod
    def of(request: Request, quota: int) -> "Choice":
        """What a question wants of its passages."""
        if request.wanted is Wanted.THEME:
            return Choice(quota, request.polarity, of_now=request.polarity is not None)
        if request.wanted is not Wanted.WORDS or request.is_of_a_section:
            return Choice(quota, reasons=Want.WHY in request.wants)
        told = set(request.words) - GENERAL - OF_AREAS
        anchors = frozenset(word[:STEM] for word in told)
        return Choice(
            quota, anchors=anchors, amounts=Want.HOW_MANY in request.wants, reasons=Want.WHY in request.wants
        )

    def admits(self, item: Found) -> bool:
        """Whether a passage is what is wanted."""
        text, section = item.passage.text, item.passage.section
        if self.of_now and tells_of_earlier(text):
            return False
        if self.polarity is not None and polarity_of(text, section) not in {
            self.polarity,
            None,
        }:
            return False
        if self.amounts and not _AMOUNT.search(text):
            return False
        return item.score >= WEAK_SCORE or not self.anchors or self._is_anchored(text)

    def _is_anchored(self, text: str) -> bool:
        return any(word[:STEM] in self.anchors for word in content_words(text))


class Chooser:
    """Chooses among the passages of a store."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def choose(self, scores: Ranked, choice: Choice) -> tuple[Found, ...]:
        """The passages to quote, the best first, with what they cannot be read without."""
        chosen: list[Found] = []
        for item in self._ranked(scores):
            least = LEAST_SHARE * max(found.score for found in [item, *chosen])
            if len(chosen) == choice.quota or item.score < least:
                break
            if any(_say_the_same(item.passage, other.passage) for other in chosen):
                continue
            whole = self._with_context(item, choice)
            if choice.admits(whole):
                chosen.append(whole)
        return tuple(chosen)

    def _ranked(self, scores: Ranked) -> list[Found]:
        """The passages good enough to be evidence, the best first."""
        best = max(scores.values(), default=0.0) - LABELLED_LOSS
        least = max(LEAST_SCORE, LEAST_SHARE * best)
        good = [place for place, score in scores.items() if score >= least]
        ranked = sorted(good, key=lambda place: -scores[place])[:CANDIDATES]
        found = [
            Found(passage, self._library.by_id[report], score)
            for report in dict.fromkeys(report for report, _ in ranked)
            for ordinal, passage in self._store.catalogue.passages_at(
                report, [ordinal for r, ordinal in ranked if r == report]
            )
            if (score := scores[report, ordinal] - _loss(passage)) >= LEAST_SCORE
        ]
        return sorted(found, key=lambda item: -item.score)

    def _with_context(self, item: Found, choice: Choice) -> Found:
        """Add what a passage cannot be read without.

        That is the sentence before one that begins with "They" or "This", and the one after it
        that begins with "However": a finding is not cut off before its reservation. Where reasons are asked
        for, so is the sentence after it that tells a cause.
        """
        passage = item.passage
        ordinal = int(passage.id.split(":")[1])
        near = dict(self._store.catalogue.passages_at(passage.report, [ordinal - 1, ordinal + 1]))
        before, after = near.get(ordinal - 1), near.get(ordinal + 1)
        if before and before.paragraph == passage.paragraph and _begins(passage, _LEANS_ON):
            passage = _joined(before, passage)
        goes_on = after and (
            _begins(after, _TAKES_BACK) or (choice.reasons and _CAUSE.search(after.text))
        )
        if after and goes_on and after.paragraph == passage.paragraph:
            passage = _joined(passage, after)
        return replace(item, passage=passage)


def _begins(passage: Passage, words: tuple[str, ...]) -> bool:
    text = passage.text.lower()
    return any(text.startswith((f"{word} ", f"{word},")) for word in words)


def _loss(passage: Passage) -> float:
    """What a passage loses for being data on the area or a plain summary."""
    return LABELLED_LOSS if passage.section in _LABELLED else 0.0


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


def _say_the_same(one: Passage, other: Passage) -> bool:
    a, b = set(content_words(one.text)), set(content_words(other.text))
    return len(a & b) >= SAME_WORDS * max(1, min(len(a), len(b)))
