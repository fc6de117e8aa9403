"""A model in 16 bits: as good as the same, and the model itself stays as it was."""

import pytest
import torch

from index import half_precision
from index.half_precision import in_half_precision

ROWS = torch.linspace(-1, 1, 7 * 48).reshape(7, 48)


def small_model() -> torch.nn.Module:
    """Two layers and what stands between them."""
    torch.manual_seed(1)
    return torch.nn.Sequential(torch.nn.Linear(48, 96), torch.nn.GELU(), torch.nn.Linear(96, 32)).eval()


@pytest.fixture(autouse=True)
def _any_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without 16-bit products in hardware it is slower, but the same; without AVX-512 there is nothing to try."""
    if not torch.ops.mkldnn._is_mkldnn_bf16_supported():
        pytest.skip("oneDNN has no 16-bit products on this processor")
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: True, raising=False)


def agreement(half: torch.nn.Module) -> float:
    """The least cosine of its rows to those of the model in 32 bits."""
    with torch.inference_mode():
        exact, rough = small_model()(ROWS), half(ROWS.bfloat16()).float()
    return float(torch.nn.functional.cosine_similarity(exact, rough).min())


def test_it_agrees_with_the_model_in_32_bits() -> None:
    """Laid-out weights give what the plain ones give, with their bias."""
    model = small_model()

    half = in_half_precision(model)

    assert half is not None
    assert agreement(half) > 0.999
    assert model[0].weight.dtype is torch.float32  # type: ignore[index]


def test_weights_stay_plain_where_torch_cannot_lay_them_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions are not public: on a version without them the layers are torch's own."""
    monkeypatch.setattr(torch.ops, "mkldnn", object())

    half = in_half_precision(small_model())

    assert isinstance(half[0], torch.nn.Linear)  # type: ignore[index]
    assert agreement(half) > 0.999  # type: ignore[arg-type]


def test_no_copy_is_made_where_the_processor_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without 16-bit products there is nothing to gain."""
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False, raising=False)

    assert in_half_precision(small_model()) is None


def test_linear_layers_are_laid_out_where_torch_can() -> None:
    """The gain is that no product lays them out again."""
    if not hasattr(torch.ops.mkldnn, "_reorder_linear_weight"):
        pytest.skip("this version of torch cannot lay weights out")
    half = small_model().bfloat16()

    half_precision._lay_out(half)

    assert not any(type(layer) is torch.nn.Linear for layer in half.modules())
