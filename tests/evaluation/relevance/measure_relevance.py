"""How often what answers is shown first: `python -m tests.evaluation.relevance.measure_relevance
../shared`.

Questions on ten councils that taught neither the weights nor, here, the vectors: the stock
embedding model and the words draw the candidates of a report, which are then judged. Counted is
how often one of the first 1, 3 or 5 answers, by vector and words alone, as judged, and by both
together.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from assistant.finding.cross_encoder import WEIGHTS, CrossEncoder
from index.encoder.embeddings import SentenceEmbeddings
from index.settings import Settings
from index.storing.store import Store
from tests.evaluation.measure_retrieval import (
    Case,
    WordSearch,
    gold_ordinals,
    held_back_councils,
    training_cases,
)
from tests.evaluation.relevance.train_relevance import asked, in_context

DRAWN = 24  # candidates of a report that are judged
WORDS_SHARE = 0.15  # the best one with the stock model
SHARES = (0.0, 2.0, 5.0, 10.0, 20.0)  # log-odds that a cosine of 1 adds to what was judged
BEST = (1, 3, 5)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--store", type=Path, default=Path("data/evaluation"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--every", type=int, default=1, help="measure on every second, third … question"
    )
    options = parser.parse_args()
    cases = training_cases(options.shared)
    apart = held_back_councils(cases)
    cases = [case for case in cases if case.council in apart][:: options.every]
    files = {case.file for case in cases}
    with Store(Settings(store=options.store)) as store:
        passages = {
            r.file: store.catalogue.passages(r.id)
            for r in store.catalogue.reports()
            if r.file in files
        }
    ranks = judge(cases, passages, CrossEncoder(options.weights))
    print(f"{len(cases)} questions on {len(files)} reports of {len(apart)} councils")
    for name, found in ranks.items():
        print(f"{name:34}" + "  ".join(f"at {k}: {np.mean(np.array(found) < k):.3f}" for k in BEST))
    return 0


def judge(cases: list[Case], passages: dict, encoder: CrossEncoder) -> dict[str, list[float]]:
    """The place of the best answer, by each way of ranking."""
    embeddings, words = SentenceEmbeddings(adapter=None), WordSearch(passages)
    vectors = {file: embeddings.vectors([p.text for p in told]) for file, told in passages.items()}
    questions = embeddings.vectors([case.question for case in cases])
    ranks: dict[str, list[float]] = {"vectors and words": []} | {
        f"judged, + {share} x score": [] for share in SHARES
    }
    started = time.perf_counter()
    for case, vector in zip(cases, questions, strict=True):
        told = passages[case.file]
        gold = gold_ordinals(case, told)
        scores = vectors[case.file] @ vector + WORDS_SHARE * words.scores(
            case.words, case.file, len(told)
        )
        drawn = np.argsort(-scores, kind="stable")[:DRAWN].tolist()
        odds = np.array(
            [
                a
                for a, _ in encoder.scores(
                    asked(case.question), [in_context(told, at) for at in drawn]
                )
            ]
        )
        ranks["vectors and words"].append(_rank(drawn, gold))
        for share in SHARES:
            order = np.argsort(-(odds + share * scores[drawn]), kind="stable")
            ranks[f"judged, + {share} x score"].append(_rank([drawn[at] for at in order], gold))
    print(f"{(time.perf_counter() - started) / len(cases):.3f} s a question")
    return ranks


def _rank(order: list[int], gold: set[int]) -> float:
    return min(
        (place for place, ordinal in enumerate(order) if ordinal in gold), default=float("inf")
    )


if __name__ == "__main__":
    sys.exit(main())
