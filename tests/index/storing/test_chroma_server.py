"""Vectors on a real Chroma server: several processes at once, and the same answers as from a
folder.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import as_json
from assistant.pipeline import Assistant
from index.build import SAMPLE_LIBRARY, build
from index.completing import complete
from index.settings import Settings, SettingsError
from index.storing.store import Store, StoreError
from tests.chroma_server import chroma_server

ROOT = Path(__file__).parents[3]
QUESTIONS = (
    "What did inspectors say about staff morale in Harrow?",
    "Compare Harrow and Leicester on caseloads",
    "What do inspectors say about care leavers across all councils?",
    "Which councils are inadequate overall?",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server on this machine."""
    with chroma_server(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="module")
def settings(server: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store over the sample library whose vectors are on the server."""
    settings = Settings(store=tmp_path_factory.mktemp("store") / "served", chroma=server)
    with Store(settings, create=True) as store:
        build(SAMPLE_LIBRARY, store)
    return settings


def test_answers_are_the_same_as_from_a_folder(settings: Settings, sample_assistant: Assistant):
    """Where vectors are kept changes no word and no citation."""
    with Store(settings) as store:
        assistant = Assistant(store)
        for question in QUESTIONS:
            assert as_json(assistant.chain.invoke([question])) == as_json(
                sample_assistant.chain.invoke([question])
            )
        assert not (settings.store / "chroma").exists()


def test_several_processes_ask_at_once(settings: Settings):
    """Another process answers over the same store while this one has it open."""
    environment = {**os.environ, "INDEX_CHROMA": settings.chroma}
    command = [
        sys.executable,
        "-m",
        "assistant",
        "ask",
        QUESTIONS[0],
        "--json",
        "--store",
        str(settings.store),
    ]
    with Store(settings) as store:
        ours = as_json(Assistant(store).chain.invoke([QUESTIONS[0]]))
        others = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        told = [json.loads(process.communicate()[0]) for process in others]

    for theirs in told:
        assert theirs["citations"] == ours["citations"]
        assert theirs["answer"] == ours["answer"]


def test_one_process_changes_and_the_others_see_it(settings: Settings, tmp_path: Path):
    """What one adds the other answers from, without being opened again; two cannot change at
    once.
    """
    shutil.copytree(settings.store, tmp_path / "store")
    shutil.copytree(SAMPLE_LIBRARY, tmp_path / "reports")
    brief = next((tmp_path / "reports").glob("leicester-*"))
    kept = brief.read_bytes()
    brief.unlink()
    mine = replace(settings, store=tmp_path / "store")
    with Store(mine) as reader, Store(mine) as writer:
        build(tmp_path / "reports", writer)
        before = len(Assistant(reader).library.reports)
        brief.write_bytes(kept)
        assert build(tmp_path / "reports", writer).added == 1
        assert len(Assistant(reader).library.reports) == before + 1
        assert reader.waiting == frozenset()
        assert complete(reader) == 0
        with reader.changing(), pytest.raises(StoreError, match="in use by"):
            build(tmp_path / "reports", writer)


def test_a_server_that_is_not_there_is_named(tmp_path: Path):
    """With how to start one, and how to do without."""
    nowhere = Settings(store=tmp_path / "store", chroma="http://127.0.0.1:9")
    with (
        Store(nowhere, create=True) as store,
        pytest.raises(StoreError, match="chroma run --path.*unset INDEX_CHROMA"),
    ):
        build(SAMPLE_LIBRARY, store)


def test_an_address_is_checked_at_the_door():
    with pytest.raises(SettingsError, match="INDEX_CHROMA must be the address"):
        Settings.from_mapping({"INDEX_CHROMA": "localhost:8000"})
