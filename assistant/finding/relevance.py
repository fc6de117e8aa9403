"""How well sentences answer: probabilities, whoever computes them.

`Fused` goes by vectors and words and is always there; `Learned` reads question and sentence
together. What is shown as an answer, and what as near to one, is decided by the bars here and by
nothing else.
"""

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from assistant.finding.cross_encoder import CrossEncoder
from assistant.vocabulary import GENERAL, OF_AREAS, content_words

# from this probability on a sentence is shown as an answer, if anything answers at all
ANSWERS = 0.1
# the least probability that any of the best few of a report answers; below it is silent
ANY_ANSWERS = 0.15
BEST_FEW = 8
# as ANSWERS, where many councils are searched, and each that answers is counted
ANSWERS_OF_MANY = 0.2
# as ANSWERS, beside others: no sentence of one report answers "is it better now?" or "who is
# better?"
ANSWERS_IN_PART = 0.03
NEAR = 0.3  # from this one on it may be shown as near to the question, and no answer
FURTHER = 2.5  # log-odds by which a second sentence may answer less well than the first
# log-odds by which a sentence and the one after it must answer better together than the first alone
TOGETHER = 0.5
# log-odds that a nearness of 1 by vector and words adds, for the order; see
# tests/evaluation/README.md
BY_SCORE = 12.0
# log-odds that a sentence loses which speaks of nothing that is likely meant: that it answers,
# and for the order
OFF_TOPIC = 1.0
OFF_TOPIC_BY_ORDER = 4.0
OFF_TOPIC_OF_ALL = 3.0  # and as OFF_TOPIC, where it is asked whether anything of a report answers
_KEPT = 50_000  # pairs whose figures are remembered: a conversation asks for the same ones again


# Words around a topic that any sentence answers in which inspectors are named; the names of
# councils are taken out.
_WHAT_WAS_SAID = re.compile(
    r"^\W*(?:(?:and|so|please|also|(?:can|could) you|tell me|show me) )*"
    r"(?:what|anything|something|did|do|does|have|has|(?:is|was) there anything) (?:(?:did|do"
    r"|does|have|has|else) )*"
    r"(?:that )?(?:the )?(?:inspectors?|ofsted|inspections?|reports?)(?:['’]s)? (?:reports? )?"
    r"(?:say|says|said|find|finds|found|write|writes|wrote|written|think|thought|note|noted"
    r"|report|reported|mention|mentioned"
    r"|tell|told|comment|commented|conclude|concluded) (?:about|on|of|regarding|re) ",
    re.I,
)
_LOOSE_END = re.compile(r"(?:\s+(?:in|at|for|of|by|about|on|the))*\W*$", re.I)


