"""The closed classes: each is read from people's words, with its place, and nothing is claimed
beside.
"""

import time
from datetime import date

import pytest

from assistant.areas import Topic
from assistant.reading.groups import as_groups
from assistant.reading.slots import Slots, read_slots
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
from assistant.times import Times, YearOf
from index.places.councils import council_named
from index.places.lexicon import all_families
from index.places.mentions import find_councils
from index.reports import Grade, Kind

TODAY = date(2026, 11, 27)
OUTSTANDING, GOOD, RI, ADEQUATE, INADEQUATE = (
    Grade.OUTSTANDING,
    Grade.GOOD,
    Grade.REQUIRES_IMPROVEMENT,
    Grade.ADEQUATE,
    Grade.INADEQUATE,
)
LOW = (RI, ADEQUATE, INADEQUATE)
NORTH = ("North East", "North West", "Yorkshire and the Humber")


def slots_of(message: str) -> Slots:
    return read_slots(message, find_councils(message), TODAY, 2026)


def covered(message: str) -> str:
    """The words of a message that are explained."""
    return " | ".join(message[start:end] for start, end in slots_of(message).covered)


def graded(message: str) -> list[tuple[tuple[Topic, ...], tuple[Grade, ...]]]:
    return [(condition.areas, condition.grades) for condition in slots_of(message).conditions]


@pytest.mark.parametrize(
    ("words", "grades"),
    [
        ("good or better", (OUTSTANDING, GOOD)),
        ("good or above for leaders", (OUTSTANDING, GOOD)),
        ("rated at least good", (OUTSTANDING, GOOD)),
        ("no worse than good", (OUTSTANDING, GOOD)),
        ("good+ for kids in care", (OUTSTANDING, GOOD)),
        ("Good overall or better", (OUTSTANDING, GOOD)),
        ("better than good", (OUTSTANDING,)),
        ("below good", LOW),
        ("less than good", LOW),
        ("short of good", LOW),
        ("sub-good", LOW),
        ("less-than-good", LOW),
        ("non-good", LOW),
        ("still yet to reach good", LOW),
        ("failing to get good", LOW),
        ("good-plus", (OUTSTANDING, GOOD)),
        ("good-or-better", (OUTSTANDING, GOOD)),
        ("good/outstanding", (OUTSTANDING, GOOD)),
        ("G or O", (OUTSTANDING, GOOD)),
        ("RI/I", (RI, INADEQUATE)),
        ("good at last inspection", (GOOD,)),
        ("good at the moment", (GOOD,)),
        ("below good on their latest overall judgement", LOW),
        ("that didn't make outstanding", (GOOD, *LOW)),
        ("that missed out on outstanding", (GOOD, *LOW)),
        ("that aren't good", LOW),
        ("neither good nor outstanding", LOW),
        ("no better than requires improvement", LOW),
        ("RI or worse", LOW),
        ("not outstanding", (GOOD, *LOW)),
        ("anything but good", (OUTSTANDING, *LOW)),
        ("other than good", (OUTSTANDING, *LOW)),
        ("failing", (INADEQUATE,)),
        ("in special measures", (INADEQUATE,)),
        ("in the bottom grade", (INADEQUATE,)),
        ("on top marks", (OUTSTANDING,)),
        ("o/s", (OUTSTANDING,)),
        ("not inadequate", (OUTSTANDING, GOOD, RI, ADEQUATE)),
        ("RI or inadequate", (RI, INADEQUATE)),
        ("R.I. overall", (RI,)),
        ("req improvement", (RI,)),
        ("requires improvement to be good", (RI,)),
        ("outstandng", (OUTSTANDING,)),
        ("inadaquate", (INADEQUATE,)),
    ],
)
def test_words_that_bend_a_grade_mean_every_grade_they_cover(words, grades):
    """However it is said, and misspelt, it is a set of grades."""
    (condition,) = slots_of(f"which councils are {words}").conditions

    assert condition.grades == grades


@pytest.mark.parametrize(
    "message",
    [
        "Good morning! What can you do?",
        "What is Leeds good at?",
        "who is good at keeping children safe",
        "good on paper",
        "it is not any good",
        "which children are without good homes",
        "good practice on neglect",
        "is the fostering service any good?",
        "Is it a good idea to read the report?",
        "does it do a good job with foster carers",
        "how good is Leeds for disabled children",
        "were there outstanding actions or outstanding issues",
        "councils failing to visit children on time",
        "what does good look like",
        "what needs improvement in Leeds",
        "good or bad, what did they say",
    ],
)
def test_a_word_of_praise_or_chat_is_no_grade(message):
    """ "Good", "outstanding" and "failing" are grades only where a grade can stand."""
    assert not any(condition.grades for condition in slots_of(message).conditions)


