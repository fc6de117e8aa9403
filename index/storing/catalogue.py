"""What is indexed, in SQLite: reports, pages, judgements, passages and their full-text search.

The catalogue is the truth about what is visible: a report is in it whole or not at all. Vectors
are kept elsewhere and can be made again from what is here.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from index.reports import (
    Area,
    Grade,
    Inspection,
    Judgement,
    Kind,
    Part,
    Passage,
    Report,
    ReportIndexError,
    ReportText,
    Section,
)
from index.storing.word_search import WordMatch, search_words

SCHEMA_VERSION = "2"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    root TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL,
    report TEXT, reason TEXT NOT NULL DEFAULT '', PRIMARY KEY (root, file));
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, file TEXT NOT NULL, title TEXT NOT NULL,
    council TEXT NOT NULL, kind TEXT NOT NULL, windows TEXT NOT NULL, published TEXT,
    published_from TEXT NOT NULL, page_count INTEGER NOT NULL, is_brief INTEGER NOT NULL,
    notices TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS inspections ON reports (council, kind, windows);
CREATE TABLE IF NOT EXISTS also_about (
    report TEXT NOT NULL, place INTEGER NOT NULL, council TEXT NOT NULL,
    PRIMARY KEY (report, place));
CREATE TABLE IF NOT EXISTS pages (
    report TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (report, page));
CREATE TABLE IF NOT EXISTS judgements (
    report TEXT NOT NULL, area TEXT NOT NULL, grade TEXT NOT NULL, page INTEGER NOT NULL,
    words TEXT NOT NULL, PRIMARY KEY (report, area));
CREATE TABLE IF NOT EXISTS sections (
    report TEXT NOT NULL, ordinal INTEGER NOT NULL, section TEXT NOT NULL, heading TEXT NOT NULL,
    page INTEGER NOT NULL, last_page INTEGER NOT NULL, PRIMARY KEY (report, ordinal));
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, report TEXT NOT NULL, ordinal INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, text TEXT NOT NULL, page INTEGER NOT NULL,
    last_page INTEGER NOT NULL, section TEXT NOT NULL, heading TEXT NOT NULL,
    paragraph_number INTEGER, break_at INTEGER, UNIQUE (report, ordinal));
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    text, content='passages', content_rowid='number',
    tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER IF NOT EXISTS passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO words(rowid, text) VALUES (new.number, new.text); END;
CREATE TRIGGER IF NOT EXISTS passage_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words(words, rowid, text) VALUES ('delete', old.number, old.text); END;
"""

_REPORTS = (
    "SELECT id, file, title, council, kind, windows, published, published_from,"
    " page_count, is_brief, notices FROM reports"
)
_PASSAGES = (
    "SELECT report, ordinal, paragraph, text, page, last_page, section, heading,"
    " paragraph_number, break_at FROM passages WHERE report = ?"
)


class CatalogueError(ReportIndexError):
    """The catalogue cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that was looked at: its hash, and the report that it gave or why it gave none."""

    root: str
    file: str
    digest: str
    report: str | None
    reason: str = ""


