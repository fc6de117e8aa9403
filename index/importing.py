"""Large libraries without Python's search for garbage.

A quarter of their import would go into it, and later each full search, among a million objects that they
leave, would hold up an answer for half a second.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, nor later among what is there at the end: all of it stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
