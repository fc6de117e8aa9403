"""The act that the other fields of a Request leave possible.

"How many are in here?" is a count, one council is compared with nothing, and what speaks of a
rating is a grade.
"""

import re
from dataclasses import replace
from datetime import date

from assistant.reading.forms.rules import as_work
from assistant.reading.left_over import SURE_LIMIT
from assistant.reading.understanding import ENDS, LIKELY_EXACT, SAYS_GRADES
from assistant.request import BOUNDARIES, EXACT, OF_MANY, Act, First, Request, Unit, Want
from assistant.times import LATEST

SURE_LIST = 0.97  # how sure a list must be to be one although an order is said


def _measured(request: Request) -> Request:
    """Without the inspection before as a time, where moves to the last one are measured from it."""
    is_of_many = request.act in {Act.LIST, Act.COUNT, Act.RANK} and request.move
    if is_of_many and request.times.back == 1 and _MEASURED_FROM.search(request.message):
        return replace(request, times=replace(request.times, back=0))
    return request


def consistent(request: Request) -> Request:
    """The act that the other fields leave possible: one council is not compared, and nothing is
    ranked without an order.
    """
    request = _measured(as_work(_in_other_words(request)))
    is_of_one = len(request.councils) == 1 and not request.absent
    found = _first_of_all(_of_one(request) if is_of_one else _of_several(request))
    is_asked_for = request.read_by == "slots"  # in so many words: "As a ranking: ..."
    has_order = found.order or found.number or found.by
    if found.act is Act.RANK and not (is_asked_for or has_order):
        found = replace(found, act=Act.LIST)
    if found.act is request.act:
        return found
    return replace(found, is_certain=False, alternatives=(request.act, *request.alternatives))


# What a move is measured from, and not the one that is meant: "who improved, compared with the
# previous full inspection?".
_MEASURED_FROM = re.compile(
    r"\b(?:compar\w+|versus|vs|against|than|relative)\b(?: (?:it|them|that|with|to|the|their|its"
    r"|at|in|one))* (?:previous|prior|earlier|last|one|(?:\w+ ){0,2}(?:just )?before)\b",
    re.I,
)


_PAST_GRADES = re.compile(
    r"\b(?:previous|past|earlier|former|prior|old) (?:\w+ )?(?:outcomes|grades|ratings"
    r"|judge?ments|results|verdicts|gradings)\b"
    r"|\b(inspection|grade|visit|report|year) by \1\b|\bchronolog\w+|\btime ?line\b"
    r"|\bone after (?:another|the other)\b|\btrajector\w+"
    r"|\b(?:oldest|first|earliest)\b.{0,40}\bto (?:the |its |their )?(?:newest|last|latest"
    r"|most recent|now|today)\b"
    r"|\b(?:at|in|from|for) (?:each|every) (?:of (?:its|the) )?(?:full |graded )?(?:inspection"
    r"|report|visit)s?\b"
    r"|\b(?:every|all (?:of )?(?:its|their|the)) (?:\w+ )?grades? (?:(?:it|they)(?:.ve| has"
    r"| have)? (?:ever )?(?:had|got)|with)\b|\bwith (?:the )?years\b",
    re.I,
)


_SPREAD = re.compile(
    r"\b(?:split|break|broken|breakdown|group|sort|spread|distribut\w+|divi\w+|tall(?:y|ies)"
    r"|count|numbers?)\b.{0,50}?\b(?:by|per|across|over|at|for|in|of) (?:each |the |every "
    r"|all )*(?:\w+ ){0,2}(?:grades?|ratings?|judge?ments?)\b"
    r"|\bhow many (?:\w+ ){0,4}(?:at|in|on|of|with|for|got|have) (?:each|every) (?:\w+ )?(?:grade"
    r"|rating|judge?ment)\b",
    re.I,
)


_GRADE_ONLY = re.compile(
    r"\b(?:grades?|ratings?|judge?ments?) (?:only|alone|will do|is (?:all|enough))\b|\b(?:just"
    r"|only) (?:the |its |their )?(?:grades?|ratings?|judge?ments?)\b",
    re.I,
)


_POST = re.compile(
    r"\b(?:chief exec\w*|director\w*|dcs|head of|lead member|portfolio holder|commissioner|agency"
    r"|company|trust|provider|firm|consultan\w+|chair\w*|interim|principal social worker"
    r"|improvement (?:adviser|partner|board))\b",
    re.I,
)


