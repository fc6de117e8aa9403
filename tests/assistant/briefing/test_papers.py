"""Motions, agenda items, handouts, interview and harder questions, and who writes a
letter.
"""

import re

import pytest

from assistant.answers import Answer
from assistant.briefing.drafts.letters import is_complaint, is_paragraph, writer
from assistant.pipeline import Assistant
from assistant.reading.forms.drafts import spoken, topic_of
from assistant.reading.forms.lengths import read_form, read_length
from assistant.reading.forms.pieces import read_piece
from assistant.reading.forms.tones import first_side, tones
from assistant.reading.parting import joined
from assistant.request import Act, First, Form, Piece, Request, Want
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def made(assistant: Assistant, **fields: object) -> Answer:
    given = {"message": "draft", "act": Act.WRITE, "councils": ("Westmarch",), **fields}
    settled = assistant.steps.find(Request(is_general=True, **given)).settled  # type: ignore[arg-type]
    assert isinstance(settled, Answer)
    return settled


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def test_a_motion_notes_and_calls(assistant: Assistant):
    """What is noted is cited; what is called for is a point of the list."""
    answer = made(assistant, form=Form.TEXT, piece=Piece.MOTION, number=2)
    noted, called = [part for part in answer.parts if part.heading]

    assert "notes" in noted.heading and "calls" in called.heading
    assert all(claim.citations for claim in (*noted.claims, *called.claims))
    assert len(called.claims) <= 2


@pytest.mark.parametrize("piece", [Piece.AGENDA, Piece.HANDOUT])
def test_agenda_items_and_handouts_end_with_what_to_discuss(assistant: Assistant, piece: Piece):
    """The last section asks, and each question rests on the report."""
    answer = made(assistant, form=Form.TEXT, piece=piece, number=2)
    last = [part for part in answer.parts if part.heading][-1]

    assert last.heading == "To discuss" and len(last.claims) == 2
    assert all("?" in claim.text and claim.citations for claim in last.claims)


def test_harder_questions_press_and_evidence_stands_below(assistant: Assistant):
    """A date, a figure or somebody who answers is asked for, with the quote under the question."""
    wants = frozenset({Want.HARDER, Want.EVIDENCE})
    answer = made(assistant, form=Form.QUESTIONS, wants=wants, number=3)
    parts = [part for part in answer.parts if len(part.claims) == 2]

    assert parts
    for part in parts:
        question, evidence = (claim.text for claim in part.claims)
        assert evidence.startswith("Evidence: “") and "“" not in question
        assert re.search(r"\b(?:date|figure|answers|promised|knew|paper)\b", question)


def test_an_interview_asks_the_candidate(assistant: Assistant):
    """No question asks of the council what it has done."""
    answer = made(assistant, form=Form.QUESTIONS, wants=frozenset({Want.INTERVIEW}), number=3)

    assert all("you" in text for text in texts(answer))
    assert not any("What went wrong" in text for text in texts(answer))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("a letter to the leader, I am a foster carer of 22 years", "a foster carer of 22 years"),
        ("letter from me as a parent to the director", "a parent"),
        ("an open letter from a youth council to the leader", "the youth council"),
        ("a letter from our MP, a constituent's child", "constituent"),
    ],
)
def test_a_letter_says_who_writes(message: str, said: str):
    """In the writer's own words, and nothing more."""
    (line,) = writer(Request(message=message))

    assert said in line.said


def test_a_paragraph_of_a_letter_has_no_greeting(assistant: Assistant):
    """Who writes and what is asked for stand within it."""
    message = "one paragraph for a letter to the leader, I am a foster carer"
    wants = frozenset({Want.LETTER})
    answer = made(assistant, message=message, form=Form.TEXT, wants=wants, length=120)
    (text,) = texts(answer)

    assert is_paragraph(Request(message=message))
    assert text.startswith("I write as a foster carer.") and "Dear" not in text


def test_a_complaint_holds_no_praise():
    """Who writes of what was found wanting; a letter to parents is none."""
    wants = frozenset({Want.LETTER})

    assert is_complaint(Request(message="letter from me as a parent to the director", wants=wants))
    assert not is_complaint(Request(message="a letter to parents", wants=wants))


@pytest.mark.parametrize(
    ("message", "length"),
    [
        ("30 seconds on Leeds", 75), ("about 45 seconds to read out", 112),
        ("thirty second radio script", 75), ("on air in ten minutes, two sentences", None),
    ],
)  # fmt: skip
def test_seconds_are_a_length(message: str, length: int | None):
    """When somebody is on air is none."""
    assert read_length(message) == length


@pytest.mark.parametrize(
    ("message", "piece", "form"),
    [
        ("a motion for full council, three points", Piece.MOTION, Form.TEXT),
        ("agenda item for the board and three questions", Piece.AGENDA, Form.TEXT),
        ("a handout for a training session", Piece.HANDOUT, Form.TEXT),
        ("an FAQ with four questions", Piece.FAQ, Form.TEXT),
        ("a facebook post, no hashtags", Piece.POST, Form.TEXT),
    ],
)
def test_pieces_are_read(message: str, piece: Piece, form: Form):
    """Questions and points within them do not make lists of them."""
    assert (read_piece(message), read_form(message)) == (piece, form)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("too polite. harder, and put the evidence under each", {Want.HARDER, Want.EVIDENCE}),
        ("interview questions for a candidate", {Want.INTERVIEW}),
    ],
)
def test_how_questions_are_wanted_is_read(message: str, wanted: set[Want]):
    """ "Too polite" asks for no courtesy."""
    assert wanted <= tones(message) and Want.POLITE not in tones(message)


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("half that and end on the bad bit", First.BEST),
        ("finish with what is good", First.WORST),
        ("own the problems", First.WORST),
    ],
)
def test_what_comes_first_is_told_by_what_comes_last(message: str, first: First):
    """What it is to end on comes last."""
    assert first_side(Request(message=message)) is first


@pytest.mark.parametrize(
    "message",
    [
        "Write something to read out, about 45 seconds, for the radio",
        "200 words for a councillor who thinks it is all about money",
        "more about what is not good enough, same length",
        "a letter. Don't pretend to know about the boy's case.",
    ],
)
def test_what_is_told_of_readers_and_length_is_no_topic(message: str):
    """They say nothing of what a text is on."""
    assert topic_of(Request(message=message, text=message))[0] == ""


def test_what_somebody_could_say_is_drawn_up():
    """What inspectors say is found, and not written."""
    asked = Request(message="What should I say at a meeting about Leeds?", councils=("Leeds",))
    found = Request(message="What do they say about Leeds?", councils=("Leeds",))

    assert (spoken(asked) or asked).form is Form.TEXT
    assert spoken(found) is None


@pytest.mark.parametrize(
    "parts",
    [
        ["Two sentences on Leeds", "and why it's dropped from its last grade"],
        ["One page on Leeds,", "please don't make it sound like the comms team wrote it"],
        ["How did Leeds get there?", "six short sentences in date order, for a lay audience"],
        ["Three lines on Leeds", "and mention homes if they are in there"],
    ],
)
def test_what_only_shapes_a_text_is_no_part(parts: list[str]):
    """Its tone, its length and what is to be in it belong to it."""
    assert len(joined(parts)) == 1
