"""How grave a criticism is: children left at risk come before drift, and drift before paperwork.

"Children are left at risk of harm for too long" is graver than "supervision is not recorded".
Told by closed classes of words: what befalls children, of how many it is so, and whether it is of
records alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.reports import Passage

BY_PLACE = 0.4  # what a finding loses for each one that comes before it
_KEPT = 20_000  # sentences whose gravity is remembered
# What befalls children, and how much each weighs.
_BEFALLS = (
    (
        re.compile(
            r"\b(?:serious|widespread|systemic|critical) (?:and \w+ )?(?:failures?|failings"
            r"|weaknesses|shortfalls|concerns)\b"
            r"|\bfail\w* to (?:\w+ )?(?:protect|safeguard)\b"
            r"|\bnot (?:\w+ )?(?:being )?(?:kept |made )?(?:safe|protected|safeguarded)\b"
            r"|\bunsafe\b|\bunprotected\b|\binsufficient protection\b"
            r"|\b(?:left|leav\w+|remain\w*|exposed|liv\w+|stay\w*|placed|continu\w+)\b[^.;]{0,40}?"
            r"\b(?:risks?|danger|harm\w*|neglect|unsafe)\b"
            r"|\bsuffer\w* (?:\w+ ){0,3}?(?:harm|neglect|abuse)\b|\bexperienced? neglect\b",
            re.I,
        ),
        3.0,
    ),
    (
        re.compile(
            r"\b(?:unregistered|unregulated|unsuitable|unsatisfactory|homeless\w*|bed and"
            r" breakfast|destitut\w+)\b|\bvulnerable (?:situation|position)\w*|\bneglect\w*\b"
            r"|\bexploit\w+\b|\brisks?\b|\bharm\w*\b|\bleft (?:\w+ ){0,3}?(?:in|with|without"
            r"|too|alone)\b|\bnot (?:been |always |consistently )?(?:seen|visited|recognised"
            r"|identified|known)\b"
            r"|\b(?:no|without an?) (?:allocated )?(?:social worker|personal adviser|plan)\b"
            r"|\bunallocated\b|\bdeteriorated\b|\bdecline[d]?\b|\bdeterioration\b",
            re.I,
        ),
        2.0,
    ),
    (
        re.compile(
            r"\bdrift\w*\b|\btoo (?:long|late|slow\w*)\b|\btoo (?:many|few) children\b"
            r"|\bwait\w*\b|\bcaseloads?\b|\bchanges? (?:of|in) social worker\w*\b"
            r"|\b(?:leaders|managers|governance) (?:[\w’]+ ){0,6}?(?:have|has|had|do|does"
            r"|did) not\b"
            r"|\black of (?:\w+ ){0,2}?(?:focus|grip|ambition|challenge|scrutiny)\b"
            r"|\b(?:management )?oversight\b|\bthresholds?\b|\bpoor\b|\bweak\b|\bineffective\b",
            re.I,
        ),
        1.0,
    ),
)
# Of how many it is so.
_OF_MANY = re.compile(
    r"\b(?:too many|most|the majority|many|(?<!not )all|widespread|across|serious\w*|significant\w*"
    r"|overall|urgent\w*)\b",
    re.I,
)
_OF_FEW = re.compile(
    r"\b(?:(?:very )?small (?:number|minority|proportion)|minority|(?:a|very) few|occasional\w*"
    r"|in one case)\b",
    re.I,
)
_OF_SOME = re.compile(r"\b(?:some|sometimes|not always|at times)\b", re.I)
_OF_PAPER = re.compile(
    r"\b(?:record\w*|documented|evident|paperwork|administrat\w+|publicis\w+|website|audit\w*"
    r"|appraisals?|template\w*|minutes|data|made explicit|savings|participation|terminology)\b",
    re.I,
)
# What is said to be so no longer, or in hand.
_IN_HAND = re.compile(
    r"\b(?:is|are|has been|have been) (?:now )?(?:being )?(?:addressed|improving|tackled"
    r"|resolved)\b|\bleaders (?:are aware|know|recognise|acknowledge)\b"
    r"|\bnow (?:expanding|broadening)\b|\bwork is under ?way\b",
    re.I,
)


@lru_cache(maxsize=_KEPT)
def gravity(text: str) -> float:
    """How grave a criticism is, from about -3 to 5; the gravest thing that befalls children
    counts.
    """
    grave = next((weight for pattern, weight in _BEFALLS if pattern.search(text)), 0.0)
    grave += 1.0 if _OF_MANY.search(text) else 0.0
    grave -= 1.5 if _OF_FEW.search(text) else 0.5 if _OF_SOME.search(text) else 0.0
    grave -= 1.5 if _OF_PAPER.search(text) else 0.0
    return grave - (1.5 if _IN_HAND.search(text) else 0.0)


def is_in_hand(text: str) -> bool:
    """Whether something is only said to be in hand: "work is under way to strengthen services"."""
    return bool(_IN_HAND.search(text))


def gravest_first(passages: Sequence[Passage]) -> list[Passage]:
    """Criticisms with the gravest first; among those that are about as grave, in their order."""
    graded = [
        (gravity(passage.text) - BY_PLACE * place, passage)
        for place, passage in enumerate(passages)
    ]
    return [passage for _, passage in sorted(graded, key=lambda pair: -pair[0])]
