"""The tables of lists: a council a row, with what shows that it fits; every grade is cited."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.answers import Claim
from assistant.areas import Topic
from assistant.grading.algebra import Case, Finding, Held, Look, Moved, Test, graded, is_of_all
from assistant.grading.builder import AnswerBuilder, dates_of
from assistant.grading.phrases import Phrases, head
from assistant.grading.queries import BY_COUNT, BY_DATE, QueryResult, days_between, times_given
from assistant.grading.rows import Row
from assistant.request import Condition, Unit, Which


class CaseTable:
    """Puts cases into a table on a sheet."""

    def __init__(self, phrases: Phrases, today: Callable[[], date]) -> None:
        self._say = phrases.say
        self._phrases = phrases
        self._today = today

    def put(
        self,
        found: QueryResult,
        cases: Sequence[Case],
        builder: AnswerBuilder,
        beside: Sequence[Case] = (),
    ) -> None:
        """A row for each case, or for each inspection of it that fits; first those shown beside
        them.
        """
        rows = [self._beside(found, case, builder) for case in beside]
        rows += [
            self._row(found, case, look, builder) for case in cases for look in _looks(found, case)
        ]
        builder.table(self._heads(found), rows)

    def _beside(self, found: QueryResult, case: Case, builder: AnswerBuilder) -> list[Claim]:
        """A row that is marked as none of those that are listed."""
        name, *cells = self._row(found, case, case.look, builder)
        marked = Claim(self._say("itself-cell", council=name.text))
        return [marked, *(Claim(cell.text, cell.citations) for cell in cells)]

    def _heads(self, found: QueryResult) -> list[str]:
        heads = [self._say("head-council")]
        heads += [each for test in found.tests for each in self._heads_of(test, found)]
        if _counts(found):
            is_gap = found.request.unit is Unit.GAPS
            heads.append(self._say("head-gap" if is_gap else "head-often"))
        if _has_dates(found):
            heads += [self._say("head-inspected"), self._say("head-published")]
        return [*heads, self._say("head-ago")] if found.request.order in BY_DATE else heads

    def _heads_of(self, test: Test, found: QueryResult) -> Iterator[str]:
        if isinstance(test, Held):
            yield from (self._say("head-kind"), self._say("head-overall"))
        elif isinstance(test, Moved):
            for topic in test.areas:
                area = "" if len(test.areas) == 1 else f" ({topic.value})"
                yield self._say("head-before") + area
                yield self._say("head-grade") + area
        elif is_of_all(test):
            several = len(found.tests) > 1
            yield head(self._phrases.condition(test)) if several else self._say("head-grades")
            yield self._say("head-often")
        elif test.which is not Which.NAMED:
            yield self._say("head-area" if found.request.unit is Unit.GRADES else "head-grades")
        else:
            areas = test.areas or (Topic.OVERALL,)
            is_one = len(areas) == len(found.tests) == 1
            yield from [self._say("head-grade")] if is_one else [head(t.value) for t in areas]

    def _row(
        self, found: QueryResult, case: Case, look: Look, builder: AnswerBuilder
    ) -> list[Claim]:
        cells = [Claim(case.council, (), case.council)]
        for finding in case.findings:
            shown = look if len(case.findings) == 1 else finding.shown[0]
            cells += self._cells(finding, shown, builder)
        if _counts(found):
            is_gap = found.request.unit is Unit.GAPS
            measure = days_between(case) if is_gap else times_given(case)
            cells.append(Claim(f"{measure:,}", (), case.council))
        report = _dated(case).report if len(case.findings) > 1 else look.report
        cells += dates_of(report) if _has_dates(found) else []
        if found.request.order in BY_DATE:
            day = report.ended
            cells.append(Claim(self._phrases.ago(day, self._today()), (), case.council))
        return cells

    def _cells(self, finding: Finding, look: Look, builder: AnswerBuilder) -> Iterator[Claim]:
        test, council = finding.test, look.report.council
        if isinstance(test, Held):
            yield Claim(look.report.kind_label, (), council)
            yield self._overall(look, builder)
        elif isinstance(test, Moved):
            for row in look.rows:
                for each in filter(None, (row.before, row)):
                    yield builder.cell(each.grade.value, [each], council)
        elif is_of_all(test):
            yield from self._over_time(finding, council, builder)
        elif test.which is not Which.NAMED:
            rows = [row for row in look.rows if not test.grades or row.grade in test.grades]
            text = _areas_of(rows) if test.which is Which.ANY else self._phrases.spread(rows)
            yield builder.cell(text or self._say("none-cell"), rows, council)
        else:
            for row in look.rows:
                yield builder.cell(row.grade.value, [row], council)

    def _overall(self, look: Look, builder: AnswerBuilder) -> Claim:
        row = graded(look.report, Topic.OVERALL)
        text = row.grade.value if row else self._say("not-graded-cell")
        return builder.cell(text, [row], look.report.council)

    def _over_time(self, finding: Finding, council: str, builder: AnswerBuilder) -> Iterator[Claim]:
        rows = [row for look in finding.shown for row in look.rows]
        yield builder.cell(self._phrases.over_time(rows), rows, council)
        often = self._say("n-of-m", count=len(finding.fitting), total=len(finding.looked))
        yield Claim(often, (), council)


def _looks(found: QueryResult, case: Case) -> Sequence[Look]:
    """The inspections of a case that have a row each."""
    finding = case.findings[0]
    if (
        len(case.findings) > 1
        or _has_one_row(finding.test)
        or found.request.order in BY_DATE | BY_COUNT
    ):
        return (case.look,)
    return finding.shown


def _has_one_row(test: Test) -> bool:
    """Whether a test tells of a council, and not of one inspection."""
    return test.never if isinstance(test, Held) else isinstance(test, Condition) and is_of_all(test)


def _counts(found: QueryResult) -> bool:
    """Whether how often it is so has a column of its own."""
    test = found.tests[0]
    is_on_all = isinstance(test, Condition) and is_of_all(test)
    return found.request.order in BY_COUNT and not is_on_all


def _has_dates(found: QueryResult) -> bool:
    """Whether a row is of one inspection, whose dates it shows."""
    return any(not (isinstance(t, Condition) and is_of_all(t)) for t in found.tests)


def _dated(case: Case) -> Look:
    """The inspection whose dates a row shows: of the first test that is on one."""
    on_one = [f for f in case.findings if not (isinstance(f.test, Condition) and is_of_all(f.test))]
    return (on_one or list(case.findings))[0].shown[0]


def _areas_of(rows: Sequence[Row]) -> str:
    """Grades with their areas: "Outstanding: care leavers, the impact of leaders"."""
    by_grade: dict[str, list[str]] = {}
    for row in rows:
        by_grade.setdefault(row.grade.value, []).append(row.judgement.area.label)
    return "; ".join(f"{grade}: {', '.join(areas)}" for grade, areas in by_grade.items())
