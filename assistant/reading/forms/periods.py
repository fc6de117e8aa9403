"""Two times that are set beside each other: "before covid and since", "2014-2017 against now"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.reading.points import COVID_BEGAN
from assistant.request import Request
from assistant.times import Times

_COVID = r"covid(?:[- ]?19)?|pandemic|lockdowns?|coronavirus"
_POINT = r"(?:the )?(?:first )?(?P<point>(?:19|20)\d\d|" + _COVID + r")\b"
_SPAN = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)\s*(?:-|–|to|until|till|through|/|and)\s*(?P<last>(?:19|20)?\d\d)\b",
    re.I,
)
_UNTIL = re.compile(
    rf"\b(?:pre|before|prior to|until|till|up to|older than|earlier than)[- ]*{_POINT}", re.I
)
_SINCE = re.compile(rf"\b(?:since|after|post|from)[- ]*{_POINT}", re.I)
_NOW = re.compile(
    r"\b(?:now|nowadays|today|these days|currently|lately|recent(?:ly)?|latest|since(?! \w*\d)"
    r"|afterwards|after(?! \w)|newer|before(?=\W*$| (?:then|that|or)\b)|earlier ones)\b",
    re.I,
)
_MOST = 2


def periods_of(message: str) -> tuple[Times, ...]:
    """The two times that a message sets beside each other, the earlier first; none where it names
    no two. "Before covid" or "since 2020" with "now", "since" or "before" is all before and after.
    """
    told = list(dict.fromkeys(_named(message)))
    if len(told) == 1 and _NOW.search(_rest(message)):
        told.append(_other(told[0]))
    if len(told) != _MOST:
        return ()
    return tuple(sorted(told, key=lambda times: times.since or date.min))


def years_of(request: Request) -> Times:
    """The time of a message as a span: "in 2019 and 2020" is both years."""
    years = sorted(int(year) for year in _YEAR.findall(request.message))
    if len(years) < _MOST:
        return request.times
    return Times(since=date(years[0], 1, 1), until=date(years[-1], 12, 31))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _rest(message: str) -> str:
    """A message without the times that it names."""
    for pattern in (_SPAN, _UNTIL, _SINCE):
        message = pattern.sub(" ", message)
    return message


def _named(message: str) -> Iterator[Times]:
    for match in _SPAN.finditer(message):
        first = int(match["first"])
        last = (
            int(match["last"])
            if len(match["last"]) > _MOST
            else first // 100 * 100 + int(match["last"])
        )
        if first < last:
            yield Times(since=date(first, 1, 1), until=date(last, 12, 31))
    rest = _SPAN.sub(" ", message)
    for match in _UNTIL.finditer(rest):
        yield Times(until=_before(match))
    for match in _SINCE.finditer(rest):
        yield Times(since=_after(match))


def _before(match: re.Match[str]) -> date:
    """The last day: "up to 2016" has that year in it, "before 2016" not."""
    if match["point"].isdigit() and _WITHIN.match(match[0]):
        return date(int(match["point"]), 12, 31)
    return _began(match["point"]) - timedelta(1)


def _after(match: re.Match[str]) -> date:
    """The first day: "since 2016" has that year in it, "after 2016" not."""
    if match["point"].isdigit() and _BEYOND.match(match[0]):
        return date(int(match["point"]) + 1, 1, 1)
    return _began(match["point"])


_WITHIN = re.compile(r"until|till|up to", re.I)
_BEYOND = re.compile(r"after|post", re.I)


def _began(point: str) -> date:
    return date(int(point), 1, 1) if point.isdigit() else COVID_BEGAN


def _other(times: Times) -> Times:
    """All that is not of a time: after its end, or before its beginning."""
    if times.until:
        return Times(since=times.until + timedelta(1))
    return Times(until=times.since - timedelta(1)) if times.since else times
