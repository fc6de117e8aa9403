"""Made reports of ILACS inspections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from tests.made_reports.paper import (
    BOLD,
    CARE_LEAVERS,
    HELP,
    IN_CARE,
    IN_CARE_AND_LEAVERS,
    LEADERS,
    LEFT,
    OVERALL,
    PAGE_NUMBER,
    RUNNING,
    TITLE,
    Made,
    Paper,
    blocks_of,
    maker,
    named_for,
    print_blocks,
    print_contact,
    print_labelled,
    print_table,
    run_page_number,
    said_of,
    year_of,
)

ILACS_GRADES = {  # since January 2023
    LEADERS: "Good",
    HELP: "Requires improvement to be good",
    IN_CARE: "Good",
    CARE_LEAVERS: "Outstanding",
    OVERALL: "Good",
}
COMBINED_GRADES = {  # to December 2022
    LEADERS: "Inadequate",
    HELP: "Requires improvement to be good",
    IN_CARE_AND_LEAVERS: "Good",
    OVERALL: "Requires improvement to be good",
}
NO_OVERALL_GRADES = {  # since April 2026
    LEADERS: "Good",
    HELP: "Inadequate",
    IN_CARE: "Requires improvement to be good",
    CARE_LEAVERS: "Outstanding",
}
ILACS_INTRODUCTION = blocks_of("""
Children’s services in {council} are stronger than they were at the last inspection in
July\u202f{before}, when they were judged to require improvement to be good. Most children now
receive help at the right time. Children in care live in stable homes with adults who look after
them well, and the support for care leavers is exceptional.

Progress has been slower for some children who need help and protection. After a focused visit in
March {lately}, leaders changed how contacts are dealt with, and this has made a difference.
However, children who go missing from home and homeless 16- and 17-year-olds do not yet get a
consistently good service. A joint targeted area inspection in {lately} had pointed to the same two
groups.

Political and corporate leaders know where practice is weaker and have agreed the money to put it
right. Posts have been added in the assessment teams, a specialist worker for missing children has
been appointed, and a new building for care leavers has opened. Partners describe leaders as open
and ready to be challenged, and schools, health services and the police have all given staff and
time to the improvement board, which meets in public. It is too soon to see what this means for all
children, and leaders accept that the pace of change in a few services has not matched their
ambition.
""")
ILACS_IMPROVE = blocks_of("""
The timeliness of return home interviews, and the use that is made of what children say in them.

The assessment and support of 16- and 17-year-olds who present as homeless.

The identification of children in private fostering arrangements.

The regularity and depth of supervision for social workers.
""")
ILACS_FOOTNOTE = (
    "The points in this list are tied to the outcomes and enablers of the national framework for"
    " children’s social care, which tells local authorities what they should achieve."
)
ILACS_TEXTS: dict[str, tuple[str, ...]] = {
    HELP: blocks_of("""
Contacts to the front door are screened without delay by experienced social workers, who take
account of family history and of what partners know. Thresholds are understood by most agencies,
and managers record clear reasons for their decisions. For a small number of children, parents are
not asked for consent before information is shared, and the reason for this is not recorded.

Families who need early help receive it in one of six family hubs. Plans are regularly reviewed and
most bring about change. When worries grow, children step up to statutory services promptly.
However, some parents wait as long as 11 weeks for a parenting programme, with little support in
the meantime.

Strategy meetings are held quickly when children are at risk of significant harm, and the police
and health services attend nearly all of them. Section 47 enquiries are thorough and lead to
proportionate decisions. Out of hours, the emergency duty team responds swiftly and leaves records
that help daytime colleagues.

Social workers recognise the impact of domestic abuse on children and help non-abusing parents to
keep them safe. Work with neglect is less consistent. In some families the same concerns return
year after year, and plans do not say what must change, by when, and what will happen if it does
not.

Delay in pre-proceedings has reduced. Most children now leave this stage within 16 weeks, compared
with 27 weeks a year earlier. Letters to parents are written in plain language and set out what is
expected of them. A tracker gives senior managers a clear line of sight to each child.

Too many children who go missing from home are not offered a return home interview within 72 hours.
When interviews do take place they are often brief, and information about where children go, and
with whom, is not brought together to reduce risk. Children who are missing from care receive a
better response: most are seen by someone they already know and trust.

