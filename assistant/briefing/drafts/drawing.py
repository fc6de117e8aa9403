"""Draws up what is asked for, on the reports that are meant: questions, lines, a page or a text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answers import Answer, Claim, Part
from assistant.briefing.banks import Bank
from assistant.briefing.drafts.desk import facts_of, topic_said, with_rest
from assistant.briefing.drafts.graded import Graded
from assistant.briefing.drafts.lines import Lines, put_numbered
from assistant.briefing.drafts.page import Page
from assistant.briefing.drafts.questions import Questions
from assistant.briefing.drafts.quiz import Quiz
from assistant.briefing.drafts.sections import BUILT, Sections
from assistant.briefing.drafts.telling import Teller
from assistant.briefing.drafts.texts import Texts
from assistant.briefing.leads import Leads
from assistant.briefing.sheets import Sheet, Sheets
from assistant.citing import Citer
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder
from assistant.library import Library
from assistant.request import Form, Request, Want
from assistant.wording import Wording
from index.storing.store import Store

COMPOSER = "drafts"
_Put = Callable[[Request, Sequence[Sheet], AnswerBuilder], None]
_GRADES = re.compile(r"\b(?:inadequate|outstanding|requires? improvement|judged|graded)\b", re.I)
_PARAGRAPHS = re.compile(r"\bpara(?:graph)?s?\b", re.I)
PLACEHOLDERS = {
    "reference": frozenset({"council", "kind", "inspected", "published", "year"}),
    "references-heading": frozenset(),
    "no-paragraphs": frozenset(),
    "too-few-on": frozenset({"topic", "count", "asked"}),
    "nothing-on": frozenset({"topic"}),
    "older-report": frozenset({"council"}),
    "drafts-coverage": frozenset({"newest"}),
}


class Drafts:
    """Draws up questions and texts over one library."""

    def __init__(
        self,
        store: Store,
        library: Library,
        leads: Leads,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._library = library
        self._quiz = Quiz(store, library, leads)
        self._sheets = Sheets(store, library)
        graded, teller, bank = Graded(library), Teller(), Bank(store)
        self._lines = Lines(graded, teller)
        self._questions = Questions(graded, self._lines, bank)
        self._texts = Texts(graded, teller, bank)
        self._sections = Sections(graded, self._questions)
        self._page = Page(store, graded, self._questions, today)
        self._say = Wording("drafts.md", PLACEHOLDERS).say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """A quiz, or what is drawn up on the reports that are meant; None where nothing in them is
        on what is asked.
        """
        quiz = self._quiz.answer(request) if Want.QUIZ in request.wants else None
        return quiz or self._drawn_up(request, finder)

    def _drawn_up(self, request: Request, finder: Finder) -> Answer | None:
        request, sheets = self._found(request, finder)
        if not sheets:
            return None
        if all(sheet.is_empty for sheet in sheets):
            return self._on_whole(request, finder)
        is_placed = Want.PAGES in request.wants
        builder = AnswerBuilder(Citer(self._store, self._library), is_placed=is_placed)
        self._maker(request)(request, sheets, builder)
        if request.beside_of and request.form in {Form.QUESTIONS, Form.LINES}:
            self._put_beside(request, request.beside_of, builder, finder)
        if not builder.parts:
            return None
        if request.form is Form.TEXT and Want.AWKWARD in request.wants:
            self._lines.put_awkward(request, sheets[0], builder)
        self._put_beneath(request, sheets, builder)
        coverage = self._say("drafts-coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _found(self, request: Request, finder: Finder) -> tuple[Request, list[Sheet]]:
        """What the reports that are meant hold; of a text to which something on a topic is added,
        that first.
        """
        sheets = [s for name in request.councils if (s := self._sheets.of(request, name, finder))]
        if request.form is Form.TEXT and request.beside_of:
            request = replace(request.beside_of, message=request.message, councils=request.councils)
            wholes = [self._sheets.of(request, s.report.council, finder) for s in sheets]
            sheets = [_led_by(s, whole) for s, whole in zip(sheets, wholes, strict=True) if whole]
        if Want.NO_GRADES in request.wants:
            sheets = [_without_grades(sheet) for sheet in sheets]
        return request, sheets

    def _maker(self, request: Request) -> _Put:
        """What draws up a form: papers of a set build have a maker of their own."""
        if request.piece in BUILT:
            return self._sections.put
        makers: dict[Form, _Put] = {
            Form.QUESTIONS: self._questions.put,
            Form.LINES: self._lines.put,
            Form.PAGE: self._put_pages,
        }
        return makers.get(request.form or Form.TEXT, self._texts.put)

    def _on_whole(self, request: Request, finder: Finder) -> Answer | None:
        """What is drawn up on the whole, where nothing was found on a topic, and that it is so."""
        if not request.subject or request.themes:
            return None
        rest = request.beside_of
        again = replace(request, subject="", beside_of=None)
        if rest:
            again = replace(again, number=(rest.number or 0) + (request.number or 0))
        whole = self.answer(again, finder)
        nothing = Part(note=self._say("nothing-on", topic=request.subject))
        return whole and replace(whole, parts=(nothing, *whole.parts))

    def _put_pages(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        for sheet in sheets:
            self._page.put(request, sheet, builder)

    def _put_beneath(
        self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder
    ) -> None:
        """What stands below all: references, why a point has no paragraph, older reports."""
        if Want.REFERENCES in request.wants:
            self._put_references(sheets, builder)
        if Want.PAGES in request.wants and _PARAGRAPHS.search(request.message):
            builder.note(self._say("no-paragraphs"))
        for sheet in sheets:
            if self._library.is_older(sheet.report):
                builder.note(self._say("older-report", council=sheet.report.council))

    def _put_references(self, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """The reports that a text rests on, as a list of references."""
        claims = []
        for sheet in sheets:
            year = (sheet.report.published or sheet.report.newest).year
            text = self._say("reference", year=year, **facts_of(sheet.report))
            numbers = tuple(c.number for c in builder.citations if c.report == sheet.report.id)
            claims.append(Claim(text, numbers[:1], sheet.report.council))
        builder.parts.append(Part(tuple(claims), self._say("references-heading")))

    def _put_beside(
        self, request: Request, rest: Request, builder: AnswerBuilder, finder: Finder
    ) -> None:
        """The other questions or lines, after those on one topic."""
        place = sum(len(part.claims) for part in builder.parts if not part.heading)
        wanted = with_rest(request, 0) - place
        if 0 < place < (request.number or 0):
            few = self._say(
                "too-few-on", topic=topic_said(request), count=place, asked=request.number
            )
            builder.note(few)
        rest = replace(rest, wants=request.wants, each=request.each, councils=request.councils)
        said = {citation.quote for citation in builder.citations}
        for name in rest.councils:
            sheet = self._sheets.of(rest, name, finder)
            is_asked = rest.form is Form.QUESTIONS
            make = self._questions.asked if is_asked else self._lines.said
            if sheet is None:
                continue
            lines = [
                line
                for line in make(rest, sheet)
                if line.passage is None or line.passage.quote not in said
            ]
            put = self._questions.put_all if is_asked else put_numbered
            put(lines[:wanted], rest, builder, sheet, place)


def _without_grades(sheet: Sheet) -> Sheet:
    """What a report holds but for the sentences that name a grade."""
    told = {
        kind: [p for p in passages if not _GRADES.search(p.text)]
        for kind, passages in sheet.told.items()
    }
    return replace(sheet, told=told)


def _led_by(sheet: Sheet, whole: Sheet) -> Sheet:
    """What a report holds altogether, with the first of each kind on one topic before it."""
    kinds = dict.fromkeys((*whole.told, *sheet.told))
    told = {
        kind: list(
            {p.text: p for p in (*list(sheet.told.get(kind, ()))[:1], *whole.told.get(kind, ()))}
            .values()
        )
        for kind in kinds
    }  # fmt: skip
    return replace(whole, told=told)
