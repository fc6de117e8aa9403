"""Answers on grades: exact, over everything in the library, each row cited. Requests are made by
hand.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.answers import Answer, Part
from assistant.areas import Topic
from assistant.grading.judgements import JudgementAnswerer
from assistant.grading.population import Population
from assistant.library import Library
from assistant.request import (
    Act,
    By,
    Change,
    Condition,
    First,
    Group,
    GroupKind,
    Move,
    Request,
    Span,
    Unit,
    Want,
    Which,
)
from assistant.times import Times
from index.build import build
from index.places.councils import council_named
from index.reports import Area, Grade, Inspection, Judgement, Kind, Report
from index.settings import Settings
from index.storing.store import Store
from tests import made_reports
from tests.made_reports import (
    COMBINED_GRADES,
    ILACS_GRADES,
    NO_OVERALL_GRADES,
    make_ilacs,
    make_sif,
)

TOP, GOOD, IMPROVE, LOW = (
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.INADEQUATE,
)
LOWERED = {
    **ILACS_GRADES,
    made_reports.OVERALL: "Inadequate",
    made_reports.CARE_LEAVERS: "Inadequate",
}
TODAY = date(2026, 11, 27)
YES_OR_NO = frozenset({Want.YES_OR_NO})
LONDON = Group(GroupKind.REGION, ("London",))
COUNTIES = Group(GroupKind.TYPE, ("county",))
# What councils were given overall, from the oldest inspection to the latest.
GIVEN = {
    ("Harrow", 2015): {Area("overall_effectiveness"): LOW, Area("help_and_protection"): LOW},
    ("Harrow", 2019): {Area("overall_effectiveness"): GOOD, Area("help_and_protection"): IMPROVE},
    ("Harrow", 2024): {
        Area("overall_effectiveness"): TOP,
        Area("help_and_protection"): TOP,
        Area("care_leavers"): TOP,
    },
    ("Brent", 2016): {
        Area("overall_effectiveness"): GOOD,
        Area("help_and_protection"): GOOD,
        Area("adoption"): TOP,
    },
    ("Brent", 2021): {
        Area("overall_effectiveness"): GOOD,
        Area("help_and_protection"): GOOD,
        Area("in_care_and_care_leavers"): IMPROVE,
    },
    ("Devon", 2013): {Area("overall_effectiveness"): Grade.ADEQUATE},
    ("Devon", 2020): {Area("overall_effectiveness"): LOW, Area("help_and_protection"): IMPROVE},
    ("Kent", 2017): {Area("overall_effectiveness"): GOOD, Area("help_and_protection"): GOOD},
    ("Kent", 2022): {
        Area("overall_effectiveness"): TOP,
        Area("help_and_protection"): GOOD,
        Area("care_leavers"): GOOD,
    },
    ("Surrey", 2014): {Area("overall_effectiveness"): LOW, Area("help_and_protection"): LOW},
    ("Surrey", 2018): {Area("overall_effectiveness"): LOW, Area("help_and_protection"): LOW},
    ("Surrey", 2022): {
        Area("overall_effectiveness"): IMPROVE,
        Area("help_and_protection"): IMPROVE,
        Area("in_care_and_care_leavers"): IMPROVE,
    },
    ("Leicester", 2022): {Area("overall_effectiveness"): GOOD, Area("help_and_protection"): GOOD},
    ("Leicester", 2026): {Area("help_and_protection"): LOW, Area("care_leavers"): GOOD},
}

ILACS = Kind("ILACS")


def made(council: str, year: int, grades: dict[Area, Grade], kind: Kind = ILACS) -> Report:
    judgements = tuple(
        Judgement(area, grade, 1, f"{area.label}: {grade}") for area, grade in grades.items()
    )
    days = ((date(year, 5, 1), date(year, 5, 9)),)
    name = f"{council} {year} {kind}"
    return Report(
        name,
        f"{name}.pdf",
        "",
        council,
        Inspection(kind, days),
        date(year, 7, 1),
        "printed",
        9,
        judgements,
    )


class Pages:
    """A catalogue in which each grade stands on its page."""

    def page_texts(self, report: str, page: int, last_page: int) -> list[str]:
        return [f"{area.label}: {grade}" for area in Area.all() for grade in Grade.all()]

    def source_of(self, report: str) -> None:
        """None was fetched."""


@pytest.fixture(scope="module")
def library() -> Library:
    """Six councils of different histories; Kent has had a visit since."""
    reports = [made(council, year, grades) for (council, year), grades in GIVEN.items()]
    reports.append(made("Kent", 2023, {}, Kind("focused-visit")))
    return Library(tuple(sorted(reports, key=lambda report: report.newest, reverse=True)))


@pytest.fixture(scope="module")
def catalogue(library: Library) -> JudgementAnswerer:
    return JudgementAnswerer(SimpleNamespace(catalogue=Pages()), library, lambda: TODAY)  # type: ignore[arg-type]


def ask(catalogue: JudgementAnswerer, act: Act, *conditions: Condition, **fields: object) -> Answer:
    answer = catalogue.answer(Request(act=act, conditions=conditions, **fields))  # type: ignore[arg-type]
    assert answer is not None
    return answer


def first(answer: Answer) -> str:
    return answer.claims[0].text


def table(answer: Answer) -> Part:
    """The table whose rows are councils, or groups of them."""
    return next(part for part in answer.parts if part.columns)


def rows(answer: Answer) -> list[str]:
    return [row[0].text for row in table(answer).rows]


# ---- lists and counts


def test_a_list_says_how_many_of_how_many_and_who(catalogue):
    """The sentence answers; the table cites the page that gives each grade."""
    answer = ask(catalogue, Act.LIST, Condition(grades=(TOP,)))

    assert first(answer).startswith("2 of 5 councils in this library (40.0 %): Outstanding overall")
    assert "They are Harrow and Kent." in first(answer)
    assert [claim.citations for claim in answer.claims if claim.text == "Outstanding"] == [
        (1,),
        (2,),
    ]
    assert [citation.council for citation in answer.citations] == ["Harrow", "Kent"]


def test_what_cannot_be_counted_is_said(catalogue):
    """Neither an inspection without that grade nor a combined one counts, and both are told of."""
    overall = ask(catalogue, Act.LIST, Condition(grades=(GOOD,)))
    halves = ask(catalogue, Act.COUNT, Condition((Topic.CARE_LEAVERS,), (TOP, GOOD)))

    assert (
        "1 whose latest inspection gives no overall grade, because Ofsted has given none since "
        "April 2026" in overall.markdown
    )
    assert first(halves).startswith("3 of 3 councils")
    assert "one grade covers children in care and care leavers together there: 2" in halves.markdown


def test_share_and_majority_come_first(catalogue):
    """A percentage where one is asked for; Yes or No where the majority is."""
    share = ask(catalogue, Act.COUNT, Condition(grades=(TOP, GOOD)), wants=frozenset({Want.SHARE}))
    majority = ask(
        catalogue, Act.COUNT, Condition(grades=(TOP, GOOD)), wants=frozenset({Want.MAJORITY})
    )
    minority = ask(catalogue, Act.COUNT, Condition(grades=(LOW,)), wants=frozenset({Want.MAJORITY}))

    assert first(share).startswith("60.0 %: 3 of 5")
    assert first(majority).startswith("Yes. 3 of 5")
    assert first(minority).startswith("No. 1 of 5")


def test_of_few_councils_no_percentage_is_said(catalogue):
    """Two of two says more than a hundred per cent."""
    assert "%" not in first(ask(catalogue, Act.COUNT, Condition(grades=(TOP,)), groups=(LONDON,)))


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (Condition(grades=(LOW,), span=Span.EVER), ["Devon", "Harrow", "Surrey"]),
        (Condition(grades=(LOW,), span=Span.NEVER), ["Brent", "Kent", "Leicester"]),
        (Condition(grades=(GOOD, TOP), span=Span.ALWAYS), ["Brent", "Kent", "Leicester"]),
        (Condition(grades=(LOW,), span=Span.EVER, least=2), ["Surrey"]),
        (Condition(grades=(LOW,), least=2, in_a_row=True), ["Surrey"]),
        (Condition(grades=(TOP,), which=Which.EVERY), ["Harrow"]),
        (Condition(which=Which.EVERY), ["Harrow", "Surrey"]),
        (Condition(grades=(TOP,), which=Which.ANY), ["Harrow", "Kent"]),
        (Condition((Topic.OVERALL, Topic.HELP), (GOOD,)), ["Brent"]),
    ],
)
def test_conditions(catalogue, condition: Condition, names: list[str]):
    """Ever, never, always, twice, in a row, in every area, in any, in two."""
    assert rows(ask(catalogue, Act.LIST, condition)) == names


def test_conditions_of_different_spans_must_all_hold(catalogue):
    """Once inadequate and now good or better: the table shows both."""
    answer = ask(
        catalogue, Act.LIST, Condition(grades=(LOW,), span=Span.EVER), Condition(grades=(GOOD, TOP))
    )

    assert rows(answer) == ["Harrow"]
    assert "Inadequate (2015)" in answer.markdown
    assert "at the latest" in first(answer)


@pytest.mark.parametrize(
    ("groups", "total"),
    [
        ((LONDON,), 2),
        ((replace(LONDON, excluded=True),), 3),
        ((COUNTIES,), 3),
        ((LONDON, COUNTIES), 0),
        ((LONDON, Group(GroupKind.REGION, ("South East",))), 4),
        ((Group(GroupKind.LISTED, ("Kent", "Devon")),), 2),
        ((Group(GroupKind.FAMILY, ("Kent", "Leicester"), label="friends"),), 1),
    ],
)
def test_groups_limit_what_is_counted(catalogue, groups: tuple[Group, ...], total: int):
    """Regions, types, lists and families; of one kind they add up, of several they must all fit."""
    answer = ask(catalogue, Act.LIST, Condition(grades=tuple(Grade.all())), groups=groups)

    assert len(answer.citations) == total
    if total:
        assert f"of {total} council" in first(answer)
    else:
        assert "no report here of any council" in answer.markdown


def test_neighbours_are_counted_without_the_council_itself(catalogue, library):
    """The council stands beside them; those that are not in the library are named."""
    near = [name for name in council_named("Devon").neighbours if name in library.councils]
    answer = ask(
        catalogue,
        Act.LIST,
        Condition(grades=tuple(Grade.all())),
        councils=("Devon",),
        groups=(Group(GroupKind.NEIGHBOURS),),
    )

    assert rows(answer) == ["Devon (itself)", *near] == ["Devon (itself)", "Kent"]
    assert "1 of 1 council among the statistical neighbours of Devon" in first(answer)
    assert {claim.council for claim in answer.claims} == {"", "Kent"}
    assert "Devon itself: Inadequate" in answer.markdown
    assert "Not in this library:" in answer.markdown


def test_better_than_a_council_is_by_its_own_grade(catalogue):
    """The council itself is not among those counted."""
    answer = ask(catalogue, Act.LIST, councils=("Surrey",), beside=Change.UP)

    assert rows(answer) == ["Brent", "Harrow", "Kent"]
    assert "of 4 councils other than Surrey" in first(answer)


@pytest.mark.parametrize(
    ("move", "names"),
    [
        (Move(Change.UP), ["Harrow", "Kent", "Surrey"]),
        (Move(Change.UP, steps=2, ever=True), ["Harrow"]),
        (Move(Change.SAME), ["Brent"]),
        (Move(Change.ANY, frozenset({LOW}), frozenset({GOOD, TOP}), ever=True), ["Harrow"]),
    ],
)
def test_moves_show_both_grades(catalogue, move: Move, names: list[str]):
    """Before and after, both cited; moves across scales are told of and not counted."""
    answer = ask(catalogue, Act.LIST, move=move)

    assert rows(answer) == names
    assert table(answer).columns[1:3] == ("Before", "Grade")
    assert all(cell.citations for row in table(answer).rows for cell in row[1:3])
    assert "different scales and cannot be compared: 1" in answer.markdown


def test_inspections_and_grades_are_counted_as_such(catalogue):
    """Of inspections, of single judgements, and of the inspections of one council."""
    reports = ask(catalogue, Act.COUNT, Condition(grades=(LOW,)), unit=Unit.REPORTS)
    grades = ask(catalogue, Act.COUNT, Condition(grades=(TOP,)), unit=Unit.GRADES)
    surrey = ask(
        catalogue, Act.COUNT, Condition(grades=(LOW,), span=Span.EVER), councils=("Surrey",)
    )

    assert first(reports).startswith("4 of 13 inspections")
    assert first(grades).startswith("4 of 16 grades")
    assert first(surrey).startswith("2 of 3 inspections of Surrey")


def test_reports_of_a_kind_are_listed(catalogue):
    """Visits give no grades, and are listed all the same; beside them grades are the latest."""
    since = Times(since=date(2023, 1, 1))
    visits = ask(catalogue, Act.LIST, kinds=(Kind("focused-visit"),), times=since)
    both = ask(
        catalogue, Act.LIST, Condition(grades=(TOP,)), kinds=(Kind("focused-visit"),), times=since
    )

    assert rows(visits) == rows(both) == ["Kent"]
    assert "1 of 6 councils" in first(visits)
    assert "Outstanding" in both.markdown


def test_councils_without_an_inspection_of_a_time_are_listed(catalogue):
    """ "Not inspected since 2023" is a condition that holds never, on no grade."""
    since = Times(since=date(2023, 1, 1))
    answer = ask(catalogue, Act.LIST, Condition(span=Span.NEVER), times=since)

    assert rows(answer) == ["Brent", "Devon", "Kent", "Surrey"]
    assert first(answer).startswith("4 of 6 councils")


def test_tests_on_inspections_must_all_hold_at_the_same_one(catalogue):
    """Rose overall, and help was to improve then: no test is dropped where inspections are
    counted.
    """
    up = Move(Change.UP)
    answer = ask(
        catalogue, Act.COUNT, Condition((Topic.HELP,), (IMPROVE,)), unit=Unit.REPORTS, move=up
    )

    assert rows(answer) == ["Harrow", "Surrey"]


def test_a_time_limits_what_is_looked_at(catalogue):
    """A year, the inspection before the latest, and the last two."""
    year = ask(catalogue, Act.LIST, Condition(grades=(GOOD, TOP)), times=Times(years=(2022,)))
    back = ask(catalogue, Act.LIST, Condition(grades=(GOOD,)), times=Times(back=1))
    last = ask(catalogue, Act.LIST, Condition(grades=(GOOD, TOP)), times=Times(last=2))

    assert rows(year) == ["Kent", "Leicester"]
    assert rows(back) == ["Brent", "Harrow", "Kent", "Leicester"]
    assert set(rows(last)) == {"Brent", "Harrow", "Kent"}


# ---- ranks and groups


def test_the_best_are_all_that_share_the_best_grade(catalogue):
    """They are level, and it is said that the grade is all that ranks them."""
    answer = ask(catalogue, Act.RANK, order=First.BEST)

    assert rows(answer) == ["Harrow", "Kent"]
    assert first(answer).startswith("Best grade overall: Harrow and Kent (Outstanding)")
    assert "The grade is all" in answer.markdown


def test_a_number_cuts_and_keeps_ties(catalogue):
    """Asked for one of two that are level, both are shown, and it is said why."""
    once = ask(
        catalogue, Act.RANK, Condition(grades=(GOOD,), span=Span.EVER), order=First.MOST, number=2
    )

    assert rows(once)[0] == "Brent"
    assert len(rows(once)) == 4
    assert "because they are level with the last" in once.markdown


def test_the_longest_since_an_inspection(catalogue):
    """By the last day on site, with how long ago that was today."""
    answer = ask(catalogue, Act.RANK, order=First.OLDEST, number=2)

    assert rows(answer) == ["Devon", "Brent"]
    assert "6 years and 6 months" in first(answer)


def test_the_most_improved_are_by_steps(catalogue):
    """One grade between the last two; the named council's place among all is told."""
    answer = ask(
        catalogue,
        Act.RANK,
        order=First.MOST_IMPROVED,
        councils=("Brent",),
        groups=(Group(GroupKind.ALL),),
    )

    assert first(answer).startswith(
        "Most improved, overall grade: Harrow, Kent and Surrey (by one grade)"
    )


