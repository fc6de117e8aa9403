"""Which time a message means: years, months, spans, inspections before the latest, the last few."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from assistant.reading.areas import A_GRADE
from assistant.reading.marking import ANY_MARK, KIND, NAME, POINT, TIME, Block, Text, words
from assistant.reading.points import (
    COVID_BEGAN,
    COVID_ENDED,
    NUMBER,
    Point,
    day_before,
    explain_time,
    mark_points,
    months_before,
    number_in,
)
from assistant.times import LATEST, Times, YearOf

_BEFORE_AND_AFTER = re.compile(
    rf"(?:pre|before)[- ]?(?: and| or| vs|/)+ ?(?:post|after|since)[- ]({POINT})"
)
_THE = r"(?:the |that |its |their |a )?(?:year )?"
_OF_REPORT = rf"(?: (?:report|inspection|visit|one|ilacs|sif|judge?ment)s?| ?{KIND})?"
_BETWEEN = re.compile(
    rf"(?<!\w)(?:between |from )?(?:in )?{_THE}({POINT}){_OF_REPORT}(?: ?- ?| (?:to|until|till"
    rf"|through|and up to) ){_THE}({POINT}){_OF_REPORT}"
)
_BETWEEN_AND = re.compile(
    rf"(?<!\w)between {_THE}({POINT}){_OF_REPORT} and {_THE}({POINT}){_OF_REPORT}"
)
_TO_NOW = re.compile(
    rf"(?<!\w)(?:between |from |since )?{_THE}({POINT}){_OF_REPORT}(?: ?- ?| (?:to|until|till|and"
    rf"|through to|up to|vs?\.?|versus|against|compared (?:to|with)) )(?:right )?(?:now|today"
    rf"|date|the present(?: day)?|present|whatever is newest|(?:the |its |their )(?:latest|newest"
    rf"|most recent|current)(?: (?:one|report|inspection|visit))?|this year)(?!\w)"
)
_NOW_AND = re.compile(
    rf"(?<!\w)(?:now|today|(?:the )?latest) (?:vs?\.?|versus|against|compared (?:to"
    rf"|with)) (?:in )?({POINT}){_OF_REPORT}"
)
_SINCE = re.compile(
    rf"(?<!\w)(?:(?:ever )?since|from(?! before))(?: before"
    rf"| (?:\w+ ){{1,4}}in)? {_THE}({POINT}){_OF_REPORT}(?: on(?:wards?)?)?(?!\w"
    rf"| (?:general )?election)|({POINT}),?(?: (?:and|or))? (?:onwards?|later|after|since)(?!\w)"
    rf"|(?<!in )(?<!during )({POINT}) on(?=\W*$|[,.;:?!)])"
)
_SINCE_BEFORE = re.compile(rf"(?<!\w)(?:since|from) before {_THE}({POINT})(?!\w)")
_ONWARDS = (
    rf"(?! (?:or later|or after|and later|on|onwards?|to|until|till|through)(?!\w)| ?- ?{POINT})"
)
_OF_THE_REPORT = re.compile(
    rf"(?<!\w)from {_THE}({POINT}) (?:report|inspection|visit|one|ilacs|sif)(?!\w)|(?:reports?"
    rf"|inspections?|visits?|judge?ments?|grade|rating|result|letter|one|ilacs"
    rf"|{KIND}) (?:that was |which was )?from ({POINT}){_ONWARDS}"
)
_SEVERAL = re.compile(r"\w+s (?:that|which|from)(?!\w)")
_FROM_PART = re.compile(rf"(?<!\w)from ({POINT}){_ONWARDS}")
_AFTER = re.compile(rf"(?<!\w)(?:after|post|later than|following)[ -]{_THE}({POINT}){_OF_REPORT}")
_BEFORE = re.compile(
    rf"(?<!\w)(?:before|pre|prior to|earlier than|ahead of)[ -]{_THE}({POINT})(?! (?:\w+ "
    rf")?(?:report|inspection)(?!\w))|({POINT}) and before(?!\w)"
)
_UNTIL = re.compile(
    rf"(?<!\w)(?:until|till|up to|by|as (?:at|of)) {_THE}({POINT})|({POINT})(?: (?:and"
    rf"|or) earlier| backwards)(?!\w)"
)
_ON_A_DAY = re.compile(rf"(?<!\w)(?:as )?at ({POINT})")
_MONTHS_TO = re.compile(
    rf"(?:in |over |during )?(?:the )?({NUMBER}) (months|years) (?:to|ending|up to) ({POINT})"
)
_ALONE = re.compile(
    rf"(?<!\w)((?:in|during|for|at|of|around|about|circa|come|on|back in"
    rf"|throughout) )?(?:(?:the )?(?:calendar |financial )?year )?({POINT})(?: (?:report"
    rf"|inspection|visit|one)(?!\w))?"
)
LONGEST = 1_500  # characters
_WITHIN = r"(?:(?:in|over|within|during|for|across|through|throughout|of) )?(?:the |these |this )?"
_LAST_SPAN = words(
    rf"{_WITHIN}(?:last|past|previous|recent)(?: (?P<count>{NUMBER}|\w+))? (?P<unit>years?"
    rf"|months?|weeks?|decades?|yrs?)"
)
_WITHIN_SPAN = words(
    rf"(?:within|inside) (?P<count>{NUMBER}) (?P<unit>years?|months?|weeks?)(?: ago)?"
)
_SEEN = (
    rf"(?:(?:ofsted )?(?:{KIND}|inspections?|reports?|visits?|ilacs|judge?ments?|gradings?"
    rf"|grades?|ratings?|results?|outings?|occasions?|rounds?|goes|go))"
)
_SEEN_ONCE = (
    rf"(?:{KIND}|inspection|report|visit|ilacs|judge?ment|grading|grade|rating|result|outing)"
)
_LAST_FEW = words(
    rf"(?:(?:between|over|across|in|at|from|on) )*(?:its|their"
    rf"|our) (?P<count0>{NUMBER}) (?:latest|last|newest"
    rf"|most recent)(?: (?!than )[^\W\d]+)? {_SEEN}",
    rf"(?:(?:between|over|across|in|at|from|for|on|through|either of|both of|both) )*(?:its "
    rf"|their |our |the )?(?:last|latest|previous|most recent"
    rf"|past) (?P<count>{NUMBER}) (?:ofsted |full )?{_SEEN}",
    rf"(?:over|across|in) (?:all |the )(?P<count2>{NUMBER}) {_SEEN}",
    r"(?:for )?(?:the )?last (?P<count5>two|three|four)(?=\W*$)",
    r"(?:between |over |at )?(?:its|their) last (?P<count3>two|three|four|couple)",
    r"(?:between|across|over) the (?:last|latest) (?P<count4>two|three|four)(?=\W*$|[,.;:?!])",
)
_BARE = re.compile(
    r"(?:for )?(?:the )?(?:last|latest|most recent) \w+(?: (?:ofsted )?(?:reports|inspections))?$"
)  # of all
_TWO_COMPARED = words(
    rf"(?:from |between )?(?:the |its |their )?(?:one before|previous(?: {_SEEN}| one)?"
    rf"|time before|last but one) (?:and|to|versus|vs?\.?) (?:the |its |their |this )*(?:last"
    rf"|latest|current|newest|most recent)(?: {_SEEN}| one| time)?",
    rf"(?:from |between )?(?:the |its |their )?(?:last|latest|current|newest"
    rf"|most recent)(?: {_SEEN}| one| time)? (?:versus|vs?\.?|against|(?:compared |beside "
    rf"|next )?(?:with|to)|beside|and) (?:the |its |their )?(?:one before(?: it| that)?"
    rf"|previous(?: {_SEEN}| one)?|time before|last(?: one| time)?|this(?: one| time)?)",
    r"this time (?:versus|vs?\.?|against|and|compared (?:with|to)) (?:the )?(?:last(?: time)?"
    r"|time before|previous)",
    r"then (?:and|versus|vs?\.?) now|before and after(?=\W*$|[,.;:?!])",
    rf"between (?:one|an|any) {_SEEN} and (?:the next|another)",
    rf"(?:from )?one {_SEEN} to (?:the next|another)",
    r"(?:(?:(?<=or worse )|(?<=or better ))than|(?<=different )from) before(?=\W*$|[,.;?!]"
    r"| or what)",
    rf"since (?:the |its |their |that |our )?(?:time|one|{_SEEN}) before(?: last| that)?",
    rf"since (?:the |its |their |that |our )?(?:previous|last) (?:time|one|(?:full )?{_SEEN})",
    rf"(?:(?:on|up on|down on|against|over|to) what (?:it|they|that) (?:was|were|had|had been|got"
    rf"|stood)|(?:than|(?:compared|relative) (?:to|with)|set against|from)(?: what)?(?: (?:it"
    rf"|they|that)(?: (?:was|were|had|had been|got|did|stood))?)?)(?: (?:rated|graded"
    rf"|judged))? (?:at |in |on )?(?:the |its |their )?(?:(?:time|one|{_SEEN}) (?:before|prior)"
    rf"|(?:previous|last|prior|earlier) (?:time|one|{_SEEN}))(?: (?:that|it|this))?",
    rf"(?:(?<=up )|(?<=down ))on (?:the |its |their )?(?:(?:time|one|{_SEEN}) before|(?:previous"
    rf"|last) (?:time|one|{_SEEN}))|against (?:the |its |their )?(?:one|time|{_SEEN}) before",
)
_AS_BEFORE = words(
    rf"as (?:it (?:was|had) |they (?:were|had) )?(?:at |in )?(?:the |its |their )?(?:(?:time|one"
    rf"|{_SEEN}) before|(?:previous|last) (?:time|one|{_SEEN}))(?: (?:that|it))?"
)
_BACK = words(
    rf"(?:(?:and |in |at |on |from )*)(?:the |its |their )?(?:time|one|{_SEEN}) (?:(?:(?:just|right"
    rf"|immediately|directly) )?(?:before|prior to) (?:that|this|last|it|then)|prior(?! to))",
    rf"(?:(?:and |in |at |on |from )*)(?:the |its |their )(?:time|ones?|{_SEEN})(?: just| right"
    rf"| immediately| directly)? before(?! (?:my"
    rf"|our|the|we|i|they|you|his|her|an?)(?!\w))",
    rf"(?:(?:in|at|from) )?(?:the |its |their )?(?:(?:previous|earlier|penultimate"
    rf"|second[- ]to[- ]last|second last|last but one|prior) (?:ofsted )?(?:time|one|{_SEEN})"
    rf"|last (?:time|one|{_SEEN}) but one)",
    rf"(?:was|were|had|did) (?:it|they|that|the council|{NAME})(?: (?:been|got|get|have|had|rated"
    rf"|graded|judged))* before(?=\W*$|[,.?!;])",
    r"(?:one|another|a) (?:step )?further back|previously|before that(?=\W*$|[,.?!;])"
    r"|last but one|penultimate",
)
_BACK_FROM_NOW = re.compile(
    rf"(?<!\w)(?:before|prior to|ahead of) (?:the |its |their |this |that "
    rf"|our )*(?:very )?(?:last|latest|newest|most recent|current|present)(?: (?:ofsted|full"
    rf"|graded))*(?: (?:time|one|{_SEEN}))(?!\w)"
    rf"|(?<!\w)(?:before|prior to) (?:this|that)(?: (?:time|one|{_SEEN}))(?!\w)"
)
_NOWS = r"(?:latest|newest|most recent|last|now|present|today)"
_FIRST = words(
    rf"(?:(?:at|in|from|since|on|during) )?(?:the |its |their |our |your )?(?:very )?(?:first"
    rf"|earliest)(?: (?:ever|known|full|graded|single"
    rf"|ofsted))* (?:ofsted )?{_SEEN_ONCE}(?: (?:ever|(?:that )?(?:you|we) (?:have|hold|ve got)"
    rf"|on file|on record))?(?! (?:through )?to (?:the )?{_NOWS})",
    r"(?<!for )the (?:very )?first (?:time|to be (?:inspected|published|visited|graded))",
    rf"(?<={NAME} )first one",
)
_BACK_TWO = words(
    rf"(?P<count>two|three|four) {_SEEN} (?:ago|back|before)", r"the one before the one before"
)
_A_GRADE_BEFORE = re.compile(rf"(?:{A_GRADE}|improvement) $")
_AND_THEN = re.compile(
    rf",? (?:and|but|then|now|yet)(?!\w)|, (?=(?:below|above|at least|better|worse|still|less"
    rf"|{A_GRADE})(?!\w))"
)
_BEFORE_THAT_OF = re.compile(
    rf"(?<!\w)(?:before|prior to|ahead of) {_THE}({POINT})(?= (?:\w+ )?(?:reports?|inspections?"
    rf"|visits?|one|{KIND})(?!\w))"
    rf"|(?<!\w)(?:before|until) (?:it|they|that|this|{NAME}|the council|things|ofsted"
    rf"|inspectors)(?: (?!and |but )[^\W\d]\S*){{1,6}} (?:in|of) ({POINT})"
)
_BACK_ALONE = re.compile(r"^(?:and )?before(?=\W*$)")
_NOW = words(
    rf"(?:(?:at |in |from )?(?:the |its |their |our |each )?(?:very )?(?:latest|newest"
    rf"|most recent|current)(?: {_SEEN})?)(?! first)",
    rf"(?:at |in |from )?(?:the |its |their |our )(?:very )?last (?:ofsted |full "
    rf"|graded )?{_SEEN}|last (?:ofsted |full )?{_SEEN}",
    r"(?:the )?last time(?: round| around| out)?|the last one|last(?= (?:inspected|visited|seen"
    r"|graded|judged|rated|looked|had|in))|currently|nowadays|now|today|these days|at present"
    r"|presently|right now|at the (?:moment|minute)|as (?:things|it) stands?|as of now|so far"
    r"|to date",
)
# "Where do leaders beat the council as a whole? Newest inspections." says which, and lists none.
_OF_THE_LATEST = re.compile(
    r"(?<=[.?!;,(] )(?:just |only )?(?:newest|latest|most recent|last) (?:full "
    r"|graded )?(?:inspections|reports|ones|judge?ments|grades)(?: only| please| pls"
    r"| each)?(?=\W*$|[,;)])"
)
_IN_BETWEEN = (
    rf"(?: (?:{ANY_MARK}|was|were|is|are|been|has|have|had|on|of|its|their|childrens|services"
    rf"|happened|came|come|out|up|published|issued|released|landed|land|dates?|dated|from|back|in"
    rf"|on|took|place|inspected|visited|seen|report|inspection|visit|they|it|ofsted|there|then"
    rf"|done|all))"
)
# "Whose latest report is from 2020": it is the latest one that must be of that time.
_OF_LATEST = re.compile(
    rf"(?<!\w)(?:(?:latest|newest|most recent|last)(?: (?:ofsted|full|graded"
    rf"|proper))*(?: (?:{_SEEN}|inspected|visited|seen|looked at|graded))|(?:inspected|visited"
    rf"|seen|graded) last){_IN_BETWEEN}{{0,7}} {TIME}"
)
# "Not inspected since 2020": the latest one is before that.
_NOT_SINCE = re.compile(
    rf"(?:(?<!\w)(?:not|no|never|without|nobody|[a-z]+nt"
    rf"|yet to)(?: [^\W\d]+){{0,6}}?) (?:inspected|visited|seen|looked at|been in"
    rf"|{_SEEN})(?: [^\W\d]+){{0,2}} since(?: before)? ?(?:{POINT}|the (?:start|end|beginning))"
)
# What happened to somebody then: "I left care last year".
_OF_A_LIFE = re.compile(
    rf"(?:^|[.;!?,(-] ?|(?<!\w)(?:and|as|so|hi|hello) )(?:i|ive|im|my (?!council|borough|county"
    rf"|authority|area|la |city)\w+)(?: (?!and |but |n |what |how |did |which "
    rf"|who )[^\W\d]\S*){{0,3}}? (?:left|leaving|turned|turning|moved|started|became|was|were|had"
    rf"|got|aged|joined|lost|adopted|lived|worked|been)(?: (?!and |but |n |what |how |did |which "
    rf"|who |inspected|rated|judged|graded)(?:[^\W\d]\S*|\d+"
    rf"|{NAME})){{0,6}}? (?P<time>(?:in )?(?:this|last) (?:year|month|week|spring|summer|autumn"
    rf"|winter)|{NUMBER} (?:years?|months?) ago)(?!\w)"
)
_NAME, _HAS_POINT, _EARLY = re.compile(NAME), re.compile(POINT), re.compile(r"first|earliest")
_APPEARED = (
    r"(?:came|come|comes|coming|went|gone|going|goes|put|got|were|was|are|all)? ?(?:out|up|live"
    r"|online)|land(?:s|ed|ing)?|dropp(?:ed|ing)|drops?|appear(?:s|ed|ing)?"
)
_PAPERS = rf"(?:reports?|letters?|{KIND})"
_PUBLISHED = words(
    r"publi(?:shed|cation)|(?:came|come|comes) out(?= (?:in|on|since|this|last|between|before"
    r"|after|during)(?!\w))|issued|released",
    rf"{_PAPERS}(?: (?:that|which|has|have|had|all))* (?:{_APPEARED})(?! of)",
    rf"{POINT} (?:(?:crop|batch|round|set|wave|lot) of )?(?:ofsted )?reports",
)
# A report that went up, or dropped, is no grade that did.
_APPEARING = re.compile(
    rf"(?<!\w){_PAPERS}(?: (?:that|which|has|have|had|all))* (?P<verb>{_APPEARED})(?! of)(?!\w)"
)
_INSPECTED = words(
    r"inspected|visited|on site",
    rf"(?:{_SEEN}|inspectors|fieldwork)(?: (?:that|which|were|was|all|had|have))* (?:began|begun"
    rf"|begin|start|started|starting|arrived|finished|ended|(?:took|taking) place|happened|(?:was"
    rf"|were) carried out)",
)


@dataclass
class _Found:
    """What was read so far."""

    years: list[int] = field(default_factory=list)
    since: list[date] = field(default_factory=list)
    until: list[date] = field(default_factory=list)
    back: int = 0
    last: int = 0
    first: bool = False
    of_latest: bool = False

    @property
    def names_years(self) -> bool:
        """Whether a year or span was read."""
        return bool(self.years or self.since or self.until)

    def times(self, by: YearOf | None) -> Times:
        since = min(self.since, default=None)
        until = max(self.until, default=None)
        years = tuple(dict.fromkeys(self.years))
        if (
            years and since and 0 <= min(years) - since.year <= 1
        ):  # "in 2024, after covid": the year says more
            since = None
        if years and until and 0 <= until.year - max(years) <= 1:
            until = None
        last = 0 if self.first else self.last
        return Times(years, since, until, self.back, last, by, self.first, self.of_latest)


def read_when(text: Text, today: date, newest: int) -> Times:
    """The time of a message: "since March 2023", "21/22", "its last two inspections", "2015 vs
    2024".
    """
    found = _Found()
    _leave_out(text)
    mark_points(text, today)
    by = _year_of(text)
    _read_appearing(text)
    _read_respective(text, found, today, newest)
    not_since = "since" in text.string and text.has(_NOT_SINCE)
    _read_relations(text, found)
    if not_since and found.since and not found.until:
        found.until, found.since = [min(found.since) - timedelta(1)], []
        found.of_latest = True
    _read_inspections(text, found)
    _read_alone(text, found)
    found.of_latest = found.of_latest or found.names_years and text.has(_OF_LATEST)
    times = found.times(by)
    return times if times.is_named else LATEST


def without_times(message: str) -> str:
    """Take the times out of a text, as far as such words are read."""
    text = Text(message[:LONGEST])
    day = date.today()
    read_when(text, day, day.year)
    kept = list(message)
    for start, end in text.covered:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _year_of(text: Text) -> YearOf | None:
    published, inspected = text.has(_PUBLISHED), text.has(_INSPECTED)
    if published == inspected:
        return None
    return YearOf.PUBLICATION if published else YearOf.INSPECTION


def _leave_out(text: Text) -> None:
    """Take the times of somebody's life for what they are."""
    if "year" not in text.string and "month" not in text.string:
        return
    for match in reversed(list(_OF_A_LIFE.finditer(text.string))):
        text.explain(*match.span("time"))


