"""A quiz: questions whose answers reports give, from easy to hard, on one council, a few, or a mix
of all; with answers to choose from where they are wanted.

An answer is a grade, a date, a name, a number, or words of a report; the wrong ones beside it are
true of other reports, or of no report.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.answers import Answer, Claim, Part
from assistant.areas import SECTIONS, Topic
from assistant.briefing.coverage import is_within
from assistant.briefing.drafts.desk import QUESTIONS, Line, cited
from assistant.briefing.leads import Leads
from assistant.briefing.points import points_of
from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import theme_of
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Polarity, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report
from index.storing.store import Store

COMPOSER = "drafts"
LETTERS = "ABCD"
MOST_WORDS = 30  # of words of a report that are an answer to choose
OTHERS = 3  # wrong answers beside the right one
OF_ANOTHER = 2  # findings of another report beside them
MIXED = 12  # councils of a quiz on a mix of all
FINDINGS = 4  # of a report that a quiz asks for
_AREAS = (Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS, Topic.LEADERS)
_REPORT = frozenset({"council", "year"})
PLACEHOLDERS = {
    "quiz": frozenset({"count", "councils"}),
    "quiz-short": frozenset({"count", "asked"}),
    "grade": _REPORT,
    "grade-of": _REPORT | {"area"},
    "absent": frozenset({"names"}),
    "grade-answer": frozenset({"grade", "inspected"}),
    "moved": _REPORT,
    "moved-answer": frozenset({"before", "grade"}),
    "up": frozenset(), "down": frozenset(), "same": frozenset(),
    "when": frozenset({"council"}),
    "when-answer": frozenset({"inspected", "published"}),
    "led": _REPORT,
    "led-answer": frozenset({"lead"}),
    "points": _REPORT,
    "points-answer": frozenset({"count", "quote"}),
    "which-point": _REPORT,
    "which-strength": _REPORT,
    "which-weakness": _REPORT,
    "theme-point": _REPORT | {"theme"},
    "theme-strength": _REPORT | {"theme"},
    "theme-weakness": _REPORT | {"theme"},
    "quote": frozenset({"quote"}),
    "option": frozenset({"letter", "text"}),
    "answer": frozenset({"text"}),
    "answer-last": frozenset({"number", "text"}),
    "right": frozenset({"letter", "text"}),
    "answers": frozenset(),
    "coverage": frozenset({"library"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answer as a line, and the answers to choose from, `right` among them;
    none where it stands open. `which` is how it is asked with these, where that is another way.
    """

    asked: str
    line: Line
    report: Report
    options: tuple[str, ...] = ()
    right: str = ""
    which: str = ""


