"""Pieces of a text that has no pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_GRADE = re.compile(
    r"(requires? improvement( to be good)?|outstanding|good|inadequate|adequate|not judged)\W*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text that has no pages: heading (level 1 to 6), paragraph, bullet or row."""

    kind: Literal["heading", "paragraph", "bullet", "row"]
    text: str
    level: int = 0


def is_grade(text: str) -> bool:
    """Whether a text is nothing but a grade."""
    return bool(_GRADE.fullmatch(text.strip()))


def rows_of_table(table: Sequence[Sequence[str]], *, has_head: bool) -> Iterator[Block]:
    """Tell each row of a table, its cells with their heads; one that ends in a grade as a row of
    judgements.

    >>> [row.text for row in rows_of_table([["Team", "2023"], ["Disability", "15"]], has_head=True)]
    ['Team: Disability; 2023: 15']
    """
    rows = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    grades = [row for row in rows if len(row) > 1 and is_grade(row[-1])]
    if grades:
        yield from (Block("row", " | ".join(row)) for row in rows)
        return
    head = rows[0] if has_head and len(rows) > 1 else []
    for row in rows[1:] if head else rows:
        heads = [*head, *[""] * (len(row) - len(head))]
        cells = [
            f"{name}: {cell}" if name else cell
            for name, cell in zip(heads, row, strict=False)
            if cell
        ]
        yield Block("paragraph", "; ".join(cells))
