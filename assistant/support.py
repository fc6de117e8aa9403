"""Does the evidence support this sentence? Decided by rule, without another model.

A sentence of a chat model is set beside the passages it names. It is doubted where it says more than
they do, or something else: another council, figure, name or grade, something denied that they do not
deny, "all" where they say "some", or words that nothing in them is near to. What is measured, and on
which sentences, stands in tests/evaluation/README.md.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from assistant.opposites import BAD_NEWS, OPPOSITES
from assistant.signs import Amount, Said, Signs, any_alike
from index.council_names import Mention, find_councils
from index.embeddings import Vectors
from index.reports import Passage, Report, Section, squash, stands_on

LEAST_COSINE = 0.4  # of a sentence to its evidence
CLOSE = 0.8  # a cosine from which on less is asked of each clause
LEAST_OF_SENTENCE = 0.68  # how near its words are to the nearest words of the evidence, on the whole,
LEAST_OF_CLAUSE = 0.65  # in each clause,
LEAST_OF_CLAUSE_WHEN_CLOSE = 0.58  # and in each clause of a sentence that is close as a whole
MOST_MET = 20_000  # words whose vectors are kept
WEIGHT_OF_COMMON = 0.3  # of a word of every report, beside 1 of any other


class Doubt(StrEnum):
    """Why a sentence is not shown as a finding, in words for a reader."""

    NO_SOURCE = "it names no passage that was found"
    SEVERAL = "it puts the words of several reports together"
    COUNCIL = "it speaks of a council that its source is not about"
    QUOTE = "it quotes words that are not in its source"
    FIGURE = "it holds a figure or date that is not in its source"
    GRADE = "it holds a grade that its source does not give"
    NAME = "it holds a name that is not in its source"
    ADVICE = "it takes what must improve for what was found"
    DENIAL = "it affirms or denies what its source does not"
    AMOUNT = "it says how much or how often otherwise than its source"
    OPPOSITE = "it turns its source round"
    MEANING = "its source does not say this"
    CUT_OFF = "it was cut off"
    JUDGE = "the second model does not find it in its source"


@dataclass(frozen=True)
class Source:
    """A passage that a sentence rests on, and its report."""

    passage: Passage
    report: Report

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text


_BAD = tuple(stem for _, bad in OPPOSITES for stem in bad)
_TOO = re.compile(r"\btoo\b|\bover-?\w", re.I)
_PREFIX = re.compile(r"^(?:un|in|im|ir|dis)(?=\w{4})")
_DATES = frozenset(
    "january february march april may june july august september october november december".split()
)
# Words of every report: that they are in the evidence tells little.
_COMMON = frozenset(
    """child children young people person persons care social worker workers service services family
    families plan plans need needs inspection staff leaders""".split()
)
_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(sorted(_DATES))}) ((?:19|20)\d\d)\b")
_ADVISES = re.compile(r"\b(?:needs?|should|must|told|asked|required|recommend\w*|improve\w*|ensure)\b", re.I)
# An amount in the sentence, and those of which one must be printed.
_ENTAILS = {
    Amount.ALL: {Amount.ALL},
    Amount.MOST: {Amount.MOST},
    Amount.MANY: {Amount.MANY, Amount.MOST},
    Amount.FEW: {Amount.FEW},
}
_SMALL = re.compile(r"\b(?:low|limited|rare\w*|only|small|little|not many|seldom)\b", re.I)
# An amount that is printed, and those of which one must be said.
_MAY_BE_SAID = {
    Amount.FEW: {Amount.FEW, Amount.SOME},
    Amount.SOME: {Amount.SOME},
    Amount.MANY: {Amount.MANY, Amount.SOME},
    Amount.MOST: {Amount.MOST, Amount.MANY},
    Amount.PERHAPS: {Amount.PERHAPS},
}


class _Embeddings(Protocol):
    def vectors(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True)
class _Pair:
    """A sentence and its sources, both read."""

    sentence: Signs
    sources: tuple[Source, ...]
    councils: tuple[str, ...]

    def named_in(self, text: str) -> tuple[Mention, ...]:
        """The councils that a text names."""
        return find_councils(text, self.councils)

    @cached_property
    def evidence(self) -> Signs:
        return Signs(" ".join(source.text for source in self.sources))

    @cached_property
    def evidence_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.text for word in self.evidence.words))

    @property
    def report(self) -> Report:
        return self.sources[0].report

    @property
    def is_advised(self) -> bool:
        """Whether the words tell what the council must improve."""
        return any(source.passage.section is Section.IMPROVE for source in self.sources)


class _Near(NamedTuple):
    nearness: float
    weight: float


class Checker:
    """Tells what is to be doubted in a sentence; keeps the vectors of words that it has met."""

    def __init__(self, embeddings: _Embeddings, councils: Iterable[str] = ()) -> None:
        """Take names of councils, too, that are not in the table of England's."""
        self._embeddings = embeddings
        self._councils = tuple(councils)
        self._met: dict[str, Vectors] = {}

    def doubt(self, sentence: str, sources: Sequence[Source]) -> Doubt | None:
        """Why the sources do not support the sentence; None where they do."""
        if not sources:
            return Doubt.NO_SOURCE
        if len({source.report.id for source in sources}) > 1:
            return Doubt.SEVERAL
        pair = _Pair(Signs(sentence), tuple(sources), self._councils)
        found = next((doubt for doubt, is_doubtful in _CHECKS if is_doubtful(pair)), None)
        return found or (None if self._is_near(pair) else Doubt.MEANING)

    # ---- meaning

    def _is_near(self, pair: _Pair) -> bool:
        """Whether the sentence as a whole, and the words of each clause, are near to the evidence."""
        cosine = self._cosine(pair)
        council = squash(pair.report.council)
        told = [
            [w for w in clause if w not in council and not (pair.is_advised and _ADVISES.fullmatch(w))]
            for clause in pair.sentence.clauses
        ]
        near = [self._nearness(clause, pair.evidence_words) for clause in told if clause]
        least = LEAST_OF_CLAUSE if cosine < CLOSE else LEAST_OF_CLAUSE_WHEN_CLOSE
        return (
            cosine >= LEAST_COSINE
            and bool(near)
            and _mean([word for clause in near for word in clause]) >= LEAST_OF_SENTENCE
            and all(_mean(clause) >= least for clause in near)
        )

    def _cosine(self, pair: _Pair) -> float:
        """How near the sentence, without the council's name, is to the evidence."""
        nameless = pair.sentence.text.replace(pair.report.council, "")
        one, other = self._embeddings.vectors([nameless, pair.evidence.text])
        return float(one @ other)

    def _nearness(self, words: Sequence[str], others: Sequence[str]) -> list[_Near]:
        """For each word, how near the nearest of the others is: 1 where it is a form of the same."""
        vectors = self._vectors_of([*words, *others])
        near = np.stack([vectors[other] for other in others])
        return [
            _Near(
                1.0 if any_alike([word], others) else float((near @ vectors[word]).max()),
                WEIGHT_OF_COMMON if word in _COMMON else 1.0,
            )
            for word in words
        ]

    def _vectors_of(self, words: Sequence[str]) -> dict[str, Vectors]:
        known = self._met  # another thread may begin anew meanwhile
        met = {word: known[word] for word in words if word in known}
        new = [word for word in dict.fromkeys(words) if word not in met]
        if new:
            found = dict(zip(new, self._embeddings.vectors(new), strict=True))
            if len(self._met) > MOST_MET:
                self._met = {}
            self._met |= found
            met |= found
        return met


