"""What was fetched, beside the files: addresses, dates, hashes, and what became of each.

One SQLite file, hidden so that the index passes over it. Each entry is written whole or not at all,
so that a run which is killed loses at most the file in hand.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from index.fetching.offers import Link, Stamp
from index.reports import ReportIndexError

LEDGER = ".fetched.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  address TEXT PRIMARY KEY, page TEXT, council TEXT, title TEXT, published TEXT,
  name TEXT UNIQUE, hash TEXT, etag TEXT, modified TEXT, fetched TEXT,
  asked TEXT, vanished TEXT, replaced_by TEXT);
CREATE TABLE IF NOT EXISTS pages (address TEXT PRIMARY KEY, etag TEXT, modified TEXT, links TEXT);
"""


class LedgerError(ReportIndexError):
    """The ledger cannot be read or written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was fetched. Dates are in ISO form; `name` is its path below the folder.

    `page` is where its publisher shows it, `fetched` when its bytes came, `asked` when they were
    last compared, `vanished` when it was seen to be no longer offered, `replaced_by` by which
    address.
    """

    address: str
    page: str
    council: str
    title: str
    published: str
    name: str
    hash: str
    etag: str
    modified: str
    fetched: str
    asked: str
    vanished: str = ""
    replaced_by: str = ""

    @property
    def stamp(self) -> Stamp:
        """By what its host knows this version."""
        return Stamp(self.etag, self.modified)

    @property
    def day(self) -> date | None:
        """The day of publication, as far as its source said."""
        return date.fromisoformat(self.published) if self.published else None


_COLUMNS = ", ".join(field.name for field in fields(Entry))
_MARKS = ", ".join("?" * len(fields(Entry)))


class Ledger:
    """The ledger of one folder. For one thread."""

    def __init__(self, folder: Path) -> None:
        """Open it, or begin one; raises LedgerError where it is damaged or cannot be written."""
        self._path = folder / LEDGER
        try:
            self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=30)
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def known(self, address: str) -> Entry | None:
        """What is known of an address."""
        return next(iter(self._entries("WHERE address = ?", address)), None)

    def named(self, name: str) -> Entry | None:
        """The entry of a file by its path below the folder."""
        return next(iter(self._entries("WHERE name = ?", name)), None)

    def of_page(self, page: str) -> tuple[Entry, ...]:
        """What was fetched from a page that publishes reports."""
        return self._entries("WHERE page = ?", page)

    def all(self) -> tuple[Entry, ...]:
        """Every file, the one fetched last first."""
        return self._entries("ORDER BY fetched DESC, address")

    def put(self, entry: Entry) -> None:
        """Write an entry down, in place of an earlier one of its address."""
        self._do(f"INSERT OR REPLACE INTO files ({_COLUMNS}) VALUES ({_MARKS})", *astuple(entry))

    def page(self, address: str) -> tuple[Stamp, tuple[Link, ...]] | None:
        """A page as it was read last: its stamp and its links."""
        rows = self._do("SELECT etag, modified, links FROM pages WHERE address = ?", address)
        return next(((Stamp(etag, modified), _links(text)) for etag, modified, text in rows), None)

    def put_page(self, address: str, stamp: Stamp, links: Iterable[Link]) -> None:
        """Keep what a page said, so that it need not be sent again while it is as it is."""
        text = json.dumps([astuple(link) for link in links], ensure_ascii=False)
        self._do(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)",
            address,
            stamp.etag,
            stamp.modified,
            text,
        )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _entries(self, where: str, *values: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(*row) for row in self._do(f"SELECT {_COLUMNS} FROM files {where}", *values)
        )  # noqa: S608 - no value is in it

    def _do(self, command: str, *values: str) -> Sequence[tuple[str, ...]]:
        try:
            return self._connection.execute(command, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: sqlite3.Error) -> LedgerError:
        return LedgerError(
            f"{self._path} cannot be used ({error}). Make room and let this user write there; if "
            f"it is damaged, delete it: "
            "the files stay, and are compared anew."
        )


def _links(text: str) -> tuple[Link, ...]:
    return tuple(
        Link(address, tuple(words), tuple(names)) for address, words, names in json.loads(text)
    )


def page_of(root: str, file: str) -> str:
    """Where the publisher of a file shows it; empty where it was not fetched, or its ledger
    cannot be read.
    """
    try:
        changed = (Path(root) / LEDGER).stat().st_mtime_ns
        return _pages(root, changed).get(file, "")
    except (OSError, sqlite3.Error):
        return ""


@lru_cache(maxsize=8)
def _pages(root: str, changed: int) -> dict[str, str]:  # noqa: ARG001 - read anew when the file has changed
    """The page of each file below a folder; addresses of the web only, since readers are led
    there.
    """
    with closing(
        sqlite3.connect(f"{(Path(root) / LEDGER).absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    ) as connection:
        rows = connection.execute("SELECT name, page FROM files").fetchall()
    return {name: page for name, page in rows if page.startswith(("https://", "http://"))}
