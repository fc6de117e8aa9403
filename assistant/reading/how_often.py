"""At how many inspections a grade must hold: "never", "twice", "every time", "3 of the last 4"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.areas import A_GRADE
from assistant.reading.marking import (
    GRADE,
    KIND,
    MOVE,
    SPAN,
    Block,
    Text,
    words,
)
from assistant.reading.moves import VERBS_DOWN
from assistant.reading.points import NUMBER, number_in
from assistant.request import Condition, Span

_SEEN = (
    r"(?:inspections?|reports?|visits?|judge?ments?|times?|occasions?|ratings?|grades?|gradings?"
    r"|ilacs)"
)
_VISITS = r"(?:(?:full |graded |ofsted )?(?:inspections?|reports?|visits?|times?|occasions?|ilacs))"
_INSPECTIONS = r"(?:inspections|reports|visits|ilacs|gradings)"
_INSPECTED = re.compile(r"inspect(?!or)|visit|report|seen|had")
_ROW = (
    r"(?:running|in a row|on the (?:bounce|trot)|straight|one after (?:another|the other)"
    r"|back[- ]to[- ]back|in succession|consecutively|successively)"
)
_MANY_TIMES = words(
    rf"(?:at |for |on |in |over )?(?:at least )?(?:(?:its|their|the) )?(?:(?:last"
    rf"|past) )?(?P<row>{NUMBER}|twice)(?: (?:(?:full |graded |ofsted )?{_SEEN}|{KIND}))? {_ROW}",
    rf"(?:at |for |on |in |over )?(?P<row2>{NUMBER}) (?:consecutive|successive|straight"
    rf"|back[- ]to[- ]back) (?:full |graded |ofsted )?{_SEEN}",
    rf"(?:at |for |on |in |over )?(?:consecutive|successive|back[- ]to[- ]back) {_SEEN}",
    r"back[- ]to[- ]back|consecutive(?:ly)?|successively",
    rf"(?:on |at |in |over )?(?P<over>more than (?:once|twice"
    rf"|{NUMBER}(?= {_VISITS})))(?: {_VISITS})?",
    r"(?P<multiple>repeatedly|(?:multiple|several|various) (?:times|occasions|inspections)"
    r"|time and again|over and over)",
    rf"(?:for )?(?:an?|its|their|the) (?P<nth>second|third|fourth)(?: (?:time"
    rf"|(?=(?:straight )?{A_GRADE})))",
    rf"(?P<at>on |at |in |over )?(?P<sure>at least |no fewer than )?(?P<least>twice"
    rf"|{NUMBER})(?P<more> or more| plus|\+)?(?P<apart> (?:separate|different"
    rf"|distinct))?(?: (?P<seen>{_VISITS}))?(?: or more| plus|\+)?(?!\w)",
)
# How many inspections there are, whatever their grades: "inspected three times or more".
_SEEN_SO_OFTEN = words(
    rf"(?:have|has|had|having|got|with|for|needs?|needing|after|of|across|over)(?: (?:you|we|had"
    rf"|got|been))*(?: (?:at least|a minimum of|no fewer than))?(?P<over> more than)? "
    rf"(?P<count>{NUMBER}) (?:or more |plus )?(?:(?:full|graded|ofsted"
    rf"|separate) )*(?:{_INSPECTIONS}|{KIND})(?: or more| plus)?",
    rf"(?:inspected|visited|seen)(?: at least)?(?P<over2> more than)? (?P<count2>{NUMBER} times"
    rf"|once|twice|thrice)(?: or more)?",
    rf"(?P<count3>{NUMBER}) (?:or more |plus )?(?:(?:full|graded|ofsted"
    rf"|separate) )*{_INSPECTIONS} (?:each|apiece|on file|in here)",
    rf"(?P<count4>{NUMBER}) (?:or more|plus)(?: of them)? (?:on (?:record|file|the books)"
    rf"|in (?:here|the library))",
)
_BUT_ONCE = re.compile(
    r"(?<!\w)(?:leaving (?:aside|out)|excluding|ignoring|not counting|apart from|except(?: for)?"
    r"|bar|without|discounting)(?: [^\s.;,?!]+){1,8} (?:just |only )?(?:the )?once(?!\w)"
)
_SPANS = (
    (
        Span.NEVER,
        words(
            rf"(?:has |have |had |was |were )?(?:never(?! mind)(?: once| ever| yet)?|not (?:once"
            rf"|ever)|at no (?:time|point|stage)(?: has| have)?)(?: (?:been |gone "
            rf"|{VERBS_DOWN} )?(?=(?:below|under|beneath)(?!\w)))?",
            rf"(?:hasnt|havent|hadnt|dont have|doesnt have|without|with no|have no"
            rf"|has no)(?: got)?(?: (?:a single|any|one|even one|so much as one))? (?:councils?"
            rf"|ones?|authorit(?:y|ies)|las?|boroughs?|places?)(?: (?:(?:that|which"
            rf"|who)s?)(?: (?:is|are|was|were))?)?(?: (?:rated|graded|judged|at|currently"
            rf"|sitting at|on))* (?={A_GRADE})",
            rf"(?:not|hasnt|havent|hadnt|didnt|yet to|without)(?: ever| once)? (?:been|gone|going"
            rf"|dip|{VERBS_DOWN}) (?=(?:below|under|beneath)(?!\w))",
            rf"(?<!longest )(?:(?:with|has|have|had|having|got) no|not (?:a single|one)|without"
            rf"|zero|avoid(?:ed|ing)|(?:free|clear) (?:of|from)|(?:hasnt|havent|hadnt)(?= (?:an?"
            rf"|any|one) )|(?:hasnt|havent|hadnt|not) (?:ever )?(?:had|got|seen|received"
            rf"|been given|been handed)|no(?= \S+ (?:anywhere|ever|at all|on (?:file"
            rf"|record))))(?: (?:an?|any|one|single|ever|having|had|been|being|rated|judged"
            rf"|whatsoever))* (?={A_GRADE})",
        ),
    ),
    (
        Span.ALWAYS,
        words(
            r"only ever(?= (?:been|had|got|a |an |good|outstanding|inadequate|ri))|always"
            r"|all along|consistently|every time|without exception|ever since|from the start",
            rf"(?:(?:at|in|on|for|across|through) (?:every|each|all)|(?:(?:at|in"
            rf"|on) )?(?:every single|every last|each and every))(?: one)?(?: of)?(?: (?:its"
            rf"|their|the))?(?: single)? (?:ofsted |full )?(?:inspections?|reports?|visits?"
            rf"|times?|ilacs|{KIND})(?! (?:for|of))",
            r"throughout|the (?:whole|entire) (?:way|time)(?: through| along)?|without a break"
            r"|uninterrupted(?:ly)?|(?:all|right) the way through|from (?:day one|the off"
            r"|the outset)|(?:across|over|in|through) (?:all(?= \S+ (?:records?|files?|books))"
            r"|everything|anything|every (?:one|report|inspection))(?: of (?:it"
            r"|them))? (?:(?:that )?(?:you(?:ve)? (?:got|hold"
            r"|have)|we hold|is held)|(?:in|on) (?:the|your|its|their) (?:records?|library|files?"
            r"|system|database|books))",
        ),
    ),
    (
        Span.EVER,
        words(
            rf"(?<!best )(?<!worst )(?<!if )ever(?! since| so(?!\w))(?: (?:been|gone"
            rf"|{VERBS_DOWN})(?= (?:below|under|beneath)(?!\w)))?",
            r"(?:at least|even) once|once or more|on at least one occasion",
            r"(?:down|over|through|throughout|across|in all) (?:all )?the years(?! (?:that|to"
            r"|since))|over time|(?:right )?through(?:out)? (?:its|their) history|in (?:its"
            r"|their) time",
            rf"at any (?:time|point|stage|inspection|{KIND})(?: whatsoever)?(?:,? past or "
            rf"present)?|past or present|at (?:some|one) (?:time|point|stage)|at any of (?:its"
            rf"|their) inspections",
            r"(?:anywhere )?(?:in|on|across|over) (?:its|their|the) (?:whole |entire )?(?:life"
            r"|history|record|past)(?=\W*$|[,.;?!]| (?:and|or|who|which)(?!\w))",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Held:
    """At which inspections: words such as "never", "twice or more", "three in a row"."""

    span: Span
    least: int = 1
    in_a_row: bool = False


def mark_spans(text: Text) -> None:
    """Put a mark for each word on how often: "never", "at every inspection", "twice running"."""
    text.mark(_MANY_TIMES, Block.SPAN, _times)
    for span, pattern in _SPANS:
        text.mark(pattern, Block.SPAN, lambda _, span=span: Held(span))  # type: ignore[misc]


def seen_so_often(text: Text) -> Iterator[Condition]:
    """How many inspections there must be, whatever their grades."""
    for match in _SEEN_SO_OFTEN.finditer(text.string):
        said = next(match[name] for name in ("count", "count2", "count3", "count4") if match[name])
        count = {"once": 1, "twice": 2, "thrice": 3}.get(said) or _count(said)
        count += bool(match["over"] or match["over2"])
        if count > 1:
            text.cover(*match.span())
            yield Condition(span=Span.EVER, least=count)
    yield from _needed(text)
    if re.search(f"{GRADE}|{MOVE}", text.string) or not text.has(_INSPECTED):
        return
    for mark in re.finditer(SPAN, text.string):
        held: Held = text.value(mark[0])
        if held.least > 1 and not held.in_a_row:
            text.cover(*mark.span())
            yield Condition(span=Span.EVER, least=held.least)


_NEEDED = re.compile(
    rf"(?<!\w)(?:needs?|needing|having(?: had)?|minimum(?: of)?|must have(?: had)?) ({SPAN})"
)


def _needed(text: Text) -> Iterator[Condition]:
    """How many inspections a council must have had to be counted: "need at least two", "leaving
    aside those seen once".
    """
    if text.note(_BUT_ONCE):
        yield Condition(span=Span.EVER, least=2)
    for mark in reversed(list(_NEEDED.finditer(text.string))):
        held: Held = text.value(mark[1])
        if held.least > 1 and not held.in_a_row:
            text.explain(*mark.span(), value=held)
            yield Condition(span=Span.EVER, least=held.least)


def read_loose(text: Text) -> Span | None:
    """How often, where no grade is named that it is said of: "and those that never were?"."""
    if re.search(GRADE, text.string):
        return None
    held = [text.value(mark) for mark in re.findall(SPAN, text.string)]
    return next((each.span for each in held if each.least == 1), None)


def _times(match: re.Match[str]) -> Held | None:
    said = match.groupdict()
    if said["over"]:
        return Held(Span.EVER, _count(said["over"].removeprefix("more than ")) + 1)
    if said["multiple"]:
        return Held(Span.EVER, 2)
    if said["nth"]:
        return Held(Span.EVER, 2 + ("second", "third", "fourth").index(said["nth"]))
    if said["least"]:
        count = _count(said["least"])
        return Held(Span.EVER, count) if count > 1 and _is_how_often(said) else None
    return Held(Span.EVER, max(2, _count(said["row"] or said["row2"] or "twice")), in_a_row=True)


def _is_how_often(said: dict[str, str]) -> bool:
    """Whether a number tells how often: "two times", "at two reports", and not "its last two
    reports".
    """
    seen = said["seen"] or ""
    if said["least"] == "twice" or seen.startswith(("time", "occasion")):
        return True
    return bool(seen and (said["at"] or said["sure"] or said["more"] or said["apart"]))


def _count(said: str) -> int:
    if said in ("once", "twice"):
        return 1 if said == "once" else 2
    number = re.match(NUMBER, said)
    return number_in(number[0]) if number else 0
