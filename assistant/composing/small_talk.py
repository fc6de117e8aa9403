"""Replies to what is no question: a greeting, thanks, "what can you do?", "that's wrong"; and
what terms mean.

The words are in `prompts/talk.md` and `prompts/terms.md`. Examples are made from the library at
hand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.answers import Answer, Part
from assistant.library import Library
from assistant.request import Request, SmallTalk
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
}


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
        asked = request.subject or request.text
        places = {term: place for term in self._terms if (place := _place(term, asked))}
        found = [
            term for term, place in places.items() if not _is_within_another(place, places.values())
        ]
        if not found:
            return None
        told = (self._wording.say("meaning", term=t.name, meaning=t.meaning) for t in found)
        return Answer(parts=tuple(Part(note=note) for note in told), composer=COMPOSER)

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
    found = (
        re.search(rf"(?<!\w){re.escape(form)}(?:e?s)?(?!\w)", plain, re.I) for form in term.forms
    )
    return max(
        (match.span() for match in found if match),
        key=lambda place: place[1] - place[0],
        default=None,
    )


def _is_within_another(place: tuple[int, int], places: Iterable[tuple[int, int]]) -> bool:
    return any(a <= place[0] and place[1] <= b and (a, b) != place for a, b in places)
