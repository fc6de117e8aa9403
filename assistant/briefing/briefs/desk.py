"""What all parts of a brief are made with: the report that is meant, what is asked of it, and the
sentences that stand in it already.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.briefing.chosen import is_official
from assistant.briefing.points import Point, points_of
from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import theme_of
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.library import Library
from assistant.request import Polarity, Request, Want
from assistant.themes import all_themes
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Passage, Report, Section
from index.storing.store import Store

COMPOSER = "brief"
CHANGED = 2  # sentences that say what has changed
FIRST_POINTS = 3  # of a short brief
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
    "years-lines": frozenset({"council"}),
    "year-line": frozenset({"when", "grade", "move", "clause"}),
    "year-line-only": frozenset({"when", "grade", "move"}),
    "year-line-no-grade": frozenset({"when", "clause"}),
    "year-line-no-grade-only": frozenset({"when"}),
    "year-line-more": frozenset({"when", "clause"}),
    "moves": frozenset({"moves"}),
    "moves-none": frozenset(),
    **{f"moved-{move}": frozenset({"area", "before", "grade"}) for move in ("up", "down")},
    "items-worst": frozenset(),
    "items-best": frozenset(),
    "items-no-praise": frozenset(),
    "items-no-criticism": frozenset(),
    "items-unfixed": frozenset({"before"}),
    "items-now": frozenset(),
    "items-before": frozenset({"before"}),
    "items-all-new": frozenset({"before"}),
    "items-no-earlier": frozenset({"council"}),
}
PLACEHOLDERS["grade-same"] = _LEAD | {"grade", "before_when"}


@dataclass
class Made:
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


class Desk:
    """The words, sentences and lists of one library's briefs."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.library = library
        self.sentences = Sentences(store)
        self.say = Wording("briefs.md", PLACEHOLDERS).say

    def put_what_it_is(self, made: Made) -> None:
        """That a report is a demonstration, or an older one."""
        if made.report.is_brief:
            made.builder.note(self.say("brief-not-official"))
        if self.library.is_older(made.report):
            made.builder.note(self.say("older", council=made.report.council))

    def put_points(self, made: Made) -> None:
        """All that must improve; of a short brief the first, with how many there are."""
        report = made.report
        points = points_of(self.store, report)
        facts = {"council": report.council, "published": say_date(report.published)}
        if not points:
            made.builder.note(self.say("no-improve", **facts))
            return
        if made.request.themes and Want.ALL_TO_IMPROVE in made.request.wants:
            on = [point for point in points if is_on(point, made.request.themes)]
            counted = {"count": self.say("points", count=len(points)), "shown": len(on)}
            heading = self.say("improve-some", **counted, **facts)
            made.builder.quotes(self._lines(made, on), heading)
            if not on:
                made.builder.note(self.say("improve-none", **facts))
            return
        shown = (
            points[:FIRST_POINTS]
            if made.is_short and Want.ALL_TO_IMPROVE not in made.request.wants
            else points
        )
        made.builder.quotes(self._lines(made, shown), self._improve(len(points), len(shown), facts))

    def _improve(self, count: int, shown: int, facts: dict[str, str]) -> str:
        if count == 1:
            return self.say("improve-one", **facts)
        said = self.say("points", count=count)
        if shown < count:
            return self.say("improve-first", count=said, shown=shown, **facts)
        return self.say("improve", count=said, **facts)

    def _lines(self, made: Made, points: Sequence[Point]) -> list[Quoted]:
        return [Quoted(p, made.report) for p in made.new([point.whole for point in points])]

    def strong_and_weak(self, made: Made, passages: Sequence[Passage], most: int) -> list[Quoted]:
        """The plainest praise and criticism, of the side that is asked for."""
        polarity = made.request.polarity
        quoted: list[Quoted] = []
        for name, way in (("strength", Polarity.PRAISE), ("weakness", Polarity.CRITICISM)):
            if polarity in {None, way}:
                found = made.new(self.sentences.plainest(passages, way, most))
                quoted += [Quoted(passage, made.report, self.say(name)) for passage in found]
        return quoted

    def put_changed(self, made: Made, *sections: Section) -> None:
        """What the report says is otherwise than before."""
        if made.earlier is None:
            made.builder.note(self.say("only-inspection", council=made.report.council))
            return
        found = self.sentences.on_change(made.report, CHANGED, sections)
        made.builder.quotes(self.quoted(made, found), self.say("changed"))

    def put_unknown(self, made: Made) -> None:
        """What came after, as far as the library knows."""
        if self._later(made.report):
            self.put_later(made)
        else:
            facts = {"council": made.report.council, "newest": self.library.newest}
            made.builder.note(self.say("unknown", **facts))

    def put_later(self, made: Made) -> None:
        """What this library holds that came after, where it does."""
        later = self._later(made.report)
        if later:
            said = "; ".join(self.say_report(r) for r in later)
            made.builder.note(self.say("since", reports=said, newest=self.library.newest))

    def _later(self, report: Report) -> list[Report]:
        return [
            r
            for r in self.library.of(report.council)
            if r.newest > report.newest and is_official(r)
        ]

    def quoted(self, made: Made, passages: Sequence[Passage]) -> list[Quoted]:
        """Sentences that do not stand in it yet, to be quoted."""
        return [Quoted(passage, made.report) for passage in made.new(passages)]

    def facts(self, report: Report) -> dict[str, object]:
        """What tells of a report: council, kind and dates."""
        return {
            "council": report.council,
            "kind": report.kind.label,
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
        }

    def say_report(self, report: Report, council: str = "") -> str:
        """A report by its kind and date, and its council where that is given."""
        said = self.say("report", kind=report.kind_label, published=say_date(report.published))
        return f"{council}, {said}" if council else said


def text_of(point: Point) -> str:
    """All that a point says."""
    return " ".join(line.text for line in point.lines)


def is_on(point: Point, themes: Sequence[str]) -> bool:
    """Whether a point is on one of some themes; one on no theme is on what most are."""
    theme = theme_of(text_of(point))
    return theme.name in themes if theme else len(themes) > len(all_themes()) / 2
