"""What is counted over many councils: what comes up most, how many, and since when."""

import re
from dataclasses import replace

from assistant.reading.forms.periods import periods_of
from assistant.reading.forms.subjects import (
    IMPROVING,
    OF_AREAS,
    has_theme,
    is_of_many,
    of_whole,
    searching,
)
from assistant.request import (
    EXACT,
    Act,
    By,
    Condition,
    First,
    Form,
    Group,
    GroupKind,
    Polarity,
    Request,
    Want,
)
from assistant.scale import GOOD_OR_BETTER
from index.reports import Grade

_AGAIN = re.compile(
    r"\bagain and again\b|\bover and over\b|\b(?:keeps?|kept) (?:coming|cropping|popping) up\b"
    r"|\b(?:comes?|crops?|pops?) up (?:most|a lot|time)\b|\brecurr\w*\b|\bin common\b"
    r"|\b(?:most|more) (?:often|frequent\w*|common(?:ly)?)\b|\bcommone(?:st|r)\b|\bcommon (?:weak"
    r"|theme|issue|problem|failing|area|finding|thread|criticism|strength|complaint)\w*"
    r"|\bpatterns?\b|\b(?:usual|typical)(?:ly)?\b|\btend to\b|\bthemes?\b"
    r"|\b(?:praised|criticised|told off|pulled up|marked down) (?:for )?(?:the )?most\b"
    r"|\bmost (?:praised|criticised)\b|\bwhat (?:do|are|did) .{3,60}\b(?:get wrong|do (?:well"
    r"|badly)|(?:still )?(?:being )?told|struggle with|praised for|criticised for|good at"
    r"|bad at)\b|\bwhat\b.{0,80}\b(?:praised|criticised|told off|pulled up|slated) (?:for|on)\W*$",
    re.I,
)


# Two sides of one matter, of which councils are told apart: "whose are weak, whose are strong?".
_BOTH_SIDES = re.compile(
    r"\b(?:strong|good|well|positive\w*|prais\w*|better|best|strengths?)\b.{0,60}\b(?:weak\w*|bad\w*"
    r"|poor\w*|negative\w*|criti\w+|told off|worse|worst|not)\b|\b(?:weak\w*|bad\w*|poor\w*"
    r"|negative\w*|criti\w+|told off|worse|worst)\b.{0,60}\b(?:strong|good|well"
    r"|positive\w*|prais\w*|better"
    r"|best|strengths?)\b",
    re.I,
)


# That the other side is asked for beside a number: "and are there any where they're good?".
_ALSO_GOOD = re.compile(
    r"\b(?:and|or)\b[^.?!]{0,40}\b(?:any|which|who|where|whose|how many)\b[^.?!]{0,30}\b(?:good"
    r"|great|well|strong|prais\w+|decent)\b",
    re.I,
)


_SORTS = re.compile(
    r"\b(?:sort|split|group|divide|separate|which|who(?:.s|se)?|how many|list)\b", re.I
)


# Councils of one grade set against those of another: "that the goods don't", "compared with RI".
_AGAINST = (
    r"\b(?:that|than|compared (?:to|with)|versus|vs\.?|but not|and not|unlike|as opposed to"
    r"|rather than|differ\w*(?: from)?|against|beside|or)\b.{0,30}"
)
_OTHER_GRADES = tuple(
    (grade, re.compile(rf"{_AGAINST}\b(?:{words})\b", re.I))
    for grade, words in (
        (Grade.OUTSTANDING, r"outstandings?"),
        (Grade.GOOD, r"goods|good (?:ones|councils|places)|(?:rated|graded|judged) good|the good"),
        (Grade.REQUIRES_IMPROVEMENT, r"requir\w+ improvement|RIs?"),
        (Grade.INADEQUATE, r"inadequates?|failing (?:ones|councils)"),
    )
)


_SHARED = re.compile(r"\bin common\b|\bshare\b|\bwhat makes\b|\bsecret\b|\bdo differently\b", re.I)


_PRAISES = re.compile(
    r"\b(?:prais\w*|strengths?|do(?:es|ing)? well|good at|get right|admire\w*|applaud\w*)\b", re.I
)


_GRIPES = re.compile(
    r"\b(?:gripes?|moan\w*|criti\w+|complain\w*|weak\w*|told off|pulled up|failings?|get wrong"
    r"|bad at|problems?|harsh\w*|worst|slat\w+|slam\w*|told to|must improve|do better)\b",
    re.I,
)


