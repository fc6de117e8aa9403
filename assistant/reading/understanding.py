"""What code and what was learned make of the words of a message, and what it is about.

"Which are good for the folk upstairs?" names a grade, and in lay words the area that it is said of.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from assistant.areas import Topic
from assistant.reading.clauses import pointed
from assistant.reading.lay_areas import ByVectors
from assistant.reading.left_over import (
    COMMON,
    OF_A_GRADE,
    bending,
    blank,
    but_of_groups,
    not_read,
    of_no_area,
    said_of,
    telling,
    telling_phrases,
    unread_limits,
)
from assistant.reading.marking import Place
from assistant.reading.masking import Masked
from assistant.reading.network import Reading
from assistant.reading.question_start import asks_from
from assistant.reading.slots import Slots, read_slots
from assistant.request import EXACT, Act, Condition, First, Span, Unit, Want, Which
from assistant.vocabulary import GENERAL, OF_EVENTS, OF_LISTS, content_words
from index.places.mentions import Mention
from index.reports import Grade

LIKELY_EXACT = 0.5  # below it all words that are left are what a message is about, whatever its act


SAYS_GRADES = re.compile(
    r"\b(?:grad(?:e[sd]?|ings?)|rat(?:ed?|es|ings?)|judg(?:ed?|e?ments?)|scor(?:ed?|es)|marks?"
    r"|verdicts?|outcomes?|results?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What code reads of a message, and the phrases and words that nothing of it explains.

    `topics` are phrases that were learned to say what it is about, `graded` those of them that a
    grade is said of, `maybe` words that perhaps do, and `left` all other words that tell
    something. `unread` are words that were learned to limit what is asked, and that code cannot
    read, `bends` those of a closed class that would make another list of it; `said_of` are
    phrases that may be an area: all topics with what stands between them, and words after "for",
    "on" or "at". `told` are the slots that some words were learned to fill, `untold` those of
    them whose words code has not read.
    """

    slots: Slots
    topics: tuple[str, ...]
    graded: tuple[str, ...]
    maybe: tuple[str, ...]
    left: tuple[str, ...]
    unread: tuple[str, ...]
    bends: tuple[str, ...]
    said_of: tuple[str, ...]
    told: frozenset[str]
    untold: frozenset[str]


@dataclass(slots=True)
class _Phrases:
    """The phrases that say what a message is about, told apart: those that are a judged area and
    nothing more, and topics, of which `graded` are those that a grade is said of. `rest` is the
    message without topics, and `told` where they begin and end.
    """

    topics: list[str]
    graded: list[str]
    areas: list[Topic]
    covered: list[Place]
    rest: str
    told: Place


def _told_apart(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading, whole: Slots
) -> _Phrases:
    """A phrase that is a judged area and nothing more is one, whatever was learned of it; an area
    within a longer phrase ("homes for kids in care") is none.
    """
    covered = [*whole.covered, *((m.start, m.end) for m in mentions)]
    found = _Phrases([], [], [], covered, message, (len(message), 0))
    may_be_area = bool(reading.acts) and reading.acts[0][0] in _MAY_BE_OF_AREA
    has_area = any(c.areas for c in whole.conditions)
    for start, end in but_of_groups(telling_phrases(masked, reading, covered), whole):
        phrase = message[start:end]
        named, rest_of_it = _areas(f"{phrase}: outstanding")
        if may_be_area and named and not telling(rest_of_it):
            found.areas += named
            found.covered += [] if has_area else [(start, end)]
            continue
        left = blank(phrase, [(a - start, b - start) for a, b in covered])
        if not content_words(left) and any(c.grades for c in whole.conditions):
            continue  # "by the skin of their teeth"
        if not telling(left):
            found.areas += _areas(phrase)[0]
            if found.areas or has_area or not set(content_words(phrase)) - GENERAL:
                continue
        found.topics.append(phrase.strip(" ,.?!;:"))
        found.told = min(found.told[0], start), end
        if OF_A_GRADE.search(message[:start]):
            found.graded.append(found.topics[-1])
        found.rest = blank(found.rest, [(start, end)])
    return found


