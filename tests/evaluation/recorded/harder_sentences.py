"""True sentences of a strong model → wrong ones in the ways that were seen to pass a check by
rules.

Doubled negation, a turned word in a sentence that denies something, a figure moved to another
subject, and clauses joined that the report does not join. Nothing here knows how sentences are
checked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.contradictions import Source


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what it is said to rest on."""

    text: str
    sources: tuple[Source, ...]

    @property
    def report(self) -> str | None:
        """The report, where it rests on one."""
        reports = {source.report.id for source in self.sources}
        return reports.pop() if len(reports) == 1 else None


_DOUBLED = (
    (r"\b(does|do|did) not ", r"\1 not fail to "),
    (r"\b(is|are|was|were) not ", r"\1 never not "),
    (r"\b(has|have|had) not ", r"\1 never not "),
    (r"\bcannot ", "can hardly not "),
    (r"\bwithout\b", "never without"),
    (r"\black(s?)\b", r"do not lack\1"),
    (r"\bno (?=\w)", "no lack of "),
    (r"\bnot enough\b", "not too few"),
    (r"\btoo few\b", "not too few"),
    (r"\blimited\b", "by no means limited"),
    (r"\bpoor\b", "far from poor"),
    (r"\bweak\b", "anything but weak"),
    (r"\binconsistent\b", "not inconsistent"),
    (r"\bvaries\b", "never varies"),
    (r"\bdelay(s?)\b", r"absence of delay\1"),
)
_DENIES = re.compile(
    r"\b(?:not|no|never|without|lacks?|cannot|limited|too few|insufficient)\b", re.I
)
_TURNED = (
    ("timely", "belated"), ("promptly", "slowly"), ("clear", "muddled"), ("clearly", "vaguely"),
    ("effective", "futile"), ("effectively", "badly"), ("regular", "sporadic"),
    ("regularly", "sporadically"), ("strong", "feeble"), ("high", "low"), ("robust", "flimsy"),
    ("well", "badly"), ("consistently", "erratically"), ("consistent", "erratic"),
    ("suitable", "unfit"), ("stable", "volatile"), ("frequently", "seldom"), ("often", "seldom"),
    ("positive", "hostile"), ("good", "bad"), ("improved", "worsened"), ("improve", "cut back"),
    ("risen", "dropped"), ("most", "hardly any"), ("some", "all"), ("quality", "quantity"),
    ("before", "after"), ("children", "parents"), ("care leavers", "foster carers"),
    ("social workers", "teachers"), ("managers", "councillors"), ("parents", "schools"),
    ("families", "schools"),
)  # fmt: skip
_NUMBER = re.compile(r"\b\d+(?:%|\b)|\b(?:half|one|two|four)\b")
_SUBJECTS = (
    "children in care",
    "care leavers",
    "foster carers",
    "social workers",
    "personal advisers",
    "children missing education",
    "managers",
)
_JOINTS = (
    ", because ",
    ", which is why ",
    ", as a result of which ",
    ", so ",
    ", which means that ",
    ", since ",
)


def harder_sentences(said: Sequence[Said]) -> Iterator[tuple[str, Said]]:
    """The wrong sentences that can be made of those of one answer, with their kinds."""
    for number, each in enumerate(said):
        if each.report is None or not each.sources:
            continue
        yield from (("negation doubled", Said(text, each.sources)) for text in _doubled(each.text))
        yield from (
            ("turned where it denies", Said(text, each.sources)) for text in _turned(each.text)
        )
        yield from (
            ("figure moved", Said(text, each.sources)) for text in _moved(each.text, number)
        )
    pairs = [
        (one, other)
        for one, other in pairwise(said)
        if one.report and one.report == other.report and one.sources != other.sources
    ]
    for number, (one, other) in enumerate(pairs):
        text = (
            f"{one.text.rstrip('.?')}{_JOINTS[number % len(_JOINTS)]}{other.text[0].lower()}"
            f"{other.text[1:]}"
        )
        yield "clauses joined", Said(text, tuple(dict.fromkeys((*one.sources, *other.sources))))


def _doubled(text: str) -> Iterator[str]:
    for pattern, put in _DOUBLED:
        wrong, changed = re.subn(pattern, put, text, count=1)
        if changed:
            yield wrong
            return


def _turned(text: str) -> Iterator[str]:
    if not _DENIES.search(text):
        return
    for word, put in _TURNED:
        wrong, changed = re.subn(rf"\b{word}\b", put, text, count=1)
        if changed:
            yield wrong
            return


def _moved(text: str, number: int) -> Iterator[str]:
    if not _NUMBER.search(text):
        return
    subjects = [subject for subject in _SUBJECTS if subject in text]
    if subjects:
        others = [subject for subject in _SUBJECTS if subject not in text]
        yield text.replace(subjects[0], others[number % len(others)], 1)
