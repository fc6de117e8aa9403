"""Made letters: focused visits, monitoring visits, joint inspections."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.made_reports.paper import (
    ADDRESS,
    BODY,
    NOTE,
    PAGE_NUMBER,
    Made,
    Paper,
    blocks_of,
    maker,
    named_for,
    print_blocks,
)

FOCUSED_VISIT_BLOCKS = blocks_of("""
This letter summarises the findings of the focused visit to {council} children’s services on
{visited}. His Majesty’s Inspectors for this visit were Edda Marlowe and Piers Tansley.

Inspectors looked at the local authority’s arrangements for the front door, including the response
to domestic abuse and to children who go missing from home.

This visit was carried out in line with the inspection of local authority children’s services
(ILACS) framework. Children’s services were judged to be good when they were last inspected, in
July 2019.

# Headline findings

Children who are at immediate risk are made safe quickly. Since the last inspection demand has
grown by a third, and strong corporate leadership has ensured that staffing has grown with it. The
quality of decisions about children who do not need urgent action is more variable.

# What needs to improve in this area of social work practice?

- The timeliness of decisions about contacts that do not need an immediate response.

- The recording of parental consent.

# Main findings

Contacts are received by a team of experienced social workers who are sensitive to what families
tell them. Most contacts are dealt with within one working day. At busy times some wait for three
days, and the order in which they are taken up is not always guided by risk.

Domestic abuse notifications are considered each morning by a group of professionals from five
agencies. Their discussions are well recorded and lead to good, timely safety planning for most
children.

Return home interviews are offered to all children who go missing, but only half accept. Leaders
have begun to ask young people what would make these conversations more useful to them.

Social workers like working in {council}. They describe managers as approachable and their workload
as busy but manageable.

Ofsted will take the findings from this focused visit into account when planning the next
inspection.
""")
MONITORING_VISIT_BLOCKS = blocks_of("""
This letter summarises the findings of the monitoring visit to {council} children’s services on
{visited}. This was the second monitoring visit since the local authority was judged inadequate in
July 2021. His Majesty’s Inspectors for this visit were Greta Holloway and Simeon Pask.

# Areas covered by the visit

Inspectors reviewed the progress made in services for care leavers, including accommodation,
pathway plans and help into education, employment and training.

# Headline findings

Leaders have made some progress, from a low base. More care leavers are in touch with a personal
adviser. Too many still live in places where they do not feel safe, and the pace of change needs to
increase.

# Findings and evaluation of progress

Based on the evidence gathered during the visit, inspectors identified areas of strength and areas
in which improvement is needed.

The number of personal advisers has doubled, and each now supports about 22 young people. Young
people told inspectors that they see their adviser more often and that they no longer have to
repeat their story.

Pathway plans are in place for almost all care leavers. Most are written without the young person,
and few consider health. Managers sign plans off without comment.

There is not enough suitable accommodation. Seven young people were living in hostels at the time
of the visit. Leaders have bought four houses, which will open later this year.

Quality assurance is stronger. Audits are honest about weaknesses, and their findings match those
of inspectors.
""")
JTAI_BLOCKS = blocks_of("""
This letter summarises the findings of the joint targeted area inspection of the multi-agency
response to identifying initial need and risk in {council}. It took place from {visited}, and was
carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and His Majesty’s
Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS).

# Headline findings

Partners in {council} work well together when children are at immediate risk of harm. Information
is shared quickly, and joint visits are well planned. The response to children whose needs build up
over time is less effective.

# What needs to improve?

- The attendance of health professionals at strategy meetings.

- The quality of police notifications, so that the voice of the child is clear.

# Strengths

- Senior leaders from all agencies meet weekly to agree how to respond to changing demand.

- Schools receive helpful advice before they make a referral.

# Main findings

The multi-agency safeguarding hub brings together social workers, police officers and nurses in one
place. Decisions are proportionate for most children. A backlog of 60 police notifications was
found during the inspection and was cleared before it ended.

Strategy meetings are timely. Health professionals were absent from nearly a third of those that
inspectors looked at, and so decisions were made without knowing about children’s health.

Frontline police officers protect children when they attend incidents. They do not always record
what children say or how they appear.

# Next steps

The local authority should prepare a written statement of proposed action with its partners. It
should be sent to Ofsted by the date given in the letter that accompanied this report.
""")


@dataclass(frozen=True, kw_only=True)
class FocusedVisit:
    """The words of a letter after a focused visit; it gives no grades."""

    council: str = "Westmarch"
    dated: str = "23 May 2023"
    visited: str = "25 and 26 April 2023"
    addressee: Sequence[str] = (
        "Marian Thorley",
        "Director of Children’s Services",
        "{council} Council",
    )
    dear: str = "Dear Ms Thorley"
    title: str = "Focused visit to {council} children’s services"
    blocks: Sequence[str] = FOCUSED_VISIT_BLOCKS
    signed: Sequence[str] = ("Edda Marlowe", "His Majesty’s Inspector")


@dataclass(frozen=True, kw_only=True)
class MonitoringVisit(FocusedVisit):
    """The words of a letter after a monitoring visit; the grade in it is an old one."""

    council: str = "Eastholm"
    dated: str = "7 April 2022"
    visited: str = "10 and 11 March 2022"
    title: str = "Monitoring visit to {council} children’s services"
    blocks: Sequence[str] = MONITORING_VISIT_BLOCKS
    signed: Sequence[str] = ("Greta Holloway", "His Majesty’s Inspector")


@dataclass(frozen=True, kw_only=True)
class Jtai(FocusedVisit):
    """The words of a letter after a joint targeted area inspection; it gives no grades."""

    dated: str = "14 July 2023"
    visited: str = "5 to 9 June 2023"
    addressee: Sequence[str] = ("{council} Local Safeguarding Partnership",)
    dear: str = "Dear {council} Local Safeguarding Partnership"
    title: str = "Joint targeted area inspection of {council}"
    blocks: Sequence[str] = JTAI_BLOCKS
    signed: Sequence[str] = (
        "Helena Stroud, National Director, Ofsted",
        "Amos Verity, Chief Inspector, CQC",
        "Kit Larkham, His Majesty’s Inspector of Constabulary, HMICFRS",
    )


def _write_letter(path: Path, letter: FocusedVisit) -> Made:
    paper = Paper(path, run_letter)
    for line in ADDRESS:
        paper.words(line, NOTE, left=400)
    for lines in ((letter.dated,), letter.addressee, (letter.dear,)):
        paper.space(BODY.leading)
        for line in named_for(lines, letter.council):
            paper.words(line)
    paper.space(BODY.leading)
    paper.heading(letter.title.replace("{council}", letter.council))
    texts = named_for(letter.blocks, letter.council, {"{visited}": letter.visited})
    print_blocks(paper, texts, ("◼", "−"))
    paper.room((len(letter.signed) + 3) * BODY.leading)
    paper.words("Yours sincerely")
    paper.space(BODY.leading)
    for line in letter.signed:
        paper.words(line)
    return paper.made()


def run_letter(paper: Paper) -> None:
    if paper.page > 1:
        paper.at(512, 34, str(paper.page), PAGE_NUMBER)


make_focused_visit = maker(FocusedVisit, _write_letter)
make_monitoring_visit = maker(MonitoringVisit, _write_letter)
make_jtai = maker(Jtai, _write_letter)
