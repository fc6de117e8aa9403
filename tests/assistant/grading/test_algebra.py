"""The algebra over judgements: each part by itself, on inspections made here."""

from datetime import date

import pytest

from assistant.areas import Topic
from assistant.grading import algebra
from assistant.grading.algebra import Case, Finding, Held, Look, Moved
from assistant.grading.rows import Row, graded_row, row_of
from assistant.request import Change, Condition, Move, Span, Which
from index.reports import Area, Grade, Inspection, Judgement, Kind, Report

OUTSTANDING, GOOD, INADEQUATE = Grade.OUTSTANDING, Grade.GOOD, Grade.INADEQUATE
IMPROVE, ADEQUATE = Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE


def made(year: int, overall: Grade | None = None, /, **grades: Grade) -> Report:
    """An inspection of a year; other areas by short names."""
    areas = {"HELP": "help_and_protection", "IN_CARE_AND_LEAVERS": "in_care_and_care_leavers"}
    given = {Area(areas[name]): grade for name, grade in grades.items()}
    given = {**({Area("overall_effectiveness"): overall} if overall else {}), **given}
    judgements = tuple(
        Judgement(area, grade, 1, f"{area} {grade}") for area, grade in given.items()
    )
    days = ((date(year, 5, 1), date(year, 5, 9)),)
    return Report(
        str(year),
        f"{year}.pdf",
        "",
        "Devon",
        Inspection(Kind("ILACS"), days),
        date(year, 7, 1),
        "printed",
        9,
        judgements,
    )


def over(*grades: Grade) -> list[Report]:
    """Inspections with these overall grades, given from the oldest; the newest first."""
    return [made(2012 + index, grade) for index, grade in enumerate(grades)][::-1]


def pair(before: Grade, after: Grade) -> Row:
    return algebra.pairs(over(before, after), Topic.OVERALL)[0]


# ---- lines


def test_a_condition_is_on_overall_effectiveness_unless_it_names_areas():
    """One line an area; none where one of them is not judged."""
    report = made(2020, GOOD, HELP=INADEQUATE)

    assert [row.grade for row in algebra.lines(report, Condition())] == [GOOD]
    assert [row.grade for row in algebra.lines(report, Condition((Topic.HELP,)))] == [INADEQUATE]
    assert algebra.lines(report, Condition((Topic.HELP, Topic.CARE_LEAVERS))) == ()


def test_every_and_any_are_on_all_areas_that_were_judged():
    """Overall effectiveness is one of them."""
    report = made(2020, GOOD, HELP=INADEQUATE)

    for which in (Which.EVERY, Which.ANY):
        assert len(algebra.lines(report, Condition(which=which))) == 2


def test_a_combined_grade_is_that_of_neither_half():
    """It answers for both together, and stands beside a half only where it is marked."""
    report = made(2020, GOOD, IN_CARE_AND_LEAVERS=OUTSTANDING)

    assert algebra.lines(report, Condition((Topic.CARE_LEAVERS,))) == ()
    assert row_of(report, Topic.CARE_LEAVERS) is None
    combined = graded_row(report, Topic.CARE_LEAVERS)
    assert combined is not None
    assert combined.judgement.area is Area("in_care_and_care_leavers")


def test_what_was_not_judged_is_no_grade():
    """Words in place of a grade count for nothing."""
    assert algebra.graded(made(2020, Grade.NOT_JUDGED), Topic.OVERALL) is None


# ---- filter


@pytest.mark.parametrize(
    ("which", "grades", "holds"),
    [
        (Which.EVERY, (GOOD, OUTSTANDING), True),
        (Which.EVERY, (OUTSTANDING,), False),
        (Which.EVERY, (), False),
        (Which.ANY, (OUTSTANDING,), True),
        (Which.ANY, (INADEQUATE,), False),
    ],
)
def test_every_area_and_any_area(which: Which, grades: tuple[Grade, ...], holds: bool):
    """ "Good or better across the board", "outstanding in anything", "the same everywhere"."""
    report = made(2020, GOOD, HELP=OUTSTANDING)

    assert algebra.find([report], Condition(grades=grades, which=which)).holds is holds


