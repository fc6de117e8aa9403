"""How people say grades: "good or better", "below good", "not outstanding", "top marks".

Each grade, or set of grades, that is said is put as one mark into the text, its bend applied: what
belongs together is then read from the order of the marks.
"""

import re
from collections.abc import Callable, Sequence

from assistant.reading.areas import Named
from assistant.reading.marking import (
    ANY_MARK,
    AREA,
    GRADE,
    GROUP,
    KIND,
    NAME,
    SPAN,
    TIME,
    Block,
    Place,
    Text,
)
from assistant.reading.points import NUMBER, number_in
from assistant.request import Which
from assistant.scale import Grades, above, at_least, at_most, below, others
from index.reports import Grade

Relation = Callable[[Grades], Grades]

_GRADE_NOUN = (
    r"(?:grades?|ratings?|judge?ments?|marks?|scores?|verdicts?|bands?|category|categories"
    r"|results?)"
)
_TOP = (
    rf"(?:top|full) marks(?! first)|(?:the )?(?:very )?(?:top|highest)(?: possible"
    rf"| available)? (?:{_GRADE_NOUN})(?! first)|(?:the )?(?:best possible|very best) {_GRADE_NOUN}"
    rf"|gold stars?"
)
_BOTTOM = (
    rf"(?:the )?(?:very )?(?:bottom|lowest)(?: possible| available)? (?:{_GRADE_NOUN})"
    rf"|(?:the )?(?:worst possible|very worst) {_GRADE_NOUN}|rock bottom"
)
# "Need to improve or worse", "their help and protection still needs work": a grade in other words.
_NEEDS = r"(?:still )?needs? (?:to (?:improve|get better|do better)|improving|(?:some |more )?work)"
_NEEDS_WORK = (
    rf"{_NEEDS}(?= (?:or|and) (?:is |are )?(?:something |anything |even )?(?:worse|below|less"
    rf"|lower|better|above)(?!\w))|(?<={AREA} ){_NEEDS}(?=\W*$|[.,;?!]| (?:and|but|though)(?!\w))"
)
_EXAM = rf"(?:ofsted|{KIND}|inspections?|reports?|visits?|{AREA})"
_A_TEST = (
    rf" outright(?!\w)|(?: (?:by|under|with|on|at|its|their|an?|any|the|that|this|our|both|every"
    rf"|in|last|latest|first|previous|most recent|(?:19|20)\d\d))* {_EXAM}"
)
_FAILED = (
    r"(?:fail(?:s|ed)?|flunk(?:s|ed)?|bomb(?:s|ed)|tank(?:s|ed)|(?:came|come|comes) a cropper)"
)
_NO_MORE = (
    rf"(?=\W*$|[,.;?!]| ?{ANY_MARK}| (?:twice|once|at|more|since|in|between|before|after|or|and"
    rf"|than|nationally|now|recently|lately|again|overall|everywhere|anywhere|over|ever"
    rf"|each)(?!\w)(?! (?:safeguard|protect|help|keep|support|duty|duties|their|its|some|many"
    rf"|other)))"
)
_WORDS = (
    (
        Grade.REQUIRES_IMPROVEMENT,
        rf"(?:requir|need)(?:e[sd]?|s|ed|ing)?[- ]improvements?(?: to be good)?|{_NEEDS_WORK}"
        rf"|(?:scrap(?:ed?|es|ing)|squeak(?:ed|s)|limp(?:ed|s)|squeez(?:ed|es)) (?:through"
        rf"|by)(?! to)|(?:(?:got|get|gets|passed|came|come) (?:through |past "
        rf"|by )?)?by the skin of (?:its|their) teeth|req(?:s|uires)?\.? ?imp(?:rovement)?s?\b\.?"
        rf"|r\.i\.?|ris?",
    ),
    (
        Grade.OUTSTANDING,
        rf"outstandings?|o/s|(?:(?:passed|passes|pass|sailed through"
        rf"|came through) )?with flying colou?rs|{_TOP}",
    ),
    (
        Grade.INADEQUATE,
        rf"inadequates?|inadequately|failing|(?:{_FAILED}|failing|flunking)(?={_A_TEST})"
        rf"|{_FAILED}{_NO_MORE}|(?:a|the) fail(?! to)|(?:in |into |out of )?special measures"
        rf"|{_BOTTOM}",
    ),
    (Grade.ADEQUATE, r"adequates?"),
    (Grade.GOOD, r"goods?"),
)
_PLACED = tuple((grade, re.compile(rf"(?<!\w)(?:{said})(?!\w)")) for grade, said in _WORDS)
_HINTS = re.compile(
    r"improv|imp\b|\br\.?i|outstanding|o/s|adequate|fail|flunk|special|good|mark|top|highest"
    r"|bottom|lowest|worst|work|possible|star|best|scrap|squeak|limp|squeez|teeth|colou?r|bomb"
    r"|tank|cropper"
)
_STEP = r"(?:rung|step|notch(?:e)?|grade|place|level|band|tier|category)s?"
_TOP_END, _BOTTOM_END = "top|highest|best|outstanding", "bottom|lowest|worst|inadequate"
# A place on the scale, told from one of its ends: "one rung off the bottom", "second from top",
# "the second lowest rating".
_RUNG = re.compile(
    rf"(?<!\w)(?:(?:an?|just|only|exactly) )*(?:(?P<steps>{NUMBER}|single) (?:{_STEP} )?"
    rf"|(?P<step>{_STEP}|whisker|hairs? ?breadth|hair|smidge|touch|shade) |(?P<nth>second|third"
    rf"|next)(?: one| {_STEP})? )"
    rf"(?:(?:up|down|away) )?(?:off|from|below|above|under|over|short of|shy of"
    rf"|to) (?:the )?(?:very )?(?P<end>{_TOP_END}|{_BOTTOM_END})(?: (?:{_STEP}|{_GRADE_NOUN}|one"
    rf"|spot))?(?!\w)(?! (?:of the|council|borough|in the) )"
    rf"|(?<!\w)(?P<nth2>second|third)[- ](?P<end2>{_TOP_END}"
    rf"|{_BOTTOM_END})(?: possible)? {_GRADE_NOUN}(?!\w)"
)
# "The bottom two grades": those at one end of the scale.
_END_GRADES = re.compile(
    rf"(?<!\w)(?:the |their |its )?(?P<end>{_TOP_END}|{_BOTTOM_END}) (?P<steps>two|2|three"
    rf"|3) {_GRADE_NOUN}(?!\w)"
)
_GOING = re.compile(
    r"(?<!\w)(?:drop|f[ae]ll|slip|sl[iu]d|go|went|mov|ris|ros|climb|jump|improv"
    r"|declin)\w*(?: (?:up|down|by|back))* $"
)
_END_OF = re.compile(
    rf"(?<!\w)(?P<end>(?:very )?(?:top|highest|best possible|bottom"
    rf"|lowest)) (?P<area>{AREA}) (?={_GRADE_NOUN}(?!\w))"
)
_WORST = re.compile(
    rf"(?<!\w)(?:ever|got|gets?|given|handed|ended? up|ending up|landed|hit|hold|holds|holding"
    rf"|with|on|at|is|are|was|were|awarded|received)(?: (?:with|been|on|at|a|as|be|come"
    rf"|out))* (?P<end>the worst(?: possible)? {_GRADE_NOUN})(?!\w)"
)
_HIGHEST = re.compile(
    r"(?<!\w)(?:(?:got|get|gets|has|have|had|hold|holds|holding|awarded|given|scored|earned|at"
    r"|receiv\w+|achiev\w+) )the (?P<end>highest|lowest)(?! ?%)(?! (?!for|in|on|overall|at)\w)"
)
# "G or O": letters are grades only two by two.
_LETTERS = re.compile(
    r"(?<!\w)(?:(g)(?: (?:or|and) | ?[/&+] ?)(o|ri)|(o)(?: (?:or|and) | ?[/&+] ?)(g)"
    r"|(ri)(?: (?:or|and) | ?[/&+] ?)(inad|g|i(?=\W*$| ?[,.;:?!)]| (?:for|overall|in|at"
    r"|councils))))(?!\w)"
)
_BY_LETTER: dict[str, Grades] = {
    "o": frozenset({Grade.OUTSTANDING}),
    "g": frozenset({Grade.GOOD}),
    "ri": frozenset({Grade.REQUIRES_IMPROVEMENT}),
    "i": frozenset({Grade.INADEQUATE}),
    "inad": frozenset({Grade.INADEQUATE}),
}
_COUNCILS = (
    r"(?:councils?|authorit(?:y|ies)|las?|boroughs?|counties|county|unitar(?:y|ies)|mets?"
    r"|districts?|services?|places|areas|ones?|local|childrens services|providers?)"
)
_WHEN = (
    rf"(?:(?:its|their|the|this|that|our) )?(?:(?:very )?(?:last|latest|newest|most recent"
    rf"|current|first|second|next|previous|earlier)|moment|minute|present|inspection|visit|report"
    rf"|publication|time|{TIME}|{KIND})"
)
# What may follow "good" where it is a grade; "good at listening", "good practice", "good morning"
# are none.
_AFTER_GOOD = re.compile(
    rf"\W*$| ?[,.;:?!)/+-]| ?{ANY_MARK}| (?:rn|uns|these days|nowadays|today|currently|or|and|nor"
    rf"|to|from|into|but|yet|though|while|when|where|until|since|during|over|before|after|then"
    rf"|now|again|overall|plus|then|ever|only|last|next|this|by|via|with a|even|too|also|because"
    rf"|despite|whose|that|who|if|than|sit|at (?:its|their|the|that|any|every|all|each|least|both"
    rf"|{AREA})|(?:at|on) {_WHEN}"
    rf"|for|on (?:the|every|all|each|any|both|{AREA}|leader|everything)|in (?:the|its|their|all"
    rf"|any|every|each|both|one|at|{AREA}|{TIME}|{GROUP}|{KIND}|help|children|everything|anything"
    rf"|overall|our|my|london)|across|under|{_GRADE_NOUN}|rat(?:ed|ing)|judged|graded|bar"
    rf"|threshold|hurdle|{_COUNCILS}|leadership|{AREA}|means|mean|isnt|is|are|was|were|has|have"
    rf"|had|did|does|do|can|which|what|how|as a|twice|straight|three|two|in a row|back|never"
    rf"|always|pls|please|tho|like|m8|mate|lol|in)(?!\w)"
)
_GOOD_AND_BAD = re.compile(
    r"(?<!\w)(?:good (?:or|and|/|&|vs|v) (?:the )?(?:bad|ill|weak|poor|not|less)|(?:bad"
    r"|weak) (?:or|and|/|&) (?:the )?good|good,? bad|good afternoon|good evening|good morning"
    r"|good day|good night)"
)
# Nouns after which a grade word is an ordinary one.
_NO_GRADE_AFTER = re.compile(
    r"[ -](?:issues?|actions?|work|matters?|questions?|cases?|tasks?|items?|practice|examples?"
    r"|assessments?|debts?|points?|concerns?|checks?|invoices?|requests?"
    r"|supervision|housing|staffing|support|plans?|planning|response|recording|records"
    r"|accommodation|oversight|training|care(?! leav)|resources?|funding|visits|families|parents"
    r"|homes?|food|feature|individual|person|social workers?|natural|contribution|achievement|use"
    r"|help(?! and)|practitioners?)(?!\w)"
)
_FAILING_TO = re.compile(
    r" (?:to|in|kids|children|their|our|them|my|young|vulnerable|families|because|when|even)(?!\w)"
)
_IS_TO_IMPROVE = re.compile(
    r"(?<!\w)(?:what|whats|anything|everything|something|nothing|things?|practice|bits?|where"
    r"|areas?|which areas|most|aspects?|elements?|parts?)(?: (?:that|which|still|most|also"
    r"|they say|it says|really|else|of practice))* ?$"
)
_A = r"(?:an? |the |its |their )?"
_BE = (
    r"(?:(?:yet|currently|quite|all|even|really|now|been|be|being|to|as|an?|the|rated|graded"
    r"|judged|considered|found|deemed|ever|got|at|is|are|was|were|actually|than) )*"
)
# "Can't be called good", "hardly what you'd call good", "nobody would say it is good": said of what
# is not.
_CALL = (
    r"(?:(?:be |you(?:d)? |anyone |anybody )?(?:call(?:ed)?|describ(?:e|ed)|class(?:ed)?"
    r"|count(?:ed)?|label(?:led)?|regard(?:ed)?|consider(?:ed)?|pass|qualify|say|said)(?: (?:it"
    r"|them|itself|themselves|to|is|are|was|were|as|for|be))*)"
)
_DOUBTED = (
    rf"(?:(?:cant|cannot|can not|couldnt|could not|wouldnt|would not|can hardly|could hardly"
    rf"|hardly|scarcely|nobody (?:would|could)|no one (?:would|could)"
    rf"|not (?:exactly )?what (?:you|id|one)(?:d)?(?: would)?|what (?:you"
    rf"|id)(?:d)? hardly)(?: (?:really|honestly|fairly|exactly|ever|hardly))* {_CALL}"
    rf"|(?:a long way|far|nowhere near) from|nowhere near|hardly|scarcely)"
)
_GET = (
    r"(?:get|gets|getting|got|make|makes|made|making|reach|reached|reaching|achieve|achieved|earn"
    r"|earned|manage|managed|secure|secured|attain|attained|hit|hitting|land|landed|win|won|score"
    r"|scored|receive|received|gain|gained|come out|come out as)"
)
_NOT = (
    rf"(?:(?:not|isnt|arent|wasnt|werent|hasnt|havent|hadnt|dont|doesnt|didnt|couldnt|aint"
    rf"|fail(?:s|ed|ing)? to|(?:yet|still|unable) to)(?: (?:quite|yet|ever|manage to|managed to"
    rf"|able to))*(?: {_GET})?(?: it)?(?: to)?|{_DOUBTED}|non|(?:narrowly |just )?miss(?:es|ed"
    rf"|ing)?(?: out)?(?: on)?|(?:short|shy) of)[ -](?:yet )?"
)
_OTHER = (
    r"(?:(?:something |anything |everything |any grade )?other than|(?:something|anything"
    r"|everything|any grade|all) (?:but|except|bar|save|apart from)) "
)
# "Drop the ones that are inadequate": those are wanted that are not.
_LEAVING = (
    r"(?:drop|dropping|leave out|leaving out|take out|taking out|exclude|excluding|remove"
    r"|removing|skip|skipping|ignore|ignoring|minus|without|discount|discounting|strip out"
    r"|weed out|cut out|get rid of|not counting) (?:all |any )?(?:of )?(?:the|those|any|anyone"
    r"|anything)(?: (?:ones?|councils?|authorities|boroughs|places|las|lot))?"
    r"(?: (?:that|which|who|whos|thats|with|currently|now|still))* "
)
_EVEN = r"(?:(?:is|are|was|were|anything|something|even|anyone|those) )*"
_UP = r"(?:better|above|higher|over|more|up(?:wards)?|best)"
_DOWN = r"(?:worse|below|lower|less|under|poorer|down(?:wards)?|beneath)"
_EITHER = rf"(?:(?:either|both) )?{_A}({GRADE})(?:,? (?:or|and|nor|&) |/| ?, ?| ?/ ?){_BE}({GRADE})"
_ONE = rf"{_A}({GRADE})(?: (?:{_GRADE_NOUN}))?"
_AREA_BETWEEN = re.compile(
    rf"({GRADE}) ((?:(?:for|on|in|at) )?(?:the )?{AREA}) ((?:or|and) (?:anything )?(?:{_UP}"
    rf"|{_DOWN}))(?!\w)"
)


