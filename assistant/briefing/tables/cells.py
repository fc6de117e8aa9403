"""The cells of a wished table: for each column what is told of a report, and by what its rows can
be put in order.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.answers import Claim
from assistant.areas import SECTIONS, Topic
from assistant.briefing.counting import Counter
from assistant.briefing.leads import Leads
from assistant.briefing.points import Point, points_of
from assistant.briefing.records import days_of
from assistant.briefing.tables.wording import Words, in_words
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import Phrases, head
from assistant.grading.rows import HALVES, combined_row, graded_row, row_of
from assistant.library import Library
from assistant.request import Column, Polarity, Told
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Kind, Passage, Report
from index.storing.store import Store

MOST_SENTENCES = 6  # of an area on each side
SHORTEST_OF = 4  # plainest sentences, of which the shortest is shown in a cell
COUNTED = frozenset(
    {
        Told.POINTS, Told.PAGES, Told.DAYS, Told.TO_PUBLISH, Told.INSPECTIONS, Told.VISITS,
        Told.REPORTS, Told.GAP, Told.ELAPSED,
    }
)  # fmt: skip
PLACEHOLDERS = {
    "head-council": frozenset(),
    "head-place": frozenset(),
    "head-before": frozenset({"head"}),
    "head-grade": frozenset({"area"}),
    "head-on": frozenset({"head", "area"}),
    **{f"head-{told.value.replace(' ', '-')}": frozenset[str]() for told in Told
       if told not in {Told.GRADE, Told.WORDS}},
    "head-words": frozenset({"words"}),
    "joint": frozenset({"grade"}),
    "not-graded": frozenset(),
    "no-report": frozenset(),
    "not-told": frozenset(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table: a report, and where each row has some, a sentence of it with the words for
    which it was found.
    """

    report: Report
    passage: Passage | None = None
    words: str = ""


Key = int | str | None


