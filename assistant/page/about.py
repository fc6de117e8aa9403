"""The page "What this can and cannot do", and the words of the trade that are explained where
they stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import escape

from assistant.composing.glossary import Term, read_terms
from assistant.page.assets import as_page
from assistant.wording import FOLDER, Wording

# Words that everybody knows, or that would be explained in every line, are left alone.
_EXPLAINED = re.compile(
    r"[A-Z]{3,}|(?:focused|focussed|monitoring) visits?|re-?inspection", re.ASCII
)
_LEFT_ALONE = re.compile(r"Ofsted|NHS", re.I)
_TAGS = re.compile(r"(<[^>]*>)")
_SKIPPED = ("button", "a", "summary", "form", "table", "template", "h2")


def about_page(words: Wording) -> str:
    """The page as HTML, from `prompts/about.md`."""
    text = (FOLDER / "about.md").read_text(encoding="utf-8")
    found = re.split(r"^## +(.+) *\n", text, flags=re.M)[1:]
    parts = "".join(
        f"<h2>{escape(head)}</h2>{_body(body)}"
        for head, body in zip(found[::2], found[1::2], strict=True)
    )
    title = words.say("about-title")
    back = f'<p class="way-back"><a href="/">← {escape(words.say("council-to-page"))}</a></p>'
    return as_page(title, f'{back}<article class="about"><h1>{escape(title)}</h1>{parts}</article>')


def _body(text: str) -> str:
    points = re.findall(r"^- (.+)$", text, flags=re.M)
    if points:
        return f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>"
    return f"<p>{escape(text.strip())}</p>"


@cache
def explained_terms() -> dict[str, Term]:
    """The terms that are explained where they stand, by each form in which they do."""
    terms = read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))
    return {
        form: term
        for term in terms
        for form in term.forms
        if _EXPLAINED.fullmatch(form) and not _LEFT_ALONE.fullmatch(form)
    }


@cache
def _forms() -> re.Pattern[str]:
    forms = sorted(explained_terms(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def with_terms(html: str) -> str:
    """HTML with the first of each word of the trade marked, so that it is explained to whoever
    points at it.
    """
    return "".join(_marked(html))


def _marked(html: str) -> Iterator[str]:
    told: set[str] = set()
    skipping: list[str] = []
    for piece in _TAGS.split(html):
        if piece.startswith("<"):
            _follow(piece, skipping)
            yield piece
        else:
            yield piece if skipping else _forms().sub(lambda found: _mark(found[0], told), piece)


def _follow(tag: str, skipping: list[str]) -> None:
    """Keep count of the tags in which nothing is explained."""
    name = tag.strip("</>").partition(" ")[0].lower()
    if name not in _SKIPPED:
        return
    if not tag.startswith("</"):
        skipping.append(name)
    elif skipping:
        skipping.pop()


def _mark(form: str, told: set[str]) -> str:
    name = explained_terms()[form].name
    if name in told:
        return form
    told.add(name)
    return f'<span class="term" tabindex="0" role="button" data-term="{escape(form)}">{form}</span>'
