"""Printed lines → headings, paragraphs and bullets, joined across pages.

Works from type size, weight and position, not from wording, so that it holds for templates that
nobody has seen yet. Running headers and footers go first: more than half of the pages end in the
middle of a sentence, and what stands at their foot must not end up inside it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from index.reading.blocks import Block
from index.reading.characters import CUT
from index.reading.lines import Line
from index.reading.pdf import Page
from index.reports import Place

LONGEST_END = 8  # characters: a full stop with closing marks and the figure of a note
FEW_PAGES = 4  # of a letter: what stands in the margin of two of them is furniture
MARGIN = 0.085  # share of a page's height, at its top and foot, in which furniture stands
FOOTNOTE_SHARE = 0.9  # of the body's type size: smaller is a note
HEADING_SHARE = 1.1  # of the body's type size: larger is a heading
PARAGRAPH_GAP = 1.35  # of the usual distance of two lines: more begins a paragraph
HANGING_INDENT = 12.0  # points from the margin at which the lines of a numbered paragraph begin
NUMBER_INDENT = 24.0  # points from the margin within which its number stands

_FOOTNOTE_FIGURE = re.compile(r"(?<=[A-Za-z?])\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, paragraph, bullet, table row or note, with the pages on which its words stand."""

    kind: Literal["heading", "paragraph", "bullet", "row", "note"]
    text: str
    places: tuple[Place, ...]
    level: int = 0
    number: int | None = None

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.places[0].page


def elements_of_blocks(blocks: Iterable[Block]) -> tuple[Element, ...]:
    """Turn the blocks of a text without pages into elements on page 1."""
    found = []
    for block in blocks:
        text, number = block.text, None
        if block.kind == "paragraph" and (match := re.match(r"(\d{1,3})\.\s+(?=\S)", text)):
            number, text = int(match[1]), text[match.end() :]
        found.append(Element(block.kind, text, (Place(1, 0),), block.level, number))
    return tuple(found)


def elements_of_pages(pages: tuple[Page, ...]) -> tuple[Element, ...]:
    """Turn the lines of a PDF into elements, furniture removed."""
    furniture = _furniture(pages)
    body = _body_size(pages)
    gap = _usual_gap(pages, body)
    builder = _Builder(body, gap)
    for page in pages:
        builder.begin_page(page)
        for line in page.lines:
            if not _is_furniture(line, page, furniture):
                builder.add(line)
    builder.flush()
    return tuple(builder.elements)


def _in_margin(line: Line, page: Page) -> bool:
    return line.top < page.height * MARGIN or line.bottom > page.height * (1 - MARGIN)


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _furniture(pages: tuple[Page, ...]) -> frozenset[str]:
    """Texts, their digits aside, that stand in the margin of at least three pages, or two of a
    few.
    """
    least = 3 if len(pages) > FEW_PAGES else 2
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_pattern(line) for line in page.lines if _in_margin(line, page)})
    return frozenset(pattern for pattern, count in seen.items() if count >= least)


def _is_furniture(line: Line, page: Page, furniture: frozenset[str]) -> bool:
    if not _in_margin(line, page):
        return False
    return _pattern(line) in furniture or bool(
        re.fullmatch(r"\W*(page )?\d{1,3}( ?(of|/) ?\d{1,3})?\W*", line.text, re.I)
    )


def _body_size(pages: tuple[Page, ...]) -> float:
    """The type size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _usual_gap(pages: tuple[Page, ...], body: float) -> float:
    """The most frequent distance in points between the baselines of two lines of the body."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            distance = round(above.bottom - below.bottom, 1)
            if abs(above.size - body) < 1 and 0 < distance < 3 * body:
                gaps[distance] += 1
    return gaps.most_common(1)[0][0] if gaps else 1.2 * body


@dataclass
class _Open:
    """An element that may still get more lines."""

    kind: Literal["heading", "paragraph", "bullet", "note"]
    line: Line
    page: int
    level: int = 0
    number: int | None = None
    text: str = ""
    places: list[Place] = field(default_factory=list)

    def add(self, text: str, page: int) -> None:
        if self.text.endswith(CUT):  # the hyphen of a word that was cut, and not its own
            self.text = self.text[:-1]
        elif (
            self.text
            and not (self.text.endswith("-") and self.text[-2:-1].isalnum())
            and not re.match(r"[,.;:](\s|$)", text)
        ):
            self.text += " "
        if not self.places or self.places[-1].page != page:
            self.places.append(Place(page, len(self.text)))
        self.text += text


