"""A message that says little of its own: the request before with the part changed that it names,
or with what the answer listed.

"Who else?" asks the same of all but those just listed, "same again for Leeds" of another council,
"before 2018?" of another time, "the second one" of one that was listed, "and life-story work?" on
another topic, "are you sure?" the same once more. A message with a question of its own is not
read here, and goes on as `following.py` tells.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.reading.following import MessageReading, follow, joined
from assistant.reading.forms.subjects import OF_AREAS, of_whole, themes
from assistant.reading.pointing import pointed_at, without_place
from assistant.reading.points import number_in
from assistant.reading.told import Tells, Told
from assistant.request import (
    LISTING,
    OF_MANY,
    Act,
    Again,
    Asked,
    First,
    Form,
    GroupKind,
    Polarity,
    Request,
    Want,
)
from assistant.scale import RANKS
from assistant.themes import all_themes, themes_asked
from assistant.times import LATEST
from index.reports import Grade

FROM_BEFORE = "before"  # what read the act, in `Request.read_by`
MOST_WORDS = 24  # a longer message tells something of its own
MOST_OF_TOPIC = 9  # words of a message that names another topic and nothing more
_LISTS = frozenset({Form.THEMED, Form.REASONS, Form.MOVERS, Form.STAYED, Form.EXAMPLES, Form.RISEN})
_COUNTS = frozenset({Form.PATTERN, Form.COUNTED, Form.TREND})
_DRAWN_UP = frozenset({Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE})
_AROUND = frozenset({GroupKind.LISTED, GroupKind.OTHERS, GroupKind.NEIGHBOURS, GroupKind.NEARBY})
_WITHOUT_ANSWER = frozenset(
    {Act.TALK, Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE, Act.DANGER, Act.DEFINE}
)

# Words that stand in messages of every kind, and tell nothing of what they are on.
_SMALL = frozenset(
    """
    a an the and or but so if then than as at by for from in into of off on onto out over per to up
    with about between among amongst under
    i i'd i'm i've i'll me my we we'd we're we've us our you you'd your he his she her it its it's
    they they're them their theirs this that that's those these there there's here
    is isn't are aren't was wasn't were weren't be been being do does did don't doesn't didn't done
    has have had haven't hasn't can could can't couldn't will would may might must shall should
    who who's what what's which whose where when how any some all each every both either neither
    not no none yes yeah ok okay right well now just only also too still even else ever already
    again same like such very really quite bit rather please pls plz thanks thank thx ta cheers
    great good brilliant lovely fine perfect interesting useful helpful hmm hm oh ah hang wait sorry
    actually exactly one ones two lot lots thing things stuff kind sort more most less least fewer
    council councils authority authorities place places area areas anyone anybody anywhere
    someone somebody somewhere everyone everybody everywhere elsewhere people
    show give tell say says said get got go goes make made put do list listed see look need want
    know think find found report reports inspection inspections inspector inspectors ofsted
    what'd whats thats theyre dont isnt havent cant if possible say me back time times year years
    looking mean means does come comes came true case happen happened happens apply applies
    """.split()
)
_OTHERS = re.compile(
    r"\b(?:who|what|where|anyone|anybody|anywhere|which|any(?:thing)?|someone) else\b"
    r"|\b(?:any|some|the|what|which|there|and|other|are|so|were|in)? ?others\b"
    r"|\b(?:the|all the) rest\b"
    r"|\b(?:the )?next (?:few|lot|ones?|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
    r"|\b(?:any|some|few|two|three|four|five|\d) more\b|\bmore of (?:them|those|these)\b"
    r"|\bother (?:councils|places|areas|authorities|ones|examples|boroughs|las)\b"
    r"|\b(?:already|been) (?:been to|seen|know|got|have|had|visited|tried|to)\b",
    re.I,
)
_OTHER_WORDS = frozenset("next few lot rest others other else visited tried seen".split())
# Whether what was found of some is so of many: "is that common?", "or is it just them?".
_SPREAD = re.compile(
    r"\b(?:is|are|was) (?:that|this|it|they|these|those)\b.{0,30}\b(?:common|usual|typical|normal"
    r"|unusual|rare|widespread|everywhere|elsewhere|nationally|national|the same (?:for|across|in)"
    r"|just (?:them|a (?:couple|few)|one|here)|only them|a (?:pattern|trend|common))\b"
    r"|\bhow (?:common|widespread|usual|typical|rare)\b|\beverywhere\b|\belsewhere\b"
    r"|\b(?:any|many|do|what) other (?:councils|places|areas|authorities|ones)\b"
    r"|\bjust (?:them|a (?:couple|few) (?:of )?(?:places|councils))\b",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:are|r) (?:you|u) (?:really |quite |absolutely |totally )?(?:sure|certain|positive)\b"
    r"|^\W*(?:sure|really|seriously|honestly)\W*\?|\bdouble[- ]check|\bcheck (?:that|it) again\b"
    r"|\b(?:is|was) that (?:really |definitely |actually )?(?:right|correct|true|so)\b"
    r"|\bthat (?:can.?t|cannot|doesn.?t|does not) (?:be|sound|seem|look) right\b"
    r"|\bi (?:had |have |.d |.ve )?(?:heard|read|thought)\b|\bsurprise[sd]? me\b",
    re.I,
)
_DOUBT_WORDS = frozenset(
    "sure certain positive check double heard read thought surprises correct".split()
)
_WORDS_WANTED = re.compile(
    r"\b(?:exact|actual|verbatim|own|precise) (?:words?|wording|quotes?|text)\b|\bquot(?:e|es|ed)\b"
    r"|\bword for word\b|\bwhat (?:it|they) says? (?:for|about|on|of) each\b|\bwording\b"
    r"|\b(?:which|what) pages?\b|\bpage (?:numbers?|refs?|references?)\b|\bthe words\b"
    r"|\bsources?\b|\bwhere (?:is|was|does|did) (?:that|this|it)\b",
    re.I,
)
_TABLE = re.compile(r"\b(?:tables?|tabular|spreadsheets?|grid|columns?|csv|excel|xlsx?)\b", re.I)
_SHAPE_WORDS = frozenset(
    """table tabular spreadsheet grid column columns row rows csv excel as alongside next beside
    date dates dated name names grade grades overall page pages quote quotes quoted exact wording
    words word bullet bullets line lines sentence sentences short shorter long longer briefly
    summary summarise numbered title heading headed nothing easier version format copy paste
    side sides separate simple plain how many""".split()
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
_FEW = re.compile(
    r"\b(?:just|only|the|top|first|best|worst|bottom|those) (?:the )?(?:top |bottom |first |last |best "
    r"|worst )?(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?! (?:of|in) )",
    re.I,
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b", re.I)
_AS_BEFORE = re.compile(
    r"\b(?:the )?same (?:again|thing|question|list|one|for|but|with|in)\b|^\W*(?:and |now )?same\b",
    re.I,
)
_ABOUT_ANEW = re.compile(
    r"^\W*(?:(?:and|ok|okay|now|right|also|so|then|but|well|thanks?|thx|ta|great|brilliant|useful"
    r"|interesting|lovely|good|hmm|thank you)\b\W*)*(?:same|do|just|only|what about|how about|how"
    r"|for|on|about|what of|any(?:thing)?|with|the|(?=[\w/'’-]+(?: [\w/'’-]+){0,5}\W*$))",
    re.I,
)
_HOW_FARES = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:how (?:did|do|does|is|are|was|were)|what about|how about|anything"
    r"|and(?: what| how)?(?: about)?|what did .{0,30} get|(?:on|about|for))\b",
    re.I,
)
_NOT_THESE = re.compile(r"\bwhy (?:them|those|these|not|isn.?t|aren.?t|is|are)\b|\bnot\b", re.I)
_WHO = re.compile(r"\b(?:who|which councils?|where|anyone|anybody)\b", re.I)
_DOES_WELL = re.compile(
    r"\b(?:best|well|better|fixed|sorted|cracked|right|properly|good|example|praised)\b", re.I
)
_WORSE_SINCE = re.compile(
    r"\b(?:got|getting|gone|become|becoming|been) (?:any |much )?(?:worse|better|more common|less common)"
    r"|\bmore (?:or less )?(?:often|common) (?:than|now)\b|\bchang(?:ed|ing) over\b|\btrend\b",
    re.I,
)
_ABOVE = re.compile(
    r"\b(?:up or down|better or worse|go(?:ne)? (?:up|down)|improved?|declined?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Said:
    """One message beside the request before it. `rest` are its words that tell something beyond
    what stands in messages of every kind, names, times and what was asked before.
    """

    before: Request
    own: Request
    heard: MessageReading
    rest: frozenset[str]
    tells: Tells

    @property
    def message(self) -> str:
        """Its words."""
        return self.own.message

    @property
    def told(self) -> Told:
        """What the answer before listed."""
        return self.tells(self.before)

    def is_only(self, *more: frozenset[str]) -> bool:
        """Whether it says nothing else than such words."""
        return not self.rest.difference(*more) if more else not self.rest

    def again(self, **changed: object) -> Request:
        """The request before with these parts changed, read from it."""
        kept = replace(
            self.before,
            message=self.message,
            goes_on=True,
            read_by=FROM_BEFORE,
            claim="",
            unread=(),
            bends=(),
            further=(),
            statements=(),
            more_of=None,
            is_certain=True,
        )
        return replace(kept, **changed)  # type: ignore[arg-type]


def leant(before: Request, heard: MessageReading, tells: Tells) -> Request | None:
    """The request that a message makes which leans on the one before; None where it has a
    question of its own.
    """
    own = heard.request
    if own.act in {Act.DANGER, Act.TALK} or len(own.message.split()) > MOST_WORDS:
        return None
    if before.facts or before.act in _WITHOUT_ANSWER - {Act.DEFINE}:
        return None
    said = _Said(before, own, heard, _rest(before, own), tells)
    for vary in _OF_TERMS if before.act is Act.DEFINE else _VARIATIONS:
        if request := vary(said):
            return request
    return None


def _rest(before: Request, own: Request) -> frozenset[str]:
    known = set(re.findall(r"[a-z]+", f"{before.subject} {before.text} {before.message}".lower()))
    words = re.findall(r"[a-z][a-z'’-]*", own.text.lower().replace("’", "'"))
    return frozenset(w for w in words if len(w) > 1 and w not in _SMALL and w not in known)


def restated(before: Request, own: Request) -> str:
    """The claim before said of another council: "is that also true of Leeds?"; "" where a message
    asks something else.
    """
    is_claim = before.act is Act.CHECK or bool(before.claim and before.statements)
    if not is_claim or len(before.councils) > 1 or len(own.councils) != 1 or own.grades:
        return ""
    if _rest(before, own) - _DOUBT_WORDS or len(own.message.split()) > MOST_OF_TOPIC + 3:
        return ""
    if not before.councils:
        return f"{before.message.rstrip(' ?.')} in {own.councils[0]}?"
    names = [name for name in _names_of(before.councils[0]) if name in before.message]
    return before.message.replace(names[0], own.councils[0]) if names else ""


def _names_of(council: str) -> tuple[str, ...]:
    """A council's name as people write it: whole, with "&", or by its first word."""
    return council, council.replace(" and ", " & "), re.split(r" and |-| ", council)[0]


