"""The page of a conversation: what stands above it, its opening, and its turns as they stream in.

The page keeps nothing: a turn is made from the messages so far, and stands after the turns that
the reader's browser shows already.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from assistant.answers import Answer, Reply
from assistant.page.examples import Search, example_questions
from assistant.page.replies import show_questions, show_reply
from assistant.page.warming import Warming
from assistant.page.words import read_words
from assistant.pipeline import Assistant
from assistant.questions import LONGEST

LEAST_PAUSE = 0.1  # seconds between two pictures of an answer: long lists would flicker


class Page:
    """Everything that the page says, as HTML."""

    def __init__(self, assistant: Assistant, search: Search, warming: Warming) -> None:
        """Take the catalogue's search too; raise PromptError where a sentence of the page is missing."""
        self.words = read_words()
        self._library = assistant.library
        self._chain = assistant.chain
        self._warming = warming
        self._examples = example_questions(assistant.library, search, self.words)

    @property
    def header(self) -> str:
        """What this is, which library is loaded and how far it reaches."""
        reports = self._library.reports
        briefs = bool(reports) and all(report.is_brief for report in reports)
        note = f'<p class="of-briefs">{self._say("library-of-briefs")}</p>' if briefs else ""
        return (
            f'<header class="top"><div><h1>{self._say("title")}</h1>'
            f'<p class="purpose">{self._say("purpose")}</p></div>'
            f'<div><p class="library">{self._say("library", library=self._library.label)}</p>'
            f"{note}</div></header>"
        )

    @property
    def opening(self) -> str:
        """An empty conversation: questions to begin with."""
        questions = show_questions(self._examples)
        return (
            f'<section class="opening"><div><p>{self._say("opening")}</p>{questions}</div>'
            f'<div class="help"><h2>{self._say("help-title")}</h2>'
            f'<p>{self._say("help-check")}</p><p>{self._say("help-limits")}</p></div></section>'
        )

    def states(self) -> Iterator[str]:
        """Tell of getting ready until it is done."""
        if not self._warming.has_ended:
            yield f'<p class="state">{self._say("getting-ready")}</p>'
            self._warming.wait()
        yield f'<p class="state">{self._say("not-ready")}</p>' if self._warming.has_failed else ""

    def replies(self, messages: Sequence[str]) -> Iterator[str]:
        """The turn of the last message: first that it is being answered, then more and more of it."""
        pending = "searching" if self._warming.has_ended else "still-loading"
        yield self._turn(messages, self._pending(pending), is_whole=False)
        whole: Reply = Answer()
        shown_at = 0.0
        for piece in self._chain.stream(messages):
            both = isinstance(whole, Answer) and isinstance(piece, Answer)
            whole = whole + piece if both else piece  # type: ignore[operator]
            if isinstance(whole, Answer) and whole.parts and time.monotonic() - shown_at > LEAST_PAUSE:
                yield self._growing(messages, whole)
                shown_at = time.monotonic()
        yield self._turn(messages, self._replied(messages, whole))

    def failed(self, messages: Sequence[str]) -> str:
        """The turn of a message that could not be answered because of a fault of the program."""
        return self._turn(messages, f'<p class="answer" role="alert">{self._say("failed")}</p>')

    def _growing(self, messages: Sequence[str], answer: Answer) -> str:
        so_far = self._replied(messages, replace(answer, coverage=""))
        return self._turn(messages, so_far + self._pending("writing"), is_whole=False)

    def _replied(self, messages: Sequence[str], reply: Reply) -> str:
        return show_reply(reply, len(messages), messages[-1], self.words)

    def _pending(self, name: str) -> str:
        return f'<p class="pending" role="status">{self._say(name)}</p>'

    def _turn(self, messages: Sequence[str], reply: str, *, is_whole: bool = True) -> str:
        asked = f'<span class="you-asked">{self._say("you-asked")}</span>'
        return (
            f'<article class="turn" aria-busy="{str(not is_whole).lower()}">'
            f'<h2 class="question" tabindex="-1">{asked} {escape(messages[-1])}</h2>{reply}</article>'
        )

    def _say(self, name: str, **values: object) -> str:
        return escape(self.words.say(name, **values))


def clean_question(written: object) -> str:
    """A question as typed or clicked, without blanks around it and not longer than is read."""
    return written.strip()[:LONGEST] if isinstance(written, str) else ""
