"""Take a picture of each main state of the page, wide and narrow, light and dark, to be looked at.

    python -m tests.page.take_screenshots [--store DIR] [--to DIR] [--only STATE …] [--sizes SIZE …]

The two that the README shows are `answer-wide.png` and `comparison-phone.png`.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
SIZES = {
    "widest": (1920, 1080),
    "wide": (1440, 900),
    "laptop": (1024, 768),
    "tablet": (768, 1024),
    "phone": (360, 740),
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STEPS: dict[str, Callable[[Page], None]] = {
    "opening": lambda page: None,
    "answer": lambda page: ask(
        page, "How has Harrow's support for care leavers changed since 2020?"
    ),
    "evidence": lambda page: see(page, "What did inspectors say about staff morale in Harrow?"),
    "comparison": lambda page: ask(
        page, "How do Harrow and Leicestershire compare on care leavers?"
    ),
    "six": lambda page: ask(
        page,
        "Compare Harrow, Leicestershire, Barnet, Somerset, Leicester and Nottingham on caseloads",
    ),
    "neighbours": lambda page: ask(page, "How does Leicestershire compare with its neighbours?"),
    "pattern": lambda page: ask(page, "Where do inspectors mention caseloads?"),
    "count": lambda page: ask(page, "How many councils of each grade are there in each region?"),
    "brief": lambda page: ask(page, "Summarise the latest Harrow report"),
    "area": lambda page: ask(page, "Is my area safe?"),
    "council": lambda page: page.goto(f"{page.url.split('?')[0]}councils/harrow"),
    "about": lambda page: page.goto(f"{page.url.split('?')[0]}about"),
    "grades": lambda page: ask(page, "What grades has Harrow had over the years?"),
    "list": lambda page: ask(page, "Which councils are inadequate overall?"),
    "refusal": lambda page: ask(page, "How good are children's services in Cardiff?"),
    "danger": lambda page: ask(page, "my neighbour is hitting his little boy right now"),
    "scope": lambda page: page.locator("#limit button").first.click(),
    "earlier": lambda page: put_away(page),
    "library": lambda page: page.get_by_role("tab", name="Library").click(),
}


def main() -> int:
    """Serve a store, by default a new one of the sample library, and take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Path("data/screenshots"))
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="*", default=list(STEPS), choices=list(STEPS))
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), choices=list(SIZES))
    options = parser.parse_args()
    if not options.store.exists():
        build = [
            sys.executable,
            "-m",
            "index",
            "build",
            "index/sample",
            "--store",
            str(options.store),
        ]
        subprocess.run(build, check=True)
    program = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if program is None:
        print("There is no browser: install Chromium (Debian: apt-get install chromium).")
        return 1
    options.to.mkdir(parents=True, exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = [sys.executable, "app.py", "--store", str(options.store), "--port", str(port)]
    with (
        subprocess.Popen(serving, stdout=subprocess.DEVNULL) as process,
        sync_playwright() as playwright,
    ):
        try:
            address = wait_for(f"http://127.0.0.1:{port}/")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for name in options.only:
                take(browser, address, name, options.sizes, options.to)
        finally:
            process.terminate()
    return 0


def wait_for(address: str) -> str:
    while True:
        try:
            if httpx.get(address).is_success:
                return address
        except httpx.TransportError:
            pass
        time.sleep(0.2)


def take(browser: Browser, address: str, name: str, sizes: Sequence[str], folder: Path) -> None:
    for size in sizes:
        width, height = SIZES[size]
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme
            )
            page = context.new_page()
            page.goto(f"{address}?__theme={theme}")
            page.locator(".opening").wait_for()
            page.wait_for_timeout(700)
            STEPS[name](page)
            page.wait_for_timeout(900)
            end = "" if theme == "light" else "-dark"
            page.screenshot(path=folder / f"{name}-{size}{end}.png")
            context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator(".turn[aria-busy=false]").wait_for(timeout=90_000)


def see(page: Page, question: str) -> None:
    ask(page, question)
    page.locator(".marker").first.click()
    page.locator(".card.is-lit .see-page").click()
    page.locator("#viewer .sheet").first.wait_for()


def put_away(page: Page) -> None:
    ask(page, "What did inspectors say about staff morale in Harrow?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".opening").wait_for()
    page.get_by_role("tab", name="Earlier conversations").click()


if __name__ == "__main__":
    sys.exit(main())
