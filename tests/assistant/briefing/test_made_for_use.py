"""What is made for use: shapes, tones and lengths, each with words that can be checked."""

import pytest

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.briefing.banks import glosses, in_brackets, questions
from assistant.briefing.clauses import first_clause
from assistant.briefing.points import in_points
from assistant.pipeline import Assistant
from assistant.reading.forms.drafts import topic_of
from assistant.reading.forms.lengths import HALF_A_PAGE, read_length
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.tones import asides, tones
from assistant.reading.forms.varying import varied
from assistant.request import (
    Act,
    Condition,
    First,
    Form,
    Polarity,
    Request,
    Want,
)
from assistant.themes import all_themes
from index.reports import Passage, Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def made(assistant: Assistant, **fields: object) -> Answer:
    given = {"message": "draft", "act": Act.WRITE, "councils": ("Westmarch",), **fields}
    settled = assistant.steps.find(Request(is_general=True, **given)).settled  # type: ignore[arg-type]
    assert isinstance(settled, Answer)
    return settled


def test_every_theme_has_questions_of_its_own():
    """No two themes share a question, and each ends as one that asks."""
    bank = questions()
    every = [each for asked in bank.values() for each in asked]

    assert set(bank) == {theme.name for theme in all_themes()}
    assert len(every) == len(set(every))
    assert all(len(asked) == 2 for asked in bank.values())


def test_words_of_the_trade_are_explained_once():
    """A meaning stands behind the first use; "MASH" in small letters is no term."""
    said, told = in_brackets("Pathway plans are late, and the MASH is slow.")

    assert said.startswith(" (Pathway plans: ") and "MASH: " in said
    assert in_brackets("The MASH is slow.", told) == ("", frozenset())
    assert not glosses("A mash of potatoes was served.")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Caseloads are too high, which leads to drift.", "Caseloads are too high"),
        ("Plans are used in a consistent, focused and timely way across the county.", ""),
        ("When children wait, managers do not act.", ""),
        ("Visits are late.", ""),
    ],
)
def test_a_clause_says_something_whole_or_nothing(text: str, clause: str):
    """No clause ends in the middle of what it says, nor begins with a condition."""
    assert first_clause(text, 7) == clause


def _line(text: str, ordinal: int, number: int | None = None) -> Passage:
    return Passage(
        id=f"r:{ordinal}", report="r", text=text, page=2, last_page=2, paragraph=ordinal,
        number=number, section=Section.IMPROVE,
    )  # fmt: skip


def test_a_point_with_parts_is_one_point():
    """What stands below a colon is told with it, as a list within a sentence."""
    lines = [_line("Services for care leavers, including:", 1), _line("safe homes", 2)]
    (point,) = in_points([*lines, _line("health records.", 3)])

    assert point.whole.text == "Services for care leavers, including: safe homes; health records."


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("five bullets on Leeds with page numbers", Want.PAGES),
        ("only the weaknesses, and where each one is in the report", Want.PAGES),
        ("and put the para number after each", Want.PAGES),
        ("a paragraph for an essay, Harvard refs if you can", Want.REFERENCES),
        ("help me write to my councillor", Want.LETTER),
        ("turn the Leeds report into a quiz", Want.QUIZ),
        ("what should we ask? polite but not daft", Want.POLITE),
        ("questions parents might ask", Want.POLITE),
    ],
)
def test_what_is_wanted_beside_is_read(message: str, wanted: Want):
    """Pages, references, a letter's frame, a quiz, a courteous tone."""
    assert wanted in tones(message)


@pytest.mark.parametrize(
    "message",
    [
        "with page references",
        "three pages on Leeds",
        "a paragraph on Leeds",
        "with reference to it",
    ],
)
def test_references_are_not_pages(message: str):
    """Page references are no list of reports, and a paragraph is no page."""
    assert Want.REFERENCES not in asides(message)


