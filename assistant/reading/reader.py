"""Messages → a Request: read once, by code for what is a closed class and by what was learned
for the rest.

Names, times, grades, groups and the like are read by code (`slots.py`). What kind of thing is
wanted, which words say what it is about, and whether a message goes on from the one before are
learned (`network.py`). How a message goes on is in `following.py`. What tells of harm is asked
first, by rule (`danger.py`) and by what was learned.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.library import Library
from assistant.reading.by_chat_model import AskedReader
from assistant.reading.claims import Statement, asks_source, statements
from assistant.reading.completing import completed
from assistant.reading.families import of_family
from assistant.reading.following import MessageReading, follow
from assistant.reading.forms.briefs import TWO_SIDES
from assistant.reading.forms.leads import names_lead
from assistant.reading.forms.lengths import read_form
from assistant.reading.forms.orders import BY_SUB_GRADES, OF_EACH_END
from assistant.reading.forms.periods import periods_of
from assistant.reading.forms.quizzes import makes_quiz
from assistant.reading.forms.records import asks_of_split
from assistant.reading.forms.tables import is_table
from assistant.reading.forms.varying import varied
from assistant.reading.groups import around
from assistant.reading.hearing import ASKED_AS, Hearer, is_check, may_tell_of_harm
from assistant.reading.lay_areas import ByVectors
from assistant.reading.leaning.checks import restated
from assistant.reading.leaning.rules import leant
from assistant.reading.masking import mask
from assistant.reading.network import Network
from assistant.reading.on_a_point import on_its_point
from assistant.reading.parting import asks, is_set_right, items_of, joined
from assistant.reading.pinning import Pins
from assistant.reading.told import Tells, Told
from assistant.reading.verdicts import points_back
from assistant.request import (
    AROUND,
    OF_MANY,
    Act,
    Conversation,
    Form,
    Polarity,
    Request,
    Task,
    Want,
)
from assistant.times import LATEST
from index.places.mentions import find_places


def _is_one(message: str) -> bool:
    """Whether all of a message tells of one answer: a table, a quiz, two times side by side."""
    tests = (is_set_right, makes_quiz, is_table, asks_of_split, periods_of)
    sides = (TWO_SIDES, OF_EACH_END, BY_SUB_GRADES)
    is_told = any(test(message) for test in tests) or any(side.search(message) for side in sides)
    return bool(ASKED_AS.match(message)) or is_told


class Reader:
    """Reads conversations over one library."""

    def __init__(
        self,
        library: Library,
        network: Network,
        tells: Tells = lambda _: Told(),
        by_vectors: ByVectors | None = None,
        asked: AskedReader | None = None,
    ) -> None:
        """Read by what was learned; and where there is one, by a chat model that is asked."""
        self._library = library
        self._hearer = Hearer(library, network, by_vectors, asked)
        self._pins = Pins(library)
        self._tells = tells
        self._by_vectors = by_vectors

    def read(self, conversation: Conversation | Sequence[str]) -> Request:
        """What the last message of a conversation asks, standing alone; of one with several parts
        the first, with the others as its `further`.
        """
        if not isinstance(conversation, Conversation):
            conversation = Conversation(tuple(conversation))
        before: Request | None = None
        checked: Request | None = None
        told, home, said = [Request()], "", list[str]()
        for message in conversation.messages:
            told = []
            for part in self._parts(message[:LONGEST], said[-2:]):
                heard = self._hearer.hear(part, said[-2:])
                home = _home(heard.request) or home
                if checked and (claim := restated(checked, heard, is_before=checked is before)):
                    heard = self._hearer.hear(claim, ())
                request = self._following(before, heard, home, conversation)
                if told and heard.request.groups and not heard.request.times.is_named:
                    request = replace(request, times=LATEST)  # "and who else in Kent?" is of now
                told.append(request)
                said.append(part)
                if before is None or request.act not in _LEAVES_NOTHING:
                    before = request
                checked = request if request.act is Act.CHECK or request.claim else checked
        first, *others = [each for each in told if each.act is not Act.TALK] or told[:1]
        further = tuple(self._with_statements(other) for other in others)
        return replace(self._with_statements(first), further=further)

    def _parts(self, message: str, earlier: Sequence[str]) -> Sequence[str]:
        """The parts of a message that want an answer each, in its words: "when was Leeds last in
        and what must they fix" has two.
        """
        mentions = find_places(message, self._library.councils)
        masked = mask(message, mentions)
        reading = self._hearer.learned(masked, earlier)
        is_of_harm = may_tell_of_harm(message, mentions, reading)
        are_facts = len(reading.asked.facts) > len(reading.begins)  # told together in one table
        if not is_of_harm and (items := items_of(message)):
            return items[:MOST_PARTS]
        if is_of_harm or are_facts or _is_one(message) or names_lead(message) and not mentions:
            return [message]
        begins = reading.begins[: MOST_PARTS - 1]
        places = [masked.original(place, place)[0] for place in begins]
        if reading.acts and is_check(message, reading.acts[0][0], reading.asked):
            places = [  # the rest is of what is claimed
                p for p in places if asks(message[p:]) and not points_back(message[p:])
            ]
        if reading.asked.task in _DRAWN_UP:  # "… and what the board should watch" is of the text
            places = [p for p in places if _is_of_another(message, p)]
        ends = [place for place in places if len(message[:place].split()) > 1]  # "Ta. And Leeds?"
        ends = [place for place in ends if not _CARRIES_ON.match(message, place)]
        parts = [message[a:b].strip() for a, b in pairwise([0, *ends, len(message)])]
        parts = joined(parts)
        for tasks in (OF_RECORDS, _WHOLE):
            if reading.asked.task in tasks and all(self._is_of(tasks, part) for part in parts):
                return [message]  # "do you have Leeds, and which years?" is one table
        return parts

    def _is_of(self, tasks: frozenset[Task], part: str) -> bool:
        return self._hearer.learned(self._hearer.masked(part), ()).asked.task in tasks

    def _following(
        self, before: Request | None, heard: MessageReading, home: str, conversation: Conversation
    ) -> Request:
        """A message in the light of what was asked before it, kept to what is pinned."""
        heard = self._on_its_point(self._of_the_whole(_at_home(heard, home)))
        request = self._varied(before, heard) if before else heard.request
        request = around(
            self._in_family(request, heard.request, before), home, self._library.councils
        )
        request = self._still_on_its_point(completed(request))
        request = self._pins.held_then(self._pins.pinned(request, heard.request, conversation))
        earlier = before.named if before else ()
        named = dict.fromkeys([*heard.request.councils[::-1], *earlier, *request.councils])
        return replace(request, named=tuple(named))

    def _varied(self, before: Request, heard: MessageReading) -> Request:
        """What a message asks after another: that in part, in another shape, or what goes on
        from it.
        """
        if request := leant(before, heard, self._tells):
            return request
        again = varied(before, heard.request)
        request = again or follow(before, heard, self._tells)
        return replace(request, read_by=heard.request.read_by)

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
        heard = self._hearer.heard(f"Is it right that {statement.plain}?", (), is_told=True)
        read = completed(heard.request)
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

    def _still_on_its_point(self, request: Request) -> Request:
        """As it is read in the end: a whole area, where one topic of it is plainly meant."""
        if request.goes_on or not self._by_vectors:
            return request
        return on_its_point(request, self._by_vectors.means_a_topic)

    def _in_family(self, request: Request, own: Request, before: Request | None) -> Request:
        """A message that names no family and goes on stays with that of the message before."""
        if own.family or before is None or not request.goes_on:
            return replace(request, family=own.family)
        family = next((each for each in self._library.families if each.name == before.family), None)
        return of_family(request, family) if family else request


LONGEST = 10_000  # characters of a message that are read


MOST_PARTS = 5  # of a message that are answered one by one; what follows goes with the last


MOST_CLAIMED_OF = 2  # councils; of more it is asked which of them are so


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


OF_RECORDS = frozenset({Task.RECORD, Task.LIBRARY})


_WHOLE = frozenset({Task.BRIEF})  # parts of which all want the whole: "what is bad, what is good?"


# What limits what was said before it, and asks nothing of its own: "why them and not Leeds?".
_CARRIES_ON = re.compile(
    r"\W*(?:and |but |or )?(?:not|only|just the|rather than|instead of)\b", re.I
)
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
    if side := _WHERE_WE_ARE.search(request.message):  # of our own areas, and not of all councils
        polarity = Polarity.CRITICISM if _WEAK.search(side[0]) else Polarity.PRAISE
        own = Request(message=request.message, act=Act.BRIEF, councils=(home,), polarity=polarity)
        return replace(heard, request=own)
    if request.act in OF_MANY and not any(g.kind in AROUND for g in request.groups):
        return heard
    return replace(heard, request=replace(request, councils=(home, *request.councils)))


_WEAK = re.compile(r"weak|worst|struggl|fail|short", re.I)
_WHERE_WE_ARE = re.compile(
    r"\bwhere (?:are|do|did|were) we (?:\w+ )?(?:weak\w*|worst|strong\w*|best|struggl\w*|fail\w*"
    r"|fall\w* short|shine|do(?:ing)? well)\b",
    re.I,
)
