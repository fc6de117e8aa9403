"""Seen is what is read: on pages made for the purpose, with one thing odd about each."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.parsing.preparing import Found, prepare
from index.reading.files import Reading, read
from index.reading.pdf import find_words
from tests.made_reports import make_ilacs

SECRET = "One mother, Example Person, had been known to services for years."
PLAIN = tuple(
    f"Social workers visit family number {number} promptly and speak to the children alone."
    for number in range(12)
)


def page_with(path: Path, draw: Callable[[Canvas], None], size: tuple[float, float] = A4) -> Path:
    """A page of plain sentences, and what a test draws below them."""
    canvas = Canvas(str(path), pagesize=size, invariant=True)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(PLAIN):
        canvas.drawString(72, 760 - 15 * number, line)
    draw(canvas)
    canvas.save()
    return path


def text_of(reading: Reading) -> str:
    return "\n".join(page.text for page in reading.pages)


def covered_black(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.rect(70, 495, 400, 16, fill=1)


def covered_white(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.setFillGray(1)
    canvas.rect(70, 495, 400, 16, fill=1, stroke=0)


def white_on_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(72, 500, SECRET)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillGray(0.97)
    canvas.drawString(72, 500, SECRET)


def black_on_black(canvas: Canvas) -> None:
    canvas.rect(70, 495, 400, 16, fill=1)
    canvas.drawString(72, 500, SECRET)


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(72, 500)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    canvas.drawText(text)


def clear(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 500, SECRET)


def outside(canvas: Canvas) -> None:
    canvas.drawString(72, -40, SECRET)


def outside_the_crop(canvas: Canvas) -> None:
    canvas.setCropBox((0, 550, A4[0], A4[1]))
    canvas.drawString(72, 500, SECRET)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("stamp")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 500, SECRET)
    canvas.setFillGray(0)
    canvas.rect(70, 495, 400, 16, fill=1)
    canvas.endForm()
    canvas.doForm("stamp")


HIDING = [
    covered_black,
    covered_white,
    white_on_white,
    nearly_white,
    black_on_black,
    invisible,
    clear,
    outside,
    outside_the_crop,
    in_a_form,
]


@pytest.mark.parametrize("draw", HIDING, ids=lambda draw: draw.__name__)
def test_words_that_nobody_sees_are_not_read(tmp_path: Path, draw):
    """They are in no line and found nowhere, the others all are, and the report says so."""
    path = page_with(tmp_path / "page.pdf", draw)

    reading = read(path)

    assert "Example" not in text_of(reading)
    assert all(line in text_of(reading) for line in PLAIN)
    assert any("cannot be seen" in notice for notice in reading.notices)
    assert find_words(path, 1, [SECRET]).boxes == ()


def on_a_dark_ground(canvas: Canvas) -> None:
    canvas.rect(70, 495, 400, 16, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 500, SECRET)


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(70, 495, 400, 16, fill=1, stroke=0)


def framed(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.rect(60, 480, 450, 40, fill=0)


def underlined(canvas: Canvas) -> None:
    canvas.drawString(72, 500, SECRET)
    canvas.line(72, 498, 420, 498)


def slanted(canvas: Canvas) -> None:
    text = canvas.beginText()
    text.setTextTransform(1, 0, 0.33, 1, 72, 500)
    text.textOut(SECRET)
    canvas.drawText(text)


@pytest.mark.parametrize(
    "draw",
    [on_a_dark_ground, highlighted, framed, underlined, slanted],
    ids=lambda draw: draw.__name__,
)
def test_words_that_are_seen_are_read(tmp_path: Path, draw):
    reading = read(page_with(tmp_path / "page.pdf", draw))

    assert SECRET in text_of(reading)
    assert reading.notices == ()


@pytest.mark.parametrize("thickness", [0.6, 2.0])
def test_struck_out_words_are_no_finding(tmp_path: Path, thickness: float):
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(thickness)
        canvas.drawString(72, 500, SECRET)
        canvas.line(72, 503.5, 72 + canvas.stringWidth(SECRET, "Helvetica", 11), 503.5)
        canvas.drawString(72, 480, "The family is now well supported.")

    reading = read(page_with(tmp_path / "page.pdf", draw))

    assert "Example" not in text_of(reading)
    assert "The family is now well supported." in text_of(reading)
    assert any("11 words that are struck out" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    ("number", "mark", "after"),
    [("18", "2", " and are rising."), ("12", "3", " per cent."), ("7", "14", ", as before.")],
)
def test_the_figure_of_a_note_is_no_part_of_a_number(
    tmp_path: Path, number: str, mark: str, after: str
):
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 500)
        text.textOut(f"Caseloads average {number}")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut(mark)
        text.setFont("Helvetica", 11)
        text.setRise(0)
        text.textOut(after)
        canvas.drawText(text)

    path = page_with(tmp_path / "page.pdf", draw)

    sentences = prepare(Found(path, "page.pdf", "ab" * 16)).parts[0].passages
    assert f"Caseloads average {number}{after}" in [sentence.text for sentence in sentences]
    assert len(find_words(path, 1, [f"Caseloads average {number}{after}"]).boxes) >= 1


@pytest.mark.parametrize("stored", ["by line", "by column"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, stored: str):
    left = [
        "Leaders acted quickly when the",
        "quality of assessments fell. They",
        "know their services well.",
    ]
    right = [
        "Care leavers do not get clear",
        "advice about money. Some wait",
        "for months for a flat.",
    ]

    def draw(canvas: Canvas) -> None:
        cells = [(72, row, words) for row, words in enumerate(left)] + [
            (300, row, words) for row, words in enumerate(right)
        ]
        for across, row, words in (
            sorted(cells, key=lambda cell: cell[1]) if stored == "by line" else cells
        ):
            canvas.drawString(across, 500 - 14 * row, words)

    text = text_of(read(page_with(tmp_path / "page.pdf", draw))).replace("\n", " ")

    assert " ".join(left) in text
    assert " ".join(right) in text


@pytest.mark.parametrize("stored", ["by row", "by column"])
def test_a_grade_is_that_of_its_row(tmp_path: Path, stored: str):
    """However a table is stored: printed Inadequate is never answered Good."""
    rows = [
        ("The impact of leaders on social work practice with children and families", "Good"),
        (
            "The experiences and progress of children who need help and protection",
            "Requires improvement to be good",
        ),
        ("The experiences and progress of children in care", "Good"),
        ("The experiences and progress of care leavers", "Outstanding"),
        ("Overall effectiveness", "Inadequate"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        cells = [(72, row, label) for row, (label, _) in enumerate(rows)] + [
            (430, row, grade) for row, (_, grade) in enumerate(rows)
        ]
        for across, row, words in (
            sorted(cells, key=lambda cell: cell[1]) if stored == "by row" else cells
        ):
            canvas.drawString(across, 700 - 20 * row, words)
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(PLAIN):
            canvas.drawString(72, 500 - 15 * number, line)

    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, 780, "Inspection of Northmere children’s services")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 750, "Inspection dates: 4 to 8 March 2024")
    draw(canvas)
    canvas.save()

    found = {
        j.area.value: j.grade.value
        for j in prepare(Found(path, "page.pdf", "ab" * 16)).parts[0].text.report.judgements
    }

    assert found == {
        "overall_effectiveness": "Inadequate",
        "impact_of_leaders": "Good",
        "help_and_protection": "Requires improvement",
        "in_care": "Good",
        "care_leavers": "Outstanding",
    }


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_and_marked_as_seen(tmp_path: Path, turn: int):
    """Stored turned, shown upright: its words come in order, and a mark is at the same place of
    the picture.
    """
    import pypdfium2

    upright = make_ilacs(tmp_path / "upright.pdf").path
    document = pypdfium2.PdfDocument(upright)
    document[1].set_rotation(turn)
    turned = tmp_path / "turned.pdf"
    document.save(turned)

    text = read(turned).pages[1].text
    words = (
        sorted(set(part) - {"1"}) for part in (text.split(), read(upright).pages[1].text.split())
    )
    assert next(words) == next(words)
    sentence = "Political and corporate leaders know where practice is weaker"
    assert len(find_words(turned, 2, [sentence]).boxes) == len(
        find_words(upright, 2, [sentence]).boxes
    )


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            ["Plans for disabled chil-", "dren have weakened."],
            "Plans for disabled children have weakened.",
        ),
        (["The over-", "sight of placements is poor."], "The oversight of placements is poor."),
        (
            ["Work on co-", "production with parents began."],
            "Work on co-production with parents began.",
        ),
        (["Plans are long-", "term and clear to all."], "Plans are long-term and clear to all."),
        (
            ["Homeless 16- and 17-year-", "olds are seen on time."],
            "Homeless 16- and 17-year-olds are seen on time.",
        ),
        (
            ["Support out-of-", "hours is prompt for all."],
            "Support out-of-hours is prompt for all.",
        ),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_whole(tmp_path: Path, lines: list[str], whole: str):
    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(lines):
            canvas.drawString(72, 500 - 15 * row, line)

    path = page_with(tmp_path / "page.pdf", draw)

    sentences = prepare(Found(path, "page.pdf", "ab" * 16)).parts[0].passages
    assert whole in [sentence.text for sentence in sentences]
    assert find_words(path, 1, [whole]).boxes


def test_a_watermark_is_no_part_of_a_sentence(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.6)
        canvas.setFont("Helvetica", 70)
        canvas.translate(150, 600)
        canvas.rotate(40)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    text = text_of(read(page_with(tmp_path / "page.pdf", draw)))

    assert "DRAFT" not in text
    assert all(line in text for line in PLAIN)


def test_a_quote_is_marked_where_it_is_a_sentence(tmp_path: Path):
    """The same words stand earlier inside a sentence of the opposite sense."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 500, "It is not the case that children are safe.")
        canvas.drawString(72, 300, "Children are safe.")

    path = page_with(tmp_path / "page.pdf", draw)

    (box,) = find_words(path, 1, ["Children are safe."]).boxes

    assert 0.6 < box.top < 0.7


