"""What happens to a store on a real machine: files damaged, disks full, folders gone, processes
killed.
"""

import logging
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from assistant.pipeline import Assistant
from index.adding import add_files
from index.build import SAMPLE_LIBRARY, build
from index.completing import complete
from index.encoder.embeddings import SentenceEmbeddings
from index.reports import ReportIndexError
from index.settings import Settings
from index.storing.catalogue import CatalogueError
from index.storing.store import Store, StoreError
from tests.programs import running
from tests.safety.try_kills import attempt, opened

ROOT = Path(__file__).parents[2]
HARROW = "What did inspectors say about staff morale in Harrow?"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for brief in SAMPLE_LIBRARY.glob("harrow-*"):
        shutil.copy(brief, folder)
    return folder


@pytest.fixture(scope="module")
def kept(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store over three briefs, to be copied and harmed."""
    place = tmp_path_factory.mktemp("kept") / "store"
    with opened(place) as store:
        build(reports, store)
    return place


@pytest.fixture
def place(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "store"))


def contents(store: Store) -> dict[str, object]:
    return {report.file: store.vectors(report.id) for report in store.catalogue.reports()}


def bytes_over(path: Path, start: float, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * start))
        file.write(b"z" * length)


def of_another_version(folder: Path) -> None:
    with sqlite3.connect(folder / "chroma.sqlite3") as connection:
        connection.execute("DROP TABLE collections")


HARM: dict[str, Callable[[Path], object]] = {
    "the folder is gone": shutil.rmtree,
    "its database is gone": lambda folder: (folder / "chroma.sqlite3").unlink(),
    "its database is empty": lambda folder: (folder / "chroma.sqlite3").write_bytes(b""),
    "its database is something else": lambda folder: (folder / "chroma.sqlite3").write_bytes(
        b"x" * 9000
    ),
    "its database is cut short": lambda folder: os.truncate(folder / "chroma.sqlite3", 200_000),
    "its database is damaged inside": lambda folder: bytes_over(
        folder / "chroma.sqlite3", 0.5, 20_000
    ),
    "it is of another version": of_another_version,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_harmed_vectors_are_made_again(
    place: Path,
    kept: Path,
    tmp_path: Path,
    harm: Callable[[Path], object],
    caplog: pytest.LogCaptureFixture,
):
    """Noticed when they are first needed, said, and as before; the next start finds nothing to
    do.
    """
    with opened(Path(shutil.copytree(kept, tmp_path / "other"))) as store:
        before = contents(store)
    harm(place / "chroma")

    with caplog.at_level(logging.WARNING), opened(place) as store:
        after = contents(store)
    assert before.keys() == after.keys()
    assert all(np.allclose(before[file], after[file], atol=0.01) for file in before)
    assert "made from its words" in caplog.text
    with opened(place) as store:
        assert complete(store) == 0


def test_a_start_makes_all_missing_vectors_again(place: Path):
    """What the page does while it is getting ready; then questions are answered as ever."""
    shutil.rmtree(place / "chroma")

    with Store(Settings(store=place)) as store:
        assert complete(store) == 3
        assert Assistant(store).chain.invoke([HARROW]).citations
        assert store.kept.collection.count() == sum(store.catalogue.passage_counts().values())


def test_vectors_that_were_altered_are_not_used(place: Path):
    """A vector that is not of length 1 is none of ours."""
    with opened(place) as store:
        report = store.catalogue.reports()[0].id
        store.kept.collection.update(ids=[f"{report}:0"], embeddings=[[7.0] * 384])

        assert np.allclose(np.linalg.norm(store.vectors(report), axis=1), 1, atol=0.01)


@pytest.mark.parametrize("harm", ["something else", "cut short", "damaged inside"])
def test_a_harmed_catalogue_says_what_to_type(place: Path, harm: str):
    """The catalogue cannot be made from anything but the reports: the message names the command."""
    file = place / "catalogue.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if harm == "something else":
        file.write_bytes(b"x" * 9000)
    elif harm == "cut short":
        os.truncate(file, file.stat().st_size // 2)
    else:
        bytes_over(file, 0.3, 30_000)

    done = run("list", place)
    assert done.returncode == 1
    assert "python -m index build FOLDER" in done.stderr and "Traceback" not in done.stderr


def run(*arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m index COMMAND … --store PLACE`, unable to write files larger than a limit."""
    *command, place = map(str, arguments)

    def narrow() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "index", *command, "--store", place],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=narrow,
    )


