"""The page as a reader meets it: app.py over a small library, driven in real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from langchain_core.runnables import RunnableGenerator
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect, sync_playwright

import app
from assistant.answers import Answer, Claim, Part
from assistant.library import Library
from assistant.page.conversation import Page as AssistantPage
from assistant.page.warming import Warming
from index.build import SAMPLE_LIBRARY

pytestmark = pytest.mark.browser

ROOT = Path(app.__file__).parent
HARROW = "What did inspectors say about staff morale in Harrow?"
ATTACK = "<script>window.hacked = 1</script> <img src=x onerror=window.hacked=1> {{7*7}} ${7*7}"
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
def address(
    tmp_path_factory: pytest.TempPathFactory, outside: tuple[int, list[bytes]]
) -> Iterator[str]:
    """Where app.py serves some sample briefs and one whose text is written to attack the page."""
    folder = tmp_path_factory.mktemp("reports")
    for brief in (*SAMPLE_LIBRARY.glob("harrow-*"), *SAMPLE_LIBRARY.glob("leicestershire-*")):
        shutil.copy(brief, folder)
    (folder / "rutland-2024.md").write_text(BRIEF, encoding="utf-8")
    store, port = str(tmp_path_factory.mktemp("store")), str(free_port())
    building = [sys.executable, "-m", "index", "build", str(folder), "--store", store]
    subprocess.run(building, cwd=ROOT, check=True, capture_output=True)
    proxy = f"http://127.0.0.1:{outside[0]}"
    names = ("http_proxy", "https_proxy", "all_proxy")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in {*names, "no_proxy"}}
    serving = [sys.executable, "app.py", "--store", store, "--port", port]
    with subprocess.Popen(
        serving, cwd=ROOT, env={**kept, **dict.fromkeys(names, proxy)}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert f"127.0.0.1:{port}" in process.stdout.readline()
        yield f"http://127.0.0.1:{port}/"
        process.terminate()


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
    expect(turn).to_have_attribute("aria-busy", "false", timeout=20_000)
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
    """Markers are reached with Tab and followed with Enter, also on a page opened with a query."""
    page.goto(f"{address}?__theme=dark")
    turn = ask(page, HARROW)
    turn.locator(".question").focus()
    page.keyboard.press("Tab")
    expect(turn.locator(".marker").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#evidence-1-1")).to_be_focused()
    expect(turn).to_be_visible()


def test_a_follow_up_keeps_the_topic(page: Page, address: str):
    """“And in Leicestershire?” is answered on morale, and both answers' markers keep their own cards."""
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
    expect(page.locator(".library")).to_contain_text("7 reports, 3 councils")
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


def test_nothing_is_asked_of_another_machine(
    page: Page, address: str, outside: tuple[int, list[bytes]]
):
    """Neither server nor page looks elsewhere, and the browser is told to allow neither."""
    response = page.goto(address)
    ask(page, HARROW)

    assert response
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert outside[1] == []


# ---- a slow assistant, to see what happens in between


@pytest.fixture(scope="module")
def slow_address() -> Iterator[str]:
    """Where a page is served whose assistant takes its time, and fails when it is told to."""

    def reply(conversations: Iterator[list[str]]) -> Iterator[Answer]:
        messages = list(conversations)[-1]
        message = messages[-1]
        for number in range(4):
            time.sleep(float(message.split()[-1]))
            if message.startswith("Fail"):
                raise RuntimeError("The assistant was told to fail.")
            yield Answer((Part((Claim(f"Sentence {number} of turn {len(messages)}."),)),))

    warming = Warming()
    warming.start()
    assistant = SimpleNamespace(library=Library(()), chain=RunnableGenerator(reply))
    blocks = app.compose(AssistantPage(assistant, lambda *_: [], warming))
    app.launch(blocks, "127.0.0.1", free_port())
    yield str(blocks.local_url)
    blocks.close(verbose=False)


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
    page.get_by_label("Your question").fill("Take 3")
    page.keyboard.press("Enter")
    expect(page.locator(".pending")).to_be_visible()

    ask(other, "Take 0")
    expect(page.locator(".claim")).to_have_count(0)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".opening")).to_be_visible()
    expect(ask(page, "Take 0").locator(".claim").first).to_have_text("Sentence 0 of turn 1.")


def test_a_fault_is_one_plain_sentence_and_keeps_the_question(page: Page, slow_address: str):
    """After a fault the question stands in the box again, and the next one is answered in its place."""
    page.goto(slow_address)
    turn = ask(page, "Fail after 0")

    expect(turn.get_by_role("alert")).to_contain_text("Something went wrong")
    expect(page.get_by_label("Your question")).to_have_value("Fail after 0")
    page.get_by_label("Your question").fill("Take 0")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .claim")).to_have_count(4)
