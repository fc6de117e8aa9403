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
            r"|\bfail\w* to (?:\w+ )?(?:protect|safeguard)\b|\bnot (?:\w+ )?(?:kept |made )?(?:safe"
            r"|protected|safeguarded)\b|\bunsafe\b|\bunprotected\b"
            r"|\b(?:at|to|in|with|of) (?:\w+ ){0,3}?(?:risks?|danger|harm)\b"
            r"|\bsuffer\w* (?:\w+ ){0,3}?(?:harm|neglect|abuse)\b|\b(?:actual|further|significant"
            r"|continu\w+) harm\b|\b(?:experienc\w+|living (?:in|with)) neglect\b",
            re.I,
        ),
        3.0,
    ),
    (
        re.compile(
            r"\b(?:unregistered|unregulated|unsuitable|unsatisfactory|homeless\w*|bed and"
            r" breakfast|destitut\w+)\b|\bvulnerable (?:situation|position)\w*"
            r"|\bneglect(?:ed|ful)?\b|\bexploit\w+\b|\bleft (?:\w+ ){0,3}?(?:in|with|without|too"
            r"|alone)\b|\bnot (?:been )?(?:seen|visited|recognised|identified|known)\b"
            r"|\b(?:no|without an?) (?:allocated )?(?:social worker|personal adviser|plan)\b"
            r"|\bunallocated\b|\bdeteriorated\b|\bdeclined\b|\bescalat\w+ (?:risks?|concerns)\b",
            re.I,
        ),
        2.0,
    ),
    (
        re.compile(
            r"\bdrift\w*\b|\btoo (?:long|late|slow\w*)\b|\btoo (?:many|few) children\b"
            r"|\bwait\w*\b|\bcaseloads?\b|\bchanges? (?:of|in) social worker\w*\b"
            r"|\b(?:management )?oversight\b|\bthresholds?\b|\bpoor\b|\bweak\b|\bineffective\b",
            re.I,
        ),
        1.0,
    ),
)
# Of how many it is so.
_OF_MANY = re.compile(
    r"\b(?:too many|most|the majority|many|all|widespread|across|serious\w*|significant\w*"
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
    r"\b(?:is|are|has been|have been) (?:now )?(?:being )?(?:addressed|improving|tackled|resolved)\b"
    r"|\bleaders (?:are aware|know|recognise|acknowledge)\b|\bnow expanding\b|\bwork is under ?way\b",
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


def gravest_first(passages: Sequence[Passage]) -> list[Passage]:
    """Criticisms with the gravest first; among those that are about as grave, in their order."""
    graded = [
        (gravity(passage.text) - BY_PLACE * place, passage)
        for place, passage in enumerate(passages)
    ]
    return [passage for _, passage in sorted(graded, key=lambda pair: -pair[0])]
