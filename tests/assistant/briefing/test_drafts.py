"""What is drawn up: questions and texts rest on cited evidence, keep to their length and say
whose words they are.
"""

from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.briefing.chosen import main_report
from assistant.briefing.points import points_of
from assistant.briefing.sentences import stands_alone, unnumbered
from assistant.pipeline import Assistant
from assistant.reading.forms.drafts import topic_of
from assistant.reading.forms.lengths import read_form, read_length, read_questions
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.request import Act, Condition, First, Form, Polarity, Request, Want
from index.reports import Passage, Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def drawn_up(assistant: Assistant, **fields: object) -> Answer:
    request = Request(
        message="draft", act=Act.WRITE, councils=("Westmarch",), is_general=True, **fields
    )  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


@pytest.mark.parametrize(
    ("message", "form", "length", "number"),
    [
        ("Draft five questions I should ask about Leeds at scrutiny", Form.QUESTIONS, None, 5),
        ("what should members ask the director in Leeds?", Form.QUESTIONS, None, None),
        ("200 words on Leeds for our newsletter", Form.TEXT, 200, None),
        ("a paragraph on Leeds for a briefing", Form.TEXT, None, None),
        ("lines for a briefing on Leeds", Form.LINES, None, None),
        ("Summarise Leeds", None, None, None),
    ],
)
def test_the_form_and_length_are_read(
    message: str, form: Form | None, length: int | None, number: int | None
):
    """In which form, how many words, how many questions."""
    assert (read_form(message), read_length(message), read_questions(message)) == (
        form,
        length,
        number,
    )


def test_each_question_is_the_assistants_own_and_rests_on_evidence(assistant: Assistant):
    """The note says whose words they are; each question cites what it rests on, and states no
    finding of its own.
    """
    answer = drawn_up(assistant, form=Form.QUESTIONS, number=4)
    questions = [claim for claim in answer.claims if not claim.is_quote]

    assert "own words" in answer.parts[0].note
    assert len(questions) == 4
    assert all(claim.citations and "?" in claim.text for claim in questions)
    assert all("(page " in claim.text for claim in questions)


@pytest.mark.parametrize("words", [60, 120, 400])
def test_a_text_keeps_to_its_length(assistant: Assistant, words: int):
    """Findings are told whole, so a text may be shorter than asked, and is not longer."""
    answer = drawn_up(assistant, form=Form.TEXT, length=words)

    assert sum(len(claim.text.split()) for claim in answer.claims) <= words
    assert all(claim.citations for claim in answer.claims)
    assert "inspectors’ own" in answer.parts[0].note


def test_as_many_lines_as_are_asked_for_begin_with_the_grade(assistant: Assistant):
    """Three lines are three, each rests on a grade or quote, and what must improve is counted."""
    lines = drawn_up(assistant, form=Form.LINES, number=3)
    texts = [claim.text for claim in lines.claims]

    assert [text[:2] for text in texts] == ["1.", "2.", "3."]
    assert texts[0].startswith("1. Ofsted inspected Westmarch")
    assert any("4 things that must get better" in text for text in texts)
    assert all(claim.citations for claim in lines.claims)


def test_a_post_is_one_line_of_so_many_characters(assistant: Assistant):
    """One claim, within its characters, that gives the grade and rests on what it cites."""
    post = drawn_up(assistant, form=Form.LINES, number=1, characters=280)

    (line,) = post.claims
    assert len(line.text) <= 280
    assert "Westmarch" in line.text and line.citations


def test_praise_alone_is_told_where_only_that_is_wanted(assistant: Assistant):
    """Neither weaknesses nor what must improve stand in a text of thanks."""
    wants = frozenset({Want.THANKS})
    text = drawn_up(assistant, form=Form.TEXT, polarity=Polarity.PRAISE, wants=wants)
    words = " ".join(claim.text for claim in text.claims)

    assert words.startswith("Thank you")
    assert "must improve" not in words and "not work well" not in words


