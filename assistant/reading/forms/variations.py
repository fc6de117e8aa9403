"""Words by which a message asks for the same again, shorter or for each."""

import re

from assistant.request import Again, Request

SHORTER = re.compile(
    r"\b(?:(?:much |even |a bit )?shorter|too (?:long|wordy)|one line each"
    r"|cut (?:it|them|that|this) (?:down|to|in)|in one line|briefer|tighter|trim|condense|snappier"
    r"|punchier|more concise|half (?:the|that|its) length|in half|fewer words|shorten"
    r"|half as long|half (?:of )?that|halve|by half)\b",
    re.I,
)


def varies(own: Request, again: Again, words: re.Pattern[str]) -> bool:
    """Whether a message varies the one before so: learned, or in plain words."""
    return again in own.asked.again or bool(words.search(own.message))


OF_EACH = re.compile(r"\b(?:each|per|apiece|all of them|for every)\b", re.I)
