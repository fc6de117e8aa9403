"""One message → what it asks: councils, times, topic, and what kind of answer is wanted.

Deterministic: no model is needed to understand. How a message goes on from those before it is
told in `following.py`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answers import Scope
from assistant.library import Library
from assistant.understanding import asking
from assistant.understanding.areas import Topic
from assistant.understanding.conditions import Conditions, read_conditions
from assistant.understanding.moves import Change
from assistant.understanding.polarity import Polarity, polarity_of
from assistant.understanding.times import LATEST, Times, read_times, without_times
from assistant.understanding.varying import GradePart, part_on_grades
from assistant.understanding.vocabulary import GENERAL, OF_AREAS, OF_GRADES, content_words
from assistant.understanding.wishes import Wish
from index.council_names import Mention, find_councils
from index.councils import Council
from index.reports import Kind

LONGEST = 10_000  # characters of a message that are read
FEW_WORDS = 1  # of its own, with which a question without a council is too vague to be answered
MOST_COMPARED = 6  # councils that a table sets side by side; more are listed

_LEAVES_OUT = re.compile(
    r"\b(?:not|instead of|rather than|other than|apart from|aside from|except(?: for)?|besides|excluding|not counting|leaving out)(?: the)? *$",
    re.I,
)


class Wanted(StrEnum):
    """What kind of answer a question wants."""

    WORDS = "what was written"
    COMPARISON = "councils side by side"
    CHANGE = "then and now"
    THEME = "councils of which something was written"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    `topic` is what is asked, without the names and years that limit it. `councils` are in the
    library, `absent` are known places that are not, `unclear` names that fit several councils.
    `excluded` are councils of which it is not asked ("other than Harrow"); `among` those
    that a description leaves, and `limits` the description (" in London"); `named` are the councils that the conversation has been about, the last named first. `own_topic`
    is that of the message alone, before it was joined to an earlier one.
    """

    message: str
    topic: str
    councils: tuple[str, ...] = ()
    absent: tuple[Council, ...] = ()
    unclear: tuple[Mention, ...] = ()
    times: Times = LATEST
    own_topic: str = ""
    wants_change: bool = False
    wants_articles: bool = False
    kinds: tuple[Kind, ...] = ()
    excluded: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    limits: str = ""
    named: tuple[str, ...] = ()

    @property
    def conditions(self) -> Conditions:
        """What it asks for if it is a question on grades."""
        return read_conditions(self.topic)

    @property
    def part_on_grades(self) -> GradePart | None:
        """The part of a longer question that asks for grades."""
        return part_on_grades(self.topic)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the topic that tell what is asked, each once."""
        return tuple(dict.fromkeys(content_words(self.topic)))

    @property
    def is_general(self) -> bool:
        """Whether it asks how things are altogether, and of no topic."""
        of_grades = OF_GRADES if self.wants_change else frozenset()
        topics = [word for word in self.words if word not in GENERAL | of_grades]
        return not topics or (topics == ["care"] and "social" in self.words)

    @property
    def names_inspection_year(self) -> bool:
        """Whether its year is that of an inspection or report, and not of something told."""
        return bool(asking.OF_INSPECTION.search(self.message)) or not content_words(self.own_topic)

    @property
    def area(self) -> Topic | None:
        """The judged area that it asks about, if it asks about the whole of one area."""
        areas = [topic for topic in self.conditions.topics if topic is not Topic.OVERALL]
        more = [word for word in self.words if word not in GENERAL | OF_AREAS]
        return areas[0] if len(areas) == 1 and not more else None

    @property
    def asks_to_improve(self) -> bool:
        """Whether it asks what inspectors said must improve."""
        return bool(self.councils) and bool(asking.IMPROVE.search(self.topic))

    @property
    def asks_all_to_improve(self) -> bool:
        """Whether it asks for everything that must improve, and not only on one topic."""
        return self.asks_to_improve and not set(self.words) - asking.OF_IMPROVING - GENERAL

    @property
    def asks_of_title(self) -> bool:
        """Whether it asks what the title page tells: who led an inspection, and when."""
        return bool(asking.OF_TITLE.search(self.message))

    @property
    def is_of_a_section(self) -> bool:
        """Whether one section of a report answers it, whatever words it is asked in."""
        return (
            self.is_general or self.asks_to_improve or self.asks_of_title or self.area is not None
        )

    @property
    def is_vague(self) -> bool:
        """Whether it names no council, does not ask which, and tells hardly what it is about."""
        if self.councils or self.among or asking.EVERYWHERE.search(self.message):
            return False
        return len(set(self.words) - GENERAL - OF_AREAS) <= FEW_WORDS

    @property
    def asks_how_many(self) -> bool:
        """Whether it asks for a number of what reports tell."""
        return bool(asking.HOW_MANY.search(self.message))

    @property
    def asks_why(self) -> bool:
        """Whether it asks for reasons."""
        return bool(asking.WHY.search(self.message))

    @property
    def wants_reasons(self) -> bool:
        """Whether, beside the grades of one council, what inspectors wrote of them is wanted."""
        if len(self.councils) != 1 or self.conditions.lists_others:
            return False
        own = read_conditions(self.own_topic)
        says_grade = (own if own.topics else self.conditions).says_grade
        return self.asks_why or not self.conditions.topics or not says_grade

    @property
    def scope(self) -> Scope:
        """What it is limited to, as an answer shows it."""
        return Scope(self.councils, self.times.ends, tuple(kind.label for kind in self.kinds))

    @property
    def names_a_place(self) -> bool:
        """Whether any council or other place is named."""
        return bool(self.councils or self.absent or self.unclear)

    @property
    def asks_for_change(self) -> bool:
        """Whether it asks what was then and what is now, of the words or only of the grades."""
        conditions = self.conditions
        moved = conditions.change in {Change.UP, Change.DOWN} or conditions.move is not None
        of_one = conditions.wish is Wish.GRADES or len(self.councils) == 1
        only_grades = conditions.is_answerable_exactly and of_one
        claims = self.asks_why or conditions.grades
        if only_grades and conditions.history and not moved:
            return False  # every inspection is asked for, and not only then and now
        return self.wants_change or (moved and only_grades and not claims)

    @property
    def wanted(self) -> Wanted:
        """The kind of answer that it wants."""
        if self.councils and self.asks_for_change:
            return Wanted.CHANGE
        if not self.councils or self.among or self._picks_from_a_list:
            return Wanted.THEME
        if len(self.councils) > MOST_COMPARED:
            return Wanted.THEME
        return Wanted.COMPARISON if len(self.councils) > 1 else Wanted.WORDS

    @property
    def _picks_from_a_list(self) -> bool:
        """ "Which of these six …?" sorts the councils; "how do these two …?" sets them side by side."""
        return len(self.councils) > 3 and bool(asking.EVERYWHERE.search(self.message))

    @property
    def polarity(self) -> Polarity | None:
        """Whether only criticism, or only praise, is asked for."""
        if asking.CRITICISM.search(self.topic):
            return Polarity.CRITICISM
        if asking.PRAISE.search(self.topic):
            return Polarity.PRAISE
        # "Where do care leavers not get …?" points by the words for what is asked itself.
        return polarity_of(self.topic) or None


def read_message(message: str, library: Library) -> Question:
    """Read one message on its own."""
    message = message[:LONGEST]
    mentions = find_councils(message, library.councils)
    left_out = [mention for mention in mentions if _LEAVES_OUT.search(message[: mention.start])]
    meant = [mention for mention in mentions if mention not in left_out]
    times = read_times(message, library.newest_year)
    topic = _without(message, mentions)
    return Question(
        message=message,
        topic=topic,
        own_topic=topic,
        councils=tuple(_named(meant, library)),
        excluded=tuple(_named(left_out, library)),
        absent=tuple(_absent(meant, library)),
        unclear=tuple(m for m in meant if m.is_ambiguous and not _in_library(m, library)),
        times=times,
        kinds=tuple(kind for kind, pattern in asking.KINDS if _is_searched(pattern, message)),
        wants_articles=bool(asking.ARTICLES.search(message)),
        wants_change=bool(asking.CHANGE.search(message))
        or (len(times.ends) > 1 and (times.since is not None or "between" in message.lower())),
    )


def _is_searched(kind: str, message: str) -> bool:
    """Whether a kind of inspection is one to search, and not one that is told of ("since the visit")."""
    return bool(
        re.search(
            kind,
            re.sub(rf"\b(?:since|before|after)(?: \w+){{0,3}} {kind}", " ", message, flags=re.I),
            re.I,
        )
    )


def compares(message: str) -> bool:
    """Whether a message asks to set councils side by side."""
    return bool(asking.COMPARE.search(message))


def _named(mentions: Iterable[Mention], library: Library) -> dict[str, None]:
    """Councils of the library that are named; of an ambiguous name the one that is in it."""
    named: dict[str, None] = {}
    for mention in mentions:
        present = _in_library(mention, library)
        if len(present) == 1:
            named[present[0]] = None
    return named


def _absent(mentions: Iterable[Mention], library: Library) -> Iterable[Council]:
    for mention in mentions:
        if not mention.is_ambiguous and not _in_library(mention, library):
            yield mention.councils[0]


def _in_library(mention: Mention, library: Library) -> list[str]:
    return [council.name for council in mention.councils if council.name in library.councils]


def _without(message: str, mentions: Sequence[Mention]) -> str:
    """Take the names and years out of a message: in its own report a council's name fits everything."""
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        before, after = _LEAVES_OUT.sub(" ", message[: mention.start]), message[mention.end :]
        message = before + re.sub(r"^['’]s?\b", "", after)
    return re.sub(r"\s+", " ", without_times(message)).strip()
