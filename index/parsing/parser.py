"""What a file says → a Report: which council, which inspection, which judgements, which sections.

Kind and council come from the title block only: an ILACS report often mentions focused visits and
other councils, and keywords in the text mislabel it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from index.dates import find_date, find_windows
from index.frameworks import kind_named, names_kind
from index.parsing.grades import begins_with_judgement, is_judgement_row, read_judgements
from index.parsing.headings import section_of
from index.places.councils import council_named
from index.places.mentions import find_councils
from index.reading.files import Reading
from index.reading.layout import Element, elements_of_blocks, elements_of_pages
from index.reading.lines import Line
from index.reading.pdf import Page
from index.reports import Inspection, Kind, Paragraph, Place, Report, ReportText, Section

# lines of a letter within which it addresses its readers, all of them named above
FARTHEST_DEAR = 40
LETTER_LINES = 20  # from there on that tell what it is about
LONGEST_TITLE_LINE = 60  # characters; longer ones are of running text

_TITLE_LINE = re.compile(
    r"(dear|this letter (summarises|outlines)|this inspection took place|it was carried out"
    r"|inspection dates?|dates? of (the )?previous inspection|lead inspectors?"
    r"|reporting inspector|report published|published|council|kind)\b",
    re.I,
)
_FROM_HERE_BOILERPLATE = re.compile(
    r"the office for standards in education|any complaints about the inspection|© crown copyright"
    r"|this document may be reproduced|ofsted is proud to use|if you would like a copy of this",
    re.I,
)
_BOILERPLATE = re.compile(
    r"it is ofsted.s expectation|ofsted produces this report"
    r"|given the opportunity to review this section"
    r"|a mackman group collaboration|\(visited \d+ times|^this brief was written by this project",
    re.I,
)
_DEAR = re.compile(r"dear\b", re.I)
_BELOW_TITLE = re.compile(
    r"dear\b|headline|context$|what |areas |executive|summary|main findings", re.I
)
# How letters tell the days of a visit: "the focused visit to … on 25 and 26 April 2023".
_VISITED = re.compile(
    r"(?:visit|inspection|took place)[^.]{0,160}? (?:on|from|between) (\d{1,2} [^.]{4,60})", re.I
)
_FILE_NAME_DATE = re.compile(r"\d{1,2}[ _-][a-z]{3,9}[ _-]\d{4}|\d{4}-\d{2}-\d{2}", re.I)


def parse(reading: Reading, file: str, report_id: str) -> ReportText:
    """Turn what was read into a report; `file` is its path below the folder that is indexed."""
    elements = (
        elements_of_pages(reading.pages) if reading.pages else elements_of_blocks(reading.blocks)
    )
    pages = reading.pages or (_one_page(reading),)
    title_block = _title_block(pages[0].text)
    is_brief = reading.title.startswith("Brief:")
    kind = _kind(title_block, reading)
    found = read_judgements(kind, pages, elements)
    published, published_from = _published(pages[0].text, file, kind)
    title = _title(reading, elements, kind)
    councils = _councils(title_block, elements, kind)
    report = Report(
        id=report_id,
        file=file,
        title=title,
        council=councils[0] if councils else "",
        others=councils[1:],
        inspection=Inspection(kind, _windows(pages[0].text, kind, published)),
        published=published,
        published_from=published_from,
        page_count=pages[-1].number,
        judgements=found.judgements,
        is_brief=is_brief,
        notices=(*reading.notices, *_notices(kind), *found.notices),
    )
    before = ("",) * (pages[0].number - 1)
    return ReportText(
        report, before + tuple(page.text for page in pages), tuple(_paragraphs(elements, kind))
    )


def _one_page(reading: Reading) -> Page:
    """A text without pages as page 1, a block a line, for what is looked up in words alone."""
    lines = tuple(Line(block.text, 0, 0, 0, bold=False) for block in reading.blocks)
    return Page(1, 0, 0, lines)


def _notices(kind: Kind) -> tuple[str, ...]:
    return ("kind not recognised, no grades read",) if kind is Kind.UNKNOWN else ()


def _title_block(first_page: str) -> str:
    """The words above the inspection dates, or the first lines of a letter."""
    head, found, _ = first_page.partition("Inspection date")
    if found and len(head) < 1500:
        return head
    lines = first_page.splitlines()
    dear = next(
        (place for place, line in enumerate(lines[:FARTHEST_DEAR]) if _DEAR.match(line)), None
    )
    letter = "\n".join(lines[dear : dear + LETTER_LINES]) if dear is not None else ""
    return letter if names_kind(letter) else "\n".join(lines[:14])[:900]


def _kind(title_block: str, reading: Reading) -> Kind:
    if reading.form != "pdf" and not re.search(r"inspection dates?:", _head(reading), re.I):
        return Kind.ARTICLE
    return kind_named(title_block)


def _head(reading: Reading) -> str:
    return "\n".join(block.text for block in reading.blocks[:12])


def _title(reading: Reading, elements: tuple[Element, ...], kind: Kind) -> str:
    first = next((e.text for e in elements if not find_date(e.text) or len(e.text) > 40), "")
    if kind is Kind.ARTICLE:
        return reading.title or _shorten(first)
    lines: list[str] = []
    for element in elements:
        if element.page > elements[0].page or (lines and _BELOW_TITLE.match(element.text)):
            break
        if element.kind == "heading":
            lines.append(element.text)
        if re.search(r"inspection date", element.text, re.I):
            break
    title = re.split(r"\s*inspection date", " ".join(lines[:5]), maxsplit=1, flags=re.I)[0]
    if kind.framework.is_letter:  # whoever is addressed stands before it
        begins = [
            match.start() for pattern in kind.framework.title if (match := pattern.search(title))
        ]
        title = title[min(begins, default=0) :]
    return title or reading.title or _shorten(first)


def _shorten(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


# ---- council


def _councils(title_block: str, elements: tuple[Element, ...], kind: Kind) -> tuple[str, ...]:
    """The councils that a report is about, mostly one; none when no name is found."""
    if kind is Kind.ARTICLE:
        return tuple(filter(None, [_most_named(elements)]))
    if kind is Kind.UNKNOWN:  # who else is mentioned in it is not what it is about
        if named := _first_named(
            [*_headings_of_first_page(elements), *_lines_of_their_own(title_block)]
        ):
            return (named,)
        title_block = ""
    text = re.sub(r"\s+", " ", title_block)
    names = list(_candidate_names(text, kind))
    for name in names:
        if council := council_named(name):
            return (council.name,)
        if len(several := _named_together(name)) > 1:
            return several
    first = _first_named(names or [text]) or (_bare(names[0]) if names else "")
    return (first,) if first else ()


def _named_together(name: str) -> tuple[str, ...]:
    """The councils of a name that is made of theirs and nothing else: "Cheshire East, Halton and
    Warrington".
    """
    mentions = [
        mention for mention in find_councils(name) if mention.exact and not mention.is_ambiguous
    ]
    rest = name
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    is_all = re.fullmatch(
        r"(?:\W|\b(?:and|the|of|city|county|borough|council|councils|london|royal"
        r"|metropolitan)\b)*",
        rest,
        re.I,
    )
    return tuple(dict.fromkeys(mention.councils[0].name for mention in mentions)) if is_all else ()


def _first_named(texts: Iterable[str]) -> str:
    """The first council that some texts name beyond doubt; empty where they name none."""
    mentions = (
        mention for text in texts for mention in find_councils(text) if not mention.is_ambiguous
    )
    return next((mention.councils[0].name for mention in mentions), "")


def _lines_of_their_own(title_block: str) -> Iterator[str]:
    """The lines that are no part of a sentence, such as those of an address."""
    above = ""
    for line in title_block.splitlines():
        if max(len(line), len(above)) < LONGEST_TITLE_LINE and not line.endswith((".", ",", ";")):
            yield line
        above = "" if line.endswith(".") else line


def _headings_of_first_page(elements: tuple[Element, ...]) -> Iterator[str]:
    return (
        element.text
        for element in elements
        if element.kind == "heading" and element.page == elements[0].page
    )


_NAME_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"council: ([^|]+?)(?= kind:|$)",
        r"(?:inspection|visit) (?:of|to) (?:the )?(.{3,80}?)(?: local authority)? children.s "
        r"(?:social care )?services",
        r"looked after children services (.{3,60}?)(?= age group| reporting|$)",
    )
)


def _candidate_names(title: str, kind: Kind) -> Iterator[str]:
    """Names as a title prints them: inside "Inspection of … children's services", or before it."""
    for pattern in (*kind.framework.council, *_NAME_PATTERNS):
        match = pattern.search(title)
        if match and not re.match(r"local authority|services for", match[1], re.I):
            yield match[1].strip()
    before = re.split(r"\b(?:re-?)?(?:inspection|review) of\b", title, maxsplit=1, flags=re.I)
    name = re.sub(r"^\d+\s+", "", before[0]).strip()
    if len(before) > 1 and name and len(name) < 60:
        yield re.sub(r"\s+Safeguarding Children Board$", "", name)


def _bare(name: str) -> str:
    """A name without what a council calls itself: "Eastholm Borough Council" is Eastholm."""
    name = re.sub(
        r"^(the |royal |london |metropolitan )*(borough|city|county|council) of (the )?",
        "",
        name,
        flags=re.I,
    )
    return re.sub(
        r"( (city|county|borough|metropolitan|district|unitary|authority|council))+$",
        "",
        name,
        flags=re.I,
    )


def _most_named(elements: tuple[Element, ...]) -> str:
    """The council that an article names most; in its title and beginning it counts more."""
    counts: Counter[str] = Counter()
    for place, element in enumerate(elements):
        for mention in find_councils(element.text):
            if mention.exact and not mention.is_ambiguous:
                counts[mention.councils[0].name] += 3 if place < 3 else 1
    return counts.most_common(1)[0][0] if counts else ""


# ---- dates


def _windows(first_page: str, kind: Kind, published: date | None) -> tuple[tuple[date, date], ...]:
    if kind is Kind.ARTICLE:
        return ()
    text = re.sub(r"\s+", " ", first_page)
    own = (match[1] for pattern in kind.framework.dates if (match := pattern.search(text)))
    if found := next((windows for days in own if (windows := _of_letter(days, published))), ()):
        return found
    match = re.search(r"(?:inspection|visit) dates?:? ?(.{4,140})", text, re.I) or _VISITED.search(
        text
    )
    return find_windows(match[1]) if match else ()


def _of_letter(days: str, published: date | None) -> tuple[tuple[date, date], ...]:
    """Days as letters tell them: "14 and 18 March", the year being that in which the letter was
    sent, or the one before.
    """
    days = days if re.search(r"\d to |[–-]", days) else re.sub(r"\band\b", "to", days)
    if re.search(r"(?:19|20)\d\d", days) or not published:
        return find_windows(days)
    this, before = (find_windows(f"{days} {year}") for year in (published.year, published.year - 1))
    return this if this and this[-1][1] <= published else before


def _published(first_page: str, file: str, kind: Kind) -> tuple[date | None, str]:
    """The day of publication and where it comes from: "printed", "file name" or ""."""
    for printed in re.findall(r"published:?\s*(.{6,40})", first_page, re.I):
        if found := find_date(printed):
            return found, "printed"
    for line in _lines_with_a_date_alone(first_page, kind):
        if found := find_date(line):
            return found, "printed"
    named = _FILE_NAME_DATE.search(file.rsplit("/", 1)[-1])
    found = find_date(re.sub(r"(?<!\d)[_-]|[_-](?!\d)", " ", named[0])) if named else None
    return found, "file name" if found else ""


def _lines_with_a_date_alone(first_page: str, kind: Kind) -> list[str]:
    """The first line of an article, and the lines above "Dear …" of a letter."""
    lines = first_page.splitlines()
    if kind.framework.is_letter:
        return [line for line in lines[:20] if len(line) < 25]
    return [line for line in lines[:1] if kind is Kind.ARTICLE and len(line) < 40]


# ---- paragraphs and sections


def _paragraphs(elements: tuple[Element, ...], kind: Kind) -> Iterator[Paragraph]:
    section, heading = kind.framework.first_section, ""
    first_page = min((element.page for element in elements), default=1)
    last_page = max((element.page for element in elements), default=1)
    closed, addressing = False, kind.framework.is_letter
    for element in elements:
        addressing = addressing and element.page == first_page and not _DEAR.match(element.text)
        ends = element.page > max(first_page, last_page - 3) and _FROM_HERE_BOILERPLATE.match(
            element.text
        )
        closed = closed or bool(ends)
        if _opens_section(element, kind, first_page) and not _divides_list(element, section, kind):
            section = section_of(element.text, section, kind) or section
            heading = element.text if element.page > first_page or kind is Kind.ARTICLE else heading
            if element.kind == "heading":
                continue
        section = _opened(element, kind) or section
        found = _section(element, section, kind, is_first=element.page == first_page, closed=closed)
        for part in _in_points(element, kind) if found is Section.IMPROVE else (element,):
            yield Paragraph(
                text=part.text,
                places=part.places,
                section=Section.TITLE if addressing else found,
                heading=heading,
                number=part.number,
                is_bullet=part.kind == "bullet",
            )


def _opened(element: Element, kind: Kind) -> Section | None:
    """The section that a paragraph opens by how it begins: "In order to improve …"."""
    return next(
        (rule.section for rule in kind.framework.openings if rule.pattern.search(element.text)),
        None,
    )


def _in_points(element: Element, kind: Kind) -> Iterator[Element]:
    """The points of a list that are printed as one paragraph, or in the cells of a table, each
    by itself.
    """
    points = kind.framework.points
    starts = [0, *(match.start() for match in points.finditer(element.text))] if points else [0]
    for start, end in zip(starts, [*starts[1:], len(element.text)], strict=True):
        first = next(place.page for place in reversed(element.places) if place.start <= start)
        later = tuple(
            Place(place.page, place.start - start)
            for place in element.places
            if start < place.start < end
        )
        yield replace(
            element, text=element.text[start:end].rstrip(), places=(Place(first, 0), *later)
        )


def _opens_section(element: Element, kind: Kind, first_page: int) -> bool:
    if element.kind == "heading":
        return True
    return (
        element.kind == "paragraph"
        and element.page > first_page
        and is_judgement_row(element.text, kind)
    )


def _divides_list(element: Element, section: Section, kind: Kind) -> bool:
    """Whether a line is the heading of some points in the list of what must improve: "Leadership
    and management".
    """
    is_named_only = element.kind == "paragraph" and is_judgement_row(element.text, kind)
    return (
        section is Section.IMPROVE
        and is_named_only
        and not begins_with_judgement(element.text, kind)
    )


def _section(
    element: Element, section: Section, kind: Kind, *, is_first: bool, closed: bool
) -> Section:
    if closed or element.kind == "note" or _BOILERPLATE.search(element.text):
        return Section.BOILERPLATE
    if _divides_list(element, section, kind):
        return section
    if is_first and _TITLE_LINE.match(element.text):
        return Section.TITLE
    if element.kind == "row" or is_judgement_row(element.text, kind):
        return Section.JUDGEMENTS
    if is_first and begins_with_judgement(element.text, kind):
        return Section.JUDGEMENTS
    return section
