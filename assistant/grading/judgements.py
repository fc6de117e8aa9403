"""Questions on grades, answered exactly from the catalogue: of named councils, of groups, and of
all.

Each grade cites the report, page and printed words that give it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.answers import Answer
from assistant.citing import Citer
from assistant.grading.acts import as_planned, can_be_looked_up
from assistant.grading.builder import AnswerBuilder
from assistant.grading.comparing import Comparer
from assistant.grading.facts import FactTeller
from assistant.grading.lists import Lister
from assistant.grading.members import Members
from assistant.grading.named import NamedGrades
from assistant.grading.phrases import Phrases, say_names
from assistant.library import Library
from assistant.request import LISTING, Act, Request
from index.storing.store import Store

COMPOSER = "catalogue"

# Puts an answer on a sheet; False where the catalogue cannot give it whole.
Put = Callable[[Request, AnswerBuilder], bool]


class JudgementAnswerer:
    """Answers what the catalogue knows, and only what it can answer whole."""

    def __init__(
        self, store: Store, library: Library, today: Callable[[], date] = date.today
    ) -> None:
        self._store = store
        self._library = library
        self._phrases = Phrases()
        self._members = Members(library)
        self._named = NamedGrades(self._members, self._phrases)
        self._comparer = Comparer(self._members, self._phrases)
        self._lister = Lister(self._members, self._phrases, today)
        self._facts = FactTeller(self._members, self._phrases, today)

    def answer(self, request: Request) -> Answer | None:
        """Answer a request that asks nothing beyond the catalogue; None where it cannot, whole."""
        if not can_be_looked_up(request):
            return None
        request = as_planned(request)
        return self._made(self._put(request), request)

    def premise(self, request: Request) -> Answer | None:
        """The grades that a request takes for granted, or asks for beside other things, of one
        council.
        """
        if len(request.councils) != 1 or not can_be_looked_up(request):
            return None
        if request.premise:
            return self._made(self._named.put_premise, request)
        if request.act is Act.GRADE:
            return self._made(self._named.put_grades, request)
        if request.move:
            move = replace(request.move, ever=True)  # whenever it was: it is told when
            return self._made(self._comparer.put_moved, replace(request, move=move))
        if any(condition.grades for condition in request.conditions):
            asked = replace(request, premise=request.conditions)
            return self._made(self._named.put_premise, asked)
        return None

    def _made(self, put: Put | None, request: Request) -> Answer | None:
        builder = AnswerBuilder(Citer(self._store, self._library))
        if put is None or not put(request, builder):
            return None
        if request.absent:
            places = say_names([place.name for place in request.absent])
            builder.note(self._phrases.say("not-here", councils=places))
        coverage = self._phrases.say("coverage", library=self._library.label)
        return builder.answer(request, coverage, COMPOSER)

    def _put(self, request: Request) -> Put | None:
        """What answers a request, by its act and whether councils are named."""
        act = request.act
        if act is Act.FACTS:
            return self._facts.put
        if act in LISTING or not request.councils:
            return self._lister.put
        if act is Act.COMPARE and request.groups:
            return None if request.move else self._comparer.put_beside_group
        if act is Act.CHANGE:
            return self._comparer.put_change
        if request.move:
            return self._comparer.put_moved
        named = {Act.COMPARE: self._comparer.put_compared, Act.HISTORY: self._named.put_history}
        return named.get(act, self._named.put_grades)
