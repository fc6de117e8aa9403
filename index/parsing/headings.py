"""Which section a heading opens, by the words that the files of `frameworks/` give."""

import re

from index.frameworks import COMMON_HEADINGS, Kind
from index.sections import Section

_LSCB = re.compile(r"local safeguarding children.{0,3} board|\blscb\b", re.I)
_WITHIN_LSCB = {Section.SUMMARY, Section.IMPROVE, Section.STRENGTHS, Section.FINDINGS}
_JUDGED = {Section.HELP, Section.IN_CARE, Section.CARE_LEAVERS, Section.ADOPTION, Section.LEADERS}


def section_of(heading: str, within: Section, kind: Kind) -> Section | None:
    """Return the section that a heading opens; None when it is a sub-heading of `within`.

    What stands in the part about the safeguarding board is about the board, whatever its
    sub-headings say; only information about the inspection ends it.
    """
    words = re.sub(r"\s+", " ", heading).strip()
    rules = (*kind.framework.headings, *COMMON_HEADINGS)
    named = next((rule.section for rule in rules if rule.pattern.search(words)), None)
    if _LSCB.search(words) and named is not Section.BOILERPLATE and not kind.judges_board:
        return Section.LSCB
    if within is Section.LSCB and (named is None or named in _WITHIN_LSCB):
        return None
    if within in _JUDGED and named in {Section.SUMMARY, Section.FINDINGS}:
        return None  # those of that judgement
    return named