The response to children who are homeless is inconsistent, particularly for those aged 16 and 17.
Most are seen jointly by a social worker and a housing officer. Some are not told that they could
come into care, and so they cannot make an informed choice. A very small number have spent nights
in bed and breakfast accommodation, which is not suitable for any child.

Few children in private fostering arrangements are known to the local authority. Work to raise
awareness in schools and surgeries stopped two years ago and has only recently resumed. When the
local authority is notified, children are visited on time, but checks on other adults in the home
are not always completed. Reports to senior managers do not provide adequate assurance that these
children are safe.

Disabled children have skilled social workers who understand how they communicate. Short breaks are
varied and are valued by parents, although the number of places at weekends does not meet demand.
Transition to adult services is planned from the age of 14 for most young people.

Children who are educated at home are known to the local authority, and those about whom there are
concerns are discussed each month with schools and health visitors. Children missing education are
traced with persistence.
"""),
    IN_CARE: blocks_of("""
Decisions for children to come into care are made in their best interests and mostly in a planned
way. Social workers explore the wider family early, and kinship carers are assessed with care. Most
children live close to home with their brothers and sisters, and family time is arranged around
what each child wants.

Independent reviewing officers know children well and meet them before their reviews. Plans are up
to date and ambitious. In a small number of cases, drift was not challenged soon enough, and
children waited longer than they should have for permanence. Life-story work is sensitive, but it
is not always begun at the time when a child would gain most from it.

Children’s health needs are assessed on time, and dental checks are nearly all up to date. The wait
for specialist emotional support is too long for some children, although a clinical team of
psychologists offers advice to carers within a fortnight.

No children were living in unregistered children’s homes at the time of this inspection. In the
year before, three children had lived in such homes for short periods because no registered home
could be found. Leaders visited each of them weekly and told Ofsted about the arrangements without
delay.

Foster carers feel respected and well supported. Their training is co-ordinated with that of social
workers, and a buddy scheme helps new carers in their first months. Recruitment has not kept pace
with the number who leave, so choice is limited for older children.

Nearly all of the unaccompanied asylum-seeking children are 16 or 17. They are met on the day they
arrive by a social worker and an interpreter, and are helped to find legal advice, a school place
and others who share their faith or language.
"""),
    CARE_LEAVERS: blocks_of("""
Care leavers have exceptional, lasting relationships with their personal advisers, who meet them
from the age of 16. Pathway plans are written with young people and in their own words. Advisers
stay in touch with almost all care leavers up to the age of 25.

Nearly all care leavers live in accommodation that is suitable and that they chose. Staying put is
encouraged and well funded. A panel that includes two care-experienced young people looks at each
move in advance, and no care leaver has been placed in bed and breakfast accommodation for more
than three years.

Personal advisers are tenacious in helping young people into education, employment or training. The
council guarantees interviews for its own vacancies, and 14 care leavers are apprentices in its
services. Young parents value the group that meets at the drop-in centre each Thursday.
"""),
    LEADERS: blocks_of("""
The director of children’s services and the lead member work closely together and are visible to
staff. The corporate parenting board is well attended and is challenged by young people, who set
its agenda twice a year. Scrutiny by elected members is sharper than at the last inspection.

The self-evaluation is accurate. Performance information is timely and detailed, and managers use
it to understand what lies behind the numbers. Leaders had already identified all but one of the
weaknesses that inspectors found; the exception is private fostering.

Audits are completed regularly and include the views of parents. Moderation is rigorous, but
actions from audits are not always followed up, so the same weaknesses in chronologies and case
summaries recur. Learning from audits reaches practitioners through short monthly briefings.

Supervision is too variable. Most social workers meet their manager at least once a month and find
this helpful. In two of the seven teams, supervision is often cancelled, records are brief, and
there is little time to reflect. As a result, drift in some children’s plans is not picked up.

Caseloads are manageable for most social workers, at an average of 18 children, and newly qualified
staff have protected time. Workers in the assessment teams told inspectors that their workload is
too high and that they often complete records late in the evening.

