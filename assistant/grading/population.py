"""Which councils and which of their reports a question leaves, before any of them is read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.library import Library
from assistant.understanding.areas import Topic, judged
from assistant.understanding.conditions import Conditions
from assistant.understanding.grade_words import say_grades
from assistant.understanding.questions import Question
from index.councils import Council, council_named
from index.reports import Area, Report


class Population:
    """Chooses among the councils of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def _has(self, name: str, conditions: Conditions) -> bool:
        """Whether a council has an overall grade that those in question are said to have."""
        latest = self._library.latest(name)
        grades = {j.grade for j in latest.judgements if j.area is Area.OVERALL} if latest else set()
        return not conditions.of_grades or bool(grades & set(conditions.of_grades))

    @cached_property
    def _known(self) -> dict[str, Council | None]:
        return {name: council_named(name) for name in self._library.councils}

    def councils(self, question: Question, conditions: Conditions) -> list[str]:
        """The councils that region, type, neighbours or names leave, in alphabetical order."""
        names = list(self._library.councils)
        if conditions.neighbours:
            wanted = {n for name in question.councils for n in self._neighbours(name)}
            names = [name for name in names if name in wanted]
        elif question.councils:
            names = [name for name in names if name in question.councils]
        if conditions.regions:
            names = [name for name in names if self.region(name) in conditions.regions]
        if conditions.council_types:
            names = [name for name in names if self._kind(name) in conditions.council_types]
        return [name for name in names if name not in question.excluded]

    def narrow(self, question: Question) -> Question:
        """Limit a search to the councils that a question describes, and take that out of its topic."""
        conditions = question.conditions
        if question.councils and not conditions.neighbours:
            return question
        if not conditions.limits_councils and not question.excluded:
            return question
        among = [
            name for name in self.councils(question, conditions) if self._has(name, conditions)
        ]
        topic = question.topic
        for region in conditions.regions:
            topic = re.sub(rf"\b(?:in )?(?:the )?{region}\b", " ", topic, flags=re.I)
        limits = self.describe(question, conditions)
        return replace(question, councils=(), among=tuple(among), limits=limits, topic=topic)

    def reports(
        self, council: str, question: Question, topics: Sequence[Topic] = (), *, every: bool = False
    ) -> tuple[Report, ...]:
        """Judged reports of the time asked for; without one, the latest, or the one so far back.

        With `every`, all of them. Areas that only some inspections judge have inspections of their own.
        """
        reports = [r for r in self._library.of(council) if r.kind.is_judgement and r.judgements]
        special = [topic for topic in topics if topic in {Topic.LSCB, Topic.ADOPTION}]
        if special:
            reports = [r for r in reports if any(judged(r, topic) for topic in special)]
        else:
            reports = [r for r in reports if r.kind.judges_council]
        if question.kinds:
            reports = [r for r in reports if r.kind in question.kinds]
        times = question.times
        if times.names_years:
            return tuple(report for report in reports if report in times)
        return tuple(reports if every else reports[times.back : times.back + 1])

    def region(self, name: str) -> str:
        """The region of a council; "" where it is not known."""
        council = self._known.get(name)
        return council.region if council else ""

    def _kind(self, name: str) -> str:
        council = self._known.get(name)
        return str(council.kind) if council else ""

    def _neighbours(self, name: str) -> tuple[str, ...]:
        council = self._known.get(name)
        return council.neighbours if council else ()

    @staticmethod
    def describe(question: Question, conditions: Conditions) -> str:
        """The limits in words: " of type county in London"; "" where there are none."""
        parts = []
        if conditions.neighbours:
            parts.append(f"among the statistical neighbours of {' and '.join(question.councils)}")
        if conditions.council_types:
            parts.append(f"of type {' or '.join(conditions.council_types)}")
        if conditions.regions:
            parts.append("in " + " or ".join(map(_say_region, conditions.regions)))
        if conditions.of_grades:
            parts.append(f"rated {say_grades(conditions.of_grades)} overall")
        if question.excluded:
            parts.append(f"other than {' and '.join(question.excluded)}")
        return "".join(f" {part}" for part in parts)


def _say_region(region: str) -> str:
    return region if region in {"London", "Yorkshire and the Humber"} else f"the {region}"
