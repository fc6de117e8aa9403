"""An index that is built or completed in the background, and what readers are told of it
meanwhile.
"""

import logging
import threading
from collections.abc import Callable, Iterator

from assistant.wording import Wording
from index.build import OnProgress, Progress
from index.completing import Embedded
from index.reports import ReportIndexError

PAUSE = 1.0  # seconds between two pictures of how far it is

_log = logging.getLogger(__name__)


class Indexing:
    """Work on the index in a thread of its own, while questions are answered from what is there."""

    def __init__(self, work: Callable[[OnProgress], object]) -> None:
        """`work` is given whom to tell how far it is."""
        self._work = work
        self._ended = threading.Event()
        self._news: Progress | Embedded | None = None
        self.has_failed = False

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._run, name="indexing", daemon=True).start()

    def states(self, words: Wording) -> Iterator[str]:
        """How far it is, again and again until it is done, in words; nothing where there was
        nothing to do.
        """
        while not self._ended.wait(PAUSE):
            if news := self._news:
                yield _say(news, words)
        if self.has_failed:
            yield words.say("indexing-failed")

    @property
    def has_changed_anything(self) -> bool:
        """Whether there was something to do."""
        return self._news is not None

    def _run(self) -> None:
        try:
            self._work(self._hear)
        except ReportIndexError as error:
            self.has_failed = True
            _log.error("The index is not complete. %s", error)  # noqa: TRY400 - the message says it all
        finally:
            self._ended.set()

    def _hear(self, news: Progress | Embedded) -> None:
        self._news = news


def _say(news: Progress | Embedded, words: Wording) -> str:
    if isinstance(news, Progress) and news.done < news.total:
        return words.say("indexing-files", done=news.done, total=news.total)
    embedded = news.done if isinstance(news, Embedded) else 0
    return words.say("indexing-passages", percent=100 * embedded // max(news.total, 1))