class Quiz:
    """Makes quizzes over one library."""

    def __init__(self, store: Store, library: Library, leads: Leads) -> None:
        self._store, self._library, self._leads = store, library, leads
        self._sentences = Sentences(store)
        self._findings_of: dict[tuple[str, str], list[Passage]] = {}
        self._say = Wording("quiz.md", PLACEHOLDERS).say

    def answer(self, request: Request) -> Answer | None:
        """So many questions, the easy ones first: "ten multiple choice questions on Leeds"."""
        reports = self._meant(request)
        asked = request.number or QUESTIONS
        items = self._items(reports, request)
        if not items:
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        councils = say_names(list(dict.fromkeys(item.report.council for item in items)))
        builder.note(self._say("quiz", count=len(items), councils=councils))
        if request.absent:
            names = say_names([place.name for place in request.absent])
            builder.note(self._say("absent", names=names))
        if len(items) < asked:
            builder.note(self._say("quiz-short", count=len(items), asked=asked))
        is_last = bool({Want.ANSWERS_LAST, Want.CHOICES} & request.wants)
        self._put(items, builder, is_last=is_last)
        coverage = self._say("coverage", library=self._library.label)
        return builder.answer(request, coverage, COMPOSER)

    def _meant(self, request: Request) -> list[tuple[Report, ...]]:
        """The inspections of each council, the newest first: of those that are named, or of a mix
        of all, each grade in turn.
        """
        if request.councils:
            return [self._library.inspections(name) for name in request.councils]
        of_grade: dict[Grade | None, list[tuple[Report, ...]]] = {}
        for name in self._library.councils:
            inspections = self._library.inspections(name) if is_within(name, request) else ()
            if inspections:
                row = row_of(inspections[0], Topic.OVERALL)
                of_grade.setdefault(row.grade if row else None, []).append(inspections)
        for held in of_grade.values():
            held.sort(key=lambda reports: reports[0].newest, reverse=True)
        turns = zip_longest(*of_grade.values())
        return [reports for turn in turns for reports in turn if reports][:MIXED]

    def _put(self, items: Sequence[Item], builder: AnswerBuilder, *, is_last: bool) -> None:
        """The questions, each with its answer below it, or with all answers at the end."""
        answers = []
        for number, item in enumerate(items, 1):
            answer = cited(self._told(item, number, is_last=is_last), builder, item.report)
            if answer is None:
                continue
            council = item.report.council
            choices = [
                Claim(self._say("option", letter=letter, text=option), (), council)
                for letter, option in zip(LETTERS, item.options, strict=False)
            ]
            said = (item.options and item.which) or item.asked
            asked = Claim(f"{number}. {said}", answer.citations, council)
            below = [] if is_last else [answer]
            builder.parts.append(Part((asked, *choices, *below)))
            answers.append(answer)
        if is_last:
            builder.parts.append(Part(tuple(answers), self._say("answers")))

    def _told(self, item: Item, number: int, *, is_last: bool) -> Line:
        """The answer as it is told: with its letter, and its number where it stands at the end."""
        text = item.line.said
        if item.options:
            letter = LETTERS[item.options.index(item.right)]
            text = self._say("right", letter=letter, text=text)
        name = "answer-last" if is_last else "answer"
        facts = {"number": str(number)} if is_last else {}
        return Line(self._say(name, text=text, **facts), item.line.rows, item.line.passage)

    # ---- questions, from easy to hard

    def _items(self, of_councils: Sequence[tuple[Report, ...]], request: Request) -> list[Item]:
        """So many questions, of each kind and each council in turn, the easy kinds first."""
        makers: tuple[Callable[[Sequence[Report]], Iterator[Item]], ...] = (
            self._grades, self._dates, self._moves, self._areas, self._leads_of, self._counts,
            self._points, self._strengths, self._weaknesses, self._earlier,
        )  # fmt: skip
        if _HISTORY.search(request.message):
            makers = (self._dates, self._grades, self._moves, self._leads_of, self._earlier)
        held = [reports for reports in of_councils if reports]
        is_choice = Want.CHOICES in request.wants
        kinds = []
        for number, make in enumerate(makers):
            turn = number % len(held) if held else 0
            items = _in_turn([make(reports) for reports in (*held[turn:], *held[:turn])])
            kinds.append(item for item in items if item.options or not is_choice)
        chosen = _chosen(kinds, request.number or QUESTIONS)
        return chosen if is_choice else [replace(item, options=()) for item in chosen]

    def _grades(self, reports: Sequence[Report]) -> Iterator[Item]:
        yield from self._graded(reports[0], Topic.OVERALL)

    def _areas(self, reports: Sequence[Report]) -> Iterator[Item]:
        for topic in _AREAS:
            yield from self._graded(reports[0], topic)

    def _earlier(self, reports: Sequence[Report]) -> Iterator[Item]:
        for report in reports[1:]:
            yield from self._graded(report, Topic.OVERALL)

    def _graded(self, report: Report, topic: Topic) -> Iterator[Item]:
        row = row_of(report, topic)
        if row is None or row.grade not in RANKS:
            return
        grades = tuple(
            each.value for each in Grade.all() if each in RANKS and each is not Grade.ADEQUATE
        )
        name = "grade" if topic is Topic.OVERALL else "grade-of"
        of = {} if topic is Topic.OVERALL else {"area": topic.value}
        said = self._say(name, **of, **_facts(report))
        inspected = say_windows(report.inspection.windows)
        told = self._say("grade-answer", grade=row.grade.value, inspected=inspected)
        if row.grade.value in grades:
            yield Item(said, Line(told, (row,)), report, grades, row.grade.value)

    def _dates(self, reports: Sequence[Report]) -> Iterator[Item]:
        """When a council was last inspected; the wrong years are those of no inspection of it."""
        report = reports[0]
        row = row_of(report, Topic.OVERALL)
        if row is None:
            return
        year = (report.ended).year
        held = {each.newest.year for each in reports} | {report.newest.year}
        near = [y for step in (1, 2, 3, 4) for y in (year - step, year + step) if y not in held]
        options = tuple(str(y) for y in sorted([year, *near[:OTHERS]]))
        dates = (say_windows(report.inspection.windows), say_date(report.published))
        told = self._say("when-answer", inspected=dates[0], published=dates[1])
        said = self._say("when", council=report.council)
        yield Item(said, Line(told, (row,)), report, options, str(year))

    def _moves(self, reports: Sequence[Report]) -> Iterator[Item]:
        """Whether the overall grade went up or down."""
        rows = [row_of(report, Topic.OVERALL) for report in reports[:2]]
        if len(rows) < 2 or not all(row and row.grade in RANKS for row in rows):  # noqa: PLR2004
            return
        now, before = rows
        if now is None or before is None:
            return
        steps = RANKS[now.grade] - RANKS[before.grade]
        way = "up" if steps > 0 else "down" if steps < 0 else "same"
        told = self._say("moved-answer", before=before.grade.value, grade=now.grade.value)
        options = tuple(self._say(each) for each in ("up", "same", "down"))
        said = self._say("moved", **_facts(reports[0]))
        yield Item(said, Line(told, (now, before)), reports[0], options, self._say(way))

    def _leads_of(self, reports: Sequence[Report]) -> Iterator[Item]:
        """Who led the inspection; the wrong names led others."""
        report = reports[0]
        names, passage = self._leads.of(report), self._leads.passage(report)
        if not names or passage is None:
            return
        others = list(
            dict.fromkeys(
                name
                for council in self._library.councils
                for each in self._library.inspections(council)[:1]
                for name in self._leads.of(each)
                if name not in names
            )
        )
        right = say_names(names)
        said, told = self._say("led", **_facts(report)), self._say("led-answer", lead=right)
        yield Item(said, Line(told, (), passage), report, _among(right, others, report), right)

    def _counts(self, reports: Sequence[Report]) -> Iterator[Item]:
        """How many things must improve."""
        report = reports[0]
        points = points_of(self._store, report)
        if not points:
            return
        count = len(points)
        first = max(1, count - 1 - len(report.council) % OTHERS)
        options = tuple(str(n) for n in range(first, first + OTHERS + 1))
        told = self._say("points-answer", count=count, quote=points[0].whole.text)
        said = self._say("points", **_facts(report))
        line = Line(told, (), points[0].whole)
        yield Item(said, line, report, options, str(count))

    def _points(self, reports: Sequence[Report]) -> Iterator[Item]:
        return self._findings(reports[0], "point")

    def _strengths(self, reports: Sequence[Report]) -> Iterator[Item]:
        return self._findings(reports[0], "strength")

    def _weaknesses(self, reports: Sequence[Report]) -> Iterator[Item]:
        return self._findings(reports[0], "weakness")

    def _findings(self, report: Report, kind: str) -> Iterator[Item]:
        """What a report says, beside what others say."""
        for passage in self._told_by(report, kind)[:FINDINGS]:
            theme = theme_of(passage.text)
            line = Line(self._say("quote", quote=passage.text), (), passage)
            others = self._of_others(report, kind)
            options = _among(passage.text, others, report, place=len(passage.text))
            asked = self._say(f"theme-{kind}", theme=theme.label if theme else "", **_facts(report))
            which = self._say(f"which-{kind}", **_facts(report))
            yield Item(asked, line, report, options, passage.text, which)

    def _told_by(self, report: Report, kind: str) -> list[Passage]:
        """Short points, strengths or weaknesses of a report, one on each theme."""
        key = (report.id, kind)
        if key not in self._findings_of:
            self._findings_of[key] = list(self._read(report, kind))
        return self._findings_of[key]

    def _read(self, report: Report, kind: str) -> Iterator[Passage]:
        if kind == "point":
            found: Sequence[Passage] = [point.whole for point in points_of(self._store, report)]
        else:
            way = Polarity.PRAISE if kind == "strength" else Polarity.CRITICISM
            sentences = self._sentences.of(report, *SECTIONS.values())
            found = self._sentences.plainest(sentences, way, 3 * FINDINGS, best_first=True)
        used: set[str] = set()
        for passage in found:
            theme = theme_of(passage.text)
            is_short = len(passage.text.split()) <= MOST_WORDS and not passage.text.endswith(":")
            if theme and theme.name not in used and is_short:
                used.add(theme.name)
                yield passage

    def _of_others(self, report: Report, kind: str) -> list[str]:
        """What the latest reports of other councils say on themes on which this one says nothing
        of the kind.
        """
        own = {theme.name for p in self._told_by(report, kind) if (theme := theme_of(p.text))}
        others = []
        for name in self._library.councils:
            if name == report.council:
                continue
            for each in self._library.inspections(name)[:1]:
                for passage in self._told_by(each, kind)[:OF_ANOTHER]:
                    theme = theme_of(passage.text)
                    if theme and theme.name not in own and name not in passage.text:
                        others.append(passage.text)
            if len(others) > MIXED:
                break
        return others


