"""A message that says little of its own: the request before with one part changed, or with what
the answer listed.
"""

import pytest

from assistant.library import Library
from assistant.reading.network import Network
from assistant.reading.pointing import LAST, pointed_at, without_place
from assistant.reading.reader import Reader
from assistant.reading.told import Told
from assistant.request import Act, By, First, Form, GroupKind, Polarity, Request, Want, Which
from index.reports import Grade, Inspection, Kind, Report

NAMES = ("Harrow", "Leicester", "Leicestershire", "Luton", "St Helens", "Stockport", "Surrey")
TOLD = Told(
    councils=("Harrow", "Luton", "Stockport"),
    themes=("Supervision", "Young carers", "Private fostering"),
    sentences=("Supervision is regular.", "Young carers are not well supported."),
    weak=("Young carers are not well supported.",),
)


def report(council: str) -> Report:
    return Report(council, f"{council}.pdf", "", council, Inspection(Kind("ILACS")), None, "", 1)


READER = Reader(Library(tuple(map(report, NAMES))), Network(), lambda _: TOLD)
PRACTICE = "Who is praised for their work with young carers? We want to copy it"
ORDER = "Top five councils for support to foster carers, with reasons"
PATTERN = "What do inadequate councils get told to improve most often?"
LIST = "Which councils are inadequate overall?"
BRIEF = "Brief me on the latest inspection of Harrow"
CLAIM = "I was told Harrow went from inadequate to good in one jump. True?"


def ask(*messages: str) -> Request:
    return READER.read(messages)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one – what about its care leavers?", 1),
        ("how did number three do overall?", 2),
        ("and the 1st of those?", 0),
        ("sum up the last one", LAST),
        ("Question 2 is good", 1),
        ("who has fixed the third thing you mention?", 2),
        ("what happened in the first year?", None),
        ("just the bottom two", None),
    ],
)
def test_a_place_is_pointed_at(text, place):
    """By a number or an ordinal, with what it is the place of; a number of things is no place."""
    assert pointed_at(text) == place


def test_the_words_of_a_place_are_taken_out():
    """What is left is what is asked of it."""
    assert without_place("the second one – its care leavers").split() == [
        "–",
        "its",
        "care",
        "leavers",
    ]


@pytest.mark.parametrize("message", ["who else?", "next five", "any others like that?"])
@pytest.mark.parametrize("before", [PRACTICE, ORDER])
def test_others_are_all_but_those_listed(before, message):
    """In the same form, on the same topic."""
    first, after = ask(before), ask(before, message)
    assert (after.act, after.form, after.themes) == (first.act, first.form, first.themes)
    assert after.excluded == TOLD.councils


def test_the_rest_of_a_whole_list_are_those_of_which_it_is_not_so():
    """All inadequate ones were listed: the others are told with their grades."""
    after = ask(LIST, "and the rest?")
    assert after.act is Act.LIST
    assert after.excluded == TOLD.councils
    assert not after.grades


def test_the_rest_of_a_pattern_are_councils_of_the_other_grades():
    """Those of all other grades of the same scale."""
    after = ask(PATTERN, "and the others?")
    assert after.form is Form.PATTERN
    assert set(after.grades) == {Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT}


@pytest.mark.parametrize(
    ("before", "message", "form"),
    [
        (PRACTICE, "more about the second one", Form.ABOUT),
        (ORDER, "tell me more on number 2", Form.ABOUT),
        (LIST, "sum up the second one", None),
    ],
)
def test_one_of_those_listed(before, message, form):
    """The second is Luton; on the topic before, where there was one."""
    after = ask(before, message)
    assert (after.councils, after.form) == (("Luton",), form)


def test_one_of_those_listed_with_a_question_of_its_own():
    """Its care leavers, and not what was asked before."""
    after = ask(ORDER, "the first one – what about its care leavers?")
    assert after.councils == ("Harrow",)
    assert [topic.value for topic in after.areas] == ["care leavers"]


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("which councils are behind the second one?", Form.COUNTED),
        ("take the second: who has fixed it?", Form.EXAMPLES),
    ],
)
def test_one_of_the_themes_counted(message, form):
    """Of whom it is so, or who does it well."""
    after = ask(PATTERN, message)
    assert (after.form, after.themes) == (form, ("Young carers",))


def test_a_weakness_that_was_quoted():
    """More on its point, of the same council."""
    after = ask(BRIEF, "tell me more about the first of those weaknesses")
    assert (after.form, after.councils, after.themes) == (
        Form.ABOUT,
        ("Harrow",),
        ("Young carers",),
    )


