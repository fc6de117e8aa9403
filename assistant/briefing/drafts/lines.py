"""Lines to say, bullets, a post, the awkward question: each short and understood alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.answers import Claim, Part
from assistant.briefing.clauses import first_clause
from assistant.briefing.drafts.desk import (
    LINES,
    SAID_WORDS,
    Line,
    areas_of,
    cited,
    is_short,
    label_of,
    put_paragraph,
    with_rest,
)
from assistant.briefing.drafts.graded import Graded
from assistant.briefing.drafts.telling import Teller, clause_of, is_quoted
from assistant.briefing.retelling import is_order, listed, retold
from assistant.briefing.sheets import Sheet
from assistant.briefing.themes import theme_of
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.request import Form, Request, Want
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Passage

LINES_OF_EACH = 3  # of several councils
LINE_WORDS = 45  # of a single line
MOST_OF_A_LABEL = 15  # words of a line that may be no more than what it is on
WORDS_OF_A_POINT = 14  # from here on it stands after the shorter ones
ROOM_FOR_AREAS = 5  # lines from which on one tells the grades of the areas
MOST_POINTS = 2  # things to improve that one line names
_BULLETS = re.compile(r"\b(?:bullets?|bullet(?:ed)?[- ]points?|slides?|dot points)\b", re.I)
_EACH = re.compile(r"\b(?:each|per|apiece)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:old|past|earlier|previous|used to|history|last time|was) (?:\w+ )?(?:inadequate|grade"
    r"|rating|judge?ment|report|inspection|failing)|\binadequate\b|\bbad (?:old )?(?:days|years)\b",
    re.I,
)
_KINDS = ("strength", "weakness", "point", "fact")
PLACEHOLDERS = {
    "lines": frozenset({"council", "count", "when"}),
    "of-report": frozenset({"published"}),
    "single": frozenset({"council", "characters", "words"}),
    "line-points": frozenset({"count", "points"}),
    "line-point": frozenset({"points"}),
    "own-line-points": frozenset({"count", "points"}),
    "own-line-point": frozenset({"points"}),
    **{f"label-{kind}": frozenset({"theme"}) for kind in _KINDS},
    "too-few-lines": frozenset({"count", "asked"}),
    "awkward": frozenset({"clause"}),
    "awkward-heading": frozenset(),
    "answer": frozenset(),
    "answer-praised": frozenset({"clause"}),
    "answer-grade": frozenset(),
    "on-topic": frozenset({"council", "year", "clause"}),
}


class Lines:
    """Writes lines on one or more reports."""

    def __init__(self, graded: Graded, teller: Teller) -> None:
        self._graded, self._teller = graded, teller
        self._say = Wording("draft-lines.md", PLACEHOLDERS).say

    def put(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """So many lines, an equal share for each council; one where one is wanted."""
        if request.number == 1 and not request.beside_of:
            self._put_single(request, sheets, builder)
            return
        asked = _share(request, len(sheets))
        written = [(sheet, list(self.said(request, sheet))[:asked]) for sheet in sheets]
        count = with_rest(request, sum(len(lines) for _, lines in written))
        names = say_names([sheet.report.council for sheet in sheets])
        only = sheets[0].report if len(sheets) == 1 else None
        when = self._say("of-report", published=say_date(only.published)) if only else ""
        builder.note(self._say("lines", council=names, count=count, when=when))
        is_narrow = bool(request.polarity or areas_of(request))  # no line tells the grade
        for sheet, lines in written:
            if len(sheets) > 1:
                builder.parts.append(Part(heading=sheet.report.council))
                self._put_grades(request, sheet, builder, is_wanted=is_narrow)
            put_numbered(lines, request, builder, sheet)
            if len(lines) < asked and request.number and not request.beside_of:
                builder.note(self._say("too-few-lines", count=len(lines), asked=asked))
        if len(sheets) == 1:
            self._put_past(request, sheets[0], builder)

    def _put_grades(
        self, request: Request, sheet: Sheet, builder: AnswerBuilder, *, is_wanted: bool
    ) -> None:
        """The grade of a council that stands beside others, where its lines tell none."""
        if is_wanted and Want.NO_GRADES not in request.wants:
            areas = self._graded.areas(request, sheet.report) if areas_of(request) else None
            overall = self._graded.overall(request, sheet.report, "graded-short")
            put_paragraph([areas or overall], builder, sheet)

    def _put_past(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """The awkward question, or the grades before, where either is asked for."""
        if Want.AWKWARD in request.wants:
            self.put_awkward(request, sheet, builder)
        elif _EARLIER.search(request.message):
            self._put_earlier(sheet, builder)

    def said(self, request: Request, sheet: Sheet) -> Iterator[Line]:
        """Lines to say: the grade where it is on the whole, then what is strong, what must
        improve and what is weak in turn; each short, and understood alone.
        """
        most = request.each
        is_on_whole = not (request.subject or request.polarity or areas_of(request))
        if is_on_whole and Want.NO_GRADES not in request.wants:
            yield from self._on_grades(request, sheet)
        made = self._alone(sheet.in_turn, request)
        if most is not None:
            made = list(self._in_few(sheet, request, most))
        elif is_on_whole and not is_quoted(request):
            made = [line for line in made if line.kind != "point"]
        lines = short_first(made)
        if is_on_whole and most is None and not is_quoted(request):
            lines = [*lines[:1], *self._listed(request, sheet), *lines[1:]]
        known: set[str] = set()
        for line in lines:
            if line.said not in known:
                known.add(line.said)
                yield line

    def _on_grades(self, request: Request, sheet: Sheet) -> Iterator[Line]:
        """The overall grade, and those of the areas where there are lines enough."""
        most = request.each
        name = "graded-short" if most else "graded-line"
        graded = self._graded.overall(request, sheet.report, name)
        if not most or graded.length <= most:
            yield graded
        areas = self._graded.areas(request, sheet.report)
        if areas and not most and (request.number or 0) >= ROOM_FOR_AREAS:
            yield areas

    def _alone(self, pairs: Sequence[tuple[str, Passage]], request: Request) -> list[Line]:
        """Findings as lines that stand alone, those of each kind in its wordings in turn."""
        counts: Counter[str] = Counter()
        lines = []
        for kind, passage in pairs:
            lines.append(self._teller.alone(kind, passage, counts[kind], request))
            counts[kind] += 1
        return lines

    def _in_few(self, sheet: Sheet, request: Request, most: int) -> Iterator[Line]:
        """Lines of few words: what a sentence says, or its first clause where that says something
        whole, and else what it is on.
        """
        labels: list[Line] = []
        for kind, passage in sheet.in_turn:
            of_kind = "fact" if request.polarity else kind
            clause = clause_of(passage, request)
            line = self._teller.in_few(of_kind, clause, passage)
            if line.length > most:
                room = most - (line.length - len(clause.split()))
                clause = retold(first_clause(passage.text, room), sheet.report.council)
                line = self._teller.in_few(of_kind, clause, passage)
            if clause:
                yield line
            elif theme := label_of(passage):
                said = self._say(f"label-{kind}", theme=theme)
                labels.append(Line(said, (), passage, (), kind))
        if most > MOST_OF_A_LABEL:  # there is room for a sentence, if a short one
            whole = self._alone(sheet.in_turn, request)
            fitting = (line for line in whole if line.length <= most)
            yield from sorted(fitting, key=lambda line: line.length)
        yield from (line for line in labels if line.length <= most)

    def _listed(self, request: Request, sheet: Sheet) -> list[Line]:
        """All that must improve in one line: how many points, and the first that are short."""
        points = list(sheet.told.get("point", ()))
        short = [p for p in points if is_short(p) and not is_order(p.text)]
        short.sort(key=lambda p: len(p.text.split()) > WORDS_OF_A_POINT)
        if short and len(short[0].text.split()) > WORDS_OF_A_POINT:
            short = short[:1]  # one that is long is enough to be said
        short = short[:MOST_POINTS]
        if not short:
            return []
        first, *others = short
        named = listed([clause_of(p, request) for p in short])
        who = "own-" if request.speaks_for_council else ""
        if len(points) == len(short):
            said = self._say(f"{who}line-point", points=named)
        else:
            said = self._say(f"{who}line-points", count=len(points), points=named)
        return [Line(said, (), first, tuple(others), "point")]

    # ---- a single line

    def _put_single(
        self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder
    ) -> None:
        """One line, of so many words or characters: the first that fits."""
        if len(sheets) == 1:
            lines = list(self._for_one(request, sheets[0]))
        else:
            lines = [self._of_each(request, sheets)]
        most = request.length or request.each or LINE_WORDS

        def fits(line: Line) -> bool:
            if request.characters:
                return len(line.said) <= request.characters
            return line.length <= most

        line = next(filter(fits, lines), None)
        if line is None:
            line = min(lines, key=lambda line: len(line.said))
            if not fits(line):
                line = self._graded.overall(request, sheets[0].report, "graded-short")
        claim = cited(line, builder, sheets[0].report)
        if claim is None:
            return
        council = say_names([sheet.report.council for sheet in sheets])
        signs, words = len(line.said), line.length
        builder.note(self._say("single", council=council, characters=signs, words=words))
        builder.parts.append(Part((claim,)))
        if Want.AWKWARD in request.wants and len(sheets) == 1:
            self.put_awkward(request, sheets[0], builder)

    def _for_one(self, request: Request, sheet: Sheet) -> Iterator[Line]:
        """Lines that could stand for all: the grade with what is good and what is not, then with
        one of them, then alone; on a topic or on one side, a finding.
        """
        report = sheet.report
        request = replace(request, speaks_for_council=False)  # a post names the council
        pairs = [(kind, p) for kind in sheet.kinds for p in sheet.told[kind]]
        short = sorted(pairs, key=lambda pair: not is_short(pair[1]))
        is_on_whole = not (request.subject or areas_of(request) or Want.NO_GRADES in request.wants)
        if not is_on_whole:
            for kind, passage in short:
                facts = {"council": report.council, "year": report.newest.year}
                clause = clause_of(passage, request)
                said = self._say("on-topic", clause=clause, **facts)
                yield Line(said, (), passage, (), kind)
            return
        graded = self._graded.overall(request, report, "graded-post")
        told = self._alone(short, request)
        sides = [
            line
            for kind in ("weakness", "point")
            if (passages := list(sheet.told.get(kind, ()))[:1])
            and (line := self._teller.by_themes(kind, passages, is_after=True))
        ]
        for line in told:
            if sides and line.kind == "strength":
                yield _together(graded, line, sides[0])
        yield from (_together(graded, line) for line in told)
        yield graded

    def _of_each(self, request: Request, sheets: Sequence[Sheet]) -> Line:
        """The grades of several councils in one line."""
        lines = [self._graded.overall(request, sheet.report, "graded-short") for sheet in sheets]
        rows = tuple(row for line in lines for row in line.rows)
        return Line(" ".join(line.said for line in lines), rows)

    # ---- what will be asked

    def put_awkward(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """The hardest question on a report, and an answer that is no dodge."""
        weak = [*sheet.told.get("weakness", ()), *sheet.told.get("point", ())]
        short = [p for p in weak if is_short(p)] or weak
        if not short:
            return
        clause = clause_of(short[0], request)
        line = Line(self._say("awkward", clause=clause), (), short[0])
        claim = cited(line, builder, sheet.report)
        if claim:
            answered = self.answered(line, request, sheet, claim, builder)
            builder.parts.append(Part((claim, answered), self._say("awkward-heading")))
        self._put_earlier(sheet, builder)

    def answered(
        self, line: Line, request: Request, sheet: Sheet, claim: Claim, builder: AnswerBuilder
    ) -> Claim:
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
            text = self._say("answer-praised", clause=clause_of(praise, request))
            return Claim(text, (*claim.citations, *quote.citations), claim.council)
        return Claim(self._say("answer"), claim.citations, claim.council)

    def _put_earlier(self, sheet: Sheet, builder: AnswerBuilder) -> None:
        """A plain answer on the grades before."""
        if earlier := self._graded.earlier(sheet.report):
            heading, line = earlier
            put_paragraph([line], builder, sheet, heading)


def put_numbered(
    lines: Sequence[Line],
    request: Request,
    builder: AnswerBuilder,
    sheet: Sheet,
    place: int = 0,
) -> None:
    """Lines as numbered items, or as bullets where those are wanted."""
    bullets = is_in_bullets(request)
    for number, line in enumerate(lines, place + 1):
        before = "• " if bullets else f"{number}. "
        if claim := cited(line, builder, sheet.report, before):
            builder.parts.append(Part((claim,)))


def is_in_bullets(request: Request) -> bool:
    """Whether bullets are wanted; where a text was drawn up before, only if they are asked for
    now.
    """
    is_text = request.form is Form.TEXT
    said = request.message if is_text else f"{request.context} {request.message}"
    return bool(_BULLETS.search(said))


def _together(*lines: Line) -> Line:
    """Lines as one, that rests on all that they rest on."""
    rows = tuple(row for line in lines for row in line.rows)
    passages = [p for line in lines for p in (line.passage, *line.more) if p]
    first = passages[0] if passages else None
    said = " ".join(line.said for line in lines)
    return Line(said, rows, first, tuple(passages[1:]), lines[-1].kind)


def _share(request: Request, councils: int) -> int:
    """How many lines each of some councils has: its part of a number, or the number each."""
    number = request.number or (LINES if councils == 1 else LINES_OF_EACH)
    is_each = request.number is None or _EACH.search(request.message)
    return number if is_each else max(1, number // councils)


def short_first(lines: Sequence[Line], most: int = SAID_WORDS) -> list[Line]:
    """Lines of each kind in turn, of each first those whose finding has no more than so many
    words.
    """
    kinds = list(dict.fromkeys(line.kind for line in lines))
    rows = (
        sorted(
            (line for line in lines if line.kind == kind),
            key=lambda each: each.passage is None or len(each.passage.text.split()) > most,
        )
        for kind in kinds
    )
    return [line for turn in zip_longest(*rows) for line in turn if line]
