"""The same of others: of all but those listed, of how many, of another council, of who does it
best.
"""

import re
from dataclasses import replace

from assistant.reading.following import all_but
from assistant.reading.forms.subjects import of_whole, themes
from assistant.reading.leaning.after import COUNTS, After, on_topic_of, word_set
from assistant.request import (
    LISTING,
    WRITTEN,
    Act,
    First,
    Form,
    Group,
    GroupKind,
    Polarity,
    Request,
    Want,
)

_OTHERS = re.compile(
    r"\b(?:who|what|where|anyone|anybody|anywhere|which|any(?:thing)?|someone) else\b"
    r"|\b(?:any|some|the|what|which|there|and|other|are|so|were|in|how many) ?others\b"
    r"|\bthe rest\b"
    r"|\b(?:the )?next (?:few|lot|ones?|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
    r"|\b(?:any|some|few|two|three|four|five|\d) more\b|\bmore of (?:them|those|these)\b"
    r"|\bother (?:councils|places|areas|authorities|ones|examples|boroughs|las)\b"
    r"|\b(?:already|been) (?:been to|seen|know|got|have|had|visited|tried|to)\b",
    re.I,
)
_OTHER_WORDS = word_set("next few rest others other else visited tried seen jumped jump managed")
# Whether what was found of some is so of many: "is that common?", "or is it just them?".
_SPREAD = re.compile(
    r"\b(?:is|are|was) (?:that|this|it|they|these|those)\b.{0,30}\b(?:common|usual|typical|normal"
    r"|unusual|rare|widespread|everywhere|elsewhere|nationally|national|the same (?:for|across|in)"
    r"|just (?:them|a (?:couple|few)|one|here)|only them|a (?:pattern|trend|common))\b"
    r"|\bhow (?:common|widespread|usual|typical|rare)\b|\beverywhere\b|\belsewhere\b"
    r"|\b(?:any(?:where|one|body)|who|where) else\b|\b(?:any|which|are there) others\b"
    r"|\b(?:any|many|do|what) other (?:councils|places|areas|authorities|ones)\b"
    r"|\b(?:are|is|was|were) (?:we|they|it|this|that) (?:alone|the only ones?"
    r"|on (?:our|their) own)\b|\b(?:just|only) us\b"
    r"|\bjust (?:them|a (?:couple|few) (?:of )?(?:places|councils))\b",
    re.I,
)
_WHY = re.compile(r"\bwhy\b|\bhow come\b", re.I)
_NOT_THESE = re.compile(r"\bwhy (?:them|those|these|not|isn.?t|aren.?t|is|are)\b|\bnot\b", re.I)
_WHO = re.compile(r"\b(?:who(?:se|.s)?|which (?:councils?|ones?|places?)|where|anyone)\b", re.I)
_BEST_WORDS = word_set("""
    strongest best better examples example top leading strong praised excellent shining properly
    doing cracked
""")
_BEST = re.compile(rf"\b(?:{'|'.join(sorted(_BEST_WORDS - {'doing'}))}|well)\b", re.I)
TYPES = word_set("county counties city cities unitary unitaries borough boroughs london mets")


def of_others(said: After) -> Request | None:
    """The same of all but those listed: "who else?", "the next five", "and the rest?"."""
    before, own = said.before, said.own
    if own.names_a_place or own.grades or own.areas or not _OTHERS.search(said.message):
        return None
    if not said.is_only(_OTHER_WORDS):
        return None
    if before.form is Form.PATTERN or before.act is Act.COMMON:
        return _of_the_other_grades(said)
    if before.act is Act.CHECK and len(before.councils) == 1:
        return _of_whom_else(said)
    names = said.told.councils if said.is_of_many else ()
    if not names:
        return None
    kept = {"groups": said.groups, "times": own.times if own.times.is_named else before.times}
    if said.is_by_grade and before.act is not Act.RANK:
        if before.number is None:  # all of them were listed: how the others were graded
            areas = tuple(replace(c, grades=()) for c in before.conditions if c.areas)
            others = (*before.excluded, *names)
            return said.again(act=Act.LIST, conditions=areas, move=None, excluded=others, **kept)
        return said.again(excluded=(*before.excluded, *names[: before.number]), number=None, **kept)
    number = own.number or before.number
    return said.again(excluded=(*before.excluded, *names), number=number, **kept)


def _of_the_other_grades(said: After) -> Request | None:
    """The same of councils of all other grades: "and the others?" of the inadequate ones."""
    graded = of_whole(said.before.conditions)
    if len(graded) != 1:
        return None
    others = replace(graded[0], grades=all_but(graded[0].grades))
    return said.again(conditions=(others,), beside_of=None)


def _of_whom_else(said: After) -> Request | None:
    """Of which other councils a claim on grades is so: "has anyone else done that?"."""
    before, own = said.before, said.own
    if not (before.move or before.grades):
        return None
    act = Act.COUNT if Want.HOW_MANY in own.wants else Act.LIST
    groups = said.own_groups or (Group(GroupKind.ALL),)
    return said.anew(
        act=act, form=None, councils=(), excluded=before.councils, groups=groups, move=before.move
    )


def spread(said: After) -> Request | None:
    """How many councils it is so of, after what was found of one: "is that common?"."""
    before, own = said.before, said.own
    if own.names_a_place or not _SPREAD.search(said.message):
        return None
    if before.form is Form.PATTERN and before.conditions and not own.conditions:
        return said.again(conditions=(), beside_of=before)
    on = themes(own) or before.themes
    if not on or before.form in WRITTEN or before.act in {Act.BRIEF, Act.CHECK}:
        return None
    polarity = own.polarity or before.polarity
    return said.anew(
        act=Act.THEME, form=Form.COUNTED, themes=on, councils=(), excluded=before.councils,
        groups=said.groups, polarity=polarity, is_both_ways=polarity is None, conditions=(),
        wants=frozenset({Want.HOW_MANY}),
    )  # fmt: skip