def _mean(words: Sequence[_Near]) -> float:
    return sum(word.nearness * word.weight for word in words) / sum(word.weight for word in words)


# ---- one check each: whether there is that to doubt


def _other_council(pair: _Pair) -> bool:
    """The first council named must be the report's; others must stand in its words."""
    named = [mention for mention in pair.named_in(pair.sentence.text) if mention.exact]
    if not named:
        return False
    own = pair.report.council
    printed = {c.name for m in pair.named_in(pair.evidence.text) for c in m.councils} | {own}
    councils = [{council.name for council in mention.councils} for mention in named]
    return own not in councils[0] or any(not printed & names for names in councils)


def _not_quoted(pair: _Pair) -> bool:
    return any(not stands_on(quote, [pair.evidence.text]) for quote in pair.sentence.quotes)


def _other_figure(pair: _Pair) -> bool:
    days = [day for window in pair.report.inspection.windows for day in window]
    days += [pair.report.published] if pair.report.published else []
    figures = pair.evidence.figures | {str(n) for day in days for n in (day.year, day.day)}
    months = {(day.strftime("%B").lower(), str(day.year)) for day in days}
    months |= {(m, figure) for m in pair.evidence.months for figure in pair.evidence.figures}
    known = pair.evidence.months | {month for month, _ in months}
    dated = set(_MONTH_OF_YEAR.findall(pair.sentence.text.lower()))
    return not (pair.sentence.figures <= figures and pair.sentence.months <= known and dated <= months)


def _other_grade(pair: _Pair) -> bool:
    given = pair.evidence.grades
    return not pair.sentence.grades <= given


