"""Imports of large libraries: no search for garbage meanwhile, and no files written beside them."""

import gc
import subprocess
import sys

from index.importing import uncollected

COUNT_STUBS = """
import sys
opened = []
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
import inspect
before = inspect.getfile
{how}
assert inspect.getfile is before and "gradio" in sys.modules
print(sum(name.endswith(".pyi") for name in opened))
"""


def test_garbage_is_looked_for_again_afterwards_but_not_in_what_stays():
    """What was made meanwhile is set aside."""
    before = gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
        kept = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)
    gc.unfreeze()


def test_it_stays_off_where_it_was_off():
    """A program that starts without it decides itself when it begins."""
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


def test_gradio_writes_no_stub_files():
    """The page imports it without a second's work for editors; Gradio alone does that work."""
    assert count_stubs("import assistant.page.screen") == 0
    assert count_stubs("import gradio") > 50


def count_stubs(how: str) -> int:
    """How many stub files are opened in a program of its own."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT_STUBS.format(how=how)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)
