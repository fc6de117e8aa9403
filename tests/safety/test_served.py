"""app.py as it is served to others: behind a password, over a small library, met by real
programs.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

import app
from index.build import SAMPLE_LIBRARY
from tests.programs import running

ROOT = Path(app.__file__).parent
RIGHT = "trampolines are fun"
SECRET = "zanzibarquestion"  # a word that is asked and must be found nowhere
HARROW = "What did inspectors say about staff morale in Harrow?"


@dataclass(frozen=True)
class Server:
    address: str
    log: Path

    def client(self, **more: object) -> httpx.Client:
        return httpx.Client(base_url=self.address, timeout=30, **more)  # type: ignore[arg-type]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    reports = folder / "reports"
    reports.mkdir()
    for brief in SAMPLE_LIBRARY.glob("harrow-2025*"):
        (reports / brief.name).write_bytes(brief.read_bytes())
    store, password, port = str(folder / "store"), str(folder / "password"), str(free_port())
    run = {"cwd": ROOT, "check": True, "capture_output": True}
    subprocess.run([sys.executable, "-m", "index", "build", str(reports), "--store", store], **run)
    setting = [sys.executable, "app.py", "--set-password", "--password-file", password]
    subprocess.run(setting, input=f"{RIGHT}\n".encode(), **run)
    serving = [
        sys.executable,
        "app.py",
        "--store",
        store,
        "--port",
        port,
        "--password-file",
        password,
        "--log-json",
    ]
    environment = {**os.environ, "NO_PROXY": "*"}
    with (
        (folder / "log").open("w") as log,
        running(serving, stdout=subprocess.PIPE, stderr=log, text=True, env=environment) as process,
    ):
        assert process.stdout and port in process.stdout.readline()
        served = Server(f"http://127.0.0.1:{port}", folder / "log")
        _wait_until_ready(served)
        yield served


def _wait_until_ready(server: Server) -> None:
    for _ in range(600):
        if httpx.get(f"{server.address}/health").status_code == 200:
            return
        time.sleep(0.1)
    pytest.fail("it is never ready")


@pytest.fixture
def inside(server: Server) -> Iterator[httpx.Client]:
    """A program that may come in."""
    with server.client(auth=("anybody", RIGHT)) as client:
        yield client


def test_it_does_not_start_for_others_by_mistake(tmp_path: Path):
    """The real command ends at once, with what to type."""
    done = subprocess.run(
        [
            sys.executable,
            "app.py",
            "--host",
            "0.0.0.0",
            "--name",
            "x",
            "--password-file",
            str(tmp_path / "none"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert "--set-password" in done.stderr and "Traceback" not in done.stderr


def test_without_the_password_nothing_is_given(server: Server):
    """Every route that Gradio or we have, as the server itself lists them, is shut."""
    with server.client() as client:
        for path in (
            "/config",
            "/gradio_api/info",
            "/gradio_api/mcp/",
            "/counters",
            "/gradio_api/heartbeat/x",
        ):
            assert client.get(path).status_code == 401, path
        assert "Harrow" not in client.get("/", follow_redirects=True).text


def test_a_program_logs_in_and_asks(server: Server, tmp_path: Path):
    """Gradio's own client, with the password."""
    client = Client(server.address, auth=("anybody", RIGHT), verbose=False, download_files=False)

    assert (
        "morale" in client.predict(question=HARROW, earlier_questions=[], api_name="/ask")["answer"]
    )


def test_a_chat_model_asks_with_the_password(server: Server, inside: httpx.Client):
    """The tool server answers who shows the password, and nobody else."""
    import asyncio

    async def use() -> str:
        basic = inside.build_request("GET", "/")
        header = next(httpx.BasicAuth("anybody", RIGHT).auth_flow(basic)).headers["authorization"]
        address = f"{server.address}/gradio_api/mcp/"
        async with (
            streamablehttp_client(address, headers={"authorization": header}) as (
                reading,
                writing,
                _,
            ),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            name = next(
                tool.name
                for tool in (await session.list_tools()).tools
                if tool.name.endswith("ask")
            )
            result = await session.call_tool(name, {"question": HARROW, "earlier_questions": []})
            return result.content[0].text

    assert "morale" in asyncio.run(use())


def send(client: httpx.Client, data: list[object], fn_index: int = 0) -> str:
    """Send an event as the page would; gives everything that comes back."""
    event = {"data": data, "fn_index": fn_index, "session_hash": "s", "event_data": None}
    joined = client.post("/gradio_api/queue/join", json=event)
    if joined.status_code != 200:
        return joined.text
    told = ""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "s"}) as stream:
        for line in stream.iter_lines():
            told += line
            if "process_completed" in line or "close_stream" in line:
                break
    return told