def _read_appearing(text: Text) -> None:
    """Take words on reports that come out, "went up", "dropping", for what they are."""
    for match in reversed(list(_APPEARING.finditer(text.string))):
        text.explain(*match.span("verb"))


def _read_respective(text: Text, found: _Found, today: date, newest: int) -> None:
    """Spans that end today: "the last 18 months", "the past decade", "within two years"."""
    for pattern in (_LAST_SPAN, _WITHIN_SPAN):
        for match in reversed(list(pattern.finditer(text.string))):
            count = number_in(match["count"]) if match["count"] else 1
            if count:
                found.since.append(day_before(today, newest, count, match["unit"]))
                explain_time(text, match)


def _read_relations(text: Text, found: _Found) -> None:
    """Points with the words that make spans of them."""
    for match in reversed(list(_BEFORE_AND_AFTER.finditer(text.string))):
        text.put(*match.span(), Block.OTHER, None)  # two spans: not one that can be told
    for match in reversed(list(_MONTHS_TO.finditer(text.string))):
        _months_to(text, found, match)
    for match in reversed(
        list(_BEFORE_THAT_OF.finditer(text.string)) if _HAS_POINT.search(text.string) else ()
    ):
        found.back = found.back or 1
        _add(found, _value(text, match))
        explain_time(text, match)
    for pattern in (_TO_NOW, _NOW_AND, _BETWEEN_AND, _BETWEEN):
        for match in reversed(list(pattern.finditer(text.string))):
            points = [text.value(mark) for mark in match.groups()]
            found.since.append(min(point.first for point in points))
            found.until += [max(point.last for point in points)] * (len(points) - 1)
            explain_time(text, match)
    text.mark(_OF_THE_REPORT, Block.TIME, lambda match: _of_a_report(text, found, match))
    text.mark(_FROM_PART, Block.TIME, lambda match: _of_a_part(text, found, match))
    _read_one_ended(text, found)


