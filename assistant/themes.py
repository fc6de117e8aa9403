"""Themes: what reports are counted by, when it is told what comes up again and again.

`themes.json` holds for each the patterns by which it is recognised, no sentences. They are fewer
and wider than the topics that a message may mean (`assistant/finding/topics.py`): two councils
can be compared by them.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.vocabulary import not_within_others

_FILE = Path(__file__).with_name("themes.json")
MOST_ASKED = 4  # themes that one message is on; more is no theme, but everything


@dataclass(frozen=True, slots=True)
class Theme:
    """A recurring theme; `pattern` matches wherever a text speaks of it in inspectors' words.

    `told` matches where it is counted what is said of it: more narrowly, where the pattern is
    wide. `listed` matches where a short line of what must improve is on it, and not where it is
    on another and only names this one ("supervision that helps to progress plans"), `asked` the
    words in which people ask about it; `label` is what it is called in an answer. One that
    `is_wide` stands in nearly every report, and tells no two apart.
    """

    name: str
    pattern: re.Pattern[str]
    told: re.Pattern[str]
    listed: re.Pattern[str]
    asked: re.Pattern[str]
    label: str
    is_wide: bool


@cache
def all_themes() -> tuple[Theme, ...]:
    """Every theme, read when first needed."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Theme(
            name=row["theme"],
            pattern=_any(row["patterns"]),
            told=_any(row["instead"] or row["patterns"]),
            listed=_any(row["points"] or [*(row["instead"] or row["patterns"]), *row["listed"]]),
            asked=_any([*row["patterns"], *row["asked"]]),
            label=row["label"],
            is_wide=row["wide"],
        )
        for row in rows
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


def themes_asked(message: str) -> tuple[Theme, ...]:
    """The themes that a message is on, in the words in which people ask; of those of which one
    lies within the words of another, the longer: "told to improve supervision".
    """
    places = [(t, m.span()) for t in all_themes() for m in [t.asked.search(message)] if m]
    return not_within_others(places)[:MOST_ASKED]
