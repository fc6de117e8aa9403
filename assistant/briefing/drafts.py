"""Questions for scrutiny, a text of so many words, lines for a briefing: drawn up in the
assistant's own words, on cited evidence.

What is asked, and what stands between quotes, is the assistant's; it never says more than the
quotes and grades beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from assistant.answers import Answer, Claim, Part
from assistant.areas import SECTIONS, Topic, topics_of
from assistant.briefing.brief import main_report, report_before
from assistant.briefing.points import points_of
from assistant.briefing.sentences import Sentences
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import noun
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.request import Change, Form, Polarity, Request
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Passage, Report
from index.storing.store import Store

COMPOSER = "drafts"
QUESTIONS = 6  # where no number is asked for
WORDS = 150  # of a text where no length is
FALLS_FIRST = 2  # questions on grades that fell, before those on what must improve
_FACTS = frozenset({"council", "kind", "inspected", "published"})
_MOVED = frozenset({"area", "before", "before_when", "after"})
PLACEHOLDERS = {
    "questions": _FACTS | {"count"},
    "text": _FACTS,
    "lines": _FACTS,
    "ask-fall": _MOVED,
    **{f"ask-point-{place}": frozenset[str]() for place in (1, 2, 3)},
    "ask-weakness": frozenset({"published"}),
    "improve-label": frozenset(),
    "weakness-label": frozenset(),
    "strength-label": frozenset(),
    "quote-label": frozenset(),
    "graded": _FACTS | {"area", "grade"},
    "fell": _MOVED,
    "rose": _MOVED,
    "length": frozenset({"words", "asked"}),
    "too-few": frozenset({"count", "asked"}),
    "older-report": frozenset({"council"}),
    "since": frozenset({"newest"}),
    "drafts-coverage": frozenset({"newest"}),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of what is drawn up: in the assistant's own words on some grades, words of the
    report, or both.
    """

    said: str = ""
    rows: tuple[Row, ...] = ()
    quoted: Quoted | None = None

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.said.split()) + (
            len(self.quoted.passage.text.split()) if self.quoted else 0
        )


