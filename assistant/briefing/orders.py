"""Orders with reasons: by what reports say of a theme, by grade, and by how far grades moved.

Reports rank councils by nothing but grades. An order by a theme is the assistant's own: it says
so, says by what rule, and shows the words that it rests on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Answer, Claim, Part
from assistant.areas import SECTIONS, Topic
from assistant.briefing.counting import Counter, reason_in
from assistant.briefing.themes import LEAST_PLAIN, Said, Theme, Way
from assistant.citing import Citer
from assistant.finding.polarity import balance_of, tells_of_earlier
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import HALVES, Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Change, First, Form, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report
from index.storing.store import Store

COMPOSER = "orders"
SHOWN = 5  # of an order by a theme, where no number is asked for
LOOKED_AT = 8  # sentences on what has changed, of which one gives the reason
FEW = 4  # sentences and points; a report with fewer says too little to be placed by it
DAYS_OF_A_MONTH = 30.44
POINT = 2  # criticisms that a point of what must improve counts as
_GOOD = RANKS[Grade.GOOD]
PLACEHOLDERS = {
    "themed-best": frozenset({"theme", "names"}),
    "themed-worst": frozenset({"theme", "names"}),
    "themed-newest": frozenset({"council", "inspected", "published"}),
    "themed-newest-heading": frozenset(),
    "themed-rule": frozenset({"order", "among"}),
    "no-later": frozenset(),
    "not-placed": frozenset({"names"}),
    "placed": frozenset({"council", "place", "count", "theme", "published", "tally"}),
    "placed-rule": frozenset(),
    "order-best": frozenset(),
    "order-worst": frozenset(),
    "among": frozenset({"count"}),
    "among-named": frozenset(),
    "head-place": frozenset(),
    "head-council": frozenset(),
    "head-grade": frozenset(),
    "head-published": frozenset(),
    "head-tally": frozenset(),
    "tally": frozenset({"praise", "criticism", "points"}),
    "head-why": frozenset(),
    "head-for": frozenset(),
    "head-against": frozenset(),
    "silent-on": frozenset(),
    "silent-for": frozenset(),
    "silent-against": frozenset(),
    "few": frozenset({"names"}),
    "must": frozenset(),
    "movers-up": frozenset({"names"}),
    "movers-down": frozenset({"names"}),
    "movers-none-up": frozenset(),
    "movers-none-down": frozenset(),
    "movers-tied": frozenset({"count", "steps"}),
    "movers-rule": frozenset({"alone"}),
    "step-1": frozenset(),
    "step-2": frozenset(),
    "step-3": frozenset(),
    "head-before": frozenset(),
    "head-now": frozenset(),
    "reasons-lead": frozenset({"area", "best"}),
    "reasons-lead-worst": frozenset({"area", "best"}),
    "reasons-level": frozenset({"grade", "names"}),
    "reasons-rule-split": frozenset({"total", "where"}),
    "head-between": frozenset(),
    "reasons-best": frozenset({"grade", "names"}),
    "reasons-rule": frozenset({"total", "where"}),
    "reasons-combined": frozenset(),
    "reasons-none": frozenset({"names"}),
    "combined": frozenset({"grade"}),
    "head-area-grade": frozenset(),
    "themes-coverage": frozenset({"searched", "newest"}),
}


_Graded = tuple[Report, Row]


@dataclass(frozen=True, slots=True)
class _Tally:
    """What a report says for and against on some themes."""

    report: Report
    praise: tuple[Said, ...]
    against: tuple[Said, ...]
    points: tuple[Said, ...]

    @property
    def balance(self) -> int:
        """Praise over criticism; a point of what must improve counts for more."""
        return len(self.praise) - self.weight

    @property
    def size(self) -> int:
        """How much is said at all."""
        return len(self.praise) + len(self.against) + len(self.points)

    @property
    def weight(self) -> int:
        """How much is criticised."""
        return len(self.against) + POINT * len(self.points)


class Orders:
    """Puts councils into orders, with reasons."""

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store = store
        self._library = library
        self._themes = counter.themes
        self._counter = counter
        self._wording = Wording("orders.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:
        """An order with reasons: "the top five for listening to children, and why"."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        put = {Form.REASONS: self._put_reasons, Form.MOVERS: self._put_movers}.get(
            request.form or Form.THEMED, self._put_themed
        )
        if not put(request, builder):
            return None
        coverage = self._say(
            "themes-coverage", searched=self._library.label, newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER)

    # ---- by what reports say of a theme

    def _put_themed(self, request: Request, builder: AnswerBuilder) -> bool:
        themes = self._counter.matter(request)
        names = request.councils
        reports = (self._counter.of(names) if names else self._counter.band(request)).reports
        if not themes or not reports:
            return False
        is_worst = request.order in {First.WORST, First.FEWEST} or (
            request.polarity is Polarity.CRITICISM
        )
        tallies = [self._tally(report, themes) for report in reports]
        silent = [t.report.council for t in tallies if not t.size] if names else []
        tallies = [t for t in tallies if (t.size if names else t.weight if is_worst else t.praise)]
        tallies.sort(key=lambda t: (-t.weight, t.balance) if is_worst else (-t.balance, t.weight))
        tallies = tallies if names else tallies[: request.number or SHOWN]
        theme = " and ".join(t.label for t in themes)
        if not tallies:
            return False
        if Want.WHY in request.wants and request.goes_on:
            self._put_placed(tallies, theme, request, builder)
            return True
        self._put_tallies(tallies, theme, request, builder, is_worst=is_worst)
        if Want.SHORTER in request.wants:
            return True
        if silent:
            builder.note(self._say("not-placed", names=say_names(silent)))
        quiet = [t.report.council for t in tallies if t.size < FEW]
        if quiet:
            builder.note(self._say("few", names=say_names(quiet)))
        among = self._say("among-named") if names else self._say("among", count=len(reports))
        order = self._say("order-worst" if is_worst else "order-best")
        builder.note(self._say("themed-rule", order=order, among=among))
        return True

    def _put_tallies(
        self,
        tallies: list[_Tally],
        theme: str,
        request: Request,
        builder: AnswerBuilder,
        *,
        is_worst: bool,
    ) -> None:
        """The order, in its first sentence alone or with what is said for and against each."""
        is_by_date = Want.NEWEST in request.wants
        if is_by_date:
            tallies.sort(key=lambda t: t.report.newest, reverse=True)
        builder.note(self._themed_lead(tallies, theme, is_worst=is_worst, is_by_date=is_by_date))
        if Want.SHORTER in request.wants:
            return
        heads = (
            "place",
            "council",
            *(("against", "for") if is_worst else ("for", "against")),
            "tally",
            "grade",
            "published",
        )
        rows = [self._tally_row(n, t, builder, is_worst=is_worst) for n, t in enumerate(tallies, 1)]
        builder.table(
            [self._say(f"head-{n}") for n in heads],
            rows,
            self._say("themed-newest-heading") if is_by_date else "",
        )

    def _put_placed(
        self, tallies: Sequence[_Tally], theme: str, request: Request, builder: AnswerBuilder
    ) -> None:
        """Why one council stands where it does: all that its report says for and against."""
        is_first = bool(_AT_TOP.search(request.message)) and not _AT_END.search(request.message)
        tally = tallies[0 if is_first else -1]
        place = 1 if is_first else len(tallies)
        facts = {"praise": len(tally.praise), "criticism": len(tally.against)}
        builder.note(
            self._say(
                "placed",
                council=tally.report.council,
                place=place,
                count=len(tallies),
                theme=theme,
                published=say_date(tally.report.published),
                tally=self._say("tally", points=len(tally.points), **facts),
            )
        )
        for name, said in (
            ("must", tally.points),
            ("head-against", tally.against),
            ("head-for", tally.praise),
        ):
            quoted = [Quoted(s.passage, s.report) for s in said[:LOOKED_AT]]
            builder.quotes(quoted, self._say(name))
        if tally.size < FEW:
            builder.note(self._say("few", names=tally.report.council))
        builder.note(self._say("placed-rule"))

    def _themed_lead(
        self, tallies: Sequence[_Tally], theme: str, *, is_worst: bool, is_by_date: bool
    ) -> str:
        if not is_by_date:
            listed = say_names([t.report.council for t in tallies])
            return self._say(
                "themed-worst" if is_worst else "themed-best", theme=theme, names=listed
            )
        newest = tallies[0].report
        lead = self._say(
            "themed-newest",
            council=newest.council,
            inspected=say_windows(newest.inspection.windows),
            published=say_date(newest.published),
        )
        return f"{lead} {self._say('no-later')}"

    def _tally(self, report: Report, themes: Sequence[Theme]) -> _Tally:
        praise, against, points = (
            tuple(
                dict.fromkeys(s for theme in themes for s in self._themes.said(report, way, theme))
            )
            for way in (Way.PRAISE, Way.CRITICISM, Way.IMPROVE)
        )
        return _Tally(report, praise, against, points)

    def _tally_row(
        self, place: int, tally: _Tally, builder: AnswerBuilder, *, is_worst: bool
    ) -> list[Claim]:
        report = tally.report
        row = row_of(report, Topic.OVERALL)
        counts = self._say(
            "tally",
            praise=len(tally.praise),
            criticism=len(tally.against),
            points=len(tally.points),
        )
        return [
            Claim(str(place)),
            Claim(report.council, (), report.council),
            *(self._why(tally, builder, is_against=each is is_worst) for each in (True, False)),
            Claim(counts, (), report.council),
            builder.cell(row.grade.value if row else "", [row], report.council),
            Claim(say_date(report.published), (), report.council),
        ]

    def _why(self, tally: _Tally, builder: AnswerBuilder, *, is_against: bool) -> Claim:
        """The plainest words of a report against a council, or for it."""
        praise = self._counter.plainest(tally.praise, Polarity.PRAISE)
        against = self._counter.plainest(tally.against, Polarity.CRITICISM)
        point = next(iter(tally.points), None)
        ways = [("weakness", against), ("must", point)] if is_against else [("strength", praise)]
        for name, said in ways:
            label = self._say(name) if name == "must" else ""
            quoted = said and builder.quote(Quoted(said.passage, said.report, label))
            if quoted:
                return quoted
        name = "silent-against" if is_against else "silent-for"
        return Claim(self._say(name), (), tally.report.council)

    # ---- by grade

    def _put_reasons(self, request: Request, builder: AnswerBuilder) -> bool:
        topic = next(iter(request.areas), Topic.OVERALL)
        band = (
            self._counter.of(request.councils)
            if len(request.councils) > 1
            else self._counter.band(request)
        )
        graded = [(r, row) for r in band.reports if (row := graded_row(r, topic))]
        if len(graded) < 2:  # noqa: PLR2004 - one alone is no order
            return False
        is_worst = request.order is First.WORST
        is_split = request.number is not None or bool(_SPLIT.search(request.message))
        graded = self._in_order(graded, topic, is_worst=is_worst, is_split=is_split)
        shown = _shown_of(graded, request)
        builder.note(self._reasons_lead(graded, shown, topic, is_worst=is_worst))
        if Want.SHORTER in request.wants:
            for report, row in shown:
                claims = self._reason_row(report, row, topic, graded, builder)
                builder.parts.append(Part((replace(claims[3], label=report.council),)))
            return True
        heads = ("place", "council", "area-grade", "why", "published")
        rows = [self._reason_row(r, row, topic, graded, builder) for r, row in shown]
        builder.table([self._say(f"head-{n}") for n in heads], rows)
        where = f" {band.label}" if band.label else ""
        rule = "reasons-rule-split" if is_split else "reasons-rule"
        builder.note(self._say(rule, total=len(band.reports), where=where))
        if any(self._is_combined(row, topic) for _, row in shown):
            builder.note(self._say("reasons-combined"))
        without = [r.council for r in band.reports if r not in [each for each, _ in graded]]
        if without:
            builder.note(self._say("reasons-none", names=say_names(without)))
        return True

    def _in_order(
        self, graded: Sequence[_Graded], topic: Topic, *, is_worst: bool, is_split: bool
    ) -> list[_Graded]:
        """By grade; those that are level by date, or split by what else the report says."""
        sign = 1 if is_worst else -1
        ordered = sorted(graded, key=lambda pair: pair[0].newest, reverse=True)
        if is_split:
            ordered.sort(key=lambda pair: sign * self._balance(pair[0], topic))
            ordered.sort(key=lambda pair: -_areas_at(*pair))
        return sorted(ordered, key=lambda pair: sign * RANKS[pair[1].grade])

    def _reasons_lead(
        self,
        graded: Sequence[tuple[Report, Row]],
        shown: Sequence[tuple[Report, Row]],
        topic: Topic,
        *,
        is_worst: bool,
    ) -> str:
        """Who comes first, and who else has the same grade as the last that is shown."""
        name = "reasons-lead-worst" if is_worst else "reasons-lead"
        by_grade = {
            row.grade: [r.council for r, each in shown if each.grade is row.grade]
            for _, row in shown
        }
        if len(shown) == len(graded):
            top = graded[0][1].grade
            by_grade = {top: by_grade[top]}
        best = " ".join(
            self._say("reasons-best", grade=grade.value, names=say_names(names))
            for grade, names in by_grade.items()
        )
        lead = self._say(name, area=head(topic.value), best=best)
        last = shown[-1][1].grade
        level = [r.council for r, row in graded[len(shown) :] if row.grade is last]
        if not level:
            return lead
        also = self._say("reasons-level", grade=last.value, names=say_names(level))
        return f"{lead} {also}"

    def _balance(self, report: Report, topic: Topic) -> int:
        """How many sentences on an area plainly praise, less those that plainly criticise."""
        section = SECTIONS.get(topic)
        sentences = self._counter.sentences.of(
            report, *([section] if section else SECTIONS.values())
        )
        balances = [balance_of(s.text) for s in sentences if not tells_of_earlier(s.text)]
        return sum(b >= LEAST_PLAIN for b in balances) - sum(b <= -LEAST_PLAIN for b in balances)

    def _is_combined(self, row: Row, topic: Topic) -> bool:
        return topic in HALVES and row.judgement.area not in topic.areas

    def _reason_row(
        self,
        report: Report,
        row: Row,
        topic: Topic,
        graded: Sequence[tuple[Report, Row]],
        builder: AnswerBuilder,
    ) -> list[Claim]:
        grades = [each.grade for _, each in graded]
        place, level = grades.index(row.grade) + 1, grades.count(row.grade)
        grade = row.grade.value
        if self._is_combined(row, topic):
            grade = self._say("combined", grade=grade)
        is_good = RANKS[row.grade] >= _GOOD
        way = Polarity.PRAISE if is_good else Polarity.CRITICISM
        reason = reason_in(self._counter.sentences, report, topic, way)
        return [
            Claim(f"{place}=" if level > 1 else str(place)),
            Claim(report.council, (), report.council),
            builder.cell(grade, [row], report.council),
            self._quoted(reason, report, builder),
            Claim(say_date(report.published), (), report.council),
        ]

    def _quoted(self, passage: Passage | None, report: Report, builder: AnswerBuilder) -> Claim:
        quoted = builder.quote(Quoted(passage, report)) if passage else None
        return quoted or Claim(self._say("silent-on"), (), report.council)

    # ---- by how far grades moved

    def _put_movers(self, request: Request, builder: AnswerBuilder) -> bool:
        band = self._counter.band(request)
        lowest = request.move.before if request.move else frozenset()
        moved: list[Row] = []
        alone = 0
        for name in band.names:
            rows = [
                row for r in self._library.inspections(name) if (row := row_of(r, Topic.OVERALL))
            ][:2]
            if len(rows) < 2:  # noqa: PLR2004 - one grade has not moved
                alone += 1
                continue
            row = Row(rows[0].report, rows[0].judgement, rows[1])
            if row.steps and (not lowest or rows[1].grade in lowest):
                moved.append(row)
        ways = (
            [Change.UP, Change.DOWN]
            if request.is_both_ways
            else [Change.DOWN if request.order is First.MOST_DECLINED else Change.UP]
        )
        for way in ways:
            rows = sorted(
                (row for row in moved if row.change is way),
                key=lambda row: (-abs(row.steps or 0), -row.report.newest.toordinal()),
            )
            self._put_moved(rows, way, request.number if way is ways[0] else None, builder)
        builder.note(self._say("movers-rule", alone=alone))
        return True

    def _put_moved(
        self, rows: Sequence[Row], way: Change, number: int | None, builder: AnswerBuilder
    ) -> None:
        shown = list(rows[:number] if number else rows)
        if not shown:
            builder.note(self._say(f"movers-none-{way}"))
            return
        listed = say_names(
            [f"{r.council} ({self._say(f'step-{min(abs(r.steps or 1), 3)}')})" for r in shown]
        )
        builder.note(self._say(f"movers-{way}", names=listed))
        last = abs(shown[-1].steps or 0)
        level = [row for row in rows if abs(row.steps or 0) == last]
        heads = [self._say(f"head-{n}") for n in ("council", "before", "now", "between", "why")]
        builder.table(heads, [self._moved_row(row, way, builder) for row in shown])
        if len(shown) < len(rows) and len(level) > 1:
            steps = self._say(f"step-{min(last, 3)}")
            builder.note(self._say("movers-tied", count=len(level), steps=steps))

    def _between(self, before: Row, row: Row) -> str:
        """How long it was from one inspection to the next: "4 years and 1 month"."""
        days = (row.report.newest - before.report.newest).days
        months = round(days / DAYS_OF_A_MONTH)
        years, rest = divmod(months, 12)
        parts = (("year", years), ("month", rest))
        told = [f"{n} {unit}{'' if n == 1 else 's'}" for unit, n in parts if n]
        return " and ".join(told)

    def _moved_row(self, row: Row, way: Change, builder: AnswerBuilder) -> list[Claim]:
        polarity = Polarity.PRAISE if way is Change.UP else Polarity.CRITICISM
        sentences, report = self._counter.sentences, row.report
        sign = 1 if way is Change.UP else -1
        changed = [p for p in sentences.on_change(report, LOOKED_AT) if _tells(p, sign)]
        reason = next(iter(changed), None) or reason_in(sentences, report, Topic.LEADERS, polarity)
        before = row.before or row
        return [
            Claim(row.council, (), row.council),
            *(
                builder.cell(
                    f"{each.grade.value} ({say_windows(each.report.inspection.windows)})",
                    [each],
                    row.council,
                )
                for each in (before, row)
            ),
            Claim(self._between(before, row), (), row.council),
            self._quoted(reason, report, builder),
        ]


