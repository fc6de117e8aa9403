"""Full-text search within some reports, ranked by BM25 over them alone. The source is Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with SQLite's constants.

SQLite's own bm25() counts each word over the whole library, so that a question about one council
would take the longer, the more other councils there are. Passages are sentences, in which a word
hardly ever stands twice: how often it does is left out.
"""

import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

K1, B = 1.2, 0.75
USUAL_LENGTH = 130  # characters of a passage: the mean over 129 reports
LEAST_WEIGHT = 1e-6  # of a word that stands in most passages

_RANGE = "SELECT min(number), max(number) FROM passages WHERE report = ?"
_HOLDING = (
    "SELECT p.ordinal, length(p.text) FROM words JOIN passages p ON p.number = words.rowid"
    " WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? AND p.report = ?"
)


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A passage found by its words; a higher score is a better match."""

    report: str
    ordinal: int
    score: float


def search_words(
    connection: sqlite3.Connection, words: Sequence[str], reports: Iterable[str], most: int
) -> list[WordMatch]:
    """Find passages of some reports that hold any of the words, the best match first."""
    terms = [f'"{word}"' for word in words if re.fullmatch(r"\w+", word)]
    # The passages of a report are numbered in a row, and the full text is kept in that order.
    ranges = [(report, *connection.execute(_RANGE, (report,)).fetchone()) for report in reports]
    ranges = [(report, first, last) for report, first, last in ranges if first is not None]
    passages = sum(last - first + 1 for _, first, last in ranges)
    scores: defaultdict[tuple[str, int], float] = defaultdict(float)
    for term in terms:
        holding = [
            (report, ordinal, length)
            for report, first, last in ranges
            for ordinal, length in connection.execute(_HOLDING, (term, first, last, report))
        ]
        weight = math.log((passages - len(holding) + 0.5) / (len(holding) + 0.5))
        for report, ordinal, length in holding:
            spread = 1 + K1 * (1 - B + B * length / USUAL_LENGTH)
            scores[report, ordinal] += max(weight, LEAST_WEIGHT) * (K1 + 1) / spread
    best = sorted(scores.items(), key=lambda item: -item[1])[:most]
    return [WordMatch(report, ordinal, score) for (report, ordinal), score in best]
