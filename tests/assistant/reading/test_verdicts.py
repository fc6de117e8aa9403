"""What only asks for a verdict is told from what is claimed, however it is asked."""

import pytest

from assistant.briefing.bearing import plainly_opposed
from assistant.pipeline import Assistant
from assistant.reading.claims import read_claim, statements
from assistant.reading.verdicts import asks_verdict, doubts, points_back, settles, without_tag
from assistant.request import Act
from index.storing.store import Store
from tests.evaluation.answers.score_checks import verdict_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Rubbish, surely?",
        "Which is it?",
        "Is that it?",
        "Right or wrong?",
        "True or has he made it up?",
        "Who's right?",
        "Is there anything in it?",
        "Did they actually say that?",
        "Are they?",
        "true or no",
    ],
)
def test_a_question_for_a_verdict_tells_nothing_of_its_own(sentence: str):
    """Its words only point back, or say how a claim may fare."""
    assert asks_verdict(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "What did they say?",
        "Which report was it in?",
        "And what about neglect?",
        "Thanks.",
        "Is Leeds good?",
        "How late are they?",
    ],
)
def test_a_question_for_something_else_is_none(sentence: str):
    """What asks for words, sources or a topic asks for no verdict."""
    assert not asks_verdict(sentence)


def test_what_is_remembered_is_no_claim():
    """ "As I recall the report never says so" tells nothing of what is claimed."""
    assert points_back("As I recall the report never says so.")


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        (
            "A man at the stop swore blind that Leeds had boys sleeping in cars. Rubbish, surely?",
            "Leeds had boys sleeping in cars",
        ),
        (
            "Caseloads in Leeds are fine, our councillor says. Is he right?",
            "Caseloads in Leeds are fine",
        ),
        ("It's claimed that Leeds lost its files. Fact or fiction?", "Leeds lost its files"),
        ("So Leeds lost half its workers. Is that it?", "Leeds lost half its workers"),
        ("Nobody in Leeds tells them anything. True?", "Nobody in Leeds tells them anything"),
        ("Leeds has sorted out its front door, surely?", "Leeds has sorted out its front door"),
        ("Did inspectors blame the weather in Leeds?", "blame the weather in Leeds"),
    ],
)
def test_a_claim_in_anybodys_words_is_taken_out(message: str, claim: str):
    """Without who says it, before or behind, and without what is asked of it."""
    assert read_claim(message, is_check=True) == claim


def test_a_claim_settles_only_before_its_question():
    """ "That's right" before a new question is no claim, nor is a question with "really"."""
    assert settles("They blamed the weather. Which is it?")
    assert not settles("Thanks, that's right. Now Leeds on early help.")
    assert not settles("What did they say about caseloads in Leeds, really?")
    assert without_tag("Leeds is good, surely?") == "Leeds is good"


def test_two_sides_are_two_statements():
    """Each sentence is a statement, and a reason stays with what it is given for."""
    claim = read_claim(
        "We were told Leeds inspectors blamed staff. My view is it was the money. Which is it?",
        is_check=True,
    )
    assert [each.said for each in statements(claim)] == [
        "Leeds inspectors blamed staff",
        "it was the money",
    ]
    whole = "Because Leeds is short of carers, children live far away"
    assert [each.said for each in statements(whole)] == [whole]


def test_yes_could_mean_that_it_is_nonsense():
    """Then the verdict says "true"."""
    assert doubts("Leeds had boys in cars. Rubbish, surely?")
    assert not doubts("Leeds is good. Is that right?")


@pytest.mark.parametrize(
    ("claim", "text", "opposed"),
    [
        ("They often use unregistered homes", "Unregistered homes are used rarely", True),
        ("Families get another worker", "Families keep the same worker", True),
        ("Children are always seen promptly", "The timeliness of visits is variable", True),
        (
            "A few live in homes nobody has registered",
            "A small number live in unregistered homes",
            False,
        ),
        ("Adoptions hardly ever fail", "Adoption breakdown is rare", False),
        ("Most visits are on time", "Most visits are timely", False),
    ],
)
def test_how_often_and_of_how_many(claim: str, text: str, opposed: bool):  # noqa: FBT001
    """ "Often" of what is rare is opposed; two that both deny are not."""
    assert plainly_opposed(claim, text) is opposed


def test_a_claim_becomes_a_check_whatever_else_it_was_taken_for(made_store: Store):
    """A leaflet is not drawn up, and a rumour is no question about a person."""
    assistant = Assistant(made_store, learned=False)
    for message in (
        "Westmarch pays its carers more than any other council. Can we put that in the newsletter?",
        "Westmarch will be run by a trust, the paper says. Is that so?",
    ):
        request = assistant.read([message])
        assert request.act is Act.CHECK
        assert request.statements
        assert request.form is None


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("True: the report says so in other words (Leeds, published 4 May 2022).", "true"),
        ("Not true: the report says otherwise.", "false"),
        ("Half true: of 2 statements, 1 borne out; 1 contradicted.", "half"),
        ("Not confirmed: no sentence plainly says so.", "open"),
        ("**Leeds: what inspectors wrote in 2022.**", "none"),
    ],
)
def test_a_verdict_is_read_from_how_an_answer_opens(answer: str, verdict: str):
    """As the score of made claims reads it."""
    assert verdict_of(answer) == verdict
