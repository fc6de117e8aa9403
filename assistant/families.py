"""Which family of inspections answers: the one that a question names, else the first of which
there are reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.library import Library
from assistant.reading.families import family_of, of_family
from assistant.request import Act, Request
from assistant.wording import Wording
from index.dates import say_date
from index.frameworks import FAMILIES, Family

PLACEHOLDERS = {
    "instead": frozenset({"asked", "given", "where"}),
    "silent-instead": frozenset({"asked", "given"}),
    "without": frozenset({"asked", "councils"}),
    "also-here": frozenset({"others"}),
    "also": frozenset({"kind", "published"}),
    "where": frozenset({"councils"}),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A request on the family that answers it; `asked` is the one that was meant, `without` its
    councils that have no report there.
    """

    request: Request
    asked: Family
    without: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The name of the family that answers."""
        return self.request.family


class Families:
    """The families of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("families.md", PLACEHOLDERS)

    def library(self, family: str) -> Library:
        """The reports of one family; all of them where none is named."""
        named = next((each for each in FAMILIES if each.name == family), None)
        return self._library.within(named) if named else self._library

    def choose(self, request: Request) -> Chosen:
        """Put a request to the family that it means, or to another one where only that has
        reports on its councils.
        """
        named = next((each for each in FAMILIES if each.name == request.family), None)
        asked = named or family_of(request.kinds) or FAMILIES[0]
        family = next(
            (each for each in (asked, *self._library.families) if self._has(each, request)), asked
        )
        if not self._library.families:
            return Chosen(request, asked)
        here = self._library.within(family).councils
        without = tuple(council for council in request.councils if council not in here)
        kept = tuple(council for council in request.councils if council in here)
        kinds = request.kinds if family is asked else ()
        changed = replace(request, councils=kept or request.councils, kinds=kinds)
        return Chosen(of_family(changed, family), asked, without if kept else ())

    def _has(self, family: Family, request: Request) -> bool:
        """Whether there are reports of a family, on one of the councils if any are named."""
        here = self._library.within(family).councils
        return (
            any(council in here for council in request.councils)
            if request.councils
            else bool(self._library.within(family).reports)
        )

    def others(self, request: Request) -> Iterator[Request]:
        """The request put to each other family that has reports on its councils."""
        for family in self._library.families:
            if family.name != request.family and request.councils and self._has(family, request):
                yield of_family(
                    replace(request, act=Act.FIND, conditions=(), area=None, kinds=()), family
                )

    # ---- what is said of it

    def note(self, chosen: Chosen, *, is_brief: bool) -> str:
        """What a reader must know of the family that answers; "" where it is the one that was
        asked for.
        """
        if chosen.family and chosen.family != chosen.asked.name:
            given = next(family for family in FAMILIES if family.name == chosen.family)
            where = (
                f" {self._wording.say('where', councils=_listed(chosen.request.councils))}"
                if chosen.request.councils
                else ""
            )
            return self._wording.say(
                "instead", asked=chosen.asked.label, given=given.label, where=where
            )
        if chosen.without:
            return self._wording.say(
                "without", asked=chosen.asked.label, councils=_listed(chosen.without)
            )
        return self._also_here(chosen.request) if is_brief else ""

    def instead(self, asked: Request, given: Request) -> str:
        """That another family answers what the one that was meant does not."""
        labels = {family.name: family.label for family in FAMILIES}
        return self._wording.say(
            "silent-instead", asked=labels[asked.family], given=labels[given.family]
        )

    def _also_here(self, request: Request) -> str:
        """The newest report of each other family on the one council of a brief."""
        council = request.councils[0] if len(request.councils) == 1 else ""
        others = [
            self._library.within(f).latest(council)
            for f in self._library.families
            if f.name != request.family
        ]
        told = [
            self._wording.say("also", kind=report.kind.label, published=say_date(report.published))
            for report in others
            if report
        ]
        return self._wording.say("also-here", others="; ".join(told)) if told else ""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + (" and " if names[:-1] else "") + names[-1]
