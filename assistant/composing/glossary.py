"""What terms mean, what sets them apart, and how inspections and grades work.

Terms are known by their names (`prompts/terms.md`, `prompts/differences.md`), how inspections work
by the likeness of what is asked to questions that people ask (`prompts/workings.md`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.answers import Answer, Part
from assistant.request import Act, Again, Request, Want
from assistant.wording import FOLDER, Wording
from index.encoder.embeddings import Vectors

COMPOSER = "talk"
PLACEHOLDERS = {
    "meaning": frozenset({"term", "meaning"}),
    "not-the-same": frozenset({"terms"}),
    "not-in-glossary": frozenset({"terms"}),
    "no-more": frozenset({"terms"}),
    "glossary": frozenset(),
}
MANY = 5  # terms from which on each is told in its first sentence
ALIKE = 0.6  # cosine from which on a question is taken for one that is known
LIKE_INSPECTING = 0.62  # and of a message that itself speaks of inspections, whoever is asked of
OF_ANOTHER = 0.45  # and where the same is asked of another term
SURELY_ALIKE = 0.78  # and of one that names a year: "is a good of 2015 the same as now?"
VERY_ALIKE = 0.72  # and where nothing else shows that how inspections work is asked
MOST_WORKINGS = 3
_TWO = 2
# Bodies that a question names beside what it asks: "how often does Ofsted inspect?".
BODIES = frozenset({"Ofsted", "DfE"})
_ONE_LINE = re.compile(
    r"\b(?:one|a|single) (?:line|sentence)s?\b|\bbriefly\b|\bin a few words\b", re.I
)
_SAME = re.compile(r"\b(?:the )?same\b", re.I)
_APART = re.compile(
    r"\bdiffer\w*\b|\bsame\b|\b(?:sit|stand)\w* (?:up )?(?:against|beside|next to)\b|\bvs?\b"
    r"|\bversus\b|\bcompared? (?:to|with)\b"
    r"|\bdistinction\b|\bdistinguish\b|\bconfus\w+\b|\bmix(?:ed|ing)? up\b|\bwhich is which\b",
    re.I,
)
_ASKS_TERM = re.compile(
    r"\b(?:what|wot|who)(?:['’]?s| is| are| was| were| does| do)\b(?!.{0,12}\b(?:happens?|next)\b)"
    r"|\bmean\w*\b|\bstands? for\b|\bexplain\b|\bdefin\w+\b|\bglossary\b|\bjargon\b|\bacronyms?\b"
    r"|\babbreviations?\b|\binitials\b|\bcode\b|\bline each\b",
    re.I,
)
_FOR_A_CHILD = re.compile(
    r"\blike (?:i|they|we|he|she)(?:['’]?m|['’]?re|['’]?s| am| are| is| were| was)? (?:an? )?\w+\b"
    r"|\b(?:explain|put|say|tell|describe|words?|simplif\w+|version|workshop)\b.{0,40}\b(?:to|for)"
    r" (?:an? |my |the |our )?(?:\w+[ -]){0,3}(?:year[ -]?olds?|kids?|child|children|pupils?)\W*$",
    re.I,
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")
_ASKS = re.compile(
    r"^\W*(?:\w+\W+){0,2}(?:what|wot|which|who|how|can|could|does|do|did|is|are|should|if|when|why"
    r"|would|will|has|have|any)\b|\b(?:what|which|how|why)\b",
    re.I,
)
_OF_INSPECTING = re.compile(
    r"\bofsted\b|\binspect(?:s|ions?|ors?|ed)?\b|\b(?:grades?|ratings?|judge?ments?)\b|\breport\b"
    r"|\baction plan\b|\bpriority action\b|\b(?:focus+ed|monitoring) visits?\b",
    re.I,
)
# What only reports tell: "what did inspectors say about caseloads?", "which councils are good?".
_OF_FINDINGS = re.compile(
    r"\b(?:which|what|how many|any|list|where) (?:\w+ ){0,2}(?:councils|authorities|boroughs|places"
    r"|reports|inspections were)\b|\bdid (?:ofsted|inspectors?|they"
    r"|the report) (?:\w+ )?(?:say|find"
    r"|think|write|mention)\b|\b(?:said|found|wrote|written|praised?|criticis\w+)\b"
    r"|\b(?:newest|latest|oldest|most recent|this library)\b",
    re.I,
)
_FEWEST_WORDS = 3  # of a part that asks how inspections work
_FEW_WORDS = 5  # of what asks nothing by itself: "and if it's inadequate?"
_SENTENCE = re.compile(
    r"[?!;\n]+|\.(?=\s|$)|,? (?:and|but|so)(?= (?:what|which|who|how|can|does|do|is|are|should"
    r"|if|when|why)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade: its name, the other forms in which it is asked for, what it means,
    and that for a child.
    """

    name: str
    forms: tuple[str, ...]
    meaning: str
    plainly: str = ""


@dataclass(frozen=True, slots=True)
class Working:
    """How something of inspections works: questions that ask for it, terms that need not be told
    beside it, and terms without which it is not meant.
    """

    name: str
    questions: tuple[str, ...]
    text: str
    covers: frozenset[str]
    needs: frozenset[str]


