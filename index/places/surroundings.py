"""Read a text as words, and tell from the words around a name whether the council is meant.

Needed because Reading, Bath, Bury, Barking and Stoke are ordinary words too, and because
abbreviations such as NEL or Beds count only as written.
"""

import re
from dataclasses import dataclass

from index.places.councils import plain_word, words_of

_TOKEN = re.compile(
    r"\b(?:st|[nsew])\.(?=\s*[^\W_])|[^\W_]+(?:'[^\W_]+)*|(?<=\s)-(?=\s)|[^\s\w-]|_", re.IGNORECASE
)
_ONE_FOR_ONE = str.maketrans("\u2018\u2019\u02bc\u00b4`\u2010\u2011\u00ad\ufffe", "'''''----")

_TITLES_BEFORE = (
    ("council", "of", "the"),
    ("london", "borough", "of"),
    ("royal", "borough", "of"),
    ("metropolitan", "borough", "of"),
    ("county", "borough", "of"),
    ("borough", "of"),
    ("city", "of"),
    ("county", "of"),
    ("lb", "of"),
    ("lb",),
)
_TITLE_WORDS = frozenset(words_of("city county borough metropolitan district unitary"))
_COUNCIL_WORDS = frozenset(words_of("council corporation authority borough mbc mdc"))

# A question with nothing else in it but a name is about the council: "what about reading?"
_FILLERS = frozenset(
    words_of(
        """
        a about again also and any compare compared did do does doing for from how hows in
        instead is it just latest like me more now of ok okay on only or please same say show so
        tell than thanks that the then there this to too versus vs was what whats which with
        """
    )
)
_LONGEST_FOLLOW_UP = 12
_FEW_WORDS = 2
_LISTING = frozenset([",", "and", "or", "vs", "v", "versus", "with", "to", "than", "/"])
_LONGEST_LISTING = 2
_COMPARING = frozenset(words_of("compare versus vs v between"))

# "in reading", but of pupils: "progress in reading", "in reading and writing", "reading age".
_LEARNING = frozenset(
    words_of(
        """
        ability achievement attainment behind better catch confidence confident gap gaps good
        grades help improve improved improvement improving interest levels maths outcomes
        progress pupils results scores skills standards struggle struggling success support
        supported test tests tuition writing
        """
    )
)
_LESSONS = frozenset(
    words_of(
        """
        ability age ages agency aloud books challenge club english group groups lessons level
        levels list material maths mathematics numeracy recovery room scheme science skills
        spelling stories test tests time together tutor writing
        """
    )
)

_SCHOOL = frozenset(
    words_of(
        """
        attained attainment english literacy mathematics maths pupils spelling stage writing
        """
    )
)

_JUDGED = frozenset(
    words_of(
        """
        ofsted rated rating ratings grade graded grades inspected inspection inspections judged
        judgement judgements inadequate outstanding requires
        """
    )
)
_SERVICES = frozenset(
    [("childrens", "services"), ("social", "care"), ("social", "workers"), ("care", "leavers")]
)
# "in reading the report", "Reading these reports": a verb with its object.
_OBJECTS = frozenset(
    words_of(
        """
        a about an her his its more my our report reports that the their these this those
        through to your
        """
    )
)
_CLOSING = frozenset([":", "-", "\u2013", "?", "vs", "versus"])
_YEAR = re.compile(r"20\d\d")
_BEING = frozenset(words_of("is was has had does did got gets needs still"))


