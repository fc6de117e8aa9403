"""Where the words of a claim stand in reports, or stand nearly."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.checking.antonyms import negated
from assistant.finding.choosing import joined
from assistant.library import Library
from assistant.vocabulary import content_words
from index.places.mentions import find_councils
from index.reports import Passage, Report, squash
from index.storing.store import Store

CANDIDATES = 80  # passages that hold most of its words
FEW_WORDS, MANY_CANDIDATES = (
    2,
    800,
)  # so few words stand, in any form, in many that do not have them
WORD_FOR_WORD = 100.0
DENIED = 87  # of 100: how like they must be for one "not" between them to be all that differs
_DENIALS = frozenset({"not", "no", "never", "none", "n't"})
NEARLY = 84  # of 100: how like the words of a passage must be
# Words in which two sentences that are nearly the same may say the opposite, or another amount.
_TELLING = re.compile(
    r"\d+(?:\.\d+)?|\b(?:not|no|never|none|without|few|fewer|some|most|many|all|every|only|always"
    r"|rarely|half)\b|n['’]t\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Match:
    """A passage, how like the claim it is (100 where its words stand there), and the telling
    words in which they differ.
    """

    passage: Passage
    report: Report
    likeness: float
    differs: tuple[str, ...] = ()

    @property
    def is_denied(self) -> bool:
        """Whether it says the opposite in the claim's own words: all that differs is a "not"."""
        return len(self.differs) == 1 and self.differs[0] in _DENIALS and self.likeness >= DENIED


class Matcher:
    """Looks words up in the passages of a library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library

    def best(self, words: str, reports: Sequence[Report]) -> list[Match]:
        """Where words stand; else where nearly the same stand; else what comes near."""
        return _best(self._matches(words, reports))

    def _matches(self, whole: str, reports: Sequence[Report]) -> Iterator[Match]:
        claim = without_names(whole)
        words = content_words(claim)
        most = CANDIDATES if len(words) > FEW_WORDS else MANY_CANDIDATES
        for found in self._store.catalogue.search(words, [r.id for r in reports], most):
            around = dict(
                self._store.catalogue.passages_at(
                    found.report, range(found.ordinal - 1, found.ordinal + 2)
                )
            )
            match = self._match(whole, claim, _with_next(around, found.ordinal))
            if match:
                yield match

    def _match(self, whole: str, claim: str, passages: Sequence[Passage]) -> Match | None:
        """How like a claim a passage is, alone or with the one after it."""
        for passage in passages:
            if squash(whole) in squash(passage.text):
                return Match(passage, self._library.by_id[passage.report], WORD_FOR_WORD)
        passage = passages[0]
        mine, theirs = _plain(claim), _plain(passage.text)
        if len(mine) > len(theirs) * 1.25:
            return None
        aligned = fuzz.partial_ratio_alignment(mine, theirs, score_cutoff=NEARLY)
        if aligned is None:
            return None
        start = theirs.rfind(" ", 0, aligned.dest_start + 1) + 1
        end = theirs.find(" ", max(aligned.dest_end - 1, 0))
        window = theirs[start : end if end >= 0 else len(theirs)]
        differs = set(_telling(mine)) ^ set(_telling(window)) | negated(mine, window)
        return Match(
            passage,
            self._library.by_id[passage.report],
            min(aligned.score, WORD_FOR_WORD - 1),
            tuple(sorted(differs)),
        )


def _best(found: Iterable[Match]) -> list[Match]:
    """Those whose words are the claim's; else those that say the same in nearly its words; else
    what comes near.
    """
    matches = sorted(found, key=lambda match: (-match.likeness, -match.report.newest.toordinal()))
    return (
        [m for m in matches if m.likeness >= WORD_FOR_WORD]
        or [m for m in matches if not m.differs]
        or matches[:1]
    )


def _with_next(around: dict[int, Passage], ordinal: int) -> list[Passage]:
    """A passage, and that together with the one after it in its paragraph: a claim may be two
    sentences.
    """
    passage, after = around[ordinal], around.get(ordinal + 1)
    together = [joined(passage, after)] if after and after.paragraph == passage.paragraph else []
    return [passage, *together]


def without_names(claim: str) -> str:
    """A claim without the councils that it names: "in Leeds plans are late" as "plans are late"."""
    for mention in sorted(find_councils(claim), key=lambda mention: -mention.start):
        before = re.sub(r"\b(?:in|at|for|of|about|on)\s*$", "", claim[: mention.start], flags=re.I)
        claim = before + re.sub(r"^['’]s?\b", "", claim[mention.end :])
    return re.sub(r"^(?:in|at)\b|\b(?:in|at)\W*$", "", claim.strip(), flags=re.I).strip()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’%]+", text.lower()))


def _telling(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _TELLING.findall(text)]
