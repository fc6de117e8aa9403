"""A chat model that a person stands in for: an OpenAI-compatible server that writes each request
into a folder.

    python -m tests.evaluation.recorded.stand_in FOLDER [--port 8111] [--wait 600]

Each request is written to `FOLDER/HASH.json`. Somebody reads it as a model would, by the request
alone, and writes the answer to `FOLDER/HASH.txt`; the server waits for that and sends it, in
pieces. What is in `recordings.jsonl` is answered at once.

The keys of passages are new in every request, so a request is known by its last message with
"1", "2" … in their place, and recorded answers name passages so. Recordings hold hashes and
answers, and no words of a report but those that an answer says.
"""

import argparse
import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

RECORDINGS = Path(__file__).parent / "recordings.jsonl"
LETTERS = 16  # of a hash
PIECE = 24  # characters that are streamed at once
POLL = 0.2  # seconds between looks for an answer file
_KEY = re.compile(r'^\{"key": "([0-9a-z]+)"', re.M)
_TASK = re.compile(r"^(Task \(\w+\)):.*", re.M | re.S)
_NAMED = re.compile(r"\[([0-9, ]+)\]")

Row = dict[str, Any]


def last_message(body: Mapping[str, Any]) -> str:
    """What a request asks: its last message as text."""
    content = body["messages"][-1]["content"]
    return (
        content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
    )


def keys_of(text: str) -> list[str]:
    """The keys of the passages of a request, in order."""
    return _KEY.findall(text)


def plain(text: str) -> str:
    """A request with numbers for its keys."""
    for number, key in enumerate(keys_of(text), 1):
        text = text.replace(f'{{"key": "{key}"', f'{{"key": "{number}"')
    return text


def hash_of(text: str) -> str:
    """By what a request is known, whatever keys it came with and in whatever words its form is
    asked for.
    """
    return hashlib.sha256(_TASK.sub(r"\1", plain(text)).encode()).hexdigest()[:LETTERS]


def with_keys(answer: str, keys: Sequence[str]) -> str:
    """A recorded answer with the keys of a request; a number that it does not have stays as it
    is.
    """

    def named(match: re.Match[str]) -> str:
        numbers = [number.strip() for number in match[1].split(",")]
        return (
            "["
            + ", ".join(
                keys[int(n) - 1] if n.isdigit() and 0 < int(n) <= len(keys) else n for n in numbers
            )
            + "]"
        )

    return _NAMED.sub(named, answer)


def recordings(file: Path = RECORDINGS) -> list[Row]:
    """All that was recorded."""
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


class StandIn:
    """Answers requests from recordings, else from the files that somebody writes."""

    def __init__(
        self, answers: Mapping[str, str], folder: Path | None = None, wait: float = 0.0
    ) -> None:
        self._answers = answers
        self._folder = folder
        self._wait = wait
        self.asked: list[str] = []

    def answer(self, body: Mapping[str, Any]) -> str | None:
        """What the model says; None where nobody has said it."""
        text = last_message(body)
        name = hash_of(text)
        self.asked.append(name)
        said = self._answers.get(name)
        if said is None and self._folder:
            said = self._wait_for(
                name, {"request": name, "messages": body["messages"], "text": plain(text)}
            )
        return None if said is None else with_keys(said, keys_of(text))

    def _wait_for(self, name: str, request: Row) -> str | None:
        assert self._folder
        answer = self._folder / f"{name}.txt"
        if not answer.is_file():
            (self._folder / f"{name}.json").write_text(
                json.dumps(request, ensure_ascii=False), encoding="utf-8"
            )
        ends = time.monotonic() + self._wait
        while not answer.is_file():
            if time.monotonic() >= ends:
                return None
            time.sleep(POLL)
        return answer.read_text(encoding="utf-8").strip()


@contextmanager
def serving(stand_in: StandIn, port: int = 0) -> Iterator[str]:
    """Serve on the loopback address; yields what ASSISTANT_URL must be."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = stand_in.answer(body)
            if said is None:
                self.send_error(503, "nobody has answered this request")
            elif body.get("stream"):
                self._begin("text/event-stream")
                for event in _events(said, body):
                    self.wfile.write(f"data: {event}\n\n".encode())
            else:
                self._begin("application/json")
                message = {"role": "assistant", "content": said}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                self.wfile.write(
                    json.dumps(
                        _chunk("chat.completion", [choice], usage=_usage(body, said))
                    ).encode()
                )

        def _begin(self, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _events(said: str, body: Mapping[str, Any]) -> Iterator[str]:
    for start in range(0, len(said), PIECE):
        delta = {"role": "assistant", "content": said[start : start + PIECE]}
        yield json.dumps(
            _chunk("chat.completion.chunk", [{"index": 0, "delta": delta, "finish_reason": None}])
        )
    end = [{"index": 0, "delta": {}, "finish_reason": "stop"}]
    yield json.dumps(_chunk("chat.completion.chunk", end))
    if (body.get("stream_options") or {}).get("include_usage"):
        yield json.dumps(_chunk("chat.completion.chunk", [], usage=_usage(body, said)))
    yield "[DONE]"


def _chunk(kind: str, choices: Sequence[Row], **more: object) -> Row:
    return {
        "id": "1",
        "object": kind,
        "created": 1,
        "model": "stand-in",
        "choices": choices,
        **more,
    }


def _usage(body: Mapping[str, Any], said: str) -> Row:
    """Tokens, as roughly as four characters each."""
    asked = sum(len(str(message["content"])) for message in body["messages"]) // 4
    return {
        "prompt_tokens": asked,
        "completion_tokens": len(said) // 4,
        "total_tokens": asked + len(said) // 4,
    }


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8111)
    parser.add_argument(
        "--wait", type=float, default=600.0, help="seconds that a request waits for its answer"
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    answers = {row["request"]: row["answer"] for row in recordings()}
    with serving(StandIn(answers, options.folder, options.wait), options.port) as url:
        print(f"ASSISTANT_MODEL=openai:stand-in ASSISTANT_URL={url} OPENAI_API_KEY=any", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
