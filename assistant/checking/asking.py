"""A line that tells and then asks → all that it says: what it tells, and the words of its question that are not mere asking."""

import re

# Words that ask what has become of something, and tell nothing of it.
_ASKING = frozenset(
    """what when who whom whose how why which where is are was were has have had do does did can will would should could be
    been being done change changed changes difference made this that these those it its they them there their the a an and or of for
    to in on by with if since now today still so then from at about into than through council councils authority members member
    committee scrutiny leaders lead officer director you we your our know knows show shows evidence progress measured measure
    measures assure assured assurance confident sure result results far long soon later year years month months report inspection
    inspectors find improve improved improvement improvements action actions taken plan plans planned place put steps responsible
    answer answers see tell explain happened next many much monitored monitor reported check checked position current currently
    latest please date test tested demonstrate happening doing going being getting give given set""".split()
)
_PARTS = re.compile(r"^(?P<told>.*[.!:;])\s+(?P<asked>[^.!:;]*\?)\s*$", re.S)


def as_told(line: str) -> str:
    """What a line says: "Caseloads in Leeds are high. What has been done about caseloads since?" says it of caseloads only."""
    match = _PARTS.match(line)
    if not match:
        return line
    left = [word for word in re.findall(r"[\w’'%-]+", match["asked"]) if word.lower() not in _ASKING]
    told = match["told"].rstrip(".!:; ")
    return f"{told}, {' '.join(left)}." if left else f"{told}."
