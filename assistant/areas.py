"""The areas that inspectors judge, as people name them, and which judgement answers for each.

Which judgement an area is depends on the framework of the inspection: "children in care" is one
grade in one, half of a combined grade in another, and "children looked after" in a third. The files
of `index/frameworks/` tell which.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from index.frameworks import FAMILIES, Family, Named, section_about, subjects
from index.reports import Area, Report, Section


class Topic(Named):
    """An area as people name it; which judgement it is depends on the framework."""

    __slots__ = ()
    OVERALL: ClassVar["Topic"]
    LEADERS: ClassVar["Topic"]
    HELP: ClassVar["Topic"]
    IN_CARE_AND_LEAVERS: ClassVar["Topic"]
    IN_CARE: ClassVar["Topic"]
    CARE_LEAVERS: ClassVar["Topic"]
    ADOPTION: ClassVar["Topic"]
    LSCB: ClassVar["Topic"]
    CAPACITY: ClassVar["Topic"]
    OUTCOMES: ClassVar["Topic"]
    PROVISION: ClassVar["Topic"]

    @property
    def areas(self) -> tuple[Area, ...]:
        """The judgements that answer for it, the nearest first; none is another's equal."""
        return _AREAS[self]

    @property
    def section(self) -> Section | None:
        """The section of a report that tells of it, if one does."""
        return section_about(self)


def main_topic(family: Family) -> Topic:
    """What a family judges on the whole."""
    return Topic(family.subjects[0].name) if family.subjects else Topic.OVERALL


_AREAS = {Topic.add(name): areas for name, areas in subjects().items()}
(
    Topic.OVERALL,
    Topic.HELP,
    Topic.IN_CARE_AND_LEAVERS,
    Topic.IN_CARE,
    Topic.CARE_LEAVERS,
    Topic.LEADERS,
) = map(
    Topic,
    (
        "overall",
        "help and protection",
        "children in care and care leavers",
        "children in care",
        "care leavers",
        "leadership",
    ),
)
# What a family judges on the whole is "overall", by whatever name it goes there.
_AREAS[Topic.OVERALL] += tuple(
    area
    for family in FAMILIES
    if family.subjects and main_topic(family) is not Topic.OVERALL
    for area in _AREAS[main_topic(family)]
)
Topic.ADOPTION, Topic.LSCB, Topic.CAPACITY, Topic.OUTCOMES, Topic.PROVISION = map(
    Topic,
    (
        "adoption",
        "the safeguarding board",
        "capacity to improve",
        "outcomes for looked after children",
        "quality of provision",
    ),
)


# Areas of the council itself, each with the section that tells of it, in the order in which they
# are shown.
SECTIONS = {
    topic: topic.section for topic in Topic.all() if topic.section and topic is not Topic.LSCB
}


def topic_of(section: Section) -> Topic:
    """The area of which a section tells; the whole where it tells of none, or of a board."""
    return next((topic for topic, told in SECTIONS.items() if told is section), Topic.OVERALL)


def judged(report: Report, topic: Topic) -> Area | None:
    """Which judgement of a report answers for a topic, if any."""
    areas = {judgement.area for judgement in report.judgements}
    return next((area for area in topic.areas if area in areas), None)


def topics_of(report: Report) -> tuple[Topic, ...]:
    """The areas of the family of a report, in the order in which they are shown; the first is on
    the whole.
    """
    return tuple(Topic(subject.name) for subject in report.kind.family.subjects) or (Topic.OVERALL,)


def topics_in(reports: Iterable[Report]) -> tuple[Topic, ...]:
    """The areas of the families of some reports, each once."""
    return tuple(dict.fromkeys(topic for report in reports for topic in topics_of(report)))


def no_overall_since(report: Report) -> date | None:
    """Since when inspections such as this give no overall grade any more; None where they give
    one.
    """
    if judged(report, Topic.OVERALL):
        return None
    return next(filter(None, map(report.gives_no_more, Topic.OVERALL.areas)), None)