class Catalogue:
    """One SQLite file. Safe to read from many threads; one writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._check_wholeness()
        with self._write() as connection:
            connection.executescript(_SCHEMA)
            self._check_version(connection)

    def _check_wholeness(self) -> None:
        try:
            self.path.touch()
            told = str(self._connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except (OSError, sqlite3.DatabaseError) as error:
            told = str(error)
        if told != "ok":
            self.close()
            raise CatalogueError(
                f"{self.path} is damaged, or cannot be read ({told}). Delete the folder "
                f"{self.path.parent} and "
                "build it again: python -m index build FOLDER"
            )

    def _check_version(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()
        if row is None:
            connection.execute("INSERT INTO about VALUES ('schema', ?)", (SCHEMA_VERSION,))
        elif row[0] != SCHEMA_VERSION:
            raise CatalogueError(
                f"{self.path} was made by another version of this program (layout {row[0]}, "
                f"expected {SCHEMA_VERSION}). Delete the folder {self.path.parent} and build it "
                "again: python -m index build FOLDER"
            )

    # ---- connections

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            try:  # never anew: a catalogue that has vanished is not an empty one
                address = f"{self.path.resolve().as_uri()}?mode=rw"
                connection = sqlite3.connect(address, uri=True, timeout=30, check_same_thread=False)
            except sqlite3.OperationalError as error:
                raise CatalogueError(
                    f"{self.path} cannot be opened ({error}): is it still there?"
                ) from error
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():  # SQLite would go on writing into a file that nobody finds again
            raise CatalogueError(f"{self.path} has vanished. Start again when it is back.")
        try:
            with self._connection as connection:  # commits, or rolls back on an error
                yield connection
        except sqlite3.DatabaseError as error:
            raise CatalogueError(
                f"{self.path} could not be written ({error}). Is there room, is the folder still "
                f"there, and "
                "may this user write in it? Then do the same again. What was stored before is "
                "whole."
            ) from error

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Write something that answers rest on: whoever answers will look again."""
        with self._write() as connection:
            connection.execute(
                "INSERT INTO about VALUES ('changes', 1)"
                " ON CONFLICT (name) DO UPDATE SET value = value + 1"
            )
            yield connection

    def note_change(self) -> None:
        """Have everybody look again."""
        with self._change():
            pass

    @property
    def changes(self) -> int:
        """How often the reports have changed, by this process or another."""
        return int(self.recall("changes") or 0)

    def close(self) -> None:
        """Close every connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    # ---- what the store remembers about itself

    def recall(self, name: str) -> str | None:
        """Return what was remembered under a name, or None."""
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._write() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    # ---- writing

    def add(self, parts: Sequence[Part], root: str, digest: str) -> None:
        """Add the reports of a file with all that belongs to them, or replace them, in one
        transaction.
        """
        with self._change() as connection:
            for part in parts:
                self._delete(connection, part.text.report.id)
                _insert(connection, part, root)
            first = parts[0].text.report
            _note_file(connection, KnownFile(root, first.file, digest, first.id))

    def note_file(self, known: KnownFile) -> None:
        """Remember a file that gave no report of its own, and why."""
        with self._change() as connection:
            _note_file(connection, known)

    def move(self, known: KnownFile, root: str, file: str) -> None:
        """Note that the same bytes now have another name."""
        with self._change() as connection:
            connection.execute(
                "UPDATE reports SET root = ?, file = ? WHERE root = ? AND file = ?",
                (root, file, known.root, known.file),
            )

    def forget_file(self, known: KnownFile) -> None:
        """Forget a file that is gone, and its reports."""
        with self._change() as connection:
            connection.execute(
                "DELETE FROM files WHERE root = ? AND file = ?", (known.root, known.file)
            )
            for report in self.reports_of(known):
                self._delete(connection, report)

    def replace_report(self, old: str, known: KnownFile, reason: str) -> None:
        """Forget a report of a file, which another one replaces; a file left without one has
        that reason.
        """
        with self._change() as connection:
            self._delete(connection, old)
            left = self.reports_of(known)
            _note_file(
                connection,
                KnownFile(known.root, known.file, known.digest, left[0] if left else None, reason),
            )

    def _delete(self, connection: sqlite3.Connection, report: str) -> None:
        for table in ("passages", "sections", "judgements", "pages", "also_about"):
            connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))  # noqa: S608
        connection.execute("DELETE FROM reports WHERE id = ?", (report,))

    # ---- reading

    def files(self) -> tuple[KnownFile, ...]:
        """Every file that was looked at."""
        rows = self._connection.execute(
            "SELECT root, file, digest, report, reason FROM files ORDER BY root, file"
        )
        return tuple(KnownFile(*row) for row in rows)

    def reports(self) -> tuple[Report, ...]:
        """Every report, the newest of each council first."""
        judgements: dict[str, list[Judgement]] = {}
        for report, area, grade, page, words in self._connection.execute(
            "SELECT report, area, grade, page, words FROM judgements"
        ):
            found = Judgement(Area(area), Grade(grade), page, words)
            judgements.setdefault(report, []).append(found)
        others: dict[str, list[str]] = {}
        for report, council in self._connection.execute(
            "SELECT report, council FROM also_about ORDER BY place"
        ):
            others.setdefault(report, []).append(council)
        rows = self._connection.execute(_REPORTS)
        reports = [_report(row, judgements.get(row[0], []), others.get(row[0], [])) for row in rows]
        reports.sort(key=lambda report: report.file)
        reports.sort(key=lambda report: report.newest, reverse=True)
        return tuple(sorted(reports, key=lambda report: report.council))

    def newest_first(self) -> tuple[Report, ...]:
        """Every report, the newest of all first: those are asked about most."""
        return tuple(sorted(self.reports(), key=lambda report: report.newest, reverse=True))

    def path_of(self, report: str) -> Path | None:
        """Where the file of a report is on this machine; None where there is no such report."""
        row = self._connection.execute(
            "SELECT root, file FROM reports WHERE id = ?", (report,)
        ).fetchone()
        return Path(row[0]) / row[1] if row else None

    def file_of(self, report: str) -> str | None:
        """The name of the file that gave a report; None where there is no such report."""
        row = self._connection.execute(
            "SELECT file FROM reports WHERE id = ?", (report,)
        ).fetchone()
        return str(row[0]) if row else None

    def reports_of(self, known: KnownFile) -> tuple[str, ...]:
        """The ids of the reports that a file gave."""
        rows = self._connection.execute(
            "SELECT id FROM reports WHERE root = ? AND file = ? ORDER BY id",
            (known.root, known.file),
        )
        return tuple(row[0] for row in rows)

    def reports_below(self, root: str) -> set[str]:
        """The ids of the reports of a folder that was indexed."""
        return {
            row[0]
            for row in self._connection.execute("SELECT id FROM reports WHERE root = ?", (root,))
        }

    def source_of(self, report: str) -> KnownFile | None:
        """The file that gave a report; None where there is no such report."""
        row = self._connection.execute(
            "SELECT f.root, f.file, f.digest, f.report, f.reason FROM files f"
            " JOIN reports r ON r.root = f.root AND r.file = f.file WHERE r.id = ?",
            (report,),
        ).fetchone()
        return KnownFile(*row) if row else None

    def alike(self, report: Report) -> tuple[Report, ...]:
        """The other reports of the same kind, council and days of inspection."""
        windows = _windows_json(report)
        rows = self._connection.execute(
            f"{_REPORTS} WHERE council = ? AND kind = ? AND windows = ? AND id <> ?",
            (report.council, report.kind, windows, report.id),
        )
        return tuple(_report(row, ()) for row in rows)

    def passage_counts(self) -> dict[str, int]:
        """How many passages each report has, by id."""
        rows = self._connection.execute("SELECT report, count(*) FROM passages GROUP BY report")
        return dict(rows.fetchall())

    def passage_count(self, report: str) -> int:
        """How many passages a report has."""
        row = self._connection.execute(
            "SELECT count(*) FROM passages WHERE report = ?", (report,)
        ).fetchone()
        return int(row[0])

    def sections(self, report: str) -> tuple[tuple[Section, str, int, int], ...]:
        """The sections of a report in order: which, under which heading, first and last page."""
        rows = self._connection.execute(
            "SELECT section, heading, page, last_page FROM sections WHERE report = ? ORDER BY "
            "ordinal",
            (report,),
        )
        return tuple((Section(row[0]), row[1], row[2], row[3]) for row in rows)

    def page_texts(self, report: str, first: int, last: int) -> tuple[str, ...]:
        """The words of some pages of a report."""
        rows = self._connection.execute(
            "SELECT text FROM pages WHERE report = ? AND page BETWEEN ? AND ? ORDER BY page",
            (report, first, last),
        )
        return tuple(row[0] for row in rows)

    def passages(self, report: str) -> tuple[Passage, ...]:
        """All passages of a report in reading order."""
        rows = self._connection.execute(f"{_PASSAGES} ORDER BY ordinal", (report,))
        return tuple(_passage(row) for row in rows)

    def texts(self, report: str) -> tuple[str, ...]:
        """The words of all passages of a report in reading order."""
        rows = self._connection.execute(
            "SELECT text FROM passages WHERE report = ? ORDER BY ordinal", (report,)
        )
        return tuple(row[0] for row in rows)

    def repeated_texts(self) -> set[str]:
        """Passages that stand in the library more than once, word for word."""
        rows = self._connection.execute(
            "SELECT text FROM passages GROUP BY text HAVING count(*) > 1"
        )
        return {row[0] for row in rows}

    def passages_at(self, report: str, ordinals: Iterable[int]) -> tuple[tuple[int, Passage], ...]:
        """The passages of a report with the given ordinals, each with its ordinal."""
        numbers = ",".join(str(int(number)) for number in ordinals)
        rows = self._connection.execute(f"{_PASSAGES} AND ordinal IN ({numbers})", (report,))
        return tuple((row[1], _passage(row)) for row in rows)

    def ordinals(self, report: str, section: Section) -> tuple[int, ...]:
        """The ordinals of a report's passages in a section."""
        rows = self._connection.execute(
            "SELECT ordinal FROM passages WHERE report = ? AND section = ?", (report, section)
        )
        return tuple(row[0] for row in rows)

    def search(self, words: Sequence[str], reports: Iterable[str], most: int) -> list[WordMatch]:
        """Find passages of the given reports that hold any of the words, the best match first."""
        return search_words(self._connection, words, reports, most)


