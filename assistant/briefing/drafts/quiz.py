"""A quiz on one council or several: grades now and before, dates, what must improve, what was
praised and what was not; with answers to choose from, where those are wanted.

The easy ones come first. What stands beside the right answer is taken from other reports, other
inspections and other grades, and is wrong for certain.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from assistant.answers import Claim, Part
from assistant.areas import Topic, topics_of
from assistant.briefing.drafts.desk import OF_ALL, QUESTIONS, Line, cited, facts_of
from assistant.briefing.drafts.graded import Graded, area_of
from assistant.briefing.points import points_of
from assistant.briefing.sentences import Sentences
from assistant.briefing.sheets import Sheet
from assistant.briefing.themes import theme_of
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Polarity, Request, Want
from assistant.wording import Wording
from index.dates import say_windows
from index.reports import Grade, Passage, Report
from index.storing.store import Store

OPTIONS = 4  # answers to choose from
LETTERS = "ABCD"
WAYS = {"strength": Polarity.PRAISE, "weakness": Polarity.CRITICISM}
# What would give away of which council a sentence is.
_NAMES = re.compile(r"\b(?:19|20)\d\d\b|\b(?:London|Borough|City|County) |\b[A-Z]\w+shire\b")
_GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
_FACTS = frozenset({"council", "kind", "inspected", "published"})
PLACEHOLDERS = {
    "quiz": _FACTS | {"count"},
    "quiz-of-several": frozenset({"count", "councils"}),
    "grade": frozenset({"council", "year"}),
    "grade-of-area": frozenset({"council", "year", "area"}),
    "grade-before": frozenset({"council", "year"}),
    "grade-answer": frozenset({"grade", "move"}),
    "when": frozenset({"council", "grade"}),
    "when-answer": frozenset({"inspected"}),
    "count": frozenset({"council"}),
    "count-answer": frozenset({"count", "quote"}),
    "which": frozenset({"council"}),
    "answer": frozenset({"quote"}),
    **{f"on-{kind}": frozenset({"council", "theme"}) for kind in OF_ALL},
    **{f"which-{kind}": frozenset({"council"}) for kind in ("strength", "weakness")},
    "option": frozenset({"letter", "text"}),
    "right": frozenset({"letter", "answer"}),
    "too-few": frozenset({"count", "asked"}),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A question, its answer with what that rests on, the right option and those that are wrong;
    no options where it can only be answered freely.
    """

    question: str
    answer: Line
    report: Report
    right: str = ""
    wrong: tuple[str, ...] = ()


