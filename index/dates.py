"""Dates as reports print them: windows of days on site, and days of publication."""

import re
from datetime import date

MONTHS = """january february march april may june july august september october november
    december""".split()
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{_MONTH})?(?:\s+\d{{4}})?"
_NUMERIC = r"\d{1,2}/\d{1,2}/\d{4}"
_POINT = rf"(?:{_NUMERIC}|{_DAY})"
_DASH = r"\s*(?:to|until|[-–—─−])\s*"
_WINDOW = re.compile(rf"({_POINT})(?:{_DASH}({_POINT}))?", re.I)
_FULL = re.compile(
    rf"({_NUMERIC})|(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\s+(\d{{4}})"
    rf"|({_MONTH})\s+(\d{{1,2}}),?\s+(\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}})",
    re.I,
)

Parts = tuple[int, int | None, int | None]


def find_date(text: str) -> date | None:
    """Return the first whole date (day, month, year) in a text, or None."""
    for match in _FULL.finditer(text.replace("\u202f", " ")):
        if match[1]:
            found = _make(_parts(match[1]))
        elif match[2]:
            found = _make((int(match[2]), _month(match[3]), int(match[4])))
        elif match[5]:
            found = _make((int(match[6]), _month(match[5]), int(match[7])))
        else:
            found = _make((int(match[10]), int(match[9]), int(match[8])))
        if found:
            return found
    return None


def find_windows(text: str) -> tuple[tuple[date, date], ...]:
    """Return the windows of days that a text begins with: "5 to 9 December 2022 and 14 to …".

    A month or year that is printed once, at the right, holds for the left as well.
    """
    windows: list[tuple[date, date]] = []
    # "25 and 26 April 2023" is one window; "5 to 9 May 2022 and 14 to 15 June 2023" are two.
    text = re.sub(
        r"(?<![\w–-] )(?<!\d )\b(\d{1,2}) and (\d{1,2} [A-Za-z]{3,9} \d{4})", r"\1 to \2", text
    )
    text, end = text.replace("\u202f", " "), 0
    for match in _WINDOW.finditer(text):
        if windows and not re.fullmatch(r"\s*(and|,|;|&)*\s*", text[end : match.start()]):
            break
        if window := _window(match[1], match[2] or match[1]):
            windows.append(window)
        end = match.end()
    return tuple(windows)


def _window(left: str, right: str) -> tuple[date, date] | None:
    last = _parts(right)
    first = _parts(left)
    day, month, year = first[0], first[1] or last[1], first[2] or last[2]
    end = _make(last)
    start = _make((day, month, year))
    if start and end and start > end and first[2] is None:
        start = _make((day, month, end.year - 1))
    if not start or not end or start > end or (end - start).days > 200:
        return None
    return start, end


def _parts(text: str) -> Parts:
    if "/" in text:
        figures = [int(part) for part in text.split("/")]
        return figures[0], figures[1], figures[2]
    words: list[str] = re.findall(r"\d+|[A-Za-z]{3,}", text)
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    year = numbers[1] if len(numbers) > 1 else None
    return numbers[0], _month(names[0]) if names else None, year


def _month(name: str) -> int | None:
    short = name.lower()[:3]
    return next((place for place, month in enumerate(MONTHS, 1) if month.startswith(short)), None)


def _make(parts: Parts) -> date | None:
    day, month, year = parts
    if month is None or year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def say_date(day: date | None) -> str:
    """A date in words, "4 March 2025"; "date not stated" for none."""
    return f"{day.day} {day:%B %Y}" if day else "date not stated"


def say_windows(windows: tuple[tuple[date, date], ...]) -> str:
    """Windows in words, the month and year once where they are the same."""
    return " and ".join(_say_window(start, end) for start, end in windows) or "dates not stated"


def _say_window(start: date, end: date) -> str:
    if start == end:
        return say_date(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {say_date(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {say_date(end)}"
    return f"{say_date(start)} to {say_date(end)}"