def without_frame(question: str) -> str:
    """A question by its topic alone where it asks only what was said: "what did inspectors say
    about morale in ?" is "morale".
    """
    topic = _WHAT_WAS_SAID.sub("", question)
    return _LOOSE_END.sub("", topic) or question if topic != question else question


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, and how near it is to the question by its vector and words (a cosine and a
    share of words).

    `off_topic` is how much of what is likely meant it does not speak of, from 0 to 1.
    """

    text: str
    score: float
    off_topic: float = 0.0


@dataclass(frozen=True, slots=True)
class Relevant:
    """The log-odds that a sentence answers, and that it is at least on the same point; `order`
    ranks it, the highest first. `speaks` counts towards whether its report answers at all.
    """

    answers: float
    near: float
    order: float
    speaks: float = -math.inf


class Relevance(Protocol):
    """What judges how well sentences answer."""

    def of(self, subject: str, candidates: Sequence[Candidate]) -> Sequence[Relevant]:
        """Judge each: of("how soon are runaways seen?", …) for "Return interviews are not
        timely.".
        """
        ...

    def is_answered(self, judged: Sequence[Relevant]) -> bool:
        """Whether anything of a report answers, as far as its sentences together tell."""
        ...

    def load(self) -> None:
        """Have ready what the first question would wait for."""


def log_odds(probability: float) -> float:
    """A probability between 0 and 1 as log-odds."""
    return math.log(probability / (1 - probability))


def probability(odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-odds))


class Fused:
    """By vectors and words alone: what there is where nothing learned is at hand, or for whole
    sections.
    """

    # a passage that scores less is no answer; from here on one has the probability that answers
    # have
    LEAST = 0.30
    WEAK = 0.42  # below it one must share a word with the question
    STEEP = 10.0  # log-odds that a score gains from 0 to 1
    STEM = 5  # letters by which words are taken for forms of one

    def load(self) -> None:
        """There is nothing to load."""

    def is_answered(self, judged: Sequence[Relevant]) -> bool:
        """Each sentence has its own bar, and there is no other."""
        return bool(judged)

    def of(self, subject: str, candidates: Sequence[Candidate]) -> Sequence[Relevant]:
        """Judge by the score; a weak one that shares no word with the subject is nothing."""
        told = {word[: self.STEM] for word in set(content_words(subject)) - GENERAL - OF_AREAS}
        return [self._of(candidate, told) for candidate in candidates]

    def _of(self, candidate: Candidate, told: set[str]) -> Relevant:
        odds = self.STEEP * (candidate.score - self.LEAST) + log_odds(ANSWERS)
        if told and candidate.score < self.WEAK and not self._shares(candidate.text, told):
            return Relevant(
                min(odds, log_odds(ANSWERS) - 1), odds, min(odds, log_odds(ANSWERS) - 1)
            )
        return Relevant(odds, odds, odds)

    def _shares(self, text: str, told: set[str]) -> bool:
        return any(word[: self.STEM] in told for word in content_words(text))


class Learned:
    """By what was learned from judged sentences: question and sentence read together, beside
    vectors and words.
    """

    def __init__(self, encoder: CrossEncoder) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._keeping = threading.Lock()

    def load(self) -> None:
        """Load the weights."""
        self._encoder.load()

    def of(self, subject: str, candidates: Sequence[Candidate]) -> Sequence[Relevant]:
        """Judge each; what was judged before is remembered."""
        scores = self._scores(
            subject, list(dict.fromkeys(candidate.text for candidate in candidates))
        )
        return [self._weighed(candidate, *scores[candidate.text]) for candidate in candidates]

    def _weighed(self, candidate: Candidate, answers: float, near: float) -> Relevant:
        """What was learned, less what a sentence beside the topic loses."""
        lost = OFF_TOPIC * candidate.off_topic
        order = answers + BY_SCORE * candidate.score - OFF_TOPIC_BY_ORDER * candidate.off_topic
        speaks = answers - OFF_TOPIC_OF_ALL * candidate.off_topic
        return Relevant(answers - lost, near - lost, order, speaks)

    def is_answered(self, judged: Sequence[Relevant]) -> bool:
        """Whether one of the best few answers, were each by itself: three that may are as good
        as one that does.
        """
        few = sorted((probability(relevant.speaks) for relevant in judged), reverse=True)[:BEST_FEW]
        return 1 - math.prod(1 - each for each in few) >= ANY_ANSWERS

    def _scores(self, subject: str, texts: Sequence[str]) -> dict[str, tuple[float, float]]:
        with self._keeping:
            known = {
                text: self._kept[subject, text] for text in texts if (subject, text) in self._kept
            }
        new = [text for text in texts if text not in known]
        known |= dict(zip(new, self._encoder.scores(subject, new), strict=True))
        with self._keeping:
            self._kept.update(((subject, text), known[text]) for text in new)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known


@cache
def relevance(*, learned: bool = True) -> Relevance:
    """What judges here: one for all libraries. By vectors and words where nothing was learned,
    or it is not wanted.
    """
    encoder = CrossEncoder()
    return Learned(encoder) if learned and encoder.is_there else Fused()
