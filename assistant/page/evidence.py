"""Citation → a card that says what is quoted and where it stands, beside the answer."""

from collections.abc import Iterable
from html import escape

from assistant.answers import Citation
from assistant.page.citations import BREAK, FEW
from assistant.page.fetching import source_link
from assistant.page.taking import say_reference
from assistant.page.viewing import Place, address_of
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Kind, Section


def card_id(turn: int, number: int) -> str:
    """The id of a card; each answer of a conversation has its own."""
    return f"evidence-{turn}-{number}"


def marker_id(turn: int, number: int) -> str:
    """The id of the first marker of a citation in an answer."""
    return f"marker-{turn}-{number}"


def show_evidence(citations: Iterable[Citation], turn: int, question: str, words: Wording) -> str:
    """All cards of an answer in the order of their numbers; nothing where there are none."""
    in_order = sorted(citations, key=lambda citation: citation.number)
    if not in_order:
        return ""
    first = in_order[0].number
    label = escape(words.say("evidence-for", question=question))
    show = escape(words.say("show-evidence", quotes=len(in_order)))
    many = " is-many" if len(in_order) > FEW else ""
    return (
        f'<aside class="evidence{many}" aria-label="{label}" aria-live="off">'
        f'<h3 class="evidence-title">{escape(words.say("evidence"))}</h3>'
        f'<a class="show-evidence" href="#{card_id(turn, first)}">{show}</a>'
        f"{show_cards(in_order, turn, words)}</aside>"
    )


def show_cards(citations: Iterable[Citation], turn: int, words: Wording) -> str:
    """Some cards in the order in which they are given."""
    return (
        f'<ol class="cards">{"".join(_card(citation, turn, words) for citation in citations)}</ol>'
    )


def _card(citation: Citation, turn: int, words: Wording) -> str:
    number = citation.number
    back = escape(words.say("back-label", number=number))
    return (
        f'<li class="card" id="{card_id(turn, number)}" tabindex="-1" data-citation="{number}">'
        f"{_head(citation, words)}{_quote(citation)}"
        f"{_place(citation, words)}<p>{_fact(words.say('file', file=citation.file))}"
        f"{source_link(citation.source)}</p>"
        f'<p class="foot">{_see_page(citation, words)}'
        f'<button type="button" class="plain" data-copy="{escape(say_reference(citation))}">'
        f"{escape(words.say('copy-reference'))}</button>"
        f'<a class="back" href="#{marker_id(turn, number)}" aria-label="{back}">'
        f"{escape(words.say('back'))}</a></p>{_wrong(citation, words)}</li>"
    )


def _quote(citation: Citation) -> str:
    """The words quoted; of several grades on one page each has a line."""
    if citation.section != Section.JUDGEMENTS:
        return f"<blockquote>“{escape(citation.quote)}”</blockquote>"
    lines = "<br>".join(f"“{escape(line)}”" for line in citation.quote.split(BREAK))
    return f"<blockquote>{lines}</blockquote>"


def _see_page(citation: Citation, words: Wording) -> str:
    """The button that shows the page itself with the quote marked on it."""
    place = Place(citation.report, citation.page, citation.last_page, citation.quote)
    label = escape(words.say("see-page-label", number=citation.number, place=citation.place))
    return (
        f'<button type="button" class="see-page" data-place="{escape(address_of(place))}" '
        f'aria-label="{label}">{escape(words.say("see-page"))}</button>'
    )


def _wrong(citation: Citation, words: Wording) -> str:
    """A form to say that the evidence is wrong; what it is about goes with it."""
    return (
        f'<details class="wrong"><summary>{escape(words.say("wrong"))}</summary>'
        f'<form data-report="{escape(citation.report)}" data-page="{citation.page}">'
        f'<label>{escape(words.say("wrong-reason"))}<textarea rows="2" maxlength="2000">'
        f"</textarea></label>"
        f'<button type="submit" class="plain">{escape(words.say("wrong-send"))}</button></form>'
        f"</details>"
    )


def _head(citation: Citation, words: Wording) -> str:
    is_article = citation.kind == Kind.ARTICLE.label
    kind = "kind badge is-article" if is_article else "kind"
    older = f'<span class="badge">{escape(words.say("older"))}</span> ' if citation.is_older else ""
    return (
        f'<p class="card-head"><span class="number">{citation.number}</span> '
        f'<span class="council">{escape(citation.council)}</span> '
        f'{older}<span class="{kind}">{escape(citation.kind)}</span></p>'
    )


def _place(citation: Citation, words: Wording) -> str:
    where = (
        citation.place[:1].upper() + citation.place[1:],
        words.say("section", section=citation.section),
    )
    published = words.say("published", published=say_date(citation.published))
    inspected = words.say("inspected", inspected=citation.inspected)
    when = (published,) if citation.kind == Kind.ARTICLE.label else (inspected, published)
    return "".join(f"<p>{' '.join(map(_fact, facts))}</p>" for facts in (where, when))


def _fact(text: str) -> str:
    return f'<span class="fact">{escape(text)}</span>'