def _understood(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading, newest: int
) -> Understood:
    """What code and what was learned make of the words of a message."""
    grades = [masked.original(s.start, s.end) for s in reading.spans if s.slot == "grade"]
    whole = read_slots(message, mentions, date.today(), newest, grades)
    found = _told_apart(message, mentions, masked, reading, whole)
    topics, rest = found.topics, found.rest
    slots = read_slots(rest, mentions, date.today(), newest, grades) if topics else whole
    covered = [*found.covered, *slots.covered]
    told = [
        masked.original(s.start, s.end) for s in reading.spans if s.slot not in {"topic", "term"}
    ]
    known = blank(rest, [*slots.covered, *told, *((m.start, m.end) for m in mentions)])
    maybe = [masked.original(s.start, s.end) for s in reading.maybe]
    of_topics = [message[slice(*found.told)]] if len(topics) > 1 else []
    of_areas = _with_areas(replace(slots, wants=whole.wants), found.areas, message)
    return Understood(
        slots=_without_praise(of_areas, reading, message),
        topics=tuple(topics),
        graded=tuple(found.graded),
        maybe=tuple(word for a, b in maybe for word in content_words(known[a:b])),
        left=tuple(content_words(known)),
        unread=tuple(unread_limits(message, masked, reading, covered)),
        bends=(*bending(message, masked, reading, covered), *of_no_area(message, known)),
        said_of=(*of_topics, *said_of(known)),
        told=frozenset(span.slot for span in reading.spans),
        untold=frozenset(span.slot for span, _ in not_read(masked, reading, covered)),
    )


_MAY_BE_OF_AREA = EXACT | {Act.FIND, Act.BRIEF, Act.CHANGE}
_OF_ONESELF = re.compile(
    r"\b(?:i|i.m|i.ve|im|ive|id|we|we.re|we.ve|my|our|us|me)\b|^\W*(?:just|been|looking|moving"
    r"|thinking|hiya?)\b",
    re.I,
)


_POINTS_BACK = re.compile(
    r"\b(?<!was )(?<!is )(?:it|that|this|then|there)\b(?! (?:is|are|was|has|have|had)\b)", re.I
)


_MAY_BE_TOLD = {Act.LIST, Act.COUNT, Act.RANK, Act.GRADE, Act.HISTORY, Act.CHANGE, Act.FACTS}


def as_asked(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading, newest: int
) -> tuple[Understood, int]:
    """What is understood from where a message begins to ask, and where that is; of the whole (0)
    where that says too little.
    """
    whole, start = _understood(message, mentions, masked, reading, newest), asks_from(message)
    may_be_told = bool(start and reading.acts) and reading.acts[0][0] in _MAY_BE_TOLD
    if not may_be_told or not _is_of_oneself(message[:start], message[start:]):
        return whole, 0
    after = [m for m in mentions if m.start >= start]
    spans, maybe = (
        tuple(s for s in told if masked.original(s.start, s.end)[0] >= start)
        for told in (reading.spans, reading.maybe)
    )
    asked = _understood(
        " " * start + message[start:],
        after,
        masked,
        replace(reading, spans=spans, maybe=maybe),
        newest,
    )
    slots = asked.slots
    says_which = any(c.grades or c.than for c in slots.conditions) or slots.move or slots.order
    if not (says_which or mentions and slots.conditions):
        return whole, 0
    times = slots.times if slots.times.is_named or not mentions else whole.slots.times
    return replace(
        asked, slots=replace(slots, times=times, groups=slots.groups or whole.slots.groups)
    ), start


def _is_of_oneself(told: str, asked: str) -> bool:
    """Whether what comes before a question is told of oneself, and the question does not point
    back to it.
    """
    return bool(_OF_ONESELF.search(told)) and "?" not in told and not _POINTS_BACK.search(asked)


def _areas(phrase: str) -> tuple[list[Topic], str]:
    """The judged areas that a phrase names by itself, and what else it says."""
    slots = read_slots(phrase, (), date.today(), 0)
    return [area for c in slots.conditions for area in c.areas], blank(phrase, slots.covered)


