"""A conversation → the question that its last message asks.

A follow-up keeps the councils, times and topic of the question before it unless it names its own:
"And in Leicestershire?" asks the same of another council, "what about care leavers?" something
else of the same one, "why?" more of both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answers import Scope
from assistant.grading.population import Population
from assistant.grading.selection import select
from assistant.library import Library
from assistant.understanding.questions import MOST_COMPARED, Question, compares, read_message
from assistant.understanding.times import Times, means_now
from assistant.understanding.varying import vary
from assistant.understanding.vocabulary import content_words
from index.reports import Kind

_NEW_SUBJECT = re.compile(
    r"\b(different|another|new|separate) (question|subject|topic|thing)\b", re.I
)
_OTHER_TOPIC = re.compile(
    r"\b(what|how) about\b|^(and|but) (?!(do|does|did|is|are|was|were|why|how|when)\b)", re.I
)
_ONLY = re.compile(r"\b(?:only|just|of (?:those|these|them))\b", re.I)
_POINTS_BACK = re.compile(r"\b(it|its|they|them|their|that|those|these|this|why)\b", re.I)
_COUNTS = {"three": 3, "four": 4, "five": 5, "all of them": 6}
_FEW_WORDS = 1  # of its own that a follow-up has when it goes on with the topic before
_FEW_WORDS_OF_WHY = 3
_PLACES = ("first|former", "second|latter", "third", "fourth", "fifth", "sixth", "last")
_ORDINALS = tuple(
    re.compile(
        rf"\b(?:the )?(?:{words})(?: (?:one|council|borough|authority)| of (?:them|those|these|the \w+))(?:['’]s)?(?!\w)"
        rf"|\bthe (?:{words})(?:['’]s\b|(?= *(?:[?.,;:!]|$)))",
        re.I,
    )
    for words in _PLACES
)
_THEM = re.compile(r"\b(?:they|them|their|those|these)\b", re.I)
_ADDS = re.compile(
    r"^\W*(?:(?:and|now|also|please|can you|could you) )*(?:(?:add|include|plus|put in)\b|(?:compare|set|put) (?:that|this|it|them)?\b(?: (?:with|to|against|beside|next to))?"
    r"|how (?:does|do) (?:that|this|it|they) compare (?:with|to)\b|(?:versus|vs\.?|against)\b)",
    re.I,
)
# "Compare Kent and Surrey" names all that it compares; "compare it with Kent" does not.
_COMPARES_ITS_OWN = re.compile(
    r"^\W*(?:(?:and|now|also|please|can you|could you) )*(?:compare|set|put) (?!(?:that|this|it|them|with|to|against|beside|next)\b)",
    re.I,
)
_HOW_DOES_IT_COMPARE = re.compile(r"\bcompares?\W*$", re.I)
_OF_ALL = re.compile(
    r"\b(?:which|what|any|how many|other|all|list|name)\b(?:\s+\S+){0,4}?\s+(?:councils|authorities|boroughs|areas|places|counties)\b"
    r"|^(?:and |but )?(?:who|where)\b",
    re.I,
)
_OF_THESE = re.compile(
    r"\b(?:of|between|among) (?:these|those|them|the (?:two|three|four|five|six))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of one reader, the last of them the question, and the scope they have pinned.

    A pinned scope holds for each message that names no council, time or kind of its own; kinds are
    given by their labels.
    """

    messages: tuple[str, ...]
    pinned: Scope = field(default_factory=Scope)


def understand(conversation: Conversation | Sequence[str], library: Library) -> Question:
    """Read a conversation; returns what its last message asks, standing alone."""
    if not isinstance(conversation, Conversation):
        conversation = Conversation(tuple(conversation))
    question = Question("", "")
    for message in conversation.messages:
        asked = read_message(message, library)
        question = _follow(question, asked, library) if question.message else asked
        question = _pin(question, asked, conversation.pinned, library)
        named = dict.fromkeys([*asked.councils[::-1], *question.named, *question.councils])
        question = replace(question, named=tuple(named))
    return question


