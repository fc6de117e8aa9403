"""The words that a message wants looked up: what it quotes, what it says that inspectors said,
or a sentence pasted whole; and the statements that these make.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.reading.verdicts import FOUND_TO_BE, SENTENCE_END, TOLD, points_back, without_tag

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


def read_claim(message: str, *, is_check: bool = False) -> str:
    """The words to be looked up: of "Did Ofsted say that caseloads are too high?" those after
    "that"; "" where there are none.

    Of a message that is known to check something, all that it claims.
    """
    bare = bare_claim(message) if is_check else ""
    if quoted := _QUOTED.search(message):
        words = (quoted[1] or quoted[2]).strip(" .,;:?!")
        if _GRADE_ONLY.fullmatch(words):
            return bare
        goes_on = _GOES_ON.match(message, quoted.end())
        if bare and (goes_on or not _HAS_VERB.search(words)):
            return bare
        is_said = bool(_ANY_SAID.search(message)) and len(words.split()) >= FEWEST_QUOTED
        return words if is_said else _if_long(words)
    if bare:
        return bare
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


# ---- what is claimed, out of its frame

# Whoever is said to say something, and what children and families say is no claim on a report.
_HEARSAY = re.compile(
    r"^(?!\W*(?:the |its |their )?(?:some |most |many |all )?(?:children|young people|care leavers"
    r"|parents|families|carers|foster carers|nobody|no[- ]one|(?:social )?workers|staff|managers"
    r"|(?:personal )?advisers)\b)"
    r"(?:[\w’'-]+[ ,]+){0,9}?(?:keeps? (?:saying|telling \w+|claiming)|says?|said|saying|claim(?:s"
    r"|ed|ing)?|tells?|told|telling|reckons?|insist(?:s|ed)?|heard|read|wrote|writes|states?(?! of)"
    r"|stated|argu(?:es|ed)|boast(?:s|ed)?|thinks?|noted|concluded|reported|posted|found(?! (?:to"
    r"|as)\b)|maintains?|swears? blind|swore blind|swears?|swore"
    r"|under the impression|sure|certain)\b"
    r"(?: (?:me|us|him|her|them|everyone|everybody|people|full council|council|cabinet"
    r"|the [\w-]+(?: [\w-]+)?(?= that\b)))?"
    r"(?: (?:at|in|on|by) (?:an?|the|our|my|his|her|their|full) [\w-]+(?: [\w-]+)??(?= that\b))?"
    r"(?:,? that\b|:| (?=[\w’'“‘\"]))[ ,]*",
    re.I,
)
_OPENING = re.compile(
    r"^\W*(?:(?:so|and|but|hi|hello|ok|okay|well|also|please|quick one|sorry)\b[ ,:–-]*)*"
    r"(?:(?:please )?(?:fact[- ]?check|check|verify|confirm|tell me whether|tell me if)"
    r"(?: (?:this|that|for me|please|before we \w+|if|whether))*\b[ :,–-]*"
    r"|(?:press release|draft|speech|paper|self[- ]evaluation|newsletter|statement|quote|claim"
    r"|sentence)(?: \w+){0,2}:\s*"
    r"|(?:is|was) (?:it|this|that) (?:actually |really |still )?(?:true|right|correct|the case|fair"
    r"|accurate|so|a fact)(?: to say)?(?: that)?\b[ :,]*"
    r"|(?:what|how) about (?:his|her|their|the|our|your|my|that) (?:\w+ )?(?:line|claim|point|boast"
    r"|view|statement|assertion|promise)(?: that|,)? "
    r"|is there any truth (?:in|to) (?:the |this |that )?(?:\w+ )?(?:that)?\b[ :,]*"
    r"|(?:am|are) (?:i|we) (?:right|correct|wrong)(?: (?:in thinking|to think|to say|in saying"
    r"|thinking|saying))?(?: that)?\b[ :,]*"
    r"|(?:can|could|may|should) (?:i|we|you|he|she|they) (?:\w+ ){0,2}(?:say|claim|write"
    r"|print|state"
    r"|publish|confirm)(?: (?:in|on|at|to) (?:the|our|a|my) \w+(?: \w+)?(?= that\b))?(?: (?:that"
    r"|whether|if))?\b[ :,]*"
    rf"|(?:was|were|is|are|has|have) (?=.{{8,}}\b{FOUND_TO_BE})"
    r"|it(?:[’']s| is| was| has been) (?:being )?(?:claimed|said|alleged|rumoured|reported) that\b"
    r"[ :,]*|(?:my|our) (?:reading|view|understanding|guess|impression|recollection) (?:is|was)"
    r"(?: that)?\b[ :,]*"
    r"|(?:did|does|do) (?:[\w’'-]+ ){1,4}?(?:ever |really |actually )*(?:say|write|find|conclude"
    r"|claim|report|state|note)(?: anywhere)?(?: (?:anything|something) like)?(?: (?:that"
    r"|how))?\b[ :,]*"
    rf"|did (?:ofsted|(?:the )?inspectors?|the report|they) (?:ever |really |actually )*(?={TOLD})"
    r")+",
    re.I,
)
_ASKING = re.compile(
    r"^\W*(?:(?:and|but|so|or|now|also|ok|please)\b[ ,]*)*(?:is|was|are|were|did|do|does|has|have"
    r"|had|can|could|should|would|which|what|who|whos|where|when|why|how|true|false|correct|right"
    r"|really|settle|tell|show|give|list|rewrite|if|please|i|i[’']m|i[’']ve|it (?:is|was"
    r"|has|had|did"
    r"|does)n[’']?t,|ok to|yes or no|thanks|fact)\b",
    re.I,
)
_ASIDE = re.compile(
    r"^\W*(?:(?:and|but|so|also)\b[ ,]*)*(?:i|i[’']ve|i[’']m|we|if|this is|that is|that[’']s)\b",
    re.I,
)
# "…, our leaflet says so and management say it's a lie": who says it, and who does not.
_SAYS_SO = re.compile(
    r"[,;–-]+ ?(?:and |but |because )?(?:our|the|my|a|some|his|her|their|management|they|he|she)\b"
    r"[\w ’'-]{0,40}\b(?:says? (?:so|it|that|they|we)\b|said (?:so|it)\b|claims? (?:so|it)\b"
    r"|say its?\b"
    r"|den(?:y|ies|ied)\b).*$",
    re.I,
)
_OPENS = re.compile(r"^(?:so|and|but|well)\b[ ,]+", re.I)
# "…, our councillor says", "…, I heard": who says it, behind it.
_SAID_AFTER = re.compile(
    r", (?:or so )?(?:the|our|an?|my|his|her|their|some|this|that|one|local|inspectors?|ofsted|they"
    r"|he|she|it|i|we|people|someone|somebody|everyone)\b[\w’' -]{0,40}?\b(?:says?|said|reckons?"
    r"|reckoned|claims?|claimed|insists?|insisted|heard|read|wrote|writes|told (?:me|us)|swears?"
    r"|swore|found|concluded|reported|noted)$",
    re.I,
)
_NOTHING_SAID = re.compile(r"(?:it|they|he|she|that|this|we|you) [\w’']+", re.I)
FEWEST_OF_A_CLAIM = 2


def bare_claim(message: str) -> str:
    """What a message that is known to check something claims, without who said so and without
    what is asked of it: of "Our chief says Leeds is good. Is that right?" "Leeds is good".
    """
    told: list[str] = []
    for whole in filter(None, map(str.strip, SENTENCE_END.split(message.strip()))):
        sentence = _SAYS_SO.sub("", whole)
        if _ASIDE.match(sentence) and (told or not _HEARSAY.match(sentence)):
            continue
        if points_back(sentence):
            continue
        opened = _OPENING.sub("", sentence, count=1) if _OPENING.match(sentence) else sentence
        bare = without_tag(opened)
        if opened == sentence and _HEARSAY.match(sentence) and not sentence.endswith("?"):
            told.append(without_frame(sentence))
        elif opened != sentence or bare != opened or not _ASKING.match(sentence):
            told.append(without_frame(bare))
    claims = [claim for claim in told if _says_something(claim)]
    longer = [claim for claim in claims if len(claim.split()) > FEWEST_OF_A_CLAIM]
    return ". ".join(longer or claims)


def _says_something(claim: str) -> bool:
    is_nothing = _NOTHING_SAID.fullmatch(claim) or points_back(claim)
    return len(claim.split()) >= FEWEST_OF_A_CLAIM and not is_nothing


_OF_SOURCE = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}(?:report|inspection|page)\b"
    r"|\bwhere (?:did|does|is|was) (?:it|they|this|that|ofsted)\b"
    r"|\b(?:ofsted|inspectors?) (?:\w+ ){0,2}(?:said|says?|wrote|found|claims?)\b",
    re.I,
)


def asks_source(message: str) -> bool:
    """Whether a message asks where something stands: "Ofsted said so. Which report was it in?"."""
    return bool(_OF_SOURCE.search(message))


def is_in_quotes(claim: str, message: str) -> bool:
    """Whether a claim stands in a message as somebody else's words, within quotation marks."""
    start = message.find(claim[:20])
    return start > 0 and message[start - 1] in "\"“'‘„"


