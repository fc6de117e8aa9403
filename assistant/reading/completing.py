"""What follows from the fields of a Request, once they are those of the whole conversation."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.consistent import consistent
from assistant.reading.leaning.after import FROM_BEFORE
from assistant.reading.understanding import SAYS_GRADES
from assistant.request import EXACT, OF_MANY, Act, Condition, Fact, Polarity, Request, Want
from assistant.vocabulary import GENERAL, OF_AREAS, content_words

OF_WORDS = {Act.BRIEF, Act.FIND, Act.CHANGE, Act.COMPARE, Act.WRITE, Act.MORE}


_WHOLE_ORDER = re.compile(
    r"\b(?:rank(?:ed|ing)?|in order|order (?:them|those|these|the)|sort(?:ed)?|league table"
    r"|(?:best|top|highest|strongest) to (?:worst|bottom|lowest|weakest)"
    r"|(?:worst|bottom|lowest|weakest) to (?:best|top|highest|strongest))\b",
    re.I,
)


_WHETHER_ALL = re.compile(
    r"(?:^|[.;!?:,] |\b(?:and|so|but|that|whether|if) )(?:is|are|was|were|has|have|do|does"
    r"|did) (?:it true that )?(?:all|every|each)\b",
    re.I,
)


# Said of all, also after words before it: "so I can tell them, every council is good, right?"
_SAYS_ALL = re.compile(
    r"(?:^|[:;,.!?]\s+|\bthat )(?:(?:so|and|right|ok|but)\W+)*(?:every|all|each)\b"
    r"(?! of them\W*$)",
    re.I,
)


# The year of an inspection or report, and not of something that one tells of.
_OF_A_REPORT = re.compile(
    r"(?:19|20)\d\d(?: \w+){0,2} (?:inspection|report|visit|judge?ment|grade|rating)"
    r"|\b(?:inspection|report|visit|inspected|judged|rated|graded|published|said|say|found|find"
    r"|wrote|conclude\w*)\b.{0,60}(?:19|20)\d\d",
    re.I,
)


# That one is thought to be among those asked for: "St Helens has to be up there, surely".
_GUESSED = re.compile(
    r"\b(?:has to|have to|must|got to|should|surely|i bet|bet|i.d (?:say|guess|imagine)|presumably"
    r"|probably|imagine)\b.{0,40}\b(?:(?:up |in |on )?there|on it|in it|on (?:that|the) list|among"
    r"|amongst|one of (?:them|those)|near the (?:top|bottom)|(?:top|bottom) of)\b",
    re.I,
)


def _of_all_where_guessed(request: Request) -> Request:
    """Over all councils, where the one that is named is only thought to be among them."""
    is_guess = len(request.councils) == 1 and _GUESSED.search(request.message)
    if not is_guess or request.act not in {Act.RANK, Act.LIST}:
        return request
    return replace(request, councils=(), home=request.councils[0])


# That councils are named only for example: "shire counties, Suffolk, Surrey and that lot".
_FOR_EXAMPLE = re.compile(
    r"\band (?:that lot|the like|such ?like|so on|so forth|others like (?:it|them))\b"
    r"|\b(?:for (?:instance|example)|sort of thing)\b|, like [A-Z][\w’' -]+\W*$"
)


def _without_examples(request: Request) -> Request:
    """Over all that are described, where those that are named are only examples of them."""
    is_of_many = request.act in OF_MANY and bool(request.groups or request.conditions)
    if not (is_of_many and request.councils and _FOR_EXAMPLE.search(request.message)):
        return request
    return replace(request, councils=())


_EVERY_INSPECTION = re.compile(
    r"\b(?:every|each|all(?: of)?(?: the| its| their)?) (?:\w+ )?inspections?\b", re.I
)


def _over_all_inspections(request: Request) -> Request:
    """Grades and dates of every inspection of a council are its history: "list every inspection
    with dates and the result".
    """
    is_of_grades = bool({Fact.GRADE, Fact.GRADES} & set(request.facts))
    is_one = len(request.councils) == 1 and request.act is Act.FACTS
    if not (is_one and is_of_grades and _EVERY_INSPECTION.search(request.message)):
        return request
    return replace(request, act=Act.HISTORY, facts=(), form=None)


def completed(request: Request) -> Request:
    """Fill in what follows from the other fields, once they are those of the whole conversation."""
    request = request if request.read_by == FROM_BEFORE else consistent(request)
    request = _over_all_inspections(_of_all_where_guessed(request))
    request = _without_examples(request)
    if (
        request.act is Act.COUNT and request.number
    ):  # how many there are is what is asked, and never given
        request = replace(request, number=None, unread=(*request.unread, str(request.number)))
    words = tuple(dict.fromkeys(content_words(request.text)))
    topics = set(words) - GENERAL
    areas = [topic for topic in request.areas if topic is not Topic.OVERALL]
    wants = request.wants - {Want.HOLDINGS} if request.conditions or request.move else request.wants
    if Want.IMPROVE in wants and not request.subject:
        wants |= {Want.ALL_TO_IMPROVE}
    area = areas[0] if len(areas) == 1 and not request.subject else None
    is_whole = not request.subject and not wants & {Want.IMPROVE, Want.TITLE}
    return replace(
        request,
        words=words,
        wants=wants | _said(request.message) | ({Want.ALL} if _says_all(request) else set()),
        area=area,
        is_general=area is None and is_whole and request.act in OF_WORDS | {Act.GRADE, Act.HISTORY},
        is_vague=_is_vague(request, topics - OF_AREAS),
        premise=_premise(request),
        polarity=Polarity.PRAISE if request.act is Act.EXAMPLE else request.polarity,
        year_is_of_report=not request.subject or bool(_OF_A_REPORT.search(request.message)),
    )


def _said(message: str) -> set[Want]:
    """What is wanted in so many words: grades, a ranking from its first to its last, whether all
    are so.
    """
    said = {Want.GRADES: SAYS_GRADES, Want.WHOLE_ORDER: _WHOLE_ORDER, Want.ALL: _WHETHER_ALL}
    return {want for want, pattern in said.items() if pattern.search(message)}


def _says_all(request: Request) -> bool:
    """Whether it is said of all that they are so, and asked whether it is."""
    return Want.YES_OR_NO in request.wants and bool(_SAYS_ALL.search(request.message))


def _is_vague(request: Request, told: set[str]) -> bool:
    """Whether it names no council, does not ask which, and tells hardly what it is about."""
    asks_which = request.act in EXACT or (request.act in OF_MANY and request.is_certain)
    return not (request.councils or request.limits_councils or asks_which) and len(told) <= 1


def _premise(request: Request) -> tuple[Condition, ...]:
    if request.is_exact or len(request.councils) != 1:
        return ()
    return tuple(condition for condition in request.conditions if condition.grades)
