"""How a message goes on from the one before: the request before, with the parts changed that it
names.

"And Leeds?" asks the same of another council, "what about care leavers?" something else of the
same one, "and the worst?" turns the order, "how many is that?" counts what was listed. What a
message does not name is kept, as long as it goes on at all; a council that is not known is never
replaced by the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.pointing import LAST, pointed_at, without_place
from assistant.reading.points import number_in
from assistant.reading.told import Tells
from assistant.request import (
    AROUND,
    BOUNDARIES,
    EXACT,
    MOST_COMPARED,
    OF_MANY,
    Act,
    Condition,
    First,
    Group,
    GroupKind,
    Request,
    Span,
    Want,
)
from assistant.scale import in_order, others
from assistant.times import LATEST
from assistant.vocabulary import content_words, telling, told_of_change
from index.places.councils import council_named
from index.reports import Grade

GOES_ON = 0.5  # of 1: from here on a message is one that goes on from the one before
_WITHOUT_A_SUBJECT = frozenset(
    {Act.TALK, Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE, Act.DANGER, Act.DEFINE}
)
_OF_WORDS = frozenset({Act.FIND, Act.BRIEF, Act.CHANGE, Act.THEME})
_OF_ITS_GRADES = frozenset({Act.GRADE, Act.HISTORY})
_OF_GRADES = frozenset({Act.LIST, Act.COUNT})
_MAY_BE_WORDS = frozenset(
    {
        Act.PERSON,
        Act.ADVICE,
        Act.OUTSIDE,
        Act.EXAMPLE,
        Act.THEME,
        Act.FACTS,
        Act.DEFINE,
    }
)
# Asked of many, unless a message that goes on from one council asks for no others.
_MAY_BE_OF_ONE = OF_MANY - {Act.RANK}
_OF_OTHERS = re.compile(
    r"\b(?:councils|authorities|boroughs|counties|las|others?|elsewhere|everywhere|anywhere"
    r"|nation\w*|usual\w*|general\w*|common\w*|typical\w*|where(?: else)?"
    r"|which (?:one|place|area|council|authority)s?|(?:any|every|some)(?:one|body) else"
    r"|who else (?:is|has|does|do|was|got|gets|had|did)|who (?:is|has|does|was) (?:good|best))\b",
    re.I,
)
# Of more that asks for something of its own: "so why isn't it working?", not "show me more".
_ASKS_ANEW = re.compile(r"\b(?:why|how come|which|what (?:is|are|was|were|went|did)|who)\b", re.I)
_DRAWN_UP = frozenset({Act.BRIEF, Act.WRITE})
# What points back to what was asked before: "how does Kent keep an eye on theirs?".
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|that|this|those|these|the same|behind)\b", re.I
)
TWO = 2  # councils, of which one is set against the other
_THESE = re.compile(
    r"\b(?:them|(?:those|these)(?! (?:that|who|which|with|where)\b)|they|that (?:list|lot|group)"
    r"|the list|the ones(?! (?:in|with|from|of|for|that|who|which)\b))\b",
    re.I,
)
_THOSE = re.compile(r"\b(?:of|among|amongst|in) (?:those|these|them)\b", re.I)
# "What percent is that of all of them?": of all there are, and not of those just listed.
_OF_ALL = re.compile(r"\bof (?:(?:all|every)\b|the (?:total|whole|lot)\b|everyone)", re.I)
_BOTH = re.compile(r"\b(?:both|the two|those two|these two|which of them|either)\b", re.I)
_COUNTED = re.compile(
    r"\b(?:the|those|these|all|of) (three|four|five|six)(?= (?:of|does|do|is|are|has|have|was"
    r"|were|comes?|did)\b|\W*$|[,.;:?!])",
    re.I,
)
_ADDS = re.compile(
    r"\b(?:add|include|plus|throw in|bring in|put in|next to|alongside|also)\b", re.I
)
_WIDENS = re.compile(r"\b(?:widen|extend|add|include|throw in|bring in|as well|too|plus)\b", re.I)
_SAME_TIME = re.compile(
    r"\b(?:that|then|same) (?:\w+ )?(?:one|inspection|report|time|year)\b|\b(?:then|back then)\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:isn.?t|aren.?t|is not|are not|don.?t|doesn.?t|didn.?t|not)\W*$", re.I)
_ONLY = re.compile(
    r"\b(?:(?:only|just)(?! (?:an? |the )?(?:good|outstanding|inadequate|ri\b|requir|need))"
    r"|of (?:those|these|them))\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:now|today|currently|these days|at present|latest|most recent(?:ly)?)\b", re.I
)
_NEW_SUBJECT = re.compile(
    r"\b(?:different|another|new|separate) (?:question|subject|topic|thing)\b", re.I
)


@dataclass(frozen=True, slots=True)
class MessageReading:
    """One message by itself: what it asks, and what tells how it goes on from the one before.

    `backs` are its words that point back ("those two"); `goes_on` is how likely (0 to 1) it
    leans on what was before. `loose` tells how often, of no grade that it names: "and those that
    never were?".
    """

    request: Request
    backs: tuple[str, ...] = ()
    goes_on: float = 0.0
    loose: Span | None = None


_THE_OTHER_WAY = re.compile(
    r"\b(?:the )?(?:other|opposite|reverse) way (?:a?round)\b|\bvice versa\b"
    r"|\b(?:swap|turn|flip)(?:ped)? (?:them|it|that|those) (?:a?round|over)\b",
    re.I,
)
_SAYS_GRADE = re.compile(r"\b(?:grad|rat(?:ed|ing)|judg|scor|mark)\w*", re.I)


def follow(before: Request, heard: MessageReading, tells: Tells) -> Request:
    """The request that a message makes after another."""
    if len(before.councils) == TWO and _THE_OTHER_WAY.search(heard.request.message):
        turned = before.councils[::-1]
        return replace(before, message=heard.request.message, councils=turned, goes_on=True)
    own = _of_the_same(before, heard)
    if own.act in _WITHOUT_A_SUBJECT or _NEW_SUBJECT.search(own.message):
        return own
    if before.act in _WITHOUT_A_SUBJECT and not before.councils:
        return own
    is_of_none = own.act is Act.COMPARE and not (
        own.names_a_place or own.groups
    )  # "Set the two against each other"
    goes_on = heard.goes_on >= GOES_ON or bool(heard.backs) or is_of_none
    if goes_on and own.act is Act.MORE and not _says_more(own):
        return _more(before, own)
    request = _with_councils(before, replace(heard, request=own), tells, goes_on=goes_on)
    if not goes_on:
        return request
    if _only_names(own) and not own.is_certain:  # "and Leeds?" asks the same
        own = replace(own, act=before.act)
        request = replace(request, act=before.act)
    request = _with_subject(before, own, request)
    request = _with_conditions(before, own, request, heard.loose)
    return replace(_with_times(before, own, request), goes_on=True)


def _of_the_same(before: Request, heard: MessageReading) -> Request:
    """What a message asks, where that is in doubt; after words of one report a question that
    goes on, of an act in doubt, asks for more of them.

    "Young carers in Kent?", then "where do they meet?" is no question for good examples anywhere.
    """
    own = heard.request
    exact = next((act for act in own.alternatives if act in EXACT), None)
    if own.act in BOUNDARIES and exact and own.conditions and own.certainty < GOES_ON:
        return replace(own, act=exact)  # "And which of those got it for the bosses too?"
    is_of_group = any(group.kind in _LEANING for group in own.groups) and not _says_more(own)
    if own.act in BOUNDARIES and is_of_group and not own.is_certain and before.act in EXACT:
        return replace(own, act=before.act)  # "And the ones next door?"
    leans = heard.goes_on >= GOES_ON or bool(heard.backs)
    is_of_area = own.act is Act.GRADE and own.areas and not own.grades and not own.is_certain
    if leans and before.act in _DRAWN_UP and is_of_area and not _SAYS_GRADE.search(own.message):
        return replace(own, act=Act.BRIEF)  # a brief, and then "and care leavers?"
    is_of_one = before.act in _OF_WORDS | _OF_ITS_GRADES and len(before.councils) == 1
    says_where = own.names_a_place or own.groups
    if not (leans and is_of_one) or says_where:
        return own
    if _asks_on(before, own):
        told = telling(own.text) if own.act is Act.PREDICT else told_of_change(own.text)
        return replace(own, act=Act.FIND, subject=own.subject or " ".join(told))
    if before.act in _OF_ITS_GRADES and own.act is not Act.COMMON:
        return own
    order = own.order if own.certainty >= GOES_ON else None  # "to keep on top of it" is none
    asks_of_many = _OF_OTHERS.search(own.message) or own.conditions or own.move or order
    if own.act in _MAY_BE_OF_ONE and own.subject and not asks_of_many:
        return replace(own, act=Act.FIND)  # "And the ones who keep running off, same story?"
    return replace(own, act=Act.FIND) if own.act in _MAY_BE_WORDS and not own.is_certain else own


def _asks_on(before: Request, own: Request) -> bool:
    """Whether a message goes on with what was written, though it is read as one on grades or on
    what will be: "so what do they get instead?", "so who is going out to see them then?".
    """
    is_settled = own.is_certain and own.act is not Act.CHANGE
    if own.conditions or own.grades or own.times.is_named or is_settled:
        return False
    if own.act is Act.PREDICT:
        return True
    if before.act not in _OF_WORDS:
        return False
    if own.act is Act.CHANGE:
        return len(told_of_change(own.text)) > 1
    is_of_subject = own.act is Act.GRADE and bool(before.subject)
    return is_of_subject and not _SAYS_GRADE.search(own.message)


def _only_names(own: Request) -> bool:
    """Whether a message says nothing but which councils are meant."""
    return bool(own.councils) and not (_says_more(own) or own.number or own.wants)


def _says_more(own: Request) -> bool:
    """Whether a message names what it is about, a grade, a move, an order or a time."""
    return bool(own.subject or own.conditions or own.move or own.order or own.times.is_named)


def _more(before: Request, own: Request) -> Request:
    """The same again, without an end to it: "show the rest", "more"."""
    asks_anew = bool(content_words(own.text)) and bool(_ASKS_ANEW.search(own.message))
    return replace(
        before,
        message=own.message,
        text=f"{before.text} {own.text}" if asks_anew else before.text,
        claim="",
        act=Act.MORE,
        more_of=before.more_of or before.act,
        councils=own.councils or before.councils,
        absent=own.absent or before.absent,
        number=own.number,
        wants=before.wants | own.wants,
        polarity=own.polarity or before.polarity,
        certainty=own.certainty,
        is_certain=own.is_certain,
        alternatives=own.alternatives,
        unread=own.unread,
        goes_on=True,
    )


# ---- of which councils


def _with_councils(
    before: Request, heard: MessageReading, tells: Tells, *, goes_on: bool
) -> Request:
    own = heard.request
    adds = own.act is Act.COMPARE or bool(own.excluded) or bool(_ADDS.search(own.message))
    if (own.councils or own.absent) and goes_on and adds:
        return _added(before, own)
    if own.excluded and before.councils and not own.councils and goes_on:
        return _kept(before, own)
    if own.names_a_place:
        return own
    chosen = _picked(before, own, heard, tells)
    if not goes_on:
        return chosen or (_kept(before, own) if _needs_councils(own) else own)
    if chosen := chosen or _chosen(before, own, heard, tells):
        return chosen
    return _elsewhere(before, own)


def _elsewhere(before: Request, own: Request) -> Request:
    """The same of another place, which a message describes: "not the city", "widen that to the
    North West".
    """
    if len(before.councils) == 1 and (other := _namesake(before.councils[0], own.message)):
        return replace(own, councils=(other,), subject="")
    if own.groups and before.groups and _WIDENS.search(own.message):
        return replace(own, groups=tuple(dict.fromkeys([*before.groups, *own.groups])))
    if own.groups:
        is_beside = own.act is Act.COMPARE or any(g.kind in _LEANING for g in own.groups)
        return replace(own, councils=before.councils) if is_beside else own
    if own.act in OF_MANY and len(before.councils) < 2:  # "where else does that come up?"
        return replace(own, groups=before.groups)
    return replace(_kept(before, own), groups=before.groups)


_MEANS_COUNTY = re.compile(r"\bcounty\b(?=.*\bnot\b.*\bcity\b)|\bnot\b.*\bcity\b.*\bcounty\b", re.I)
_MEANS_CITY = re.compile(r"\bcity\b(?=.*\bnot\b.*\bcounty\b)|\bnot\b.*\bcounty\b.*\bcity\b", re.I)


def _namesake(name: str, message: str) -> str:
    """The county of a city's name, or the city of a county's, where a message says that this one
    is meant: "not the city".
    """
    other = (
        f"{name}shire"
        if _MEANS_COUNTY.search(message)
        else name.removesuffix("shire")
        if _MEANS_CITY.search(message)
        else ""
    )
    known = council_named(other)
    return known.name if known and known.name != name else ""


_LEANING = AROUND | {GroupKind.OTHERS}


def _needs_councils(own: Request) -> bool:
    """Whether what it asks is asked of councils, and it neither names nor describes any."""
    return own.act not in OF_MANY and own.act not in {Act.FACTS, Act.CHECK} and not own.groups


def _kept(before: Request, own: Request) -> Request:
    kept = tuple(name for name in before.councils if name not in own.excluded)
    excluded = () if before.councils else own.excluded or before.excluded
    return replace(own, councils=kept, absent=before.absent, excluded=excluded)


def _added(before: Request, own: Request) -> Request:
    """A message that names councils to compare sets them beside those before, or names all
    itself.
    """
    are_several = len(own.councils) + len(own.absent) > 1
    leans = _ADDS.search(own.message) or re.search(r"\b(?:them|it|that)\b", own.message, re.I)
    if are_several and not (leans and (before.councils or before.absent)):
        return own
    kept = [name for name in before.councils if name not in own.excluded]
    absent_before = [
        council for council in before.absent if council.name not in own.message
    ]  # not "swap Kent for …"
    absent = tuple(dict.fromkeys([*absent_before, *own.absent]))
    return replace(
        own, councils=tuple(dict.fromkeys([*kept, *own.councils])), absent=absent, excluded=()
    )


def _picked(before: Request, own: Request, heard: MessageReading, tells: Tells) -> Request | None:
    """One of those named or listed before: "the second one"."""
    at = pointed_at(" ".join([*heard.backs, own.message]))
    is_of_time = at == LAST and own.times.is_named  # "the previous one instead of the last one"
    if at is None or is_of_time:
        return None
    are_named = len(before.councils) > 1
    names = before.councils if are_named else tells(before).councils or before.named[::-1]
    if not -1 <= at < len(names):
        return None
    return replace(own, councils=(names[at],), text=without_place(own.text))


def _chosen(before: Request, own: Request, heard: MessageReading, tells: Tells) -> Request | None:
    """Councils that are pointed at together: both, all of these."""
    pointing = " ".join(heard.backs) or own.message
    count = _how_many(own, pointing)
    if len(before.councils) < count <= len(before.named):
        is_of_words = before.act in _OF_WORDS and own.act in {
            Act.RANK,
            Act.LIST,
        }  # "which of the three does it best?"
        act = Act.COMPARE if is_of_words else own.act
        return replace(own, act=act, councils=tuple(reversed(before.named[:count])))
    if Want.SHARE in own.wants and _OF_ALL.search(own.message):
        return None
    is_of_these = _THESE.search(pointing) or _ONLY.search(own.message)
    if own.act is Act.COMMON and own.grades:  # "only the good ones – what are they still told?"
        is_of_these = _THOSE.search(own.message)
    if before.act in OF_MANY and is_of_these:
        return _of_these(own, tells(before).councils)
    return None


def _how_many(own: Request, pointing: str) -> int:
    """How many councils are pointed at together: two by "both", three by "the three"; 0 where
    none are.
    """
    counted = _COUNTED.search(own.message)
    if counted:
        return number_in(counted[1].lower())
    is_of_two = bool(_BOTH.search(pointing)) or (own.act is Act.COMPARE and not own.groups)
    return 2 if is_of_two else 0


def _of_these(own: Request, names: Sequence[str]) -> Request | None:
    if not names:
        return None
    if own.act in OF_MANY or len(names) > MOST_COMPARED:
        return replace(own, groups=(*own.groups, Group(GroupKind.LISTED, tuple(names))))
    return replace(own, councils=tuple(names))


# ---- about what


def _with_subject(before: Request, own: Request, request: Request) -> Request:
    """Keep what it is about where a message says nothing of that itself."""
    if own.act is Act.COMPARE and before.act in _OF_WORDS and not own.conditions:
        request = replace(request, wants=request.wants | {Want.WORDS})
    says_more = bool(own.subject or own.areas)
    if own.subject and Act.MORE is not own.act:
        is_of_same = request.councils == before.councils
        leans = is_of_same or bool(_POINTS_BACK.search(own.message))
        context = before.subject or (before.area.value if before.area else "")
        return replace(request, context=context if leans else "")
    is_of_words = own.act not in EXACT or Want.WORDS in request.wants
    if own.act is Act.MORE or (not says_more and is_of_words):
        text = (
            f"{before.text} {own.text}"
            if content_words(own.text) and own.act is not Act.MORE
            else before.text
        )
        return replace(
            request,
            more_of=(before.more_of or before.act) if own.act is Act.MORE else None,
            subject=before.subject,
            text=text,
            polarity=own.polarity or before.polarity,
            wants=request.wants | (before.wants if not own.subject else frozenset()),
        )
    if not says_more and before.subject and own.act is before.act:
        return replace(
            request,
            subject=before.subject,
            text=before.text,
            polarity=own.polarity or before.polarity,
        )
    return request


# ---- on which grades


def _with_conditions(
    before: Request, own: Request, request: Request, loose: Span | None
) -> Request:
    """Each part of the conditions that a message does not name is that of the one before.

    Of councils that were listed it is known already what they have in common.
    """
    if _is_of_listed(before, request) and not own.conditions:
        is_asked_again = (
            before.act in _OF_GRADES
            and own.act in _OF_GRADES
            and not (
                own.move or own.order or before.times.is_named or {*own.groups} - {*before.groups}
            )
        )
        return replace(request, conditions=before.conditions) if is_asked_again else request
    if loose and not own.conditions and own.act is not Act.HISTORY:
        own = replace(own, conditions=tuple(replace(c, span=loose) for c in before.conditions))
    is_turned = own.order in {First.BEST, First.WORST} and not own.grades
    # What all of a list had in common is known, and so is the grade of one that is asked about as a
    # whole.
    is_known = (
        before.act in OF_MANY
        and own.act not in OF_MANY
        or own.act in {Act.BRIEF, Act.HISTORY} - {before.act}
    )
    turned = replace(
        request,
        conditions=joined(
            before.conditions,
            own.conditions,
            without_grades=is_turned or is_known or bool(own.move or own.beside),
            is_denied=bool(_DENIES.search(own.message)),
        ),
        kinds=own.kinds or before.kinds,
        by=own.by or before.by,
    )
    if own.subject or own.act not in EXACT:
        return replace(turned, conditions=own.conditions) if own.subject else turned
    if own.act in {Act.RANK, Act.LIST, Act.COUNT} and before.act in {Act.RANK, Act.LIST, Act.COUNT}:
        turned = replace(
            turned,
            move=own.move or (None if own.conditions and own.grades else before.move),
            order=own.order or (before.order if own.act is Act.RANK else None),
            number=own.number or (before.number if own.act is Act.RANK else None),
            beside=own.beside or before.beside,
        )
    return turned


def _is_of_listed(before: Request, request: Request) -> bool:
    """Whether it is asked of what the message before has listed."""
    return any(g.kind is GroupKind.LISTED and g not in before.groups for g in request.groups)


def joined(
    before: Sequence[Condition],
    own: Sequence[Condition],
    *,
    without_grades: bool = False,
    is_denied: bool = False,
) -> tuple[Condition, ...]:
    """The conditions before with the areas, or the grades, that a message names in place of
    theirs: "and for care leavers?".
    """
    if not own and is_denied and len(before) == 1 and before[0].grades:
        return (replace(before[0], grades=all_but(before[0].grades)),)
    if not own:
        kept = [replace(c, grades=()) if without_grades else c for c in before]
        return tuple(c for c in kept if c.areas or c.grades)
    if len(own) > 1 or len(before) != 1:
        return tuple(own)
    mine, theirs = own[0], before[0]
    if mine.grades and not mine.areas:
        held = theirs if mine.span is Span.LATEST else mine
        return (
            replace(
                mine, areas=theirs.areas, span=held.span, least=held.least, in_a_row=held.in_a_row
            ),
        )
    if mine.areas and not mine.grades and not without_grades:
        return (replace(theirs, areas=mine.areas, which=mine.which),)
    return tuple(own)


def all_but(grades: Sequence[Grade]) -> tuple[Grade, ...]:
    """The grades of today's scale that are none of these: "and who isn't?"."""
    return tuple(g for g in in_order(others(frozenset(grades))) if g is not Grade.ADEQUATE)


# ---- of which time


def _with_times(before: Request, own: Request, request: Request) -> Request:
    if own.times.back and before.times.back and _SAME_TIME.search(own.message):
        return replace(request, times=before.times)
    if own.times.back:
        back = before.times.back + own.times.back
        return replace(request, times=replace(own.times, back=back))
    if (
        own.times.is_named and own.times.by is None and before.times.by
    ):  # "Published in 2024? And in 2023?"
        return replace(request, times=replace(own.times, by=before.times.by))
    if own.times.is_named or _NOW.search(own.message):
        return request
    if _is_of_listed(before, request) and not own.conditions:
        return replace(request, times=LATEST)
    return replace(request, times=before.times)
