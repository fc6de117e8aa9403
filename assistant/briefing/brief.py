"""The brief of a council or a report: grades and how they moved, its own opening, all that must
improve, and what is plainest.

All is quoted or computed. A brief may be asked for in part: "only the weaknesses", "shorter",
"and care leavers?".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import numpy as np

from assistant.answers import Answer, Claim
from assistant.areas import SECTIONS, Topic, topics_of
from assistant.briefing.points import Point, points_of
from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import theme_of
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head
from assistant.grading.rows import HALVES, Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Change, Form, Polarity, Request, Want
from assistant.themes import all_themes
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Kind, Passage, Report, Section
from index.storing.store import Store

COMPOSER = "brief"
OPENING = 3  # sentences of the report's own opening
OF_REASONS = 4  # of it, where they are to tell why
CHANGED = 2  # sentences that say what has changed
OF_ONE_AREA = 3  # strengths, and weaknesses, where one area is asked about
OF_ONE_KIND = 2  # of each area, where only strengths or only weaknesses are
FIRST_POINTS = 3  # of a short brief
OF_SHORT = 2  # strengths, and weaknesses, of a short brief
IN_COLUMNS = 2  # of each area, side by side
OF_A_YEAR = 2  # sentences of the opening of each report over the years
SAME_POINT = 0.7  # cosine from which on parts of two points ask for about the same
ON_A_THEME = 0.1  # how much nearer two points are that are on one theme
_LEAD = frozenset({"council", "kind", "inspected", "published"})
_MOVED = frozenset({"before", "before_when"})
PLACEHOLDERS = {
    "grade": _LEAD | {"grade"},
    **{f"grade-{move}": _LEAD | _MOVED | {"grade"} for move in ("up", "down", "same", "unlike")},
    "no-grade": _LEAD,
    "area-grade": _LEAD | {"area", "grade", "move"},
    **{f"area-{move}": _MOVED for move in ("up", "down", "unlike")},
    "area-same": frozenset({"before_when"}),
    "brief-not-official": frozenset(),
    "older": frozenset({"council"}),
    "absent": frozenset({"council"}),
    "grades": frozenset(),
    "grades-only": frozenset(),
    "plainest": frozenset(),
    "head-area": frozenset(),
    "head-grade": frozenset({"inspected"}),
    "head-change": frozenset(),
    **{f"went-{move}": frozenset() for move in ("up", "down", "same", "unlike")},
    "not-graded": frozenset(),
    "combined": frozenset({"grade"}),
    "opening": frozenset(),
    "improve": frozenset({"council", "published", "count"}),
    "improve-one": frozenset({"council", "published"}),
    "improve-first": frozenset({"council", "published", "count", "shown"}),
    "improve-some": frozenset({"council", "published", "count", "shown"}),
    "improve-none": frozenset({"council", "published"}),
    "no-improve": frozenset({"council", "published"}),
    "repeated": frozenset({"council", "published", "again", "count", "before"}),
    "repeated-how": frozenset(),
    "repeated-head": frozenset(),
    "repeated-unknown": frozenset({"council"}),
    "head-improve": frozenset({"published"}),
    "points": frozenset({"count"}),
    "area": frozenset({"area", "grade"}),
    "area-ungraded": frozenset({"area"}),
    "strength": frozenset(),
    "weakness": frozenset(),
    "changed": frozenset(),
    "head-strengths": frozenset(),
    "head-weaknesses": frozenset(),
    "columns": frozenset(),
    "columns-of": frozenset({"council"}),
    "areas": frozenset({"grades"}),
    "none-plain": frozenset(),
    "years": frozenset({"council", "count"}),
    "year-grade": frozenset({"kind", "inspected", "grade", "move"}),
    "year-no-grade": frozenset({"kind", "inspected"}),
    "year-up": frozenset({"before"}),
    "year-down": frozenset({"before"}),
    "year-same": frozenset(),
    "area-points": frozenset({"area"}),
    "area-no-weakness": frozenset({"area"}),
    "area-within": frozenset({"area"}),
    "only-inspection": frozenset({"council"}),
    "unknown": frozenset({"council", "newest"}),
    "since": frozenset({"reports", "newest"}),
    "report": frozenset({"kind", "published"}),
    "coverage": frozenset({"report", "newest"}),
}
PLACEHOLDERS["grade-same"] = _LEAD | {"grade", "before_when"}


@dataclass
class _Made:
    """A brief while it is made: its report, the one before, what is asked of it, and the
    sentences that stand in it already.
    """

    request: Request
    report: Report
    earlier: Report | None
    builder: AnswerBuilder
    used: set[str] = field(default_factory=set)

    @property
    def is_short(self) -> bool:
        """Whether it is to be short."""
        return Want.SHORTER in self.request.wants

    def new(self, passages: Sequence[Passage]) -> list[Passage]:
        """Those that do not stand in it yet; from now on they do."""
        fresh = [passage for passage in passages if passage.id not in self.used]
        self.used |= {passage.id for passage in fresh}
        return fresh


class Briefer:
    """Makes briefs over one library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._sentences = Sentences(store)
        self._wording = Wording("briefs.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:  # noqa: C901 - a table of shapes
        """The brief of the report that is meant: "Summarise the latest Leeds report"; None where
        there is none.
        """
        if len(request.councils) > 1:
            return self._of_each_council(request)
        report = main_report(self._library, request)
        if report is None:
            return None
        earlier = report_before(self._library, report)
        made = _Made(request, report, earlier, self._builder(request))
        for place in request.absent:
            made.builder.note(self._say("absent", council=place.name))
        if request.form is Form.YEARS:
            self._put_years(made)
        elif request.form is Form.COLUMNS:
            self._put_lead(made)
            self._put_columns(made)
            self._put_points(made)
            self._put_unknown(made)
        elif request.form is Form.REPEATED:
            self._put_what_it_is(made)
            self._put_repeated(made)
        elif Want.ALL_TO_IMPROVE in request.wants:
            self._put_what_it_is(made)
            self._put_points(made)
        elif request.area in SECTIONS:
            self._put_area(made, request.area)
        else:
            self._put_whole(made)
        coverage = self._say(
            "coverage", report=self._say_report(report, report.council), newest=self._library.newest
        )
        return made.builder.answer(request, coverage, COMPOSER)

    def reasons(self, request: Request) -> Answer | None:
        """What a report gives as the ground of its grade, in its own words: how it opens, and
        what must improve.
        """
        report = main_report(self._library, request)
        if report is None:
            return None
        builder = self._builder(request)
        made = _Made(request, report, report_before(self._library, report), builder)
        opening = self._sentences.opening(report, OF_REASONS)
        made.builder.quotes(self._quoted(made, opening), self._say("opening"))
        self._put_points(made)
        coverage = self._say(
            "coverage", report=self._say_report(report, report.council), newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER) if builder.citations else None

    def _builder(self, request: Request) -> AnswerBuilder:
        citer = Citer(self._store, self._library)
        return AnswerBuilder(citer, is_placed=Want.PAGES in request.wants)

    def _of_each_council(self, request: Request) -> Answer | None:
        """A short brief of each council, one after the other: "an overview of Leeds, then the
        same for Bradford".
        """
        builder = self._builder(request)
        said: list[str] = []
        for council in request.councils:
            own = replace(request, councils=(council,), wants=request.wants | {Want.SHORTER})
            if (report := main_report(self._library, own)) is None:
                continue
            made = _Made(own, report, report_before(self._library, report), builder)
            if request.form is Form.COLUMNS:
                self._put_lead(made)
                self._put_columns(made)
            elif request.area in SECTIONS:
                self._put_area(made, request.area)
            else:
                self._put_whole(made)
            said.append(self._say_report(report, council))
        if not said:
            return None
        for place in request.absent:
            builder.note(self._say("absent", council=place.name))
        coverage = self._say("coverage", report="; ".join(said), newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    # ---- the shapes

    def _put_columns(self, made: _Made) -> None:
        """Strengths beside weaknesses, area by area; or so many of each."""
        if made.request.number:
            self._put_so_many(made, made.request.number)
            return
        rows: list[list[Claim]] = []
        for topic, section in SECTIONS.items():
            passages = self._sentences.of(made.report, section)
            sides = [
                made.new(self._sentences.plainest(passages, way, IN_COLUMNS))
                for way in (Polarity.PRAISE, Polarity.CRITICISM)
            ]
            row = graded_row(made.report, topic)
            for place in range(max(map(len, sides), default=0)):
                name = head(topic.value) if place == 0 else ""
                grade = f": {self._grade(row, topic)}" if row and name else ""
                first = made.builder.cell(
                    f"{name}{grade}", [row] if name else [], made.report.council
                )
                rows.append([first, *(self._cell(made, side, place) for side in sides)])
        heads = [self._say(f"head-{name}") for name in ("area", "strengths", "weaknesses")]
        made.builder.table(heads, rows, self._say("columns"))

    def _put_so_many(self, made: _Made, most: int) -> None:
        """At most so many strengths beside as many weaknesses, in two columns."""
        asked = made.request.area
        parts = [SECTIONS[asked]] if asked in SECTIONS else list(SECTIONS.values())
        sides = []
        for way in (Polarity.PRAISE, Polarity.CRITICISM):
            main = [] if asked in SECTIONS else self._sentences.main(made.report, way)[:1]
            found = [
                self._sentences.plainest(
                    self._sentences.of(made.report, part), way, most, best_first=True
                )
                for part in parts
            ]
            turns = [p for turn in zip_longest(*found) for p in turn if p]
            sides.append(made.new(list({p.text: p for p in (*main, *turns)}.values())[:most]))
        rows = [
            [self._cell(made, side, place) for side in sides]
            for place in range(max(map(len, sides), default=0))
        ]
        heads = [self._say(f"head-{name}") for name in ("strengths", "weaknesses")]
        made.builder.table(heads, rows, self._say("columns-of", council=made.report.council))

    def _cell(self, made: _Made, side: Sequence[Passage], place: int) -> Claim:
        quoted = made.builder.quote(Quoted(side[place], made.report)) if place < len(side) else None
        empty = self._say("none-plain") if place == 0 else ""
        return quoted or Claim(empty, (), made.report.council)

    def _put_years(self, made: _Made) -> None:
        """Each inspection from the oldest, with its grade and what it says of itself; then what
        must still improve.
        """
        council = made.report.council
        reports = list(reversed(self._library.inspections(council)))
        rows = [row_of(report, Topic.OVERALL) for report in reports]
        made.builder.say(self._say("years", council=council, count=len(reports)), rows, council)
        before: Row | None = None
        for report, row in zip(reports, rows, strict=True):
            facts = {
                "kind": report.kind_label,
                "inspected": say_windows(report.inspection.windows),
            }
            heading = self._say("year-no-grade", **facts)
            if row:
                move = self._year_move(row, before)
                heading = self._say("year-grade", grade=row.grade.value, move=move, **facts)
            told = self._sentences.on_change(report, 1, (Section.SUMMARY,)) if before else []
            told = [*told, *self._sentences.opening(report, OF_A_YEAR)]
            if not told:
                passages = self._sentences.of(report, *SECTIONS.values())
                ways = (Polarity.PRAISE, Polarity.CRITICISM)
                told = [p for w in ways for p in self._sentences.plainest(passages, w, 1)]
            quoted = [Quoted(passage, report) for passage in made.new(told)[:OF_A_YEAR]]
            made.builder.quotes(quoted, heading)
            before = row or before
        self._put_points(made)
        self._put_unknown(made)

    def _year_move(self, row: Row, before: Row | None) -> str:
        change = _change(row, before, Topic.OVERALL) if before else None
        if before is None or change is None:
            return ""
        if change is Change.SAME:
            return self._say("year-same")
        return self._say(f"year-{change}", before=before.grade.value)

    def _put_repeated(self, made: _Made) -> None:
        """What must improve, each beside what the list before asked for on the same themes."""
        points = points_of(self._store, made.report)
        earlier = points_of(self._store, made.earlier) if made.earlier else ()
        if not (points and made.earlier and earlier):
            self._put_points(made)
            made.builder.note(self._say("repeated-unknown", council=made.report.council))
            return
        rows: list[list[Claim]] = []
        again = 0
        for point, asked in zip(points, self._asked_before(points, earlier), strict=True):
            again += bool(asked)
            rows.append(
                [
                    self._point(made, point, made.report),
                    *([self._point(made, asked, made.earlier)] if asked else [Claim("–")]),
                ]
            )
        facts = {"published": say_date(made.report.published)}
        before = say_date(made.earlier.published)
        counted = {"again": again, "count": len(points), "before": before}
        made.builder.say(
            self._say("repeated", council=made.report.council, **counted, **facts),
            (),
            made.report.council,
        )
        heads = [self._say("head-improve", published=when) for when in (facts["published"], before)]
        made.builder.table(heads, rows, self._say("repeated-head"))
        made.builder.note(self._say("repeated-how"))

    def _asked_before(
        self, points: Sequence[Point], earlier: Sequence[Point]
    ) -> Iterator[Point | None]:
        """For each point the one of an earlier list of which a part asks for about the same as a
        part of it; None where none does.
        """
        parts = [_parts_of(each) for each in (*points, *earlier)]
        vectors = iter(self._store.embeddings.vectors([part for of in parts for part in of]))
        told = [np.array([next(vectors) for _ in of]) for of in parts]
        themes = [_themes_of(other) for other in earlier]
        for number, point in enumerate(points):
            mine = _themes_of(point)
            likeness = [
                float((told[number] @ other.T).max()) + (ON_A_THEME if mine & theirs else 0.0)
                for other, theirs in zip(told[len(points) :], themes, strict=True)
            ]
            best = max(range(len(earlier)), key=likeness.__getitem__, default=None)
            yield earlier[best] if best is not None and likeness[best] >= SAME_POINT else None

    def _point(self, made: _Made, point: Point, report: Report) -> Claim:
        return made.builder.quote(Quoted(point.whole, report)) or Claim("–")

    # ---- the parts

    def _put_whole(self, made: _Made) -> None:
        polarity = made.request.polarity
        self._put_lead(made)
        if polarity is None and made.is_short:
            self._put_areas(made)
        elif polarity is None:
            self._put_grades(made)
        if polarity is None:
            opening = self._sentences.opening(made.report, 2 if made.is_short else OPENING)
            made.builder.quotes(self._quoted(made, opening), self._say("opening"))
        if polarity is not Polarity.PRAISE:
            self._put_points(made)
        if made.is_short:
            made.builder.quotes(self._of_each(made, OF_SHORT), self._say("plainest"))
        else:
            for topic, section in SECTIONS.items():
                self._put_plainest(made, topic, section)
        if polarity is None and not made.is_short:
            self._put_changed(made)
        self._put_unknown(made)

    def _put_areas(self, made: _Made) -> None:
        """The grades of the areas in one line."""
        rows = [
            (topic, row)
            for topic in topics_of(made.report)
            if topic is not Topic.OVERALL and (row := row_of(made.report, topic))
        ]
        if rows:
            told = "; ".join(f"{topic.value} {row.grade.value}" for topic, row in rows)
            grades = [row for _, row in rows]
            made.builder.say(self._say("areas", grades=told), grades, made.report.council)

    def _put_lead(self, made: _Made) -> None:
        report = made.report
        row = row_of(report, Topic.OVERALL)
        facts = self._facts(report)
        if row is None:
            made.builder.say(self._say("no-grade", **facts), (), report.council)
        else:
            before = row_of(made.earlier, Topic.OVERALL) if made.earlier else None
            name, moved = self._move(row, before, Topic.OVERALL)
            made.builder.say(
                self._say(f"grade{name}", grade=row.grade, **moved, **facts),
                [row, before],
                row.council,
            )
        self._put_what_it_is(made)

    def _put_what_it_is(self, made: _Made) -> None:
        if made.report.is_brief:
            made.builder.note(self._say("brief-not-official"))
        if self._library.is_older(made.report):
            made.builder.note(self._say("older", council=made.report.council))

    def _move(self, row: Row, before: Row | None, topic: Topic) -> tuple[str, dict[str, object]]:
        """How a grade moved, as the ending of a wording, and what that says."""
        if before is None:
            return "", {}
        change = _change(row, before, topic)
        when: dict[str, object] = {"before_when": say_windows(before.report.inspection.windows)}
        if change and change.value == "same":
            return "-same", when
        return f"-{change.value if change else 'unlike'}", {
            "before": self._grade(before, topic),
            **when,
        }

    def _put_grades(self, made: _Made) -> None:
        """A row an area: its grade, that of the inspection before, and how it moved."""
        reports = [made.report, *([made.earlier] if made.earlier else [])]
        topics = [
            t for t in topics_of(made.report) if t is not Topic.OVERALL and row_of(made.report, t)
        ]
        heads = [
            self._say("head-area"),
            *(
                self._say("head-grade", inspected=say_windows(r.inspection.windows))
                for r in reports
            ),
        ]
        heads += [self._say("head-change")] if made.earlier else []
        rows = [list(self._grade_cells(made, topic, reports)) for topic in topics]
        made.builder.table(heads, rows, self._say("grades" if made.earlier else "grades-only"))

    def _grade_cells(self, made: _Made, topic: Topic, reports: Sequence[Report]) -> Iterator[Claim]:
        council = made.report.council
        rows = [graded_row(report, topic) for report in reports]
        yield Claim(head(topic.value))
        for row in rows:
            yield made.builder.cell(self._grade(row, topic), [row], council)
        if made.earlier:
            yield Claim(self._say_change(rows, topic), (), council)

    def _grade(self, row: Row | None, topic: Topic) -> str:
        if row is None:
            return self._say("not-graded")
        is_combined = topic in HALVES and row.judgement.area not in topic.areas
        return self._say("combined", grade=row.grade) if is_combined else row.grade.value

    def _say_change(self, rows: Sequence[Row | None], topic: Topic) -> str:
        now, before = rows
        if now is None or before is None:
            return ""
        change = _change(now, before, topic)
        return self._say(f"went-{change.value if change else 'unlike'}")

    def _put_points(self, made: _Made) -> None:
        """All that must improve; of a short brief the first, with how many there are."""
        report = made.report
        points = points_of(self._store, report)
        facts = {"council": report.council, "published": say_date(report.published)}
        if not points:
            made.builder.note(self._say("no-improve", **facts))
            return
        if made.request.themes and Want.ALL_TO_IMPROVE in made.request.wants:
            on = [point for point in points if _is_on(point, made.request.themes)]
            counted = {"count": self._say("points", count=len(points)), "shown": len(on)}
            heading = self._say("improve-some", **counted, **facts)
            made.builder.quotes(self._lines(made, on), heading)
            if not on:
                made.builder.note(self._say("improve-none", **facts))
            return
        shown = (
            points[:FIRST_POINTS]
            if made.is_short and Want.ALL_TO_IMPROVE not in made.request.wants
            else points
        )
        made.builder.quotes(self._lines(made, shown), self._improve(len(points), len(shown), facts))

    def _improve(self, count: int, shown: int, facts: dict[str, str]) -> str:
        if count == 1:
            return self._say("improve-one", **facts)
        said = self._say("points", count=count)
        if shown < count:
            return self._say("improve-first", count=said, shown=shown, **facts)
        return self._say("improve", count=said, **facts)

    def _lines(self, made: _Made, points: Sequence[Point]) -> list[Quoted]:
        return [Quoted(p, made.report) for p in made.new([point.whole for point in points])]

    def _put_plainest(self, made: _Made, topic: Topic, section: Section) -> None:
        """The clearest strength and the clearest weakness of an area."""
        passages = self._sentences.of(made.report, section)
        if not passages:
            return
        most = 1 if made.request.polarity is None else OF_ONE_KIND
        quoted = self._strong_and_weak(made, passages, most)
        row = graded_row(made.report, topic)
        heading = self._say("area-ungraded", area=head(topic.value))
        if row:
            heading = self._say("area", area=head(topic.value), grade=self._grade(row, topic))
        made.builder.quotes(quoted, heading)

    def _strong_and_weak(self, made: _Made, passages: Sequence[Passage], most: int) -> list[Quoted]:
        polarity = made.request.polarity
        quoted: list[Quoted] = []
        for name, way in (("strength", Polarity.PRAISE), ("weakness", Polarity.CRITICISM)):
            if polarity in {None, way}:
                found = made.new(self._sentences.plainest(passages, way, most))
                quoted += [Quoted(passage, made.report, self._say(name)) for passage in found]
        return quoted

    def _of_each(self, made: _Made, most: int) -> list[Quoted]:
        """The plainest of each area in turn, so many of each kind."""
        quoted: list[Quoted] = []
        for name, way in (("strength", Polarity.PRAISE), ("weakness", Polarity.CRITICISM)):
            if made.request.polarity not in {None, way}:
                continue
            found = [
                passage
                for section in SECTIONS.values()
                for passage in self._sentences.plainest(
                    self._sentences.of(made.report, section), way, 1
                )
            ]
            if len(found) < most:
                passages = self._sentences.of(made.report, *SECTIONS.values())
                found += self._sentences.plainest(passages, way, most)
            chosen = made.new(list(dict.fromkeys(found)))[:most]
            quoted += [Quoted(passage, made.report, self._say(name)) for passage in chosen]
        return quoted

    def _put_area(self, made: _Made, topic: Topic) -> None:
        """One area: its grade, its strengths and weaknesses, and what has changed in it."""
        row = graded_row(made.report, topic)
        if row is None:
            self._put_lead(made)
        else:
            before = graded_row(made.earlier, topic) if made.earlier else None
            name, moved = self._move(row, before, topic)
            move = f" {self._say(f'area{name}', **moved)}" if name else ""
            facts = {
                "area": topic.value,
                "grade": self._grade(row, topic),
                "move": move,
                **self._facts(made.report),
            }
            made.builder.say(self._say("area-grade", **facts), [row, before], made.report.council)
            self._put_what_it_is(made)
        passages = self._sentences.of(made.report, SECTIONS[topic])
        if not passages:  # told of within another area, or all over the report
            passages = [
                p
                for p in self._sentences.of(made.report, Section.SUMMARY, *SECTIONS.values())
                if _tells_of(p.text, topic)
            ]
            made.builder.note(self._say("area-within", area=topic.value))
        quoted = self._strong_and_weak(made, passages, 1 if made.is_short else OF_ONE_AREA)
        if not quoted and made.request.polarity is Polarity.CRITICISM:
            made.builder.note(self._say("area-no-weakness", area=topic.value))
        made.builder.quotes(quoted)
        if made.request.polarity is not Polarity.PRAISE:
            points = [
                line
                for point in points_of(self._store, made.report)
                for line in point.lines
                if _names(line.text, topic)
            ]
            heading = self._say("area-points", area=topic.value)
            made.builder.quotes(self._quoted(made, points), heading)
        if made.request.polarity is None:
            self._put_changed(made, SECTIONS[topic])
        self._put_unknown(made)

    def _put_changed(self, made: _Made, *sections: Section) -> None:
        if made.earlier is None:
            made.builder.note(self._say("only-inspection", council=made.report.council))
            return
        found = self._sentences.on_change(made.report, CHANGED, sections)
        made.builder.quotes(self._quoted(made, found), self._say("changed"))

    def _put_unknown(self, made: _Made) -> None:
        """What came after, as far as the library knows."""
        report, newest = made.report, self._library.newest
        later = [
            r
            for r in self._library.of(report.council)
            if r.newest > report.newest and _is_official(r)
        ]
        if later:
            reports = "; ".join(self._say_report(r) for r in later)
            made.builder.note(self._say("since", reports=reports, newest=newest))
        else:
            made.builder.note(self._say("unknown", council=report.council, newest=newest))

    # ---- words

    def _quoted(self, made: _Made, passages: Sequence[Passage]) -> list[Quoted]:
        return [Quoted(passage, made.report) for passage in made.new(passages)]

    def _facts(self, report: Report) -> dict[str, object]:
        return {
            "council": report.council,
            "kind": report.kind.label,
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
        }

    def _say_report(self, report: Report, council: str = "") -> str:
        said = self._say("report", kind=report.kind_label, published=say_date(report.published))
        return f"{council}, {said}" if council else said


def _text_of(point: Point) -> str:
    return " ".join(line.text for line in point.lines)


def _is_on(point: Point, themes: Sequence[str]) -> bool:
    """Whether a point is on one of some themes; one on no theme is on what most are."""
    theme = theme_of(_text_of(point))
    return theme.name in themes if theme else len(themes) > len(all_themes()) / 2


_PARTS = re.compile(r"[,;:]|\band\b|\bincluding\b|\b(?:to ensure|so that|in order to)\b", re.I)


def _parts_of(point: Point) -> list[str]:
    """What a point asks for, one thing after the other: "supervision, and life-story work"."""
    text = _text_of(point)
    return [part for each in _PARTS.split(text) if len((part := each.strip()).split()) > 1] or [
        text
    ]


def _themes_of(point: Point) -> set[str]:
    text = _text_of(point)
    return {theme.name for theme in all_themes() if not theme.is_wide and theme.listed.search(text)}


_OF_CARE_LEAVERS = re.compile(r"\bcare[- ]leaver|\bPAs?\b|\bpersonal advis|\bpathway plan", re.I)


def _tells_of(text: str, topic: Topic) -> bool:
    """Whether a sentence tells of an area that a report has no part on."""
    if topic is Topic.CARE_LEAVERS:
        return bool(_OF_CARE_LEAVERS.search(text))
    return _names(text, topic)


def _names(text: str, topic: Topic) -> bool:
    """Whether words name an area: "care leavers"."""
    return topic.value.rstrip("s") in text.lower()


def main_report(library: Library, request: Request) -> Report | None:
    """The report that is meant of the first council named: of the time asked for, one with
    grades where there is one.
    """
    reports = [
        r for r in library.reports_for(request.councils[0], request.times) if _is_official(r)
    ]
    return next((r for r in reports if r.kind.judges_council), next(iter(reports), None))


def report_before(library: Library, report: Report) -> Report | None:
    """The graded inspection before a report."""
    return next((r for r in library.inspections(report.council) if r.newest < report.newest), None)


def _change(now: Row, before: Row, topic: Topic) -> Change | None:
    """How a grade moved; None where one of the two covered another area as well, or is of
    another scale.
    """
    are_alike = all(row.judgement.area in topic.areas for row in (now, before))
    return replace(now, before=before).change if are_alike else None


def _is_official(report: Report) -> bool:
    return report.kind is not Kind.ARTICLE