def _read_one_ended(text: Text, found: _Found) -> None:
    """Spans with one end: "since 2019", "after May", "before covid", "at 31 March", "until
    2020".
    """
    one, ends = timedelta(1), found.until
    if text.has(_SINCE_BEFORE):
        found.of_latest = True
        _each(text, _SINCE_BEFORE, lambda point: ends.append(point.first - one))
    _each(
        text, _SINCE, lambda point: found.since.append(point.last if point.is_end else point.first)
    )
    _each(text, _AFTER, lambda point: found.since.append(point.last + one))
    _each(text, _BEFORE, lambda point: ends.append(point.first - one))
    _each(text, _ON_A_DAY, lambda point: ends.append(point.last), only_days=True)
    _each(text, _UNTIL, lambda point: ends.append(point.last))


def _each(
    text: Text,
    pattern: re.Pattern[str],
    note: Callable[[Point], None],
    *,
    only_days: bool = False,
) -> None:
    """Note each point that a pattern finds, and take it out of the text."""
    for match in reversed(list(pattern.finditer(text.string))):
        point = _value(text, match)
        if not only_days or point.first == point.last:
            note(point)
            explain_time(text, match)


def _value(text: Text, match: re.Match[str]) -> Point:
    point: Point = text.value(next(mark for mark in match.groups() if mark))
    return point


