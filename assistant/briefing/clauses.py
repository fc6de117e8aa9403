"""The beginnings of sentences that can stand for them, where there is room for few words."""

import re

FEWEST_OF_AN_EXCERPT, MOST_OF_AN_EXCERPT = 4, 12  # words of a quote within a question of one line
FEWEST_OF_A_CLAUSE = 4  # words

_DEPENDS = re.compile(
    r"(?:If|When|Whenever|Where|While|Whilst|Although|Despite|Unless|Until|For|In|Since|Following"
    r"|As|At|On|With)\b"
)
_CLAUSE_ENDS = re.compile(
    r"[,;]? (?:but|so that|which|because|although|despite|to ensure|leading to|resulting in"
    r"|meaning|particularly|especially|including|in order to|due to|before|until|when|where"
    r"|and (?=(?:is|are|do|does|have|has|not|they|it|the|there|this|some|many|most)\b))\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|remain\w*|receive\w*|lack\w*|need\w*|wait"
    r"|experience|benefit|know|make|take|get|find|live|vary|varies|leave|spend|move)\b"
)


def excerpt(text: str) -> str:
    """The beginning of a quote, up to where its first clause ends."""
    words = re.split(r"[,;:(]", text, maxsplit=1)[0].rstrip(" .").split()
    if len(words) < FEWEST_OF_AN_EXCERPT:
        words = text.rstrip(" .").split()
    said = " ".join(words[:MOST_OF_AN_EXCERPT])
    return said if said == text.rstrip(" .") else f"{said} …"


def first_clause(text: str, most: int) -> str:
    """The first clause of a sentence, of at most so many words, where it says something whole;
    "" where none does: "Caseloads are too high, which …" → "Caseloads are too high".
    """
    if _DEPENDS.match(text):
        return ""
    whole = text.rstrip(".")
    ends = [match.start() for match in _CLAUSE_ENDS.finditer(whole)] + [len(whole)]
    heads = (whole[:end].rstrip(" ,") for end in ends)
    return next(
        (
            each
            for each in heads
            if FEWEST_OF_A_CLAUSE <= len(each.split()) <= most and _FINITE.search(each)
        ),
        "",
    )
