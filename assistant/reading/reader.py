"""Messages → a Request: read once, by code for what is a closed class and by what was learned
for the rest.

Names, times, grades, groups and the like are read by code (`slots.py`). What kind of thing is
wanted, which words say what it is about, and whether a message goes on from the one before are
learned (`network.py`). How a message goes on is in `following.py`. What tells of harm is asked
first, by rule (`danger.py`) and by what was learned.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from rapidfuzz import fuzz, process

from assistant.areas import Topic
from assistant.library import Library
from assistant.reading.by_chat_model import AskedReader
from assistant.reading.claims import Statement, asks_source, read_claim, statements
from assistant.reading.clauses import pointed
from assistant.reading.danger import LEAST_DANGER, tells_of_danger
from assistant.reading.families import family_meant, in_first_words, of_family
from assistant.reading.following import GOES_ON, Listed, MessageReading, follow
from assistant.reading.forms.briefs import TWO_SIDES
from assistant.reading.forms.lengths import read_form
from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.reading.groups import around, as_groups
from assistant.reading.lay_areas import ByVectors
from assistant.reading.marking import Place
from assistant.reading.masking import Masked, mask
from assistant.reading.network import Network, Reading
from assistant.reading.network import Span as ModelReading
from assistant.reading.on_a_point import on_its_point
from assistant.reading.parting import asks, is_set_right, items_of, joined
from assistant.reading.points import number_in
from assistant.reading.question_start import asks_from
from assistant.reading.slots import Slots, read_slots
from assistant.reading.times import without_times
from assistant.reading.verdicts import plainly_checks, points_back
from assistant.request import (
    AROUND,
    BOUNDARIES,
    EXACT,
    OF_MANY,
    Act,
    Asked,
    Change,
    Condition,
    Conversation,
    First,
    Form,
    Group,
    GroupKind,
    Move,
    Polarity,
    Request,
    SmallTalk,
    Span,
    Task,
    Unit,
    Unknown,
    Want,
    Which,
)
from assistant.times import LATEST, Times
from assistant.vocabulary import GENERAL, OF_AREAS, OF_EVENTS, OF_GRADES, OF_LISTS, content_words
from index.places.councils import Council, all_councils, council_named
from index.places.mentions import Mention, find_places
from index.reports import Grade, Kind

# "As a list: …" asks for a kind of answer in so many words; these are the words of
# `prompts/reading.md`.
_ASKED_AS = {
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
_AS = re.compile(rf"^as ({'|'.join(sorted(_ASKED_AS, key=len, reverse=True))}): *", re.I)
# "Borchester council": whatever stands before the title is meant for a council's name.
_TITLED = re.compile(
    r"\b(?!(?:The|A|Our|My|Your|Their|This|That|Which|What|Any|Every|Each|Local|City|County"
    r"|Borough|District|Town|Parish|Of|In|Care|Youth|Children)\b)"
    r"([A-Z][a-z'’-]+(?: (?:and |of |on |upon )?[A-Z][a-z'’-]+){0,3}) (?:(?:[Cc]ounty|[Cc]ity"
    r"|[Bb]orough|[Dd]istrict|[Mm]etropolitan) ){0,2}[Cc]ouncil\b"
)
_NEIGHBOURS = re.compile(
    r"\bneighbou?rs?(?: (?:like|such as|namely|are|is|being|(?:over )?in|at))?[ ,:(]*$", re.I
)
SHORT = 5  # characters between two phrases that are one
LONGEST = 10_000  # characters of a message that are read
MOST_IN_DANGER = 3  # councils; nobody in danger names so many
MOST_PARTS = 5  # of a message that are answered one by one; what follows goes with the last
NEAR_NAME = 72  # of 100: how like a known name an unknown one must be to be offered
NEARLY = 86  # of 100: how like the name of one council here a word must be to be taken for it
MOST_NEAR = 3
SURE_NAME = 0.6  # how sure a word must be a council's name to be said to be one that is not known
SURE_LIMIT = 0.7  # how sure words must be a limit to be told as one that is not understood
LIKELY_EXACT = 0.5  # below it all words that are left are what a message is about, whatever its act
MOST_WANTED = 60  # of a ranking; larger numbers are years and words
SURE_LIST = 0.97  # how sure a list must be to be one although an order is said
TWO_COMPARED = 2  # inspections, set beside each other: then better and worse are said of grades
LIKELY = 0.1  # an act with this probability is an alternative
MOST_CLAIMED_OF = 2  # councils; of more it is asked which of them are so
_LEAVES_OUT = re.compile(
    r"\b(?:not|swap|replace|drop|remove|without|minus|forget|leave out|take out|take away|lose"
    r"|instead of|rather than|other than|apart from|aside from|except(?: for)?|besides|excluding"
    r"|not counting|leaving out)(?: the)? *$",
    re.I,
)


def _names_a_thing(request: Request) -> bool:
    """Whether what it is about has a name of its own: "what is Watch your Words?"."""
    return any(word.capitalize() in request.message[1:] for word in request.subject.split())


_DRAWN_UP = frozenset({Task.TEXT, Task.LINES, Task.QUESTIONS})


def _is_of_another(message: str, place: int) -> bool:
    """Whether what follows is no part of what is to be drawn up: it names a form of its own, or is
    a question after a full stop.
    """
    rest = message[place:]
    is_question = asks(rest) and message[:place].rstrip().endswith((".", "?", "!"))
    return is_question or read_form(rest) is not None


class Reader:
    """Reads conversations over one library."""

    def __init__(
        self,
        library: Library,
        network: Network,
        listed: Listed = lambda _: (),
        by_vectors: ByVectors | None = None,
        asked: AskedReader | None = None,
    ) -> None:
        """Read by what was learned; and where there is one, by a chat model that is asked."""
        self._library = library
        self._network = network
        self._listed = listed
        self._by_vectors = by_vectors
        self._asked = asked

    def read(self, conversation: Conversation | Sequence[str]) -> Request:
        """What the last message of a conversation asks, standing alone; of one with several parts
        the first, with the others as its `further`.
        """
        if not isinstance(conversation, Conversation):
            conversation = Conversation(tuple(conversation))
        before: Request | None = None
        told, home, said = [Request()], "", list[str]()
        for message in conversation.messages:
            told = []
            for part in self._parts(message[:LONGEST], said[-2:]):
                heard = self._hear(part, said[-2:])
                home = _home(heard.request) or home
                request = self._following(before, heard, home, conversation)
                if told and heard.request.groups and not heard.request.times.is_named:
                    request = replace(request, times=LATEST)  # "and who else in Kent?" is of now
                told.append(request)
                said.append(part)
                if before is None or request.act not in _LEAVES_NOTHING:
                    before = request
        first, *others = [each for each in told if each.act is not Act.TALK] or told[:1]
        further = tuple(self._with_statements(other) for other in others)
        return replace(self._with_statements(first), further=further)

    def _parts(self, message: str, earlier: Sequence[str]) -> Sequence[str]:
        """The parts of a message that want an answer each, in its words: "when was Leeds last in
        and what must they fix" has two.
        """
        mentions = find_places(message, self._library.councils)
        masked = mask(message, mentions)
        reading = self._learned(masked, earlier)
        is_of_harm = _is_of_harm(message, mentions, reading)
        are_facts = len(reading.asked.facts) > len(reading.begins)  # told together in one table
        if not is_of_harm and (items := items_of(message)):
            return items[:MOST_PARTS]
        is_whole = _AS.match(message) or is_set_right(message) or TWO_SIDES.search(message)
        if is_of_harm or are_facts or is_whole:
            return [message]
        begins = reading.begins[: MOST_PARTS - 1]
        places = [masked.original(place, place)[0] for place in begins]
        if reading.acts and _is_check(message, reading.acts[0][0], reading.asked):
            places = [  # the rest is of what is claimed
                p for p in places if asks(message[p:]) and not points_back(message[p:])
            ]
        if reading.asked.task in _DRAWN_UP:  # "… and what the board should watch" is of the text
            places = [p for p in places if _is_of_another(message, p)]
        ends = [place for place in places if len(message[:place].split()) > 1]  # "Ta. And Leeds?"
        parts = [message[a:b].strip() for a, b in pairwise([0, *ends, len(message)])]
        parts = joined(parts)
        for tasks in (OF_RECORDS, _WHOLE):
            if reading.asked.task in tasks and all(self._is_of(tasks, part) for part in parts):
                return [message]  # "do you have Leeds, and which years?" is one table
        return parts

    def _is_of(self, tasks: frozenset[Task], part: str) -> bool:
        return self._learned(self._masked(part), ()).asked.task in tasks

    def _following(
        self, before: Request | None, heard: MessageReading, home: str, conversation: Conversation
    ) -> Request:
        """A message in the light of what was asked before it, kept to what is pinned."""
        heard = self._on_its_point(self._of_the_whole(_at_home(heard, home)))
        again = varied(before, heard.request) if before else None
        request = again or (follow(before, heard, self._listed) if before else heard.request)
        request = around(
            self._in_family(request, heard.request, before), home, self._library.councils
        )
        request = self._held_then(self._pinned(_completed(request), heard.request, conversation))
        earlier = before.named if before else ()
        named = dict.fromkeys([*heard.request.councils[::-1], *earlier, *request.councils])
        return replace(request, named=tuple(named))

    def _with_statements(self, request: Request) -> Request:
        """With each statement of a claim read by itself, as the question whether it is so."""
        is_pasted = request.claim == request.message.strip() and request.act is not Act.CHECK
        if not request.claim or is_pasted or request.form not in {None, Form.CORRECTED}:
            return request
        is_of_source = request.act is Act.CHECK and asks_source(request.message)
        is_quoted = request.asked.task is Task.QUOTED or is_of_source
        is_of_no_council = is_quoted and not (
            request.names_a_place or request.grades or request.groups or request.move
        )
        if is_of_no_council:  # "Ofsted said so. Which report was it in?"
            whole = self._statement(Statement(request.claim, request.claim), request)
            return replace(request, statements=(whole,))
        if not 1 <= len(request.councils) <= MOST_CLAIMED_OF and not request.absent:
            return replace(request, claim="") if request.act is Act.CHECK else request
        told = tuple(self._statement(each, request) for each in statements(request.claim))
        return replace(request, statements=told)

    def _statement(self, statement: Statement, request: Request) -> Request:
        heard = self._heard(f"Is it right that {statement.plain}?", (), is_told=True)
        read = _completed(heard.request)
        councils = read.councils or request.councils
        is_of_then = request.goes_on and request.times.back and not read.times.is_named
        return replace(
            read,
            times=request.times if is_of_then else read.times,
            message=statement.plain,
            claim=statement.said,
            councils=councils,
            family=request.family,
            wants=read.wants | (request.wants & {Want.ARTICLES}),
        )

    def _of_the_whole(self, heard: MessageReading) -> MessageReading:
        """A brief is of the whole unless it plainly tells a topic: "key messages Wirral pls"."""
        own = heard.request
        is_told = own.act is Act.BRIEF and own.subject and own.councils and not own.themes
        if not (self._by_vectors and is_told) or _names_a_thing(own):
            return heard
        if self._by_vectors.means_a_topic(own.text, own.subject):
            return heard
        is_general = own.area is None and not own.kinds
        whole = replace(own, subject="", context="", is_general=is_general, is_vague=False)
        return replace(heard, request=whole)

    def _on_its_point(self, heard: MessageReading) -> MessageReading:
        if not self._by_vectors:
            return heard
        asked = on_its_point(heard.request, self._by_vectors.means_a_topic)
        return replace(heard, request=asked)

    # ---- one message

    def _hear(self, message: str, earlier: Sequence[str]) -> MessageReading:
        """Read one message, in the words of the family of inspections that it means."""
        family = family_meant(message)
        if family is None or family not in self._library.families:
            return self._heard_as(message, earlier)
        heard = self._heard_as(in_first_words(message, family), earlier)
        return replace(heard, request=of_family(replace(heard.request, message=message), family))

    def _in_family(self, request: Request, own: Request, before: Request | None) -> Request:
        """A message that names no family and goes on stays with that of the message before."""
        if own.family or before is None or not request.goes_on:
            return replace(request, family=own.family)
        family = next((each for each in self._library.families if each.name == before.family), None)
        return of_family(request, family) if family else request

    def _heard_as(self, message: str, earlier: Sequence[str]) -> MessageReading:
        """Read one message; an act that is put in front of it in so many words is the one that
        is meant.
        """
        asked_as = _AS.match(message)
        heard = self._heard(
            message[asked_as.end() :] if asked_as else message, earlier, is_told=bool(asked_as)
        )
        if asked_as and heard.request.act is not Act.DANGER:
            act = _ASKED_AS[asked_as[1].lower()]
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

    def _heard(self, message: str, earlier: Sequence[str], *, is_told: bool) -> MessageReading:
        mentions = find_places(message, self._library.councils)
        masked = mask(message, mentions)
        reading = self._learned(masked, earlier)
        if known := self._known_after_all(message, mentions, masked, reading):
            mentions = tuple(sorted((*mentions, *known), key=lambda mention: mention.start))
            masked = mask(message, mentions)
            reading = self._learned(masked, earlier)
        if _is_of_harm(message, mentions, reading):
            return MessageReading(Request(message=message, act=Act.DANGER))
        if self._asked and not is_told:
            reading = self._asked.read(message, masked, earlier, reading)
        understood, start = _as_asked(message, mentions, masked, reading, self._newest)
        understood = self._in_lay_words(understood, message, reading)
        slots = understood.slots
        left_out = [m for m in mentions if _LEAVES_OUT.search(_just_before(message, m.start))]
        meant = [mention for mention in mentions if mention not in left_out]
        told = [mention for mention in meant if mention.start < start]
        if (
            0 < len(told) < 3
            and slots.groups
            and not slots.beside
            and reading.acts[0][0] in OF_MANY
        ):
            meant = [
                mention for mention in meant if mention not in told
            ]  # "Suffolk is home, but …"
        unknown = tuple(_unknown(message, mentions, masked, reading))
        acts = tuple(pair for pair in reading.acts if pair[0] is not Act.DANGER) or (
            (_act_by_slots(slots, bool(mentions)), 0.5),
        )
        talk = _talk(message) or reading.talk
        request = Request(
            message=message,
            claim=read_claim(message, is_check=_is_check(message, acts[0][0], reading.asked)),
            act=Act.TALK if _talk(message) else acts[0][0],
            subject=_subject(understood, acts, certain=reading.certain, names=bool(mentions)),
            text=_without(message, mentions),
            councils=tuple(self._named(meant)),
            absent=tuple(self._absent(meant)),
            unclear=tuple(m for m in meant if m.is_ambiguous and len(self._present(m)) != 1),
            unknown=unknown,
            excluded=tuple(self._named(left_out)),
            towns=tuple(_towns(meant)),
            groups=_groups(message, slots.groups, meant),
            times=slots.times,
            kinds=_kinds(slots.kinds),
            conditions=slots.conditions,
            beside=slots.beside,
            move=_move(understood, reading),
            order=_order(understood, reading),
            number=slots.number or _number(acts[0][0], slots, message, masked, reading),
            by=slots.by,
            unit=slots.unit,
            polarity=None if _BOTH_WAYS.search(message) else reading.polarity,
            talk=talk,
            wants=slots.wants,
            certainty=acts[0][1],
            is_certain=reading.certain,
            alternatives=tuple(act for act, sure in acts[1:4] if sure >= LIKELY),
            unread=understood.unread,
            bends=_in_doubt_of(understood, acts[0][0], leans=reading.goes_on >= GOES_ON),
            read_by=reading.by if reading.acts else "slots",
            asked=reading.asked,
        )
        backs = tuple(_texts(message, masked, reading, "back"))
        return MessageReading(as_groups(request), backs, reading.goes_on, slots.loose)

    @property
    def _newest(self) -> int:
        return self._library.newest_year

    def _in_lay_words(
        self, understood: "_Understood", message: str, reading: Reading
    ) -> "_Understood":
        """With the area that a grade is said or wanted of in words that no list knows:
        "outstanding for the folk upstairs".
        """
        slots = understood.slots
        is_of_grades = bool(reading.acts) and reading.acts[0][0] in _OF_GRADES_ALONE - {
            Act.CHANGE,
            Act.COMPARE,
            Act.FACTS,
            Act.CHECK,
        }
        says_grade = (
            any(c.grades for c in slots.conditions)
            or slots.order in _ENDS
            or _OF_GRADES.search(message)
        )
        if not (self._by_vectors and is_of_grades and says_grade) or any(
            c.areas for c in slots.conditions
        ):
            return understood
        phrases = dict.fromkeys((*understood.said_of, *understood.topics))
        if of_all := {phrase for phrase in phrases if _OF_THE_WHOLE.fullmatch(phrase)}:
            return _without_words(understood, of_all)
        for phrase in phrases:
            if area := self._by_vectors.areas.nearest(phrase):
                topics = tuple(topic for topic in understood.topics if topic not in phrase)
                bends = tuple(words for words in understood.bends if words != phrase)
                of_area = [
                    replace(c, areas=(area,)) if c.which is Which.NAMED else c
                    for c in slots.conditions
                ]
                slots = replace(slots, conditions=tuple(of_area) or (Condition((area,)),))
                return replace(understood, slots=slots, topics=topics, graded=(), bends=bends)
        return understood

    def _learned(self, masked: Masked, earlier: Sequence[str]) -> Reading:
        if not self._network.is_there:
            return Reading((), (), (), 0.5, 0.0)
        before = [self._masked(text).text for text in reversed(earlier)]
        return self._network.read(masked.text, " . ".join(before))

    def _masked(self, text: str) -> Masked:
        return mask(text, find_places(text, self._library.councils))

    def _known_after_all(
        self, message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading
    ) -> tuple[Mention, ...]:
        """Words that were learned to be names and are nearly, or in other use exactly, that of
        one council here.
        """
        known = []
        for unknown in _unknown(message, mentions, masked, reading):
            council = council_named(self._misspelt(unknown.written))
            start = message.find(unknown.written)
            if council and start >= 0:
                known.append(
                    Mention(
                        start,
                        start + len(unknown.written),
                        unknown.written,
                        (council,),
                        exact=False,
                    )
                )
        return tuple(known)

    def _misspelt(self, written: str) -> str:
        """The one council of the library that a name not known is nearly; "" where none is, or
        several are.
        """
        named = council_named(written)
        if named and named.name in self._library.councils:
            return named.name
        found = process.extract(written, self._library.councils, scorer=fuzz.WRatio, limit=2)
        near = [
            name
            for name, score, _ in found
            if score >= NEARLY and name[:3].lower() == written[:3].lower()
        ]
        return near[0] if len(near) == 1 else ""

    def _present(self, mention: Mention) -> list[str]:
        return [c.name for c in mention.councils if c.name in self._library.councils]

    def _named(self, mentions: Iterable[Mention]) -> dict[str, None]:
        """Councils of the library that are named; of an ambiguous name the one that is in it."""
        present = (self._present(mention) for mention in mentions)
        return dict.fromkeys(names[0] for names in present if len(names) == 1)

    def _absent(self, mentions: Iterable[Mention]) -> Iterator[Council]:
        for mention in mentions:
            if not mention.is_ambiguous and not self._present(mention):
                yield mention.councils[0]

    # ---- what is pinned

    def _pinned(self, request: Request, own: Request, conversation: Conversation) -> Request:
        """Keep to the pinned scope, and tell what was asked outside it."""
        pinned = conversation.pinned
        if pinned.councils:
            request = self._within(request, own, pinned.councils)
        if pinned.years and not own.times.is_named:
            request = replace(request, times=replace(request.times, years=pinned.years))
        if pinned.kinds and not own.kinds:
            kinds = tuple(kind for kind in Kind.all() if kind.label in pinned.kinds)
            request = replace(request, kinds=kinds)
        return request

    def _held_then(self, request: Request) -> Request:
        """Asked for the grade in some months without an inspection, that of the last one before:
        "what was it in summer 2019?".
        """
        times = request.times
        is_of_months = (
            not times.years
            and times.since
            and times.until
            and not _NAMES_REPORT.search(request.message)
        )
        if (
            request.act is not Act.GRADE
            or len(request.councils) != 1
            or not is_of_months
            or not times.until
        ):
            return request
        reports = self._library.inspections(request.councils[0])
        before = [report for report in reports if report.newest <= times.until]
        if not before or any(report in times for report in reports):
            return request
        return replace(request, times=Times((before[0].newest.year,)))

    def _within(self, request: Request, own: Request, pinned: Sequence[str]) -> Request:
        here = tuple(name for name in pinned if name in self._library.councils)
        if own.councils:
            outside = tuple(name for name in request.councils if name not in here)
            inside = tuple(name for name in request.councils if name in here)
            return replace(request, councils=inside, outside=outside)
        if own.names_a_place:
            return request
        if request.act in OF_MANY & EXACT:
            return replace(
                request, groups=(*request.groups, Group(GroupKind.LISTED, here)), councils=()
            )
        return replace(request, councils=here, absent=())


def _is_of_harm(message: str, mentions: Sequence[Mention], reading: Reading) -> bool:
    """Whether somebody may be in danger. Who sets three councils or more beside each other and
    tells of no harm in so many words asks of reports: "order these four on exploitation".
    """
    is_learned = reading.danger >= LEAST_DANGER and len(mentions) < MOST_IN_DANGER
    return tells_of_danger(message) or is_learned


def _is_check(message: str, act: Act, asked: Asked) -> bool:
    return act is Act.CHECK or asked.task in _CHECKS or plainly_checks(message)


_CHECKS = {Task.QUOTED, Task.SETTLED}
OF_RECORDS = frozenset({Task.RECORD, Task.LIBRARY})
_WHOLE = frozenset({Task.BRIEF})  # parts of which all want the whole: "what is bad, what is good?"
OF_WORDS = {Act.BRIEF, Act.FIND, Act.CHANGE, Act.COMPARE, Act.WRITE, Act.MORE}


_WHOLE_ORDER = re.compile(
    r"\b(?:rank(?:ed|ing)?|in order|order (?:them|those|these|the)|sort(?:ed)?|league table"
    r"|(?:best|top|highest|strongest) to (?:worst|bottom|lowest|weakest)"
    r"|(?:worst|bottom|lowest|weakest) to (?:best|top|highest|strongest))\b",
    re.I,
)
_WHETHER_ALL = re.compile(
    r"(?:^|[.;!?:,] |\b(?:and|so|but|that|whether|if) )(?:is|are|was|were|has|have|do|does"
    r"|did) (?:it true that )?(?:all|every|each)\b",
    re.I,
)
# Said of all, also after words before it: "so I can tell them, every council is good, right?"
_SAYS_ALL = re.compile(
    r"(?:^|[:;,.!?]\s+|\bthat )(?:(?:so|and|right|ok|but)\W+)*(?:every|all|each)\b"
    r"(?! of them\W*$)",
    re.I,
)
_OF_GRADES = re.compile(
    r"\b(?:grad(?:e[sd]?|ings?)|rat(?:ed?|es|ings?)|judg(?:ed?|e?ments?)|scor(?:ed?|es)|marks?"
    r"|verdicts?|outcomes?|results?)\b",
    re.I,
)
# The year of an inspection or report, and not of something that one tells of.
_OF_A_REPORT = re.compile(
    r"(?:19|20)\d\d(?: \w+){0,2} (?:inspection|report|visit|judge?ment|grade|rating)"
    r"|\b(?:inspection|report|visit|inspected|judged|rated|graded|published|said|say|found|find"
    r"|wrote|conclude\w*)\b.{0,60}(?:19|20)\d\d",
    re.I,
)
_NAMES_REPORT = re.compile(r"\b(?:inspect\w*|reports?|visit\w*|publish\w*|ilacs|sif)\b", re.I)
# What is said in between, and does not change what the conversation is about: "ok, thanks".
_LEAVES_NOTHING = {Act.TALK, Act.DANGER, Act.DEFINE, Act.OUTSIDE}
_OURS = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
_AT_HOME = re.compile(
    r"\b(?:our|my|we|we.re|us|i.m (?:a |an |the )?(?:\w+ ){0,3}(?:in|at|for|from|with)|i (?:work"
    r"|live|am (?:a |an |the )?(?:\w+ ){0,3}(?:in|at|for|from|with)|chair|represent))\b",
    re.I,
)


def _home(request: Request) -> str:
    """The council that a reader says is theirs: "I chair scrutiny in Leeds"."""
    is_said = len(request.councils) == 1 and _AT_HOME.search(request.message)
    return request.councils[0] if is_said else ""


def _at_home(heard: MessageReading, home: str) -> MessageReading:
    """ "We" and "our" are the reader's own council, alone or beside the one that is named."""
    request = heard.request
    if not home or not _OURS.search(request.message) or home in request.councils:
        return heard
    if request.councils and request.act is not Act.COMPARE:
        return heard
    if request.act in OF_MANY and not any(g.kind in AROUND for g in request.groups):
        return heard
    return replace(heard, request=replace(request, councils=(home, *request.councils)))


