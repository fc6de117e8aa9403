"""The answers to the parts of one message become one answer."""

from dataclasses import replace

import pytest

from assistant.answers import Answer, Claim, Part, Refusal, RefusalKind, Scope
from assistant.composing.several import as_heading, together
from tests.made_answers import CITATION

DATE = Answer(
    (Part((Claim("It was in January 2025.", (1,)),)),),
    (CITATION,),
    Scope(("Westmarch",)),
    coverage="Looked at one report.",
    read_as="Read as: a date, Westmarch",
)
FINDINGS = (
    Answer(
        (Part((Claim("Staff feel valued.", (2, 1)),)),),
        (replace(CITATION, page=9), replace(CITATION, number=2)),
        Scope(("Eastholm",)),
    ),
    Answer((Part((Claim("They are listened to.", (1,)),)),)),
)
SILENT = Refusal(RefusalKind.SILENT, "No report tells.\n\nAsk of care.", ("How is Westmarch?",))


def _whole(*answered: tuple[str, tuple[Answer | Refusal, ...]]) -> Answer:
    pieces = list(together(answered))
    whole = Answer()
    for piece in pieces:
        assert isinstance(piece, Answer)
        whole += piece
    return whole


def test_each_part_stands_under_its_words_with_numbers_of_its_own():
    """Markers of the second part lead to the second part's evidence, also where a later piece
    cites again what an earlier one brought.
    """
    whole = _whole(("when was it", (DATE,)), ("and how do staff feel?", FINDINGS))

    assert [part.asked for part in whole.parts if part.asked] == [
        "When was it",
        "How do staff feel?",
    ]
    assert [claim.citations for claim in whole.claims] == [(1,), (3, 2), (2,)]
    assert [(c.number, c.page) for c in whole.citations] == [(1, 6), (2, 9), (3, 6)]
    assert whole.scope == Scope(("Westmarch", "Eastholm"))
    assert whole.coverage == "Looked at one report."
    assert whole.parts[0].note == "Read as: a date, Westmarch" and not whole.read_as
    assert "### How do staff feel?" in whole.markdown


@pytest.mark.parametrize("first", [True, False])
def test_what_cannot_be_answered_is_said_in_its_place(first: bool):
    """A refusal of one part is a note among what is answered, wherever it stands."""
    answered = [("who led it?", (SILENT,)), ("when was it", (DATE,))]
    whole = _whole(*(answered if first else answered[::-1]))

    notes = [part.note for part in whole.parts]
    assert "No report tells." in notes and "Ask of care." in notes
    assert "It was in January 2025." in [claim.text for claim in whole.claims]
    assert whole.scope == Scope()


def test_where_nothing_can_be_answered_it_is_one_refusal():
    """It says each reason once, and offers all that was offered."""
    other = replace(SILENT, message="No such date.", offers=("When was Westmarch?",))
    (reply,) = together([("a?", (SILENT,)), ("b?", (other,)), ("c?", (SILENT,))])

    assert isinstance(reply, Refusal)
    assert reply.message == "No report tells.\n\nAsk of care.\n\nNo such date."
    assert reply.offers == ("How is Westmarch?", "When was Westmarch?")


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (" and also what must they fix,", "What must they fix"),
        ("2) 2019 in a line", "2019 in a line"),
        ("oh and Andover?", "Andover?"),
        ("and", "And"),
    ],
)
def test_a_heading_leaves_out_what_ties(words: str, heading: str):
    """The words of a part, as somebody would write them above an answer."""
    assert as_heading(words) == heading
