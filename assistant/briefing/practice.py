"""Good practice elsewhere: who is praised for a theme and what they do, and who has risen from a
low grade to a high one.

It sets nothing beside the reader's own council and claims no more than the quotes: likeness is
told by type, region and statistical neighbours alone.
"""

import re
from collections.abc import Sequence

from assistant.answers import Answer
from assistant.areas import Topic, topic_of
from assistant.briefing.counting import Counter
from assistant.briefing.themes import Said, Theme, Way, themes_named
from assistant.citing import Citer
from assistant.finding.choosing import joined
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import graded_row, row_of
from assistant.library import Library
from assistant.request import Form, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report, Section
from index.storing.store import Store

COMPOSER = "practice"
SHOWN = 6  # councils, where no number is asked for
QUOTES = 2  # of each
NAMED = 10.0  # what a sentence gains that has the very words that are asked for
FEWEST_WORDS, MOST_WORDS = 9, 50
# What tells what is done, and not only that it is good.
_CONCRETE = re.compile(
    r"\b(?:team|service|programme|project|panel|group|hub|forum|board|council|workers?|scheme"
    r"|through|by \w+ing|such as|including|for example|provid\w+|offer\w*|meet\w*|work(?:s|ing)"
    r" with|train\w*|design\w*|co-?\w+ed|led by|ambassadors?|interview\w*|recruit\w*|changed?"
    r"|which has|resulted?|enabl\w+|as a result|led to|influenc\w*|shap\w+)\b|\d|’s “|‘",
    re.I,
)
_OF_LEADERS = re.compile(
    r"\b(?:leaders?|leadership|senior|council|political|corporate|directors?|chief executive"
    r"|members?|invest\w+|governance|partners)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:They|It|These|This|Their|Its|He|She|The (?:team|service|groups?|offer|panel|board|project"
    r"|programme|scheme|council is|approach|model|forum|hub))\b"
)
PLACEHOLDERS = {
    "examples": frozenset({"theme", "names"}),
    "examples-home": frozenset({"home"}),
    "examples-alike": frozenset({"home", "likeness"}),
    "alike-neighbour": frozenset({"council"}),
    "alike-type-region": frozenset({"council"}),
    "alike-type": frozenset({"council"}),
    "alike-region": frozenset({"council"}),
    "alike-none": frozenset(),
    "examples-rule": frozenset({"count"}),
    "example-heading": frozenset({"council", "grade", "published", "kind", "inspected"}),
    "risen": frozenset({"count", "before", "after", "names"}),
    "risen-none": frozenset({"before", "after", "nearest"}),
    "risen-heading": frozenset({"council", "kind", "region", "grades"}),
    "risen-rule": frozenset({"rural"}),
    "rural": frozenset(),
    "themes-coverage": frozenset({"searched", "newest"}),
}


