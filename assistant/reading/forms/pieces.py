"""What a text is, who speaks in it, and of how many paragraphs or sentences it is made: "a
headline and two sentences for our website", "two paragraphs of 60 words".
"""

import re
from dataclasses import replace

from assistant.reading.forms.lengths import ASKS_LAST, NUMBER
from assistant.reading.points import number_in
from assistant.request import Form, Piece, Request, Want

_PIECES = (
    (
        Piece.MOTION,
        re.compile(
            r"\bmotion (?:for|to|at|on|before|that)\b|\b(?:a|the) (?:draft )?motion\b", re.I
        ),
    ),
    (
        Piece.AGENDA,
        re.compile(r"\bagenda items?\b|\bitem (?:for|on) (?:the|our|an) agenda\b", re.I),
    ),
    (Piece.HANDOUT, re.compile(r"\bhand-?outs?\b|\bworksheet\b", re.I)),
    (Piece.FAQ, re.compile(r"\bfaqs?\b|\bfrequently asked\b", re.I)),
    (
        Piece.ESSAY,
        re.compile(
            r"\b(?:essay|dissertation|thesis|academic|literature review|assignment)\b", re.I
        ),
    ),
    (Piece.SLIDE, re.compile(r"\bslides?\b|\bpower ?point\b", re.I)),
    (
        Piece.RADIO,
        re.compile(
            r"\b(?:radio|podcast|bulletin script|on air|cue|news ?reader|tv|television"
            r"|breakfast show|drive ?time"
            r"|read (?:it |this )?out|broadcast)\b",
            re.I,
        ),
    ),
    (
        Piece.STORY,
        re.compile(
            r"\b(?:story|article|news (?:item|report|piece)|(?:press|media|news) release"
            r"|(?:local|parish|evening|weekly) (?:news)?paper|magazine|gazette)\b",
            re.I,
        ),
    ),
    (
        Piece.SPEECH,
        re.compile(
            r"\b(?:speech|speak(?:ing)?|remarks|toast|address|say a few words|full council"
            r"|out loud|aloud)\b",
            re.I,
        ),
    ),
    (
        Piece.POST,
        re.compile(
            r"\b(?:facebook|linkedin|instagram|next ?door)\b|\b(?:social media|group) posts?\b",
            re.I,
        ),
    ),
    (
        Piece.NEWSLETTER,
        re.compile(r"\b(?:newsletter|intranet|bulletin|web ?(?:site|page))\b", re.I),
    ),
)
# Who asks for words that the council itself will say.
_OURS = re.compile(
    r"\b(?:our|the council.?s?|council|internal) (?:own )?(?:staff |council |all[- ]staff )?"
    r"(?:newsletter|website|web ?page|intranet|bulletin|ofsted|inspection|result|staff)\b"
    r"|\bstaff (?:newsletter|bulletin|intranet|e-?mail|message)\b"
    r"|\b(?:i.?m|i am|as) (?:the |a )?(?:new )?(?:(?:cabinet|lead(?:ing)?|portfolio|executive)"
    r" (?:member|holder)|leader|mayor|dcs|director|chief exec\w*)\b"
    r"|\b(?:for|by) (?:the |our |my )?(?:(?:cabinet|lead(?:ing)?|portfolio) (?:member|holder)"
    r"|leader|director|dcs|chief exec\w*)\b(?! of the opposition)"
    r"|\bpress (?:office|line|statement|release)\b|\bhow (?:our|we)\b"
    r"|\b(?:post|statement|tweet|message|words?|line) (?:from|by) (?:the|our) council\b",
    re.I,
)
_THEIRS = re.compile(
    r"\b(?:opposition|scrutiny|journalist|reporter|my readers|parents?.? (?:group|forum)|essay"
    r"|dissertation|thesis|motion|candidate|(?:local|parish) paper|magazine|union|charity"
    r"|new lead member|question"
    r" (?:to|for) the leader|governors|foster carers.? (?:group|association)|local radio story)\b",
    re.I,
)
_HEADLINE = re.compile(r"\bheadline (?:and|plus|with|then|\+|&)|\bwith (?:a|its) headline\b", re.I)
_PARAGRAPHS = re.compile(
    rf"\b({NUMBER}|a|single)(?: (?:short|brief|plain|warm|\w+)){{0,2}} para(?:graph)?s?\b", re.I
)
_OF_WORDS = re.compile(
    r"\bpara(?:graph)?s? (?:of|each|at)?(?: \w+){0,2}? ?(\d{2,3})[- ]words?", re.I
)
_SENTENCES = re.compile(
    rf"\b({NUMBER})(?: (?:short|plain|simple|clear|\w+))?,? sentences?\b(?! (?:each|per|for each|a"
    r" council))",
    re.I,
)
_NO_GRADES = re.compile(
    r"\b(?:leav\w+ out|without|no|omit|skip|drop|not? mention\w*|don.?t (?:mention|give|use"
    r"|include|name)|avoid)(?: of)?(?: any| the| all| its| their)? (?:overall )?(?:\w+ )?"
    r"(?:grades?|ratings?|judge?ments?|gradings?)\b",
    re.I,
)
_QUOTES = re.compile(
    r"(?<!be )(?<!will )(?<!us )\bquot(?:e|es|ing|ations?)\b"
    r"|\b(?:their|inspectors.?|ofsted.?s) (?:own |exact )?words\b"
    r"|\bverbatim\b",
    re.I,
)


