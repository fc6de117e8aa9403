"""Composing without a model: side by side, then and now, sorted by praise and criticism, and
why.
"""

import pytest

from assistant.answers import Answer, Part
from assistant.composing.quoting import point_moved
from assistant.finding.evidence import Found, Group
from assistant.finding.polarity import Pointing, points, polarity_of
from assistant.pipeline import Assistant
from assistant.request import Polarity
from index.reports import Section
from index.storing.store import Store


def ask(assistant: Assistant, *messages: str) -> Answer:
    reply = assistant.chain.invoke(list(messages))
    assert isinstance(reply, Answer), reply
    return reply


def table_of(answer: Answer) -> Part:
    return next(part for part in answer.parts if part.columns)


def test_a_comparison_is_a_table_with_grades_at_its_foot(sample_assistant: Assistant):
    """A column a council, quotes in its cells, and the grade of the area, all cited."""
    answer = ask(sample_assistant, "Compare support for care leavers in Harrow and Greenwich")

    table = table_of(answer)
    assert table.columns[1].startswith("Harrow")
    assert table.columns[2].startswith("Greenwich")
    grades = list(table.rows)[-1]
    assert [cell.text for cell in grades] == ["Grade for care leavers", "Inadequate", "Outstanding"]
    assert all(cell.citations for row in table.rows for cell in row[1:] if cell.text)


def test_silence_has_its_own_cell(sample_assistant: Assistant):
    """A council whose report does not speak of the topic is not left out of the table."""
    answer = ask(
        sample_assistant, "Compare unregistered children's homes in Leicester and Greenwich"
    )

    first = next(iter(table_of(answer).rows))
    assert any("was found" in cell.text for cell in first) or all(c.citations for c in first[1:])


def test_change_begins_with_the_grades_and_what_is_so_now(sample_assistant: Assistant):
    """How the grade moved comes first with both grades cited; then the words, the newer first."""
    answer = ask(sample_assistant, "How has Harrow's support for care leavers changed since 2020?")

    lead = answer.claims[0]
    assert "fell" in lead.text
    assert "Good" in lead.text
    assert "Inadequate" in lead.text
    assert "one combined grade" in lead.text
    assert len(lead.citations) == 2
    years = [c.published.year for c in answer.citations[2:] if c.published]
    assert years == sorted(years, reverse=True)
    assert set(years) == {2020, 2025}
    assert any(
        "later inspection" in part.heading or "brief" in part.heading for part in answer.parts
    )


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (-4.0, 4.0, "point-turned-good"),
        (4.0, -4.0, "point-turned-bad"),
        (4.0, 4.0, "point-still-good"),
        (-4.0, -4.0, "point-still-bad"),
        (4.0, 0.5, "point-told"),
        (None, 4.0, "point-new"),
        (-4.0, None, "point-gone"),
        (None, None, ""),
    ],
)
def test_how_a_point_moved_is_said_by_the_first_sentence_of_each(then, now, said):
    """Only what is plainly praise or criticism is called so."""

    def group(praise: float | None) -> Group:
        found = () if praise is None else (Found(None, None, 1.0, praise=praise),)  # type: ignore[arg-type]
        return Group("Borchester", (), found)

    assert point_moved(group(then), group(now)) == said


def test_which_is_better_compares_the_councils_talked_about(sample_assistant: Assistant):
    """After one council and then another, both are set side by side on the topic."""
    answer = ask(
        sample_assistant,
        "What did inspectors find about care leavers in Harrow?",
        "And Greenwich's?",
        "which is better?",
    )

    assert {citation.council for citation in answer.citations} == {"Harrow", "Greenwich"}
    assert len(table_of(answer).columns) == 3


def test_the_first_one_is_the_first_that_was_named(sample_assistant: Assistant):
    """An ordinal picks from the councils of the question before."""
    answer = ask(
        sample_assistant,
        "Compare caseloads in Nottingham and Leicester",
        "the first one: what about supervision?",
    )

    assert {citation.council for citation in answer.citations} == {"Nottingham"}


