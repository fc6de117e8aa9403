"""Papers with a set build: a motion notes and calls, an agenda item tells and asks, a handout sets
what is good beside what is not.
"""

from collections.abc import Iterator, Sequence

from assistant.answers import Part
from assistant.briefing.drafts.desk import Line, put_bullets
from assistant.briefing.drafts.graded import Graded
from assistant.briefing.drafts.questions import Questions
from assistant.briefing.drafts.telling import clause_of
from assistant.briefing.retelling import as_sentence
from assistant.briefing.sheets import Sheet
from assistant.grading.builder import AnswerBuilder
from assistant.request import Piece, Request, Want
from assistant.wording import Wording
from index.dates import say_date

OF_A_SECTION = 3  # findings, or questions, where no number is
BUILT = {Piece.MOTION, Piece.AGENDA, Piece.HANDOUT}
PLACEHOLDERS = {
    "motion": frozenset({"council", "published"}),
    "motion-notes": frozenset(),
    "motion-found": frozenset({"clause"}),
    "motion-calls": frozenset(),
    "motion-call": frozenset({"clause"}),
    "agenda": frozenset({"council", "published"}),
    "agenda-found": frozenset(),
    "handout": frozenset({"council", "published"}),
    "strengths": frozenset(),
    "weaknesses": frozenset(),
    "to-discuss": frozenset(),
    "to-improve": frozenset({"clause"}),
    "none": frozenset(),
}


class Sections:
    """Builds such papers on one report."""

    def __init__(self, graded: Graded, questions: Questions) -> None:
        self._graded, self._questions = graded, questions
        self._say = Wording("draft-sections.md", PLACEHOLDERS).say

    def put(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """The paper that is asked for, for each council."""
        make = {Piece.MOTION: self._put_motion, Piece.AGENDA: self._put_agenda}
        for sheet in sheets:
            make.get(request.piece or Piece.HANDOUT, self._put_handout)(request, sheet, builder)

    def _put_motion(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """What the council notes, and what it calls for."""
        most = request.number or OF_A_SECTION
        builder.note(self._begun("motion", sheet))
        against = list(sheet.told.get("weakness", ()))
        noted = [
            Line(self._say("motion-found", clause=clause_of(p, request)), (), p)
            for p in against[:most]
        ]
        points = list(sheet.told.get("point", ())) or against
        calls = [
            Line(self._say("motion-call", clause=clause_of(p, request)), (), p)
            for p in points[:most]
        ]
        graded = self._lead(request, sheet)
        put_bullets([*graded, *noted], builder, sheet.report, self._say("motion-notes"))
        put_bullets(calls, builder, sheet.report, self._say("motion-calls"))

    def _put_agenda(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """What inspectors found, and what there is to discuss."""
        builder.note(self._begun("agenda", sheet))
        found = self._told(request, sheet, sheet.kinds)[: OF_A_SECTION + 1]
        lines = [*self._lead(request, sheet), *found]
        put_bullets(lines, builder, sheet.report, self._say("agenda-found"))
        self._put_questions(request, sheet, builder)

    def _put_handout(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """What is good, what is not, and what to talk about."""
        builder.note(self._begun("handout", sheet))
        for name, kinds in (("strengths", ("strength",)), ("weaknesses", ("weakness", "point"))):
            lines = self._told(request, sheet, kinds)[:OF_A_SECTION]
            put_bullets(lines, builder, sheet.report, self._say(name))
            if not lines:
                builder.parts.append(Part(heading=self._say(name), note=self._say("none")))
        self._put_questions(request, sheet, builder)

    def _put_questions(self, request: Request, sheet: Sheet, builder: AnswerBuilder) -> None:
        """Questions to discuss, without their quotes: those stand above, or behind the number."""
        most = request.number or OF_A_SECTION
        asked = (line for line in self._questions.asked(request, sheet) if line.clause)
        lines = [
            Line(line.clause, (), line.passage) for line, _ in zip(asked, range(most), strict=False)
        ]
        put_bullets(lines, builder, sheet.report, self._say("to-discuss"))

    def _begun(self, name: str, sheet: Sheet) -> str:
        published = say_date(sheet.report.published)
        return self._say(name, council=sheet.report.council, published=published)

    def _lead(self, request: Request, sheet: Sheet) -> Iterator[Line]:
        """The grade of what it is on."""
        if Want.NO_GRADES not in request.wants and not request.subject:
            yield self._graded.lead(request, sheet.report, "graded-line")

    def _told(self, request: Request, sheet: Sheet, kinds: Sequence[str]) -> list[Line]:
        """The findings of some kinds in turn, each a sentence, or a thing to improve."""
        lines = []
        for kind, passage in sheet.in_turn:
            if kind in kinds:
                clause = clause_of(passage, request)
                said = (
                    self._say("to-improve", clause=clause)
                    if kind == "point"
                    else as_sentence(clause)
                )
                lines.append(Line(said, (), passage, (), kind))
        return lines
