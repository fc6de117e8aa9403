"""Conditions: each is taken out of the question, and what is left over is never lost."""

import pytest

from assistant.areas import Topic
from assistant.conditions import Change, Move, Wish, read_conditions
from index.reports import Grade


@pytest.mark.parametrize(
    ("question", "topics", "grades"),
    [
        ("Which London councils are inadequate overall?", (Topic.OVERALL,), (Grade.INADEQUATE,)),
        ("who is outstanding for care leavers", (Topic.CARE_LEAVERS,), (Grade.OUTSTANDING,)),
        ("how is it rated for kids in care", (Topic.IN_CARE,), ()),
        ("grade for children in care and care leavers", (Topic.IN_CARE_AND_LEAVERS,), ()),
        ("rated requires improvement to be good for leadership", (Topic.LEADERS,), (Grade.REQUIRES_IMPROVEMENT,)),
        ("how was the safeguarding children board judged", (Topic.LSCB,), ()),
    ],
)
def test_areas_and_grades_are_read(question, topics, grades):
    """Lay and official names of an area are the same; "requires improvement to be good" is not good."""
    conditions = read_conditions(question)

    assert conditions.topics == topics
    assert conditions.grades == grades


@pytest.mark.parametrize(
    "question",
    [
        "Which councils are inadequate for domestic abuse?",
        "Who is good at finding homes for homeless teenagers?",
        "What was judged to be weak in supervision?",
    ],
)
def test_a_condition_that_cannot_be_applied_is_left_over(question):
    """Words that the catalogue knows nothing of keep the question from being answered by it."""
    assert not read_conditions(question).is_answerable_exactly


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("Which unitary authorities are outstanding?", "council_types", ("unitary",)),
        ("Which of my statistical neighbours are good?", "neighbours", True),
        ("What county councils are inadequate?", "council_types", ("county",)),
        ("Which struggling councils are inadequate?", "leftover", ("struggling",)),
        ("Which rural coastal authorities are good?", "leftover", ("rural", "coastal")),
    ],
)
def test_no_word_between_which_and_councils_is_lost(question, field, value):
    """What stands before the noun limits the list: it is applied, or left over, never dropped."""
    assert getattr(read_conditions(question), field) == value


def test_filters_and_changes_are_read_together():
    """Region, kind of council, change and wish are found in one question."""
    conditions = read_conditions("How many unitary authorities in the South West went from inadequate to good?")

    assert conditions.wish is Wish.COUNT
    assert conditions.regions == ("South West",)
    assert conditions.council_types == ("unitary",)
    assert conditions.move == Move(frozenset({Grade.INADEQUATE}), frozenset({Grade.GOOD}))
    assert read_conditions("whose overall grade went down between their last two reports").change is Change.DOWN