class Glossary:
    """Explains terms, and how inspections work; `vectors` embeds texts with length 1."""

    def __init__(self, vectors: Callable[[Sequence[str]], Vectors] | None = None) -> None:
        self._vectors = vectors
        self._wording = Wording("glossary.md", PLACEHOLDERS)
        self._say = self._wording.say

    def define(self, request: Request) -> Answer | None:
        """What the terms that are asked for mean, what sets them apart, and how what is asked of
        inspections works: "What is a MASH?"; None where none of it is known.
        """
        asked = request.message if Want.MEANING in request.wants else request.subject
        asked = asked or request.text
        terms = self._named(asked)
        before = self._named(request.context) if request.context else []
        is_plain = bool(_FOR_A_CHILD.search(request.message)) or Again.PLAIN in request.asked.again
        if is_plain and request.context:  # "explain it like I'm ten": what was asked before
            terms = terms or before
        if is_plain and (plain := self._plainly(request, terms)):
            return self._answer(plain, ())
        apart = self._apart(request, terms)
        workings = self._workings(request, terms, VERY_ALIKE if apart else ALIKE)
        unknown = self._unknown(request, terms)
        if workings and not (_ASKS_TERM.search(asked) or unknown):
            terms = []
        if workings and request.goes_on and not terms:
            terms = before[:_TWO]
        covered = {name for working in workings for name in working.covers}
        terms = [term for term in terms if term.name not in covered]
        if not (terms or workings or apart):
            return self._no_more(before)
        is_short = len(terms) >= MANY or bool(_ONE_LINE.search(request.message))
        meanings = [self._meaning(term, is_short=is_short) for term in terms]
        told = [working.text for working in workings]
        is_list = len({*_ABBREVIATION.findall(request.message)}) > _TWO
        is_first = not is_list or request.act is Act.DANGER
        notes = [*apart, *told, *meanings] if is_first else [*meanings, *apart, *told]
        return self._answer(notes, unknown)

    def _no_more(self, terms: Sequence[Term]) -> Answer | None:
        """That the glossary does not tell what is asked further of a term, and what it does."""
        if not terms:
            return None
        told = [self._meaning(term, is_short=False) for term in terms[:_TWO]]
        names = " and ".join(term.name for term in terms[:_TWO])
        return self._answer([self._say("no-more", terms=names), *told], ())

    def explain(self, request: Request) -> Answer | None:
        """How inspections work, where a message asks just that, though nothing in it says so."""
        speaks_of_it = _OF_INSPECTING.search(request.message)
        is_of_findings = _OF_FINDINGS.search(request.message)
        least = LIKE_INSPECTING if speaks_of_it and not is_of_findings else VERY_ALIKE
        is_of_else = request.times.is_named or request.act is Act.TALK
        least = SURELY_ALIKE if is_of_else else least
        workings = self._workings(request, self._named(request.message), least)
        return self._answer([working.text for working in workings], ()) if workings else None

    def _answer(self, notes: Sequence[str], unknown: Sequence[str]) -> Answer:
        said = [*notes]
        if unknown:
            said.append(self._say("not-in-glossary", terms=", ".join(unknown)))
        said.append(self._say("glossary"))
        return Answer(parts=tuple(Part(note=note) for note in said), composer=COMPOSER)

    def _meaning(self, term: Term, *, is_short: bool) -> str:
        meaning = _first(term) if is_short else term.meaning
        return self._say("meaning", term=term.name, meaning=meaning)

    # ---- terms

    def _named(self, asked: str, *, with_bodies: bool = False) -> list[Term]:
        """The terms that are named, in their order; of two at one place the longer."""
        places = {term: place for term in self._terms if (place := _place(term, asked))}
        found = sorted(
            (t for t, place in places.items() if not _is_within_another(place, places.values())),
            key=lambda term: places[term],
        )
        if with_bodies or len(found) < _TWO:
            return found
        return [term for term in found if term.name not in BODIES] or found

    def _apart(self, request: Request, terms: Sequence[Term]) -> list[str]:
        """What sets the terms apart, where that is asked; one alone, from that of the message
        before.
        """
        if not _APART.search(request.message):
            return []
        told = self._named(request.message, with_bodies=True)
        names = [term.name for term in (told if terms else terms)]
        if len(names) == 1 and request.context:
            names += [t.name for t in self._named(request.context) if t.name not in names]
        apart = [t.meaning for t in self._differences if {*t.name.split(" | ")} <= {*names}]
        if len(names) >= _TWO and _SAME.search(request.message):
            apart.insert(0, self._say("not-the-same", terms=" and ".join(names[:_TWO])))
        return apart

    def _plainly(self, request: Request, terms: Sequence[Term]) -> list[str]:
        """What sets terms apart, else what each means, in words for a child; nothing where these
        are not all told so.
        """
        names = {term.name for term in terms}
        if apart := [
            each.plainly
            for each in self._differences
            if each.plainly and {*each.name.split(" | ")} == names
        ]:
            return apart
        if not all(term.plainly for term in terms):
            return []
        return [self._say("meaning", term=term.name, meaning=term.plainly) for term in terms]

    def _unknown(self, request: Request, found: Sequence[Term]) -> list[str]:
        """Abbreviations of a list that the glossary does not know."""
        written = dict.fromkeys(_ABBREVIATION.findall(request.message))
        forms = {form.lower() for term in found for form in term.forms}
        unknown = [each for each in written if each.lower() not in forms]
        return unknown if len(written) - len(unknown) > 1 else []

    # ---- how inspections work

    def _workings(self, request: Request, terms: Sequence[Term], alike: float) -> list[Working]:
        """What each question of a message asks of how inspections work, the nearest of each."""
        if self._vectors is None:
            return []
        earlier = self._named(request.context) if request.context else []
        names = {term.name for term in terms}
        possible = [
            w for w in self._known if not w.needs or w.needs & (names or {t.name for t in earlier})
        ]
        is_of_another = bool(request.context and names)  # the same is asked of another term
        if is_of_another:
            possible = [w for w in possible if w.needs] or possible
        asked_of = [working for working in self._known for _ in working.questions]
        is_possible = np.array([working in possible for working in asked_of])
        told = ", ".join(term.name for term in (terms or earlier)[:_TWO])
        before = _asking(request.context)
        found: dict[str, Working] = {}
        for part in _asking(request.message):
            if not before and len(part.split()) < _FEWEST_WORDS:
                continue  # "SIF? ILACS?" only names
            wordings = before if before and len(part.split()) <= _FEW_WORDS else [part]
            wordings = [*wordings, *(f"{wording} ({told})" for wording in wordings if told)]
            likeness = (self._vectors(wordings) @ self._questions.T).max(axis=0)
            best = int(np.where(is_possible, likeness, -1.0).argmax())
            least = OF_ANOTHER if is_of_another and part not in wordings else alike
            if is_possible[best] and likeness[best] >= least:
                working = asked_of[best]
                found.setdefault(working.name, working)
        return list(found.values())[:MOST_WORKINGS]

    @cached_property
    def _questions(self) -> Vectors:
        """The vectors of all questions that are known, (questions, dimensions); made once."""
        assert self._vectors is not None
        return self._vectors([question for w in self._known for question in w.questions])

    def beside_danger(self, request: Request) -> Answer | None:
        """What terms mean, beside where somebody in danger can turn: "my letter says S47, CIN,
        PLO: what are these?".
        """
        asked = replace(request, wants=request.wants | {Want.MEANING})
        return (
            self.define(asked)
            if self._named(request.message) and _ASKS_TERM.search(request.message)
            else None
        )

    def forms_of_first(self, request: Request) -> tuple[str, ...]:
        """The forms of the first term that a message names, as they may stand in reports; none
        where it names none.
        """
        terms = self._named(request.message)
        forms = terms[0].forms if terms else ()
        return tuple(form for form in forms if not form.startswith("/"))

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))

    @cached_property
    def _differences(self) -> tuple[Term, ...]:
        """What sets two terms apart: "Good | Outstanding"."""
        return read_terms((FOLDER / "differences.md").read_text(encoding="utf-8"))

    @cached_property
    def _known(self) -> tuple[Working, ...]:
        return read_workings((FOLDER / "workings.md").read_text(encoding="utf-8"))


