"""Adding one by one: what is good is kept and searchable, what is not is named and leaves no
trace.
"""

import shutil
from pathlib import Path

import pytest

from index.adding import Addition, add_files, remove_report, safe_name
from index.build import SAMPLE_LIBRARY, build
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_focused_visit, make_jtai


@pytest.fixture
def store(tmp_path: Path):
    with Store(Settings(store=tmp_path / "store"), create=True) as opened:
        yield opened


def kept(store: Store) -> list[str]:
    folder = store.added
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_good_files_are_added_and_bad_ones_named(tmp_path: Path, store: Store):
    """Of several files each is told of; only reports are kept, and vectors go with them."""
    good, bad = tmp_path / "visit.pdf", tmp_path / "page.pdf"
    make_focused_visit(good)
    bad.write_bytes(b"%PDF-1.4 cut short")

    added = add_files([(bad, "page.pdf"), (good, "visit - 4 march 2025.pdf")], store)

    assert added[0].reason.startswith("the PDF is damaged")
    assert added[1] == Addition("visit - 4 march 2025.pdf")
    assert kept(store) == ["visit - 4 march 2025.pdf"]
    report = store.catalogue.reports()[0]
    assert len(store.vectors(report.id)) == store.catalogue.passage_counts()[report.id]


def test_the_sample_library_stays_until_a_report_is_added(tmp_path: Path, store: Store):
    """A refused file costs nothing; the first report takes the place of the briefs."""
    small = tmp_path / "sample"
    build(SAMPLE_LIBRARY, store)
    briefs = len(store.catalogue.reports())
    small.write_text("too little", encoding="utf-8")
    make_jtai(tmp_path / "jtai.pdf")

    add_files([(small, "sample.txt")], store)
    assert len(store.catalogue.reports()) == briefs
    add_files([(tmp_path / "jtai.pdf", "jtai.pdf")], store)
    assert [report.is_brief for report in store.catalogue.reports()] == [False]


def test_the_same_report_is_not_added_twice(tmp_path: Path, store: Store):
    """The same bytes under another name are refused, and the first stay."""
    make_jtai(tmp_path / "jtai.pdf")
    shutil.copy(tmp_path / "jtai.pdf", tmp_path / "copy.pdf")
    add_files([(tmp_path / "jtai.pdf", "jtai.pdf")], store)

    again = add_files([(tmp_path / "copy.pdf", "copy.pdf")], store)

    assert again == (Addition("copy.pdf", "it is in the library already"),)
    assert kept(store) == ["jtai.pdf"]


def test_a_removed_report_is_gone_with_its_file(tmp_path: Path, store: Store):
    """After removal neither words, vectors nor the file that the store kept are left."""
    make_jtai(tmp_path / "jtai.pdf")
    add_files([(tmp_path / "jtai.pdf", "jtai.pdf")], store)
    report = store.catalogue.reports()[0].id

    assert remove_report(report, store)
    assert not remove_report(report, store)
    assert store.catalogue.reports() == ()
    assert store.kept.collection.count() == 0
    assert kept(store) == []


def test_a_report_of_somebodys_folder_keeps_its_file(tmp_path: Path, store: Store):
    """What lies in a folder that was indexed is only taken out of the index."""
    make_jtai(tmp_path / "reports" / "jtai.pdf")
    build(tmp_path / "reports", store)

    remove_report(store.catalogue.reports()[0].id, store)
    assert (tmp_path / "reports" / "jtai.pdf").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\visit - 4 march 2025.pdf", "visit - 4 march 2025.pdf"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("..", "report"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_cannot_lead_out_of_the_folder(name: str, safe: str):
    """Folders and odd characters are taken out of a name; its end, which tells the date, stays."""
    assert safe_name(name) == safe
