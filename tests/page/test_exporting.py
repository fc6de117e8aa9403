"""What is taken away holds the words, the numbers and the references of the answers."""

import io
from dataclasses import replace
from datetime import date

from docx import Document

from assistant.answers import Answer, Citation, Claim, Part, Refusal, RefusalKind
from assistant.page.exporting import as_csv, as_markdown, as_word, say_reference
from assistant.page.transcript import Turn
from assistant.page.words import read_words

WORDS = read_words()
CITATION = Citation(
    number=1,
    report="r1",
    file="westmarch/report.pdf",
    council="Westmarch",
    kind="ILACS inspection",
    title="Inspection of Westmarch",
    inspected="20 to 24 January 2025",
    published=date(2025, 3, 4),
    page=6,
    last_page=6,
    paragraph=30,
    section="leadership",
    quote="Staff feel valued.",
)
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
    Turn("How do staff feel?", QUOTED),
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
    document = Document(io.BytesIO(as_word(TURNS, WORDS)))
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
    assert Document(io.BytesIO(as_word((), WORDS))).paragraphs
    assert as_markdown((), WORDS).startswith("# ")


def test_a_table_that_cites_nothing_has_no_column_of_evidence():
    """A count over many reports names none by its row; a table that cites keeps its references."""
    counted = Part((Claim("London"), Claim("3")), columns=("Region", "Good"))
    cited = Part((Claim("Overall"), Claim("Good", (1,))), columns=("", "2025"))

    plain, named = (
        as_csv((Turn("How many?", Answer((part,), (CITATION,))),), WORDS).splitlines()
        for part in (counted, cited)
    )

    assert plain == ["\ufeffRegion,Good", "London,3"]
    assert named[0] == "\ufeff,2025,Evidence"
    assert "Westmarch, ILACS inspection" in named[1]
