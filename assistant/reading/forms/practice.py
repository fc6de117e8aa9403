"""Praised practice of other councils: "who does this well, somewhere like us?"."""

import re
from dataclasses import replace

from assistant.reading.forms.subjects import ELSEWHERE, for_home, has_theme
from assistant.request import Act, Form, Request

_PRACTICE = re.compile(
    r"\bexamples?\b|\bgood practice\b|\bbest practice\b|\bdo(?:es|ing)? (?:\w+ ){0,4}?(?:well"
    r"|best|right|properly)\b|\bprais\w+\b|\b(?:really )?good (?:at|work)\b|\bideas\b|\blearn"
    r"(?:ing|t)? from\b|\bcrack(?:ed)?\b|\bproper(?:ly)?\b|\bnail\w*\b|\bshining\b|\bexcellent\b",
    re.I,
)


def examples(request: Request) -> Request | None:
    """Praised practice elsewhere: "who is praised for this, somewhere like us?"."""
    message = request.message
    if not has_theme(request) or len(request.councils) > 1:
        return None
    is_asked = request.act is Act.EXAMPLE or _PRACTICE.search(message)
    is_elsewhere = bool(ELSEWHERE.search(message)) or request.act is Act.EXAMPLE
    if not (is_asked and is_elsewhere):
        return None
    if request.councils and not (ELSEWHERE.search(message) or _OF_US.search(message)):
        return None
    if not request.councils and request.act is not Act.EXAMPLE:
        return None
    return replace(for_home(request), form=Form.EXAMPLES, polarity=None)


_OF_US = re.compile(r"\b(?:we|we.re|our|us|i.m|i am|i lead|i chair|my|for an?)\b", re.I)
