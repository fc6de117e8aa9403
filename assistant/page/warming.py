"""Loads what answering needs in a thread of its own, so that the page need not wait for it."""

import logging
import threading
from collections.abc import Callable

from index.reports import ReportIndexError

_log = logging.getLogger(__name__)


class Warming:
    """Steps that run once in the background."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = steps
        self._ended = threading.Event()
        self._succeeded = False

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._run, name="warming", daemon=True).start()

    def wait(self) -> None:
        """Return when the steps have ended, well or not."""
        self._ended.wait()

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to load."""
        return self._ended.is_set()

    @property
    def has_failed(self) -> bool:
        """Whether something could not be loaded."""
        return self.has_ended and not self._succeeded

    def _run(self) -> None:
        try:
            for step in self._steps:
                step()
            self._succeeded = True
        except ReportIndexError as error:
            _log.error("No question can be answered. %s", error)  # noqa: TRY400 - the message says it all
        finally:
            self._ended.set()
