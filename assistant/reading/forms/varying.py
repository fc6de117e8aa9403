"""The same again in another shape: "shorter", "only the weaknesses", "now as a tweet", "for
Leeds, same style".
"""

import re
from dataclasses import replace

from assistant.reading.forms.brief_again import varied_brief
from assistant.reading.forms.claims import asks_to_correct
from assistant.reading.forms.leads import led_again
from assistant.reading.forms.lengths import NUMBER, read_form, read_number
from assistant.reading.forms.periods import years_of
from assistant.reading.forms.practice import better_elsewhere
from assistant.reading.forms.records import facts_asked, of_predecessor
from assistant.reading.forms.retabled import tabled
from assistant.reading.forms.rewriting import (
    OF_SHAPE,
    SHAPES,
    asks_anew,
    drawn_up_elsewhere,
    rewritten,
    written_out,
)
from assistant.reading.forms.subjects import BEFORE, FIXED, OF_AREAS, of_whole, themes
from assistant.reading.forms.tones import asides
from assistant.reading.forms.variations import OF_EACH, SHORTER, varies
from assistant.reading.pointing import stands_alone
from assistant.reading.points import number_in
from assistant.reading.verdicts import points_back
from assistant.request import (
    LISTING,
    OF_MANY,
    WRITTEN,
    Act,
    Again,
    Fact,
    First,
    Form,
    GroupKind,
    Request,
    Want,
)
from assistant.times import LATEST

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


# Why a council is not in an order: "why isn't Leeds in there?", "where is Leeds?".
_WHY_NOT = re.compile(
    r"\bwhy (?:\w+ )?(?:not|no|isn.?t|wasn.?t|aren.?t)\b|\bwhy\b.{0,40}\b(?:not|left out|missing)\b"
    r"|\bwhere(?:.s| is| does| did)\b|\bhow come\b.{0,40}\b(?:not|isn.?t|missing)\b"
    r"|\b(?:missed|missing|left out|forgot\w*)\b|\b(?:shouldn.?t|surely)\b",
    re.I,
)


_ORDERS = frozenset({Form.THEMED, Form.REASONS})


def _why_not(before: Request, own: Request, again: Request) -> Request | None:
    """Where a council stands that is not in the order before: "why isn't Leeds in there?"."""
    is_by_grade = before.act is Act.RANK and before.form is None and not before.subject
    is_order = before.form in _ORDERS or (is_by_grade and before.order in _LIST_WANTED)
    if before.councils or not is_order or len(own.councils) != 1:
        return None
    if not _WHY_NOT.search(own.message):
        return None
    wants = before.wants - {Want.NEWEST} | {Want.WHY}
    form = before.form or Form.REASONS
    return replace(again, form=form, councils=own.councils, wants=wants)


_LIST_WANTED = frozenset({First.BEST, First.WORST, None})


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


def varied(before: Request, own: Request) -> Request | None:  # noqa: C901, PLR0911, PLR0912 - a table
    """The request before in another shape: "one line each", "which is most recent?", "and the
    requires improvement ones?"; None where a message asks something else.
    """
    message = own.message
    if own.act is Act.DANGER:
        return None
    if again := _computed(before, own):
        return again
    if before.facts and (before.councils or before.absent):
        return _varied_facts(before, own)
    is_of_terms = Want.MEANING in before.wants or before.act is Act.DEFINE
    if is_of_terms and (told := _of_terms(before, own)):
        return told
    if before.claim and not own.names_a_place and (told := _of_claim(before, own)):
        return told
    wants = before.wants | asides(message)
    again = replace(before, message=message, goes_on=True, claim="", wants=wants)
    if own.names_a_place:
        return _why_not(before, own, again) or drawn_up_elsewhere(before, own, again)
    is_shape = SHAPES.search(message) or own.asked.again & OF_SHAPE
    if before.form in WRITTEN and asks_anew(own) and not is_shape:
        return None
    if before.form in WRITTEN and FIXED.search(message) and BEFORE.search(message):
        return replace(again, act=Act.BRIEF, form=Form.FOLLOWED, times=LATEST, subject="")
    if before.form in WRITTEN:
        return rewritten(before, own, again)
    shaped = _dated(before, own, again) or better_elsewhere(before, own)
    if shaped := shaped or written_out(before, own, again):
        return shaped
    if before.act is Act.BRIEF and len(before.councils) == 1:
        return varied_brief(before, own, again)
    if ordered := _with_reasons(before, own, again):
        return ordered
    if before.act is Act.EXAMPLE and len(before.councils) > 1 and own.subject:
        return _narrowed(own, again)
    return _varied_list(before, own, again) if before.form else None


