"""Importing Gradio without the stub files that it writes for editors, each time, into its own
folder.

That is a second of every start, and two programs that start at once write the same files. Gradio
leaves out what has no source file, so that is what its classes say meanwhile.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_stubs() -> Iterator[None]:
    """While this lasts, classes of Gradio have no source file; everything else has its own."""
    find = inspect.getfile

    def find_others(thing: object) -> str:
        if getattr(thing, "__module__", "").partition(".")[0] == "gradio":
            raise OSError("left out")
        return find(thing)  # type: ignore[arg-type]

    inspect.getfile = find_others  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = find
