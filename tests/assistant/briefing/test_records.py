"""Facts of inspections: each that is asked is told, in its order, and no other."""

from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from assistant.reading.forms.records import facts_asked, record
from assistant.reading.forms.varying import varied
from assistant.request import Act, Fact, Request
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def told(assistant: Assistant, *facts: Fact, **fields: object) -> Answer:
    request = Request(message="facts", act=Act.FACTS, facts=facts, **fields)  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("When was it last inspected and who was the lead?", (Fact.INSPECTED,)),
        ("Who led the inspection and how many pages is the report?", (Fact.LED, Fact.PAGES)),
        ("date of the inspection, all sub-grades, lead inspector, next one due?",
         (Fact.INSPECTED, Fact.GRADES, Fact.LED, Fact.DUE)),
        ("how long is it since the last one and any visits since?", (Fact.ELAPSED, Fact.VISITS)),
        ("How long after the inspection did the report come out?", (Fact.TO_PUBLISH,)),
        ("which reports do you hold, and what is missing?", (Fact.HOLDINGS, Fact.MISSING)),
        ("how many children go missing from care?", ()),
    ],
)  # fmt: skip
def test_facts_are_read_in_the_order_in_which_they_are_asked(message: str, facts: tuple[Fact, ...]):
    """In words of their own; children who are missing are no missing report."""
    assert [fact for fact in facts_asked(message) if fact in facts] == list(facts)
    assert facts or not facts_asked(message)


def test_what_a_report_says_is_no_fact_of_it():
    """ "Missing from plans" is asked of its words."""
    message = "What does the report say is missing from the plans of children in care?"
    assert record(Request(message=message, councils=("Westmarch",))) is None


def test_only_what_is_asked_is_told(assistant: Assistant):
    """Pages and nothing else; then pages and grades, in two sentences."""
    pages = told(assistant, Fact.PAGES, councils=("Westmarch",))
    both = told(assistant, Fact.PAGES, Fact.GRADES, councils=("Westmarch",))

    assert [claim.text for claim in pages.claims] == [both.claims[0].text]
    assert "pages" in pages.claims[0].text and len(both.claims) == 2
    assert both.claims[1].citations


def test_no_visits_are_no_proof_that_there_were_none(assistant: Assistant):
    """It is said that none is here, and where they can be had."""
    answer = told(assistant, Fact.VISITS, councils=("Westmarch",))

    assert "No visits since then are in this library" in answer.markdown
    assert "reports.ofsted.gov.uk" in answer.markdown


def test_a_library_tells_what_it_holds(assistant: Assistant):
    """How many reports from when to when, and that it is not all of England."""
    size = told(assistant, Fact.SIZE, Fact.PLACES)
    places = told(assistant, Fact.COUNCILS)

    assert len(size.parts) == 2 and "not all of England" in size.parts[1].note
    assert any(part.columns for part in places.parts)


def test_visits_of_which_none_is_here_cannot_be_counted(assistant: Assistant):
    """ "Which have had more than two monitoring visits?" is answered with what is held."""
    kind = next(k for k in type(assistant.library.reports[0].kind).all() if k == "monitoring-visit")
    answer = told(assistant, Fact.AT_LEAST, kinds=(kind,))

    assert answer.parts[0].note.startswith("That cannot be told from this library")


def test_the_same_fact_of_another_council_and_another_fact_of_the_same():
    """ "And Eastholm?", "and who led it?"."""
    before = Request(message="?", act=Act.FACTS, facts=(Fact.PAGES,), councils=("Westmarch",))
    other = varied(before, Request(message="and Eastholm?", councils=("Eastholm",)))
    led = varied(before, replace(before, message="and who led it?", facts=(), councils=()))

    assert other and (other.councils, other.facts) == (("Eastholm",), (Fact.PAGES,))
    assert led and (led.councils, led.facts) == (("Westmarch",), (Fact.LED,))