def test_the_place_of_a_council_is_told(catalogue):
    """With how many share it."""
    fields = {"councils": ("Surrey",), "groups": (Group(GroupKind.ALL),), "order": First.BEST}

    assert first(ask(catalogue, Act.RANK, **fields)) == "Surrey: place 4 of 5."
    assert first(ask(catalogue, Act.GRADE, **fields)) == "Surrey: place 4 of 5."


def test_who_has_the_most_of_a_grade(catalogue):
    """The areas of the latest inspection are counted, council by council."""
    answer = ask(catalogue, Act.RANK, Condition(grades=(TOP,)), order=First.MOST, unit=Unit.GRADES)

    assert "Harrow (in 3 areas)" in first(answer)


def test_regions_are_ranked_by_share(catalogue):
    """Good or better where no grade is named; small groups are said to be small."""
    answer = ask(catalogue, Act.RANK, order=First.BEST, by=By.REGION)

    assert rows(answer)[0] == "London"
    assert "London (2 of 2)" in first(answer)
    assert "A share of one or two says little" in answer.markdown


def test_the_spread_of_grades_has_grades_for_columns(catalogue):
    """Without a grade that is asked for, all of them are counted."""
    answer = ask(catalogue, Act.COUNT, by=By.REGION)

    assert table(answer).columns == (
        "Region",
        "Outstanding",
        "Good",
        "Requires improvement",
        "Inadequate",
    )
    assert rows(answer) == ["London", "South East", "South West"]
    assert len(answer.citations) == 5


