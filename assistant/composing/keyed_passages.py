"""Which passages a chat model may use: each under a key that means nothing, as data.

They are what the quoted answer shows, and some more of what was found for it: a model that reads
well may need less.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Answer, Citation, Claim
from assistant.checking.contradictions import Source
from assistant.citing import Citer
from assistant.composing.tasks import QUESTIONS, WORDS
from assistant.finding.evidence import Evidence, Found
from assistant.library import Library
from assistant.request import Request
from index.reports import Passage, Section

MOST_OFFERED = 30
WIDER = 2  # times as many passages a group are found for a model as are quoted
MOST_OF_GROUP = 8
WIDER_DRAFT = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage that the model may use, and the citation that its key stands for."""

    source: Source
    citation: Citation


def wider(quota: int) -> int:
    """How many passages a group are found for a model, where so many are quoted."""
    return max(quota, min(WIDER * quota, MOST_OF_GROUP))


def wider_draft(request: Request) -> Request:
    """A draft with more in it than is asked for, of which a model may choose."""
    length, number = request.length or WORDS, request.number or QUESTIONS
    return replace(request, length=length * WIDER_DRAFT, number=number * WIDER_DRAFT)


def narrowed(evidence: Evidence, quota: int) -> Evidence:
    """The evidence as it is quoted: the first of each group."""
    groups = (replace(group, found=group.found[:quota]) for group in evidence.groups)
    return replace(evidence, groups=tuple(groups))


def offer(evidence: Evidence, quoted: Sequence[Answer], citer: Citer) -> dict[str, Offered]:
    """What was found, each under a new key: first what is quoted, then what else there is of the
    same councils.
    """
    citations = {(c.report, c.quote): c for piece in quoted for c in piece.citations}
    councils = {citation.council for citation in citations.values()}
    found = [
        item for group in evidence.groups for item in group.found if item.report.council in councils
    ]
    first = [item for item in found if (item.report.id, item.passage.quote) in citations]
    more = [item for item in found if item not in first][: max(0, MOST_OFFERED - len(first))]
    cited = (
        (item, _cite(item, citations, citer)) for item in found if item in first or item in more
    )
    return _under_keys(
        Offered(Source(item.passage, item.report), citation) for item, citation in cited if citation
    )


def _cite(item: Found, citations: dict[tuple[str, str], Citation], citer: Citer) -> Citation | None:
    known = citations.get((item.report.id, item.passage.quote))
    return known or citer.cite_passage(item.passage, item.report)


def offer_quotes(answer: Answer, made: Answer, library: Library) -> dict[str, Offered]:
    """What a brief or draft quotes, each under a new key; what is in `made` too has the number
    that it has there.
    """
    numbers = {(c.report, c.quote): c.number for c in made.citations}
    last = max(numbers.values(), default=0)
    moved = (
        replace(c, number=numbers.get((c.report, c.quote), last + c.number))
        for c in answer.citations
    )
    citations = {
        citation.number: new for citation, new in zip(answer.citations, moved, strict=True)
    }
    quoted = [
        (words, citations[claim.citations[0]])
        for claim in answer.claims
        if claim.citations and (words := quoted_in(claim, citations[claim.citations[0]]))
    ]
    return _under_keys(_of_words(words, citation, library) for words, citation in quoted)


def quoted_in(claim: Claim, citation: Citation) -> str:
    """The words of the report that a claim quotes, whole or within its own; "" where it does
    not.
    """
    if claim.is_quote:
        return claim.text
    return citation.quote if citation.quote and citation.quote in claim.text else ""


def _of_words(words: str, citation: Citation, library: Library) -> Offered:
    place = (citation.page, citation.last_page, Section(citation.section))
    passage = Passage("", citation.report, citation.paragraph or 0, words, *place)
    return Offered(Source(passage, library.by_id[citation.report]), citation)


def _under_keys(items: Iterable[Offered]) -> dict[str, Offered]:
    offered: dict[str, Offered] = {}
    for item in items:
        offered[next(key for key in _keys() if key not in offered)] = item
    return offered


def _keys() -> Iterator[str]:
    """Four characters each, that no report or question can have guessed."""
    while True:
        yield secrets.token_hex(2)


def as_data(offered: dict[str, Offered]) -> str:
    """Passages as JSON, one a line: nothing in a string of it can be taken for what stands
    around it.
    """
    return "\n".join(
        json.dumps(
            {
                "key": key,
                "council": each.citation.council,
                "inspection": f"{each.citation.kind}, {each.citation.inspected}",
                "section": each.source.passage.section.value,
                "words": each.source.text,
            },
            ensure_ascii=False,
        )
        for key, each in offered.items()
    )
