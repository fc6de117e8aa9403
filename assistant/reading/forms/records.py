"""Facts of inspections: who led them, how long they took, which reports there are."""

import re
from dataclasses import replace

from assistant.request import Act, Request, Want

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


def record(request: Request) -> Request | None:
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
