"""The workbook is read back: what was a number, a day or words on the page is one in it."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.answers import Answer, Claim, Part
from assistant.page.transcript import Turn
from assistant.page.words import read_words
from assistant.page.workbook import LONGEST_CELL, LONGEST_NAME, as_workbook
from tests.made_answers import CITATION as QUOTED_ONCE

WORDS = read_words()
SAVED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LIBRARY = "8 reports, 4 councils, published 2019 to 4 March 2025"
CITATION = replace(QUOTED_ONCE, quote="=Staff feel valued.", is_older=True)
HEADS = ("Council", "Grade", "Reports", "Inspected", "Published", "Share")
ROWS = (
    ("Westmarch", "Good", "1,204", "20 to 24 January 2025", "4 March 2025", "3 of 9, 33%"),
    ("Eastmarch", "not graded", "2", "dates not stated", "5 May 2019", "1 of 9, 11%"),
)
TABLE = Part(
    tuple(
        Claim(text, (row + 1,) if place == 1 else ())
        for row, texts in enumerate(ROWS)
        for place, text in enumerate(texts)
    ),
    columns=HEADS,
)
CITATIONS = (
    CITATION,
    replace(CITATION, number=2, council="Eastmarch", page=1, last_page=1, paragraph=None),
)


def turn_of(*parts: Part, question: str = "Which?", citations=CITATIONS) -> Turn:
    answer = Answer(parts, citations, coverage="Computed over all.", read_as="Read as: a list")
    return Turn(question, answer, (), "", date(2026, 5, 3), LIBRARY)


def read(*turns: Turn) -> Workbook:
    return load_workbook(io.BytesIO(as_workbook(turns, WORDS, SAVED)))


def texts(sheet: Worksheet) -> list[tuple]:
    return list(sheet.iter_rows(values_only=True))


def table_of(*cells: str, heading: str = "", columns: tuple[str, ...] = ("Area", "Grade")) -> Part:
    return Part(tuple(map(Claim, cells)), heading, columns=columns)


def test_a_sheet_a_table_then_sources_and_about():
    """In the order of the answer; a sheet is named by its table's heading."""
    book = read(turn_of(TABLE, table_of("Overall", "3", heading="How all were graded")))

    assert book.sheetnames == ["Table 1", "How all were graded", "Sources", "About"]


def test_numbers_days_and_shares_are_values():
    """They sort and add up; what is printed together, such as days on site, has columns of its
    own; the last column names the sources.
    """
    head, first, second = texts(read(turn_of(TABLE))["Table 1"])

    assert head == (
        "Council",
        "Grade",
        "Reports",
        "Inspected, first day",
        "Inspected, last day",
        "Published",
        "Share",
        "Share, out of",
        "Share, as a share",
        "Sources",
    )
    days = (datetime(2025, 1, 20), datetime(2025, 1, 24), datetime(2025, 3, 4))
    assert first == ("Westmarch", "Good", 1204, *days, 3, 9, 0.33, 1)
    assert second[2:6] == (2, "dates not stated", None, datetime(2019, 5, 5))


def test_values_are_shown_as_they_are_printed():
    """With the separator of thousands, the month in words, and the sign of a share."""
    row = next(read(turn_of(TABLE))["Table 1"].iter_rows(min_row=2))

    shown = [cell.number_format for cell in row]
    assert shown[2] == "#,##0"
    assert shown[3] == shown[5] == "d mmmm yyyy"
    assert shown[8] == "0%"


def test_the_head_stays_in_sight_and_filters_every_column():
    """Of tables and of the sources; columns are as wide as what is in them, within bounds."""
    book = read(turn_of(table_of("Overall", "word " * 90, "Leaders", "Good")))

    for sheet in (book["Table 1"], book["Sources"]):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
    widths = [book["Table 1"].column_dimensions[letter].width for letter in "AB"]
    assert 9 <= widths[0] < 20
    assert widths[1] == 60
    assert book["Table 1"]["B2"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "+44 20", "-none", "@SUM(A1)", "-", "={1}"]
)
def test_text_is_never_a_formula(text: str):
    """Not in a cell, a head, a quote, a question or a name: also when somebody edits the cell."""
    part = Part((Claim(text), Claim(text, is_quote=True)), text, columns=(text, text))
    written = as_workbook((turn_of(part, question=text),), WORDS, SAVED)

    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(written))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    held = [cell for cell in cells if cell.value == text]
    assert len(held) >= 4
    assert all(cell.quotePrefix for cell in held)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in package.read(name) for name in sheets)


