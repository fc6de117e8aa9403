"""One citation a place: grades that stand on one page of a report share a card and a number, and
words that are quoted twice have one.
"""

from dataclasses import replace

from assistant.answers import Citation, Reply
from index.reports import Section

FEW = 8  # cards of one answer that are looked over at a glance
BREAK = " […] "  # stands between words that are not next to each other on their page


def by_place(reply: Reply) -> Reply:
    """A reply whose grades from one page are cited together, and the same words once; numbers
    follow each other anew.

    The quote of such a citation holds the printed words of each grade: "Overall | Good […]
    Leaders | Good".
    """
    places: dict[object, list[Citation]] = {}
    for citation in sorted(reply.citations, key=lambda citation: citation.number):
        places.setdefault(_place(citation), []).append(citation)
    if len(places) == len(reply.citations):
        return reply
    numbers = {
        each.number: number for number, found in enumerate(places.values(), 1) for each in found
    }
    citations = tuple(_together(number, found) for number, found in enumerate(places.values(), 1))
    parts = tuple(part.renumbered(numbers) for part in reply.parts)
    return replace(reply, citations=citations, parts=parts)


def _place(citation: Citation) -> object:
    is_grade = citation.section == Section.JUDGEMENTS and citation.page == citation.last_page
    return (citation.report, citation.page, "" if is_grade else citation.quote)


def _together(number: int, found: list[Citation]) -> Citation:
    quotes = dict.fromkeys(citation.quote for citation in found)
    return replace(found[0], number=number, quote=BREAK.join(quotes))
