"""The page as a reader meets it: app.py over a small library, driven in real Chromium."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from gradio_client import Client
from langchain_core.runnables import RunnableGenerator
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect, sync_playwright

import app
from assistant.answers import Answer, Claim, Part
from assistant.library import Library
from assistant.page.conversation import Page as AssistantPage
from assistant.page.indexing import Indexing
from assistant.page.library_list import Permissions
from assistant.page.screen import Screen
from assistant.page.serving.access import Serving
from assistant.page.serving.health import Counters
from assistant.page.warming import Warming
from assistant.request import Conversation
from index.build import SAMPLE_LIBRARY, build
from index.reports import squash
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_ilacs, make_jtai
from tests.programs import running

pytestmark = pytest.mark.browser

ROOT = Path(app.__file__).parent
HARROW = "What did inspectors say about staff morale in Harrow?"
ATTACK = (
    "<script>window.hacked = 1</script> <img src=x onerror=window.hacked=1> {{7*7}} ${7*7} "
    "![p](http://elsewhere.example/p.png) [here](http://elsewhere.example)"
)
BRIEF = f"""# Brief: Rutland, inspected May 2024

> This brief was written by this project to demonstrate it, in its own words.

Council: Rutland
Kind: Inspection of local authority children's services (ILACS)
Inspection dates: 20 to 24 May 2024
Report published: 1 July 2024

