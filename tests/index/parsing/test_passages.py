"""Passages: whole sentences with their place, and page breaks that can be shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing.parser import parse
from index.parsing.passages import split_report, split_sentences
from index.reading.files import read
from index.reports import Paragraph, Passage, Place, Section, squash, stands_on
from tests.made_reports import make_ilacs, make_sif


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most plans are good. Some are not.", ["Most plans are good.", "Some are not."]),
        ("They live in St. Helens. All are safe.", ["They live in St. Helens.", "All are safe."]),
        ("Leaders use data, e.g. Dashboards help.", ["Leaders use data, e.g. Dashboards help."]),
        ("“We feel heard.” That is new.", ["“We feel heard.”", "That is new."]),
        ("It is led well.3 The board meets.", ["It is led well.", "The board meets."]),
        (
            "Is it enough? No (see 4.2). It rose by 3.5 per cent.",
            ["Is it enough?", "No (see 4.2).", "It rose by 3.5 per cent."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    """Abbreviations, quotation marks, figures and footnote numbers do not cut a sentence."""
    assert sentences(text) == expected


@given(st.text(max_size=2000))
def test_sentences_never_overlap_and_keep_order(text):
    """Any text at all is cut into pieces of itself, in order."""
    places = list(split_sentences(text))

    assert all(start < end for start, end in places)
    assert all(before[1] <= after[0] for before, after in zip(places, places[1:], strict=False))


@pytest.mark.parametrize("make", [make_ilacs, make_sif])
def test_every_passage_is_verbatim_on_its_pages(make, tmp_path: Path):
    """The quote of each passage stands on the page that it names, or on that and the next."""
    make(tmp_path / "report.pdf")
    text = parse(read(tmp_path / "report.pdf"), "report.pdf", "id")

    for passage in split_report(text):
        assert stands_on(passage.quote, text.pages[passage.page - 1 : passage.last_page])


def test_a_sentence_over_a_page_break_shows_the_break(tmp_path: Path):
    """Its quote has a mark where the foot of the page stands, and both pages are kept."""
    make_ilacs(tmp_path / "report.pdf")
    text = parse(read(tmp_path / "report.pdf"), "report.pdf", "id")

    crossing = [p for p in split_report(text) if p.page != p.last_page]

    assert crossing
    assert all("[…]" in passage.quote for passage in crossing)
    assert all("[…]" not in passage.text for passage in crossing)


def test_boilerplate_gives_no_passage(tmp_path: Path):
    """The contact page and the judgement table cannot be quoted as findings."""
    make_ilacs(tmp_path / "report.pdf")

    passages = split_report(parse(read(tmp_path / "report.pdf"), "report.pdf", "id"))

    assert not any(p.section in {Section.BOILERPLATE, Section.JUDGEMENTS} for p in passages)
    assert not any("Office for Standards" in p.text for p in passages)


def test_stands_on_needs_every_part():
    """A quote of which one word was changed is not verbatim; line breaks and quote marks do not
    matter.
    """
    page = "Social workers don’t\r\nalways visit chil-\r\ndren regularly."

    assert stands_on("Social workers don't always visit", [page])
    assert not stands_on("Social workers always visit", [page])
    assert not stands_on("", [page])


@given(st.text())
def test_squashing_keeps_letters_and_digits_alone(text: str):
    """Of any writing, and nothing else."""
    assert squash(text) == "".join(character for character in text.lower() if character.isalnum())


def test_a_passage_without_break_is_its_own_quote():
    """Where no page ends in it, quote and text are the same."""
    passage = Passage("r:0", "r", 0, "All are safe and well.", 2, 2, Section.HELP)

    assert passage.quote == passage.text


def test_a_point_of_what_must_improve_is_kept_however_short(tmp_path: Path):
    """ "Ensure that:" is the first line of a point; a line as short elsewhere says nothing."""
    make_sif(tmp_path / "a.pdf")
    text = parse(read(tmp_path / "a.pdf"), "a.pdf", "id")
    short = Paragraph("Ensure that:", (Place(1, 0),), Section.IMPROVE, number=5)
    elsewhere = Paragraph("Ensure that:", (Place(1, 0),), Section.LEADERS, number=6)

    assert [p.text for p in split_report(replace(text, paragraphs=(short, elsewhere)))] == [
        "Ensure that:"
    ]
