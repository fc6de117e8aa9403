"""What a question on grades asks for: areas, grades, places, times, changes, and what is left over.

Each condition that is understood is taken out of the question. Words that remain are a condition
that the catalogue cannot apply ("inadequate for domestic abuse"): such a question is never
answered from the catalogue as though the words were not there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.council_names import find_regions
from index.reports import Area, Grade, Report


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


class Topic(StrEnum):
    """An area as people name it; which judgement it is depends on the framework."""

    OVERALL = "overall"
    LEADERS = "leadership"
    HELP = "help and protection"
    IN_CARE_AND_LEAVERS = "children in care and care leavers"
    IN_CARE = "children in care"
    CARE_LEAVERS = "care leavers"
    ADOPTION = "adoption"
    LSCB = "the safeguarding board"
    CAPACITY = "capacity to improve"
    OUTCOMES = "outcomes for looked after children"
    PROVISION = "quality of provision"

    @property
    def areas(self) -> tuple[Area, ...]:
        """The judgements that answer for it, the nearest first; none is another's equal."""
        return _AREAS[self]


_AREAS = {
    Topic.OVERALL: (Area.OVERALL, Area.SAFEGUARDING),
    Topic.LEADERS: (Area.LEADERS, Area.MANAGEMENT, Area.LEADERSHIP_2013),
    Topic.HELP: (Area.HELP,),
    Topic.IN_CARE_AND_LEAVERS: (Area.IN_CARE_AND_LEAVERS,),
    Topic.IN_CARE: (Area.IN_CARE, Area.LOOKED_AFTER, Area.LOOKED_AFTER_2009),
    Topic.CARE_LEAVERS: (Area.CARE_LEAVERS,),
    Topic.ADOPTION: (Area.ADOPTION,),
    Topic.LSCB: (Area.LSCB,),
    Topic.CAPACITY: (Area.CAPACITY,),
    Topic.OUTCOMES: (Area.OUTCOMES,),
    Topic.PROVISION: (Area.PROVISION,),
}

