"""Made reports of SIF inspections, with their board."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.made_reports.paper import (
    BODY,
    BOLD,
    CONTACT,
    HEADING,
    HELP,
    LARGE,
    LEFT,
    RIGHT,
    TITLE,
    Made,
    Paper,
    Type,
    blocks_of,
    maker,
    named_for,
    print_blocks,
    print_contact,
    run_page_number,
    said_of,
    wrapped,
    year_of,
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
SIF_SUMMARY = blocks_of("""
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
SIF_AREA = blocks_of("""
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
SIF_RECOMMENDATIONS = blocks_of("""
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
SIF_FOR_CHILDREN = blocks_of("""
- Most children who need help in {council} get it. Sometimes it takes too long to find out what
help a family needs.

- If you go missing, someone should come to talk with you afterwards. This does not always happen
quickly enough.

- Children looked after live in good homes, and most are doing well at school.

- Children who need a new family for good find one quickly.

- Some young people who leave care do not have a plan that helps them.
""")
SIF_SECTIONS: dict[str, tuple[str, ...]] = {
    SIF_HELP: blocks_of("""
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
    SIF_LOOKED_AFTER: blocks_of("""
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
    SIF_LEADERSHIP: blocks_of("""
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
SIF_BOARD_SUMMARY = blocks_of("""
The board meets its statutory responsibilities and has an effective and independent chair. Partners
attend regularly and challenge each other. Its training is well regarded. The board does not know
enough about the quality of early help, and young people are not yet involved in its work.
""")
SIF_BOARD_RECOMMENDATIONS = blocks_of("""
Ensure that the board receives regular information about the quality and impact of early help.

Involve children and young people in setting the board’s priorities.

Strengthen the monitoring of the response to children who go missing.
""")
SIF_BOARD_FINDINGS = blocks_of("""
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
SIF_INFORMATION = blocks_of("""
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


def _write_sif(path: Path, report: Sif) -> Made:
    """Print twice: the pages in the list of contents are known after the first time."""
    first = _print_sif(path, report, ())
    return _print_sif(path, report, first.headings)


def _print_sif(path: Path, report: Sif, contents: Sequence[tuple[str, int]]) -> Made:
    paper = Paper(path, run_page_number)
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
    print_contact(paper, year_of(report.published), (SIF_COMPLAINTS, *CONTACT))
    return paper.made()


def _print_sif_title(paper: Paper, report: Sif) -> None:
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


def _print_sif_table(paper: Paper, report: Sif) -> None:
    """Print the grades: sub-judgements are indented, and a grade stands at half height."""
    split = 370.0
    for label, grade in report.grades.items():
        indent = 48 if re.match(r"\d\.\d", label) else 0
        type_ = BODY if indent else BOLD
        lines = wrapped(label, type_, split - LEFT - 12 - indent)
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
    paper: Paper,
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
    paper: Paper, report: Sif, blocks: Sequence[str], numbers: Iterator[int] | None
) -> None:
    """Print blocks; what stands under the sub-heading "Summary" has no numbers."""
    places = {"{adoption}": SIF_ADOPTION, "{leavers}": SIF_CARE_LEAVERS}
    grades = {
        place: said_of(report.grades.get(area, "Not judged")) for place, area in places.items()
    }
    texts = named_for(blocks, report.council, grades)
    bullets = (report.bullet, report.sub_bullet)
    findings = texts.index("# Inspection findings") if "# Inspection findings" in texts else 0
    print_blocks(paper, texts[:findings], bullets)
    print_blocks(paper, texts[findings:], bullets, numbers)


def _print_contents(paper: Paper, contents: Sequence[tuple[str, int]]) -> None:
    paper.turn()
    paper.words("Contents", TITLE)
    paper.space(6)
    for heading, page in contents:
        main = heading in SIF_MAIN_PARTS
        type_, left = (Type(16, bold=True), LEFT) if main else (LARGE, LEFT + 14)
        *_, (_, last) = paper.words(heading, type_, left, RIGHT - 30)
        end = left + type_.width(last.strip())
        dots = int((RIGHT - 26 - end) / type_.width("."))
        paper.at(end + 3, paper.y, "." * dots, type_)
        paper.at(RIGHT - type_.width(str(page)), paper.y, str(page), type_)
        paper.space(6)


def _print_local_authority(paper: Paper, report: Sif) -> None:
    paper.turn()
    paper.heading("The local authority", Type(16, bold=True))
    paper.heading("Information about this local authority area", mark="2")
    paper.note("2", SIF_FOOTNOTES[1])
    _print_sif_blocks(paper, report, SIF_AREA, None)


def _print_boxed_heading(paper: Paper, heading: str, grade: str) -> None:
    """Print a heading in a box, with the grade in a second box beside it at half height."""
    split = 346.0
    lines = wrapped(heading, HEADING, split - LEFT - 10)
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


def _print_board(paper: Paper, report: Sif, grade: str, numbers: Iterator[int]) -> None:
    paper.turn()
    paper.heading("The Local Safeguarding Children Board (LSCB)", Type(16, bold=True))
    paper.words(f"The Local Safeguarding Children Board {said_of(grade)}", HEADING)
    paper.space(12)
    paper.heading("Executive summary")
    _print_sif_blocks(paper, report, SIF_BOARD_SUMMARY, None)
    paper.heading("Recommendations")
    _print_sif_blocks(paper, report, SIF_BOARD_RECOMMENDATIONS, numbers)
    paper.heading("Inspection findings – the Local Safeguarding Children Board")
    _print_sif_blocks(paper, report, SIF_BOARD_FINDINGS, numbers)


make_sif = maker(Sif, _write_sif)
