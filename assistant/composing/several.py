"""The answers to the parts of one message → one answer: each under the words that asked for it,
its citations numbered on from those of the part before.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from assistant.answers import Answer, Part, Refusal, Reply, Scope

# What ties a part to the one before it and says nothing by itself: "and also what must they fix".
_TIES = re.compile(
    r"^(?:[\W_]*(?:(?:and|also|plus|then|oh|but|next|finally|lastly)\b|[(]?\d[).]))*[\s\W]*", re.I
)
_ENDS = " ,;:–—-+&("


def together(answered: Sequence[tuple[str, Iterable[Reply]]]) -> Iterator[Reply]:
    """One answer, piece by piece, to the parts of a message: of each its words and the pieces of
    its reply.

    What cannot be answered is said in its place; only where nothing can is the whole a refusal.
    """
    told: list[Answer] = []  # of each part the whole
    held: list[Answer] = []  # what is not told yet: refusals, until something is answered
    refused: list[Refusal] = []
    for words, replies in answered:
        whole, last = Answer(), max((c.number for each in told for c in each.citations), default=0)
        for reply in replies:
            piece = _numbered_after(last, _as_piece(reply))
            if not whole.parts:
                note = "" if isinstance(reply, Refusal) else reply.read_as
                piece = replace(
                    piece, parts=(Part(asked=as_heading(words), note=note), *piece.parts)
                )
            whole += piece
            held.append(replace(piece, scope=Scope(), coverage=""))
            if isinstance(reply, Refusal):
                refused.append(reply)
            else:
                yield from held
                held.clear()
        told.append(whole)
    if len(refused) == len(told):
        yield _one(refused)
        return
    coverage = dict.fromkeys(each.coverage for each in told if each.coverage)
    yield from held
    yield Answer(scope=_all_of([each.scope for each in told]), coverage=" ".join(coverage))


def as_heading(words: str) -> str:
    """A part's words as a heading: " and also what must they fix," is "What must they fix"."""
    bare = _TIES.sub("", words).rstrip(_ENDS) or words.strip()
    return bare[:1].upper() + bare[1:]


def _as_piece(reply: Reply) -> Answer:
    """A piece of a reply as one of an answer: a refusal is said as a note, and how a part was
    read is said below its heading.
    """
    if not isinstance(reply, Refusal):
        return reply.without_reading
    notes = tuple(Part(note=words) for words in reply.message.split("\n\n"))
    return Answer((*notes, *reply.parts), reply.citations, reply.scope, reply.coverage)


def _numbered_after(last: int, piece: Answer) -> Answer:
    """A piece whose citations follow those of the part before."""
    citations = tuple(replace(each, number=each.number + last) for each in piece.citations)
    cited = {number for claim in piece.claims for number in claim.citations}
    numbers = {number: number + last for number in cited}
    return replace(
        piece, parts=tuple(part.renumbered(numbers) for part in piece.parts), citations=citations
    )


def _one(refused: Sequence[Refusal]) -> Refusal:
    """One refusal for several: what each says and offers, once."""
    messages = dict.fromkeys(each.message for each in refused)
    offers = dict.fromkeys(offer for each in refused for offer in each.offers)
    return replace(refused[0], message="\n\n".join(messages), offers=tuple(offers))


def _all_of(scopes: Sequence[Scope]) -> Scope:
    """What all parts together are limited to; nothing where one of them is not."""
    fields = (f.name for f in dataclasses.fields(Scope))
    values = ([getattr(scope, name) for scope in scopes] for name in fields)
    return Scope(*(tuple(dict.fromkeys(chain(*each))) if all(each) else () for each in values))
