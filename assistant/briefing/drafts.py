"""Questions for scrutiny, a text of so many words, lines to say, a page for a briefing: drawn up
in the assistant's own words, on cited evidence.

What is asked, and what stands around quotes, is the assistant's; it never says more than the
quotes and grades beside it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic, topics_of
from assistant.briefing.banks import Bank, in_brackets
from assistant.briefing.brief import report_before
from assistant.briefing.clauses import excerpt, first_clause
from assistant.briefing.points import points_of
from assistant.briefing.sheets import KINDS, Sheet, Sheets
from assistant.briefing.themes import theme_of, themes_named
from assistant.citing import Citer
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, noun, say_names
from assistant.grading.rows import Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Change, Form, Request, Want
from assistant.scale import RANKS
from assistant.themes import Theme
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Passage, Report
from index.storing.store import Store

COMPOSER = "drafts"
QUESTIONS = 6  # where no number is asked for
LINES = 5
LINES_OF_EACH = 3  # of several councils
WORDS = 150  # of a text where no length is
LINE_WORDS = 45  # of a single line
A_WORD = 6  # characters of a word, with the space after it
ROOM_FOR_DATES = 90  # words of a text that begins with all dates
ROOM_FOR_AREAS = 120  # words of a text that tells the grades of the areas
FEWEST_OF_A_KIND, WORDS_OF_A_KIND = 3, 60  # sentences of a kind: three, or one in sixty words
ASKED_BY = 5  # wordings of questions, in turn
POLITELY_BY = 3  # wordings of polite ones
SAID_BY = 5  # wordings by which sentences of a kind follow each other
ASKED_FIRST = ("point", "weakness", "fact", "strength")
MOST_OF_A_LABEL = 15  # words of a line that may be no more than what it is on
SECONDS = 3  # wordings of second questions
FALLS_FIRST = 2  # questions on grades that fell, before those on what must improve
LONGEST_PART = 5  # a sentence of a text is at most so small a part of it
ON_A_PAGE = 3  # strengths, and weaknesses, and questions of a page
QUOTE_WORDS = 26  # of a quote within a question of so many words
OF_A_LABEL = 6  # words of a point that stand for it where it has no theme
SAID_WORDS = 24  # of a quote that is to be said aloud
QUESTION_WORDS = 60  # of one question, where nothing else is asked
MONTHS_OF_YEARS = 24  # from here on an age is told in years
_FACTS = frozenset({"council", "kind", "inspected", "published"})
_MOVED = frozenset({"area", "before", "before_when", "after"})
_QUOTE = frozenset({"on", "quote"})
_GRADED = frozenset({"council", "year", "grade", "move"})
_BULLETS = re.compile(r"\b(?:bullets?|bullet(?:ed)?[- ]points?|slides?|dot points)\b", re.I)
_PARAGRAPHS = re.compile(r"\bpara(?:graph)?s?\b", re.I)
_TO_WHOM = re.compile(
    r"\b(?:to|for)\s+(?:(?:my|our|the|a|an|local)\s+)*(?:\w+\s+)?(councillor|mp|director|minister"
    r"|mayor|editor|head ?teacher|chair|leader|parents|carers|governors|trustees|colleagues|staff"
    r"|team|residents)\b",
    re.I,
)
_TO_MANY = {
    "parents",
    "carers",
    "governors",
    "trustees",
    "colleagues",
    "staff",
    "team",
    "residents",
}
_OF_OWN_CASE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:sons?|daughters?|kids?|child(?:ren)?|grand\w+|family|case)\b"
    r"|\b(?:i.ve|i have|i.m|i am|we.ve|we have|ive|im) (?:\w+ ){0,3}?(?:wait\w*|months?|years?"
    r"|fed up|past being|tried|asked|had|been)\b",
    re.I,
)
_EACH = re.compile(r"\b(?:each|per|apiece)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:old|past|earlier|previous|used to|history|last time|was) (?:\w+ )?(?:inadequate|grade"
    r"|rating|judge?ment|report|inspection|failing)|\binadequate\b|\bbad (?:old )?(?:days|years)\b",
    re.I,
)
PLACEHOLDERS = {
    "questions": _FACTS | {"count"},
    "questions-short": frozenset({"count", "council", "published"}),
    "question": frozenset({"council", "words"}),
    "text": frozenset({"council", "words", "asked"}),
    "lines": frozenset({"council", "count", "when"}),
    "of-report": frozenset({"published"}),
    "page": _FACTS,
    "ask-fall": _MOVED,
    "ask-fall-short": _MOVED - {"before_when"},
    **{
        f"ask-{kind}-{place}": frozenset()
        for kind in ASKED_FIRST
        for place in range(1, ASKED_BY + 1)
    },
    **{f"lead-{kind}-{place}": _QUOTE for kind in ASKED_FIRST for place in range(1, ASKED_BY + 1)},
    **{
        f"polite-{kind}-{place}": frozenset()
        for kind in ASKED_FIRST
        for place in range(1, POLITELY_BY + 1)
    },
    "short": frozenset({"quote", "question"}),
    "still": frozenset({"question"}),
    "quiz": _FACTS | {"count"},
    "quiz-grade": frozenset({"council", "year"}),
    "quiz-grade-answer": frozenset({"grade", "move"}),
    "quiz-points": frozenset(),
    "quiz-points-answer": frozenset({"count", "quote"}),
    "quiz-answer": frozenset({"quote"}),
    **{f"quiz-{kind}": frozenset({"theme"}) for kind in ASKED_FIRST},
    "letter-greeting": frozenset({"to"}),
    "letter-anybody": frozenset(),
    "letter-own": frozenset(),
    "letter-ask": frozenset(),
    "letter-close": frozenset(),
    "counted": frozenset({"topic", "told"}),
    "counted-of": frozenset({"council", "good", "bad"}),
    "reference": _FACTS | {"year"},
    "references-heading": frozenset(),
    "no-paragraphs": frozenset(),
    "on-theme": frozenset({"theme"}),
    "on-none": frozenset(),
    "quoted-question": frozenset({"council", "published", "quote"}),
    "quoted-question-short": frozenset({"published", "quote"}),
    **{f"supplementary-{place}": frozenset() for place in range(1, SECONDS + 1)},
    "answer": frozenset(),
    "answer-praised": frozenset({"quote"}),
    "answer-grade": frozenset(),
    "awkward": frozenset({"quote"}),
    "awkward-heading": frozenset(),
    "thanks": frozenset({"council"}),
    "lead-topic": frozenset({"council", "published", "topic"}),
    **{
        f"lead-{each}": frozenset({"council", "published"})
        for each in ("next", "alike", "kinder", "harder")
    },
    "lead-empty": frozenset({"council", "published", "topic"}),
    "in-text": frozenset({"said", "year"}),
    "no-grade": frozenset({"council", "inspected"}),
    "graded-short": frozenset({"council", "inspected", "grade", "move"}),
    "graded-alike": frozenset({"areas", "grade"}),
    "single": frozenset({"council", "characters", "words"}),
    "post": _GRADED,
    "post-topic": frozenset({"council", "year", "quote"}),
    **{f"post-{kind}": _GRADED | {"quote"} for kind in (*KINDS, "fact")},
    **{
        f"{tone}-strength-{place}": frozenset({"quote"})
        for tone in ("warm", "thanks")
        for place in range(1, SAID_BY + 1)
    },
    **{f"label-{kind}": frozenset({"theme"}) for kind in (*KINDS, "fact")},
    **{f"line-{kind}-short": frozenset({"quote"}) for kind in (*KINDS, "fact")},
    "too-few-lines": frozenset({"count", "asked"}),
    "first-words": frozenset({"words"}),
    "improve-label": frozenset(),
    "weakness-label": frozenset(),
    "strength-label": frozenset(),
    "graded": frozenset({"council", "inspected", "published", "grade", "move"}),
    "graded-line": frozenset({"council", "inspected", "grade", "move"}),
    "graded-areas": frozenset({"areas"}),
    "move-up": frozenset({"before", "year"}),
    "move-down": frozenset({"before", "year"}),
    "move-same": frozenset({"year"}),
    **{
        f"says-{kind}-{place}": frozenset({"quote"})
        for kind in (*KINDS, "fact")
        for place in range(1, SAID_BY + 1)
    },
    **{f"line-{kind}": frozenset({"quote"}) for kind in (*KINDS, "fact")},
    "line-points": frozenset({"count", "quotes"}),
    "earlier-heading": frozenset(),
    "earlier": frozenset({"council", "grades", "grade", "inspected"}),
    "page-said": frozenset(),
    "page-means": frozenset(),
    "page-ask": frozenset(),
    "means-up": frozenset({"before", "grade", "inspected"}),
    "means-down": frozenset({"before", "grade"}),
    "means-same": frozenset({"grade"}),
    "means-first": frozenset({"grade"}),
    "means-weakest": frozenset({"areas", "grade"}),
    "means-level": frozenset({"grade"}),
    "means-points": frozenset({"count"}),
    "means-old": frozenset({"ago"}),
    "years": frozenset({"count"}),
    "months": frozenset({"count"}),
    "too-few-on": frozenset({"topic", "count", "asked"}),
    "nothing-on": frozenset({"topic"}),
    "too-few": frozenset({"count", "asked"}),
    "older-report": frozenset({"council"}),
    "drafts-coverage": frozenset({"newest"}),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of what is drawn up: in the assistant's own words, on some grades or around words of
    a passage. `kind` is what its words are: a strength, a weakness, what must improve; `told`
    are the meanings of words of the trade that it gives.
    """

    said: str
    rows: tuple[Row, ...] = ()
    passage: Passage | None = None
    more: tuple[Passage, ...] = ()
    kind: str = ""
    told: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.said.split())


