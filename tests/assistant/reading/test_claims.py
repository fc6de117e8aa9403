"""A claim is looked up word by word: it stands, nearly stands, differs, or was not found; it is
never called false.
"""

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from assistant.reading.claims import is_pasted, read_claim
from assistant.request import Act, Request
from index.storing.store import Store


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Did Ofsted say that caseloads in Leeds are too high?", "caseloads in Leeds are too high"),
        (
            "is it true that Leeds has no waiting list for early help",
            "Leeds has no waiting list for early help",
        ),
        ("“Most plans are of good quality” – where is that?", "Most plans are of good quality"),
        (
            "Somebody told me that children wait a year for a social worker",
            "children wait a year for a social worker",
        ),
        (
            "Most children who need help and protection receive it without delay.",
            "Most children who need help and protection receive it without delay.",
        ),
        ("Did Ofsted say so?", ""),
        ("Tell me which councils have done most about the caseloads of their social workers", ""),
        ("What do inspectors say about children who are missing from school in Leeds?", ""),
    ],
)
def test_the_words_of_a_claim_are_read(message: str, claim: str):
    """What is quoted, said to have been said, or pasted whole; a question and a request are no
    claim.
    """
    assert read_claim(message) == claim


def test_a_sentence_is_told_from_a_request():
    """A sentence as reports have them asks nothing."""
    assert is_pasted("Most plans for children in need are clear about what has to change.")
    assert not is_pasted("Compare the plans of Leeds and Bradford for children in need of help")


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


@pytest.fixture(scope="module")
def sentence(assistant: Assistant, made_store: Store) -> str:
    report = assistant.library.inspections("Westmarch")[0]
    return next(
        p.text
        for p in made_store.catalogue.passages(report.id)
        if len(p.text.split()) > 12 and " not " in p.text
    )


def checked(assistant: Assistant, claim: str, *councils: str) -> Answer:
    request = Request(
        message=f"Did Ofsted say that {claim}?", act=Act.CHECK, claim=claim, councils=councils
    )
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def test_a_claim_that_stands_is_shown_where_it_stands(assistant: Assistant, sentence: str):
    """The whole sentence, with its citation."""
    answer = checked(assistant, sentence)

    assert answer.parts[0].note.startswith("These words stand")
    assert [claim.text for claim in answer.claims] == [sentence]


def test_nearly_the_same_words_are_said_to_be_so(assistant: Assistant, sentence: str):
    """A word less is not word for word."""
    words = sentence.split()
    answer = checked(assistant, " ".join([*words[:3], *words[4:]]))

    assert "nearly these words" in answer.parts[0].note


def test_a_word_that_turns_the_sense_is_named(assistant: Assistant, sentence: str):
    """Without its "not" the sentence is near, and says something else."""
    answer = checked(assistant, sentence.replace(" not ", " ", 1), "Westmarch")

    assert "differs" in answer.parts[0].note
    assert "“not”" in answer.parts[0].note


def test_what_is_not_found_is_not_called_false(assistant: Assistant):
    """Reports may say it in other words."""
    answer = checked(assistant, "the mayor keeps all the children's files in a submarine")

    assert "nothing like them was found" in answer.parts[0].note
    assert "does not make it false" in answer.parts[0].note


def test_a_claim_on_another_council_says_so(assistant: Assistant, sentence: str):
    """Words that stand only in the report of another council are not those of the one named."""
    answer = checked(assistant, sentence, "Eastholm")

    assert answer.parts[0].note.startswith("Not found in the reports on Eastholm")
