"""The same again in another shape: "shorter", "only the weaknesses", "now as a tweet", "for
Leeds, same style".
"""

import re
from dataclasses import replace

from assistant.reading.forms.claims import asks_to_correct
from assistant.reading.forms.drafts import items, topic_of
from assistant.reading.forms.items import items_in
from assistant.reading.forms.lengths import (
    NUMBER,
    PIECE,
    POST,
    is_one_line,
    read_characters,
    read_cut,
    read_each,
    read_form,
    read_number,
)
from assistant.reading.forms.pieces import in_parts, read_piece, read_sentences
from assistant.reading.forms.practice import better_elsewhere
from assistant.reading.forms.records import facts_asked
from assistant.reading.forms.subjects import (
    BEFORE,
    COLUMNS,
    FIXED,
    OF_AREAS,
    OF_LEADERSHIP,
    has_topic,
    of_whole,
    themes,
)
from assistant.reading.forms.tones import asides, first_side, side, tones
from assistant.reading.points import number_in
from assistant.request import (
    EXACT,
    LISTING,
    OF_MANY,
    Act,
    Again,
    Asked,
    Fact,
    First,
    Form,
    GroupKind,
    Polarity,
    Request,
    Want,
)
from assistant.themes import all_themes
from assistant.times import LATEST

WORDS = 150  # of a text of which no length is said
WORDS_OF_A_LINE = 22  # of lines that were too long

_SHORTER = re.compile(
    r"\b(?:(?:much |even |a bit )?shorter|too (?:long|wordy)|one line each"
    r"|cut (?:it|them|that|this) (?:down|to|in)|in one line|briefer|tighter|trim|condense|snappier"
    r"|punchier|more concise|half (?:the|that|its) length|in half|fewer words|shorten"
    r"|half as long|half (?:of )?that|halve|by half)\b",
    re.I,
)
_LONGER = re.compile(
    r"\b(?:longer|too short|expand|fuller|more detail|flesh (?:it|them|that) out|twice as long"
    r"|double (?:it|the length|that))\b",
    re.I,
)


# A list made short: "names only", "in three bullets", "just the councils".
_FEW_WORDS = re.compile(
    r"\b(?:names?|councils?|list|bullets?|headlines?|numbers?|figures?) (?:only|alone)\b"
    r"|\b(?:just|only) (?:the |give me (?:the )?)?(?:names?|councils|list|headlines?|numbers?"
    r"|figures?)\b"
    r"|\bbullet(?:s|ed| points?)?\b|\bone (?:\w+ )?(?:each|apiece)\b",
    re.I,
)


_AS_TABLE = re.compile(r"\b(?:table|tabular|spreadsheet|grid|columns?)\b", re.I)


_WHY = re.compile(
    r"\bwhy\b|\breasons?\b|\bwhat (?:makes|made|for)\b|\bhow come\b|\bon what grounds\b"
    r"|\bevidence\b",
    re.I,
)


# Which place of an order is asked about: "why is the last one last?".
_PLACE = re.compile(
    r"\b(?:last|bottom|lowest|worst|first|top|highest|best|number one)(?: (?:one|place"
    r"|of (?:all|them)|council))?\b",
    re.I,
)


# Why a council is not in an order: "why isn't Leeds in there?", "where is Leeds?".
_WHY_NOT = re.compile(
    r"\bwhy (?:\w+ )?(?:not|no|isn.?t|wasn.?t|aren.?t)\b|\bwhy\b.{0,40}\b(?:not|left out|missing)\b"
    r"|\bwhere(?:.s| is| does| did)\b|\bhow come\b.{0,40}\b(?:not|isn.?t|missing)\b"
    r"|\b(?:missed|missing|left out|forgot\w*)\b|\b(?:shouldn.?t|surely)\b",
    re.I,
)


_ORDERS = frozenset({Form.THEMED, Form.REASONS})


def _why_not(before: Request, own: Request, again: Request) -> Request | None:
    """Where a council stands that is not in the order before: "why isn't Leeds in there?"."""
    is_by_grade = before.act is Act.RANK and before.form is None and not before.subject
    is_order = before.form in _ORDERS or (is_by_grade and before.order in _LIST_WANTED)
    if before.councils or not is_order or len(own.councils) != 1:
        return None
    if not _WHY_NOT.search(own.message):
        return None
    wants = before.wants - {Want.NEWEST} | {Want.WHY}
    form = before.form or Form.REASONS
    return replace(again, form=form, councils=own.councils, wants=wants)


