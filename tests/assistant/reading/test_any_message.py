"""Any text is a question: there is always an answer or a refusal, and it is read in no time."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.planning import plan
from assistant.reading.danger import tells_of_danger
from assistant.reading.network import Network
from assistant.reading.reader import LONGEST, Reader

MARKUP = (
    "<script>alert(1)</script>",
    "| a | b |",
    "{0} {council} %s",
    "\x00\x07",
    "‮Harrow‬",
    "字漢",
    "\ue000\uf000",
    "](",
    "'\" --",
)
WORDS = (
    "Harrow",
    "good or better",
    "which councils",
    "since 2019",
    "children in care",
    "why",
    "the second one",
    "\n",
)
messages = st.one_of(
    st.text(min_size=1, max_size=300),
    st.lists(st.sampled_from(MARKUP + WORDS), min_size=1, max_size=12).map(" ".join),
    st.text(min_size=1, max_size=5).map(lambda text: (text * LONGEST)[:LONGEST]),
)


@given(st.lists(messages, min_size=1, max_size=3))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_there_is_always_an_answer_or_a_refusal(
    sample_assistant: Assistant, conversation: list[str]
):
    """Of any script, length and markup; never an error, and never an empty page."""
    assert sample_assistant.chain.invoke(conversation).markdown


READER = Reader(Library(()), Network())
REPEATED = (
    "a ", "1 ", "2020 ", "which which which ", "(", "[", ". ", "how many ", "good ", "good or ",
    "outstanding/good/", "from good to ", "children in care and ", "at least ", "between 2019 and ",
    "the last inspection ", "and and and ", "compare that with ", "my child ", "Aa Bb ",
    "Kingston upon ", "st. ", "who is the ", "how much is ", "what is the name of the ", "’",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_no_message_takes_long_to_be_read(piece):
    """No pattern is caught in a long run of what it looks for; two seconds are for a busy
    machine.
    """
    message = (piece * LONGEST)[: LONGEST - 1] + "!"
    READER.read(["hello"])  # what has learned is loaded
    started = time.process_time()

    tells_of_danger(message)
    plan(READER.read([message]))

    assert time.process_time() - started < 2
