"""What must improve, each beside what the list before asked for on the same."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from assistant.answers import Claim
from assistant.briefing.briefs.desk import Desk, Made, text_of
from assistant.briefing.points import Point, points_of
from assistant.grading.builder import Quoted
from assistant.themes import all_themes
from index.dates import say_date
from index.reports import Report

SAME_POINT = 0.7  # cosine from which on parts of two points ask for about the same
ON_A_THEME = 0.1  # how much nearer two points are that are on one theme


class Repeated:
    """Finds what is asked for again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(self, made: Made) -> None:
        """What must improve, each beside what the list before asked for on the same themes."""
        points = points_of(self._desk.store, made.report)
        earlier = points_of(self._desk.store, made.earlier) if made.earlier else ()
        if not (points and made.earlier and earlier):
            self._desk.put_points(made)
            made.builder.note(self._desk.say("repeated-unknown", council=made.report.council))
            return
        rows: list[list[Claim]] = []
        again = 0
        for point, asked in zip(points, self._asked_before(points, earlier), strict=True):
            again += bool(asked)
            rows.append(
                [
                    self._point(made, point, made.report),
                    *([self._point(made, asked, made.earlier)] if asked else [Claim("–")]),
                ]
            )
        facts = {"published": say_date(made.report.published)}
        before = say_date(made.earlier.published)
        counted = {"again": again, "count": len(points), "before": before}
        made.builder.say(
            self._desk.say("repeated", council=made.report.council, **counted, **facts),
            (),
            made.report.council,
        )
        heads = [
            self._desk.say("head-improve", published=when) for when in (facts["published"], before)
        ]
        made.builder.table(heads, rows, self._desk.say("repeated-head"))
        made.builder.note(self._desk.say("repeated-how"))

    def again(self, made: Made) -> Iterator[tuple[Point, Point]]:
        """What must improve now and had to by the list before, each with the point before."""
        points = points_of(self._desk.store, made.report)
        earlier = points_of(self._desk.store, made.earlier) if made.earlier else ()
        if points and earlier:
            for point, asked in zip(points, self._asked_before(points, earlier), strict=True):
                if asked:
                    yield point, asked

    def _asked_before(
        self, points: Sequence[Point], earlier: Sequence[Point]
    ) -> Iterator[Point | None]:
        """For each point the one of an earlier list of which a part asks for about the same as a
        part of it; None where none does.
        """
        parts = [_parts_of(each) for each in (*points, *earlier)]
        vectors = iter(self._desk.store.embeddings.vectors([part for of in parts for part in of]))
        told = [np.array([next(vectors) for _ in of]) for of in parts]
        themes = [_themes_of(other) for other in earlier]
        for number, point in enumerate(points):
            mine = _themes_of(point)
            likeness = [
                float((told[number] @ other.T).max()) + (ON_A_THEME if mine & theirs else 0.0)
                for other, theirs in zip(told[len(points) :], themes, strict=True)
            ]
            best = max(range(len(earlier)), key=likeness.__getitem__, default=None)
            yield earlier[best] if best is not None and likeness[best] >= SAME_POINT else None

    def _point(self, made: Made, point: Point, report: Report) -> Claim:
        return made.builder.quote(Quoted(point.whole, report)) or Claim("–")


_PARTS = re.compile(r"[,;:]|\band\b|\bincluding\b|\b(?:to ensure|so that|in order to)\b", re.I)


def _parts_of(point: Point) -> list[str]:
    """What a point asks for, one thing after the other: "supervision, and life-story work"."""
    text = text_of(point)
    return [part for each in _PARTS.split(text) if len((part := each.strip()).split()) > 1] or [
        text
    ]


def _themes_of(point: Point) -> set[str]:
    text = text_of(point)
    return {theme.name for theme in all_themes() if not theme.is_wide and theme.listed.search(text)}
