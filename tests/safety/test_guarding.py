"""What stands before the page: each defence is met by a request that it must turn away."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.page.serving import middleware
from assistant.page.serving.access import ServeOptions, Serving, decide
from assistant.page.serving.headers import HEADERS
from assistant.page.serving.login import login_routes
from assistant.page.serving.middleware import LARGEST_BODY, LARGEST_UPLOAD
from assistant.page.serving.password import Password, Sessions, write_password
from assistant.page.serving.waiting import ServingError
from assistant.page.words import read_words

RIGHT = "trampolines are fun"
JOIN = "/gradio_api/queue/join"


async def echo(request: Request) -> JSONResponse:
    return JSONResponse({"size": len(await request.body())})


def client_of(serving: Serving) -> TestClient:
    """A server that answers everything, behind the layers of the page."""
    entrance = login_routes(serving.sessions, read_words()) if serving.sessions else []
    everything = Route(
        "/{path:path}", echo, methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
    )
    application = Starlette(routes=[*entrance, everything], middleware=serving.layers)
    return TestClient(application, base_url="http://127.0.0.1:7860", follow_redirects=False)


@pytest.fixture
def here() -> TestClient:
    """Served to this machine alone."""
    return client_of(Serving())


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    write_password(RIGHT, tmp_path / "password")
    return Sessions(Password(tmp_path / "password"))


@pytest.fixture
def shut(sessions: Sessions) -> TestClient:
    """Served to those with the password; the library is not theirs to change."""
    return client_of(Serving(sessions=sessions, may_change=False))


# ---- what is there


@pytest.mark.parametrize(
    "path",
    """/gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd /gradio_api/proxy=http://127.0.0.1:1/
    /gradio_api/stream/a/b/1/playlist.m3u8 /gradio_api/custom_component/a/client/component/x.js
    /gradio_api/component_server /gradio_api/dev/reload /gradio_api/token
    /gradio_api/user /gradio_api/login_check /gradio_api/runs /gradio_api/openapi.json
    /gradio_api/deep_link /gradio_api/vibe-code /gradio_api/vibe-edit /gradio_api/process_recording
    /gradio_api/call/ask /gradio_api/call/v2/ask /gradio_api/queue/status /gradio_api/mcp/sse
    /gradio_api/mcp/schema /monitoring /monitoring/summary /monitoring/key /svelte/x /docs /redoc
    /openapi.json /login /logout /assets/../../secret /assets/..%2f..%2fsecret /reports/../x/file
    /reports/r1/file/x /reports/r1/pages/1.pdf //etc/passwd /CONFIG /gradio_api/run/private
    /static/%2e%2e/x /reports/r1/pages/999999""".split(),
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_page_does_not_need_is_not_there(here: TestClient, path: str, method: str):
    """Gradio's other endpoints, and whatever is made up, are not found."""
    assert here.request(method, path, json={}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/config"),
        ("GET", "/health"),
        ("GET", "/counters"),
        ("GET", "/assets/index-x.js"),
        ("GET", "/reports/0f/pages/2"),
        ("GET", "/reports/0f/pages/2.png"),
        ("GET", "/reports/0f/file"),
        ("POST", JOIN),
        ("POST", "/take-away"),
        ("POST", "/gradio_api/mcp/"),
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/upload_progress"),
    ],
)
def test_what_the_page_needs_is_there(here: TestClient, method: str, path: str):
    assert here.request(method, path, json={} if method == "POST" else None).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "DELETE", "TRACE"])
def test_other_methods_are_not_there(here: TestClient, method: str):
    assert here.request(method, "/").status_code == 404


def test_nothing_is_sent_where_the_library_is_not_to_be_changed():
    """Uploading is not merely hidden on the page: it is not there."""
    client = client_of(Serving(may_change=False))

    assert client.post("/gradio_api/upload", content=b"x").status_code == 404
    assert client.get("/gradio_api/upload_progress").status_code == 404


def test_no_socket_is_opened(here: TestClient):
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        here.websocket_connect(JOIN, headers={"host": "localhost"}),
    ):
        pass
    assert closed.value.code == 1008


