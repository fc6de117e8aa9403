"""Fetching from the library's page: what is said, what is indexed without a restart, and what a
citation links to.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.citing import Citer
from assistant.library import Library
from assistant.page.evidence import show_evidence
from assistant.page.fetching import Fetching, source_link
from assistant.page.words import read_words
from index.encoder.embeddings import SentenceEmbeddings
from index.settings import Settings
from index.storing.store import Store
from tests.made_site import MadeSite, make_site, says, serving
from tests.safety.try_kills import quick_vectors


@pytest.fixture
def site() -> Iterator[MadeSite]:
    with serving(make_site(3)) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(SentenceEmbeddings, "loading_ahead", lambda _: nullcontext())
    monkeypatch.setattr(SentenceEmbeddings, "stream", lambda _, lists: map(quick_vectors, lists))
    with Store(Settings(store=tmp_path / "store"), create=True) as opened:
        yield opened


def test_fetched_and_indexed_without_a_restart(site: MadeSite, store: Store):
    """The button's work: how far it is, then the sum; reports are in the library, and are listed
    with their page.
    """
    fetching = Fetching(store, site.settings)
    council = site.councils[1].name
    told = list(fetching.run([council]))

    assert any("fetched so far" in each for each in told)
    assert "2 new, 0 replaced" in told[-1]
    assert {report.council for report in store.catalogue.reports()} == {council}
    assert fetching.shown().count("<li") == 2
    assert f'href="{site.root}{site.page_of(council)}"' in fetching.shown()
    assert 'data-fetched="20' in fetching.shown()
    assert "2 as they were" in list(fetching.run([council]))[-1]


def test_what_went_wrong_is_said_as_text(site: MadeSite, store: Store):
    """Faults are lines of the sum; markup in what a site says stays text."""
    council = site.councils[0].name
    site.faults[site.of(council)[0].path] = says(404)
    site.reports.append(
        replace(site.reports[0], number=7, title="<b>Children's services inspection</b>")
    )
    fetching = Fetching(store, site.settings)

    last = list(fetching.run([council]))[-1]
    assert "is not there (404)" in last
    assert "<b>" not in last + fetching.shown()
    assert "&lt;b&gt;" in fetching.shown()


def test_what_is_not_understood_is_said(site: MadeSite, store: Store):
    """Wrong dates and kinds are answered with words, and nothing is asked."""
    fetching = Fetching(store, site.settings)
    assert "is not a date" in list(fetching.run([], [], "soon"))[-1]
    assert "nonsense" in list(fetching.run([], ["nonsense"]))[-1]
    assert site.asked == []


def test_one_run_at_a_time(site: MadeSite, store: Store):
    """Whoever asks meanwhile is told so."""
    fetching = Fetching(store, site.settings)
    first = fetching.run([site.councils[0].name])
    next(first)
    assert "already" in list(fetching.run())[-1]
    first.close()
    assert "2 new" in list(fetching.run([site.councils[0].name]))[-1]


def test_nothing_is_asked_unless_asked_for(site: MadeSite, store: Store):
    """Neither showing the page nor starting the program asks for anything; the daily look is off
    by default.
    """
    fetching = Fetching(store, site.settings, clock=lambda _: pytest.fail("it waits for a day"))
    before = threading.active_count()
    fetching.start_daily()
    assert fetching.shown() == ""
    assert "127.0.0.1" in fetching.explanation
    assert threading.active_count() == before
    assert site.asked == []


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnhandledThreadExceptionWarning"
)  # so the days end here
def test_once_a_day(site: MadeSite, store: Store, caplog: pytest.LogCaptureFixture):
    """Switched on, it fetches reports like those that are there, and what is new is in the
    library.
    """
    caplog.set_level(logging.INFO)
    council = site.councils[2].name
    list(Fetching(store, site.settings).run([council]))
    site.reports.append(replace(site.of(council)[0], number=51, published=date(2026, 11, 3)))
    days = iter([None, None])
    ended = threading.Event()

    def clock(_: float) -> None:
        if next(days, "end") == "end":
            ended.set()
            raise SystemExit

    Fetching(store, replace(site.settings, daily=True), clock).start_daily()
    assert ended.wait(60)
    assert len(store.catalogue.reports()) == 3
    assert {path for path in site.tries if path.startswith("/provider")} == {site.page_of(council)}


def test_a_citation_links_to_the_publishers_page(site: MadeSite, store: Store):
    """The address is looked up in the ledger, stands in the citation, and is a link of the card."""
    council = site.councils[0].name
    list(Fetching(store, site.settings).run([council]))
    report = store.catalogue.reports()[0]
    passage = store.catalogue.passages(report.id)[0]
    citation = Citer(store, Library(store.catalogue.reports())).cite_passage(passage, report)

    assert citation
    assert citation.source == site.root + site.page_of(council)
    assert f'href="{citation.source}"' in show_evidence([citation], 1, "?", read_words())
    assert source_link("") == source_link("javascript:alert(1)") == ""
    assert '"' not in source_link('https://x/"onclick="').split('href="')[1].split('" target')[0]
