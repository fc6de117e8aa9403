"""Facts of inspections: each that is asked is told, in its order, and no other."""

from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.pipeline import Assistant
from assistant.reading.forms.records import facts_asked, record
from assistant.reading.forms.varying import varied
from assistant.request import Act, Asked, Condition, Fact, Request, Task
from assistant.times import Times
from index.reports import Grade
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


def test_between_two_inspections_is_not_since_the_last():
    """Nor is a count of reports a list of places."""
    assert facts_asked("how many years between its last two inspections?") == (Fact.INTERVAL,)
    asked = facts_asked("which councils have you just one report for, and who has got the most?")
    assert {*asked} == {Fact.FEWEST_REPORTS, Fact.MOST_REPORTS}


def test_the_last_inspection_and_the_one_before_are_both_told(sample_assistant: Assistant):
    """And what lay between them, once."""
    council = next(
        name
        for name in sample_assistant.library.councils
        if len(sample_assistant.library.inspections(name)) > 1
    )
    request = Request(
        message="when were they last in, and how long before was the one before?",
        act=Act.FACTS,
        facts=(Fact.INSPECTED, Fact.INTERVAL),
        councils=(council,),
        times=Times(back=1),
    )
    settled = sample_assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    texts = [claim.text for claim in settled.claims]
    assert "was last inspected" in texts[0] and len(texts) == 3


def test_who_led_the_most_is_counted_over_all(sample_assistant: Assistant):
    """It names people, and says over how many reports it was counted."""
    request = Request(message="which inspector led the most?", act=Act.FACTS)
    asked = record(replace(request, asked=Asked(task=Task.LIBRARY)))
    assert asked and asked.facts == (Fact.SAME_LEAD,)
    settled = sample_assistant.steps.find(asked).settled
    assert isinstance(settled, Answer) and "Counted are" in settled.markdown


def test_the_shorter_of_two_is_not_the_shortest_of_all():
    """ "Which has fewer pages, Westmarch or Eastmarch?" is asked of two reports."""
    message = "which has the fewest pages, Westmarch or Eastmarch"
    request = Request(
        message=message, councils=("Westmarch", "Eastmarch"), asked=Asked(task=Task.RECORD)
    )
    made = record(request)
    assert made and made.facts == (Fact.PAGES,)


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
    inadequate = replace(
        before,
        message="and which councils are inadequate?",
        act=Act.LIST,
        facts=(),
        councils=(),
        conditions=(Condition(grades=(Grade.INADEQUATE,)),),
    )
    assert varied(before, inadequate) is None  # it asks of all councils


def test_the_newest_and_the_oldest_report_are_named(assistant: Assistant):
    """Each with its council and its day, and cited."""
    newest, oldest = told(assistant, Fact.NEWEST), told(assistant, Fact.OLDEST)
    days = sorted(r.published for r in assistant.library.reports if r.published and r.council)

    assert newest.claims[0].citations and newest.claims[0].text.startswith("The newest report")
    assert str(days[0].year) in oldest.claims[0].text
    assert newest.claims[0].text != oldest.claims[0].text


def test_how_many_reports_of_each_council_are_here(assistant: Assistant):
    """Of whom there is only one, and of whom the most."""
    fewest, most = told(assistant, Fact.FEWEST_REPORTS), told(assistant, Fact.MOST_REPORTS)

    assert "only one report" in fewest.parts[0].note
    assert most.parts[0].note.startswith("Most reports are here of ")


def test_how_long_lay_between_two_inspections(assistant: Assistant, sample_assistant: Assistant):
    """Of a council with two, with both dates; of one with one, that it cannot be told."""
    library = sample_assistant.library
    two = next(name for name in library.councils if len(library.inspections(name)) > 1)
    between = told(sample_assistant, Fact.INTERVAL, councils=(two,)).claims[0]

    assert "lay between its last two inspections" in between.text and len(between.citations) > 1
    alone = told(assistant, Fact.INTERVAL, councils=("Westmarch",)).claims[0]
    assert "cannot be told" in alone.text


@pytest.mark.parametrize(
    ("task", "fact", "message"),
    [
        (Task.LIBRARY, Fact.NEWEST, "what's the freshest thing on your shelves"),
        (Task.RECORD, Fact.INTERVAL, "what gap was there till they came back to Westmarch"),
    ],
)
def test_what_was_learned_tells_facts_that_no_words_do(task: Task, fact: Fact, message: str):
    """In words that no list holds; and without what was learned none is told."""
    councils = ("Westmarch",) if task is Task.RECORD else ()
    request = Request(message=message, councils=councils)
    learned = record(replace(request, asked=Asked(task, frozenset({fact}))))

    assert record(request) is None
    assert learned is not None and learned.act is Act.FACTS and learned.facts == (fact,)
