"""The brief of one area: its grade, its strengths and weaknesses, and what has changed in it."""

import re

from assistant.areas import SECTIONS, Topic
from assistant.briefing.briefs.desk import Desk, Made
from assistant.briefing.briefs.grades import Grades
from assistant.briefing.points import points_of
from assistant.grading.rows import graded_row
from assistant.request import Polarity
from index.reports import Passage, Section

OF_ONE_AREA = 3  # strengths, and weaknesses, where one area is asked about


class OfAnArea:
    """Tells of one area."""

    def __init__(self, desk: Desk, grades: Grades) -> None:
        self._desk, self._grades = desk, grades

    def put(self, made: Made) -> None:
        """One area: its grade, its strengths and weaknesses, and what has changed in it."""
        topic = made.request.area or Topic.OVERALL
        self._put_grade(made, topic)
        polarity = made.request.polarity
        most = 1 if made.is_short else OF_ONE_AREA
        quoted = self._desk.strong_and_weak(made, self._passages(made, topic), most)
        if not quoted and polarity is Polarity.CRITICISM:
            made.builder.note(self._desk.say("area-no-weakness", area=topic.value))
        made.builder.quotes(quoted)
        if polarity is not Polarity.PRAISE:
            self._put_points(made, topic)
        if polarity is None:
            self._desk.put_changed(made, SECTIONS[topic])
        self._desk.put_unknown(made)

    def _put_grade(self, made: Made, topic: Topic) -> None:
        row = graded_row(made.report, topic)
        if row is None:
            self._grades.put_lead(made)
            return
        before = graded_row(made.earlier, topic) if made.earlier else None
        name, moved = self._grades.move(row, before, topic)
        move = f" {self._desk.say(f'area{name}', **moved)}" if name else ""
        facts = {
            "area": topic.value,
            "grade": self._grades.grade(row, topic),
            "move": move,
            **self._desk.facts(made.report),
        }
        said = self._desk.say("area-grade", **facts)
        made.builder.say(said, [row, before], made.report.council)
        self._desk.put_what_it_is(made)

    def _passages(self, made: Made, topic: Topic) -> list[Passage]:
        """The sentences of the area's part; where there is none, those all over that name it."""
        sentences = self._desk.sentences
        if passages := sentences.of(made.report, SECTIONS[topic]):
            return passages
        made.builder.note(self._desk.say("area-within", area=topic.value))
        whole = sentences.of(made.report, Section.SUMMARY, *SECTIONS.values())
        return [passage for passage in whole if _tells_of(passage.text, topic)]

    def _put_points(self, made: Made, topic: Topic) -> None:
        points = [
            line
            for point in points_of(self._desk.store, made.report)
            for line in point.lines
            if _names(line.text, topic)
        ]
        heading = self._desk.say("area-points", area=topic.value)
        made.builder.quotes(self._desk.quoted(made, points), heading)


_OF_CARE_LEAVERS = re.compile(r"\bcare[- ]leaver|\bPAs?\b|\bpersonal advis|\bpathway plan", re.I)


def _tells_of(text: str, topic: Topic) -> bool:
    """Whether a sentence tells of an area that a report has no part on."""
    if topic is Topic.CARE_LEAVERS:
        return bool(_OF_CARE_LEAVERS.search(text))
    return _names(text, topic)


def _names(text: str, topic: Topic) -> bool:
    """Whether words name an area: "care leavers"."""
    return topic.value.rstrip("s") in text.lower()
