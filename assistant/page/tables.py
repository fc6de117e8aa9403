"""A table of an answer → HTML: its columns sort, and where there are many rows each opens its
own evidence.

A table that the conversation has shown before is folded away behind a line that says where it
stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from assistant.answers import Claim, Part, Reply
from assistant.page.citations import FEW
from assistant.page.grades import counts_grades, grade_class, show_bar
from assistant.page.transcript import shortened
from assistant.wording import Wording

WIDE = 5  # columns; such a table has the whole width of the window
FEWEST_SORTED = 3  # rows

Content = tuple[object, ...]


@dataclass
class SeenTables:
    """What a conversation has shown so far: tables by what is in them, with the turn and its
    question.
    """

    tables: dict[Content, tuple[int, str]] = field(default_factory=dict)

    def before(self, part: Part, turn: int, question: str) -> str:
        """The question whose answer showed the same table earlier; "" where none did. It is
        shown from now on.
        """
        content = (part.columns, tuple(claim.text for claim in part.claims))
        first, asked = self.tables.setdefault(content, (turn, question))
        return asked if first != turn else ""


def cited_in_rows(reply: Reply) -> frozenset[int]:
    """The citations whose cards open below the row that cites them: of many, those that one row
    has to itself.
    """
    if len(reply.citations) <= FEW:
        return frozenset()
    rows = [row for part in reply.parts if part.columns for row in part.rows]
    used = Counter(number for row in rows for number in _numbers(row))
    return frozenset(number for number, times in used.items() if times == 1)


def _numbers(row: Iterable[Claim]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for cell in row for number in cell.citations))


class Tables:
    """Writes the tables of one answer; `words_of` writes a cell with its markers, `cards` the
    cards of some citations.
    """

    def __init__(
        self,
        words_of: Callable[[Claim], str],
        cards: Callable[[Iterable[int]], str],
        in_rows: frozenset[int],
        words: Wording,
    ) -> None:
        self._words_of = words_of
        self._cards = cards
        self._in_rows = in_rows
        self._words = words

    def show(self, part: Part, earlier: str) -> str:
        """A table; folded where the answer to an earlier question showed it already."""
        table = self._table(part)
        if not earlier:
            return table
        lead = escape(self._words.say("table-again", question=shortened(earlier)))
        return f'<details class="again"><summary>{lead}</summary>{table}</details>'

    def _table(self, part: Part) -> str:
        rows = list(part.rows)
        sorts = _sorting(part, rows)
        head = "".join(
            _column(name, sorts=place in sorts) for place, name in enumerate(part.columns)
        )
        body = "".join(self._row(row, part.columns) for row in rows)
        label = escape(part.heading or ", ".join(filter(None, part.columns)))
        wide = " is-wide" if len(part.columns) >= WIDE else ""
        quoting = " is-quoting" if any(claim.is_quote for claim in part.claims) else ""
        return (
            f'<p class="scrolls" aria-hidden="true">{escape(self._words.say("scrolls"))}</p>'
            f'<div class="table{wide}{quoting}" role="region" tabindex="0" aria-label="{label}">'
            f"<table><thead><tr>{head}</tr></thead>{body}</table></div>"
        )

    def _row(self, row: tuple[Claim, ...], columns: tuple[str, ...]) -> str:
        first, *others = row
        cells = "".join(
            self._cell(cell, column) for column, cell in zip(columns[1:], others, strict=False)
        )
        bar = (
            show_bar(columns[1:], [cell.text for cell in others]) if counts_grades(columns) else ""
        )
        line = f'<tr><th scope="row">{self._words_of(first)}{bar}</th>{cells}</tr>'
        own = [number for number in _numbers(row) if number in self._in_rows]
        # The row and its cards are one body, so that sorting moves them together.
        opened = (
            f'<tr class="opened"><td colspan="{len(columns)}">{self._cards(own)}</td></tr>'
            if own
            else ""
        )
        return f"<tbody>{line}{opened}</tbody>"

    def _cell(self, cell: Claim, column: str) -> str:
        kind = "quotation" if cell.is_quote else grade_class(cell.text) if cell.text else "nothing"
        return f'<td class="{kind}" data-column="{escape(column)}">{self._words_of(cell)}</td>'


def _sorting(part: Part, rows: Sequence[tuple[Claim, ...]]) -> frozenset[int]:
    """The places of the columns that sort: none of quotes side by side, which have an order of
    their own; of rows that each have a quote for an example, all columns but that of the quotes.
    """
    places = frozenset(range(len(part.columns)))
    quoting = {place for row in rows for place, cell in enumerate(row) if cell.is_quote}
    side_by_side = len(quoting) > 1 or (quoting and not part.columns[0])
    return frozenset() if side_by_side or len(rows) < FEWEST_SORTED else places - quoting


def _column(name: str, *, sorts: bool) -> str:
    if not name:
        return "<td></td>"
    if not sorts:
        return f'<th scope="col">{escape(name)}</th>'
    return (
        f'<th scope="col" aria-sort="none"><button type="button" class="sort" '
        f"data-sort>{escape(name)}</button></th>"
    )
