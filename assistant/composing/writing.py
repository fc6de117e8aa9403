"""Evidence → answer in the words of a chat model, of which nothing is believed.

The model sees the passages that the quoting composer would quote, under keys that mean nothing, and
writes sentences with keys. Each is checked before anybody sees it (`support.py`); code turns its keys
into citations. What the catalogue says, and the table of a comparison, stay as the quoting composer
makes them. Where too little stands, or the model fails, the quotes take its place.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from assistant.answers import Answer, Citation, Claim, Part, Reply, Withheld
from assistant.checking.contradictions import Doubt, Source
from assistant.checking.judging import Judge
from assistant.checking.support import Checker
from assistant.composing.chat_models import ChatModels
from assistant.composing.drafting import Draft, Drafter, ModelTroubleError, Trouble
from assistant.composing.quoting import LABELLED, QuotingComposer
from assistant.finding.retrieval import Evidence, Found
from assistant.library import Library
from assistant.request import Request, Wanted
from assistant.wording import Wording
from index.dates import say_date
from index.store import Store

COMPOSER = "writing"
LEAST_STANDING = 0.5  # share of the sentences written; with less, quotes follow what stands
_LEAD = frozenset({"council", "kind", "inspected", "published"})
PLACEHOLDERS = {
    "system": frozenset({"most", "form"}),
    "form-lines": frozenset(),
    "form-structured": frozenset(),
    "ask": frozenset({"evidence", "question"}),
    "judge": frozenset({"evidence", "sentence"}),
    "lead": _LEAD,
    "lead-older": _LEAD,
    "label": frozenset({"section"}),
    "taken-out": frozenset({"count"}),
    "too-little": frozenset(),
    "empty": frozenset(),
    "unsupported": frozenset(),
    **{trouble.value: frozenset() for trouble in Trouble},
}


@dataclass(frozen=True, slots=True)
class _Offered:
    """A passage that the model may use, and the citation that its key stands for."""

    found: Found
    citation: Citation


@dataclass
class _Written:
    """What has come of an answer so far."""

    numbers: dict[int, int] = field(default_factory=dict)  # of the quoted answer → of this one
    withheld: int = 0
    reports: list[str] = field(default_factory=list)  # of the sentences that stand, in order

    def renumbered(self, citation: Citation) -> Citation | None:
        """A citation with its number in this answer; None where it is in it already."""
        is_new = citation.number not in self.numbers
        number = self.numbers.setdefault(citation.number, len(self.numbers) + 1)
        return replace(citation, number=number) if is_new else None

    def moved(self, piece: Answer) -> Answer:
        """A piece of the quoted answer, with the numbers of this one."""
        citations = tuple(filter(None, map(self.renumbered, piece.citations)))
        return replace(piece, parts=tuple(map(self._moved, piece.parts)), citations=citations)

    def _moved(self, part: Part) -> Part:
        claims = (replace(c, citations=tuple(self.numbers[n] for n in c.citations)) for c in part.claims)
        return replace(part, claims=tuple(claims))


class WritingComposer:
    """Lets a chat model write, and shows what stands."""

    def __init__(self, store: Store, library: Library, models: ChatModels) -> None:
        self._wording = Wording("writing.md", PLACEHOLDERS)
        self._quoting = QuotingComposer(store, library)
        self._drafter = Drafter(models.writer, models.seconds, self._wording)
        self._judge = Judge(models.judge, self._wording) if models.judge else None
        self._checker = Checker(store.embeddings, library.councils)

    def compose(self, evidence: Evidence, after: Reply | None = None) -> Iterator[Reply]:
        """Yield the answer piece by piece, each sentence once it is checked.

        `after` is what the catalogue answered already; it is shown at once, and as it is.
        """
        pieces = self._quoting.compose(evidence, after)
        if after:
            yield next(pieces)
        quoted = [piece for piece in pieces if isinstance(piece, Answer)]
        offered = _offer(evidence, quoted)
        written = _Written({number: number for number in _numbers(after)})
        trouble = ""
        if offered:
            try:
                asked = _asked(evidence.request)
                for draft in self._drafter.drafts(_as_data(offered), asked, offered):
                    yield from self._show(draft, offered, quoted, written)
            except ModelTroubleError as error:
                trouble = error.trouble.value
        yield from self._finish(evidence.request, quoted, written, trouble if offered else "")

    # ---- sentence by sentence

    def _show(
        self, draft: Draft, offered: dict[str, _Offered], quoted: list[Answer], written: _Written
    ) -> Iterator[Answer]:
        """The sentence as a claim, or among what is withheld; facts come before the first claim."""
        doubt = self._doubt(draft, offered)
        if doubt:
            written.withheld += 1
            yield Answer(withheld=(Withheld(draft.text, doubt),))
            return
        if not written.reports:
            yield from (written.moved(piece) for piece in quoted if not _quotes(piece))
            yield Answer(composer=COMPOSER)
        yield self._claim(draft, [offered[key] for key in dict.fromkeys(draft.keys)], written)

    def _doubt(self, draft: Draft, offered: dict[str, _Offered]) -> Doubt | None:
        if not draft.is_whole:
            return Doubt.CUT_OFF
        if not draft.keys or any(key not in offered for key in draft.keys):
            return Doubt.NO_SOURCE
        used = [offered[key].found for key in draft.keys]
        doubt = self._checker.doubt(draft.text, [Source(f.passage, f.report) for f in used])
        if doubt or self._judge is None:
            return doubt
        chosen = {key: offered[key] for key in draft.keys}
        return None if self._judge.agrees(draft.text, _as_data(chosen)) else Doubt.JUDGE

    def _claim(self, draft: Draft, used: list[_Offered], written: _Written) -> Answer:
        first = used[0].citation
        heading = self._lead(first) if [first.report] != written.reports[-1:] else ""
        written.reports.append(first.report)
        citations = tuple(filter(None, (written.renumbered(each.citation) for each in used)))
        numbers = tuple(written.numbers[each.citation.number] for each in used)
        sections = {each.found.passage.section for each in used} & LABELLED
        label = self._wording.say("label", section=min(sections).value) if sections else ""
        claim = Claim(draft.text, numbers, first.council, label=label)
        return Answer(parts=(Part((claim,), heading),), citations=citations)

    def _lead(self, citation: Citation) -> str:
        return self._wording.say(
            "lead-older" if citation.is_older else "lead",
            council=citation.council,
            kind=citation.kind,
            inspected=citation.inspected,
            published=say_date(citation.published),
        )

    # ---- what follows

    def _finish(
        self, request: Request, quoted: list[Answer], written: _Written, trouble: str
    ) -> Iterator[Answer]:
        """The quotes that are still wanted, and one line on what became of the model's words."""
        if not written.reports:
            yield from quoted
            reason = trouble if trouble != Trouble.STOPPED else ""
            reason = reason or ("unsupported" if written.withheld else "empty")
            has_quotes = any(map(_quotes, quoted))
            yield Answer(notice=self._wording.say(reason) if has_quotes else "")
            return
        standing = len(written.reports)
        is_little = bool(trouble) or standing < LEAST_STANDING * (standing + written.withheld)
        wanted = [
            piece
            for piece in filter(_quotes, quoted)
            if request.wanted is Wanted.COMPARISON or is_little or not _reports(piece) <= {*written.reports}
        ]
        yield from _kept(wanted, written)
        notices = [self._wording.say("stopped")] if trouble else []
        notices += [self._wording.say("taken-out", count=written.withheld)] if written.withheld else []
        notices += [self._wording.say("too-little")] if is_little and not trouble else []
        yield Answer(notice=" ".join(notices))


