"""app.py as a process of its own: start it on a free port, measure it, stop it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.programs import running

ROOT = Path(__file__).parents[2]
LONGEST_START = 300  # seconds


class NotServedError(Exception):
    """The server did not start."""


@dataclass(frozen=True, slots=True)
class Memory:
    """MB that a process holds now, and the most that it has held."""

    now: float
    peak: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server at an address; without a `process` it is somebody else's, and cannot be measured."""

    address: str
    process: subprocess.Popen[bytes] | None = None
    log: Path | None = None
    started: float = field(default_factory=time.perf_counter)

    @property
    def age(self) -> float:
        """Seconds since it was started."""
        return time.perf_counter() - self.started

    @property
    def memory(self) -> Memory | None:
        """What it holds; None where that cannot be told."""
        return memory_of(self.process.pid) if self.process else None

    @property
    def cpu_seconds(self) -> float | None:
        """Processor seconds that it has used, of all cores; None where that cannot be told."""
        stat = Path(f"/proc/{self.process.pid}/stat") if self.process else None
        if stat is None or not stat.exists():
            return None
        fields = stat.read_text().rpartition(")")[2].split()  # a program's name may hold spaces
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def first_reply(self, client: httpx.Client, path: str) -> int | None:
        """The status that a path has now; None while nobody answers."""
        if self.process and self.process.poll() is not None:
            told = self.log.read_text() if self.log else ""
            raise NotServedError(f"app.py ended with code {self.process.returncode}: {told}")
        if self.age > LONGEST_START:
            raise NotServedError(
                f"{self.address}{path} was not there after {LONGEST_START} seconds"
            )
        try:
            return client.get(f"{self.address}{path}").status_code
        except httpx.TransportError:
            return None

    def wait_until_ready(self) -> None:
        """Return when questions can be answered at once."""
        with httpx.Client(trust_env=False) as client:
            while self.first_reply(client, "/health") != 200:
                time.sleep(0.2)


def memory_now(servers: Iterable[Server]) -> float | None:
    """MB that all of them hold together; None where that cannot be told. What they share counts
    for each.
    """
    held = [server.memory for server in servers]
    return None if None in held else sum(memory.now for memory in held if memory)


def memory_peak(servers: Iterable[Server]) -> float | None:
    """The most that each has held, together."""
    held = [server.memory for server in servers]
    return None if None in held else sum(memory.peak for memory in held if memory)


def cpu_seconds(servers: Iterable[Server]) -> float | None:
    """Processor seconds that all have used; None where that cannot be told."""
    used = [server.cpu_seconds for server in servers]
    return None if None in used else sum(seconds for seconds in used if seconds)


def memory_of(pid: int) -> Memory | None:
    """What a process holds; None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    now, peak = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return Memory(now, peak)


@contextmanager
def serve(
    store: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start app.py on a free port of this machine, and stop it at the end; it need not be ready
    yet.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "app.py", "--store", str(store.resolve()), "--port", port, *options]
    with (
        tempfile.NamedTemporaryFile() as log,
        running(
            command,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.DEVNULL,
            stderr=log,
        ) as process,
    ):
        yield Server(f"http://127.0.0.1:{port}", process, Path(log.name))
