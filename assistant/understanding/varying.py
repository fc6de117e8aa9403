"""Questions on grades within others: a part of a long message, and a follow-up that changes a condition."""

import re
from dataclasses import dataclass

from assistant.understanding.conditions import EXTREMES, Conditions, read_conditions, take_places
from assistant.understanding.grade_words import mark_grades_and_topics
from assistant.understanding.moves import CHANGES
from assistant.understanding.wishes import Wish


@dataclass(frozen=True, slots=True)
class GradePart:
    """The part of a longer message that asks for grades, and whether the rest asks for more."""

    conditions: Conditions
    asks_more: bool


MOST_PARTS = 40  # of a long message that are read
_PARTS = re.compile(
    r"[.!?;,:\n]+|\s[-–—]+\s|\b(?:and|but|so|because|as|while|to (?:know|see|find out|ask)|wondering|know|me|if)\b",
    re.I,
)
_ASKS_WHETHER = re.compile(r"^\s*(?:is|are|was|were) (?:it|they|the council|things)\b", re.I)
_ASKS = re.compile(
    r"\b(?:what|which|who|why|how|where|when|whether|did|does|do|is|are|was|were|tell|say|said|describe|explain|compare|show)\b",
    re.I,
)


def part_on_grades(topic: str) -> GradePart | None:
    """The part of a message that asks for the grades of a council and nothing else, if one does."""
    parts = [part for part in _PARTS.split(topic) if part.strip()][:MOST_PARTS]
    for place, part in enumerate(parts):
        conditions = read_conditions(part)
        if (
            conditions.wish is not Wish.COUNT
            and (conditions.says_grade or _ASKS_WHETHER.search(part))
            and conditions.is_answerable_exactly
        ):
            rest = parts[:place] + parts[place + 1 :]
            return GradePart(conditions, asks_more=any(_ASKS.search(other) for other in rest))
    return None


_ONLY = re.compile(r"\b(?:only|just|of (?:those|these|them))\b", re.I)


def vary(before: str, own: str) -> str | None:
    """The question before, with the conditions of a follow-up in place of its own of the same kind.

    "And in the South East?" replaces the region, "and outstanding?" the grade; "only the ones that
    fell" adds a condition. None where the follow-up is more, or less, than such conditions.
    """
    old, new = read_conditions(before), read_conditions(own)
    says_more = bool(new.leftover) or not (new.asks_of_grades or new.limits_by_place)
    if says_more or (new.asks_of_grades and not old.is_answerable_exactly):
        return None
    text = mark_grades_and_topics(before.lower())
    text.drop(grades=bool(new.grades or new.move), topics=bool(new.topics))
    if new.limits_by_place and not _ONLY.search(own):
        take_places(before, text)
    if new.change:
        text.take_first(CHANGES)
    if new.extreme:
        text.take_first(EXTREMES)
    return re.sub(r"\s+", " ", f"{text.spelled} {own}")
