"""Claims on grades: whether they hold is computed, and what can be said of them instead."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic, topics_of
from assistant.briefing.checks.sheet import coverage
from assistant.briefing.checks.verdicts import COMPOSER, Fares, Verdict, wording
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import Phrases, noun, say_names
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.reading.verdicts import doubts
from assistant.request import Change, Form, Request, Span
from assistant.times import Times
from index.dates import say_date, say_windows
from index.storing.store import Store

LookUp = Callable[[Request], Answer | None]
_LONG_AGO = re.compile(r"\byears (?:ago|back)\b|\bonce\b|\bin the past\b|\bused to\b", re.I)
_LAST_TIME = re.compile(r"\b(?:last|latest|this|most recent) (?:time|inspection|report)\b", re.I)
_OF_NOW = re.compile(
    r"\b(?:still|now|nowadays|any ?more|current(?:ly)?|today|these days|yet"
    r"|at (?:the moment|present)|no longer|is|isn[’']?t|are|aren[’']?t|am i)\b"
    r"|\b(?:it|that|there)[’']s\b",
    re.I,
)
_EITHER = re.compile(r"\bor\b|\bwhich (?:one|of)\b", re.I)
_SAYS_UP = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) up\b|\bimproved?\b|\brose\b|\brisen\b"
    r"|\b(?:got(?:ten)?|is|are) better\b|\bupgraded\b|\bturned a?round\b|\bclimbed\b",
    re.I,
)
_SAYS_DOWN = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) down(?:hill)?\b|\bworse\b|\bfell\b|\bfallen\b"
    r"|\bdropped\b|\bdeclin\w+\b|\bdowngraded\b|\bslipped\b|\bbackwards?\b",
    re.I,
)


class OnGrades:
    """Checks what is claimed of grades."""

    def __init__(self, store: Store, library: Library, today: Callable[[], date]) -> None:
        self._store = store
        self._library = library
        self._today = today
        self._phrases = Phrases()
        self._say = wording().say

    def verdict(self, statement: Request, look_up: LookUp) -> Verdict | None:
        """What the catalogue tells of a claim on grades; of a year without an inspection, the
        grade that was held then.
        """
        statement = _any_time(statement)
        note = ""
        answer = look_up(statement)
        if answer is None and statement.times.years and len(statement.councils) == 1:
            year = statement.times.years[0]
            held = [
                report
                for report in self._library.inspections(statement.councils[0])
                if report.newest.year < year
            ][:1]
            if held:
                note = self._say(
                    "no-inspection-then",
                    council=held[0].council,
                    year=year,
                    published=say_date(held[0].published),
                )
                statement = replace(statement, times=Times((held[0].newest.year,)))
                answer = look_up(statement)
        if answer is None or not answer.claims:
            return None
        first = answer.claims[0].text
        fares = Fares.HELD if first.startswith("Yes") else Fares.OPEN
        fares = Fares.DENIED if first.startswith("No.") else fares
        if note:
            answer = replace(answer, parts=(Part(note=note), *answer.parts))
        return Verdict(statement, fares, note, computed=answer)

    def asserted(self, request: Request, answer: Answer) -> Answer:
        """An answer that says whether a claim is true, where "yes" could be taken for "yes, that is
        nonsense": "Rubbish, surely?".
        """
        first = answer.parts[0] if answer.parts else None
        if not (doubts(request.message) and first and first.claims):
            return answer
        said = first.claims[0]
        for verdict, name in (("Yes.", "true"), ("No.", "untrue")):
            if said.text.startswith(verdict):
                text = f"{self._say(name)}{said.text.removeprefix(verdict)}"
                told = (replace(said, text=text), *first.claims[1:])
                return replace(answer, parts=(replace(first, claims=told), *answer.parts[1:]))
        return answer

    def can_say(self, request: Request, sheet_of: Answer) -> Answer:
        """An answer to a claim on grades, with the sentence that the latest report bears out."""
        council = next(iter(request.councils), "")
        report = next(iter(self._library.inspections(council)), None)
        if report is None:
            return sheet_of
        rows = [row for topic in topics_of(report) if (row := row_of(report, topic))]
        whole = row_of(report, Topic.OVERALL)
        areas = [
            f"{row.grade.value} for {noun(topic)}"
            for topic in topics_of(report)[1:]
            if (row := row_of(report, topic))
        ]
        builder = AnswerBuilder(Citer(self._store, self._library, made=len(sheet_of.citations)))
        text = self._say(
            "can-say",
            council=council,
            overall=f"{whole.grade.value} overall, and " if whole else "",
            areas=say_names(areas),
            inspected=say_windows(report.inspection.windows),
            published=say_date(report.published),
        )
        claim = Claim(text, builder.cite(rows), council)
        part = Part((claim,), self._say("can-say-heading"))
        return replace(
            sheet_of,
            parts=(*sheet_of.parts[:1], part, *sheet_of.parts[1:]),
            citations=(*sheet_of.citations, *builder.citations),
        )

    def told_when(self, request: Request, answer: Answer) -> Answer:
        """An answer on what a grade is now, with the age of the report on which it rests."""
        report = next(iter(self._library.inspections(next(iter(request.councils), ""))), None)
        is_of_now = len(request.councils) == 1 and not request.times.is_named
        is_latest = all(each.span is Span.LATEST for each in request.conditions)
        if not (report and is_of_now and is_latest and _OF_NOW.search(request.message)):
            return answer
        ago = self._phrases.ago(report.newest, self._today())
        note = self._say(
            "as-of", council=report.council, published=say_date(report.published), ago=ago
        )
        return replace(answer, parts=(*answer.parts[:1], Part(note=note), *answer.parts[1:]))

    def which_of(self, request: Request, answer: Answer) -> Answer:
        """An answer on which of two councils had a grade: that one first, and no "No"."""
        if len(request.councils) != 2 or not request.grades:
            return answer
        if not _EITHER.search(request.message) or not answer.claims:
            return answer
        had = [name for name in request.councils if self._had(name, request)]
        first = answer.parts[0]
        claims = tuple(
            replace(claim, text=re.sub(r"^(?:Yes|No)\. ", "", claim.text)) for claim in first.claims
        )
        parts = (replace(first, claims=claims), *answer.parts[1:])
        if len(had) == 1:
            others = say_names([name for name in request.councils if name not in had])
            parts = (Part(note=self._say("either", council=had[0], others=others)), *parts)
        return replace(answer, parts=parts)

    def _had(self, council: str, request: Request) -> bool:
        """Whether a council had one of the grades that are asked, at any inspection."""
        topic = next(iter(request.areas), Topic.OVERALL)
        rows = [row_of(report, topic) for report in self._library.inspections(council)]
        return any(row and row.grade in request.grades for row in rows)

    def moved(self, request: Request) -> Answer | None:
        """Whether a grade went up or down, as somebody says that it did: who is right."""
        says_up = bool(_SAYS_UP.search(request.message))
        says_down = bool(_SAYS_DOWN.search(request.message))
        if len(request.councils) != 1 or not (says_up or says_down):
            return None
        topic = next(iter(request.areas), Topic.OVERALL)
        council = request.councils[0]
        rows = [row for r in self._library.inspections(council) if (row := row_of(r, topic))]
        moves = [Row(now.report, now.judgement, before) for now, before in pairwise(rows)]
        if not moves or moves[0].change is None:
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        change = moves[0].change
        is_right = {Change.UP: says_up, Change.DOWN: says_down}.get(change, False)
        verdict = self._say(f"who-{change}" if is_right else "who-neither")
        told_way = says_up != says_down  # one claim alone is right or wrong
        plainly = self._say("right" if is_right else "wrong") if told_way else ""
        builder.say(
            f"{plainly} {self._said(f'went-{change}', moves[0])} {verdict}".strip(),
            [moves[0], moves[0].before],
            council,
        )
        told = [
            self._say(
                "one-move",
                before=m.before.grade.value,
                after=m.grade.value,
                inspected=say_windows(m.report.inspection.windows),
            )
            for m in moves[1:]
            if m.before
        ]
        if told:
            builder.say(self._say("before-that", moves="; ".join(told)), moves[1:], council)
        builder.note(self._say("moves-limit", council=council, count=len(rows)))
        return builder.answer(request, coverage(self._library), COMPOSER)

    def _said(self, name: str, row: Row) -> str:
        before = row.before or row
        return self._say(
            name,
            council=row.council,
            before=before.grade.value,
            before_when=say_windows(before.report.inspection.windows),
            after=row.grade.value,
            after_when=say_windows(row.report.inspection.windows),
        )


def is_of_grades(statement: Request) -> bool:
    """Whether a statement is on grades or their moves, and on nothing that only words tell."""
    says = statement.grades or statement.move or statement.form is Form.SETTLED
    return bool(says) and not statement.subject and not _OF_A_THING.search(statement.message)


# Of what is "good" is no grade: "its private fostering assessments are good".
_OF_A_THING = re.compile(
    r"\b(?:assessments?|plans?|planning|visits?|supervision|support|records?|recording|checks|help"
    r"|decisions?|decision-making|advice|responses?|work|audits?|training|oversight|relationships?"
    r"|accommodation|homes|meetings|reviews|caseloads|morale|enquiries)\b(?: \w+){0,2}?"
    r" (?:is|are|was|were|isn[’']?t|aren[’']?t)\b(?! (?:\w+ )?(?:rated|judged|graded|given)\b)",
    re.I,
)


def _any_time(statement: Request) -> Request:
    """A move between two grades that are both named, whenever it was."""
    move = statement.move
    if _LONG_AGO.search(statement.message) and not statement.times.years:
        ever = tuple(
            replace(each, span=Span.EVER) if each.span is Span.LATEST else each
            for each in statement.conditions
        )
        return replace(statement, conditions=ever)
    if move and move.before and move.after and not _LAST_TIME.search(statement.message):
        return replace(statement, move=replace(move, ever=True))
    return statement
