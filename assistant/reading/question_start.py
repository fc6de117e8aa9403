"""Where a message asks: what people tell of themselves before it limits nothing.

"Been foster carers in London since 2012, seen it all. Which boroughs were inadequate once?" asks
of no time.
"""

import re

_ASKS = (
    r"(?:which|who|whose|whos|where|wheres|what|whats|how|when|whens|is|are|was|were|has|have|did"
    r"|do|does|any|anyone|anybody|can you|could you"
    r"|please|pls|list|name|give|show|tell me|count|rank|top|bottom|number of)"
)
_WH = r"(?:which|who|whose|where|what|how|when|list|name|give|show|tell)"
_OPENS = re.compile(
    rf"(?:(?<=[.!?;:\n])|(?<= [-–—])) *(?={_ASKS}\b(?! (?:i|we)\b))"
    rf"|(?:,? \b(?:so|anyway|but|and)\b[ ,]*|(?<=,) ?)(?={_WH}\b(?! (?:i|we|have|has|is|are)\b))",
    re.I,
)
_BEGINS = re.compile(
    rf"\W*(?:(?:and|so|ok|right|hi|hiya|hello|hey|quick one|just wondering)\W+)*{_ASKS}\b", re.I
)


def asks_from(message: str) -> int:
    """Where the first question of a message begins, as an offset; 0 where it begins the message,
    or none is found.
    """
    if _BEGINS.match(message):
        return 0
    found = _OPENS.search(message)
    return found.end() if found else 0