@pytest.mark.parametrize(
    ("message", "word", "grades"),
    [
        ("is Kent good at fostering", "good", (GOOD,)),
        ("which have outstanding practice", "outstanding", (OUTSTANDING,)),
        ("which are good or bad", "good", (GOOD,)),
        ("who is failing to meet the mark", "failing", (INADEQUATE,)),
    ],
)
def test_a_word_that_was_learned_to_be_a_grade_is_one(message, word, grades):
    """A learned place goes before the rules on praise; other words of the message keep to them."""
    at = message.index(word)
    place = (at, at + len(word))

    (condition,) = read_slots(message, find_councils(message), TODAY, 2026, [place]).conditions

    assert condition.grades == grades
    assert not read_slots(message, find_councils(message), TODAY, 2026, [(0, 2)]).conditions


@pytest.mark.parametrize(
    ("message", "conditions"),
    [
        (
            "good overall but RI for care leavers",
            [((Topic.OVERALL,), (GOOD,)), ((Topic.CARE_LEAVERS,), (RI,))],
        ),
        (
            "good overall and care leavers inadequate",
            [((Topic.OVERALL,), (GOOD,)), ((Topic.CARE_LEAVERS,), (INADEQUATE,))],
        ),
        (
            "overall good, leadership outstanding, H&P RI",
            [
                ((Topic.OVERALL,), (GOOD,)),
                ((Topic.LEADERS,), (OUTSTANDING,)),
                ((Topic.HELP,), (RI,)),
            ],
        ),
        (
            "outstanding for leadership but not for the overall judgement",
            [((Topic.LEADERS,), (OUTSTANDING,)), ((Topic.OVERALL,), (GOOD, *LOW))],
        ),
        (
            "outstanding for leadership and good for the rest",
            [
                ((Topic.LEADERS,), (OUTSTANDING,)),
                ((Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS), (GOOD,)),
            ],
        ),
        (
            "outstanding for leadership and help and protection",
            [((Topic.LEADERS, Topic.HELP), (OUTSTANDING,))],
        ),
        (
            "where leadership is RI but children in care came out good",
            [((Topic.LEADERS,), (RI,)), ((Topic.IN_CARE,), (GOOD,))],
        ),
        (
            "outstanding leadership that still didn't make outstanding overall",
            [((Topic.LEADERS,), (OUTSTANDING,)), ((Topic.OVERALL,), (GOOD, *LOW))],
        ),
        (
            "leadership was outstanding but help and protection wasn't",
            [((Topic.LEADERS,), (OUTSTANDING,)), ((Topic.HELP,), (GOOD, *LOW))],
        ),
    ],
)
def test_each_grade_belongs_to_its_own_area(message, conditions):
    """Areas may share a grade or have one each, by the words between them."""
    assert graded(message) == conditions


@pytest.mark.parametrize(
    ("words", "areas"),
    [
        ("kids in care", (Topic.IN_CARE,)),
        ("CLA", (Topic.IN_CARE,)),
        ("looked after kids", (Topic.IN_CARE,)),
        ("children in care and care leavers", (Topic.IN_CARE_AND_LEAVERS,)),
        ("kids in care and also for care leavers", (Topic.IN_CARE, Topic.CARE_LEAVERS)),
        ("care experienced young people", (Topic.CARE_LEAVERS,)),
        ("leaders", (Topic.LEADERS,)),
        ("the top team", (Topic.LEADERS,)),
        ("help & protection", (Topic.HELP,)),
        ("adoption", (Topic.ADOPTION,)),
        ("the safeguarding children board", (Topic.LSCB,)),
    ],
)
def test_areas_have_many_names(words, areas):
    """Lay and official names of an area are the same."""
    assert graded(f"which councils are inadequate for {words}")[0][0] == areas