def test_nothing_in_it_is_a_link():
    """Addresses of a file that somebody was sent are words to be read, not to be clicked."""
    source = "https://reports.example/1"
    book = read(turn_of(TABLE, citations=(replace(CITATION, source=source),)))

    assert source in texts(book["Sources"])[1]
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_sources_tell_where_each_quote_stands():
    """Council, report, days, page and the words in quotation marks; a column that holds nothing
    is not there.
    """
    rows = texts(read(turn_of(TABLE))["Sources"])
    first, second = (dict(zip(rows[0], row, strict=True)) for row in rows[1:])

    assert first == {
        "Number": 1,
        "Council": "Westmarch",
        "Report": "ILACS inspection",
        "Title": "Inspection of Westmarch",
        "Inspected, first day": datetime(2025, 1, 20),
        "Inspected, last day": datetime(2025, 1, 24),
        "Published": datetime(2025, 3, 4),
        "Page": 6,
        "Last page": 7,
        "Paragraph": 30,
        "Words quoted": "“=Staff feel valued.”",
        "Note": "Older report",
        "File": "westmarch/report.pdf",
    }
    assert (second["Page"], second["Last page"], second["Paragraph"]) == (1, None, None)


def test_an_answer_that_cites_nothing_has_no_sources():
    """Neither a sheet nor a column of them."""
    book = read(turn_of(table_of("London", "3"), citations=()))

    assert book.sheetnames == ["Table 1", "About"]
    assert texts(book["Table 1"])[0] == ("Area", "Grade")


def test_about_tells_question_day_library_and_what_is_said_beside_the_tables():
    """What was not counted is said there too; quotes have their sheet."""
    counted = Part((Claim("9 of 46 councils."), Claim("Not so.", (1,), is_quote=True)))
    note = Part(note="Not counted: 3.")
    heading = "How all of these were graded since the year 2019"
    part = replace(table_of("Overall", "3", heading=heading), note="By year.")
    about = dict(texts(read(turn_of(counted, note, part))["About"]))

    assert about["Question"] == "Which?"
    assert about["Answered"] == datetime(2026, 5, 3)
    assert about["Library"] == LIBRARY
    assert about["In words"] == "9 of 46 councils.\nNot counted: 3.\nBy year."
    assert about["Made from"] == "Computed over all."
    assert about["How all of these were graded"] == f"{heading} By year."
    assert about["Saved"] == datetime(2026, 5, 4)


def test_properties_say_what_it_is():
    """Title, subject, author and the time in UTC, as a list of files shows them."""
    properties = read(turn_of(TABLE, question="Which  \x00councils?")).properties

    assert properties.title == "Which councils?"
    assert properties.subject == "Answer from a library of inspection reports"
    assert properties.creator == "Inspection assistant"
    assert properties.created == SAVED.replace(tzinfo=None)
    assert LIBRARY in properties.description


@pytest.mark.parametrize(
    "heading",
    ["Sources", "about", "History", "[a]:*?/\\b", "'quoted'", "long " * 20, "x" * 50, "\x00\x01"],
)
def test_sheets_have_names_that_spreadsheets_allow(heading: str):
    """Of at most 31 characters, none forbidden, none twice, whatever the headings are."""
    part = table_of("Overall", "Good", heading=heading)
    names = read(turn_of(part, part, part)).sheetnames

    assert len({name.lower() for name in names}) == len(names) == 5
    for name in names:
        assert 0 < len(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.lower() != "history"


def test_what_no_cell_can_hold_is_left_out_or_cut_with_a_mark():
    """Control characters go; what is too long ends with the mark of something left out."""
    sheet = read(turn_of(table_of("a\x00\x0bb", "w" * (LONGEST_CELL + 5))))["Table 1"]

    assert sheet["A2"].value == "ab"
    assert len(sheet["B2"].value) == LONGEST_CELL
    assert sheet["B2"].value.endswith("w […]")


def test_sources_of_a_conversation_are_numbered_through():
    """The second answer's first source is the third of the workbook."""
    book = read(turn_of(TABLE), turn_of(TABLE, question="And then?"))

    assert book.sheetnames == ["Table 1", "Table 2", "Sources", "About"]
    assert [row[-1] for row in texts(book["Table 2"])[1:]] == [3, 4]
    assert [row[0] for row in texts(book["Sources"])[1:]] == [1, 2, 3, 4]


def test_nothing_taken_away_is_still_a_workbook():
    """An empty conversation gives no error."""
    assert read().sheetnames == ["About"]


def test_the_page_starts_without_the_library_of_spreadsheets():
    """It is loaded when somebody asks for a workbook, and not before."""
    asked = "import sys, assistant.page.serving.routes; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
