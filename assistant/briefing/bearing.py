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
LEAST_COSINE_IF_DENIED = 0.62  # where a rule alone finds the two opposed, and not their praise too
LEAST_COSINE_IF_ALIKE_AND_OPPOSED = 0.65  # as near, less strength denies,
NEARLY_THE_SAME = 0.8
OTHER_FIGURE, LEAST_COSINE_OF_FIGURES = 5.0, 0.6  # and where it gives another figure
_COMPLAINS = re.compile(
    r"\b(?:not|no|never|nobody|none|without|lack\w*|too|wait\w*|late|delays?|poor\w*|weak\w*|hardly"
    r"|rarely|few|fewer|fail\w*|struggl\w*|miss\w*|los\w+|bad\w*|worse|unsafe|risks?|cannot)\b"
    r"|n[’']t\b",
    re.I,
)
# "None of them is too high", "no children live there": no complaint.
_DENIES_ANY = re.compile(r"\b(?:none|nobody|no (?!longer|one))\b", re.I)
# "They hardly ever break down": what is denied is bad.
_DENIES_BAD = re.compile(
    r"\b(?:hardly|scarcely|rarely|seldom|never|not) (?:ever |once )?(?:falls?|breaks?|fails?|late"
    r"|waits?|miss(?:es)?|loses?)\b",
    re.I,
)
_DENIAL = re.compile(r"\b(?:not|no|never|none|nobody|nor|without)\b|n[’']t\b", re.I)
_ALL = re.compile(
    r"(?<!not )(?<!n[’']t )(?<!that )(?<!which )(?<!who )\b(?:all|every|everyone|always|each|none"
    r"|nobody|never)\b",
    re.I,
)
_NOT_ALL = re.compile(
    r"\bnot (?:all|always|every|consistently|routinely|yet)\b|\b(?:some|few|small number|minority"
    r"|too many)\b|\b(?:inconsistent\w*|variable|varies|vary|variabl\w+)\b",
    re.I,
)
_OF_FEW = re.compile(
    r"\b(?:some|several|a few|very few|few|(?:very )?small (?:number|minority|proportion)|minority"
    r"|handful|up to|occasional(?:ly)?|sometimes|at times|not all|not always)\b",
    re.I,
)
_MOSTLY = re.compile(r"\b(?:most|mostly|majority|generally|largely)\b", re.I)
# How often or of how many: of the one in a claim, the other in a report denies it.
_OFTEN = re.compile(
    r"(?<!not )\b(?:always|often|usually|regularly|routinely|frequently|commonly|plenty|lots"
    r"|most|mostly|many|majority|all|every|each)\b",
    re.I,
)
_SELDOM = re.compile(r"\b(?:rarely|seldom|hardly|scarcely|rare|no|none|never|very few)\b", re.I)
_SAME, _OTHER = re.compile(r"\bsame\b", re.I), re.compile(r"\b(?:another|different|new)\b", re.I)
_OTHER_FACTS = {Doubt.FIGURE, Doubt.NAME, Doubt.GRADE, Doubt.ADVICE}


def plainly_opposed(claim: str, text: str) -> bool:
    """Whether one says "often", "always" or "the same" of what the other says "rarely", "not
    always" or "another" of.
    """
    if negated(claim.lower(), text.lower()) and not (_DENIAL.search(claim) or _DENIAL.search(text)):
        return True
    if _ALL.search(claim) and _NOT_ALL.search(text) and not _OF_FEW.search(claim):
        return True
    return any(
        one.search(here) and other.search(there) and not (other.search(here) or one.search(there))
        for one, other in ((_OFTEN, _SELDOM), (_SAME, _OTHER))
        for here, there in ((claim, text), (text, claim))
    )


