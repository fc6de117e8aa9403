"""Vectors for every passage that has none yet, a window of reports at a time.

A window is embedded, sorted by length, while the one before it is stored; two windows are all that is
in memory. Whatever ends it, the next run goes on where this one stopped.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.embeddings import SentenceEmbeddings, Vectors
from index.store import Store

WINDOW = 4096  # passages; many make batches of one length and few interruptions, few show progress soon

Texts = Mapping[str, tuple[str, ...]]  # of some reports, in reading order


@dataclass(frozen=True, slots=True)
class Embedded:
    """How many passages have their vectors by now, of those that had none when it began."""

    done: int
    total: int
    seconds_left: float


def complete(
    store: Store, reports: Collection[str] | None = None, tell: Callable[[Embedded], None] = lambda _: None
) -> int:
    """Make the vectors that are missing, of some reports or all; returns of how many reports.

    The newest reports come first, because they are asked about most.
    """
    waiting = store.waiting
    newest = sorted(store.catalogue.reports(), key=lambda report: report.newest, reverse=True)
    chosen = [r.id for r in newest if r.id in waiting and (reports is None or r.id in reports)]
    counts = store.catalogue.passage_counts()
    total, done, started = sum(counts.get(report, 0) for report in chosen), 0, time.monotonic()
    once = _Once(store.embeddings, store.catalogue.repeated_texts() if total > WINDOW else set())
    for window in _stored(_windows(chosen, counts), once, store):
        done += sum(counts.get(report, 0) for report in window)
        tell(Embedded(done, total, (time.monotonic() - started) / max(done, 1) * (total - done)))
    if chosen:
        store.catalogue.note_change()  # other processes look again at what still waits
    return len(chosen)


def _windows(reports: Collection[str], counts: Mapping[str, int]) -> Iterator[list[str]]:
    window: list[str] = []
    size = 0
    for report in reports:
        window.append(report)
        size += counts.get(report, 0)
        if size >= WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _stored(windows: Iterator[list[str]], once: "_Once", store: Store) -> Iterator[list[str]]:
    """Embed each window beside the storing of the one before; yields each when it is stored."""
    with ThreadPoolExecutor(1) as writer:
        pending: Future[list[str]] | None = None
        for window in windows:
            waiting = store.waiting  # a question may have had some of them made
            texts = {report: store.catalogue.texts(report) for report in window if report in waiting}
            vectors = once.vectors(texts)
            if pending:
                yield pending.result()
            pending = writer.submit(_store, window, texts, vectors, store)
        if pending:
            yield pending.result()


def _store(window: list[str], texts: Texts, vectors: Vectors, store: Store) -> list[str]:
    start = 0
    for report, passages in texts.items():
        store.put_vectors(report, vectors[start : start + len(passages)])
        start += len(passages)
    return window


class _Once:
    """Embeds no sentence twice in a run: those that stand in several reports are kept until its end."""

    def __init__(self, embeddings: SentenceEmbeddings, repeated: set[str]) -> None:
        self._embeddings = embeddings
        self._repeated = repeated
        self._kept: dict[str, Vectors] = {}

    def vectors(self, texts: Texts) -> Vectors:
        """The vectors of all texts in order; shape (texts, dimensions)."""
        sentences = list(chain.from_iterable(texts.values()))
        new = [text for text in dict.fromkeys(sentences) if text not in self._kept]
        made = dict(zip(new, self._embeddings.vectors(new), strict=True))
        self._kept.update((text, made[text].copy()) for text in new if text in self._repeated)
        rows = [made[text] if text in made else self._kept[text] for text in sentences]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
