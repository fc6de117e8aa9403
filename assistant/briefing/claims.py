"""A claim → where its words stand in the reports, or stand nearly; or that nothing like it was
found.

It is looked for word by word in every report, and never called false: reports may say it in
other words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.answers import Answer, Part
from assistant.citing import Citer
from assistant.finding.choosing import joined
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.request import Request
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.places.mentions import find_councils
from index.reports import Passage, Report, squash
from index.storing.store import Store

COMPOSER = "claim"
CANDIDATES = 80  # passages that hold most of its words
WORD_FOR_WORD = 100.0
NEARLY = 84  # of 100: how like the words of a passage must be
MOST_SHOWN = 4
PLACEHOLDERS = {
    "stands": frozenset({"count"}),
    "stands-nearly": frozenset(),
    "differs": frozenset({"words"}),
    "nothing-like": frozenset({"searched"}),
    "elsewhere": frozenset({"councils", "others"}),
    "place": frozenset({"council", "kind", "inspected", "published"}),
    "once": frozenset(),
    "times": frozenset({"count"}),
    "claim-coverage": frozenset({"searched", "newest"}),
}
# Words in which two sentences that are nearly the same may say the opposite, or another amount.
_TELLING = re.compile(
    r"\d+(?:\.\d+)?|\b(?:not|no|never|none|without|few|fewer|some|most|many|all|every|only|always"
    r"|rarely|half)\b|n['’]t\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A passage, how like the claim it is (100 where its words stand there), and the telling
    words in which they differ.
    """

    passage: Passage
    report: Report
    likeness: float
    differs: tuple[str, ...] = ()


class ClaimChecker:
    """Looks claims up in the words of a library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("claims.md", PLACEHOLDERS)
        self._say = self._wording.say

    def stands(self, request: Request) -> Answer | None:
        """Where the words of a claim stand, or nearly stand; None where they do not."""
        own = [report for name in request.councils for report in self._library.of(name)]
        best = _best(self._matches(request.claim, own)) if own else []
        elsewhere = best or [
            m
            for m in _best(self._matches(request.claim, self._library.reports))
            if not (own and m.differs)
        ]
        if not elsewhere:
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        builder.note(
            self._verdict(best or elsewhere)
            if best or not own
            else self._elsewhere(request, elsewhere)
        )
        shown = elsewhere[:MOST_SHOWN]
        for report in dict.fromkeys(match.report for match in shown):
            builder.quotes(
                [Quoted(m.passage, report) for m in shown if m.report == report],
                self._place(report),
            )
        return builder.answer(request, self._coverage(), COMPOSER)

    def _elsewhere(self, request: Request, matches: Sequence[_Match]) -> str:
        others = list(dict.fromkeys(match.report.council for match in matches))[:MOST_SHOWN]
        return self._say(
            "elsewhere", councils=say_names(request.councils), others=say_names(others)
        )

    def nothing(self, request: Request) -> Answer | None:
        """That nothing like a claim was found; None where a sentence was only pasted, and may
        have been meant otherwise.
        """
        if request.claim == request.message.strip():
            return None
        note = self._say("nothing-like", searched=len(self._library.reports))
        return Answer(
            parts=(Part(note=note),),
            scope=request.scope,
            coverage=self._coverage(),
            composer=COMPOSER,
        )

    def _verdict(self, matches: Sequence[_Match]) -> str:
        best = matches[0]
        if best.likeness >= WORD_FOR_WORD:
            return self._say(
                "stands",
                count=self._say("once")
                if len(matches) == 1
                else self._say("times", count=len(matches)),
            )
        if best.differs:
            return self._say("differs", words=", ".join(f"“{word}”" for word in best.differs))
        return self._say("stands-nearly")

    def _matches(self, whole: str, reports: Sequence[Report]) -> Iterator[_Match]:
        claim = _without_names(whole)
        for found in self._store.catalogue.search(
            content_words(claim), [r.id for r in reports], CANDIDATES
        ):
            around = dict(
                self._store.catalogue.passages_at(
                    found.report, range(found.ordinal - 1, found.ordinal + 2)
                )
            )
            match = self._match(whole, claim, _with_next(around, found.ordinal))
            if match:
                yield match

    def _match(self, whole: str, claim: str, passages: Sequence[Passage]) -> _Match | None:
        """How like a claim a passage is, alone or with the one after it."""
        for passage in passages:
            if squash(whole) in squash(passage.text):
                return _Match(passage, self._library.by_id[passage.report], WORD_FOR_WORD)
        passage = passages[0]
        mine, theirs = _plain(claim), _plain(passage.text)
        if len(mine) > len(theirs) * 1.25:
            return None
        aligned = fuzz.partial_ratio_alignment(mine, theirs, score_cutoff=NEARLY)
        if aligned is None:
            return None
        start = theirs.rfind(" ", 0, aligned.dest_start + 1) + 1
        end = theirs.find(" ", max(aligned.dest_end - 1, 0))
        window = theirs[start : end if end >= 0 else len(theirs)]
        differs = set(_telling(mine)) ^ set(_telling(window))
        return _Match(
            passage,
            self._library.by_id[passage.report],
            min(aligned.score, WORD_FOR_WORD - 1),
            tuple(sorted(differs)),
        )

    def _place(self, report: Report) -> str:
        return self._say(
            "place",
            council=report.council,
            kind=report.kind_label,
            inspected=say_windows(report.inspection.windows),
            published=say_date(report.published),
        )

    def _coverage(self) -> str:
        return self._say(
            "claim-coverage", searched=self._library.label, newest=self._library.newest
        )


def _best(found: Iterable[_Match]) -> list[_Match]:
    """Those whose words are the claim's; else those that say the same in nearly its words; else
    what comes near.
    """
    matches = sorted(found, key=lambda match: (-match.likeness, -match.report.newest.toordinal()))
    return (
        [m for m in matches if m.likeness >= WORD_FOR_WORD]
        or [m for m in matches if not m.differs]
        or matches[:1]
    )


def _with_next(around: dict[int, Passage], ordinal: int) -> list[Passage]:
    """A passage, and that together with the one after it in its paragraph: a claim may be two
    sentences.
    """
    passage, after = around[ordinal], around.get(ordinal + 1)
    together = [joined(passage, after)] if after and after.paragraph == passage.paragraph else []
    return [passage, *together]


def _without_names(claim: str) -> str:
    for mention in sorted(find_councils(claim), key=lambda mention: -mention.start):
        claim = claim[: mention.start] + re.sub(r"^['’]s?\b", "", claim[mention.end :])
    return re.sub(r"^(?:in|at)\b|\b(?:in|at)\W*$", "", claim.strip(), flags=re.I).strip()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’%]+", text.lower()))


def _telling(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _TELLING.findall(text)]
