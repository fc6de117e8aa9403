"""Themes counted over councils: what they most often must improve or are praised for, how many
must improve one thing, and whether that is said more often than it was.

Each number can be opened: its councils are named, and an example or each point is quoted.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Claim
from assistant.areas import Topic
from assistant.briefing.counting import Band, Counted, Counter, say_share, say_some
from assistant.briefing.matters import Matter
from assistant.briefing.themes import Said, Way, theme_of, way_of
from assistant.briefing.trends import Trends
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import By, Form, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.themes import all_themes
from assistant.wording import Wording
from index.dates import say_date
from index.storing.store import Store

COMPOSER = "patterns"
MOST_THEMES = 10  # rows of a table of themes
IN_LEAD = 3  # themes named in the first sentence
FEWEST = 2  # councils of which a theme is so, to be a pattern
APART = 0.2  # by how much two shares must differ to be told apart
SMALL = 15  # councils of a group of which a share says little
LOOKED_AT = 2  # sentences of a report for or against that are read closely, of all councils
EXAMPLES = 3  # of what a theme means on the ground
GROUPS_APART = 0.3  # by how much the shares of two groups must differ to be said
MOST_SHARED = 5  # themes that are shown of what two groups share
MOST_IN_LEAD = 5  # where fewer than MOST_THEMES are asked for
FEWEST_OF_EXAMPLE = 9  # words; a shorter line says little
OF_TYPE = "of type "  # how a group by type is said
_WAYS = tuple(Way)
_SIDES = ("weak", "mixed", "strong")
_TABLE = re.compile(r"\b(?:a|one|single|the) (?:\w+ )?(?:table|grid)\b", re.I)
_NORTH = frozenset({"North East", "North West", "Yorkshire and the Humber"})
PLACEHOLDERS = {
    "no-themes": frozenset({"group"}),
    **{f"lead-{way}": frozenset({"group", "first", "share"}) for way in _WAYS},
    "lead-next": frozenset({"themes"}),
    "ground-heading": frozenset({"theme"}),
    "by-grade": frozenset({"shares"}),
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
    **{f"{how}-the-same": frozenset({"ways"}) for how in ("mostly", "partly", "hardly")},
    **{f"{how}-same": frozenset({"both"}) for how in ("mostly", "partly", "hardly")},
    "same-first": frozenset({"first"}),
    "not-same-first": frozenset({"first", "second", "group", "other"}),
    **{f"more-{way}": frozenset({"group", "other", "themes"}) for way in _WAYS},
    "nothing-apart": frozenset(),
    "apart-heading": frozenset({"way"}),
    "shared-heading": frozenset({"way"}),
    "no-reports-of": frozenset({"kinds"}),
    "some-reports-of": frozenset({"kinds", "count"}),
    "head-on": frozenset(),
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
    "lines-heading": frozenset({"group", "way"}),
    "weighed": frozenset({"theme", "total", "weak", "mixed", "strong", "silent"}),
    **{f"weighed-{side}": frozenset({"count"}) for side in ("weak", "mixed", "strong")},
    **{f"head-{side}": frozenset[str]() for side in ("weak", "mixed", "strong")},
    "head-side": frozenset(),
    "weighed-rule": frozenset(),
    "by-region-heading": frozenset(),
    "by-region-no": frozenset({"north", "rest"}),
    "by-region-some": frozenset({"north", "rest"}),
    "head-region": frozenset(),
    "all-councils": frozenset(),
    "all-others": frozenset(),
    **{
        f"type-{kind}": frozenset[str]()
        for kind in ("county", "unitary", "London-borough", "metropolitan-district")
    },
    "councils-in": frozenset({"where"}),
    "themes-coverage": frozenset({"searched", "newest"}),
}


# What one group has that the other has not: "that the goods don't".
_ONE_SIDED = re.compile(
    r"\b(?:that|which|but|and)\b.{0,40}\b(?:don.?t|do not|doesn.?t|does not|aren.?t|are not"
    r"|haven.?t|isn.?t|lack|miss)\b",
    re.I,
)
# That where they differ is asked for before what they share.
_ON_GAPS = re.compile(
    r"\bdiffer\w*(?! stuff)|\bunlike\b|\bapart\b|\bdistinguish\w*|\bthat .{0,30}\bnot\b"
    r"|\bmore than\b|\bgap\b",
    re.I,
)
# That it is to be told what a theme means for those whom it touches.
_ON_THE_GROUND = re.compile(
    r"\bon the ground\b|\bin practice\b|\bin real life\b|\bday[- ]to[- ]day\b|\bconcrete\w*"
    r"|\b(?:actually|really) (?:mean|look|go|happen)\w*|\bwhat (?:that|it|this) (?:means?|looks?)"
    r"|\bwhat (?:does|do) .{0,30}\b(?:mean|look like)\b|\bbehind (?:it|this|that)\b|\bexamples?\b"
    r"|\bwhat ofsted found\b",
    re.I,
)
_OF_CHILDREN = re.compile(r"\b(?:children|young people|care leavers|famil(?:y|ies))\b", re.I)
_ALIKE = re.compile(r"\bsame\b|\bsimilar\w*|\balike\b|\boverlap\w*|\bin common with\b", re.I)
_MIXED = re.compile(r"\b(?:but|however|although|while|though|despite|yet)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Beside:
    """How often each theme is so in two groups, by the names of the themes."""

    first: dict[str, Counted]
    second: dict[str, Counted]

    def gap(self, name: str) -> float:
        """By how much the share of the first is above that of the second."""
        return self.first[name].share - self.second[name].share

    @property
    def names(self) -> list[str]:
        """The themes that are a pattern in one of them, the commonest first."""
        return sorted(
            (n for n in self.first if max(self.first[n].count, self.second[n].count) >= FEWEST),
            key=lambda name: -(self.first[name].share + self.second[name].share),
        )

    def apart(self, sign: int) -> list[str]:
        """Those that the first has more, or the second; what differs most comes first."""
        found = [name for name in self.names if sign * self.gap(name) >= GROUPS_APART]
        return sorted(found, key=lambda name: -abs(self.gap(name)))

    @property
    def shared(self) -> list[str]:
        """Those that are common in both."""
        return [name for name in self.names if abs(self.gap(name)) < GROUPS_APART]

    def top(self, side: dict[str, Counted]) -> list[str]:
        """The commonest themes of one of them."""
        return sorted(side, key=lambda name: -side[name].share)

    def more_of(self, name: str) -> Counted:
        """That of the group in which it is more common."""
        return self.first[name] if self.gap(name) >= 0 else self.second[name]


class Patterns:
    """Counts themes over one library."""

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store = store
        self._library = library
        self._themes = counter.themes
        self._counter = counter
        self._wording = Wording("patterns.md", PLACEHOLDERS)
        self._say = self._wording.say
        self._trends = Trends(library, counter)

    def answer(self, request: Request) -> Answer | None:
        """A table of themes, an exact list for one of them, or its share over the years."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        put = {
            Form.PATTERN: self._put_pattern,
            Form.COUNTED: self._put_weighed if request.is_both_ways else self._put_counted,
            Form.TREND: self._trends.put,
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
        self._note_kinds(bands, request, builder)
        if Want.SHORTER in request.wants:
            for way in ways:
                self._put_lines(bands[-1], way, request.number or IN_LEAD, builder)
            return True
        if len(bands) > 1:
            for way in ways:
                self._put_beside((bands[0], bands[1]), way, request, builder)
        else:
            for way in ways:
                self._put_themes(bands[0], way, request, builder, titled=len(ways) > 1)
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

    def _note_kinds(self, bands: Sequence[Band], request: Request, builder: AnswerBuilder) -> None:
        """That reports of a kind that is asked for print no such list, or are not here."""
        kinds = [kind for kind in request.kinds if not kind.is_judgement]
        if not kinds:
            return
        names = {name for band in bands for name in band.names}
        held = [r for name in names for r in self._library.of(name) if r.kind in kinds]
        told = say_names([kind.label for kind in kinds])
        name = "some-reports-of" if held else "no-reports-of"
        builder.note(self._say(name, kinds=told, **({"count": len(held)} if held else {})))

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
        self, band: Band, way: Way, request: Request, builder: AnswerBuilder, *, titled: bool
    ) -> None:
        most = request.number or MOST_THEMES
        counts = [c for c in self._counts(band, way) if c.count >= FEWEST]
        if request.goes_on and request.themes:  # "just the leadership ones"
            counts = [c for c in counts if c.theme.name in request.themes]
        counts = counts[:most]
        if not counts:
            builder.note(self._say("no-themes", group=self._label(band)))
            return
        builder.note(self._lead(counts, band, way, most))
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
        if _ON_THE_GROUND.search(request.message) or Want.WHY in request.wants:
            self._put_ground(counts[:IN_LEAD], way, builder)
        if way is Way.IMPROVE:
            without = [r.council for r in band.reports if not self._themes.has_list(r)]
            if without:
                builder.note(self._say("no-list", councils=say_names(without)))

    def _lead(self, counts: Sequence[Counted], band: Band, way: Way, most: int) -> str:
        """What comes up most often, and what next."""
        first, *others = counts[
            : max(IN_LEAD, min(most, MOST_IN_LEAD) if most < MOST_THEMES else 0)
        ]
        group, share = self._label(band), self._share(first)
        lead = self._say(f"lead-{way}", first=head(first.theme.label), group=group, share=share)
        if not others:
            return lead
        listed = "; ".join(f"{c.theme.label} ({self._share(c)})" for c in others)
        return f"{lead} {self._say('lead-next', themes=listed)}"

    def _put_ground(self, counts: Sequence[Counted], way: Way, builder: AnswerBuilder) -> None:
        """What the commonest themes mean for children and staff: the plainest sentences of the
        bodies of reports, each of another council.
        """
        side = Way.PRAISE if way is Way.PRAISE else Way.CRITICISM
        polarity = Polarity.PRAISE if way is Way.PRAISE else Polarity.CRITICISM
        for c in counts:
            said = {
                s.passage.id: s
                for each in c.said
                for s in self._themes.said(each.report, side, c.theme)
                if theme_of(s.passage.text) in {c.theme, None}
            }
            plain = self._counter.plain(list(said.values()), polarity, len(said))
            plain.sort(key=lambda s: not _OF_CHILDREN.search(s.passage.text))
            of_others = {s.report.council: s for s in reversed(plain)}
            best = [s for s in plain if of_others[s.report.council] is s][:EXAMPLES]
            quoted = [Quoted(s.passage, s.report, s.report.council) for s in best]
            heading = self._say("ground-heading", theme=head(c.theme.label))
            builder.quotes(quoted, heading)

    def _put_beside(
        self, sides: tuple[Band, Band], way: Way, request: Request, builder: AnswerBuilder
    ) -> None:
        """What two groups share of themes and where they differ; where it is asked what the first
        has that the second has not, that alone.
        """
        beside = _Beside(*({c.theme.name: c for c in self._counts(b, way)} for b in sides))
        is_one_sided = bool(_ONE_SIDED.search(request.message))
        is_on_gaps = is_one_sided or (
            bool(_ON_GAPS.search(request.message))
            and not (_ALIKE.search(request.message) or request.is_both_ways)
        )
        more = [beside.apart(1), [] if is_one_sided else beside.apart(-1)]
        builder.note(self._beside_lead(sides, beside, way, more=more, is_on_gaps=is_on_gaps))
        heads = [
            self._say("head-theme"),
            *(
                self._say("head-group", group=head(self._label(b)), count=len(b.reports))
                for b in sides
            ),
            self._say("head-example"),
        ]
        used: set[str] = set()
        said = self._say(f"heading-{way}")
        shared = [] if is_one_sided else beside.shared[: request.number or MOST_SHARED]
        for name, names in (("apart-heading", [*more[0], *more[1]]), ("shared-heading", shared)):
            rows = []
            for theme in names:
                told = beside.more_of(theme)
                cells = [Claim(self._share(side[theme])) for side in (beside.first, beside.second)]
                label = Claim(head(told.theme.label))
                rows.append([label, *cells, self._example(told, used, builder)])
            builder.table(heads, rows, self._say(name, way=said))

    def _beside_lead(
        self,
        sides: tuple[Band, Band],
        beside: "_Beside",
        way: Way,
        *,
        more: Sequence[Sequence[str]],
        is_on_gaps: bool,
    ) -> str:
        """Whether two groups are alike, and where they differ, in that order or the other."""
        first, second = (self._label(band) for band in sides)
        gaps = " ".join(
            self._say(
                f"more-{way}",
                group=head(group),
                other=other,
                themes="; ".join(
                    f"{beside.first[n].theme.label} ({self._share(mine[n])} against"
                    f" {self._share(theirs[n])})"
                    for n in names[:IN_LEAD]
                ),
            )
            for group, other, names, mine, theirs in (
                (first, second, more[0], beside.first, beside.second),
                (second, first, more[1], beside.second, beside.first),
            )
            if names
        )
        gaps = gaps or self._say("nothing-apart")
        tops = [beside.top(side) for side in (beside.first, beside.second)]
        alike = len(set(tops[0][:MOST_SHARED]) & set(tops[1][:MOST_SHARED]))
        likeness = "mostly" if alike > MOST_SHARED / 2 else "partly" if alike > 1 else "hardly"
        same_top = tops[0][0] if tops[0][:1] == tops[1][:1] else ""
        both = "; ".join(
            f"{beside.first[n].theme.label} ({self._share(beside.first[n])} and"
            f" {self._share(beside.second[n])})"
            for n in [n for n in beside.shared if is_on_gaps or n != same_top][:IN_LEAD]
        )
        same = self._say(f"{likeness}-same", both=both) if both else ""
        if not is_on_gaps:
            lead = self._say(f"{likeness}-the-same", ways=self._say(f"heading-{way}"))
            return " ".join((lead, self._tops(sides, beside), same, gaps))
        return f"{gaps} {same}".strip()

    def _tops(self, sides: tuple[Band, Band], beside: "_Beside") -> str:
        """What comes first in each group."""
        tops = [beside.top(side)[0] for side in (beside.first, beside.second)]
        told = [
            f"{side[top].theme.label} ({self._share(side[top])})"
            for side, top in zip((beside.first, beside.second), tops, strict=True)
        ]
        if tops[0] == tops[1]:
            label = beside.first[tops[0]].theme.label
            shares = " and ".join(self._share(s[tops[0]]) for s in (beside.first, beside.second))
            return self._say("same-first", first=f"{label} ({shares})")
        first, second = (self._label(band) for band in sides)
        return self._say("not-same-first", first=told[0], second=told[1], group=first, other=second)

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
        matter = self._counter.matter(request)
        if not matter.themes:
            return False
        band, way = self._counter.band(request), way_of(request.polarity)
        each = [
            self._counter.counted_on(band, way, Matter((theme,), matter.words))
            for theme in matter.themes
        ]
        total = max((c.total for c in each), default=0)
        told = {s.report.id: s for c in each for s in c.said}
        theme = " or ".join(t.label for t in matter.themes)
        where = f"{band.label} " if band.label else ""
        if not told:
            builder.note(self._say("counted-none", total=total))
        name = "counted" if way is Way.IMPROVE else f"counted-{way}"
        facts = {"count": len(told), "total": total, "where": where, "theme": theme}
        builder.note(self._say(name, **facts))
        if Want.SHORTER in request.wants:
            builder.note(say_names(sorted(s.report.council for s in told.values())))
            return True
        if len(each) > 1:
            for c in each:
                builder.note(self._say("counted-each", theme=c.theme.label, count=c.count))
        if where_graded := self._by_grade(band, told):
            builder.note(where_graded)
        self._put_rows(each, way, told, builder)
        body = self._in_body(band, told, matter) if way is Way.IMPROVE else []
        if body:
            builder.note(self._say("counted-body", count=len(body), names=say_names(body)))
        builder.note(self._say(f"counted-rule-{way}"))
        return True

    def _put_rows(
        self,
        each: Sequence[Counted],
        way: Way,
        told: Mapping[str, Said],
        builder: AnswerBuilder,
    ) -> None:
        """A row for each council, of several themes with those that it is on, and by which words
        they were told.
        """
        heads = [self._say(f"head-{n}") for n in ("council", "grade", "published")]
        heads.append(self._say("head-point" if way is Way.IMPROVE else "head-words"))
        heads += [self._say("head-on")] if len(each) > 1 else []
        said = sorted(told.values(), key=lambda s: s.report.newest, reverse=True)
        rows = [self._row(s, builder) for s in said]
        for row, s in zip(rows, said, strict=True) if len(each) > 1 else ():
            on = [c.theme.label for c in each if s.report.council in c.names]
            row.append(Claim("; ".join(on), (), s.report.council))
        builder.table(heads, rows)

    def _in_body(self, band: Band, told: Container[str], matter: Matter) -> list[str]:
        """The councils that are criticised on it in the body of the report, and not in its list."""
        return [
            r.council
            for r in band.reports
            if r.id not in told
            and any(self._counter.is_said(r, Way.CRITICISM, t) for t in matter.themes)
        ]

    def _by_grade(self, band: Band, told: Container[str]) -> str:
        """In how many reports of each overall grade it stands; "" where all have the same."""
        graded = [(r.id, row.grade) for r in band.reports if (row := row_of(r, Topic.OVERALL))]
        grades = sorted({grade for _, grade in graded}, key=lambda grade: -RANKS[grade])
        of_grade = {grade: [i for i, each in graded if each is grade] for grade in grades}
        if len(grades) < 2:  # noqa: PLR2004 - one grade alone tells nothing apart
            return ""
        shares = "; ".join(
            f"{grade.value} {self._of(sum(i in told for i in ids), len(ids))}"
            for grade, ids in of_grade.items()
        )
        return self._say("by-grade", shares=shares)

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
        said = [
            self._counter.said(report, way, matter)
            for report in band.reports
            for way in (Way.PRAISE, Way.CRITICISM)
        ]
        plain = iter(self._counter.matters.first_on(said, matter, LOOKED_AT))
        for report in band.reports:
            best, worst = (tuple(filter(None, (next(plain),))) for _ in range(2))
            points = self._counter.said(report, Way.IMPROVE, matter)
            name = _side(len(best), len(worst) + len(points))
            if name:
                shown = {"weak": (*points[:1], *worst), "strong": best}
                picked = shown.get(name, (*best, *points[:1], *worst))
                sides[name].append(picked[: 1 if name != "mixed" else 2])
        if not matter.themes or not any(sides.values()):
            return False
        theme = matter.label
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
        for told in sides.values():
            told.sort(key=lambda said: said[0].report.newest, reverse=True)
        self._put_sides_of(sides, builder, in_one=bool(_TABLE.search(request.message)))
        builder.note(self._say("weighed-rule"))
        return True

    def _put_sides_of(
        self, sides: dict[str, list[tuple[Said, ...]]], builder: AnswerBuilder, *, in_one: bool
    ) -> None:
        """The councils of each side in words of their reports: a table each, or all in one."""
        names = ("council", "published", *(("side",) if in_one else ()), "words")
        heads = [self._say(f"head-{n}") for n in names]
        rows: dict[str, list[list[Claim]]] = {}
        for name, told in sides.items():
            side = [Claim(self._say(f"head-{name}"))] if in_one else []
            rows[name] = [
                [
                    Claim(s.report.council, (), s.report.council),
                    Claim(say_date(s.report.published), (), s.report.council),
                    *side,
                    self._quote(s, builder),
                ]
                for said in told
                for s in said
            ]
        if in_one:
            builder.table(heads, [row for each in rows.values() for row in each])
            return
        for name, each in rows.items():
            builder.table(heads, each, self._say(f"weighed-{name}", count=len(sides[name])))

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
        return say_share(self._say, count, total)

    def _names(self, names: Sequence[str]) -> str:
        return say_some(self._say, names)

    def _example(self, counted: Counted, used: set[str], builder: AnswerBuilder) -> Claim:
        best = self._example_of(counted, used)
        return self._quote(best, builder, best.report.council)

    def _example_of(self, counted: Counted, used: set[str]) -> Said:
        """The words that are most on a theme, of a report that has not been quoted for another."""

        def is_less_on_it(said: Said) -> tuple[int, ...]:
            text = said.passage.text
            match = counted.theme.listed.search(text)
            is_part = text.endswith(":") or text[:1].islower()
            start = match.start() if match else len(text)
            is_of_another = theme_of(text) not in {counted.theme, None}
            is_mixed = said.way is not Way.IMPROVE and bool(_MIXED.search(text))
            is_used = said.report.council in used
            is_short = len(text.split()) < FEWEST_OF_EXAMPLE
            lacks = (is_part, is_mixed, is_of_another, is_short, is_used)
            return *lacks, start // 30, len(text)

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


def _largest(regions: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for region in regions:
        counts[region] = counts.get(region, 0) + 1
    return max(counts, key=lambda region: counts[region])
