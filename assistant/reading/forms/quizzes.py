"""A quiz that is to be made: "10 multiple choice questions on our report, answers at the end"."""

import re
from dataclasses import replace

from assistant.reading.forms.drafts import items
from assistant.reading.forms.lengths import read_number
from assistant.reading.forms.pieces import QUIZ
from assistant.request import EXACT, MOST_COMPARED, Act, Form, Request, Want

_CHOICES = re.compile(
    r"\bmultiple[- ]choice\b|\bmcqs?\b|\b(?:four|three|4|3|several) (?:options|answers|choices)\b"
    r"|\b(?:answers|options) to (?:choose|pick) from\b|\ba,? ?b,? ?(?:and |or )?c\b",
    re.I,
)
_ANSWERS_LAST = re.compile(
    r"\banswers? (?:\w+ ){0,3}?(?:at the|on the|in the) (?:end|back|bottom|foot|last page)\b"
    r"|\banswer (?:key|sheet)\b|\banswers (?:separate\w*|after|last|below|underneath)\b",
    re.I,
)
# A quiz that is to be made: not the occasion for a question, "doing a pub quiz, which are good?".
_MAKES_QUIZ = re.compile(
    r"\b(?:make|write|draft|give|need|do|create|set|prepare|want|turn|build|come up|put together"
    r"|generate)\b.{0,60}\b(?:quiz|questions?|trivia|mcqs?)\b|\b\d+[- ](?:question"
    r"|q)\b.{0,20}\bquiz\b"
    r"|\bmultiple[- ]choice\b|\bquiz (?:questions?|on|about|for|from|with)\b"
    r"|\bquestions?\b.{0,20}\bquiz\b"
    r"|\btrivia\b",
    re.I,
)


def makes_quiz(message: str) -> bool:
    """Whether a quiz is to be made, all of which a message describes."""
    return bool(QUIZ.search(message) and _MAKES_QUIZ.search(message))


def quiz(request: Request) -> Request | None:
    """A quiz: "10 multiple choice questions on our report", "a quiz on a mix of councils"."""
    message = request.message
    if not makes_quiz(message):
        return None
    if request.absent and not request.councils or len(request.councils) > MOST_COMPARED:
        return None
    if (
        request.act in EXACT
        and not request.councils
        and re.search(r"\b(?:which|how many)\b", message, re.I)
    ):
        return None
    found = ((Want.CHOICES, _CHOICES), (Want.ANSWERS_LAST, _ANSWERS_LAST))
    wants = {Want.QUIZ} | {want for want, words in found if words.search(message)}
    return replace(
        request, act=Act.WRITE, form=Form.QUESTIONS, wants=request.wants | wants, claim="",
        number=items(message, Form.QUESTIONS) or request.number or read_number(message),
        certainty=1.0, is_certain=True, bends=(), unread=(), unknown=(),
    )  # fmt: skip
