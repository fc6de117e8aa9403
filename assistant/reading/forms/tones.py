"""In which tone something is wanted, which side of it, and what comes first and beside."""

import re

from assistant.reading.forms.lengths import ASKS_LAST
from assistant.reading.forms.pieces import QUIZ, in_form
from assistant.reading.forms.subjects import PLAINLY
from assistant.request import First, Polarity, Request, Want

_PRAISED = re.compile(
    r"\b(?:thank\w*(?!\W*$)|celebrat\w+|congratulat\w+|toast|good (?:bits|news|points|things|stuff)"
    r"|(?:went|does|do|did|doing|done|is|are|works?|working|going) (?:\w+ )?well|liked|praise\w*"
    r"|prais\w+|strengths?|positives?|compliment\w*|impressed|commend\w*|admire\w*)\b",
    re.I,
)
_CRITICISED = re.compile(
    r"\b(?:bad (?:bits|news|points|things|stuff)|weak\w*|criticis\w+|criticiz\w+|fail\w*"
    r"|negatives?|concerns?|worr(?:y|ies|ied|ying)|problems?|shortcomings?|wrong|worst"
    r"|challenges?|risks?|awkward|disliked|must improve|needs? to improve|(?:not"
    r"|isn.?t) good enough)\b",
    re.I,
)
_BALANCED = re.compile(
    r"\b(?:balanced|fair|even[- ]handed|neutral|both sides|warts|honest|don.?t hide|dont hide"
    r"|own(?:s|ing)? (?:up )?(?:to )?(?:the|its|our|their))\b",
    re.I,
)
_OWNS_UP = re.compile(
    r"\bown(?:s|ing)? (?:up )?(?:to )?(?:the|its|our|their) (?:problems?|failings?|failures?"
    r"|mistakes?"
    r"|weakness\w*|faults?)\b",
    re.I,
)
_ENDS_ON = re.compile(
    r"\b(?:end(?:s|ing)?|finish(?:es|ing)?|clos(?:e|es|ing)) (?:it |off )?(?:on|with)"
    r" (?:[\w’']+[ ,]*){1,4}",
    re.I,
)
_STARTS = re.compile(
    r"\b(?:start|begin|lead|open|kick off)(?:s|ing)? (?:it |off )?(?:with|on|by)"
    r" (?:[\w’']+[ ,]*){1,6}"
    r"|\b(?:\w+ ){1,3}first\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:bad|worst|fail\w*|weak\w*|negative\w*|problem\w*|criticism\w*|concern\w*|wrong"
    r"|awkward|inadequate)\b",
    re.I,
)
_GOOD = re.compile(
    r"\b(?:good|best|strength\w*|positive\w*|progress|prais\w*|well|improvements?)\b", re.I
)
LETTER = re.compile(
    r"\b(?:letter|e-?mail) (?:to|for|back|from|in reply)\b|\bopen letter\b|\b(?:draft|write|send"
    r"|same|our|my) (?:\w+ )"
    r"{0,3}(?:letter|e-?mail)\b|\b(?:as|into) an? (?:letter|e-?mail)\b|\bwrite (?:back )?to (?:my"
    r"|our|the)\b",
    re.I,
)
_INTERVIEW = re.compile(
    r"\binterview questions?\b|\b(?:ask|put to|for) (?:an? |the |our |each )?(?:\w+ )?"
    r"(?:candidates?|applicants?|interviewees?)\b|\binterview(?:ing)? (?:an? |for |the )",
    re.I,
)
_EVIDENCE = re.compile(
    r"\b(?:evidence|quotes?|findings?|source|proof)\b.{0,20}\b(?:under|below|beneath|beside|with"
    r"|after|behind) (?:each|every|it|them)\b",
    re.I,
)
_POLITELY = re.compile(
    r"(?<!too )(?<!less )(?<!not )\b(?:polite\w*|courteous\w*|respectful\w*|friendl[yi]\w*"
    r"|kind(?:ly|er)?|gentl[ey]|tactful\w*"
    r"|not (?:rude|hostile|aggressive|confrontational))\b",
    re.I,
)
_LAY_ASKS = re.compile(
    r"\b(?:questions?|what) (?:that )?(?:\w+ ){0,3}?(?:parents?|carers?|young people|children"
    r"|residents?|families|care leavers)(?: in care)? (?:might|would|could|may|will|should|can"
    r"|want|to ask)\b|\b(?:should|could|can|might|would) (?:\w+ ){0,2}?(?:parents?|carers?"
    r"|young people|children|residents?|families|care leavers) (?:ask|raise)\b",
    re.I,
)
_HARDER = re.compile(
    r"\b(?:hard(?:er)? hitting|harder|sharper|tougher|fiercer|nastier|more pointed|more critical"
    r"|too (?:soft|nice|kind|gentle|polite|cosy|easy|rosy)|who answers|answers for it|with teeth"
    r"|press (?:him|her|them) (?:on|for))\b",
    re.I,
)
_PLACE = r"(?:pages?|paras?|paragraphs?)"
_PAGES = re.compile(
    rf"\b{_PLACE} (?:nos?|num\w+|refs?|references?)\b|\bwith (?:the |their )?{_PLACE}\b|\b(?:which"
    rf"|what) {_PLACE}\b|\b(?:give|add|put|include|say|show|cite|quote|plus|and) (?:me )?(?:the |a"
    rf" |their )?{_PLACE}\b(?! (?:about|on|for|of text))|\b{_PLACE} (?:for each|beside|next"
    r" to|after each)\b|\bwhere (?:each|every|all|they|it|that|those|these)"
    r"(?: (?:one|of (?:them|those)))? (?:is|are|comes?|stands?|appears?) (?:from |found )?in"
    r" the (?:report|document)\b",
    re.I,
)
_REFERENCES = re.compile(
    r"(?<!page )(?<!pages )(?<!para )(?<!paragraph )\b(?:references|refs|(?:both|full) reference"
    r"|referenc(?:ed|ing)|harvard|bibliograph\w+|footnotes?|in-text citations?|cited sources)\b"
    r"(?! to\b)",
    re.I,
)
_LESS_JARGON = re.compile(
    r"\b(?:no|without|avoid|spell out) (?:any |the )?(?:acronyms?|abbreviations?|initials)\b"
    r"|\b(?:less|too much|lose the|drop the|cut the|ditch the) jargon\b|\b(?:plainer|simpler"
    r"|plainly|lay(?:man| person|person)?.?s? terms)\b|\bfor (?:parents|children|young people"
    r"|residents|the public|families|everyone|everybody|teenagers|kids)\b|\bknows? nothing\b"
    r"|\b(?:parents?|families|carers|residents?|care leavers).? (?:\w+ )?(?:group|forum|newsletter"
    r"|leaflet|evening|page)\b|\b(?:mums|dads)\b|\b\d{1,2}[- ]?year[- ]?olds?\b|\baged? \d{1,2}\b"
    r"|\b(?:parish|village|community|school) (?:newsletter|magazine|website)\b"
    r"|\b(?:local|parish|evening|weekly) (?:news)?paper\b|\bradio\b|\bleaflet\b",
    re.I,
)
_WARMLY = re.compile(
    r"\b(?:warm\w*|friendl\w+|kind(?:er|ly)?|upbeat|proud\w*|celebrat\w+|heartfelt|thank\w*(?!\W*$)|toast"
    r"|less cold|more human)\b",
    re.I,
)
THANKS = re.compile(r"\b(?:thank(?:ing|s)?|appreciation|gratitude)\b(?!\W*$)", re.I)
_AWKWARD = re.compile(
    r"\b(?:awkward|tricky|difficult|toughest|hardest|nasty) (?:\w+ )?(?:question|one|bit)\b"
    r"|\bq ?(?:&|and|\+) ?as?\b|\b(?:questions?|ask\w*)\b.{0,60}\b(?:answers?|answer(?:ed|ing)"
    r"|respon[ds]\w*|reply|rebuttal)\b|\b(?:way of|how (?:to|would|should|do|could) (?:\w+ )?)"
    r"answer\w*",
    re.I,
)
SUPPLEMENTARY = re.compile(r"\b(?:supplementar(?:y|ies)|follow[- ]?ups?|second question)\b", re.I)