def _with_areas(slots: Slots, areas: Sequence[Topic], message: str) -> Slots:
    """With areas that were learned to be what a message is about, where code has taken none for
    a condition.
    """
    if not areas or any(condition.areas for condition in slots.conditions):
        return slots
    conditions = (*slots.conditions, Condition(tuple(dict.fromkeys(areas))))
    return replace(slots, conditions=tuple(pointed(conditions, message.lower())))


_SAYS_GOOD = re.compile(r"\b(?:good|gud|gd)\b", re.I)


_GRADED_GOOD = re.compile(r"\b(?:rated|graded|judged|rating of|grade of)\W+good\b", re.I)


# In a claim, of which no word was learned to be more than claimed: "has never had a Good".
_CLAIMED_GOOD = re.compile(
    r"\b(?:been|was|were|is|are|(?:had|got|gets?|given) an?)\W+good\b(?=\W*$|[,.;:?!]| overall\b"
    r"| (?:true|right|correct|isn.?t|wasn.?t)\b)",
    re.I,
)


def _without_praise(slots: Slots, reading: Reading, message: str) -> Slots:
    """Without "good" as a grade where it was learned that no word of the message is one: "good
    youth work".
    """
    if (
        not reading.acts
        or any(span.slot == "grade" for span in reading.spans)
        or not _SAYS_GOOD.search(message)
        or _GRADED_GOOD.search(message)
        or reading.acts[0][0] is Act.CHECK
        and _CLAIMED_GOOD.search(message)
    ):
        return slots
    only_good = (Grade.GOOD,)
    conditions = [replace(c, grades=()) if c.grades == only_good else c for c in slots.conditions]
    return replace(
        slots, conditions=tuple(c for c in conditions if c.areas or c.grades or c.least > 1)
    )


_SAY_NOTHING = {"either", "passed", "too"}  # "not good either", "how many passed with good?"
_ASKED_FOR = {"a single", "either"}  # what "is there any" reads


# What all of a report is on, and no area of it: "best for kids' social care".
_OF_THE_WHOLE = re.compile(
    r"(?:(?:the |our |their |local )*(?:child(?:ren)?|kids?|young people)(?:.?s.?)? )?social"
    r" (?:care|services|work)|child(?:ren.?s.?)? services",
    re.I,
)


def _without_words(understood: Understood, words: Collection[str]) -> Understood:
    """What is understood, without words that are on no area and no topic of their own."""

    def kept(said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in said if each not in words)

    return replace(
        understood,
        topics=kept(understood.topics),
        graded=kept(understood.graded),
        maybe=kept(understood.maybe),
        unread=kept(understood.unread),
        bends=kept(understood.bends),
        said_of=kept(understood.said_of),
    )


def in_lay_words(
    understood: Understood, message: str, reading: Reading, by_vectors: ByVectors | None
) -> Understood:
    """With the area that a grade is said or wanted of in words that no list knows: "outstanding
    for the folk upstairs".
    """
    slots = understood.slots
    is_of_grades = bool(reading.acts) and reading.acts[0][0] in _OF_GRADES_SAID
    says_grade = any(c.grades for c in slots.conditions) or slots.order in ENDS
    if not (is_of_grades and (says_grade or SAYS_GRADES.search(message))):
        return understood
    if by_vectors is None or any(c.areas for c in slots.conditions):
        return understood
    phrases = dict.fromkeys((*understood.said_of, *understood.topics))
    if of_all := {phrase for phrase in phrases if _OF_THE_WHOLE.fullmatch(phrase)}:
        return _without_words(understood, of_all)
    for phrase in phrases:
        if area := by_vectors.areas.nearest(phrase):
            topics = tuple(topic for topic in understood.topics if topic not in phrase)
            bends = tuple(words for words in understood.bends if words != phrase)
            of_area = [
                replace(c, areas=(area,)) if c.which is Which.NAMED else c for c in slots.conditions
            ]
            slots = replace(slots, conditions=tuple(of_area) or (Condition((area,)),))
            return replace(understood, slots=slots, topics=topics, graded=(), bends=bends)
    return understood


