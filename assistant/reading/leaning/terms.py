"""After what a term means: what reports say of it, and the same in another shape."""

import re
from dataclasses import replace

from assistant.reading.leaning.after import FROM_BEFORE, SHAPE, After, word_set
from assistant.request import Act, Again, Asked, Request, Want
from assistant.themes import themes_asked

_MENTIONED = word_set("mentions mentioned better worse using use used uses couple common speak")
_OF_MANY = re.compile(
    r"\b(?:who|which (?:\w+ )?(?:councils?|reports?|places?)|everywhere|elsewhere|common|widespread"
    r"|where (?:do|does|did|is|are) (?:they|it|inspectors|reports)|just a (?:couple|few)"
    r"|how many (?:councils|places|reports))\b",
    re.I,
)
_PLAINER = word_set(
    "explain simpler plainer easier english simply leaflet poster kids children olds young"
)


def in_reports(said: After) -> Request | None:
    """What reports say of a term: that of a council that is named, or all of them."""
    before, own = said.before, said.own
    if not before.subject or not said.is_only(_MENTIONED):
        return None
    if not own.councils and not _OF_MANY.search(said.message):
        return None
    on = tuple(theme.name for theme in themes_asked(before.subject))
    found = replace(
        own, subject=before.subject, text=before.subject, themes=on, goes_on=True, number=None,
        read_by=FROM_BEFORE, asked=Asked(), conditions=(), wants=frozenset(), context="",
    )  # fmt: skip
    if not own.councils:
        return replace(found, act=Act.THEME)
    return replace(found, act=Act.FIND if len(own.councils) == 1 else Act.COMPARE)


def explained_again(said: After) -> Request | None:
    """The same meaning once more: "in one sentence", "simpler, it's for a leaflet"."""
    own = said.own
    if own.names_a_place or own.groups or not said.is_only(SHAPE, _PLAINER):
        return None
    if not said.rest and len(own.text.split()) > MOST_SMALL:
        return None
    wants = own.wants | {Want.MEANING, Want.PLAIN}
    return replace(
        own, act=Act.DEFINE, wants=wants, goes_on=True, context=said.before.message, form=None,
        facts=(), read_by=FROM_BEFORE, asked=Asked(again=frozenset({Again.PLAIN})),
    )  # fmt: skip


MOST_SMALL = 3  # words; more of them ask something of their own: "why do they do them?"
