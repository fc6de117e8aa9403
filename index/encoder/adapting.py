"""The adapter of the default model: what it learned is added to the model's weights on loading.

Lay words and inspectors' words are far apart for the stock model. A low-rank adapter (LoRA) closes
much of that; merged once, it costs nothing afterwards, and `peft`, which trained it, is not needed.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from torch import nn

    Array = np.ndarray[Any, Any]

ADAPTER = Path(__file__).parent / "adapter"
WEIGHTS, CONFIG = "adapter_model.safetensors", "adapter_config.json"  # the names that peft gives

_OF_PEFT = "base_model.model."
_DOWN, _UP = ".lora_A.weight", ".lora_B.weight"


def short_hash(adapter: Path) -> str:
    """Eight characters that tell one adapter's weights from another's."""
    return hashlib.sha256((adapter / WEIGHTS).read_bytes()).hexdigest()[:8]


def updates(adapter: Path) -> "Iterator[tuple[str, Array]]":
    """The name of each layer that an adapter was trained on, and what it adds to its weight,
    scaled by alpha to rank.
    """
    from safetensors.numpy import load_file

    config = json.loads((adapter / CONFIG).read_text(encoding="utf-8"))
    weights = {key: value.astype(np.float32) for key, value in load_file(adapter / WEIGHTS).items()}
    for key in weights:
        if key.endswith(_DOWN):
            name = key.removesuffix(_DOWN)
            update = weights[name + _UP] @ weights[key]
            yield (
                name.removeprefix(_OF_PEFT),
                update * np.float32(config["lora_alpha"] / config["r"]),
            )


def merge(model: "nn.Module", adapter: Path) -> None:
    """Add an adapter's update to each layer it was trained on.

    The model must be in 32 bits: in 16, small updates would be rounded away.
    """
    import torch

    with torch.no_grad():
        for name, update in updates(adapter):
            model.get_submodule(name).get_parameter("weight").add_(torch.from_numpy(update))
