"""A line that tells and then asks → all that it says: what it tells, and what its question takes
for granted.
"""

import re

_PARTS = re.compile(r"^(?P<told>.*[.!:;])\s+(?P<asked>[^.!:;]*\?)\s*$", re.S)
# What a question may take for granted beside what is told before it: names, figures, and all of it
# where it asks for reasons.
_NAMED = re.compile(
    r"(?<=\s)(?:[A-Z][\w’'-]+|\d[\d.,%]*)|\b(?:inadequate|outstanding|requires improvement)\b"
)
_LOADED = re.compile(
    r"\b(?:why|how come|explains?|justif\w+|despite|when did|who (?:allowed|decided|let)|fail\w*"
    r"|lie[sd]?|hid|hidden|ignor\w+|cover\w* up"
    r"|refus\w+|blame\w*|worse\w*|resign\w*|sack\w*|scandal\w*|illegal\w*|death\w*|died)\b",
    re.I,
)


def as_told(line: str) -> str:
    """What a line says: "Caseloads in Leeds are high. What has been done since?" says that they
    are high.
    """
    match = _PARTS.match(line)
    if not match:
        return line
    told, asked = match["told"].rstrip(".!:; "), match["asked"]
    if _LOADED.search(asked):
        return f"{told}, {asked.rstrip('?')}."
    named = _NAMED.findall(asked)
    return f"{told} ({' '.join(named)})." if named else f"{told}."