def test_where_there_is_no_room_nothing_is_lost(place: Path, reports: Path, tmp_path: Path):
    """A build that cannot write says so without a traceback; with room again, it completes."""
    folder = Path(shutil.copytree(reports, tmp_path / "more"))
    shutil.copy(SAMPLE_LIBRARY / "leicester-2021.md", folder)
    for limit in (0, 60_000):
        done = run("build", folder, place, limit=limit)
        assert done.returncode == 1
        assert "room" in done.stderr and "Traceback" not in done.stderr

    with opened(place) as store:
        assert len(contents(store)) == 3
        build(folder, store)
        assert len(contents(store)) == 4


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user who owns nothing, where the tests are run by one who may do all."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_named(place: Path):
    for folder in (place, *place.parents[:2]):
        folder.chmod(0o555)
    try:
        with (
            as_nobody(),
            pytest.raises(StoreError, match="Nothing can be written in .*another folder"),
        ):
            Store(Settings(store=place), create=True)
    finally:
        for folder in (place, *place.parents[:2]):
            folder.chmod(0o755)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path):
    (tmp_path / "store").write_text("")

    with pytest.raises(StoreError, match="Nothing can be written"):
        Store(Settings(store=tmp_path / "store"), create=True)


def test_a_folder_that_vanishes_is_an_error_of_ours(place: Path, reports: Path):
    """Whoever holds the store open is told; nothing is written into the void unseen."""
    with opened(place) as store:
        shutil.rmtree(place)
        with pytest.raises(ReportIndexError):
            build(SAMPLE_LIBRARY, store)


def test_a_catalogue_that_vanishes_is_not_begun_anew(place: Path):
    """A thread that looks into it for the first time is told, and finds no empty one."""
    with opened(place) as store, ThreadPoolExecutor(1) as other:
        for file in place.glob("catalogue.sqlite*"):
            file.unlink()
        with pytest.raises(CatalogueError, match="is it still there"):
            other.submit(store.catalogue.reports).result()
        assert not list(place.glob("catalogue.sqlite"))


def test_a_file_that_may_not_be_read_is_skipped_and_read_later(tmp_path: Path, reports: Path):
    """It does not stop the build."""
    folder = Path(shutil.copytree(reports, tmp_path / "reports"))
    shut = folder / "shut.md"
    shutil.copy(SAMPLE_LIBRARY / "leicester-2021.md", shut)
    shut.unlink()
    shut.symlink_to("/proc/self/mem")  # may be named but not read, also by one who may do all

    with opened(tmp_path / "store") as store:
        assert dict(build(folder, store).skipped).keys() == {"shut.md"}
        shut.unlink()
        shutil.copy(SAMPLE_LIBRARY / "leicester-2021.md", shut)
        assert build(folder, store).added == 1


def test_a_lock_of_a_dead_process_is_recovered(place: Path):
    """A process that is killed with the store open leaves it free."""
    code = (
        "import sys, os, signal; from pathlib import Path; from index.storing.store import Store;"
        "from index.settings import Settings; store = Store(Settings(store=Path(sys.argv[1])));"
        "print('open', flush=True); signal.pause()"
    )
    with running([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=f"in use by process {holder.pid}"):
            Store(Settings(store=place))
        holder.kill()
        holder.wait()

    with Store(Settings(store=place)) as store:
        assert len(store.catalogue.reports()) == 3


def test_a_clock_set_back_changes_nothing(place: Path, reports: Path):
    """What is new is told by content, never by times."""
    for path in reports.iterdir():
        os.utime(path, (0, 0))
    for path in place.rglob("*"):
        os.utime(path, (4e9, 4e9))

    with Store(Settings(store=place)) as store:
        assert build(reports, store).changed_nothing


def test_killed_anywhere_nothing_is_half_there(tmp_path: Path):
    """A few kills of a build, an upload and a removal; `make safety` does fifty."""
    outcome = attempt(tmp_path, kills=5, seed=1)

    assert outcome.wrong == []
    assert sum(outcome.killed.values()) >= 3


def test_vectors_that_a_kill_left_over_are_swept_out(place: Path, reports: Path, tmp_path: Path):
    """A removal that is killed between catalogue and vectors leaves some; the next build deletes
    them.
    """
    folder = Path(shutil.copytree(reports, tmp_path / "fewer"))
    with opened(place) as store:
        gone = store.catalogue.files()[0]
        store.catalogue.forget_file(gone)
        (folder / gone.file).unlink()
        build(folder, store)
        assert store.kept.collection.count() == sum(store.catalogue.passage_counts().values())


def test_the_model_is_loaded_ahead_and_waited_for():
    """No thread stays in torch, which would abort a program that ends meanwhile."""
    embeddings = SentenceEmbeddings()

    with embeddings.loading_ahead():
        pass

    assert embeddings._loaded is not None
    assert not any(thread.name == "loading" for thread in threading.enumerate())


def test_an_upload_that_fails_keeps_no_file(place: Path, tmp_path: Path):
    """A file that is no report is not left in the store's folder."""
    (tmp_path / "noise.pdf").write_bytes(b"%PDF-1.4 nothing")

    with Store(Settings(store=place)) as store:
        (addition,) = add_files([(tmp_path / "noise.pdf", "noise.pdf")], store)
        assert addition.reason
    assert not list(place.glob("added/*/*"))


def test_an_error_of_the_catalogue_is_ours(place: Path):
    """Whoever cannot write is told in words, not by SQLite."""
    with Store(Settings(store=place)) as store:
        store.catalogue._connection.execute("PRAGMA query_only=ON")
        with pytest.raises(CatalogueError, match="could not be written"):
            store.catalogue.remember("a", "b")