# ---- what was listed


def _of_item(said: _Said) -> Request | None:
    """One of the councils, themes or sentences that the answer listed."""
    at = pointed_at(said.message)
    if at is None or said.own.names_a_place or said.before.form in _DRAWN_UP:
        return None
    told = said.told
    if said.before.form is Form.PATTERN and told.themes:
        return _of_theme(said, _at(told.themes, at))
    names = said.before.councils if len(said.before.councils) > 1 else told.councils
    if len(names) > 1 and (name := _at(names, at)):
        return _of_council(said, name)
    weak = (
        told.weak
        if re.search(r"weak|improve|problem|concern|bad|wrong", said.message, re.I)
        else ()
    )
    if len(said.before.councils) == 1 and (sentence := _at(weak or told.sentences, at)):
        return _of_sentence(said, sentence)
    return None


def _at(things: tuple[str, ...], at: int) -> str:
    return things[at] if things and -1 <= at < len(things) else ""


def _of_council(said: _Said, name: str) -> Request | None:
    before, own = said.before, said.own
    if before.form in _LISTS and _WHY.search(own.message):
        return None if _is_end(own.message) else _placed(said, name)
    text = without_place(own.text)
    rest = {w for w in said.rest if w in text.lower()} - _SHAPE_WORDS
    if rest or own.conditions or own.times.is_named or own.act in {Act.BRIEF, Act.GRADE}:
        named = replace(own, councils=(name,), text=text, groups=())
        act = own.act if own.act not in LISTING else Act.GRADE
        act = Act.FIND if act in OF_MANY or act is Act.MORE else act
        reading = replace(said.heard, request=replace(named, act=act), backs=())
        return follow(replace(before, councils=()), reading, said.tells)
    return _on_topic_of(said, (name,))


