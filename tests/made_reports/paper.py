"""What made reports are printed on: lines, paragraphs, tables and pages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def blocks_of(text: str) -> tuple[str, ...]:
    """Split at empty lines and join the lines of each block; odd spaces stay as they are."""
    return tuple(re.sub(r"[ \n]+", " ", block).strip() for block in text.split("\n\n"))


LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
IN_CARE = "The experiences and progress of children in care"
CARE_LEAVERS = "The experiences and progress of care leavers"
IN_CARE_AND_LEAVERS = "The experiences and progress of children in care and care leavers"
OVERALL = "Overall effectiveness"
CONTACT = blocks_of("""
The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and
inspects services for learners of all ages and for children and young people in care. Its remit
takes in childcare, schools, colleges, fostering and adoption agencies, and the assessment of
councils’ services for children looked after, safeguarding and child protection.

To ask for this document in large print, Braille or another format, telephone 0300 555 0100 or
email enquiries@ofsted.example.

You may reuse this text free of charge, without the logos, in any medium, as the Open Government
Licence allows. Write to the Information Policy Team, The National Archives, Kew, London.

This report can be read at https://reports.ofsted.example/.
""")
ADDRESS = (
    "Piccadilly Gate",
    "Store Street",
    "Manchester",
    "T: 0300 555 0100",
    "W: www.ofsted.example",
)


@dataclass(frozen=True)
class Printed:
    """A paragraph, bullet or sub-bullet as printed: `parts` are its words page by page."""

    text: str
    section: str
    number: int | None
    page: int
    parts: tuple[str, ...]

    @property
    def last_page(self) -> int:
        """The page on which it ends."""
        return self.page + len(self.parts) - 1


@dataclass(frozen=True)
class Made:
    """A file that was made, and what a reader should find in it."""

    path: Path
    pages: int
    headings: tuple[tuple[str, int], ...]  # of 14 points and more, with their pages
    printed: tuple[Printed, ...]

    @property
    def numbered(self) -> tuple[Printed, ...]:
        """The paragraphs that have a number."""
        return tuple(one for one in self.printed if one.number is not None)

    @property
    def crossing(self) -> tuple[Printed, ...]:
        """The paragraphs and bullets that run over a page break."""
        return tuple(one for one in self.printed if len(one.parts) > 1)


@dataclass(frozen=True)
class Type:
    size: float = 12
    bold: bool = False

    @property
    def font(self) -> str:
        return "VeraBd" if self.bold else "Vera"

    @property
    def leading(self) -> float:
        return round(self.size * 1.207, 2)

    def width(self, text: str) -> float:
        _register_fonts()
        return float(pdfmetrics.stringWidth(text, self.font, self.size))


BODY = Type()
BOLD = Type(bold=True)
HEADING = Type(14, bold=True)
LARGE = Type(14)
NOTE = Type(10)
NOTE_MARK = Type(6.5)
TITLE = Type(26)
RUNNING = Type(8, bold=True)
PAGE_NUMBER = Type(20)
LEFT, RIGHT, TOP, FOOT = 72.0, 524.0, 750.0, 74.0
TEXT_LEFT, BULLET_LEFT, SUB_LEFT = 99.0, 89.0, 117.0
# Real reports use characters that Vera lacks: draw one like it, and let the text keep the real one.
DRAWN_AS = {0x25FC: 0x2022, 0xF06E: 0x2022, 0xF02D: 0x2013, 0x202F: 0x20}


@cache
def _register_fonts() -> None:
    for name in ("Vera", "VeraBd"):
        font = TTFont(name, f"{name}.ttf")
        for missing, drawn in DRAWN_AS.items():
            font.face.charToGlyph[missing] = font.face.charToGlyph[drawn]
            font.face.charWidths[missing] = font.face.charWidths[drawn]
        pdfmetrics.registerFont(font)


def wrapped(text: str, type_: Type, width: float) -> list[str]:
    """Break into lines at spaces and after hyphens; the first space of a line stays on it."""
    lines = [""]
    for piece in re.findall(r"[ ]*[^ ]+?(?:-(?=\w)|(?=[ ]|$))", text):
        if lines[-1] and type_.width((lines[-1] + piece).strip()) > width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return lines


class Paper:
    """A canvas with a cursor, which remembers what it printed and where."""

    def __init__(
        self, path: Path, running: "Callable[[Paper], None]", lock: str | None = None
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        locked = StandardEncryption(lock, ownerPassword=f"{lock} of the owner") if lock else None
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1, encrypt=locked)
        self.path, self.page, self.y, self.floor = path, 1, TOP, FOOT
        self.headings: list[tuple[str, int]] = []
        self.printed: list[Printed] = []
        self._notes: list[tuple[str, str]] = []
        self._running = running
        self._running(self)

    def turn(self) -> None:
        """End this page and begin the next."""
        self._print_notes()
        self.canvas.showPage()
        self.page, self.y, self.floor = self.page + 1, TOP, FOOT
        self._running(self)

    def made(self) -> Made:
        """End the last page and write the file."""
        self._print_notes()
        self.canvas.save()
        return Made(self.path, self.page, tuple(self.headings), tuple(self.printed))

    def at(self, x: float, y: float, text: str, type_: Type = BODY) -> None:
        """Draw a line at a place; the cursor stays."""
        _register_fonts()
        self.canvas.setFont(type_.font, type_.size)
        self.canvas.drawString(x, y, text)

    def room(self, height: float) -> None:
        """Turn the page unless this much space is left."""
        if self.y - height < self.floor:
            self.turn()

    def space(self, points: float) -> None:
        """Move down, except at the head of a page."""
        if self.y < TOP:
            self.y -= points

    def words(
        self, text: str, type_: Type = BODY, left: float = LEFT, right: float = RIGHT
    ) -> list[tuple[int, str]]:
        """Print wrapped lines; tell the page and the words of each."""
        lines = []
        for line in wrapped(text, type_, right - left):
            self.room(type_.leading)
            self.y -= type_.leading
            self.at(left, self.y, line.strip(), type_)
            lines.append((self.page, line))
        return lines

    def passage(self, text: str, number: int | None, marker: str = "", left: float = LEFT) -> None:
        """Print a paragraph or bullet, its number or marker in the margin, and remember it."""
        self.room(2 * BODY.leading)
        indent = TEXT_LEFT if number else left + BULLET_LEFT - LEFT if marker else left
        if number or marker:
            self.at(left, self.y - BODY.leading, f"{number}." if number else marker)
        lines = self.words(text, left=indent)
        pages = sorted({page for page, _ in lines})
        parts = tuple("".join(words for at, words in lines if at == page).strip() for page in pages)
        section = self.headings[-1][0] if self.headings else ""
        self.printed.append(Printed(text, section, number, pages[0], parts))
        self.space(BODY.leading * 0.83)

    def heading(self, text: str, type_: Type = HEADING, mark: str = "") -> None:
        """Print a heading with room for two lines of text under it."""
        lines = wrapped(text, type_, RIGHT - LEFT)
        self.room(len(lines) * type_.leading + 3 * BODY.leading)
        self.space(4)
        self.marked(text, type_, mark)
        if type_.size >= HEADING.size:
            self.headings.append((text, self.page))
        self.space(BODY.leading * 0.7)

    def marked(self, text: str, type_: Type, mark: str) -> None:
        """Print lines with the raised number of a footnote after the last."""
        *_, (_, last) = self.words(text, type_)
        raised = Type(round(type_.size * 0.65, 1), type_.bold)
        self.at(LEFT + type_.width(last.strip()), self.y + type_.size * 0.4, mark, raised)

    def note(self, mark: str, text: str) -> None:
        """Keep room for a footnote at the end of this page."""
        self._notes.append((mark, text))
        self.floor += (len(wrapped(text, NOTE, RIGHT - LEFT - 6)) + 1) * NOTE.leading

    def _print_notes(self) -> None:
        if not self._notes:
            return
        self.y = self.floor - NOTE.leading
        self.canvas.line(LEFT, self.y + 4, LEFT + 144, self.y + 4)
        notes, self._notes, self.floor = self._notes, [], 0
        for mark, text in notes:
            self.at(LEFT, self.y - NOTE.leading + 4, mark, NOTE_MARK)
            first, *rest = wrapped(text, NOTE, RIGHT - LEFT - 6)
            for left, line in [(LEFT + 6, first), *((LEFT, line) for line in rest)]:
                self.y -= NOTE.leading
                self.at(left, self.y, line.strip(), NOTE)


def print_blocks(
    paper: Paper,
    blocks: Iterable[str],
    bullets: Sequence[str] = ("•", "−"),
    numbers: Iterator[int] | None = None,
) -> None:
    """Print blocks; paragraphs get the next number if there are numbers."""
    for block in blocks:
        kind, _, text = block.partition(" ")
        if kind == "#":
            paper.heading(text, BOLD)
        elif kind == "-":
            paper.passage(text, None, bullets[0])
        elif kind == "--":
            paper.passage(text, None, bullets[1], SUB_LEFT)
        else:
            paper.passage(block, next(numbers) if numbers else None)


def print_table(
    paper: Paper, rows: Iterable[tuple[str, str]], bold_head: bool, split: float
) -> None:
    """Print a ruled table: labels wrap in the left column, the right one begins at `split`."""
    for place, (label, value) in enumerate(rows):
        type_ = BOLD if bold_head and place == 0 else BODY
        lines = wrapped(label, type_, split - LEFT - 12)
        head, height = paper.y, len(lines) * type_.leading + 12
        for line in lines:
            paper.y -= type_.leading
            paper.at(LEFT + 5, paper.y - 4, line.strip(), type_)
        paper.at(split + 5, head - type_.leading - 4, value, type_)
        paper.y = head - height
        paper.canvas.rect(LEFT, paper.y, split - LEFT, height)
        paper.canvas.rect(split, paper.y, RIGHT + 10 - split, height)
    paper.space(22)


def print_contact(paper: Paper, year: str, paragraphs: Iterable[str] = CONTACT) -> None:
    """Print the page on Ofsted, its addresses and the licence."""
    paper.turn()
    for paragraph in paragraphs:
        paper.words(paragraph)
        paper.space(BODY.leading * 0.83)
    for line in (*ADDRESS, f"© Crown copyright {year}"):
        paper.words(line)


def print_labelled(paper: Paper, label: str, value: str) -> None:
    """Print a bold label and its value on one line."""
    paper.y -= BODY.leading
    paper.at(LEFT, paper.y, label, BOLD)
    paper.at(LEFT + BOLD.width(f"{label} "), paper.y, value)
    paper.space(BODY.leading * 0.83)


def said_of(grade: str) -> str:
    """Turn a grade into the end of a sentence: "is good", "requires improvement"."""
    return grade.lower() if grade.lower().startswith("require") else f"is {grade.lower()}"


def year_of(dates: str) -> str:
    return str(re.findall(r"\d{4}", dates)[-1])


def run_page_number(paper: Paper) -> None:
    """Print a page number as SIF reports have it: on the right of odd pages, left of even ones."""
    paper.canvas.line(LEFT, 52, RIGHT, 52)
    paper.at(LEFT if paper.page % 2 == 0 else 502, 28, str(paper.page), PAGE_NUMBER)


def named_for(
    texts: Iterable[str], council: str, others: Mapping[str, str] | None = None
) -> list[str]:
    """Put the council's name, and other facts, in the places that are kept for them."""
    facts = {"{council}": council, **(others or {})}
    return [re.sub(r"{\w+}", lambda place: facts.get(place[0], place[0]), text) for text in texts]


Words = TypeVar("Words")
Fields = ParamSpec("Fields")


def maker(
    words: Callable[Fields, Words], write: Callable[[Path, Words], Made]
) -> Callable[Concatenate[Path, Fields], Made]:
    """Join a class of words to what prints them: `make(path, council="Northmere")`."""

    def make(path: Path, /, *args: Fields.args, **kwargs: Fields.kwargs) -> Made:
        return write(path, words(*args, **kwargs))

    return make
