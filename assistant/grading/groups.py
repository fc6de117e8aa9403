"""Groups of councils set beside each other: by region, type, year or kind, or as they are named."""

from collections.abc import Sequence

from assistant.answers import Claim
from assistant.areas import Topic
from assistant.grading import algebra, queries
from assistant.grading.algebra import Case, Held, Moved
from assistant.grading.builder import AnswerBuilder
from assistant.grading.grids import Grids
from assistant.grading.members import Members, narrowed_by
from assistant.grading.phrases import MOST_NAMED, Phrases, head, noun, say_names
from assistant.grading.queries import BY_COUNT, BY_GRADE, QueryResult
from assistant.request import (
    Act,
    By,
    Condition,
    First,
    Group,
    GroupKind,
    Request,
    Unit,
    Want,
    Which,
)
from assistant.scale import RANKS
from index.reports import Grade

SMALL = 2  # councils, of which a share says little
_SEVERAL = 2
Groups = dict[str, Sequence[Case]]


class GroupTables:
    """Counts and shares of each group, and how its grades are spread."""

    def __init__(self, members: Members, phrases: Phrases, grids: Grids) -> None:
        self._members = members
        self._phrases = phrases
        self._say = phrases.say
        self._grids = grids

    def put(self, found: QueryResult, builder: AnswerBuilder) -> None:
        """Put the sentence and the tables of all groups on a sheet."""
        groups = self._ordered(found, self._groups(found))
        asks = _asks_of(found)
        if not any(groups.values()):
            builder.note(self._say("nobody", where=self._phrases.where(found.request)))
            return
        builder.say(self._lead(found, groups, asks=asks))
        if asks:
            self._put_shares(found, groups, builder)
        self._put_spreads(found, groups, builder)
        small = [
            f"{label} ({len(cases)})" for label, cases in groups.items() if 0 < len(cases) <= SMALL
        ]
        if small and asks and not only_counts(found):
            builder.note(self._say("small-groups", groups=", ".join(small)))

    # ---- which case belongs where

    def _groups(self, found: QueryResult) -> Groups:
        apart, by = narrowed_by(found.request), found.request.by
        if apart:
            return {self._label(g, found.request): self._of(g, found, apart) for g in apart}
        label = self._members.label_of(by or By.REGION)
        by_label = algebra.grouped(found.counted, lambda case: label(case.look.report))
        return {name or self._say("no-group"): by_label[name] for name in sorted(by_label)}

    def _of(self, group: Group, found: QueryResult, apart: Sequence[Group]) -> list[Case]:
        names = set(self._members.members(group, found.request))
        if group.kind is GroupKind.OTHERS and not found.request.councils:
            rest = [each for each in apart if each is not group]
            names -= {n for each in rest for n in self._members.members(each, found.request)}
        return [case for case in found.counted if case.council in names]

    def _label(self, group: Group, request: Request) -> str:
        if group.label and not group.excluded:
            return head(group.label)
        if group.kind in {GroupKind.REGION, GroupKind.TYPE} and not group.excluded:
            return head(" or ".join(group.names))
        return head(self._phrases.group(group, request))

    def _ordered(self, found: QueryResult, groups: Groups) -> Groups:
        """Groups in the order asked for; those level with each other as they come."""
        request = found.request
        if request.order is None:
            return groups
        sign = -1 if lowest_first(request, found) else 1
        by_number = _by_number(request)
        rank = {
            label: sign
            * (_fitting(cases) if by_number else algebra.share(_fitting(cases), len(cases)) or 0)
            for label, cases in groups.items()
        }
        labels = sorted(
            (label for label in groups if groups[label]), key=lambda label: -rank[label]
        )
        chosen = algebra.take(labels, lambda label: rank[label], request.number)
        return {label: groups[label] for label in chosen}

    # ---- what is said and shown

    def _lead(self, found: QueryResult, groups: Groups, *, asks: bool) -> str:
        request = found.request
        where, when = self._phrases.where(request), self._phrases.when(request, found.tests)
        if request.order and asks:
            return self._ranked(found, groups, where, when)
        total = len(found.counted)
        facts = {
            "total": total,
            "unit": self._phrases.unit(request.unit, total),
            "where": where,
            "when": when,
        }
        if not asks and narrowed_by(request):
            return self._beside(found, groups, when)
        if not asks:
            return self._say("spread", topic=noun(_topic(found)), **facts)
        if narrowed_by(request):
            said = [f"{name}: {self._n_of_m(cases)}" for name, cases in groups.items()]
            condition = self._phrases.tests(found.tests)
            return self._say(
                "beside",
                condition=head(condition),
                groups="; ".join(said),
                when=when,
                together=self._together(found, groups),
            )
        if only_counts(found):
            return self._say("numbers-by-group", by=self._say(f"by-{request.by}"), **facts)
        return self._say(
            "by-group",
            count=_fitting(found.counted),
            share=self._phrases.in_brackets(_fitting(found.counted), total),
            condition=self._phrases.tests(found.tests),
            by=self._say(f"by-{request.by}"),
            **facts,
        )

    def _together(self, found: QueryResult, groups: Groups) -> str:
        """How many of all groups, where a number is asked for: "how many are in London or the
        South East?".
        """
        if found.request.act is not Act.COUNT or len(groups) < _SEVERAL:
            return ""
        cases = {case.council: case for held in groups.values() for case in held}
        return " " + self._say("beside-together", told=self._n_of_m(tuple(cases.values())))

    def _beside(self, found: QueryResult, groups: Groups, when: str) -> str:
        """How many of each group are good or better, and who is in a group of a made name."""
        told = []
        for name, cases in groups.items():
            grades = [row.grade for case in cases for row in case.look.rows]
            high = sum(RANKS[grade] >= RANKS[Grade.GOOD] for grade in grades)
            told.append(f"{name}: {self._phrases.n_of_m(high, len(grades))}")
        made = [
            self._say("who-is-in", group=group.label, names=say_names(names))
            for group in found.request.groups
            if group.kind is GroupKind.FAMILY
            and (names := self._members.members(group, found.request))
        ]
        lead = self._say(
            "spread-beside", topic=noun(_topic(found)), groups="; ".join(told), when=when
        )
        return " ".join((lead, *made))

    def _ranked(self, found: QueryResult, groups: Groups, where: str, when: str) -> str:
        request = found.request
        label = next(iter(groups))
        value = _value(groups[label], by_number=_by_number(request))
        first = [
            name for name in groups if _value(groups[name], by_number=_by_number(request)) == value
        ]
        low = "lowest" if lowest_first(request, found) else "highest"
        name = f"order-{low}-{'number' if _by_number(request) else 'share'}"
        return self._say(
            "ranked-groups",
            order=self._say(name, condition=self._phrases.tests(found.tests)),
            names=say_names(first[:MOST_NAMED]),
            value=self._shared(groups[label], found)
            if len(first) > 1
            else self._n_of_m(groups[label]),
            where=where,
            when=when,
        )

    def _shared(self, cases: Sequence[Case], found: QueryResult) -> str:
        """What groups that are level have in common: the number, or the share."""
        value = _value(cases, by_number=_by_number(found.request))
        return str(int(value)) if _by_number(found.request) else f"{value:.1f} %"

    def _n_of_m(self, cases: Sequence[Case]) -> str:
        if cases and isinstance(cases[0].findings[0].test, Held):
            return str(_fitting(cases))
        return self._phrases.n_of_m(_fitting(cases), len(cases))

    def _put_shares(self, found: QueryResult, groups: Groups, builder: AnswerBuilder) -> None:
        if only_counts(found):
            rows = [[Claim(label), Claim(str(len(cases)))] for label, cases in groups.items()]
            builder.table((self._head(found), head(self._phrases.unit(Unit.REPORTS, 2))), rows)
            return
        columns = (
            self._head(found),
            head(self._phrases.tests(found.tests)),
            head(self._phrases.unit(found.request.unit, 2)),
            self._say("head-share"),
        )
        rows = []
        for label, cases in groups.items():
            shown = [r for case in cases if case.fits for r in case.look.rows]
            count, total = _fitting(cases), len(cases)
            percent = (
                f"{algebra.share(count, total) or 0:.1f} %" if total else self._say("no-share")
            )
            cells = (str(count), str(total), percent)
            rows.append([Claim(label), *map(Claim, cells)])
            builder.cite(shown)
        builder.table(columns, rows)

    def _put_spreads(self, found: QueryResult, groups: Groups, builder: AnswerBuilder) -> None:
        """How the grades of each group are spread, where one grade of each is looked at."""
        test = found.tests[0]
        if (
            not isinstance(test, Condition)
            or test.which is not Which.NAMED
            or not found.is_of_latest
        ):
            return
        if len(test.areas) > 1:
            return
        spread = {label: queries.spread_of(tuple(cases)) for label, cases in groups.items()}
        if not test.grades:
            builder.cite(r for cases in groups.values() for case in cases for r in case.look.rows)
        heading = self._say("spread-of-all", topic=noun(_topic(found)))
        self._grids.spreads(spread, self._head(found), builder, heading)

    def _head(self, found: QueryResult) -> str:
        by = found.request.by
        return self._say(f"head-by-{by}" if by and not narrowed_by(found.request) else "head-group")