def without_frame(words: str) -> str:
    """A claim without those who are said to say it: of "they wrote that Leeds is good" "Leeds is
    good".
    """
    for _ in range(3):
        bare = _HEARSAY.sub("", words.strip(), count=1)
        if bare == words or len(bare.split()) < FEWEST_OF_A_CLAIM:
            break
        words = bare
    words = _OPENS.sub("", words.strip(" .,;:?!–-"))
    bare = _SAID_AFTER.sub("", words)
    return bare if len(bare.split()) > FEWEST_OF_A_CLAIM else words


# ---- one statement each

_VERB = (
    r"(?:is|are|be|been|was|were|has|have|had|does|do|did|can|cannot|could|will|would|must"
    r"|need|needs"
    r"|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|hasn[’']t|haven[’']t|don[’']t|doesn[’']t|didn[’']t"
    r"|receives?|gets?|got|benefits?|knows?|works?|makes?|made|feels?|lives?|waits?|went|came|rose"
    r"|fell|dropped|improved|took|takes|say|says|said|praised?|criticised?|rated|judged|graded"
    r"|know|understand|visits?|drives?|lacks?|fails?|failed|keeps?|kept|sees?|saw|builds?|reviews?"
    r"|handles?|meets?|met|provides?|gives?|gave|helps?|supports?|listens?|responds?|acts?|uses?"
    r"|shows?|finds?|found|stays?|moves?|runs?|loses?|lost|relies|rely|struggles?|leaves?|left"
    r"|involves?|understands|recognises?|spots?|manages?|needs|wants?|turns?|grew|slipped|deals?"
    r"|offers?|ensures?|checks|writes?|wrote|records|don[’']?t|can[’']t|cannot)"
)
_ITS_OWN = rf"(?=(?:[\w’'-]+ ){{0,6}}?{_VERB}\b)"
_PARTS = re.compile(
    rf"\s*;\s*|,? (?:and|but|while|whilst|whereas|although|yet) that {_ITS_OWN}"
    rf"|, (?:and |but |while |whilst |yet )?{_ITS_OWN}|,? with (?=[\w’'-]+ praising\b)"
    rf"|,? (?:and|but) (?=(?:that|the|its|their|it|they|those|these|managers|none|nobody|everyone"
    r"|no|most"
    rf"|many|all|some|few"
    rf"|every|each|case"
    rf"loads|children|leaders|staff|social|care|inspectors|audits"
    rf"|plans)\b(?: [\w’'-]+){{0,4}}? {_VERB}\b)"
    rf"| (?:and|but) (?=(?:was|were|has|had|is|are|got|went) )",
    re.I,
)
# Where another statement begins: "… in 2020. Fixed by 2024" has none of four words.
_FULL_STOP = re.compile(r"(?<!\bSt)(?<!\bNo)\.\s+(?=(?:\S+\s+){3})")
_AND_THAT = re.compile(r",? and that (?=[\w’'-]+ [\w’'-]+ [\w’'-]+)", re.I)
_DEPENDS = re.compile(
    r"(?:because|since|as|if|when|whenever|where|although|though|unless|until|after|before|despite)\b"
    r"(?!.*,)",
    re.I,
)
_HAS_VERB = re.compile(rf"\b{_VERB}\b|\bpraising\b", re.I)
_THAT = re.compile(r"^(?:and |but )?(?:also )?that ", re.I)
# "It has never had a Good": of a grade.
_HAD = re.compile(
    r"\b(has|have|had|hasn[’']?t|have?n[’']?t|never|ever|always) (?:(never|ever|always) )?"
    r"(?:had|got|been given|achieved|received) an?"
    r" (outstanding|good|requires improvement|inadequate)\b"
    r"(?=\W*$| (?:rating|grade|judge?ment|from|since|in|at|before|yet|ofsted)\b)",
    re.I,
)
_PRAISING = re.compile(r"^(?:with )?(?:inspectors?|ofsted|they) (?:prais(?:ing|ed)) ", re.I)
_LATER = re.compile(
    r"\b(\d+|one|a|two|three|four|five|six|seven|eight|nine|ten) years? (?:later|on|after(?:wards)?"
    r"|after that)\b",
    re.I,
)
_NUMBERS = "".join(
    f"{word:<6}"
    for word in (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    )
)
_GOES_ON = re.compile(r" (?:and|but)\b| that\b", re.I)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FAILED = re.compile(
    r"\b(?:ofsted|inspectors?|they) failed (?P<whom>[^,.;]+?)(?= (?:a|in|last|some|two|three|and)\b"
    r"|$)|\bfailed (?:its|the|their|an|our|with) (?:last |latest )?(?:ofsted|inspections?)"
    r"(?: inspections?)?",
    re.I,
)
_HELD_SINCE = re.compile(
    r"\b(?:has|have) (?:always |consistently )?been (outstanding|good|inadequate"
    r"|requires improvement) (since|for)\b",
    re.I,
)
_EXACT = re.compile(r"[“\"‘]([^”\"“‘’]{3,})[”\"’]|(?<!\w)'([^']{3,}?)'(?!\w)")