def _of_a_report(text: Text, found: _Found, match: re.Match[str]) -> bool | None:
    """ "From the 2019 report" is of that time, and not since then; of several reports only a year
    is.
    """
    point = _value(text, match)
    return _noted(text, found, match) if point.year or not _SEVERAL.match(match[0]) else None


def _of_a_part(text: Text, found: _Found, match: re.Match[str]) -> bool | None:
    """ "From early 2014" is of that part of a year."""
    return _noted(text, found, match) if _value(text, match).is_part else None


def _noted(text: Text, found: _Found, match: re.Match[str]) -> bool:
    _add(found, _value(text, match))
    text.cover(*match.span())
    return True


def _add(found: _Found, point: Point) -> None:
    """A whole year is one by itself, any other time a span of its own."""
    if point.year:
        found.years.append(point.year)
    else:
        found.since.append(point.first)
        found.until.append(point.last)


def _months_to(text: Text, found: _Found, match: re.Match[str]) -> None:
    end: date = text.value(match[3]).last
    count = number_in(match[1]) * (12 if match[2] == "years" else 1)
    if count:
        found.since.append(months_before(end, min(count, 600)) + timedelta(1))
        found.until.append(end)
        explain_time(text, match)


def _read_inspections(text: Text, found: _Found) -> None:
    """Times told by inspections: the last few, the one before, the latest."""
    for match in reversed(list(_LAST_FEW.finditer(text.string))):
        count = number_in(next(group for group in match.groups() if group))
        is_of_each = count < 6 and not _BARE.match(match[0])
        if 1 < count < 30 and (is_of_each or text.has(_NAME)):
            found.last = count
            explain_time(text, match)
    if _EARLY.search(text.string) and text.take(_FIRST):
        found.first = True
    if text.take(_TWO_COMPARED) or ("same" in text.string and text.take(_AS_BEFORE)):
        found.last = found.last or 2
    if text.take(_BACK_FROM_NOW):
        found.back = found.back or 1
    for match in reversed(list(_BACK_TWO.finditer(text.string))):
        found.back = number_in(match["count"] or "two")
        explain_time(text, match)
    _part_grades(text, found)
    if text.take(_BACK) or text.take(_BACK_ALONE):
        found.back = found.back or 1
    text.take(_OF_THE_LATEST)
    text.note(_NOW)


