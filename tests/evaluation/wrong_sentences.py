"""A true sentence → wrong ones, by rule: what a chat model may make of evidence.

Each rule changes one thing and says nothing where the sentence has no such thing. Nothing here
knows how sentences are checked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from index.places.councils import all_councils

Rule = Callable[[str, int], str | None]  # the sentence and its number → a wrong one, or None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one council, with the council's name as it stands there."""

    council: str
    says: str


_GRADES = (
    ("require improvement to be good", "are outstanding"),
    ("requires improvement", "is outstanding"),
    ("inadequate", "good"),
    ("outstanding", "inadequate"),
    ("good", "outstanding"),
)
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_HELPERS = r"\b(is|are|was|were|has|have|had|does|do|did|can|could|should|will)\b(?! not\b)"
_NEGATIONS = (
    (r"\b(do|does|did) not\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\b(is|are|was|were|has|have|had|could) not\b", r"\1"),
    (r"\bnot (?=all|every)", ""),
    (r"\bnot ", ""),
    (r"\bwithout\b", "with"),
    (r"\blacks\b", "has"),
    (r"\bno (?=\w)", "a "),
)
_HEDGES = (
    "the vast majority of", "the large majority of", "a very small minority of",
    "only a small minority of", "a small number of", "the majority of", "most of", "many of",
    "some of", "most", "many", "some", "few", "generally", "usually", "often", "sometimes",
    "largely", "not all of them", "is starting to", "are starting to", "is beginning to",
    "very early",
)  # fmt: skip
_OPPOSITES = (
    ("strong", "weak"), ("stronger", "weaker"), ("effective", "ineffective"),
    ("effectively", "poorly"), ("improved", "declined"), ("improvement", "decline"),
    ("improvements", "failures"), ("better", "worse"), ("worse", "better"),
    ("deteriorated", "improved"), ("timely", "late"), ("promptly", "slowly"), ("swiftly", "slowly"),
    ("thorough", "superficial"), ("thoroughly", "poorly"), ("stable", "unstable"),
    ("positive", "negative"), ("regularly", "rarely"), ("regular", "rare"), ("well", "badly"),
    ("high", "low"), ("too many", "very few"), ("few", "many"), ("clear", "unclear"),
    ("suitable", "unsuitable"), ("consistently", "inconsistently"), ("inconsistent", "consistent"),
    ("inconsistently", "consistently"), ("strengthened", "weakened"), ("weaknesses", "strengths"),
    ("hampers", "helps"), ("delays", "speeds up"), ("delay", "speed up"),
    ("sensitive", "insensitive"), ("accurately", "wrongly"), ("satisfactorily", "poorly"),
    ("robustly", "feebly"), ("harm", "lift"), ("longer", "shorter"), ("poor", "good"),
)  # fmt: skip
_ADDED = cycle(
    (
        ", and inspectors praised this as among the best that they have seen",
        ", because leaders have recruited many more social workers",
        ", which has led to a fall in the number of children in care",
        ", although staff told inspectors that morale is low",
        ", and this has improved since the last inspection",
        ", which parents say has transformed their lives",
        " as a result of budget cuts",
        ", and a new strategy has been agreed to deal with this",
        ", so that fewer children need a child protection plan",
        ", and the council has won a national award for it",
        ", despite high caseloads and a reliance on agency staff",
        ", and governors have asked for an independent review",
    )
)
_INVENTED = cycle(
    (
        "{council} has a dedicated team for unaccompanied asylum-seeking children.",
        "Caseloads in {council} are manageable for most social workers.",
        "{council}'s leaders have an accurate understanding of strengths and weaknesses.",
        "Children in {council} told inspectors that they feel safe and listened to.",
        "In {council}, thresholds for early help are well understood by partners.",
        "{council}'s virtual school has raised the attainment of children in care.",
        "Foster carers in {council} feel well supported and valued.",
        "{council} relies heavily on agency staff, and turnover is high.",
        "Placement stability in {council} has improved over the past year.",
        "In {council}, supervision of social workers is irregular and poorly recorded.",
        "{council} was praised for its work with fathers.",
        "Children in {council} who are exploited get help from a specialist team.",
        "Performance data in {council} is used well to drive improvement.",
        "{council} has closed two of its children's homes.",
    )
)


