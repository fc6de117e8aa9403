"""The councils to which a search is limited: by where and what they are, and by their grades."""

from dataclasses import replace

from assistant.grading.algebra import Moved
from assistant.grading.members import Members
from assistant.grading.phrases import Phrases
from assistant.grading.queries import QueryResult, run_query
from assistant.library import Library
from assistant.request import AROUND, Act, Condition, GroupKind, Request, Unit

_BESIDE = AROUND | {GroupKind.OTHERS}  # groups beside councils that are named


class Population(Members):
    """Chooses among the councils of a library."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._phrases = Phrases()

    def narrow(self, request: Request) -> Request:
        """Limit a search to the councils that a request describes: "inadequate councils in London".

        Unchanged where councils are named, where nothing limits it, and where a limit cannot be
        applied. Where nobody is left `among` is empty and `limits` is not.
        """
        is_around = request.beside or any(group.kind in _BESIDE for group in request.groups)
        if request.councils and not is_around:
            return request
        asks = any(map(_limits, request.conditions)) or request.move or request.beside
        if not (asks or request.limits_councils or request.excluded):
            return request
        found = run_query(self, _on_councils(request)) if asks else None
        among = found.councils if found else self.councils(request)
        if among is None or asks and found is None:
            return request
        return replace(request, councils=(), among=among, limits=self._limits(request, found))

    def _limits(self, request: Request, found: QueryResult | None) -> str:
        """The limits in words: " in London graded Inadequate overall"."""
        where = self._phrases.where(request)
        if found is None:
            return where
        is_move = isinstance(found.tests[0], Moved)
        name = "of-moves" if is_move else "of-grades"
        condition = self._phrases.tests(found.tests)
        if condition.startswith("graded"):  # "graded lower for care leavers than …"
            return f"{where} {condition}"
        return f"{where} {self._phrases.say(name, condition=condition)}"


def _limits(condition: Condition) -> bool:
    """Whether a condition leaves some councils and not others: an area alone does not."""
    return bool(condition.grades or condition.than or condition.moved)


def _on_councils(request: Request) -> Request:
    """A request for the list of the councils, whatever is then looked for in their reports."""
    conditions = tuple(filter(_limits, request.conditions))
    return replace(
        request,
        act=Act.LIST,
        conditions=conditions,
        kinds=(),
        order=None,
        by=None,
        number=None,
        unit=Unit.COUNCILS,
        wants=frozenset(),
    )
