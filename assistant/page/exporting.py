"""Answers to take away: as Markdown or as a Word document, with numbered references, and their
tables as CSV. Each says when it was answered, and from what.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from assistant.answers import Answer, Claim, Part, Reply, escape
from assistant.page.taking import (
    LONGEST_PROPERTY,
    Properties,
    facts_of,
    numbered,
    printable,
    properties_of,
    say_origin,
    say_reference,
)
from assistant.page.transcript import Turn
from assistant.wording import Wording
from index.dates import say_date

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute a cell that begins so


def as_markdown(turns: Sequence[Turn], words: Wording, saved: datetime | None = None) -> str:
    """Turns as Markdown, the references of all of them numbered through at the end.

    A file that is saved begins with its properties, as Pandoc and others read them.
    """
    turns = tuple(numbered(turns))
    parts = [_front_matter(properties_of(turns, words, saved))] if saved else []
    parts += [f"# {words.say('title')}"]
    for turn in turns:
        parts += [f"## {escape(turn.question)}", turn.reply.markdown]
        parts += [f"*{escape(origin)}*"] if (origin := say_origin(turn, words)) else []
    references = [
        f"{c.number}. {escape(say_reference(c))}" for turn in turns for c in turn.reply.citations
    ]
    if references:
        parts += [f"## {words.say('evidence')}", "\n".join(references)]
    return "\n\n".join(parts) + "\n"


def _front_matter(told: Properties) -> str:
    """Properties as YAML, of which JSON's strings are a part."""
    lines = {
        "title": told.title,
        "subject": told.subject,
        "author": told.author,
        "description": told.about,
    }
    kept = [f"{name}: {json.dumps(text)}" for name, text in lines.items() if text]
    return "\n".join(["---", *kept, f"date: {told.created.isoformat()}Z", "---"])


def as_word(turns: Sequence[Turn], words: Wording, saved: datetime) -> bytes:
    """Turns as a Word document (.docx), the references numbered through at the end."""
    turns = tuple(numbered(turns))
    document = Document()
    _set_properties(document, properties_of(turns, words, saved))
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(words.say("title"), 0)
    for turn in turns:
        document.add_heading(printable(turn.question), 1)
        _write_reply(document, turn.reply)
        if origin := say_origin(turn, words):
            document.add_paragraph().add_run(origin).italic = True
    citations = [citation for turn in turns for citation in turn.reply.citations]
    if citations:
        document.add_heading(words.say("evidence"), 1)
    for citation in citations:
        document.add_paragraph(printable(f"{citation.number}. {say_reference(citation)}"))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_properties(document: WordDocument, told: Properties) -> None:
    properties = document.core_properties
    properties.title, properties.subject = told.title, told.subject
    properties.author = properties.last_modified_by = told.author
    properties.comments = told.about[:LONGEST_PROPERTY]
    properties.created = properties.modified = told.created


def as_csv(turns: Sequence[Turn], words: Wording, saved: datetime) -> str:
    """The tables of turns, a blank line between two; a last column names what each row rests on.

    Begins with the mark by which spreadsheets know UTF-8, and ends with what the answers are of,
    so that the head of the table stays on top. No cell is taken for a formula.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    for turn in turns:
        references = {citation.number: say_reference(citation) for citation in turn.reply.citations}
        for part in turn.reply.parts:
            if part.columns:
                _write_csv(writer, part, references, words)
    told = properties_of(turns, words, saved)
    for name, fact in [fact for turn in turns for fact in facts_of(turn, words)]:
        writer.writerow([name, _as_text(fact if isinstance(fact, str) else say_date(fact))])
    writer.writerow([told.subject, told.author])
    writer.writerow([words.say("taken-saved"), say_date(saved.date())])
    return "\ufeff" + written.getvalue()


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
    cell = printable(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_reply(document: WordDocument, reply: Reply) -> None:
    if not isinstance(reply, Answer):
        document.add_paragraph(printable(reply.message))
    for part in reply.parts:
        _write_part(document, part)
    if isinstance(reply, Answer) and reply.notice:
        document.add_paragraph(printable(reply.notice))
    if reply.coverage:
        document.add_paragraph().add_run(printable(reply.coverage)).italic = True


def _write_part(document: WordDocument, part: Part) -> None:
    if part.asked:
        document.add_heading(printable(part.asked), 2)
    if part.heading:
        document.add_paragraph().add_run(printable(part.heading)).bold = True
    if part.note:
        document.add_paragraph(printable(part.note))
    if part.columns:
        _write_table(document, part)
        return
    for claim in part.claims:
        _write_claim(document.add_paragraph(style="Quote" if claim.is_quote else None), claim)


def _write_table(document: WordDocument, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(printable(name)).bold = True
    for row in part.rows:
        for cell, claim in zip(table.add_row().cells, row, strict=False):
            _write_claim(cell.paragraphs[0], claim)


def _write_claim(paragraph: Paragraph, claim: Claim) -> None:
    label = f"{claim.label}: " if claim.label else ""
    text = f"“{claim.text}”" if claim.is_quote else claim.text
    paragraph.add_run(printable(label + text))
    for number in claim.citations:
        paragraph.add_run(f" [{number}]").font.superscript = True
