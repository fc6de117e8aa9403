"""Replies to what is no question: a greeting, thanks, "what can you do?", "that's wrong"; and
what terms mean.

The words are in `prompts/talk.md` and `prompts/terms.md`. Examples are made from the library at
hand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answers import Answer, Part
from assistant.library import Library
from assistant.request import Request, SmallTalk, Want
from assistant.wording import FOLDER, Wording

COMPOSER = "talk"
PLACEHOLDERS = {
    "greeting": frozenset({"library"}),
    "thanks": frozenset(),
    "help": frozenset({"library"}),
    "help-examples": frozenset({"first", "second"}),
    "complaint": frozenset(),
    "chat": frozenset(),
    "language": frozenset(),
    "meaning": frozenset({"term", "meaning"}),
    "not-the-same": frozenset({"terms"}),
    "no-fail": frozenset(),
    "is-fail": frozenset(),
    "of-the-whole": frozenset(),
    "not-in-glossary": frozenset({"terms"}),
    "glossary": frozenset(),
}


MANY = 5  # terms from which on each is told in its first sentence
# Bodies that a question names beside what it asks: "how often does Ofsted inspect?".
BODIES = frozenset({"Ofsted", "DfE"})
GRADES = frozenset({"Outstanding", "Good", "Requires improvement to be good", "Inadequate"})
_ONE_LINE = re.compile(
    r"\b(?:one|a|single) (?:line|sentence)s?\b|\bbriefly\b|\bin a few words\b",
    re.I,
)
_SAME = re.compile(r"\b(?:the )?same\b(?: thing)?(?: as)?\b.{0,60}", re.I)
_WORRIES = re.compile(
    r"\bfail\w*\b|\bworr\w+\b|\bbad\b|\bserious\b|\bsafe\b|\bconcern\w*\b|\bpanic\w*\b", re.I
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade: its name, the other forms in which it is asked for, and what it
    means.
    """

    name: str
    forms: tuple[str, ...]
    meaning: str


class Talker:
    """Answers what needs no report."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("talk.md", PLACEHOLDERS)

    def reply(self, request: Request) -> Answer:
        """A reply to talk: "Hi, what can you do?"."""
        kind = request.talk or SmallTalk.CHAT
        label = {"library": self._library.label}
        filled = label if kind in {SmallTalk.GREETING, SmallTalk.HELP} else {}
        notes = [self._wording.say(kind.value, **filled)]
        if (
            kind in {SmallTalk.GREETING, SmallTalk.HELP, SmallTalk.CHAT}
            and len(self._library.councils) > 1
        ):
            first, second = self._examples
            notes.append(self._wording.say("help-examples", first=first, second=second))
        return Answer(parts=tuple(Part(note=note) for note in notes), composer=COMPOSER)

    @cached_property
    def _examples(self) -> tuple[str, str]:
        """The two councils with most inspections here: there is most to tell of them."""
        councils = sorted(self._library.councils, key=lambda name: -len(self._library.of(name)))
        return councils[0], councils[1]

    def define(self, request: Request) -> Answer | None:
        """What the terms that are asked for mean: "What is a MASH?"; None where none is known."""
        asked = request.message if Want.MEANING in request.wants else request.subject
        asked = asked or request.text
        places = {term: place for term in self._terms if (place := _place(term, asked))}
        found = sorted(
            (
                term
                for term, place in places.items()
                if not _is_within_another(place, places.values())
            ),
            key=lambda term: places[term],
        )
        found = [t for t in found if t.name not in BODIES or len(found) < 2] or found  # noqa: PLR2004
        unknown = self._unknown(request, found)
        if not found:
            return None
        is_short = bool(_ONE_LINE.search(request.message)) or len(found) >= MANY
        notes = [
            self._wording.say("meaning", term=t.name, meaning=_first(t) if is_short else t.meaning)
            for t in found
        ]
        told = {term.name for term in found}
        if len(found) > 1 and _SAME.search(request.message):
            names = " and ".join(term.name for term in found[:2])
            notes.insert(0, self._wording.say("not-the-same", terms=names))
        if told & GRADES and _WORRIES.search(request.message):
            name = "no-fail" if "Inadequate" not in told else "is-fail"
            notes.insert(0, self._wording.say(name))
            notes.append(self._wording.say("of-the-whole"))
        if unknown:
            notes.append(self._wording.say("not-in-glossary", terms=", ".join(unknown)))
        notes.append(self._wording.say("glossary"))
        return Answer(parts=tuple(Part(note=note) for note in notes), composer=COMPOSER)

    def _unknown(self, request: Request, found: Sequence[Term]) -> list[str]:
        """Abbreviations of a list that the glossary does not know."""
        written = dict.fromkeys(_ABBREVIATION.findall(request.message))
        forms = {form.lower() for term in found for form in term.forms}
        unknown = [each for each in written if each.lower() not in forms]
        return unknown if len(written) - len(unknown) > 1 else []

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))


def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of a glossary: "## name; other form; another" and below it the meaning."""
    found = re.split(r"^## +(.+) *\n", text, flags=re.M)[1:]
    terms = []
    for head, meaning in zip(found[::2], found[1::2], strict=True):
        name, *forms = (form.strip() for form in head.split(";"))
        terms.append(Term(name, (name, *forms), re.sub(r"\s+", " ", meaning).strip()))
    return tuple(terms)


def _place(term: Term, asked: str) -> tuple[int, int] | None:
    """Where the longest form of a term that is asked for stands."""
    plain = asked.replace("’", "'")
    found = (re.search(_pattern(form), plain, re.I) for form in term.forms)
    return max(
        (match.span() for match in found if match),
        key=lambda place: place[1] - place[0],
        default=None,
    )


def _pattern(form: str) -> str:
    """A form as a pattern: one between slashes is one already."""
    if form.startswith("/") and form.endswith("/"):
        return form[1:-1]
    return rf"(?<!\w){re.escape(form)}(?:e?s)?(?!\w)"


def _first(term: Term) -> str:
    """The first sentence of a meaning, which can stand alone."""
    return re.split(r"(?<=\.) +(?=[A-Z])", term.meaning, maxsplit=1)[0]


def _is_within_another(place: tuple[int, int], places: Iterable[tuple[int, int]]) -> bool:
    return any(a <= place[0] and place[1] <= b and (a, b) != place for a, b in places)
