"""What was told before as a table, and a table in another shape: "csv?", "without the dates"."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.columns import columns_of, left_out, order_of
from assistant.reading.forms.mentions import in_reports
from assistant.reading.forms.subjects import themes
from assistant.reading.forms.tables import (
    FILE,
    HEADINGS,
    TABLE,
    as_table,
    themes_of_points,
    wants_of,
)
from assistant.request import (
    LISTING,
    OF_MANY,
    Act,
    Column,
    Condition,
    Form,
    Group,
    GroupKind,
    Request,
    Told,
    Want,
)

# What is a table already, and only to be saved.
_AS_IT_IS = frozenset(
    {Form.THEMED, Form.REASONS, Form.MOVERS, Form.STAYED, Form.PATTERN, Form.COUNTED, Form.TREND}
)
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
    if not (TABLE.search(message) or FILE.search(message)) or own.councils:
        return None
    return _of_list(before, own)


def _reshaped(before: Request, own: Request) -> Request | None:
    """A table with other columns, in another order, of other councils, or as a file."""
    message = own.message
    told = columns_of(message)
    order, by = order_of(message, told or before.columns)
    without = left_out(message)
    groups = tuple(g for g in own.groups if g.kind is not GroupKind.LISTED)
    is_shape = bool(TABLE.search(message) or FILE.search(message) or HEADINGS.search(message))
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
    on = themes_of_points(replace(own, themes=themes(own)))
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
        return in_reports(listed, _thing(before.subject), is_listed=is_listed)
    is_of_points = Want.ALL_TO_IMPROVE in before.wants or Want.IMPROVE in before.wants
    if is_of_points and before.councils:
        columns = asked or (Column(Told.PUBLISHED), Column(Told.IMPROVE))
        points = replace(before, message=message, goes_on=True, themes=themes(own), subject="")
        return as_table(points, columns)
    if before.form in _AS_IT_IS and not asked:
        wants = before.wants - {Want.WHY} | {Want.FILE}
        return replace(before, message=message, goes_on=True, wants=wants)
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
