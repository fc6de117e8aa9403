"""One of the councils, themes or sentences that the answer listed: "the second one – what about
its care leavers?", "who has fixed the first of those?".
"""

import re
from dataclasses import replace

from assistant.reading.following import follow
from assistant.reading.forms.subjects import themes
from assistant.reading.leaning.after import LISTS, SHAPE, After, on_topic_of, word_set
from assistant.reading.pointing import pointed_at, without_place
from assistant.request import LISTING, OF_MANY, WRITTEN, Act, First, Form, Polarity, Request, Want
from assistant.themes import Theme, all_themes, themes_asked

_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b", re.I)
_AT_AN_END = re.compile(r"\b(?:first|last|top|bottom|number one)\b", re.I)
_WHO = re.compile(r"\b(?:who|which councils?|where|anyone|anybody)\b", re.I)
_DOES_WELL = re.compile(
    r"\b(?:best|well|better|fixed|sorted|cracked|right|properly|good|example|praised)\b", re.I
)
_GOOD_ONE = re.compile(r"\b(?:strengths?|good|prais\w*|positives?|well)\b", re.I)


def of_item(said: After) -> Request | None:
    """What is asked of one of the things that the answer listed, by its place."""
    at = pointed_at(said.message)
    if at is None or said.own.names_a_place:
        return None
    if said.before.form in WRITTEN and not _ASKS_MORE.search(said.message):
        return None
    if said.before.form is Form.PATTERN:
        theme = _at(said.told.themes, at)
        return _of_theme(said, theme_called(theme)) if theme else None
    names = said.before.councils or said.told.councils
    if len(names) > 1:
        return _of_council(said, _at(names, at))
    is_of_one = (
        len(said.before.councils) == 1 and not themes(said.own) and said.is_only(SHAPE, _POINT)
    )
    if not is_of_one:
        return None
    told = said.told
    listed = told.sentences if _GOOD_ONE.search(said.message) or not told.weak else told.weak
    sentence = _at(listed, at)
    return _of_sentence(said, sentence) if sentence else None


# Of something that was drawn up: what it rests on, and not that it be written otherwise.
_ASKS_MORE = re.compile(
    r"\b(?:expand|more (?:on|about)|tell me|where|what did they|exact(?:ly)?|quote|source"
    r"|evidence)\b",
    re.I,
)
_POINT = word_set("""
    point points weakness weaknesses problem problems concern concerns strength strengths item
    expand further detail evidence
""")


def _at(things: tuple[str, ...], at: int) -> str:
    return things[at] if -len(things) <= at < len(things) else ""


def theme_called(name: str) -> Theme:
    """A recurring theme by its name."""
    return next(theme for theme in all_themes() if theme.name == name)


def _of_council(said: After, name: str) -> Request | None:
    """What is asked of one of the councils; the topic before, where nothing else is named."""
    before, own = said.before, said.own
    if not name:
        return None
    asks_why = bool(_WHY.search(own.message))
    if before.form in LISTS and asks_why:
        return None if _AT_AN_END.search(own.message) else placed(said, name)
    if said.is_by_grade and asks_why:
        areas = tuple(replace(c, grades=()) for c in before.conditions if c.areas)
        wants = frozenset({Want.WHY})
        return said.anew(act=Act.GRADE, councils=(name,), groups=(), conditions=areas, wants=wants)
    text = without_place(own.text)
    rest = {word for word in said.rest - SHAPE if word in text.lower()}
    if not (rest or own.conditions or own.times.is_named or own.act in {Act.BRIEF, Act.GRADE}):
        return on_topic_of(said, (name,))
    act = Act.GRADE if own.act in LISTING else own.act
    act = Act.FIND if act in OF_MANY or act is Act.MORE else act
    named = replace(own, councils=(name,), text=text, groups=(), act=act)
    return follow(replace(before, councils=()), replace(said.heard, request=named), said.tells)


def placed(said: After, name: str) -> Request:
    """Where a council stands in the order before, and why."""
    before = said.before
    is_by_grade = before.order in {None, First.BEST, First.WORST}
    form = before.form or (Form.REASONS if is_by_grade else None)
    return said.again(form=form, councils=(name,), wants=before.wants - {Want.NEWEST} | {Want.WHY})


def _of_theme(said: After, theme: Theme) -> Request:
    """Of which councils a theme is so, or who does it well."""
    before = said.before
    is_praise = before.polarity is Polarity.PRAISE
    on = said.anew(
        act=Act.THEME, themes=(theme.name,), subject=theme.label, text=theme.label,
        polarity=before.polarity,
    )  # fmt: skip
    asks_best = _WHO.search(said.message) and _DOES_WELL.search(said.message)
    if asks_best or is_praise:
        conditions = before.conditions if is_praise else ()
        return replace(
            on, act=Act.EXAMPLE, form=Form.EXAMPLES, polarity=Polarity.PRAISE, conditions=conditions
        )
    return replace(on, form=Form.COUNTED, wants=frozenset({Want.HOW_MANY}))


def _of_sentence(said: After, sentence: str) -> Request:
    """More on the point of one of the sentences that were quoted."""
    on = themes_asked(sentence)[:1]
    subject = on[0].label if on else sentence.strip("“”. ")
    return said.anew(
        act=Act.FIND, form=Form.ABOUT if on else None, subject=subject, text=subject,
        themes=tuple(theme.name for theme in on), conditions=(), polarity=None,
    )  # fmt: skip