@pytest.mark.parametrize(
    ("message", "areas"),
    [
        ("What did they say about care leavers in Kent?", [Topic.CARE_LEAVERS]),
        ("Northants leadership", [Topic.LEADERS]),
        ("Kent's headline grade", [Topic.OVERALL]),
        ("how were its leaders graded", [Topic.LEADERS]),
        ("grade for leaders in Kent", [Topic.LEADERS]),
        ("what did leaders get", [Topic.LEADERS]),
        ("what did leaders get wrong", []),
        ("the figures that managers get in Kent", []),
        ("Kent's care leavers: what grade", [Topic.CARE_LEAVERS]),
        ("judgement for help and protection pls", [Topic.HELP]),
        ("leaders, help/protection and overall", [Topic.LEADERS, Topic.HELP, Topic.OVERALL]),
        ("how quickly care leavers get housing in Kent", []),
        ("care leavers in prison", []),
        ("what do managers know of caseloads", []),
        ("child protection conferences in Kent", []),
    ],
)
def test_an_area_alone_is_read_only_where_nothing_more_is_said_of_it(message, areas):
    """Part of a topic stays with the topic."""
    assert [area for c in slots_of(message).conditions for area in c.areas] == areas


@pytest.mark.parametrize(
    ("message", "condition"),
    [
        ("never inadequate", Condition((), (INADEQUATE,), span=Span.NEVER)),
        ("London boroughs never rated below good", Condition((), LOW, span=Span.NEVER)),
        (
            "never once slipped under good, across everything you've got",
            Condition((), LOW, span=Span.NEVER),
        ),
        ("has never dropped below good", Condition((), LOW, span=Span.NEVER)),
        ("not fallen under good", Condition((), LOW, span=Span.NEVER)),
        (
            "with no inadequate anywhere in their record",
            Condition((), (INADEQUATE,), span=Span.NEVER),
        ),
        ("without a single inadequate", Condition((), (INADEQUATE,), span=Span.NEVER)),
        ("hasn't had an inadequate", Condition((), (INADEQUATE,), span=Span.NEVER)),
        ("not a single good", Condition((), (GOOD,), span=Span.NEVER)),
        ("free of inadequate", Condition((), (INADEQUATE,), span=Span.NEVER)),
        ("how many times has Kent been inadequate", Condition((), (INADEQUATE,), span=Span.EVER)),
        (
            "has it ever been outstanding for adoption",
            Condition((Topic.ADOPTION,), (OUTSTANDING,), span=Span.EVER),
        ),
        ("good at every inspection", Condition((), (GOOD,), span=Span.ALWAYS)),
        ("has it always been good", Condition((), (GOOD,), span=Span.ALWAYS)),
        ("inadequate twice or more", Condition((), (INADEQUATE,), span=Span.EVER, least=2)),
        ("inadequate more than once", Condition((), (INADEQUATE,), span=Span.EVER, least=2)),
        ("inadequate more than one time", Condition((), (INADEQUATE,), span=Span.EVER, least=2)),
        (
            "inadequate on two or more separate occasions",
            Condition((), (INADEQUATE,), span=Span.EVER, least=2),
        ),
        (
            "inadequate at three different inspections",
            Condition((), (INADEQUATE,), span=Span.EVER, least=3),
        ),
        ("RI at at least two inspections", Condition((), (RI,), span=Span.EVER, least=2)),
        ("who got a second inadequate", Condition((), (INADEQUATE,), span=Span.EVER, least=2)),
        (
            "leadership or care leavers inadequate",
            Condition((Topic.LEADERS, Topic.CARE_LEAVERS), (INADEQUATE,), Which.ANY),
        ),
        (
            "RI in two inspections running",
            Condition((), (RI,), span=Span.EVER, least=2, in_a_row=True),
        ),
        (
            "back to back inadequate",
            Condition((), (INADEQUATE,), span=Span.EVER, least=2, in_a_row=True),
        ),
        (
            "stuck at RI three inspections in a row",
            Condition((), (RI,), span=Span.EVER, least=3, in_a_row=True),
        ),
        ("good across the board", Condition((), (GOOD,), Which.EVERY)),
        ("outstanding in every area", Condition((), (OUTSTANDING,), Which.EVERY)),
        ("anybody with a clean sweep?", Condition((), (OUTSTANDING,), Which.EVERY)),
        ("outstanding in anything", Condition((), (OUTSTANDING,), Which.ANY)),
        (
            "inadequate for help and protection or care leavers",
            Condition((Topic.HELP, Topic.CARE_LEAVERS), (INADEQUATE,), Which.ANY),
        ),
        (
            "outstanding in everything but leadership",
            Condition((Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS), (OUTSTANDING,)),
        ),
    ],
)
def test_how_often_and_in_which_areas_a_grade_must_hold(message, condition):
    """Words on how often, and on every or any area, are part of the condition."""
    assert slots_of(message).conditions == (condition,)


