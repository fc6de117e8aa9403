"""What patterns, orders and examples have in common: which councils are looked at, and how many
of them say something of a theme.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.areas import Topic
from assistant.briefing.matters import Matter, Matters
from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import Said, Theme, Themes, Way, themes_named
from assistant.finding.relevance import Relevance
from assistant.grading.phrases import LEAST_FOR_SHARE, say_names
from assistant.grading.population import Population
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Act, Form, GroupKind, Polarity, Request
from assistant.themes import all_themes
from assistant.times import LATEST, Times
from index.reports import Report
from index.storing.store import Store

MOST_NAMES = 12  # councils named in a row
LOOKED_AT = 3  # sentences of each of all councils that are read closely, the nearest
TWICE = 2  # plain sentences of a report that make a finding of it, where its list says nothing
# What makes a good place to work, which is several themes and no one topic.
OF_WORK = {
    "Supervision",
    "Caseloads and workload",
    "Workforce stability, recruitment and agency staff",
}
# That two groups of councils are to be set beside each other, and not taken together.
_BESIDE = re.compile(
    r"\b(?:same|differ\w*|compar\w+|vs?|versus|than|against|beside|unlike|whereas)\b|\bdon.?t\b",
    re.I,
)
_LIMITS = {GroupKind.REGION, GroupKind.TYPE, GroupKind.FAMILY, GroupKind.LISTED}


Say = Callable[..., str]  # what says the words of a file of prompts


def say_share(say: Say, count: int, total: int) -> str:
    """How many of how many, and the percentage of many: "7 of 9", "20 of 46, 43%"."""
    if total < LEAST_FOR_SHARE:
        return say("of", count=count, total=total)
    return say("of-share", count=count, total=total, percent=round(100 * count / total))


def say_some(say: Say, names: Sequence[str]) -> str:
    """Names in a row of a table, the first of many: "Leeds, York and 9 more"."""
    if len(names) <= MOST_NAMES:
        return say_names(names) if names else ""
    return say("and-more", names=", ".join(names[:MOST_NAMES]), count=len(names) - MOST_NAMES)


@dataclass(frozen=True, slots=True)
class Band:
    """Councils that are looked at together, each with its latest graded report."""

    label: str
    reports: tuple[Report, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its councils."""
        return tuple(report.council for report in self.reports)


