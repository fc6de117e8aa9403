"""Fetching as a reader meets it: app.py and a made site, driven in real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from index.build import SAMPLE_LIBRARY, build
from tests.made_site import MadeSite, make_site, serving
from tests.programs import running
from tests.safety.try_kills import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> Iterator[MadeSite]:
    with serving(make_site(2)) as made:
        yield made


@pytest.fixture
def address(site: MadeSite, tmp_path: Path) -> Iterator[str]:
    """Where app.py serves a small library that may ask the made site."""
    (tmp_path / "reports").mkdir()
    shutil.copy(next(SAMPLE_LIBRARY.glob("harrow-*")), tmp_path / "reports")
    with opened(tmp_path / "store") as store:
        build(tmp_path / "reports", store)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    settings = {"FETCH_SITE": site.root, "FETCH_HOSTS": site.root[7:], "FETCH_DELAY": "0"}
    serving_ = [sys.executable, "app.py", "--store", str(tmp_path / "store"), "--port", port]
    with running(serving_, env=os.environ | settings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert any(f"127.0.0.1:{port}" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}/"


def test_a_reader_looks_for_new_reports(site: MadeSite, address: str):
    """Nothing is asked until the button is pressed; then reports come, are listed, and are new
    to who was here before.
    """
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        pytest.skip("no browser is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_role("tab", name="Library").click()
        assert site.asked == []

        _look_for_new(page, site)
        expect(page.locator("#fetching .additions")).to_contain_text(
            "2 new, 0 replaced", timeout=120_000
        )
        recent = page.locator(".fetched li")
        expect(recent).to_have_count(2)
        expect(recent.first.locator("a.source")).to_have_attribute(
            "href", site.root + site.page_of(site.councils[0].name)
        )
        expect(
            page.locator(".council-reports").filter(has_text=site.councils[0].name)
        ).to_have_count(1)

        expect(recent.first.get_by_text("New since you were last here")).to_be_hidden()
        page.reload()
        page.get_by_role("tab", name="Library").click()
        fresh = recent.first.get_by_text("New since you were last here")
        expect(fresh).to_be_visible()
        _look_for_new(page, site)
        expect(page.locator("#fetching .additions")).to_contain_text(
            "2 as they were", timeout=120_000
        )
        expect(fresh).to_be_visible()
        browser.close()
    assert {path for path in site.tries if path.startswith("/provider")} == {
        site.page_of(site.councils[0].name)
    }


def _look_for_new(page: Page, site: MadeSite) -> None:
    """Ask the made site for what it holds on its first council."""
    page.get_by_role("button", name="Fetch published reports").click()
    page.get_by_label("Councils or regions").fill(site.councils[0].name)
    page.get_by_role("option", name=site.councils[0].name).click()
    page.get_by_role("button", name="Look for new reports").click()
