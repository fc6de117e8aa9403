"""Good practice elsewhere: who is praised for a theme and what they do, and who has risen from a
low grade to a high one.

It sets nothing beside the reader's own council and claims no more than the quotes: likeness is
told by type, region and statistical neighbours alone.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.answers import Answer, Claim
from assistant.areas import Topic, topic_of
from assistant.briefing.counting import Counter
from assistant.briefing.matters import LEAST_NEAR, Matter
from assistant.briefing.themes import Said, Way
from assistant.citing import Citer
from assistant.finding.choosing import joined
from assistant.finding.evidence import Found
from assistant.finding.polarity import balance_of
from assistant.finding.relevance import Relevant
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import graded_row, row_of
from assistant.library import Library
from assistant.request import AROUND, Act, Form, GroupKind, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Passage, Report, Section
from index.storing.store import Store

COMPOSER = "practice"
SHOWN = 5  # councils, where no number is asked for
LOOKED_AT = 3  # sentences of each council that are read together with the subject
LEAST_NEAR_OF_OWN = 1.0  # log-odds that what is said of the reader's own council is on the point
BY_MARK = 10.0  # how many marks of what is done are as good as a cosine of 1
QUOTES = 2  # of each
FEWEST_WORDS, MOST_WORDS = 9, 60
MOST_MARKS = 4  # of what is done that are counted
MARKS_OF_CONCRETE = 2  # of a sentence that tells what is done, and not only that it is good
OF_NAMED = 2  # marks that a name, or a number, is worth: "the ‘Safe at Home’ team"
AT_ONCE = 10  # councils whose sentences are read together with the subject at once
MOST_PLAIN = 3.0  # log-odds of answering; more makes no better example
# What tells what is done, by whom or with what, and not only that it is good.
_CONCRETE = re.compile(
    r"\b(?:teams?|services?|programmes?|projects?|panels?|groups?|hubs?|forums?|ambassadors?|clinics?"
    r"|schemes?|workshops?|events?|apps?|tools?|academ(?:y|ies)|clinicians?|psycholog\w+|therapists?"
    r"|mentors?|navigators?|advocates?|apprentice\w*|bursar\w+|grants?|funds?|packs?|lessons?"
    r"|through|by \w+ing|such as|including|for example|train(?:ed|ing|s)|design\w*"
    r"|co-?(?:locat|produc|deliver)\w+|led by|interview\w*|recruit\w*|introduc\w+"
    r"|creat(?:ed|ing)|set up|launch\w*|embedded in|based in|commission\w+|invest\w+|pays?"
    r"|paid|funded|exempt\w*|dedicated"
    r"|specialist|weekly|monthly|daily|out[- ]of[- ]hours|changed?|led to|as a result|so that)\b",
    re.I,
)
# A name: in quotation marks, or with capitals within a sentence; or a number that is no age alone.
_NAMED = re.compile(
    r"[‘“'][A-Z][^’”']{2,40}[’”']|(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,4}(?:Team|Service|Hub|Project"
    r"|Programme|Panel|Forum|Council|Board|Academy|Scheme|Centre|House|Together|Families)\b"
    r"|\b\d{1,3}(?:%| per cent| (?:new |additional |more )?(?:posts?|staff|social workers|homes"
    r"|beds|places|carers|young people|apprentice\w*))"
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
    "examples": frozenset({"theme", "names", "where"}),
    "examples-none-near": frozenset({"home"}),
    "examples-home-silent": frozenset({"home"}),
    **{
        f"examples-home-{way}": frozenset({"home", "published"})
        for way in ("praised", "criticised", "both")
    },
    "examples-home-for": frozenset({"home"}),
    "examples-home-against": frozenset({"home"}),
    "examples-alike": frozenset({"home", "likeness"}),
    "alike-neighbour": frozenset({"council"}),
    "alike-type-region": frozenset({"council"}),
    "alike-type": frozenset({"council"}),
    "alike-region": frozenset({"council"}),
    "alike-none": frozenset(),
    "examples-rule": frozenset({"count"}),
    "examples-then": frozenset({"theme", "names", "where"}),
    "head-council": frozenset(),
    "head-words": frozenset(),
    "head-report": frozenset(),
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
        if not (matter.themes or content_words(matter.words)):
            return False
        asked = self._asked(request, matter)
        most = request.number or SHOWN
        found = self._praised(names, matter, asked, finder, request)
        found.sort(key=lambda told: self._order(told, request.home))
        shown = found[:most]
        if not shown:
            return self._put_from_further(request, builder, finder)
        listed = [told[0].report.council for told in shown]
        self._put_lead(listed, band.label, matter, request, builder)
        if Want.TABLE in request.wants:
            self._put_table(shown, builder)
        elif Want.SHORTER in request.wants:
            firsts = [told[0] for told in shown]
            builder.quotes([Quoted(f.passage, f.report, f.report.council) for f in firsts])
        else:
            self._put_whole(shown, matter, request, builder, finder)
            builder.note(self._say("examples-rule", count=len(names)))
        return True

    def _put_lead(
        self,
        listed: Sequence[str],
        label: str,
        matter: Matter,
        request: Request,
        builder: AnswerBuilder,
    ) -> None:
        """Who is praised for it, and in which reports."""
        is_near = any(g.kind is GroupKind.NEARBY or g.near for g in request.groups)
        where = f", {label}" if label and (not request.home or is_near) else ""
        name = "examples-then" if request.times.is_named else "examples"
        theme = matter.label or matter.words
        builder.note(self._say(name, theme=theme, names=say_names(listed), where=where))

    def _put_whole(
        self,
        shown: Sequence[tuple[Found, ...]],
        matter: Matter,
        request: Request,
        builder: AnswerBuilder,
        finder: Finder,
    ) -> None:
        """What each report says, and beside it what that of the reader's own council does."""
        asked = self._asked(request, matter)
        is_first = bool(_OURSELVES.search(request.message))
        if is_first:
            self._put_own(matter, asked, request.home, finder, builder)
        for told in shown:
            shown_ids = {f.passage.id for f in told}
            whole = [self._in_place(f.passage, shown_ids) for f in told]
            others = [p for p in whole if not _is_within(p, whole)]
            builder.quotes([Quoted(p, told[0].report) for p in others], self._heading(told[0]))
        if request.home:
            if not is_first:
                self._put_own(matter, asked, request.home, finder, builder)
            listed = [told[0].report.council for told in shown]
            likeness = self._likeness(listed, request.home)
            builder.note(self._say("examples-alike", home=request.home, likeness=likeness))

    def _put_table(self, shown: Sequence[tuple[Found, ...]], builder: AnswerBuilder) -> None:
        """One row a council: what it does, in the report's words, and which report that is."""
        rows = []
        for first, *_ in shown:
            report = first.report
            if words := builder.quote(Quoted(first.passage, report)):
                kind = f"{say_date(report.published)} ({report.kind.label})"
                rows.append([Claim(report.council), words, Claim(kind)])
        builder.table([self._say(f"head-{n}") for n in ("council", "words", "report")], rows)

    def _put_from_further(self, request: Request, builder: AnswerBuilder, finder: Finder) -> bool:
        """Examples from anywhere, the most alike first, where none near is praised."""
        rest = tuple(group for group in request.groups if group.kind not in AROUND)
        if not request.home or rest == request.groups:
            return False
        builder.note(self._say("examples-none-near", home=request.home))
        return self._put_examples(replace(request, groups=rest), builder, finder)

    def _asked(self, request: Request, matter: Matter) -> Request:
        """What is looked for in reports: the matter alone, without what people tell of
        themselves.
        """
        subject = matter.words or matter.label
        return replace(
            Request(message=request.message, act=Act.THEME, subject=subject, text=subject),
            words=tuple(dict.fromkeys(content_words(subject))),
            polarity=Polarity.PRAISE,
            family=request.family,
        )

    def _praised(
        self,
        names: Sequence[str],
        matter: Matter,
        asked: Request,
        finder: Finder,
        request: Request,
    ) -> list[tuple[Found, ...]]:
        """Of each council the sentences that praise what is looked for and tell what is done,
        the most telling first; of those that promise most until there are enough to choose from.
        """
        if not matter.themes:
            return self._searched(names, replace(asked, times=request.times), finder)
        is_concrete = Want.CONCRETE in request.wants
        said = [
            self._speaking(report, matter)
            for report in self._counter.of(names, "", request.times).reports
        ]
        most, home = request.number or SHOWN, request.home
        likely = sorted(filter(None, said), key=lambda each: self._promise(each, matter, home))
        found: list[tuple[Found, ...]] = []
        for start in range(0, len(likely), AT_ONCE):
            at_once = likely[start : start + AT_ONCE]
            judged = self._counter.matters.judged(at_once, matter, LOOKED_AT)
            found += [
                told for each in judged if (told := self._on_it(each, is_concrete=is_concrete))
            ]
            if len(found) >= 2 * most:
                break
        return found

    def _promise(self, said: Sequence[Said], matter: Matter, home: str) -> tuple[float, ...]:
        """As the order in which councils are shown, before anything is read."""
        best = said[0]
        nearness = BY_MARK * self._counter.matters.cosine(best, matter)
        return self._rank(best.report, best.passage, nearness + _marks(best.passage), home)

    def _on_it(
        self, judged: Sequence[tuple[Said, Relevant]], *, is_concrete: bool
    ) -> tuple[Found, ...]:
        """Those of a council's sentences that are on the point, the most telling first; only such
        as tell what is done, where that alone is wanted.
        """
        praise = self._counter.themes.praise
        found = [
            Found(s.passage, s.report, r.answers, r.near, praise(s.passage))
            for s, r in judged
            if r.near >= LEAST_NEAR and (not is_concrete or _marks(s.passage) >= MARKS_OF_CONCRETE)
        ]
        return tuple(sorted(found, key=_telling, reverse=True)[:QUOTES])

    def _speaking(self, report: Report, matter: Matter) -> list[Said]:
        """The sentences of a report on a matter that tell what is done, those that tell most of
        it and are nearest first.
        """
        said = self._counter.matters.near(
            self._counter.themes.speaking(report, matter.themes), matter
        )
        told = [s for s in said if _is_told(s.passage, s.balance)]
        return sorted(
            told,
            key=lambda s: -(self._counter.matters.cosine(s, matter) + _marks(s.passage) / BY_MARK),
        )[:LOOKED_AT]

    def _searched(
        self, names: Sequence[str], asked: Request, finder: Finder
    ) -> list[tuple[Found, ...]]:
        """The same of what is no topic that is known: searched for in its own words."""
        latest = {report.id for report in self._counter.of(names, times=asked.times).reports}
        praised = []
        for group in finder.find(replace(asked, among=tuple(names)), QUOTES + 1).groups:
            found = [f for f in group.found if f.report.id in latest and _tells(f)]
            if found:
                found.sort(key=_telling, reverse=True)
                praised.append(tuple(found[:QUOTES]))
        return praised

    def _put_own(
        self, matter: Matter, asked: Request, home: str, finder: Finder, builder: AnswerBuilder
    ) -> None:
        """What the report on the council says itself for whose sake others are asked about: first
        what praises, then what criticises.
        """
        report = self._counter.latest(home)
        if report is None:
            return
        of_home = replace(asked, councils=(home,), polarity=None)
        found = [f for g in finder.find(of_home, QUOTES).groups for f in g.found[:QUOTES]]
        found = [f for f in found if f.report.id == report.id and f.near >= LEAST_NEAR_OF_OWN]
        speaking = self._counter.themes.speaking(report, matter.themes)
        against, points = (
            self._counter.said(report, way, matter) for way in (Way.CRITICISM, Way.IMPROVE)
        )
        best, worst = self._counter.matters.plainest((speaking, against), matter, QUOTES)
        sides = {
            "for": [f.passage for f in found if f.praise > 0] + [s.passage for s in best],
            "against": [f.passage for f in found if f.praise <= 0]
            + [s.passage for s in (*worst, *points)],
        }
        facts = {"home": home, "published": say_date(report.published)}
        way = "both" if all(sides.values()) else "praised" if sides["for"] else "criticised"
        if not any(sides.values()):
            builder.note(self._say("examples-home-silent", home=home))
            return
        builder.note(self._say(f"examples-home-{way}", **facts))
        for name, told in sides.items():
            texts = list({p.text: p for p in told}.values())
            unique = [p for p in texts if not _is_within(p, texts)]
            quoted = [Quoted(passage, report) for passage in unique[:QUOTES]]
            if quoted:
                builder.quotes(quoted, self._say(f"examples-home-{name}", home=home))

    def _in_place(self, passage: Passage, shown: Container[str]) -> Passage:
        """A sentence with the one before it, where it goes on from that and that is not shown
        itself: "The team also …".
        """
        before = int(passage.id.rsplit(":", 1)[1]) - 1
        if before < 0 or not _GOES_ON.match(passage.text):
            return passage
        found = [p for _, p in self._store.catalogue.passages_at(passage.report, [before])]
        is_before = found and found[0].paragraph == passage.paragraph
        if is_before and found[0].id not in shown:
            return joined(found[0], passage)
        return passage

    def _order(self, told: Sequence[Found], home: str) -> tuple[float, ...]:
        """Better grades first, then those more alike, then those that tell more."""
        best = told[0]
        return self._rank(best.report, best.passage, _telling(best), home)

    def _rank(
        self, report: Report, passage: Passage, telling: float, home: str
    ) -> tuple[float, ...]:
        row = graded_row(report, topic_of(passage.section))
        grade = RANKS[row.grade] if row else 0
        is_low = grade < RANKS[Grade.GOOD]
        likeness = self._alike(report.council, home)
        return (is_low, -(telling + likeness + (grade > RANKS[Grade.GOOD])))

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


def _is_within(passage: Passage, others: Sequence[Passage]) -> bool:
    """Whether what a passage says stands in another as well."""
    return any(p is not passage and passage.text in p.text for p in others)


def _tells(found: Found) -> bool:
    """Whether a sentence praises, and says something that is done."""
    return found.praise > 0 and _is_told(found.passage, balance_of(found.passage.text))


def _is_told(passage: Passage, balance: float) -> bool:
    """Whether a sentence is whole praise of something, and not so short that it tells nothing."""
    words = len(passage.text.split())
    is_of_length = FEWEST_WORDS <= words <= MOST_WORDS
    is_mixed = _TAKES_BACK.search(passage.text) or balance < 0
    return is_of_length and not is_mixed and passage.section is not Section.LSCB


def _marks(passage: Passage) -> int:
    """How much a sentence tells of what is done: a named scheme or a number, what is done by
    whom.
    """
    done = {match.lower() for match in _CONCRETE.findall(passage.text)}
    named = OF_NAMED if _NAMED.search(passage.text) else 0
    return min(len(done) + named, MOST_MARKS)


def _telling(found: Found) -> float:
    """How plainly a sentence answers, and how much it tells of what is done."""
    return min(found.answers, MOST_PLAIN) + _marks(found.passage)
