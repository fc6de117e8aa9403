"""Conversations of mixed questions, made from the names of the councils in a library."""

from collections.abc import Sequence
from dataclasses import dataclass

TOPICS = (
    "staff morale",
    "supervision of social workers",
    "homeless 16- and 17-year-olds",
    "children who go missing",
    "foster carers",
    "social workers' caseloads",
    "children with disabilities",
    "life-story work",
    "neglect",
    "domestic abuse",
    "independent reviewing officers",
)
LIST = "Which councils are inadequate overall?"
COUNT = "How many councils are good overall?"
NATIONAL = "What do inspectors say about staff turnover across all councils?"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, those before it, the councils that it asks about, and all that were named so far.

    Without councils it asks about all.
    """

    kind: str
    question: str
    earlier: tuple[str, ...]
    councils: frozenset[str]
    named: frozenset[str]


def conversation(number: int, councils: Sequence[str]) -> tuple[Asked, ...]:
    """One of many conversations: eight questions on three councils of its own as far as there
    are enough.

    Each begins with another kind of question, so that many at once ask of all kinds.
    """
    blocks = _blocks(number, councils)
    turn = number % len(blocks)
    asked: list[Asked] = []
    named: frozenset[str] = frozenset()
    for block in (*blocks[turn:], *blocks[:turn]):
        for kind, question, about in block:
            named |= set(about)
            earlier = tuple(each.question for each in asked)
            asked.append(Asked(kind, question, earlier, frozenset(about), named))
    return tuple(asked)


def _blocks(number: int, councils: Sequence[str]) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    """Questions that must follow each other: kind, question, councils that it is about (none:
    all).
    """
    one, other, third = (councils[(3 * number + place) % len(councils)] for place in range(3))
    topic = TOPICS[number % len(TOPICS)]
    return [
        [
            ("one council", f"What did inspectors say about {topic} in {one}?", (one,)),
            ("follow-up, no council", "And for care leavers?", (one,)),
            ("follow-up, other council", f"And in {other}?", (other,)),
        ],
        [("comparison", f"Compare {one} and {third} on {topic}.", (one, third))],
        [("list", LIST, ())],
        [("count", COUNT, ())],
        [("national theme", NATIONAL, ())],
        [("unanswerable", f"What did inspectors say about bus timetables in {third}?", (third,))],
    ]
