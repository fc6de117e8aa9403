"""One file on disk → its text in order: pages of lines (PDF) or blocks (everything else).

The only file that names the HTML library. A file is judged by its bytes, never by its name: an
error page saved as ".pdf" is still an error page.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.characters import clean
from index.hyphens import mend
from index.pdf import Page, ReadPdf, read_pages
from index.reports import UnreadableFileError, say_pages, squash

LARGEST_FILE = 100 * 2**20  # bytes; the largest real report is under 3 MB
LARGEST_TEXT = 10 * 2**20  # bytes of a file without pages; the longest real report has 0.2 MB of text
LEAST_LETTERS = 200  # fewer in the whole file is not a report
LONGEST_WRAPPED_LINE = 110  # characters; longer lines of a plain text are whole paragraphs
TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ""}

@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text that has no pages: heading (level 1 to 6), paragraph, bullet or row."""

    kind: Literal["heading", "paragraph", "bullet", "row"]
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: pages of lines (PDF) or blocks (everything else), and what was odd about it."""

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
        raise UnreadableFileError(f"it is no PDF, and of other files at most {LARGEST_TEXT // 2**20} MB are read")
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


def _read_pdf(data: bytes) -> Reading:
    found = read_pages(data)
    pages = found.pages
    words = " ".join(page.text for page in pages)
    others = f"; it holds {found.attached} other files, which are not read: save them apart" if found.attached else ""
    _require_letters(words, f"no text can be read on its {len(pages)} pages{others or '; it may be a scan'}")
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
    if found.attached:
        yield f"it holds {found.attached} other files, which are not read"


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
