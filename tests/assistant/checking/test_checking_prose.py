"""Good prose stands and what resembles it does not: clauses drawn on, several councils,
questions, reasons, people.
"""

from dataclasses import replace

import pytest

from assistant.checking.contradictions import Doubt, Source
from assistant.checking.evidence_clauses import drawn_on
from assistant.checking.particulars import Particulars
from assistant.checking.questions import as_told
from assistant.checking.several_councils import said_of_each
from assistant.checking.support import Checker, without_verdict
from index.places.mentions import find_councils
from index.reports import Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def checker(made_store: Store) -> Checker:
    return Checker(made_store.embeddings, ("Westmarch", "Eastholm"))


def saying(store: Store, text: str, council: str = "Westmarch") -> Source:
    """A passage of a made report that says this."""
    report = next(r for r in store.catalogue.reports() if r.council == council and r.page_count > 1)
    passage = next(
        p for p in store.catalogue.passages(report.id) if p.section is not Section.IMPROVE
    )
    return Source(replace(passage, text=text, section=Section.HELP), report)


HEALTH = (
    "Most care leavers are in good physical health and feel well, but not all have access to "
    "their full health history."
)
STANDS = [
    (HEALTH, "In Westmarch, not all care leavers have access to their full health history."),
    (HEALTH, "No: in Westmarch, not all care leavers have access to their full health history."),
    (
        "There are too few suitable homes for children.",
        "Westmarch does not have enough suitable homes for children.",
    ),
    (
        "Most care leavers (87%) live in suitable accommodation.",
        "In Westmarch, 87% of care leavers live in suitable accommodation.",
    ),
    (
        "Caseloads are high because posts are vacant.",
        "Caseloads in Westmarch are high because posts are vacant.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), STANDS)
def test_a_fair_sentence_on_a_part_of_a_passage_stands(checker, made_store, text, sentence):
    """A reservation on something else need not be said again, nor an amount that a figure tells."""
    assert checker.doubt(sentence, [saying(made_store, text)]) is None


FALLS = [
    (
        "a hedge of its own clause",
        "Most care leavers have access to their full health history.",
        "In Westmarch, care leavers have access to their full health history.",
        Doubt.AMOUNT,
    ),
    (
        "a doubled negation",
        "Managers do not review the plans of children.",
        "In Westmarch, managers do not fail to review the plans of children.",
        Doubt.DENIAL,
    ),
    (
        "far from",
        "The quality of plans is poor.",
        "In Westmarch, the quality of plans is far from poor.",
        Doubt.DENIAL,
    ),
    (
        "an opposite that is denied",
        "Reviews of plans are not timely.",
        "In Westmarch, reviews of plans are not late.",
        Doubt.OPPOSITE,
    ),
    (
        "other people",
        "Children do not see plans in time.",
        "In Westmarch, councillors do not see plans in time.",
        Doubt.SUBJECT,
    ),
    (
        "a figure of others",
        "Some 130 children wait for a plan.",
        "In Westmarch, some 130 foster carers wait for a plan.",
        Doubt.SUBJECT,
    ),
    (
        "a reason of its own",
        "Caseloads are high. Plans are late.",
        "In Westmarch, plans are late because caseloads are high.",
        Doubt.CAUSE,
    ),
]


@pytest.mark.parametrize(
    ("text", "sentence", "doubt"), [case[1:] for case in FALLS], ids=[case[0] for case in FALLS]
)
def test_what_turns_a_passage_quietly_is_doubted(checker, made_store, text, sentence, doubt):
    """Each for its own reason."""
    assert checker.doubt(sentence, [saying(made_store, text)]) is doubt


def test_what_two_reports_say_alike_may_be_one_sentence(checker, made_store):
    """Each of them must say it by itself; a miscount, or what one of them does not say, is
    doubted.
    """
    both = [
        saying(made_store, "Caseloads are manageable."),
        saying(made_store, "Caseloads are manageable.", "Eastholm"),
    ]
    one = [both[0], saying(made_store, "Caseloads are too high.", "Eastholm")]
    sentence = "Caseloads in Westmarch and Eastholm are both manageable."

    assert checker.doubt(sentence, both) is None
    assert checker.doubt("Caseloads are manageable in two councils.", both) is None
    assert checker.doubt("Caseloads are manageable in three councils.", both) is Doubt.SEVERAL
    assert (
        checker.doubt("Caseloads are manageable in Westmarch, unlike in Eastholm.", both)
        is Doubt.SEVERAL
    )
    assert checker.doubt(sentence, one) not in {None, Doubt.UNCERTAIN}


@pytest.mark.parametrize(
    ("sentence", "of_kent"),
    [
        ("Kent and Devon have stable teams.", "Kent have stable teams."),
        ("Kent, Devon and Leeds must all improve plans.", "Kent must improve plans."),
        ("Plans are late in both Kent and in Devon.", "Plans are late in Kent."),
        ("Kent is better than Devon.", None),
        ("Plans are good in Kent and late in Devon.", None),
    ],
)
def test_a_sentence_on_several_is_said_of_each(sentence, of_kent):
    """As far as it says the same of all of them."""
    councils = [name for name in ("Kent", "Devon", "Leeds") if name in sentence]
    said = said_of_each(sentence, find_councils(sentence), councils)

    assert (said and said["Kent"]) == of_kent


def test_a_question_tells_nothing_unless_it_takes_something_for_granted():
    """What is told before it is checked; names, figures and reasons of a question are too."""
    assert as_told("Plans are late. What has been done since?") == "Plans are late."
    assert (
        as_told("Plans are late. Has Mr Reed changed that by 40%?")
        == "Plans are late (Mr Reed 40%)."
    )
    assert (
        as_told("Plans are late. Why did leaders hide it?")
        == "Plans are late, Why did leaders hide it."
    )


def test_a_sentence_draws_on_the_clauses_that_speak_of_its_matter():
    """All of the evidence counts where it plainly draws on none."""
    assert drawn_on(Particulars("Not all have access to their health history."), HEALTH).startswith(
        "but not all"
    )
    assert drawn_on(Particulars("It rains."), HEALTH) == HEALTH


def test_a_verdict_before_a_sentence_is_no_part_of_it():
    """ "No:" denies nothing of what follows."""
    assert without_verdict("No: visits are late.") == "Visits are late."
    assert without_verdict("Nobody visits.") == "Nobody visits."