class Quiz:
    """Makes quizzes over one library."""

    def __init__(self, store: Store, library: Library, graded: Graded) -> None:
        self._store, self._library, self._graded = store, library, graded
        self._sentences = Sentences(store)
        self._say = Wording("draft-quiz.md", PLACEHOLDERS).say

    def put(self, request: Request, sheets: Sequence[Sheet], builder: AnswerBuilder) -> None:
        """So many questions with their answers, of each council in turn."""
        has_options = Want.CHOICES in request.wants
        asked = request.number or QUESTIONS
        kinds = [list(self._items(sheet, has_options=has_options)) for sheet in sheets]
        if len(sheets) == 1:
            items = kinds[0][:asked]
            facts = facts_of(sheets[0].report)
            builder.note(self._say("quiz", count=len(items), **facts))
        else:
            items = _of_each(kinds, asked)
            names = say_names([sheet.report.council for sheet in sheets])
            builder.note(self._say("quiz-of-several", count=len(items), councils=names))
        for number, item in enumerate(items, 1):
            self._put(item, number, builder, has_options=has_options)
        if len(items) < asked:
            builder.note(self._say("too-few", count=len(items), asked=asked))

    def _put(self, item: Item, number: int, builder: AnswerBuilder, *, has_options: bool) -> None:
        if (answer := cited(item.answer, builder, item.report)) is None:
            return
        claims = [Claim(f"{number}. {item.question}", (), answer.council)]
        if has_options:
            options = _ordered(item, number)
            for letter, text in zip(LETTERS, options, strict=False):
                claims.append(Claim(self._say("option", letter=letter, text=text)))
            letter = LETTERS[options.index(item.right)]
            said = self._say("right", letter=letter, answer=answer.text)
            answer = Claim(said, answer.citations, answer.council)
        builder.parts.append(Part((*claims, answer)))

    def _items(self, sheet: Sheet, *, has_options: bool) -> Iterator[Item]:
        """What can be asked of a report: grades first, then when and how many, what must improve,
        and findings by what they are on.
        """
        report = sheet.report
        graded = _alternating(list(self._on_grades(report)))
        points = [point.whole for point in points_of(self._store, report)]
        listed = [*self._on_date(report), *self._on_count(report, points)]
        if has_options:
            listed += self._on_points(report, points)
            findings = self._on_sentences(sheet)
        else:
            findings = self._on_findings(sheet)
        for turn in zip_longest(graded, listed, findings):
            yield from filter(None, turn)

    # ---- grades and dates

    def _on_grades(self, report: Report) -> Iterator[Item]:
        """Overall, by area, and at the inspections before."""
        year = report.newest.year
        before = self._graded.before(report)
        for topic in topics_of(report):
            if (row := row_of(report, topic)) is None:
                continue
            is_whole = topic is Topic.OVERALL
            facts = {"council": report.council, "year": year}
            facts |= {} if is_whole else {"area": area_of(row)}
            question = self._say("grade" if is_whole else "grade-of-area", **facts)
            move = self._graded.move(row, before) if is_whole else ""
            said = self._say("grade-answer", grade=row.grade.value, move=move)
            rows = (row, before) if is_whole and before else (row,)
            yield self._of_grade(question, Line(said, rows), report, row.grade)
        for earlier in self._library.inspections(report.council):
            row = row_of(earlier, Topic.OVERALL)
            if row and earlier.newest < report.newest:
                facts = {"council": report.council, "year": earlier.newest.year}
                said = self._say("grade-answer", grade=row.grade.value, move="")
                question = self._say("grade-before", **facts)
                yield self._of_grade(question, Line(said, (row,)), earlier, row.grade)

    @staticmethod
    def _of_grade(question: str, answer: Line, report: Report, grade: Grade) -> Item:
        wrong = tuple(other.value for other in _GRADES if other is not grade)
        return Item(question, answer, report, grade.value, wrong)

    def _on_date(self, report: Report) -> Iterator[Item]:
        """When the inspection was, among other months."""
        if (row := row_of(report, Topic.OVERALL)) is None:
            return
        end = report.inspection.end or report.newest
        right = _month_of(report)
        others = [_month_of(each) for each in self._library.inspections(report.council)]
        years = (f"{end:%B} {end.year + by}" for by in (-1, 1, -2, -3))
        wrong = [when for when in (*others, *years) if when != right][: OPTIONS - 1]
        when = self._say("when-answer", inspected=say_windows(report.inspection.windows))
        question = self._say("when", council=report.council, grade=row.grade.value)
        yield Item(question, Line(when, (row,)), report, right, tuple(wrong))

    # ---- what must improve

    def _on_count(self, report: Report, points: Sequence[Passage]) -> Iterator[Item]:
        if points:
            count = len(points)
            said = self._say("count-answer", count=count, quote=points[0].text)
            near = [number for number in (count + 2, count - 1, count + 4, count + 1) if number > 0]
            wrong = tuple(map(str, near[: OPTIONS - 1]))
            question = self._say("count", council=report.council)
            yield Item(question, Line(said, (), points[0]), report, str(count), wrong)

    def _on_points(self, report: Report, points: Sequence[Passage]) -> Iterator[Item]:
        """Which of several things must improve: the others stand on lists of other councils."""
        foreign = self._foreign(report, points)
        question = self._say("which", council=report.council)
        for point in points[1:]:
            wrong = tuple(islice(foreign, OPTIONS - 1))
            if len(wrong) < OPTIONS - 1:
                return
            said = self._say("answer", quote=point.text)
            yield Item(question, Line(said, (), point), report, point.text, wrong)

    def _foreign(self, report: Report, points: Sequence[Passage]) -> Iterator[str]:
        """Points of other councils on themes that no point of this one is on, a theme once."""
        known = {theme.name for point in points if (theme := theme_of(point.text))}
        for council in self._library.councils:
            latest = next(iter(self._library.inspections(council)), None)
            if council == report.council or latest is None:
                continue
            for point in points_of(self._store, latest):
                theme = theme_of(point.whole.text)
                if theme and theme.name not in known and council not in point.whole.text:
                    known.add(theme.name)
                    yield point.whole.text

    # ---- findings

    def _on_findings(self, sheet: Sheet) -> Iterator[Item]:
        """What was found on a theme, each theme once; to be answered freely."""
        report, used = sheet.report, set[str]()
        for kind, passage in sheet.in_turn:
            theme = theme_of(passage.text)
            if theme is None or theme.name in used:
                continue
            used.add(theme.name)
            question = self._say(f"on-{kind}", theme=theme.label, council=report.council)
            said = self._say("answer", quote=passage.text)
            yield Item(question, Line(said, (), passage), report)

    def _on_sentences(self, sheet: Sheet) -> Iterator[Item]:
        """Which of several sentences stands in the report: the others stand in those on other
        councils, and praise or criticise as it does.
        """
        foreign = {kind: self._foreign_sentences(sheet, kind) for kind in WAYS}
        for kind, passage in sheet.in_turn:
            if kind not in foreign or sheet.report.council in passage.text:
                continue
            wrong = tuple(islice(foreign[kind], OPTIONS - 1))
            if len(wrong) == OPTIONS - 1:
                question = self._say(f"which-{kind}", council=sheet.report.council)
                line = Line(self._say("answer", quote=passage.text), (), passage)
                yield Item(question, line, sheet.report, passage.text, wrong)

    def _foreign_sentences(self, sheet: Sheet, kind: str) -> Iterator[str]:
        """What other reports open with that names no place and no year."""
        for council in self._library.councils:
            latest = next(iter(self._library.inspections(council)), None)
            if council == sheet.report.council or latest is None:
                continue
            for passage in self._sentences.main(latest, WAYS[kind]):
                names_it = any(name in passage.text for name in council.split() if len(name) > 3)
                if not names_it and not _NAMES.search(passage.text):
                    yield passage.text
                    break


