"""When there is no answer: which kind of refusal, in which words, with which offers."""

from dataclasses import replace

from assistant.answers import Refusal, RefusalKind
from assistant.composing.quoting import say_searched
from assistant.composing.reading_back import ReadingBack
from assistant.finding.retrieval import Evidence
from assistant.library import Library
from assistant.planning import Way
from assistant.request import Act, Harm, Request
from assistant.wording import Wording
from index.dates import say_date

PLACEHOLDERS = {
    "not-in-library": frozenset({"places", "library"}),
    "outside-england": frozenset({"places", "nation", "library"}),
    "ambiguous": frozenset({"written", "choices"}),
    "ambiguous-town": frozenset({"written", "choices"}),
    "by-town": frozenset({"council", "town"}),
    "no-centre": frozenset({"library"}),
    "no-such-date": frozenset({"councils", "years", "held"}),
    "no-such-kind": frozenset({"councils", "kind", "held"}),
    "silent": frozenset({"searched"}),
    "vague": frozenset({"library"}),
    "in-doubt": frozenset({"words", "reading"}),
    "empty": frozenset(),
    "nobody": frozenset({"limits", "library"}),
    "unknown": frozenset({"written"}),
    "unknown-near": frozenset({"written", "near"}),
    "outside-limit": frozenset({"councils"}),
    "danger": frozenset({"first", "others"}),
    **{f"{how}-{harm}": frozenset[str]() for how in ("harm", "else") for harm in Harm},
    "prediction": frozenset(),
    "person": frozenset(),
    "advice": frozenset(),
    "outside-reports": frozenset(),
    "offer-improve": frozenset({"council"}),
    "offer-inadequate": frozenset(),
    "offer-newest": frozenset(),
    "offer-leavers": frozenset(),
}
MOST_OFFERS = 3
OFFERS_OF_ALL = ("offer-inadequate", "offer-newest", "offer-leavers")
_BOUNDARIES = {
    Act.PREDICT: RefusalKind.PREDICTION,
    Act.PERSON: RefusalKind.PERSON,
    Act.ADVICE: RefusalKind.ADVICE,
    Act.OUTSIDE: RefusalKind.OUTSIDE_REPORTS,
}
_WORDS = {
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
        self._reading_back = ReadingBack(library)

    def _in_danger(self, request: Request) -> Refusal:
        """Where to turn: first where the one who writes can, then where others can."""
        harm = request.harm or Harm.TO_CHILD
        others = " ".join(self._wording.say(f"else-{other}") for other in Harm if other is not harm)
        first = self._wording.say(f"harm-{harm}")
        return Refusal(RefusalKind.DANGER, self._wording.say("danger", first=first, others=others))

    def refuse(self, request: Request, way: Way) -> Refusal | None:
        """The refusal that a way of answering is; None where it is not one."""
        if way is Way.DANGER:
            return self._in_danger(request)
        if way is Way.BOUNDARY:
            kind = _BOUNDARIES[request.act]
            return self._refuse(kind, self._wording.say(_WORDS[kind]), request)
        made = {
            Way.UNCLEAR: self._unclear,
            Way.UNPLACED: self._unplaced,
            Way.UNKNOWN: self._unknown,
            Way.ABSENT: self._absent,
            Way.OUTSIDE_LIMIT: self._outside_limit,
            Way.IN_DOUBT: self._in_doubt,
            Way.EMPTY: self._empty,
        }.get(way)
        return made(request) if made else None

    def cannot_compute(self, request: Request) -> Refusal:
        """What is said where the catalogue cannot apply what is asked of it."""
        if request.times.names_years:
            return self._no_such_date(request)
        if request.kinds:
            return self._no_such_kind(request)
        message = self._wording.say("vague", library=self._library.label)
        return self._refuse(RefusalKind.VAGUE, message, request)

    def nobody(self, request: Request) -> Refusal:
        """What is said where no council here is as a search asks: "criticised for caseloads in
        the North East".
        """
        message = self._wording.say(
            "nobody", limits=request.limits.strip(), library=self._library.label
        )
        return self._refuse(RefusalKind.NOT_IN_LIBRARY, message, request)

    def _empty(self, request: Request) -> Refusal:
        return self._refuse(RefusalKind.EMPTY, self._wording.say("empty"), request)

    def _unknown(self, request: Request) -> Refusal:
        unknown = request.unknown[0]
        near = [name for name in unknown.near if name in self._library.councils] or unknown.near
        said = " or ".join(near)
        message = self._wording.say(
            "unknown-near" if said else "unknown",
            written=unknown.written,
            **({"near": said} if said else {}),
        )
        return self._refuse(RefusalKind.UNKNOWN_COUNCIL, message, request)

    def _outside_limit(self, request: Request) -> Refusal:
        message = self._wording.say("outside-limit", councils=", ".join(request.outside))
        return self._refuse(RefusalKind.OUTSIDE_LIMIT, message, request)

    def _in_doubt(self, request: Request) -> Refusal:
        """Which words were not understood: a list without them would be another one than was
        asked for.
        """
        words = ", ".join(f"“{words}”" for words in request.bends)
        message = self._wording.say(
            "in-doubt", words=words, reading=self._reading_back.line(request)
        )
        refusal = self._refuse(RefusalKind.IN_DOUBT, message, request)
        return replace(
            refusal, offers=(self._reading_back.again(request), *refusal.offers)[:MOST_OFFERS]
        )

    def _unclear(self, request: Request) -> Refusal:
        mention = request.unclear[0]
        choices = " or ".join(council.name for council in mention.councils)
        name = "ambiguous-town" if mention.town else "ambiguous"
        message = self._wording.say(name, written=mention.written, choices=choices)
        return self._refuse(RefusalKind.AMBIGUOUS_COUNCIL, message, request)

    def _unplaced(self, request: Request) -> Refusal:
        """Which council is the reader's own, is asked where that is all that is missing."""
        message = self._wording.say("no-centre", library=self._library.label)
        return self._refuse(RefusalKind.AMBIGUOUS_COUNCIL, message, request)

    def after_search(self, evidence: Evidence) -> Refusal | None:
        """A refusal for lack of evidence, or None."""
        request = evidence.request
        if not evidence.searched and request.kinds:
            return self._no_such_kind(request)
        if not evidence.searched and request.times.names_years:
            return self._no_such_date(request)
        if not evidence.is_empty:
            return None
        message = self._wording.say("silent", searched=say_searched(evidence))
        return self._refuse(RefusalKind.SILENT, message, request)

    def _absent(self, request: Request) -> Refusal:
        towns = {m.councils[0]: m.town.name for m in request.towns if m.town}
        places = " or ".join(
            self._wording.say("by-town", council=place.name, town=towns[place])
            if place in towns
            else place.name
            for place in request.absent
        )
        nation = request.absent[0].nation
        if nation != "England":
            message = self._wording.say(
                "outside-england", places=places, nation=nation, library=self._library.label
            )
            return self._refuse(RefusalKind.OUTSIDE_ENGLAND, message, request)
        message = self._wording.say("not-in-library", places=places, library=self._library.label)
        return self._refuse(RefusalKind.NOT_IN_LIBRARY, message, request)

    def _no_such_kind(self, request: Request) -> Refusal:
        message = self._wording.say(
            "no-such-kind",
            councils=", ".join(request.councils) or "any council",
            kind=" or ".join(kind.label for kind in request.kinds),
            held=self._held(request),
        )
        return self._refuse(RefusalKind.NO_SUCH_KIND, message, request)

    def _held(self, request: Request) -> str:
        """The reports that there are on the councils asked for."""
        return (
            "; ".join(
                f"{report.council}, {report.kind.label}"
                + (f", {say_date(report.published)}" if report.published else "")
                for council in request.councils
                for report in self._library.of(council)
            )
            or self._library.label
        )

    def _no_such_date(self, request: Request) -> Refusal:
        message = self._wording.say(
            "no-such-date",
            councils=", ".join(request.councils) or "any council",
            years=request.times,
            held=self._held(request),
        )
        return self._refuse(RefusalKind.NO_SUCH_DATE, message, request)

    def _refuse(self, kind: RefusalKind, message: str, request: Request) -> Refusal:
        return Refusal(
            kind=kind,
            message=message,
            offers=self._offers(request),
            scope=request.scope,
        )

    def _offers(self, request: Request) -> tuple[str, ...]:
        """Questions that the library answers: on the councils of the conversation or near them,
        else on all.
        """
        near = [name for unknown in request.unknown for name in unknown.near]
        near += [name for place in request.absent for name in place.neighbours]
        names = dict.fromkeys([*request.councils, *near, *request.named])
        here = [name for name in names if name in self._library.councils][:MOST_OFFERS]
        said = [self._wording.say("offer-improve", council=name) for name in here]
        said += [self._wording.say(offer) for offer in OFFERS_OF_ALL]
        return tuple(said[:MOST_OFFERS])
