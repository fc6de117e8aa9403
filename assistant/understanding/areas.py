"""The areas that inspectors judge, as people name them.

Which judgement an area is depends on the framework of the inspection: "children in care" is one
grade in one, half of a combined grade in another, and "children looked after" in a third.
"""

from enum import StrEnum

from index.reports import Area, Report


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

_CHILDREN = r"(?:children|kids|young people|teenagers|those|youngsters|young adults)"
_OFFICIAL = r"(?:the )?(?:(?:overall )?experiences? (?:and progress )?of |support (?:for|of) |services? for )?"
# The wider name before the narrower: "children in care and care leavers" is one area.
TOPIC_WORDS = (
    (Topic.LSCB, r"(?:the )?(?:local )?safeguarding (?:children.?s? )?board|\blscb\b"),
    (Topic.CAPACITY, r"capacity to improve"),
    (Topic.OUTCOMES, r"outcomes for (?:looked.after children|children looked.after)"),
    (Topic.PROVISION, r"quality of provision"),
    (
        Topic.IN_CARE_AND_LEAVERS,
        rf"{_OFFICIAL}{_CHILDREN} in care and (?:care.leavers|leaving care)",
    ),
    (
        Topic.CARE_LEAVERS,
        rf"{_OFFICIAL}(?:(?:{_CHILDREN} )?(?:who (?:have |are |had )?(?:left|leav(?:e|ing)) care"
        rf"|leaving care|care.leavers?|care.experienced(?: {_CHILDREN})?|(?:aged )?out of care))(?: services?)?",
    ),
    (
        Topic.IN_CARE,
        rf"{_OFFICIAL}(?:{_CHILDREN} looked.after(?: and achieving permanence)?|looked.after {_CHILDREN}"
        rf"|(?:{_CHILDREN} )?(?:(?:who are |living |being )?in (?:(?:the |its |their )?(?:council.?s? )?)care)\b"
        r"|achieving permanence)",
    ),
    (
        Topic.HELP,
        rf"{_OFFICIAL}(?:{_CHILDREN} )?(?:who |in )?(?:need(?:s|ing)?(?: of)? )?"
        r"(?:help (?:and|&) protection|protection and help)|child protection",
    ),
    (Topic.ADOPTION, r"adoption(?: performance| services?)?"),
    (
        Topic.LEADERS,
        r"(?:the )?impact of (?:its |their |the )?leaders(?: on social work practice)?"
        r"|leadership(?:,? management and governance| and management| team)?|management and governance"
        r"|(?:senior |top )?(?:leaders|management|managers)\b|(?:top|leadership|management|senior) team",
    ),
    (
        Topic.OVERALL,
        r"overall(?: effectiveness)?|across the board|in general|as a whole|all in all",
    ),
)


def judged(report: Report, topic: Topic) -> Area | None:
    """Which judgement of a report answers for a topic, if any."""
    areas = {judgement.area for judgement in report.judgements}
    return next((area for area in topic.areas if area in areas), None)
