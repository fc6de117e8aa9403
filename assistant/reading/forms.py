"""In which form an answer is wanted: questions, a text of so many words, a brief in columns, a
count of themes, an order with reasons, what one council may learn from another.

What is learned tells what kind of thing is wanted; a form is told by closed classes of words
("one line each", "in two columns", "and why") beside what the message is on.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.points import number_in
from assistant.request import (
    EXACT,
    OF_MANY,
    Act,
    By,
    Condition,
    First,
    Form,
    Group,
    GroupKind,
    Polarity,
    Request,
    Want,
)
from assistant.themes import themes_asked
from assistant.times import LATEST
from assistant.vocabulary import content_words

_FORMS = (
    (
        Form.QUESTIONS,
        re.compile(
            r"\bquestions?\b(?! (?:is|was|about why)\b)|\bwhat (?:should|could|can|might) (?:i|we"
            r"|members|councillors) (?:ask|challenge|raise)",
            re.I,
        ),
    ),
    (
        Form.LINES,
        re.compile(
            r"\b(?:lines|bullets?(?: points?)?|talking points|speaking notes?|key messages"
            r"|headlines|takeaways|sentences)\b",
            re.I,
        ),
    ),
    (
        Form.TEXT,
        re.compile(
            r"\b(?:words?|paragraphs?|text|article|press release|post|newsletter|statement"
            r"|summary for|briefing|note|speech|letter|email)\b",
            re.I,
        ),
    ),
)
_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a (?:few|couple"
    r" of|handful of)|half a dozen)"
)
_LENGTH = re.compile(r"\b(\d{2,4})[- ]?words?\b", re.I)
_COUNTED = re.compile(
    rf"\b({_NUMBER}) (?:\w+[ -]){{0,3}}?(questions?|lines?|bullets?(?: points)?|points|messages"
    r"|headlines|takeaways|sentences|things)\b",
    re.I,
)
_BEFORE_QUESTIONS = re.compile(r"((?:\w+ ){1,3})questions\b", re.I)
# Words that say in which form, for whom and how long it is to be, and not what it is about.
OF_FORM = frozenset(
    """lines line briefing brief questions question draft drafts text words word
    paragraph summary bullet bullets points note notes committee scrutiny meeting
    members councillors paper local short long one two three four five six eight ten
    cabinet member speech newsletter post press release article residents seven nine
    chair front director thursday monday tuesday wednesday friday tonight tomorrow soft
    hard tough pointed awkward easy radio key messages somebody read neutral tone jargon
    board corporate parenting leader full council max put maximum""".split()
)
# Words that ask for a brief: "key messages from the Leeds report".
OF_A_BRIEF = frozenset(
    """key main messages message headline headlines takeaway takeaways points point gist
    summary overview picture strengths weaknesses concerns issues big biggest top
    essentials nutshell warts""".split()
)
OF_LEARNING = frozenset(
    "learn learns learned learnt learning lesson lessons copy borrow pick".split()
)
_LEARNS = re.compile(
    r"\b(?:learn(?:s|ed|ing|t)?|copy|borrow|pick up|lessons?)\b.{0,40}\bfrom\b", re.I
)
_REASONS = re.compile(
    r"\b(?:reasons?|why|because|what (?:for|makes|made)|explain|on what grounds|justify"
    r"|what was so \w+|with evidence)\b",
    re.I,
)

# ---- what terms mean, and how inspections work

_MEANS = re.compile(
    r"\b(?:what|wot)(?:['’]?s| is| are| does| do| did|)\b.{0,60}\b(?:mean|means|meant|stand for"
    r"|stands for)\b|\bmeaning of\b|\bdefin(?:e|ition)\b|\bdifference between\b"
    r"|\b(?:is|are)(?:n.t)? (?:it|that|they|those|these|this)? ?(?:just |really )?the same"
    r"(?: thing)?(?: as)?\b|\bone line each\b|\b(?:in|talk\w*|speak\w*) (?:in )?(?:code|jargon"
    r"|acronyms|initials)\b|\b(?:acronyms?|abbreviations?|initials|glossary)\b"
    r"|\bwhere (?:would|do|does|should) .{2,60}\b(?:fall|sit|come under|go|belong|fit)\b"
    r"|\bwhich heading\b|\bis (?:that|this|it) (?:a )?(?:fail\w*|bad|serious|good|the worst)\b"
    r"|\bexplain (?:what|the (?:term|word|grades?))\b|\bin plain (?:english|words)\b.{0,40}\?",
    re.I,
)
_WHATS = re.compile(
    r"^\W*(?:(?:so|ok|and|sorry|hi|hello|please|quick(?: question)?|erm|um)\W+)*(?:what|wot|who)"
    r"(?:['’]?s| is| are| r|s)\b (?:an? |the )?[\w\W]{2,40}$|\bwhat(?:['’]?s| is| are) (?:an? )"
    r"[A-Z]{3,6}\b",
    re.I,
)
_WORKS = re.compile(
    r"\bhow (?:does|do|can|would) (?:a|an|the|any) (?:council|authority|la|place)s? (?:get|come"
    r"|move|climb) (?:out|off|back)\b|\bhow (?:often|frequently|regularly)\b.{0,60}\b(?:inspect"
    r"|visit|come|ofsted)\w*|\bwhat happens? (?:next|now)\b"
    r"|\bwhat happens? (?:to|when|if|after|next|once|now)\b.{0,60}"
    r"\b(?:inadequate|fail\w*|inspect\w*|grade\w*|judge\w*|report\w*|outstanding)\b"
    r"|\bwhat (?:are|is) (?:the )?(?:monitoring|focused) visits? for\b|\bwho decides\b"
    r"|\bhow (?:does|do) (?:an? |the )?(?:ofsted |ilacs )?inspections? work\b"
    r"|\bhow (?:long|much notice|many inspectors|many days)\b.{0,60}\binspections?\b"
    r"|\bwhat (?:changed|has changed|is changing|changes)\b.{0,40}\b(?:april )?2026\b"
    r"|\bhow (?:are|do) (?:councils|they|ofsted)\b.{0,20}\bgrad\w+",
    re.I,
)
_MAY_MEAN = {Act.DEFINE, Act.FIND, Act.BRIEF, Act.OUTSIDE, Act.ADVICE, Act.FACTS}
_ACRONYMS = re.compile(r"\b[A-Z]{2,6}s?\b")
_MANY_TERMS = 3

# ---- facts of inspections

_LED = re.compile(
    r"\blead (?:hmi|inspectors?)\b|\bwho (?:led|lead|leads|ran|headed|inspected|carried out|was"
    r" in charge)\b|\bsame inspector\b|\bname of the inspector\b",
    re.I,
)
_SIZES = re.compile(
    r"\bhow (?:many|much) (?:pages?|days?|weeks?)\b|\bhow long (?:is|was|were|did) (?:the|they"
    r"|that|its|ofsted|inspectors?|it)\b.{0,40}\b(?:report|in for|there|on site|inspection|last"
    r"|stay|visit)\b|\b(?:page|word) count\b|\bhow thick\b",
    re.I,
)
_KINDS = re.compile(
    r"\b(?:which|what)(?: \w+){0,3} (?:kinds?|types?|sorts?)(?: of)?(?: \w+){0,2} reports?\b"
    r"|\b(?:which|what|all the|every|how many) (?:\w+ )?(?:reports?|letters|inspections|documents"
    r"|visits) (?:have you|do you|are|you|that you|there)\b|\b(?:missing|got all|have all|hold"
    r"|include)\b.{0,30}\b(?:monitoring|focused) visits?\b|\blist (?:of )?(?:all )?(?:the |your )?"
    r"reports\b|\bwhat(?: have|.ve) you got (?:on|for|about)\b|\bwhat do you (?:have|hold) (?:on"
    r"|for)\b",
    re.I,
)
_COVERS = re.compile(
    r"\b(?:all|whole|rest) of (?:england|the country|the uk)\b|\bevery council\b.{0,30}\b(?:here"
    r"|in (?:here|this|it))\b|\bwhich councils (?:do you|are (?:in|here|covered|missing)|have you"
    r"|does (?:this|it))|\bwhat(?:.s| is)? (?:in|covered by) (?:your|this|the) (?:library|data\w*"
    r"|collection|tool|thing)\b|\bhow (?:complete|up to date|many councils (?:do you|are (?:in"
    r"|here)))\b|\bwhy should (?:i|we|anyone) trust\b|\bhow (?:far back|recent)\b.{0,30}\b(?:go"
    r"|data|reports)\b|\bwhat have you got\b(?! (?:on|for|about))|\bwhat(?:.s| is) missing\b",
    re.I,
)
_IN_HERE = re.compile(
    r"\b(?:you|in here|here|this (?:tool|library|thing|site)|your|it (?:have|cover|hold))\b", re.I
)

# ---- a brief in another shape

_FIXED = re.compile(
    r"\b(?:happened|become|came|done|doing|get on|progress)\b.{0,30}\b(?:to|of|about|with|on)\b"
    r".{0,60}\b(?:told|asked|recommend\w*|improve\w*|fix|areas?|points|actions?|criticis\w+|list)"
    r"\b|\b(?:fixed|sorted|addressed|put right|dealt with|acted on|tackled|delivered|met)\b.{0,40}"
    r"\b(?:told|asked|recommend\w*|areas?|points|actions|last (?:time|report|inspection)|before"
    r"|previous)\b|\b(?:told|asked|recommend\w*|areas?|points|actions)\b.{0,60}\b(?:fixed|sorted"
    r"|addressed|put right|dealt with|acted on|tackled|delivered)\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:time before|last time|previous(?:ly)?|earlier|before|last (?:inspection|report|one)"
    r"|old(?:er)?|first time|since|20[012]\d)\b",
    re.I,
)
_OVER_YEARS = re.compile(
    r"\b(?:across|over|through|down|throughout) the (?:years|inspections|reports|decade)\b"
    r"|\b(?:oldest|earliest|first) (?:to|through to|until) (?:the )?(?:newest|latest|last|most"
    r" recent)\b|\b(?:each|every) (?:inspection|report) (?:said|found|in turn)\b|\btime ?line\b"
    r"|\b(?:story|journey|history) (?:of|since|from|so far)\b|\bin date order\b"
    r"|\bchronolog\w+\b",
    re.I,
)
_OF_FINDINGS = re.compile(
    r"\b(?:summari[sz]e|summary|said|say|says|found|findings|wrote|written|tell me|what"
    r"|story|journey|narrative|main points)\b",
    re.I,
)
_COLUMNS = re.compile(
    r"\b(?:two|2) columns?\b|\bcolumns?\b|\bside by side\b|\b(?:as|in) a table\b|\btwo lists\b"
    r"|\bpros and cons\b|\bfor and against\b",
    re.I,
)
_BOTH_SIDES = re.compile(
    r"\b(?:strength|good|well|positives?|pros|praise\w*|best)\w*\b.{0,40}\b(?:weak|bad|poor\w*"
    r"|negatives?|cons|criti\w+|worst|gripes?|problems?|concerns?|not so)\w*|\b(?:weak|bad"
    r"|negatives?|gripes?)\w*\b.{0,40}\b(?:strength|good|positives?|prais)\w*",
    re.I,
)
_ONE_PAGE = re.compile(
    r"\b(?:one|single|1|a)[ -]?(?:side|page(?:r)?)\b(?! (?:of|number))|\bwhat (?:it|this|that"
    r"|they) (?:all )?means? for (?:us|me|members|residents|the council)\b|\bwhat to ask\b"
    r"|\bmembers.? briefing\b|\bbriefing (?:note|paper|sheet)\b",
    re.I,
)
_PLAINLY = re.compile(
    r"\b(?:no|without|avoid|not? (?:much|any)|free of) (?:the )?jargon\b|\bplain (?:english"
    r"|words|language)\b|\bjargon[- ]free\b|\bsimple (?:words|terms|english|language)\b"
    r"|\bin (?:everyday|normal|easy) (?:words|english|language)\b",
    re.I,
)
_IN_SHORT = re.compile(
    r"\b(?:nutshell|in (?:short|brief)|quick(?:ly)? (?:summary|overview|version)|short version"
    r"|the gist|tl;?dr|briefly|at a glance)\b",
    re.I,
)

# ---- over many councils

_AGAIN = re.compile(
    r"\bagain and again\b|\bover and over\b|\b(?:keeps?|kept) (?:coming|cropping|popping) up\b"
    r"|\b(?:comes?|crops?|pops?) up (?:most|a lot|time)\b|\brecurr\w*\b|\bin common\b"
    r"|\b(?:most|more) (?:often|frequent\w*|common(?:ly)?)\b|\bcommone(?:st|r)\b|\bcommon (?:weak"
    r"|theme|issue|problem|failing|area|finding|thread|criticism|strength|complaint)\w*"
    r"|\bpatterns?\b|\b(?:usual|typical)(?:ly)?\b|\btend to\b|\bthemes?\b"
    r"|\b(?:praised|criticised|told off|pulled up|marked down) (?:for )?(?:the )?most\b"
    r"|\bmost (?:praised|criticised)\b|\bwhat (?:do|are|did) .{3,60}\b(?:get wrong|do (?:well"
    r"|badly)|(?:still )?(?:being )?told|struggle with|praised for|criticised for|good at"
    r"|bad at)\b|\bwhat\b.{0,80}\b(?:praised|criticised|told off|pulled up|slated) (?:for|on)\W*$",
    re.I,
)
_PRAISES = re.compile(
    r"\b(?:prais\w*|strengths?|do(?:es|ing)? well|good at|get right|admire\w*|applaud\w*)\b", re.I
)
_GRIPES = re.compile(
    r"\b(?:gripes?|moan\w*|criti\w+|complain\w*|weak\w*|told off|pulled up|failings?|get wrong"
    r"|bad at|problems?|harsh\w*|worst|slat\w+|slam\w*|told to|must improve|do better)\b",
    re.I,
)
_REGIONS_APART = re.compile(
    r"\bregions?\b.{0,30}\b(?:differ\w*|matter|difference)\b|\bdifferen\w+\b.{0,30}\b(?:region"
    r"|north|south|midlands|east|west)\w*|\bby region\b|\bregional(?:ly)?\b|\b(?:north|south)"
    r"\b.{0,40}\bdifferent\w*\b",
    re.I,
)
_MORE_NOW = re.compile(
    r"\b(?:more|less) (?:common|often|frequent|of a (?:theme|problem|issue)|prominent|criticism"
    r"|complaints?)\w*\b|\b(?:increas\w+|decreas\w+|rising|risen|rarer|gone (?:up|down)|growing"
    r"|grown|trend\w*|on the (?:rise|up|wane)|than (?:it |they )?used to|year (?:by|on) year)\b"
    r"|\bsince (?:covid|the pandemic|lockdown)\b|\b(?:getting|got) (?:better|worse|more|less)\b"
    r"|\bover the (?:years|last (?:few|\w+) years)\b",
    re.I,
)
_HOW_MANY = re.compile(
    r"\bhow many\b|\bnumber of\b|\bwhat (?:proportion|share|percentage|%)|\bhow common\b"
    r"|\b(?:complete|full|exact) list\b|\blist (?:all|every)\b|\ba number\b|\bcount\b",
    re.I,
)
_MUST = re.compile(
    r"\b(?:told|asked|needs?|ha(?:ve|s|d)|must|should|required?|area) (?:\w+ ){0,3}?(?:to |for )?"
    r"(?:improv\w+|do better|fix|tackle|sort|address|strengthen|work on|get better)\b"
    r"|\b(?:improve|improvement)\b",
    re.I,
)
_SAID_OF = re.compile(
    r"\b(?:prais\w+|criti\w+|told off|pulled up|slat\w+|weak|struggl\w+|failing|problems?"
    r"|good|strong)\b",
    re.I,
)
_ORDERS = re.compile(
    rf"\btop (?:{_NUMBER})\b|\b(?:bottom|worst|best|first) (?:{_NUMBER})\b|\brank\w*\b"
    r"|\bleague table\b|\b(?:in|into) order\b|\border (?:them|those|these)\b|\bharsh(?:est|er)\b"
    r"|\bstrongest\b|\bweakest\b|\bworst\b|\bbest\b|\bstand[- ]?outs?\b|\bmost (?:prais|criti)\w+"
    r"|\b(?:would|should) (?:you|i|we) (?:pick|choose|go|apply|join|rather)\b|\bhighest\b|\blowest"
    r"\b",
    re.I,
)
_WORST = re.compile(
    r"\b(?:worst|harsh\w*|weakest|lowest|bottom|most critic\w+|slammed|slated|failing)\b", re.I
)
_UP = re.compile(
    r"\b(?:come|came|gone|climbed|moved|travelled) (?:the )?furthest\b|\bmost improved\b"
    r"|\bimproved (?:the )?most\b|\bbiggest (?:improve\w*|rise|jump|climb|turn\w*)\b|\bturned"
    r" (?:it|things|themselves)? ?a?round\b|\bgot(?:ten)? better\b|\bgone up\b|\brisers?\b"
    r"|\bwent up\b|\bimprovers?\b",
    re.I,
)
_DOWN = re.compile(
    r"\bgone? (?:backwards?|downhill|down)\b|\bwent (?:backwards?|down(?:hill)?)\b|\bslipp?ed\b"
    r"|\bslid(?:den)?\b|\bgot(?:ten)? worse\b|\bbiggest (?:fall|drop|decline)\b|\bdeclin\w+\b"
    r"|\bfallers?\b|\bdropped\b|\bworsened\b",
    re.I,
)
_WAS_LOW = re.compile(
    r"\b(?:used to be|once|were|was|from|formerly|previously|had been|been) (?:\w+ ){0,3}?"
    r"(?:rubbish|inadequate|failing|failed|bad|poor|terrible|dire|awful|bottom|requires"
    r" improvement|ri|struggling|rock bottom)\b",
    re.I,
)
_IS_HIGH = re.compile(r"\b(?:outstanding|good|top|excellent)\b", re.I)
_HOW_THEY = re.compile(
    r"\bhow\b|\bwhat (?:did|do|have) they\b|\bdifferent(?:ly)?\b|\blearn\b|\blessons?\b"
    r"|\bsecret\b|\bleader\w*\b|\bturn(?:ed)?[- ]?a?round\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:who(?:.s| has| have| is| are| does| do| else)?|where(?: in the country)?|anyone|anybody"
    r"|anywhere|elsewhere|other (?:councils|places|areas|authorities)"
    r"|which (?:\w+ )?(?:councils|places|areas|authorities)|nationally"
    r"|nick (?:some )?ideas|steal (?:some )?ideas|ideas from)\b",
    re.I,
)
_PRACTICE = re.compile(
    r"\bexamples?\b|\bgood practice\b|\bbest practice\b|\bdo(?:es|ing)? (?:\w+ ){0,4}?(?:well"
    r"|best|right|properly)\b|\bprais\w+\b|\b(?:really )?good (?:at|work)\b|\bideas\b|\blearn"
    r"(?:ing|t)? from\b|\bcrack(?:ed)?\b|\bproper(?:ly)?\b|\bnail\w*\b|\bshining\b|\bexcellent\b",
    re.I,
)
# Topics that are judged areas, or nearly: a grade tells of them, and reports rank by it.
_OF_AREAS = frozenset(
    {
        "Care leavers: PAs and pathway plans",
        "Adoption",
        "Leadership, self-evaluation and improvement",
        "Partnership working and safeguarding partners / LSCB",
        "Child protection conferences and plans",
    }
)
# Topics that are named for whom something is written: "for the cabinet member".
_OF_READERS = frozenset(
    {"Political leadership and scrutiny", "Corporate parenting", "Work with parents and families"}
)
_IMPROVING = {"Leadership, self-evaluation and improvement"}


def as_work(request: Request) -> Request:
    """A request with the form in which its answer is wanted; words that only tell the form are
    not what it is about.
    """
    if request.form or request.act in {Act.DANGER, Act.TALK}:
        return request
    request = replace(request, themes=_themes(request))
    for rule in _RULES:
        if made := rule(request):
            return made
    return _as_written(request)


def _themes(request: Request) -> tuple[str, ...]:
    """The topics that a message is on; of what somebody tells of themselves only where the rest
    is on none: "I lead early help. Who does edge of care well?".
    """
    text = request.message
    for name in (*request.councils, *request.named):  # "Kensington" is about no topic
        text = text.replace(name, " ")
    sentences = re.split(r"(?<=[.!?;\n]) +", text)
    asked = [each for each in sentences if not _TOLD.search(each) or _ASKS.search(each)]
    rest = " ".join(asked)
    found = themes_asked(rest)
    if not found and (not asked or _POINTS_BACK.search(rest)):
        found = themes_asked(text)
    return tuple(theme.name for theme in found)


_ASKS = re.compile(
    r"\?|\b(?:want|need|like|love|wonder\w*)\b.{0,12}\b(?:know|see|hear|read)\b", re.I
)
_POINTS_BACK = re.compile(r"\b(?:this|that|it|these|those|them|such)\b", re.I)


_TOLD = re.compile(
    r"^\W*(?:(?:hi|hello|so|ok|well|sorry)\W+)*(?:i|i.m|im|i.ve|we|we.re|my|our|as an?)\b", re.I
)


Rule = Callable[[Request], Request | None]


def _meaning(request: Request) -> Request | None:
    """What terms mean, and how inspections work: "ILACS, SIF, IRO: one line each"."""
    message = request.message
    many = len(set(_ACRONYMS.findall(message))) >= _MANY_TERMS and not request.names_a_place
    is_what = request.act in _MAY_MEAN and not request.grades and _WHATS.search(message)
    asks = _MEANS.search(message) or is_what or _WORKS.search(message) or many
    if not asks or request.councils and request.act is not Act.DEFINE:
        return None
    if (
        request.act in EXACT
        and (request.conditions or request.order)
        and not (_MEANS.search(message) or _WORKS.search(message))
    ):
        return None
    return replace(request, wants=request.wants | {Want.MEANING})


def _record(request: Request) -> Request | None:
    """Who led it, how many days and pages, which reports there are, what the library covers."""
    message = request.message
    if _COVERS.search(message) and _IN_HERE.search(message) and not request.grades:
        is_of_one = request.councils and _KINDS.search(message)
        if not is_of_one:
            wants = request.wants | {Want.COVERAGE}
            return replace(request, act=Act.FACTS, wants=wants, subject="", claim="")
    is_led = bool(_LED.search(message))
    is_sizes, is_kinds = bool(_SIZES.search(message)), bool(_KINDS.search(message))
    if not request.councils or not (is_led or is_sizes or is_kinds):
        return None
    if request.times.is_named and is_kinds:
        return None
    wants = request.wants | {Want.SHEET}
    wants |= {Want.TITLE} if is_led else set()
    wants = wants | {Want.HOLDINGS} if is_kinds else wants - {Want.HOLDINGS}
    kinds = request.kinds if is_kinds else ()
    return replace(request, act=Act.FACTS, wants=wants, kinds=kinds, subject="", claim="")


def _reshaped(request: Request) -> Request | None:  # noqa: C901 - a table of shapes
    """A brief in another shape: over the years, in two columns, on one page, what was fixed."""
    message = request.message
    if len(request.councils) != 1 or request.kinds:
        return None
    brief = replace(
        request, act=Act.BRIEF, subject="", is_certain=True, polarity=None, claim="",
        conditions=(), move=None, groups=(),
    )  # fmt: skip
    if _FIXED.search(message) and _BEFORE.search(message) and not _has_topic(request):
        return replace(brief, form=Form.FOLLOWED, times=LATEST)
    is_over = _OVER_YEARS.search(message) and _OF_FINDINGS.search(message)
    if is_over and not _GRADES_ONLY.search(message) and not _has_topic(request):
        return replace(brief, form=Form.YEARS, times=LATEST)
    if _has_topic(request) and _is_about(request):
        themes = tuple(t for t in request.themes if t not in _IMPROVING)
        subject = request.subject or request.message
        return replace(brief, form=Form.ABOUT, themes=themes, times=request.times, subject=subject)
    if _COLUMNS.search(message) and _BOTH_SIDES.search(message):
        return replace(brief, form=Form.COLUMNS, conditions=request.conditions)
    is_whole = not request.areas and not _has_topic(request)
    if _IN_SHORT.search(message) and is_whole and request.act in _MAY_BE_SHORT:
        return replace(brief, form=None, wants=brief.wants | {Want.SHORTER})
    if _ONE_PAGE.search(message) and not _LENGTH.search(message):
        return replace(brief, form=Form.PAGE)
    return None


_MAY_BE_SHORT = {Act.BRIEF, Act.FIND, Act.WRITE, Act.MORE, Act.GRADE}
_GRADES_ONLY = re.compile(
    r"\b(?:grades?|ratings?|judge?ments?|verdicts?|outcomes)\b(?!.*\b(?:said|found|findings)\b)",
    re.I,
)


def _is_about(request: Request) -> bool:
    """Whether all that a report says on a topic is asked for, good and bad."""
    message = request.message
    if request.act in EXACT or request.act in {Act.CHANGE, Act.WRITE, Act.EXAMPLE, Act.CHECK}:
        return False
    is_open = _PLAINLY.search(message) or _BOTH_SIDES.search(message) or _THINKS.search(message)
    return bool(is_open) and not _LENGTH.search(message) and not _COUNTED.search(message)


_THINKS = re.compile(
    r"\bwhat (?:do|does|did) (?:ofsted|inspectors?|they) (?:think|reckon|make of)\b"
    r"|\bhow (?:do|does|did|are|is|well) (?:they|it|the council|she|he)? ?(?:treat\w*|deal\w*"
    r"|handl\w*)\b|\b(?:good and bad|warts and all|both sides)\b",
    re.I,
)


def _has_topic(request: Request) -> bool:
    """Whether it is on a topic of its own, beyond what must improve."""
    return bool(set(request.themes) - _IMPROVING - {"Performance data and management information"})


def _drawn_up(request: Request) -> Request | None:
    """Questions, bullets or a text on one council, in so many words or lines."""
    message = request.message
    if len(request.councils) != 1 or request.act in EXACT - {Act.FACTS}:
        return None
    form = read_form(message)
    counted = _COUNTED.search(message)
    is_text = form is Form.TEXT and read_length(message)
    is_lines = form is Form.LINES and (counted or request.act is Act.WRITE)
    is_questions = form is Form.QUESTIONS and (
        request.act is Act.WRITE or counted or _DRAFTS.search(message)
    )
    if not (is_text or is_lines or is_questions):
        return None
    return _as_written(replace(request, act=Act.WRITE, claim="", certainty=1.0, is_certain=True))


_DRAFTS = re.compile(r"\b(?:draft|write|give|suggest|need|put|list|prepare)\b", re.I)


_CLAIMS = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|claim\w*|insist\w*|reckons?|keeps?|argu\w+|heard"
    r"|boast\w*|settle|true|right\?|who(?:.s| is) right|is (?:that|it|this) (?:so|true|right"
    r"|correct|accurate)|correct\?|fact[- ]?check)\b",
    re.I,
)
_MOVES = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) (?:up|down|backwards?)\b|\b(?:rose|fell"
    r"|dropped|slipped|upgraded|downgraded)\b|\b(?:grade|rating|judge?ment)s?\b.{0,30}\b(?:improved"
    r"|declined|got (?:better|worse))\b",
    re.I,
)


def _settled(request: Request) -> Request | None:
    """A claim that a grade went up or down: "the opposition say it went down. Settle it"."""
    message = request.message
    if len(request.councils) != 1 or not (_CLAIMS.search(message) and _MOVES.search(message)):
        return None
    if request.grades or _has_theme(request) or request.times.names_years:
        return None
    return replace(request, form=Form.SETTLED, act=Act.CHECK, claim="", subject="", move=None)


def _quoted(request: Request) -> Request | None:
    """A claim to be looked up: times, areas and kinds named within it are the claim's own."""
    claim = request.claim
    if not claim or claim == request.message.strip():
        return None
    if request.times.is_named and not _YEAR.search(request.message.replace(claim, " ")):
        return replace(request, times=LATEST)
    return None


