"""One document, one report: what is bound together is told apart, what is saved twice is one."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from index.build import build
from index.parsing.documents import documents
from index.parsing.parser import parse
from index.parsing.preparing import Found, Prepared, prepare
from index.reading.files import read
from index.reports import Grade, say_pages
from index.settings import Settings
from index.storing.store import Store
from tests.made_papers import Paper, write_papers
from tests.made_reports import LEADERS, OVERALL, make_focused_visit, make_ilacs

COVER = Paper(
    "Children and Families Scrutiny Committee",
    (
        "Report of the Director of Children’s Services",
        "Members will recall that the neighbouring authority of Kent was inspected last year.",
        "The service does not accept every finding and believes that caseloads are now manageable.",
    ),
)
PLAN = Paper(
    "Post-inspection action plan",
    (
        "The council will recruit twelve social workers by the end of the year and has set money "
        "aside for this.",
    ),
)
REPLY = Paper(
    "The council’s response to the inspection",
    (
        "We are proud of our staff, and do not recognise the picture that is drawn of the duty "
        "team.",
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(Settings(store=tmp_path / "store"), create=True) as opened:
        yield opened


def bound(path: Path, *parts: Path) -> Path:
    """Bind PDFs into one, in this order."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    whole.save(path)
    return path


def prepared(path: Path) -> Prepared:
    return prepare(Found(path, path.name, "ab" * 16))


def made_papers(folder: Path, *papers: Paper) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{abs(hash(papers))}.pdf"
    write_papers(path, papers)
    return path


@pytest.mark.parametrize("order", [("Northmere", "Eastholm"), ("Eastholm", "Northmere")])
def test_two_reports_in_one_file_are_two(tmp_path: Path, order: tuple[str, str]):
    """Each has its own council, grades and sentences, on the pages where they stand in the file."""
    grades = {"Northmere": "Good", "Eastholm": "Inadequate"}
    singles = [
        make_ilacs(
            tmp_path / f"{name}.pdf",
            council=name,
            grades={LEADERS: grades[name], OVERALL: grades[name]},
        )
        for name in order
    ]
    whole = bound(tmp_path / "both.pdf", *(single.path for single in singles))

    parts = prepared(whole).parts

    assert [part.text.report.council for part in parts] == list(order)
    first_pages = len(read(singles[0].path).pages)
    for part in parts:
        report = part.text.report
        assert {j.grade for j in report.judgements if j.area.value == "overall_effectiveness"} == {
            Grade(grades[report.council])
        }
        other = next(name for name in order if name != report.council)
        assert not any(other in passage.text for passage in part.passages)
        assert any("2 reports" in notice for notice in report.notices)
    assert (
        max(p.last_page for p in parts[0].passages)
        <= first_pages
        < min(p.page for p in parts[1].passages)
    )
    assert {part.text.report.id for part in parts} == {"ab" * 8, "ab" * 8 + "-2"}


def test_two_letters_in_one_file_are_two(tmp_path: Path):
    """Letters have no dates of inspection in their title: the salutation and the title tell."""
    singles = [
        make_focused_visit(tmp_path / f"{name}.pdf", council=name).path
        for name in ("Northmere", "Eastholm")
    ]

    parts = prepared(bound(tmp_path / "both.pdf", *singles)).parts

    assert [part.text.report.council for part in parts] == ["Northmere", "Eastholm"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [((COVER,), ()), ((COVER, PLAN), ()), ((), (PLAN,)), ((), (REPLY,)), ((COVER,), (REPLY, PLAN))],
)
def test_what_is_bound_around_a_report_is_no_part_of_it(tmp_path: Path, before, behind):
    """Cover papers, replies and plans are left out and named; the report has its council, pages
    and grades.
    """
    report = make_ilacs(tmp_path / "report.pdf", council="Northmere").path
    papers = [made_papers(tmp_path / "papers", paper) for paper in (*before, *behind)]
    whole = bound(tmp_path / "pack.pdf", *papers[: len(before)], report, *papers[len(before) :])
    alone = prepared(report).parts[0]

    (part,) = prepared(whole).parts

    found = part.text.report
    assert (found.council, found.kind, found.inspection) == (
        "Northmere",
        alone.text.report.kind,
        alone.text.report.inspection,
    )
    assert [(j.area, j.grade, j.page - len(before)) for j in found.judgements] == [
        (j.area, j.grade, j.page) for j in alone.text.report.judgements
    ]
    assert [(p.page - len(before), p.text) for p in part.passages] == [
        (p.page, p.text) for p in alone.passages
    ]
    assert any("no part of the report" in notice for notice in found.notices)


def test_a_report_that_begins_in_the_middle_of_a_page_is_refused(tmp_path: Path):
    """Pages cannot be shared out then: the reason says so, and nothing is told of the wrong
    council.
    """
    text = (
        "Inspection of {} local authority children’s services\nInspection dates: 4 to 8 March "
        "2024\n"
    )
    words = tuple(
        "Social workers see children alone and know them well, whatever the day.\n"
        for _ in range(9)
    )
    path = tmp_path / "shared-page.pdf"
    write_papers(
        path,
        [
            Paper(
                "",
                (
                    *text.format("Northmere").splitlines(),
                    *words,
                    *text.format("Eastholm").splitlines(),
                ),
            )
        ],
    )

    assert "several reports" in prepared(path).reason


