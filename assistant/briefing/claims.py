"""A claim → statement by statement, a verdict: it stands there, in these words or in others, the
report says otherwise, or nothing like it was found; and the nearest words with their date and
page.

What is claimed of grades is computed; all else is looked for word by word and by meaning. What is
not found is never called false.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from assistant.answers import Answer, Claim, Part
from assistant.areas import Topic, topics_of
from assistant.briefing.bearing import CLOSE, SAYS, TELLING, Bearing, Judge, Told
from assistant.briefing.matching import WORD_FOR_WORD, Match, Matcher, without_names
from assistant.citing import Citer
from assistant.finding.polarity import Pointing
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import Phrases, noun, say_names
from assistant.grading.rows import Row, row_of
from assistant.library import Library
from assistant.reading.claims import PASTED_WORDS, exact_words, is_in_quotes
from assistant.reading.forms.claims import asks_to_correct
from assistant.request import Act, Change, Form, Request, Span
from assistant.times import Times
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Kind, Passage, Report
from index.storing.store import Store

COMPOSER = "claim"
MOST_SHOWN = 3  # passages of a claim; of one among several fewer
MOST_OF_SEVERAL = 2
TOLD_NOW = 3.3  # log-odds from which on the latest report speaks of it, and older ones need not
LEAST_NEXT = 0.3  # log-odds from which on a sentence is at all on what is claimed
SPOKEN_OF = 300  # passages that are looked through for a term
MOST_NAMED = 15  # councils that are named where reports speak of a term
MOST_PLACES = 4  # of which a sentence is shown
WITHIN = 2.0  # of the strongest, to count against it
OUTDOES = 1.0  # by which an older report must tell it more strongly than the latest
SEARCHED = 6  # passages of a council that are judged
_QUOTE_MARKS = re.compile(r"[“”\"‘]|(?<!\w)'|'(?!\w)|’(?!\w)")
_A_DAY = timedelta(1)
_OF_ANY_TIME = re.compile(
    r"\b(?:ever|older?|previous(?:ly)?|earlier|before|last time|which (?:report|year)|when)\b", re.I
)
_LONG_AGO = re.compile(r"\byears (?:ago|back)\b|\bonce\b|\bin the past\b|\bused to\b", re.I)
_LAST_TIME = re.compile(r"\b(?:last|latest|this|most recent) (?:time|inspection|report)\b", re.I)
_OF_NOW = re.compile(
    r"\b(?:still|now|nowadays|any ?more|current(?:ly)?|today|these days|yet"
    r"|at (?:the moment|present)|no longer|is|isn[’']?t|are|aren[’']?t|am i)\b"
    r"|\b(?:it|that|there)[’']s\b",
    re.I,
)
_OF_SOURCE = re.compile(
    r"\b(?:which|what) (?:report|page|inspection|year)\b|\bwhere\b|\bsource\b|\bis it real\b"
    r"|\breference\b|\bgenuine\b",
    re.I,
)
# "Ofsted never criticised services for care leavers."
_NEVER_SAID = re.compile(
    r"\b(?:never|not|didn[’']?t|did not|hasn[’']?t|haven[’']?t|had no)\b (?:ever |once |really )*"
    r"(?P<how>criticis\w+(?: of)?|complain\w*(?: about)?|fault\w*|condemn\w*|been critical of"
    r"|prais\w+(?: for)?|(?:say|said) anything (?:\w+ )?about|applaud\w*"
    r"|prais\w+ for) (?P<what>(?!any).{4,})",
    re.I,
)
_PRAISED = re.compile(r"(?:prais|applaud|(?:say|said) anything (?:good|nice|positive))", re.I)
_EITHER = re.compile(r"\bor\b|\bwhich (?:one|of)\b", re.I)
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
    "nearest": frozenset(),
    "stands-nearly": frozenset(),
    "differs": frozenset({"words"}),
    "elsewhere": frozenset({"councils", "others"}),
    "says": frozenset({"where"}),
    "says-older": frozenset({"where"}),
    "denies": frozenset({"where"}),
    "mixed": frozenset({"where"}),
    "where": frozenset({"council", "published"}),
    "right": frozenset(),
    "wrong": frozenset(),
    "close": frozenset(),
    "close-of-pasted": frozenset({"count"}),
    "close-after-exact": frozenset(),
    "closest": frozenset(),
    "as-of": frozenset({"council", "published", "ago"}),
    "either": frozenset({"council", "others"}),
    "summary-all": frozenset({"count", "kinds"}),
    "summary-some": frozenset({"count", "kinds"}),
    "nothing": frozenset({"searched"}),
    "nothing-in": frozenset({"councils"}),
    "spoken-of": frozenset({"councils", "count", "reports"}),
    "spoken-of-by-many": frozenset({"councils", "count", "reports"}),
    "exact-stands": frozenset({"words", "where"}),
    "exact-missing": frozenset({"words", "where"}),
    "exact-of-else": frozenset({"words", "where"}),
    "summary": frozenset({"count", "kinds"}),
    "kind": frozenset({"count", "verdict"}),
    "held": frozenset(),
    "denied": frozenset(),
    "partly": frozenset(),
    "open": frozenset(),
    "no-inspection-then": frozenset({"council", "year", "published"}),
    "page": frozenset({"page"}),
    "dated": frozenset({"published", "page"}),
    "said-of-grades": frozenset({"council", "grade", "area", "inspected", "published"}),
    "said-in-words": frozenset({"council", "published", "words"}),
    "left-out": frozenset({"statements"}),
    "nothing-to-say": frozenset(),
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
    "place": frozenset({"council", "kind", "inspected", "published"}),
    "once": frozenset(),
    "times": frozenset({"count"}),
    "claim-coverage": frozenset({"searched", "newest"}),
}
LookUp = Callable[[Request], Answer | None]


class _Is(StrEnum):
    """How a statement fares."""

    HELD = "held"
    PARTLY = "partly"
    DENIED = "denied"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How a statement fares, that in words, and what it rests on: passages, or a sentence of the
    catalogue.
    """

    statement: Request
    fares: _Is
    said: str
    shown: tuple[tuple[Passage, Report], ...] = ()
    computed: Answer | None = None
    is_close: bool = False


