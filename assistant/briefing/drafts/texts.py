"""Texts of so many words: a lead, what is good, what is not and what must improve, told in
sentences that follow each other, and the beginning and end that a letter, a story or a
newsletter has.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Part
from assistant.briefing.banks import Bank
from assistant.briefing.drafts.desk import (
    Line,
    areas_of,
    put_bullets,
    put_paragraph,
    topic_said,
)
from assistant.briefing.drafts.graded import Graded
from assistant.briefing.drafts.letters import frame, is_complaint, is_paragraph
from assistant.briefing.drafts.lines import is_in_bullets, short_first
from assistant.briefing.drafts.telling import MOST_LISTED, Teller, is_quoted
from assistant.briefing.sheets import KINDS, MOST_WORDS, Sheet
from assistant.briefing.themes import theme_of
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import say_names
from assistant.request import Piece, Request, Want
from assistant.themes import Theme
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Passage

WORDS = 150  # of a text where no length is
A_WORD = 6  # characters of a word, with the space after it
ROOM_FOR_DATES = 90  # words of a text that begins with all dates
ROOM_FOR_AREAS = 120  # words of a text that tells the grades of the areas
ROOM_FOR_SENTENCES = 60  # words of a text that tells findings, and not only what they are on
ROOM_FOR_A_CLOSE = 60  # words of a text that ends with where the report is
FEWEST_OF_A_KIND, WORDS_OF_A_KIND = 3, 60  # sentences of a kind: three, or one in sixty words
LONGEST_PART = 5  # a sentence of a text is at most so small a part of it
FEW_SENTENCES = 3  # so few sentences tell the weightiest, if it is long
LEAST_LONG = 26  # words that a sentence may have in any text
FEW_OF_A_THEME = 3  # findings that are told by what they are on
_OTHER = {"strength": "weakness", "weakness": "strength"}
_FINDINGS = frozenset({"council", "published"})
PLACEHOLDERS = {
    "text": frozenset({"council", "words", "asked"}),
    "text-quoted": frozenset({"council", "words", "asked"}),
    "thanks": frozenset({"council"}),
    "counted": frozenset({"topic", "told"}),
    "counted-of": frozenset({"council", "good", "bad"}),
    "lead-topic": _FINDINGS | {"topic"},
    "own-lead-topic": frozenset({"published", "topic"}),
    "lead-empty": _FINDINGS | {"topic"},
    **{f"lead-{each}": _FINDINGS for each in ("next", "alike", "kinder", "harder")},
    "in-text": frozenset({"said", "year"}),
    "asks-last": frozenset({"question"}),
    "close": frozenset(),
    "own-close": frozenset(),
    "faq-graded": frozenset({"whose"}),
    **{f"faq-{kind}": frozenset[str]() for kind in (*KINDS, "fact")},
    "faq-close": frozenset(),
    "faq-closed": frozenset({"published"}),
}
WORDS_OF_ANSWERS = 220  # of answers to what people ask, where no length is
ALIKE = 0.5  # share of the words that tell something from which on two findings say the same
_TOLD_WHOLE = {Want.THANKS, Want.LETTER}  # findings are told in sentences, however short it is
_SPOKEN = {Piece.SPEECH, Piece.RADIO}
_CLOSED = {Piece.NEWSLETTER, Piece.STORY, Piece.RADIO}


class Texts:
    """Writes texts on one or more reports."""

    def __init__(self, graded: Graded, teller: Teller, bank: Bank) -> None:
        self._graded, self._teller, self._bank = graded, teller, bank
        self._say = Wording("draft-texts.md", PLACEHOLDERS).say

    def put(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """Paragraphs of whole sentences within so many words, an equal share for each council."""
        if is_complaint(request):
            sheets = [_criticised(sheet) for sheet in sheets]
        asked = self._room(request, len(sheets))
        begins, ends = frame(request, is_empty=sheets[0].is_empty)
        heads = self._headed(request, sheets)
        lasts = self._last(request, sheets, asked)
        counted = self._counted(request, sheets) if asked >= ROOM_FOR_AREAS else None
        around = [*begins, *heads, *lasts, *([counted] if counted else []), *ends]
        room = asked - sum(line.length for line in around)
        written = [
            (sheet, self._paragraphs(request, sheet, room // len(sheets), before))
            for before, sheet in zip((None, *sheets), sheets, strict=False)
        ]
        lines = [line for _, paras in written for lines in paras for line in lines]
        words = sum(line.length for line in (*around, *lines))
        names = say_names([sheet.report.council for sheet in sheets])
        name = "text-quoted" if is_quoted(request) else "text"
        builder.note(self._say(name, council=names, words=words, asked=asked))
        if is_paragraph(request) and (begins or ends):
            written = [(sheets[0], [[*begins, *lines, *ends]])]
            begins, ends = [], []
        _put_lines([*begins, *heads], builder, sheets[0])
        for sheet, paragraphs in written:
            self._put_paragraphs(request, sheet, paragraphs, builder, is_alone=len(sheets) == 1)
        _put_lines([*lasts, *([counted] if counted else []), *ends], builder, sheets[0])

    @staticmethod
    def _room(request: Request, councils: int) -> int:
        """How many words there may be."""
        usual = WORDS_OF_ANSWERS if request.piece is Piece.FAQ else WORDS
        asked = request.length or (request.each or 0) * councils or usual
        return min(asked, request.characters // A_WORD) if request.characters else asked

    def _headed(self, request: Request, sheets: Sequence[Sheet]) -> list[Line]:
        """The verdict as a headline, where one is wanted: a story has one."""
        is_wanted = Want.HEADLINE in request.wants or request.piece is Piece.STORY
        if not is_wanted or len(sheets) > 1 or Want.NO_GRADES in request.wants:
            return []
        headline = self._graded.headline(sheets[0].report)
        return [headline] if headline else []

    def _last(self, request: Request, sheets: Sequence[Sheet], asked: int) -> list[Line]:
        """A question at the end, where it is to end on one, or where the whole report is."""
        if Want.ASKS_LAST in request.wants:
            return self._question(sheets[0])
        is_closed = request.piece in _CLOSED and not (request.number or request.paragraphs)
        if not is_closed or asked < ROOM_FOR_A_CLOSE or len(sheets) > 1:
            return []
        return [Line(self._say("own-close" if request.speaks_for_council else "close"))]

    def _question(self, sheet: Sheet) -> list[Line]:
        """One question on the weightiest finding that there is one for."""
        for kind in ("weakness", "point", "fact", "strength"):
            for passage in sheet.told.get(kind, ()):
                if question := self._bank.question(passage, theme_of(passage.text), set()):
                    said = self._say("asks-last", question=question)
                    return [Line(said, (), passage, (), kind)]
        return []

    def _put_paragraphs(
        self,
        request: Request,
        sheet: Sheet,
        paragraphs: Sequence[Sequence[Line]],
        builder: AnswerBuilder,
        *,
        is_alone: bool,
    ) -> None:
        """What is written of one council: its paragraphs, or one where others stand beside it; a
        lead and bullets; or answers below their questions.
        """
        if request.piece is Piece.FAQ and is_alone:
            self._put_faq(request, sheet, paragraphs, builder)
            return
        if is_in_bullets(request):
            put_paragraph(paragraphs[0], builder, sheet)
            items = [line for lines in paragraphs[1:] for line in lines]
            put_bullets(items, builder, sheet.report, "")
            return
        count = request.paragraphs if is_alone and not request.number else 1
        for lines in _gathered(paragraphs, count):
            put_paragraph(lines, builder, sheet)

    def _put_faq(
        self,
        request: Request,
        sheet: Sheet,
        paragraphs: Sequence[Sequence[Line]],
        builder: AnswerBuilder,
    ) -> None:
        """What people ask of a report, each with its answer."""
        whose = self._graded.whose(request, sheet.report.council)
        most = request.paragraphs or len(paragraphs) + 1
        for lines in paragraphs[:most]:
            kind = lines[0].kind if lines else ""
            heading = self._say(f"faq-{kind}") if kind else self._say("faq-graded", whose=whose)
            put_paragraph(lines, builder, sheet, heading)
        if len(paragraphs) >= most:
            return
        closed = self._say("faq-closed", published=say_date(sheet.report.published))
        builder.parts.append(Part(heading=self._say("faq-close"), note=closed))

    def _counted(self, request: Request, sheets: Sequence[Sheet]) -> Line | None:
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
        return Line(self._say("counted", topic=topic_said(request), told=say_names(told)))

    # ---- what is told of one council

    def _paragraphs(
        self, request: Request, sheet: Sheet, asked: int, before: Sheet | None = None
    ) -> list[list[Line]]:
        """A lead, and what is told of each kind."""
        of_one = replace(request, councils=(sheet.report.council,))
        first = self._lead(request, sheet, asked, before)
        left = asked - sum(line.length for line in first)
        if request.number:
            return self._in_sentences(of_one, sheet, first, request.number)
        is_told = is_quoted(request) or request.subject or request.wants & _TOLD_WHOLE
        is_post = request.piece is Piece.POST and asked < ROOM_FOR_DATES
        if (asked < ROOM_FOR_SENTENCES or is_post) and not is_told:
            return [first, *self._by_themes(of_one, sheet, left)]
        chosen = self._chosen(of_one, sheet, asked, left)
        return [first, *self._joined(of_one, sheet, chosen)]

    def _in_sentences(
        self, request: Request, sheet: Sheet, first: list[Line], number: int
    ) -> list[list[Line]]:
        """So many sentences: the lead, and then the first of each kind in turn."""
        first = first[:1]
        told = [
            self._teller.alone(kind, passage, place, request)
            for place, (kind, passage) in enumerate(sheet.in_turn)
        ]
        return [
            [*first, *short_first(told, LEAST_LONG if number > FEW_SENTENCES else MOST_WORDS)][
                :number
            ]
        ]

    def _by_themes(self, request: Request, sheet: Sheet, left: int) -> list[list[Line]]:
        """What is praised and what is not, by what it is on, as far as there is room."""
        told: list[list[Line]] = []
        known: set[Theme | None] = set()
        for kind in sheet.kinds:
            passages = [p for p in sheet.told.get(kind, ()) if theme_of(p.text) not in known]
            for count in range(FEW_OF_A_THEME, 0, -1):
                line = self._teller.by_themes(kind, passages[:count], is_after=bool(told))
                if line and line.length <= left:
                    told.append([line])
                    known |= {theme_of(p.text) for p in passages[:count]}
                    left -= line.length
                    break
        return told

    def _chosen(
        self, request: Request, sheet: Sheet, asked: int, left: int
    ) -> dict[str, list[Line]]:
        """The sentences of each kind, whole, as many as there is room for: first as many of one
        side as of the other, and in the end whatever fits.
        """
        chosen: dict[str, list[Line]] = {kind: [] for kind in sheet.kinds}
        most = max(FEWEST_OF_A_KIND, asked // WORDS_OF_A_KIND)
        for is_even, is_capped in ((True, True), (False, True), (False, False)):
            for kind, passage in sheet.in_turn:
                if any(line.passage is passage for line in chosen[kind]):
                    continue
                line = self._told(kind, passage, chosen, request, sheet)
                is_short = line.length <= max(asked // LONGEST_PART, LEAST_LONG)
                of_other = len(chosen.get(_OTHER.get(kind, ""), ()))
                has_room = kind not in _OTHER or len(chosen[kind]) <= of_other or not is_even
                has_room = has_room and (len(chosen[kind]) < most or not is_capped)
                is_full = kind == "point" and len(chosen[kind]) >= MOST_LISTED
                has_room = has_room and not is_full and _is_new(passage, chosen)
                if line.length <= left and (is_short or not is_capped) and has_room:
                    chosen[kind].append(line)
                    left -= line.length
        return chosen

    def _told(
        self,
        kind: str,
        passage: Passage,
        chosen: dict[str, list[Line]],
        request: Request,
        sheet: Sheet,
    ) -> Line:
        """A finding after those that are chosen already."""
        line = self._teller.in_turn(kind, passage, len(chosen[kind]), request, is_after=True)
        return self._referenced(line, request, sheet)

    def _referenced(self, line: Line, request: Request, sheet: Sheet) -> Line:
        """A line with its report in brackets, where references are wanted."""
        if Want.REFERENCES in request.wants:
            year = (sheet.report.published or sheet.report.newest).year
            line = replace(line, said=self._say("in-text", said=line.said.rstrip("."), year=year))
        return line

    def _joined(
        self, request: Request, sheet: Sheet, chosen: dict[str, list[Line]]
    ) -> list[list[Line]]:
        """The sentences of each kind as a paragraph, what must improve in one sentence; the first
        paragraph begins as one that follows nothing.
        """
        paragraphs: list[list[Line]] = []
        for kind, lines in chosen.items():
            is_after = bool(paragraphs) and request.piece is not Piece.FAQ
            if kind == "point" and len(lines) > 1 and not is_quoted(request):
                paragraphs.append([self._teller.improvements(lines, request, is_after=is_after)])
            elif lines and not is_after and lines[0].passage:
                begins = self._teller.in_turn(kind, lines[0].passage, 0, request, is_after=False)
                paragraphs.append([self._referenced(begins, request, sheet), *lines[1:]])
            elif lines:
                paragraphs.append(lines)
        return paragraphs

    def _lead(
        self, request: Request, sheet: Sheet, asked: int, beside: Sheet | None = None
    ) -> list[Line]:
        """How a text begins: thanks; the report on a topic; else the grades."""
        report = sheet.report
        lines: list[Line] = []
        if Want.THANKS in request.wants:
            lines.append(Line(self._say("thanks", council=report.council)))
        if request.subject:
            return [*lines, self._on_topic(request, sheet, beside)]
        if Want.NO_GRADES in request.wants:
            return [*lines, self._graded.overall(request, report, "inspected")]
        is_short = asked < ROOM_FOR_DATES or request.number or request.piece in _SPOKEN
        name = "graded-line" if is_short else "graded"
        lines.append(self._graded.lead(request, report, name))
        if areas_of(request):
            return lines
        if Want.PLAIN in request.wants and (meaning := self._graded.meaning(report)):
            lines.append(meaning)
        areas = self._graded.areas(request, report) if asked >= ROOM_FOR_AREAS else None
        return [*lines, *([areas] if areas and Want.THANKS not in request.wants else [])]

    def _on_topic(self, request: Request, sheet: Sheet, beside: Sheet | None) -> Line:
        """What a report says on a topic, beside that before it where there is one."""
        name = "lead-topic" if beside is None else _beside(beside, sheet)
        if request.speaks_for_council and name == "lead-topic":
            name = "own-lead-topic"
        name = "lead-empty" if sheet.is_empty else name
        report = sheet.report
        facts = {"council": report.council, "published": say_date(report.published)}
        facts = {**facts, "topic": topic_said(request)}
        return Line(self._say(name, **{key: facts[key] for key in PLACEHOLDERS[name]}))


def _criticised(sheet: Sheet) -> Sheet:
    """What a report holds but for praise, where it holds something else."""
    told = {kind: passages for kind, passages in sheet.told.items() if kind != "strength"}
    return replace(sheet, told=told) if any(told.values()) else sheet


def _put_lines(lines: Sequence[Line], builder: AnswerBuilder, sheet: Sheet) -> None:
    """Lines that stand by themselves before or after the findings; those that rest on a report
    cite it.
    """
    for line in lines:
        if line.passage or line.rows:
            put_paragraph([line], builder, sheet)
        else:
            builder.note(line.said)


def _is_new(passage: Passage, chosen: dict[str, list[Line]]) -> bool:
    """Whether a finding says something else than those that are chosen: not "how quickly children
    are matched" after "children are not matched quickly enough".
    """
    words = set(content_words(passage.text))
    others = (set(content_words(line.clause)) for lines in chosen.values() for line in lines)
    return all(
        len(words & other) < ALIKE * min(len(words), len(other)) for other in others if other
    )


def _gathered(paragraphs: Sequence[Sequence[Line]], count: int | None) -> list[list[Line]]:
    """Paragraphs as so many: the lead with the first, those at the end with the last."""
    whole = [list(lines) for lines in paragraphs if lines]
    if count is None or len(whole) <= count:
        return whole
    lead, *others = whole
    first, rest = others[: count - 1], others[count - 1 :]
    together = [*first, [line for lines in rest for line in lines]]
    return [[*lead, *together[0]], *together[1:]]


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
