"""Of whom a sentence tells: people that its source does not speak of are somebody else's
finding.
"""

import re

# A line each: words that name them in a sentence; words of a source, or names of its section, that
# speak of them too; an indented line goes on.
_WHO = r"""
children in care|looked.after child\w*|child\w* looked after : in care|looked.after|care plan
care leavers?|care.experienced : care leavers?|care.experienced|young people|leaving care|left care
    |pathway|young adults|older children|personal advis|\bPAs?\b|aged 1[6-9]|over.18
foster carers?|foster famil\w+ : foster|carers?
parents|mothers|fathers|mums|dads : \bparents?\b|mother|father|mum|dad|adults
families|family : famil|parent|relative|kin|home
teachers?|schools? : school|teach|pupil|educat|class
social workers? : social work|worker|staff|practitioner|workforce|caseload|visits?|visited
    |practice|employees
personal advis\w+ : personal advis|\bPAs?\b|worker|staff
managers?|management : manag|supervis|leader|oversight
councillors?|elected members? : councillor|member|politic
police : police|multi-agency|partner
"""
_CLASSES = tuple(
    (re.compile(rf"\b(?:{names.strip()})\b", re.I), re.compile(spoken.strip(), re.I))
    for names, _, spoken in (
        line.partition(" : ") for line in _WHO.strip().replace("\n    ", "").splitlines()
    )
)


def tells_of_others(sentence: str, spoken_of: str) -> bool:
    """Whether a sentence names people of whom a source, its section and headings do not speak."""
    return any(
        names.search(sentence) and not spoken.search(spoken_of) for names, spoken in _CLASSES
    )
