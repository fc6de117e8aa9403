"""Score verdicts on claims whose truth was read in the reports by hand.

    python -m tests.evaluation.answers.score_checks QUESTIONS.jsonl ANSWERS.jsonl [--failures]

QUESTIONS have `id`, `turns` and `truth`: "true", "false" or "not said"; ANSWERS are what
`python -m assistant answer` prints. The first sentence of an answer tells its verdict. What is
true and called false, or the other way about, is worst; what is only "not confirmed" is cautious.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

# The verdict that an answer opens with; the first that fits. Older answers begin with Yes or No.
_VERDICTS = (
    ("half", re.compile(r"half true|partly")),
    (
        "open",
        re.compile(r"not (?:confirmed|said|in these words|found|in so many)|nothing|true of an"),
    ),
    ("false", re.compile(r"not true|no[.:,]")),
    ("true", re.compile(r"true|yes")),
)
_READ_AS = re.compile(r"^read as.*\n+", re.I)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    answers = {row["id"]: row["answer"] for row in _lines(options.answers)}
    counted = Counter[tuple[str, str]]()
    for item in _lines(options.questions):
        verdict = verdict_of(answers[item["id"]])
        counted[item["truth"], verdict] += 1
        if options.failures and verdict not in {item["truth"], "open"}:
            print(item["id"], item["truth"], "→", verdict, "|", item["turns"][-1])
    for (truth, verdict), count in sorted(counted.items()):
        print(f"{truth:10} {verdict:6} {count}")


def verdict_of(answer: str) -> str:
    """The verdict that an answer opens with; "none" where it has none."""
    plain = _READ_AS.sub("", answer.replace("*", "").strip().lower())
    return next((name for name, pattern in _VERDICTS if pattern.match(plain)), "none")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
