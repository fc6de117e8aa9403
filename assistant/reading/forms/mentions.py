"""Reports in which some words stand: "how many reports mention county lines?"."""

import re
from dataclasses import replace

from assistant.reading.forms.columns import columns_of, order_of
from assistant.reading.forms.subjects import searching
from assistant.reading.forms.tables import TABLE, wants_of
from assistant.request import Act, Column, Form, Request, Told, Unit, Want

_SAY = (
    r"(?:mention(?:s|ed|ing)?|talk(?:s|ed|ing)? (?:about|of)|refer(?:s|red|ring)? to|speak(?:s"
    r"|ing)?"
    r" (?:of|about)|spoke (?:of|about)|discuss(?:es|ed)?|bring(?:s)? up|touch(?:es|ed)? on"
    r"|(?:use|contain|include)s? the (?:words?|phrase|term)s?|namechecks?"
    r"|(?:say|write|said|have|has) (?:anything|something) (?:about|on))"
)
_MENTIONS = re.compile(
    rf"\b(?:how many|which|what|list|any|all|every|number of|count|where|who(?:se)?|in how many)\b"
    rf"[^.?!]{{0,60}}?\b{_SAY}\s+(?P<words>[^?!;.]{{3,80}})"
    rf"|\b(?:how many|which|list|number of)\b[^.?!]{{0,40}}?\b(?:reports?"
    rf"|councils?)\b[^.?!]{{0,20}}?"
    rf"\bis (?P<passive>[^?!;.]{{3,60}}?) {_SAY}\b"
    rf"|\b(?:how often|how many times|(?:in )?(?:which|how many) reports?|where)\b[^.?!]{{0,20}}?"
    rf"\b(?:do|does|did|is|are) (?P<comes>[^?!;.]{{3,60}}?) (?:ever )?(?:come up|crop up|appear"
    rf"|feature|figure|get mentioned|mentioned|named)\b"
    rf"|\bis (?P<alone>[^?!;.]{{3,60}}?) (?:ever )?mentioned (?:in|by) (?:any|which|how many)\b",
    re.I,
)
_ENDS = re.compile(
    r"[,(]|\b(?:and (?:how|which|who|what|where|in|when|give|list|name|can|do|does|is|has|please)"
    r"|in (?:their|its|the|your|these|those|any|london|reports?|all)|across|at all|anywhere|please"
    r"|pls|since|before|after|by name|as (?:a|something)|that you|you (?:have|hold)|over the"
    r"|with the"
    r"|overall|altogether|so that|because|for my|for our)\b",
    re.I,
)
_NO_PHRASE = re.compile(
    r"^(?:of|in|for|to|at|by|on|with|about|how|whether|it|that|this|them|these|those|him|her|us|me"
    r"|one|any)\b",
    re.I,
)
_A_WORD = re.compile(r"^(?:the )?(?:words?|phrases?|terms?) ", re.I)
_QUOTES = re.compile(r"^[\s“”\"'‘’]+|[\s“”\"'‘’]+$")
_REPORTS = re.compile(r"\breports?\b|\binspections\b|\bdocuments\b|\bever\b", re.I)
_NOW = re.compile(r"\b(?:latest|newest|most recent|current(?:ly)?|last|now|recent)\b", re.I)
_LISTED = re.compile(
    r"\b(?:named|listed|down|put|given|flagged|told|asked|singled out)\b[^.?!]{0,30}\b(?:fix"
    r"|improve\w*"
    r"|put right|do (?:something|better|more)|sort|address|work on|act(?:ion)? on)\b|\bimprovement"
    r" (?:list|point|bullet)s?\b|\b(?:must|needs?|have to|has to) (?:to )?improve\b",
    re.I,
)
_EXACT = re.compile(
    r"\b(?:exact|actual|verbatim|precise|full|printed)\b[^.?!]{0,12}\b(?:bullets?|lines?|words?"
    r"|points?"
    r"|wording|text|sentences?)\b|\b(?:the|each) (?:bullet|line|point)\b",
    re.I,
)


def mentioned(request: Request) -> Request | None:
    """The reports in which words stand: "how many reports mention county lines?", "a table of all
    who were told to improve return home interviews, with the exact bullet".
    """
    message = request.message
    if len(request.councils) == 1 or request.act in {Act.CHECK, Act.DEFINE}:
        return None
    is_listed = bool(_LISTED.search(message))
    is_told = request.subject and request.subject.lower() in message.lower()
    if is_listed and is_told and (_EXACT.search(message) or TABLE.search(message)):
        return in_reports(request, request.subject, is_listed=True)
    match = _MENTIONS.search(message)
    if not match:
        return None
    phrase = _phrase(next(filter(None, match.groupdict().values()), ""))
    return in_reports(request, phrase, is_listed=is_listed) if phrase else None


def _phrase(written: str) -> str:
    """The words that are to be found: "county lines" of "county lines, and which since 2022"."""
    phrase = _QUOTES.sub("", _A_WORD.sub("", _ENDS.split(written, maxsplit=1)[0]))
    is_phrase = len(phrase) >= _SHORTEST_PHRASE and len(phrase.split()) <= _MOST_WORDS
    return phrase if is_phrase and not _NO_PHRASE.match(phrase) else ""


_SHORTEST_PHRASE = 3
_MOST_WORDS = 7  # of a phrase; more is a question, and no words that stand somewhere


def in_reports(request: Request, phrase: str, *, is_listed: bool) -> Request:
    """A request for the reports in which words stand, or stand in what must improve; over all
    reports, or the latest of each council, as its message tells.
    """
    message = request.message
    is_of_reports = _REPORTS.search(message) and not _NOW.search(message) and not is_listed
    columns = tuple(
        c for c in columns_of(message) if c.told not in {Told.IMPROVE, Told.WORRY, Told.PRAISE}
    )
    order, by = order_of(message, columns)
    if columns:
        dated = any(c.told in {Told.PUBLISHED, Told.INSPECTED} for c in columns)
        columns = columns if dated else (*columns, Column(Told.PUBLISHED))
        told = Told.IMPROVE if is_listed else Told.WORDS
        columns = (*(c for c in columns if c.told is not told), Column(told, words=phrase))
    return replace(
        searching(request), form=Form.MENTIONED, subject=phrase, columns=columns, order=order,
        sorted_by=by, unit=Unit.REPORTS if is_of_reports else Unit.COUNCILS, unread=(),
        themes=request.themes if is_listed else (),
        wants=wants_of(request) | ({Want.IMPROVE} if is_listed else set()), kinds=(), by=None,
        conditions=tuple(c for c in request.conditions if c.grades), number=None,
    )  # fmt: skip