class Denied(frozenset[Grade]):
    """Grades that are left where others are denied: "not outstanding in any area" is of every
    area.
    """


def _not(grades: Grades) -> Grades:
    """What is not good falls short of it; what is not inadequate is above it."""
    if Grade.REQUIRES_IMPROVEMENT in grades:
        return Denied(others(grades))
    return Denied(above(grades) if grades == {Grade.INADEQUATE} else below(grades))


def _same(grades: Grades) -> Grades:
    return grades


def _compiled(
    cases: tuple[tuple[str, Relation], ...],
) -> tuple[tuple[re.Pattern[str], Relation], ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{pattern})"), relation) for pattern, relation in cases)


# In this order: "no better than good" before "better than good", "good or better" before "good".
_NEITHER = _compiled(
    (
        (rf"{_NOT}{_BE}{GRADE},? but (?:rather |only |just |instead )?(?:an? )?({GRADE})", _same),
        (rf"(?:neither|{_NOT}{_BE}(?:either )?) ?{_EITHER}", _not),
    )
)
# A grade that was passed over on the way, or waited for, is no condition: it is left as it stands.
_WITHOUT = re.compile(
    rf"(?<!\w)(?:without|skip(?:ped|ping)?|bypass(?:ed|ing)?|miss(?:ed|ing) out|leapfrogg(?:ed"
    rf"|ing)|jump(?:ed|ing) over|not via) (?:(?:an?|any|ever|being|having|going|getting|stopping"
    rf"|stopping off|passing|through|at|been|in|another) )*{GRADE}"
)
# "Good, not counting the outstanding ones": the grade that is left out says nothing more.
_ASIDE = re.compile(
    rf"(?<={GRADE})(?P<between>[^;?!]{{0,60}}?)(?P<aside>(?<!\w)(?:(?:and |but )?(?:not"
    rf"|without) (?:counting|including)|(?:leav(?:e|ing)|drop(?:ping)?|skip(?:ping)?) (?:out"
    rf"|aside|off)|excluding|ignoring|minus|rather than|as opposed to|never mind|forget|(?:but "
    rf"|and )?not(?: the)?(?= {GRADE}(?: ones?)?(?:[,.;)]|$)))"
    rf" (?:(?:the|any|those|all|ones|that|are|rated|graded|at|an?) )*{GRADE}(?: (?:ones?|councils"
    rf"|authorities|las))?)(?!\w)"
)
_NO_OTHER = re.compile(
    r"(?<!\w)(?:and )?(?:none|nothing|not one|no) (?:one )?(?:higher|better|above|lower|worse"
    r"|below)(?: (?:it|that))?,? ?(?:(?:and|or|nor) )?(?:(?:none|nothing|not one|no) )?(?:higher"
    r"|better|above|lower|worse|below)(?: (?:it|that))?(?!\w)(?! than)"
)
_OR = re.compile(_EITHER)
_RELATIONS = _compiled(
    (
        (
            rf"(?:(?:at[ -]least|minimum(?: of)?|a minimum of|nothing (?:less|lower|worse) than"
            rf"|(?:no|not) (?:{_DOWN})(?: than)?|>=)[ -]?){_BE}{_ONE}",
            at_least,
        ),
        (
            rf"{_ONE}(?:,?[ -](?:or|and)[ -]{_EVEN}{_UP}(?!\w)(?! than(?! th))(?: than (?:that"
            rf"|this|those))?| ?\+|[ -]plus(?!\w))",
            at_least,
        ),
        (
            rf"{_ONE},?[ -](?:or|and)[ -]{_EVEN}{_DOWN}(?!\w)(?! than(?! th))(?: than (?:that"
            rf"|this|those))?",
            at_most,
        ),
        (
            rf"(?:at (?:most|best)|maximum(?: of)?|(?:no|not|nothing|isnt"
            rf"|arent) (?:any )?(?:{_UP})(?: than)?|<=) {_BE}{_ONE}",
            at_most,
        ),
        (
            rf"(?:{_UP} than|above|over|beats?|beating|beyond|past|exceed(?:s|ed"
            rf"|ing)?) {_BE}{_ONE}",
            above,
        ),
        (
            rf"(?:{_DOWN}[ -]than|(?:falls? |sits? )?(?:below|beneath|under)|sub|(?:fall(?:s"
            rf"|en)? |fell )?short of)[ -]{_BE}{_ONE}",
            below,
        ),
        (
            rf"(?:clear|reach|meet|make|made|met|hit|pass)(?:s|e[sd]|ed|ing)? (?:the "
            rf"|that )?({GRADE}) (?:bar|threshold|hurdle|mark|line)s?",
            at_least,
        ),
        (rf"{_OTHER}{_BE}{_ONE}", others),
        (rf"{_LEAVING}{_BE}{_ONE}", others),
        (rf"{_NOT}{_BE}{_ONE}", _not),
        (
            rf"(?:only|just|merely|simply|nothing (?:but|except|bar|save|apart from)"
            rf"|not a thing but) {_BE}({GRADE})",
            _same,
        ),
    )
)