def read_piece(message: str) -> Piece | None:
    """What a text is: a newsletter's piece, a speech, a story; None where nothing tells."""
    return next((piece for piece, pattern in _PIECES if pattern.search(message)), None)


def speaks_for_council(message: str) -> bool:
    """Whether the council itself speaks: "three lines for the cabinet member to say"."""
    return bool(_OURS.search(message)) and not _THEIRS.search(message)


def read_paragraphs(message: str) -> int | None:
    """How many paragraphs a text has: "two short paragraphs"."""
    match = _PARAGRAPHS.search(message)
    if not match:
        return None
    return 1 if match[1].lower() in {"a", "single"} else number_in(match[1].lower()) or None


def words_of_paragraphs(message: str) -> int | None:
    """How many words all paragraphs have: "two paragraphs of 60 words" are 120."""
    match = _OF_WORDS.search(message)
    count = read_paragraphs(message)
    return int(match[1]) * count if match and count else None


def read_sentences(message: str) -> int | None:
    """How many sentences a text has: "a headline and two sentences", "in three sentences"."""
    match = _SENTENCES.search(message)
    return number_in(match[1].lower()) or None if match else None


def in_parts(request: Request) -> Request:
    """A text of so many sentences, or of so many paragraphs, where that is told."""
    if request.form is not Form.TEXT:
        return request
    sentences, paragraphs = read_sentences(request.message), read_paragraphs(request.message)
    if sentences and sentences > 1:
        return replace(request, number=sentences, paragraphs=1)
    words = words_of_paragraphs(request.message)
    return replace(
        request,
        paragraphs=paragraphs or request.paragraphs,
        length=words or request.length,
    )


def in_form(message: str) -> frozenset[Want]:
    """What a text must have or do without: a headline, a question at its end, inspectors' own
    words; no grades.
    """
    found = (
        (Want.HEADLINE, _HEADLINE),
        (Want.ASKS_LAST, ASKS_LAST),
        (Want.NO_GRADES, _NO_GRADES),
        (Want.QUOTES, _QUOTES),
    )
    return frozenset(want for want, pattern in found if pattern.search(message))


# That a quiz is spoken of.
QUIZ = re.compile(
    r"\bquiz\w*\b(?!,? (?:so|that|not|and (?:i|we|need)))|\btrivia\b|\bmultiple[- ]choice\b"
    r"|\bmcqs?\b",
    re.I,
)
