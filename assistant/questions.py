"""Message and conversation → Question. Deterministic: no model is needed to understand.

A follow-up keeps the councils, dates and topic of the question before it unless it names its own:
"And in Leicestershire?" asks the same of another council, "what about care leavers?" asks
something else of the same one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.conditions import Conditions, read_conditions
from assistant.library import Library
from index.council_names import Mention, find_councils
from index.councils import Council

LONGEST = 10_000  # characters of a message that are read

# Words that ask, and do not tell what is asked.
_ASKING = frozenset(
    """a about according again all also am an and any are as ask at be been being but by can could
    council councils did do does doing finding findings find for found from give had has
    have having he her hers him his how i if in inspected inspection inspections inspector
    inspectors into is it its just know latest like look make me mean meant mention
    mentioned my now of ofsted on or our please question report reported reports said same
    say says see she should show so some something tell than thank thanks that the their
    them then there these they thing things think this those to too up us versus very vs was
    we were what whats when where whether which while who whom whose why will with word
    words would write wrote you your better worse best
    worst compare compared comparison detail details exact exactly example examples evidence page
    paragraph quote quotes source sources verbatim more else both different difference""".split()
)
_NEW_SUBJECT = re.compile(r"\b(different|another|new|separate) (question|subject|topic)\b", re.I)
_BACK = re.compile(
    r"\b(?:and |in |at )*(?:the |its |their )?(?:(?:time|one|inspection|report) before(?: that| last)?|last but one"
    r"|previous(?:ly)?(?: (?:inspection|report|time|one))?|before that)\b",
    re.I,
)
_YEAR = re.compile(r"\b(since |after |from )?((?:19|20)\d\d)\b( onwards)?", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    `topic` is what is asked, without the names and years that limit it. `councils` are in the
    library, `absent` are known places that are not, `unclear` names that fit several councils.
    `back` counts inspections before the latest: 1 is the one before it.
    """

    message: str
    topic: str
    councils: tuple[str, ...] = ()
    absent: tuple[Council, ...] = ()
    unclear: tuple[Mention, ...] = ()
    years: tuple[int, ...] = ()
    since: int | None = None
    back: int = 0

    @property
    def conditions(self) -> Conditions:
        """What it asks for if it is a question on grades."""
        return read_conditions(self.topic, _ASKING)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the topic that tell what is asked, each once."""
        return tuple(dict.fromkeys(content_words(self.topic)))

    @property
    def names_a_place(self) -> bool:
        """Whether any council or other place is named."""
        return bool(self.councils or self.absent or self.unclear)


def content_words(text: str) -> list[str]:
    """The words of a text that are more than asking."""
    words = re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower())
    words = [re.sub(r"['’]s$", "", word) for word in words]
    return [part for word in words for part in re.split("['’]", word) if part not in _ASKING and len(part) > 1]


def understand(messages: Sequence[str], library: Library) -> Question:
    """Read a conversation; returns what its last message asks."""
    question = Question("", "")
    for message in messages:
        question = _follow(question, read_message(message[:LONGEST], library))
    return question


def _follow(before: Question, asked: Question) -> Question:
    if _NEW_SUBJECT.search(asked.message):
        return asked
    if not asked.words:
        asked = replace(asked, topic=before.topic)
        if asked.back:
            asked = replace(asked, back=before.back + asked.back)
        elif not asked.years and asked.since is None:
            asked = replace(asked, years=before.years, since=before.since, back=before.back)
    if not asked.names_a_place:
        asked = replace(asked, councils=before.councils, absent=before.absent)
    return asked


def read_message(message: str, library: Library) -> Question:
    """Read one message on its own."""
    mentions = find_councils(message, library.councils)
    named = _named(mentions, library)
    years = _YEAR.findall(message)
    since = [int(year) for before, year, after in years if _is_since(before, after)]
    return Question(
        message=message,
        topic=_without(message, mentions),
        councils=tuple(named),
        absent=tuple(
            mention.councils[0]
            for mention in mentions
            if not mention.is_ambiguous and mention.councils[0].name not in library.councils
        ),
        unclear=tuple(
            mention for mention in mentions if mention.is_ambiguous and not _in_library(mention, library)
        ),
        years=tuple(int(year) for before, year, after in years if not _is_since(before, after)),
        since=min(since, default=None),
        back=1 if _BACK.search(message) else 0,
    )


def _is_since(before: str, after: str) -> bool:
    return before.strip().lower() in {"since", "after"} or bool(after) or before.strip().lower() == "from"


def _named(mentions: Iterable[Mention], library: Library) -> dict[str, None]:
    """Councils of the library that are named; of an ambiguous name the one that is in it."""
    named: dict[str, None] = {}
    for mention in mentions:
        present = _in_library(mention, library)
        if len(present) == 1:
            named[present[0]] = None
    return named


def _in_library(mention: Mention, library: Library) -> list[str]:
    return [council.name for council in mention.councils if council.name in library.councils]


def _without(message: str, mentions: Sequence[Mention]) -> str:
    """Take the names and years out of a message: in its own report a council's name fits everything."""
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        before, after = message[: mention.start], message[mention.end :]
        message = before + re.sub(r"^['’]s?\b", "", after)
    message = _BACK.sub(" ", _YEAR.sub(" ", message))
    return re.sub(r"\s+", " ", message).strip()
