"""What could be asked next: questions that go on from an answer, each tried before it is
offered.
"""

from collections.abc import Iterator
from typing import Protocol

from assistant.answers import Answer
from assistant.areas import Topic
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Conversation, Presentation, Request
from assistant.wording import Wording
from index.places.councils import council_named
from index.reports import Grade

MOST = 3
PLACEHOLDERS = {
    "offer-neighbour": frozenset({"council"}),
    "offer-compare": frozenset({"first", "second"}),
    "offer-earlier": frozenset(),
    "offer-change": frozenset({"council"}),
    "offer-why": frozenset({"council", "grade", "area"}),
}
_ORDER = (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE)
_JUDGED = (Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS, Topic.LEADERS, Topic.OVERALL)


class Trial(Protocol):
    """Reads a question and tells whether it would have an answer, without writing one."""

    @property
    def library(self) -> Library:
        """The reports that it looks at."""
        ...

    def read(self, conversation: Conversation) -> Request:
        """What is asked."""
        ...

    def has_answer(self, request: Request) -> bool:
        """Whether the library answers it."""
        ...


class Suggester:
    """Offers questions to go on with."""

    def __init__(self) -> None:
        self._wording = Wording("offers.md", PLACEHOLDERS)

    def suggest(self, conversation: Conversation, answer: Answer, trial: Trial) -> tuple[str, ...]:
        """Up to three questions that the library answers in this conversation."""
        request = trial.read(conversation)
        offers: list[str] = []
        for offer in self._candidates(request, answer, trial.library):
            asked = Conversation((*conversation.messages, offer), conversation.pinned)
            if offer not in offers and trial.has_answer(trial.read(asked)):
                offers.append(offer)
            if len(offers) == MOST:
                break
        return tuple(offers)

    def _candidates(self, request: Request, answer: Answer, library: Library) -> Iterator[str]:
        if request.wanted is Presentation.THEME:
            cited = tuple(dict.fromkeys(citation.council for citation in answer.citations))
            if len(cited) > 1:
                yield self._wording.say("offer-compare", first=cited[0], second=cited[1])
            return
        if not request.councils:
            return
        council = request.councils[0]
        if len(request.councils) == 1:
            yield from self._of_one(request, council, library)
        yield from self._of_lowest(council, library)

    def _of_one(self, request: Request, council: str, library: Library) -> Iterator[str]:
        known = council_named(council)
        near = [name for name in (known.neighbours if known else ()) if name in library.councils]
        for neighbour in near[:2]:
            yield self._wording.say("offer-neighbour", council=neighbour)
        times = request.times
        is_last = len(library.inspections(council)) <= times.back + 1
        if not (is_last or times.names_years or request.wanted is Presentation.CHANGE):
            yield self._wording.say("offer-earlier")
            yield self._wording.say("offer-change", council=council)

    def _of_lowest(self, council: str, library: Library) -> Iterator[str]:
        latest = library.latest(council)
        rows = [row for topic in _JUDGED if latest and (row := row_of(latest, topic))]
        low = [row for row in rows if row.judgement.grade in _ORDER]
        if low:
            lowest = min(low, key=lambda row: _ORDER.index(row.judgement.grade))
            yield self._wording.say(
                "offer-why",
                council=council,
                grade=lowest.judgement.grade.value.lower(),
                area=lowest.judgement.area.label,
            )
