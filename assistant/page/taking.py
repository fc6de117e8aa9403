"""What every form of an answer to take away shares: references numbered through, what it says of
itself, and the name of its file.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from assistant.answers import Citation, Refusal, Reply
from assistant.page.transcript import Turn
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Kind

LONGEST_PROPERTY = 200  # characters of what a document says of itself; Word's form allows 255
LONGEST_FILE_NAME = 60  # characters, without the date
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # not allowed in XML


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself: its title is the question, `created` is in UTC."""

    title: str
    subject: str
    author: str
    about: str
    created: datetime


def properties_of(turns: Sequence[Turn], words: Wording, saved: datetime) -> Properties:
    """The properties of a document of these turns that was saved at a time."""
    title = " ".join(printable(turns[0].question).split()) if turns else ""
    author = words.say("title")
    return Properties(
        title=title[:LONGEST_PROPERTY] or author,
        subject=words.say("taken-subject"),
        author=author,
        about=say_origin(turns[-1], words) if turns else "",
        created=saved.astimezone(UTC).replace(tzinfo=None, microsecond=0),
    )


def say_origin(turn: Turn, words: Wording) -> str:
    """When a turn was answered and from what; "" of one that was kept before that was noted."""
    if not turn.answered:
        return ""
    return printable(
        words.say("taken-origin", answered=say_date(turn.answered), library=turn.library)
    )


def facts_of(turn: Turn, words: Wording) -> Iterator[tuple[str, str | date]]:
    """What must be known of an answer beside it, each fact with its name."""
    reply = turn.reply
    facts: dict[str, str | date] = {
        "question": turn.question,
        "answered": turn.answered or "",
        "library": turn.library,
        "words": _own_words(reply),
        "coverage": reply.coverage,
        "read-as": getattr(reply, "read_as", ""),
        "notice": getattr(reply, "notice", ""),
    }
    return ((words.say(f"taken-{name}"), fact) for name, fact in facts.items() if fact)


def _own_words(reply: Reply) -> str:
    """What the assistant says beside tables and quotes, such as what was not counted."""
    said = [reply.message] if isinstance(reply, Refusal) else []
    for part in reply.parts:
        said += [part.note] if part.note else []
        said += [c.text for c in part.claims if not (part.columns or c.is_quote)]
    return "\n".join(said)


def say_reference(citation: Citation) -> str:
    """A citation as a line of text: who, what, when, where, and the words."""
    dated = f"published {say_date(citation.published)}"
    when = (
        dated if citation.kind == Kind.ARTICLE.label else f"inspected {citation.inspected}, {dated}"
    )
    older = ", superseded by a later inspection" if citation.is_older else ""
    source = f", {citation.source}" if citation.source else ""
    return (
        f"{citation.council}, {citation.kind}, {when}{older}, {citation.place}: "
        f"“{citation.quote}” ({citation.file}{source})"
    )


def numbered(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns with the references of all of them numbered through."""
    before = 0
    for turn in turns:
        yield replace(turn, reply=_moved(turn.reply, before))
        before += max((citation.number for citation in turn.reply.citations), default=0)


def _moved(reply: Reply, by: int) -> Reply:
    """A reply whose citations have numbers higher by `by`."""
    return replace(
        reply,
        citations=tuple(replace(c, number=c.number + by) for c in reply.citations),
        parts=tuple(
            replace(
                part,
                claims=tuple(
                    replace(claim, citations=tuple(n + by for n in claim.citations))
                    for claim in part.claims
                ),
            )
            for part in reply.parts
        ),
    )


def printable(text: str) -> str:
    """A text without what no XML may hold."""
    return _UNPRINTABLE.sub("", text)


def file_name(turns: Sequence[Turn], ending: str, today: date) -> str:
    """A name that tells what is in a file: "which-councils-are-inadequate-2026-05-04.csv"."""
    asked = (
        unicodedata.normalize("NFKD", turns[0].question if turns else "")
        .encode("ascii", "ignore")
        .decode()
    )
    words = "-".join(re.findall(r"[a-z0-9]+", asked.lower()))
    short = (
        words[:LONGEST_FILE_NAME].rpartition("-")[0] if len(words) > LONGEST_FILE_NAME else words
    )
    return f"{short or 'answer'}-{today.isoformat()}.{ending}"
