"""The same with another grade, group, time, number or topic."""

import re
from dataclasses import replace

from assistant.reading.following import joined
from assistant.reading.forms.briefs import WAS_LISTED
from assistant.reading.forms.subjects import OF_AREAS, OF_LEADERSHIP, themes
from assistant.reading.leaning.after import COUNTS, SHAPE, After, word_set
from assistant.reading.leaning.items import theme_called
from assistant.reading.leaning.wider import TYPES
from assistant.reading.points import number_in
from assistant.request import WRITTEN, Act, First, Form, Group, GroupKind, Polarity, Request, Want
from assistant.times import LATEST
from assistant.vocabulary import OF_GRADES

MOST_OF_TOPIC = 12  # words of a message that names another topic and nothing more
_PARTS = TYPES | word_set("""
    north south east west midlands only old recent latest since before after until earlier later
    previous worst best top bottom first last strongest weakest why published similar small size
    picture worse better up different change changed changes others not-inadequate
""")
_BY_DATE = {First.NEWEST, First.OLDEST}
_FEW = re.compile(
    r"\b(?:just|only|the|top|first|best|worst|bottom|those) (?:the )?(?:(?:top|bottom|first|last"
    r"|best|worst) )?(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?! (?:of|in) )",
    re.I,
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bquotes?\b|\bwords\b", re.I)
_AT_THE_END = re.compile(r"\b(?:bottom|worst|weakest)\b", re.I)
_NOT_THE_OTHER = re.compile(r"\b(?:aren.?t|not|unlike|rather than|instead of)\b", re.I)
_AS_BEFORE = re.compile(
    r"\bsame (?:again|thing|question|list|one|for|but|with|in)\b|^\W*(?:and |now )?same\b", re.I
)
_WORSE_SINCE = re.compile(
    r"\b(?:got|getting|gone|become|becoming|been) (?:any |much )?(?:worse|better|(?:more|less)"
    r" common)\b|\bchanged (?:since|over)\b|\b(?:has|how.s|how has) (?:that|this|it) changed\b"
    r"|\bmore (?:or less )?(?:often|common) (?:than|now)\b|\btrend\b",
    re.I,
)
_ABOUT_ANEW = re.compile(
    r"^\W*(?:(?:and|ok|okay|now|right|also|so|then|but|well|thanks?|thx|ta|great|brilliant|useful"
    r"|interesting|lovely|good|hmm|thank you)\b\W*)*(?:same|do|just|only|what about|how about|how"
    r"|for|on|about|what of|any(?:thing)?|with|the|(?=[\w/'’-]+(?: [\w/'’-]+){0,5}\W*$))",
    re.I,
)
_HOW_FARES = re.compile(
    r"\bhow (?:did|do|does|is|are|was|were)\b|\b(?:what|how) about\b|\banything\b|^\W*and\b"
    r"|\bwhat did .{0,30} get\b|\bcome out\b",
    re.I,
)


def of_parts(said: After) -> Request | None:
    """The same with the grade, the group, the time or the number that a message names."""
    before, own = said.before, said.own
    if not said.is_only(SHAPE, _PARTS, OF_GRADES) or own.names_a_place:
        return None
    if before.act is Act.RANK and before.order in _BY_DATE and (end := _date_end(said)):
        return said.again(order=end, number=own.number)
    if own.order in _BY_DATE:
        return None
    if own.times.back and own.move and before.act is Act.GRADE:
        return said.again(act=Act.CHANGE, times=LATEST, move=None)
    is_in_words = before.form in COUNTS | {Form.EXAMPLES, Form.THEMED}
    is_searched = before.form is None and before.act in {Act.COMMON, Act.THEME}
    if not (said.is_of_many and (is_in_words or is_searched)):
        return _of_time(said)
    changed = _changed(said)
    if changed and is_searched and before.act is Act.COMMON and before.themes:
        changed |= {"act": Act.THEME, "form": Form.COUNTED, "is_both_ways": True}
    return said.again(**changed) if changed else None


def _date_end(said: After) -> First | None:
    """The other end of an order by date: "and the most recent?" after who has waited longest."""
    if said.own.order in _BY_DATE:
        return said.own.order
    if _NEWEST.search(said.message):
        return First.NEWEST
    return First.OLDEST if _OLDEST.search(said.message) else None


_NEWEST = re.compile(r"\b(?:most recent\w*|newest|latest|shortest|freshest)\b", re.I)
_OLDEST = re.compile(r"\b(?:longest|oldest|earliest)\b", re.I)


def _changed(said: After) -> dict[str, object]:
    """The parts that a message names, of those by which councils and reports are chosen."""
    before, own = said.before, said.own
    changed: dict[str, object] = {}
    if own.times.is_named:
        changed["times"] = own.times
    if groups := said.own_groups:
        changed["groups"] = groups[:1] if _NOT_THE_OTHER.search(said.message) else groups
    if own.grades and before.form is not Form.PATTERN:
        changed["conditions"] = joined(before.conditions, own.conditions)
    if number := _few(said):
        changed["number"] = number
    if before.form is Form.THEMED and own.order in {First.BEST, First.WORST}:
        changed["order"] = own.order
    return changed


def _of_time(said: After) -> Request | None:
    """The same at another time: "and the time before?"."""
    before = said.before
    is_of_one = before.act in {Act.FIND, Act.BRIEF, Act.GRADE} and bool(before.councils)
    if not said.own.times.is_named or said.own.grades or not is_of_one or before.form in WRITTEN:
        return None
    if WAS_LISTED.search(said.message):  # it is set beside what is asked for now
        return None
    if said.own.act is Act.CHANGE and not said.own.times.back:
        return None
    times = said.own.times
    back = before.times.back + times.back if times.back else 0
    return said.again(times=replace(times, back=back))


def _few(said: After) -> int | None:
    match = _FEW.search(said.message)
    return number_in(match[1].lower()) if match else None


def only_on(said: After) -> Request | None:
    """Only those of the themes counted that are on something: "just the leadership ones"."""
    before, own = said.before, said.own
    on = themes(own)
    if before.form is not Form.PATTERN or own.names_a_place or own.grades or not on:
        return None
    if not _ONLY.match(said.message) or len(said.message.split()) > MOST_OF_TOPIC:
        return None
    if not set(on) & OF_LEADERSHIP and len(on) == 1:
        label = theme_called(on[0]).label
        return said.again(
            act=Act.THEME, form=Form.COUNTED, themes=on, subject=label, text=label, number=None
        )
    every = tuple(sorted(OF_LEADERSHIP)) if set(on) & OF_LEADERSHIP and own.areas else on
    return said.again(themes=every)


_ONLY = re.compile(
    r"^\W*(?:(?:ok|and|now|right|thanks|so)\W+)*(?:just|only|which of (?:those|these|them))\b", re.I
)


def cut(said: After) -> Request | None:
    """The first few of an order, with why they stand there where that is asked: "just the bottom
    two, and why".
    """
    before, own = said.before, said.own
    number = _few(said)
    is_order = before.act is Act.RANK and before.form in {None, Form.REASONS}
    if not (number and is_order) or own.names_a_place or not said.is_only(SHAPE, _PARTS):
        return None
    is_turned = before.order is First.BEST and bool(_AT_THE_END.search(own.message))
    order = First.WORST if is_turned else before.order
    asks_why = bool(_WHY.search(own.message)) and order in {First.BEST, First.WORST}
    form = Form.REASONS if asks_why else before.form
    wants = before.wants - {Want.WHOLE_ORDER, Want.WHY}
    return said.again(number=number, order=order, form=form, wants=wants)


def flipped(said: After) -> Request | None:
    """The other end of an order: "now flip it"."""
    before = said.before
    other = _OTHER_END.get(before.order) if before.order else None
    if before.act is not Act.RANK or other is None or not _FLIPS.search(said.message):
        return None
    return said.again(order=other)


_FLIPS = re.compile(
    r"\b(?:flip|reverse|invert|turn) (?:it|that|them|the (?:order|list))\b"
    r"|\bother way (?:a?round)\b|\b(?:the )?other end\b|\bopposite\b|\bupside down\b",
    re.I,
)
_ENDS = ((First.BEST, First.WORST), (First.MOST, First.FEWEST), (First.NEWEST, First.OLDEST))
_OTHER_END = {a: b for pair in _ENDS for a, b in (pair, pair[::-1])}


def worse_since(said: After) -> Request | None:
    """Whether what was counted has become more or less common: "has that got worse?"."""
    before = said.before
    is_counted = before.form in {Form.PATTERN, Form.COUNTED}
    if not is_counted or said.own.names_a_place or not _WORSE_SINCE.search(said.message):
        return None
    on = before.themes or said.told.themes[:1]
    if not on:
        return None
    return said.anew(
        act=Act.THEME, form=Form.TREND, themes=on[:1], subject=theme_called(on[0]).label,
        polarity=before.polarity or Polarity.CRITICISM, conditions=(),
    )  # fmt: skip


_OF_THESE = re.compile(r"\b(?:of|among|amongst) (?:them|those|these)\b", re.I)


def _counted_of_these(said: After, on: tuple[str, ...]) -> Request:
    """Of which of those listed something is said: "which of them are criticised for turnover?"."""
    polarity = said.own.polarity
    return said.anew(
        act=Act.THEME, form=Form.COUNTED, themes=on, subject=said.own.subject, text=said.own.text,
        conditions=(), groups=(Group(GroupKind.LISTED, said.told.councils),), excluded=(),
        polarity=polarity, is_both_ways=polarity is None, wants=frozenset({Want.HOW_MANY}),
    )  # fmt: skip


def on_another(said: After) -> Request | None:
    """The same on another topic: "and life-story work?", "same again for help and protection"."""
    before, own = said.before, said.own
    is_short = len(said.message.split()) <= MOST_OF_TOPIC
    if own.names_a_place or own.grades or not is_short or said.own_groups or own.times.is_named:
        return None
    on = themes(own)
    if _OF_THESE.search(said.message) and said.is_by_grade and set(on) - OF_AREAS:
        return _counted_of_these(said, on)
    if not _ABOUT_ANEW.search(said.message):
        return None
    if said.is_by_grade and own.areas and _AS_BEFORE.search(said.message):
        return said.again(conditions=joined(before.conditions, own.conditions))
    if before.form is Form.PATTERN and on and before.subject:
        return said.anew(
            act=Act.THEME, form=Form.COUNTED, themes=on, subject=own.subject, text=own.text,
            is_both_ways=True, polarity=None,
        )  # fmt: skip
    is_brief = before.act is Act.BRIEF and len(before.councils) == 1 and before.form is None
    is_topic = bool(on) and not own.areas and not set(on) <= OF_AREAS
    if is_brief and is_topic and _HOW_FARES.search(said.message):
        return said.anew(
            act=Act.FIND, form=Form.ABOUT, themes=on, subject=own.subject, text=own.text,
            conditions=(), polarity=own.polarity,
            times=before.times if before.times.back else LATEST,
        )  # fmt: skip
    return None
