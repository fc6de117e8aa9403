"""Questions for scrutiny, a text of so many words, lines to say, a page for a briefing: drawn up
in the assistant's own words, on cited evidence.

What is asked, and what stands around quotes, is the assistant's; it never says more than the
quotes and grades beside it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from assistant.answers import Answer, Claim, Part
from assistant.areas import SECTIONS, Topic, topics_of
from assistant.briefing.brief import main_report, report_before
from assistant.briefing.points import points_of
from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import theme_of, themes_named
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, noun, say_names
from assistant.grading.rows import Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Change, Form, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report
from index.storing.store import Store

COMPOSER = "drafts"
QUESTIONS = 6  # where no number is asked for
LINES = 5
WORDS = 150  # of a text where no length is
FALLS_FIRST = 2  # questions on grades that fell, before those on what must improve
OF_AN_AREA = 3  # sentences of each area that may be used
LONGEST_PART = 5  # a sentence of a text is at most so small a part of it
ON_A_PAGE = 3  # strengths, and weaknesses, and questions of a page
QUOTE_WORDS = 26  # of a quote within a question of so many words
OF_A_LABEL = 6  # words of a point that stand for it where it has no theme
SAID_WORDS = 24  # of a quote that is to be said aloud
QUESTION_WORDS = 60  # of one question, where nothing else is asked
MONTHS_OF_YEARS = 24  # from here on an age is told in years
_FACTS = frozenset({"council", "kind", "inspected", "published"})
_MOVED = frozenset({"area", "before", "before_when", "after"})
_QUOTE = frozenset({"theme", "quote"})
# Words of the trade, for those who ask for none.
_JARGON = re.compile(
    r"\b[A-Z]{2,}s?\b|\b(?:pathway plans?|personal advisers?|pre-proceedings|strategy"
    r" (?:meetings?|discussions?)|thresholds?|multi-agency|sufficiency|placements?|section \d+"
    r"|statutory|robust\w*|oversight|reflective|permanence|contextual|partnership|tracking"
    r"|corporate parent\w*|escalat\w+|trajectory|purposeful|designated officer|commission\w*)\b"
)
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
    "lines": frozenset({"council", "count"}),
    "page": _FACTS,
    "ask-fall": _MOVED,
    "ask-fall-short": _MOVED - {"before_when"},
    **{f"ask-{kind}-{place}": _QUOTE for kind in ("point", "weakness") for place in (1, 2, 3)},
    **{
        f"ask-{kind}-short-{place}": frozenset({"theme"})
        for kind in ("point", "weakness")
        for place in (1, 2, 3)
    },
    "quoted-question": frozenset({"council", "published", "quote"}),
    "quoted-question-short": frozenset({"published", "quote"}),
    "supplementary": frozenset(),
    "first-words": frozenset({"words"}),
    "improve-label": frozenset(),
    "weakness-label": frozenset(),
    "strength-label": frozenset(),
    "graded": frozenset({"council", "inspected", "published", "grade", "move"}),
    "graded-line": frozenset({"council", "inspected", "grade", "move"}),
    "graded-area": frozenset({"area", "grade"}),
    "graded-areas": frozenset({"areas"}),
    "move-up": frozenset({"before", "year"}),
    "move-down": frozenset({"before", "year"}),
    "move-same": frozenset({"year"}),
    **{
        f"says-{kind}-{place}": frozenset({"quote"})
        for kind in ("strength", "weakness", "point")
        for place in (1, 2, 3)
    },
    **{
        f"line-{kind}": frozenset({"quote"})
        for kind in ("strength", "weakness", "point", "opening")
    },
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
    "length": frozenset({"words", "asked"}),
    "too-few": frozenset({"count", "asked"}),
    "older-report": frozenset({"council"}),
    "since": frozenset({"newest"}),
    "drafts-coverage": frozenset({"newest"}),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of what is drawn up: in the assistant's own words, on some grades or around words of
    a passage.
    """

    said: str
    rows: tuple[Row, ...] = ()
    passage: Passage | None = None
    more: tuple[Passage, ...] = ()

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
        make = {
            Form.QUESTIONS: self._questions,
            Form.LINES: self._lines,
            Form.PAGE: self._page,
        }.get(request.form or Form.TEXT, self._text)
        made = make(request, report)
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
        if request.number == 1 or request.length and request.number is None:
            return self._one_question(request, report)
        asked = request.number or QUESTIONS
        lines = list(self._asked(request, report))[:asked]
        if not lines:
            return None
        builder = self._builder()
        is_short = Want.SHORTER in request.wants
        facts = _facts(report)
        name = "questions-short" if is_short else "questions"
        told = {"council", "published"} if is_short else set(facts)
        builder.note(
            self._say(name, count=len(lines), **{k: v for k, v in facts.items() if k in told})
        )
        for number, line in enumerate(lines, 1):
            self._put(line, builder, report, before=f"{number}. ")
        if len(lines) < asked and request.number:
            builder.note(self._say("too-few", count=len(lines), asked=asked))
        return builder

    def _one_question(self, request: Request, report: Report) -> AnswerBuilder | None:
        """A question with a quote, in so many words, and a second one on the same."""
        is_short = Want.SHORTER in request.wants
        most = request.length or QUESTION_WORDS
        facts = {"published": say_date(report.published)}
        name = "quoted-question-short" if is_short else "quoted-question"
        if not is_short:
            facts["council"] = report.council
        lines = [
            _Line(self._say(name, quote=passage.text, **facts), (), passage)
            for passage in self._pointed(request, report)
        ]
        fitting = [line for line in lines if line.length <= most]
        if not fitting:
            return None
        line = fitting[0]
        builder = self._builder()
        builder.note(self._say("question", council=report.council, words=line.length))
        self._put(line, builder, report)
        if Want.SUPPLEMENTARY in request.wants:
            self._put(_Line(self._say("supplementary")), builder, report)
        return builder

    def _pointed(self, request: Request, report: Report) -> list[Passage]:
        """Short critical sentences, whole and plain; then what must improve."""
        weak = list(self._plainest(request, report, Polarity.CRITICISM))
        points = [p for p in self._points(request, report) if _is_whole(p)]
        return [p for p in [*weak, *points] if len(p.text.split()) <= QUOTE_WORDS]

    def _asked(self, request: Request, report: Report) -> Iterator[_Line]:
        """Questions, the weightiest first: grades that fell, what must improve, then weaknesses."""
        is_short = Want.SHORTER in request.wants
        short = "-short" if is_short else ""
        if not request.subject:
            for row in self._fallen(request, report)[:FALLS_FIRST]:
                facts = _moved(row)
                if is_short:
                    del facts["before_when"]
                    facts["area"] = head(facts["area"])
                before = (row.before,) if row.before else ()
                yield _Line(self._say(f"ask-fall{short}", **facts), (row, *before))
        for kind, passages in (
            ("point", list(self._points(request, report))),
            ("weakness", list(self._plainest(request, report, Polarity.CRITICISM))),
        ):
            for number, passage in enumerate(p for p in passages if _is_whole(p)):
                name = f"ask-{kind}{short}-{number % 3 + 1}"
                theme = self._theme(passage)
                said = (
                    self._say(name, theme=head(theme))
                    if is_short
                    else self._say(name, theme=theme, quote=passage.text)
                )
                yield _Line(said, (), passage)

    def _theme(self, passage: Passage) -> str:
        theme = theme_of(passage.text)
        if theme:
            return theme.label
        first = " ".join(passage.text.split()[:OF_A_LABEL])
        return self._say("first-words", words=first)

    # ---- texts

    def _text(self, request: Request, report: Report) -> AnswerBuilder | None:
        """Paragraphs of whole sentences within so many words."""
        asked = request.length or WORDS
        lead = self._graded(report, "graded")
        areas = self._areas_graded(request, report)
        kinds = self._kinds_of_lines(request, report, "says", numbered=True)
        if not any(kinds.values()):
            return None
        left = asked - lead.length - (areas.length if areas else 0)
        chosen: dict[str, list[_Line]] = {kind: [] for kind in kinds}
        other = {"strength": "weakness", "weakness": "strength"}
        turns = chain.from_iterable(zip_longest(*kinds.values()))
        for line, kind in (pair for pair in turns if pair):
            line = self._renumbered(line, kind, len(chosen[kind]))
            is_short = line.length <= max(asked // LONGEST_PART, QUOTE_WORDS)
            has_room = kind == "point" or len(chosen[kind]) <= len(chosen[other[kind]])
            if line.length <= left and is_short and has_room:
                chosen[kind].append(line)
                left -= line.length
        builder = self._builder()
        first = [lead, *([areas] if areas else [])]
        paragraphs = [first, *(chosen[kind] for kind in ("strength", "weakness", "point"))]
        words = sum(line.length for lines in paragraphs for line in lines)
        builder.note(self._say("text", council=report.council, words=words, asked=asked))
        for lines in paragraphs:
            self._put_paragraph(lines, builder, report)
        return builder

    def _kinds_of_lines(
        self, request: Request, report: Report, form: str, *, numbered: bool
    ) -> dict[str, list[tuple[_Line, str]]]:
        """What may be told: strengths, weaknesses and what must improve, the plainest first."""
        passages = {
            "strength": list(self._plainest(request, report, Polarity.PRAISE)),
            "weakness": list(self._plainest(request, report, Polarity.CRITICISM)),
            "point": [p for p in self._points(request, report) if _is_whole(p)],
        }
        end = "-1" if numbered else ""
        return {
            kind: [
                (_Line(self._say(f"{form}-{kind}{end}", quote=p.text), (), p), kind) for p in found
            ]
            for kind, found in passages.items()
        }

    def _renumbered(self, line: _Line, kind: str, place: int) -> _Line:
        """A line as it is said after those before it: "They also wrote: …"."""
        if line.passage is None:
            return line
        name = f"says-{kind}-{min(place, 2) + 1}"
        return _Line(self._say(name, quote=line.passage.text), (), line.passage)

    def _graded(self, report: Report, name: str) -> _Line:
        row = row_of(report, Topic.OVERALL)
        facts = {"council": report.council, "inspected": say_windows(report.inspection.windows)}
        if name == "graded":
            facts["published"] = say_date(report.published)
        if row is None:
            return _Line("")
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
        """The grades of the areas that are meant, in one sentence."""
        asked = [a for a in request.areas if a is not Topic.OVERALL] or topics_of(report)[1:]
        rows = list(dict.fromkeys(row for area in asked if (row := graded_row(report, area))))
        if not rows:
            return None
        told = [f"{_area(row)} {row.grade.value}" for row in rows]
        return _Line(self._say("graded-areas", areas=say_names(told)), tuple(rows))

    # ---- lines to say

    def _lines(self, request: Request, report: Report) -> AnswerBuilder | None:
        asked = request.number or LINES
        kinds = self._kinds_of_lines(request, report, "line", numbered=False)
        said = {
            kind: [line for line, _ in found if _is_short(line)] for kind, found in kinds.items()
        }
        if not request.subject:
            said["opening"] = [
                _Line(self._say("line-opening", quote=p.text), (), p)
                for p in self._sentences.opening(report, OF_AN_AREA)
                if len(p.text.split()) <= QUOTE_WORDS * 1.5
            ]
        listed = self._listed(request, report)
        strong, weak, opening = (said.get(k, []) for k in ("strength", "weakness", "opening"))
        row = row_of(report, Topic.OVERALL)
        is_low = row is not None and RANKS[row.grade] < RANKS[Grade.GOOD]
        first, then = (opening or weak[:1], strong) if is_low else (strong, opening)
        turns = [*first[:1], *listed, *then[:1], *weak, *strong[1:], *opening[1:]]
        lines = [self._graded(report, "graded-line"), *turns]
        lines = [line for line in lines if line.said][:asked]
        builder = self._builder()
        builder.note(self._say("lines", council=report.council, count=len(lines)))
        for number, line in enumerate(lines, 1):
            self._put(line, builder, report, before=f"{number}. ")
        if _EARLIER.search(request.message):
            self._put_earlier(report, builder)
        return builder

    def _listed(self, request: Request, report: Report) -> list[_Line]:
        """All that must improve in one line: how many points, and the first that are short."""
        points = [p for p in self._points(request, report) if _is_whole(p)]
        short = [p for p in points if len(p.text.split()) <= SAID_WORDS][:2]
        if not short:
            return []
        first, *others = short
        quotes = " and ".join(f"“{p.text.rstrip('.')}”" for p in short)
        said = self._say("line-points", count=len(points), quotes=quotes)
        if len(points) == 1:
            said = self._say("line-point", quote=first.text)
        return [_Line(said, (), first, tuple(others))]

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

    def _page(self, request: Request, report: Report) -> AnswerBuilder | None:
        builder = self._builder()
        builder.note(self._say("page", **_facts(report)))
        said = [self._graded(report, "graded-line"), self._areas_graded(request, report)]
        self._put_bullets([line for line in said if line], builder, report, self._say("page-said"))
        quotes = [
            Quoted(passage, report, self._say(f"{name}-label"))
            for name, passages in (
                ("strength", self._plainest(request, report, Polarity.PRAISE)),
                ("weakness", self._plainest(request, report, Polarity.CRITICISM)),
                ("improve", self._points(request, report)),
            )
            for passage in list(passages)[: None if name == "improve" else ON_A_PAGE]
        ]
        builder.quotes(quotes)
        self._put_bullets(self._means(report), builder, report, self._say("page-means"))
        asked = list(self._asked(request, report))[: ON_A_PAGE + 1]
        self._put_bullets(asked, builder, report, self._say("page-ask"))
        return builder

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

    def _points(self, request: Request, report: Report) -> Iterator[Passage]:
        for point in points_of(self._store, report):
            for line in point.lines:
                if self._is_on(line, request):
                    yield line

    def _plainest(self, request: Request, report: Report, way: Polarity) -> Iterator[Passage]:
        """The plainest sentences of each area in turn, those on what is asked alone."""
        asked = [area for area in request.areas if area is not Topic.OVERALL]
        found = []
        for topic, section in SECTIONS.items():
            if asked and topic not in asked:
                continue
            passages = self._sentences.of(report, section)
            if request.subject:
                passages = [p for p in passages if self._is_on(p, request)]
            if Want.PLAIN in request.wants:
                passages = [p for p in passages if not _JARGON.search(p.text)]
            found.append(self._sentences.plainest(passages, way, OF_AN_AREA, best_first=True))
        if not any(found) and Want.PLAIN in request.wants:  # plain words tell nothing of it
            return
        yield from (p for turn in zip_longest(*found) for p in turn if p)

    def _is_on(self, passage: Passage, request: Request) -> bool:
        """Whether words are on what is asked; all are where nothing in particular is."""
        if request.subject and request.themes:
            return any(t.listed.search(passage.text) for t in themes_named(request.themes))
        areas = [area for area in request.areas if area is not Topic.OVERALL]
        if areas and passage.section not in {SECTIONS.get(area) for area in areas}:
            return any(area.value.rstrip("s") in passage.text.lower() for area in areas)
        return True

    # ---- on the sheet

    def _builder(self) -> AnswerBuilder:
        return AnswerBuilder(Citer(self._store, self._library))

    def _claim(
        self, line: _Line, builder: AnswerBuilder, report: Report, before: str = ""
    ) -> Claim | None:
        """A line as a claim that cites what it rests on; None where its words cannot be cited."""
        numbers = builder.cite(line.rows)
        if line.passage:
            quote = builder.quote(Quoted(line.passage, report))
            if quote is None:
                return None
            numbers = (*numbers, *quote.citations)
        for passage in line.more:
            quote = builder.quote(Quoted(passage, report))
            numbers = (*numbers, *(quote.citations if quote else ()))
        return Claim(f"{before}{line.said}", numbers, report.council)

    def _put(self, line: _Line, builder: AnswerBuilder, report: Report, before: str = "") -> None:
        if claim := self._claim(line, builder, report, before):
            builder.parts.append(Part((claim,)))

    def _put_paragraph(
        self, lines: Sequence[_Line], builder: AnswerBuilder, report: Report
    ) -> None:
        """Sentences as one paragraph that cites all it rests on."""
        claims = [c for line in lines if (c := self._claim(line, builder, report))]
        if claims:
            numbers = tuple(dict.fromkeys(n for c in claims for n in c.citations))
            text = " ".join(c.text for c in claims)
            builder.parts.append(Part((Claim(text, numbers, report.council),)))


def _is_short(line: _Line) -> bool:
    """Whether what a line quotes can be said aloud."""
    return line.passage is not None and len(line.passage.text.split()) <= SAID_WORDS


def _is_whole(passage: Passage) -> bool:
    """Whether a line of a list says something by itself: not "Services, including:"."""
    return not passage.text.rstrip().endswith(":")


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
