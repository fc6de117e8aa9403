"""Building: again is free, each change costs only itself, and every skipped file is named."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from index import completing
from index.build import SAMPLE_LIBRARY, NothingToIndexError, Progress, build
from index.build import _look as look
from index.completing import Embedded
from index.encoder.embeddings import Vectors
from index.settings import Settings
from index.storing.store import Store
from tests import made_reports
from tests.made_reports import make_focused_visit, make_jtai, make_monitoring_visit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_focused_visit(tmp_path / "reports" / "visit.pdf")
    make_monitoring_visit(tmp_path / "reports" / "deep" / "monitoring.pdf")
    return tmp_path / "reports"


@pytest.fixture
def store(tmp_path: Path):
    with Store(Settings(store=tmp_path / "store"), create=True) as opened:
        yield opened


def vectors_agree(store: Store) -> bool:
    counts = store.catalogue.passage_counts()
    return store.kept.collection.count() == sum(counts.values()) and all(
        len(store.vectors(report)) == count for report, count in counts.items()
    )


def test_a_build_tells_its_progress_and_a_second_changes_nothing(folder: Path, store: Store):
    """Every file is told of once; built again, all is known and no vector is made."""
    told: list[Progress | Embedded] = []

    first = build(folder, store, told.append)
    second = build(folder, store, told.append)

    *files, passages = told
    assert (first.added, first.changed_nothing) == (2, False)
    assert [file.done for file in files] == [1, 2]
    assert isinstance(files[-1], Progress) and files[-1].passages == first.passages > 0
    assert isinstance(passages, Embedded) and passages.done == passages.total == first.passages
    assert second.changed_nothing
    assert second.unchanged == 2
    assert vectors_agree(store)


def test_what_is_read_can_be_asked_before_its_vectors_are_made(folder: Path, store: Store):
    """Once a file is read, its report is listed and found by its words; its vectors follow."""
    seen: list[tuple[int, int, int]] = []

    def look(news: Progress | Embedded) -> None:
        if isinstance(news, Progress):
            ids = [report.id for report in store.catalogue.reports()]
            seen.append(
                (len(ids), len(store.catalogue.search(["children"], ids, 1)), len(store.waiting))
            )

    build(folder, store, look)

    assert seen == [(1, 1, 1), (2, 1, 2)]
    assert store.waiting == frozenset()


def test_a_question_has_the_vectors_made_that_it_needs(folder: Path, store: Store):
    """A few reports are made ready at once, before their turn; of many, it is told which still
    wait.
    """
    ready: list[frozenset[str]] = []

    def ask(news: Progress | Embedded) -> None:
        if isinstance(news, Progress) and news.done == news.total:
            first, second = store.catalogue.reports()
            ready.append(store.make_ready([first.id]))
            assert store.waiting == {second.id}

    build(folder, store, ask)

    assert ready == [frozenset()]
    assert vectors_agree(store)


def test_no_sentence_is_embedded_twice(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch):
    """Sentences that stand in several reports are embedded once, also in another window."""
    make_focused_visit(folder / "other.pdf", council="Northmere")  # the same words, another report
    embedded: list[str] = []
    embed = store.embeddings.stream

    def counting(lists: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        return embed(embedded.extend(texts) or texts for texts in lists)

    monkeypatch.setattr(completing, "WINDOW", 10)
    monkeypatch.setattr(store.embeddings, "stream", counting)

    summary = build(folder, store)

    assert summary.added == 3
    assert len(embedded) == len(set(embedded)) < summary.passages
    assert vectors_agree(store)


def test_a_changed_file_is_replaced(folder: Path, store: Store):
    """New bytes under the same name take the place of the old report."""
    build(folder, store)
    make_jtai(folder / "visit.pdf")

    summary = build(folder, store)

    kinds = {report.file: report.kind.value for report in store.catalogue.reports()}
    assert kinds == {"visit.pdf": "JTAI", "deep/monitoring.pdf": "monitoring-visit"}
    assert summary.added == 1
    assert vectors_agree(store)


def test_a_deleted_file_is_forgotten_and_a_renamed_one_moved(folder: Path, store: Store):
    """A report whose file is gone can no longer be found; one that moved is not read again."""
    build(folder, store)
    (folder / "visit.pdf").rename(folder / "renamed.pdf")
    (folder / "deep" / "monitoring.pdf").unlink()

    summary = build(folder, store)

    assert [report.file for report in store.catalogue.reports()] == ["renamed.pdf"]
    assert (summary.added, summary.moved, summary.removed) == (0, 1, 1)
    assert vectors_agree(store)


def test_useless_files_are_skipped_with_reasons_and_the_rest_indexed(folder: Path, store: Store):
    """Each bad file is named with its reason, at the first build and at the next."""
    made_reports.make_html_error(folder / "error.pdf")
    made_reports.make_encrypted(folder / "locked.pdf")
    made_reports.make_empty(folder / "empty.pdf")

    first = build(folder, store)
    second = build(folder, store)

    assert first.added == 2
    assert {file for file, _ in first.skipped} == {"error.pdf", "locked.pdf", "empty.pdf"}
    assert all(reason for _, reason in first.skipped)
    assert sorted(second.skipped) == sorted(first.skipped)


def test_the_same_document_twice_is_indexed_once(folder: Path, store: Store):
    """A copy under another name is skipped and says what it is a copy of."""
    shutil.copy(folder / "visit.pdf", folder / "zz copy.pdf")

    summary = build(folder, store)

    assert len(store.catalogue.reports()) == 2
    assert ("zz copy.pdf", "the same document as visit.pdf") in summary.skipped


def test_a_killed_run_is_completed(folder: Path, store: Store):
    """Vectors without a report are swept out, a report without vectors never shows."""
    build(folder, store)
    store.kept.collection.add(
        ids=["0123456789abcdef:0"],
        embeddings=[[0.0] * 384],
        metadatas=[{"report": "0123456789abcdef"}],
    )

    build(folder, store)

    assert vectors_agree(store)


def test_own_reports_replace_the_sample_library(folder: Path, store: Store):
    """Briefs made for demonstration do not mix with a reader's own reports."""
    build(SAMPLE_LIBRARY, store)

    summary = build(folder, store)

    assert summary.sample_replaced
    assert not any(report.is_brief for report in store.catalogue.reports())
    assert vectors_agree(store)


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path, store: Store):
    """A missing or empty folder is named, with what to do."""
    (tmp_path / "empty").mkdir()

    for folder in (tmp_path / "nowhere", tmp_path / "empty"):
        with pytest.raises(NothingToIndexError, match=folder.name):
            build(folder, store)


def test_links_to_folders_are_followed_where_they_stay_below_and_named_where_they_do_not(
    tmp_path: Path,
):
    """What stands in the folder anyway is not found twice, and a link to itself ends."""
    (tmp_path / "reports" / ".hidden").mkdir(parents=True)
    (tmp_path / "reports" / "plain").mkdir()
    (tmp_path / "outside").mkdir()
    for place in ("reports/.hidden/a.pdf", "reports/plain/b.pdf", "outside/c.pdf"):
        (tmp_path / place).write_text("x")
    folder = tmp_path / "reports"
    for name, target in (
        ("shown", ".hidden"),
        ("again", "plain"),
        ("self", "."),
        ("away", "../outside"),
    ):
        (folder / name).symlink_to(target, target_is_directory=True)

    files, left_out = look(folder)

    assert [found.file for found in files] == ["plain/b.pdf", "shown/a.pdf"]
    assert [name for name, _ in left_out] == ["away"]
    assert str(tmp_path / "outside") in left_out[0][1]