def _insert(connection: sqlite3.Connection, part: Part, root: str) -> None:
    """Put a report with its pages, judgements, sections and passages into their tables."""
    text, report = part.text, part.text.report
    connection.execute(
        "INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", _report_row(report, root)
    )
    connection.executemany(
        "INSERT INTO also_about VALUES (?,?,?)",
        [(report.id, place, council) for place, council in enumerate(report.others)],
    )
    connection.executemany(
        "INSERT INTO pages VALUES (?,?,?)",
        [(report.id, number, words) for number, words in enumerate(text.pages, 1)],
    )
    connection.executemany(
        "INSERT INTO judgements VALUES (?,?,?,?,?)",
        [(report.id, j.area, j.grade, j.page, j.words) for j in report.judgements],
    )
    connection.executemany(
        "INSERT INTO sections VALUES (?,?,?,?,?,?)",
        [(report.id, number, *row) for number, row in enumerate(_section_rows(text))],
    )
    connection.executemany(
        "INSERT INTO passages (report, ordinal, paragraph, text, page, last_page, section,"
        " heading, paragraph_number, break_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        [_passage_row(ordinal, passage) for ordinal, passage in enumerate(part.passages)],
    )


def _note_file(connection: sqlite3.Connection, known: KnownFile) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?)",
        (known.root, known.file, known.digest, known.report, known.reason),
    )