_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:last|previous|before|earlier)\b", re.I)


def _trend(request: Request) -> Request | None:
    if not _is_of_many(request) or not request.themes or not _MORE_NOW.search(request.message):
        return None
    if request.grades or request.move and request.act in EXACT and not request.subject:
        return None
    return replace(_searching(request), form=Form.TREND)


def _counted(request: Request) -> Request | None:
    """An exact count of councils of one theme: "how many must improve supervision?"."""
    message = request.message
    if not _is_of_many(request) or not request.themes or not _HOW_MANY.search(message):
        return None
    if set(request.themes) <= _OF_AREAS and request.act in EXACT:
        return None
    is_praise = bool(re.search(r"\bprais\w+", message, re.I))
    is_must = bool(_MUST.search(message))
    if not (is_must or _SAID_OF.search(message)):
        return None
    polarity = Polarity.PRAISE if is_praise else None if is_must else Polarity.CRITICISM
    return replace(
        _searching(request), form=Form.COUNTED, polarity=polarity,
        themes=tuple(t for t in request.themes if t not in _IMPROVING) or request.themes,
    )  # fmt: skip


def _risen(request: Request) -> Request | None:
    message = request.message
    is_so = _WAS_LOW.search(message) and _IS_HIGH.search(message) and _HOW_THEY.search(message)
    if not is_so or len(request.councils) > 1:
        return None
    if request.councils and not _ELSEWHERE.search(message):
        return None
    wants = request.wants | ({Want.RURAL} if re.search(r"\brural\b", message, re.I) else set())
    return replace(_for_home(request), form=Form.RISEN, wants=wants)


