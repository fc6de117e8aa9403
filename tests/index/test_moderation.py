"""Which reports count: what readers added, what was accepted, what was removed and can be had
back.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.__main__ import main
from index.adding import add_files
from index.build import build
from index.moderation import (
    KEPT_SECONDS,
    accept,
    bring_back,
    forget_old,
    reports_in_sight,
    set_aside,
    set_aside_reports,
)
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_ilacs, make_sif


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store over an official report, and one that a reader added."""
    make_sif(tmp_path / "reports" / "eastholm.pdf")
    make_ilacs(tmp_path / "added.pdf")
    with Store(Settings(store=tmp_path / "store"), create=True) as store:
        build(tmp_path / "reports", store)
        add_files([(tmp_path / "added.pdf", "added.pdf")], store)
        yield store


def test_what_a_reader_added_is_marked_until_it_is_accepted(store: Store):
    """An official report cannot be accepted; an added one can, once."""
    marks = {report.council: report.is_added for report in reports_in_sight(store)}
    added = next(report.id for report in reports_in_sight(store) if report.is_added)
    official = next(report.id for report in reports_in_sight(store) if not report.is_added)

    assert marks == {"Eastholm": False, "Westmarch": True}
    assert not accept(official, store)
    assert accept(added, store)
    assert not accept(added, store)
    assert not any(report.is_added for report in reports_in_sight(store))


def test_a_removed_report_can_be_had_back_for_a_day(store: Store):
    """It is out of sight at once, comes back whole, and is gone for good after a day."""
    report = reports_in_sight(store)[0]
    changes = store.catalogue.changes

    assert set_aside(report.id, store, now=1000.0) is not None
    assert set_aside(report.id, store) is None
    assert store.catalogue.changes > changes
    assert report.id not in {each.id for each in reports_in_sight(store)}
    assert [each.report.id for each in set_aside_reports(store)] == [report.id]
    assert bring_back(report.id, store)
    assert not bring_back(report.id, store)
    assert report in reports_in_sight(store)
    set_aside(report.id, store, now=1000.0)
    assert forget_old(store, now=1000.0 + KEPT_SECONDS - 1) == 0
    assert forget_old(store, now=1000.0 + KEPT_SECONDS + 1) == 1
    assert report.id not in {each.id for each in store.catalogue.reports()}
    assert set_aside_reports(store) == ()


def test_the_owner_accepts_by_the_name_of_the_file(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """On the command line, while nobody else has the store; another name is told what to type."""
    store.close()

    assert main(["accept", "added.pdf", "--store", str(tmp_path / "store")]) == 0
    assert main(["accept", "added.pdf", "--store", str(tmp_path / "store")]) == 1
    assert "python -m index list" in capsys.readouterr().err