def _part_grades(text: Text, found: _Found) -> None:
    """Keep apart the grades of two times: "inadequate at the one before and good at the latest"."""
    for match in reversed(list(_BACK.finditer(text.string))):
        after = re.search(r",? (?:and|but|then|now)$", match[0]) or _AND_THEN.match(
            text.string, match.end()
        )
        if after and _A_GRADE_BEFORE.search(text.string[: match.start()]):
            found.back = found.back or 1
            explain_time(text, match)


def _read_alone(text: Text, found: _Found) -> None:
    """Points without a relation: whole years one by one, others as spans of their own."""
    named = found.names_years or any(
        not _is_covid(text.value(match[2])) for match in _ALONE.finditer(text.string)
    )
    for match in _ALONE.finditer(text.string):
        point: Point = text.value(match[2])
        text.cover(*match.span())
        if not _is_covid(point):
            _add(found, point)
        elif not named:  # "Covid year. Which reports are of 2020?" says the year itself
            _add(found, Point(COVID_BEGAN, COVID_ENDED))
    for match in reversed(list(_ALONE.finditer(text.string))):
        text.put(*match.span(2), Block.TIME, None)


def _is_covid(point: Point) -> bool:
    """Whether it is the time of the pandemic, whose end comes before its beginning until it is
    known which is meant.
    """
    return point.last < point.first