class Drafts:
    """Draws up questions and texts over one library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._sentences = Sentences(store)
        self._wording = Wording("drafts.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:
        """What is drawn up on the report that is meant; None where nothing in it is on what is
        asked.
        """
        report = main_report(self._library, request)
        if report is None:
            return None
        made = (
            self._questions(request, report)
            if request.form is Form.QUESTIONS
            else self._text(request, report)
        )
        if made is None:
            return None
        if self._library.is_older(report):
            made.note(self._say("older-report", council=report.council))
        made.note(self._say("since", newest=self._library.newest))
        return made.answer(
            request, self._say("drafts-coverage", newest=self._library.newest), COMPOSER
        )

    # ---- questions

    def _questions(self, request: Request, report: Report) -> AnswerBuilder | None:
        asked = request.number or QUESTIONS
        lines = list(self._asked(request, report))[:asked]
        if not lines:
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        builder.note(self._say("questions", count=len(lines), **_facts(report)))
        for number, line in enumerate(lines, 1):
            self._put(_Line(f"{number}. {line.said}", line.rows, line.quoted), builder, report)
        if len(lines) < asked and request.number:
            builder.note(self._say("too-few", count=len(lines), asked=asked))
        return builder

    def _asked(self, request: Request, report: Report) -> Iterator[_Line]:
        """Questions, the weightiest first: grades that fell, what must improve, then weaknesses."""
        if not request.subject:
            yield from [
                line
                for line, change in self._moves(request, report, "ask-fall")
                if change is Change.DOWN
            ][:FALLS_FIRST]
        templates = cycle(("ask-point-1", "ask-point-2", "ask-point-3"))
        for quoted in self._points(request, report):
            yield _Line(self._say(next(templates)), quoted=quoted)
        for quoted in self._plainest(request, report, Polarity.CRITICISM, "weakness-label"):
            yield _Line(
                self._say("ask-weakness", published=say_date(report.published)), quoted=quoted
            )

    # ---- texts

    def _text(self, request: Request, report: Report) -> AnswerBuilder | None:
        lines = list(self._told(request, report))
        if not lines or (request.subject and not any(line.quoted for line in lines)):
            return None
        is_text = request.form is not Form.LINES
        asked = request.length or WORDS
        shown = _within(lines, asked) if is_text else lines
        builder = AnswerBuilder(Citer(self._store, self._library))
        builder.note(self._say("text" if is_text else "lines", **_facts(report)))
        for line in shown:
            self._put(line, builder, report)
        if is_text:
            builder.note(self._say("length", words=sum(line.length for line in shown), asked=asked))
        return builder

    def _told(self, request: Request, report: Report) -> Iterator[_Line]:
        """What is told, the weightiest first: the grade, the opening, moves, what must improve,
        weaknesses, strengths.
        """
        if row := row_of(report, request.area or Topic.OVERALL):
            area = noun(request.area or Topic.OVERALL)
            yield _Line(self._say("graded", grade=row.grade, area=area, **_facts(report)), (row,))
        if not request.subject and request.area is None:
            opening = self._sentences.opening(report, 2)
            yield from (
                _Line(quoted=Quoted(passage, report, self._say("quote-label")))
                for passage in opening
            )
        moves = [("fell", Change.DOWN), ("rose", Change.UP)]
        for name, way in [] if request.subject else moves:
            yield from (
                line for line, change in self._moves(request, report, name) if change is way
            )
        yield from (_Line(quoted=quoted) for quoted in self._points(request, report))
        yield from (
            _Line(quoted=q)
            for q in self._plainest(request, report, Polarity.CRITICISM, "weakness-label")
        )
        yield from (
            _Line(quoted=q)
            for q in self._plainest(request, report, Polarity.PRAISE, "strength-label")
        )

    # ---- what they rest on

    def _moves(
        self, request: Request, report: Report, wording: str
    ) -> Iterator[tuple[_Line, Change | None]]:
        earlier = report_before(self._library, report)
        areas = [area for area in topics_of(report) if not request.areas or area in request.areas]
        for topic in areas if earlier else []:
            row, before = row_of(report, topic), row_of(earlier, topic) if earlier else None
            if row and before:
                moved = Row(row.report, row.judgement, before)
                said = self._say(
                    wording,
                    area=noun(topic),
                    before=before.grade,
                    before_when=say_windows(before.report.inspection.windows),
                    after=row.grade,
                )
                yield _Line(said, (row, before)), moved.change

    def _points(self, request: Request, report: Report) -> Iterator[Quoted]:
        for point in points_of(self._store, report):
            if _is_on(point.lines, request):
                yield Quoted(point.lines[0], report, self._say("improve-label"))

    def _plainest(
        self, request: Request, report: Report, way: Polarity, label: str
    ) -> Iterator[Quoted]:
        """The plainest sentence of each area, or the plainest on what is asked."""
        for topic, section in SECTIONS.items():
            if request.area in {None, topic}:
                passages = [
                    p
                    for p in self._sentences.of(report, section)
                    if not request.subject or _is_on([p], request)
                ]
                for passage in self._sentences.plainest(
                    passages, way, 1 if request.area is None else 3
                ):
                    yield Quoted(passage, report, self._say(label))

    def _put(self, line: _Line, builder: AnswerBuilder, report: Report) -> None:
        """A line and what it rests on, as one part: the quote below its question."""
        quote = builder.quote(line.quoted) if line.quoted else None
        if line.quoted and quote is None:
            return
        numbers = builder.cite(line.rows) or (quote.citations if quote else ())
        said = (Claim(line.said, numbers, report.council),) if line.said else ()
        builder.parts.append(Part((*said, *([quote] if quote else []))))


def _within(lines: Sequence[_Line], words: int) -> list[_Line]:
    """The lines that a text of so many words has room for, in their order; the first in any
    case.
    """
    shown: list[_Line] = []
    for line in lines:
        if not shown or sum(each.length for each in shown) + line.length <= words:
            shown.append(line)
    return shown


def _is_on(lines: Sequence[Passage], request: Request) -> bool:
    """Whether words are on what is asked: all of them where nothing in particular is."""
    asked = set(content_words(request.subject)) | set(
        content_words(request.area.value if request.area else "")
    )
    said = {word for line in lines for word in content_words(line.text)}
    return not asked or any(word[:5] == other[:5] for word in asked for other in said)


def _facts(report: Report) -> dict[str, str]:
    return {
        "council": report.council,
        "kind": report.kind_label,
        "inspected": say_windows(report.inspection.windows),
        "published": say_date(report.published),
    }
