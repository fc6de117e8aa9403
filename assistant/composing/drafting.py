"""A chat model asked for sentences with keys: what it says, as it says it.

What comes back is a draft, whoever wrote it: nothing here believes it. A model that never ends,
repeats itself or fails is stopped, and why is said in one word.
"""

import logging
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable

from assistant.composing.tasks import Task
from assistant.usage import Use
from assistant.wording import Wording
from index.reports import squash

MOST_SENTENCES = 12  # that are asked for
MOST_PIECES = 4_000  # of a stream that are read; a piece is a word or less
REPEATS = 3  # of one sentence, from which on a model is stopped

_log = logging.getLogger(__name__)
_KEYED = re.compile(r"(.*?)((?:\s*\[[^\[\]]{1,60}\])+)[.,;]?\s*", re.S)
_ENDS = tuple('.!?"”)')
_KEY = re.compile(r"[0-9a-z]+", re.I)
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


class Trouble(StrEnum):
    """Why a model says nothing more; the names of wordings in prompts/writing.md."""

    AWAY = "away"
    BUSY = "busy"
    SLOW = "slow"
    REFUSED = "refused"
    FAILED = "failed"
    STOPPED = "stopped"


class ModelTroubleError(Exception):
    """A model stopped, or was stopped."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a model wrote it, and the keys that it gave; `is_whole` unless it was cut
    off.
    """

    text: str
    keys: tuple[str, ...]
    is_whole: bool = True


class Drafter:
    """Asks one chat model for an answer, sentence by sentence."""

    def __init__(self, model: BaseChatModel, seconds: float, wording: Wording) -> None:
        self._seconds = seconds
        self._model = model
        self._is_structured = bool((model.profile or {}).get("structured_output"))
        form = wording.say("form-structured" if self._is_structured else "form-lines")
        self._prompt = ChatPromptTemplate.from_messages(
            [("system", wording.template("system")), ("human", wording.template("ask"))]
        ).partial(form=form, most=str(MOST_SENTENCES))

    def drafts(self, evidence: str, task: Task, keys: Iterable[str], use: Use) -> Iterator[Draft]:
        """Yield each sentence once, when it is whole; raise ModelTroubleError when no more will
        come.

        What it took is added to `use`.
        """
        asked = {
            "evidence": evidence,
            "question": task.question,
            "kind": task.kind.value,
            "task": task.words,
        }
        model: Runnable[Any, Any] = self._model
        read = _from_lines
        if self._is_structured:
            read, model = _from_objects, self._model.with_structured_output(_schema(keys))
        seen: dict[str, int] = {}
        use.letters += sum(map(len, asked.values()))
        chain = (self._prompt | model).with_config(callbacks=[use])
        for draft in read(_in_bounds(_pieces(chain, asked), self._seconds)):
            text = squash(draft.text)
            use.letters += len(draft.text)
            seen[text] = seen.get(text, 0) + 1
            if seen[text] >= REPEATS or len(seen) > 2 * MOST_SENTENCES:
                raise ModelTroubleError(Trouble.STOPPED)
            if seen[text] == 1 and text:
                yield draft


def _schema(keys: Iterable[str]) -> dict[str, Any]:
    """The form of an answer for models that keep to one: they can use no key but these."""
    sentence = {
        "type": "object",
        "properties": {
            "keys": {"type": "array", "items": {"type": "string", "enum": list(keys)}},
            "text": {"type": "string"},
        },
        "required": ["keys", "text"],
        "additionalProperties": False,
    }
    return {
        "title": "answer",
        "description": "The sentences of the answer, in order.",
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence}},
        "required": ["sentences"],
        "additionalProperties": False,
    }


def _pieces(chain: Runnable[Any, Any], asked: dict[str, str]) -> Iterator[Any]:
    """What a model streams; whatever goes wrong with it is told as trouble."""
    try:
        yield from chain.stream(asked)
    except Exception as error:  # noqa: BLE001 - each provider has errors of its own; a reader gets quotes
        trouble = _trouble(error)
        # Not the error's own words: they may show the key.
        _log.warning("The chat model failed: %s (%s)", trouble, type(error).__name__)
        raise ModelTroubleError(trouble) from None


def _in_bounds(pieces: Iterable[Any], seconds: float) -> Iterator[Any]:
    """Pieces for as long as an answer may take; a library's own limit is on each silence alone."""
    ends = time.monotonic() + seconds
    for count, piece in enumerate(pieces):
        yield piece
        if time.monotonic() > ends:
            raise ModelTroubleError(Trouble.SLOW)
        if count > MOST_PIECES:
            raise ModelTroubleError(Trouble.STOPPED)


def _trouble(error: Exception) -> Trouble:
    """What an error of any provider comes to, by its status or its name."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", getattr(response, "status_code", None))
    names = " ".join(cls.__name__ for cls in type(error).__mro__)
    if status == 429 or "RateLimit" in names:
        return Trouble.BUSY
    if status in {401, 403} or "Authentication" in names or "PermissionDenied" in names:
        return Trouble.REFUSED
    if "Timeout" in names:
        return Trouble.SLOW
    if "Length" in names:  # it used up its tokens
        return Trouble.STOPPED
    return Trouble.AWAY if "Connect" in names else Trouble.FAILED


def _from_lines(pieces: Iterable[Any]) -> Iterator[Draft]:
    """Sentences that end in keys, from a stream of messages."""
    waiting = ""
    try:
        for piece in pieces:
            waiting += piece.text
            *lines, waiting = waiting.split("\n")
            for line in lines:
                yield from of_line(line)
    except ModelTroubleError:
        yield from _cut_off([Draft(waiting.strip(), ())])
        raise
    yield from of_line(waiting, is_last=True)


def _cut_off(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """What a model was about to write when it stopped."""
    return (replace(draft, is_whole=False) for draft in drafts if draft.text)


def of_line(line: str, *, is_last: bool = False) -> Iterator[Draft]:
    """The sentences of a line; words after the last key have none, and at the very end may be
    cut off.
    """
    line = _LIST_MARK.sub("", line)
    end = 0
    for match in _KEYED.finditer(line):
        end = match.end()
        keys = tuple(_KEY.findall(match[2]))
        yield Draft(match[1].strip(), keys)
    if rest := line[end:].strip():
        yield Draft(rest, (), is_whole=not is_last or rest.endswith(_ENDS))


def _from_objects(pieces: Iterable[Any]) -> Iterator[Draft]:
    """Sentences from a stream of ever more complete objects; the last of them may still grow."""
    sent, found = 0, []
    try:
        for piece in pieces:
            found = _sentences(piece)
            while sent < len(found) - 1:
                yield found[sent]
                sent += 1
    except ModelTroubleError:
        yield from _cut_off(found[sent:])
        raise
    yield from found[sent:]


def _sentences(piece: Any) -> list[Draft]:  # noqa: ANN401 - whatever a model makes of the schema
    listed = piece.get("sentences") if isinstance(piece, dict) else None
    return [
        _draft(str(each.get("text", "")).strip(), tuple(map(str, each.get("keys") or ())))
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
    ]


def _draft(text: str, keys: tuple[str, ...]) -> Draft:
    return Draft(text, keys, is_whole=text.endswith(_ENDS))
