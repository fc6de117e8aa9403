"""What was drawn up once more: shorter, in another form, tone or on one topic, for another
council: "half that", "now as a tweet", "for Leeds, same style".
"""

import re
from dataclasses import replace

from assistant.reading.forms.drafts import items, topic_of
from assistant.reading.forms.lengths import (
    PIECE,
    POST,
    is_one_line,
    read_characters,
    read_cut,
    read_each,
    read_form,
)
from assistant.reading.forms.pieces import in_parts, read_piece, read_sentences
from assistant.reading.forms.tones import first_side, side, tones
from assistant.reading.forms.variations import OF_EACH, SHORTER, varies
from assistant.reading.points import number_in
from assistant.request import EXACT, WRITTEN, Act, Again, Asked, First, Form, Request, Want

_SHAPED_BRIEFS = {Form.YEARS, Form.COLUMNS, Form.ITEMS}
_OF_A_QUESTION = 9  # words
WORDS = 150  # of a text of which no length is said


WORDS_OF_A_LINE = 22  # of lines that were too long


_LONGER = re.compile(
    r"\b(?:longer|too short|expand|fuller|more detail|flesh (?:it|them|that) out|twice as long"
    r"|double (?:it|the length|that))\b",
    re.I,
)


def rewritten(before: Request, own: Request, again: Request) -> Request | None:
    """What was drawn up in another length, form, tone, on one topic, or with more to it; None
    where a message asks something of its own.
    """
    message = own.message
    if _TABLE.search(message) and len(before.councils) > 1:
        return replace(
            again, act=Act.COMPARE, form=None, subject="", conditions=(), polarity=None,
            text="", wants=frozenset({Want.GRADES}), area=None, number=None, order=None,
            asked=Asked(), length=None, is_general=False, unclear=(), unknown=(), groups=(),
        )  # fmt: skip
    told = f"{before.context} {before.message}".strip()  # to whom it is, and in bullets
    again = replace(again, context=told)
    changed = _in_shape(before, own, again)
    changed = _in_tone(changed, own)
    changed = _on_topic(before, own, changed)
    is_shape = SHAPES.search(message) or own.asked.again & OF_SHAPE
    return changed if changed != again or is_shape else None


def _in_shape(before: Request, own: Request, again: Request) -> Request:
    """In another form, of another length, with another number of lines."""
    message = own.message
    is_in_sentences = (read_sentences(message) or 1) > 1 and not OF_EACH.search(message)
    form = Form.TEXT if is_in_sentences else read_form(message) or before.form or Form.TEXT
    if (
        form is Form.TEXT
        and not is_in_sentences
        and before.form is not Form.TEXT
        and not PIECE.search(message)
    ):
        form = before.form or form  # "in 20 words" of a line is still a line
    if Want.LETTER in before.wants | tones(message) and PIECE.search(message):
        form = Form.TEXT  # a letter with bullets is a letter
    is_one = is_one_line(message) or varies(own, Again.LINE, POST)
    if _ADDS.search(message) or Want.HEADLINE in tones(message):  # "add a line about care leavers"
        is_one, form = False, before.form or form
    if is_one and not OF_EACH.search(message):
        return replace(
            again, form=Form.LINES, number=1, characters=read_characters(message),
            length=read_cut(message), each=None, beside_of=None,
        )  # fmt: skip
    characters = read_characters(message)
    number = items(message, form) if form is not Form.TEXT else None
    number = None if number == 1 and OF_EACH.search(message) else number
    was = before if form is before.form else replace(before, number=None, characters=None)
    length = read_cut(message)
    shaped = replace(
        again,
        form=form,
        number=number or was.number,
        characters=characters or (None if length or number else was.characters),
        each=read_each(message) or was.each,
        length=length or before.length,
        piece=read_piece(message) or before.piece,
    )
    shaped = in_parts(shaped)
    is_shorter = varies(own, Again.SHORTER, SHORTER)
    if is_shorter and form is Form.LINES and not shaped.each:
        shaped = replace(shaped, each=WORDS_OF_A_LINE)
    if is_shorter or varies(own, Again.LONGER, _LONGER):
        return _resized(before, shaped, is_shorter=is_shorter, told=length)
    return shaped


