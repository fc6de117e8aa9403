"""The kind of inspection that a title names."""

import re

from index.reports import Kind

_KINDS = tuple(
    (re.compile(pattern, re.I | re.M), kind)
    for pattern, kind in (
        (r"joint\s+targeted\s+area\s+inspection", Kind.JTAI),
        (r"focused\s+visit", Kind.FOCUSED_VISIT),
        (r"monitoring\s+visit", Kind.MONITORING_VISIT),
        (r"re-?inspection\s+of\s+services", Kind.SIF_REINSPECTION),
        (r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection", Kind.SIF),
        (r"safeguarding\s+and\s+looked\s+after\s+children\s+services", Kind.SAFEGUARDING_2009),
        (r"arrangements\s+for\s+the\s+protection\s+of\s+children", Kind.PROTECTION_2012),
        (r"inspection\s+of\s+looked\s+after\s+children\s+services", Kind.LAC_2013),
        (r"review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding", Kind.LSCB_REVIEW),
        (r"inspection\s+of\s+[^.]{0,90}children.s\s+(social\s+care\s+)?services", Kind.ILACS),
    )
)


def kind_named(title: str) -> Kind:
    """Return the kind that the words of a title block name; Kind.UNKNOWN where they name none."""
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), Kind.UNKNOWN)


def names_kind(title: str) -> bool:
    """Tell whether the words of a title name a kind of inspection."""
    return kind_named(title) is not Kind.UNKNOWN
