"""One process at a time: the lock of a store, and who holds it."""

import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from index.reports import ReportIndexError


class StoreError(ReportIndexError):
    """The store cannot be opened or used; the message says what to type next."""


def take_lock(folder: Path) -> FileLock:
    """Lock a store for this process; the system frees the lock of a process that died.

    Raises StoreError where another process has it, or nothing can be written there.
    """
    make_folder(folder)
    lock = FileLock(folder / "lock")
    holder = folder / "lock-holder"
    try:
        lock.acquire(timeout=0)
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])
        holder.write_text(f"process {os.getpid()} ({command})", encoding="utf-8", errors="replace")
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "another process"
        raise StoreError(
            f"The index in {folder} is in use by {who}. Stop that one first, or use another index "
            "with --store."
        ) from error
    except OSError as error:
        lock.release()
        raise _not_writable(folder, error) from error
    return lock


def make_folder(folder: Path) -> None:
    """Make the folder of a store where there is none; raises StoreError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder, error) from error


def _not_writable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Nothing can be written in {folder} ({error.strerror}), and an index has to be. Make "
        f"room, "
        "let this user write there, or use another folder with --store."
    )
