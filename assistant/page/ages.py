"""How old something is, in words, and from when on that is worth saying."""

from datetime import date

from assistant.vocabulary import NUMBERS

OLD_MONTHS = 36  # from here on evidence says its age, also where it is the latest
_NUMBERS = ("no", *NUMBERS[1:13])


def months_between(day: date, today: date) -> int:
    """Whole months from a day to another; 0 where it lies ahead."""
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    return max(months, 0)


def say_age(day: date, today: date) -> str:
    """How long ago a day was: "today", "five months ago", "nearly five years ago", "over two
    years ago".
    """
    months = months_between(day, today)
    if months < 1:
        days = max((today - day).days, 0)
        return "today" if not days else f"{_count(days, 'day')} ago"
    if months < 24:
        return f"{_count(months, 'month')} ago"
    years, more = divmod(months, 12)
    if more >= 9:
        return f"nearly {_count(years + 1, 'year')} ago"
    return f"{'over ' if more >= 2 else ''}{_count(years, 'year')} ago"


def is_old(day: date, today: date) -> bool:
    """Whether a day is so long ago that it is said."""
    return months_between(day, today) >= OLD_MONTHS


def _count(number: int, noun: str) -> str:
    said = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{said} {noun}" if number == 1 else f"{said} {noun}s"
