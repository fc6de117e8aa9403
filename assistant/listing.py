"""What an answer listed, in its order: councils, recurring themes and the sentences quoted."""

import re

from assistant.answers import Answer
from assistant.reading.told import Told
from assistant.themes import all_themes

_WEAK = re.compile(r"improve|weak|worr|not so good|against|problem", re.I)


def listed(answer: Answer) -> Told:
    """What the next message may point at in an answer: "the second one". Of sentences that it
    says in its own words, those that they rest on.
    """
    labels = {theme.label.lower(): theme.name for theme in all_themes()}
    quotes = {citation.number: citation.quote for citation in answer.citations}
    claims = [(claim, part.heading) for part in answer.parts for claim in part.claims]
    quoted = [(c.text, f"{heading} {c.label}") for c, heading in claims if c.is_quote]
    rests_on = [
        quotes[c.citations[0]] for c, _ in claims if c.citations and c.citations[0] in quotes
    ]
    themes = (labels.get(claim.text.lower()) for claim, _ in claims)
    return Told(
        councils=tuple(dict.fromkeys(claim.council for claim, _ in claims if claim.council)),
        themes=tuple(dict.fromkeys(filter(None, themes))),
        sentences=tuple(dict.fromkeys(text for text, _ in quoted)) or tuple(rests_on),
        weak=tuple(dict.fromkeys(text for text, told in quoted if _WEAK.search(told))),
    )