@pytest.mark.parametrize(
    ("message", "move"),
    [
        ("who went up", Move(Change.UP)),
        ("whose grade slipped", Move(Change.DOWN)),
        ("who turned things around", Move(Change.UP)),
        (
            "went from inadequate to good or outstanding",
            Move(Change.ANY, frozenset({INADEQUATE}), frozenset({GOOD, OUTSTANDING})),
        ),
        (
            "inadequate councils that climbed to good",
            Move(Change.ANY, frozenset({INADEQUATE}), frozenset({GOOD})),
        ),
        ("improved to good or better", Move(Change.UP, after=frozenset({GOOD, OUTSTANDING}))),
        (
            "got out of inadequate",
            Move(Change.ANY, frozenset({INADEQUATE}), frozenset({OUTSTANDING, GOOD, RI, ADEQUATE})),
        ),
        ("lost outstanding", Move(Change.ANY, frozenset({OUTSTANDING}), frozenset({GOOD, *LOW}))),
        ("who dropped two grades", Move(Change.DOWN, steps=2)),
        ("who lost two or more grades", Move(Change.DOWN, steps=2)),
        ("who leapt up two grades", Move(Change.UP, steps=2)),
        (
            "slipped out of outstanding",
            Move(Change.ANY, frozenset({OUTSTANDING}), frozenset({GOOD, *LOW})),
        ),
        ("were RI before they got good", Move(Change.ANY, frozenset({RI}), frozenset({GOOD}))),
        ("jumped more than one grade", Move(Change.UP, steps=2)),
        ("whose grade was unchanged", Move(Change.SAME)),
        ("whose leadership held firm", Move(Change.SAME)),
        ("has it ever gone down", Move(Change.DOWN, ever=True)),
        ("how often has it gone down", Move(Change.DOWN, ever=True)),
        ("is it getting better or worse", Move(Change.ANY)),
        ("was it better than before?", Move(Change.UP)),
        ("has it improved since 2019", Move(Change.UP)),
    ],
)
def test_moves(message, move):
    """A move has a direction, the grades that it leads from and to, and how far it goes."""
    assert slots_of(message).move == move


@pytest.mark.parametrize(
    "message",
    [
        "has not improved",
        "never slipped",
        "never once slipped under good",
        "not fallen under good",
        "what must improve",
        "how did they improve their response to missing children",
        "story going up at 4",
        "most improved council",
    ],
)
def test_what_did_not_move_or_is_no_grade_is_no_move(message):
    """A denied move, a duty, and what else improved tell of no move of a grade."""
    assert slots_of(message).move is None


@pytest.mark.parametrize(
    ("message", "beside"),
    [
        ("better than Devon for leaders", Change.UP),
        ("councils worse than us", Change.DOWN),
        ("better or worse than Devon", Change.ANY),
        ("better than good", None),
    ],
)
def test_beside(message, beside):
    """Grades may be measured by those of a council that is named."""
    assert slots_of(message).beside is beside


@pytest.mark.parametrize(
    ("message", "times"),
    [
        ("since 2019", Times(since=date(2019, 1, 1))),
        ("since March", Times(since=date(2026, 3, 1))),
        ("since December", Times(since=date(2025, 12, 1))),
        ("since March 2023", Times(since=date(2023, 3, 1))),
        ("May 2022", Times(since=date(2022, 5, 1), until=date(2022, 5, 31))),
        ("spring 2021", Times(since=date(2021, 3, 1), until=date(2021, 5, 31))),
        ("before 2018", Times(until=date(2017, 12, 31))),
        ("before April 2023", Times(until=date(2023, 3, 31))),
        ("between 2015 and 2019", Times(since=date(2015, 1, 1), until=date(2019, 12, 31))),
        ("2014-17", Times(since=date(2014, 1, 1), until=date(2017, 12, 31))),
        ("21/22", Times(since=date(2021, 4, 1), until=date(2022, 3, 31))),
        ("2018/19", Times(since=date(2018, 4, 1), until=date(2019, 3, 31))),
        ("the last three years", Times(since=date(2023, 11, 27))),
        ("last year", Times(years=(2025,))),
        ("this year", Times(years=(2026,))),
        ("in the last 18 months", Times(since=date(2025, 5, 27))),
        ("over the past five years", Times(since=date(2021, 11, 27))),
        ("over the past decade", Times(since=date(2016, 11, 27))),
        ("pre covid", Times(until=date(2020, 2, 29))),
        ("post-covid", Times(since=date(2020, 3, 1))),
        (
            "in the twelve months to March 2025",
            Times(since=date(2024, 4, 1), until=date(2025, 3, 31)),
        ),
        ("2015 vs 2024", Times(years=(2015, 2024))),
        ("2017 vs now", Times(since=date(2017, 1, 1))),
        ("from 2019", Times(since=date(2019, 1, 1))),
        ("from early 2014", Times(since=date(2014, 1, 1), until=date(2014, 4, 30))),
        ("the one from May 2022", Times(since=date(2022, 5, 1), until=date(2022, 5, 31))),
        ("reports from May 2022", Times(since=date(2022, 5, 1))),
        ("in 2025 on helping families", Times(years=(2025,))),
        ("since last autumn", Times(since=date(2025, 9, 1))),
        ("what was it before it got its outstanding?", Times(back=1)),
        ("second-to-last inspection", Times(back=1)),
        ("the one before last", Times(back=1)),
        ("between the last two", Times(last=2)),
        ("between the 2018 report and the most recent one", Times(since=date(2018, 1, 1))),
        ("is it better or worse than before?", Times(last=2)),
        ("the first inspection", Times(first=True)),
        ("from the 2019 report", Times(years=(2019,))),
        ("published in 2022", Times(years=(2022,), by=YearOf.PUBLICATION)),
        ("the time before", Times(back=1)),
        ("previous inspection", Times(back=1)),
        ("two inspections ago", Times(back=2)),
        ("its last two inspections", Times(last=2)),
        ("since the last inspection", Times(last=2)),
        ("the latest report", Times()),
        ("last time", Times()),
        ("the Children Act 1989", Times()),
        ("in 2000 words", Times()),
        ("may I ask", Times()),
    ],
)
def test_times(message, times):
    """Years, months, seasons, spans and inspections, told in many ways; the latest is no limit."""
    assert slots_of(f"Leeds, {message}").times == times


