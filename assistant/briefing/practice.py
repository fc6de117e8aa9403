"""Good practice elsewhere: who is praised for a theme and what they do, and who has risen from a
low grade to a high one.

It sets nothing beside the reader's own council and claims no more than the quotes: likeness is
told by type, region and statistical neighbours alone.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Answer
from assistant.areas import Topic, topic_of
from assistant.briefing.counting import Counter
from assistant.briefing.themes import Theme
from assistant.citing import Citer
from assistant.finding.choosing import joined
from assistant.finding.evidence import Found
from assistant.finding.polarity import balance_of
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import graded_row, row_of
from assistant.library import Library
from assistant.request import Act, Form, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report, Section
from index.storing.store import Store

COMPOSER = "practice"
SHOWN = 5  # councils, where no number is asked for
LOOKED_AT = 8  # councils whose reports are searched further for what they do
QUOTES = 2  # of each
FEWEST_WORDS, MOST_WORDS = 9, 60
MOST_MARKS = 4  # of what is done that are counted
MOST_PLAIN = 3.0  # log-odds of answering; more makes no better example
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
# Praise that is taken back, or is still to be earned.
_TAKES_BACK = re.compile(
    r"\b(?:however|but|although|though|nevertheless|more to do|not yet|yet to|working on plans"
    r"|could be further)\b",
    re.I,
)
# That the council of the reader is to be shown beside others.
_OURSELVES = re.compile(
    r"\b(?:itself|ourselves|ours|us too|our own)\b|\b(?:and|also) (?:ha(?:s|ve)|is|are|did|do|does"
    r"|was|were)\b.{0,40}\b(?:told off|prais\w*|criticis\w*|said)\b",
    re.I,
)
PLACEHOLDERS = {
    "examples": frozenset({"theme", "names"}),
    "examples-home": frozenset({"home", "published"}),
    "examples-home-silent": frozenset({"home"}),
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
        self._counter = counter
        self._wording = Wording("practice.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """Who is praised for a theme, or who has risen, each in the words of its report."""
        builder = AnswerBuilder(Citer(self._store, self._library))
        is_made = (
            self._put_risen(request, builder)
            if request.form is Form.RISEN
            else self._put_examples(request, builder, finder)
        )
        if not is_made:
            return None
        coverage = self._say(
            "themes-coverage", searched=self._library.label, newest=self._library.newest
        )
        return builder.answer(request, coverage, COMPOSER)

    # ---- examples

    def _put_examples(self, request: Request, builder: AnswerBuilder, finder: Finder) -> bool:
        band = self._counter.band(request)
        names = tuple(name for name in band.names if name != request.home)
        matter = self._counter.matter(request)
        asked = self._asked(request, matter)
        first = self._praised(replace(asked, among=names), finder, 1)
        closest = sorted(first, key=lambda told: self._order(told, request.home))[:LOOKED_AT]
        if not closest:
            return False
        closer = replace(asked, among=tuple(told[0].report.council for told in closest))
        found = self._praised(closer, finder, QUOTES) or closest
        found.sort(key=lambda told: self._order(told, request.home))
        shown = found[: request.number or SHOWN]
        listed = [told[0].report.council for told in shown]
        theme = " and ".join(t.label for t in matter) or request.subject
        builder.note(self._say("examples", theme=theme, names=say_names(listed)))
        if Want.SHORTER in request.wants:
            firsts = [told[0] for told in shown]
            builder.quotes([Quoted(f.passage, f.report, f.report.council) for f in firsts])
            return True
        own = self._own(asked, request.home, finder)
        is_first = bool(_OURSELVES.search(request.message))
        if is_first:
            self._put_own(own, request.home, builder)
        for told in shown:
            quoted = [Quoted(self._in_place(f.passage), f.report) for f in told]
            builder.quotes(quoted, self._heading(told[0]))
        if request.home:
            if not is_first:
                self._put_own(own, request.home, builder)
            likeness = self._likeness(listed, request.home)
            builder.note(self._say("examples-alike", home=request.home, likeness=likeness))
        builder.note(self._say("examples-rule", count=len(names)))
        return True

    def _asked(self, request: Request, matter: Sequence[Theme]) -> Request:
        """What is looked for in reports: the matter alone, without what people tell of
        themselves.
        """
        labels = " and ".join(theme.label for theme in matter)
        is_plain = len(matter) == 1 and matter[0].name not in request.themes
        subject = request.subject if is_plain or not labels else labels
        return replace(
            Request(message=request.message, act=Act.THEME, subject=subject, text=subject),
            words=tuple(dict.fromkeys(content_words(subject))),
            polarity=Polarity.PRAISE,
            family=request.family,
        )

    def _praised(self, asked: Request, finder: Finder, most: int) -> list[tuple[Found, ...]]:
        """Of each council the sentences that praise what is looked for and tell what is done,
        the most telling first.
        """
        latest = {report.id for report in self._counter.of(asked.among).reports}
        praised = []
        for group in finder.find(asked, most + 1).groups:
            found = [f for f in group.found if f.report.id in latest and _tells(f)]
            if found:
                found.sort(key=_telling, reverse=True)
                praised.append(tuple(found[:most]))
        return praised

    def _own(self, asked: Request, home: str, finder: Finder) -> tuple[Found, ...]:
        """What the report on the council says itself for whose sake others are asked about."""
        if not home:
            return ()
        groups = finder.find(replace(asked, councils=(home,), polarity=None), QUOTES).groups
        return tuple(found for group in groups for found in group.found[:QUOTES])

    def _put_own(self, own: Sequence[Found], home: str, builder: AnswerBuilder) -> None:
        if not own:
            builder.note(self._say("examples-home-silent", home=home))
            return
        published = say_date(own[0].report.published)
        heading = self._say("examples-home", home=home, published=published)
        builder.quotes([Quoted(f.passage, f.report) for f in own], heading)

    def _in_place(self, passage: Passage) -> Passage:
        """A sentence with the one before it, where it goes on from that: "The team also …"."""
        before = int(passage.id.rsplit(":", 1)[1]) - 1
        if before < 0 or not _GOES_ON.match(passage.text):
            return passage
        found = [p for _, p in self._store.catalogue.passages_at(passage.report, [before])]
        if found and found[0].paragraph == passage.paragraph:
            return joined(found[0], passage)
        return passage

    def _order(self, told: Sequence[Found], home: str) -> tuple[float, ...]:
        """Better grades first, then those more alike, then those that tell more."""
        best = told[0]
        row = graded_row(best.report, topic_of(best.passage.section))
        grade = RANKS[row.grade] if row else 0
        is_low = grade < RANKS[Grade.GOOD]
        likeness = self._alike(best.report.council, home)
        return (is_low, -(_telling(best) + likeness + (grade > RANKS[Grade.GOOD])))

    def _alike(self, name: str, home: str) -> int:
        if not home:
            return 0
        members = self._counter.population
        is_type = members.kind(name) == members.kind(home)
        is_region = members.region(name) == members.region(home)
        return 2 * (name in members.neighbours(home)) + is_type + is_region

    def _heading(self, found: Found) -> str:
        report, topic = found.report, topic_of(found.passage.section)
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


def _tells(found: Found) -> bool:
    """Whether a sentence praises, and says something that is done."""
    words = len(found.passage.text.split())
    is_of_length = FEWEST_WORDS <= words <= MOST_WORDS
    is_mixed = _TAKES_BACK.search(found.passage.text) or balance_of(found.passage.text) < 0
    is_praise = found.praise > 0 and not is_mixed
    return is_of_length and is_praise and found.passage.section is not Section.LSCB


def _telling(found: Found) -> float:
    """How plainly a sentence answers, and how much it tells of what is done."""
    marks = min(len(_CONCRETE.findall(found.passage.text)), MOST_MARKS)
    return min(found.answers, MOST_PLAIN) + marks
