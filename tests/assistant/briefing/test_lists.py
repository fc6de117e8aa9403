"""What is computed over many councils: which side a report is on, and what is counted at all."""

import pytest

from assistant.answers import Answer
from assistant.briefing.briefs.repeated import _parts_of
from assistant.briefing.counting import Counted
from assistant.briefing.patterns import _Beside, _side
from assistant.briefing.points import Point
from assistant.briefing.practice import _marks, _tells
from assistant.briefing.trends import _are_apart
from assistant.finding.evidence import Found
from assistant.pipeline import Assistant
from assistant.request import Act, Form, Request
from assistant.themes import all_themes
from index.reports import Passage, Report, Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


@pytest.mark.parametrize(
    ("praise", "against", "side"), [(2, 0, "strong"), (0, 1, "weak"), (1, 1, "mixed"), (0, 0, "")]
)
def test_on_which_side_a_report_is(praise: int, against: int, side: str):
    """Both ways is neither; nothing plain is no side at all."""
    assert _side(praise, against) == side


def test_a_matter_weighed_counts_every_council_once(assistant: Assistant):
    """Criticised, praised, both or silent: together they are all that were looked at."""
    request = Request(
        message="who is strong on supervision and who is weak?",
        act=Act.THEME,
        form=Form.COUNTED,
        themes=("Supervision",),
        is_both_ways=True,
    )
    settled = assistant.steps.find(request).settled

    assert isinstance(settled, Answer)
    listed = [c.text for part in settled.parts if part.columns for c in part.claims[::3]]
    assert listed and set(listed) <= set(assistant.library.councils)
    assert f"of {len(assistant.library.councils)} councils" in settled.parts[0].note


def test_praise_that_is_taken_back_is_no_example(made_store: Store):
    """ "Strong, but not yet everywhere" is not shown as practice to go by."""
    report = next(iter(made_store.catalogue.reports()))
    assert _tells(_found(report, "The kinship team works with families and offers strong support."))
    assert not _tells(
        _found(report, "The kinship team offers strong support, but not yet to all its families.")
    )


def test_what_is_done_tells_more_than_praise(made_store: Store):
    """A named scheme and a number come before praise of the same point."""
    report = next(iter(made_store.catalogue.reports()))
    general = _found(report, "Carers are well supported and feel highly valued by their managers.")
    named = _found(report, "Through the ‘Safe Homes’ scheme 12 carers train others every month.")
    assert _marks(named.passage) > _marks(general.passage) == 0


def test_a_count_is_told_by_grade_as_well(assistant: Assistant):
    """Whether it holds whatever the grade can be read below the number."""
    request = Request(
        message="how many must improve supervision?",
        act=Act.COUNT,
        form=Form.COUNTED,
        themes=("Supervision",),
    )
    settled = assistant.steps.find(request).settled
    assert isinstance(settled, Answer)
    assert any(part.note.startswith("By overall grade: ") for part in settled.parts)


def _found(report: Report, text: str) -> Found:
    passage = Passage(f"{report.id}:0", report.id, 1, text, 1, 1, Section.HELP)
    return Found(passage, report, answers=1.0, praise=3.0)


@pytest.mark.parametrize(
    ("point", "on", "not_on"),
    [
        ("The quality of pathway plans.", "written plans", ""),
        ("Supervision that helps staff to progress plans.", "supervision", "written plans"),
        (
            "How well independent reviewing officers challenge plans for children.",
            "reviewing",
            "written plans",
        ),
        ("Oversight of placements with parents.", "", "management oversight"),
        ("Management oversight of visits.", "management oversight", ""),
        ("Checks for private fostering arrangements.", "private fostering", "foster carers"),
        ("Support for disabled children in need of help.", "disabled", "children in need"),
        ("Responses when first seen by the multi-agency safeguarding hub.", "front", "partners"),
        ("Oversight of children missing from education.", "missing education", "go missing"),
        ("The quality of case records of care leavers.", "recording", "support for care leavers"),
        ("Partnership work to secure support.", "partners", ""),
        ("Enough suitable homes for children.", "sufficiency", ""),
    ],
)
def test_a_point_counts_for_the_theme_that_it_is_on(point: str, on: str, not_on: str):
    """A theme that is only named in a point on another is not counted there."""
    told = [theme.label for theme in all_themes() if theme.listed.search(point)]
    assert not on or any(on in label for label in told)
    assert not not_on or not any(not_on in label for label in told)


def test_groups_are_told_apart_by_what_differs_much():
    """What both share is no difference, and each group's own comes under that group."""
    theme = all_themes()[0]
    one, other = (
        {name: Counted(theme, (None,) * n, 10) for name, n in shares.items()}  # type: ignore[arg-type]
        for shares in ({"a": 9, "b": 8, "c": 1}, {"a": 8, "b": 2, "c": 6})
    )
    beside = _Beside(one, other)
    assert (beside.apart(1), beside.apart(-1), beside.shared) == (["b"], ["c"], ["a"])


def test_two_things_are_told_apart_and_one_thing_in_two_words_is_not():
    """ "Private fostering and the LADO" is two questions; "supervision / oversight" is one."""
    named = {theme.label: theme for theme in all_themes()}
    two = [named["private fostering"], named["allegations against professionals"]]
    one = [named["supervision of social workers"], named["management oversight"]]
    assert _are_apart(two, "do private fostering and the designated officers come up?")
    assert not _are_apart(one, "supervision / oversight, and is it more now?")


def test_a_point_asks_for_one_thing_after_the_other():
    """Each part can have been asked for before, whatever stands beside it."""
    line = Passage(
        "r:0", "r", 1, "Access to support, including life-story work.", 1, 1, Section.HELP
    )
    assert _parts_of(Point((line,))) == ["Access to support", "life-story work."]
