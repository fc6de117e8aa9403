"""Request → what a chat model is asked to write of it: one form for each kind of answer."""

import json
from dataclasses import dataclass
from enum import StrEnum

from assistant.request import Act, Form, Presentation, Request
from assistant.wording import Wording

QUESTIONS = 6  # where no number is asked for
WORDS = 150  # of a text where no length is


class Kind(StrEnum):
    """What is written; the names of wordings "task-…" in prompts/writing.md."""

    FACT = "fact"
    COMPARISON = "comparison"
    CHANGE = "change"
    THEME = "theme"
    PATTERN = "pattern"
    BRIEF = "brief"
    QUESTIONS = "questions"
    TEXT = "text"


PLACEHOLDERS = {
    f"task-{kind.value}": frozenset(
        {"number"} if kind is Kind.QUESTIONS else {"length"} if kind is Kind.TEXT else set()
    )
    for kind in Kind
}
_OF_WANTED = {
    Presentation.WORDS: Kind.FACT,
    Presentation.COMPARISON: Kind.COMPARISON,
    Presentation.CHANGE: Kind.CHANGE,
    Presentation.THEME: Kind.THEME,
}


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be written, in which form, and the question as data."""

    kind: Kind
    words: str
    question: str


def task_of(request: Request, wording: Wording) -> Task:
    """The task of a request: "How do Leeds and Kent compare?" is a comparison."""
    kind = _kind(request)
    filled = {
        Kind.QUESTIONS: {"number": request.number or QUESTIONS},
        Kind.TEXT: {"length": request.length or WORDS},
    }
    return Task(kind, wording.say(f"task-{kind.value}", **filled.get(kind, {})), _asked(request))


def _kind(request: Request) -> Kind:
    if request.act is Act.WRITE and len(request.councils) == 1:
        return Kind.QUESTIONS if request.form is Form.QUESTIONS else Kind.TEXT
    if request.act is Act.BRIEF and len(request.councils) == 1:
        return Kind.BRIEF
    return Kind.PATTERN if request.act is Act.COMMON else _OF_WANTED[request.wanted]


def _asked(request: Request) -> str:
    """The question as data; one that goes on from another is told with its topic and councils."""
    asked = {"asked": request.message, "topic": request.text, "councils": request.councils}
    return json.dumps(asked, ensure_ascii=False)
