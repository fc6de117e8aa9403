"""How a sentence of a report bears on a claim: it says the same in other words, says otherwise,
or only comes close.

By how likely it answers, how near the two are in meaning, whether one praises what the other
criticises, and the rules that tell a contradiction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.contradictions import Doubt, Source
from assistant.checking.support import Checker
from assistant.finding.evidence import Found
from assistant.finding.polarity import PLAINLY, Pointing
from assistant.library import Library
from index.reports import Passage, Report
from index.storing.store import Store

# Log-odds that a cosine of 1 adds to those of answering.
BY_COSINE = 6.0
SAYS = 6.2  # this strong, a sentence says what is claimed, unless something speaks against that,
LEAST_COSINE = 0.45  # if it is as near as this in meaning;
SAYS_IF_SUPPORTED = 3.0  # and this strong, where the check of sentences bears it out
LEAST_COSINE_IF_SUPPORTED = 0.5
DENIES = 3.3  # this strong, it says otherwise where a rule or its praise says so,
DENIES_UNRULED = 5.0  # this strong, by its praise alone,
DENIES_PLAINLY = 0.8  # or this strong, where both do
CLOSE = 2.0  # this strong, it comes close
TELLING = 1.0  # log-odds from which on praise or criticism tells anything
_OPPOSED = {Doubt.DENIAL, Doubt.OPPOSITE}
_OTHER_FACTS = {Doubt.FIGURE, Doubt.NAME, Doubt.GRADE, Doubt.ADVICE}


class Bearing(StrEnum):
    """What a sentence tells of a claim."""

    SAYS = "says"
    DENIES = "denies"
    CLOSE = "close"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Told:
    """A passage, how strongly it is on what is claimed, and what it tells of it."""

    passage: Passage
    report: Report
    strength: float
    bearing: Bearing


class Judge:
    """Tells how passages bear on claims."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._pointing = Pointing(store)
        self._checker = Checker(store.embeddings, library.councils)

    def of(self, claim: str, found: Sequence[Found]) -> list[Told]:
        """What each passage tells of a claim, the strongest first."""
        if not found:
            return []
        vector, *others = self._store.embeddings.vectors([claim, *(f.passage.text for f in found)])
        praise = self._pointing.praise_of(claim)
        told = [
            self._told(claim, praise, each, float(vector @ other))
            for each, other in zip(found, others, strict=True)
        ]
        return sorted(told, key=lambda each: -each.strength)

    def _told(self, claim: str, praise: float, found: Found, cosine: float) -> Told:
        strength = found.answers + BY_COSINE * cosine
        doubt = self._checker.doubt(claim, [Source(found.passage, found.report)])
        bearing = _bearing(strength, cosine, doubt, praise, found.praise)
        return Told(found.passage, found.report, strength, bearing)


def _bearing(
    strength: float, cosine: float, doubt: Doubt | None, praise: float, other: float
) -> Bearing:
    """What a sentence tells, by its strength, and by whether it points the way that the claim
    does.
    """
    agrees = praise * other > 0 and min(abs(praise), abs(other)) >= TELLING
    opposed = (
        praise * other < 0
        and min(abs(praise), abs(other)) >= TELLING
        and max(abs(praise), abs(other)) >= PLAINLY
    )
    denied = doubt in _OPPOSED and not agrees
    if strength >= (DENIES_PLAINLY if denied and opposed else DENIES) and denied:
        return Bearing.DENIES
    if opposed and abs(praise) >= PLAINLY and strength >= DENIES_UNRULED:
        return Bearing.DENIES
    is_said = strength >= SAYS and cosine >= LEAST_COSINE and doubt not in _OTHER_FACTS
    is_borne_out = (
        doubt is None and strength >= SAYS_IF_SUPPORTED and cosine >= LEAST_COSINE_IF_SUPPORTED
    )
    if (is_said or is_borne_out) and not opposed:
        return Bearing.SAYS
    return Bearing.CLOSE if strength >= CLOSE else Bearing.FAR
