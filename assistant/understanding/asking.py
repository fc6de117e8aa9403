"""The turns of phrase by which a message tells what kind of answer it wants."""

import re

from index.reports import Kind

OF_TITLE = re.compile(
    r"\b(?:who led|lead inspectors?|who (?:was|were) the (?:lead )?inspectors?|inspection dates?|dates? of the (?:inspection|visit|report))\b"
    r"|\bwhen (?:exactly )?(?:was|were|did|is) (?:it|the|this|that|they|ofsted|inspectors?)\b.{0,40}\b(?:inspect\w*|publish\w*|visit\w*|come out|report)\b",
    re.I,
)
IMPROVE = re.compile(
    r"\b(?:needs?|have|has|had|ought|told|asked) to (?:improve|change|do better|get better|be better|put right)\b|\b(?:areas?|points?) (?:for|of) improvement\b"
    r"|\brecommendations?\b|\bimprovement points?\b|\bpriority actions?\b",
    re.I,
)
OF_IMPROVING = frozenset(
    "action actions area areas improve improvement need needs ought point points priority put recommendation recommendations right told asked".split()
)
HOW_MANY = re.compile(r"\bhow many\b|\bwhat number of\b", re.I)
WHY = re.compile(
    r"\b(why|how come|what made|what makes|reasons? (?:for|why)|because of what|explain)\b", re.I
)
ARTICLES = re.compile(
    r"\b(articles?|write-?ups?|newspapers?|in the news|press|media reports?|online)\b", re.I
)
KINDS = (
    (Kind.FOCUSED_VISIT, r"\bfocus(?:s)?ed visits?\b"),
    (Kind.MONITORING_VISIT, r"\bmonitoring visits?\b"),
    (Kind.JTAI, r"\bjtais?\b|\bjoint targeted area inspections?\b"),
    (Kind.ILACS, r"\bilacs\b"),
    (Kind.SIF, r"\bsif\b|\bsingle inspection framework\b"),
)
OF_INSPECTION = re.compile(
    r"(?:19|20)\d\d(?: \w+){0,2} (?:inspection|report|visit|judge?ment|grade|rating)"
    r"|\b(?:inspection|report|visit|inspected|judged|rated|graded|published|said|say|found|find|wrote|conclude\w*)\b.{0,60}(?:19|20)\d\d",
    re.I,
)
CHANGE = re.compile(
    r"\b(chang\w+|better or worse|worse or better|(?:(?<!to )get|gets|got|gotten|getting|become|became) (?:any )?(?:better|worse)"
    r"|(?:go|gone|went) up or down|improv\w+ since|since (?:then|last)|sorted out|over time|over the years"
    r"|different between|(?:is|are) (?:it|they|things) (?:any )?better now|progress (?:since|has)|than (?:it|they) (?:was|were))\b"
    r"|\bwhat(?:.s| has| have)? happened to\b|\b(?:vs\.?|versus|against|compared (?:to|with)|and) now\b|\bthen and now\b|\bsince its? (?:was|were|last)\b"
    r"|\bsince (?:the |its |their )?(?:last|previous) (?:inspection|report|visit|time)|\b(?:moved|come|gone) (?:on|forward|backwards?)\b|\b(?:better|worse) than (?:it|they|before|last)\b",
    re.I,
)
COMPARE = re.compile(
    r"\b(compar\w+|versus|vs\.?|differ\w*|better|worse|best|worst|which of (?:the )?(?:two|three|four|five|them|these)|who does)\b",
    re.I,
)
EVERYWHERE = re.compile(
    r"\b(which|what|who|whose|where|list|name|any|how many|all|other)\b.{0,40}\b(councils?|authorit\w+|boroughs?|areas|places|reports)\b"
    r"|^(which|who|whose|where)\b|\bwhich of\b|\bout of\b",
    re.I,
)
CRITICISM = re.compile(
    r"\b(criticis\w+|criticiz\w+|weak\w*|poor\w*|bad(?:ly)?|fail\w*|wrong|problems?|struggl\w+|concern\w*|worst|not good"
    r"|do better|to improve|need to improve|shortcomings?|let down|inadequate|slow)\b",
    re.I,
)
PRAISE = re.compile(
    r"\b(prais\w+|strong\w*|strengths?|good at|do(?:es|ing)? well|best|excellent|impress\w+)\b",
    re.I,
)
