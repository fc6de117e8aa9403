"""A real Chroma server on a free port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

LONGEST_START = 60  # seconds


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """Start a server that keeps its files in a folder; yields its address and ends it
    afterwards.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    command = [
        str(program),
        "run",
        "--path",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address, until = f"http://127.0.0.1:{port}", time.monotonic() + LONGEST_START
        try:
            while not _answers(address) and time.monotonic() < until and process.poll() is None:
                time.sleep(0.1)
            yield address
        finally:
            process.kill()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/api/v2/heartbeat", trust_env=False).is_success
    except httpx.TransportError:
        return False
