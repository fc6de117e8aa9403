"""A brief in another shape: over the years, in two columns, on one page, what was fixed."""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import COUNTED, LENGTH
from assistant.reading.forms.subjects import BEFORE, FIXED, IMPROVING, PLAINLY, has_topic
from assistant.request import EXACT, Act, Form, Request, Want
from assistant.times import LATEST

_OVER_YEARS = re.compile(
    r"\b(?:across|over|through|down|throughout) the (?:years|inspections|reports|decade)\b"
    r"|\b(?:oldest|earliest|first) (?:to|through to|until) (?:the )?(?:newest|latest|last|most"
    r" recent)\b|\b(?:each|every) (?:inspection|report) (?:said|found|in turn)\b|\btime ?line\b"
    r"|\b(?:story|journey|history) (?:of|since|from|so far)\b|\bin date order\b"
    r"|\bchronolog\w+\b",
    re.I,
)


_OF_FINDINGS = re.compile(
    r"\b(?:summari[sz]e|summary|said|say|says|found|findings|wrote|written|tell me|what"
    r"|story|journey|narrative|main points)\b",
    re.I,
)


_COLUMNS = re.compile(
    r"\b(?:two|2) columns?\b|\bcolumns?\b|\bside by side\b|\b(?:as|in) a table\b|\btwo lists\b"
    r"|\bpros and cons\b|\bfor and against\b",
    re.I,
)


_BOTH_SIDES = re.compile(
    r"\b(?:strength|good|well|positives?|pros|praise\w*|best)\w*\b.{0,40}\b(?:weak|bad|poor\w*"
    r"|negatives?|cons|criti\w+|worst|gripes?|problems?|concerns?|not so)\w*|\b(?:weak|bad"
    r"|negatives?|gripes?)\w*\b.{0,40}\b(?:strength|good|positives?|prais)\w*",
    re.I,
)


_ONE_PAGE = re.compile(
    r"\b(?:one|single|1|a)[ -]?(?:side|page(?:r)?)\b(?! (?:of|number))|\bwhat (?:it|this|that"
    r"|they) (?:all )?means? for (?:us|me|members|residents|the council)\b|\bwhat to ask\b"
    r"|\bmembers.? briefing\b|\bbriefing (?:note|paper|sheet)\b",
    re.I,
)


_IN_SHORT = re.compile(
    r"\b(?:nutshell|in (?:short|brief)|quick(?:ly)? (?:summary|overview|version)|short version"
    r"|the gist|tl;?dr|briefly|at a glance)\b",
    re.I,
)


def reshaped(request: Request) -> Request | None:  # noqa: C901 - a table of shapes
    """A brief in another shape: over the years, in two columns, on one page, what was fixed."""
    message = request.message
    if len(request.councils) != 1 or request.kinds:
        return None
    brief = replace(
        request, act=Act.BRIEF, subject="", is_certain=True, polarity=None, claim="",
        conditions=(), move=None, groups=(),
    )  # fmt: skip
    if FIXED.search(message) and BEFORE.search(message) and not has_topic(request):
        return replace(brief, form=Form.FOLLOWED, times=LATEST)
    is_over = _OVER_YEARS.search(message) and _OF_FINDINGS.search(message)
    if is_over and not _GRADES_ONLY.search(message) and not has_topic(request):
        return replace(brief, form=Form.YEARS, times=LATEST)
    if has_topic(request) and _is_about(request):
        themes = tuple(t for t in request.themes if t not in IMPROVING)
        subject = request.subject or request.message
        return replace(brief, form=Form.ABOUT, themes=themes, times=request.times, subject=subject)
    if _COLUMNS.search(message) and _BOTH_SIDES.search(message):
        return replace(brief, form=Form.COLUMNS, conditions=request.conditions)
    is_whole = not request.areas and not has_topic(request)
    if _IN_SHORT.search(message) and is_whole and request.act in _MAY_BE_SHORT:
        return replace(brief, form=None, wants=brief.wants | {Want.SHORTER})
    if _ONE_PAGE.search(message) and not LENGTH.search(message):
        return replace(brief, form=Form.PAGE)
    return None


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
