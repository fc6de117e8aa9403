"""A web page → the blocks of its article, or its links. The only file that names the HTML library.

Navigation, cookies and newsletters are left out. A page that only reports an error is told from an
article by what it is: a title that says nothing else, and no text below it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from index.reading.blocks import Block, rows_of_table
from index.reading.characters import clean
from index.reports import UnreadableFileError, squash

if TYPE_CHECKING:
    from bs4 import Tag

SENTENCES = 3  # of an article; a page with fewer under the title of an error is one
LEAST_SENTENCE = 60  # letters of a paragraph that says something
SHORT_ITEM = 60  # letters; shorter items of a list are read with the words that lead to it
MOSTLY = 0.5  # share of a page's words; what has more is no furniture, whatever it is called

_FURNITURE = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "noscript",
    "template",
    "button",
    "svg",
    "dialog",
)
_NAMED_FURNITURE = re.compile(
    r"\b(cookies?|consent|newsletter|subscribe|sign-?up|share|sharing|social|breadcrumbs?|related"
    r"|promo|advert|ads?"
    r"|comments|skip-?link|menu|nav|navigation|site-?(header|footer)|sidebar|paywall|popup|modal"
    r"|most-?read)\b",
    re.I,
)
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert"}
_SAID_BY_THE_SITE = re.compile(
    r"(we use (essential |our own )?cookies|this (web)?site uses cookies|(accept|reject"
    r"|manage) (all |additional )?cookies"
    r"|sign up (to|for) |subscribe (to|now|for) |share this (page|article|story)|follow us on"
    r"|read more:|advertisement$)",
    re.I,
)
_ERROR = re.compile(
    r"(http )?(error )?([45]\d\d)?\W*(error|(the )?(page|file|document"
    r"|article)?( you requested)? ?(was |is |could |cannot |can’t )*"
    r"(not |be )*(found|available|displayed)|does not exist|access (is )?denied|forbidden"
    r"|bad request|unauthori[sz]ed|bad gateway"
    r"|(internal )?server error|service (temporarily )?unavailable|something went wrong"
    r"|request timed? ?out)?( error)?\W*([45]\d\d)?",
    re.I,
)
_BLOCKS = {
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "header",
    "summary",
    "details",
    "html",
    "br",
}


def blocks_of_page(text: str) -> tuple[str, tuple[Block, ...]]:
    """Return the title of a web page and the blocks of its article, in order.

    Raises UnreadableFileError where it is a page that reports an error.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    title = clean(soup.title.get_text(" ")) if soup.title else ""
    _strip(soup)
    body = _body(soup)
    blocks = tuple(block for block in _blocks(body) if not _SAID_BY_THE_SITE.match(block.text))
    heads = [
        title,
        *(block.text for block in blocks if block.kind == "heading" and block.level == 1),
    ]
    said = sum(
        1
        for block in blocks
        if block.kind != "heading" and len(squash(block.text)) >= LEAST_SENTENCE
    )
    if said < SENTENCES and any(map(_tells_error, heads)):
        raise UnreadableFileError(
            f"it is a web page that reports an error (“{title or heads[-1]}”), not a report"
        )
    return title, blocks


