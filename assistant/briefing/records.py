"""Facts of inspections beside their grades: who led them, how many days and pages, of which kinds
the reports are; and how much of England is in the library.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.answers import Answer, Claim
from assistant.areas import Topic
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Request, Want
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.councils import all_councils, council_named
from index.reports import Grade, Kind, Passage, Report, Section
from index.storing.store import Store

COMPOSER = "records"
_SATURDAY = 5
_LEAD = re.compile(
    r"Lead inspector:?\s+((?:[A-Z][\w’'.-]*\s+){1,3}?(?!HMI\b)[A-Z][\w’'-]+)"
    r"(?=\s*(?:,|\n|$|HMI\b|H[ie][sr] Majesty))"
)
_OF_TITLE = (1, 99)  # pages on which the lead inspector may be named
_ASKS_SAME = re.compile(r"\bsame (?:person|inspector|one|lead|team)\b|\balso\b|\bboth\b", re.I)
_ASKS_FORM = re.compile(
    r"\b(?:older|old|earlier|previous|other|different)\b.{0,40}\b(?:one|report|format|form|kind"
    r"|type|style)\b|\bsif\b|\blong(?:er)? (?:ones?|reports?)\b",
    re.I,
)
_FACTS = frozenset({"council", "kind", "inspected", "published", "pages"})
PLACEHOLDERS = {
    "latest": _FACTS | {"days", "weekdays", "lead"},
    "days": frozenset({"count"}),
    "not-printed": frozenset(),
    "heading": frozenset(),
    **{
        f"head-{name}": frozenset[str]()
        for name in (
            "council", "kind", "inspected", "days", "published", "pages", "lead", "region",
            "here", "names",
        )
    },
    "same-person": frozenset({"lead"}),
    "same-earlier": frozenset({"lead", "councils"}),
    "not-same": frozenset(),
    "kinds": frozenset({"council", "count", "kinds"}),
    "one-kind": frozenset({"count", "kind", "dates"}),
    "none-of-kind": frozenset({"kind", "council"}),
    "namesake": frozenset({"other"}),
    "long-form": _FACTS - {"council"},
    "no-long-form": frozenset({"council"}),
    "days-note": frozenset(),
    "covers-all": frozenset({"england"}),
    "covers-some": frozenset({"library", "here", "england"}),
    "not-held": frozenset({"names"}),
    "held": frozenset({"names"}),
    "of": frozenset({"count", "total"}),
    "trust": frozenset({"here", "spread", "share"}),
    "records-coverage": frozenset({"library"}),
}  # fmt: skip


class Records:
    """Tells what is known of inspections as events."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("records.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:
        """The facts of the inspections of some councils, or what the library covers."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        if Want.COVERAGE in request.wants:
            self._put_coverage(request, builder)
        elif request.councils:
            self._put_councils(request, builder)
        else:
            return None
        coverage = self._say("records-coverage", library=self._library.label)
        return builder.answer(request, coverage, COMPOSER)

    # ---- of some councils

    def _put_councils(self, request: Request, builder: AnswerBuilder) -> None:
        held = {name: self._held(name) for name in request.councils}
        if len(held) > 1 and Want.TITLE in request.wants and _ASKS_SAME.search(request.message):
            self._put_same(held, builder)
        for council, reports in held.items():
            if request.kinds or Want.HOLDINGS in request.wants:
                self._put_kinds(council, reports, request, builder)
            else:
                self._put_latest(council, reports, builder)
            if _ASKS_FORM.search(request.message):
                self._put_long_form(council, reports, builder)
        names = ("council", "kind", "inspected", "days", "published", "pages", "lead")
        rows = [self._row(r, builder) for reports in held.values() for r in reports]
        builder.table([self._say(f"head-{name}") for name in names], rows, self._say("heading"))
        builder.note(self._say("days-note"))

    def _held(self, council: str) -> list[Report]:
        return [r for r in self._library.of(council) if r.kind is not Kind.ARTICLE]

    def _put_latest(self, council: str, reports: Sequence[Report], builder: AnswerBuilder) -> None:
        graded = [r for r in reports if r.kind.judges_council] or reports
        if graded:
            report = graded[0]
            days, weekdays = days_of(report)
            text = self._say(
                "latest",
                days=self._say("days", count=days),
                weekdays=weekdays,
                lead=self._lead(report) or self._say("not-printed"),
                **self._facts(report),
            )
            builder.say(text, [row_of(report, Topic.OVERALL)], council)

    def _put_same(self, held: dict[str, list[Report]], builder: AnswerBuilder) -> None:
        latest = [
            next((self._lead(r) for r in reports if r.kind.judges_council), "")
            for reports in held.values()
        ]
        leads = [{lead for r in rs if (lead := self._lead(r))} for rs in held.values()]
        both = sorted(set.intersection(*leads))
        if len(set(latest)) == 1 and latest[0]:
            builder.note(self._say("same-person", lead=latest[0]))
        elif both:
            builder.note(self._say("same-earlier", lead=both[0], councils=say_names(list(held))))
        else:
            builder.note(self._say("not-same"))

    def _put_kinds(
        self, council: str, reports: Sequence[Report], request: Request, builder: AnswerBuilder
    ) -> None:
        counts = Counter(report.kind for report in reports)
        told = [
            self._say(
                "one-kind",
                count=count,
                kind=kind.label,
                dates=", ".join(say_date(r.published) for r in reports if r.kind is kind),
            )
            for kind, count in counts.items()
        ]
        facts = {"council": council, "count": len(reports), "kinds": "; ".join(told)}
        builder.note(self._say("kinds", **facts))
        for kind in request.kinds:
            if not counts[kind]:
                builder.note(self._say("none-of-kind", kind=kind.label, council=council))
        for other in (f"{council}shire", council.removesuffix("shire")):
            known = council_named(other)
            if known and known.name != council:
                builder.note(self._say("namesake", other=known.name))

    def _put_long_form(
        self, council: str, reports: Sequence[Report], builder: AnswerBuilder
    ) -> None:
        newest = next((r.kind for r in reports if r.kind.judges_council), None)
        older = [r for r in reports if r.kind.judges_council and r.kind is not newest]
        if older:
            facts = self._facts(older[0])
            del facts["council"]
            builder.note(self._say("long-form", **facts))
        else:
            builder.note(self._say("no-long-form", council=council))

    def _row(self, report: Report, builder: AnswerBuilder) -> list[Claim]:
        council = report.council
        _, weekdays = days_of(report)
        plain = (
            council,
            report.kind_label,
            say_windows(report.inspection.windows),
            str(weekdays or ""),
            say_date(report.published),
            str(report.page_count),
        )
        return [*(Claim(text, (), council) for text in plain), self._lead_cell(report, builder)]

    def _lead_cell(self, report: Report, builder: AnswerBuilder) -> Claim:
        """The name of who led an inspection, citing the page that prints it."""
        for page, name, words in self._leads(report):
            passage = Passage(f"{report.id}:lead", report.id, 0, words, page, page, Section.SUMMARY)
            quoted = builder.quote(Quoted(passage, report))
            if quoted:
                return Claim(name, quoted.citations, report.council)
        return Claim(self._say("not-printed"), (), report.council)

    def _lead(self, report: Report) -> str:
        return next((name for _, name, _ in self._leads(report)), "")

    def _leads(self, report: Report) -> Iterator[tuple[int, str, str]]:
        texts = self._store.catalogue.page_texts(report.id, *_OF_TITLE)
        for page, text in enumerate(texts, 1):
            if match := _LEAD.search(text):
                yield page, re.sub(r"\s+", " ", match[1]), re.sub(r"\s+", " ", match[0])
                return

    def _facts(self, report: Report) -> dict[str, object]:
        return {
            "council": report.council,
            "kind": report.kind_label,
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
            "pages": report.page_count,
        }

    # ---- of the library

    def _put_coverage(self, request: Request, builder: AnswerBuilder) -> None:
        england, here = all_councils(), self._library.councils
        if len(here) >= len(england):
            builder.note(self._say("covers-all", england=len(england)))
        else:
            builder.note(
                self._say(
                    "covers-some",
                    library=self._library.label,
                    here=len(here),
                    england=len(england),
                )
            )
        if request.absent:
            names = say_names([place.name for place in request.absent])
            builder.note(self._say("not-held", names=names))
        if request.councils:
            builder.note(self._say("held", names=say_names(request.councils)))
        grades = Counter(
            row.grade
            for name in here
            for report in self._library.inspections(name)[:1]
            if (row := row_of(report, Topic.OVERALL))
        )
        spread = ", ".join(
            f"{grades[grade]} are {grade.value}" for grade in Grade.all() if grades[grade]
        )
        most = max(grades.values(), default=0)
        builder.note(self._say("trust", here=len(here), spread=spread, share=most))
        regions = sorted({council.region for council in england if council.region})
        rows = []
        for region in regions:
            of = [council.name for council in england if council.region == region]
            held = [name for name in of if name in here]
            cells = (region, self._say("of", count=len(held), total=len(of)), say_names(held))
            rows.append([Claim(cell) for cell in cells])
        builder.table([self._say(f"head-{name}") for name in ("region", "here", "names")], rows)


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
