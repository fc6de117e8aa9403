"""The command line of the index: `python -m index build FOLDER`, `… fetch` and `… list`."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from index.build import Progress, Summary, build
from index.completing import Embedded
from index.dates import say_date, say_windows
from index.fetching.offers import Group
from index.fetching.run import FOLDER, Outcome, fetch
from index.fetching.settings import FetchSettings
from index.fetching.sources import ALL, selection_of, source_of
from index.moderation import accept, reports_in_sight
from index.reports import Report, ReportIndexError, Section
from index.settings import Settings
from index.storing.locking import StoreError
from index.storing.store import Store


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
    fetching = commands.add_parser("fetch", help="fetch reports that are published, and index them")
    _add_fetch_options(fetching)
    accepting = commands.add_parser(
        "accept", help="let a report that a reader added count like any other"
    )
    accepting.add_argument("file", metavar="FILE", help="its name, as the list shows it")
    accepting.set_defaults(run=_accept)
    for command in (building, listing, fetching, accepting):
        command.add_argument("--store", type=Path, help="folder of the index (default: data/store)")
    return parser


def _add_fetch_options(fetching: argparse.ArgumentParser) -> None:
    for name, of in (("--council", "this council"), ("--region", "the councils of this region")):
        help_ = f"of {of} only; may be given several times"
        fetching.add_argument(name, action="append", default=[], metavar="NAME", help=help_)
    fetching.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=[*Group, ALL],
        help="inspections, unless others are named",
    )
    fetching.add_argument(
        "--since",
        default="",
        metavar="DATE",
        help="published on this day or later (2024-07-15, or a year)",
    )
    fetching.add_argument(
        "--from",
        dest="place",
        default="",
        metavar="PLACE",
        help=(
            "a file that lists addresses, or a feed (an address, or a file ….xml); Ofsted's "
            "site, unless named"
        ),
    )
    fetching.add_argument("--check", action="store_true", help="say what is new, and fetch nothing")
    fetching.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help=f"where files are kept (default: {FOLDER} in the index)",
    )
    fetching.set_defaults(run=_fetch)


def _build(options: argparse.Namespace, settings: Settings) -> int:
    with Store(settings, create=True) as store:
        summary = build(options.folder, store, _Teller())
        total = len(store.catalogue.reports())
    _print_summary(summary, total)
    return 0 if total else 1


def _fetch(options: argparse.Namespace, settings: Settings) -> int:
    asking = FetchSettings.from_mapping(os.environ)
    source = source_of(options.place, asking)
    kinds = options.kind or ([] if options.place else [Group.INSPECTION])
    wanted = selection_of(options.council, options.region, kinds, options.since)
    folder = options.to or settings.store / FOLDER
    counts: Counter[Outcome] = Counter()
    for news in fetch(source, wanted, folder, asking, only_look=options.check):
        counts[news.outcome] += 1
        if news.outcome is not Outcome.UNCHANGED:
            print(news.words, flush=True)
    _print_fetched(counts, folder, only_looked=options.check)
    if options.check or not any(folder.glob("*/*")):
        return 1 if counts[Outcome.FAULT] else 0
    return max(_index_fetched(folder, settings), 1 if counts[Outcome.FAULT] else 0)


def _print_fetched(counts: Counter[Outcome], folder: Path, *, only_looked: bool) -> None:
    new = "can be fetched" if only_looked else "new"
    print(
        f"{counts[Outcome.NEW]} {new}, {counts[Outcome.REPLACED]} replaced, "
        f"{counts[Outcome.UNCHANGED]} as they were, "
        f"{counts[Outcome.VANISHED]} no longer published."
    )
    if counts[Outcome.FAULT]:
        print(
            f"{counts[Outcome.FAULT]} things went wrong, each named above. The same command "
            f"tries again; a report that you save in "
            f"a browser into {folder} can be indexed with: python -m index build {folder}"
        )


def _index_fetched(folder: Path, settings: Settings) -> int:
    try:
        with Store(settings, create=True) as store:
            _print_summary(build(folder, store, _Teller()), len(store.catalogue.reports()))
    except StoreError as error:
        print(
            f"{error} What was fetched is in {folder}; index it with: python -m index build "
            f"{folder}",
            file=sys.stderr,
        )
        return 1
    return 0


class _Teller:
    """Shows progress: over one line on a terminal, now and then in a log."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()

    def __call__(self, progress: Progress | Embedded) -> None:
        is_last = progress.done >= progress.total
        if isinstance(progress, Embedded):
            left = f", about {_say_seconds(progress.seconds_left)} left"
            self._show(
                f"{progress.done:,} of {progress.total:,} passages embedded{left}", ends=is_last
            )
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
            f"{summary.added} reports added ({summary.pages:,} pages, {summary.passages:,} "
            f"passages), "
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
        found = [
            r
            for r in reports_in_sight(store)
            if r.is_added and options.file in {r.file, r.file.rpartition("/")[2]}
        ]
        for report in found:
            accept(report.id, store)
            print(
                f"{report.council or 'no council named'}: {report.kind.label} counts from now on "
                f"({report.file})."
            )
    if not found:
        print(
            f"No report that a reader added has the name {options.file}. See them with: python "
            f"-m index list",
            file=sys.stderr,
        )
    return 0 if found else 1


def _say_report(report: Report) -> str:
    grades = "; ".join(f"{j.area.label}: {j.grade} (p. {j.page})" for j in report.judgements)
    return (
        f"{' and '.join(report.councils) or 'no council named'}: "
        f"{report.kind.label}{' (demonstration brief)' * report.is_brief}, inspected "
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
        **({"councils": list(report.councils)} if report.others else {}),
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
