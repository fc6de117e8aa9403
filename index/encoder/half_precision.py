"""A model in 16 bits, its weights laid out once as the processor reads them.

Half as many bytes are read and twice as many numbers multiplied at a time. Laying weights out,
which oneDNN otherwise does at every product, is what torch's own compiler does when it freezes a
model (torch/_inductor/fx_passes/mkldnn_fusion.py); it saves another 13 % in batches and a fifth
for one question.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

USUAL_ROWS = 1024  # tokens of a batch, for which the layout is chosen


def has_half_precision() -> bool:
    """Whether the processor computes products in bfloat16."""
    import torch

    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())


def to_half_precision(model: "nn.Module") -> None:
    """Change a model to bfloat16, for inference alone; there is no way back."""
    _lay_out(model.bfloat16())


def _lay_out(module: "nn.Module") -> None:
    """Put layers whose weights are laid out in the place of linear ones, where torch can do it."""
    import torch

    operations = torch.ops.mkldnn  # not public: on other versions they may be missing
    if not all(
        hasattr(operations, name) for name in ("_reorder_linear_weight", "_linear_pointwise")
    ):
        return

    class LaidOut(torch.nn.Module):
        def __init__(self, layer: torch.nn.Linear) -> None:
            super().__init__()
            self.bias = layer.bias
            self.weight = operations._reorder_linear_weight(layer.weight.detach(), USUAL_ROWS)  # noqa: SLF001

        def forward(self, values: torch.Tensor) -> torch.Tensor:
            found: torch.Tensor = operations._linear_pointwise(
                values, self.weight, self.bias, "none", [], ""
            )  # noqa: SLF001
            return found

    for parent in list(module.modules()):
        for name, layer in list(parent.named_children()):
            if type(layer) is torch.nn.Linear:
                setattr(parent, name, LaidOut(layer))
