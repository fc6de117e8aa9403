"""Vectors that were asked for last, kept in memory up to a bound."""

import threading
from collections import OrderedDict

from index.encoder.embeddings import Vectors


class RecentVectors:
    """Vectors of the reports asked for last, up to a number of rows."""

    def __init__(self, most_rows: int) -> None:
        self._most_rows = most_rows
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._changing = threading.Lock()

    def get(self, report: str) -> Vectors | None:
        """The vectors of a report, if they are kept."""
        with self._changing:
            if report in self._kept:
                self._kept.move_to_end(report)
            return self._kept.get(report)

    def put(self, report: str, vectors: Vectors) -> None:
        """Keep the vectors of a report, and let go of those that were not asked for longest."""
        with self._changing:
            self._kept[report] = vectors
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most_rows:
                self._kept.popitem(last=False)

    def drop(self, report: str) -> None:
        """Let go of the vectors of a report."""
        with self._changing:
            self._kept.pop(report, None)
