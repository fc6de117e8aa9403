"""Which reports count: what a reader added until the owner accepts it, and what was removed a
moment ago.

A removed report is out of sight at once and can be had back for a day; then it is removed for good.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from index.adding import remove_report
from index.reports import Report
from index.storing.store import Store

KEPT_SECONDS = 24 * 3600  # for which a report that was removed can be had back
_REMOVED, _ACCEPTED = "removed reports", "accepted reports"  # what the store remembers


@dataclass(frozen=True, slots=True)
class Removed:
    """A report that is out of sight, and since when (seconds since 1970)."""

    report: Report
    since: float


def reports_in_sight(store: Store) -> tuple[Report, ...]:
    """Every report that answers may rest on, the newest of each council first; those of readers
    marked.
    """
    hidden = _removed(store)
    added = _added(store)
    return tuple(
        replace(report, is_added=True) if report.id in added else report
        for report in store.catalogue.reports()
        if report.id not in hidden
    )


def set_aside(report: str, store: Store, now: float | None = None) -> Report | None:
    """Take a report out of sight, with those of the same file; None where it is not there."""
    found = next((each for each in reports_in_sight(store) if each.id == report), None)
    known = store.catalogue.source_of(report)
    if found is None or known is None:
        return None
    when = time.time() if now is None else now
    _remember(
        store,
        _REMOVED,
        {**_removed(store), **dict.fromkeys(store.catalogue.reports_of(known), when)},
    )
    return found


def bring_back(report: str, store: Store) -> bool:
    """Have a report back that was set aside, with those of the same file; tells whether it was
    there.
    """
    hidden, known = _removed(store), store.catalogue.source_of(report)
    if report not in hidden or known is None:
        return False
    same = {report, *store.catalogue.reports_of(known)}
    _remember(store, _REMOVED, {name: when for name, when in hidden.items() if name not in same})
    return True


def set_aside_reports(store: Store) -> tuple[Removed, ...]:
    """The reports that can be had back, the last one first."""
    hidden = _removed(store)
    found = [
        Removed(report, hidden[report.id])
        for report in store.catalogue.reports()
        if report.id in hidden
    ]
    return tuple(sorted(found, key=lambda each: -each.since))


def forget_old(store: Store, now: float | None = None) -> int:
    """Remove for good what was set aside more than a day ago; returns how many reports that
    were.
    """
    now = time.time() if now is None else now
    hidden = _removed(store)
    old = [report for report, when in hidden.items() if now - when > KEPT_SECONDS]
    for report in old:
        remove_report(report, store)
    if old:
        _remember(
            store, _REMOVED, {report: when for report, when in hidden.items() if report not in old}
        )
    return len(old)


def accept(report: str, store: Store) -> bool:
    """Let a report that a reader added count like any other; tells whether it was one."""
    if report not in _added(store):
        return False
    _remember(store, _ACCEPTED, sorted({*_recall(store, _ACCEPTED, []), report}))
    return True


def bring_back_same(digests: Iterable[str], store: Store) -> int:
    """Have back what was set aside of files with these bytes: somebody adds them again."""
    wanted = set(digests)
    reports = [
        file.report for file in store.catalogue.files() if file.digest in wanted and file.report
    ]
    return sum(bring_back(report, store) for report in reports)


def _added(store: Store) -> set[str]:
    return store.catalogue.reports_below(str(store.added)) - set(_recall(store, _ACCEPTED, []))


def _removed(store: Store) -> dict[str, float]:
    found: dict[str, float] = _recall(store, _REMOVED, {})
    return found


def _recall(store: Store, name: str, otherwise: Any) -> Any:  # noqa: ANN401 - plain data of either form
    told = store.catalogue.recall(name)
    return json.loads(told) if told else otherwise


def _remember(store: Store, name: str, value: object) -> None:
    store.catalogue.remember(name, json.dumps(value))
    store.catalogue.note_change()
