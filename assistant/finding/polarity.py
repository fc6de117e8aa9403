"""Is a sentence of a report criticism or praise? By its words and its vector, as the same topic
has both.

"No children are living in unregistered homes" and "a small number of children are living in
unregistered homes" mention the same thing: counting mentions is not counting problems. Words
miss a quarter of what praises or criticises; a direction among the vectors, learned from 2,400
labelled sentences, tells most of that. `tests/evaluation/relevance/train_polarity.py` makes it.
"""

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.request import Polarity
from index.encoder.embeddings import Vectors
from index.reports import Passage, Section
from index.storing.store import Store

LEARNED = Path(__file__).parent / "weights" / "polarity.safetensors"
AGAINST = 0.5  # log-odds from which on a sentence points the other way than is asked for
# log-odds from which on a sentence is plain praise: 98 of 100 of those that praise or criticise are
# told rightly
PLAINLY = 2.5
_KEPT = 30_000  # sentences whose balance is remembered: all of some hundred reports
_BY_WORDS = 2.0  # log-odds of what words alone tell
_SIGNS = {Polarity.PRAISE: 1, None: 0, Polarity.CRITICISM: -1}

# Good news in words that sound bad; taken out first.
_NOT_BAD = re.compile(
    r"without (?:undue |any |unnecessary )?(?:delay|drift)|no (?:undue )?(?:delays?|drift|gaps?)\b"
    r"|not only|no longer a concern"
    r"|\b(?:not|never|rarely|seldom|no (?:child|children|families|young people) (?:is|are)) "
    r"(?:have to |need to |had to )?(?:unnecessarily )?(?:wait\w*|delay\w*|drift\w*|subject to"
    r"|left (?:in|with|at|without)|exposed to)\b(?:(?: \w+){0,3}? (?:too )?long\b)?"
    r"|\bnot (?:disadvantaged|tempered|diminished|detract\w*|deterred|impeded|hindered|hampered"
    r"|undermined|overlooked)\b"
    r"|\bcaseloads? (?:\w+ ){0,3}low\b"
    r"|\b(?:reduc\w+|fewer|less|minimis\w+|prevent\w*|avoid\w*"
    r"|address\w*) (?:\w+ ){0,2}(?:delays?|drift|risks?|gaps?|variability)"
    r"|\bno (?:children|child|young people|care leavers) (?:\w+ ){0,4}(?:unregistered|unregulated"
    r"|unsuitable|bed)",
    re.I,
)
# Bad news in words that sound good.
_NOT_GOOD = re.compile(
    r"\b(?:not|never|rarely|yet to|nor|less|isn.t|aren.t|doesn.t|don.t|cannot"
    r"|insufficiently|struggl\w+ (?:\w+ ){0,2}to|fail\w* to|unable to)"
    r" (?:\w+ ){0,3}?(?:good|effective\w*|strong|well|timely|prompt\w*"
    r"|robust|consistent\w*|always|sufficient\w*|appropriate\w*|clear|routinely|fully|regular\w*"
    r"|enough)\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:not|too (?:many|few|long|slow|late|high|variable|often|little|much)|insufficient\w*"
    r"|inadequate\w*|poor\w*|weak\w*"
    r"|lack\w*|fail\w*|delay\w*|inconsisten\w*|variab\w+|varie[sd]|limited|ineffective\w*"
    r"|under-?developed|drift\w*|gaps?"
    r"|shortfalls?|shortage\w*|struggl\w*|unclear|rarely|seldom|absen\w+|deficit\w*"
    r"|unsatisfactory|slow|infrequent"
    r"|superficial|unmet|unaware|missed|unacceptable|serious|reactive|compromis\w+|stretched"
    r"|overload\w*|overwhelm\w*"
    r"|hamper\w*|hinder\w*|undermin\w*|declin\w*|deteriorat\w*|worse\w*|unsafe|unsuitable|without"
    r"|uneven\w*|patchy|very few|(?:little|nothing) (?:is|was|has been|had been) done"
    r"|more (?:needs|needed|has|had|must|should) (?:to )?be done"
    r"|only (?:a )?(?:few|minority|small)|yet to|unable|needs? to|should|must"
    r"|(?:improvement|changes?|work|action)(?: of the \w+)? (?:is|are|was) (?:still )?(?:needed"
    r"|required)|too|high(?:er)? (?:social work(?:er)? )?(?:caseloads?|workloads?"
    r"|turnover|vacanc\w+)|turnover|fragile|unmanageable)\b",
    re.I,
)
_GOOD = re.compile(
    r"\b(?:effective\w*|good|strong\w*|strengths?|well|timely|prompt\w*|swift\w*|thorough\w*"
    r"|robust\w*|positive\w*|benefit\w*"
    r"|skilled|skilful\w*|valued?|excellent|outstanding|impressive|improv(?:ed|ing)|sensitive\w*"
    r"|appropriate\w*|comprehensive"
    r"|high[- ]quality|tenacious\w*|confident\w*|proud|child-cent\w+|successful\w*|consistently"
    r"|quickly|clear|careful\w*"
    r"|manageable|exceptional\w*|tireless\w*|high standard|tenacity|helpful|aspirational"
    r"|ambitious|supportive|enthusias\w+|purposeful|carefully|proactive\w*|creative\w*|exemption"
    r"|exempt)\b",
    re.I,
)


