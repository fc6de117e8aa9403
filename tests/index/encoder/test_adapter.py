"""The adapter: merging is what peft does, its record tells the truth, other models do without."""

import hashlib
import json
import logging
import re

import numpy as np
import pytest

from index.encoder.adapting import ADAPTER, CONFIG, WEIGHTS, merge, short_hash
from index.encoder.embeddings import SentenceEmbeddings, model_location
from index.settings import DEFAULT_MODEL

SENTENCES = (
    "Too many children wait too long to see a social worker.",
    "Personal advisers stay in touch with care leavers and help them into work.",
    "do kids get moved about a lot",
)


def test_merging_is_what_peft_does():
    """Vectors after our merge equal those after peft's own, in 32 bits."""
    peft = pytest.importorskip("peft")
    from sentence_transformers import SentenceTransformer

    ours, theirs, stock = (
        SentenceTransformer(model_location(DEFAULT_MODEL), device="cpu") for _ in range(3)
    )
    merge(ours.transformers_model, ADAPTER)
    theirs[0].model = peft.PeftModel.from_pretrained(
        theirs.transformers_model, ADAPTER
    ).merge_and_unload()

    vectors, expected, before = (
        model.encode(list(SENTENCES), normalize_embeddings=True) for model in (ours, theirs, stock)
    )
    assert np.all((vectors * expected).sum(axis=1) > 0.9999)
    assert np.all((vectors * before).sum(axis=1) < 0.99)


def test_the_adapter_is_used_unless_it_is_switched_off():
    """By default vectors are the adapter's; with None they are the stock model's."""
    adapted, stock = SentenceEmbeddings(), SentenceEmbeddings(adapter=None)

    cosines = (adapted.vectors(SENTENCES) * stock.vectors(SENTENCES)).sum(axis=1)

    assert np.all(cosines < 0.99)
    assert re.fullmatch(rf"{DEFAULT_MODEL}\+adapter-[0-9a-f]{{8}}", adapted.identity)
    assert stock.identity == DEFAULT_MODEL


def test_another_model_does_without_and_says_so(caplog: pytest.LogCaptureFixture):
    """An adapter belongs to one model: with another it is left out, with a notice."""
    with caplog.at_level(logging.INFO):
        other = SentenceEmbeddings("other-model")

    assert other.identity == "other-model"
    assert "other-model" in caplog.text


def test_the_record_is_of_these_weights():
    """The record beside the weights names them, their base, their source and what they gained."""
    record = json.loads((ADAPTER / "record.json").read_text(encoding="utf-8"))
    config = json.loads((ADAPTER / CONFIG).read_text(encoding="utf-8"))

    assert record["weights"] == short_hash(ADAPTER)
    assert (
        hashlib.sha256((ADAPTER / WEIGHTS).read_bytes()).hexdigest().startswith(record["weights"])
    )
    assert re.fullmatch(r"[0-9a-f]{64}", record["training file sha256"])
    assert record["base model"] == config["base_model_name_or_path"] == DEFAULT_MODEL
    assert record["recipe"]["rank"] == config["r"]
    scores = record["scores"]["held-back councils"]
    assert scores["after"]["0.1"]["at 3"] > scores["before"]["0.1"]["at 3"]
