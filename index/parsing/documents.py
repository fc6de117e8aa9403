"""What a file holds → the documents in it: each report with its own pages, and nothing else.

A committee's paper is bound in front of a report, an action plan behind it, or two reports are
merged into one file. Who reads such a file as one tells one council what was found in another, and
takes a director's reply for what inspectors wrote. A report begins where its title block stands: a
title of a known kind with the dates of the inspection, or a letter with such a title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from index.frameworks import names_kind
from index.reading.blocks import Block
from index.reading.files import Reading
from index.reading.pdf import Page
from index.reports import UnreadableFileError, say_pages, squash

TITLE_LINES = 24  # of a page: a title block is over by then
DATES_WITHIN = 10  # lines below its title in which a report gives the dates of the inspection
HEAD_LINES = 6  # of a page that tell whose paper it is
FRONT_PAGES = 4  # among which the imprint may stand; further back it ends a report
LARGER = 1.1  # than the other lines of its page is a heading

_DATES = re.compile(r"(re-?)?inspection dates?\b", re.I)
_DEAR = re.compile(r"dear\b", re.I)
_ENDS_SENTENCE = re.compile(r"[a-z][.;,]$")
_OTHER_PAPER = re.compile(
    r"(appendix|appendices|agenda|minutes|press release|supplementary (paper"
    r"|information))\b.{0,70}$"
    r"|(draft |written |formal |post-inspection |council.s |our )*((action|improvement|response"
    r"|delivery) plan|response)\b.{0,70}$"
    r"|.{0,60}\b(council|authority|cabinet|director|partnership)['’]?s['’]? ((draft|written"
    r"|formal|initial|post-inspection|action|improvement) )*(response|reply|plan)\b.{0,50}$"
    r"|report (of|by|from) the .{0,20}\b(director|chief|head|cabinet|leader|portfolio"
    r"|officer)\b.{0,60}$"
    r"|.{0,60}\b(scrutiny|overview|cabinet|select) .{0,30}\b(committee|panel|board"
    r"|commission)\b.{0,30}$",
    re.I,
)
_END_OF_REPORT = re.compile(r"© ?crown copyright", re.I)


def documents(reading: Reading) -> tuple[Reading, ...]:
    """Return the documents of a file, each as if it were alone; most files hold one.

    Pages keep the numbers that they have in the file. What is no part of a report is left out, and
    named in the notices. Raises UnreadableFileError where reports cannot be told apart.
    """
    if not reading.pages:
        return tuple(_documents_of_blocks(reading))
    starts = _starts(reading.pages)
    if not starts:
        return (reading,)
    ends = [*starts[1:], len(reading.pages)]
    parts = [
        _report_pages(reading.pages[start:end]) for start, end in zip(starts, ends, strict=True)
    ]
    return tuple(_part(reading, pages, len(parts)) for pages in parts)


def _part(reading: Reading, pages: tuple[Page, ...], reports: int) -> Reading:
    own = {page.number for page in pages}
    others = [page.number for page in reading.pages if page.number not in own]
    if not others:
        return reading
    if reports > 1:
        told = f"this file holds {reports} reports; this one stands on {say_pages(sorted(own))}"
    else:
        told = f"{say_pages(others)} of this file are no part of the report and were left out"
    return replace(reading, pages=pages, notices=(*reading.notices, told))


# ---- pages


def _starts(pages: tuple[Page, ...]) -> list[int]:
    """Which pages, counted from 0, begin a report; none where the file is one whole."""
    found: list[int] = []
    titles: set[str] = set()
    for place, page in enumerate(pages):
        begins = list(_titles([line.text for line in page.lines]))
        if len({title for _, title in begins}) > 1 or any(
            line >= TITLE_LINES for line, _ in begins if place
        ):
            raise UnreadableFileError(
                f"it holds several reports, and one begins in the middle of page {page.number}; "
                f"save each as a file"
            )
        if begins and begins[0][1] not in titles:
            titles.add(begins[0][1])
            found.append(place)
    return found


def _titles(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where title blocks begin among lines, each with what it says."""
    last = 0
    for place, line in enumerate(lines):
        if _DATES.match(line):
            above = lines[max(last, place - DATES_WITHIN) : place]
            last = place + 1
        elif _DEAR.match(line):
            above = lines[place + 1 : place + 6]
        else:
            continue
        title = _title_among(above)
        if title:
            yield (
                max(0, place - len(above)),
                squash(
                    f"{title} {line if _DATES.match(line) else ''} "
                    f"{' '.join(lines[place + 1 : place + 2])}"
                ),
            )


def _title_among(lines: Sequence[str]) -> str:
    """A title of a known kind, perhaps over several lines, with the lines beside it; empty
    without one.
    """
    kept = [line for line in lines if not (_ENDS_SENTENCE.search(line) or len(line) > 120)]
    title = " ".join(kept)
    return title if names_kind(title) else ""


def _report_pages(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages from a title up to where another paper begins."""
    last = max(
        (place for place, page in enumerate(pages) if _END_OF_REPORT.search(page.text)), default=0
    )
    if last > FRONT_PAGES:
        pages = pages[: last + 1]
    end = next(
        (place for place in range(1, len(pages)) if _is_other_paper(pages[place])), len(pages)
    )
    return pages[:end]


def _is_other_paper(page: Page) -> bool:
    """Whether the head of a page is that of a council's paper, plan or reply."""
    usual = median(line.size for line in page.lines) if page.lines else 0.0
    return any(
        (line.bold or line.size > usual * LARGER) and _OTHER_PAPER.match(line.text)
        for line in page.lines[:HEAD_LINES]
    )


# ---- texts without pages


def _documents_of_blocks(reading: Reading) -> Iterator[Reading]:
    """Several reports in one text, each from its title on; what stands before the first is left
    out.
    """
    starts = list(_block_starts(reading.blocks))
    if starts and _belongs_to_title(reading.blocks[: starts[0]]):
        starts[0] = 0
    if len(starts) < 2 and (not starts or starts[0] == 0):
        yield reading
        return
    told = (
        f"this file holds {len(starts)} reports"
        if len(starts) > 1
        else "what stands before the report was left out"
    )
    for start, end in zip(starts, [*starts[1:], len(reading.blocks)], strict=True):
        blocks = reading.blocks[start:end]
        yield replace(
            reading, blocks=blocks, title=blocks[0].text, notices=(*reading.notices, told)
        )


def _belongs_to_title(before: tuple[Block, ...]) -> bool:
    """Whether what stands before a title is part of it, as the council's name may be, and no
    other paper.
    """
    return len(before) < DATES_WITHIN and not any(
        _OTHER_PAPER.match(block.text) for block in before
    )


def _block_starts(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Where a heading of a known kind is followed by the dates of an inspection."""
    for place, block in enumerate(blocks):
        if (
            block.kind != "row"
            and len(block.text) < 200
            and names_kind(block.text)
            and not _ENDS_SENTENCE.search(block.text)
        ):
            below = blocks[place + 1 : place + 4]
            if any(_DATES.match(other.text) for other in below):
                yield place