def test_pages_without_words_are_named(tmp_path: Path):
    """Of a report with scans between its pages it is said which could not be read."""
    from PIL import Image

    scan = tmp_path / "scan.png"
    Image.effect_noise((300, 400), 80).save(scan)
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in range(4):
        canvas.setFont("Helvetica", 11)
        if page in (1, 2):
            canvas.drawImage(str(scan), 0, 0, *A4)
        else:
            for number, line in enumerate(PLAIN):
                canvas.drawString(72, 760 - 15 * number, line)
        canvas.showPage()
    canvas.save()

    (notice,) = read(path).notices

    assert "2 of 4 pages could not be read (pages 2 to 3" in notice


def test_a_sentence_over_two_pages_of_a_letter_is_whole(tmp_path: Path):
    """Head and foot stand on both pages only; the sentence is not cut to its opposite."""
    path = tmp_path / "letter.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page, last in enumerate(("It is not the case that all", "children are safe at home.")):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 810, "Northmere Borough Council")
        lines = [*PLAIN, last] if page == 0 else [last, *PLAIN]
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 15 * number, line)
        canvas.drawString(72, 30, f"Page {page + 1} of 2")
        canvas.showPage()
    canvas.save()

    sentences = prepare(Found(path, "letter.pdf", "ab" * 16)).parts[0].passages

    assert "It is not the case that all children are safe at home." in [
        sentence.text for sentence in sentences
    ]