_HISTORY = re.compile(r"\bhistory\b|\bover (?:the years|time)\b|\bpast inspections\b", re.I)


def _in_turn(items: Sequence[Iterator[Item]]) -> Iterator[Item]:
    """The first of each, then the second of each."""
    for turn in zip_longest(*items):
        yield from filter(None, turn)


def _chosen(kinds: Sequence[Iterator[Item]], most: int) -> list[Item]:
    """So many items, of kinds that lie evenly between the easy and the hard ones, in the order of
    the kinds.
    """
    last = len(kinds) - 1
    even = [round(n * last / max(1, most - 1)) for n in range(most)] if most <= last else []
    live = list(dict.fromkeys((*even, *range(len(kinds)))))
    taken: list[list[Item]] = [[] for _ in kinds]
    count = 0
    while live and count < most:
        for place in live[: most - count]:
            if item := next(kinds[place], None):
                taken[place].append(item)
                count += 1
            else:
                live = [each for each in live if each != place]
    return [item for of_kind in taken for item in of_kind]


def _among(right: str, others: Sequence[str], report: Report, *, place: int = 0) -> tuple[str, ...]:
    """The right answer among wrong ones, at a place that the council tells; always the same."""
    start = sum(map(ord, report.council)) + place
    wrong = [others[(start + 7 * n) % len(others)] for n in range(OTHERS)] if others else []
    wrong = list(dict.fromkeys(wrong))
    wrong.insert(start % (OTHERS + 1), right)
    return tuple(wrong)


def _facts(report: Report) -> dict[str, str]:
    day = report.ended
    return {"council": report.council, "year": str(day.year)}
