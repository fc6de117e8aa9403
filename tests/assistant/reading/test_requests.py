"""Requests: names, times and topic are told apart, and follow-ups keep what they do not replace."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answers import Scope
from assistant.library import Library
from assistant.planning import Way, plan
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.request import Act, Conversation, Request
from index.reports import Area, Grade, Inspection, Judgement, Kind, Report


def report(council: str) -> Report:
    return Report(council, f"{council}.pdf", "", council, Inspection(Kind("ILACS")), None, "", 1)


LIBRARY = Library(
    tuple(map(report, ("Harrow", "Leicester", "Leicestershire", "St Helens", "Westmarch")))
)


READER = Reader(LIBRARY, Network())


def ask(*messages: str) -> Request:
    return READER.read(messages)


@pytest.mark.parametrize(
    ("message", "councils"),
    [
        ("What did inspectors say about staff morale in Harrow?", ("Harrow",)),
        ("leistershire caseloads", ("Leicestershire",)),
        ("Compare Leicester with Leicestershire", ("Leicester", "Leicestershire")),
        ("St Helen's care leavers", ("St Helens",)),
        ("How are foster carers supported in Westmarch?", ("Westmarch",)),
        ("What is said of caseloads?", ()),
    ],
)
def test_councils_of_the_library_are_found(message, councils):
    """Names in any usual form are found; Leicester is not Leicestershire; invented ones count
    too.
    """
    assert ask(message).councils == councils


def test_places_that_are_not_in_the_library_are_kept_apart():
    """Cardiff and Devon are known, and known not to be here."""
    assert [place.name for place in ask("What about Cardiff and Devon?").absent] == [
        "Cardiff",
        "Devon",
    ]


def test_the_name_does_not_get_into_the_topic():
    """A council's name fits every sentence of its own report, so it is not searched for."""
    question = ask("What did inspectors say about Harrow's care leavers in 2025?")

    assert question.words == ("care", "leavers")
    assert question.times.years == (2025,)


@pytest.mark.parametrize(
    ("messages", "councils", "words"),
    [
        (
            ("Staff morale in Harrow?", "And in Leicestershire?"),
            ("Leicestershire",),
            ("staff", "morale"),
        ),
        (("Staff morale in Harrow?", "what about care leavers?"), ("Harrow",), ("care", "leavers")),
        (("Staff morale in Harrow?", "Leicester"), ("Leicester",), ("staff", "morale")),
        (
            ("Staff morale in Harrow?", "Different question: how many children are missing?"),
            (),
            ("children", "missing"),
        ),
        (
            ("Staff morale in Harrow?", "Leicester?", "show me the exact words"),
            ("Leicester",),
            ("staff", "morale"),
        ),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_replace(messages, councils, words):
    """The council, or the topic, of the question before holds on; a new subject drops both."""
    question = ask(*messages)

    assert question.councils == councils
    assert set(words) <= set(question.words)


def test_times_are_read():
    """A year, since a year, and the inspection before the last are three different things."""
    assert ask("Harrow in 2017").times.years == (2017,)
    assert ask("Harrow since 2019").times.since == date(2019, 1, 1)
    assert ask("What was Harrow rated?", "and the time before that?").times.back == 1
    assert (
        ask("What was Harrow rated?", "and the time before that?", "and before that?").times.back
        == 2
    )


@pytest.mark.parametrize(
    "message", ["", " ", "?", "<b>", "💥" * 500, "a" * 20_000, "\x00\u202e", "[1](x)"]
)
def test_any_text_is_read_without_an_error(message):
    """Whatever is typed is understood as something, perhaps as nothing."""
    assert isinstance(ask("Harrow?", message), Request)


def pinned(*messages: str, **scope: tuple) -> Request:
    return READER.read(Conversation(messages, Scope(**scope)))


def test_a_pinned_scope_fills_in_what_a_message_does_not_name():
    """Councils, years and kinds that the reader has pinned."""
    scope = {"councils": ("Harrow", "Atlantis"), "years": (2020,), "kinds": (Kind("SIF").label,)}
    question = pinned("What about caseloads?", **scope)
    assert question.scope == Scope(("Harrow",), (2020,), (Kind("SIF").label,))


def test_a_limit_to_councils_holds_and_what_lies_outside_is_told():
    """Another council is not looked at; another year or inspection asked for in words is meant."""
    question = pinned("Caseloads in Leicester in 2017?", councils=("Harrow",), years=(2020,))
    assert (question.councils, question.outside, question.times.years) == (
        (),
        ("Leicester",),
        (2017,),
    )
    assert pinned("Harrow, the time before?", years=(2020,)).times.years == ()


def test_a_pinned_scope_goes_before_what_a_conversation_carries():
    """The councils of earlier messages are not added to those pinned now."""
    question = pinned("Caseloads in Harrow?", "and morale?", councils=("Harrow",))
    assert question.councils == ("Harrow",)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("inadequate since 2022", "2022 or later"),
        ("inadequate after 2022", "2023 or later"),
        ("good before 2019", "2018 or earlier"),
        ("between 2017 and 2021", "2017 to 2021"),
        ("rated in 2018", "2018"),
        ("before the bad report in 2015", "2015"),
        ("over ten years before the 2015 report", "2015"),
    ],
)
def test_spans_of_years_are_told_from_years(message, said):
    """A year may be meant alone, or as an end of a span; "before the 2015 report" is about that
    report.
    """
    assert str(ask(f"Harrow {message}").times) == said


