"""Names of councils, each put as one and the same word: which council is named tells nothing of what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.council_names import Mention

STAND_IN = "Kent"  # a name that the embedding model knows as a name


@dataclass(frozen=True, slots=True)
class Masked:
    """A message with stand-ins for names; `pieces` are (start in text, start in message, length, is a name)."""

    text: str
    pieces: tuple[tuple[int, int, int, bool], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the message of a place in the text; a stand-in is the whole name."""
        return self._at(start, is_end=False), self._at(end, is_end=True)

    def _at(self, place: int, *, is_end: bool) -> int:
        end = (len(self.text) + 1, 0, 0, False)
        for (begin, origin, length, is_name), (stop, *_) in pairwise([*self.pieces, end]):
            if place < stop or (is_end and place == stop):
                if is_name:
                    return origin + (length if is_end else 0)
                return origin + place - begin
        return place


def mask(message: str, mentions: Sequence[Mention]) -> Masked:
    """Put the stand-in for each mention: "is Leeds City Council good" is "is Kent good"."""
    text, pieces, last = "", [], 0
    for mention in mentions:
        pieces.append((len(text), last, mention.start - last, False))
        text += message[last : mention.start]
        pieces.append((len(text), mention.start, mention.end - mention.start, True))
        text += STAND_IN
        last = mention.end
    pieces.append((len(text), last, len(message) - last, False))
    return Masked(text + message[last:], tuple(pieces))
