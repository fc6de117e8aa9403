"""A message that says little of its own: the request before with the part changed that it names,
or with what the answer listed.

"Who else?" asks the same of all but those just listed, "same again for Leeds" of another council,
"before 2018?" of another time, "the second one" of one that was listed, "and life-story work?" on
another topic, "are you sure?" the same once more. A message with a question of its own is not
read here, and goes on as `following.py` tells.
"""

from assistant.reading.following import MessageReading
from assistant.reading.leaning.after import Vary, after
from assistant.reading.leaning.items import of_item
from assistant.reading.leaning.parts import cut, flipped, of_parts, on_another, only_on, worse_since
from assistant.reading.leaning.shapes import doubted, of_check, reshaped, sides
from assistant.reading.leaning.terms import explained_again, in_reports
from assistant.reading.leaning.wider import (
    around_one,
    best_on,
    briefs_beside,
    elsewhere,
    of_others,
    spread,
    why_listed,
    worst_on,
)
from assistant.reading.pointing import stands_alone
from assistant.reading.told import Tells
from assistant.request import Act, Request

MOST_WORDS = 24  # a longer message tells something of its own
_WITHOUT_ANSWER = frozenset(
    {Act.TALK, Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE, Act.DANGER}
)
_OF_REPORTS: tuple[Vary, ...] = (
    of_item,
    doubted,
    of_check,
    sides,
    of_others,
    spread,
    why_listed,
    briefs_beside,
    elsewhere,
    around_one,
    best_on,
    worst_on,
    worse_since,
    only_on,
    flipped,
    cut,
    of_parts,
    on_another,
    reshaped,
)
_OF_TERMS: tuple[Vary, ...] = (in_reports, explained_again)


def leant(before: Request, heard: MessageReading, tells: Tells) -> Request | None:
    """The request that a message makes which leans on the one before; None where it has a
    question of its own.
    """
    own = heard.request
    if own.act in {Act.DANGER, Act.TALK} or len(own.message.split()) > MOST_WORDS:
        return None
    if stands_alone(own):
        return None
    if before.facts or before.act in _WITHOUT_ANSWER:
        return None
    said = after(before, heard, tells)
    for vary in _OF_TERMS if before.act is Act.DEFINE else _OF_REPORTS:
        if request := vary(said):
            return request
    return None
