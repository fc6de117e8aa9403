"""Which councils and which of their reports a request leaves, before any grade is looked at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.areas import Topic, judged
from assistant.grading.algebra import grouped, is_of_all
from assistant.library import Library, checked
from assistant.request import AROUND, Act, By, Condition, Group, GroupKind, Request
from index.places.councils import Council, all_councils, council_named, next_to
from index.reports import Kind, Report

# Areas that only some inspections judge have inspections of their own.
APART = {Topic.LSCB, Topic.ADOPTION}
_OPEN = {*AROUND, GroupKind.OTHERS}  # groups around councils that are named
_BY_PLACE = {GroupKind.REGION, GroupKind.TYPE}
_ALIKE = {*_BY_PLACE, GroupKind.FAMILY}  # groups that may be set beside each other


class Members:
    """Chooses among the councils of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def _known(self) -> dict[str, Council | None]:
        return {name: council_named(name) for name in self.library.councils}

    # ---- which councils

    def councils(self, request: Request) -> tuple[str, ...] | None:
        """The councils that groups and names leave, in alphabetical order; None where that is
        not known.
        """
        if not all(self._is_known(group, request) for group in request.groups):
            return None
        names = [name for name in self.library.councils if name not in request.excluded]
        if _keeps_to_named(request):
            names = [name for name in names if name in request.councils]
        elif request.beside:
            names = [name for name in names if name not in request.councils]
        for of_kind in grouped(
            _limiting(request), lambda group: (group.kind, group.excluded)
        ).values():
            names = [name for name in names if self._is_of(name, of_kind, request)]
        apart = [self.members(group, request) for group in narrowed_by(request)]
        return tuple(n for n in names if not apart or any(n in group for group in apart))

    def members(self, group: Group, request: Request) -> tuple[str, ...]:
        """The councils of a group, in alphabetical order."""
        return tuple(
            n for n in self.library.councils if self._is_in(n, group, request) != group.excluded
        )

    def _is_of(self, name: str, groups: Sequence[Group], request: Request) -> bool:
        """Whether a council is in one of these groups, or in none of those that are excluded."""
        is_in = any(self._is_in(name, group, request) for group in groups)
        return is_in != groups[0].excluded

    def _is_in(self, name: str, group: Group, request: Request) -> bool:
        if group.kind is GroupKind.REGION:
            return self.region(name) in group.names
        if group.kind is GroupKind.TYPE:
            return self.kind(name) in group.names
        if group.kind in AROUND:
            return name in self.around(group, request)
        if group.kind is GroupKind.OTHERS:
            return name not in request.councils
        return group.kind is GroupKind.ALL or name in group.names

    def _is_known(self, group: Group, request: Request) -> bool:
        """Whether a group says which councils belong to it."""
        if group.kind is GroupKind.UNKNOWN:
            return False
        if group.kind in AROUND:
            return bool(self.around(group, request))
        if group.kind in _BY_PLACE:
            fact = _region if group.kind is GroupKind.REGION else _type
            return set(group.names) <= {fact(council) for council in all_councils()}
        return group.kind in {GroupKind.ALL, GroupKind.OTHERS} or bool(group.names)

    def region(self, name: str) -> str:
        """The region of a council; "" where it is not known."""
        return _region(self._known.get(name))

    def kind(self, name: str) -> str:
        """The type of a council, such as "county"; "" where it is not known."""
        return _type(self._known.get(name))

    def neighbours(self, name: str) -> tuple[str, ...]:
        """The statistical neighbours of a council, in the library or not."""
        council = self._known.get(name) or council_named(name)
        return council.neighbours if council else ()

    def around(self, group: Group, request: Request) -> frozenset[str]:
        """The councils around those whose neighbours are meant, in the library or not."""
        middle = centre(group, request)
        if group.kind is GroupKind.NEARBY:
            return next_to(middle)
        return frozenset(near for name in middle for near in self.neighbours(name))

    def neighbours_elsewhere(self, request: Request) -> tuple[str, ...]:
        """The statistical neighbours asked for of which there is no report here."""
        named = [g for g in request.groups if g.kind is GroupKind.NEIGHBOURS and not g.excluded]
        near = {name for group in named for name in self.around(group, request)}
        return tuple(sorted(near - set(self.library.councils)))

    def label_of(self, by: By) -> Callable[[Report], str]:
        """What tells to which region, type, year of publication or kind a report belongs."""
        return {
            By.REGION: lambda report: self.region(report.council),
            By.TYPE: lambda report: self.kind(report.council),
            By.YEAR: lambda report: str(report.newest.year),
            By.KIND: lambda report: report.kind.label,
        }[by]

    # ---- which of their reports

    def inspections(
        self, council: str, request: Request, areas: Iterable[Topic] = ()
    ) -> tuple[Report, ...]:
        """Every inspection that gives grades, of the kinds asked for, the newest first."""
        reports = [r for r in self.library.of(council) if r.kind.is_judgement and r.judgements]
        apart = APART.intersection(areas)
        if apart:
            reports = [r for r in reports if any(judged(r, topic) for topic in apart)]
        else:
            is_of_one = len(request.councils) == 1 and request.act not in {Act.LIST, Act.RANK}
            reports = [
                r for r in reports if r.kind.is_full or (is_of_one and r.kind.judges_council)
            ]
        kinds = [kind for kind in request.kinds if kind.is_judgement]
        return checked(report for report in reports if not kinds or report.kind in kinds)

    def reports(self, council: str, request: Request, condition: Condition) -> tuple[Report, ...]:
        """The inspections that a condition is on: of the time asked for, else by its span.

        Without a time the latest, or the one so far back, or all where it is on all.
        """
        reports = self.inspections(council, request, condition.areas)
        chosen, times = request.times.choose(reports), request.times
        return chosen if is_of_all(condition) or times.names_years or times.last else chosen[:1]

    def held(self, council: str, request: Request, kinds: Sequence[Kind]) -> tuple[Report, ...]:
        """Every report of some kinds, of the time asked for; without kinds, every one but
        articles.
        """
        reports = tuple(
            report
            for report in self.library.of(council)
            if (report.kind in kinds if kinds else report.kind is not Kind.ARTICLE)
        )
        return request.times.choose(reports)


