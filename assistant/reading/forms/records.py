"""Facts of inspections: when they were, who led them, how many days and pages, which reports are
here and which are not.

A message may ask several facts at once; each is read, in the order in which it is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.reading.forms.leads import asks_who_led_most, facts_led
from assistant.request import Act, Fact, First, GroupKind, Request, Task, Unit, Want
from assistant.times import LATEST
from index.places.councils import council_named

_WORDS: dict[Fact, str] = {
    Fact.INSPECTED: (
        r"when (?:was|were|did|is|has|had|exactly)|dates? of|what (?:date|day|month|year)s?"
        r"|which (?:date|day|month|year)s?|(?:last|latest|most recent(?:ly)?|previous(?:ly)?)"
        r" (?:full |proper |graded |ilacs |ofsted )*(?:inspected|done|visited|judged|graded)"
        r"|inspection dates?|from what dates|and (?:the )?dates?\b"
    ),
    Fact.ELAPSED: (
        r"how long (?:is it |has it been |ago|since|have they|it.s been)|how (?:old|many (?:years"
        r"|months))|(?:years|months|time) since|how long .{0,30}(?:ago|since)"
    ),
    Fact.PUBLISHED: (
        r"publi(?:shed|cation)|c[ao]me out|release(?:d| date)|(?:went|go) (?:live|online)"
    ),
    Fact.KIND: (
        r"(?:what|which) (?:kind|type|sort) of (?:inspection|visit|report)\b(?! (?:have|do|are))"
        r"|was (?:it|that) (?:an? )?(?:full|ilacs|sif|short|standard|focused|monitoring)\b"
        r"|under (?:which|what) framework|(?:which|what) framework"
    ),
    Fact.TO_PUBLISH: (
        r"how (?:long|many (?:days|weeks|months)) (?:after|between|before|did it take|passed|un"
        r"til|till?|[’']?til)"
        r"\b.{0,60}(?:publi\w+|c[ao]me out|report|letter)"
    ),
    Fact.LED: (
        r"lead (?:hmi|inspectors?)|who (?:led|lead|leads|ran|headed|inspected|carried out|signed"
        r"|wrote|was (?:the )?(?:in charge|lead\w*|inspectors?)|were the inspectors)\b|led by"
        r"|by whom|name of the (?:lead|inspector)|inspector.s name|(?:different|same) inspectors?"
    ),
    Fact.SAME_LEAD: (
        r"same (?:lead )?(?:person|people|inspectors?|one|lead|team|hmi|woman|man|bod|name)s?\b"
        r"|(?:a )?different (?:lead )?(?:person|inspector|lead|hmi)s?\b"
        r"|(?<!what )(?<!how )(?:did|has|have) (?:she|he|they|that (?:person|inspector))"
        r" (?:also )?(?:do|done|did|led?|lead)\b"
    ),
    Fact.PAGES: (
        r"how many pages|page count|(?:number|no\.?) of pages|how (?:thick|long) (?:is|was|are"
        r"|were) (?:the |that |this |its |their )?(?:\w+ ){0,3}(?:report|document|letter|pdf)s?"
        r"|length of (?:the |that |its )?(?:report|document|letter)"
        r"|pages long|pages,? i mean|in pages"
        r"|(?:most|fewest|more|fewer) pages"
        r"|(?:and|many|number of|dates?|lead|kind|type)\W{1,3}pages\b|page length"
    ),
    Fact.DAYS: (
        r"how many (?:working |week)?(?:days|weeks)|how long (?:(?:was|were|did) )?(?:the"
        r"|they|that|its|ofsted|inspectors?|it|inspection)\b(?: (?!since)\w+){0,6} (?:in for|there"
        r"|on[ -]?site|inspection|last|stay|visit|take)\b|(?:number|no\.?) of (?:\w+ )?days"
        r"|days (?:on site|on-site|onsite|in the|were they)|one week or two"
        r"|two weeks or one|how long .{0,20}last\b"
    ),
    Fact.GRADES: (
        r"(?:sub|area|individual|separate|other|all (?:the |its |of the )?|each|every|full set of"
        r"|underlying|component)[ -]*(?:sub[ -]?)?(?:grade|judge?ment|rating|score|heading)s?"
        r"|(?:grade|judge?ment|rating)s\b|(?:grade|rating|judge?ment)s? (?:for|in|on) each"
    ),
    Fact.GRADE: (
        r"(?:overall |headline )?(?:grade|rating|judge?ment|outcome|verdict)\b"
        r"|what (?:did|do) (?:it|they|we) get\b|result\b"
    ),
    Fact.VISITS: (
        r"(?:visit|inspect\w*|letter|report|anything|something|inspector)s?\b.{0,30}\b(?:since"
        r"|after (?:that|it|then)|in between|afterwards)|(?:since|after) (?:that|it|then)\b"
        r".{0,30}\b(?:visit|letter|anything)\w*|(?:been|come|came|gone) back\b.{0,40}\bsince"
    ),
    Fact.DUE: (
        r"(?:next|when).{0,30}\b(?:due|expected|likely|scheduled)\b|(?:due|expect\w*)\b.{0,20}"
        r"\b(?:next|again|another|now|soon)|\boverdue\b|next (?:one|inspection|visit)\b"
        r"|(?:inspected|visited|back) (?:again|next)"
    ),
    Fact.OLDER: (
        r"(?:older|old|earlier|different|longer|previous)\b.{0,30}\b(?:one|report|version|format"
        r"|form|style)s?\b.{0,30}\b(?:format|form|style|long|sif|held|here|too|as well|before)"
        r"|is there an? (?:older|earlier|previous|sif)\b|long ones? they used"
        r"|(?:sif|old(?:er)?[ -]style) (?:one|report)s?\b"
    ),
    Fact.HOLDINGS: (
        r"(?:which|what)(?: \w+){0,3} (?:kinds?|types?|sorts?)(?: of)?(?: \w+){0,2} reports?"
        r"|(?:which|what|all the|every|how many) (?:\w+ )?(?:reports?|letters|inspections"
        r"|documents|papers|visits|files) (?:have you|do you|are|is|you|that you|there|did you"
        r"|on|about)|list (?:of )?(?:all |every ?(?:thing|report|document)?|everything|me )"
        r"{0,3}(?:the |your )?(?:reports|documents|inspections|letters|files|in (?:there|here)"
        r"|you (?:have|hold|.ve got)|on\b)|(?:everything|all|anything|whatever) (?:(?:that )?you"
        r"(?:.ve)? (?:have|hold|got)|in (?:there|here)|on)\b"
        r"|what(?: have|.ve) you (?:\w+ly )?got (?:on|for|about)"
        r"|what(?: do|.do)? you (?:have|hold|got) (?:on|for|about)|(?:do you|have you)"
        r" (?:have|hold|got) (?:any|all|both|every)\w*\b|(?:do you|have you) (?:have|hold|got)"
        r" (?:[\w’']+ ){0,5}(?:reports?|letters?|visits?|inspections?|jtais?|send)\b"
    ),
    Fact.MISSING: (
        r"missing\b(?! (?:children|kids|young|from (?:home|care)|education|school|episodes?))"
        r"|(?:gaps?|holes?) in (?:what|your|the|it)|(?:not|n.t) (?:you )?(?:got|have|hold|include"
        r"|there|in (?:here|there))\b|(?:got|have|has) (?:them |it )?all\b(?! of)"
        r"|what (?:else|don.t|haven.t|is not|isn.t)\b"
        r"|(?:complete|full) (?:set|list|record|picture)|left out"
        r"|where (?:can|could|do|would) (?:i|we|you) (?:get|find|download|read)"
    ),
    Fact.SIZE: (
        r"how many (?:reports?|councils?|documents|inspections|local authorities|areas|las)"
        r" (?:is|are|do you|have you|does|you|in|were|this)|based on|how (?:big|large|up to date"
        r"|current|recent)|sample size|(?:which|what) (?:years|dates|period|time)"
        r"|(?:cover|go)\w*(?: back)? to"
        r"|last updated"
    ),
    Fact.PLACES: (
        r"(?:all|whole|rest|everywhere) (?:of |in )?(?:the )?(?:england|country|uk|councils"
        r"|local authorities|lot)|every (?:council|authority|la)\b|all (?:the )?1\d\d|1[45]\d"
        r"|how complete|is it all|or (?:just )?a sample"
    ),
    Fact.COUNCILS: (
        r"which (?:\w+ ){0,4}(?:councils|authorities|boroughs|counties|las|ones) (?:do you|are"
        r" (?:in|here|covered|missing|you)|have you|does|you)|what(?:.s| is)? (?:in|covered by)"
        r" (?:your|this|the) (?:library|data\w*|collection|tool|thing|set)|what have you"
        r" got\b(?! (?:on|for|about))"
    ),
    Fact.TRUST: (
        r"\btrust|\brel(?:y|iable|ied)|represent\w+|\bsample\b|(?:safe|ok|fair|right) to (?:quote"
        r"|cite|say|use)|how (?:good|sound|solid|robust) (?:is|are)|random\w*|generalis\w+"
    ),
    Fact.LONGEST: (
        r"(?:longest|thickest|biggest|fattest|lengthiest) (?:\w+ ){0,2}(?:report|document|letter"
        r"|one)|most pages"
    ),
    Fact.SHORTEST: (
        r"(?:shortest|thinnest|briefest) (?:\w+ ){0,2}(?:report|document|letter|one)"
        r"|fewest pages|(?:longest|biggest|thickest)\b.{0,80}\b(?:shortest|smallest|thinnest)\b"
    ),
    Fact.INTERVAL: (
        r"how (?:long|many (?:years|months)) (?:was (?:it|there) )?(?:\w+ )?between"
        r"|how long (?:\w+ ){0,3}(?:before|until|till) (?:that|then|it|the)\b"
        r"|(?:gap|time|interval) between"
    ),
    Fact.NEWEST: r"newest|(?:latest|most recent) (?:report|letter)",
    Fact.OLDEST: r"oldest|(?:earliest|first) (?:report|letter)|how far back",
    Fact.FEWEST_REPORTS: r"(?:only|just) (?:\w+ ){0,2}(?:one|a single|1) report",
    Fact.SPLIT: (
        r"(?:in|over|at|on) (?:two|2|three|several) (?:goes|parts|stages|halves|separate|visits"
        r"|lots"
        r"|bits|different (?:dates|times|weeks))|split (?:in|into|over|like|up)\b|came back"
        r" (?:a second time|to finish|later to)"
    ),
    Fact.MOST_REPORTS: (
        r"(?:most|more) reports?\b|reports? (?:the )?most"
        r"|who(?:[’']?s| has| have you) got the most|(?:most|fewest) of (?:them|any)"
    ),
}  # fmt: skip
_PATTERNS = {
    fact: re.compile(rf"(?:\b|(?<=\W)|^)(?:{words})", re.I) for fact, words in _WORDS.items()
}
# Facts that make a message on a council one of facts, whatever else it asks; the others are told
# beside them.
_OPENING = frozenset(
    {
        Fact.LED, Fact.SAME_LEAD, Fact.PAGES, Fact.DAYS, Fact.VISITS, Fact.HOLDINGS,
        Fact.MISSING, Fact.OLDER, Fact.TO_PUBLISH, Fact.SPLIT,
    }
)  # fmt: skip
OF_LIBRARY = frozenset(
    {
        Fact.NEWEST,
        Fact.OLDEST,
        Fact.FEWEST_REPORTS,
        Fact.MOST_REPORTS,
        Fact.SIZE,
        Fact.PLACES,
        Fact.COUNCILS,
        Fact.TRUST,
        Fact.MISSING,
        Fact.LONGEST,
        Fact.SHORTEST,
    }
)
_OPENING_OF_LIBRARY = frozenset({Fact.SIZE, Fact.PLACES, Fact.COUNCILS, Fact.MISSING})
_OF_BOTH = OF_LIBRARY - {Fact.MISSING, Fact.SIZE}
_IN_HERE = re.compile(
    r"\byou\b|\byour\b|\bin (?:here|there)\b|\bhere\b|\bthis (?:tool|library|thing|site|based)\b"
    r"|\bthe library\b|\bit (?:have|cover|hold)s?\b|\bis (?:it|this) all\b",
    re.I,
)
_ABOUT_WORDS = frozenset({Act.THEME, Act.COMMON, Act.EXAMPLE, Act.CHECK, Act.WRITE, Act.COMPARE})
# When a grade was given, and not when somebody was inspected: "when was it first rated good?".
_GIVEN = re.compile(
    r"\bwhen\b.{0,60}\b(?:first|last|ever)\b.{0,40}\b(?:ga?i?ve[ns]?|gave|get|got|rated|graded"
    r"|judged"
    r"|became|become|reach\w*|outstanding|good|inadequate|requir\w+)\b",
    re.I,
)
_EACH = re.compile(
    r"\b(?:each|every|both|all)\b(?: (?:of )?(?:the|its|their|these|those))?(?: \w+){0,2}"
    r" (?:inspections?|reports?|times|ones)\b|\beach time\b",
    re.I,
)
_VISITS = re.compile(r"\bvisits?\b|\bletters?\b", re.I)


def facts_asked(message: str) -> tuple[Fact, ...]:
    """The facts that a message asks, in its order: "when was it, and who led it?" asks when and
    who led.
    """
    places = {
        fact: found.start() for fact, known in _PATTERNS.items() if (found := known.search(message))
    }
    if Fact.GRADES in places:  # the overall grade is one of them
        places.pop(Fact.GRADE, None)
    if {Fact.FEWEST_REPORTS, Fact.MOST_REPORTS} & {*places}:  # of reports, and not of places
        places.pop(Fact.COUNCILS, None)
    if Fact.SPLIT in places:  # tells when it was
        places.pop(Fact.INSPECTED, None)
    if Fact.INTERVAL in places:  # between the two, and not since the last
        places.pop(Fact.ELAPSED, None)
    if Fact.TO_PUBLISH in places:  # how long after, and neither when nor how long ago
        places = {f: at for f, at in places.items() if f not in {Fact.PUBLISHED, Fact.ELAPSED}}
    if Fact.MISSING in places and not _is_of_what_is_here(message, places):
        del places[Fact.MISSING]
    if _EACH.search(message) and _OF_EACH & {*places}:
        places.setdefault(Fact.HOLDINGS, 0)
    return tuple(sorted(places, key=lambda fact: places[fact]))


def asks_of_split(message: str) -> bool:
    """Whether it is asked of an inspection in two parts, all in one: "why, and which others?"."""
    return bool(_PATTERNS[Fact.SPLIT].search(message)) and "inspect" in message.lower()


# The council that was there before: "and before it was called that?".
_BEFORE_IT = re.compile(
    r"\bbefore\b.{0,20}\b(?:called|named|existed|became|was (?:formed|created|that)|merged)\b"
    r"|\b(?:old|former|previous|predecessor) (?:council|authority|name|one)\b"
    r"|\bused to be\b|\bpredecessors?\b",
    re.I,
)


def of_predecessor(before: Request, own: Request) -> Request | None:
    """What is here of the council that one took over from: "and before it was called that?"."""
    known = [council_named(name) for name in before.councils]
    if not any(council and council.predecessors for council in known) or own.names_a_place:
        return None
    if not _BEFORE_IT.search(own.message):
        return None
    return replace(_telling((Fact.HOLDINGS,), replace(before, message=own.message)), goes_on=True)


def _is_of_what_is_here(message: str, facts: Iterable[Fact]) -> bool:
    """Whether "missing" is said of reports and not in them."""
    is_short = len(message.split()) <= _FEW_WORDS
    return is_short or Fact.HOLDINGS in facts or bool(_IN_HERE.search(message))


def record(request: Request) -> Request | None:
    """Who led it, how many days and pages, which reports there are, what the library covers."""
    asked = facts_asked(request.message)
    if led := _of_leads(request, asked):
        return led
    is_of_one = request.councils and request.times.is_named  # "in the Leeds one from 2015"
    if not is_of_one and _BACK_THEN.search(request.message) and _IN_HERE.search(request.message):
        old = (Fact.OLDEST, Fact.HOLDINGS) if request.councils else (Fact.OLDEST,)
        return _telling(old, replace(request, times=LATEST))
    if request.grades and request.councils and _GIVEN.search(request.message):
        return replace(request, act=Act.HISTORY, wants=request.wants | {Want.DATES})
    if Fact.HOLDINGS in asked and _WHAT_IS_HERE.search(request.message) and request.councils:
        return _telling((Fact.HOLDINGS,), replace(request, times=LATEST))
    is_on_a_point = request.act is Act.FIND and request.is_certain and request.subject
    if is_on_a_point and asked == (Fact.HOLDINGS,):  # "they sit on an island, anything on that?"
        return None
    if request.asked.task in {Task.RECORD, Task.LIBRARY}:
        return as_record_of(request, asked)
    facts = _of_councils(request, asked) if request.councils else _of_library(request, asked)
    if not facts:
        return None
    return _telling(facts, request)


def _of_leads(request: Request, asked: tuple[Fact, ...]) -> Request | None:
    """Who led the most, or all that somebody led, with what else is asked of a council."""
    if asks_who_led_most(request):
        return _telling((Fact.SAME_LEAD,), request)
    led = facts_led(request)
    if not led:
        return None
    rest = (f for f in asked if f not in {*led, Fact.SAME_LEAD} | OF_LIBRARY | {Fact.HOLDINGS})
    facts = (*rest, *led) if request.councils else led
    return _telling(facts, replace(request, unknown=(), unclear=(), absent=()))


def _telling(facts: tuple[Fact, ...], request: Request) -> Request:
    wants = request.wants - {Want.TITLE}
    return replace(request, act=Act.FACTS, facts=facts, subject="", claim="", wants=wants)


def as_record_of(request: Request, asked: tuple[Fact, ...]) -> Request | None:
    """The facts that were learned to be asked, those told by words first; None where none is."""
    learned = (fact for fact in Fact if fact in request.asked.facts)
    facts = tuple(dict.fromkeys((*asked, *learned)))
    is_of_library = request.asked.task is Task.LIBRARY
    if request.kinds and not request.councils and _VISITS.search(request.message):
        facts = (Fact.AT_LEAST, *(f for f in facts if f in {Fact.LONGEST, Fact.SHORTEST}))
        return _telling(facts, request)
    if of_both := _of_library_and_councils(request, asked):
        return _telling(of_both, request)
    if not is_of_library and not request.councils:
        return None
    if is_of_library and not request.councils:
        facts = tuple(fact for fact in facts if fact in OF_LIBRARY)
    elif not is_of_library:
        facts = tuple(fact for fact in facts if fact not in OF_LIBRARY or fact is Fact.MISSING)
    return _telling(facts, request) if facts else None


def _of_library_and_councils(request: Request, asked: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts of a message that asks of all reports and of some councils: "who has got the
    most? Also is Leeds's longer than Hull's, in pages?".
    """
    facts = {*asked}
    if Fact.PAGES not in facts and _LONGER.search(request.message):
        asked = (*asked, Fact.PAGES)
    counted = {Fact.FEWEST_REPORTS, Fact.MOST_REPORTS, Fact.LONGEST, Fact.SHORTEST}
    lengths = {Fact.LONGEST, Fact.SHORTEST}
    is_of_these = len(request.councils) > 1 and not _IN_HERE.search(request.message)
    is_of_length = counted & facts or _LONGER.search(request.message)
    if (
        is_of_these and is_of_length and counted & facts <= lengths
    ):  # "which is longer, Leeds or Hull?"
        return (Fact.PAGES,)
    told = tuple(fact for fact in asked if fact is not Fact.HOLDINGS)
    return told if request.councils and counted & facts else ()


