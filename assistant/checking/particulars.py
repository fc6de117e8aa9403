"""What a sentence commits itself to: figures, dates, grades, names, amounts, and what it denies.

Read from words alone, so that a sentence of a chat model and the words it is said to rest on can be
set side by side. Nothing here knows where either came from.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from assistant.vocabulary import NUMBERS
from index import dates
from index.reports import Grade

SCOPE = 4  # words after "not" that it denies, and
SCOPE_OF_AMOUNT = 6  # words after "some" that it is said of
LEAST_ALIKE = 0.6  # share of the longer word that two forms of one word have in common

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[a-z]+(?:-[a-z]+)*|[,;:.()–—!?]")
_CLAUSE = re.compile(
    r"[;:,.()–—]\s|\s(?:and|but|which|because|so|while|although|though|despite|as a result of"
    r"|after|leading to)\s",
    re.I,
)
_STOP = frozenset(
    """a about after also an and are as at be because been before being both but by can
    could did do does during each for from had has have how if in into is it its itself
    many more most of on or other over said say says should so some such than that the
    their them then there these they this those to under very was were what when where
    which while who whom whose will with would all always every few however often
    several sometimes usually generally largely council councils authority inspectors
    inspector ofsted report reports found noted told according wrote""".split()
)
_ENDS_CLAUSE = frozenset(
    ", ; : . ( ) – — ! ? but which who because although while however though".split()
)
_NEGATORS = re.compile(
    r"not|no|never|without|neither|nor|none|nothing|nobody|rarely|rare|seldom|hardly|unable"
    r"|unaware|lack\w*|fail(?:s|ed|ing)?"
    r"|absent|absence|insufficient\w*|little|limited"
)
# Words of every report: that they are in the evidence tells little.
COMMON = frozenset(
    """child children young people person persons care social worker workers service services family
    families plan plans need needs inspection staff leaders leavers""".split()
)
_TOO_LITTLE = re.compile(
    r"\bnot ((?:[\w-]+ ){0,4}?)enough\b|\btoo (?:few|little|limited)\b"
    r"|\bnot ((?:\w+ )?)sufficient(?:ly)?\b"
)
_NUMBERS = {word: str(number) for number, word in enumerate(NUMBERS)} | dict(
    pair.split("=")
    for pair in """thirty=30 forty=40 fifty=50 hundred=100 thousand=1000 half=1/2 third=1/3
        thirds=1/3 quarter=1/4 quarters=1/4 twice=2 dozen=12""".split()
)
MONTHS = frozenset(dates.MONTHS) - {"may"}  # which is a word of its own
_GRADES = (
    (Grade.REQUIRES_IMPROVEMENT, re.compile((
        r"\brequir(?:es?|ed"
        r"|ing) improvement(?: to be "
        r"good)?\b"
    ), re.I)),
    (Grade.INADEQUATE, re.compile(r"\binadequate\b", re.I)),
    (Grade.OUTSTANDING, re.compile(r"\boutstanding\b", re.I)),
    (Grade.GOOD, re.compile((
        r"\b(?:judge|grade|rate)\w*\b[^.;]{0,60}\bgood\b|\bgood (?:grade|judge?ment|rating)"
        r"|(?-i:\bGood\b)"
    ), re.I)),
    (Grade.ADEQUATE, re.compile((
        r"\b(?:judge|grade|rate)\w*\b[^.;]{0,60}\b"
        r"adequate\b|(?-i:\bAdequate\b)"
    ), re.I)),
)  # fmt: skip
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w]")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


class Amount(IntEnum):
    """How many, how often or how certain a sentence says that something is."""

    FEW = 1
    SOME = 2
    MANY = 3
    MOST = 4
    ALL = 5
    PERHAPS = 6


_AMOUNTS = (
    (Amount.FEW, (
        r"(?:very |too |only )?(?:a )?few\b"
        r"|small (?:number|proportion)s?|minorit\w+"
        r"|handful"
    )),
    (Amount.MOST, (
        r"(?<!\bthe )(?<!matters )(?<!matter )most\b(?! (?:of all|notably|recently|importantly"
        r"|significantly|effective|in need))|majority|mostly|usually|generally|largely|mainly"
        r"|typically|(?:almost|nearly) (?:all|every|always)"
    )),
    (Amount.MANY, (
        r"(?<!how )many|(?<!how )often|frequent(?:ly)?|numerous|large numbers?"
        r"|significant numbers?"
    )),
    (Amount.SOME, (
        r"some\b|several|sometimes|a number of|certain\b(?! that)|occasional\w*|at times"
        r"|in places|partly|in part\b"
    )),
    (Amount.ALL, (
        r"(?<!not )(?<!most of )all\b|(?<!not )every\w*(?! (?:day|week|month|quarter|year))"
        r"|(?<!not )each\b(?! (?:day|week|month|quarter|year|other))|(?<!not )always|entire\w*"
        r"|throughout"
    )),
    (Amount.PERHAPS, (
        r"beginning to|beginnings?\b|start(?:ing|ed) to|early (?:signs?|stages?|indications?)"
        r"|emerging|may\b|might\b|intend\w*|(?:plan|plans|planning|aim|aims|hope|hopes) to"
        r"|appears? to|seems? to"
    )),
)  # fmt: skip
_AMOUNT = re.compile(
    "|".join(rf"(?P<{amount.name}>\b(?:{pattern}))" for amount, pattern in _AMOUNTS)
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells something, and whether it comes after a "not" in its clause."""

    text: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An amount, the words after it that it is said of, and those words with some before it."""

    amount: Amount
    of: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True)
class Particulars:
    """A text, read."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order, without those that only join others."""
        return tuple(_words(self.text))

    @cached_property
    def denials(self) -> tuple[tuple[str, ...], ...]:
        """For each "not" or the like, the words that it denies."""
        return tuple(_denials(self.text))

    @cached_property
    def amounts(self) -> tuple[Said, ...]:
        """How many or how often, and of what."""
        return tuple(_amounts(_plain(self.text)))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers and years, as digits."""
        plain = re.sub(r"\b((?:19|20)\d\d)[–/-](\d\d)\b", r"\1 \2 20\2", self.text.lower())
        plain = re.sub(r"(\d) ?(?:per ?cent\b|percent\b|%)", r"\1%", plain)
        found = re.findall(
            r"\d+(?:[.,]\d+)*%?|[a-z]+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain)
        )
        digits = {token.replace(",", "") for token in found if token[0].isdigit()}
        spelt = {_NUMBERS[token] for token in found if token in _NUMBERS and token != "one"}
        return frozenset(digits | spelt)

    @cached_property
    def months(self) -> frozenset[str]:
        """Names of months; May is left out, being a verb too, unless a day or year is beside it."""
        plain = self.text.lower()
        may = {"may"} if re.search(r"\d may\b|\bmay (?:19|20)\d\d", plain) else set()
        return frozenset(MONTHS & set(re.findall(r"[a-z]+", plain)) | may)

    @cached_property
    def grades(self) -> frozenset[Grade]:
        """Grades that are given; the ordinary word "good" is none."""
        text, found = self.text, set()
        for grade, pattern in _GRADES:
            if pattern.search(text):
                found.add(grade)
                text = pattern.sub(" ", text) if grade is Grade.REQUIRES_IMPROVEMENT else text
        return frozenset(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital, in lower case, but for the first."""
        found = list(_NAME.finditer(self.text))
        inside = [
            match[0]
            for match in found
            if not re.fullmatch(r"[“\"'(\s]*", self.text[: match.start()])
        ]
        return frozenset(re.sub(r"['’]s?$", "", name).lower() for name in inside)

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """What stands between quotation marks."""
        return tuple(_QUOTED.findall(self.text))

    @cached_property
    def clauses(self) -> tuple[tuple[str, ...], ...]:
        """The telling words of each clause; a single word counts with the clause before it."""
        found: list[tuple[str, ...]] = []
        for clause in map(tuple, map(_telling, _CLAUSE.split(self.text))):
            if found and min(len(clause), len(found[-1])) < 2:
                found[-1] += clause
            else:
                found.append(clause)
        return tuple(filter(None, found))


