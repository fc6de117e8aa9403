"""A claim → where its words stand in the reports, or stand nearly; or that nothing like it was
found.

It is looked for word by word in every report, and never called false: reports may say it in
other words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic, topics_of
from assistant.citing import Citer
from assistant.finding.choosing import joined
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import noun, say_names
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.request import Change, Request
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
NEAR = 45  # of 100: how like the words of a passage must be to be shown as what comes nearest
MOST_NEAR = 3
_GRADES = frozenset({"council", "before", "before_when", "after", "after_when"})
_SAYS_UP = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) up\b|\bimproved?\b|\brose\b|\brisen\b"
    r"|\b(?:got(?:ten)?|is|are) better\b|\bupgraded\b|\bturned a?round\b|\bclimbed\b",
    re.I,
)
_SAYS_DOWN = re.compile(
    r"\b(?:went|gone|go(?:es|ing)?|moved?|come|came) down(?:hill)?\b|\bworse\b|\bfell\b|\bfallen\b"
    r"|\bdropped\b|\bdeclin\w+\b|\bdowngraded\b|\bslipped\b|\bbackwards?\b",
    re.I,
)
PLACEHOLDERS = {
    "stands": frozenset({"count"}),
    "stands-nearly": frozenset(),
    "differs": frozenset({"words"}),
    "nothing-like": frozenset({"searched"}),
    "nearest": frozenset(),
    "can-say": frozenset({"council", "areas", "inspected", "published", "overall"}),
    "can-say-heading": frozenset(),
    "went-up": _GRADES,
    "went-down": _GRADES,
    "went-same": _GRADES,
    "who-up": frozenset(),
    "who-down": frozenset(),
    "who-neither": frozenset(),
    "before-that": frozenset({"moves"}),
    "one-move": frozenset({"before", "after", "inspected"}),
    "moves-limit": frozenset({"council", "count"}),
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

    # ---- what comes nearest, and what can be said

    def nearest(self, request: Request) -> tuple[Answer, bool] | None:
        """That nothing like a claim was found, with the sentences whose wording comes nearest
        where no council is named; and whether there are any.
        """
        nothing = self.nothing(request)
        if nothing is None:
            return None
        near = [] if request.councils else self._near(request.claim, self._library.reports)
        if not near:
            return nothing, False
        builder = AnswerBuilder(Citer(self._store, self._library))
        builder.parts += nothing.parts
        builder.note(self._say("nearest"))
        for report in dict.fromkeys(report for _, report in near):
            quoted = [Quoted(p, report) for p, r in near if r == report]
            builder.quotes(quoted, self._place(report))
        return builder.answer(request, self._coverage(), COMPOSER), True

    def _near(self, whole: str, reports: Sequence[Report]) -> list[tuple[Passage, Report]]:
        claim = _without_names(whole)
        scored = []
        for found in self._store.catalogue.search(
            content_words(claim), [r.id for r in reports], CANDIDATES
        ):
            at = dict(self._store.catalogue.passages_at(found.report, [found.ordinal]))
            passage = at[found.ordinal]
            likeness = fuzz.token_set_ratio(_plain(claim), _plain(passage.text))
            if likeness >= NEAR:
                scored.append((-likeness, len(passage.text), passage))
        scored.sort(key=lambda each: each[:2])
        best = scored[:MOST_NEAR]
        return [(passage, self._library.by_id[passage.report]) for *_, passage in best]

    def can_say(self, request: Request, sheet_of: Answer) -> Answer:
        """An answer to a claim on grades, with the sentence that the latest report bears out."""
        council = request.councils[0]
        report = next(iter(self._library.inspections(council)), None)
        if report is None:
            return sheet_of
        rows = [row for topic in topics_of(report) if (row := row_of(report, topic))]
        whole = row_of(report, Topic.OVERALL)
        areas = [
            f"{row.grade.value} for {noun(topic)}"
            for topic in topics_of(report)[1:]
            if (row := row_of(report, topic))
        ]
        builder = AnswerBuilder(Citer(self._store, self._library, made=len(sheet_of.citations)))
        text = self._say(
            "can-say",
            council=council,
            overall=f"{whole.grade.value} overall, and " if whole else "",
            areas=say_names(areas),
            inspected=say_windows(report.inspection.windows),
            published=say_date(report.published),
        )
        claim = Claim(text, builder.cite(rows), council)
        part = Part((claim,), self._say("can-say-heading"))
        return replace(
            sheet_of,
            parts=(*sheet_of.parts[:1], part, *sheet_of.parts[1:]),
            citations=(*sheet_of.citations, *builder.citations),
        )

    def moved(self, request: Request) -> Answer | None:
        """Whether a grade went up or down, as somebody says that it did: who is right."""
        says_up = bool(_SAYS_UP.search(request.message))
        says_down = bool(_SAYS_DOWN.search(request.message))
        if len(request.councils) != 1 or not (says_up or says_down):
            return None
        topic = next(iter(request.areas), Topic.OVERALL)
        council = request.councils[0]
        rows = [row for r in self._library.inspections(council) if (row := row_of(r, topic))]
        moves = [Row(now.report, now.judgement, before) for now, before in pairwise(rows)]
        if not moves or moves[0].change is None:
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        change = moves[0].change
        is_right = {Change.UP: says_up, Change.DOWN: says_down}.get(change, False)
        verdict = self._say(f"who-{change}" if is_right else "who-neither")
        builder.say(
            f"{self._said(f'went-{change}', moves[0])} {verdict}",
            [moves[0], moves[0].before],
            council,
        )
        told = [
            self._say(
                "one-move",
                before=m.before.grade.value,
                after=m.grade.value,
                inspected=say_windows(m.report.inspection.windows),
            )
            for m in moves[1:]
            if m.before
        ]
        if told:
            builder.say(self._say("before-that", moves="; ".join(told)), moves[1:], council)
        builder.note(self._say("moves-limit", council=council, count=len(rows)))
        return builder.answer(request, self._coverage(), COMPOSER)

    def _said(self, name: str, row: Row) -> str:
        before = row.before or row
        return self._say(
            name,
            council=row.council,
            before=before.grade.value,
            before_when=say_windows(before.report.inspection.windows),
            after=row.grade.value,
            after_when=say_windows(row.report.inspection.windows),
        )

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
