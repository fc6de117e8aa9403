"""Kill a build, an upload or a removal at a random moment, and look at what is left.

`python -m tests.safety.try_kills 50` does so fifty times; it fails where a start does not work, a
report is half there or there twice, or the next build does not complete what was missing.
"""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.build import SAMPLE_LIBRARY, build
from index.settings import Settings
from index.storing.store import Store

ROOT = Path(__file__).parents[2]
IN_TIME = (
    0.8  # of the time that work took undisturbed, a moment before a kill is at the most so much
)
# Each tells that its work begins, so that kills fall into it and not into the loading of libraries.
BEGIN = """
import sys
from pathlib import Path
from index import completing
from index.adding import add_files, remove_report
from index.build import build
from tests.safety.try_kills import opened
store = opened(Path(sys.argv[1]))
store.kept.chroma
completing.WINDOW = 50
print("begun", flush=True)
"""
WORK = {
    "build": "build(Path(sys.argv[2]), store)",
    "upload": "add_files([(p, p.name) for p in sorted(Path(sys.argv[2]).iterdir())], store)",
    "removal": "for report in store.catalogue.reports(): remove_report(report.id, store)",
}


def opened(place: Path) -> Store:
    """A store whose vectors come at once: what is tried here is how they are kept, not what they
    say.
    """
    store = Store(Settings(store=place), create=True)
    store.embeddings.vectors = quick_vectors  # type: ignore[method-assign]
    store.embeddings.stream = lambda lists: map(quick_vectors, lists)  # type: ignore[method-assign]
    return store


def quick_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors that stand for those of the model."""
    time.sleep(0.02 * len(texts) / 40)  # the model takes longer; kills should fall into it as well
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.stack(
        [np.random.default_rng(crc32(text.encode())).normal(size=384) for text in texts]
    )
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@dataclass
class Outcome:
    """What happened: kills that came in time by kind of work, and what was wrong after them."""

    killed: Counter[str] = field(default_factory=Counter)
    too_late: Counter[str] = field(default_factory=Counter)
    left: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def attempt(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill in turn builds, uploads and removals, each of a store of its own."""
    chance, outcome = random.Random(seed), Outcome()
    whole = folder / "whole"
    with opened(whole) as store:
        build(SAMPLE_LIBRARY, store)
        expected = {
            report.id: len(store.vectors(report.id)) for report in store.catalogue.reports()
        }
    seconds: dict[str, float] = {}
    for number in range(kills):
        work = list(WORK)[number % len(WORK)]
        if work not in seconds:
            seconds[work] = _seconds(work, _place(work, whole, folder / f"undisturbed-{work}"))
        place = _place(work, whole, folder / f"store-{number}")
        moment = chance.uniform(0, IN_TIME * seconds[work])
        if _kill(work, place, moment):
            outcome.killed[work] += 1
        else:
            outcome.too_late[work] += 1
        outcome.wrong += [
            f"{work}, {moment:.3f} s: {what}" for what in _look(place, expected, outcome)
        ]
        shutil.rmtree(place)
    return outcome


def _place(work: str, whole: Path, place: Path) -> Path:
    """Where work is done: a new store, or for a removal a copy of the whole one."""
    if work == "removal":
        shutil.copytree(whole, place)
    return place


def _seconds(work: str, place: Path) -> float:
    """How long work takes on this machine, from when it has begun."""
    with _begun(work, place) as process:
        started = time.monotonic()
        process.wait()
    return time.monotonic() - started


def _kill(work: str, place: Path, moment: float) -> bool:
    """Begin work and kill it; tells whether it was still going on."""
    with _begun(work, place) as process:
        time.sleep(moment)
        process.kill()
        return process.wait() == -signal.SIGKILL


@contextmanager
def _begun(work: str, place: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", BEGIN + WORK[work], str(place), str(SAMPLE_LIBRARY)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process


def _look(place: Path, expected: dict[str, int], outcome: Outcome) -> list[str]:
    """What is wrong with a store, as it was left and after the next build."""
    wrong = []
    with opened(place) as store:
        left = {report.id: len(store.vectors(report.id)) for report in store.catalogue.reports()}
        outcome.left.append(len(left))
        if any(expected.get(report) != count for report, count in left.items()):
            wrong.append("a report is half there")
        shown = {report.file for report in store.catalogue.reports()}
        if shown != {file.file for file in store.catalogue.files() if file.report}:
            wrong.append("files and reports do not agree")
        build(SAMPLE_LIBRARY, store)
        counts = store.catalogue.passage_counts()
        if counts != expected:
            wrong.append(f"the next build ends with {len(counts)} reports")
        if store.kept.collection.count() != sum(expected.values()):
            wrong.append("vectors are left over, or missing")
    return wrong


def main() -> int:
    """Kill as often as is asked for; returns the exit code."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        outcome = attempt(Path(folder), kills, seed=int(time.time()))
    print(
        f"{kills} kills; in time: {dict(outcome.killed)}; after the end: {dict(outcome.too_late)}"
    )
    print("reports there after each kill:", *outcome.left)
    print("wrong:", *(outcome.wrong or ["nothing"]), sep="\n  ")
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