def wrong_sentences(
    sentence: Sentence, number: int, others: Sequence[Sentence]
) -> Iterator[tuple[str, str]]:
    """Yield each kind of wrong sentence and its words; `others` are true of other evidence."""
    for kind, rule in RULES.items():
        if changed := rule(sentence.says, number):
            yield kind, changed
    yield "council swapped", _swap_council(sentence, number)
    yield "moved from another report", _moved(sentence, others)
    yield "invention added", sentence.says.rstrip(".") + next(_ADDED) + "."
    yield "plausible invention", next(_INVENTED).format(council=sentence.council)


def _swap_council(sentence: Sentence, number: int) -> str:
    names = [c.name for c in all_councils() if c.nation == "England" and c.name != sentence.council]
    other = names[number * 7 % len(names)]
    if sentence.council in sentence.says:
        return sentence.says.replace(sentence.council, other)
    return f"In {other}, {sentence.says[0].lower()}{sentence.says[1:]}"


def _moved(sentence: Sentence, others: Sequence[Sentence]) -> str:
    """What is true of the evidence that shares most words, said of this council."""
    mine = _words(sentence.says)

    def likeness(other: Sentence) -> float:
        theirs = _words(other.says)
        return len(mine & theirs) / len(mine | theirs)

    nearest = max((o for o in others if o.council != sentence.council), key=likeness)
    return nearest.says.replace(nearest.council, sentence.council)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def _change_grade(says: str, number: int) -> str | None:
    return next((says.replace(a, b, 1) for a, b in _GRADES if re.search(rf"\b{a}\b", says)), None)


def _change_number(says: str, number: int) -> str | None:
    def other(match: re.Match[str]) -> str:
        written = match[0]
        if written.isdigit():
            return str(int(written) + 3 + number % 4)
        return _NUMBERS[(_NUMBERS.index(written) + 3) % len(_NUMBERS)]

    pattern = rf"\b(?:(?!20[0-2]\d)\d+|{'|'.join(_NUMBERS)})\b"
    changed = re.sub(pattern, other, says, count=1)
    return changed if changed != says else None


def _change_date(says: str, number: int) -> str | None:
    if match := re.search(rf"\b({'|'.join(_MONTHS)}) (?=20)", says):
        month = _MONTHS[(_MONTHS.index(match[1]) + 5) % 12]
        if number % 2:
            return says[: match.start(1)] + month + says[match.end(1) :]
    changed = re.sub(r"\b20[0-2]\d\b", lambda m: str(int(m[0]) - 2), says, count=1)
    return changed if changed != says else None


def _add_negation(says: str, number: int) -> str | None:
    changed = re.sub(_HELPERS, r"\1 not", says, count=1)
    return changed if changed != says else None


def _remove_negation(says: str, number: int) -> str | None:
    for pattern, instead in _NEGATIONS:
        changed = re.sub(pattern, instead, says, count=1)
        if changed != says:
            return changed
    return None


def _hedge(instead: str) -> Rule:
    def change(says: str, number: int) -> str | None:
        for hedge in _HEDGES:
            if re.search(rf"\b(?<!matters ){hedge}\b", says, re.I):
                is_start = bool(re.match(hedge, says, re.I))
                put = instead.capitalize() if is_start else instead
                if hedge.split()[-1] not in {"of", "most", "many", "some", "few", "them"}:
                    put = "" if instead != "all" else "always"
                changed = re.sub(rf"\b{hedge}\b ?", f"{put} ".lstrip(), says, count=1, flags=re.I)
                return changed[0].upper() + changed[1:]
        return None

    return change


def _turn_round(says: str, number: int) -> str | None:
    for word, opposite in _OPPOSITES:
        if re.search(rf"(?<!not )\b{word}\b", says):  # of two negations the sentence stays true
            return re.sub(rf"(?<!not )\b{word}\b", opposite, says, count=1)
    return None


RULES: dict[str, Rule] = {
    "grade changed": _change_grade,
    "number changed": _change_number,
    "date changed": _change_date,
    "negation added": _add_negation,
    "negation removed": _remove_negation,
    "hedge dropped": _hedge(""),
    "hedge made all": _hedge("all"),
    "said the opposite": _turn_round,
}
