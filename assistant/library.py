"""The reports as an answer sees them: which councils, which report is the latest, how far they
reach.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.times import LATEST, Times
from index.dates import say_date
from index.frameworks import FAMILIES, Family
from index.reports import Kind, Report


@dataclass(frozen=True)
class Library:
    """A snapshot of what is indexed."""

    reports: tuple[Report, ...]

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """Reports by their id."""
        return {report.id: report for report in self.reports}

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """Names of the councils that a report is about, in alphabetical order."""
        return tuple(sorted(self._by_council))

    def of(self, council: str) -> tuple[Report, ...]:
        """Reports of a council, the newest first."""
        return self._by_council.get(council, ())

    @cached_property
    def _by_council(self) -> dict[str, tuple[Report, ...]]:
        """Reports by each council that they are about, the newest first."""
        found: dict[str, list[Report]] = {}
        for report in self.reports:
            for council in report.councils:
                found.setdefault(council, []).append(report.seen_by(council))
        return {
            name: tuple(sorted(of, key=lambda report: report.newest, reverse=True))
            for name, of in found.items()
        }

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of inspection of which there are reports."""
        here = {report.kind.family.name for report in self.reports}
        return tuple(family for family in FAMILIES if family.name in here)

    def within(self, family: Family) -> "Library":
        """The reports of one family."""
        return self if self.families == (family,) else self._by_family.get(family.name, Library(()))

    @cached_property
    def _by_family(self) -> dict[str, "Library"]:
        return {
            family.name: Library(
                tuple(report for report in self.reports if report.kind.family is family)
            )
            for family in self.families
        }

    def _of_first_family(self, council: str) -> tuple[Report, ...]:
        """Reports of a council that belong to the first family of which it has any."""
        reports = self.of(council)
        first = next(
            (family for family in self.families if any(r.kind.family is family for r in reports)),
            None,
        )
        return tuple(report for report in reports if report.kind.family is first)

    def latest(self, council: str) -> Report | None:
        """The latest inspection that gave grades; where there is none, the newest report of any
        kind.
        """
        reports = self._of_first_family(council)
        official = checked(report for report in reports if report.kind is not Kind.ARTICLE)
        return next(iter(self.inspections(council) or official or reports), None)

    def reports_for(self, council: str, times: Times = LATEST) -> tuple[Report, ...]:
        """The reports that a question means: of the time asked for, else the latest.

        Going back, the inspection so many before the latest. What came after the latest graded
        inspection, such as the letter of a visit, belongs to it. An article only counts where no
        report does.
        """
        reports = self._of_first_family(council)
        official = tuple(report for report in reports if report.kind is not Kind.ARTICLE)
        if times.first or times.back:
            return times.choose(self.inspections(council))[:1]
        if times.names_years:
            return _of_time(official, times) or _of_time(reports, times)
        latest = self.latest(council)
        if not official:  # an article that tells no date is not an old one
            return reports
        return tuple(r for r in official if latest and r.newest >= latest.newest)

    def of_kind(
        self, council: str, kinds: Sequence[Kind], times: Times = LATEST
    ) -> tuple[Report, ...]:
        """The newest report of some kinds of inspection, or those of the years asked for."""
        reports = tuple(report for report in self.of(council) if report.kind in kinds)
        return _of_time(reports, times) if times.names_years else reports[:1]

    def has_articles_only(self, council: str) -> bool:
        """Whether all that is here about a council is second-hand."""
        reports = self.of(council)
        return bool(reports) and all(report.kind is Kind.ARTICLE for report in reports)

    def articles(self, council: str) -> tuple[Report, ...]:
        """Articles about a council."""
        return tuple(report for report in self.of(council) if report.kind is Kind.ARTICLE)

    def inspections(self, council: str) -> tuple[Report, ...]:
        """The graded inspections of a council itself, the newest first."""
        return checked(
            report for report in self._of_first_family(council) if report.kind.judges_council
        )

    def then_and_now(self, council: str, times: Times = LATEST) -> tuple[Report, ...]:
        """The inspections between which a question asks for change, from earlier to later.

        Of a year, or since a year: the inspection of that year, else the last one before it, and
        the latest; where that is the latest itself, the last two. Without a time: the last two.
        Since the first: that and the latest.
        """
        reports = self.inspections(council)
        if not reports or times.first:
            return tuple(dict.fromkeys((*reports[-1:], *reports[:1])))
        if len(times.ends) > 1:
            chosen = [self._around(reports, year) for year in times.ends]
        elif times.ends:
            chosen = [self._around(reports, times.ends[0]), reports[0]]
            if chosen[0] is reports[0]:  # what changed at the latest one, named by its year
                chosen = list(reports[1::-1])
        else:
            chosen = list(reports[1::-1])
        return tuple(dict.fromkeys(report for report in chosen if report))

    def _around(self, reports: Sequence[Report], year: int) -> Report | None:
        of_year = [report for report in reports if report.is_of_year(year)]
        before = [report for report in reports if report.newest.year < year]
        return next(iter(of_year or before or reversed(reports)), None)

    def is_older(self, report: Report) -> bool:
        """Whether a later graded inspection of the same council is in the library."""
        latest = self.within(report.kind.family).latest(report.council)
        return latest is not None and latest.id != report.id and latest.newest > report.newest

    @cached_property
    def label(self) -> str:
        """How far it reaches: "129 reports, 46 councils, published 2013 to 18 March 2025"."""
        if not self.reports:
            return "no reports yet"
        articles = len(self.reports) - len(self._official)
        days = sorted(
            report.published for report in self._official or self.reports if report.published
        )
        reach = f", published {days[0].year} to {say_date(days[-1])}" if days else ""
        beside = f"; and {_count(articles, 'article')}" if articles else ""
        return (
            f"{_count(len(self._official), 'report')}, {_count(len(self.councils), 'council')}"
            f"{reach}{beside}"
        )

    @cached_property
    def newest(self) -> str:
        """The day of the newest report in words; of the newest article where there are only
        those.
        """
        days = [report.published for report in self._official or self.reports if report.published]
        return say_date(max(days, default=None))

    @cached_property
    def newest_year(self) -> int:
        """The year of the newest report; 0 where there is none."""
        return max((report.newest.year for report in self._official), default=0)

    @cached_property
    def _official(self) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.kind is not Kind.ARTICLE)


def checked(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports without those that a reader added and nobody has checked; all of them where there
    are no others.
    """
    found = tuple(reports)
    return tuple(report for report in found if not report.is_added) or found


def _of_time(reports: tuple[Report, ...], times: Times) -> tuple[Report, ...]:
    return tuple(report for report in reports if report in times)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
