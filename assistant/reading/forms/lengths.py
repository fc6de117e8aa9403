"""In which form and how long: "five questions", "in 200 words", "four bullets"."""

import re

from assistant.reading.points import number_in
from assistant.request import Form

_FORMS = (
    (
        Form.QUESTIONS,
        re.compile(
            r"\bquestions?\b(?! (?:is|was|about why)\b)|\bwhat (?:should|could|can|might) (?:i|we"
            r"|members|councillors) (?:ask|challenge|raise)",
            re.I,
        ),
    ),
    (
        Form.LINES,
        re.compile(
            r"\b(?:lines|bullets?(?: points?)?|talking points|speaking notes?|key messages"
            r"|headlines|takeaways|sentences)\b",
            re.I,
        ),
    ),
    (
        Form.TEXT,
        re.compile(
            r"\b(?:words?|paragraphs?|text|article|press release|post|newsletter|statement"
            r"|summary for|briefing|note|speech|letter|email)\b",
            re.I,
        ),
    ),
)


NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a (?:few|couple"
    r" of|handful of)|half a dozen)"
)


LENGTH = re.compile(r"\b(\d{2,4})[- ]?words?\b", re.I)


COUNTED = re.compile(
    rf"\b({NUMBER}) (?:\w+[ -]){{0,3}}?(questions?|lines?|bullets?(?: points)?|points|messages"
    r"|headlines|takeaways|sentences|things)\b",
    re.I,
)


_BEFORE_QUESTIONS = re.compile(r"((?:\w+ ){1,3})questions\b", re.I)


def read_form(message: str) -> Form | None:
    """The form that is asked for: "draft questions", "lines for a briefing", "200 words"; None
    where none is named.
    """
    return next((form for form, pattern in _FORMS if pattern.search(message)), None)


def read_length(message: str) -> int | None:
    """How many words it may have: "in 200 words"."""
    match = LENGTH.search(message)
    return int(match[1]) if match else None


def read_questions(message: str) -> int | None:
    """How many questions are wanted: "five questions"."""
    match = _BEFORE_QUESTIONS.search(message)
    numbers = (number_in(word) for word in match[1].lower().split()) if match else iter(())
    return next((number for number in numbers if number), None)


_ORDER_NUMBER = re.compile(
    rf"\b(?:top|best|worst|bottom|first|which|the|those) ({NUMBER})\b|\b({NUMBER}) (?:places"
    r"|councils|areas|worst|best|most)\b",
    re.I,
)


def read_number(message: str) -> int | None:
    """How many are wanted: "four bullets", "the best two", "which 3 places"."""
    counted = COUNTED.search(message)
    order = _ORDER_NUMBER.search(message)
    written = counted[1] if counted else next(filter(None, order.groups()), "") if order else ""
    written = written.lower()
    if written.startswith("a "):
        return {"a couple of": 2, "a handful of": 5}.get(written, 3)
    if written == "half a dozen":
        return 6
    return number_in(written) or None if written else None
