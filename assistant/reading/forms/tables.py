"""Tables of a wished shape, over many councils or some that are named; sheets and lists of points
that are to be taken away.
"""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.columns import beside_earlier, columns_in, columns_of, order_of
from assistant.reading.forms.lengths import read_number
from assistant.reading.forms.subjects import has_topic, searching
from assistant.request import (
    OF_MANY,
    Act,
    Column,
    Condition,
    First,
    Form,
    Request,
    Told,
    Unit,
    Want,
)
from assistant.times import LATEST

TABLE = re.compile(
    r"\b(?:tables?|tabular|spread ?sheets?|excel|xlsx?|csv|grid|workbook|columns)\b"
    r"|\b(?:own|each|an?|one|separate|extra|another|\d) column\b"
    r"|\b(?:one|single|a) (?:big |long )?sheet\b"
    r"|\bexport(?:ed)?\b|\bdownload(?:able)?\b|\bside by side\b",
    re.I,
)
FILE = re.compile(
    r"\b(?:spread ?sheets?|excel|xlsx?|csv|workbook|docx?|export(?:ed)?|download\w*)\b"
    r"|\bword (?:doc\w*|file|version|format)\b|\b(?:in|as|for|into) (?:ms |microsoft )?word\b"
    r"|\bprint(?:able|ed|ing| it| this| that| out)?\b",
    re.I,
)
_BLANK = re.compile(
    r"\b(?:blank|empty)\b|\bdon.?t guess\b|\b(?:no|without) guess\w*|\brather than guess\b", re.I
)
HEADINGS = re.compile(r"\bhead(?:ing|er|ed)s?\b|\bsections?\b (?:for|per) each\b", re.I)
_WORD_FILE = re.compile(r"\bword (?:doc\w*|file)\b|\bdocx?\b|\bin word\b", re.I)
_EVERY = re.compile(
    r"\b(?:every|all|each)\b(?: (?:of )?(?:the|your|these|those))? (?:\d+ )?(?:councils?"
    r"|authorit\w+"
    r"|boroughs?|places?|ones?|las?)\b|\b(?:every|all) (?:the )?(?:\w+ ){0,2}(?:councils"
    r"|authorities)\b",
    re.I,
)
_OF_TWO_SIDES = re.compile(
    r"\b(?:two|2)[- ]columns?\b|\b(?:pros|for) (?:and|/) (?:cons|against)\b|\bstrengths (?:and|/"
    r"|vs)"
    r" weakness",
    re.I,
)


def is_table(message: str) -> bool:
    """Whether a message asks for a table or a file, all of which it describes: "a spreadsheet:
    every council, newest grade, each sub-grade in its own column".
    """
    return bool(TABLE.search(message)) and (
        bool(list(columns_in(message))) or bool(_EVERY.search(message))
    )


def is_file(message: str) -> bool:
    """Whether something is to be taken away: "as a csv", "in a Word document"."""
    return bool(FILE.search(message))


def table(request: Request) -> Request | None:
    """A table of many councils, or of some that are named: "a table of the inadequate ones, a
    column each for overall and leaders".
    """
    columns = columns_of(request.message)
    if request.unknown or request.unclear:
        return None
    if _lists_points(request, columns):
        return as_table(request, (Column(Told.PUBLISHED), Column(Told.IMPROVE)))
    if sheets := _sheets(request, columns):
        return sheets
    return as_table(request, columns) if _wishes_table(request, columns) else None


def _wishes_table(request: Request, columns: tuple[Column, ...]) -> bool:
    """Whether a table over several councils is wished for; "Leeds and York side by side" is a
    comparison, and so are two sides of one matter.
    """
    message = request.message
    told = _SIDE_BY_SIDE.sub(" ", message) if request.councils else message
    if len(request.councils) == 1 or not TABLE.search(told) or _OF_TWO_SIDES.search(message):
        return False
    if not columns and (request.subject or not (request.councils or request.act in OF_MANY)):
        return False
    is_of_points = any(column.told is Told.IMPROVE for column in columns)
    return not has_topic(request) or bool(is_of_points or request.councils or len(columns) > 1)


_SIDE_BY_SIDE = re.compile(r"\bside by side\b", re.I)
_LISTS = re.compile(r"\b(?:list|every|all(?: of)? the|each|full|complete)\b", re.I)


def _lists_points(request: Request, columns: tuple[Column, ...]) -> bool:
    """Whether all that several councils must improve is to be listed: "every point to improve in
    the last reports of Leeds, York and Hull".
    """
    is_of_points = {column.told for column in columns} == {Told.IMPROVE}
    is_listed = is_of_points and bool(_LISTS.search(request.message))
    is_of_these = len(request.councils) > 1 or request.councils and is_file(request.message)
    is_apart = request.act not in {Act.COMPARE, Act.COMMON} or HEADINGS.search(request.message)
    return bool(is_listed and is_of_these and is_apart)