def _dated(before: Request, own: Request, again: Request) -> Request | None:
    """What was told over the years in so many lines: "too long, five bullets with the dates"."""
    is_of_lines = read_form(own.message) is Form.LINES and not themes(own)
    if before.form is not Form.YEARS or not is_of_lines:
        return None
    wants = again.wants | {Want.SHORTER}
    return replace(again, number=read_number(own.message) or before.number, wants=wants)


def _computed(before: Request, own: Request) -> Request | None:
    """What was computed over all reports, limited or in another shape: "csv?", "and which of those
    came out badly?".
    """
    led = led_again(before, own) if Fact.LED_BY in before.facts else None
    return led or of_predecessor(before, own) or tabled(before, own)


def _narrowed(own: Request, again: Request) -> Request | None:
    """What one council may learn from another, on one topic: "narrow it to frontline managers"."""
    if not _NARROWS.search(own.message):
        return None
    return replace(again, subject=own.subject, themes=themes(own))


_NARROWS = re.compile(
    r"\b(?:narrow|only|just|focus\w*|limit|stick|keep) (?:\w+ ){0,2}?(?:to|on|the)?\b", re.I
)


def _varied_list(before: Request, own: Request, again: Request) -> Request | None:  # noqa: PLR0911 - a table
    """What was computed over many councils in another shape, over others or on another topic."""
    message, form = own.message, before.form
    if form is Form.THEMED and varies(own, Again.WHY, _WHY) and _PLACE.search(message):
        return replace(again, wants=before.wants - {Want.NEWEST} | {Want.WHY})
    if form in _LISTED and (shaped := _shaped(before, own, again)):
        return shaped
    if form in _OF_MANY_FORMS and _NEWEST.search(message):
        return replace(again, wants=before.wants | {Want.NEWEST})
    if form in _OF_MANY_FORMS and _EXACT_WORDS.search(message):
        return replace(again, number=own.number or read_number(message) or before.number)
    if limited := _limited(before, own, again) or _on_another(before, own, again):
        return limited
    if form is Form.PATTERN and own.times.names_years and before.times.names_years:
        told = sorted((before.times, years_of(own)), key=lambda times: times.ends)
        return replace(again, periods=tuple(told), times=LATEST)
    if form is Form.PATTERN and (own.grades or own.limits_councils):
        is_beside = _SAME_HERE.search(message)
        return replace(
            again, conditions=of_whole(own.conditions) or before.conditions,
            groups=own.groups or before.groups, beside_of=before if is_beside else None,
        )  # fmt: skip
    return None


def _of_claim(before: Request, own: Request) -> Request | None:
    """A claim that was looked up once more: for its page, at the inspection before, or in words
    that can be said.
    """
    again = replace(before, message=own.message, goes_on=True, statements=())
    if _OF_CLAIM.search(own.message):
        return again
    if asks_to_correct(own.message) or points_back(own.message):
        return replace(again, form=Form.CORRECTED)
    is_short = len(own.message.split()) <= _OF_A_QUESTION
    return replace(again, times=own.times) if is_short and own.times.back else None


# Asked of a claim that was looked up: "and which page?", "do they still say so?".
_OF_CLAIM = re.compile(
    r"^\W*(?:(?:and|ok|so|but|thanks)\W+)*(?:(?:on |in )?(?:which|what) (?:page|report|year"
    r"|inspection)|where (?:is|does|did|was)|page\b|do(?:es)? (?:they|it|ofsted|inspectors) still\b"
    r"|is (?:it|that) still\b)(?:\W+\w+){0,6}\W*$",
    re.I,
)


def _of_terms(before: Request, own: Request) -> Request | None:
    """What terms mean in another way: "got an example of that?", "explain it like I'm ten"."""
    asks_example = _EXAMPLE.search(own.message) and not own.names_a_place
    if not (asks_example or _goes_on_asking(own)):
        return None
    again = replace(own, act=Act.DEFINE, wants=own.wants | {Want.MEANING}, goes_on=True)
    if asks_example:
        return replace(again, form=None, facts=(), wants=again.wants | {Want.WORDS})
    return replace(again, context=before.message)


def _goes_on_asking(own: Request) -> bool:
    """Whether a message goes on asking what terms mean: "so is SIF the same thing?"."""
    if Want.MEANING in own.wants or _THE_SAME.search(own.message):
        return True
    if varies(own, Again.PLAIN, _PLAINLY) and not own.names_a_place:
        return True  # "explain it like I'm ten"
    is_short = len(own.message.split()) <= _OF_A_QUESTION and not own.names_a_place
    if not is_short or _OF_REPORTS.search(own.message):
        return False
    leans = _ASKS_OF_IT.search(own.message) and not (own.groups or own.grades)
    return bool(leans) or own.act not in OF_MANY and bool(_AND_IF.search(own.message))


