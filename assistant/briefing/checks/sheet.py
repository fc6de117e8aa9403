"""Verdicts set out for a reader: the verdict first, then the words that it rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic
from assistant.briefing.checks.verdicts import Fares, Verdict, wording
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import noun
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.reading.verdicts import points_back
from assistant.request import Request
from index.dates import say_date, say_windows
from index.reports import Passage, Report

MOST_SHOWN = 3  # passages of a claim; of one among several fewer
MOST_OF_SEVERAL = 2


def place_of(report: Report) -> str:
    """The report that words are from, as a heading above them."""
    return wording().say(
        "place",
        council=report.council,
        kind=report.kind_label,
        inspected=say_windows(report.inspection.windows),
        published=say_date(report.published),
    )


def coverage(library: Library) -> str:
    """Where claims were looked for."""
    return wording().say("claim-coverage", searched=library.label, newest=library.newest)


class Sheet(AnswerBuilder):
    """An answer made of verdicts; it takes in what another answer says first, with its
    citations.
    """

    def __init__(self, citer: Citer, library: Library) -> None:
        super().__init__(citer)
        self._library = library
        self._say = wording().say

    def put(self, verdicts: Sequence[Verdict], request: Request) -> None:
        """One verdict with all that it rests on, or the sum of several and then each."""
        if len(verdicts) == 1:
            self._put_one(verdicts[0])
            return
        self.note(self._summary(verdicts, request))
        for verdict in verdicts:
            self._put_of_several(verdict)

    def sum_up(self, verdicts: Sequence[Verdict], request: Request) -> None:
        """The verdict again, in one sentence, where only that is asked once more."""
        if points_back(request.message) and len(verdicts) > 1:
            self.note(self._summary(verdicts, request))
        elif points_back(request.message):
            self.note(verdicts[0].said)

    def _put_one(self, verdict: Verdict) -> None:
        self.note(verdict.said)
        shown = verdict.shown[: MOST_SHOWN + 1]
        for report in dict.fromkeys(report for _, report in shown):
            quoted = [
                Quoted(passage, report, self._say("page", page=passage.page))
                for passage, of in shown
                if of == report
            ]
            self.quotes(quoted, place_of(report))

    def _put_of_several(self, verdict: Verdict) -> None:
        heading = f"“{verdict.statement.claim}”"
        if verdict.computed:
            self._take(verdict.computed, heading, verdict.said)
            return
        claims = [
            claim
            for passage, report in verdict.shown[:MOST_OF_SEVERAL]
            if (claim := self.quote(Quoted(passage, report, self._dated(passage, report))))
        ]
        self.parts.append(Part(tuple(claims), heading, verdict.said))

    def _take(self, other: Answer, heading: str, note: str) -> None:
        """Add the first sentence of an answer under a heading."""
        first = other.claims[0]
        numbers = []
        for citation in other.citations:
            if citation.number in first.citations:
                self._citer.made += 1
                numbers.append(self._citer.made)
                self.citations.append(replace(citation, number=numbers[-1]))
        self.parts.append(Part((replace(first, citations=tuple(numbers)),), heading, note))

    def _dated(self, passage: Passage, report: Report) -> str:
        return self._say("dated", published=say_date(report.published), page=passage.page)

    def _summary(self, verdicts: Sequence[Verdict], request: Request) -> str:
        """The sum of several verdicts; which of two it is, where that is asked."""
        held = [each for each in verdicts if each.fares is Fares.HELD]
        other = [each for each in verdicts if each.fares is not Fares.HELD]
        if _WHICH.search(request.message) and len(held) == len(other) == 1:
            return self._say(
                "summary-which", held=held[0].statement.claim, other=other[0].statement.claim
            )
        counted = [
            self._say("kind", count=count, verdict=self._say(fares.value))
            for fares in Fares
            if (count := sum(each.fares is fares for each in verdicts))
        ]
        return self._say(_sum_of(verdicts), count=len(verdicts), kinds="; ".join(counted))

    # ---- what can be said instead

    def put_correction(self, verdicts: Sequence[Verdict]) -> None:
        """The words that can be said: grades, and what inspectors wrote; and what is left out."""
        can_be_said = [[*self._can_be_said(verdict)] for verdict in verdicts]
        told = [claim for claims in can_be_said for claim in claims]
        heading = self._say("can-say-heading")
        if told:
            numbers = tuple(dict.fromkeys(n for claim in told for n in claim.citations))
            text = " ".join(dict.fromkeys(claim.text for claim in told))
            self.parts.append(Part((Claim(text, numbers, told[0].council),), heading))
        else:
            self.parts.append(Part(heading=heading, note=self._say("nothing-to-say")))
        left_out = [
            verdict.statement.claim
            for verdict, claims in zip(verdicts, can_be_said, strict=True)
            if not claims and verdict.fares is Fares.OPEN
        ]
        if left_out:
            names = "; ".join(f"“{words}”" for words in left_out)
            self.note(self._say("left-out", statements=names))

    def _can_be_said(self, verdict: Verdict) -> Iterator[Claim]:
        if verdict.computed and verdict.statement.councils:
            yield from self._said_of_grades(verdict.statement)
        elif verdict.fares is not Fares.OPEN or verdict.is_close:
            for passage, report in verdict.shown[:1]:
                if verdict.fares is Fares.OPEN and self._library.is_older(report):
                    continue  # what only comes close, and no longer holds
                if claim := self.quote(Quoted(passage, report)):
                    text = self._say(
                        "said-in-words",
                        council=report.council,
                        published=say_date(report.published),
                        words=passage.text.rstrip("."),
                    )
                    yield Claim(text, claim.citations, report.council)

    def _said_of_grades(self, statement: Request) -> Iterator[Claim]:
        council = statement.councils[0]
        reports = self._library.reports_for(council, statement.times)
        report = next((each for each in reports if each.judgements), None)
        for topic in statement.areas or (Topic.OVERALL,):
            row = row_of(report, topic) if report else None
            if row:
                text = self._say(
                    "said-of-grades",
                    council=council,
                    grade=row.grade.value,
                    area=noun(topic),
                    inspected=say_windows(row.report.inspection.windows),
                    published=say_date(row.report.published),
                )
                yield Claim(text, self.cite([row]), council)


# "Which is it?", "who is right?": one of two.
_WHICH = re.compile(
    r"\b(?:which|what) (?:one )?(?:is|was) (?:it|true|right|correct)\b|\bwho(?:[’']s| is) right\b"
    r"|\bwhich (?:one|of (?:them|these|those|the two))\b",
    re.I,
)


def _sum_of(verdicts: Sequence[Verdict]) -> str:
    """The name of the wording that sums verdicts up."""
    fares = {each.fares for each in verdicts}
    if fares == {Fares.HELD}:
        return "summary-all"
    if fares & {Fares.HELD, Fares.PARTLY}:
        return "summary-some"
    return "summary-none" if Fares.DENIED in fares else "summary-open"
