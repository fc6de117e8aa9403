"""A message as the network reads it: names of councils as one and the same word, words of closed
classes spelled right.

Which council is named tells nothing of what is asked: "is Leeds City Council gud" is "is Kent
good".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.spelling import slips
from index.places.mentions import Mention

STAND_IN = "Kent"  # a name that the embedding model knows as a name


@dataclass(frozen=True, slots=True)
class Masked:
    """A message with stand-ins; `pieces` are (start in text, start in message, length, is a
    stand-in).
    """

    text: str
    pieces: tuple[tuple[int, int, int, bool], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the message of a place in the text; a stand-in is the whole of what it
        stands for.
        """
        return self._at(start, is_end=False), self._at(end, is_end=True)

    def masked(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in the message, without the stand-ins at its ends."""
        inside = [
            (begin + max(0, start - origin), begin + min(length, end - origin))
            for begin, origin, length, stands_in in self.pieces
            if origin < end and start < origin + length and not stands_in
        ]
        return (inside[0][0], inside[-1][1]) if inside else (0, 0)

    def _at(self, place: int, *, is_end: bool) -> int:
        end = (len(self.text) + 1, 0, 0, False)
        for (begin, origin, length, stands_in), (stop, *_) in pairwise([*self.pieces, end]):
            if place < stop or (is_end and place == stop):
                if stands_in:
                    return origin + (length if is_end else 0)
                return origin + place - begin
        return place


def mask(message: str, mentions: Sequence[Mention]) -> Masked:
    """Put the stand-in for each mention, and the right word for each slip: "is Leeds gud" is "is
    Kent good".
    """
    names = [(mention.start, mention.end, STAND_IN) for mention in mentions]
    slipped = [
        slip for slip in slips(message) if not any(a < slip[1] and slip[0] < b for a, b, _ in names)
    ]
    text, pieces, last = "", [], 0
    for start, end, stand_in in sorted(names + slipped):
        pieces.append((len(text), last, start - last, False))
        text += message[last:start]
        pieces.append((len(text), start, end - start, True))
        text += stand_in
        last = end
    pieces.append((len(text), last, len(message) - last, False))
    return Masked(text + message[last:], tuple(pieces))
