"""What reports say of recurring themes: what must improve, what is praised, what is criticised.

The themes are those of `assistant/themes.json`. What must improve is taken from the lists that
reports print, whole; praise and criticism from their sentences, by their words. All of it is
found out once for each report.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.briefing import point_themes
from assistant.briefing.points import points_of
from assistant.finding.polarity import PLAINLY, Pointing, balance_of, tells_of_earlier
from assistant.finding.topics import Topic
from assistant.library import Library
from assistant.request import Polarity
from assistant.themes import Theme, all_themes
from index.encoder.embeddings import Vectors
from index.reports import Passage, Report, Section
from index.storing.store import Store

__all__ = ["Said", "Theme", "Themes", "Way", "as_theme", "theme_of", "themes_named", "way_of"]

LEAST_PLAIN = 1.0  # how plainly a sentence must praise or criticise to be counted
_NO_FINDINGS = {Section.IMPROVE, Section.AREA_DATA, Section.CHILDREN_SUMMARY, Section.EARLIER}


class Way(StrEnum):
    """Which way something is said of a theme."""

    IMPROVE = "improve"  # it stands in the list of what must improve
    PRAISE = "praise"
    CRITICISM = "criticism"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a point of a list, on a theme, and how plainly it praises or criticises: by
    its words, and as log-odds of praise.
    """

    passage: Passage
    report: Report
    way: Way
    balance: float = 0.0
    odds: float = 0.0


class Themes:
    """Looks up what reports say of themes."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._pointing = Pointing(store)
        self._points: dict[str, tuple[Said, ...]] = {}
        self._findings: dict[str, tuple[tuple[Passage, str], ...]] = {}
        self._balances: dict[str, float] = {}
        self._lines: dict[str, dict[int, list[int]]] = {}  # by report, the sentences of paragraphs
        self._themes_of: dict[str, frozenset[str]] = {}
        self._by_theme: dict[tuple[str, Way, str], tuple[Said, ...]] = {}

    def said(self, report: Report, way: Way, theme: Theme) -> tuple[Said, ...]:
        """What a report says of a theme one way, in printed order."""
        key = report.id, way, theme.name
        if key not in self._by_theme:
            self._by_theme[key] = tuple(self._said(report, way, theme))
        return self._by_theme[key]

    def _said(self, report: Report, way: Way, theme: Theme) -> Iterator[Said]:
        if way is Way.IMPROVE:
            yield from (point for point in self.points(report) if self._is_on(point, theme))
            return
        sign = 1 if way is Way.PRAISE else -1
        told = _in_lower_case(theme.told)
        for passage, text in self._findings_of(report):
            if told.search(text):
                balance = self._balance_of(passage)
                if sign * balance >= LEAST_PLAIN and self._points_so(passage, way):
                    yield Said(passage, report, way, balance, self.praise(passage))

    def _is_on(self, point: Said, theme: Theme) -> bool:
        """Whether a line of what must improve is on a theme: as was learned, or, of a topic that
        is counted as a theme, by its words.
        """
        report, learned = point.report.id, point_themes.load(self._store.embeddings.identity)
        if not learned or theme.name not in learned.names or report in self._store.waiting:
            return bool(theme.listed.search(point.passage.text))
        if point.passage.id not in self._themes_of:
            told = learned.of(point.passage.text, self.vector_of(point))
            self._themes_of[point.passage.id] = told
        return theme.name in self._themes_of[point.passage.id]

    def vector_of(self, point: Said) -> Vectors:
        """The vector of a line of what must improve, of all its sentences; shape (dimensions,)."""
        catalogue, report = self._store.catalogue, point.report.id
        if report not in self._lines:
            of_lines: dict[int, list[int]] = {}
            listed = catalogue.ordinals(report, Section.IMPROVE)
            for ordinal, passage in catalogue.passages_at(report, listed):
                of_lines.setdefault(passage.paragraph, []).append(ordinal)
            self._lines[report] = of_lines
        ordinals = self._lines[report][point.passage.paragraph]
        return point_themes.mean_vector(self._store.vectors(report)[ordinals])

    def speaking(self, report: Report, themes: Sequence[Theme]) -> tuple[Said, ...]:
        """The sentences of a report that speak of some themes and do not criticise, also where
        they praise in no plain words: "young inspectors changed how staff are chosen".
        """
        told = [_in_lower_case(theme.told) for theme in themes]
        return tuple(
            Said(passage, report, Way.PRAISE, self._balance_of(passage), self.praise(passage))
            for passage, text in self._findings_of(report)
            if any(pattern.search(text) for pattern in told)
            and self._balance_of(passage) >= 0
            and self.praise(passage) >= (0 if self._balance_of(passage) else PLAINLY)
        )

    def praise(self, passage: Passage) -> float:
        """The log-odds that a sentence praises rather than criticises."""
        return self._pointing.praise(passage, int(passage.id.rsplit(":", 1)[1]))

    def _points_so(self, passage: Passage, way: Way) -> bool:
        """Whether what was learned of praise and criticism does not tell the other way: "when young
        people do not feel happy, they are helped to complain" is no criticism.
        """
        praise = self.praise(passage)
        return praise > 0 if way is Way.PRAISE else praise < 0

    def points(self, report: Report) -> tuple[Said, ...]:
        """Every line of the list of what must improve."""
        if report.id not in self._points:
            points = points_of(self._store, report)
            self._points[report.id] = tuple(
                Said(line, report, Way.IMPROVE) for point in points for line in point.lines
            )
        return self._points[report.id]

    def has_list(self, report: Report) -> bool:
        """Whether a report prints a list of what must improve."""
        return bool(self.points(report))

    def _findings_of(self, report: Report) -> tuple[tuple[Passage, str], ...]:
        """The sentences of a report that may be findings of this inspection, each with its words
        in small letters.
        """
        if report.id not in self._findings:
            self._findings[report.id] = tuple(
                (passage, passage.text.lower())
                for passage in self._store.catalogue.passages(report.id)
                if passage.section not in _NO_FINDINGS
            )
        return self._findings[report.id]

    def _balance_of(self, passage: Passage) -> float:
        """How plainly a sentence praises or criticises; 0 of what it tells of earlier times."""
        if passage.id not in self._balances:
            is_earlier = tells_of_earlier(passage.text)
            self._balances[passage.id] = 0.0 if is_earlier else balance_of(passage.text)
        return self._balances[passage.id]


_CAPITAL = re.compile(r"(\\.)|([A-Z])")


@cache
def _in_lower_case(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for a text in small letters: searched several times as fast as one in any."""
    return re.compile(_CAPITAL.sub(lambda m: m[1] or m[2].lower(), pattern.pattern))