def mark_grades(text: Text, learned: Sequence[Place] = ()) -> None:
    """Put one mark for each set of grades that is said, its bend applied: "at least good", "RI
    or worse".

    A word at a place in `learned` is a grade, whatever stands beside it.
    """
    text.mark(_LETTERS, Block.GRADE, _by_letters)
    if not _HINTS.search(text.string) and not text.has(_ANY_GRADE):
        return

    def is_learned(match: re.Match[str]) -> bool:
        start, end = text.place(*match.span())
        return any(first < end and start < last for first, last in learned)

    text.mark(_GOOD_AND_BAD, Block.OTHER, lambda match: None if is_learned(match) else match[0])
    for match in reversed(list(_END_OF.finditer(text.string))):
        text.swap(match.span("end"), match.span("area"))
    text.mark(_END_GRADES, Block.GRADE, _end_grades)
    text.mark(_RUNG, Block.GRADE, _rung)
    text.mark(_WORST, Block.GRADE, lambda _: frozenset({Grade.INADEQUATE}), group=1)
    text.mark(_HIGHEST, Block.GRADE, _end_of_scale, group=1)
    for grade, pattern in _PLACED:

        def give(match: re.Match[str], grade: Grade = grade) -> Grades | None:
            is_one = is_learned(match) or _is_grade(match, grade)
            return frozenset({grade}) if is_one else None

        text.mark(pattern, Block.GRADE, give)
    if text.has(_ANY_GRADE):
        _mark_relations(text)


