"""Why a council stands where it does, or has moved: what was done and what changed, in the
sentences of its report's opening and of the section that tells of it.

Which sentences tell reasons, and do not only say the grade again, is judged by what reads
question and sentence together.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.areas import SECTIONS, Topic
from assistant.briefing.sentences import Sentences, stands_alone
from assistant.finding.polarity import balance_of, tells_of_earlier
from assistant.finding.relevance import Candidate, Relevance
from assistant.request import Polarity
from assistant.vocabulary import content_words
from index.reports import Passage, Report, Section

LOOKED_AT = 8  # sentences of a report that are read
HALF = 4  # of them, those that answer the first question best are read with the second
PLAINEST = 5  # of a section on one area: the plainest, of which those are shown that tell most
FEWEST_WORDS, MOST_WORDS = 9, 50
SAME = 0.6  # of the words of the shorter of two sentences, for both to say the same
_SAYS_GRADE_AGAIN = 2.0  # log-odds that a sentence loses which says how it was judged
_OPENS = 0.5  # what a sentence of the opening gains: it sums up
# How it was judged, or only that it moved.
_GRADE = re.compile(
    r"\bjudge(?:d|ment)\b|\b(?:overall effectiveness|rated|graded)\b"
    r"|\b(?:is|are|remain\w*|now) (?:good|outstanding|inadequate)\b"
    r"|^(?:Services|The (?:quality|service)) .{0,80}\b(?:improved|declined|deteriorated)\b"
    r"|^Since .{0,160}\b(?:decline|declined|deteriorat\w+|not been (?:maintained|sustained))\b",
    re.I,
)
_CAUSE = re.compile(r"\b(?:contribut\w+|because|due to|led to|caused|result\w+ (?:in|of))\b", re.I)
_LEADING = re.compile(
    r"\b(?:leaders?|leadership|managers?|director|council|invest\w+|introduc\w+|develop\w+"
    r"|recruit\w+|implement\w+|culture|workforce|partners|oversight|turnover|vision)\b",
    re.I,
)


class Tells(StrEnum):
    """What reasons are looked for."""

    RISE = "rise"
    FALL = "fall"
    HIGH = "high"  # why it is good
    LOW = "low"  # why it is poor


# The questions that reasons answer; `{on}` is what is judged.
_QUESTIONS = {
    Tells.RISE: (
        "why have services improved: what leaders and managers have done",
        "what actions have leaders taken, such as investment, restructuring, new practice model"
        " or recruitment?",
    ),
    Tells.FALL: (
        "why have services got worse: what leaders and managers have failed to do",
        "what has caused the decline, such as turnover of staff, changes of leaders or weak"
        " management oversight?",
    ),
    Tells.HIGH: (
        "why is {on} so good: what is done well?",
        "what is impressive or of particularly high quality in {on}?",
    ),
    Tells.LOW: (
        "why is {on} inadequate and failing children?",
        "what serious and widespread weaknesses leave children at risk?",
    ),
}
_UP = frozenset({Tells.RISE, Tells.HIGH})
_WORDS = {Topic.OVERALL: "the service for children", Topic.LEADERS: "leadership"}


class Reasons:
    """Finds reasons in reports."""

    def __init__(self, sentences: Sentences, relevance: Relevance) -> None:
        self._sentences = sentences
        self._relevance = relevance

    def of(
        self, report: Report, tells: Tells, most: int, topic: Topic = Topic.OVERALL
    ) -> list[Passage]:
        """The sentences that best tell the reasons, the best first."""
        found = self._candidates(report, tells, topic)
        if not found:
            return []
        worth = {passage.id: _own_worth(passage) for passage in found}
        on = _WORDS.get(topic, topic.value.lower())
        for question in _QUESTIONS[tells]:
            judged = self._relevance.of(
                question.format(on=on), [Candidate(passage.text, 0.0) for passage in found]
            )
            for passage, each in zip(found, judged, strict=True):
                worth[passage.id] += each.answers
            found = sorted(found, key=lambda passage: -worth[passage.id])[: max(most + 1, HALF)]
        told: list[Passage] = []
        for passage in found:
            if len(told) < most and not any(_says_the_same(passage, each) for each in told):
                told.append(passage)
        return told

    def _candidates(self, report: Report, tells: Tells, topic: Topic) -> list[Passage]:
        """Sentences that point the right way, and can be read alone; the plainest of them."""
        sign = 1 if tells in _UP else -1
        passages = self._sentences.of(report, *_sections(topic))
        if _sections(topic) != _OF_THE_WHOLE:
            way = Polarity.PRAISE if sign > 0 else Polarity.CRITICISM
            passages = passages or self._beside(report, topic)
            return self._sentences.plainest(passages, way, PLAINEST, best_first=True)
        shown = [p for p in passages if _is_candidate(p, sign)]
        shown.sort(key=lambda p: -(2 * bool(_LEADING.search(p.text)) + sign * balance_of(p.text)))
        return shown[:LOOKED_AT]

    def _beside(self, report: Report, topic: Topic) -> list[Passage]:
        """The sentences on an area where it has no section of its own: those of the others that
        name it.
        """
        passages = self._sentences.of(report, *SECTIONS.values())
        return [p for p in passages if topic.value.lower() in p.text.lower()]


_OF_THE_WHOLE = (Section.SUMMARY, Section.LEADERS)


def _sections(topic: Topic) -> Sequence[Section]:
    """Where reasons stand: of the whole in the opening and with leaders; of an area in its own
    section.
    """
    section = SECTIONS.get(topic)
    if topic is Topic.OVERALL or section is None:
        return _OF_THE_WHOLE
    return (section,)


def _is_candidate(passage: Passage, sign: int) -> bool:
    return (
        FEWEST_WORDS <= len(passage.text.split()) <= MOST_WORDS
        and sign * balance_of(passage.text) > 0
        and not tells_of_earlier(passage.text)
        and stands_alone(passage)
    )


def _own_worth(passage: Passage) -> float:
    """What a sentence gains as part of the opening, and loses where it says the grade again."""
    opens = _OPENS if passage.section is Section.SUMMARY else 0.0
    is_grade = _GRADE.search(passage.text) and not _CAUSE.search(passage.text)
    return opens - (_SAYS_GRADE_AGAIN if is_grade else 0.0)


def _says_the_same(one: Passage, other: Passage) -> bool:
    """Whether most words of the shorter of two sentences stand in the other as well."""
    words = [set(content_words(each.text)) for each in (one, other)]
    return len(words[0] & words[1]) >= SAME * min(map(len, words))
