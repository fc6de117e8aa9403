"""What is drawn up is told and not quoted: a finding within a sentence, in plain words where those
are wanted, in the parts that are asked for.
"""

import pytest

from assistant.answers import Answer
from assistant.briefing.drafts.telling import in_everyday_words
from assistant.briefing.retelling import in_plain_words, listed, retold
from assistant.pipeline import Assistant
from assistant.reading.forms.drafts import as_written, side, tones
from assistant.reading.forms.lengths import read_form
from assistant.reading.forms.pieces import read_piece, speaks_for_council
from assistant.reading.forms.varying import varied
from assistant.request import Act, Form, Piece, Polarity, Request, Want
from assistant.themes import all_themes
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


def text(assistant: Assistant, **fields: object) -> Answer:
    given = {"message": "draft", "act": Act.WRITE, "councils": ("Westmarch",), **fields}
    request = Request(is_general=True, **{"form": Form.TEXT, **given})  # type: ignore[arg-type]
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    return settled


def written(message: str) -> Request:
    return as_written(
        Request(message=message, text=message, act=Act.WRITE, councils=("Westmarch",))
    )


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Managers know the work well.", "managers know the work well"),
        ("Westmarch listens to children.", "Westmarch listens to children"),
        ("Personal advisers (PAs) keep in touch.", "personal advisers keep in touch"),
        ("Overall, plans are clear.", "plans are clear"),
        ("IROs challenge drift.", "IROs challenge drift"),
        ("The ‘front door’ is quick.", "the front door is quick"),
    ],
)
def test_a_finding_stands_within_a_sentence(sentence: str, told: str):
    """In small letters but for names, without brackets and full stop."""
    assert retold(sentence, "Westmarch") == told


def test_what_turns_is_never_cut_off():
    """A long sentence may lose the purpose behind it, and keeps its "but"."""
    long = (
        "Visits to children who live in homes that are a long way from the town are made each month"
    )
    why = f"{long} by workers whom they know and like to ensure that they are well"

    assert retold(f"{why}.", "") == retold(why.rsplit(" to ensure", 1)[0], "")
    assert retold(f"{why}, but not all are.", "").endswith("but not all are")


@pytest.mark.parametrize(
    ("trade", "plain"),
    [
        ("Pathway plans are late", "Plans for leaving care are late"),
        ("management oversight is weak", "checking by managers is weak"),
        ("children in need of help wait", "children in need of help wait"),
        ("the multi-agency safeguarding hub", "the team that takes first calls about a child"),
    ],
)
def test_everyday_words_take_the_place_of_those_of_the_trade(trade: str, plain: str):
    """In the same number, so that the sentence still stands; no word is replaced twice."""
    assert in_plain_words(trade) == plain


def test_long_things_in_a_list_are_parted_by_semicolons():
    """Short ones by commas."""
    assert listed(["plans", "visits", "homes"]) == "plans, visits and homes"
    long = "the help that children who go missing have"
    assert listed([long, "plans"]) == f"{long}; and plans"


def test_every_theme_has_everyday_words():
    """And none has those of another."""
    told = in_everyday_words()

    assert set(told) == {theme.name for theme in all_themes()}
    assert len(set(told.values())) == len(told)


def test_a_text_is_told_and_each_paragraph_cited(assistant: Assistant):
    """No quotation marks, unless inspectors' own words are wanted."""
    told = text(assistant, length=150)
    quoted = text(assistant, length=150, wants=frozenset({Want.QUOTES}))

    assert all("“" not in claim.text and claim.citations for claim in told.claims)
    assert any("“" in claim.text for claim in quoted.claims)


@pytest.mark.parametrize("number", [2, 3])
def test_so_many_sentences_are_one_paragraph(assistant: Assistant, number: int):
    """The grade is the first of them."""
    (claim,) = text(assistant, number=number, paragraphs=1).claims

    assert claim.text.startswith("Ofsted inspected")
    assert claim.text.count(". ") + 1 == number


def test_so_many_paragraphs_are_written(assistant: Assistant):
    """The lead stands in the first of them."""
    assert len(text(assistant, length=160, paragraphs=2).claims) == 2
    assert len(text(assistant, length=160, paragraphs=1).claims) == 1


