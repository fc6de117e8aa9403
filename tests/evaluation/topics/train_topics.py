"""Learn which topics a message is about: `python -m tests.evaluation.topics.train_topics`.

From what people say for the topics of `assistant/finding/topics.json` ("nans who take the little
ones on" for kinship care; `said/`, a file a hand): one linear layer on the embedding. Prints how
often the likeliest topic is right on hands that taught nothing, and on whole messages
(`apart.jsonl`), and keeps weights and a record beside the other weights of `assistant/finding`.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression

from assistant.finding.topics import LEARNED, all_topics
from index.encoder.embeddings import SentenceEmbeddings, Vectors
from index.places.mentions import find_councils

HERE = Path(__file__).parent
STRENGTH = 40.0  # inverse of the regularization
BARS = (0.25, 0.5, 0.75)  # probabilities from which on a topic is taken for meant
Said = tuple[str, str, str]  # the hand, the topic and what was said


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, default=LEARNED)
    options = parser.parse_args()
    embeddings = SentenceEmbeddings()
    said = all_said()
    vectors = embeddings.vectors([words for _, _, words in said])
    scores = {"across hands": across_hands(said, vectors)}
    learner = learn(vectors, [topic for _, topic, _ in said])
    scores["whole messages"] = measure(learner, embeddings)
    print(json.dumps(scores, indent=1))
    names = list(learner.classes_)
    assert names == sorted(topic.name for topic in all_topics()), "every topic must have words"
    weights = {
        "weight": np.ascontiguousarray(learner.coef_, np.float16),
        "bias": np.ascontiguousarray(learner.intercept_, np.float16),
    }
    record = {
        "embedding model": embeddings.identity,
        "topics": json.dumps(names),
        "data": _hash(),
        "recipe": f"logistic regression on the embedding, C={STRENGTH}",
        "scores": json.dumps(scores),
        "made": date.today().isoformat(),
    }
    save_file(weights, options.to, metadata=record)
    return 0


def all_said() -> list[Said]:
    """What every hand has written."""
    return [
        (file.stem, row["topic"], row["said"])
        for file in sorted((HERE / "said").glob("*.jsonl"))
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def learn(vectors: Vectors, topics: Sequence[str]) -> LogisticRegression:
    """A layer that gives each topic a probability."""
    return LogisticRegression(C=STRENGTH, max_iter=300).fit(vectors, topics)


def across_hands(said: Sequence[Said], vectors: Vectors) -> dict[str, float]:
    """How often topics are right on the words of hands that taught nothing, both ways round."""
    is_first = np.array([hand in "abcde" for hand, _, _ in said])
    topics = np.array([topic for _, topic, _ in said])
    scores = {}
    for name, teaches in (("first to second", is_first), ("second to first", ~is_first)):
        learner = learn(vectors[teaches], topics[teaches])
        ordered = _ordered(learner, vectors[~teaches])
        is_right = ordered == topics[~teaches][:, None]
        scores[name] = round(float(is_right[:, 0].mean()), 3)
        scores[f"{name}, among three"] = round(float(is_right[:, :3].any(axis=1).mean()), 3)
    return scores


def measure(learner: LogisticRegression, embeddings: SentenceEmbeddings) -> dict[str, Any]:
    """How often whole messages of one more hand are told rightly, and from which bar on."""
    rows = [json.loads(line) for line in (HERE / "apart.jsonl").read_text("utf-8").splitlines()]
    vectors = embeddings.vectors([_without_councils(row["message"]) for row in rows])
    likely = learner.predict_proba(vectors).max(axis=1)
    ordered = _ordered(learner, vectors)
    is_of_one = np.array([bool(row["topics"]) for row in rows])
    is_right = np.array(
        [name in row["topics"] for name, row in zip(ordered[:, 0], rows, strict=True)]
    )
    among = [
        bool({*first} & {*row["topics"]}) for first, row in zip(ordered[:, :3], rows, strict=True)
    ]
    scores = {
        "right": round(float(is_right[is_of_one].mean()), 3),
        "among three": round(float(np.array(among)[is_of_one].mean()), 3),
    }
    for bar in BARS:
        told = likely >= bar
        scores[f"from {bar}"] = {
            "told": round(float(told[is_of_one].mean()), 3),
            "right": round(float(is_right[is_of_one & told].mean()), 3),
            "told though of none": round(float(told[~is_of_one].mean()), 3),
        }
    return scores


def _ordered(learner: LogisticRegression, vectors: Vectors) -> np.ndarray:
    """The topics of each text, the likeliest first."""
    return learner.classes_[np.argsort(-learner.predict_proba(vectors), axis=1)]


def _without_councils(message: str) -> str:
    for mention in sorted(find_councils(message), key=lambda each: -each.start):
        message = message[: mention.start] + message[mention.end :]
    return message


def _hash() -> str:
    files = sorted((HERE / "said").glob("*.jsonl"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
