"""The gravest comes first: children at risk before drift, and drift before paperwork; and no
sentence hangs on one that is not there.
"""

import pytest

from assistant.briefing.clauses import excerpt
from assistant.briefing.gravity import gravest_first, gravity
from assistant.briefing.retelling import in_plain_words, retold
from assistant.briefing.sentences import stands_alone, unlinked
from assistant.finding.polarity import balance_of
from index.reports import Passage, Section

AT_RISK = "Children are left at risk of harm for too long."
DRIFT = "Too many children experience drift and delay."
PAPER = "The rationale for decisions is not always recorded."


def passage(text: str, ordinal: int = 1) -> Passage:
    return Passage(
        id=f"r:{ordinal}", report="r", text=text, page=2, last_page=2, paragraph=1,
        section=Section.HELP,
    )  # fmt: skip


def test_children_left_at_risk_are_graver_than_drift_and_drift_than_records():
    """Whatever stands first in the report."""
    told = [passage(text, n) for n, text in enumerate((PAPER, DRIFT, AT_RISK))]

    assert [p.text for p in gravest_first(told)] == [AT_RISK, DRIFT, PAPER]


@pytest.mark.parametrize(
    ("graver", "less"),
    [
        ("Most children are not seen.", "A small number of children are not seen."),
        ("Plans are weak.", "Leaders recognise that plans are weak."),
        ("All plans are late.", "Not all plans are late."),
    ],
)
def test_of_how_many_it_is_so_and_whether_it_is_in_hand_count(graver: str, less: str):
    """What is so of most is graver than what is so of a few."""
    assert gravity(graver) > gravity(less)


@pytest.mark.parametrize(
    "text",
    [
        "Most have only recently been agreed.",
        "The situation remains fragile.",
        "Leaders had not recognised the extent of improvement required to these services.",
        "For a few children, this is not reviewed.",
        "In fact, caseloads are too high.",
        "Since then, there has been progress.",
    ],
)
def test_a_sentence_that_hangs_on_another_is_not_read_alone(text: str):
    """What it points to stands in the sentence before."""
    assert not stands_alone(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "Most children have a plan.",
        "The situation of homeless children is not known to managers.",
        "When plans for children in care are late, managers do not always challenge these plans.",
    ],
)
def test_a_sentence_that_names_what_it_points_to_is_read_alone(text: str):
    """Nothing outside it is needed."""
    assert stands_alone(passage(text))


def test_a_link_is_left_off_and_what_hangs_after_a_cut_too():
    """ "However, services have declined" is told without its link; no text ends on "and"."""
    assert unlinked(passage("However, services have declined.")).text == "services have declined."
    long = (
        "The support for children who are homeless, with joint assessments by housing officers and"
        " social workers and the provision of emergency homes and ensuring that rights are known"
    )
    assert retold(long, "Leeds").endswith("the provision of emergency homes")


def test_an_excerpt_begins_with_the_main_clause():
    """What was judged before is not what is asked about."""
    text = "Since the last inspection in 2019, there has been a decline in practice."

    assert excerpt(text) == "… there has been a decline in practice"


def test_plain_words_within_a_sentence_are_small():
    """An abbreviation in capitals does not make a capital of what is said in its place."""
    said = in_plain_words("Children like to see their IRO before reviews.")

    assert "IRO" not in said and "their person" in said


def test_what_did_not_happen_to_children_is_no_criticism():
    """ "not exposed to further risk" is good news."""
    assert balance_of("Children are safeguarded and not exposed to further risk.") >= 0
