"""How a message says that grades moved: "went up", "from inadequate to good or outstanding",
"held".
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.reading.marking import (
    ANY_MARK,
    AREA,
    GRADE,
    GROUP,
    MOVE,
    NAME,
    SPAN,
    Block,
    Text,
    words,
)
from assistant.reading.points import NUMBER, number_in
from assistant.request import Change, Condition, Move, Span
from assistant.scale import Grades, above, below, others

_BE = (
    r"(?:(?:being|be|been|an?|the|its|their|rated|graded|judged|is|are|now|overall|just|only"
    r"|later|then|straight|all the way|back|up|down|at|label of|rating of|judgement of) )*"
)
RISING = (
    r"(?:improv(?:ed?|es|ing)|ros?e|risen|rises?|rising|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|leap(?:t|ed)?|leapfrog(?:s|ged)?|upgraded?|promoted|lifted|bounced back|bounce back"
    r"|clawed (?:its|their) way(?: back)?|recovered|turned (?:it|things|itself"
    r"|themselves) (?:a)?round|progressed|stepped up|shot up|shoot up|soar(?:ed)?|rocketed|surged"
    r"|(?:pull|haul|drag)(?:ed|s)? (?:itself|themselves|their socks) up|(?:pull|haul|drag)(?:ed"
    r"|s)? up (?:its|their) socks|crept|creep|edged|inched|nudged)"
)
_VERBS_UP = rf"(?:{RISING}|got)"
VERBS_DOWN = (
    r"(?:slip(?:s|ped|ping)?|sl(?:id|ide|iding|idden)|drop(?:s|ped|ping)?|f[ae]ll(?:s|en|ing)?"
    r"|declin(?:ed?|es|ing)|downgraded?|demoted|plunged|tumbled?|sank|sunk|crashed|plummeted"
    r"|deteriorated|relegated|dipped)"
)
_VERBS = (
    rf"(?:{_VERBS_UP}|{VERBS_DOWN}|went|gone|go(?:es)?|going|came|come|coming|moved?|moving"
    rf"|changed|was|were|turned)"
)
_THEN = (
    rf"(?:,? ?(?:and|but))?,? (?:(?:have|has|had) )?(?:(?:then|later|now|since|afterwards"
    rf"|subsequently) )+(?:(?:have|has|had) )?(?:{_VERBS} )?(?:(?:straight|up|down|back"
    rf"|all the way) )*(?:(?:in)?to )?"
)
_AND_FELL = (
    rf",? (?:and|but|only to) (?:have |has |had )?(?:{RISING}|{VERBS_DOWN}|drop|fall|slip|went"
    rf"|gone) (?:(?:straight|up|down|back|all the way) )*(?:in)?to "
)
_TO = (
    rf"(?: ?(?:->|=>|→)+ ?| (?:(?:straight|up|down|back|all the way|direct(?:ly)?) )*(?:in)?to "
    rf"|{_THEN}|{_AND_FELL}| before (?:(?:it|they|being|later|becoming|getting|got|became|was"
    rf"|were|going|went|moving|rising|reaching|turning|turned|rose|to|up|back) )*)"
)
_FROM_TO = re.compile(
    rf"(?<!\w)(?:(?P<verb>{_VERBS})(?: (?:right|straight|direct(?:ly)?|up|down|back"
    rf"|all the way))* )?(?:(?:straight )?from )?{_BE}(?P<before>{GRADE})(?: "
    rf"{AREA})?{_TO}{_BE}(?P<after>{GRADE})"
)
_COUNCILS_TO = re.compile(
    rf"(?P<before>{GRADE}) (?:councils?|(?:local )?authorit(?:y|ies)|las|boroughs|counties"
    rf"|unitaries|mets|ones|places)(?: (?:that|which|who|have|has|had|then"
    rf"|later))* (?P<verb>{_VERBS})(?: (?:straight|up|down|back"
    rf"|all the way))* (?:in)?to {_BE}(?P<after>{GRADE})"
)
_OUT_OF = re.compile(
    rf"(?<!\w)(?:(?:got|get|getting|gotten|came|come|coming|moved?|lifted|climb(?:ed)?|risen|rose"
    rf"|broke|clawed (?:its|their) way|dug (?:itself|themselves)|moved? off|pulled (?:itself"
    rf"|themselves)|been taken|exit\w*|left|escap\w+)(?: (?:itself|themselves))? )?(?:out of"
    rf"|(?<=moved )off|(?<=got )off|escap(?:ed|ing|e)|exit(?:ed|ing)|leav(?:e|es|ing)|left"
    rf"|shook off|shak(?:e|en|ing) off|shed) {_BE}(?P<before>{GRADE})"
)
_FELL_OUT = re.compile(rf"(?<!\w){VERBS_DOWN} out of {_BE}(?P<before>{GRADE})")
_ANY_MORE = words(r"(?:is|are|was|were)(?:nt| not) (?:any ?more|any longer|now|today)")
_AND_LOST = re.compile(
    r"(?<!\w)(?:including|even|as well as|plus)(?: (?:the|any|all))?(?: (?:ones?|those"
    r"|councils))? (?:who|that|which)(?: (?:have|had|ve))?(?: (?:since|later|then))? (?:lost"
    r"|dropped|slipped|fell|gave up|left)(?: (?:it|out|off|back|down|that))*(?: since| later"
    r"| then)?"
)  # "including ones who lost it since" limits nothing
_LOST = re.compile(
    rf"(?<!\w)(?:lost|lose[sd]?|losing|stripped of|gave up|giving up) (?:its|their|an?"
    rf"|the)? ?(?P<before>{GRADE})(?: (?:rating|grade|judge?ment|status|label))?"
)
_NOT_NOW = re.compile(
    rf"(?<!\w)(?:were|was|been|being) {_BE}(?P<before>{GRADE}),? (?:(?:and|but|yet"
    rf"|though) )?(?:(?:now|today|currently) )?(?:(?:they|it) )?(?:arent|isnt|are not|is not"
    rf"|no longer(?: are| is)?)(?: (?:now|any ?more|any longer|today))?(?=\W*$|[,.;?!])"
)
_NO_LONGER = re.compile(
    rf"(?<!\w)(?:no longer|stopped being|ceased to be|used to be|(?:is|are)nt any longer"
    rf"|once were|formerly|previously) {_BE}(?P<before>{GRADE})"
)
_FROM = re.compile(
    rf"(?<!\w)(?P<verb>{_VERBS_UP}|{VERBS_DOWN}|(?:went|gone|go|moved?|come|came|moving) (?:up"
    rf"|down))(?: (?:up|down|back|so|much|a lot|fast|quickly"
    rf"|straight))* from {_BE}(?P<before>{GRADE})"
)
_TO_GRADE = re.compile(
    rf"(?<!\w)(?P<verb>{_VERBS_UP}|{VERBS_DOWN}|(?:went|gone|go|moved?|come|came|moving) (?:up"
    rf"|down|back))(?: {AREA})?(?: (?:up|down|back|straight"
    rf"|all the way))* (?:in)?to {_BE}(?P<after>{GRADE})"
)
# "Dropped below good": the bend is in the mark already.
_STRAIGHT = re.compile(rf"(?<!\w)(?P<verb>{RISING}|{VERBS_DOWN}) (?P<after>{GRADE})")
_DOWN_VERB = re.compile(rf"(?:{VERBS_DOWN})|.*down")
_STEPS_OF = (
    rf"(?: (?:by )?(?:(?:at least|as much as|a full|a whole|more than|over|exactly|just"
    rf"|only) )?(?P<steps>{NUMBER}|one or more|several|multiple)(?: or more)?(?: full"
    rf"| whole)?(?: {AREA})?(?: (?:grades?|bands?|rungs?|notch(?:es)?|steps?|levels?|categor(?:y"
    rf"|ies))|(?= in one| in a single| at once)))"
)
_MORE = re.compile(r"more than|over ")
_GRADE_WORD = r"(?:grades?|bands?|notch(?:es)?|rungs?|levels?)"
_GRADE_WORD_ANY = r"(?:grades?|ratings?|bands?)"
_THAN_BEFORE = (
    r"than (?:it|they|before|last time|previously|at|in|the|at its|at their)\b(?: (?:was|were"
    r"|used to be|inspection|report|one|before|the|last|at|in|time|did))*"
)
_CHANGES = (
    (
        Change.ANY,
        rf"changed (?:its |their )?(?:overall )?{_GRADE_WORD_ANY}|(?:in )?(?:any"
        rf"|either) direction|up,? down,? or (?:the |no |un)?(?:same|different|difference|level"
        rf"|change|changed|neither)|(?:(?:getting|get|got|gone|become|become|is it|are (?:they"
        rf"|things)) )?(?:better or worse|worse or better)(?! (?:off )?than (?:other|that|{NAME}"
        rf"|{GROUP}))|(?:(?:go|gone|went|going|moved|move|heading) )?(?:up or down|down or up)"
        rf"|(?:been|gone|went|go|going) (?:up and down|down and up)|yo-?yo(?:ed|ing|s|d)?"
        rf"|went the other way",
    ),
    (
        Change.DOWN,
        rf"(?:{NUMBER}|more than one) (?:full |whole )?(?:grades?|rungs?|notch(?:es)?|bands?"
        rf"|steps?) down(?! from)|(?:(?:went|gone|go|goes|going|moved?|moving|been marked"
        rf"|marked) (?:down|backwards?|the wrong way|downhill)|(?:lost|shed|lose|losing"
        rf"|dropped)(?= one (?:on|for|in)(?!\w))|(?:lost|shed|lose|losing"
        rf"|dropped)(?= (?:at least )?(?:an?|one|two|three|several|an?other"
        rf"|more than one)(?: or more)? (?:full |whole )?(?:grade|band))|deteriorat(?:ed|ing|es?)"
        rf"|collaps(?:ed|ing|es?)|nosedived?|went (?:south|to pot)|took a (?:dive|tumble"
        rf"|nosedive)|worsen(?:ed|ing|s)?|(?:get|gets|got|getting|gotten|became|become|gone"
        rf"|done) worse|worse {_THAN_BEFORE}|lower {_THAN_BEFORE}|decreased"
        rf"|{VERBS_DOWN}(?: down(?! to))?|in decline)",
    ),
    (
        Change.UP,
        rf"(?:{NUMBER}|more than one) (?:full |whole )?(?:grades?|rungs?|notch(?:es)?|bands?"
        rf"|steps?) up(?! from)|(?:(?:went|gone|go|goes|going|moved?|moving|been marked"
        rf"|marked) (?:up|forwards?|on up)|(?:gained|gain|gaining)(?= one (?:on|for|in)(?!\w))"
        rf"|(?:gained|made it up|gain|gaining|won)(?= (?:at least )?(?:an?|one|two|three|several"
        rf"|an?other|more than one)(?: or more)? (?:full |whole )?(?:grade|band))|(?:get|gets|got"
        rf"|getting|gotten|became|become|gone|done) better|better {_THAN_BEFORE}"
        rf"|higher {_THAN_BEFORE}|increased|(?:turned|turn|turning|turnaround)(?: (?:it|things"
        rf"|itself|themselves|it all))? ?(?:a)?round|turnarounds?|glow[- ]?ups?|on the up"
        rf"|{RISING}(?: up(?! to))?)",
    ),
    (
        Change.DOWN,
        rf"(?:(?<={AREA} )|(?<={AREA} grade ))down(?= (?:on|at|by|since|from|again|a|one|two"
        rf"|three)(?!\w)| ?[,;.?!]| ?$)|^down(?= (?:by )?(?:an?|one|two|three)(?!\w))",
    ),
    (
        Change.UP,
        rf"(?:(?<={AREA} )|(?<={AREA} grade ))up(?= (?:on|at|by|since|from|again|a|one|two"
        rf"|three)(?!\w)| ?[,;.?!]| ?$)|^up(?= (?:by )?(?:an?|one|two|three)(?!\w))",
    ),
    (
        Change.SAME,
        r"(?:(?:the )?same (?:grade|rating|judge?ment)s?(?: as (?:before|last time"
        r"|the time before))?|(?:stay|remain)(?:s|ed|ing)?(?: (?:the same|unchanged|where (?:it"
        r"|they) (?:was|were)|(?<=ed )put|flat|level|stuck))|(?:stood|standing|stand) still"
        r"|(?:held|holding|hold) (?:firm|steady|its ground|their ground)|(?:have|has|is|are|was"
        r"|were|been) held|unchanged|no (?:change|movement)|(?:havent|hasnt|hadnt|didnt|not|never"
        r"|nothing|nowt|nobody|no one)(?: (?:has|have|had|really|ever|much))* (?:moved?|budged?"
        r"|changed?|shift(?:ed)?)(?: at all)?|(?:grades?|ratings?|judge?ments?) (?:were|was|are"
        r"|is) (?:all )?(?:the same|identical)|(?:held|kept|retained|maintained|kept hold of"
        r"|holding) (?:on to )?(?:its|their|the) (?:grade|rating|judge?ment)s?|flatlined"
        r"|stagnated|plateaued|kept the same)",
    ),
)
_KEEPING = re.compile(
    rf"(?<!\w)(?:stay|remain|still|kept|retain|maintain|held on to|continued? to be|stuck"
    rf"|clung on to|kept hold of)(?:s|ed|ing)?(?: stuck)?(?: (?:at|on|as|in|its|their|an?|the"
    rf"|rated|judged|with))* ?(?={GRADE})"
)
# What may follow a verb where the grade itself moved: "improved its offer" tells of something else.
_GOES_ON = re.compile(
    rf"(?: (?:at|in|on|from))?\W*$| ?[,.;:?!)/]| ?{ANY_MARK}| (?:councils|authorities|las"
    rf"|boroughs|since|between|from|to|at (?:its|their|the|both|any|most|one|{ANY_MARK})|by|over"
    rf"|during|after|before|until|overall|most|and|or|but|again|ever|twice|once|in (?:their|its"
    rf"|the|both|one|a single|{ANY_MARK})|for {ANY_MARK}|on {ANY_MARK}|(?:its|their|the|a"
    rf"|at least|more|by|one|two|three|several|an|any)(?: \w+){{0,2}} {_GRADE_WORD}|had|have"
    rf"|share|tend|(?:its|their|the) {AREA}|its (?:rating|overall|judge?ment)|their (?:rating"
    rf"|overall|judge?ment)|grades?|ratings?|when|while|than|as|this|last|lately|recently|though"
    rf"|with|then|quickest|fastest|fast|sharply|straight|so much|at all|further|because|following"
    rf"|nationally|there|here|yet|more|a lot|much|slightly|again|they|it|the (?:most|furthest)"
    rf"|instead|anywhere|please|pls|thanks)(?!\w)"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|nt|havent|hasnt|didnt|dont|doesnt|isnt|arent|wont|cant|couldnt|failed to"
    r"|yet to|without|no longer|hardly|barely)(?: (?:yet|ever|really|been|actually|even|have|has"
    r"|once))* | n[o']t )$"
)
_MUST_BEFORE = re.compile(
    rf"(?<!\w)(?:to|must|should|needs?|need to|could|can|might|will|would|areas? (?:for|of)"
    rf"|how (?:do|does|can|should)|plan to|trying to|help(?:s|ed)?(?: to)?|whats|what"
    rf"|which (?:areas|services))(?: (?:{ANY_MARK}|it|they|we|the council))? $"
)
_BESIDE = (
    (
        Change.ANY,
        re.compile(
            rf"(?<!\w)(?:better or worse|worse or better)(?: off)? than (?:the )?(?:{NAME}|us"
            rf"|ours?|we are|mine)(?!\w)"
        ),
    ),
    (
        Change.UP,
        re.compile(
            rf"(?<!\w)(?:(?:better|higher|stronger)(?: \w+){{0,2}} than|above|ahead of"
            rf"|outperform\w*|beat(?:s|ing)?|out-?scor\w+) (?:the )?(?:{NAME}|us|ours?|we are"
            rf"|mine|my)(?!\w)"
        ),
    ),
    (
        Change.DOWN,
        re.compile(
            rf"(?<!\w)(?:(?:worse|lower|weaker|poorer)(?: \w+){{0,2}} than|below"
            rf"|behind) (?:the )?(?:{NAME}|us|ours?|we are|mine|my)(?!\w)"
        ),
    ),
    (
        Change.SAME,
        re.compile(
            rf"(?<!\w)(?:(?:the |that )?same (?:grades?|ratings?|judge?ments?"
            rf"|result)(?P<area> (?:for )?{AREA})?|level|on a par|rated the same) (?:as"
            rf"|with) (?:the )?(?:{NAME}|us|ours?|we are|mine)(?!\w)"
        ),
    ),
)
_CHANGED = tuple((change, re.compile(rf"(?<!\w)(?:{said})(?!\w)")) for change, said in _CHANGES)
_STEPS = re.compile(_STEPS_OF)
_SINGLE = re.compile(
    rf" (?:a|one|an?other|at least one|at least a) {_GRADE_WORD}(?: or more)?(?!\w)"
)
_BOUND = words(
    r"in one go",
    r"at once",
    r"in a single (?:inspection|leap|jump|go)",
    r"(?:at|by|on) (?:the|their|its|that) (?:very )?next (?:inspection|visit|report|time|go|one"
    r"|round|outing|ilacs)",
)


_SAME_OVERALL = re.compile(rf"(?<!\w)(same) ({AREA})(?= (?:grade|rating|judge?ment))")
_BOTH_TIMES = words(
    r"(?:at |on )?each(?: of (?:the|its|their) last two(?: (?:steps|times|moves|inspections))?)",
    r"(?:at |on )?both(?: (?:of )?(?:the|its|their))?(?: (?:full|graded"
    r"|ofsted))*(?: (?:inspections|reports|visits|times|occasions))?",
    r"(?:and )?(?:also |again )?(?:at |on )?the one before(?: that| it)?(?: too| as well)?"
    r"|(?:the )?(?:last|past) two times|and (?:also|again|once more)(?=\W*$)",
)
HOW_OFTEN = re.compile(
    r"(?:how many times|how often|number of times)(?= .*(?<!\w)(?:been|judged|rated|graded|found"
    r"|was|were|given|handed|got|had|gone|go|goes|slipped|fallen|moved|jump|drop)(?!\w))"
)


def read_beside(text: Text) -> Change | None:
    """Whether grades better, or worse, than a named council's are asked for: "above Kent",
    "worse than us".
    """
    for change, pattern in _BESIDE:
        match = pattern.search(text.string)
        if match:
            end = match.end() - 1 if re.search(NAME, match[0]) else match.end()
            kept = [match.span("area")] if match.groupdict().get("area") else []
            text.cover_but((match.start(), end), kept)
            text.drop_but((match.start(), end), kept)
            return change
    return None


def read_move(text: Text) -> Move | None:
    """A move from an inspection to the next: "dropped two grades", "from RI to good", "has it
    ever slipped".
    """
    is_counted = text.has(HOW_OFTEN)
    text.take(_AND_LOST)
    for match in reversed(list(_SAME_OVERALL.finditer(text.string))):
        text.swap(match.span(1), match.span(2))
    move = _between_grades(text) or _in_a_direction(text)
    if move is None:
        return None
    text.note(_BOUND)
    if move.before:
        text.note(_ANY_MORE)
    if move.change is not Change.ANY and _is_of_each_time(text):
        return replace(move, always=True)
    return replace(move, ever=True) if _is_of_any_time(text) or is_counted else move


def runs(text: Text) -> int:
    """How many moves must follow each other, the last of them the latest: 2 of "improved twice
    running"; 0 where that is not said.
    """
    held = _taken_for_move(text, lambda held: bool(held.in_a_row))
    return int(held.least) if held else 2 * text.note(_BOTH_TIMES)


def _is_of_each_time(text: Text) -> bool:
    """Whether "always" or "at every inspection" is said, which is of the move then: "the same
    grade every time".
    """
    return bool(_taken_for_move(text, lambda held: held.span is Span.ALWAYS))


def _is_of_any_time(text: Text) -> bool:
    """Whether "ever" is said, which is of the move then."""
    return bool(_taken_for_move(text, lambda held: held.span is Span.EVER and held.least == 1))


def _taken_for_move(text: Text, is_meant: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - what a mark of how often stands for
    """The first word on how often that is meant, now said of the move and of no grade; None
    where there is none.
    """
    for mark in re.finditer(SPAN, text.string):
        held = text.value(mark[0])
        if is_meant(held):
            text.explain(*mark.span(), value=held)
            return held
    return None


def _between_grades(text: Text) -> Move | None:
    """A move told by the grades it leads from or to; they are no conditions on the latest one."""
    cases: tuple[tuple[re.Pattern[str], Callable[[Grades], Grades] | None], ...] = (
        (_COUNCILS_TO, None),
        (_FROM_TO, None),
        (_FELL_OUT, below),
        (_NOT_NOW, others),
        (_LOST, below),
        (_NO_LONGER, others),
        (_OUT_OF, above),
        (_FROM, None),
        (_TO_GRADE, None),
        (_STRAIGHT, None),
    )
    for pattern, after in cases:
        match = pattern.search(text.string)
        if match and not _is_denied(text, match):
            return _taken(text, match, after)
    return None


def _taken(text: Text, match: re.Match[str], after: Callable[[Grades], Grades] | None) -> Move:
    named = match.groupdict()
    before: Grades = text.value(named["before"]) if named.get("before") else frozenset()
    if named.get("after"):
        reached: Grades = text.value(named["after"])
    else:
        reached = after(before) if after and before else frozenset()
    change = _direction(named.get("verb"), bool(named.get("after") and before))
    area = re.search(AREA, match[0])
    kept = [(match.start() + area.start(), match.start() + area.end())] if area else []
    text.cover_but(match.span(), kept)
    text.drop_but(match.span(), kept)
    return Move(change, before, reached)


def _direction(verb: str | None, both: bool) -> Change:
    """Which way a verb points; grades at both ends tell it themselves."""
    if (
        verb is None
        or both
        or re.fullmatch(
            r"went|gone|go(?:es)?|going|came|come|coming|moved?|moving|changed|was|were|turned"
            r"|got|(?:gone|went|come|came|moved?) back",
            verb,
        )
    ):
        return Change.ANY
    return Change.DOWN if _DOWN_VERB.match(verb) else Change.UP


_AND_BACK = re.compile(
    r"(?:(?:,? (?:and|but|then|only to|before))+ (?:(?:then|later|has|have|had|came|come|coming"
    r"|went|go|climb\w*|r[oi]se\w*|bounce\w*|fell|fall\w*|dropp?\w*|slipp?\w*|go(?:ing|ne)?"
    r"|got) )*(?:back|recover\w*|bounced back)(?: (?:up|down|again|to where \w+ \w+))*)(?!\w)"
)


_AND_THEN = re.compile(rf",?(?: (?:and|but|then|only to))+ (?={MOVE})")


def _is_denied(text: Text, match: re.Match[str]) -> bool:
    """Whether it is said not to have moved: "has not improved", "never slipped"."""
    before = match.string[: match.start()]
    never = re.search(f"({SPAN}) $", before)
    return bool(_NOT_BEFORE.search(before) or (never and text.value(never[1]).span is Span.NEVER))


def _in_a_direction(text: Text) -> Move | None:
    """A move that is told by a verb alone."""
    found = _changes(text)
    if not found:
        return _kept(text)
    kinds = {change for change, _ in found}
    change = found[0][0] if len(kinds) == 1 else Change.ANY
    steps, and_back, is_both = 1, False, kinds == {Change.UP, Change.DOWN}
    for _, match in sorted(found, key=lambda item: -item[1].start()):
        end, said = _steps_after(text.string, match.end())
        steps = max(steps, said, _steps_before(match[0]))
        back = _AND_BACK.match(text.string, end) or (is_both and _AND_THEN.match(text.string, end))
        end, and_back = (back.end(), True) if back else (end, and_back)
        text.explain(match.start(), end, Block.MOVE)
    if and_back:  # the way out is the first that is told
        change = min(found, key=lambda item: item[1].start())[0]
    return Move(change, steps=steps, ever=and_back, and_back=and_back)


def _changes(text: Text) -> list[tuple[Change, re.Match[str]]]:
    """The verbs of moves, told from those that say what else improved or must."""
    found: list[tuple[Change, re.Match[str]]] = []
    for change, pattern in _CHANGED:
        for match in pattern.finditer(text.string):
            overlaps = any(match.start() < m.end() and m.start() < match.end() for _, m in found)
            if not overlaps and _is_of_grades(text, match, change):
                found.append((change, match))
    return found


def _is_of_grades(text: Text, match: re.Match[str], change: Change) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    if change is Change.SAME:
        return bool(_GOES_ON.match(after))
    if _is_denied(text, match):
        return False
    if _MUST_BEFORE.search(before) and not re.search(r"(?:did|more|than|to) $", before):
        return False
    if re.search(r"(?<!\w)to $", before):
        return False
    return bool(_GOES_ON.match(after) or _STEPS.match(after))


def _steps_after(string: str, end: int) -> tuple[int, int]:
    """Where the words on how many grades end, and how many they say."""
    match = _STEPS.match(string, end)
    if not match:
        single = _SINGLE.match(string, end)
        return (single.end(), 1) if single else (end, 1)
    said = match["steps"]
    count = 2 if said in ("several", "multiple") else number_in(said.split()[0])
    return match.end(), max(1, count + bool(_MORE.search(match[0])))


def _steps_before(said: str) -> int:
    """How many grades are said before the way: 2 of "two rungs up"."""
    match = re.match(rf"({NUMBER}) (?:full |whole )?(?:grade|rung|notch|band|step)", said)
    return number_in(match[1]) if match else 1


_BETTER = re.compile(
    r"(?<!\w)(?:(?:did|do|does|done|doing|fared?|scored?|rated|graded) )?(?:better|higher)(?!\w)"
)
_WORSE = re.compile(
    r"(?<!\w)(?:(?:did|do|does|done|doing|got|get|gets|fared?|scored?|rated|graded) )?(?:worse"
    r"|lower)(?!\w)"
)


_APART = 45  # signs between an area and the verb that tells how its grade moved


def read_moves_apart(text: Text) -> tuple[Condition, ...]:
    """Areas whose grades moved in ways of their own: "overall up, but help and protection down";
    none where one way is told of all.
    """
    areas = list(re.finditer(AREA, text.string))
    if len(areas) < 2:
        return ()
    found = sorted(_changes(text), key=lambda item: item[1].start())
    if len({change for change, _ in found}) < 2 or len(found) != len(areas):
        return ()
    pairs = list(zip(found, areas, strict=True))
    if any(
        not text.value(area[0]).topic or _between(match, area) > _APART
        for (_, match), area in pairs
    ):
        return ()
    told = []
    for (change, match), area in reversed(pairs):
        told.append(Condition((text.value(area[0]).topic,), moved=change))
        for start, end in sorted((match.span(), area.span()), reverse=True):
            text.explain(start, end)
    return tuple(reversed(told))


def _between(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end())


def read_comparative(text: Text) -> Move | None:
    """How a grade moved, where two times are set beside each other: "did better than at their
    last inspection".
    """
    better, worse = _BETTER.search(text.string), _WORSE.search(text.string)
    match = better or worse
    if match is None or (better and worse):
        return None
    text.cover(*match.span())
    return Move(Change.UP if better else Change.DOWN)


def _kept(text: Text) -> Move | None:
    """ "Stayed at RI" and "lost none": the grade before and after is one."""
    match = _KEEPING.search(text.string)
    if not match or match[0].startswith(("still", "stuck")):
        return None
    text.cover(*match.span())
    text.drop(*match.span())
    return Move(Change.SAME)