def test_words_recognised_in_a_scan_are_read_and_named(tmp_path: Path):
    """A scan with a program's reading behind it: the words are there to be seen, in the picture."""
    from PIL import Image

    scan = tmp_path / "scan.png"
    Image.new("L", (300, 400), 250).save(scan)
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=A4, invariant=True)
    canvas.drawImage(str(scan), 0, 0, *A4)
    for number, line in enumerate(PLAIN):
        text = canvas.beginText(72, 760 - 15 * number)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)
    canvas.save()

    reading = read(tmp_path / "scan.pdf")

    assert PLAIN[0] in text_of(reading)
    assert any("recognised in a picture" in notice for notice in reading.notices)


def test_files_within_a_file_are_named(tmp_path: Path):
    """A portfolio is a cover and other files, which are not read."""
    import pypdfium2

    cover = page_with(tmp_path / "cover.pdf", lambda canvas: None)
    document = pypdfium2.PdfDocument(cover)
    document.new_attachment("report.txt").set_data(b"words")
    document.save(tmp_path / "portfolio.pdf")

    assert any("1 other files" in notice for notice in read(tmp_path / "portfolio.pdf").notices)


def test_fields_of_a_form_are_named(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="reply", x=72, y=300, width=200, value="Seven children")

    reading = read(page_with(tmp_path / "page.pdf", draw))

    assert any("fields of a form" in notice for notice in reading.notices)


@pytest.mark.parametrize("shift", [0xE000, 0x0300, -29, 3])
def test_letters_without_a_meaning_are_no_quote(shift: int):
    """A font whose codes tell nothing gives letters of no language."""
    from index.reading.noise import is_noise

    odd = " ".join(
        "".join(chr(shift + ord(letter)) for letter in word)
        for line in PLAIN
        for word in line.split()
    )

    assert is_noise(odd)
    assert not is_noise(" ".join(PLAIN))
