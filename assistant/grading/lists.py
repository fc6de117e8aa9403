"""Lists, counts and ranks: the sentence that answers, the table behind it, and what is not
counted.
"""

from collections.abc import Callable, Sequence
from datetime import date

from assistant.areas import Topic, no_overall_since
from assistant.grading import algebra, queries
from assistant.grading.algebra import Case, Held, Moved, is_of_all
from assistant.grading.builder import AnswerBuilder
from assistant.grading.grids import Grids
from assistant.grading.groups import GroupTables, only_counts
from assistant.grading.members import Members, narrowed_by
from assistant.grading.phrases import MOST_NAMED, Phrases, noun, say_names
from assistant.grading.queries import BY_COUNT, BY_DATE, BY_GRADE, QueryResult
from assistant.grading.rows import Row
from assistant.grading.tables import CaseTable
from assistant.request import Act, Condition, First, Request, Unit, Want, Which
from index.dates import say_date


class Lister:
    """Answers over many councils, none of them left out."""

    def __init__(self, members: Members, phrases: Phrases, today: Callable[[], date]) -> None:
        self._members = members
        self._phrases = phrases
        self._say = phrases.say
        self._today = today
        self._grids = Grids(phrases)
        self._table = CaseTable(phrases, today)
        self._groups = GroupTables(members, phrases, self._grids)

    def put(self, request: Request, builder: AnswerBuilder) -> bool:
        """Put the answer on a sheet; False where the catalogue cannot give it whole."""
        found = queries.run_query(self._members, request)
        if found is None:
            return False
        if not found.members:
            builder.note(self._say("nobody", where=self._phrases.where(request)))
            self._put_left_out(found, builder)
        elif not found.counted:
            self._put_none(found, builder)
        elif request.by or narrowed_by(request):
            if request.order in BY_DATE:
                return False
            self._groups.put(found, builder)
            if request.act is Act.LIST and found.fitting:
                self._put_table(found, found.fitting, builder)
            self._put_left_out(found, builder)
        else:
            self._put_cases(found, builder)
        return True

    def _put_none(self, found: QueryResult, builder: AnswerBuilder) -> None:
        builder.note(
            self._say(
                "none-judged",
                total=len(found.members),
                where=self._phrases.where(found.request),
                condition=self._phrases.tests(found.tests),
                when=self._phrases.when(found.request, found.tests),
            )
        )
        self._put_left_out(found, builder)

    def _put_cases(self, found: QueryResult, builder: AnswerBuilder) -> None:
        cases = queries.ordered(found)
        shown = queries.taken(found, cases)
        if is_ranking(found.request) and shown:
            self._put_ranked(found, cases, shown, builder)
        else:
            rows = _rows(shown) if len(shown) == 1 else []
            builder.say(self.lead(found), rows)
        self._put_centre(found, builder)
        self._put_table(found, shown, builder)
        self._put_cut(found, cases, shown, builder)
        self._put_left_out(found, builder)
        self._put_spread(found, builder)

    # ---- the sentence that answers

    def lead(self, found: QueryResult) -> str:
        """How many of how many, and which where they are few."""
        request, count, total = found.request, len(found.fitting), len(found.counted)
        if _asks_no_grade(found):
            return self._how_many(found)
        if only_counts(found):
            return self._number(found, count) + self._who(found)
        is_share = Want.SHARE in request.wants and self._phrases.percent(count, total)
        facts = {
            "count": count,
            "total": total,
            "unit": self._phrases.unit(request.unit, total),
            "where": self._phrases.where(request),
            "condition": self._phrases.tests(found.tests),
            "when": self._phrases.when(request, found.tests),
        }
        if is_share:
            text = self._say("matching-share", share=is_share, **facts)
        else:
            text = self._say("matching", share=self._phrases.in_brackets(count, total), **facts)
        enough = {
            Want.ANY: count > 0,
            Want.NONE: count == 0,
            Want.ALL: count == total,
            Want.MAJORITY: count * 2 > total,
        }
        asked = next((want for want in enough if want in request.wants), None)
        if asked:
            text = self._say("yes" if enough[asked] else "no", text=text)
        return text + self._who(found)

    def _how_many(self, found: QueryResult) -> str:
        """How many there are, where no grade is named that they must have."""
        test = found.tests[0]
        areas = test.areas if isinstance(test, Condition) else ()
        rows = [row for case in found.counted for row in case.findings[0].looked[0].rows[:1]]
        told = self._how_many_there(found, areas)
        return f"{told} {self._phrases.spread(rows)}." if _asks_only_spread(found) else told

    def _how_many_there(self, found: QueryResult, areas: Sequence[Topic]) -> str:
        total = len(found.counted)
        return self._say(
            "how-many",
            total=total,
            unit=self._phrases.unit(found.request.unit, total),
            where=self._phrases.where(found.request),
            areas=" and ".join(map(self._phrases.of_area, areas or (Topic.OVERALL,))),
            when=self._phrases.when(found.request, found.tests),
        )

    def _number(self, found: QueryResult, count: int) -> str:
        return self._say(
            "number",
            count=count,
            unit=self._phrases.unit(Unit.REPORTS, count),
            where=self._phrases.where(found.request),
            condition=self._phrases.tests(found.tests),
            when=self._phrases.when(found.request, found.tests),
        )

    def _who(self, found: QueryResult) -> str:
        if len(found.members) == 1 and found.request.councils:
            return ""
        return self._phrases.those(found.councils)

    def _put_ranked(
        self,
        found: QueryResult,
        cases: Sequence[Case],
        shown: Sequence[Case],
        builder: AnswerBuilder,
    ) -> None:
        request = found.request
        first = algebra.winners(shown, self._level(request))
        names = tuple(dict.fromkeys(case.council for case in first))
        many = self._say("many", count=len(names))
        among = self._ranked_among(found, cases)
        text = self._say(
            "ranked",
            order=self._phrases.order(request, found.tests),
            names=say_names(names) if len(names) <= MOST_NAMED else many,
            value=self._value(found, first[0]),
            total=len(cases) if among else len(found.counted),
            unit=self._phrases.unit(request.unit, len(cases) if among else len(found.counted)),
            where=self._phrases.where(request),
            when=self._phrases.when(request, found.tests),
            among=among,
        )
        self._put_places(found, cases, builder)
        builder.say(text, _rows(first) if len(names) <= MOST_NAMED else [])
        if request.order in BY_GRADE:
            builder.note(self._say("grade-is-all"))

    def _ranked_among(self, found: QueryResult, cases: Sequence[Case]) -> str:
        """What those who are ranked have in common, where not all are: " (Inadequate overall)"."""
        is_of_all_here = len(cases) == len(found.counted)
        if is_of_all_here or found.request.order not in BY_DATE | BY_GRADE:
            return ""
        return " " + self._say("among", condition=self._phrases.tests(found.tests))

    def _level(self, request: Request) -> Callable[[Case], object]:
        """What the first of an order have in common."""
        return (
            algebra.standing
            if request.order in BY_GRADE
            else queries.key_of(request.order or First.BEST, request.unit)
        )

    def _value(self, found: QueryResult, case: Case) -> str:
        """What the first of an order have: a grade, a date, a number, a move."""
        order = found.request.order
        if order in BY_DATE:
            facts = self._phrases.facts(case.look.report)
            day = case.look.report.ended
            return self._say("value-date", ago=self._phrases.ago(day, self._today()), **facts)
        if found.request.unit is Unit.GAPS:
            newer, older = (look.report for look in case.findings[0].fitting[:2])
            days = {"first": say_date(older.published), "last": say_date(newer.published)}
            return self._say("value-gap", count=queries.days_between(case), **days)
        if order in BY_COUNT:
            test = found.tests[0]
            is_areas = isinstance(test, Condition) and test.which is Which.ANY
            return self._count(queries.times_given(case), "area" if is_areas else "time")
        if order in BY_GRADE:
            return say_names([row.grade.value for row in algebra.standing_rows(case)])
        return self._count(abs(algebra.steps(case)), "step")

    def _count(self, number: int, noun: str) -> str:
        if number == 0:
            return self._say("value-none")
        return (
            self._say(f"value-{noun}") if number == 1 else self._say(f"value-{noun}s", count=number)
        )

    def _put_places(
        self, found: QueryResult, cases: Sequence[Case], builder: AnswerBuilder
    ) -> None:
        """Where the councils that are named stand among all."""
        named = found.request.councils
        if not named or len(named) == len(found.members):
            return
        places = algebra.places(cases, self._level(found.request))
        for index, case in enumerate(cases):
            if case.council in named:
                place, level = places[index]
                name = "place-tied" if level > 1 else "place"
                tied = {"tied": level - 1} if level > 1 else {}
                text = self._say(name, council=case.council, place=place, total=len(cases), **tied)
                builder.say(text, _rows([case]))

    # ---- the table and what goes with it

    def _put_centre(self, found: QueryResult, builder: AnswerBuilder) -> None:
        """The councils whose neighbours are meant, shown beside them and not counted among them."""
        for case in queries.centre_cases(self._members, found):
            rows = _rows([case])
            text = ", ".join(f"{row.grade} ({row.judgement.area.label})" for row in rows)
            builder.say(self._say("centre", council=case.council, grades=text), rows)

    def _put_table(self, found: QueryResult, shown: Sequence[Case], builder: AnswerBuilder) -> None:
        if _asks_only_spread(found):
            return
        is_of_councils = found.request.unit is Unit.COUNCILS
        centre = queries.centre_cases(self._members, found) if is_of_councils else ()
        self._table.put(found, shown, builder, centre)

    def _put_cut(
        self,
        found: QueryResult,
        cases: Sequence[Case],
        shown: Sequence[Case],
        builder: AnswerBuilder,
    ) -> None:
        asked = queries.asked_for(found.request)
        tied = len(shown) - asked if asked else 0
        if tied > 0:
            builder.note(self._say("cut-tied", shown=len(shown), total=len(cases), tied=tied))
        elif len(shown) < len(cases):
            builder.note(self._say("cut", shown=len(shown), total=len(cases)))

    def _put_spread(self, found: QueryResult, builder: AnswerBuilder) -> None:
        """How all councils looked at were graded, where one grade of each is what counts."""
        test = found.tests[0]
        if isinstance(test, Held) and not test.never and len(found.tests) == 1:
            self._put_spread_of_held(found, builder)
            return
        if not (found.is_of_latest and isinstance(test, Condition) and test.which is Which.NAMED):
            return
        if found.request.unit is not Unit.COUNCILS or len(test.areas) > 1:
            return
        if len(found.counted) > len(found.fitting) or _asks_only_spread(found):
            topic = (*test.areas, Topic.OVERALL)[0]
            if _asks_only_spread(found):
                builder.cite(_rows(found.counted))
            self._grids.spread(queries.spread_of(found.counted), topic, builder)

    def _put_spread_of_held(self, found: QueryResult, builder: AnswerBuilder) -> None:
        """How the inspections that are listed were graded overall."""
        looks = [look for case in found.fitting for look in case.findings[0].fitting]
        rows = [row for look in looks if (row := algebra.graded(look.report, Topic.OVERALL))]
        if len(rows) > 1 and found.request.order is None:
            heading = self._say("spread-of-inspections")
            label = self._say("spread-row-inspections")
            self._grids.spreads({label: [row.grade for row in rows]}, "", builder, heading)

    # ---- what could not be counted

    def _put_left_out(self, found: QueryResult, builder: AnswerBuilder) -> None:
        elsewhere = self._members.neighbours_elsewhere(found.request)
        if elsewhere:
            builder.note(self._say("not-here", councils=say_names(elsewhere)))
        left_out = [case for case in found.cases if not case.is_counted]
        if isinstance(found.tests[0], Held):
            return
        if isinstance(found.tests[0], Moved):
            self._put_unmoved(found, builder)
            return
        both = queries.combined(self._members, found)
        if both:
            builder.note(self._say("not-counted-combined", count=len(set(both))))
        topics = [t for test in found.tests for t in getattr(test, "areas", ())] or [Topic.OVERALL]
        ended = (
            {case.council: since for case in left_out if (since := self._ended(case))}
            if Topic.OVERALL in topics
            else {}
        )
        if ended:
            builder.note(
                self._say(
                    "not-counted-ended", count=len(ended), since=f"{max(ended.values()):%B %Y}"
                )
            )
        if rest := len({case.council for case in left_out} - set(both) - ended.keys()):
            is_timed = found.request.times.names_years or found.request.times.last
            areas = " and ".join(dict.fromkeys(noun(topic) for topic in topics))
            name = "not-counted-time" if is_timed else "not-counted"
            builder.note(self._say(name, count=rest, topic=areas))

    def _ended(self, case: Case) -> date | None:
        """Since when there is no overall grade, where that is why a council is not counted."""
        latest = self._members.library.latest(case.council)
        return no_overall_since(latest) if latest else None

    def _put_unmoved(self, found: QueryResult, builder: AnswerBuilder) -> None:
        """Whose grades cannot be compared, or had none before them."""
        unlike = {case.council for case in found.cases if any(f.unlike for f in case.findings)}
        rest = {case.council for case in found.cases if not case.is_counted} - unlike
        if unlike:
            builder.note(self._say("not-compared", count=len(unlike)))
        if rest:
            builder.note(self._say("no-move", count=len(rest)))


def is_ranking(request: Request) -> bool:
    """Whether the first of an order are asked for, and not all that fit."""
    wants_first = request.act is Act.RANK or request.number is not None
    return request.order is not None and request.act is not Act.COUNT and wants_first


def _asks_only_spread(found: QueryResult) -> bool:
    """Whether it asks how many have which grade, and names none: the spread is the answer."""
    is_count = found.request.act is Act.COUNT and found.request.unit is Unit.COUNCILS
    return is_count and found.is_of_latest and _asks_no_grade(found)


def _asks_no_grade(found: QueryResult) -> bool:
    """Whether all that are graded are meant, whatever their grade."""
    test = found.tests[0]
    if len(found.tests) > 1 or not isinstance(test, Condition) or is_of_all(test):
        return False
    return not test.grades and test.which is Which.NAMED


def _rows(cases: Sequence[Case]) -> list[Row]:
    """The judgements that tell of cases."""
    return [row for case in cases for finding in case.findings for row in finding.shown[0].rows]
