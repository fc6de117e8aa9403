"""What a question on grades asks for: areas, grades, places, times, changes, and what is left over.

Each condition that is understood is taken out of the question. Words that remain are a condition
that the catalogue cannot apply ("inadequate for domestic abuse"): such a question is never
answered from the catalogue as though the words were not there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.understanding.areas import Topic
from assistant.understanding.grade_words import (
    GRADE,
    Clause,
    Grades,
    Marked,
    above,
    below,
    in_order,
    mark_grades_and_topics,
)
from assistant.understanding.moves import Change, Move, Span, read_moves
from assistant.understanding.vocabulary import ASKING
from assistant.understanding.wishes import GROUPS, Wish, read_wish
from index.council_names import find_regions
from index.reports import Grade


class Extreme(StrEnum):
    """One end of the scale, as far as the councils in question reach."""

    BEST = "highest"
    WORST = "lowest"


EXTREMES = (
    (Extreme.BEST, r"\b(?:best|top|highest|strongest)(?:[- ](?=rat|grad|perform|judg|scor))?\b"),
    (
        Extreme.WORST,
        r"\b(?:worst|bottom|lowest|poorest|weakest)(?:[- ](?=rat|grad|perform|judg|scor))?\b",
    ),
)
_GRADE_NOUN = r"\b(?:grade[sd]?|grading|rat(?:e|ed|es|ing|ings)|ranked|judg(?:e|ed|ement|ements|ment|ments)|scor(?:e|ed|es|ing)|verdicts?|marks?|ofsted results?|results? (?:from|at|of|by|in) (?:ofsted|(?:its|the|their) (?:\w+ )?inspection)|classed as|deemed|labelled|assessed as)\b"
# "How well did it do at its inspection?" asks for the grade; "how good", not whether it was good.
_HOW = r"\bhow (?:good|bad|well|poorly|badly|high(?:ly)?)\b"
_HOW_IT_DID = r"\bhow (?:\w+ ){0,8}?(?:do|did|done|doing|fared?|perform(?:s|ed)?|come out)\b(?=.*\b(?:ofsted|inspection|inspected|report)\b)"
_HOW_AN_AREA_DID = r"\bhow (?:did|does|do|has|have|was|were|is|are) (?:\S+ ){0,12}?(?:do|done|doing|fared?|perform(?:s|ed|ing)?|come out|rate|score|measure up|get on)\b"
# "Children's social care" is all of it, and not the area "in care".
_SERVICES = r"\b(?:children|kid)?s? ?social (?:care|services|work services)\b"
_WHAT_IT_GOT = r"\bwhat (?:did|does|has|have) (?:\S+ ){0,4}?(?:get|gets|got|receive[sd]?|achieve[sd]?)\b(?= (?:for|in|on|at|last) | overall|\W*$)"
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
_HOLDS = r"\b(?:(?:that |which )?(?:you|we|i) (?:currently )?(?:hold|have|cover|know|got)|do you (?:hold|have|cover|know)|(?:held |are |is |in )?(?:in|by|from) (?:your|this|the) (?:library|collection|database|system|tool)|(?:are |is )(?:covered|included|indexed|available)|(?:covered|included|available|held) here)\b"
_REPORTS = r"\bhow many (?:\w+ ){0,3}?(?:reports|inspections)\b"
# "Better than Devon": the name itself has been taken out.
_BESIDE: tuple[tuple[Callable[[Grades], Grades], str], ...] = (
    (above, r"\b(?:better|higher)(?: \w+){0,2} than\b|\babove\b"),
    (below, r"\b(?:worse|lower)(?: \w+){0,2} than\b|\bbelow\b"),
)
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
    each county counties district districts gave come fare fared done out doing getting gets giving""".split()
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a question on grades; empty fields ask for everything.

    `says_grade` tells that a grade is spoken of as such ("rating"), and not only by its name ("good").
    `clauses` are grades of areas, all of which must hold; `leftover` the words that no condition
    explains; `holdings` asks which councils or reports there are, whatever their grades;
    `counts_reports` asks how many reports, and not how many councils; `of_grades` limits the councils
    that something else is asked of ("inadequate councils"); `beside` asks for grades better, or worse,
    than that of a named council.
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
    of_grades: tuple[Grade, ...] = ()
    beside: Callable[[Grades], Grades] | None = None
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
        return bool(self.regions or self.council_types or self.neighbours or self.of_grades)

    @property
    def lists_others(self) -> bool:
        """Whether a council that is named only says which others are asked for, or is counted."""
        return bool(self.neighbours or self.beside or self.counts_reports)

    @property
    def compares_in_time(self) -> bool:
        """Whether each grade is to be set beside the one before it."""
        return bool(self.change or self.move)


