"""Judgements of a report: from its table, and, independently, from its section headings.

Where the two disagree the grade is not taken but flagged: a wrong grade accuses a council.
The labels are Ofsted's own, of each framework.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from index.layout import Element
from index.lines import Line
from index.pdf import Page
from index.reports import Area, Grade, Judgement, Kind

_GRADE = (
    r"(requires?\s+improvement(?:\s+to\s+be\s+good)?|outstanding|good|inadequate|adequate"
    r"|not\s+judged|improvement)\b"
)
_GAP = r"[\s.:|]*"
_PITCH = 1.6  # heights of a line from one to the next within a cell
_IS = r"(?:\s*\([A-Z]+\))?(?:\s+in\s+[^.:;]{2,60}?)?[\s:]*(?:(?:is|are|that it|that)[\s:]+)*"

_ILACS = {
    Area.LEADERS: r"the\s+impact\s+of\s+leaders\s+on\s+social\s+work\s+practice\s+with\s+children\s+and\s+families",
    Area.HELP: r"experiences\s+and\s+progress\s+of\s+children\s+who\s+need\s+help\s+and\s+protection",
    Area.IN_CARE_AND_LEAVERS: r"experiences\s+and\s+progress\s+of\s+children\s+in\s+care\s+and\s+care\s+leavers",
    Area.IN_CARE: r"experiences\s+and\s+progress\s+of\s+children\s+in\s+care",
    Area.CARE_LEAVERS: r"experiences\s+and\s+progress\s+of\s+care\s+leavers",
    Area.OVERALL: r"overall\s+effectiveness",
}
_SIF = {
    Area.HELP: r"children\s+who\s+need\s+help\s+and\s+protection",
    Area.LOOKED_AFTER: r"children\s+looked\s+after\s+and\s+achieving\s+permanence",
    Area.ADOPTION: r"adoption\s+performance",
    Area.CARE_LEAVERS: r"experiences?\s+and\s+progress\s+of\s+care\s+leavers",
    Area.MANAGEMENT: r"leadership,\s+management\s+and\s+governance",
    Area.OVERALL: r"overall\s+effectiveness",
}
_LAC = {
    Area.OVERALL: r"overall\s+effectiveness",
    Area.CAPACITY: r"capacity\s+to\s+improve",
    Area.OUTCOMES: r"outcomes\s+for\s+looked\s+after\s+children(?:\s+and\s+young\s+people)?",
    Area.PROVISION: r"quality\s+of\s+provision",
    Area.LEADERSHIP_2013: r"leadership\s+and\s+management",
}
_LABELS = {Kind.ILACS: _ILACS, Kind.SIF: _SIF, Kind.SIF_REINSPECTION: _SIF, Kind.LAC_2013: _LAC}
_EXPECTED = {
    Kind.ILACS: (
        {Area.LEADERS, Area.HELP, Area.IN_CARE_AND_LEAVERS},
        {Area.LEADERS, Area.HELP, Area.IN_CARE, Area.CARE_LEAVERS},
    ),
    Kind.SIF: (set(_SIF),),
    Kind.SIF_REINSPECTION: (set(_SIF),),
    Kind.LAC_2013: (set(_LAC),),
    Kind.LSCB_REVIEW: ({Area.LSCB},),
}
_RECORDED = (
    (Area.SAFEGUARDING, Area.SAFEGUARDING_CAPACITY),
    (Area.LOOKED_AFTER_2009, Area.LOOKED_AFTER_CAPACITY),
)
_OVERALL_SIF = re.compile(
    rf"(?:overall\s+judgement\s+is(?:\s+that)?(?:\s+children.s\s+services?)?|children.s\s+services?){_IS}{_GRADE}",
    re.I,
)
_LSCB = re.compile(
    rf"(?<!an )(?<!a )(?:local\s+safeguarding\s+children\s+board|lscb){_IS}{_GRADE}", re.I
)


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements that stand, and what was odd about the others."""

    judgements: tuple[Judgement, ...]
    notices: tuple[str, ...] = ()