def test_each_of_two_councils_has_its_paragraph_in_one_text(assistant: Assistant):
    """Both are told, within the length of all."""
    councils = ("Westmarch", "Eastholm")
    request = Request(message="", act=Act.WRITE, councils=councils, form=Form.TEXT, length=160)
    settled = assistant.steps.find(replace(request, message="160 words")).settled

    assert isinstance(settled, Answer)
    assert [claim.council for claim in settled.claims] == list(councils)
    assert sum(len(claim.text.split()) for claim in settled.claims) <= 160


def test_a_second_question_and_an_answer_stand_below_each_question(assistant: Assistant):
    """Where they are wanted: as many as there are questions."""
    wants = frozenset({Want.SUPPLEMENTARY, Want.AWKWARD})
    answer = drawn_up(assistant, form=Form.QUESTIONS, number=3, wants=wants)
    starts = [claim.text.split(":")[0] for claim in answer.claims]

    assert starts.count("Supplementary") == starts.count("Answer") == 3


def test_lines_on_one_thing_stand_before_the_others(assistant: Assistant):
    """Of six questions two on one topic, and no question twice."""
    before = Request(
        message="", act=Act.WRITE, councils=("Westmarch",), form=Form.QUESTIONS, number=3
    )
    on = Condition((Topic.CARE_LEAVERS,))
    answer = drawn_up(assistant, form=Form.QUESTIONS, number=1, conditions=(on,), beside_of=before)
    texts = [claim.text for claim in answer.claims]

    assert [text[:2] for text in texts] == ["1.", "2.", "3.", "4."]
    assert len({text[3:] for text in texts}) == 4


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Social workers know children well.", True),
        ("This is because too many children wait.", False),
        ("Additionally, plans are late.", False),
        ("For others, help comes too late.", False),
        ("Many plans also lack timescales.", False),
    ],
)
def test_sentences_that_lean_on_others_are_known(text: str, *, alone: bool):
    """They cannot be quoted without the one before."""
    assert stands_alone(passage(text)) is alone


def test_the_number_of_a_paragraph_is_no_part_of_its_sentence():
    """Where it was printed close to it."""
    assert unnumbered(passage("19.Social workers are kind.")).text == "Social workers are kind."
    assert unnumbered(passage("16- and 17-year-olds wait.")).text.startswith("16-")


def passage(text: str) -> Passage:
    return Passage("r:1", "r", 1, text, 1, 1, Section.HELP)


@pytest.mark.parametrize(
    ("message", "form", "number", "characters", "polarity"),
    [
        ("a tweet about Westmarch", Form.LINES, 1, 280, None),
        ("one sentence on Westmarch for a paper", Form.LINES, 1, None, None),
        ("an email to thank the staff of Westmarch", Form.TEXT, None, None, Polarity.PRAISE),
        ("bullets on Westmarch, max 5, 15 words each", Form.LINES, 5, None, None),
        ("Q and A on Westmarch, four likely questions", Form.QUESTIONS, 4, None, None),
        ("on air at 7.40: half a dozen hard questions on Westmarch", Form.QUESTIONS, 6, None, None),
        ("a two minute speech on Westmarch, warts and all", Form.TEXT, None, None, None),
    ],
)
def test_the_shape_of_a_piece_is_read(
    message: str,
    form: Form,
    number: int | None,
    characters: int | None,
    polarity: Polarity | None,
):
    """Posts, single lines, letters, lists and speeches, in people's words."""
    made = as_work(Request(message=message, text=message, act=Act.WRITE, councils=("Westmarch",)))

    assert (made.form, made.number, made.characters) == (form, number, characters)
    assert made.polarity is polarity


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("100 words on caseloads for our staff newsletter", "caseloads"),
        ("a paragraph on how Ofsted describes life-story work", "life-story work"),
        ("60 words for the school newsletter", ""),
        ("200 words for a new member. She is a teacher and knows about maths", ""),
        ("three lines to say on local radio", ""),
    ],
)
def test_what_a_text_is_on_is_told_from_whom_it_is_for(message: str, topic: str):
    """Readers, places and what is told of them are no topic."""
    request = Request(message=message, text=message, act=Act.WRITE, subject=topic)
    words, _ = topic_of(replace(request, councils=("Westmarch",)))

    assert words == topic