_CHILDREN = r"(?:children|kids|young people|teenagers|those|youngsters)"
_TOPICS = (
    (Topic.LSCB, r"(?:local )?safeguarding (?:children.?s? )?board|\blscb\b"),
    (Topic.CAPACITY, r"capacity to improve"),
    (Topic.OUTCOMES, r"outcomes for (?:looked.after children|children looked.after)"),
    (Topic.PROVISION, r"quality of provision"),
    (Topic.IN_CARE_AND_LEAVERS, rf"{_CHILDREN} in care and (?:care.leavers|leaving care)"),
    (Topic.CARE_LEAVERS, rf"(?:{_CHILDREN} )?(?:who (?:have |are |had )?(?:left|leav(?:e|ing)) care|leaving care|care.leavers?|care.experienced(?: {_CHILDREN})?)"),
    (Topic.IN_CARE, rf"{_CHILDREN} looked.after(?: and achieving permanence)?|looked.after {_CHILDREN}|(?:{_CHILDREN} )?(?:(?:who are |living )?in care|in its care)\b|achieving permanence"),
    (Topic.HELP, rf"(?:{_CHILDREN} )?(?:who |in )?(?:need(?:s|ing)?(?: of)? )?help and protection|child protection"),
    (Topic.ADOPTION, r"adoption(?: performance| services?)?"),
    (Topic.LEADERS, r"(?:the )?impact of (?:its |their )?leaders|leadership(?:,? management and governance| and management)?|management and governance|leaders"),
    (Topic.OVERALL, r"overall(?: effectiveness)?|across the board"),
)
_GRADES = (
    (Grade.REQUIRES_IMPROVEMENT, r"(?:require|need)(?:s|d|ing)?[- ]improvement(?: to be good)?|\bri\b"),
    (Grade.OUTSTANDING, r"outstanding"),
    (Grade.INADEQUATE, r"inadequate|failing|failed"),
    (Grade.ADEQUATE, r"adequate"),
    (Grade.GOOD, r"good"),
)
_FROM_TO = re.compile(
    r"(?:from |went |gone |going )+(?:being )?(?P<before>[a-z ]+?) to (?:being )?(?P<after>[a-z ]+?)(?= in | between | since |[?.,]|$)"
)
_CHANGES = (
    (Change.DOWN, r"(?:went|gone|go|come|moved?|slipped|slid) (?:down|backwards?)|declin\w+|deteriorat\w+|worsened|(?:got|become|became|gotten) worse|\bworse\b|dropp?(?:ed)?\b|fell|fallen|downgraded"),
    (Change.UP, r"(?:went|gone|go|moved?) up|improved|(?:got|become|became|gotten) better|\bbetter\b|rose|risen|upgraded"),
    (Change.SAME, r"(?:stay|remain|kept?)\w* (?:the )?same|unchanged|not changed"),
)
_GRADE_NOUN = r"\b(?:grade[sd]?|grading|rat(?:e|ed|es|ing|ings)|judg(?:e|ed|ement|ements|ment|ments)|scored?|scores|ofsted result)\b"
_LIST = r"\b(?:which|what|whose|name|list|show|any|all|who)\b(?: of)?(?: the| these| those)?(?: \w+){0,4}? (?:councils?|authorit(?:y|ies)|boroughs?|areas|places|counties|neighbours)\b|^(?:and )?who(?:.s| has| have| is| are| was| were| went| got)\b"
_COUNT = r"\bhow many\b|\bnumber of\b|\bcount\b"
_SPREAD = r"\b(?:spread|distribution|breakdown|split) of (?=(?:[\w-]+ ){0,6}(?:grades|ratings|judge?ments)\b)"
_BY = (("region", r"\b(?:by|for each|per|in each) regions?\b"), ("year", r"\b(?:by|for each|per|in each) years?\b"), ("kind", r"\b(?:by|for each|per) (?:kind|type|framework)\b"))
_TYPES = (
    ("London borough", r"\blondon boroughs?\b"),
    ("county", r"\bcount(?:y councils?|ies)\b"),
    ("metropolitan district", r"\bmetropolitan (?:boroughs?|districts?|councils?)\b|\bmets\b"),
    ("unitary", r"\bunitar(?:y|ies)(?: (?:councils?|authorit(?:y|ies)))?\b"),
)
_NEIGHBOURS = r"\bstatistical neighbours?\b|\bneighbours\b"
_LATEST = r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|last time|the last|their last|its last|last|now|today|at present|right now|at the moment)\b"
_TWO_REPORTS = r"\b(?:between|over|from) (?:their|its|the) (?:last|latest|previous|most recent) two (?:reports?|inspections?)\b|\bsince the(?:ir)? (?:one|report|inspection) before\b"
_HISTORY = r"\b(?:over time|over the years|history|every (?:inspection|report|time)|through the years|each time|all (?:its |the )?(?:grades|ratings))\b"

