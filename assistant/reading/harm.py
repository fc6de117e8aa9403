"""To whom the harm is done that a message tells of.

It decides on where to turn first: "my stepdad hits me" is answered with Childline, "my husband
chokes me" with a helpline for domestic abuse. All others are named as well, so that a wrong guess
costs one line.
"""

import re

from assistant.request import Harm

_PARTNER = (
    r"(?:husband|wife|partner|ex(?![- ]?foster)|(?:ex[- ]?)?(?:boy|girl)friend|bf|gf|fianc[eé]e?"
    r"|hubby|missus|fella|bloke)"
)
_FAMILY = (
    r"(?:mums?|mum.s|mam|mummy|mom|dads?|dad.s|daddy|step ?(?:mum|mom|dad|brother)|gran(?:dad)?|nan"
    r"|uncle|auntie?|big brother|foster (?:mum|dad|brother|carers?)|carers?|parents|teacher|coach)"
)
_ME = r"\b(?:i|im|i.m|ive|i.ve|i.d|id|me|my)\b"
# That who writes may harm themselves, whoever else is spoken of.
_SELF = re.compile(
    rf"{_ME}.{{0,60}}\b(?:suicid\w*|(?:kill|hurt|harm|cut|end)(?:ing)? (?:it|things|my ?self)"
    r"|overdose|self[- ]?harm\w*|cutting again|(?:to|wanna|gonna) die|be dead|done with living"
    r"|done with life|pills|tablets)\b"
    r"|\bend (?:it all|my life)\b|\bno point (?:in )?(?:living|going on|being here)\b"
    r"|\bbetter off (?:dead|without me|if i)\b|\bwon.?t be (?:here|around)\b",
    re.I,
)
_UNDER_18 = re.compile(
    r"\b(?:i.?m|i am|im) (?:only |just )?(?:[4-9]|1[0-7])\b(?! (?:weeks|months))", re.I
)
# That a partner hurts or frightens the one who writes.
_AT_HOME = re.compile(
    rf"\bmy (?:\w+ )?{_PARTNER}\b(?!.s)|\b(?:he|she) (?:\w+ )?(?:hits|beats|chokes|strangles"
    r"|threatens|pushes|punches|kicks|slaps|controls) me\b|\bonly me\b|\bnon[- ]?mol\w*"
    r"|\b(?:me|i)\b.{0,40}\b(?:and|with|n) (?:the|my) (?:kids|children|little ones|baby)\b",
    re.I,
)
# That a child or young person writes of themselves.
_YOUNG = re.compile(
    rf"(?<!\ba )(?<!\bthe )(?<!\bher )(?<!\bhis )(?<!\btheir )\b{_FAMILY}\b.{{0,80}}"
    rf"\b(?:me|i|im|ive|us|u|my|r)\b|\b(?:me|i|us|i.ve|ive)\b.{{0,60}}\b{_FAMILY}\b"
    r"|\b(?:child.?ren.?s home|foster (?:home|care)|in care|placement|my unit)\b.{0,60}"
    r"\b(?:me|i|im)\b|\b(?:they|staff|grown[- ]?ups?)\b.{0,40}\b(?:me|mine)\b",
    re.I,
)
_OF_A_CHILD = re.compile(
    r"\b(?:my|our|his|her|their|the|a|this|two|three) (?:\w+ )?(?:son|daughter|grand(?:son"
    r"|daughter|child\w*|kids?)|step(?:son|daughter)|niece|nephew|kids?|child\w*|baby|toddlers?"
    r"|little (?:boy|girl|one)|pupil|student|boy|girl|teenager|lad|1?[0-9] year old)\b"
    r"|\bfoster carer\b",
    re.I,
)


def harm_of(message: str) -> Harm:
    """To whom harm is done: to the child that writes in "my stepdad hits me", to one that somebody
    worries about where nothing else is plain.
    """
    if _SELF.search(message):
        return Harm.TO_SELF
    if _UNDER_18.search(message):
        return Harm.TO_YOUNG
    if _AT_HOME.search(message):
        return Harm.AT_HOME
    is_young = _YOUNG.search(message) and not _OF_A_CHILD.search(message)
    return Harm.TO_YOUNG if is_young else Harm.TO_CHILD
