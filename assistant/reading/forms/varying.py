"""The same again in another shape: "shorter", "only the weaknesses", "which is newest?"."""

import re
from dataclasses import replace
from typing import Any

from assistant.reading.forms.claims import asks_to_correct
from assistant.reading.forms.lengths import read_form, read_length, read_number
from assistant.reading.forms.records import facts_asked
from assistant.reading.forms.subjects import BEFORE, COLUMNS, FIXED, has_topic, of_whole
from assistant.request import OF_MANY, Act, Form, Polarity, Request, Want
from assistant.times import LATEST

_SHORTER = re.compile(
    r"\b(?:shorter|too long|one line each|cut (?:it|them|that) (?:down|to)|in one line|briefer"
    r"|tighter|trim|condense|snappier|punchier|more concise|half (?:the|that) length)\b",
    re.I,
)


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


_WRITTEN = {Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE}


def varied(before: Request, own: Request) -> Request | None:  # noqa: C901, PLR0911 - a table
    """The request before in another shape: "one line each", "which is most recent?", "and the
    requires improvement ones?"; None where a message asks something else.
    """
    message = own.message
    if before.facts and before.councils and own.act is not Act.DANGER:
        return _varied_facts(before, own)
    if own.act is Act.DANGER:
        return None
    is_of_terms = Want.MEANING in before.wants or before.act is Act.DEFINE
    if is_of_terms and _goes_on_asking(own):
        wants = own.wants | {Want.MEANING}
        return replace(own, act=Act.DEFINE, wants=wants, context=before.message, goes_on=True)
    if own.names_a_place:
        return None
    if before.claim and asks_to_correct(message):
        return replace(before, message=message, goes_on=True, form=Form.CORRECTED, statements=())
    again = replace(before, message=message, goes_on=True, claim="")
    if before.act is Act.BRIEF and len(before.councils) == 1:
        return _varied_brief(before, own, again)
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
    if before.form in _OF_MANY_FORMS and _NEWEST.search(message):
        return replace(again, wants=before.wants | {Want.NEWEST})
    if before.form in _OF_MANY_FORMS and _EXACT_WORDS.search(message):
        number = own.number or read_number(message) or before.number
        return replace(again, number=number)
    if before.form is Form.PATTERN and (own.grades or own.limits_councils):
        is_beside = _SAME_HERE.search(message)
        return replace(
            again, conditions=of_whole(own.conditions) or before.conditions,
            groups=own.groups or before.groups, beside_of=before if is_beside else None,
        )  # fmt: skip
    return None


def _goes_on_asking(own: Request) -> bool:
    """Whether a message goes on asking what terms mean: "so is SIF the same thing?"."""
    if Want.MEANING in own.wants or _THE_SAME.search(own.message):
        return True
    is_short = len(own.message.split()) <= _FEW_WORDS and not own.names_a_place
    return is_short and own.act not in OF_MANY and bool(_AND_IF.search(own.message))


_AND_IF = re.compile(r"^\W*(?:and|so|ok|but|what about|how about|or)\b", re.I)


_THE_SAME = re.compile(r"\bthe same (?:thing|as)\b|\bdiffer\w* from\b", re.I)


def _varied_facts(before: Request, own: Request) -> Request | None:
    """Other facts of the same inspection, or the same of another: "and who led it?", "and
    Leeds?", "and before that?".
    """
    again = replace(before, message=own.message, goes_on=True)
    is_short = len(own.message.split()) <= _FEW_WORDS
    if (facts := facts_asked(own.message)) and not own.names_a_place and not own.subject:
        times = own.times if own.times.is_named else before.times
        return replace(again, facts=facts, kinds=own.kinds, times=times)
    if is_short and own.councils and not (own.conditions or own.subject):
        return replace(again, councils=own.councils)
    if is_short and own.times.is_named and not own.names_a_place and not own.conditions:
        return replace(again, times=own.times)
    return None


_FEW_WORDS = 6


def _varied_brief(before: Request, own: Request, again: Request) -> Request | None:
    """A brief with one side of it, or of one area: "only the weaknesses", "and for care
    leavers?".
    """
    message = own.message
    is_of_area = len(own.areas) == 1 and not own.grades and not own.subject
    if before.form in {None, Form.COLUMNS} and is_of_area and _AND_FOR.search(message):
        return replace(again, form=None, conditions=own.conditions, subject="")
    if has_topic(own):
        return None
    if side := _ONLY_ONE.search(message):
        polarity = Polarity.CRITICISM if _BAD_SIDE.search(side[0]) else Polarity.PRAISE
        return replace(again, form=None, polarity=polarity, subject="")
    if before.polarity is None and COLUMNS.search(message):
        return replace(again, form=Form.COLUMNS, subject="")
    if before.polarity is None and (shape := _shape(message)):
        return replace(again, act=Act.WRITE, subject="", **shape)
    if before.form in {None, Form.COLUMNS, Form.LINES, Form.YEARS} and FIXED.search(message):
        return replace(again, form=Form.FOLLOWED, times=LATEST, polarity=None)
    if before.form is not None and _SHORTER.search(message):
        return replace(again, form=None, wants=before.wants | {Want.SHORTER})
    return None


def _shape(message: str) -> dict[str, Any]:
    """In how many lines or words it is wanted: "three bullets", "in 100 words", "one line"."""
    if length := read_length(message):
        return {"form": Form.TEXT, "length": length}
    if read_form(message) is Form.LINES and (number := read_number(message)):
        return {"form": Form.LINES, "number": number}
    return {}


_BAD_SIDE = re.compile(
    r"\b(?:weak\w*|bad|negativ\w*|problems?|concerns?|criticisms?|failings?|gaps|wrong)\b", re.I
)
_ONLY_ONE = re.compile(
    r"\b(?:only|just)\b.{0,20}\b(?:weak\w*|bad|negativ\w*|problems?|concerns?|criticisms?|failings?"
    r"|gaps|strength\w*|good|positiv\w*|praise)\b"
    r"|\b(?:weak(?:nesses|points?)|negatives|problems|concerns|criticisms|strengths|positives)"
    r" only\b",
    re.I,
)


_AND_FOR = re.compile(r"^\W*(?:and|what about|how about|now|same|ok|also|just|only)\b", re.I)
