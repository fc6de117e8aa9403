"""What is drawn on a page → which words may not be seen, and which are struck out.

Words are in a file that nobody sees on the page: under a black box, in white on white, drawn as
invisible. Geometry tells which words are doubtful; `pdf.py` draws the page with and without its
words and looks whether that makes a difference where the doubtful ones stand.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# of 255 steps of grey between words and what is behind them: less may not be seen
NO_CONTRAST = 60.0
PAPER = 255.0  # the grey of an empty page
RULE_HEIGHT = 4.5  # points; a shape that is no higher may be a line through words
RULE_WIDTH = 8.0  # points; a shorter line strikes no word out
STRUCK_FROM, STRUCK_TO = 0.27, 0.65  # shares of the height of the type between which a line strikes
MOSTLY = 0.6  # share of a word's letters that decides about the word


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, across and up."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether a place, across and up, is inside."""
        return self.left <= place[0] <= self.right and self.bottom <= place[1] <= self.top

    def meets(self, other: "Area") -> bool:
        """Whether it lies over another in part."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0.5 and min(self.top, other.top) - max(self.bottom, other.bottom) > 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words or a shape: where, in which turn drawn, how grey (None for a picture), and if
    doubtful.
    """

    area: Area
    turn: int
    grey: float | None
    is_doubtful: bool = False


def doubtful(words: Iterable[Drawn], shapes: Sequence[Drawn]) -> Iterator[Area]:
    """Yield the places of words that may not be seen: covered later, or hardly other than what
    is behind.
    """
    for word in words:
        near = [shape for shape in shapes if shape.area.meets(word.area)]
        behind = [
            shape for shape in near if shape.turn < word.turn and shape.area.holds(word.area.middle)
        ]
        ground = behind[-1].grey if behind else PAPER
        is_covered = any(shape.turn > word.turn for shape in near)
        if word.is_doubtful or is_covered or _is_alike(word.grey, ground):
            yield word.area


def _is_alike(ink: float | None, ground: float | None) -> bool:
    return ground is None or ink is None or abs(ink - ground) < NO_CONTRAST


def is_rule(area: Area) -> bool:
    """Whether a shape is a line that could strike words out."""
    return area.top - area.bottom <= RULE_HEIGHT and area.right - area.left >= RULE_WIDTH


def is_thin(area: Area) -> bool:
    """Whether a shape is too thin to cover words."""
    return min(area.top - area.bottom, area.right - area.left) <= RULE_HEIGHT


def strikes(rule: Area, letter: Area) -> bool:
    """Whether a line goes through the middle of a letter, given with the height of its type."""
    up = (rule.bottom + rule.top) / 2
    if not letter.bottom < up < letter.top or rule.right < letter.left or letter.right < rule.left:
        return False
    share = (up - letter.bottom) / (letter.top - letter.bottom)
    return STRUCK_FROM <= share <= STRUCK_TO


def whole_words(text: str, marked: Sequence[bool]) -> set[int]:
    """Return the places in a text of all letters of words of which most letters are marked.

    >>> sorted(whole_words("ab cd", [True, True, True, False, False])) [0, 1]
    """
    found: set[int] = set()
    start = 0
    for end, letter in enumerate([*text, " "]):
        if letter.isspace() or ord(letter) < 32:
            count = sum(marked[start:end])
            if end > start and count >= MOSTLY * (end - start):
                found.update(range(start, end))
            start = end + 1
    return found
