"""A citation leads to the page itself, with its quote marked on the right words and nowhere
else.
"""

from dataclasses import replace

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from assistant.page.viewing import NotHereError, Place, Viewer, find_span
from assistant.page.words import read_words
from index.reports import Kind, Passage, Report, squash
from index.storing.store import Store


@pytest.fixture(scope="module")
def viewer(made_store: Store) -> Viewer:
    return Viewer(made_store.catalogue, read_words())


def report_of(store: Store, kind: Kind) -> Report:
    return next(report for report in store.catalogue.reports() if report.kind is kind)


def place_of(passage: Passage) -> Place:
    return Place(passage.report, passage.page, passage.last_page, passage.quote)


def marked_words(viewer: Viewer, page: BeautifulSoup, report: str) -> str:
    """What is printed under the marks of a page, read from the PDF itself."""
    words = []
    document = pypdfium2.PdfDocument(viewer.file(report))
    for sheet in page.select(".printed"):
        number = int(sheet.img["src"].split("/")[-1].removesuffix(".png"))
        printed = document[number - 1]
        width, height = printed.get_size()
        for mark in sheet.select(".mark"):
            rules = dict(rule.split(":") for rule in mark["style"].split(";"))
            left, top, wide, high = (
                float(rules[name].rstrip("%")) / 100 for name in ("left", "top", "width", "height")
            )
            words.append(
                printed.get_textpage().get_text_bounded(
                    left * width - 1,
                    (1 - top - high) * height,
                    (left + wide) * width + 1,
                    (1 - top) * height,
                )
            )
    return squash(" ".join(words))


def test_the_marked_words_are_the_quote(viewer: Viewer, made_store: Store):
    """Whatever passage is cited, the words under the marks are its words, letter for letter."""
    report = report_of(made_store, Kind("ILACS"))

    for passage in made_store.catalogue.passages(report.id)[::5]:
        page = BeautifulSoup(viewer.show(place_of(passage)), "html.parser")
        assert marked_words(viewer, page, report.id) == squash(passage.text)
        assert "is marked" in page.select_one(".place-note").get_text()


def test_a_quote_over_a_page_break_is_marked_on_both_pages(viewer: Viewer, made_store: Store):
    """Both pages are shown, each with its part of the quote."""
    passages = (
        p
        for report in made_store.catalogue.reports()
        for p in made_store.catalogue.passages(report.id)
        if p.last_page != p.page
    )
    passage = next(passages)

    page = BeautifulSoup(viewer.show(place_of(passage)), "html.parser")

    sheets = page.select(".printed")
    assert len(sheets) == 2
    assert all(sheet.select(".mark") for sheet in sheets)
    assert marked_words(viewer, page, passage.report) == squash(passage.text)


def test_words_that_are_not_on_the_page_are_marked_nowhere(viewer: Viewer, made_store: Store):
    """The page is shown all the same, and says that the quote could not be marked."""
    passage = made_store.catalogue.passages(report_of(made_store, Kind("ILACS")).id)[0]
    changed = replace(place_of(passage), quote="Words that nobody printed.")

    page = BeautifulSoup(viewer.show(changed), "html.parser")

    assert not page.select(".mark")
    assert "could not be marked" in page.select_one(".place-note").get_text()


def test_a_text_without_pages_shows_its_words_with_the_quote_marked(
    viewer: Viewer, made_store: Store
):
    """An article is shown as plain words; nothing in it is markup."""
    report = report_of(made_store, Kind.ARTICLE)
    passage = made_store.catalogue.passages(report.id)[0]

    page = BeautifulSoup(viewer.show(place_of(passage)), "html.parser")

    assert squash(page.mark.get_text()) == squash(passage.text)


def test_pages_before_and_after_keep_the_quote(viewer: Viewer, made_store: Store):
    """Leafing leads to the neighbouring pages of the same report, and ends at its covers."""
    report = report_of(made_store, Kind("ILACS"))
    first = BeautifulSoup(viewer.show(Place(report.id, 1, 1, "x")), "html.parser")
    last = BeautifulSoup(
        viewer.show(Place(report.id, report.page_count, report.page_count, "x")), "html.parser"
    )

    before, after = first.select(".steps > button")[:2]
    assert before.has_attr("disabled")
    assert after["data-place"] == f"/reports/{report.id}/pages/2?last=2&quote=x"
    assert last.select(".steps > button")[1].has_attr("disabled")


@pytest.mark.parametrize(
    "place", [("nowhere", 1, 1), ("", 0, 0), ("", 99, 99), ("", 1, 3), ("", 2, 1)]
)
def test_a_place_that_is_not_there_is_an_error_that_says_so(
    viewer: Viewer, made_store: Store, place: tuple[str, int, int]
):
    """Reports are found by id, pages within the report, and never more than two at once."""
    report, page, last = place
    with pytest.raises(NotHereError, match="no such page"):
        viewer.show(Place(report or report_of(made_store, Kind("ILACS")).id, page, last))


def test_words_are_found_across_lines_with_their_closing_marks():
    """Line breaks and capitals do not matter; the full stop and quotation mark belong to the
    quote.
    """
    text = "Before.\nStaff feel\n valued.” After."

    start, end = find_span(text, "staff feel valued.") or (0, 0)

    assert text[start:end] == "Staff feel\n valued.”"
    assert find_span(text, "staff feel worthless") is None
