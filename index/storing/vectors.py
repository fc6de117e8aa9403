"""Vectors in Chroma, by report: in a folder, or in a collection of a server. The only file
naming Chroma.

A vector's key is its report and the ordinal of its passage. What is kept can be made again from the
catalogue, so files that are damaged, or of another version, are begun anew.
"""

import logging
import shutil
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from index.encoder.embeddings import SentenceEmbeddings, Vectors
from index.storing.locking import StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

COLLECTION = "passages"
LARGEST_BATCH = 5000  # rows; Chroma refuses more than 5,461 at once
LONGEST_LIST = 100_000  # keys listed at a time
# Searches compare with every passage in scope, so Chroma's approximate index, which it makes in any
# case, is made as small as can be: adding takes a seventh of the time (tests/benchmarks/README.md).
HNSW = {"space": "cosine", "ef_construction": 10, "max_neighbors": 4}

_log = logging.getLogger(__name__)


class VectorFiles:
    """Vectors of passages in a folder of this machine."""

    def __init__(self, folder: Path, embeddings: SentenceEmbeddings) -> None:
        """Name the folder of the store; it is opened when something is first needed from it."""
        self.place = str(folder)
        self._folder = folder
        self._embeddings = embeddings
        self._opening = threading.Lock()
        self._opened: Chroma | None = None

    # ---- opening

    @property
    def chroma(self) -> "Chroma":
        """The LangChain vector store; raises StoreError where it can neither be opened nor
        begun.
        """
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> "Chroma":
        return self._try_to_open() or self._begin_anew()

    def _try_to_open(self) -> "Chroma | None":
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        try:
            client = chromadb.PersistentClient(
                path=str(self._folder / "chroma"), settings=Settings(anonymized_telemetry=False)
            )
            return self._collected(client, COLLECTION)
        except (ChromaError, OSError):
            return None

    def _collected(self, client: "ClientAPI", name: str) -> "Chroma":
        from langchain_chroma import Chroma

        opened = Chroma(
            name,
            self._embeddings,
            client=client,
            collection_configuration={"hnsw": HNSW},  # type: ignore[arg-type]
        )
        client.get_collection(name, embedding_function=None).get(limit=1, include=["embeddings"])
        return opened

    def _begin_anew(self) -> "Chroma":
        from chromadb.api.shared_system_client import SharedSystemClient

        if not self._folder.exists():
            raise StoreError(
                f"The folder {self._folder} has vanished. Start again when it is back."
            )
        kept, aside = self._folder / "chroma", self._folder / "chroma-damaged"
        SharedSystemClient.clear_system_cache()
        shutil.rmtree(aside, ignore_errors=True)
        if kept.exists():
            kept.rename(aside)
        begun = self._try_to_open()
        if begun is None:  # then not the files are at fault: they are left as they were
            shutil.rmtree(kept, ignore_errors=True)
            if aside.exists():
                aside.rename(kept)
            raise StoreError(
                f"Vectors cannot be opened or kept in {kept}. Is there room, and may this user "
                f"write there? "
                "Make room, or use another folder with --store."
            )
        _log.warning("The vectors in %s are damaged, or of another version of Chroma", self._folder)
        shutil.rmtree(aside, ignore_errors=True)
        return begun

    @property
    def collection(self) -> Any:  # noqa: ANN401 - Chroma's own type is not public
        """The collection itself: LangChain's wrapper embeds what it adds, and ours come with
        their vectors.
        """
        opened = self.chroma
        return opened._client.get_collection(opened._collection_name, embedding_function=None)  # noqa: SLF001

    # ---- writing

    def put(self, report: str, vectors: Vectors) -> None:
        """Keep the vectors of a report's passages, in reading order, in place of what is kept of
        it.
        """
        with self._writing() as collection:
            for start in range(0, len(vectors), LARGEST_BATCH):
                rows = vectors[start : start + LARGEST_BATCH]
                keys = [f"{report}:{start + number}" for number in range(len(rows))]
                collection.upsert(
                    ids=keys, embeddings=rows, metadatas=[{"report": report}] * len(rows)
                )

    def delete(self, report: str) -> None:
        """Delete the vectors of a report."""
        with self._writing() as collection:
            collection.delete(where={"report": report})

    def delete_strays(self, keys: Sequence[str]) -> None:
        """Delete vectors by their keys."""
        with self._writing() as collection:
            for start in range(0, len(keys), LARGEST_BATCH):
                collection.delete(ids=keys[start : start + LARGEST_BATCH])

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        from chromadb.errors import ChromaError

        try:
            yield self.collection
        except ChromaError as error:
            raise StoreError(
                f"The vectors in {self.place} could not be written ({error}). If the disk is "
                f"full, make room; "
                "then run the same command again. What was stored before is whole."
            ) from error

    # ---- reading

    def count(self) -> int:
        """How many vectors are kept."""
        return int(self.collection.count())

    def keys(self) -> Iterator[str]:
        """The keys of all vectors, "report:ordinal"."""
        start = 0
        while found := self.collection.get(include=[], limit=LONGEST_LIST, offset=start)["ids"]:
            yield from found
            start += len(found)

    def counts(self) -> Counter[str]:
        """How many vectors are kept of each report."""
        return Counter(key.partition(":")[0] for key in self.keys())

    def of(self, report: str) -> Vectors | None:
        """The vectors kept of a report in the order of their ordinals, or None where they cannot
        be read.
        """
        from chromadb.errors import ChromaError

        try:
            rows = self.collection.get(where={"report": report}, include=["embeddings"])
        except ChromaError:
            with self._opening:
                self._opened = self._begin_anew()
            return None
        order = np.argsort([int(key.split(":")[1]) for key in rows["ids"]])
        return np.asarray(rows["embeddings"], dtype=np.float32)[order]

    def close(self) -> None:
        """Let go of what is open."""
        self._opened = None


class VectorServer(VectorFiles):
    """Vectors of passages in a collection of a Chroma server, which several processes may use at
    once.
    """

    def __init__(
        self, address: str, name: str, folder: Path, embeddings: SentenceEmbeddings
    ) -> None:
        """Name the server, such as http://127.0.0.1:8000, and the collection of this library
        there.
        """
        super().__init__(folder, embeddings)
        self.place = address
        self._name = f"{COLLECTION}-{name}"

    def _open(self) -> "Chroma":
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        address = urlsplit(self.place)
        ssl = address.scheme == "https"
        try:
            client = chromadb.HttpClient(
                host=address.hostname or "",
                port=address.port or (443 if ssl else 8000),
                ssl=ssl,
                settings=Settings(anonymized_telemetry=False),
            )
            return self._collected(client, self._name)
        except (ChromaError, OSError, ValueError) as error:
            raise StoreError(
                f"No Chroma server can be used at {self.place} ({error}). Start one with: "
                "chroma run --path FOLDER --port 8000. Or unset INDEX_CHROMA to keep vectors in "
                "a folder."
            ) from error

    def _begin_anew(self) -> "Chroma":
        return self._open()  # its files are the server's own business