_ANY_GRADE = re.compile(GRADE)


def _by_letters(match: re.Match[str]) -> Grades:
    return frozenset().union(*(_BY_LETTER[letter] for letter in match.groups() if letter))


_SCALE = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
_NTH = {"next": 1, "second": 1, "third": 2}


def _rung(match: re.Match[str]) -> Grades | None:
    """The one grade that is so many steps from an end; a move by so many steps is none."""
    nth, end = match["nth"] or match["nth2"], match["end"] or match["end2"]
    steps = _NTH[nth] if nth else number_in(match["steps"] or "a") or 1
    if not 0 < steps < len(_SCALE) - 1 or _GOING.search(match.string[: match.start()]):
        return None
    return frozenset({_SCALE[steps if end in _TOP_END.split("|") else -1 - steps]})


def _end_grades(match: re.Match[str]) -> Grades:
    count = number_in(match["steps"])
    return frozenset(_SCALE[:count] if match["end"] in _TOP_END.split("|") else _SCALE[-count:])


def _end_of_scale(match: re.Match[str]) -> Grades:
    return frozenset({Grade.OUTSTANDING if match["end"] == "highest" else Grade.INADEQUATE})


def _is_grade(match: re.Match[str], grade: Grade) -> bool:
    """Whether a word is a grade where it stands: "good morning" and "outstanding actions" are
    none.
    """
    before, after = match.string[: match.start()], match.string[match.end() :]
    if grade is Grade.REQUIRES_IMPROVEMENT:
        return not (match[0].startswith(("requ", "need")) and _IS_TO_IMPROVE.search(before))
    if grade is Grade.GOOD:
        return bool(_AFTER_GOOD.match(after)) and not _is_no_good(before, after)
    if match[0] == "failing":
        return not _FAILING_TO.match(after)
    if match[0].startswith(
        ("fail", "flunk", "bomb", "tank", "com", "cam")
    ) and not _IN_A_TEST.match(after):
        return bool(_THAT_FAILED.search(before))
    return not _NO_GRADE_AFTER.match(after)


