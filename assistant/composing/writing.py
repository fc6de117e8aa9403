"""Evidence → answer in the words of a chat model, of which nothing is believed.

The model sees the passages that were found, under keys that mean nothing, and writes sentences
with keys. Each is checked before anybody sees it (`support.py`); code turns its keys into
citations. What the catalogue says, and the table of a comparison, stay as the quoting composer
makes them. A sentence that may stand and may not is shown as just that. Where too little stands,
or the model fails, the quotes take its place.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace

from assistant.answers import Answer, Citation, Claim, Part, Reply, Withheld
from assistant.checking.contradictions import Doubt
from assistant.checking.judging import Judge
from assistant.checking.support import Checker
from assistant.citing import Citer
from assistant.composing import tasks
from assistant.composing.chat_models import ChatModels
from assistant.composing.drafting import Draft, Drafter, ModelTroubleError, Trouble
from assistant.composing.keyed_passages import (
    Offered,
    as_data,
    narrowed,
    offer,
    offer_quotes,
    quoted_in,
)
from assistant.composing.quoting import LABELLED, QuotingComposer, quota
from assistant.composing.tasks import Kind, Task, task_of
from assistant.finding.evidence import Evidence
from assistant.library import Library
from assistant.request import Presentation, Request
from assistant.usage import Meter, Use
from assistant.wording import Wording
from index.dates import say_date
from index.storing.store import Store

COMPOSER = "writing"
LEAST_STANDING = 0.5  # share of the sentences written; with less, quotes follow what stands
_LEAD = frozenset({"council", "kind", "inspected", "published"})
PLACEHOLDERS = {
    "system": frozenset({"most", "form"}),
    "form-lines": frozenset(),
    "form-structured": frozenset(),
    "ask": frozenset({"evidence", "question", "kind", "task"}),
    **tasks.PLACEHOLDERS,
    "judge": frozenset({"evidence", "sentence"}),
    "lead": _LEAD,
    "lead-older": _LEAD,
    "lead-several": frozenset(),
    "lead-brief": frozenset(),
    "lead-draft": _LEAD,
    "label": frozenset({"section"}),
    "uncertain": frozenset(),
    "taken-out": frozenset({"count"}),
    "uncertain-count": frozenset({"count"}),
    "too-little": frozenset(),
    "empty": frozenset(),
    "unsupported": frozenset(),
    "used-up": frozenset(),
    "used": frozenset({"model", "where", "sent", "tokens"}),
    "where-here": frozenset(),
    "where-away": frozenset({"host"}),
    "tokens": frozenset({"asked", "written"}),
    "tokens-roughly": frozenset({"tokens"}),
    "cost": frozenset({"cost"}),
    **{trouble.value: frozenset() for trouble in Trouble},
}


@dataclass
class _Written:
    """What has come of an answer so far."""

    numbers: dict[int, int] = field(default_factory=dict)  # of the quoted answer → of this one
    withheld: int = 0
    uncertain: int = 0
    reports: list[tuple[str, ...]] = field(
        default_factory=list
    )  # of the sentences that stand, in order

    @property
    def standing(self) -> int:
        """How many sentences stand for certain."""
        return len(self.reports) - self.uncertain

    @property
    def is_little(self) -> bool:
        """Whether less stands than was taken out."""
        return self.standing < LEAST_STANDING * (len(self.reports) + self.withheld)

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
        claims = (
            replace(c, citations=tuple(self.numbers[n] for n in c.citations)) for c in part.claims
        )
        return replace(part, claims=tuple(claims))


@dataclass(frozen=True)
class _Assignment:
    """What an answer is written from: the task, the passages under their keys, and what stands
    before the first sentence.
    """

    task: Task
    offered: dict[str, Offered]
    before: tuple[Answer, ...] = ()
    lead: str = ""  # above all sentences, where one will do for all
    written: _Written = field(default_factory=_Written)


class WritingComposer:
    """Lets a chat model write, and shows what stands."""

    def __init__(self, store: Store, library: Library, models: ChatModels, meter: Meter) -> None:
        self._store = store
        self._library = library
        self._models = models
        self._wording = Wording("writing.md", PLACEHOLDERS)
        self._quoting = QuotingComposer(store, library)
        self._drafter = Drafter(models.writer, models.seconds, self._wording)
        self._judge = Judge(models.judge, self._wording) if models.judge else None
        self._checker = Checker(store.embeddings, library.councils)
        self._meter = meter

    def compose(self, evidence: Evidence, after: Reply | None = None) -> Iterator[Reply]:
        """Yield the answer piece by piece, each sentence once it is checked.

        `after` is what the catalogue answered already; it is shown at once, and as it is.
        """
        request = evidence.request
        pieces = self._quoting.compose(narrowed(evidence, quota(request)), after)
        if after:
            yield next(pieces)
        quoted = [piece for piece in pieces if isinstance(piece, Answer)]
        last = max(
            (
                number
                for piece in (*quoted, *([after] if after else []))
                for number in _numbers(piece)
            ),
            default=0,
        )
        offered = offer(evidence, quoted, Citer(self._store, self._library, made=last))
        before = tuple(piece for piece in quoted if not _quotes(piece))
        written = _Written({number: number for number in _numbers(after)})
        assignment = _Assignment(task_of(request, self._wording), offered, before, written=written)
        trouble = yield from self._write(assignment)
        yield from self._finish(request, quoted, assignment.written, trouble)

    def compose_made(self, request: Request, made: Answer, usable: Answer) -> Iterator[Reply]:
        """A brief with a summary of it above, or a draft in the model's words; as it is where
        too little stands.

        `usable` is what the model may use: the same as is made, or more of the same.
        """
        task = task_of(request, self._wording)
        offered = offer_quotes(usable, made, self._library)
        cited = {citation.number: citation for citation in made.citations}
        quotes = [
            place
            for place, part in enumerate(made.parts)
            if any(c.citations and quoted_in(c, cited[c.citations[0]]) for c in part.claims)
        ]
        if not quotes:
            yield made
            return
        is_brief = task.kind is Kind.BRIEF
        first = quotes[0] if is_brief else 0
        start = replace(made, parts=made.parts[:first])
        lead = (
            self._wording.say("lead-brief")
            if is_brief
            else self._lead("lead-draft", next(iter(offered.values())).citation)
        )
        written = _Written()
        yield written.moved(start if is_brief else replace(start, citations=()))
        trouble = yield from self._write(_Assignment(task, offered, lead=lead, written=written))
        is_told = not is_brief and written.standing and not written.is_little and not trouble
        rest = made.parts[first:]
        if is_told:
            rest = tuple(part for part in rest[1:] if not part.claims and part.note)
        yield written.moved(
            Answer(parts=rest, citations=() if is_told or is_brief else made.citations)
        )
        yield Answer(notice=self._notices(written, trouble))

    # ---- sentence by sentence

    def _write(self, assignment: _Assignment) -> Generator[Answer, None, str]:
        """What the model writes, checked; returns what went wrong, "" where nothing did."""
        if not assignment.offered:
            return ""
        if self._meter.is_full:
            return "used-up"
        use = Use(sent=len(assignment.offered))
        data = as_data(assignment.offered)
        trouble = ""
        try:
            for draft in self._drafter.drafts(data, assignment.task, assignment.offered, use):
                yield from self._show(draft, assignment)
        except ModelTroubleError as error:
            trouble = error.trouble.value
        self._meter.add(use.tokens)
        yield Answer(notice=self._used(use))
        return trouble

    def _show(self, draft: Draft, assignment: _Assignment) -> Iterator[Answer]:
        """The sentence as a claim, or among what is withheld; facts come before the first claim."""
        written = assignment.written
        doubt = self._doubt(draft, assignment)
        if doubt and doubt is not Doubt.UNCERTAIN:
            written.withheld += 1
            yield Answer(withheld=(Withheld(draft.text, doubt),))
            return
        if not written.reports:
            yield from map(written.moved, assignment.before)
            yield Answer(composer=COMPOSER)
        yield self._claim(draft, assignment, is_certain=doubt is None)

    def _doubt(self, draft: Draft, assignment: _Assignment) -> Doubt | None:
        offered = assignment.offered
        if not draft.is_whole:
            return Doubt.CUT_OFF
        if not draft.keys or any(key not in offered for key in draft.keys):
            return Doubt.NO_SOURCE
        sources = [offered[key].source for key in draft.keys]
        doubt = self._checker.doubt(
            draft.text, sources, asks=assignment.task.kind is Kind.QUESTIONS
        )
        if doubt or self._judge is None:
            return doubt
        chosen = {key: offered[key] for key in draft.keys}
        return None if self._judge.agrees(draft.text, as_data(chosen)) else Doubt.JUDGE

    def _claim(self, draft: Draft, assignment: _Assignment, *, is_certain: bool) -> Answer:
        written = assignment.written
        used = [assignment.offered[key] for key in dict.fromkeys(draft.keys)]
        reports = tuple(dict.fromkeys(each.citation.report for each in used))
        heading = assignment.lead if not written.reports else ""
        if not assignment.lead and [reports] != written.reports[-1:]:
            heading = self._heading(used[0].citation, len(reports))
        written.reports.append(reports)
        written.uncertain += not is_certain
        citations = tuple(filter(None, (written.renumbered(each.citation) for each in used)))
        numbers = tuple(written.numbers[each.citation.number] for each in used)
        council = (
            used[0].citation.council if len({each.citation.council for each in used}) == 1 else ""
        )
        claim = Claim(draft.text, numbers, council, label=self._label(used, is_certain=is_certain))
        return Answer(parts=(Part((claim,), heading),), citations=citations)

    def _label(self, used: list[Offered], *, is_certain: bool) -> str:
        if not is_certain:
            return self._wording.say("uncertain")
        sections = {each.source.passage.section for each in used} & LABELLED
        return self._wording.say("label", section=min(sections).value) if sections else ""

    def _heading(self, citation: Citation, reports: int) -> str:
        if reports > 1:
            return self._wording.say("lead-several")
        return self._lead("lead-older" if citation.is_older else "lead", citation)

    def _lead(self, name: str, citation: Citation) -> str:
        return self._wording.say(
            name,
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
            yield Answer(
                notice=self._notices(written, trouble) if any(map(_quotes, quoted)) else ""
            )
            return
        is_little = bool(trouble) or written.is_little
        told = {report for reports in written.reports for report in reports}
        wanted = [
            piece
            for piece in filter(_quotes, quoted)
            if request.wanted is Presentation.COMPARISON or is_little or not _reports(piece) <= told
        ]
        yield from _kept(wanted, written)
        yield Answer(notice=self._notices(written, trouble))

    def _notices(self, written: _Written, trouble: str) -> str:
        """What became of the model's words."""
        say = self._wording.say
        if not written.reports:
            reason = trouble if trouble != Trouble.STOPPED else ""
            return say(reason or ("unsupported" if written.withheld else "empty"))
        notices = [say("stopped")] if trouble else []
        notices += [say("taken-out", count=written.withheld)] if written.withheld else []
        notices += [say("uncertain-count", count=written.uncertain)] if written.uncertain else []
        notices += [say("too-little")] if written.is_little and not trouble else []
        return " ".join(notices)

    def _used(self, use: Use) -> str:
        """Which model was asked, what left this machine, and what it took."""
        say, models = self._wording.say, self._models
        where = (
            say("where-here")
            if models.is_here
            else say("where-away", host=models.host or models.name.partition(":")[0])
        )
        told = (
            say("tokens", asked=use.asked, written=use.written)
            if use.is_told
            else say("tokens-roughly", tokens=use.tokens)
        )
        told += say("cost", cost=f"{use.cost:.4f}") if use.cost else ""
        return say("used", model=models.name, where=where, sent=use.sent, tokens=told)


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
