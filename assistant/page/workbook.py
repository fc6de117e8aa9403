"""The tables of answers as an Excel workbook (.xlsx), with their sources and what they are of.

A sheet a table, then "Sources" and "About". Numbers, shares and days are values; nothing in it is a
formula or a link. The only file that names openpyxl, which takes a moment to load: import this
module when a workbook is asked for.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answers import Citation, Claim, Part
from assistant.page.cells import AS_DAY, Value, columns_of
from assistant.page.taking import facts_of, numbered, printable, properties_of
from assistant.page.transcript import Turn
from assistant.wording import Wording
from index.dates import say_date

LONGEST_NAME = 31  # characters of a sheet's name
LONGEST_CELL = 32_767
CUT = " […]"
NARROWEST, WIDEST = 9, 60  # widths of columns, in characters
ABOUT_WIDTHS = (24, 100)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LEADS_ON = frozenset("a and at by each for in of on since the their to with".split())
_BEGINS_FORMULA = ("=", "+", "-", "@")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="E8EDF3")

Column = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the name of its sheet."""

    name: str
    part: Part


def as_workbook(turns: Sequence[Turn], words: Wording, saved: datetime) -> bytes:
    """The tables of turns, the references of all of them numbered through."""
    turns = tuple(numbered(turns))
    workbook = Workbook()
    workbook.remove(workbook.active)
    tables = _named(turns, words)
    for table in tables:
        _write_columns(workbook.create_sheet(table.name), _columns(table.part, words), words)
    citations = [citation for turn in turns for citation in turn.reply.citations]
    if citations:
        sources = workbook.create_sheet(words.say("sheet-sources"))
        _write_columns(sources, _source_columns(citations, words), words)
    about = workbook.create_sheet(words.say("sheet-about"))
    _write_about(about, [*_facts(turns, tables, words, saved)])
    _set_properties(workbook, turns, words, saved)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _set_properties(
    workbook: Workbook, turns: Sequence[Turn], words: Wording, saved: datetime
) -> None:
    told = properties_of(turns, words, saved)
    properties = workbook.properties
    properties.title, properties.subject = told.title, told.subject
    properties.creator = properties.lastModifiedBy = told.author
    properties.description = told.about or None
    properties.created = told.created  # when it was modified, openpyxl writes itself


# ---- names of sheets


def _named(turns: Sequence[Turn], words: Wording) -> list[Table]:
    """Every table under a name of its own."""
    parts = [part for turn in turns for part in turn.reply.parts if part.columns]
    used = {words.say("sheet-sources").lower(), words.say("sheet-about").lower(), "history"}
    tables = []
    for number, part in enumerate(parts, 1):
        name = _sheet_name(part.heading) or words.say("sheet-table", number=number)
        if name.lower() in used:
            ending = f" ({number})"
            name = name[: LONGEST_NAME - len(ending)] + ending
        used.add(name.lower())
        tables.append(Table(name, part))
    return tables


def _sheet_name(heading: str) -> str:
    """As much of a heading as the name of a sheet may hold: "Grades at each inspection since …"
    ends with "inspection".
    """
    name = " ".join(_NOT_IN_NAMES.sub(" ", printable(heading)).split()).strip("' ")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
        while (last := name.rpartition(" "))[2].lower() in _LEADS_ON and last[0]:
            name = last[0]
    return name.rstrip(" ,;(–-'")


# ---- columns


def _columns(part: Part, words: Wording) -> Iterator[Column]:
    """The columns of a table as text; a last one names the sources of each row."""
    rows = list(part.rows)
    for place, head in enumerate(part.columns):
        yield head, [_said(row[place]) if place < len(row) else "" for row in rows]
    sources = [_numbers(row) for row in rows]
    if any(sources):  # figures over many reports have none
        yield words.say("sheet-sources"), sources


def _said(claim: Claim) -> str:
    text = f"“{claim.text}”" if claim.is_quote else claim.text
    return f"{claim.label}: {text}" if claim.label else text


def _numbers(row: Sequence[Claim]) -> str:
    return ", ".join(map(str, dict.fromkeys(n for cell in row for n in cell.citations)))


def _source_columns(citations: Sequence[Citation], words: Wording) -> Iterator[Column]:
    """What is said of each citation, as far as anything is."""
    facts: list[dict[str, object]] = [
        {
            "number": each.number,
            "council": each.council,
            "report": each.kind,
            "title": each.title,
            "inspected": each.inspected,
            "published": say_date(each.published),
            "page": each.page,
            "last-page": each.last_page if each.last_page != each.page else "",
            "paragraph": each.paragraph or "",
            "quote": f"“{each.quote}”",
            "standing": words.say("older") if each.is_older else "",
            "file": each.file,
            "address": each.source,
        }
        for each in citations
    ]
    for name in facts[0]:
        texts = [str(each[name]) for each in facts]
        if any(texts):
            yield words.say(f"source-{name}"), texts


# ---- writing


def _write_columns(sheet: Worksheet, columns: Iterator[Column], words: Wording) -> None:
    """A head that stays in sight and filters, and below it the cells as values."""
    place = 0
    for head, texts in columns:
        names, spread = columns_of([printable(text) for text in texts])
        for at, name in enumerate(names):
            place += 1
            named = words.say(f"column-{name}", column=head).lstrip(" ,") if name else head
            _write_column(sheet, place, named, [row[at] for row in spread])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the table
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_column(sheet: Worksheet, place: int, head: str, values: Sequence[Value]) -> None:
    top = _put(sheet.cell(1, place), Value(printable(head)))
    top.font, top.fill = Font(bold=True), _HEAD
    for row, value in enumerate(values, 2):
        _put(sheet.cell(row, place), value)
    longest = max(map(_length, [Value(head), *values]))
    width = min(max(longest + 3, NARROWEST), WIDEST)  # 3: the head has an arrow
    sheet.column_dimensions[get_column_letter(place)].width = width


def _length(value: Value) -> int:
    content = value.content
    return len(say_date(content) if isinstance(content, date) else str(content))


def _put(cell: Cell, value: Value) -> Cell:
    """A value in its cell; text stays text, also where it begins as a formula would."""
    content = value.content
    if isinstance(content, str):
        text = content if len(content) <= LONGEST_CELL else content[: LONGEST_CELL - 4] + CUT
        cell.value = text or None
        cell.data_type = "s" if text else "n"
        cell.quotePrefix = text.startswith(_BEGINS_FORMULA)
    else:
        cell.value, cell.number_format = content, value.shown
    cell.alignment = _WRAPPED
    return cell


# ---- about


def _facts(
    turns: Sequence[Turn], tables: Sequence[Table], words: Wording, saved: datetime
) -> Iterator[tuple[str, str | date]]:
    """What the workbook is of, what is on each sheet, and how to read it."""
    for turn in turns:
        yield from facts_of(turn, words)
    for table in tables:
        told = " ".join(filter(None, (table.part.heading, table.part.note)))
        yield table.name, told or ", ".join(filter(None, table.part.columns))
    if any(turn.reply.citations for turn in turns):
        yield words.say("sheet-sources"), words.say("sheet-check")
    yield words.say("taken-saved"), saved.date()


def _write_about(sheet: Worksheet, facts: Sequence[tuple[str, str | date]]) -> None:
    for row, (name, fact) in enumerate(facts, 1):
        _put(sheet.cell(row, 1), Value(printable(name))).font = Font(bold=True)
        is_text = isinstance(fact, str)
        _put(
            sheet.cell(row, 2), Value(printable(str(fact))) if is_text else Value(fact, AS_DAY)
        ).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    for letter, width in zip("AB", ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
