"""A conversation as the reader's own browser keeps it: questions, replies, and the scope pinned.

The server keeps none. What a browser sends back is checked as words from outside: what is not the
record of a conversation is an empty one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answers import RecordError, Reply, Scope, from_record, to_record
from assistant.request import Conversation

LONGEST_TALK = 60  # turns; the earliest make way
LONGEST_TITLE = 90  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its whole reply, and the questions offered after it."""

    question: str
    reply: Reply
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a conversation so far; `began` is a date and time in ISO form."""

    turns: tuple[Turn, ...] = ()
    pinned: Scope = field(default_factory=Scope)
    began: str = ""

    @property
    def title(self) -> str:
        """What it is about: its first question."""
        return self.turns[0].question[:LONGEST_TITLE] if self.turns else ""

    @property
    def scope(self) -> Scope:
        """What it is about now: the scope of the last reply."""
        return self.turns[-1].reply.scope if self.turns else Scope()

    def asking(self, question: str) -> Conversation:
        """The conversation with one more question, as the assistant takes it."""
        return Conversation((*(turn.question for turn in self.turns), question), self.pinned)

    def and_then(self, turn: Turn) -> "Talk":
        """The conversation with one more turn."""
        return replace(self, turns=(*self.turns, turn)[-LONGEST_TALK:])

    def without_last(self) -> "Talk":
        """The conversation before its last turn."""
        return replace(self, turns=self.turns[:-1])


def record_of(talk: Talk) -> dict[str, Any]:
    """A conversation as plain data."""
    return {
        "began": talk.began,
        "pinned": [list(talk.pinned.councils), list(talk.pinned.years), list(talk.pinned.kinds)],
        "turns": [record_of_turn(turn) for turn in talk.turns],
    }


def record_of_turn(turn: Turn) -> dict[str, Any]:
    """A turn as plain data."""
    return {"question": turn.question, "reply": to_record(turn.reply), "offers": list(turn.offers)}


def talk_of(record: object) -> Talk:
    """The conversation that a record holds; an empty one where it holds none."""
    try:
        assert isinstance(record, dict)
        councils, years, kinds = record["pinned"]
        return Talk(
            turns=turns_of(record["turns"]),
            pinned=Scope(_texts(councils), tuple(map(int, years)), _texts(kinds)),
            began=str(record["began"]),
        )
    except (AssertionError, KeyError, TypeError, ValueError, RecordError):
        return Talk()


def turns_of(records: Sequence[dict[str, Any]]) -> tuple[Turn, ...]:
    """The turns that records hold; raises RecordError, KeyError, TypeError or ValueError on others."""
    return tuple(
        Turn(str(record["question"]), from_record(record["reply"]), _texts(record["offers"]))
        for record in records[-LONGEST_TALK:]
    )


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(str, values))
