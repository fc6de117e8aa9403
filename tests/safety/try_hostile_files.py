"""Index every hostile file beside two good reports, and say what became of each.

`python -m tests.safety.try_hostile_files` does all of it (some minutes); it fails where a good
report is not as it would be alone, a file is neither indexed nor named with a reason, or one takes
longer than the bound.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.build import Progress, build, prepare_safely
from index.parsing.preparing import Found
from index.reading.pdf import draw_page
from index.reading.worker import SECONDS, Reader
from index.reports import UnreadableFileError
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_ilacs, make_jtai
from tests.safety.hostile_files import Maker, hostile_files, write

BOUND = SECONDS + 5  # seconds for one file; the process needs a moment to be replaced


@dataclass
class Outcome:
    """What became of some files; `wrong` says what should not have been."""

    indexed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    drawn: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def real(place: Path) -> Store:
    """A store as any other."""
    return Store(Settings(store=place), create=True)


def attempt(
    folder: Path, files: Sequence[tuple[str, Maker]], open_store: Callable[[Path], Store] = real
) -> Outcome:
    """Index files below a folder beside good reports, then read each alone for its time, and
    draw it.
    """
    outcome = Outcome()
    reports = folder / "reports"
    make_ilacs(reports / "good" / "children's services inspection - 26 november 2024.pdf")
    make_jtai(reports / "good" / "jtai.pdf")
    with open_store(folder / "alone") as store:
        build(reports, store)
        alone = _of(store, {report.file for report in store.catalogue.reports()})
    write(reports / "hostile", files)
    with open_store(folder / "store") as store:
        _index(store, reports, alone, outcome)
    with Reader() as reader:
        for name, _ in files:
            _read_alone(reports / "hostile" / name, reader, outcome)
    return outcome


def _of(store: Store, files: set[str]) -> dict[str, object]:
    return {
        report.file: (report, store.catalogue.passages(report.id), len(store.vectors(report.id)))
        for report in store.catalogue.reports()
        if report.file in files
    }


def _index(store: Store, reports: Path, alone: dict[str, object], outcome: Outcome) -> None:
    told: list[Progress] = []
    summary = build(
        reports, store, lambda news: told.append(news) if isinstance(news, Progress) else None
    )
    outcome.indexed = summary.added - len(alone)
    reasons = [file for file, reason in summary.skipped if reason]
    outcome.skipped = Counter(reason[:46] for _, reason in summary.skipped)
    if _of(store, set(alone)) != alone:
        outcome.wrong.append("a good report is not as it is alone")
    if summary.added + len(reasons) != told[-1].total:
        outcome.wrong.append("a file is neither indexed nor named with a reason")
    if not build(reports, store).changed_nothing:
        outcome.wrong.append("built again, something changed")


def _read_alone(path: Path, reader: Reader, outcome: Outcome) -> None:
    started = time.monotonic()
    prepare_safely(Found(path, path.name, "0" * 64), reader)
    if path.suffix == ".pdf":
        try:
            outcome.drawn["drawn" if reader.run(draw_page, path, 1, 1240) else "empty"] += 1
        except UnreadableFileError:
            outcome.drawn["not drawn, with a reason"] += 1
    seconds = time.monotonic() - started
    outcome.slowest = sorted([*outcome.slowest, (round(seconds, 1), path.name)], reverse=True)[:8]
    if seconds > 2 * BOUND:
        outcome.wrong.append(f"{path.name!r} took {seconds:.0f} s")


def main() -> int:
    """Try all of them; returns the exit code."""
    files = hostile_files()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = attempt(Path(folder), files)
    print(
        f"{len(files)} hostile files in {time.monotonic() - started:.0f} s: {outcome.indexed} "
        f"indexed,"
    )
    print(f"{sum(outcome.skipped.values())} skipped; pictures: {dict(outcome.drawn)}")
    print(*(f"{count:4} {reason}" for reason, count in outcome.skipped.most_common()), sep="\n")
    print("slowest (read and drawn):", *outcome.slowest, sep="\n  ")
    print("wrong:", *(outcome.wrong or ["nothing"]), sep="\n  ")
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
