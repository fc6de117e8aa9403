"""The store: vectors in Chroma beside the catalogue, opened as one. The only file naming Chroma.

One process owns a store at a time, because Chroma's local client corrupts its files when two
processes open them. Vectors go in before the catalogue's transaction, and out after it, so what
the catalogue shows always has its vectors; vectors that nobody shows are swept out on opening.
"""

import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock, Timeout

from index.catalogue import Catalogue, KnownFile
from index.embeddings import SentenceEmbeddings, Vectors
from index.reports import Passage, ReportIndexError, ReportText
from index.settings import Settings

if TYPE_CHECKING:
    from langchain_chroma import Chroma

COLLECTION = "passages"
LARGEST_BATCH = 5000  # rows; Chroma refuses more than 5,461 at once
CACHED_VECTORS = 400_000  # rows of 384 numbers kept in memory, about 600 MB at the most


class StoreError(ReportIndexError):
    """The store cannot be opened or used; the message says what to type next."""


class Store:
    """Reports and their vectors in one folder, locked for this process while it is open."""

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
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _take_lock(self.folder)
        try:
            self.catalogue = Catalogue(self.folder / "catalogue.sqlite")
            self.embeddings = SentenceEmbeddings(settings.embedding_model)
            self._check_model()
        except ReportIndexError:
            self._lock.release()
            raise
        self._vectors = _RecentVectors(CACHED_VECTORS)
        self._opening = threading.Lock()
        self._chroma: Chroma | None = None

    def _check_model(self) -> None:
        built_with, now = self.catalogue.recall("embedding model"), self.embeddings.identity
        if built_with is None:
            self.catalogue.remember("embedding model", now)
        elif built_with != now:
            model, _, _ = built_with.partition("+adapter-")
            other = "" if model == self.embeddings.name else f"Set INDEX_EMBEDDING_MODEL={model}, or build"
            raise StoreError(
                f"The index in {self.folder} was built with {built_with}, but questions would be "
                f"embedded with {now}. {other or 'Build'} the index anew in another folder: "
                "python -m index build FOLDER --store OTHER"
            )

    @property
    def chroma(self) -> "Chroma":
        """The LangChain vector store that holds the vectors; opened when first needed."""
        with self._opening:
            if self._chroma is None:
                self._chroma = self._open_chroma()
            return self._chroma

    def _open_chroma(self) -> "Chroma":
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from langchain_chroma import Chroma

        client = chromadb.PersistentClient(
            path=str(self.folder / "chroma"), settings=ChromaSettings(anonymized_telemetry=False)
        )
        return Chroma(
            collection_name=COLLECTION,
            embedding_function=self.embeddings,
            client=client,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    @property
    def _collection(self) -> Any:  # noqa: ANN401 - Chroma's own type is not public
        # LangChain's wrapper embeds what it adds; ours come with their vectors.
        return self.chroma._client.get_collection(COLLECTION, embedding_function=None)  # noqa: SLF001

    # ---- writing

    def add(
        self, text: ReportText, passages: Sequence[Passage], vectors: Vectors, root: str, digest: str
    ) -> None:
        """Add a report; it becomes visible with all its passages and vectors, or not at all."""
        self._delete_vectors(text.report.id)
        collection = self._collection
        for start in range(0, len(passages), LARGEST_BATCH):
            batch = passages[start : start + LARGEST_BATCH]
            collection.add(
                ids=[passage.id for passage in batch],
                embeddings=vectors[start : start + LARGEST_BATCH],
                metadatas=[{"report": passage.report} for passage in batch],
            )
        self.catalogue.add(text, passages, root, digest)
        self._vectors.drop(text.report.id)

    def remove(self, known: KnownFile) -> None:
        """Remove the report of a file that is gone."""
        self.catalogue.forget_file(known)
        if known.report:
            self._delete_vectors(known.report)

    def _delete_vectors(self, report: str) -> None:
        self._vectors.drop(report)
        self._collection.delete(where={"report": report})

    def sweep(self) -> int:
        """Delete vectors that no report in the catalogue shows; returns how many there were.

        They are what a run that was killed left behind.
        """
        counts = self.catalogue.passage_counts()
        if self._collection.count() == sum(counts.values()):
            return 0
        stored = self._collection.get(include=[])["ids"]
        stray = [key for key in stored if int(key.split(":")[1]) >= counts.get(key.split(":")[0], 0)]
        for start in range(0, len(stray), LARGEST_BATCH):
            self._collection.delete(ids=stray[start : start + LARGEST_BATCH])
        return len(stray)

    # ---- reading

    def vectors(self, report: str) -> Vectors:
        """The vectors of a report's passages, in reading order; shape (passages, dimensions)."""
        found = self._vectors.get(report)
        if found is None:
            rows = self._collection.get(where={"report": report}, include=["embeddings"])
            order = np.argsort([int(key.split(":")[1]) for key in rows["ids"]])
            found = np.asarray(rows["embeddings"], dtype=np.float32)[order]
            self._vectors.put(report, found)
        return found

    def nearest(self, vector: Sequence[float], reports: Iterable[str], most: int) -> list[tuple[str, int, float]]:
        """The passages of some reports nearest to a vector: report, ordinal, cosine.

        Exact: every passage of those reports is compared.
        """
        question = np.asarray(vector, dtype=np.float32)
        found = [
            (report, int(ordinal), float(score))
            for report in reports
            for ordinal, score in _best(self.vectors(report) @ question, most)
        ]
        return sorted(found, key=lambda row: -row[2])[:most]

    def cosine(self, vector: Sequence[float], report: str, ordinal: int) -> float:
        """The cosine of a vector to that of one passage."""
        return float(self.vectors(report)[ordinal] @ np.asarray(vector, dtype=np.float32))

    # ---- closing

    def close(self) -> None:
        """Let another process have the store."""
        self.catalogue.close()
        self._chroma = None
        self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _best(scores: Vectors, most: int) -> Iterable[tuple[int, float]]:
    chosen = np.argsort(-scores, kind="stable")[:most]
    return zip(chosen.tolist(), scores[chosen].tolist(), strict=True)


class _RecentVectors:
    """Vectors of the reports asked for last, up to a number of rows."""

    def __init__(self, most_rows: int) -> None:
        self._most_rows = most_rows
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._changing = threading.Lock()

    def get(self, report: str) -> Vectors | None:
        with self._changing:
            if report in self._kept:
                self._kept.move_to_end(report)
            return self._kept.get(report)

    def put(self, report: str, vectors: Vectors) -> None:
        with self._changing:
            self._kept[report] = vectors
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most_rows:
                self._kept.popitem(last=False)

    def drop(self, report: str) -> None:
        with self._changing:
            self._kept.pop(report, None)


def _take_lock(folder: Path) -> FileLock:
    """Lock a store for this process; the system frees the lock of a process that died."""
    lock = FileLock(folder / "lock")
    holder = folder / "lock-holder"
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "another process"
        raise StoreError(
            f"The index in {folder} is in use by {who}. Stop that one first, or use another index "
            "with --store."
        ) from error
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])
    holder.write_text(f"process {os.getpid()} ({command})", encoding="utf-8")
    return lock