def links_of_page(text: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The links of a web page, in order: where each leads, its words part by part, and its
    classes.
    """
    from bs4 import BeautifulSoup
    from bs4.filter import SoupStrainer

    soup = BeautifulSoup(text, "html.parser", parse_only=SoupStrainer("a", href=True))
    return tuple(
        (
            str(link["href"]).strip(),
            tuple(map(clean, link.stripped_strings)),
            tuple(link.get("class") or ()),
        )
        for link in soup.find_all("a", href=True)
    )


def _tells_error(title: str) -> bool:
    """Whether a part of a title says that there is no such page, and nothing else."""
    parts = re.split(r"\s[|–—-]\s|: ", title)
    return any(part.strip() and _ERROR.fullmatch(part.strip()) for part in parts)


def _strip(soup: "Tag") -> None:
    """Take out what is no part of an article."""
    whole = len(soup.get_text()) or 1
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        if _is_furniture(tag) and (
            tag.name in {"script", "style", "noscript"} or len(tag.get_text()) < MOSTLY * whole
        ):
            tag.decompose()


def _is_furniture(tag: "Tag") -> bool:
    if tag.name in {"html", "body", "main", "article"}:
        return False
    if tag.name in _FURNITURE:
        return not (tag.name == "header" and tag.find_parent(["article", "main"]))
    names = " ".join(
        str(name or "") for name in [*tag.get_attribute_list("class"), tag.get("id")]
    ).replace("_", "-")
    is_hidden = (
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or re.search(r"display:\s*none|visibility:\s*hidden", str(tag.get("style") or ""))
    )
    return bool(_NAMED_FURNITURE.search(names)) or tag.get("role") in _ROLES or bool(is_hidden)


def _body(soup: "Tag") -> "Tag":
    """The part that holds the article: the largest one marked as such, or the whole."""
    marked = soup.find_all("article") or soup.find_all("main")
    return max(marked, key=lambda tag: len(tag.get_text())) if marked else soup.body or soup


def _blocks(tag: "Tag") -> Iterator[Block]:
    """The blocks within a tag; words that stand in it loosely are paragraphs."""
    loose: list[str] = []
    for child in tag.children:
        name = getattr(child, "name", None)
        if not name:
            loose.append(
                str(child) if type(child).__name__ == "NavigableString" else ""
            )  # no comment
            continue
        child = cast("Tag", child)
        if name in _BLOCKS or child.find(list(_BLOCKS)):
            yield from _paragraph(loose)
            loose.clear()
            yield from _block(child)
        else:
            loose.append(
                child.get_text(" ")
                if name not in {"sup"} or not re.fullmatch(r"\W*\d{1,2}\W*", child.get_text())
                else ""
            )
    yield from _paragraph(loose)


def _paragraph(loose: list[str]) -> Iterator[Block]:
    if words := _words("".join(loose)):
        yield Block("paragraph", words)


def _words(text: str) -> str:
    return re.sub(r" ([.,;:!?’”)])", r"\1", clean(re.sub(r"\s+", " ", text)))


def _block(tag: "Tag") -> Iterator[Block]:
    if re.fullmatch(r"h[1-6]", tag.name):
        if words := _words(tag.get_text(" ")):
            yield Block("heading", words, int(tag.name[1]))
    elif tag.name in {"ul", "ol"}:
        for item in tag.find_all("li", recursive=False):
            yield from _item(item)
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name == "blockquote":
        yield from _quotation(tag)
    else:
        yield from _blocks(tag)


def _item(item: "Tag") -> Iterator[Block]:
    """An item of a list; short items of a list within it are read with the words that lead to
    them.
    """
    lead, inner = "", []
    for block in _blocks(item):
        if block.kind == "bullet":
            inner.append(block.text)
        elif block.kind == "paragraph" and not inner:
            lead = f"{lead} {block.text}".strip()
        else:
            inner.append(block.text)
    if inner and lead.endswith(":") and max(map(len, inner)) <= SHORT_ITEM:
        yield Block("bullet", f"{lead} {'; '.join(inner)}")
        return
    if lead:
        yield Block("bullet", lead)
    yield from (Block("bullet", text) for text in inner)


def _quotation(tag: "Tag") -> Iterator[Block]:
    """A quotation; a last short part without a full stop says whose words they are."""
    blocks = list(_blocks(tag))
    for place, block in enumerate(blocks):
        is_source = (
            place
            and place == len(blocks) - 1
            and len(block.text) < 80
            and not re.search(r"[.!?”]$", block.text)
        )
        yield Block("row", block.text) if is_source else block


def _table(tag: "Tag") -> Iterator[Block]:
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    cells = [
        [_words(cell.get_text(" ")) for cell in row.find_all(["td", "th"], recursive=False)]
        for row in rows
    ]
    if all(len(row) < 2 for row in cells):  # a table that only places things on the page
        for row in rows:
            for cell in row.find_all(["td", "th"], recursive=False):
                yield from _blocks(cell)
        return
    yield from rows_of_table(cells, has_head=True)