# Words that a question on grades may hold beside its conditions.
_FILLER = frozenset(
    """any list name show these those what which who whose because come drop explain happened made make praise praised reason reasons area areas award awarded being between body boroughs children childrens come council
    councils effectiveness england english ever experiences for get gets getting give given
    gives got had help inspected inspection inspections inspectorate judgements kind local
    library many much ofsted official ones performance place places present progress quality
    reach received report reports result results same service services since social still
    time times two work works year years authority authorities grades number name list show
    rating region regions within before that went has been were most recent one other both
    each""".split()
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a question on grades; empty fields ask for everything.

    `moved` holds a grade before and after; `leftover` the words that no condition explains.
    """

    wish: Wish = Wish.GRADES
    mentions_grades: bool = False
    topics: tuple[Topic, ...] = ()
    grades: tuple[Grade, ...] = ()
    regions: tuple[str, ...] = ()
    council_types: tuple[str, ...] = ()
    neighbours: bool = False
    latest: bool = False
    history: bool = False
    change: Change | None = None
    moved: tuple[Grade, Grade] | None = None
    by: str = ""
    leftover: tuple[str, ...] = ()

    @property
    def is_answerable_exactly(self) -> bool:
        """Whether the catalogue can apply every condition."""
        return self.mentions_grades and not self.leftover


class _Text:
    """A question of which what is understood is taken away."""

    def __init__(self, words: str) -> None:
        self.left = words

    def take(self, pattern: str) -> bool:
        taken = re.sub(pattern, " ", self.left)
        found, self.left = taken != self.left, taken
        return found


@lru_cache(maxsize=64)  # a question is asked for its conditions many times, once a council at least
def read_conditions(topic: str, content: Collection[str] = ()) -> Conditions:
    """Read the conditions of a question from which names of councils and years are taken out.

    `content` are words that ask and tell nothing, to be left out of what is left over.
    """
    text = _Text(re.sub(r"[’']s\b|[“”\"‘’']", "", re.sub(r"\s+", " ", topic.lower())))
    wish, by = _wish(text)
    regions = _regions(topic, text)
    moved = _moved(text)
    two_reports = text.take(_TWO_REPORTS)
    change = next((change for change, pattern in _CHANGES if text.take(pattern)), None)
    history = text.take(_HISTORY)
    types = tuple(name for name, pattern in _TYPES if text.take(pattern))
    neighbours = text.take(_NEIGHBOURS)
    topics = tuple(topic for topic, pattern in _TOPICS if text.take(pattern))
    grades = tuple(grade for grade, pattern in _GRADES if text.take(pattern))
    noun = text.take(_GRADE_NOUN)
    latest = text.take(_LATEST)
    ignored = _FILLER | set(content)
    leftover = tuple(w for w in re.findall(r"[a-z0-9]+", text.left) if w not in ignored and len(w) > 1)
    return Conditions(
        wish=wish,
        mentions_grades=bool(noun or grades or moved or by or wish is Wish.SPREAD or (change and two_reports)),
        topics=tuple(sorted(topics, key=list(Topic).index)),
        grades=grades,
        regions=regions,
        council_types=types,
        neighbours=neighbours,
        latest=latest,
        history=history,
        change=change,
        moved=moved,
        by=by,
        leftover=leftover,
    )


def _wish(text: _Text) -> tuple[Wish, str]:
    by = next((name for name, pattern in _BY if text.take(pattern)), "")
    if text.take(_SPREAD) or by:
        return Wish.SPREAD, by
    if text.take(_COUNT):
        return Wish.COUNT, ""
    # Looked for and not taken: words between "which" and "councils" are conditions themselves.
    return (Wish.LIST if re.search(_LIST, text.left) else Wish.GRADES), ""


def _regions(topic: str, text: _Text) -> tuple[str, ...]:
    regions = find_regions(topic)
    for region in regions:
        for word in (region.lower(), *region.lower().split(" and ")):
            text.take(rf"\b(?:the )?{re.escape(word)}\b")
    return regions


def _moved(text: _Text) -> tuple[Grade, Grade] | None:
    match = _FROM_TO.search(text.left)
    if not match:
        return None
    ends = [_only_grade(match["before"]), _only_grade(match["after"])]
    if ends[0] is None or ends[1] is None:
        return None
    text.left = text.left[: match.start()] + " " + text.left[match.end() :]
    return ends[0], ends[1]


def _only_grade(words: str) -> Grade | None:
    return next((grade for grade, pattern in _GRADES if re.fullmatch(pattern, words.strip())), None)


def judged(report: Report, topic: Topic) -> Area | None:
    """Which judgement of a report answers for a topic, if any."""
    areas = {judgement.area for judgement in report.judgements}
    return next((area for area in topic.areas if area in areas), None)
