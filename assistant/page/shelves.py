"""The library and the earlier conversations as lists: what there is, what is missing, and why."""

from collections.abc import Iterable, Sequence
from html import escape

from assistant.areas import Topic
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.page.grades import grade_class
from assistant.page.talk import Talk
from assistant.wording import Wording
from index.catalogue import KnownFile
from index.councils import all_councils
from index.dates import say_date, say_windows
from index.reports import Report


class LibraryPage:
    """The list of all reports by council, with the councils and files that are missing."""

    def __init__(self, library: Library, files: Sequence[KnownFile], words: Wording) -> None:
        self._library = library
        self._files = files
        self._words = words

    def show(self, *, may_remove: bool) -> str:
        """The whole list as HTML; with a button a report where the reader may remove it."""
        councils = "".join(self._council(name, may_remove) for name in self._library.councils)
        return (
            f'<section class="shelves"><label class="filter">{self._say("filter")}<input type="search" data-filter></label>'
            f'<div class="councils">{councils}</div>{self._gaps()}{self._skipped()}</section>'
        )

    def _council(self, name: str, may_remove: bool) -> str:
        reports = self._library.of(name)
        latest = self._library.latest(name)
        row = row_of(latest, Topic.OVERALL) if latest else None
        grade = row.judgement.grade.value if row else ""
        chip = f'<span class="chip {grade_class(grade)}">{escape(grade)}</span>' if grade else ""
        when = say_date(latest.published) if latest else ""
        count = self._say("reports-count", count=len(reports))
        rows = "".join(self._report(report, may_remove) for report in reports)
        return (
            f'<details class="council-reports" data-name="{escape(name.lower())}"><summary>'
            f'<strong>{escape(name)}</strong> <span class="fact">{count}</span> '
            f'<span class="fact">{self._say("latest", published=when)}</span> {chip}</summary>'
            f"<ul>{rows}</ul></details>"
        )

    def _report(self, report: Report, may_remove: bool) -> str:
        inspected = self._words.say("inspected", inspected=say_windows(report.inspection.windows))
        published = self._words.say("published", published=say_date(report.published))
        pages = self._words.say("pages-count", count=report.page_count)
        facts = "".join(f'<span class="fact">{escape(fact)}</span> ' for fact in (inspected, published, pages))
        older = f' <span class="badge">{self._say("older")}</span>' if self._library.is_older(report) else ""
        notices = "".join(f'<p class="note">{escape(notice)}</p>' for notice in report.notices)
        return (
            f'<li><p><a href="/reports/{escape(report.id)}/file" target="_blank" rel="noopener">'
            f"{escape(report.kind_label)}</a>{older}</p><p>{facts}{self._remove(report, may_remove)}</p>"
            f"{notices}</li>"
        )

    def _remove(self, report: Report, may_remove: bool) -> str:
        if not may_remove:
            return ""
        ask = self._words.say("remove-sure", file=report.file)
        label = self._words.say("remove-label", file=report.file)
        return (
            f'<button type="button" class="plain" data-event="remove" data-value="{escape(report.id)}" '
            f'data-sure="{escape(ask)}" aria-label="{escape(label)}">{self._say("remove")}</button>'
        )

    def _gaps(self) -> str:
        """The councils of England on which there is no report."""
        missing = [council.name for council in all_councils() if council.name not in self._library.councils]
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


def show_earlier(talks: Iterable[Talk], words: Wording) -> str:
    """Earlier conversations, the newest first, each to be opened or deleted."""
    rows = "".join(_talk(number, talk, words) for number, talk in enumerate(talks))
    lead = escape(words.say("earlier-kept" if rows else "earlier-none"))
    return f'<section class="shelves"><p>{lead}</p><ul class="talks">{rows}</ul></section>'


def _talk(number: int, talk: Talk, words: Wording) -> str:
    facts = escape(words.say("talk-facts", began=talk.began[:10], count=len(talk.turns)))
    label = escape(words.say("delete-label", title=talk.title))
    return (
        f'<li><button type="button" class="offer" data-event="open" data-value="{number}">{escape(talk.title)}</button>'
        f'<p><span class="fact">{facts}</span> <button type="button" class="plain" data-event="delete" data-value="{number}" '
        f'aria-label="{label}">{escape(words.say("delete"))}</button></p></li>'
    )