BROKEN: list[list[object]] = [
    [],
    [None] * 5,
    [{"a": SECRET}] * 5,
    [SECRET] * 5,
    [[SECRET]] * 5,
    [10**400] * 5,
    [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}] * 5,
    [{"path": "../../../etc/passwd", "meta": {"_type": "gradio.FileData"}}] * 5,
    [{"__type__": "update", "value": SECRET}] * 5,
]


def test_faults_tell_nothing_of_the_machine(server: Server, inside: httpx.Client):
    """Whatever is sent to whichever event, no traceback, folder or key comes back."""
    replies = [send(inside, data, number) for data in BROKEN for number in range(0, 12, 2)]
    replies += [inside.post("/gradio_api/run/ask", json={"data": data}).text for data in BROKEN]
    replies += [
        inside.post(path, content=b"\x00{").text for path in ("/take-away", "/gradio_api/mcp/")
    ]

    for told in replies:
        assert not any(
            sign in told
            for sign in ("Traceback", "site-packages", str(ROOT), "root:x", "/tmp/", "/home")
        ), told


def test_no_question_is_written_down(server: Server, inside: httpx.Client):
    """Neither an answered one nor one that ends in a fault stands in the log, every line of
    which is JSON.
    """
    for data in ([f"{SECRET} in Harrow?", []], [{"q": SECRET}, SECRET]):
        inside.post("/gradio_api/run/ask", json={"data": data})
    for data in BROKEN[2:5]:
        for number in range(0, 12, 3):
            send(inside, data, number)
    written = server.log.read_text()

    assert written and all(json.loads(line)["level"] for line in written.splitlines())
    assert SECRET not in written


def test_it_fetches_nothing_for_a_stranger(server: Server, inside: httpx.Client):
    """An address in place of a file is asked of nobody, wherever it is put."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def take() -> None:
            with suppress(OSError):  # nobody came before it was closed
                connection, _ = listener.accept()
                asked.append(connection.recv(100))

        threading.Thread(target=take, daemon=True).start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/x.pdf"
        file = {"path": address, "url": address, "meta": {"_type": "gradio.FileData"}}
        for number in range(12):
            assert "not of the form" in send(inside, [file] * 5, number)
        for data in ([file, []], [HARROW, [file]]):
            inside.post("/gradio_api/run/ask", json={"data": data})
        time.sleep(0.5)

    assert asked == []


def test_it_counts_without_words(server: Server, inside: httpx.Client):
    """Questions, refusals, composers and seconds are counted; no word of them is kept."""
    before = inside.get("/counters").json()
    for question in (HARROW, f"{SECRET} in Atlantis?"):
        inside.post("/gradio_api/run/ask", json={"data": [question, []]})
    after = inside.get("/counters").json()

    assert after["questions"] - before["questions"] == 2
    assert after["answers"] > before["answers"]
    assert after["refusals"] > before["refusals"]
    assert after["seconds_of_replies"] > before["seconds_of_replies"]
    assert SECRET not in json.dumps(after)
    assert inside.get("/health").json() == {"ready": True, "failed": False, "reports": 1}


def test_an_address_is_not_taken_from_what_is_claimed(server: Server):
    """The last test here, because nobody can log in after it. Guessing is stopped also where
    each guess claims to come from elsewhere; the right one waits with it.
    """
    guesses = [{"x-forwarded-for": f"10.0.0.{number}"} for number in range(7)]
    with server.client() as client:
        codes = [
            client.post("/login", data={"password": "wrong"}, headers=claim).status_code
            for claim in guesses
        ]

    assert codes == [401] * 5 + [429] * 2
