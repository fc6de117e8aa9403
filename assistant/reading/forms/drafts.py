"""What is to be written: questions, lines, a text of so many words."""

import re
from dataclasses import replace

from assistant.areas import Topic
from assistant.reading.forms.lengths import (
    COUNTED,
    read_form,
    read_length,
    read_number,
    read_questions,
)
from assistant.reading.forms.subjects import OF_AREAS, PLAINLY
from assistant.request import EXACT, Act, Condition, Form, Request, Want
from assistant.vocabulary import content_words

# Words that say in which form, for whom and how long it is to be, and not what it is about.
OF_FORM = frozenset(
    """lines line briefing brief questions question draft drafts text words word
    paragraph summary bullet bullets points note notes committee scrutiny meeting
    members councillors paper local short long one two three four five six eight ten
    cabinet member speech newsletter post press release article residents seven nine
    chair front director thursday monday tuesday wednesday friday tonight tomorrow soft
    hard tough pointed awkward easy radio key messages somebody read neutral tone jargon
    board corporate parenting leader full council max put maximum""".split()
)


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


# Topics that are named for whom something is written: "for the cabinet member".
_OF_READERS = frozenset(
    {"Political leadership and scrutiny", "Corporate parenting", "Work with parents and families"}
)


def drawn_up(request: Request) -> Request | None:
    """Questions, bullets or a text on one council, in so many words or lines."""
    message = request.message
    if len(request.councils) != 1 or request.act in EXACT - {Act.FACTS}:
        return None
    form = read_form(message)
    counted = COUNTED.search(message)
    is_text = form is Form.TEXT and read_length(message)
    is_lines = form is Form.LINES and (counted or request.act is Act.WRITE)
    is_questions = form is Form.QUESTIONS and (
        request.act is Act.WRITE or counted or _DRAFTS.search(message)
    )
    if not (is_text or is_lines or is_questions):
        return None
    return as_written(replace(request, act=Act.WRITE, claim="", certainty=1.0, is_certain=True))


_DRAFTS = re.compile(r"\b(?:draft|write|give|suggest|need|put|list|prepare)\b", re.I)


def as_written(request: Request) -> Request:
    """What is to be written, in so many words; a brief asked for in other words; learning."""
    told = set(content_words(request.subject))
    if request.act is Act.WRITE:
        form = read_form(request.message)
        length = read_length(request.message)
        number = read_questions(request.message) if form is Form.QUESTIONS else None
        if form is Form.LINES:
            number = read_number(request.message)
        if form is Form.QUESTIONS and number is None and _A_QUESTION.search(request.message):
            number = 1
        on = bool(set(request.themes) - OF_AREAS - _OF_READERS)
        subject = (request.subject if told - OF_FORM else "") or request.message if on else ""
        conditions = request.conditions
        if _CORPORATE.search(request.message):
            conditions = (Condition((Topic.IN_CARE, Topic.CARE_LEAVERS)),)
            subject = ""
        wants = request.wants | ({Want.PLAIN} if PLAINLY.search(request.message) else set())
        return replace(
            request,
            form=form,
            length=length,
            number=number,
            subject=subject,
            wants=wants,
            conditions=conditions,
        )
    if _LEARNS.search(request.message) and len(request.councils) > 1:
        return replace(request, act=Act.EXAMPLE, subject=" ".join(sorted(told - OF_LEARNING)))
    may_be_brief = request.act in {Act.FIND, Act.CHANGE} and len(request.councils) == 1
    if may_be_brief and told and told <= OF_A_BRIEF:
        return replace(request, act=Act.BRIEF, subject="")
    return request


_CORPORATE = re.compile(r"\bcorporate parent\w*", re.I)


_A_QUESTION = re.compile(r"\b(?:a|one|the) (?:\w+ ){0,3}?question\b", re.I)