def test_half_a_page_is_a_number_of_words():
    """ "Half a page" is a length; "a page" is a page."""
    assert read_length("keep it to half a page") == HALF_A_PAGE
    assert read_length("on a page") is None


def test_a_letter_has_a_greeting_and_a_close(assistant: Assistant):
    """To whom it is, room for what only the writer can tell, and what is asked."""
    wants = frozenset({Want.LETTER})
    message = "write to my councillor, my son has waited for months"
    letter = made(assistant, message=message, form=Form.TEXT, length=200, wants=wants)
    notes = [part.note for part in letter.parts if part.note]

    assert "Dear Councillor," in notes
    assert any("Only you can tell" in note for note in notes)
    assert notes[-1].startswith("Yours sincerely")
    words = sum(len(text.split()) for text in (*notes[1:], *(c.text for c in letter.claims)))
    assert words <= 200


def test_pages_are_told_beside_every_line_where_they_are_wanted(assistant: Assistant):
    """Of lines, of texts and of a brief."""
    wants = frozenset({Want.PAGES})
    for form in (Form.LINES, Form.TEXT):
        claims = made(assistant, form=form, number=4, wants=wants).claims
        assert claims and all("(page" in claim.text for claim in claims)
    brief = made(assistant, act=Act.BRIEF, wants=wants)
    assert all("age " in claim.label for claim in brief.claims if claim.is_quote)


def test_references_name_each_report(assistant: Assistant):
    """One line a council, and its year in the text."""
    wants = frozenset({Want.REFERENCES})
    text = made(
        assistant, councils=("Westmarch", "Eastholm"), form=Form.TEXT, length=300, wants=wants
    )
    references = text.parts[-1].claims

    assert [claim.council for claim in references] == ["Westmarch", "Eastholm"]
    assert all(claim.text.startswith("Ofsted (20") for claim in references)
    assert "(Ofsted, 20" in text.parts[1].claims[0].text


def test_a_quiz_has_an_answer_below_each_question(assistant: Assistant):
    """Each answer is cited; the first is the grade."""
    quiz = made(assistant, form=Form.QUESTIONS, number=4, wants=frozenset({Want.QUIZ}))
    pairs = [part.claims for part in quiz.parts if part.claims]

    assert len(pairs) == 4
    assert all(question.text.endswith("?") for question, _ in pairs)
    assert all(answer.text.startswith("Answer: ") and answer.citations for _, answer in pairs)


def test_who_asks_politely_calls_nobody_to_account(assistant: Assistant):
    """No question on who answers for a fall; each is still on a quote."""
    wants = frozenset({Want.POLITE})
    asked = made(assistant, form=Form.QUESTIONS, number=3, wants=wants)

    assert len(asked.claims) == 3
    assert all("“" in claim.text and "who answers" not in claim.text for claim in asked.claims)


def test_a_question_of_one_line_names_what_was_found(assistant: Assistant):
    """Each begins with words of the report, or with the grade that fell."""
    wants = frozenset({Want.SHORTER})
    asked = made(assistant, form=Form.QUESTIONS, number=4, wants=wants)

    assert all("“" in c.text or "grade fall" in c.text for c in asked.claims)


def test_so_many_strengths_stand_beside_as_many_weaknesses(assistant: Assistant):
    """Two columns, and no more rows than asked for, of each of two councils."""
    message = "strengths and weaknesses in two columns, max two each"
    request = Request(message=message, act=Act.BRIEF, councils=("Westmarch", "Eastholm"))
    shaped = as_work(request)
    settled = assistant.steps.find(shaped).settled

    assert shaped.form is Form.COLUMNS and shaped.number == 2
    assert isinstance(settled, Answer)
    tables = [part for part in settled.parts if part.columns]
    assert [part.columns for part in tables] == [("Strengths", "Weaknesses")] * 2
    assert all(len(list(part.rows)) <= 2 for part in tables)