_LIST_WANTED = frozenset({First.BEST, First.WORST, None})


_NEWEST = re.compile(
    r"\b(?:most recent|newest|latest|last one|oldest|in date order|by date)\b", re.I
)


_EXACT_WORDS = re.compile(
    r"\b(?:exact|actual|verbatim|own|precise) (?:words?|quotes?|text|wording)\b|\bquotes?\b"
    r"|\bword for word\b",
    re.I,
)


_SAME_HERE = re.compile(
    r"\b(?:same|differ\w*|compare\w*|instead|what about|how about|and (?:for|in|the|among))\b",
    re.I,
)


_OF_MANY_FORMS = {Form.THEMED, Form.EXAMPLES, Form.COUNTED, Form.RISEN, Form.REASONS, Form.MOVERS}


_FEW = re.compile(rf"\b(?:just|only|best|top|first|the) ({NUMBER})\b", re.I)


_LISTED = _OF_MANY_FORMS | {Form.PATTERN, Form.TREND}


_ON_A_TOPIC = {Form.THEMED, Form.EXAMPLES, Form.COUNTED, Form.TREND}


_ABOUT_ANEW = re.compile(
    r"^\W*(?:(?:and|ok|okay|now|right|also|so|then|but|well|thanks?)\b\W*)*(?:the )?(?:same"
    r"|do (?:it|that|this)|just|only|what about|how about|for|on|about|what of"
    r"|(?=\w+(?: \w+){0,4}\W*$))",
    re.I,
)


_WRITTEN = {Form.QUESTIONS, Form.TEXT, Form.LINES, Form.PAGE}
_SHAPED_BRIEFS = {Form.YEARS, Form.COLUMNS, Form.ITEMS}


def varied(before: Request, own: Request) -> Request | None:  # noqa: C901, PLR0911 - a table
    """The request before in another shape: "one line each", "which is most recent?", "and the
    requires improvement ones?"; None where a message asks something else.
    """
    message = own.message
    if own.act is Act.DANGER:
        return None
    if before.facts and (before.councils or before.absent):
        return _varied_facts(before, own)
    is_of_terms = Want.MEANING in before.wants or before.act is Act.DEFINE
    if is_of_terms and (told := _of_terms(before, own)):
        return told
    if before.claim and not own.names_a_place and (told := _of_claim(before, own)):
        return told
    wants = before.wants | asides(message)
    again = replace(before, message=message, goes_on=True, claim="", wants=wants)
    if own.names_a_place:
        return _why_not(before, own, again) or _elsewhere(before, own, again)
    is_shape = _SHAPES.search(message) or own.asked.again & _OF_SHAPE
    if before.form in _WRITTEN and _asks(own) and not is_shape:
        return None
    if before.form in _WRITTEN and FIXED.search(message) and BEFORE.search(message):
        return replace(again, act=Act.BRIEF, form=Form.FOLLOWED, times=LATEST, subject="")
    if before.form in _WRITTEN:
        return _rewritten(before, own, again)
    shaped = _dated(before, own, again) or better_elsewhere(before, own)
    if shaped := shaped or _written_out(before, own, again):
        return shaped
    if before.act is Act.BRIEF and len(before.councils) == 1:
        return _varied_brief(before, own, again)
    if ordered := _with_reasons(before, own, again):
        return ordered
    if before.act is Act.EXAMPLE and len(before.councils) > 1 and own.subject:
        return _narrowed(own, again)
    return _varied_list(before, own, again) if before.form else None


def _dated(before: Request, own: Request, again: Request) -> Request | None:
    """What was told over the years in so many lines: "too long, five bullets with the dates"."""
    is_of_lines = read_form(own.message) is Form.LINES and not themes(own)
    if before.form is not Form.YEARS or not is_of_lines:
        return None
    wants = again.wants | {Want.SHORTER}
    return replace(again, number=read_number(own.message) or before.number, wants=wants)


def _varies(own: Request, again: Again, words: re.Pattern[str]) -> bool:
    """Whether a message varies the one before so: learned, or in plain words."""
    return again in own.asked.again or bool(words.search(own.message))


def _narrowed(own: Request, again: Request) -> Request | None:
    """What one council may learn from another, on one topic: "narrow it to frontline managers"."""
    if not _NARROWS.search(own.message):
        return None
    return replace(again, subject=own.subject, themes=themes(own))


_NARROWS = re.compile(
    r"\b(?:narrow|only|just|focus\w*|limit|stick|keep) (?:\w+ ){0,2}?(?:to|on|the)?\b", re.I
)