class _Builder:
    """Takes lines in reading order and closes an element when the next line begins another."""

    def __init__(self, body: float, gap: float) -> None:
        self.elements: list[Element] = []
        self._body = body
        self._gap = gap
        self._open: _Open | None = None
        self._waiting: _Open | None = None
        self._page = 0
        self._left = 0.0
        self._last_number = 0

    def begin_page(self, page: Page) -> None:
        """Remember the page and its left margin."""
        self._page = page.number
        lefts = [line.left for line in page.lines if abs(line.size - self._body) < 1]
        self._left = min(lefts, default=72.0)

    def add(self, line: Line) -> None:
        """Add a line to the open element, or begin another."""
        kind = self._kind(line)
        text, number = self._strip_number(line) if kind == "paragraph" else (line.text, None)
        if kind == "bullet":
            text = text.lstrip("• ")
        if not self._continues(line, kind, number):
            self._begin(line, kind, number)
        assert self._open is not None
        if text:
            self._open.add(text, self._page)
            self._open.line = line
            self._open.page = self._page

    def flush(self) -> None:
        """Close what is open."""
        for part in (self._open, self._waiting):
            if part is not None and part.text:
                places, text = tuple(part.places), part.text
                if part.kind == "heading":
                    text = _FOOTNOTE_FIGURE.sub("", text)
                self.elements.append(Element(part.kind, text, places, part.level, part.number))
        self._open = self._waiting = None

    def _kind(self, line: Line) -> Literal["heading", "paragraph", "bullet", "note"]:
        if line.text.startswith("•"):
            return "bullet"
        if line.size < self._body * FOOTNOTE_SHARE:
            return "note"
        # Words on their own that are bold or large; a lone full stop or digit is neither.
        if (line.bold or line.size > self._body * HEADING_SHARE) and re.search(
            "[A-Za-z]{2}", line.text
        ):
            return "heading"
        return "paragraph"

    def _strip_number(self, line: Line) -> tuple[str, int | None]:
        """Take "26. " off a line that begins paragraph 26; a wrapped "17. This" has no such place.

        Numbers run on through a report, so a number far from the last one is only a number.
        """
        match = re.match(r"(\d{1,3})\.(\s+|$|(?=[A-Z“‘]))", line.text)
        if not match or line.left > self._left + NUMBER_INDENT:
            return line.text, None
        number = int(match[1])
        is_next = self._last_number < number <= self._last_number + 3
        is_glued = not match[2] and number > self._last_number  # no date and no sentence is
        if not (number == 1 or is_next or is_glued):
            return line.text, None
        self._last_number = number
        return line.text[match.end() :], number

    def _begin(
        self,
        line: Line,
        kind: Literal["heading", "paragraph", "bullet", "note"],
        number: int | None,
    ) -> None:
        # A footnote interrupts a sentence that runs over the page: keep the sentence waiting.
        if kind == "note" and self._open and self._open.kind in {"paragraph", "bullet"}:
            self._waiting = self._open
        else:
            if self._open and self._open.kind == "note" and self._waiting:
                self._emit_waiting(resumes=False)
            self.flush()
        self._open = _Open(kind, line, self._page, self._level(line, kind), number)

    def _emit_waiting(self, *, resumes: bool) -> None:
        """After a footnote: either take the interrupted element up again, or close both."""
        note, waiting = self._open, self._waiting
        self._open, self._waiting = waiting, None
        if resumes:
            if note is not None and note.text:
                self.elements.append(Element("note", note.text, tuple(note.places)))
            return
        self.flush()
        self._open = note

    def _level(self, line: Line, kind: str) -> int:
        if kind != "heading":
            return 0
        share = line.size / self._body
        return 1 if share > 1.7 else 2 if share > 1.25 else 3 if share > HEADING_SHARE else 4

    def _continues(self, line: Line, kind: str, number: int | None) -> bool:
        current = self._open
        if current is None:
            return False
        if current.kind == "note" and self._waiting and kind != "note":
            if kind == "paragraph" and number is None and self._runs_on(self._waiting, line):
                self._emit_waiting(resumes=True)
                return True
            return False
        if kind == "paragraph" and number is None and current.kind in {"paragraph", "bullet"}:
            return self._runs_on(current, line)
        if kind != current.kind or kind == "bullet" or number is not None:
            return False
        return current.page == self._page and self._is_near(current.line, line)

    def _runs_on(self, current: _Open, line: Line) -> bool:
        """Whether a line without a number or bullet goes on with the open paragraph."""
        if current.page == self._page and current.line.bottom >= line.bottom - 1:
            if self._is_near(current.line, line):
                return True
            # Of lines given as one, the place is that of one of them: a gap then looks larger.
            rows = max(current.line.rows, line.rows)
            return (
                rows > 1
                and not _is_finished(current.text)
                and self._is_near(current.line, line, rows)
            )
        if current.number is not None or current.kind == "bullet":
            hangs = line.left > self._left + HANGING_INDENT
            return hangs or not _is_finished(current.text)
        return not _is_finished(current.text)

    def _is_near(self, above: Line, below: Line, lines: int = 1) -> bool:
        if abs(above.size - below.size) > 1 and not above.size < self._body:
            return False
        gap = max(self._gap, above.size * 1.25) * (lines - 1 + PARAGRAPH_GAP)
        return -1 <= above.bottom - below.bottom <= gap


def _is_finished(text: str) -> bool:
    return bool(re.search(r"[.!?:][”’\")\]]*\d{0,2}$", text[-LONGEST_END:]))
