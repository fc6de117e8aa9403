"""Words that turn a finding round when one is put for the other, and whether a sentence does so."""

import re

from assistant.checking.particulars import Particulars, any_alike

# Stems; one fits any word it begins. Each line: what is good or more, against what is bad or less.
_PAIRS = """
good well effectiv strong strength excellent outstanding : bad poor ineffectiv weak fragil \
inadequate failure futile feeble flimsy
improv better progress enhanc : declin worse deteriorat
timely prompt swift quick fast rapid soon : slow late delay drift long belated tardy
thorough comprehensive rigorous detailed robust : superficial feebl poor limited flimsy
quality : quantity
stable settled : unstable turnover disrupt volatile
positive : negative hostile
regular frequent routine often : rare irregular infrequent seldom sporadic occasional
high : low
many : few
more increas rose risen grow : less fewer reduc fall fell decreas
clear explicit : unclear confus muddl vague
suitable appropriate : unsuitable inappropriate unfit
consistent : inconsistent variable varies vary varied erratic
sufficient enough adequate : insufficient inadequate
accurate right correct : inaccurate wrong incorrect
sensitive : insensitive
satisfactor : unsatisfactor poor
help support benefit enabl : hamper hinder harm impair undermin compromis
safe : unsafe
longer exceed above over outside : shorter below within
speed accelerat : delay slow
aware know recogni understand : unaware ignor overlook
strengthen : weaken
lift boost rais : harm lower
experienced qualified : inexperienced unqualified
confident : unconfident
open : closed
success : fail
met meet : unmet
"""


Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _read(line: str) -> Sides:
    good, _, bad = line.partition(":")
    return tuple(good.split()), tuple(bad.split())


_OPPOSITES = tuple(map(_read, _PAIRS.strip().splitlines()))
# The words that are bad news whatever they are said of.
_BAD_NEWS = _OPPOSITES[0][1] + _OPPOSITES[1][1]
_GOOD_NEWS = _OPPOSITES[0][0] + _OPPOSITES[1][0] + ("prais", "positive", "impress", "best")
_PRAISE = ("prais", "best", "excellent", "outstanding", "exceptional", "exemplary", "impress")
_BAD = tuple(stem for _, bad in _OPPOSITES for stem in bad)
_TOO = re.compile(r"\btoo\b|\bover-?\w", re.I)
_PREFIX = re.compile(r"^(?:un|in|im|ir|dis)(?=\w{4})")


def turns_round(sentence: Particulars, evidence: Particulars, drawn_on: Particulars) -> bool:
    """Whether the sentence is bad news of good, or stands on the other side of two opposites.

    `drawn_on` is what of the evidence it draws on.
    """
    blames = any(word.text.startswith(_BAD_NEWS) and not word.denied for word in sentence.words)
    if blames and not (evidence.denials or sounds_bad(evidence)):
        return True
    printed = {word.text for word in evidence.words}
    new = {word.text for word in sentence.words} - printed
    if any(_PREFIX.sub("", word) in printed for word in new):
        return True
    praises = any(word.startswith(_PRAISE) for word in new)
    if praises and not any(word.startswith(_GOOD_NEWS) for word in printed):
        return True
    if any(
        _turned_in_denial(sentence, text, pair)
        for pair in _OPPOSITES
        for text in (evidence, drawn_on)
    ):
        return True
    sides = [
        (_sides(sentence, pair), _sides(text, pair))
        for pair in _OPPOSITES
        for text in (evidence, drawn_on)
    ]
    return any(
        (here.keys() - there.keys() and there.keys() - here.keys()) or _swapped(here, there)
        for here, there in sides
    )


def _sides(text: Particulars, pair: Sides) -> dict[bool, set[str]]:
    """Which side of two opposites the words stand on, True for good, and the words beside them."""
    good, bad = pair
    found: dict[bool, set[str]] = {}
    for place, word in enumerate(text.words):
        is_bad, is_good = word.text.startswith(bad), word.text.startswith(good)
        if is_bad or is_good:
            beside = {near.text for near in text.words[max(0, place - 1) : place + 2]} - {word.text}
            for side in (True, False) if word.denied else (is_good,):
                found.setdefault(side, set()).update(beside)
    return found


def _turned_in_denial(sentence: Particulars, evidence: Particulars, pair: Sides) -> bool:
    """Whether both deny something, the one what is good and the other what is bad: "not timely",
    "not late".
    """
    denied = [[word.text for word in text.words if word.denied] for text in (sentence, evidence)]
    here, there = (
        {place for word in words for place, side in enumerate(pair) if word.startswith(side)}
        for words in denied
    )
    return bool(here and there) and not here & there


def _swapped(here: dict[bool, set[str]], there: dict[bool, set[str]]) -> bool:
    """Whether a word stands beside one side in the sentence, and beside the other alone in the
    evidence.
    """
    return any(
        here.get(side, set())
        & there.get(not side, set()) - there.get(side, set()) - here.get(not side, set())
        for side in (True, False)
    )


def sounds_bad(text: Particulars) -> bool:
    """Whether any of its words is bad news."""
    return any(word.text.startswith(_BAD) for word in text.words) or bool(_TOO.search(text.text))


def count_bad(text: Particulars, without: Particulars) -> int:
    """How many bad words a text has that another has not: they may stand for its "not"."""
    words = [word.text for word in without.words]
    kept = [bad for _, bad in _OPPOSITES if any(word.startswith(bad) for word in words)]
    return sum(
        word.text.startswith(_BAD)
        and not any_alike([word.text], words)
        and not any(word.text.startswith(bad) for bad in kept)
        for word in text.words
    )


_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non-")


def negated(one: str, other: str) -> set[str]:
    """Words of one text of which the other has the opposite: "unmanageable" and "manageable"."""
    mine, theirs = {*one.split()}, {*other.split()}
    return {
        f"{opposite}{word}"
        for word in mine ^ theirs
        for opposite in _PREFIXES
        if len(word) > 3 and f"{opposite}{word}" in mine ^ theirs  # not "to" and "into"
    }
