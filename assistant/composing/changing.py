"""What the parts of a reading may be changed to, each asked as a message that varies the one
before: "The same for care leavers".
"""

from collections.abc import Iterator

from assistant.answers import Change
from assistant.areas import Topic
from assistant.request import Act, Condition, Request, Which
from assistant.scale import GOOD_OR_BETTER, below, in_order, say_grades
from assistant.wording import Wording
from index.reports import Grade

PLACEHOLDERS = {
    "of-area": frozenset[str](),
    "of-grades": frozenset[str](),
    "same-for": frozenset({"area"}),
    "same-with": frozenset({"grades"}),
    "good-or-better": frozenset[str](),
    "worse-than-good": frozenset[str](),
    "to-ever": frozenset[str](),
    "same-ever": frozenset[str](),
    "to-back": frozenset[str](),
    "same-back": frozenset[str](),
    "to-country": frozenset[str](),
    "same-country": frozenset[str](),
}
AREAS = (Topic.OVERALL, Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS, Topic.LEADERS)
_WORSE = below(frozenset({Grade.GOOD}))
_CHOICES = (
    frozenset({Grade.OUTSTANDING}),
    GOOD_OR_BETTER,
    frozenset({Grade.REQUIRES_IMPROVEMENT}),
    frozenset({Grade.INADEQUATE}),
    _WORSE,
)
_OF_GRADES = {Act.LIST, Act.COUNT}
_NAMED = {GOOD_OR_BETTER: "good-or-better", _WORSE: "worse-than-good"}


class Changing:
    """Says what may be changed, of lists and counts that rest on one condition on grades."""

    def __init__(self, wording: Wording) -> None:
        self._say = wording.say

    def condition(self, condition: Condition, request: Request) -> tuple[Change, ...]:
        """Other areas, and other grades: "care leavers", "good or better"."""
        if not _is_plain(request):
            return ()
        return (*self._areas(condition), *self._grades(condition))

    def _areas(self, condition: Condition) -> Iterator[Change]:
        asked = condition.areas or (Topic.OVERALL,)
        for topic in AREAS:
            if topic not in asked:
                question = self._say("same-for", area=topic.value)
                yield Change(topic.value, question, self._say("of-area"))

    def _grades(self, condition: Condition) -> Iterator[Change]:
        for grades in _CHOICES:
            if grades != set(condition.grades):
                named = _NAMED.get(grades)
                said = self._say(named) if named else say_grades(in_order(grades))
                question = self._say("same-with", grades=said.lower())
                yield Change(said, question, self._say("of-grades"))

    def times(self, request: Request) -> tuple[Change, ...]:
        """Any inspection or the one before, for the latest."""
        if not _is_plain(request):
            return ()
        return self._to("ever"), self._to("back")

    def group(self, request: Request) -> tuple[Change, ...]:
        """The whole country, for a part of it."""
        return (self._to("country"),) if _is_plain(request) else ()

    def _to(self, name: str) -> Change:
        return Change(self._say(f"to-{name}"), self._say(f"same-{name}"))


def _is_plain(request: Request) -> bool:
    """Whether a request is a list or count by one condition on one area and by nothing else that
    a change might drop.
    """
    if request.act not in _OF_GRADES or len(request.conditions) != 1 or request.move:
        return False
    condition = request.conditions[0]
    return bool(condition.grades) and condition.which is Which.NAMED and len(condition.areas) <= 1
