"""One file on disk → its text in order, with pages, positions and type sizes.

The only file that names the PDF and HTML libraries. A file is judged by its bytes, never by its
name: an error page saved as ".pdf" is still an error page.
"""

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.reports import UnreadableFileError, squash

LARGEST_FILE = 100 * 2**20  # bytes; the largest real report is under 3 MB
LEAST_LETTERS = 200  # fewer in the whole file is not a report
LONGEST_WRAPPED_LINE = 110  # characters; longer lines of a plain text are whole paragraphs
TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ""}

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
class Block:
    """A piece of a text that has no pages: heading (level 1 to 6), paragraph, bullet or row."""

    kind: Literal["heading", "paragraph", "bullet", "row"]
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: pages of lines (PDF) or blocks (everything else)."""

    form: Literal["pdf", "html", "markdown", "text"]
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, from the bottom left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def read(path: Path) -> Reading:
    """Read a file by its content.

    Raises UnreadableFileError with a plain reason when it holds no report text.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError("the file is empty")
    if size > LARGEST_FILE:
        raise UnreadableFileError(
            f"the file has {size / 2**20:.0f} MB; at most {LARGEST_FILE // 2**20} MB are read"
        )
    data = path.read_bytes()
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data)
    return _read_text(data, path)


def _read_text(data: bytes, path: Path) -> Reading:
    if data[:4] == b"PK\x03\x04":
        raise UnreadableFileError("it is a Word, Excel or zip file; save it as PDF or text")
    text = _decode(data)
    if re.match(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b", text, re.I | re.S):
        return _read_html(text)
    if path.suffix.lower() == ".pdf":
        raise UnreadableFileError("it is named .pdf but is no PDF (it does not begin with %PDF)")
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise UnreadableFileError(
            f"{path.suffix} is no kind of report file (PDF, HTML, Markdown and plain text are)"
        )
    form: Literal["markdown", "text"] = (
        "markdown" if path.suffix.lower() in {".md", ".markdown"} else "text"
    )
    blocks = tuple(_markdown_blocks(text))
    _require_letters(" ".join(block.text for block in blocks), "the file holds too little text")
    return Reading(form, blocks=blocks, title=_first_heading(blocks))


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableFileError("it is a binary file, not PDF, HTML or text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(1 for character in text[:4000] if not (character.isprintable() or character.isspace()))
    if odd > len(text[:4000]) / 20:
        raise UnreadableFileError("it is a binary file, not PDF, HTML or text")
    return text


def _require_letters(text: str, reason: str) -> None:
    letters = len(squash(text))
    if letters < LEAST_LETTERS:
        raise UnreadableFileError(f"{reason} ({letters} letters)")


# ---- PDF


def _read_pdf(data: bytes) -> Reading:
    with _open(data) as document:
        pages = tuple(_read_page(document, number) for number in range(1, len(document) + 1))
        title = (document.get_metadata_value("Title") or "").strip()
    words = " ".join(page.text for page in pages)
    _require_letters(words, f"no text can be read on its {len(pages)} pages; it may be a scan")
    return Reading("pdf", pages=pages, title=title)


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
    try:
        page = document[number - 1]
        width, height = page.get_size()
        textpage = page.get_textpage()
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
            rows = 1 + sum(printed.count(hyphen) for hyphen in _LINE_END_HYPHENS)
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


BULLETS = "◼■▪●•\uf06e\uf02d\uf0a7\uf0b7\uf0be−"
_LINE_END_HYPHENS = "\ufffe\x02"  # how PDFium marks a hyphen at the end of a line
_GLYPHS = str.maketrans(
    {
        **dict.fromkeys(BULLETS, "•"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
        **dict.fromkeys(_LINE_END_HYPHENS, "-"),
        "ﬁ": "fi",
        "ﬂ": "fl",
    }
)


def clean(text: str) -> str:
    """Map glyphs that stand for a bullet, space or hyphen; drop characters that print nothing."""
    text = text.translate(_GLYPHS)
    text = "".join(character for character in text if character == " " or character.isprintable())
    return re.sub(r" {2,}", " ", text).strip()


def quote_boxes(path: Path, page: int, quote: str) -> tuple[Box, ...]:
    """Find where the words of `quote` are printed on a page (from 1), a box a line.

    Returns no box when the words are not there; never the place of other words.
    """
    with _open(path) as document:
        if not 1 <= page <= len(document):
            return ()
        textpage = document[page - 1].get_textpage()
        printed = textpage.get_text_range()
        kept = [place for place, letter in enumerate(printed) if letter.isalnum()]
        start = "".join(printed[place].lower() for place in kept).find(squash(quote))
        if start < 0 or not squash(quote):
            return ()
        first = _character(textpage, kept[start])
        last = _character(textpage, kept[start + len(squash(quote)) - 1])
        count = textpage.count_rects(first, last - first + 1)
        return tuple(Box(page, *textpage.get_rect(number)) for number in range(count))


# ---- HTML, Markdown and plain text


_FURNITURE = ("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template")
_HTML_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "td", "th", "dd", "dt", "pre")


def _read_html(text: str) -> Reading:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    title = clean(soup.title.get_text(" ")) if soup.title else ""
    if re.search(r"not found|\b40[0-9]\b|\b50[0-9]\b|error|access denied|forbidden", title, re.I):
        raise UnreadableFileError(f"it is a web page that reports an error (“{title}”), not a report")
    for name in _FURNITURE:
        for tag in soup.find_all(name):
            tag.decompose()
    body = soup.find("article") or soup.find("main") or soup.body or soup
    blocks = []
    for tag in body.find_all(_HTML_BLOCKS):
        if tag.find(_HTML_BLOCKS):
            continue  # its inner blocks are read on their own
        words = clean(re.sub(r"\s+", " ", tag.get_text(" ")))
        words = re.sub(r" ([.,;:!?’”)])", r"\1", words)
        if not words:
            continue
        if tag.name.startswith("h"):
            blocks.append(Block("heading", words, int(tag.name[1])))
        else:
            blocks.append(Block("bullet" if tag.name == "li" else "paragraph", words))
    _require_letters(
        " ".join(block.text for block in blocks),
        "it is a web page with too little text to be a report or an article",
    )
    return Reading("html", blocks=tuple(blocks), title=title or _first_heading(tuple(blocks)))


def _markdown_blocks(text: str) -> Iterator[Block]:
    paragraph: list[str] = []

    def flush() -> Iterator[Block]:
        if paragraph:
            yield Block("paragraph", clean(" ".join(paragraph)))
            paragraph.clear()

    for line in html.unescape(text).splitlines():
        block = _markdown_line(line)
        if block is None:
            yield from flush()
        elif block.kind != "paragraph":
            yield from flush()
            yield block
        else:
            if _stands_alone(line) or (paragraph and _stands_alone(paragraph[-1])):
                yield from flush()
            paragraph.append(block.text)
    yield from flush()


def _stands_alone(line: str) -> bool:
    """A numbered paragraph, a "Name: value" line, or a line too long to be a wrapped one."""
    begins = re.match(r"\s*(\d{1,3}\.\s|[A-Z][a-z]+( [a-z]+)?: )", line)
    return bool(begins) or len(line) > LONGEST_WRAPPED_LINE


def _markdown_line(line: str) -> Block | None:
    """Tell what one line of Markdown or plain text is; None for an empty one."""
    words = clean(line)
    if not words or re.fullmatch(r"[-=_*|: ]{3,}", words):
        return None
    if match := re.match(r"(#{1,6})\s+(.*)", words):
        return Block("heading", match[2].strip("# "), len(match[1]))
    if match := re.match(r"[-*+•]\s+(.*)", words):
        return Block("bullet", _plain(match[1]))
    if words.startswith("|"):
        return Block("row", _plain(words.strip("| ")))
    return Block("paragraph", _plain(words.removeprefix("> ").removeprefix(">")))


def _plain(words: str) -> str:
    return re.sub(r"(\*\*|__|`)", "", words).strip()


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((block.text for block in blocks if block.kind == "heading"), "")
