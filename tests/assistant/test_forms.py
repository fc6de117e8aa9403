"""In which form an answer is wanted, by closed classes of words, in the words of other people."""

from dataclasses import replace

import pytest

from assistant.reading.forms.lengths import read_number
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.request import (
    Act,
    Condition,
    First,
    Form,
    Group,
    GroupKind,
    Polarity,
    Request,
    Want,
)
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
        (
            "Whose early help is genuinely good, and what do they do?",
            {"act": Act.DEFINE},
            "examples",
        ),
        ("Which reports describe really strong life-story work to copy?", {}, "examples"),
        ("who's told supervision is poor and who's told it is strong?", {}, "counted"),
        ("private fostering: is it a north/south thing?", {"act": Act.FIND}, "counted"),
        ("Top four on leadership, with evidence", {"act": Act.COMMON}, "reasons"),
        (
            "which two should worry ministers, and what is the evidence",
            {"act": Act.RANK},
            "reasons",
        ),
        ("biggest climbs from inadequate, and how long each took", {"act": Act.RANK}, "movers"),
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


def test_a_list_in_fewer_words_over_others_or_on_another_topic():
    """What follows a list varies it, and keeps the rest of what was asked."""
    praised = Request(act=Act.COMMON, form=Form.PATTERN, polarity=Polarity.PRAISE)
    themed = Request(act=Act.THEME, form=Form.THEMED, number=3, themes=("Supervision",))
    ranked = Request(act=Act.RANK, order=First.WORST, number=3)
    london = Group(GroupKind.REGION, ("London",), excluded=True)

    bullets = varied(praised, Request(message="shorter. three bullets, one borough each"))
    elsewhere = varied(themed, Request(message="now outside London only", groups=(london,)))
    other = varied(themed, Request(message="same but for private fostering"))
    placed = varied(themed, Request(message="Why is your last one last?"))
    why = varied(ranked, Request(message="and why, in a sentence each", act=Act.MORE))

    assert bullets and Want.SHORTER in bullets.wants and bullets.number == 3
    assert elsewhere and elsewhere.groups == (london,) and elsewhere.themes == themed.themes
    assert other and other.themes == ("Private fostering",) and other.number == 3
    assert placed and Want.WHY in placed.wants and Want.NEWEST not in placed.wants
    assert why and why.form is Form.REASONS and why.order is First.WORST


def test_an_order_begins_at_the_end_that_is_named_first():
    """ "Best to worst" is no order of the worst."""
    best = Request(message="Rank them on private fostering, best to worst", act=Act.RANK)
    worst = Request(message="Who is worst on private fostering, worst first?", act=Act.RANK)

    assert as_work(best).order is First.BEST
    assert as_work(worst).order is First.WORST


@pytest.mark.parametrize(
    ("message", "learner"),
    [
        ("What could Westmarch usefully pinch from Eastmere?", "Westmarch"),
        ("What might Eastmere teach Westmarch?", "Westmarch"),
        ("Is there anything Eastmere can learn from Westmarch?", "Eastmere"),
    ],
)
def test_who_learns_from_whom(message: str, learner: str):
    """The one that takes comes first, in whatever words."""
    made = as_work(Request(message=message, act=Act.BRIEF, councils=("Westmarch", "Eastmere")))

    assert made.act is Act.EXAMPLE and made.councils[0] == learner


def test_councils_of_one_grade_beside_those_of_another():
    """ "That the goods don't" is a second group, and what they share is praise."""
    message = "What do the outstanding ones have in common that the goods don't?"
    outstanding = (Condition(grades=(Grade.OUTSTANDING,)),)
    made = as_work(Request(message=message, act=Act.COMMON, conditions=outstanding))

    assert made.beside_of and made.beside_of.grades == (Grade.OUTSTANDING,)
    assert made.grades == (Grade.GOOD,) and made.polarity is Polarity.PRAISE


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


@pytest.mark.parametrize(
    "message",
    [
        "why isn't Leeds in there?",
        "how come Leeds is not on the list",
        "where is Leeds?",
        "surely Leeds too",
        "you left out Leeds",
    ],
)
def test_why_a_council_is_not_in_an_order(message: str):
    """The order stays, and the council is set beside it."""
    before = Request(message="best four on adoption", act=Act.RANK, form=Form.THEMED, number=4)
    own = Request(message=message, act=Act.BRIEF, councils=("Leeds",))
    again = varied(before, own)
    assert again
    assert (again.form, again.councils, again.number) == (Form.THEMED, ("Leeds",), 4)
    assert Want.WHY in again.wants
