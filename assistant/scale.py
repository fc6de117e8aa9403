"""The scale of grades: what is above, below, at least, and how grades are said.

*Adequate*, of the scale before 2013, has the place of what replaced it and equals no other grade.
"""

from collections.abc import Iterable, Sequence

from index.reports import Grade

Grades = frozenset[Grade]
RANKS = {  # from low to high
    Grade.INADEQUATE: 0,
    Grade.ADEQUATE: 1,
    Grade.REQUIRES_IMPROVEMENT: 1,
    Grade.GOOD: 2,
    Grade.OUTSTANDING: 3,
}


def at_least(grades: Grades) -> Grades:
    """The lowest of some grades and all that are better: "good or better"."""
    return _ranked(range(min(RANKS[g] for g in grades), 4))


def at_most(grades: Grades) -> Grades:
    """The highest of some grades and all that are worse: "requires improvement or worse"."""
    return _ranked(range(max(RANKS[g] for g in grades) + 1))


def above(grades: Grades) -> Grades:
    """All grades that are better: "above requires improvement"."""
    return _ranked(range(max(RANKS[g] for g in grades) + 1, 4))


def below(grades: Grades) -> Grades:
    """All grades that are worse: "less than good"."""
    return _ranked(range(min(RANKS[g] for g in grades)))


def others(grades: Grades) -> Grades:
    """All other grades: "anything but good"."""
    return frozenset(RANKS) - grades


def in_order(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    """Grades from the highest to the lowest."""
    return tuple(sorted(grades, key=lambda grade: (-RANKS[grade], grade is Grade.ADEQUATE)))


def say_grades(grades: Sequence[Grade]) -> str:
    """Grades in words; the old scale's "adequate" goes without saying beside its successor."""
    said = [
        g for g in grades if g is not Grade.ADEQUATE or Grade.REQUIRES_IMPROVEMENT not in grades
    ]
    return " or ".join(grade.value for grade in said)


def _ranked(ranks: Iterable[int]) -> Grades:
    wanted = set(ranks)
    return frozenset(grade for grade, rank in RANKS.items() if rank in wanted)
