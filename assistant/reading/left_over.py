"""The words of a message that no slot explains: phrases that say what it is about, and words that
limit or bend what is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.reading.marking import Place
from assistant.reading.masking import Masked
from assistant.reading.network import Reading
from assistant.reading.network import Span as ModelReading
from assistant.reading.slots import Slots
from assistant.request import AROUND
from assistant.vocabulary import GENERAL, OF_AREAS, OF_GRADES, content_words

SHORT = 5  # characters between two phrases that are one


SURE_LIMIT = 0.7  # how sure words must be a limit to be told as one that is not understood


def but_of_groups(phrases: Iterable[Place], slots: Slots) -> Iterator[Place]:
    """Phrases without those that only name a group of councils: "the councils next to us"."""
    is_around = any(group.kind in AROUND for group in slots.groups)
    for start, end in phrases:
        if not (is_around and any(a <= start and end <= b for a, b in slots.covered)):
            yield start, end


_SAID_OF = re.compile(
    r"\b(?:for|on|at|with|of)\b +((?:the |their |its )?[^\W\d][^.,;:?!()]*?)(?= {2,}|[.,;:?!()]"
    r"| *$)"
)


def said_of(known: str) -> Iterator[str]:
    """What a grade may be said of in words that nothing has read: "for the folk upstairs"."""
    yield from (match[1] for match in _SAID_OF.finditer(known) if telling(match[1]))


# "Good for staff morale": what is no judged area, and has no grade.
OF_A_GRADE = re.compile(
    r"\b(?:good|outstanding|inadequate|improvement|ri|better|worse|marks?|grades?"
    r"|ratings?)\b(?: (?:or \w+|overall))?[ ,]+(?:for|on|at|with|about)(?: the| their| its"
    r"| how)? *$",
    re.I,
)


def of_no_area(message: str, known: str) -> Iterator[str]:
    """What a grade is said of, and nothing has read: "the lowest mark for the way they're run"."""
    for match in _SAID_OF.finditer(known):
        if telling(match[1]) and OF_A_GRADE.search(message[: match.start(1)]):
            yield match[1]


# Small words that make another list or number of the same grades, where nothing has read them.
_BENDS = re.compile(
    r"\b(?:every(?= (?:\w+ ){0,2}(?:inspections?|reports?|visits?|times?|years?|areas?|grades?"
    r"|judge?ments?|one)\b)|either|neither|nor|a single(?! (?:grade|rating|judge?ment|mark))|than"
    r"|unless|except|without|fewer|twice|half|double|lost|nobody|no one|none|always"
    r"|never(?! mind)|passe[ds]|by (?:a|one|two) (?:grade|notch|rung)s?|was(?:n.?t|nt)"
    r"|were(?:n.?t|nt)|stay(?:ed|s)?|remained|unchanged|as (?:it|they) (?:was|were))\b",
    re.I,
)


_SENTENCE = re.compile(r"[^.;!?]+")


def bending(
    message: str, masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Words that bend a condition, in a sentence of which code has read something, and that it
    has not read.
    """
    for span, (start, end) in not_read(masked, reading, covered):
        if span.slot == "atleast" and span.sure >= SURE_LIMIT and " " in message[start:end].strip():
            yield message[start:end]
    for sentence in _SENTENCE.finditer(message):
        inside = [
            place for place in covered if place[0] < sentence.end() and place[1] > sentence.start()
        ]
        for match in _BENDS.finditer(message, *sentence.span()) if inside else ():
            if not any(start < match.end() and end > match.start() for start, end in inside):
                yield match[0]


_LIMITS = {"group", "area", "grade", "atleast", "time", "kind", "number", "order", "move"}


def unread_limits(
    message: str, masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Words that were learned to limit what is asked, no part of which code has read."""
    for span, (start, end) in not_read(masked, reading, covered):
        is_learned = (span.slot == "order" and reading.order) or (
            span.slot == "move" and reading.move
        )
        is_word = end - start > 2  # "'t" is none
        if span.slot in _LIMITS and span.sure >= SURE_LIMIT and is_word and not is_learned:
            yield message[start:end]


def not_read(
    masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[ModelReading, tuple[int, int]]]:
    """What was learned of words that code has read no part of, with their places in the message."""
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        if not any(a < end and b > start for a, b in covered):
            yield span, (start, end)


COMMON = GENERAL | OF_GRADES


def telling(text: str) -> list[str]:
    """The words of a text that tell what is asked about, beyond areas, grades and how they move."""
    return [word for word in content_words(text) if word not in COMMON | OF_AREAS]


def telling_phrases(
    masked: Masked, reading: Reading, covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Phrases that say what it is about; two that only a short word parts are one.

    What was learned to be a judged area, and is none that code knows, is such a phrase too.
    """
    found: list[tuple[int, int]] = []
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        is_read = any(a < end and b > start for a, b in covered)
        if span.slot not in {"topic", "term"} and (span.slot != "area" or is_read):
            continue
        if found and start - found[-1][1] <= SHORT:
            start = found.pop()[0]
        found.append((start, end))
    yield from found


def blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A text with blanks at some places, so that all others stay where they are."""
    for start, end in places:
        start, end = max(0, start), min(len(text), end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text
