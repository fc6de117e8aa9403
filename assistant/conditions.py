"""What a question on grades asks for: areas, grades, places, times, changes, and what is left over.

Each condition that is understood is taken out of the question. Words that remain are a condition
that the catalogue cannot apply ("inadequate for domestic abuse"): such a question is never
answered from the catalogue as though the words were not there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from assistant.areas import Topic
from assistant.grade_words import (
    GRADE,
    Clause,
    Grades,
    Marked,
    above,
    below,
    in_order,
    mark_grades_and_topics,
    others,
)
from assistant.vocabulary import ASKING
from index.council_names import find_regions
from index.reports import Grade

T = TypeVar("T")


class Wish(StrEnum):
    """What kind of answer on grades is wished for."""

    GRADES = "grades"
    LIST = "list"
    COUNT = "count"
    SPREAD = "spread"


class Change(StrEnum):
    """How a grade moved between two inspections."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Span(StrEnum):
    """Which inspections of a council a grade must hold at."""

    LATEST = "the one that is meant"
    EVER = "any"
    NEVER = "none"
    ALWAYS = "all"


class Extreme(StrEnum):
    """One end of the scale, as far as the councils in question reach."""

    BEST = "highest"
    WORST = "lowest"


@dataclass(frozen=True, slots=True)
class Move:
    """The grades before and after, any of each."""

    before: Grades
    after: Grades