def in_doubt_of(understood: Understood, act: Act, *, leans: bool) -> tuple[str, ...]:
    """Words that a list or number cannot do without: those that bend it; all that are left where
    nothing says which are meant.
    """
    slots = understood.slots
    known = _SAY_NOTHING | (_ASKED_FOR if Want.ANY in slots.wants else set())
    known = known | ({"none", "nobody", "not a single"} if Want.NONE in slots.wants else set())
    known = known | ({"than"} if len(slots.groups) > 1 else set())  # one group beside another
    bends = tuple(word for word in dict.fromkeys(understood.bends) if word.lower() not in known)
    says_which = (
        _is_computed(slots, act)
        or slots.conditions
        or slots.order
        or slots.kinds
        or slots.beside
        or slots.by
    )
    is_open = not (
        leans or says_which or Want.HOLDINGS in slots.wants or slots.unit is not Unit.COUNCILS
    )
    left = tuple(word for word in understood.left if word not in COMMON | OF_EVENTS | OF_LISTS)
    bends = bends or tuple(_contradicting(slots.conditions))
    return bends or (left if is_open and act in {Act.LIST, Act.COUNT} else ())


def _contradicting(conditions: Sequence[Condition]) -> Iterator[str]:
    """Grades that one area cannot have at one inspection together: nothing would fit, whatever
    was meant.
    """
    of_one = [
        c
        for c in conditions
        if c.grades and c.which is Which.NAMED and c.span is Span.LATEST and c.least == 1
    ]
    for first, second in combinations(of_one, 2):
        areas = [set(c.areas or (Topic.OVERALL,)) for c in (first, second)]
        if areas[0] == areas[1] and not {*first.grades} & {*second.grades}:
            yield from (grade.value for grade in (first.grades[0], second.grades[0]))


_OF_GRADES_ALONE = EXACT | {Act.CHANGE, Act.CHECK}
_OF_GRADES_SAID = _OF_GRADES_ALONE - {Act.CHANGE, Act.COMPARE, Act.FACTS, Act.CHECK}
ENDS = {First.BEST, First.WORST}


_OF_ALL_WORDS = {Act.FIND, Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE}


def told_subject(
    understood: Understood, acts: Sequence[tuple[Act, float]], *, certain: bool, names: bool
) -> str:
    """What it is about: the phrases that say so; else the words that may, all that are left
    where only words can answer.

    Where grades are named, and most likely are what is asked, words beside them say who asks,
    and why.
    """
    act = acts[0][0]
    conditions = understood.slots.conditions
    is_computed = not names and _is_computed(understood.slots, act) and not understood.graded
    if understood.topics and not is_computed:
        return " ".join(understood.topics)
    asks_grades = any(c.grades for c in conditions) or bool(
        understood.slots.move or conditions and act is not Act.FACTS
    )
    sure = sum(each for kind, each in acts if kind in _OF_GRADES_ALONE)
    if asks_grades and act in _OF_GRADES_ALONE and sure >= LIKELY_EXACT:
        return "" if certain or act in EXACT else " ".join(understood.maybe)
    if act in {Act.BRIEF, Act.WRITE, Act.MORE} and certain:
        return ""
    is_of_words = act not in EXACT
    is_in_doubt = not certain and (is_of_words or act is Act.FACTS or acts[0][1] < LIKELY_EXACT)
    if is_computed:
        return ""
    if act in _OF_ALL_WORDS or is_in_doubt:
        of_events = OF_EVENTS if act is Act.FACTS else frozenset()
        return " ".join(word for word in understood.left if word not in COMMON | of_events)
    return " ".join(understood.maybe) if is_of_words or not certain else ""


def _is_computed(slots: Slots, act: Act) -> bool:
    """Whether a list, count or ranking says by grades, moves or times which are meant: words
    beside that say who asks, and why.
    """
    says_which = any(c.grades for c in slots.conditions) or slots.move or slots.times.is_named
    return act in {Act.LIST, Act.COUNT, Act.RANK} and bool(says_which)
