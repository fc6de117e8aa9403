"""Our chain beside the tutorial chain over the same files, in one run: `make bench`.

Times on one machine mean little; the ratio of two times from the same run means more. Both build
from nothing, then answer the same questions in turns, and are scored by the same rules.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3  # of answering, in turns


def main() -> int:
    """Build, answer and score both; print figures and ratios."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    if not (shared / "reports").is_dir():
        print(f"{shared}/reports is not here: there is nothing to compare on.")
        return 1
    reports, questions = str(shared / "reports"), str(shared / "eval" / "dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        tutorial, ours = f"{folder}/tutorial", f"{folder}/ours"
        chain = ("-m", "tests.benchmarks.tutorial_chain", "--store", tutorial)
        built = (
            _seconds(*chain, "--reports", reports),
            _seconds("-m", "index", "build", reports, "--store", ours),
        )
        rounds = []
        for _ in range(ROUNDS):
            theirs = _answers(Path(f"{tutorial}.jsonl"), *chain, "--questions", questions)
            mine = _answers(
                Path(f"{ours}.jsonl"), "-m", "assistant", "answer", questions, "--store", ours
            )
            rounds.append((theirs, mine))
        _score(shared, Path(f"{tutorial}.jsonl"), "tutorial chain")
        _score(shared, Path(f"{ours}.jsonl"), "ours")
    print(
        f"\nbuild: tutorial {built[0]:.0f} s, ours {built[1]:.0f} s; ratio "
        f"{built[0] / built[1]:.2f}"
    )
    print(
        "answer, 95th percentile: bare retrieval of the tutorial, ours with all that it does, ratio"
    )
    print(
        *(f"  {bare:.3f} s, {whole:.3f} s, {whole / bare:.2f}" for bare, whole in rounds), sep="\n"
    )
    print(f"  median ratio {statistics.median(whole / bare for bare, whole in rounds):.2f}")
    return 0


def _seconds(*arguments: str) -> float:
    """How long a build takes, with starting the program."""
    started = time.perf_counter()
    done = _python(*arguments)
    print((done.stdout + done.stderr).strip().splitlines()[-1])
    return time.perf_counter() - started


def _answers(answers: Path, *arguments: str) -> float:
    """Answer and keep the answers; the 95th percentile of the seconds, the first left out: it
    loads the model.
    """
    answers.write_text(_python(*arguments).stdout, encoding="utf-8")
    lines = answers.read_text(encoding="utf-8").splitlines()[1:]
    return statistics.quantiles([json.loads(line)["seconds"] for line in lines], n=20)[-1]


def _score(shared: Path, answers: Path, name: str) -> None:
    count = len([json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()])
    print(f"\n== {name}: {count} answers")
    print(
        _python(
            str(shared / "eval" / "score.py"),
            str(shared / "eval" / "dev.jsonl"),
            str(answers),
            "--reports",
            str(shared / "reports"),
        ).stdout
    )


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