def _is_end(message: str) -> bool:
    return bool(re.search(r"\b(?:first|last|top|bottom|number one)\b", message, re.I))


def _on_topic_of(said: _Said, names: tuple[str, ...]) -> Request:
    """What was asked before, of one council: all that its report says of the topic; of the whole
    where there was none.
    """
    before = said.before
    shape = said.again(
        councils=names,
        groups=(),
        excluded=(),
        number=None,
        order=None,
        by=None,
        unit=Request().unit,
        asked=Asked(),
        home="",
        move=None,
        beside_of=None,
    )
    topic = before.themes or before.subject
    if topic:
        return replace(shape, act=Act.FIND, form=Form.ABOUT, conditions=(), polarity=None)
    areas = tuple(replace(c, grades=()) for c in before.conditions if c.areas)
    return replace(shape, act=Act.BRIEF, form=None, conditions=areas, polarity=None)


def _of_theme(said: _Said, name: str) -> Request | None:
    """One of the themes that were counted: which councils it is so of, or who does it well."""
    if not name:
        return None
    label = next(theme.label for theme in all_themes() if theme.name == name)
    on = said.again(act=Act.THEME, themes=(name,), subject=label, text=label, number=None)
    asks_best = _WHO.search(said.message) and _DOES_WELL.search(said.message)
    if asks_best or said.before.polarity is Polarity.PRAISE:
        return replace(
            on,
            act=Act.EXAMPLE,
            form=Form.EXAMPLES,
            polarity=Polarity.PRAISE,
            conditions=() if said.before.polarity is not Polarity.PRAISE else on.conditions,
        )
    return replace(on, form=Form.COUNTED, wants=frozenset({Want.HOW_MANY}))