## Leaders and the workforce
1. Leaders in Rutland paid for trampolines {ATTACK} and staff were glad of them. (Page 3.)
"""
LAUNCH = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def outside() -> Iterator[tuple[int, list[bytes]]]:
    """A proxy that lets nothing through and keeps what it was asked for."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def refuse() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(1000))

        threading.Thread(target=refuse, daemon=True).start()
        yield int(listener.getsockname()[1]), asked


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some sample briefs, one whose text is written to attack the page, and a made report."""
    folder = tmp_path_factory.mktemp("reports")
    for brief in (*SAMPLE_LIBRARY.glob("harrow-*"), *SAMPLE_LIBRARY.glob("leicestershire-*")):
        shutil.copy(brief, folder)
    (folder / "rutland-2024.txt").write_text(BRIEF, encoding="utf-8")
    make_ilacs(folder / "westmarch" / "children's services inspection - 26 november 2024.pdf")
    return folder


@pytest.fixture(scope="module")
def address(
    reports: Path, tmp_path_factory: pytest.TempPathFactory, outside: tuple[int, list[bytes]]
) -> Iterator[str]:
    """Where app.py serves these reports."""
    store, port = str(tmp_path_factory.mktemp("store")), str(free_port())
    building = [sys.executable, "-m", "index", "build", str(reports), "--store", store]
    subprocess.run(building, cwd=ROOT, check=True, capture_output=True)
    proxy = f"http://127.0.0.1:{outside[0]}"
    names = ("http_proxy", "https_proxy", "all_proxy")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in {*names, "no_proxy"}
    }
    serving = [sys.executable, "app.py", "--store", store, "--port", port]
    environment = {**kept, **dict.fromkeys(names, proxy)}
    with running(serving, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert any(f"127.0.0.1:{port}" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("REQUIRE_BROWSER is set, but no browser is installed")
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(names)} is installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=LAUNCH)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that can reach this machine only, and must not have tried to reach another."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    elsewhere: list[str] = []

    def is_outside(url: str) -> bool:
        return url.startswith(("http", "ws")) and "//127.0.0.1:" not in url

    def note(request: Request) -> None:
        if is_outside(request.url):
            elsewhere.append(request.url)

    def block(route: Route) -> None:
        route.abort() if is_outside(route.request.url) else route.continue_()

    context.on("request", note)
    context.route("**/*", block)
    window = context.new_page()
    window.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)  # of a machine that does other things as well
    yield window
    context.close()
    assert elsewhere == []


def ask(page: Page, question: str) -> Locator:
    """Ask in the box; returns the turn with the whole reply."""
    turns = page.locator(".turn")
    number = turns.count()
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    return replied(page, number)


def replied(page: Page, number: int) -> Locator:
    turn = page.locator(".turn").nth(number)
    expect(turn).to_have_attribute("aria-busy", "false", timeout=60_000)
    return turn


def quote_of(claim: Locator) -> str:
    return claim.inner_text().split("“")[1].split("”")[0]


def test_a_marker_shows_the_quote_that_its_claim_makes(page: Page, address: str):
    """The marked card is lit, has the focus, holds the same words, and leads back to its marker."""
    page.goto(address)
    claim = ask(page, HARROW).locator("blockquote.claim").first
    claim.locator(".marker").click()

    card = page.locator(".card.is-lit")
    expect(card).to_be_in_viewport()
    expect(card).to_be_focused()
    assert "morale" in quote_of(claim)
    assert quote_of(card.locator("blockquote")) == quote_of(claim)
    expect(card).to_contain_text("Published: 4 March 2025")
    card.get_by_role("link").click()
    expect(claim.locator(".marker")).to_be_focused()


def test_a_marker_works_from_the_keyboard(page: Page, address: str):
    """Markers are reached with a few Tabs and followed with Enter, also on a page opened with a
    query.
    """
    page.goto(f"{address}?__theme=dark")
    turn = ask(page, HARROW)
    turn.locator(".question").focus()
    marker = turn.locator(".marker").first
    for _ in range(12):  # copy, save and words of the trade come first
        page.keyboard.press("Tab")
        if marker.evaluate("marker => marker === document.activeElement"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#evidence-1-1")).to_be_focused()
    expect(turn).to_be_visible()


def test_a_follow_up_keeps_the_topic(page: Page, address: str):
    """“And in Leicestershire?” is answered on morale, and both answers' markers keep their own
    cards.
    """
    page.goto(address)
    first = ask(page, HARROW)
    second = ask(page, "And in Leicestershire?")

    expect(second.locator("blockquote.claim").first).to_contain_text("morale")
    expect(second.locator(".card").first).to_contain_text("Leicestershire")
    first.locator(".marker").first.click()
    expect(page.locator(".card.is-lit")).to_contain_text("Harrow")


def test_a_refusal_names_the_place_and_its_offers_can_be_asked(page: Page, address: str):
    """Cardiff is refused by name; a click on an offered question asks it."""
    page.goto(address)
    refusal = ask(page, "How good are children's services in Cardiff?")
    expect(refusal.locator(".refusal")).to_contain_text("Cardiff")
    offer = refusal.locator("button.offer").first
    question = offer.inner_text()
    offer.click()

    turn = replied(page, 1)
    expect(turn.locator(".question")).to_contain_text(question)
    expect(turn.locator(".marker").first).to_be_visible()


def test_an_example_begins_a_conversation_and_another_can_begin(page: Page, address: str):
    """The empty page offers questions that are answered; a new conversation is empty again."""
    page.goto(address)
    expect(page.locator(".library")).to_contain_text("8 reports, 4 councils")
    page.locator(".opening button.offer").first.click()
    expect(replied(page, 0).locator(".card").first).to_be_visible()
    expect(page.locator(".question")).to_be_focused()
    page.get_by_role("button", name="New conversation").click()

    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".opening")).to_be_visible()


def test_markup_in_a_report_is_shown_as_words(page: Page, address: str):
    """What looks like a script, a picture or a template in a report is text in claim and card."""
    page.goto(address)
    turn = ask(page, "Who paid for trampolines in Rutland?")

    expect(turn.locator(".claim").first).to_contain_text(ATTACK)
    expect(turn.locator(".card").first).to_contain_text(ATTACK)
    assert turn.locator("script, img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_markup_in_a_question_is_shown_as_words(page: Page, address: str):
    """What a reader types is text as well."""
    page.goto(address)

    expect(ask(page, f"Harrow {ATTACK}").locator(".question")).to_contain_text(ATTACK)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_window_shows_quote_and_card_without_scrolling_sideways(
    page: Page, address: str, width: int
):
    """The card opens below its answer when its marker is touched."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address)
    turn = ask(page, HARROW)
    expect(turn.locator("blockquote.claim").first).to_be_in_viewport()
    expect(turn.locator(".card").first).to_be_hidden()
    turn.locator(".marker").first.click()

    expect(page.locator(".card.is-lit")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_somebody_is_at_the_door_while_the_page_is_loading(tmp_path: Path):
    """The first byte comes within three seconds of starting, and the page opens by itself."""
    port = free_port()
    shutil.copytree(SAMPLE_LIBRARY, tmp_path / "reports")
    with Store(Settings(store=tmp_path / "store"), create=True) as store:
        build(tmp_path / "reports", store)
    command = [sys.executable, "app.py", "--store", str(tmp_path / "store"), "--port", str(port)]
    started = time.monotonic()
    with running(command, stdout=subprocess.DEVNULL):
        first, waited, last = None, 0.0, None
        while last != 200 and time.monotonic() - started < 90:
            try:
                last = httpx.get(f"http://127.0.0.1:{port}/", timeout=5).status_code
            except httpx.TransportError:
                last = None
            if last and first is None:
                first, waited = last, time.monotonic() - started
            time.sleep(0.05)
    assert (first, last) == (503, 200)
    assert waited < 3


def test_a_folder_is_indexed_while_the_page_is_open(page: Page, reports: Path, tmp_path: Path):
    """The page opens over an empty index; what is read comes into it, and can be asked about."""
    port = free_port()
    command = [
        sys.executable,
        "app.py",
        "--store",
        str(tmp_path / "new"),
        "--reports",
        str(reports),
        "--port",
        str(port),
    ]
    with running(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert any(f"127.0.0.1:{port}" in line for line in process.stdout)
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.locator(".top .library")).to_contain_text("council", timeout=120_000)
        expect(page.locator(".opening button").first).to_be_visible(timeout=60_000)
        expect(ask(page, WESTMARCH).locator(".claim").first).to_be_visible(timeout=60_000)


def test_nothing_is_asked_of_another_machine(
    page: Page, address: str, outside: tuple[int, list[bytes]]
):
    """Neither server nor page looks elsewhere, and the browser is told to allow neither."""
    response = page.goto(address)
    ask(page, HARROW)

    assert response
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert outside[1] == []


# ---- the page of a report


WESTMARCH = "What did inspectors say about leaders in Westmarch?"


def see_on_page(page: Page, claim: Locator) -> Locator:
    """Follow a claim's marker to its card, and the card to the page of the report."""
    claim.locator(".marker").first.click()
    page.locator(".card.is-lit .see-page").click()
    viewer = page.locator("#viewer")
    expect(viewer.locator(".view")).to_have_attribute("aria-busy", "false")
    return viewer


def test_the_highlighted_words_are_the_quote(page: Page, address: str, reports: Path):
    """From marker to card to the page of the PDF: what lies under the highlight is the quote."""
    page.goto(address)
    claim = ask(page, WESTMARCH).locator("blockquote.claim").first
    viewer = see_on_page(page, claim)

    expect(viewer.locator(".place-note")).to_contain_text("is marked")
    expect(viewer.locator(".mark").first).to_be_in_viewport()
    words = []
    document = pypdfium2.PdfDocument(next(reports.glob("westmarch/*.pdf")))
    for sheet in viewer.locator(".printed").all():
        number = int(sheet.locator("img").get_attribute("src").split("/")[-1].removesuffix(".png"))
        assert sheet.locator("img").evaluate("image => image.naturalWidth") > 1000
        width, height = document[number - 1].get_size()
        drawn = sheet.locator("img").bounding_box()
        for mark in sheet.locator(".mark").all():
            box = mark.bounding_box()
            left, top = (
                (box["x"] - drawn["x"]) / drawn["width"],
                (box["y"] - drawn["y"]) / drawn["height"],
            )
            right, foot = (
                left + box["width"] / drawn["width"],
                top + box["height"] / drawn["height"],
            )
            words.append(
                document[number - 1]
                .get_textpage()
                .get_text_bounded(
                    left * width, (1 - foot) * height, right * width, (1 - top) * height
                )
            )
    assert squash(quote_of(claim)) in squash(" ".join(words))
    assert len(squash(" ".join(words))) < 1.3 * len(squash(quote_of(claim)))


def test_pages_can_be_leafed_enlarged_and_left_by_keyboard(page: Page, address: str):
    """Next and previous page, larger and smaller, the file, and Escape back to the card."""
    page.goto(address)
    viewer = see_on_page(page, ask(page, WESTMARCH).locator("blockquote.claim").first)
    shown = viewer.locator(".page-of")
    before = shown.inner_text()
    viewer.get_by_role("button", name="Next").press("Enter")
    expect(shown).not_to_have_text(before)
    viewer.get_by_role("button", name="Previous").press("Enter")
    expect(shown).to_have_text(before)
    width = viewer.locator(".sheet").first.bounding_box()["width"]
    viewer.get_by_role("button", name="Larger").press("Enter")
    expect(viewer.locator(".sheets")).to_have_class("sheets is-enlarged")
    for _ in range(3):  # as large as it becomes
        expect(viewer.locator(".mark").first).to_be_in_viewport()
        viewer.get_by_role("button", name="Larger").press("Enter")
    assert viewer.locator(".sheet").first.bounding_box()["width"] > 1.4 * width
    assert "/file#page=" in viewer.get_by_role("link", name="Open the file").get_attribute("href")
    page.keyboard.press("Escape")

    expect(viewer).to_be_hidden()
    expect(page.locator(".card.is-lit .see-page")).to_be_focused()


def test_a_brief_without_pages_shows_its_words_with_the_quote(page: Page, address: str):
    """Where a file has no layout its words are shown, the quote among them, and no markup."""
    page.goto(address)
    claim = ask(page, "Who paid for trampolines in Rutland?").locator("blockquote.claim").first
    viewer = see_on_page(page, claim)

    assert squash(viewer.locator("mark").first.inner_text()) == squash(quote_of(claim))
    assert viewer.locator("script, img").count() == 0
    assert page.evaluate("window.hacked") is None


# ---- what else can be done with a conversation


def test_a_comparison_is_a_table_that_can_be_read_on_a_phone(page: Page, address: str):
    """Side by side on a wide window, below each other on a narrow one, nothing cut off."""
    page.goto(address)
    turn = ask(page, "How do Harrow and Leicestershire compare on care leavers?")
    expect(turn.locator("table th[scope=col]")).to_have_count(2)
    expect(turn.locator("td.graded").first).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})

    expect(turn.locator("td").first).to_be_visible()
    page.wait_for_function(
        "document.documentElement.scrollWidth === 360"
    )  # buttons take a moment to shrink