def _section_rows(text: ReportText) -> Iterator[tuple[str, str, int, int]]:
    """Section, heading, first and last page of each run of paragraphs under one heading."""
    for (section, heading), run in groupby(text.paragraphs, lambda p: (p.section, p.heading)):
        pages = [place.page for paragraph in run for place in paragraph.places]
        yield section, heading, min(pages), max(pages)


def _report_row(report: Report, root: str) -> tuple[object, ...]:
    return (
        report.id,
        root,
        report.file,
        report.title,
        report.council,
        report.kind,
        _windows_json(report),
        report.published.isoformat() if report.published else None,
        report.published_from,
        report.page_count,
        report.is_brief,
        json.dumps(report.notices),
    )


def _windows_json(report: Report) -> str:
    return json.dumps(
        [[start.isoformat(), end.isoformat()] for start, end in report.inspection.windows]
    )


def _report(
    row: Sequence[str], judgements: Iterable[Judgement], others: Iterable[str] = ()
) -> Report:
    windows = tuple(
        (date.fromisoformat(start), date.fromisoformat(end)) for start, end in json.loads(row[5])
    )
    return Report(
        id=row[0],
        file=row[1],
        title=row[2],
        council=row[3],
        inspection=Inspection(Kind(row[4]), windows),
        published=date.fromisoformat(row[6]) if row[6] else None,
        published_from=row[7],
        page_count=int(row[8]),
        judgements=tuple(judgements),
        is_brief=bool(row[9]),
        notices=tuple(json.loads(row[10])),
        others=tuple(others),
    )


def _passage_row(ordinal: int, passage: Passage) -> tuple[object, ...]:
    return (
        passage.report,
        ordinal,
        passage.paragraph,
        passage.text,
        passage.page,
        passage.last_page,
        passage.section,
        passage.heading,
        passage.number,
        passage.break_at,
    )


def _passage(row: Sequence[object]) -> Passage:
    report, ordinal, paragraph, text, page, last_page, section, heading, number, break_at = row
    return Passage(
        id=f"{report}:{ordinal}",
        report=str(report),
        paragraph=int(str(paragraph)),
        text=str(text),
        page=int(str(page)),
        last_page=int(str(last_page)),
        section=Section(str(section)),
        heading=str(heading),
        number=int(str(number)) if number is not None else None,
        break_at=int(str(break_at)) if break_at is not None else None,
    )
