"""A citation → the page that it names, as it is printed, with the quote marked on it.

A quote that runs over the foot of a page is shown on both. Where the words cannot be found as they
are drawn, the page is shown without a mark, and says so: a mark is never put elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote as in_address
from urllib.parse import urlencode

from assistant.answers import AssistantError
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reading.pdf import Box, draw_page, find_words
from index.reading.worker import Reader
from index.reports import Kind, Report, squash
from index.storing.catalogue import Catalogue

DRAWING_SECONDS = 20.0  # for one page; a real one takes a tenth of a second
PICTURE_WIDTH = 1240  # pixels: sharp at the width of a window, some 400 KB
_BREAK = "[…]"


class NotHereError(AssistantError):
    """There is no such report or page in the library."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a report by its id, pages from 1, and the quote to mark, if any."""

    report: str
    page: int
    last_page: int
    quote: str = ""


class Viewer:
    """Shows pages of the reports in a catalogue, and gives out their files."""

    def __init__(self, catalogue: Catalogue, words: Wording, reader: Reader | None = None) -> None:
        """Draw in a process of its own: a page can be made to crash whatever draws it."""
        self._catalogue = catalogue
        self._words = words
        self._reader = reader or Reader(DRAWING_SECONDS)

    def file(self, report: str) -> Path:
        """Where the file of a report is; raises NotHereError where there is none."""
        path = self._catalogue.path_of(report)
        if path is None or not path.is_file():
            raise NotHereError(self._words.say("no-such-page"))
        return path

    def is_printed(self, report: str) -> bool:
        """Whether a report has pages that can be drawn."""
        with self.file(report).open("rb") as file:
            return b"%PDF-" in file.read(1024)

    def picture(self, report: str, page: int) -> bytes:
        """A page as a PNG."""
        return self._reader.run(draw_page, self.file(report), page, PICTURE_WIDTH)

    def show(self, place: Place) -> str:
        """The page, or the two pages, of a place as HTML; raises NotHereError."""
        report = next((r for r in self._catalogue.reports() if r.id == place.report), None)
        is_near = (
            place.page <= place.last_page <= place.page + 1
        )  # a sentence ends on the next page
        if (
            report is None
            or not is_near
            or not 1 <= place.page <= place.last_page <= report.page_count
        ):
            raise NotHereError(self._words.say("no-such-page"))
        shown_pages = self._shown_pages(place)
        return (
            f'<article class="place">{self._head(report)}{self._steps(report, place)}'
            f"{self._tell(place, any(shown_page.is_marked for shown_page in shown_pages))}"
            f'<div class="sheets" tabindex="0" role="region" '
            f'aria-label="{self._say("page-shown")}">'
            f"{''.join(shown_page.html for shown_page in shown_pages)}</div></article>"
        )

    # ---- around the page

    def _head(self, report: Report) -> str:
        published = self._words.say("published", published=say_date(report.published))
        inspected = self._words.say("inspected", inspected=say_windows(report.inspection.windows))
        when = published if report.kind is Kind.ARTICLE else f"{inspected}. {published}"
        return (
            f'<header class="place-head"><h2 id="place-title" '
            f'tabindex="-1">{escape(report.council)}: '
            f"{escape(report.kind_label)}</h2><p>{escape(when)}.</p></header>"
        )

    def _steps(self, report: Report, place: Place) -> str:
        """Earlier and later pages, size, and the file itself."""
        where = self._words.say("page-of", page=place.page, count=report.page_count)
        target = f"/reports/{in_address(report.id)}/file#page={place.page}"
        return (
            f'<nav class="steps" aria-label="{self._say("pages")}">'
            f"{self._step('page-before', report, place, place.page - 1)}"
            f'<span class="page-of">{escape(where)}</span>'
            f"{self._step('page-after', report, place, place.last_page + 1)}"
            f'<button type="button" data-zoom="-1">{self._say("smaller")}</button>'
            f'<button type="button" data-zoom="1">{self._say("larger")}</button>'
            f'<a href="{escape(target)}" target="_blank" '
            f'rel="noopener">{self._say("open-file")}</a></nav>'
        )

    def _step(self, name: str, report: Report, place: Place, page: int) -> str:
        if not 1 <= page <= report.page_count:
            return f'<button type="button" disabled>{self._say(name)}</button>'
        address = address_of(Place(place.report, page, page, place.quote))
        return f'<button type="button" data-place="{escape(address)}">{self._say(name)}</button>'

    def _tell(self, place: Place, is_marked: bool) -> str:
        if not place.quote:
            return ""
        name = "quote-marked" if is_marked else "quote-not-marked"
        return f'<p class="place-note" role="status">{self._say(name)}</p>'

    # ---- the page itself

    def _shown_pages(self, place: Place) -> "list[_ShownPage]":
        parts = [part for part in place.quote.split(_BREAK) if squash(part)]
        pages = range(place.page, place.last_page + 1)
        # A sentence that the foot of a page interrupts has its first words there and its last ones
        # overleaf.
        shares = [[part] for part in parts] if len(parts) == len(pages) else [parts] * len(pages)
        if self.is_printed(place.report):
            path = self.file(place.report)
            return [
                self._printed(place.report, path, *share)
                for share in zip(pages, shares, strict=True)
            ]
        return [self._written(place.report, *share) for share in zip(pages, shares, strict=True)]

    def _printed(self, report: str, path: Path, number: int, parts: Sequence[str]) -> "_ShownPage":
        page = self._reader.run(find_words, path, number, parts)
        marks = "".join(map(_mark, page.boxes))
        label = self._words.say("picture-of", page=number)
        words = escape("\n".join(self._catalogue.page_texts(report, number, number)))
        return _ShownPage(
            f'<figure class="sheet"><div class="printed" style="aspect-ratio: {page.width:.0f} / '
            f'{page.height:.0f}">'
            f'<img src="/reports/{in_address(report)}/pages/{number}.png" '
            f'alt="{escape(label)}">{marks}</div>'
            f"<figcaption><details><summary>{self._say('as-text')}</summary>"
            f'<p class="page-words">{words}</p></details></figcaption></figure>',
            bool(page.boxes),
        )

    def _written(self, report: str, number: int, parts: Sequence[str]) -> "_ShownPage":
        """A page of a file that has no layout of its own: its words, the quote marked in them."""
        text = "\n".join(self._catalogue.page_texts(report, number, number))
        spans = [span for part in parts if (span := find_span(text, part))]
        html, end = "", 0
        for start, stop in sorted(spans):
            if start >= end:
                html += f"{escape(text[end:start])}<mark>{escape(text[start:stop])}</mark>"
                end = stop
        html += escape(text[end:])
        return _ShownPage(f'<div class="sheet"><p class="page-words">{html}</p></div>', bool(spans))

    def _say(self, name: str) -> str:
        return escape(self._words.say(name))


@dataclass(frozen=True, slots=True)
class _ShownPage:
    html: str
    is_marked: bool


def address_of(place: Place) -> str:
    """The address under which the page shows a place."""
    asked = urlencode({"last": place.last_page, "quote": place.quote})
    return f"/reports/{in_address(place.report)}/pages/{place.page}?{asked}"


def find_span(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, however they are broken into lines: start and end, or None."""
    kept = [place for place, letter in enumerate(text) if letter.isalnum()]
    wanted = squash(words)
    start = "".join(text[place].lower()[:1] for place in kept).find(wanted) if wanted else -1
    if start < 0:
        return None
    stop = kept[start + len(wanted) - 1] + 1
    closing = re.match(r"[.!?”’\"')]+", text[stop:])
    return kept[start], stop + (closing.end() if closing else 0)


def _mark(box: Box) -> str:
    place = f"left:{box.left:.3%};top:{box.top:.3%};width:{box.width:.3%};height:{box.height:.3%}"
    return f'<span class="mark" style="{place}"></span>'
