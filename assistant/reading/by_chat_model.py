"""A chat model asked how a message is to be read, where what was learned is uncertain: it fills
the same Reading.

Names, times, grades and groups stay with code, harm with rule and learning: a message that tells
of it is never sent. What the model says is checked against what there is; where it is away, slow
or says something else, the learned reading stands.
"""

import json
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.reading.masking import Masked
from assistant.reading.network import Reading, Span
from assistant.request import Act, Change, First, Polarity, SmallTalk
from assistant.usage import Meter, Use
from assistant.wording import Wording

SECONDS = 6.0  # that a reading may take
SURE = 0.95  # how sure the act of a model's reading counts as
PLACEHOLDERS = {"read": frozenset[str](), "message": frozenset({"asked"})}
_ACTS = [act for act in Act if act is not Act.DANGER]
_TOPICS = {"topic", "term"}
_log = logging.getLogger(__name__)
Chosen = TypeVar("Chosen", bound=StrEnum)


class When(StrEnum):
    """When a chat model is asked how a message is to be read."""

    NEVER = "never"
    UNCERTAIN = "uncertain"
    ALWAYS = "always"


class ModelReading(BaseModel):
    """What a model says of a message."""

    model_config = ConfigDict(extra="ignore")

    act: Act
    topics: list[str] = []
    goes_on: bool = False
    polarity: Polarity | None = None
    order: First | None = None
    move: Change | None = None
    talk: SmallTalk | None = None


class AskedReader:
    """Asks one chat model, within a bound of time, and remembers what it said of the last
    messages.
    """

    def __init__(
        self, model: BaseChatModel, when: When, meter: Meter, seconds: float = SECONDS
    ) -> None:
        self._model = model
        self._when = when
        self._meter = meter
        self._seconds = seconds
        self._told = lru_cache(maxsize=256)(self._ask)

    @cached_property
    def _chain(self) -> Runnable[dict[str, str], Any]:
        """The question to the model; it fails here where a provider has no structured output."""
        wording = Wording("reading-asked.md", PLACEHOLDERS)
        prompt = ChatPromptTemplate.from_messages(
            [("system", wording.template("read")), ("human", wording.template("message"))]
        )
        return prompt | self._model.with_structured_output(schema(), method="json_schema")

    def read(
        self, message: str, masked: Masked, earlier: Sequence[str], learned: Reading
    ) -> Reading:
        """The learned reading, with what the model says of act, topic and the rest in its place."""
        is_asked = self._when is When.ALWAYS or (
            self._when is When.UNCERTAIN and not learned.certain
        )
        told = self._told(message, tuple(earlier)) if is_asked else None
        return _with(learned, told, message, masked) if told else learned

    def _ask(self, message: str, earlier: tuple[str, ...]) -> ModelReading | None:
        if self._meter.is_full:
            return None
        use = Use()
        asked = json.dumps({"earlier": earlier, "message": message}, ensure_ascii=False)
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            said = pool.submit(lambda: self._chain.invoke({"asked": asked}, {"callbacks": [use]}))
            return ModelReading.model_validate(said.result(timeout=self._seconds))
        except ValidationError:
            _log.warning("The chat model read a message in a form that is not known")
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own; their words may show the key
            _log.warning("The chat model did not read a message (%s)", type(error).__name__)
        finally:
            pool.shutdown(wait=False)
            self._meter.add(use.tokens)
        return None


def schema() -> dict[str, Any]:
    """The form of what a model says of a message."""
    choices = {"polarity": Polarity, "order": First, "move": Change, "talk": SmallTalk}
    properties: dict[str, Any] = {
        "act": {"type": "string", "enum": [act.value for act in _ACTS]},
        "topics": {"type": "array", "items": {"type": "string"}},
        "goes_on": {"type": "boolean"},
        **{
            name: {"type": ["string", "null"], "enum": [None, *(each.value for each in kind)]}
            for name, kind in choices.items()
        },
    }
    return {
        "title": "reading",
        "description": "How the message is to be read.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _with(learned: Reading, told: ModelReading, message: str, masked: Masked) -> Reading:
    """A reading as a model tells it; danger, and the words of closed classes, as they were
    learned.
    """
    if told.act is Act.DANGER:  # told by rule and by what was learned alone
        return learned
    topics = [span for phrase in told.topics if (span := _place(phrase, message, masked))]
    others = [
        span
        for span in learned.spans
        if span.slot not in _TOPICS and not any(_meet(span, topic) for topic in topics)
    ]
    acts = (
        (told.act, SURE),
        *((act, sure * (1 - SURE)) for act, sure in learned.acts if act is not told.act),
    )
    return replace(
        learned,
        acts=acts,
        spans=tuple(sorted((*others, *topics), key=lambda span: span.start)),
        maybe=(),
        goes_on=SURE if told.goes_on else 1 - SURE,
        certain=True,
        polarity=told.polarity,
        order=told.order,
        move=told.move,
        talk=told.talk,
        by="model",
    )


def _place(phrase: str, message: str, masked: Masked) -> Span | None:
    """Where a phrase stands in the masked message; None where it does not."""
    start = message.lower().find(phrase.lower().strip()) if phrase.strip() else -1
    if start < 0:
        return None
    begin, end = masked.masked(start, start + len(phrase.strip()))
    return Span("topic", begin, end, SURE) if begin < end else None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
