"""The reports as an answer sees them: which councils, which report is the latest, how far they reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from index.dates import say_date
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
        return tuple(sorted({report.council for report in self.reports if report.council}))

    def of(self, council: str) -> tuple[Report, ...]:
        """Reports of a council, the newest first."""
        return tuple(report for report in self.reports if report.council == council)

    def latest(self, council: str) -> Report | None:
        """The latest inspection that gave grades; where there is none, the newest report of any kind."""
        reports = self.of(council)
        judged = [report for report in reports if report.kind.is_judgement]
        official = [report for report in reports if report.kind is not Kind.ARTICLE]
        return next(iter(judged or official or reports), None)

    def meant(
        self, council: str, years: Iterable[int] = (), since: int | None = None
    ) -> tuple[Report, ...]:
        """The reports that a question means: of the years asked for, else the latest.

        What came after the latest graded inspection, such as the letter of a visit, belongs to it.
        An article only counts where no report does.
        """
        years = tuple(years)
        reports = self.of(council)
        official = tuple(report for report in reports if report.kind is not Kind.ARTICLE)
        if years or since is not None:
            return _of_time(official, years, since) or _of_time(reports, years, since)
        latest = self.latest(council)
        return tuple(r for r in official or reports if latest and r.newest >= latest.newest)

    def is_older(self, report: Report) -> bool:
        """Whether a later graded inspection of the same council is in the library."""
        latest = self.latest(report.council)
        return latest is not None and latest.id != report.id and latest.newest > report.newest

    @cached_property
    def label(self) -> str:
        """How far it reaches: "129 reports, 46 councils, published 2013 to 18 March 2025"."""
        if not self.reports:
            return "no reports yet"
        articles = len(self.reports) - len(self._official)
        days = sorted(report.published for report in self._official if report.published)
        reach = f", published {days[0].year} to {say_date(days[-1])}" if days else ""
        beside = f"; and {_count(articles, 'article')}" if articles else ""
        return (
            f"{_count(len(self._official), 'report')}, {_count(len(self.councils), 'council')}"
            f"{reach}{beside}"
        )

    @cached_property
    def newest(self) -> str:
        """The day of the newest report in words."""
        days = [report.published for report in self._official if report.published]
        return say_date(max(days, default=None))

    @cached_property
    def _official(self) -> tuple[Report, ...]:
        return tuple(report for report in self.reports if report.kind is not Kind.ARTICLE)


def _of_time(
    reports: tuple[Report, ...], years: tuple[int, ...], since: int | None
) -> tuple[Report, ...]:
    return tuple(
        report
        for report in reports
        if any(report.is_of_year(year) for year in years)
        or (since is not None and report.newest.year >= since)
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