def elsewhere(said: After) -> Request | None:
    """What was asked of many, of councils that are named: "anything from Leeds?", "does Leeds have
    those?", "now do that for Leeds, York and Hull".
    """
    before, own = said.before, said.own
    if own.excluded and not own.councils and _NOT_THESE.search(said.message):
        named = replace(own, councils=own.excluded, excluded=())  # "why them and not Leeds?"
        return elsewhere(replace(said, heard=replace(said.heard, request=named)))
    if not (own.councils and said.is_of_many) or own.conditions:
        return None
    if not said.is_only(_NAMING_WORDS | TYPES):
        return None
    if len(own.councils) > 1 and before.form in COUNTS | {Form.EXAMPLES, Form.THEMED}:
        groups = said.own_groups or (Group(GroupKind.LISTED, own.councils),)
        return said.again(groups=groups, beside_of=None)
    if len(own.councils) > 1 or own.groups:
        return None
    if before.form is Form.EXAMPLES:
        return _of_practice(said)
    return _points_of(said) if before.form is Form.PATTERN else None


_NAMING_WORDS = word_set("why why's those that's near nearby does ours instead")


def why_listed(said: After) -> Request | None:
    """Why a council has the grade by which it was listed: "why's Leeds on there?"."""
    own = said.own
    is_of_one = len(own.councils) == 1 and said.is_by_grade and said.before.act is not Act.RANK
    if not (is_of_one and _WHY.search(said.message)) or not said.is_only(_NAMING_WORDS):
        return None
    areas = tuple(replace(c, grades=()) for c in said.before.conditions if c.areas)
    return said.anew(
        act=Act.GRADE, councils=own.councils, groups=(), conditions=areas,
        wants=frozenset({Want.WHY}),
    )  # fmt: skip


def briefs_beside(said: After) -> Request | None:
    """A brief of one council beside that of another: "compare that with Leeds"."""
    before, own = said.before, said.own
    is_brief = before.act is Act.BRIEF and not (before.subject or before.form)
    if not (is_brief and own.councils and own.act is Act.COMPARE) or own.conditions:
        return None
    if not said.is_only(_COMPARING):
        return None
    return said.anew(
        act=Act.BRIEF, councils=tuple(dict.fromkeys((*before.councils, *own.councils))),
        wants=before.wants,
    )  # fmt: skip


_COMPARING = word_set("compare compared comparison against versus vs side beside differ different")


def _of_practice(said: After) -> Request:
    """Of one council what practice of many was looked for; beside the first of those listed, where
    it is asked why it was not among them.
    """
    names = said.own.councils
    if _NOT_THESE.search(said.message):
        names = tuple(dict.fromkeys((*said.told.councils[:1], *names)))
    return on_topic_of(said, names)


def _points_of(said: After) -> Request:
    """What one council must improve, or is praised for, of the themes that were counted."""
    polarity = said.before.polarity
    is_praise = polarity is Polarity.PRAISE
    return said.anew(
        act=Act.BRIEF, form=None, councils=said.own.councils, groups=(), conditions=(), subject="",
        themes=() if is_praise else said.told.themes, polarity=polarity if is_praise else None,
        wants=frozenset() if is_praise else frozenset({Want.IMPROVE, Want.ALL_TO_IMPROVE}),
    )  # fmt: skip


def around_one(said: After) -> Request | None:
    """How those around a council were graded, of which the whole was asked: "how do its neighbours
    do?".
    """
    before, own = said.before, said.own
    is_of_whole = len(before.councils) == 1 and not (before.subject or before.claim)
    if not (is_of_whole and own.groups) or own.names_a_place or own.grades or own.times.is_named:
        return None
    if own.act in LISTING or not said.is_only(_FARING):
        return None
    return said.anew(
        act=Act.LIST, form=None, groups=own.groups, conditions=own.conditions, polarity=None,
        length=None, characters=None,
    )  # fmt: skip


_FARING = word_set(
    "neighbours neighbour neighbouring fare fares compare region nearby round rest set"
)


def best_on(said: After) -> Request | None:
    """Who does best what was asked about: "which councils are the strongest examples?"."""
    before, own = said.before, said.own
    asks = _WHO.search(said.message) and _BEST.search(said.message)
    if not asks or own.names_a_place or own.conditions or themes(own) or before.councils:
        return None
    if not (before.themes or before.subject) or before.act in LISTING and before.form is None:
        return None
    if before.form in {Form.EXAMPLES, Form.THEMED} or not said.is_only(_BEST_WORDS):
        return None
    return said.anew(
        act=Act.EXAMPLE, form=Form.EXAMPLES, polarity=Polarity.PRAISE, conditions=(),
        groups=said.groups, number=own.number,
    )  # fmt: skip


def worst_on(said: After) -> Request | None:
    """The other side of praised practice: "any warnings, councils that got it wrong?"."""
    before, own = said.before, said.own
    if before.form is not Form.EXAMPLES or not before.themes or own.names_a_place:
        return None
    if own.polarity is not Polarity.CRITICISM or not said.is_only(_BAD_WORDS):
        return None
    return said.anew(
        act=Act.THEME, form=Form.THEMED, order=First.WORST, polarity=None, groups=said.groups
    )


_BAD_WORDS = word_set("""
    warnings warning wrong badly bad worst worse failing fail failed fails criticised criticism
    poor poorly struggle struggling told off weak weaker weakest cautionary tales tale avoid
""")
