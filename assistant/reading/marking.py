"""A message while it is read: its words in one plain form, each sign with its place in the message.

What is understood is put as one mark into the text or taken out of it, so that what belongs
together can be read from the order of the marks. Places always are those of the message as it
was written.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from assistant.reading.spelling import slips
from index.places.mentions import Mention

Place = tuple[int, int]


class Block(Enum):
    """Marks of one kind: they stand in Unicode's private use area, which no message needs."""

    NAME = 0xE000
    GROUP = 0xE200
    TIME = 0xE400
    POINT = 0xE600
    KIND = 0xE800
    GRADE = 0xEA00
    AREA = 0xEC00
    SPAN = 0xEE00
    MOVE = 0xF000
    OTHER = 0xF200

    @property
    def sign(self) -> str:
        """A pattern for any mark of this kind."""
        return f"[{chr(self.value)}-{chr(self.value + _SIZE - 1)}]"


_SIZE = 0x200
ANY_MARK = "[\ue000-\uf3ff]"
NAME, GROUP, TIME, POINT = (
    block.sign for block in (Block.NAME, Block.GROUP, Block.TIME, Block.POINT)
)
KIND, GRADE, AREA, SPAN, MOVE = (
    block.sign for block in (Block.KIND, Block.GRADE, Block.AREA, Block.SPAN, Block.MOVE)
)
_NOT_READ = re.compile(r"[\ue000-\uf8ff]")
_DROPPED = frozenset("'\"\u2018\u2019\u201c\u201d\u02bc\u00b4`*_")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s\b", re.I)


class Text:
    """A message in plain form with marks; `covered` are the places that what was read explains."""

    def __init__(self, message: str, mentions: Sequence[Mention] = ()) -> None:
        self.covered: list[Place] = []
        self._values: dict[str, Any] = {}
        self._used: Counter[Block] = Counter()
        signs, places = _plain(message, mentions)
        self.string, self._places = _spelled_right(signs, places)

    def value(self, mark: str) -> Any:  # noqa: ANN401
        """What a mark stands for."""
        return self._values[mark]

    def place(self, start: int, end: int) -> Place:
        """The place in the message of a part of the text."""
        inside = self._places[start:end]
        return min(first for first, _ in inside), max(last for _, last in inside)

    def at(self, place: Place) -> tuple[int, int] | None:
        """The part of the text that stands for a place of the message."""
        inside = [n for n, (a, b) in enumerate(self._places) if a < place[1] and b > place[0]]
        return (inside[0], inside[-1] + 1) if inside else None

    def cover(self, start: int, end: int) -> None:
        """Note that a part of the text is explained."""
        if end > start:
            self.covered.append(self.place(start, end))

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is found; it is not taken for explained."""
        return bool(pattern.search(self.string))

    def put(self, start: int, end: int, block: Block, value: object) -> str:
        """Put one mark in place of a part of the text."""
        mark = chr(block.value + min(self._used[block], _SIZE - 1))
        self._used[block] += 1
        self._values[mark] = value
        self._replace(start, end, mark)
        return mark

    def explain(
        self, start: int, end: int, block: Block = Block.OTHER, value: object = None
    ) -> None:
        """Note that a part of the text is explained, and put a mark in its place."""
        self.cover(start, end)
        self.put(start, end, block, value)

    def mark(
        self,
        pattern: re.Pattern[str],
        block: Block,
        give: Callable[[re.Match[str]], object],
        group: int = 0,
    ) -> bool:
        """Put a mark in place of each match that `give` has a value for."""
        found = False
        for match in reversed(list(pattern.finditer(self.string))):
            value = give(match)
            if value is not None:
                self.put(*match.span(group), block, value)
                found = True
        return found

    def take(self, pattern: re.Pattern[str]) -> bool:
        """Take all that a pattern matches out of the text, as explained; tell whether there was
        any.
        """
        matches = [match for match in pattern.finditer(self.string) if match.end() > match.start()]
        for match in reversed(matches):
            self.cover(*match.span())
            self.drop(*match.span())
        return bool(matches)

    def drop(self, start: int, end: int) -> None:
        """Take a part out of the text, with one of the spaces beside it."""
        if self.string[start - 1 : start] in ("", " ") and self.string[end : end + 1] == " ":
            end += 1
        self._replace(start, end, "")

    def cover_but(self, span: tuple[int, int], kept: Sequence[tuple[int, int]]) -> None:
        """Note that a part of the text is explained, except some places in it."""
        for start, end in _without(span, kept):
            self.cover(start, end)

    def drop_but(self, span: tuple[int, int], kept: Sequence[tuple[int, int]]) -> None:
        """Take a part out of the text, except some places in it."""
        for start, end in reversed(_without(span, kept)):
            self.drop(start, end)

    def swap(self, first: tuple[int, int], second: tuple[int, int]) -> None:
        """Let two parts of the text change places."""
        (a, b), (c, d) = first, second
        self.string = "".join(
            self.string[x:y] for x, y in ((0, a), (c, d), (b, c), (a, b), (d, None))
        )
        self._places = [
            p for x, y in ((0, a), (c, d), (b, c), (a, b), (d, None)) for p in self._places[x:y]
        ]

    def note(self, pattern: re.Pattern[str]) -> bool:
        """Cover all that a pattern matches and leave it in the text; tell whether there was any."""
        matches = list(pattern.finditer(self.string))
        for match in matches:
            self.cover(*match.span())
        return bool(matches)

    def _replace(self, start: int, end: int, mark: str) -> None:
        place = [self.place(start, end)] if mark else []
        self.string = f"{self.string[:start]}{mark}{self.string[end:]}"
        self._places[start:end] = place


def _without(span: tuple[int, int], kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a span that are left beside what is kept."""
    edges = [span[0], *(edge for place in kept for edge in place), span[1]]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _plain(message: str, mentions: Sequence[Mention]) -> tuple[list[str], list[Place]]:
    """The signs of a message in small letters, a name as one mark, spaces one by one."""
    signs: list[str] = []
    places: list[Place] = []
    names = {mention.start: mention.end for mention in mentions}
    at = 0
    while at < len(message):
        end = names.get(at)
        if end is not None:
            signs.append(chr(Block.NAME.value))
            places.append((at, end))
            possessive = _POSSESSIVE.match(message, end)
            at = possessive.end() if possessive else end
            continue
        sign = _sign(message[at])
        if sign and not (sign == " " and signs[-1:] == [" "]):
            signs.append(sign)
            places.append((at, at + 1))
        at += 1
    return signs, places


def _sign(written: str) -> str:
    """One sign for another, or none."""
    if written in _DROPPED:
        return ""
    small = written.lower().translate(_DASHES)
    if len(small) != 1 or small.isspace() or _NOT_READ.match(small):
        return " "
    return small


def _spelled_right(signs: list[str], places: list[Place]) -> tuple[str, list[Place]]:
    """The text with slips in words of meaning mended; a mended word has one place."""
    text = "".join(signs)
    for start, end, right in reversed(list(slips(text))):
        whole = (places[start][0], places[end - 1][1])
        text = text[:start] + right + text[end:]
        places[start:end] = [whole] * len(right)
    return text, places


def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern that begins and ends at the edge of a word, of any of some alternatives."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?:(?!\w)|(?<= ))")
