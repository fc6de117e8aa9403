"""Where the time goes, stage by stage: of a build, and of answers.

    python -m tests.benchmarks.stages REPORTS QUESTIONS.jsonl [--json FILE]

Each stage of a build runs alone, so that their sum is more than a build takes, whose stages
overlap. Answers are given with the model loaded and every report asked about once before.
"""

import argparse
import cProfile
import json
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.pipeline import Assistant
from index.build import build, digest_of
from index.encoder.embeddings import SentenceEmbeddings
from index.parsing.preparing import Found, Prepared, prepare
from index.reading.worker import Reader
from index.settings import Settings
from index.storing.store import Store
from tests.benchmarks.figures import machine, table, write_json

# Functions whose time, with all that they call, is told; what overlaps is told of both.
STEPS = {
    "understanding the question": ("following.py", "understand"),
    "embedding the question": ("embeddings.py", "vectors"),
    "finding words": ("word_search.py", "search_words"),
    "comparing vectors": ("store.py", "nearest"),
    "telling silence (topics of a report)": ("topics.py", "unmentioned"),
    "choosing": ("choosing.py", "choose"),
    "composing and checking quotes": ("quoting.py", "compose"),
    "grades, lists and counts": ("judgements.py", "answer"),
}


def main() -> int:
    """Print a table of a build's stages and one of an answer's steps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as folder:
        stages = _stages(options.reports, Path(folder))
        with Store(Settings(store=Path(folder) / "built"), create=True) as store:
            with _timed(stages, "the build itself"):
                build(options.reports, store)
            steps = _steps(Assistant(store), options.questions)
    print(
        table(
            ("stage of a build", "seconds", "processor seconds"),
            [(name, *told) for name, told in stages.items()],
        )
    )
    print(table(("step of an answer", "ms an answer"), list(steps.items())))
    write_json({"stages": stages, "steps": steps, "machine": before}, options.json)
    return 0


def _stages(reports: Path, folder: Path) -> dict[str, tuple[float, float]]:
    told: dict[str, tuple[float, float]] = {}
    paths = sorted(path for path in reports.rglob("*") if path.is_file())
    with _timed(told, "reading, parsing and splitting"), Reader() as reader:
        items: list[Prepared] = [
            reader.run(prepare, Found(path, path.name, digest_of(path))) for path in paths
        ]
    read = {part.text.report.id: part for item in items for part in item.parts}
    embeddings = SentenceEmbeddings()
    with _timed(told, "loading the model"):
        embeddings.load()
    texts = [passage.text for item in read.values() for passage in item.passages]
    with _timed(told, "counting tokens"):
        embeddings._tokens(embeddings._model, texts)
    with _timed(told, "embedding (with counting tokens)"):
        vectors = embeddings.vectors(texts)
    with Store(Settings(store=folder / "stages"), create=True) as store:
        with _timed(told, "storing in the catalogue"):
            for key, item in read.items():
                store.add([item], "stages", key)
        with _timed(told, "storing vectors"):
            start = 0
            for key, item in read.items():
                store.put_vectors(key, vectors[start : start + len(item.passages)])
                start += len(item.passages)
    return told


def _steps(assistant: Assistant, questions: Path) -> dict[str, float]:
    turns = [
        json.loads(line)["turns"] for line in questions.read_text(encoding="utf-8").splitlines()
    ]
    for each in turns:
        assistant.chain.invoke(each)
    profile = cProfile.Profile()
    profile.runcall(lambda: [assistant.chain.invoke(each) for each in turns])
    stats = pstats.Stats(profile)
    told = {"everything": stats.total_tt / len(turns) * 1000}  # type: ignore[attr-defined]
    for name, (file, function) in STEPS.items():
        spent = sum(
            row[3]  # type: ignore[misc]
            for (path, _, called), row in stats.stats.items()  # type: ignore[attr-defined]
            if Path(path).name == file and called == function
        )
        told[name] = spent / len(turns) * 1000
    return told


@contextmanager
def _timed(told: dict[str, tuple[float, float]], name: str) -> Iterator[None]:
    began, used = time.perf_counter(), _processor_seconds()
    yield
    told[name] = (time.perf_counter() - began, _processor_seconds() - used)


def _processor_seconds() -> float:
    """Of this process, and of those that it started and that have ended."""
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    sys.exit(main())