def test_groups_are_set_beside_each_other(catalogue):
    """A row each, with how many of how many."""
    answer = ask(
        catalogue,
        Act.COMPARE,
        Condition(grades=(GOOD, TOP)),
        groups=(LONDON, Group(GroupKind.REGION, ("South East",))),
    )

    assert rows(answer) == ["London", "South East"]
    assert "London: 2 of 2; South East: 1 of 2" in first(answer)
    every = ask(catalogue, Act.COMPARE, groups=(LONDON, Group(GroupKind.REGION, ("South East",))))
    assert "London: 2 of 2; South East: 1 of 2" in first(every)


def test_years_count_inspections(catalogue):
    """A council is of several years, an inspection of one."""
    answer = ask(catalogue, Act.COUNT, by=By.YEAR, unit=Unit.REPORTS)

    assert "14 inspections" in first(answer)
    assert [cell.text for row in table(answer).rows for cell in row][:2] == ["2013", "1"]


# ---- councils that are named


def test_yes_or_no_is_said_first_where_it_is_asked(catalogue):
    """Else the grade itself is."""
    yes = ask(catalogue, Act.GRADE, Condition(grades=(TOP,)), councils=("Harrow",), wants=YES_OR_NO)
    no = ask(catalogue, Act.GRADE, Condition(grades=(GOOD,)), councils=("Harrow",), wants=YES_OR_NO)
    corrected = ask(catalogue, Act.GRADE, Condition(grades=(GOOD,)), councils=("Harrow",))

    assert first(yes).startswith("Yes. Harrow: Outstanding for overall effectiveness")
    assert first(no).startswith(
        "No. Harrow was judged Outstanding for overall effectiveness, not Good"
    )
    assert first(corrected).startswith("Harrow was not judged Good")


def test_one_denial_denies_the_whole(catalogue):
    """Of two areas, the one that does not have the grade comes first."""
    condition = Condition((Topic.OVERALL, Topic.HELP), (TOP,))
    answer = ask(catalogue, Act.GRADE, condition, councils=("Kent",), wants=YES_OR_NO)

    assert first(answer).startswith(
        "No. Kent was judged Good for help and protection, not Outstanding"
    )


@pytest.mark.parametrize(
    ("span", "council", "verdict"),
    [
        (Span.EVER, "Harrow", "Yes."),
        (Span.NEVER, "Harrow", "No."),
        (Span.EVER, "Kent", "No."),
        (Span.NEVER, "Kent", "Yes."),
        (Span.ALWAYS, "Surrey", "No."),
    ],
)
def test_over_all_inspections_of_a_council(catalogue, span: Span, council: str, verdict: str):
    """Each inspection is told of with its year, and cited."""
    answer = ask(
        catalogue,
        Act.GRADE,
        Condition(grades=(LOW,), span=span),
        councils=(council,),
        wants=YES_OR_NO,
    )

    assert first(answer).startswith(verdict)
    assert len(answer.claims[0].citations) == len([1 for name, _ in GIVEN if name == council])


def test_an_inspection_without_an_overall_grade_is_said_to_be_one(catalogue):
    """The grades of its areas, and the last overall grade with its date."""
    answer = ask(catalogue, Act.GRADE, councils=("Leicester",))

    assert "gave no overall grade" in first(answer)
    assert "The last overall grade here is Good" in first(answer)
    assert "2022" in first(answer)


def test_a_history_is_in_order_of_time(catalogue):
    """Years in brackets, the same grade once; then all inspections in a grid."""
    answer = ask(catalogue, Act.HISTORY, councils=("Surrey",))

    assert first(answer) == (
        "Surrey overall, by the year of each report: Inadequate (2014, 2018), Requires "
        "improvement (2022)."
    )
    assert len(answer.claims[0].citations) == 3
    assert len(table(answer).columns) == 4


def test_a_comparison_says_who_is_better(catalogue):
    """Or that they are the same, or that the grades cannot be compared."""
    better = ask(catalogue, Act.COMPARE, councils=("Harrow", "Surrey"))
    same = ask(catalogue, Act.COMPARE, councils=("Harrow", "Kent"))
    halves = ask(
        catalogue, Act.COMPARE, Condition((Topic.CARE_LEAVERS,)), councils=("Kent", "Surrey")
    )

    assert (
        first(better)
        == "Harrow has the better grade overall: Outstanding. Surrey: Requires improvement."
    )
    assert first(same) == "Harrow and Kent have the same grade overall: Outstanding."
    assert "together" in first(halves)


def test_a_council_is_set_beside_a_group(catalogue):
    """Its grade, how many are better, the same and worse, and the council first in the table."""
    answer = ask(catalogue, Act.COMPARE, councils=("Surrey",), groups=(Group(GroupKind.OTHERS),))

    assert "better 3, the same 0, worse 1" in answer.markdown
    assert rows(answer)[0] == "Surrey"


def test_a_change_is_told_for_each_area(catalogue):
    """Up and the same, from the inspection before; scales that differ are not compared."""
    kent = ask(catalogue, Act.CHANGE, councils=("Kent",))
    devon = ask(catalogue, Act.CHANGE, councils=("Devon",))

    assert "rose from Good" in first(kent)
    assert any("the same grade, Good" in claim.text for claim in kent.claims)
    assert "cannot be compared" in first(devon)


def test_whether_a_grade_ever_moved(catalogue):
    """Asked over all inspections, the move that was is told with its dates."""
    move = Move(Change.UP, steps=2, ever=True)
    answer = ask(catalogue, Act.GRADE, councils=("Harrow",), move=move, wants=YES_OR_NO)

    assert first(answer).startswith("Yes. Harrow, overall effectiveness: rose from Inadequate")


def test_a_move_taken_for_granted_is_told_whenever_it_was(catalogue):
    """Asked why it left inadequate, the move that was is told, and not just the last one."""
    left = Move(Change.UP, frozenset({LOW}))
    told = ask(catalogue, Act.GRADE, councils=("Harrow",), move=left)
    asked = ask(catalogue, Act.GRADE, councils=("Harrow",), move=left, wants=YES_OR_NO)

    assert "rose from Inadequate (1 to 9 May 2015) to Good" in first(told)
    assert first(asked).startswith("No. Harrow, overall effectiveness: rose from Good")


def test_since_a_time_the_end_counts_against_the_beginning(catalogue):
    """Harrow rose twice since 2015; what is told is from where to where."""
    fields = {"councils": ("Harrow",), "move": Move(Change.UP, steps=3), "wants": YES_OR_NO}
    answer = ask(catalogue, Act.GRADE, times=Times(since=date(2015, 1, 1)), **fields)

    assert first(answer).startswith("Yes. Harrow, overall effectiveness: rose from Inadequate")
    assert "to Outstanding" in first(answer)


def test_dates_are_facts(catalogue):
    """When it was last inspected and how long ago, and what has come since; all that is held."""
    last = ask(catalogue, Act.FACTS, councils=("Kent",), wants=frozenset({Want.HOW_LONG}))
    held = ask(catalogue, Act.FACTS, councils=("Kent",), wants=frozenset({Want.HOLDINGS}))
    whole = ask(catalogue, Act.FACTS)

    assert first(last).startswith("Kent was last inspected 1 to 9 May 2022")
    assert "4 years and 6 months ago" in first(last)
    assert "focused visit of 1 to 9 May 2023" in last.claims[1].text
    assert len(list(table(held).rows)) == 3
    assert first(whole).startswith("15 reports of 6 councils")


def test_when_a_grade_was_given_is_told_over_all_inspections(catalogue):
    """ "When was Surrey inadequate?" is a fact on grades."""
    dates = frozenset({Want.DATES})
    given = ask(catalogue, Act.FACTS, Condition(grades=(LOW,)), councils=("Surrey",), wants=dates)
    moved = ask(catalogue, Act.FACTS, councils=("Harrow",), move=Move(Change.UP), wants=dates)

    assert "at 2 of its 3 inspections here (2014, 2018)" in first(given)
    assert len([claim for claim in moved.claims if "rose from" in claim.text]) == 2


def test_what_asks_for_others_lists_them(catalogue):
    """Better than a council, and the neighbours of one, are not its own grades."""
    better = ask(catalogue, Act.GRADE, councils=("Surrey",), beside=Change.UP)
    near = ask(catalogue, Act.GRADE, councils=("Devon",), groups=(Group(GroupKind.NEIGHBOURS),))

    assert rows(better) == ["Brent", "Harrow", "Kent"]
    assert rows(near) == ["Devon (itself)", "Kent"]


def test_a_visit_has_no_grade(catalogue):
    """The grade of an inspection is not given for that of a visit."""
    assert (
        catalogue.answer(Request(act=Act.GRADE, councils=("Kent",), kinds=(Kind("focused-visit"),)))
        is None
    )


# ---- what is taken for granted


def test_an_earlier_grade_is_not_denied(catalogue):
    """A grade without a time may be one that a council had; then it is told when."""
    request = Request(act=Act.FIND, councils=("Harrow",), premise=(Condition(grades=(LOW,)),))
    answer = catalogue.premise(request)

    assert first(answer) == (
        "Harrow overall, by the year of each report: Inadequate (2015), Good (2019), "
        "Outstanding (2024)."
    )


def test_a_grade_that_never_was_is_denied(catalogue):
    """And so is one that was not that of the time named."""
    never = Request(act=Act.FIND, councils=("Kent",), premise=(Condition(grades=(LOW,)),))
    then = Request(
        act=Act.FIND,
        councils=("Harrow",),
        premise=(Condition(grades=(TOP,)),),
        times=Times(years=(2015,)),
    )

    assert "Kent was not judged Inadequate" in first(catalogue.premise(never))
    assert "Harrow was not judged Outstanding" in first(catalogue.premise(then))


def test_nothing_taken_for_granted_is_nothing_to_say(catalogue):
    """Nor of several councils at once."""
    assert catalogue.premise(Request(councils=("Kent",))) is None
    assert (
        catalogue.premise(Request(councils=("Kent", "Devon"), premise=(Condition(grades=(LOW,)),)))
        is None
    )


# ---- limits


@pytest.mark.parametrize(
    "request_",
    [
        Request(
            act=Act.LIST,
            conditions=(Condition(grades=(LOW,)),),
            groups=(Group(GroupKind.UNKNOWN, ("coastal",)),),
        ),
        Request(
            act=Act.LIST,
            conditions=(Condition(grades=(LOW,)),),
            groups=(Group(GroupKind.NEIGHBOURS),),
        ),
        Request(
            act=Act.LIST,
            conditions=(Condition(grades=(LOW,)),),
            groups=(Group(GroupKind.REGION, ("Wales",)),),
        ),
        Request(act=Act.GRADE, councils=("Kent",), times=Times(years=(2011,))),
        Request(act=Act.LIST, absent=(council_named("Leeds"),)),
        Request(
            act=Act.COUNT,
            conditions=(Condition(grades=(LOW,), span=Span.NEVER),),
            unit=Unit.REPORTS,
        ),
    ],
)
def test_what_cannot_be_applied_is_not_answered(catalogue, request_: Request):
    """An unknown group, neighbours of nobody, a time without a judgement: no number is made up."""
    assert catalogue.answer(request_) is None


def test_a_search_is_narrowed_to_the_councils_described(library):
    """By group, by grade and by move, and the limit is said; named councils are left as they
    are.
    """
    narrow = Population(library).narrow
    by_grade = narrow(Request(act=Act.THEME, conditions=(Condition(grades=(LOW,)),)))
    by_group = narrow(Request(act=Act.THEME, groups=(LONDON,), excluded=("Brent",)))
    by_move = narrow(Request(act=Act.COMMON, move=Move(Change.UP), groups=(COUNTIES,)))
    named = Request(councils=("Kent",), conditions=(Condition(grades=(LOW,)),))

    assert (by_grade.among, by_grade.limits) == (("Devon",), " graded Inadequate overall")
    assert (by_group.among, by_group.limits) == (("Harrow",), " in London other than Brent")
    assert by_move.among == ("Kent", "Surrey")
    assert narrow(named) is named


def test_answers_are_the_same_every_time(catalogue):
    """Nothing in an answer depends on chance."""
    request = Request(
        act=Act.RANK, order=First.MOST, conditions=(Condition(grades=(GOOD,), span=Span.EVER),)
    )

    assert catalogue.answer(request) == catalogue.answer(request)


# ---- over reports that were read


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory):
    """Made reports, read and indexed: Harrow falls, Leicester is combined, Devon and Kent have
    one.
    """
    folder = tmp_path_factory.mktemp("graded")
    make_ilacs(
        folder / "harrow - 04 march 2020.pdf", council="Harrow", inspected="10 to 14 February 2020"
    )
    make_ilacs(
        folder / "harrow - 04 march 2025.pdf",
        council="Harrow",
        inspected="20 to 24 January 2025",
        grades=LOWERED,
    )
    make_ilacs(
        folder / "leicester - 12 november 2021.pdf",
        council="Leicester",
        inspected="20 September 2021 to 1 October 2021",
        grades=COMBINED_GRADES,
    )
    make_ilacs(
        folder / "kent - 12 june 2026.pdf",
        council="Kent",
        inspected="4 to 8 May 2026",
        grades=NO_OVERALL_GRADES,
    )
    make_sif(folder / "devon.pdf", council="Devon", title="Devon County Council")
    with Store(Settings(store=folder.parent / "graded-store"), create=True) as store:
        build(folder, store)
        yield JudgementAnswerer(store, Library(store.catalogue.reports()), lambda: TODAY)


def test_the_grade_of_an_area_is_the_first_thing_said(printed):
    """The latest grade, with the printed words of the table as its quote."""
    answer = ask(printed, Act.GRADE, Condition((Topic.CARE_LEAVERS,)), councils=("Harrow",))

    assert first(answer).startswith("Harrow: Inadequate for care leavers")
    assert answer.citations[0].published == date(2025, 3, 4)
    assert answer.citations[0].page == 1
    assert answer.composer == "catalogue"


def test_rows_have_their_printed_words(printed, tmp_path: Path):
    """The quote of a row is the row of the table."""
    citation = ask(printed, Act.GRADE, Condition((Topic.ADOPTION,)), councils=("Devon",)).citations[
        0
    ]

    assert citation.quote.lower().startswith("adoption performance")
    assert citation.page == 1


def test_a_combined_grade_is_said_to_be_one(printed):
    """Asked for care leavers, the combined grade is given as what it is."""
    text = first(ask(printed, Act.GRADE, Condition((Topic.CARE_LEAVERS,)), councils=("Leicester",)))

    assert "one combined grade" in text


def test_reports_of_2026_give_no_overall_grade(printed):
    """They are told of by their areas, and not counted overall."""
    assert "gave no overall grade" in first(ask(printed, Act.GRADE, councils=("Kent",)))
    assert first(ask(printed, Act.LIST, Condition(grades=(LOW,)))).startswith("1 of 3 councils")


def test_beside_a_grade_stands_what_it_was_before_and_is_now(catalogue):
    """The latest with the one before it; an earlier one with the latest as well."""
    latest = [claim.text for claim in ask(catalogue, Act.GRADE, councils=("Harrow",)).claims]
    assert any(text.startswith("The inspection before that") and "Good" in text for text in latest)
    assert not any(text.startswith("Since then") for text in latest)
    earlier = [
        claim.text
        for claim in ask(catalogue, Act.GRADE, councils=("Harrow",), times=Times((2019,))).claims
    ]
    assert any(text.startswith("Since then") and "Outstanding" in text for text in earlier)


def test_whether_there_ever_was_a_grade_is_answered_of_a_history_too(catalogue):
    """ "Has it ever been outstanding?" read as its grades over time says yes or no first."""
    ever = Condition((), (TOP,), span=Span.EVER)
    assert first(
        ask(catalogue, Act.HISTORY, ever, councils=("Harrow",), wants=YES_OR_NO)
    ).startswith("Yes.")
    beside = ask(catalogue, Act.GRADE, councils=("Harrow",), groups=(LONDON,))
    assert first(beside).startswith("Harrow: Outstanding")
