"""What is not answered whatever the reports say: and what must be said first of all.

A message that tells of a child in danger is answered at once with where to turn, before anything
is looked up. Predictions, named people and advice are not in inspection reports.
"""

import re

from assistant.answers import RefusalKind

# Somebody tells of harm to a person they know, or to themselves; not a question on reports.
_ONE = r"(?:my|this|that|the|a|his|her|their|our|neighbour.?s|friend.?s) (?:\w+ )?(?:child|kid|baby|boy|girl|toddler|teenager|pupil|son|daughter|sister|brother|niece|nephew|friend|cousin|student|grand(?:son|daughter|child))"
_WHO = rf"(?:{_ONE}|i|i.m|i am|me|she|he|they|she.s|he.s|they.re|someone|somebody|neighbour.?s (?:child|kid|baby)|next door)"
_HURT = r"(?:hurt|hit|beaten|beaten up|abused|raped|molested|groomed|attacked|strangled|starved|locked (?:in|up)|threatened|touched|punched|kicked)"
_HURTS = r"(?:hits?|beats?|hurts?|abuses?|rapes?|raped|touches|touched|strangles|threatens|punches|kicks|slaps|hitting|beating|hurting|abusing|raping|touching|threatening|punching)"
_DANGER = re.compile(
    rf"\b{_WHO}(?: \w+){{0,3}} (?:is|.s|am|are|.m|.re|was|been|being|getting|gets|got)(?: \w+){{0,2}} {_HURT}\b|\b(?:i.m|she.s|he.s|they.re) (?:\w+ ){{0,2}}{_HURT}\b"
    rf"|\b{_HURTS} (?:me|us|my \w+|him|her|them|the (?:child|baby|kids?|children|boy|girl)|his \w+|her \w+|their (?:child\w*|kids?|baby|son|daughter))\b"
    rf"|\b{_WHO}(?: \w+){{0,3}}(?: is| am| are|.s|.m|.re)(?: \w+){{0,2}} (?:in|at)(?: (?:immediate|real|serious|great))? (?:danger|risk)\b"
    r"|\b(?:i|my \w+|she|he)(?: \w+)? (?:don.t|doesn.t|do not|does not|am not|.m not|is not|isn.t)(?: feel)? safe\b|\b(?:i.m|she.s|he.s) not safe\b"
    r"|\b(?:scared|afraid|frightened|terrified) (?:to go home|of (?:my|his|her|their) (?:\w+))"
    r"|\b(?:kill|hurt|harm|cut)(?:ing)? (?:myself|himself|herself)\b|\bi (?:want|wish|am going|.m going) to (?:die|be dead)\b|\bend my life\b|\bi(?:.m| am)? (?:feel(?:ing)? )?suicidal\b|\btaken an overdose\b"
    r"|\b(?:child|kid|baby|someone) (?:is )?screaming\b|\b(?:won.t wake|isn.t breathing|not breathing|unconscious)\b",
    re.I,
)
# "If a child is in danger, who …?" is a question on reports, not news of a child.
_SUPPOSED = re.compile(r"\b(?:if|when|whenever|where|once|in case|unless|how (?:do|does|did|well|are|is)|do(?:es)? (?:they|inspectors?)|said|say)\b", re.I)
_NOW = re.compile(r"\b(?:right now|now|tonight|at the moment|as we speak|please help|help me|emergency|urgent\w*)\b", re.I)

