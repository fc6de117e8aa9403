"""In which form and how long: "five questions", "in 200 words", "four bullets", "a tweet"."""

import re

from assistant.reading.points import number_in
from assistant.request import Form

POST_CHARACTERS = 280  # of a post where no number is said
WORDS_A_MINUTE = 130  # that are spoken
WORDS_A_SECOND = 2.5  # on the radio
HALF_A_PAGE = 250  # words

POST = re.compile(
    r"\b(?:tweet\w*|twitter|x post|post (?:for|on) x|blue ?sky|bsky|threads post|mastodon"
    r"|text message|sms|whats ?app|strapline|caption)\b",
    re.I,
)
_ONE_LINE = re.compile(
    r"\b(?:one|a single|a|1|single)[- ](?:short |good |punchy |snappy |killer |press |quick )?"
    r"(?:line(?:r)?|sentence|bullet(?: point)?|headline|sound ?bite|takeaway)\b(?! (?:each|per|a"
    r"|for each)\b)|\bone[- ]liner\b|(?<!with )\ba headline\b(?! and\b)|\belevator pitch\b",
    re.I,
)
_FORMS = (
    (
        Form.QUESTIONS,
        re.compile(
            r"\bquestions?\b(?! (?:is|was|about why)\b)|\bquiz\w*\b"
            r"|\bq ?(?:&|and|\+) ?as?\b"
            r"|\bwhat (?:should|could|can|might|would|do) (?:\w+ ){1,3}?(?:ask|challenge|raise"
            r"|press)\b",
            re.I,
        ),
    ),
    (
        Form.LINES,
        re.compile(
            r"\b(?:lines|bullets?|bullet(?:ed)?(?:[- ]points?| list)?|talking points"
            r"|speaking (?:notes?|points)|key (?:messages|points|lines)|sound ?bites"
            r"|headlines|takeaways|sentences|slides?|dot points|recommendations)\b",
            re.I,
        ),
    ),
    (
        Form.TEXT,
        re.compile(
            r"\b(?:words?|paras?|paragraphs?|text|article|(?:press|media|news) release|posts?"
            r"|newsletter|statement|summary for|briefing|note|speech|letter|e?-?mail|remarks"
            r"|blurb|copy|intro(?:duction)?|column|update for|message (?:to|for)|pitch"
            r"|bulletin|leaflet|web ?(?:site|page)|intranet|facebook|linkedin|instagram"
            r"|thank[- ]you|toast|essay|piece for|foreword|speaking (?:at|to|for|on)|script"
            r"|read (?:it |this )?out|agenda item|hand-?out|motion|(?:\d{2}|thirty|sixty"
            r"|forty-five)"
            r" (?:seconds|secs)|(?:mins?|minutes?) (?:on|about|for|of))\b",
            re.I,
        ),
    ),
)
# Words that name something to be written, whatever else a message may be taken for.
PIECE = re.compile(
    r"\b(?:newsletter|speech|letter|e?-?mail|(?:press|media|news) release|remarks|blurb|leaflet"
    r"|post (?:for|to|about|on)|facebook|linkedin|instagram|intranet|bulletin|thank[- ]you note"
    r"|article|paragraph|pitch|foreword|statement for|message (?:to|for))\b",
    re.I,
)

ASKS_LAST = re.compile(
    r"\b(?:end(?:s|ing)?|finish(?:es|ing)?|close|closing|conclud\w+)(?: it| them| up)?"
    r" (?:on|with|by asking) (?:one|a|1|the)(?: \w+){0,2} question\b",
    re.I,
)
NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a (?:few|couple"
    r" of|handful of)|half a dozen)"
)

LENGTH = re.compile(r"\b(\d{2,4}|a hundred|two hundred|fifty)[- ]?words?\b(?! each)", re.I)
HALF_PAGE = re.compile(r"\bhalf (?:of )?(?:a |one |an a4 )?-?(?:page|side)\b|\bhalf-page\b", re.I)
_WRITTEN_OUT = {"a hundred": 100, "two hundred": 200, "fifty": 50}
# A bare number after these is one of words: "cut it to 60", "down to 120".
_CUT_TO = re.compile(
    r"\b(?:to|under|below|within|in|around|about|max|no more than|make (?:it|that|this))(?: about)?"
    r" (\d{2,3})\b"
    r"(?! ?(?:%|per|years?|char\w*|reports?|councils?|places|pages?|minutes?|mins?|questions?"
    r"|bullets?|lines?|points?))",
    re.I,
)
_MINUTES = re.compile(
    rf"(?<!\bin )\b({NUMBER}|a|half a|couple of)[- ](?:minutes?|mins?)\b(?! (?:ago|left|before"
    rf"|till|until"
    r"|to go))",
    re.I,
)
_SECONDS = re.compile(
    r"\b(\d{2}|thirty|forty|forty-five|sixty|ninety|twenty)[- ](?:seconds?|secs?)\b", re.I
)
_SECONDS_WRITTEN = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}
_CHARACTERS = re.compile(r"\b(\d{2,4})[- ]?(?:characters?|chars?|signs|letters)\b", re.I)
_EACH = re.compile(
    r"\b(\d{1,3}|ten|twelve|fifteen|twenty)[- ]words?(?: (?:or (?:less|fewer)|max\w*|tops))?"
    r" (?:each|per|a(?:piece| bullet| line| question| point)|for each|maximum each)\b",
    re.I,
)