class ClaimChecker:
    """Looks claims up in a library."""

    def __init__(
        self, store: Store, library: Library, today: Callable[[], date] = date.today
    ) -> None:
        self._store = store
        self._library = library
        self._today = today
        self._phrases = Phrases()
        self._wording = Wording("claims.md", PLACEHOLDERS)
        self._say = self._wording.say
        self._matcher = Matcher(store, library)
        self._judge = Judge(store, library)
        self._pointing = Pointing(store)

    def check(self, request: Request, finder: Finder, look_up: LookUp) -> Answer | None:
        """A verdict on each statement of a claim; None where one alone is on grades, and the
        catalogue tells all of it.
        """
        verdicts = [self._verdict(each, request, finder, look_up) for each in request.statements]
        if not verdicts:
            return None
        corrects = request.form is Form.CORRECTED
        if len(verdicts) == 1 and verdicts[0].computed:
            whole, told = verdicts[0].computed, verdicts[0].statement
            if corrects or asks_to_correct(request.message):
                whole = self.can_say(told, whole)
            return self.told_when(replace(told, message=request.message), whole)
        builder = _Sheet(Citer(self._store, self._library))
        if corrects and request.goes_on:
            self._put_correction(verdicts, builder)
            return builder.answer(request, self._coverage(), COMPOSER)
        if len(verdicts) == 1:
            self._put_one(verdicts[0], builder)
        else:
            builder.note(self._summary(verdicts))
            for verdict in verdicts:
                self._put_of_several(verdict, builder)
        if corrects:
            self._put_correction(verdicts, builder)
        return builder.answer(request, self._coverage(), COMPOSER)

    def stands(self, request: Request) -> Answer | None:
        """Where the words of a sentence stand that was only pasted; None where they do not."""
        verdict = self._in_words(request, request.councils)
        if verdict is None:
            return None
        builder = _Sheet(Citer(self._store, self._library))
        self._put_one(verdict, builder)
        return builder.answer(request, self._coverage(), COMPOSER)

    def places(self, forms: Sequence[str]) -> Answer | None:
        """On which councils reports speak of a term in any of its forms, and sentences that do so,
        what they criticise first; None where none does.
        """
        named = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms), re.I)
        words = list(dict.fromkeys(word for form in forms for word in content_words(form)))
        ids = [report.id for report in self._library.reports if report.council]
        told = [
            (passage, self._library.by_id[hit.report])
            for hit in self._store.catalogue.search(words, ids, SPOKEN_OF)
            for _, passage in self._store.catalogue.passages_at(hit.report, [hit.ordinal])
            if named.search(passage.text)
        ]
        if not told:
            return None
        praise = {id(p): self._pointing.praise_of(p.text) for p, _ in told}
        told.sort(key=lambda each: (praise[id(each[0])] > 0, -each[1].newest.toordinal()))
        councils = sorted({report.council for _, report in told})
        builder = _Sheet(Citer(self._store, self._library))
        facts = {"count": len(told), "reports": len({report.id for _, report in told})}
        if len(councils) <= MOST_NAMED:
            builder.note(self._say("spoken-of", councils=say_names(councils), **facts))
        else:
            builder.note(self._say("spoken-of-by-many", councils=len(councils), **facts))
        shown: dict[str, tuple[Passage, Report]] = {}
        for passage, report in told:
            shown.setdefault(report.council, (passage, report))
        for passage, report in list(shown.values())[:MOST_PLACES]:
            quoted = Quoted(passage, report, self._say("page", page=passage.page))
            builder.quotes([quoted], self._place(report))
        return builder.answer(Request(), self._coverage(), COMPOSER)

    # ---- verdicts

    def _verdict(
        self, statement: Request, request: Request, finder: Finder, look_up: LookUp
    ) -> _Verdict:
        is_short = len(statement.claim.split()) < PASTED_WORDS
        if is_short and is_of_grades(statement) and (told := self._of_grades(statement, look_up)):
            return told
        stands = self._in_words(statement, statement.councils, elsewhere=not is_short)
        if stands and (stands.fares is _Is.HELD or stands.is_close):
            return stands
        is_sentence = not is_short and is_in_quotes(request.claim, request.message)
        is_sentence = is_sentence and bool(_OF_SOURCE.search(request.message))
        if is_sentence and not request.goes_on:  # a sentence that has a grade in it
            told = self._by_meaning(statement, request, finder)
            if told and told.shown:
                return told
        if is_of_grades(statement) and (told := self._of_grades(statement, look_up)):
            return told
        told = self._by_meaning(statement, request, finder)
        if told and (told.fares is not _Is.OPEN or not stands):
            return told
        return stands or self._nothing(statement)

    def _of_grades(self, statement: Request, look_up: LookUp) -> _Verdict | None:
        """What the catalogue tells of a claim on grades; of a year without an inspection, the
        grade that was held then.
        """
        statement = _any_time(statement)
        note = ""
        answer = look_up(statement)
        if answer is None and statement.times.years and len(statement.councils) == 1:
            year = statement.times.years[0]
            held = [
                report
                for report in self._library.inspections(statement.councils[0])
                if report.newest.year < year
            ][:1]
            if held:
                note = self._say(
                    "no-inspection-then",
                    council=held[0].council,
                    year=year,
                    published=say_date(held[0].published),
                )
                statement = replace(statement, times=Times((held[0].newest.year,)))
                answer = look_up(statement)
        if answer is None or not answer.claims:
            return None
        first = answer.claims[0].text
        fares = _Is.HELD if first.startswith("Yes") else _Is.OPEN
        fares = _Is.DENIED if first.startswith("No.") else fares
        if note:
            answer = replace(answer, parts=(Part(note=note), *answer.parts))
        return _Verdict(statement, fares, note, computed=answer)

    def _in_words(
        self, statement: Request, councils: Sequence[str], *, elsewhere: bool = True
    ) -> _Verdict | None:
        """Where the words of a statement stand, or nearly stand; elsewhere only word for word, and
        not where they are so few that they tell nothing of this council.
        """
        own = [report for name in councils for report in self._library.of(name)]
        best = self._matcher.best(statement.claim, own) if own else []
        if best:
            return self._matched(statement, best, self._how_it_stands(best))
        if own and not elsewhere:
            return None
        found = self._matcher.best(statement.claim, self._library.reports)
        if own:
            found = [match for match in found if not match.differs]
        if not found:
            return None
        if not own:
            return self._matched(statement, found, self._how_it_stands(found))
        others = list(dict.fromkeys(match.report.council for match in found))[:MOST_SHOWN]
        said = self._say("elsewhere", councils=say_names(councils), others=say_names(others))
        return replace(self._matched(statement, found, said), fares=_Is.OPEN)

    @staticmethod
    def _matched(statement: Request, found: Sequence[Match], said: str) -> _Verdict:
        fares = _Is.OPEN if found[0].differs else _Is.HELD
        shown = tuple((match.passage, match.report) for match in found)
        return _Verdict(statement, fares, said, shown, is_close=bool(found[0].differs))

    def _how_it_stands(self, matches: Sequence[Match]) -> str:
        best = matches[0]
        if best.likeness >= WORD_FOR_WORD:
            once = len(matches) == 1
            count = self._say("once") if once else self._say("times", count=len(matches))
            return self._say("stands", count=count)
        if best.differs:
            return self._say("differs", words=", ".join(f"“{word}”" for word in best.differs))
        return self._say("stands-nearly")

    def _by_meaning(self, statement: Request, request: Request, finder: Finder) -> _Verdict | None:
        """What reports say of a statement in other words: the latest, else those before it."""
        if said := _NEVER_SAID.search(statement.message):
            return self._never_said(statement, said, finder)
        latest = self._told(statement, finder, statement.times)
        older = self._told_before(statement, request, finder, latest)
        verdict = self._settled(statement, latest, "says")
        if verdict and (also := _plain(older)):
            verdict = replace(verdict, shown=(*verdict.shown[:2], *also[:1]))
        if verdict is None and _outdoes(older, latest):
            verdict = self._settled(statement, older, "says-older")
        exact = self._exact(statement, request)
        is_pasted = not (exact or statement.councils) or (
            not exact and is_in_quotes(request.claim, request.message)
        )
        asks_source = is_pasted and bool(_OF_SOURCE.search(request.message))
        if verdict and asks_source and verdict.fares is _Is.HELD:
            verdict = None  # a sentence said to be a report's stands there, or does not
        name = (
            "close-after-exact"
            if exact.startswith("The")
            else "closest"
            if exact
            else "close-of-pasted"
            if is_pasted
            else "close"
        )
        is_close = any(each.bearing is not Bearing.FAR for each in latest)
        is_of_now = is_close and not _OF_ANY_TIME.search(request.message)
        near = latest if is_of_now else (*latest, *older)
        verdict = verdict or self._nearest(statement, near, name)
        if verdict is None:
            return _Verdict(statement, _Is.OPEN, exact) if exact else None
        return replace(verdict, said=f"{exact} {verdict.said}".strip())

    def _never_said(
        self, statement: Request, said: re.Match[str], finder: Finder
    ) -> _Verdict | None:
        """Whether it is so that something was never criticised, or praised: contradicted by a
        sentence that does so.
        """
        way = 1 if _PRAISED.match(said["how"]) else -1
        asked = replace(statement, message=said["what"])
        told = [
            each
            for each in self._told(asked, finder, statement.times)
            if each.strength >= CLOSE
            and way * self._pointing.praise_of(each.passage.text) >= TELLING
        ]
        if told:
            shown = _shown(told[:MOST_SHOWN])
            denied = self._say("denies", where=self._where(told[0].report))
            return _Verdict(statement, _Is.DENIED, denied, shown)
        return None

    def _told_before(
        self, statement: Request, request: Request, finder: Finder, latest: Sequence[Told]
    ) -> list[Told]:
        """What reports before the latest say, where that tells next to nothing of it or all are
        asked for.
        """
        if not statement.councils or statement.times.is_named:
            return []
        is_told = bool(latest) and latest[0].strength >= TOLD_NOW
        if is_told and not _OF_ANY_TIME.search(request.message):
            return []
        return self._told(statement, finder, self._before(statement.councils))

    def _nearest(self, statement: Request, told: Sequence[Told], name: str) -> _Verdict | None:
        """What comes close to a statement, in the latest report before others; else that nothing
        like it was found, with what is at all on it.
        """
        close = [each for each in told if each.bearing is not Bearing.FAR]
        if close:
            count = self._count()
            said = self._say(name, **({"count": count} if name == "close-of-pasted" else {}))
            return _Verdict(statement, _Is.OPEN, said, _shown(close), is_close=True)
        if not told:
            return None
        nothing = self._nothing(statement)
        next_to_it = [each for each in told if each.strength >= LEAST_NEXT]
        if not (statement.councils and next_to_it):
            return nothing
        said = f"{nothing.said} {self._say('nearest')}"
        return replace(nothing, said=said, shown=_shown(next_to_it[:MOST_OF_SEVERAL]))

    def _count(self) -> int:
        """How many reports are here, articles not counted."""
        return sum(report.kind is not Kind.ARTICLE for report in self._library.reports)

    def _settled(self, statement: Request, told: Sequence[Told], name: str) -> _Verdict | None:
        """Whether the strongest sentence says what is claimed, or says otherwise."""
        if not told or told[0].bearing not in {Bearing.SAYS, Bearing.DENIES}:
            return None
        if not statement.councils:  # of all reports some sentence always comes near
            return None
        first, where = told[0].bearing, self._where(told[0].report)
        same = [each for each in told if each.bearing is first]
        other = [
            each
            for each in told
            if each.bearing in {Bearing.SAYS, Bearing.DENIES}
            and each.bearing is not first
            and each.strength >= told[0].strength - WITHIN
        ]
        if other:
            shown = _shown([*same[:2], *other])
            return _Verdict(statement, _Is.PARTLY, self._say("mixed", where=where), shown)
        if first is Bearing.DENIES:
            return _Verdict(statement, _Is.DENIED, self._say("denies", where=where), _shown(same))
        return _Verdict(statement, _Is.HELD, self._say(name, where=where), _shown(same))

    def _where(self, report: Report) -> str:
        """The report on which a verdict rests: "Harrow, published 4 March 2025"."""
        return self._say("where", council=report.council, published=say_date(report.published))

    def _told(self, statement: Request, finder: Finder, times: Times) -> list[Told]:
        text = without_names(_QUOTE_MARKS.sub("", statement.message))
        asked = Request(
            message=statement.message,
            act=Act.FIND,
            subject=text,
            text=text,
            words=tuple(dict.fromkeys(content_words(text))),
            councils=statement.councils,
            times=times,
            family=statement.family,
        )
        groups = finder.find(asked, SEARCHED).groups
        found = [item for group in groups for item in (*group.found, *group.near)]
        return self._judge.of(text, sorted(found, key=lambda item: -item.answers)[:SEARCHED])

    def _before(self, councils: Sequence[str]) -> Times:
        """The time before the latest inspection; that of no report where there is none."""
        days = [
            report.newest for name in councils for report in self._library.inspections(name)[:1]
        ]
        return Times(until=min(days).replace(day=1) - _A_DAY) if days else Times(years=(1,))

    def _exact(self, statement: Request, request: Request) -> str:
        """Whether the words that are quoted within a statement stand in the reports."""
        words = exact_words(statement.claim)
        if not words and len(request.statements) == 1:
            words = exact_words(request.message.replace(request.claim, " "))
        if not words:
            return ""
        beside = {*content_words(without_names(statement.claim.replace(words, " ")))}
        own = [report for name in statement.councils for report in self._library.of(name)]
        word_for_word = [
            match
            for match in self._matcher.best(words, own or self._library.reports)
            if match.likeness >= WORD_FOR_WORD
        ]
        stands = [
            match
            for match in word_for_word
            if not beside or beside & {*content_words(match.passage.text)}
        ]
        where = say_names(statement.councils) or self._library.label
        if not stands:
            name = "exact-of-else" if word_for_word else "exact-missing"
            return self._say(name, words=words, where=where)
        days = dict.fromkeys(
            f"{match.report.council}, {say_date(match.report.published)}, page {match.passage.page}"
            for match in stands[:MOST_SHOWN]
        )
        return self._say("exact-stands", words=words, where="; ".join(days))

    def _nothing(self, statement: Request) -> _Verdict:
        if statement.councils:
            said = self._say("nothing-in", councils=say_names(statement.councils))
        else:
            said = self._say("nothing", searched=self._count())
        return _Verdict(statement, _Is.OPEN, said)

    # ---- on the sheet

    def _put_one(self, verdict: _Verdict, builder: "_Sheet") -> None:
        builder.note(verdict.said)
        shown = verdict.shown[: MOST_SHOWN + 1]
        for report in dict.fromkeys(report for _, report in shown):
            quoted = [
                Quoted(passage, report, self._say("page", page=passage.page))
                for passage, of in shown
                if of == report
            ]
            builder.quotes(quoted, self._place(report))

    def _put_of_several(self, verdict: _Verdict, builder: "_Sheet") -> None:
        heading = f"“{verdict.statement.claim}”"
        if verdict.computed:
            builder.take(verdict.computed, heading, verdict.said)
            return
        claims = [
            claim
            for passage, report in verdict.shown[:MOST_OF_SEVERAL]
            if (claim := builder.quote(Quoted(passage, report, self._dated(passage, report))))
        ]
        builder.parts.append(Part(tuple(claims), heading, verdict.said))

    def _dated(self, passage: Passage, report: Report) -> str:
        return self._say("dated", published=say_date(report.published), page=passage.page)

    def _summary(self, verdicts: Sequence[_Verdict]) -> str:
        counted = [
            self._say("kind", count=count, verdict=self._say(fares.value))
            for fares in _Is
            if (count := sum(each.fares is fares for each in verdicts))
        ]
        fares = {each.fares for each in verdicts}
        name = "summary-all" if fares == {_Is.HELD} else "summary"
        name = "summary-some" if fares > {_Is.HELD} or _Is.PARTLY in fares else name
        return self._say(name, count=len(verdicts), kinds="; ".join(counted))

    def _put_correction(self, verdicts: Sequence[_Verdict], builder: "_Sheet") -> None:
        """The words that can be said: grades, and what inspectors wrote; and what is left out."""
        can_be_said = [[*self._can_be_said(verdict, builder)] for verdict in verdicts]
        told = [claim for claims in can_be_said for claim in claims]
        heading = self._say("can-say-heading")
        if told:
            numbers = tuple(dict.fromkeys(n for claim in told for n in claim.citations))
            text = " ".join(dict.fromkeys(claim.text for claim in told))
            builder.parts.append(Part((Claim(text, numbers, told[0].council),), heading))
        else:
            builder.parts.append(Part(heading=heading, note=self._say("nothing-to-say")))
        left_out = [
            verdict.statement.claim
            for verdict, claims in zip(verdicts, can_be_said, strict=True)
            if not claims and verdict.fares is _Is.OPEN
        ]
        if left_out:
            names = "; ".join(f"“{words}”" for words in left_out)
            builder.note(self._say("left-out", statements=names))

    def _can_be_said(self, verdict: _Verdict, builder: "_Sheet") -> Iterator[Claim]:
        statement = verdict.statement
        if verdict.computed and statement.councils:
            yield from self._said_of_grades(statement, builder)
        elif verdict.fares is not _Is.OPEN or verdict.is_close:
            for passage, report in verdict.shown[:1]:
                if verdict.fares is _Is.OPEN and self._library.is_older(report):
                    continue  # what only comes close, and no longer holds
                if claim := builder.quote(Quoted(passage, report)):
                    text = self._say(
                        "said-in-words",
                        council=report.council,
                        published=say_date(report.published),
                        words=passage.text.rstrip("."),
                    )
                    yield Claim(text, claim.citations, report.council)

    def _said_of_grades(self, statement: Request, builder: "_Sheet") -> Iterator[Claim]:
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
                yield Claim(text, builder.cite([row]), council)

    # ---- on grades

    def can_say(self, request: Request, sheet_of: Answer) -> Answer:
        """An answer to a claim on grades, with the sentence that the latest report bears out."""
        council = next(iter(request.councils), "")
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

    def told_when(self, request: Request, answer: Answer) -> Answer:
        """An answer on what a grade is now, with the age of the report on which it rests."""
        report = next(iter(self._library.inspections(next(iter(request.councils), ""))), None)
        is_of_now = len(request.councils) == 1 and not request.times.is_named
        is_latest = all(each.span is Span.LATEST for each in request.conditions)
        if not (report and is_of_now and is_latest and _OF_NOW.search(request.message)):
            return answer
        ago = self._phrases.ago(report.newest, self._today())
        note = self._say(
            "as-of", council=report.council, published=say_date(report.published), ago=ago
        )
        return replace(answer, parts=(*answer.parts[:1], Part(note=note), *answer.parts[1:]))

    def which_of(self, request: Request, answer: Answer) -> Answer:
        """An answer on which of two councils had a grade: that one first, and no "No"."""
        if len(request.councils) != 2 or not request.grades:
            return answer
        if not _EITHER.search(request.message) or not answer.claims:
            return answer
        had = [name for name in request.councils if self._had(name, request)]
        first = answer.parts[0]
        claims = tuple(
            replace(claim, text=re.sub(r"^(?:Yes|No)\. ", "", claim.text)) for claim in first.claims
        )
        parts = (replace(first, claims=claims), *answer.parts[1:])
        if len(had) == 1:
            others = say_names([name for name in request.councils if name not in had])
            parts = (Part(note=self._say("either", council=had[0], others=others)), *parts)
        return replace(answer, parts=parts)

    def _had(self, council: str, request: Request) -> bool:
        """Whether a council had one of the grades that are asked, at any inspection."""
        topic = next(iter(request.areas), Topic.OVERALL)
        rows = [row_of(report, topic) for report in self._library.inspections(council)]
        return any(row and row.grade in request.grades for row in rows)

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
        told_way = says_up != says_down  # one claim alone is right or wrong
        plainly = self._say("right" if is_right else "wrong") if told_way else ""
        builder.say(
            f"{plainly} {self._said(f'went-{change}', moves[0])} {verdict}".strip(),
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


class _Sheet(AnswerBuilder):
    """An answer that takes in what another one says first, with its citations."""

    def take(self, other: Answer, heading: str, note: str) -> None:
        """Add the first sentence of an answer under a heading."""
        first = other.claims[0]
        numbers = []
        for citation in other.citations:
            if citation.number in first.citations:
                numbers.append(self._next())
                self.citations.append(replace(citation, number=numbers[-1]))
        self.parts.append(Part((replace(first, citations=tuple(numbers)),), heading, note))

    def _next(self) -> int:
        self._citer.made += 1
        return self._citer.made


def is_of_grades(statement: Request) -> bool:
    """Whether a statement is on grades or their moves, and on nothing that only words tell."""
    says = statement.grades or statement.move or statement.form is Form.SETTLED
    return bool(says) and not statement.subject and not _OF_A_THING.search(statement.message)


# Of what is "good" is no grade: "its private fostering assessments are good".
_OF_A_THING = re.compile(
    r"\b(?:assessments?|plans?|planning|visits?|supervision|support|records?|recording|checks|help"
    r"|decisions?|decision-making|advice|responses?|work|audits?|training|oversight|relationships?"
    r"|accommodation|homes|meetings|reviews|caseloads|morale|enquiries)\b(?: \w+){0,2}?"
    r" (?:is|are|was|were|isn[’']?t|aren[’']?t)\b(?! (?:\w+ )?(?:rated|judged|graded|given)\b)",
    re.I,
)


def _any_time(statement: Request) -> Request:
    """A move between two grades that are both named, whenever it was."""
    move = statement.move
    if _LONG_AGO.search(statement.message) and not statement.times.years:
        ever = tuple(
            replace(each, span=Span.EVER) if each.span is Span.LATEST else each
            for each in statement.conditions
        )
        return replace(statement, conditions=ever)
    if move and move.before and move.after and not _LAST_TIME.search(statement.message):
        return replace(statement, move=replace(move, ever=True))
    return statement


def _outdoes(older: Sequence[Told], latest: Sequence[Told]) -> bool:
    """Whether older reports tell of something more strongly than the latest."""
    if not older or older[0].strength < SAYS:
        return False
    return not latest or older[0].strength >= latest[0].strength + OUTDOES


def _shown(told: Sequence[Told]) -> tuple[tuple[Passage, Report], ...]:
    return tuple((each.passage, each.report) for each in told)


def _plain(told: Sequence[Told]) -> tuple[tuple[Passage, Report], ...]:
    return _shown([each for each in told if each.bearing in {Bearing.SAYS, Bearing.DENIES}])
