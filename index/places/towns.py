"""Know the towns, districts and quarters by which people name a council: Exeter is in Devon.

They stand in ``towns.csv`` beside this file; one that lies in several councils has a row for each.
A name that people bear as well ("Lincoln"), or that is an ordinary word ("Deal"), is marked.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.places.councils import Council, all_councils

_TABLE = Path(__file__).with_name("towns.csv")


@dataclass(frozen=True, slots=True)
class Town:
    """A town, district or quarter, and the councils that it may lie in.

    ``also`` is "name" where people bear its name too, "word" where it is an ordinary word.
    """

    name: str
    councils: tuple[Council, ...]
    also: str = ""


@cache
def all_towns() -> tuple[Town, ...]:
    """Return every town, in the order of the table."""
    councils = {council.name: council for council in all_councils()}
    found: dict[str, Town] = {}
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            earlier = found[row["town"]].councils if row["town"] in found else ()
            lies_in = (*earlier, councils[row["council"]])
            found[row["town"]] = Town(row["town"], lies_in, row["also"])
    return tuple(found.values())
