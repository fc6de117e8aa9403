"""Request → which way it is answered: one table, so that an answer and the offers after it are
decided in one place.
"""

from dataclasses import replace
from enum import StrEnum

from assistant.request import (
    BOUNDARIES,
    LISTING,
    MOST_COMPARED,
    WRITTEN,
    Act,
    Form,
    GroupKind,
    Request,
    Want,
)


class Way(StrEnum):
    """How a request is answered."""

    DANGER = "say where to turn"
    TALK = "talk"
    DEFINE = "say what a term means"
    BOUNDARY = "refuse for what it is"
    EMPTY = "ask for a question"
    UNCLEAR = "ask which council is meant"
    UNPLACED = "ask whose neighbours are meant"
    UNKNOWN = "say that a council is not known"
    OUTSIDE_LIMIT = "say that it is outside the limit set"
    ABSENT = "say that a council is not in the library"
    IN_DOUBT = "say which words are not understood, and offer what is"
    CATALOGUE = "compute it from the catalogue"
    GRADES_AND_WORDS = "the grades, and what was written of them"
    HEADLINE_AND_WORDS = "which grades are better, and what was written side by side"
    LEARN = "what one council must improve beside what is praised in another"
    DRAFT = "draw up questions or a text"
    BRIEF = "the brief of a council or a report"
    RECORDS = "facts of inspections, and what the library covers"
    TABLES = "a table of a wished shape, or the reports in which words stand"
    PATTERNS = "themes counted over councils"
    ORDERS = "an order with reasons"
    PRACTICE = "praised practice elsewhere"
    SEARCH = "search what was written"


BY_FORM = {
    Form.TABLE: Way.TABLES,
    Form.MENTIONED: Way.TABLES,
    Form.PATTERN: Way.PATTERNS,
    Form.COUNTED: Way.PATTERNS,
    Form.TREND: Way.PATTERNS,
    Form.THEMED: Way.ORDERS,
    Form.REASONS: Way.ORDERS,
    Form.MOVERS: Way.ORDERS,
    Form.STAYED: Way.ORDERS,
    Form.EXAMPLES: Way.PRACTICE,
    Form.RISEN: Way.PRACTICE,
    Form.COLUMNS: Way.BRIEF,
    Form.YEARS: Way.BRIEF,
    Form.REPEATED: Way.BRIEF,
    Form.ITEMS: Way.BRIEF,
    Form.ABOUT: Way.BRIEF,
    Form.FOLLOWED: Way.LEARN,
    Form.LEARNT: Way.LEARN,
    Form.PAGE: Way.DRAFT,
    Form.QUESTIONS: Way.DRAFT,
    Form.TEXT: Way.DRAFT,
    Form.LINES: Way.DRAFT,
}


_LEAST_SURE, _LEAST_SURE_OF_ONE = (
    0.9,
    0.5,
)  # how sure a reading must be to be refused for what it is
_OVERVIEWS = frozenset({Act.BRIEF, Act.WRITE, Act.MORE})


def plan(request: Request) -> Way:  # noqa: C901, PLR0911, PLR0912 - a table of cases, read from the top
    """The way in which a request is answered; the first that fits."""
    if request.act is Act.DANGER:
        return Way.DANGER
    if not any(sign.isalnum() for sign in request.message):
        return Way.EMPTY
    if request.act is Act.TALK:
        return Way.TALK
    if request.act is Act.DEFINE:
        return Way.DEFINE
    if request.facts:
        return Way.RECORDS
    if _is_unplaced(request):
        return Way.UNPLACED
    if request.form in BY_FORM and (request.form not in WRITTEN or _is_drawn_up(request)):
        return BY_FORM[request.form]
    if _is_out_of_bounds(request):
        return Way.BOUNDARY
    if request.outside and not request.councils:
        return Way.OUTSIDE_LIMIT
    if request.unclear and not request.councils:
        return Way.UNCLEAR
    if request.unknown and not request.councils:
        return Way.UNKNOWN
    if request.absent and not request.councils:
        return Way.ABSENT
    if request.bends and request.is_exact and request.act in LISTING:
        return Way.IN_DOUBT
    return _of_reports(request)