def _pin(question: Question, asked: Question, pinned: Scope, library: Library) -> Question:
    """Fill in from the pinned scope what a message does not name itself."""
    if pinned.councils and not asked.names_a_place:
        here = tuple(name for name in pinned.councils if name in library.councils)
        question = replace(question, councils=here, absent=())
    if pinned.years and not asked.times.is_named:
        question = replace(question, times=Times(pinned.years))
    if pinned.kinds and not asked.kinds:
        kinds = tuple(kind for kind in Kind if kind.label in pinned.kinds)
        question = replace(question, kinds=kinds)
    return question


def _follow(before: Question, asked: Question, library: Library) -> Question:
    if _NEW_SUBJECT.search(asked.message):
        return replace(asked, topic=_NEW_SUBJECT.sub(" ", asked.topic))
    followed = _keep_councils(before, replace(asked, named=before.named), library)
    varied = None if asked.names_a_place else vary(before.topic, followed.topic)
    if varied and not _stands_alone(asked):
        return _keep_times(before, replace(followed, topic=varied))
    if _goes_on(before, followed):
        return _keep_topic(before, followed)
    return followed


def _stands_alone(asked: Question) -> bool:
    """Whether a message says itself of which councils it asks what."""
    joins = _OTHER_TOPIC.search(asked.message) or _ONLY.search(asked.message)
    return (
        bool(_OF_ALL.search(asked.message)) and asked.conditions.is_answerable_exactly and not joins
    )


def _goes_on(before: Question, asked: Question) -> bool:
    """Whether a message says more of the topic before it, rather than beginning another."""
    if not asked.words:
        return True
    if _OTHER_TOPIC.search(asked.message) and not asked.names_a_place:
        return False
    if not _POINTS_BACK.search(asked.message):
        return False
    few = _FEW_WORDS_OF_WHY if asked.message.lower().startswith("why") else _FEW_WORDS
    return asked.names_a_place or len(asked.words) <= few


def _keep_topic(before: Question, asked: Question) -> Question:
    topic = f"{before.topic} {asked.topic}" if content_words(asked.topic) else before.topic
    return _keep_times(before, replace(asked, topic=topic))


def _keep_times(before: Question, asked: Question) -> Question:
    if asked.times.back:
        return replace(asked, times=replace(asked.times, back=before.times.back + asked.times.back))
    if asked.times.names_years or means_now(asked.message):
        return asked
    return replace(asked, times=before.times)


def _keep_councils(before: Question, asked: Question, library: Library) -> Question:
    if asked.names_a_place:
        return _add_councils(before, asked)
    if asked.conditions.limits_by_place or (
        _OF_ALL.search(asked.message) and not _OF_THESE.search(asked.message)
    ):
        return asked
    for place, pattern in enumerate(_ORDINALS):
        if pattern.search(asked.message):
            names = before.councils or _listed(before, library)
            at = len(names) - 1 if pattern is _ORDINALS[-1] else place
            if 0 <= at < len(names):
                topic = pattern.sub(" ", asked.topic)
                return replace(asked, councils=(names[at],), topic=topic)
    if (
        not before.councils
        and asked.words
        and _THEM.search(asked.message)
        and not _ONLY.search(asked.message)
    ):
        names = _listed(before, library)
        few = len(names) <= MOST_COMPARED
        return replace(asked, councils=names if few else (), among=() if few else names)
    if (
        compares(asked.message)
        and len(before.councils) == 1
        and len(before.named) > 1
        and not asked.wants_change
    ):
        count = next((n for word, n in _COUNTS.items() if word in asked.message.lower()), 2)
        return replace(asked, councils=tuple(reversed(before.named[:count])))
    return replace(asked, councils=before.councils, among=before.among, absent=before.absent)


def _add_councils(before: Question, asked: Question) -> Question:
    """A message that names councils asks of these alone, unless it sets them beside those before."""
    adds = _ADDS.search(asked.topic)
    if (
        not before.councils
        or not asked.councils
        or not (adds or _HOW_DOES_IT_COMPARE.search(asked.message))
    ):
        return asked
    if len(asked.councils) > 1 and _COMPARES_ITS_OWN.search(asked.message):
        return asked
    councils = tuple(dict.fromkeys([*before.councils, *asked.councils]))
    return replace(asked, councils=councils, topic=_ADDS.sub(" ", asked.topic))


def _listed(before: Question, library: Library) -> tuple[str, ...]:
    """The councils that the list before named, where it was one of grades."""
    if not before.conditions.is_answerable_exactly:
        return ()
    return select(Population(library), before, before.conditions).councils
