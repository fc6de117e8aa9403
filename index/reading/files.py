"""One file on disk → its text in order: pages of lines (PDF) or blocks (everything else).

A file is judged by its bytes, never by its name: an error page saved as ".pdf" is still an error
page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.reading.blocks import Block
from index.reading.hyphens import mend
from index.reading.pdf import Page, ReadPdf, read_pages
from index.reading.plaintext import blocks_of_markdown, blocks_of_text
from index.reading.webpages import blocks_of_page
from index.reports import UnreadableFileError, say_pages, squash

LARGEST_FILE = 100 * 2**20  # bytes; the largest real report is under 3 MB
LARGEST_TEXT = (
    10 * 2**20
)  # bytes of a file without pages; the longest real report has 0.2 MB of text
LEAST_LETTERS = 200  # fewer in the whole file is not a report
TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ""}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: pages of lines (PDF) or blocks (everything else), and what was odd
    about it.
    """

    form: Literal["pdf", "html", "markdown", "text"]
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str = ""
    notices: tuple[str, ...] = ()


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
    if len(data) > LARGEST_TEXT:
        raise UnreadableFileError(
            f"it is no PDF, and of other files at most {LARGEST_TEXT // 2**20} MB are read"
        )
    text = _decode(data)
    if re.match(
        r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b", text, re.I | re.S
    ):
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
    blocks = tuple(blocks_of_markdown(text) if form == "markdown" else blocks_of_text(text))
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
    odd = sum(
        1 for character in text[:4000] if not (character.isprintable() or character.isspace())
    )
    if odd > len(text[:4000]) / 20:
        raise UnreadableFileError("it is a binary file, not PDF, HTML or text")
    return text


def _require_letters(text: str, reason: str) -> None:
    letters = len(squash(text))
    if letters < LEAST_LETTERS:
        raise UnreadableFileError(f"{reason} ({letters} letters)")


def _read_pdf(data: bytes) -> Reading:
    found = read_pages(data)
    pages = found.pages
    words = " ".join(page.text for page in pages)
    others = (
        f"; it holds {found.attached} other files, which are not read: save them apart"
        if found.attached
        else ""
    )
    _require_letters(
        words, f"no text can be read on its {len(pages)} pages{others or '; it may be a scan'}"
    )
    return Reading("pdf", pages=mend(pages), title=found.title, notices=tuple(_odd_things(found)))


def _odd_things(found: ReadPdf) -> Iterator[str]:
    """What a reader has to know about a PDF: what could not be read, and what was left out."""
    pages = found.pages
    for fault in dict.fromkeys(page.fault for page in pages if page.fault):
        there = [page.number for page in pages if page.fault == fault]
        yield (
            f"{len(there)} of {len(pages)} pages could not be read ({say_pages(there)}: {fault}); "
            "what stands there is not known"
        )
    for words, told in (("unseen", "cannot be seen on the page"), ("struck", "are struck out")):
        there = [page.number for page in pages if getattr(page, words)]
        count = sum(getattr(page, words) for page in pages)
        if there:
            yield f"{say_pages(there)}: {count} words that {told} were left out"
    if fields := [page.number for page in pages if page.has_fields]:
        yield f"{say_pages(fields)}: what was filled into the fields of a form is not read"
    if guessed := [page.number for page in pages if page.is_recognised]:
        yield (
            f"{say_pages(guessed)}: the words were recognised in a picture by a program, and may "
            f"be wrong"
        )
    if found.attached:
        yield f"it holds {found.attached} other files, which are not read"


# ---- HTML, Markdown and plain text


def _read_html(text: str) -> Reading:
    title, blocks = blocks_of_page(text)
    _require_letters(
        " ".join(block.text for block in blocks),
        "it is a web page with too little text to be a report or an article",
    )
    return Reading("html", blocks=blocks, title=title or _first_heading(blocks))


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((block.text for block in blocks if block.kind == "heading"), "")
