"""A conversation as the reader's own browser keeps it: questions, replies, and the scope pinned.

The server keeps none. What a browser sends back is checked as words from outside: what is not the
record of a conversation is an empty one.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answers import RecordError, Reply, Scope, from_record, to_record
from assistant.request import Conversation

LONGEST_TRANSCRIPT = 60  # turns; the earliest make way
LONGEST_TITLE = 90  # characters
LONGEST_LIBRARY = 200  # characters in which a library says how far it reaches
LONGEST_NAME = 120  # characters that a reader may give to a conversation


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its whole reply, and the questions offered after it.

    `library` says how far the library reached on the day that it was `answered`.
    """

    question: str
    reply: Reply
    offers: tuple[str, ...] = ()
    meant: str = ""
    answered: date | None = None
    library: str = ""

    @property
    def asked(self) -> str:
        """The question as it was put to the library: with the reader's own council for "we"."""
        return self.meant or self.question


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a conversation so far; `began` is a date and time in ISO form, `key` tells it
    from others.

    While it is `editing`, the next question takes the place of the last.
    """

    turns: tuple[Turn, ...] = ()
    pinned: Scope = field(default_factory=Scope)
    began: str = ""
    key: str = ""
    name: str = ""
    editing: bool = False

    @property
    def title(self) -> str:
        """What the reader calls it, else its first question."""
        return self.name or (shortened(self.turns[0].question) if self.turns else "")

    @property
    def scope(self) -> Scope:
        """What it is about now: the scope of the last reply."""
        return self.turns[-1].reply.scope if self.turns else Scope()

    def asking(self, question: str) -> Conversation:
        """The conversation with one more question, as the assistant takes it."""
        return Conversation((*(turn.asked for turn in self.turns), question), self.pinned)

    def and_then(self, turn: Turn) -> "Transcript":
        """The conversation with one more turn."""
        return replace(self, turns=(*self.turns, turn)[-LONGEST_TRANSCRIPT:])

    def without_last(self) -> "Transcript":
        """The conversation before its last turn."""
        return replace(self, turns=self.turns[:-1], editing=False)


def record_of(transcript: Transcript) -> dict[str, Any]:
    """A conversation as plain data."""
    return {
        "began": transcript.began,
        "key": transcript.key,
        "name": transcript.name,
        "title": transcript.title,
        "editing": transcript.editing,
        "pinned": [
            list(transcript.pinned.councils),
            list(transcript.pinned.years),
            list(transcript.pinned.kinds),
        ],
        "turns": [record_of_turn(turn) for turn in transcript.turns],
    }


def record_of_turn(turn: Turn) -> dict[str, Any]:
    """A turn as plain data."""
    told = {
        "meant": turn.meant,
        "answered": turn.answered.isoformat() if turn.answered else "",
        "library": turn.library,
    }
    return {
        "question": turn.question,
        "reply": to_record(turn.reply),
        "offers": list(turn.offers),
        **{name: value for name, value in told.items() if value},
    }


def transcript_of(record: object) -> Transcript:
    """The conversation that a record holds; an empty one where it holds none."""
    try:
        assert isinstance(record, dict)
        councils, years, kinds = record["pinned"]
        return Transcript(
            turns=turns_of(record["turns"]),
            pinned=Scope(_texts(councils), tuple(map(int, years)), _texts(kinds)),
            began=str(record["began"]),
            key=_key(record.get("key")),
            name=str(record.get("name") or "")[:LONGEST_NAME],
            editing=record.get("editing") is True,
        )
    except (AssertionError, KeyError, TypeError, ValueError, RecordError):
        return Transcript()


def turns_of(records: Sequence[dict[str, Any]]) -> tuple[Turn, ...]:
    """The turns that records hold; raises RecordError, KeyError, TypeError or ValueError on
    others.
    """
    return tuple(
        Turn(
            str(record["question"]),
            from_record(record["reply"]),
            _texts(record["offers"]),
            str(record.get("meant") or ""),
            _day(record.get("answered")),
            str(record.get("library") or "")[:LONGEST_LIBRARY],
        )
        for record in records[-LONGEST_TRANSCRIPT:]
    )


def _day(written: object) -> date | None:
    """The day that is kept with a turn; None of one that was kept before days were."""
    return date.fromisoformat(str(written)) if written else None


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(str, values))


def shortened(text: str) -> str:
    """The beginning of a message, up to the end of a word, with an ellipsis where more follows."""
    if len(text) <= LONGEST_TITLE:
        return text
    whole_words = text[:LONGEST_TITLE].rpartition(" ")[0] or text[:LONGEST_TITLE]
    return whole_words.rstrip(" ,;:.") + " …"


def new_key() -> str:
    """A key for a conversation that begins."""
    return uuid.uuid4().hex


def _key(written: object) -> str:
    is_one = isinstance(written, str) and (not written or re.fullmatch(r"[0-9a-f]{32}", written))
    return str(written) if is_one else new_key()
