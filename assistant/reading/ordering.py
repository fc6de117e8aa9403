"""In which order, how many, by what and of what a message asks: "the five worst", "by region"."""

import re

from assistant.reading.areas import A_GRADE
from assistant.reading.marking import ANY_MARK, GRADE, KIND, SPAN, TIME, Block, Text, words
from assistant.reading.moves import RISING, VERBS_DOWN
from assistant.reading.points import NUMBER, number_in
from assistant.request import By, First, Unit

_COUNCILS = (
    r"(?:councils?|(?:local )?authorit(?:y|ies)|l\.?a\.?s?|boroughs?|counties|areas|places"
    r"|unitaries|mets|districts?|regions?|performers?|performing)"
)
# Idioms of the first and the last.
_AHEAD = (
    r"streets ahead|(?:the )?(?:cream of the crop|pick of the bunch|front[- ]?runners?"
    r"|stand[- ]?outs?|star performers?)|lead(?:s|ing)? the (?:pack|way|field)"
    r"|head and shoulders above|(?:well )?out in front|ahead of (?:the )?(?:rest|pack|others"
    r"|everyone|everybody)"
)
_BEHIND = (
    r"(?:the )?(?:worst of the bunch|bottom of the barrel|back ?markers?|wooden spoon|laggards?)"
    r"|propp(?:s|ing|ed)? up the (?:table|rest|league)|prop(?:s)? up the (?:table|rest|league)"
    r"|lagg?(?:s|ing) behind(?= (?:the )?(?:rest|others|everyone)|\W*$)|furthest behind|trailing"
)
_REPORTS = rf"(?:reports?|inspections?|visits?|{KIND})"
_LOTS = r"(?:number|share|proportion|percentage|rate|count|fraction|total)"
_RATED = r"(?:[- ](?:rat|grad|perform|judg|scor|rank)\w+)?"
_N = rf"(?P<n>{NUMBER})"
_MORE_SORTS = r"(?:biggest|heaviest|steepest|sharpest|furthest|largest|greatest|fastest|quickest) "
_A_RESULT = r"(?: (?:result|grade|rating|mark)s?)"
_HIGH = r"(?:best|highest|high|strongest|finest|top)"
_LOW = r"(?:worst|lowest|low|weakest|bottom|poorest)"
_ROSE = (
    rf"(?:improv\w+|{RISING}|turned (?:\w+ )?(?:a)?round|clawed (?:\w+ ){{0,2}}(?:up|back)|(?:got"
    rf"|get|getting|gotten) better|(?:went|gone|moved) up|progressed|bounced back|recovered)"
)
_FURTHEST = r"(?:the )?(?:most|furthest|quickest|fastest)"
_OF_LEAGUE = r" of the (?:pile|table|league|class|list|heap|tree)"
_OLD = r"(?:oldest|earliest|first)(?: (?:report|inspection|grade|one))?"
_NEW = r"(?:latest|newest|most recent|last|now)(?: (?:report|inspection|grade|one))?"
_ORDERS = (
    (First.OLDEST, words(rf"(?:from )?(?:the )?{_OLD} (?:through )?to (?:the )?{_NEW}")),
    (First.NEWEST, words(rf"(?:from )?(?:the )?{_NEW} (?:back )?to (?:the )?{_OLD}")),
    (First.BEST, words(rf"{_HIGH}{_RATED}(?: result| grade)? (?:down )?to (?:the )?{_LOW}")),
    (
        First.WORST,
        words(
            rf"(?<!from )(?<!from the ){_LOW}{_RATED}(?: result"
            rf"| grade)? (?:up )?to (?:the )?{_HIGH}"
        ),
    ),
    (
        First.MOST_IMPROVED,
        words(
            rf"most[- ]improved|{_ROSE} {_FURTHEST}|(?:gone|went|come|came"
            rf"|moved) (?:the )?furthest(?: up)?(?! back| down)|(?:got|getting) most better",
            r"(?:quickest|fastest) to (?=(?:improve|rise|climb|turn|recover|bounce|get (?:out"
            r"|better|to)|come out|reach|escape)(?!\w))",
            rf"{_MORE_SORTS}(?:climb|improve(?:ment|r)|rise|riser|jump|turnaround|gain|leap"
            rf"|step up)s?",
            r"best turnarounds?",
        ),
    ),
    (
        First.MOST_DECLINED,
        words(
            rf"most[- ]declined|(?:{_MORE_SORTS}|worst )(?:drop|fall|faller|decline|decliner"
            rf"|slump|slide|dip|deterioration|deteriorator)s?(?: from grace)?",
            r"(?:gone|went|moved) (?:the )?furthest (?:backwards?|down)",
            rf"(?:{VERBS_DOWN}|got worse|worsened) (?:the )?(?:furthest|most)",
        ),
    ),
    (
        First.OLDEST,
        words(
            r"longest (?:since|ago|without|wait\w*|overdue|gap)|(?:gone|went|go|goes|waited"
            r"|waiting|been|wait|go on) (?:the )?longest(?: without| since)?",
            r"oldest(?: first| at the top)?|furthest back|least recent(?:ly)?(?: first)?"
            r"|earliest first|most overdue|(?:waited|waiting) longer(?: still)?|stalest",
            r"older than (?:(?:that of |those of )?any(?:one|body|where)(?: else)?s?|all (?:the )?"
            r"others?|(?:all )?the (?:rest|others))",
            r"slowest to be (?:re-?)?inspected|longest (?=since)|longest (?:any(?:one|body|where"
            r"| council| authority)|a council)(?: has| have| had|s)? (?:gone|waited|been) without"
            r"|(?:most|furthest) out[- ]of[- ]date",
        ),
    ),
    (
        First.NEWEST,
        words(
            r"(?:newest|latest|most recent(?:ly)?|freshest)(?: (?:first|at the top|up top))"
            r"|reverse (?:date|chronological) order",
            rf"(?:newest|latest|most recent(?:ly)?|freshest) (?=(?!one){NUMBER}(?!\w))",
            rf"(?<!\w){_N} (?:newest|latest|most recent(?:ly)?|freshest)",
            rf"(?<=make it the )(?:last|latest)(?= {NUMBER})|(?<=just the )(?:last"
            rf"|latest)(?= {NUMBER})",
            r"freshest|most recently(?= (?:inspected|visited|published)(?!\w))|(?:inspected"
            r"|visited|published|done|seen) most recently|(?<=the )(?:newest|latest"
            r"|most recent)(?= (?:report|inspection|one) (?:of all|on (?:here|file)"
            r"|of any)(?!\w))",
            r"(?!in order of date)(?:in order of|ordered by|order by|sort(?:ed)? by"
            r"|by) (?:most recent(?: inspection)?|date|newness|recency|when)(?: of (?:inspection"
            r"|publication|report))?",
            rf"(?<!in the )(?<!at the )(?<!by the )(?<!on the )(?<!their )(?<!its )"
            rf"(?<!in )(?<!at )(?<!by )(?<!on )(?<!from )(?:newest"
            rf"|most recent) (?=reports|inspections|visits|thing)|(?:last"
            rf"|latest) (?={NUMBER} (?:reports|inspections|visits))",
        ),
    ),
    (
        First.FEWEST,
        words(
            rf"fewest|least (?:often|frequently)|(?:smallest|lowest) {_LOTS}|least to most"
            rf"|fewest first|least (?=inspected|visited)",
        ),
    ),
    (
        First.MOST,
        words(
            r"(?:by|of|on) (?:the )?(?:number of|how many) (?:councils|authorities|las|reports"
            r"|inspections)|(?:the |has |have |with )?most (?:of them(?! are)|councils(?= (?:in"
            r"|here|that you|you|on)))",
            rf"most (?:often|frequently|times)(?= (?:{GRADE}|rated|judged|graded|inspected"
            rf"|visited|been|had|got|{KIND}))|(?:greatest|highest|biggest"
            rf"|largest) {_LOTS}(?: of times)?|most to (?:least|fewest)|racked up the most"
            rf"|than any(?:one|body|where)? (?:else|other)",
            rf"(?:the |has |had |have |got |with |whose )most (?=(?:{GRADE}|{KIND}|{_REPORTS}"
            rf"|grades|judge?ments)(?!\w))",
            r"(?:commonest|most common)(?= (?:grade|rating|judge?ment))"
            r"|(?:the )?most times(?! two)|most first",
            rf"(?:^|[.,;:?!] |has |have |had |got |with )most (?=(?:{GRADE}"
            rf"|{KIND})(?: (?:judge?ments|grades|ratings|reports))?)"
            rf"|(?<={GRADE} )(?:the )?most often",
        ),
    ),
    (
        First.WORST,
        words(
            rf"(?:worst|lowest|weakest|poorest){_A_RESULT}? (?:to (?:the )?(?:best|highest"
            r"|strongest|finest)"
            r"|first|up)|bottom up|weakest to finest",
            rf"(?<!of the )(?:second )?(?:worst|poorest|weakest|grimmest"
            rf"|shakiest){_RATED}(?! (?:case|of all worlds|thing|bits?|part|possible))",
            rf"lowest{_RATED}(?: first)?",
            r"(?:(?:most|deepest|biggest|greatest|worst) (?:trouble|difficult(?:y|ies)|crisis)"
            r"|(?:most|more) (?:worrying|concerning|troubl(?:ed|ing)|alarming)"
            r"|(?:worr(?:y|ied)|concern|alarm|trouble) (?:\w+ ){0,3}(?:the )?most)"
            r"(?! (?:about|in|of|with) (?:the|this|its|their)(?!\w))",
            _BEHIND,
            rf"bottom(?= {NUMBER}(?!\w)| {_COUNCILS}|-rated| rated|{_OF_LEAGUE})(?:{_OF_LEAGUE})?",
            rf"(?:comes?|came|is|are|at the|near the|whos|who is|sits?|ends? up"
            rf"|finish\w*) bottom(?:{_OF_LEAGUE})?|the bottom|who trails|trails|fares? worst"
            rf"|does worst|doing worst",
        ),
    ),
    (
        First.BEST,
        words(
            rf"(?:best|highest|strongest|top){_A_RESULT}? (?:first|down(?:ward|wards)?|at the top)"
            r"|best downward",
            rf"(?<!at )(?<!their )(?<!its )(?<!your )(?<!my )(?:second )?best{_RATED}(?! "
            rf"(?:practice|interests?|way|start|thing|wishes|outcomes?|possible|bits?|examples?"
            rf"|of luck|guess|to (?!worst)|known|value|part|friend|described))",
            _AHEAD,
            r"(?:strongest|finest|highest)(?:[- ](?:rat|grad|perform|judg|scor"
            r"|rank)\w+)?(?! (?:risk|need|level|standard|priority|quality))",
            rf"top[- ](?:rated|performing|performers?|graded|ranked|scoring)"
            rf"|top(?= {NUMBER}(?!\w)| {_COUNCILS}|{_OF_LEAGUE})(?:{_OF_LEAGUE})?",
            rf"(?:comes?|came|whos|who is|come out|comes out|at the|on) top(?:{_OF_LEAGUE})?"
            rf"|top dogs(?: first)?|does best|fares? best|doing best|outperforming",
            r"league(?: table)?|rank(?:ed|ing|ings)?(?! and file)|put (?:them|those|these"
            r"|the \w+) in order|(?:order|sort|rank) (?:them|those|these|the|all)(?! alphabet"
            r"| (?:\w+ )?by (?:urgency|name|date|size|when|year))|stack (?:us|them) up"
            r"|in rank order|put (?:\S+ ){1,6}?in order(?! of)",
        ),
    ),
    (
        First.OLDEST,
        words(
            r"(?<!reverse )(?:in )?(?:date|time|chronological) order|in order of date"
            r"|chronologically"
        ),
    ),
)
_DOES_BETTER = words(r"(?:does|do|did|doing|fares?|comes? out) better(?! than)")
_ANY_ORDER = re.compile(
    r"better|most|least|last|fewest|longest|shortest|soonest|closest|nearest|apart|how many"
    r"|number of|oldest|newest|latest|recent|freshest|best|worst|top|bottom|highest|lowest"
    r"|strongest|weakest|poorest|finest|biggest|greatest"
    r"|largest|smallest|furthest|heaviest|steepest|sharpest|fastest|quickest|slowest|league|rank"
    r"|order|sort|stack|trail|grim|shak|common|earliest|chrono|date|high|ahead|cream|bunch|front"
    r"|stand|star|lead|shoulders|prop|lag|barrel|spoon|behind|marker|more|waited|waiting|outperf"
    r"|turnaround|racked"
)
_NOT_A_NUMBER_OF = (
    r"(?! ?(?:-|words?|pages?|pars?|paras?|paragraphs?|sentences?|lines?|minutes?|mins?|sides?"
    r"|slides?|bullets?|bullet points?|days?|weeks?|months?|years?|hours?|times?|grades?|notch"
    r"|bands?|percent|%|of (?:them|those|these|the|our)|children|kids|o ?clock|pm|am)(?!\w))"
)
_ORDER_WORD = (
    r"(?:top|bottom|first|last|next|best|worst|newest|oldest|latest|(?:most"
    r"|least) recent(?:ly)?(?: \w+ed)?|highest|lowest|strongest|weakest|freshest|fewest"
    r"|most improved|biggest|quickest|slowest)"
)
_NUMBERS = (
    re.compile(rf"(?<!\w){_ORDER_WORD} {_N}(?!\w){_NOT_A_NUMBER_OF}"),
    re.compile(rf"(?<!\w){_N} (?:of the )?(?:very )?{_ORDER_WORD}(?!\w)(?! (?:round|year))"),
    re.compile(
        rf"(?<!\w){_N} (?:\w+ )?(?:(?:that|which|who) )?(?:have |has )?(?:went|gone|waited"
        rf"|been waiting) (?:the )?longest(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)(?:give|wants|looking for|after|suggest|recommend|name|list|show|find|pull|pick"
        rf"|want|need|me|us|like|get|just|limit(?:ed)? to|chop it at|cap it at|up to|say) (?:me "
        rf"|us )?(?:the |just |only |about |up to |any |top )?{_N} (?:(?:\w+"
        rf"|{ANY_MARK}) ){{0,2}}?(?:councils|authorities|las|boroughs|counties|unitaries|mets"
        rf"|examples|places|names|quotes|reports|inspections|areas|regions|bits|things"
        rf"|of them)(?! like| named)"
    ),
    re.compile(
        rf"(?:^|[.,;:] ?){_N} (?!of (?:my|our|the))(?:(?:\w+|{ANY_MARK}) ){{0,2}}?(?:councils"
        rf"|authorities|las|boroughs|counties|unitaries|mets|examples|places|names|quotes"
        rf"|inspections|bits|things|shakiest)(?! like| named)"
    ),
    re.compile(
        rf"(?<!\w)(?:chop|cap|limit|cut|stop)(?: (?:it|them|that|those))? (?:at|to"
        rf"|after) {_N}(?!\w){_NOT_A_NUMBER_OF}"
    ),
    re.compile(
        rf"(?<!\w)(?:just|only|give me|name|say) (?:the )?{_N}(?: at the front of the queue|$"
        rf"|(?=[.,;?!]))"
    ),
)
_BY = (
    (
        By.KIND,
        words(
            r"(?:by|per|for each|each|in each|which|what) (?:kind|type|sort"
            r"|framework)s? (?:of )?(?:inspection|visit|framework|report)s?",
            r"by (?:framework|kind)",
            r"(?:per|for each|each) kind(?! of (?:council|authorit))",
        ),
    ),
    (
        By.REGION,
        words(
            r"(?:by|per|for each|for every|in each|each|every|across the|between|all(?: the)?"
            r"|order the|rank the|compare the)(?: of the)?(?: nine| english"
            r"| nine english)? regions?(?! is| of | that)",
            r"region[- ]?wise|by regions?|regions by|rank(?:ing)?(?: of)? regions"
            r"|region by region|regional (?:breakdown|split|comparison|differences?|ranking"
            r"|spread|figures?)|(?:the |all )?nine regions",
            rf"(?:which|what)(?: of the)?(?: \w+| english)? regions?(?! (?:is|are|does|do"
            rf"|was) (?:{ANY_MARK}|it|they|he|she)(?! ))",
            r"(?:which|what|in which|by) (?:parts?|areas?|corners?|ends?"
            r"|bits?) of (?:the )?(?:country|england|nation|land)|where(?: in (?:the country"
            r"|england))? (?:are|is|do) (?:.{1,40} )?(?:mostly|mainly|concentrated|clustered"
            r"|most common)",
            r"regions?(?= (?:with|that has|that have|having) (?:the )?(?:highest|lowest|most"
            r"|fewest|biggest|largest|smallest|least|greatest|better|worse|best|worst))",
            rf"(?:is there|any) (?:an? )?region|(?:no|some|other|both"
            rf"|{NUMBER}) regions(?= (?:have|havent|has|with|without|that|which|where|are|do|dont"
            rf"|had))|(?:best|worst|top|bottom|strongest|weakest|least"
            rf"|most)(?: improved)? regions?",
        ),
    ),
    (
        By.TYPE,
        words(
            r"(?:by|per|for each|each|in each) (?:(?:type|kind|sort)s? of (?:councils?"
            r"|authorit(?:y|ies)|las?)|types?)",
            r"(?:which|what) (?:type|kind|sort)s? of (?:councils?|authorit(?:y|ies)"
            r"|las?)(?: tends? to)?",
            r"by (?:council|authority|la) type|(?:which|what) types?(?= (?:is|are|does|do|has"
            r"|comes?)(?!\w))",
        ),
    ),
    (
        By.YEAR,
        words(
            r"(?:by|per|for each|in each|each|every|for every) (?:calendar "
            r"|financial )?year(?! group)|year by year|year on year|annually|yearly"
            r"|(?<=many )a year",
            r"(?:which|what) years? (?:had|saw|was the|(?=(?:has|have) (?:the )?(?:most|fewest"
            r"|least)))|years? (?:tie[ds]?|are level|with the (?:most|fewest|least))",
        ),
    ),
)
_COUNTED = (
    r"(?:how many|(?:what|which) (?:percentage|percent|per cent|%|proportion|share"
    r"|fraction)(?: of)?|(?:the )?(?:number|percentage|proportion|share|rate) of|(?:the |has "
    r"|had |have |got |with )most(?! recent)|(?:the )?fewest|count(?: of)?|total(?: number)? of)"
)
_IN_ONE = r"(?:in|from|at|on) (?:a single|one|any one|the same|a) (?:report|inspection|visit)"
_SAW_THEM = (
    r"(?:inspections|reports|visits)(?! (?:only|say|said|found|mention|tell|praise|criticis))"
)
_SPAN_OF = r"(?:gaps?|time|stretch(?:es)?|interval|wait|spells?|break|period|delay)"
_GAPS = words(
    rf"(?P<long>longest|biggest|largest|widest|greatest)?(?P<short>shortest|smallest|briefest"
    rf"|least)? ?{_SPAN_OF}(?: (?!since)\S+){{0,5}}? between (?:(?:any|two|their|its|one|the|an"
    rf"|consecutive|successive|full|graded|ofsted|last|latest|{ANY_MARK}) )*(?:inspections?"
    rf"|reports?|visits?|{KIND}|{SPAN}|{TIME})(?: reports?| and the next)?",
    r"(?P<near>(?:clos(?:e|est)|nearest) together)|(?P<far>furthest apart|farthest apart"
    r"|longest apart)",
    r"(?P<soon>(?:soonest|quickest|fastest) (?:after|to be (?:inspected again|re-?inspected))"
    r"|next (?:\S+ ){0,3}soonest(?: after)?(?: the one before)?)",
    rf"(?P<small>smallest|shortest) {_SPAN_OF}(?= by)",
)
_UNITS = (
    (
        Unit.GRADES,
        words(
            rf"{_COUNTED}(?: (?:\w+|{ANY_MARK})){{0,3}}? (?:judge?ments|grades|ratings|gradings"
            rf"|outstandings|inadequates|goods)(?: {_IN_ONE})?",
            rf"(?:judge?ments|grades|ratings|outstandings|inadequates|goods)(?: \w+)? {_IN_ONE}",
        ),
    ),
    (
        Unit.REPORTS,
        words(
            rf"{_COUNTED}(?: (?!(?:is|was|are|were|do|does|did|have|has|had|havent|hasnt"
            rf"|councils?|authorit\w+|las|places|in|of|that|pages)(?!\w))(?:\w+"
            rf"|{ANY_MARK})){{0,3}}? {_REPORTS}(?! (?:areas|judged|rated))",
            rf"(?:list|show|give me|which|what|all|every)(?: (?:me|the|of|your|{NUMBER}|newest"
            rf"|oldest|most recent|recent|freshest|last|latest|{ANY_MARK}))* {_SAW_THEM}",
            rf"(?:newest|oldest|most recent|recent|freshest|last|latest)(?: (?:{NUMBER}"
            rf"|{ANY_MARK}))+ {_SAW_THEM}|(?<!their )(?<!its )(?<!by )(?<!the )"
            rf"(?<!on )(?<!at )(?<!in )(?<!from )(?:newest|oldest"
            rf"|freshest|most recent) {_SAW_THEM}",
            r"(?:newest|latest|oldest|earliest|most recently|last|first)(?:[- ]| to be )"
            r"(?:published|released|printed)(?: (?:full|graded))?"
            r"|(?:published|released|came out|come out) "
            r"(?:most recently|longest ago|last|first|latest|earliest)",
            rf"of (?:all )?the {_SAW_THEM}|(?:{NUMBER}|{ANY_MARK}) (?:newest|oldest|most recent"
            rf"|latest|last) {_SAW_THEM}",
            rf"(?:how many times|how often|number of times)(?= (?:.* )?(?:been|judged|rated"
            rf"|graded|found|was|were|given|handed|got|had)(?!\w))(?= .*(?<!\w){A_GRADE}(?!\w))",
            r"(?:times|how often)(?= (?:\S+ ){0,5}(?:inspect|visit|ofsted))|through the door"
            r"|(?:most|least) often inspected|inspected most often",
        ),
    ),
)


