"""Made reports of 2010, plans that are no reports, and files that are not what they claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.made_reports.ilacs import make_ilacs
from tests.made_reports.letters import run_letter
from tests.made_reports.paper import (
    BOLD,
    TITLE,
    Made,
    Paper,
    blocks_of,
    maker,
    named_for,
    print_blocks,
    print_labelled,
    print_table,
    run_page_number,
)

SAFEGUARDING_GRADES = {
    "Safeguarding services": {
        "Overall effectiveness": "Adequate",
        "Capacity for improvement": "Good",
    },
    "Services for looked after children": {
        "Overall effectiveness": "Good",
        "Capacity for improvement": "Outstanding",
    },
}
SAFEGUARDING_ABOUT = blocks_of("""
The purpose of the inspection is to evaluate what local partners achieve together to safeguard
children and young people, and to judge the quality of services for looked after children and care
leavers.

Inspectors read 30 case files, met with 48 children, young people and parents, and held discussions
with front line managers, elected members and a representative of the local safeguarding children
board.
""")
SAFEGUARDING_SCALE = (
    ("Outstanding (Grade 1)", "Significantly exceeds the minimum"),
    ("Good (Grade 2)", "Exceeds the minimum"),
    ("Adequate (Grade 3)", "Meets the minimum, and no more"),
    ("Inadequate (Grade 4)", "Does not meet the minimum"),
)
SAFEGUARDING_TEXTS: dict[str, tuple[str, ...]] = {
    "Safeguarding services": blocks_of("""
Thresholds for referral are understood, and children at risk of harm are seen promptly. The quality
of assessments is inconsistent, and some are not completed in time.

The number of children who go missing is monitored, but return home interviews were not carried out
in a third of the cases that inspectors saw.

Supervision of social workers is regular. Vacancies have fallen from 22% to 9%, and staff report
that morale has improved.
"""),
    "Services for looked after children": blocks_of("""
Looked after children live in good placements and make steady progress at school. Their views are
heard by a lively children in care council.

Care leavers receive good support to find somewhere to live, and none was in bed and breakfast
accommodation at the time of the inspection.
"""),
}
UNKNOWN_BLOCKS = blocks_of("""
# What this plan is for

{council} has 64 parks, 11 play areas and nine kilometres of riverside path. This plan says how
they will be looked after for the next five years and what residents may expect from the council.

# What residents said

- Most people who answered think that the parks are good. Some think that the toilets are
inadequate.

- Lighting on the riverside path requires improvement.

- The rose garden was described as outstanding by the regional judges.

# What the council will do

1. Every play area will be inspected each month by a trained officer, and the results will be
published.

2. Two hundred street trees will be planted each winter, with schools and local groups taking part.

3. Dog owners will have three fenced fields, and the wildflower meadow will be cut once a year.

# Money

The work will cost £1.2 million, of which a third has been raised from grants. The cabinet will
review progress every spring.
""")
NOT_FOUND_PAGE = b"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Page not found</title></head>
<body>
<header><a href="/">Home</a> <nav><a href="/find">Find an inspection report</a></nav></header>
<main><h1>Page not found</h1>
<p>If you typed the web address, check that it is correct.</p>
<p>Children's services inspection reports can be found with the search above.</p></main>
</body>
</html>
"""


@dataclass(frozen=True, kw_only=True)
class Safeguarding2010:
    """The words of a 2009–12 report; its grades are on the scale with *Adequate*."""

    council: str = "Eastholm"
    inspected: str = "6 – 17 September 2010"
    published: str = "22 October 2010"
    lead: str = "Bernard Oxley HMI"
    grades: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: dict(SAFEGUARDING_GRADES)
    )


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """The words of a document on another matter."""

    council: str = "Westmarch"
    title: str = "Parks and green spaces plan 2023 to 2028"
    blocks: Sequence[str] = UNKNOWN_BLOCKS


def _write_safeguarding(path: Path, report: Safeguarding2010) -> Made:
    paper = Paper(path, run_page_number)
    paper.words("Inspection of safeguarding and looked after children services", TITLE)
    paper.space(12)
    paper.words(f"{report.council} Borough Council", TITLE)
    paper.space(24)
    print_labelled(paper, "Inspection dates:", report.inspected)
    print_labelled(paper, "Reporting inspector:", report.lead)
    print_labelled(paper, "Published:", report.published)
    numbers = count(1)
    paper.turn()
    paper.heading("About this inspection")
    print_blocks(paper, SAFEGUARDING_ABOUT, numbers=numbers)
    paper.heading("The inspection judgements and what they mean")
    print_table(paper, SAFEGUARDING_SCALE, bold_head=False, split=220)
    for services, grades in report.grades.items():
        paper.heading(f"The inspection outcomes: {services.lower()}")
        for area, grade in grades.items():
            paper.heading(f"{area}: {grade.lower()}", BOLD)
        print_blocks(paper, SAFEGUARDING_TEXTS[services], numbers=numbers)
    paper.turn()
    paper.heading("Record of main findings")
    for services, grades in report.grades.items():
        print_table(paper, [(services, ""), *grades.items()], bold_head=True, split=370)
    return paper.made()


def _write_unknown(path: Path, document: Unknown) -> Made:
    paper = Paper(path, run_letter)
    paper.words(f"{document.council} Council", TITLE)
    paper.space(6)
    paper.heading(document.title)
    print_blocks(paper, named_for(document.blocks, document.council))
    return paper.made()


make_safeguarding_2010 = maker(Safeguarding2010, _write_safeguarding)
make_unknown = maker(Unknown, _write_unknown)


def make_encrypted(path: Path) -> None:
    """Make a letter that opens only with a password."""
    paper = Paper(path, run_letter, lock="eastholm")
    print_blocks(paper, named_for(UNKNOWN_BLOCKS, "Eastholm"))
    paper.made()


def make_truncated(path: Path, kept: float = 0.5) -> None:
    """Make an ILACS report and keep only the first part of its bytes."""
    make_ilacs(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])


def make_textless(path: Path) -> None:
    """Make a page with a drawing and no text, as a scan has."""
    paper = Paper(path, lambda paper: None)
    for ring in range(1, 9):
        paper.canvas.circle(297, 421, 25 * ring)
    paper.made()


def make_html_error(path: Path) -> None:
    """Make a web page that says "not found", whatever the name of the file claims."""
    _make_bytes(path, NOT_FOUND_PAGE)


def make_empty(path: Path) -> None:
    """Make a file of no bytes."""
    _make_bytes(path, b"")


def make_binary(path: Path) -> None:
    """Make a file of every byte there is, over and over."""
    _make_bytes(path, bytes(range(256)) * 16)


def _make_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