def _movers(request: Request) -> Request | None:
    message = request.message
    up, down = bool(_UP.search(message)), bool(_DOWN.search(message))
    if not _is_of_many(request) or not (up or down) or _has_theme(request):
        return None
    if not (up and down) and not _REASONS.search(message):
        return None
    if request.act in {Act.FIND, Act.OUTSIDE, Act.PREDICT} and request.subject:
        return None
    order = First.MOST_DECLINED if down and not up else First.MOST_IMPROVED
    return replace(
        _searching(request), form=Form.MOVERS, order=order, is_both_ways=up and down,
        conditions=(), move=None, number=request.number or read_number(message),
    )  # fmt: skip


def _has_theme(request: Request) -> bool:
    return bool(set(request.themes) - _OF_AREAS)


def _reasons(request: Request) -> Request | None:
    """An order by grade with a reason for each."""
    if request.act is not Act.RANK or request.order not in {First.BEST, First.WORST, None}:
        return None
    if not _REASONS.search(request.message) or _has_theme(request) or len(request.councils) == 1:
        return None
    if request.by or request.move or request.times.is_named:
        return None
    order = request.order or First.BEST
    return replace(request, form=Form.REASONS, order=order, themes=())


def _themed(request: Request) -> Request | None:
    """An order by what reports say of a theme: "top five for listening to children"."""
    message = request.message
    if not _has_theme(request) or not _ORDERS.search(message):
        return None
    if len(request.councils) == 1 or request.act is Act.COMPARE and len(request.councils) < 3:  # noqa: PLR2004 - two are set side by side
        return None
    is_worst = bool(_WORST.search(message)) or request.polarity is Polarity.CRITICISM
    number = request.number or read_number(message)
    if re.search(r"\b(?:worst|best|top) few\b", message, re.I):
        number = 4
    conditions = tuple(c for c in request.conditions if not _NOT_JUST.search(message))
    return replace(
        _searching(request), form=Form.THEMED, order=First.WORST if is_worst else First.BEST,
        number=number, polarity=None, councils=request.councils,
        conditions=conditions if not request.councils else (),
    )  # fmt: skip


