"""Orders with reasons: by grade here, by what reports say of a theme in `themed.py`, and by how far
grades moved in `movers.py`.

Reports rank councils by nothing but grades. An order by a theme is the assistant's own: it says
so, says by what rule, and shows the words that it rests on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Answer, Claim, Part
from assistant.areas import SECTIONS, Topic, judged, topics_of
from assistant.briefing.counting import Band, Counter
from assistant.briefing.movers import Movers
from assistant.briefing.reasons import Reasons, Tells
from assistant.briefing.themed import AT_END, AT_TOP, EACH, REASONS, SHOWN, Themed, asks_of_one
from assistant.briefing.themes import LEAST_PLAIN
from assistant.citing import Citer
from assistant.finding.polarity import balance_of, tells_of_earlier
from assistant.finding.relevance import Relevance
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import HALVES, Row, graded_row, rows_of
from assistant.library import Library
from assistant.request import First, Form, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report
from index.storing.store import Store

COMPOSER = "orders"
MOST_TOLD = 6  # councils of which several sentences are quoted, one below the other
MOST_WHOLE = 15  # councils; of more, those level with the first are shown unless all are asked for
_GOOD = RANKS[Grade.GOOD]
PLACEHOLDERS = {
    "themed-best": frozenset({"theme", "names"}),
    "themed-worst": frozenset({"theme", "names"}),
    "themed-newest": frozenset({"council", "inspected", "published"}),
    "themed-newest-heading": frozenset(),
    "themed-rule": frozenset({"theme", "order", "among"}),
    "no-later": frozenset(),
    "not-placed": frozenset({"names"}),
    "placed": frozenset({"council", "place", "count", "theme", "published", "tally"}),
    "placed-rule": frozenset(),
    "place-among": frozenset({"council", "theme", "published", "tally", "last"}),
    "place-beyond": frozenset(
        {"council", "theme", "published", "tally", "last", "other", "other_tally"}
    ),
    **{
        f"missing-{where}": frozenset({"council", "area", "grade", "place", "last"})
        for where in ("among", "level", "beyond")
    },
    "order-best": frozenset(),
    "order-worst": frozenset(),
    "among": frozenset({"count"}),
    "among-named": frozenset(),
    "head-place": frozenset(),
    "head-council": frozenset(),
    "head-grade": frozenset(),
    "head-published": frozenset(),
    "head-tally": frozenset(),
    "tally": frozenset({"praise", "criticism", "points"}),
    "head-why": frozenset(),
    "head-for": frozenset(),
    "head-against": frozenset(),
    "silent-on": frozenset(),
    "silent-for": frozenset(),
    "silent-against": frozenset(),
    "few": frozenset({"names"}),
    "must": frozenset(),
    "reasons-lead": frozenset({"area", "best"}),
    "reasons-lead-worst": frozenset({"area", "best"}),
    "reasons-level": frozenset({"grade", "names"}),
    "reasons-rule-split": frozenset({"total", "where"}),
    "reasons-best": frozenset({"grade", "names"}),
    "reasons-rule": frozenset({"total", "where"}),
    "reasons-combined": frozenset(),
    "reasons-more": frozenset({"count", "asked"}),
    "reasons-dates": frozenset({"oldest", "council", "newest"}),
    "head-other-grades": frozenset(),
    "told": frozenset({"council", "published"}),
    "reasons-fewer": frozenset({"asked", "count"}),
    "one": frozenset({"council", "area", "grade", "others"}),
    "one-grades": frozenset({"grades"}),
    "reasons-none": frozenset({"names"}),
    "combined": frozenset({"grade"}),
    "areas-at": frozenset({"grade", "count", "total"}),
    "head-area-grade": frozenset(),
    "themes-coverage": frozenset({"searched", "newest"}),
}


_Graded = tuple[Report, Row]


class Orders:
    """Puts councils into orders, with reasons."""

    def __init__(
        self, store: Store, library: Library, counter: Counter, relevance: Relevance
    ) -> None:
        self._store = store
        self._library = library
        self._reasons = Reasons(counter.sentences, relevance)
        self._movers = Movers(library, counter, self._reasons)
        self._counter = counter
        self._wording = Wording("orders.md", PLACEHOLDERS)
        self._say = self._wording.say
        self._themed = Themed(library, counter, self._say)

    def answer(self, request: Request) -> Answer | None:
        """An order with reasons: "the top five for listening to children, and why"."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        put = {
            Form.REASONS: self._put_reasons,
            Form.MOVERS: self._movers.put,
            Form.STAYED: self._movers.put_stay,
        }.get(request.form or Form.THEMED, self._themed.put)
        is_made = put(request, builder)
        if not is_made and request.form is Form.REASONS:  # no grade is given on it now
            is_made = self._themed.put(request, builder)
        if not is_made:
            return None
        coverage = self._say(
            "themes-coverage", searched=self._library.label, newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER)

    # ---- by grade

    def _put_reasons(self, request: Request, builder: AnswerBuilder) -> bool:
        topic = _topic_of(request)
        if asks_of_one(request):
            return self._put_missing(request, topic, builder)
        band = (
            self._counter.of(request.councils)
            if len(request.councils) > 1
            else self._counter.band(request)
        )
        graded = [(r, row) for r in band.reports if (row := graded_row(r, topic))]
        if len(graded) < 2:  # noqa: PLR2004 - one alone is no order
            return False
        is_worst = request.order is First.WORST
        is_split = _is_split(request)
        graded = self._in_order(graded, topic, is_worst=is_worst, is_split=is_split)
        shown = _shown_of(graded, request)
        if _asks_of_an_end(request):
            one = shown[0] if AT_TOP.search(request.message) else shown[-1]
            self._put_one(one, shown, topic, builder)
            return True
        builder.note(self._reasons_lead(graded, shown, topic, is_worst=is_worst))
        if Want.SHORTER in request.wants:
            for report, row in shown:
                claims = self._reason_row((report, row), topic, graded, builder)
                builder.parts.append(Part((replace(claims[3], label=report.council),)))
            return True
        self._put_ranked(graded, shown, topic, request, builder)
        self._note_order(band, graded, shown, request, builder)
        return True

    def _put_missing(self, request: Request, topic: Topic, builder: AnswerBuilder) -> bool:
        """Why a council is not in an order by grade: where it stands, and for what."""
        graded = [
            (r, row) for r in self._counter.band(request).reports if (row := graded_row(r, topic))
        ]
        graded = self._in_order(
            graded, topic, is_worst=request.order is First.WORST, is_split=_is_split(request)
        )
        names = [report.council for report, _ in graded]
        name = request.councils[0]
        if name not in names:
            return False
        place, last = names.index(name) + 1, min(request.number or SHOWN, len(graded))
        one, end = graded[place - 1], graded[last - 1]
        is_level = one[1].grade is end[1].grade
        kind = "among" if place <= last else "level" if is_level else "beyond"
        facts = {"council": name, "area": topic.value, "grade": one[1].grade.value}
        facts |= {"place": str(place), "last": str(last)}
        builder.say(self._say(f"missing-{kind}", **facts), [one[1]], name)
        self._put_one(one, graded[:last], topic, builder)
        if is_level:
            builder.note(self._say("reasons-rule-split", total=len(graded), where=""))
        return True

    def _note_order(
        self,
        band: Band,
        graded: Sequence[_Graded],
        shown: Sequence[_Graded],
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """By what rule they were put in order, and whether these are all that were asked for."""
        topic = _topic_of(request)
        where = f" {band.label}" if band.label else ""
        rule = "reasons-rule-split" if _is_split(request) else "reasons-rule"
        builder.note(self._say(rule, total=len(band.reports), where=where))
        if request.number and len(graded) < request.number:
            facts = {"asked": request.number, "count": len(graded)}
            builder.note(self._say("reasons-fewer", **facts))
        if request.number and len(shown) > request.number:
            builder.note(self._say("reasons-more", count=len(shown), asked=request.number))
        oldest = min((report for report, _ in shown), key=lambda r: r.ended)
        inspected = say_windows(oldest.inspection.windows)
        dates = {"oldest": inspected, "council": oldest.council, "newest": self._library.newest}
        builder.note(self._say("reasons-dates", **dates))
        if any(self._is_combined(row, topic) for _, row in shown):
            builder.note(self._say("reasons-combined"))
        without = [r.council for r in band.reports if r not in [each for each, _ in graded]]
        if without:
            builder.note(self._say("reasons-none", names=say_names(without)))

    def _put_ranked(
        self,
        graded: Sequence[_Graded],
        shown: Sequence[_Graded],
        topic: Topic,
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """The order with all grades of each, and a few sentences on each below; of many, with one
        sentence each.
        """
        is_told = len(shown) <= MOST_TOLD and not EACH.search(request.message)
        names = ("place", "council", "area-grade", *(("other-grades",) if is_told else ("why",)))
        heads = [self._say(f"head-{name}") for name in (*names, "published")]
        rows = []
        for report, row in shown:
            cells = self._reason_row((report, row), topic, graded, builder, is_told=is_told)
            if _is_split(request):
                cells[2] = self._with_count(cells[2], report, row)
            rows.append(cells)
        builder.table(heads, rows)
        for report, row in shown if is_told else ():
            found = self._found(report, row, topic, REASONS)
            facts = {"council": report.council, "published": say_date(report.published)}
            builder.quotes([Quoted(p, report) for p in found], self._say("told", **facts))

    def _put_one(
        self, one: _Graded, shown: Sequence[_Graded], topic: Topic, builder: AnswerBuilder
    ) -> None:
        """Why one council stands where it does: its grades beside the others', and its report."""
        report, row = one
        others = [
            self._say("reasons-best", grade=each.grade.value, names=r.council).rstrip(".")
            for r, each in shown
            if r is not report
        ]
        facts = {"council": report.council, "area": topic.value, "grade": row.grade.value}
        builder.say(self._say("one", **facts, others="; ".join(others)), [row], report.council)
        rest = [each for each in rows_of(report) if each.judgement is not row.judgement]
        listed = "; ".join(f"{head(_name(each))}: {each.grade.value}" for each in rest)
        builder.say(self._say("one-grades", grades=listed), rest, report.council)
        found = self._found(report, row, topic, REASONS + 1)
        facts = {"council": report.council, "published": say_date(report.published)}
        builder.quotes([Quoted(p, report) for p in found], self._say("told", **facts))

    def _in_order(
        self, graded: Sequence[_Graded], topic: Topic, *, is_worst: bool, is_split: bool
    ) -> list[_Graded]:
        """By grade; those that are level by date, or split by what else the report says."""
        sign = 1 if is_worst else -1
        ordered = sorted(graded, key=lambda pair: pair[0].newest, reverse=True)
        if is_split:
            ordered.sort(key=lambda pair: sign * self._balance(pair[0], topic))
            ordered.sort(key=lambda pair: -_areas_at(*pair))
            ordered.sort(key=lambda pair: self._is_combined(pair[1], topic))
        return sorted(ordered, key=lambda pair: sign * RANKS[pair[1].grade])

    def _reasons_lead(
        self,
        graded: Sequence[tuple[Report, Row]],
        shown: Sequence[tuple[Report, Row]],
        topic: Topic,
        *,
        is_worst: bool,
    ) -> str:
        """Who comes first, and who else has the same grade as the last that is shown."""
        name = "reasons-lead-worst" if is_worst else "reasons-lead"
        by_grade = {
            row.grade: [r.council for r, each in shown if each.grade is row.grade]
            for _, row in shown
        }
        if len(shown) == len(graded) > MOST_TOLD:
            top = graded[0][1].grade
            by_grade = {top: by_grade[top]}
        best = " ".join(
            self._say("reasons-best", grade=grade.value, names=say_names(names))
            for grade, names in by_grade.items()
        )
        lead = self._say(name, area=head(topic.value), best=best)
        last = shown[-1][1].grade
        level = [r.council for r, row in graded[len(shown) :] if row.grade is last]
        if not level:
            return lead
        also = self._say("reasons-level", grade=last.value, names=say_names(level))
        return f"{lead} {also}"

    def _balance(self, report: Report, topic: Topic) -> int:
        """How many sentences on an area plainly praise, less those that plainly criticise."""
        section = SECTIONS.get(topic)
        sentences = self._counter.sentences.of(
            report, *([section] if section else SECTIONS.values())
        )
        balances = [balance_of(s.text) for s in sentences if not tells_of_earlier(s.text)]
        return sum(b >= LEAST_PLAIN for b in balances) - sum(b <= -LEAST_PLAIN for b in balances)

    def _is_combined(self, row: Row, topic: Topic) -> bool:
        return topic in HALVES and row.judgement.area not in topic.areas

    def _reason_row(
        self,
        one: _Graded,
        topic: Topic,
        graded: Sequence[_Graded],
        builder: AnswerBuilder,
        *,
        is_told: bool = False,
    ) -> list[Claim]:
        report, row = one
        grades = [each.grade for _, each in graded]
        place, level = grades.index(row.grade) + 1, grades.count(row.grade)
        grade = row.grade.value
        if self._is_combined(row, topic):
            grade = self._say("combined", grade=grade)
        others = [each for each in rows_of(report) if each.judgement is not row.judgement]
        listed = "; ".join(f"{head(_name(each))}: {each.grade.value}" for each in others)
        return [
            Claim(f"{place}=" if level > 1 else str(place)),
            Claim(report.council, (), report.council),
            builder.cell(grade, [row], report.council),
            builder.cell(listed, others, report.council)
            if is_told
            else self._quoted(
                next(iter(self._found(report, row, topic, 1)), None), report, builder
            ),
            Claim(say_date(report.published), (), report.council),
        ]

    def _with_count(self, cell: Claim, report: Report, row: Row) -> Claim:
        """A grade with how many of all grades of the inspection are the same, which tells those
        that are level apart.
        """
        count = sum(judgement.grade is row.grade for judgement in report.judgements)
        facts = {"count": count, "total": len(report.judgements)}
        return replace(cell, text=self._say("areas-at", grade=cell.text, **facts))

    def _found(self, report: Report, row: Row, topic: Topic, most: int) -> list[Passage]:
        tells = Tells.HIGH if RANKS[row.grade] >= _GOOD else Tells.LOW
        return self._reasons.of(report, tells, most, topic)

    def _quoted(self, passage: Passage | None, report: Report, builder: AnswerBuilder) -> Claim:
        quoted = builder.quote(Quoted(passage, report)) if passage else None
        return quoted or Claim(self._say("silent-on"), (), report.council)


_SPLIT = re.compile(
    r"\bsub-?\s?(?:judge?ments?|grades?)\b"
    r"|\bsame grade\b|\b(?:split|tie[sd]?|tie-?break\w*|separate|level)\b|\bnot (?:just|only|simply"
    r"|merely) (?:by |on )?(?:the |their )?(?:overall )?grades?\b|\b(?:beyond|within) (?:the |a )?"
    r"grades?\b",
    re.I,
)


def _is_split(request: Request) -> bool:
    """Whether those with the same grade are to be told apart."""
    return request.number is not None or bool(_SPLIT.search(request.message))


def _asks_of_an_end(request: Request) -> bool:
    """Whether it is asked why the first or the last stands there; not of the last two."""
    is_end = AT_END.search(request.message) or AT_TOP.search(request.message)
    return request.goes_on and bool(is_end) and not _ENDS_OF_SEVERAL.search(request.message)


_ENDS_OF_SEVERAL = re.compile(
    r"\b(?:last|bottom|worst|lowest|first|top|best) (?:two|three|four|five|ten|few|\d+)\b", re.I
)


def _topic_of(request: Request) -> Topic:
    """The area by whose grade councils are put in order."""
    return next(iter(request.areas), Topic.OVERALL)


def _name(row: Row) -> str:
    """What a judgement is on, in the words in which people name it."""
    area = row.judgement.area
    return next((t.value for t in topics_of(row.report) if judged(row.report, t) is area), "")


def _areas_at(report: Report, row: Row) -> float:
    """Which part of all judgements of an inspection has the grade of one of them."""
    return sum(j.grade is row.grade for j in report.judgements) / len(report.judgements)


def _shown_of(graded: Sequence[_Graded], request: Request) -> Sequence[_Graded]:
    """As many as are asked for; where reasons for a list are asked, with those level with its last,
    as that list had them.
    """
    top = [row.grade for _, row in graded].count(graded[0][1].grade)
    is_whole = len(graded) <= MOST_WHOLE or Want.WHOLE_ORDER in request.wants
    number = request.number or (len(graded) if is_whole else top)
    if request.goes_on and number < len(graded):
        last = graded[number - 1]
        level = (last[1].grade, _areas_at(*last))
        number += sum((row.grade, _areas_at(r, row)) == level for r, row in graded[number:])
    return graded[:number]