def _resized(before: Request, shaped: Request, *, is_shorter: bool, told: int | None) -> Request:
    """Shorter or longer, by a length that is told or else by half."""
    wants = shaped.wants | {Want.SHORTER} if is_shorter else shaped.wants - {Want.SHORTER}
    length = told or before.length
    if not told and shaped.form is Form.TEXT:
        was = before.length or (WORDS if before.form else 2 * WORDS)  # a brief is longer
        length = was // 2 if is_shorter else was * 2
    return replace(shaped, length=length, wants=wants)


def _in_tone(again: Request, own: Request) -> Request:
    """In another tone, with one side alone or first, with a second question for each."""
    message = own.message
    wants = again.wants | tones(message)
    wants |= {_TONES[each] for each in own.asked.again if each in _TONES}
    polarity = side(replace(own, polarity=None)) or again.polarity
    order = first_side(own)
    if order:
        polarity = None
    elif varies(own, Again.HARDER, _HARDER):
        order, wants = First.WORST, wants - {Want.POLITE, Want.WARM}
    elif varies(own, Again.SOFTER, _SOFTER):
        order, wants = First.BEST, wants | {Want.WARM}
    if Want.LETTER in wants:  # a calmer complaint is still one
        wants -= {Want.WARM}
    return replace(again, wants=wants, polarity=polarity, order=order or again.order)


def _on_topic(before: Request, own: Request, changed: Request) -> Request:
    """Only on one topic, or with some lines on it beside the others."""
    subject, themes = topic_of(own)
    areas = own.conditions if own.areas else ()
    if not (subject or areas) or not (_ON.search(own.message) or _MENTIONS.search(own.message)):
        return changed
    if _LEAVES_OUT.search(own.message) and themes:
        return replace(changed, left_out=(*changed.left_out, *themes))
    on = replace(changed, subject=subject, themes=themes, conditions=areas)
    if before.form is Form.TEXT and _ADDS.search(own.message):
        return replace(on, beside_of=changed)
    several = before.form in {Form.QUESTIONS, Form.LINES}
    if several and (before.number or 2) > 1 and _MENTIONS.search(own.message):
        rest = before.number or (QUESTIONS if before.form is Form.QUESTIONS else LINES)
        beside = replace(changed, number=rest - 1, beside_of=None)
        return replace(on, number=1, beside_of=beside)
    if several and (match := _SOME_OF.search(own.message)):
        count = number_in(match[2].lower()) or 1
        rest = before.number or (QUESTIONS if before.form is Form.QUESTIONS else LINES)
        rest = rest if match[1].lower().startswith(("add", "and")) else max(1, rest - count)
        return replace(on, number=count, beside_of=replace(before, number=rest))
    return on


# "Leave out the bit about supervision" of a text that goes on without it.
_LEAVES_OUT = re.compile(
    r"\b(?:leave out|without|drop|skip|cut(?: out)?|take out|remove|lose|delete|no mention of"
    r"|don.?t mention|not? (?:the )?(?:bit|part|line|sentence)s?)\b",
    re.I,
)


def asks_anew(own: Request) -> bool:
    """Whether a message is a question of its own: "what did they say about caseloads?"."""
    is_question = own.message.rstrip().endswith("?")
    return is_question and own.act not in {Act.WRITE, Act.MORE} and not _ONLY.match(own.message)


def written_out(before: Request, own: Request, again: Request) -> Request | None:
    """What was answered before as a text, a post, lines: "put that in 60 words"."""
    message = own.message
    learned = next((_FORMS[each] for each in _FORMS if each in own.asked.again), None)
    learned = Form.TEXT if _ALOUD.search(message) else learned
    form = read_form(message) or learned
    if not before.councils or form is None or not (before.act in _TOLD or before.form):
        return None
    is_on = own.subject and not _ALOUD.search(message)
    if own.act in EXACT or is_on or asks_anew(own):
        return None
    told = read_cut(message) or read_characters(message) or items(message, form)
    if not told and own.act is not Act.WRITE and not learned:
        return None
    shaped = replace(again, act=Act.WRITE, is_certain=True, number=None, length=None)
    if before.act in EXACT:
        shaped = replace(shaped, subject="", conditions=(), move=None)
    return _in_tone(_in_shape(replace(shaped, form=form), own, shaped), own)