@dataclass(frozen=True, slots=True)
class Counted:
    """The reports of a band that say something of a theme, each with its plainest words."""

    theme: Theme
    said: tuple[Said, ...]
    total: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.said)

    @property
    def share(self) -> float:
        """Which part of all that were looked at."""
        return self.count / self.total if self.total else 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The councils."""
        return tuple(each.report.council for each in self.said)


class Counter:
    """Counts over one library."""

    def __init__(
        self, store: Store, library: Library, population: Population, relevance: Relevance
    ) -> None:
        self._library = library
        self.matters = Matters(store, relevance)
        self.themes = Themes(store, library)
        self.sentences = Sentences(store)
        self.population = population

    def warm(self) -> None:
        """Have told what each latest report says of every theme, so that no answer waits for it."""
        for report in self.of(self._library.councils).reports:
            for theme in all_themes():
                for way in Way:
                    self.themes.said(report, way, theme)

    def matter(self, request: Request) -> Matter:
        """What a request is on: "PEPs" are not all of education."""
        themes = themes_named(request.themes)
        if {theme.name for theme in themes} >= OF_WORK:
            return Matter(themes)
        return self.matters.of(request)

    def said(self, report: Report, way: Way, matter: Matter) -> tuple[Said, ...]:
        """What a report says of a matter one way, in printed order."""
        said = dict.fromkeys(
            s for theme in matter.themes for s in self.themes.said(report, way, theme)
        )
        return tuple(said) if way is Way.IMPROVE else self.matters.near(said, matter)

    def latest(self, name: str, times: Times = LATEST) -> Report | None:
        """The latest graded inspection of a council, of those that are in the times asked for."""
        reports = self._library.inspections(name)
        if times.back:
            return next(iter(reports[times.back :]), None)
        return next((r for r in reports if r in times), None)

    def band(self, request: Request) -> Band:
        """The councils that a request describes, by their groups and grades; all where it
        describes none.
        """
        times = LATEST if request.form is Form.TREND else request.times  # it looks at all years
        described = replace(
            request,
            act=Act.LIST,
            councils=(),
            order=None,
            by=None,
            number=None,
            wants=frozenset(),
            kinds=(),
            times=times,
        )
        narrowed = self.population.narrow(described)
        names = narrowed.among or (() if narrowed.limits else self._library.councils)
        return self.of(names, narrowed.limits.strip(), times)

    def of(self, names: Sequence[str], label: str = "", times: Times = LATEST) -> Band:
        """Some councils by name, each by its latest graded report of the times asked for."""
        reports = (self.latest(name, times) for name in names)
        return Band(label, tuple(report for report in reports if report))

    def of_time(self, request: Request, times: Times) -> Band:
        """The councils with a graded inspection of some time, each by the latest of it: with the
        overall grades that are asked for, where any are.
        """
        plain = replace(request, conditions=(), move=None, times=LATEST, periods=())
        found = []
        for name in self.band(plain).names:
            of_time = [r for r in self._library.inspections(name) if r in times]
            latest = of_time[0] if of_time else None
            row = row_of(latest, Topic.OVERALL) if latest else None
            if latest and (not request.grades or row and row.grade in request.grades):
                found.append(latest)
        return Band(f"by reports of {times}", tuple(found))

    def bands(self, request: Request) -> tuple[Band, ...]:
        """The groups that are to be set beside each other; one where only one is described."""
        if len(request.periods) > 1:
            return tuple(self.of_time(request, times) for times in request.periods)
        if request.beside_of:
            return self.band(request.beside_of), self.band(request)
        groups = [group for group in request.groups if group.kind in _LIMITS]
        if (
            len(groups) == TWICE
            and groups[0].kind is groups[1].kind
            and _BESIDE.search(request.message)
        ):
            return tuple(self.band(replace(request, groups=(group,))) for group in groups)
        apart = [replace(g, names=(n,)) for g in groups for n in g.names] if groups else []
        is_of_types = len({g.kind for g in apart}) == 1 and apart[0].kind is GroupKind.TYPE
        if len(apart) == TWICE and is_of_types and not request.grades:
            return tuple(self.band(replace(request, groups=(group,))) for group in apart)
        return (self.band(request),)

    def counted(self, band: Band, way: Way, theme: Theme) -> Counted:
        """The councils of a band of which a theme is so: "must improve supervision"."""
        reports = [r for r in band.reports if way is not Way.IMPROVE or self.themes.has_list(r)]
        found = (self.is_said(report, way, theme) for report in reports)
        return Counted(theme, tuple(said for said in found if said), len(reports))

    def counted_on(self, band: Band, way: Way, matter: Matter) -> Counted:
        """The councils of a band of which something is said of a matter one way: each with the
        words that say it most plainly. One sentence is enough, where it is on the point.
        """
        reports = [r for r in band.reports if way is not Way.IMPROVE or self.themes.has_list(r)]
        points = [
            self.said(r, Way.IMPROVE, matter) if way is not Way.PRAISE else () for r in reports
        ]
        sentences = [self.said(r, way, matter) if way is not Way.IMPROVE else () for r in reports]
        plain = self.matters.first_on(sentences, matter, LOOKED_AT)
        said = (
            next(filter(None, (each, *of)), None) for each, of in zip(plain, points, strict=True)
        )
        return Counted(matter.themes[0], tuple(s for s in said if s), len(reports))

    def is_said(self, report: Report, way: Way, theme: Theme) -> Said | None:
        """The plainest words of a report on a theme, where it says enough to be counted."""
        points = self.themes.said(report, Way.IMPROVE, theme)
        if way is Way.IMPROVE:
            return points[0] if points else None
        praise = self.themes.said(report, Way.PRAISE, theme)
        against = self.themes.said(report, Way.CRITICISM, theme)
        if way is Way.PRAISE:
            is_so = len(praise) >= TWICE and len(praise) > len(against) + len(points)
            return self.plainest(praise, Polarity.PRAISE) if is_so else None
        if points:
            return points[0]
        is_so = len(against) >= TWICE
        return self.plainest(against, Polarity.CRITICISM) if is_so else None

    def plainest(self, said: Sequence[Said], way: Polarity) -> Said | None:
        """The sentence that says it most plainly, read alone."""
        best = self.plain(said, way, 1)
        return best[0] if best else (said[0] if said else None)

    def plain(self, said: Sequence[Said], way: Polarity, most: int) -> list[Said]:
        """The few sentences that say it most plainly."""
        chosen = {p.id for p in self.sentences.plainest([s.passage for s in said], way, most)}
        return [s for s in said if s.passage.id in chosen]