def _offer(evidence: Evidence, quoted: Iterable[Answer]) -> dict[str, _Offered]:
    """The passages that the quoted answer cites, each under a new key that means nothing."""
    citations = {(c.report, c.quote): c for piece in quoted for c in piece.citations}
    found = [item for group in evidence.groups for item in group.found]
    offered: dict[str, _Offered] = {}
    for item in found:
        if citation := citations.get((item.report.id, item.passage.quote)):
            offered[_new_key(offered)] = _Offered(item, citation)
    return offered


def _new_key(taken: Iterable[str]) -> str:
    """Four characters that no report or question can have guessed."""
    return next(key for key in iter(lambda: secrets.token_hex(2), "") if key not in taken)


def _as_data(offered: dict[str, _Offered]) -> str:
    """Passages as JSON, one a line: nothing in a string of it can be taken for what stands around it."""
    return "\n".join(
        json.dumps(
            {
                "key": key,
                "council": each.citation.council,
                "inspection": f"{each.citation.kind}, {each.citation.inspected}",
                "section": each.found.passage.section.value,
                "words": each.found.passage.text,
            },
            ensure_ascii=False,
        )
        for key, each in offered.items()
    )


def _asked(request: Request) -> str:
    """The question as data; one that goes on from another is told with its topic and councils."""
    asked = {"asked": request.message, "topic": request.text, "councils": request.councils}
    return json.dumps(asked, ensure_ascii=False)


def _numbers(reply: Reply | None) -> Iterator[int]:
    return (citation.number for citation in (reply.citations if reply else ()))


def _quotes(piece: Answer) -> bool:
    return any(claim.is_quote for claim in piece.claims)


def _reports(piece: Answer) -> set[str]:
    return {citation.report for citation in piece.citations}


def _kept(pieces: Iterable[Answer], written: _Written) -> Iterator[Answer]:
    """Pieces of the quoted answer, but for quotes that the prose cites already; headings stay."""
    heading = note = ""
    for piece in pieces:
        part = piece.parts[0]
        heading, note = part.heading or heading, part.note or note
        is_cited = not part.columns and all(c.number in written.numbers for c in piece.citations)
        if not is_cited:
            yield written.moved(replace(piece, parts=(replace(part, heading=heading, note=note),)))
            heading = note = ""
