"""What was found for a question: passages with their reports, by council. Plain facts."""

import math
from dataclasses import dataclass

from assistant.request import Request
from index.reports import Passage, Report


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, its report, and how likely it answers, is at least near, and praises rather
    than criticises.

    All three as log-odds, 0 for as likely as not.
    """

    passage: Passage
    report: Report
    answers: float
    near: float = 0.0
    praise: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in some reports of one council; empty where they are silent, and then with
    what comes near.
    """

    council: str
    searched: tuple[Report, ...]
    found: tuple[Found, ...]
    near: tuple[Found, ...] = ()

    @property
    def answers(self) -> float:
        """How likely its best passage answers, as log-odds."""
        return max((item.answers for item in self.found), default=-math.inf)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: by council in the order asked, then from earlier to later.

    `by_words` are reports that could only be searched by their words, as their vectors are still
    made.
    """

    request: Request
    groups: tuple[Group, ...]
    by_words: frozenset[str] = frozenset()

    @property
    def searched(self) -> tuple[Report, ...]:
        """Every report that was searched, each once."""
        return tuple(dict.fromkeys(report for group in self.groups for report in group.searched))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not any(group.found for group in self.groups)
