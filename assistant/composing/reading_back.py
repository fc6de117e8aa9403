"""Request → one quiet line that says how it was read, and what else it may have meant.

The words are in `prompts/reading.md`. A misreading is never silent: it is seen here, and costs
one click.
"""

from collections.abc import Iterator

from assistant.answers import ReadPart
from assistant.areas import Topic
from assistant.composing import changing
from assistant.composing.changing import Changing
from assistant.library import Library
from assistant.request import (
    AROUND,
    Act,
    Condition,
    Group,
    GroupKind,
    Request,
    Span,
    Unit,
    Want,
    Which,
)
from assistant.scale import in_order, say_grades
from assistant.wording import Wording
from index.places.councils import next_to
from index.places.mentions import Mention

BETWEEN = " · "  # the parts of a line
MOST_NAMED = 4  # councils that are named one by one
OFFERED = (
    Act.LIST,
    Act.COUNT,
    Act.RANK,
    Act.GRADE,
    Act.HISTORY,
    Act.CHANGE,
    Act.COMPARE,
    Act.FIND,
    Act.THEME,
    Act.BRIEF,
)
_ACTS = {f"act-{act.value}": frozenset[str]() for act in Act}
PLACEHOLDERS = {
    **_ACTS,
    "read-as": frozenset({"parts"}),
    "as": frozenset({"act", "question"}),
    "latest": frozenset(),
    "back": frozenset({"count"}),
    "last": frozenset({"count"}),
    "first-time": frozenset(),
    "of-latest": frozenset({"times"}),
    "and-back": frozenset({"move"}),
    "time": frozenset({"times"}),
    "councils": frozenset({"count"}),
    "neighbours": frozenset({"councils"}),
    "nearby": frozenset({"councils"}),
    "nearby-here": frozenset({"councils", "here"}),
    "nearby-missing": frozenset({"missing"}),
    "nearby-none": frozenset({"councils", "missing", "region"}),
    "town": frozenset({"town", "council"}),
    "town-of-several": frozenset({"town", "councils", "council"}),
    "others": frozenset(),
    "listed": frozenset({"count"}),
    "not": frozenset({"group"}),
    "every-area": frozenset(),
    "any-area": frozenset(),
    "ever": frozenset(),
    "never": frozenset(),
    "always": frozenset(),
    "least": frozenset({"count"}),
    "up": frozenset(),
    "down": frozenset(),
    "same": frozenset(),
    "any": frozenset(),
    "from-to": frozenset({"before", "after"}),
    "any-grade": frozenset(),
    "first": frozenset({"order"}),
    "number": frozenset({"count"}),
    "by": frozenset({"by"}),
    "share": frozenset(),
    "unread": frozenset({"words"}),
    "by-model": frozenset(),
    **changing.PLACEHOLDERS,
}