_IN_A_TEST = re.compile(_A_TEST)
# Who failed, and at nothing that is told, failed an inspection: "which have failed", "never once
# flunked", "the most fails".
_THAT_FAILED = re.compile(
    rf"(?<!\w)(?:who|whos|which|that|thats|theyve|have|has|had|been|not|havent|hasnt|didnt"
    rf"|actually|councils|boroughs?|authorities|places|ones|many|was|were|most|fewest|more|fewer"
    rf"|no|any|zero|{GROUP}|{SPAN})(?: (?:they|it|just|also|{SPAN}))* $"
)
_ADVERB = re.compile(
    r"(?<!\w)(?:any|how|so|very|really|pretty|particularly|especially|too|a lot of|much|look"
    r"|looks|looking|sounds?|feels?|for|what|whats|something|anything|nothing|everything|be as|as"
    r"|of any|was it any|no|common) $"
)
_SAID_AS = re.compile(
    r"(?<!\w)(?:rated|graded|judged|deemed|describ\w+|class\w*|count\w*|label\w*|regard\w*"
    r"|assess\w*|pass\w*) (?:as|for) (?:a )?$"
)
_NOTHING_AFTER = re.compile(r"[ .!?]*$|[,.!] | (?:thanks|to|for you)(?!\w)")
_IS_A_GRADE_ANYWAY = re.compile(r" ?(?:or better|or above|or higher|or outstanding|or inadequate)")


