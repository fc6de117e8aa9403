"""A PDF → its lines with positions and type sizes, the places of quotes, and pictures of pages.

The only file that names the PDF library.
"""

import ctypes
import io
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.characters import LINE_END_HYPHENS, clean
from index.reports import UnreadableFileError, squash

MOST_PAGES = 1_000  # of one file; the longest real report has 55
MOST_CHARACTERS = 100_000  # of one page; the fullest real one has under 4,000
LONGEST_SIDE = 20_000  # pixels of a picture
MOST_PIXELS = 10_000_000  # of one picture; an upright page as it is shown has 2 million
_FINE = 100_000  # steps to a page when places are turned into shares
# PDFium is not safe to call from two threads at once.
_pdfium = threading.Lock()


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, left edge, foot and head in points, and whether it is bold.

    `rows` is more than 1 where PDFium gives lines as one because a hyphen ends the first.
    """

    text: str
    left: float
    bottom: float
    top: float
    bold: bool
    rows: int = 1

    @property
    def size(self) -> float:
        """Height of the type in points.

        Measured on the page: the size that a PDF states is 1 where it scales its type itself.
        """
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page (numbered from 1) with its lines in reading order; sizes in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All words of the page, a line a line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is drawn: shares of its width and height, from the top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page (from 1), its size in points, and where the words looked for stand on it."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]


def read_pages(data: bytes) -> tuple[tuple[Page, ...], str]:
    """Read all pages of a PDF, and its title, which may be empty.

    Raises UnreadableFileError with a plain reason when it cannot be opened.
    """
    with _open(data) as document:
        if len(document) > MOST_PAGES:
            raise UnreadableFileError(f"it has {len(document):,} pages; at most {MOST_PAGES:,} are read")
        pages = tuple(_read_page(document, number) for number in range(1, len(document) + 1))
        return pages, (document.get_metadata_value("Title") or "").strip()


def draw_page(path: Path, number: int, width: int) -> bytes:
    """Draw a page (from 1) as a PNG `width` pixels wide.

    Raises UnreadableFileError where the file has no such page or cannot be opened.
    """
    with _open(path) as document:
        page = _page(document, number)
        try:
            picture = page.render(scale=_scale(page, width)).to_pil()
        except (pdfium.PdfiumError, ValueError, ZeroDivisionError) as error:
            raise UnreadableFileError(f"page {number} of the PDF cannot be drawn") from error
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _scale(page: pdfium.PdfPage, width: int) -> float:
    """By how much a page is enlarged: to a width in pixels, or less where that were too many."""
    across, down = map(float, page.get_size())
    by_sides = LONGEST_SIDE / max(across, down)
    return min(width / across, by_sides, float((MOST_PIXELS / (across * down)) ** 0.5))


def find_words(path: Path, number: int, parts: Iterable[str]) -> PrintedPage:
    """Find where words are printed on a page (from 1), a box a line; `parts` may lie apart.

    A part that is not on the page gets no box; never the place of other words.
    """
    with _open(path) as document:
        page = _page(document, number)
        boxes = tuple(box for part in parts for box in _boxes(page, part))
        width, height = page.get_size()
        return PrintedPage(number, width, height, boxes)


@contextmanager
def _open(source: bytes | Path) -> Iterator[pdfium.PdfDocument]:
    with _pdfium:
        try:
            document = pdfium.PdfDocument(source)
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(_pdf_reason(error)) from error
        try:
            yield document
        finally:
            document.close()


def _pdf_reason(error: pdfium.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "the PDF is locked with a password; save a copy without one"
    return "the PDF is damaged or cut short and cannot be opened"


def _read_page(document: pdfium.PdfDocument, number: int) -> Page:
    page = _page(document, number)
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        if textpage.count_chars() > MOST_CHARACTERS:
            raise UnreadableFileError(
                f"page {number} has more than {MOST_CHARACTERS:,} characters; no report has such a page"
            )
        lines = tuple(_lines(textpage))
        textpage.close()
        page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"page {number} of the PDF is damaged") from error
    return Page(number, width, height, lines)


def _lines(textpage: pdfium.PdfTextPage) -> Iterator[Line]:
    position = 0
    for printed in re.split(r"(\r\n|\r|\n)", textpage.get_text_range()):
        text = clean(printed)
        if text:
            first = position + len(printed) - len(printed.lstrip())
            # Spaces are often PDFium's own and have no type size: look at a printed letter.
            letters = [place for place, letter in enumerate(printed) if letter.isalnum()]
            letter = position + letters[len(letters) // 2] if letters else first
            rows = 1 + sum(printed.count(hyphen) for hyphen in LINE_END_HYPHENS)
            yield replace(_line(textpage, text, first, letter), rows=rows)
        position += len(printed)


def _line(textpage: pdfium.PdfTextPage, text: str, first: int, letter: int) -> Line:
    left = textpage.get_charbox(_character(textpage, first), loose=True)[0]
    middle = _character(textpage, letter)
    _, bottom, _, top = textpage.get_charbox(middle, loose=True)
    return Line(
        text=text,
        left=left,
        bottom=bottom,
        top=top,
        bold=pdfium_c.FPDFText_GetFontWeight(textpage.raw, middle) >= 600,
    )


def _character(textpage: pdfium.PdfTextPage, position: int) -> int:
    """PDFium counts some characters that it does not print: translate a position in the text."""
    found = pdfium_c.FPDFText_GetCharIndexFromTextIndex(textpage.raw, position)
    return max(0, min(int(found) if found >= 0 else position, int(textpage.count_chars()) - 1))


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= len(document):
        raise UnreadableFileError(f"it has {len(document)} pages, and no page {number}")
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"page {number} of the PDF is damaged") from error


def _boxes(page: pdfium.PdfPage, words: str) -> Iterator[Box]:
    textpage = page.get_textpage()
    printed = textpage.get_text_range()
    kept = [place for place, letter in enumerate(printed) if letter.isalnum()]
    wanted = squash(words)
    start = squash(printed).find(wanted)
    if start < 0 or not wanted:
        return
    first = _character(textpage, kept[start])
    last = _character(textpage, kept[start + len(wanted) - 1])
    for number in range(textpage.count_rects(first, last - first + 1)):
        yield _as_drawn(page, *textpage.get_rect(number))


def _as_drawn(page: pdfium.PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle in the units of a page as shares of its picture, which may be turned or cut."""
    corners = [_to_picture(page, x, y) for x, y in ((left, top), (right, bottom))]
    (x1, x2), (y1, y2) = (sorted(place) for place in zip(*corners, strict=True))
    return Box(x1, y1, x2 - x1, y2 - y1)


def _to_picture(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page.raw, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value / _FINE, down.value / _FINE
