"""Replies as records: kept elsewhere and made the same again; anything else is refused."""

import json
from dataclasses import replace

import pytest

from assistant.answers import (
    Answer,
    Claim,
    Part,
    RecordError,
    Refusal,
    RefusalKind,
    Scope,
    from_record,
    to_record,
)
from tests.made_answers import CITATION as QUOTED_ONCE

CITATION = replace(QUOTED_ONCE, paragraph=None)
REPLIES = [
    Answer(
        (
            Part(
                (Claim(CITATION.quote, (1,), "Westmarch", is_quote=True),),
                "Westmarch",
                "",
                ("", "a"),
            ),
        ),
        (CITATION,),
        Scope(("Westmarch",), (2025,), ("ILACS inspection",)),
        "Searched: all.",
        "quoting",
    ),
    Answer(),
    Refusal(RefusalKind.SILENT, "The reports do not say.", ("What does Westmarch need?",)),
]


@pytest.mark.parametrize("reply", REPLIES)
def test_a_reply_survives_its_record(reply):
    """Through JSON text and back nothing is lost, and a refusal stays a refusal."""
    assert from_record(json.loads(json.dumps(to_record(reply)))) == reply


@pytest.mark.parametrize(
    "record",
    [
        None,
        "answer",
        [],
        {"parts": 1},
        {"kind": "no such kind", "message": ""},
        {"script": "alert(1)"},
    ],
)
def test_what_is_no_record_is_refused(record):
    """What a browser sends may be anything."""
    with pytest.raises(RecordError, match="not the record of a reply"):
        from_record(record)
