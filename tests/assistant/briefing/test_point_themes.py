"""Which themes points are on, as was learned: beyond their words, and not by every word."""

import pytest

from assistant.briefing import point_themes
from assistant.briefing.themes import Themes
from assistant.library import Library
from assistant.pipeline import reports_in_sight
from index.encoder.embeddings import SentenceEmbeddings
from index.storing.store import Store


@pytest.fixture(scope="module")
def embeddings() -> SentenceEmbeddings:
    return SentenceEmbeddings()


@pytest.mark.parametrize(
    ("point", "on", "not_on"),
    [
        ("Meetings on strategy that involve every agency.", "", "Assessments"),
        ("The timeliness of initial health assessments.", "Health", "Assessments"),
        ("How quickly children are matched with permanent families.", "Permanence", ""),
        ("Social workers who stay, so that children keep the same worker.", "Workforce", ""),
        ("Supervision that helps staff to progress plans.", "Supervision", "Plans"),
        ("Assessments that say what a child's life is like.", "Assessments", ""),
    ],
)
def test_a_point_is_on_what_it_asks_to_improve(
    embeddings: SentenceEmbeddings, point: str, on: str, not_on: str
):
    """Its words alone name too much, or nothing."""
    learned = point_themes.load(embeddings.identity)
    assert learned
    names = learned.of(point, embeddings.vectors([point])[0])
    assert not on or any(name.startswith(on) for name in names)
    assert not not_on or not any(name.startswith(not_on) for name in names)


def test_nothing_learned_of_another_model_is_used(caplog: pytest.LogCaptureFixture):
    """Then words tell, as they do where the weights are missing, which is said once."""
    assert point_themes.load("another model") is None
    assert not caplog.records
    assert point_themes.load("any", point_themes.LEARNED.with_name("missing")) is None
    assert "told by their words alone" in caplog.text


def test_lines_of_a_report_have_one_vector_each(made_store: Store):
    """Of length 1, of all sentences of the line."""
    library = Library(reports_in_sight(made_store))
    themes = Themes(made_store, library)
    points = [point for report in library.reports for point in themes.points(report)]
    assert points
    for point in points:
        assert abs(float((themes.vector_of(point) ** 2).sum()) - 1) < 1e-3
