"""Which clauses of the evidence a sentence draws on: a reservation on something else is none of
its business.

"Most care leavers are in good health, but not all know their health history": a sentence on the
history need not say "most".
"""

import re

from assistant.checking.particulars import COMMON, Particulars, any_alike

LEAST_SHARED = 0.34  # of the telling words of a clause, from which on a sentence draws on it
_TURNS = re.compile(
    r"(?<=[.;!?])\s+|,?\s(?=(?:but|although|though|while|whilst|whereas|however|despite"
    r"|which means|meaning that|as a result)\b)|,\s(?=and\s)",
    re.I,
)
_CONCEDES = re.compile(r"^(?:although|though|while|whilst|despite|since|when)\b[^,]*,\s", re.I)


def drawn_on(sentence: Particulars, evidence: str) -> str:
    """The clauses of some evidence that a sentence draws on; all of it where it plainly draws on
    none.
    """
    said = [word.text for word in sentence.words]
    kept = [clause for clause in _clauses(evidence) if _is_drawn_on(clause, said)]
    return " ".join(f"{clause.rstrip('.,; ')}." for clause in kept) or evidence


def _clauses(text: str) -> list[str]:
    found: list[str] = []
    for clause in filter(None, _TURNS.split(text)):
        conceded = _CONCEDES.match(clause)
        found += [conceded[0], clause[conceded.end() :]] if conceded else [clause]
    return found


def _is_drawn_on(clause: str, said: list[str]) -> bool:
    telling = list(
        dict.fromkeys(word.text for word in Particulars(clause).words if word.text not in COMMON)
    )
    if len(telling) < 2:
        return bool(telling) and any_alike(telling, said)
    return sum(any_alike([word], said) for word in telling) >= LEAST_SHARED * len(telling)
