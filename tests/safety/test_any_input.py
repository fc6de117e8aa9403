"""Reading, parsing, understanding questions and records: whatever comes is answered or refused
in words.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from assistant.page.transcript import Transcript, record_of
from index.build import SAMPLE_LIBRARY
from index.parsing.preparing import Found, prepare
from index.reading.worker import Reader
from tests.safety.any_input import ask_any, keep_any, library, read_any
from tests.safety.hostile_files import good_pdf

QUICKLY = settings(max_examples=150, deadline=2000, suppress_health_check=list(HealthCheck))
PIECES = some.sampled_from(
    [
        *"#|*-_>`[]()“”‘’•\n\r\t \x0c\x00\u2028\u202e\ufeff\ud800",
        "1. ",
        "# ",
        "- ",
        "Page 3",
        "<p>",
        "</p>",
        "<!--",
        "&amp;",
        "Harrow",
        "Council: ",
        "Kind: ILACS\n",
        "Inspection dates: ",
        "31 February 2024",
        "20 to 24 May 2024",
        "requires improvement to be good",
        "inadequate",
        "Social workers see children. ",
    ]
)
MADE = some.lists(PIECES | some.text(max_size=30), max_size=80).map("".join)
ASKED = some.lists(
    some.sampled_from(
        [
            "which",
            "councils",
            "are",
            "not",
            "inadequate",
            "in",
            "Harrow",
            "and",
            "Leicester",
            "since",
            "2017",
            "before",
            "staff",
            "morale",
            "how many",
            "compare",
            "?",
            "outstanding",
            "the",
            "last",
            "time",
            "99999",
            "-1",
            "%",
            "“",
            "\ud800",
            "\x00",
        ]
    )
    | some.text(max_size=12),
    max_size=25,
).map(" ".join)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                ["began", "pinned", "turns", "question", "reply", "offers", "parts", "kind"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@QUICKLY
@given(
    words=MADE, name=some.sampled_from(["a.md", "a.txt", "a.html", "a.pdf", "a", "20 May 2024.md"])
)
def test_any_text_is_read_or_refused(words: str, name: str):
    """Also in the middle of a report that is one."""
    read_any(words.encode("utf-8", "surrogatepass"), name)
    brief = next(SAMPLE_LIBRARY.glob("harrow-2025*")).read_text(encoding="utf-8")
    assert read_any((brief[:900] + words + brief[900:]).encode("utf-8", "replace"), "a.md") >= 0


@QUICKLY
@given(words=MADE)
def test_any_html_is_read_or_refused(words: str):
    page = (
        f"<!doctype html><html><body><p>{'Social workers see children. ' * 9}</p>{words}<li>x</bo"
        f"dy>"
    )
    read_any(page.encode("utf-8", "replace"), "a.html")


@QUICKLY
@given(data=some.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(data: bytes):
    for name in ("a.txt", "a.pdf"):
        read_any(data, name)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=some.lists(
        some.tuples(some.floats(0, 0.999), some.binary(min_size=1, max_size=12)),
        min_size=1,
        max_size=12,
    )
)
def test_any_damaged_pdf_is_read_or_refused(changes, tmp_path_factory):
    """In a process that may die of it; a good file is read by the next."""
    data = bytearray(good_pdf())
    for share, piece in changes:
        place = int(share * len(data))
        data[place : place + len(piece)] = piece
    path = tmp_path_factory.mktemp("damaged") / "a.pdf"
    path.write_bytes(data)

    found = READER.run(prepare, Found(path, "a.pdf", "0" * 64))
    assert found.parts or found.reason


READER = Reader(seconds=10)


@pytest.fixture(scope="module")
def loaded() -> None:
    """What the first question waits for is no slowness of the one that comes first here."""
    ask_any(["How are care leavers doing?"])


@pytest.mark.usefixtures("loaded")
@QUICKLY
@given(messages=some.lists(ASKED, min_size=1, max_size=4))
def test_any_question_is_understood_as_something(messages: list[str]):
    ask_any(messages)


@QUICKLY
@given(record=VALUES)
def test_any_record_is_a_conversation_or_none(record: object):
    """What a browser kept may be anything by now."""
    keep_any(json.dumps(record))


def test_a_good_record_is_kept():
    keep_any(json.dumps(record_of(Transcript(began="2024-01-01T10:00+00:00"))))
    assert library().councils
