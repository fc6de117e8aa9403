"""Whether a message asks for a verdict on something that somebody claims: "Rubbish, surely?",
"Which is it?", "Leeds is good, isn't it?".

A question that asks nothing else is told by its words alone: each only points at what was
claimed, at who claims it, or says how it may fare.
"""

import re

FOUND_TO_BE = r"(?:found|judged|said|reported|described|thought|seen) (?:to (?:be|have)|as)\b"
MOST_OF_A_QUESTION = 12  # words of a question that only asks for a verdict
MOST_OF_A_TAG = 5  # of one that only points: "It isn't, is it?"
# How a claim may fare, in words that ask for a verdict by themselves,
_PLAINLY_FARES = frozenset(
    "true untrue false right wrong correct incorrect fair unfair accurate inaccurate rubbish"
    " nonsense tosh bunkum lie lies lying myth fact fiction exaggerated misleading".split()
)
# and in such as do in a question only.
_FARES = _PLAINLY_FARES | frozenset(
    "so facts lied making make makes made invented inventing exaggerating exaggeration spin hype"
    " gossip rumour fake bogus genuine real really truly seriously surely honest honestly legit yes"
    " no agree agreed truth truthful case justified harsh overstated misled mistaken kidding joking"
    " having"
    " believe trust confirm deny check verify print publish say says said write wrote written"
    " find found claim claimed conclude concluded quote put use used repeat stands stand up".split()
)
_OF_WORDS = frozenset(
    "say says said write wrote written find found claim claimed conclude concluded put so really"
    " make made up believe think trust use used".split()
)
_AUXILIARIES = frozenset(
    "is isn't isnt are aren't was wasn't were weren't do don't does doesn't did didn't didnt has"
    " hasn't have haven't had hadn't".split()
)
# Beside them: what points at a claim, whoever makes it, and words without a sense of their own.
_POINTS = _AUXILIARIES | frozenset(
    "it its it's that this that's these those them they he she he's she's i i'm we we're you he'd"
    " she'd they'd his her their my our me us him can can't could couldn't should shouldn't may"
    " might would am be been a an the any some one all both and or but not to of in on at by for"
    " from as out then there here actually ever even quite just still simply basically completely"
    " totally absolutely entirely what what's which who who's whose anything something nothing much"
    " bit part how about ofsted inspector inspectors report reports please thanks mate ask asking"
    " safely either other words word exactly know think reckon sure close like never recall"
    " remember newsletter leaflet paper speech release website post tweet meeting letter statement"
    " number figure date writing print black white".split()
)
_WHICH = re.compile(r"\W*(?:(?:so|and|but|well)\W+)?(?:which|who|whose|what)\b", re.I)
_ONLY_POINTS = re.compile(
    r"\W*(?:(?:so|and)\W+)?(?:is|was) (?:that|this|it) (?:it|all)\W*\?\W*"
    r"|\W*(?:so |and |well )?(?:which|what)(?: one)? is it\b.{0,12}\?\W*"
    r"|\W*(?:is|was) there (?:anything|something|any truth|some truth) (?:in|to)"
    r" (?:it|that|this)\W*",
    re.I,
)
_WORD = re.compile(r"[\w’'-]+")
_LAST_CLAUSE = re.compile(r"^(?P<said>.{3,}?)\s*[,;–—-]\s+(?P<asked>[^,;–—]{2,60}\?)\W*$", re.S)
# "Leeds is good isn't it?", "… true or false?"
_TAG = r"(?:is|was|did|has|have|does|do|were|are|had)(?:n[’']?t)? (?:it|they|we|he|she|that|there)"
_UNPARTED_TAG = re.compile(
    rf"\s(?:{_TAG}|right|true|correct|innit|eh|true or false|right or wrong|yes or no)\s*\?+\s*$",
    re.I,
)
_A_QUESTION = re.compile(
    r"^\W*(?:what|which|who|whose|where|when|why|how|is|are|was|were|do|does|did|has|have|can|could"
    r"|should|would|tell|show|give|list)\b",
    re.I,
)


