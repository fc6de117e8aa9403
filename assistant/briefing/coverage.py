"""What the library holds: how much of England, which kinds of report from which years, what that
means for what is counted over it, and its longest and shortest report.
"""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from assistant.answers import Claim
from assistant.areas import Topic
from assistant.grading.builder import AnswerBuilder
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Fact, Group, GroupKind, Request
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.councils import Council, all_councils, council_named
from index.reports import Grade, Kind, Report

PLACEHOLDERS = {
    "covers-all": frozenset({"england"}),
    "covers-some": frozenset({"here", "england"}),
    "not-held": frozenset({"names"}),
    "held": frozenset({"names"}),
    "of-group": frozenset({"group", "count", "total", "names"}),
    "none-of-group": frozenset({"group", "total"}),
    "size": frozenset({"reports", "councils", "first", "last", "kinds"}),
    "one-kind-of-year": frozenset({"count", "kind", "year"}),
    "one-kind-of-years": frozenset({"count", "kind", "first", "last"}),
    "trust": frozenset({"here", "spread", "share", "most"}),
    "one-spread": frozenset({"count", "grade"}),
    "all-trust": frozenset(),
    "no-such-kind": frozenset({"kinds", "library"}),
    "longest": frozenset({"report", "pages"}),
    "shortest": frozenset({"report", "pages"}),
    "one-report": frozenset({"council", "kind", "inspected", "published"}),
    "newest": frozenset({"report"}),
    "oldest": frozenset({"report"}),
    "one-report-of": frozenset({"names"}),
    "one-report-of-several": frozenset({"count", "names"}),
    "no-few-reports": frozenset({"least"}),
    "most-reports": frozenset({"names", "count"}),
    "missing": frozenset({"count", "england"}),
    "where": frozenset(),
    "of": frozenset({"count", "total"}),
    "head-region": frozenset(),
    "head-here": frozenset(),
    "head-names": frozenset(),
}  # fmt: skip


