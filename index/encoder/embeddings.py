"""A model's name → LangChain Embeddings. The only file that names sentence-transformers.

Loading takes seconds, so nothing heavy is imported before a model is asked for.
"""

import functools
import importlib.util
import logging
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.encoder.adapting import ADAPTER, merge, short_hash
from index.encoder.half_precision import has_half_precision, to_half_precision
from index.importing import uncollected
from index.reports import ReportIndexError
from index.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BATCH = 32  # texts; sorted by their tokens first, so that next to nothing is padded
LEAST_AGREEMENT = 0.999  # cosine of a 16-bit vector to its 32-bit twin
_PROBES = (
    "Social workers visit children regularly.",
    "Too many care leavers wait too long for a suitable home, and this leaves some at risk.",
    "caseloads",
    "How do leaders know how well children are doing?",
)
_log = logging.getLogger(__name__)


class EmbeddingModelError(ReportIndexError):
    """The embedding model cannot be loaded."""


class SentenceEmbeddings(Embeddings):
    """Embeddings by a sentence-transformers model; vectors have length 1.

    Runs in bfloat16 where the processor computes it and the vectors agree, else in float32. The
    adapter belongs to the default model and is left out with any other; None leaves it out too.
    """

    def __init__(self, model: str = DEFAULT_MODEL, *, adapter: Path | None = ADAPTER) -> None:
        if adapter and model != DEFAULT_MODEL:
            _log.warning(
                "The adapter is left out: it belongs to %s, not to %s", DEFAULT_MODEL, model
            )
            adapter = None
        self.name = model
        self._adapter = adapter
        self._loading = threading.Lock()
        self._tokenizing = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @functools.cached_property
    def identity(self) -> str:
        """What the vectors are made with: the model's name and, where one is used, the adapter."""
        return f"{self.name}+adapter-{short_hash(self._adapter)}" if self._adapter else self.name

    @property
    def _model(self) -> "SentenceTransformer":
        with self._loading:  # two threads that ask at once wait for one loading
            if self._loaded is None:
                self._loaded = _load(self.name, self._adapter)
            return self._loaded

    def load(self) -> None:
        """Load the model now, to have it ready before the first question."""
        self.vectors(_PROBES[:1])

    @contextmanager
    def loading_ahead(self) -> Iterator[None]:
        """Load the model beside what is done meanwhile; what goes wrong is told when it is needed.

        Ends when the model is loaded: torch cannot be stopped midway, and would abort a program
        that ended.
        """

        def load() -> None:
            with suppress(EmbeddingModelError):
                self._model  # noqa: B018 - it loads

        loading = threading.Thread(target=load, name="loading", daemon=True)
        loading.start()
        try:
            yield
        finally:
            loading.join()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; returns an array of shape (texts, dimensions)."""
        return next(self.stream([texts]))

    def stream(self, lists: Iterable[Sequence[str]]) -> Iterator[Vectors]:
        """Embed one list of texts after another, preparing the next while the cores are busy
        with one.
        """
        model = (
            self._model
        )  # loaded before the workers start, which take over its number of threads
        ahead: deque[tuple[list[list[int]], Iterable[Vectors]]] = deque()
        with ThreadPoolExecutor(cores()) as workers:
            for texts in lists:
                tokens = self._tokens(model, texts)
                batches = _of_like_length(tokens)
                apply = workers.map if len(batches) > 1 else map
                ahead.append((batches, apply(partial(_embed, model, tokens), batches)))
                if len(ahead) > 1:
                    yield _in_order(*ahead.popleft())
            while ahead:
                yield _in_order(*ahead.popleft())

    def _tokens(self, model: "SentenceTransformer", texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        with self._tokenizing:  # two threads cannot use the tokenizer at once
            read = model.tokenizer(list(texts), truncation=True, max_length=model.max_seq_length)
        return list(read["input_ids"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages."""
        return [[float(value) for value in row] for row in self.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        return [float(value) for value in self.vectors([text])[0]]


def _of_like_length(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """Positions of texts in batches of about the same number of tokens, the longest first."""
    longest_first = sorted(range(len(tokens)), key=lambda number: -len(tokens[number]))
    return [longest_first[start : start + BATCH] for start in range(0, len(tokens), BATCH)]


def _embed(
    model: "SentenceTransformer", tokens: Sequence[list[int]], batch: Sequence[int]
) -> Vectors:
    import torch

    features = model.tokenizer.pad(
        {"input_ids": [tokens[number] for number in batch]}, return_tensors="pt"
    )
    with torch.inference_mode():
        found: Vectors = model(dict(features))["sentence_embedding"].float().numpy()
    return found


def _in_order(batches: list[list[int]], parts: Iterable[Vectors]) -> Vectors:
    """The vectors of batches in the order of their texts, scaled to length 1.

    Not by the model: in 16 bits the lengths would be off by half a per cent.
    """
    if not batches:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.concatenate(list(parts))[np.argsort(np.concatenate(batches))]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=rows, where=lengths > 0)
    return scaled


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@uncollected()
def _load(name: str, adapter: Path | None) -> "SentenceTransformer":
    model = _read(name, adapter)
    if not has_half_precision():
        return model
    exact = _probe(model)
    to_half_precision(model)
    agreement = float((exact * _probe(model)).sum(axis=1).min())
    return model if agreement >= LEAST_AGREEMENT else _read(name, adapter)


def _read(name: str, adapter: Path | None) -> "SentenceTransformer":
    # The files are on disk: asking a hub would only wait for a network that may not be there.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    # A batch a core is 1.4 times as fast as all cores on each batch, and questions do not wait in
    # turn.
    torch.set_num_threads(1)
    try:
        model = SentenceTransformer(model_location(name), device="cpu")
    except (OSError, ValueError) as error:
        raise EmbeddingModelError(
            f"The embedding model {name} cannot be loaded ({error}). Name a folder that holds a "
            f"sentence-transformers model, or unset INDEX_EMBEDDING_MODEL to use {DEFAULT_MODEL}."
        ) from error
    model.eval()
    if adapter and model.transformers_model is not None:
        merge(model.transformers_model, adapter)
    return model


def _probe(model: "SentenceTransformer") -> Vectors:
    """What a model makes of a few texts, in 32 bits."""
    return (
        model.encode(list(_PROBES), normalize_embeddings=True, convert_to_tensor=True)
        .float()
        .numpy()
    )


def model_location(name: str) -> str:
    """Where the model's files are: inside the package of that name, or what the name says."""
    package = importlib.util.find_spec(name.replace("-", "_")) if name == DEFAULT_MODEL else None
    if package and package.origin:
        return str(Path(package.origin).parent / "model")
    return name
