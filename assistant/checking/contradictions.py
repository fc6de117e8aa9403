"""What contradicts its evidence: one rule for each way in which a sentence can say something else.

A sentence and the passages it names are read for what they commit themselves to (`particulars.py`)
and set side by side. A rule doubts too much rather than too little: a true sentence that is taken
out costs a reader little, since the words it rests on are at hand.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.checking.antonyms import count_bad, sounds_bad, turns_round
from assistant.checking.evidence_clauses import drawn_on
from assistant.checking.particulars import (
    COMMON,
    MONTHS,
    Amount,
    Particulars,
    Said,
    Word,
    any_alike,
)
from assistant.checking.subjects import tells_of_others
from index.places.mentions import Mention, find_councils
from index.reports import Passage, Report, Section, stands_on


class Doubt(StrEnum):
    """Why a sentence is not shown as a finding, in words for a reader."""

    NO_SOURCE = "it names no passage that was found"
    SEVERAL = "it puts the words of several reports together"
    COUNCIL = "it speaks of a council that its source is not about"
    QUOTE = "it quotes words that are not in its source"
    FIGURE = "it holds a figure or date that is not in its source"
    GRADE = "it holds a grade that its source does not give"
    NAME = "it holds a name that is not in its source"
    ADVICE = "it takes what must improve for what was found"
    DENIAL = "it affirms or denies what its source does not"
    AMOUNT = "it says how much or how often otherwise than its source"
    SUBJECT = "it speaks of people that its source does not speak of"
    CAUSE = "it gives a reason or result that its source does not give"
    OPPOSITE = "it turns its source round"
    MEANING = "its source does not say this"
    UNCERTAIN = "it is not certain that its source says this"
    CUT_OFF = "it was cut off"
    JUDGE = "the second model does not find it in its source"


@dataclass(frozen=True)
class Source:
    """A passage that a sentence rests on, and its report."""

    passage: Passage
    report: Report

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text


_WORD = re.compile(r"\w+")
_NO_NAMES = "Ofsted England Council City Borough County Inspectors Children's Services English"
_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(sorted(MONTHS))}) ((?:19|20)\d\d)\b")
ADVISES = re.compile(
    r"\b(?:needs?|should|must|told|asked|required|recommend\w*|improve\w*|ensure)\b", re.I
)
# An amount in the sentence, and those of which one must be printed.
_ENTAILS = {
    Amount.ALL: {Amount.ALL},
    Amount.MOST: {Amount.MOST},
    Amount.MANY: {Amount.MANY, Amount.MOST},
    Amount.FEW: {Amount.FEW},
}
# of the words of each side of a reason that must stand in the one source that gives it
LEAST_GIVEN = 0.4
DENIED_FIRST = 3  # words after "not" of which one must be spoken of for its "not" to be missed
# Two that undo each other: no report is written so, and a check by words cannot follow them.
_DOUBLED = re.compile(
    r"\b(?:not|never|no|hardly|nor)\b(?: [\w-]+){0,2} (?:fail\w*|lack\w*|without|not|no|never"
    r"|absence|unable|insufficient\w*|inconsistent\w*|too few|limited)\b"
    r"|\b(?:far from|anything but|by no means|absence of delays?)\b",
    re.I,
)
_PERCENT = re.compile(r"\d ?%|per ?cent")  # says how many by itself, and is judged as a figure
# What joins a finding to its reason or result; and what in a source may be put so.
_GIVES_CAUSE = re.compile(
    r"\b(?:because|which is why|which means(?: that)?|as a (?:result|consequence)|therefore"
    r"|consequently|hence"
    r"|thanks to|owing to|due to|caused by|lead(?:s|ing)? to|led to|resulting in)\b|, so (?!that\b)"
    r"|, since (?!then\b|the (?:last|previous|inspection)|its|their|\d|\w+ \d{4})",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:because|since|why|result\w*|consequen\w*|therefore|hence|thanks|owing|due|caus\w+"
    r"|reasons?|so|mean(?:s|ing|t)?|le(?:ads?|ading|d)|ensur\w+"
    r"|help\w*|allow\w*|enabl\w+|contribut\w+|impact\w*|affect\w*|hinder\w*|prevent\w*|leav(?:es?"
    r"|ing)|left|through|following|made|mak(?:es?|ing)"
    r"|reflect\w*|underpinned|stems?|driv\w+|given|creat\w+|bring\w*|brought|provid\w+|support\w*"
    r"|undermin\w+|by|with)\b",
    re.I,
)
_SMALL = re.compile(r"\b(?:low|limited|rare\w*|only|small|little|not many|seldom)\b", re.I)
# An amount that is printed, and those of which one must be said.
_MAY_BE_SAID = {
    Amount.FEW: {Amount.FEW, Amount.SOME},
    Amount.SOME: {Amount.SOME},
    Amount.MANY: {Amount.MANY, Amount.SOME},
    Amount.MOST: {Amount.MOST, Amount.MANY},
    Amount.PERHAPS: {Amount.PERHAPS},
}


@dataclass(frozen=True)
class Pair:
    """A sentence and its sources, both read."""

    sentence: Particulars
    sources: tuple[Source, ...]
    councils: tuple[str, ...]

    def named_in(self, text: str) -> tuple[Mention, ...]:
        """The councils that a text names."""
        return find_councils(text, self.councils)

    @cached_property
    def evidence(self) -> Particulars:
        """All that the sources say."""
        return Particulars(" ".join(source.text for source in self.sources))

    @cached_property
    def said(self) -> Particulars:
        """The sentence without names of councils, which stand between a "not" and what it
        denies.
        """
        text = self.sentence.text
        for mention in sorted(self.named_in(text), key=lambda mention: -mention.start):
            text = text[: mention.start] + text[mention.end :]
        return Particulars(text)

    @cached_property
    def drawn_on(self) -> Particulars:
        """What the sentence draws on of the evidence."""
        return Particulars(drawn_on(self.said, self.evidence.text))

    @cached_property
    def spoken_of(self) -> str:
        """The evidence with its sections and headings, which tell of whom it speaks."""
        places = {
            f"{source.passage.section.value} {source.passage.heading}" for source in self.sources
        }
        return " ".join([self.evidence.text, *sorted(places)])

    @cached_property
    def evidence_words(self) -> tuple[str, ...]:
        """The words of it that tell something, each once."""
        return tuple(dict.fromkeys(word.text for word in self.evidence.words))

    @property
    def report(self) -> Report:
        """The report that the sources are from."""
        return self.sources[0].report

    @cached_property
    def council_words(self) -> frozenset[str]:
        """The words of the council's name."""
        return frozenset(_WORD.findall(self.report.council.lower()))

    @property
    def is_advised(self) -> bool:
        """Whether the words tell what the council must improve."""
        return any(source.passage.section is Section.IMPROVE for source in self.sources)