def _measured(request: Request) -> Request:
    """Without the inspection before as a time, where moves to the last one are measured from it."""
    is_of_many = request.act in {Act.LIST, Act.COUNT, Act.RANK} and request.move
    if is_of_many and request.times.back == 1 and _MEASURED_FROM.search(request.message):
        return replace(request, times=replace(request.times, back=0))
    return request


def _consistent(request: Request) -> Request:
    """The act that the other fields leave possible: one council is not compared, and nothing is
    ranked without an order.
    """
    request = _measured(as_work(_in_other_words(request)))
    is_of_one = len(request.councils) == 1 and not request.absent
    found = _first_of_all(_of_one(request) if is_of_one else _of_several(request))
    is_asked_for = request.read_by == "slots"  # in so many words: "As a ranking: ..."
    has_order = found.order or found.number or found.by
    if found.act is Act.RANK and not (is_asked_for or has_order):
        found = replace(found, act=Act.LIST)
    if found.act is request.act:
        return found
    return replace(found, is_certain=False, alternatives=(request.act, *request.alternatives))


# What a move is measured from, and not the one that is meant: "who improved, compared with the
# previous full inspection?".
_MEASURED_FROM = re.compile(
    r"\b(?:compar\w+|versus|vs|against|than|relative)\b(?: (?:it|them|that|with|to|the|their|its"
    r"|at|in|one))* (?:previous|prior|earlier|last|one|(?:\w+ ){0,2}(?:just )?before)\b",
    re.I,
)
_PAST_GRADES = re.compile(
    r"\b(?:previous|past|earlier|former|prior|old) (?:\w+ )?(?:outcomes|grades|ratings"
    r"|judge?ments|results|verdicts|gradings)\b"
    r"|\b(inspection|grade|visit|report|year) by \1\b|\bchronolog\w+|\btime ?line\b"
    r"|\bone after (?:another|the other)\b|\btrajector\w+"
    r"|\b(?:oldest|first|earliest)\b.{0,40}\bto (?:the |its |their )?(?:newest|last|latest"
    r"|most recent|now|today)\b"
    r"|\b(?:at|in|from|for) (?:each|every) (?:of (?:its|the) )?(?:full |graded )?(?:inspection"
    r"|report|visit)s?\b"
    r"|\b(?:every|all (?:of )?(?:its|their|the)) (?:\w+ )?grades? (?:(?:it|they)(?:.ve| has"
    r"| have)? (?:ever )?(?:had|got)|with)\b|\bwith (?:the )?years\b",
    re.I,
)
_SPREAD = re.compile(
    r"\b(?:split|break|broken|breakdown|group|sort|spread|distribut\w+|divi\w+|tall(?:y|ies)"
    r"|count|numbers?)\b.{0,50}?\b(?:by|per|across|over|at|for|in|of) (?:each |the |every "
    r"|all )*(?:\w+ ){0,2}(?:grades?|ratings?|judge?ments?)\b"
    r"|\bhow many (?:\w+ ){0,4}(?:at|in|on|of|with|for|got|have) (?:each|every) (?:\w+ )?(?:grade"
    r"|rating|judge?ment)\b",
    re.I,
)
_GRADE_ONLY = re.compile(
    r"\b(?:grades?|ratings?|judge?ments?) (?:only|alone|will do|is (?:all|enough))\b|\b(?:just"
    r"|only) (?:the |its |their )?(?:grades?|ratings?|judge?ments?)\b",
    re.I,
)
_POST = re.compile(
    r"\b(?:chief exec\w*|director\w*|dcs|head of|lead member|portfolio holder|commissioner|agency"
    r"|company|trust|provider|firm|consultan\w+|chair\w*|interim|principal social worker"
    r"|improvement (?:adviser|partner|board))\b",
    re.I,
)
# A time that nobody means to the year: of a claim all inspections are looked at.
_LONG_AGO = re.compile(r"\b(?:a )?(?:couple of|few|good many|some) years (?:ago|back)\b", re.I)
_AND_NOW = re.compile(
    r"\b(?:again|also|too|still|and(?: \w+){0,3}) (?:at|in|on) (?:the |its |their )?(?:latest|last"
    r"|newest|most recent|current)\b|\b(?:and|then) (?:again )?now\b",
    re.I,
)
_VERDICT = re.compile(
    r"\b(?:good|bad|any use|useless|incompeten\w+|blame|fault|resign\w*|sack\w*|fired|trust(?:ed"
    r"|worthy)?\?|salary|paid|pay|earn\w*|address|email|phone|number|married|lie[ds]?|lying"
    r"|corrupt|like)\b",
    re.I,
)
_WHO = re.compile(r"\bwho(?:.s|m|se)?\b|\bnames?\b", re.I)
_FULL_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Cllr)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_JOBS = re.compile(
    r"\b(?:jobs?|job[- ](?:hunting|seeking)|newly qualified|nqsw|asye|apply|career|placement"
    r"|recruit\w*|vacanc\w+)\b",
    re.I,
)
_ASKS_WHERE = re.compile(
    r"\b(?:which|what|where|who|any) ?(?:councils?|authorit\w+|places?|boroughs?|las?"
    r"|employers?)?\b",
    re.I,
)