def test_better_than_the_time_before_does_not_go_back():
    """Two inspections are set side by side; only "and the time before?" asks for the earlier
    one.
    """
    assert ask("Which councils improved since the inspection before?").times.back == 0
    assert ask("What was Harrow rated?", "and the time before?", "and now?").times.back == 0


def test_councils_are_added_picked_and_left_out():
    """ "Add", "the second one" and "not X" are understood."""
    assert ask("Compare Harrow and Leicester on caseloads", "add St Helens").councils == (
        "Harrow",
        "Leicester",
        "St Helens",
    )
    assert ask(
        "Staff morale in Harrow", "Compare Leicester and St Helens on caseloads"
    ).councils == ("Leicester", "St Helens")
    assert ask("Staff morale in Harrow", "Compare it with Leicester and St Helens").councils == (
        "Harrow",
        "Leicester",
        "St Helens",
    )
    assert ask(
        "Compare Harrow and Leicester", "what about the second one's caseloads?"
    ).councils == ("Leicester",)
    assert ask("Is Leicester good?", "no, not Leicester, Leicestershire").councils == (
        "Leicestershire",
    )
    assert ask("Is Harrow good?", "Which councils are inadequate?").councils == ()


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("which councils are good in more than a single area", ("than",)),
        ("counties that lost their good grade and never won it back", ("never",)),
        ("which councils passed their last inspection", ("passed",)),
    ],
)
def test_words_that_bend_a_list_and_are_not_read_are_kept(message, words):
    """A list without them would be another one: they are asked about."""
    assert set(words) <= set(ask(message).bends)
    assert plan(ask(message)) is Way.IN_DOUBT


@pytest.mark.parametrize(
    "message",
    [
        "which councils are good",
        "is there a single good council in London",
        "how many counties are inadequate",
        "list the London boroughs",
    ],
)
def test_a_list_that_is_understood_is_not_asked_about(message):
    assert plan(ask(message)) is Way.CATALOGUE


def test_it_is_computed_all_the_same_where_that_is_asked_for():
    """ "As a list: ..." is what the reply offers."""
    assert (
        plan(ask("As a list: which councils are good in more than a single area")) is Way.CATALOGUE
    )


@pytest.mark.parametrize(
    ("messages", "act"),
    [
        (("how many of the mets bombed",), Act.COUNT),
        (("is it fair to say that most counties are good or better?",), Act.COUNT),
        (("who has more inadequates than anyone else",), Act.RANK),
        (
            (
                "Harrow missing children",
                "and Leicester?",
                "and St Helens?",
                "which of the three does it best?",
            ),
            Act.COMPARE,
        ),
    ],
)
def test_what_is_asked_in_other_words(messages, act):
    assert ask(*messages).act is act


def test_which_are_they_keeps_the_grades():
    """A later message may still vary them: "and which counties?"."""
    request = ask(
        "How many unitaries are good or better?", "Which unitaries are they?", "and which counties?"
    )
    assert [grade.value for grade in request.grades] == ["Outstanding", "Good"]


def test_three_councils_are_pointed_at_together():
    request = ask(
        "Harrow missing children",
        "and Leicester?",
        "and St Helens?",
        "which of the three does it best?",
    )
    assert request.councils == ("Harrow", "Leicester", "St Helens")


def test_a_grade_of_some_months_is_that_of_the_last_inspection_before():
    """What Harrow "was on" in summer 2019 was given in 2017; an inspection of those months that
    is named is not there.
    """
    given = Judgement(Area("overall_effectiveness"), Grade.GOOD, 1, "Overall effectiveness: Good")
    days = ((date(2017, 1, 16), date(2017, 2, 9)),)
    harrow = replace(
        report("Harrow"),
        inspection=Inspection(Kind("ILACS"), days),
        published=date(2017, 3, 31),
        judgements=(given,),
    )
    reader = Reader(Library((harrow,)), Network())
    assert reader.read(["What overall grade was Harrow on in summer 2019?"]).times.years == (2017,)
    assert reader.read(
        ["What overall grade did Harrow's inspection of June 2019 give?"]
    ).times.since == date(2019, 6, 1)
