"""The learned part of reading: one small network tells the act of a message and what each word
does in it.

The embedding model's own layers with an adapter (LoRA) of their own, and heads on them: the act,
the slot of each word, whether the message goes on from the one before, whether it tells of harm,
which way it points, and what open wordings of order, movement and talk mean ("the grimmest run",
"clawed its way back"). The adapter and the heads are in `weights/` with a record;
`tests/evaluation/reading/train_reader.py` makes them. Without them a message is read by the
exact grammar alone.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reading.parting import Parting, load_parting
from assistant.request import (
    LEARNED_FACTS,
    Act,
    Again,
    Asked,
    Change,
    First,
    Polarity,
    SmallTalk,
    Task,
)
from index.encoder.adapting import merge
from index.encoder.embeddings import model_location
from index.importing import uncollected
from index.loading import LoadedOnce
from index.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    import torch
    from torch import nn

WEIGHTS = Path(__file__).parent / "weights"
HEADS, RECORD = "heads.safetensors", "record.json"
# What is told on the layers as they are, learned after them by `train_tasks.py`.
TASKS, TASKS_RECORD = "tasks.safetensors", "tasks.json"
TASK_LAYERS = (0, 2, 3, 4, 5, 6)  # whose states are averaged over the words of a message
WIDEST_LAYERS = (4, 6)  # of which the largest of each number is taken too
ACTS = tuple(Act)
SLOTS = (
    "",  # filler: asks, greets, links
    "council", "group", "area", "grade", "atleast", "time", "kind", "topic", "number", "order",
    "polarity", "move", "term", "quote", "back",
)  # fmt: skip
# What a head tells apart beside the acts and slots; the first of each is "none of these".
CHOICES: dict[str, tuple[Polarity | First | Change | SmallTalk | None, ...]] = {
    "polarity": (None, *Polarity),
    "order": (None, *First),
    "move": (None, *Change),
    "talk": (None, *SmallTalk),
}
HEADS_OF_ALL = ("act", "goes_on", "danger", *CHOICES)  # of the whole message
MAYBE = 0.15  # how likely a word taken for filler must be a topic to be held for one in doubt
MOST_TOKENS, MOST_BEFORE = 192, 64  # of a message, and of those before it


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that do the same; `start` and `end` are places in the masked message."""

    slot: str
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network makes of a message; probabilities are calibrated on a writer that taught
    it nothing.

    `maybe` are words taken for filler that may yet be what the message is about. `certain`, that
    the likeliest act reaches the bar from which on nineteen of twenty of that writer's were
    right; `begins` are the places at which a further part of the message begins that wants an
    answer of its own; `by` tells whether a chat model was asked.
    """

    acts: tuple[tuple[Act, float], ...]
    spans: tuple[Span, ...]
    maybe: tuple[Span, ...]
    goes_on: float
    danger: float
    certain: bool = False
    polarity: Polarity | None = None
    order: First | None = None
    move: Change | None = None
    talk: SmallTalk | None = None
    asked: Asked = Asked()
    begins: tuple[int, ...] = ()
    by: str = "learned"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is loaded: the layers, the heads on them, and how their scores become probabilities."""

    tokenizer: Any
    model: "nn.Module"
    heads: "dict[str, torch.Tensor]"
    temperature: float
    sure: float
    tasks: "Tasks | None" = None
    parting: Parting | None = None


@dataclass(frozen=True, slots=True)
class Tasks:
    """Heads that tell the task, facts of inspections and how a message varies the one before, and
    from which probability on each is relied on.
    """

    heads: "dict[str, torch.Tensor]"
    bars: dict[str, float]

    def asked(self, marks: "torch.Tensor", *, goes_on: bool) -> Asked:
        """What is asked by marks of shape (n,), as `marks_of` makes them; nothing is varied by a
        first message.
        """
        import torch

        scaled = (marks - self.heads["mean"]) / self.heads["scale"]
        found = {
            name: scaled @ self.heads[f"{name}.weight"].T + self.heads[f"{name}.bias"]
            for name in ("task", "facts", "again")
        }
        chances = torch.softmax(found["task"], 0)
        task = tuple(Task)[int(chances.argmax())]
        likely = {
            name: torch.sigmoid(found[name]) >= self.bars[name] for name in ("facts", "again")
        }
        return Asked(
            task if float(chances.max()) >= self.bars["task"] else None,
            frozenset(each for each, on in zip(LEARNED_FACTS, likely["facts"], strict=True) if on),
            frozenset(each for each, on in zip(Again, likely["again"], strict=True) if on)
            if goes_on
            else frozenset(),
        )