# ---- from where


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:7860", "", "localhost@evil.example"],
)
def test_another_host_name_is_refused(here: TestClient, host: str):
    """A site that makes its own name point to this machine (DNS rebinding) reaches nothing."""
    assert here.get("/config", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860"])
def test_its_own_names_are_known(here: TestClient, host: str):
    assert here.get("/config", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    ],
)
def test_another_site_is_refused(here: TestClient, headers: dict[str, str]):
    """Another page in the same browser can neither ask nor read."""
    assert here.post(JOIN, json={}, headers=headers).status_code == 403
    assert here.get("/config", headers=headers).status_code == 403


def test_the_page_itself_and_a_link_to_it_are_let_in(here: TestClient):
    own = {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert here.post(JOIN, json={}, headers=own).status_code == 200
    assert here.get("/", headers=link).status_code == 200


# ---- how much, and of what form


def test_a_body_that_is_too_large_is_refused(here: TestClient):
    """Also where its length is not stated."""
    large = b'"' + b"x" * LARGEST_BODY + b'"'

    assert here.post(JOIN, content=large).status_code == 413
    assert here.post(JOIN, content=iter([large[:-9], large[-9:]])).status_code == 413
    assert here.post(JOIN, content=b'"' + b"x" * 10**6 + b'"').json() == {"size": 10**6 + 2}


def test_files_that_are_too_large_together_are_refused(here: TestClient):
    """By the length that is stated, beyond which the server reads nothing; without one, at once."""
    stated = {"content-length": str(LARGEST_UPLOAD + 1)}

    assert here.post("/gradio_api/upload", headers=stated, content=b"").status_code == 413
    assert here.post("/gradio_api/upload", content=iter([b"x"])).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": [{"path": "http://127.0.0.1:1/x", "meta": {"_type": "gradio.FileData"}}]}',
        b'{"data": [[{"a": {"path": "https://evil.example", "path": "fine"}}]]}',
        b'{"data": [{"p\\u0061th": "ht\\u0074p://evil.example"}]}',
        b"[" * 100_000,
        b"{",
        b"\xff\xfe",
    ],
)
def test_what_is_not_of_the_form_is_refused(here: TestClient, body: bytes):
    """Above all an address in place of a file, which Gradio would fetch."""
    assert here.post(JOIN, content=body).status_code == 400


def test_a_body_that_comes_too_slowly_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(middleware, "BODY_SECONDS", 0.05)

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    started = time.monotonic()
    assert asyncio.run(middleware._read(never)) is None
    assert time.monotonic() - started < 1


async def many(serving: Serving, path: str, times: int) -> tuple[int, list[int]]:
    """How many requests are answered at once, and how all of them end."""
    import httpx

    opened, begun = asyncio.Event(), []

    async def slow(_: Request) -> JSONResponse:
        begun.append(1)
        await opened.wait()
        return JSONResponse({})

    application = Starlette(
        routes=[Route("/{path:path}", slow, methods=["GET", "POST"])], middleware=serving.layers
    )
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        waiting = [asyncio.create_task(client.post(path, json={})) for _ in range(times)]
        await asyncio.sleep(1)
        at_once = len(begun)
        opened.set()
        return at_once, [reply.status_code for reply in await asyncio.gather(*waiting)]


def test_only_so_many_requests_are_open_from_one_address():
    _, ended = asyncio.run(many(Serving(), JOIN, middleware.MOST_AT_ONCE + 5))

    assert (ended.count(200), ended.count(503)) == (middleware.MOST_AT_ONCE, 5)


def test_programs_leave_room_for_readers():
    """More questions of programs than a number wait for their turn, and are answered."""
    at_once, ended = asyncio.run(
        many(Serving(), "/gradio_api/run/ask", middleware.MOST_PROGRAMS + 3)
    )

    assert at_once == middleware.MOST_PROGRAMS
    assert set(ended) == {200}


# ---- from whom


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/config"),
        ("GET", "/assets/index.js"),
        ("GET", "/reports/0f/pages/1"),
        ("GET", "/reports/0f/pages/1.png"),
        ("GET", "/reports/0f/file"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("GET", "/counters"),
        ("POST", JOIN),
        ("POST", "/take-away"),
        ("POST", "/wrong-evidence"),
        ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/mcp/"),
        ("POST", "/logout"),
    ],
)
def test_without_the_password_nothing_is_given(shut: TestClient, method: str, path: str):
    """Neither by the page, nor by Gradio's API, nor by the tools, nor by our own routes."""
    assert shut.request(method, path, json={}).status_code == 401


