"""What terms mean, and how inspections work: "ILACS, SIF, IRO: one line each"."""

import re
from dataclasses import replace

from assistant.reading.forms.practice import TO_GO_BY
from assistant.reading.forms.subjects import has_theme
from assistant.request import EXACT, Act, Request, Want

_MEANS = re.compile(
    r"\b(?:does|do|did) (?:it|that|this|they|these|those)(?: all)? (?:really )?mean\b"
    r"|\b(?:what|wot)(?:['’]?s| is| are| does| do| did|)\b.{0,60}\b(?:mean|means|meant|stand for"
    r"|stands for)\b|\bmeaning of\b|\bdefin(?:e|ition)\b"
    r"|\bdifferen(?:ce|t)\b.{0,20}\b(?:between|from|to)\b"
    r"|\b(?:is|are)(?:n.t)? (?:it|that|they|those|these|this)? ?(?:just |really )?the same"
    r"(?: thing)?(?: as)?\b|\bone line each\b|\b(?:in|talk\w*|speak\w*) (?:in )?(?:code|jargon"
    r"|acronyms|initials)\b|\b(?:acronyms?|abbreviations?|initials|glossary)\b"
    r"|\bwhere (?:would|do|does|should) .{2,60}\b(?:fall|sit|come under|go|belong|fit)\b"
    r"|\bwhich heading\b|\bis (?:that|this|it) (?:a )?(?:fail\w*|bad|serious|good|the worst)\b"
    r"|\bexplain (?:what|the (?:term|word|grades?))\b|\bin plain (?:english|words)\b.{0,40}\?",
    re.I,
)


# "ILACS v SIF?": two terms beside each other; of grades that moved it is no asking of terms.
_VERSUS = re.compile(r"\bvs?\b", re.I)
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
    r"|\bwhat (?:does|do|would) .{0,30}\b(?:trigger|lead to)\b"
    r"|\bwhat happens? (?:to|when|if|after|next|once|now)\b.{0,60}"
    r"\b(?:inadequate|fail\w*|inspect\w*|grade\w*|judge\w*|report\w*|outstanding)\b"
    r"|\bwhat (?:are|is) (?:the )?(?:monitoring|focused) visits? for\b|\bwho decides\b"
    r"|\bhow (?:does|do) (?:an? |the )?(?:ofsted |ilacs )?inspections? work\b"
    r"|\bhow (?:long|much notice|many inspectors|many days)\b.{0,60}\binspections?\b"
    r"|\bwhat (?:changed|has changed|is changing|changes)\b.{0,40}\b(?:april )?2026\b"
    r"|\bhow (?:are|do) (?:councils|they|ofsted)\b.{0,20}\bgrad\w+",
    re.I,
)


# Said of a term although a council is named: "does that mean a set number in the Leeds letter?".
_SAYS_MEAN = re.compile(
    r"\b(?:does|do|did) (?:it|that|this|they|these|those) (?:really )?mean\b|\bstands? for\b"
    r"|\bdifference between\b|\bwhat(?:.s| is| are| does| do) (?:an? |the )?['‘\"“]?[\w -]{2,30}"
    r"['’\"”]? mean\b",
    re.I,
)


# Asked beside what a term means: where reports speak of it.
_IN_REPORTS = re.compile(
    r"\b(?:has|have|did|was|is|are) (?:any(?:one|body)?|any councils?|there any)\b|\bwhich councils"
    r"\b|\bwho (?:has|have|got|was|were)\b|\b(?:an )?examples?\b.{0,20}\b(?:from|in|of)\b"
    r"|\bhow (?:have|has) .{0,30}\bused\b|\bin the (?:library|reports?)\b",
    re.I,
)


_MAY_MEAN = {Act.DEFINE, Act.FIND, Act.BRIEF, Act.OUTSIDE, Act.ADVICE, Act.FACTS}


_ACRONYMS = re.compile(r"\b[A-Z]{2,6}s?\b")


_MANY_TERMS = 3
# Asked by those who know the terms: "whose front door is really good?".
_ASKS_WHO = re.compile(
    r"\bwhose\b|\b(?:which|what|name \w+|find \w+|other) (?:\w+ ){0,2}(?:councils|authorities"
    r"|boroughs|counties|las)\b|\bwho(?:['’]s| is| are| has| does| do)\b(?: \w+){0,3}"
    r" (?:good|best|better|well|properly|praised|nailed|cracked)\b|\bfrequency\b"
    r"|\bhow (?:often|many|common)\b.{0,60}\b(?:councils|authorities|reports|judge?ments"
    r"|criticis\w+|praised|mentioned)\b",
    re.I,
)


def meaning(request: Request) -> Request | None:
    """What terms mean, and how inspections work: "ILACS, SIF, IRO: one line each"."""
    message = request.message
    if _is_of_reports(request):
        return None
    many = len(set(_ACRONYMS.findall(message))) >= _MANY_TERMS and not request.names_a_place
    is_of_grades = bool(request.grades or request.move)
    is_what = request.act in _MAY_MEAN and not is_of_grades and _WHATS.search(message)
    is_of_two = not is_of_grades and _VERSUS.search(message)
    asks = _MEANS.search(message) or is_what or is_of_two or _WORKS.search(message) or many
    of_council = request.councils and request.act is not Act.DEFINE
    if not asks or of_council and not _SAYS_MEAN.search(message):
        return None
    if (
        request.act in EXACT
        and (request.conditions or request.order)
        and not (_MEANS.search(message) or _WORKS.search(message))
    ):
        return None
    return _asking(request)


def as_meaning(request: Request) -> Request | None:
    """A question on terms, and where it asks so on where reports speak of them; None where what
    reports say of councils is asked.
    """
    is_plain = request.act is Act.DEFINE
    if _is_of_reports(request):
        return None
    is_of_more = (request.councils or has_theme(request)) and not is_plain
    if request.move or request.act not in _MAY_MEAN or is_of_more:
        return None
    if TO_GO_BY.search(request.message) and not _SAYS_MEAN.search(request.message):
        return None
    return _asking(request)


def _is_of_reports(request: Request) -> bool:
    """Whether what reports say of councils on a subject is asked, in words of the trade."""
    return has_theme(request) and bool(_ASKS_WHO.search(request.message))


def _asking(request: Request) -> Request:
    wants = request.wants | {Want.MEANING}
    wants = wants | {Want.WORDS} if _IN_REPORTS.search(request.message) else wants - {Want.WORDS}
    return replace(request, wants=wants)
