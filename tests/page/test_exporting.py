"""What is taken away holds the words, the numbers and the references of the answers."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

from docx import Document

from assistant.answers import Answer, Claim, Part, Refusal, RefusalKind
from assistant.page.exporting import as_csv, as_markdown, as_word
from assistant.page.taking import file_name, say_reference
from assistant.page.transcript import Turn
from assistant.page.words import read_words
from tests.made_answers import CITATION as QUOTED_ONCE

WORDS = read_words()
SAVED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LIBRARY = "8 reports, 4 councils, published 2019 to 4 March 2025"
ORIGIN = f"Answered on 3 May 2026 from this library: {LIBRARY}."
CITATION = replace(QUOTED_ONCE, last_page=6)
QUOTED = Answer(
    (
        Part(
            (Claim("Staff feel valued.", (1,), "Westmarch", is_quote=True),),
            "Westmarch: what inspectors wrote.",
        ),
    ),
    (CITATION,),
    coverage="Searched: Westmarch.",
)
TABLE = Answer(
    (Part((Claim("Overall"), Claim("Good", (1,))), columns=("Area", "Grade")),),
    (replace(CITATION, page=1, quote="Overall effectiveness Good"),),
)
TURNS = (
    Turn("How do staff feel?", QUOTED, answered=date(2026, 5, 3), library=LIBRARY),
    Turn("And in Cardiff?", Refusal(RefusalKind.OUTSIDE_ENGLAND, "Cardiff is in Wales.")),
    Turn("Grades? \x00\x0b<b>", TABLE),
)


def test_a_reference_says_who_what_when_where_and_the_words():
    """A citation can be pasted into a paper and found again."""
    assert say_reference(CITATION) == (
        "Westmarch, ILACS inspection, inspected 20 to 24 January 2025, published 4 March 2025, "
        "page 6, "
        "paragraph 30: “Staff feel valued.” (westmarch/report.pdf)"
    )
    assert "superseded" in say_reference(replace(CITATION, is_older=True))


def test_a_word_document_can_be_opened_and_read_back():
    """Questions are headings, quotes are quotes, tables are tables; references are numbered
    through.
    """
    document = Document(io.BytesIO(as_word(TURNS, WORDS, SAVED)))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]

    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["How do staff feel?", "And in Cardiff?", "Grades? <b>", "Evidence"]
    assert "“Staff feel valued.” [1]" in paragraphs
    assert "Cardiff is in Wales." in paragraphs
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Overall", "Good [2]"]
    assert paragraphs[-2].startswith("1. Westmarch, ILACS inspection")
    assert paragraphs[-1].startswith("2. Westmarch, ILACS inspection")


def test_markdown_numbers_references_through():
    """The second answer's marker is the second reference; what a reader typed is no markup."""
    text = as_markdown(TURNS, WORDS)

    assert "> “Staff feel valued.” [1]" in text
    assert "| Overall | Good [2] |" in text
    assert "\n2. Westmarch" in text
    assert "\\<b\\>" in text


def test_what_is_taken_away_of_nothing_is_still_a_document():
    """An empty conversation gives no error."""
    assert Document(io.BytesIO(as_word((), WORDS, SAVED))).paragraphs
    assert as_markdown((), WORDS).startswith("# ")


def test_a_table_that_cites_nothing_has_no_column_of_evidence():
    """A count over many reports names none by its row; a table that cites keeps its references."""
    counted = Part((Claim("London"), Claim("3")), columns=("Region", "Good"))
    cited = Part((Claim("Overall"), Claim("Good", (1,))), columns=("", "2025"))

    plain, named = (
        as_csv((Turn("How many?", Answer((part,), (CITATION,))),), WORDS, SAVED).splitlines()
        for part in (counted, cited)
    )

    assert plain[:3] == ["\ufeffRegion,Good", "London,3", ""]
    assert named[0] == "\ufeff,2025,Evidence"
    assert "Westmarch, ILACS inspection" in named[1]


def test_a_csv_ends_with_what_it_is_of():
    """The head of the table stays on top; question, day and library follow the tables, and none
    of it is a formula.
    """
    turn = Turn("=Grades?", TABLE, answered=date(2026, 5, 3), library=LIBRARY)
    rows = list(csv.reader(io.StringIO(as_csv((turn,), WORDS, SAVED))))

    assert rows[0][:2] == ["\ufeffArea", "Grade"]
    assert rows[rows.index([]) + 1 :] == [
        ["Question", "'=Grades?"],
        ["Answered", "3 May 2026"],
        ["Library", LIBRARY],
        ["Answer from a library of inspection reports", "Inspection assistant"],
        ["Saved", "4 May 2026"],
    ]


def test_a_word_document_says_what_it_is():
    """Title, subject, author and the time that it was made in UTC, not those of its template."""
    document = Document(io.BytesIO(as_word(TURNS[:1], WORDS, SAVED)))
    properties = document.core_properties

    assert properties.title == "How do staff feel?"
    assert properties.subject == "Answer from a library of inspection reports"
    assert properties.author == properties.last_modified_by == "Inspection assistant"
    assert properties.created == properties.modified == SAVED
    assert properties.comments == ORIGIN
    assert ORIGIN in [paragraph.text for paragraph in document.paragraphs]


def test_a_markdown_file_begins_with_its_properties():
    """They are words and no markup of their own; what is copied to be pasted has none."""
    turns = (replace(TURNS[0], question='Staff: "glad"?\n---\nx: y'),)
    head, _, text = as_markdown(turns, WORDS, SAVED).removeprefix("---\n").partition("\n---\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())

    assert json.loads(told["title"]) == 'Staff: "glad"? --- x: y'
    assert json.loads(told["subject"]) == "Answer from a library of inspection reports"
    assert told["date"] == "2026-05-04T09:30:00Z"
    assert f"*{ORIGIN}*" in text
    assert as_markdown(turns, WORDS).startswith("# ")


def test_what_was_kept_before_days_were_noted_says_no_day():
    """An old conversation has no day, and none is made up."""
    text = as_markdown(TURNS[2:], WORDS, SAVED)

    assert "Answered" not in text
    assert "description" not in text


def test_the_name_of_a_file_says_what_was_asked_and_when():
    """In letters that every system takes, cut at the end of a word."""
    turn = Turn("Où sont-elles? " + "word " * 20, TABLE)

    name = file_name((turn,), "xlsx", date(2026, 5, 4))

    assert name.startswith("ou-sont-elles-word-")
    assert name.endswith("-word-2026-05-04.xlsx")
    assert file_name((), "csv", date(2026, 5, 4)) == "answer-2026-05-04.csv"
