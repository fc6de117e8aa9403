"""The page of a conversation: what stands above it, its opening, and its turns as they stream in.

The page keeps nothing of a conversation: it is made from what the reader's browser holds.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

from assistant.answers import Answer, Reply
from assistant.library import Library
from assistant.page.examples import Search, example_questions
from assistant.page.indexing import Indexing
from assistant.page.replies import show_questions
from assistant.page.talk import Talk, Turn
from assistant.page.turns import show_failed, show_growing, show_turn, show_waiting
from assistant.page.warming import Warming
from assistant.page.words import read_words
from assistant.pipeline import Assistant
from assistant.reading.reader import LONGEST

LEAST_PAUSE = 0.1  # seconds between two pictures of an answer: long lists would flicker


class Page:
    """Everything that the page says of a conversation, as HTML."""

    def __init__(self, assistant: Assistant, search: Search, warming: Warming, indexing: Indexing) -> None:
        """Take the catalogue's search too; raise PromptError where a sentence of the page is missing."""
        self.words = read_words()
        self._assistant = assistant
        self._search = search
        self._warming = warming
        self._indexing = indexing

    @property
    def library(self) -> Library:
        """The reports as they are now."""
        return self._assistant.library

    @property
    def header(self) -> str:
        """What this is, which library is loaded and how far it reaches."""
        library = self.library
        briefs = bool(library.reports) and all(report.is_brief for report in library.reports)
        note = f'<p class="of-briefs">{self._say("library-of-briefs")}</p>' if briefs else ""
        return (
            f'<header class="top"><div><h1>{self._say("title")}</h1>'
            f'<p class="purpose">{self._say("purpose")}</p></div>'
            f'<div><p class="library">{self._say("library", library=library.label)}</p>'
            f"{note}</div></header>"
        )

    @property
    def opening(self) -> str:
        """An empty conversation: questions to begin with."""
        questions = show_questions(example_questions(self.library, self._search, self.words))
        return (
            f'<section class="opening"><div><p>{self._say("opening")}</p>{questions}</div>'
            f'<div class="help"><h2>{self._say("help-title")}</h2>'
            f'<p>{self._say("help-check")}</p><p>{self._say("help-limits")}</p></div></section>'
        )

    @property
    def has_new_reports(self) -> bool:
        """Whether reports have been indexed since the page began."""
        return self._indexing.has_changed_anything

    def show(self, talk: Talk) -> str:
        """All turns of a conversation, or its opening where there is none yet."""
        return self._turns(talk, are_last=True) if talk.turns else self.opening

    def states(self) -> Iterator[str]:
        """Tell of getting ready, and of an index that is being built, until it is done."""
        if not self._warming.has_ended:
            yield _state(self._say("getting-ready"))
            self._warming.wait()
        if self._warming.has_failed:
            yield _state(self._say("not-ready"))
            return
        last = ""
        for told in self._indexing.states(self.words):
            last = _state(escape(told))
            yield last
        yield last if self._indexing.has_failed else ""

    def replies(self, talk: Talk, question: str) -> Iterator[tuple[str, Talk | None]]:
        """The page as the reply to a question grows, and with the last the conversation so far."""
        before, number = self._turns(talk), len(talk.turns) + 1
        pending = "searching" if self._warming.has_ended else "still-loading"
        yield before + show_waiting(question, pending, self.words), None
        reply: Reply = Answer()
        shown_at = 0.0
        for piece in self._assistant.chain.stream(talk.asking(question)):
            both = isinstance(reply, Answer) and isinstance(piece, Answer)
            reply = reply + piece if both else piece  # type: ignore[operator]
            if isinstance(reply, Answer) and reply.parts and time.monotonic() - shown_at > LEAST_PAUSE:
                so_far = replace(reply, coverage="")
                yield before + show_growing(question, number, so_far, self.words), None
                shown_at = time.monotonic()
        talk = talk if talk.began else replace(talk, began=_now())
        talk = talk.and_then(Turn(question, reply, self._offers(talk, question, reply)))
        yield self.show(talk), talk

    def failed(self, talk: Talk, question: str) -> str:
        """The page where a question could not be answered because of a fault of the program."""
        return self._turns(talk) + show_failed(question, self.words)

    def _offers(self, talk: Talk, question: str, reply: Reply) -> tuple[str, ...]:
        return self._assistant.suggest(talk.asking(question), reply) if isinstance(reply, Answer) else ()

    def _turns(self, talk: Talk, *, are_last: bool = False) -> str:
        last = len(talk.turns)
        return "".join(
            show_turn(turn, number, self.words, is_last=are_last and number == last)
            for number, turn in enumerate(talk.turns, 1)
        )

    def _say(self, name: str, **values: object) -> str:
        return escape(self.words.say(name, **values))


def clean_question(written: object) -> str:
    """A question as typed or clicked, without blanks around it and not longer than is read."""
    return written.strip()[:LONGEST] if isinstance(written, str) else ""


def _state(said: str) -> str:
    return f'<p class="state">{said}</p>'


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="minutes")
