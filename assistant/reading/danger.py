"""Whether a message tells of a child or person being harmed, by rule: a rule that no setting
switches off.

It stands beside what was learned (`network.py`), and either is enough. Nothing takes it back:
not "said", "when" or "if", and not a question that follows. A message that asks what services or
reports do with such cases has the words of harm, but nobody in it: no "I", "my", "she" or "the
baby next door" to whom it happens.
"""

import re

# of 1: from here on what was learned is taken for news of harm; see tests/evaluation/README.md
LEAST_DANGER = 0.4

_PERSON = (
    r"(?:child|kids?|baby|babies|boy|girl|toddler|teenager|teen|pupil|student|son|daughter|sister"
    r"|brother|niece|nephew|cousin|friend|mate|mum|mom|mam"
    r"|mother|dad|father|nan|gran|step ?(?:son|daughter|sister|brother)|grand(?:son|daughter"
    r"|child|kids?|children)|foster (?:son|daughter|child|kid)|little one|bf|gf|boyfriend"
    r"|girlfriend|wife|partner|neighbou?rs?)"
)
_ONE = (
    rf"(?:my|our|his|her|their|this|that|next ?door(?:.?s)?|neighbou?r.?s"
    rf"|friend.?s) (?:\w+ ){{0,2}}{_PERSON}(?:.s)?"
)
_NEAR = (
    r"(?:a|the|some) (?:kids?|child|children|baby|boy|girl|toddler) (?:next ?door|upstairs"
    r"|downstairs|over the road|across the road|in (?:my|our) \w+|at (?:my|our) \w+)"
)
_WHO = (
    rf"(?:{_ONE}|{_NEAR}|i|im|i.m|ive|i.ve|me|she|shes|she.s|he|hes|he.s|they|theyre|they.re"
    rf"|someone|somebody|some ?one)"
)
_WHOM = (
    rf"(?:me|us|him|her|them|my \w+(?: \w+)?|his \w+|her \w+|their \w+|the (?:baby|little \w+)"
    rf"|{_ONE})"
)
_HARMS = (
    r"(?:hits?|hitting|beats?|beating|hurts?|hurting|abus(?:es|ing)|rap(?:es|ed|ing)|touch(?:es"
    r"|ed|ing)|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|threaten(?:s|ed|ing)?|punch(?:es|ed|ing)?"
    r"|kick(?:s|ed|ing)?"
    r"|slap(?:s|ped|ping)?|smack(?:s|ed|ing)?|whack(?:s|ed|ing)?|burn(?:s|t|ed|ing)|groom(?:s|ed"
    r"|ing)|molest(?:s|ed|ing)?|starv(?:es|ed|ing)|attack(?:s|ed|ing)?|batter(?:s|ed|ing)?"
    r"|shak(?:es|ing)|trafficking|bruis(?:es|ing)|belts?|belting)"
)
_HARMED = (
    r"(?:hurt|hit|beaten(?: up)?|abused|raped|molested|groomed|attacked|strangled|starved"
    r"|locked (?:in|up|out)|threatened|touched|punched|kicked|slapped|trafficked|burnt|burned"
    r"|neglected|forced|exploited|assaulted|stabbed)"
)
_NOT = r"(?:don.?t|doesn.?t|do not|does not|am not|.m not|is not|isn.?t|not|never|didn.?t)"