class Statement(NamedTuple):
    """A statement as it was made, and in plain words: "judged good in 2022" for "judged good
    seven years later".
    """

    said: str
    plain: str


def statements(claim: str) -> tuple[Statement, ...]:
    """The statements that a claim makes, one after the other: two of "plans are clear and that
    audits are used well"; a year told from another one is said.
    """
    parts = [
        part
        for sentence in _FULL_STOP.split(claim)
        for told in _AND_THAT.split(sentence)
        for part in _parted(told)
    ]
    return tuple(_plainly([part for part in parts if not points_back(part)] or parts))


def _parted(claim: str) -> list[str]:
    """The clauses of a sentence that say something by themselves; others stay with the one before
    them.
    """
    found: list[str] = []
    before, start = "", 0
    for joint in [*_PARTS.finditer(claim), None]:
        words = _THAT.sub("", claim[start : joint.start() if joint else None].strip(" .,;:?!–-"))
        is_whole = not found or (_HAS_VERB.search(words) and _HAS_VERB.search(found[-1]))
        if found and (not is_whole or _DEPENDS.match(found[-1])):
            linked = ", " if _DEPENDS.match(found[-1]) else " "
            found[-1] = f"{found[-1]}{before or linked}{words}"
        elif words:
            found.append(words)
        if joint:
            before, start = joint[0] if joint[0].strip(" ,;") else "", joint.end()
    return found