def read_judgements(kind: Kind, pages: tuple[Page, ...], elements: Iterable[Element]) -> Judgements:
    """Read every grade that a report gives, each with the page and words that give it.

    Pages are those of the file, elements what the layout made of them. A grade that the table and
    the heading of its section give differently is left out and named in the notices.
    """
    elements = tuple(elements)
    table = {found.area: found for found in _from_table(kind, pages)}
    headings = {found.area: found for found in _from_headings(kind, elements, pages[0].number)}
    taken, notices = [], []
    for area in [area for area in Area if area in table or area in headings]:
        printed, repeated = table.get(area), headings.get(area)
        if printed and repeated and printed.grade != repeated.grade:
            notices.append(
                f"{area.label}: the table on page {printed.page} says {printed.grade}, the heading "
                f"on page {repeated.page} says {repeated.grade}; no grade was taken"
            )
        elif printed:
            taken.append(printed)
        elif repeated:
            taken.append(repeated)
            if area is not Area.LSCB:
                notices.append(f"{area.label}: found in a heading only, not in the table")
    notices += _missing(kind, {judgement.area for judgement in taken})
    return Judgements(tuple(taken), tuple(notices))


_ANY_LABEL = "|".join((*_ILACS.values(), *_SIF.values(), *_LAC.values()))
_ROW = re.compile(rf"\W*[\d.\s]*(the\s+)?({_ANY_LABEL}){_IS}(?:{_GRADE})?\W*", re.I)

_ROW_WITH_GRADE = re.compile(rf"\W*[\d.\s]*(the\s+)?({_ANY_LABEL}){_GAP}{_GRADE}", re.I)


def begins_with_judgement(text: str) -> bool:
    """Whether a text begins with an area's label and its grade, as the rows of a table do."""
    return bool(_ROW_WITH_GRADE.match(text))


def is_judgement_row(text: str) -> bool:
    """Whether a text is nothing but an area's label, a grade, or both."""
    words = text.strip()
    if re.fullmatch(rf"(judgement|key judgement|judgement grade|grade|\s)*(?:{_GRADE}(\s+to(\s+be)?)?(\s+grade \d)?)?\W*", words, re.I):
        return bool(words)
    return bool(_ROW.fullmatch(words))


def _missing(kind: Kind, found: set[Area]) -> list[str]:
    choices = _EXPECTED.get(kind)
    if not choices:
        return []
    optional = {Area.LSCB, Area.OVERALL} if kind is Kind.ILACS else {Area.LSCB}
    if kind is Kind.LSCB_REVIEW:
        optional = set()
    nearest = max(choices, key=lambda choice: (len(choice & found), -len(choice)))
    missing = nearest - found - optional
    return [f"{area.label}: no grade found" for area in Area if area in missing]


def as_grade(printed: str) -> Grade:
    """Return the canonical grade of a printed form ("Require improvement", "improvement" …)."""
    words = re.sub(r"\s+", " ", printed).lower()
    if "improvement" in words:
        return Grade.REQUIRES_IMPROVEMENT
    return next(grade for grade in Grade if grade.lower() == words)


