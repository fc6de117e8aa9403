"""What each part of finding is worth: the questions answered again with one part left out.

`python -m tests.evaluation.ablations ../shared --store DIR` writes, for each part, how many of the
development questions and of our own pass without it. A part that is worth nothing should go.
"""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from assistant.answers import as_json
from assistant.finding import choosing, relevance, scoring
from assistant.finding.topics import LikelyTopics, TopicsOfReports
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading import hearing
from assistant.reading.network import Network
from index.reports import Kind
from index.settings import Settings
from index.storing.store import Store
from tests.evaluation import score_own

OWN = Path(__file__).with_name("questions.jsonl")


def all_reports(library, council, times=None):
    return tuple(report for report in library.of(council) if report.kind is not Kind.ARTICLE)


PARTS: dict[str, tuple[object, str, object] | None] = {
    "everything": None,
    "without words (BM25)": (scoring, "WORDS_SHARE", 0.0),
    "without vectors (words only)": (scoring, "WORDS_SHARE", 100.0),
    "without dropping names": (hearing, "without_names", lambda message, mentions: message),
    "without the latest report preferred": (Library, "reports_for", all_reports),
    "without topics in people's words": (LikelyTopics, "_of", lambda self, *texts: ()),
    "without telling silence": (
        TopicsOfReports,
        "unmentioned",
        lambda self, question, reports, likely=(): (),
    ),
    "without the sentence before": (choosing, "with_before", lambda passage, before: passage),
    "without what was learned of reading": (Network, "is_there", False),
    "with a higher bar for silence": (relevance, "ANY_ANSWERS", 0.4),
}


@contextmanager
def without(part: tuple[object, str, object] | None) -> Iterator[None]:
    with ExitStack() as stack:
        if part:
            stack.enter_context(patch.object(*part))
        yield


def passed(store: Store, file: Path, score: Callable[[list[dict]], float]) -> float:
    chain = Assistant(store).chain
    rows = map(json.loads, filter(str.strip, file.read_text(encoding="utf-8").splitlines()))
    return score([as_json(chain.invoke(row["turns"]), row["id"]) for row in rows])


def scored_by(script: Callable[[Path], object], folder: Path) -> Callable[[list[dict]], float]:
    def score(answers: list[dict]) -> float:
        file = folder / "answers.jsonl"
        file.write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
        with redirect_stdout(io.StringIO()) as printed:
            script(file)
        return float(printed.getvalue().split("passed ")[1].split(" = ")[1].split()[0])

    return score


def main() -> int:
    """Answer and score both sets for each part left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    options = parser.parse_args()
    development = options.shared / "eval" / "dev.jsonl"
    sys.path.insert(0, str(options.shared / "eval"))
    import score as development_score

    def score_development(file: Path) -> None:
        words = [
            "score.py",
            str(development),
            str(file),
            "--reports",
            str(options.shared / "reports"),
        ]
        with patch.object(sys, "argv", words):
            development_score.main()

    def score_ours(file: Path) -> None:
        with patch.object(sys, "argv", ["score_own.py", str(file)]):
            score_own.main()

    folder = options.store.parent
    with Store(Settings(store=options.store)) as store:
        print(f"{'':40} development   own")
        for name, part in PARTS.items():
            with without(part):
                dev = passed(store, development, scored_by(score_development, folder))
                own = passed(store, OWN, scored_by(score_ours, folder))
            print(f"{name:40} {dev:.3f}         {own:.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
