"""What hypothesis and the fuzzer try alike: whatever comes, an answer or a refusal in words, in
time.
"""

import json
from functools import cache
from pathlib import Path

from assistant.library import Library
from assistant.page.transcript import record_of, transcript_of
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from index.build import SAMPLE_LIBRARY
from index.parsing.parser import parse
from index.parsing.passages import split_report
from index.reading.files import _read_text, read
from index.reports import UnreadableFileError


@cache
def library() -> Library:
    """The reports of the sample library."""
    paths = sorted(SAMPLE_LIBRARY.glob("*.md"))
    return Library(tuple(parse(read(path), path.name, path.stem).report for path in paths))


@cache
def reader() -> Reader:
    """What reads messages over the sample library."""
    return Reader(library(), Network())


def read_any(data: bytes, name: str) -> int:
    """Read bytes as a file of a name; gives the number of passages, 0 where it is refused in
    words.
    """
    try:
        text = parse(_read_text(data, Path(name)), name, "0f")
    except UnreadableFileError as error:
        assert str(error)
        return 0
    passages = split_report(text)
    for passage in passages:
        assert 1 <= passage.page <= passage.last_page <= text.report.page_count
        assert passage.text.strip()
    return len(passages)


def ask_any(messages: list[str]) -> None:
    """Understand the last of some messages; councils that are found are those of the library."""
    request = reader().read(messages)
    assert set(request.councils) <= set(library().councils)


def keep_any(text: str) -> None:
    """What a browser says it has kept is a conversation, or an empty one; again is the same."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return
    transcript = transcript_of(record)
    assert transcript_of(record_of(transcript)) == transcript
