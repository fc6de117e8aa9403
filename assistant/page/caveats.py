"""What must be said beside an answer: how old its evidence is, and what a reader added that does
not count yet.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape

from assistant.answers import Answer, Reply
from assistant.library import Library
from assistant.page.ages import is_old, say_age
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Report

MOST_NAMED = 3  # councils of which it is said that their latest inspection is old


def address_of_council(name: str) -> str:
    """The address of a council's page; it names the council and can be sent to somebody."""
    return f"/councils/{escape(slug(name))}"


def slug(name: str) -> str:
    """A name as it stands in an address: "St Helens" → "st-helens"."""
    return "-".join(re.findall(r"[^\W_]+", name.lower().replace("'", "").replace("’", "")))


def with_standing(reply: Reply, library: Library, words: Wording, today: date) -> Reply:
    """A reply that says the age of what it rests on where that is old, and names what readers
    added.
    """
    if not isinstance(reply, Answer) or not reply.citations:
        return reply
    notes = [reply.notice, *_ages(reply, library, words, today), *_added(reply, library, words)]
    return replace(reply, notice=" ".join(filter(None, notes)))


def _councils(reply: Reply) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(citation.council for citation in reply.citations if citation.council)
    )


def _ages(reply: Answer, library: Library, words: Wording, today: date) -> Iterator[str]:
    """Of a few councils: that what is cited is their latest inspection, and old all the same."""
    councils = _councils(reply)
    cited = {citation.report for citation in reply.citations}
    for council in councils if len(councils) <= MOST_NAMED else ():
        latest = library.latest(council)
        day = latest and (latest.inspection.end or latest.published)
        if latest and day and latest.id in cited and is_old(day, today):
            yield words.say("latest-is-old", council=council, age=say_age(day, today))


def _added(reply: Answer, library: Library, words: Wording) -> Iterator[str]:
    """What readers added and is newer than the latest inspection that counts."""
    for council in _councils(reply):
        latest = library.latest(council)
        for report in library.of(council):
            if report.is_added and latest and report.newest > latest.newest:
                yield words.say("added-not-counted", **_facts(report))


def _facts(report: Report) -> dict[str, object]:
    return {
        "council": report.council,
        "kind": report.kind.label,
        "published": say_date(report.published),
    }
