"""A model that a person stands in for: requests are collected, answered, kept and replayed;
through the real client.
"""

import json
import threading
import time
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from index.storing.store import Store
from tests.evaluation.recorded.ask import recorded_model
from tests.evaluation.recorded.stand_in import (
    RECORDINGS,
    StandIn,
    hash_of,
    keys_of,
    recordings,
    with_keys,
)

QUESTION = ["What did inspectors say about staff morale in Westmarch?"]
REQUEST = (
    '{"key": "a1b2", "words": "Morale is high."}\n{"key": "c3d4", "words": "a1b2"}\n\nTask '
    "(fact): Answer."
)


def test_a_request_is_known_whatever_its_keys_and_the_words_of_its_task():
    """Keys are new in each request, and a task may be worded anew; evidence and question may not
    differ.
    """
    other = REQUEST.replace('"key": "a1b2"', '"key": "ffff"').replace(
        "Answer.", "Answer in one sentence."
    )

    assert hash_of(other) == hash_of(REQUEST)
    assert hash_of(REQUEST.replace("high", "low")) != hash_of(REQUEST)
    assert hash_of(REQUEST.replace("fact", "brief")) != hash_of(REQUEST)


def test_numbers_of_an_answer_become_the_keys_of_a_request():
    """A number that the request does not have stays, and is then no key."""
    assert (
        with_keys("High. [1] Both. [1, 2] None. [3]", keys_of(REQUEST))
        == "High. [a1b2] Both. [a1b2, c3d4] None. [3]"
    )


def test_a_request_waits_for_the_answer_that_somebody_writes(tmp_path: Path):
    """It lies in the folder as a model would get it, and the answer file is its answer."""
    stand_in = StandIn({}, tmp_path, wait=20.0)
    name = hash_of(REQUEST)

    def somebody() -> None:
        while not (tmp_path / f"{name}.json").is_file():
            time.sleep(0.05)
        (tmp_path / f"{name}.txt").write_text("Morale is high. [1]\n", encoding="utf-8")

    threading.Thread(target=somebody, daemon=True).start()

    assert (
        stand_in.answer({"messages": [{"role": "user", "content": REQUEST}]})
        == "Morale is high. [a1b2]"
    )
    assert (
        "Morale is high."
        in json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))["text"]
    )


def test_an_answer_is_collected_and_replayed_through_the_real_client(
    made_store: Store, tmp_path: Path
):
    """First nobody has answered and the quotes are shown; then what was written is checked and
    shown.
    """
    with recorded_model(StandIn({}, tmp_path)) as models:
        first = Assistant(made_store, models).chain.invoke(QUESTION)
    (asked,) = tmp_path.glob("*.json")
    (tmp_path / f"{asked.stem}.txt").write_text(
        "Morale among staff in Westmarch is high. [1]\nIt is low in Westmarch. [1]",
        encoding="utf-8",
    )
    with recorded_model(StandIn({}, tmp_path)) as models:
        reply = Assistant(made_store, models).chain.invoke(QUESTION)

    assert isinstance(first, Answer)
    assert isinstance(reply, Answer)
    assert first.composer == "quoting"
    assert [claim.text for claim in reply.claims] == ["Morale among staff in Westmarch is high."]
    assert len(reply.withheld) == 1
    assert "Tokens: " in reply.notice


def test_recordings_name_only_passages_that_their_requests_had():
    """One line a request, each known once; and no evidence is kept."""
    rows = recordings()

    assert len({row["request"] for row in rows}) == len(rows) >= 100
    for row in rows:
        assert {*row} == {"request", "id", "form", "task", "rests_on", "answer"}
        named = with_keys(row["answer"], [f"k{n}" for n in range(1, len(row["rests_on"]) + 1)])
        assert "[" not in named.replace("[k", "")


@pytest.mark.parametrize("file", ["recordings.jsonl", "readings.jsonl"])
def test_every_recording_is_of_a_request_that_can_be_known_again(file: str):
    """By a hash of the length that requests have."""
    assert all(len(row["request"]) == 16 for row in recordings(RECORDINGS.with_name(file)))
