"""Tables of a wished shape over many councils: which columns, which councils, in which order; and
orders by what is counted ("who has the fewest things still to fix?").

The first sentence says what the table shows, or who comes first in it; below it stands what could
not be told, and where the table can be had as a file.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.answers import Answer, Claim, Part
from assistant.briefing.counting import Counter
from assistant.briefing.points import Point
from assistant.briefing.tables.cells import COUNTED, Cells, Entry, Key
from assistant.briefing.tables.mentions import Mentions
from assistant.briefing.themes import themes_named
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.request import Column, First, Form, Request, Told, Unit, Want
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Report
from index.storing.store import Store

COMPOSER = "tables"
MOST_NAMED = 8  # councils named in a sentence; of more, how many they are
STEPS_SAID = 3  # places of an order that its first sentence tells
MOST_WHOLE = 15  # rows of an order that are all shown where no number is asked for
MOST_FIRST = 10  # of a longer one, those that are shown, and those level with the last
MOST_POINTS_SHOWN = 8  # councils of an order whose points are quoted below it
DEFAULT = (Told.GRADE, Told.INSPECTED)
HIGHEST_FIRST = {First.BEST, First.NEWEST, First.MOST}
# Of what the fewest are the best, so that the worst come first where most do.
_SAVED = {COMPOSER, "catalogue", "orders", "patterns", "records"}  # whose answers are tables
_QUOTED = {Told.PRAISE, Told.WORRY}
_BAD_IF_MANY = {Told.POINTS, Told.GAP, Told.ELAPSED, Told.TO_PUBLISH}
PLACEHOLDERS = {
    "lead": frozenset({"count", "where", "columns"}),
    "lead-sheets": frozenset({"names"}),
    "sheet-heading": frozenset({"council", "published"}),
    "first-shown": frozenset({"count", "total"}),
    "lead-all": frozenset({"count", "where", "columns"}),
    "bounded": frozenset({"count", "total", "where", "bound", "what", "names"}),
    "none-bounded": frozenset({"total", "where", "bound", "what"}),
    "at-least": frozenset({"number"}),
    "at-most": frozenset({"number"}),
    "of-points": frozenset(), "of-pages": frozenset(), "of-inspections": frozenset(),
    "lead-two": frozenset({"count", "where", "columns"}),
    "lead-points": frozenset({"points", "count", "where"}),
    "lead-points-one": frozenset({"points", "council", "published"}),
    "sorted": frozenset({"column", "first"}),
    "first-worst": frozenset(), "first-best": frozenset(), "first-newest": frozenset(),
    "first-oldest": frozenset(), "first-most": frozenset(), "first-fewest": frozenset(),
    "most": frozenset({"what", "where", "total", "steps"}),
    "fewest": frozenset({"what", "where", "total", "steps"}),
    **{f"{end}-{told.value.replace(' ', '-')}": frozenset[str]()
       for end in ("most", "fewest") for told in COUNTED},
    "step": frozenset({"names", "number"}),
    "step-level": frozenset({"names", "number"}),
    "many": frozenset({"count"}),
    "ago": frozenset({"inspected", "ago"}),
    "placed": frozenset({"council", "place", "total", "number"}),
    "overdue": frozenset(),
    "level": frozenset({"count", "asked"}),
    "joint": frozenset({"count", "names"}),
    "joint-blank": frozenset({"count", "names"}),
    "no-earlier": frozenset({"names"}),
    "uncounted": frozenset({"names"}),
    "no-points": frozenset({"names"}),
    "visits-rule": frozenset(),
    "points-rule": frozenset(),
    "files": frozenset(),
    "files-word": frozenset(),
    "points-heading": frozenset({"council", "published"}),
    "tables-coverage": frozenset({"library"}),
}  # fmt: skip

Ranked = list[tuple[Entry, Key]]


class Tables:
    """Makes wished tables over one library."""

    def __init__(self, store: Store, library: Library, counter: Counter, cells: Cells) -> None:
        self._store, self._library, self._counter, self._cells = store, library, counter, cells
        self._mentions = Mentions(store, library, counter)
        self._say = Wording("tables.md", PLACEHOLDERS).say

    def answer(self, request: Request) -> Answer | None:
        """A table with the columns that are wished for: "all councils, overall and who led it"."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        is_made = (
            self._put_mentions(request, builder)
            if request.form is Form.MENTIONED
            else self._put_councils(request, builder)
        )
        if not is_made:
            return None
        coverage = self._say("tables-coverage", library=self._library.label)
        return builder.answer(request, coverage, COMPOSER)

    def with_files(self, request: Request, answer: Answer) -> Answer:
        """An answer that is to be taken away, with where it can be had."""
        if Want.FILE not in request.wants or answer.composer not in _SAVED:
            return answer
        note = self._say("files-word" if _is_of_word(request) else "files")
        return replace(answer, parts=(*answer.parts, Part(note=note)))

    # ---- of councils

    def _put_councils(self, request: Request, builder: AnswerBuilder) -> bool:
        label, reports = self._meant(request)
        if not reports:
            return False
        where = f" {label}" if label else ""
        columns = request.columns or tuple(map(Column, DEFAULT))
        if any(column.told is Told.IMPROVE for column in columns):
            return self._put_points(reports, where, columns, request, builder)
        if Want.HEADINGS in request.wants and {c.told for c in columns} & _QUOTED:
            self._put_sheets(reports, columns, builder)
            return True
        ranked = self.ordered([Entry(report) for report in reports], request)
        if request.at_least is not None or request.at_most is not None:
            ranked = self._put_bounded(ranked, where, request, builder)
        elif _is_counted(request):
            self._put_first(ranked, where, request, builder)
        else:
            builder.note(self._lead(len(ranked), where, columns, request))
        shown = _shown(ranked, request)
        self.put_rows(shown, columns, request, builder)
        self._note(ranked, shown, columns, request, builder)
        if Want.ALL_TO_IMPROVE in request.wants and len(shown) <= MOST_POINTS_SHOWN:
            self._quote_points([entry.report for entry, _ in shown], request, builder)
        return True

    def _lead(self, count: int, where: str, columns: Sequence[Column], request: Request) -> str:
        """What a table shows, and in which order."""
        heads = [self._cells.head(column) for column in columns if not column.back]
        is_of_all = request.unit is Unit.REPORTS
        two = any(column.back for column in columns)
        name = "lead-all" if is_of_all else "lead-two" if two else "lead"
        said = self._say(name, count=count, where=where, columns=_listed(heads))
        return f"{said} {self._said_order(request)}".strip()

    def _put_bounded(
        self, ranked: Ranked, where: str, request: Request, builder: AnswerBuilder
    ) -> Ranked:
        """Say how many councils have at least, or at most, so much of what is counted; these."""
        least, most = request.at_least or 0, request.at_most
        fitting: Ranked = [
            (entry, key)
            for entry, key in ranked
            if isinstance(key, int) and key >= least and (most is None or key <= most)
        ]
        told = request.sorted_by.told if request.sorted_by else Told.POINTS
        what = self._say(f"of-{told.value}")
        bound = (
            self._say("at-least", number=least)
            if most is None
            else self._say("at-most", number=most)
        )
        facts = {"what": what, "where": where, "bound": bound, "total": str(len(ranked))}
        names = [entry.report.council for entry, _ in fitting]
        if not names:
            builder.note(self._say("none-bounded", **facts))
        else:
            builder.note(
                self._say("bounded", count=len(names), names=say_names(sorted(names)), **facts)
            )
        return fitting

    def _put_sheets(
        self, reports: Sequence[Report], columns: Sequence[Column], builder: AnswerBuilder
    ) -> None:
        """For each council its grades, and below a heading what is praised and what is not."""
        builder.is_placed = True
        names = say_names([report.council for report in reports])
        builder.note(self._say("lead-sheets", names=names))
        for report in reports:
            facts = {"council": report.council, "published": say_date(report.published)}
            above = self._say("sheet-heading", **facts)
            cells = [c for c in columns if c.told is Told.GRADE]
            graded = tuple(
                replace(cell, text=f"{self._cells.head(column)}: {cell.text}")
                for column in cells
                if (cell := self._cells.cell(Entry(report), column, builder)).text
            )
            builder.parts.append(Part(graded, above))
            for column in (c for c in columns if c.told in _QUOTED):
                quoted = [Quoted(p, report) for p in self._cells.sentences(report, column)]
                label = f"{report.council}: {self._cells.head(column).lower()}"
                builder.quotes(quoted, label)

    def _meant(self, request: Request) -> tuple[str, tuple[Report, ...]]:
        """The councils that are meant, each by its latest graded inspection, and what they have in
        common.
        """
        if request.councils:
            return "", self._counter.of(request.councils).reports
        band = self._counter.band(request)
        times, reports = request.times, band.reports
        if request.unit is Unit.REPORTS:
            reports = tuple(r for name in band.names for r in self._library.inspections(name))
        if times.names_years:
            reports = tuple(report for report in reports if report in times)
        return band.label, tuple(r for r in reports if r.council not in request.excluded)

    def ordered(self, entries: Sequence[Entry], request: Request) -> Ranked:
        """Rows in the order that is wished for, what cannot be put in it last; else by name."""
        by_name = sorted(entries, key=lambda entry: entry.report.council)
        column = request.sorted_by
        if column is None:
            return [(entry, None) for entry in by_name]
        ranked = [(entry, self._cells.key(entry, column)) for entry in by_name]
        told = [pair for pair in ranked if pair[1] is not None]
        is_down = request.order in HIGHEST_FIRST
        if column.told in _BAD_IF_MANY and request.order in {First.BEST, First.WORST}:
            is_down = request.order is First.WORST
        told.sort(key=lambda pair: pair[1], reverse=is_down)  # type: ignore[arg-type, return-value]
        return told + [pair for pair in ranked if pair[1] is None]

    def put_rows(
        self,
        ranked: Ranked,
        columns: Sequence[Column],
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """The table; of an order by what is counted, with places."""
        is_blank = Want.BLANK in request.wants
        is_placed = _is_counted(request)
        keys = [key for _, key in ranked]
        rows = []
        for entry, key in ranked:
            cells = [Claim(entry.report.council, (), entry.report.council)]
            if is_placed:
                cells.insert(0, Claim(_place(keys, key)))
            cells += [
                self._cells.cell(entry, column, builder, is_blank=is_blank) for column in columns
            ]
            rows.append(cells)
        heads = [self._cells.say("head-council"), *(self._cells.head(c) for c in columns)]
        builder.table([self._cells.say("head-place"), *heads] if is_placed else heads, rows)

    # ---- what is said above a table, and below it

    def _said_order(self, request: Request) -> str:
        column, order = request.sorted_by, request.order
        if column is None or order is None:
            return ""
        first = self._say(f"first-{order.value}")
        return self._say("sorted", column=self._cells.head(column).lower(), first=first)

    def _put_first(
        self, ranked: Ranked, where: str, request: Request, builder: AnswerBuilder
    ) -> None:
        """Who comes first in an order by what is counted, and where the council stands for whose
        sake it is asked.
        """
        column = request.sorted_by
        if column is None:
            return
        is_most = (
            request.order in {First.MOST, First.WORST, First.OLDEST}
            if column.told in _BAD_IF_MANY
            else request.order in HIGHEST_FIRST
        )
        end = "most" if is_most else "fewest"
        told = [(entry, key) for entry, key in ranked if key is not None]
        steps = [
            self._step([entry.report for entry, _ in group], column)
            for _, group in groupby(told, key=lambda pair: pair[1])
        ][:STEPS_SAID]
        what = self._say(f"{end}-{column.told.value.replace(' ', '-')}")
        facts = {"what": what, "where": where, "total": str(len(told))}
        builder.note(self._say(end, steps="; ".join(steps), **facts))
        for place, (entry, _) in enumerate(told, 1):
            if entry.report.council == request.home:
                number = self._number(entry.report, column)
                facts = {"council": request.home, "place": str(place), "total": str(len(told))}
                builder.note(self._say("placed", number=number, **facts))
        if request.home and column.told is Told.ELAPSED:
            builder.note(self._say("overdue"))

    def _step(self, reports: Sequence[Report], column: Column) -> str:
        names = [report.council for report in reports]
        listed = (
            say_names(names) if len(names) <= MOST_NAMED else self._say("many", count=len(names))
        )
        name = "step-level" if len(names) > 1 else "step"
        return self._say(name, names=listed, number=self._number(reports[0], column))

    def _number(self, report: Report, column: Column) -> str:
        """A count as it is said; of days since an inspection, when it was."""
        if column.told is Told.ELAPSED:
            ago = self._cells.plain(report, column)
            return self._say("ago", inspected=say_windows(report.inspection.windows), ago=ago)
        return str(self._cells.number(report, column))

    def _note(
        self,
        ranked: Ranked,
        shown: Ranked,
        columns: Sequence[Column],
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """What could not be told, and by what rule something is counted."""
        if request.number is None and len(shown) < len(ranked):
            builder.note(self._say("first-shown", count=len(shown), total=len(ranked)))
        if request.number and len(shown) > request.number:
            builder.note(self._say("level", count=len(shown), asked=request.number))
        self._note_untold([entry.report for entry, _ in shown], columns, request, builder)
        none = [entry.report for entry, key in ranked if key is None] if request.sorted_by else []
        if none:
            builder.note(self._say("uncounted", names=_named(none)))
        told = {column.told for column in columns}
        if Told.VISITS in told:
            builder.note(self._say("visits-rule"))
        if Told.POINTS in told:
            builder.note(self._say("points-rule"))

    def _note_untold(
        self,
        reports: Sequence[Report],
        columns: Sequence[Column],
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """Where one grade covers two areas, and of which council no earlier inspection is here."""
        joint = [r for r in reports if any(self._cells.is_joint(r, column) for column in columns)]
        if joint:
            name = "joint-blank" if Want.BLANK in request.wants else "joint"
            builder.note(self._say(name, count=len(joint), names=_named(joint)))
        earlier = max(columns, key=lambda column: column.back)
        if alone := [r for r in reports if self._cells.meant(r, earlier) is None]:
            builder.note(self._say("no-earlier", names=_named(alone)))

    # ---- what must improve, point by point

    def _put_points(
        self,
        reports: Sequence[Report],
        where: str,
        columns: Sequence[Column],
        request: Request,
        builder: AnswerBuilder,
    ) -> bool:
        """Every point that must improve on what is asked, a row each."""
        found = {report: self._points_on(report, request) for report in reports}
        entries = [Entry(r, point.whole) for r, points in found.items() for point in points]
        if not entries:
            return False
        count = len({entry.report.council for entry in entries})
        if len(reports) == 1:
            facts = {"council": reports[0].council, "published": say_date(reports[0].published)}
            builder.note(self._say("lead-points-one", points=len(entries), **facts))
        else:
            builder.note(self._say("lead-points", points=len(entries), count=count, where=where))
        ranked = self.ordered(entries, request)
        if Want.HEADINGS in request.wants or len(reports) == 1:
            self._quote_points(list(dict.fromkeys(e.report for e, _ in ranked)), request, builder)
        else:
            self.put_rows(ranked, columns, request, builder)
        if none := [report for report, points in found.items() if not points]:
            builder.note(self._say("no-points", names=_named(none)))
        return True

    def _points_on(self, report: Report, request: Request) -> list[Point]:
        themes = themes_named(request.themes)
        return [
            point
            for point in self._cells.points(report)
            if not themes or any(theme.listed.search(point.whole.text) for theme in themes)
        ]

    def _quote_points(
        self, reports: Sequence[Report], request: Request, builder: AnswerBuilder
    ) -> None:
        """What must improve by each report, under a heading of its own."""
        for report in reports:
            facts = {"council": report.council, "published": say_date(report.published)}
            quoted = [Quoted(point.whole, report) for point in self._points_on(report, request)]
            builder.quotes(quoted, self._say("points-heading", **facts))

    # ---- of reports in which words stand

    def _put_mentions(self, request: Request, builder: AnswerBuilder) -> bool:
        entries = self._mentions.put_lead(request, builder)
        if entries is None:
            return False
        columns = request.columns or self._mentions.columns(request)
        self.put_rows(self.ordered_mentions(entries, request), columns, request, builder)
        self._mentions.note(request, entries, builder)
        return True

    def ordered_mentions(self, entries: Sequence[Entry], request: Request) -> Ranked:
        """Reports in which words stand, in the order that is wished for; else the newest first."""
        if request.sorted_by:
            return self.ordered(entries, request)
        newest = sorted(entries, key=lambda entry: entry.report.newest, reverse=True)
        return [(entry, None) for entry in newest]


def _is_of_word(request: Request) -> bool:
    return "word" in request.message.lower()


def _is_counted(request: Request) -> bool:
    """Whether rows are put in order by what is counted."""
    return bool(request.sorted_by and request.sorted_by.told in COUNTED and request.order)


def _shown(ranked: Ranked, request: Request) -> Ranked:
    """So many as are asked for, with those level with the last."""
    number = request.number
    is_whole = {Want.WHOLE_ORDER, Want.FILE} & request.wants or len(ranked) <= MOST_WHOLE
    if number is None and _is_counted(request) and not is_whole and not request.home:
        number = MOST_FIRST
    if not number or number >= len(ranked):
        return ranked
    last = ranked[number - 1][1]
    level = [pair for pair in ranked[number:] if last is not None and pair[1] == last]
    return [*ranked[:number], *level]


def _place(keys: Sequence[Key], key: Key) -> str:
    if key is None:
        return ""
    place = keys.index(key) + 1
    return f"{place}=" if keys.count(key) > 1 else str(place)


def _named(reports: Sequence[Report]) -> str:
    return say_names(list(dict.fromkeys(report.council for report in reports)))


def _listed(heads: Sequence[str]) -> str:
    return say_names([above[:1].lower() + above[1:] for above in heads])
