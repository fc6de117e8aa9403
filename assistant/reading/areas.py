"""The areas that inspectors judge, as people name them, put as marks into a message."""

import re
from dataclasses import dataclass

from assistant.areas import Topic
from assistant.reading.marking import Block, Text
from assistant.request import Which

A_GRADE = r"(?:good|outstanding|inadequate|ri|requires)"  # how one begins, before they are marked
_CHILDREN = (
    r"(?:children|childrens|kids|young people|teenagers|teens|those|ones|people|youngsters"
    r"|young adults)"
)
_OFFICIAL = (
    r"(?:the )?(?:(?:overall )?experiences?(?: and progress)? (?:of|for) |support(?:ing)? (?:for "
    r"|of )?|services? for |looking after |care of |the care of )?"
)
_IN_CARE = (
    r"in[- ](?:(?:the |its |their )?(?:council.?s? |local authority )?)care(?! proceedings| plan"
    r"| system| councils?)"
)
# The wider name before the narrower: "children in care and care leavers" is one area.
_WORDS = (
    (Topic.LSCB, r"(?:the )?(?:local )?safeguarding (?:childrens? )?boards?|lscbs?"),
    (Topic.CAPACITY, r"capacity to improve|capacity for improvement"),
    (Topic.OUTCOMES, r"outcomes for (?:looked.after children|children looked.after)"),
    (Topic.PROVISION, r"quality of provision"),
    (
        Topic.IN_CARE_AND_LEAVERS,
        rf"(?<!both ){_OFFICIAL}{_CHILDREN} in care (?:and|&) (?:care.leavers|leaving care)"
        rf"|{_OFFICIAL}(?:looked.after {_CHILDREN}|{_CHILDREN} (?:looked.after|in care)|lac|cla"
        rf"|cic) (?:and|&|plus|together with) (?:(?:the )?(?:those|ones|young people|kids"
        rf"|people) )?(?:who (?:have |are )?)?(?:leaving|left) care"
        rf"|{_OFFICIAL}(?:looked.after children|children looked.after) (?:and|&) care.leavers"
        rf"|(?:joint|combined|shared) (?:{_CHILDREN} )?(?:in[- ]care|looked.after|cla"
        rf"|lac)(?: {_CHILDREN})? ?(?:/|&|and|plus) ?(?:care[- ]leavers?|leaving[- ]care)",
    ),
    (
        Topic.CARE_LEAVERS,
        rf"{_OFFICIAL}(?:(?:{_CHILDREN} )?(?:(?:who|(?:once|after|when) they)(?:ve)? (?:have "
        rf"|are |had |ve )?(?:left|leav(?:e|ing)) (?:our |their |its )?care"
        rf"|leaving care|care.leavers?|care.experienced(?: {_CHILDREN})?"
        rf"|(?:aged )?out of care))(?: services?| support| teams?| strand)?",
    ),
    (
        Topic.IN_CARE,
        rf"{_OFFICIAL}(?:{_CHILDREN} looked.after(?: and (?:achieving )?permanence)?"
        rf"|looked.after {_CHILDREN}(?: and (?:achieving )?permanence)?"
        rf"|{_CHILDREN} (?:that |who |which )?(?:they|it|we|the council|councils) (?:looks?"
        rf"|looked|cares?|cared) (?:after|for)"
        rf"|(?:{_CHILDREN}[- ])?(?:(?:who are |who.re |living |being |still )*{_IN_CARE})"
        rf"|looked.after(?= (?:grade|judge?ment|side|rating|strand|score|area))"
        r"|achieving permanence|cic|lac|cla)(?: services?| strand)?",
    ),
    (
        Topic.HELP,
        rf"{_OFFICIAL}(?:{_CHILDREN} )?(?:(?:who |in )?(?:need(?:s|ing)?(?: of)? ))?"
        rf"(?:(?:to )?help(?:ing)? ?(?:and|&|/|n|plus) ?protect(?:ion"
        rf"|ing)?(?: (?:the )?{_CHILDREN})?|protection and help|h ?(?:&|and"
        rf"|n) ?p)(?: of children)?",
    ),
    (Topic.ADOPTION, r"adoption(?: performance| services?| teams?| agency| work| side)?"),
    (
        Topic.LEADERS,
        r"(?:well|better|best|badly|poorly|worse|worst)[- ]led(?! by)|led (?:any )?(?:better"
        r"|worse|well|badly|best|worst|poorly)"
        r"|(?:the )?impact of (?:its |their |the )?leaders(?: on (?:social work practice"
        r"|practice))?"
        r"|(?:the )?(?<!political )leadership(?:(?:,| and|,? management and)? (?:management"
        r"|governance)(?: and governance)?| team)?"
        r"|management and governance|leaders and managers|(?:top|senior leadership|leadership"
        r"|management|senior) team",
    ),
    (
        Topic.OVERALL,
        r"(?:the )?overall(?: effectiveness)?|(?:the )?headlines?(?= (?:grade|judge?ment|rating"
        r"|result|verdict))",
    ),
)
# Words that name an area only where a grade is said of it: else they are what is asked about.
_WEAK = (
    (
        Topic.HELP,
        r"child protection|(?<!good at )(?:keeping|to keep) (?:children|kids|them"
        r"|young people) safe(?: at home)?|(?:the )?safety of (?:children|kids)"
        r"|(?:the )?front door(?= (?:grade|side|judge?ment|rating|mark|strand|score))"
        r"|cp(?= (?:grade|judge?ment|side|strand))|(?:front[- ]line )?protection(?: (?:of"
        r"|for) (?:children|kids))?|protecting[- ](?:children|kids)"
        r"|safeguarding(?= (?:side|grade|judge?ment|part))|front end",
    ),
    (
        Topic.LEADERS,
        r"(?:(?:senior |top )?(?:leaders|management(?:s impact)?|managers)|the leaders)"
        r"|(?:the )?(?:people|folks?|those|ones|team|staff) (?:up )?(?:at the (?:top|helm|wheel)"
        r"|in charge|upstairs|calling the shots|who run it|(?:running|who run) (?:it|things"
        r"|the (?:show|place|council|department|service)))|(?:the )?(?:bosses|top brass"
        r"|higher[- ]ups)",
    ),
    (
        Topic.OVERALL,
        rf"(?:(?<=good )|(?<=outstanding )|(?<=inadequate ))(?:in general|as a whole|all in all"
        rf"|altogether)|(?:the )?(?:council|authority|la|borough|county|place"
        rf"|service)s? (?:itself )?as a whole|as a whole|the whole (?:council|authority|thing"
        rf"|place)|the headlines?(?= (?:is |was )?{A_GRADE})",
    ),
    (Topic.CARE_LEAVERS, r"leavers"),
    (
        Topic.IN_CARE,
        rf"(?:kids?|childrens) homes and foster(?:ing| care)|foster(?:ing| care)(?= (?:grade"
        rf"|judge?ment|rating|side|mark|strand))|{_CHILDREN} in foster care|foster(?:ed)? (?:kids"
        rf"|children)",
    ),
)
_EACH = (
    r"(?:(?:every|each|all|all of)(?: single)?(?: one)?(?: of)?(?: (?:the|its|their"
    r"|your))?(?: (?:four|five|three|sub|graded|judged|other))?[- ]?)"
)
_AREAS = (
    r"(?:areas?|judge?ments?|categor(?:y|ies)|strands?|headings?|sub[- ]?judge?ments?|measures?"
    r"|headline (?:areas|grades))"
)
_EVERY = (
    rf"(?:in |for |on |across |under |at )?{_EACH}{_AREAS}(?! (?:for|of|to) (?:improvement"
    rf"|improve))"
    rf"|(?:in |for |on |across |under |at )?{_EACH}(?:parts?|aspects?|elements?|components?|bits?"
    rf"|fronts?)(?! of (?:england|the (?:country|uk|north|south)|london|the world))"
    r"|(?:in|on|for|at|across) (?:absolutely )?everything(?! (?:you|youve|we|weve|that|in|on|held"
    r"|there|it|they)(?!\w))|across the board"
    r"|straight (?=outstanding|good)|throughout(?= the (?:report|judgements))|on all counts"
)
_ANY = (
    r"(?:in|for|on|at) (?:anything|something)(?: at all)?"
    rf"|(?:in |for |on )?(?:at least one|any(?: one)?|one or more|some|a single"
    rf"|one)(?: of the)?(?: (?:other|judged|graded))? {_AREAS}"
)
_REST = (
    r"(?:(?:for|in|on) )?(?:(?:(?:all )?the )rest(?! of)|everything else|all else"
    r"|all (?:the )?other(?:s| areas| judge?ments)|the other (?:areas|judge?ments|three|four)"
    r"|the others|every other (?:area|judge?ment)|elsewhere)"
)
_PLACED = (
    *((topic, False, re.compile(rf"(?<!\w)(?:{said})(?!\w)")) for topic, said in _WORDS),
    *((topic, True, re.compile(rf"(?<!\w)(?:{said})(?!\w)")) for topic, said in _WEAK),
)
_SPREAD = (
    (Which.EVERY, re.compile(rf"(?<!\w)(?:{_EVERY})(?!\w)")),
    (Which.ANY, re.compile(rf"(?<!\w)(?:{_ANY})(?!\w)")),
)
_SWEEP = re.compile(r"(?<!\w)(?:an? )?(?:clean sweep|full house)(?: of)?(?!\w)")
_REMAINING = re.compile(rf"(?<!\w)(?:{_REST})(?!\w)")
_HINTS = re.compile(
    r"care|leav|look|protect|adopt|leader|manage|overall|headline|looked|cic|lac|cla\b|board|lscb"
    r"|foster|folk|upstairs|shots|running|run |higher|led|capacity|permanen|safe|front end|charge"
    r"|bosses|brass"
    r"|provision|outcomes|h ?&|h and p|top|general|whole|altogether|all in all|cp\b|team"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An area that is named, or every, any or the remaining ones.

    `weak` words may mean less; a `sweep` is of the highest grade where none is named.
    """

    topic: Topic | None = None
    which: Which = Which.NAMED
    rest: bool = False
    weak: bool = False
    sweep: bool = False


def mark_areas(text: Text) -> None:
    """Put a mark for each area: "kids in care", "H&P", "leaving care", "in every area", "the
    rest".
    """
    if _HINTS.search(text.string):
        for topic, weak, pattern in _PLACED:
            named = Named(topic, weak=weak)
            text.mark(pattern, Block.AREA, lambda _, named=named: named)  # type: ignore[misc]
    for which, pattern in _SPREAD:
        found = Named(which=which)
        text.mark(pattern, Block.AREA, lambda _, found=found: found)  # type: ignore[misc]
    text.mark(_SWEEP, Block.AREA, lambda _: Named(which=Which.EVERY, sweep=True))
    text.mark(_REMAINING, Block.AREA, lambda _: Named(rest=True))
