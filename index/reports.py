"""What a report is: frozen facts that the whole project shares.

Nothing here knows how a report was read, stored or found. Standard library only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ADDED = "added by a reader, not checked"


class ReportIndexError(Exception):
    """Base of every error that package `index` raises on purpose."""


class UnreadableFileError(ReportIndexError):
    """A file that holds no report text; its message is the plain reason."""


class Kind(StrEnum):
    """The kind of inspection that a report tells of (value: short name, as in the catalogue)."""

    ILACS = "ILACS"
    SIF = "SIF"
    SIF_REINSPECTION = "SIF-reinspection"
    LSCB_REVIEW = "LSCB-review"
    LAC_2013 = "LAC-2013"
    FOCUSED_VISIT = "focused-visit"
    MONITORING_VISIT = "monitoring-visit"
    JTAI = "JTAI"
    SAFEGUARDING_2009 = "safeguarding-2009"
    PROTECTION_2012 = "protection-2012"
    ARTICLE = "article"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The kind in words for a reader."""
        return _KIND_LABELS[self]

    @property
    def is_judgement(self) -> bool:
        """Whether inspections of this kind give grades."""
        return self in _GRADED

    @property
    def judges_council(self) -> bool:
        """Whether they grade the council itself and not only its safeguarding board."""
        return self.is_judgement and self is not Kind.LSCB_REVIEW


_KIND_LABELS = {
    Kind.ILACS: "ILACS inspection",
    Kind.SIF: "SIF inspection",
    Kind.SIF_REINSPECTION: "SIF re-inspection",
    Kind.LSCB_REVIEW: "review of the Local Safeguarding Children Board",
    Kind.LAC_2013: "inspection of looked after children services",
    Kind.FOCUSED_VISIT: "focused visit",
    Kind.MONITORING_VISIT: "monitoring visit",
    Kind.JTAI: "joint targeted area inspection",
    Kind.SAFEGUARDING_2009: "inspection of safeguarding and looked after children services",
    Kind.PROTECTION_2012: "inspection of arrangements for the protection of children",
    Kind.ARTICLE: "article",
    Kind.UNKNOWN: "document of a kind that is not recognised",
}
_GRADED = {
    Kind.ILACS,
    Kind.SIF,
    Kind.SIF_REINSPECTION,
    Kind.LSCB_REVIEW,
    Kind.LAC_2013,
    Kind.SAFEGUARDING_2009,
    Kind.PROTECTION_2012,
}


class Grade(StrEnum):
    """A grade in its canonical form; *Adequate* was given until 2013 and equals no other."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"
    ADEQUATE = "Adequate"
    NOT_JUDGED = "Not judged"


class Area(StrEnum):
    """What was judged. Areas of different frameworks are related, not the same."""

    OVERALL = "overall_effectiveness"
    LEADERS = "impact_of_leaders"
    HELP = "help_and_protection"
    IN_CARE = "in_care"
    CARE_LEAVERS = "care_leavers"
    IN_CARE_AND_LEAVERS = "in_care_and_care_leavers"
    LOOKED_AFTER = "looked_after_and_permanence"
    ADOPTION = "adoption"
    MANAGEMENT = "leadership_management_governance"
    LSCB = "lscb"
    CAPACITY = "capacity_to_improve"
    OUTCOMES = "outcomes_for_looked_after"
    PROVISION = "quality_of_provision"
    LEADERSHIP_2013 = "leadership_and_management"
    SAFEGUARDING = "safeguarding_overall_effectiveness"
    SAFEGUARDING_CAPACITY = "safeguarding_capacity_for_improvement"
    LOOKED_AFTER_2009 = "looked_after_overall_effectiveness"
    LOOKED_AFTER_CAPACITY = "looked_after_capacity_for_improvement"

    @property
    def label(self) -> str:
        """The area in words for a reader."""
        return _AREA_LABELS[self]


_AREA_LABELS = {
    Area.OVERALL: "overall effectiveness",
    Area.LEADERS: "the impact of leaders",
    Area.HELP: "help and protection",
    Area.IN_CARE: "children in care",
    Area.CARE_LEAVERS: "care leavers",
    Area.IN_CARE_AND_LEAVERS: "children in care and care leavers (one combined grade)",
    Area.LOOKED_AFTER: "children looked after and achieving permanence",
    Area.ADOPTION: "adoption performance",
    Area.MANAGEMENT: "leadership, management and governance",
    Area.LSCB: "the Local Safeguarding Children Board",
    Area.CAPACITY: "capacity to improve",
    Area.OUTCOMES: "outcomes for looked after children",
    Area.PROVISION: "quality of provision",
    Area.LEADERSHIP_2013: "leadership and management",
    Area.SAFEGUARDING: "overall effectiveness of safeguarding services",
    Area.SAFEGUARDING_CAPACITY: "capacity for improvement of safeguarding services",
    Area.LOOKED_AFTER_2009: "overall effectiveness of services for looked after children",
    Area.LOOKED_AFTER_CAPACITY: "capacity for improvement of services for looked after children",
}


class Section(StrEnum):
    """Which part of a report some words stand in, whatever its template calls it."""

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
    FINDINGS = "findings"
    JUDGEMENTS = "judgements"
    BOILERPLATE = "boilerplate"

    @property
    def is_evidence(self) -> bool:
        """Whether words of this section may be offered as something a report says."""
        return self not in {Section.BOILERPLATE, Section.JUDGEMENTS}


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
    `published_from` is "printed", "file name" or "". `page_count` is the number of its last page. `is_added`:
    a reader added it, and the owner of the library has not accepted it.
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
    is_added: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of inspection."""
        return self.inspection.kind

    @property
    def kind_label(self) -> str:
        """The kind in words, a brief of our own and what a reader added marked as such."""
        marks = [*(["demonstration brief"] if self.is_brief else []), *([ADDED] if self.is_added else [])]
        return f"{self.kind.label} ({', '.join(marks)})" if marks else self.kind.label

    @property
    def newest(self) -> date:
        """The day by which reports are put in order: of publication, else of the inspection."""
        return self.published or self.inspection.end or date.min

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