def _in_other_words(request: Request) -> Request:
    """What a message asks in so many words, whatever its act was taken for."""
    act, message, times = request.act, request.message, request.times
    if (
        times.years and times.back and act not in EXACT
    ):  # what a report tells of the years before it
        return replace(request, times=replace(times, back=0))
    if times.back and request.move and _AND_NOW.search(message):  # the move is between the two
        return replace(request, times=replace(times, back=0))
    if act is Act.CHECK and times.years and _LONG_AGO.search(message):
        return replace(request, times=LATEST)
    if Want.TITLE in request.wants and act not in {Act.FIND, Act.FACTS}:
        return replace(request, act=Act.FACTS)
    if act is Act.PERSON and request.councils and _is_of_a_post(message):
        return replace(request, act=Act.FIND)
    if (
        act is Act.ADVICE
        and not request.names_a_place
        and _JOBS.search(message)
        and _ASKS_WHERE.search(message)
    ):
        return replace(request, act=Act.EXAMPLE)
    request = _in_their_order(request)
    is_of_grades = not (request.councils or request.grades or request.move or request.by)
    if is_of_grades and not request.is_certain and _SPREAD.search(message):
        return replace(request, act=Act.COUNT, subject="", order=None)
    return request


_COUNTED = {Want.HOW_MANY, Want.SHARE, Want.MAJORITY, Want.ALL, Want.NONE}
_MAY_BE_LISTS = BOUNDARIES | {Act.THEME, Act.EXAMPLE}
# how sure what lies outside of reports must be, to be that although grades are named
LEAST_REFUSED = 0.9
_ENDS = {First.BEST, First.WORST}


