"""Learn which themes a point of what must improve is on:
`python -m tests.evaluation.topics.train_points --store DIRECTORY`.

From labels of the printed points of the shared reports (`points.jsonl`: a report, the number of
the line, the themes that it asks to improve, and those that it could fairly be counted under; no
words of reports). Prints, with the councils of a tenth held back in turn, how many of the themes
told are right and how many of those asked for are told, beside the patterns alone; keeps weights
and a record beside the briefing.
"""

import argparse
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.briefing.point_themes import LEARNED, PointThemes, counted_themes, matches
from assistant.briefing.themes import Themes
from assistant.library import Library
from assistant.pipeline import reports_in_sight
from index.encoder.embeddings import Vectors
from index.settings import Settings
from index.storing.store import Store

LABELS = Path(__file__).with_name("points.jsonl")
STRENGTH = 30.0  # inverse of the regularization
FEWEST = 2  # lines on a theme from which anything is learned
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """Lines with their labels; `asked` and `fair` have shape (lines, themes)."""

    texts: list[str]
    vectors: Vectors
    councils: list[str]
    asked: Vectors
    fair: Vectors

    @property
    def patterns(self) -> Vectors:
        """Which themes' patterns match; shape (lines, themes, 2)."""
        return np.stack([matches(text) for text in self.texts])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=LEARNED)
    options = parser.parse_args()
    with Store(Settings.from_mapping(os.environ, options.store)) as store:
        identity, data = store.embeddings.identity, labelled(store)
    scores = {
        "lines": len(data.texts),
        "patterns": score(data, data.patterns[:, :, 0] > 0),
        "learned, other councils": score(data, held_back(data)),
    }
    print(json.dumps(scores, indent=1))
    learned = learn(data, np.arange(len(data.texts)))
    weights = {
        "weight": np.ascontiguousarray(learned.weight, np.float16),
        "bias": np.ascontiguousarray(learned.bias, np.float16),
    }
    record = {
        "embedding model": identity,
        "themes": json.dumps(learned.names),
        "data": hashlib.sha256(LABELS.read_bytes()).hexdigest()[:16],
        "recipe": f"a logistic regression a theme on vector and patterns, C={STRENGTH}",
        "scores": json.dumps(scores),
        "made": date.today().isoformat(),
    }
    options.to.parent.mkdir(exist_ok=True)
    save_file(weights, options.to, metadata=record)
    return 0


def labelled(store: Store) -> Labelled:
    """The lines that have labels, of the reports that the store holds."""
    library = Library(reports_in_sight(store))
    themes = Themes(store, library)
    lines = {
        f"{report.id}:{number}": (point.passage.text, themes.vector_of(point), report.council)
        for report in library.reports
        for number, point in enumerate(themes.points(report))
    }
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["id"] in lines]
    names = [theme.name for theme in counted_themes()]
    texts, vectors, councils = zip(*(lines[row["id"]] for row in rows), strict=True)
    asked = [[name in row["asked"] for name in names] for row in rows]
    fair = [[name in row["asked"] + row["fair"] for name in names] for row in rows]
    return Labelled(list(texts), np.stack(vectors), list(councils), np.array(asked), np.array(fair))


def learn(data: Labelled, lines: Vectors) -> PointThemes:
    """A regression a theme; where nothing can be learned its patterns tell alone. Lines that
    could fairly be counted under a theme teach neither way.
    """
    patterns = data.patterns
    names = tuple(theme.name for theme in counted_themes())
    weight = np.zeros((len(names), data.vectors.shape[1] + 2), np.float32)
    bias = np.zeros(len(names), np.float32)
    for number in range(len(names)):
        is_told = data.asked[lines, number]
        if is_told.sum() < FEWEST:
            weight[number, -2], bias[number] = 10, -5
            continue
        given = np.c_[data.vectors[lines], patterns[lines, number]]
        is_plain = is_told | ~data.fair[lines, number]
        fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(
            given[is_plain], is_told[is_plain]
        )
        weight[number], bias[number] = fitted.coef_[0], fitted.intercept_[0]
    return PointThemes(names, weight, bias)


def held_back(data: Labelled) -> Vectors:
    """What is told of each line by what was learned from other councils; shape (lines, themes)."""
    told = np.zeros(data.asked.shape, bool)
    for teaching, apart in GroupKFold(FOLDS).split(data.vectors, groups=data.councils):
        learned = learn(data, teaching)
        for line in apart:
            names = learned.of(data.texts[line], data.vectors[line])
            told[line] = [name in names for name in learned.names]
    return told


def score(data: Labelled, told: Vectors) -> dict[str, float]:
    """How many themes told are right, how many asked for are told, how many lines are wholly
    right.
    """
    is_right = ~(told & ~data.fair).any(axis=1) & ~(data.asked & ~told).any(axis=1)
    return {
        "told": int(told.sum()),
        "told are right": round(float((told & data.fair).sum() / told.sum()), 3),
        "asked are told": round(float((told & data.asked).sum() / data.asked.sum()), 3),
        "lines wholly right": round(float(is_right.mean()), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
