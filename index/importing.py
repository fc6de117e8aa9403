"""Large libraries without Python's search for garbage, one thread at a time.

A quarter of their import would go into it, and later each full search, among a million objects
that they leave, would hold up an answer for half a second. Two threads that import one of them
at once may find it half imported.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_one_at_a_time = threading.RLock()


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, nor later among what is there at the end: all of it stays."""
    with _one_at_a_time:
        was_on = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            if was_on:
                gc.enable()
