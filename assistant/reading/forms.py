"""What is to be made of reports: questions, a text of so many words, a brief, what one council
may learn from another.
"""

import re
from dataclasses import replace

from assistant.reading.points import number_in
from assistant.request import Act, Form, Request
from assistant.vocabulary import content_words

_FORMS = (
    (
        Form.QUESTIONS,
        re.compile(
            r"\bquestions?\b(?! (?:is|was|about why)\b)|\bwhat (?:should|could|can|might) (?:i|we"
            r"|members|councillors) (?:ask|challenge|raise)",
            re.I,
        ),
    ),
    (
        Form.LINES,
        re.compile(r"\b(?:lines|bullets?(?: points?)?|talking points|speaking notes?)\b", re.I),
    ),
    (
        Form.TEXT,
        re.compile(
            r"\b(?:words?|paragraphs?|text|article|press release|post|newsletter|statement"
            r"|summary for|briefing|note)\b",
            re.I,
        ),
    ),
)
_LENGTH = re.compile(r"\b(\d{2,4})[- ]?words?\b", re.I)
_BEFORE_QUESTIONS = re.compile(r"((?:\w+ ){1,3})questions\b", re.I)
# Words that say in which form, for whom and how long it is to be, and not what it is about.
OF_FORM = frozenset(
    """lines line briefing brief questions question draft drafts text words word
    paragraph summary bullet bullets points note notes committee scrutiny meeting
    members councillors paper local short long one two three four five six eight ten
    cabinet member speech newsletter post press release article residents""".split()
)


# Words that ask for a brief: "key messages from the Leeds report".
OF_A_BRIEF = frozenset(
    """key main messages message headline headlines takeaway takeaways points point gist
    summary overview picture strengths weaknesses concerns issues big biggest top
    essentials""".split()
)
OF_LEARNING = frozenset(
    "learn learns learned learnt learning lesson lessons copy borrow pick".split()
)
_LEARNS = re.compile(
    r"\b(?:learn(?:s|ed|ing|t)?|copy|borrow|pick up|lessons?)\b.{0,40}\bfrom\b", re.I
)


def as_work(request: Request) -> Request:
    """A request with what is to be made, in so many words; those words are not what it is about."""
    told = set(content_words(request.subject))
    if request.act is Act.WRITE:
        form = read_form(request.message)
        number = read_questions(request.message) if form is Form.QUESTIONS else None
        subject = request.subject if told - OF_FORM else ""
        return replace(
            request, form=form, length=read_length(request.message), number=number, subject=subject
        )
    if _LEARNS.search(request.message) and len(request.councils) > 1:
        return replace(request, act=Act.EXAMPLE, subject=" ".join(sorted(told - OF_LEARNING)))
    if request.act is Act.FIND and told and told <= OF_A_BRIEF and len(request.councils) == 1:
        return replace(request, act=Act.BRIEF, subject="")
    return request


def read_form(message: str) -> Form | None:
    """The form that is asked for: "draft questions", "lines for a briefing", "200 words"; None
    where none is named.
    """
    return next((form for form, pattern in _FORMS if pattern.search(message)), None)


def read_length(message: str) -> int | None:
    """How many words it may have: "in 200 words"."""
    match = _LENGTH.search(message)
    return int(match[1]) if match else None


def read_questions(message: str) -> int | None:
    """How many questions are wanted: "five questions"."""
    match = _BEFORE_QUESTIONS.search(message)
    numbers = (number_in(word) for word in match[1].lower().split()) if match else iter(())
    return next((number for number in numbers if number), None)
