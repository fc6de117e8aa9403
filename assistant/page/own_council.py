"""The reader's own council: what "we", "our" and "my area" mean to somebody who has told the
page where they work or live.

A message that names no owner is put to the library with the council in place of "we"; on the
page it stands as it was written. Only where "we" stands for a council: not in "can we have that
as a table".
"""

import re

_VERB = r"(?:do|did|are|were|have|had|should|must|need|needs|could|might|will|would|can)"
_ASKS = (
    r"(?:ask|see|get|have (?:that|this|it|an?|(?:any |some |the )?(?:reports?|data|anything))"
    r"|know|say|find|tell|put|look|talk|start|go|use|read|make it|be told|discuss|challenge"
    r"|raise)"
)
_OURS = (
    r"(?:(?:own|last|latest|next|first|previous|most recent|overall|current|statistical|nearest"
    r"|closest|worst|best|main) )*"
    r"(?:neigh?bou?rs?|peers|councils?|authority|region|grades?|ratings?|judge?ments?|reports?"
    r"|inspections?|results?|services?"
    r"|children(?:.s)? services|front door|leaders(?:hip)?|weakness(?:es)?|strengths?"
    r"|recommendations?|record|history|score|position)"
)
_PLACE = (
    r"(?:council|(?:local )?authority|area|borough|county|city|town|neighbourhood"
    r"|part of the (?:country|world))"
)
_PERSON = r"(?:manager|team|leader|director|worker|office)"
_US = re.compile(
    rf"(?P<we>\bwe(?= (?!{_ASKS}\b)\w))(?<!can we)(?<!could we)(?<!shall we)(?<!may we)"
    rf"|(?P<our>\bour(?= {_OURS}\b))"
    r"|(?P<us>(?<=compare )us\b|(?<=than )us\b|(?<=like )us\b|(?<=near )us\b|(?<=around )us\b"
    r"|(?<=against )us\b|(?<=beside )us\b|(?<=compared with )us\b|(?<=as )us\b|(?<=about )us\b)"
    rf"|(?P<my>\bmy (?:(?:own|local|home) )?{_PLACE}\b(?! {_PERSON})(?P<s>['’]s)?)"
    r"|(?P<where>\bwhere (?:i|we) (?:live|work|am|are)\b)",
    re.I,
)
_SPEAKS_OF_HARM = re.compile(
    r"\b(?:hurt|hit|hits|hitting|abus\w+|scared|afraid|unsafe|not safe|touch\w*|beat\w*|kill\w*"
    r"|suicid\w*)\b",
    re.I,
)


def name_own_council(question: str, home: str) -> str:
    """A question with the reader's own council for "we": "How does our front door compare?" →
    "Leeds's front door".
    """
    if not home or _SPEAKS_OF_HARM.search(question):
        return question
    return _US.sub(lambda found: _named(found, home), question)


def means_home(question: str) -> bool:
    """Whether a message speaks of the reader's own council: "Is my area safe?"."""
    return name_own_council(question, "X") != question


def _named(found: "re.Match[str]", home: str) -> str:
    if found["where"]:
        return f"in {home}"
    return f"{home}'s" if found["our"] or found["s"] else home
