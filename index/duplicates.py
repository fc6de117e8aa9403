"""The same report saved twice, and an inspection that was published again: one report remains.

A file saved again has other bytes and the same words. A corrected issue has other words about the
same days in the same council, and the later issue counts. Quoting both would show every sentence
twice, and would make one inspection look like two.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from index.parsing.preparing import Prepared
from index.reports import Part, Report, squash
from index.storing.catalogue import KnownFile
from index.storing.store import Store

_NAMES_ANOTHER = re.compile(r"the same (?:document|report|inspection) as (?P<file>.+?)(?:; .*)?")
_CORRECTED = re.compile(
    r"\b(amended|corrected|re-?issued|re-?published|revised|supersedes|replaces)\b", re.I
)


def without_duplicates(item: Prepared, store: Store) -> Prepared:
    """Return a file without the reports that the store has already; older issues leave the
    store.
    """
    kept, reason = [], ""
    for part in item.parts:
        told = _settle(part, item, store)
        reason = reason or told
        if not told:
            kept.append(part)
    return Prepared(item.found, tuple(kept), "" if kept else reason)


def is_duplicate_no_more(known: KnownFile, store: Store) -> bool:
    """Whether a file was left out because of another that is no longer there."""
    named = _NAMES_ANOTHER.fullmatch(known.reason)
    if known.report or not named:
        return False
    others = (
        file for file in store.catalogue.files() if file.report and file.file == named["file"]
    )
    return not any((Path(file.root) / file.file).exists() for file in others)


def _settle(part: Part, item: Prepared, store: Store) -> str:
    """Say why a report is left out; empty where it is kept, and what it replaces is removed."""
    report, catalogue = part.text.report, store.catalogue
    duplicate = catalogue.file_of(report.id)
    if duplicate is not None and duplicate != item.found.file:
        return f"the same document as {duplicate}"
    for other in catalogue.alike(report):
        known = catalogue.source_of(other.id)
        if known is None:
            continue
        if _words(catalogue.texts(other.id)) == _words(passage.text for passage in part.passages):
            return f"the same report as {other.file}; it was saved again"
        if not report.inspection.windows or not report.council:
            continue
        if not _is_later(part, other, " ".join(catalogue.texts(other.id))):
            return f"the same inspection as {other.file}; that issue counts{_dated(other)}"
        if (
            item.found.path.resolve().is_relative_to(store.added)
            and Path(known.root) != store.added
        ):
            return (
                f"the same inspection as {other.file}; what a reader adds does not take its place"
            )
        reason = (
            f"the same inspection as {report.file}; that later issue replaces this "
            f"one{_dated(report)}"
        )
        store.replace_report(other.id, known, reason)
    return ""


def _words(texts: Iterable[str]) -> str:
    return squash("".join(texts))


def _is_later(part: Part, other: Report, words: str) -> bool:
    """Whether a report is a later issue than one of the same inspection that the store has."""
    mine = part.text.report.published
    if mine and other.published and mine != other.published:
        return mine > other.published
    here = " ".join(passage.text for passage in part.passages)
    return bool(_CORRECTED.search(here)) and len(_CORRECTED.findall(here)) > len(
        _CORRECTED.findall(words)
    )


def _dated(report: Report) -> str:
    return (
        f" (published {report.published:%d %B %Y})".replace("(published 0", "(published ")
        if report.published
        else ""
    )