def _of_sentence(said: _Said, sentence: str) -> Request:
    """More on the point of one of the sentences that were quoted."""
    on = themes_asked(sentence)
    names = tuple(theme.name for theme in on[:1])
    subject = on[0].label if on else sentence.strip("“”. ")
    return said.again(
        act=Act.FIND,
        form=Form.ABOUT if on else None,
        subject=subject,
        text=subject,
        themes=names,
        conditions=(),
        polarity=None,
        wants=frozenset(),
        asked=Asked(),
        number=None,
    )


# ---- the same once more


def _doubted(said: _Said) -> Request | None:
    """The same again, for somebody who doubts it, with where a council stands that is named."""
    if not _DOUBT.search(said.message) or not said.is_only(_DOUBT_WORDS):
        return None
    before, own = said.before, said.own
    if own.councils:
        return _placed(said, own.councils[0]) if _is_order(before) else None
    told = (
        f"{before.context} {before.message}".strip() if before.form in _DRAWN_UP else before.context
    )
    return said.again(context=told, claim=before.claim)


def _is_order(before: Request) -> bool:
    return before.act is Act.RANK or before.form in {Form.THEMED, Form.REASONS}


def _placed(said: _Said, name: str) -> Request:
    """Where a council stands in an order, and why."""
    before = said.before
    form = before.form or (
        Form.REASONS if before.order in {None, First.BEST, First.WORST} else None
    )
    wants = before.wants - {Want.NEWEST} | {Want.WHY}
    return said.again(form=form, councils=(name,), wants=wants)


# ---- others


