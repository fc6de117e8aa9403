"""Words by what they do in a question: those that ask, and those that every report is about."""

import re
from collections.abc import Sequence
from typing import TypeVar

# Words that ask, greet or link, and do not tell what is asked.
ASKING = frozenset(
    """hello hi hey dear ok okay sorry yes no please thanks thank cheers kindly want
    wants wanted wanting wonder wondering wondered curious interested heard hear info
    information know knowing bit kind sort just maybe perhaps quick quickly question a
    about actually according again all also am an and any are as ask asked asking at be
    been being best better both but by can change changed changes compare compared
    comparison could council councils criticised criticized detail details did differ
    difference different differently do does doing don else evidence exact exactly
    example examples find finding findings for found from get give got had happened has
    have having he her here hers him his how however i if im in inspected inspection
    inspections inspector inspectors into is it its ive know latest let like ll look
    make me mean meant mention mentioned more my near nearby now of ofsted on only or our out page
    paragraph please praised question quote quotes re really report reported reports
    said same say says see she should show since so some something source sources still
    tell than thank thanks that the their them then there these they thing things think
    this those though to too up us ve verbatim versus very vs was we were what whats
    when where whether which while who whom whose why will with word words worse worst
    would write wrote yet you your ones one ditto there""".split()
)
# Words that every report is about: a question of nothing else asks for an overview.
GENERAL = frozenset(
    """overall altogether whole authority childrens children department going kids
    latest local performance performing service services social situation team things
    work over time times years inspections history""".split()
)
# Words for grades and how they move: a question of change that has no others asks of the whole.
OF_GRADES = frozenset(
    """come declined failed graded grading failing getting go going gone good grade
    improve improved improvement improving inadequate judged moved outstanding rated
    rating require required requires went worsened""".split()
)
# Words for an inspection as an event, which its dates and grade answer.
OF_EVENTS = frozenset(
    """published publication fieldwork began begin start started starting end ended
    ending finish finished first last day days date dates outcome result results turn
    turned visit visited came come team arrived""".split()
)
# Words that ask for a list, and limit nothing.
OF_LISTS = frozenset(
    """list lists listing name names named place places area areas authority authorities
    borough boroughs county counties region regions england english full complete
    everyone everybody anyone anybody somebody library data records file hold held total
    number altogether present today right together pls cheers mate""".split()
)
# Words that name a judged area or belong to its name.
OF_AREAS = frozenset(
    """adoption care experienced experiences governance help impact leadership leaders
    leavers leaving looked management need outcomes people progress protection quality
    after support supported supporting treat treated treats young""".split()
)

NUMBERS = tuple(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty""".split()
)


def content_words(text: str) -> list[str]:
    """The words of a text that are more than asking."""
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower())
    parts = [part for word in words for part in re.split("['’]", word)]
    return [part for part in parts if part not in ASKING and len(part) > 1]


# A sentence in which somebody tells of themselves, and that seldom says what is asked: "we're in
# Leeds", "as a parent …".
TELLS_OF_ONESELF = re.compile(
    r"^\W*(?:(?:hi|hello|so|ok|well|sorry)\W+)*(?:i|i.m|im|i.ve|we|we.re|my|our|as an?)\b", re.I
)


Named = TypeVar("Named")


def not_within_others(found: Sequence[tuple[Named, tuple[int, int]]]) -> tuple[Named, ...]:
    """What is named in a text, each with the place of its words, but for those whose words lie
    within longer ones of another: in "private fostering" that is not fostering.
    """
    return tuple(
        name
        for name, (start, end) in found
        if not any(s <= start and end <= e and e - s > end - start for _, (s, e) in found)
    )


# Of a change: words that say that there is one, and none on what.
_OF_CHANGE = frozenset(
    """better worse improve improved improvement slip slipped slid slide changed change changes
    different difference since next last later years year still turned round gone went come came
    forward back backwards progress then now happened happen move moved going get got grip fixed
    anything something everything nothing further much really start end began ended whole
    sorted job picture things stand stood time times through follow compare compared did""".split()
)


def told_of_change(text: str) -> list[str]:
    """The words of a text that tell what has changed, or not: "snowed", "pile"."""
    return [word for word in telling(text) if word not in _OF_CHANGE]


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, beyond areas, grades and inspections."""
    return [
        word
        for word in content_words(text)
        if word not in GENERAL | OF_AREAS | OF_EVENTS | OF_GRADES | set(NUMBERS)
    ]
