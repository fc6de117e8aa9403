"""The columns of a table as a message wishes for them, and the order of its rows: "overall,
leaders, who led it; worst first".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.areas import Topic
from assistant.request import Column, First, Told

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
            r"\b(?:worst|weakest|lowest|poorest|inadequates?|bottom|biggest gaps?"
            r"|widest)\b[^.;]{0,20}"
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
            r"\b(?:newest|latest|most recent(?:ly)?|last)\b[^.;]{0,15}\b(?:first|(?:on"
            r"|at) (?:the )?"
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
        r"(?:grades|judge?ments|ratings|areas)\b|\b(?:each|every) (?:separate |other "
        r"|single )?(?:grade"
        r"|judge?ment|rating|area)\b",
    ),
    ((Topic.OVERALL,), r"\boverall\b|\bheadline (?:grade|judge?ment)\b"),
    ((Topic.HELP,), r"\b(?:help (?:and|&) protection|child protection|protection)\b"),
    (
        (Topic.IN_CARE,),
        r"\b(?:(?:children|kids|those) in care|looked[- ]after(?: children)?|lac"
        r"|cic)\b(?! and care)",
    ),
    ((Topic.CARE_LEAVERS,), r"\b(?:care[- ]?leavers?|leaving care|care[- ]experienced)\b"),
    ((Topic.LEADERS,), r"\b(?:leader(?:s|ship)?|management grade)\b"),
)
_GRADE = re.compile(r"\b(?:grades?|ratings?|judge?ments?|outcomes?|results?)\b", re.I)
_COLUMNS: tuple[tuple[Told, str], ...] = (
    (Told.REGION, r"\bregions?\b"),
    (Told.TYPE, r"\b(?:council |authority )?types?\b(?! of (?:inspection|report))"),
    (Told.KIND, r"\b(?:kind|type) of (?:inspection|report)\b|\binspection type\b|\bframework\b"),
    (
        Told.TO_PUBLISH,
        r"\b(?:days?|time|long) (?:\w+ ){0,4}(?:to publish|to publication|until publi\w+"
        r"|to come out)\b",
    ),
    (Told.ELAPSED, r"\bhow (?:long ago|old)\b|\b(?:years|months|time|long) since\b"),
    (
        Told.LED,
        r"\blead(?:ing)? (?:inspectors?|hmi)\b|\bwho (?:led|was in charge|inspected)\b"
        r"|\binspectors?"
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
        r"\b(?:number of|how many|count of|no\.? of) (?:\w+ ){0,3}(?:points|things|areas"
        r"|recommendations"
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
        r"|lines?|actions?)?\b(?! needed overall)|\bwhat (?:they|each|it"
        r"|every \w+) (?:\w+ )?(?:must|needs?"
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
        r"\bworr(?:y|ies)\b|\bweak(?:ness(?:es)?|est| points?| spots?)\b|\bconcerns?\b"
        r"|\bcriticisms?\b"
        r"|\bnegatives?\b|\bbad bits?\b|\bwhat[’']?s wrong\b",
    ),
    (Told.GAP, r"\bgaps?\b|\bdifference between\b"),
)
_PATTERNS = tuple((told, re.compile(words, re.I)) for told, words in _COLUMNS)
_AREAS = tuple((topics, re.compile(words, re.I)) for topics, words in _PARTS)
_TWO_TIMES = re.compile(
    r"\b(?:last|latest|previous|past|most recent) (?:two|2)\b|\b(?:and|plus|with"
    r"|beside) (?:the )?(?:one"
    r" before|previous|last but one|earlier)\b|\bthen and now\b|\bbefore and after\b"
    r"|\b(?:previous|earlier|prior) (?:and|&|vs|versus|beside|against) (?:the )?(?:latest"
    r"|current|now)\b"
    r"|\b(?:latest|current|now) (?:and|&|vs|versus|beside|against) (?:the )?(?:previous|earlier"
    r"|prior|last)\b"
    r"|\btwo inspections\b|\bprevious (?:grade|inspection|rating)\b",
    re.I,
)
_NAMED_COLUMN = re.compile(
    r"\bcolumns? (?:for|on|with|saying|showing|that says?|to say|about) (?:whether |if |how "
    r"|what )?"
    r"(?P<words>[^.;?!,]{4,80})",
    re.I,
)


def left_out(message: str) -> set[Column]:
    """The columns that are not wished for: "without the dates"."""
    return {c for match in _WITHOUT.finditer(message) for _, c in columns_in(match["what"])}


def columns_of(message: str) -> tuple[Column, ...]:
    """The columns that a message wishes for, in its order: "overall, leaders, who led it"."""
    dropped = left_out(message)
    told = _SORT.sub(lambda match: " " * len(match[0]), message)
    found = sorted(columns_in(told), key=lambda pair: pair[0])
    columns = list(dict.fromkeys(column for _, column in found if column not in dropped))
    areas = [c.area for c in columns if c.told is Told.GRADE]
    if _GRADE.search(message) and not areas and not _is_only_of(columns, Told.IMPROVE):
        columns.insert(0, Column(Told.GRADE, Topic.OVERALL))
        areas = [Topic.OVERALL]
    if named := _words_column(message):
        columns.append(named)
    if not columns and _TWO_TIMES.search(message):
        columns, areas = [Column(Told.GRADE, Topic.OVERALL)], [Topic.OVERALL]
    if len(areas) > 1 and Column(Told.GAP) in columns:
        place = columns.index(Column(Told.GAP))
        columns[place] = Column(Told.GAP, areas[0], areas[1])
    if columns and not any(column.told in _DATED for column in (*columns, *dropped)):
        columns.append(Column(Told.INSPECTED))
    if columns and _TWO_TIMES.search(message):
        columns = beside_earlier(columns)
    return tuple(columns)


_DATED = {Told.INSPECTED, Told.PUBLISHED, Told.ELAPSED, Told.IMPROVE}


def _is_only_of(columns: list[Column], told: Told) -> bool:
    return any(column.told is told for column in columns)


def columns_in(message: str) -> Iterator[tuple[int, Column]]:
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
    when = places.get(Told.INSPECTED)
    is_of_others = {Told.PUBLISHED, Told.ELAPSED} & {*places}
    if when and is_of_others and "inspect" not in when[0].lower():
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
        if not list(columns_in(words)) and not _GRADE.search(words):
            return Column(Told.WORDS, words=words)
    return None


def beside_earlier(columns: list[Column]) -> list[Column]:
    """Each grade and date of the latest inspection beside that of the one before."""
    timed = {Told.GRADE, Told.INSPECTED, Told.PUBLISHED, Told.LED, Told.PAGES}
    return [
        each
        for column in columns
        for each in ((replace(column, back=1), column) if column.told in timed else (column,))
    ]


def order_of(message: str, columns: tuple[Column, ...] = ()) -> tuple[First | None, Column | None]:
    """In which order the rows are wished for, and by which column: "worst gap first"."""
    first = next((first for first, words in _FIRST if words.search(message)), None)
    asked = _SORT.search(message)
    by = (asked["by"] or asked["of"] or asked["plain"]) if asked else ""
    named = next(iter(sorted(columns_in(by), key=lambda pair: pair[0])), None) if by else None
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
