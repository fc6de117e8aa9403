"""Talk and terms: what is no question has a reply of its own, and a term the meaning of its
longest name.
"""

import pytest

from assistant.answers import RefusalKind
from assistant.composing.small_talk import Talker, read_terms
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.request import Act, Request, SmallTalk
from assistant.wording import FOLDER


@pytest.mark.parametrize("kind", list(SmallTalk))
def test_each_kind_of_talk_has_its_words(kind: SmallTalk):
    """Never an empty reply, and never words of a report."""
    reply = Talker(Library(())).reply(Request(message="hi", act=Act.TALK, talk=kind))
    assert reply.markdown.strip()
    assert not reply.citations


def test_help_shows_questions_on_this_very_library(sample_assistant: Assistant):
    """Examples name councils that are here, and hold lists and comparisons."""
    markdown = sample_assistant.chain.invoke(["What can you do?"]).markdown
    assert any(council in markdown for council in sample_assistant.library.councils)


def test_the_longest_name_of_a_term_wins():
    """An interim care order is not a care order."""
    talker = Talker(Library(()))
    told = talker.define(
        Request(
            message="What is an interim care order?", act=Act.DEFINE, subject="interim care order"
        )
    )
    assert told
    meanings = [part.note for part in told.parts if part.note.startswith("Interim care order")]
    assert len(meanings) == 1 and len(told.parts) == 2  # its meaning, and whose words it is
    assert (
        talker.define(
            Request(message="What is a flibbertigibbet?", act=Act.DEFINE, subject="flibbertigibbet")
        )
        is None
    )


def test_no_two_terms_share_a_form():
    """Each form leads to one meaning, which is short."""
    terms = read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))
    forms = [form.lower() for term in terms for form in term.forms]
    assert len(forms) == len(set(forms))
    assert all(10 < len(term.meaning.split()) <= 130 for term in terms)


def test_a_name_that_is_no_council_is_said_to_be_unknown(sample_assistant: Assistant):
    """It is not answered with the council before, and near names are offered."""
    reply = sample_assistant.chain.invoke(
        ["Staff morale in Harrow?", "and what about Leicestervale council?"]
    )
    assert reply.is_refusal
    assert reply.kind in {RefusalKind.UNKNOWN_COUNCIL, RefusalKind.AMBIGUOUS_COUNCIL}
