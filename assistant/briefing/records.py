"""Facts of inspections beside their grades: when they were, who led them, how many days and
pages, which reports are here and which are not. Each fact that is asked is told, and no other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic
from assistant.briefing.coverage import Coverage, say_inspected
from assistant.briefing.leads import Leads
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import Phrases, head, say_names
from assistant.grading.rows import Row, row_of, rows_of
from assistant.library import Library
from assistant.request import Fact, Request
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.councils import council_named
from index.reports import Grade, Kind, Passage, Report
from index.storing.store import Store

COMPOSER = "records"
_SATURDAY = 5
_VISITED = re.compile(
    r"\b(?:focus+ed|monitoring|assurance) visits?\b|\bjoint targeted area inspection\b|\bJTAI\b",
    re.I,
)
MOST_MENTIONS = 4  # sentences shown that tell of visits whose letters are not here
_REPORT = frozenset({"council", "inspected", "kind"})
_OF_COLUMNS = {
    Fact.LED: "lead", Fact.SAME_LEAD: "lead", Fact.PAGES: "pages", Fact.DAYS: "days",
}  # fmt: skip
# What the list of reports tells of each of them.
_OF_LIST = frozenset(
    {Fact.INSPECTED, Fact.PUBLISHED, Fact.KIND, Fact.LED, Fact.PAGES, Fact.DAYS, Fact.GRADE}
)
_OF_LEADS = frozenset({Fact.SAME_LEAD, Fact.LED_BY})
_OF_WHEN = frozenset({Fact.INSPECTED, Fact.ELAPSED, Fact.PUBLISHED, Fact.KIND})
_BESIDE_LIBRARY = frozenset({Fact.PAGES, Fact.LED, Fact.DAYS, Fact.HOLDINGS, Fact.INSPECTED})
_LAST = re.compile(r"\b(?:last|latest|most recent(?:ly)?|newest)\b", re.I)
_YEARS_BETWEEN = 3  # as a rule, between full inspections
_TWO = 2
_IN_YEARS = 36  # months, from which on years are precise enough
_MAY_BE_MISSING = frozenset(kind for kind in Kind.all() if kind.framework.is_letter)
# What tells of visits in general, and not of one to this council.
_OF_OFSTED = re.compile(r"\bOfsted will\b|\bthe framework\b|\bwill (?:be )?\b.{0,20}\bvisit", re.I)
PLACEHOLDERS = {
    "inspected": _REPORT | {"ago", "graded", "published"},
    "inspected-then": _REPORT | {"ago", "graded", "published"},
    "with-grade": frozenset({"grade"}),
    "to-publish": _REPORT | {"days", "published"},
    "interval": frozenset({"council", "time", "later", "earlier"}),
    "no-interval": frozenset({"council"}),
    "years": frozenset({"count"}),
    "months": frozenset({"count"}),
    "lead": frozenset({"council", "inspected", "lead"}),
    "no-lead": _REPORT,
    "pages": _REPORT | {"pages"},
    "days": frozenset({"inspected", "weekdays"}),
    "weekdays": frozenset({"count"}),
    "no-days": frozenset(),
    "grade": frozenset({"grade"}),
    "no-grade": frozenset({"kind"}),
    "grades": frozenset({"grades"}),
    "one-grade": frozenset({"area", "grade"}),
    "visits-none": frozenset({"council", "published"}),
    "visits": frozenset({"council", "count", "visits"}),
    "one-visit": frozenset({"kind", "published"}),
    "due": frozenset({"year"}),
    "due-inadequate": frozenset(),
    "split": _REPORT,
    "not-split": _REPORT,
    "none-split": frozenset(),
    "one-split": _REPORT,
    "others-split": frozenset({"others"}),
    "older": _REPORT | {"pages", "published"},
    "no-older": frozenset({"council"}),
    "kinds": frozenset({"council", "count", "kinds"}),
    "only-one": frozenset({"council"}),
    "absent": frozenset({"names"}),
    "predecessor": frozenset({"council", "former"}),
    "of-former": _REPORT | {"former"},
    "predecessor-here": frozenset({"council", "former"}),
    "longer": frozenset({"longer", "shorter", "pages", "fewer"}),
    "one-kind": frozenset({"count", "kind"}),
    "none-of-kind": frozenset({"kind", "council"}),
    "namesake": frozenset({"other"}),
    "missing-kinds": frozenset({"council", "kinds"}),
    "missing-none": frozenset({"council"}),
    "mentioned": frozenset({"council"}),
    "not-mentioned": frozenset({"council"}),
    "reach": frozenset({"newest"}),
    "where": frozenset(),
    "not-printed": frozenset(),
    "not-graded": frozenset(),
    "records-coverage": frozenset({"library"}),
    **{
        f"head-{name}": frozenset[str]()
        for name in ("council", "kind", "inspected", "published", "grade", "days", "pages", "lead")
    },
}  # fmt: skip


class Records:
    """Tells what is known of inspections as events."""

    def __init__(
        self,
        store: Store,
        library: Library,
        leads: Leads,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._library = library
        self._coverage = Coverage(library)
        self._leads = leads
        self._wording = Wording("records.md", PLACEHOLDERS)
        self._say = self._wording.say
        self._phrases = Phrases()
        self._today = today

    def answer(self, request: Request) -> Answer | None:
        """The facts of the inspections of some councils, or what the library covers."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        is_of_leads = not request.councils and {*request.facts} & _OF_LEADS
        if not is_of_leads and not self._put_library(request, builder):
            return None
        if Fact.SAME_LEAD in request.facts:
            self._put_same(request, builder)
        is_beside = not {*request.facts} & Coverage.FACTS or {*request.facts} & _BESIDE_LIBRARY
        if request.councils and is_beside:
            self._put_councils(request, builder)
        if Fact.LED_BY in request.facts:
            self._leads.put_led(request, builder)
        if not builder.parts:
            return None
        coverage = self._say("records-coverage", library=self._library.label)
        return builder.answer(request, coverage, COMPOSER)

    def _put_library(self, request: Request, builder: AnswerBuilder) -> bool:
        """What is asked of all that is here, if anything is; whether it can be told."""
        is_asked = {*request.facts} & Coverage.FACTS or not request.councils
        return self._coverage.put(request, builder) if is_asked else True

    def predecessors(self, request: Request) -> str:
        """That a council which a message names was another one, from which this one took over."""
        named = request.message.lower()
        return " ".join(
            self._of_predecessor(council, name)
            for council in request.councils
            for name in _predecessors(council)
            if re.search(rf"\b{re.escape(name.lower())}\b", named)
        )

    def _of_predecessor(self, council: str, name: str) -> str:
        is_here = name in self._library.councils
        say = "predecessor-here" if is_here else "predecessor"
        return self._say(say, council=council, former=name)

    def _quote_predecessor(self, council: str, name: str, builder: AnswerBuilder) -> None:
        """What the reports on a council say of the one that it took over from."""
        for report in self._held(council):
            named = (
                passage
                for passage in self._store.catalogue.passages(report.id)
                if re.search(rf"\b{re.escape(name)}\b", passage.text)
            )
            quoted = [Quoted(passage, report) for passage in islice(named, MOST_MENTIONS)]
            builder.quotes(quoted, self._say("of-former", former=name, **_facts(report)))

    # ---- of some councils

    def _put_councils(self, request: Request, builder: AnswerBuilder) -> None:
        if Fact.PAGES in request.facts and len(request.councils) == _TWO:
            self._put_longer(request, builder)
        if request.absent and not {*request.facts} & Coverage.FACTS:
            names = say_names([place.name for place in request.absent])
            builder.note(self._say("absent", names=names))
        for council in request.councils:
            if Fact.HOLDINGS in request.facts:
                self._put_holdings(council, request, builder)
            if Fact.MISSING in request.facts:
                self._put_missing(council, request, builder)
            reports = self._meant(council, request)
            if reports:
                self._put_facts(reports, request, builder)

    def _held(self, council: str) -> list[Report]:
        return [r for r in self._library.of(council) if r.kind is not Kind.ARTICLE]

    def _meant(self, council: str, request: Request) -> tuple[Report, ...]:
        """The inspection that a message means, and with it those of its time: of a kind, of a
        time, or the latest that gave grades.
        """
        if request.kinds and Fact.OLDER not in request.facts and Fact.VISITS not in request.facts:
            of_kind = self._library.of_kind(council, request.kinds, request.times)
            if of_kind or Fact.HOLDINGS in request.facts:
                return of_kind
        times = request.times
        if times.back and _LAST.search(request.message):  # "the last, and the one before?"
            return self._library.inspections(council)[: times.back + 1]
        if times.is_named and not (Fact.SAME_LEAD in request.facts and times.back):
            found = [r for r in self._library.reports_for(council, times) if r.kind.judges_council]
            return tuple(found) if times.names_years else tuple(found[:1])
        return tuple(self._library.inspections(council)[:1] or self._held(council)[:1])

    def _put_facts(
        self, reports: Sequence[Report], request: Request, builder: AnswerBuilder
    ) -> None:
        """What is asked of each inspection, in the order in which it is."""
        tellers: dict[Fact, Callable[[Report, AnswerBuilder], None]] = {
            Fact.INSPECTED: self._put_inspected,
            Fact.ELAPSED: self._put_inspected,
            Fact.PUBLISHED: self._put_inspected,
            Fact.KIND: self._put_inspected,
            Fact.TO_PUBLISH: self._put_to_publish,
            Fact.INTERVAL: self._put_interval,
            Fact.LED: self._put_lead,
            Fact.PAGES: self._put_pages,
            Fact.DAYS: self._put_days,
            Fact.GRADE: self._put_grade,
            Fact.GRADES: self._put_grades,
            Fact.VISITS: self._put_visits,
            Fact.DUE: self._put_due,
            Fact.OLDER: self._put_older,
            Fact.SPLIT: self._put_split,
        }
        told = {*_OF_LIST} if Fact.HOLDINGS in request.facts else set()
        told |= {Fact.LED} if Fact.SAME_LEAD in request.facts else set()
        asked = [tellers[fact] for fact in request.facts if fact in tellers and fact not in told]
        for place, report in enumerate(reports):
            for teller in dict.fromkeys(asked):
                if place and teller == self._put_interval:
                    continue  # told of the later one
                has_grade = _OF_WHEN & {*request.facts} and row_of(report, Topic.OVERALL)
                if has_grade and teller == self._put_grade:
                    continue  # told with when it was
                teller(report, builder)

    def _put_inspected(self, report: Report, builder: AnswerBuilder) -> None:
        latest = self._library.inspections(report.council)[:1]
        name = "inspected" if report in latest else "inspected-then"
        ago = self._phrases.ago(report.ended, self._today())
        published = say_date(report.published)
        overall = row_of(report, Topic.OVERALL)
        graded = self._say("with-grade", grade=overall.grade.value) if overall else ""
        text = self._say(name, ago=ago, published=published, graded=graded, **_facts(report))
        builder.say(text, [_first_row(report)], report.council)

    def _put_to_publish(self, report: Report, builder: AnswerBuilder) -> None:
        """How long after the last day of an inspection its report came out."""
        if not (report.published and report.inspection.end):
            builder.say(self._say("no-days"), (), report.council)
            return
        days = (report.published - report.inspection.end).days
        published = say_date(report.published)
        text = self._say("to-publish", days=days, published=published, **_facts(report))
        builder.say(text, [_first_row(report)], report.council)

    def _put_interval(self, report: Report, builder: AnswerBuilder) -> None:
        """How long it was from the inspection before to this one."""
        held = [r for r in self._library.inspections(report.council) if r.newest < report.newest]
        if not held:
            builder.say(self._say("no-interval", council=report.council), (), report.council)
            return
        before = held[0]
        months = _months(before.ended, report.ended)
        name, count = ("years", round(months / 12)) if months >= _IN_YEARS else ("months", months)
        text = self._say(
            "interval",
            council=report.council,
            time=self._say(name, count=count),
            later=say_inspected(report),
            earlier=say_inspected(before),
        )
        builder.say(text, [_first_row(report), _first_row(before)], report.council)

    def _put_lead(self, report: Report, builder: AnswerBuilder) -> None:
        lead = self._leads.cell(report, builder)
        if not lead.citations:
            builder.say(self._say("no-lead", **_facts(report)), (), report.council)
            return
        text = self._say(
            "lead", lead=lead.text, council=report.council, inspected=say_inspected(report)
        )
        _put(Claim(text, lead.citations, report.council), builder)

    def _put_pages(self, report: Report, builder: AnswerBuilder) -> None:
        text = self._say("pages", pages=report.page_count, **_facts(report))
        builder.say(text, (), report.council)

    def _put_days(self, report: Report, builder: AnswerBuilder) -> None:
        _, weekdays = days_of(report)
        if not weekdays:
            builder.say(self._say("no-days"), (), report.council)
            return
        text = self._say(
            "days", weekdays=self._say("weekdays", count=weekdays), inspected=say_inspected(report)
        )
        builder.say(text, [_first_row(report)], report.council)

    def _put_grade(self, report: Report, builder: AnswerBuilder) -> None:
        row = row_of(report, Topic.OVERALL)
        if row is None:
            self._put_grades(report, builder)
            return
        builder.say(self._say("grade", grade=row.grade.value), [row], report.council)

    def _put_grades(self, report: Report, builder: AnswerBuilder) -> None:
        rows = rows_of(report)
        if not rows:
            builder.say(self._say("no-grade", kind=report.kind.label), (), report.council)
            return
        said = [
            self._say("one-grade", area=r.judgement.area.label, grade=r.grade.value) for r in rows
        ]
        builder.say(self._say("grades", grades="; ".join(said)), rows, report.council)

    def _put_visits(self, report: Report, builder: AnswerBuilder) -> None:
        """The reports here of what has come after an inspection."""
        later = [r for r in self._held(report.council) if r.newest > report.newest]
        published = say_date(report.published)
        if not later:
            builder.note(self._say("visits-none", council=report.council, published=published))
            return
        said = [
            self._say("one-visit", kind=r.kind.label, published=say_date(r.published))
            for r in later
        ]
        builder.say(
            self._say("visits", council=report.council, count=len(later), visits="; ".join(said)),
            [_first_row(r) for r in later],
            report.council,
        )

    def _put_due(self, report: Report, builder: AnswerBuilder) -> None:
        row = row_of(report, Topic.OVERALL)
        day = report.ended
        is_inadequate = row is not None and row.grade is Grade.INADEQUATE
        builder.note(
            self._say("due-inadequate")
            if is_inadequate
            else self._say("due", year=day.year + _YEARS_BETWEEN)
        )

    def _put_older(self, report: Report, builder: AnswerBuilder) -> None:
        """The newest report of another form from before."""
        older = [
            r
            for r in self._library.inspections(report.council)
            if r.kind is not report.kind and r.newest < report.newest
        ]
        if not older:
            builder.say(self._say("no-older", council=report.council), (), report.council)
            return
        first = older[0]
        text = self._say(
            "older", pages=first.page_count, published=say_date(first.published), **_facts(first)
        )
        builder.say(text, [_first_row(first)], report.council)

    def _put_split(self, report: Report, builder: AnswerBuilder) -> None:
        """Whether an inspection was done at two times, and which others here were."""
        is_split = len(report.inspection.windows) > 1
        text = self._say("split" if is_split else "not-split", **_facts(report))
        builder.say(text, [_first_row(report)], report.council)
        others = [
            each
            for each in self._library.reports
            if len(each.inspection.windows) > 1 and each.id != report.id
        ]
        if not others:
            builder.note(self._say("none-split"))
            return
        told = [self._say("one-split", **_facts(each)) for each in others]
        builder.say(self._say("others-split", others="; ".join(told)), map(_first_row, others))

    # ---- who led, and how long reports are

    def _put_same(self, request: Request, builder: AnswerBuilder) -> None:
        """Whether one person led the inspections that are compared: the latest of several
        councils, or the last two of one; of no council, who led the most.
        """
        if not request.councils:
            self._leads.put_most(builder)
            return
        if len(request.councils) > 1:
            compared = [r for name in request.councils for r in self._meant(name, request)[:1]]
        else:
            compared = list(self._library.inspections(request.councils[0])[:2])
        self._leads.put_same(compared, request.councils, builder)

    def _put_longer(self, request: Request, builder: AnswerBuilder) -> None:
        """Which of two councils has the longer report."""
        reports = [r for name in request.councils for r in self._meant(name, request)[:1]]
        if len(reports) != _TWO:
            return
        longer, shorter = sorted(reports, key=lambda report: -report.page_count)
        if longer.page_count == shorter.page_count:
            return
        facts = {"pages": longer.page_count, "fewer": shorter.page_count}
        names = {"longer": longer.council, "shorter": shorter.council}
        builder.note(self._say("longer", **names, **facts))

    # ---- what is here, and what is not

    def _put_holdings(self, council: str, request: Request, builder: AnswerBuilder) -> None:
        """Every report of a council, with the columns that are asked."""
        reports = self._held(council)
        counts = Counter(report.kind for report in reports)
        told = [self._say("one-kind", count=n, kind=kind.label) for kind, n in counts.items()]
        name = "kinds" if len(reports) > 1 else "only-one"
        facts = {"count": len(reports), "kinds": "; ".join(told)} if len(reports) > 1 else {}
        builder.note(self._say(name, council=council, **facts))
        for name in _predecessors(council):
            builder.note(self._of_predecessor(council, name))
            self._quote_predecessor(council, name, builder)
        for kind in request.kinds:
            if not counts[kind]:
                builder.note(self._say("none-of-kind", kind=kind.label, council=council))
        if request.kinds:
            self._put_namesake(council, builder)
        names = ["kind", "inspected", "published", "grade"]
        names += [_OF_COLUMNS[fact] for fact in request.facts if fact in _OF_COLUMNS]
        rows = [[self._cell(name, report, builder) for name in names] for report in reports]
        builder.table([self._say(f"head-{name}") for name in names], rows)

    def _cell(self, name: str, report: Report, builder: AnswerBuilder) -> Claim:
        if name == "lead":
            return self._leads.cell(report, builder)
        if name == "grade":
            row = row_of(report, Topic.OVERALL)
            text = row.grade.value if row else self._say("not-graded")
            return builder.cell(text, [row], report.council)
        texts = {
            "kind": head(report.kind_label),
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
            "days": str(days_of(report)[1] or ""),
            "pages": str(report.page_count),
        }
        return Claim(texts[name], (), report.council)

    def _put_namesake(self, council: str, builder: AnswerBuilder) -> None:
        for other in (f"{council}shire", council.removesuffix("shire")):
            known = council_named(other)
            if known and known.name != council:
                builder.note(self._say("namesake", other=known.name))

    def _put_missing(self, council: str, request: Request, builder: AnswerBuilder) -> None:
        """Kinds of report of which none is here, what the reports tell of them, and where they
        can be had.
        """
        reports = self._held(council)
        here = {report.kind for report in reports}
        none = [kind.label for kind in Kind.all() if kind in _MAY_BE_MISSING and kind not in here]
        if not request.kinds:
            name = "missing-kinds" if none else "missing-none"
            kinds = {"kinds": ", ".join(none)} if none else {}
            builder.note(self._say(name, council=council, **kinds))
        mentions = list(self._mentions(reports))
        builder.note(self._say("mentioned" if mentions else "not-mentioned", council=council))
        for report in dict.fromkeys(report for report, _ in mentions[:MOST_MENTIONS]):
            shown = [Quoted(p, report) for r, p in mentions[:MOST_MENTIONS] if r is report]
            builder.quotes(shown, head(f"{report.kind.label}, {say_date(report.published)}"))
        builder.note(self._say("reach", newest=self._library.newest))
        builder.note(self._say("where"))

    def _mentions(self, reports: Sequence[Report]) -> Iterator[tuple[Report, Passage]]:
        """Sentences that tell of visits to the council."""
        for report in reports:
            for passage in self._store.catalogue.passages(report.id):
                if _VISITED.search(passage.text) and not _OF_OFSTED.search(passage.text):
                    yield report, passage


def _predecessors(council: str) -> tuple[str, ...]:
    known = council_named(council)
    return known.predecessors if known else ()


def _put(claim: Claim, builder: AnswerBuilder) -> None:
    builder.parts.append(Part((claim,)))


def _facts(report: Report) -> dict[str, object]:
    return {
        "council": report.council,
        "kind": report.kind_label,
        "inspected": say_inspected(report),
    }


def _first_row(report: Report) -> Row | None:
    """A judgement by which a report can be cited."""
    return row_of(report, Topic.OVERALL) or next(iter(rows_of(report)), None)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def days_of(report: Report) -> tuple[int, int]:
    """How many days an inspection lasted by its dates, and how many of them were weekdays."""
    days = [
        first + timedelta(days=n)
        for first, last in report.inspection.windows
        for n in range((last - first).days + 1)
    ]
    return len(days), len([day for day in days if _is_weekday(day)])


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY
