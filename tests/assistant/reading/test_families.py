"""Families of inspections: which one a question means, and that grades of two scales never meet."""

from datetime import date

import pytest

from assistant.areas import Topic, judged, main_topic, no_overall_since
from assistant.families import Families
from assistant.library import Library
from assistant.reading.families import family_meant, in_first_words, of_family
from assistant.request import Act, Condition, Request
from assistant.scale import at_least, others
from index.frameworks import FAMILIES, FRAMEWORKS
from index.reports import Area, Grade, Inspection, Judgement, Kind, Report

CHILDREN, SEND = FAMILIES[0], next(family for family in FAMILIES if family.name == "SEND")
POSITIVE, MIXED, FAILINGS = SEND.grades


def made(council: str, kind: str, year: int, *also: str, **grades: Grade) -> Report:
    day = date(year, 3, 4)
    judgements = tuple(Judgement(Area(area), grade, 1, "") for area, grade in grades.items())
    return Report(
        f"{council}{kind}{year}",
        f"{council} {year}.pdf",
        "",
        council,
        Inspection(Kind(kind), ((day, day),)),
        day,
        "printed",
        9,
        judgements,
        others=also,
    )


LIBRARY = Library(
    (
        made("Kent", "ILACS", 2019, overall_effectiveness=Grade.GOOD),
        made("Kent", "area-SEND", 2023, send_outcome=FAILINGS),
        made("Leeds", "area-SEND", 2024, send_outcome=POSITIVE),
        made("Bath and North East Somerset", "JTAI", 2022, "Wiltshire"),
        made("Kent", "unknown", 2025),
    )
)


@pytest.mark.parametrize(
    ("message", "family", "read"),
    [
        ("SEND in Kent", "SEND", "overall in Kent"),
        ("how is send in kent", "SEND", "how is overall in kent"),
        ("Can you send me the grades for Leeds?", None, None),
        (
            "Which areas have systemic failings for SEND?",
            "SEND",
            "Which areas have inadequate overall?",
        ),
        (
            "What did the JTAI say about Bromley?",
            "joint",
            "What did the inspection say about Bromley?",
        ),
        ("youth justice in Leeds", "youth justice", "overall in Leeds"),
        ("Which councils are good?", None, None),
        ("What did ILACS find in Kent?", "children", "What did ILACS find in Kent?"),
    ],
)
def test_a_message_means_a_family(message: str, family: str | None, read: str | None):
    meant = family_meant(message)
    assert (meant and meant.name) == family
    if meant:
        assert " ".join(in_first_words(message, meant).split()) == read


def test_what_was_read_is_put_back_in_the_words_of_its_family():
    request = Request(conditions=(Condition(grades=(Grade.GOOD, Grade.OUTSTANDING)),))
    (condition,) = of_family(request, SEND).conditions
    assert condition.grades == (POSITIVE,)
    assert condition.areas == (main_topic(SEND),)


def test_grades_bend_within_their_own_scale():
    assert at_least(frozenset({MIXED})) == {POSITIVE, MIXED}
    assert others(frozenset({FAILINGS})) == {POSITIVE, MIXED}
    assert Grade.GOOD not in SEND.grades


def test_the_latest_is_asked_within_a_family():
    kent = LIBRARY.latest("Kent")
    assert kent is not None and kent.kind is Kind("ILACS")
    assert not LIBRARY.is_older(kent)
    send = LIBRARY.within(SEND).latest("Kent")
    assert send is not None and judged(send, Topic.OVERALL) == "send_outcome"


def test_a_report_about_two_councils_counts_for_both_and_says_so():
    for council, other in (
        ("Wiltshire", "Bath and North East Somerset"),
        ("Bath and North East Somerset", "Wiltshire"),
    ):
        (report,) = LIBRARY.of(council)
        assert report.council == council
        assert report.kind_label == f"joint targeted area inspection (also of {other})"


@pytest.mark.parametrize(
    ("request_", "family", "told"),
    [
        (Request(councils=("Kent",)), "children", ""),
        (Request(councils=("Kent",), family="SEND"), "SEND", ""),
        (Request(councils=("Leeds",)), "SEND", "no report on children's services in Leeds"),
        (
            Request(councils=("Kent", "Leeds")),
            "children",
            "no report on children's services here of: Leeds",
        ),
        (
            Request(councils=("Wiltshire",), family="SEND"),
            "joint",
            "no report on special educational needs",
        ),
        (Request(), "children", ""),
    ],
)
def test_where_only_another_family_answers_it_is_said(request_: Request, family: str, told: str):
    families = Families(LIBRARY)
    chosen = families.choose(request_)
    assert chosen.family == family
    note = families.note(chosen, is_brief=False)
    assert told in note and bool(told) == bool(note)


def test_a_brief_names_the_other_families_that_are_here():
    families = Families(LIBRARY)
    note = families.note(families.choose(Request(councils=("Kent",))), is_brief=True)
    assert "area SEND inspection, published 4 March 2023" in note


def test_there_is_no_overall_grade_since_april_2026():
    assert no_overall_since(made("Kent", "ILACS", 2027, help_and_protection=Grade.GOOD)) == date(
        2026, 4, 1
    )
    assert no_overall_since(made("Kent", "ILACS", 2025, help_and_protection=Grade.GOOD)) is None


def test_no_two_families_share_an_area():
    areas = [
        (family.name, area)
        for family in FAMILIES
        for area in {a for f in FRAMEWORKS.values() if f.family is family for a in f.areas}
    ]
    assert len({area for _, area in areas}) == len(areas)
    assert CHILDREN.grades[0] is Grade.OUTSTANDING


def test_where_no_grades_are_given_reports_are_listed():
    joint = next(family for family in FAMILIES if family.name == "joint")
    listed = of_family(Request(act=Act.LIST, conditions=(Condition(grades=(Grade.GOOD,)),)), joint)
    assert (listed.kinds, listed.conditions) == ((Kind("JTAI"),), ())
