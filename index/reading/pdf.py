"""A PDF → its pages with their lines, the places of quotes, and pictures of pages.

Only this file and `pdf_page.py` name the PDF library.
"""

import ctypes
import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.reading.lines import Line
from index.reading.noise import is_noise
from index.reading.pdf_page import SeenPage
from index.reports import UnreadableFileError

MOST_PAGES = 1_000  # of one file; the longest real report has 55
MOST_CHARACTERS = 100_000  # of one page; the fullest real one has under 4,000
LONGEST_SIDE = 20_000  # pixels of a picture
MOST_PIXELS = 10_000_000  # of one picture; an upright page as it is shown has 2 million
LEAST_LETTERS = 20  # of a page; with fewer, one that is mostly a picture is a scan
_FINE = 100_000  # steps to a page when places are turned into shares
# PDFium is not safe to call from two threads at once.
_pdfium = threading.Lock()


@dataclass(frozen=True, slots=True)
class Page:
    """A page (numbered from 1) with its lines in reading order; sizes in points.

    `unseen` and `struck` count the words left out because nobody sees them, or because they are
    struck out; `fault` says why the page cannot be read, and is empty where it can.
    `is_recognised` tells of words that a program has read from a picture.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    unseen: int = 0
    struck: int = 0
    fault: str = ""
    has_fields: bool = False
    is_recognised: bool = False

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


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """The pages of a PDF, its title, which may be empty, and how many other files are in it."""

    pages: tuple[Page, ...]
    title: str
    attached: int = 0


def read_pages(data: bytes) -> ReadPdf:
    """Read all pages of a PDF.

    Raises UnreadableFileError with a plain reason when it cannot be opened.
    """
    with _open(data) as document:
        if len(document) > MOST_PAGES:
            raise UnreadableFileError(
                f"it has {len(document):,} pages; at most {MOST_PAGES:,} are read"
            )
        pages = tuple(_read_page(document, number) for number in range(1, len(document) + 1))
        title = (document.get_metadata_value("Title") or "").strip()
        return ReadPdf(pages, title, document.count_attachments())


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
        seen_page = SeenPage(page)
        boxes = tuple(box for part in parts for box in _boxes(page, seen_page, part))
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
        seen_page = SeenPage(page)
        if seen_page.count > MOST_CHARACTERS:
            raise UnreadableFileError(
                f"page {number} has more than {MOST_CHARACTERS:,} characters; no report has such "
                f"a page"
            )
        lines = seen_page.lines()
        hidden = seen_page.hidden
        found = Page(
            number,
            width,
            height,
            lines,
            hidden.unseen,
            hidden.struck,
            fault=_fault(seen_page, lines),
            has_fields=seen_page.has_fields,
            is_recognised=hidden.is_recognised,
        )
        seen_page.close()
        page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"page {number} of the PDF is damaged") from error
    return found


def _fault(seen_page: SeenPage, lines: tuple[Line, ...]) -> str:
    """Why a page cannot be read; empty where it can, or where nothing is on it."""
    words = " ".join(line.text for line in lines)
    if is_noise(words):
        return "letters without a meaning"
    if sum(map(str.isalnum, words)) < LEAST_LETTERS and seen_page.is_picture:
        return "a picture without words"
    return ""


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= len(document):
        raise UnreadableFileError(f"it has {len(document)} pages, and no page {number}")
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(f"page {number} of the PDF is damaged") from error


def _boxes(page: pdfium.PdfPage, seen_page: SeenPage, words: str) -> Iterator[Box]:
    for first, count in seen_page.find(words):
        textpage = seen_page.textpage
        for number in range(textpage.count_rects(first, count)):
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
