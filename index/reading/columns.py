"""Printed lines with gaps in them → lines in reading order: columns apart, rows of tables whole.

A PDF gives what stands at one height as one line. Where several lines one below the other have a
gap at the same place, that is the gutter of two columns, or of a table: a table is read row by row,
columns of prose one after the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.reading.lines import Line

GUTTER = 9.0  # points; columns are further apart than words
PROSE = 24  # letters; columns whose lines have more are prose, not the cells of a table
CLOSE = 1.7  # of the height of its type: a line further below belongs to something else
MARKER = 4  # letters; a shorter left part is a bullet or a number


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line whole, and in the parts between its gaps."""

    whole: Line
    cells: tuple[Line, ...]


def in_reading_order(rows: Sequence[Row]) -> tuple[Line, ...]:
    """Return the lines of a page, columns one after the other and cells beside their labels."""
    return tuple(_ordered(rows))


def _ordered(rows: Sequence[Row]) -> Iterator[Line]:
    place = 0
    while place < len(rows):
        end, gutter = _block(rows, place)
        if end:
            yield from _read_block(rows[place:end], gutter)
            place = end
        else:
            yield rows[place].whole
            place += 1


def _block(rows: Sequence[Row], start: int) -> tuple[int, float]:
    """Where the rows with a gap at one place end, and where that gap is; 0 where none begin
    here.
    """
    low, high, end, parted = 0.0, 1e9, start, 0
    if len(rows[start].cells) != 2:
        return 0, 0.0
    for place in range(start, len(rows)):
        row = rows[place]
        if place > start and not _is_below(rows[place - 1], row):
            break
        if len(row.cells) == 2:
            new_low, new_high = max(low, row.cells[0].right), min(high, row.cells[1].left)
            parted += 1
        elif len(row.cells) == 1:
            is_left = row.whole.left < high - GUTTER and row.whole.right <= high
            new_low, new_high = (
                (max(low, row.whole.right), high) if is_left else (low, min(high, row.whole.left))
            )
        else:
            break
        if new_high - new_low < GUTTER:
            break
        low, high, end = new_low, new_high, place + 1
    return (end, (low + high) / 2) if parted >= 2 and not _is_list(rows[start:end]) else (0, 0.0)


def _is_below(above: Row, below: Row) -> bool:
    """Whether a row stands close below another, in type of the same size."""
    size = above.whole.size
    distance = above.whole.bottom - below.whole.bottom
    highest = -3 * size if len(below.cells) == 1 else -size / 2  # beside a label of some lines
    return (
        highest <= distance <= CLOSE * size * max(above.whole.rows, 1) * 1.6
        and abs(size - below.whole.size) < 1
    )


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether the left parts are bullets or numbers."""
    return median(len(row.cells[0].text) for row in rows if len(row.cells) == 2) <= MARKER


def _read_block(rows: Sequence[Row], gutter: float) -> Iterator[Line]:
    left = [cell for row in rows for cell in row.cells if cell.left < gutter]
    right = [cell for row in rows for cell in row.cells if cell.left >= gutter]
    is_prose = [median(len(line.text) for line in side) >= PROSE for side in (left, right)]
    if all(is_prose):
        yield from left
        yield from right
        return
    if is_prose[1]:  # headings beside prose stand where they are printed
        yield from (row.whole for row in rows)
        return
    for row in _table_rows(left, right):
        yield from row


def _table_rows(left: Sequence[Line], right: Sequence[Line]) -> Iterator[list[Line]]:
    """Rows of a table: each label with the lines below it that are nearer to it than to the
    next.
    """
    heads = [
        line
        for line in left
        if any(abs(line.bottom - cell.bottom) < line.size * 0.8 for cell in right)
    ]
    rows: list[list[Line]] = [[] for _ in heads]
    for side in (left, right):
        for line in side:
            nearest = min(
                range(len(heads)), key=lambda place: abs(heads[place].bottom - line.bottom)
            )
            rows[nearest].append(line)
    yield from rows
