"""Citation → a card that says what is quoted and where it stands, beside the answer."""

from collections.abc import Iterable
from html import escape

from assistant.answers import Citation
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Kind


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
    cards = [_card(citation, turn, words) for citation in in_order]
    label = escape(words.say("evidence-for", question=question))
    show = escape(words.say("show-evidence", quotes=len(cards)))
    return (
        f'<aside class="evidence" aria-label="{label}" aria-live="off">'
        f'<h3 class="evidence-title">{escape(words.say("evidence"))}</h3>'
        f'<a class="show-evidence" href="#{card_id(turn, first)}">{show}</a>'
        f'<ol class="cards">{"".join(cards)}</ol></aside>'
    )


def _card(citation: Citation, turn: int, words: Wording) -> str:
    number = citation.number
    back = escape(words.say("back-label", number=number))
    return (
        f'<li class="card" id="{card_id(turn, number)}" tabindex="-1" data-citation="{number}">'
        f"{_head(citation, words)}<blockquote>“{escape(citation.quote)}”</blockquote>"
        f"{_place(citation, words)}"
        f'<p class="foot">{_fact(words.say("file", file=citation.file))}'
        f'<a class="back" href="#{marker_id(turn, number)}" aria-label="{back}">'
        f"{escape(words.say('back'))}</a></p></li>"
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
