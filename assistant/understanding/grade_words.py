"""How people say grades: "good or better", "below good", "not outstanding", "the best rated".

Each grade, or set of grades, that is said is put as one mark into the text; so is each area. What
belongs together is then read from the order of the marks: "outstanding for leaders but not good
for care leavers" is two conditions.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.understanding.areas import TOPIC_WORDS, Topic
from index.reports import Grade

Grades = frozenset[Grade]
T = TypeVar("T")
Relation = Callable[[Grades], Grades]
# From low to high; "adequate", of the scale before 2013, has the place of what replaced it.
RANKS = {
    Grade.INADEQUATE: 0,
    Grade.ADEQUATE: 1,
    Grade.REQUIRES_IMPROVEMENT: 1,
    Grade.GOOD: 2,
    Grade.OUTSTANDING: 3,
}
_WORDS = (
    (
        Grade.REQUIRES_IMPROVEMENT,
        r"(?:requir|need)(?:e[sd]?|s|ed|ing)?[- ]improvements?(?: to be good)?|\br\.?i\b\.?",
    ),
    (Grade.OUTSTANDING, r"\boutstanding\b"),
    (Grade.INADEQUATE, r"\binadequate(?:ly)?\b|\bfail(?:ing|ed|s)?\b|\bin special measures\b"),
    (Grade.ADEQUATE, r"\badequate\b"),
    (Grade.GOOD, r"\bgood\b"),
)
# Marks stand in Unicode's private use area, which no message needs.
_FIRST_GRADE, _FIRST_TOPIC, _END = "\ue000", "\ue800", "\uf000"
GRADE = f"[{_FIRST_GRADE}-\ue7ff]"
TOPIC = f"[{_FIRST_TOPIC}-\ueffe]"
_A = r"(?:an? |the )?"
_BE = r"(?:(?:yet|currently|quite|all|even|really|now|been|be|being|to|as|a|an|the|rated|graded|judged|considered|found|deemed) )*"
_NOT = r"(?:not|isnt|arent|wasnt|werent|hasnt|havent|dont|doesnt|didnt|non|other than|anything but|short of)[ -]"
_UP = r"(?:better|above|higher|over|more|up(?:wards)?)"
_DOWN = r"(?:worse|below|lower|less|under|poorer|down(?:wards)?)"


def _at_least(grades: Grades) -> Grades:
    return _ranked(range(min(RANKS[g] for g in grades), 4))


def _at_most(grades: Grades) -> Grades:
    return _ranked(range(max(RANKS[g] for g in grades) + 1))


def above(grades: Grades) -> Grades:
    """All grades that are better."""
    return _ranked(range(max(RANKS[g] for g in grades) + 1, 4))


def below(grades: Grades) -> Grades:
    """All grades that are worse."""
    return _ranked(range(min(RANKS[g] for g in grades)))


def others(grades: Grades) -> Grades:
    """All other grades."""
    return frozenset(RANKS) - grades


def _not(grades: Grades) -> Grades:
    """What is not good falls short of it; what is not inadequate is above it."""
    if Grade.REQUIRES_IMPROVEMENT in grades:
        return others(grades)
    return above(grades) if grades == {Grade.INADEQUATE} else below(grades)


def _ranked(ranks: Iterable[int]) -> Grades:
    wanted = set(ranks)
    return frozenset(grade for grade, rank in RANKS.items() if rank in wanted)


_EITHER = rf"(?:(?:either|both) )?{_A}({GRADE}) (?:or|and|/|nor) {_BE}({GRADE})"
_ONE = rf"{_A}({GRADE})"
# "Good overall or better" is "good or better overall".
_AREA_BETWEEN = rf"({GRADE}) ((?:for )?{TOPIC}) ((?:or|and) (?:anything )?(?:{_UP}|{_DOWN})\b)"
# In this order: "no better than good" before "better than good", "good or better" before "good".
_RELATIONS: tuple[tuple[str, Relation], ...] = (
    (rf"(?:neither|{_NOT}{_BE}(?:either )?) ?{_EITHER}", _not),
    (rf"{_EITHER}(?= for| in| at| overall| {TOPIC}|[?.,;!]| *$| last| now)", lambda grades: grades),
    (rf"{_ONE} (?:or|and) (?:anything )?{_UP}\b|{_ONE} ?(?:\+|plus\b)", _at_least),
    (rf"{_ONE} (?:or|and) (?:anything )?{_DOWN}\b", _at_most),
    (
        rf"\b(?:at least|minimum(?: of)?|a minimum of|(?:no|not|never) (?:{_DOWN})(?: than)?) {_BE}{_ONE}",
        _at_least,
    ),
    (
        rf"\b(?:at (?:most|best)|maximum(?: of)?|(?:no|not|never) (?:{_UP})(?: than)?) {_BE}{_ONE}",
        _at_most,
    ),
    (rf"\b{_UP} than {_BE}{_ONE}|\b(?:above|over) {_ONE}", above),
    (rf"\b{_DOWN} than {_BE}{_ONE}|\b(?:below|beneath|under) {_ONE}", below),
    (rf"\b{_NOT}{_BE}{_ONE}", _not),
)
_GRADES_JOIN = re.compile(r"[ ,/]*(?:(?:or|and|to|nor) )?[ ]*")
_TOPICS_JOIN = re.compile(
    r"[ ,/]*(?:(?:or|and|as well as|both|plus) ?)?(?:(?:for|at|on|in|of|the|their|its) )*[ ]*"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Grades of areas that belong together; either may be missing."""

    topics: tuple[Topic, ...] = ()
    grades: tuple[Grade, ...] = ()