_NOT_JUST = re.compile(
    r"\b(?:not|don.t|isn.t|rather than|other than|without)\b.{0,30}\b(?:just|only|simply|merely)\b"
    r".{0,30}\b(?:outstanding|good|grade|inadequate)\w*|\bnot by (?:overall )?grade\b",
    re.I,
)


def _pattern(request: Request) -> Request | None:
    """What comes up most over many councils."""
    message = request.message
    if not _is_of_many(request):
        return None
    if request.act is not Act.COMMON and not _AGAIN.search(message):
        return None
    if request.act in EXACT and request.is_exact and request.order in {
        First.MOST_IMPROVED, First.MOST_DECLINED, First.NEWEST, First.OLDEST,
    }:  # fmt: skip
        return None
    if request.act in EXACT and not (_GRIPES.search(message) or _PRAISES.search(message)):
        return None
    if _has_theme(request) and not _TOP_THEMES.search(message):
        return None
    praises, gripes = bool(_PRAISES.search(message)), bool(_GRIPES.search(message))
    by, groups = request.by, request.groups
    regions: tuple[Group, ...] = ()
    if _REGIONS_APART.search(message):
        regions = tuple(g for g in groups if g.kind is GroupKind.REGION)
        groups = tuple(g for g in groups if g.kind is not GroupKind.REGION)
        by = By.REGION
    return replace(
        _searching(request), form=Form.PATTERN, by=by, regions=regions, groups=groups,
        polarity=Polarity.PRAISE if praises and not gripes else None,
        is_both_ways=praises and gripes, conditions=_of_whole(request.conditions), themes=(),
    )  # fmt: skip


