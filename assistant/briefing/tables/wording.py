"""Words to be found in reports as they stand, and their plain variants: "county lines" is also
"county line", "homeless 16 and 17 year olds" also "16- and 17-year-old homeless children".
"""

import re
from collections.abc import Iterator
from functools import cached_property

from assistant.vocabulary import ASKING, OF_LISTS
from index.reports import Passage, Report
from index.storing.store import Store

# Words that a phrase may have and the report not: "16 and 17 year olds" are "aged 16 or 17" there.
_LINKING = frozenset(
    """the a an of and or for in on to with by at from their his her its who that which are is being
    as any all some when if not into about than""".split()
)
_AGED = frozenset("year years old olds aged age ages".split())
_ENDINGS = r"(?:s|es|ed|ing|ness|[’']s|s[’'])?"
_APART = 2  # words that may stand between two of a short phrase
_SHORT = 2  # words of a phrase that must stand together


class Words:
    """A phrase as a pattern of sentences in which it stands; of "spice or cannabis" either."""

    def __init__(self, phrase: str) -> None:
        """Of "changes of social worker": change, social and worker."""
        self._each = tuple(filter(None, map(_tokens, re.split(r"\s+or\s+|\s*/\s*", phrase))))
        self.tokens = tuple(dict.fromkeys(token for each in self._each for token in each))

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        return tuple(map(_patterns, self._each))

    def stand_in(self, text: str) -> bool:
        """Whether the words stand in a sentence: those of a short phrase together."""
        return any(all(p.search(text) for p in patterns) for patterns in self._patterns)

    def lack_one(self, text: str) -> bool:
        """Whether all words of a longer phrase but one stand in a sentence."""
        found = [t for t in self.tokens if re.search(rf"\b{_variants(t)}\b", text, re.I)]
        return len(self.tokens) > _SHORT and len(found) >= len(self.tokens) - 1

    def come_near(self, text: str) -> bool:
        """Whether at least half of the words that tell something stand in a sentence: those of
        what is asked of each row, "whether it counts outside the area".
        """
        told = [token for token in self.tokens if token not in ASKING | OF_LISTS] or self.tokens
        found = [t for t in told if re.search(rf"\b{_variants(t)}\b", text, re.I)]
        return bool(told) and len(found) >= len(told) / 2


def in_words(store: Store, report: Report, words: Words) -> Iterator[Passage]:
    """The sentences of a report in which words stand, in printed order."""
    for passage in store.catalogue.passages(report.id):
        if words.stand_in(passage.text):
            yield passage


def _tokens(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that must stand in a sentence: of "homeless 16 and 17 year olds" not
    the years.
    """
    tokens = [token.lower() for token in re.findall(r"[\w£]+(?:[’'][a-z]+)?", phrase)]
    tokens = [token for token in tokens if token not in _LINKING]
    is_of_ages = any(token.isdigit() for token in tokens)
    kept = [token for token in tokens if not (is_of_ages and token in _AGED)]
    return tuple(dict.fromkeys(kept or tokens))


def _patterns(tokens: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What a sentence must match, all of it: of two words, that they stand together."""
    if len(tokens) == _SHORT and not any(token.isdigit() for token in tokens):
        first, last = map(_variants, tokens)
        between = rf"(?:\W+\w+){{0,{_APART}}}?\W+"
        together = rf"\b{first}{between}{last}\b|\b{last}{between}{first}\b"
        return (re.compile(together, re.I),)
    return tuple(re.compile(rf"\b{_variants(token)}\b", re.I) for token in tokens)


def _variants(token: str) -> str:
    """A word with its plain variants: one or several, as a verb or an adjective."""
    if token.isdigit():
        return rf"{token}(?:s|th|-year-olds?)?"
    stem = token
    for ending in ("ies", "es", "s"):
        if len(token) > len(ending) + 2 and token.endswith(ending) and not token.endswith("ss"):
            stem = token.removesuffix(ending)
            break
    if token.endswith(("ies", "y")) and len(token) > len("ies"):
        return rf"{re.escape(token.removesuffix('ies').removesuffix('y'))}(?:y|ies|ied|ying)"
    if token.endswith("es") and not stem.endswith(("s", "x", "z", "ch", "sh")):
        stem = token.removesuffix("s")  # "changes" is "change", not "chang"
    if stem.endswith("e"):
        return rf"{re.escape(stem[:-1])}(?:e|es|ed|ing|e[’']s)"
    return rf"{re.escape(stem)}{_ENDINGS}"
