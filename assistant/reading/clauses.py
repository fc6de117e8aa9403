"""Which grade belongs to which area, and at which inspections it must hold.

"Outstanding for leaders but not for care leavers, and never inadequate overall" is three
conditions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from assistant.areas import Topic
from assistant.reading.areas import Named
from assistant.reading.grade_words import Denied, unless
from assistant.reading.how_often import Held, seen_so_often
from assistant.reading.marking import (
    ANY_MARK,
    AREA,
    GRADE,
    MOVE,
    NAME,
    SPAN,
    Text,
)
from assistant.reading.moves import HOW_OFTEN
from assistant.request import Condition, Span, Which
from assistant.scale import Grades, in_order
from assistant.vocabulary import ASKING
from index.reports import Grade

_NO_GRADE_OF = (Topic.LEADERS, Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS)
_MARKS = re.compile(f"{GRADE}|{AREA}|{SPAN}")
_GRADES_JOIN = re.compile(r"[ ,/]*(?:(?:or|and|nor) )?[ ]*")
_AREAS_JOIN = re.compile(
    r"[ ,/&+]*(?:(?:or|and|as well as|both|plus|also|then|vs|v|nor|and also|&) ?)*(?:(?:for|at|on"
    r"|in|of|the|its|their|both|also) )*[ ]*"
)
_OR = re.compile(r"(?<!\w)(?:or|either|nor)(?!\w)|/")
_BUT_NOT = re.compile(r"(?<!\w)(?:not|isnt|arent|wasnt)(?: (?:for|on|in|the|at|yet|so))*\s*$")
_EXCEPT = re.compile(
    r"^[ ,]*(?:bar(?:ring)?|except(?:ing)?(?: for)?|apart from|but|other than|excluding"
    r"|save)(?: (?:the|for|in|on))* $"
)
_LINK = re.compile(
    rf"(?<={GRADE}|{AREA}) (?:(?:but )?not(?: yet)?(?: for| on| in)?|bar(?:ring)?|except(?: for)?"
    rf"|apart from|other than)(?: the)? $"
)
_COPULA = re.compile(
    r"^ ?(?:(?:is|are|at|was|were|being|rated|judged|graded|only|just|on|as|came|comes|out|sit"
    r"|sits|back|to|be|a|an|got|gets|still|now|which|that|judge?ment|grade|rating|its|in|:|-"
    r"|=) ?)*$"
)
_GRADE_NOUN = (
    r"(?:grades?|ratings?|judge?ments?|marks?|scores?|strand|side|area|outcomes?|results?"
    r"|verdicts?)"
)
_WAS_NOT = re.compile(
    rf"(?: {_GRADE_NOUN})? (?:(?:it|they|that|these) )?(?:wasnt|isnt|arent|werent|hasnt|havent"
    rf"|(?:was|were|is|are) not|not|didnt|doesnt)(?: so)?(?=\W*$|[.,;?!]| (?:and|or|though"
    rf"|yet)(?!\w))"
)
_GRADE_RIGHT_BEFORE = re.compile(rf"{GRADE} (?:for |in |on )?(?:the |its |their )?$")
_AREA_RIGHT_AFTER = re.compile(rf" (?:for |in |on |at )?(?:the |its |their )?{AREA}")
_NOUN_AFTER = re.compile(rf"^ {_GRADE_NOUN}(?!\w)")
_GRADED_AFTER = re.compile(
    rf"^(?: (?:at|in|for|of) {NAME})?(?: (?:were|was|is|are|been|being|get|got))* (?:graded|rated"
    rf"|judged|marked|scored?)(?!\w)"
    rf"|^ been (?:over|at|in|since|for|all)(?!\w)|^ ?[:-] {_GRADE_NOUN}(?=\W*$)|^(?: (?:at|in|for"
    rf"|of) {NAME})?(?: ?[:,-])? (?:what|which|whats)(?: is| was)?(?: the| their"
    rf"| its)? {_GRADE_NOUN}(?!\w)"
    rf"|^ ?[:,-] ?(?:the |its |their )?(?:(?:latest|newest|current|last|most recent)(?=\W*$)"
    rf"|(?:(?:latest|newest|current|last|most recent) )?{_GRADE_NOUN}(?!\w))"
    rf"|^(?: (?:has|have|had|got|gets|given|was|given))+ (?:a |its "
    rf"|their )?(?:own )?{_GRADE_NOUN}(?!\w)"
    r"|^,? (?:what|how) (?:was|is|were|are) (?:it|they|that|those) (?:graded|rated|judged|marked"
    r"|scored)(?!\w)"
)
_SAID_BEFORE = re.compile(
    r"(?<!\w)(?:rated|graded|judged|deemed|classed as|labelled|marked|reached|hit|achieved|earned"
    r"|gained|secured|attained|still|stuck(?: at| in| on)?|fell|dipped|dropped)(?: as)?(?: an?"
    r"| the)? $"
)
_GET_AFTER = re.compile(
    rf"^ (?:get|got|fare|do|come out|end up)(?=\W*$|[,.;?!]| (?:at|in|on|from|last|this|then|now"
    rf"|under|{ANY_MARK})(?!\w))"
)
_DID_BEFORE = re.compile(rf"(?<!\w)(?:did|do|does|have|has|how)(?: (?:the|its|their|{NAME}))* $")
_MOVED_AFTER = re.compile(
    rf"^(?: grade)?(?: (?:have|has|had|was|were|got|been|be|did|really))* {MOVE}"
)
_GRADE_OF = re.compile(
    rf"(?<!\w)(?:(?:{_GRADE_NOUN}|graded|rated|judged|do|fare|(?:got|get|gets|had|has|have) (?:it"
    rf"|that|one)) (?:for|of|on|in|at|covering|across)|(?:gave|give|given)(?: {NAME})?)(?: (?:the"
    rf"|its|their))? $"
)
_GOES_BEFORE = re.compile(rf"(?:^|[^\w\s]|{ANY_MARK}) ?$")
_ENDS_HERE = re.compile(rf"\W*$| ?[^\w\s&:]| ?{ANY_MARK}")
_ASKED_OF = re.compile(
    rf"(?<!\w)(?:{MOVE}|grade[sd]?|rat(?:ed|ings?)|judge[ds]?|judge?ments?|marks?|scores?"
    rf"|strong(?:er|est)?|weak(?:er|est)?|better|worse|best|worst|fared?|get|got|gets"
    rf"|improve(?:ments?)?|recommendations?|do|doing|did)"
    r" (?:for|on|of|in|at)(?: the)? $"
)
_LINKS = frozenset("for on in of at with to regarding around re over by as".split())
_LINKING = ASKING | frozenset(
    """grade grades graded rating ratings rated judgement judgements judgment judged
    mark marks score scored scores did does done do go going went fare fared perform
    performing performs performance doing well badly best worst strongest weakest better
    worse good bad progress verdict newest latest last history trend both each per s vs
    v versus just only then now today still plus position story area areas strand
    council councils authority authorities boroughs counties unitaries mets places la
    las who's whos thats it's hows league table order ranked rank top bottom region
    regions type types overall come comes came out results result one ones back please
    pls thanks ta too also instead than""".split()
)
_LINKING_AFTER = _LINKING - frozenset(
    """get got have has had having be been want wanted need needs like see should can
    could would change changed know him her them their they people""".split()
)
_AND = frozenset(["and", "or", "&", "plus", "vs", "v", "versus", "but", "then"])


@dataclass
class _Clause:
    """Grades and areas that belong together, as they are read; `order` holds "g" and "a" as they
    came.
    """

    order: str = ""
    grades: Grades = frozenset()
    areas: list[Named] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    either: bool = False
    denied: bool = False
    spared: list[Topic] = field(default_factory=list)
    held: Held | None = None


def read_clauses(text: Text) -> tuple[Condition, ...]:
    """The conditions of a message: "good overall but RI for care leavers", "never inadequate"."""
    made = list(seen_so_often(text))
    clauses = _clauses(text)
    _hold(text, clauses)
    _hold_ever(text, clauses)
    for clause in clauses:
        condition = _condition(clause, clauses)
        if condition is None or not (clause.grades or _is_plain(text, clause)):
            if condition and condition.areas == (Topic.OVERALL,):
                text.cover(*clause.places[0])  # it is what is meant without a word, too
            continue
        for start, end in clause.places:
            text.cover(*_with_nouns(text.string, start, end))
        made.append(condition)
    made = list(pointed(_once(made), text.string))
    text.note(_APART)
    graded = {area for condition in made if condition.grades for area in condition.areas}
    return tuple(
        condition
        for condition in dict.fromkeys(made)
        if condition.grades
        or condition.least > 1
        or condition.which is Which.EVERY
        or not graded.issuperset(condition.areas)
    )


def _once(made: Sequence[Condition]) -> list[Condition]:
    """Without a grade that is said again, of no area: "good for help and protection, exactly
    good".
    """
    of_areas = {c.grades for c in made if c.areas and c.grades}
    is_again = [
        not c.areas and c.grades in of_areas and c.which is Which.NAMED and c.span is Span.LATEST
        for c in made
    ]
    return [condition for condition, again in zip(made, is_again, strict=True) if not again]


_APART = re.compile(
    r"(?<!\w)(?:(?:marked|graded|judged|rated|given) )?(?:(?:on|in) (?:their|there"
    r"|its) own(?: right)?|separately|apart|by (?:themselves|itself))(?!\w)"
)
_OF_IT = re.compile(r"(?<!\w)(?:for|on|in) (?:it|that|this|them)(?=\W*$|[.,;?!])")


def pointed(made: Sequence[Condition], text: str) -> Sequence[Condition]:
    """ "Adoption had a grade once: who was good for it?" is one condition."""
    areas = [c for c in made if c.areas and not c.grades]
    grades = [c for c in made if c.grades and not c.areas and c.which is Which.NAMED]
    if len(areas) != 1 or len(grades) != 1 or len(made) > 2 or not _OF_IT.search(text):
        return made
    return [replace(grades[0], areas=areas[0].areas)]


def _with_nouns(string: str, start: int, end: int) -> tuple[int, int]:
    """A part of the text with the words beside it that say that it is a grade: "rated good"."""
    before, after = _SAID_BEFORE.search(string[:start]), _NOUN_AFTER.match(string[end:])
    return before.start() if before else start, end + after.end() if after else end


def _clauses(text: Text) -> list[_Clause]:
    """Clauses by the order of the marks and what stands between them."""
    marks = list(_MARKS.finditer(text.string))
    marks = [mark for mark in marks if not isinstance(text.value(mark[0]), Held)]
    made: list[_Clause] = []
    last = 0
    for number, mark in enumerate(marks):
        between, last = re.sub(SPAN, "", text.string[last : mark.start()]), mark.end()
        value = text.value(mark[0])
        if isinstance(value, Named):
            _add_area(made, value, between, _own(text, marks, number))
        else:
            _add_grades(made, value, between)
        link = _LINK.search(text.string[: mark.start()])
        was_not = isinstance(value, Named) and _WAS_NOT.match(text.string[mark.end() :])
        end = mark.end() + was_not.end() if was_not else mark.end()
        made[-1].places.append((link.start() if link else mark.start(), end))
    for clause in made:
        if not clause.grades and any(named.sweep for named in clause.areas):
            clause.grades = frozenset({Grade.OUTSTANDING})
    return made


class _Own(Enum):
    """What is said of an area after it: a grade of its own, or that it has not that of before."""

    NOTHING = 0
    GRADE = 1
    DENIAL = 2


def _own(text: Text, marks: list[re.Match[str]], number: int) -> _Own:
    """What follows an area: "and care leavers inadequate", "but care leavers wasn't"."""
    if _WAS_NOT.match(text.string[marks[number].end() :]):
        return _Own.DENIAL
    if number + 1 == len(marks) or isinstance(text.value(marks[number + 1][0]), Named):
        return _Own.NOTHING
    between = text.string[marks[number].end() : marks[number + 1].start()]
    if not _COPULA.match(re.sub(f"{SPAN} ?", "", between)):
        return _Own.NOTHING
    before, after = text.string[: marks[number].start()], text.string[marks[number + 1].end() :]
    has_one = _GRADE_RIGHT_BEFORE.search(before) and _AREA_RIGHT_AFTER.match(after)
    return _Own.NOTHING if has_one else _Own.GRADE


def _add_grades(made: list[_Clause], grades: Grades, between: str) -> None:
    open_one = made[-1] if made else None
    joins = open_one is not None and (
        bool(_GRADES_JOIN.fullmatch(between))
        if open_one.order.endswith("g")
        else "g" not in open_one.order
    )
    if open_one is None or not joins or (open_one.order.endswith("a") and _ends_clause(between)):
        made.append(_Clause())
    made[-1].order += "g"
    made[-1].grades |= grades
    made[-1].denied = made[-1].denied or isinstance(grades, Denied)


def _ends_clause(between: str) -> bool:
    return bool(re.search(r"[.;?!] ", between))


def _add_area(made: list[_Clause], named: Named, between: str, own: _Own) -> None:
    open_one = made[-1] if made else None
    if open_one and named.topic and _spares(open_one) and _EXCEPT.match(between):
        open_one.spared.append(named.topic)
        return
    has_its_own = own is _Own.GRADE and (open_one is None or "g" in open_one.order)
    is_denied = own is _Own.DENIAL or bool(_BUT_NOT.search(between))
    denied = open_one is not None and "g" in open_one.order and is_denied
    if open_one is None or denied or has_its_own or not _goes_on(open_one, between):
        made.append(_Clause())
        if denied and open_one and not has_its_own:
            made[-1].grades, made[-1].order = unless(open_one.grades), "g"
    elif open_one.order.endswith("a"):
        open_one.either = open_one.either or bool(_OR.search(between))
    made[-1].order += "a"
    made[-1].areas.append(named)


def _spares(clause: _Clause) -> bool:
    """Whether a clause ends with all areas, so that one may be taken from them: "all but
    leadership".
    """
    last = clause.areas[-1] if clause.areas and clause.order.endswith("a") else None
    return last is not None and (last.rest or last.which is Which.EVERY)


def _goes_on(clause: _Clause, between: str) -> bool:
    if clause.order.endswith("a"):
        return bool(_AREAS_JOIN.fullmatch(between))
    return "a" not in clause.order and not _ends_clause(between)


def _hold(text: Text, clauses: list[_Clause]) -> None:
    """Give each word on how often to the clause it stands nearest to, the next one first."""
    graded = [clause for clause in clauses if clause.grades and clause.places]
    for mark in re.finditer(SPAN, text.string):
        held: Held = text.value(mark[0])
        if not graded:
            return
        nearest = min(graded, key=lambda clause: _distance(clause, mark.start(), held))
        if nearest.held is None or nearest.held.span is Span.EVER or held.span is Span.NEVER:
            nearest.held = _both(nearest.held, held)
        text.cover(*mark.span())


def _hold_ever(text: Text, clauses: list[_Clause]) -> None:
    """ "How many times has it been inadequate" is of any inspection."""
    open_ones = [clause for clause in clauses if clause.grades and clause.held is None]
    if open_ones and text.note(HOW_OFTEN):
        for clause in open_ones:
            clause.held = Held(Span.EVER)


def _both(first: Held | None, second: Held) -> Held:
    """ "Ever inadequate twice or more" is one: at two inspections at least."""
    return first if first and first.least > second.least and second.span is Span.EVER else second


def _distance(clause: _Clause, at: int, held: Held) -> float:
    start, end = clause.places[0][0], clause.places[-1][1]
    if start <= at <= end:
        return 0
    comes_after = end <= at
    return (at - end if comes_after else start - at) * (
        1.5 if comes_after and held.least == 1 else 1
    )


def _condition(clause: _Clause, clauses: list[_Clause]) -> Condition | None:
    held = clause.held or Held(Span.LATEST)
    which, topics = _areas(clause, clauses)
    grades = in_order(clause.grades)
    if not grades and which is Which.ANY and not topics:
        return None
    return Condition(topics, grades, which, held.span, held.least, held.in_a_row)


def _areas(clause: _Clause, clauses: list[_Clause]) -> tuple[Which, tuple[Topic, ...]]:
    """Which areas a clause is on; "the rest" are those of the others that it does not name."""
    topics = dict.fromkeys(named.topic for named in clause.areas if named.topic)
    spread = next((named.which for named in clause.areas if named.which is not Which.NAMED), None)
    if spread is Which.ANY and clause.denied:
        spread = Which.EVERY
    if spread and not clause.spared:
        return (spread, ()) if spread is Which.EVERY or not topics else (spread, tuple(topics))
    if any(named.rest for named in clause.areas) or clause.spared:
        taken = {n.topic for other in clauses if other is not clause for n in other.areas}
        taken |= set(clause.spared)
        return Which.NAMED, tuple(topic for topic in _NO_GRADE_OF if topic not in taken)
    which = Which.ANY if clause.either and len(topics) > 1 else Which.NAMED
    return which, tuple(topics)


def _is_plain(text: Text, clause: _Clause) -> bool:
    """Whether areas without a grade stand for themselves, and are no part of what is asked
    about.
    """
    start, end = clause.places[0][0], clause.places[-1][1]
    before, after = text.string[:start], text.string[end:]
    is_asked = bool(_ASKED_OF.search(before)) and not after.startswith(" who")
    if _NOUN_AFTER.match(after) or _GRADED_AFTER.match(after):
        return True
    if _GRADE_OF.search(before) and _nothing_after(after):
        return True
    if _DID_BEFORE.search(before) and _GET_AFTER.match(after):
        return True
    if _MOVED_AFTER.match(after) and all(named.topic for named in clause.areas):
        return True
    is_weak = all(named.weak for named in clause.areas)
    if is_weak or any(named.rest or named.which is Which.ANY for named in clause.areas):
        return False
    return is_asked or (_nothing_before(before) and _nothing_after(after))


def _nothing_before(before: str) -> bool:
    """Whether no noun leads to an area: "about care leavers" and not "housing of care leavers"."""
    if _GOES_BEFORE.search(before) or _ASKED_OF.search(before):
        return True
    said = before.split()[-3:]
    while said and said[-1] in _LINKS:
        said.pop()
    return not said or not said[-1].isalnum() or said[-1] in _LINKING


def _nothing_after(after: str) -> bool:
    """Whether nothing more is said of an area: not "care leavers in prison" or "care leavers
    who".
    """
    if _ENDS_HERE.match(after):
        return True
    said = [re.sub(r"\W+$", "", word) or word for word in after.split()[:3]]
    if said and said[0] in ("who", "that", "whose"):
        return False
    while said and (said[0] in _LINKS or said[0] in _AND):
        said.pop(0)
    return not said or not said[0].isalnum() or said[0] in _LINKING_AFTER