def centre(group: Group, request: Request) -> tuple[str, ...]:
    """The councils whose neighbours are meant."""
    return group.names or (*request.councils, *(place.name for place in request.absent))


def narrowed_by(request: Request) -> tuple[Group, ...]:
    """The groups that are set beside each other, and so do not limit which councils are looked at.

    Those of the one kind of which there are several; in a comparison without a council, all of
    them.
    """
    if request.act not in {Act.COMPARE, Act.COUNT, Act.RANK}:
        return ()
    if request.act is Act.COMPARE and request.councils:
        return ()
    groups = [group for group in request.groups if group.kind in _ALIKE]
    for alike in grouped(groups, lambda group: group.kind).values():
        if len(alike) > 1 and not all(group.excluded for group in alike):
            return tuple(alike)
    if request.act is not Act.COMPARE:
        return ()
    if len(request.groups) > 1:
        return request.groups
    return tuple(
        replace(g, names=(name,)) for g in request.groups for name in g.names if len(g.names) > 1
    )


def _limiting(request: Request) -> list[Group]:
    apart = narrowed_by(request)
    is_split = len(request.groups) == 1 and len(apart) > 1
    return [group for group in request.groups if is_split or group not in apart]


def _keeps_to_named(request: Request) -> bool:
    """Whether only councils that are named are meant, and not others beside them."""
    if not request.councils or request.beside:
        return False
    if any(group.kind in _OPEN for group in request.groups):
        return False
    return not (request.groups and request.act in {Act.RANK, Act.COMPARE})


def _region(council: Council | None) -> str:
    return council.region if council else ""


def _type(council: Council | None) -> str:
    return str(council.kind) if council else ""
