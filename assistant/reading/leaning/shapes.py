"""The same once more: for somebody who doubts it, as a table, with its words and pages, in few
words.
"""

import re
from dataclasses import replace

from assistant.reading.leaning.after import ORDERS, SHAPE, After, word_set
from assistant.reading.leaning.items import placed
from assistant.request import LISTING, WRITTEN, Act, Asked, Condition, Form, Request, Want
from assistant.vocabulary import OF_AREAS

_DOUBT = re.compile(
    r"\b(?:are|r) (?:you|u) (?:really |quite |absolutely |totally )?(?:sure|certain|positive)\b"
    r"|^\W*(?:sure|really|seriously|honestly)\W*\?|\bdouble[- ]check|\bcheck (?:that|it) again\b"
    r"|\b(?:is|was) that (?:really |definitely |actually )?(?:right|correct|true|so)\b"
    r"|\bthat (?:can.?t|cannot|doesn.?t|does not) (?:be|sound|seem|look) right\b"
    r"|\bi(?:.d| had| have|.ve)? (?:heard|read|thought)\b|\bsurprise[sd]? me\b"
    r"|\bseems? (?:a bit |very |rather |quite )?(?:high|low|odd|wrong|off|a lot)\b",
    re.I,
)
DOUBT_WORDS = word_set("""
    sure certain positive check double heard read thought surprises surprised correct number seems
    seem high low odd wrong
""")
_WORDS_WANTED = re.compile(
    r"\b(?:exact|actual|verbatim|own|precise) (?:words?|wording|quotes?|text)\b|\bquot(?:e|es|ed)\b"
    r"|\bword for word\b|\bwhat (?:it|they) says? (?:for|about|on|of) each\b|\bwording\b"
    r"|\b(?:which|what) (?:pages?|ones?)\b|\bpage (?:numbers?|refs?|references?)\b|\bthe words\b"
    r"|\bsources?\b|\bwhere (?:is|was|does|did) (?:that|this|it)\b"
    r"|\bhow (?:recent|old|up to date|current) (?:is|are|was|were) (?:that|this|it|they|those)\b",
    re.I,
)
_RECENT = word_set("recent current old")
_TABLE = re.compile(
    r"\b(?:tables?|tabular|spreadsheets?|grid|columns?|csv|excel|xlsx?|alongside)\b"
    r"|\b(?:next to|beside|for|against) each\b|\b(?:add|with|include)\b.{0,25}\bgrades?\b",
    re.I,
)
_SHORT = re.compile(
    r"\b(?:one|a) (?:line|sentence|bullet) (?:each|apiece|per|for each)\b|\bnothing else\b"
    r"|\b(?:just|only) (?:the )?(?:names?|councils|list|grades?)\b|\b(?:names?|grades?) only\b"
    r"|\bshort(?:er|en)\b|\btoo long\b|\bbit long\b|\bbullets?\b",
    re.I,
)
_BARE = re.compile(
    r"\bnothing else\b|\b(?:just|only) (?:the )?(?:names?|grades?)\b|\b(?:names?|grades?) only\b"
    r"|\bnames? and (?:\w+ )?(?:grades?|ratings?)\b",
    re.I,
)
_IN_A_WORD = re.compile(
    r"\byes or no\b|\b(?:one|a|single) (?:sentence|line)\b|\bin short\b|\bshort(?:er)? (?:answer"
    r"|version)\b",
    re.I,
)


def doubted(said: After) -> Request | None:
    """The same again, for somebody who doubts it, with where a council stands that is named."""
    before, own = said.before, said.own
    if not _DOUBT.search(said.message) or not said.is_only(DOUBT_WORDS):
        return None
    if own.councils:
        is_order = before.act is Act.RANK or before.form in ORDERS
        return placed(said, own.councils[0]) if is_order else None
    told = f"{before.context} {before.message}".strip()  # to whom a text is, and how it is said
    context = told if before.form in WRITTEN else before.context
    return said.again(context=context, claim=before.claim)


def reshaped(said: After) -> Request | None:
    """A list, an order, a count as the table that it is, with a column more, or in few words."""
    before, own = said.before, said.own
    if own.names_a_place or before.form in WRITTEN or not said.is_of_many:
        return None
    if not said.is_only(SHAPE, _RECENT, OF_AREAS):
        return None
    if _TABLE.search(said.message):
        wants = before.wants - {Want.SHORTER} | {Want.TABLE}
        return said.again(conditions=_with_columns(said), wants=wants)
    if _BARE.search(said.message) and before.act in LISTING:
        return said.again(form=None, wants=before.wants - {Want.WHY}, asked=Asked())
    if _SHORT.search(said.message) and said.is_by_grade:
        return said.again(asked=Asked())
    if _WORDS_WANTED.search(said.message):
        return said.again(wants=before.wants - {Want.SHORTER} | {Want.PAGES})
    return None


def _with_columns(said: After) -> tuple[Condition, ...]:
    """The conditions before, with areas whose grades are wanted beside them."""
    conditions = said.before.conditions
    if not said.is_by_grade:
        return conditions
    named = set(said.before.areas)
    areas = (c for c in said.own.conditions if c.areas and not named & set(c.areas))
    return (*conditions, *(replace(c, grades=()) for c in areas))


def sides(said: After) -> Request | None:
    """What was written of several councils with a row for each side: "a row for strengths and one
    for problems".
    """
    before = said.before
    is_of_words = before.act in {Act.FIND, Act.COMPARE} and bool(before.themes or before.subject)
    if not is_of_words or not 1 < len(before.councils) <= MOST_BESIDE or said.own.names_a_place:
        return None
    if not (_GOOD_SIDE.search(said.message) and _BAD_SIDE.search(said.message)):
        return None
    return said.anew(act=Act.FIND, form=Form.ABOUT, polarity=None, conditions=())


MOST_BESIDE = 4
_GOOD_SIDE = re.compile(r"\b(?:strengths?|good|positives?|prais\w*|pros|well)\b", re.I)
_BAD_SIDE = re.compile(
    r"\b(?:weak\w*|bad(?:ly)?|problems?|delays?|negatives?|critici\w*|concerns?|cons|gaps|failings?"
    r"|issues?)\b",
    re.I,
)


def of_check(said: After) -> Request | None:
    """What was checked once more: in a word, or with its words."""
    before = said.before
    is_check = before.act is Act.CHECK and before.form is not Form.CORRECTED
    if not is_check or said.own.names_a_place or not said.is_only(SHAPE):
        return None
    if _IN_A_WORD.search(said.message):
        return said.again(claim=before.claim, wants=before.wants | {Want.SHORTER})
    if _WORDS_WANTED.search(said.message) or _TABLE.search(said.message):
        return said.again(claim=before.claim)
    return None
