"""Make the PDFs that the tests read, so that no published report is shipped with the project.

Councils, people and findings are invented; layout, wording habits and traps follow the real ones.
The same call always makes the same bytes, and each maker returns what a reader should find.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

# ---- Words. In a tuple of blocks "# " begins a sub-heading, "- " a bullet, "-- " a sub-bullet;
# {council} stands for the council's name, {before} and {lately} for the years of an earlier
# inspection and of visits since.


def _blocks(text: str) -> tuple[str, ...]:
    """Split at empty lines and join the lines of each block; odd spaces stay as they are."""
    return tuple(re.sub(r"[ \n]+", " ", block).strip() for block in text.split("\n\n"))


LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
IN_CARE = "The experiences and progress of children in care"
CARE_LEAVERS = "The experiences and progress of care leavers"
IN_CARE_AND_LEAVERS = "The experiences and progress of children in care and care leavers"
OVERALL = "Overall effectiveness"

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

ILACS_INTRODUCTION = _blocks("""
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
ILACS_IMPROVE = _blocks("""
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
    HELP: _blocks("""
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
    IN_CARE: _blocks("""
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
    CARE_LEAVERS: _blocks("""
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
    LEADERS: _blocks("""
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
CONTACT = _blocks("""
The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and
inspects services for learners of all ages and for children and young people in care. Its remit
takes in childcare, schools, colleges, fostering and adoption agencies, and the assessment of
councils’ services for children looked after, safeguarding and child protection.

To ask for this document in large print, Braille or another format, telephone 0300 555 0100 or
email enquiries@ofsted.example.

You may reuse this text free of charge, without the logos, in any medium, as the Open Government
Licence allows. Write to the Information Policy Team, The National Archives, Kew, London.

This report can be read at https://reports.ofsted.example/.
""")
ADDRESS = (
    "Piccadilly Gate",
    "Store Street",
    "Manchester",
    "T: 0300 555 0100",
    "W: www.ofsted.example",
)

SIF_HELP = "1. Children who need help and protection"
SIF_LOOKED_AFTER = "2. Children looked after and achieving permanence"
SIF_ADOPTION = "2.1 Adoption performance"
SIF_CARE_LEAVERS = "2.2 Experiences and progress of care leavers"
SIF_LEADERSHIP = "3. Leadership, management and governance"
SIF_GRADES = {
    SIF_HELP: "Requires improvement",
    SIF_LOOKED_AFTER: "Good",
    SIF_ADOPTION: "Outstanding",
    SIF_CARE_LEAVERS: "Requires improvement",
    SIF_LEADERSHIP: "Requires improvement",
}
SIF_HEADINGS = {
    SIF_HELP: HELP,
    SIF_LOOKED_AFTER: (
        "The experiences and progress of children looked after and achieving permanence"
    ),
    SIF_LEADERSHIP: "Leadership, management and governance",
}
SIF_TITLE = (
    "Inspection of services for children in need of help and protection, children looked after and"
    " care leavers"
)
SIF_MAIN_PARTS = (
    "The local authority",
    "The Local Safeguarding Children Board (LSCB)",
    "Information about this inspection",
)
SIF_BOARD_TITLE = "Review of the effectiveness of the Local Safeguarding Children Board"
SIF_FOOTNOTES = (
    "Ofsted joins two documents here under its power to combine reports: the report of the"
    " inspection of local authority functions, and the report of the review of the Local"
    " Safeguarding Children Board.",
    "The local authority was given the opportunity to review this section of the report and has"
    " added its own unvalidated figures.",
)
SIF_SUMMARY = _blocks("""
Children’s services in {council} require improvement to be good. Since the inspection of
safeguarding in May 2012, when services were judged to be adequate, the local authority has rebuilt
its teams and invested in early help. No children were found to be left at immediate risk of harm.

Social workers know children well. The quality of assessments and plans is too variable, and
managers do not always notice when progress stalls. Children who go missing do not all receive a
timely return home interview, and what they say is not used to build a picture of risk across the
area. Few private fostering arrangements have been identified.

Services for children looked after are good, and adoption is outstanding: children move in with
their new families quickly, and adopters describe excellent support. Care leavers do not all have a
pathway plan that helps them, and a few live in accommodation that has not been checked.

Leaders understand what needs to change. The chief executive, the lead member and the director meet
frequently and ask searching questions. Recruitment has been successful, and staff speak of a
service in which they can learn. Supervision remains the weakest part of management, because it
concentrates on tasks and seldom helps social workers to think about what life is like for a child.
""")
SIF_AREA = _blocks("""
# Previous Ofsted inspections

- The local authority operates two children’s homes. Both were judged to be good at their most
recent inspection.

- The last inspection of the local authority’s safeguarding arrangements was in May 2012. The local
authority was judged to be adequate.

# Local leadership

- The director of children’s services has been in post since April 2015.

- The chair of the Local Safeguarding Children Board has been in post since June 2014.

# Children living in this area

- Approximately 41,250 children and young people under the age of 18 years live in {council}.

- The proportion of children entitled to free school meals:

-- in primary schools is 16% (the national average is 15%)

-- in secondary schools is 14% (the national average is 13%).

# Children looked after in this area

- At 31 December 2016, 268 children were being looked after, a rate of 65 per 10,000 children. Of
this number:

-- 61 (or 23%) live outside the local authority area

-- 12 are unaccompanied asylum-seeking children.

- In the past 12 months there have been 19 adoptions.
""")
SIF_RECOMMENDATIONS = _blocks("""
Ensure that all children who go missing from home or care are offered a timely return home
interview, and that what they say is used to reduce risk (paragraph 13).

Improve the quality of assessments and plans, so that they are up to date and say what needs to
change (paragraphs 9, 10).

Ensure that homeless young people aged 16 and 17 are told of their right to be accommodated
(paragraph 14).

Increase the number of private fostering arrangements that are identified (paragraph 15).

Ensure that all care leavers have a pathway plan that reflects their needs, and accommodation that
has been checked (paragraphs 22, 23).

Strengthen management oversight and supervision in all teams (paragraphs 26, 28).
""")
SIF_FOR_CHILDREN = _blocks("""
- Most children who need help in {council} get it. Sometimes it takes too long to find out what
help a family needs.

- If you go missing, someone should come to talk with you afterwards. This does not always happen
quickly enough.

- Children looked after live in good homes, and most are doing well at school.

- Children who need a new family for good find one quickly.

- Some young people who leave care do not have a plan that helps them.
""")
SIF_SECTIONS: dict[str, tuple[str, ...]] = {
    SIF_HELP: _blocks("""
# Summary

Children receive help quickly when they are at risk of significant harm. Below that threshold,
assessments take too long and are of uneven quality. Early help is well coordinated.

Children who go missing do not all receive the attention that they need. Work with children at risk
of sexual exploitation is stronger. The response to homeless young people has improved, but it does
not yet reach all of them.

# Inspection findings

Thresholds for access to services are understood by partners. Contacts to the access team are
screened on the day on which they arrive, and early help is offered to families who do not need a
social worker. Consent is sought and recorded in nearly all cases.

Early help is delivered by a wide range of agencies, which use the same form and meet every
fortnight. Between April and December 2016, 612 families were helped. It is not yet known how many
of them needed a social worker later on, because this is not measured.

Assessments are timely for 71% of children, which is below the figure for similar authorities.
Stronger assessments weigh up history and risk and include what children say. Weaker ones describe
events without analysis, and parents find it hard to see what is expected of them. (Recommendation)

Child in need plans are too often lists of tasks. In five of the 12 cases sampled, plans had not
been updated after a significant event. Reviews are regular, but actions are carried forward from
one meeting to the next without challenge. (Recommendation)

Strategy discussions take place promptly and involve the police and, in most cases, health
professionals. Child protection conferences are well chaired. Parents told inspectors that they
were treated with respect, even when they did not agree with what was decided.

The designated officer gives clear advice about allegations against adults who work with children.
Most cases are resolved within a month, and schools speak highly of the training that they have
received. A few organisations, among them two sports clubs, did not know whom they should ask for
advice.

# Children who go missing or are at risk of exploitation

Of 143 episodes in which children went missing in the past six months, a return home interview was
offered within 72 hours in 58%. Inspectors saw some sensitive interviews, but information from them
is not gathered in one place. Work with children at risk of sexual exploitation is stronger, with
good use of disruption by the police. (Recommendation)

Young people aged 16 and 17 who become homeless are helped to return to their families where this
is safe. Joint protocols with housing are in place, yet not all young people are told that they may
be looked after, and advocacy is rarely offered. (Recommendation)

Eight children are known to live in private fostering arrangements. This is low for an area with
three language schools, and the last campaign to raise awareness was in 2014. (Recommendation)
"""),
    SIF_LOOKED_AFTER: _blocks("""
# Summary

Children become looked after when they need to be, and most live in stable placements. Adoption is
a strength. The support for care leavers depends too much on who their worker is.

# Inspection findings

Decisions for children to become looked after are timely and are made by senior managers. Work on
the edge of care has prevented 34 admissions in the past year. When children return home, plans are
clear and visits continue for as long as they are needed.

Placement stability is good. The great majority of children live with foster carers, and brothers
and sisters are kept together wherever possible. Foster carers value the out-of-hours support that
they receive from experienced carers.

Health assessments are completed on time for most children. Independent reviewing officers see
children between reviews, although evidence of their challenge is not always easy to find.

The virtual school knows its pupils well. Personal education plans are of good quality in primary
schools and weaker after the age of 16. Attendance is high, and no child looked after has been
permanently excluded for four years. Homework clubs run in two libraries and are led by students
who were once looked after themselves.

# The graded judgement for adoption performance is that it {adoption}

Children who need to be adopted are matched without delay. The average time between entering care
and moving in with an adoptive family is 371 days, well within the national threshold, and has
fallen in each of the past three years. Brothers and sisters are placed together unless there is a
good reason not to do so.

Adopters are thoroughly prepared. They describe support as warm, skilled and easy to find again
years later, and no adoption has broken down since 2011. Later-life letters are written with great
care. One adopter told inspectors that the letter for her son had become ‘the book that we read
most often’, and others spoke of workers who came back long after their formal role had ended.

# The graded judgement about the experience and progress of care leavers is that it {leavers}

Pathway plans are completed for most care leavers but are often formulaic. Plans for young people
in custody are out of date. Advisers stay in touch with 88% of care leavers and know them well.
(Recommendation)

Most care leavers live in suitable accommodation. A few have stayed in houses in multiple
occupation that had not been checked. Staying put arrangements are offered to all, and 21 young
people remain with their former foster carers. (Recommendation)

The proportion of care leavers in education, employment or training is 52%, a little above the
national figure. Nine are at university and receive generous support in the holidays as well as in
term.
"""),
    SIF_LEADERSHIP: _blocks("""
# Summary

Leaders are ambitious and have a realistic view of their services. Stronger performance information
is beginning to have an effect. Supervision and management oversight are not yet good enough.

# Inspection findings

The chief executive, the director and the lead member share a clear vision. The corporate parenting
committee has a strong voice in the council, and its young members hold leaders to account.

Managers do not consistently provide direction to social workers. In 17 of the 40 cases that
inspectors looked at, decisions were recorded without reasons, and delay had not been challenged.
(Recommendation)

Audits are carried out by managers at all levels, including the director. Their judgements are
accurate, but they concentrate on compliance more than on what has changed for children.

Supervision takes place regularly in most teams. Records show that it deals with tasks, and rarely
with reflection. Social workers told inspectors that they would welcome more challenge.
(Recommendation)

Performance information has improved since a new records system was introduced in May 2016.
Managers receive a report every Monday and discuss it with their teams. Some figures, among them
those on children who go missing, are still collected by hand.

Caseloads have fallen from 24 to 18 children for each social worker. Staff morale has improved, and
turnover, at 14%, is lower than the national figure. Staff are proud to work in {council}.
"""),
}
SIF_BOARD_SUMMARY = _blocks("""
The board meets its statutory responsibilities and has an effective and independent chair. Partners
attend regularly and challenge each other. Its training is well regarded. The board does not know
enough about the quality of early help, and young people are not yet involved in its work.
""")
SIF_BOARD_RECOMMENDATIONS = _blocks("""
Ensure that the board receives regular information about the quality and impact of early help.

Involve children and young people in setting the board’s priorities.

Strengthen the monitoring of the response to children who go missing.
""")
SIF_BOARD_FINDINGS = _blocks("""
The chair meets the chief executive and the director every quarter and has clear lines of
accountability. A log of challenges shows that 11 were made in the past year and that eight led to
a change in practice.

Multi-agency audits are a strength. Five have been completed in 12 months, and the audit of neglect
led to a new tool that is now used by health visitors and schools.

The board’s data set is broad but includes little on early help or on children who go missing. As a
result, it cannot be assured that these services make a difference. (Recommendation)

Serious case reviews are carried out promptly. Lessons are shared in short films that practitioners
remember and use.
""")
SIF_INFORMATION = _blocks("""
Inspectors looked closely at the experiences of children and young people who need help, who are
looked after or who are leaving care. They read case files, watched professionals at work and
talked with children, parents and carers wherever they could.

The inspection was carried out under section 136 of the Education and Inspections Act 2006, and the
review of the board under section 15A of the Children Act 2004.

The team consisted of six of Her Majesty’s Inspectors.
""")
SIF_TEAM = (
    "Lead inspector: Imogen Farrow",
    "Deputy lead inspector: Callum Reddish",
    "Team inspectors: Ola Winterbourne, Priya Hallam, Tom Escott and Nell Quarry",
    "Quality assurance manager: Judith Amble",
)
SIF_COMPLAINTS = (
    "Complaints about the inspection or the report should be made in the way that is described in"
    " Ofsted’s guidance on raising concerns, which can be had on request."
)

FOCUSED_VISIT_BLOCKS = _blocks("""
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
MONITORING_VISIT_BLOCKS = _blocks("""
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
JTAI_BLOCKS = _blocks("""
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
SAFEGUARDING_ABOUT = _blocks("""
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
    "Safeguarding services": _blocks("""
Thresholds for referral are understood, and children at risk of harm are seen promptly. The quality
of assessments is inconsistent, and some are not completed in time.

The number of children who go missing is monitored, but return home interviews were not carried out
in a third of the cases that inspectors saw.

Supervision of social workers is regular. Vacancies have fallen from 22% to 9%, and staff report
that morale has improved.
"""),
    "Services for looked after children": _blocks("""
Looked after children live in good placements and make steady progress at school. Their views are
heard by a lively children in care council.

Care leavers receive good support to find somewhere to live, and none was in bed and breakfast
accommodation at the time of the inspection.
"""),
}
UNKNOWN_BLOCKS = _blocks("""
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

# ---- What can be made, and what came of it


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


@dataclass(frozen=True, kw_only=True)
class Sif:
    """The words of a SIF report; `sections` has blocks for each area that has a section."""

    council: str = "Eastholm"
    title: str = "{council} Borough Council"
    inspected: str = "16 January 2017 to 9 February 2017"
    dates_label: str = "Inspection dates:"
    published: str = "31 March 2017"
    overall: str = "Children’s services in {council} require improvement to be good"
    grades: Mapping[str, str] = field(default_factory=lambda: dict(SIF_GRADES))
    board_grade: str | None = "Good"  # None: no review of the LSCB
    reinspection: bool = False
    recommendations: Sequence[str] = SIF_RECOMMENDATIONS
    sections: Mapping[str, Sequence[str]] = field(default_factory=lambda: dict(SIF_SECTIONS))
    bullet: str = "\uf06e"
    sub_bullet: str = "\uf02d"


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


@dataclass(frozen=True)
class Printed:
    """A paragraph, bullet or sub-bullet as printed: `parts` are its words page by page."""

    text: str
    section: str
    number: int | None
    page: int
    parts: tuple[str, ...]

    @property
    def last_page(self) -> int:
        """The page on which it ends."""
        return self.page + len(self.parts) - 1


@dataclass(frozen=True)
class Made:
    """A file that was made, and what a reader should find in it."""

    path: Path
    pages: int
    headings: tuple[tuple[str, int], ...]  # of 14 points and more, with their pages
    printed: tuple[Printed, ...]

    @property
    def numbered(self) -> tuple[Printed, ...]:
        """The paragraphs that have a number."""
        return tuple(one for one in self.printed if one.number is not None)

    @property
    def crossing(self) -> tuple[Printed, ...]:
        """The paragraphs and bullets that run over a page break."""
        return tuple(one for one in self.printed if len(one.parts) > 1)


# ---- Paper: lines, paragraphs and pages


@dataclass(frozen=True)
class _Type:
    size: float = 12
    bold: bool = False

    @property
    def font(self) -> str:
        return "VeraBd" if self.bold else "Vera"

    @property
    def leading(self) -> float:
        return round(self.size * 1.207, 2)

    def width(self, text: str) -> float:
        _register_fonts()
        return float(pdfmetrics.stringWidth(text, self.font, self.size))


BODY = _Type()
BOLD = _Type(bold=True)
HEADING = _Type(14, bold=True)
LARGE = _Type(14)
NOTE = _Type(10)
NOTE_MARK = _Type(6.5)
TITLE = _Type(26)
RUNNING = _Type(8, bold=True)
PAGE_NUMBER = _Type(20)
LEFT, RIGHT, TOP, FOOT = 72.0, 524.0, 750.0, 74.0
TEXT_LEFT, BULLET_LEFT, SUB_LEFT = 99.0, 89.0, 117.0
# Real reports use characters that Vera lacks: draw one like it, and let the text keep the real one.
DRAWN_AS = {0x25FC: 0x2022, 0xF06E: 0x2022, 0xF02D: 0x2013, 0x202F: 0x20}


@cache
def _register_fonts() -> None:
    for name in ("Vera", "VeraBd"):
        font = TTFont(name, f"{name}.ttf")
        for missing, drawn in DRAWN_AS.items():
            font.face.charToGlyph[missing] = font.face.charToGlyph[drawn]
            font.face.charWidths[missing] = font.face.charWidths[drawn]
        pdfmetrics.registerFont(font)


def _wrap(text: str, type_: _Type, width: float) -> list[str]:
    """Break into lines at spaces and after hyphens; the first space of a line stays on it."""
    lines = [""]
    for piece in re.findall(r"[ ]*[^ ]+?(?:-(?=\w)|(?=[ ]|$))", text):
        if lines[-1] and type_.width((lines[-1] + piece).strip()) > width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return lines


class _Paper:
    """A canvas with a cursor, which remembers what it printed and where."""

    def __init__(
        self, path: Path, running: "Callable[[_Paper], None]", lock: str | None = None
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        locked = StandardEncryption(lock, ownerPassword=f"{lock} of the owner") if lock else None
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1, encrypt=locked)
        self.path, self.page, self.y, self.floor = path, 1, TOP, FOOT
        self.headings: list[tuple[str, int]] = []
        self.printed: list[Printed] = []
        self._notes: list[tuple[str, str]] = []
        self._running = running
        self._running(self)

    def turn(self) -> None:
        """End this page and begin the next."""
        self._print_notes()
        self.canvas.showPage()
        self.page, self.y, self.floor = self.page + 1, TOP, FOOT
        self._running(self)

    def made(self) -> Made:
        """End the last page and write the file."""
        self._print_notes()
        self.canvas.save()
        return Made(self.path, self.page, tuple(self.headings), tuple(self.printed))

    def at(self, x: float, y: float, text: str, type_: _Type = BODY) -> None:
        """Draw a line at a place; the cursor stays."""
        _register_fonts()
        self.canvas.setFont(type_.font, type_.size)
        self.canvas.drawString(x, y, text)

    def room(self, height: float) -> None:
        """Turn the page unless this much space is left."""
        if self.y - height < self.floor:
            self.turn()

    def space(self, points: float) -> None:
        """Move down, except at the head of a page."""
        if self.y < TOP:
            self.y -= points

    def words(
        self, text: str, type_: _Type = BODY, left: float = LEFT, right: float = RIGHT
    ) -> list[tuple[int, str]]:
        """Print wrapped lines; tell the page and the words of each."""
        lines = []
        for line in _wrap(text, type_, right - left):
            self.room(type_.leading)
            self.y -= type_.leading
            self.at(left, self.y, line.strip(), type_)
            lines.append((self.page, line))
        return lines

    def passage(self, text: str, number: int | None, marker: str = "", left: float = LEFT) -> None:
        """Print a paragraph or bullet, its number or marker in the margin, and remember it."""
        self.room(2 * BODY.leading)
        indent = TEXT_LEFT if number else left + BULLET_LEFT - LEFT if marker else left
        if number or marker:
            self.at(left, self.y - BODY.leading, f"{number}." if number else marker)
        lines = self.words(text, left=indent)
        pages = sorted({page for page, _ in lines})
        parts = tuple("".join(words for at, words in lines if at == page).strip() for page in pages)
        section = self.headings[-1][0] if self.headings else ""
        self.printed.append(Printed(text, section, number, pages[0], parts))
        self.space(BODY.leading * 0.83)

    def heading(self, text: str, type_: _Type = HEADING, mark: str = "") -> None:
        """Print a heading with room for two lines of text under it."""
        lines = _wrap(text, type_, RIGHT - LEFT)
        self.room(len(lines) * type_.leading + 3 * BODY.leading)
        self.space(4)
        self.marked(text, type_, mark)
        if type_.size >= HEADING.size:
            self.headings.append((text, self.page))
        self.space(BODY.leading * 0.7)

    def marked(self, text: str, type_: _Type, mark: str) -> None:
        """Print lines with the raised number of a footnote after the last."""
        *_, (_, last) = self.words(text, type_)
        raised = _Type(round(type_.size * 0.65, 1), type_.bold)
        self.at(LEFT + type_.width(last.strip()), self.y + type_.size * 0.4, mark, raised)

    def note(self, mark: str, text: str) -> None:
        """Keep room for a footnote at the end of this page."""
        self._notes.append((mark, text))
        self.floor += (len(_wrap(text, NOTE, RIGHT - LEFT - 6)) + 1) * NOTE.leading

    def _print_notes(self) -> None:
        if not self._notes:
            return
        self.y = self.floor - NOTE.leading
        self.canvas.line(LEFT, self.y + 4, LEFT + 144, self.y + 4)
        notes, self._notes, self.floor = self._notes, [], 0
        for mark, text in notes:
            self.at(LEFT, self.y - NOTE.leading + 4, mark, NOTE_MARK)
            first, *rest = _wrap(text, NOTE, RIGHT - LEFT - 6)
            for left, line in [(LEFT + 6, first), *((LEFT, line) for line in rest)]:
                self.y -= NOTE.leading
                self.at(left, self.y, line.strip(), NOTE)


def _print_blocks(
    paper: _Paper,
    blocks: Iterable[str],
    bullets: Sequence[str] = ("•", "−"),
    numbers: Iterator[int] | None = None,
) -> None:
    """Print blocks; paragraphs get the next number if there are numbers."""
    for block in blocks:
        kind, _, text = block.partition(" ")
        if kind == "#":
            paper.heading(text, BOLD)
        elif kind == "-":
            paper.passage(text, None, bullets[0])
        elif kind == "--":
            paper.passage(text, None, bullets[1], SUB_LEFT)
        else:
            paper.passage(block, next(numbers) if numbers else None)


def _print_table(
    paper: _Paper, rows: Iterable[tuple[str, str]], bold_head: bool, split: float
) -> None:
    """Print a ruled table: labels wrap in the left column, the right one begins at `split`."""
    for place, (label, value) in enumerate(rows):
        type_ = BOLD if bold_head and place == 0 else BODY
        lines = _wrap(label, type_, split - LEFT - 12)
        head, height = paper.y, len(lines) * type_.leading + 12
        for line in lines:
            paper.y -= type_.leading
            paper.at(LEFT + 5, paper.y - 4, line.strip(), type_)
        paper.at(split + 5, head - type_.leading - 4, value, type_)
        paper.y = head - height
        paper.canvas.rect(LEFT, paper.y, split - LEFT, height)
        paper.canvas.rect(split, paper.y, RIGHT + 10 - split, height)
    paper.space(22)


def _print_contact(paper: _Paper, year: str, paragraphs: Iterable[str] = CONTACT) -> None:
    """Print the page on Ofsted, its addresses and the licence."""
    paper.turn()
    for paragraph in paragraphs:
        paper.words(paragraph)
        paper.space(BODY.leading * 0.83)
    for line in (*ADDRESS, f"© Crown copyright {year}"):
        paper.words(line)


def _print_labelled(paper: _Paper, label: str, value: str) -> None:
    """Print a bold label and its value on one line."""
    paper.y -= BODY.leading
    paper.at(LEFT, paper.y, label, BOLD)
    paper.at(LEFT + BOLD.width(f"{label} "), paper.y, value)
    paper.space(BODY.leading * 0.83)


def _says(grade: str) -> str:
    """Turn a grade into the end of a sentence: "is good", "requires improvement"."""
    return grade.lower() if grade.lower().startswith("require") else f"is {grade.lower()}"


def _year(dates: str) -> str:
    return str(re.findall(r"\d{4}", dates)[-1])


# ---- ILACS


def _write_ilacs(path: Path, report: Ilacs) -> Made:
    paper = _Paper(path, lambda paper: _run_ilacs(paper, report))
    _print_ilacs_title(paper, report)
    rows = [("Judgement", "Grade"), *_ilacs_rows(report)]
    _print_table(paper, rows, bold_head=True, split=317)
    year = int(_year(report.inspected))
    years = {"{before}": str(year - 5), "{lately}": str(year - 1)}
    _print_blocks(paper, _named(report.introduction, report.council, years))
    if report.improve:
        paper.heading(report.improve_heading, mark="1" if report.footnote else "")
        if report.footnote:
            paper.note("1", report.footnote)
        for bullet in _named(report.improve, report.council):
            paper.passage(bullet, None, report.bullet)
    numbers = count(1)
    for heading, paragraphs in _ilacs_sections(report).items():
        paper.heading(heading)
        _print_blocks(paper, _named(paragraphs, report.council), numbers=numbers)
    _print_contact(paper, _year(report.inspected))
    return paper.made()


def _run_ilacs(paper: _Paper, report: Ilacs) -> None:
    if report.title_style == "early":
        _run_page_number(paper)
    elif paper.page > 1:
        council = report.footer_council or report.council
        paper.canvas.line(LEFT, 52, 505, 52)
        paper.at(LEFT, 40, f"Inspection of {council} local authority children’s services", RUNNING)
        paper.at(LEFT, 30, report.inspected, RUNNING)
        paper.at(512, 34, str(paper.page), PAGE_NUMBER)


def _run_page_number(paper: _Paper) -> None:
    """Print a page number as SIF reports have it: on the right of odd pages, left of even ones."""
    paper.canvas.line(LEFT, 52, RIGHT, 52)
    paper.at(LEFT if paper.page % 2 == 0 else 502, 28, str(paper.page), PAGE_NUMBER)


def _print_ilacs_title(paper: _Paper, report: Ilacs) -> None:
    council = report.title_council or report.council
    if report.title_style == "early":
        paper.words(council, TITLE)
        paper.space(6)
        paper.words("Inspection of children’s social care services", BOLD)
    else:
        paper.words(f"Inspection of {council} local authority children’s services", TITLE)
    paper.space(12)
    _print_labelled(paper, report.dates_label, report.inspected)
    _print_labelled(paper, "Lead inspector:", report.lead)


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
        f"{area} {_says(grade)}" if early else f"{area}: {grade.lower()}": texts[area]
        for area in SECTION_ORDER
        if (grade := report.grades.get(area))
    }


def _named(
    texts: Iterable[str], council: str, others: Mapping[str, str] | None = None
) -> list[str]:
    """Put the council's name, and other facts, in the places that are kept for them."""
    facts = {"{council}": council, **(others or {})}
    return [re.sub(r"{\w+}", lambda place: facts.get(place[0], place[0]), text) for text in texts]


# ---- SIF


def _write_sif(path: Path, report: Sif) -> Made:
    """Print twice: the pages in the list of contents are known after the first time."""
    first = _print_sif(path, report, ())
    return _print_sif(path, report, first.headings)


def _print_sif(path: Path, report: Sif, contents: Sequence[tuple[str, int]]) -> Made:
    paper = _Paper(path, _run_page_number)
    numbers = count(1)
    _print_sif_title(paper, report)
    _print_part(paper, report, "Executive summary", SIF_SUMMARY)
    _print_contents(paper, contents)
    _print_local_authority(paper, report)
    _print_part(paper, report, "Recommendations", report.recommendations, numbers)
    _print_part(paper, report, "Summary for children and young people", SIF_FOR_CHILDREN)
    for area, blocks in report.sections.items():
        paper.turn()
        _print_boxed_heading(paper, SIF_HEADINGS[area], report.grades[area])
        _print_sif_blocks(paper, report, blocks, numbers)
    if report.board_grade:
        _print_board(paper, report, report.board_grade, numbers)
    _print_part(paper, report, "Information about this inspection", SIF_INFORMATION)
    for line in SIF_TEAM:
        paper.words(line)
    _print_contact(paper, _year(report.published), (SIF_COMPLAINTS, *CONTACT))
    return paper.made()


def _print_sif_title(paper: _Paper, report: Sif) -> None:
    paper.words(report.title.replace("{council}", report.council), TITLE)
    paper.space(6)
    title = (
        SIF_TITLE.replace("Inspection", "Re-inspection", 1) if report.reinspection else SIF_TITLE
    )
    paper.words(title, HEADING)
    if report.board_grade:
        paper.space(6)
        paper.words("and", LARGE)
        paper.space(6)
        paper.marked(SIF_BOARD_TITLE, HEADING, "1")
        paper.note("1", SIF_FOOTNOTES[0])
    paper.space(6)
    paper.words(f"{report.dates_label} {report.inspected}", LARGE)
    paper.space(6)
    paper.words(f"Report published: {report.published}", LARGE)
    paper.space(24)
    paper.words(report.overall.replace("{council}", report.council), HEADING)
    paper.space(6)
    _print_sif_table(paper, report)


def _print_sif_table(paper: _Paper, report: Sif) -> None:
    """Print the grades: sub-judgements are indented, and a grade stands at half height."""
    split = 370.0
    for label, grade in report.grades.items():
        indent = 48 if re.match(r"\d\.\d", label) else 0
        type_ = BODY if indent else BOLD
        lines = _wrap(label, type_, split - LEFT - 12 - indent)
        head, height = paper.y, len(lines) * type_.leading + 12
        for place, line in enumerate(lines):
            hang = 18 if place and not indent else 0
            y = head - (place + 1) * type_.leading - 4
            paper.at(LEFT + 5 + indent + hang, y, line.strip(), type_)
        paper.at(split + 5, head - height / 2 - 4, grade)
        paper.y = head - height
        paper.canvas.rect(LEFT + indent, paper.y, split - LEFT - indent, height)
        paper.canvas.rect(split, paper.y, RIGHT + 6 - split, height)


def _print_part(
    paper: _Paper,
    report: Sif,
    heading: str,
    blocks: Sequence[str],
    numbers: Iterator[int] | None = None,
) -> None:
    """Print a part on a page of its own."""
    paper.turn()
    paper.heading(heading)
    _print_sif_blocks(paper, report, blocks, numbers)


def _print_sif_blocks(
    paper: _Paper, report: Sif, blocks: Sequence[str], numbers: Iterator[int] | None
) -> None:
    """Print blocks; what stands under the sub-heading "Summary" has no numbers."""
    places = {"{adoption}": SIF_ADOPTION, "{leavers}": SIF_CARE_LEAVERS}
    grades = {place: _says(report.grades.get(area, "Not judged")) for place, area in places.items()}
    texts = _named(blocks, report.council, grades)
    bullets = (report.bullet, report.sub_bullet)
    findings = texts.index("# Inspection findings") if "# Inspection findings" in texts else 0
    _print_blocks(paper, texts[:findings], bullets)
    _print_blocks(paper, texts[findings:], bullets, numbers)


def _print_contents(paper: _Paper, contents: Sequence[tuple[str, int]]) -> None:
    paper.turn()
    paper.words("Contents", TITLE)
    paper.space(6)
    for heading, page in contents:
        main = heading in SIF_MAIN_PARTS
        type_, left = (_Type(16, bold=True), LEFT) if main else (LARGE, LEFT + 14)
        *_, (_, last) = paper.words(heading, type_, left, RIGHT - 30)
        end = left + type_.width(last.strip())
        dots = int((RIGHT - 26 - end) / type_.width("."))
        paper.at(end + 3, paper.y, "." * dots, type_)
        paper.at(RIGHT - type_.width(str(page)), paper.y, str(page), type_)
        paper.space(6)


def _print_local_authority(paper: _Paper, report: Sif) -> None:
    paper.turn()
    paper.heading("The local authority", _Type(16, bold=True))
    paper.heading("Information about this local authority area", mark="2")
    paper.note("2", SIF_FOOTNOTES[1])
    _print_sif_blocks(paper, report, SIF_AREA, None)


def _print_boxed_heading(paper: _Paper, heading: str, grade: str) -> None:
    """Print a heading in a box, with the grade in a second box beside it at half height."""
    split = 346.0
    lines = _wrap(heading, HEADING, split - LEFT - 10)
    head, height = paper.y, len(lines) * HEADING.leading + 10
    for line in lines:
        paper.y -= HEADING.leading
        paper.at(LEFT + 5, paper.y, line.strip(), HEADING)
    paper.at(split + 5, head - height / 2 - 5, grade, HEADING)
    paper.y = head - height
    paper.canvas.rect(LEFT, paper.y, split - LEFT, height)
    paper.canvas.rect(split, paper.y, RIGHT + 10 - split, height)
    paper.headings.append((heading, paper.page))
    paper.space(12)


def _print_board(paper: _Paper, report: Sif, grade: str, numbers: Iterator[int]) -> None:
    paper.turn()
    paper.heading("The Local Safeguarding Children Board (LSCB)", _Type(16, bold=True))
    paper.words(f"The Local Safeguarding Children Board {_says(grade)}", HEADING)
    paper.space(12)
    paper.heading("Executive summary")
    _print_sif_blocks(paper, report, SIF_BOARD_SUMMARY, None)
    paper.heading("Recommendations")
    _print_sif_blocks(paper, report, SIF_BOARD_RECOMMENDATIONS, numbers)
    paper.heading("Inspection findings – the Local Safeguarding Children Board")
    _print_sif_blocks(paper, report, SIF_BOARD_FINDINGS, numbers)


# ---- Letters and other documents


def _write_letter(path: Path, letter: FocusedVisit) -> Made:
    paper = _Paper(path, _run_letter)
    for line in ADDRESS:
        paper.words(line, NOTE, left=400)
    for lines in ((letter.dated,), letter.addressee, (letter.dear,)):
        paper.space(BODY.leading)
        for line in _named(lines, letter.council):
            paper.words(line)
    paper.space(BODY.leading)
    paper.heading(letter.title.replace("{council}", letter.council))
    texts = _named(letter.blocks, letter.council, {"{visited}": letter.visited})
    _print_blocks(paper, texts, ("◼", "−"))
    paper.room((len(letter.signed) + 3) * BODY.leading)
    paper.words("Yours sincerely")
    paper.space(BODY.leading)
    for line in letter.signed:
        paper.words(line)
    return paper.made()


def _run_letter(paper: _Paper) -> None:
    if paper.page > 1:
        paper.at(512, 34, str(paper.page), PAGE_NUMBER)


def _write_safeguarding(path: Path, report: Safeguarding2010) -> Made:
    paper = _Paper(path, _run_page_number)
    paper.words("Inspection of safeguarding and looked after children services", TITLE)
    paper.space(12)
    paper.words(f"{report.council} Borough Council", TITLE)
    paper.space(24)
    _print_labelled(paper, "Inspection dates:", report.inspected)
    _print_labelled(paper, "Reporting inspector:", report.lead)
    _print_labelled(paper, "Published:", report.published)
    numbers = count(1)
    paper.turn()
    paper.heading("About this inspection")
    _print_blocks(paper, SAFEGUARDING_ABOUT, numbers=numbers)
    paper.heading("The inspection judgements and what they mean")
    _print_table(paper, SAFEGUARDING_SCALE, bold_head=False, split=220)
    for services, grades in report.grades.items():
        paper.heading(f"The inspection outcomes: {services.lower()}")
        for area, grade in grades.items():
            paper.heading(f"{area}: {grade.lower()}", BOLD)
        _print_blocks(paper, SAFEGUARDING_TEXTS[services], numbers=numbers)
    paper.turn()
    paper.heading("Record of main findings")
    for services, grades in report.grades.items():
        _print_table(paper, [(services, ""), *grades.items()], bold_head=True, split=370)
    return paper.made()


def _write_unknown(path: Path, document: Unknown) -> Made:
    paper = _Paper(path, _run_letter)
    paper.words(f"{document.council} Council", TITLE)
    paper.space(6)
    paper.heading(document.title)
    _print_blocks(paper, _named(document.blocks, document.council))
    return paper.made()


# ---- Makers

Words = TypeVar("Words")
Fields = ParamSpec("Fields")


def _maker(
    words: Callable[Fields, Words], write: Callable[[Path, Words], Made]
) -> Callable[Concatenate[Path, Fields], Made]:
    """Join a class of words to what prints them: `make(path, council="Northmere")`."""

    def make(path: Path, /, *args: Fields.args, **kwargs: Fields.kwargs) -> Made:
        return write(path, words(*args, **kwargs))

    return make


make_ilacs = _maker(Ilacs, _write_ilacs)
make_sif = _maker(Sif, _write_sif)
make_focused_visit = _maker(FocusedVisit, _write_letter)
make_monitoring_visit = _maker(MonitoringVisit, _write_letter)
make_jtai = _maker(Jtai, _write_letter)
make_safeguarding_2010 = _maker(Safeguarding2010, _write_safeguarding)
make_unknown = _maker(Unknown, _write_unknown)

# ---- Files that are not what they claim


def make_encrypted(path: Path) -> None:
    """Make a letter that opens only with a password."""
    paper = _Paper(path, _run_letter, lock="eastholm")
    _print_blocks(paper, _named(UNKNOWN_BLOCKS, "Eastholm"))
    paper.made()


def make_truncated(path: Path, kept: float = 0.5) -> None:
    """Make an ILACS report and keep only the first part of its bytes."""
    make_ilacs(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])


def make_textless(path: Path) -> None:
    """Make a page with a drawing and no text, as a scan has."""
    paper = _Paper(path, lambda paper: None)
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
