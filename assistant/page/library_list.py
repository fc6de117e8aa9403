"""The library as a list: what there is, sorted and filtered; what is missing, and why; what
readers added or removed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.areas import Topic
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.page.ages import say_age
from assistant.page.caveats import address_of_council
from assistant.page.grades import grade_class
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.councils import all_councils, council_named
from index.reports import Grade, Report
from index.storing.catalogue import KnownFile

ORDERS = ("by-name", "by-newest", "by-oldest", "by-grade")


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a reader may do: change the library, and accept what readers added, as its owner."""

    change: bool = False
    accept: bool = False


class LibraryPage:
    """The list of all reports by council, with the councils and files that are missing."""

    def __init__(
        self,
        library: Library,
        files: Sequence[KnownFile],
        words: Wording,
        removed: Sequence[Report] = (),
    ) -> None:
        """`removed` are the reports that can still be had back."""
        self._library = library
        self._files = files
        self._words = words
        self._removed = removed

    def show(self, may: Permissions, today: date | None = None) -> str:
        """The whole list as HTML."""
        councils = "".join(self._council(name, may) for name in self._library.councils)
        return (
            f'<section class="shelves library">{self._reach(today or date.today())}'
            f"{self._filters()}"
            f'<p class="found" role="status" data-all="{self._say("found-all")}" '
            f'data-some="{escape(self._words.template("found-some"))}"></p>'
            f'<div class="councils">{councils}</div>'
            f"{self._gaps()}{self._skipped()}{self._set_aside() if may.change else ''}</section>"
        )

    def _reach(self, today: date) -> str:
        """How far the library reaches, and how old its newest report is."""
        days = [report.published for report in self._library.reports if report.published]
        if not days:
            return ""
        newest = max(days)
        told = self._words.say("newest-here", newest=say_date(newest), age=say_age(newest, today))
        return f'<p class="reach">{escape(told)}</p>'

    # ---- filters

    def _filters(self) -> str:
        years = sorted(
            {report.newest.year for report in self._library.reports if report.newest != date.min},
            reverse=True,
        )
        grades = {self._grade(name) for name in self._library.councils}
        selects = (
            ("region", sorted({_region(name) for name in self._library.councils} - {""})),
            ("kind", sorted({report.kind.label for report in self._library.reports})),
            ("grade", [grade.value for grade in Grade.all() if grade.value in grades]),
            ("year", [str(year) for year in years]),
        )
        return (
            f'<form class="filters" role="search"><label>{self._say("filter")}<input '
            f'type="search" data-filter="name"></label>'
            f"{''.join(self._select(name, values) for name, values in selects)}{self._order()}</f"
            f"orm>"
        )

    def _select(self, name: str, values: Iterable[str]) -> str:
        options = "".join(f"<option>{escape(value)}</option>" for value in values)
        return (
            f'<label>{self._say(f"filter-{name}")}<select data-filter="{name}">'
            f'<option value="">{self._say("filter-any")}</option>{options}</select></label>'
        )

    def _order(self) -> str:
        options = "".join(f'<option value="{name}">{self._say(name)}</option>' for name in ORDERS)
        return f'<label>{self._say("order")}<select data-filter="order">{options}</select></label>'

    # ---- councils and their reports

    def _grade(self, council: str) -> str:
        latest = self._library.latest(council)
        row = row_of(latest, Topic.OVERALL) if latest else None
        return row.judgement.grade.value if row else ""

    def _council(self, name: str, may: Permissions) -> str:
        reports = self._library.of(name)
        latest = self._library.latest(name)
        grade = self._grade(name)
        chip = f'<span class="chip {grade_class(grade)}">{escape(grade)}</span>' if grade else ""
        added = (
            f'<span class="badge">{self._say("has-added")}</span>'
            if any(r.is_added for r in reports)
            else ""
        )
        when = say_date(latest.published) if latest else ""
        rows = "".join(self._report(report, may) for report in reports)
        return (
            f'<details class="council-reports" {_facts_of(name, reports, grade)}><summary>'
            f'<strong>{escape(name)}</strong> <span class="fact">'
            f"{self._say('reports-count', count=len(reports))}</span> "
            f'<span class="fact">{self._say("latest", published=when)}</span> '
            f"{chip}{added}</summary>"
            f'<p><a class="see-page" href="{address_of_council(name)}">'
            f"{self._say('council-page', council=name)}</a></p>"
            f"<ul>{rows}</ul>{self._removing(reports) if may.change else ''}</details>"
        )

    def _report(self, report: Report, may: Permissions) -> str:
        notices = "".join(f'<p class="note">{escape(notice)}</p>' for notice in report.notices)
        older = (
            f' <span class="badge">{self._say("older")}</span>'
            if self._library.is_older(report)
            else ""
        )
        facts = "".join(
            f'<span class="fact">{escape(fact)}</span> '
            for fact in report_facts(report, self._words)
        )
        accepting = self._button("accept", report) if report.is_added and may.accept else ""
        return (
            f'<li><p><a href="/reports/{escape(report.id)}/file" target="_blank" rel="noopener">'
            f"{escape(report.kind_label)}</a>{older}</p><p>{facts}{accepting}</p>{notices}</li>"
        )

    def _removing(self, reports: Sequence[Report]) -> str:
        """Apart from the list, so that nobody removes by a slip."""
        rows = "".join(
            f"<li>{escape(self._named(report))} {self._button('remove', report)}</li>"
            for report in reports
        )
        return (
            f'<details class="removing"><summary>{self._say("remove-some")}</summary>'
            f"<ul>{rows}</ul></details>"
        )

    def _button(self, event: str, report: Report) -> str:
        named = self._named(report)
        ask, label = (
            self._say(f"{event}-sure", report=named),
            self._say(f"{event}-label", report=named),
        )
        return (
            f'<button type="button" class="plain" data-event="{event}" '
            f'data-value="{escape(report.id)}" '
            f'data-sure="{ask}" aria-label="{label}">{self._say(event)}</button>'
        )

    def _named(self, report: Report) -> str:
        return self._words.say("named-report", **named_facts(report, self._words))

    # ---- what is not there

    def _set_aside(self) -> str:
        """What was removed in the last day, to be had back."""
        if not self._removed:
            return ""
        rows = "".join(
            f"<li>{escape(self._named(r))} {self._bring_back(r)}</li>" for r in self._removed
        )
        return f'<div class="set-aside"><p>{self._say("set-aside")}</p><ul>{rows}</ul></div>'

    def _bring_back(self, report: Report) -> str:
        label = self._say("bring-back-label", report=self._named(report))
        return (
            f'<button type="button" class="plain" data-event="restore" '
            f'data-value="{escape(report.id)}" '
            f'aria-label="{label}">{self._say("bring-back")}</button>'
        )

    def _gaps(self) -> str:
        """The councils of England on which there is no report."""
        missing = [
            council.name for council in all_councils() if council.name not in self._library.councils
        ]
        if not missing:
            return ""
        lead = self._say("councils-missing", count=len(missing))
        return f"<details><summary>{lead}</summary><p>{escape(', '.join(missing))}</p></details>"

    def _skipped(self) -> str:
        skipped = [file for file in self._files if file.reason]
        if not skipped:
            return ""
        rows = "".join(f"<li>{escape(file.file)}: {escape(file.reason)}</li>" for file in skipped)
        lead = self._say("files-skipped", count=len(skipped))
        return f"<details><summary>{lead}</summary><ul>{rows}</ul></details>"

    def _say(self, name: str, **values: object) -> str:
        return escape(self._words.say(name, **values))