COUNTED = re.compile(
    rf"\b({NUMBER}) (?:\w+[ -]){{0,3}}?(questions?|lines?|bullets?(?: points)?|points|messages"
    r"|headlines|takeaways|sentences|things)\b",
    re.I,
)

# A number after what it counts: "bullet points, max 5".
AT_MOST = re.compile(
    rf"\b(?:bullets?(?:[- ]points?)?|lines|points|sentences)\b,? (?:max\w*(?: of)?|at most|up to"
    rf"|no more than|tops)? ?({NUMBER})\b(?! (?:words|years))",
    re.I,
)

_HALF_A_DOZEN = re.compile(r"\bhalf a dozen (?:[\w-]+ ){0,3}questions\b", re.I)
_BEFORE_QUESTIONS = re.compile(r"((?:\w+ ){1,3})questions\b", re.I)


# Texts that may name questions, or lines, as parts of them.
_BUILT = re.compile(
    r"\bfaqs?\b|\bfrequently asked\b|\bmotion (?:for|to|at|on)\b|\bagenda items?\b|\bhand-?outs?\b",
    re.I,
)


def read_form(message: str) -> Form | None:
    """The form that is asked for: "draft questions", "lines for a briefing", "200 words", "a
    tweet"; None where none is named.
    """
    message = ASKS_LAST.sub(" ", message)  # a text that ends on a question is no list of them
    if _BUILT.search(message):
        return Form.TEXT
    if _FORMS[0][1].search(message):
        return Form.QUESTIONS
    if is_one_line(message) or POST.search(message):
        return Form.LINES
    return next((form for form, pattern in _FORMS if pattern.search(message)), None)


def is_one_line(message: str) -> bool:
    """Whether a single line is wanted: "now one line for twitter", and not "one line each"."""
    counted = COUNTED.search(message)
    of_many = counted and read_number(message) not in {None, 1}
    return bool(_ONE_LINE.search(message)) and not of_many


def read_length(message: str) -> int | None:
    """How many words it may have: "in 200 words", "a speech of two minutes"."""
    if match := LENGTH.search(message):
        return _WRITTEN_OUT.get(match[1].lower()) or int(match[1])
    if HALF_PAGE.search(message):
        return HALF_A_PAGE
    if match := _MINUTES.search(message):
        written = match[1].lower()
        minutes = {"a": 1.0, "half a": 0.5, "couple of": 2.0}.get(written) or number_in(written)
        return int(minutes * WORDS_A_MINUTE) or None
    if match := _SECONDS.search(message):
        seconds = _SECONDS_WRITTEN.get(match[1].lower()) or int(match[1])
        return int(seconds * WORDS_A_SECOND)
    return None


def read_cut(message: str) -> int | None:
    """How many words a text is cut to, where the word "words" may be missing: "cut it to 60"."""
    match = _CUT_TO.search(message)
    return read_length(message) or (int(match[1]) if match else None)


def read_characters(message: str) -> int | None:
    """How many characters it may have: "280 characters"; that of a post, where one is wanted."""
    if match := _CHARACTERS.search(message):
        return int(match[1])
    return POST_CHARACTERS if POST.search(message) else None


def read_each(message: str) -> int | None:
    """How many words each of several may have: "10 words each"."""
    match = _EACH.search(message)
    if not match:
        return None
    written = {"ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}
    return written.get(match[1].lower()) or int(match[1])


def read_questions(message: str) -> int | None:
    """How many questions are wanted: "five questions"."""
    if _HALF_A_DOZEN.search(message):
        return 6
    match = _BEFORE_QUESTIONS.search(message)
    words = match[1].lower().split() if match else []
    numbers = (number_in(word) for word in words if word != "a")
    return next((number for number in numbers if number), None) or read_items(message)


_ORDER_NUMBER = re.compile(
    rf"\b(?:top|best|worst|bottom|first|which|the|those) ({NUMBER})\b|\b({NUMBER}) (?:places"
    r"|councils|areas|worst|best|most)\b",
    re.I,
)
# Any number of several, unless of words, minutes or years: "max 5", "four of them will do".
_ITEMS = re.compile(
    rf"(?<![\d][.:])\b(?!one\b|1\b)({NUMBER})\b"
    r"(?! ?(?:words?|char\w*|min\w*|hours?|days?|weeks?|months?"
    r"|years?|seconds?|secs?|pages?|paragraphs?|columns?|councils?|reports?|boroughs?|places|sides?|%|percent|am"
    r"|pm|o.clock|st\b|nd\b|rd\b|th\b|[-/:.]?\d|positive|negative|halves|parts))",
    re.I,
)


def read_items(message: str) -> int | None:
    """How many of several are wanted, in whatever words: "max 5", "four will do"."""
    match = _ITEMS.search(_EACH.sub(" ", message))
    return _as_number(match[1]) if match else None


def read_number(message: str) -> int | None:
    """How many are wanted: "four bullets", "the best two", "which 3 places"."""
    counted = COUNTED.search(message)
    order = _ORDER_NUMBER.search(message)
    written = counted[1] if counted else next(filter(None, order.groups()), "") if order else ""
    return _as_number(written)


def _as_number(written: str) -> int | None:
    written = written.lower()
    if written.startswith("a "):
        return {"a couple of": 2, "a handful of": 5}.get(written, 3)
    if written == "half a dozen":
        return 6
    return number_in(written) or None if written else None
