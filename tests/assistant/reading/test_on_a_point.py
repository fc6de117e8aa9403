"""What is asked on one point is looked for in words, though it resembles something else."""

from dataclasses import replace

import pytest

from assistant.areas import Topic
from assistant.reading.following import MessageReading, follow
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.reading.on_a_point import on_its_point
from assistant.request import Act, Condition, Form, Request, Task, Want
from assistant.request import Asked as Learned
from assistant.times import Times

HERE = ("Borchester",)
LEFT = (Condition((Topic.CARE_LEAVERS,)),)


def on_point(message: str, act: Act, *, plain: bool = True, **fields: object) -> Request:
    request = Request(message=message, text=message, act=act, councils=HERE)
    return on_its_point(replace(request, **fields), lambda *_: plain)  # type: ignore[arg-type]


@pytest.mark.parametrize("act", [Act.GRADE, Act.FACTS, Act.HISTORY])
def test_a_plain_point_without_a_word_of_grades_is_looked_for(act):
    request = on_point("Do the workers for autistic kids sit on their own island?", act)
    assert request.act is Act.FIND
    assert request.subject


def test_of_two_councils_it_is_compared():
    asked = "She was thrown out at sixteen. Better off in Borchester or Felpersham?"
    request = on_point(asked, Act.COMPARE, councils=("Borchester", "Felpersham"))
    assert request.act is Act.COMPARE
    assert "thrown" in request.subject


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ("How did they score the last time?", {}),
        ("How are they doing for the ones who left?", {"conditions": LEFT}),
        ("When was the last inspection of disabled children?", {}),
        ("So how is it?", {}),
    ],
)  # fmt: skip
def test_what_asks_for_grades_or_facts_is_left(message, fields):
    assert on_point(message, Act.GRADE, **fields).act is Act.GRADE


@pytest.mark.parametrize(
    "message",
    ["How did they score on autistic kids?", "I'd like to know how they were rated for life books"],
)
def test_a_grade_of_a_point_that_has_none_is_looked_for_in_words(message):
    request = on_point(message, Act.GRADE)
    assert request.act is Act.FIND
    assert on_point(message, Act.GRADE, plain=False).act is Act.GRADE


@pytest.mark.parametrize(
    ("message", "fields", "act"),
    [
        ("My nephew's in care there and he waits for a dentist. Do others?", {}, Act.FIND),
        ("My nephew's in care there. How do they treat the children?", {"wants": ()}, Act.BRIEF),
        ("My nephew's in care there. Do they ask him things?", {"subject": "ask"}, Act.BRIEF),
        ("My nephew's in care there. Is that good?", {"form": None}, Act.BRIEF),
    ],
)
def test_a_whole_area_is_not_told_where_one_topic_of_it_is_asked(message, fields, act):
    about = {"form": Form.ABOUT, "wants": frozenset({Want.YES_OR_NO}), "is_general": True}
    request = on_point(message, Act.BRIEF, **(about | fields))
    assert request.act is act
    assert (request.form is None and not request.is_general) is (act is Act.FIND) or fields


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("In 2016 the reviewers were swamped. How is that in the latest?", Act.CHANGE),
        ("Foster carers felt ignored in 2016, and do they now?", Act.CHANGE),
        (
            "The 2016 report moaned about slow dentists; what does the newest report say?",
            Act.CHANGE,
        ),
        ("What did they find about dentists in 2016?", Act.FIND),
        ("Does the latest report say what happened with dentists in 2016?", Act.FIND),
        ("What did the latest say on dentists, in 2016?", Act.FIND),
    ],
)
def test_a_year_beside_the_latest_report_asks_for_change(message, act):
    request = on_point(message, Act.FIND, subject="the point", times=Times(years=(2016,)))
    assert request.act is act


def test_where_no_point_is_plain_few_words_are_left():
    assert on_point("Is it a decent sort of place?", Act.GRADE, plain=False).act is Act.GRADE


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Staff were swamped in 2014. Has the backlog shrunk?", "staff swamped backlog shrunk"),
        ("Did it get any better, or slide further back?", ""),
        ("What has changed since the last time?", ""),
    ],
)
def test_a_change_is_of_what_its_words_tell(message, subject):
    assert set(on_point(message, Act.CHANGE).subject.split()) >= set(subject.split()[1:])
    assert bool(on_point(message, Act.CHANGE).subject) is bool(subject)


def formed(message: str, **fields: object) -> Request:
    request = Request(message=message, text=message, councils=HERE, subject="the point")
    return as_work(replace(request, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ("Who answers the phone for Borchester at night, any good?", {"act": Act.THEME}),
        ("Are the people who visit kids in care in Borchester any good?", {"act": Act.THEME}),
        ("Do foster kids in Borchester get help with the story of their own lives?", {}),
        ("Is any post set aside for them?", {}),
        ("They keep to themselves, I hear. Anything on that?", {"is_certain": True}),
        ("How long at the solicitor's letter stage?", {}),
    ],
)
def test_no_form_takes_a_question_on_one_council_and_a_point(message, fields):
    learned = Learned(Task.EXAMPLES) if fields.get("act") else Learned()
    request = formed(message, asked=learned, **fields)
    assert request.form is None
    assert not request.facts
    assert request.councils == HERE


def test_examples_of_others_stay_examples():
    asked = "Who does this better than Borchester?"
    request = formed(asked, act=Act.EXAMPLE, asked=Learned(Task.EXAMPLES), subject="supervision")
    assert request.form is Form.EXAMPLES


def test_a_line_on_each_sets_findings_side_by_side():
    asked = "Kids who came over alone in Borchester and Felpersham, a line on each will do"
    request = formed(asked, act=Act.FIND, councils=("Borchester", "Felpersham"))
    assert request.act is Act.COMPARE
    assert request.form is None


FOUND = Request(
    message="Any jobs kept for care leavers?", act=Act.FIND, councils=HERE, subject="jobs kept",
    text="Any jobs kept for care leavers?",
)  # fmt: skip


def after(before: Request, message: str, act: Act, **fields: object) -> Request:
    own = replace(Request(message=message, text=message, act=act), **fields)  # type: ignore[arg-type]
    return follow(before, MessageReading(own, (), 1.0), lambda _: ())


@pytest.mark.parametrize(
    ("message", "act", "fields"),
    [
        ("so what do they get in place of that", Act.GRADE, {"is_certain": False}),
        ("did the managers of the scheme notice the gap", Act.CHANGE, {}),
        ("who will be knocking on their door then", Act.PREDICT, {"is_certain": False}),
    ],
)
def test_what_goes_on_from_words_asks_for_words(message, act, fields):
    request = after(FOUND, message, act, **fields)
    assert request.act is Act.FIND
    assert request.councils == HERE


def test_what_will_be_is_not_carried_where_it_is_certain():
    graded = replace(FOUND, act=Act.GRADE, subject="", times=Times())
    assert after(graded, "Will it be good next year?", Act.PREDICT).act is Act.PREDICT


def test_the_area_before_is_what_a_new_point_is_on():
    adoption = replace(FOUND, subject="", area=Topic.ADOPTION)
    request = after(adoption, "do they learn about trauma", Act.FIND, subject="learn about trauma")
    assert request.context == Topic.ADOPTION.value


def test_or_not_leaves_no_points_out():
    told = Request(act=Act.BRIEF, councils=HERE, wants=frozenset({Want.ALL_TO_IMPROVE}))
    own = Request(message="can parents who read little follow them or not", act=Act.FIND)
    assert varied(told, replace(own, subject="parents")) is None