_TOP_THEMES = re.compile(r"\b(?:what|which (?:themes?|areas?|issues?|things?))\b", re.I)


def _of_whole(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if condition.grades)


def _examples(request: Request) -> Request | None:
    """Praised practice elsewhere: "who is praised for this, somewhere like us?"."""
    message = request.message
    if not _has_theme(request) or len(request.councils) > 1:
        return None
    is_asked = request.act is Act.EXAMPLE or _PRACTICE.search(message)
    is_elsewhere = bool(_ELSEWHERE.search(message)) or request.act is Act.EXAMPLE
    if not (is_asked and is_elsewhere):
        return None
    if request.councils and not (_ELSEWHERE.search(message) or _OF_US.search(message)):
        return None
    if not request.councils and request.act is not Act.EXAMPLE:
        return None
    return replace(_for_home(request), form=Form.EXAMPLES, polarity=None)


_OF_US = re.compile(r"\b(?:we|we.re|our|us|i.m|i am|i lead|i chair|my|for an?)\b", re.I)


def _for_home(request: Request) -> Request:
    """A request on other councils for the sake of one that is named."""
    home = request.councils[0] if request.councils else request.home
    groups = tuple(g for g in request.groups if g.kind is not GroupKind.NEIGHBOURS)
    conditions = request.conditions if request.form is Form.RISEN else ()
    searching = _searching(replace(request, councils=(), groups=groups))
    return replace(searching, home=home, conditions=conditions or request.conditions)


