"""Vectors for every passage that has none yet, a window of reports at a time.

A window is embedded while the next is read and the one before it is stored; these three are all
that is in memory. Whatever ends it, the next run goes on where this one stopped.
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.encoder.embeddings import SentenceEmbeddings, Vectors
from index.storing.store import Store

# passages; many make batches of one length and few interruptions, few show progress soon
WINDOW = 4096

Texts = Mapping[str, tuple[str, ...]]  # of some reports, in reading order


@dataclass(frozen=True, slots=True)
class Embedded:
    """How many passages have their vectors by now, of those that had none when it began."""

    done: int
    total: int
    seconds_left: float


def complete(
    store: Store,
    reports: Collection[str] | None = None,
    on_progress: Callable[[Embedded], None] = lambda _: None,
) -> int:
    """Make the vectors that are missing, of some reports or all, the newest first; returns of
    how many.
    """
    wanted = store.waiting if reports is None else store.waiting.intersection(reports)
    if not wanted:
        return 0
    chosen = [report.id for report in store.catalogue.newest_first() if report.id in wanted]
    counts = store.catalogue.passage_counts()
    total, done, started = sum(counts.get(report, 0) for report in chosen), 0, time.monotonic()
    repeated = store.catalogue.repeated_texts() if total > WINDOW else set()
    windows = _windows(chosen, counts)
    for window in _stored(_embedded(_read(windows, store), store.embeddings, repeated), store):
        done += sum(counts.get(report, 0) for report in window)
        on_progress(
            Embedded(done, total, (time.monotonic() - started) / max(done, 1) * (total - done))
        )
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


def _read(windows: Iterable[list[str]], store: Store) -> Iterator[Texts]:
    """The words of each window; nothing of reports that a question has had made meanwhile."""
    for window in windows:
        waiting = store.waiting
        yield {
            report: store.catalogue.texts(report) if report in waiting else () for report in window
        }


def _embedded(
    windows: Iterable[Texts], embeddings: SentenceEmbeddings, repeated: set[str]
) -> Iterator[tuple[Texts, Vectors]]:
    """The vectors of each window. A sentence that stands in several reports is embedded once."""
    asked: deque[tuple[Texts, list[str]]] = deque()
    seen: set[str] = set()
    kept: dict[str, Vectors] = {}

    def new_sentences() -> Iterator[list[str]]:
        for texts in windows:
            new = [
                text
                for text in dict.fromkeys(chain.from_iterable(texts.values()))
                if text not in seen
            ]
            seen.update(repeated.intersection(new))
            asked.append((texts, new))
            yield new

    for vectors in embeddings.stream(new_sentences()):
        texts, new = asked.popleft()
        made = dict(zip(new, vectors, strict=True))
        kept.update((text, made[text].copy()) for text in new if text in repeated)
        rows = [
            made[text] if text in made else kept[text]
            for text in chain.from_iterable(texts.values())
        ]
        yield texts, np.stack(rows) if rows else vectors


def _stored(windows: Iterable[tuple[Texts, Vectors]], store: Store) -> Iterator[Iterable[str]]:
    """Store each window beside the embedding of the next; yields its reports when it is stored."""
    with ThreadPoolExecutor(1) as writer:
        pending: Future[Iterable[str]] | None = None
        for texts, vectors in windows:
            if pending:
                yield pending.result()
            pending = writer.submit(_store, texts, vectors, store)
        if pending:
            yield pending.result()


def _store(texts: Texts, vectors: Vectors, store: Store) -> Iterable[str]:
    start = 0
    for report, passages in texts.items():
        if passages:
            store.put_vectors(report, vectors[start : start + len(passages)])
        start += len(passages)
    return texts