def _sheets(request: Request, columns: tuple[Column, ...]) -> Request | None:
    """A sheet for each of some councils, on one area: "a Word document, a page each on Leeds and
    York, only what is said of care leavers".
    """
    areas = [column.area for column in columns if column.area not in {None, Topic.OVERALL}]
    is_of_each = request.councils and _WORD_FILE.search(request.message) and len(areas) == 1
    if not is_of_each:
        return None
    told = (
        Column(Told.GRADE, areas[0]),
        Column(Told.PRAISE, areas[0]),
        Column(Told.WORRY, areas[0]),
    )
    made = as_table(request, told)
    return replace(made, wants=made.wants | {Want.HEADINGS, Want.FILE})


def as_table(request: Request, columns: tuple[Column, ...]) -> Request:
    """A request for a table with some columns, in the order that its message tells."""
    message, move = request.message, request.move
    if move and not any(column.back for column in columns):
        columns = tuple(beside_earlier(list(columns)))
    if move and move.always and _BOTH_GRADES.search(message):  # not "at both inspections"
        move = replace(move, always=False)
    order, by = order_of(message, columns)
    conditions = tuple(c for c in request.conditions if c.grades or c.than or c.moved)
    if order in {First.WORST, First.BEST} and not _KEEPS_TO.search(message):
        conditions = tuple(replace(c, grades=()) for c in conditions if c.than or c.moved)
    conditions = tuple(_of_whole(c, columns, message) for c in conditions)
    is_of_points = any(column.told is Told.IMPROVE for column in columns)
    on = themes_of_points(request) if is_of_points else ()
    times = request.times if request.times.names_years else LATEST
    searched = searching(request)
    return replace(
        searched, act=Act.LIST, form=Form.TABLE, subject="", columns=columns, themes=on,
        conditions=conditions, order=order, sorted_by=by, times=times, kinds=(), by=None,
        number=request.number or (read_number(message) if by else None), unread=(),
        unit=Unit.REPORTS if _OF_ALL_REPORTS.search(message) else Unit.COUNCILS, move=move,
        wants=wants_of(request), length=None, absent=request.absent,
    )  # fmt: skip


_BOTH_GRADES = re.compile(r"\bboth (?:the )?(?:grades|ratings|results|dates)\b", re.I)
# A row for each inspection, and not for each council.
_OF_ALL_REPORTS = re.compile(
    r"\b(?:all|every|each)\b(?: of)?(?: the| your| these)? (?:\w+ )?(?:inspections?|reports?)\b"
    r"(?! (?:date|grade))",
    re.I,
)


def _of_whole(condition: Condition, columns: tuple[Column, ...], message: str) -> Condition:
    """A condition on the whole, where the areas beside it only name columns: "the inadequate
    ones, with leaders and care leavers".
    """
    shown = {column.area for column in columns}
    if condition.grades and set(condition.areas) <= shown and not _GRADED_FOR.search(message):
        return replace(condition, areas=())
    return condition


_GRADED_FOR = re.compile(
    r"\b(?:inadequate|outstanding|good(?: or better)?|improvement|ri) (?:for|on|in|at)\b", re.I
)
_ON = re.compile(
    r"\b(?:about|on|only|just|regarding|concern\w*|to do with|related to|around|where)\b", re.I
)
_OF_STAFF = re.compile(r"\b(?:staff\w*|workforce|social workers?|workload)\b", re.I)
_OF_MANAGERS = re.compile(r"\b(?:manag\w+|supervis\w+|leaders?)\b", re.I)


def themes_of_points(request: Request) -> tuple[str, ...]:
    """The themes of the points that are wished for; "staffing or managers" are several."""
    if not _ON.search(request.message):  # "a list for my mum" is on no theme
        return ()
    named = list(request.themes)
    if _OF_STAFF.search(request.message) and named:
        named += ["Workforce stability, recruitment and agency staff", "Caseloads and workload"]
    if _OF_MANAGERS.search(request.message) and named:
        named += ["Supervision", "Management oversight and decision-making"]
    return tuple(dict.fromkeys(named))


def wants_of(request: Request) -> frozenset[Want]:
    """What is wanted of a table beside its columns: a file, blank cells, headings."""
    message = request.message
    found = (
        (Want.FILE, FILE),
        (Want.BLANK, _BLANK),
        (Want.HEADINGS, HEADINGS),
    )
    dropped = {Want.ALL_TO_IMPROVE, Want.IMPROVE, Want.TITLE, Want.YES_OR_NO, Want.WHOLE_ORDER}
    return request.wants - dropped | {want for want, words in found if words.search(message)}


# That grades limit which councils are shown, beside an order: "only the inadequate ones, worst
# care leavers first".
_KEEPS_TO = re.compile(
    r"\b(?:only|just|the|all|every|currently) (?:\w+ )?(?:inadequates?|outstandings?|good|requires"
    r" improvement|ri) (?:councils|ones|authorities|places|boroughs)\b|\b(?:councils|ones"
    r"|authorities"
    r"|places) (?:that are |which are |graded |rated |judged )(?:\w+ )?(?:inadequate|outstanding"
    r"|good"
    r"|requires)",
    re.I,
)
