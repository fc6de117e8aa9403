"""Words that turn a finding round when one is put for the other: stems, side against side."""

# Each line: what is good or more, against what is bad or less. A stem fits any word it begins.
_PAIRS = """
good well effectiv strong strength excellent outstanding : bad poor ineffectiv weak fragil inadequate
improv better progress enhanc : declin worse deteriorat
timely prompt swift quick fast rapid soon : slow late delay drift long
thorough comprehensive rigorous detailed robust : superficial feebl poor limited
stable settled : unstable turnover disrupt
positive : negative
regular frequent routine often : rare irregular infrequent seldom
high : low
many : few
more increas rose risen grow : less fewer reduc fall fell decreas
clear explicit : unclear confus
suitable appropriate : unsuitable inappropriate
consistent : inconsistent variable varies vary varied
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


def _read(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    good, _, bad = line.partition(":")
    return tuple(good.split()), tuple(bad.split())


OPPOSITES = tuple(map(_read, _PAIRS.strip().splitlines()))
# The words that are bad news whatever they are said of.
BAD_NEWS = OPPOSITES[0][1] + OPPOSITES[1][1]
