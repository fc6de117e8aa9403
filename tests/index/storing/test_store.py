"""The store: one owner at a time, one model, and exact search by vector and by words."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.encoder.embeddings import SentenceEmbeddings
from index.settings import DEFAULT_MODEL, Settings, SettingsError
from index.storing.catalogue import CatalogueError
from index.storing.store import Store, StoreError


def test_a_store_that_is_not_there_says_how_to_build_it(tmp_path: Path):
    """Reading needs an index; the error names the command that makes one."""
    with pytest.raises(StoreError, match="python -m index build FOLDER"):
        Store(Settings(store=tmp_path / "none"))


def test_a_second_process_gets_a_clear_error(tmp_path: Path):
    """While one process has the store open, another is told who has it; afterwards it may."""
    settings = Settings(store=tmp_path / "store")
    command = [sys.executable, "-m", "index", "list", "--store", str(settings.store)]

    with Store(settings, create=True):
        locked = subprocess.run(command, capture_output=True, text=True, check=False)
    free = subprocess.run(command, capture_output=True, text=True, check=False)

    assert locked.returncode == 1
    assert "in use by process" in locked.stderr
    assert "Traceback" not in locked.stderr
    assert free.returncode == 0


def test_another_model_is_refused_by_name(tmp_path: Path):
    """A store remembers the model that built it and refuses a different one, naming both."""
    settings = Settings(store=tmp_path / "store")
    Store(settings, create=True).close()

    with pytest.raises(
        StoreError,
        match=(
            f"built with {DEFAULT_MODEL}.*other-model.* Set "
            f"INDEX_EMBEDDING_MODEL={DEFAULT_MODEL}, or"
        ),
    ):
        Store(replace(settings, embedding_model="other-model"))
    Store(settings).close()


def test_another_adapter_is_refused_with_what_to_do(tmp_path: Path):
    """Vectors of the same model with another adapter do not fit either; no setting helps."""
    settings = Settings(store=tmp_path / "store")
    with Store(settings, create=True) as store:
        store.catalogue.remember("embedding model", DEFAULT_MODEL)

    with pytest.raises(
        StoreError, match=rf"built with {DEFAULT_MODEL}, but.*\+adapter-\w+\. Build .*anew"
    ):
        Store(settings)


def test_another_layout_is_refused_with_what_to_do(tmp_path: Path):
    """A catalogue of another version is not guessed at."""
    settings = Settings(store=tmp_path / "store")
    with Store(settings, create=True) as store:
        store.catalogue.remember("schema", "0")

    with pytest.raises(CatalogueError, match="build it again"):
        Store(settings)


def test_vectors_stand_in_reading_order(made_store: Store):
    """Row n of a report's vectors is the vector of its passage n."""
    report = max(made_store.catalogue.reports(), key=lambda report: report.page_count)
    passages = made_store.catalogue.passages(report.id)

    kept = made_store.vectors(report.id)

    again = made_store.embeddings.vectors([passages[3].text, passages[-1].text])
    assert len(kept) == len(passages)
    assert float(kept[3] @ again[0]) > 0.995
    assert float(kept[-1] @ again[1]) > 0.995


def test_nearest_is_exact_and_stays_in_its_reports(made_store: Store):
    """The nearest passages are those that comparing with every vector gives."""
    reports = [report.id for report in made_store.catalogue.reports()]
    question = made_store.embeddings.vectors(["Do social workers have too many cases?"])[0]

    found = made_store.nearest(question, reports[:1], 5)

    expected = np.sort(made_store.vectors(reports[0]) @ question)[::-1][:5]
    assert [score for _, _, score in found] == pytest.approx(expected.tolist())
    assert {report for report, _, _ in found} == {reports[0]}


def test_words_are_found_in_all_their_forms_and_only_in_scope(made_store: Store):
    """The search by words stems them, ranks them, and does not leave the given reports."""
    ids = [report.id for report in made_store.catalogue.reports() if report.council == "Westmarch"]

    found = made_store.catalogue.search(["homelessness"], ids, 10)

    texts = [made_store.catalogue.passages(m.report)[m.ordinal].text for m in found]
    assert texts
    assert all("homeless" in text.lower() for text in texts)
    assert {match.report for match in found} <= set(ids)
    assert made_store.catalogue.search(['"; DROP'], ids, 10) == []


def test_the_embedding_model_agrees_with_its_32_bit_self():
    """In 16 bits, where the processor has them, vectors keep length 1 and a cosine of .999."""
    from sentence_transformers import SentenceTransformer

    from index.encoder.embeddings import model_location

    texts = ["Social workers visit children regularly.", "Caseloads are too high."]
    exact = SentenceTransformer(model_location(DEFAULT_MODEL)).encode(
        texts, normalize_embeddings=True
    )

    vectors = SentenceEmbeddings(adapter=None).vectors(texts)

    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.all((vectors * exact).sum(axis=1) >= 0.999)


def test_settings_refuse_what_they_do_not_know():
    """A misspelt setting is named together with those that exist."""
    with pytest.raises(SettingsError, match="INDEX_STOER.*INDEX_STORE"):
        Settings.from_mapping({"INDEX_STOER": "x", "PATH": "/bin"})
    assert Settings.from_mapping({"INDEX_STORE": "/x"}).store == Path("/x")
