"""A model in 16 bits: as good as the same."""

import pytest
import torch

from index.encoder import embeddings
from index.encoder.embeddings import SentenceEmbeddings
from index.encoder.half_precision import to_half_precision

ROWS = torch.linspace(-1, 1, 7 * 48).reshape(7, 48)


def small_model() -> torch.nn.Module:
    """Two layers and what stands between them."""
    torch.manual_seed(1)
    return torch.nn.Sequential(
        torch.nn.Linear(48, 96), torch.nn.GELU(), torch.nn.Linear(96, 32)
    ).eval()


@pytest.fixture(autouse=True)
def _a_processor_for_it() -> None:
    """Without 16-bit products in hardware it is slower, but the same; without AVX-512 there is
    nothing to try.
    """
    if not torch.ops.mkldnn._is_mkldnn_bf16_supported():
        pytest.skip("oneDNN has no 16-bit products on this processor")


def agreement(half: torch.nn.Module) -> float:
    """The least cosine of its rows to those of the model in 32 bits."""
    with torch.inference_mode():
        exact, rough = small_model()(ROWS), half(ROWS.bfloat16()).float()
    return float(torch.nn.functional.cosine_similarity(exact, rough).min())


def halved() -> torch.nn.Module:
    """The same model in 16 bits."""
    model = small_model()
    to_half_precision(model)
    return model


def test_it_agrees_with_the_model_in_32_bits() -> None:
    """Laid-out weights give what the plain ones give, with their bias."""
    assert agreement(halved()) > 0.999


def test_linear_layers_are_laid_out_where_torch_can() -> None:
    """The gain is that no product lays them out again."""
    if not hasattr(torch.ops.mkldnn, "_reorder_linear_weight"):
        pytest.skip("this version of torch cannot lay weights out")

    assert not any(type(layer) is torch.nn.Linear for layer in halved().modules())


def test_weights_stay_plain_where_torch_cannot_lay_them_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The functions are not public: on a version without them the layers are torch's own."""
    monkeypatch.setattr(torch.ops, "mkldnn", object())

    assert sum(type(layer) is torch.nn.Linear for layer in halved().modules()) == 2
    assert agreement(halved()) > 0.999


@pytest.mark.parametrize("has_it", [True, False])
def test_a_model_that_does_not_agree_stays_in_32_bits(
    has_it: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So does one on a processor without 16-bit products."""
    monkeypatch.setattr(embeddings, "has_half_precision", lambda: has_it)
    monkeypatch.setattr(embeddings, "LEAST_AGREEMENT", 1.1)

    model = SentenceEmbeddings()._model

    assert all(weight.dtype is torch.float32 for weight in model.parameters())
    assert any(type(layer) is torch.nn.Linear for layer in model.modules())
