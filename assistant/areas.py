"""The areas that inspectors judge, as people name them, and which judgement answers for each.

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


def judged(report: Report, topic: Topic) -> Area | None:
    """Which judgement of a report answers for a topic, if any."""
    areas = {judgement.area for judgement in report.judgements}
    return next((area for area in topic.areas if area in areas), None)
