"""How much of what people marked in their messages the reader of closed classes covers, class by
class.

    python tests/evaluation/reading/measure_slots.py MESSAGES.jsonl [--misses CLASS]

A span counts as covered where at least half of its signs are explained, and as read where a
value of its class was given too. `of topic` are the signs of spans marked topic that the reader
claims.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.reading.slots import Slots, read_slots
from assistant.request import Span, Which
from assistant.times import LATEST
from index.places.mentions import find_councils

TODAY = date(2026, 11, 27)
_LATEST_IS_NO_VALUE = (
    "latest",
    "last",
    "current",
    "now",
    "recent",
    "today",
    "moment",
    "these days",
)


def _has_bend(slots: Slots) -> bool:
    return any(
        len(c.grades) != 1 or c.span is not Span.LATEST or c.least > 1 or c.which is not Which.NAMED
        for c in slots.conditions
    ) or bool(slots.move)


HAS: dict[str, Callable[[Slots], bool]] = {
    "time": lambda slots: slots.times != LATEST,
    "group": lambda slots: bool(slots.groups or slots.by),
    "grade": lambda slots: any(c.grades for c in slots.conditions) or bool(slots.move),
    "atleast": _has_bend,
    "move": lambda slots: bool(slots.move or slots.order),
    "number": lambda slots: slots.number is not None,
    "order": lambda slots: bool(slots.order),
    "area": lambda slots: any(c.areas or c.which is not Which.NAMED for c in slots.conditions),
    "kind": lambda slots: bool(slots.kinds),
}


@dataclass
class Tally:
    """Counts of a class, and the spans that were missed."""

    of: int = 0
    covered: int = 0
    read: int = 0
    misses: list[str] = field(default_factory=list)


def places(message: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a span may stand in a message."""
    at = message.find(text)
    while at >= 0:
        yield at, at + len(text)
        at = message.find(text, at + 1)


def share(covered: set[int], message: str, text: str) -> float:
    """The greatest share of a span that is covered, at any place where it may stand."""
    found = [
        sum(n in covered for n in range(a, b)) / max(1, b - a) for a, b in places(message, text)
    ]
    return max(found, default=0.0)


def measure(lines: list[dict[str, Any]]) -> tuple[dict[str, Tally], Counter[str], float, list[str]]:
    """The tally of each class, what is claimed of topics, milliseconds a message."""
    tallies = {name: Tally() for name in HAS}
    topics: Counter[str] = Counter()
    claims: list[str] = []
    spent = 0.0
    for line in lines:
        message = line["message"]
        mentions = find_councils(message)
        started = time.perf_counter()
        slots = read_slots(message, mentions, TODAY, 2026)
        spent += time.perf_counter() - started
        covered = {n for a, b in slots.covered for n in range(a, b)}
        for slot in line["slots"]:
            part = share(covered, message, slot["text"])
            if slot["slot"] in ("topic", "council"):
                topics[f"{slot['slot']} of"] += len(slot["text"])
                topics[f"{slot['slot']} claimed"] += round(part * len(slot["text"]))
                if part > 0.3:
                    claims.append(f"{slot['slot']}: {slot['text']!r} in {message!r}")
            elif slot["slot"] in tallies:
                _count(tallies[slot["slot"]], slot, part, slots, message)
    return tallies, topics, 1000 * spent / len(lines), claims


def _count(tally: Tally, slot: dict[str, str], part: float, slots: Slots, message: str) -> None:
    tally.of += 1
    tally.covered += part >= 0.5
    is_plain_latest = slot["slot"] == "time" and any(
        word in slot["text"].lower() for word in _LATEST_IS_NO_VALUE
    )
    has = HAS[slot["slot"]](slots) or is_plain_latest
    tally.read += part >= 0.5 and has
    if part < 0.5 or not has:
        tally.misses.append(f"{slot['text']!r} in {message!r}")


def main() -> None:
    """Print the table, and with --misses what was missed of a class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=Path)
    parser.add_argument("--misses", default="")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.messages.read_text(encoding="utf-8").splitlines()]
    tallies, topics, milliseconds, claims = measure(lines)
    if asked.misses == "claims":
        print("\n".join(claims))
    elif asked.misses:
        print("\n".join(tallies[asked.misses].misses))
    print(f"{'class':10}{'spans':>7}{'covered':>9}{'read':>7}")
    for name, tally in tallies.items():
        print(f"{name:10}{tally.of:7}{tally.covered / tally.of:9.0%}{tally.read / tally.of:7.0%}")
    for name in ("topic", "council"):
        claimed = topics[f"{name} claimed"] / max(1, topics[f"{name} of"])
        print(f"{name:10} {claimed:.1%} of its signs claimed")
    print(f"{milliseconds:.2f} ms a message")


if __name__ == "__main__":
    main()
