"""The store: vectors in Chroma beside the catalogue, opened as one. The only file naming Chroma.

One process owns a store at a time, because Chroma's local client corrupts its files when two
processes open them. Vectors go in before the catalogue's transaction, and out after it, so what
the catalogue shows always has its vectors; vectors that nobody shows are swept out by a build, and
those that are missing or damaged are made again from the catalogue.
"""

import logging
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from index.catalogue import Catalogue, KnownFile
from index.embeddings import SentenceEmbeddings, Vectors
from index.locking import StoreError, take_lock
from index.recent import RecentVectors
from index.reports import Passage, ReportIndexError, ReportText
from index.settings import Settings

if TYPE_CHECKING:
    from langchain_chroma import Chroma

COLLECTION = "passages"
LARGEST_BATCH = 5000  # rows; Chroma refuses more than 5,461 at once
CACHED_VECTORS = 400_000  # rows of 384 numbers kept in memory, about 600 MB at the most

_log = logging.getLogger(__name__)


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
        self._lock = take_lock(self.folder)
        try:
            self.catalogue = Catalogue(self.folder / "catalogue.sqlite")
            self.embeddings = SentenceEmbeddings(settings.embedding_model)
            self._check_model()
        except ReportIndexError:
            self._lock.release()
            raise
        self._vectors = RecentVectors(CACHED_VECTORS)
        self._opening = threading.Lock()
        self._mending = threading.RLock()
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
        """The LangChain vector store that holds the vectors; opened when first needed.

        What cannot be opened is begun anew, empty: the vectors can be made again.
        """
        with self._opening:
            if self._chroma is None:
                self._chroma = self._open_chroma() or self._begin_chroma()
            return self._chroma

    def _begin_chroma(self) -> "Chroma":
        from chromadb.api.shared_system_client import SharedSystemClient

        if not self.catalogue.path.exists():
            raise StoreError(f"The folder {self.folder} has vanished. Start again when it is back.")
        kept, aside = self.folder / "chroma", self.folder / "chroma-damaged"
        SharedSystemClient.clear_system_cache()
        shutil.rmtree(aside, ignore_errors=True)
        if kept.exists():
            kept.rename(aside)
        begun = self._open_chroma()
        if begun is None:  # then not the files are at fault: they are left as they were
            shutil.rmtree(kept, ignore_errors=True)
            if aside.exists():
                aside.rename(kept)
            raise StoreError(
                f"Vectors cannot be opened or kept in {kept}. Is there room, and may this user write there? "
                "Make room, or use another folder with --store."
            )
        _log.warning("The vectors in %s are damaged, or of another version of Chroma", self.folder)
        shutil.rmtree(aside, ignore_errors=True)
        return begun

    def _open_chroma(self) -> "Chroma | None":
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from chromadb.errors import ChromaError
        from langchain_chroma import Chroma

        try:
            client = chromadb.PersistentClient(
                path=str(self.folder / "chroma"), settings=ChromaSettings(anonymized_telemetry=False)
            )
            opened = Chroma(
                collection_name=COLLECTION,
                embedding_function=self.embeddings,
                client=client,
                collection_configuration={"hnsw": {"space": "cosine"}},
            )
            client.get_collection(COLLECTION, embedding_function=None).get(limit=1, include=["embeddings"])
        except (ChromaError, OSError):
            return None
        return opened

    @property
    def _collection(self) -> Any:  # noqa: ANN401 - Chroma's own type is not public
        # LangChain's wrapper embeds what it adds; ours come with their vectors.
        return self.chroma._client.get_collection(COLLECTION, embedding_function=None)  # noqa: SLF001

    # ---- writing

    def add(
        self, text: ReportText, passages: Sequence[Passage], vectors: Vectors, root: str, digest: str
    ) -> None:
        """Add a report; it becomes visible with all its passages and vectors, or not at all."""
        self._put_vectors(text.report.id, passages, vectors)
        self.catalogue.add(text, passages, root, digest)
        self._vectors.drop(text.report.id)

    def _put_vectors(self, report: str, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._delete_vectors(report)
        with self._writing_vectors() as collection:
            for start in range(0, len(passages), LARGEST_BATCH):
                batch = passages[start : start + LARGEST_BATCH]
                collection.add(
                    ids=[passage.id for passage in batch],
                    embeddings=vectors[start : start + LARGEST_BATCH],
                    metadatas=[{"report": passage.report} for passage in batch],
                )

    @contextmanager
    def _writing_vectors(self) -> Iterator[Any]:
        from chromadb.errors import ChromaError

        try:
            yield self._collection
        except ChromaError as error:
            raise StoreError(
                f"The vectors in {self.folder} could not be written ({error}). If the disk is full, make room; "
                "then run the same command again. What was stored before is whole."
            ) from error

    def remove(self, known: KnownFile) -> None:
        """Remove the report of a file that is gone."""
        self.catalogue.forget_file(known)
        if known.report:
            self._delete_vectors(known.report)

    def _delete_vectors(self, report: str) -> None:
        self._vectors.drop(report)
        with self._writing_vectors() as collection:
            collection.delete(where={"report": report})

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

    # ---- what is missing or damaged

    def mend(self) -> int:
        """Make vectors again, from the catalogue, where too few are kept; returns of how many reports."""
        counts = self.catalogue.passage_counts()
        with self._mending:
            if self._collection.count() >= sum(counts.values()):
                return 0
            _log.warning("Vectors in %s are missing: they are made again from the catalogue", self.folder)
            return sum(self._mend_report(report) for report in counts)

    def _mend_report(self, report: str) -> bool:
        """Make the vectors of a report again unless they are as they should be; tells whether it did."""
        with self._mending:
            if self._kept_vectors(report) is not None:
                return False
            passages = self.catalogue.passages(report)
            self._put_vectors(report, passages, self.embeddings.vectors([p.text for p in passages]))
            return True

    def _kept_vectors(self, report: str) -> Vectors | None:
        """The vectors of a report as Chroma has them; None where they are not those of its passages."""
        from chromadb.errors import ChromaError

        try:
            rows = self._collection.get(where={"report": report}, include=["embeddings"])
        except ChromaError:
            self._chroma = self._begin_chroma()
            return None
        order = np.argsort([int(key.split(":")[1]) for key in rows["ids"]])
        found = np.asarray(rows["embeddings"], dtype=np.float32)
        if len(order) != self.catalogue.passage_count(report):
            return None
        if not len(order):  # it has been removed while somebody still looks into it
            return np.zeros((0, 0), dtype=np.float32)
        lengths = np.linalg.norm(found, axis=1)
        return found[order] if np.allclose(lengths, 1, atol=0.01) else None

    # ---- reading

    def vectors(self, report: str) -> Vectors:
        """The vectors of a report's passages, in reading order; shape (passages, dimensions)."""
        found = self._vectors.get(report)
        if found is None:
            found = self._kept_vectors(report)
            if found is None:
                _log.warning("The vectors of report %s are missing or damaged: they are made again", report)
                self._mend_report(report)
                found = self._kept_vectors(report)
            if found is None:
                raise StoreError(f"The vectors of report {report} cannot be read from {self.folder}.")
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
            if len(vectors := self.vectors(report))
            for ordinal, score in _best(vectors @ question, most)
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