def contradiction(pair: Pair) -> Doubt | None:
    """The first rule that the sentence breaks; None where it breaks none."""
    return next((doubt for doubt, is_doubtful in _RULES if is_doubtful(pair)), None)


# ---- one rule each: whether there is that to doubt


def _other_council(pair: Pair) -> bool:
    """The first council named must be the report's; others must stand in its words."""
    named = [mention for mention in pair.named_in(pair.sentence.text) if mention.exact]
    if not named:
        return False
    own = pair.report.council
    printed = {c.name for m in pair.named_in(pair.evidence.text) for c in m.councils} | {own}
    councils = [{council.name for council in mention.councils} for mention in named]
    return own not in councils[0] or any(not printed & names for names in councils)


def _not_quoted(pair: Pair) -> bool:
    return any(not stands_on(quote, [pair.evidence.text]) for quote in pair.sentence.quotes)


def _other_figure(pair: Pair) -> bool:
    days = [day for window in pair.report.inspection.windows for day in window]
    days += [pair.report.published] if pair.report.published else []
    figures = pair.evidence.figures | {str(day.year) for day in days}
    figures |= {str(day.day) for day in days} if pair.sentence.months else set()
    months = {(day.strftime("%B").lower(), str(day.year)) for day in days}
    months |= {(m, figure) for m in pair.evidence.months for figure in pair.evidence.figures}
    known = pair.evidence.months | {month for month, _ in months}
    dated = set(_MONTH_OF_YEAR.findall(pair.sentence.text.lower()))
    return not (
        pair.sentence.figures <= figures and pair.sentence.months <= known and dated <= months
    )


def _other_grade(pair: Pair) -> bool:
    return not pair.sentence.grades <= pair.evidence.grades