# A time that nobody means to the year: of a claim all inspections are looked at.
_LONG_AGO = re.compile(r"\b(?:a )?(?:couple of|few|good many|some) years (?:ago|back)\b", re.I)


_AND_NOW = re.compile(
    r"\b(?:again|also|too|still|and(?: \w+){0,3}) (?:at|in|on) (?:the |its |their )?(?:latest|last"
    r"|newest|most recent|current)\b|\b(?:and|then) (?:again )?now\b",
    re.I,
)


_VERDICT = re.compile(
    r"\b(?:good|bad|any use|useless|incompeten\w+|blame|fault|resign\w*|sack\w*|fired|trust(?:ed"
    r"|worthy)?\?|salary|paid|pay|earn\w*|address|email|phone|number|married|lie[ds]?|lying"
    r"|corrupt|like)\b",
    re.I,
)


_WHO = re.compile(r"\bwho(?:.s|m|se)?\b|\bnames?\b", re.I)


_FULL_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Cllr)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b")


_JOBS = re.compile(
    r"\b(?:jobs?|job[- ](?:hunting|seeking)|newly qualified|nqsw|asye|apply|career|placement"
    r"|recruit\w*|vacanc\w+)\b",
    re.I,
)


_ASKS_WHERE = re.compile(
    r"\b(?:which|what|where|who|any) ?(?:councils?|authorit\w+|places?|boroughs?|las?"
    r"|employers?)?\b",
    re.I,
)


def _in_other_words(request: Request) -> Request:
    """What a message asks in so many words, whatever its act was taken for."""
    act, message, times = request.act, request.message, request.times
    if (
        times.years and times.back and act not in EXACT
    ):  # what a report tells of the years before it
        return replace(request, times=replace(times, back=0))
    if times.back and request.move and _AND_NOW.search(message):  # the move is between the two
        return replace(request, times=replace(times, back=0))
    if act is Act.CHECK and times.years and _LONG_AGO.search(message):
        return replace(request, times=LATEST)
    if Want.TITLE in request.wants and act not in {Act.FIND, Act.FACTS}:
        return replace(request, act=Act.FACTS)
    if act is Act.PERSON and request.councils and _is_of_a_post(message):
        return replace(request, act=Act.FIND)
    if (
        act is Act.ADVICE
        and not request.names_a_place
        and _JOBS.search(message)
        and _ASKS_WHERE.search(message)
    ):
        return replace(request, act=Act.EXAMPLE)
    request = _in_their_order(request)
    is_of_grades = not (request.councils or request.grades or request.move or request.by)
    if is_of_grades and not request.is_certain and _SPREAD.search(message):
        return replace(request, act=Act.COUNT, subject="", order=None)
    return request


_COUNTED = {Want.HOW_MANY, Want.SHARE, Want.MAJORITY, Want.ALL, Want.NONE}


_MAY_BE_LISTS = BOUNDARIES | {Act.THEME, Act.EXAMPLE}


# how sure what lies outside of reports must be, to be that although grades are named
LEAST_REFUSED = 0.9


def _in_their_order(request: Request) -> Request:
    """Lists and counts with an order, and claims on many: "Who has more of them than anyone
    else?" is a ranking.
    """
    act = request.act
    if act in {Act.COMMON, Act.BRIEF} and request.order:  # "What trips councils up most often?"
        return replace(request, order=None)
    is_of_grades = (
        not request.names_a_place and bool(request.grades or request.move) and not request.subject
    )
    if (
        is_of_grades and act in _MAY_BE_LISTS and request.certainty < LEAST_REFUSED
    ):  # "How many mets bombed?"
        asks_how_many = Want.HOW_MANY in request.wants or request.alternatives[:1] == (Act.COUNT,)
        return replace(request, act=Act.COUNT if asks_how_many else Act.LIST)
    is_ranked = (
        act is Act.LIST
        and request.order in ENDS
        and not request.grades
        and request.certainty < SURE_LIST
    )
    is_most = act in {Act.LIST, Act.COUNT} and request.order in {First.MOST, First.FEWEST}
    if is_ranked or (
        (is_most or act is Act.COUNT and request.order) and not request.wants & _COUNTED
    ):
        return replace(request, act=Act.RANK)
    if act is Act.CHECK and not request.names_a_place and (request.grades or request.move):
        return replace(
            request, act=Act.COUNT, subject=""
        )  # "Is it fair to say that most councils are good?"
    return request


