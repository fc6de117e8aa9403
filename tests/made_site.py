"""A site of reports in the form of Ofsted's, made on this machine: nothing of it is copied from
theirs.

Councils are real, reports are invented. A search lists councils page by page, each council has a
page with links to files, and files carry an ETag. Any address can be given a fault.
"""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from reportlab.pdfgen.canvas import Canvas

from index.dates import say_date
from index.fetching.offers import Selection
from index.fetching.ofsted import OfstedSite
from index.fetching.run import News, Outcome, fetch
from index.fetching.settings import FetchSettings
from index.places.councils import Council, all_councils

COUNCILS = 150
FILES = "/v1/"  # where files are kept
MOST_ROWS = 100  # however many are asked for
TITLES = (  # of each council, the newest first
    "Children's services inspection",
    "Children's services focused visit",
    "Joint area child protection inspection",
    "Children's services inspection",
    "Area SEND full inspection",
)
INSPECTIONS = COUNCILS * 2

EVERYTHING = Selection()
BOMB = gzip.compress(b"0" * 20 * 2**20)

Fault = Callable[["Handler", bytes], None]


@dataclass(frozen=True)
class MadeReport:
    """A report of the site: its address, its council, and what its link says."""

    number: int
    council: Council
    title: str
    published: date

    @property
    def path(self) -> str:
        return f"{FILES}file/{self.number}"

    @cached_property
    def pdf(self) -> bytes:
        return make_pdf(self.council.name, self.published)


def make_pdf(council: str, published: date, words: str = "") -> bytes:
    """A short report as a PDF."""
    data = BytesIO()
    canvas = Canvas(data, invariant=True)
    lines = (
        f"Inspection of {council} local authority children's services",
        f"Inspection dates: {published.day % 20 + 1} to {published.day % 20 + 5} March "
        f"{published.year}",
        f"Social workers in {council} see children often and know them well. {words}",
        f"Leaders in {council} listen to what children say, and act on what they hear.",
        f"Managers in {council} do not always record why they decide as they do.",
    )
    for place, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if place < 1 else "Helvetica", 15 if place < 1 else 11)
        canvas.drawString(60, 760 - 40 * place, line)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


class Hold:
    """Lets so many requests for files pass; `reached` is set with the last of them, and those
    that follow wait until `over` is set, and are not answered.
    """

    def __init__(self, files: int) -> None:
        self.files = files
        self.reached, self.over = threading.Event(), threading.Event()

    def lets_pass(self) -> bool:
        """Whether a request for a file is answered; waits where it is not."""
        self.files -= 1
        if self.files <= 0:
            self.reached.set()
        if self.files >= 0:
            return True
        self.over.wait()
        return False


@dataclass
class MadeSite:
    """What the site holds, what is wrong with it, and what was asked of it."""

    councils: tuple[Council, ...]
    reports: list[MadeReport]
    robots: str = "User-agent: *\nDisallow: /admin\n"
    faults: dict[str, Fault] = field(default_factory=dict)
    bytes_of: dict[str, bytes] = field(
        default_factory=dict
    )  # path → bytes in place of the report's own
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    is_old_layout: bool = True
    root: str = ""
    hold: Hold | None = None

    @property
    def settings(self) -> FetchSettings:
        """Settings under which this site is asked, and nothing else."""
        return FetchSettings(site=self.root, hosts=(urlsplit(self.root).netloc,), delay=0)

    def hold_after(self, files: int) -> Hold:
        """Answer so many requests for files, and then none, until it is let go."""
        self.hold = Hold(files)
        return self.hold

    def files_asked(self) -> list[str]:
        """The files that were asked for, in order."""
        return [path for path, _ in self.asked if path.startswith(FILES)]

    def of(self, council: str) -> list[MadeReport]:
        """The reports of a council, the newest first."""
        return [report for report in self.reports if report.council.name == council]

    def page_of(self, council: str) -> str:
        """The path of a council's page."""
        return next(f"/provider/44/{c.urn}" for c in self.councils if c.name == council)

    def body(self, path: str, query: dict[str, list[str]]) -> tuple[bytes, str] | None:
        """What stands at a path, and of what type it is; None where there is nothing."""
        if path == "/robots.txt":
            return self.robots.encode(), "text/plain"
        if path == "/search":
            return self._search(
                int(query["start"][0]), int(query["rows"][0])
            ).encode(), "text/html; charset=utf-8"
        if path.startswith("/provider/44/"):
            council = next((c for c in self.councils if c.urn == path.rpartition("/")[2]), None)
            return (
                (self._provider(council).encode(), "text/html; charset=utf-8") if council else None
            )
        report = next((report for report in self.reports if report.path == path), None)
        if report:
            return self.bytes_of.get(path, report.pdf), "application/pdf"
        return (self.bytes_of[path], "application/octet-stream") if path in self.bytes_of else None

    def _search(self, start: int, rows: int) -> str:
        shown = self.councils[start : start + min(rows, MOST_ROWS)]
        rows_ = "".join(
            f'<li class="search-result"><h3><a href="/provider/44/{c.urn}">{escape(c.name)} '
            f"Council</a></h3><p>Local authority</p></li>"
            for c in shown
        )
        return _page(
            f'<ul class="results-list list-unstyled">{rows_}</ul>'
            f'<a href="/search?q=&start={start + len(shown)}">Next</a>'
        )

    def _provider(self, council: Council) -> str:
        if not self.is_old_layout:
            return _page(
                f"<h1>{escape(council.name)}</h1><report-list data-urn='{council.urn}'>"
                f"</report-list>"
            )
        items = "".join(_link(self.root, report) for report in self.of(council.name))
        return _page(
            f'<h1 class="heading--title">{escape(council.name)}</h1>'
            f'<ol class="timeline">{items}</ol>'
        )


