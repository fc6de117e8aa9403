"""Statements looked for by meaning: what the latest report says of them in other words, else the
reports before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.briefing.bearing import CLOSE, SAYS, TELLING, Bearing, Judge, Told
from assistant.briefing.checks.sheet import MOST_OF_SEVERAL, MOST_SHOWN
from assistant.briefing.checks.verdicts import Fares, Verdict, shown, wording
from assistant.briefing.matching import without_names
from assistant.finding.polarity import Pointing
from assistant.finding.retrieval import Finder
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.reading.times import without_times
from assistant.request import Act, Request, Want
from assistant.times import LATEST, Times
from assistant.vocabulary import content_words
from index.dates import say_date
from index.reports import Kind, Report
from index.storing.store import Store

TOLD_NOW = 3.3  # log-odds from which on the latest report speaks of it, and older ones need not
LEAST_NEXT = 0.3  # log-odds from which on a sentence is at all on what is claimed
WITHIN = 2.0  # of the strongest, to count against it
OUTDOES = 1.0  # by which an older report must tell it more strongly than the latest
LATEST_POOL, OLDER_POOL = 20, 12  # passages that are read for a claim
SEARCHED = 6  # passages of a council that are judged
_PLAIN = frozenset({Bearing.SAYS, Bearing.DENIES})
_QUOTE_MARKS = re.compile(r"[“”\"‘]|(?<!\w)'|'(?!\w)|’(?!\w)")
_A_DAY = timedelta(1)
_OF_ANY_TIME = re.compile(
    r"\b(?:ever|older?|previous(?:ly)?|earlier|before|last time|which (?:report|year)|when)\b", re.I
)
# "Ofsted never criticised services for care leavers."
_NEVER_SAID = re.compile(
    r"\b(?:never|not|didn[’']?t|did not|hasn[’']?t|haven[’']?t|had no)\b (?:ever |once |really )*"
    r"(?P<how>criticis\w+(?: of)?|complain\w*(?: about)?|fault\w*|condemn\w*|been critical of"
    r"|prais\w+(?: for)?|(?:say|said) anything (?:good|nice|positive|bad|critical) about|applaud\w*"
    r"|prais\w+ for) (?P<what>(?!any).{4,})",
    re.I,
)
_PRAISED = re.compile(r"(?:prais|applaud|(?:say|said) anything (?:good|nice|positive))", re.I)
# "The report never mentions neglect."
_NOT_MENTIONED = re.compile(
    r"\b(?:never|nowhere|not|doesn[’']?t|didn[’']?t|don[’']?t) (?:even |once |ever |actually )*"
    r"(?:mention\w*|speaks? (?:of|about)|talks? (?:of|about)|refers? to|says? (?:anything"
    r"|a (?:word|thing)) (?:about|on)|touch(?:es)? on|discuss\w*) (?P<what>.{4,})",
    re.I,
)


class ByMeaning:
    """Judges what the reports of a library say of statements."""

    def __init__(self, store: Store, library: Library) -> None:
        self._library = library
        self._say = wording().say
        self._judge = Judge(store, library)
        self._pointing = Pointing(store)

    def of(
        self, statement: Request, latest: Sequence[Told], older: Sequence[Told]
    ) -> Verdict | None:
        """Whether the latest report says so, or an older one does that tells it more strongly;
        None where neither plainly does.
        """
        verdict = self._settled(statement, latest, "says")
        if verdict and (also := [each for each in older if each.bearing in _PLAIN]):
            return replace(verdict, shown=(*verdict.shown[:2], *shown(also[:1])))
        if verdict is None and _outdoes(older, latest):
            return self._settled(statement, older, "says-older")
        return verdict

    def unsaid(self, statement: Request, finder: Finder) -> Verdict | None:
        """Of a claim that something was never criticised, praised or mentioned: a sentence that
        does so denies it; None where nothing of the kind is claimed.
        """
        if said := _NEVER_SAID.search(statement.message):
            return self._never_said(statement, said, finder)
        if said := _NOT_MENTIONED.search(statement.message):
            told = self._on(statement, said["what"], finder)
            if told:
                spoken = self._say("speaks", where=self._where(told[0].report))
                return Verdict(statement, Fares.DENIED, spoken, shown(told[:MOST_SHOWN]))
            silent = self._say("silent", councils=say_names(statement.councils))
            return Verdict(statement, Fares.HELD, silent)
        return None

    def _never_said(
        self, statement: Request, said: re.Match[str], finder: Finder
    ) -> Verdict | None:
        way = 1 if _PRAISED.match(said["how"]) else -1
        told = [
            each
            for each in self._on(statement, said["what"], finder)
            if way * self._pointing.praise_of(each.passage.text) >= TELLING
        ]
        if not told:
            return None
        denied = self._say("denies", where=self._where(told[0].report))
        return Verdict(statement, Fares.DENIED, denied, shown(told[:MOST_SHOWN]))

    def _on(self, statement: Request, what: str, finder: Finder) -> list[Told]:
        """What reports tell that is plainly on something."""
        told = self.told(replace(statement, message=what), finder, statement.times)
        return [each for each in told if each.strength >= CLOSE]

    def nearest(
        self, statement: Request, latest: Sequence[Told], older: Sequence[Told], name: str
    ) -> Verdict | None:
        """What comes close to a statement, in the latest report before others; else that nothing
        like it was found, with what is at all on it. `name` is the wording of what comes close.
        """
        is_close = any(each.bearing is not Bearing.FAR for each in latest)
        is_of_now = is_close and not _OF_ANY_TIME.search(statement.message)
        told = list(latest) if is_of_now else [*latest, *older]
        close = [each for each in told if each.bearing is not Bearing.FAR]
        if close:
            values = {"count": self._count()} if name == "close-of-pasted" else {}
            said = self._say(name, **values)
            return Verdict(statement, Fares.OPEN, said, shown(close), is_close=True)
        if not told:
            return None
        nothing = self.nothing(statement)
        next_to_it = [each for each in told if each.strength >= LEAST_NEXT]
        if not (statement.councils and next_to_it):
            return nothing
        said = f"{nothing.said} {self._say('nearest')}"
        return replace(nothing, said=said, shown=shown(next_to_it[:MOST_OF_SEVERAL]))

    def nothing(self, statement: Request) -> Verdict:
        """That nothing like a statement was found."""
        if statement.councils:
            said = self._say("nothing-in", councils=say_names(statement.councils))
        else:
            said = self._say("nothing", searched=self._count())
        return Verdict(statement, Fares.OPEN, said)

    def _count(self) -> int:
        """How many reports are here, articles not counted."""
        return sum(report.kind is not Kind.ARTICLE for report in self._library.reports)

    def _settled(self, statement: Request, told: Sequence[Told], name: str) -> Verdict | None:
        """Whether the strongest sentence says what is claimed, or says otherwise."""
        if not told or told[0].bearing not in _PLAIN:
            return None
        if not statement.councils:  # of all reports some sentence always comes near
            return None
        first, where = told[0].bearing, self._where(told[0].report)
        same = [each for each in told if each.bearing is first]
        other = [
            each
            for each in told
            if each.bearing in _PLAIN
            and each.bearing is not first
            and each.strength >= told[0].strength - WITHIN
        ]
        if other:
            mixed = self._say("mixed", where=where)
            return Verdict(statement, Fares.PARTLY, mixed, shown([*same[:2], *other]))
        if first is Bearing.DENIES:
            name = "denies-figure" if told[0].is_of_figure else "denies"
            return Verdict(statement, Fares.DENIED, self._say(name, where=where), shown(same))
        if told[0].is_of_some:
            of_some = self._say("says-of-some", where=where)
            return Verdict(statement, Fares.PARTLY, of_some, shown(same))
        return Verdict(statement, Fares.HELD, self._say(name, where=where), shown(same))

    def _where(self, report: Report) -> str:
        """The report on which a verdict rests: "Harrow, published 4 March 2025"."""
        if report.kind is Kind.ARTICLE:
            return self._say("where-article", council=report.council)
        return self._say("where", council=report.council, published=say_date(report.published))

    # ---- what is told

    def told(
        self, statement: Request, finder: Finder, times: Times, most: int = LATEST_POOL
    ) -> list[Told]:
        """What passages of some time tell of a statement, the strongest first; of all times where
        no report is of that.
        """
        text = without_names(_QUOTE_MARKS.sub("", statement.message))
        if times.is_named and statement.times.is_named:
            is_of_then = any(self._library.reports_for(c, times) for c in statement.councils)
            text = " ".join(without_times(text).split()) if is_of_then else text
            times = times if is_of_then else LATEST
        asked = Request(
            message=statement.message,
            act=Act.FIND,
            subject=text,
            text=text,
            words=tuple(dict.fromkeys(content_words(text))),
            councils=statement.councils,
            times=times,
            family=statement.family,
            wants=statement.wants & {Want.ARTICLES},
        )
        most = most if statement.councils else 1  # of each council
        groups = finder.find_few(asked, SEARCHED, most).groups
        found = [item for group in groups for item in (*group.found, *group.near)]
        return self._judge.of(text, sorted(found, key=lambda item: -item.answers)[:SEARCHED])

    def told_before(
        self, statement: Request, request: Request, finder: Finder, latest: Sequence[Told]
    ) -> list[Told]:
        """What reports before the latest say, where that tells next to nothing of it or all are
        asked for; of one statement among several less will do.
        """
        if not statement.councils or statement.times.is_named:
            return []
        first = next(iter(latest), None)
        enough = TOLD_NOW if len(request.statements) < 2 else CLOSE
        is_told = bool(first and (first.bearing in _PLAIN or first.strength >= enough))
        if is_told and not _OF_ANY_TIME.search(request.message):
            return []
        before = self._before(statement.councils)
        return self.told(statement, finder, before, OLDER_POOL)

    def _before(self, councils: Sequence[str]) -> Times:
        """The time before the latest inspection; that of no report where there is none."""
        days = [
            report.newest for name in councils for report in self._library.inspections(name)[:1]
        ]
        return Times(until=min(days).replace(day=1) - _A_DAY) if days else Times(years=(1,))


def _outdoes(older: Sequence[Told], latest: Sequence[Told]) -> bool:
    """Whether older reports tell of something more strongly than the latest."""
    if not older or older[0].strength < SAYS:
        return False
    return not latest or older[0].strength >= latest[0].strength + OUTDOES