@pytest.mark.parametrize(
    ("message", "changed"),
    [
        ("shorter", {"length": 75}),
        ("cut it to 60", {"length": 60}),
        ("now one line for twitter", {"form": Form.LINES, "number": 1, "characters": 280}),
        ("as bullets", {"form": Form.LINES, "number": None}),
        ("start with the failures, then the progress", {"order": First.WORST}),
        ("less jargon please", {"wants": frozenset({Want.PLAIN})}),
    ],
)
def test_what_was_drawn_up_is_varied(message: str, changed: dict[str, object]):
    """By length, form, tone or order; all else is as before."""
    before = Request(
        message="150 words", act=Act.WRITE, form=Form.TEXT, length=150, councils=("Westmarch",)
    )
    again = varied(before, Request(message=message, text=message))

    assert again and again.councils == before.councils
    assert {name: getattr(again, name) for name in changed} == changed


def test_the_same_is_drawn_up_for_another_council():
    """With its form and number, and not another question's."""
    before = Request(act=Act.WRITE, form=Form.QUESTIONS, number=4, councils=("Westmarch",))
    own = Request(message="now for Eastholm, same style", act=Act.BRIEF, councils=("Eastholm",))
    asks = replace(own, message="Is Eastholm good?", act=Act.GRADE)
    again = varied(before, own)

    assert again and (again.councils, again.number) == (("Eastholm",), 4)
    assert varied(before, asks) is None


def test_a_page_ends_with_what_to_ask(assistant: Assistant):
    """What they said, what it means, what to ask: in that order."""
    page = drawn_up(assistant, form=Form.PAGE)
    headings = [part.heading for part in page.parts if part.heading]

    assert headings == ["What they said", "What it means for you", "What to ask officers"]


def test_good_practice_comes_from_councils_graded_good_or_better(sample_assistant: Assistant):
    """Each quote is praise, and the grade of its area stands before it."""
    reply = sample_assistant.chain.invoke(["Who does supervision of social workers well?"])
    graded = [claim for claim in reply.claims if not claim.is_quote and claim.text.endswith(".")]

    assert isinstance(reply, Answer)
    assert all("Good" in claim.text or "Outstanding" in claim.text for claim in graded)


def test_what_one_council_may_learn_from_another_is_side_by_side(assistant: Assistant):
    """Each row quotes a point that the one must improve, and praise of the other."""
    request = Request(
        message="What can Westmarch learn from Eastholm?",
        act=Act.EXAMPLE,
        councils=("Westmarch", "Eastholm"),
    )
    settled = assistant.steps.find(request).settled

    assert isinstance(settled, Answer)
    for part in settled.parts:
        assert all(
            [cell.council for cell in row] == ["Westmarch", "Eastholm"]
            for row in part.rows
            if part.columns
        )


def test_what_one_council_may_learn_from_all_others(sample_assistant: Assistant):
    """Each point that it must improve stands beside praise of a council graded Good or better, or
    beside the words that there is none.
    """
    library = sample_assistant.library
    name = next(n for n in library.councils if points_of_latest(sample_assistant, n))
    request = Request(
        message="what could it learn?", act=Act.EXAMPLE, councils=(name,), form=Form.LEARNT
    )
    settled = sample_assistant.steps.find(request).settled

    assert isinstance(settled, Answer)
    (table,) = [part for part in settled.parts if part.columns]
    for told, praised in table.rows:
        assert told.council == name and told.is_quote
        assert praised.is_quote == (praised.council != name)


def points_of_latest(assistant: Assistant, name: str) -> bool:
    """Whether the latest report of a council lists what must improve."""
    asked = Request(message="what must improve?", act=Act.BRIEF, councils=(name,))
    report = main_report(assistant.library, asked)
    return bool(report and points_of(assistant.steps._store, report))