TEXT = Request(act=Act.WRITE, councils=("Leeds",), form=Form.TEXT, length=200, message="200 words")
LINES = Request(act=Act.WRITE, councils=("Leeds",), form=Form.LINES, number=3, message="3 lines")
BRIEF = Request(act=Act.BRIEF, councils=("Leeds",), message="Sum up Leeds")


@pytest.mark.parametrize(
    ("before", "message", "changed"),
    [
        (LINES, "too long, one line each", {"number": 3, "form": Form.LINES}),
        (LINES, "not so gloomy", {"order": First.BEST}),
        (BRIEF, "make it something I'd actually say out loud", {"form": Form.TEXT}),
        (BRIEF, "which of those are still outstanding?", {"polarity": Polarity.CRITICISM}),
        (TEXT, "shorter", {"length": 100}),
    ],
)
def test_what_was_told_is_varied(before: Request, message: str, changed: dict[str, object]):
    """The number of lines stays; softer is not another form; aloud is a text."""
    request = varied(before, Request(message=message, act=Act.MORE))

    assert request is not None
    assert {name: getattr(request, name) for name in changed} == changed


def test_a_line_on_a_topic_is_added_to_a_text(assistant: Assistant):
    """The text is still on the whole, and within its length."""
    own = Request(
        message="add a line about care leavers",
        conditions=(Condition((Topic.CARE_LEAVERS,)),),
        act=Act.MORE,
    )
    request = varied(TEXT, own)

    assert request and request.form is Form.TEXT and request.beside_of
    assert request.beside_of.length == 200


def test_a_table_of_several_councils_is_computed():
    """ "Too wordy: a table" of three councils compares their grades."""
    before = Request(
        act=Act.WRITE, councils=("Leeds", "Bradford", "York"), form=Form.TEXT, message="a slide"
    )
    request = varied(before, Request(message="too wordy. table, four columns", act=Act.WRITE))

    assert request and request.act is Act.COMPARE and request.is_exact and request.form is None


def test_some_of_the_points_are_asked_for():
    """Those on practice leave out those on leadership."""
    before = Request(
        act=Act.BRIEF, councils=("Leeds",), message="x", wants=frozenset({Want.ALL_TO_IMPROVE})
    )
    request = varied(before, Request(message="only the practice ones, not leadership"))

    assert request and "Supervision" not in request.themes and "Assessments" in request.themes


def test_the_occasion_tells_the_topic_of_questions():
    """ "We're going to a fostering evening" asks on fostering; what somebody does not want is no
    topic.
    """
    asked = Request(message="We're going to a fostering evening in Leeds. What should we ask?")
    assert topic_of(asked)[1] == ("Fostering",)
    not_wanted = Request(message="I chair scrutiny. What to ask? I don't want talk of audits")
    assert topic_of(not_wanted) == ("", ())


@pytest.mark.parametrize(
    "message",
    [
        "hiya i'm 17 and in care in Leeds, what did they say about us",
        "explain to a 12 year old in care in Leeds what inspectors found",
    ],
)
def test_who_is_no_professional_is_told_of_an_area_in_plain_words(message: str):
    """On children in care, both sides, with what words mean."""
    request = as_work(Request(message=message, act=Act.BRIEF, councils=("Leeds",)))

    assert request.form is Form.ABOUT and Topic.IN_CARE in request.areas
    assert Want.PLAIN in request.wants


def test_what_a_report_says_on_a_topic_begins_with_how_much_is_praised(assistant: Assistant):
    """The grade with its meaning, a count, and what words of the trade mean."""
    about = made(assistant, act=Act.BRIEF, form=Form.ABOUT, conditions=(Condition((Topic.HELP,)),))

    assert about.composer == "brief"
    assert "four grades" in about.claims[1].text
    assert any(claim.is_quote for claim in about.claims)
    assert all(claim.citations for claim in about.claims)
