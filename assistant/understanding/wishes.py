"""What kind of answer on grades is wished for: those of a council, a list, a count, or how they spread."""

import re
from enum import StrEnum

from assistant.understanding.grade_words import Marked


class Wish(StrEnum):
    """What kind of answer on grades is wished for."""

    GRADES = "grades"
    LIST = "list"
    COUNT = "count"
    SPREAD = "spread"


_GROUP = r"(?:councils?|(?:local )?authorit(?:y|ies)|l\.?a\.?s|boroughs?|areas|places|counties|unitar(?:y|ies)|neighbours|metropolitan \w+|mets)"
GROUPS = r"(?:councils|(?:local )?authorities|l\.?a\.?s|boroughs|areas|places|counties|unitaries|neighbours|mets)"
_LIST = rf"\b(?:which|what|whose|name|list|show|any|all|who|where)\b(?: of)?(?: the| these| those)?(?: \w+){{0,4}}? {_GROUP}\b|^(?:and |but |so )?who(?:.s| has| have| had| is| are| was| were| went| got| did| gets| stayed| dropped| fell| improved)?\b|\bwho\??$|^(?:\S+ ){{0,3}}{GROUPS}\b|\b(?:best|worst|top|highest|lowest)\b(?:[- ]\w+){{0,2}} {_GROUP}\b"
_COUNT = r"\bhow many\b|\b(?:the )?(?:total )?number of\b|\bcount(?: up)?\b(?! council)|\b(?:what|which) (?:percentage|percent|proportion|share|fraction)(?: of)?\b|\bhow (?:common|rare) is it\b"
_SPREAD = r"\b(?:spread|distribution|breakdown|split) of (?=(?:\S+ ){0,6}(?:grades|ratings|judge?ments)\b)|\b(?:average|typical|mean|most common|commonest|usual)\b(?= (?:\S+ ){0,3}(?:grade|rating|judge?ment|score))"
_BY = (
    ("region", r"\b(?:by|for each|per|in each) regions?\b"),
    ("year", r"\b(?:by|for each|per|in each) years?\b"),
    ("kind", r"\b(?:by|for each|per) (?:kind|type|framework)\b"),
)


def read_wish(text: Marked) -> tuple[Wish, str]:
    """The wish of a question, and by what a spread is to be grouped."""
    by = text.take_first(_BY) or ""
    if text.take(_SPREAD) or by:
        return Wish.SPREAD, by
    if text.take(_COUNT):
        return Wish.COUNT, ""
    # Looked for and not taken: words between "which" and "councils" are conditions themselves.
    return (Wish.LIST if re.search(_LIST, text.text) else Wish.GRADES), ""