def _is_no_good(before: str, after: str) -> bool:
    """ "Any good", "how good", "looks good", "for good": a word of praise and not the grade."""
    if not before.strip() or re.search(r"[.!?] $", before):
        return bool(_NOTHING_AFTER.match(after))
    if _IS_A_GRADE_ANYWAY.match(after):
        return False
    return bool(_ADVERB.search(before)) and not _SAID_AS.search(before)


def _mark_relations(text: Text) -> None:
    """One mark for each relation to a grade, in place of its words and the grade's mark."""
    for pattern, part in ((_ASIDE, "aside"), (_NO_OTHER, 0)):
        for match in reversed(list(pattern.finditer(text.string))):
            text.explain(*match.span(part))
    for match in reversed(list(_AREA_BETWEEN.finditer(text.string))):
        _turn(text, match)
    for pattern, relation in _NEITHER:
        _apply(text, pattern, relation)
    text.mark(_WITHOUT, Block.OTHER, lambda match: match[0])
    while _apply(text, _OR, _same):
        pass
    for pattern, relation in _RELATIONS:
        _apply(text, pattern, relation)
    _mark_than_that(text)
    _mark_none_of(text)
    while _apply(text, _OR, _same):
        pass


# "No judgement below good" is of every one.
_NO_JUDGEMENT = re.compile(
    rf"(?<!\w)(?P<no>(?:no|without (?:an?|any)|not (?:an?|one|a single)|zero"
    rf"|never an?) (?:judge?ments?|grades?|areas?|strands?|ratings?|marks?)(?: (?:that (?:is|was"
    rf"|are)|is|was|are|graded|rated|judged|at all|anywhere))*) (?P<grade>{GRADE})"
)