@pytest.mark.parametrize(
    ("message", "groups"),
    [
        ("which London boroughs", [Group(GroupKind.TYPE, ("London borough",))]),
        (
            "north-west mets",
            [
                Group(GroupKind.REGION, ("North West",)),
                Group(GroupKind.TYPE, ("metropolitan district",)),
            ],
        ),
        ("the north", [Group(GroupKind.REGION, NORTH)]),
        ("in the capital", [Group(GroupKind.REGION, ("London",))]),
        ("the capital programme", []),
        ("boroughs", []),
        ("NHS trusts and health visitors", []),
        ("neighbouring boroughs", [Group(GroupKind.NEARBY)]),
        ("the Midlands", [Group(GroupKind.REGION, ("East Midlands", "West Midlands"))]),
        ("NE councils", [Group(GroupKind.REGION, ("North East",))]),
        (
            "outside London and the South East",
            [
                Group(GroupKind.REGION, ("London",), True),
                Group(GroupKind.REGION, ("South East",), True),
            ],
        ),
        ("shire counties", [Group(GroupKind.TYPE, ("county",))]),
        ("our statistical neighbours", [Group(GroupKind.NEIGHBOURS)]),
        ("places like us", [Group(GroupKind.NEIGHBOURS)]),
        ("the rest of the country", [Group(GroupKind.OTHERS)]),
        ("nationally", [Group(GroupKind.ALL)]),
        ("coastal councils", [Group(GroupKind.UNKNOWN, ("coastal councils",))]),
        ("Kent county lines", []),
        ("North Yorkshire and East Riding of Yorkshire", []),
        ("West Midlands police", []),
        ("my neighbour's kids are left alone", []),
    ],
)
def test_groups(message, groups):
    """Regions by their nicknames, types, neighbours, the rest; names of councils hold no region."""
    assert list(slots_of(message).groups) == groups


@pytest.mark.parametrize(
    ("message", "label", "member", "other"),
    [
        ("the home counties", "home counties", "Surrey", "Devon"),
        ("councils along the M62", "M62 corridor", "Leeds", "York"),
        ("south coast councils", "south coast", "Portsmouth", "Reading"),
        ("counties vs cities", "cities", "Nottingham", "Nottinghamshire"),
    ],
)
def test_ways_of_saying_where_are_families(message, label, member, other):
    """Ways of saying where, which no region is, name the councils that `families.csv` holds."""
    group = slots_of(message).groups[-1]
    assert (group.kind, group.label) == (GroupKind.FAMILY, label)
    assert member in group.names and other not in group.names


@pytest.mark.parametrize(
    ("message", "act", "shared"),
    [
        ("rank the Berkshire ones", Act.RANK, "Berkshire"),
        ("what of the Sussex councils?", Act.BRIEF, "Sussex"),
        ("rank Kingston", Act.RANK, ""),
        ("what about Berkshire?", Act.BRIEF, ""),
    ],
)
def test_an_old_county_is_a_group_where_many_are_asked_of(message, act, shared):
    """An old county is all its councils where many are asked of; two places of one name are not."""
    request = Request(message=message, act=act, unclear=find_councils(message))
    groups = as_groups(request).groups
    assert [group.label for group in groups] == ([shared] if shared else [])


