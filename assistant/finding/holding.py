"""What kind of thing a question asks for by name or number, and which sentences hold one.

A sentence on young people in tents answers no question for the town that they were in, however
near it is: where no sentence holds what is asked for, a report is silent.
"""

import re
from collections.abc import Callable
from functools import partial

Holds = Callable[[str], bool]

_PEOPLE = re.compile(
    r"\bnames? (?:of|for) (?:\w+ ){0,5}?(?:directors?|chiefs?|heads?|leaders?|managers?|bosses"
    r"|chairs?|judges?|inspectors?)\b"
    r"|\bwho(?: is| was| are| were|.s) (?:[\w’'-]+ ){0,4}?(?:director|chief exec\w*|dcs|lead member"
    r"|leader of the council|head of|boss)\b(?!.{0,20}\b(?:doing|like)\b)|\bname names\b",
    re.I,
)
_NAME = re.compile(
    r"\b(?:name|title|brand|make) of (?:the|its|their|that|this) (?:\w+ ){0,2}?(?:app|scheme|tool"
    r"|system|programme|project|software|model|provider|charity|company|firm|agency|team|service"
    r"|course|group|hub)\b|\bwhat.{1,50}\b(?:is |are |was |were )?(?:called|named)\b"
    r"|\bgo(?:es)? by the name\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:which|what) (?:town|city|street|estate|village|road|countr(?:y|ies)|building|suburb"
    r"|neighbourhood|part of)\b|\bwhereabouts\b|\bwhere (?:exactly|abroad)\b"
    r"|\bwhere\b.{1,60}\b(?:being built|built|going up|opening|located|situated)\b",
    re.I,
)
_MONEY = re.compile(
    r"\bhow much (?:\w+ ){0,8}?(?:pay|pays|paid|cost|costs|spend|spends|spent|budget|money|invest"
    r"|invested|earn|owe|overspen\w+)\b|\bhow much money\b|\bhow many (?:pounds|million)\b"
    r"|\bwhat (?:do|does|did|is|are|was|were) (?:\w+ ){0,6}?(?:pay|salary|salaries|wages?"
    r"|fees?)\b",
    re.I,
)
_SHARE = re.compile(
    r"\b(?:what|which) (?:exact |rough )?(?:percentage|proportion|per ?cent|share|%)"
    r"|\b(?:as a|the) (?:percentage|per ?cent)\b|\bpercentage[- ]wise\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:what|which) (?:exact )?(?:date|day|month|week)\b|\bby when\b|\bwhen (?:exactly )?(?:will"
    r"|does|do|is|are) .{1,60}\b(?:open|start|begin|finish|end|launch|due|ready)\w*",
    re.I,
)
# How a sentence tells an amount of money, a share, a date.
_OF_MONEY = re.compile(r"£|\b(?:million|billion|pounds)\b", re.I)
_OF_SHARE = re.compile(
    r"%|\bper cent\b|\bhal(?:f|ves)\b|\b(?:third|quarter|fifth|majority|minority|most|all)\b"
    r"|\b(?:\w+) (?:out )?of (?:the )?\d+\b",
    re.I,
)
_OF_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|spring|summer|autumn|winter|weeks?|months?|soon|shortly|imminent\w*)\b"
)
# A name within a sentence: in quotation marks, or with a capital that no sentence begins with.
_QUOTED = re.compile(r"[‘“][^’”]{3,60}[’”]")
_CAPITAL = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][a-z]{2,}\b")
_TWO_CAPITALS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Dame|Cllr) [A-Z][a-z]+")
_NO_NAMES = frozenset(
    """Ofsted January February March April May June July August September October November
    December Children Care Council The Local Authority Inspectors Directors Director""".split()
)


def asked_for(question: str, councils: tuple[str, ...]) -> Holds | None:
    """Whether a sentence holds what a question asks for by name or number; None where it may be
    answered in any words: of "which street are the new flats in?" one with a name of its own.
    """
    own = frozenset(word for council in councils for word in council.split())
    for asks, holds in (
        (_PEOPLE, _of(_TWO_CAPITALS)),
        (_NAME, partial(_holds_a_name, own=own)),
        (_PLACE, partial(_holds_a_place, own=own)),
        (_MONEY, _of(_OF_MONEY)),
        (_SHARE, _of(_OF_SHARE)),
        (_DATE, _of(_OF_DATE)),
    ):
        if asks.search(question):
            return holds
    return None


def _of(pattern: re.Pattern[str]) -> Holds:
    return lambda text: bool(pattern.search(text))


def _holds_a_place(text: str, own: frozenset[str]) -> bool:
    """Whether a sentence names something that is neither its council nor a month."""
    return any(name not in _NO_NAMES | own for name in _CAPITAL.findall(text))


def _holds_a_name(text: str, own: frozenset[str]) -> bool:
    """As of a place; what stands in quotation marks or in capitals may be a name too."""
    is_marked = _QUOTED.search(text) or re.search(r"\([A-Z]{2,}\)", text)
    return bool(is_marked) or _holds_a_place(text, own)