def test_a_pinned_scope_changes_what_is_answered(page: Page, address: str):
    """Kept to Harrow, a question without a council is answered on Harrow, and without the limit
    on all.
    """
    page.goto(address)
    ask(page, HARROW)
    page.get_by_role("button", name="Keep to this").click()
    expect(page.locator(".scope")).to_contain_text("Limited to: Harrow")
    limited = ask(page, "Different question: what is said about supervision?")
    councils = limited.locator(".card .council").all_inner_texts()
    page.get_by_role("button", name="Remove the limit").click()
    expect(page.locator(".scope")).not_to_contain_text("Limited")

    assert set(councils) == {"Harrow"}


def test_a_name_that_begins_as_typed_is_taken(page: Page, address: str):
    """In the list of councils "R" and Enter take Rutland, and not the first name that holds an
    r.
    """
    page.goto(address)
    page.locator("#limit button").first.click()
    councils = page.get_by_label("Councils", exact=True)
    councils.click()
    councils.press_sequentially("R")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")

    expect(page.locator(".scope")).to_contain_text("Limited to: Rutland")


def test_a_conversation_is_there_again_after_a_reload(page: Page, address: str):
    """The browser keeps it, follow-ups go on from it, and markers still lead to their cards."""
    page.goto(address)
    ask(page, HARROW)
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    second = ask(page, "And in Leicestershire?")

    expect(second.locator(".card").first).to_contain_text("Leicestershire")
    page.locator(".turn").first.locator(".marker").first.click()
    expect(page.locator(".card.is-lit")).to_contain_text("Harrow")


def test_the_question_of_a_quick_reader_is_answered(page: Page, address: str):
    """Asked before the page is as it was left, by a click or in the box, it is not drawn over."""
    page.goto(address)
    page.get_by_label("Your council").select_option("Leicestershire")
    expect(page.locator(".opening .offer", has_text="Leicestershire").first).to_be_visible()
    quick = page.context.new_page()
    quick.add_init_script(
        "new MutationObserver((_, seen) => {"
        "const offer = document.querySelector('.examples .offer');"
        "if (offer) { seen.disconnect(); offer.click(); } })"
        ".observe(document, { childList: true, subtree: true });"
    )
    quick.goto(address)
    replied(quick, 0)
    expect(quick.locator(".opening")).to_have_count(0)


