"""A claim → statement by statement, a verdict: it stands there, in these words or in others, the
report says otherwise, or nothing like it was found; and the nearest words with their date and
page.

What is claimed of grades is computed; all else is looked for word by word and by meaning. What is
not found is never called false.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answers import Answer
from assistant.briefing.checks.grades import LookUp, OnGrades, is_of_grades
from assistant.briefing.checks.meaning import ByMeaning
from assistant.briefing.checks.sheet import MOST_SHOWN, Sheet, coverage
from assistant.briefing.checks.verdicts import COMPOSER, Fares, Verdict, wording
from assistant.briefing.matching import WORD_FOR_WORD, Match, Matcher, without_names
from assistant.citing import Citer
from assistant.finding.retrieval import Finder
from assistant.grading.phrases import say_names
from assistant.library import Library
from assistant.reading.claims import PASTED_WORDS, exact_words, is_in_quotes
from assistant.reading.forms.claims import asks_to_correct
from assistant.reading.times import without_times
from assistant.request import Form, Request
from assistant.times import LATEST
from assistant.vocabulary import content_words
from index.dates import say_date
from index.storing.store import Store

_OF_SOURCE = re.compile(
    r"\b(?:which|what) (?:report|page|inspection|year)\b|\bwhere\b|\bsource\b|\bis it real\b"
    r"|\breference\b|\bgenuine\b",
    re.I,
)
_SETTLED = frozenset({Fares.HELD, Fares.PARTLY, Fares.DENIED})


class ClaimChecker:
    """Looks claims up in a library."""

    def __init__(
        self, store: Store, library: Library, today: Callable[[], date] = date.today
    ) -> None:
        self._store = store
        self._library = library
        self._say = wording().say
        self._matcher = Matcher(store, library)
        self._meaning = ByMeaning(store, library)
        self.grades = OnGrades(store, library, today)

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
                whole = self.grades.can_say(told, whole)
            whole = self.grades.told_when(replace(told, message=request.message), whole)
            return self.grades.asserted(request, whole)
        sheet = self._sheet()
        if corrects and request.goes_on:
            sheet.sum_up(verdicts, request)
        else:
            sheet.put(verdicts, request)
        if corrects:
            sheet.put_correction(verdicts)
        return sheet.answer(request, coverage(self._library), COMPOSER)

    def stands(self, request: Request) -> Answer | None:
        """Where the words of a sentence stand that was only pasted; None where they do not."""
        verdict = self._in_words(replace(request, times=LATEST), request.councils)
        if verdict is None:
            return None
        sheet = self._sheet()
        sheet.put([verdict], request)
        return sheet.answer(request, coverage(self._library), COMPOSER)

    def _sheet(self) -> Sheet:
        return Sheet(Citer(self._store, self._library), self._library)

    def _verdict(
        self, statement: Request, request: Request, finder: Finder, look_up: LookUp
    ) -> Verdict:
        is_short = len(statement.claim.split()) < PASTED_WORDS
        of_grades = is_of_grades(statement)
        if is_short and of_grades and (told := self.grades.verdict(statement, look_up)):
            return told
        stands = self._in_words(statement, statement.councils, elsewhere=not is_short)
        if stands and stands.fares is not Fares.OPEN:
            return stands
        if self._is_of_source(statement, request) and not request.goes_on:
            told = self._by_meaning(statement, request, finder)
            if told and told.shown:  # a sentence that has a grade in it
                return told
        if of_grades and (told := self.grades.verdict(statement, look_up)):
            return told
        told = self._by_meaning(statement, request, finder)
        settled = {Fares.PARTLY, Fares.DENIED} if stands and stands.is_close else _SETTLED
        if told and (told.fares in settled or not stands):
            return told
        return stands or self._meaning.nothing(statement)

    @staticmethod
    def _is_of_source(statement: Request, request: Request) -> bool:
        """Whether a whole sentence is quoted and its source wanted."""
        is_sentence = len(statement.claim.split()) >= PASTED_WORDS
        is_quoted = is_sentence and is_in_quotes(request.claim, request.message)
        return is_quoted and bool(_OF_SOURCE.search(request.message))

    # ---- word by word

    def _in_words(
        self, statement: Request, councils: Sequence[str], *, elsewhere: bool = True
    ) -> Verdict | None:
        """Where the words of a statement stand, or nearly stand; elsewhere only word for word, and
        not where they are so few that they tell nothing of this council.
        """
        own = [report for name in councils for report in self._library.of(name)]
        claim = without_times(statement.claim) if statement.times.is_named else statement.claim
        best = self._matcher.best(claim, own) if own else []
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
        return replace(self._matched(statement, found, said), fares=Fares.OPEN)

    @staticmethod
    def _matched(statement: Request, found: Sequence[Match], said: str) -> Verdict:
        best = found[0]
        fares = Fares.DENIED if best.is_denied else Fares.OPEN if best.differs else Fares.HELD
        passages = tuple((match.passage, match.report) for match in found)
        return Verdict(statement, fares, said, passages, is_close=bool(best.differs))

    def _how_it_stands(self, matches: Sequence[Match]) -> str:
        best = matches[0]
        if best.likeness >= WORD_FOR_WORD:
            once = len(matches) == 1
            count = self._say("once") if once else self._say("times", count=len(matches))
            return self._say("stands", count=count)
        if best.differs:
            words = ", ".join(f"“{word}”" for word in best.differs)
            return self._say("denied-nearly" if best.is_denied else "differs", words=words)
        return self._say("stands-nearly")

    # ---- by meaning

    def _by_meaning(self, statement: Request, request: Request, finder: Finder) -> Verdict | None:
        """What reports say of a statement in other words, after whether words that it quotes
        stand there.
        """
        if unsaid := self._meaning.unsaid(statement, finder):
            return unsaid
        latest = self._meaning.told(statement, finder, statement.times)
        older = self._meaning.told_before(statement, request, finder, latest)
        verdict = self._meaning.of(statement, latest, older)
        exact = self._exact(statement, request)
        is_pasted = not (exact or statement.councils) or (
            not exact and is_in_quotes(request.claim, request.message)
        )
        asks_source = is_pasted and bool(_OF_SOURCE.search(request.message))
        if verdict and asks_source and verdict.fares is Fares.HELD:
            verdict = None  # a sentence said to be a report's stands there, or does not
        name = _name_of_close(exact, is_pasted=is_pasted)
        verdict = verdict or self._meaning.nearest(statement, latest, older, name)
        if verdict is None:
            return Verdict(statement, Fares.OPEN, exact) if exact else None
        is_told = verdict.fares is not Fares.OPEN  # a verdict comes first
        said = (verdict.said, exact) if is_told else (exact, verdict.said)
        return replace(verdict, said=" ".join(filter(None, said)))

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


def _name_of_close(exact: str, *, is_pasted: bool) -> str:
    """The wording of what only comes close, after what was said of the words that are quoted."""
    if exact.startswith("The"):
        return "close-after-exact"
    if exact:
        return "closest"
    return "close-of-pasted" if is_pasted else "close"
