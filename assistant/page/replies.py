"""Reply → HTML: an answer with markers that lead to its evidence, or a refusal that helps."""

from collections.abc import Iterable
from html import escape

from assistant.answers import Answer, Citation, Claim, Part, Refusal, RefusalKind, Reply
from assistant.page.evidence import card_id, marker_id, show_evidence
from assistant.page.grades import counts_grades, grade_class, show_bar
from assistant.wording import Wording

WIDE = 4  # columns; a table of more councils or inspections has the whole width of the page


def show_reply(reply: Reply, turn: int, question: str, words: Wording) -> str:
    """A reply with its evidence; `turn` keeps its ids apart from those of other answers."""
    if isinstance(reply, Refusal):
        shown = _refusal(reply, turn, words)
    else:
        shown = f'<div class="answer">{_Shown(reply, turn, words).html}</div>'
    return shown + show_evidence(reply.citations, turn, question, words)


def show_questions(questions: Iterable[str]) -> str:
    """Questions as buttons that ask them."""
    items = "".join(
        f'<li><button type="button" class="offer" data-event="submit" data-value="{escape(question)}">'
        f"{escape(question)}</button></li>"
        for question in questions
    )
    return f'<ul class="offers">{items}</ul>' if items else ""


def _refusal(refusal: Refusal, turn: int, words: Wording) -> str:
    lead = f'<p class="offers-lead">{escape(words.say("offers"))}</p>' if refusal.offers else ""
    message = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in refusal.message.split("\n\n"))
    near = _Shown(Answer(refusal.parts, refusal.citations), turn, words).html
    urgent = ' urgent" role="alert' if refusal.kind is RefusalKind.DANGER else ""
    return (
        f'<div class="answer refusal{urgent}">{message}{near}'
        f"{lead}{show_questions(refusal.offers)}{_coverage(refusal)}</div>"
    )


def _coverage(reply: Reply) -> str:
    return f'<p class="coverage">{escape(reply.coverage)}</p>' if reply.coverage else ""


def _read_as(answer: Answer, words: Wording) -> str:
    """How the question was read, quietly, and as buttons what else it may have meant."""
    if not answer.read_as:
        return ""
    others = ""
    if answer.other_readings:
        lead = f'<span class="or-lead">{escape(words.say("or-read"))}</span>'
        others = lead + show_questions(answer.other_readings)
    return f'<div class="read-as"><p>{escape(answer.read_as)}</p>{others}</div>'


def _notice(answer: Answer, words: Wording) -> str:
    """How the answer came about, and on request what a chat model wrote that was taken out."""
    notice = f'<p class="note">{escape(answer.notice)}</p>' if answer.notice else ""
    items = "".join(f"<li>{escape(w.text)} <em>({escape(w.reason)})</em></li>" for w in answer.withheld)
    title = escape(words.say("withheld"))
    return notice + (f"<details class=\"withheld\"><summary>{title}</summary><ul>{items}</ul></details>" if items else "")


class _Shown:
    """An answer while it is written as HTML: knows which citations have had a marker."""

    def __init__(self, answer: Answer, turn: int, words: Wording) -> None:
        self._citations = {citation.number: citation for citation in answer.citations}
        self._turn = turn
        self._words = words
        self._marked: set[int] = set()
        shown = "".join(map(self._part, answer.parts))
        self.html = _read_as(answer, words) + shown + _notice(answer, words) + _coverage(answer)

    def _part(self, part: Part) -> str:
        note = f'<p class="note">{escape(part.note)}</p>' if part.note else ""
        claims = self._table(part) if part.columns else "".join(map(self._claim, part.claims))
        return _heading(part) + note + claims

    def _claim(self, claim: Claim) -> str:
        if claim.is_quote:
            return f'<blockquote class="claim"><p>{self._words_of(claim)}</p></blockquote>'
        return f'<p class="claim">{self._words_of(claim)}</p>'

    def _table(self, part: Part) -> str:
        head = "".join(map(_column, part.columns))
        rows = "".join(f"<tr>{self._row(row, part.columns)}</tr>" for row in part.rows)
        label = escape(part.heading or ", ".join(filter(None, part.columns)))
        wide = " is-wide" if len(part.columns) > WIDE and not part.columns[0] else ""
        return (
            f'<div class="table{wide}" role="region" tabindex="0" aria-label="{label}">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, row: tuple[Claim, ...], columns: tuple[str, ...]) -> str:
        first, *others = row
        cells = "".join(
            self._cell(cell, column) for column, cell in zip(columns[1:], others, strict=False)
        )
        bar = show_bar(columns[1:], [cell.text for cell in others]) if counts_grades(columns) else ""
        return f'<th scope="row">{self._words_of(first)}{bar}</th>{cells}'

    def _cell(self, cell: Claim, column: str) -> str:
        kind = "quotation" if cell.is_quote else grade_class(cell.text) if cell.text else "nothing"
        return f'<td class="{kind}" data-column="{escape(column)}">{self._words_of(cell)}</td>'

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


def _column(name: str) -> str:
    return f'<th scope="col">{escape(name)}</th>' if name else "<td></td>"


def _heading(part: Part) -> str:
    """A heading; the council that it begins with stands out from the rest of the sentence."""
    if not part.heading:
        return ""
    council = part.claims[0].council if part.claims else ""
    if council and part.heading.startswith(f"{council}: "):
        rest = part.heading.removeprefix(council)
        return f'<h3 class="lead"><strong>{escape(council)}</strong>{escape(rest)}</h3>'
    return f'<h3 class="lead">{escape(part.heading)}</h3>'