def _other_name(pair: _Pair) -> bool:
    known = " ".join(
        [pair.evidence.text, pair.report.council, pair.report.title, pair.report.kind_label,
         "Ofsted England Council City Borough County Inspectors Children's Services MASH"]
    )  # fmt: skip
    written = squash(known)
    mentions = squash(" ".join(m.written for m in pair.named_in(pair.sentence.text)))
    names = [squash(name) for name in pair.sentence.names]
    return any(name not in written and name not in mentions for name in names if name not in _DATES)


def _advice_as_finding(pair: _Pair) -> bool:
    return pair.is_advised and not _ADVISES.search(pair.sentence.text)


def _denied_otherwise(pair: _Pair) -> bool:
    return _denies_more(pair.sentence, pair.evidence) or _denies_less(pair.sentence, pair.evidence)


def _denies_more(sentence: Signs, evidence: Signs) -> bool:
    if len(sentence.denials) > len(evidence.denials) + _count_bad(evidence, without=sentence):
        return True
    denied = [word for scope in evidence.denials for word in scope]
    affirmed = [word.text for word in evidence.words if not word.denied]
    for scope in sentence.denials:
        if any_alike(scope, denied):
            continue
        if any_alike(scope, affirmed) or not (evidence.denials or _sounds_bad(evidence)):
            return True
    return False


def _denies_less(sentence: Signs, evidence: Signs) -> bool:
    denied = [word for scope in sentence.denials for word in scope]
    said = [word.text for word in sentence.words]
    for scope in evidence.denials:
        is_dropped = any_alike(scope, said) and not any_alike(scope, denied)
        if is_dropped and not _count_bad(sentence, without=evidence):
            return True
    return False


def _other_amount(pair: _Pair) -> bool:
    said, printed = pair.sentence.amounts, pair.evidence.amounts
    amounts = {each.amount for each in printed}
    amounts |= {Amount.FEW} if _SMALL.search(pair.evidence.text) else set()
    raised = any(not _ENTAILS[each.amount] & amounts for each in said if each.amount in _ENTAILS)
    words = [word.text for word in pair.sentence.words]
    dropped = any(
        any_alike(each.of, words) and not _is_said(each, said)
        for each in printed
        if each.amount in _MAY_BE_SAID
    )
    return raised or dropped


def _is_said(printed: Said, said: Sequence[Said]) -> bool:
    """Whether the sentence keeps an amount that is printed."""
    may = _MAY_BE_SAID[printed.amount]
    return any(each.amount in may and any_alike(printed.of, each.near) for each in said)


def _opposite(pair: _Pair) -> bool:
    """Whether the sentence is bad news of good, or stands on the other side of two opposites."""
    blames = any(word.text.startswith(BAD_NEWS) and not word.denied for word in pair.sentence.words)
    if blames and not (pair.evidence.denials or _sounds_bad(pair.evidence)):
        return True
    words = {word.text for word in pair.evidence.words}
    if any(_PREFIX.sub("", word.text) in words - {word.text} for word in pair.sentence.words if word.text not in words):
        return True
    for sides in OPPOSITES:
        here, there = _sides(pair.sentence, sides), _sides(pair.evidence, sides)
        if here - there and there - here:
            return True
    return False


def _sides(text: Signs, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> set[bool]:
    good, bad = sides
    found = set()
    for word in text.words:
        is_bad, is_good = word.text.startswith(bad), word.text.startswith(good)
        if is_bad or is_good:
            found |= {True, False} if word.denied else {is_good}
    return found


def _sounds_bad(text: Signs) -> bool:
    return any(word.text.startswith(_BAD) for word in text.words) or bool(_TOO.search(text.text))


def _count_bad(text: Signs, without: Signs) -> int:
    """How many bad words a text has that another has not: they may stand for its "not"."""
    words = [word.text for word in without.words]
    kept = [bad for _, bad in OPPOSITES if any(word.startswith(bad) for word in words)]
    return sum(
        word.text.startswith(_BAD)
        and not any_alike([word.text], words)
        and not any(word.text.startswith(bad) for bad in kept)
        for word in text.words
    )


_CHECKS: tuple[tuple[Doubt, Callable[[_Pair], bool]], ...] = (
    (Doubt.COUNCIL, _other_council),
    (Doubt.QUOTE, _not_quoted),
    (Doubt.FIGURE, _other_figure),
    (Doubt.GRADE, _other_grade),
    (Doubt.NAME, _other_name),
    (Doubt.ADVICE, _advice_as_finding),
    (Doubt.DENIAL, _denied_otherwise),
    (Doubt.AMOUNT, _other_amount),
    (Doubt.OPPOSITE, _opposite),
)
