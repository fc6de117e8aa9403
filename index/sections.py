"""Which part of a report some words stand in, whatever its template calls it."""

from enum import StrEnum


class Section(StrEnum):
    """A part of a report; which heading opens which is told in `frameworks/`."""

    TITLE = "title page"
    SUMMARY = "summary"
    IMPROVE = "what needs to improve"
    STRENGTHS = "strengths"
    HELP = "help and protection"
    IN_CARE = "children in care"
    CARE_LEAVERS = "care leavers"
    ADOPTION = "adoption"
    LEADERS = "leadership"
    LSCB = "safeguarding board"
    PROGRESS = "progress since an earlier inspection"
    EARLIER = "earlier inspections"
    AREA_DATA = "area data"
    CHILDREN_SUMMARY = "summary for children"
    EXPERIENCES = "what it is like for children and young people"
    FINDINGS = "findings"
    JUDGEMENTS = "judgements"
    BOILERPLATE = "boilerplate"

    @property
    def is_evidence(self) -> bool:
        """Whether words of this section may be offered as something a report says."""
        return self not in {Section.BOILERPLATE, Section.JUDGEMENTS}