def read_by(text: Text) -> By | None:
    """By what it is grouped: "which region does worst", "per year", "what type of council"."""
    for by, pattern in _BY:
        if text.note(pattern):
            return by
    return None


def read_unit(text: Text) -> Unit:
    """What is counted or listed: "how many inspections", "how many outstandings", else councils."""
    if _ANY_ORDER.search(text.string) and text.has(_GAPS):
        return Unit.GAPS
    return next((unit for unit, pattern in _UNITS if text.note(pattern)), Unit.COUNCILS)


def read_number(text: Text) -> int | None:
    """How many are wanted: "top 5", "the five worst", "a dozen"; "200 words" is none."""
    for pattern in _NUMBERS:
        match = pattern.search(text.string)
        number = number_in(match["n"]) if match else 0
        if match and 1 < number < 400:
            is_end = match[0].startswith(("first", "last", "next"))
            text.cover(*match.span("n" if not is_end else 0))
            return number
    return None


def read_order(text: Text, by: By | None = None) -> First | None:
    """What comes first: "most improved", "longest since", "bottom three", "worst to best"."""
    if not _ANY_ORDER.search(text.string):
        return None
    if gap := _GAPS.search(text.string):
        text.take(_GAPS)
        return First.MOST if gap["long"] or gap["far"] else First.FEWEST
    found = None
    for first, pattern in _ORDERS:
        if pattern.search(text.string) and (found in (None, first) or _refines(found, first)):
            _read(text, first, pattern)
            found = first if found is None else found
    if found is None and by and text.note(_DOES_BETTER):
        return First.BEST
    if found in (First.BEST, First.WORST) and _is_of_shares(text):
        return First.MOST if found is First.BEST else First.FEWEST
    return found


def _read(text: Text, first: First, pattern: re.Pattern[str]) -> None:
    """Cover the words of an order; those that tell of a move are no move besides."""
    text.note(pattern)
    if first in (First.MOST_IMPROVED, First.MOST_DECLINED):
        text.mark(pattern, Block.OTHER, lambda _: first)


def _refines(found: First, other: First) -> bool:
    """Whether words of a weaker meaning may stand beside the one that was found."""
    return found is not other and other in (First.BEST, First.WORST, First.NEWEST)


_BY_SHARE = re.compile(
    rf"(?<!\w)(?:by|on|of|in terms of) (?:the |their )?(?:share|proportion|percentage|number"
    rf"|rate)(?: of)?(?= (?:(?:\w+|{ANY_MARK}) ){{0,6}}?(?:at |of |that are |which are "
    rf"|rated )?{GRADE})"
)


def _is_of_shares(text: Text) -> bool:
    """Whether shares, and not grades, are put in order: "regions by proportion inadequate,
    highest first".
    """
    return text.note(_BY_SHARE)
