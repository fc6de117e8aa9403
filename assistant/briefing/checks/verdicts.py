"""How statements fare, and the words in which that is said (`prompts/claims.md`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.answers import Answer
from assistant.briefing.bearing import Told
from assistant.request import Request
from assistant.wording import Wording
from index.reports import Passage, Report

COMPOSER = "claim"
_GRADES = frozenset({"council", "before", "before_when", "after", "after_when"})
PLACEHOLDERS = {
    "stands": frozenset({"count"}),
    "nearest": frozenset(),
    "stands-nearly": frozenset(),
    "differs": frozenset({"words"}),
    "denied-nearly": frozenset({"words"}),
    "speaks": frozenset({"where"}),
    "silent": frozenset({"councils"}),
    "true": frozenset(),
    "untrue": frozenset(),
    "elsewhere": frozenset({"councils", "others"}),
    "says": frozenset({"where"}),
    "says-older": frozenset({"where"}),
    "denies": frozenset({"where"}),
    "denies-figure": frozenset({"where"}),
    "says-of-some": frozenset({"where"}),
    "mixed": frozenset({"where"}),
    "where": frozenset({"council", "published"}),
    "where-article": frozenset({"council"}),
    "right": frozenset(),
    "wrong": frozenset(),
    "close": frozenset(),
    "close-of-pasted": frozenset({"count"}),
    "close-after-exact": frozenset(),
    "closest": frozenset(),
    "as-of": frozenset({"council", "published", "ago"}),
    "either": frozenset({"council", "others"}),
    "summary-all": frozenset({"count", "kinds"}),
    "summary-some": frozenset({"count", "kinds"}),
    "nothing": frozenset({"searched"}),
    "nothing-in": frozenset({"councils"}),
    "spoken-of": frozenset({"councils", "count", "reports"}),
    "spoken-of-by-many": frozenset({"councils", "count", "reports"}),
    "exact-stands": frozenset({"words", "where"}),
    "exact-missing": frozenset({"words", "where"}),
    "exact-of-else": frozenset({"words", "where"}),
    "summary-none": frozenset({"count", "kinds"}),
    "summary-open": frozenset({"count", "kinds"}),
    "summary-which": frozenset({"held", "other"}),
    "kind": frozenset({"count", "verdict"}),
    "held": frozenset(),
    "denied": frozenset(),
    "partly": frozenset(),
    "open": frozenset(),
    "no-inspection-then": frozenset({"council", "year", "published"}),
    "page": frozenset({"page"}),
    "dated": frozenset({"published", "page"}),
    "said-of-grades": frozenset({"council", "grade", "area", "inspected", "published"}),
    "said-in-words": frozenset({"council", "published", "words"}),
    "left-out": frozenset({"statements"}),
    "nothing-to-say": frozenset(),
    "can-say": frozenset({"council", "areas", "inspected", "published", "overall"}),
    "can-say-heading": frozenset(),
    "went-up": _GRADES,
    "went-down": _GRADES,
    "went-same": _GRADES,
    "who-up": frozenset(),
    "who-down": frozenset(),
    "who-neither": frozenset(),
    "before-that": frozenset({"moves"}),
    "one-move": frozenset({"before", "after", "inspected"}),
    "moves-limit": frozenset({"council", "count"}),
    "place": frozenset({"council", "kind", "inspected", "published"}),
    "once": frozenset(),
    "times": frozenset({"count"}),
    "claim-coverage": frozenset({"searched", "newest"}),
}


@cache
def wording() -> Wording:
    """What is said of claims."""
    return Wording("claims.md", PLACEHOLDERS)


class Fares(StrEnum):
    """How a statement fares."""

    HELD = "held"
    PARTLY = "partly"
    DENIED = "denied"
    OPEN = "open"


Shown = tuple[tuple[Passage, Report], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a statement fares, that in words, and what it rests on: passages, or a sentence of the
    catalogue. `is_close`, where they are words near to the claim's.
    """

    statement: Request
    fares: Fares
    said: str
    shown: Shown = ()
    computed: Answer | None = None
    is_close: bool = False


def shown(told: Sequence[Told]) -> Shown:
    """The passages of what was told."""
    return tuple((each.passage, each.report) for each in told)
