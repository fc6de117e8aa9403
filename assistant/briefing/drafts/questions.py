"""Questions for scrutiny, harder ones, polite ones of those who are not professionals, those for an
interview, one question with a quote: each on what a report says.
"""

from collections.abc import Iterator, Sequence

from assistant.answers import Claim, Part
from assistant.briefing.banks import Bank, questions
from assistant.briefing.clauses import excerpt
from assistant.briefing.drafts.desk import (
    ON_A_PAGE,
    QUESTIONS,
    Line,
    areas_of,
    cited,
    facts_of,
    with_rest,
)
from assistant.briefing.drafts.graded import Graded, area_of
from assistant.briefing.drafts.lines import Lines
from assistant.briefing.gravity import BY_PLACE, gravity
from assistant.briefing.sheets import Sheet
from assistant.briefing.themes import theme_of, themes_named
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import head
from assistant.grading.rows import Row
from assistant.request import Request, Want
from assistant.themes import Theme
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Passage

ASKED_BY = 5  # wordings of questions, in turn
POLITELY_BY = 3  # wordings of polite ones
INTERVIEW_BY = 5  # wordings of those for an interview
HARDER_BY = 5  # wordings that press further
OF_A_POINT = 0.5  # how much graver what the report itself lists is than what it tells
SECONDS = 3  # wordings of second questions
ASKED_LAST = ("fact", "strength")  # after what must improve and what is weak
ASKED = ("point", "weakness", *ASKED_LAST)
FALLS_FIRST = 1  # questions on grades that fell, before those on what must improve
QUESTION_WORDS = 60  # of one question, where nothing else is asked
_FACTS = frozenset({"council", "kind", "inspected", "published"})
_MOVED = frozenset({"area", "before", "before_when", "after"})
_QUOTE = frozenset({"on", "quote"})
PLACEHOLDERS = {
    "questions": _FACTS | {"count"},
    "questions-short": frozenset({"count", "council", "published"}),
    "question": frozenset({"council", "words"}),
    "ask-fall": _MOVED,
    "ask-fall-short": _MOVED - {"before_when"},
    **{f"ask-{kind}-{place}": frozenset() for kind in ASKED for place in range(1, ASKED_BY + 1)},
    **{f"lead-{kind}-{place}": _QUOTE for kind in ASKED for place in range(1, ASKED_BY + 1)},
    **{
        f"polite-{kind}-{place}": frozenset()
        for kind in ASKED
        for place in range(1, POLITELY_BY + 1)
    },
    **{f"interview-{place}": frozenset() for place in range(1, INTERVIEW_BY + 1)},
    **{f"harder-{place}": frozenset() for place in range(1, HARDER_BY + 1)},
    "evidence": frozenset({"quote"}),
    "short": frozenset({"quote", "question"}),
    "still": frozenset({"question"}),
    "on-theme": frozenset({"theme"}),
    "on-none": frozenset(),
    "quoted-question": frozenset({"council", "published", "quote"}),
    "quoted-question-short": frozenset({"published", "quote"}),
    **{f"supplementary-{place}": frozenset() for place in range(1, SECONDS + 1)},
    "others": frozenset(),
    "too-few": frozenset({"count", "asked"}),
}