def test_the_same_grade_in_every_area():
    """Without a grade, every area must have the same one."""
    assert algebra.find([made(2020, GOOD, HELP=GOOD)], Condition(which=Which.EVERY)).holds


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(grades=(INADEQUATE,), span=Span.EVER), True),
        (Condition(grades=(OUTSTANDING,), span=Span.EVER), False),
        (Condition(grades=(OUTSTANDING,), span=Span.NEVER), True),
        (Condition(grades=(INADEQUATE,), span=Span.NEVER), False),
        (Condition(grades=(GOOD, INADEQUATE), span=Span.ALWAYS), True),
        (Condition(grades=(GOOD,), span=Span.ALWAYS), False),
        (Condition(grades=(INADEQUATE,), span=Span.EVER, least=2), True),
        (Condition(grades=(INADEQUATE,), span=Span.EVER, least=3), False),
        (Condition(grades=(INADEQUATE,), span=Span.EVER, least=2, in_a_row=True), False),
        (Condition(grades=(INADEQUATE,), span=Span.EVER, in_a_row=True), False),
    ],
)
def test_spans_over_all_inspections(condition: Condition, holds: bool):
    """Inadequate, good, inadequate: ever, never, always, twice, in a row."""
    assert algebra.find(over(INADEQUATE, GOOD, INADEQUATE), condition).holds is holds


def test_in_a_row_needs_inspections_that_follow_each_other():
    """Two running are found wherever they stand."""
    condition = Condition(grades=(INADEQUATE,), span=Span.EVER, least=2, in_a_row=True)

    assert algebra.find(over(GOOD, INADEQUATE, INADEQUATE, GOOD), condition).holds


def test_never_is_not_said_where_nothing_was_judged():
    """Without a judgement there is nothing that can be never so."""
    finding = algebra.find(
        [made(2020, GOOD)], Condition((Topic.ADOPTION,), (GOOD,), span=Span.NEVER)
    )

    assert not finding.holds
    assert not Case("Devon", (finding,)).is_counted


# ---- moves


@pytest.mark.parametrize(
    ("before", "after", "move", "holds"),
    [
        (GOOD, INADEQUATE, Move(Change.DOWN), True),
        (GOOD, INADEQUATE, Move(Change.UP), False),
        (GOOD, INADEQUATE, Move(Change.DOWN, steps=2), True),
        (GOOD, IMPROVE, Move(Change.DOWN, steps=2), False),
        (GOOD, GOOD, Move(Change.SAME), True),
        (GOOD, GOOD, Move(Change.ANY), False),
        (
            INADEQUATE,
            GOOD,
            Move(Change.ANY, frozenset({INADEQUATE}), frozenset({GOOD, OUTSTANDING})),
            True,
        ),
        (
            IMPROVE,
            GOOD,
            Move(Change.ANY, frozenset({INADEQUATE}), frozenset({GOOD, OUTSTANDING})),
            False,
        ),
        (OUTSTANDING, GOOD, Move(Change.DOWN, frozenset({OUTSTANDING})), True),
        (INADEQUATE, IMPROVE, Move(Change.UP, after=frozenset({GOOD})), False),
        (ADEQUATE, GOOD, Move(Change.UP), False),
        (ADEQUATE, GOOD, Move(Change.ANY, frozenset({ADEQUATE}), frozenset({GOOD})), True),
    ],
)
def test_moves(before: Grade, after: Grade, move: Move, holds: bool):
    """Direction, grades at either end, steps; nothing is above or below "adequate"."""
    assert algebra.moved(pair(before, after), move) is holds


def test_steps_count_grades():
    """Up is more than 0; a move of the old scale has no number."""
    assert pair(INADEQUATE, OUTSTANDING).steps == 3
    assert pair(OUTSTANDING, IMPROVE).steps == -2
    assert pair(ADEQUATE, GOOD).steps is None
    assert pair(ADEQUATE, GOOD).change is None


def test_a_move_across_scales_is_counted_as_unlike():
    """It is neither up nor the same, and it is told of."""
    test = Moved(Move(Change.UP), (Topic.OVERALL,))
    finding = algebra.find_move(algebra.paired_looks(over(ADEQUATE, GOOD), test.areas), test)

    assert (finding.unlike, finding.looked, finding.holds) == (1, (), False)