def _searching(request: Request) -> Request:
    """A request that computes over many councils, as its form tells, whatever its act."""
    act = request.act if request.act in OF_MANY else Act.THEME
    return replace(request, act=act, claim="", bends=(), is_certain=True, absent=())


def _is_of_many(request: Request) -> bool:
    return not request.councils and not request.unknown and not request.unclear


_RULES: tuple[Rule, ...] = (
    _settled,
    _record,
    _reshaped,
    _drawn_up,
    _risen,
    _movers,
    _trend,
    _counted,
    _themed,
    _reasons,
    _pattern,
    _meaning,
    _examples,
    _quoted,
)


def _as_written(request: Request) -> Request:
    """What is to be written, in so many words; a brief asked for in other words; learning."""
    told = set(content_words(request.subject))
    if request.act is Act.WRITE:
        form = read_form(request.message)
        length = read_length(request.message)
        number = read_questions(request.message) if form is Form.QUESTIONS else None
        if form is Form.LINES:
            number = read_number(request.message)
        if form is Form.QUESTIONS and number is None and _A_QUESTION.search(request.message):
            number = 1
        on = bool(set(request.themes) - _OF_AREAS - _OF_READERS)
        subject = (request.subject if told - OF_FORM else "") or request.message if on else ""
        conditions = request.conditions
        if _CORPORATE.search(request.message):
            conditions = (Condition((Topic.IN_CARE, Topic.CARE_LEAVERS)),)
            subject = ""
        wants = request.wants | ({Want.PLAIN} if _PLAINLY.search(request.message) else set())
        return replace(
            request,
            form=form,
            length=length,
            number=number,
            subject=subject,
            wants=wants,
            conditions=conditions,
        )
    if _LEARNS.search(request.message) and len(request.councils) > 1:
        return replace(request, act=Act.EXAMPLE, subject=" ".join(sorted(told - OF_LEARNING)))
    may_be_brief = request.act in {Act.FIND, Act.CHANGE} and len(request.councils) == 1
    if may_be_brief and told and told <= OF_A_BRIEF:
        return replace(request, act=Act.BRIEF, subject="")
    return request


