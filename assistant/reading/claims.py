"""The words that a message wants looked up: what it quotes, what it says that inspectors said,
or a sentence pasted whole.
"""

import re

FEWEST_WORDS = 4
FEWEST_QUOTED = 2  # of words in quotation marks that somebody is said to have written
PASTED_WORDS = 9  # from here on a sentence without a question may be one pasted from a report
_QUOTED = re.compile(r"[“\"„]([^”\"“]{12,})[”\"“]|(?<!\w)['‘]([^‘]{20,}?)['’](?!\w)")
_WHO = r"(?:ofsted|inspectors?|they|the (?:\w+ )?report|it|anyone|anybody|reports?)"
_SAID = re.compile(
    rf"\b{_WHO}\b.{{0,30}}?\b(?:say|said|says|saying|write|wrote|written|state[ds]?|claim(?:ed"
    rf"|s)?|conclude[ds]?)\b(?: anywhere)?(?: (?:in|about|of) [^,]{{2,40}}?)?,?"
    r" (?:that |how )(?P<claim>.{12,}?)(?:,? (?:did|didn.t|is that|true|right"
    r"|correct)\b.{0,20})?\W*$",
    re.I,
)
_ANY_SAID = re.compile(
    r"\b(?:say|said|says|saying|write|wrote|written|state[ds]?|claim\w*|report(?:ed|s)?|found"
    r"|called|described)\b",
    re.I,
)
_SO = re.compile(
    r"\b(?:is it|it is|is that|it.s) (?:true|right|correct|the case"
    r"|a fact) that (?P<claim>.{12,}?)\W*$|\b(?:someone|somebody|he|she|they|i (?:was|am)"
    r"|i.ve been|we were|i) (?:\w+ )?(?:claims?|claimed|told me|told|heard"
    r"|read) that (?P<other>.{12,}?)\W*$",
    re.I,
)
# A grade in quotation marks is no sentence to be looked up.
_GRADE_ONLY = re.compile(
    r"(?:an? )?(?:outstanding|good|requires improvement(?: to be good)?|inadequate|adequate)", re.I
)
_REQUESTS = re.compile(
    r"^\W*(?:tell|show|give|list|compare|summari[sz]e|draft|write|explain|find|what|which|who"
    r"|when|where|why|how|is|are|was|were|do|does|did|has|have|can|could|please|i|i.m|we|my|our"
    r"|and|but|also|only|just|hi|hello|thanks|let)\b",
    re.I,
)


def read_claim(message: str) -> str:
    """The words to be looked up: of "Did Ofsted say that caseloads are too high?" those after
    "that"; "" where there are none.
    """
    if quoted := _QUOTED.search(message):
        words = (quoted[1] or quoted[2]).strip(" .,;:?!")
        if _GRADE_ONLY.fullmatch(words):
            return ""
        is_said = bool(_ANY_SAID.search(message)) and len(words.split()) >= FEWEST_QUOTED
        return words if is_said else _if_long(words)
    if said := _SAID.search(message):
        return _if_long(said["claim"])
    if so := _SO.search(message):
        return _if_long(so["claim"] or so["other"])
    return message.strip() if is_pasted(message) else ""


def is_pasted(message: str) -> bool:
    """Whether a message is a sentence as reports have them, and neither asks nor tells to do
    anything.
    """
    text = message.strip()
    is_sentence = text[:1].isupper() and "?" not in text and len(text.split()) >= PASTED_WORDS
    return is_sentence and not _REQUESTS.match(text)


def _if_long(words: str) -> str:
    words = words.strip(" .,;:?!")
    return words if len(words.split()) >= FEWEST_WORDS else ""
