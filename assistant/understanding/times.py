"""Which time a message means: years, spans of years, and inspections before the latest."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.reports import Report

_Y = r"(?:19|20)\d\d"
_RANGE = re.compile(
    rf"\b(?:between (?P<a>{_Y}) and (?P<b>{_Y})|(?:from )?(?P<c>{_Y}) ?(?:[-–—]|to|until|till|through) ?(?P<d>{_Y}))\b",
    re.I,
)
_YEAR = re.compile(
    r"(?:\b(?P<before>since|after|from|before|until|till|up to|prior to|pre|by)(?: the (?:end|start|beginning) of)?[ -])?"
    rf"\b(?P<year>{_Y})\b(?P<after> onwards?| (?:or|and) (?:later|after|since)| (?:or|and) (?:earlier|before))?",
    re.I,
)
_LAST_YEARS = re.compile(
    r"\b(?:(?:in|over|within|during|for) )?(?:the |these )?(?:last|past|previous) (?P<count>\w+) years\b",
    re.I,
)
# "Better than the time before" sets two inspections side by side; "the time before" means one.
_BACK = re.compile(
    r"(?P<relative>\b(?:since|than|from|compared (?:to|with)) (?:at |in )?(?:the|its|their) (?:previous |last )?(?:one|time|inspection|report|visit|grade|rating)(?: before)?\b)"
    r"|\b(?:and |in |at ){0,3}(?:the |its |their )?(?:(?:time|one|inspection|report) before(?: that| last)?"
    r"|(?:one|another|a) (?:step )?further back|(?:even |the )?earlier (?:one|inspection|report)|the one before|last but one"
    r"|previous(?:ly)?(?: (?:inspection|report|time|one|grade|rating))?|before that)\b|^(?:and )?before\W*$",
    re.I,
)
_NOW = re.compile(
    r"\b(?:now|today|currently|these days|at present|latest|most recent(?:ly)?)\b", re.I
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SOME = {"couple": 2, "few": 3}
_SINCE, _AFTER = {"since", "from"}, {"after"}
_BEFORE, _UNTIL = {"before", "prior to", "pre"}, {"until", "till", "up to", "by"}


class YearOf(StrEnum):
    """Which date of a report a year is that of."""

    INSPECTION = "inspected"
    PUBLICATION = "published"


_PUBLISHED = re.compile(r"\b(?:publi(?:shed|cation)|came out|come out|issued|released)\b", re.I)
_INSPECTED = re.compile(r"\b(?:inspected|visited)\b", re.I)


@dataclass(frozen=True, slots=True)
class Times:
    """Years asked for one by one, and from which year until which; none of them means the latest.

    `back` counts inspections before the latest: 1 is the one before it. `by` tells which year of a
    report counts; without it, that of the inspection and that of publication both do.
    """

    years: tuple[int, ...] = ()
    since: int | None = None
    until: int | None = None
    back: int = 0
    by: YearOf | None = None

    @property
    def names_years(self) -> bool:
        """Whether a year is named, alone or as an end of a span."""
        return bool(self.years) or self.since is not None or self.until is not None

    @property
    def is_named(self) -> bool:
        """Whether a time is named at all."""
        return self.names_years or bool(self.back)

    @property
    def ends(self) -> tuple[int, ...]:
        """The years named, from earlier to later."""
        return tuple(sorted({*self.years, *(y for y in (self.since, self.until) if y is not None)}))

    def __contains__(self, report: Report) -> bool:
        """Whether a report is of the years asked for; any is where none is asked for."""
        if not self.names_years or any(self._is_of(report, year) for year in self.years):
            return True
        if self.since is None and self.until is None:
            return False
        day = report.inspection.end if self.by is YearOf.INSPECTION else report.newest
        year = day.year if day else 0
        return (self.since is None or year >= self.since) and (
            self.until is None or year <= self.until
        )

    def _is_of(self, report: Report, year: int) -> bool:
        if self.by is None:
            return report.is_of_year(year)
        day = report.published if self.by is YearOf.PUBLICATION else report.inspection.end
        return day is not None and day.year == year

    def __str__(self) -> str:
        parts = [", ".join(map(str, self.years))] if self.years else []
        if self.since is not None and self.until is not None:
            parts.append(f"{self.since} to {self.until}")
        elif self.since is not None:
            parts.append(f"{self.since} or later")
        elif self.until is not None:
            parts.append(f"{self.until} or earlier")
        return ", ".join(parts)


LATEST = Times()


def read_times(message: str, newest: int) -> Times:
    """Read the time of a message; `newest` is the year that "the last three years" end with."""
    back = int(any(not match["relative"] for match in _BACK.finditer(message)))
    since: list[int] = []
    until: list[int] = []
    for match in _RANGE.finditer(message):
        ends = sorted(int(year) for year in match.groups() if year)
        since.append(ends[0])
        until.append(ends[-1])
    years = []
    for match in _YEAR.finditer(_RANGE.sub(" ", message)):
        before, after = (match["before"] or "").lower(), (match["after"] or "").lower()
        year = int(match["year"])
        if before in _SINCE | _AFTER or after.endswith(
            ("onward", "onwards", "later", "after", "since")
        ):
            since.append(year + (before in _AFTER))
        elif before in _BEFORE | _UNTIL or after:
            until.append(year - (before in _BEFORE))
        else:
            years.append(year)
    if found := _LAST_YEARS.search(message):
        since += [newest - count for count in [_number(found["count"].lower())] if count]
    return Times(
        tuple(years), min(since, default=None), max(until, default=None), back, _year_of(message)
    )


def _year_of(message: str) -> YearOf | None:
    published, inspected = _PUBLISHED.search(message), _INSPECTED.search(message)
    if bool(published) == bool(inspected):
        return None
    return YearOf.PUBLICATION if published else YearOf.INSPECTION


def means_now(message: str) -> bool:
    """Whether a message asks for the latest in so many words."""
    return bool(_NOW.search(message))


def without_times(text: str) -> str:
    """Take the times out of a text."""
    text = _BACK.sub(lambda match: match[0] if match["relative"] else " ", text)
    for pattern in (_RANGE, _LAST_YEARS, _YEAR):
        text = pattern.sub(" ", text)
    return text


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else _SOME.get(word, 0)