def test_an_open_page_finds_its_program_again(page: Page, tmp_path: Path):
    """Started anew, the program answers a page that was open all the while, and the conversation
    is still there.
    """
    port = free_port()
    shutil.copytree(SAMPLE_LIBRARY, tmp_path / "reports")
    with Store(Settings(store=tmp_path / "store"), create=True) as store:
        build(tmp_path / "reports", store)
    command = [sys.executable, "app.py", "--store", str(tmp_path / "store"), "--port", str(port)]
    for start in ("first", "second"):
        with running(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert any(f"127.0.0.1:{port}" in line for line in process.stdout)
            if start == "first":
                page.goto(f"http://127.0.0.1:{port}/")
                ask(page, "Which councils are outstanding overall?")
                continue
            expect(page.locator(".turn")).to_have_count(1)
            ask(page, "How many are there?")
            expect(page.locator(".turn")).to_have_count(2)


def test_dates_are_in_the_time_of_the_reader(browser: Browser, address: str):
    """A conversation begun at 23:30 in Greenwich began on the next day for a reader in Auckland."""
    context = browser.new_context(timezone_id="Pacific/Auckland")
    transcript = {
        "key": "a" * 32,
        "began": "2026-01-01T23:30+00:00",
        "updated": 1,
        "name": "",
        "title": "One?",
        "turns": [{"question": "One?"}],
    }
    context.add_init_script(
        f"localStorage.setItem('inspection-assistant-talk-{transcript['key']}', "
        f"JSON.stringify({json.dumps(transcript)}))"
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("tab", name="Earlier conversations").click()

    expect(page.locator(".talks .fact")).to_contain_text("2 January 2026 at 12:30")
    context.close()


def test_an_earlier_conversation_can_be_opened_and_deleted(page: Page, address: str):
    """A new conversation puts the old one away; opened again it is as it was."""
    page.goto(address)
    ask(page, HARROW)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".opening")).to_be_visible()
    page.get_by_role("tab", name="Earlier conversations").click()
    page.get_by_role("button", name=HARROW, exact=True).click()
    expect(page.locator(".turn .question")).to_contain_text("morale")
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("tab", name="Earlier conversations").click()
    page.on("dialog", lambda dialog: dialog.accept("Morale"))
    page.get_by_role("button", name=f"Rename the conversation “{HARROW}”").click()
    page.get_by_label("Find a conversation").fill("nothing of the kind")
    expect(page.locator(".talks .offer")).to_have_count(0)
    page.get_by_label("Find a conversation").fill("staff")
    expect(page.locator(".talks .offer")).to_have_text("Morale")
    page.get_by_role("button", name="Delete the conversation “Morale”").click()
    expect(page.get_by_text("There are no earlier conversations")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".talks .offer")).to_have_text("Morale")


def test_two_windows_of_one_conversation_both_keep_theirs(page: Page, address: str):
    """Carried on in two windows it becomes two conversations, and a reload shows each window its
    own.
    """
    page.goto(address)
    ask(page, HARROW)
    expect(page.locator(".turn[data-record]")).to_have_count(1)
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator(".turn")).to_have_count(1)
    ask(other, "And in Leicestershire?")
    ask(page, "And supervision?")
    page.reload()
    expect(page.locator(".turn .question").nth(1)).to_contain_text("supervision")
    other.reload()
    expect(other.locator(".turn .question").nth(1)).to_contain_text("Leicestershire")
    page.get_by_role("tab", name="Earlier conversations").click()
    expect(page.locator(".talks .offer")).to_have_count(2)


def test_a_conversation_is_opened_from_a_file(page: Page, address: str, tmp_path: Path):
    """What was saved for a colleague opens in another browser with all its turns; another file
    is refused in words.
    """
    page.goto(address)
    ask(page, HARROW)
    with page.expect_download() as saved:
        page.get_by_role("button", name="a colleague can open").click()
    saved.value.save_as(tmp_path / "talk.json")
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.reload()
    expect(page.locator(".opening")).to_be_visible()
    page.get_by_role("tab", name="Earlier conversations").click()
    page.get_by_label("Open a file").set_input_files(tmp_path / "other.json")
    expect(page.get_by_text("holds no conversation")).to_be_visible()
    page.get_by_label("Open a file").set_input_files(tmp_path / "talk.json")
    expect(page.locator(".turn .question")).to_contain_text("morale")


def test_a_full_storage_is_said(page: Page, address: str):
    """Where the browser can keep no more, the reader is told that this conversation is not kept."""
    page.add_init_script(
        "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (name, "
        "value) {"
        "if (name.startsWith('inspection-assistant-talk-') && value.length > 99) throw new "
        "DOMException('full', 'QuotaExceededError');"
        "return set.call(this, name, value); };"
    )
    page.goto(address)
    ask(page, HARROW)
    expect(page.locator("#storage-note")).to_contain_text("storage of this browser is full")


def test_the_last_question_can_be_asked_again_and_edited(page: Page, address: str):
    """Asked again it stands once; while it is edited its answer stays until there is a new one."""
    page.goto(address)
    ask(page, HARROW)
    page.get_by_role("button", name="Ask the last question again").click()
    expect(page.locator(".turn[aria-busy=false]")).to_have_count(1)
    page.get_by_role("button", name="Edit the last question").click()

    box = page.get_by_label("Your question")
    expect(box).to_have_value(HARROW)
    expect(page.locator(".turn .claim").first).to_be_visible()
    page.get_by_role("button", name="Leave it as it is").click()
    expect(box).to_have_value("")
    page.get_by_role("button", name="Edit the last question").click()
    expect(box).to_have_value(HARROW)
    box.fill("What did inspectors say about staff morale in Leicestershire?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .question").last).to_contain_text("Leicestershire")
    expect(page.locator(".turn")).to_have_count(1, timeout=60_000)


