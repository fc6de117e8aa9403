"""The page of a council, with an address of its own: grades over time, the brief, every report,
and what to ask next.
"""

from collections.abc import Iterable
from datetime import date
from html import escape
from urllib.parse import urlencode

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.page.about import with_terms
from assistant.page.ages import say_age
from assistant.page.assets import as_page
from assistant.page.caveats import address_of_council, slug
from assistant.page.citations import by_place
from assistant.page.grades import grade_class
from assistant.page.library_list import report_facts
from assistant.page.replies import show_reply
from assistant.pipeline import Assistant
from assistant.request import Act, Request
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.councils import all_councils, council_named
from index.reports import Report


class CouncilPages:
    """Makes the pages of councils from what the library holds when they are asked for."""

    def __init__(self, assistant: Assistant, words: Wording) -> None:
        self._assistant = assistant
        self._words = words

    def show(self, name: str, today: date | None = None) -> tuple[str, bool]:
        """The page at an address such as "st-helens", and whether there is such a council."""
        library = self._assistant.library
        known = {
            slug(each): each for each in (*(c.name for c in all_councils()), *library.councils)
        }
        council = known.get(name)
        if council is None:
            return as_page(
                self._words.say("title"),
                self._frame(self._say("title"), f"<p>{self._say('council-unknown')}</p>"),
            ), False
        parts = self._parts(council, library, today or date.today())
        return as_page(
            self._words.say("council-title", council=council), self._frame(escape(council), parts)
        ), True

    def _frame(self, head: str, parts: str) -> str:
        return (
            f'<p class="way-back"><a href="/">← {self._say("council-to-page")}</a></p>'
            f'<header class="top"><div><h1>{head}</h1></div></header>{parts}'
        )

    def _parts(self, council: str, library: Library, today: date) -> str:
        lead = self._lead(council, library, today)
        if not library.of(council):
            return (
                f"{lead}<p>{self._say('council-none', council=council)}</p>"
                f"{self._compare(council, library)}"
            )
        return (
            f"{lead}{self._ask(council)}{self._compare(council, library)}"
            f"{self._reply(council, Act.HISTORY, 1, 'council-grades')}"
            f"{self._reply(council, Act.BRIEF, 2, 'council-brief')}"
            f"{self._reports(library.of(council))}"
        )

    # ---- what stands above

    def _lead(self, council: str, library: Library, today: date) -> str:
        known = council_named(council)
        facts = self._say("council-facts", region=known.region, kind=known.kind) if known else ""
        latest = library.latest(council)
        standing = self._standing(latest, today) if latest else ""
        return f'<p class="note">{facts}</p>{standing}'

    def _standing(self, latest: Report, today: date) -> str:
        row = row_of(latest, Topic.OVERALL)
        day = latest.inspection.end or latest.published or today
        facts = {"kind": latest.kind_label, "age": say_age(day, today)}
        if row is None:
            told = self._say("council-no-grade", published=say_date(latest.published), **facts)
            return f"<p>{told}</p>"
        told = self._say(
            "council-standing",
            grade=row.grade.value,
            inspected=say_windows(latest.inspection.windows),
            **facts,
        )
        grade = escape(row.grade.value)
        chip = f'<span class="chip {grade_class(row.grade.value)}">{grade}</span>'
        return f"<p>{told.replace(grade, chip, 1)}</p>"

    def _ask(self, council: str) -> str:
        hint = self._say("council-ask-hint", council=council)
        return (
            f'<form class="ask-about" action="/" method="get" '
            f'data-council="{escape(council)}"><label>{self._say("council-ask")} '
            f'<input name="ask" required placeholder="{hint}"></label>'
            f'<button class="see-page">{self._say("ask")}</button></form>'
        )

    def _compare(self, council: str, library: Library) -> str:
        """Its statistical neighbours; those of which a report is here can be set beside it."""
        known = council_named(council)
        if known is None or not known.neighbours:
            return ""
        links = ", ".join(
            self._neighbour(council, name, name in library.councils) for name in known.neighbours
        )
        nobody = (
            ""
            if any(name in library.councils for name in known.neighbours)
            else f" {self._say('council-nobody')}"
        )
        return (
            f"<section><h2>{self._say('council-compare')}</h2><p>{links}</p>"
            f'<p class="note">{self._say("council-neighbours")}{nobody}</p></section>'
        )

    def _neighbour(self, council: str, name: str, is_here: bool) -> str:
        if not is_here:
            return f'<a href="{address_of_council(name)}">{escape(name)}</a>'
        asked = self._words.say("council-compare-question", first=council, second=name)
        return (
            f'<a href="/?{escape(urlencode({"ask": asked}))}"><strong>{escape(name)}</strong></a>'
        )

    # ---- what the library holds

    def _reply(self, council: str, act: Act, number: int, heading: str) -> str:
        """What the assistant says to a request of its own, with the evidence beside it."""
        request = Request(message=council, act=act, councils=(council,))
        reply = self._assistant.steps.find(request).settled
        if not isinstance(reply, Answer) or not reply.parts:
            return ""
        reply = by_place(reply.without_reading)
        shown = with_terms(show_reply(reply, number, council, self._words))
        return (
            f'<section class="conversation"><article class="turn" aria-busy="false" '
            f'data-question="{escape(council)}">'
            f'<div class="asked"><h2 class="question" tabindex="-1">{self._say(heading)}</h2>'
            f"</div>{shown}</article></section>"
        )

    def _reports(self, reports: Iterable[Report]) -> str:
        rows = "".join(map(self._report, reports))
        heading = self._say("council-reports")
        return f'<section class="shelves"><h2>{heading}</h2><ul>{rows}</ul></section>'

    def _report(self, report: Report) -> str:
        facts = (
            *map(escape, report_facts(report, self._words)),
            self._say("file", file=report.file),
        )
        told = " ".join(f'<span class="fact">{fact}</span>' for fact in facts)
        kind = escape(report.kind_label)
        return f'<li><a href="/reports/{escape(report.id)}/file">{kind}</a> {told}</li>'

    def _say(self, name: str, **values: object) -> str:
        return escape(self._words.say(name, **values))
