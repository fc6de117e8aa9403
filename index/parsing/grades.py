"""Judgements of a report: from its table, and, independently, from its section headings.

Where the two disagree the grade is not taken but flagged: a wrong grade accuses a council. Which
areas there are and how their grades are printed is told by the files of `frameworks/`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from index.frameworks import FAMILIES, FRAMEWORKS, Area, Family, Framework, Judged, Kind
from index.reading.layout import Element
from index.reading.lines import Line
from index.reading.pdf import Page
from index.reports import Judgement

_GAP = r"[\s.:|]*"
_PITCH = 1.6  # heights of a line from one to the next within a cell
_IS = r"(?:\s*\([A-Z]+\))?(?:\s+in\s+[^.:;]{2,60}?)?[\s:]*(?:(?:is|are|that it|that)[\s:]+)*"


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
    framework, elements = kind.framework, tuple(elements)
    table = {found.area: found for found in _TABLES[framework.table](framework, pages)}
    headings = {found.area: found for found in _from_headings(framework, elements, pages[0].number)}
    taken, notices = [], []
    for judged in framework.judged:
        printed, repeated = table.get(judged.area), headings.get(judged.area)
        if printed and repeated and printed.grade != repeated.grade:
            notices.append(
                f"{judged.area.label}: the table on page {printed.page} says {printed.grade}, "
                f"the heading "
                f"on page {repeated.page} says {repeated.grade}; no grade was taken"
            )
        elif printed:
            taken.append(printed)
        elif repeated:
            taken.append(repeated)
            if judged.row:
                notices.append(f"{judged.area.label}: found in a heading only, not in the table")
    notices += _missing(framework, {judgement.area for judgement in taken})
    return Judgements(tuple(taken), tuple(notices))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Patterns for a row of a table of grades: alone on its line, and with its grade."""

    whole: re.Pattern[str]
    with_grade: re.Pattern[str]
    grade: re.Pattern[str]


@cache
def _rows(family: Family) -> _Rows:
    labels = (
        "|".join(
            dict.fromkeys(
                j.row for f in FRAMEWORKS.values() if f.family is family for j in f.judged if j.row
            )
        )
        or "(?!)"
    )
    return _Rows(
        re.compile(rf"\W*[\d.\s]*(the\s+)?({labels}){_IS}(?:{family.grade})?\W*", re.I),
        re.compile(rf"\W*[\d.\s]*(the\s+)?({labels}){_GAP}{family.grade}", re.I),
        re.compile(
            rf"(judgement|key judgement|judgement grade|grade"
            rf"|\s)*(?:{family.grade}(\s+to(\s+be)?)?(\s+grade \d)?)?\W*",
            re.I,
        ),
    )


def _rows_of(kind: Kind) -> _Rows:
    return _rows(kind.family if kind.family.scale else FAMILIES[0])


def begins_with_judgement(text: str, kind: Kind) -> bool:
    """Whether a text begins with an area's label and its grade, as the rows of a table do."""
    return bool(_rows_of(kind).with_grade.match(text))


def is_judgement_row(text: str, kind: Kind) -> bool:
    """Whether a text is nothing but an area's label, a grade, or both."""
    words, rows = text.strip(), _rows_of(kind)
    return bool(words) if rows.grade.fullmatch(words) else bool(rows.whole.fullmatch(words))


def _missing(framework: Framework, found: set[Area]) -> list[str]:
    if not framework.together:
        return []
    optional = {judged.area for judged in framework.judged if judged.is_optional}
    nearest = max(framework.together, key=lambda choice: (len(choice & found), -len(choice)))
    missing = nearest - found - optional
    return [f"{area.label}: no grade found" for area in framework.areas if area in missing]


# ---- tables, as the key `table` of a framework names them