def _varied_list(before: Request, own: Request, again: Request) -> Request | None:  # noqa: PLR0911 - a table
    """What was computed over many councils in another shape, over others or on another topic."""
    message, form = own.message, before.form
    if form is Form.THEMED and _varies(own, Again.WHY, _WHY) and _PLACE.search(message):
        return replace(again, wants=before.wants - {Want.NEWEST} | {Want.WHY})
    if form in _LISTED and (shaped := _shaped(before, own, again)):
        return shaped
    if form in _OF_MANY_FORMS and _NEWEST.search(message):
        return replace(again, wants=before.wants | {Want.NEWEST})
    if form in _OF_MANY_FORMS and _EXACT_WORDS.search(message):
        return replace(again, number=own.number or read_number(message) or before.number)
    if limited := _limited(before, own, again) or _on_another(before, own, again):
        return limited
    if form is Form.PATTERN and (own.grades or own.limits_councils):
        is_beside = _SAME_HERE.search(message)
        return replace(
            again, conditions=of_whole(own.conditions) or before.conditions,
            groups=own.groups or before.groups, beside_of=before if is_beside else None,
        )  # fmt: skip
    return None


def _of_claim(before: Request, own: Request) -> Request | None:
    """A claim that was looked up once more: for its page, at the inspection before, or in words
    that can be said.
    """
    again = replace(before, message=own.message, goes_on=True, statements=())
    if _OF_CLAIM.search(own.message):
        return again
    if asks_to_correct(own.message):
        return replace(again, form=Form.CORRECTED)
    is_short = len(own.message.split()) <= _OF_A_QUESTION
    return replace(again, times=own.times) if is_short and own.times.back else None


# Asked of a claim that was looked up: "and which page?", "do they still say so?".
_OF_CLAIM = re.compile(
    r"^\W*(?:(?:and|ok|so|but|thanks)\W+)*(?:(?:on |in )?(?:which|what) (?:page|report|year"
    r"|inspection)|where (?:is|does|did|was)|page\b|do(?:es)? (?:they|it|ofsted|inspectors) still\b"
    r"|is (?:it|that) still\b)(?:\W+\w+){0,6}\W*$",
    re.I,
)


def _of_terms(before: Request, own: Request) -> Request | None:
    """What terms mean in another way: "got an example of that?", "explain it like I'm ten"."""
    asks_example = _EXAMPLE.search(own.message) and not own.names_a_place
    if not (asks_example or _goes_on_asking(own)):
        return None
    again = replace(own, act=Act.DEFINE, wants=own.wants | {Want.MEANING}, goes_on=True)
    if asks_example:
        return replace(again, form=None, facts=(), wants=again.wants | {Want.WORDS})
    return replace(again, context=before.message)


def _goes_on_asking(own: Request) -> bool:
    """Whether a message goes on asking what terms mean: "so is SIF the same thing?"."""
    if Want.MEANING in own.wants or _THE_SAME.search(own.message):
        return True
    if _varies(own, Again.PLAIN, _PLAINLY) and not own.names_a_place:
        return True  # "explain it like I'm ten"
    is_short = len(own.message.split()) <= _OF_A_QUESTION and not own.names_a_place
    if not is_short or _OF_REPORTS.search(own.message):
        return False
    leans = _ASKS_OF_IT.search(own.message) and not (own.groups or own.grades)
    return bool(leans) or own.act not in OF_MANY and bool(_AND_IF.search(own.message))


# "does either change the grade?", "who sits on it?"; not "which councils have one?"
_ASKS_OF_IT = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:who|what|when|where|why|how|is|are|does|do|can|could|will"
    r"|would|must|has)\b"
    r".{0,60}?\b(?:it|its|they|them|their|that|this|these|those|one|either|both|each|you|i)\b",
    re.I,
)
_OF_REPORTS = re.compile(
    r"\b(?:which|what|how many|any|list|show) (?:\w+ ){0,2}(?:councils?|authorities|boroughs|places"
    r"|reports?)\b|\b(?:reports?|inspectors?|ofsted) (?:\w+ )?(?:say|said|find|found|tell)\b"
    r"|\bin (?:the|your|this) (?:library|reports)\b|\bthanks?\b",
    re.I,
)