# "does either change the grade?", "who sits on it?"; not "which councils have one?"
_ASKS_OF_IT = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:who|what|when|where|why|how|is|are|does|do|can|could|will"
    r"|would|must|has)\b"
    r".{0,60}?\b(?:it|its|they|them|their|that|this|these|those|one|either|both|each|you|i)\b",
    re.I,
)


_OF_REPORTS = re.compile(
    r"\b(?:which|what|how many|any|list|show) (?:\w+ ){0,2}(?:councils?|authorities|boroughs|places"
    r"|reports?)\b|\b(?:reports?|inspectors?|ofsted) (?:\w+ )?(?:say|said|find|found|tell)\b"
    r"|\bin (?:the|your|this) (?:library|reports)\b|\bthanks?\b",
    re.I,
)


_PLAINLY = re.compile(
    r"\blike (?:i|they|we)['’]?(?:m|re)?(?: am| are| were| was)? (?:an? )?\w+"
    r"|\b(?:in|put it in) (?:plain|simple|simpler|easy|everyday|normal) (?:words|terms|english)\b"
    r"|\b(?:plainer|simpler|more simply)\b"
    r"|\b(?:for|to) (?:an? |my )?(?:\w+[ -]){0,2}(?:year[ -]?old"
    r"|kids?|child|children|pupils)\W*$",
    re.I,
)


_EXAMPLE = re.compile(
    r"\b(?:examples?|instances?)\b|\b(?:real|actual) (?:report|case|one)\b"
    r"|\b(?:where|which reports?) (?:does|do|did|is|was) (?:it|that|they|one)\b",
    re.I,
)


_AND_IF = re.compile(r"^\W*(?:and|so|ok|but|what about|how about|or)\b", re.I)


_THE_SAME = re.compile(r"\bthe same (?:thing|as)\b|\bdiffer\w* from\b", re.I)


def _varied_facts(before: Request, own: Request) -> Request | None:
    """Other facts of the same inspection, or the same of another: "and who led it?", "and
    Leeds?", "and before that?".
    """
    again = replace(before, message=own.message, goes_on=True)
    is_short = len(own.message.split()) <= _OF_A_SHORT_ONE
    facts = facts_asked(own.message) or tuple(each for each in Fact if each in own.asked.facts)
    is_of_many = own.act in LISTING and bool(own.grades or own.groups or own.move)
    if facts and not (own.names_a_place or own.subject or is_of_many):
        times = own.times if own.times.is_named else before.times
        return replace(again, facts=facts, kinds=own.kinds, times=times)
    if is_short and (own.councils or own.absent) and not (own.conditions or own.subject):
        return replace(again, councils=own.councils, absent=own.absent)
    if is_short and own.times.is_named and not own.names_a_place and not own.conditions:
        return replace(again, times=own.times)
    return None


_OF_A_SHORT_ONE = 6  # words


_OF_A_QUESTION = 9


def _with_reasons(before: Request, own: Request, again: Request) -> Request | None:
    """An order by grade with a reason for each: "and why, in a sentence each"."""
    is_order = before.act is Act.RANK and before.form is None and not before.subject
    if not is_order or not varies(own, Again.WHY, _WHY) or own.subject and own.themes:
        return None
    if before.order in {First.MOST_IMPROVED, First.MOST_DECLINED}:
        return replace(again, form=Form.MOVERS, conditions=(), move=None)
    return replace(again, form=Form.REASONS) if before.order in _LIST_WANTED else None


def _shaped(before: Request, own: Request, again: Request) -> Request | None:
    """The same in fewer words, or as the table that it is: "names only", "three bullets"."""
    message = own.message
    is_shorter = varies(own, Again.SHORTER, SHORTER)
    is_limited = own.grades or own.limits_councils and not is_shorter
    if is_limited or themes(own):
        return None
    number = read_number(message) or own.number or before.number
    if number == 1 and OF_EACH.search(message):  # "one line each"
        number = before.number
    if is_shorter or _FEW_WORDS.search(message):
        return replace(again, wants=before.wants | {Want.SHORTER}, number=number)
    if varies(own, Again.TABLE, _AS_TABLE):
        return replace(again, wants=before.wants - {Want.SHORTER}, number=number)
    return None


def _limited(before: Request, own: Request, again: Request) -> Request | None:
    """The same over other councils: "only the north", "now outside London", "and in the good
    ones?".
    """
    if before.form not in _OF_MANY_FORMS | {Form.TREND} or before.councils or themes(own):
        return None
    if own.act is Act.COMMON or stands_alone(
        own
    ):  # "only the good ones – what are they still told to do?"
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