_BE = r"(?:(?:being|be|been|a|an|the|rated|graded|judged|is|are) )*"
_MOVING = r"(?:went|gone|go(?:es)?|going|came|come|moved?|slipped|slid|dropp?(?:ed)?|fell|fallen|rose|risen|jumped|climbed|improved|declined|plunged|changed|was|were)"
_MOVES = (
    (
        rf"(?:{_MOVING} )?(?:straight )?(?:from )?{_BE}({GRADE}) (?:straight )?(?:up |down |back |all the way )?(?:to|and now|but now|now) {_BE}({GRADE})",
        None,
    ),
    (rf"(?:lost|lose[sd]?|losing) (?:its|their|an?|the)? ?({GRADE})", below),
    (rf"(?:no longer|stopped being|used to be|(?:is|are)nt any longer) {_BE}({GRADE})", others),
    (rf"(?:got |came |moved |lifted |climbed |risen |rose |getting )?out of {_BE}({GRADE})", above),
    (
        rf"(?:dropped|fell|fallen|slipped|slid|down|went down|declined|downgraded) from {_BE}({GRADE})",
        below,
    ),
    (rf"(?:rose|risen|climbed|jumped|up|went up|improved|upgraded) from {_BE}({GRADE})", above),
)
_THAN_BEFORE = r"than (?:it|they|before|last time|previously|at|in|the)\b(?: (?:was|were|used to be|inspection|report|one|before|the|last|at|in|time))*"
_CHANGES = (
    (
        Change.DOWN,
        rf"\b(?:(?:went|gone|go|goes|come|moved?|slipped|slid|been marked) (?:down|backwards?)|declin\w+|deteriorat\w+|worsen\w*|(?:get|gets|got|getting|gotten|became|become|gone) worse|worse {_THAN_BEFORE}|slipp?(?:ed|ing)?|dropp?(?:ed|ing)?|fell|fallen|falling|falls?|downgraded|decreased|lower {_THAN_BEFORE})\b",
    ),
    (
        Change.UP,
        rf"\b(?:(?:went|gone|go|goes|moved?|been marked) up|(?:improv(?:ed|ing|es)|(?<!to )improve)|(?:(?<!to )get|gets|got|getting|gotten|became|become) better|better {_THAN_BEFORE}|rose|risen|rises?|climbed|upgraded|increased|higher {_THAN_BEFORE}|turn(?:ed)? (?:it|things|themselves) (?:a)?round)\b",
    ),
    (
        Change.SAME,
        r"\b(?:(?:stay|remain)(?:s|ed|ing)? (?:the same|unchanged|where)|(?:stay|remain)(?:s|ed|ing)?(?: at)?|still|kept|keep|retain(?:ed|s)?|maintain(?:ed|s)?|held on to|continued? to be|unchanged|(?:not|havent|hasnt|didnt) changed?|same grade as before)\b",
    ),
)
_TWO_REPORTS = r"\b(?:(?:between|over|from|at|in|across|for|on|since) )?(?:both (?:of )?)?(?:their|its|the)? ?(?:last|latest|previous|most recent|past) two (?:ofsted )?(?:reports?|inspections?|ratings|grades|visits|times)\b|\b(?:twice|two (?:inspections?|reports?|times)) (?:in a row|running)\b|\bconsecutive(?:ly)?(?: inspections?)?\b"
_ONE_BEFORE = r"\b(?:since|than|from) (?:at |in )?(?:the(?:ir)?|its) (?:(?:one|report|inspection|grade|time) before|(?:previous|last) (?:one|report|inspection|time))(?: that)?\b|\bsince (?:the )?(?:last|previous) (?:time|inspection|report)\b"
_SPANS = (
    (Span.NEVER, r"\b(?:never|not ever)\b"),
    (Span.EVER, r"\b(?:ever|at any (?:time|point)|at (?:some|one) (?:time|point|stage)|once)\b"),
    (
        Span.ALWAYS,
        r"\b(?:always|(?:at |in |on )?(?:every|each|all) (?:one of |of )?(?:its |their |the )?(?:single )?(?:inspections?|reports?|times?)|throughout)\b",
    ),
)
_EXTREMES = (
    (Extreme.BEST, r"\b(?:best|top|highest|strongest)(?:[- ](?=rat|grad|perform|judg|scor))?\b"),
    (
        Extreme.WORST,
        r"\b(?:worst|bottom|lowest|poorest|weakest)(?:[- ](?=rat|grad|perform|judg|scor))?\b",
    ),
)
_GROUP = r"(?:councils?|(?:local )?authorit(?:y|ies)|l\.?a\.?s|boroughs?|areas|places|counties|unitar(?:y|ies)|neighbours|metropolitan \w+|mets)"
_GROUPS = r"(?:councils|(?:local )?authorities|l\.?a\.?s|boroughs|areas|places|counties|unitaries|neighbours|mets)"
_LIST = rf"\b(?:which|what|whose|name|list|show|any|all|who|where)\b(?: of)?(?: the| these| those)?(?: \w+){{0,4}}? {_GROUP}\b|^(?:and |but |so )?who(?:.s| has| have| had| is| are| was| were| went| got| did| gets| stayed| dropped| fell| improved)?\b|\bwho\??$|^(?:\W*\S+ ){{0,3}}{_GROUPS}\b"
_COUNT = r"\bhow many\b|\b(?:the )?(?:total )?number of\b|\bcount(?: up)?\b(?! council)|\b(?:what|which) (?:percentage|percent|proportion|share|fraction)(?: of)?\b|\bhow (?:common|rare) is it\b"
_SPREAD = r"\b(?:spread|distribution|breakdown|split) of (?=(?:[\w-]+ ){0,6}(?:grades|ratings|judge?ments)\b)|\b(?:average|typical|mean|most common|commonest|usual)\b(?= (?:\w+ ){0,3}(?:grade|rating|judge?ment|score))"
_BY = (
    ("region", r"\b(?:by|for each|per|in each) regions?\b"),
    ("year", r"\b(?:by|for each|per|in each) years?\b"),
    ("kind", r"\b(?:by|for each|per) (?:kind|type|framework)\b"),
)
_GRADE_NOUN = r"\b(?:grade[sd]?|grading|rat(?:e|ed|es|ing|ings)|ranked|judg(?:e|ed|ement|ements|ment|ments)|scor(?:e|ed|es|ing)|verdicts?|marks?|ofsted results?|results? (?:from|at|of|by|in) (?:ofsted|(?:its|the|their) (?:\w+ )?inspection)|classed as|deemed|labelled|assessed as)\b"
# "How well did it do at its inspection?" asks for the grade; "how good", not whether it was good.
_HOW = r"\bhow (?:good|bad|well|poorly|badly|high(?:ly)?)\b"
_HOW_IT_DID = r"\bhow (?:\w+ ){0,8}?(?:do|did|done|doing|fared?|perform(?:s|ed)?|come out)\b(?=.*\b(?:ofsted|inspection|inspected|report)\b)"
_HOW_AN_AREA_DID = r"\bhow (?:did|does|do|has|have|was|were|is|are) (?:\S+ ){0,12}?(?:do|done|doing|fared?|perform(?:s|ed|ing)?|come out|rate|score|measure up|get on)\b"
_HOW_IT_TREATS = r"\b(?:how|the way|where) (?:well |good |badly )?(?:it|they|the council|the authority|that council|councils) (?:is |are )?(?:looks? after|support(?:s|ing)?|treat(?:s|ing)?|car(?:es?|ing) for|help(?:s|ing)?|protect(?:s|ing)?|deal(?:s|ing)? with|look(?:s|ing) after)\b"
_TYPES = (
    ("London borough", r"\blondon boroughs?\b"),
    ("county", r"\bcount(?:y councils?|y authorities|ies)\b|\bshire counties\b"),
    (
        "metropolitan district",
        r"\bmet(?:ropolitan)?s? (?:boroughs?|districts?|councils?|authorities)\b|\bmets\b",
    ),
    ("unitary", r"\bunitar(?:y|ies)(?: (?:councils?|authorit(?:y|ies)))?\b"),
)
_NEIGHBOURS = r"\b(?:statistical |nearest |closest )+neighbou?rs?\b|\bneighbou?rs\b|\b(?:similar|comparable|comparator) (?:councils|authorities|areas|boroughs|places)(?: to)?\b|\b(?:councils|authorities) (?:similar to|like)\b|\bcomparators\b|\bstat neighbou?rs\b"
_LATEST = r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|last time(?: round| around)?|(?:the |their |its )?last (?:inspection|report|one|visit)|the last|last|now(?:adays)?|today|these days|at present|presently|right now|at the moment|so far|as of now|back)\b"
_HISTORY = r"\b(?:over time|over the years|histor(?:y|ical(?:ly)?)|(?:at |in |through |across |for )*(?:every|each|all) (?:one of |of )?(?:its |their |the )?(?:past |previous )?(?:inspections?|reports?|times?)|through the years|down the years|all (?:its |the |their )?(?:past |previous )?(?:grades|ratings|judge?ments)|timeline|track record|trace|all time)\b"
_HOLDS = r"\b(?:(?:that |which )?(?:you|we|i) (?:currently )?(?:hold|have|cover|know|got)|do you (?:hold|have|cover|know)|(?:held |are |is |in )?(?:in|by|from) (?:your|this|the) (?:library|collection|database|system|tool)|(?:are |is )(?:covered|included|indexed|available)|(?:covered|included|available|held) here)\b"
_REPORTS = r"\bhow many (?:\w+ ){0,3}?(?:reports|inspections)\b"
_BETTER = r"\b(?:better|worse|higher|lower)\b"
_WAS_INSPECTED = r"\b(?:(?:been )?inspected|(?:re)?inspections?|visited|had (?:a|an|their|its) (?:\w+ )?(?:inspection|report|visit)|reports? (?:were |was )?(?:published|came out|issued)|published)\b"

