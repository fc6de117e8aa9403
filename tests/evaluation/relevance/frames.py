"""The words that people put around a topic, taken from labelled messages: "which of the two is
stronger on …".

No sentence of a report answers them; a topic that is asked for in other frames is answered by
the same sentences.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACTS = {"find", "compare", "theme", "change"}
SLOTS = {
    "topic",
    "council",
    "group",
    "time",
    "back",
}  # a frame that points to praise, or to a grade, asks for more
MOST_WORDS = 22
FEWEST = 10  # frames of an act; fewer teach themselves
_TOPIC = "\0"
_CLAUSE = re.compile(
    r"(?:how|what|whether|if|who|where|when|why|which|is|are|was|were|do|does|did|has|have|can"
    r"|being|keep\w*|get\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames by what they ask for (`ACTS`), of a topic that is a thing ("agency staff") or a
    clause ("how soon runaways are seen").
    """

    of_things: Mapping[str, list[str]]
    of_clauses: Mapping[str, list[str]]

    def around(self, topic: str, choice: random.Random) -> str:
        """A topic in a frame of its kind; each act as often as any other."""
        frames = self.of_clauses if _CLAUSE.match(topic) else self.of_things
        act = choice.choice(sorted(act for act in frames if len(frames[act]) >= FEWEST))
        return choice.choice(frames[act]).replace(_TOPIC, topic.rstrip(" ?.!"))


def read_frames(files: Iterable[Path], without_names: Callable[[str], str]) -> Frames:
    """The frames of messages with one topic; names of councils are taken out as they are of
    questions.
    """
    found = Frames(defaultdict(list), defaultdict(list))
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            for topic, frame in _frame(message):
                of_kind = found.of_clauses if _CLAUSE.match(topic) else found.of_things
                of_kind[message["act"]].append(without_names(frame))
    return found


def _frame(message: dict[str, Any]) -> Iterable[tuple[str, str]]:
    slots, text = message["slots"], message["message"]
    topics = [slot["text"] for slot in slots if slot["slot"] == "topic"]
    is_plain = (
        len(topics) == 1
        and text.count(topics[0]) == 1
        and {slot["slot"] for slot in slots} <= SLOTS
    )
    if (
        message["act"] not in ACTS
        or not is_plain
        or len(text.split()) - len(topics[0].split()) > MOST_WORDS
    ):
        return
    text = text.replace(topics[0], _TOPIC)
    for slot in slots:
        text = text.replace(slot["text"], "") if slot["slot"] == "council" else text
    yield topics[0], text