def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of a glossary: "## name; other form; another", below it the meaning, and in a line
    "~ …" that for a child.
    """
    terms = []
    for head, body in _sections(text):
        name, *forms = (form.strip() for form in head.split(";"))
        lines = body.splitlines()
        meaning = " ".join(line for line in lines if not line.startswith("~ "))
        plainly = " ".join(line[2:] for line in lines if line.startswith("~ "))
        terms.append(Term(name, (name, *forms), re.sub(r"\s+", " ", meaning).strip(), plainly))
    return tuple(terms)


def read_workings(text: str) -> tuple[Working, ...]:
    """How inspections work: "## name", lines "? question", "= term covered", "+ term needed",
    and the text.
    """
    workings = []
    for head, body in _sections(text):
        lines = [line.strip() for line in body.splitlines() if line.strip()]
        marked = {
            mark: tuple(line[2:].strip() for line in lines if line.startswith(f"{mark} "))
            for mark in "?=+"
        }
        plain = " ".join(line for line in lines if line[:2] not in {"? ", "= ", "+ "})
        covers, needs = frozenset(marked["="]), frozenset(marked["+"])
        workings.append(Working(head.strip(), marked["?"], plain, covers, needs))
    return tuple(workings)


def _sections(text: str) -> Iterable[tuple[str, str]]:
    found = re.split(r"^## +(.+) *\n", text, flags=re.M)[1:]
    return zip(found[::2], found[1::2], strict=True)


def _parts(text: str) -> list[str]:
    """The questions and sentences of a message."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def _asking(text: str) -> list[str]:
    """The parts of a message that ask; all of it where none plainly does."""
    parts = _parts(text)
    return [part for part in parts if _ASKS.search(part)] or parts


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