# Words that a question on grades may hold beside its conditions.
_FILLER = frozenset(
    """achieve achieved area areas authorities authority award awarded body boroughs borough children childrens come
    council councils drop effectiveness england english experience experiences explain fully given gives happened help
    inspected inspection inspections inspectorate job judgements la las list local library made many much name named
    number official one ones other overall performance performing place places praise praised present progress quality
    rating reach reached reason reasons receive received region regions report reports result results round
    service services show sorted social still time times two work works workers year years within before went most both
    each county counties district districts gave come fare fared done out doing""".split()
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a question on grades; empty fields ask for everything.

    `says_grade` tells that a grade is spoken of as such ("rating"), and not only by its name ("good").
    `clauses` are grades of areas, all of which must hold; `leftover` the words that no condition
    explains; `holdings` asks which councils or reports there are, whatever their grades;
    `counts_reports` asks how many reports, and not how many councils.
    """

    wish: Wish = Wish.GRADES
    mentions_grades: bool = False
    says_grade: bool = False
    clauses: tuple[Clause, ...] = ()
    regions: tuple[str, ...] = ()
    council_types: tuple[str, ...] = ()
    neighbours: bool = False
    latest: bool = False
    history: bool = False
    change: Change | None = None
    move: Move | None = None
    span: Span = Span.LATEST
    extreme: Extreme | None = None
    by: str = ""
    holdings: bool = False
    counts_reports: bool = False
    leftover: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every area that is named, each once."""
        named = {topic for clause in self.clauses for topic in clause.topics}
        return tuple(topic for topic in Topic if topic in named)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Every grade that is named, each once."""
        return in_order({grade for clause in self.clauses for grade in clause.grades})

    @property
    def is_answerable_exactly(self) -> bool:
        """Whether the catalogue can apply every condition."""
        if self.leftover or (len(self.clauses) > 1 and (self.change or self.move)):
            return False
        return self.mentions_grades or self.holdings

    @property
    def limits_by_place(self) -> bool:
        """Whether it says which councils are meant by region or type."""
        return bool(self.regions or self.council_types)

    @property
    def asks_of_grades(self) -> bool:
        """Whether it names an area, a grade, or how one moved."""
        return bool(self.clauses or self.change or self.move or self.extreme)

    @property
    def limits_councils(self) -> bool:
        """Whether it says which councils are meant by where or what they are."""
        return bool(self.regions or self.council_types or self.neighbours)

    @property
    def compares_in_time(self) -> bool:
        """Whether each grade is to be set beside the one before it."""
        return bool(self.change or self.move)


@dataclass(frozen=True, slots=True)
class GradePart:
    """The part of a longer message that asks for grades, and whether the rest asks for more."""

    conditions: Conditions
    asks_more: bool


_PARTS = re.compile(
    r"[.!?;,:\n]+|\s[-–—]+\s|\b(?:and|but|so|because|as|while|to (?:know|see|find out|ask)|wondering|know|me|if)\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:what|which|who|why|how|where|when|whether|did|does|do|is|are|was|were|tell|say|said|describe|explain|compare|show)\b",
    re.I,
)


def part_on_grades(topic: str) -> GradePart | None:
    """The part of a message that asks for the grades of a council and nothing else, if one does."""
    parts = [part for part in _PARTS.split(topic) if part.strip()]
    for place, part in enumerate(parts):
        conditions = read_conditions(part)
        if (
            conditions.wish is not Wish.COUNT
            and not conditions.grades
            and conditions.says_grade
            and conditions.is_answerable_exactly
        ):
            rest = parts[:place] + parts[place + 1 :]
            return GradePart(conditions, asks_more=any(_ASKS.search(other) for other in rest))
    return None


@lru_cache(maxsize=64)  # a question is asked for its conditions many times, once a council at least
def read_conditions(topic: str) -> Conditions:
    """Read the conditions of a question from which names of councils and years are taken out."""
    words = re.sub(r"[’']s\b|[“”\"‘’']", "", re.sub(r"\s+", " ", topic.lower())).strip()
    text = mark_grades_and_topics(re.sub(_HOW, "how", re.sub(_HOW_IT_TREATS, " for ", words)))
    moves = _read_moves(text)
    counts_reports = bool(re.search(_REPORTS, text.text))
    wish, by = _wish(text)
    in_groups = wish in {Wish.LIST, Wish.COUNT}
    regions = _regions(topic, text)
    types = tuple(name for name, pattern in _TYPES if text.take(pattern))
    neighbours = text.take(_NEIGHBOURS)
    extreme = _first_taken(_EXTREMES, text)
    clauses = text.clauses()
    noun = text.take(_GRADE_NOUN) | text.take(_HOW_IT_DID)
    latest = text.take(_LATEST)
    of_areas = re.search(_HOW, words) or re.search(_HOW_AN_AREA_DID, words)
    asks_grades = bool(
        noun or moves.move or by or wish is Wish.SPREAD or (extreme and in_groups)
    ) or any(clause.grades or (clause.topics and of_areas) for clause in clauses)
    holds = text.take(_HOLDS) | (in_groups and text.take(_WAS_INSPECTED))
    leftover = _leftover(text, in_groups and moves.change is None)
    only_overall = wish is Wish.GRADES and not leftover and {t for c in clauses for t in c.topics} == {Topic.OVERALL}
    return Conditions(
        wish=wish,
        mentions_grades=asks_grades or only_overall or bool(moves.change and (moves.sets_beside or in_groups)),
        says_grade=noun,
        clauses=clauses,
        regions=regions,
        council_types=types,
        neighbours=neighbours,
        latest=latest,
        history=moves.history,
        change=moves.change,
        move=moves.move,
        span=moves.span,
        extreme=extreme,
        by=by,
        holdings=in_groups and not asks_grades and not moves.change and holds,
        counts_reports=counts_reports,
        leftover=leftover,
    )


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is asked of several inspections; `sets_beside`, whether two are set side by side."""

    move: Move | None
    change: Change | None
    span: Span
    history: bool
    sets_beside: bool


def _read_moves(text: Marked) -> _Moves:
    move = _move(text)
    before, two = text.take(_ONE_BEFORE), text.take(_TWO_REPORTS)
    change = None if move else _first_taken(_CHANGES, text)
    if two and not change and not move and text.grades:
        change = Change.SAME
    history = text.take(_HISTORY)
    span = _first_taken(_SPANS, text) or (Span.ALWAYS if history else Span.LATEST)
    return _Moves(move, change, span, history, before or two)


def _leftover(text: Marked, lists: bool) -> tuple[str, ...]:
    """The words that no condition explains; a list of what is better names no one to be better than."""
    ignored = _FILLER | ASKING
    if lists and re.search(_BETTER, text.text):
        ignored -= {"better", "worse"}
    words = re.findall(r"[^\W_]+", text.text)
    return tuple(word for word in words if word not in ignored and len(word) > 1)


def _first_taken(cases: Iterable[tuple[T, str]], text: Marked) -> T | None:
    """The first of several meanings whose words are in the text; they are taken out."""
    return next((meaning for meaning, pattern in cases if text.take(pattern)), None)


def _wish(text: Marked) -> tuple[Wish, str]:
    by = _first_taken(_BY, text) or ""
    if text.take(_SPREAD) or by:
        return Wish.SPREAD, by
    if text.take(_COUNT):
        return Wish.COUNT, ""
    # Looked for and not taken: words between "which" and "councils" are conditions themselves.
    return (Wish.LIST if re.search(_LIST, text.text) else Wish.GRADES), ""


def _regions(topic: str, text: Marked) -> tuple[str, ...]:
    regions = find_regions(topic)
    for region in regions:
        for word in (
            region.lower(),
            region.lower().replace(" ", ""),
            *region.lower().split(" and "),
        ):
            text.take(rf"\b(?:the )?{re.escape(word).replace(chr(92) + ' ', '[- ]?')}\b")
        text.take(r"\b(?:greater london|the midlands|midlands)\b")
    return regions


def _move(text: Marked) -> Move | None:
    """A move from one grade to others; its grades are no conditions on the latest one."""
    for pattern, after in _MOVES:
        match = re.search(pattern, text.text)
        if match:
            before = text.grades_at(match[1])
            text.text = f"{text.text[: match.start()]} {text.text[match.end() :]}"
            return Move(before, after(before) if after else text.grades_at(match[2]))
    return None


_ONLY = re.compile(r"\b(?:only|just|of (?:those|these|them))\b", re.I)


def vary(before: str, own: str) -> str | None:
    """The question before, with the conditions of a follow-up in place of its own of the same kind.

    "And in the South East?" replaces the region, "and outstanding?" the grade; "only the ones that
    fell" adds a condition. None where the follow-up is more, or less, than such conditions.
    """
    old, new = read_conditions(before), read_conditions(own)
    says_more = bool(new.leftover) or not (new.asks_of_grades or new.limits_by_place)
    if says_more or (new.asks_of_grades and not old.is_answerable_exactly):
        return None
    text = mark_grades_and_topics(before.lower())
    text.drop(grades=bool(new.grades or new.move), topics=bool(new.topics))
    if new.limits_by_place and not _ONLY.search(own):
        _regions(before, text)
        for _, pattern in _TYPES:
            text.take(pattern)
    for named, cases in ((new.change, _CHANGES), (new.extreme, _EXTREMES)):
        if named:
            _first_taken(cases, text)
    return re.sub(r"\s+", " ", f"{text.spelled} {own}")
