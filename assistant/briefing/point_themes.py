"""Which themes a point of what must improve is on, as was learned from labelled points.

The patterns of a theme tell that a line names it; whether it asks to improve it, the vector of the
line tells too: "supervision that helps to progress plans" is on supervision alone.
`tests/evaluation/topics/train_points.py` makes the weights.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from assistant.themes import Theme, all_themes
from index.encoder.embeddings import Vectors

LEARNED = Path(__file__).parent / "weights" / "points.safetensors"
BAR = 0.3  # probability from which on a point counts for a theme
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PointThemes:
    """A logistic regression a theme, on the vector of a line, shape (dimensions,), and on whether
    the theme's patterns match; `weight` has shape (themes, dimensions + 2).
    """

    names: tuple[str, ...]
    weight: Vectors
    bias: Vectors

    def of(self, text: str, vector: Vectors) -> frozenset[str]:
        """The names of the themes that a line is on: Supervision for "The quality of supervision
        in the teams".
        """
        odds = self.weight[:, :-2] @ vector + self.bias
        odds += (self.weight[:, -2:] * matches(text)).sum(axis=1)
        likely = 1 / (1 + np.exp(-odds))
        return frozenset(n for n, p in zip(self.names, likely, strict=True) if p >= BAR)


def matches(text: str) -> Vectors:
    """Whether a line matches each theme's patterns for lists, and those for questions; shape
    (themes, 2).
    """
    return np.array(
        [[bool(t.listed.search(text)), bool(t.asked.search(text))] for t in counted_themes()],
        dtype=np.float32,
    )


@cache
def counted_themes() -> tuple[Theme, ...]:
    """The themes that points are counted by: all that tell two councils apart."""
    return tuple(theme for theme in all_themes() if not theme.is_wide)


def mean_vector(vectors: Vectors) -> Vectors:
    """One vector of length 1 for a line of several sentences; shape (dimensions,)."""
    mean: Vectors = vectors.mean(axis=0)
    return mean / np.float32(np.linalg.norm(mean) or 1.0)


@cache
def load(identity: str, learned: Path = LEARNED) -> PointThemes | None:
    """What was learned, if of the vectors of this embedding model and for these themes."""
    names: Sequence[str] = [theme.name for theme in counted_themes()]
    try:
        with safe_open(learned, "numpy") as file:
            record = file.metadata()
            if record["embedding model"] != identity or json.loads(record["themes"]) != names:
                return None
            weight, bias = (file.get_tensor(n).astype(np.float32) for n in ("weight", "bias"))
            return PointThemes(tuple(names), weight, bias)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        _log.warning("The themes of points are told by their words alone: %s", error)
        return None