_CORPORATE = re.compile(r"\bcorporate parent\w*", re.I)
_A_QUESTION = re.compile(r"\b(?:a|one|the) (?:\w+ ){0,3}?question\b", re.I)

# ---- the same again in another shape

_SHORTER = re.compile(
    r"\b(?:shorter|too long|one line each|cut (?:it|them|that) (?:down|to)|in one line|briefer"
    r"|tighter|trim|condense|snappier|punchier|more concise|half (?:the|that) length)\b",
    re.I,
)
_SUPPLEMENTARY = re.compile(r"\b(?:supplementary|follow[- ]?up|second question)\b", re.I)
_NEWEST = re.compile(
    r"\b(?:most recent|newest|latest|last one|oldest|in date order|by date)\b", re.I
)
_EXACT_WORDS = re.compile(
    r"\b(?:exact|actual|verbatim|own|precise) (?:words?|quotes?|text|wording)\b|\bquotes?\b"
    r"|\bword for word\b",
    re.I,
)
_SAME_HERE = re.compile(
    r"\b(?:same|differ\w*|compare\w*|instead|what about|how about|and (?:for|in|the|among))\b",
    re.I,
)
_OF_MANY_FORMS = {Form.THEMED, Form.EXAMPLES, Form.COUNTED, Form.RISEN, Form.REASONS, Form.MOVERS}
_WRITTEN = {Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE}


