"""How a sentence of a report bears on a claim: it says the same in other words, says otherwise,
or only comes close.

By how likely it answers, how near the two are in meaning, whether one praises what the other
criticises, and the rules that tell a contradiction.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.checking.antonyms import negated
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
SAYS_IF_AGREED = 3.8  # this strong, it says the same where both praise or both criticise,
LEAST_COSINE_IF_AGREED = 0.4
SAYS_IF_ALIKE = 5.0  # or, where that is not told, if it is this strong and as near as this
LEAST_COSINE_IF_ALIKE = 0.55
LEANING = 0.5  # and from which on they do of a claim that plainly tells of a lack
DENIES_IF_ON_IT = 4.2  # this strong, the opposite way of pointing denies, if as near as this
LEAST_COSINE_IF_OPPOSED = 0.4
_OPPOSED = {Doubt.DENIAL, Doubt.OPPOSITE}
_COMPLAINS = re.compile(
    r"\b(?:not|no|never|nobody|none|without|lack\w*|too|wait\w*|late|delays?|poor\w*|weak\w*|hardly"
    r"|rarely|few|fewer|fail\w*|struggl\w*|miss\w*|los\w+|bad\w*|worse|unsafe|risks?|cannot)\b"
    r"|n[’']t\b",
    re.I,
)
# "None of them is too high", "no children live there": no complaint.
_DENIES_ANY = re.compile(r"\b(?:none|nobody|no (?!longer|one))\b", re.I)
_ALL = re.compile(
    r"(?<!not )(?<!n[’']t )\b(?:all|every|everyone|always|each|none|nobody|never)\b", re.I
)
_NOT_ALL = re.compile(
    r"\bnot (?:all|always|every|consistently|yet)\b|\b(?:some|few|small number|minority|too many)\b"
    r"|\binconsistent\w*\b",
    re.I,
)
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
        is_opposite = bool(negated(claim.lower(), found.passage.text.lower()))
        doubt = Doubt.OPPOSITE if is_opposite else doubt
        complains = bool(_COMPLAINS.search(claim))
        is_alike = found.praise <= -TELLING or (
            found.praise < TELLING and bool(_COMPLAINS.search(found.passage.text))
        )
        if complains and is_alike and not _DENIES_ANY.search(claim):
            found = replace(found, praise=min(found.praise, -TELLING))
            praise = min(praise, -LEANING)  # a complaint that is put mildly is one
        least = LEANING if complains else TELLING
        if _ALL.search(claim) and _NOT_ALL.search(found.passage.text):
            doubt, least = Doubt.OPPOSITE, TELLING
        bearing = bears(strength, cosine, doubt, (praise, found.praise), least)
        return Told(found.passage, found.report, strength, bearing)


def bears(
    strength: float,
    cosine: float,
    doubt: Doubt | None,
    praises: tuple[float, float],
    leaning: float,
) -> Bearing:
    """What a sentence tells, by its strength, and by whether it points the way that the claim
    does: both praise or both criticise, by `leaning` at least.
    """
    praise, other = praises
    least = min(abs(praise), abs(other))
    agrees = praise * other > 0 and least >= leaning and doubt is not Doubt.OPPOSITE
    opposed = praise * other < 0 and least >= TELLING and max(abs(praise), abs(other)) >= PLAINLY
    denied = doubt in _OPPOSED and not agrees
    if strength >= (DENIES_PLAINLY if denied and opposed else DENIES) and denied:
        return Bearing.DENIES
    is_unruled = abs(praise) >= PLAINLY and strength >= DENIES_UNRULED
    is_on_it = strength >= DENIES_IF_ON_IT and cosine >= LEAST_COSINE_IF_OPPOSED
    if opposed and (is_unruled or is_on_it):
        return Bearing.DENIES
    is_borne_out = (
        doubt is None and strength >= SAYS_IF_SUPPORTED and cosine >= LEAST_COSINE_IF_SUPPORTED
    )
    if (is_borne_out or _says_it(strength, cosine, doubt, agrees=agrees)) and not opposed:
        return Bearing.SAYS
    return Bearing.CLOSE if strength >= CLOSE else Bearing.FAR


def _says_it(strength: float, cosine: float, doubt: Doubt | None, *, agrees: bool) -> bool:
    """Whether a sentence is near enough to say the same: nearer where nothing tells that it
    points the way that the claim does.
    """
    if doubt in _OTHER_FACTS:
        return False
    return (
        (strength >= SAYS and cosine >= LEAST_COSINE)
        or (strength >= SAYS_IF_ALIKE and cosine >= LEAST_COSINE_IF_ALIKE)
        or (agrees and strength >= SAYS_IF_AGREED and cosine >= LEAST_COSINE_IF_AGREED)
    )
