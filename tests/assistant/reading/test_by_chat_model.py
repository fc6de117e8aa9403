"""A chat model asked how a message is to be read: only where wanted, never of harm, and never
relied on.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.library import Library
from assistant.pipeline import Assistant, network
from assistant.reading.by_chat_model import AskedReader, When
from assistant.reading.reader import Reader
from assistant.request import Act, Polarity, Request
from assistant.usage import Meter
from index.storing.store import Store

UNCERTAIN = "Westmarch. Supervision, what gives?"


class Telling(FakeListChatModel):
    """A model that keeps to a form: it says what a function makes of what it was asked."""

    says: Callable[[str], Any]
    asked: list[str] = []

    def with_structured_output(self, schema: Any, **_: Any) -> Runnable[Any, Any]:
        def say(prompt: Any) -> Any:
            self.asked.append(prompt.to_messages()[-1].text)
            return self.says(self.asked[-1])

        return RunnableLambda(say)


def reading(act: str, *topics: str, **more: Any) -> dict[str, Any]:
    return {
        "act": act,
        "topics": list(topics),
        "goes_on": False,
        "polarity": None,
        "order": None,
        "move": None,
        "talk": None,
        **more,
    }


@pytest.fixture
def read(made_store: Store, tmp_path: Path) -> Callable[..., tuple[Request, list[str]]]:
    """Reads messages with a model that says something, and tells what it was asked."""
    library = Library(made_store.catalogue.reports())

    def go(
        says: Any,
        messages: Iterable[str],
        when: When = When.ALWAYS,
        seconds: float = 5.0,
        most: int = 10_000,
    ) -> tuple[Request, list[str]]:
        model = Telling(responses=[""], says=says if callable(says) else lambda _: says, asked=[])
        asked = AskedReader(model, when, Meter(tmp_path, most), seconds)
        return Reader(library, network(), asked=asked).read([*messages]), model.asked

    return go


def test_a_model_fills_act_topic_and_direction(read):
    """Councils stay with code; the line above the answer will say who read it."""
    request, asked = read(reading("change", "Supervision", polarity="criticism"), [UNCERTAIN])

    assert (request.act, request.subject, request.polarity) == (
        Act.CHANGE,
        "Supervision",
        Polarity.CRITICISM,
    )
    assert request.councils == ("Westmarch",)
    assert request.read_by == "model"
    assert len(asked) == 1


def test_it_is_asked_only_where_that_is_wanted(read):
    """Never, or not where the learned reading is certain, or where the act is said in so many
    words.
    """
    certain = ["What was Westmarch rated overall?"]

    assert read(reading("theme"), certain, When.NEVER)[1] == []
    assert read(reading("theme"), certain, When.UNCERTAIN)[1] == []
    assert read(reading("theme"), ["As a list: which councils are good"])[1] == []


def test_a_message_of_harm_is_never_sent(read):
    """Rule and learning come first; and a model cannot raise an alarm, nor take one back."""
    request, asked = read(reading("talk"), ["my stepdad hits me every night"])

    assert request.act is Act.DANGER
    assert asked == []
    assert read(reading("danger"), ["What was Westmarch rated overall?"])[0].act is not Act.DANGER


@pytest.mark.parametrize(
    "says",
    [None, [], {"act": "sing"}, {"topics": ["x"]}, "list", {"act": "list", "topics": "none"}],
)
def test_what_is_no_reading_leaves_the_learned_one(read, says):
    """Whatever a model makes of the form."""
    request, _ = read(says, [UNCERTAIN])

    assert request.read_by == "learned"


def test_a_model_that_fails_or_is_slow_leaves_the_learned_reading(read):
    """Within a bound of time."""

    def fails(_: str) -> None:
        raise ConnectionError

    started = time.monotonic()

    assert read(fails, [UNCERTAIN])[0].read_by == "learned"
    assert read(lambda _: time.sleep(3), [UNCERTAIN], seconds=0.2)[0].read_by == "learned"
    assert time.monotonic() - started < 3
    assert read(reading("list"), [UNCERTAIN], most=0)[1] == []


def test_a_topic_that_is_not_in_the_message_is_none(read):
    """Words must be copied; what a model makes up is not searched for."""
    request, _ = read(reading("find", "unicorns"), [UNCERTAIN])

    assert "unicorns" not in request.subject


def test_the_message_goes_in_as_data(read):
    """With the two messages before it, as JSON strings."""
    _, asked = read(reading("find"), ['Hello"}', UNCERTAIN])

    assert asked[-1] == '{"earlier": ["Hello\\"}"], "message": "' + UNCERTAIN + '"}'


def test_the_line_above_the_answer_says_so(made_store: Store):
    """ "Read as: … · read by the chat model"."""
    assistant = Assistant(made_store)

    assert "read by the chat model" in assistant.say_reading(
        Request(message="x", act=Act.FIND, read_by="model")
    )
    assert "read by the chat model" not in assistant.say_reading(Request(message="x", act=Act.FIND))