_PLAINLY = re.compile(
    r"\blike (?:i|they|we)['’]?(?:m|re)?(?: am| are| were| was)? (?:an? )?\w+"
    r"|\b(?:in|put it in) (?:plain|simple|simpler|easy|everyday|normal) (?:words|terms|english)\b"
    r"|\b(?:plainer|simpler|more simply)\b"
    r"|\b(?:for|to) (?:an? |my )?(?:\w+[ -]){0,2}(?:year[ -]?old"
    r"|kids?|child|children|pupils)\W*$",
    re.I,
)
_EXAMPLE = re.compile(
    r"\b(?:examples?|instances?)\b|\b(?:real|actual) (?:report|case|one)\b"
    r"|\b(?:where|which reports?) (?:does|do|did|is|was) (?:it|that|they|one)\b",
    re.I,
)
_AND_IF = re.compile(r"^\W*(?:and|so|ok|but|what about|how about|or)\b", re.I)


_THE_SAME = re.compile(r"\bthe same (?:thing|as)\b|\bdiffer\w* from\b", re.I)


def _varied_facts(before: Request, own: Request) -> Request | None:
    """Other facts of the same inspection, or the same of another: "and who led it?", "and
    Leeds?", "and before that?".
    """
    again = replace(before, message=own.message, goes_on=True)
    is_short = len(own.message.split()) <= _OF_A_SHORT_ONE
    facts = facts_asked(own.message) or tuple(each for each in Fact if each in own.asked.facts)
    is_of_many = own.act in LISTING and bool(own.grades or own.groups or own.move)
    if facts and not (own.names_a_place or own.subject or is_of_many):
        times = own.times if own.times.is_named else before.times
        return replace(again, facts=facts, kinds=own.kinds, times=times)
    if is_short and (own.councils or own.absent) and not (own.conditions or own.subject):
        return replace(again, councils=own.councils, absent=own.absent)
    if is_short and own.times.is_named and not own.names_a_place and not own.conditions:
        return replace(again, times=own.times)
    return None


_OF_A_SHORT_ONE = 6  # words
_OF_A_QUESTION = 9


# ---- what was drawn up, in another shape


def _rewritten(before: Request, own: Request, again: Request) -> Request | None:
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
    is_shape = _SHAPES.search(message) or own.asked.again & _OF_SHAPE
    return changed if changed != again or is_shape else None


def _in_shape(before: Request, own: Request, again: Request) -> Request:
    """In another form, of another length, with another number of lines."""
    message = own.message
    is_in_sentences = (read_sentences(message) or 1) > 1 and not _OF_EACH.search(message)
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
    is_one = is_one_line(message) or _varies(own, Again.LINE, POST)
    if _ADDS.search(message) or Want.HEADLINE in tones(message):  # "add a line about care leavers"
        is_one, form = False, before.form or form
    if is_one and not _OF_EACH.search(message):
        return replace(
            again, form=Form.LINES, number=1, characters=read_characters(message),
            length=read_cut(message), each=None, beside_of=None,
        )  # fmt: skip
    characters = read_characters(message)
    number = items(message, form) if form is not Form.TEXT else None
    number = None if number == 1 and _OF_EACH.search(message) else number
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
    is_shorter = _varies(own, Again.SHORTER, _SHORTER)
    if is_shorter and form is Form.LINES and not shaped.each:
        shaped = replace(shaped, each=WORDS_OF_A_LINE)
    if is_shorter or _varies(own, Again.LONGER, _LONGER):
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
    elif _varies(own, Again.HARDER, _HARDER):
        order, wants = First.WORST, wants - {Want.POLITE, Want.WARM}
    elif _varies(own, Again.SOFTER, _SOFTER):
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


def _asks(own: Request) -> bool:
    """Whether a message is a question of its own: "what did they say about caseloads?"."""
    is_question = own.message.rstrip().endswith("?")
    return is_question and own.act not in {Act.WRITE, Act.MORE} and not _ONLY.match(own.message)


def _written_out(before: Request, own: Request, again: Request) -> Request | None:
    """What was answered before as a text, a post, lines: "put that in 60 words"."""
    message = own.message
    learned = next((_FORMS[each] for each in _FORMS if each in own.asked.again), None)
    learned = Form.TEXT if _ALOUD.search(message) else learned
    form = read_form(message) or learned
    if not before.councils or form is None or not (before.act in _TOLD or before.form):
        return None
    is_on = own.subject and not _ALOUD.search(message)
    if own.act in EXACT or is_on or _asks(own):
        return None
    told = read_cut(message) or read_characters(message) or items(message, form)
    if not told and own.act is not Act.WRITE and not learned:
        return None
    shaped = replace(again, act=Act.WRITE, is_certain=True, number=None, length=None)
    if before.act in EXACT:
        shaped = replace(shaped, subject="", conditions=(), move=None)
    return _in_tone(_in_shape(replace(shaped, form=form), own, shaped), own)


