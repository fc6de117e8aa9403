"""One message by itself → a Request: its slots by code, its act and its words by what was learned.

How it stands in its conversation is told in `reader.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.library import Library
from assistant.reading.by_chat_model import AskedReader
from assistant.reading.claims import read_claim
from assistant.reading.danger import LEAST_DANGER, tells_of_danger
from assistant.reading.families import family_meant, in_first_words, of_family
from assistant.reading.following import GOES_ON, MessageReading
from assistant.reading.groups import as_groups
from assistant.reading.harm import harm_of
from assistant.reading.lay_areas import ByVectors
from assistant.reading.masking import Masked, mask
from assistant.reading.names import (
    LEAVES_OUT,
    Names,
    groups_meant,
    just_before,
    towns_named,
    unknown_names,
    without_names,
)
from assistant.reading.network import Network, Reading
from assistant.reading.points import number_in
from assistant.reading.slots import Slots
from assistant.reading.understanding import (
    Understood,
    as_asked,
    in_doubt_of,
    in_lay_words,
    told_subject,
)
from assistant.reading.verdicts import plainly_checks
from assistant.request import (
    OF_MANY,
    Act,
    Asked,
    Change,
    First,
    Move,
    Request,
    SmallTalk,
    Task,
    Unit,
    Want,
)
from index.places.mentions import Mention, find_places
from index.reports import Kind


class Hearer:
    """Reads single messages over one library."""

    def __init__(
        self,
        library: Library,
        network: Network,
        by_vectors: ByVectors | None = None,
        asked: AskedReader | None = None,
    ) -> None:
        """Read by what was learned; and where there is one, by a chat model that is asked."""
        self._library = library
        self._network = network
        self._by_vectors = by_vectors
        self._asked = asked
        self._names = Names(library)

    def hear(self, message: str, earlier: Sequence[str]) -> MessageReading:
        """Read one message, in the words of the family of inspections that it means."""
        family = family_meant(message)
        if family is None or family not in self._library.families:
            return self._heard_as(message, earlier)
        heard = self._heard_as(in_first_words(message, family), earlier)
        return replace(heard, request=of_family(replace(heard.request, message=message), family))

    def _heard_as(self, message: str, earlier: Sequence[str]) -> MessageReading:
        """Read one message; an act that is put in front of it in so many words is the one that
        is meant.
        """
        asked_as = ASKED_AS.match(message)
        heard = self.heard(
            message[asked_as.end() :] if asked_as else message, earlier, is_told=bool(asked_as)
        )
        if asked_as and heard.request.act is not Act.DANGER:
            act = _ACTS[asked_as[1].lower()]
            request = replace(
                heard.request,
                bends=(),
                act=act,
                certainty=1.0,
                is_certain=True,
                alternatives=(),
                read_by="slots",
            )
            heard = replace(heard, request=request)
        return heard

    def heard(self, message: str, earlier: Sequence[str], *, is_told: bool) -> MessageReading:
        """Read one message without regard to families; `is_told`, where its act is given."""
        mentions = find_places(message, self._library.councils)
        masked = mask(message, mentions)
        reading = self.learned(masked, earlier)
        if known := self._names.known_after_all(message, mentions, masked, reading):
            mentions = tuple(sorted((*mentions, *known), key=lambda mention: mention.start))
            masked = mask(message, mentions)
            reading = self.learned(masked, earlier)
        if may_tell_of_harm(message, mentions, reading):
            harm = harm_of(message)
            return MessageReading(Request(message=message, act=Act.DANGER, harm=harm))
        if self._asked and not is_told:
            reading = self._asked.read(message, masked, earlier, reading)
        understood, start = as_asked(message, mentions, masked, reading, self._library.newest_year)
        understood = in_lay_words(understood, message, reading, self._by_vectors)
        request = self._placed(message, mentions, understood.slots, reading, start)
        request = _told(request, masked, understood, reading, names=bool(mentions))
        request = replace(request, unknown=tuple(unknown_names(message, mentions, masked, reading)))
        backs = tuple(_texts(message, masked, reading, "back"))
        return MessageReading(as_groups(request), backs, reading.goes_on, understood.slots.loose)

    def _placed(
        self,
        message: str,
        mentions: Sequence[Mention],
        slots: Slots,
        reading: Reading,
        start: int,
    ) -> Request:
        """The places that a message names; one that is told before it begins to ask is not meant:
        "Suffolk is home, but …".
        """
        left_out = [m for m in mentions if LEAVES_OUT.search(just_before(message, m.start))]
        meant = [mention for mention in mentions if mention not in left_out]
        told = [mention for mention in meant if mention.start < start]
        is_of_others = slots.groups and not slots.beside and 0 < len(told) < MOST_TOLD
        if is_of_others and reading.acts[0][0] in OF_MANY:
            meant = [mention for mention in meant if mention not in told]
        return Request(
            message=message,
            text=without_names(message, mentions),
            councils=tuple(self._names.named(meant)),
            absent=tuple(self._names.absent(meant)),
            unclear=tuple(m for m in meant if m.is_ambiguous and len(self._names.present(m)) != 1),
            excluded=tuple(self._names.named(left_out)),
            towns=tuple(towns_named(meant)),
            groups=groups_meant(message, slots.groups, meant),
        )

    def learned(self, masked: Masked, earlier: Sequence[str]) -> Reading:
        """What was learned of the words of a message, in the light of those before it."""
        if not self._network.is_there:
            return Reading((), (), (), 0.5, 0.0)
        before = [self.masked(text).text for text in reversed(earlier)]
        return self._network.read(masked.text, " . ".join(before))

    def masked(self, text: str) -> Masked:
        """A message with the names of places masked."""
        return mask(text, find_places(text, self._library.councils))


# "As a list: …" asks for a kind of answer in so many words; these are the words of
# `prompts/reading.md`.
_ACTS = {
    "a list": Act.LIST,
    "a count": Act.COUNT,
    "a ranking": Act.RANK,
    "grades": Act.GRADE,
    "grades over time": Act.HISTORY,
    "what changed": Act.CHANGE,
    "a comparison": Act.COMPARE,
    "what was written": Act.FIND,
    "a search of all reports": Act.THEME,
    "an overview": Act.BRIEF,
}


ASKED_AS = re.compile(rf"^as ({'|'.join(sorted(_ACTS, key=len, reverse=True))}): *", re.I)


MOST_TOLD = 3  # councils; who names so many before a question asks of them
MOST_IN_DANGER = 3  # councils; nobody in danger names so many


MOST_WANTED = 60  # of a ranking; larger numbers are years and words


TWO_COMPARED = 2  # inspections, set beside each other: then better and worse are said of grades


LIKELY = 0.1  # an act with this probability is an alternative


def _told(
    placed: Request, masked: Masked, understood: Understood, reading: Reading, *, names: bool
) -> Request:
    """What a message asks beside the places that it names."""
    message, slots = placed.message, understood.slots
    acts = tuple(pair for pair in reading.acts if pair[0] is not Act.DANGER) or (
        (_act_by_slots(slots, names), 0.5),
    )
    act, talk = acts[0][0], _talk(message)
    return replace(
        placed,
        claim=read_claim(message, is_check=is_check(message, act, reading.asked)),
        act=Act.TALK if talk else act,
        subject=told_subject(understood, acts, certain=reading.certain, names=names),
        times=slots.times,
        kinds=_kinds(slots.kinds),
        conditions=slots.conditions,
        beside=slots.beside,
        move=_move(understood, reading),
        order=_order(understood, reading),
        number=slots.number or _number(act, slots, message, masked, reading),
        by=slots.by,
        unit=slots.unit,
        polarity=None if _BOTH_WAYS.search(message) else reading.polarity,
        talk=talk or reading.talk,
        wants=slots.wants,
        certainty=acts[0][1],
        is_certain=reading.certain,
        alternatives=tuple(act for act, sure in acts[1:4] if sure >= LIKELY),
        unread=understood.unread,
        bends=in_doubt_of(understood, act, leans=reading.goes_on >= GOES_ON),
        read_by=reading.by if reading.acts else "slots",
        asked=reading.asked,
    )


def may_tell_of_harm(message: str, mentions: Sequence[Mention], reading: Reading) -> bool:
    """Whether somebody may be in danger. Who sets three councils or more beside each other and
    tells of no harm in so many words asks of reports: "order these four on exploitation".
    """
    is_learned = reading.danger >= LEAST_DANGER and len(mentions) < MOST_IN_DANGER
    return tells_of_danger(message) or is_learned


def is_check(message: str, act: Act, asked: Asked) -> bool:
    """Whether it is asked if something is so: "did they really write that?"."""
    return act is Act.CHECK or asked.task in _CHECKS or plainly_checks(message)


_CHECKS = {Task.QUOTED, Task.SETTLED}


_BYE = re.compile(
    r"^\W*(?:(?:ok|okay|right|well|thanks|cheers|all done|that.s all)\W+)*(?:(?:good ?)?bye"
    r"|see (?:you|ya)|cheerio|ta ta|good ?night)\b.{0,20}$",
    re.I,
)


# Nothing but thanks, or a greeting, also after an answer.
_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|right|great|lovely|brilliant|perfect|cool|good|no)\W+)*(?:many )?(?:thanks"
    r"|thank ?you|thanx|thx|ta|cheers|much appreciated)(?: (?:a lot|so much|very much|again|all"
    r"|for (?:that|this|your help|the help)))?\W*$",
    re.I,
)
_HELLO = re.compile(
    r"^\W*(?:hi|hello|hiya|hey|good (?:morning|afternoon|evening))(?: (?:there|again|all))?\W*$",
    re.I,
)
_ASKS_HELP = re.compile(
    r"^\W*what (?:sort|kind|type)s? of (?:things?|questions?|stuff) (?:can|could|are|will|do)"
    r" (?:you|i)\b(?! (?:think|know))",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:do|can|could|will) (?:you|u|it|this) (?:also )?(?:speak|talk|understand|(?:answer"
    r"|reply|write)(?: to me)? in) (?!to )\w+(?: as well| too)?\W*$",
    re.I,
)


_BOTH_WAYS = re.compile(
    r"\bstrengths?\b.{0,40}\b(?:weak\w*|concerns?|problems?)|\bweak\w*\b.{0,40}\bstrengths?\b"
    r"|\b(?:well|good)\b.{0,30}\b(?:badly|bad|poorly)\b|\bpros and cons\b"
    r"|\bpraise\b.{0,20}\bcriti\w+",
    re.I,
)


def _talk(message: str) -> SmallTalk | None:
    """What kind of talk a message plainly is: "bye", "can you speak Welsh?"."""
    if _BYE.search(message) or _THANKS.search(message):
        return SmallTalk.THANKS
    if _HELLO.search(message):
        return SmallTalk.GREETING
    if _ASKS_HELP.search(message):
        return SmallTalk.HELP
    return SmallTalk.LANGUAGE if _SPEAKS.search(message) else None


def _act_by_slots(slots: Slots, names: bool) -> Act:
    """The likeliest act by what code has read alone, where nothing learned is there."""
    if Want.SHARE in slots.wants or Want.MAJORITY in slots.wants:
        return Act.COUNT
    if slots.order or slots.number:
        return Act.RANK
    if slots.conditions and any(condition.grades for condition in slots.conditions):
        return Act.GRADE if names else Act.LIST
    if slots.move:
        return Act.CHANGE if names else Act.LIST
    return Act.FIND if names else Act.THEME


def _texts(message: str, masked: Masked, reading: Reading, slot: str) -> Iterator[str]:
    for span in reading.spans:
        if span.slot == slot:
            start, end = masked.original(span.start, span.end)
            yield message[start:end]


def _number(act: Act, slots: Slots, message: str, masked: Masked, reading: Reading) -> int | None:
    """How many are wanted of a ranking, where only learning knows it for that: "make it 20"."""
    if act is not Act.RANK or slots.unit is Unit.GAPS:
        return None
    told = (
        number_in(word)
        for text in _texts(message, masked, reading, "number")
        for word in text.lower().split()
    )
    return next((number for number in told if 0 < number <= MOST_WANTED), None)


def _kinds(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The kinds of inspection that are meant; all that judge a council ("full inspections") are
    meant anyway.
    """
    return () if {kind for kind in Kind.all() if kind.is_full} <= set(kinds) else kinds