def test_no_grade_is_told_where_none_is_wanted(assistant: Assistant):
    """Neither those given nor those within findings."""
    words = " ".join(
        c.text for c in text(assistant, length=200, wants=frozenset({Want.NO_GRADES})).claims
    )

    assert not any(grade in words.lower() for grade in ("inadequate", "outstanding", "improvement"))


def test_the_council_itself_says_our(assistant: Assistant):
    """In its own newsletter, and not in a story."""
    ours = text(assistant, length=100, speaks_for_council=True).claims[0].text
    theirs = text(assistant, length=100).claims[0].text

    assert "our children’s services" in ours and "Westmarch’s" not in ours
    assert "Westmarch’s children’s services" in theirs


def test_a_text_ends_on_a_question(assistant: Assistant):
    """One, and on what was found."""
    *_, last = text(assistant, length=150, wants=frozenset({Want.ASKS_LAST})).claims

    assert last.text.endswith("?") and last.citations


def test_what_people_ask_has_its_answers(assistant: Assistant):
    """Each heading asks, and what must improve does not begin as if something stood before it."""
    parts = [p for p in text(assistant, piece=Piece.FAQ).parts if p.heading]

    assert len(parts) >= 3 and all(part.heading.endswith("?") for part in parts)
    assert not any(c.text.startswith("They also") for part in parts for c in part.claims)


@pytest.mark.parametrize(
    ("message", "shape"),
    [
        ("a headline and two sentences on Westmarch", {"form": Form.TEXT, "number": 2}),
        ("two paragraphs of 60 words on Westmarch", {"paragraphs": 2, "length": 120}),
        ("sum Westmarch up in three plain sentences", {"form": Form.TEXT, "number": 3}),
        ("an FAQ for parents on Westmarch", {"piece": Piece.FAQ}),
        ("one slide on Westmarch, five bullets", {"form": Form.LINES, "number": 5}),
        ("100 words on Westmarch, end on a question", {"form": Form.TEXT, "length": 100}),
    ],
)
def test_of_what_a_text_is_made_is_read(message: str, shape: dict[str, object]):
    """Sentences, paragraphs, answers, bullets; a question at the end is no list of questions."""
    request = written(message)

    assert {name: getattr(request, name) for name in shape} == shape


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("100 words, leave out the grades", Want.NO_GRADES),
        ("without any ratings please", Want.NO_GRADES),
        ("finish with one question", Want.ASKS_LAST),
        ("a headline and two sentences", Want.HEADLINE),
        ("a letter quoting what Ofsted said", Want.QUOTES),
        ("for the parents’ group", Want.PLAIN),
        ("explain it to children aged 10", Want.PLAIN),
    ],
)
def test_what_a_text_must_have_or_do_without_is_read(message: str, wanted: Want):
    """In people's words."""
    assert wanted in tones(message)


def test_who_will_be_quoting_is_no_wish_for_quotes():
    """ "The opposition will be quoting the worst bits" asks for no quotes."""
    assert Want.QUOTES not in tones("two minutes. The opposition will be quoting the worst bits")


@pytest.mark.parametrize(
    ("message", "speaks"),
    [
        ("150 words for our staff newsletter", True),
        ("three lines for the cabinet member to say", True),
        ("I’m the leader and need a speech", True),
        ("I’m the opposition leader and need a speech", False),
        ("150 words for our parents group", False),
        ("a story for the local paper", False),
    ],
)
def test_whether_the_council_speaks_is_read(message: str, *, speaks: bool):
    """The council, and not those who oppose or report."""
    assert speaks_for_council(message) is speaks


def test_what_a_text_is_tells_how_it_ends():
    """A speech, a story, a newsletter."""
    assert read_piece("a two-minute speech") is Piece.SPEECH
    assert read_piece("a story for the local paper") is Piece.STORY
    assert read_piece("for our staff newsletter") is Piece.NEWSLETTER
    assert read_form("a note that ends on a question") is Form.TEXT


def test_owning_problems_is_no_wish_for_problems_alone():
    """ "It has to own the problems" wants both sides."""
    assert side(Request(message="three lines that own the problems")) is None
    assert side(Request(message="three lines on the problems")) is Polarity.CRITICISM


def test_a_headline_is_added_to_a_text():
    """ "Now with a headline" is still the text."""
    before = Request(message="100 words", act=Act.WRITE, form=Form.TEXT, councils=("Leeds",))
    again = varied(before, Request(message="now with a headline"))

    assert again and again.form is Form.TEXT and Want.HEADLINE in again.wants
