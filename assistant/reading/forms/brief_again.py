"""A brief once more: one side of it, or one area: "only the weaknesses", "and care leavers?"."""

import re
from dataclasses import replace

from assistant.reading.forms.items import items_in
from assistant.reading.forms.subjects import COLUMNS, FIXED, OF_LEADERSHIP, has_topic, themes
from assistant.reading.forms.variations import SHORTER, varies
from assistant.request import Again, Form, Polarity, Request, Want
from assistant.themes import all_themes
from assistant.times import LATEST


def varied_brief(  # noqa: C901, PLR0911 - a table
    before: Request, own: Request, again: Request
) -> Request | None:
    """A brief with one side of it, or of one area: "only the weaknesses", "and for care
    leavers?".
    """
    message = own.message
    if before.form is Form.ITEMS and (items_now := items_in(message)):
        return replace(again, items=items_now, wants=again.wants | {Want.NO_GRADES})
    if Want.ALL_TO_IMPROVE in before.wants and (some := _some_points(own)):
        return replace(again, themes=some, subject="", polarity=None)
    tells_more = own.subject and not (_BITS.search(message) and not own.themes)
    is_of_area = len(own.areas) == 1 and not own.grades and not tells_more
    if before.form in {None, Form.COLUMNS} and is_of_area and _AND_FOR.search(message):
        wants = again.wants - {Want.SHORTER}  # what is asked anew is not yet too long
        wants |= {Want.SHORTER} if varies(own, Again.SHORTER, SHORTER) else set()
        return replace(again, form=None, conditions=own.conditions, subject="", wants=wants)
    if has_topic(own):
        return None
    polarity = Polarity.CRITICISM if _WORRIES.search(message) else _one_side(own)
    if polarity:
        form = before.form if before.form is Form.ABOUT else None
        return replace(again, form=form, polarity=polarity, subject=before.subject if form else "")
    if before.polarity is None and varies(own, Again.TABLE, COLUMNS):
        return replace(again, form=Form.COLUMNS, subject="")
    if before.form in {None, Form.COLUMNS} and _STILL_OPEN.search(message):
        return replace(again, form=None, polarity=Polarity.CRITICISM, subject="")
    if before.form in {None, Form.COLUMNS, Form.YEARS} and FIXED.search(message):
        return replace(again, form=Form.FOLLOWED, times=LATEST, polarity=None)
    if before.form is not None and varies(own, Again.SHORTER, SHORTER):
        return replace(again, form=None, wants=before.wants | {Want.SHORTER})
    return None


def _some_points(own: Request) -> tuple[str, ...]:
    """The themes of the points that alone are wanted: "only those on practice", "not leadership",
    "just the ones about care leavers".
    """
    if not _OF_THOSE.search(own.message):
        return ()
    every = [theme.name for theme in all_themes()]
    practice = tuple(name for name in every if name not in OF_LEADERSHIP)
    if _PRACTICE.search(own.message):
        return practice
    if _LEADING.search(own.message):
        return tuple(name for name in every if name in OF_LEADERSHIP)
    return themes(own)


_OF_THOSE = re.compile(
    r"\b(?:only|just|(?<!or )not|without|leave out|except|but not|excluding)\b", re.I
)


_LEADING = re.compile(r"\b(?:leaders?|leadership|management|managers?)\b", re.I)


_PRACTICE = re.compile(
    r"\b(?:social work|front ?line|practice)\b(?! leaders)"
    r"|\b(?:not|without|leave out|except|excluding)(?: \w+){0,3} (?:leadership|leaders"
    r"|management)\b",
    re.I,
)


# "Only the bits about children in care": what is wanted of what was told.
_BITS = re.compile(r"\b(?:bits?|parts?|stuff|things?|ones?|section|points?)\b|\bonly\b", re.I)


_WORRIES = re.compile(
    r"\b(?:worr(?:y|ies|ied|ying)|concern(?:s|ed|ing)?|alarm(?:s|ed|ing)?|red flags?|lose sleep"
    r"|keep (?:me|you|us) (?:up|awake)|(?:watch|look) out(?: for)?|wary of|biggest risks?"
    r"|scares?|frighten\w*)\b",
    re.I,
)


_STILL_OPEN = re.compile(
    r"\b(?:still|yet|remain\w*)\b.{0,20}\b(?:outstanding|open|unresolved|to do|to be done"
    r"|not (?:done|fixed|sorted|resolved)|a problem|problems|issues?)\b",
    re.I,
)


def _one_side(own: Request) -> Polarity | None:
    """The side of a brief that alone is wanted: "only the weaknesses", "skip the praise"."""
    if only := _ONLY_ONE.search(own.message):
        return Polarity.CRITICISM if _BAD_SIDE.search(only[0]) else Polarity.PRAISE
    sides = {Again.ONLY_BAD: Polarity.CRITICISM, Again.ONLY_GOOD: Polarity.PRAISE}
    return next((sides[each] for each in sides if each in own.asked.again), None)


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


_AND_FOR = re.compile(
    r"^\W*(?:(?:good|great|ok(?:ay)?|fine|thanks?|ta|right|lovely|perfect|yes)\b\W*)*"
    r"(?:and|what about|how about|now|same|ok|also|just|only)\b",
    re.I,
)
