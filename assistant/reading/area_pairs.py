"""Where the grade of one area is set beside that of another: "care leavers graded higher than
children in care".
"""

import re
from collections.abc import Iterator

from assistant.reading.areas import Named
from assistant.reading.marking import AREA, GRADE, NAME, Text
from assistant.request import Change, Condition

_UP = (
    r"(?:better|higher|stronger|well ahead|more highly)(?: \w+){0,3} than|above|ahead of|(?:beat"
    r"|outscor|outrank|outperform|outshin|outdo|overtak)\w*|better off than"
)
_DOWN = (
    r"(?:worse|lower|weaker|poorer|less)(?: \w+){0,3} than|below|behind|short of|(?:trail"
    r"|lag)\w*(?: behind)?|let down by"
)
_SAME = (
    r"(?:the )?same(?: \w+){0,3} (?:as|for)|level with|match\w*|equal to|on a par with|(?:and"
    r"|as) (?=[^.;?!]* the same)"
)
_ANY = r"(?:another|a different|different|differ\w*)(?: \w+){0,3} (?:from|to|than)"
_BESIDE = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>{_SAME})|(?P<any>{_ANY}))"
_GAP = rf"(?:(?!{GRADE}|{AREA}|{NAME})[^.;?!])"
_PAIR = re.compile(
    rf"(?P<first>{AREA})(?:(?!(?<!\w)(?:but|yet|though|while"
    rf"|whereas)(?!\w)){_GAP}){{0,50}}?(?<!\w){_BESIDE}(?!\w){_GAP}{{0,40}}?(?P<second>{AREA})"
)
_CHANGES = {"up": Change.UP, "down": Change.DOWN, "same": Change.SAME, "any": Change.ANY}


def read_pairs(text: Text) -> Iterator[Condition]:
    """Conditions on two areas of one inspection; they are taken out of the text."""
    for match in reversed(list(_PAIR.finditer(text.string))):
        first, second = (text.value(match[name]) for name in ("first", "second"))
        change = next(change for name, change in _CHANGES.items() if match[name])
        if _is_one(first) and _is_one(second) and first.topic is not second.topic:
            text.explain(*match.span())
            yield Condition((first.topic, second.topic), than=change)


def _is_one(named: Named) -> bool:
    return named.topic is not None