class Questions:
    """Asks of one or more reports."""

    def __init__(self, graded: Graded, lines: Lines, bank: Bank) -> None:
        self._graded, self._lines, self._bank = graded, lines, bank
        self._say = Wording("draft-questions.md", PLACEHOLDERS).say

    def put(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """So many questions, of each report; or one question."""
        if len(sheets) == 1 and (
            (request.number == 1 and not request.beside_of)
            or (request.length and request.number is None)
        ):
            self._one_question(request, sheets[0], builder)
            return
        asked = request.number or (QUESTIONS if len(sheets) == 1 else ON_A_PAGE)
        is_short = Want.SHORTER in request.wants
        for sheet in sheets:
            lines = list(self.asked(request, sheet))[:asked]
            facts = facts_of(sheet.report)
            count = with_rest(request, len(lines))
            name = "questions-short" if is_short else "questions"
            told = {"council", "published"} if is_short else set(facts)
            builder.note(
                self._say(name, count=count, **{k: v for k, v in facts.items() if k in told})
            )
            self.put_all(lines, request, builder, sheet)
            if request.number is None:
                self._put_others(request, len(lines), builder)
            if len(lines) < asked and request.number and not request.beside_of:
                builder.note(self._say("too-few", count=len(lines), asked=asked))

    def _put_others(self, request: Request, place: int, builder: AnswerBuilder) -> None:
        """What else can be asked on a theme of which a report says little."""
        others = [
            question
            for theme in themes_named(request.themes)
            for question in questions().get(theme.name, ())
            if not any(question in claim.text for part in builder.parts for claim in part.claims)
        ]
        for number, question in enumerate(others[: max(0, ON_A_PAGE + 1 - place)], place + 1):
            if number == place + 1:
                builder.note(self._say("others"))
            builder.note(f"{number}. {question}")

    def put_all(  # noqa: PLR0913, PLR0917 - where questions stand
        self,
        lines: Sequence[Line],
        request: Request,
        builder: AnswerBuilder,
        sheet: Sheet,
        place: int = 0,
    ) -> None:
        """Questions as numbered items, each with its page, its second one and an answer, where they
        are wanted.
        """
        for number, line in enumerate(lines, place + 1):
            claim = cited(line, builder, sheet.report, f"{number}. ", is_placed=True)
            if claim is None:
                continue
            claims = [claim]
            if Want.EVIDENCE in request.wants and line.clause and line.passage:
                claims = self._with_evidence(line, line.passage, number, claim)
            if Want.SUPPLEMENTARY in request.wants:
                text = self._say(f"supplementary-{number % SECONDS + 1}")
                claims.append(Claim(text, claim.citations, claim.council))
            if Want.AWKWARD in request.wants:
                claims.append(self._lines.answered(line, request, sheet, claim, builder))
            builder.parts.append(Part(tuple(claims)))

    def _with_evidence(
        self, line: Line, passage: Passage, number: int, claim: Claim
    ) -> list[Claim]:
        """A question, and below it what it rests on."""
        evidence = self._say("evidence", quote=passage.text)
        asked = Claim(f"{number}. {line.clause}", claim.citations, claim.council)
        return [asked, Claim(evidence, claim.citations, claim.council)]

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
            Line(self._say(name, quote=passage.text, **facts), (), passage)
            for kind in ("weakness", "point", "fact")
            for passage in sheet.told.get(kind, ())
        ]
        fitting = [line for line in lines if line.length <= most]
        if not fitting:
            return
        line = fitting[0]
        builder.note(self._say("question", council=report.council, words=line.length))
        claim = cited(line, builder, report)
        if claim is None:
            return
        claims = [claim]
        if Want.SUPPLEMENTARY in request.wants:
            claims.append(Claim(self._say("supplementary-1"), claim.citations, claim.council))
        if Want.AWKWARD in request.wants:
            claims.append(self._lines.answered(line, request, sheet, claim, builder))
        builder.parts.append(Part(tuple(claims)))

    def asked(self, request: Request, sheet: Sheet) -> Iterator[Line]:
        """Questions, the weightiest first: grades that fell, what must improve, then weaknesses;
        on a topic that is only praised, whether that lasts. Who asks politely calls nobody to
        account, and begins with what was praised.
        """
        is_polite = Want.POLITE in request.wants
        is_whole = not (request.subject or is_polite or areas_of(request))
        if is_whole and Want.INTERVIEW not in request.wants:
            yield from self._on_falls(sheet, is_short=Want.SHORTER in request.wants)
        pairs = sheet.in_turn if is_polite else _weightiest_first(sheet)
        used: set[str] = set()
        for number, (kind, passage) in enumerate(pairs):
            yield self._on_finding(request, kind, passage, number, used)

    def _on_finding(
        self, request: Request, kind: str, passage: Passage, number: int, used: set[str]
    ) -> Line:
        """A question on a finding, in the wordings of its kind in turn."""
        theme = theme_of(passage.text)
        place = number % ASKED_BY + 1
        ask = self._say(f"ask-{kind}-{place}")
        if Want.POLITE in request.wants:
            ask = self._say(f"polite-{kind}-{number % POLITELY_BY + 1}")
        elif Want.INTERVIEW in request.wants:
            ask = self._say(f"interview-{number % INTERVIEW_BY + 1}")
        elif known := self._bank.question(passage, theme, used):
            ask = self._say("still", question=known) if kind == "strength" else known
        if Want.HARDER in request.wants:
            ask = f"{ask} {self._say(f'harder-{number % HARDER_BY + 1}')}"
        if Want.SHORTER in request.wants:
            said = self._say("short", quote=excerpt(passage.text), question=_small(ask))
        else:
            on = self._on(theme)
            said = f"{self._say(f'lead-{kind}-{place}', on=on, quote=passage.text)} {ask}"
        return Line(said, (), passage, (), kind, ask)

    def _on_falls(self, sheet: Sheet, *, is_short: bool) -> Iterator[Line]:
        """Questions on grades that fell."""
        for row in self._graded.fallen(sheet.request, sheet.report)[:FALLS_FIRST]:
            facts = _moved(row)
            if is_short:
                del facts["before_when"]
                facts["area"] = head(facts["area"])
            before = (row.before,) if row.before else ()
            name = "ask-fall-short" if is_short else "ask-fall"
            yield Line(self._say(name, **facts), (row, *before))

    def _on(self, theme: Theme | None) -> str:
        """How a question begins: "On caseloads, inspectors"."""
        return self._say("on-theme", theme=theme.label) if theme else self._say("on-none")


def _weightiest_first(sheet: Sheet) -> list[tuple[str, Passage]]:
    """What must improve and what is weak, the gravest for children first; then facts and
    strengths.
    """
    weighed = [
        (gravity(passage.text) + more - BY_PLACE * place, kind, passage)
        for kind, more in (("point", OF_A_POINT), ("weakness", 0.0))
        for place, passage in enumerate(sheet.told.get(kind, ()))
    ]
    weighed.sort(key=lambda each: -each[0])
    rest = [(kind, p) for kind in ASKED_LAST for p in sheet.told.get(kind, ())]
    return [*((kind, passage) for _, kind, passage in weighed), *rest]


def _small(question: str) -> str:
    """A question as it goes on after a colon."""
    return question[:1].lower() + question[1:]


def _moved(row: Row) -> dict[str, str]:
    before = row.before or row
    return {
        "area": area_of(row),
        "before": before.grade.value,
        "before_when": say_windows(before.report.inspection.windows),
        "after": row.grade.value,
    }