@pytest.mark.parametrize(
    ("message", "label", "count"),
    [
        ("Greater Manchester's ten", "Greater Manchester", 10),
        ("inner London boroughs", "Inner London", 13),
        ("outer London", "Outer London", 20),
        ("core cities", "core cities", 8),
        ("councils run by a children's trust", "children's trusts", 12),
    ],
)
def test_named_sets_are_groups_of_councils(message, label, count):
    """A set that has a name is its members."""
    (group,) = slots_of(message).groups

    assert (group.kind, group.label, len(group.names)) == (GroupKind.FAMILY, label, count)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Sandwell Children's Trust", ["Sandwell"]),
        ("Together for Children", ["Sunderland"]),
        (
            "Achieving for Children",
            ["Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"],
        ),
        ("bham", ["Birmingham"]),
        ("NELC", ["North East Lincolnshire"]),
        ("Bath & NES", ["Bath and North East Somerset"]),
        ("wilts", ["Wiltshire"]),
    ],
)
def test_short_forms_and_trusts_mean_councils(written, names):
    """A short form or a trust is its council; one that several share is all of them."""
    (mention,) = find_councils(f"how is {written} on neglect")

    assert [council.name for council in mention.councils] == names


def test_members_of_named_sets_are_councils():
    """Every member is a present council under its own name."""
    for family in all_families():
        assert family.members
        for member in family.members:
            council = council_named(member)
            assert council is not None, member
            assert council.name == member


@pytest.mark.parametrize(
    ("message", "order", "number"),
    [
        ("top 5 for care leavers", First.BEST, 5),
        ("the five worst", First.WORST, 5),
        ("bottom three", First.WORST, 3),
        ("which are in most trouble", First.WORST, None),
        ("which should worry the minister most", First.WORST, None),
        ("ten most recent inspections", First.NEWEST, 10),
        ("a dozen with the longest since an inspection", First.OLDEST, None),
        ("Which five went longest without an inspection?", First.OLDEST, 5),
        ("worst to best", First.WORST, None),
        ("best to worst", First.BEST, None),
        ("who's best", First.BEST, None),
        ("most often inadequate", First.MOST, None),
        ("fewest good judgements", First.FEWEST, None),
        ("most improved", First.MOST_IMPROVED, None),
        ("biggest drop", First.MOST_DECLINED, None),
        ("in date order", First.OLDEST, None),
        ("earliest report to latest", First.OLDEST, None),
        ("newest to oldest", First.NEWEST, None),
        ("most out of date", First.OLDEST, None),
        ("who climbed fastest", First.MOST_IMPROVED, None),
        ("bottom of the pile", First.WORST, None),
        ("who's top", First.BEST, None),
        ("region with the biggest share of good", First.MOST, None),
        ("regions by proportion inadequate, highest first", First.MOST, None),
        ("200 words on Leeds", None, None),
        ("top marks for leaders", None, None),
        ("best practice on neglect", None, None),
        ("what comes up most on neglect", None, None),
        ("went from the bottom to the top, oldest first", First.OLDEST, None),
        ("the 20 most recently inspected in date order", First.NEWEST, 20),
        ("its last two inspections", None, None),
    ],
)
def test_orders_and_numbers(message, order, number):
    """What comes first, and how many; a number of words is none."""
    slots = slots_of(message)

    assert (slots.order, slots.number) == (order, number)


@pytest.mark.parametrize(
    ("message", "by"),
    [
        ("grades by region", By.REGION),
        ("which region is doing worst", By.REGION),
        ("what type of council does best", By.TYPE),
        ("how many a year were inadequate", By.YEAR),
        ("reports for each kind of inspection", By.KIND),
        ("London region", None),
    ],
)
def test_by(message, by):
    """A list may be grouped."""
    assert slots_of(message).by is by


