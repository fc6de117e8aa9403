"""Train what tells where a further part of a message begins:
`python -m tests.evaluation.reading.train_parts MESSAGES.jsonl …`.

It stands on the layers of the reader as they are (run `train_reader` first). Files whose lines hold
`parts` are messages of several; of the others `tasks/labels.jsonl` says where parts begin, and they
have one where it says nothing. Measured on writers who taught nothing, a fourth of them at a time,
and then trained on all and kept in `assistant/reading/weights/` with a record.
"""

import argparse
import dataclasses
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.reading.network import WEIGHTS, Network
from assistant.reading.parting import PARTS, PARTS_RECORD, Parting, marks_of_places
from tests.evaluation.reading.train_reader import Row, key, read
from tests.evaluation.reading.train_tasks import labels, layers_of

FOLDS = 4
_WORD = re.compile(r"\w")
SIGNS = 3  # signs that may stand between where a part begins and its first word
WANTED = 0.75  # share of the places told that are right, from which on it is relied on


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training; a record keeps them."""

    inner: int = 64
    passes: int = 12
    learning_rate: float = 1e-3
    decay: float = 0.1
    dropout: float = 0.3
    seed: int = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Message:
    """One message: the marks of its places (n, 3072), which of them begin a part (n,), and how
    many parts begin in all.
    """

    marks: Any
    begins: Any
    wanted: int
    writer: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    recipe, started = Recipe(), time.perf_counter()
    messages = gather([row for file in options.messages for row in read(file)])
    print(len(messages), "messages", flush=True)
    bar, scores = measure(messages, recipe)
    print(json.dumps(scores, indent=1))
    if not options.only_measure:
        record = {
            "date": date.today().isoformat(),
            "recipe": dataclasses.asdict(recipe),
            "minutes": round((time.perf_counter() - started) / 60, 1),
            "scores on writers who taught nothing": scores,
            "bar": bar,
        }
        save(train(messages, recipe), options.to, record)
    return 0


def whole(row: Row) -> Row:
    """A message of several parts in one: its words, and where each further part begins."""
    message, begins = "", []
    for part in row["parts"]:
        word = _WORD.search(part["text"])
        begins.append(len(message) + (word.start() if word else 0))
        message += part["text"]
    return row | {"message": message, "begins": begins[1:]}


def gather(rows: Sequence[Row]) -> list[Message]:
    """Each message of which it is known whether it has parts, once."""
    known, parts = labels(), Network()._parts.get()  # noqa: SLF001 - its layers are trained upon
    wholes = (whole(row) if "parts" in row else row for row in rows)
    found = {key(row): row for row in wholes if "begins" in row or key(row) in known}
    return [
        _message(parts, row, row.get("begins", known.get(name, {}).get("begins", [])))
        for name, row in found.items()
    ]


def _message(parts: Any, row: Row, begins: Sequence[int]) -> Message:
    import torch

    hidden, offsets, layers, mine = layers_of(parts, row)
    places, marks = marks_of_places(layers, mine, offsets, hidden.text)
    at = [hidden.original(place, place)[0] for place in places]
    right = {max((p for p in at if p <= begin), default=-1) for begin in begins}
    near = {p for p in right if any(0 <= begin - p <= SIGNS for begin in begins)}
    told = torch.tensor([float(place in near) for place in at])
    return Message(marks.clone(), told, len(begins), str(row.get("writer") or "shared"))


def train(messages: Sequence[Message], recipe: Recipe) -> dict[str, Any]:
    """One hidden layer on scaled marks."""
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    marks = torch.cat([each.marks for each in messages])
    begins = torch.cat([each.begins for each in messages])
    mean, scale = marks.mean(0), marks.std(0) + 1e-3
    marks = (marks - mean) / scale
    inner = torch.nn.Linear(marks.shape[1], recipe.inner)
    outer = torch.nn.Linear(recipe.inner, 1)
    weights = [*inner.parameters(), *outer.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=recipe.learning_rate, weight_decay=recipe.decay)
    size, count = 256, len(marks)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer, recipe.passes * (count // size + 1)
    )
    for _ in range(recipe.passes):
        for places in torch.randperm(count).split(size):
            given = functional.dropout(marks[places], recipe.dropout)
            hidden = functional.dropout(functional.gelu(inner(given)), recipe.dropout)
            loss = functional.binary_cross_entropy_with_logits(outer(hidden)[:, 0], begins[places])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    heads = {"inner": inner, "outer": outer}
    found = {"mean": mean, "scale": scale}
    for name, head in heads.items():
        found |= {f"{name}.weight": head.weight.detach(), f"{name}.bias": head.bias.detach()}
    return found


def measure(messages: Sequence[Message], recipe: Recipe) -> tuple[float, dict[str, Any]]:
    """How often it is right of writers who taught it nothing, and from which probability on."""
    writers = {each.writer for each in messages}
    names = sorted(name for name in writers if name.startswith("parts"))  # each held back alone
    names += sorted(writers - set(names), key=_stable)
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    told = []
    for part in range(FOLDS):
        parting = Parting(train([m for m in messages if fold[m.writer] != part], recipe), 0.0)
        held = [m for m in messages if fold[m.writer] == part]
        told += [(parting.chances(m.marks), m) for m in held]
    bar = next(
        (b / 100 for b in range(30, 99) if _counts(told, b / 100)["right of told"] >= WANTED), 0.99
    )
    return bar, _counts(told, bar)


def _stable(name: str) -> int:
    return random.Random(name).getrandbits(32)


def _counts(told: Sequence[tuple[Any, Message]], bar: float) -> dict[str, Any]:
    right, said, wanted, exact, several, split, ones = 0, 0, 0, 0, 0, 0, 0
    for chances, message in told:
        on, is_begin = chances >= bar, message.begins > 0
        hits = int((on & is_begin).sum())
        right, said, wanted = right + hits, said + int(on.sum()), wanted + message.wanted
        if message.wanted:
            several += 1
            exact += hits == message.wanted == int(on.sum())
        else:
            ones += 1
            split += bool(on.any())
    return {
        "right of told": round(right / max(1, said), 3),
        "told of wanted": round(right / max(1, wanted), 3),
        "of several parts": several,
        "of them split exactly": round(exact / max(1, several), 3),
        "of one part": ones,
        "of them split": round(split / max(1, ones), 4),
    }


def save(weights: dict[str, Any], folder: Path, record: dict[str, Any]) -> None:
    from safetensors.torch import save_file

    halves = {name: weight.half().contiguous() for name, weight in weights.items()}
    save_file(halves, folder / PARTS)
    (folder / PARTS_RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
