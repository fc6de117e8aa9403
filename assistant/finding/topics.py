"""Recurring topics of reports, and whether a report speaks of one at all.

Silence can then be said to be silence, over every sentence of a report and not just the nearest.
`topics.json` holds patterns of words, no sentences; that lay words find inspectors' words is the
business of the embedding model's adapter.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("topics.json")

_ABBREVIATION = re.compile(r"\b[A-Z]{3,}[0-9]?s?\b")
# Abbreviations of the field beyond those of topics, which reports often write in full.
_KNOWN = frozenset(
    """AND CCG CLA CPD DASS DBS DCS DFE DSL EHCP ESOL FFT HMI ILACS LAC LSCB MST NHS NOT NRPF NSPCC
    OFSTED SEN SIF UK""".split()
)

Texts = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A recurring topic; `pattern` matches wherever a text speaks of it in inspectors' words."""

    name: str
    acronyms: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def all_topics() -> tuple[Topic, ...]:
    """Every topic, read when first needed."""
    return tuple(
        Topic(
            name=row["topic"],
            acronyms=tuple(row["acronyms"]),
            pattern=re.compile("|".join(row["patterns"]), re.I),
        )
        for row in json.loads(_FILE.read_text(encoding="utf-8"))
    )


class TopicsOfReports:
    """Whether reports speak of topics, found out by reading all of a report once for each topic."""

    def __init__(self, texts: Texts) -> None:
        """`texts` gives the passages of a report by its id."""
        self._texts = texts
        self._known: dict[tuple[str, str], bool] = {}

    def speaks_of(self, report: str, topic: Topic) -> bool:
        """Whether a report speaks of a topic."""
        key = report, topic.name
        if key not in self._known:
            self._known[key] = any(map(topic.pattern.search, self._texts(report)))
        return self._known[key]

    def unmentioned(self, question: str, reports: Sequence[str]) -> tuple[str, ...]:
        """Topics that a question names and none of the reports speaks of."""
        missing = (
            topic.name
            for topic in _named(question)
            if not any(self.speaks_of(report, topic) for report in reports)
        )
        return (*missing, *self._unmentioned_terms(question, reports))

    def _unmentioned_terms(self, question: str, reports: Sequence[str]) -> list[str]:
        """Abbreviations of a question, such as GCSE, that stand nowhere in the reports.

        Those of recurring topics are left out: reports may write them in full.
        """
        terms = {match[0].removesuffix("s") for match in _ABBREVIATION.finditer(question)}
        terms -= _acronyms()
        if not terms:
            return []
        words = "\n".join(text for report in reports for text in self._texts(report)).lower()
        return sorted(term for term in terms if term.lower() not in words)


@lru_cache(maxsize=64)  # the same question is put to the reports of each council in turn
def _named(question: str) -> tuple[Topic, ...]:
    """The topics that a question names; in "private fostering" that is not fostering."""
    matches = [(t, match.span()) for t in all_topics() if (match := t.pattern.search(question))]
    return tuple(
        topic
        for topic, (start, end) in matches
        if not any(s <= start and end <= e and e - s > end - start for _, (s, e) in matches)
    )


@cache
def _acronyms() -> frozenset[str]:
    return _KNOWN | {acronym for topic in all_topics() for acronym in topic.acronyms}
