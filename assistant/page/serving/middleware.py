"""What a request must be before anything of the page, or of Gradio, sees it.

Only what the page and its tools need is there; all else is not found, so that a new version of
Gradio opens nothing by itself. A request must come from this page itself, from somebody known where
a password is set, and be small.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from assistant.page.serving.headers import Application, Message, Receive, Send
from assistant.page.serving.password import COOKIE, Sessions, TooManyTriesError

LARGEST_BODY = 8 * 2**20  # bytes; a long conversation has about 1 MB
LARGEST_UPLOAD = 512 * 2**20  # bytes, of all files that are sent together
BODY_SECONDS = 30  # in which such a body, if it is not files, must have come
MOST_AT_ONCE = 200  # requests that are open from one address; a window keeps two open
# questions of programs answered at once; others wait. The page has its own queue
MOST_PROGRAMS = 16

_Table = Mapping[str, Sequence[str]]  # method → patterns of paths
_OPEN: _Table = {  # what somebody may ask for who is not known yet
    "GET": (r"/login", r"/health", r"/favicon\.ico", r"/gradio_api/startup-events"),
    "POST": (r"/login",),
}
_FOR_PROGRAMS = (r"/gradio_api/(api|run)/(predict|ask|library)/?", r"/gradio_api/mcp/?")
_THERE: _Table = {
    "GET": (
        r"/",
        r"/(assets|static)/[\w./-]+",
        r"/(gradio_api/)?theme\.css",
        r"/(config|manifest\.json)",
        r"/(counters|about|terms|page\.(css|js))",
        r"/councils/[\w-]{1,80}",
        r"/reports/\w+/(file|pages/\d{1,5}(\.png)?)",
        r"/gradio_api/(app_id|info|queue/data|heartbeat/\w+|mcp/?)",
    ),
    "POST": (
        r"/(take-away|wrong-evidence|logout)",
        r"/gradio_api/(queue/join|cancel|reset)",
        *_FOR_PROGRAMS,
    ),
    "DELETE": (r"/gradio_api/mcp/?",),
}
_UPLOAD = "/gradio_api/upload"
_FOR_CHANGES: _Table = {"GET": (r"/gradio_api/upload_progress",), "POST": (_UPLOAD,)}


@dataclass(frozen=True, slots=True)
class Rules:
    """Who and what is let in; without a gate everybody who reaches the address."""

    sessions: Sessions | None = None
    may_change: bool = True


class GuardMiddleware:
    """An ASGI layer that answers for itself whatever is not let in."""

    def __init__(self, application: Application, rules: Rules) -> None:
        self._application = application
        self._rules = rules
        self._open: Counter[str] = Counter()
        self._programs = asyncio.Semaphore(MOST_PROGRAMS)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
        elif scope["type"] == "http":
            await self._one_of_many(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _one_of_many(self, scope: Message, receive: Receive, send: Send) -> None:
        address = _address(scope)
        if self._open[address] >= MOST_AT_ONCE:
            busy = PlainTextResponse(
                "Too much is asked at once. Try again.", 503, {"retry-after": "2"}
            )
            await busy(scope, receive, send)
            return
        self._open[address] += 1
        try:
            await self._pass(scope, receive, send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets addresses from which nothing is open

    async def _pass(self, scope: Message, receive: Receive, send: Send) -> None:
        refusal = await self._refusal(Request(scope))
        if refusal is None and scope["method"] == "POST" and scope["path"] != _UPLOAD:
            body = await _read(receive)
            refusal = _reason_against(body, scope)
            receive = _again(body or b"", receive)
        is_program = scope["method"] == "POST" and _fits(scope["path"], _FOR_PROGRAMS)
        async with self._programs if is_program and not refusal else nullcontext():
            await (refusal or self._application)(scope, receive, send)

    async def _refusal(self, request: Request) -> Response | None:
        method = "GET" if request.method == "HEAD" else request.method
        path = request.scope["path"]
        if not self._is_there(method, path):
            return PlainTextResponse("There is nothing here.", 404)
        if not _is_from_here(request.headers):
            return PlainTextResponse("This page takes no requests from other sites.", 403)
        if self._rules.sessions and not _fits(path, _OPEN.get(method, ())):
            try:
                if not await run_in_threadpool(self._is_known, request):
                    return _must_enter(path)
            except TooManyTriesError as error:
                return PlainTextResponse(str(error), 429, {"retry-after": str(error.seconds)})
        if path == _UPLOAD and not _length(request.headers) <= LARGEST_UPLOAD:
            return PlainTextResponse(
                f"At most {LARGEST_UPLOAD // 2**20} MB can be sent at once.", 413
            )
        return None

    def _is_there(self, method: str, path: str) -> bool:
        if path in {"/login", "/logout"} and not self._rules.sessions:
            return False
        tables = (_OPEN, _THERE, _FOR_CHANGES) if self._rules.may_change else (_OPEN, _THERE)
        return any(_fits(path, table.get(method, ())) for table in tables)

    def _is_known(self, request: Request) -> bool:
        assert self._rules.sessions
        shown = request.cookies.get(COOKIE), request.headers.get("authorization")
        return self._rules.sessions.admits(*shown, _address(request.scope))


def _fits(path: str, patterns: Sequence[str]) -> bool:
    return ".." not in path and any(re.fullmatch(pattern, path, re.ASCII) for pattern in patterns)


def _address(scope: Message) -> str:
    return str((scope.get("client") or ["nobody"])[0])


def _is_from_here(headers: Headers) -> bool:
    """Whether a browser sends it from our own page; a program names no origin."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    # A link on another site may lead here; a script or a picture on it may not.
    return (
        headers.get("sec-fetch-site") != "cross-site" or headers.get("sec-fetch-mode") == "navigate"
    )


def _length(headers: Headers) -> float:
    stated = headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() else float("inf")


def _must_enter(path: str) -> Response:
    if path == "/":
        return RedirectResponse("/login", 303)
    return PlainTextResponse("A password is needed.", 401)


# ---- what is sent


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None where it is too large or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > LARGEST_BODY:
                    return None
                if message["type"] != "http.request" or not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        return None


def _reason_against(body: bytes | None, scope: Message) -> Response | None:
    if body is None:
        return PlainTextResponse("That is too much, or it comes too slowly.", 413)
    if scope["path"] != "/login":
        try:
            json.loads(body or b"{}", object_pairs_hook=_refuse_addresses)
        except (ValueError, RecursionError):
            return PlainTextResponse("This request is not of the form that the page sends.", 400)
    return None


def _refuse_addresses(pairs: list[tuple[str, Any]]) -> None:
    """Gradio would fetch a file whose path is an address on the network."""
    if any(name == "path" and "://" in str(value) for name, value in pairs):
        raise ValueError("an address in place of a file")


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, for whoever reads it next."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