class Practice:
    """Finds praised practice over one library."""

    def __init__(self, store: Store, library: Library, counter: Counter) -> None:
        self._store = store
        self._library = library
        self._themes = counter.themes
        self._counter = counter
        self._wording = Wording("practice.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request) -> Answer | None:
        """Who is praised for a theme, or who has risen, each in the words of its report."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        put = self._put_risen if request.form is Form.RISEN else self._put_examples
        if not put(request, builder):
            return None
        coverage = self._say(
            "themes-coverage", searched=self._library.label, newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER)

    # ---- examples

    def _put_examples(self, request: Request, builder: AnswerBuilder) -> bool:
        themes = themes_named(request.themes)
        band = self._counter.band(request)
        reports = [r for r in band.reports if r.council != request.home]
        phrases = [m[0].lower() for t in themes if (m := t.asked.search(request.message))]
        found = [(r, self._told(r, themes, phrases)) for r in reports]
        found = [(r, told) for r, told in found if told]
        if not themes or not found:
            return False
        found.sort(key=lambda pair: self._order(pair[0], pair[1], phrases, request.home))
        shown = found[: request.number or SHOWN]
        names = [r.council for r, _ in shown]
        theme = " and ".join(t.label for t in themes)
        builder.note(self._say("examples", theme=theme, names=say_names(names)))
        for report, told in shown:
            most = told[:QUOTES]
            quoted = [Quoted(self._in_place(s.passage), report) for s in most]
            builder.quotes(quoted, self._heading(report, most[0]))
        if request.home:
            likeness = self._likeness(names, request.home)
            builder.note(self._say("examples-alike", home=request.home, likeness=likeness))
            builder.note(self._say("examples-home", home=request.home))
        builder.note(self._say("examples-rule", count=len(reports)))
        return True

    def _in_place(self, passage: Passage) -> Passage:
        """A sentence with the one before it, where it goes on from that: "The team also …"."""
        before = int(passage.id.rsplit(":", 1)[1]) - 1
        if before < 0 or not _GOES_ON.match(passage.text):
            return passage
        found = [p for _, p in self._store.catalogue.passages_at(passage.report, [before])]
        if found and found[0].paragraph == passage.paragraph:
            return joined(found[0], passage)
        return passage

    def _told(self, report: Report, themes: Sequence[Theme], phrases: Sequence[str]) -> list[Said]:
        """The sentences that praise a theme and tell what is done, the most telling first."""
        said = dict.fromkeys(s for t in themes for s in self._themes.said(report, Way.PRAISE, t))
        scored = [(self._telling(s, phrases), s) for s in said]
        told = [(score, s) for score, s in sorted(scored, key=lambda p: -p[0]) if score > 0]
        named = [s for score, s in told if score >= NAMED]
        return named or [s for _, s in told]

    def _telling(self, said: Said, phrases: Sequence[str]) -> float:
        words = len(said.passage.text.split())
        if not FEWEST_WORDS <= words <= MOST_WORDS or said.passage.section is Section.LSCB:
            return 0.0
        marks = len(_CONCRETE.findall(said.passage.text))
        named = NAMED * any(phrase in said.passage.text.lower() for phrase in phrases)
        return marks and marks + named + min(said.balance, 3.0) / 2 + words / 25

    def _order(
        self, report: Report, told: Sequence[Said], phrases: Sequence[str], home: str
    ) -> tuple[float, ...]:
        """Better grades first, then those more alike, then those that tell more."""
        row = graded_row(report, topic_of(told[0].passage.section))
        grade = RANKS[row.grade] if row else 0
        is_low = grade < RANKS[Grade.GOOD]
        telling = self._telling(told[0], phrases)
        is_named = telling >= NAMED
        return (is_low, not is_named, -self._alike(report.council, home), -grade, -telling)

    def _alike(self, name: str, home: str) -> int:
        if not home:
            return 0
        members = self._counter.population
        is_type = members.kind(name) == members.kind(home)
        is_region = members.region(name) == members.region(home)
        return 2 * (name in members.neighbours(home)) + is_type + is_region

    def _heading(self, report: Report, said: Said) -> str:
        topic = topic_of(said.passage.section)
        row = graded_row(report, topic)
        grade = f"{row.grade.value} for {topic.value}" if row else ""
        return self._say(
            "example-heading",
            council=report.council,
            grade=grade,
            published=say_date(report.published),
            kind=report.kind_label,
            inspected=say_windows(report.inspection.windows),
        )

    def _likeness(self, names: Sequence[str], home: str) -> str:
        told = []
        for name in names:
            members = self._counter.population
            is_type = members.kind(name) == members.kind(home)
            is_region = members.region(name) == members.region(home)
            if name in members.neighbours(home):
                told.append(self._say("alike-neighbour", council=name))
            elif is_type and is_region:
                told.append(self._say("alike-type-region", council=name))
            elif is_type or is_region:
                which = "alike-type" if is_type else "alike-region"
                told.append(self._say(which, council=name))
        return "; ".join(told) or self._say("alike-none")

    # ---- who has risen

    def _put_risen(self, request: Request, builder: AnswerBuilder) -> bool:
        low = (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT)
        wanted = Grade.OUTSTANDING if Grade.OUTSTANDING in request.grades else Grade.GOOD
        asked = (Grade.INADEQUATE,) if Grade.INADEQUATE in request.grades else low
        risen = self._risen(asked, wanted)
        facts = {"before": " or ".join(g.value for g in asked), "after": wanted.value}
        if not risen and asked != low:
            builder.note(self._say("risen-none", nearest=wanted.value, **facts))
            asked = low
            risen = self._risen(asked, wanted)
        if not risen and wanted is Grade.OUTSTANDING:
            builder.note(self._say("risen-none", nearest=Grade.GOOD.value, **facts))
            risen = self._risen((Grade.INADEQUATE,), Grade.GOOD)
        if not risen:
            return False
        risen = risen[: request.number or SHOWN]
        facts = {"before": " or ".join(g.value for g in asked), "after": wanted.value}
        names = say_names([r.council for r in risen])
        builder.note(self._say("risen", count=len(risen), names=names, **facts))
        for report in risen:
            grades = ", ".join(
                f"{row.grade.value} ({r.newest.year})"
                for r in reversed(self._library.inspections(report.council))
                if (row := row_of(r, Topic.OVERALL))
            )
            heading = self._say(
                "risen-heading",
                council=report.council,
                kind=self._counter.population.kind(report.council),
                region=self._counter.population.region(report.council),
                grades=grades,
            )
            builder.quotes([Quoted(p, report) for p in self._credited(report)], heading)
        rural = self._say("rural") if request.home or Want.RURAL in request.wants else ""
        builder.note(self._say("risen-rule", rural=rural))
        return True

    def _risen(self, before: Sequence[Grade], after: Grade) -> list[Report]:
        """The latest reports of councils that are at a grade now and were once at another."""
        found = []
        for name in self._library.councils:
            rows = [
                row for r in self._library.inspections(name) if (row := row_of(r, Topic.OVERALL))
            ]
            is_now = rows and rows[0].grade is after
            if is_now and any(row.grade in before for row in rows[1:]):
                lowest = min(RANKS[row.grade] for row in rows[1:])
                found.append((lowest, -rows[0].report.newest.toordinal(), rows[0].report))
        return [report for *_, report in sorted(found, key=lambda each: each[:2])]

    def _credited(self, report: Report) -> list[Passage]:
        """What the report says that leaders have done."""
        sentences = self._counter.sentences
        changed = sentences.on_change(report, 1, (Section.LEADERS, Section.SUMMARY))
        passages = sentences.of(report, Section.LEADERS)
        led = [p for p in passages if _OF_LEADERS.search(p.text)] or passages
        praised = sentences.plainest(led, Polarity.PRAISE, QUOTES)
        return list({p.id: p for p in (*changed, *praised)}.values())[: QUOTES + 1]
