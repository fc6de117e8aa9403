"""What an answer must tell beside, or in place of, what its act gives: reasons, dates, a share."""

import re

from assistant.reading.marking import ANY_MARK, GROUP, KIND, NAME, TIME, Text, words
from assistant.request import Want

_COUNCILS = (
    r"(?:councils?|(?:local )?authorit(?:y|ies)|las?|boroughs?|counties|unitaries|mets|places"
    r"|areas|of (?:them|these|those))"
)
_TO_IMPROVE = words(
    rf"must (?:{NAME}|it|they|the council|councils) (?:improve|do better|put right|fix)",
    r"(?:needs?|have|has|had|ought|told|asked|must|got|required|still)(?: to)? (?:improve"
    r"|do better|get better|be better|put right|get right|sort out|fix|work on)(?! since| from)",
    r"(?:areas?|points?|things?|priorities) (?:for|of|to) (?:improvement|improve)"
    r"|recommendations?|improvement points?|priority actions?|(?:required "
    r"|key )?actions? (?:for improvement|required)",
    r"(?:what|whats|anything|everything|bits?|areas?|things?)(?: \w+){0,2} (?:needs?|requires?"
    r"|needing|requiring) (?:improvement|improving|work|fixing)|to[- ]do list"
    r"|room for improvement",
)
_EVERYTHING = words(
    rf"(?:all|every|each|full list of|complete list of|list(?: of)?|everything|the lot)(?: (?:of"
    rf"|the|its|their|that|it|they|ofsted|{NAME}))* (?:(?:areas?|points?|things?) (?:for|of"
    rf"|to) (?:improvement|improve)|recommendations?|(?:needs?|must|has|have)(?: to)? (?:improve"
    rf"|be improved)|priority actions?|improvement points?)",
    r"everything (?:\S+ ){0,4}(?:improve|put right|fix|sort out)",
)
_NOTHING_MORE = re.compile(
    rf"^(?: ?(?:[^\w\s\ue000-\uf3ff]|{NAME}|{TIME}|{KIND}|in|at|for|from|now|next|overall|the|its"
    rf"|their|latest|report|inspection|please|pls|thanks|were|are|made|did|they|give|given|ofsted"
    rf"|make|by))*$"
)
_WANTS = (
    (
        Want.WHY,
        words(
            r"why|how come|what made|what makes|whats? (?:is )?behind|reasons? (?:for|why|behind"
            r"|that)|the reasons?|because of what|explain(?: why)?|on what grounds|what (?:caused"
            r"|lay behind|drove|was the cause|explains)|how did (?:it|they) (?:manage|end up)"
        ),
    ),
    (
        Want.SHARE,
        words(
            rf"what ?(?=%)|(?<!not )(?<!not in )(?<!than )per ?cent(?:age)?s?|proportions?|share"
            rf"|fractions?|what slice|slice|ratio|(?:one|1) in (?:how many|\d+|two|three|four"
            rf"|five|ten)|what part of(?! (?:{GROUP}|england|the (?:country|land|nation)))"
            rf"|how common|how rare|out of how many"
        ),
    ),
    (
        Want.MAJORITY,
        words(
            rf"(?:the |a |in the )?majority|minority|(?:more|over|fewer|less|under) than half"
            rf"|(?:over|under) half|(?:are|do|have|is it|that|were|did"
            rf"|does) most(?: of)?(?: the)?(?: \w+)? (?:{_COUNCILS}|{ANY_MARK})|mostly"
            rf"|most (?:of )?(?:the |these |those )?(?:councils|authorities|boroughs|counties"
            rf"|unitaries)|do more councils|most councils"
        ),
    ),
    (
        Want.HOW_LONG,
        words(
            r"how long(?: is it| has it been| ago)?(?: since)?|how many (?:years|months|days"
            r"|weeks)(?: ago| since| is it| has it)?|how much time|time (?:since|between)"
            r"|(?:number of )?(?:months|years) (?:between|since|it took)|how quickly did"
        ),
    ),
    (
        Want.DATES,
        words(
            r"(?:first|last|start|opening|final) (?:day|date) of|(?:start"
            r"|end) of (?:the )?fieldwork|(?:and )?when(?= (?:exactly|was|were|did|is|are|do|does"
            r"|has|have|each|it|they|ofsted|inspectors?|the|in)(?!\w))|when(?=\W*$)|and when"
            r"|since when|what dates?|which dates?|(?:with |and |plus "
            r"|the )?(?<!out of )(?<!out-of-)(?<!order of )(?<!by )dates?(?! order)(?: too"
            r"| please| of (?:the |its |each )?(?:inspection|visit|report|publication)s?)?"
            r"|inspection dates?|(?:the |what |which )(?:day|date|month|year)(?= (?:the|it|that"
            r"|this|its|their|they|was|did)(?!\w))|(?:which|what) (?:year|month)"
            r"|how recent(?:ly)?"
        ),
    ),
    (
        Want.HOW_MANY,
        words(
            r"how many(?! (?:years|months|days|weeks))|what number(?: of)?"
            r"|(?:the )?(?:total )?(?:number|no\.?|count|tally|total) (?:of|that|who|which)"
            r"|count(?: up)?(?! council)|just the (?:number|total|figure)|tot up|how often"
        ),
    ),
    (
        Want.TITLE,
        words(
            rf"who (?:led|leads|headed(?: up)?|was in charge of|ran|carried out|did|conducted"
            rf"|inspected|signed(?: off)?)(?= (?:the |that |this |it|its|them|{NAME}))",
            r"lead inspectors?|(?:names? of|who (?:was|were|is"
            r"|are)) (?:the )?(?:lead )?(?:inspectors?|inspection team)|inspectors? names?",
        ),
    ),
    (
        Want.ARTICLES,
        words(
            r"articles?|write-?ups?|newspapers?(?: stories| coverage| reports?)?|news (?:stories"
            r"|coverage|reports?|items?)|in the (?:news|press|media)|press (?:coverage|reports?"
            r"|stories)|media (?:reports?|coverage)|headlines? about"
        ),
    ),
    (
        Want.SHORTER,
        words(
            r"(?:a bit |much |even )?(?:shorter|briefer)|shorten(?: (?:it|that|this))?"
            r"|(?:very )?short(?: (?:version|summary|answer|one))|in (?:short|brief|a nutshell"
            r"|(?:one|a|two) (?:sentence|line)s?)|cut (?:it|that) down|tl;?dr|too long"
            r"|less detail|condense(?: (?:it|that|this))?"
        ),
    ),
    (
        Want.HOLDINGS,
        words(
            r"(?:(?:that |which |what |that )?(?:do )?(?<!if )you(?:ve)? (?:currently "
            r"|actually )?(?:hold|got|cover|have got|have on file|have in here|have here|include"
            r"|know about)|do you have|(?:held |are |is |in |inside )(?:in |by |from )?(?:your"
            r"|this|the) (?:library|collection|database|system|tool|archive|index)|(?:are "
            r"|is )(?:covered|included|indexed|available)(?= here|\W*$)|(?:covered|included"
            r"|available|held) here|in here|on file|whats in (?:here|the library)|your library)"
        ),
    ),
)
_SIGN = re.compile(r"(?<!\d)%|(?<=what )%|[?] ?%")
_ASKS_WHETHER = re.compile(
    r"(?:^|[.;!?:] ?|(?<!\w)(?:and|so|but|or|also|ok|hi|hello|right|well|anyway|please) )"
    r"(?:is|are|was|were|has|have|had|did|does|do|isnt|arent|wasnt|werent|hasnt|havent|didnt"
    r"|doesnt|dont|would it be|am i|any(?! idea)|anyone|anybody) (?!you |we have)"
    r"|(?<!\w)(?:know|see|check|wonder(?:ing)?|ask(?:ing)?|tell me|say|sure|find out) (?:if"
    r"|whether)(?!\w)"
)
_ASKS_FOR_ANY = re.compile(
    r"(?:^|[.;!?:,] ?|(?<!\w)(?:and|so|but|ok|hi|hello) )(?:(?:is|are|was|were|has|have|had|did"
    r"|does|do|isnt|arent) (?:there )?(?:ofsted (?:got |given |rated |graded |judged |put )?"
    r"|you (?:got |have )?)?)?"
    r"(?:any(?! (?:idea|good|change|reason))|either(?: one)?(?: of)?|anyone|anybody|anywhere"
    r"|a single|even one|at least one)(?!\w).*(?:\?|$)"
)
_TAGS = words(
    r"(?:is|was|isnt|wasnt) (?:it|that|this) (?:true|right|correct|so|the case|accurate)|true"
    r"|correct|am i right|yes or no|whether|isnt it|wasnt it|arent they|right(?=\?)|or not"
    r"|or is that a myth|a myth"
)
# "None of them outstanding, am I right?": said of many, to be told whether it is so.
_SAYS_NONE = words(
    r"(?:(?<=^)|(?<=[.,;:] )|(?<=that ))(?:none|not (?:a single )?one|nobody)"
    r"(?: of (?:them|those|these|the \w+))?"
)


def read_wants(text: Text) -> frozenset[Want]:
    """What is to be told: "why", "what share", "how long since", "when", "is it true that"."""
    wants = {want for want, pattern in _WANTS if text.note(pattern)}
    if text.note(_SIGN):
        wants.add(Want.SHARE)
    wants |= _read_improving(text)
    if text.note(_TAGS) or text.has(_ASKS_WHETHER):
        wants.add(Want.YES_OR_NO)
        if text.note(_SAYS_NONE):
            wants.add(Want.NONE)
    if Want.HOW_MANY not in wants and text.has(_ASKS_FOR_ANY):
        wants.add(Want.ANY)
    return frozenset(wants)


def _read_improving(text: Text) -> set[Want]:
    """What must improve; all of it where it is asked of no one topic."""
    if text.note(_EVERYTHING):
        text.note(_TO_IMPROVE)
        return {Want.IMPROVE, Want.ALL_TO_IMPROVE}
    match = _TO_IMPROVE.search(text.string)
    if not match:
        return set()
    text.note(_TO_IMPROVE)
    is_all = _NOTHING_MORE.match(text.string[match.end() :])
    return {Want.IMPROVE, Want.ALL_TO_IMPROVE} if is_all else {Want.IMPROVE}