@dataclass
class Marked:
    """A text in which grades and areas are marks, so that other words can be taken from around them."""

    text: str
    grades: list[Grades] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)

    def grades_at(self, mark: str) -> Grades:
        """The grades that a mark stands for."""
        return self.grades[ord(mark) - ord(_FIRST_GRADE)]

    def mark(self, grades: Grades) -> str:
        """A new mark for some grades."""
        if grades not in self.grades:
            self.grades.append(grades)
        return chr(ord(_FIRST_GRADE) + self.grades.index(grades))

    def take(self, pattern: str) -> bool:
        """Take all that a pattern matches out of the text; tell whether there was any."""
        taken = re.sub(pattern, " ", self.text)
        found, self.text = taken != self.text, taken
        return found

    def take_first(self, cases: Iterable[tuple[T, str]]) -> T | None:
        """The first of several meanings whose words are in the text; they are taken out of it."""
        return next((meaning for meaning, pattern in cases if self.take(pattern)), None)

    def drop(self, *, grades: bool, topics: bool) -> None:
        """Take out the marks of grades, of areas, or both."""
        if grades:
            self.text = re.sub(GRADE, " ", self.text)
        if topics:
            self.text = re.sub(TOPIC, " ", self.text)

    @property
    def spelled(self) -> str:
        """The text with words for its marks."""
        words = re.sub(GRADE, lambda mark: say_grades(in_order(self.grades_at(mark[0]))), self.text)
        return re.sub(TOPIC, lambda mark: self._topic_at(mark[0]).value, words)

    def _topic_at(self, mark: str) -> Topic:
        return self.topics[ord(mark) - ord(_FIRST_TOPIC)]

    def clauses(self) -> tuple[Clause, ...]:
        """Grades and areas that belong together, by their order and what stands between them."""
        made: list[_Open] = []
        last = 0
        for match in re.finditer(f"{GRADE}|{TOPIC}", self.text):
            between, last = self.text[last : match.start()], match.end()
            is_grade = match[0] < _FIRST_TOPIC
            if not made or not made[-1].goes_on(is_grade, between):
                made.append(_Open())
            if is_grade:
                made[-1].add_grades(self.grades_at(match[0]))
            else:
                made[-1].add_topic(self._topic_at(match[0]))
        return tuple(clause.closed for clause in made)


@dataclass
class _Open:
    """A clause that is being read; `order` holds "g" and "t" as they came."""

    order: str = ""
    grades: Grades = frozenset()
    topics: list[Topic] = field(default_factory=list)

    def goes_on(self, is_grade: bool, between: str) -> bool:
        """Whether the next mark belongs to it."""
        kind = "g" if is_grade else "t"
        if self.order.endswith(kind):
            join = _GRADES_JOIN if is_grade else _TOPICS_JOIN
            return bool(join.fullmatch(between))
        return kind not in self.order

    def add_grades(self, grades: Grades) -> None:
        self.order += "g"
        self.grades |= grades

    def add_topic(self, topic: Topic) -> None:
        self.order += "t"
        self.topics.append(topic)

    @property
    def closed(self) -> Clause:
        return Clause(tuple(dict.fromkeys(self.topics)), in_order(self.grades))


def in_order(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    """Grades from the highest to the lowest."""
    return tuple(sorted(grades, key=lambda grade: (-RANKS[grade], grade is Grade.ADEQUATE)))


def mark_grades_and_topics(words: str) -> Marked:
    """Put marks for areas and grades into a text in small letters."""
    marked = Marked(re.sub(f"[{_FIRST_GRADE}-{_END}]", " ", words))
    for topic, pattern in TOPIC_WORDS:
        new = chr(ord(_FIRST_TOPIC) + len(marked.topics))
        text = re.sub(rf"\b(?:{pattern})", f" {new} ", marked.text)
        if text != marked.text:
            marked.text = text
            marked.topics.append(topic)
    for grade, pattern in _WORDS:
        if re.search(pattern, marked.text):
            marked.text = re.sub(pattern, f" {marked.mark(frozenset({grade}))} ", marked.text)
    marked.text = re.sub(r" +", " ", marked.text)
    marked.text = re.sub(_AREA_BETWEEN, r"\1 \3 \2", marked.text)
    _mark_relations(marked)
    return marked


def _mark_relations(marked: Marked) -> None:
    """Put one mark for each relation to a grade, in place of its words and the grade's mark."""
    for pattern, relation in _RELATIONS:

        def put(match: re.Match[str], relation: Relation = relation) -> str:
            said = (marked.grades_at(mark) for mark in match.groups() if mark)
            return f" {marked.mark(relation(frozenset().union(*said)))} "

        marked.text = re.sub(r" +", " ", re.sub(pattern, put, marked.text))


def say_grades(grades: Sequence[Grade]) -> str:
    """Grades in words; the old scale's "adequate" goes without saying beside its successor."""
    said = [
        g for g in grades if g is not Grade.ADEQUATE or Grade.REQUIRES_IMPROVEMENT not in grades
    ]
    return " or ".join(grade.value for grade in said)
