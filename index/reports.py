"""What a report is: frozen facts that the whole project shares.

Nothing here knows how a report was read, stored or found. Which kinds, areas and grades there
are is told by the files of `frameworks/`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from index.frameworks import Area, Grade, Kind
from index.sections import Section

__all__ = [
    "Area", "Grade", "Inspection", "Judgement", "Kind", "Paragraph", "Part", "Passage", "Place",
    "Report", "ReportIndexError", "ReportText", "Section", "UnreadableFileError", "say_pages",
    "squash", "stands_on",
]  # fmt: skip

ADDED = "added by a reader, not checked"


class ReportIndexError(Exception):
    """Base of every error that package `index` raises on purpose."""


class UnreadableFileError(ReportIndexError):
    """A file that holds no report text; its message is the plain reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """From which character of a text onwards the words stand on which page (pages from 1)."""

    page: int
    start: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """An area and its grade, with the words and the page that give it."""

    area: Area
    grade: Grade
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """The event that a report tells of: one or more windows of days on site."""

    kind: Kind
    windows: tuple[tuple[date, date], ...] = ()

    @property
    def start(self) -> date | None:
        """First day of the first window."""
        return self.windows[0][0] if self.windows else None

    @property
    def end(self) -> date | None:
        """Last day of the last window."""
        return self.windows[-1][1] if self.windows else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its place: section, heading, printed number and pages."""

    text: str
    places: tuple[Place, ...]
    section: Section
    heading: str = ""
    number: int | None = None
    is_bullet: bool = False

    def page_at(self, position: int) -> int:
        """Return the page on which the character at `position` stands."""
        return next(place.page for place in reversed(self.places) if place.start <= position)


@dataclass(frozen=True, slots=True)
class Report:
    """One document: an inspection report, a letter, an article, or a brief of our own.

    `id` is taken from the hash of its bytes, `file` is its path below the folder that was indexed,
    `published_from` is "printed", "file name" or "". `page_count` is the number of its last
    page. `others` are councils beside `council` that it is about as well. `is_added`: a reader
    added it, and the owner of the library has not accepted it.
    """

    id: str
    file: str
    title: str
    council: str
    inspection: Inspection
    published: date | None
    published_from: str
    page_count: int
    judgements: tuple[Judgement, ...] = ()
    is_brief: bool = False
    notices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_added: bool = False

    @property
    def councils(self) -> tuple[str, ...]:
        """Every council that it is about; none where it names none."""
        return (self.council, *self.others) if self.council else ()

    def seen_by(self, council: str) -> "Report":
        """The same report as one about a council of the several that it is about."""
        if council == self.council:
            return self
        return replace(
            self, council=council, others=tuple(name for name in self.councils if name != council)
        )

    @property
    def kind(self) -> Kind:
        """The kind of inspection."""
        return self.inspection.kind

    @property
    def kind_label(self) -> str:
        """The kind in words, with the other councils that it is about; a brief of our own and
        what a reader added marked as such.
        """
        marks = [
            *([f"also of {' and '.join(self.others)}"] if self.others else []),
            *(["demonstration brief"] if self.is_brief else []),
            *([ADDED] if self.is_added else []),
        ]
        return f"{self.kind.label} ({', '.join(marks)})" if marks else self.kind.label

    @property
    def newest(self) -> date:
        """The day by which reports are put in order: of publication, else of the inspection."""
        return self.published or self.inspection.end or date.min

    @property
    def ended(self) -> date:
        """The last day of its inspection; of publication where that is not known."""
        return self.inspection.end or self.newest

    def gives_no_more(self, area: Area) -> date | None:
        """Since when inspections of its kind give no grade for an area, where it is of that
        time; else None.
        """
        ended = next(
            (judged.given_until for judged in self.kind.framework.judged if judged.area is area),
            None,
        )
        return ended if ended and self.ended >= ended else None

    def is_of_year(self, year: int) -> bool:
        """Whether it was inspected or published in a year."""
        days = [self.published, self.inspection.start, self.inspection.end]
        return year in {day.year for day in days if day}


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report with all its words: a text a page of its file, and its paragraphs.

    A page that is not its own, as in a file of several reports, has an empty text.
    """

    report: Report
    pages: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as stored, with its place. `id` is `report:ordinal`."""

    id: str
    report: str
    paragraph: int
    text: str
    page: int
    last_page: int
    section: Section
    heading: str = ""
    number: int | None = None
    break_at: int | None = field(default=None)

    @property
    def ordinal(self) -> int:
        """Its place among the sentences of its report, from 0."""
        return int(self.id.rpartition(":")[2])

    @property
    def quote(self) -> str:
        """The words as printed; "[…]" marks where the foot of a page interrupts them."""
        if self.break_at is None:
            return self.text
        return f"{self.text[: self.break_at].rstrip()} […] {self.text[self.break_at :].lstrip()}"


@dataclass(frozen=True, slots=True)
class Part:
    """A report of a file, with its passages in reading order; most files have one."""

    text: ReportText
    passages: tuple[Passage, ...]


_NEITHER = re.compile(r"[\W_]+")  # letter nor digit


def squash(text: str) -> str:
    """Keep letters and digits in lower case: immune to line breaks, quote marks and bullets."""
    return _NEITHER.sub("", text.lower())


def stands_on(quote: str, pages: Iterable[str]) -> bool:
    """Tell whether every part of a quote is verbatim on the given pages, read as one."""
    here = squash(" ".join(pages))
    parts = [squash(part) for part in quote.split("[…]")]
    return any(parts) and all(part in here for part in parts)


def say_pages(numbers: Sequence[int]) -> str:
    """Say which pages: "page 3", "pages 1 to 4 and 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    listed = ", ".join(said[:-1]) + (" and " if said[:-1] else "") + said[-1]
    return f"page{'s' if len(numbers) > 1 else ''} {listed}"
