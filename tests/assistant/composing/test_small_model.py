"""Real weights behind a real server: a model that invents freely gets nothing past the check."""

import re

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from index.reports import stands_on
from tests.local_model import small_model

pytest.importorskip("xllamacpp")

QUESTIONS = [
    ["What did inspectors say about staff morale in Westmarch?"],
    ["What did inspectors say about children who go missing in Westmarch?"],
    ["How do Westmarch and Eastholm compare on supervision?"],
    ["What do reports say of caseloads in Westmarch, and how many children live there?"],
]
TOKENS = 60


@pytest.mark.parametrize("structured", [False, True], ids=["markers", "form"])
def test_a_small_model_gets_no_invention_past_the_check(made_store, structured):
    """What is shown in its words has the figures and most words of what it cites; the rest is
    quotes.
    """
    withheld = 0
    with small_model(TOKENS, structured=structured) as models:
        assistant = Assistant(made_store, models)
        for question in QUESTIONS:
            reply = assistant.chain.invoke(question)
            assert isinstance(reply, Answer)
            assert any(claim.is_quote for claim in reply.claims) or reply.composer == "writing"
            assert_fair(reply, made_store)
            withheld += len(reply.withheld) or bool(reply.notice)

    assert withheld  # it was asked, and it did invent


def assert_fair(reply: Answer, store) -> None:
    quotes = {c.number: c for c in reply.citations}
    for citation in reply.citations:
        pages = store.catalogue.page_texts(citation.report, citation.page, citation.last_page)
        assert stands_on(citation.quote, pages)
    for claim in reply.claims:
        cited = [quotes[number] for number in claim.citations]
        assert all(citation.council == claim.council for citation in cited)
        if reply.composer == "writing" and cited and not claim.is_quote:
            assert_told(claim.text, " ".join(citation.quote for citation in cited))


def assert_told(sentence: str, quoted: str) -> None:
    """Without the checker: by figures and words alone."""
    words = {word[:5] for word in re.findall(r"[a-z]{5,}", sentence.lower())}
    there = {word[:5] for word in re.findall(r"[a-z]{5,}", quoted.lower())}
    assert set(re.findall(r"\d+", sentence)) <= set(re.findall(r"\d+", quoted))
    assert len(words & there) >= len(words) / 2, sentence
