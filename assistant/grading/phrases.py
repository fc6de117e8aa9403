"""How conditions, moves, times, groups, grades over time and shares are said; words in
`prompts/`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.areas import Topic
from assistant.grading.algebra import Held, Moved, Test, at_one, grouped, is_of_all, least, share
from assistant.grading.members import APART, centre, narrowed_by
from assistant.grading.queries import BY_DATE, BY_MOVE
from assistant.grading.rows import Row
from assistant.request import (
    AROUND,
    Change,
    Condition,
    First,
    Group,
    GroupKind,
    Request,
    Span,
    Unit,
    Which,
)
from assistant.scale import in_order, say_grades
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Kind, Report

MOST_NAMED = 12  # councils whose names stand in a sentence
LEAST_FOR_SHARE = 5  # of fewer a percentage says less than the numbers
_WITH_ARTICLE = {"London", "Yorkshire and the Humber"}

_PLAIN = """all-areas grades-side-by-side not-graded-cell none-cell
    spread-of-inspections spread-row-inspections spread-row no-share value-none
    value-time value-area value-step grade-is-all overall every-area any-area same-grade
    held-any graded-here when-moves when-moves-back when-moves-each when-moves-all
    when-moves-first when-first when-all when-latest-apart when-latest of-listed those
    all-here councils council reports report grades gaps gap by-region by-type by-year
    by-kind order-newest order-oldest order-first order-longest-gap order-shortest-gap
    and-back head-council head-before head-grade head-grades head-overall head-inspected
    head-published head-often head-ago head-kind head-file head-area head-reports
    head-share head-gap head-group head-by-region head-by-type head-by-year head-by-kind
    no-group""".split()  # wordings that nothing is put into
PLACEHOLDERS = {
    "yes": frozenset({"text"}),
    "no": frozenset({"text"}),
    "grade": frozenset({"area", "council", "grade", "inspected", "kind", "published"}),
    "grade-combined": frozenset(
        {"area", "council", "grade", "inspected", "kind", "published", "topic"}
    ),
    "corrected": frozenset(
        {"area", "claimed", "council", "grade", "inspected", "kind", "published"}
    ),
    "denied": frozenset({"area", "claimed", "council", "grade", "inspected", "kind", "published"}),
    "areas-graded": frozenset({"council", "count", "grades", "inspected", "kind", "published"}),
    "no-grade": frozenset({"council", "inspected", "kind", "topic"}),
    "no-overall": frozenset({"council", "grades", "inspected", "kind", "published"}),
    "overall-ended": frozenset({"since"}),
    "not-counted-ended": frozenset({"count", "since"}),
    "last-overall": frozenset({"area", "grade", "inspected", "kind", "published"}),
    "over-time": frozenset({"area", "council", "grades"}),
    "over-inspections": frozenset({"condition", "council", "count", "grades", "total", "years"}),
    "when-given": frozenset({"condition", "council", "inspections"}),
    "one-given": frozenset({"inspected", "kind", "published"}),
    "better": frozenset({"area", "best", "grade", "others"}),
    "better-several": frozenset({"area", "best", "grade", "others"}),
    "same": frozenset({"area", "councils", "grade"}),
    "not-alike": frozenset({"area", "councils"}),
    "beside-group": frozenset({"area", "better", "council", "same", "total", "where", "worse"}),
    "moved-up": frozenset({"after", "after_when", "area", "before", "before_when", "council"}),
    "moved-down": frozenset({"after", "after_when", "area", "before", "before_when", "council"}),
    "moved-same": frozenset({"after", "after_when", "area", "before", "before_when", "council"}),
    "moved-unlike": frozenset({"after", "after_when", "area", "before", "before_when", "council"}),
    "only-one": frozenset({"council"}),
    "grades-over-time": frozenset({"council"}),
    "spread-of-all": frozenset({"topic"}),
    "matching": frozenset({"condition", "count", "share", "total", "unit", "when", "where"}),
    "matching-share": frozenset({"condition", "count", "share", "total", "unit", "when", "where"}),
    "share": frozenset({"percent"}),
    "it-is": frozenset({"names"}),
    "they-are": frozenset({"names"}),
    "nobody": frozenset({"where"}),
    "none-judged": frozenset({"condition", "total", "when", "where"}),
    "spread": frozenset({"topic", "total", "unit", "when", "where"}),
    "spread-beside": frozenset({"groups", "topic", "when"}),
    "who-is-in": frozenset({"group", "names"}),
    "by-group": frozenset({"by", "condition", "count", "share", "total", "unit", "when", "where"}),
    "number": frozenset({"condition", "count", "unit", "when", "where"}),
    "numbers-by-group": frozenset({"by", "total", "unit", "when", "where"}),
    "beside": frozenset({"condition", "groups", "when", "together"}),
    "beside-together": frozenset({"told"}),
    "ranked": frozenset({"among", "names", "order", "total", "unit", "value", "when", "where"}),
    "among": frozenset({"condition"}),
    "how-many": frozenset({"areas", "total", "unit", "when", "where"}),
    "ranked-groups": frozenset({"names", "order", "value", "when", "where"}),
    "n-of-m": frozenset({"count", "total"}),
    "n-of-m-share": frozenset({"count", "percent", "total"}),
    "many": frozenset({"count"}),
    "place": frozenset({"council", "place", "total"}),
    "place-tied": frozenset({"council", "place", "tied", "total"}),
    "value-date": frozenset({"ago", "inspected", "kind", "published"}),
    "value-times": frozenset({"count"}),
    "value-areas": frozenset({"count"}),
    "value-steps": frozenset({"count"}),
    "centre": frozenset({"council", "grades"}),
    "itself-cell": frozenset({"council"}),
    "cut": frozenset({"shown", "total"}),
    "cut-tied": frozenset({"shown", "tied", "total"}),
    "small-groups": frozenset({"groups"}),
    "not-counted": frozenset({"count", "topic"}),
    "not-counted-combined": frozenset({"count"}),
    "not-counted-time": frozenset({"count", "topic"}),
    "not-compared": frozenset({"count"}),
    "no-move": frozenset({"count"}),
    "not-here": frozenset({"councils"}),
    "last-grade": frozenset({"grade"}),
    "last-inspected": frozenset({"ago", "council", "inspected", "kind", "published"}),
    "since-then": frozenset({"ago", "council", "inspected", "kind", "published"}),
    "inspected-then": frozenset({"ago", "council", "inspected", "kind", "published"}),
    "has-reports": frozenset({"council", "count", "first", "last"}),
    "has-report": frozenset({"council", "last"}),
    "library": frozenset({"councils", "count", "first", "last", "where"}),
    "newest-report": frozenset({"ago", "council", "inspected", "kind", "published"}),
    "ago-years-months": frozenset({"months", "years"}),
    "ago-years": frozenset({"years"}),
    "ago-months": frozenset({"months"}),
    "ago-days": frozenset({"days"}),
    "none-held": frozenset({"times", "where"}),
    "first-inspected": frozenset({"ago", "council", "inspected", "kind", "published"}),
    "coverage": frozenset({"library"}),
    "for-area": frozenset({"area"}),
    "graded": frozenset({"area"}),
    "at-some-time": frozenset({"condition"}),
    "than-up": frozenset({"first", "second"}),
    "than-down": frozenset({"first", "second"}),
    "than-same": frozenset({"first", "second"}),
    "than-any": frozenset({"first", "second"}),
    "time-before": frozenset({"grade", "inspected"}),
    "time-since": frozenset({"grade", "inspected"}),
    "now": frozenset({"condition"}),
    "never": frozenset({"condition"}),
    "always": frozenset({"condition"}),
    "times": frozenset({"condition", "least"}),
    "times-in-a-row": frozenset({"condition", "least"}),
    "went-up": frozenset({"area", "far", "reach"}),
    "went-down": frozenset({"area", "far", "reach"}),
    "went-same": frozenset({"area", "reach"}),
    "went-any": frozenset({"area", "far", "reach"}),
    "by-steps": frozenset({"steps"}),
    "from": frozenset({"grades"}),
    "to": frozenset({"grades"}),
    "held": frozenset({"kinds"}),
    "held-never": frozenset({"held"}),
    "when-time": frozenset({"by", "times"}),
    "when-of-latest": frozenset({"by", "times"}),
    "when-before": frozenset({"times"}),
    "value-gap": frozenset({"count", "first", "last"}),
    "when-moves-last": frozenset({"last"}),
    "when-kinds": frozenset({"kinds", "when"}),
    "when-last": frozenset({"last"}),
    "when-back": frozenset({"back"}),
    "of-neighbours": frozenset({"councils"}),
    "of-nearby": frozenset({"councils"}),
    "of-type": frozenset({"types"}),
    "in-region": frozenset({"regions"}),
    "of-grades": frozenset({"condition"}),
    "of-moves": frozenset({"condition"}),
    "of-named": frozenset({"councils"}),
    "of-named-reports": frozenset({"councils"}),
    "of-family": frozenset({"family"}),
    "of-others": frozenset({"councils"}),
    "outside": frozenset({"group"}),
    "combined-mark": frozenset({"grade"}),
    "order-best": frozenset({"area"}),
    "order-worst": frozenset({"area"}),
    "order-most": frozenset({"condition"}),
    "order-fewest": frozenset({"condition"}),
    "order-most-improved": frozenset({"area"}),
    "order-most-declined": frozenset({"area"}),
    "order-highest-share": frozenset({"condition"}),
    "order-lowest-share": frozenset({"condition"}),
    "order-highest-number": frozenset({"condition"}),
    "order-lowest-number": frozenset({"condition"}),
    **dict.fromkeys(_PLAIN, frozenset[str]()),
}


class Phrases(Wording):
    """Sentences on grades, and the pieces that they are made of."""

    def __init__(self) -> None:
        """Read `prompts/judgements.md`."""
        super().__init__("judgements.md", PLACEHOLDERS)

    # ---- areas, grades, reports

    def of_area(self, topic: Topic) -> str:
        """An area behind a grade: "overall", "for care leavers"."""
        if topic is Topic.OVERALL:
            return self.say("overall")
        return self.say("for-area", area=topic.value)

    def facts(self, report: Report) -> dict[str, str]:
        """What tells of which report a sentence is."""
        return {
            "kind": report.kind_label,
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
        }

    def of_row(self, row: Row) -> dict[str, str]:
        """What tells of a judgement and its report."""
        given = {"council": row.council, "grade": row.grade.value, "area": row.judgement.area.label}
        return {**given, **self.facts(row.report)}

    def over_time(self, rows: Sequence[Row], topic: Topic | None = None) -> str:
        """Grades from earlier to later with their years: "Inadequate (2015, 2017), Good (2020)"."""
        told: list[tuple[str, list[str]]] = []
        for row in sorted(rows, key=lambda row: row.report.newest):
            grade = self.grade_as_given(row, topic)
            if told and told[-1][0] == grade:
                told[-1][1].append(year_of(row.report))
            else:
                told.append((grade, [year_of(row.report)]))
        return ", ".join(f"{grade} ({', '.join(dict.fromkeys(years))})" for grade, years in told)

    def grade_as_given(self, row: Row, topic: Topic | None) -> str:
        """A grade, marked where it covered two areas together."""
        if topic is None or row.judgement.area in topic.areas:
            return row.grade.value
        return self.say("combined-mark", grade=row.grade.value)

    def spread(self, rows: Iterable[Row]) -> str:
        """How often each grade was given: "Good (3), Outstanding (1)"."""
        counts = grouped(rows, lambda row: row.grade)
        return ", ".join(f"{grade.value} ({len(counts[grade])})" for grade in in_order(counts))

    # ---- conditions

    def tests(self, tests: Iterable[Test]) -> str:
        """What is asked of each council: "never Inadequate overall and Good for care leavers"."""
        tests = tuple(tests)
        if len({_is_on_all(test) for test in tests}) < 2:
            return " and ".join(map(self.test, tests))
        return " and ".join(
            self.test(test) if _is_on_all(test) else self.say("now", condition=self.test(test))
            for test in tests
        )

    def test(self, test: Test) -> str:
        """A test in words."""
        if isinstance(test, Held):
            return self._held(test)
        return self._moved(test) if isinstance(test, Moved) else self.condition(test)

    def condition(self, condition: Condition) -> str:
        """A condition in words: "Inadequate overall at 2 inspections or more"."""
        said = self._grades(condition)
        if condition.span is Span.NEVER:
            return self.say("never", condition=said)
        if condition.span is Span.ALWAYS:
            return self.say("always", condition=said)
        if least(condition) > 1:
            name = "times-in-a-row" if condition.in_a_row else "times"
            return self.say(name, condition=said, least=least(condition))
        return self.say("at-some-time", condition=said) if condition.span is Span.EVER else said

    def _grades(self, condition: Condition) -> str:
        if condition.than:
            first, second = map(self.of_area, condition.areas)
            return self.say(f"than-{condition.than}", first=first, second=second)
        areas = self._areas(condition)
        if condition.grades:
            return f"{say_grades(condition.grades)} {areas}"
        name = "same-grade" if condition.which is Which.EVERY else ""
        return f"{self.say(name)} {areas}" if name else self.say("graded", area=areas)

    def _areas(self, condition: Condition) -> str:
        if condition.areas:
            joint = " or " if condition.which is Which.ANY else " and "
            return joint.join(map(self.of_area, condition.areas))
        if condition.which is Which.NAMED:
            return self.of_area(Topic.OVERALL)
        return self.say("every-area" if condition.which is Which.EVERY else "any-area")

    def _moved(self, test: Moved) -> str:
        move = test.move
        area = " and ".join(_noun(topic) for topic in test.areas)
        ends = (("from", move.before), ("to", move.after))
        reach = "".join(
            f" {self.say(name, grades=say_grades(in_order(grades)))}"
            for name, grades in ends
            if grades
        )
        if move.change is Change.SAME:
            return self.say("went-same", area=area, reach=reach)
        far = f" {self.say('by-steps', steps=move.steps)}" if move.steps > 1 else ""
        far += f" {self.say('and-back')}" if move.and_back else ""
        return self.say(f"went-{move.change}", area=area, far=far, reach=reach)

    def _held(self, test: Held) -> str:
        said = self._held_kinds(test)
        return self.say("held-never", held=said) if test.never else said

    def _held_kinds(self, test: Held) -> str:
        is_all = not test.kinds or all(kind in test.kinds for kind in Kind.all() if kind.is_full)
        if is_all:
            return self.say("graded-here") if test.kinds else self.say("held-any")
        return self.say("held", kinds=" or ".join(kind.label for kind in test.kinds))

    # ---- times

    def when(self, request: Request, tests: Sequence[Test]) -> str:
        """Of which inspections it is said: "by the latest inspection of each here"."""
        said = self._when(request, tests)
        if not request.kinds or any(isinstance(test, Held) for test in tests):
            return said
        kinds = " or ".join(kind.label for kind in request.kinds)
        return self.say("when-kinds", when=said, kinds=kinds)

    def _when(self, request: Request, tests: Sequence[Test]) -> str:
        times = request.times
        if times.names_years:
            return self._when_named(request)
        moves = [test for test in tests if isinstance(test, Moved)]
        if moves:
            return self._when_moved(request, moves[0])
        if times.first:
            return self.say("when-first")
        if times.last:
            return self.say("when-last", last=times.last)
        if times.back:
            return self.say("when-back", back=times.back)
        if request.unit in {Unit.REPORTS, Unit.GAPS} or any(
            map(_is_on_all, (*tests, *request.conditions))
        ):
            return self.say("when-all")
        is_apart = any(
            APART.intersection(test.areas) for test in tests if isinstance(test, Condition)
        )
        return self.say("when-latest-apart" if is_apart else "when-latest")

    def _when_named(self, request: Request) -> str:
        times = request.times
        if times.back:
            return self.say("when-before", times=times)
        name = "when-of-latest" if times.of_latest else "when-time"
        return self.say(name, by=times.by or "inspected or published", times=times)

    def _when_moved(self, request: Request, test: Moved) -> str:
        if request.times.first:
            return self.say("when-moves-first")
        if request.times.last:
            return self.say("when-moves-last", last=request.times.last)
        if test.move.ever or test.move.always or request.unit is Unit.REPORTS:
            return self.say("when-moves-each" if test.move.always else "when-moves-all")
        return self.say("when-moves-back" if request.times.back else "when-moves")

    def ago(self, day: date, today: date) -> str:
        """How long ago a day was: "3 years and 2 months"."""
        months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
        years, rest = divmod(months, 12)
        if years and rest:
            return self.say(
                "ago-years-months", years=_many(years, "year"), months=_many(rest, "month")
            )
        if months > 0:
            name, number = ("years", years) if years else ("months", rest)
            return self.say(f"ago-{name}", **{name: _many(number, name[:-1])})
        return self.say("ago-days", days=_many((today - day).days, "day"))

    # ---- councils and groups

    def where(self, request: Request) -> str:
        """The limits in words: " of type county in London"; "" where there are none."""
        apart = narrowed_by(request)
        groups = [g for g in request.groups if g.kind is not GroupKind.ALL and g not in apart]
        alike = grouped(groups, lambda group: (group.kind, group.excluded)).values()
        parts = [self.group(_joined(each), request) for each in alike]
        if request.excluded:
            parts.append(self.say("of-others", councils=say_names(request.excluded)))
        if not request.groups and request.councils and not request.beside:
            name = "of-named" if request.unit is Unit.COUNCILS else "of-named-reports"
            parts.append(self.say(name, councils=say_names(request.councils)))
        if request.beside:
            parts.append(self.say("of-others", councils=say_names(request.councils)))
        return "".join(f" {part}" for part in parts)

    def group(self, group: Group, request: Request) -> str:
        """A group behind "councils": "in London", "of type county"."""
        said = self._group(group, request)
        return self.say("outside", group=said) if group.excluded else said

    def _group(self, group: Group, request: Request) -> str:
        if group.kind is GroupKind.REGION:
            return self.say("in-region", regions=" or ".join(map(_say_region, group.names)))
        if group.kind is GroupKind.TYPE:
            return self.say("of-type", types=" or ".join(group.names))
        if group.kind in AROUND:
            name = "of-nearby" if group.kind is GroupKind.NEARBY else "of-neighbours"
            return self.say(name, councils=say_names(centre(group, request)))
        if group.kind is GroupKind.OTHERS:
            return self.say("of-others", councils=say_names(request.councils) or self.say("those"))
        if group.label:
            return self.say("of-family", family=group.label)
        return self.say("all-here" if group.kind is GroupKind.ALL else "of-listed")

    # ---- numbers

    def percent(self, count: int, total: int) -> str:
        """A share to one decimal, "34.8 %"; "" where the whole is too small for one."""
        found = share(count, total)
        return "" if found is None or total < LEAST_FOR_SHARE else f"{found:.1f} %"

    def in_brackets(self, count: int, total: int) -> str:
        """A share as it stands behind two numbers: " (34.8 %)"."""
        percent = self.percent(count, total)
        return f" {self.say('share', percent=percent)}" if percent else ""

    def n_of_m(self, count: int, total: int) -> str:
        """Two numbers and their share: "16 of 46, 34.8 %"."""
        percent = self.percent(count, total)
        if not percent:
            return self.say("n-of-m", count=count, total=total)
        return self.say("n-of-m-share", count=count, total=total, percent=percent)

    def unit(self, unit: Unit, number: int) -> str:
        """What is counted: "councils", "inspections"."""
        return self.say(unit.value[:-1] if number == 1 and unit is not Unit.GRADES else unit.value)

    def those(self, councils: Sequence[str]) -> str:
        """The councils that fit, where they are few enough to be read in a sentence."""
        if not councils or len(councils) > MOST_NAMED:
            return ""
        name = "it-is" if len(councils) == 1 else "they-are"
        return f" {self.say(name, names=say_names(councils))}"

    def order(self, request: Request, tests: Sequence[Test]) -> str:
        """What comes first, in words: "Best for care leavers"."""
        order = request.order or First.BEST
        name = f"order-{order.replace(' ', '-')}"
        if request.unit is Unit.GAPS:
            return self.say(f"order-{'shortest' if order is First.FEWEST else 'longest'}-gap")
        if order is First.OLDEST and request.unit is Unit.REPORTS:
            return self.say("order-first")
        if order in BY_DATE:
            return self.say(name)
        if order in {First.MOST, First.FEWEST}:
            once = [at_one(test) if isinstance(test, Condition) else test for test in tests]
            return self.say(name, condition=self.tests(once))
        areas = request.areas or (Topic.OVERALL,)
        say = _noun if order in BY_MOVE else self.of_area
        return self.say(name, area=" and ".join(map(say, areas)))


def say_names(names: Sequence[str]) -> str:
    """Names in words: "Leeds, Kent and Devon"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def head(text: str) -> str:
    """Words at the head of a line or column."""
    return text[:1].upper() + text[1:]


def year_of(report: Report) -> str:
    """The year in which a report was published, by which people name it."""
    return str((report.published or report.newest).year)


def noun(topic: Topic) -> str:
    """An area in a sentence: "overall effectiveness", "care leavers"."""
    return topic.areas[0].label if topic is Topic.OVERALL else topic.value


def _noun(topic: Topic) -> str:
    return "overall" if topic is Topic.OVERALL else topic.value


def _is_on_all(test: Test) -> bool:
    return isinstance(test, Held) or isinstance(test, Condition) and is_of_all(test)


def _joined(groups: Sequence[Group]) -> Group:
    names = tuple(dict.fromkeys(name for group in groups for name in group.names))
    label = " or ".join(dict.fromkeys(group.label for group in groups if group.label))
    return replace(groups[0], names=names, label=label)


def _say_region(region: str) -> str:
    return region if region in _WITH_ARTICLE else f"the {region}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
