"""Which groups of councils a message names: regions, types, neighbours, named sets, all, the
rest.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache

from assistant.reading.marking import GROUP, NAME, Block, Place, Text, words
from assistant.request import AROUND, LISTING, OF_MANY, Act, Group, GroupKind, Request
from index.places.councils import all_councils, council_named, next_to
from index.places.lexicon import Name, all_families, lexicon_with
from index.places.mentions import Mention
from index.places.surroundings import Token, tokens_of

COUNCILS = (
    r"(?:councils?|(?:local )?authorit(?:y|ies)|l\.?a\.?s?|boroughs?|areas|places|districts?|ones)"
)
_NORTH = ("North East", "North West", "Yorkshire and the Humber")
_SOUTH = ("South East", "South West")
_US = rf"(?:us|ours?|we are|me|mine|my council|it|its|them|theirs?|{NAME})"
_OF_A_COUNTRY = r"(?! of (?!england)| coast| east| west|-| korea| america| africa| wales)"
_REGIONS = (
    (
        _NORTH,
        words(rf"(?:up |the |in the )north{_OF_A_COUNTRY}", r"up north", r"northern(?! ireland)"),
    ),
    (_SOUTH, words(rf"(?:the |down |in the )south{_OF_A_COUNTRY}", r"down south", r"southern")),
    (("East of England",), words(rf"(?:the |in the )east{_OF_A_COUNTRY}(?! (?:end|coast|riding))")),
)
_NORTH_OR_SOUTH_ALONE = (
    (("Yorkshire and the Humber",), words(r"y ?& ?h")),
    (("East of England",), words(r"eastern (?=region|councils|authorities|counties)")),
    (_NORTH, words(r"north(?= (?:v|vs|versus|and|or) south)")),
    (_SOUTH, words(r"(?<=north v )south", r"(?<=north vs )south", r"(?<=north or )south")),
)
# "NE", in capitals: small, it is a slip of "be" or "me" as often.
_SHORT_REGIONS = re.compile(
    r"\b(?:[Tt]he|[Ii]n|[Aa]cross) (NE|NW|SE|SW|EoE|EM|WM)\b(?! ?\w*[Ll]inc)"
    r"|\b(NE|NW|SE|SW|EoE|EM|WM)(?= (?:only|[Cc]ouncils|[Aa]uthorities|LAs|[Rr]egion|mets"
    r"|unitaries|counties|boroughs)\b)"
)
_SHORT = {
    "NE": "North East",
    "NW": "North West",
    "SE": "South East",
    "SW": "South West",
    "EoE": "East of England",
    "EM": "East Midlands",
    "WM": "West Midlands",
}
_TYPES = (
    ("London borough", words(r"london boroughs?", r"l\.?b\.?s")),
    (
        "county",
        words(
            r"(?:shire )?count(?:y (?:councils?|authorit(?:y|ies)|las?)|ies)(?! lines)",
            r"(?:the |english )shires|shires",
            r"two[- ]tier (?:areas?|councils?|authorities)",
            r"(?<=which )county(?! lines| council)",
            r"(?<=any )county(?! lines| council)",
            r"(?<=every )county(?! lines| council)",
            r"(?:shire )?county[- ]type(?: (?:councils?|authorit(?:y|ies)|las?|ones))?"
            r"|(?:of|the) type (?:is )?(?:shire )?count(?:y|ies)",
            r"(?:(?<= a )|(?<=best )|(?<=worst )|(?<=one ))county(?! lines| council)"
            r"|county(?= examples?| reports?)",
        ),
    ),
    (
        "metropolitan district",
        words(
            r"met(?:ropolitan)?s? (?:boroughs?|districts?|councils?|authorit(?:y|ies)|las?)",
            r"mets|(?:(?<=every )|(?<=which )|(?<=any ))met(?! police)",
            r"metropolitans?(?! police)",
            r"met(?:ropolitan)?[- ]type(?: (?:councils?|authorit(?:y|ies)|las?|ones))?",
        ),
    ),
    (
        "unitary",
        words(
            r"unitar(?:y|ies)(?:[- ]type)?(?: (?:councils?|authorit(?:y|ies)|areas?|boroughs?"
            r"|las?))?"
        ),
    ),
)
_NOBODY_AT_HOME = (
    r"(?! (?:kids?|child(?:ren)?|sons?|daughters?|house|dog|say|said|keep"
    r"|(?:is|are|have)(?! (?:all |any |also |the )?(?:good|outstanding|inadequate|graded|rated"
    r"|judged|ri|requires|failing|better|worse|best|doing|got|had|told|been))))"
)
_NEIGHBOURS = words(
    r"(?:(?:our|its|their|your|my|the) )?(?:(?:stat(?:istical)?|nearest|closest|ons"
    r"|cipfa)[- ])+neigh?bou?rs?(?: (?:list|group|councils|authorities))?",
    rf"(?:our|its|their|your|{NAME}) neigh?bou?rs (?:list|group)s?",
    rf"(?:similar|comparable|comparator|like|peer)[- ](?:sized )?{COUNCILS} (?:to|as)(?= {_US})",
    rf"(?:similar|comparable|comparator|like|peer)[- ](?:sized )?{COUNCILS}",
    rf"{COUNCILS} (?:(?:that are |which are )?(?:similar to|like|comparable to))(?: (?:us|ours"
    rf"|we are|mine)|(?= (?:it|them|{NAME})))",
    r"comparators?",
    r"(?:our|its|their) peers",
)
_IT = r"(?:it|them|us|here|me|ours|theirs)"
_OF_THEM = (
    rf"(?:(?:those|them|ones|who|places|anyone|anybody|anywhere|somewhere|someone|some|{COUNCILS})"
    r"(?: (?:that|who|which) (?:are|is|lie)| that.s| whos)?(?: (?:all|right|just|quite|fairly"
    r"|very))*)"
)
_BESIDE_IT = (
    r"(?:near(?:er|est)?(?: to)?|close(?:r|st)? to|next(?: door)? to|round(?: about)?"
    r"|around(?: about)?|surrounding|border(?:ing|s)?(?: on| onto)?|adjoining|adjacent to"
    r"|alongside|neighbou?ring|in reach of|local to|on the doorstep of)"
)
# Those next to a council on the map: "our neighbours", "the ones next door", "anyone near Stoke".
_NEARBY = words(
    rf"(?:(?:our|its|their|your|the) )?(?:(?:geographic(?:al)?|physical|immediate|direct|local"
    rf"|actual|next[- ]door|bordering) )*"
    rf"(?:(?<=our )|(?<=its )|(?<=their )|(?<=your )|(?<=geographical )|(?<=geographic )"
    rf"|(?<=physical )|(?<=immediate )|(?<=direct )|(?<=local )|(?<=actual )|(?<=door )"
    rf"|(?<=bordering ))neigh?bou?rs{_NOBODY_AT_HOME}",
    rf"{NAME} (?:(?:immediate|direct|geographic(?:al)?) )?neigh?bou?rs{_NOBODY_AT_HOME}",
    rf"(?:the )?neigh?bou?rs(?: (?:of|to)(?= (?:the )?{NAME})| of (?:ours|theirs))",
    rf"(?:(?:the|our|its|their|any|some|all|all the|which) )?(?:(?:neigh?bou?ring|nearby"
    rf"|surrounding|adjacent|adjoining|bordering|next[- ]door) )+(?:(?:london|county|city|unitary"
    rf"|met|metropolitan) )?{COUNCILS}(?: (?:of|to|around|round|near)(?= (?:the )?{NAME}))?",
    rf"{_OF_THEM} {_BESIDE_IT} {_IT}(?: (?:on|in) the map)?",
    rf"{_OF_THEM} {_BESIDE_IT}(?= (?:the )?{NAME})",
    rf"{_OF_THEM} (?:round about|around about|next door|nearby|near by|close by|local(?:ly)?)",
    rf"(?:that |who |which )?(?:borders?|share a border with|are next to|surrounds?)"
    rf"(?= (?:the )?{NAME})|(?:that |who |which )(?:borders?|share a border with) {_IT}",
    r"near(?:er|est)?(?: to)? (?:us|me)|close(?:r|st)? to (?:us|me)|on our doorstep"
    r"|next door to (?:us|ours)",
    rf"(?:the |our |your )?(?:nearest|closest)(?= (?:(?:to (?:us|me)|[\w-]+) ){{0,2}}{COUNCILS})",
)
# The same, where others are looked for; else it is the council of the reader itself.
_ROUND_HERE = words(
    r"(?:(?:a)?round|near) (?:here|our way|these parts)|in (?:our|this) (?:patch|neck of the woods"
    r"|part of the (?:world|country))|on our patch|in these parts|(?:up|down) our way",
)
_OTHERS = words(
    r"(?:the )?rest of (?:the )?(?:country|england|them(?= |$)|nation)",
    r"(?:everyone|everybody|everywhere) else",
    r"elsewhere",
    rf"(?:the )?rest of (?:the )?(?={GROUP})",
    rf"(?:the |any |all |which )?other (?={GROUP})",
    rf"(?:all |any |the )?others? {COUNCILS}",
)
_ALL = words(
    r"(?:in |across |all over |throughout |over )?(?:the )?(?:whole"
    r"|entire) (?:of )?(?:the )?(?:country|england|nation)",
    r"(?:in|across|all over|throughout|around|of all) (?:the )?(?:country|england|land|nation)",
    r"(?<=most )english(?= authorities| councils| las)",
    r"(?:nationally|nation[- ]?wide|country[- ]?wide|england[- ]wide)",
    r"(?:the )?national (?:picture|average|level|figures?|trend)",
    r"(?:all|every|each) (?:of the )?(?:153 )?(?:single )?(?:english )?(?:council"
    r"|(?:local )?authorit(?:y|ies)|la)s?(?: in england)?",
    r"everywhere",
    r"(?:english|england)(?=s? (?:councils|authorities|las))",
    r"in england",
    r"england",
)
_SORT_OF = (
    r"(?:coastal|seaside|rural|urban|deprived|affluent|wealthy|poor|poorer|poorest|rich|richer"
    r"|big|bigger|large|larger|small|smaller|tiny|labour|tory|conservative|lib dem|green|reform"
    r"|city|uni|university|border)(?:[- ](?:run|led|controlled|sized))?"
)
_UNKNOWN = words(
    rf"(?:(?:small|more|most|ten|few) )*{_SORT_OF} (?:{COUNCILS}|cit(?:y|ies)|towns)",
    rf"(?:(?:more|most) )?{_SORT_OF}(?= {GROUP})",
    rf"{COUNCILS} (?:our|of our) size|our sort of size",
    r"(?:(?:our|its|their) )?regional neighbours",
    rf"(?:(?:the|which) )?combined authorit(?:y areas?|ies)(?! of)|east anglian?(?: {COUNCILS})?",
    r"(?:labour|tory|conservative|lib[- ]?dem|reform)[- ](?:run|led|controlled)",
    r"(?:the|our|its|their|same|this|that) (?:city )?region(?!s)(?! (?:with|that|which|where"
    r"|whose|has|having)(?!\w))",
    r"(?:councils|districts|authorities) with (?:directly )?elected mayors",
)
_EXCLUDING = re.compile(
    r"(?<!\w)(?:outside(?: of)?|apart from|except(?:ing)?(?: for)?|excluding|excl\.?"
    r"|but not(?: in)?|not(?: in)?|bar(?:ring)?"
    r"|other than|minus|without|non[- ]|beyond|leaving out|leaving aside|ignoring|anywhere but"
    r"|everywhere but"
    rf"|not counting|away from|rather than|remove|drop|take out"
    rf"|leave out) ?(?:in )?(?:the )?{GROUP}(?:(?:,| and| or)+ (?:the )?{GROUP})*"
    rf"|(?<!\w)(?:leav(?:e|ing)|set(?:ting)?|put(?:ting)?|tak(?:e|ing)"
    rf"|strip(?:ping)?) (?:the )?{GROUP} (?:aside|out|to one side|apart|off)(?!\w)"
    rf"|(?<!\w){GROUP} (?:aside|apart|excluded|excepted)(?!\w)"
)
_AND_COUNCILS = re.compile(rf"{GROUP}(?P<more> (?:region|{COUNCILS}))(?!\w)")
_THE_GROUP = re.compile(rf"(?<!\w)(?:all (?:of )?(?:the )?|across (?:the )?|the )(?={GROUP})")
# Several councils of one name: "the Berkshire ones", "all of Sussex".
_SEVERAL_OF = re.compile(
    r"\b(?:councils|authorities|las|ones|boroughs|unitaries|neighbours|places|lot)\b"
    r"|\b(?:all|across|around|anywhere in|everywhere in|both|each|rank|compare)\b",
    re.I,
)
_LONDON = Group(GroupKind.REGION, ("London",))
_CAPITAL = words(
    r"londoners",
    r"(?:(?:in|across|around|of) )?the (?:nations )?capitals?(?! (?:programme|spend\w*|budget"
    r"|funding|investment|grant|project|build|cost|works|strategy)(?!\w))",
)
_TRUSTS = words(
    rf"(?:{COUNCILS} )?(?:(?:whose (?:\w+ ){{0,2}}(?:is|are) )?run by|with|under|that have"
    rf"|which have|having) (?:a |an )?(?:childrens )?(?:services )?trusts?(?! in)",
    r"(?:the )?childrens (?:services )?trusts|(?:of |all )?the trusts|(?<=which )trusts?"
    r"|trusts(?= (?:rated|graded|have|vs|versus))",
)


def read_groups(text: Text, message: str) -> tuple[Group, ...]:
    """The groups that are named: "outer London", "mets", "our neighbours", "outside the North
    East".
    """
    _mark_wider(text, message)
    _mark(text, _CAPITAL, _LONDON)
    _mark_types(text)
    _mark(text, _TRUSTS, _trusts())
    _mark_worded(text, _UNKNOWN)
    for regions, pattern in (*_NORTH_OR_SOUTH_ALONE, *_REGIONS):
        _mark(text, pattern, Group(GroupKind.REGION, regions))
    _mark(text, _ROUND_HERE, Group(GroupKind.NEARBY, label=_OUR_OWN))
    for kind, pattern in (
        (GroupKind.NEIGHBOURS, _NEIGHBOURS),
        (GroupKind.NEARBY, _NEARBY),
        (GroupKind.OTHERS, _OTHERS),
        (GroupKind.ALL, _ALL),
    ):
        _mark(text, pattern, Group(kind))
    return _collected(text)


def _mark(text: Text, pattern: re.Pattern[str], group: Group) -> None:
    text.mark(pattern, Block.GROUP, lambda match: group if match[0].strip() else None)


def _mark_worded(text: Text, pattern: re.Pattern[str]) -> None:
    """Groups in words that the library knows nothing of, with those words."""
    text.mark(pattern, Block.GROUP, lambda match: Group(GroupKind.UNKNOWN, (match[0],)))


def _mark_wider(text: Text, message: str) -> None:
    """Regions and named sets; a name of a council that holds one was marked before."""
    for place, name in reversed(_wider(message)):
        _mark_place(text, place, _group_of(name))
    if not message.isupper():
        for match in _SHORT_REGIONS.finditer(message):
            group = match.lastindex or 1
            _mark_place(text, match.span(group), Group(GroupKind.REGION, (_SHORT[match[group]],)))


def _mark_place(text: Text, place: tuple[int, int], group: Group) -> None:
    found = text.at(place)
    if found and not re.search(NAME, text.string[found[0] : found[1]]):
        text.put(*found, Block.GROUP, group)


def _group_of(name: Name) -> Group:
    if name.family:
        return _families()[name.family]
    return Group(GroupKind.REGION, name.regions)


def _wider(message: str) -> list[tuple[Place, Name]]:
    """Regions and named sets with their places: the longest name wins, so "West Yorkshire" holds
    no region.
    """
    tokens = tokens_of(message)
    found: list[tuple[int, Name]] = []
    at = 0
    while at < len(tokens):
        name = _name_at(tokens, at)
        if name:
            found.append((at, name))
        at += len(name.words) if name else 1
    councils = {start for start, name in found if name.councils}
    return [
        ((tokens[start].start, tokens[start + len(name.words) - 1].end), name)
        for start, name in found
        if name.family or (name.regions and start + len(name.words) not in councils)
    ]


def _name_at(tokens: list[Token], at: int) -> Name | None:
    """The longest name that is spelt from a word on; only its last word may be a possessive."""
    for first in tokens[at].forms:
        for name in lexicon_with(frozenset()).starting_with(first):
            run = tokens[at : at + len(name.words)]
            own = tuple(token.word for token in run[:-1])
            if (*own, name.words[-1]) == name.words and name.words[-1] in run[-1].forms:
                return name
    return None


@cache
def _families() -> dict[str, Group]:
    return {
        family.name: Group(GroupKind.FAMILY, family.members, label=family.name)
        for family in all_families()
    }


@cache
def _trusts() -> Group:
    """Councils whose services a trust runs."""
    names = tuple(council.name for council in all_councils() if council.run_by)
    return Group(GroupKind.FAMILY, names, label="children's trusts")


_BOROUGHS = re.compile(
    rf"({GROUP}) (?:boroughs?|lbs)(?!\w)|(?<!\w)boroughs?(?: (?:in|of|across|within"
    rf"|inside))? ({GROUP})"
)


def _mark_types(text: Text) -> None:
    def london(match: re.Match[str]) -> Group | None:
        is_london = text.value(match[1] or match[2]) == _LONDON
        return Group(GroupKind.TYPE, ("London borough",)) if is_london else None

    text.mark(_BOROUGHS, Block.GROUP, london)
    for name, pattern in _TYPES:
        _mark(text, pattern, Group(GroupKind.TYPE, (name,)))


def _collected(text: Text) -> tuple[Group, ...]:
    """The groups in the order of the text, each once, those that are excluded told from the
    others.
    """
    for match in _THE_GROUP.finditer(text.string):
        text.cover(*match.span())
    for match in _AND_COUNCILS.finditer(text.string):
        text.cover(*match.span("more"))
    excluded: set[int] = set()
    for match in _EXCLUDING.finditer(text.string):
        excluded.update(range(*match.span()))
        text.cover(*match.span())
    groups = []
    for match in re.finditer(GROUP, text.string):
        text.cover(*match.span())
        group: Group = text.value(match[0])
        groups.append(replace(group, excluded=match.start() in excluded))
    return tuple(dict.fromkeys(groups))


_OUR_OWN = "round here"
# The region of the council that is meant: "our region", "the rest of the same region".
_ITS_REGION = re.compile(
    r"(?:(?:the|our|its|their|same|this|that) region(?: (?:with|that|which|where|whose))?"
    r"|(?:our|its|their) regional neighbours)$"
)


def around(request: Request, home: str, here: Collection[str]) -> Request:
    """With the councils told whose neighbours or region are meant, those that are named, else the
    reader's own: "which of those near us are good?".

    Where none of those next to them is in the library (`here`), their region is meant instead.
    """
    middle = request.councils or tuple(c.name for c in request.absent) or ((home,) if home else ())
    groups = tuple(
        _placed(group, middle, here)
        for group in request.groups
        if group.label != _OUR_OWN or request.act in OF_MANY
    )
    if not middle or groups == request.groups:
        return replace(request, groups=groups)
    if any(group.kind is GroupKind.NEARBY for group in groups) and request.act is not Act.COMPARE:
        request = _of_those_beside(request)
    others = [g for g in groups if g not in request.groups and g.kind is GroupKind.REGION]
    if not others:
        return replace(request, groups=groups)
    excluded = tuple(dict.fromkeys([*request.excluded, *(n for g in others for n in g.near)]))
    if request.act in {Act.COMPARE, Act.RANK} and not excluded:
        return replace(request, groups=groups)
    return replace(request, groups=groups, councils=(), excluded=excluded, absent=())


def _of_those_beside(request: Request) -> Request:
    """What asks of the councils next to one asks of many: "good ones near Torquay". Where it is
    no list, the one in the middle is only the reader's home.
    """
    is_list = request.act in {Act.BRIEF, Act.GRADE, Act.FIND} and not request.subject
    act = Act.LIST if is_list and any(c.grades for c in request.conditions) else request.act
    request = replace(request, act=act, absent=())
    if act in {*LISTING, Act.COMPARE} or act not in OF_MANY or not request.councils:
        return request
    return replace(request, councils=(), home=request.councils[0])


def _placed(group: Group, middle: tuple[str, ...], here: Collection[str]) -> Group:
    if group.kind in AROUND:
        middle = group.names or middle
        near = group.kind is GroupKind.NEARBY and next_to(middle)
        if near and near.isdisjoint(here) and not group.excluded:
            return Group(GroupKind.REGION, _regions(middle), near=middle)
        return replace(group, names=middle)
    if group.kind is GroupKind.UNKNOWN and _ITS_REGION.match(group.names[0]):
        regions = _regions(middle)
        return Group(GroupKind.REGION, regions, group.excluded) if regions else group
    return group


def _regions(names: Iterable[str]) -> tuple[str, ...]:
    known = filter(None, map(council_named, names))
    return tuple(dict.fromkeys(council.region for council in known if council.region))


def as_groups(request: Request) -> Request:
    """A name that several councils of one region share as a group of them, where it is asked of
    many: "rank the Berkshire ones".
    """
    shared = [m for m in request.unclear if not m.town and _is_shared(m)]
    if not shared or not (
        request.act in {*OF_MANY, Act.COMPARE} or _SEVERAL_OF.search(request.message)
    ):
        return request
    groups = tuple(
        Group(GroupKind.FAMILY, tuple(c.name for c in m.councils), label=m.written) for m in shared
    )
    rest = tuple(m for m in request.unclear if m not in shared)
    return replace(request, unclear=rest, groups=(*request.groups, *groups))


def _is_shared(mention: Mention) -> bool:
    """Whether a name is that of an old county of which councils have become, and not one that two
    places happen to bear.
    """
    return len({council.region for council in mention.councils}) == 1
