"""A message beside the request before it: which of its words tell something of their own, and the
request before with parts changed.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.following import MessageReading
from assistant.reading.pointing import without_place
from assistant.reading.told import Tells, Told
from assistant.request import LISTING, OF_MANY, Act, Asked, Form, Group, GroupKind, Request, Unit

FROM_BEFORE = "before"  # what read the act, in `Request.read_by`
ORDERS = frozenset({Form.THEMED, Form.REASONS, Form.MOVERS, Form.STAYED})
LISTS = ORDERS | {Form.EXAMPLES, Form.RISEN}
COUNTS = frozenset({Form.PATTERN, Form.COUNTED, Form.TREND})
_AROUND = frozenset({GroupKind.LISTED, GroupKind.OTHERS, GroupKind.NEIGHBOURS, GroupKind.NEARBY})


def word_set(words: str) -> frozenset[str]:
    """Words parted by blanks."""
    return frozenset(words.split())


# Words that stand in messages of every kind, and tell nothing of what they are on.
_SMALL = word_set("""
    a an the and or but so if then than as at by for from in into of off on onto out over per to up
    down with about between among amongst under
    i i'd i'm i've i'll me my we we'd we're we've us our you you'd your he his she her it its it's
    they they're they've them their theirs this that that's those these there there's here
    is isn't are aren't was wasn't were weren't be been being do does did don't doesn't didn't done
    has have had haven't hasn't can could can't couldn't will would may might must shall should
    who who's what what's which whose where when how any some all each every both either neither
    not no none yes yeah ok okay right well now just only also too still even else ever already
    again same like such very really quite bit rather much please pls plz thanks thank thx ta cheers
    great good brilliant lovely fine perfect interesting useful helpful hmm hm oh ah hang wait sorry
    actually exactly one ones two three four five six seven eight nine ten
    lot lots anything something everything thing things stuff kind
    sort more most less least fewer
    council councils authority authorities place places area areas anyone anybody anywhere
    someone somebody somewhere everyone everybody everywhere elsewhere people
    show give tell say says said get got go goes going make made put do list listed see look need
    want know think find found report reports inspection inspections inspector inspectors ofsted
    write writes wrote written mention what'd whats thats theyre dont isnt havent cant
    possible back me time times year years
    looking mean means does come comes came true case happen happened happens apply applies
""")
SHAPE = word_set("""
    table tabular spreadsheet grid column columns row rows csv excel as alongside next beside
    date dates dated name names grade grades overall page pages quote quotes quoted exact wording
    words word bullet bullets line lines sentence sentences short shorter long longer briefly
    summary summarise numbered title heading headed nothing easier version format copy paste
    side sides separate simple plain how many half aloud read source sources actual
""")


@dataclass(frozen=True, slots=True)
class After:
    """One message beside the request before it. `rest` are its words that tell something beyond
    what stands in messages of every kind, names, times and what was asked before.
    """

    before: Request
    heard: MessageReading
    rest: frozenset[str]
    tells: Tells

    @property
    def own(self) -> Request:
        """The message by itself."""
        return self.heard.request

    @property
    def message(self) -> str:
        """Its words."""
        return self.own.message

    @property
    def told(self) -> Told:
        """What the answer before listed."""
        return self.tells(self.before)

    @property
    def is_of_many(self) -> bool:
        """Whether many councils were asked about before, and none by name."""
        before = self.before
        return (before.act in OF_MANY or before.form in LISTS | COUNTS) and not before.councils

    @property
    def is_by_grade(self) -> bool:
        """Whether councils were listed, counted or ranked by grades alone."""
        return self.before.act in LISTING and not (self.before.form or self.before.subject)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that it names; else those before."""
        return self.own_groups or self.before.groups

    @property
    def own_groups(self) -> tuple[Group, ...]:
        """The groups that it names, and that do not point back."""
        return tuple(group for group in self.own.groups if group.kind not in _AROUND)

    def is_only(self, *more: Collection[str]) -> bool:
        """Whether it says nothing else than such words."""
        return not self.rest.difference(*more) if more else not self.rest

    def again(self, **changed: Any) -> Request:  # noqa: ANN401 - any field of a request
        """The request before with these parts changed, read from it."""
        kept = replace(
            self.before,
            message=self.message,
            goes_on=True,
            read_by=FROM_BEFORE,
            claim="",
            unread=(),
            bends=(),
            further=(),
            statements=(),
            more_of=None,
            is_certain=True,
        )
        return replace(kept, **changed)

    def anew(self, **changed: Any) -> Request:  # noqa: ANN401 - any field of a request
        """What the request before is on, asked in another form: without its number and order."""
        return replace(
            self.again(number=None, order=None, by=None, unit=Unit.COUNCILS, move=None, home=""),
            **{"asked": Asked(), "beside_of": None, "wants": frozenset(), **changed},
        )


def after(before: Request, heard: MessageReading, tells: Tells) -> After:
    """A message with the words that tell something beside the request before it."""
    return After(before, heard, _rest(before, heard.request), tells)


def _rest(before: Request, own: Request) -> frozenset[str]:
    known = set(re.findall(r"[a-z]+", f"{before.subject} {before.text} {before.message}".lower()))
    words = re.findall(r"[a-z][a-z'-]*", without_place(own.text).lower().replace("’", "'"))
    return frozenset(w for w in words if len(w) > 1 and w not in _SMALL and w not in known)


def on_topic_of(said: After, names: tuple[str, ...]) -> Request:
    """What was asked before, of one council: all that its report says of the topic; of the whole
    where there was none.
    """
    before = said.before
    asked = said.anew(councils=names, groups=(), excluded=(), polarity=None)
    if before.themes or before.subject:
        return replace(asked, act=Act.FIND, form=Form.ABOUT, conditions=())
    areas = tuple(replace(c, grades=()) for c in before.conditions if c.areas)
    return replace(asked, act=Act.BRIEF, form=None, conditions=areas)


Vary = Callable[[After], Request | None]