class ReadingBack:
    """Says how requests were read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("reading.md", PLACEHOLDERS)
        self._changing = Changing(self._wording)

    def line(self, request: Request) -> str:
        """How a request was read: "Read as: list · London · latest report · care leavers:
        Outstanding".
        """
        parts = BETWEEN.join(part.text for part in self.parts(request))
        return self._wording.say("read-as", parts=parts)

    def parts(self, request: Request) -> tuple[ReadPart, ...]:
        """What a request was read to be, part by part; the areas, grades and times of a request
        on grades can be changed.
        """
        return tuple(part for part in self._parts(request) if part.text)

    def others(self, request: Request) -> tuple[str, ...]:
        """The message again under its other likely acts: "As a list: who is good for care
        leavers".
        """
        if request.is_certain:
            return ()
        acts = [act for act in request.alternatives if act in OFFERED and act is not request.act]
        return tuple(self._as(act, request) for act in acts[:2])

    def again(self, request: Request) -> str:
        """The message as it is read, in so many words: "As a list: who is good for care
        leavers".
        """
        return self._as(request.act, request)

    def places(self, request: Request) -> str:
        """What is to be known of the places that are meant: "Exeter is in Devon …", "Next to Leeds
        on the map …"; "" where nothing is.
        """
        told = (self._nearby(group) for group in request.groups if not group.excluded)
        return " ".join(filter(None, [self._towns(request), *told]))

    def _nearby(self, group: Group) -> str:
        """Which of the councils next to some are in the library, and which are not."""
        middle = group.near or (group.names if group.kind is GroupKind.NEARBY else ())
        beside = sorted(next_to(middle))
        here = [name for name in beside if name in self._library.councils]
        missing = ", ".join(name for name in beside if name not in here)
        if not beside:
            return ""
        facts = {"councils": " and ".join(middle)}
        if group.near:
            region = " and ".join(group.names)
            return self._wording.say("nearby-none", missing=missing, region=region, **facts)
        said = self._wording.say("nearby-here", here=", ".join(here), **facts)
        return f"{said} {self._wording.say('nearby-missing', missing=missing)}" if missing else said

    def _towns(self, request: Request) -> str:
        """Which council a town stands for, of the towns in the message itself; "" without any:
        "Exeter is in Devon …".
        """
        own = (m for m in request.towns if m.written in request.message)
        told = {mention.written: self._town(mention) for mention in own}
        return " ".join(filter(None, told.values()))

    def _town(self, mention: Mention) -> str:
        here = [c.name for c in mention.councils if c.name in self._library.councils]
        town = mention.town.name if mention.town else mention.written
        facts = {"town": town, "council": (here or [mention.councils[0].name])[0]}
        if not mention.is_ambiguous:
            return self._wording.say("town", **facts)
        if len(here) != 1:  # it is asked which is meant
            return ""
        councils = " or ".join(council.name for council in mention.councils)
        return self._wording.say("town-of-several", councils=councils, **facts)

    def _as(self, act: Act, request: Request) -> str:
        return self._wording.say(
            "as", act=self._wording.say(f"act-{act.value}"), question=request.message
        )

    def _parts(self, request: Request) -> Iterator[ReadPart]:
        yield ReadPart(self._wording.say(f"act-{request.act.value}"))
        yield ReadPart(self._councils(request.councils))
        for group in request.groups:
            if group.kind is not GroupKind.ALL:
                yield ReadPart(self._group(group, request), self._changing.group(request))
        yield from self._times(request)
        yield from (ReadPart(kind.label) for kind in request.kinds)
        for condition in request.conditions:
            yield from self._condition(condition, request)
        yield from map(ReadPart, self._rest(request))

    def _rest(self, request: Request) -> Iterator[str]:
        """What follows the conditions: how a grade moved, order, number, what was not read."""
        yield from self._move(request)
        yield self._wording.say("first", order=request.order.value) if request.order else ""
        yield self._wording.say("number", count=request.number) if request.number else ""
        yield self._wording.say("by", by=request.by.value) if request.by else ""
        yield request.unit.value if request.unit is not Unit.COUNCILS else ""
        yield self._wording.say("share") if Want.SHARE in request.wants else ""
        yield request.polarity.value if request.polarity else ""
        yield f"“{request.subject}”" if request.subject else ""
        yield self._wording.say("by-model") if request.read_by == "model" else ""
        if request.unread:
            yield self._wording.say(
                "unread", words=", ".join(f"“{words}”" for words in request.unread)
            )

    def _councils(self, names: tuple[str, ...]) -> str:
        if len(names) > MOST_NAMED:
            return self._wording.say("councils", count=len(names))
        return ", ".join(names)

    def _group(self, group: Group, request: Request) -> str:
        if group.kind in AROUND:
            middle = " and ".join(group.names or request.councils)
            said = self._wording.say(group.kind.value, councils=middle)
        elif group.kind is GroupKind.OTHERS:
            said = self._wording.say("others")
        elif group.label:
            said = group.label
        elif group.kind is GroupKind.LISTED:
            said = self._wording.say("listed", count=len(group.names))
        else:
            said = " or ".join(group.names)
        return self._wording.say("not", group=said) if group.excluded else said

    def _times(self, request: Request) -> Iterator[ReadPart]:
        times = request.times
        if times.names_years:
            name = "of-latest" if times.of_latest else "time"
            yield ReadPart(self._wording.say(name, times=times))
        if times.first:
            yield ReadPart(self._wording.say("first-time"))
        if times.back:
            yield ReadPart(self._wording.say("back", count=times.back))
        if times.last:
            yield ReadPart(self._wording.say("last", count=times.last))
        is_of_now = request.act in {Act.GRADE, Act.LIST, Act.COUNT} and not request.move
        if (
            not times.is_named
            and is_of_now
            and all(c.span is Span.LATEST for c in request.conditions)
        ):
            yield ReadPart(self._wording.say("latest"), self._changing.times(request))

    def _condition(self, condition: Condition, request: Request) -> Iterator[ReadPart]:
        areas = " and ".join(_say_area(topic) for topic in condition.areas)
        if condition.which is not Which.NAMED:
            areas = self._wording.say(f"{condition.which.value}-area")
        grades = say_grades(in_order(condition.grades))
        spans = {Span.EVER: "ever", Span.NEVER: "never", Span.ALWAYS: "always"}
        span = self._wording.say(spans[condition.span]) if condition.span in spans else ""
        if condition.least > 1:
            span = self._wording.say("least", count=condition.least)
        said = ": ".join(filter(None, [areas, " ".join(filter(None, [span, grades]))]))
        yield ReadPart(said, self._changing.condition(condition, request))

    def _move(self, request: Request) -> Iterator[str]:
        move = request.move
        if move is None:
            return
        if not move.before and not move.after:
            said = self._wording.say(move.change.value)
            yield self._wording.say("and-back", move=said) if move.and_back else said
            return
        anything = self._wording.say("any-grade")
        before = say_grades(in_order(move.before)) or anything
        after = say_grades(in_order(move.after)) or anything
        yield self._wording.say("from-to", before=before, after=after)


def _say_area(topic: Topic) -> str:
    return "overall" if topic is Topic.OVERALL else topic.value
