"""What an answer listed, in its order: councils, recurring themes and the sentences quoted."""

import re

from assistant.answers import Answer
from assistant.reading.told import Told
from assistant.themes import all_themes

_WEAK = re.compile(r"improve|weak|worr|not so good|against|problem", re.I)


def listed(answer: Answer) -> Told:
    """What the next message may point at in an answer: "the second one"."""
    labels = {theme.label.lower(): theme.name for theme in all_themes()}
    claims = [(claim, part.heading) for part in answer.parts for claim in part.claims]
    quoted = [(claim, heading) for claim, heading in claims if claim.is_quote]
    weak = [c for c, heading in quoted if _WEAK.search(f"{heading} {c.label}")]
    themes = (labels.get(claim.text.lower()) for claim, _ in claims)
    return Told(
        councils=tuple(dict.fromkeys(claim.council for claim, _ in claims if claim.council)),
        themes=tuple(dict.fromkeys(filter(None, themes))),
        sentences=tuple(dict.fromkeys(claim.text for claim, _ in quoted)),
        weak=tuple(dict.fromkeys(claim.text for claim in weak)),
    )
