"""What patterns, orders and examples have in common: which councils are looked at, and how many
of them say something of a theme.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefing.sentences import Sentences
from assistant.briefing.themes import Said, Theme, Themes, Way, as_theme, themes_named
from assistant.finding.topics import LikelyTopics
from assistant.grading.population import Population
from assistant.library import Library
from assistant.request import Act, GroupKind, Polarity, Request
from assistant.vocabulary import content_words
from index.reports import Report
from index.storing.store import Store

TWICE = 2  # plain sentences of a report that make a finding of it, where its list says nothing
# From this probability on a message is on one topic, narrower than the themes that it names.
ONE_TOPIC = 0.7
# What makes a good place to work, which is several themes and no one topic.
OF_WORK = {
    "Supervision",
    "Caseloads and workload",
    "Workforce stability, recruitment and agency staff",
}
_SEVERAL = re.compile(r"\b(?:and|or|&)\b|[,/&]", re.I)
# That two groups of councils are to be set beside each other, and not taken together.
_BESIDE = re.compile(
    r"\b(?:same|differ\w*|compar\w+|vs?|versus|than|against|beside|unlike|whereas)\b|\bdon.?t\b",
    re.I,
)
_LIMITS = {GroupKind.REGION, GroupKind.TYPE, GroupKind.FAMILY, GroupKind.LISTED}


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

    def __init__(self, store: Store, library: Library, population: Population) -> None:
        self._library = library
        self.themes = Themes(store, library)
        self.sentences = Sentences(store)
        self.population = population
        self._likely = LikelyTopics(store.embeddings)

    def matter(self, request: Request) -> tuple[Theme, ...]:
        """What a request is on: the one topic that it plainly means, which is narrower than a theme
        ("PEPs" are not all of education); or else its themes, with such a topic beside them where
        it names several things.
        """
        themes = themes_named(request.themes)
        if {theme.name for theme in themes} >= OF_WORK:
            return themes
        likely = self._likely.of(request.subject)
        plain = tuple(as_theme(each.topic) for each in likely if each.probability >= ONE_TOPIC)
        named = [part for part in _SEVERAL.split(request.subject) if content_words(part)]
        is_one = len(named) < TWICE or all(p.asked.search(part) for p in plain for part in named)
        if not plain or is_one:
            return plain or themes
        is_covered = any(t.asked.search(p.label) for t in themes for p in plain)
        return themes if is_covered else (*themes, *plain)

    def latest(self, name: str) -> Report | None:
        """The latest graded inspection of a council."""
        return next(iter(self._library.inspections(name)), None)

    def band(self, request: Request) -> Band:
        """The councils that a request describes, by their groups and grades; all where it
        describes none.
        """
        described = replace(
            request,
            act=Act.LIST,
            councils=(),
            order=None,
            by=None,
            number=None,
            wants=frozenset(),
            kinds=(),
        )
        narrowed = self.population.narrow(described)
        names = narrowed.among or (() if narrowed.limits else self._library.councils)
        return self.of(names, narrowed.limits.strip())

    def of(self, names: Sequence[str], label: str = "") -> Band:
        """Some councils by name, each by its latest graded report."""
        reports = (self.latest(name) for name in names)
        return Band(label, tuple(report for report in reports if report))

    def bands(self, request: Request) -> tuple[Band, ...]:
        """The groups that are to be set beside each other; one where only one is described."""
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
