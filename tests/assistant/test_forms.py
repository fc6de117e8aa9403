"""In which form an answer is wanted, by closed classes of words, in the words of other people."""

from dataclasses import replace

import pytest

from assistant.reading.forms.lengths import read_number
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.request import Act, Condition, Form, Polarity, Request, Want
from index.reports import Grade

INADEQUATE = (Condition(grades=(Grade.INADEQUATE,)),)


@pytest.mark.parametrize(
    ("message", "fields", "form"),
    [
        ("What comes up again and again in the inadequate ones?", {"act": Act.COMMON}, "pattern"),
        ("What do unitary councils get told to do better, commonest first", {}, "pattern"),
        ("How many councils have been told to improve supervision?", {}, "counted"),
        ("has it become more common to moan about social worker turnover?", {}, "trend"),
        ("top five for listening to children, and why", {}, "themed"),
        ("Who is weakest on supporting disabled children? Worst three", {}, "themed"),
        ("who has come furthest and who has gone backwards?", {}, "movers"),
        ("Anyone outstanding now that used to be inadequate, and how did they?", {}, "risen"),
        ("Any examples of really good edge of care work?", {"act": Act.EXAMPLE}, "examples"),
    ],
)
def test_forms_over_many_councils(message: str, fields: dict[str, Act], form: str):
    """Each in words of its own; none names a council."""
    made = as_work(replace(Request(message=message, act=Act.THEME), **fields))  # type: ignore[arg-type]

    assert made.form is not None and made.form.value == form


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("strengths and weaknesses in two columns please", Form.COLUMNS),
        ("Summarise what inspectors have said over the years, oldest to newest", Form.YEARS),
        ("what happened to the things they were told to fix last time?", Form.FOLLOWED),
        ("One page: what they said, what it means for us, what to ask", Form.PAGE),
        ("The leader says the grade went up, the opposition that it went down", Form.SETTLED),
        ("What does Ofsted think about how they treat parents? No jargon", Form.ABOUT),
    ],
)
def test_forms_on_one_council(message: str, form: Form):
    """A brief in another shape."""
    request = Request(message=message, act=Act.BRIEF, councils=("Westmarch",))

    assert as_work(request).form is form


def test_what_one_tells_of_oneself_is_no_theme():
    """A lead of early help asks about the edge of care."""
    message = "I lead early help. Any examples of really good edge of care work?"
    made = as_work(Request(message=message, act=Act.EXAMPLE))

    assert made.themes == ("Edge of care and reunification",)


def test_good_practice_for_ones_own_council_is_looked_for_elsewhere():
    """The council that is named is the reader's own."""
    message = "We struggle with life-story work in Westmarch. Who has been praised for it?"
    made = as_work(Request(message=message, act=Act.EXAMPLE, councils=("Westmarch",)))

    assert (made.form, made.home, made.councils) == (Form.EXAMPLES, "Westmarch", ())


def test_the_same_again_in_another_shape():
    """Shorter, newest first, beside another group."""
    questions = Request(act=Act.WRITE, form=Form.QUESTIONS, councils=("Westmarch",), number=8)
    pattern = Request(act=Act.THEME, form=Form.PATTERN, conditions=INADEQUATE)
    themed = Request(act=Act.THEME, form=Form.THEMED)

    shorter = varied(questions, Request(message="too long. one line each please"))
    good = Request(message="and the good ones?", conditions=(Condition(grades=(Grade.GOOD,)),))
    beside = varied(pattern, replace(good, message="and the same for the good ones?"))
    newest = varied(themed, Request(message="which of those is most recent?"))

    assert shorter and Want.SHORTER in shorter.wants and shorter.number == 8
    assert beside and beside.beside_of == pattern and beside.conditions == good.conditions
    assert newest and Want.NEWEST in newest.wants


def test_one_side_of_a_brief_in_columns():
    """Only the weaknesses."""
    columns = Request(act=Act.BRIEF, form=Form.COLUMNS, councils=("Westmarch",))
    only = varied(columns, Request(message="only the weaknesses", polarity=Polarity.CRITICISM))

    assert only and only.form is None and only.polarity is Polarity.CRITICISM


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("which 3 places have come furthest?", 3),
        ("key messages in four bullets", 4),
        ("the exact words for the best two", 2),
        ("what is wrong there?", None),
    ],
)
def test_how_many_are_wanted(message: str, number: int | None):
    """In figures or in words."""
    assert read_number(message) == number
