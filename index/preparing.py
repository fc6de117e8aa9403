"""One file → its report and passages: what is done in a process that may die of it."""

from dataclasses import dataclass
from pathlib import Path

from index.parsing import parse
from index.passages import split_report
from index.reading import read
from index.reports import Passage, ReportText, UnreadableFileError

MOST_PASSAGES = 10_000  # of one file; the longest real report has under 1,000


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk: its path, its path below the folder, and the hash of its bytes."""

    path: Path
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read: its report and passages, or the reason why there is none."""

    found: Found
    text: ReportText | None = None
    passages: tuple[Passage, ...] = ()
    reason: str = ""


def prepare(found: Found) -> Prepared:
    """Read, parse and split; a file that holds no report is given back with its reason."""
    if "\ufffd" in found.file:
        return Prepared(found, reason="its name is not written in UTF-8; rename it")
    try:
        text = parse(read(found.path), found.file, found.digest[:16])
        passages = split_report(text)
    except UnreadableFileError as error:
        return Prepared(found, reason=str(error))
    except OSError as error:
        return Prepared(found, reason=f"the file cannot be read ({error.strerror})")
    if not passages:
        return Prepared(found, reason="no sentence of a report was found in it")
    if len(passages) > MOST_PASSAGES:
        many = f"it has {len(passages):,} sentences; at most {MOST_PASSAGES:,} are read"
        return Prepared(found, reason=many)
    return Prepared(found, text, passages)
