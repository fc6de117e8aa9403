"""What is to be written: questions, lines, a text of so many words, for whom and in which tone."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import (
    COUNTED,
    PIECE,
    is_one_line,
    read_characters,
    read_each,
    read_form,
    read_items,
    read_length,
    read_number,
    read_questions,
)
from assistant.reading.forms.pieces import (
    in_form,
    in_parts,
    read_piece,
    read_sentences,
    speaks_for_council,
)
from assistant.reading.forms.subjects import OF_AREAS, OF_READERS
from assistant.reading.forms.tones import LETTER, THANKS, first_side, side, tones
from assistant.request import (
    EXACT,
    MOST_COMPARED,
    Act,
    Condition,
    Form,
    Piece,
    Request,
    Task,
    Want,
)
from assistant.themes import all_themes, themes_asked
from assistant.vocabulary import (
    GENERAL,
    NUMBERS,
    OF_EVENTS,
    OF_GRADES,
    OF_LISTS,
    content_words,
)

# Words that say in which form, for whom and how long it is to be, and not what it is about.
OF_FORM = frozenset(
    """lines line briefing brief questions question draft drafts text words word
    paragraph summary bullet bullets points note notes committee scrutiny meeting
    members councillors paper local short long one two three four five six eight ten
    cabinet member speech newsletter post press release article residents seven nine
    chair front director thursday monday tuesday wednesday friday tonight tomorrow soft
    hard tough pointed awkward easy radio key messages somebody read neutral tone jargon
    board corporate parenting leader full council max put maximum tweet twitter style
    sentence sentences headline statement letter email website web page staff parents
    governors trustees panel academic tv television air slide desk message supplementary
    saturday sunday morning evening afternoon opposition public media journalist
    summarise summarize overview turn killer pmqs funding bid warm warmer gushing harder
    softer soft tougher sharper plain plainer formal informal friendly friendlier longer
    shorter upbeat proud celebrate failings failures working intranet facebook linkedin
    whatsapp characters each per long old new bit bits simple wordy punchy snappy start
    approx approximately around speaking peers half reader readers weds tues thurs mon fri
    sat sun care help young people quality need outcomes impact phone officer nothing mins min
    went well works weaknesses strengths positives negatives bad liked praised side
    minutes minute answer mean means meant meaning tell tells told letter email page pages
    annual quarterly monthly yearly weekly agenda pack dashboard
    number numbers nos ref please thanks polite politely quiz references
    reference harvard refs paragraph para calmer calm
    second seconds thirty forty sixty script risk risks enough case cases called calling calls call
    action actions noting notes motion agenda item items handout training session sessions discuss
    discussion interview candidate candidates starter starters new choice multiple options
    background reader dads gentle civil livid nasty sneaky mix rosy stiff chatty spoken aloud out
    good why dropped drop fell fallen falls last left station show programme breakfast need
    gone wrong
    saw seen noticed answers answered honestly honest reply evidence thank report thanking note
    quoting""".split()
)
_NO_TOPIC = OF_FORM | GENERAL | OF_EVENTS | OF_GRADES | OF_LISTS | set(NUMBERS)


# Words that ask for a brief: "key messages from the Leeds report".
OF_A_BRIEF = frozenset(
    """key main messages message headline headlines takeaway takeaways points point gist
    summary overview picture strengths weaknesses concerns issues big biggest top
    essentials nutshell warts""".split()
)


OF_LEARNING = frozenset(
    "learn learns learned learnt learning lesson lessons copy borrow pick".split()
)


_LEARNS = re.compile(
    r"\b(?:learn(?:s|ed|ing|t)?|copy|borrow|pick up|lessons?)\b.{0,40}\bfrom\b", re.I
)


WORDS_ON_A_SLIDE = 20  # of a bullet, where no number is said
# For whom, or where, something is written: "for our staff newsletter", "to the partnership board".
MOST_CHARACTERS = 400  # from here on a text of so many characters has room for paragraphs
_FOR_WHOM = re.compile(
    r"\b(?:for|to|at|from|(?:in|on)(?= (?:an?|the|our|my|your|their|local|full)\b))"
    r" (?:(?:a|an|the|our|my|your|their|new|next|all)\W+)*"
    r"(?:(?!(?:for|to|on|in|about)\b)[\w’'&-]+ ){0,3}?(?:newsletter|board|panel|committee"
    r"|meeting|staff|team|parents|members?"
    r"|councillors|governors|trustees|residents|scrutiny|cabinet|leader|intranet|bulletin|paper"
    r"|website|radio|event|conference|bid|carers|partners|families|chair|minister|exec\w*"
    r"|school|visit|station|programme|show|editor|press|page|public|funders?|students?"
    r"|supervisor|year[- ]olds?|mps?"
    r"|mayor|teachers?|friends?|neighbou?rs?|volunteers?"
    r"|(?:children|kids|pupils|teenagers) (?:aged?|of) \d{1,2}(?: ?(?:to|-|–|and) ?\d{1,2})?)\b",
    re.I,
)
_TELLS = re.compile(
    r"^\W*(?:please )?(?:don.?t|do not|never)\b|^\W*(?:(?:and|but|so)\W+)?(?:she|he|they|i|i.m"
    r"|im|i.ve|my|we|we.re|our|most of (?:them|us)"
    r"|some of (?:them|us)|it.s for|opposition|people|everyone)\b(?:.(?:s|ll|ve|re))?",
    re.I,
)
# What is told of a reader: "for a councillor who thinks it is all about money".
_OF_READER = re.compile(
    r"\b(?:for|to|by) (?:(?:an?|the|my|our|some|any) )?(?:[\w-]+ ){0,2}?(?:readers?|councillors?"
    r"|members?"
    r"|persons?|people|someone|somebody|audience|man|woman|colleagues?|friends?"
    r"|residents?) (?:who|that"
    r"|with)\b[^.!?]*",
    re.I,
)
_WISHES = re.compile(r"\b(?:want|need|like|don.?t|do not|rather)\b", re.I)
_OF_US = re.compile(r"^\W*(?:(?:hi|hello|so|ok)\W+)*(?:i|i.m|im|i.ve|we|we.re|were)\b", re.I)
# What stands before "on" or "about" and makes of it no topic: "she will be asked about …".
_NOT_ON = re.compile(r"\b(?:be|is|are|was|were|been|asked|say|said|sitting|live|put|go) *$", re.I)
_BESIDE = re.compile(
    r"\b(?:that|because|who|which|so|if|since|as)\b(?!.*\b(?:on|about)\b)[^,.;:]*$"
)
_SAYS = re.compile(
    r"^(?:(?:ofsted|inspectors?|they)\s+)?(?:(?:describ|sa[iy]|think|thought|wrot|writ|found|find"
    r"|see|saw|view|treat|lik|prais|mak)\w*\s+(?:about |of |on )?)?(?:the |its |their )?",
    re.I,
)
_WHO_ASKS = re.compile(
    r"\b(?:questions?|what) (?:that )?(?:a |an |the |our )?(?:\w+ ){0,2}?(?:parents?|carers?"
    r"|residents?|journalists?|members?|councillors?|staff|people) (?:might|would|could|may|will"
    r"|should|can)\b",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:on|about|regarding|concerning|around|describ\w+|re)\s+(?:(?:the|how|what|its|their"
    r"|his|her|our|why|whether|all)\s+|(?:ofsted|inspectors?|they)\s+(?:\w+\s+){1,2}?(?:about"
    r"|of|on)?\s*(?:the\s+)?)*([^.,;:?!()]{3,60}?)(?=\s*(?:\b(?:in|at|by|for|to|from|compared"
    r"|versus|vs|with|as|so|that|because|when|where|please|and for|and why|and how)\b"
    r"|[.,;:?!()–—]|$))",
    re.I,
)


def drawn_up(request: Request) -> Request | None:
    """Questions, bullets or a text on one council or a few, in so many words or lines."""
    message = request.message
    form = read_form(message)
    is_piece = request.act is Act.BRIEF or Want.ASKS_LAST in in_form(message)
    if form is None and is_piece and read_length(message):
        form = Form.TEXT
    if form is None or not 0 < len(request.councils) <= MOST_COMPARED or request.kinds:
        return None
    length = read_length(message) or read_characters(message)
    if request.act in EXACT - {Act.FACTS} and not length:
        return None
    on_a_point = request.subject or ", ".join(request.themes)
    is_side_by_side = len(request.councils) > 1 and request.act is not Act.WRITE
    if on_a_point and is_side_by_side and _LINE_EACH.search(message):
        return replace(request, act=Act.COMPARE, subject=on_a_point, is_certain=True)
    counted = COUNTED.search(message) or (is_one_line(message) and request.act in _OF_WORDS)
    is_written = request.act is Act.WRITE
    # "What did the solicitor's letter say?" is found, and not written.
    names_piece = request.act is not Act.FIND and PIECE.search(message)
    is_text = form is Form.TEXT and (length or names_piece)
    is_lines = form is Form.LINES and (counted or length or is_written)
    is_questions = form is Form.QUESTIONS and (
        is_written or counted or _DRAFTS.search(message) or _TO_ASK.search(message)
    )
    if not (is_text or is_lines or is_questions or (is_written and len(request.councils) > 1)):
        return None
    return as_written(replace(request, act=Act.WRITE, claim="", certainty=1.0, is_certain=True))


_WHAT_TO_SAY = re.compile(
    r"\bwhat (?:should|could|can|might|would) (?:i|we|she|he|the \w+) say (?:at|to|about|on|in|if"
    r"|when)\b(?!.{0,40}[“\"])",
    re.I,
)


def spoken(request: Request) -> Request | None:
    """What somebody could say: "what should I say at a residents' meeting about Leeds?"."""
    if not _WHAT_TO_SAY.search(request.message) or not request.councils:
        return None
    return as_draft(replace(request, asked=replace(request.asked, task=Task.TEXT)))


def as_draft(request: Request) -> Request | None:
    """What was learned to be written: questions, lines, or a text."""
    if not 0 < len(request.councils) <= MOST_COMPARED or request.kinds:
        return None
    shaped = _shaped(replace(request, act=Act.WRITE, claim="", certainty=1.0, is_certain=True))
    form = Form(request.asked.task) if request.asked.task else shaped.form
    if shaped.form is form or read_form(request.message):
        return shaped
    return replace(shaped, form=form, number=items(request.message, form) if form else None)


_OF_WORDS = {Act.BRIEF, Act.FIND, Act.WRITE, Act.CHANGE, Act.MORE}


# How short what is told of each of several is to be: "a line on each is enough".
_LINE_EACH = re.compile(
    r"\b(?:one|a|1)(?: \w+)? (?:line|sentence) (?:on |for |about |per )?(?:each|apiece|council)\b",
    re.I,
)


_DRAFTS = re.compile(r"\b(?:draft|write|give|suggest|need|put|list|prepare)\b", re.I)


_TO_ASK = re.compile(
    r"\bwhat (?:should|could|can|might|would) (?:\w+ ){1,3}?"
    r"(?:ask|challenge|raise|press)\b|\b(?:awkward|tough|hard|killer|tricky|difficult"
    r"|pointed)\w* questions?\b",
    re.I,
)


def as_written(request: Request) -> Request:
    """What is to be written, in so many words; a brief asked for in other words; learning."""
    told = set(content_words(request.subject))
    if request.act is Act.WRITE:
        return _shaped(request)
    if _LEARNS.search(request.message) and len(request.councils) > 1:
        return replace(request, act=Act.EXAMPLE, subject=" ".join(sorted(told - OF_LEARNING)))
    may_be_brief = request.act in {Act.FIND, Act.CHANGE} and len(request.councils) == 1
    if may_be_brief and told and told <= OF_A_BRIEF:
        return replace(request, act=Act.BRIEF, subject="")
    return request


def _shaped(request: Request) -> Request:
    """With form, length, topic, side and tone of what is to be written."""
    message = request.message
    form = read_form(message) or Form.TEXT
    if LETTER.search(message) and form is Form.LINES:
        form = Form.TEXT  # a letter with bullets is a letter
    if (read_sentences(message) or 1) > 1 and form is Form.LINES:
        form = Form.TEXT  # sentences follow each other
    if form is Form.TEXT and (read_characters(message) or MOST_CHARACTERS) < MOST_CHARACTERS:
        form = Form.LINES
    conditions = request.conditions
    subject, themes = topic_of(request)
    if _CORPORATE.search(message):  # for a board, which is no topic
        subject = ""
        if not set(request.areas) & set(_OF_THE_BOARD):
            conditions = (Condition(_OF_THE_BOARD),)
    elif not (conditions or subject):
        conditions = _area_named(message)
    piece = read_piece(message)
    each = read_each(message)
    if piece is Piece.SLIDE and form is Form.LINES and each is None:
        each = WORDS_ON_A_SLIDE
    shaped = replace(
        request,
        form=form,
        length=read_length(message),
        number=items(message, form),
        characters=read_characters(message),
        each=each,
        piece=piece,
        speaks_for_council=speaks_for_council(message),
        subject=subject,
        themes=themes,
        wants=request.wants | tones(message),
        polarity=side(request),
        order=first_side(request),
        conditions=conditions,
    )
    return _in_items(in_parts(shaped))


# Areas as they are named within a phrase: "their work with children in care".
_AREAS_NAMED = (
    (Topic.IN_CARE, re.compile(r"\bchildren in (?:their |our )?care\b|\blooked[- ]after\b", re.I)),
    (Topic.CARE_LEAVERS, re.compile(r"\bcare[- ]leavers?\b", re.I)),
)


def _area_named(message: str) -> tuple[Condition, ...]:
    """The areas that a text is on, where only its words name them."""
    areas = tuple(area for area, named in _AREAS_NAMED if named.search(message))
    return (Condition(areas),) if areas else ()


def _in_items(shaped: Request) -> Request:
    """So many answers of an FAQ, and so many things of a motion or an agenda item."""
    message = shaped.message
    if shaped.piece is Piece.FAQ:
        return replace(shaped, paragraphs=read_questions(message))
    if shaped.piece in _OF_ITEMS:
        return replace(shaped, number=read_number(message), paragraphs=None)
    return shaped


_OF_ITEMS = {Piece.MOTION, Piece.AGENDA, Piece.HANDOUT}


def items(message: str, form: Form) -> int | None:
    """How many questions or lines are wanted."""
    if form is Form.QUESTIONS:
        number = read_questions(message)
        return number or (1 if _A_QUESTION.search(message) else None)
    if form is Form.LINES:
        if is_one_line(message) or (read_characters(message) and not COUNTED.search(message)):
            return 1
        return read_number(message) or read_items(message)
    return None


# When somebody needs it, which is no topic: "six questions for Thursday night".
_WHEN_NEEDED = re.compile(
    r"\b(?:on |this |next |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:night|morning|evening|afternoon|lunchtime))?\b|\b(?:tonight|tomorrow)\b",
    re.I,
)


def topic_of(request: Request) -> tuple[str, tuple[str, ...]]:
    """What a text is to be on, in the reader's words, and the recurring topics that these name;
    ("", ()) where it is on the whole, or on an area.
    """
    text = _WHO_ASKS.sub(" ", _asked_in(request.text or request.message))
    text = _OF_READER.sub(" ", _WHEN_NEEDED.sub(" ", text))
    if not THANKS.search(request.message):  # those who are thanked are what it is on
        text = _FOR_WHOM.sub(" ", text)
    areas = {word for area in request.areas for word in content_words(area.value)}
    named = {theme.name for theme in themes_asked(text)} - (OF_AREAS if request.areas else set())
    themes = tuple(name for name in request.themes if name in named)
    if set(themes) - OF_AREAS - OF_READERS:  # what is said of readers is not the topic
        themes = tuple(name for name in themes if name not in OF_READERS)
    subject = _WHEN_NEEDED.sub(" ", _SAYS.sub("", request.subject)).strip()
    if _told(subject) - _NO_TOPIC - areas and _stands(subject, text):
        return subject, themes or tuple(theme.name for theme in themes_asked(subject))
    if set(themes) - OF_AREAS - OF_READERS:
        return say_labels(themes), themes
    if request.areas:
        return "", ()
    for match in _TOPIC.finditer(text):
        topic = _SAYS.sub("", match[1]).strip()
        is_named = not _NO_NOUN.match(topic)
        if is_named and _told(topic) - _NO_TOPIC and not _NOT_ON.search(text[: match.start()]):
            return topic, themes
    return _of_occasion(request)


# What begins so is what is said of something, and not something: "is not good enough".
_NO_NOUN = re.compile(r"(?:is|are|was|were|isn.?t|aren.?t|not|still|and|needs?|went|goes)\b", re.I)


def _told(text: str) -> set[str]:
    """The words of a text that tell something; numbers tell a length."""
    return {word for word in content_words(text) if not word.isdigit()}


def _of_occasion(request: Request) -> tuple[str, tuple[str, ...]]:
    """The topics of what somebody says of themselves, where nothing else tells what questions are
    to be on: "we're going to a fostering evening".
    """
    if read_form(request.message) is not Form.QUESTIONS:
        return "", ()
    sentences = re.split(r"(?<=[.!?;\n]) +", request.text or request.message)
    told = " ".join(e for e in sentences if _OF_US.search(e) and not _WISHES.search(e))
    names = {theme.name for theme in themes_asked(told)} - OF_AREAS - OF_READERS
    themes = tuple(theme.name for theme in all_themes() if theme.name in names)
    return say_labels(themes), themes


def _asked_in(text: str) -> str:
    """A message without the sentences that only tell of those for whom it is: "she's a retired
    teacher, knows nothing about social care".
    """
    sentences = re.split(r"(?<=[.!?;\n]) +", text)
    asked = [each for each in sentences if not _TELLS.search(each) or read_form(each)]
    return " ".join(asked) or text


def say_labels(names: Sequence[str]) -> str:
    """Themes in the assistant's words: "caseloads, supervision of social workers"."""
    return ", ".join(theme.label for theme in all_themes() if theme.name in names)


def _stands(subject: str, text: str) -> bool:
    """Whether a subject is words of the message as they stand, neither of those for whom it is
    written nor of what is told beside: "fair enough that the phone won't ring".
    """
    place = text.lower().find(subject.lower())
    return place >= 0 and not _BESIDE.search(text[:place])


_OF_THE_BOARD = (Topic.IN_CARE, Topic.CARE_LEAVERS)
_CORPORATE = re.compile(r"\bcorporate parent\w*", re.I)


_A_QUESTION = re.compile(
    r"\b(?:a|one|the)(?: most)? (?:\w+ ){0,3}?question\b(?! (?:time|for each))", re.I
)