def _of_others(said: _Said) -> Request | None:
    """The same of all but those listed: "who else?", "the next five", "and the rest?"."""
    before, own = said.before, said.own
    if own.names_a_place or not _OTHERS.search(said.message):
        return None
    if not said.is_only(_OTHER_WORDS) or own.grades or own.areas:
        return None
    if before.form is Form.PATTERN or before.act is Act.COMMON:
        return _of_the_other_grades(said)
    if not (before.act in OF_MANY or before.form in _LISTS | _COUNTS) or before.councils:
        return None
    names = said.told.councils
    if not names:
        return None
    limits = {"groups": _groups(said), "times": own.times if own.times.is_named else before.times}
    if before.act in {Act.LIST, Act.COUNT} and before.form is None and not before.subject:
        if before.number is None:  # all of them were listed: how the others were graded
            areas = tuple(replace(c, grades=()) for c in before.conditions if c.areas)
            return said.again(
                act=Act.LIST,
                conditions=areas,
                move=None,
                excluded=(*before.excluded, *names),
                **limits,
            )
        names = names[: before.number]
    number = own.number or before.number if before.act is not Act.LIST else None
    return said.again(excluded=(*before.excluded, *names), number=number, **limits)


def _groups(said: _Said) -> tuple:  # type: ignore[type-arg]
    own = tuple(g for g in said.own.groups if g.kind not in _AROUND)
    return own or said.before.groups


def _of_the_other_grades(said: _Said) -> Request | None:
    """The same of councils of all other grades: "and the others?" of the inadequate ones."""
    graded = of_whole(said.before.conditions)
    if len(graded) != 1:
        return None
    others = tuple(g for g in RANKS if g not in graded[0].grades and g is not Grade.ADEQUATE)
    return said.again(conditions=(replace(graded[0], grades=others),), beside_of=None)


def _spread(said: _Said) -> Request | None:
    """How many councils it is so of, after what was found of one: "is that common?"."""
    before, own = said.before, said.own
    if own.names_a_place or not _SPREAD.search(said.message):
        return None
    if before.form is Form.PATTERN and before.conditions and not own.conditions:
        return said.again(conditions=(), beside_of=before)
    on = themes(own) or before.themes
    if not on or before.form in _DRAWN_UP or before.act in {Act.BRIEF, Act.CHECK}:
        return None
    polarity = own.polarity or before.polarity
    counted = said.again(
        act=Act.THEME, form=Form.COUNTED, themes=on, councils=(), excluded=before.councils,
        groups=_groups(said), polarity=polarity, is_both_ways=polarity is None,
        conditions=(), number=None, wants=frozenset({Want.HOW_MANY}), asked=Asked(), order=None,
    )  # fmt: skip
    return counted


# ---- another council


def _elsewhere(said: _Said) -> Request | None:
    """What was asked of many, of one council: "anything from Leeds?", "does Leeds have those?"."""
    before, own = said.before, said.own
    if not own.councils or before.councils or own.conditions or own.groups:
        return None
    if not said.is_only(frozenset({"why", "those"})):
        return None
    if before.form is Form.EXAMPLES and before.themes:
        if _NOT_THESE.search(said.message) and len(own.councils) == 1:
            return said.again(
                act=Act.THEME,
                form=Form.THEMED,
                councils=own.councils,
                order=None,
                polarity=None,
                wants=frozenset({Want.WHY}),
                asked=Asked(),
            )
        return replace(_on_topic_of(said, own.councils), absent=own.absent)
    if before.form is Form.PATTERN and len(own.councils) == 1:
        polarity = before.polarity
        wants = (
            frozenset()
            if polarity is Polarity.PRAISE
            else frozenset({Want.IMPROVE, Want.ALL_TO_IMPROVE})
        )
        return said.again(
            act=Act.BRIEF,
            form=None,
            councils=own.councils,
            groups=(),
            conditions=(),
            subject="",
            themes=() if polarity else said.told.themes,
            polarity=polarity,
            wants=wants,
            number=None,
            asked=Asked(),
            beside_of=None,
        )
    return None


# ---- other parts