def test_moves_of_several_areas_must_all_be_so():
    """One area up and one down is no move up of both."""
    reports = [made(2020, GOOD, HELP=INADEQUATE), made(2016, IMPROVE, HELP=GOOD)]
    test = Moved(Move(Change.UP), (Topic.OVERALL, Topic.HELP))

    assert not algebra.find_move(algebra.paired_looks(reports, test.areas), test).holds
    overall = Moved(Move(Change.UP), (Topic.OVERALL,))
    assert algebra.find_move(algebra.paired_looks(reports, overall.areas), overall).holds


def test_the_one_before_is_the_last_that_gave_a_grade():
    """An inspection that did not judge an area is passed over."""
    reports = [made(2020, HELP=GOOD), made(2018, GOOD), made(2016, HELP=INADEQUATE)]
    row = algebra.pairs(reports, Topic.HELP)[0]

    assert row.before is not None
    assert (row.report.id, row.before.report.id) == ("2020", "2016")


# ---- group, order, take, count, share


def test_groups_keep_the_order_of_what_is_grouped():
    """A group stands where its first item does."""
    assert algebra.grouped(["bb", "a", "cc"], len) == {2: ["bb", "cc"], 1: ["a"]}


def test_ties_at_the_cut_are_kept():
    """Two are asked for, and the third is level with the second."""
    assert algebra.take([3, 2, 2, 1], lambda n: n, 2) == (3, 2, 2)
    assert algebra.take([3, 2, 1], lambda n: n, 2) == (3, 2)
    assert algebra.take([3, 2], lambda n: n, None) == (3, 2)
    assert algebra.winners([3, 3, 2], lambda n: n) == (3, 3)


def test_places_are_shared_by_those_who_are_level():
    """First, two second, fourth."""
    assert algebra.places([9, 5, 5, 1], lambda n: n) == {0: (1, 1), 1: (2, 2), 2: (2, 2), 3: (4, 1)}


def test_a_share_of_nothing_is_no_number():
    """And one of three is a third."""
    assert algebra.share(0, 0) is None
    assert round(algebra.share(1, 3) or 0, 1) == 33.3


def test_keys_of_orders():
    """How high the grades are together, how many areas have a grade, how far it moved."""
    report = made(2020, GOOD, HELP=OUTSTANDING)
    condition = Condition((Topic.OVERALL, Topic.HELP))
    case = Case("Devon", (algebra.find([report], condition),))

    assert algebra.standing(case) == 5
    assert algebra.count_given(case, OUTSTANDING) == 1
    anything = Condition(grades=(GOOD,), which=Which.ANY)
    assert algebra.areas_fitting(Case("Devon", (algebra.find([report], anything),))) == 1
    moved = Case(
        "Devon", (Finding(Moved(Move()), fitting=(Look(report, (pair(GOOD, IMPROVE),)),)),)
    )
    assert algebra.steps(moved) == -1


def test_a_report_that_is_held_shows_its_overall_grade():
    """A visit has none, and is held all the same."""
    visit, inspection = made(2021), made(2020, GOOD, HELP=INADEQUATE)
    finding = algebra.find_held([visit, inspection], [visit, inspection], Held())

    assert finding.holds
    assert [[row.grade for row in look.rows] for look in finding.fitting] == [[], [GOOD]]


@pytest.mark.parametrize(
    ("than", "holds"),
    [(Change.UP, True), (Change.DOWN, False), (Change.SAME, False), (Change.ANY, True)],
)
def test_one_area_is_set_beside_another_at_one_inspection(than: Change, holds: bool):
    """Outstanding overall is above Good for help and protection, whatever they were before."""
    report = made(2020, OUTSTANDING, HELP=GOOD)
    condition = Condition((Topic.OVERALL, Topic.HELP), than=than)
    assert algebra.fits(algebra.lines(report, condition), condition) is holds


def test_a_move_that_must_be_at_each_of_them_is_not_there_with_one_missing():
    """Up and up is always up; up and the same is not."""
    up = Moved(Move(Change.UP, always=True), (Topic.OVERALL,))
    rising = algebra.paired_looks(over(INADEQUATE, IMPROVE, GOOD), up.areas)
    once = algebra.paired_looks(over(INADEQUATE, GOOD, GOOD), up.areas)
    assert algebra.find_move(rising, up).holds
    assert not algebra.find_move(once, up).holds
    assert algebra.find_move(once, Moved(Move(Change.UP, ever=True), up.areas)).holds