def lowest_first(request: Request, found: QueryResult) -> bool:
    """Whether the group with the lowest share or number is what comes first."""
    if request.order in BY_COUNT:
        return request.order is First.FEWEST
    if request.order not in BY_GRADE:
        return False
    test = found.tests[0]
    grades = test.grades if isinstance(test, Condition) else ()
    is_of_low = bool(grades) and max(RANKS[grade] for grade in grades) < 2
    return (request.order is First.BEST) == is_of_low


def _asks_of(found: QueryResult) -> bool:
    """Whether something is asked of each council, and not just how grades are spread."""
    test = found.tests[0]
    return len(found.tests) > 1 or isinstance(test, Held | Moved) or bool(test.grades)


def only_counts(found: QueryResult) -> bool:
    """Whether all there is to tell of each group is how many reports it has."""
    is_held = len(found.tests) == 1 and isinstance(found.tests[0], Held)
    return is_held and (
        found.request.unit is Unit.REPORTS or found.request.by in {By.YEAR, By.KIND}
    )


def _topic(found: QueryResult) -> Topic:
    areas = [t for test in found.tests if isinstance(test, Condition) for t in test.areas]
    return (*areas, Topic.OVERALL)[0]


def _fitting(cases: Sequence[Case]) -> int:
    return sum(case.fits for case in cases)


def _value(cases: Sequence[Case], *, by_number: bool) -> float:
    return _fitting(cases) if by_number else algebra.share(_fitting(cases), len(cases)) or 0


def _by_number(request: Request) -> bool:
    """Whether groups are ordered by how many fit, and not by their share of those that there
    are.
    """
    return request.order in BY_COUNT and Want.SHARE not in request.wants
