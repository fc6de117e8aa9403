"""The brief of a report: what must improve is complete, what is chosen stands in the report, and
follow-ups vary it.
"""

import pytest

from assistant.answers import Answer, Reply
from assistant.briefing.points import points_of
from assistant.pipeline import Assistant
from assistant.request import Act, Polarity, Request, Want
from index.reports import Section, stands_on
from index.storing.store import Store


def brief(assistant: Assistant, **fields: object) -> Answer:
    request = Request(message="a brief", act=Act.BRIEF, **fields)  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def texts(reply: Reply) -> list[str]:
    return [claim.text for claim in reply.claims]


def headings(reply: Answer) -> list[str]:
    return [part.heading for part in reply.parts if part.heading]


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


@pytest.mark.parametrize("council", ["Westmarch", "Eastholm"])
def test_a_brief_has_grades_all_points_and_both_sides(
    assistant: Assistant, made_store: Store, council: str
):
    """Every point of the printed list is in it, in order; every quote stands on its page."""
    answer = brief(assistant, councils=(council,), is_general=True)
    report = next(r for r in assistant.library.inspections(council))
    lines = [line.text for point in points_of(made_store, report) for line in point.lines]

    assert lines
    assert [text for text in texts(answer) if text in lines] == lines
    assert {"Strength", "Weakness"} <= {claim.label for claim in answer.claims}
    for citation in answer.citations:
        assert stands_on(
            citation.quote,
            made_store.catalogue.page_texts(citation.report, citation.page, citation.last_page),
        )


def test_no_sentence_stands_in_a_brief_twice(assistant: Assistant):
    """What the opening has said is not said again below."""
    quoted = [
        claim.text
        for claim in brief(assistant, councils=("Westmarch",), is_general=True).claims
        if claim.is_quote
    ]

    assert len(quoted) == len(set(quoted))


def test_a_brief_can_be_asked_for_in_part(assistant: Assistant):
    """ "Only the weaknesses", "shorter", "only what must improve" and "and care leavers?" leave
    the rest out.
    """
    whole = brief(assistant, councils=("Westmarch",), is_general=True)
    weak = brief(assistant, councils=("Westmarch",), is_general=True, polarity=Polarity.CRITICISM)
    short = brief(
        assistant, councils=("Westmarch",), is_general=True, wants=frozenset({Want.SHORTER})
    )
    points = brief(
        assistant, councils=("Westmarch",), wants=frozenset({Want.IMPROVE, Want.ALL_TO_IMPROVE})
    )

    assert "Strength" not in {claim.label for claim in weak.claims}
    assert len(short.claims) < len(whole.claims)
    assert all(citation.section == Section.IMPROVE for citation in points.citations)
    assert len(headings(points)) == 1


def test_a_list_that_is_cut_says_how_many_there_are(assistant: Assistant, made_store: Store):
    """A short brief shows the first points, names their number and how to see all."""
    short = brief(
        assistant, councils=("Eastholm",), is_general=True, wants=frozenset({Want.SHORTER})
    )
    report = assistant.library.inspections("Eastholm")[0]
    count = len(points_of(made_store, report))

    improve = next(heading for heading in headings(short) if "must improve" in heading)
    assert str(count) in improve
    assert ("all" in improve) == (count > 1)


@pytest.mark.parametrize(
    ("turns", "label", "absent"),
    [
        (["Summarise the latest Harrow report"], "Weakness", ""),
        (["What are the strengths and weaknesses of Harrow?"], "Strength", ""),
        (["Summarise Harrow", "only the weaknesses"], "Weakness", "Strength"),
    ],
)
def test_briefs_are_asked_for_in_plain_words(
    sample_assistant: Assistant, turns: list[str], label: str, absent: str
):
    """A brief and what varies it, as people type it."""
    reply = sample_assistant.chain.invoke(turns)
    labels = {claim.label for claim in reply.claims}

    assert label in labels
    assert absent not in labels - {""} or not absent


def test_a_brief_of_two_councils_tells_of_each(assistant: Assistant):
    """Both are there, each with its grade and a side of its own, in the order asked for."""
    answer = brief(assistant, councils=("Eastholm", "Westmarch"), is_general=True)
    told = list(dict.fromkeys(claim.council for claim in answer.claims if claim.council))

    assert told == ["Eastholm", "Westmarch"]
    for council in told:
        assert any(claim.label for claim in answer.claims if claim.council == council)


def test_points_are_set_beside_those_of_the_list_before(sample_assistant: Assistant):
    """Every point of the newest list is there; beside it stands one of the list before, or none."""
    store, library = sample_assistant.steps._store, sample_assistant.library
    council = next(
        council
        for council in library.councils
        if len(library.inspections(council)) > 1
        and all(points_of(store, report) for report in library.inspections(council)[:2])
    )
    reply = sample_assistant.chain.invoke(
        [f"What must {council} improve, and was any of it already in the list the time before?"]
    )

    rows = next(list(part.rows) for part in reply.parts if part.columns)
    assert len(rows) == len(points_of(store, library.inspections(council)[0]))
    assert all(first.is_quote for first, _ in rows)


@pytest.mark.parametrize(
    ("turns", "labels"),
    [
        (["key messages Harrow latest report pls"], {"Strength", "Weakness"}),
        (["Harrow overview", "negatives only please"], {"Weakness"}),
        (["Summarise Harrow", "just the positives"], {"Strength"}),
    ],
)
def test_words_that_tell_no_topic_leave_a_brief_whole(
    sample_assistant: Assistant, turns: list[str], labels: set[str]
):
    """ "Pls" and "key messages" are not what a brief is about."""
    reply = sample_assistant.chain.invoke(turns)

    assert {claim.label for claim in reply.claims} - {""} == labels
