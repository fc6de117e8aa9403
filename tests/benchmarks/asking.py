"""Asks a served assistant over HTTP as other programs do, and judges what comes back."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from tests.benchmarks.conversations import Asked

LONGEST_ANSWER = 120  # seconds; what takes longer counts as an error

Reply = dict[str, Any]


class NotAnsweredError(Exception):
    """A question ended without an answer."""


class Program:
    """A program that asks over a connection of its own.

    It asks directly, as simple programs and the tools of chat models do; `queued` is the way of
    Gradio's client, through the queue that the page uses too.
    """

    def __init__(self, address: str, *, queued: bool = False) -> None:
        self._client = httpx.Client(base_url=address, timeout=LONGEST_ANSWER, trust_env=False)
        self._number = self._event_number() if queued else None

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, question: str, earlier: Sequence[str] = ()) -> Reply:
        """Ask; raises httpx.HTTPError or NotAnsweredError where no answer comes."""
        given = [question, list(earlier)]
        return self._run("ask", given) if self._number is None else self._queue(self._number, given)

    def councils(self) -> list[str]:
        """The councils in the library."""
        return list(self._run("library", [])["councils"])

    def _run(self, name: str, given: list[Any]) -> Reply:
        reply = self._client.post(f"/gradio_api/run/{name}", json={"data": given})
        reply.raise_for_status()
        return dict(reply.json()["data"][0])

    def _event_number(self) -> int:
        events = self._client.get("/config").raise_for_status().json()["dependencies"]
        return next(int(event["id"]) for event in events if event["api_name"] == "ask")

    def _queue(self, number: int, given: list[Any]) -> Reply:
        session = {"session_hash": uuid4().hex}
        event = {"data": given, "fn_index": number, **session}
        self._client.post("/gradio_api/queue/join", json=event).raise_for_status()
        with self._client.stream("GET", "/gradio_api/queue/data", params=session) as stream:
            for line in stream.raise_for_status().iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed" and message["success"]:
                    return dict(message["output"]["data"][0])
                if message.get("msg") in {"process_completed", "unexpected_error"}:
                    raise NotAnsweredError(f"an error event: {message}")
        raise NotAnsweredError("the stream of events ended without an answer")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question, and what is wrong with its reply.

    `mixed` cites a council that was never named in the conversation, `strayed` one that was named
    before but is not asked about now; `different` is not the reply expected.
    """

    kind: str
    seconds: float
    reply: Reply | None = None
    error: str = ""
    mixed: bool = False
    strayed: bool = False
    different: bool = False


def outcome_of(program: Program, asked: Asked, expected: Mapping[Asked, Reply]) -> Outcome:
    """Ask, and set what comes back beside the reply expected, if there is one."""
    started = time.perf_counter()
    try:
        reply = program.ask(asked.question, asked.earlier)
    except (httpx.HTTPError, NotAnsweredError) as error:
        return Outcome(
            asked.kind, time.perf_counter() - started, error=f"{type(error).__name__}: {error}"
        )
    seconds = time.perf_counter() - started
    cited = {citation["council"] for citation in reply["citations"]}
    mixed = bool(asked.councils) and not cited <= asked.named
    strayed = bool(asked.councils) and not mixed and not cited <= asked.councils
    return Outcome(
        asked.kind, seconds, reply, "", mixed, strayed, reply != expected.get(asked, reply)
    )