_TELLS = re.compile(
    "|".join(
        (
            rf"\b{_WHO}(?: \w+){{0,4}}? (?:is|s|.s|am|are|m|.m|re|.re|was|were|been|being|get(?:s"
            rf"|ting)?|got)(?: \w+){{0,2}} {_HARMED}\b",
            rf"\b(?:im|i.m|shes|she.s|hes|he.s|theyre|they.re) (?:\w+ ){{0,2}}{_HARMED}\b",
            rf"\b{_HARMS} {_WHOM}\b",
            # but not what services do for others: "how they help children at risk"
            rf"\b(?:{_ONE}|i|she|he|they)\b(?! (?:\w+ )?(?:help|support|protect|safeguard|identify"
            rf"|spot|respond to|deal with|handle|work with) (?:\w+ )?(?:children|kids|young people"
            rf"|those|families)\b)(?: \w+){{0,4}} (?:in|at)(?: (?:immediate|real|serious"
            rf"|great))? (?:danger|risk)\b",
            rf"\b(?:i|{_ONE}|she|he|they)(?: \w+){{0,2}} {_NOT}(?: \w+){{0,2}} safe\b|\b(?:im|i.m"
            rf"|shes|she.s|hes|he.s) not (?:\w+ )?safe\b|\bnot safe (?:at home|with|here)\b",
            r"\b(?:it|this|that)(?:.s| is|s) (?:\w+ ){0,2}?(?:my own (?:house|home)\b|happening"
            r" (?:to (?:me|us)|in my (?:own )?(?:house|home))\b)",
            r"\b(?:scared|afraid|frightened|terrified) (?:to (?:go|be|tell|sleep)\b.{0,20}"
            r"|of (?:my|his|her|their|him|her|them|what)\b)",
            r"\b(?:kill|hurt|harm|cut|cutting|hurting|harming|killing)(?:ing)? (?:my ?self"
            r"|him ?self|her ?self|them ?sel(?:f|ves))\b|\b(?:want|wants|wanna|wish|going"
            r"|gonna)(?: to| i was| she was| he was)? (?:die|be dead|dead|end it)\b"
            r"|\bend (?:my|his|her) (?:own )?life\b|\bsuicidal\b(?=.{0,40}\b(?:help|now"
            r"|tonight)\b)|\b(?:i|im|i.m|she|shes|he|hes)\b.{0,12}\bsuicidal\b|\b(?:taken"
            r"|took) (?:an overdose|(?:a load of|lots of|loads of|all (?:the|her|his"
            r"|my)) (?:pills|tablets))\b",
            r"\b(?:no|see (?:the|a|any)|what.?s the) point (?:in|of) (?:being (?:here|alive)"
            r"|living|life|going on|carrying on|any of (?:this|it) any ?more)\b"
            r"|\b(?:pills|tablets|meds|paracetamol) (?:\w+ ){0,2}(?:lined up|saved up|stashed"
            r"|ready)\b|\bwon.?t be (?:here|around) (?:much longer|any ?more)\b",
            r"\b(?:left|leaves?|leaving) (?:\w+ ){0,4}(?:alone|on (?:my|his|her|their) own"
            r"|home alone|by (?:themselves|himself|herself|myself))\b(?=.*\b(?:night|nights|hours"
            r"|all day|weekend|baby|year old|yr old|years old|\d)\b)",
            r"\b(?:makes?|making|made|forces?|forcing) (?:me|him|her|them|my \w+) (?:do|to do"
            r"|touch|carry|sell|have|take|watch|send|sleep|keep)\b",
            r"\b(?:child|kid|kids|baby|someone|boy|girl) (?:is |keeps? )?(?:screaming"
            r"|crying all)\b|\b(?:won.?t wake|isn.?t breathing|not breathing|unconscious)\b",
            r"\block(?:s|ed)? (?:me|him|her|them|us) (?:in|up|out) (?:the|my|his|her|a|at|all"
            r"|of the house)\b|\b(?:won.?t|doesn.?t|dont|don.?t|not) (?:let|feed|give) (?:me|him"
            r"|her|them|us)\b.{0,30}\b(?:eat|food|out|fed|leave|dinner|tea)\b",
            r"\b(?:bruis\w+|black eye|cigarette burns?|burn marks?)\b.{0,50}\b(?:my|his|her|their"
            r"|she|he|pupil|child|baby|boy|girl|arms?|legs?|back|face)\b.{0,50}\b(?:said|says"
            r"|told|won.?t|saw|seen|noticed|today|again|came)\b",
        )
    ),
    re.I,
)
# The same words with nobody in them: what reports say, and what services do, with such cases.
_OF_REPORTS = re.compile(
    r"\b(?:inspectors?|ofsted|inspections?|reports?|councils?|authorit(?:y|ies)|services"
    r"|social workers|staff)\b"
    r"|^\W*(?:what|how|why|which|who|are|is|do|does|did|can|could|has|have|when|where|if|any)\b",
    re.I,
)
# Words of harm in which nobody is harmed.
_IDIOMS = re.compile(
    r"^\W*(?:(?:ok|right|go on|now|so)\W+)*hit me with (?:the (?:best|worst|top|list|grades?)|your"
    r"|some)\b|\bbeat(?:en)? (?:me |us |you )?to it\b|\bcut(?:ting)? \w+ some slack\b"
    r"|\bkilling (?:two birds|time)\b",
    re.I,
)
_FIRST_HAND = re.compile(r"\b(?:i|im|i.m|ive|i.ve|me|my|mine|next ?door|neighbou?r.?s?)\b", re.I)
_SOMEBODY = re.compile(r"\b(?:she|he|her|him|his|shes|hes)\b", re.I)


def tells_of_danger(message: str) -> bool:
    """Whether a message tells of harm to somebody: "my stepdad hits my sister when he is drunk"."""
    message = _IDIOMS.sub(" ", message)
    if not _TELLS.search(message):
        return False
    if _FIRST_HAND.search(message):
        return True
    return bool(_SOMEBODY.search(message)) and not _OF_REPORTS.search(message)
