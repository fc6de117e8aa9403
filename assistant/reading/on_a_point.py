"""A question on one point of the councils that it names, whatever its words resemble.

"Did the special needs workers there sit on their own little island?" is no question for grades,
and "they were snowed under in 2014. Has the pile gone down?" none for a change of grades. What was
written on the point is looked for.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.reading.forms.records import facts_asked
from assistant.request import Act, Asked, Form, Request, Task, Want
from assistant.vocabulary import telling, told_of_change

_SAYS_GRADE = re.compile(
    r"\b(?:grad(?:e[sd]?|ings?)|rat(?:ed?|es|ings?)|judg\w*|scor\w+|marks?|verdicts?|outcomes?"
    r"|results?|outstanding|inadequate|requires improvement|\bri\b)\b",
    re.I,
)
# A grade word that is said of a point: "how did they score on looking into staff?".
_ON_A_POINT = re.compile(
    r"\b(?:graded?|rated?|judged?|scored?|marked|marks?|verdicts?|do|did|does)\W+"
    r"(?:\w+\W+){0,3}?(?:on|for|over|about|with|when it c[ao]mes? to)\b",
    re.I,
)
# A year, and after it, in a clause of its own, the time of the latest report.
_THEN_AND_NOW = re.compile(
    r"\b(?:19|20)\d\d\b.*(?:[.?!;,:–—]|\b(?:and|but|then|against|versus|vs|to|with)\b).*"
    r"\b(?:now|nowadays|today|these days|currently|(?:the|its|their) (?:very )?(?:latest|newest"
    r"|last|most recent|current)(?: (?:one|report|inspection|visit))?)\b(?!.*\b(?:19|20)\d\d\b)",
    re.I | re.S,
)
_EXACT_HERE = frozenset({Act.GRADE, Act.FACTS, Act.HISTORY, Act.COMPARE})
LEAST_WORDS = 2  # that tell what is asked about
MANY_WORDS = 9  # from here on a message tells more than whose grades are wanted


def on_its_point(own: Request, means_a_topic: Callable[..., bool]) -> Request:
    """A request for what was written, where it is one; any other as it is."""
    if not own.councils or own.facts or own.kinds:
        return own
    if own.act is Act.BRIEF:
        return _looked_for(own) if _is_on_a_point(own, means_a_topic) else own
    if own.grades:
        return own
    if own.act is Act.CHANGE:
        return _of_change(own)
    if _is_then_and_now(own):
        return replace(own, act=Act.CHANGE)
    is_exact = own.act in _EXACT_HERE and not (own.conditions or own.move)
    if not is_exact or _is_of_grades(own, means_a_topic) or facts_asked(own.message):
        return own
    is_plain = len(telling(own.text)) >= MANY_WORDS or means_a_topic(own.text)
    return _looked_for(own) if is_plain and _tells_enough(own) else own


def _looked_for(own: Request) -> Request:
    """The same, looked for in what was written."""
    act = Act.FIND if len(own.councils) == 1 else Act.COMPARE
    subject = own.subject or " ".join(telling(own.text))
    asked = Asked(Task.OTHER)
    return replace(
        own,
        act=act,
        subject=subject,
        asked=asked,
        claim="",
        form=None,
        area=None,
        is_general=False,
    )


def _tells_enough(own: Request) -> bool:
    return Want.TITLE not in own.wants and len(telling(own.text)) >= LEAST_WORDS


def _is_of_grades(own: Request, means_a_topic: Callable[..., bool]) -> bool:
    """Whether its grade words ask for grades; not those said of a topic that is no judged area:
    "how did they score on looking into accused staff?".
    """
    if not _SAYS_GRADE.search(own.message):
        return False
    return not (_ON_A_POINT.search(own.message) and not own.areas and means_a_topic(own.text))


def _is_on_a_point(own: Request, means_a_topic: Callable[..., bool]) -> bool:
    """Whether one topic is plainly meant where a whole area was read: "my sister's kids waited for
    the first check with the doctor. Do they still?".
    """
    is_asked = own.form is Form.ABOUT and Want.YES_OR_NO in own.wants
    is_untold = not (own.subject or own.themes)
    return is_asked and is_untold and _tells_enough(own) and means_a_topic(own.text)


def _is_then_and_now(own: Request) -> bool:
    """Whether a year is set beside the latest report: "they were overstretched in 2014. What are
    they like in the latest?".
    """
    is_of_one = own.act is Act.FIND and len(own.councils) == 1 and len(own.times.years) == 1
    return is_of_one and bool(own.subject) and bool(_THEN_AND_NOW.search(own.message))


def _of_change(own: Request) -> Request:
    """A change on a point that no grade tells of: "they were snowed under. Has the pile gone
    down?".
    """
    told = told_of_change(own.text)
    is_of_grades = own.move and (own.move.before or own.move.after)
    if own.subject or is_of_grades or len(told) < LEAST_WORDS:
        return own
    return replace(own, subject=" ".join(told))
