"""Whether letters are words: a font whose codes tell nothing gives noise."""

COMMON = frozenset(
    (
        "the and of to in a is for that are with on as by have has be not their this it they or "
        "from "
        "was"
    ).split()
)
LEAST_WORDS = 40  # of a page, by which one can tell whether they are words
LEAST_COMMON = 0.02  # share of the commonest English words in any English text


def is_noise(text: str) -> bool:
    """Whether a text has many words and hardly any that English has: a font whose codes tell
    nothing.
    """
    words = text.lower().split()
    if len(words) < LEAST_WORDS and len(text) < 5 * LEAST_WORDS:
        return False
    common = sum(map(COMMON.__contains__, words))
    if common >= LEAST_COMMON * len(words):
        return False
    return sum(map(str.isdigit, text)) < len(text) / 3  # a table of figures is none
