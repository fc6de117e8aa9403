"""What one council may learn from another: beside each point that it must improve, what
inspectors praise in the other on it.

It sets two reports side by side and claims no more: that practice can be carried over is for
people to judge.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Answer, Claim
from assistant.areas import SECTIONS, Topic
from assistant.briefing.chosen import main_report, report_before
from assistant.briefing.counting import Counter
from assistant.briefing.gravity import gravest_first
from assistant.briefing.matters import Matter
from assistant.briefing.points import points_of
from assistant.briefing.sentences import stands_alone
from assistant.briefing.themes import Said, Way, as_theme, theme_of, themes_named
from assistant.citing import Citer
from assistant.finding.polarity import PLAINLY, balance_of
from assistant.finding.retrieval import Finder
from assistant.finding.topics import all_topics
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Act, Form, Polarity, Request
from assistant.scale import RANKS
from assistant.times import LATEST
from assistant.vocabulary import content_words, not_within_others
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Grade, Passage, Report
from index.storing.store import Store

COMPOSER = "learning"
_TURNS = re.compile(
    r"\b(?:however|but|although|though|despite|yet|while|could be|more to do|needs? to)\b", re.I
)
ALIKE = 0.5  # of the words of a point, from which on it is asked for again
STEM = 6  # letters by which words are told to be alike: "managers" and "management"
MOST_SILENT = 3  # points without praise that are shown beside those that have some
ENOUGH = 4  # pairs, from which on criticisms are not looked at beside the points
OF_A_SECTION = 6  # criticisms of each area that are looked at
LOOKED_AT = 8  # passages of the other council for each point
# How near praise must be to a point to stand beside it, by reading both together and by vectors.
LEAST_NEAR, LEAST_COSINE, BY_COSINE = 1.0, 0.28, 6.0
LEAST_PRAISE = 1.0  # log-odds from which on it is plain enough
# Topics of how work is done rather than of what.
_OF_HOW = frozenset(
    {
        "risk-identified",
        "drift-delay",
        "plans-quality",
        "escalation-partner",
        "management-oversight",
        "supervision-records",
        "partnership",
        "assessments",
        "case-recording",
        "training",
    }
)
_WHO = (
    ("leavers", re.compile(r"\b(?:care leavers?|leaving care|care[- ]experienced)\b", re.I)),
    ("in care", re.compile(r"\b(?:children|those) (?:\w+ ){0,2}in care\b|looked[- ]after", re.I)),
)
PLACEHOLDERS = {
    "side-by-side": frozenset({"learner", "teacher", "found", "points"}),
    "rest-silent": frozenset({"count", "teacher"}),
    "no-praise": frozenset(),
    "beside-criticism": frozenset({"learner", "teacher", "count"}),
    "nothing-to-learn": frozenset({"learner", "teacher", "points"}),
    "head-learner": frozenset({"learner", "published"}),
    "head-teacher": frozenset({"teacher", "published"}),
    "learning-coverage": frozenset({"newest"}),
    "elsewhere": frozenset({"learner", "others", "found", "points"}),
    "head-elsewhere": frozenset(),
    "elsewhere-coverage": frozenset({"newest"}),
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

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store = store
        self._counter = counter
        self._library = library
        self._wording = Wording("learning.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """What the first council named may learn from the second: "What should Leeds learn from
        Bradford?".
        """
        if request.form is Form.FOLLOWED:
            return self._followed(request, finder)
        if request.form is Form.LEARNT:
            return self._from_all(request)
        learner, teacher = request.councils
        reports = [
            main_report(self._library, replace(request, councils=(name,)))
            for name in (learner, teacher)
        ]
        own, other = reports
        if own is None or other is None:
            return None
        points = self._points(request, own)
        each = [(line, self._praise(line.text, [other])) for line in points]
        found = sum(praise is not None for _, praise in each)
        more = self._from_weaknesses(request, own, other, each) if found < ENOUGH else []
        if not (points or more):
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        self._put_lead(request, (found, len(points), len(more)), builder)
        heads = (
            self._say("head-learner", learner=learner, published=say_date(own.published)),
            self._say("head-teacher", teacher=teacher, published=say_date(other.published)),
        )
        matched = [*((line, praise) for line, praise in each if praise), *more]
        left = [(line, praise) for line, praise in each if praise is None]
        shown = left if len(left) <= MOST_SILENT else []
        rows = self._rows([*matched, *shown], own, builder, teacher)
        builder.table(heads, rows if matched else [])
        if matched and left and not shown:
            builder.note(self._say("rest-silent", count=len(left), teacher=teacher))
        return builder.answer(
            request, self._say("learning-coverage", newest=self._library.newest), COMPOSER
        )

    def _put_lead(
        self, request: Request, counts: tuple[int, int, int], builder: AnswerBuilder
    ) -> None:
        """On how many points there is praise, and on how many criticisms."""
        found, points, more = counts
        learner, teacher = request.councils
        facts = {"learner": learner, "teacher": teacher}
        if found and points:
            builder.note(self._say("side-by-side", found=found, points=points, **facts))
        elif points:
            builder.note(self._say("nothing-to-learn", points=points, **facts))
        if more:
            builder.note(self._say("beside-criticism", count=more, **facts))

    def _points(self, request: Request, own: Report) -> list[Passage]:
        """What a council must improve, on what is asked, without the lines that only lead in."""
        lines = (point.lines[0] for point in points_of(self._store, own))
        return [ln for ln in lines if _is_on(ln, request) and not ln.text.endswith(":")]

    def _from_weaknesses(
        self,
        request: Request,
        own: Report,
        other: Report,
        each: Sequence[tuple[Passage, Said | None]],
    ) -> list[tuple[Passage, Said]]:
        """What a report criticises, the gravest first, beside what is praised on the same in the
        other: where few of the points have any praise beside them.
        """
        used = {praise.passage.id for _, praise in each if praise}
        most = ENOUGH - len(used)
        pairs: list[tuple[Passage, Said]] = []
        for passage in self._weaknesses(request, own):
            praise = self._praise(passage.text, [other])
            if praise and praise.passage.id not in used:
                used.add(praise.passage.id)
                pairs.append((passage, praise))
            if len(pairs) == most:
                break
        return pairs

    def _weaknesses(self, request: Request, own: Report) -> list[Passage]:
        way, sentences = Polarity.CRITICISM, self._counter.sentences
        told = [
            passage
            for section in SECTIONS.values()
            for passage in sentences.plainest(
                sentences.of(own, section), way, OF_A_SECTION, best_first=True
            )
        ]
        found = gravest_first([*sentences.main(own, way), *told])
        return [p for p in found if stands_alone(p) and _is_on(p, request)]

    def _from_all(self, request: Request) -> Answer | None:
        """Beside each point that a council must improve, where it is praised elsewhere: "what
        could Leeds learn from other councils?".
        """
        learner = request.councils[0]
        own = main_report(self._library, request)
        points = points_of(self._store, own) if own else ()
        lines = [line for point in points for line in point.lines[:1] if line.text[-1:] != ":"]
        band = self._counter.band(replace(request, councils=(), times=LATEST))
        others = [r for r in band.reports if r.council != learner and _is_well_graded(r)]
        if own is None or not lines or not others:
            return None
        each = [(line, self._praise(line.text, others)) for line in lines]
        builder = AnswerBuilder(Citer(self._store, self._library))
        found = sum(praise is not None for _, praise in each)
        facts = {"learner": learner, "found": found, "points": len(lines)}
        builder.note(self._say("elsewhere", others=len(others), **facts))
        heads = (
            self._say("head-learner", learner=learner, published=say_date(own.published)),
            self._say("head-elsewhere"),
        )
        builder.table(heads, self._rows(each, own, builder))
        coverage = self._say("elsewhere-coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _rows(
        self,
        each: Sequence[tuple[Passage, Said | None]],
        own: Report,
        builder: AnswerBuilder,
        teacher: str = "",
    ) -> list[list[Claim]]:
        """A row for each point, those with praise first; whose praise it is, where no teacher is
        named.
        """
        rows = []
        for line, praise in sorted(each, key=lambda pair: pair[1] is None):
            whose = praise and f"{praise.report.council}, {say_date(praise.report.published)}"
            label = "" if teacher else whose or ""
            quoted = praise and builder.quote(Quoted(praise.passage, praise.report, label))
            told = builder.quote(Quoted(line, own)) or Claim("")
            rows.append([told, quoted or Claim(self._say("no-praise"), (), teacher or own.council)])
        return rows

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

    def _praise(self, point: str, others: Sequence[Report]) -> Said | None:
        """The sentence of reports on other councils that plainly praises what a point asks for,
        where there is one: on one of its topics, near to it, and on the same young people.
        """
        matter = _matter_of(point)
        said = [
            s
            for other in others
            for s in self._counter.said(other, Way.PRAISE, matter)
            if not _TURNS.search(s.passage.text)
            and _is_of_same(point, s.passage.text)
            and self._counter.themes.praise(s.passage) >= LEAST_PRAISE
        ]
        matched = Matter((), point)
        (judged,) = self._counter.matters.judged((said,), matched, LOOKED_AT)
        pairs = [
            (self._counter.matters.cosine(s, matched), r.near, s)
            for s, r in judged
            if r.near >= LEAST_NEAR
        ]
        best = max(pairs, key=lambda pair: BY_COSINE * pair[0] + pair[1], default=None)
        return best[2] if best and best[0] >= LEAST_COSINE else None


def _is_well_graded(report: Report) -> bool:
    row = row_of(report, Topic.OVERALL)
    return row is not None and RANKS[row.grade] >= RANKS[Grade.GOOD]


def _matter_of(point: str) -> Matter:
    """What a point asks for: its topics, and those of how work is done only where it names no
    other; else its theme.
    """
    named = [(t, m.span()) for t in all_topics() if (m := t.pattern.search(point))]
    of_what = not_within_others([pair for pair in named if pair[0].name not in _OF_HOW])
    if named:
        return Matter(tuple(map(as_theme, of_what or [topic for topic, _ in named])))
    theme = theme_of(point)
    return Matter((theme,) if theme else ())


def _is_of_same(point: str, sentence: str) -> bool:
    """Whether two texts are not on different young people: children in care are no care leavers."""
    one, other = (
        {name for name, pattern in _WHO if pattern.search(text)} for text in (point, sentence)
    )
    return not one or not other or bool(one & other)


def _alike(one: str, other: str) -> float:
    """Which part of the telling words of the shorter of two lines stands in the other as well."""
    mine, theirs = ({word[:STEM] for word in content_words(text)} for text in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _is_on(line: Passage, request: Request) -> bool:
    """Whether a point is on what is asked; all are where nothing in particular is."""
    if request.themes:
        return any(
            theme.listed.search(line.text) or theme.told.search(line.text)
            for theme in themes_named(request.themes)
        )
    asked = {
        *content_words(request.subject),
        *(word for area in request.areas for word in content_words(area.value)),
    }
    told = {word[:STEM] for word in content_words(line.text)}
    return not asked or any(word[:STEM] in told for word in asked)
