"""A brief in another shape: over the years, in two columns, on one page, what was fixed."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import (
    AT_MOST,
    COUNTED,
    HALF_PAGE,
    LENGTH,
    read_form,
    read_items,
    read_length,
    read_number,
)
from assistant.reading.forms.subjects import (
    BEFORE,
    COLUMNS,
    FIXED,
    IMPROVING,
    PLAINLY,
    has_topic,
    is_on_topic,
)
from assistant.request import EXACT, MOST_COMPARED, Act, Condition, Form, Request, Want
from assistant.themes import themes_asked
from assistant.times import LATEST, Times

_OVER_YEARS = re.compile(
    r"\b(?:across|over|through|down|throughout) the (?:years|inspections|reports|decade)\b"
    r"|\b(?:oldest|earliest|first) (?:to|through to|until) (?:the )?(?:newest|latest|last|most"
    r" recent)\b|\b(?:each|every) (?:inspection|report) (?:said|found|in turn)\b|\btime ?line\b"
    r"|\bhow (?:it|they|we) (?:got|came to be|ended up|arrived)\b|\bhow did (?:it|they|we) get\b"
    r"|\b(?:story|journey|history) (?:of(?! (?:their|his|her|my|your|one.s|a child))|since|from"
    r"|so far)\b|\bin date order\b"
    r"|\bchronolog\w+\b",
    re.I,
)


# Whether what must improve now was asked for before.
WAS_LISTED = re.compile(
    r"\b(?:any|some|which|how many|whether|were|was|is|are|did|if)\b.{0,60}\b(?:already|also|again"
    r"|repeat\w*|same|carried over|crop\w* up|new)\b.{0,50}"
    r"\b(?:before|last (?:time|report|inspection)|previous(?:ly)?|earlier|prior)\b"
    r"|\b(?:repeat\w*|already|same|new)\b.{0,30}\b(?:from|in|as|at|than|since) (?:the |their )?"
    r"(?:list |report |inspection |one |time )?(?:before|last|previous|earlier|prior)\b",
    re.I,
)


# A question on the whole: "what did they say about Nottingham overall, in plain English".
_SAY_OVERALL = re.compile(
    r"\bwhat (?:did|do|does|have|has) (?:ofsted|inspectors?|they|the (?:report|inspectors))"
    r" (?:say|said|find|found|think|thought|make|made|reckon|conclude|tell|told)\b.{0,60}"
    r"\b(?:overall|altogether|in general|generally|as a whole|all in all|of (?:us|them|it))\b",
    re.I,
)


_OF_FINDINGS = re.compile(
    r"\b(?:summari[sz]e|summary|said|say|says|found|findings|wrote|written|tell me|what"
    r"|story|journey|narrative|main points|time ?line|set out|got (?:there|where|here)|sentences"
    r"|bullets?|lines?)\b",
    re.I,
)


_BOTH_SIDES = re.compile(
    r"\b(?:strength|good|well|positives?|pros|praise\w*|best)\w*\b.{0,40}\b(?:weak|bad|poor\w*"
    r"|negatives?|cons|criti\w+|worst|gripes?|problems?|concerns?|not so)\w*|\b(?:weak|bad"
    r"|negatives?|gripes?)\w*\b.{0,40}\b(?:strength|good|positives?|prais)\w*",
    re.I,
)


# What stood and what did not, asked of a whole report: "what went wrong, and what held up?".
TWO_SIDES = re.compile(
    r"\bwhat(?:['’]?s| is) (?:\w+ ){0,2}?working\b.{0,60}\b(?:unfixed|unresolved"
    r"|undone|not fixed)\b"
    r"|\bwhat(?:['’]?s)? (?:\w+ ){0,3}?(?:wrong|badly|failing|slipp\w+|not working)\b.{0,60}"
    r"\bwhat(?:['’]?s)? (?:\w+ ){0,3}?(?:up|well|right|strong|working|good)\b"
    r"|\bwhat(?:['’]?s)? (?:\w+ ){0,3}?(?:well|right|strong|working|good)\b.{0,60}"
    r"\bwhat(?:['’]?s)? (?:\w+ ){0,3}?(?:wrong|badly|failing|slipp\w+|not|isn.t|doesn.t)\b",
    re.I,
)
_ONE_PAGE = re.compile(
    r"(?<!\bhalf )(?<!\bhalf of )\b(?:one|single|1|a)(?:[ -](?:side|page)|[ -]?pager)\b"
    r"(?! (?:of|number))"
    r"|\bwhat (?:it|this|that|they) (?:all )?means? for (?:us|me|members|residents|the council)\b"
    r"|\bwhat to ask\b"
    r"|\bmembers.? briefing\b|\bbriefing (?:note|paper|sheet)\b",
    re.I,
)


_IN_SHORT = re.compile(
    r"\b(?:nutshell|in (?:short|brief)|quick(?:ly)? (?:summary|overview|version)|short version"
    r"|the gist|tl;?dr|briefly|at a glance)\b",
    re.I,
)


def reshaped(request: Request) -> Request | None:
    """A brief in another shape: over the years, in two columns, on one page, what was fixed."""
    if request.kinds:
        return None
    brief = _whole(request)
    if 1 < len(request.councils) <= MOST_COMPARED:
        return _columns_of_each(request, brief)
    if len(request.councils) != 1:
        return None
    return _of_several(request, brief) or _of_one(request, brief)


def _whole(request: Request) -> Request:
    return replace(
        request, act=Act.BRIEF, subject="", is_certain=True, polarity=None, claim="",
        conditions=(), move=None, groups=(),
    )  # fmt: skip


def as_followed(request: Request) -> Request | None:
    """What became of what a council was told; None where a topic narrows it."""
    if len(request.councils) != 1 or has_topic(request):
        return None
    form = Form.REPEATED if WAS_LISTED.search(request.message) else Form.FOLLOWED
    return replace(_whole(request), form=form, times=LATEST)


def as_years(request: Request) -> Request | None:
    """What was said over the years; None where a topic narrows it."""
    if len(request.councils) != 1 or has_topic(request) or request.times.is_named:
        return None
    if request.act not in _MAY_BE_BRIEF:
        return None
    return replace(_whole(request), form=Form.YEARS, times=LATEST)


def as_brief(request: Request) -> Request | None:
    """A council as a whole, with the side and the area that are named; None where it is on a
    topic.
    """
    if len(request.councils) != 1 or has_topic(request) or request.act not in _MAY_BE_BRIEF:
        return None
    message = request.message
    is_counted = COUNTED.search(message) or AT_MOST.search(message)
    is_of_lines = is_counted and read_form(message) is Form.LINES
    is_of_words = read_length(message) and not HALF_PAGE.search(message)
    if is_of_words or is_of_lines:  # a brief of so many words or lines is drawn up
        return None
    if made := reshaped(request):
        return made
    is_short = HALF_PAGE.search(message) or _IN_SHORT.search(message)
    wants = request.wants | ({Want.SHORTER} if is_short else set())
    return replace(request, act=Act.BRIEF, claim="", is_certain=True, wants=wants)


def _of_several(request: Request, brief: Request) -> Request | None:
    """Over several reports: what was asked for before and what became of it, and over the years."""
    message = request.message
    if request.wants & {Want.IMPROVE, Want.ALL_TO_IMPROVE} and WAS_LISTED.search(message):
        return replace(brief, form=Form.REPEATED, times=LATEST)
    if has_topic(request):
        return None
    if FIXED.search(message) and BEFORE.search(message):
        return replace(brief, form=Form.FOLLOWED, times=LATEST)
    return over_years(request)


def over_years(request: Request) -> Request | None:
    """What was said over the years, in so many lines where those are wanted: "five dated bullets",
    "a line for each inspection".
    """
    message = request.message
    if len(request.councils) != 1 or request.kinds or is_on_topic(request):
        return None
    is_over = _OVER_YEARS.search(message) and _OF_FINDINGS.search(message)
    if request.act in EXACT and request.areas:  # "its overall at every inspection"
        return None
    if not is_over or _GRADES_ONLY.search(message) or request.act not in _MAY_BE_OVER_YEARS:
        return None
    is_each = _A_LINE_EACH.search(message)
    is_of_lines = read_form(message) is Form.LINES or is_each
    number = read_number(message) if is_of_lines and not is_each else None
    wants = request.wants | ({Want.SHORTER} if is_of_lines or _TIME_LINE.search(message) else set())
    wants |= {Want.PLAIN} if _LAY_READER.search(message) or PLAINLY.search(message) else set()
    times = Times(since=request.times.since)
    return replace(
        _whole(request), form=Form.YEARS, times=times, number=number, wants=wants,
        unread=(), alternatives=(), order=None,
    )  # fmt: skip


def _of_one(request: Request, brief: Request) -> Request | None:
    """Of one report: on a topic, side by side, in short, on a page."""
    if about := _about(request, brief):
        return about
    message = request.message
    if COLUMNS.search(message) and (request.act is Act.BRIEF or _BOTH_SIDES.search(message)):
        number = read_items(COLUMNS.sub(" ", message))
        return replace(brief, form=Form.COLUMNS, conditions=request.conditions, number=number)
    is_whole = not request.areas and not has_topic(request)
    asks_both = is_whole and TWO_SIDES.search(message) and request.act in _MAY_ASK_BOTH
    if asks_both and not LENGTH.search(message):
        is_short = _IN_SHORT.search(message) or HALF_PAGE.search(message)
        wants = brief.wants | ({Want.SHORTER} if is_short else set())
        return replace(brief, form=None, wants=wants, times=LATEST)
    if _IN_SHORT.search(message) and is_whole and request.act in _MAY_BE_SHORT:
        return replace(brief, form=None, wants=brief.wants | {Want.SHORTER})
    if _SAY_OVERALL.search(message) and _is_of_the_whole(request) and not request.grades:
        return replace(brief, form=None, is_general=True)
    if _ONE_PAGE.search(message) and not LENGTH.search(message):
        return replace(brief, form=Form.PAGE)
    return None


def _about(request: Request, brief: Request) -> Request | None:
    """On one topic, good and bad; on an area where somebody asks who is no professional."""
    is_lay = _LAY.search(request.message)
    conditions = request.conditions
    if not conditions:
        area = next((area for known, area in _OWN_AREAS if known.search(request.message)), None)
        conditions = (Condition((area,)),) if area else ()
    if is_lay and conditions and _GOT_BETTER.search(request.message):
        return replace(brief, form=None, conditions=conditions, times=LATEST)
    if is_lay and conditions and request.act in _OF_LAY:
        wants = brief.wants | {Want.PLAIN}
        subject = request.subject if has_topic(request) else ""
        return replace(brief, form=Form.ABOUT, conditions=conditions, wants=wants, subject=subject)
    if is_lay and not request.themes:  # what they tell of themselves is the topic
        named = tuple(theme.name for theme in themes_asked(request.subject))
        request = replace(request, themes=named)
    if not (has_topic(request) and _is_about(request)):
        return None
    themes = tuple(t for t in request.themes if t not in IMPROVING)
    subject = request.subject or request.message
    return replace(brief, form=Form.ABOUT, themes=themes, times=request.times, subject=subject)


# What somebody says who asks for themselves, and not for their work.
_LAY = re.compile(
    r"\b(?:i.m|im|i am) (?:\d\d|(?:thir|four|fif|six|seven|eigh)teen|in (?:foster )?care"
    r"|a (?:\w+ )?(?:mum|mam|dad|parent|gran\w*|nan"
    r"|foster carer|care leaver|young person|teenager))\b|\b(?:mum|dad|parent|nan) (?:of|in|to)\b"
    r"|\bmy (?:\w+ ){0,2}(?:girl|boy|son|daughter|kids?|child(?:ren)?|grand\w+|nephew|niece"
    r"|brother|sister|bab(?:y|ies)|mum|mam|dad|nan|gran|cousins?|aunt\w*|uncle|partner|ex)\b"
    r"|\bi (?:grew up|was|have been|had been) in care\b|\bi left care\b"
    r"|\b(?:an?|my|our) \d\d?[- ]years?[- ]old\b|\b(?:explain|tell|say)(?: it| this)? (?:to|for)"
    r" (?:a |my |our |the )?(?:child\w*|kids?|teenagers?|young \w+|parents?|mums?|dads?)\b",
    re.I,
)
# Whether things are otherwise than they were: the area's grade and how it moved come first.
_GOT_BETTER = re.compile(
    r"\b(?:got|gotten|getting|become|any|is it|are things|much) (?:\w+ )?(?:better|worse"
    r"|improved)\b"
    r"|\b(?:has|have) (?:it|things|they|anything) (?:changed|improved|got)\b",
    re.I,
)
# The area that what they tell of themselves belongs to.
_OWN_AREAS = (
    (
        re.compile(
            r"\bin (?:foster |residential )?care\b|\bfoster\w*\b|\bchildren.?s homes?\b"
            r"|\b(?:looks? after|looking after|raising|bringing up|has got) (?:my|our|her|his"
            r"|their|two"
            r"|three)\b|\bspecial guardian\w*\b|\bsgo\b",
            re.I,
        ),
        Topic.IN_CARE,
    ),
    (
        re.compile(r"\bprotection plans?\b|\bchild in need\b|\bon a plan\b|\bsection 47\b", re.I),
        Topic.HELP,
    ),
)
_OF_LAY = {Act.BRIEF, Act.FIND, Act.FACTS, Act.MORE}


def _columns_of_each(request: Request, brief: Request) -> Request | None:
    """Strengths beside weaknesses, of each of several councils: "two columns, five each"."""
    message = request.message
    if has_topic(request) or not (COLUMNS.search(message) and _BOTH_SIDES.search(message)):
        return None
    return replace(
        brief,
        form=Form.COLUMNS,
        conditions=request.conditions,
        number=read_items(COLUMNS.sub(" ", message)),
    )


def _is_of_the_whole(request: Request) -> bool:
    """Whether nothing narrower than the whole is asked about."""
    return set(request.areas) <= {Topic.OVERALL} and not has_topic(request)


_MAY_ASK_BOTH = {Act.BRIEF, Act.FIND, Act.CHANGE, Act.FACTS, Act.WRITE}
_MAY_BE_OVER_YEARS = {
    Act.BRIEF, Act.FIND, Act.FACTS, Act.MORE, Act.CHANGE, Act.HISTORY, Act.WRITE, Act.GRADE,
}  # fmt: skip
_A_LINE_EACH = re.compile(
    r"\b(?:one|a|1) (?:\w+ )?(?:line|sentence|bullet) (?:per|for each|for every|an|each|on each)\b",
    re.I,
)
_TIME_LINE = re.compile(r"\btime ?line\b", re.I)
_LAY_READER = re.compile(
    r"\b(?:lay (?:reader|person|audience|people|man)|laym[ae]n|no background|not? experts?"
    r"|newly elected|never (?:sat|heard|read|worked))\b",
    re.I,
)
_MAY_BE_BRIEF = {Act.BRIEF, Act.FIND, Act.FACTS, Act.MORE}
_MAY_BE_SHORT = {Act.BRIEF, Act.FIND, Act.WRITE, Act.MORE, Act.GRADE}


_GRADES_ONLY = re.compile(
    r"\b(?:grades?|ratings?|judge?ments?|verdicts?|outcomes)\b(?!.*\b(?:said|found|findings)\b)",
    re.I,
)


def _is_about(request: Request) -> bool:
    """Whether all that a report says on a topic is asked for, good and bad."""
    message = request.message
    if request.act in EXACT or request.act in {Act.CHANGE, Act.WRITE, Act.EXAMPLE, Act.CHECK}:
        return False
    is_open = PLAINLY.search(message) or _BOTH_SIDES.search(message) or _THINKS.search(message)
    return bool(is_open) and not LENGTH.search(message) and not COUNTED.search(message)


_THINKS = re.compile(
    r"\bwhat (?:do|does|did) (?:ofsted|inspectors?|they) (?:think|reckon|make of)\b"
    r"|\bhow (?:do|does|did|are|is|well) (?:they|it|the council|she|he)? ?(?:treat\w*|deal\w*"
    r"|handl\w*)\b|\b(?:good and bad|warts and all|both sides)\b",
    re.I,
)
