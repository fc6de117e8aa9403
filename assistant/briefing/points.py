"""What must improve, as a report prints it: every point, whole and in order, and how many there
are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.finding.choosing import joined
from index.reports import Passage, Report, Section
from index.storing.store import Store

LONGEST_HEADING = 60  # characters of a line that only divides a list: "Quality of practice"
_ENDS = (".", ";", ":", ",")
# A line of the list that names nothing to improve: that there is nothing urgent, or that a list
# follows.
_NOTHING = re.compile(
    r"\b(?:no|not find any|no new) areas? (?:for|of) (?:priority|immediate)"
    r"|\btake the following actions?\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the list, its lines as passages: a second line is one that stands below the
    first, as a part of it.
    """

    lines: tuple[Passage, ...]

    @property
    def whole(self) -> Passage:
        """The point as one passage, its lines as a list within a sentence: "Services, including:
        homes; health." A bullet has no words, and is not printed.
        """
        whole, *parts = self.lines
        for part in parts:
            if not whole.text.endswith(_ENDS):
                whole = replace(whole, text=f"{whole.text};")
            whole = joined(whole, part)
        return whole


def points_of(store: Store, report: Report) -> tuple[Point, ...]:
    """The points of a report, in the order in which they are printed."""
    ordinals = store.catalogue.ordinals(report.id, Section.IMPROVE)
    return in_points(
        [
            passage
            for _, passage in sorted(store.catalogue.passages_at(report.id, ordinals), key=_ordinal)
        ]
    )


def in_points(passages: Sequence[Passage]) -> tuple[Point, ...]:
    """The sentences of a printed list as its points."""
    lines = [_whole(list(of)) for _, of in groupby(passages, lambda passage: passage.paragraph)]
    is_numbered = any(line.number is not None for line in lines)
    shown = [
        line
        for line in lines
        if not _NOTHING.search(line.text) and not (is_numbered and _divides(line))
    ]
    return tuple(_grouped(shown))


def _ordinal(at: tuple[int, Passage]) -> int:
    return at[0]


def _whole(passages: Sequence[Passage]) -> Passage:
    """The sentences of a line as one passage."""
    whole = passages[0]
    for passage in passages[1:]:
        whole = joined(whole, passage)
    return whole


def _divides(line: Passage) -> bool:
    """Whether a line is only the heading of points that follow."""
    is_short = len(line.text) <= LONGEST_HEADING and line.text[:1].isupper()
    return line.number is None and is_short and not line.text.endswith(_ENDS)


def _grouped(lines: Sequence[Passage]) -> Iterator[Point]:
    """Lines below a numbered one that ends in a colon, or goes on in small letters, belong to
    it.
    """
    of_point: list[Passage] = []
    for line in lines:
        if of_point and not _goes_on(of_point, line):
            yield Point(tuple(of_point))
            of_point = []
        of_point.append(line)
    if of_point:
        yield Point(tuple(of_point))


def _goes_on(of_point: Sequence[Passage], line: Passage) -> bool:
    first, last = of_point[0], of_point[-1]
    if first.text.endswith(":") and line.number is None and line.text[:1].islower():
        return True  # a part of what a line introduces: "Services to care leavers, including:"
    is_cut = line.text[:1].islower() and not last.text.endswith(_ENDS)
    return first.number is not None and line.number is None and (first.text.endswith(":") or is_cut)
