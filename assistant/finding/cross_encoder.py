"""How well a sentence answers a question, read together: the learned part of relevance.

A ready cross-encoder's layers with an adapter (LoRA) learned here read "question [SEP] sentence"
as one text, and a head on them says how likely the sentence answers, and how likely it is at
least on the same point. The adapter and the head are in `weights/` with a record;
`tests/evaluation/relevance/train_relevance.py` makes them. Everything else asks `relevance.py`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.finding.ms_marco import Layers, folder, open_tokenizer
from index.encoder.embeddings import cores
from index.importing import uncollected
from index.loading import LoadedOnce

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, Any]

WEIGHTS = Path(__file__).parent / "weights"
HEAD = "head.safetensors"
MOST_ASKED, MOST_TOLD = 48, 80  # tokens of a question and of a sentence


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is loaded: the layers, and the head on them."""

    tokenizer: "Tokenizer"
    layers: Layers
    head: "dict[str, Array]"

    def score(self, pair: tuple[list[int], list[int]]) -> tuple[float, float]:
        """What the head says of a pair."""
        ids, sides = pair
        whole, tokens = self.layers.read(ids, sides)
        told = np.array(sides, np.float32)
        read = np.concatenate([whole, told @ tokens / told.sum()])
        answers, near = (self.head["weight"] @ read + self.head["bias"]).tolist()
        return answers, near


class CrossEncoder:
    """Loads the weights when first asked; safe to be asked by several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._parts = LoadedOnce(lambda: _load(weights))

    @property
    def is_there(self) -> bool:
        """Whether there are weights, and the layers that they belong to."""
        return (self._weights / HEAD).is_file() and folder() is not None

    def load(self) -> None:
        """Load now what the first question would wait for."""
        self._parts.get()

    def scores(self, question: str, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """For each sentence what tells that it answers, and that it is at least on the same
        point: scores, not yet calibrated.

        "How soon are runaways seen?" and "Return interviews are not timely." give two numbers
        above 0.
        """
        if not sentences:
            return []
        parts = self._parts.get()
        pairs = encode(parts.tokenizer, question, sentences)
        with ThreadPoolExecutor(cores()) as workers:
            return list(workers.map(parts.score, pairs))


def encode(
    tokenizer: "Tokenizer", question: str, sentences: Sequence[str]
) -> list[tuple[list[int], list[int]]]:
    """Each pair as the ids of its tokens, and which of the two texts each belongs to: 0 for the
    question, 1 for the sentence.
    """
    start, end = tokenizer.encode("").ids
    asked = [start, *_ids(tokenizer, question, MOST_ASKED), end]
    told = [[*_ids(tokenizer, sentence, MOST_TOLD), end] for sentence in sentences]
    return [([*asked, *ids], [0] * len(asked) + [1] * len(ids)) for ids in told]


def _ids(tokenizer: "Tokenizer", text: str, most: int) -> list[int]:
    # Half a sign, as a browser may send it, is none to the tokenizer.
    whole = text.encode("utf-8", "replace").decode()
    return tokenizer.encode(whole, add_special_tokens=False).ids[: most - 2]


@uncollected()
def _load(weights: Path) -> _Parts:
    from safetensors.numpy import load_file

    place = folder()
    assert place, "it is asked only where the package is there"
    head = {name: weight.astype(np.float32) for name, weight in load_file(weights / HEAD).items()}
    return _Parts(open_tokenizer(place), Layers(place, weights), head)
