"""The same again in another shape: "shorter", "only the weaknesses", "which is newest?"."""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import NUMBER, read_length, read_number
from assistant.reading.forms.subjects import BEFORE, FIXED, OF_AREAS, of_whole, themes
from assistant.reading.points import number_in
from assistant.request import Act, First, Form, GroupKind, Polarity, Request, Want
from assistant.times import LATEST

_SHORTER = re.compile(
    r"\b(?:shorter|too long|one line each|cut (?:it|them|that) (?:down|to)|in one line|briefer"
    r"|tighter|trim|condense|snappier|punchier|more concise|half (?:the|that) length)\b",
    re.I,
)


# A list made short: "names only", "in three bullets", "just the councils".
_FEW_WORDS = re.compile(
    r"\b(?:names?|councils?|list|bullets?|headlines?|numbers?|figures?) (?:only|alone)\b"
    r"|\b(?:just|only) (?:the |give me (?:the )?)?(?:names?|councils|list|headlines?|numbers?"
    r"|figures?)\b"
    r"|\bbullet(?:s|ed| points?)?\b|\bone (?:\w+ )?(?:each|apiece)\b",
    re.I,
)


_AS_TABLE = re.compile(r"\b(?:table|tabular|spreadsheet|grid|columns?)\b", re.I)


_WHY = re.compile(
    r"\bwhy\b|\breasons?\b|\bwhat (?:makes|made|for)\b|\bhow come\b|\bon what grounds\b"
    r"|\bevidence\b",
    re.I,
)


# Which place of an order is asked about: "why is the last one last?".
_PLACE = re.compile(
    r"\b(?:last|bottom|lowest|worst|first|top|highest|best|number one)(?: (?:one|place"
    r"|of (?:all|them)|council))?\b",
    re.I,
)


_LIST_WANTED = frozenset({First.BEST, First.WORST, None})


_SUPPLEMENTARY = re.compile(r"\b(?:supplementary|follow[- ]?up|second question)\b", re.I)


_NEWEST = re.compile(
    r"\b(?:most recent|newest|latest|last one|oldest|in date order|by date)\b", re.I
)


_EXACT_WORDS = re.compile(
    r"\b(?:exact|actual|verbatim|own|precise) (?:words?|quotes?|text|wording)\b|\bquotes?\b"
    r"|\bword for word\b",
    re.I,
)


_SAME_HERE = re.compile(
    r"\b(?:same|differ\w*|compare\w*|instead|what about|how about|and (?:for|in|the|among))\b",
    re.I,
)


_OF_MANY_FORMS = {Form.THEMED, Form.EXAMPLES, Form.COUNTED, Form.RISEN, Form.REASONS, Form.MOVERS}


_FEW = re.compile(rf"\b(?:just|only|best|top|first|the) ({NUMBER})\b", re.I)


_LISTED = _OF_MANY_FORMS | {Form.PATTERN, Form.TREND}


_ON_A_TOPIC = {Form.THEMED, Form.EXAMPLES, Form.COUNTED, Form.TREND}


_ABOUT_ANEW = re.compile(
    r"^\W*(?:(?:and|ok|okay|now|right|also|so|then|but|well|thanks?)\b\W*)*(?:the )?(?:same"
    r"|do (?:it|that|this)|just|only|what about|how about|for|on|about|what of"
    r"|(?=\w+(?: \w+){0,4}\W*$))",
    re.I,
)


_WRITTEN = {Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE}


def varied(before: Request, own: Request) -> Request | None:  # noqa: C901, PLR0911 - a table
    """The request before in another shape: "one line each", "which is most recent?", "and the
    requires improvement ones?"; None where a message asks something else.
    """
    message = own.message
    if own.names_a_place or own.act is Act.DANGER:
        return None
    again = replace(before, message=message, goes_on=True, claim="")
    if before.act is Act.BRIEF and len(before.councils) == 1:
        return _varied_brief(before, own, again)
    if ordered := _with_reasons(before, own, again):
        return ordered
    if before.form is None:
        return None
    if before.form in _WRITTEN and FIXED.search(message) and BEFORE.search(message):
        return replace(again, act=Act.BRIEF, form=Form.FOLLOWED, times=LATEST, subject="")
    if before.form in _WRITTEN and (_SHORTER.search(message) or _SUPPLEMENTARY.search(message)):
        number = before.number
        wants = before.wants | ({Want.SHORTER} if _SHORTER.search(message) else set())
        if _SUPPLEMENTARY.search(message):
            wants |= {Want.SUPPLEMENTARY}
        return replace(again, wants=wants, number=number, length=read_length(message))
    return _varied_list(before, own, again)


