"""Does the evidence support this sentence? Decided by rule, without another model.

A sentence of a chat model is set beside the passages it names. It is doubted where it
contradicts them (`contradictions.py`) and where its words are not near to theirs, in any of its
clauses: whatever is added to what they say is taken out with it. What was measured stands in
tests/evaluation/README.md.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from assistant.checking.contradictions import ADVISES, Doubt, Pair, Source, contradiction
from assistant.checking.particulars import COMMON, Particulars, any_alike, is_date
from assistant.checking.questions import as_told
from assistant.checking.several_councils import said_of_each
from index.encoder.embeddings import Vectors
from index.places.mentions import find_councils

LEAST_COSINE = 0.4  # of a sentence to its evidence
CLOSE = 0.8  # a cosine from which on less is asked of each clause
# how near its words are to the nearest words of the evidence, on the whole,
LEAST_OF_SENTENCE = 0.68
LEAST_OF_CLAUSE = 0.65  # in each clause,
LEAST_OF_CLAUSE_WHEN_CLOSE = 0.62  # and in each clause of a sentence that is close as a whole
MARGIN = 0.06  # below these bars within which a sentence is uncertain, and not taken out,
LEAST_COSINE_WHEN_UNCERTAIN = 0.8  # where it is as near as this as a whole
MOST_MET = 20_000  # words and passages whose vectors are kept
WEIGHT_OFCOMMON = 0.3  # of a word of every report, beside 1 of any other


class _Embeddings(Protocol):
    def vectors(self, texts: Sequence[str]) -> Vectors: ...


class _Near(NamedTuple):
    nearness: float
    weight: float


class Checker:
    """Tells what is to be doubted in a sentence; keeps the vectors of words and passages it has
    met.
    """

    def __init__(self, embeddings: _Embeddings, councils: Iterable[str] = ()) -> None:
        """Take names of councils, too, that are not in the table of England's."""
        self._embeddings = embeddings
        self._councils = tuple(councils)
        self._met: dict[str, Vectors] = {}

    def doubt(
        self, sentence: str, sources: Sequence[Source], *, asks: bool = False
    ) -> Doubt | None:
        """Why the sources do not support the sentence; None where they do.

        What several reports are said to say alike must be supported by each of them alone.
        `asks`, where a question may follow what is told.
        """
        if not sources:
            return Doubt.NO_SOURCE
        if not asks and sentence.rstrip().endswith("?"):
            return Doubt.MEANING  # a question tells nothing that a source could say
        sentence = as_told(sentence) if asks else sentence
        reports = tuple(dict.fromkeys(source.report for source in sources))
        if len(reports) == 1:
            return self._doubt_of_one(sentence, sources)
        councils = tuple(dict.fromkeys(report.council for report in reports))
        said = said_of_each(sentence, find_councils(sentence, self._councils), councils)
        if said is None or len(councils) < len(reports):
            return Doubt.SEVERAL
        of_each = ([source for source in sources if source.report == report] for report in reports)
        doubts = [self._doubt_of_one(said[own[0].report.council], own) for own in of_each]
        return max(
            filter(None, doubts), key=lambda doubt: doubt is not Doubt.UNCERTAIN, default=None
        )

    def _doubt_of_one(self, sentence: str, sources: Sequence[Source]) -> Doubt | None:
        pair = Pair(Particulars(without_verdict(sentence)), tuple(sources), self._councils)
        return contradiction(pair) or self._doubt_of_meaning(pair)

    def contradicts(self, sentence: str, source: Source) -> Doubt | None:
        """The rule by which one source contradicts a sentence; None where none does. Whether it
        supports it is not asked, which takes much longer.
        """
        return contradiction(
            Pair(Particulars(without_verdict(sentence)), (source,), self._councils)
        )

    # ---- meaning

    def _doubt_of_meaning(self, pair: Pair) -> Doubt | None:
        """Whether the sentence as a whole, and the words of each clause, are near to the
        evidence; or nearly so.
        """
        cosine = self._cosine(pair)
        told = [[w for w in clause if not _is_framing(w, pair)] for clause in pair.sentence.clauses]
        if not pair.evidence_words:
            return Doubt.MEANING
        near = [self._nearness(clause, pair.evidence_words) for clause in told if clause]
        if cosine < LEAST_COSINE or not near:
            return Doubt.MEANING
        least = LEAST_OF_CLAUSE if cosine < CLOSE else LEAST_OF_CLAUSE_WHEN_CLOSE
        lacks = max(
            LEAST_OF_SENTENCE - _mean([word for clause in near for word in clause]),
            *(least - _mean(clause) for clause in near),
        )
        if lacks <= 0:
            return None
        return (
            Doubt.UNCERTAIN
            if lacks <= MARGIN and cosine >= LEAST_COSINE_WHEN_UNCERTAIN
            else Doubt.MEANING
        )

    def _cosine(self, pair: Pair) -> float:
        """How near the sentence, without the council's name, is to the evidence."""
        nameless = pair.sentence.text.replace(pair.report.council, "")
        evidence = pair.evidence.text
        vectors = self._vectors_of([nameless, evidence])
        return float(vectors[evidence] @ vectors[nameless])

    def _nearness(self, words: Sequence[str], others: Sequence[str]) -> list[_Near]:
        """For each word, how near the nearest of the others is: 1 where it is a form of the
        same.
        """
        vectors = self._vectors_of([*words, *others])
        near = np.stack([vectors[other] for other in others])
        return [
            _Near(
                1.0 if any_alike([word], others) else float((near @ vectors[word]).max()),
                WEIGHT_OFCOMMON if word in COMMON else 1.0,
            )
            for word in words
        ]

    def _vectors_of(self, texts: Sequence[str]) -> dict[str, Vectors]:
        known = self._met  # another thread may begin anew meanwhile
        met = {text: known[text] for text in texts if text in known}
        new = [text for text in dict.fromkeys(texts) if text not in met]
        if new:
            found = dict(zip(new, self._embeddings.vectors(new), strict=True))
            self._met = found if len(known) > MOST_MET else known | found
            met |= found
        return met


_VERDICT = re.compile(
    r"^(?:(?:broadly|largely|mostly|partly|in part) )?(?:yes|no|mixed|it varies|partly|in part"
    r"|not (?:entirely|quite|fully|all|enough)|both do"
    r"|neither does)(?: and no)?[:,.;–—-]\s+",
    re.I,
)


def without_verdict(sentence: str) -> str:
    """A sentence without a word that answers before it tells: "Yes: staff are well supported"."""
    bare = _VERDICT.sub("", sentence)
    return bare[:1].upper() + bare[1:] if bare else sentence


def _is_framing(word: str, pair: Pair) -> bool:
    """Whether a word only says of which council and when something is told, or that it was asked
    of it.
    """
    return (
        word in pair.council_words
        or is_date(word)
        or (pair.is_advised and bool(ADVISES.fullmatch(word)))
    )


def _mean(words: Sequence[_Near]) -> float:
    return sum(word.nearness * word.weight for word in words) / sum(word.weight for word in words)
