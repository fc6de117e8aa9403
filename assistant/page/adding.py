"""Files from a reader → reports in the library, told of as they are read."""

import queue
import threading
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from assistant.wording import Wording
from index.adding import Addition, add_files
from index.build import Progress
from index.completing import Embedded
from index.reports import ReportIndexError
from index.storing.store import Store

MOST_FILES = 50  # at a time
LARGEST_FILE = 100 * 2**20  # bytes; what reading allows as well


def adding(files: Sequence[tuple[Path, str]], store: Store, words: Wording) -> Iterator[str]:
    """Add files, each given with its own name; yields how far it is, and last what became of
    each.
    """
    if len(files) > MOST_FILES:
        yield _note(words.say("too-many-files", count=len(files), most=MOST_FILES))
        return
    told: queue.Queue[Progress | Embedded | tuple[Addition, ...] | ReportIndexError] = queue.Queue()

    def work() -> None:
        try:
            told.put(add_files(files, store, told.put))
        except ReportIndexError as error:
            told.put(error)

    yield _note(words.say("adding", count=len(files)))
    threading.Thread(target=work, name="adding", daemon=True).start()
    while isinstance(news := told.get(), Progress | Embedded):
        if isinstance(news, Progress):
            name = news.file.rpartition("/")[2]
            yield _note(words.say("adding-file", done=news.done, total=news.total, file=name))
    yield _note(str(news)) if isinstance(news, ReportIndexError) else _additions(news, words)


def _additions(additions: Sequence[Addition], words: Wording) -> str:
    rows = "".join(f"<li>{escape(_became(addition, words))}</li>" for addition in additions)
    return f'<ul class="additions" role="status">{rows}</ul>'


def _note(text: str) -> str:
    return f'<p class="additions" role="status">{escape(text)}</p>'


def _became(addition: Addition, words: Wording) -> str:
    if addition.reason:
        return words.say("not-added", file=addition.name, reason=addition.reason)
    return words.say("added", file=addition.name)