def _is_unplaced(request: Request) -> bool:
    """Whether it asks of the councils near one, and nobody has said which: "who near us is
    good?".
    """
    if request.act in BOUNDARIES or request.names_a_place:
        return False
    return any(g.kind is GroupKind.NEARBY and not g.names for g in request.groups)


def _is_drawn_up(request: Request) -> bool:
    """Whether what is to be drawn up can be: on a council or a few, or a quiz on a mix of all."""
    return _is_of_few(request) or (Want.QUIZ in request.wants and not request.names_a_place)


def _is_of_few(request: Request) -> bool:
    """Whether what is drawn up is on one council, or on so few that each has its say."""
    return 0 < len(request.councils) <= MOST_COMPARED


def _is_out_of_bounds(request: Request) -> bool:
    """Whether it is certain enough to be refused for what it is; of a named council, outside
    reports is looked for first.
    """
    if request.act not in BOUNDARIES:
        return False
    least = _LEAST_SURE_OF_ONE if request.act is Act.OUTSIDE and request.councils else _LEAST_SURE
    return request.certainty >= least


def gone_on(request: Request) -> Request:
    """ "More" as what it goes on with: the same again."""
    return replace(request, act=request.more_of, more_of=None) if request.more_of else request


def computed(request: Request) -> Request:
    """A claim on grades as the question whether it is so: "Is it right that Leeds was never
    good?".
    """
    if request.act is not Act.CHECK:
        return request
    return replace(request, act=Act.GRADE, subject="", wants=request.wants | {Want.YES_OR_NO})


def _compares_an_area(request: Request) -> bool:
    """Whether councils are compared on one area, and not on its grade alone: "on support for
    care leavers".
    """
    is_of_words = request.area is not None and not request.wants & {Want.GRADES}
    is_compared = request.act is Act.COMPARE and request.is_exact and not request.groups
    return is_compared and is_of_words and 1 < len(request.councils) <= MOST_COMPARED


def _claims_grades(request: Request) -> bool:
    is_claim = request.act is Act.CHECK and len(request.councils) == 1
    return is_claim and any(condition.grades for condition in request.conditions)


def _is_brief(request: Request) -> bool:
    """Whether a council or one of its areas is asked about altogether, or for all that it must
    improve.
    """
    if request.kinds or request.limits_councils:
        return False
    if 1 < len(request.councils) <= MOST_COMPARED and request.act is Act.BRIEF:
        return (request.is_general or request.area is not None) and not request.subject
    if len(request.councils) != 1:
        return False
    if Want.ALL_TO_IMPROVE in request.wants and not request.subject:
        return request.act in {*_OVERVIEWS, Act.FIND} and not request.areas
    return request.act is Act.BRIEF and (request.is_general or request.area is not None)


def _asks_why(request: Request) -> bool:
    """Whether a message goes on to ask why a grade was given, whatever its verb is: "and why did
    they land on that grade?".
    """
    is_why = request.goes_on and Want.WHY in request.wants
    return is_why and not (request.themes or request.conditions)


def _of_reports(request: Request) -> Way:
    if Want.TITLE in request.wants:
        return Way.SEARCH
    if request.act is Act.EXAMPLE and len(request.councils) == 2:
        return Way.LEARN
    if request.act is Act.WRITE and _is_of_few(request) and not request.kinds:
        return Way.DRAFT
    if _is_brief(request):
        return Way.BRIEF
    is_grade = request.act is Act.GRADE and (request.is_exact or _asks_why(request))
    if is_grade and len(request.councils) == 1:
        asks_why = Want.WHY in request.wants
        return Way.GRADES_AND_WORDS if asks_why or not request.conditions else Way.CATALOGUE
    if _compares_an_area(request):
        return Way.HEADLINE_AND_WORDS
    if request.is_exact or _claims_grades(request):
        return Way.CATALOGUE
    of_one = len(request.councils) == 1 and not request.kinds
    is_overview = request.act in _OVERVIEWS and request.is_general
    is_of_an_area = request.act in {*_OVERVIEWS, Act.FIND} and request.area is not None
    return Way.GRADES_AND_WORDS if of_one and (is_overview or is_of_an_area) else Way.SEARCH