@pytest.mark.parametrize(
    ("message", "unit"),
    [
        ("how many inspections were there in 2023", Unit.REPORTS),
        ("how many outstandings", Unit.GRADES),
        ("the most outstanding judgements in a single report", Unit.GRADES),
        ("most outstanding grades in one report", Unit.GRADES),
        ("of all the reports out in 2022, how many were good", Unit.REPORTS),
        ("what percentage of inspections ended in RI", Unit.REPORTS),
        ("how many times has Leeds been inadequate", Unit.REPORTS),
        ("how many are good by their latest reports", Unit.COUNCILS),
        ("good councils, latest inspections only", Unit.COUNCILS),
        ("how many councils are good", Unit.COUNCILS),
        ("how many have never been inadequate", Unit.COUNCILS),
        ("how many councils have had a focused visit", Unit.COUNCILS),
        ("who fell at their most recent inspection", Unit.COUNCILS),
    ],
)
def test_units(message, unit):
    """Councils are counted unless something else is named."""
    assert slots_of(message).unit is unit


@pytest.mark.parametrize(
    ("message", "wants"),
    [
        ("top 5 councils and why", {Want.WHY}),
        ("what % of councils", {Want.SHARE}),
        ("reports in date order", set()),
        ("highest proportion inadequate", {Want.SHARE}),
        ("how many times has Leeds been RI", {Want.HOW_MANY}),
        ("how many councils", {Want.HOW_MANY}),
        ("how long since Rochdale was inspected", {Want.HOW_LONG}),
        ("when was Leeds inspected", {Want.DATES}),
        ("who led the inspection of Leeds", {Want.TITLE}),
        ("Is Leeds inadequate?", {Want.YES_OR_NO}),
        ("the majority of counties", {Want.MAJORITY}),
        ("what do you hold on Kent", {Want.HOLDINGS}),
        ("what newspaper articles are there", {Want.ARTICLES}),
        ("what needs to improve on caseloads", {Want.IMPROVE}),
        ("what must Leeds improve", {Want.IMPROVE, Want.ALL_TO_IMPROVE}),
        ("list all recommendations for Kent", {Want.IMPROVE, Want.ALL_TO_IMPROVE}),
        ("a stable workforce too, they should do without agency staff", set()),
    ],
)
def test_wants(message, wants):
    """What is to be told is read; "too", "should" and "without" tell nothing."""
    assert slots_of(message).wants == wants


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        ("grades under the SIF", (Kind("SIF"),)),
        ("JTAIs and monitoring visits", (Kind("monitoring-visit"), Kind("JTAI"))),
        ("last ILACS", (Kind("ILACS"),)),
        ("last full inspection", tuple(kind for kind in Kind.all() if kind.is_full)),
    ],
)
def test_kinds(message, kinds):
    """Kinds of inspection are read beside times."""
    assert set(slots_of(message).kinds) == set(kinds)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            "Which London boroughs are inadequate for domestic abuse?",
            "London boroughs | inadequate",
        ),
        ("Which rural councils took on agency staff since 2019", "rural councils | since 2019"),
        ("has not improved since 2019", "since 2019"),
        ("overall for Kent, before and after covid", "overall"),
        ("Ofsted’s “good” grade in\n Kent", "good” grade"),
    ],
)
def test_only_what_is_understood_is_covered(message, words):
    """Places are those of the message as written; what no value explains stays uncovered."""
    assert covered(message) == words


@pytest.mark.parametrize(
    "message",
    [
        "",
        " ",
        "İstanbul ŉ good",
        "\ue000\ue400 good",
        "🙂" * 50,
        "99/99/2099 and 31/02/2020",
        "the last 999 years",
        "2019 to " * 100,
    ],
)
def test_any_message_is_read(message):
    """Whatever is written, places lie in the message and do not overlap."""
    places = slots_of(message).covered

    assert all(0 <= start < end <= len(message) for start, end in places)
    assert all(a[1] < b[0] for a, b in zip(places, places[1:], strict=False))


def test_a_message_is_read_quickly():
    """A message takes less than five milliseconds of a slow and busy processor, once patterns
    are made.
    """
    message = (
        "Which London boroughs went from inadequate to good or better for care leavers since "
        "2019, top 5, and why?"
    )
    mentions = find_councils(message)
    spent = []
    for _ in range(20):
        started = time.process_time()
        read_slots(message, mentions, TODAY, 2026)
        spent.append(time.process_time() - started)

    assert min(spent) < 0.005


@pytest.mark.parametrize(
    ("message", "areas", "than"),
    [
        (
            "where were care leavers graded higher than children in care",
            (Topic.CARE_LEAVERS, Topic.IN_CARE),
            Change.UP,
        ),
        (
            "leadership marked lower than help and protection",
            (Topic.LEADERS, Topic.HELP),
            Change.DOWN,
        ),
        (
            "councils whose H&P grade is below their overall",
            (Topic.HELP, Topic.OVERALL),
            Change.DOWN,
        ),
        (
            "leaders got a different grade from care leavers",
            (Topic.LEADERS, Topic.CARE_LEAVERS),
            Change.ANY,
        ),
    ],
)
def test_the_grade_of_one_area_is_set_beside_that_of_another(message, areas, than):
    """One condition on two areas, and no condition on either by itself."""
    assert slots_of(message).conditions == (Condition(areas, than=than),)


