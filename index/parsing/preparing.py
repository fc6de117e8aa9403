"""One file → its reports and their passages: what is done in a process that may die of it."""

from dataclasses import dataclass
from pathlib import Path

from index.parsing.documents import documents
from index.parsing.parser import parse
from index.parsing.passages import split_report
from index.reading.files import read
from index.reports import Part, UnreadableFileError

MOST_PASSAGES = 10_000  # of one file; the longest real report has under 1,000


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk: its path, its path below the folder, and the hash of its bytes."""

    path: Path
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read: its reports, mostly one, or the reason why there is none."""

    found: Found
    parts: tuple[Part, ...] = ()
    reason: str = ""

    @property
    def pages(self) -> int:
        """How many pages were read."""
        return max((part.text.report.page_count for part in self.parts), default=0)


def prepare(found: Found) -> Prepared:
    """Read, take apart, parse and split; a file that holds no report is given back with its
    reason.
    """
    if "\ufffd" in found.file:
        return Prepared(found, reason="its name is not written in UTF-8; rename it")
    try:
        parts = _parts(found)
    except UnreadableFileError as error:
        return Prepared(found, reason=str(error))
    except OSError as error:
        return Prepared(found, reason=f"the file cannot be read ({error.strerror})")
    if not parts:
        return Prepared(found, reason="no sentence of a report was found in it")
    passages = sum(len(part.passages) for part in parts)
    if passages > MOST_PASSAGES:
        many = f"it has {passages:,} sentences; at most {MOST_PASSAGES:,} are read"
        return Prepared(found, reason=many)
    return Prepared(found, parts)


def _parts(found: Found) -> tuple[Part, ...]:
    parts = []
    for number, reading in enumerate(documents(read(found.path)), 1):
        key = found.digest[:16] if number == 1 else f"{found.digest[:16]}-{number}"
        text = parse(reading, found.file, key)
        if passages := split_report(text):
            parts.append(Part(text, passages))
    return tuple(parts)