def named_facts(report: Report, words: Wording) -> dict[str, str]:
    """By what a reader knows which report is meant."""
    return {
        "council": report.council or words.say("no-council"),
        "kind": report.kind_label,
        "published": say_date(report.published),
        "file": report.file,
    }


def report_facts(report: Report, words: Wording) -> Iterator[str]:
    """When a report was inspected and published, and how long it is."""
    if report.inspection.windows:
        yield words.say("inspected", inspected=say_windows(report.inspection.windows))
    yield words.say("published", published=say_date(report.published))
    yield (
        words.say("pages-count", count=report.page_count)
        if report.page_count != 1
        else words.say("page-one")
    )


def _facts_of(name: str, reports: Sequence[Report], grade: str) -> str:
    """What a list of councils is filtered and sorted by, as attributes."""
    years = " ".join(sorted({str(report.newest.year) for report in reports}))
    facts = {
        "name": name.lower(),
        "region": _region(name),
        "kind": "|".join(sorted({report.kind.label for report in reports})),
        "grade": grade,
        "year": years,
        "newest": max(report.newest for report in reports).isoformat(),
    }
    return " ".join(f'data-{key}="{escape(value)}"' for key, value in facts.items())


def _region(council: str) -> str:
    known = council_named(council)
    return known.region if known else ""


def show_transcripts(words: Wording) -> str:
    """Where the browser lists the conversations that it keeps; each row is a copy of the
    template.
    """
    buttons = "".join(
        f'<button type="button" class="plain" data-talk="{name}">{escape(words.say(name))}</button>'
        for name in ("rename", "delete")
    )
    told = " ".join(f'data-{name}="{escape(words.template(name))}"' for name in TRANSCRIPT_WORDS)
    return (
        f'<section class="shelves kept-talks" {told}><p>{escape(words.say("earlier-kept"))}</p>'
        f'<label class="filter">{escape(words.say("find-talk"))}<input type="search" '
        f"data-find-talk></label>"
        f'<ul class="talks"></ul><p class="no-talks">{escape(words.say("earlier-none"))}</p>'
        f'<label class="open-file">{escape(words.say("open-talk"))}<input type="file" '
        f'accept=".json" data-event="open"></label>'
        f'<template><li><button type="button" class="offer" data-event="open"></button><p>'
        f'<span class="fact"></span> {buttons}</p></li></template>'
        "</section>"
    )


TRANSCRIPT_WORDS = (
    "talk-facts",
    "open-now",
    "rename-ask",
    "deleted",
    "undo",
    "rename-label",
    "delete-label",
)
