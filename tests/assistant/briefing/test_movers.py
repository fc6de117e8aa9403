"""How far grades moved and how long they stayed: all that are level, over all inspections where
asked, and reasons that tell what was done.
"""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.briefing.movers import _move, between
from assistant.briefing.reasons import Reasons, Tells, _own_worth, _says_the_same
from assistant.finding.relevance import Fused
from assistant.grading.rows import Row, row_of
from assistant.pipeline import Assistant
from assistant.reading.forms.orders import stayed
from assistant.request import Act, Change, First, Form, Request
from index.reports import Grade, Passage, Report, Section
from index.storing.store import Store

LOW, MIDDLE, GOOD = Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD


@pytest.fixture(scope="module")
def assistant(made_store: Store) -> Assistant:
    return Assistant(made_store, learned=False)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (date(2021, 10, 1), date(2024, 9, 27), "3 years"),
        (date(2019, 7, 26), date(2023, 7, 28), "4 years"),
        (date(2018, 6, 22), date(2023, 12, 22), "5 years and 6 months"),
        (date(2020, 1, 31), date(2020, 2, 14), "less than a month"),
    ],
)
def test_how_long_it_was_goes_by_the_dates_shown(before: date, after: date, told: str):
    """From the end of an inspection to the end of the other, not from report to report."""
    assert between(before, after) == told


def test_the_last_move_and_the_longest_ever(made_store: Store):
    """Good since three inspections ago has not moved lately, and climbed two grades once."""
    report = next(r for r in made_store.catalogue.reports() if row_of(r, Topic.OVERALL))
    rows = [_row(report, grade) for grade in (GOOD, GOOD, MIDDLE, LOW)]

    assert _move(rows, Change.UP, frozenset(), is_ever=False) is None
    climbed = _move(rows, Change.UP, frozenset({LOW}), is_ever=True)
    assert climbed and climbed.before and (climbed.before.grade, climbed.grade) == (LOW, GOOD)
    assert _move(rows, Change.DOWN, frozenset(), is_ever=True) is None


def _row(report: Report, grade: Grade) -> Row:
    row = row_of(report, Topic.OVERALL)
    assert row
    return Row(report, replace(row.judgement, grade=grade))


@pytest.mark.parametrize(
    ("message", "order"),
    [
        ("Who has been bad the longest?", First.WORST),
        ("which ones are failing again and again", First.WORST),
        ("who has never been good", First.WORST),
        ("which places have been good the longest", First.BEST),
        ("who is bad at the moment", None),
    ],
)
def test_who_stayed_where_they_are_is_asked_in_many_words(message: str, order: First | None):
    """How long a grade has held is no question of when somebody was last inspected."""
    made = stayed(Request(message=message, act=Act.RANK))
    assert (made.order if made else None) is order
    assert made is None or made.form is Form.STAYED


def test_movers_and_stayers_are_told_of_a_library(assistant: Assistant):
    """Each form is answered with its rule, whatever the library holds."""
    for form in (Form.MOVERS, Form.STAYED):
        request = Request(message="who?", act=Act.RANK, form=form)
        assert isinstance(assistant.steps.find(request).settled, Answer)


def test_a_reason_does_not_say_the_grade_again():
    """ "Was judged to be inadequate" tells no reason, unless it tells what led to it."""
    again = _passage("Services have improved since they were judged to be inadequate in 2019.")
    done = _passage("Leaders have recruited more permanent staff and cut caseloads.")
    cause = _passage("Judged to be good in 2018, services declined because leaders changed often.")
    assert _own_worth(again) < _own_worth(done) == _own_worth(cause)
    assert _says_the_same(done, _passage("Leaders have recruited more permanent staff this year."))
    assert not _says_the_same(done, again)


def test_reasons_come_from_the_opening_and_from_leaders(assistant: Assistant, made_store: Store):
    """Reasons for the whole are sentences of these two sections, and never more than asked."""
    counter = assistant.steps._practice._counter
    reasons = Reasons(counter.sentences, Fused())
    for report in made_store.catalogue.reports():
        told = reasons.of(report, Tells.HIGH, 1)
        assert len(told) <= 1
        assert all(p.section in {Section.SUMMARY, Section.LEADERS} for p in told)


def _passage(text: str) -> Passage:
    return Passage("r:0", "r", 1, text, 1, 1, Section.LEADERS)
