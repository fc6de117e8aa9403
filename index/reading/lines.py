"""A printed line of a page, and the marks of footnotes in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# of the height of the line's type: a smaller figure that stands higher is a note's mark
MARK_SHARE = 0.8
WATERMARK_SHARE = 2.2  # of the usual size of a page: larger words may be a watermark
_UNITS = re.compile(r"\b(k|c|m)?m$", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, edges, foot and head in points, and whether it is bold.

    `rows` is more than 1 where PDFium gives lines as one because a hyphen ends the first. `printed`
    are the characters as the file has them, `places` their numbers on the page, `angle` is by how
    many degrees the line is turned.
    """

    text: str
    left: float
    bottom: float
    top: float
    bold: bool
    rows: int = 1
    right: float = 0.0
    angle: float = 0.0
    printed: str = field(default="", compare=False, repr=False)
    places: Sequence[int] = field(default=(), compare=False, repr=False)

    @property
    def size(self) -> float:
        """Height of the type in points.

        Measured on the page: the size that a PDF states is 1 where it scales its type itself.
        """
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half its height, in points above the foot of the page."""
        return (self.top + self.bottom) / 2


def is_unit(before: str) -> bool:
    """Whether a raised figure after these words is a power, as in "12 km²"."""
    return bool(_UNITS.search(before))


def without_marks(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leave out lines that are nothing but the raised figure of a note beside another line.

    PDFium gives such a figure as a line of its own, in the middle of a sentence.
    """
    lines = tuple(lines)
    beside = zip((None, *lines), lines, (*lines[1:], None), strict=False)
    return tuple(
        line
        for above, line, below in beside
        if not (_is_mark(line, above) or _is_mark(line, below))
    )


def _is_mark(line: Line, other: Line | None) -> bool:
    if other is None or not re.fullmatch(r"\d{1,2}|[*†‡§]", line.text):
        return False
    is_small = line.size < other.size * MARK_SHARE
    return (
        is_small
        and other.bottom < line.bottom + 1
        and line.bottom < other.top
        and line.top < other.top + other.size
    )


def without_watermarks(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out large words that are printed across other lines."""
    if len(lines) < 3:
        return lines
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    large = [line for line in lines if line.size > WATERMARK_SHARE * usual]
    return tuple(line for line in lines if line not in large or not _crosses(line, lines, usual))


def _crosses(line: Line, lines: Iterable[Line], usual: float) -> bool:
    """Whether a line lies over at least two others."""
    crossed = (
        other
        for other in lines
        if other.size < 1.3 * usual
        and line.bottom < other.middle < line.top
        and other.left < line.right
        and line.left < other.right
    )
    return len(list(crossed)) >= 2