def _of_parts(said: _Said) -> Request | None:
    """The same with the grade, the place, the time or the number that a message names."""
    before, own = said.before, said.own
    if own.names_a_place or not said.is_only(_SHAPE_WORDS | _PART_WORDS):
        return None
    is_of_many = before.act in OF_MANY or before.form in _LISTS | _COUNTS
    changed: dict[str, object] = {}
    if own.times.is_named and not (own.times.back and before.act in LISTING):
        changed["times"] = own.times
    if is_of_many and not before.councils:
        groups = tuple(g for g in own.groups if g.kind not in _AROUND)
        if groups and not _OF_SMALL.search(said.message):
            changed["groups"] = groups[:1] if _NOT_THE_OTHER.search(said.message) else groups
        if number := _few(said):
            changed["number"] = number
        if Again.TIME in own.asked.again and _WORSE_SINCE.search(said.message):
            return None
    if "times" in changed and own.move and before.act is Act.GRADE:
        return said.again(act=Act.CHANGE, times=LATEST, move=None)
    return said.again(**changed) if changed and _may_change(said, changed) else None


_PART_WORDS = frozenset(
    """north south east west only old recent latest since before after until earlier later previous
    worst best top bottom first last strongest weakest they're theyre there's why published anything
    similar aren't small size big large picture""".split()
)
_NOT_THE_OTHER = re.compile(r"\b(?:aren.?t|not|unlike|rather than|instead of)\b", re.I)
_OF_SMALL = re.compile(r"\bwhich of\b", re.I)


def _few(said: _Said) -> int | None:
    match = _FEW.search(said.message)
    return number_in(match[1].lower()) if match else None


def _may_change(said: _Said, changed: dict[str, object]) -> bool:
    """Whether these parts can be changed in what was asked before; what other rules know how to
    change is left to them.
    """
    before = said.before
    if before.form in _COUNTS | {Form.EXAMPLES, Form.THEMED}:
        return True
    if before.act in {Act.LIST, Act.COUNT, Act.RANK}:
        return "number" in changed
    return (
        "times" in changed
        and before.form not in _DRAWN_UP
        and before.act in {Act.FIND, Act.BRIEF, Act.GRADE}
    )


def _cut(said: _Said) -> Request | None:
    """The first few of an order, with why they stand there where that is asked."""
    before, own = said.before, said.own
    number = _few(said)
    is_order = before.act is Act.RANK and before.form in {None, Form.REASONS}
    if (
        not (number and is_order)
        or own.names_a_place
        or not said.is_only(_SHAPE_WORDS | _PART_WORDS)
    ):
        return None
    is_turned = before.order is First.BEST and re.search(
        r"\b(?:bottom|worst|weakest)\b", own.message, re.I
    )
    order = First.WORST if is_turned else before.order
    asks_why = bool(_WHY.search(own.message) or _WORDS_WANTED.search(own.message))
    form = Form.REASONS if asks_why and order in {First.BEST, First.WORST} else before.form
    wants = before.wants - {Want.WHOLE_ORDER, Want.WHY}
    return said.again(number=number, order=order, form=form, wants=wants)


def _worse_since(said: _Said) -> Request | None:
    """Whether what was counted has become more or less common."""
    if said.before.form not in {Form.PATTERN, Form.COUNTED} or not _WORSE_SINCE.search(
        said.message
    ):
        return None
    on = said.before.themes or said.told.themes[:1]
    if not on or said.own.names_a_place:
        return None
    label = next(theme.label for theme in all_themes() if theme.name == on[0])
    polarity = said.before.polarity or Polarity.CRITICISM
    return said.again(
        act=Act.THEME,
        form=Form.TREND,
        themes=on[:1],
        subject=label,
        polarity=polarity,
        conditions=(),
        number=None,
    )


def _turned(said: _Said) -> Request | None:
    """The other side of what was looked for: "any warnings, councils that got it wrong?"."""
    before, own = said.before, said.own
    if before.form is not Form.EXAMPLES or not before.themes or own.names_a_place:
        return None
    if own.polarity is not Polarity.CRITICISM or not said.is_only(_BAD_WORDS):
        return None
    return said.again(
        act=Act.THEME,
        form=Form.THEMED,
        order=First.WORST,
        polarity=None,
        asked=Asked(),
        wants=frozenset(),
    )


_BAD_WORDS = frozenset(
    """warnings warning wrong badly bad worst worse failing fail failed fails criticised criticism
    poor poorly struggle struggling told off weak weaker weakest cautionary tales tale avoid""".split()
)


# ---- another topic


