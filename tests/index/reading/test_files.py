"""Reading: content decides what a file is, and every refusal has a plain reason."""

import io
from pathlib import Path

import pytest
from PIL import Image

from index.reading.characters import clean
from index.reading.files import read
from index.reading.pdf import draw_page, find_words
from index.reports import UnreadableFileError, squash
from tests import made_reports


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (made_reports.make_html_error, "reports an error"),
        (made_reports.make_empty, "empty"),
        (made_reports.make_encrypted, "password"),
        (made_reports.make_truncated, "damaged or cut short"),
        (made_reports.make_textless, "no text can be read"),
        (made_reports.make_binary, "binary"),
    ],
)
def test_a_file_without_report_text_is_refused_with_its_reason(make, reason, tmp_path: Path):
    """Each kind of useless file is refused, whatever its name, and the reason says why."""
    path = tmp_path / "report.pdf"
    make(path)

    with pytest.raises(UnreadableFileError, match=reason):
        read(path)


def test_a_zip_is_named_as_one(tmp_path: Path):
    """A Word file called .pdf is refused with what to do."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"PK\x03\x04" + b"x" * 500)

    with pytest.raises(UnreadableFileError, match="Word"):
        read(path)


def test_words_under_a_wrong_name_are_refused(tmp_path: Path):
    """Plain text called .pdf is no PDF, and a table of figures is no report."""
    for name in ("report.pdf", "grades.csv"):
        path = tmp_path / name
        path.write_text("council,grade\n" + "Westmarch,good\n" * 40, encoding="utf-8")

        with pytest.raises(UnreadableFileError):
            read(path)


def test_pdf_lines_keep_order_size_and_weight(tmp_path: Path):
    """The title is larger than the body, the head of the table bold, and pages are counted from
    1.
    """
    made = made_reports.make_ilacs(tmp_path / "report.pdf")

    reading = read(tmp_path / "report.pdf")

    assert len(reading.pages) == made.pages
    first = reading.pages[0]
    table_head = next(line for line in first.lines if line.text.startswith("Judgement"))
    assert first.number == 1
    assert first.lines[0].size > 1.5 * table_head.size
    assert table_head.bold
    assert not first.lines[0].bold


def test_html_article_is_read_without_its_furniture(tmp_path: Path):
    """Navigation and scripts are left out; paragraphs and list items stay whole."""
    path = tmp_path / "article.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>Hub opens</title><script>alert(1)</script></head><body>"
        "<nav><p>Home | News | Contact</p></nav><article><h1>Hub opens</h1><p>The council of "
        "<b>Westmarch</b> opened a hub for families, and most who came said it helped them.</p>"
        "<ul><li>It has rooms for meetings, play and advice on every day of the week.</li></ul>"
        "<p>Care leavers helped to plan the hub and chose what stands in its rooms, including a "
        "kitchen where they cook together on two evenings in each week of the year.</p>"
        "</article><footer>Cookies</footer></body></html>",
        encoding="utf-8",
    )

    blocks = read(path).blocks

    assert [block.kind for block in blocks] == ["heading", "paragraph", "bullet", "paragraph"]
    assert blocks[1].text.startswith("The council of Westmarch opened a hub")


def test_markdown_structure_is_read(tmp_path: Path):
    """Headings, bullets, table rows and numbered paragraphs are told apart."""
    path = tmp_path / "note.md"
    body = "Social workers in Westmarch know children well and visit them as often as they need. "
    path.write_text(
        f"# Note\n\n- a bullet\n\n| Area | Good |\n|---|---|\n\n1. {body * 3}\n2. {body}\n"
    )

    kinds = [block.kind for block in read(path).blocks]

    assert kinds == ["heading", "bullet", "row", "paragraph", "paragraph"]


def test_glyphs_become_what_they_stand_for():
    """Private bullets become •, narrow spaces spaces, and characters that print nothing go."""
    assert clean("\uf06e Care\u202fleavers\u00ad \u202eof\ufb01ce ") == "• Care leavers office"


def test_the_boxes_of_a_quote_hold_its_words(tmp_path: Path):
    """The place found for a quote is where its words are printed: cut out, they read the same."""
    import pypdfium2

    path = tmp_path / "report.pdf"
    made = made_reports.make_ilacs(path)
    paragraph = next(p for p in made.numbered if p.page == p.last_page and len(p.text) > 150)

    found = find_words(path, paragraph.page, [paragraph.text])

    page = pypdfium2.PdfDocument(path)[paragraph.page - 1].get_textpage()
    printed = " ".join(
        page.get_text_bounded(
            box.left * found.width - 1,
            (1 - box.top - box.height) * found.height,
            (box.left + box.width) * found.width + 1,
            (1 - box.top) * found.height,
        )
        for box in found.boxes
    )
    assert len(found.boxes) > 1
    assert squash(paragraph.text) in squash(printed)


def test_words_that_are_not_there_have_no_box(tmp_path: Path):
    """A highlight that cannot be placed is not placed elsewhere."""
    path = tmp_path / "report.pdf"
    made_reports.make_ilacs(path)

    assert find_words(path, 2, ["words that nobody printed on this page"]).boxes == ()
    with pytest.raises(UnreadableFileError, match="no page 99"):
        find_words(path, 99, ["Westmarch"])


def test_a_page_is_drawn_as_wide_as_asked(tmp_path: Path):
    """The picture of a page is a PNG of the width asked for, in the page's proportions."""
    path = tmp_path / "report.pdf"
    made_reports.make_ilacs(path)

    picture = Image.open(io.BytesIO(draw_page(path, 1, 600)))

    printed = find_words(path, 1, [])
    assert picture.format == "PNG"
    assert picture.width == 600
    assert picture.height == pytest.approx(600 * printed.height / printed.width, abs=1)
