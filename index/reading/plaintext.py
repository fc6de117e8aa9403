"""Markdown and plain text, also as converters write them → blocks.

Converters leave marks: comments, pictures, links, notes, page feeds, running heads, columns of
spaces. None of them is what a report says.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.frameworks import names_kind
from index.reading.blocks import Block, is_grade, rows_of_table
from index.reading.characters import clean

LONGEST_WRAPPED_LINE = 110  # characters; longer lines of a plain text are whole paragraphs
LONGEST_TITLE = 160  # characters of a title, perhaps over two lines
SHORT_ROW = 40  # letters; a shorter row alone is the head of a table
RUNNING = 2  # pages on which a line stands that is a running head or foot

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]")
_LINK = re.compile(r"\[([^\]^]+)\]\((?:[^()]|\([^)]*\))*\)|\[([^\]^]+)\]\[[^\]]*\]")
_NOTE_MARK = re.compile(r"\s?\[\^[^\]]+\](?!:)|<sup>\s*\d{1,2}\s*</sup>", re.I)
_NOTE = re.compile(r"\s*\[\^?[^\]]+\]:\s")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|`|~~)|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RULE = re.compile(r"[-=_*|: +]{3,}")
_PAGE_NUMBER = re.compile(r"\W*(page )?\d{1,3}( ?(of|/) ?\d{1,3})?\W*", re.I)
_COLUMNS = re.compile(r"(?<=\S)(?: {3,}|\t+)(?=\S)")
_HEADING = re.compile(
    r"(the )?(experiences? and progress of|impact of leaders on)\b.{0,90}"
    r"|what needs to improve\W*|headline findings"
    r"|(executive )?summary|recommendations|(key |main |inspection )?findings",
    re.I,
)
_UNFINISHED = re.compile(r"[^.!?:”\"’)]$")


def blocks_of_markdown(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text, without its marks."""
    text = _COMMENT.sub("", html.unescape(text))
    text = re.sub(r"(?m)^(\S.*)\n(=+|-{3,})[ \t]*$", _underlined, text)
    struck = re.sub(r"~~[^~\n]+~~", "", text)
    lines = [_without_marks(line) for line in struck.splitlines() if not _NOTE.match(line)]
    yield from _blocks(_cells_of_markdown(lines))


def blocks_of_text(text: str) -> Iterator[Block]:
    """The blocks of a plain text; running heads and page numbers are left out."""
    lines = _without_running_lines(html.unescape(text).replace("\f", "\n\f\n").splitlines())
    yield from _blocks(_cells_of_text(lines))


# ---- lines and tables → blocks

_Piece = str | list[Block]


def _blocks(pieces: Iterator[_Piece]) -> Iterator[Block]:
    """Join wrapped lines into paragraphs; what is a block already stays one."""
    paragraph: list[str] = []

    def flush() -> Iterator[Block]:
        if paragraph:
            yield _as_block(clean(" ".join(paragraph)))
            paragraph.clear()

    for piece in pieces:
        if isinstance(piece, list):
            yield from flush()
            yield from piece
            continue
        block = _line(piece)
        if block is None:
            yield from flush()
        elif block.kind == "heading":
            yield from flush()
            yield block
        else:
            if block.kind != "paragraph" or _begins(piece) or (paragraph and _ends(paragraph[-1])):
                yield from flush()
            paragraph.append(
                f"• {block.text}" if block.kind == "bullet" and not paragraph else block.text
            )
    yield from flush()


def _as_block(text: str) -> Block:
    if text.startswith("• "):
        return Block("bullet", text[2:])
    if _HEADING.fullmatch(text) and not text.endswith("."):
        return Block("heading", text, 2)
    if len(text) < LONGEST_TITLE and names_kind(text) and not re.search(r"[.:;]", text):
        return Block("heading", text, 1)
    return Block("paragraph", text)


def _begins(line: str) -> bool:
    """A numbered paragraph, a "Name: value" line, or a line too long to be a wrapped one."""
    return (
        bool(re.match(r"\s*(\d{1,3}\.\s|[A-Z][a-z]+( [a-z]+)?: )", line))
        or len(line) > LONGEST_WRAPPED_LINE
    )


def _ends(line: str) -> bool:
    """Whether nothing follows a line in its paragraph: a "Name: value" line, or a whole
    paragraph.
    """
    return bool(re.match(r"\s*[A-Z][a-z]+( [a-z]+)?: ", line)) or len(line) > LONGEST_WRAPPED_LINE