@pytest.mark.parametrize("form", ["md", "txt"])
def test_two_reports_in_one_text_are_two(tmp_path: Path, form: str):
    """Texts without pages are divided at their titles."""
    head = "# " if form == "md" else ""
    one = (
        head + "Inspection of {} local authority children's services\n\nInspection dates: 4 to 8 "
        "March 2024\n\n"
        "Overall effectiveness: {}\n\n"
        + "Social workers in {} visit families promptly and speak to children alone. "
        * 4
    )
    path = tmp_path / f"two.{form}"
    path.write_text(
        one.format("Norfolk", "Good", *["Norfolk"] * 4)
        + "\n\n"
        + one.format("Suffolk", "Inadequate", *["Suffolk"] * 4),
        encoding="utf-8",
    )

    parts = prepared(path).parts

    assert [part.text.report.council for part in parts] == ["Norfolk", "Suffolk"]
    assert [[j.grade.value for j in part.text.report.judgements] for part in parts] == [
        ["Good"],
        ["Inadequate"],
    ]
    assert not any("Suffolk" in passage.text for passage in parts[0].passages)


def test_an_ordinary_report_is_left_as_it_is(tmp_path: Path):
    """One report in a file gives the same reading, without a notice."""
    reading = read(make_ilacs(tmp_path / "report.pdf").path)

    assert documents(reading) == (reading,)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([3], "page 3"), ([1, 2, 3, 7], "pages 1 to 3 and 7"), ([1, 3, 5], "pages 1, 3 and 5")],
)
def test_pages_are_said_in_runs(numbers, said):
    assert say_pages(numbers) == said


def test_reports_of_one_file_are_indexed_and_go_together(tmp_path: Path, store: Store):
    """Both are listed and found; when the file is gone, so are both."""
    folder = tmp_path / "reports"
    folder.mkdir()
    singles = [
        make_focused_visit(tmp_path / f"{name}.pdf", council=name).path
        for name in ("Northmere", "Eastholm")
    ]
    bound(folder / "both.pdf", *singles)

    first = build(folder, store)

    assert {report.council for report in store.catalogue.reports()} == {"Northmere", "Eastholm"}
    assert first.added == 2 and store.waiting == frozenset()
    assert build(folder, store).changed_nothing
    (folder / "both.pdf").rename(folder / "renamed.pdf")
    assert build(folder, store).moved == 1
    assert {report.file for report in store.catalogue.reports()} == {"renamed.pdf"}
    (folder / "renamed.pdf").unlink()
    make_focused_visit(folder / "other.pdf", council="Westmarch")
    build(folder, store)
    assert [report.council for report in store.catalogue.reports()] == ["Westmarch"]


def saved_again(path: Path, to: Path) -> Path:
    pypdfium2.PdfDocument(path).save(to, version=15)
    to.write_bytes(to.read_bytes() + b"\n%saved again\n")
    return to


def test_a_report_saved_again_is_one_and_both_files_are_named(tmp_path: Path, store: Store):
    """The second has other bytes and the same words; it comes in when the first is gone."""
    folder = tmp_path / "reports"
    made = make_ilacs(folder / "a.pdf")
    saved_again(made.path, folder / "b.pdf")

    summary = build(folder, store)

    assert [report.file for report in store.catalogue.reports()] == ["a.pdf"]
    assert [
        file for file, reason in summary.skipped if "a.pdf" in reason and "saved again" in reason
    ] == ["b.pdf"]
    made.path.unlink()
    build(folder, store)
    assert [report.file for report in store.catalogue.reports()] == ["b.pdf"]


@pytest.mark.parametrize("names", [("a-first.pdf", "b-later.pdf"), ("z-first.pdf", "b-later.pdf")])
def test_a_corrected_issue_replaces_the_first(tmp_path: Path, store: Store, names: tuple[str, str]):
    """Whichever is read first: the later issue counts, the other is named as replaced."""
    folder = tmp_path / "reports"
    make_focused_visit(
        folder / names[0], council="Northmere", dated="3 May 2024", visited="9 and 10 April 2024"
    )
    make_focused_visit(
        folder / names[1],
        council="Northmere",
        dated="5 June 2024",
        visited="9 and 10 April 2024",
        signed=("A N Other", "His Majesty’s Inspector of children in all parts of England"),
    )

    summary = build(folder, store)

    assert [report.file for report in store.catalogue.reports()] == [names[1]]
    assert [file for file, reason in summary.skipped if names[1] in reason] == [names[0]]
    assert store.waiting == frozenset() and build(folder, store).changed_nothing


def test_inspections_of_other_days_stay_apart(tmp_path: Path, store: Store):
    folder = tmp_path / "reports"
    make_focused_visit(folder / "a.pdf", council="Northmere", visited="9 and 10 April 2024")
    make_focused_visit(folder / "b.pdf", council="Northmere", visited="2 and 3 July 2024")

    build(folder, store)

    assert len(store.catalogue.reports()) == 2


def test_the_council_is_the_one_that_the_title_names(tmp_path: Path):
    """A neighbour that a paper mentions is not what it is about."""
    path = made_papers(tmp_path / "papers", COVER._replace(text=COVER.text * 3))

    report = parse(read(path), "paper.pdf", "id").report

    assert report.council != "Kent"