def is_date(word: str) -> bool:
    """Whether a word is a year or month, of which the figures are judged."""
    return word in MONTHS or bool(re.fullmatch(r"(?:19|20)\d\d", word))


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: "assess", "assessments"."""
    if one == other:
        return True
    longer = max(len(one), len(other))
    common = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return (common >= 4 and common >= LEAST_ALIKE * longer) or (
        common >= 3 and longer - common <= 2
    )


def any_alike(words: Iterable[str], others: Sequence[str]) -> bool:
    """Whether one of some words is a form of one of the others."""
    return any(alike(word, other) for word in words for other in others)


def _plain(text: str) -> str:
    """Lower case, without contractions and possessives."""
    text = _TOO_LITTLE.sub(
        lambda match: f"insufficient {match[1] or match[2] or ''}".strip(),
        text.lower().replace("’", "'").replace("can't", "can not").replace("won't", "will not"),
    )
    text = text.replace("n't", " not").replace("cannot", "can not").replace("yet to", "not")
    return re.sub(r"'s?\b", "", text.replace("not only", "").replace("no longer", "not"))


def _telling(text: str) -> Iterator[str]:
    """Words that tell something."""
    for token in _TOKEN.findall(_plain(text)):
        for word in token.split("-"):
            if len(word) > 1 and word not in _STOP:
                yield word


def _amounts(plain: str) -> Iterator[Said]:
    for match in _AMOUNT.finditer(plain):
        if match.lastgroup == "ALL" and _is_denied(
            plain[: match.start()]
        ):  # "do not visit all": some are not visited
            continue
        after = tuple(_telling(plain[match.end() :]))[:SCOPE_OF_AMOUNT]
        before = tuple(_telling(plain[: match.start()]))[-SCOPE_OF_AMOUNT // 2 :]
        yield Said(Amount[match.lastgroup or ""], after, before + after)


def _is_denied(before: str) -> bool:
    """Whether the clause that a text ends in has a "not"."""
    tokens = _TOKEN.findall(before)
    clause = next(
        (
            tokens[place + 1 :]
            for place in range(len(tokens) - 1, -1, -1)
            if tokens[place] in _ENDS_CLAUSE
        ),
        tokens,
    )
    return any(_NEGATORS.fullmatch(token) for token in clause)


def _words(text: str) -> Iterator[Word]:
    denied = False
    for token in _TOKEN.findall(_plain(text)):
        for word in token.split("-"):
            if word in _ENDS_CLAUSE or _NEGATORS.fullmatch(word):
                denied = word not in _ENDS_CLAUSE
            elif len(word) > 1 and word not in _STOP:
                yield Word(word, denied)


def _denials(text: str) -> Iterator[tuple[str, ...]]:
    open_scopes: list[list[str]] = []
    for token in [*_TOKEN.findall(_plain(text)), "."]:
        for word in token.split("-"):
            if word in _ENDS_CLAUSE:
                yield from map(tuple, open_scopes)
                open_scopes = []
            elif _NEGATORS.fullmatch(word):
                open_scopes.append([])
            elif len(word) > 1 and word not in _STOP:
                for scope in open_scopes:
                    if len(scope) < SCOPE:
                        scope.append(word)
