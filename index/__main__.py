"""The command line of the index: `python -m index build FOLDER` and `python -m index list`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from index.build import Progress, Summary, build
from index.completing import Embedded
from index.dates import say_date, say_windows
from index.reports import Report, ReportIndexError, Section
from index.settings import Settings
from index.standing import accept, reports_in_sight
from index.store import Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_mapping(os.environ, options.store)
        return int(options.run(options, settings))
    except ReportIndexError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is stored is whole; run the same command to go on.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    building = commands.add_parser("build", help="index every report below a folder, or refresh it")
    building.add_argument("folder", type=Path, metavar="FOLDER")
    building.set_defaults(run=_build)
    listing = commands.add_parser("list", help="show what is indexed")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    listing.set_defaults(run=_list)
    accepting = commands.add_parser("accept", help="let a report that a reader added count like any other")
    accepting.add_argument("file", metavar="FILE", help="its name, as the list shows it")
    accepting.set_defaults(run=_accept)
    for command in (building, listing, accepting):
        command.add_argument("--store", type=Path, help="folder of the index (default: data/store)")
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> int:
    with Store(settings, create=True) as store:
        summary = build(options.folder, store, _Teller())
        total = len(store.catalogue.reports())
    _print_summary(summary, total)
    return 0 if total else 1


class _Teller:
    """Shows progress: over one line on a terminal, now and then in a log."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()

    def __call__(self, progress: Progress | Embedded) -> None:
        is_last = progress.done >= progress.total
        if isinstance(progress, Embedded):
            left = f", about {_say_seconds(progress.seconds_left)} left"
            self._show(f"{progress.done:,} of {progress.total:,} passages embedded{left}", ends=is_last)
        elif self._on_terminal or is_last or not progress.done % 10:
            read = f"{progress.done} of {progress.total} files read, {progress.pages:,} pages"
            self._show(f"{read}, {progress.passages:,} passages", ends=is_last)

    def _show(self, line: str, *, ends: bool) -> None:
        if self._on_terminal:
            print(f"\r\033[K{line}", end="\n" if ends else "", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)


def _say_seconds(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"


def _print_summary(summary: Summary, total: int) -> None:
    if summary.changed_nothing:
        print(f"Nothing changed: {total} reports are indexed.")
    else:
        print(
            f"{summary.added} reports added ({summary.pages:,} pages, {summary.passages:,} passages), "
            f"{summary.moved} renamed, {summary.removed} removed, {summary.unchanged} unchanged. "
            f"{total} reports are indexed."
        )
    if summary.sample_replaced:
        print("The sample library made way for your own reports.")
    if summary.skipped:
        print(f"{len(summary.skipped)} files were skipped:")
        for file, reason in summary.skipped:
            print(f"  {file}: {reason}")
    if summary.notices:
        print(f"{len(summary.notices)} things to know about what was read:")
        for file, notice in summary.notices:
            print(f"  {file}: {notice}")
    print(f"Done in {_say_seconds(summary.seconds)}.")


def _list(options: argparse.Namespace, settings: Settings) -> int:
    with Store(settings) as store:
        for report in reports_in_sight(store):
            if options.json:
                sections = store.catalogue.sections(report.id)
                print(json.dumps(as_json(report, sections), ensure_ascii=False))
            else:
                print(_say_report(report))
    return 0


def _accept(options: argparse.Namespace, settings: Settings) -> int:
    with Store(settings) as store:
        found = [r for r in reports_in_sight(store) if r.is_added and options.file in {r.file, r.file.rpartition("/")[2]}]
        for report in found:
            accept(report.id, store)
            print(f"{report.council or 'no council named'}: {report.kind.label} counts from now on ({report.file}).")
    if not found:
        print(f"No report that a reader added has the name {options.file}. See them with: python -m index list", file=sys.stderr)
    return 0 if found else 1


def _say_report(report: Report) -> str:
    grades = "; ".join(f"{j.area.label}: {j.grade} (p. {j.page})" for j in report.judgements)
    return (
        f"{report.council or 'no council named'}: {report.kind_label}, inspected "
        f"{say_windows(report.inspection.windows)}, published {say_date(report.published)}"
        f"{' (from the file name)' if report.published_from == 'file name' else ''}, "
        f"{report.page_count} pages, {report.file}\n    {grades or 'no grades'}"
        + "".join(f"\n    note: {notice}" for notice in report.notices)
    )


def as_json(
    report: Report, sections: Sequence[tuple[Section, str, int, int]] = ()
) -> dict[str, object]:
    """A report as `index list --json` gives it; dates in ISO form or null."""
    start, end = report.inspection.start, report.inspection.end
    return {
        "file": report.file,
        "council": report.council,
        "kind": report.kind.value,
        "inspected_from": start.isoformat() if start else None,
        "inspected_to": end.isoformat() if end else None,
        "published": report.published.isoformat() if report.published else None,
        "published_from": report.published_from or None,
        "pages": report.page_count,
        "is_brief": report.is_brief,
        "is_added": report.is_added,
        "notices": list(report.notices),
        "judgements": [
            {"area": j.area.value, "grade": j.grade.value, "page": j.page, "words": j.words}
            for j in report.judgements
        ],
        "sections": [
            {"section": section.value, "heading": heading, "page": first, "last_page": last}
            for section, heading, first, last in sections
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
