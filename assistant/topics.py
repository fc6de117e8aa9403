"""Recurring topics of reports: the inspectors' words for each, and the words that people use.

`topics.json` holds word lists, no sentences. They tell whether a report speaks of a topic at all:
silence can then be said to be silence, over every sentence of a report and not just the nearest.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("topics.json")

Texts = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A recurring topic; `pattern` matches wherever a text speaks of it in inspectors' words."""

    name: str
    inspectors: tuple[str, ...]
    people: re.Pattern[str]
    pattern: re.Pattern[str]


@cache
def all_topics() -> tuple[Topic, ...]:
    """Every topic, read when first needed."""
    return tuple(
        Topic(
            name=row["called"],
            inspectors=tuple(row["inspectors"]),
            people=re.compile(
                "|".join(rf"\b{re.escape(phrase)}\b" for phrase in row["people"]) or r"(?!)", re.I
            ),
            pattern=re.compile("|".join(row["patterns"]), re.I),
        )
        for row in json.loads(_FILE.read_text(encoding="utf-8"))
    )


class TopicsOfReports:
    """Which topics each report speaks of, found out once a report by reading all of it."""

    def __init__(self, texts: Texts) -> None:
        """`texts` gives the passages of a report by its id."""
        self._texts = texts
        self._known: dict[str, frozenset[str]] = {}

    def of(self, report: str) -> frozenset[str]:
        """Names of the topics that a report speaks of."""
        if report not in self._known:
            words = "\n".join(self._texts(report))
            self._known[report] = frozenset(t.name for t in all_topics() if t.pattern.search(words))
        return self._known[report]

    def unmentioned(self, question: str, reports: Sequence[str]) -> tuple[str, ...]:
        """Topics that a question names and none of the reports speaks of."""
        spoken_of = frozenset[str]().union(*(self.of(report) for report in reports))
        named = [topic for topic in all_topics() if topic.pattern.search(question)]
        return tuple(topic.name for topic in named if topic.name not in spoken_of)


_TERM = re.compile(r"(?<![.?!]\s)(?<!^)\b(?:[A-Z]{3,}[0-9]?s?|[A-Z][a-z]+ [0-9]+)\b")
_KNOWN_TERMS = {"DCS", "ILACS", "SIF", "LAC", "UK", "NSPCC", "LSCB", "OFSTED", "HMI"}


def unmentioned_terms(message: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Abbreviations of a question, such as GCSE, that stand nowhere in the given texts.

    Those of recurring topics are left out: reports may write them in full.
    """
    everything = "\n".join(texts)
    acronyms = {a for row in _acronyms() for a in row}
    terms = {match[0].removesuffix("s") for match in _TERM.finditer(message)}
    unknown = {term for term in terms if term.upper() not in _KNOWN_TERMS and term not in acronyms}
    return tuple(sorted(term for term in unknown if term.lower() not in everything.lower()))


@cache
def _acronyms() -> tuple[tuple[str, ...], ...]:
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(tuple(part for key in row["acronyms"] for part in key.split("/")) for row in rows)
