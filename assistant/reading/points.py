"""Points of time in a message: "2019", "in May 2021", "last autumn", "three years ago" → days."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.reading.marking import Block, Text, words
from assistant.vocabulary import NUMBERS
from index.dates import MONTHS

_SOME = {"couple": 2, "couple of": 2, "few": 3, "dozen": 12, "a": 1, "both": 2}
NUMBER = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,3}}|(?:a )?couple(?: of)?|(?:a )?few|(?:a )?dozen)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
_PARTS = {
    "early": (1, 4),
    "the start of": (1, 3),
    "the beginning of": (1, 3),
    "mid": (5, 4),
    "the middle of": (5, 4),
    "late": (9, 4),
    "the end of": (10, 3),
    "the first half of": (1, 6),
    "the second half of": (7, 6),
}
_TENS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_Y = r"(?:19[89]\d|20\d\d)"
_Y_IN_WORDS = (
    rf"twenty[- ](?:{'|'.join(NUMBERS[10:20])}|twenty(?:[- "
    rf"](?:{'|'.join(NUMBERS[1:10])}))?(?!\w))"
)
_MANY = (
    r"(?! ?(?:words?|children|kids|people|pounds|famil|cases|staff|miles|young|social|signs"
    r"|characters|(?:general |local )?elections?(?!\w)))"
)
_YEAR = re.compile(
    rf"(?<![\w£.,/])(?<!act )(?:(?:the )?(?:(?P<part>early|mid|late|start of|beginning of"
    rf"|middle of|end of|first half of|second half of)[- ])?"
    rf"(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_MONTH}|spring|summer|autumn"
    rf"|winter)\.?,?(?: of)?[ -])?)?"
    rf"(?P<year>{_Y}|{_Y_IN_WORDS})(?P<tens>s)?(?P<ish>ish)?(?:(?P<slash>[/-])(?P<next>\d\d)(?!\d"
    rf"|\w|/))?(?!\w){_MANY}"
)
_NUMERIC_DATE = re.compile(rf"(?<![\w/])(\d{{1,2}})[/.](\d{{1,2}})[/.]({_Y}|\d\d)(?![\w/])")
_SHORT_SPAN = re.compile(r"(?<![\w/.£])([12]\d)/([12]\d)(?![\w/.%])")
_COVID = words(
    r"(?:the )?(?:covid(?:[- ]19)?|pandemic|lockdown|coronavirus)(?: (?:pandemic|lockdowns?|hit"
    r"|started|began))?"
)
# First and last day: whole England was under restrictions until February 2022.
COVID_BEGAN, COVID_ENDED = date(2020, 3, 1), date(2022, 2, 28)
_AGO = words(rf"(?P<count>{NUMBER}|a) (?P<unit>years?|decades?) (?:ago|back)")
_THIS_YEAR = words(
    r"(?:so far )?(?:in )?this (?:calendar )?year(?: so far)?|(?:this )?year to date"
)
_LAST_YEAR_OR_THIS = words(
    r"(?:in )?last year (?:or|and) this(?: year)?|this year (?:or|and) last(?: year)?"
)
_LAST_YEAR = words(r"(?:in )?(?:last|the previous) year(?! but one)")
_YEAR_BEFORE_LAST = words(r"(?:in )?(?:the year before last|last year but one)")
_OF_THE_SAME_YEAR = re.compile(
    rf"(?<!\w)(?P<month>{_MONTH})(?= ?(?:and|to|until|till|-|through) (?:{_MONTH}) (?P<year>{_Y}))"
)
_OF_THE_LAST_YEAR = words(rf"(?:since|after|before|until) ({_MONTH})(?! \d)")
_LAST_SEASON = words(r"last (spring|summer|autumn|winter)(?! 20)")
_THIS_DECADE = words(r"(?:(?:in|so far) )?this decade")


@dataclass(frozen=True, slots=True)
class Point:
    """A time that is named: its first and last day, and its year where it is a whole one;
    `is_end`, that its end is meant.
    """

    first: date
    last: date
    year: int = 0
    is_part: bool = False
    is_end: bool = False


def number_in(word: str) -> int:
    """A number in figures or words: "12", "twelve", "a couple of"; 0 for none."""
    word = word.removeprefix("a ").strip()
    if word.isdecimal():
        return int(word)
    return NUMBERS.index(word) if word in NUMBERS else _SOME.get(word, 0)


def mark_points(text: Text, today: date) -> None:
    """Put a mark in the place of each point of time: "in May 2021" is one."""
    text.mark(_NUMERIC_DATE, Block.POINT, _numeric)
    text.mark(
        _OF_THE_SAME_YEAR,
        Block.POINT,
        lambda match: _months(int(match["year"]), _month_number(match["month"]), 1),
    )
    text.mark(_YEAR, Block.POINT, _point)
    text.mark(_SHORT_SPAN, Block.POINT, _short_span)
    text.mark(_COVID, Block.POINT, lambda _: Point(COVID_BEGAN, COVID_BEGAN - timedelta(1)))
    text.mark(_LAST_YEAR_OR_THIS, Block.POINT, lambda _: _years(today.year - 1, today.year))
    text.mark(_THIS_YEAR, Block.POINT, lambda _: _whole(today.year))
    text.mark(_YEAR_BEFORE_LAST, Block.POINT, lambda _: _whole(today.year - 2))
    text.mark(_LAST_YEAR, Block.POINT, lambda _: _whole(today.year - 1))
    text.mark(_OF_THE_LAST_YEAR, Block.POINT, lambda match: _last_month(match[1], today), group=1)
    text.mark(_LAST_SEASON, Block.POINT, lambda match: _last_season(match, today))
    text.mark(_THIS_DECADE, Block.POINT, lambda _: _years(today.year // 10 * 10, today.year))
    text.mark(_AGO, Block.POINT, lambda match: _ago(match, today))


def _whole(year: int) -> Point:
    return Point(date(year, 1, 1), date(year, 12, 31), year)


def _years(first: int, last: int) -> Point:
    return Point(date(first, 1, 1), date(last, 12, 31))


def _months(year: int, month: int, count: int) -> Point:
    """So many months from the first of one."""
    return Point(date(year, month, 1), _month_end(year, month + count - 1))


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _numeric(match: re.Match[str]) -> Point | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        exact = date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return Point(exact, exact)


def _point(match: re.Match[str]) -> Point | None:
    year = _year_in(match["year"])
    if match["tens"]:
        first, last = _TENS.get(match["part"] or "", (0, 9))
        return Point(date(year + first, 1, 1), date(year + last, 12, 31))
    if match["next"] and (span := _years_joined(year, int(match["next"]), match["slash"])):
        return span
    if match["month"]:
        return _of_month(match, year)
    if match["part"]:
        first, count = next(v for k, v in _PARTS.items() if k.endswith(match["part"]))
        return replace(_months(year, first, count), is_part=True, is_end=match["part"] == "end of")
    return _whole(year)


def _year_in(said: str) -> int:
    """A year in figures or in words: "2019", "twenty nineteen", "twenty twenty-two"."""
    if said.isdecimal():
        return int(said)
    _, *rest = re.split(r"[- ]", said)
    return 2000 + sum(NUMBERS.index(word) for word in rest)


def _years_joined(year: int, following: int, sign: str) -> Point | None:
    """2018/19 is a year from April to March; 2014-17 is a span of years."""
    last = year // 100 * 100 + following
    if last == year + 1:
        return Point(date(year, 4, 1), date(last, 3, 31))
    if last > year and sign == "-":
        return Point(date(year, 1, 1), date(last, 12, 31))
    return None


def _of_month(match: re.Match[str], year: int) -> Point | None:
    name = match["month"]
    if name in _SEASONS:
        return _months(year, *_SEASONS[name])
    month = _month_number(name)
    if not match["day"]:
        return _months(year, month, 1)
    try:
        exact = date(year, month, int(match["day"]))
    except ValueError:
        return _months(year, month, 1)
    return Point(exact, exact)


def _last_month(name: str, today: date) -> Point:
    """A month without its year is the last one that began."""
    month = _month_number(name)
    return _months(today.year - (month > today.month), month, 1)


def _last_season(match: re.Match[str], today: date) -> Point:
    """The last one that has ended."""
    month, count = _SEASONS[match[1]]
    return _months(today.year - (month + count > today.month), month, count)


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _short_span(match: re.Match[str]) -> Point | None:
    first, last = (2000 + int(part) for part in match.groups())
    return Point(date(first, 4, 1), date(last, 3, 31)) if last == first + 1 else None


def _ago(match: re.Match[str], today: date) -> Point | None:
    count = number_in(match["count"]) * (10 if match["unit"].startswith("decade") else 1)
    return _whole(today.year - count) if 0 < count < 40 else None


def day_before(today: date, newest: int, count: int, unit: str) -> date:
    """The day so long ago; years are counted back from the newest report where none is of this
    year.
    """
    if unit.startswith("week"):
        return today - timedelta(weeks=count)
    if unit.startswith("month"):
        return months_before(today, count)
    years = count * 10 if unit.startswith("decade") else count
    return months_before(min(today, date(max(newest, 1990), 12, 31)), 12 * min(years, 60))


def months_before(day: date, count: int) -> date:
    """The same day so many months ago, or the last of that month: a month before 31 March 2024
    is 29 February.
    """
    month = day.year * 12 + day.month - 1 - count
    end = _month_end(month // 12, month % 12 + 1)
    return min(end, end.replace(day=min(day.day, end.day)))


def explain_time(text: Text, match: re.Match[str]) -> None:
    """Note that the words of a match are read, as a time."""
    text.explain(*match.span(), Block.TIME)