_THAN_THAT = re.compile(
    rf"({GRADE})[^.;?!]{{0,40}}?(?P<than>(?:something |anything |a grade )?(?:(?P<up>{_UP})"
    rf"|{_DOWN}) than (?:that|this)(?! \w))"
)


def _mark_than_that(text: Text) -> None:
    """ "Outstanding for leadership but something less than that overall": of the grade that was
    said before.
    """
    for match in reversed(list(_THAN_THAT.finditer(text.string))):
        relation = above if match["up"] else below
        text.put(*match.span("than"), Block.GRADE, relation(text.value(match[1])))


def _mark_none_of(text: Text) -> None:
    for match in reversed(list(_NO_JUDGEMENT.finditer(text.string))):
        text.put(*match.span("grade"), Block.GRADE, others(text.value(match["grade"])))
        text.put(*match.span("no"), Block.AREA, Named(which=Which.EVERY))


def _apply(text: Text, pattern: re.Pattern[str], relation: Relation) -> bool:
    def give(match: re.Match[str]) -> Grades:
        said = [text.value(mark) for mark in match.groups() if mark]
        return relation(frozenset().union(*said))

    return text.mark(pattern, Block.GRADE, give)


_FORMER = re.compile(
    rf"(?<!\w)(?:before|prior to|until)(?: (?:it|they|that|this|we|the council|{NAME}|its|their"
    rf"|the|an?|to|in|into|being|becoming|getting|going|was|were|is|got|gained|won|became|turned"
    rf"|went|made|reached|earned|given|rated|judged|graded|awarded|move|change|drop"
    rf"|jump))* ({GRADE})(?: (?:{_GRADE_NOUN}))?"
)


def read_former(text: Text) -> bool:
    """Whether the grade before one that is named is asked for: "what was it before it got its
    outstanding".

    The one that is named is no condition then.
    """
    if len(_ANY_GRADE.findall(text.string)) != 1 or not _WHAT.search(text.string):
        return False
    return text.take(_FORMER)


_WHAT = re.compile(r"(?<!\w)(?:what|whats|whatd|how (?:was|were|did|had)|which grade)(?!\w)")


def _turn(text: Text, match: re.Match[str]) -> None:
    """ "Good overall or better" is "good or better overall"."""
    text.swap(match.span(2), match.span(3))


def unless(grades: Grades) -> Grades:
    """What "but not for" leaves of grades that were said before it."""
    return _not(grades)
