"""Which part of a report a heading opens, across all templates since 2009."""

import re

from index.reports import Kind, Section

_HELP = r"(children who )?need(ing)? (of )?help and( need)? protection|help(,)? (care )?and protection"

# The first rule that matches a heading of the report's own level wins.
_RULES: tuple[tuple[str, Section], ...] = tuple(
    (pattern, section)
    for section, patterns in {
        Section.BOILERPLATE: (
            r"^contents$",
            r"inspection (judge?ments|judgements) .*mean",
            r"inspection judge?ments and what they mean",
            r"^information about this (inspection|review)",
            r"^(about|the) (this )?inspection( team)?$",
            r"^the inspection team",
            r"^annex",
            r"^(further|contact) (information|details)",
        ),
        Section.AREA_DATA: (
            r"information about this (local authority )?area",
            r"^service information",
            r"^(children living|child protection|children looked after) in this area",
            r"^(local leadership|other information about this area)",
        ),
        Section.EARLIER: (r"^(previous|other) ofsted inspections",),
        Section.PROGRESS: (r"^progress since the last inspection",),
        Section.CHILDREN_SUMMARY: (r"summary for children",),
        Section.IMPROVE: (
            r"what needs to (improve|change)",
            r"what does .* need to improve",
            r"^(priority and immediate action|areas? for (improvement|development|priority action))",
            r"^recommendations?\b",
            r"^next steps",
        ),
        Section.FINDINGS: (r"^inspection findings$",),
        Section.STRENGTHS: (r"(following|authority.s) strengths", r"^strengths"),
        Section.SUMMARY: (
            r"^executive summary",
            r"^summary( of (key )?findings)?$",
            r"^headline findings",
            r"^(overall effectiveness|introduction)",
            r"is not yet good because|(are|is) (inadequate|good|outstanding) because",
        ),
        Section.ADOPTION: (r"\badoption\b",),
        Section.CARE_LEAVERS: (r"^(the )?(experiences? and progress of )?care leavers", r"experiences? and progress of care leavers"),
        Section.IN_CARE: (
            r"children in care",
            r"children looked after and achieving permanence",
            r"looked after children",
            r"^(outcomes for looked after|quality of provision)",
        ),
        Section.HELP: (_HELP, r"^front door", r"^(early help|child protection)\b"),
        Section.LEADERS: (
            r"impact of leaders",
            r"^leadership(,| and) (management|the workforce)",
            r"^leaders(hip)?\b",
            r"^capacity to improve",
            r"leaders and the workforce",
        ),
    }.items()
    for pattern in patterns
)
_LSCB = re.compile(r"local safeguarding children.{0,3} board|\blscb\b", re.I)
_WITHIN_LSCB = {Section.SUMMARY, Section.IMPROVE, Section.STRENGTHS, Section.FINDINGS}


_JUDGED = {Section.HELP, Section.IN_CARE, Section.CARE_LEAVERS, Section.ADOPTION, Section.LEADERS}


def section_of(heading: str, within: Section, kind: Kind) -> Section | None:
    """Return the section that a heading opens; None when it is a sub-heading of `within`.

    What stands in the part about the safeguarding board is about the board, whatever its
    sub-headings say; only information about the inspection ends it.
    """
    words = re.sub(r"\s+", " ", heading).strip().lower()
    named = next((section for pattern, section in _RULES if re.search(pattern, words)), None)
    if _LSCB.search(words) and named is not Section.BOILERPLATE and kind is not Kind.LSCB_REVIEW:
        return Section.LSCB
    if within is Section.LSCB and (named is None or named in _WITHIN_LSCB):
        return None
    if within in _JUDGED and named in {Section.SUMMARY, Section.FINDINGS}:
        return None  # those of that judgement
    return named