def _month_of(report: Report) -> str:
    return f"{report.inspection.end or report.newest:%B %Y}"


def _alternating(items: Sequence[Item]) -> list[Item]:
    """Grades now and before in turn, the overall one first."""
    first = items[:1]
    now = [item for item in items[1:] if item.report is first[0].report] if first else []
    before = [item for item in items[1:] if item not in now]
    return [*first, *(item for turn in zip_longest(before, now) for item in turn if item)]


def _ordered(item: Item, number: int) -> list[str]:
    """The options: grades from the best down, figures and the others in a fixed order that puts
    the right one in another place each time.
    """
    options = [item.right, *item.wrong]
    if set(options) <= {grade.value for grade in _GRADES}:
        return [grade.value for grade in _GRADES if grade.value in options]
    if all(option.isdigit() for option in options):
        return sorted(options, key=int)
    place = (number * 3) % len(options)
    return [*item.wrong[:place], item.right, *item.wrong[place:]]


def _of_each(kinds: Sequence[Sequence[Item]], asked: int) -> list[Item]:
    """Questions of several councils, of another kind from each; the easy ones first."""
    chosen: list[Item] = []
    rounds = max(map(len, kinds), default=0)
    for turn in range(rounds):
        for place, items in enumerate(kinds):
            index = (turn + place) % rounds if rounds else 0
            if index < len(items) and items[index] not in chosen:
                chosen.append(items[index])
    return chosen[:asked]