_AT_TOP = re.compile(r"\b(?:first|top|best|highest|number one)\b", re.I)
_AT_END = re.compile(r"\b(?:last|bottom|worst|lowest)\b", re.I)
_SPLIT = re.compile(
    r"\bsame grade\b|\b(?:split|tie[sd]?|tie-?break\w*|separate|level)\b|\bnot (?:just|only|simply"
    r"|merely) (?:by |on )?(?:the |their )?(?:overall )?grades?\b|\b(?:beyond|within) (?:the |a )?"
    r"grades?\b",
    re.I,
)


def _areas_at(report: Report, row: Row) -> float:
    """Which part of all judgements of an inspection has the grade of one of them."""
    return sum(j.grade is row.grade for j in report.judgements) / len(report.judgements)


def _shown_of(graded: Sequence[_Graded], request: Request) -> Sequence[_Graded]:
    """As many as are asked for; where reasons for a list are asked, with those level with its last,
    as that list had them.
    """
    number = request.number or len(graded)
    if request.goes_on and number < len(graded):
        last = graded[number - 1]
        level = (last[1].grade, _areas_at(*last))
        number += sum((row.grade, _areas_at(r, row)) == level for r, row in graded[number:])
    return graded[:number]


_FELL = re.compile(
    r"\b(?:declin|deteriorat|worse|not been (?:maintain|sustain)|weaken|fall)\w*", re.I
)


def _tells(passage: Passage, sign: int) -> bool:
    """Whether a sentence on what has changed tells of a rise, or of a fall."""
    if sign < 0:
        return bool(_FELL.search(passage.text)) or balance_of(passage.text) < -1
    return not _FELL.search(passage.text) and balance_of(passage.text) > 0
