"""Work on files from anywhere, in a process of its own that may be killed, or die, in our place.

A file can be made to crash, to stop or to fill the memory of whatever reads it. The process has a
bound on its time, and where the system has such bounds (not on Windows) on its memory; when it dies
the next file gets another. It ends with the program, because it lives on what that sends.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, ParamSpec, TypeVar

from index.reports import UnreadableFileError

SECONDS = 30.0  # for one piece of work; the longest real report takes about two
MEMORY = 2 * 2**30  # bytes of addresses; a real report takes a tenth of it

Given = ParamSpec("Given")
Got = TypeVar("Got")


class Reader:
    """Runs functions of this project in a process of its own, one after the other."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Bound each piece of work; the process is started when it is first needed."""
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._working = threading.Lock()

    def run(self, function: Callable[Given, Got], *given: Given.args, **named: Given.kwargs) -> Got:
        """Call a function of a module there.

        Raises what it raises, and UnreadableFileError where it takes too long, takes too much
        memory or ends the process.
        """
        with self._working:
            process = self._process = self._process or self._start()
            assert process.stdin and process.stdout
            started, overdue = time.monotonic(), threading.Timer(self._seconds, process.kill)
            overdue.start()
            try:
                _send((function, given, named), process.stdin)
                good, got = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                self._end()
                raise UnreadableFileError(self._reason(time.monotonic() - started)) from error
            finally:
                overdue.cancel()
        if good:
            result: Got = got
            return result
        raise got

    def _reason(self, seconds: float) -> str:
        if seconds >= self._seconds:
            return f"reading it took more than {self._seconds:g} seconds"
        return "reading it made the reader stop; the file is damaged, or made to do harm"

    def _start(self) -> "subprocess.Popen[bytes]":
        paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
        return subprocess.Popen(
            [sys.executable, "-m", "index.reading.worker", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError, ValueError):  # what it did not take is of no use
                    pipe.close()  # type: ignore[union-attr]
            self._process = None

    def close(self) -> None:
        """End the process; what it is doing for another thread ends with it."""
        if self._process:
            self._process.kill()
        with self._working:
            self._end()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _send(message: object, to: IO[bytes]) -> None:
    pickle.dump(message, to)
    to.flush()


# ---- in that process


def _work(memory: int) -> None:
    """Do what is sent until nothing more comes."""
    _limit_memory(memory)
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            function, given, named = pickle.load(asked)  # noqa: S301 - the program that started it wrote it
            _send(_outcome(function, given, named), told)


def _outcome(function: Callable[..., Any], given: Any, named: Any) -> tuple[bool, object]:  # noqa: ANN401
    try:
        return True, function(*given, **named)
    except MemoryError:
        return False, UnreadableFileError("reading it takes more memory than is allowed")
    except RecursionError:
        return False, UnreadableFileError("it is nested too deeply")
    except Exception as error:  # noqa: BLE001 - it goes to the caller, whatever it is
        return False, error


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # macOS has the bound and may refuse to set it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _work(int(sys.argv[1]))
