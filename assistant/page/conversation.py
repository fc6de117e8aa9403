"""The page of a conversation: what stands above it, its opening, and its turns as they stream in.

The page keeps nothing of a conversation: it is made from what the reader's browser holds.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

from assistant.answers import Answer, Reply
from assistant.library import Library
from assistant.page.caveats import with_standing
from assistant.page.citations import by_place
from assistant.page.examples import Search, example_questions
from assistant.page.indexing import Indexing
from assistant.page.own_council import means_home, name_own_council
from assistant.page.replies import show_examples
from assistant.page.tables import SeenTables
from assistant.page.transcript import Transcript, Turn, new_key
from assistant.page.turns import show_failed, show_growing, show_turn, show_waiting
from assistant.page.warming import Warming
from assistant.page.words import read_words
from assistant.pipeline import Assistant
from assistant.reading.reader import LONGEST

LEAST_PAUSE = 0.1  # seconds between two pictures of an answer: long lists would flicker


class Page:
    """Everything that the page says of a conversation, as HTML."""

    def __init__(
        self, assistant: Assistant, search: Search, warming: Warming, indexing: Indexing
    ) -> None:
        """Take the catalogue's search too; raise PromptError where a sentence of the page is
        missing.
        """
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
        return self.opening_for("")

    def opening_for(self, home: str) -> str:
        """An empty conversation of somebody whose own council is known: questions to begin with,
        on it where they can be.
        """
        questions = show_examples(example_questions(self.library, self._search, self.words, home))
        return (
            f'<section class="opening">{self._choose_home(home)}'
            f'<div class="begin"><p>{self._say("opening")}</p>{questions}</div>'
            f'<div class="help"><h2>{self._say("help-title")}</h2>'
            f"<p>{self._say('help-check')}</p><p>{self._say('help-limits')}</p>"
            f'<p><a href="/about">{self._say("about")}</a></p></div></section>'
        )

    def _choose_home(self, home: str, why: str = "home-why") -> str:
        """Where the reader says once which council is their own; `why` names what is said of it."""
        names = sorted({*self.library.councils, *([home] if home else [])})
        options = "".join(
            f"<option{' selected' if name == home else ''}>{escape(name)}</option>"
            for name in names
        )
        note = self._say("home-used", council=home) if home else self._say(why)
        return (
            f'<p class="home"><label>{self._say("home")} <select data-event="home">'
            f'<option value="">{self._say("home-none")}</option>{options}</select></label>'
            f'<span class="note">{note}</span></p>'
        )

    @property
    def has_new_reports(self) -> bool:
        """Whether reports have been indexed since the page began."""
        return self._indexing.has_changed_anything

    def show(self, transcript: Transcript, home: str = "") -> str:
        """All turns of a conversation, or its opening where there is none yet."""
        if not transcript.turns:
            return self.opening_for(home)
        last = transcript.turns[-1]
        asks = not home and not last.meant and means_home(last.question)
        return self._turns(
            transcript, are_last=True, beside=self._choose_home("", "home-asked") if asks else ""
        )

    def states(self) -> Iterator[str]:
        """Tell of getting ready, and of an index that is being built, until it is done."""
        if not self._warming.has_ended:
            yield _state(self._say("getting-ready"))
            self._warming.wait()
        if self._warming.has_failed:
            yield _state(self._say("not-ready"))
            return
        last = ""
        for seen_before in self._indexing.states(self.words):
            last = _state(escape(seen_before))
            yield last
        yield last if self._indexing.has_failed else ""

    def replies(
        self, transcript: Transcript, question: str, home: str = ""
    ) -> Iterator[tuple[str, Transcript | None]]:
        """The page as the reply to a question grows, and with the last the conversation so far.

        While it is being edited the answer before stays until there is something in its place.
        `home` is the reader's own council.
        """
        whole, transcript = (
            transcript,
            transcript.without_last() if transcript.editing else transcript,
        )
        number, meant = len(transcript.turns) + 1, name_own_council(question, home)
        pending = "searching" if self._warming.has_ended else "still-loading"
        yield self._turns(whole) + show_waiting(question, pending, self.words), None
        before = self._turns(transcript)
        reply: Reply = Answer()
        shown_at = 0.0
        for piece in self._assistant.chain.stream(transcript.asking(meant)):
            both = isinstance(reply, Answer) and isinstance(piece, Answer)
            reply = reply + piece if both else piece  # type: ignore[operator]
            if (
                isinstance(reply, Answer)
                and reply.parts
                and time.monotonic() - shown_at > LEAST_PAUSE
            ):
                so_far = by_place(replace(reply, coverage=""))
                yield before + show_growing(question, number, so_far, self.words), None
                shown_at = time.monotonic()
        transcript = self._grown(transcript, question, meant, reply)
        yield self.show(transcript, home), transcript

    def _grown(self, transcript: Transcript, question: str, meant: str, reply: Reply) -> Transcript:
        """The conversation with one more turn; the first gives it its time and key."""
        transcript = (
            transcript if transcript.began else replace(transcript, began=_now(), key=new_key())
        )
        offers = self._offers(transcript, meant, reply)
        library, today = self.library, date.today()
        whole = with_standing(by_place(reply), library, self.words, today)
        said = meant if meant != question else ""
        return transcript.and_then(Turn(question, whole, offers, said, today, library.label))

    def failed(self, transcript: Transcript, question: str) -> str:
        """The page where a question could not be answered because of a fault of the program."""
        return self._turns(transcript) + show_failed(question, self.words)

    def _offers(self, transcript: Transcript, question: str, reply: Reply) -> tuple[str, ...]:
        return (
            self._assistant.suggest(transcript.asking(question), reply)
            if isinstance(reply, Answer)
            else ()
        )

    def _turns(self, transcript: Transcript, *, are_last: bool = False, beside: str = "") -> str:
        """The turns of a conversation; `beside` stands above the last reply."""
        last, seen_before = len(transcript.turns), SeenTables()
        return "".join(
            show_turn(
                turn,
                number,
                self.words,
                seen_before,
                is_last=are_last and number == last,
                beside=beside if number == last else "",
            )
            for number, turn in enumerate(transcript.turns, 1)
        )

    def _say(self, name: str, **values: object) -> str:
        return escape(self.words.say(name, **values))


def clean_question(written: object) -> str:
    """A question as typed or clicked, without blanks around it and not longer than is read."""
    return whole_letters(written).strip()[:LONGEST] if isinstance(written, str) else ""


def whole_letters(text: str) -> str:
    """A text without halves of letters, such as half an emoji, which cannot be written as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _state(said: str) -> str:
    return f'<p class="state">{said}</p>'


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="minutes")