_PREDICTION = re.compile(
    r"\b(?:will|going to|gonna|shall|likely to|chances? of|odds of|would (?:we|they|it|you))\b.{0,50}\b(?:rated|graded|judged|re-?inspected|inspected|inspection|ofsted|pass(?:ing)?|rating|grade)\b"
    r"|\bwhen (?:will|is|are|does|do)\b.{0,40}\b(?:inspect\w*|ofsted)\b|\bnext (?:ofsted )?(?:inspection|rating|grade)\b|\b(?:will|going to)\b.{0,60}\bnext time\b|\b(?:predict|forecast) ",
    re.I,
)
_OFFICE = (
    r"director|dcs|chief executive|chief exec|lead member|head of|manager|social worker|practitioner|chair(?:man|woman|person)?|councillor|leader|officer"
    r"|foster carer|headteacher|principal"
)
# "The children in care council" and "the family hub" are bodies, which have names that may be told.
_BODY = r"(?:council|group|forum|service|team|panel|board|hub|centre|scheme|programme|project|model|charity)\b"
_PERSON = re.compile(
    rf"\bwho(?:.s| is| was| are| were|se)\b(?!.{{0,20}}\b(?:graded|rated|inspected)\b).{{0,40}}\b(?:{_OFFICE})\b|\bwhich (?:child|baby|boy|girl|family|parent|{_OFFICE})\b.{{0,40}}\b(?:died|killed|abused|hurt|responsible|blame|failed|sacked|dismissed|suspended)\b"
    rf"|\b(?:the )?names? of (?:the |a |any |all )?(?:\w+ ){{0,2}}(?:child|children|baby|family|victim|{_OFFICE})\b(?!.{{0,25}}\b{_BODY})|\b(?:{_OFFICE})(?:.s)? name\b|\b(?:need|give|tell|what(?:.s| is| are)|know)\b.{0,20}\b(?:their|his|her) names?\b"
    r"|\bwho (?:is|was) (?:to blame|responsible|at fault)\b|\bto blame\b|\bis (?:mr|mrs|ms|dr) \w+",
    re.I,
)
_LED = re.compile(r"\b(?:led|lead) (?:the |this |that )?(?:\w+ )?(?:inspect\w+|report|visit)|lead inspectors?\b", re.I)
_ADVICE = re.compile(
    r"\bshould (?:i|we)\b|\bwhat (?:should|can) i do\b|\b(?:can|could|may|must) i (?:refuse|stop|appeal|sue|say no|record|get out of)\b|\bmy (?:legal )?rights\b"
    r"|\b(?:i|my|me|we)\b.{0,40}\b(?:solicitor|lawyer|sue|judicial review)\b|\btake (?:them|the council|social services) to court\b",
    re.I,
)
# What councils do beside children's services; asked of a child or carer it may be in a report.
_OTHER_SERVICES = re.compile(
    r"\b(?:bin (?:collections?|days?)|bins|recycling|litter|fly.?tipping|potholes?|parking|road ?works|street ?lights?|bus(?:es| lanes? | routes?)|cycle lanes?|train (?:times|stations?)|airports?|traffic"
    r"|electric (?:cars?|vehicles?)|charging points?|climate(?: change)?|solar|air quality|dog (?:licen[cs]es?|wardens?|mess|fouling)|beach(?:es)?|swimming|football (?:teams?|clubs?|pitch(?:es)?)|library books?|museums?"
    r"|leisure centres?|gardening|allotments?|planning (?:permission|applications?)|business rates|council tax (?:bands?|rates?|increases?|rises?|bills?|this year)|the council tax in|weather|recipes?|elections?"
    r"|who to vote|house prices?|crime rates?|pensioners?|opening (?:hours|times)|phone numbers?|email address)\b",
    re.I,
)
_OF_CHILDREN = re.compile(
    r"\b(?:care|coach|son|daughter|child\w*|kids?|young|youth|teen\w*|leavers?|care.experienced|foster\w*|adopt\w*|famil\w*|parents?|carers?|social work\w*|safeguard\w*|inspectors?)\b", re.I
)
_MONEY = re.compile(
    r"\b(?:salar(?:y|ies)|pay (?:scale|grade|rise))\b|\bhow (?:much|many pounds)\b.{0,60}\bbudget\w*\b|\bhow many pounds\b"
    r"|\bhow much (?:is|are|do|does|did|was|were)\b.{0,40}\b(?:pay|paid|earn|spen[dt]|cost)\b(?! attention)|\bwhat is the pay\b|\bwhat (?:did|do|does) .{0,40}\bspend on\b",
    re.I,
)
# Schools, nurseries and homes for adults are graded too, but not in these reports.
_OTHER_INSPECTIONS = re.compile(
    r"\b(?:schools?|nurser(?:y|ies)|academ(?:y|ies)|sixth forms?|child ?minders?|pre.?schools?)\b.{0,40}\b(?:ofsted|rat(?:ed|ings?)|graded|catchment|admissions?|league tables?)\b"
    r"|\b(?:best|top|outstanding)(?:[- ]rated)?(?: primary| secondary| grammar)? (?:schools?|nurser(?:y|ies)|academ(?:y|ies)|child ?minders?)\b|\b(?:gcse|a.level|sats|exam) results\b"
    r"|\b(?:nursing|adult|elderly)(?: care)? homes?\b|\bcare homes? for (?:the )?(?:elderly|old|adults)|\bcqc\b|\bcare quality commission\b",
    re.I,
)
_IN_REPORTS = re.compile(r"\bvirtual (?:schools?|college)\b|\bsocial work academ|\b(?:in|leav\w+|left) care\b|\bleavers?\b|\blooked.after\b|\bfoster", re.I)


def _is_elsewhere(message: str) -> bool:
    """Whether a message asks of what councils or Ofsted do beside the help and care of children."""
    if _MONEY.search(message) or (_OTHER_INSPECTIONS.search(message) and not _IN_REPORTS.search(message)):
        return True
    return bool(_OTHER_SERVICES.search(message)) and not _OF_CHILDREN.search(message)


def tells_of_danger(message: str) -> bool:
    """Whether a message tells of a child or person being harmed, or about to be."""
    if not _DANGER.search(message):
        return False
    return bool(_NOW.search(message)) or not _SUPPOSED.search(message)


# A first and a last name beside an office: "Is Jo Bloggs, our social worker, any good?"
_NAME = (
    r"(?-i:\b(?!(?:Children|Social|Local|Family|Early|Ofsted|Council|Achieving|Together|Safeguarding|Independent|Young|Care|The)\b)[A-Z][a-z]+ (?!(?:Children|Social|Council|Family|Services|Safeguarding|Trust|Board|Hub|House|Centre|Team|Panel|Care|Act|Service)\b)[A-Z][a-z]+\b)"
)
_NAMED = re.compile(rf"{_NAME}.{{0,60}}\b(?:{_OFFICE})\b|\b(?:{_OFFICE})\b.{{0,60}}{_NAME}", re.I)


def boundary(message: str, unnamed: str = "") -> RefusalKind | None:
    """Which kind of question that reports do not answer a message is, if any.

    `unnamed` is the message without names of councils: a name that is left may be a person's.
    """
    if _NAMED.search(unnamed):
        return RefusalKind.PERSON
    if _PREDICTION.search(message):
        return RefusalKind.PREDICTION
    if _PERSON.search(message) and not _LED.search(message):
        return RefusalKind.PERSON
    if _ADVICE.search(message):
        return RefusalKind.ADVICE
    return RefusalKind.OUTSIDE_REPORTS if _is_elsewhere(message) else None
