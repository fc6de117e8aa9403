"""Reports added and removed one by one, while others are being asked.

What is added is copied into the store's own folder, which is then built like any other: the same
bytes are known again, and a file that holds no report is named with its reason and not kept.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.build import OnProgress, build, digest_of, prepare_safely
from index.parsing.preparing import Found
from index.reading.worker import Reader
from index.storing.store import ADDED_FOLDER, Store

LONGEST_NAME = 120  # characters of a file's name that are kept; the end tells kind and date


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of a file: `reason` says why it was not added, and is empty where it was."""

    name: str
    reason: str = ""


def add_files(
    files: Iterable[tuple[Path, str]], store: Store, on_progress: OnProgress = lambda _: None
) -> tuple[Addition, ...]:
    """Index some files, each given with the name that it had where it comes from.

    `on_progress` hears of each file that is being indexed; one that is refused leaves the store
    as it was.
    """
    folder = store.added
    known = {file.digest for file in store.catalogue.files() if file.report}
    kept: dict[str, str] = {}  # path below the folder → the name it came with
    additions: list[Addition] = []
    with Reader() as reader:
        looked_at = [_look(path, name, known, reader) for path, name in files]
    for path, name, digest, reason in looked_at:
        if reason:
            additions.append(Addition(name, reason))
            continue
        file = f"{digest[:16]}/{safe_name(name)}"
        kept[file] = name
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / file)
    skipped = dict(build(folder, store, on_progress).skipped) if kept else {}
    for file in kept.keys() & skipped.keys():
        _drop(folder / file)
    return (*additions, *(Addition(name, skipped.get(file, "")) for file, name in kept.items()))


def _look(path: Path, name: str, known: set[str], reader: Reader) -> tuple[Path, str, str, str]:
    """A file, its name, its hash, and why it is not added, if it is not."""
    digest = digest_of(path)
    if digest in known:
        return path, name, digest, "it is in the library already"
    return path, name, digest, prepare_safely(Found(path, name, digest), reader).reason


def remove_report(report: str, store: Store) -> bool:
    """Remove a report by its id, with its file where the store keeps it; tells whether it was
    there.

    Of a file with several reports all go: the file is what was added.
    """
    known = store.catalogue.source_of(report)
    if known is None:
        return False
    with store.changing():
        store.remove(known)
    if is_added(known.root, store):
        _drop(Path(known.root) / known.file)
    return True


def is_added(root: str, store: Store) -> bool:
    """Whether files below a root are the store's own, and not those of somebody's folder."""
    return Path(root) == store.added


def safe_name(name: str) -> str:
    """A file name as it came, without folders or characters that a file system may refuse."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = re.sub(r"[^\w .,'()&-]", "_", name).strip(" .")
    return name[-LONGEST_NAME:].strip(" .") or "report"


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)
    if path.parent.name != ADDED_FOLDER and not any(path.parent.iterdir()):
        path.parent.rmdir()
