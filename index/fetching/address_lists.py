"""A file that lists addresses: one a line, and after it, where known, council, title and date.

address,council,title,published https://files.ofsted.gov.uk/v1/file/50252240,Harrow,Children's
services inspection,2024-07-15
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from index.dates import find_date
from index.fetching.offers import Fault, Listing, Offer, Pages, Selection
from index.places.councils import council_named

MOST_LINES = 10_000


class AddressList:
    """The addresses in a file, as text or as a table with commas."""

    accepts: tuple[str, ...] = (".pdf", ".html")

    def __init__(self, file: Path) -> None:
        self._file = file

    def listings(self, wanted: Selection, pages: Pages) -> Iterator[Listing | Fault]:  # noqa: ARG002 - nothing is asked
        """All of them at once."""
        try:
            with self._file.open(encoding="utf-8-sig", newline="") as lines:
                rows = [row for row, _ in zip(csv.reader(lines), range(MOST_LINES), strict=False)]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            yield Fault(
                f"{self._file} cannot be read as a list of addresses ({error}): it must be a "
                f"text, one address a line"
            )
            return
        listed = [
            row
            for row in rows
            if row and row[0].strip() and not row[0].startswith("#") and row[0] != "address"
        ]
        yield Listing(str(self._file), tuple(map(_offer, listed)))


def _offer(row: list[str]) -> Offer:
    address, council, title, published = (*(cell.strip() for cell in row), "", "", "")[:4]
    known = council_named(council)
    return Offer(address, address, known.name if known else council, title, find_date(published))
