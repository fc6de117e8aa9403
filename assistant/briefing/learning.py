"""What one council may learn from another: beside each point that it must improve, what
inspectors praise in the other on it.

It sets two reports side by side and claims no more: that practice can be carried over is for
people to judge.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Answer, Claim
from assistant.briefing.brief import main_report, report_before
from assistant.briefing.points import points_of
from assistant.briefing.themes import theme_of, themes_named
from assistant.citing import Citer
from assistant.finding.evidence import Found
from assistant.finding.polarity import PLAINLY, balance_of
from assistant.finding.retrieval import Finder
from assistant.finding.topics import all_topics
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.library import Library
from assistant.request import Act, Form, Polarity, Request
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Passage, Report
from index.storing.store import Store

COMPOSER = "learning"
_TURNS = re.compile(r"\b(?:however|but|although|though|despite|yet|while)\b", re.I)
_ANY = re.compile("")
ALIKE = 0.5  # of the words of a point, from which on it is asked for again
LOOKED_AT = 4  # passages of the other council for each point
PLACEHOLDERS = {
    "side-by-side": frozenset({"learner", "teacher", "found", "points"}),
    "no-praise": frozenset(),
    "nothing-to-learn": frozenset({"learner", "teacher", "points"}),
    "head-learner": frozenset({"learner", "published"}),
    "head-teacher": frozenset({"teacher", "published"}),
    "learning-coverage": frozenset({"newest"}),
    "followed": frozenset({"council", "points", "earlier", "later", "better", "still", "silent"}),
    "head-told": frozenset({"published"}),
    "head-later": frozenset({"published"}),
    "head-verdict": frozenset(),
    "verdict-better": frozenset(),
    "verdict-still": frozenset(),
    "verdict-mixed": frozenset(),
    "verdict-silent": frozenset(),
    "silent-later": frozenset(),
    "no-earlier": frozenset({"council"}),
    "followed-coverage": frozenset({"newest"}),
}


class Learning:
    """Sets what one council must improve beside what is praised in another."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("learning.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """What the first council named may learn from the second: "What should Leeds learn from
        Bradford?".
        """
        if request.form is Form.FOLLOWED:
            return self._followed(request, finder)
        learner, teacher = request.councils
        reports = [
            main_report(self._library, replace(request, councils=(name,)))
            for name in (learner, teacher)
        ]
        own, other = reports
        lines = [point.lines[0] for point in points_of(self._store, own)] if own else []
        lines = [line for line in lines if _is_on(line, request)]
        if own is None or other is None or not lines:
            return None
        lines = [line for line in lines if not line.text.endswith(":")]
        each = [
            (line, next(self._praise(line.text, request, teacher, finder), None)) for line in lines
        ]
        found = [(line, praise) for line, praise in each if praise]
        builder = AnswerBuilder(Citer(self._store, self._library))
        facts = {"learner": learner, "teacher": teacher, "points": len(lines)}
        builder.note(
            self._say("side-by-side", found=len(found), **facts)
            if found
            else self._say("nothing-to-learn", **facts)
        )
        heads = (
            self._say("head-learner", learner=learner, published=say_date(own.published)),
            self._say("head-teacher", teacher=teacher, published=say_date(other.published)),
        )
        rows = []
        for line, praise in sorted(each, key=lambda pair: pair[1] is None):
            quoted = praise and builder.quote(Quoted(praise.passage, praise.report))
            told = builder.quote(Quoted(line, own)) or Claim("")
            rows.append([told, quoted or Claim(self._say("no-praise"), (), teacher)])
        builder.table(heads, rows if found else [])
        return builder.answer(
            request, self._say("learning-coverage", newest=self._library.newest), COMPOSER
        )

    def _followed(self, request: Request, finder: Finder) -> Answer | None:
        """What a council was told to improve, point by point, beside what the next report says."""
        council = request.councils[0]
        later = main_report(self._library, request)
        earlier = report_before(self._library, later) if later else None
        points = points_of(self._store, earlier) if earlier else ()
        lines = [line for point in points for line in point.lines if not line.text.endswith(":")]
        builder = AnswerBuilder(Citer(self._store, self._library))
        if later is None or earlier is None or not lines:
            builder.note(self._say("no-earlier", council=council))
        else:
            still = [line for point in points_of(self._store, later) for line in point.lines]
            rows = [(line, *self._later(line, later, still, request, finder)) for line in lines]
            verdicts = [verdict for _, _, verdict in rows]
            builder.note(
                self._say(
                    "followed",
                    council=council,
                    points=len(lines),
                    earlier=say_date(earlier.published),
                    later=say_date(later.published),
                    better=verdicts.count("better"),
                    still=verdicts.count("still") + verdicts.count("mixed"),
                    silent=verdicts.count("silent"),
                )
            )
            heads = (
                self._say("head-told", published=say_date(earlier.published)),
                self._say("head-verdict"),
                self._say("head-later", published=say_date(later.published)),
            )
            builder.table(heads, [self._told(row, earlier, later, builder) for row in rows])
        coverage = self._say("followed-coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _told(
        self, row: tuple[Passage, Passage | None, str], earlier: Report, later: Report,
        builder: AnswerBuilder,
    ) -> list[Claim]:  # fmt: skip
        line, passage, verdict = row
        told = builder.quote(Quoted(line, earlier)) or Claim("")
        quoted = builder.quote(Quoted(passage, later)) if passage else None
        return [
            told,
            Claim(self._say(f"verdict-{verdict}"), (), later.council),
            quoted or Claim(self._say("silent-later"), (), later.council),
        ]

    def _later(
        self,
        line: Passage,
        later: Report,
        still: Sequence[Passage],
        request: Request,
        finder: Finder,
    ) -> tuple[Passage | None, str]:
        """What a later report says of a point, and whether that is better, or still so."""
        theme = theme_of(line.text)
        again = [p for p in still if _alike(line.text, p.text) >= ALIKE]
        if again:
            return max(again, key=lambda p: _alike(line.text, p.text)), "still"
        about = replace(
            Request(
                message=request.message,
                act=Act.FIND,
                subject=line.text,
                text=line.text,
                councils=(later.council,),
            ),
            words=tuple(dict.fromkeys(content_words(line.text))),
        )
        (group,) = finder.find(about, LOOKED_AT * 2).groups
        found = [
            f
            for f in group.found
            if f.report.id == later.id
            and (theme.listed.search(f.passage.text) if theme else f.answers > 0)
        ]
        if not found:
            return None, "silent"
        best = found[0]
        balance = balance_of(best.passage.text)
        if best.praise >= PLAINLY and balance > 0 and not _TURNS.search(best.passage.text):
            return best.passage, "better"
        return best.passage, "still" if best.praise <= -PLAINLY and balance < 0 else "mixed"

    def _praise(
        self, point: str, request: Request, teacher: str, finder: Finder
    ) -> Iterator[Found]:
        """The passage of another council that plainly praises on a point, where there is one."""
        about = replace(
            Request(
                message=request.message,
                act=Act.FIND,
                subject=point,
                text=point,
                councils=(teacher,),
            ),
            words=tuple(dict.fromkeys(content_words(point))),
            polarity=Polarity.PRAISE,
        )
        (group,) = finder.find(about, LOOKED_AT).groups
        topics = [topic.pattern for topic in all_topics() if topic.pattern.search(point)]
        praised = (
            found
            for found in group.found
            if found.praise >= PLAINLY
            and not _TURNS.search(found.passage.text)
            and any(pattern.search(found.passage.text) for pattern in topics or [_ANY])
        )
        if (best := next(praised, None)) is not None:
            yield best


def _alike(one: str, other: str) -> float:
    """Which part of the telling words of the shorter of two lines stands in the other as well."""
    mine, theirs = ({word[:6] for word in content_words(text)} for text in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _is_on(line: Passage, request: Request) -> bool:
    """Whether a point is on what is asked; all are where nothing in particular is."""
    if request.themes:
        return any(theme.listed.search(line.text) for theme in themes_named(request.themes))
    asked = {
        *content_words(request.subject),
        *(word for area in request.areas for word in content_words(area.value)),
    }
    return not asked or bool(asked & set(content_words(line.text)))