_REGIONS_APART = re.compile(
    r"\bregions?\b.{0,30}\b(?:differ\w*|matter|difference)\b|\bdifferen\w+\b.{0,30}\b(?:region"
    r"|north|south|midlands|east|west)\w*|\bby region\b|\bregionally\b|\b(?:north|south)"
    r"\b.{0,40}\bdifferent\w*\b|\bnorth(?:ern)?\b.{0,12}\bsouth(?:ern)?\b|\bregional (?:split"
    r"|divide|pattern|differences?|breakdown|variation)\b|\bpostcode lottery\b",
    re.I,
)


_CRITICISED = re.compile(
    r"\b(?:criti\w+|moan\w*|complain\w*|gripes?|slat\w+|slam\w*|told off|pulled up|harsh\w*)\b",
    re.I,
)


_MORE_NOW = re.compile(
    r"\b(?:more|less) (?:common|often|frequent|of a (?:theme|problem|issue)|prominent|criticism"
    r"|complaints?)\w*\b|\b(?:increas\w+|decreas\w+|rising|risen|rarer|gone (?:up|down)|growing"
    r"|grown|trend\w*|on the (?:rise|up|wane)|than (?:it |they )?used to|year (?:by|on) year)\b"
    r"|\bmore\b.{0,30}\b(?:old|older|new|newer|recent|earlier|SIF|ILACS)\b.{0,30}\b(?:or|than)\b"
    r"|\bsince (?:covid|the pandemic|lockdown)\b|\b(?:getting|got) (?:better|worse|more|less)\b"
    r"|\bover the (?:years|last (?:few|\w+) years)\b"
    r"|\bwas (?:it|that|this) (?:always )?(?:like|the same|so|as)\b.{0,30}\b(?:before|back)\b"
    r"|\b(?:gone|going|goes?|bang\w*|harp\w*) on about\b",
    re.I,
)


_HOW_MANY = re.compile(
    r"\bhow many\b|\bnumber of\b|\bwhat (?:proportion|share|percentage|%)|\bhow common\b"
    r"|\b(?:complete|full|exact) list\b|\blist (?:all|every)\b|\ba number\b|\bcount\b",
    re.I,
)


_MUST = re.compile(
    r"\b(?:told|asked|needs?|ha(?:ve|s|d)|must|should|required?|area) (?:\w+ ){0,3}?(?:to |for )?"
    r"(?:improv\w+|do better|fix|tackle|sort|address|strengthen|work on|get better|put right)\b"
    r"|\b(?:something|thing) to (?:put right|fix|sort)\b"
    r"|\b(?:improve|improvement)\b",
    re.I,
)


_SAID_OF = re.compile(
    r"\b(?:prais\w+|criti\w+|told off|pulled up|slat\w+|weak|struggl\w+|failing|problems?"
    r"|good|strong)\b",
    re.I,
)


def trend(request: Request) -> Request | None:
    """Whether a theme has become more common: "more criticism of turnover since 2019?"."""
    is_asked = _MORE_NOW.search(request.message) or periods_of(request.message)
    if not is_asked or request.grades:
        return None
    if request.move and request.act in EXACT and not request.subject:
        return None
    return as_trend(request)


def as_trend(request: Request) -> Request | None:
    """A count of one theme by year; None where it is on no theme, or on one council."""
    if not is_of_many(request) or not request.themes:
        return None
    is_must = bool(_MUST.search(request.message)) and not _CRITICISED.search(request.message)
    wants = request.wants | ({Want.HOW_MANY} if _HOW_MANY.search(request.message) else set())
    return replace(
        searching(request), form=Form.TREND, wants=wants, periods=periods_of(request.message),
        polarity=None if is_must else Polarity.CRITICISM,
    )  # fmt: skip


def weighed(request: Request) -> Request | None:
    """Who is praised for a matter and who is criticised, or whether regions differ on it."""
    message = request.message
    if not is_of_many(request) or not (has_theme(request) or request.subject):
        return None
    if request.act in EXACT and request.is_exact or request.act is Act.COMMON:
        return None
    is_sorted = bool(_BOTH_SIDES.search(message) and _SORTS.search(message))
    if not (is_sorted or _REGIONS_APART.search(message)):
        return None
    return as_weighed(request)


def as_weighed(request: Request) -> Request | None:
    """Both sides of one theme, told apart; None where it is on no theme."""
    if not is_of_many(request) or not has_theme(request):
        return None
    is_by_region = bool(_REGIONS_APART.search(request.message))
    groups = request.groups
    if is_by_region:
        groups = tuple(g for g in groups if g.kind is not GroupKind.REGION)
    return replace(
        searching(request), form=Form.COUNTED, is_both_ways=True, order=None, polarity=None,
        by=By.REGION if is_by_region else None, groups=groups,
        conditions=_graded(request),
    )  # fmt: skip


