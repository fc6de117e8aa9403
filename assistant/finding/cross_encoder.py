"""How well a sentence answers a question, read together: the learned part of relevance.

The embedding model's own layers with an adapter (LoRA) of their own read "question [SEP] sentence" as one text, and a
head on them says how likely the sentence answers, and how likely it is at least on the same point. The adapter and
the head are in `weights/` with a record; `tests/evaluation/relevance/train_relevance.py` makes them. It is the one file
that knows how this is computed; everything else asks `relevance.py`.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reading.network import open_model
from index.adapting import merge
from index.embeddings import cores
from index.importing import uncollected

if TYPE_CHECKING:
    import torch
    from torch import nn

WEIGHTS = Path(__file__).parent / "weights"
HEAD = "head.safetensors"
MOST_ASKED, MOST_TOLD = 48, 80  # tokens of a question and of a sentence
BATCH = 16  # pairs, those of like length together


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is loaded: the layers, and the head on them."""

    tokenizer: Any
    model: "nn.Module"
    head: "dict[str, torch.Tensor]"

    def score(self, pairs: Sequence[tuple[list[int], list[int]]]) -> list[tuple[float, float]]:
        """What the head says of some pairs."""
        import torch

        with torch.inference_mode():
            tokens = pad(pairs)
            found = score(self.model(**tokens).last_hidden_state, tokens, self.head)
            return [(answers, near) for answers, near in found.tolist()]


class CrossEncoder:
    """Loads the weights when first asked; safe to be asked by several threads."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder
        self._loading = threading.Lock()
        self._tokenizing = threading.Lock()
        self._loaded: _Parts | None = None

    @property
    def is_there(self) -> bool:
        """Whether there are weights at all."""
        return (self._folder / HEAD).is_file()

    def load(self) -> None:
        """Load now what the first question would wait for."""
        self._parts  # noqa: B018 - it loads

    @property
    def _parts(self) -> "_Parts":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded

    def scores(self, question: str, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """For each sentence what tells that it answers, and that it is at least on the same point: scores, not yet calibrated.

        "How soon are runaways seen?" and "Return interviews are not timely." give two numbers above 0.
        """
        if not sentences:
            return []
        parts = self._parts
        with self._tokenizing:
            pairs = encode(parts.tokenizer, question, sentences)
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place][0]))
        batches = [[pairs[place] for place in order[start : start + BATCH]] for start in range(0, len(order), BATCH)]
        if len(batches) > 1:  # a batch a core; torch itself computes on one
            with ThreadPoolExecutor(cores()) as workers:
                scored = list(workers.map(parts.score, batches))
        else:
            scored = [parts.score(batches[0])]
        found = dict(zip(order, chain.from_iterable(scored), strict=True))
        return [found[place] for place in range(len(pairs))]


def encode(tokenizer: Any, question: str, sentences: Sequence[str]) -> list[tuple[list[int], list[int]]]:  # noqa: ANN401
    """Each pair as the ids of its tokens, and which of the two texts each belongs to."""
    asked = tokenizer(question, truncation=True, max_length=MOST_ASKED)["input_ids"]
    told = tokenizer(list(sentences), truncation=True, max_length=MOST_TOLD)["input_ids"] if sentences else []
    return [([*asked, *ids[1:]], [0] * len(asked) + [1] * (len(ids) - 1)) for ids in told]


def pad(pairs: Sequence[tuple[list[int], list[int]]]) -> "dict[str, torch.Tensor]":
    """Pairs of different length as one batch."""
    import torch

    longest = max(len(ids) for ids, _ in pairs)
    return {
        "input_ids": torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in pairs]),
        "token_type_ids": torch.tensor([kinds + [0] * (longest - len(kinds)) for _, kinds in pairs]),
        "attention_mask": torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids, _ in pairs]),
    }


def score(states: "torch.Tensor", tokens: "dict[str, torch.Tensor]", head: "dict[str, torch.Tensor]") -> "torch.Tensor":
    """What the head says of states of shape (pairs, tokens, 384): shape (pairs, 2)."""
    import torch

    told = tokens["token_type_ids"].to(states.dtype).unsqueeze(2)
    mean = (states * told).sum(1) / told.sum(1).clamp(min=1)
    return torch.cat([states[:, 0], mean], dim=1) @ head["weight"].T + head["bias"]


@uncollected()
def _load(folder: Path) -> "_Parts":
    from safetensors.torch import load_file

    tokenizer, model = open_model()
    model.eval()
    merge(model, folder)
    head = {name: weight.float() for name, weight in load_file(folder / HEAD).items()}
    return _Parts(tokenizer, model, head)