def test_areas_that_moved_in_ways_of_their_own_are_conditions_of_their_own():
    """ "Up" of one is not said of the other."""
    slots = slots_of("overall went up but help and protection got worse since the one before")
    assert [(c.areas, c.moved) for c in slots.conditions] == [
        ((Topic.OVERALL,), Change.UP),
        ((Topic.HELP,), Change.DOWN),
    ]
    assert slots.move is None


@pytest.mark.parametrize(
    ("message", "last", "always"),
    [
        ("leadership got worse at the latest inspection than it was the time before", 2, False),
        ("which went up at the newest inspection on what it was at the previous one", 2, False),
        ("stayed on the same overall grade as the time before", 2, False),
        ("H&P up on last time", 2, False),
        ("went up overall at both of their last two full inspections", 3, True),
        ("exactly the same overall grade at every full inspection", 0, True),
    ],
)
def test_between_which_inspections_a_grade_moved(message, last, always):
    """The time before is one end of the move, and not where it ends."""
    slots = slots_of(message)
    assert slots.move is not None
    assert (slots.times.last, slots.times.back, slots.move.always) == (last, 0, always)


@pytest.mark.parametrize(
    ("message", "grades"),
    [
        ("how many are good overall. Not counting the outstanding ones", (GOOD,)),
        ("sitting on a good, not outstanding, just good", (GOOD,)),
        ("nothing but goods, none higher none lower", (GOOD,)),
        ("no judgement below good", (OUTSTANDING, GOOD)),
    ],
)
def test_a_grade_that_is_left_aside_is_no_condition(message, grades):
    """What remains is said once."""
    assert {condition.grades for condition in slots_of(message).conditions} == {grades}


def test_gaps_between_the_last_two_are_ranked_as_gaps():
    """The longest wait between two inspections is not the longest since the last."""
    longest = slots_of("longest interval between the last two full inspections")
    shortest = slots_of("who had the shortest gap between its two latest reports")
    assert (longest.unit, longest.order) == (Unit.GAPS, First.MOST)
    assert (shortest.unit, shortest.order) == (Unit.GAPS, First.FEWEST)


@pytest.mark.parametrize(
    "message",
    [
        "never dipped below good overall (need at least two inspections)",
        "leaving aside anywhere inspected just the once, who has never dropped below good overall",
    ],
)
def test_how_many_inspections_there_must_be(message):
    """A council that was seen once proves nothing of "never"."""
    assert Condition(span=Span.EVER, least=2) in slots_of(message).conditions


@pytest.mark.parametrize(
    ("message", "times"),
    [
        (
            "Covid year. Which had a report published during 2020?",
            Times((2020,), by=YearOf.PUBLICATION),
        ),
        ("which inspections started on site in 2017", Times((2017,), by=YearOf.INSPECTION)),
        ("who has waited since before April 2022", Times(until=date(2022, 3, 31), of_latest=True)),
    ],
)
def test_times_as_people_tell_them(message, times):
    assert slots_of(message).times == times


def test_a_group_set_aside_is_left_out():
    assert slots_of("leaving London aside, which are inadequate").groups == (
        Group(GroupKind.REGION, ("London",), excluded=True),
    )


def test_months_of_one_year_and_last_year_but_one():
    """A month takes the year that is said after the next; "last year but one" is not last year."""
    span = slots_of("which inspections began between September and December 2024").times
    assert (span.since, span.until) == (date(2024, 9, 1), date(2024, 12, 31))
    assert slots_of("reports published last year but one").times.years == (2024,)


def test_less_than_that_is_of_the_grade_before():
    """And no condition on two areas beside each other."""
    assert graded("outstanding for leadership but something less than that overall") == [
        ((Topic.LEADERS,), (OUTSTANDING,)),
        ((Topic.OVERALL,), (GOOD, *LOW)),
    ]


def test_how_far_a_grade_moved_may_be_said_before_the_way():
    assert slots_of("two rungs up in one go").move == Move(Change.UP, steps=2)


def test_the_same_grade_three_times_in_a_row_is_two_moves():
    slots = slots_of("same overall grade three inspections in a row up to now")
    assert slots.move == Move(Change.SAME, always=True)
    assert slots.times.last == 3