def test_offered_questions_have_answers(page: Page, address: str):
    """What is offered after an answer is answered when it is chosen."""
    page.goto(address)
    offers = ask(page, HARROW).locator("button.offer")
    expect(offers.first).to_be_visible()
    offers.first.click()

    turn = replied(page, 1)
    expect(turn.locator(".refusal")).to_have_count(0)
    expect(turn.locator(".card").first).to_be_visible()


def test_answers_are_saved_and_copied(page: Page, address: str, tmp_path: Path):
    """The Word file opens and holds question, quote and reference; a reference can be copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    ask(page, GRADES)
    turn = ask(page, HARROW)
    quote = quote_of(turn.locator("blockquote.claim").first)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the whole conversation as a Word document").click()
    saved.value.save_as(tmp_path / "answers.docx")
    with page.expect_download() as markdown:
        turn.get_by_role("button", name="Save this answer as Markdown").click()
    markdown.value.save_as(tmp_path / "answers.md")
    turn.get_by_role("button", name="Copy reference").first.click()
    expect(turn.get_by_role("status").get_by_text("Copied")).to_be_visible()

    text = "\n".join(paragraph.text for paragraph in Document(tmp_path / "answers.docx").paragraphs)
    assert GRADES in text
    assert HARROW in text
    assert re.search(rf"“{re.escape(quote)}” \[\d+\]", text)
    assert saved.value.suggested_filename.startswith("what-grades-has-harrow")
    assert markdown.value.suggested_filename.startswith("what-did-inspectors-say")
    assert f"“{quote}”" in (tmp_path / "answers.md").read_text(encoding="utf-8")
    assert quote in page.evaluate("navigator.clipboard.readText()")


def test_wrong_evidence_can_be_told(page: Page, address: str):
    """The reader is thanked for it."""
    page.goto(address)
    card = ask(page, HARROW).locator(".card").first
    card.get_by_text("This evidence is wrong").click()
    card.get_by_label("What is wrong with it?").fill("It is about something else.")
    card.get_by_role("button", name="Send").click()

    expect(card.get_by_text("Thank you")).to_be_visible()


def test_where_to_turn_comes_first(page: Page, address: str):
    """Somebody who tells of a child in danger is told whom to call, in an alert, without
    evidence.
    """
    page.goto(address)
    turn = ask(page, "my neighbour is hitting his little boy right now")

    expect(turn.get_by_role("alert")).to_contain_text("999")
    expect(turn.locator(".card")).to_have_count(0)


# ---- the library


def test_reports_are_added_and_removed_while_others_are_asked(
    page: Page, address: str, tmp_path: Path
):
    """A good file is added, a bad one named with its reason; the report answers, and is removed
    again.
    """
    make_jtai(tmp_path / "jtai.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 cut short")
    page.goto(address)
    page.get_by_role("tab", name="Library").click()
    listed = page.locator(".council-reports > ul > li")
    expect(listed.first).to_be_attached()
    before = listed.count()
    page.locator("#adding input[type=file]").set_input_files(
        [tmp_path / "jtai.pdf", tmp_path / "broken.pdf"]
    )
    other = page.context.new_page()
    other.goto(address)
    expect(ask(other, HARROW).locator(".card").first).to_be_visible()
    expect(page.locator(".additions")).to_contain_text("jtai.pdf has been added", timeout=60_000)
    expect(page.locator(".additions")).to_contain_text(
        "broken.pdf was not added: the PDF is damaged"
    )
    expect(listed).to_have_count(before + 1)
    other.get_by_role("tab", name="Library").click()
    expect(other.locator(".council-reports > ul > li")).to_have_count(before + 1)

    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    council = page.locator(".council-reports", has_text="joint targeted area inspection")
    council.locator("summary").first.click()
    expect(council.locator("ul").first).to_contain_text(
        "joint targeted area inspection (added by a reader, not checked)"
    )
    council.get_by_role("button", name="Accept").click()
    expect(page.locator(".additions")).to_contain_text("is accepted")
    expect(council.locator("ul").first).not_to_contain_text("added by a reader")
    council.locator("summary").first.click()
    council.get_by_text("Remove a report").click()
    council.locator(".removing li", has_text="joint targeted").get_by_role(
        "button", name="Remove"
    ).click()
    expect(page.locator(".additions")).to_contain_text("has been removed")
    assert "jtai.pdf" in asked[-1]
    expect(listed).to_have_count(before)
    page.locator(".set-aside").get_by_role("button", name="Bring back").click()
    expect(listed).to_have_count(before + 1)
    page.reload()
    page.get_by_role("tab", name="Library").click()
    expect(listed).to_have_count(before + 1)
    council.locator("summary").first.click()
    council.get_by_text("Remove a report").click()
    council.locator(".removing li", has_text="joint targeted").get_by_role(
        "button", name="Remove"
    ).click()
    expect(listed).to_have_count(before)


def test_the_library_is_filtered_and_sorted(page: Page, address: str):
    """By the beginning of a name, region, kind, grade and year; sorted by date; how many are
    shown is said.
    """
    page.goto(address)
    page.get_by_role("tab", name="Library").click()
    councils = page.locator(".council-reports:visible strong")
    expect(councils).to_have_text(["Harrow", "Leicestershire", "Rutland", "Westmarch"])
    page.get_by_label("Find a council").fill("r")
    expect(councils.first).to_have_text("Rutland")
    page.get_by_label("Find a council").fill("")
    page.get_by_label("Region").select_option("London")
    expect(councils).to_have_text(["Harrow"])
    expect(page.locator(".found")).to_have_text("1 of 4 councils are shown.")
    page.get_by_label("Region").select_option("")
    page.get_by_label("Latest overall grade").select_option("Outstanding")
    expect(councils).to_have_text(["Leicestershire"])
    page.get_by_label("Latest overall grade").select_option("")
    page.get_by_label("Report of the year").select_option("2020")
    expect(councils).to_have_text(["Harrow"])
    page.get_by_label("Report of the year").select_option("")
    page.get_by_label("Order").select_option("By grade, the best first")
    expect(councils.first).to_have_text("Leicestershire")
    page.get_by_label("Order").select_option("Newest report first")
    expect(councils.first).to_have_text("Harrow")
    expect(page.locator(".reach")).to_contain_text("newest report here is of 4 March 2025")


# ---- answers that fit


GRADES = "What grades has Harrow had over the years?"


@pytest.mark.parametrize("width", [360, 768, 1024, 1440, 1920])
def test_a_table_fits_the_window(page: Page, address: str, width: int):
    """Nothing is cut and the window does not scroll sideways; the answer's tools come before it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    turn = ask(page, GRADES)
    table = turn.locator(".table").first
    expect(table.locator("td.graded").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert table.evaluate("place => place.scrollWidth - place.clientWidth") <= 1
    right = table.bounding_box()["x"] + table.bounding_box()["width"]
    assert right <= width
    assert (
        turn.locator(".tools").first.bounding_box()["y"]
        < turn.locator(".answer").bounding_box()["y"]
    )
    expect(turn.locator(".card")).to_have_count(3)


@pytest.mark.parametrize("width", [1024, 1440])
def test_evidence_ends_where_the_page_ends(page: Page, address: str, width: int):
    """Beside words and beside a grid alike, its cards end where the box for questions ends; and
    the box stands at the foot of the window.
    """
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    for question in (GRADES, "How many councils are good overall?", HARROW):
        evidence = ask(page, question).locator(".evidence").bounding_box()
        row = page.locator("#asking-row").bounding_box()
        assert abs(evidence["x"] + evidence["width"] - row["x"] - row["width"]) < 4, question
        foot = page.locator("#asking").bounding_box()
        assert abs(foot["y"] + foot["height"] - 900) < 2


def test_print_leaves_out_what_cannot_be_pressed(page: Page, address: str):
    """On paper stand question, answer and evidence; of an open page of a report that page alone."""
    page.goto(f"{address}?__theme=dark")
    turn = ask(page, WESTMARCH)
    page.emulate_media(media="print")
    expect(turn.locator(".claim").first).to_be_visible()
    expect(turn.locator(".card blockquote").first).to_be_visible()
    for pressed in ("#asking", ".turn .tools", ".turn .see-page", "[role=tablist]"):
        expect(page.locator(pressed).first).to_be_hidden()
    ink = "getComputedStyle(document.querySelector('.question')).color"
    assert page.evaluate(ink) == "rgb(27, 37, 48)"
    page.emulate_media(media="screen")
    see_on_page(page, turn.locator("blockquote.claim").first)
    page.emulate_media(media="print")
    expect(page.locator("#viewer .sheet").first).to_be_visible()
    expect(page.locator("#viewer .close")).to_be_hidden()
    expect(turn).to_be_hidden()


def test_my_area_is_asked_for_and_the_question_put_again(page: Page, address: str):
    """Who speaks of "my council" chooses it below the question, which is then answered for it."""
    page.goto(address)
    turn = ask(page, "What grades has my council had over the years?")
    assert serious(page) == []
    turn.get_by_label("Your council").select_option("Leicestershire")

    expect(page.locator(".turn .answer").last).to_contain_text("Leicestershire overall")
    expect(page.locator(".turn")).to_have_count(1, timeout=60_000)
    expect(page.locator(".turn select")).to_have_count(0)


def test_a_table_that_is_too_wide_says_so(page: Page, address: str):
    """Where columns must scroll, a line and a fading edge say so until the last column is seen."""
    page.set_viewport_size({"width": 700, "height": 800})
    page.goto(address)
    table = ask(page, GRADES).locator(".table").first
    expect(page.locator(".scrolls").first).to_be_hidden()
    table.locator("td").first.evaluate("cell => cell.style.minWidth = '900px'")
    page.set_viewport_size({"width": 690, "height": 800})
    expect(table).to_contain_class("is-wider scrolls-on")
    expect(page.locator(".scrolls").first).to_be_visible()
    table.evaluate("place => place.scrollTo(9999, 0)")
    expect(table).not_to_contain_class("scrolls-on")


def test_a_table_sorts_and_is_saved_for_a_spreadsheet(page: Page, address: str, tmp_path: Path):
    """A click sorts, another turns the order; what was sorted stays so; CSV and workbook have a
    name of their own and the references.
    """
    page.goto(address)
    turn = ask(page, GRADES)
    names = turn.locator("tbody th")
    column = turn.get_by_role("button", name="20 to 24 January 2025")
    column.click()
    expect(turn.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert turn.locator("tbody td:nth-child(2)").first.inner_text().startswith("Good")
    column.click()
    first = names.first.inner_text()
    with page.expect_download() as saved:
        turn.get_by_role("button", name="Save the tables of this answer as CSV").click()
    saved.value.save_as(tmp_path / "table.csv")
    with page.expect_download() as workbook:
        turn.get_by_role("button", name="as an Excel workbook").click()
    workbook.value.save_as(tmp_path / "table.xlsx")
    ask(page, HARROW)
    expect(page.locator(".turn").first.locator("tbody th").first).to_have_text(first)

    assert saved.value.suggested_filename.startswith("what-grades-has-harrow-had-over-the-years-20")
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].split(",")[1] == "20 to 24 January 2025"
    assert "harrow-2025.md" in lines[2]
    assert workbook.value.suggested_filename.endswith(".xlsx")
    book = load_workbook(tmp_path / "table.xlsx")
    assert book.worksheets[0]["B1"].value == "20 to 24 January 2025"
    assert "harrow-2025.md" in [cell.value for cell in book["Sources"][2]]
    assert ("Question", GRADES) in list(book["About"].iter_rows(values_only=True))
    assert book.properties.title == GRADES


def test_a_table_sorts_on_a_phone(page: Page, address: str):
    """Its rows stand as blocks; what they sort by is a line above them that can be touched."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    turn = ask(page, GRADES)
    turn.get_by_role("button", name="20 to 24 January 2025").click()

    expect(turn.locator("th[aria-sort=ascending]")).to_be_visible()
    assert turn.locator("tbody td:nth-child(2)").first.inner_text().startswith("Good")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(
    "ordered", [("9 of 46, 20%", "25 of 46, 54%", "none"), ("1 day", "20 days", "3 months")]
)
def test_what_is_counted_sorts_by_its_number(page: Page, address: str, ordered: tuple[str, ...]):
    """A part of a whole by the part, and days before months."""
    page.goto(address)
    turn = ask(page, GRADES)
    cells = turn.locator("tbody td:nth-child(2)")
    cells.evaluate_all(
        """(cells, texts) => cells.forEach((cell, place) => {
            cell.className = "";
            cell.textContent = texts[place % texts.length];
        })""",
        ordered[::-1],
    )
    turn.get_by_role("button", name="20 to 24 January 2025").click()

    expect(turn.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert tuple(dict.fromkeys(cells.all_inner_texts())) == ordered


def test_the_newest_answer_is_on_screen(page: Page, address: str):
    """Each new question comes to the top of the window, also when it is asked again; a table
    comes once.
    """
    page.goto(address)
    ask(page, GRADES)
    second = ask(page, GRADES)
    expect(second.locator(".question")).to_be_in_viewport()
    expect(second.locator("details.again")).to_have_count(1)
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Ask the last question again").evaluate(
        "button => button.click()"
    )
    expect(page.locator(".turn").nth(1).locator(".question")).to_be_in_viewport()


# ---- the page of a council, and the first view


def test_a_council_has_a_page_of_its_own(page: Page, address: str):
    """From the library to grades, brief, neighbours and every report; its markers lead to cards
    and pages; it asks.
    """
    page.goto(f"{address}councils/harrow")
    expect(page.get_by_role("heading", name="Grades over time")).to_be_visible()
    expect(page.locator("td.graded").first).to_be_visible()
    expect(page.locator(".shelves li")).to_have_count(3)
    expect(page.get_by_text("Statistical neighbours")).to_be_visible()
    page.locator(".marker").first.click()
    expect(page.locator(".card.is-lit")).to_be_in_viewport()
    page.locator(".card.is-lit .see-page").click()
    expect(page.locator("#viewer mark").first).to_be_visible()
    page.keyboard.press("Escape")
    assert serious(page) == []
    page.get_by_label("Ask about this").fill("staff morale")
    page.keyboard.press("Enter")
    expect(replied(page, 0).locator(".question")).to_contain_text("Harrow: staff morale")
    page.get_by_role("tab", name="Library").click()
    page.locator(".council-reports", has_text="Harrow").locator("summary").first.click()
    expect(page.get_by_role("link", name="All on Harrow")).to_have_attribute(
        "href", "/councils/harrow"
    )
    assert page.goto(f"{address}councils/nowhere").status == 404


def test_the_first_view_shows_every_kind_of_answer(page: Page, address: str):
    """Examples of several kinds, each answered; the reader's own council is used for "we" and
    kept; terms are explained.
    """
    page.goto(address)
    expect(page.locator(".opening .gives").first).to_be_visible()
    kinds = page.locator(".opening .gives").all_inner_texts()
    assert {"A brief", "Grades over time", "What changed", "A comparison"} <= set(kinds)
    page.get_by_label("Your council").select_option("Leicestershire")
    expect(
        page.locator(".opening .offer", has_text="Summarise the latest Leicestershire report")
    ).to_be_visible()
    page.reload()
    expect(page.get_by_label("Your council")).to_have_value("Leicestershire")
    turn = ask(page, "What grades have we had over the years?")
    expect(turn.locator(".answer")).to_contain_text("Leicestershire overall")
    expect(turn.locator(".question")).to_contain_text("we had")
    term = turn.locator(".term").first
    term.hover()
    expect(page.locator("#term")).to_contain_text("Ofsted")
    page.goto(f"{address}about")
    expect(page.get_by_role("heading", name="What it cannot do")).to_be_visible()
    assert serious(page) == []


def test_the_icon_is_there_and_the_box_has_the_focus(page: Page, address: str):
    """Nothing is asked for in vain, and a reader can type at once."""
    missing: list[str] = []
    page.on("response", lambda reply: missing.append(reply.url) if reply.status >= 400 else None)
    page.goto(address)
    expect(page.get_by_label("Your question")).to_be_focused()
    assert httpx.get(f"{address}favicon.ico").headers["content-type"] == "image/svg+xml"
    assert missing == []


# ---- for everybody


STATES = {
    "opening": (),
    "answer": (HARROW,),
    "comparison": ("How do Harrow and Leicestershire compare on care leavers?",),
    "refusal": ("How good are children's services in Cardiff?",),
    "library": ("tab:Library",),
    "conversations": (HARROW, "tab:Earlier conversations"),
    "grades": ("What grades has Harrow had over the years?",),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_serious_barrier_is_found(page: Page, address: str, state: str, theme: str):
    """axe finds no serious or critical violation in any main state, light or dark."""
    page.goto(f"{address}?__theme={theme}")
    expect(page).to_have_title("Inspection assistant")
    expect(page.locator("#tab-ask")).to_be_visible()  # until then its tab points to nothing
    for step in STATES[state]:
        if step.startswith("tab:"):
            page.get_by_role("tab", name=step.removeprefix("tab:")).click()
            expect(page.locator(".shelves:visible input").first).to_be_visible()
        else:
            ask(page, step)
    assert serious(page) == []


def test_no_serious_barrier_is_found_beside_a_page(page: Page, address: str):
    """The page of a report is as open to everybody."""
    page.goto(address)
    see_on_page(page, ask(page, WESTMARCH).locator("blockquote.claim").first)
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:150]}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


# ---- for programs


def test_a_program_asks_through_the_api(address: str):
    """One call, without a browser, gives the answer with its citations; the page's own are
    closed.
    """
    client = Client(address, verbose=False)
    answer = client.predict(
        question="And in Leicestershire?", earlier_questions=[HARROW], api_name="/ask"
    )

    assert {citation["council"] for citation in answer["citations"]} == {"Leicestershire"}
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/ask", "/library"}


def test_a_chat_model_asks_through_the_tool_server(address: str):
    """The tool server (MCP) offers the same two tools, and they answer."""

    async def use() -> tuple[set[str], str]:
        async with (
            streamablehttp_client(f"{address}gradio_api/mcp/") as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            tools = {tool.name for tool in (await session.list_tools()).tools}
            name = next(tool for tool in tools if tool.endswith("ask"))
            result = await session.call_tool(name, {"question": HARROW, "earlier_questions": []})
            return tools, result.content[0].text

    with ThreadPoolExecutor(1) as elsewhere:  # the browser's driver has a loop in this thread
        tools, text = elsewhere.submit(asyncio.run, use()).result()

    assert len(tools) == 2
    assert "morale" in json.loads(text)["answer"]


# ---- a slow assistant, to see what happens in between


@pytest.fixture(scope="module")
def slow_address(made_store: Store) -> Iterator[str]:
    """Where a page is served whose assistant takes its time, and fails when it is told to."""

    def reply(conversations: Iterator[Conversation | list[str]]) -> Iterator[Answer]:
        asked = list(conversations)[-1]
        messages = asked.messages if isinstance(asked, Conversation) else asked
        message = messages[-1]
        for number in range(4):
            time.sleep(float(message.split()[-1]))
            if message.startswith("Fail"):
                raise RuntimeError("The assistant was told to fail.")
            yield Answer((Part((Claim(f"Sentence {number} of turn {len(messages)}."),)),))

    warming = Warming()
    warming.start()
    assistant = SimpleNamespace(
        library=Library(()), chain=RunnableGenerator(reply), suggest=lambda *_: ()
    )
    indexing = Indexing(lambda _: None)
    indexing.start()
    page = AssistantPage(assistant, lambda *_: [], warming, indexing)
    screen = Screen(page, assistant, made_store, Counters(), may=Permissions())
    yield screen.launch(Serving(port=free_port()), [])
    screen.blocks.close(verbose=False)


def test_an_answer_streams_in(page: Page, slow_address: str):
    """Sentences appear one after the other, and the box can hold the next question meanwhile."""
    page.goto(slow_address)
    page.get_by_label("Your question").fill("Take 0.5")
    page.keyboard.press("Enter")
    expect(page.locator(".pending")).to_have_text("Searching the reports…")
    expect(page.locator(".claim")).to_have_count(1)
    page.get_by_label("Your question").fill("What else?")
    expect(page.locator(".claim")).to_have_count(2)
    expect(page.locator(".pending")).to_have_text("Writing the answer…")

    expect(replied(page, 0).locator(".claim")).to_have_count(4)
    expect(page.get_by_label("Your question")).to_have_value("What else?")


def test_a_slow_answer_blocks_nobody_else(page: Page, slow_address: str):
    """A second reader is answered while the first still waits; the first can begin anew."""
    page.goto(slow_address)
    other = page.context.new_page()
    other.goto(slow_address)
    page.get_by_label("Your question").fill("Take 8")
    page.keyboard.press("Enter")
    expect(page.locator(".pending")).to_be_visible()

    ask(other, "Take 0")
    expect(page.locator(".claim")).to_have_count(0)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".opening")).to_be_visible()
    expect(ask(page, "Take 0").locator(".claim").first).to_have_text("Sentence 0 of turn 1.")


def test_an_answer_can_be_stopped(page: Page, slow_address: str):
    """Stopped, it is gone, its question is back in the box, and the next one is answered."""
    page.goto(slow_address)
    page.get_by_label("Your question").fill("Take 4")
    page.keyboard.press("Enter")
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".turn")).to_have_count(0)

    expect(page.get_by_label("Your question")).to_have_value("Take 4")
    expect(ask(page, "Take 0").locator(".claim").first).to_be_visible()


def test_twenty_people_do_not_wait_for_one_slow_answer(slow_address: str):
    """Twenty questions are answered while one that takes its time is still being answered."""
    client = Client(slow_address, verbose=False)
    slow = client.submit(question="Take 10", api_name="/ask")
    quick = [client.submit(question="Take 0", api_name="/ask") for _ in range(20)]

    assert all("Sentence 3" in job.result(timeout=35)["answer"] for job in quick)
    assert not slow.done()
    slow.cancel()


def test_a_fault_is_one_plain_sentence_and_keeps_the_question(page: Page, slow_address: str):
    """After a fault the question stands in the box again, and the next one is answered in its
    place.
    """
    page.goto(slow_address)
    turn = ask(page, "Fail after 0")

    expect(turn.get_by_role("alert")).to_contain_text("Something went wrong")
    expect(page.get_by_label("Your question")).to_have_value("Fail after 0")
    page.get_by_label("Your question").fill("Take 0")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .claim")).to_have_count(4)
