"""Where a message begins to ask: what people tell of themselves before it is no condition."""

import pytest

from assistant.reading.question_start import asks_from


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Been fostering since 2012, seen it all. Which boroughs were inadequate?",
            "Which boroughs were inadequate?",
        ),
        (
            "just passed my ASYE, want to stay near brum so which councils are good",
            "which councils are good",
        ),
        ("Which councils are good?", "Which councils are good?"),
        ("hiya which are good", "hiya which are good"),
        ("London boroughs rated good", "London boroughs rated good"),
    ],
)
def test_it_begins_with_the_first_question(message: str, asked: str) -> None:
    assert message[asks_from(message) :] == asked