Staff morale is high. Social workers enjoy working in {council}, feel that their leaders listen to
them and speak of colleagues with pride. The proportion of agency staff has fallen from 31% to 12%
in two years. This means that children have fewer changes of social worker.
"""),
}
SECTION_ORDER = (HELP, IN_CARE, IN_CARE_AND_LEAVERS, CARE_LEAVERS, LEADERS)


@dataclass(frozen=True, kw_only=True)
class Ilacs:
    """The words of an ILACS report; `sections` are made from the grades unless given."""

    council: str = "Westmarch"
    title_style: Literal["modern", "early"] = "modern"  # early: 2018 to 2020
    inspected: str = "7 to 18 October 2024"
    dates_label: str = "Inspection dates:"
    lead: str = "Rowan Ashdown, His Majesty’s Inspector"
    grades: Mapping[str, str] = field(default_factory=lambda: dict(ILACS_GRADES))
    introduction: Sequence[str] = ILACS_INTRODUCTION
    improve_heading: str = "What needs to improve?"
    improve: Sequence[str] = ILACS_IMPROVE
    footnote: str | None = ILACS_FOOTNOTE  # belongs to the heading above the bullets
    sections: Mapping[str, Sequence[str]] | None = None  # heading as printed → paragraphs
    title_council: str | None = None  # where the title or the running footer names the
    footer_council: str | None = None  # council in another way than the text does
    bullet: str = "◼"


def _write_ilacs(path: Path, report: Ilacs) -> Made:
    paper = Paper(path, lambda paper: _run_ilacs(paper, report))
    _print_ilacs_title(paper, report)
    rows = [("Judgement", "Grade"), *_ilacs_rows(report)]
    print_table(paper, rows, bold_head=True, split=317)
    year = int(year_of(report.inspected))
    years = {"{before}": str(year - 5), "{lately}": str(year - 1)}
    print_blocks(paper, named_for(report.introduction, report.council, years))
    if report.improve:
        paper.heading(report.improve_heading, mark="1" if report.footnote else "")
        if report.footnote:
            paper.note("1", report.footnote)
        for bullet in named_for(report.improve, report.council):
            paper.passage(bullet, None, report.bullet)
    numbers = count(1)
    for heading, paragraphs in _ilacs_sections(report).items():
        paper.heading(heading)
        print_blocks(paper, named_for(paragraphs, report.council), numbers=numbers)
    print_contact(paper, year_of(report.inspected))
    return paper.made()


def _run_ilacs(paper: Paper, report: Ilacs) -> None:
    if report.title_style == "early":
        run_page_number(paper)
    elif paper.page > 1:
        council = report.footer_council or report.council
        paper.canvas.line(LEFT, 52, 505, 52)
        paper.at(LEFT, 40, f"Inspection of {council} local authority children’s services", RUNNING)
        paper.at(LEFT, 30, report.inspected, RUNNING)
        paper.at(512, 34, str(paper.page), PAGE_NUMBER)


def _print_ilacs_title(paper: Paper, report: Ilacs) -> None:
    council = report.title_council or report.council
    if report.title_style == "early":
        paper.words(council, TITLE)
        paper.space(6)
        paper.words("Inspection of children’s social care services", BOLD)
    else:
        paper.words(f"Inspection of {council} local authority children’s services", TITLE)
    paper.space(12)
    print_labelled(paper, report.dates_label, report.inspected)
    print_labelled(paper, "Lead inspector:", report.lead)


def _ilacs_rows(report: Ilacs) -> list[tuple[str, str]]:
    """Order the table: leaders first, or, in early reports, leaders before overall."""
    rows = list(report.grades.items())
    if report.title_style == "early":
        rows.sort(key=lambda row: (row[0] == OVERALL, row[0] == LEADERS))
    return rows


def _ilacs_sections(report: Ilacs) -> Mapping[str, Sequence[str]]:
    """Give the sections as headings with grades, in the order of reports: leaders last."""
    if report.sections is not None:
        return report.sections
    texts = ILACS_TEXTS | {IN_CARE_AND_LEAVERS: ILACS_TEXTS[IN_CARE] + ILACS_TEXTS[CARE_LEAVERS]}
    early = report.title_style == "early"
    return {
        f"{area} {said_of(grade)}" if early else f"{area}: {grade.lower()}": texts[area]
        for area in SECTION_ORDER
        if (grade := report.grades.get(area))
    }


make_ilacs = maker(Ilacs, _write_ilacs)
