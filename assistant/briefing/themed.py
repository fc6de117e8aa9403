"""An order by what reports say of a theme, on which Ofsted gives no grade: the assistant's own, by
how many sentences praise and criticise.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Claim, Part
from assistant.areas import Topic
from assistant.briefing.counting import Counter
from assistant.briefing.matters import Matter
from assistant.briefing.themes import Said, Way
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import First, Polarity, Request, Want
from index.dates import say_date, say_windows
from index.reports import Report

SHOWN = 5  # of an order by a theme, where no number is asked for
SPARE = 3  # councils beyond those shown whose sentences are read closely as well
JUDGED = 6  # sentences of a report for or against that are read closely, the nearest
LOOKED_AT = 8  # sentences for and against that are quoted of one council
REASONS = 2  # sentences quoted of each
FEW = 4  # sentences and points; a report with fewer says too little to be placed by it
POINT = 2  # criticisms that a point of what must improve counts as


@dataclass(frozen=True, slots=True)
class _Tally:
    """What a report says for and against on some themes."""

    report: Report
    praise: tuple[Said, ...]
    against: tuple[Said, ...]
    points: tuple[Said, ...]

    @property
    def balance(self) -> int:
        """Praise over criticism; a point of what must improve counts for more."""
        return len(self.praise) - self.weight

    @property
    def size(self) -> int:
        """How much is said at all."""
        return len(self.praise) + len(self.against) + len(self.points)

    @property
    def weight(self) -> int:
        """How much is criticised."""
        return len(self.against) + POINT * len(self.points)


class Themed:
    """Orders the councils of one library by a theme."""

    def __init__(self, library: Library, counter: Counter, say: Callable[..., str]) -> None:
        """With the wordings of all orders."""
        self._library, self._counter, self._say = library, counter, say

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """Put councils in order by a theme: "the top five for listening to children"; whether it
        is on any.
        """
        matter = self._counter.matter(request)
        if asks_of_one(request) and matter.themes:
            return self._put_place(matter, request, builder)
        if not request.is_both_ways:
            return self._put_end(request, matter, builder)
        ends = [replace(request, order=order, polarity=None) for order in (First.WORST, First.BEST)]
        return all([self._put_end(end, matter, builder) for end in ends])

    def _put_end(self, request: Request, matter: Matter, builder: AnswerBuilder) -> bool:
        """The first of an order, from the best or from the worst."""
        names = request.councils
        reports = (self._counter.of(names) if names else self._counter.band(request)).reports
        if not matter.themes or not reports:
            return False
        is_worst = _is_of_the_worst(request)
        most = len(reports) if names else request.number or SHOWN
        tallies = self._tallies(reports, matter, most, is_worst=is_worst)
        silent = [t.report.council for t in tallies if not t.size] if names else []
        tallies = [t for t in tallies if (t.size if names else t.weight if is_worst else t.praise)]
        tallies = tallies[:most]
        if not tallies:
            return False
        if Want.WHY in request.wants and request.goes_on:
            self._put_placed(tallies, silent, matter.label, request, builder)
            return True
        self._put_tallies(tallies, matter.label, request, builder, is_worst=is_worst)
        if Want.SHORTER in request.wants:
            return True
        if silent:
            builder.note(self._say("not-placed", names=say_names(silent)))
        quiet = [t.report.council for t in tallies if t.size < FEW]
        if quiet:
            builder.note(self._say("few", names=say_names(quiet)))
        among = self._say("among-named") if names else self._say("among", count=len(reports))
        order = self._say("order-worst" if is_worst else "order-best")
        builder.note(self._say("themed-rule", theme=matter.label, order=order, among=among))
        return True

    def _tallies(
        self, reports: Sequence[Report], matter: Matter, most: int, *, is_worst: bool
    ) -> list[_Tally]:
        """What reports say for and against, in their order. Of those that come first by words
        and vectors, each sentence is read together with the subject, and only what is on it
        counts.
        """
        first = _first_worst if is_worst else _first_best
        tallies = sorted((self._tally(report, matter) for report in reports), key=first)
        return sorted(self._on_it(tallies[: most + SPARE], matter), key=first)

    def _on_it(self, tallies: Sequence[_Tally], matter: Matter) -> list[_Tally]:
        """Tallies of the sentences that are on the point, the plainest first."""
        sides = [side for t in tallies for side in (t.praise, t.against)]
        plain = iter(self._counter.matters.plainest(sides, matter, JUDGED, JUDGED))
        return [_Tally(t.report, next(plain), next(plain), t.points) for t in tallies]

    def _put_tallies(
        self,
        tallies: list[_Tally],
        theme: str,
        request: Request,
        builder: AnswerBuilder,
        *,
        is_worst: bool,
    ) -> None:
        """The order, in its first sentence alone or with what is said for and against each."""
        is_by_date = Want.NEWEST in request.wants
        if is_by_date:
            tallies.sort(key=lambda t: t.report.newest, reverse=True)
        builder.note(self._themed_lead(tallies, theme, is_worst=is_worst, is_by_date=is_by_date))
        if Want.SHORTER in request.wants:
            for tally in tallies if EACH.search(request.message) else ():
                label = f"{tally.report.council}, {say_date(tally.report.published)}"
                why = self._why(tally, builder, is_against=is_worst or tally.balance < 0)
                builder.parts.append(Part((replace(why, label=label),)))
            return
        heads = (
            "place",
            "council",
            *(("against", "for") if is_worst else ("for", "against")),
            "tally",
            "grade",
            "published",
        )
        has_grades = Want.NO_GRADES not in request.wants
        kept = [place for place, head in enumerate(heads) if has_grades or head != "grade"]
        rows = [self._tally_row(n, t, builder, is_worst=is_worst) for n, t in enumerate(tallies, 1)]
        builder.table(
            [self._say(f"head-{heads[place]}") for place in kept],
            [[row[place] for place in kept] for row in rows],
            self._say("themed-newest-heading") if is_by_date else "",
        )

    def _put_placed(
        self,
        tallies: Sequence[_Tally],
        silent: Sequence[str],
        theme: str,
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """Why one council stands where it does: all that its report says for and against."""
        is_first = bool(AT_TOP.search(request.message)) and not AT_END.search(request.message)
        tally = tallies[0 if is_first else -1]
        place = 1 if is_first else len(tallies)
        builder.note(
            self._say(
                "placed",
                council=tally.report.council,
                place=place,
                count=len(tallies),
                theme=theme,
                published=say_date(tally.report.published),
                tally=self._told_of(tally),
            )
        )
        for name, said in (
            ("must", tally.points),
            ("head-against", tally.against),
            ("head-for", tally.praise),
        ):
            quoted = [Quoted(s.passage, s.report) for s in said[:LOOKED_AT]]
            builder.quotes(quoted, self._say(name))
        if silent:
            builder.note(self._say("not-placed", names=say_names(silent)))
        if tally.size < FEW:
            builder.note(self._say("few", names=tally.report.council))
        builder.note(self._say("placed-rule"))

    def _put_place(self, matter: Matter, request: Request, builder: AnswerBuilder) -> bool:
        """Where a council stands that was not among the first, and what its report says."""
        is_worst = _is_of_the_worst(request)
        reports = self._counter.band(request).reports
        name = request.councils[0]
        if name not in {report.council for report in reports}:
            return False
        last = min(request.number or SHOWN, len(reports))
        first = self._tallies(reports, matter, last, is_worst=is_worst)[:last]
        one = next((t for t in first if t.report.council == name), None)
        is_among = one is not None
        if one is None:
            report = next(report for report in reports if report.council == name)
            (one,) = self._on_it([self._tally(report, matter)], matter)
        facts = {"council": name, "theme": matter.label, "tally": self._told_of(one)}
        facts |= {"published": say_date(one.report.published), "last": str(last)}
        if not is_among:
            facts |= {"other": first[-1].report.council, "other_tally": self._told_of(first[-1])}
        builder.note(self._say("place-among" if is_among else "place-beyond", **facts))
        for heading, said in (
            ("head-for", one.praise),
            ("head-against", one.against),
            ("must", one.points),
        ):
            quoted = [Quoted(s.passage, s.report) for s in said[: REASONS + 1]]
            builder.quotes(quoted, self._say(heading))
        builder.note(self._say("placed-rule"))
        return True

    def _told_of(self, tally: _Tally) -> str:
        counts = {"praise": len(tally.praise), "criticism": len(tally.against)}
        return self._say("tally", points=len(tally.points), **counts)

    def _themed_lead(
        self, tallies: Sequence[_Tally], theme: str, *, is_worst: bool, is_by_date: bool
    ) -> str:
        if not is_by_date:
            listed = say_names([t.report.council for t in tallies])
            return self._say(
                "themed-worst" if is_worst else "themed-best", theme=theme, names=listed
            )
        newest = tallies[0].report
        lead = self._say(
            "themed-newest",
            council=newest.council,
            inspected=say_windows(newest.inspection.windows),
            published=say_date(newest.published),
        )
        return f"{lead} {self._say('no-later')}"

    def _tally(self, report: Report, matter: Matter) -> _Tally:
        ways = (Way.PRAISE, Way.CRITICISM, Way.IMPROVE)
        return _Tally(report, *(self._counter.said(report, way, matter) for way in ways))

    def _tally_row(
        self, place: int, tally: _Tally, builder: AnswerBuilder, *, is_worst: bool
    ) -> list[Claim]:
        report = tally.report
        row = row_of(report, Topic.OVERALL)
        counts = self._told_of(tally)
        return [
            Claim(str(place)),
            Claim(report.council, (), report.council),
            *(self._why(tally, builder, is_against=each is is_worst) for each in (True, False)),
            Claim(counts, (), report.council),
            builder.cell(row.grade.value if row else "", [row], report.council),
            Claim(say_date(report.published), (), report.council),
        ]

    def _why(self, tally: _Tally, builder: AnswerBuilder, *, is_against: bool) -> Claim:
        """The plainest words of a report against a council, or for it."""
        sides = (tally.against, tally.points) if is_against else (tally.praise,)
        for said in sides:
            for each in said[:1]:
                label = self._say("must") if each.way is Way.IMPROVE else ""
                if quoted := builder.quote(Quoted(each.passage, each.report, label)):
                    return quoted
        name = "silent-against" if is_against else "silent-for"
        return Claim(self._say(name), (), tally.report.council)


# What is to be said of each, and not how many of them: "with a one-line reason".
EACH = re.compile(
    r"\b(?:one|a|1|single)[- ](?:\w+[- ])?(?:lines?|sentence|reason|word)\b|\bin (?:one|a) line\b"
    r"|\beach\b",
    re.I,
)
AT_TOP = re.compile(r"\b(?:first|top|best|highest|number one)\b", re.I)
AT_END = re.compile(r"\b(?:last|bottom|worst|lowest)\b", re.I)


def asks_of_one(request: Request) -> bool:
    """Whether a message asks why one council is not in the order before."""
    return request.goes_on and Want.WHY in request.wants and len(request.councils) == 1


def _is_of_the_worst(request: Request) -> bool:
    is_last = request.order in {First.WORST, First.FEWEST}
    return is_last or request.polarity is Polarity.CRITICISM


def _first_best(tally: _Tally) -> tuple[int, int]:
    return -tally.balance, tally.weight


def _first_worst(tally: _Tally) -> tuple[int, int]:
    return -tally.weight, tally.balance
