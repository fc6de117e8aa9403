"""How findings are told in sentences that follow each other, or that stand alone: in the
assistant's words around what each says, or around the inspectors' own where those are wanted.
"""

from collections.abc import Sequence
from functools import cache

from assistant.briefing.banks import in_brackets
from assistant.briefing.drafts.desk import OF_ALL, Line
from assistant.briefing.retelling import as_sentence, is_order, listed, retold
from assistant.briefing.themes import theme_of
from assistant.request import Piece, Request, Want
from assistant.themes import all_themes
from assistant.wording import FOLDER, PromptError, Wording
from index.reports import Passage

SAID_BY = 5  # wordings by which sentences of a kind follow each other
MOST_LISTED = 3  # things to improve in one sentence
_CLAUSE, _SENTENCE = frozenset({"clause"}), frozenset({"sentence"})
_PLAIN_BEGINNINGS = {2, 4}  # of those wordings: the sentence as it stands
_OF_INSPECTORS = ("inspectors ", "Ofsted ")
_TOLD = ("strength", "weakness", "fact")
PLACEHOLDERS = {
    **{
        f"{kind}-{place}": _SENTENCE if place in _PLAIN_BEGINNINGS else _CLAUSE
        for kind in _TOLD
        for place in range(2, SAID_BY + 1)
    },
    **{
        f"{tone}-strength-{place}": _SENTENCE if place in _PLAIN_BEGINNINGS else _CLAUSE
        for tone in ("warm", "thanks")
        for place in range(1, SAID_BY + 1)
    },
    **{f"{kind}-{place}": _CLAUSE for kind in OF_ALL for place in ("first", "then")},
    "own-point-first": _CLAUSE,
    "own-point-then": _CLAUSE,
    "order": _CLAUSE,
    "own-order": _CLAUSE,
    **{
        f"{who}alone-{kind}-{place}": _CLAUSE
        for who in ("", "own-")
        for kind in OF_ALL
        for place in (1, 2)
    },
    **{f"few-{kind}": _SENTENCE if kind == "fact" else _CLAUSE for kind in OF_ALL},
    **{
        f"quoted-{kind}-{place}": frozenset({"quote"})
        for kind in OF_ALL
        for place in range(1, SAID_BY + 1)
    },
    **{
        f"themes-{kind}-{place}": frozenset({"themes"})
        for kind in OF_ALL
        for place in ("first", "then")
    },
}


