"""What a request is on beside its form, and over which councils."""

import re
from dataclasses import replace

from assistant.request import OF_MANY, Act, Condition, Form, GroupKind, Request
from assistant.themes import themes_asked
from assistant.vocabulary import TELLS_OF_ONESELF

FIXED = re.compile(
    r"\b(?:happened|become|came|done|doing|get on|progress)\b.{0,30}\b(?:to|of|about|with|on)\b"
    r".{0,60}\b(?:told|asked|recommend\w*|improve\w*|fix|areas?|points|actions?|criticis\w+|list)"
    r"\b|\b(?:fixed|sorted|addressed|put right|dealt with|acted on|tackled|delivered|met)\b.{0,40}"
    r"\b(?:told|asked|recommend\w*|areas?|points|actions|last (?:time|report|inspection)|before"
    r"|previous)\b|\b(?:told|asked|recommend\w*|areas?|points|actions)\b.{0,60}\b(?:fixed|sorted"
    r"|addressed|(?<!to )put right|dealt with|acted on|tackled|delivered)\b",
    re.I,
)


BEFORE = re.compile(
    r"\b(?:time before|last time|previous(?:ly)?|earlier|before|last (?:inspection|report|one)"
    r"|old(?:er)?|first time|since|20[012]\d)\b",
    re.I,
)


COLUMNS = re.compile(
    r"\b(?:two|2)[- ]columns?\b|\bcolumns?\b|\bside by side\b|\b(?:as|in|into) a table\b"
    r"|\btwo lists\b|\bpros and cons\b|\bfor and against\b"
    r"|\bequal (?:billing|weight|space|measure)\b",
    re.I,
)


PLAINLY = re.compile(
    r"\b(?:no|without|avoid|not? (?:much|any)|free of) (?:the )?jargon\b|\bplain (?:english"
    r"|words|language)\b|\bjargon[- ]free\b|\bsimple (?:words|terms|english|language)\b"
    r"|\bin (?:everyday|normal|easy) (?:words|english|language)\b",
    re.I,
)


# "Who" asks where it begins a clause, and not in "volunteers who visit" and "deciding who gets in".
ELSEWHERE = re.compile(
    r"(?:^|[.!?;:,–—-] ?|\b(?:and|but|so|or|know|see|say|wonder|ask|out|me|of) )who(?:se|.s)?\b"
    r"|\b(?:who else|where(?: in the country)?|anyone|anybody|anywhere|elsewhere"
    r"|other (?:councils|places|areas|authorities)"
    r"|which (?:\w+ )?(?:councils|places|areas|authorities)|nationally|nick (?:some )?ideas"
    r"|steal (?:some )?ideas|ideas from)\b",
    re.I,
)


# Topics that are judged areas, or nearly: a grade tells of them, and reports rank by it.
OF_AREAS = frozenset(
    {
        "Care leavers: PAs and pathway plans",
        "Adoption",
        "Leadership, self-evaluation and improvement",
        "Partnership working and safeguarding partners / LSCB",
        "Child protection conferences and plans",
    }
)


# Topics of how a service is led and staffed, and not of what is done for children.
OF_LEADERSHIP = {
    "Management oversight and decision-making",
    "Supervision",
    "Caseloads and workload",
    "Workforce stability, recruitment and agency staff",
    "Audit and quality assurance",
    "Performance data and management information",
    "Leadership, self-evaluation and improvement",
    "Political leadership and scrutiny",
    "Corporate parenting",
    "Resources, budgets and investment",
    "Complaints, feedback and learning culture",
}


IMPROVING = {"Leadership, self-evaluation and improvement"}


def themes(request: Request) -> tuple[str, ...]:
    """The topics that a message is on; of what somebody tells of themselves only where the rest
    is on none: "I lead early help. Who does edge of care well?".
    """
    text = _ROLE.sub(" ", request.message)
    for name in (*request.councils, *request.named):  # "Kensington" is about no topic
        text = text.replace(name, " ")
    sentences = re.split(r"(?<=[.!?;\n]) +", text)
    asked = [each for each in sentences if not TELLS_OF_ONESELF.search(each) or _ASKS.search(each)]
    rest = " ".join(asked)
    found = themes_asked(rest)
    if not found and (not asked or _POINTS_BACK.search(rest)):
        found = themes_asked(text)
    return tuple(theme.name for theme in found)


# What the reader or the audience is, which is no topic: "just been appointed lead member".
_ROLE = re.compile(
    r"\b(?:(?:i.?m|i am|i.ve|as|been)\b(?: (?:just|only|now|been|newly))*(?: (?:appointed|made"
    r"|elected|promoted)(?: to(?: be)?| as)?)?|(?:readers|audience|members|listeners) (?:are|is)"
    r"|(?:new|newly elected) )(?: ?(?:an?|the|our|my|new|your|not))*(?: [\w-]+){0,2}? (?:"
    r"lead members?|cabinet members?|portfolio holders?|councillors?|cllrs?|politicians?|governors?"
    r"|mums?(?: (?:and|or|&) dads?)?|dads?|parents?|grand(?:mother|father|parent)s?|foster carers?"
    r"|adopters?|care leavers?|social workers?|students?|teachers?|directors?|dcs|managers?)\b",
    re.I,
)


_ASKS = re.compile(
    r"\?|\b(?:want|need|like|love|wonder\w*)\b.{0,12}\b(?:know|see|hear|read)\b", re.I
)


_POINTS_BACK = re.compile(r"\b(?:this|that|it|these|those|them|such)\b", re.I)


def has_topic(request: Request) -> bool:
    """Whether it is on a topic of its own, beyond what must improve."""
    return bool(set(request.themes) - IMPROVING - {"Performance data and management information"})


# Topics that are named for whom something is told: "for the cabinet member".
OF_READERS = frozenset(
    {"Political leadership and scrutiny", "Corporate parenting", "Work with parents and families"}
)


def is_on_topic(request: Request) -> bool:
    """Whether it is on a topic, and not only for somebody who is named: "for a new member"."""
    themes = tuple(theme for theme in request.themes if theme not in OF_READERS)
    return has_topic(replace(request, themes=themes))


def has_theme(request: Request) -> bool:
    """Whether it is on a topic that no grade tells of."""
    return bool(set(request.themes) - OF_AREAS)


def of_whole(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The conditions that name a grade: those of an area alone are left out."""
    return tuple(condition for condition in conditions if condition.grades)


def for_home(request: Request) -> Request:
    """A request on other councils for the sake of one that is named."""
    home = request.councils[0] if request.councils else request.home
    groups = tuple(g for g in request.groups if g.kind is not GroupKind.NEIGHBOURS)
    conditions = request.conditions if request.form is Form.RISEN else ()
    of_others = searching(replace(request, councils=(), groups=groups))
    return replace(of_others, home=home, conditions=conditions or request.conditions)


def searching(request: Request) -> Request:
    """A request that computes over many councils, as its form tells, whatever its act."""
    act = request.act if request.act in OF_MANY else Act.THEME
    return replace(request, act=act, claim="", bends=(), is_certain=True, absent=())


def is_of_many(request: Request) -> bool:
    """Whether it is on councils in general, and names none."""
    return not request.councils and not request.unknown and not request.unclear
