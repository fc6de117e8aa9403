"""Report → passages: the sentences that may be found and quoted. A pure function.

A sentence is what finds and quotes best (see tests/evaluation/README.md for what was measured).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.reports import Paragraph, Passage, ReportText, Section

LEAST_LETTERS = 12  # a shorter sentence says nothing on its own
LEAST_OF_POINT = 4
LONGEST = 700  # characters; longer ones are lists without full stops, cut at a semicolon

_POINTER = re.compile(r"\((?:recommendation|paragraph|page|see)s?[^)]*\)?\.?", re.I)
_ABBREVIATIONS = (
    r"\be\.g \bi\.e \betc \bvs \bNo \bMr \bMs \bMrs \bDr \bSt \bpp \bcf \bReg \b[A-Z]".split()
)
_NO_END = "".join(f"(?<!{short}[.!?])" for short in _ABBREVIATIONS)
# A full stop, perhaps closing marks, perhaps the figure of a footnote, then a new beginning.
_END = re.compile(rf"[.!?]{_NO_END}([”’\"')\]]*)(\d{{1,2}})?\s+(?=[“‘\"'(\[]?[A-Z0-9£•])")


def split_report(text: ReportText) -> tuple[Passage, ...]:
    """Return the passages of a report in reading order, numbered from 0; boilerplate is left
    out.
    """
    passages: list[Passage] = []
    report = text.report.id
    for ordinal, paragraph in enumerate(text.paragraphs):
        if not paragraph.section.is_evidence:
            continue
        for start, end in split_sentences(paragraph.text):
            if _says_something(paragraph.text[start:end], paragraph):
                passage = _passage(paragraph, start, end)
                key = f"{report}:{len(passages)}"
                passages.append(replace(passage, id=key, report=report, paragraph=ordinal))
    return tuple(passages)


def _says_something(sentence: str, paragraph: Paragraph) -> bool:
    """Whether a sentence is more than a pointer such as "(Recommendation)".

    A point of the list of what must improve counts however short it is: "Ensure that:" goes on
    in those below it.
    """
    is_point = paragraph.section is Section.IMPROVE and (
        paragraph.is_bullet or paragraph.number is not None
    )
    letters = sum(map(str.isalpha, sentence))
    return letters >= (LEAST_OF_POINT if is_point else LEAST_LETTERS) and not _POINTER.fullmatch(
        sentence
    )


def _passage(paragraph: Paragraph, start: int, end: int) -> Passage:
    """A sentence of a paragraph; whose it is, is filled in by the caller."""
    page, last_page = paragraph.page_at(start), paragraph.page_at(end - 1)
    breaks = [place.start - start for place in paragraph.places if start < place.start < end]
    return Passage(
        id="",
        report="",
        paragraph=0,
        text=paragraph.text[start:end],
        page=page,
        last_page=last_page,
        section=paragraph.section,
        heading=paragraph.heading,
        number=paragraph.number,
        break_at=breaks[0] if breaks else None,
    )


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and ends, in characters."""
    start = 0
    for match in _END.finditer(text):
        end = match.end(1)
        yield from _cut_long(text, start, end)
        start = match.end()
    if start < len(text):
        yield from _cut_long(text, start, len(text.rstrip()))


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind("; ", start, start + LONGEST)
        cut = cut if cut > start else text.rfind(" ", start, start + LONGEST)
        if cut <= start:
            break
        yield start, cut + 1
        start = cut + 1 + (text[cut + 1 : cut + 2] == " ")
    if end > start:
        yield start, end
