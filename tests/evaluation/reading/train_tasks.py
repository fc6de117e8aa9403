"""Train the heads that tell tasks:
`python -m tests.evaluation.reading.train_tasks MESSAGES.jsonl …`.

They stand on the layers of the reader as they are (run `train_reader` first), so that this takes
minutes. What is wanted of each message is labelled apart, by the key of its words
(`tasks/labels.jsonl`). Measured on writers who taught nothing, a fifth of them at a time, and then
trained on all and kept in `assistant/reading/weights/` with a record.
"""

import argparse
import dataclasses
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.reading.network import TASKS, TASKS_RECORD, WEIGHTS, Network, encode, marks_of
from assistant.request import LEARNED_FACTS, Again, Task
from tests.evaluation.reading.train_reader import Row, before, key, masked, read

LABELS = Path(__file__).parent / "tasks" / "labels.jsonl"
# Acts of messages that nobody has labelled by their task, and that are of none.
OF_NO_TASK = frozenset(
    {"find", "list", "history", "talk", "predict", "advice", "person", "outside", "danger"}
)
HEADS = {"task": tuple(Task), "facts": LEARNED_FACTS, "again": tuple(Again)}
WANTED = {"task": 0.85, "facts": 0.8, "again": 0.8}  # share right from which a head is relied on
PARTS = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training; a record keeps them."""

    passes: int = 40
    learning_rate: float = 3e-3
    decay: float = 0.3
    dropout: float = 0.5
    smoothing: float = 0.05
    unlabelled: float = 0.5  # how much a message of no task by its act counts
    seed: int = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Set:
    """Messages as the heads see them: marks (n, 3456), wanted (n,), (n, facts), (n, again)."""

    marks: Any
    task: Any
    facts: Any
    again: Any
    weight: Any
    writers: tuple[str, ...]

    def only(self, places: Sequence[int]) -> "Set":
        of = [self.marks, self.task, self.facts, self.again, self.weight]
        return Set(*(each[list(places)] for each in of), tuple(self.writers[n] for n in places))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    recipe = Recipe()
    started = time.perf_counter()
    examples = gather([row for file in options.messages for row in read(file)], recipe)
    scores, bars = measure(examples, recipe)
    print(json.dumps(scores, indent=1))
    if not options.only_measure:
        heads = train(examples, recipe)
        save(heads, options.to, recipe, scores, bars, time.perf_counter() - started)
    return 0


def labels() -> dict[str, Row]:
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in map(json.loads, lines)}


def singly(row: Row) -> Iterator[Row]:
    """A message, or each part of one with several, as one that follows those before it."""
    if "parts" not in row:
        yield row
        return
    said = list(row["earlier"])
    for part in row["parts"]:
        message = part["text"].strip()
        yield part | {"earlier": said[-2:], "message": message, "writer": row["writer"]}
        said.append(message)


def gather(rows: Sequence[Row], recipe: Recipe) -> Set:
    """The messages of which it is known what they want."""
    import torch

    known, parts = labels(), Network()._parts.get()  # noqa: SLF001 - its layers are trained upon
    marks, found, writers = [], [], []
    for row in {key(row): row for row in chain.from_iterable(map(singly, rows))}.values():
        label = known.get(key(row)) or (row if "task" in row else None)
        if label is None and row["act"] not in OF_NO_TASK:
            continue
        found.append((label or {"task": Task.OTHER.value}, 1.0 if label else recipe.unlabelled))
        marks.append(_marks(parts, row))
        writers.append(str(row.get("writer") or "shared"))

    def many(name: str) -> Any:
        values = [each.value for each in HEADS[name]]
        return torch.tensor(
            [[float(v in label.get(name, ())) for v in values] for label, _ in found]
        )

    tasks = [each.value for each in Task]
    return Set(
        torch.stack(marks),
        torch.tensor([tasks.index(label["task"]) for label, _ in found]),
        many("facts"),
        many("again"),
        torch.tensor([weight for _, weight in found]),
        tuple(writers),
    )


def layers_of(parts: Any, row: Row) -> tuple[Any, Any, Any, Any]:
    """A masked message, where its tokens stand in it, the states of each layer, and which tokens
    are its own.
    """
    import torch

    hidden = masked(row["message"])
    tokens = encode(parts.tokenizer, hidden.text, before(row["earlier"]))
    offsets = tokens.pop("offset_mapping")[0].tolist()
    with torch.inference_mode():
        layers = parts.model(**tokens, output_hidden_states=True).hidden_states
    mine = (tokens["token_type_ids"] == 0) & (tokens["attention_mask"] == 1)
    return hidden, offsets, layers, mine


def _marks(parts: Any, row: Row) -> Any:
    _, _, layers, mine = layers_of(parts, row)
    return marks_of(layers, mine)[0].clone()


def train(examples: Set, recipe: Recipe) -> dict[str, Any]:
    """Linear heads on scaled marks."""
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    choice = random.Random(recipe.seed)
    mean, scale = examples.marks.mean(0), examples.marks.std(0) + 1e-3
    marks = (examples.marks - mean) / scale
    heads = {name: torch.nn.Linear(marks.shape[1], len(values)) for name, values in HEADS.items()}
    weights = [weight for head in heads.values() for weight in head.parameters()]
    for head in heads.values():
        torch.nn.init.zeros_(head.weight)
        torch.nn.init.zeros_(head.bias)
    optimizer = torch.optim.AdamW(weights, lr=recipe.learning_rate, weight_decay=recipe.decay)
    size, count = 256, len(examples.task)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer, recipe.passes * (count // size + 1)
    )
    order = list(range(count))
    for _ in range(recipe.passes):
        choice.shuffle(order)
        for start in range(0, count, size):
            places = order[start : start + size]
            given = functional.dropout(marks[places], recipe.dropout)
            weight = examples.weight[places]
            loss = functional.cross_entropy(
                heads["task"](given), examples.task[places],
                label_smoothing=recipe.smoothing, reduction="none",
            )  # fmt: skip
            loss = (loss * weight).mean()
            for name in ("facts", "again"):
                each = functional.binary_cross_entropy_with_logits(
                    heads[name](given), getattr(examples, name)[places], reduction="none"
                )
                loss = loss + (each.sum(1) * weight).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    found = {"mean": mean, "scale": scale}
    for name, head in heads.items():
        found |= {f"{name}.weight": head.weight.detach(), f"{name}.bias": head.bias.detach()}
    return found


def measure(examples: Set, recipe: Recipe) -> tuple[dict[str, Any], dict[str, float]]:
    """How often each head is right of writers who taught it nothing, and the bars from which on
    it is right often enough.
    """
    import torch

    names = sorted(set(examples.writers))
    random.Random(recipe.seed).shuffle(names)
    apart = {name: n % PARTS for n, name in enumerate(names)}
    told = {name: torch.zeros(len(examples.task), len(values)) for name, values in HEADS.items()}
    for part in range(PARTS):
        held = [n for n, name in enumerate(examples.writers) if apart[name] == part]
        rest = [n for n, name in enumerate(examples.writers) if apart[name] != part]
        heads = train(examples.only(rest), recipe)
        marks = (examples.marks[held] - heads["mean"]) / heads["scale"]
        for name in HEADS:
            told[name][held] = marks @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    labelled = examples.weight == 1.0
    chances, said = torch.softmax(told["task"], 1).max(1)
    right = said == examples.task
    bars = {"task": _bar(chances[labelled], right[labelled], WANTED["task"])}
    scores: dict[str, Any] = {
        "labelled": int(labelled.sum()),
        "task": round(float(right[labelled].float().mean()), 3),
        "task, sure": _share(chances >= bars["task"], right, labelled),
        "of no task, sure of one": round(
            float(((chances >= bars["task"]) & ~right)[~labelled].float().mean()), 3
        ),
        "by task": {
            task.value: [
                int((examples.task[labelled] == n).sum()),
                round(float(right[labelled & (examples.task == n)].float().mean()), 2),
            ]
            for n, task in enumerate(Task)
        },
    }
    for name in ("facts", "again"):
        likely, wanted = torch.sigmoid(told[name]), getattr(examples, name)
        likely, wanted = likely[labelled].flatten(), wanted[labelled].flatten() > 0
        near = likely >= 0.05  # the others are told by nobody
        bars[name] = _bar(likely[near], wanted[near], WANTED[name])
        on = likely >= bars[name]
        scores[name] = {
            "right of told": round(float(wanted[on].float().mean()), 3),
            "told of wanted": round(float(on[wanted].float().mean()), 3),
        }
    return scores, bars


def _bar(chances: Any, right: Any, wanted: float) -> float:
    """The lowest probability from which on the share that is wanted is right."""
    for hundredth in range(20, 99):
        on = chances >= hundredth / 100
        if bool(on.any()) and float(right[on].float().mean()) >= wanted:
            return hundredth / 100
    return 0.99


def _share(on: Any, right: Any, labelled: Any) -> list[float]:
    """Which share of the labelled it is sure of, and which share of these is right."""
    told = on & labelled
    return [
        round(float(told.sum() / labelled.sum()), 3),
        round(float(right[told].float().mean()), 3),
    ]


def save(
    heads: dict[str, Any],
    folder: Path,
    recipe: Recipe,
    scores: dict[str, Any],
    bars: dict[str, float],
    seconds: float,
) -> None:
    from safetensors.torch import save_file

    halves = {name: weight.half().contiguous() for name, weight in heads.items()}
    save_file(halves, folder / TASKS)
    record = {
        "date": date.today().isoformat(),
        "sha256 of the labels": hashlib.sha256(LABELS.read_bytes()).hexdigest(),
        "recipe": dataclasses.asdict(recipe),
        "minutes": round(seconds / 60, 1),
        "scores on writers who taught nothing": scores,
        "bars": bars,
    }
    (folder / TASKS_RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