def _in_their_order(request: Request) -> Request:
    """Lists and counts with an order, and claims on many: "Who has more of them than anyone
    else?" is a ranking.
    """
    act = request.act
    if act in {Act.COMMON, Act.BRIEF} and request.order:  # "What trips councils up most often?"
        return replace(request, order=None)
    is_of_grades = (
        not request.names_a_place and bool(request.grades or request.move) and not request.subject
    )
    if (
        is_of_grades and act in _MAY_BE_LISTS and request.certainty < LEAST_REFUSED
    ):  # "How many mets bombed?"
        asks_how_many = Want.HOW_MANY in request.wants or request.alternatives[:1] == (Act.COUNT,)
        return replace(request, act=Act.COUNT if asks_how_many else Act.LIST)
    is_ranked = (
        act is Act.LIST
        and request.order in _ENDS
        and not request.grades
        and request.certainty < SURE_LIST
    )
    is_most = act in {Act.LIST, Act.COUNT} and request.order in {First.MOST, First.FEWEST}
    if is_ranked or (
        (is_most or act is Act.COUNT and request.order) and not request.wants & _COUNTED
    ):
        return replace(request, act=Act.RANK)
    if act is Act.CHECK and not request.names_a_place and (request.grades or request.move):
        return replace(
            request, act=Act.COUNT, subject=""
        )  # "Is it fair to say that most councils are good?"
    return request