# Words that neither praise nor criticise: "should they need it", "not in education".
_NEITHER = re.compile(
    r"\bshould (?:they|she|he|it|this|these|children|young people|care leavers)\b"
    r"|\bnot in (?:education|employment|work)\b",
    re.I,
)
# In what case something is done, before what is done: "If they are not taught well, leaders …".
_CASE = re.compile(r"^(?:\d+\. ?)?(?:if|when|whenever|where|should)\b[^,]*,(?! however)", re.I)
# The concession before the point: "Although most caseloads are manageable, some are too high."
_CONCESSION = re.compile(
    r"^(?:\d+\. ?)?(?:although|while|whilst|despite|even though|notwithstanding"
    r"|in spite of)\b[^,]*,",
    re.I,
)
_TURN = re.compile(r"[,;.]? \b(?:but|however|nevertheless)\b,? ", re.I)
# What was found at another time; unless it is said to hold still, it is no finding of this
# inspection.
_EARLIER = re.compile(
    r"\b(?:at|during|from|in|by) the (?:(?:time|point) of the )?(?:last|previous"
    r"|earlier) (?:\w+ )?(?:inspection|visit)|\b(?:last|previous"
    r"|earlier) (?:\w+ )?inspection(?: in \w+ ?\d*,?)? (?:identified|found|highlighted|reported"
    r"|noted|judged)"
    r"|\b(?:was|were|had been) (?:previously )?(?:judged|identified|found|rated"
    r"|graded)\b.{0,60}\b(?:inspection|visit|19\d\d|20\d\d)|\bhad (?:previously )?been\b"
    r"|^in (?:\w+ )?20\d\d, .{0,60}\b(?:judged|found|graded)\b"
    r"|\bhistorical(?:ly)?\b|\b(?:in the past|previously)\b",
    re.I,
)
_STILL = re.compile(
    r"\b(?:still|remain\w*|continu\w*|not (?:yet )?(?:been )?(?:addressed|tackled|resolved"
    r"|improved)|persist\w*|deteriorat\w*|declin\w*|worse\w*|now|since then|has not|have not"
    r"|improved)\b",
    re.I,
)


def tells_of_earlier(text: str) -> bool:
    """Whether a sentence tells only of what was found before this inspection."""
    return bool(_EARLIER.search(text)) and not _STILL.search(text)


def polarity_of(text: str, section: Section | None = None) -> Polarity | None:
    """Tell whether a sentence criticises or praises, or does neither; what needs to improve is
    criticism.
    """
    if section is Section.IMPROVE:
        return Polarity.CRITICISM
    balance = balance_of(text)
    if balance == 0:
        return None
    return Polarity.PRAISE if balance > 0 else Polarity.CRITICISM


@lru_cache(maxsize=_KEPT)
def balance_of(text: str) -> float:
    """How much a sentence praises, above 0, or criticises, below it.

    Of "although …, …" and "… but …" the part that makes the point counts; of "if …, …" what is
    done then.
    """
    point = _TURN.split(_CASE.sub(" ", _CONCESSION.sub(" ", text)))[-1]
    point = _NEITHER.sub(" ", point)
    good = len(_NOT_BAD.findall(point))
    point = _NOT_BAD.sub(" ", point)
    bad = 2 * len(_NOT_GOOD.findall(point))
    point = _NOT_GOOD.sub(" ", point)
    return good + len(_GOOD.findall(point)) - bad - 1.5 * len(_BAD.findall(point))


@dataclass(frozen=True, slots=True)
class _Learned:
    """Log-odds of praise: `direction` times the vector, what words tell `of_words` times, and a
    shift.
    """

    direction: Vectors
    of_words: float
    shift: float


class Pointing:
    """Which way the passages of a store point."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learned = _load(store.embeddings.identity)

    def praise(self, passage: Passage, ordinal: int) -> float:
        """The log-odds that a passage, by its place in its report, praises rather than
        criticises: above 0 for "Visits are timely.".
        """
        if passage.section is Section.IMPROVE:
            return -math.inf
        by_words = _SIGNS[polarity_of(passage.text)]
        if self._learned is None or passage.report in self._store.waiting:
            return _BY_WORDS * by_words
        by_vector = self._store.cosine(self._learned.direction, passage.report, ordinal)
        return by_vector + self._learned.of_words * by_words + self._learned.shift

    def praise_of(self, text: str) -> float:
        """The same of words that stand in no report: below 0 for "visits are late"."""
        by_words = _SIGNS[polarity_of(text)]
        if self._learned is None:
            return _BY_WORDS * by_words
        by_vector = float(self._learned.direction @ self._store.embeddings.vectors([text])[0])
        return by_vector + self._learned.of_words * by_words + self._learned.shift


def points(praise: float, polarity: Polarity) -> bool:
    """Whether a sentence with these log-odds of praise may be shown where praise, or criticism,
    is asked for.
    """
    return praise * _SIGNS[polarity] > -AGAINST


@cache
def _load(identity: str) -> _Learned | None:
    """What was learned, if of the vectors of this embedding model."""
    from safetensors import safe_open

    if not LEARNED.is_file():
        return None
    with safe_open(LEARNED, "numpy") as file:
        if file.metadata()["embedding model"] != identity:
            return None
        rest = file.get_tensor("rest")
        return _Learned(file.get_tensor("direction"), float(rest[0]), float(rest[1]))
