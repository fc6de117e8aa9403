"""Which time is asked for: years, spans of days, inspections before the latest, the last few."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from index.dates import say_date
from index.reports import Report


class YearOf(StrEnum):
    """Which date of a report a time is that of."""

    INSPECTION = "inspected"
    PUBLICATION = "published"


@dataclass(frozen=True, slots=True)
class Times:
    """Years asked for one by one, and a span of days, both ends included; none means the latest.

    `back` counts inspections before the latest, or before those of the time named: 1 is the one
    before. `last` asks for so many inspections, the latest among them ("its last three");
    `first`, for the first of all. `of_latest` asks that the latest inspection be of the time
    named ("whose last report is from 2020"). `by` tells which date of a report counts; without
    it, that of the inspection and that of publication both do.
    """

    years: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    back: int = 0
    last: int = 0
    by: YearOf | None = None
    first: bool = False
    of_latest: bool = False

    @property
    def names_years(self) -> bool:
        """Whether a year or span is named."""
        return bool(self.years) or self.since is not None or self.until is not None

    @property
    def is_named(self) -> bool:
        """Whether a time is named at all."""
        return self.names_years or bool(self.back) or bool(self.last) or self.first

    @property
    def is_span(self) -> bool:
        """Whether it has a beginning and an end, as two that are compared have."""
        return len(self.ends) > 1

    @property
    def ends(self) -> tuple[int, ...]:
        """The years named, from earlier to later."""
        days = [day.year for day in (self.since, self.until) if day is not None]
        return tuple(sorted({*self.years, *days}))

    @property
    def span(self) -> tuple[int, ...]:
        """Every year of it: "since 2022" is each from 2022 to this one; none where it has no
        beginning.
        """
        if self.since is None:
            return self.years
        last = self.until or max(self.since, date.today())
        return tuple(sorted({*self.years, *range(self.since.year, last.year + 1)}))

    def __contains__(self, report: Report) -> bool:
        """Whether a report is of the time asked for; any is where none is asked for."""
        if not self.names_years or any(self._is_of(report, year) for year in self.years):
            return True
        if self.since is None and self.until is None:
            return False
        last = report.inspection.end if self.by is YearOf.INSPECTION else report.newest
        first = report.inspection.start if self.by is YearOf.INSPECTION else last
        return (self.since is None or (last or date.min) >= self.since) and (
            self.until is None or (first or date.min) <= self.until
        )

    def choose(self, reports: Sequence[Report]) -> tuple[Report, ...]:
        """Of reports, the newest first, those of this time; all where none is named."""
        if self.first:
            return tuple(reports[-1:])
        if self.of_latest:
            return tuple(report for report in reports[:1] if report in self)
        if self.names_years:
            return self._of_years(reports)
        return tuple(reports[: self.last] if self.last else reports[self.back :])

    def _of_years(self, reports: Sequence[Report]) -> tuple[Report, ...]:
        """Those of the years named, or the one so far back before the first of them."""
        places = [place for place, report in enumerate(reports) if report in self]
        if self.back and places:
            before = places[-1] + self.back
            return tuple(reports[before : before + 1])
        return tuple(reports[place] for place in places)

    def _is_of(self, report: Report, year: int) -> bool:
        if self.by is None:
            return report.is_of_year(year)
        day = report.published if self.by is YearOf.PUBLICATION else report.inspection.end
        return day is not None and day.year == year

    def __str__(self) -> str:
        parts = [", ".join(map(str, self.years))] if self.years else []
        since, until = _say_start(self.since), _say_end(self.until)
        if since and until:
            parts.append(since if since == until else f"{since} to {until}")
        elif since or until:
            parts.append(f"{since} or later" if since else f"{until} or earlier")
        return ", ".join(parts)


LATEST = Times()


def _say_start(day: date | None) -> str:
    if day is None:
        return ""
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    return f"{day:%B %Y}" if day.day == 1 else say_date(day)


def _say_end(day: date | None) -> str:
    if day is None:
        return ""
    if (day.month, day.day) == (12, 31):
        return str(day.year)
    return f"{day:%B %Y}" if (day + timedelta(1)).day == 1 else say_date(day)
