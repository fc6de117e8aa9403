"""Themes counted over councils: what they most often must improve or are praised for, how many
must improve one thing, and whether that is said more often than it was.

Each number can be opened: its councils are named, and an example or each point is quoted.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answers import Answer, Claim
from assistant.areas import Topic
from assistant.briefing.counting import Band, Counted, Counter
from assistant.briefing.themes import Said, Theme, Way, themes_named, way_of
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import LEAST_FOR_SHARE, head, say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import By, Form, Polarity, Request
from assistant.themes import all_themes
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Report
from index.storing.store import Store

COMPOSER = "patterns"
MOST_THEMES = 10  # rows of a table of themes
MOST_NAMES = 12  # councils named in a row
IN_LEAD = 3  # themes named in the first sentence
FEWEST = 2  # councils of which a theme is so, to be a pattern
APART = 0.2  # by how much two shares must differ to be told apart
SMALL = 15  # councils of a group of which a share says little
EXAMPLES = 3  # of a trend
OF_TYPE = "of type "  # how a group by type is said
SINCE = 2020  # the year from which "lately" is counted where none is named
_WAYS = tuple(Way)
PLACEHOLDERS = {
    "lead-themes": frozenset({"group", "way", "themes"}),
    **{f"way-{way}": frozenset[str]() for way in _WAYS},
    **{f"heading-{way}": frozenset[str]() for way in _WAYS},
    **{f"rule-{way}": frozenset[str]() for way in _WAYS},
    **{f"counted-rule-{way}": frozenset[str]() for way in _WAYS},
    "head-theme": frozenset(),
    "head-councils": frozenset(),
    "head-which": frozenset(),
    "head-example": frozenset(),
    "head-group": frozenset({"group", "count"}),
    "of": frozenset({"count", "total"}),
    "of-share": frozenset({"count", "total", "percent"}),
    "and-more": frozenset({"names", "count"}),
    "no-list": frozenset({"councils"}),
    "lead-beside": frozenset({"both", "first", "more_first", "second", "more_second"}),
    "nothing-apart": frozenset(),
    "beside-heading": frozenset({"way"}),
    "small": frozenset({"sizes"}),
    "who": frozenset({"group", "names"}),
    "region-heading": frozenset({"first", "second"}),
    "region-hunch-no": frozenset(),
    "region-hunch-some": frozenset({"themes"}),
    "counted": frozenset({"count", "total", "where", "theme"}),
    "counted-praise": frozenset({"count", "total", "where", "theme"}),
    "counted-criticism": frozenset({"count", "total", "where", "theme"}),
    "counted-each": frozenset({"theme", "count"}),
    "counted-body": frozenset({"count", "names"}),
    "counted-none": frozenset({"total"}),
    "head-council": frozenset(),
    "head-grade": frozenset(),
    "head-published": frozenset(),
    "head-point": frozenset(),
    "head-words": frozenset(),
    **{
        f"trend-{way}": frozenset({"theme", "after", "before", "year"})
        for way in ("more", "less", "same")
    },
    "trend-one-side": frozenset({"year", "theme", "found", "total"}),
    "trend-heading": frozenset(),
    "head-year": frozenset(),
    "head-reports": frozenset(),
    "head-critical": frozenset(),
    "trend-rule": frozenset({"kind"}),
    "trend-examples": frozenset(),
    "all-councils": frozenset(),
    "all-others": frozenset(),
    **{
        f"type-{kind}": frozenset[str]()
        for kind in ("county", "unitary", "London-borough", "metropolitan-district")
    },
    "councils-in": frozenset({"where"}),
    "themes-coverage": frozenset({"searched", "newest"}),
}


class Patterns:
    """Counts themes over one library."""

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store = store
        self._library = library
        self._themes = counter.themes
        self._counter = counter
        self._wording = Wording("patterns.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:
        """A table of themes, an exact list for one of them, or its share over the years."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        put = {
            Form.PATTERN: self._put_pattern,
            Form.COUNTED: self._put_counted,
            Form.TREND: self._put_trend,
        }[request.form or Form.PATTERN]
        if not put(request, builder):
            return None
        coverage = self._say(
            "themes-coverage", searched=self._library.label, newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER)

    # ---- the commonest themes

    def _put_pattern(self, request: Request, builder: AnswerBuilder) -> bool:  # noqa: C901 - in its order
        bands = [band for band in self._counter.bands(request) if band.reports]
        if not bands:
            return False
        ways = _ways(request)
        if len(bands) > 1:
            for way in ways:
                self._put_beside(bands[0], bands[1], way, builder)
        else:
            for way in ways:
                self._put_themes(bands[0], way, builder, titled=len(ways) > 1)
            if request.by is By.REGION:
                self._put_regions(bands[0], request, ways[0], builder)
        for band in bands if len(bands) > 1 else []:
            builder.note(
                self._say("who", group=head(self._label(band)), names=say_names(band.names))
            )
        sizes = [len(band.reports) for band in bands]
        if min(sizes) < SMALL:
            builder.note(self._say("small", sizes=" and ".join(map(str, sizes))))
        for way in dict.fromkeys(ways):
            builder.note(self._say(f"rule-{way}"))
        return True

    def _counts(self, band: Band, way: Way) -> list[Counted]:
        """Every theme with its councils, the commonest first."""
        themes = [theme for theme in all_themes() if not theme.is_wide]
        counts = [self._counter.counted(band, way, theme) for theme in themes]
        return sorted(counts, key=lambda counted: -counted.count)

    def _put_themes(self, band: Band, way: Way, builder: AnswerBuilder, *, titled: bool) -> None:
        counts = [c for c in self._counts(band, way) if c.count >= FEWEST][:MOST_THEMES]
        lead = self._say(
            "lead-themes",
            group=self._label(band),
            way=self._say(f"way-{way}"),
            themes="; ".join(f"{c.theme.label} ({self._share(c)})" for c in counts[:IN_LEAD]),
        )
        builder.note(lead)
        heads = [self._say(f"head-{n}") for n in ("theme", "councils", "which", "example")]
        used: set[str] = set()
        rows = [
            [
                Claim(head(c.theme.label)),
                Claim(self._share(c)),
                Claim(self._names(c.names)),
                self._example(c, used, builder),
            ]
            for c in counts
        ]
        builder.table(heads, rows, self._say(f"heading-{way}") if titled else "")
        if way is Way.IMPROVE:
            without = [r.council for r in band.reports if not self._themes.has_list(r)]
            if without:
                builder.note(self._say("no-list", councils=say_names(without)))

    def _put_beside(self, one: Band, other: Band, way: Way, builder: AnswerBuilder) -> None:
        """The themes of two groups side by side, and what they share."""
        mine = {c.theme.name: c for c in self._counts(one, way)}
        theirs = {c.theme.name: c for c in self._counts(other, way)}
        names = sorted(
            (n for n in mine if max(mine[n].count, theirs[n].count) >= FEWEST),
            key=lambda name: -(mine[name].share + theirs[name].share),
        )
        gap = {name: mine[name].share - theirs[name].share for name in names}
        shown = names[:MOST_THEMES]
        both = [mine[n].theme.label for n in shown if abs(gap[n]) < APART][:IN_LEAD]
        apart = sorted(names, key=lambda name: -abs(gap[name]))
        more = [
            [
                f"{mine[n].theme.label} ({self._share(mine[n])} beside {self._share(theirs[n])})"
                for n in apart
                if sign * gap[n] >= APART
            ][:IN_LEAD]
            for sign in (1, -1)
        ]
        first, second = self._label(one), self._label(other)
        nothing = self._say("nothing-apart")
        builder.note(
            f"{self._say(f'heading-{way}')}. "
            + self._say(
                "lead-beside",
                both="; ".join(both) or nothing,
                first=first,
                more_first="; ".join(more[0]) or nothing,
                second=second,
                more_second="; ".join(more[1]) or nothing,
            )
        )
        shown = list(dict.fromkeys([*shown, *(n for n in apart[:4] if abs(gap[n]) >= APART)]))
        heads = [
            self._say("head-theme"),
            *(
                self._say("head-group", group=head(self._label(b)), count=len(b.reports))
                for b in (one, other)
            ),
            self._say("head-example"),
        ]
        rows = []
        used: set[str] = set()
        for name in shown:
            told = mine[name] if mine[name].share >= theirs[name].share else theirs[name]
            cells = [Claim(self._share(side[name])) for side in (mine, theirs)]
            rows.append(
                [Claim(head(mine[name].theme.label)), *cells, self._example(told, used, builder)]
            )
        builder.table(heads, rows, self._say("beside-heading", way=self._say(f"heading-{way}")))

    def _put_regions(self, band: Band, request: Request, way: Way, builder: AnswerBuilder) -> None:
        """The councils of the regions that are named beside all others; or the two largest."""
        named = {name for group in request.regions for name in group.names}
        regions = named or {
            _largest(self._counter.population.region(r.council) for r in band.reports)
        }
        inside = tuple(
            r for r in band.reports if self._counter.population.region(r.council) in regions
        )
        outside = tuple(r for r in band.reports if r not in inside)
        if not inside or not outside:
            return
        one = Band(say_names(sorted(regions)), inside)
        other = Band(self._say("all-councils"), outside)
        builder.note(
            self._say(
                "region-heading",
                first=f"{one.label} ({say_names(one.names)})",
                second=f"{len(other.reports)} others",
            )
        )
        counts = [c for c in self._counts(band, way) if c.count >= FEWEST][:MOST_THEMES]
        rows, apart = [], []
        for c in counts:
            sides = [self._counter.counted(b, way, c.theme) for b in (one, other)]
            if abs(sides[0].share - sides[1].share) >= APART * 2:
                apart.append(c.theme.label)
            rows.append([Claim(head(c.theme.label)), *(Claim(self._share(s)) for s in sides)])
        heads = [self._say("head-theme"), one.label, self._say("all-others")]
        builder.table(heads, rows)
        builder.note(
            self._say("region-hunch-some", themes="; ".join(apart))
            if apart
            else self._say("region-hunch-no")
        )

    # ---- one theme, exactly

    def _put_counted(self, request: Request, builder: AnswerBuilder) -> bool:
        themes = themes_named(request.themes)
        if not themes:
            return False
        band, way = self._counter.band(request), way_of(request.polarity)
        each = [self._counter.counted(band, way, theme) for theme in themes]
        total = max((c.total for c in each), default=0)
        told = {s.report.id: s for c in each for s in c.said}
        theme = " or ".join(t.label for t in themes)
        where = f"{band.label} " if band.label else ""
        if not told:
            builder.note(self._say("counted-none", total=total))
        name = "counted" if way is Way.IMPROVE else f"counted-{way}"
        facts = {"count": len(told), "total": total, "where": where, "theme": theme}
        builder.note(self._say(name, **facts))
        if len(themes) > 1:
            for c in each:
                builder.note(self._say("counted-each", theme=c.theme.label, count=c.count))
        heads = [self._say(f"head-{n}") for n in ("council", "grade", "published")]
        heads.append(self._say("head-point" if way is Way.IMPROVE else "head-words"))
        said = sorted(told.values(), key=lambda s: s.report.newest, reverse=True)
        builder.table(heads, [self._row(s, builder) for s in said])
        if way is Way.IMPROVE:
            body = [
                r.council
                for r in band.reports
                if r.id not in told
                and any(self._counter.is_said(r, Way.CRITICISM, t) for t in themes)
            ]
            if body:
                builder.note(self._say("counted-body", count=len(body), names=say_names(body)))
        builder.note(self._say(f"counted-rule-{way}"))
        return True

    def _row(self, said: Said, builder: AnswerBuilder) -> list[Claim]:
        report = said.report
        row = row_of(report, Topic.OVERALL)
        return [
            Claim(report.council, (), report.council),
            builder.cell(row.grade.value if row else "", [row], report.council),
            Claim(say_date(report.published), (), report.council),
            self._quote(said, builder),
        ]

    # ---- one theme over the years

    def _put_trend(self, request: Request, builder: AnswerBuilder) -> bool:
        themes = themes_named(request.themes)
        if not themes:
            return False
        since = request.times.since or (
            date(request.times.years[0], 1, 1) if request.times.years else date(SINCE, 1, 1)
        )
        everything = [
            report
            for name in self._counter.band(replace(request, conditions=())).names
            for report in self._library.inspections(name)
            if report.kind.is_full
        ]
        if not everything:
            return False
        found = {r.id: said for r in everything if (said := self._critical(r, themes))}
        kind = max(everything, key=lambda r: r.newest).kind
        alike = [r for r in everything if r.kind is kind]
        theme = " or ".join(t.label for t in themes)
        self._put_sides(alike, set(found), since, theme, builder)
        self._put_years(everything, set(found), builder)
        newest = sorted(found.values(), key=lambda s: s.report.newest, reverse=True)
        picked = [*newest[: EXAMPLES - 1], *newest[-1:]]
        builder.quotes(
            [
                Quoted(s.passage, s.report, f"{s.report.council}, {say_date(s.report.published)}")
                for s in dict.fromkeys(picked)
            ],
            self._say("trend-examples"),
        )
        builder.note(self._say("trend-rule", kind=kind.label))
        return True

    def _put_sides(
        self,
        alike: Sequence[Report],
        found: Container[str],
        since: date,
        theme: str,
        builder: AnswerBuilder,
    ) -> None:
        """Which share of the reports of one kind criticise a theme, since a day and before it."""
        sides = [
            [r for r in alike if (r.newest >= since) is is_after] for is_after in (True, False)
        ]
        counts = [sum(r.id in found for r in side) for side in sides]
        if min(map(len, sides)) < LEAST_FOR_SHARE:
            facts = {"found": sum(counts), "total": len(alike)}
            builder.note(self._say("trend-one-side", year=since.year, theme=theme, **facts))
            return
        gap = counts[0] / len(sides[0]) - counts[1] / len(sides[1])
        name = "more" if gap >= APART / 2 else "less" if gap <= -APART / 2 else "same"
        after, before = (
            self._of(count, len(side)) for count, side in zip(counts, sides, strict=True)
        )
        builder.note(
            self._say(f"trend-{name}", theme=theme, after=after, before=before, year=since.year)
        )

    def _put_years(
        self, everything: Sequence[Report], found: Container[str], builder: AnswerBuilder
    ) -> None:
        """A row a year: how many reports, how many of them criticise it, and whose."""
        rows = []
        for year in sorted({r.newest.year for r in everything}):
            of_year = [r for r in everything if r.newest.year == year]
            hits = [r.council for r in of_year if r.id in found]
            cells = (str(year), str(len(of_year)), str(len(hits)), self._names(hits))
            rows.append([Claim(cell) for cell in cells])
        heads = [self._say(f"head-{n}") for n in ("year", "reports", "critical", "which")]
        builder.table(heads, rows, self._say("trend-heading"))

    def _critical(self, report: Report, themes: Sequence[Theme]) -> Said | None:
        points = [s for t in themes for s in self._themes.said(report, Way.IMPROVE, t)]
        against = [s for t in themes for s in self._themes.said(report, Way.CRITICISM, t)]
        best = self._counter.plainest(against, Polarity.CRITICISM)
        return best or next(iter(points), None)

    # ---- words

    def _label(self, band: Band) -> str:
        if not band.label:
            return self._say("all-councils")
        if band.label.startswith(OF_TYPE):
            kind, *graded = band.label.removeprefix(OF_TYPE).split(" graded", 1)
            name = f"type-{kind.replace(' ', '-')}"
            if name in PLACEHOLDERS:
                return self._say(name) + "".join(f" graded{each}" for each in graded)
        return self._say("councils-in", where=band.label)

    def _share(self, counted: Counted) -> str:
        return self._of(counted.count, counted.total)

    def _of(self, count: int, total: int) -> str:
        if total < LEAST_FOR_SHARE:
            return self._say("of", count=count, total=total)
        return self._say("of-share", count=count, total=total, percent=round(100 * count / total))

    def _names(self, names: Sequence[str]) -> str:
        if len(names) <= MOST_NAMES:
            return say_names(names) if names else ""
        shown = ", ".join(names[:MOST_NAMES])
        return self._say("and-more", names=shown, count=len(names) - MOST_NAMES)

    def _example(self, counted: Counted, used: set[str], builder: AnswerBuilder) -> Claim:
        """The words that are most on a theme, of a report that has not been quoted for another."""

        def is_less_on_it(said: Said) -> tuple[bool, bool, int, int]:
            text = said.passage.text
            match = counted.theme.listed.search(text)
            is_part = text.endswith(":") or text[:1].islower()
            start = match.start() if match else len(text)
            return is_part, said.report.council in used, start // 30, len(text)

        best = min(counted.said, key=is_less_on_it)
        used.add(best.report.council)
        return self._quote(best, builder, best.report.council)

    def _quote(self, said: Said, builder: AnswerBuilder, label: str = "") -> Claim:
        return builder.quote(Quoted(said.passage, said.report, label)) or Claim("")


def _ways(request: Request) -> tuple[Way, ...]:
    """Which ways are asked for: both, where praise and criticism are."""
    if request.is_both_ways:
        return (Way.PRAISE, Way.CRITICISM)
    return (Way.PRAISE,) if request.polarity is Polarity.PRAISE else (Way.IMPROVE,)


def _largest(regions: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for region in regions:
        counts[region] = counts.get(region, 0) + 1
    return max(counts, key=lambda region: counts[region])