def _is_of_a_post(message: str) -> bool:
    """Whether a post or body is asked about, and nobody's name or worth."""
    is_of_somebody = _WHO.search(message) or _VERDICT.search(message) or _FULL_NAME.search(message)
    return bool(_POST.search(message)) and not is_of_somebody


def _first_of_all(request: Request) -> Request:
    """The first inspection: of one council, of all, or as the beginning of a change."""
    times = request.times
    if request.act is Act.CHANGE and request.order is First.OLDEST and not times.is_named:
        return replace(request, order=None, times=replace(times, first=True))
    if not times.first:
        return request
    is_open = not (
        request.names_a_place or request.grades or request.move or request.limits_councils
    )
    if request.act is Act.FACTS or request.act in {Act.RANK, Act.LIST} and is_open:
        act = request.act if request.names_a_place else Act.RANK
        unit = request.unit if request.names_a_place else Unit.REPORTS
        return replace(
            request, act=act, order=First.OLDEST, unit=unit, times=replace(times, first=False)
        )
    return request


def _of_several(request: Request) -> Request:
    """What is asked of several or all: "How many are in here?" is a count, and grades of two "v"
    each other are compared.
    """
    if request.act is Act.GRADE and len(request.councils) > 1 and _VERSUS.search(request.message):
        return replace(request, act=Act.COMPARE)
    if (
        request.act is Act.CHANGE
        and request.move
        and not (request.subject or request.names_a_place)
    ):
        return replace(request, act=Act.LIST)  # "Where has leadership slipped?"
    if (
        any(c.than for c in request.conditions)
        and not request.names_a_place
        and request.act not in OF_MANY & EXACT
    ):
        return replace(
            request, act=Act.LIST, subject=""
        )  # "Where do care leavers have it better than children in care?"
    if request.groups and request.absent and Want.ANY in request.wants and not request.councils:
        request = replace(
            request, absent=()
        )  # "My own county is not here: is any in the region good?"
    if (
        request.act is Act.FACTS
        and request.times.is_named
        and not request.names_a_place
        and _ASKS_WHOSE.search(request.message)
    ):
        return replace(request, act=Act.LIST, subject="")  # "Whose report came out in July 2024?"
    exact = next((each for each in request.alternatives if each in {Act.LIST, Act.COUNT}), None)
    if (
        request.act is Act.HISTORY
        and exact
        and not request.is_certain
        and (request.grades or request.move)
        and not request.names_a_place
    ):
        return replace(request, act=exact)  # "Have any counties been inadequate more than once?"
    asks_how_many = {Want.HOW_MANY, Want.HOLDINGS} <= request.wants
    return (
        replace(request, act=Act.COUNT) if request.act is Act.FACTS and asks_how_many else request
    )


_ASKS_WHOSE = re.compile(
    r"\b(?:whose|who(?:.s|.ve)? (?:has|have|was|were|got|had|is|did)(?:n.?t)?|which (?:councils?"
    r"|ones|authorit(?:y|ies)|boroughs?|counties|places))\b",
    re.I,
)


_FACTS = frozenset(
    {Want.DATES, Want.HOW_LONG, Want.HOLDINGS, Want.TITLE, Want.HOW_MANY, Want.ARTICLES, Want.SHARE}
)


_VERSUS = re.compile(
    r"\b(?:v|vs|versus|against|side by side|compare[ds]?|comparison|next to)\b|/", re.I
)


def _of_one(request: Request) -> Request:
    """What one council is asked: it is compared with nothing, and is no list."""
    if not request.is_certain:
        request = _in_doubt(request)
    act = request.act
    if (
        act in {Act.FIND, Act.CHECK}
        and request.subject
        and len(request.times.years) == 1
        and _IS_SINCE.search(request.message)
    ):
        return replace(request, act=Act.CHANGE)  # "It was told in 2019 to visit sooner. Done yet?"
    if act is Act.FACTS and not (
        request.wants & _FACTS or request.subject or request.kinds or request.order
    ):
        return replace(request, act=Act.GRADE)  # "How did Leeds do at its last inspection?"
    if act is Act.COMPARE and not (request.groups or request.beside):
        return replace(request, act=Act.FIND if request.subject else Act.GRADE)
    if of_grades := _of_its_grades(request):
        return of_grades
    if act is Act.HISTORY and request.move and request.move.and_back:
        return replace(request, move=None)
    if act is Act.HISTORY and request.times.back:
        areas = tuple(replace(c, grades=()) for c in request.conditions if c.areas)
        return replace(request, act=Act.GRADE, conditions=areas)
    is_list = act in OF_MANY - {Act.EXAMPLE} and request.subject and not request.groups
    return replace(request, act=Act.FIND) if is_list else request


