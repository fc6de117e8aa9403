"""Reports in which some words stand: an exact list over all of them, whatever is said of it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.briefing.counting import Counter
from assistant.briefing.points import points_of
from assistant.briefing.tables.cells import Entry
from assistant.briefing.tables.wording import Words, in_words
from assistant.briefing.themes import themes_named
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.request import Column, Request, Told, Unit, Want
from assistant.wording import Wording
from index.reports import Kind, Passage, Report
from index.storing.store import Store

MOST_WITHOUT = 30  # councils without the words that are named
_FACTS = frozenset({"words", "count", "total", "where"})
PLACEHOLDERS = {
    "mentioned": _FACTS | {"councils", "all_councils"},
    "mentioned-latest": _FACTS | {"names"},
    "mentioned-none": _FACTS - {"count"},
    "mentioned-list": _FACTS | {"names"},
    "mentioned-list-none": _FACTS - {"count"},
    "of-latest": frozenset({"count", "total"}),
    "without": frozenset({"names"}),
    "on-theme": frozenset({"theme"}),
    "nearly": frozenset({"count"}),
    "rule": frozenset({"words"}),
    "rule-list": frozenset({"words"}),
}


class Mentions:
    """Finds words in the reports of one library."""

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store, self._library, self._counter = store, library, counter
        self._say = Wording("mentions.md", PLACEHOLDERS).say

    def put_lead(self, request: Request, builder: AnswerBuilder) -> list[Entry] | None:
        """Say in how many reports the words stand, and give these; None where there is nothing to
        look for.
        """
        words = Words(request.subject)
        where, reports = self._meant(request)
        if not words.tokens or not reports:
            return None
        is_listed = Want.IMPROVE in request.wants
        find = self._points if is_listed else self._sentences
        found = {report.id: next(find(report, words), None) for report in reports}
        said = request.subject
        entries = [Entry(r, first, said) for r in reports if (first := found[r.id])]
        name = "mentioned-list" if is_listed else "mentioned"
        facts = {"words": request.subject, "total": str(len(reports)), "where": where}
        if not entries:
            builder.note(self._say(f"{name}-none", **facts))
            return [] if is_listed else self._put_near(reports, words, request, builder)
        councils = list(dict.fromkeys(entry.report.council for entry in entries))
        facts["count"] = str(len(entries))
        if request.unit is not Unit.REPORTS:
            name = name if is_listed else f"{name}-latest"
            builder.note(self._say(name, names=say_names(sorted(councils)), **facts))
            return entries
        of_all = len({report.council for report in reports})
        lead = self._say("mentioned", councils=len(councils), all_councils=of_all, **facts)
        builder.note(f"{lead} {self._said_of_latest(entries, reports)}")
        return entries

    def _put_near(
        self, reports: Sequence[Report], words: Words, request: Request, builder: AnswerBuilder
    ) -> list[Entry]:
        """The reports with a sentence that lacks one of the words, said as such."""
        entries = [
            Entry(report, near, request.subject)
            for report in reports
            for near in islice(
                filter(lambda p: words.lack_one(p.text), self._store.catalogue.passages(report.id)),
                1,
            )
        ]
        if entries:
            builder.note(self._say("nearly", count=len(entries)))
        return entries

    def _meant(self, request: Request) -> tuple[str, list[Report]]:
        """The reports in which the words are looked for: all that are here, or the latest of each
        council.
        """
        band = self._counter.band(request)
        names = request.councils or band.names
        where = f" {band.label}" if band.label and not request.councils else ""
        if request.unit is not Unit.REPORTS:
            latest = self._counter.of(names).reports
            return where, [r for r in latest if not request.times.names_years or r in request.times]
        held = {r.id: r for name in names for r in self._library.of(name)}
        reports = [r for r in held.values() if r.kind is not Kind.ARTICLE and r in request.times]
        return where, reports

    def _sentences(self, report: Report, words: Words) -> Iterator[Passage]:
        return in_words(self._store, report, words)

    def _points(self, report: Report, words: Words) -> Iterator[Passage]:
        """The points that must improve in which the words stand."""
        for point in points_of(self._store, report):
            if words.stand_in(point.whole.text):
                yield point.whole

    def _said_of_latest(self, entries: Sequence[Entry], reports: Sequence[Report]) -> str:
        latest = {
            inspections[0].id
            for name in {report.council for report in reports}
            if (inspections := self._library.inspections(name))
        }
        count = sum(entry.report.id in latest for entry in entries)
        return self._say("of-latest", count=count, total=len(latest))

    def columns(self, request: Request) -> tuple[Column, ...]:
        """The columns of a table for which none are wished: when, which grade, and the words."""
        told = Told.IMPROVE if Want.IMPROVE in request.wants else Told.WORDS
        words = Column(told, words=request.subject)
        return (Column(Told.PUBLISHED), Column(Told.GRADE), words)

    def note(self, request: Request, entries: Sequence[Entry], builder: AnswerBuilder) -> None:
        """In whose reports the words do not stand, and by what rule they were found."""
        _, reports = self._meant(request)
        with_words = {entry.report.council for entry in entries}
        without = sorted({r.council for r in reports} - with_words)
        if 0 < len(without) <= MOST_WITHOUT and entries:
            builder.note(self._say("without", names=say_names(without)))
        if Want.IMPROVE in request.wants:
            self._put_on_theme(request, reports, with_words, builder)
        tokens = [f"“{token}”" for token in Words(request.subject).tokens]
        is_listed = Want.IMPROVE in request.wants
        builder.note(self._say("rule-list" if is_listed else "rule", words=say_names(tokens)))

    def _put_on_theme(
        self,
        request: Request,
        reports: Sequence[Report],
        with_words: set[str],
        builder: AnswerBuilder,
    ) -> None:
        """Points on the same theme in other words, of councils that have none in these."""
        themes = themes_named(request.themes)
        quoted = []
        for report in reports if themes else ():
            points = [point.whole for point in points_of(self._store, report)]
            on = [p for p in points if any(theme.listed.search(p.text) for theme in themes)]
            if on and report.council not in with_words:
                quoted.append(Quoted(on[0], report, report.council))
        label = say_names([theme.label for theme in themes])
        builder.quotes(quoted, self._say("on-theme", theme=label) if quoted else "")
