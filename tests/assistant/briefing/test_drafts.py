"""What is drawn up: questions and texts rest on cited evidence, keep to their length and say
whose words they are.
"""

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from assistant.reading.forms.lengths import read_form, read_length, read_questions
from assistant.request import Act, Form, Request
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def drawn_up(assistant: Assistant, **fields: object) -> Answer:
    request = Request(
        message="draft", act=Act.WRITE, councils=("Westmarch",), is_general=True, **fields
    )  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


@pytest.mark.parametrize(
    ("message", "form", "length", "number"),
    [
        ("Draft five questions I should ask about Leeds at scrutiny", Form.QUESTIONS, None, 5),
        ("what should members ask the director in Leeds?", Form.QUESTIONS, None, None),
        ("200 words on Leeds for our newsletter", Form.TEXT, 200, None),
        ("a paragraph on Leeds for a briefing", Form.TEXT, None, None),
        ("lines for a briefing on Leeds", Form.LINES, None, None),
        ("Summarise Leeds", None, None, None),
    ],
)
def test_the_form_and_length_are_read(
    message: str, form: Form | None, length: int | None, number: int | None
):
    """In which form, how many words, how many questions."""
    assert (read_form(message), read_length(message), read_questions(message)) == (
        form,
        length,
        number,
    )


def test_each_question_is_the_assistants_own_and_rests_on_evidence(assistant: Assistant):
    """The note says whose words they are; each question cites what it rests on, and states no
    finding of its own.
    """
    answer = drawn_up(assistant, form=Form.QUESTIONS, number=4)
    questions = [claim for claim in answer.claims if not claim.is_quote]

    assert "own words" in answer.parts[0].note
    assert len(questions) == 4
    assert all(claim.citations and claim.text.endswith("?") for claim in questions)


@pytest.mark.parametrize("words", [60, 120, 400])
def test_a_text_keeps_to_its_length(assistant: Assistant, words: int):
    """Quotes are whole, so a text may be shorter than asked, and is not longer."""
    answer = drawn_up(assistant, form=Form.TEXT, length=words)

    assert sum(len(claim.text.split()) for claim in answer.claims) <= words
    assert all(claim.citations for claim in answer.claims)
    assert "quotation marks" in answer.parts[0].note


def test_as_many_lines_as_are_asked_for_begin_with_the_grade(assistant: Assistant):
    """Three lines are three, each rests on a grade or quote, and what must improve is counted."""
    lines = drawn_up(assistant, form=Form.LINES, number=3)
    texts = [claim.text for claim in lines.claims]

    assert [text[:2] for text in texts] == ["1.", "2.", "3."]
    assert texts[0].startswith("1. Ofsted judged Westmarch")
    assert any("4 things that must get better" in text for text in texts)
    assert all(claim.citations for claim in lines.claims)


def test_a_page_ends_with_what_to_ask(assistant: Assistant):
    """What they said, what it means, what to ask: in that order."""
    page = drawn_up(assistant, form=Form.PAGE)
    headings = [part.heading for part in page.parts if part.heading]

    assert headings == ["What they said", "What it means for you", "What to ask officers"]


def test_good_practice_comes_from_councils_graded_good_or_better(sample_assistant: Assistant):
    """Each quote is praise, and the grade of its area stands before it."""
    reply = sample_assistant.chain.invoke(["Who does supervision of social workers well?"])
    graded = [claim for claim in reply.claims if not claim.is_quote and claim.text.endswith(".")]

    assert isinstance(reply, Answer)
    assert all("Good" in claim.text or "Outstanding" in claim.text for claim in graded)


def test_what_one_council_may_learn_from_another_is_side_by_side(assistant: Assistant):
    """Each row quotes a point that the one must improve, and praise of the other."""
    request = Request(
        message="What can Westmarch learn from Eastholm?",
        act=Act.EXAMPLE,
        councils=("Westmarch", "Eastholm"),
    )
    settled = assistant.steps.find(request).settled

    assert isinstance(settled, Answer)
    for part in settled.parts:
        assert all(
            [cell.council for cell in row] == ["Westmarch", "Eastholm"]
            for row in part.rows
            if part.columns
        )
