"""A request kept to what a reader has pinned, and to the inspection before where none was in the
months that are named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.library import Library
from assistant.request import EXACT, OF_MANY, Act, Conversation, Group, GroupKind, Request
from assistant.times import Times
from index.reports import Kind


class Pins:
    """What holds for each message of a conversation, over one library."""

    def __init__(self, library: Library) -> None:
        """Pins over the councils of a library."""
        self._library = library

    def pinned(self, request: Request, own: Request, conversation: Conversation) -> Request:
        """Keep to the pinned scope, and tell what was asked outside it."""
        pinned = conversation.pinned
        if pinned.councils:
            request = self._within(request, own, pinned.councils)
        if pinned.years and not own.times.is_named:
            request = replace(request, times=replace(request.times, years=pinned.years))
        if pinned.kinds and not own.kinds:
            kinds = tuple(kind for kind in Kind.all() if kind.label in pinned.kinds)
            request = replace(request, kinds=kinds)
        return request

    def held_then(self, request: Request) -> Request:
        """Asked for the grade in some months without an inspection, that of the last one before:
        "what was it in summer 2019?".
        """
        times = request.times
        is_of_months = (
            not times.years
            and times.since
            and times.until
            and not _NAMES_REPORT.search(request.message)
        )
        if (
            request.act is not Act.GRADE
            or len(request.councils) != 1
            or not is_of_months
            or not times.until
        ):
            return request
        reports = self._library.inspections(request.councils[0])
        before = [report for report in reports if report.newest <= times.until]
        if not before or any(report in times for report in reports):
            return request
        return replace(request, times=Times((before[0].newest.year,)))

    def _within(self, request: Request, own: Request, pinned: Sequence[str]) -> Request:
        here = tuple(name for name in pinned if name in self._library.councils)
        if own.councils:
            outside = tuple(name for name in request.councils if name not in here)
            inside = tuple(name for name in request.councils if name in here)
            return replace(request, councils=inside, outside=outside)
        if own.names_a_place:
            return request
        if request.act in OF_MANY & EXACT:
            return replace(
                request, groups=(*request.groups, Group(GroupKind.LISTED, here)), councils=()
            )
        return replace(request, councils=here, absent=())


_NAMES_REPORT = re.compile(r"\b(?:inspect\w*|reports?|visit\w*|publish\w*|ilacs|sif)\b", re.I)
