"""Recurring topics of reports: which ones a message means, in whatever words, and whether a
report speaks of one at all.

`topics.json` holds for each its name in the field's words and the patterns by which inspectors'
sentences speak of it, no sentences. That "nans who take the little ones on" are kinship care was
learned from how people put each (`tests/evaluation/topics/train_topics.py`). Silence can be said
to be silence, over every sentence of a report and not just the nearest.
"""

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from assistant.vocabulary import not_within_others
from index.encoder.embeddings import SentenceEmbeddings, Vectors

_FILE = Path(__file__).with_name("topics.json")
LEARNED = Path(__file__).parent / "weights" / "topics.safetensors"
MEANT = 0.25  # from this probability on a topic's name is looked for beside a reader's words
PLAIN = 0.95  # from this one on a report that never speaks of the topic is silent
PROBABLE = 0.85  # as PLAIN, where besides no sentence comes near to the question
NAMED = 0.6  # as PLAIN, for a topic that a question names in the words of reports
LIKELY = 0.05  # from this probability on a topic may be the one that is meant
MOST_LIKELY = 4  # topics that a message may mean

_ABBREVIATION = re.compile(r"\b[A-Z]{3,}[0-9]?s?\b")
# Abbreviations of the field beyond those of topics, which reports often write in full.
_KNOWN = frozenset(
    """AND CCG CLA CPD DASS DBS DCS DFE DSL EHCP ESOL FFT HMI ILACS LAC LSCB MST NHS NOT NRPF NSPCC
    OFSTED SEN SIF UK""".split()
)

Texts = Callable[[str], Sequence[str]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Topic:
    """A recurring topic: `label` is what it is in the field's words, `pattern` matches wherever a
    text speaks of it in inspectors' words, and `asked` also where people do in theirs.
    """

    name: str
    label: str
    acronyms: tuple[str, ...]
    pattern: re.Pattern[str]
    asked: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Likely:
    """A topic that a message may mean, and how likely it does, from 0 to 1."""

    topic: Topic
    probability: float


@cache
def all_topics() -> tuple[Topic, ...]:
    """Every topic, read when first needed."""
    return tuple(
        Topic(
            name=row["topic"],
            label=row["label"],
            acronyms=tuple(row["acronyms"]),
            pattern=re.compile("|".join(row["patterns"]), re.I),
            asked=re.compile("|".join([*row["patterns"], *row.get("asked", [])]), re.I),
        )
        for row in json.loads(_FILE.read_text(encoding="utf-8"))
    )


class LikelyTopics:
    """Which topics a text means, as far as its embedding tells; none where nothing was learned
    for the embedding model.
    """

    def __init__(self, embeddings: SentenceEmbeddings) -> None:
        self._embeddings = embeddings
        # The same question is asked before it is looked for, and by each way of judging it.
        self.of = lru_cache(maxsize=64)(self._of)

    def _of(self, *texts: str) -> tuple[Likely, ...]:
        """The likeliest topics of texts that ask the same, the first the likeliest: of("do they
        let the nan have them?") begins with kinship care.
        """
        told = [text for text in texts if text.strip()]
        if self._learned is None or not told:
            return ()
        topics, weight, bias = self._learned
        odds = self._embeddings.vectors(told) @ weight.T + bias
        likely = np.exp(odds - odds.max(axis=1, keepdims=True))
        likely = (likely / likely.sum(axis=1, keepdims=True)).mean(axis=0)
        first = np.argsort(-likely)[:MOST_LIKELY]
        return tuple(Likely(topics[i], float(likely[i])) for i in first if likely[i] >= LIKELY)

    @cached_property
    def _learned(self) -> tuple[tuple[Topic, ...], Vectors, Vectors] | None:
        try:
            with safe_open(LEARNED, "numpy") as weights:
                record = weights.metadata()
                if record["embedding model"] != self._embeddings.identity:
                    return None
                known = {topic.name: topic for topic in all_topics()}
                topics = tuple(known[name] for name in json.loads(record["topics"]))
                return (
                    topics,
                    weights.get_tensor("weight").astype(np.float32),
                    weights.get_tensor("bias").astype(np.float32),
                )
        except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
            _log.warning("Topics in people's words are not known: %s", error)
            return None


def in_other_words(asked: str, likely: Sequence[Likely]) -> str:
    """A question with what it probably means in the words of reports behind it: "do they let the
    nan have them? (kinship care …)"; by itself where that is open.
    """
    named = named_of(likely)
    return f"{asked} ({named})" if named else asked


def named_of(likely: Sequence[Likely]) -> str:
    """What is probably meant in the field's words: "kinship care …"; "" where that is open."""
    return ", ".join(each.topic.label for each in likely if each.probability >= MEANT)


class TopicsOfReports:
    """Where reports speak of topics, found out by reading all of a report once for each topic."""

    def __init__(self, texts: Texts) -> None:
        """`texts` gives the passages of a report by its id."""
        self._texts = texts
        self._known: dict[tuple[str, str], frozenset[int]] = {}

    def places(self, report: str, topic: Topic) -> frozenset[int]:
        """The passages of a report that speak of a topic, by their place in it."""
        key = report, topic.name
        if key not in self._known:
            self._known[key] = frozenset(
                place
                for place, text in enumerate(self._texts(report))
                if topic.pattern.search(text)
            )
        return self._known[key]

    def share(self, report: str, ordinal: int, likely: Sequence[Likely]) -> float:
        """How much of what is likely meant a passage speaks of, from 0 to 1."""
        return sum(
            each.probability for each in likely if ordinal in self.places(report, each.topic)
        )

    def unmentioned(
        self,
        question: str,
        reports: Sequence[str],
        likely: Sequence[Likely] = (),
        plain: float = PLAIN,
    ) -> tuple[str, ...]:
        """Topics that a question names, or means with the probability `plain`, and none of the
        reports speaks of.
        """
        meant = [each.topic for each in likely if each.probability >= plain]
        probable = {each.topic for each in likely if each.probability >= NAMED}
        named = [topic for topic in _named(question) if topic in probable or not likely]
        missing = (
            topic.label
            for topic in dict.fromkeys((*named, *meant))
            if not any(self.places(report, topic) for report in reports)
        )
        return (*missing, *self._unmentioned_terms(question, reports))

    def _unmentioned_terms(self, question: str, reports: Sequence[str]) -> list[str]:
        """Abbreviations of a question, such as GCSE, that stand nowhere in the reports.

        Those of recurring topics are left out: reports may write them in full.
        """
        terms = {match[0].removesuffix("s") for match in _ABBREVIATION.finditer(question)}
        terms -= _acronyms()
        if not terms:
            return []
        words = "\n".join(text for report in reports for text in self._texts(report)).lower()
        return sorted(term for term in terms if term.lower() not in words)


@lru_cache(maxsize=64)  # the same question is put to the reports of each council in turn
def _named(question: str) -> tuple[Topic, ...]:
    """The topics that a question names; in "private fostering" that is not fostering."""
    matches = [(t, match.span()) for t in all_topics() if (match := t.pattern.search(question))]
    return not_within_others(matches)


@cache
def _acronyms() -> frozenset[str]:
    return _KNOWN | {acronym for topic in all_topics() for acronym in topic.acronyms}