def test_a_reader_comes_in_and_leaves(shut: TestClient):
    """The page leads to the login; the cookie that is given there cannot be read or sent by
    other sites.
    """
    assert shut.get("/").headers["location"] == "/login"
    assert 'type="password"' in shut.get("/login").text
    assert shut.post("/login", data={"password": "wrong"}).status_code == 401
    entered = shut.post("/login", data={"password": RIGHT}, headers={"accept": "text/html"})

    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(entered.headers["set-cookie"].split("; "))
    assert shut.get("/config").status_code == 200
    kept = dict(shut.cookies)
    assert shut.post("/logout", json={}).status_code == 303
    assert shut.get("/config", cookies=kept).status_code == 401


def test_with_https_the_cookie_is_kept_to_it(sessions: Sessions):
    client = TestClient(
        client_of(Serving(sessions=sessions)).app,
        base_url="https://localhost",
        follow_redirects=False,
    )

    assert "Secure" in client.post("/login", data={"password": RIGHT}).headers["set-cookie"]


def test_guessing_at_the_login_is_stopped(shut: TestClient):
    replies = [shut.post("/login", data={"password": f"guess {n}"}).status_code for n in range(6)]

    assert replies == [401] * 5 + [429]
    assert shut.post("/login", data={"password": RIGHT}).status_code == 429
    assert shut.get("/config", auth=("anybody", RIGHT)).status_code == 429


def test_a_program_shows_the_password_each_time(shut: TestClient):
    assert shut.get("/config", auth=("anybody", RIGHT)).status_code == 200
    assert shut.get("/config", auth=("anybody", "wrong")).status_code == 401


def test_health_needs_no_password(shut: TestClient):
    assert shut.get("/health").status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/login", JOIN])
def test_every_answer_carries_the_policy(shut: TestClient, path: str):
    """Refusals as well; no page may be framed."""
    headers = shut.get(path).headers

    assert {name.decode(): headers[name.decode()] for name, _ in HEADERS} == {
        name.decode(): value.decode() for name, value in HEADERS
    }
    assert headers["x-frame-options"] == "DENY"


# ---- to whom it is served


@pytest.fixture
def wish(tmp_path: Path) -> Callable[..., ServeOptions]:
    def options(host: str, **more: object) -> ServeOptions:
        return ServeOptions(host, 7860, password_file=tmp_path / "password", **more)  # type: ignore[arg-type]

    return options


def test_this_machine_is_served_without_a_password(wish: Callable[..., ServeOptions]):
    for host in ("127.0.0.1", "localhost", "::1"):
        serving = decide(wish(host))
        assert (serving.sessions, serving.may_change) == (None, True)


@pytest.mark.parametrize("host", ["192.168.1.5", "reports.example", "0.0.0.0", "::"])
def test_others_are_not_served_by_mistake(wish: Callable[..., ServeOptions], host: str):
    """Without a password or the switch it does not start, and says what to type."""
    with pytest.raises(ServingError, match="--set-password.*--open-to-anyone"):
        decide(wish(host, names=["reports.example"]))


def test_every_address_needs_a_name(wish: Callable[..., ServeOptions]):
    with pytest.raises(ServingError, match="--name"):
        decide(wish("0.0.0.0", open_to_anyone=True))


def test_others_change_nothing_unless_asked_for(wish: Callable[..., ServeOptions], tmp_path: Path):
    assert not decide(wish("10.0.0.1", open_to_anyone=True)).may_change
    assert decide(wish("10.0.0.1", open_to_anyone=True, let_others_change=True)).may_change
    assert not decide(
        wish("10.0.0.1", open_to_anyone=True, let_others_change=True, read_only=True)
    ).may_change


def test_a_password_is_asked_for_wherever_one_is_set(
    wish: Callable[..., ServeOptions], tmp_path: Path
):
    write_password(RIGHT, tmp_path / "password")

    assert decide(wish("127.0.0.1")).sessions
    assert decide(wish("10.0.0.1")).sessions
    assert decide(wish("10.0.0.1")).names == ("localhost", "127.0.0.1", "[::1]", "10.0.0.1")
    assert decide(wish("10.0.0.1", open_to_anyone=True)).sessions is None
