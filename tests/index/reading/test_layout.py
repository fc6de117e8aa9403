"""Layout: paragraphs come out whole, across pages and past footers, footnotes and wrapped
numbers.
"""

from pathlib import Path

import pytest

from index.reading.files import read
from index.reading.layout import Element, elements_of_pages
from index.reading.lines import Line
from index.reading.pdf import Page
from index.reports import squash
from tests.made_reports import Made, make_ilacs, make_sif


def elements_of(path: Path) -> tuple[Element, ...]:
    return elements_of_pages(read(path).pages)


@pytest.fixture(params=[make_ilacs, make_sif], ids=["ilacs", "sif"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    return request.param(tmp_path / "report.pdf")


def test_every_numbered_paragraph_is_whole(made: Made):
    """Each numbered paragraph has its number, all its words, and both pages where it runs over."""
    found = {element.number: element for element in elements_of(made.path) if element.number}

    for printed in made.numbered:
        element = found[printed.number]
        assert squash(element.text) == squash(printed.text)
        assert element.places[0].page == printed.page
        assert element.places[-1].page == printed.last_page


def test_no_running_footer_gets_into_a_sentence(made: Made):
    """Footers and page numbers are in no paragraph."""
    texts = [element.text for element in elements_of(made.path) if element.page > 1]

    assert not any(
        "local authority children’s services" in t and "October 2024" in t for t in texts
    )
    assert not any(text.strip().isdigit() for text in texts)


def test_a_page_break_is_remembered_where_it_falls(made: Made):
    """The words after the break are those that the next page begins with."""
    for printed in made.crossing:
        element = next(e for e in elements_of(made.path) if squash(e.text) == squash(printed.text))

        after = element.text[element.places[-1].start :]

        assert squash(after) == squash(printed.parts[-1])


def test_headings_are_told_from_text(made: Made):
    """Every heading is found as one, wrapped ones whole, boxed ones perhaps with their grade."""
    found = [squash(e.text) for e in elements_of(made.path) if e.kind == "heading"]

    missing = [
        text
        for text, page in made.headings
        if page > 1 and not any(heading.startswith(squash(text)) for heading in found)
    ]

    assert missing == []


def page_of(lines: list[tuple[float, str]]) -> Page:
    """A page with lines of twelve points, each at so many points from the left."""
    printed = tuple(
        Line(text, left, 700 - 20 * row, 712 - 20 * row, bold=False)
        for row, (left, text) in enumerate(lines)
    )
    return Page(1, 595, 842, printed)


def test_a_number_is_taken_off_however_its_paragraph_is_set():
    """Numbers stand indented, or without a space before the first word, in some reports."""
    words = "of the made council's plans are looked at with care by somebody who knows them well"
    lines = [(70.0, f"The work of the made council, and much more {words}.")]
    lines += [(88.0, f"{number}.Most {words}.") for number in range(9, 14)]

    found = [e for e in elements_of_pages((page_of(lines),)) if e.number]

    assert [e.number for e in found] == [9, 10, 11, 12, 13]
    assert all(e.text.startswith("Most of") for e in found)


def test_a_wrapped_day_or_year_is_no_number_of_a_paragraph():
    """Text goes on in a line that begins with a figure."""
    lines = [
        (70.0, "1. The visit to the made council took place in the week that began on the day of"),
        (70.0, "31. August was the month in which the next one came, and it found what is said in"),
        (70.0, "this paragraph."),
    ]

    assert [e.number for e in elements_of_pages((page_of(lines),)) if e.number] == [1]
