"""When there is no answer: which kind of refusal, in which words, with which offers."""

from assistant.answers import Refusal, RefusalKind
from assistant.composing.quoting import say_searched
from assistant.finding.retrieval import Evidence
from assistant.library import Library
from assistant.understanding.boundaries import boundary, tells_of_danger
from assistant.understanding.questions import Question
from assistant.wording import Wording
from index.dates import say_date

PLACEHOLDERS = {
    "not-in-library": frozenset({"places", "library"}),
    "outside-england": frozenset({"places", "nation", "library"}),
    "ambiguous": frozenset({"written", "choices"}),
    "no-such-date": frozenset({"councils", "years", "held"}),
    "no-such-kind": frozenset({"councils", "kind", "held"}),
    "silent": frozenset({"searched"}),
    "vague": frozenset({"library"}),
    "empty": frozenset(),
    "danger": frozenset(),
    "prediction": frozenset(),
    "person": frozenset(),
    "advice": frozenset(),
    "outside-reports": frozenset(),
    "offer-improve": frozenset({"council"}),
}
MOST_OFFERS = 3
_BOUNDARIES = {
    RefusalKind.PREDICTION: "prediction",
    RefusalKind.PERSON: "person",
    RefusalKind.ADVICE: "advice",
    RefusalKind.OUTSIDE_REPORTS: "outside-reports",
}


class Refuser:
    """Says why a question has no answer, and what can be asked instead."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("refusals.md", PLACEHOLDERS)

    def before_search(self, question: Question) -> Refusal | None:
        """A refusal that needs no search, or None."""
        if tells_of_danger(question.message):
            return Refusal(RefusalKind.DANGER, self._wording.say("danger"))
        if kind := boundary(question.message, question.own_topic):
            return self._refuse(kind, self._wording.say(_BOUNDARIES[kind]), question)
        if not question.message.strip():
            return self._refuse(RefusalKind.EMPTY, self._wording.say("empty"), question)
        if question.unclear:
            return self._unclear(question)
        if question.absent and not question.councils:
            return self._absent(question)
        if not question.words and not question.councils:
            message = self._wording.say("vague", library=self._library.label)
            return self._refuse(RefusalKind.VAGUE, message, question)
        return None

    def _unclear(self, question: Question) -> Refusal:
        mention = question.unclear[0]
        choices = " or ".join(council.name for council in mention.councils)
        message = self._wording.say("ambiguous", written=mention.written, choices=choices)
        return self._refuse(RefusalKind.AMBIGUOUS_COUNCIL, message, question)

    def after_search(self, evidence: Evidence) -> Refusal | None:
        """A refusal for lack of evidence, or None."""
        question = evidence.question
        if not evidence.searched and question.kinds:
            return self._no_such_kind(question)
        if not evidence.searched and question.times.names_years:
            return self._no_such_date(question)
        if not evidence.is_empty:
            return None
        message = self._wording.say("silent", searched=say_searched(evidence))
        return self._refuse(RefusalKind.SILENT, message, question)

    def _absent(self, question: Question) -> Refusal:
        places = " or ".join(place.name for place in question.absent)
        nation = question.absent[0].nation
        if nation != "England":
            message = self._wording.say(
                "outside-england", places=places, nation=nation, library=self._library.label
            )
            return self._refuse(RefusalKind.OUTSIDE_ENGLAND, message, question)
        message = self._wording.say("not-in-library", places=places, library=self._library.label)
        return self._refuse(RefusalKind.NOT_IN_LIBRARY, message, question)

    def _no_such_kind(self, question: Question) -> Refusal:
        message = self._wording.say(
            "no-such-kind",
            councils=", ".join(question.councils) or "any council",
            kind=" or ".join(kind.label for kind in question.kinds),
            held=self._held(question),
        )
        return self._refuse(RefusalKind.NO_SUCH_KIND, message, question)

    def _held(self, question: Question) -> str:
        """The reports that there are on the councils asked for."""
        return "; ".join(
            f"{report.council}, {report.kind.label}, {say_date(report.published)}"
            for council in question.councils
            for report in self._library.of(council)
        ) or self._library.label

    def _no_such_date(self, question: Question) -> Refusal:
        message = self._wording.say(
            "no-such-date",
            councils=", ".join(question.councils) or "any council",
            years=question.times,
            held=self._held(question),
        )
        return self._refuse(RefusalKind.NO_SUCH_DATE, message, question)

    def _refuse(self, kind: RefusalKind, message: str, question: Question) -> Refusal:
        return Refusal(
            kind=kind,
            message=message,
            offers=self._offers(question),
            scope=question.scope,
        )

    def _offers(self, question: Question) -> tuple[str, ...]:
        """Questions that the library can answer: on a neighbour of the council, or on any."""
        wanted = [name for place in question.absent for name in place.neighbours]
        near = [name for name in [*question.councils, *wanted] if name in self._library.councils]
        others = [name for name in self._library.councils if name not in near]
        chosen = [*near, *others][:MOST_OFFERS]
        return tuple(self._wording.say("offer-improve", council=name) for name in chosen)
