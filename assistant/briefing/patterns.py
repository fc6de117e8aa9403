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
from assistant.briefing.themes import Said, Theme, Way, theme_of, themes_named, way_of
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import LEAST_FOR_SHARE, head, say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import By, Form, Polarity, Request, Want
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
_SIDES = ("weak", "mixed", "strong")
_NORTH = frozenset({"North East", "North West", "Yorkshire and the Humber"})
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
        f"trend-{way}": frozenset({"what", "theme", "after", "before", "year", "earlier"})
        for way in ("more", "less", "same")
    },
    "trend-earlier": frozenset(),
    "trend-earlier-half": frozenset({"first", "last"}),
    "trend-must": frozenset(),
    "trend-criticism": frozenset(),
    "trend-one-side": frozenset({"what", "year", "theme", "found", "total"}),
    "trend-rule-must": frozenset({"kind"}),
    "trend-heading": frozenset(),
    "head-year": frozenset(),
    "lines-heading": frozenset({"group", "way"}),
    "weighed": frozenset({"theme", "total", "weak", "mixed", "strong", "silent"}),
    **{f"weighed-{side}": frozenset({"count"}) for side in ("weak", "mixed", "strong")},
    **{f"head-{side}": frozenset[str]() for side in ("weak", "mixed", "strong")},
    "weighed-rule": frozenset(),
    "by-region-heading": frozenset(),
    "by-region-no": frozenset({"north", "rest"}),
    "by-region-some": frozenset({"north", "rest"}),
    "head-region": frozenset(),
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
            Form.COUNTED: self._put_weighed if request.is_both_ways else self._put_counted,
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
        if Want.SHORTER in request.wants:
            for way in ways:
                self._put_lines(bands[-1], way, request.number or IN_LEAD, builder)
            return True
        most = request.number or MOST_THEMES
        if len(bands) > 1:
            for way in ways:
                self._put_beside(bands[0], bands[1], way, most, builder)
        else:
            for way in ways:
                self._put_themes(bands[0], way, most, builder, titled=len(ways) > 1)
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

    def _put_lines(self, band: Band, way: Way, number: int, builder: AnswerBuilder) -> None:
        """The commonest themes in so many lines, each with an example of another council."""
        counts = [c for c in self._counts(band, way) if c.count >= FEWEST][:number]
        used: set[str] = set()
        lines = []
        for c in counts:
            best = self._example_of(c, used)
            label = f"{head(c.theme.label)} ({self._share(c)}), {best.report.council}"
            lines.append(Quoted(best.passage, best.report, label))
        group, said = self._label(band), self._say(f"way-{way}")
        builder.quotes(lines, self._say("lines-heading", group=group, way=said))

    def _put_themes(
        self, band: Band, way: Way, most: int, builder: AnswerBuilder, *, titled: bool
    ) -> None:
        counts = [c for c in self._counts(band, way) if c.count >= FEWEST][:most]
        lead = self._say(
            "lead-themes",
            group=self._label(band),
            way=self._say(f"way-{way}"),
            themes="; ".join(
                f"{c.theme.label} ({self._share(c)})" for c in counts[: max(IN_LEAD, min(most, 5))]
            )
            if most < MOST_THEMES
            else "; ".join(f"{c.theme.label} ({self._share(c)})" for c in counts[:IN_LEAD]),
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

    def _put_beside(
        self, one: Band, other: Band, way: Way, most: int, builder: AnswerBuilder
    ) -> None:
        """The themes of two groups side by side, and what they share."""
        mine = {c.theme.name: c for c in self._counts(one, way)}
        theirs = {c.theme.name: c for c in self._counts(other, way)}
        names = sorted(
            (n for n in mine if max(mine[n].count, theirs[n].count) >= FEWEST),
            key=lambda name: -(mine[name].share + theirs[name].share),
        )
        gap = {name: mine[name].share - theirs[name].share for name in names}
        shown = names[:most]
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
        if Want.SHORTER in request.wants:
            builder.note(say_names(sorted(s.report.council for s in told.values())))
            return True
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

    # ---- one matter, for and against

    def _put_weighed(self, request: Request, builder: AnswerBuilder) -> bool:
        """Which councils are criticised on a matter, which praised, and of which both is said."""
        matter, band = self._counter.matter(request), self._counter.band(request)
        sides: dict[str, list[tuple[Said, ...]]] = {name: [] for name in _SIDES}
        for report in band.reports:
            for_it, against, points = (
                tuple(dict.fromkeys(s for t in matter for s in self._themes.said(report, way, t)))
                for way in (Way.PRAISE, Way.CRITICISM, Way.IMPROVE)
            )
            name = _side(len(for_it), len(against) + len(points))
            if name:
                worst = self._counter.plainest(against, Polarity.CRITICISM)
                best = self._counter.plainest(for_it, Polarity.PRAISE)
                shown = {"weak": [*points[:1], worst], "strong": [best]}
                picked = shown.get(name, [best, *points[:1], worst])
                sides[name].append(tuple(s for s in picked if s)[: 1 if name != "mixed" else 2])
        if not matter or not any(sides.values()):
            return False
        theme = " and ".join(t.label for t in matter)
        total = len(band.reports)
        builder.note(
            self._say(
                "weighed",
                theme=theme,
                total=total,
                silent=total - sum(map(len, sides.values())),
                **{name: len(told) for name, told in sides.items()},
            )
        )
        if request.by is By.REGION:
            self._put_sides_by_region(band, sides, builder)
        heads = [self._say(f"head-{n}") for n in ("council", "published", "words")]
        for name, told in sides.items():
            told.sort(key=lambda said: said[0].report.newest, reverse=True)
            rows = [
                [
                    Claim(s.report.council, (), s.report.council),
                    Claim(say_date(s.report.published), (), s.report.council),
                    self._quote(s, builder),
                ]
                for said in told
                for s in said
            ]
            builder.table(heads, rows, self._say(f"weighed-{name}", count=len(told)))
        builder.note(self._say("weighed-rule"))
        return True

    def _put_sides_by_region(
        self, band: Band, sides: dict[str, list[tuple[Said, ...]]], builder: AnswerBuilder
    ) -> None:
        region = self._counter.population.region
        counts = {
            name: [region(said[0].report.council) for said in told] for name, told in sides.items()
        }
        totals = [region(report.council) for report in band.reports]
        rows = [
            [
                Claim(each),
                *(Claim(str(counts[name].count(each))) for name in sides),
                Claim(str(totals.count(each))),
            ]
            for each in sorted(set(totals))
        ]
        north = [r in _NORTH for r in totals].count(True)
        weak = [r in _NORTH for r in (*counts["weak"], *counts["mixed"])]
        shares = weak.count(True), weak.count(False)
        facts = {
            "north": self._of(shares[0], north),
            "rest": self._of(shares[1], len(totals) - north),
        }
        is_apart = (
            north
            and len(totals) > north
            and (abs(shares[0] / north - shares[1] / (len(totals) - north)) >= APART * 2)
        )
        builder.note(self._say("by-region-some" if is_apart else "by-region-no", **facts))
        heads = [self._say(f"head-{n}") for n in ("region", *sides, "councils")]
        builder.table(heads, rows, self._say("by-region-heading"))

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
        is_must = request.polarity is None
        found = {
            r.id: said for r in everything if (said := self._critical(r, themes, is_must=is_must))
        }
        kind = max(everything, key=lambda r: r.newest).kind
        alike = [r for r in everything if r.kind is kind]
        theme = " or ".join(t.label for t in themes)
        if Want.HOW_MANY in request.wants:
            each = [
                self._counter.counted(self._counter.band(request), way_of(None), t) for t in themes
            ]
            told = {s.report.id for c in each for s in c.said}
            total = max(c.total for c in each)
            builder.note(self._say("counted", count=len(told), total=total, where="", theme=theme))
        earlier = self._say("trend-earlier")
        if sum(r.newest < since for r in alike) < LEAST_FOR_SHARE:
            alike = everything = [r for r in alike if r.newest >= since]
            if not alike:
                return False
            first, since = since.year, _middle(alike)
            earlier = self._say("trend-earlier-half", first=first, last=since.year - 1)
        what = self._say("trend-must" if is_must else "trend-criticism")
        facts = {"what": what, "theme": theme, "earlier": earlier}
        self._put_sides(alike, set(found), since, facts, builder)
        self._put_years(everything, set(found), builder)
        found = {r.id: found[r.id] for r in everything if r.id in found}
        newest = sorted(found.values(), key=lambda s: s.report.newest, reverse=True)
        picked = [*newest[: EXAMPLES - 1], *newest[-1:]]
        builder.quotes(
            [
                Quoted(s.passage, s.report, f"{s.report.council}, {say_date(s.report.published)}")
                for s in dict.fromkeys(picked)
            ],
            self._say("trend-examples"),
        )
        builder.note(self._say("trend-rule-must" if is_must else "trend-rule", kind=kind.label))
        return True

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
        gap = counts[0] / len(sides[0]) - counts[1] / len(sides[1])
        name = "more" if gap >= APART / 2 else "less" if gap <= -APART / 2 else "same"
        after, before = (
            self._of(count, len(side)) for count, side in zip(counts, sides, strict=True)
        )
        builder.note(
            self._say(f"trend-{name}", after=after, before=before, year=since.year, **facts)
        )

    def _put_years(
        self, everything: Sequence[Report], found: Container[str], builder: AnswerBuilder
    ) -> None:
        """A row a year: how many reports, how many of them criticise it, and whose."""
        rows = []
        for year in sorted({r.newest.year for r in everything}):
            of_year = [r for r in everything if r.newest.year == year]
            hits = [r.council for r in of_year if r.id in found]
            share = self._of(len(hits), len(of_year))
            cells = (str(year), share, self._names(hits))
            rows.append([Claim(cell) for cell in cells])
        heads = [self._say(f"head-{n}") for n in ("year", "critical", "which")]
        builder.table(heads, rows, self._say("trend-heading"))

    def _critical(
        self, report: Report, themes: Sequence[Theme], *, is_must: bool = False
    ) -> Said | None:
        points = [s for t in themes for s in self._themes.said(report, Way.IMPROVE, t)]
        if is_must:
            return next(iter(points), None)
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
        best = self._example_of(counted, used)
        return self._quote(best, builder, best.report.council)

    def _example_of(self, counted: Counted, used: set[str]) -> Said:
        """The words that are most on a theme, of a report that has not been quoted for another."""

        def is_less_on_it(said: Said) -> tuple[bool, bool, bool, int, int]:
            text = said.passage.text
            match = counted.theme.listed.search(text)
            is_part = text.endswith(":") or text[:1].islower()
            start = match.start() if match else len(text)
            is_of_another = theme_of(text) not in {counted.theme, None}
            return is_part, said.report.council in used, is_of_another, start // 30, len(text)

        best = min(counted.said, key=is_less_on_it)
        used.add(best.report.council)
        return best

    def _quote(self, said: Said, builder: AnswerBuilder, label: str = "") -> Claim:
        return builder.quote(Quoted(said.passage, said.report, label)) or Claim("")


def _ways(request: Request) -> tuple[Way, ...]:
    """Which ways are asked for: both, where praise and criticism are."""
    if request.is_both_ways:
        return (Way.PRAISE, Way.CRITICISM)
    return (Way.PRAISE,) if request.polarity is Polarity.PRAISE else (Way.IMPROVE,)


def _side(praise: int, against: int) -> str:
    """On which side of a matter a report stands; "" where it says nothing plain."""
    if praise and against:
        return "mixed"
    return "strong" if praise else "weak" if against else ""


def _middle(reports: Sequence[Report]) -> date:
    """The first day of the year from which on the later half of some reports is."""
    days = sorted(report.newest for report in reports)
    return date(days[len(days) // 2].year, 1, 1)


def _largest(regions: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for region in regions:
        counts[region] = counts.get(region, 0) + 1
    return max(counts, key=lambda region: counts[region])
