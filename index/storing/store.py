"""The store: the catalogue and the vectors of its passages, opened as one.

Vectors in a folder belong to one process at a time, because Chroma's local client corrupts its
files when two open them; vectors on a server are shared, and only changes are made by one at a
time. The catalogue is the truth: a report is in it whole as soon as it is read and found by its
words at once; its vectors follow, and those that are missing or damaged are made from the
catalogue (completing.py).
"""

import logging
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType

import numpy as np

from index.encoder.embeddings import SentenceEmbeddings, Vectors
from index.reports import Part, ReportIndexError
from index.settings import Settings
from index.storing.catalogue import Catalogue, KnownFile
from index.storing.locking import StoreError, make_folder, take_lock
from index.storing.vector_cache import RecentVectors
from index.storing.vectors import VectorFiles, VectorServer

CACHED_VECTORS = 400_000  # rows of 384 numbers kept in memory, about 600 MB at the most
ADDED_FOLDER = "added"  # in the folder of the store: what readers added
MADE_AT_ONCE = 4  # reports whose vectors a question waits for; about a second each

_log = logging.getLogger(__name__)


class Store:
    """Reports and their vectors; in a folder of its own, which is locked while it is open or
    changed.
    """

    def __init__(self, settings: Settings, *, create: bool = False) -> None:
        """Open the store that settings name.

        Raises StoreError when there is none (unless `create`), when another process has it open,
        or when another embedding model built it.
        """
        self.folder = settings.store
        if not create and not (self.folder / "catalogue.sqlite").exists():
            raise StoreError(
                f"There is no index in {self.folder}. Build one with: python -m index build FOLDER"
            )
        make_folder(self.folder)
        self._lock = None if settings.chroma else take_lock(self.folder)
        try:
            self.catalogue = Catalogue(self.folder / "catalogue.sqlite")
            self.embeddings = SentenceEmbeddings(settings.embedding_model)
            self._check_model()
            self.kept = self._vectors_at(settings.chroma)
        except ReportIndexError:
            self._release()
            raise
        self._recent = RecentVectors(CACHED_VECTORS)
        self._making = threading.RLock()
        self._looking = threading.Lock()
        self._waiting: set[str] = set()
        self._waiting_as_of = -1

    def _check_model(self) -> None:
        built_with, now = self.catalogue.recall("embedding model"), self.embeddings.identity
        if built_with is None:
            self.catalogue.remember("embedding model", now)
        elif built_with != now:
            model, _, _ = built_with.partition("+adapter-")
            other = (
                ""
                if model == self.embeddings.name
                else f"Set INDEX_EMBEDDING_MODEL={model}, or build"
            )
            raise StoreError(
                f"The index in {self.folder} was built with {built_with}, but questions would be "
                f"embedded with {now}. {other or 'Build'} the index anew in another folder: "
                "python -m index build FOLDER --store OTHER"
            )

    def _vectors_at(self, server: str) -> VectorFiles:
        if not server:
            return VectorFiles(self.folder, self.embeddings)
        if self.catalogue.recall("name") is None:
            self.catalogue.remember("name", uuid.uuid4().hex)
        return VectorServer(
            server, self.catalogue.recall("name") or "", self.folder, self.embeddings
        )

    @property
    def added(self) -> Path:
        """The folder of the files that readers added."""
        return (self.folder / ADDED_FOLDER).resolve()

    # ---- writing

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change reports as the only process that does; raises StoreError while another one
        does.
        """
        with nullcontext() if self._lock else take_lock(self.folder):
            yield

    def add(self, parts: Sequence[Part], root: str, digest: str) -> None:
        """Add the reports of a file; they are visible whole, or not at all, and their vectors
        wait.
        """
        self.catalogue.add(parts, root, digest)
        for part in parts:
            self._recent.drop(part.text.report.id)

    def remove(self, known: KnownFile) -> None:
        """Remove the reports of a file that is gone."""
        reports = self.catalogue.reports_of(known)
        self.catalogue.forget_file(known)
        self._drop_vectors(reports)

    def replace_report(self, old: str, known: KnownFile, reason: str) -> None:
        """Remove a report that another one replaces; its file is kept in mind with that reason."""
        self.catalogue.replace_report(old, known, reason)
        self._drop_vectors([old])

    def _drop_vectors(self, reports: Iterable[str]) -> None:
        for report in reports:
            self._recent.drop(report)
            self.kept.delete(report)

    def put_vectors(self, report: str, vectors: Vectors) -> None:
        """Keep the vectors of a report's passages, in reading order."""
        self.kept.put(report, vectors)
        with self._looking:
            self._waiting.discard(report)

    def sweep(self) -> int:
        """Delete vectors that no report in the catalogue shows; returns how many there were.

        They are what a run that was killed left behind.
        """
        if self.kept.count() == sum(self.catalogue.passage_counts().values()):
            return 0
        keys = list(self.kept.keys())  # before the counts: a report that is added meanwhile is none
        counts = self.catalogue.passage_counts()
        stray = [key for key in keys if int(key.split(":")[1]) >= counts.get(key.split(":")[0], 0)]
        self.kept.delete_strays(stray)
        return len(stray)

    # ---- what is missing or damaged

    @property
    def waiting(self) -> frozenset[str]:
        """Reports whose vectors are not all kept yet; they are found by their words."""
        with self._looking:
            changes = self.catalogue.changes
            if changes != self._waiting_as_of:
                self._waiting, self._waiting_as_of = self._look_for_missing(), changes
            return frozenset(self._waiting)

    def _look_for_missing(self) -> set[str]:
        expected = self.catalogue.passage_counts()
        if self.kept.count() == sum(expected.values()):
            return set()
        counts = self.kept.counts()
        return {report for report, count in expected.items() if counts[report] < count}

    def make_ready(self, reports: Iterable[str]) -> frozenset[str]:
        """Make the vectors that wait, if they are of few reports; returns the reports that still
        wait.
        """
        waiting = self.waiting.intersection(reports)
        if len(waiting) > MADE_AT_ONCE:
            return waiting
        for report in waiting:
            self._make(report)
        return frozenset()

    def _make(self, report: str) -> None:
        """Make the vectors of a report, unless another thread has by now."""
        with self._making:
            if self._whole(report) is None:
                _log.warning(
                    "Vectors of report %s are missing or damaged: they are made from its words",
                    report,
                )
                self.kept.delete(report)
                self.kept.put(report, self.embeddings.vectors(self.catalogue.texts(report)))
            with self._looking:
                self._waiting.discard(report)

    def _whole(self, report: str) -> Vectors | None:
        """The vectors kept of a report; None where they are not those of its passages."""
        found = self.kept.of(report)
        if found is None or len(found) != self.catalogue.passage_count(report):
            return None
        if not len(found):  # it has been removed while somebody still looks into it
            return np.zeros((0, 0), dtype=np.float32)
        return found if np.allclose(np.linalg.norm(found, axis=1), 1, atol=0.01) else None

    # ---- reading

    def vectors(self, report: str) -> Vectors:
        """The vectors of a report's passages, in reading order; shape (passages, dimensions)."""
        found = self._recent.get(report)
        if found is None:
            found = self._whole(report)
            if found is None:
                self._make(report)
                found = self._whole(report)
            if found is None:
                raise StoreError(
                    f"The vectors of report {report} cannot be read from {self.kept.place}."
                )
            self._recent.put(report, found)
        return found

    def warm(self) -> None:
        """Read vectors into memory, those of the newest reports first, as far as there is room
        for them.
        """
        counts, room = self.catalogue.passage_counts(), CACHED_VECTORS
        for report in self.catalogue.newest_first():
            room -= counts.get(report.id, 0)
            if room < 0:
                return
            self.vectors(report.id)

    def nearest(
        self, vector: Vectors, reports: Iterable[str], most: int
    ) -> list[tuple[str, int, float]]:
        """The passages of some reports nearest to a vector: report, ordinal, cosine.

        Exact: every passage of those reports is compared.
        """
        found = [
            (report, int(ordinal), float(score))
            for report in reports
            if len(vectors := self.vectors(report))
            for ordinal, score in _best(vectors @ vector, most)
        ]
        return sorted(found, key=lambda row: -row[2])[:most]

    def cosine(self, vector: Vectors, report: str, ordinal: int) -> float:
        """The cosine of a vector to that of one passage."""
        return float(self.vectors(report)[ordinal] @ vector)

    # ---- closing

    def close(self) -> None:
        """Let another process have the store."""
        self.catalogue.close()
        self.kept.close()
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _best(scores: Vectors, most: int) -> Iterable[tuple[int, float]]:
    chosen = np.argsort(-scores, kind="stable")[:most]
    return zip(chosen.tolist(), scores[chosen].tolist(), strict=True)