def points_back(sentence: str) -> bool:
    """Whether a sentence tells nothing of its own beside how what was claimed may fare: "Or has he
    made it up?", "As I recall they never said so."
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sentence)]
    if not words or len(words) > MOST_OF_A_QUESTION:
        return False
    if _ONLY_POINTS.fullmatch(sentence.strip()):
        return True
    if any(word not in _FARES and word not in _POINTS for word in words):
        return False
    fares = _FARES.intersection(words)
    if _WHICH.match(sentence):  # "what did they say?" asks for words, "who's right?" for a verdict
        return bool(fares - _OF_WORDS)
    is_tag = len(words) <= MOST_OF_A_TAG and "?" in sentence and _AUXILIARIES.intersection(words)
    return bool(fares or is_tag)


def asks_verdict(sentence: str) -> bool:
    """Whether a sentence only asks how what was said before it fares: "Which is it?"."""
    words = {word.lower() for word in _WORD.findall(sentence)}
    return points_back(sentence) and ("?" in sentence or bool(words & _PLAINLY_FARES))


def without_tag(sentence: str) -> str:
    """A sentence without a last clause that only asks for a verdict: "Leeds is good, surely?"."""
    found = _LAST_CLAUSE.match(sentence.strip())
    if found and asks_verdict(found["asked"]):
        return found["said"]
    return _UNPARTED_TAG.sub("", sentence)


# "It was made up, surely": how it fares is in doubt already.
_DOUBTS = re.compile(
    r"\b(?:rubbish|nonsense|tosh|bunkum|lie|lies|lying|myth|fiction|fake|bogus"
    r"|made (?:it |that |this )?up|invented|untrue|false|wrong|exaggerat\w+|hype|gossip|rumour)\b",
    re.I,
)


def doubts(message: str) -> bool:
    """Whether "yes" to its question could be taken for "no": "Rubbish, surely?"."""
    last = re.split(r"(?<=[.?!])\s+", message.strip())[-2:]
    return any(asks_verdict(sentence) and _DOUBTS.search(sentence) for sentence in last)


_WHO = (
    r"(?:ofsted|(?:the )?(?:[\w’'-]+ ){0,3}?(?:inspectors?|reports?)|they|it)"
    r" (?:ever |really |actually )*"
)
# What inspectors may have done beside saying so: "did they blame the pandemic?".
TOLD = (
    r"(?:blame|praise|criticise|fault|accuse|warn|condemn|applaud|commend|slam|slate|doubt"
    r"|question)\b"
)
# "Did inspectors really find that checks are poor?"; not "did they say anything about caseloads?".
_ASKED_WHETHER_SAID = (
    rf"^\W*(?:(?:so|and|but)\W+)?(?:did|does|do) {_WHO}(?:say|find|write|conclude|report|state"
    r"|claim|think)(?: that)? (?!that\b|this\b|it\b|so\b|anything\b|something\b|much\b|what\b|how\b"
    r"|why\b"
    rf"|which\b|about\b|out\b)(?=\w+(?:\W+\w+){{3}})|^\W*(?:(?:so|and|but)\W+)?did {_WHO}{TOLD}"
)
_ASKED_WHETHER_SO = (
    r"^\W*(?:(?:so|and|but)\W+)?(?:is|was) (?:it|this) (?:really |actually |still )?(?:true|right"
    r"|correct|fair|accurate|the case|a fact)\b(?! \?)(?=.{12})"
)
# "Was its duty team found to be too thinly stretched?"
_ASKED_WHETHER_FOUND = rf"^\W*(?:was|were|is|are|has|have)\b.{{8,}}?\b{FOUND_TO_BE}"
# "…, did they say so?", "Is that what the inspectors said?"
_IS_IT_SAID = (
    r"\b(?:did|do|does) (?:ofsted|(?:the )?inspectors?|the reports?|they|it) (?:\w+ )?"
    r"(?:say|find|write|conclude|state) (?:so|that|this|it)\W*$"
    r"|\bis (?:that|this|it) (?:\w+ )?(?:what|in) (?:the )?(?:ofsted|inspectors?|reports?|they)\b"
    r".{0,20}$|[.,;–-] ?or not\W*\?\W*$"
)
# "Leeds's plans are clear, aren't they?"
_TAGGED = rf"^(?:\S+\s+){{3}}.*[,;–-] ?{_TAG}\W*\?\W*$"
_PLAINLY_CHECKS = re.compile(
    r"\b(?:can|could|may|should) (?:i|we|he|she|they) (?:\w+ ){0,2}(?:say|claim|write|print|state"
    r"|publish)\b(?! (?:anything|something|what|how|which|about|more|on)\b)"
    r"|^\W*(?:please )?(?:fact[- ]?check|check|verify)\b(?: (?:this|that|it|if|whether|please)|:)"
    r"|\b(?:is|was) (?:that|this|it|she|he) (?:actually |really )?(?:right|true|so|fair|correct"
    r"|accurate)\b|\bwhat[’']?s true\b|\bdid they\?|\btrue or false\b|\b(?:true|fact|right)\s*\?"
    r"|\bany truth (?:in|to)\b|\bwhich (?:bits?|parts?|of (?:it|this|that|these))\b.{0,12}\btrue\b"
    r"|\b(?:anything|something) like [“\"‘']|\bever say that\b|\bam i (?:right|wrong)\b"
    rf"|{_ASKED_WHETHER_SAID}|{_IS_IT_SAID}|{_TAGGED}|{_ASKED_WHETHER_FOUND}",
    re.I,
)
SENTENCE_END = re.compile(r"(?<=[.?!])[\"”'’)]*\s+(?=[A-Z“\"'‘a-z(])|\n+")


def plainly_checks(message: str) -> bool:
    """Whether a message says in so many words that something is to be checked: "Leeds is good,
    is that right?".
    """
    return bool(_PLAINLY_CHECKS.search(message)) or settles(message)


_ASKS_WHETHER = re.compile(rf"{_ASKED_WHETHER_SAID}|{_ASKED_WHETHER_SO}", re.I)


def asks_whether(message: str) -> bool:
    """Whether a message opens as the question whether something is so, or was said: "Is it true
    that …?".
    """
    return bool(_ASKS_WHETHER.match(message))


def settles(message: str) -> bool:
    """Whether what a message claims is followed by a question for a verdict on it: "They blamed
    the weather. Which is it?", "Leeds is good, surely?".
    """
    sentences = [each for each in SENTENCE_END.split(message.strip()) if each.strip()]
    told = [each for each in sentences if not points_back(each)]
    last = max((n for n, each in enumerate(sentences) if asks_verdict(each)), default=0)
    before = [each for each in sentences[:last] if each in told]
    if any(not _A_QUESTION.match(each) or "?" not in each for each in before):
        return True
    return any(without_tag(each) != each and not _A_QUESTION.match(each) for each in told)