def _on_another(said: _Said) -> Request | None:
    """The same on another topic: "and life-story work?", "same again for help and protection"."""
    before, own = said.before, said.own
    is_short = len(said.message.split()) <= MOST_OF_TOPIC + 3
    if own.names_a_place or own.grades or not (is_short and _ABOUT_ANEW.search(said.message)):
        return None
    groups = tuple(g for g in own.groups if g.kind is not GroupKind.LISTED)
    if groups or own.times.is_named:
        return None
    on = themes(own)
    if before.act in LISTING and before.form is None and not before.subject and own.areas:
        if not _AS_BEFORE.search(said.message):
            return None
        return said.again(conditions=joined(before.conditions, own.conditions), move=before.move)
    if before.form is Form.PATTERN and on and before.subject:
        return said.again(
            act=Act.THEME,
            form=Form.COUNTED,
            themes=on,
            subject=own.subject,
            text=own.text,
            is_both_ways=True,
            polarity=None,
            asked=Asked(),
        )
    if before.act is Act.BRIEF and len(before.councils) == 1 and before.form is None and on:
        if _HOW_FARES.search(said.message) and not own.areas and not set(on) <= OF_AREAS:
            return said.again(
                act=Act.FIND,
                form=Form.ABOUT,
                themes=on,
                subject=own.subject,
                text=own.text,
                conditions=(),
                polarity=own.polarity,
                wants=frozenset(),
                asked=Asked(),
                times=before.times if before.times.back else LATEST,
            )
    return None


# ---- another shape


def _reshaped(said: _Said) -> Request | None:
    """A list, an order, a count as the table that it is, with a column more, or in few words."""
    before, own = said.before, said.own
    is_of_many = before.act in OF_MANY or before.form in _LISTS | _COUNTS
    if own.names_a_place or before.form in _DRAWN_UP or not is_of_many:
        return None
    if not said.is_only(_SHAPE_WORDS):
        return None
    if _TABLE.search(said.message):
        conditions = before.conditions
        beside = tuple(replace(c, grades=()) for c in own.conditions if c.areas and not c.grades)
        if beside and before.act in LISTING and before.form is None:
            conditions = (*conditions, *(c for c in beside if not set(c.areas) & {*before.areas}))
        return said.again(conditions=conditions, wants=before.wants - {Want.SHORTER} | {Want.TABLE})
    if _BARE.search(said.message) and before.act in LISTING:
        return said.again(form=None, wants=before.wants - {Want.WHY}, asked=Asked())
    if _SHORT.search(said.message) and before.form is None and before.act in LISTING:
        return said.again(asked=Asked())
    if _WORDS_WANTED.search(said.message):
        return said.again(wants=before.wants - {Want.SHORTER} | {Want.PAGES})
    return None


# ---- after what a term means


def _term_in(said: _Said) -> Request | None:
    """What reports say of a term: of a council that is named, or of how many."""
    before, own = said.before, said.own
    subject = before.subject or own.subject
    if not subject or not said.is_only(_TERM_WORDS):
        return None
    on = tuple(theme.name for theme in themes_asked(subject))
    found = replace(
        own,
        subject=subject,
        text=subject,
        themes=on,
        goes_on=True,
        read_by=FROM_BEFORE,
        asked=Asked(),
        conditions=(),
        wants=frozenset(),
        context="",
        number=None,
    )
    if own.councils:
        act = Act.FIND if len(own.councils) == 1 else Act.COMPARE
        return replace(found, act=act)
    if (
        _SPREAD.search(said.message)
        or _WHO.search(said.message)
        and re.search(r"\bcouncils?|who\b", said.message, re.I)
    ):
        return replace(found, act=Act.THEME)
    return None


_TERM_WORDS = frozenset(
    "mention mentions mentioned better worse using use used uses couple common".split()
)


_Vary = Callable[[_Said], Request | None]
_VARIATIONS: tuple[_Vary, ...] = (
    _of_item,
    _doubted,
    _of_others,
    _spread,
    _elsewhere,
    _turned,
    _worse_since,
    _cut,
    _of_parts,
    _on_another,
    _reshaped,
)
_OF_TERMS: tuple[_Vary, ...] = (_term_in,)