def varied(before: Request, own: Request) -> Request | None:  # noqa: C901, PLR0911 - a table
    """The request before in another shape: "one line each", "which is most recent?", "and the
    requires improvement ones?"; None where a message asks something else.
    """
    message = own.message
    if own.names_a_place or own.act is Act.DANGER:
        return None
    again = replace(before, message=message, goes_on=True, claim="")
    if before.act is Act.BRIEF and len(before.councils) == 1:
        return _varied_brief(before, own, again)
    if before.form is None:
        return None
    if before.form in _WRITTEN and _FIXED.search(message) and _BEFORE.search(message):
        return replace(again, act=Act.BRIEF, form=Form.FOLLOWED, times=LATEST, subject="")
    if before.form in _WRITTEN and (_SHORTER.search(message) or _SUPPLEMENTARY.search(message)):
        number = before.number
        wants = before.wants | ({Want.SHORTER} if _SHORTER.search(message) else set())
        if _SUPPLEMENTARY.search(message):
            wants |= {Want.SUPPLEMENTARY}
        return replace(again, wants=wants, number=number, length=read_length(message))
    if before.form in _OF_MANY_FORMS and _NEWEST.search(message):
        return replace(again, wants=before.wants | {Want.NEWEST})
    if before.form in _OF_MANY_FORMS and _EXACT_WORDS.search(message):
        number = own.number or read_number(message) or before.number
        return replace(again, number=number)
    if before.form is Form.PATTERN and (own.grades or own.limits_councils):
        is_beside = _SAME_HERE.search(message)
        return replace(
            again, conditions=_of_whole(own.conditions) or before.conditions,
            groups=own.groups or before.groups, beside_of=before if is_beside else None,
        )  # fmt: skip
    return None


def _varied_brief(before: Request, own: Request, again: Request) -> Request | None:
    """A brief with one side of it, or of one area: "only the weaknesses", "and for care
    leavers?".
    """
    message = own.message
    is_of_area = len(own.areas) == 1 and not own.grades and not own.subject
    if before.form in {None, Form.COLUMNS} and is_of_area and _AND_FOR.search(message):
        return replace(again, form=None, conditions=own.conditions, subject="")
    if before.form is Form.COLUMNS and (own.polarity or _ONLY_ONE.search(message)):
        is_praise = own.polarity is Polarity.PRAISE
        polarity = Polarity.PRAISE if is_praise else Polarity.CRITICISM
        return replace(again, form=None, polarity=polarity)
    if before.form in {None, Form.COLUMNS, Form.LINES, Form.YEARS} and _FIXED.search(message):
        return replace(again, form=Form.FOLLOWED, times=LATEST, polarity=None)
    if before.form is not None and _SHORTER.search(message):
        return replace(again, form=None, wants=before.wants | {Want.SHORTER})
    return None


_ONLY_ONE = re.compile(r"\b(?:only|just)\b.{0,20}\b(?:weak\w*|bad|strength\w*|good)\b", re.I)
_AND_FOR = re.compile(r"^\W*(?:and|what about|how about|now|same|ok|also|just|only)\b", re.I)


def read_form(message: str) -> Form | None:
    """The form that is asked for: "draft questions", "lines for a briefing", "200 words"; None
    where none is named.
    """
    return next((form for form, pattern in _FORMS if pattern.search(message)), None)


def read_length(message: str) -> int | None:
    """How many words it may have: "in 200 words"."""
    match = _LENGTH.search(message)
    return int(match[1]) if match else None


def read_questions(message: str) -> int | None:
    """How many questions are wanted: "five questions"."""
    match = _BEFORE_QUESTIONS.search(message)
    numbers = (number_in(word) for word in match[1].lower().split()) if match else iter(())
    return next((number for number in numbers if number), None)


_ORDER_NUMBER = re.compile(
    rf"\b(?:top|best|worst|bottom|first|which|the|those) ({_NUMBER})\b|\b({_NUMBER}) (?:places"
    r"|councils|areas|worst|best|most)\b",
    re.I,
)


def read_number(message: str) -> int | None:
    """How many are wanted: "four bullets", "the best two", "which 3 places"."""
    counted = _COUNTED.search(message)
    order = _ORDER_NUMBER.search(message)
    written = counted[1] if counted else next(filter(None, order.groups()), "") if order else ""
    written = written.lower()
    if written.startswith("a "):
        return {"a couple of": 2, "a handful of": 5}.get(written, 3)
    if written == "half a dozen":
        return 6
    return number_in(written) or None if written else None
