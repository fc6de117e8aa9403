"""Grades as pictures that are words as well: coloured cells, and bars of how often each was given.

The colours differ in lightness as well as in hue, so that they can be told apart without colour
vision; every cell holds its word or number all the same.
"""

from collections.abc import Sequence
from html import escape

from index.reports import Grade

_CLASSES = {
    Grade.OUTSTANDING: "is-outstanding",
    Grade.GOOD: "is-good",
    Grade.REQUIRES_IMPROVEMENT: "is-requires",
    Grade.INADEQUATE: "is-inadequate",
    Grade.ADEQUATE: "is-adequate",
    Grade.NOT_JUDGED: "is-not-judged",
}


def grade_class(text: str) -> str:
    """The class of a cell that begins with a grade; empty where it does not."""
    found = next(
        (grade for grade in Grade.all() if text == grade or text.startswith(f"{grade} (")), None
    )
    return f"graded {_CLASSES[found]}" if found else ""


def counts_grades(columns: Sequence[str]) -> bool:
    """Whether the columns of a table, after the first, are grades."""
    return len(columns) > 1 and all(column in set(Grade.all()) for column in columns[1:])


def show_bar(columns: Sequence[str], counts: Sequence[str]) -> str:
    """A bar whose pieces are as long as each grade is frequent; hidden from screen readers.

    The numbers stand beside it in the table.
    """
    pieces = [
        f'<span class="{grade_class(column)}" style="flex-grow:{int(count)}">{escape(column)}</sp'
        f"an>"
        for column, count in zip(columns, counts, strict=True)
        if count.isdigit() and int(count)
    ]
    return f'<div class="bar" aria-hidden="true">{"".join(pieces)}</div>'
