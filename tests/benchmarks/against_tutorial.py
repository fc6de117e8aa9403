"""Our chain beside the tutorial chain over the same files, in one run: `make bench`.

Times on one machine mean little; the ratio of two times from the same run means more. Both build
from nothing, answer the same questions, and are scored by the same rules.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Build, answer and score both; print figures and ratios."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    if not (shared / "reports").is_dir():
        print(f"{shared}/reports is not here: there is nothing to compare on.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        theirs, their_answers = _run_tutorial(shared, where)
        ours, our_answers = _run_ours(shared, where)
        bare, whole = _percentile(their_answers), _percentile(our_answers)
    print(f"\nbuild: tutorial {theirs:.0f} s, ours {ours:.0f} s; ratio {theirs / ours:.2f}")
    print(
        f"answer, 95th percentile: bare retrieval of the tutorial {bare:.3f} s, ours with all that it does "
        f"{whole:.3f} s; ratio {whole / bare:.2f}"
    )
    return 0


def _run_tutorial(shared: Path, where: Path) -> tuple[float, Path]:
    answers = where / "tutorial.jsonl"
    done = _python(
        "-m", "tests.benchmarks.tutorial_chain", str(shared / "reports"),
        "--questions", str(shared / "eval" / "dev.jsonl"), "--answers", str(answers),
    )
    print(done.stderr.strip().splitlines()[-1])
    _score(shared, answers, "tutorial chain")
    return float(done.stderr.split(" chunks in ")[1].split(" s")[0]), answers


def _run_ours(shared: Path, where: Path) -> tuple[float, Path]:
    started = time.perf_counter()
    print(_python("-m", "index", "build", str(shared / "reports"), "--store", str(where / "store")).stdout)
    seconds = time.perf_counter() - started
    answers = where / "ours.jsonl"
    done = _python(
        "-m", "assistant", "answer", str(shared / "eval" / "dev.jsonl"), "--store", str(where / "store")
    )
    answers.write_text(done.stdout, encoding="utf-8")
    _score(shared, answers, "ours")
    return seconds, answers


def _percentile(answers: Path) -> float:
    """The 95th percentile of the seconds that answers took, the first left out: it loads the model."""
    lines = answers.read_text(encoding="utf-8").splitlines()[1:]
    return statistics.quantiles([json.loads(line)["seconds"] for line in lines], n=20)[-1]


def _score(shared: Path, answers: Path, name: str) -> None:
    count = len([json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()])
    print(f"\n== {name}: {count} answers")
    print(
        _python(
            str(shared / "eval" / "score.py"), str(shared / "eval" / "dev.jsonl"), str(answers),
            "--reports", str(shared / "reports"),
        ).stdout
    )


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
