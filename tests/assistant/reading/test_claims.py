"""A claim is looked up statement by statement, in its words and by meaning: it stands, nearly
stands, differs, is denied, or was not found; what is not found is never called false.
"""

import pytest

from assistant.answers import Answer
from assistant.briefing.bearing import TELLING, Bearing, Seen, bears
from assistant.checking.antonyms import negated
from assistant.checking.contradictions import Doubt
from assistant.pipeline import Assistant
from assistant.reading.claims import exact_words, is_pasted, read_claim, statements
from assistant.reading.verdicts import plainly_checks
from assistant.request import Act, Form, Request
from index.storing.store import Store


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Did Ofsted say that caseloads in Leeds are too high?", "caseloads in Leeds are too high"),
        (
            "is it true that Leeds has no waiting list for early help",
            "Leeds has no waiting list for early help",
        ),
        ("“Most plans are of good quality” – where is that?", "Most plans are of good quality"),
        (
            "Somebody told me that children wait a year for a social worker",
            "children wait a year for a social worker",
        ),
        (
            "Most children who need help and protection receive it without delay.",
            "Most children who need help and protection receive it without delay.",
        ),
        ("Did Ofsted say so?", ""),
        ("Tell me which councils have done most about the caseloads of their social workers", ""),
        ("What do inspectors say about children who are missing from school in Leeds?", ""),
    ],
)
def test_the_words_of_a_claim_are_read(message: str, claim: str):
    """What is quoted, said to have been said, or pasted whole; a question and a request are no
    claim.
    """
    assert read_claim(message) == claim


def test_a_sentence_is_told_from_a_request():
    """A sentence as reports have them asks nothing."""
    assert is_pasted("Most plans for children in need are clear about what has to change.")
    assert not is_pasted("Compare the plans of Leeds and Bradford for children in need of help")


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


@pytest.fixture(scope="module")
def sentence(assistant: Assistant, made_store: Store) -> str:
    report = assistant.library.inspections("Westmarch")[0]
    return next(
        p.text
        for p in made_store.catalogue.passages(report.id)
        if len(p.text.split()) > 12 and " not " in p.text
    )


def checked(assistant: Assistant, claim: str, *councils: str) -> Answer:
    told = Request(message=claim, act=Act.CHECK, claim=claim, councils=councils)
    request = Request(
        message=f"Did Ofsted say that {claim}?",
        act=Act.CHECK,
        claim=claim,
        councils=councils,
        statements=(told,),
    )
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def test_a_claim_that_stands_is_shown_where_it_stands(assistant: Assistant, sentence: str):
    """The whole sentence, with its citation."""
    answer = checked(assistant, sentence)

    assert answer.parts[0].note.startswith("True, word for word")
    assert [claim.text for claim in answer.claims] == [sentence]


def test_nearly_the_same_words_are_said_to_be_so(assistant: Assistant, sentence: str):
    """A word less is not word for word."""
    words = sentence.split()
    answer = checked(assistant, " ".join([*words[:3], *words[4:]]))

    assert "nearly these words" in answer.parts[0].note


def test_a_word_that_turns_the_sense_is_named(assistant: Assistant, sentence: str):
    """Without its "not" the sentence is near, and says something else."""
    answer = checked(assistant, sentence.replace(" not ", " ", 1), "Westmarch")

    assert answer.parts[0].note.startswith("Not true: the report says the opposite")
    assert "“not”" in answer.parts[0].note


def test_what_is_not_found_is_not_called_false(assistant: Assistant):
    """Reports may say it in other words."""
    answer = checked(assistant, "the mayor keeps all the children's files in a submarine")

    assert "nothing like it was found" in answer.parts[0].note
    assert "does not make it false" in answer.parts[0].note


def test_a_claim_on_another_council_says_so(assistant: Assistant, sentence: str):
    """Words that stand only in the report of another council are not those of the one named."""
    answer = checked(assistant, sentence, "Eastholm")

    assert answer.parts[0].note.startswith("Not found in the reports on Eastholm")


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Our chief keeps saying Leeds is good. I doubt it. Is that right?", "Leeds is good"),
        ("Croydon was never inadequate, was it?", "Croydon was never inadequate"),
        ("Fact check please: plans in Leeds are late", "plans in Leeds are late"),
        ("Can we say in the newsletter that carers feel heard?", "carers feel heard"),
        ("A rep said caseloads are 'unmanageable'. Is she right?", "caseloads are 'unmanageable'"),
    ],
)
def test_a_claim_is_taken_out_of_its_frame(message: str, claim: str):
    """Who said it, and what is asked of it, is not claimed."""
    assert plainly_checks(message) or message.startswith("Croydon")
    assert read_claim(message, is_check=True) == claim


def test_a_question_on_a_topic_checks_nothing():
    """ "Can you say what …?" and "What did they say about …?" claim nothing."""
    assert not plainly_checks("What did they say about caseloads in Leeds?")
    assert not plainly_checks("Can I say anything about caseloads?")


def test_each_statement_of_a_claim_stands_alone():
    """Joined clauses are parted; a list within one is not."""
    claim = "plans are clear, children are seen, heard and helped, and that audits are used well"

    assert [each.said for each in statements(claim)] == [
        "plans are clear",
        "children are seen, heard and helped",
        "audits are used well",
    ]


def test_a_year_told_from_another_is_said():
    """ "Seven years later" is a year; what was said is kept as it was."""
    first, second = statements("Leeds, rated inadequate in 2015, was judged good seven years later")

    assert first.plain == "Leeds rated inadequate in 2015"
    assert second == ("was judged good seven years later", "was judged good in 2022")