def test_why_gives_the_grade_and_then_the_reasons(sample_assistant: Assistant):
    """The grade is cited, and the quotes under it criticise where the grade is low."""
    answer = ask(sample_assistant, "Why was Harrow rated inadequate in 2025?")

    quotes = [claim.text for claim in answer.claims if claim.is_quote]
    assert answer.claims[0].text.startswith("Harrow: Inadequate")
    assert quotes
    assert all(polarity_of(quote) is not Polarity.PRAISE for quote in quotes)


def test_a_grade_taken_for_granted_is_put_right(sample_assistant: Assistant):
    """With more asked than the grade, the grade that was given stands before what is quoted."""
    answer = ask(
        sample_assistant,
        "What did Harrow do to be judged outstanding for supervision of staff in 2025?",
    )

    assert "not judged Outstanding" in answer.claims[0].text


def test_what_must_improve_is_given_whole(sample_assistant: Assistant):
    """Every bullet of the latest inspection, in its order, labelled as what must improve."""
    answer = ask(sample_assistant, "What does Harrow need to improve?")

    quotes = [claim for claim in answer.claims if claim.is_quote]
    assert len(quotes) == 7
    assert quotes[0].text.startswith("Stable leadership")
    assert [part.heading for part in answer.parts if part.heading][0].endswith(
        "names 7 points; all are here, in its order"
    )


def test_a_search_of_all_says_that_it_is_one(sample_assistant: Assistant):
    """How many were searched and that the list need not be complete."""
    answer = ask(sample_assistant, "Which councils were criticised for high caseloads?")

    assert "It is a search, not a complete list" in answer.markdown
    assert all(
        polarity_of(claim.text) is not Polarity.PRAISE for claim in answer.claims if claim.is_quote
    )


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Children are seen regularly and plans are of a good quality.", Polarity.PRAISE),
        ("Plans are not yet good enough.", Polarity.CRITICISM),
        ("Supervision is inconsistent and too often superficial.", Polarity.CRITICISM),
        ("Referrals are dealt with promptly and without delay.", Polarity.PRAISE),
        ("There are no children living in unregistered homes.", Polarity.PRAISE),
        (
            "A small number of children live in unregistered homes without oversight.",
            Polarity.CRITICISM,
        ),
        ("The council covers 80 square miles.", None),
        ("Families do not have to wait for help.", Polarity.PRAISE),
        ("Care leavers are not left without a worker.", Polarity.PRAISE),
        ("If children are not taught effectively, leaders intervene quickly.", Polarity.PRAISE),
        ("Advisers keep in touch should they still have a need.", None),
        ("A worker visits those who are not in education, employment or training.", None),
        ("Managers have struggled to ensure consistently timely help.", Polarity.CRITICISM),
        ("Leaders accept appropriately that change is required.", Polarity.CRITICISM),
        ("The new panel is not yet effective.", Polarity.CRITICISM),
    ],
)
def test_praise_is_told_from_criticism(sentence, polarity):
    """The same words for and against: "without delay" is praise, "not yet good" is none."""
    assert polarity_of(sentence) is polarity


def test_what_needs_to_improve_is_criticism():
    """A bullet such as "The timeliness of assessments." has no bad word in it."""
    assert polarity_of("The timeliness of assessments.", Section.IMPROVE) is Polarity.CRITICISM


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Personal advisers regularly visited those in prison.", Polarity.PRAISE),
        ("Housing staff gave care leavers speedy access", Polarity.PRAISE),
        ("Homeless 16- and 17-year-olds met an uneven response.", Polarity.CRITICISM),
        ("Very few young carers had been identified", Polarity.CRITICISM),
        (
            "Six pupils whose needs were highly complex had waited several months",
            Polarity.CRITICISM,
        ),
    ],
)
def test_by_their_vectors_sentences_point_where_words_tell_nothing(
    sample_store: Store, sentence, polarity
):
    """Of five sentences, most without a word that praises or criticises, each points its way."""
    pointing = Pointing(sample_store)
    found = [
        pointing.praise(passage, ordinal)
        for report in sample_store.catalogue.reports()
        for ordinal, passage in enumerate(sample_store.catalogue.passages(report.id))
        if passage.text.startswith(sentence)
    ]
    assert len(found) == 1
    other = Polarity.PRAISE if polarity is Polarity.CRITICISM else Polarity.CRITICISM
    assert points(found[0], polarity)
    assert not points(found[0], other)