def _other_name(pair: Pair) -> bool:
    report = f"{pair.report.council} {pair.report.title} {pair.report.kind_label}"
    written = " ".join(mention.written for mention in pair.named_in(pair.sentence.text))
    known = set(
        _WORD.findall(
            f"{pair.evidence.text} {report} {written} {_NO_NAMES}".lower().replace("’", "'")
        )
    )
    return any(not {*_WORD.findall(name)} <= known for name in pair.sentence.names - MONTHS)


def _advice_as_finding(pair: Pair) -> bool:
    return pair.is_advised and not ADVISES.search(pair.sentence.text)


def _denied_otherwise(pair: Pair) -> bool:
    if _DOUBLED.search(pair.said.text) and not _DOUBLED.search(pair.evidence.text):
        return True
    return _denies_more(pair.said, pair.evidence) or _denies_less(pair.said, pair.drawn_on)


def _denies_more(sentence: Particulars, evidence: Particulars) -> bool:
    if len(sentence.denials) > len(evidence.denials) + count_bad(evidence, without=sentence):
        return True
    denied = [word for scope in evidence.denials for word in scope]
    affirmed = [word.text for word in evidence.words if not word.denied]
    for scope in sentence.denials:
        if any_alike(scope, denied):
            continue
        if any_alike(scope, affirmed) or not (evidence.denials or sounds_bad(evidence)):
            return True
    return False


def _denies_less(sentence: Particulars, evidence: Particulars) -> bool:
    denied = [word for scope in sentence.denials for word in scope]
    said = [word.text for word in sentence.words]
    for scope in evidence.denials:
        is_dropped = any_alike(scope[:DENIED_FIRST], said) and not any_alike(scope, denied)
        if is_dropped and not count_bad(sentence, without=evidence):
            return True
    return False


def _other_amount(pair: Pair) -> bool:
    said, printed = pair.said.amounts, pair.drawn_on.amounts
    amounts = {each.amount for each in pair.evidence.amounts}
    amounts |= {Amount.FEW} if _SMALL.search(pair.evidence.text) else set()
    raised = any(not _ENTAILS[each.amount] & amounts for each in said if each.amount in _ENTAILS)
    words = [word.text for word in pair.said.words]
    dropped = not _PERCENT.search(pair.said.text) and any(
        any_alike(each.of, words) and not _is_said(each, said)
        for each in printed
        if each.amount in _MAY_BE_SAID
    )
    return raised or dropped


def _is_said(printed: Said, said: Sequence[Said]) -> bool:
    """Whether the sentence keeps an amount that is printed."""
    may = _MAY_BE_SAID[printed.amount]
    return any(each.amount in may and any_alike(printed.of, each.near) for each in said)


def _turned_round(pair: Pair) -> bool:
    return turns_round(pair.said, pair.evidence, pair.drawn_on)


def _other_people(pair: Pair) -> bool:
    return tells_of_others(pair.said.text, pair.spoken_of)


def _other_cause(pair: Pair) -> bool:
    """A reason or result must be given by one source by itself, with what it is said of."""
    joints = list(_GIVES_CAUSE.finditer(pair.said.text))
    return bool(joints) and not any(
        _gives_cause(source.text, pair, joints) for source in pair.sources
    )


def _gives_cause(text: str, pair: Pair, joints: Sequence[re.Match[str]]) -> bool:
    if not _CAUSE.search(text):
        return False
    words = [word.text for word in Particulars(text).words]
    sides = [
        Particulars(part).words
        for match in joints
        for part in (pair.said.text[: match.start()], pair.said.text[match.end() :])
    ]
    return all(_share(side, words) >= LEAST_GIVEN for side in sides)


def _share(side: Sequence[Word], words: Sequence[str]) -> float:
    """How many of the telling words of one side of a reason stand in a source."""
    telling = {word.text for word in side if word.text not in COMMON}
    return sum(any_alike([word], words) for word in telling) / len(telling) if telling else 1.0


_RULES: tuple[tuple[Doubt, Callable[[Pair], bool]], ...] = (
    (Doubt.COUNCIL, _other_council),
    (Doubt.QUOTE, _not_quoted),
    (Doubt.FIGURE, _other_figure),
    (Doubt.GRADE, _other_grade),
    (Doubt.NAME, _other_name),
    (Doubt.ADVICE, _advice_as_finding),
    (Doubt.DENIAL, _denied_otherwise),
    (Doubt.AMOUNT, _other_amount),
    (Doubt.OPPOSITE, _turned_round),
    (Doubt.SUBJECT, _other_people),
    (Doubt.CAUSE, _other_cause),
)
