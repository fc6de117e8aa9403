"""Whether something is said more often than it was: the share of reports that criticise a theme,
in two times side by side and year by year.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.answers import Claim
from assistant.briefing.counting import Counter, say_share, say_some
from assistant.briefing.matters import Matter
from assistant.briefing.themes import Said, Way
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import LEAST_FOR_SHARE, head, say_names
from assistant.library import Library
from assistant.request import Request, Want
from assistant.themes import Theme
from assistant.times import Times
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Report

EXAMPLES = 3
FEW_SAID = 8  # reports that say it, of which no trend can be told
APART = 0.1  # by how much the shares of two times must differ to be more or less
SWING = 0.3  # by how much the shares of two years must differ to be said
LEAST_OF_YEAR = 5  # reports of a year of which a share is told
SINCE = 2020  # the year from which "lately" is counted where none is named
_FACTS = frozenset({"what", "theme"})
PLACEHOLDERS = {
    **{f"trend-{way}": _FACTS | {"after", "before", "year", "earlier"}
       for way in ("more", "less", "same")},
    **{f"periods-{way}": _FACTS | {"earlier", "earlier_when", "later", "later_when", "reports"}
       for way in ("more", "less", "same", "few")},
    "periods-all": frozenset({"earlier", "later"}),
    "reports": frozenset(),
    "reports-of": frozenset({"kind"}),
    "since": frozenset({"day"}),
    "until": frozenset({"day"}),
    "from-to": frozenset({"first", "last"}),
    "of-year": frozenset({"year"}),
    "periods-rule": frozenset({"kinds"}),
    "periods-heading": frozenset(),
    "periods-examples": frozenset({"when"}),
    "head-when": frozenset(),
    "now": frozenset({"count", "total", "theme"}),
    "now-criticism": frozenset({"count", "total", "theme"}),
    "trend-few": _FACTS | {"found", "total"},
    "swing": frozenset({"most", "most_share", "least", "least_share"}),
    "by-kinds": _FACTS | {"kinds"},
    "of-kind": frozenset({"kind", "share"}),
    "trend-earlier": frozenset(),
    "trend-earlier-half": frozenset({"first", "last"}),
    "trend-must": frozenset(),
    "trend-criticism": frozenset(),
    "trend-one-side": _FACTS | {"year", "found", "total"},
    "trend-rule": frozenset({"kind"}),
    "trend-rule-must": frozenset({"kind"}),
    "trend-heading": frozenset(),
    "trend-examples": frozenset(),
    "of": frozenset({"count", "total"}),
    "of-share": frozenset({"count", "total", "percent"}),
    "and-more": frozenset({"names", "count"}),
    **{f"head-{name}": frozenset[str]() for name in ("year", "kind", "critical", "which")},
}  # fmt: skip
# That reports of the earlier kind of inspection are to be set beside those of the present one.
_KINDS_APART = re.compile(
    r"\b(?:old|older|new|newer|earlier|previous|current|present)[- ](?:style|type|kind|form"
    r"|framework|inspections?|reports?|ones)\b|\bSIFs?\b|\bILACS\b|\bsingle inspection\b",
    re.I,
)


_EACH = re.compile(r"\beach\b|\bseparately\b|\brespectively\b", re.I)
_AND = re.compile(r"\W*(?:\w+ )?(?:and|&)(?: \w+){0,3}\W*", re.I)


class Trends:
    """Counts over time in one library."""

    def __init__(self, library: Library, counter: Counter) -> None:
        self._library, self._counter = library, counter
        self._say = Wording("trends.md", PLACEHOLDERS).say

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """Whether a theme, or each of several, has become more common; whether it is on any."""
        matter = self._counter.matter(request)
        if not matter.themes:
            return False
        if len(matter.themes) > 1 and _are_apart(matter.themes, request.message):
            each = [Matter((theme,)) for theme in matter.themes]
            return all([self._put_trend_of(request, one, builder) for one in each])
        return self._put_trend_of(request, matter, builder)

    def _put_trend_of(self, request: Request, matter: Matter, builder: AnswerBuilder) -> bool:
        since = _since(request)
        everything = [
            report
            for name in self._counter.band(replace(request, conditions=())).names
            for report in self._library.inspections(name)
            if report.kind.is_full
        ]
        if not everything:
            return False
        is_must = request.polarity is None
        found = {
            r.id: said for r in everything if (said := self._critical(r, matter, is_must=is_must))
        }
        kind = max(everything, key=lambda r: r.newest).kind
        alike = [r for r in everything if r.kind is kind]
        theme = " or ".join(t.label for t in matter.themes)
        what = self._say("trend-must" if is_must else "trend-criticism")
        if len(request.periods) > 1:
            of_theme = {"what": what, "theme": theme}
            self._put_periods(request.periods, everything, found, of_theme, builder)
            return True
        if Want.HOW_MANY in request.wants:
            self._put_now(request, matter, theme, builder, is_must=is_must)
        earlier = self._say("trend-earlier")
        if sum(r.newest < since for r in alike) < LEAST_FOR_SHARE:
            alike = everything = [r for r in alike if r.newest >= since]
            if not alike:
                return False
            first, since = since.year, _middle(alike)
            earlier = self._say("trend-earlier-half", first=first, last=since.year - 1)
        facts = {"what": what, "theme": theme, "earlier": earlier}
        if _KINDS_APART.search(request.message):
            self._put_kinds(everything, set(found), facts, builder)
        else:
            self._put_sides(alike, set(found), since, facts, builder)
            self._put_swing(alike, set(found), builder)
        self._put_years(everything, set(found), builder)
        self._put_trend_examples([found[r.id] for r in everything if r.id in found], builder)
        builder.note(self._say("trend-rule-must" if is_must else "trend-rule", kind=kind.label))
        return True

    def _put_periods(
        self,
        periods: Sequence[Times],
        everything: Sequence[Report],
        found: Mapping[str, Said],
        facts: Mapping[str, str],
        builder: AnswerBuilder,
    ) -> None:
        """The shares of two times side by side: "before 2018 against since 2022"."""
        sides = [[r for r in everything if r in times] for times in periods]
        whens = [self._when(times) for times in periods]
        builder.note(self._periods_lead(sides, whens, found, facts))
        told = list(zip(whens, sides, strict=True))
        heads = [self._say(f"head-{name}") for name in ("when", "kind", "critical", "which")]
        rows = [row for when, side in told for row in self._period_rows(when, side, found)]
        builder.table(heads, rows, self._say("periods-heading"))
        for when, side in told:
            newest = sorted(side, key=lambda report: report.newest, reverse=True)
            said = [found[report.id] for report in newest if report.id in found]
            quoted = [
                Quoted(s.passage, s.report, f"{s.report.council}, {say_date(s.report.published)}")
                for s in said[:EXAMPLES]
            ]
            builder.quotes(quoted, self._say("periods-examples", when=when))
        kinds = sorted({report.kind.label for side in sides for report in side})
        builder.note(self._say("periods-rule", kinds=say_names(kinds)))

    def _periods_lead(
        self,
        sides: Sequence[Sequence[Report]],
        whens: Sequence[str],
        found: Container[str],
        facts: Mapping[str, str],
    ) -> str:
        """Whether it is said more or less often: among reports of one kind where both times have
        enough of them; and the shares over all.
        """
        alike = _alike(sides)
        over = alike or sides
        counts = [sum(r.id in found for r in side) for side in over]
        shares = [n / max(1, len(side)) for n, side in zip(counts, over, strict=True)]
        gap = shares[1] - shares[0]
        is_few = min(map(len, over)) < LEAST_FOR_SHARE
        how = "few" if is_few else "more" if gap >= APART else "less" if gap <= -APART else "same"
        earlier, later = (self._of(n, len(side)) for n, side in zip(counts, over, strict=True))
        is_of_kind = alike and [*map(len, alike)] != [*map(len, sides)]
        reports = (
            self._say("reports-of", kind=over[1][0].kind.label)
            if is_of_kind
            else self._say("reports")
        )
        when = {"earlier_when": whens[0], "later_when": whens[1], "reports": reports}
        told = {name: facts[name] for name in ("what", "theme")}
        lead = self._say(f"periods-{how}", earlier=earlier, later=later, **when, **told)
        if not is_of_kind:
            return lead
        of_all = [self._of(sum(r.id in found for r in side), len(side)) for side in sides]
        return f"{lead} {self._say('periods-all', earlier=of_all[0], later=of_all[1])}"

    def _period_rows(
        self, when: str, side: Sequence[Report], found: Container[str]
    ) -> Iterator[list[Claim]]:
        """A row for each kind of report of a time."""
        for kind in sorted({report.kind for report in side}, key=lambda kind: kind.label):
            of_kind = [report for report in side if report.kind is kind]
            hits = [report.council for report in of_kind if report.id in found]
            share = self._of(len(hits), len(of_kind))
            cells = (head(when), kind.label, share, self._names(sorted(set(hits))))
            yield [Claim(cell) for cell in cells]

    def _when(self, times: Times) -> str:
        """A time as it goes on after "published": "before March 2020", "from 2014 to 2017"."""
        if times.years:
            return self._say("of-year", year=", ".join(map(str, times.years)))
        if times.since and times.until:
            return self._say("from-to", first=_day(times.since), last=_end(times.until))
        if times.since:
            return self._say("since", day=_day(times.since))
        return self._say("until", day=_day(times.until + timedelta(1)) if times.until else "")

    def _put_trend_examples(self, told: Sequence[Said], builder: AnswerBuilder) -> None:
        """The newest and the oldest words on it; all where there are few."""
        newest = sorted(told, key=lambda s: s.report.newest, reverse=True)
        is_few = len(newest) <= FEW_SAID
        picked = newest if is_few else [*newest[: EXAMPLES - 1], *newest[-1:]]
        builder.quotes(
            [
                Quoted(s.passage, s.report, f"{s.report.council}, {say_date(s.report.published)}")
                for s in dict.fromkeys(picked)
            ],
            self._say("trend-examples"),
        )

    def _put_now(
        self, request: Request, matter: Matter, theme: str, builder: AnswerBuilder, *, is_must: bool
    ) -> None:
        """How many of the latest reports say it."""
        way = Way.IMPROVE if is_must else Way.CRITICISM
        counted = self._counter.counted_on(self._counter.band(request), way, matter)
        facts = {"count": counted.count, "total": counted.total, "theme": theme}
        builder.note(self._say("now" if is_must else "now-criticism", **facts))

    def _put_sides(
        self,
        alike: Sequence[Report],
        found: Container[str],
        since: date,
        facts: dict[str, str],
        builder: AnswerBuilder,
    ) -> None:
        """Which share of the reports of one kind criticise a theme, since a day and before it."""
        sides = [
            [r for r in alike if (r.newest >= since) is is_after] for is_after in (True, False)
        ]
        counts = [sum(r.id in found for r in side) for side in sides]
        if min(map(len, sides)) < LEAST_FOR_SHARE:
            found_in = {"found": sum(counts), "total": len(alike), "year": since.year}
            told = {name: facts[name] for name in ("what", "theme")}
            builder.note(self._say("trend-one-side", **told, **found_in))
            return
        if sum(counts) <= FEW_SAID:
            few = {"found": sum(counts), "total": len(alike)}
            few_of = {name: facts[name] for name in ("what", "theme")}
            builder.note(self._say("trend-few", **few_of, **few))
            return
        gap = counts[0] / len(sides[0]) - counts[1] / len(sides[1])
        name = "more" if gap >= APART else "less" if gap <= -APART else "same"
        after, before = (
            self._of(count, len(side)) for count, side in zip(counts, sides, strict=True)
        )
        builder.note(
            self._say(f"trend-{name}", after=after, before=before, year=since.year, **facts)
        )

    def _put_kinds(
        self,
        everything: Sequence[Report],
        found: Container[str],
        facts: dict[str, str],
        builder: AnswerBuilder,
    ) -> None:
        """Which share of the reports of each kind of inspection criticises a theme."""
        told = []
        for kind in sorted({r.kind for r in everything}, key=lambda kind: kind.label):
            of_kind = [r for r in everything if r.kind is kind]
            share = self._of(sum(r.id in found for r in of_kind), len(of_kind))
            told.append(self._say("of-kind", kind=kind.label, share=share))
        about = {name: facts[name] for name in ("what", "theme")}
        builder.note(self._say("by-kinds", kinds="; ".join(told), **about))
        number = sum(r.id in found for r in everything)
        if number <= FEW_SAID:
            builder.note(self._say("trend-few", found=number, total=len(everything), **about))

    def _put_swing(
        self, alike: Sequence[Report], found: Container[str], builder: AnswerBuilder
    ) -> None:
        """The years in which it was said most and least, where these differ much."""
        years = [
            (sum(r.id in found for r in of_year), len(of_year), year)
            for year in {r.newest.year for r in alike}
            if len(of_year := [r for r in alike if r.newest.year == year]) >= LEAST_OF_YEAR
        ]
        if len(years) < 2:  # noqa: PLR2004 - a year alone is no swing
            return
        years.sort(key=lambda each: (each[0] / each[1], each[2]))
        least, most = years[0], years[-1]
        if most[0] / most[1] - least[0] / least[1] >= SWING:
            facts = {"most": str(most[2]), "most_share": self._of(*most[:2])}
            facts |= {"least": str(least[2]), "least_share": self._of(*least[:2])}
            builder.note(self._say("swing", **facts))

    def _put_years(
        self, everything: Sequence[Report], found: Container[str], builder: AnswerBuilder
    ) -> None:
        """A row for each year and kind: how many reports, how many criticise it, and whose."""
        rows = []
        for year, kind in sorted(
            {(r.newest.year, r.kind) for r in everything}, key=lambda each: (each[0], each[1].label)
        ):
            of_year = [r for r in everything if r.newest.year == year and r.kind is kind]
            hits = [r.council for r in of_year if r.id in found]
            share = self._of(len(hits), len(of_year))
            cells = (str(year), kind.label, share, self._names(hits))
            rows.append([Claim(cell) for cell in cells])
        heads = [self._say(f"head-{n}") for n in ("year", "kind", "critical", "which")]
        builder.table(heads, rows, self._say("trend-heading"))

    def _critical(self, report: Report, matter: Matter, *, is_must: bool = False) -> Said | None:
        points = self._counter.said(report, Way.IMPROVE, matter)
        if is_must:
            return next(iter(points), None)
        against = self._counter.said(report, Way.CRITICISM, matter)
        nearest = sorted(against, key=lambda s: -self._counter.matters.cosine(s, matter))
        return next(iter([*nearest, *points]), None)

    # ---- words

    def _of(self, count: int, total: int) -> str:
        return say_share(self._say, count, total)

    def _names(self, names: Sequence[str]) -> str:
        return say_some(self._say, names)


def _are_apart(themes: Sequence[Theme], message: str) -> bool:
    """Whether themes are to be told each by itself: "private fostering and the LADO", but not
    "supervision / oversight".
    """
    spans = sorted(match.span() for t in themes if (match := t.asked.search(message)))
    between = [message[a[1] : b[0]] for a, b in zip(spans, spans[1:], strict=False)]
    is_said = bool(between) and all(_AND.fullmatch(words) for words in between)
    return is_said or bool(_EACH.search(message))


def _since(request: Request) -> date:
    """The day from which on "lately" is counted; after what comes "before covid" where only that
    is named.
    """
    years, until = request.times.years, request.times.until
    if until and not request.times.since:
        return until + timedelta(1)
    return request.times.since or date(years[0] if years else SINCE, 1, 1)


def _alike(sides: Sequence[Sequence[Report]]) -> list[list[Report]] | None:
    """Of two times the reports of one kind of which both have enough; the kind of the newest
    first.
    """
    newest = sorted(sides[1], key=lambda report: report.newest, reverse=True)
    for kind in dict.fromkeys(report.kind for report in newest):
        of_kind = [[r for r in side if r.kind is kind] for side in sides]
        if min(map(len, of_kind)) >= LEAST_FOR_SHARE:
            return of_kind
    return None


def _middle(reports: Sequence[Report]) -> date:
    """The first day of the year from which on the later half of some reports is."""
    days = sorted(report.newest for report in reports)
    return date(days[len(days) // 2].year, 1, 1)


def _day(day: date) -> str:
    """A day from which something is counted: its year alone where that begins."""
    return str(day.year) if (day.month, day.day) == (1, 1) else f"{day:%B %Y}"


def _end(day: date) -> str:
    return str(day.year) if day.month == _DECEMBER else f"{day:%B %Y}"


_DECEMBER = 12
