"""Tables of a wished shape: which columns, which councils, in which order; orders by what is
counted; and lists of reports in which some words stand.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import read_number
from assistant.reading.forms.subjects import has_topic, searching, themes
from assistant.request import (
    LISTING,
    OF_MANY,
    Act,
    Column,
    Condition,
    First,
    Form,
    Group,
    GroupKind,
    Request,
    Told,
    Unit,
    Want,
)
from assistant.times import LATEST

_TABLE = re.compile(
    r"\b(?:tables?|tabular|spread ?sheets?|excel|xlsx?|csv|grid|workbook|columns?)\b"
    r"|\bexport(?:ed)?\b|\bdownload(?:able)?\b|\bside by side\b",
    re.I,
)
_FILE = re.compile(
    r"\b(?:spread ?sheets?|excel|xlsx?|csv|workbook|docx?|export(?:ed)?|download\w*)\b"
    r"|\bword (?:doc\w*|file|version|format)\b|\b(?:in|as|for|into) (?:ms |microsoft )?word\b"
    r"|\bprint(?:able|ed|ing| it| this| that| out)?\b",
    re.I,
)
_BLANK = re.compile(
    r"\b(?:blank|empty)\b|\bdon.?t guess\b|\b(?:no|without) guess\w*|\brather than guess\b", re.I
)
_HEADINGS = re.compile(r"\bhead(?:ing|er|ed)s?\b|\bsections?\b (?:for|per) each\b", re.I)
_WORD_FILE = re.compile(r"\bword (?:doc\w*|file)\b|\bdocx?\b|\bin word\b", re.I)
# What is left out: "without the dates", "no lead inspector".
_WITHOUT = re.compile(
    r"\b(?:without|no|drop|lose|minus|skip|leave out|not|except)(?: the| any| need for)*"
    r" (?P<what>[\w -]{3,40})",
    re.I,
)
_SORT = re.compile(
    r"\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arrange[d]?|group(?:ed)?)\b(?: it| them| that| this"
    r"| the rows)? (?:by|on)(?: the)? (?P<by>[^.;]{3,60})|\bin order of (?P<of>[^.;]{3,60})"
    r"|\bby (?P<plain>region|type|date|pages|length|grade)\b",
    re.I,
)
_FIRST: tuple[tuple[First, re.Pattern[str]], ...] = tuple(
    (first, re.compile(words, re.I))
    for first, words in (
        (
            First.WORST,
            r"\b(?:worst|weakest|lowest|poorest|inadequates?|bottom|biggest gaps?|widest)\b[^.;]{0,20}"
            r"\b(?:first|(?:on|at|to) (?:the )?top|up top|downwards?|to best)\b"
            r"|\bfrom (?:the )?(?:worst|bottom|inadequate)\b",
        ),
        (
            First.BEST,
            r"\b(?:best|strongest|highest|outstandings?|top)\b[^.;]{0,20}"
            r"\b(?:first|(?:on|at|to) (?:the )?top|downwards?|to worst)\b|\bfrom (?:the )?best\b",
        ),
        (
            First.NEWEST,
            r"\b(?:newest|latest|most recent(?:ly)?|last)\b[^.;]{0,15}\b(?:first|(?:on|at) (?:the )?"
            r"top|to oldest)\b|\breverse (?:date|chronological)\b",
        ),
        (
            First.OLDEST,
            r"\b(?:oldest|earliest|longest ago)\b[^.;]{0,15}\b(?:first|(?:on|at) (?:the )?top"
            r"|to newest)\b|\bin date order\b|\bchronological",
        ),
        (
            First.MOST,
            r"\b(?:most|longest|highest number|largest|biggest)\b[^.;]{0,20}\b(?:first|at the top"
            r"|to (?:fewest|least|shortest))\b",
        ),
        (
            First.FEWEST,
            r"\b(?:fewest|least|shortest|smallest)\b[^.;]{0,20}\b(?:first|at the top"
            r"|to (?:most|longest))\b",
        ),
    )
)
_SUB_GRADES = (Topic.HELP, Topic.IN_CARE, Topic.CARE_LEAVERS, Topic.LEADERS)
_PARTS = (  # columns in the words in which they are wished for
    (
        _SUB_GRADES,
        r"\b(?:sub-?\s?(?:grades?|judge?ments?|ratings?|scores?))\b"
        r"|\b(?:each|every|all|four|the) (?:other |separate |single |individual |the )*"
        r"(?:grades|judge?ments|ratings|areas)\b|\beach (?:separate |other |single )?(?:grade"
        r"|judge?ment|rating|area)\b",
    ),
    ((Topic.OVERALL,), r"\boverall\b|\bheadline (?:grade|judge?ment)\b"),
    ((Topic.HELP,), r"\b(?:help (?:and|&) protection|child protection|protection)\b"),
    (
        (Topic.IN_CARE,),
        r"\b(?:(?:children|kids|those) in care|looked[- ]after(?: children)?|lac|cic)\b(?! and care)",
    ),
    ((Topic.CARE_LEAVERS,), r"\b(?:care[- ]?leavers?|leaving care|care[- ]experienced)\b"),
    ((Topic.LEADERS,), r"\b(?:leader(?:s|ship)?|management grade)\b"),
)
_GRADE = re.compile(r"\b(?:grades?|ratings?|judge?ments?|outcomes?|results?)\b", re.I)
_COLUMNS: tuple[tuple[Told, str], ...] = (
    (Told.REGION, r"\bregions?\b"),
    (Told.TYPE, r"\btypes? of (?:council|authority)\b|\b(?:council|authority) type\b"),
    (Told.KIND, r"\b(?:kind|type) of (?:inspection|report)\b|\binspection type\b|\bframework\b"),
    (
        Told.TO_PUBLISH,
        r"\b(?:days?|time|long) (?:\w+ ){0,4}(?:to publish|to publication|until publi\w+|to come out)\b",
    ),
    (Told.ELAPSED, r"\bhow (?:long ago|old)\b|\b(?:years|months|time|long) since\b"),
    (
        Told.LED,
        r"\blead(?:ing)? (?:inspectors?|hmi)\b|\bwho (?:led|was in charge|inspected)\b|\binspectors?"
        r"(?:[’']s?)? names?\b|\bled by\b",
    ),
    (Told.PUBLISHED, r"\bpubli(?:shed|cation)\b|\breport dates?\b|\bcame out\b"),
    (
        Told.INSPECTED,
        r"\binspect(?:ed|ion) (?:dates?|months?|years?)\b|\bdates?\b|\bmonths?\b|\bwhen\b"
        r"|\blast inspected\b|\byear of (?:the )?inspection\b"
        r"|\b(?:newest|latest|last) (?:full |graded )*inspection\b(?! (?:report|grade))",
    ),
    (
        Told.PAGES,
        r"\b(?:number of |how many )?pages\b|\breport length\b|\blength of (?:the )?report",
    ),
    (Told.DAYS, r"\b(?:number of |how many )?(?:week|working )?days (?:on ?site|there|in)\b"),
    (
        Told.POINTS,
        r"\b(?:number of|how many|count of|no\.? of) (?:\w+ ){0,3}(?:points|things|areas|recommendations"
        r"|improvements?|bullets|actions)\b",
    ),
    (
        Told.INSPECTIONS,
        r"\b(?:number of|how many|count of) (?:\w+ ){0,2}inspections\b|\btimes inspected\b",
    ),
    (Told.VISITS, r"\b(?:number of|how many|count of) (?:\w+ ){0,2}(?:visits|letters)\b"),
    (
        Told.IMPROVE,
        r"\b(?:improvement|needs? to improve|to-?do|recommend\w*)[’']? ?(?:points?|lists?|bullets?"
        r"|lines?|actions?)?\b(?! needed overall)|\bwhat (?:they|each|it|every \w+) (?:\w+ )?(?:must|needs?"
        r"|has|have|should)(?: to)? (?:improve|fix|do|sort)\b|\b(?:must|has to|have to|needs? to)"
        r" improve\b|\b(?:areas?|points?|things) (?:for|to) (?:improvement|improve|fix)\b",
    ),
    (
        Told.PRAISE,
        r"\bprais\w+(?: for)?\b|\bstrengths?\b|\bgood (?:at|bits?|points?)\b|\bdoing well\b"
        r"|\bpositives?\b|\bwhat works\b",
    ),
    (
        Told.WORRY,
        r"\bworr(?:y|ies)\b|\bweak(?:ness(?:es)?|est| points?| spots?)\b|\bconcerns?\b|\bcriticisms?\b"
        r"|\bnegatives?\b|\bbad bits?\b|\bwhat[’']?s wrong\b",
    ),
    (Told.GAP, r"\bgaps?\b|\bdifference between\b"),
)
_PATTERNS = tuple((told, re.compile(words, re.I)) for told, words in _COLUMNS)
_AREAS = tuple((topics, re.compile(words, re.I)) for topics, words in _PARTS)
_TWO_TIMES = re.compile(
    r"\b(?:last|latest|previous|past|most recent) (?:two|2)\b|\b(?:and|plus|with|beside) (?:the )?(?:one"
    r" before|previous|last but one|earlier)\b|\bthen and now\b|\bbefore and after\b"
    r"|\b(?:previous|earlier|prior) (?:and|&|vs|versus|beside|against) (?:the )?(?:latest|current|now)\b"
    r"|\b(?:latest|current|now) (?:and|&|vs|versus|beside|against) (?:the )?(?:previous|earlier|prior|last)\b"
    r"|\btwo inspections\b|\bprevious (?:grade|inspection|rating)\b",
    re.I,
)
_NAMED_COLUMN = re.compile(
    r"\bcolumns? (?:for|on|with|saying|showing|that says?|to say|about) (?:whether |if |how |what )?"
    r"(?P<words>[^.;?!,]{4,80})",
    re.I,
)
_EVERY = re.compile(
    r"\b(?:every|all|each)\b(?: (?:of )?(?:the|your|these|those))? (?:\d+ )?(?:councils?|authorit\w+"
    r"|boroughs?|places?|ones?|las?)\b|\b(?:every|all) (?:the )?(?:\w+ ){0,2}(?:councils|authorities)\b",
    re.I,
)
_OF_TWO_SIDES = re.compile(
    r"\b(?:two|2)[- ]columns?\b|\b(?:pros|for) (?:and|/) (?:cons|against)\b|\bstrengths (?:and|/|vs)"
    r" weakness",
    re.I,
)


def is_table(message: str) -> bool:
    """Whether a message asks for a table or a file, all of which it describes: "a spreadsheet:
    every council, newest grade, each sub-grade in its own column".
    """
    return bool(_TABLE.search(message)) and (
        len(list(_columns(message))) > 1 or bool(_EVERY.search(message))
    )


def is_file(message: str) -> bool:
    """Whether something is to be taken away: "as a csv", "in a Word document"."""
    return bool(_FILE.search(message))


def table(request: Request) -> Request | None:
    """A table of many councils, or of some that are named: "a table of the inadequate ones, a
    column each for overall and leaders".
    """
    message = request.message
    columns = columns_of(message)
    if request.unknown or request.unclear:
        return None
    if _lists_points(request, columns):
        return as_table(request, (Column(Told.PUBLISHED), Column(Told.IMPROVE)))
    if sheets := _sheets(request, columns):
        return sheets
    if len(request.councils) == 1:
        return None
    if not _TABLE.search(message) or _OF_TWO_SIDES.search(message):
        return None
    is_of_points = any(column.told is Told.IMPROVE for column in columns)
    is_on_words = request.subject and not columns
    if is_on_words or not (columns or request.councils or request.act in OF_MANY):
        return None
    if has_topic(request) and not (is_of_points or request.councils or len(columns) > 1):
        return None
    return as_table(request, columns)


_LISTS = re.compile(r"\b(?:list|every|all(?: of)? the|each|full|complete)\b", re.I)


def _lists_points(request: Request, columns: tuple[Column, ...]) -> bool:
    """Whether all that several councils must improve is to be listed: "every point to improve in
    the last reports of Leeds, York and Hull".
    """
    is_of_points = {column.told for column in columns} == {Told.IMPROVE}
    is_listed = is_of_points and bool(_LISTS.search(request.message))
    is_of_these = len(request.councils) > 1 or request.councils and is_file(request.message)
    return bool(is_listed and is_of_these) and request.act not in {Act.COMPARE, Act.COMMON}


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
    message = request.message
    order, by = order_of(message, columns)
    conditions = tuple(c for c in request.conditions if c.grades or c.than or c.moved)
    if order in {First.WORST, First.BEST} and not _KEEPS_TO.search(message):
        conditions = tuple(replace(c, grades=()) for c in conditions if c.than or c.moved)
    conditions = tuple(_of_whole(c, columns, message) for c in conditions)
    is_of_points = any(column.told is Told.IMPROVE for column in columns)
    on = _themes_of(request) if is_of_points else ()
    times = request.times if request.times.names_years else LATEST
    searched = searching(request)
    return replace(
        searched, act=Act.LIST, form=Form.TABLE, subject="", columns=columns, themes=on,
        conditions=conditions, order=order, sorted_by=by, times=times, kinds=(), by=None,
        number=request.number or (read_number(message) if by else None), unread=(),
        unit=Unit.COUNCILS, wants=wants_of(request), length=None, absent=request.absent,
    )  # fmt: skip


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


def _themes_of(request: Request) -> tuple[str, ...]:
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
        (Want.FILE, _FILE),
        (Want.BLANK, _BLANK),
        (Want.HEADINGS, _HEADINGS),
    )
    dropped = {Want.ALL_TO_IMPROVE, Want.IMPROVE, Want.TITLE, Want.YES_OR_NO, Want.WHOLE_ORDER}
    return request.wants - dropped | {want for want, words in found if words.search(message)}


# That grades limit which councils are shown, beside an order: "only the inadequate ones, worst
# care leavers first".
_KEEPS_TO = re.compile(
    r"\b(?:only|just|the|all|every|currently) (?:\w+ )?(?:inadequates?|outstandings?|good|requires"
    r" improvement|ri) (?:councils|ones|authorities|places|boroughs)\b|\b(?:councils|ones|authorities"
    r"|places) (?:that are |which are |graded |rated |judged )(?:\w+ )?(?:inadequate|outstanding|good"
    r"|requires)",
    re.I,
)


# ---- columns


def columns_of(message: str) -> tuple[Column, ...]:
    """The columns that a message wishes for, in its order: "overall, leaders, who led it"."""
    without = " ".join(match["what"] for match in _WITHOUT.finditer(message))
    dropped = {column for _, column in _columns(without)} if without else set()
    told = _SORT.sub(lambda match: " " * len(match[0]), message)
    found = sorted(_columns(told), key=lambda pair: pair[0])
    columns = list(dict.fromkeys(column for _, column in found if column not in dropped))
    areas = [c.area for c in columns if c.told is Told.GRADE]
    if _GRADE.search(message) and not areas and not _is_only_of(columns, Told.IMPROVE):
        columns.insert(0, Column(Told.GRADE, Topic.OVERALL))
        areas = [Topic.OVERALL]
    if named := _words_column(message):
        columns.append(named)
    if len(areas) > 1 and Column(Told.GAP) in columns:
        place = columns.index(Column(Told.GAP))
        columns[place] = Column(Told.GAP, areas[0], areas[1])
    if columns and not any(column.told in _DATED for column in (*columns, *dropped)):
        columns.append(Column(Told.INSPECTED))
    if columns and _TWO_TIMES.search(message):
        columns = _beside_earlier(columns)
    return tuple(columns)


_DATED = {Told.INSPECTED, Told.PUBLISHED, Told.ELAPSED, Told.IMPROVE}


def _is_only_of(columns: list[Column], told: Told) -> bool:
    return any(column.told is told for column in columns)


def _columns(message: str) -> Iterator[tuple[int, Column]]:
    """Each column with its place in a message; an area whose praise or worries are wished for is
    no grade.
    """
    places = {told: match for told, pattern in _PATTERNS if (match := pattern.search(message))}
    areas = [
        (match.start(), topic)
        for topics, pattern in _AREAS
        if (match := pattern.search(message))
        for topic in topics
    ]
    if any(told in places for told in (Told.PUBLISHED, Told.ELAPSED)):
        if (when := places.get(Told.INSPECTED)) and "inspect" not in when[0].lower():
            places.pop(Told.INSPECTED)
    points = places.get(Told.POINTS)
    if points and (listed := places.get(Told.IMPROVE)) and listed.start() < points.end():
        places.pop(Told.IMPROVE)  # "number of improvement points"
    for told, match in places.items():
        near = (
            next((topic for place, topic in areas if 0 <= match.start() - place <= _NEAR), None)
            if told in {Told.PRAISE, Told.WORRY}
            else None
        )
        if near:
            areas = [pair for pair in areas if pair[1] is not near]
        yield match.start(), Column(told, near)
    for place, topic in areas:
        yield place, Column(Told.GRADE, topic)


_NEAR = 40  # characters from an area to what is praised in it: "children in care praised for"


def _words_column(message: str) -> Column | None:
    """A column on words of the reader: "one column for whether it counts outside the area"."""
    for match in _NAMED_COLUMN.finditer(message):
        words = match["words"].strip()
        if not list(_columns(words)) and not _GRADE.search(words):
            return Column(Told.WORDS, words=words)
    return None


def _beside_earlier(columns: list[Column]) -> list[Column]:
    """Each grade and date of the latest inspection beside that of the one before."""
    timed = {Told.GRADE, Told.INSPECTED, Told.PUBLISHED, Told.LED, Told.PAGES}
    return [
        each
        for column in columns
        for each in ((replace(column, back=1), column) if column.told in timed else (column,))
    ]


# ---- in which order


def order_of(message: str, columns: tuple[Column, ...] = ()) -> tuple[First | None, Column | None]:
    """In which order the rows are wished for, and by which column: "worst gap first"."""
    first = next((first for first, words in _FIRST if words.search(message)), None)
    asked = _SORT.search(message)
    by = (asked["by"] or asked["of"] or asked["plain"]) if asked else ""
    named = next(iter(sorted(_columns(by), key=lambda pair: pair[0])), None) if by else None
    column = named[1] if named else None
    if column is None and by and _GRADE.search(by):
        column = Column(Told.GRADE, Topic.OVERALL)
    if column is None and first:
        column = _column_of_order(message, first, columns)
    if column is None:
        return None, None
    if column.told is Told.GAP:
        column = next((c for c in columns if c.told is Told.GAP), column)
        first = First.MOST
    default = First.WORST if column.told is Told.GRADE else First.OLDEST
    return first or default, column


def _column_of_order(message: str, first: First, columns: tuple[Column, ...]) -> Column | None:
    if first in {First.NEWEST, First.OLDEST}:
        return next(
            (c for c in columns if c.told in {Told.PUBLISHED, Told.INSPECTED} and not c.back),
            Column(Told.INSPECTED),
        )
    if re.search(r"\bgaps?\b", message, re.I):
        return Column(Told.GAP)
    if first in {First.WORST, First.BEST}:
        graded = [c for c in columns if c.told is Told.GRADE and not c.back]
        return graded[0] if graded else Column(Told.GRADE, Topic.OVERALL)
    return next((c for c in columns if c.told in {Told.POINTS, Told.PAGES, Told.DAYS}), None)


# ---- orders by what is counted

_LITTLE = r"(?:how little|least|fewest|shortest|smallest|lowest number|few(?:est)?)"
_MUCH = r"(?:how much|by how many|by (?:the )?number of|most|longest|biggest|largest|highest number|greatest|lengthiest)"
_TO_FIX = (
    r"(?:(?:still |left |yet )*(?:to|that|which|they|it|need\w*|must|has|have|still|got|told)[\w ]{0,24}?"
    r"(?:fix|improve|do|sort|put right|address|work on)|(?:improvement|recommendation|action|bullet)"
    r"[\w ]{0,12}(?:points?|s|list)?|areas? for improvement|things? to (?:fix|improve|do|sort))"
)
_COUNTS: tuple[tuple[Told, str], ...] = (
    (Told.POINTS, rf"[^.?!]{{0,45}}?\b{_TO_FIX}\b|(?:to-?do|improvement|action) lists?"),
    (Told.VISITS, r"\b[^.?!]{0,25}?\b(?:visits?|letters)\b"),
    (Told.PAGES, r"(?: (?:report|document|letter)s?)?[^.?!]{0,20}?\b(?:in pages|pages)\b"),
    (Told.TO_PUBLISH, r"\b[^.?!]{0,40}?\b(?:publish\w*|publication|come out|came out|appear)\b"),
    (Told.DAYS, r"\b[^.?!]{0,25}?\bdays (?:on ?site|there|in)\b"),
    (
        Told.INSPECTIONS,
        r"\b (?:\w+ ){0,2}(?:(?:full|graded|ilacs) )?inspections\b|\b(?:often )?inspected\b",
    ),
)
_MEASURED = tuple(
    (told, order, re.compile(rf"\b{end}\b{words}", re.I))
    for told, words in _COUNTS
    for order, end in ((First.FEWEST, _LITTLE), (First.MOST, _MUCH))
)
_ELAPSED = re.compile(
    r"\b(?:longest|most time)\b[^.?!]{0,40}\b(?:without|since|ago|left alone|wait\w*)\b"
    r"|\b(?:without|since)\b[^.?!]{0,40}\b(?:the )?longest\b|\bleft alone\b[^.?!]{0,20}\blongest\b",
    re.I,
)
_OF_MANY_COUNCILS = re.compile(
    r"\b(?:which|what|who|rank|list|order)\b[^.?!]{0,40}?\b(?:councils|authorities|boroughs|places"
    r"|counties|ones|areas|las)\b|\bwho(?:.s| has| have)?\b|\bwhich\b[^.?!]{0,20}\bof (?:these|those|your"
    r"|the)\b|\brank\b",
    re.I,
)


_IN_ORDER = re.compile(r"\b(?:rank|order|sort|list|top|league|each|latest|councils)\b", re.I)


def measured(request: Request) -> Request | None:
    """Councils in the order of what is counted: "rank the outstanding ones by how little they
    still have to fix", "who has gone longest without an inspection? We are Leeds".
    """
    message = request.message
    found = next(((t, o) for t, o, words in _MEASURED if words.search(message)), None)
    if request.act not in OF_MANY | {Act.FACTS, Act.FIND} or request.unknown or request.unclear:
        return None
    if found is None:
        return _without_long(request)
    told, order = found
    if len(request.councils) == 1 and not _OF_MANY_COUNCILS.search(message):
        return None
    if told is Told.PAGES and not (request.number or _IN_ORDER.search(message)):
        return None  # the longest report of all, and of any year
    if has_topic(request) or request.grades and told is Told.INSPECTIONS or request.move:
        return None
    if (
        told is Told.VISITS
        and request.kinds
        and not any(k.framework.is_letter for k in request.kinds)
    ):
        return None
    return _by_count(request, told, order)


def _without_long(request: Request) -> Request | None:
    """Who went longest without an inspection, where one council is named for whose sake it is
    asked; of all alone the catalogue tells it.
    """
    is_asked = _ELAPSED.search(request.message) and _OF_MANY_COUNCILS.search(request.message)
    if len(request.councils) != 1 or not is_asked or request.subject:
        return None
    return _by_count(request, Told.ELAPSED, First.MOST)


def _by_count(request: Request, told: Told, order: First) -> Request:
    one = len(request.councils) == 1
    home = request.councils[0] if one else request.home
    shown = [Column(told), Column(Told.GRADE, Topic.OVERALL), Column(Told.INSPECTED)]
    if told is Told.ELAPSED:
        shown = [Column(Told.INSPECTED), Column(told), Column(Told.GRADE, Topic.OVERALL)]
    wants = {Want.ALL_TO_IMPROVE} if told is Told.POINTS else set()
    base = replace(request, councils=() if one else request.councils)
    return replace(
        searching(base), act=Act.RANK, form=Form.TABLE, subject="", columns=tuple(shown),
        order=order, sorted_by=Column(told), home=home, themes=(), kinds=(), unread=(),
        conditions=tuple(c for c in request.conditions if c.grades), by=None, unit=Unit.COUNCILS,
        number=request.number or read_number(request.message), area=None,
        wants=wants_of(request) | wants,
        times=request.times if request.times.names_years else LATEST,
    )  # fmt: skip


# ---- reports in which words stand

_SAY = (
    r"(?:mention(?:s|ed|ing)?|talk(?:s|ed|ing)? (?:about|of)|refer(?:s|red|ring)? to|speak(?:s|ing)?"
    r" (?:of|about)|spoke (?:of|about)|discuss(?:es|ed)?|bring(?:s)? up|touch(?:es|ed)? on"
    r"|(?:use|contain|include)s? the (?:words?|phrase|term)s?|namechecks?"
    r"|(?:say|write|said|have|has) (?:anything|something) (?:about|on))"
)
_MENTIONS = re.compile(
    rf"\b(?:how many|which|what|list|any|all|every|number of|count|where|who(?:se)?|in how many)\b"
    rf"[^.?!]{{0,60}}?\b{_SAY}\s+(?P<words>[^?!;.]{{3,80}})"
    rf"|\b(?:how many|which|list|number of)\b[^.?!]{{0,40}}?\b(?:reports?|councils?)\b[^.?!]{{0,20}}?"
    rf"\bis (?P<passive>[^?!;.]{{3,60}}?) {_SAY}\b"
    rf"|\bis (?P<alone>[^?!;.]{{3,60}}?) (?:ever )?mentioned (?:in|by) (?:any|which|how many)\b",
    re.I,
)
_ENDS = re.compile(
    r"[,(]|\b(?:and (?:how|which|who|what|where|in|when|give|list|name|can|do|does|is|has|please)"
    r"|in (?:their|its|the|your|these|those|any|london|reports?|all)|across|at all|anywhere|please"
    r"|pls|since|before|after|by name|as (?:a|something)|that you|you (?:have|hold)|over the|with the"
    r"|overall|altogether|so that|because|for my|for our)\b",
    re.I,
)
_NO_PHRASE = re.compile(r"^(?:it|that|this|them|these|those|him|her|us|me|one|any)\b", re.I)
_QUOTES = re.compile(r"^[\s“”\"'‘’]+|[\s“”\"'‘’]+$")
_REPORTS = re.compile(r"\breports?\b|\binspections\b|\bdocuments\b|\bever\b", re.I)
_NOW = re.compile(r"\b(?:latest|newest|most recent|current(?:ly)?|last|now|recent)\b", re.I)
_LISTED = re.compile(
    r"\b(?:named|listed|down|put|given|flagged|told|asked|singled out)\b[^.?!]{0,30}\b(?:fix|improve\w*"
    r"|put right|do (?:something|better|more)|sort|address|work on|act(?:ion)? on)\b|\bimprovement"
    r" (?:list|point|bullet)s?\b|\b(?:must|needs?|have to|has to) (?:to )?improve\b",
    re.I,
)
_EXACT = re.compile(
    r"\b(?:exact|actual|verbatim|precise|full|printed)\b[^.?!]{0,12}\b(?:bullets?|lines?|words?|points?"
    r"|wording|text|sentences?)\b|\b(?:the|each) (?:bullet|line|point)\b",
    re.I,
)


def mentioned(request: Request) -> Request | None:
    """The reports in which words stand: "how many reports mention county lines?", "a table of all
    who were told to improve return home interviews, with the exact bullet".
    """
    message = request.message
    if len(request.councils) == 1 or request.act in {Act.CHECK, Act.DEFINE}:
        return None
    is_listed = bool(_LISTED.search(message))
    is_told = request.subject and request.subject.lower() in message.lower()
    if is_listed and is_told and (_EXACT.search(message) or _TABLE.search(message)):
        return _in_reports(request, request.subject, is_listed=True)
    match = _MENTIONS.search(message)
    if not match:
        return None
    phrase = _phrase(match["words"] or match["passive"] or match["alone"] or "")
    return _in_reports(request, phrase, is_listed=is_listed) if phrase else None


def _phrase(written: str) -> str:
    """The words that are to be found: "county lines" of "county lines, and which since 2022"."""
    phrase = _QUOTES.sub("", _ENDS.split(written, maxsplit=1)[0])
    return "" if _NO_PHRASE.match(phrase) or len(phrase) < _SHORTEST_PHRASE else phrase


_SHORTEST_PHRASE = 3


def _in_reports(request: Request, phrase: str, *, is_listed: bool) -> Request:
    message = request.message
    is_of_reports = _REPORTS.search(message) and not _NOW.search(message) and not is_listed
    columns = tuple(
        c for c in columns_of(message) if c.told not in {Told.IMPROVE, Told.WORRY, Told.PRAISE}
    )
    order, by = order_of(message, columns)
    if columns:
        dated = any(c.told in {Told.PUBLISHED, Told.INSPECTED} for c in columns)
        columns = columns if dated else (*columns, Column(Told.PUBLISHED))
        told = Told.IMPROVE if is_listed else Told.WORDS
        columns = (*(c for c in columns if c.told is not told), Column(told, words=phrase))
    return replace(
        searching(request), form=Form.MENTIONED, subject=phrase, columns=columns, order=order,
        sorted_by=by, unit=Unit.REPORTS if is_of_reports else Unit.COUNCILS, themes=(), unread=(),
        wants=wants_of(request) | ({Want.IMPROVE} if is_listed else set()), kinds=(), by=None,
        conditions=tuple(c for c in request.conditions if c.grades), number=None,
    )  # fmt: skip


# ---- the same again


_OF_A_TABLE = frozenset({Form.TABLE, Form.MENTIONED})
_AGAIN_WORDS = 30
_ADDS = re.compile(r"\b(?:add|with|include|put in|plus|also|and)\b", re.I)


def tabled(before: Request, own: Request) -> Request | None:
    """What was told before as a table, or that table in another shape: "csv?", "put it in a table
    with both grades, worst gap first", "only London", "without the dates"; None where a message
    asks something of its own.
    """
    message = own.message
    if len(message.split()) > _AGAIN_WORDS or own.unknown or own.unclear:
        return None
    if before.form in _OF_A_TABLE:
        return _reshaped(before, own)
    if not (_TABLE.search(message) or _FILE.search(message)) or own.councils:
        return None
    return _of_list(before, own)


def _reshaped(before: Request, own: Request) -> Request | None:
    """A table with other columns, in another order, of other councils, or as a file."""
    message = own.message
    told = columns_of(message)
    order, by = order_of(message, told or before.columns)
    without = [c for match in _WITHOUT.finditer(message) for _, c in _columns(match["what"])]
    groups = tuple(g for g in own.groups if g.kind is not GroupKind.LISTED)
    is_shape = bool(_TABLE.search(message) or _FILE.search(message) or _HEADINGS.search(message))
    is_asked = is_shape or order or without or (told and _ADDS.search(message))
    is_limit = bool(groups or own.grades) and own.act not in {Act.FIND, Act.CHECK}
    if not (is_asked or is_limit) or own.names_a_place:
        return None
    columns = tuple(c for c in before.columns if c.told not in {x.told for x in without})
    columns = tuple(dict.fromkeys((*columns, *told)))
    again = replace(before, message=message, goes_on=True, columns=columns)
    again = replace(again, wants=before.wants | wants_of(replace(own, wants=frozenset())))
    if order:
        again = replace(again, order=order, sorted_by=by)
    on = _themes_of(replace(own, themes=themes(own)))
    if any(c.told is Told.IMPROVE for c in columns) and on and before.form is Form.TABLE:
        again = replace(again, themes=on)
    return _limited(again, groups, own)


def _limited(again: Request, groups: tuple[Group, ...], own: Request) -> Request:
    graded = tuple(c for c in own.conditions if c.grades)
    number = own.number or again.number
    return replace(
        again, groups=groups or again.groups, conditions=graded or again.conditions, number=number
    )


def _of_list(before: Request, own: Request) -> Request | None:
    """A list of councils that was told before, as a table of its own shape."""
    message = own.message
    asked = columns_of(message)
    if before.subject and before.act in OF_MANY and not before.councils:
        listed = replace(before, message=message, goes_on=True, wants=own.wants)
        is_listed = Want.IMPROVE in before.wants
        return _in_reports(listed, _thing(before.subject), is_listed=is_listed)
    is_of_points = Want.ALL_TO_IMPROVE in before.wants or Want.IMPROVE in before.wants
    if is_of_points and before.councils:
        columns = asked or (Column(Told.PUBLISHED), Column(Told.IMPROVE))
        points = replace(before, message=message, goes_on=True, themes=themes(own), subject="")
        return as_table(points, columns)
    if before.form is not None or before.act not in LISTING or before.subject:
        return None
    areas = tuple(
        Column(Told.GRADE, area) for c in before.conditions for area in c.areas or (Topic.OVERALL,)
    )
    graded = any(c.told is Told.GRADE and c.area is not Topic.OVERALL for c in asked)
    columns = (
        asked if graded or not areas else (*areas, *(c for c in asked if c.told is not Told.GRADE))
    )
    order, by = order_of(message, columns)
    if not columns:
        columns = (Column(Told.GRADE, Topic.OVERALL), Column(Told.INSPECTED))
    if by and by.told is Told.GAP and len(areas) > 1:
        by = Column(Told.GAP, areas[0].area, areas[1].area)
        columns = (*(c for c in columns if c.told is not Told.GAP), by)
    again = as_table(replace(before, message=message, goes_on=True, wants=own.wants), columns)
    kept = _conditions_of(before)
    return replace(
        again, conditions=kept, order=order, sorted_by=by, move=before.move,
        groups=tuple(own.groups) or before.groups, goes_on=True,
    )  # fmt: skip


def _thing(subject: str) -> str:
    """What a search was for, without what is done with it: "council tax" of "pay council tax for
    their care leavers".
    """
    rest = _DOES.sub("", subject)
    return _FOR_WHOM.split(rest, maxsplit=1)[0].strip() or subject


_DOES = re.compile(
    r"^(?:(?:pay(?:s|ing)?|offer\w*|giv\w+|provid\w+|ha(?:ve|s)|us(?:e|es|ing)|runs?|do(?:es|ing)?"
    r"|mak\w+|help\w*|gets?|support\w*|fund\w*|keep\w*|lets?|allow\w*)\s+)+(?:with\s+)?",
    re.I,
)
_FOR_WHOM = re.compile(r"\s+(?:for|to|with|from|when|who|that|which|so|by)\s+", re.I)


def _conditions_of(before: Request) -> tuple[Condition, ...]:
    return tuple(c for c in before.conditions if c.grades or c.than or c.moved)