def _varied_list(before: Request, own: Request, again: Request) -> Request | None:  # noqa: PLR0911 - a table
    """What was computed over many councils in another shape, over others or on another topic."""
    message, form = own.message, before.form
    if form is Form.THEMED and _WHY.search(message) and _PLACE.search(message):
        return replace(again, wants=before.wants - {Want.NEWEST} | {Want.WHY})
    if form in _LISTED and (shaped := _shaped(before, own, again)):
        return shaped
    if form in _OF_MANY_FORMS and _NEWEST.search(message):
        return replace(again, wants=before.wants | {Want.NEWEST})
    if form in _OF_MANY_FORMS and _EXACT_WORDS.search(message):
        return replace(again, number=own.number or read_number(message) or before.number)
    if limited := _limited(before, own, again) or _on_another(before, own, again):
        return limited
    if form is Form.PATTERN and (own.grades or own.limits_councils):
        is_beside = _SAME_HERE.search(message)
        return replace(
            again, conditions=of_whole(own.conditions) or before.conditions,
            groups=own.groups or before.groups, beside_of=before if is_beside else None,
        )  # fmt: skip
    return None


def _with_reasons(before: Request, own: Request, again: Request) -> Request | None:
    """An order by grade with a reason for each: "and why, in a sentence each"."""
    is_order = before.act is Act.RANK and before.form is None and not before.subject
    if not is_order or not _WHY.search(own.message) or own.subject and own.themes:
        return None
    if before.order in {First.MOST_IMPROVED, First.MOST_DECLINED}:
        return replace(again, form=Form.MOVERS, conditions=(), move=None)
    return replace(again, form=Form.REASONS) if before.order in _LIST_WANTED else None


def _shaped(before: Request, own: Request, again: Request) -> Request | None:
    """The same in fewer words, or as the table that it is: "names only", "three bullets"."""
    message = own.message
    is_limited = own.grades or own.limits_councils and not _SHORTER.search(message)
    if is_limited or themes(own):
        return None
    number = read_number(message) or own.number or before.number
    if _SHORTER.search(message) or _FEW_WORDS.search(message):
        return replace(again, wants=before.wants | {Want.SHORTER}, number=number)
    if _AS_TABLE.search(message):
        return replace(again, wants=before.wants - {Want.SHORTER}, number=number)
    return None


def _limited(before: Request, own: Request, again: Request) -> Request | None:
    """The same over other councils: "only the north", "now outside London", "and in the good
    ones?".
    """
    if before.form not in _OF_MANY_FORMS | {Form.TREND} or before.councils or themes(own):
        return None
    groups = tuple(g for g in own.groups if g.kind is not GroupKind.LISTED)
    left_out = {g.names for g in groups if g.excluded}
    groups = tuple(g for g in groups if g.excluded or g.names not in left_out)
    if not (groups or own.grades):
        return None
    few = _FEW.search(own.message)
    number = few and number_in(few[1].lower()) or own.number or before.number
    return replace(
        again, groups=groups or before.groups, number=number,
        conditions=of_whole(own.conditions) or before.conditions,
    )  # fmt: skip


def _on_another(before: Request, own: Request, again: Request) -> Request | None:
    """The same on another topic: "same but for young carers", "and foster carers?"."""
    named = themes(own) if before.form in _ON_A_TOPIC | {Form.REASONS} else ()
    if not named or own.limits_councils or own.grades or not _ABOUT_ANEW.search(own.message):
        return None
    if before.form is Form.REASONS and own.areas and set(named) <= OF_AREAS:
        return replace(again, conditions=own.conditions)
    form = Form.THEMED if before.form is Form.REASONS else before.form
    conditions = () if before.form is Form.REASONS else before.conditions
    return replace(
        again, form=form, themes=named, subject=own.subject, conditions=conditions,
        wants=before.wants - {Want.NEWEST, Want.WHY},
    )  # fmt: skip


def _varied_brief(before: Request, own: Request, again: Request) -> Request | None:
    """A brief with one side of it, or of one area: "only the weaknesses", "and for care
    leavers?".
    """
    message = own.message
    is_of_area = len(own.areas) == 1 and not own.grades and not own.subject
    if before.form in {None, Form.COLUMNS} and is_of_area and _AND_FOR.search(message):
        return replace(again, form=None, conditions=own.conditions, subject="")
    if before.form is Form.COLUMNS and (own.polarity or _ONLY_ONE.search(message)):
        is_praise = own.polarity is Polarity.PRAISE
        polarity = Polarity.PRAISE if is_praise else Polarity.CRITICISM
        return replace(again, form=None, polarity=polarity)
    if before.form in {None, Form.COLUMNS, Form.LINES, Form.YEARS} and FIXED.search(message):
        return replace(again, form=Form.FOLLOWED, times=LATEST, polarity=None)
    if before.form is not None and _SHORTER.search(message):
        return replace(again, form=None, wants=before.wants | {Want.SHORTER})
    return None


_ONLY_ONE = re.compile(r"\b(?:only|just)\b.{0,20}\b(?:weak\w*|bad|strength\w*|good)\b", re.I)


_AND_FOR = re.compile(r"^\W*(?:and|what about|how about|now|same|ok|also|just|only)\b", re.I)
