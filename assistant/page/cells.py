"""What is printed in the cells of a table → values that a spreadsheet sorts and adds up.

"4 March 2025" is a day, "1,204" a number and "54 %" a share. "20 to 24 January 2025" is two values,
the first and the last day, and "25 of 46, 54%" three; the column of such cells becomes as many.
Everything else is the text that it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from index.dates import find_date, find_windows, say_date, say_windows

AS_DAY = "d mmmm yyyy"
FIRST_DAY = date(1901, 1, 1)  # spreadsheets do not agree on days before
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,11})(?:\.(\d{1,6}))?")
_SHARE = re.compile(r"(\d{1,3}(?:\.(\d{1,3}))?)( ?)%")
_COUNTED = re.compile(r"(\d{1,9}) of (\d{1,9})(?:, (\d{1,3}(?:\.\d{1,3})? ?%))?")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds, and the format in which a spreadsheet shows it as it is printed."""

    content: str | int | float | date
    shown: str = ""


Spread = tuple[Value, ...]
NOTHING = Value("")


def value_of(text: str) -> Value:
    """The value of one cell: "4 March 2025" is a day, "1,204" a number, "54 %" a share."""
    day = find_date(text)
    if day and day >= FIRST_DAY and say_date(day) == text:
        return Value(day, AS_DAY)
    if number := _NUMBER.fullmatch(text):
        places = f".{'0' * len(number[1])}" if number[1] else ""
        plain = text.replace(",", "")
        shown = ("#,##0" if "," in text else "0") + places
        return Value(float(plain) if places else int(plain), shown)
    if share := _SHARE.fullmatch(text):
        places = f".{'0' * len(share[2])}" if share[2] else ""
        return Value(float(Decimal(share[1]) / 100), f"0{places}{share[3]}%")
    return Value(text)


def columns_of(texts: Sequence[str]) -> tuple[tuple[str, ...], list[Spread]]:
    """The values of the cells of a column, and the names of the columns that it becomes.

    A column of one value has the name "". `["25 of 46, 54%", "–"]` becomes three columns, of which
    the last two are empty in the second row.
    """
    alone = [value_of(text) for text in texts]
    for names, read in _SPREADS:
        found = [read(text) for text in texts]
        if any(
            each and value.content == text
            for each, value, text in zip(found, alone, texts, strict=True)
        ):
            rest = (NOTHING,) * (len(names) - 1)
            return _without_empty(
                names, [each or (value, *rest) for each, value in zip(found, alone, strict=True)]
            )
    return ("",), [(value,) for value in alone]


def _without_empty(
    names: tuple[str, ...], spread: list[Spread]
) -> tuple[tuple[str, ...], list[Spread]]:
    used = [place for place in range(len(names)) if any(row[place] != NOTHING for row in spread)]
    return tuple(names[at] for at in used), [tuple(row[at] for at in used) for row in spread]


def _days(text: str) -> Spread | None:
    """The first and the last day of "20 to 24 January 2025"; a single day is both."""
    windows = find_windows(text)
    if not windows or say_windows(windows) != text or windows[0][0] < FIRST_DAY:
        return None
    return Value(windows[0][0], AS_DAY), Value(windows[-1][1], AS_DAY)


def _counted(text: str) -> Spread | None:
    """Number, total and share of "25 of 46, 54%"."""
    found = _COUNTED.fullmatch(text)
    if not found:
        return None
    share = value_of(found[3]) if found[3] else NOTHING
    return Value(int(found[1]), "0"), Value(int(found[2]), "0"), share


_SPREADS: tuple[tuple[tuple[str, ...], Callable[[str], Spread | None]], ...] = (
    (("first-day", "last-day"), _days),
    (("", "total", "share"), _counted),
)