def _order(understood: Understood, reading: Reading) -> First | None:
    """What comes first, where it is said in words that only learning knows: "the grimmest run"."""
    order = reading.order if "order" in understood.untold else None
    move = understood.slots.move.change if understood.slots.move else reading.move
    if (
        order in _OF_MOVES.values() and move in _OF_MOVES
    ):  # which way it went is plainer than that it is an order
        order = _OF_MOVES[move]
    return understood.slots.order or order


_OF_MOVES = {Change.UP: First.MOST_IMPROVED, Change.DOWN: First.MOST_DECLINED}


def _move(understood: Understood, reading: Reading) -> Move | None:
    """How a grade moved, where it is said in words that only learning knows: "clawed their way
    back".
    """
    move = understood.slots.move
    if move is None:
        is_beside = (
            sum(bool(c.grades) for c in understood.slots.conditions) > 1
        )  # one area above another
        is_learned = reading.move and "move" in understood.untold and not is_beside
        return Move(reading.move) if reading.move and is_learned else None
    # Reports may drop, and services improve, where no grade does.
    is_said = bool(reading.move) or "move" in understood.told
    is_of_many = bool(reading.acts) and reading.acts[0][0] in {Act.LIST, Act.COUNT, Act.RANK}
    is_compared = is_of_many and understood.slots.times.last == TWO_COMPARED
    is_of_grades = (
        move.before
        or move.after
        or move.change is Change.SAME
        or not reading.acts
        or is_said
        or is_compared
    )
    return move if is_of_grades else None
