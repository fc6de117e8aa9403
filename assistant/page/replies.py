"""Reply → HTML: an answer with markers that lead to its evidence, or a refusal that helps."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from assistant.answers import (
    Answer,
    Citation,
    Claim,
    Part,
    ReadPart,
    Refusal,
    RefusalKind,
    Reply,
)
from assistant.composing.reading_back import BETWEEN
from assistant.page.evidence import card_id, marker_id, show_cards, show_evidence
from assistant.page.tables import SeenTables, Tables, cited_in_rows
from assistant.wording import Wording

FEWEST_OFFERED = 2  # questions of a note that are offered as buttons


def show_reply(
    reply: Reply, turn: int, question: str, words: Wording, seen_before: SeenTables | None = None
) -> str:
    """A reply with its evidence; `turn` keeps its ids apart, and `seen_before` is what the
    conversation has shown before.
    """
    seen_before = seen_before or SeenTables()
    if isinstance(reply, Refusal):
        shown = _refusal(reply, turn, question, words, seen_before)
    else:
        shown = (
            f'<div class="answer">{_Shown(reply, turn, question, words, seen_before).html}</div>'
        )
    in_rows = cited_in_rows(reply)
    beside = [citation for citation in reply.citations if citation.number not in in_rows]
    return shown + show_evidence(beside, turn, question, words)


def show_questions(questions: Iterable[str]) -> str:
    """Questions as buttons that ask them."""
    items = "".join(
        f'<li><button type="button" class="offer" data-event="submit" '
        f'data-value="{escape(question)}">'
        f"{escape(question)}</button></li>"
        for question in questions
    )
    return f'<ul class="offers">{items}</ul>' if items else ""


def show_examples(examples: Iterable[tuple[str, str]]) -> str:
    """Questions to begin with, each with what kind of answer it has."""
    items = "".join(
        f'<li><button type="button" class="offer" data-event="submit" '
        f'data-value="{escape(question)}">'
        f'<span class="gives">{escape(gives)}</span> {escape(question)}</button></li>'
        for gives, question in examples
    )
    return f'<ul class="offers examples">{items}</ul>' if items else ""


def show_note(note: str) -> str:
    """A note of an answer; where it lists questions, "For example: How is …? · Which …?", they
    are buttons.
    """
    lead, colon, listed = note.partition(": ")
    questions = listed.split(" · ")
    if not colon or len(questions) < FEWEST_OFFERED or not all(q.endswith("?") for q in questions):
        return f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<p class="offers-lead">{escape(lead)}:</p>{show_questions(questions)}'


def _refusal(
    refusal: Refusal, turn: int, question: str, words: Wording, seen_before: SeenTables
) -> str:
    lead = f'<p class="offers-lead">{escape(words.say("offers"))}</p>' if refusal.offers else ""
    message = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in refusal.message.split("\n\n"))
    near = _Shown(Answer(refusal.parts, refusal.citations), turn, question, words, seen_before).html
    urgent = ' urgent" role="alert' if refusal.kind is RefusalKind.DANGER else ""
    return (
        f'<div class="answer refusal{urgent}">{message}{near}'
        f"{lead}{show_questions(refusal.offers)}{_coverage(refusal)}</div>"
    )


def _coverage(reply: Reply) -> str:
    return (
        f'<p class="coverage" tabindex="0">{escape(reply.coverage)}</p>' if reply.coverage else ""
    )


def _read_as(answer: Answer, words: Wording) -> str:
    """How the question was read, quietly, and as buttons what else it may have meant."""
    if not answer.read_as:
        return ""
    others = ""
    if answer.other_readings:
        lead = f'<span class="or-lead">{escape(words.say("or-read"))}</span>'
        others = lead + show_questions(answer.other_readings)
    return f'<div class="read-as">{_parts_read(answer, words)}{others}</div>'


def _parts_read(answer: Answer, words: Wording) -> str:
    """The line on how the question was read; what can be changed opens to its other values."""
    whole = BETWEEN.join(part.text for part in answer.read_parts)
    if not any(part.changes for part in answer.read_parts) or not answer.read_as.endswith(whole):
        return f"<p>{escape(answer.read_as)}</p>"
    shown = (
        _changeable(part, words) if part.changes else escape(part.text)
        for part in answer.read_parts
    )
    lead = escape(answer.read_as.removesuffix(whole))
    return f'<div class="read-parts">{lead}{BETWEEN.join(shown)}</div>'


def _changeable(part: ReadPart, words: Wording) -> str:
    buttons = "".join(
        (f'<span class="of">{escape(of)}</span>' if of else "")
        + "".join(
            f'<button type="button" class="offer" data-event="submit" '
            f'data-value="{escape(change.question)}">{escape(change.label)}</button>'
            for change in changes
        )
        for of, changes in groupby(part.changes, lambda change: change.of)
    )
    label = escape(words.say("change-read", part=part.text))
    return (
        f'<details class="change" name="change"><summary aria-label="{label}" title="{label}">'
        f'{escape(part.text)}</summary><span class="offers">{buttons}</span></details>'
    )


def _notice(answer: Answer, words: Wording) -> str:
    """How the answer came about, and on request what a chat model wrote that was taken out."""
    notice = f'<p class="note">{escape(answer.notice)}</p>' if answer.notice else ""
    items = "".join(
        f"<li>{escape(w.text)} <em>({escape(w.reason)})</em></li>" for w in answer.withheld
    )
    title = escape(words.say("withheld"))
    return notice + (
        f'<details class="withheld"><summary>{title}</summary><ul>{items}</ul></details>'
        if items
        else ""
    )


class _Shown:
    """An answer while it is written as HTML: knows which citations have had a marker."""

    def __init__(
        self, answer: Answer, turn: int, question: str, words: Wording, seen_before: SeenTables
    ) -> None:
        self._citations = {citation.number: citation for citation in answer.citations}
        self._turn = turn
        self._question = question
        self._words = words
        self._seen_before = seen_before
        self._marked: set[int] = set()
        self._tables = Tables(self._words_of, self._cards, cited_in_rows(answer), words)
        shown = "".join(map(self._part, answer.parts))
        self.html = _read_as(answer, words) + shown + _notice(answer, words) + _coverage(answer)

    def _part(self, part: Part) -> str:
        note = show_note(part.note)
        if part.columns:
            earlier = self._seen_before.before(part, self._turn, self._question)
            return ("" if earlier else _heading(part)) + note + self._tables.show(part, earlier)
        return _heading(part) + note + "".join(map(self._claim, part.claims))

    def _cards(self, numbers: Iterable[int]) -> str:
        found = (self._citations[number] for number in numbers if number in self._citations)
        return show_cards(found, self._turn, self._words)

    def _claim(self, claim: Claim) -> str:
        if claim.is_quote:
            return f'<blockquote class="claim"><p>{self._words_of(claim)}</p></blockquote>'
        return f'<p class="claim">{self._words_of(claim)}</p>'

    def _words_of(self, claim: Claim) -> str:
        text = escape(claim.text)
        if claim.is_quote:
            text = f'<span class="quoted">“{text}”</span>'
        if claim.label:
            text = f'<span class="label">{escape(claim.label)}:</span> {text}'
        cited = (self._citations[n] for n in claim.citations if n in self._citations)
        return "&nbsp;".join([text, *map(self._marker, cited)])

    def _marker(self, citation: Citation) -> str:
        number = citation.number
        name = f' id="{marker_id(self._turn, number)}"' if number not in self._marked else ""
        self._marked.add(number)
        label = self._words.say(
            "marker", number=number, council=citation.council, place=citation.place
        )
        return (
            f'<a class="marker"{name} href="#{card_id(self._turn, number)}" '
            f'data-citation="{number}" aria-label="{escape(label)}">{number}</a>'
        )


def _heading(part: Part) -> str:
    """A heading; the council that it begins with stands out from the rest of the sentence."""
    if part.asked:
        return f'<h3 class="part-asked">{escape(part.asked)}</h3>'
    if not part.heading:
        return ""
    council = part.claims[0].council if part.claims else ""
    if council and part.heading.startswith(f"{council}: "):
        rest = part.heading.removeprefix(council)
        return f'<h3 class="lead"><strong>{escape(council)}</strong>{escape(rest)}</h3>'
    return f'<h3 class="lead">{escape(part.heading)}</h3>'
