"""A conversation → the question that its last message asks.

A follow-up keeps the councils, times and topic of the question before it unless it names its own:
"And in Leicestershire?" asks the same of another council, "what about care leavers?" something
else of the same one, "why?" more of both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answers import Scope
from assistant.library import Library
from assistant.questions import Question, compares, content_words, read_message
from index.reports import Kind

_NEW_SUBJECT = re.compile(r"\b(different|another|new|separate) (question|subject|topic|thing)\b", re.I)
_OTHER_TOPIC = re.compile(r"\b(what|how) about\b|^(and|but) (?!(do|does|did|is|are|was|were|why|how|when)\b)", re.I)
_POINTS_BACK = re.compile(r"\b(it|its|they|them|their|that|those|these|this|why)\b", re.I)
_COUNTS = {"three": 3, "four": 4, "five": 5, "all of them": 6}
_FEW_WORDS = 1  # of its own that a follow-up has when it goes on with the topic before
_FEW_WORDS_OF_WHY = 3
_ORDINALS = (
    (re.compile(r"\b(the )?(first|former)( (one|council|of them))?\b", re.I), 0),
    (re.compile(r"\b(the )?(second|latter)( (one|council|of them))?\b", re.I), 1),
    (re.compile(r"\b(the )?(third)( (one|council|of them))?\b", re.I), 2),
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
        question = _follow(question, asked) if question.message else asked
        question = _pin(question, asked, conversation.pinned, library)
        named = dict.fromkeys([*asked.councils[::-1], *question.named, *question.councils])
        question = replace(question, named=tuple(named))
    return question


def _pin(question: Question, asked: Question, pinned: Scope, library: Library) -> Question:
    """Fill in from the pinned scope what a message does not name itself."""
    if pinned.councils and not asked.names_a_place:
        here = tuple(name for name in pinned.councils if name in library.councils)
        question = replace(question, councils=here, absent=())
    if pinned.years and not asked.names_a_time:
        question = replace(question, years=pinned.years, since=None, back=0)
    if pinned.kinds and not asked.kinds:
        kinds = tuple(kind for kind in Kind if kind.label in pinned.kinds)
        question = replace(question, kinds=kinds)
    return question


def _follow(before: Question, asked: Question) -> Question:
    if _NEW_SUBJECT.search(asked.message):
        return replace(asked, topic=_NEW_SUBJECT.sub(" ", asked.topic))
    followed = _keep_councils(before, replace(asked, named=before.named))
    if _goes_on(before, asked):
        followed = _keep_topic(before, followed)
    return followed


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
    kept = replace(asked, topic=topic)
    if asked.back:
        return replace(kept, back=before.back + asked.back)
    if not asked.years and asked.since is None:
        return replace(kept, years=before.years, since=before.since, back=before.back)
    return kept


def _keep_councils(before: Question, asked: Question) -> Question:
    if asked.names_a_place:
        return asked
    for pattern, place in _ORDINALS:
        if pattern.search(asked.message) and len(before.councils) > place:
            topic = pattern.sub(" ", asked.topic)
            return replace(asked, councils=(before.councils[place],), topic=topic)
    if compares(asked.message) and len(before.councils) == 1 and len(before.named) > 1 and not asked.wants_change:
        count = next((n for word, n in _COUNTS.items() if word in asked.message.lower()), 2)
        return replace(asked, councils=tuple(reversed(before.named[:count])))
    return replace(asked, councils=before.councils, absent=before.absent)