def _is_of_a_post(message: str) -> bool:
    """Whether a post or body is asked about, and nobody's name or worth."""
    is_of_somebody = _WHO.search(message) or _VERDICT.search(message) or _FULL_NAME.search(message)
    return bool(_POST.search(message)) and not is_of_somebody


def _first_of_all(request: Request) -> Request:
    """The first inspection: of one council, of all, or as the beginning of a change."""
    times = request.times
    if request.act is Act.CHANGE and request.order is First.OLDEST and not times.is_named:
        return replace(request, order=None, times=replace(times, first=True))
    if not times.first:
        return request
    is_open = not (
        request.names_a_place or request.grades or request.move or request.limits_councils
    )
    if request.act is Act.FACTS or request.act in {Act.RANK, Act.LIST} and is_open:
        act = request.act if request.names_a_place else Act.RANK
        unit = request.unit if request.names_a_place else Unit.REPORTS
        return replace(
            request, act=act, order=First.OLDEST, unit=unit, times=replace(times, first=False)
        )
    return request


def _of_several(request: Request) -> Request:
    """What is asked of several or all: "How many are in here?" is a count, and grades of two "v"
    each other are compared.
    """
    if request.act is Act.GRADE and len(request.councils) > 1 and _VERSUS.search(request.message):
        return replace(request, act=Act.COMPARE)
    if (
        request.act is Act.CHANGE
        and request.move
        and not (request.subject or request.names_a_place)
    ):
        return replace(request, act=Act.LIST)  # "Where has leadership slipped?"
    if (
        any(c.than for c in request.conditions)
        and not request.names_a_place
        and request.act not in OF_MANY & EXACT
    ):
        return replace(
            request, act=Act.LIST, subject=""
        )  # "Where do care leavers have it better than children in care?"
    if request.groups and request.absent and Want.ANY in request.wants and not request.councils:
        request = replace(
            request, absent=()
        )  # "My own county is not here: is any in the region good?"
    if (
        request.act is Act.FACTS
        and request.times.is_named
        and not request.names_a_place
        and _ASKS_WHOSE.search(request.message)
    ):
        return replace(request, act=Act.LIST, subject="")  # "Whose report came out in July 2024?"
    exact = next((each for each in request.alternatives if each in {Act.LIST, Act.COUNT}), None)
    if (
        request.act is Act.HISTORY
        and exact
        and not request.is_certain
        and (request.grades or request.move)
        and not request.names_a_place
    ):
        return replace(request, act=exact)  # "Have any counties been inadequate more than once?"
    asks_how_many = {Want.HOW_MANY, Want.HOLDINGS} <= request.wants
    return (
        replace(request, act=Act.COUNT) if request.act is Act.FACTS and asks_how_many else request
    )


_ASKS_WHOSE = re.compile(
    r"\b(?:whose|who(?:.s|.ve)? (?:has|have|was|were|got|had|is|did)(?:n.?t)?|which (?:councils?"
    r"|ones|authorit(?:y|ies)|boroughs?|counties|places))\b",
    re.I,
)
_FACTS = frozenset(
    {Want.DATES, Want.HOW_LONG, Want.HOLDINGS, Want.TITLE, Want.HOW_MANY, Want.ARTICLES, Want.SHARE}
)
_VERSUS = re.compile(
    r"\b(?:v|vs|versus|against|side by side|compare[ds]?|comparison|next to)\b|/", re.I
)


def _of_one(request: Request) -> Request:
    """What one council is asked: it is compared with nothing, and is no list."""
    if not request.is_certain:
        request = _in_doubt(request)
    act = request.act
    if (
        act in {Act.FIND, Act.CHECK}
        and request.subject
        and len(request.times.years) == 1
        and _IS_SINCE.search(request.message)
    ):
        return replace(request, act=Act.CHANGE)  # "It was told in 2019 to visit sooner. Done yet?"
    if act is Act.FACTS and not (
        request.wants & _FACTS or request.subject or request.kinds or request.order
    ):
        return replace(request, act=Act.GRADE)  # "How did Leeds do at its last inspection?"
    if act is Act.COMPARE and not (request.groups or request.beside):
        return replace(request, act=Act.FIND if request.subject else Act.GRADE)
    if of_grades := _of_its_grades(request):
        return of_grades
    if act is Act.HISTORY and request.move and request.move.and_back:
        return replace(request, move=None)
    if act is Act.HISTORY and request.times.back:
        areas = tuple(replace(c, grades=()) for c in request.conditions if c.areas)
        return replace(request, act=Act.GRADE, conditions=areas)
    is_list = act in OF_MANY - {Act.EXAMPLE} and request.subject and not request.groups
    return replace(request, act=Act.FIND) if is_list else request


def _of_its_grades(request: Request) -> Request | None:
    """A request on one council that asks for its grades in so many words: over time, at the
    first inspection, or alone.
    """
    act, message = request.act, request.message
    may_be_words = act is Act.FIND and bool(request.conditions) and not request.is_certain
    says_one = any(condition.grades for condition in request.conditions)
    if (act in _MAY_BE_HISTORY or may_be_words) and _PAST_GRADES.search(message) and not says_one:
        times = replace(request.times, back=0, first=False)
        if len(times.years) == 1 and not times.since:  # from that year on
            times = replace(times, years=(), since=date(times.years[0], 1, 1))
        return replace(request, act=Act.HISTORY, subject="", times=times)
    says_grade = bool(request.conditions or _OF_GRADES.search(message))
    if act in {Act.FACTS, Act.GRADE} and request.order is First.OLDEST and says_grade:
        request = replace(
            request, order=None, unit=Unit.COUNCILS, wants=request.wants - {Want.HOLDINGS}
        )
        return replace(request, act=Act.GRADE, subject="", times=replace(request.times, first=True))
    if (
        act is Act.FIND
        and request.unit is Unit.REPORTS
        and Want.HOW_MANY in request.wants
        and not request.is_certain
    ):
        return replace(
            request, act=Act.COUNT, subject=""
        )  # "How many times has it been inspected in full?"
    is_of_both = (
        act is Act.FACTS and {Want.DATES, Want.GRADES} <= request.wants
    )  # a grade is told with its dates
    if request.conditions and (
        is_of_both or act in {Act.FACTS, Act.FIND} and _GRADE_ONLY.search(message)
    ):
        return replace(request, act=Act.GRADE, subject="")
    return None


_MAY_BE_HISTORY = {Act.GRADE, Act.BRIEF, Act.WRITE, Act.FACTS, Act.HISTORY, Act.CHANGE}
# What was found in a year, and how it is after that.
_IS_SINCE = re.compile(
    r"\b(?:yet|since(?: then)?|now|nowadays|still|any ?more|put right|been (?:fixed|sorted"
    r"|tackled|addressed|resolved))\W*(?:$|[?.,;:])|\b(?:is|are|has|have) (?:it|they|that"
    r"|this) (?:still|now|been)\b",
    re.I,
)


