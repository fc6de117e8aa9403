"""The beginnings of sentences that can stand for them, where there is room for few words."""

import re

FEWEST_OF_AN_EXCERPT, MOST_OF_AN_EXCERPT = 4, 12  # words of a quote within a question of one line
FEWEST_OF_A_CLAUSE = 4  # words

_DEPENDS = re.compile(
    r"(?:If|When|Whenever|Where|While|Whilst|Although|Despite|Unless|Until|For|In|Since|Following"
    r"|As|At|On|With)\b"
)
# What stands before the main clause: "Since the last inspection in 2019, …".
_OPENING = re.compile(
    rf"{_DEPENDS.pattern}[^;:]{{3,120}}?, (?=(?:there|the|these|some|many|leaders?|not|they"
    rf"|children|social|services|managers|this|too)\b)"
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
    """The beginning of a quote, up to where its first clause ends; of its main clause, where it
    opens with another.
    """
    opening = _OPENING.match(text)
    main = text[opening.end() :] if opening else text
    words = re.split(r"[,;:(]", main, maxsplit=1)[0].rstrip(" .").split()
    if len(words) < FEWEST_OF_AN_EXCERPT:
        words = main.rstrip(" .").split()
    said = " ".join(words[:MOST_OF_AN_EXCERPT])
    said = said if main.rstrip(" .").endswith(said) else f"{said} …"
    return f"… {said}" if opening else said


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