def _first_pages(framework: Framework, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    """Rows on the first pages, and grades that are printed as sentences."""
    yield from _from_rows(framework, pages[: framework.pages])
    for judged in framework.judged:
        if judged.sentence:
            yield from _first(judged, framework.family, pages[: judged.pages])


def _last_page(framework: Framework, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    """Rows on the last page: its "record of main findings"."""
    yield from _from_rows(framework, pages[-1:])


def _record_of_two(framework: Framework, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    """The "record of main findings" of 2009 to 2012: the same two rows for either service."""
    halves_of = framework.judged[:2], framework.judged[2:]
    for page in pages:
        _, found, record = page.text.partition("Record of main findings")
        halves = re.split(r"(?i)services for looked after", record, maxsplit=1) if found else []
        for half, rows in zip(halves, halves_of, strict=False):
            for row in rows:
                if match := re.search(rf"{row.row}{_GAP}{framework.family.grade}", half, re.I):
                    yield _judgement(row.area, framework.family, match[1], page, match[0])


def _none(framework: Framework, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    """No grade is given."""
    yield from ()


_TABLES: dict[str, Callable[[Framework, tuple[Page, ...]], Iterator[Judgement]]] = {
    "first pages": _first_pages,
    "last page": _last_page,
    "record of two services": _record_of_two,
    "": _none,
}


def _judgement(area: Area, family: Family, grade: str, page: Page, words: str) -> Judgement:
    return Judgement(area, family.as_grade(grade), page.number, re.sub(r"\s+", " ", words))


def _from_rows(framework: Framework, pages: tuple[Page, ...]) -> Iterator[Judgement]:
    for judged in framework.judged:
        if judged.row:
            yield from _from_row(judged, framework.family, pages)


def _from_row(judged: Judged, family: Family, pages: Iterable[Page]) -> Iterator[Judgement]:
    """The grade of the row with a label: the one beside it, or else the one that follows it.

    A table may be stored column by column: the grade that follows is then that of another row.
    """
    named = re.compile(judged.row, re.I)
    following = re.compile(rf"{judged.row}{_GAP}{family.grade}", re.I)
    for page in pages:
        beside = _beside(named, family, page)
        if beside:
            yield _judgement(judged.area, family, beside[1], page, " […] ".join(beside))
            return
        if match := following.search(page.text) or following.search(_cell_by_cell(page)):
            yield _judgement(judged.area, family, match[1], page, match[0])
            return


def _cell_by_cell(page: Page) -> str:
    """The words of a page where label and grade both wrap: each cell of a row of a table whole,
    from the left.
    """
    printed = [list(row) for _, row in groupby(page.lines, key=lambda line: round(line.bottom))]
    cells: list[list[str]] = []
    last: list[Line] = []
    for row in printed:
        goes_on = len(row) == len(last) > 1 and 0 < last[0].bottom - row[0].bottom < _PITCH * (
            row[0].top - row[0].bottom
        )
        if goes_on:
            cells[-len(row) :] = [
                [*cell, line.text] for cell, line in zip(cells[-len(row) :], row, strict=True)
            ]
        else:
            cells += [[line.text] for line in row]
        last = row
    return "\n".join(" ".join(cell) for cell in cells)


def _beside(named: re.Pattern[str], family: Family, page: Page) -> tuple[str, str] | None:
    """A label and the grade printed beside it, where that is not the one that follows it in the
    file.
    """
    grades = [line for line in page.lines if re.fullmatch(family.grade, line.text, re.I)]
    if len(grades) < 2 or not (label := named.search(page.text)):
        return None
    after = page.text[label.end() :]
    if not re.match(r"[ .:]*(\n(?![a-z])|$)", after):  # the label goes on
        return None
    first, last = page.text.count("\n", 0, label.start()), page.text.count("\n", 0, label.end())
    foot, head = page.lines[last].bottom, page.lines[first].top
    here = [
        grade
        for grade in grades
        if foot <= grade.middle <= head and grade.left > page.lines[first].left
    ]
    if len(here) != 1 or re.match(rf"{_GAP}{re.escape(here[0].text)}", after, re.I):
        return None
    return re.sub(r"\s+", " ", label[0]), here[0].text


def _sentence(judged: Judged, family: Family) -> re.Pattern[str]:
    return re.compile(judged.sentence.replace("{is}", _IS).replace("{grade}", family.grade), re.I)


def _first(judged: Judged, family: Family, pages: Iterable[Page]) -> Iterator[Judgement]:
    for page in pages:
        if match := _sentence(judged, family).search(page.text):
            yield _judgement(judged.area, family, match[1], page, match[0])
            return


# ---- headings


def _from_headings(
    framework: Framework, elements: tuple[Element, ...], first_page: int
) -> Iterator[Judgement]:
    patterns = list(_heading_patterns(framework))
    if not patterns:
        return
    family, seen = framework.family, set[Area]()
    for element in _headings_in_full(elements, family, first_page):
        if re.search(r"judge?ments? mean\b(?!.*\d$)", element.text, re.I):
            return  # from here on grades are explained, not given
        for area, pattern in patterns:
            match = pattern.search(element.text)
            if match and area not in seen:
                seen.add(area)
                yield Judgement(area, family.as_grade(match[1]), element.page, match[0])
                break


def _heading_patterns(framework: Framework) -> Iterator[tuple[Area, re.Pattern[str]]]:
    if framework.table != "first pages":
        return
    for judged in framework.judged:
        if judged.has_heading:
            row = rf"{judged.row}{_IS}{framework.family.grade}"
            yield (
                judged.area,
                re.compile(row, re.I) if judged.row else _sentence(judged, framework.family),
            )


def _headings_in_full(
    elements: tuple[Element, ...], family: Family, first_page: int
) -> Iterator[Element]:
    """Headings after the first page; one in a box is printed in two pieces, its label and its
    grade.
    """
    headings = [
        element for element in elements if element.kind == "heading" and element.page > first_page
    ]
    for element, below in zip(headings, [*headings[1:], None], strict=False):
        whole = (
            below
            and re.fullmatch(family.grade + r"\W*", below.text, re.I)
            and below.page == element.page
        )
        if whole and below:
            yield Element("heading", f"{element.text} {below.text}", element.places, element.level)
        else:
            yield element