class Drafts:
    """Draws up questions and texts over one library."""

    def __init__(
        self, store: Store, library: Library, today: Callable[[], date] = date.today
    ) -> None:
        self._store = store
        self._library = library
        self._today = today
        self._sheets = Sheets(store, library)
        self._bank = Bank(store)
        self._wording = Wording("drafts.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """What is drawn up on the reports that are meant; None where nothing in them is on what
        is asked.
        """
        sheets = [s for name in request.councils if (s := self._sheets.of(request, name, finder))]
        if request.form is Form.TEXT and request.beside_of:
            request = replace(request.beside_of, message=request.message, councils=request.councils)
            wholes = [self._sheets.of(request, s.report.council, finder) for s in sheets]
            sheets = [_led_by(s, whole) for s, whole in zip(sheets, wholes, strict=True) if whole]
        if not sheets:
            return None
        is_placed = Want.PAGES in request.wants
        builder = AnswerBuilder(Citer(self._store, self._library), is_placed=is_placed)
        if all(sheet.is_empty for sheet in sheets):
            if not request.subject or request.themes:
                return None
            rest = request.beside_of
            again = replace(request, subject="", beside_of=None)
            if rest:
                again = replace(again, number=(rest.number or 0) + (request.number or 0))
            whole = self.answer(again, finder)
            nothing = Part(note=self._say("nothing-on", topic=request.subject))
            return whole and replace(whole, parts=(nothing, *whole.parts))
        make = {
            Form.QUESTIONS: self._questions,
            Form.LINES: self._lines,
            Form.PAGE: self._page,
        }.get(request.form or Form.TEXT, self._text)
        make(request, sheets, builder)
        if request.beside_of and request.form in {Form.QUESTIONS, Form.LINES}:
            self._put_beside(request, request.beside_of, builder, finder)
        if not builder.parts:
            return None
        self._put_beneath(request, sheets, builder)
        coverage = self._say("drafts-coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

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
            text = self._say("reference", year=year, **_facts(sheet.report))
            numbers = tuple(c.number for c in builder.citations if c.report == sheet.report.id)
            claims.append(Claim(text, numbers[:1], sheet.report.council))
        builder.parts.append(Part(tuple(claims), self._say("references-heading")))

    def _put_beside(
        self, request: Request, rest: Request, builder: AnswerBuilder, finder: Finder
    ) -> None:
        """The other questions or lines, after those on one topic."""
        place = sum(len(part.claims) for part in builder.parts if not part.heading)
        wanted = _with_rest(request, 0) - place
        if 0 < place < (request.number or 0):
            few = self._say("too-few-on", topic=_topic(request), count=place, asked=request.number)
            builder.note(few)
        rest = replace(rest, wants=request.wants, each=request.each, councils=request.councils)
        said = {citation.quote for citation in builder.citations}
        for name in rest.councils:
            sheet = self._sheets.of(rest, name, finder)
            make = self._asked if rest.form is Form.QUESTIONS else self._said
            if sheet is None:
                continue
            lines = [
                line
                for line in make(rest, sheet)
                if line.passage is None or line.passage.quote not in said
            ]
            self._put_all(lines[:wanted], rest, builder, sheet, place)

    # ---- questions

    def _questions(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        if Want.QUIZ in request.wants:
            for sheet in sheets:
                self._put_quiz(request, sheet, builder)
            return
        if len(sheets) == 1 and (
            (request.number == 1 and not request.beside_of)
            or (request.length and request.number is None)
        ):
            self._one_question(request, sheets[0], builder)
            return
        asked = request.number or (QUESTIONS if len(sheets) == 1 else ON_A_PAGE)
        is_short = Want.SHORTER in request.wants
        for sheet in sheets:
            lines = list(self._asked(request, sheet))[:asked]
            facts = _facts(sheet.report)
            count = _with_rest(request, len(lines))
            name = "questions-short" if is_short else "questions"
            told = {"council", "published"} if is_short else set(facts)
            builder.note(
                self._say(name, count=count, **{k: v for k, v in facts.items() if k in told})
            )
            self._put_all(lines, request, builder, sheet)
            if len(lines) < asked and request.number and not request.beside_of:
                builder.note(self._say("too-few", count=len(lines), asked=asked))

    def _put_all(  # noqa: PLR0913, PLR0917 - where lines stand
        self,
        lines: Sequence[_Line],
        request: Request,
        builder: AnswerBuilder,
        sheet: Sheet,
        place: int = 0,
    ) -> None:
        """Lines as numbered items, each with its page; below a question its second one, and an
        answer, where they are wanted.
        """
        is_question = request.form is Form.QUESTIONS
        bullets = _is_in_bullets(request) and not is_question
        for number, line in enumerate(lines, place + 1):
            before = "• " if bullets else f"{number}. "
            claim = self._claim(line, builder, sheet.report, before, is_placed=is_question)
            if claim is None:
                continue
            claims = [claim]
            if is_question and Want.SUPPLEMENTARY in request.wants:
                text = self._say(f"supplementary-{number % SECONDS + 1}")
                claims.append(Claim(text, claim.citations, claim.council))
            if is_question and Want.AWKWARD in request.wants:
                claims.append(self._answered(line, sheet, claim, builder))
            builder.parts.append(Part(tuple(claims)))

    def _answered(self, line: _Line, sheet: Sheet, claim: Claim, builder: AnswerBuilder) -> Claim:
        """An answer that is no dodge: that it is so, what is praised on the same, and what only
        the council can say.
        """
        if line.passage is None:
            return Claim(self._say("answer-grade"), claim.citations, claim.council)
        theme = theme_of(line.passage.text)
        praised = (
            passage
            for passage in sheet.told.get("strength", ())
            if theme and theme_of(passage.text) == theme
        )
        if (praise := next(praised, None)) and (
            quote := builder.quote(Quoted(praise, sheet.report))
        ):
            text = self._say("answer-praised", quote=praise.text)
            return Claim(text, (*claim.citations, *quote.citations), claim.council)
        return Claim(self._say("answer"), claim.citations, claim.council)

    def _one_question(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """A question with a quote, in so many words, and a second one on the same."""
        report = sheet.report
        is_short = Want.SHORTER in request.wants
        most = request.length or QUESTION_WORDS
        facts = {"published": say_date(report.published)}
        name = "quoted-question-short" if is_short else "quoted-question"
        if not is_short:
            facts["council"] = report.council
        lines = [
            _Line(self._say(name, quote=passage.text, **facts), (), passage)
            for kind in ("weakness", "point", "fact")
            for passage in sheet.told.get(kind, ())
        ]
        fitting = [line for line in lines if line.length <= most]
        if not fitting:
            return
        line = fitting[0]
        builder.note(self._say("question", council=report.council, words=line.length))
        claim = self._claim(line, builder, report)
        if claim is None:
            return
        claims = [claim]
        if Want.SUPPLEMENTARY in request.wants:
            claims.append(Claim(self._say("supplementary-1"), claim.citations, claim.council))
        if Want.AWKWARD in request.wants:
            claims.append(self._answered(line, sheet, claim, builder))
        builder.parts.append(Part(tuple(claims)))

    def _asked(self, request: Request, sheet: Sheet) -> Iterator[_Line]:
        """Questions, the weightiest first: grades that fell, what must improve, then weaknesses;
        on a topic that is only praised, whether that lasts. Who asks politely calls nobody to
        account, and begins with what was praised.
        """
        is_short, is_polite = (each in request.wants for each in (Want.SHORTER, Want.POLITE))
        if not (request.subject or is_polite):
            yield from self._on_falls(sheet, is_short=is_short)
        pairs = [(k, p) for k in ASKED_FIRST for p in sheet.told.get(k, ())]
        used: set[str] = set()
        for number, (kind, passage) in enumerate(sheet.in_turn if is_polite else pairs):
            theme = theme_of(passage.text)
            place = number % ASKED_BY + 1
            ask = self._say(f"ask-{kind}-{place}")
            if is_polite:
                ask = self._say(f"polite-{kind}-{number % POLITELY_BY + 1}")
            elif known := self._bank.question(passage, theme, used):
                ask = self._say("still", question=known) if kind == "strength" else known
            if is_short:
                said = self._say("short", quote=excerpt(passage.text), question=_small(ask))
            else:
                on = self._on(theme)
                said = self._say(f"lead-{kind}-{place}", on=on, quote=passage.text)
                said = f"{said} {ask}"
            yield _Line(said, (), passage, (), kind)

    def _on_falls(self, sheet: Sheet, *, is_short: bool) -> Iterator[_Line]:
        """Questions on grades that fell."""
        for row in self._fallen(sheet.request, sheet.report)[:FALLS_FIRST]:
            facts = _moved(row)
            if is_short:
                del facts["before_when"]
                facts["area"] = head(facts["area"])
            before = (row.before,) if row.before else ()
            name = "ask-fall-short" if is_short else "ask-fall"
            yield _Line(self._say(name, **facts), (row, *before))

    def _on(self, theme: Theme | None) -> str:
        """How a question begins: "On caseloads, inspectors"."""
        return self._say("on-theme", theme=theme.label) if theme else self._say("on-none")

    def _theme(self, passage: Passage) -> str:
        theme = theme_of(passage.text)
        if theme:
            return theme.label
        first = " ".join(passage.text.split()[:OF_A_LABEL])
        return self._say("first-words", words=first)

    # ---- a quiz

    def _put_quiz(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """Questions whose answers the report gives, each answer below its question."""
        asked = request.number or QUESTIONS
        items = list(self._quizzed(sheet))[:asked]
        builder.note(self._say("quiz", count=len(items), **_facts(sheet.report)))
        for number, (question, line) in enumerate(items, 1):
            if answer := self._claim(line, builder, sheet.report):
                claim = Claim(f"{number}. {question}", answer.citations, answer.council)
                builder.parts.append(Part((claim, answer)))

    def _quizzed(self, sheet: Sheet) -> Iterator[tuple[str, _Line]]:
        """The grade, how many things must improve, and then findings on one theme each."""
        report = sheet.report
        if row := row_of(report, Topic.OVERALL):
            facts = {"council": report.council, "year": report.newest.year}
            before = self._before(report)
            text = self._say(
                "quiz-grade-answer", grade=row.grade.value, move=self._move(row, before)
            )
            rows = (row, before) if before else (row,)
            yield self._say("quiz-grade", **facts), _Line(text, rows)
        if points := sheet.told.get("point", ()):
            text = self._say("quiz-points-answer", count=len(points), quote=points[0].text)
            yield self._say("quiz-points"), _Line(text, (), points[0])
        used: set[str] = set()
        for kind, passage in sheet.in_turn:
            theme = theme_of(passage.text)
            if theme is None or theme.name in used or passage in points[:1]:
                continue
            used.add(theme.name)
            text = self._say("quiz-answer", quote=passage.text)
            yield self._say(f"quiz-{kind}", theme=theme.label), _Line(text, (), passage)

    # ---- texts

    def _text(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """Paragraphs of whole sentences within so many words, an equal share for each council."""
        asked = request.length or (request.each or 0) * len(sheets) or WORDS
        if request.characters:
            asked = min(asked, request.characters // A_WORD)
        begins, ends = self._framed(request, sheets[0])
        counted = self._counted(request, sheets) if asked >= ROOM_FOR_AREAS else None
        frame = [*begins, *ends, *([counted] if counted else [])]
        room = asked - sum(line.length for line in frame)
        written = [
            (sheet, self._paragraphs(request, sheet, room // len(sheets), before))
            for before, sheet in zip((None, *sheets), sheets, strict=False)
        ]
        lines = [line for _, paras in written for lines in paras for line in lines]
        words = sum(line.length for line in (*frame, *lines))
        names = say_names([sheet.report.council for sheet in sheets])
        builder.note(self._say("text", council=names, words=words, asked=asked))
        for line in (*begins, *([counted] if counted else [])):
            builder.note(line.said)
        for sheet, paragraphs in written:
            self._put_paragraphs(request, sheet, paragraphs, builder, is_alone=len(sheets) == 1)
        for line in ends:
            builder.note(line.said)
        if Want.AWKWARD in request.wants:
            self._put_awkward(sheets[0], builder)

    def _put_paragraphs(
        self,
        request: Request,
        sheet: Sheet,
        paragraphs: Sequence[Sequence[_Line]],
        builder: AnswerBuilder,
        *,
        is_alone: bool,
    ) -> None:
        """What is written of one council: its paragraphs, or one where others stand beside it; or
        a lead and bullets.
        """
        if _is_in_bullets(request):
            self._put_paragraph(paragraphs[0], builder, sheet)
            items = [line for lines in paragraphs[1:] for line in lines]
            self._put_bullets(items, builder, sheet.report, "")
            return
        if not is_alone:
            paragraphs = [[line for lines in paragraphs for line in lines]]
        for lines in paragraphs:
            self._put_paragraph(lines, builder, sheet)

    def _framed(self, request: Request, sheet: Sheet) -> tuple[list[_Line], list[_Line]]:
        """What stands before and after a letter: a greeting, a place for what only the writer
        can tell, what is asked for, and a close.
        """
        if Want.LETTER not in request.wants:
            return [], []
        written = f"{request.context} {request.message}"
        match = _TO_WHOM.search(written)
        to = match[1].lower() if match else ""
        said = {"": self._say("letter-anybody"), "mp": "MP"}.get(to, to)
        is_many = to in _TO_MANY
        begins = [_Line(self._say("letter-greeting", to=said if is_many else head(said)))]
        if _OF_OWN_CASE.search(written):
            begins.append(_Line(self._say("letter-own")))
        ends = [_Line(self._say("letter-ask")), _Line(self._say("letter-close"))]
        return begins, ends[1:] if is_many or sheet.is_empty else ends

    def _counted(self, request: Request, sheets: Sequence[Sheet]) -> _Line | None:
        """How many sentences on a topic praise and criticise, of each of several councils."""
        judged = [s for s in sheets if any(s.told.get(kind) for kind in KINDS)]
        if len(judged) < 2 or not request.subject:  # noqa: PLR2004 - one has nothing beside it
            return None
        told = [
            self._say(
                "counted-of",
                council=sheet.report.council,
                good=len(sheet.told.get("strength", ())),
                bad=len([*sheet.told.get("weakness", ()), *sheet.told.get("point", ())]),
            )
            for sheet in sheets
        ]
        return _Line(self._say("counted", topic=_topic(request), told=say_names(told)))

    def _paragraphs(
        self, request: Request, sheet: Sheet, asked: int, before: Sheet | None = None
    ) -> list[list[_Line]]:
        """A lead, and the sentences of each kind, whole, as many as there is room for: first as
        many of one side as of the other, and in the end whatever fits.
        """
        first = self._lead(request, sheet, asked, before)
        year = (sheet.report.published or sheet.report.newest).year
        left = asked - sum(line.length for line in first)
        chosen: dict[str, list[_Line]] = {kind: [] for kind in sheet.told}
        other = {"strength": "weakness", "weakness": "strength"}
        most = max(FEWEST_OF_A_KIND, asked // WORDS_OF_A_KIND)
        known: set[str] = set()
        for is_even, is_capped in ((True, True), (False, True), (False, False)):
            for kind, passage in sheet.in_turn:
                if any(line.passage is passage for line in chosen[kind]):
                    continue
                line = self._says(kind, passage, len(chosen[kind]), request, frozenset(known))
                if Want.REFERENCES in request.wants:
                    line = replace(line, said=self._say("in-text", said=line.said, year=year))
                is_short = line.length <= max(asked // LONGEST_PART, QUOTE_WORDS)
                of_other = len(chosen.get(other.get(kind, ""), ()))
                has_room = kind not in other or len(chosen[kind]) <= of_other or not is_even
                has_room = has_room and (len(chosen[kind]) < most or not is_capped)
                if line.length <= left and (is_short or not is_capped) and has_room:
                    chosen[kind].append(line)
                    known |= line.told
                    left -= line.length
        return [first, *(chosen[kind] for kind in sheet.kinds)]

    def _lead(
        self, request: Request, sheet: Sheet, asked: int, beside: Sheet | None = None
    ) -> list[_Line]:
        """How a text begins: thanks; the report on a topic; else the grades."""
        report = sheet.report
        lines: list[_Line] = []
        if Want.THANKS in request.wants:
            lines.append(_Line(self._say("thanks", council=report.council)))
        facts = {"council": report.council, "published": say_date(report.published)}
        if request.subject:
            name = "lead-topic" if beside is None else _beside(beside, sheet)
            if sheet.is_empty:
                name = "lead-empty"
            topic = {"topic": _topic(request)} if name in {"lead-topic", "lead-empty"} else {}
            lines.append(_Line(self._say(name, **topic, **facts)))
            return lines
        name = "graded" if asked >= ROOM_FOR_DATES else "graded-short"
        lines.append(self._graded(report, name))
        areas = self._areas_graded(request, report) if asked >= ROOM_FOR_AREAS else None
        return [*lines, *([areas] if areas and Want.THANKS not in request.wants else [])]

    def _says(  # noqa: PLR0913, PLR0917 - what a sentence is said by
        self,
        kind: str,
        passage: Passage,
        place: int,
        request: Request,
        known: frozenset[str] = frozenset(),
    ) -> _Line:
        """A sentence as it is said after those before it: "They also wrote: …", and in plain
        words where that is wanted.
        """
        tone = "says"
        if kind == "strength" and request.wants & {Want.WARM, Want.THANKS}:
            tone = "thanks" if Want.THANKS in request.wants else "warm"
        number = place + 1 if place < SAID_BY else place % (SAID_BY - 1) + 2
        said = self._say(f"{tone}-{kind}-{number}", quote=passage.text)
        if not passage.text.endswith((".", "!", "?")):
            said = f"{said}."
        return self._plainly(_Line(said, (), passage, (), kind), request, known)

    def _plainly(self, line: _Line, request: Request, known: frozenset[str] = frozenset()) -> _Line:
        """A line with what its words of the trade mean, where plain words are wanted."""
        if Want.PLAIN not in request.wants or line.passage is None:
            return line
        said, told = in_brackets(" ".join(p.text for p in (line.passage, *line.more)), known)
        return replace(line, said=f"{line.said}{said}", told=told)

    def _graded(self, report: Report, name: str) -> _Line:
        row = row_of(report, Topic.OVERALL)
        facts = {"council": report.council, "inspected": say_windows(report.inspection.windows)}
        if name == "graded":
            facts["published"] = say_date(report.published)
        if row is None:
            return _Line(
                self._say("no-grade", council=report.council, inspected=facts["inspected"])
            )
        before = self._before(report)
        rows = (row, before) if before else (row,)
        return _Line(
            self._say(name, grade=row.grade.value, move=self._move(row, before), **facts), rows
        )

    def _before(self, report: Report) -> Row | None:
        earlier = report_before(self._library, report)
        return row_of(earlier, Topic.OVERALL) if earlier else None

    def _move(self, row: Row, before: Row | None) -> str:
        change = Row(row.report, row.judgement, before).change if before else None
        if before is None or change is None:
            return ""
        year = before.report.newest.year
        if change is Change.SAME:
            return self._say("move-same", year=year)
        return self._say(f"move-{change}", before=before.grade.value, year=year)

    def _areas_graded(self, request: Request, report: Report) -> _Line | None:
        """The grades of the areas that are meant, in one sentence; in few words where all have the
        same.
        """
        asked = [a for a in request.areas if a is not Topic.OVERALL] or topics_of(report)[1:]
        rows = list(dict.fromkeys(row for area in asked if (row := graded_row(report, area))))
        if not rows:
            return None
        if len(rows) > 1 and len({row.grade for row in rows}) == 1:
            areas = say_names([_area(row) for row in rows])
            said = self._say("graded-alike", areas=areas, grade=rows[0].grade.value)
            return _Line(said, tuple(rows))
        told = [f"{_area(row)} {row.grade.value}" for row in rows]
        return _Line(self._say("graded-areas", areas=say_names(told)), tuple(rows))

    # ---- lines to say

    def _lines(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        if request.number == 1 and not request.beside_of:
            self._single(request, sheets, builder)
            return
        asked = _share(request, len(sheets))
        written = [(sheet, list(self._said(request, sheet))[:asked]) for sheet in sheets]
        count = _with_rest(request, sum(len(lines) for _, lines in written))
        names = say_names([sheet.report.council for sheet in sheets])
        only = sheets[0].report if len(sheets) == 1 else None
        when = self._say("of-report", published=say_date(only.published)) if only else ""
        builder.note(self._say("lines", council=names, count=count, when=when))
        is_narrow = bool(request.polarity or _areas_of(request))  # no line tells the grade
        for sheet, lines in written:
            if len(sheets) > 1:
                builder.parts.append(Part(heading=sheet.report.council))
                areas = _areas_of(request)
                graded = self._areas_graded(request, sheet.report) if areas else None
                if is_narrow and (graded := graded or self._graded(sheet.report, "graded-short")):
                    self._put_paragraph([graded], builder, sheet)
            self._put_all(lines, request, builder, sheet)
            if len(lines) < asked and request.number and not request.beside_of:
                builder.note(self._say("too-few-lines", count=len(lines), asked=asked))
        if len(sheets) == 1 and Want.AWKWARD in request.wants:
            self._put_awkward(sheets[0], builder)
        elif len(sheets) == 1 and _EARLIER.search(request.message):
            self._put_earlier(sheets[0].report, builder)

    def _said(self, request: Request, sheet: Sheet) -> Iterator[_Line]:
        """Lines to say: the grade where it is on the whole, then what is strong, what must
        improve and what is weak in turn; each short, and understood alone.
        """
        most = request.each
        is_on_whole = not (request.subject or request.polarity or _areas_of(request))
        if is_on_whole:
            graded = self._graded(sheet.report, "graded-short" if most else "graded-line")
            if not most or graded.length <= most:
                yield graded
        made = [self._line(kind, p, request) for kind, p in sheet.in_turn]
        if most is not None:
            made = [line for line in made if line.length <= most] or list(
                self._in_few(sheet, request, most)
            )
        elif is_on_whole:
            made = [line for line in made if line.kind != "point"]
        lines = _short_first(made)
        if is_on_whole and most is None:
            lines = [*lines[:1], *self._listed(sheet), *lines[1:]]
        said: set[str] = set()
        for line in lines:
            if line.said not in said:
                said.add(line.said)
                yield line

    def _line(self, kind: str, passage: Passage, request: Request) -> _Line:
        name = f"line-{kind}-short" if request.each else f"line-{kind}"
        line = _Line(self._say(name, quote=passage.text), (), passage, (), kind)
        return line if request.each else self._plainly(line, request)

    def _in_few(self, sheet: Sheet, request: Request, most: int) -> Iterator[_Line]:
        """Lines of few words, that no whole quote would fit: the first clause of a sentence where
        that says something whole, and else what it is on.
        """
        labels: list[_Line] = []
        for kind, passage in sheet.in_turn:
            name = "line-fact-short" if request.polarity else f"line-{kind}-short"
            clause = first_clause(passage.text, most - len(self._say(name, quote="").split()) + 1)
            if clause:
                yield _Line(self._say(name, quote=clause), (), passage, (), kind)
            else:
                labels.append(self._labelled(kind, passage))
        if most > MOST_OF_A_LABEL:  # there is room for a sentence, if a short one
            whole = [self._line(kind, p, request) for kind, p in sheet.in_turn]
            yield from sorted(whole, key=lambda line: line.length)
        yield from (line for line in labels if line.length <= most)

    def _labelled(self, kind: str, passage: Passage) -> _Line:
        """A line of few words, that no whole quote would fit."""
        return _Line(self._say(f"label-{kind}", theme=self._theme(passage)), (), passage, (), kind)

    def _listed(self, sheet: Sheet) -> list[_Line]:
        """All that must improve in one line: how many points, and the first that are short."""
        points = list(sheet.told.get("point", ()))
        short = [p for p in points if len(p.text.split()) <= SAID_WORDS][:2]
        if not short:
            return []
        first, *others = short
        quotes = " and ".join(f"“{p.text.rstrip('.')}”" for p in short)
        said = self._say("line-points", count=len(points), quotes=quotes)
        if len(points) == 1:
            said = self._say("line-point", quote=first.text)
        return [_Line(said, (), first, tuple(others), "point")]

    def _single(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """One line, of so many words or characters: the first that fits."""
        lines = self._for_one(request, sheets[0]) if len(sheets) == 1 else [self._of_each(sheets)]
        most = request.length or request.each or LINE_WORDS

        def fits(line: _Line) -> bool:
            if request.characters:
                return len(line.said) <= request.characters
            return line.length <= most

        line = next(filter(fits, lines), None)
        if line is None:
            line = min(lines, key=lambda line: len(line.said))
            if not fits(line):
                line = self._graded(sheets[0].report, "graded-short")
        claim = self._claim(line, builder, sheets[0].report)
        if claim is None:
            return
        council = say_names([sheet.report.council for sheet in sheets])
        signs, words = len(line.said), line.length
        builder.note(self._say("single", council=council, characters=signs, words=words))
        builder.parts.append(Part((claim,)))
        if Want.AWKWARD in request.wants and len(sheets) == 1:
            self._put_awkward(sheets[0], builder)

    def _for_one(self, request: Request, sheet: Sheet) -> list[_Line]:
        """Lines that could stand for all: the grade and a quote, then the grade alone; on a topic
        or on one side, a quote.
        """
        report = sheet.report
        row = row_of(report, Topic.OVERALL)
        facts = {"council": report.council, "year": report.newest.year}
        kinds = sheet.kinds
        pairs = [(kind, p) for kind in kinds for p in sheet.told[kind]]
        short = sorted(pairs, key=lambda pair: len(pair[1].text.split()) > SAID_WORDS)
        if request.subject or _areas_of(request) or row is None:
            return [
                _Line(self._say("post-topic", quote=p.text, **facts), (), p, (), kind)
                for kind, p in short
            ]
        before = self._before(report)
        graded = {**facts, "grade": row.grade.value, "move": self._move(row, before)}
        rows = (row, before) if before else (row,)
        quoted = [
            _Line(self._say(f"post-{kind}", quote=p.text, **graded), rows, p, (), kind)
            for kind, p in short
        ]
        return [*quoted, _Line(self._say("post", **graded), rows)]

    def _of_each(self, sheets: Sequence[Sheet]) -> _Line:
        """The grades of several councils in one line."""
        lines = [self._graded(sheet.report, "graded-short") for sheet in sheets]
        rows = tuple(row for line in lines for row in line.rows)
        return _Line(" ".join(line.said for line in lines), rows)

    def _put_awkward(self, sheet: Sheet, builder: AnswerBuilder) -> None:
        """The hardest question on a report, and an answer that is no dodge."""
        weak = [*sheet.told.get("weakness", ()), *sheet.told.get("point", ())]
        short = [p for p in weak if len(p.text.split()) <= SAID_WORDS] or weak
        if not short:
            return
        line = _Line(self._say("awkward", quote=short[0].text), (), short[0])
        claim = self._claim(line, builder, sheet.report)
        if claim:
            answered = self._answered(line, sheet, claim, builder)
            builder.parts.append(Part((claim, answered), self._say("awkward-heading")))
        self._put_earlier(sheet.report, builder)

    def _put_earlier(self, report: Report, builder: AnswerBuilder) -> None:
        """A plain answer on the grades before: honest, dated, and no more than that."""
        rows = [
            row
            for each in reversed(self._library.inspections(report.council))
            if (row := row_of(each, Topic.OVERALL))
        ]
        if len(rows) < 2:  # noqa: PLR2004 - there is nothing before
            return
        told = [f"{row.grade.value} in {row.report.newest.year}" for row in rows[:-1]]
        text = self._say(
            "earlier",
            council=report.council,
            grades=say_names(told),
            grade=rows[-1].grade.value,
            inspected=say_windows(rows[-1].report.inspection.windows),
        )
        claim = Claim(text, builder.cite(rows), report.council)
        builder.parts.append(Part((claim,), self._say("earlier-heading")))

    # ---- a page for a briefing

    def _page(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        for sheet in sheets:
            self._put_page(request, sheet, builder)

    def _put_page(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        report = sheet.report
        builder.note(self._say("page", **_facts(report)))
        said = [self._graded(report, "graded-line"), self._areas_graded(request, report)]
        self._put_bullets([line for line in said if line], builder, report, self._say("page-said"))
        quotes = [
            Quoted(passage, report, self._say(f"{name}-label"))
            for name, kind in (("strength",) * 2, ("weakness",) * 2, ("improve", "point"))
            for passage in list(sheet.told.get(kind, ()))[: None if kind == "point" else ON_A_PAGE]
        ]
        builder.quotes(quotes)
        self._put_bullets(self._means(report), builder, report, self._say("page-means"))
        asked = list(self._asked(request, sheet))[: ON_A_PAGE + 1]
        self._put_bullets(asked, builder, report, self._say("page-ask"))

    def _means(self, report: Report) -> list[_Line]:
        """What follows from the grades, the list and the age of the report, and no more."""
        lines: list[_Line] = []
        row, before = row_of(report, Topic.OVERALL), self._before(report)
        if row:
            change = Row(row.report, row.judgement, before).change if before else None
            facts: dict[str, str] = {"grade": row.grade.value}
            if change in {Change.UP, Change.DOWN} and before:
                facts["before"] = before.grade.value
            if change is Change.UP:
                facts["inspected"] = say_windows(report.inspection.windows)
            name = f"means-{change}" if change else "means-first"
            lines.append(_Line(self._say(name, **facts), (row, before) if before else (row,)))
        rows = [r for area in topics_of(report)[1:] if (r := row_of(report, area))]
        lowest = min((RANKS[r.grade] for r in rows), default=0)
        weak = [r for r in rows if RANKS[r.grade] == lowest]
        if rows and len(weak) < len(rows):
            areas = say_names([_area(r) for r in weak])
            said = self._say("means-weakest", areas=areas, grade=weak[0].grade.value)
            lines.append(_Line(said, tuple(weak)))
        elif rows:
            said = self._say("means-level", grade=rows[0].grade.value)
            lines.append(_Line(said, tuple(rows)))
        if points := points_of(self._store, report):
            lines.append(_Line(self._say("means-points", count=len(points))))
        months = (self._today() - report.newest).days // 30
        if months >= MONTHS_OF_YEARS // 4:
            is_long = months >= MONTHS_OF_YEARS
            ago = self._say(
                "years" if is_long else "months", count=months // 12 if is_long else months
            )
            lines.append(_Line(self._say("means-old", ago=ago)))
        return lines

    def _put_bullets(
        self, lines: Sequence[_Line], builder: AnswerBuilder, report: Report, heading: str
    ) -> None:
        claims = tuple(c for line in lines if (c := self._claim(line, builder, report, "• ")))
        if claims:
            builder.parts.append(Part(claims, heading))

    # ---- what they rest on

    def _fallen(self, request: Request, report: Report) -> list[Row]:
        earlier = report_before(self._library, report)
        areas = [area for area in topics_of(report) if not request.areas or area in request.areas]
        rows = [
            Row(report, row.judgement, before)
            for topic in areas
            if earlier and (row := row_of(report, topic)) and (before := row_of(earlier, topic))
        ]
        return [row for row in rows if row.change is Change.DOWN]

    # ---- on the sheet

    def _claim(
        self,
        line: _Line,
        builder: AnswerBuilder,
        report: Report,
        before: str = "",
        *,
        is_placed: bool = False,
    ) -> Claim | None:
        """A line as a claim that cites what it rests on, with its page in so many words where
        that `is_placed`; None where its words cannot be cited.
        """
        numbers = builder.cite(line.rows)
        if line.passage:
            quote = builder.quote(Quoted(line.passage, report))
            if quote is None:
                return None
            numbers = (*numbers, *quote.citations)
        for passage in line.more:
            quote = builder.quote(Quoted(passage, report))
            numbers = (*numbers, *(quote.citations if quote else ()))
        places = {c.number: c.place for c in builder.citations}
        is_placed = is_placed or builder.is_placed
        place = f" ({places[numbers[0]]})" if is_placed and numbers else ""
        return Claim(f"{before}{line.said}{place}", numbers, report.council)

    def _put_paragraph(self, lines: Sequence[_Line], builder: AnswerBuilder, sheet: Sheet) -> None:
        """Sentences as one paragraph that cites all it rests on."""
        claims = [c for line in lines if (c := self._claim(line, builder, sheet.report))]
        if claims:
            numbers = tuple(dict.fromkeys(n for c in claims for n in c.citations))
            text = " ".join(c.text for c in claims)
            builder.parts.append(Part((Claim(text, numbers, sheet.report.council),)))


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


def _beside(before: Sheet, sheet: Sheet) -> str:
    """Whether a report praises a topic as much as that before it, as the name of a wording."""
    one, other = (
        len(each.told.get("strength", ()))
        - len([*each.told.get("weakness", ()), *each.told.get("point", ())])
        for each in (before, sheet)
    )
    if not (one and other):
        return "lead-next"
    if (one > 0) == (other > 0):
        return "lead-alike"
    return "lead-kinder" if other > one else "lead-harder"


def _is_in_bullets(request: Request) -> bool:
    """Whether bullets are wanted; where a text was drawn up before, only if they are asked for
    now.
    """
    is_text = request.form is Form.TEXT
    said = request.message if is_text else f"{request.context} {request.message}"
    return bool(_BULLETS.search(said))


def _small(question: str) -> str:
    """A question as it goes on after a colon."""
    return question[:1].lower() + question[1:]


def _is_short(line: _Line) -> bool:
    """Whether what a line quotes can be said aloud."""
    return line.passage is not None and len(line.passage.text.split()) <= SAID_WORDS


def _areas_of(request: Request) -> list[Topic]:
    """The areas that are meant, but for the whole."""
    return [area for area in request.areas if area is not Topic.OVERALL]


def _share(request: Request, councils: int) -> int:
    """How many lines each of some councils has: its part of a number, or the number each."""
    number = request.number or (LINES if councils == 1 else LINES_OF_EACH)
    is_each = request.number is None or _EACH.search(request.message)
    return number if is_each else max(1, number // councils)


def _short_first(lines: Sequence[_Line]) -> list[_Line]:
    """Lines of each kind in turn, the short ones of each first."""
    kinds = list(dict.fromkeys(line.kind for line in lines))
    rows = (
        sorted((line for line in lines if line.kind == kind), key=lambda each: not _is_short(each))
        for kind in kinds
    )
    return [line for turn in zip_longest(*rows) for line in turn if line]


def _with_rest(request: Request, count: int) -> int:
    """How many there are with those on other things."""
    rest = request.beside_of
    many = QUESTIONS if request.form is Form.QUESTIONS else LINES
    return (rest.number or many) + (request.number or 0) if rest else count


def _topic(request: Request) -> str:
    """What is asked, as the assistant calls it: by its theme where it has one."""
    themes = themes_named(request.themes)
    return say_names([theme.label for theme in themes]) or request.subject


def _moved(row: Row) -> dict[str, str]:
    before = row.before or row
    return {
        "area": noun(_topic_of(row)),
        "before": before.grade.value,
        "before_when": say_windows(before.report.inspection.windows),
        "after": row.grade.value,
    }


def _topic_of(row: Row) -> Topic:
    return next(t for t in topics_of(row.report) if row.judgement.area in t.areas)


def _area(row: Row) -> str:
    return noun(_topic_of(row))


def _facts(report: Report) -> dict[str, str]:
    return {
        "council": report.council,
        "kind": report.kind_label,
        "inspected": say_windows(report.inspection.windows),
        "published": say_date(report.published),
    }
