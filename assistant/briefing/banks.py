"""What is known beside the reports: what can be asked on a theme, and what words of the trade
mean in a few plain words.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from assistant.themes import Theme, all_themes
from assistant.wording import FOLDER, PromptError
from index.reports import Passage
from index.storing.store import Store

LONGEST_GLOSS = 3  # meanings behind one quote: more is a dictionary


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word of the trade as it stands in a text, and what it means."""

    word: str
    meaning: str

    @property
    def said(self) -> str:
        """As it is said behind a quote: "MASH: team that takes first calls about a child"."""
        return f"{self.word}: {self.meaning}"


@cache
def questions() -> dict[str, tuple[str, ...]]:
    """For each theme what can be asked on it, the sharpest first."""
    text = (FOLDER / "questions.md").read_text(encoding="utf-8")
    found = re.split(r"^## +(.+) *\n", text, flags=re.M)[1:]
    bank = {
        name.strip(): tuple(line.strip() for line in body.splitlines() if line.strip())
        for name, body in zip(found[::2], found[1::2], strict=True)
    }
    unknown = sorted(set(bank) - {theme.name for theme in all_themes()})
    if unknown:
        raise PromptError(f"prompts/questions.md has a theme “{unknown[0]}” that is not known.")
    return bank


@cache
def _meanings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every term as a pattern, and its meaning; the longer forms first."""
    text = (FOLDER / "plain.md").read_text(encoding="utf-8")
    rows = []
    for line in text.split("\n\n", 1)[1].splitlines():
        terms, meaning = line.rsplit(": ", 1)
        forms = sorted((each.strip() for each in terms.split(";")), key=len, reverse=True)
        rows.append((re.compile(rf"\b(?:{'|'.join(map(_form, forms))})(?!\w)"), meaning.strip()))
    return tuple(rows)


def _form(form: str) -> str:
    """A form as a pattern; one in small letters may begin a sentence."""
    first = form[0]
    return rf"[{first.upper()}{first}]{re.escape(form[1:])}" if first.islower() else re.escape(form)


def glosses(text: str, known: AbstractSet[str] = frozenset()) -> list[Gloss]:
    """What the words of the trade in a text mean, in its order, but for meanings that are
    `known`: "Pathway plans are late" → "Pathway plans: written plan …".
    """
    found = [
        (match.start(), match.end(), Gloss(match[0], meaning))
        for pattern, meaning in _meanings()
        if meaning not in known and (match := pattern.search(text))
    ]
    whole = [
        (start, gloss)
        for start, end, gloss in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in found)
    ]
    return [gloss for _, gloss in sorted(whole, key=lambda each: each[0])]


def in_brackets(text: str, known: AbstractSet[str] = frozenset()) -> tuple[str, frozenset[str]]:
    """The meanings of a text's words as they stand behind it, and which they are: " (MASH: team
    that takes first calls about a child.)"; "" where there are none.
    """
    found = glosses(text, known)[:LONGEST_GLOSS]
    said = "; ".join(gloss.said for gloss in found)
    return (f" ({said}.)" if said else ""), frozenset(gloss.meaning for gloss in found)


class Bank:
    """What can be asked on themes, chosen by meaning."""

    def __init__(self, store: Store) -> None:
        """Compare by the vectors of one store."""
        self._embeddings = store.embeddings

    def question(self, passage: Passage, theme: Theme | None, used: set[str]) -> str:
        """The question on a theme that is nearest in meaning to a finding, of those that were
        not asked; "" where none is left.
        """
        asked = [q for q in questions().get(theme.name, ()) if q not in used] if theme else []
        if not asked:
            return ""
        finding, *vectors = self._embeddings.vectors([passage.text, *asked])
        best = max(zip(asked, vectors, strict=True), key=lambda pair: float(pair[1] @ finding))[0]
        used.add(best)
        return best