def _line(line: str) -> Block | None:
    """Tell what one line is; None for an empty one."""
    words = clean(line)
    if not words or _RULE.fullmatch(words):
        return None
    if match := re.match(r"(#{1,6})\s+(.*)", words):
        return Block("heading", match[2].strip("# "), len(match[1]))
    if match := re.match(r"([-*+•]|\d{1,3}\)|[a-z]\))\s+(.*)", words):
        return Block("bullet", match[2])
    return Block("paragraph", words.removeprefix("> ").removeprefix(">"))


# ---- Markdown


def _underlined(found: re.Match[str]) -> str:
    return f"{'#' if found[2].startswith('=') else '##'} {found[1]}\n"


def _without_marks(line: str) -> str:
    line = _NOTE_MARK.sub("", _IMAGE.sub("", line))
    line = _TAG.sub(" ", _LINK.sub(lambda link: link[1] or link[2], line))
    begins = re.match(r"\s*[-*+]\s+|\s*", line)
    start = begins[0] if begins else ""
    return start + _ESCAPE.sub(r"\1", _EMPHASIS.sub("", line[len(start) :])).rstrip("\\ ")


def _cells_of_markdown(lines: Sequence[str]) -> Iterator[_Piece]:
    table: list[str] = []
    for line in [*lines, ""]:
        if line.lstrip().startswith("|"):
            table.append(line)
            continue
        if table:
            has_head = len(table) > 1 and bool(re.fullmatch(r"[\s|:-]+", table[1]))
            rows = [
                row.strip().strip("|").split("|")
                for row in table
                if not re.fullmatch(r"[\s|:-]+", row)
            ]
            yield list(
                rows_of_table([[clean(cell) for cell in row] for row in rows], has_head=has_head)
            )
            table = []
        yield line


# ---- plain text


def _without_running_lines(lines: Sequence[str]) -> list[str]:
    """Leave out lines that come again on every page, and join the sentence that they interrupt."""
    patterns = [re.sub(r"\d+", "#", line.strip().lower()) for line in lines]
    counts = Counter(patterns)
    has_pages = any(
        _PAGE_NUMBER.fullmatch(line) and line.strip() or "\f" in line for line in lines
    ) or any(
        count >= RUNNING and "#" in pattern and re.search(r"\s{3,}#$", pattern)
        for pattern, count in counts.items()
    )
    if not has_pages:
        return list(lines)
    kept: list[str] = []
    was_cut = False
    for line, pattern in zip(lines, patterns, strict=True):
        is_running = (
            "\f" in line
            or _PAGE_NUMBER.fullmatch(line.strip() or "x")
            or (
                counts[pattern] >= RUNNING
                and 3 < len(pattern) < LONGEST_WRAPPED_LINE
                and not pattern.endswith((".", ":"))
            )
        )
        if is_running:
            was_cut = True
            continue
        if not line.strip() and was_cut:
            continue
        if was_cut:
            last = next(
                (place for place in range(len(kept) - 1, -1, -1) if kept[place].strip()), -1
            )
            if last >= 0 and _UNFINISHED.search(kept[last].rstrip()) and line.strip()[:1].islower():
                del kept[last + 1 :]
            else:
                kept.append("")
            was_cut = False
        kept.append(line)
    return kept


def _cells_of_text(lines: Sequence[str]) -> Iterator[_Piece]:
    """Lines, and rows of tables that are set with spaces; a row may wrap over several lines."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
            continue
        yield from _group(group)
        yield ""
        group = []


def _group(lines: list[str]) -> Iterator[_Piece]:
    parts = [_COLUMNS.split(line.strip(), maxsplit=1) for line in lines]
    if not any(len(part) == 2 for part in parts):
        yield from lines
        return
    edges = [
        line.index(part[1], len(part[0]))
        for line, part in zip(lines, parts, strict=True)
        if len(part) == 2
    ]
    edge = min(edges)
    if max(edges) - edge > 8:
        yield from lines
        return
    halves = [_halves(line, edge) for line in lines]
    left, right = (clean(" ".join(half[side] for half in halves if half[side])) for side in (0, 1))
    if is_grade(right) and not is_grade(left):
        yield [Block("row", f"{left} | {right}")]
    elif all(len(half[1]) >= 20 for half in halves if half[1]) and len(lines) > 2:
        yield [Block("paragraph", left), Block("paragraph", right)]
    elif len(lines) == 1 and len(left) + len(right) < SHORT_ROW:
        yield [Block("row", f"{left} | {right}")]
    else:
        yield list(rows_of_table([[half[0], half[1]] for half in halves], has_head=False))


def _halves(line: str, edge: int) -> tuple[str, str]:
    """A line left and right of a column's edge."""
    return (line[:edge].strip(), line[edge:].strip()) if len(line) > edge else (line.strip(), "")