@pytest.mark.parametrize(
    ("message", "council"),
    [("and Luton?", "Luton"), ("is that also true of St Helens?", "St Helens")],
)
def test_a_claim_said_of_another_council(message, council):
    """The same move is looked for there."""
    after = ask(CLAIM, message)
    assert after.councils == (council,)
    assert after.act is Act.CHECK
    assert after.move == ask(CLAIM).move


def test_a_claim_is_said_of_another_council_after_a_question_between():
    """ "Did the same thing happen" means what was checked, and not what was asked last."""
    after = ask(CLAIM, "what went wrong?", "did the same thing happen in Luton?")
    assert (after.act, after.councils) == (Act.CHECK, ("Luton",))


def test_whom_else_a_claim_is_so_of():
    """All but the council of the claim."""
    after = ask(CLAIM, "has anyone else done that?")
    assert (after.act, after.excluded, after.move) == (Act.LIST, ("Harrow",), ask(CLAIM).move)


def test_practice_asked_of_a_council_that_was_not_listed():
    """All that is said there on the topic; beside the first listed, where it is asked why not."""
    assert ask(PRACTICE, "anything from Surrey?").form is Form.ABOUT
    assert ask(PRACTICE, "why them and not Surrey?").councils == ("Harrow", "Surrey")


def test_a_pattern_asked_of_one_council():
    """Which of the themes counted it must improve."""
    after = ask(PATTERN, "does Leicester have those too?")
    assert (after.act, after.councils, after.themes) == (Act.BRIEF, ("Leicester",), TOLD.themes)
    assert Want.ALL_TO_IMPROVE in after.wants


@pytest.mark.parametrize(
    "message", ["only since 2023", "was it the same before 2018?", "anything from 2024?"]
)
@pytest.mark.parametrize("before", [PRACTICE, PATTERN])
def test_another_time(before, message):
    """The same form over reports of that time."""
    first, after = ask(before), ask(before, message)
    assert after.form is first.form
    assert after.times.names_years


def test_words_of_sameness_are_no_move_of_grades():
    """ "Same again" asks the same on another area."""
    after = ask("Top 5 councils for children in care", "same again but for help & protection")
    assert after.move is None
    assert (after.act, after.number) == (Act.RANK, 5)


def test_the_last_few_of_an_order_with_reasons():
    """The worst two of the worst ten."""
    after = ask("Rank the worst ten councils, worst first", "just the bottom two, and why")
    assert (after.order, after.number, after.form) == (First.WORST, 2, Form.REASONS)


def test_a_list_as_a_table_with_a_column_more():
    """The same councils with the overall grade beside."""
    first = "List the councils where children in care is outstanding"
    after = ask(first, "put those in a table with the overall grade alongside")
    assert after.act is Act.LIST
    assert [topic.value for topic in after.areas] == ["overall", "children in care"]
    assert after.grades == (Grade.OUTSTANDING,)


@pytest.mark.parametrize("message", ["csv?", "as a table please"])
def test_a_list_stays_a_list_in_another_shape(message):
    """It is no new question."""
    first, after = ask(LIST), ask(LIST, message)
    assert (after.act, after.conditions) == (first.act, first.conditions)


@pytest.mark.parametrize("before", [PRACTICE, BRIEF, LIST])
def test_a_doubt_asks_the_same_once_more(before):
    """ "Are you sure?" names nothing."""
    first, after = ask(before), ask(before, "are you sure?")
    assert (after.act, after.form, after.councils) == (first.act, first.form, first.councils)


def test_whether_it_is_so_of_many():
    """After one council: how many are criticised for it."""
    after = ask("What is written on young carers in Harrow?", "is that a common criticism?")
    assert (after.form, after.excluded) == (Form.COUNTED, ("Harrow",))
    assert after.themes == ("Young carers",)


def test_the_other_side_of_praise():
    """Who is criticised most for what practice was looked for."""
    after = ask(PRACTICE, "and any warnings, councils that got it wrong?")
    assert (after.form, after.order) == (Form.THEMED, First.WORST)
    assert after.polarity is not Polarity.PRAISE


def test_sides_of_several_councils():
    """A row for each side."""
    first = "Compare what was written on early help in Harrow and Luton"
    after = ask(first, "in a table, with a row for strengths and a row for problems")
    assert (after.form, after.councils) == (Form.ABOUT, ("Harrow", "Luton"))


def test_of_which_of_those_listed_something_is_said():
    """Counted over those alone."""
    after = ask(LIST, "which of them were criticised over social worker turnover?")
    assert after.form is Form.COUNTED
    assert [(g.kind, g.names) for g in after.groups] == [(GroupKind.LISTED, TOLD.councils)]