# That a grade is named, and "good" or "inadequate" is not said of the subject: "whose is good?".
_IS_GRADED = re.compile(
    r"\b(?:grad\w+|rat(?:ed|ing)\w*|judg\w+|overall|outstanding|requires improvement|RIs?)\b"
    r"|\b(?:good|inadequate) (?:or better |and outstanding )?(?:ones|councils|authorities|places"
    r"|boroughs|counties|reports)\b|\b(?:the|an?|among|amongst) (?:goods?|inadequates?)\b",
    re.I,
)


def _graded(request: Request) -> tuple[Condition, ...]:
    """Conditions on grades, where any are named: "isn't good enough" names none."""
    is_graded = _IS_GRADED.search(request.message) or request.goes_on
    return request.conditions if is_graded else ()


def counted(request: Request) -> Request | None:
    """An exact count of councils of one theme: "how many must improve supervision?"."""
    message = request.message
    if not _HOW_MANY.search(message) or not (_MUST.search(message) or _SAID_OF.search(message)):
        return None
    if set(request.themes) <= OF_AREAS and request.act in EXACT:
        return None
    return as_counted(request)


def as_counted(request: Request) -> Request | None:
    """A count of councils of one theme; None where it is on no theme."""
    message = request.message
    if not is_of_many(request) or not request.themes:
        return None
    if periods_of(message):
        return as_trend(request)
    if _ALSO_GOOD.search(message):
        return as_weighed(request)
    is_praise = bool(re.search(r"\bprais\w+", message, re.I)) or (
        request.polarity is Polarity.PRAISE
    )
    is_must = bool(_MUST.search(message))
    polarity = Polarity.PRAISE if is_praise else None if is_must else Polarity.CRITICISM
    return replace(
        searching(request), form=Form.COUNTED, polarity=polarity, conditions=_graded(request),
        themes=tuple(t for t in request.themes if t not in IMPROVING) or request.themes,
    )  # fmt: skip


def pattern(request: Request) -> Request | None:
    """What comes up most over many councils."""
    message = request.message
    if not is_of_many(request):
        return None
    if request.act is not Act.COMMON and not _AGAIN.search(message):
        return None
    if request.act in EXACT and request.is_exact and request.order in {
        First.MOST_IMPROVED, First.MOST_DECLINED, First.NEWEST, First.OLDEST,
    }:  # fmt: skip
        return None
    if request.act in EXACT and not (_GRIPES.search(message) or _PRAISES.search(message)):
        return None
    return as_pattern(request)


def as_pattern(request: Request) -> Request | None:
    """A count of all themes; None where councils are named, or one theme."""
    message = request.message
    if not is_of_many(request) or has_theme(request) and not _TOP_THEMES.search(message):
        return None
    praises, gripes = bool(_PRAISES.search(message)), bool(_GRIPES.search(message))
    is_high = bool(request.grades) and set(request.grades) <= GOOD_OR_BETTER
    praises = praises or (is_high and bool(_SHARED.search(message)))
    if not (praises or gripes):
        praises = request.polarity is Polarity.PRAISE
    by, groups = request.by, request.groups
    regions: tuple[Group, ...] = ()
    if _REGIONS_APART.search(message):
        regions = tuple(g for g in groups if g.kind is GroupKind.REGION)
        groups = tuple(g for g in groups if g.kind is not GroupKind.REGION)
        by = By.REGION
    made = replace(
        searching(request), form=Form.PATTERN, by=by, regions=regions, groups=groups,
        polarity=Polarity.PRAISE if praises and not gripes else None,
        is_both_ways=praises and gripes, conditions=of_whole(request.conditions), themes=(),
        periods=periods_of(message),
    )  # fmt: skip
    return _beside(made)


def _beside(request: Request) -> Request:
    """A pattern of councils of one grade, beside that of another: "that the goods don't"."""
    if not request.grades or request.periods:
        return request
    named = [g for g, pattern in _OTHER_GRADES if pattern.search(request.message)]
    ours = [g for g in request.grades if g not in named] or list(request.grades[:1])
    others = [g for g in named if g not in ours]
    if len(ours) != 1 or len(others) != 1:
        return request
    one, other = (replace(request, conditions=(Condition(grades=(g,)),)) for g in (*ours, *others))
    return replace(other, beside_of=one)


_TOP_THEMES = re.compile(r"\b(?:what|which (?:themes?|areas?|issues?|things?))\b", re.I)