def _elsewhere(before: Request, own: Request, again: Request) -> Request | None:
    """The same drawn up for another council: "now for Leeds, same style"."""
    is_shaped = before.form in _WRITTEN or before.form in _SHAPED_BRIEFS
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


_SHAPES = re.compile(
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
_OF_SHAPE = frozenset(
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
_OF_EACH = re.compile(r"\b(?:each|per|apiece|all of them|for every)\b", re.I)
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


# ---- a brief in another shape


def _with_reasons(before: Request, own: Request, again: Request) -> Request | None:
    """An order by grade with a reason for each: "and why, in a sentence each"."""
    is_order = before.act is Act.RANK and before.form is None and not before.subject
    if not is_order or not _varies(own, Again.WHY, _WHY) or own.subject and own.themes:
        return None
    if before.order in {First.MOST_IMPROVED, First.MOST_DECLINED}:
        return replace(again, form=Form.MOVERS, conditions=(), move=None)
    return replace(again, form=Form.REASONS) if before.order in _LIST_WANTED else None


def _shaped(before: Request, own: Request, again: Request) -> Request | None:
    """The same in fewer words, or as the table that it is: "names only", "three bullets"."""
    message = own.message
    is_shorter = _varies(own, Again.SHORTER, _SHORTER)
    is_limited = own.grades or own.limits_councils and not is_shorter
    if is_limited or themes(own):
        return None
    number = read_number(message) or own.number or before.number
    if is_shorter or _FEW_WORDS.search(message):
        return replace(again, wants=before.wants | {Want.SHORTER}, number=number)
    if _varies(own, Again.TABLE, _AS_TABLE):
        return replace(again, wants=before.wants - {Want.SHORTER}, number=number)
    return None


def _limited(before: Request, own: Request, again: Request) -> Request | None:
    """The same over other councils: "only the north", "now outside London", "and in the good
    ones?".
    """
    if before.form not in _OF_MANY_FORMS | {Form.TREND} or before.councils or themes(own):
        return None
    groups = tuple(g for g in own.groups if g.kind is not GroupKind.LISTED)
    left_out = {g.names for g in groups if g.excluded}
    groups = tuple(g for g in groups if g.excluded or g.names not in left_out)
    if not (groups or own.grades):
        return None
    few = _FEW.search(own.message)
    number = few and number_in(few[1].lower()) or own.number or before.number
    return replace(
        again, groups=groups or before.groups, number=number,
        conditions=of_whole(own.conditions) or before.conditions,
    )  # fmt: skip


def _on_another(before: Request, own: Request, again: Request) -> Request | None:
    """The same on another topic: "same but for young carers", "and foster carers?"."""
    named = themes(own) if before.form in _ON_A_TOPIC | {Form.REASONS} else ()
    if not named or own.limits_councils or own.grades or not _ABOUT_ANEW.search(own.message):
        return None
    if before.form is Form.REASONS and own.areas and set(named) <= OF_AREAS:
        return replace(again, conditions=own.conditions)
    form = Form.THEMED if before.form is Form.REASONS else before.form
    conditions = () if before.form is Form.REASONS else before.conditions
    return replace(
        again, form=form, themes=named, subject=own.subject, conditions=conditions,
        wants=before.wants - {Want.NEWEST, Want.WHY},
    )  # fmt: skip


def _varied_brief(  # noqa: C901, PLR0911 - a table
    before: Request, own: Request, again: Request
) -> Request | None:
    """A brief with one side of it, or of one area: "only the weaknesses", "and for care
    leavers?".
    """
    message = own.message
    if before.form is Form.ITEMS and (items_now := items_in(message)):
        return replace(again, items=items_now, wants=again.wants | {Want.NO_GRADES})
    if Want.ALL_TO_IMPROVE in before.wants and (some := _some_points(own)):
        return replace(again, themes=some, subject="", polarity=None)
    tells_more = own.subject and not (_BITS.search(message) and not own.themes)
    is_of_area = len(own.areas) == 1 and not own.grades and not tells_more
    if before.form in {None, Form.COLUMNS} and is_of_area and _AND_FOR.search(message):
        wants = again.wants - {Want.SHORTER}  # what is asked anew is not yet too long
        wants |= {Want.SHORTER} if _varies(own, Again.SHORTER, _SHORTER) else set()
        return replace(again, form=None, conditions=own.conditions, subject="", wants=wants)
    if has_topic(own):
        return None
    polarity = Polarity.CRITICISM if _WORRIES.search(message) else _one_side(own)
    if polarity:
        form = before.form if before.form is Form.ABOUT else None
        return replace(again, form=form, polarity=polarity, subject=before.subject if form else "")
    if before.polarity is None and _varies(own, Again.TABLE, COLUMNS):
        return replace(again, form=Form.COLUMNS, subject="")
    if before.form in {None, Form.COLUMNS} and _STILL_OPEN.search(message):
        return replace(again, form=None, polarity=Polarity.CRITICISM, subject="")
    if before.form in {None, Form.COLUMNS, Form.YEARS} and FIXED.search(message):
        return replace(again, form=Form.FOLLOWED, times=LATEST, polarity=None)
    if before.form is not None and _varies(own, Again.SHORTER, _SHORTER):
        return replace(again, form=None, wants=before.wants | {Want.SHORTER})
    return None


def _some_points(own: Request) -> tuple[str, ...]:
    """The themes of the points that alone are wanted: "only those on practice", "not leadership",
    "just the ones about care leavers".
    """
    if not _OF_THOSE.search(own.message):
        return ()
    every = [theme.name for theme in all_themes()]
    practice = tuple(name for name in every if name not in OF_LEADERSHIP)
    if _PRACTICE.search(own.message):
        return practice
    if _LEADING.search(own.message):
        return tuple(name for name in every if name in OF_LEADERSHIP)
    return themes(own)


_OF_THOSE = re.compile(
    r"\b(?:only|just|(?<!or )not|without|leave out|except|but not|excluding)\b", re.I
)
_LEADING = re.compile(r"\b(?:leaders?|leadership|management|managers?)\b", re.I)
_PRACTICE = re.compile(
    r"\b(?:social work|front ?line|practice)\b(?! leaders)"
    r"|\b(?:not|without|leave out|except|excluding)(?: \w+){0,3} (?:leadership|leaders"
    r"|management)\b",
    re.I,
)
# "Only the bits about children in care": what is wanted of what was told.
_BITS = re.compile(r"\b(?:bits?|parts?|stuff|things?|ones?|section|points?)\b|\bonly\b", re.I)
_WORRIES = re.compile(
    r"\b(?:worr(?:y|ies|ied|ying)|concern(?:s|ed|ing)?|alarm(?:s|ed|ing)?|red flags?|lose sleep"
    r"|keep (?:me|you|us) (?:up|awake)|(?:watch|look) out(?: for)?|wary of|biggest risks?"
    r"|scares?|frighten\w*)\b",
    re.I,
)
_STILL_OPEN = re.compile(
    r"\b(?:still|yet|remain\w*)\b.{0,20}\b(?:outstanding|open|unresolved|to do|to be done"
    r"|not (?:done|fixed|sorted|resolved)|a problem|problems|issues?)\b",
    re.I,
)


def _one_side(own: Request) -> Polarity | None:
    """The side of a brief that alone is wanted: "only the weaknesses", "skip the praise"."""
    if only := _ONLY_ONE.search(own.message):
        return Polarity.CRITICISM if _BAD_SIDE.search(only[0]) else Polarity.PRAISE
    sides = {Again.ONLY_BAD: Polarity.CRITICISM, Again.ONLY_GOOD: Polarity.PRAISE}
    return next((sides[each] for each in sides if each in own.asked.again), None)


_BAD_SIDE = re.compile(
    r"\b(?:weak\w*|bad|negativ\w*|problems?|concerns?|criticisms?|failings?|gaps|wrong)\b", re.I
)
_ONLY_ONE = re.compile(
    r"\b(?:only|just)\b.{0,20}\b(?:weak\w*|bad|negativ\w*|problems?|concerns?|criticisms?|failings?"
    r"|gaps|strength\w*|good|positiv\w*|praise)\b"
    r"|\b(?:weak(?:nesses|points?)|negatives|problems|concerns|criticisms|strengths|positives)"
    r" only\b",
    re.I,
)


_AND_FOR = re.compile(
    r"^\W*(?:(?:good|great|ok(?:ay)?|fine|thanks?|ta|right|lovely|perfect|yes)\b\W*)*"
    r"(?:and|what about|how about|now|same|ok|also|just|only)\b",
    re.I,
)