def _plainly(found: Iterable[str]) -> Iterator[Statement]:
    """Statements without who made them, and with the year that "seven years later" comes to."""
    year = 0
    for said in found:
        words = said
        later = _LATER.search(words) if year else None
        if later:
            words = _LATER.sub(f"in {year + _number(later[1])}", words)
        named = _A_YEAR.search(words)
        year = int(named[0]) if named else year
        words = _HAD.sub(_was_rated, words)
        words = _HELD_SINCE.sub(r"has always been rated \1 \2", _FAILED.sub(_rated, words))
        plain = _PRAISING.sub("", without_frame(words))
        yield Statement(said, plain)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else max(1, _NUMBERS.find(f"{word.lower():<6}") // 6)


def _was_rated(had: re.Match[str]) -> str:
    """ "Has never had a good" in words of a grade: "has never been rated good"."""
    return " ".join(filter(None, (had[1], had[2], "been rated", had[3])))


def _rated(failed: re.Match[str]) -> str:
    """ "Ofsted failed Leeds" in words of a grade."""
    return f"{failed['whom'] or ''} was rated inadequate".strip()


def exact_words(claim: str) -> str:
    """The words within a claim that are said to be those of a report: "unmanageable" of
    "caseloads were 'unmanageable'"; "" where none are.
    """
    found = _EXACT.search(claim)
    words = (found[1] or found[2]) if found else ""
    return "" if _GRADE_ONLY.fullmatch(words.strip(" .,")) else words.strip(" .,;")