def _of_its_grades(request: Request) -> Request | None:
    """A request on one council that asks for its grades in so many words: over time, at the
    first inspection, or alone.
    """
    act, message = request.act, request.message
    may_be_words = act is Act.FIND and bool(request.conditions) and not request.is_certain
    says_one = any(condition.grades for condition in request.conditions)
    if (act in _MAY_BE_HISTORY or may_be_words) and _PAST_GRADES.search(message) and not says_one:
        times = replace(request.times, back=0, first=False)
        if len(times.years) == 1 and not times.since:  # from that year on
            times = replace(times, years=(), since=date(times.years[0], 1, 1))
        return replace(request, act=Act.HISTORY, subject="", times=times)
    says_grade = bool(request.conditions or SAYS_GRADES.search(message))
    if act in {Act.FACTS, Act.GRADE} and request.order is First.OLDEST and says_grade:
        request = replace(
            request, order=None, unit=Unit.COUNCILS, wants=request.wants - {Want.HOLDINGS}
        )
        return replace(request, act=Act.GRADE, subject="", times=replace(request.times, first=True))
    if (
        act is Act.FIND
        and request.unit is Unit.REPORTS
        and Want.HOW_MANY in request.wants
        and not request.is_certain
    ):
        return replace(
            request, act=Act.COUNT, subject=""
        )  # "How many times has it been inspected in full?"
    is_of_both = (
        act is Act.FACTS and {Want.DATES, Want.GRADES} <= request.wants
    )  # a grade is told with its dates
    if request.conditions and (
        is_of_both or act in {Act.FACTS, Act.FIND} and _GRADE_ONLY.search(message)
    ):
        return replace(request, act=Act.GRADE, subject="")
    return None


_MAY_BE_HISTORY = {Act.GRADE, Act.BRIEF, Act.WRITE, Act.FACTS, Act.HISTORY, Act.CHANGE}


# What was found in a year, and how it is after that.
_IS_SINCE = re.compile(
    r"\b(?:yet|since(?: then)?|now|nowadays|still|any ?more|put right|been (?:fixed|sorted"
    r"|tackled|addressed|resolved))\W*(?:$|[?.,;:])|\b(?:is|are|has|have) (?:it|they|that"
    r"|this) (?:still|now|been)\b",
    re.I,
)


def _in_doubt(request: Request) -> Request:
    """What one council is asked where the act is not certain.

    A comparison, or a change at one time, of a topic is what was written then; what speaks of a
    rating is a grade.
    """
    act, times = request.act, request.times
    is_at_one_time = bool(times.years) and not times.is_span and times.since is None
    says_grade = bool(SAYS_GRADES.search(request.message)) and Act.GRADE in request.alternatives
    if (
        Want.DATES in request.wants
        and Act.FACTS in request.alternatives
        and request.certainty < LIKELY_EXACT
    ):
        return replace(request, act=Act.FACTS, subject="")
    is_doubtful = act in BOUNDARIES and request.certainty < SURE_LIMIT and bool(request.conditions)
    if (act in {Act.FIND, Act.FACTS, Act.BRIEF} or is_doubtful) and says_grade:
        return replace(request, act=Act.GRADE, subject="")
    asks_whether = (
        Want.YES_OR_NO in request.wants and request.grades and not (request.move or times.is_span)
    )
    if act is Act.CHANGE and (asks_whether or _is_of_now(request)):
        return replace(request, act=Act.GRADE, subject="")
    if act is Act.BRIEF and Act.CHANGE in request.alternatives and (times.first or times.last > 1):
        return replace(request, act=Act.CHANGE, subject="")
    if request.subject and act is Act.COMPARE:
        return replace(request, act=Act.FIND, groups=())
    if request.subject and act is Act.CHANGE and is_at_one_time:
        return replace(request, act=Act.FIND)
    return request


_OF_NOW = re.compile(
    r"\b(?:now(?! that)|today|currently|still|nowadays|these days|at (?:present|the (?:moment"
    r"|minute)))\b",
    re.I,
)


def _is_of_now(request: Request) -> bool:
    """Whether how it is now is asked, and not how it got there: "is Leeds still good?"."""
    return (
        bool(_OF_NOW.search(request.message))
        and bool(request.conditions)
        and not (request.move or request.times.is_named)
    )
