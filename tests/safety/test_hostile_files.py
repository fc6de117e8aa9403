"""Files that are damaged or written to do harm: a part of those that `make safety` tries."""

import os
import time
from pathlib import Path

import pytest

from index.parsing.preparing import Found, prepare
from index.reading import worker
from index.reading.pdf import MOST_PIXELS, draw_page
from index.reading.worker import Reader
from index.reports import UnreadableFileError
from tests.safety.hostile_files import NAMES, hostile_files
from tests.safety.try_hostile_files import attempt
from tests.safety.try_kills import opened

ALL = dict(hostile_files())
SLOW = {
    "curves-many.pdf",
    "image-30000.pdf",
    "box-3.pdf",
    "objects-million.pdf",
    "pages-10000.pdf",
    "json.txt",
    "lines.txt",
}


def made(name: str, folder: Path) -> Found:
    (folder / name).write_bytes(ALL[name]())
    return Found(folder / name, name, "0" * 64)


def test_there_are_enough_of_them():
    """More than two hundred, no two of one name."""
    assert len(ALL) == len(hostile_files()) > 250


def test_no_file_harms_another(tmp_path: Path):
    """Beside forty bad files and a name of every kind, good reports are read as they are alone."""
    tangles = [
        "tree-of-itself.pdf",
        "locked.pdf",
        "box-1.pdf",
        "filter-JPXDecode.pdf",
        "zip.pdf",
        "noise-0.pdf",
    ]
    chosen = {
        name
        for name in [
            *list(ALL)[:84:4],
            *tangles,
            *NAMES,
            "all-bytes.txt",
            "odd-rtl.txt",
            "laughs.html",
        ]
    } - SLOW

    outcome = attempt(tmp_path, [(name, ALL[name]) for name in chosen], opened)

    assert outcome.wrong == []
    same = sum(
        count
        for reason, count in outcome.skipped.items()
        if reason.startswith("the same report as")
    )
    assert outcome.indexed + same >= len(NAMES) - 2
    assert outcome.skipped["its name is not written in UTF-8; rename it"] == 2
    assert outcome.drawn["drawn"] >= len(NAMES) - 5


@pytest.fixture
def quick() -> Reader:
    with Reader(seconds=3) as opened_reader:
        yield opened_reader


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, quick: Reader):
    """The reader is killed, says so, and the next file gets another."""
    started = time.monotonic()
    with pytest.raises(UnreadableFileError, match="more than 3 seconds"):
        quick.run(prepare, made("lists.html", tmp_path))

    assert time.monotonic() - started < 6
    assert quick.run(prepare, made("after-the-end.pdf", tmp_path)).parts


def test_a_file_that_ends_the_reader_ends_nothing_else(tmp_path: Path):
    """PDFium does not survive a form that shows itself: a process of its own does that for us."""
    with Reader(seconds=30, memory=2**29) as one:
        with pytest.raises(UnreadableFileError, match="made the reader stop"):
            one.run(prepare, made("form-of-itself.pdf", tmp_path))
        assert one.run(prepare, made("after-the-end.pdf", tmp_path)).parts


def take(size: int) -> int:
    """Take memory; stands for a file that makes its reader do so."""
    return len(bytearray(size))


def test_memory_is_bounded(quick: Reader):
    """More than the bound is refused by the system, and told."""
    assert quick.run(take, 10**8) == 10**8
    with pytest.raises(UnreadableFileError, match="memory"):
        quick.run(take, worker.MEMORY)


def test_the_process_ends_with_the_reader(quick: Reader):
    """Nothing stays behind; also when the program is killed, its end of the pipe is closed."""
    process = quick.run(os.getpid)
    assert Path(f"/proc/{process}").exists()
    assert process != os.getpid()
    quick.close()

    assert not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pages-10000.pdf", "10,000 pages; at most 1,000"),
        ("odd-too-large.txt", "at most 10 MB"),
        ("page-full.pdf", "more than 100,000 characters"),
        ("zip-bomb.pdf", "zip file"),
        ("locked.pdf", "password"),
        ("odd-too-many-sentences.txt", "sentences; at most 10,000"),
    ],
)
def test_too_much_is_named(tmp_path: Path, name: str, reason: str):
    """What no report has is refused by its measure, before it costs much."""
    import re

    with Reader(seconds=20) as one:
        assert re.search(reason, one.run(prepare, made(name, tmp_path)).reason)


@pytest.mark.parametrize("number", range(5))
def test_a_picture_is_bounded_whatever_the_page(tmp_path: Path, number: int):
    """A page as wide as a country is drawn small, or not at all."""
    import io

    from PIL import Image

    found = made(f"box-{number}.pdf", tmp_path)
    with Reader(seconds=20) as one:
        try:
            picture = Image.open(io.BytesIO(one.run(draw_page, found.path, 1, 1240)))
        except UnreadableFileError as refused:
            assert str(refused)
        else:
            assert picture.width * picture.height <= MOST_PIXELS * 1.01
