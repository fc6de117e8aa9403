"""A model that invents freely, asked real questions: does anything unsupported reach the reader?

    python -m tests.evaluation.run_small_model QUESTIONS.jsonl [--structured] [--most 60]
        > ANSWERS.jsonl

Serves SmolLM2-135M on this machine and answers questions until it was asked for `--most` of
them. Each answer is a line as `python -m assistant answer` writes it; the sums stand at the end,
on standard error. Whether what was shown is a fair sentence is for a person to read: the lines
that begin with "shown" are all that the model got in.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from assistant.answers import Answer, Reply, as_json
from assistant.composing.writing import COMPOSER
from assistant.pipeline import Assistant
from index.settings import Settings
from index.storing.store import Store
from tests.local_model import small_model


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--structured", action="store_true", help="make the model keep to the form")
    parser.add_argument("--most", type=int, default=60)
    args = parser.parse_args()
    items = [json.loads(line) for line in args.questions.read_text(encoding="utf-8").splitlines()]
    written: list[tuple[Answer, float]] = []
    with (
        Store(Settings(store=args.store)) as store,
        small_model(structured=args.structured) as models,
    ):
        assistant = Assistant(store, models)
        for item in items:
            if len(written) == args.most:
                break
            reply, seconds, first = timed(assistant, item["turns"])
            print(json.dumps(as_json(reply, item["id"], seconds), ensure_ascii=False), flush=True)
            if isinstance(reply, Answer) and (reply.withheld or reply.notice):
                written.append((reply, first))
    _tell(written)
    return 0


def timed(assistant: Assistant, turns: Sequence[str]) -> tuple[Reply, float, float]:
    """The reply, the seconds it took, and the seconds until its first sentence was checked."""
    started = time.perf_counter()
    whole: Any = None
    first = 0.0
    for piece in assistant.chain.stream(turns):
        whole = piece if whole is None else whole + piece
        if not first and (piece.claims or getattr(piece, "withheld", ())):
            first = time.perf_counter() - started
    return whole, round(time.perf_counter() - started, 3), first


def _tell(written: Sequence[tuple[Answer, float]]) -> None:
    shown = [
        c.text
        for answer, _ in written
        for c in answer.claims
        if not c.is_quote and answer.composer == COMPOSER
    ]
    reasons = Counter(each.reason for answer, _ in written for each in answer.withheld)
    notices = Counter(answer.notice for answer, _ in written)
    print(f"{len(written)} answers that the model was asked for", file=sys.stderr)
    print(f"{sum(reasons.values())} sentences taken out: {dict(reasons)}", file=sys.stderr)
    print(f"notices: {dict(notices)}", file=sys.stderr)
    print(
        f"seconds to the first checked sentence: median "
        f"{median(first for _, first in written):.2f}",
        file=sys.stderr,
    )
    for text in shown:
        print(f"shown: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
