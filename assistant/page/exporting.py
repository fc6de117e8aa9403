"""Answers to take away: as Markdown or as a Word document, with numbered references, and their
tables as CSV.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.answers import Answer, Citation, Claim, Part, Reply, escape
from assistant.page.transcript import Turn
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Kind

LONGEST_PROPERTY = 200  # characters of what a Word document says of itself; its form allows 255
LONGEST_FILE_NAME = 60  # characters, without the date
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute a cell that begins so
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # not allowed in XML


def say_reference(citation: Citation) -> str:
    """A citation as a line of text: who, what, when, where, and the words."""
    dated = f"published {say_date(citation.published)}"
    when = (
        dated if citation.kind == Kind.ARTICLE.label else f"inspected {citation.inspected}, {dated}"
    )
    older = ", superseded by a later inspection" if citation.is_older else ""
    source = f", {citation.source}" if citation.source else ""
    return (
        f"{citation.council}, {citation.kind}, {when}{older}, {citation.place}: "
        f"“{citation.quote}” ({citation.file}{source})"
    )


def as_markdown(turns: Sequence[Turn], words: Wording) -> str:
    """Turns as Markdown, the references of all of them numbered through at the end."""
    turns = tuple(_numbered(turns))
    parts = [f"# {words.say('title')}"]
    for turn in turns:
        parts += [f"## {escape(turn.question)}", turn.reply.markdown]
    references = [
        f"{c.number}. {escape(say_reference(c))}" for turn in turns for c in turn.reply.citations
    ]
    if references:
        parts += [f"## {words.say('evidence')}", "\n".join(references)]
    return "\n\n".join(parts) + "\n"


def as_word(turns: Sequence[Turn], words: Wording) -> bytes:
    """Turns as a Word document (.docx), the references numbered through at the end."""
    turns = tuple(_numbered(turns))
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = words.say("title")
    document.core_properties.title = turns[0].question[:LONGEST_PROPERTY] if turns else ""
    document.core_properties.comments = ""
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(words.say("title"), 0)
    for turn in turns:
        document.add_heading(_printable(turn.question), 1)
        _write_reply(document, turn.reply)
    citations = [citation for turn in turns for citation in turn.reply.citations]
    if citations:
        document.add_heading(words.say("evidence"), 1)
    for citation in citations:
        document.add_paragraph(_printable(f"{citation.number}. {say_reference(citation)}"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_csv(turns: Sequence[Turn], words: Wording) -> str:
    """The tables of turns, a blank line between two; a last column names what each row rests on.

    Begins with the mark by which spreadsheets know UTF-8. No cell is taken for a formula.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    for turn in turns:
        references = {citation.number: say_reference(citation) for citation in turn.reply.citations}
        for part in turn.reply.parts:
            if part.columns:
                _write_csv(writer, part, references, words)
    return "\ufeff" + written.getvalue().removesuffix("\r\n")


class Writer(Protocol):
    """What writes rows of cells."""

    def writerow(self, row: Sequence[str], /) -> object:
        """Write one row."""


def _write_csv(writer: Writer, part: Part, references: dict[int, str], words: Wording) -> None:
    if part.heading:
        writer.writerow([_as_text(part.heading)])
    rests = [" | ".join(_named(row, references)) for row in part.rows]
    evidence = [words.say("evidence")] if any(rests) else []  # figures over many reports have none
    writer.writerow([*map(_as_text, part.columns), *evidence])
    for row, named in zip(part.rows, rests, strict=True):
        cells = [cell.text for cell in row] + ([named] if evidence else [])
        writer.writerow(list(map(_as_text, cells)))
    writer.writerow([])


def _named(row: Sequence[Claim], references: dict[int, str]) -> Iterator[str]:
    numbers = dict.fromkeys(number for cell in row for number in cell.citations)
    return (references[number] for number in numbers if number in references)


def _as_text(cell: str) -> str:
    cell = _printable(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def file_name(turns: Sequence[Turn], ending: str, today: date) -> str:
    """A name that tells what is in a file: "which-councils-are-inadequate-2026-05-04.csv"."""
    asked = (
        unicodedata.normalize("NFKD", turns[0].question if turns else "")
        .encode("ascii", "ignore")
        .decode()
    )
    words = "-".join(re.findall(r"[a-z0-9]+", asked.lower()))
    short = (
        words[:LONGEST_FILE_NAME].rpartition("-")[0] if len(words) > LONGEST_FILE_NAME else words
    )
    return f"{short or 'answer'}-{today.isoformat()}.{ending}"


def _write_reply(document: WordDocument, reply: Reply) -> None:
    if not isinstance(reply, Answer):
        document.add_paragraph(_printable(reply.message))
    for part in reply.parts:
        _write_part(document, part)
    if isinstance(reply, Answer) and reply.notice:
        document.add_paragraph(_printable(reply.notice))
    if reply.coverage:
        document.add_paragraph().add_run(_printable(reply.coverage)).italic = True


def _write_part(document: WordDocument, part: Part) -> None:
    if part.heading:
        document.add_paragraph().add_run(_printable(part.heading)).bold = True
    if part.note:
        document.add_paragraph(_printable(part.note))
    if part.columns:
        _write_table(document, part)
        return
    for claim in part.claims:
        _write_claim(document.add_paragraph(style="Quote" if claim.is_quote else None), claim)


def _write_table(document: WordDocument, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(_printable(name)).bold = True
    for row in part.rows:
        for cell, claim in zip(table.add_row().cells, row, strict=False):
            _write_claim(cell.paragraphs[0], claim)


def _write_claim(paragraph: Paragraph, claim: Claim) -> None:
    label = f"{claim.label}: " if claim.label else ""
    text = f"“{claim.text}”" if claim.is_quote else claim.text
    paragraph.add_run(_printable(label + text))
    for number in claim.citations:
        paragraph.add_run(f" [{number}]").font.superscript = True


def _numbered(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns with the references of all of them numbered through."""
    before = 0
    for turn in turns:
        yield replace(turn, reply=_moved(turn.reply, before))
        before += max((citation.number for citation in turn.reply.citations), default=0)


def _moved(reply: Reply, by: int) -> Reply:
    """A reply whose citations have numbers higher by `by`."""
    return replace(
        reply,
        citations=tuple(replace(c, number=c.number + by) for c in reply.citations),
        parts=tuple(
            replace(
                part,
                claims=tuple(
                    replace(claim, citations=tuple(n + by for n in claim.citations))
                    for claim in part.claims
                ),
            )
            for part in reply.parts
        ),
    )


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