def _link(root: str, report: MadeReport) -> str:
    return (
        f'<li class="timeline__day"><a class="publication-link" target="_blank" '
        f'href="{root}{report.path}">\n'
        f'  {escape(report.title)}  <span class="nonvisual">{escape(report.title)}, pdf - '
        f"{report.published.day:02} "
        f"{report.published:%B %Y}</span></a></li>"
    )


def _page(body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Find an inspection report</title></head><body><nav>"
        f'<a href="/">Home</a></nav>{body}</body></html>'
    )


class Handler(BaseHTTPRequestHandler):
    """Answers for a site; `site` is set on a class of its own for each server."""

    site: ClassVar[MadeSite]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        hold = self.site.hold
        if hold and parts.path.startswith(FILES) and not hold.lets_pass():
            self.close_connection = True
            return
        self.site.asked.append(
            (parts.path, {name.lower(): value for name, value in self.headers.items()})
        )
        self.site.tries[parts.path] += 1
        found = self.site.body(parts.path, parse_qs(parts.query, keep_blank_values=True))
        if fault := self.site.faults.get(parts.path):
            self.close_connection = True
            fault(self, found[0] if found else b"")
        elif found is None:
            self.answer(404, b"not here", "text/plain")
        else:
            self._answer_if_changed(*found)

    def _answer_if_changed(self, body: bytes, kind: str) -> None:
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, b"", kind, {"ETag": tag})
        else:
            self.answer(200, body, kind, {"ETag": tag})

    def answer(
        self,
        status: int,
        body: bytes,
        kind: str = "text/html",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


# ---- faults


def says(status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> Fault:
    """Answer so, whatever stands there."""
    return lambda handler, _: handler.answer(status, body, headers=headers)


def leads_to(address: str, status: int = 302) -> Fault:
    """Lead on to another address."""
    return says(status, headers={"Location": address})


def a_few_times(times: int, fault: Fault) -> Fault:
    """Have a fault so many times, and none after."""

    def act(handler: Handler, body: bytes) -> None:
        path = urlsplit(handler.path).path
        fault(handler, body) if handler.site.tries[path] <= times else handler.answer(200, body)

    return act


def cut(handler: Handler, body: bytes) -> None:
    """Break off in the middle, having said how long it is."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])


def cut_without_length(handler: Handler, body: bytes) -> None:
    """Break off in the middle, having not said how long it is."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])


def slow(handler: Handler, body: bytes) -> None:
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    drip(handler, body)


def slow_head(handler: Handler, body: bytes) -> None:
    """Send even the head byte by byte."""
    drip(handler, b"HTTP/1.1 200 OK\r\nX-Long: " + body[:80])


def drip(handler: Handler, body: bytes) -> None:
    try:
        for place in range(len(body)):
            handler.wfile.write(body[place : place + 1])
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass  # whoever asked has gone


def endless(handler: Handler, _: bytes) -> None:
    """Never come to an end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"%PDF-1.4 " + b"x" * 2**20)
    except OSError:
        pass


def packed(handler: Handler, _: bytes) -> None:
    """A few bytes that unpack to twenty megabytes."""
    handler.answer(200, BOMB, headers={"Content-Encoding": "gzip"})


# ---- serving


class Server(ThreadingHTTPServer):
    """Says nothing of those who went away before they had been answered."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def make_site(councils: int = COUNCILS) -> MadeSite:
    """A site of so many councils, each with a report of each title."""
    chosen = tuple(council for council in all_councils() if council.urn)[:councils]
    reports = [
        MadeReport(
            50_000_000 + 10 * place + number,
            council,
            title,
            date(2025, 6, 1) - timedelta(days=400 * number + place),
        )
        for place, council in enumerate(chosen)
        for number, title in enumerate(TITLES)
    ]
    return MadeSite(chosen, reports)


@contextmanager
def serving(site: MadeSite) -> Iterator[MadeSite]:
    """Serve a site on this machine while it is needed."""
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = Server(("127.0.0.1", 0), handler)
    site.root = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def say_link(report: MadeReport) -> str:
    """The name under which a report is kept."""
    return (
        f"{report.council.name}/{report.title.lower()} - {say_date(report.published).lower()}.pdf"
    )


# ---- fetching


def fetch_all(site: MadeSite, folder: Path, wanted: Selection = EVERYTHING, **how) -> list[News]:
    """Fetch from a site; takes the options of `fetch`."""
    return list(
        fetch(OfstedSite(site.root), wanted, folder, how.pop("settings", site.settings), **how)
    )


def counted(told: list[News]) -> dict[str, int]:
    """How often each outcome was told."""
    return dict(Counter(str(news.outcome) for news in told))


def names(folder: Path) -> set[str]:
    """The files below a folder, without what is hidden."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name[0] != "."
    }


def faults(told: list[News]) -> list[str]:
    """What was wrong, line by line."""
    return [news.words for news in told if news.outcome is Outcome.FAULT]