class Coverage:
    """Tells what is in a library and what is not."""

    FACTS: ClassVar[frozenset[Fact]] = frozenset(
        {
            Fact.SIZE,
            Fact.PLACES,
            Fact.COUNCILS,
            Fact.TRUST,
            Fact.LONGEST,
            Fact.SHORTEST,
            Fact.AT_LEAST,
            Fact.NEWEST,
            Fact.OLDEST,
            Fact.FEWEST_REPORTS,
            Fact.MOST_REPORTS,
        }
    )

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("coverage.md", PLACEHOLDERS)
        self._say = self._wording.say

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """Tell what is asked, in its order; whether there is anything to tell."""
        tellers = {
            Fact.PLACES: self._put_places,
            Fact.COUNCILS: self._put_regions,
            Fact.SIZE: self._put_size,
            Fact.TRUST: self._put_trust,
            Fact.MISSING: self._put_missing,
            Fact.LONGEST: self._put_longest,
            Fact.SHORTEST: self._put_shortest,
            Fact.NEWEST: self._put_newest,
            Fact.OLDEST: self._put_oldest,
            Fact.FEWEST_REPORTS: self._put_fewest,
            Fact.MOST_REPORTS: self._put_most,
        }
        if Fact.AT_LEAST in request.facts:
            if any(report.kind in request.kinds for report in self._library.reports):
                return False
            kinds = " or ".join(kind.label for kind in request.kinds)
            builder.note(self._say("no-such-kind", kinds=kinds, library=self._library.label))
        self._put_named(request, builder)
        for fact in request.facts:
            if fact in tellers:
                tellers[fact](request, builder)
        return True

    # ---- places

    def _put_named(self, request: Request, builder: AnswerBuilder) -> None:
        """Whether councils that are named are here, and which of a region."""
        if request.absent:
            names = say_names([place.name for place in request.absent])
            builder.note(self._say("not-held", names=names))
        if request.councils and {Fact.PLACES, Fact.COUNCILS} & {*request.facts}:
            builder.note(self._say("held", names=say_names(request.councils)))
        for group in regions_of(request):
            self._put_group(group, builder)

    def _put_group(self, group: Group, builder: AnswerBuilder) -> None:
        of = [council for council in all_councils() if is_of(council, group)]
        here = [council.name for council in of if council.name in self._library.councils]
        facts = {"group": say_names(group.names), "total": len(of)}
        if here:
            text = self._say("of-group", count=len(here), names=say_names(here), **facts)
        else:
            text = self._say("none-of-group", **facts)
        builder.note(text)

    def _put_places(self, request: Request, builder: AnswerBuilder) -> None:
        if not regions_of(request):
            self._put_england(builder)

    def _put_england(self, builder: AnswerBuilder) -> None:
        england, here = len(all_councils()), len(self._library.councils)
        name = "covers-all" if here >= england else "covers-some"
        facts = {"england": england} | ({"here": here} if here < england else {})
        builder.note(self._say(name, **facts))

    def _put_regions(self, request: Request, builder: AnswerBuilder) -> None:
        if regions_of(request):
            return
        if Fact.PLACES not in request.facts:
            self._put_england(builder)
        england, here = all_councils(), self._library.councils
        rows = []
        for region in sorted({council.region for council in england if council.region}):
            of = [council.name for council in england if council.region == region]
            held = [name for name in of if name in here]
            cells = (region, self._say("of", count=len(held), total=len(of)), say_names(held))
            rows.append([Claim(cell) for cell in cells])
        builder.table([self._say(f"head-{name}") for name in ("region", "here", "names")], rows)

    # ---- reports

    @property
    def _reports(self) -> list[Report]:
        return [r for r in self._library.reports if r.kind is not Kind.ARTICLE and r.council]

    def _put_size(self, _: Request, builder: AnswerBuilder) -> None:
        reports = self._reports
        days = sorted(report.published for report in reports if report.published)
        counts = Counter(report.kind for report in reports)
        told = []
        for kind, count in counts.most_common():
            years = sorted(r.newest.year for r in reports if r.kind is kind)
            told.append(
                self._say("one-kind-of-year", count=count, kind=kind.label, year=years[0])
                if years[0] == years[-1]
                else self._say(
                    "one-kind-of-years",
                    count=count, kind=kind.label, first=years[0], last=years[-1],
                )
            )  # fmt: skip
        builder.note(
            self._say(
                "size",
                reports=len(reports),
                councils=len({report.council for report in reports}),
                first=say_date(days[0] if days else None),
                last=say_date(days[-1] if days else None),
                kinds="; ".join(told),
            )
        )

    def _put_trust(self, _: Request, builder: AnswerBuilder) -> None:
        here = self._library.councils
        if len(here) >= len(all_councils()):
            builder.note(self._say("all-trust"))
            return
        grades = Counter(
            row.grade
            for name in here
            for report in self._library.inspections(name)[:1]
            if (row := row_of(report, Topic.OVERALL))
        )
        if not grades:
            return
        spread = [
            self._say("one-spread", count=grades[grade], grade=grade.value)
            for grade in Grade.all()
            if grades[grade]
        ]
        most, share = grades.most_common(1)[0]
        builder.note(
            self._say(
                "trust", here=len(here), spread=say_names(spread), share=share, most=most.value
            )
        )

    def _put_missing(self, _: Request, builder: AnswerBuilder) -> None:
        england = len(all_councils())
        count = england - len(self._library.councils)
        builder.note(self._say("missing", count=count, england=england))
        builder.note(self._say("where"))

    def _put_longest(self, _: Request, builder: AnswerBuilder) -> None:
        most = max((report.page_count for report in self._reports), default=0)
        self._put_of_pages("longest", most, builder)

    def _put_shortest(self, _: Request, builder: AnswerBuilder) -> None:
        least = min((report.page_count for report in self._reports), default=0)
        self._put_of_pages("shortest", least, builder)

    def _put_newest(self, _: Request, builder: AnswerBuilder) -> None:
        """The report that was published last."""
        day = max((r.published for r in self._reports if r.published), default=None)
        self._put_reports("newest", [r for r in self._reports if r.published == day], builder)

    def _put_oldest(self, _: Request, builder: AnswerBuilder) -> None:
        """The report that was published first."""
        day = min((r.published for r in self._reports if r.published), default=None)
        self._put_reports("oldest", [r for r in self._reports if r.published == day], builder)

    def _put_reports(
        self, name: str, reports: Sequence[Report], builder: AnswerBuilder, **facts: object
    ) -> None:
        said = [
            self._say(
                "one-report",
                council=report.council,
                kind=report.kind.label,
                inspected=say_inspected(report),
                published=say_date(report.published),
            )
            for report in reports
        ]
        if said:
            rows = [row_of(report, Topic.OVERALL) for report in reports]
            builder.say(self._say(name, report=head(say_names(said)), **facts), rows)

    def _put_fewest(self, _: Request, builder: AnswerBuilder) -> None:
        """The councils of which the fewest reports are here: mostly, one."""
        counts = Counter(report.council for report in self._reports)
        least = min(counts.values(), default=0)
        names = sorted(name for name, count in counts.items() if count == least)
        if least > 1:
            builder.note(self._say("no-few-reports", least=least))
            return
        if len(names) == 1:
            builder.note(self._say("one-report-of", names=say_names(names)))
        else:
            facts = {"count": len(names), "names": say_names(names)}
            builder.note(self._say("one-report-of-several", **facts))

    def _put_most(self, _: Request, builder: AnswerBuilder) -> None:
        """The councils of which the most reports are here."""
        counts = Counter(report.council for report in self._reports)
        most = max(counts.values(), default=0)
        names = sorted(name for name, count in counts.items() if count == most)
        builder.note(self._say("most-reports", names=say_names(names), count=most))

    def _put_of_pages(self, name: str, pages: int, builder: AnswerBuilder) -> None:
        found = [report for report in self._reports if report.page_count == pages]
        self._put_reports(name, found, builder, pages=pages)


def say_inspected(report: Report) -> str:
    """When an inspection was; of a report without such dates, when it was published."""
    return say_windows(report.inspection.windows) or say_date(report.published)


def regions_of(request: Request) -> list[Group]:
    """The groups of a request that tell where councils are, or of which type."""
    return [g for g in request.groups if g.kind in {GroupKind.REGION, GroupKind.TYPE}]


def is_within(name: str, request: Request) -> bool:
    """Whether a council is of the regions and types that a request names; any is of none."""
    council, groups = council_named(name), regions_of(request)
    return not groups or council is not None and any(is_of(council, group) for group in groups)


def is_of(council: Council, group: Group) -> bool:
    """Whether a council is of a region, or of a type."""
    name = council.region if group.kind is GroupKind.REGION else council.kind
    return (name in group.names) is not group.excluded
