"""The scale of grades: what is above, below, at least, and how grades are said.

*Adequate*, of the scale before 2013, has the place of what replaced it and equals no other grade.
"""

from collections.abc import Callable, Iterable, Sequence

from index.frameworks import FAMILIES
from index.reports import Grade

Grades = frozenset[Grade]
# From low to high, within the scale of a grade: grades of two scales are never set beside each
# other.
RANKS = {
    grade: rank
    for family in FAMILIES
    for rank, place in enumerate(reversed(family.scale))
    for grade in place
}


def at_least(grades: Grades) -> Grades:
    """The lowest of some grades and all that are better: "good or better"."""
    return _ranked(grades, lambda rank: rank >= min(map(_rank, grades)))


def at_most(grades: Grades) -> Grades:
    """The highest of some grades and all that are worse: "requires improvement or worse"."""
    return _ranked(grades, lambda rank: rank <= max(map(_rank, grades)))


def above(grades: Grades) -> Grades:
    """All grades that are better: "above requires improvement"."""
    return _ranked(grades, lambda rank: rank > max(map(_rank, grades)))


def below(grades: Grades) -> Grades:
    """All grades that are worse: "less than good"."""
    return _ranked(grades, lambda rank: rank < min(map(_rank, grades)))


def others(grades: Grades) -> Grades:
    """All other grades: "anything but good"."""
    return _ranked(grades, lambda _: True) - grades


def in_order(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    """Grades from the highest to the lowest."""
    return tuple(sorted(grades, key=lambda grade: (-RANKS[grade], grade is Grade.ADEQUATE)))


def say_grades(grades: Sequence[Grade]) -> str:
    """Grades in words; the old scale's "adequate" goes without saying beside its successor."""
    said = [
        g for g in grades if g is not Grade.ADEQUATE or Grade.REQUIRES_IMPROVEMENT not in grades
    ]
    return " or ".join(grade.value for grade in said)


def _rank(grade: Grade) -> int:
    return RANKS[grade]


def _ranked(grades: Grades, is_wanted: Callable[[int], bool]) -> Grades:
    """The grades of the scale of some grades that have a wanted rank."""
    scale = next(family.grades for family in FAMILIES if grades <= set(family.grades))
    return frozenset(grade for grade in scale if is_wanted(RANKS[grade]))


GOOD_OR_BETTER = at_least(frozenset({Grade.GOOD}))
