"""Conditions: each is taken out of the question, and what is left over is never lost."""

import pytest

from assistant.understanding.areas import Topic
from assistant.understanding.conditions import Extreme, read_conditions
from assistant.understanding.grade_words import RANKS
from assistant.understanding.moves import Change, Move, Span
from assistant.understanding.varying import part_on_grades, vary
from assistant.understanding.wishes import Wish
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


LOW = (Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE, Grade.INADEQUATE)


@pytest.mark.parametrize(
    ("words", "grades"),
    [
        ("good or better for leaders", (Grade.OUTSTANDING, Grade.GOOD)),
        ("rated at least good", (Grade.OUTSTANDING, Grade.GOOD)),
        ("no worse than good", (Grade.OUTSTANDING, Grade.GOOD)),
        ("good+ for kids in care", (Grade.OUTSTANDING, Grade.GOOD)),
        ("better than good", (Grade.OUTSTANDING,)),
        ("below good", LOW),
        ("that aren't good", LOW),
        ("neither good nor outstanding", LOW),
        ("no better than requires improvement", LOW),
        ("requires improvement or worse", LOW),
        ("failing", (Grade.INADEQUATE,)),
        ("not inadequate", (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE)),
        ("RI or inadequate", LOW[:1] + LOW[2:]),
    ],
)
def test_words_that_compare_with_a_grade_mean_every_grade_they_cover(words, grades):
    """However it is said, it is a set of grades."""
    assert read_conditions(f"which councils are {words}").grades == grades


def test_each_grade_belongs_to_its_own_area():
    """Two areas may share a grade or have one each, by the words between them."""
    shared = read_conditions("which councils are outstanding for leadership and help and protection")
    apart = read_conditions("which councils are good for leaders but not good for care leavers")

    assert [(clause.topics, clause.grades) for clause in shared.clauses] == [
        ((Topic.LEADERS, Topic.HELP), (Grade.OUTSTANDING,))
    ]
    assert [(clause.topics, clause.grades) for clause in apart.clauses] == [
        ((Topic.LEADERS,), (Grade.GOOD,)),
        ((Topic.CARE_LEAVERS,), LOW),
    ]


@pytest.mark.parametrize(
    ("question", "field", "value"),
    [
        ("has any council ever been outstanding for adoption?", "span", Span.EVER),
        ("which councils were never inadequate", "span", Span.NEVER),
        ("who stayed at requires improvement at their last two inspections", "change", Change.SAME),
        ("in how many councils did leadership get worse", "change", Change.DOWN),
        ("councils that lost their outstanding rating", "move", Move(frozenset({Grade.OUTSTANDING}), frozenset(RANKS) - {Grade.OUTSTANDING})),
        ("best rated councils in the North West", "extreme", Extreme.BEST),
        ("which councils were inspected", "holdings", True),
        ("how many reports do you have", "counts_reports", True),
    ],
)  # fmt: skip
def test_times_moves_and_ends_of_the_scale_are_conditions(question, field, value):
    """Each is understood, and nothing is left over that would be ignored."""
    conditions = read_conditions(question)

    assert getattr(conditions, field) == value
    assert conditions.is_answerable_exactly


@pytest.mark.parametrize("question", ["Which councils are better for care leavers?", "Which councils were inadequate in the last decade or so?"])
def test_a_comparison_with_nothing_named_is_left_over(question):
    """What it is better than, or when, is not known: the catalogue does not answer as though it were."""
    assert not read_conditions(question).is_answerable_exactly


def test_the_part_of_a_long_message_that_asks_for_grades_is_found():
    """Small talk around it asks for nothing more; a second question does."""
    small_talk = part_on_grades("Hi, I'm moving there with my kids and wanted to know how it was rated, thanks")
    more = part_on_grades("How is it rated and what did inspectors say about caseloads?")

    assert small_talk and not small_talk.asks_more
    assert more and more.asks_more
    assert part_on_grades("What did inspectors say about caseloads?") is None


@pytest.mark.parametrize(
    ("before", "own", "regions", "grades", "topics"),
    [
        ("Which London councils are inadequate?", "and in the South East?", ("South East",), (Grade.INADEQUATE,), ()),
        ("Which London councils are inadequate?", "and outstanding?", ("London",), (Grade.OUTSTANDING,), ()),
        ("Which London councils are good for leaders?", "what about care leavers?", ("London",), (Grade.GOOD,), (Topic.CARE_LEAVERS,)),
    ],
)
def test_a_follow_up_replaces_the_condition_of_its_kind(before, own, regions, grades, topics):
    """A region takes the place of a region, a grade of a grade, an area of an area."""
    conditions = read_conditions(vary(before, own) or "")

    assert (conditions.regions, conditions.grades, conditions.topics) == (regions, grades, topics)


def test_a_follow_up_on_something_else_is_no_variation():
    """What is not a condition on grades begins a question of its own."""
    assert vary("Which councils are inadequate?", "what about foster carers?") is None