def _from_table(kind: Kind, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    if kind is Kind.SAFEGUARDING_2009:
        yield from _from_record(pages)
    labels = _LABELS.get(kind, {})
    at_end = kind is Kind.LAC_2013  # "Record of main findings" is its last page
    searched = pages[-1:] if at_end else pages[:2]
    for area, label in labels.items():
        yield from _from_row(area, label, searched)
    if kind in {Kind.SIF, Kind.SIF_REINSPECTION}:
        yield from _first(Area.OVERALL, _OVERALL_SIF, pages[:2])
    if kind in {Kind.SIF, Kind.LSCB_REVIEW}:
        yield from _first(Area.LSCB, _LSCB, pages[:1])


def _from_record(pages: tuple[Page, ...]) -> Iterator[Judgement]:
    """The "record of main findings" of 2009 to 2012: the same two rows for either service."""
    for page in pages:
        _, found, record = page.text.partition("Record of main findings")
        halves = re.split(r"(?i)services for looked after", record, maxsplit=1) if found else []
        for half, areas in zip(halves, _RECORDED, strict=False):
            for area, label in zip(areas, ("overall effectiveness", "capacity (?:for improvement|to improve)"), strict=True):
                if match := re.search(rf"{label}{_GAP}{_GRADE}", half, re.I):
                    yield Judgement(area, as_grade(match[1]), page.number, re.sub(r"\s+", " ", match[0]))


def _from_row(area: Area, label: str, pages: Iterable[Page]) -> Iterator[Judgement]:
    """The grade of the row with a label: the one beside it, or else the one that follows it.

    A table may be stored column by column: the grade that follows is then that of another row.
    """
    named = re.compile(label, re.I)
    following = re.compile(rf"{label}{_GAP}{_GRADE}", re.I)
    for page in pages:
        beside = _beside(named, page)
        if beside:
            yield Judgement(area, as_grade(beside[1]), page.number, " […] ".join(beside))
            return
        if match := following.search(page.text) or following.search(_cell_by_cell(page)):
            yield Judgement(area, as_grade(match[1]), page.number, re.sub(r"\s+", " ", match[0]))
            return


def _cell_by_cell(page: Page) -> str:
    """The words of a page where label and grade both wrap: each cell of a row of a table whole, from the left."""
    printed = [list(row) for _, row in groupby(page.lines, key=lambda line: round(line.bottom))]
    cells: list[list[str]] = []
    last: list[Line] = []
    for row in printed:
        goes_on = len(row) == len(last) > 1 and 0 < last[0].bottom - row[0].bottom < _PITCH * (row[0].top - row[0].bottom)
        if goes_on:
            cells[-len(row) :] = [[*cell, line.text] for cell, line in zip(cells[-len(row) :], row, strict=True)]
        else:
            cells += [[line.text] for line in row]
        last = row
    return "\n".join(" ".join(cell) for cell in cells)


def _beside(named: re.Pattern[str], page: Page) -> tuple[str, str] | None:
    """A label and the grade printed beside it, where that is not the one that follows it in the file."""
    grades = [line for line in page.lines if re.fullmatch(_GRADE, line.text, re.I)]
    if len(grades) < 2 or not (label := named.search(page.text)):
        return None
    after = page.text[label.end() :]
    if not re.match(r"[ .:]*(\n(?![a-z])|$)", after):  # the label goes on
        return None
    first, last = page.text.count("\n", 0, label.start()), page.text.count("\n", 0, label.end())
    foot, head = page.lines[last].bottom, page.lines[first].top
    here = [grade for grade in grades if foot <= grade.middle <= head and grade.left > page.lines[first].left]
    if len(here) != 1 or re.match(rf"{_GAP}{re.escape(here[0].text)}", after, re.I):
        return None
    return re.sub(r"\s+", " ", label[0]), here[0].text


def _first(area: Area, pattern: re.Pattern[str], pages: Iterable[Page]) -> Iterator[Judgement]:
    for page in pages:
        if match := pattern.search(page.text):
            words = re.sub(r"\s+", " ", match[0])
            yield Judgement(area, as_grade(match[1]), page.number, words)
            return


def _from_headings(kind: Kind, elements: tuple[Element, ...], first_page: int) -> Iterator[Judgement]:
    if kind not in _LABELS and kind is not Kind.LSCB_REVIEW:
        return
    seen: set[Area] = set()
    for element in _headings_in_full(elements, first_page):
        if re.search(r"judge?ments? mean\b(?!.*\d$)", element.text, re.I):
            return  # from here on grades are explained, not given
        for area, pattern in _heading_patterns(kind):
            match = pattern.search(element.text)
            if match and area not in seen:
                seen.add(area)
                yield Judgement(area, as_grade(match[1]), element.page, match[0])
                break


def _heading_patterns(kind: Kind) -> Iterator[tuple[Area, re.Pattern[str]]]:
    if kind in {Kind.SIF, Kind.LSCB_REVIEW}:
        yield Area.LSCB, _LSCB
    for area, label in _LABELS.get(kind, {}).items():
        if area is not Area.OVERALL and kind is not Kind.LAC_2013:
            yield area, re.compile(rf"{label}{_IS}{_GRADE}", re.I)


def _headings_in_full(elements: tuple[Element, ...], first_page: int) -> Iterator[Element]:
    """Headings after the first page; one in a box is printed in two pieces, its label and its grade."""
    headings = [element for element in elements if element.kind == "heading" and element.page > first_page]
    for element, below in zip(headings, [*headings[1:], None], strict=False):
        whole = below and re.fullmatch(_GRADE + r"\W*", below.text, re.I) and below.page == element.page
        if whole and below:
            yield Element("heading", f"{element.text} {below.text}", element.places, element.level)
        else:
            yield element
