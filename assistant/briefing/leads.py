"""Who led inspections, as title pages print it: of one, of several, and all that somebody led.

Two may have led one together; a name is told as it is printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.answers import Claim, Part
from assistant.areas import Topic
from assistant.briefing.coverage import is_within, say_inspected
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Request
from assistant.wording import Wording
from index.reports import Grade, Kind, Passage, Report, Section
from index.storing.store import Store

_OF_TITLE = (1, 99)  # pages on which the lead inspector may be named
_TITLE = re.compile(r"\bLead inspector(?P<several>s?):?\s+", re.I)
_NAME = re.compile(
    r"((?:[A-Z][\w’'.-]*\s+){1,3}?(?!HMI\b)[A-Z][\w’'-]+)"
    r"(?=\s*(?:,|/|\n|$|and\b|(?:Senior )?HMI\b|H[ie][sr]\s+Majesty))"
)
_RANK = re.compile(r",?\s*(?:Senior\s+)?(?:HMI\b|H(?:is|er)\s+Majesty[’']s\s+Inspectors?)")
_AND = re.compile(r"\s*(?:/|,?\s*and\s+|,\s*)")
_TWO = 2
_LEAST_LIKE = 0.75  # how like a name must be to one that is printed to be offered
_CALLED = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
PLACEHOLDERS = {
    "inspected-lead": frozenset({"council", "inspected", "lead"}),
    "same": frozenset({"lead", "names"}),
    "same-earlier": frozenset({"councils", "lead"}),
    "same-never": frozenset({"councils"}),
    "not-same": frozenset({"names"}),
    "cannot-compare": frozenset({"names"}),
    "all-led": frozenset({"council", "leads"}),
    "led-when": frozenset({"lead", "inspected"}),
    "one-led": frozenset({"council", "inspected"}),
    "led-most": frozenset({"lead", "count", "reports"}),
    "led-known": frozenset({"count", "leads"}),
    "led": frozenset({"lead", "count", "councils", "grades"}),
    "led-one": frozenset({"lead", "council", "inspected"}),
    "led-graded": frozenset({"lead", "grades", "count", "total", "councils"}),
    "led-none-graded": frozenset({"lead", "grades", "total"}),
    "led-within": frozenset({"lead", "count", "total"}),
    "spread": frozenset({"count", "grade"}),
    "spread-none": frozenset({"count"}),
    "alone": frozenset(),
    "together": frozenset({"reports"}),
    "one-together": frozenset({"council", "inspected", "others"}),
    "led-other-names": frozenset({"names"}),
    "led-unknown": frozenset({"written"}),
    "led-unsaid": frozenset(),
    "led-near": frozenset({"names"}),
    "led-rule": frozenset({"count"}),
    "not-printed": frozenset(),
    "not-graded": frozenset(),
    **{f"head-{n}": frozenset[str]() for n in ("council", "kind", "inspected", "grade", "with")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """Who a page names as lead inspectors, and the words in which it does."""

    names: tuple[str, ...]
    words: str
    page: int


def leads_in(text: str, page: int = 1) -> Printed | None:
    """The lead inspectors that a page names: "Lead inspectors: Ann Lee, HMI, and Jo Roe"."""
    for title in _TITLE.finditer(text):
        names, end = list[str](), title.end()
        while found := _NAME.match(text, end):
            names.append(_plain(found[1]))
            rank = _RANK.match(text, found.end())
            end = rank.end() if rank else found.end()
            more = _AND.match(text, end)
            if not more or more[0].strip() == "," and not title["several"]:
                break
            end = more.end()
        if names:
            return Printed(tuple(names), _plain(text[title.start() : end].rstrip(" ,")), page)
    return None


class Leads:
    """Tells who led the inspections of one library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._say = Wording("leads.md", PLACEHOLDERS).say
        self._printed: dict[str, Printed | None] = {}

    def of(self, report: Report) -> tuple[str, ...]:
        """Who led an inspection; nobody where its report names none."""
        printed = self._of(report)
        return printed.names if printed else ()

    def passage(self, report: Report) -> Passage | None:
        """The words in which a page prints who led an inspection."""
        printed = self._of(report)
        if printed is None:
            return None
        page, words = printed.page, printed.words
        return Passage(f"{report.id}:lead", report.id, 0, words, page, page, Section.SUMMARY)

    def cell(self, report: Report, builder: AnswerBuilder) -> Claim:
        """The names of who led an inspection, citing the page that prints them."""
        passage = self.passage(report)
        quoted = builder.quote(Quoted(passage, report)) if passage else None
        if quoted:
            return Claim(say_names(self.of(report)), quoted.citations, report.council)
        return Claim(self._say("not-printed"), (), report.council)

    def _of(self, report: Report) -> Printed | None:
        if report.id not in self._printed:
            pages = enumerate(self._store.catalogue.page_texts(report.id, *_OF_TITLE), 1)
            found = (leads_in(text, page) for page, text in pages)
            self._printed[report.id] = next(filter(None, found), None)
        return self._printed[report.id]

    # ---- whether one person led several

    def put_same(
        self, compared: Sequence[Report], councils: Sequence[str], builder: AnswerBuilder
    ) -> None:
        """Whether one person led the inspections that are compared: the latest of several
        councils, or the last two of one.
        """
        leads = [self.cell(report, builder) for report in compared]
        names = "; ".join(
            self._say(
                "inspected-lead", council=r.council, inspected=say_inspected(r), lead=lead.text
            )
            for r, lead in zip(compared, leads, strict=True)
        )
        led = [{*self.of(report)} for report in compared]
        shared = set.intersection(*led) if led else set()
        if len(compared) < _TWO or not all(led):
            text = self._say("cannot-compare", names=names)
        elif shared:
            text = self._say("same", lead=say_names(sorted(shared)), names=names)
        else:
            text = self._say("not-same", names=names)
        numbers = tuple(n for lead in leads for n in lead.citations)
        builder.parts.append(Part((Claim(text, numbers),)))
        if all(led) and not shared and len(councils) > 1:
            self._put_same_earlier(councils, builder)

    def _put_same_earlier(self, councils: Sequence[str], builder: AnswerBuilder) -> None:
        """Who led some inspection of each of the councils, though not the latest of all; and who
        led each of those that are here.
        """
        led = [{name for r in self._held(council) for name in self.of(r)} for council in councils]
        shared = sorted(set.intersection(*led))
        for lead in shared:
            builder.note(self._say("same-earlier", lead=lead, councils=say_names(councils)))
        if not shared:
            builder.note(self._say("same-never", councils=say_names(councils)))
        for council in councils:
            told = [
                self._say(
                    "led-when",
                    lead=say_names(self.of(r)) or self._say("not-printed"),
                    inspected=say_inspected(r),
                )
                for r in self._held(council)
            ]
            builder.note(self._say("all-led", council=council, leads="; ".join(told)))

    # ---- all that somebody led

    def put_led(self, request: Request, builder: AnswerBuilder) -> None:
        """What somebody led: whom a message names, or who led the latest of a council."""
        led = self._led
        names = _named(request, tuple(led)) or [
            name
            for council in request.councils
            for report in self._library.inspections(council)[:1]
            for name in self.of(report)
        ]
        for name in dict.fromkeys(names):
            within = [report for report in led[name] if is_within(report.council, request)]
            if len(within) < len(led[name]):
                facts = {"lead": name, "count": len(within), "total": len(led[name])}
                builder.note(self._say("led-within", **facts))
            if within:
                self._put_led_by(name, within, request, builder)
        if not names:
            self._put_unknown(request, tuple(led), builder)
        builder.note(self._say("led-rule", count=sum(map(len, led.values()))))

    def put_most(self, builder: AnswerBuilder) -> None:
        """Who led the most of the inspections that are here, and which."""
        led = self._led
        most = max(map(len, led.values()), default=0)
        for lead in sorted(lead for lead, reports in led.items() if len(reports) == most):
            told = [
                self._say("one-led", council=r.council, inspected=say_inspected(r))
                for r in led[lead]
            ]
            rows = [row_of(report, Topic.OVERALL) for report in led[lead]]
            builder.say(self._say("led-most", lead=lead, count=most, reports="; ".join(told)), rows)
        known = len({report.id for reports in led.values() for report in reports})
        builder.note(self._say("led-known", count=known, leads=len(led)))

    @property
    def _led(self) -> dict[str, list[Report]]:
        """Every lead inspector with what they led, the newest first."""
        led: dict[str, list[Report]] = {}
        for council in self._library.councils:
            for report in self._held(council):
                for name in self.of(report):
                    led.setdefault(name, []).append(report)
        return {
            name: sorted(reports, key=lambda report: report.newest, reverse=True)
            for name, reports in led.items()
        }

    def _held(self, council: str) -> Iterator[Report]:
        return (r for r in self._library.of(council) if r.kind is not Kind.ARTICLE)

    def _put_led_by(
        self, name: str, reports: Sequence[Report], request: Request, builder: AnswerBuilder
    ) -> None:
        """The inspections that one person led: how many, with which grades, and with whom."""
        graded = [(report, row_of(report, Topic.OVERALL)) for report in reports]
        fitting = [
            r for r, row in graded if not request.grades or row and row.grade in request.grades
        ]
        rows = [row for report, row in graded if report in fitting]
        builder.say(self._led_lead(name, reports, fitting, request), rows)
        together = [
            self._say(
                "one-together", council=r.council, inspected=say_inspected(r),
                others=say_names([each for each in self.of(r) if each != name]),
            )
            for r in fitting
            if len(self.of(r)) > 1
        ]  # fmt: skip
        said = {"reports": "; ".join(together)} if together else {}
        builder.note(self._say("together" if together else "alone", **said))
        if len(reports) > 1:
            builder.table(
                [self._say(f"head-{n}") for n in ("council", "kind", "inspected", "grade", "with")],
                [self._led_row(name, report, builder) for report in fitting],
            )
        if alike := self._alike(name):
            builder.note(self._say("led-other-names", names=say_names(alike)))

    def _led_lead(
        self, name: str, reports: Sequence[Report], fitting: Sequence[Report], request: Request
    ) -> str:
        """How many inspections somebody led, or how many of them had some grades."""
        councils = say_names(list(dict.fromkeys(r.council for r in fitting)))
        if request.grades:
            grades = " or ".join(grade.value for grade in request.grades)
            facts = {"lead": name, "grades": grades, "total": str(len(reports))}
            if not fitting:
                return self._say("led-none-graded", **facts)
            return self._say("led-graded", count=len(fitting), councils=councils, **facts)
        if len(reports) == 1:
            one = reports[0]
            return self._say(
                "led-one", lead=name, council=one.council, inspected=say_inspected(one)
            )
        given = [row.grade if (row := row_of(r, Topic.OVERALL)) else None for r in reports]
        spread = [
            self._say("spread", count=given.count(grade), grade=grade.value)
            for grade in Grade.all()
            if grade in given
        ]
        if none := given.count(None):
            spread.append(self._say("spread-none", count=none))
        facts = {"lead": name, "count": str(len(reports)), "grades": say_names(spread)}
        return self._say("led", councils=councils, **facts)

    def _led_row(self, name: str, report: Report, builder: AnswerBuilder) -> list[Claim]:
        row = row_of(report, Topic.OVERALL)
        others = [each for each in self.of(report) if each != name]
        return [
            Claim(report.council, (), report.council),
            Claim(head(report.kind_label), self.cell(report, builder).citations, report.council),
            Claim(say_inspected(report), (), report.council),
            builder.cell(
                row.grade.value if row else self._say("not-graded"), [row], report.council
            ),
            Claim(say_names(others), (), report.council),
        ]

    def _alike(self, name: str) -> list[str]:
        """Other printed names that may be the same person's: "Matt Reed" and "Matthew Reed"."""
        first, _, last = name.rpartition(" ")
        return sorted(
            other
            for other in self._led
            if other != name and other.endswith(f" {last}") and other[:3] == first[:3]
        )

    def _put_unknown(self, request: Request, known: Sequence[str], builder: AnswerBuilder) -> None:
        """That no report names whom a message names, and the names nearest to it."""
        written = next((m[0] for m in _CALLED.finditer(_said(request))), "")
        if not written:
            builder.note(self._say("led-unsaid"))
            return
        builder.note(self._say("led-unknown", written=written))
        if near := get_close_matches(written, known, cutoff=_LEAST_LIKE):
            builder.note(self._say("led-near", names=say_names(near)))


def _said(request: Request) -> str:
    """The words in which somebody may be named: of a message, and of the one it goes on from."""
    return f"{request.message} . {request.context}"


def _named(request: Request, known: Sequence[str]) -> list[str]:
    """Whom a message names, by the whole name or else by the last: "what else did Roe lead?"."""
    said = _said(request)
    whole = [n for n in known if re.search(rf"\b{re.escape(n)}\b", said, re.I)]
    return whole or [
        n for n in known if re.search(rf"(?<!\w){re.escape(n.rpartition(' ')[2])}\b", said)
    ]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