class Network:
    """Loads the weights when first asked; safe to be asked by several threads."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder
        self._tokenizing = threading.Lock()
        self._parts = LoadedOnce(lambda: _load(folder))
        self.read = lru_cache(maxsize=256)(
            self._read
        )  # the messages before are read again each turn

    @property
    def is_there(self) -> bool:
        """Whether there are weights at all."""
        return (self._folder / HEADS).is_file()

    def load(self) -> None:
        """Load now what the first message would wait for."""
        self._parts.get()

    def _read(self, text: str, before: str = "") -> Reading:
        """Read a masked message in the light of the masked ones before it, the last of them
        first.
        """
        import torch

        parts = self._parts.get()
        heads = parts.heads
        # Half a sign, as a browser may send it, is none to the tokenizer; each keeps its one place.
        text, before = (each.encode("utf-8", "replace").decode() for each in (text, before))
        with self._tokenizing:
            tokens = encode(parts.tokenizer, text, before)
        offsets = tokens.pop("offset_mapping")[0].tolist()
        with torch.inference_mode():
            layers = parts.model(**tokens, output_hidden_states=True).hidden_states
            states = layers[-1]
            mine = (tokens["token_type_ids"] == 0) & (tokens["attention_mask"] == 1)
            found = score(states, mine, heads)
            acts = torch.softmax(found["act"][0] / parts.temperature, 0).tolist()
            tags = torch.softmax(found["tag"][0], 1)
            ranked = sorted(zip(ACTS, acts, strict=True), key=lambda pair: -pair[1])
            words = _words(text, offsets, mine[0].tolist(), tags)
            chosen: dict[str, Any] = {
                name: values[int(found[name][0].argmax())] for name, values in CHOICES.items()
            }
            return Reading(
                tuple(ranked),
                tuple(_spans(words)),
                tuple(_maybe(words)),
                float(torch.sigmoid(found["goes_on"][0, 0])),
                float(torch.sigmoid(found["danger"][0, 0])),
                ranked[0][1] >= parts.sure,
                **chosen,
                asked=parts.tasks.asked(marks_of(layers, mine)[0], goes_on=bool(before))
                if parts.tasks
                else Asked(),
                begins=parts.parting.begins(layers, mine, offsets, text) if parts.parting else (),
            )


def encode(tokenizer: Any, text: str, before: str) -> Any:  # noqa: ANN401 - a tokenizer of transformers
    """The tokens of a message and of those before it, as one pair."""
    first = tokenizer(text, truncation=True, max_length=MOST_TOKENS, return_offsets_mapping=True)
    second = (
        tokenizer(before, truncation=True, max_length=MOST_BEFORE) if before else {"input_ids": [0]}
    )
    import torch

    ids = [*first["input_ids"], *second["input_ids"][1:]]
    kinds = [0] * len(first["input_ids"]) + [1] * (len(second["input_ids"]) - 1)
    offsets = [*first["offset_mapping"], *[(0, 0)] * (len(second["input_ids"]) - 1)]
    return {
        "input_ids": torch.tensor([ids]),
        "token_type_ids": torch.tensor([kinds]),
        "attention_mask": torch.ones(1, len(ids), dtype=torch.long),
        "offset_mapping": torch.tensor([offsets]),
    }


def score(
    states: "torch.Tensor", mine: "torch.Tensor", heads: "dict[str, torch.Tensor]"
) -> "dict[str, torch.Tensor]":
    """What the heads say of states of shape (messages, tokens, 384); `mine` marks the message's
    own tokens.
    """
    import torch

    share = mine.to(states.dtype).unsqueeze(2)
    mean = (states * share).sum(1) / share.sum(1).clamp(min=1)
    whole = torch.cat([states[:, 0], mean], dim=1)
    return {
        name: (states if name == "tag" else whole) @ heads[f"{name}.weight"].T
        + heads[f"{name}.bias"]
        for name in ("tag", *HEADS_OF_ALL)
    }


def marks_of(layers: "Sequence[torch.Tensor]", mine: "torch.Tensor") -> "torch.Tensor":
    """What tasks are told by, of shape (messages, 384 × 9): the first state of the last layer, and
    over the message's own tokens the mean of several layers and the largest of two.
    """
    import torch

    share = mine.to(layers[0].dtype).unsqueeze(2)
    count = share.sum(1)
    means = [(layers[n] * share).sum(1) / count for n in TASK_LAYERS]
    widest = [
        layers[n].masked_fill(~mine.unsqueeze(2), float("-inf")).max(1).values
        for n in WIDEST_LAYERS
    ]
    return torch.cat([layers[-1][:, 0], *means, *widest], dim=1)


def _words(
    text: str, offsets: Sequence[tuple[int, int]], mine: Sequence[bool], tags: "torch.Tensor"
) -> "list[tuple[int, int, torch.Tensor]]":
    """The words of a message: start, end, and how likely each slot is, by its pieces together."""
    words: list[tuple[int, int, list[int]]] = []
    for place, (start, end) in enumerate(offsets):
        if not mine[place] or start == end:
            continue
        if words and words[-1][1] == start and text[start].isalnum() and text[start - 1].isalnum():
            words[-1] = (words[-1][0], end, [*words[-1][2], place])
        else:
            words.append((start, end, [place]))
    return [(start, end, tags[places].mean(0)) for start, end, places in words]


def _spans(words: "Sequence[tuple[int, int, torch.Tensor]]") -> Iterator[Span]:
    """Runs of words with the same slot."""
    for place, run in groupby(words, key=lambda word: int(word[2].argmax())):
        found = list(run)
        if SLOTS[place]:
            sure = sum(float(chances[place]) for _, _, chances in found) / len(found)
            yield Span(SLOTS[place], found[0][0], found[-1][1], sure)


def _maybe(words: "Sequence[tuple[int, int, torch.Tensor]]") -> Iterator[Span]:
    """Words taken for filler that are a topic with some probability."""
    topic = SLOTS.index("topic")
    for start, end, chances in words:
        if not int(chances.argmax()) and float(chances[topic]) >= MAYBE:
            yield Span("topic", start, end, float(chances[topic]))


def open_model() -> "tuple[Any, nn.Module]":
    """The tokenizer and the layers of the default embedding model, without any adapter."""
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils.logging import disable_progress_bar, set_verbosity_error

    disable_progress_bar()  # type: ignore[no-untyped-call]
    set_verbosity_error()  # type: ignore[no-untyped-call]
    where = model_location(DEFAULT_MODEL)
    tokenizer = AutoTokenizer.from_pretrained(where, local_files_only=True)
    return tokenizer, AutoModel.from_pretrained(
        where, local_files_only=True, add_pooling_layer=False
    )


@uncollected()
def _load(folder: Path) -> "_Parts":
    from safetensors.torch import load_file

    tokenizer, model = open_model()
    model.eval()
    merge(model, folder)
    heads = {name: weight.float() for name, weight in load_file(folder / HEADS).items()}
    calibration = json.loads((folder / RECORD).read_text(encoding="utf-8"))["calibration"]
    return _Parts(
        tokenizer,
        model,
        heads,
        calibration["temperature"],
        calibration["sure"],
        _tasks(folder),
        load_parting(folder),
    )


def _tasks(folder: Path) -> Tasks | None:
    """The heads of tasks; None where they are not there."""
    from safetensors.torch import load_file

    if not (folder / TASKS).is_file():
        return None
    record = json.loads((folder / TASKS_RECORD).read_text(encoding="utf-8"))
    heads = {name: weight.float() for name, weight in load_file(folder / TASKS).items()}
    return Tasks(heads, record["bars"])
