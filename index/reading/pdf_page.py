"""A page of a PDF as it is seen: its lines upright and in order, without what nobody can see.

Beside `pdf.py` the only file that names the PDF library.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from index.reading.characters import LINE_END_HYPHENS, clean
from index.reading.columns import GUTTER, Row, in_reading_order
from index.reading.lines import MARK_SHARE, Line, is_unit, without_marks, without_watermarks
from index.reading.visibility import (
    PAPER,
    Area,
    Drawn,
    doubtful,
    is_rule,
    is_thin,
    strikes,
    whole_words,
)
from index.reports import squash

MARKER_WIDTH = 25.0  # points; a narrower part before a gap is a bullet or a number
FAINT = 48  # steps of grey; a smaller difference in the picture is not seen
INK = 0.06  # share of a letter's box that its ink covers at least
SHARPNESS = 2.0  # pixels to a point in the picture that tells what is seen
MOST_PIXELS = 8_000_000
SCAN = 0.5  # share of a page; a picture that covers more may be a scan
MOST_SHAPES = 3_000  # of a page that are looked at one by one
LIGHT = 190  # of 255 steps of grey; lighter words on paper may not be seen
CLEAR = 40  # of 255 steps of opacity; what has less is hardly drawn
# degrees off the upright; words turned further, but not by a quarter, are a watermark
OBLIQUE = 4.0
_INVISIBLE = {3, 7}  # ways of drawing text that draw nothing
_SOFT_AT_END = re.compile("\u00ad\\s*$")
_GLUED_FIGURE = re.compile(r"(?<=\S)\d")
_MOST_SEGMENTS = 400  # of one path


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters that are not read, by their numbers, and how many words they are.

    `is_recognised` where all words are unseen because they are a program's reading of a scan;
    they are kept.
    """

    characters: frozenset[int] = frozenset()
    unseen: int = 0
    struck: int = 0
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is drawn on a page: words that may be doubtful, shapes over or under them, and lines."""

    words: tuple[Drawn, ...]
    over: tuple[Drawn, ...]
    shapes: tuple[Drawn, ...]
    rules: tuple[Area, ...]
    is_nested: bool


class SeenPage:
    """A page with its words."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self.textpage = page.get_textpage()
        self.count = int(self.textpage.count_chars())
        self._raw = self.textpage.raw
        self._rect = pdfium_c.FS_RECTF()
        self._turn = int(page.get_rotation()) // 90
        self._frame = page.get_cropbox()

    def close(self) -> None:
        """Let go of the words of the page."""
        self.textpage.close()

    # ---- lines

    def lines(self) -> tuple[Line, ...]:
        """The lines of the page in reading order, as an eye sees them."""
        rows = tuple(self._rows())
        turned = _turned(rows)
        if turned:  # the page is drawn sideways: read it with the head to the side
            self._turn = (self._turn + turned) % 4
            rows = tuple(self._rows())
        rows = tuple(row for row in rows if not _is_oblique(row.whole))
        return without_watermarks(without_marks(in_reading_order(rows)))

    def _rows(self) -> Iterator[Row]:
        for printed, places in self._printed():
            text = clean(_SOFT_AT_END.sub("-", printed))
            if text:
                whole = self._line(printed, places, text)
                yield Row(whole, tuple(self._cells(whole)) or (whole,))

    def _printed(self) -> Iterator[tuple[str, Sequence[int]]]:
        """What stands on each line that PDFium makes out, with the numbers of its characters."""
        text = self.textpage.get_text_range()
        hidden = self.hidden.characters
        start = 0
        for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n"):
            if line and not line.isspace():
                places = self._places(start, len(line))
                seen = (
                    (line, places) if hidden.isdisjoint(places) else _without(line, places, hidden)
                )
                if seen[0].strip():
                    yield self._without_raised(*seen)
            start += len(line) + 1

    def _places(self, start: int, length: int) -> Sequence[int]:
        """PDFium counts some characters that it does not print: translate positions in the text."""
        first, last = self._number(start), self._number(start + length - 1)
        if last - first == length - 1:
            return range(first, last + 1)
        return [self._number(place) for place in range(start, start + length)]

    def _number(self, position: int) -> int:
        found = pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, position)
        return max(0, min(int(found) if found >= 0 else position, self.count - 1))

    def _without_raised(self, line: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
        """Leave out the small raised figures of notes that are glued to a word or number."""
        figures = [found.end() - 1 for found in _GLUED_FIGURE.finditer(line)]
        if not figures:
            return line, places
        usual = self._size_of_letters(line, places)
        raised = {
            place
            for place in figures
            if self._is_raised(places[place], usual)
            and not is_unit(line[:place].rstrip("0123456789"))
        }
        if not raised:
            return line, places
        raised |= {
            place + 1
            for place in raised
            if line[place + 1 : place + 2] == " " and line[place + 2 : place + 3] in {*",.;:"}
        }
        return _without(line, places, frozenset(places[place] for place in raised))

    def _size_of_letters(self, line: str, places: Sequence[int]) -> Area:
        """The place of the largest of some characters of a line."""
        letters = [place for place, letter in enumerate(line) if letter.isalnum()]
        some = {letters[0], letters[len(letters) // 2], letters[-1]}
        return max(
            (self._area(places[place]) for place in some), key=lambda area: area.top - area.bottom
        )

    def _is_raised(self, number: int, usual: Area) -> bool:
        area = self._area(number)
        height = usual.top - usual.bottom
        return (
            area.top - area.bottom < height * MARK_SHARE
            and area.bottom > usual.bottom + height * 0.08
        )

    def _line(self, printed: str, places: Sequence[int], text: str) -> Line:
        first = len(printed) - len(printed.lstrip())
        # Spaces are often PDFium's own and have no type size: look at a printed letter.
        letters = [place for place, letter in enumerate(printed) if letter.isalnum()]
        middle = places[letters[len(letters) // 2] if letters else first]
        area = self._area(middle)
        return Line(
            text=text,
            left=self._area(places[first]).left,
            bottom=area.bottom,
            top=area.top,
            bold=pdfium_c.FPDFText_GetFontWeight(self._raw, middle) >= 600,
            rows=1 + sum(printed.count(hyphen) for hyphen in LINE_END_HYPHENS),
            right=self._area(places[len(printed.rstrip()) - 1]).right,
            angle=self._angle(middle),
            printed=printed,
            places=places,
        )

    def _cells(self, whole: Line) -> Iterator[Line]:
        """The parts of a line between gaps as wide as those between columns; nothing where it
        has none.
        """
        gaps = list(self._gaps(whole))
        if not gaps or whole.rows > 1:
            return
        start = 0
        for gap in [*gaps, math.inf]:
            end = start
            while end < len(whole.printed) and (
                whole.printed[end].isspace() or self._area(whole.places[end]).left < gap
            ):
                end += 1
            printed, places = whole.printed[start:end], whole.places[start:end]
            text = clean(printed)
            if text:
                yield self._line(printed, places, text)
            start = end

    def _gaps(self, whole: Line) -> Iterator[float]:
        """Where parts begin that stand apart from what is before them."""
        before: Area | None = None
        if not any(whole.bottom < up < whole.top for up in self._gap_heights):
            return
        for area in self._rects(whole.places[0], whole.places[-1] - whole.places[0] + 1):
            if (
                before
                and area.left - before.right > GUTTER
                and before.right - whole.left > MARKER_WIDTH
            ):
                yield area.left - 2
            before = area

    # ---- places

    def _area(self, number: int) -> Area:
        """Where a character stands, with the height of its type, seen upright."""
        rect = self._rect
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, number, ctypes.byref(rect))
        return self._upright(rect.left, rect.bottom, rect.right, rect.top)

    def _upright(self, left: float, bottom: float, right: float, top: float) -> Area:
        """A rectangle in the units of the file as one on the page as it is seen."""
        x0, y0, x1, y1 = self._frame
        if not self._turn:
            return Area(left - x0, bottom - y0, right - x0, top - y0)
        if self._turn == 1:
            return Area(bottom - y0, x1 - right, top - y0, x1 - left)
        if self._turn == 2:
            return Area(x1 - right, y1 - top, x1 - left, y1 - bottom)
        return Area(y1 - top, left - x0, y1 - bottom, right - x0)

    def _angle(self, number: int) -> float:
        """By how many degrees a character leans as it is seen, from 0 up to 360."""
        if not pdfium_c.FPDFText_GetCharAngle(self._raw, number) and not self._turn:
            return 0.0
        matrix = pdfium_c.FS_MATRIX()  # the slope of slanted letters is in its other column
        pdfium_c.FPDFText_GetMatrix(self._raw, number, ctypes.byref(matrix))
        return (math.degrees(math.atan2(matrix.b, matrix.a)) - 90 * self._turn) % 360

    # ---- where words stand

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Where words are printed: runs of characters by number and count; nothing where they
        are not.

        Of several places the one is taken where they are a sentence of their own.
        """
        printed, numbers = self._read
        letters = [
            (letter, place)
            for place, character in enumerate(printed)
            for letter in squash(clean(character))
        ]
        here, wanted = "".join(letter for letter, _ in letters), squash(words)
        starts = list(_occurrences(here, wanted))
        if not starts:
            return
        spans = [(letters[start][1], letters[start + len(wanted) - 1][1]) for start in starts]
        is_cut = words.rstrip()[-1:].isalnum()  # its end is on the next page, so this is the foot
        first, last = max(
            spans[::-1] if is_cut else spans, key=lambda span: _likeness(printed, span, words)
        )
        found = [number for number in numbers[first : last + 1] if number >= 0]
        for _, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0]):
            members = [number for _, number in run]
            yield members[0], len(members)

    @cached_property
    def _read(self) -> tuple[str, list[int]]:
        """The characters of the page in reading order, and the number of each; -1 between lines."""
        printed, numbers = "", []
        for line in self.lines():
            printed += line.printed + "\n"
            numbers += [*line.places, -1]
        return printed, numbers

    # ---- what is seen

    @cached_property
    def hidden(self) -> Hidden:
        """The characters that nobody sees on the page, and those that are struck out."""
        looked = self._looked
        suspects = tuple(doubtful(looked.words, looked.over))
        rules = [
            rule
            for rule in (*looked.rules, *self._struck_notes)
            if any(strikes(rule, area) for area in self._runs)
        ]
        everywhere = looked.is_nested or self._has_cover_notes
        if not suspects and not everywhere and not rules and not self._reaches_out:
            return Hidden()
        text = [
            chr(pdfium_c.FPDFText_GetUnicode(self._raw, number) or 32)
            for number in range(self.count)
        ]
        areas = [self._area(number) for number in range(self.count)]
        joined = "".join(letter if len(letter) == 1 else " " for letter in text)
        unseen = self._unseen(joined, areas, None if everywhere or self._reaches_out else suspects)
        if unseen and self._is_recognised(unseen):
            return Hidden(is_recognised=True)
        struck = (
            whole_words(joined, [any(strikes(rule, area) for rule in rules) for area in areas])
            - unseen
        )
        return Hidden(
            frozenset(unseen | struck), _count_words(joined, unseen), _count_words(joined, struck)
        )

    def _unseen(
        self, text: str, areas: Sequence[Area], suspects: Sequence[Area] | None
    ) -> set[int]:
        """Letters where it makes no difference to the picture whether the words are drawn; None:
        look at all.
        """
        asked = [
            not letter.isspace()
            and (suspects is None or any(suspect.holds(area.middle) for suspect in suspects))
            for letter, area in zip(text, areas, strict=True)
        ]
        if not any(asked):
            return set()
        made = self._difference
        scale = self._scale
        missing = [
            ask and not _has_ink(made, area, scale) for ask, area in zip(asked, areas, strict=True)
        ]
        return whole_words(text, missing)

    def _is_recognised(self, missing: set[int]) -> bool:
        """Whether all words are unseen and lie over a scan: a program's reading of the picture."""
        return self.is_picture and len(missing) >= 0.9 * max(
            1, self.count - self.textpage.get_text_range().count(" ")
        )

    @cached_property
    def _difference(self) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
        """How the picture of the page changes when its words are not drawn, in steps of grey;
        rows by columns.
        """
        with_words = self._picture()
        words = list(
            _words_drawn(self.page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
        )
        for thing in words:
            pdfium_c.FPDFPageObj_SetIsActive(thing, False)
        without = self._picture()
        for thing in words:
            pdfium_c.FPDFPageObj_SetIsActive(thing, True)
        return np.abs(with_words.astype(np.int16) - without.astype(np.int16)).astype(np.uint8)

    def _picture(self) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
        drawn = self.page.render(scale=self._scale, grayscale=True).to_numpy()
        return np.array(drawn).reshape(drawn.shape[0], drawn.shape[1])

    @property
    def _scale(self) -> float:
        width, height = self.page.get_size()
        return min(SHARPNESS, float((MOST_PIXELS / (width * height)) ** 0.5))

    @property
    def _reaches_out(self) -> bool:
        """Whether words stand outside the part of the page that is seen."""
        width, height = self.page.get_size()
        seen = Area(0, 0, width, height)
        return not all(seen.holds(area.middle) for area in self._runs)

    @cached_property
    def _runs(self) -> tuple[Area, ...]:
        """The places of the runs of words that are drawn in one go."""
        return tuple(self._rects(0, -1))

    @cached_property
    def _gap_heights(self) -> frozenset[float]:
        """At what heights of the page words stand further apart than in a sentence."""
        pairs = zip(self._runs, self._runs[1:], strict=False)
        return frozenset(
            right.middle[1]
            for left, right in pairs
            if right.left - left.right > GUTTER and left.bottom < right.middle[1] < left.top
        )

    def _rects(self, first: int, count: int) -> Iterator[Area]:
        left, top, right, bottom = box = [ctypes.c_double() for _ in range(4)]
        ends = [ctypes.byref(side) for side in box]
        for number in range(pdfium_c.FPDFText_CountRects(self._raw, first, count)):
            pdfium_c.FPDFText_GetRect(self._raw, number, *ends)
            yield self._upright(left.value, bottom.value, right.value, top.value)

    @cached_property
    def is_picture(self) -> bool:
        """Whether a picture covers most of the page."""
        width, height = self.page.get_size()
        return any(
            shape.grey is None
            and (shape.area.right - shape.area.left) * (shape.area.top - shape.area.bottom)
            > SCAN * width * height
            for shape in self._looked.shapes
        )

    @cached_property
    def _looked(self) -> _Looked:
        """Look through what is drawn; the places of words only where something else is drawn as
        well.
        """
        words: list[tuple[int, object, float, bool]] = []
        shapes: list[Drawn] = []
        rules: list[Area] = []
        is_nested = False
        page, grey_of = self.page.raw, _Grey()
        get, kind_of, mode_of = (
            pdfium_c.FPDFPage_GetObject,
            pdfium_c.FPDFPageObj_GetType,
            pdfium_c.FPDFTextObj_GetTextRenderMode,
        )
        is_text = pdfium_c.FPDF_PAGEOBJ_TEXT
        for turn in range(pdfium_c.FPDFPage_CountObjects(page)):
            thing = get(page, turn)
            kind = kind_of(thing)
            if kind == is_text:
                grey, alpha = grey_of(thing)
                words.append((turn, thing, grey, alpha < CLEAR or mode_of(thing) in _INVISIBLE))
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                is_nested = True
            elif len(shapes) < MOST_SHAPES:
                for area, ground in self._shape(thing, kind, grey_of):
                    rules += [area] if is_rule(area) and kind == pdfium_c.FPDF_PAGEOBJ_PATH else []
                    shapes.append(Drawn(area, turn, ground))
        first = words[0][0] if words else 0
        able = (
            shape
            for shape in shapes
            if not is_thin(shape.area) and not (shape.turn < first and shape.grey == PAPER)
        )
        over = [shape for shape in able if any(shape.area.meets(area) for area in self._runs)]
        wanted = words if over else [word for word in words if word[3] or word[2] > LIGHT]
        drawn = tuple(
            Drawn(self._bounds(thing), turn, grey, is_odd) for turn, thing, grey, is_odd in wanted
        )
        return _Looked(drawn, tuple(over), tuple(shapes), tuple(rules), is_nested)

    def _shape(
        self, thing: object, kind: int, grey_of: "_Grey"
    ) -> Iterator[tuple[Area, float | None]]:
        """The rectangles that a path or picture covers, each with its grey; None for a picture."""
        whole = self._bounds(thing)
        if kind != pdfium_c.FPDF_PAGEOBJ_PATH:
            yield whole, None
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
        grey, alpha = grey_of(thing)
        is_filled = bool(fill.value) and alpha >= CLEAR
        if not is_filled and not stroke.value:
            return
        if is_filled or is_rule(whole):
            yield whole, grey
        count = pdfium_c.FPDFPath_CountSegments(thing)
        if not is_rule(whole) and 2 < count <= _MOST_SEGMENTS:
            yield from ((area, grey) for area in self._level_parts(thing, count))

    def _level_parts(self, path: object, count: int) -> Iterator[Area]:
        """The level lines and flat bars in a path of many parts."""
        x, y = ctypes.c_float(), ctypes.c_float()
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
        parts: list[list[tuple[float, float]]] = []
        for number in range(count):
            segment = pdfium_c.FPDFPath_GetPathSegment(path, number)
            pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            place = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if (
                pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO
                or not parts
            ):
                parts.append([])
            parts[-1].append(place)
        for part in parts:
            across, up = zip(*part, strict=True)
            area = self._upright(min(across), min(up), max(across), max(up))
            if is_rule(area):
                yield area

    def _bounds(self, thing: object) -> Area:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium_c.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, sides))
        return self._upright(*(side.value for side in sides))

    # ---- notes that a reader of the file has put on the page

    @cached_property
    def _notes(self) -> tuple[tuple[int, Area], ...]:
        """The kind and place of each note, link or field on the page."""
        found = []
        rect = pdfium_c.FS_RECTF()
        for number in range(pdfium_c.FPDFPage_GetAnnotCount(self.page.raw)):
            note = pdfium_c.FPDFPage_GetAnnot(self.page.raw, number)
            if note and pdfium_c.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
                area = self._upright(rect.left, rect.bottom, rect.right, rect.top)
                found.append((int(pdfium_c.FPDFAnnot_GetSubtype(note)), area))
            pdfium_c.FPDFPage_CloseAnnot(note)
        return tuple(found)

    @property
    def has_fields(self) -> bool:
        """Whether the page has fields to be filled in; what stands in them is not among its
        words.
        """
        return any(kind == pdfium_c.FPDF_ANNOT_WIDGET for kind, _ in self._notes)

    @property
    def _struck_notes(self) -> Iterator[Area]:
        for kind, area in self._notes:
            if kind == pdfium_c.FPDF_ANNOT_STRIKEOUT:
                up = area.middle[1]
                yield Area(area.left, up, area.right, up)

    @property
    def _has_cover_notes(self) -> bool:
        covers = {
            pdfium_c.FPDF_ANNOT_SQUARE,
            pdfium_c.FPDF_ANNOT_FREETEXT,
            pdfium_c.FPDF_ANNOT_STAMP,
            pdfium_c.FPDF_ANNOT_POLYGON,
            pdfium_c.FPDF_ANNOT_INK,
            pdfium_c.FPDF_ANNOT_REDACT,
            pdfium_c.FPDF_ANNOT_CIRCLE,
            pdfium_c.FPDF_ANNOT_LINE,
        }
        return any(kind in covers for kind, _ in self._notes)


class _Grey:
    """Tells how grey something is filled, from 0 for black, and how opaque."""

    def __init__(self) -> None:
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._ends = [ctypes.byref(part) for part in self._parts]

    def __call__(self, thing: object) -> tuple[float, int]:
        if not pdfium_c.FPDFPageObj_GetFillColor(thing, *self._ends):
            return 0.0, 255
        red, green, blue, alpha = self._parts
        if not (red.value or green.value or blue.value):
            return 0.0, alpha.value
        return _grey(red.value, green.value, blue.value), alpha.value


def _grey(red: int, green: int, blue: int) -> float:
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _words_drawn(holder: object, count: object, get: object) -> Iterator[object]:
    """All text objects of a page, also of drawings within it."""
    for number in range(count(holder)):  # type: ignore[operator]
        thing = get(holder, number)  # type: ignore[operator]
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _words_drawn(
                thing, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject
            )


def _without(line: str, places: Sequence[int], hidden: frozenset[int]) -> tuple[str, Sequence[int]]:
    """A line and the numbers of its characters without those that are hidden."""
    kept = [place for place, number in enumerate(places) if number not in hidden]
    return "".join(line[place] for place in kept), [places[place] for place in kept]


def _has_ink(
    made: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", area: Area, scale: float
) -> bool:
    height = made.shape[0]
    top, bottom = height - round(area.top * scale), height - round(area.bottom * scale)
    part = made[
        max(0, top) : max(0, bottom),
        max(0, round(area.left * scale)) : max(0, round(area.right * scale)),
    ]
    return bool(part.size) and bool((part > FAINT).mean() >= INK / 2)


def _count_words(text: str, places: set[int]) -> int:
    """How many words some letters are of."""
    return sum(1 for place in places if place + 1 not in places or text[place + 1].isspace())


def _turned(rows: Sequence[Row]) -> int:
    """By how many quarters most words of a page are turned; 0 where they stand upright."""
    quarters: Counter[int] = Counter()
    for row in rows:
        quarters[round(row.whole.angle / 90) % 4 if not _is_oblique(row.whole) else 0] += len(
            row.whole.text
        )
    return quarters.most_common(1)[0][0] if quarters else 0


def _is_oblique(line: Line) -> bool:
    return OBLIQUE < line.angle % 90 < 90 - OBLIQUE


def _occurrences(text: str, part: str) -> Iterator[int]:
    start = text.find(part) if part else -1
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _likeness(printed: str, span: tuple[int, int], words: str) -> int:
    """How well a place fits: whether a sentence begins and ends there, and the letters are the
    same.
    """
    first, last = span
    before, after = printed[:first].rstrip(" \r\n“‘(")[-1:], printed[last + 1 : last + 2]
    begins = not before or not (before.isalnum() or before in ",-–’")
    ends = after == words.rstrip()[-1:] or words.rstrip()[-1:].isalnum()
    is_same = "".join(filter(str.isalnum, clean(printed[first : last + 1]))) == "".join(
        filter(str.isalnum, words)
    )
    return 4 * begins + 2 * ends + is_same
