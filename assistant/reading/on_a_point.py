"""A question on one point of the councils that it names, whatever its words resemble.

"Did the special needs workers there sit on their own little island?" is no question for grades,
and "they were snowed under in 2014. Has the pile gone down?" none for a change of grades. What was
written on the point is looked for.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.reading.forms.records import facts_asked
from assistant.request import Act, Asked, Request, Task, Want
from assistant.vocabulary import telling, told_of_change

_SAYS_GRADE = re.compile(
    r"\b(?:grad(?:e[sd]?|ings?)|rat(?:ed?|es|ings?)|judg\w*|scor\w+|marks?|verdicts?|outcomes?"
    r"|results?|outstanding|inadequate|requires improvement|\bri\b)\b",
    re.I,
)
_EXACT_HERE = frozenset({Act.GRADE, Act.FACTS, Act.HISTORY, Act.COMPARE})
LEAST_WORDS = 2  # that tell what is asked about
MANY_WORDS = 9  # from here on a message tells more than whose grades are wanted


def on_its_point(own: Request, means_a_topic: Callable[..., bool]) -> Request:
    """A request for what was written, where it is one; any other as it is."""
    if not own.councils or own.grades or own.facts or own.kinds:
        return own
    if own.act is Act.CHANGE:
        return _of_change(own)
    is_exact = own.act in _EXACT_HERE and not (own.conditions or own.move)
    if not is_exact or _SAYS_GRADE.search(own.message) or facts_asked(own.message):
        return own
    told = telling(own.text)
    is_plain = len(told) >= MANY_WORDS or means_a_topic(own.text)
    if Want.TITLE in own.wants or len(told) < LEAST_WORDS or not is_plain:
        return own
    act = Act.FIND if len(own.councils) == 1 else Act.COMPARE
    subject = own.subject or " ".join(told)
    return replace(own, act=act, subject=subject, asked=Asked(Task.OTHER), claim="")


def _of_change(own: Request) -> Request:
    """A change on a point that no grade tells of: "they were snowed under. Has the pile gone
    down?".
    """
    told = told_of_change(own.text)
    is_of_grades = own.move and (own.move.before or own.move.after)
    if own.subject or is_of_grades or len(told) < LEAST_WORDS:
        return own
    return replace(own, subject=" ".join(told))
