"""What is loaded late is loaded once."""

import time
from concurrent.futures import ThreadPoolExecutor

from index.loading import LoadedOnce


def test_threads_that_ask_at_once_get_what_one_of_them_loaded():
    """Loading happens once, at the first question, and not before."""
    loads: list[object] = []

    def load() -> object:
        time.sleep(0.01)
        loads.append(object())
        return loads[-1]

    late = LoadedOnce(load)
    assert not loads

    with ThreadPoolExecutor(4) as threads:
        got = set(threads.map(lambda _: late.get(), range(4)))

    assert got == {loads[0]}
    assert len(loads) == 1
