"""The offline pipeline as named steps: look, read, parse, split, catalogue; then embed.

A report is known by the hash of its bytes: unchanged files are skipped, renamed ones moved,
changed ones replaced and deleted ones removed. All files are read first, so that within seconds
every report can be listed, counted and found by its words; vectors, which take most of the time,
follow. Each step keeps what it has done, so a run that is killed goes on where it stopped.
"""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from index.completing import Embedded, complete
from index.duplicates import is_duplicate_no_more, without_duplicates
from index.parsing.preparing import Found, Prepared, prepare
from index.reading.worker import Reader
from index.reports import ReportIndexError, UnreadableFileError
from index.storing.catalogue import KnownFile
from index.storing.store import Store

SAMPLE_LIBRARY = Path(__file__).parent / "sample"
READING_VERSION = "4"  # raise it when a file would now be read otherwise: all are then read again
READERS = 2  # processes that read files; each may take as much memory as worker.py allows
READ_AHEAD = 4  # reports read while others are stored; bounds the memory


class NothingToIndexError(ReportIndexError):
    """The folder to index is not there or holds no file."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of files is."""

    done: int
    total: int
    pages: int
    passages: int
    file: str


OnProgress = Callable[[Progress | Embedded], None]


@dataclass
class Summary:
    """What a build did. `skipped` holds file and reason, `notices` file and what was odd about
    it.
    """

    added: int = 0
    unchanged: int = 0
    moved: int = 0
    removed: int = 0
    pages: int = 0
    passages: int = 0
    seconds: float = 0.0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    sample_replaced: bool = False

    @property
    def changed_nothing(self) -> bool:
        """Whether the index is as it was before."""
        return not (self.added or self.moved or self.removed)


def build(folder: Path, store: Store, on_progress: OnProgress = lambda _: None) -> Summary:
    """Index every report below a folder, and forget those that are gone from it.

    Raises NothingToIndexError when the folder is missing or holds no file.
    """
    started = time.monotonic()
    root = str(folder.resolve())
    files, left_out = _look(folder)
    summary = Summary()
    with store.changing():
        store.sweep()
        _replace_sample(root, store, summary)
        waiting = _settle_known(root, files, store, summary)
        with store.embeddings.loading_ahead() if waiting else nullcontext():
            for item in _told(_prepared(waiting), len(waiting), on_progress):
                _count(_catalogued(item, root, store), summary)
        summary.skipped = [
            (file.file, file.reason)
            for file in store.catalogue.files()
            if file.root == root and file.reason
        ]
        summary.skipped += left_out
        complete(store, store.catalogue.reports_below(root), on_progress)
    summary.seconds = time.monotonic() - started
    return summary


# ---- steps


def _look(folder: Path) -> tuple[list[Found], list[tuple[str, str]]]:
    """The files below a folder, and the links to folders that are not followed, each with the
    reason.
    """
    if not folder.is_dir():
        raise NothingToIndexError(
            f"{folder} is not a folder. Name the folder that holds the reports."
        )
    paths, links = _below(folder)
    within, seen = folder.resolve(), {path.parent.resolve() for path in paths} | {folder.resolve()}
    left_out = []
    for link in links:
        real = link.resolve()
        if not real.is_relative_to(within):
            left_out.append(
                (
                    _name(link, folder),
                    f"a link to a folder outside, {real}, which is not followed; index that "
                    f"folder itself",
                )
            )
        elif real not in seen:
            seen.add(real)
            paths += _below(link)[0]
    if not paths:
        others = (
            f" It holds links to folders outside, which are not followed: "
            f"{', '.join(name for name, _ in left_out)}."
            if left_out
            else ""
        )
        raise NothingToIndexError(
            f"{folder} holds no file. Put reports (PDF, HTML, text) into it.{others}"
        )
    return [
        Found(path, _name(path, folder), _digest_if_readable(path)) for path in sorted(paths)
    ], left_out


def _below(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files below a folder, and the links to folders; what is hidden is left out."""
    files: list[Path] = []
    links: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links += [path for name in folders if (path := Path(place) / name).is_symlink()]
        files += [
            path
            for name in names
            if not name.startswith(".") and (path := Path(place) / name).is_file()
        ]
    return files, links


def _name(path: Path, folder: Path) -> str:
    """The path below the folder as text, also where the system has other bytes in it."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")