# Reports from before those that are here: "have you anything from before 2013?".
_BACK_THEN = re.compile(
    r"\b(?:reports?|anything|something|inspections?|ones?)\b(?: \w+){0,3} (?:from|before|older than"
    r"|prior to) (?:back then|then\b|before|the (?:19|20)?[0-9]0.?s|(?:19|20)\d\d)"
    r"|\bhow far back\b",
    re.I,
)
_WHAT_IS_HERE = re.compile(r"\bwhat (?:have|do) you (?:\w+ly )?(?:got|have|hold)\b", re.I)
_LONGER = re.compile(r"\b(?:longer|shorter|thicker|thinner|pages)\b", re.I)


def _of_councils(request: Request, asked: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts asked of inspections of some councils."""
    if _asks_of_library(request, asked):
        return tuple(fact for fact in asked if fact in OF_LIBRARY)
    facts = tuple(fact for fact in asked if fact not in _OF_BOTH | {Fact.SIZE})
    if not _OPENING & {*facts}:
        return ()
    is_of_words = request.areas or request.themes or request.act in _ABOUT_WORDS
    if is_of_words and not _SHEET & {*facts}:
        return ()
    if request.times.is_named and not _SHEET & {*facts} and Fact.MISSING not in facts:
        return ()
    return facts


_FEW_WORDS = 6
_OF_EACH = frozenset({Fact.LED, Fact.PAGES, Fact.DAYS})
_SHEET = frozenset({Fact.LED, Fact.SAME_LEAD, Fact.PAGES, Fact.DAYS, Fact.ELAPSED, Fact.TO_PUBLISH})


def _asks_of_library(request: Request, asked: tuple[Fact, ...]) -> bool:
    """Whether councils are named beside the whole library: "all of England? I miss Kent"."""
    return (
        bool({Fact.PLACES, Fact.COUNCILS} & {*asked})
        and bool(_IN_HERE.search(request.message))
        and not ({Fact.HOLDINGS, Fact.LED, Fact.PAGES, Fact.DAYS} & {*asked})
    )


def _of_library(request: Request, asked: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts asked of all that is here: how much it is, and whether it is all of England."""
    if request.grades or request.themes or request.move or request.unknown or request.unclear:
        return ()
    if {Fact.LONGEST, Fact.SHORTEST} & {*asked} or _counts_visits(request):
        least = (Fact.AT_LEAST,) if _counts_visits(request) else ()
        return (*least, *(fact for fact in asked if fact in {Fact.LONGEST, Fact.SHORTEST}))
    if not _IN_HERE.search(request.message) or request.order in {First.BEST, First.WORST}:
        return ()
    if request.absent and (request.groups or _OPENING_OF_LIBRARY & {*asked}):
        facts = tuple(fact for fact in asked if fact in OF_LIBRARY)
        return facts if Fact.PLACES in facts or request.groups else (Fact.PLACES, *facts)
    if request.groups and any(group.kind is not GroupKind.ALL for group in request.groups):
        return ()
    facts = tuple(fact for fact in asked if fact in OF_LIBRARY)
    is_of_all = bool({Fact.PLACES, Fact.COUNCILS} & {*facts}) or {Fact.SIZE, Fact.TRUST} <= {*facts}
    return facts if is_of_all else ()


def _counts_visits(request: Request) -> bool:
    """Whether visits or letters are counted by council: "more than two monitoring visits"."""
    is_of_visits = bool(request.kinds) and not any(kind.is_judgement for kind in request.kinds)
    is_listed = request.act in {Act.LIST, Act.COUNT, Act.RANK} and request.unit is Unit.COUNCILS
    return is_of_visits and is_listed and bool(_VISITS.search(request.message))