# What stands before a place, and not before a person or a thing.
_WHERE = frozenset(words_of("in near around round outside at from serving covering across"))
_BEGINNING = frozenset(
    words_of(
        """
        are but can could dear does had has have hello hi if my our rank summarise tell their was
        when where which who whose why will would
        """
    )
)
_ADDRESSES = frozenset(words_of("mr mrs ms miss mx dr sir dame lord lady cllr councillor judge"))
# With a capital, and yet no part of somebody's name behind the name of a town.
_OFFICES = frozenset(
    words_of(
        """
        borough careleavers childrens city council councillor director district early family front
        fostering ilacs labour mash mp ofsted report safeguarding sif town youth in and or on
        """
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a text; ``stem`` is its plain word without a possessive "'s", if any."""

    start: int
    end: int
    written: str
    word: str
    stem: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the plain words that the token may be."""
        return (self.word, self.stem) if self.stem else (self.word,)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The tokens ``first`` up to ``stop`` of a text, which spell a name."""

    tokens: list[Token]
    first: int
    stop: int

    @property
    def before(self) -> tuple[str, ...]:
        """Return up to three words before the name, the last one last."""
        return tuple(t.word for t in self.tokens[max(0, self.first - 3) : self.first])

    @property
    def after(self) -> tuple[str, ...]:
        """Return up to three words after the name."""
        return tuple(t.word for t in self.tokens[self.stop : self.stop + 3])


def tokens_of(text: str) -> list[Token]:
    """Split a text into words and marks; hyphens between words join nothing and are left out."""
    return [_token(found) for found in _TOKEN.finditer(text.translate(_ONE_FOR_ONE))]


def title_before(run: Run) -> int:
    """Count the tokens before a name that are its title, as in "London Borough of Merton"."""
    words = run.before
    return next((len(t) for t in _TITLES_BEFORE if words[-len(t) :] == t), 0)


def title_after(run: Run) -> int:
    """Count the tokens after a name that are its title, as in "Leicester City Council"."""
    length = 0
    for count, token in enumerate(run.tokens[run.stop : run.stop + 5], start=1):
        if token.word == "of":
            return 0
        if _COUNCIL_WORDS.intersection(token.forms):
            length = count
        elif token.word not in _TITLE_WORDS:
            break
    return length


def is_written(run: Run, spellings: tuple[str, ...], is_alone: bool) -> bool:
    """Tell whether an abbreviation stands in its own case ("NEL", "Beds") or beside a title."""
    spelling = "".join(token.written for token in run.tokens[run.first : run.stop])
    if title_before(run) or title_after(run):
        return True
    if is_alone:
        return spelling in spellings or spelling.upper() in spellings
    return spelling in spellings and (
        spelling.isupper() or not (_starts_sentence(run) or _has_capitals_everywhere(run))
    )


def means_council(run: Run) -> bool:
    """Tell whether an ordinary word such as "reading" is the council of that name here."""
    if title_before(run) or title_after(run):
        return True
    if is_about_lessons(run) or _is_verb(run):
        return False
    if run.tokens[run.first].stem:
        return True
    if not run.tokens[run.first].written[0].isupper() or _has_capitals_everywhere(run):
        return _is_place_in_lower_case(run)
    return not _starts_sentence(run) or _is_subject(run)


def means_town(run: Run, also: str, is_alone: bool, *, exact: bool) -> bool:
    """Tell whether a town is meant, and not somebody of its name or an ordinary word.

    "In Deal", but not "the deal"; "near Lincoln" and "lincoln council", but not "Jo Lincoln". A
    misspelt town must be written as a name or stand where a place does.
    """
    if title_before(run) or title_after(run):
        return True
    is_capital = run.tokens[run.first].written[0].isupper()
    is_placed = bool(_WHERE.intersection(run.before[-1:]))
    if also == "word":
        return is_capital and not _has_capitals_everywhere(run) and (is_placed or is_alone)
    if _is_of_a_name(run, also):
        return False
    is_subject = run.first == 0 and (
        run.after[:2] in _SERVICES or bool(_JUDGED.intersection(run.after))
    )
    return is_placed or is_alone or is_capital or is_subject or (exact and not also)


def _is_of_a_name(run: Run, also: str) -> bool:
    """Tell whether a name goes with another that is no place: "Mrs Preston", "Lincoln Smith".

    The first word of a sentence has a capital anyway: before a name that people bear it must be
    one that begins questions.
    """
    before = run.tokens[run.first - 1] if run.first else None
    after = run.tokens[run.stop] if run.stop < len(run.tokens) else None
    if before and before.word in _ADDRESSES:
        return True
    if _has_capitals_everywhere(run) or not run.tokens[run.first].written[0].isupper():
        return False
    is_first = _starts_sentence_at(run, run.first - 1) and (
        not also or bool(before and before.word in _FILLERS | _WHERE | _BEGINNING)
    )
    is_named = before and _is_part_of_name(before) and not is_first
    return bool(is_named) or bool(after and _is_part_of_name(after) and after.word not in _OFFICES)


def _is_part_of_name(token: Token) -> bool:
    written = token.written
    return written.isalpha() and len(written) > 1 and written[0].isupper() and written[1:].islower()


def are_alone(runs: list[Run]) -> bool:
    """Tell whether a text holds names and nothing else to ask about: "and in bury?"."""
    if not runs or len(runs[0].tokens) > _LONGEST_FOLLOW_UP:
        return False
    named = {place for run in runs for place in range(run.first, run.stop)}
    others = (token.word for place, token in enumerate(runs[0].tokens) if place not in named)
    return all(word in _FILLERS or not word.isalnum() for word in others)


def are_listed_together(earlier: Run, later: Run) -> bool:
    """Tell whether two names stand in one list: "Slough, reading", "bath vs bury"."""
    between = earlier.tokens[earlier.stop + title_after(earlier) : later.first]
    if not between:  # "stoke telford shropshire", but not "reading Kent's report"
        return not any(run.tokens[run.first].word.endswith("ing") for run in (earlier, later))
    return len(between) <= _LONGEST_LISTING and all(token.word in _LISTING for token in between)


def is_about_lessons(run: Run) -> bool:
    """Tell whether "reading" is what pupils learn: "reading and writing", "reading age"."""
    after = [word for word in run.after if word not in _LISTING]
    return bool(after) and after[0] in _LESSONS


def _token(found: re.Match[str]) -> Token:
    written = found[0]
    owner = written[:-2] if written[-2:].lower() == "'s" else ""
    return Token(found.start(), found.end(), written, plain_word(written), plain_word(owner))


def _is_verb(run: Run) -> bool:
    """Tell whether "reading" is what somebody does with a report."""
    is_activity = run.tokens[run.first].word.endswith("ing")
    may_be_verb = _starts_sentence(run) or not run.tokens[run.first].written[0].isupper()
    return is_activity and may_be_verb and bool(_OBJECTS.intersection(run.after[:1]))


def _has_capitals_everywhere(run: Run) -> bool:
    others = run.tokens[max(0, run.first - 20) : run.first] + run.tokens[run.stop : run.stop + 20]
    words = [token.written for token in others if token.word.isalpha()]
    return len(words) > _FEW_WORDS and all(word[0].isupper() for word in words)


def _starts_sentence(run: Run) -> bool:
    return _starts_sentence_at(run, run.first)


def _starts_sentence_at(run: Run, place: int) -> bool:
    if place <= 0:
        return True
    mark = run.tokens[place - 1].word
    return not mark.isalnum() and mark not in (",", "(", "/")


def _is_place_in_lower_case(run: Run) -> bool:
    before = run.before[-1:]
    if before == ("in",):
        return not _LEARNING.intersection(run.before[:-1]) and not _SCHOOL.intersection(
            token.word for token in run.tokens[max(0, run.first - 10) : run.stop + 10]
        )
    if before and before[0] in _COMPARING:
        return True
    if before in (("does",), ("did",)):
        return run.after[:1] in (("have",), ("get",), ("compare",))
    return run.after[:2] in _SERVICES and before in ((), ("is",), ("how",))


def _is_subject(run: Run) -> bool:
    """Judge a capital at the start of a sentence, where every word has one."""
    after = run.after
    if after[:2] in _SERVICES or _CLOSING.intersection(after[:1]):
        return True
    if _JUDGED.intersection(after) or any(_YEAR.fullmatch(word) for word in after):
        return True
    is_activity = run.tokens[run.first].word.endswith("ing")
    return bool(after) and after[0] in _BEING and not is_activity