def side(request: Request) -> Polarity | None:
    """Which side alone is to be told: praise where thanks are, or only what is good."""
    message = request.message
    is_praise, is_criticism = _PRAISED.search(message), _CRITICISED.search(message)
    is_ordered = _STARTS.search(message) or _ENDS_ON.search(message)
    if (is_praise and is_criticism) or _BALANCED.search(message) or is_ordered:
        return None
    if is_praise or is_criticism:
        return Polarity.PRAISE if is_praise else Polarity.CRITICISM
    return request.polarity


def first_side(request: Request) -> First | None:
    """What comes first: "start with the failure, then the progress"; what is bad where it is to
    end on what is good, or where it is to tell why a grade fell.
    """
    message = request.message
    if starts := _STARTS.search(message):
        return _side_first(starts[0])
    ends = _ENDS_ON.search(message)
    if ends and not ASKS_LAST.search(ends[0]) and (last := _side_first(ends[0])):
        return First.BEST if last is First.WORST else First.WORST
    if Want.WHY in request.wants or _OWNS_UP.search(message):
        return First.WORST
    return request.order if request.order in {First.WORST, First.BEST} else None


def _side_first(text: str) -> First | None:
    """Which side is named first: "the failure, then the progress"."""
    bad, good = _BAD.search(text), _GOOD.search(text)
    is_bad = bad and not (good and good.start() < bad.start())
    return First.WORST if is_bad else First.BEST if good else None


def tones(message: str) -> frozenset[Want]:
    """In which tone it is wanted, and what beside: plain, warm, thanks, the awkward question."""
    found = (
        (Want.PLAIN, PLAINLY),
        (Want.PLAIN, _LESS_JARGON),
        (Want.WARM, _WARMLY),
        (Want.THANKS, THANKS),
        (Want.AWKWARD, _AWKWARD),
        (Want.SUPPLEMENTARY, SUPPLEMENTARY),
        (Want.LETTER, LETTER),
        (Want.QUIZ, QUIZ),
        (Want.INTERVIEW, _INTERVIEW),
        (Want.EVIDENCE, _EVIDENCE),
        (Want.HARDER, _HARDER),
        (Want.POLITE, _POLITELY),
        (Want.POLITE, _LAY_ASKS),
    )
    return (
        asides(message)
        | in_form(message)
        | {want for want, pattern in found if pattern.search(message)}
    )


def asides(message: str) -> frozenset[Want]:
    """What is wanted beside whatever is told: the page of each finding, a list of references."""
    found = ((Want.PAGES, _PAGES), (Want.REFERENCES, _REFERENCES))
    return frozenset(want for want, pattern in found if pattern.search(message))