class Bearing(StrEnum):
    """What a sentence tells of a claim."""

    SAYS = "says"
    DENIES = "denies"
    CLOSE = "close"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Told:
    """A passage, how strongly it is on what is claimed, and what it tells of it: of some only, or
    with another figure.
    """

    passage: Passage
    report: Report
    strength: float
    bearing: Bearing
    is_of_some: bool = False
    is_of_figure: bool = False


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

    def _doubt(self, claim: str, source: Source, strength: float, cosine: float) -> Doubt | None:
        """Why a passage does not support a claim; whether its meaning does is asked only where that
        can tell.
        """
        if strength < SAYS_IF_SUPPORTED or cosine < LEAST_COSINE_IF_SUPPORTED:
            return self._checker.contradicts(claim, source) or Doubt.MEANING
        return self._checker.doubt(claim, [source])

    def _told(self, claim: str, praise: float, found: Found, cosine: float) -> Told:
        text = found.passage.text
        strength = found.answers + BY_COSINE * cosine
        doubt = self._doubt(claim, Source(found.passage, found.report), strength, cosine)
        complains = bool(_COMPLAINS.search(claim))
        is_alike = found.praise <= -TELLING or (
            found.praise < TELLING and bool(_COMPLAINS.search(text))
        )
        if _DENIES_BAD.search(claim):
            praise = 0.0  # which way it points is not told
        elif complains and is_alike and not _DENIES_ANY.search(claim):
            found = replace(found, praise=min(found.praise, -TELLING))
            praise = min(praise, -LEANING)  # a complaint that is put mildly is one
        least = LEANING if complains else TELLING
        is_opposite = plainly_opposed(claim, text)
        seen = Seen(strength, cosine, doubt, praise, found.praise, is_opposite, complains)
        bearing = bears(seen, least)
        is_of_figure = bearing is Bearing.DENIES and doubt is Doubt.FIGURE
        is_few = bool(_OF_FEW.search(text)) and not _OF_FEW.search(claim)
        is_minor = complains and bool(_MOSTLY.search(text))  # "manageable for most"
        is_of_some = bearing is Bearing.SAYS and is_few and (doubt is Doubt.AMOUNT or is_minor)
        return Told(found.passage, found.report, strength, bearing, is_of_some, is_of_figure)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a claim and a sentence: how strongly it is on it, how near they are, what
    rules doubt, how much each praises, whether they are plainly opposed, and whether the claim
    complains.
    """

    strength: float
    cosine: float
    doubt: Doubt | None
    praise: float
    other: float
    is_opposite: bool = False
    complains: bool = False

    @property
    def is_pointed(self) -> bool:
        """Whether a plain criticism stands beside a claim that does not complain of anything."""
        is_plain = self.other <= -PLAINLY and self.cosine < NEARLY_THE_SAME
        return is_plain and self.praise > -TELLING and not self.complains


def bears(seen: Seen, leaning: float) -> Bearing:
    """What a sentence tells, by its strength, and by whether it points the way that the claim
    does: both praise or both criticise, by `leaning` at least.
    """
    least = min(abs(seen.praise), abs(seen.other))
    is_same_way = seen.praise * seen.other > 0 and least >= leaning
    agrees = is_same_way and not seen.is_opposite and seen.doubt is not Doubt.OPPOSITE
    most = max(abs(seen.praise), abs(seen.other))
    opposed = seen.praise * seen.other < 0 and least >= TELLING and most >= PLAINLY
    if _denies(seen, agrees=agrees, opposed=opposed):
        return Bearing.DENIES
    is_borne_out = (
        seen.doubt is None
        and seen.strength >= SAYS_IF_SUPPORTED
        and seen.cosine >= LEAST_COSINE_IF_SUPPORTED
    )
    is_open = opposed or seen.is_opposite or seen.is_pointed
    if (is_borne_out or _says_it(seen, agrees=agrees)) and not is_open:
        return Bearing.SAYS
    return Bearing.CLOSE if seen.strength >= CLOSE else Bearing.FAR


def _denies(seen: Seen, *, agrees: bool, opposed: bool) -> bool:
    """Whether a sentence says otherwise: by a rule and what bears that out, by its praise where it
    is near enough, or by another figure of the same thing.
    """
    strength, cosine = seen.strength, seen.cosine
    if seen.doubt is Doubt.FIGURE:
        return strength >= OTHER_FIGURE and cosine >= LEAST_COSINE_OF_FIGURES
    points_away = seen.praise * seen.other < 0 and min(abs(seen.praise), abs(seen.other)) >= LEANING
    ruled = seen.doubt in _OPPOSED and not agrees
    ruled = seen.is_opposite or (ruled and (points_away or cosine >= LEAST_COSINE_IF_DENIED))
    if strength >= (DENIES_PLAINLY if ruled and opposed else DENIES) and ruled:
        return True
    is_unruled = abs(seen.praise) >= PLAINLY and strength >= DENIES_UNRULED
    is_on_it = strength >= DENIES_IF_ON_IT and cosine >= LEAST_COSINE_IF_OPPOSED
    is_alike = strength >= CLOSE and cosine >= LEAST_COSINE_IF_ALIKE_AND_OPPOSED
    return opposed and (is_unruled or is_on_it or is_alike)


def _says_it(seen: Seen, *, agrees: bool) -> bool:
    """Whether a sentence is near enough to say the same: nearer where nothing tells that it
    points the way that the claim does.
    """
    strength, cosine = seen.strength, seen.cosine
    if seen.doubt in _OTHER_FACTS:
        return False
    return (
        (strength >= SAYS and cosine >= LEAST_COSINE)
        or (strength >= SAYS_IF_ALIKE and cosine >= LEAST_COSINE_IF_ALIKE)
        or (agrees and strength >= SAYS_IF_AGREED and cosine >= LEAST_COSINE_IF_AGREED)
    )