# Themes of how work is done rather than of what: a line that names another is on that.
_OF_HOW = frozenset(
    {
        "Assessments",
        "Plans and reviewing (quality, SMART, timescales)",
        "Management oversight and decision-making",
        "Performance data and management information",
        "Care leavers: PAs and pathway plans",
        "Children in need",
        "Partnership working and safeguarding partners / LSCB",
        "Leadership, self-evaluation and improvement",
    }
)


def theme_of(text: str) -> Theme | None:
    """The theme that a text is on before all others: the first that it names; one of what is done
    before one of how.
    """
    places = [
        (theme.name in _OF_HOW, match.start(), number)
        for number, theme in enumerate(all_themes())
        if not theme.is_wide and (match := theme.listed.search(text))
    ]
    return all_themes()[min(places)[2]] if places else None


def as_theme(topic: Topic) -> Theme:
    """A topic to be counted as themes are, and narrower than they: "personal education plans"."""
    pattern = topic.pattern
    return Theme(topic.name, pattern, pattern, pattern, pattern, topic.label, is_wide=False)


def themes_named(names: Sequence[str]) -> tuple[Theme, ...]:
    """Themes by their names."""
    return tuple(theme for theme in all_themes() if theme.name in names)


def way_of(polarity: Polarity | None) -> Way:
    """Which way is asked for; what must improve where nothing else is said."""
    if polarity is None:
        return Way.IMPROVE
    return Way.PRAISE if polarity is Polarity.PRAISE else Way.CRITICISM
