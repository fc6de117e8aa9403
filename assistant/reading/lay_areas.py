"""Judged areas in lay words that no list knows: the nearest of a few wordings, by the embedding
model that is loaded anyway.

Asked only where a grade is said or wanted of a phrase that code cannot read: "outstanding for
the folk upstairs".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.areas import Topic
from index.encoder.embeddings import Vectors

NEAR = 0.5  # cosine from which on a phrase is taken for an area
_SAID = {
    Topic.HELP: (
        "helping and protecting children", "keeping children safe at home", "child protection",
        "safeguarding children at risk", "social workers responding to abuse and neglect",
        "the front door", "children in need of help", "protecting kids from harm",
    ),
    Topic.IN_CARE: (
        "children in care", "looked after children", "fostered children", "kids in foster care",
        "children's homes and fostering", "kids the council looks after",
        "children living away from home", "youngsters in the council's care",
    ),
    Topic.CARE_LEAVERS: (
        "care leavers", "young people who have left care", "young adults moving on from care",
        "ones who aged out of care", "after leaving the care system", "former children in care",
        "people who grew up in care", "kids after they turn eighteen and leave care",
    ),
    Topic.LEADERS: (
        "leadership and management", "the people in charge", "bosses", "senior managers",
        "the director and her team", "the people running the show", "those at the top",
        "how well it is run",
    ),
    Topic.ADOPTION: ("adoption", "adopting a child", "finding adoptive families", "adopters"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByVectors:
    """What vectors tell of a message: the judged area that a phrase means, and whether texts that
    ask the same are about something that reports tell of: "agency staff" is, "style" is not.
    """

    areas: "LayAreas"
    means_a_topic: Callable[..., bool] = lambda *_: True


class LayAreas:
    """Knows areas by their nearest wording; `vectors` embeds texts with length 1."""

    def __init__(self, vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self._vectors = vectors

    def nearest(self, phrase: str) -> Topic | None:
        """The area that a phrase names in lay words: "the ones calling the shots"; None where
        none is near.
        """
        topics, known = self._known
        likeness = known @ self._vectors([phrase])[0]
        best = int(likeness.argmax())
        return topics[best] if likeness[best] >= NEAR else None

    @cached_property
    def _known(self) -> tuple[list[Topic], Vectors]:
        said = [(topic, words) for topic, wordings in _SAID.items() for words in wordings]
        return [topic for topic, _ in said], self._vectors([words for _, words in said])