def _in_doubt(request: Request) -> Request:
    """What one council is asked where the act is not certain.

    A comparison, or a change at one time, of a topic is what was written then; what speaks of a
    rating is a grade.
    """
    act, times = request.act, request.times
    is_at_one_time = bool(times.years) and not times.is_span and times.since is None
    says_grade = bool(_OF_GRADES.search(request.message)) and Act.GRADE in request.alternatives
    if (
        Want.DATES in request.wants
        and Act.FACTS in request.alternatives
        and request.certainty < LIKELY_EXACT
    ):
        return replace(request, act=Act.FACTS, subject="")
    is_doubtful = act in BOUNDARIES and request.certainty < SURE_LIMIT and bool(request.conditions)
    if (act in {Act.FIND, Act.FACTS, Act.BRIEF} or is_doubtful) and says_grade:
        return replace(request, act=Act.GRADE, subject="")
    asks_whether = (
        Want.YES_OR_NO in request.wants and request.grades and not (request.move or times.is_span)
    )
    if act is Act.CHANGE and (asks_whether or _is_of_now(request)):
        return replace(request, act=Act.GRADE, subject="")
    if act is Act.BRIEF and Act.CHANGE in request.alternatives and (times.first or times.last > 1):
        return replace(request, act=Act.CHANGE, subject="")
    if request.subject and act is Act.COMPARE:
        return replace(request, act=Act.FIND, groups=())
    if request.subject and act is Act.CHANGE and is_at_one_time:
        return replace(request, act=Act.FIND)
    return request


_OF_NOW = re.compile(
    r"\b(?:now(?! that)|today|currently|still|nowadays|these days|at (?:present|the (?:moment"
    r"|minute)))\b",
    re.I,
)


def _is_of_now(request: Request) -> bool:
    """Whether how it is now is asked, and not how it got there: "is Leeds still good?"."""
    return (
        bool(_OF_NOW.search(request.message))
        and bool(request.conditions)
        and not (request.move or request.times.is_named)
    )


def _completed(request: Request) -> Request:
    """Fill in what follows from the other fields, once they are those of the whole conversation."""
    request = _consistent(request)
    if (
        request.act is Act.COUNT and request.number
    ):  # how many there are is what is asked, and never given
        request = replace(request, number=None, unread=(*request.unread, str(request.number)))
    words = tuple(dict.fromkeys(content_words(request.text)))
    topics = set(words) - GENERAL
    areas = [topic for topic in request.areas if topic is not Topic.OVERALL]
    wants = request.wants - {Want.HOLDINGS} if request.conditions or request.move else request.wants
    if Want.IMPROVE in wants and not request.subject:
        wants |= {Want.ALL_TO_IMPROVE}
    area = areas[0] if len(areas) == 1 and not request.subject else None
    is_whole = not request.subject and not wants & {Want.IMPROVE, Want.TITLE}
    return replace(
        request,
        words=words,
        wants=wants | _said(request.message) | ({Want.ALL} if _says_all(request) else set()),
        area=area,
        is_general=area is None and is_whole and request.act in OF_WORDS | {Act.GRADE, Act.HISTORY},
        is_vague=_is_vague(request, topics - OF_AREAS),
        premise=_premise(request),
        polarity=Polarity.PRAISE if request.act is Act.EXAMPLE else request.polarity,
        year_is_of_report=not request.subject or bool(_OF_A_REPORT.search(request.message)),
    )


def _said(message: str) -> set[Want]:
    """What is wanted in so many words: grades, a ranking from its first to its last, whether all
    are so.
    """
    said = {Want.GRADES: _OF_GRADES, Want.WHOLE_ORDER: _WHOLE_ORDER, Want.ALL: _WHETHER_ALL}
    return {want for want, pattern in said.items() if pattern.search(message)}


def _says_all(request: Request) -> bool:
    """Whether it is said of all that they are so, and asked whether it is."""
    return Want.YES_OR_NO in request.wants and bool(_SAYS_ALL.search(request.message))


def _is_vague(request: Request, told: set[str]) -> bool:
    """Whether it names no council, does not ask which, and tells hardly what it is about."""
    asks_which = request.act in EXACT or (request.act in OF_MANY and request.is_certain)
    return not (request.councils or request.limits_councils or asks_which) and len(told) <= 1


def _premise(request: Request) -> tuple[Condition, ...]:
    if request.is_exact or len(request.councils) != 1:
        return ()
    return tuple(condition for condition in request.conditions if condition.grades)


