"""What one council may learn from another: beside each point that it must improve, what
inspectors praise in the other on it.

It sets two reports side by side and claims no more: that practice can be carried over is for
people to judge.
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.answers import Answer, Claim
from assistant.briefing.brief import main_report
from assistant.briefing.points import points_of
from assistant.citing import Citer
from assistant.finding.evidence import Found
from assistant.finding.polarity import PLAINLY
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.library import Library
from assistant.request import Act, Polarity, Request
from assistant.vocabulary import content_words
from assistant.wording import Wording
from index.dates import say_date
from index.reports import Passage
from index.storing.store import Store

COMPOSER = "learning"
LOOKED_AT = 4  # passages of the other council for each point
PLACEHOLDERS = {
    "side-by-side": frozenset({"learner", "teacher", "found", "points"}),
    "nothing-to-learn": frozenset({"learner", "teacher", "points"}),
    "head-learner": frozenset({"learner", "published"}),
    "head-teacher": frozenset({"teacher", "published"}),
    "learning-coverage": frozenset({"newest"}),
}


class Learning:
    """Sets what one council must improve beside what is praised in another."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("learning.md", PLACEHOLDERS)
        self._say = self._wording.say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """What the first council named may learn from the second: "What should Leeds learn from
        Bradford?".
        """
        learner, teacher = request.councils
        reports = [
            main_report(self._library, replace(request, councils=(name,)))
            for name in (learner, teacher)
        ]
        own, other = reports
        lines = [point.lines[0] for point in points_of(self._store, own)] if own else []
        lines = [line for line in lines if _is_on(line, request)]
        if own is None or other is None or not lines:
            return None
        found = [
            (line, praise)
            for line in lines
            for praise in self._praise(line.text, request, teacher, finder)
        ]
        builder = AnswerBuilder(Citer(self._store, self._library))
        facts = {"learner": learner, "teacher": teacher, "points": len(lines)}
        builder.note(
            self._say("side-by-side", found=len(found), **facts)
            if found
            else self._say("nothing-to-learn", **facts)
        )
        heads = (
            self._say("head-learner", learner=learner, published=say_date(own.published)),
            self._say("head-teacher", teacher=teacher, published=say_date(other.published)),
        )
        pairs = (
            (Quoted(line, own), Quoted(praise.passage, praise.report)) for line, praise in found
        )
        builder.table(
            heads, [[builder.quote(each) or Claim("") for each in pair] for pair in pairs]
        )
        return builder.answer(
            request, self._say("learning-coverage", newest=self._library.newest), COMPOSER
        )

    def _praise(
        self, point: str, request: Request, teacher: str, finder: Finder
    ) -> Iterator[Found]:
        """The passage of another council that plainly praises on a point, where there is one."""
        about = replace(
            Request(
                message=request.message,
                act=Act.FIND,
                subject=point,
                text=point,
                councils=(teacher,),
            ),
            words=tuple(dict.fromkeys(content_words(point))),
            polarity=Polarity.PRAISE,
        )
        (group,) = finder.find(about, LOOKED_AT).groups
        praised = (found for found in group.found if found.praise >= PLAINLY)
        if (best := next(praised, None)) is not None:
            yield best


def _is_on(line: Passage, request: Request) -> bool:
    """Whether a point is on what is asked; all are where nothing in particular is."""
    asked = {
        *content_words(request.subject),
        *(word for area in request.areas for word in content_words(area.value)),
    }
    return not asked or bool(asked & set(content_words(line.text)))
