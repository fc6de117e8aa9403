"""Other programs that a test or a benchmark starts: however it ends, they end too."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_END = 30  # seconds, until a program that was asked to stop is stopped


@contextmanager
def running(command: Sequence[str], **options) -> Iterator[subprocess.Popen]:
    """Run a program from the project's root while it is needed; takes the options of `Popen`.

    A `with` on `Popen` alone waits for a program that nobody stopped: a test that fails before its
    last line would wait for ever.
    """
    with subprocess.Popen(command, **{"cwd": ROOT, **options}) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(LONGEST_END)
            except subprocess.TimeoutExpired:
                process.kill()
