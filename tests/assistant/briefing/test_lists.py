"""What is computed over many councils: which side a report is on, and what is counted at all."""

import pytest

from assistant.answers import Answer
from assistant.briefing.patterns import _side
from assistant.briefing.practice import _tells
from assistant.finding.evidence import Found
from assistant.pipeline import Assistant
from assistant.request import Act, Form, Request
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


def _found(report: Report, text: str) -> Found:
    passage = Passage(f"{report.id}:0", report.id, 1, text, 1, 1, Section.HELP)
    return Found(passage, report, answers=1.0, praise=3.0)