def test_a_good_that_was_had_is_a_grade():
    """ "Has never had a good" is of grades, and "had a good relationship" is not."""
    assert statements("Leeds has never had a Good")[0].plain == "Leeds has never been rated Good"
    said = "children had a good relationship with their carers"
    assert statements(said)[0].plain == said


def test_who_says_so_is_no_part_of_a_claim():
    """Of "caseloads are too high in Leeds, our leaflet says so" the caseloads."""
    message = "Did Ofsted say caseloads are too high in Leeds, our branch leaflet says so?"
    assert read_claim(message, is_check=True) == "caseloads are too high in Leeds"


def test_a_word_and_its_opposite_differ():
    """ "Unmanageable" holds the word "manageable", and says otherwise."""
    assert negated("caseloads are unmanageable", "caseloads are manageable") == {"unmanageable"}
    assert not negated("caseloads are high", "caseloads are manageable")


def test_words_in_quotation_marks_within_a_claim_are_exact():
    """A grade in quotation marks is none of them."""
    assert exact_words("caseloads were 'unmanageable'") == "unmanageable"
    assert not exact_words("Leeds is never below 'requires improvement'")


def test_each_statement_has_its_verdict(assistant: Assistant, sentence: str):
    """A grade is computed and a sentence looked up, each under its own words."""
    grade = assistant.library.inspections("Westmarch")[0].judgements[0].grade.value
    message = f"Is it true that Westmarch was rated {grade}; {sentence[0].lower()}{sentence[1:]}"
    request = assistant.read([message])
    answer = assistant.steps.find(request).settled

    assert isinstance(answer, Answer)
    assert f"{len(request.statements)} statements" in answer.parts[0].note
    assert [part.heading.strip("“”") for part in answer.parts[1:]] == [
        each.claim for each in request.statements
    ]


def test_quoted_words_that_stand_nowhere_are_said_so(assistant: Assistant):
    """ "Did they use that word?" is answered first."""
    answer = checked(assistant, "caseloads were ‘zigzagging’", "Westmarch")

    assert answer.parts[0].note.startswith("Not in these words: “zigzagging” stands nowhere")


def test_the_words_that_can_be_said_are_quoted(assistant: Assistant, sentence: str):
    """Asked to correct a claim, only what a report says is left, word for word."""
    claim = f"{sentence.rstrip('.')} and that the mayor keeps the files in a submarine"
    messages = [f"“{claim}”, says our draft on Westmarch. Is that right?", "rewrite it, all true"]
    request = assistant.read(messages)
    answer = assistant.steps.find(request).settled

    assert isinstance(answer, Answer)
    assert request.form is Form.CORRECTED
    assert answer.parts[0].heading == "What can be said"
    assert sentence.rstrip(".") in answer.parts[0].claims[0].text
    assert "submarine" not in answer.parts[0].claims[0].text


@pytest.mark.parametrize(
    ("message", "is_check"),
    [
        ("Westmarch's plans for children are clear and up to date, aren't they?", True),
        ("Did inspectors really find that visits to children in Westmarch are late?", True),
        ("Westmarch is short of foster carers. Is that what the inspectors said?", True),
        ("Was Westmarch's duty team found to be too small for its work?", True),
        ("Social workers in Westmarch see children often. Fair?", True),
        ("Did they say anything about neglect in Westmarch?", False),
        ("Did Ofsted say how many children in Westmarch are in care?", False),
        ("What did they find in Westmarch?", False),
    ],
)
def test_a_check_is_known_by_its_words(message: str, is_check: bool):
    """A tag or "did they find that" checks; what asks for anything or how many does not."""
    assert plainly_checks(message) is is_check


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("Westmarch builds good relationships and its response to missing children is slow", 2),
        ("Westmarch reviews plans regularly and has no children in unregistered homes", 2),
        ("caseloads are falling and none of them is too high", 2),
        ("social workers and managers are skilled", 1),
    ],
)
def test_each_part_of_a_claim_is_a_statement(claim: str, count: int):
    """Parts with verbs of their own are judged each by itself."""
    assert len(statements(claim)) == count


@pytest.mark.parametrize(
    ("strength", "cosine", "doubt", "praises", "bearing"),
    [
        (4.7, 0.41, Doubt.MEANING, (-1.2, -1.8), Bearing.SAYS),  # both criticise
        (4.7, 0.41, Doubt.MEANING, (0.2, -1.8), Bearing.CLOSE),
        (6.9, 0.67, Doubt.DENIAL, (2.0, -3.3), Bearing.DENIES),
        (7.0, 0.68, Doubt.OPPOSITE, (-2.2, -4.9), Bearing.DENIES),  # "consistent": "inconsistent"
        (5.3, 0.59, Doubt.MEANING, (-3.8, -0.5), Bearing.SAYS),  # very near in meaning
        (5.3, 0.59, Doubt.FIGURE, (-3.8, -2.5), Bearing.CLOSE),
        (6.6, 0.71, Doubt.FIGURE, (1.8, 4.4), Bearing.DENIES),  # "seven opened": "twelve opened"
        (4.4, 0.49, Doubt.DENIAL, (0.0, -3.0), Bearing.CLOSE),  # a rule alone, and not very near
        (3.7, 0.73, None, (-1.9, 2.9), Bearing.DENIES),  # "left out": "routinely involved"
        (5.7, 0.68, None, (-0.6, -5.8), Bearing.CLOSE),  # "comfortable": "far too high"
    ],
)
def test_what_a_sentence_tells_of_a_claim(
    strength: float,
    cosine: float,
    doubt: Doubt,
    praises: tuple[float, float],
    bearing: Bearing,
):
    """What points the same way bears a claim out sooner; an opposite or another figure does not."""
    assert bears(Seen(strength, cosine, doubt, *praises), TELLING) is bearing
