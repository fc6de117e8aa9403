"""Learn which way a sentence points: `python -m tests.evaluation.relevance.train_polarity
--store data/evaluation`.

From sentences labelled as praise or criticism (`polarity.jsonl`, told by file, page and a hash):
a direction among their vectors, beside what their words tell. Prints what is kept and what comes
in wrongly, on councils that taught nothing (five folds), by words alone and by both.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.finding.polarity import AGAINST, LEARNED, polarity_of
from assistant.request import Polarity
from index.settings import Settings
from index.storing.store import Store
from tests.evaluation.relevance.train_relevance import key_of

LABELLED = Path(__file__).parent / "polarity.jsonl"
LETTERS = {"p": 1, "c": 0}
SIGNS = {Polarity.PRAISE: 1.0, None: 0.0, Polarity.CRITICISM: -1.0}
STRENGTH = 5.0  # inverse of the regularization


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--to", type=Path, default=LEARNED)
    options = parser.parse_args()
    vectors, words, praises, councils, identity = labelled(options.store)
    both = np.c_[vectors, words]
    learner = LogisticRegression(C=STRENGTH, max_iter=500)
    held_back = cross_val_predict(
        learner, both, praises, groups=councils, cv=GroupKFold(5), method="decision_function"
    )
    print(f"{len(praises)} sentences, {sum(praises)} of them praise")
    for name, odds in (("by words", words * 2), ("by both", held_back)):
        print(name, *(tell(odds * sign, praises == (sign > 0)) for sign in (1, -1)), sep="; ")
    learner.fit(both, praises)
    weights = {
        "direction": learner.coef_[0, :-1].astype(np.float32),
        "rest": np.array([learner.coef_[0, -1], learner.intercept_[0]], np.float32),
    }
    save_file(
        weights, options.to, metadata={"embedding model": identity, "sentences": str(len(praises))}
    )
    return 0


def labelled(store: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], str]:
    """Vectors of shape (sentences, dimensions), what words tell, whether each praises, the
    councils, and the model.
    """
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        file, _, key, letter = json.loads(line)
        if letter in LETTERS:
            told[file][key] = LETTERS[letter]
    rows = []
    with Store(Settings(store=store)) as opened:
        for report in opened.catalogue.reports():
            vectors, known = opened.vectors(report.id), told.get(report.file, {})
            for ordinal, passage in enumerate(opened.catalogue.passages(report.id)):
                if (praises := known.get(key_of(passage.text))) is not None:
                    rows.append(
                        (
                            vectors[ordinal],
                            SIGNS[polarity_of(passage.text)],
                            praises,
                            report.council,
                        )
                    )
        identity = opened.embeddings.identity
    vectors, words, praises, councils = zip(*rows, strict=True)
    return np.array(vectors), np.array(words), np.array(praises), list(councils), identity


def tell(odds: np.ndarray, is_so: np.ndarray) -> str:
    kept, wrong = (odds > -AGAINST)[is_so].mean(), (odds > -AGAINST)[~is_so].mean()
    return f"kept {kept:.3f}, wrongly let in {wrong:.3f}"


if __name__ == "__main__":
    sys.exit(main())