_BYE = re.compile(
    r"^\W*(?:(?:ok|okay|right|well|thanks|cheers|all done|that.s all)\W+)*(?:(?:good ?)?bye"
    r"|see (?:you|ya)|cheerio|ta ta|good ?night)\b.{0,20}$",
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
    if _BYE.search(message):
        return SmallTalk.THANKS
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


# ---- words and what they do


@dataclass(frozen=True, slots=True)
class _Understood:
    """What code reads of a message, and the phrases and words that nothing of it explains.

    `topics` are phrases that were learned to say what it is about, `graded` those of them that a
    grade is said of, `maybe` words that perhaps do, and `left` all other words that tell
    something. `unread` are words that were learned to limit what is asked, and that code cannot
    read, `bends` those of a closed class that would make another list of it; `said_of` are
    phrases that may be an area: all topics with what stands between them, and words after "for",
    "on" or "at". `told` are the slots that some words were learned to fill, `untold` those of
    them whose words code has not read.
    """

    slots: Slots
    topics: tuple[str, ...]
    graded: tuple[str, ...]
    maybe: tuple[str, ...]
    left: tuple[str, ...]
    unread: tuple[str, ...]
    bends: tuple[str, ...]
    said_of: tuple[str, ...]
    told: frozenset[str]
    untold: frozenset[str]


def _but_of_groups(phrases: Iterable[Place], slots: Slots) -> Iterator[Place]:
    """Phrases without those that only name a group of councils: "the councils next to us"."""
    is_around = any(group.kind in AROUND for group in slots.groups)
    for start, end in phrases:
        if not (is_around and any(a <= start and end <= b for a, b in slots.covered)):
            yield start, end


def _understood(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading, newest: int
) -> _Understood:
    """What code and what was learned make of the words of a message.

    A phrase that is a judged area and nothing more is one, whatever was learned of it; an area
    within a longer phrase ("homes for kids in care") is none.
    """
    grades = [masked.original(s.start, s.end) for s in reading.spans if s.slot == "grade"]
    whole = read_slots(message, mentions, date.today(), newest, grades)
    covered = [*whole.covered, *((m.start, m.end) for m in mentions)]
    topics, graded, areas, rest = [], [], [], message
    told_from, told_to = len(message), 0
    may_be_area = bool(reading.acts) and reading.acts[0][0] in EXACT | {
        Act.FIND,
        Act.BRIEF,
        Act.CHANGE,
    }
    for start, end in _but_of_groups(_phrases(masked, reading, covered), whole):
        phrase = message[start:end]
        named, rest_of_it = _areas(f"{phrase}: outstanding")
        if may_be_area and named and not _telling(rest_of_it):
            areas += named
            covered += [] if any(c.areas for c in whole.conditions) else [(start, end)]
            continue
        left = _blank(phrase, [(a - start, b - start) for a, b in covered])
        if not content_words(left) and any(
            c.grades for c in whole.conditions
        ):  # "by the skin of their teeth"
            continue
        if not _telling(left):
            areas += _areas(phrase)[0]
            is_area = areas or any(condition.areas for condition in whole.conditions)
            if is_area or not set(content_words(phrase)) - GENERAL:
                continue
        topics.append(phrase.strip(" ,.?!;:"))
        told_from, told_to = min(told_from, start), end
        if _OF_A_GRADE.search(message[:start]):
            graded.append(topics[-1])
        rest = _blank(rest, [(start, end)])
    slots = read_slots(rest, mentions, date.today(), newest, grades) if topics else whole
    told = [
        masked.original(s.start, s.end) for s in reading.spans if s.slot not in {"topic", "term"}
    ]
    known = _blank(rest, [*slots.covered, *told, *((m.start, m.end) for m in mentions)])
    maybe = [masked.original(s.start, s.end) for s in reading.maybe]
    return _Understood(
        _without_praise(
            _with_areas(replace(slots, wants=whole.wants), areas, message), reading, message
        ),
        tuple(topics),
        tuple(graded),
        tuple(word for a, b in maybe for word in content_words(known[a:b])),
        tuple(content_words(known)),
        tuple(_unread(message, masked, reading, [*covered, *slots.covered])),
        (
            *_bends(message, masked, reading, [*covered, *slots.covered]),
            *_of_no_area(message, known),
        ),
        (*([message[told_from:told_to]] if len(topics) > 1 else []), *_said_of(known)),
        frozenset(span.slot for span in reading.spans),
        frozenset(span.slot for span, _ in _not_read(masked, reading, [*covered, *slots.covered])),
    )


_OF_ONESELF = re.compile(
    r"\b(?:i|i.m|i.ve|im|ive|id|we|we.re|we.ve|my|our|us|me)\b|^\W*(?:just|been|looking|moving"
    r"|thinking|hiya?)\b",
    re.I,
)
_POINTS_BACK = re.compile(
    r"\b(?<!was )(?<!is )(?:it|that|this|then|there)\b(?! (?:is|are|was|has|have|had)\b)", re.I
)
_MAY_BE_TOLD = {Act.LIST, Act.COUNT, Act.RANK, Act.GRADE, Act.HISTORY, Act.CHANGE, Act.FACTS}


def _as_asked(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading, newest: int
) -> tuple[_Understood, int]:
    """What is understood from where a message begins to ask, and where that is; of the whole (0)
    where that says too little.
    """
    whole, start = _understood(message, mentions, masked, reading, newest), asks_from(message)
    may_be_told = bool(start and reading.acts) and reading.acts[0][0] in _MAY_BE_TOLD
    if not may_be_told or not _is_of_oneself(message[:start], message[start:]):
        return whole, 0
    after = [m for m in mentions if m.start >= start]
    spans, maybe = (
        tuple(s for s in told if masked.original(s.start, s.end)[0] >= start)
        for told in (reading.spans, reading.maybe)
    )
    asked = _understood(
        " " * start + message[start:],
        after,
        masked,
        replace(reading, spans=spans, maybe=maybe),
        newest,
    )
    slots = asked.slots
    says_which = any(c.grades or c.than for c in slots.conditions) or slots.move or slots.order
    if not (says_which or mentions and slots.conditions):
        return whole, 0
    times = slots.times if slots.times.is_named or not mentions else whole.slots.times
    return replace(
        asked, slots=replace(slots, times=times, groups=slots.groups or whole.slots.groups)
    ), start


def _is_of_oneself(told: str, asked: str) -> bool:
    """Whether what comes before a question is told of oneself, and the question does not point
    back to it.
    """
    return bool(_OF_ONESELF.search(told)) and "?" not in told and not _POINTS_BACK.search(asked)


def _areas(phrase: str) -> tuple[list[Topic], str]:
    """The judged areas that a phrase names by itself, and what else it says."""
    slots = read_slots(phrase, (), date.today(), 0)
    return [area for c in slots.conditions for area in c.areas], _blank(phrase, slots.covered)


def _with_areas(slots: Slots, areas: Sequence[Topic], message: str) -> Slots:
    """With areas that were learned to be what a message is about, where code has taken none for
    a condition.
    """
    if not areas or any(condition.areas for condition in slots.conditions):
        return slots
    conditions = (*slots.conditions, Condition(tuple(dict.fromkeys(areas))))
    return replace(slots, conditions=tuple(pointed(conditions, message.lower())))


_SAYS_GOOD = re.compile(r"\b(?:good|gud|gd)\b", re.I)
_GRADED_GOOD = re.compile(r"\b(?:rated|graded|judged|rating of|grade of)\W+good\b", re.I)
# In a claim, of which no word was learned to be more than claimed: "has never had a Good".
_CLAIMED_GOOD = re.compile(
    r"\b(?:been|was|were|is|are|(?:had|got|gets?|given) an?)\W+good\b(?=\W*$|[,.;:?!]| overall\b"
    r"| (?:true|right|correct|isn.?t|wasn.?t)\b)",
    re.I,
)


def _without_praise(slots: Slots, reading: Reading, message: str) -> Slots:
    """Without "good" as a grade where it was learned that no word of the message is one: "good
    youth work".
    """
    if (
        not reading.acts
        or any(span.slot == "grade" for span in reading.spans)
        or not _SAYS_GOOD.search(message)
        or _GRADED_GOOD.search(message)
        or reading.acts[0][0] is Act.CHECK
        and _CLAIMED_GOOD.search(message)
    ):
        return slots
    only_good = (Grade.GOOD,)
    conditions = [replace(c, grades=()) if c.grades == only_good else c for c in slots.conditions]
    return replace(
        slots, conditions=tuple(c for c in conditions if c.areas or c.grades or c.least > 1)
    )


_SAID_OF = re.compile(
    r"\b(?:for|on|at|with|of)\b +((?:the |their |its )?[^\W\d][^.,;:?!()]*?)(?= {2,}|[.,;:?!()]"
    r"| *$)"
)


def _said_of(known: str) -> Iterator[str]:
    """What a grade may be said of in words that nothing has read: "for the folk upstairs"."""
    yield from (match[1] for match in _SAID_OF.finditer(known) if _telling(match[1]))


# "Good for staff morale": what is no judged area, and has no grade.
_OF_A_GRADE = re.compile(
    r"\b(?:good|outstanding|inadequate|improvement|ri|better|worse|marks?|grades?"
    r"|ratings?)\b(?: (?:or \w+|overall))?[ ,]+(?:for|on|at|with|about)(?: the| their| its"
    r"| how)? *$",
    re.I,
)


def _of_no_area(message: str, known: str) -> Iterator[str]:
    """What a grade is said of, and nothing has read: "the lowest mark for the way they're run"."""
    for match in _SAID_OF.finditer(known):
        if _telling(match[1]) and _OF_A_GRADE.search(message[: match.start(1)]):
            yield match[1]


# Small words that make another list or number of the same grades, where nothing has read them.
_BENDS = re.compile(
    r"\b(?:every(?= (?:\w+ ){0,2}(?:inspections?|reports?|visits?|times?|years?|areas?|grades?"
    r"|judge?ments?|one)\b)|either|neither|nor|a single(?! (?:grade|rating|judge?ment|mark))|than"
    r"|unless|except|without|fewer|twice|half|double|lost|nobody|no one|none|always"
    r"|never(?! mind)|passe[ds]|by (?:a|one|two) (?:grade|notch|rung)s?|was(?:n.?t|nt)"
    r"|were(?:n.?t|nt)|stay(?:ed|s)?|remained|unchanged|as (?:it|they) (?:was|were))\b",
    re.I,
)
_ASKED_FOR = {"a single", "either"}  # what "is there any" reads


# What all of a report is on, and no area of it: "best for kids' social care".
_OF_THE_WHOLE = re.compile(
    r"(?:(?:the |our |their |local )*(?:child(?:ren)?|kids?|young people)(?:.?s.?)? )?social"
    r" (?:care|services|work)|child(?:ren.?s.?)? services",
    re.I,
)


def _without_words(understood: _Understood, words: Collection[str]) -> _Understood:
    """What is understood, without words that are on no area and no topic of their own."""

    def kept(said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in said if each not in words)

    return replace(
        understood,
        topics=kept(understood.topics),
        graded=kept(understood.graded),
        maybe=kept(understood.maybe),
        unread=kept(understood.unread),
        bends=kept(understood.bends),
        said_of=kept(understood.said_of),
    )


def _in_doubt_of(understood: _Understood, act: Act, *, leans: bool) -> tuple[str, ...]:
    """Words that a list or number cannot do without: those that bend it; all that are left where
    nothing says which are meant.
    """
    slots = understood.slots
    known = _ASKED_FOR if Want.ANY in slots.wants else set()
    known = known | ({"none", "nobody", "not a single"} if Want.NONE in slots.wants else set())
    known = known | ({"than"} if len(slots.groups) > 1 else set())  # one group beside another
    bends = tuple(word for word in dict.fromkeys(understood.bends) if word.lower() not in known)
    says_which = (
        _is_computed(slots, act)
        or slots.conditions
        or slots.order
        or slots.kinds
        or slots.beside
        or slots.by
    )
    is_open = not (
        leans or says_which or Want.HOLDINGS in slots.wants or slots.unit is not Unit.COUNCILS
    )
    left = tuple(word for word in understood.left if word not in _COMMON | OF_EVENTS | OF_LISTS)
    bends = bends or tuple(_contradicting(slots.conditions))
    return bends or (left if is_open and act in {Act.LIST, Act.COUNT} else ())


def _contradicting(conditions: Sequence[Condition]) -> Iterator[str]:
    """Grades that one area cannot have at one inspection together: nothing would fit, whatever
    was meant.
    """
    of_one = [
        c
        for c in conditions
        if c.grades and c.which is Which.NAMED and c.span is Span.LATEST and c.least == 1
    ]
    for first, second in combinations(of_one, 2):
        areas = [set(c.areas or (Topic.OVERALL,)) for c in (first, second)]
        if areas[0] == areas[1] and not {*first.grades} & {*second.grades}:
            yield from (grade.value for grade in (first.grades[0], second.grades[0]))


_SENTENCE = re.compile(r"[^.;!?]+")


def _bends(
    message: str, masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Words that bend a condition, in a sentence of which code has read something, and that it
    has not read.
    """
    for span, (start, end) in _not_read(masked, reading, covered):
        if span.slot == "atleast" and span.sure >= SURE_LIMIT and " " in message[start:end].strip():
            yield message[start:end]
    for sentence in _SENTENCE.finditer(message):
        inside = [
            place for place in covered if place[0] < sentence.end() and place[1] > sentence.start()
        ]
        for match in _BENDS.finditer(message, *sentence.span()) if inside else ():
            if not any(start < match.end() and end > match.start() for start, end in inside):
                yield match[0]


_LIMITS = {"group", "area", "grade", "atleast", "time", "kind", "number", "order", "move"}


def _unread(
    message: str, masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Words that were learned to limit what is asked, no part of which code has read."""
    for span, (start, end) in _not_read(masked, reading, covered):
        is_learned = (span.slot == "order" and reading.order) or (
            span.slot == "move" and reading.move
        )
        is_word = end - start > 2  # "'t" is none
        if span.slot in _LIMITS and span.sure >= SURE_LIMIT and is_word and not is_learned:
            yield message[start:end]


def _not_read(
    masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[ModelReading, tuple[int, int]]]:
    """What was learned of words that code has read no part of, with their places in the message."""
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        if not any(a < end and b > start for a, b in covered):
            yield span, (start, end)


_COMMON = GENERAL | OF_GRADES


def _telling(text: str) -> list[str]:
    """The words of a text that tell what is asked about, beyond areas, grades and how they move."""
    return [word for word in content_words(text) if word not in _COMMON | OF_AREAS]


def _phrases(
    masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Phrases that say what it is about; two that only a short word parts are one.

    What was learned to be a judged area, and is none that code knows, is such a phrase too.
    """
    found: list[tuple[int, int]] = []
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        is_read = any(a < end and b > start for a, b in covered)
        if span.slot not in {"topic", "term"} and (span.slot != "area" or is_read):
            continue
        if found and start - found[-1][1] <= SHORT:
            start = found.pop()[0]
        found.append((start, end))
    yield from found


def _blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with blanks at some places, so that all others stay where they are."""
    for start, end in places:
        start, end = max(0, start), min(len(text), end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


_OF_GRADES_ALONE = EXACT | {Act.CHANGE, Act.CHECK}
_OF_ALL_WORDS = {Act.FIND, Act.PREDICT, Act.ADVICE, Act.PERSON, Act.OUTSIDE}


def _subject(
    understood: _Understood, acts: Sequence[tuple[Act, float]], *, certain: bool, names: bool
) -> str:
    """What it is about: the phrases that say so; else the words that may, all that are left
    where only words can answer.

    Where grades are named, and most likely are what is asked, words beside them say who asks,
    and why.
    """
    act = acts[0][0]
    conditions = understood.slots.conditions
    is_computed = not names and _is_computed(understood.slots, act) and not understood.graded
    if understood.topics and not is_computed:
        return " ".join(understood.topics)
    asks_grades = any(c.grades for c in conditions) or bool(
        understood.slots.move or conditions and act is not Act.FACTS
    )
    sure = sum(each for kind, each in acts if kind in _OF_GRADES_ALONE)
    if asks_grades and act in _OF_GRADES_ALONE and sure >= LIKELY_EXACT:
        return "" if certain or act in EXACT else " ".join(understood.maybe)
    if act in {Act.BRIEF, Act.WRITE, Act.MORE} and certain:
        return ""
    is_of_words = act not in EXACT
    is_in_doubt = not certain and (is_of_words or act is Act.FACTS or acts[0][1] < LIKELY_EXACT)
    if is_computed:
        return ""
    if act in _OF_ALL_WORDS or is_in_doubt:
        of_events = OF_EVENTS if act is Act.FACTS else frozenset()
        return " ".join(word for word in understood.left if word not in _COMMON | of_events)
    return " ".join(understood.maybe) if is_of_words or not certain else ""


def _is_computed(slots: Slots, act: Act) -> bool:
    """Whether a list, count or ranking says by grades, moves or times which are meant: words
    beside that say who asks, and why.
    """
    says_which = any(c.grades for c in slots.conditions) or slots.move or slots.times.is_named
    return act in {Act.LIST, Act.COUNT, Act.RANK} and bool(says_which)


def _texts(message: str, masked: Masked, reading: Reading, slot: str) -> Iterator[str]:
    for span in reading.spans:
        if span.slot == slot:
            start, end = masked.original(span.start, span.end)
            yield message[start:end]


def _towns(meant: Sequence[Mention]) -> Iterator[Mention]:
    """The towns by which councils are named that are not named themselves."""
    named = {mention.councils for mention in meant if not mention.town}
    yield from (m for m in meant if m.town and m.councils not in named)


def _groups(message: str, groups: tuple[Group, ...], meant: Sequence[Mention]) -> tuple[Group, ...]:
    """The groups that are meant; neighbours that are named one by one are just those: "our
    neighbours Kent and Essex".
    """
    named = any(_NEIGHBOURS.search(message[: mention.start]) for mention in meant)
    return tuple(g for g in groups if not (named and g.kind in AROUND))


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


def _order(understood: _Understood, reading: Reading) -> First | None:
    """What comes first, where it is said in words that only learning knows: "the grimmest run"."""
    order = reading.order if "order" in understood.untold else None
    move = understood.slots.move.change if understood.slots.move else reading.move
    if (
        order in _OF_MOVES.values() and move in _OF_MOVES
    ):  # which way it went is plainer than that it is an order
        order = _OF_MOVES[move]
    return understood.slots.order or order


_OF_MOVES = {Change.UP: First.MOST_IMPROVED, Change.DOWN: First.MOST_DECLINED}


def _move(understood: _Understood, reading: Reading) -> Move | None:
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


def _unknown(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading
) -> Iterator[Unknown]:
    """Names that stand where a council's would, and are no council's that is known."""
    for match in _TITLED.finditer(message):
        if not any(
            mention.start < match.end(1) and mention.end > match.start(1) for mention in mentions
        ):
            yield Unknown(match[1], tuple(_near(match[1])))
            return
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        is_known = any(mention.start < end and mention.end > start for mention in mentions)
        if span.slot == "council" and span.sure >= SURE_NAME and not is_known:
            written = message[start:end]
            yield Unknown(written, tuple(_near(written)))


def _near(written: str) -> Iterator[str]:
    names = [council.name for council in all_councils()]
    for name, _, _ in process.extract(
        written, names, scorer=fuzz.WRatio, score_cutoff=NEAR_NAME, limit=MOST_NEAR
    ):
        yield name


def _just_before(message: str, start: int) -> str:
    """The few words before a place: all that a pattern which ends there can be about."""
    return message[max(0, start - 40) : start]


def _without(message: str, mentions: Sequence[Mention]) -> str:
    """Take names and times out of a message: in its own report a council's name fits everything."""
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        close, after = _just_before(message, mention.start), message[mention.end :]
        message = (
            message[: mention.start - len(close)]
            + _LEAVES_OUT.sub(" ", close)
            + re.sub(r"^['’]s?\b", "", after)
        )
    return re.sub(r"\s+", " ", without_times(message)).strip()