class Teller:
    """Tells findings of one report after another."""

    def __init__(self) -> None:
        self._say = Wording("draft-telling.md", PLACEHOLDERS).say

    def in_turn(
        self, kind: str, passage: Passage, place: int, request: Request, *, is_after: bool
    ) -> Line:
        """A finding as a sentence after so many of its kind; `is_after` another kind where it is
        the first of its own.
        """
        if is_quoted(request):
            return self._quoted(kind, passage, place, request)
        clause = clause_of(passage, request)
        number = place + 1 if place < SAID_BY else 2
        if kind == "point":
            return Line(self._improve(clause, request, is_after), (), passage, (), kind, clause)
        tone = _tone(kind, request)
        if not tone and number == 1:
            name = f"{kind}-then" if is_after else f"{kind}-first"
        else:
            name = f"{tone}{kind}-{number}"
        if clause.startswith(_OF_INSPECTORS):
            return Line(as_sentence(clause), (), passage, (), kind, clause)
        return Line(self._filled(name, clause), (), passage, (), kind, clause)

    def improvements(self, lines: Sequence[Line], request: Request, *, is_after: bool) -> Line:
        """Several things that must improve in one sentence."""
        clauses = [line.clause for line in lines]
        passages = [line.passage for line in lines if line.passage]
        said = self._improve(listed(clauses), request, is_after)
        return Line(said, (), passages[0], tuple(passages[1:]), "point", clauses[0])

    def alone(self, kind: str, passage: Passage, place: int, request: Request) -> Line:
        """A finding as a line that is understood by itself."""
        if is_quoted(request):
            return self._quoted(kind, passage, 0, request)
        clause = clause_of(passage, request)
        if kind == "point" and is_order(passage.text):
            name = "own-order" if request.speaks_for_council else "order"
        else:
            who = "own-" if request.speaks_for_council else ""
            name = f"{who}alone-{kind}-{place % 2 + 1}"
        if clause.startswith(_OF_INSPECTORS):
            return Line(as_sentence(clause), (), passage, (), kind, clause)
        return Line(self._say(name, clause=clause), (), passage, (), kind, clause)

    def in_few(self, kind: str, clause: str, passage: Passage) -> Line:
        """A line of few words, behind a word on what it is."""
        return Line(self._filled(f"few-{kind}", clause), (), passage, (), kind)

    def _filled(self, name: str, clause: str) -> str:
        """A wording around what is said, or with it as a sentence of its own."""
        if PLACEHOLDERS[name] is _SENTENCE:
            return self._say(name, sentence=as_sentence(clause))
        return self._say(name, clause=clause)

    def by_themes(self, kind: str, passages: Sequence[Passage], *, is_after: bool) -> Line | None:
        """What findings are on, in everyday words: "Inspectors praised help at night"."""
        of_theme = {
            theme.name: passage for passage in passages if (theme := theme_of(passage.text))
        }
        if not of_theme:
            return None
        themes = listed([in_everyday_words()[name] for name in of_theme])
        first, *more = of_theme.values()
        name = f"themes-{kind}-{'then' if is_after else 'first'}"
        return Line(self._say(name, themes=themes), (), first, tuple(more), kind)

    def _improve(self, clause: str, request: Request, is_after: bool) -> str:
        who = "own-" if request.speaks_for_council else ""
        if is_order(as_sentence(clause)):
            return self._say(f"{who}order", clause=clause)
        return self._say(f"{who}point-{'then' if is_after else 'first'}", clause=clause)

    def _quoted(self, kind: str, passage: Passage, place: int, request: Request) -> Line:
        """A finding in inspectors' own words, with what words of the trade mean."""
        number = place + 1 if place < SAID_BY else place % (SAID_BY - 1) + 2
        said = self._say(f"quoted-{kind}-{number}", quote=passage.text)
        said = said if passage.text.endswith((".", "!", "?")) else f"{said}."
        if Want.PLAIN not in request.wants:
            return Line(said, (), passage, (), kind)
        meanings, told = in_brackets(passage.text)
        return Line(f"{said}{meanings}", (), passage, (), kind, "", told)


def is_quoted(request: Request) -> bool:
    """Whether inspectors' own words are wanted: in an essay, or where it is said."""
    return Want.QUOTES in request.wants


def clause_of(passage: Passage, request: Request) -> str:
    """What a finding says, to stand in a sentence, in everyday words where those are wanted."""
    council = request.councils[0] if request.councils else ""
    return retold(passage.text, council, is_plain=Want.PLAIN in request.wants)


def _tone(kind: str, request: Request) -> str:
    if kind != "strength" or request.piece is Piece.ESSAY:
        return ""
    if Want.THANKS in request.wants:
        return "thanks-"
    return "warm-" if Want.WARM in request.wants else ""


@cache
def in_everyday_words() -> dict[str, str]:
    """What each theme is called where a text is for everybody, by its name."""
    text = (FOLDER / "everyday-themes.md").read_text(encoding="utf-8")
    rows = [line.rsplit(": ", 1) for line in text.split("\n\n", 1)[1].splitlines() if line]
    told = {name.strip(): said.strip() for name, said in rows}
    missing = [theme.name for theme in all_themes() if theme.name not in told]
    if missing:
        raise PromptError(f"prompts/everyday-themes.md has no theme “{missing[0]}”.")
    return told