class Cells:
    """Fills cells over one library."""

    def __init__(
        self,
        store: Store,
        library: Library,
        counter: Counter,
        leads: Leads,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store, self._library, self._counter = store, library, counter
        self._leads, self._today = leads, today
        self._phrases = Phrases()
        self._points: dict[str, tuple[Point, ...]] = {}
        self.say = Wording("table-cells.md", PLACEHOLDERS).say

    # ---- what stands above

    def head(self, column: Column) -> str:
        """What stands above a column."""
        name = f"head-{column.told.value.replace(' ', '-')}"
        facts: Mapping[str, str] = {}
        if column.told is Told.GRADE:
            facts = {"area": head((column.area or Topic.OVERALL).value)}
        elif column.told is Told.WORDS:
            facts = {"words": head(column.words)}
        said = self.say(name, **facts)
        if column.area and column.told in {Told.PRAISE, Told.WORRY}:
            said = self.say("head-on", head=said, area=column.area.value)
        return self.say("head-before", head=said) if column.back else said

    # ---- what stands in a row

    def cell(
        self, entry: Entry, column: Column, builder: AnswerBuilder, *, is_blank: bool = False
    ) -> Claim:
        """What a column tells of a report, cited; with `is_blank` nothing where none is told."""
        report = self.meant(entry.report, column)
        council = entry.report.council
        if report is None:
            return Claim("" if is_blank else self.say("no-report"), (), council)
        if column.told is Told.GRADE:
            return self._grade(report, column, builder, is_blank=is_blank)
        if column.told is Told.LED:
            told = self._leads.cell(report, builder)
            return told if told.citations or not is_blank else Claim("", (), council)
        if column.told in {Told.PRAISE, Told.WORRY, Told.WORDS, Told.IMPROVE}:
            passage = self._words(entry, report, column)
            quoted = passage and builder.quote(Quoted(passage, report))
            return quoted or Claim("" if is_blank else self.say("not-told"), (), council)
        return Claim(self.plain(report, column), self._cited(report, column, builder), council)

    def meant(self, report: Report, column: Column) -> Report | None:
        """The inspection of which a column tells: the one of the row, or one before it."""
        if not column.back:
            return report
        earlier = [r for r in self._library.inspections(report.council) if r.newest < report.newest]
        return earlier[column.back - 1] if len(earlier) >= column.back else None

    def _grade(
        self, report: Report, column: Column, builder: AnswerBuilder, *, is_blank: bool
    ) -> Claim:
        area = column.area or Topic.OVERALL
        if row := row_of(report, area):
            return builder.cell(row.grade.value, [row], report.council)
        joint = combined_row(report, area)
        if joint and not is_blank:
            said = self.say("joint", grade=joint.grade.value)
            return builder.cell(said, [joint], report.council)
        return Claim("" if is_blank else self.say("not-graded"), (), report.council)

    def is_joint(self, report: Report, column: Column) -> bool:
        """Whether one grade covers the area of a column and another one."""
        meant, area = self.meant(report, column), column.area
        if meant is None or area is None or area not in HALVES or column.told is not Told.GRADE:
            return False
        return row_of(meant, area) is None and combined_row(meant, area) is not None

    def points(self, report: Report) -> tuple[Point, ...]:
        """What must improve by a report."""
        if report.id not in self._points:
            self._points[report.id] = points_of(self._store, report)
        return self._points[report.id]

    def _words(self, entry: Entry, report: Report, column: Column) -> Passage | None:
        """A sentence of a report for a cell."""
        if column.told is Told.IMPROVE:
            return entry.passage
        if column.told is Told.WORDS:
            return self._told_in_words(entry, report, column)
        found = self.sentences(report, column)[:SHORTEST_OF]
        return min(found, key=lambda passage: len(passage.text), default=None)

    def sentences(self, report: Report, column: Column) -> list[Passage]:
        """The sentences of an area, or of the whole report, that praise or criticise most
        plainly, the plainest first.
        """
        polarity = Polarity.PRAISE if column.told is Told.PRAISE else Polarity.CRITICISM
        section = SECTIONS.get(column.area) if column.area else None
        sections = [section] if section else list(SECTIONS.values())
        sentences = self._counter.sentences
        of_sections = sentences.of(report, *sections)
        return sentences.plainest(of_sections, polarity, MOST_SENTENCES, best_first=True)

    def _told_in_words(self, entry: Entry, report: Report, column: Column) -> Passage | None:
        """The sentence of a row, where the words of a column stand in it; of a column on something
        else beside them, a sentence with the words of the row that comes near it.
        """
        words = Words(column.words)
        if entry.words and entry.words != column.words:
            of_row = in_words(self._store, report, Words(entry.words))
            return next((p for p in of_row if words.come_near(p.text)), None)
        if entry.passage:
            return entry.passage
        return next(in_words(self._store, report, words), None)

    def plain(self, report: Report, column: Column) -> str:
        """What a column tells that is no grade and no quote."""
        if column.told in COUNTED and column.told is not Told.ELAPSED:
            number = self.number(report, column)
            return "" if number is None else str(number)
        region, kind = self._counter.population.region, self._counter.population.kind
        tellers: dict[Told, Callable[[], str]] = {
            Told.REGION: lambda: region(report.council),
            Told.TYPE: lambda: kind(report.council),
            Told.KIND: lambda: head(report.kind_label),
            Told.INSPECTED: lambda: say_windows(report.inspection.windows),
            Told.PUBLISHED: lambda: say_date(report.published),
            Told.ELAPSED: lambda: self._phrases.ago(report.ended, self._today()),
        }
        return tellers[column.told]()

    def _cited(self, report: Report, column: Column, builder: AnswerBuilder) -> tuple[int, ...]:
        """The numbers of what a count rests on: the first of the points that are counted."""
        if column.told is Told.POINTS and (points := self.points(report)):
            quoted = builder.quote(Quoted(points[0].lines[0], report))
            return quoted.citations if quoted else ()
        return ()

    # ---- in which order

    def number(self, report: Report, column: Column) -> int | None:
        """What a column counts; None where it cannot be told."""
        counts: dict[Told, Callable[[], int | None]] = {
            Told.POINTS: lambda: len(self.points(report)) or None,
            Told.PAGES: lambda: report.page_count,
            Told.DAYS: lambda: days_of(report)[1] or None,
            Told.TO_PUBLISH: lambda: _until_published(report),
            Told.INSPECTIONS: lambda: len(self._library.inspections(report.council)),
            Told.VISITS: lambda: sum(r.kind.framework.is_letter for r in self._held(report)),
            Told.REPORTS: lambda: sum(1 for _ in self._held(report)),
            Told.GAP: lambda: _gap(report, column),
            Told.ELAPSED: lambda: (self._today() - report.ended).days,
        }
        return counts[column.told]()

    def key(self, entry: Entry, column: Column) -> Key:
        """By what rows are put in the order of a column: grades from the worst to the best, days
        from the oldest; None of what cannot be put in it.
        """
        report = self.meant(entry.report, column)
        if report is None:
            return None
        if column.told is Told.GRADE:
            row = graded_row(report, column.area or Topic.OVERALL)
            return RANKS.get(row.grade) if row else None
        if column.told in COUNTED:
            return self.number(report, column)
        if column.told is Told.INSPECTED:
            return report.ended.toordinal()
        if column.told is Told.PUBLISHED:
            return (report.published or report.newest).toordinal()
        if column.told in {Told.REGION, Told.TYPE, Told.KIND}:
            return self.plain(report, column)
        return " ".join(self._leads.of(report)) if column.told is Told.LED else report.council

    def _held(self, report: Report) -> Iterator[Report]:
        return (r for r in self._library.of(report.council) if r.kind is not Kind.ARTICLE)


def _gap(report: Report, column: Column) -> int | None:
    """How many grades lie between two areas of one inspection."""
    topics = (column.area or Topic.IN_CARE, column.other or Topic.CARE_LEAVERS)
    ranks = [RANKS[row.grade] for t in topics if (row := row_of(report, t)) and row.grade in RANKS]
    return abs(ranks[0] - ranks[1]) if len(ranks) > 1 else None


def _until_published(report: Report) -> int | None:
    """How many days after the last day of an inspection its report came out."""
    if not (report.published and report.inspection.end):
        return None
    return (report.published - report.inspection.end).days
