"""What the program writes about itself while it serves: plain lines, or JSON, a record a line.

Words of readers can stand in the message of an error, and libraries print errors as they like. So
an error is written as its kind and its places in the program; its words only where asked for.
"""

import io
import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime

_PLACE = re.compile(r'File "(?:.*/)?([^/"]+)", line (\d+)')
_KIND = re.compile(r"(?:\w+\.)*(\w*(?:Error|Exception|Warning|Interrupt))\b")


class _Lines(logging.Formatter):
    """Formats records as lines of text or JSON."""

    def __init__(self, *, as_json: bool, with_words: bool) -> None:
        super().__init__()
        self._as_json = as_json
        self._with_words = with_words

    def format(self, record: logging.LogRecord) -> str:
        """A record as one line; with its words, and not JSON, as more."""
        error = record.exc_info[1] if record.exc_info else None
        told = record.getMessage()
        words = (
            "".join(traceback.format_exception(error)).rstrip()
            if error and self._with_words
            else ""
        )
        if not self._as_json:
            kind = f" ({_say_error(error)})" if error else ""
            return f"{record.levelname} {record.name}: {told}{kind}" + (
                f"\n{words}" if words else ""
            )
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields = {"time": when, "level": record.levelname, "from": record.name, "told": told}
        if error:
            fields["error"] = words or _say_error(error)
        return json.dumps(fields, ensure_ascii=False)


def _say_error(error: BaseException) -> str:
    places = [
        f"{_file(frame.filename)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' > '.join(places[-6:]) or 'an unknown place'}"


def _file(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]


class _Printed(io.TextIOBase):
    """Takes the place of the error stream: what a library prints becomes records."""

    def __init__(self, *, with_words: bool) -> None:
        self._with_words = with_words
        self._started = ""
        self._log = logging.getLogger("printed")

    def write(self, text: str) -> int:
        """Take text; whole lines become records."""
        *lines, self._started = (self._started + text).split("\n")
        for line in lines:
            self._tell(line)
        return len(text)

    def writable(self) -> bool:
        """It takes text."""
        return True

    def _tell(self, line: str) -> None:
        if self._with_words and line.strip():
            self._log.warning("%s", line)
        elif place := _PLACE.search(line):
            self._log.warning("at %s:%s", *place.groups())
        elif kind := _KIND.match(line):
            self._log.warning("%s", kind[1])


def report_on_errors(*, as_json: bool = False, with_words: bool = False) -> None:
    """Set how this process writes about itself, from now on."""
    handler = logging.StreamHandler(sys.__stderr__)
    handler.setFormatter(_Lines(as_json=as_json, with_words=with_words))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    sys.stderr = _Printed(with_words=with_words)