def test_a_text_without_a_topic():
    """It is left out, and not what the text is on."""
    first = "Write 120 words on Harrow for our newsletter"
    after = ask(first, "leave out the bit about supervision")
    assert (after.form, after.left_out, after.subject) == (Form.TEXT, ("Supervision",), "")


@pytest.mark.parametrize(
    "message",
    [
        "Which London boroughs are outstanding?",
        "What did inspectors say about adoption in Surrey?",
        "When was Luton last inspected?",
    ],
)
def test_a_message_that_stands_by_itself_does(message):
    """Whatever was asked before."""
    alone, after = ask(message), ask(PRACTICE, message)
    assert (after.act, after.councils, after.form) == (alone.act, alone.councils, alone.form)
    assert not after.excluded


def test_a_limit_is_no_part_of_its_own():
    """ "Only X, and only the bit on Y" is one question."""
    after = ask(
        "How do inspectors describe foster carers in Harrow and Luton?",
        "only Luton, and only the bit on private fostering",
    )
    assert after.councils == ("Luton",)
    assert not after.further


def test_the_other_end_of_an_order_by_date():
    """Who has waited longest, and then who was seen last."""
    waiting = "Which council has waited longest for a full inspection?"
    assert ask(waiting).order is First.OLDEST
    assert ask(waiting, "and the newest?").order is First.NEWEST


def test_what_was_listed_before_is_no_other_time():
    """ "Was it in the list the time before?" sets two lists beside each other."""
    asked = ask("What must Harrow improve?", "was any of it already in the list the time before?")
    assert asked.form is Form.REPEATED


@pytest.mark.parametrize(
    "message",
    [
        "Which five councils improved the most? Surrey has to be among them",
        "Top three for care leavers. I bet Luton is up there",
    ],
)
def test_one_that_is_thought_to_be_in_an_order_does_not_limit_it(message: str):
    """The order is of all councils, and the one named is where the reader stands."""
    request = ask(message)
    assert request.act is Act.RANK
    assert not request.councils
    assert request.home in {"Surrey", "Luton"}
    assert ask("Is Surrey better than Luton? It should be one of them").councils


def test_every_inspection_with_its_grade_is_a_history():
    """Of one council; facts of one inspection stay facts."""
    asked = ask("Luton: list all inspections with the date and the grade")
    assert asked.act is Act.HISTORY
    assert asked.councils == ("Luton",)
    assert ask("When was Luton last inspected and who led it?").act is Act.FACTS


@pytest.mark.parametrize("words", ["every part", "all aspects", "each element"])
def test_every_part_is_every_area(words: str):
    """A claim on all of it is no claim on the overall grade."""
    asked = ask(f"{words.capitalize()} of Luton's children's services was rated good. True?")
    assert asked.conditions[0].which is Which.EVERY
    whole = ask("Which councils are good in every part of the country?")
    assert all(condition.which is not Which.EVERY for condition in whole.conditions)


@pytest.mark.parametrize(
    "words",
    ["thanks", "Ok thanks very much!", "hello again", "what kind of things can you tell me"],
)
def test_talk_after_an_answer_is_talk(words: str):
    """It never brings the answer before once more."""
    assert ask("What is Luton's overall grade?", words).act is Act.TALK


def test_an_order_is_flipped():
    """To its other end, with what it is on."""
    flipped = ask("Top three councils for care leavers?", "now the other way round")
    assert flipped.order is First.WORST
    assert flipped.number == 3
    assert flipped.areas


@pytest.mark.parametrize(
    "message",
    [
        "How many unitary councils, Luton, Leicester and the like, are good?",
        "Are most councils good, like Surrey?",
    ],
)
def test_councils_named_for_example_limit_nothing(message: str):
    """They are examples of those that are described."""
    request = ask(message)
    assert request.act is Act.COUNT
    assert not request.councils
    assert ask("How many of Luton, Leicester and Surrey are good?").councils


@pytest.mark.parametrize(
    "message",
    [
        "fewer inadequates these days than in 2015?",
        "Are ratings getting better or worse?",
        "did lockdown dent the grades, before 2020 and after?",
    ],
)
def test_grades_over_the_years_and_the_whole_country(message: str):
    """The share that was good or better, by year; a topic or a council is asked of otherwise."""
    request = ask(message)
    assert request.act is Act.COUNT
    assert request.by is By.YEAR
    assert ask("Is Luton getting better or worse?").by is None
    assert ask("Has supervision got better or worse nationally?").themes


def test_where_we_are_weak_is_asked_of_our_own_council():
    """And not of all councils, which are the worst."""
    asked = ask("I work for Surrey council. What was our grade?", "Where do we fall short?")
    assert asked.councils == ("Surrey",)
    assert asked.polarity is Polarity.CRITICISM