def _digest_if_readable(path: Path) -> str:
    """The hash of a file; empty where it cannot be read, which is told when it is tried again."""
    try:
        return digest_of(path)
    except OSError:
        return ""


def digest_of(path: Path) -> str:
    """The hash by which the content of a file is known."""
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}-{READING_VERSION}"


def _replace_sample(root: str, store: Store, summary: Summary) -> None:
    """Briefs that show how the program works make way for a reader's own reports."""
    if root == str(SAMPLE_LIBRARY):
        return
    for known in store.catalogue.files():
        if known.root == str(SAMPLE_LIBRARY):
            store.remove(known)
            summary.sample_replaced = True


def _settle_known(root: str, files: list[Found], store: Store, summary: Summary) -> list[Found]:
    """Deal with what needs no reading; return the files that do."""
    known = {entry.file: entry for entry in store.catalogue.files() if entry.root == root}
    here = {found.file for found in files}
    gone = {entry.digest: entry for entry in known.values() if entry.file not in here}
    waiting = []
    for found in files:
        entry = known.get(found.file)
        if entry and entry.digest == found.digest and not is_duplicate_no_more(entry, store):
            summary.unchanged += entry.report is not None
        elif found.digest in gone and gone[found.digest].report:
            _move(gone.pop(found.digest), found, root, store)
            summary.moved += 1
        else:
            if entry:
                store.remove(entry)
            waiting.append(found)
    for entry in gone.values():
        store.remove(entry)
        summary.removed += entry.report is not None
    return waiting


def _move(entry: KnownFile, found: Found, root: str, store: Store) -> None:
    store.catalogue.move(entry, root, found.file)
    store.catalogue.forget_file(KnownFile(entry.root, entry.file, entry.digest, None))
    store.catalogue.note_file(KnownFile(root, found.file, found.digest, entry.report))


def _prepared(waiting: Iterable[Found]) -> Iterator[Prepared]:
    """Read, parse and split, a few files ahead of what is being stored; in the order of the
    files.
    """
    with ExitStack() as stack:
        free: SimpleQueue[Reader] = SimpleQueue()
        for _ in range(READERS):
            free.put(stack.enter_context(Reader()))
        asking = stack.enter_context(ThreadPoolExecutor(READERS))
        ahead: deque[Future[Prepared]] = deque()
        for found in waiting:
            ahead.append(asking.submit(_prepare_with_any, found, free))
            if len(ahead) > READ_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _prepare_with_any(found: Found, free: "SimpleQueue[Reader]") -> Prepared:
    reader = free.get()
    try:
        return prepare_safely(found, reader)
    finally:
        free.put(reader)


def prepare_safely(found: Found, reader: Reader) -> Prepared:
    """Prepare a file in a reader's process; one that it dies of is given back with the reason."""
    try:
        return reader.run(prepare, found)
    except UnreadableFileError as error:
        return Prepared(found, reason=str(error))


def _catalogued(item: Prepared, root: str, store: Store) -> Prepared:
    """Store what was read; from now on it can be found."""
    found = item.found
    if item.parts:
        item = without_duplicates(item, store)
    if item.parts:
        store.add(item.parts, root, found.digest)
    else:
        store.catalogue.note_file(KnownFile(root, found.file, found.digest, None, item.reason))
    return item


def _count(prepared: Prepared, summary: Summary) -> None:
    file = prepared.found.file
    summary.pages += prepared.pages
    for part in prepared.parts:
        summary.added += 1
        summary.passages += len(part.passages)
        summary.notices += [(file, notice) for notice in part.text.report.notices]


def _told(prepared: Iterable[Prepared], total: int, on_progress: OnProgress) -> Iterator[Prepared]:
    """Pass reports on, telling after each how far the reading is."""
    pages = passages = 0
    for done, item in enumerate(prepared, 1):
        yield item
        pages += item.pages
        passages += sum(len(part.passages) for part in item.parts)
        on_progress(Progress(done, total, pages, passages, item.found.file))