LONGEST = 1_000  # characters of a question on grades; in a longer message a part may be one


@lru_cache(maxsize=64)  # a question is asked for its conditions many times, once a council at least
def read_conditions(topic: str) -> Conditions:
    """Read the conditions of a question from which names of councils and years are taken out."""
    if len(topic) > LONGEST:
        return Conditions(leftover=(topic[LONGEST:],))
    words = re.sub(r"[’']s\b|[“”\"‘’']", "", re.sub(r"\s+", " ", topic.lower())).strip()
    plain = re.sub(_SERVICES, " ", re.sub(_HOW_IT_TREATS, " for ", words))
    text = mark_grades_and_topics(re.sub(_HOW, "how", plain))
    moves = read_moves(text)
    counts_reports = bool(re.search(_REPORTS, text.text))
    wish, by = read_wish(text)
    in_groups = wish in {Wish.LIST, Wish.COUNT}
    regions, types = take_places(topic, text)
    neighbours = text.take(_NEIGHBOURS)
    extreme = text.take_first(EXTREMES)
    clauses, of_grades = text.clauses(), _grades_of_councils(text)
    beside = next((among for among, pattern in _BESIDE if text.take(pattern)), None)
    noun = text.take(_GRADE_NOUN) | text.take(_HOW_IT_DID) | text.take(_WHAT_IT_GOT)
    latest = text.take(_LATEST)
    of_areas = re.search(_HOW, words) or re.search(_HOW_AN_AREA_DID, words)
    asks_grades = bool(
        noun or moves.move or by or wish is Wish.SPREAD or ((extreme or beside) and in_groups)
    ) or any(clause.grades or (clause.topics and of_areas) for clause in clauses)
    holds = text.take(_HOLDS) | (in_groups and text.take(_WAS_INSPECTED))
    leftover = _leftover(text, in_groups and moves.change is None)
    only_overall = (
        wish is Wish.GRADES
        and not leftover
        and {t for c in clauses for t in c.topics} == {Topic.OVERALL}
    )
    return Conditions(
        wish=wish,
        mentions_grades=asks_grades
        or only_overall
        or bool(moves.change and (moves.sets_beside or in_groups)),
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
        of_grades=of_grades if leftover else (),
        beside=beside if in_groups else None,
        leftover=leftover,
    )


def _leftover(text: Marked, lists: bool) -> tuple[str, ...]:
    """The words that no condition explains; a list of what is better names no one to be better than."""
    ignored = _FILLER | ASKING
    if lists and re.search(_BETTER, text.text):
        ignored -= {"better", "worse"}
    words = re.findall(r"[^\W_]+", text.text)
    return tuple(word for word in words if word not in ignored and len(word) > 1)


def _grades_of_councils(text: Marked) -> tuple[Grade, ...]:
    """The grades that councils, and not something about them, are said to have."""
    said = re.search(
        rf"({GRADE})(?:[- ](?:rated|graded|judged))? {GROUPS}\b", text.text
    ) or re.search(
        rf"\b{GROUPS} (?:(?:that|which|who) (?:are|were) )?(?:rated |graded |judged )({GRADE})",
        text.text,
    )
    return in_order(text.grades_at(said[1])) if said else ()


def take_places(topic: str, text: Marked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regions, and the types of council, that a text names; they are taken out of it."""
    regions = find_regions(topic)
    for region in regions:
        name = re.escape(region.lower()).replace("\\ ", "[- ]?")
        for word in (name, *region.lower().split(" and ")):
            text.take(rf"\b(?:the )?{word}\b")
        text.take(r"\b(?:greater london|the midlands|midlands)\b")
    return regions, tuple(name for name, pattern in _TYPES if text.take(pattern))