def drawn_up_elsewhere(before: Request, own: Request, again: Request) -> Request | None:
    """The same drawn up for another council: "now for Leeds, same style"."""
    is_shaped = before.form in WRITTEN or before.form in _SHAPED_BRIEFS
    is_brief = before.form in _SHAPED_BRIEFS and len(own.message.split()) <= _OF_A_QUESTION
    if not is_shaped or not own.councils or (own.act in EXACT and not is_brief):
        return None
    if own.message.rstrip().endswith("?") or own.areas or read_form(own.message):
        return None
    if not _LIKEWISE.search(own.message):
        return None
    return replace(
        again, councils=own.councils, absent=own.absent, unclear=own.unclear, unknown=own.unknown
    )


SHAPES = re.compile(
    r"\b(?:short\w*|long\w*|cut|words?|bullets?|lines?|tweet|post|questions?|supplementar\w+"
    r"|sentences?|paragraphs?|characters|jargon|table|tone|punchier|warmer|plainer|told to"
    r"|softer|kinder|calmer|gentler|gloom\w*|upbeat)\b",
    re.I,
)


_TONES = {Again.PLAIN: Want.PLAIN, Again.SPOKEN: Want.PLAIN, Again.SOFTER: Want.WARM}


_FORMS = {
    Again.LINE: Form.LINES,
    Again.BULLETS: Form.LINES,
    Again.QUESTIONS: Form.QUESTIONS,
    Again.TEXT: Form.TEXT,
    Again.SPOKEN: Form.TEXT,
}


OF_SHAPE = frozenset(
    {*_TONES, Again.SHORTER, Again.LONGER, Again.HARDER, Again.BULLETS, Again.LINE, Again.TEXT}
)


QUESTIONS, LINES = 6, 5  # where no number was asked for


_TOLD = {Act.BRIEF, Act.FIND, Act.GRADE, Act.HISTORY, Act.CHANGE, Act.COMPARE, Act.WRITE}


_TABLE = re.compile(r"\b(?:a |as a |in a )?(?:table|grid|spreadsheet)\b", re.I)


_HARDER = re.compile(
    r"\b(?:harder|sharper|tougher|more pointed|more critical|too (?:soft|nice|kind|gentle|polite"
    r"|cosy|rosy|easy)|(?:bit|rather|very) rosy|still (?:isn.?t|not|wrong)\b)",
    re.I,
)


_SOFTER = re.compile(
    r"\b(?:gloom\w*|softer|kinder|gentler|calmer|nicer|more (?:positive|upbeat|hopeful)"
    r"|(?:so|too|less) (?:negative|harsh|bleak|grim|hard|critical|down))\b",
    re.I,
)


_SOME_OF = re.compile(
    r"\b(make|add|and|with|have) (one|two|three|four|five|\d|a|a couple)"
    r"(?: of (?:them|those|these|the \w+))?(?: (?:more|extra|questions?|lines?|bullets?))?\b"
    r".{0,12}\b(?:about|on|regarding)\b",
    re.I,
)


_ADDS = re.compile(
    r"\b(?:add|include|put in|insert|squeeze in|mention|work in)\b(?!.*\b(?:page|para|paragraph"
    r"|reference|number)s?\b)",
    re.I,
)


_MENTIONS = re.compile(
    r"\b(?:mention|include|bring in|work in|touch on|say something (?:on|about)|get in|cover)\b",
    re.I,
)


_ON = re.compile(
    r"\b(?:on|about|only|just|regarding|focus\w*|of|for|what about|how about|instead)\b", re.I
)


_ALOUD = re.compile(
    r"\b(?:out loud|aloud|in (?:my|your) own words|to be (?:said|spoken|read)|(?:i|you|she|he|we)"
    r"(?:.d|.ll| would| could| can| will)?(?: actually)? (?:say|speak)\b)",
    re.I,
)


_ONLY = re.compile(r"^\W*(?:now|ok|and|just|only|same)\b", re.I)


_LIKEWISE = re.compile(
    r"\b(?:same|now|again|and|also|likewise|repeat|ditto|instead|what about|how about)\b", re.I
)
