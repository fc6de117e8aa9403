"""What a report says on one topic, good and bad, for somebody who asks to understand it: how much
is praised and how much criticised, the nearest sentences of each, and what its words mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.answers import Answer, Claim
from assistant.areas import Topic
from assistant.briefing.banks import glosses
from assistant.briefing.briefs.desk import COMPOSER
from assistant.briefing.sheets import Sheet, Sheets
from assistant.briefing.themes import themes_named
from assistant.citing import Citer
from assistant.finding.retrieval import Finder
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head, say_names
from assistant.grading.rows import graded_row, row_of
from assistant.library import Library
from assistant.request import Request, Want
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.storing.store import Store

SHOWN = 3  # strengths, and weaknesses
BESIDE = 2  # of each council, where several stand side by side
PLACEHOLDERS = {
    "lead": frozenset({"council", "topic", "kind", "inspected", "published"}),
    "grade": frozenset({"council", "area", "grade", "meaning"}),
    "overall": frozenset(),
    "services": frozenset({"area"}),
    "outstanding": frozenset(),
    "good": frozenset(),
    "requires-improvement": frozenset(),
    "inadequate": frozenset(),
    "counted": frozenset({"good", "bad"}),
    "strengths": frozenset(),
    "weaknesses": frozenset(),
    "points": frozenset(),
    "no-strength": frozenset(),
    "no-weakness": frozenset(),
    "words": frozenset({"meanings"}),
    "own": frozenset({"council"}),
    "beside": frozenset({"topic", "councils"}),
    "head-side": frozenset(),
    "none-beside": frozenset(),
    "older": frozenset({"council"}),
    "brief": frozenset(),
    "coverage": frozenset({"newest"}),
}
_OF_OWN_CASE = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:sons?|daughters?|kids?|child(?:ren)?|grand\w+|nephew|niece|family"
    r"|case|social worker|sister|brother|mum|dad|two|baby|boys?|girls?|lad)\w*\b",
    re.I,
)


class About:
    """Tells what reports of one library say on one topic."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._sheets = Sheets(store, library)
        self._say = Wording("about-topics.md", PLACEHOLDERS).say

    def answer(self, request: Request, finder: Finder) -> Answer | None:
        """What the report that is meant says on a topic or an area; None where it says nothing
        plain of it.
        """
        themes = themes_named(request.themes)
        themes = tuple(theme for theme in themes if not theme.is_wide) or themes
        labels = say_names([theme.label for theme in themes])
        areas = [area for area in request.areas if area is not Topic.OVERALL]
        topic = labels or say_names([area.value for area in areas]) or request.subject
        subject = labels or ("" if areas else request.subject)
        names = tuple(theme.name for theme in themes)
        on = replace(request, subject=subject, themes=names, order=None, wants=frozenset())
        if len(request.councils) > 1:
            return self._beside(on, topic, finder)
        sheet = self._sheets.of(on, request.councils[0], finder)
        if sheet is None or not (sheet.told.get("strength") or sheet.told.get("weakness")):
            return None
        report = sheet.report
        is_placed = Want.PAGES in request.wants
        builder = AnswerBuilder(Citer(self._store, self._library), is_placed=is_placed)
        self._put_lead(sheet, topic, areas, builder, is_counted=bool(subject))
        if report.is_brief:
            builder.note(self._say("brief"))
        if self._library.is_older(report):
            builder.note(self._say("older", council=report.council))
        told = self._put_sides(sheet, builder)
        if meanings := [gloss.said for gloss in glosses(" ".join(told))]:
            builder.note(self._say("words", meanings="; ".join(meanings)))
        if _OF_OWN_CASE.search(request.message):
            builder.note(self._say("own", council=report.council))
        coverage = self._say("coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _beside(self, request: Request, topic: str, finder: Finder) -> Answer | None:
        """The same of several councils side by side, a row for each side."""
        made = (self._sheets.of(request, council, finder) for council in request.councils)
        sheets = [sheet for sheet in made if sheet]
        if len(sheets) < len(request.councils):
            return None
        builder = AnswerBuilder(Citer(self._store, self._library))
        builder.note(self._say("beside", topic=head(topic), councils=say_names(request.councils)))
        sides = (("strength", "strengths"), ("weakness", "weaknesses"), ("point", "points"))
        rows = [row for side in sides for row in self._rows(*side, sheets, builder)]
        heads = [f"{s.report.council} ({say_date(s.report.published)})" for s in sheets]
        builder.table([self._say("head-side"), *heads], rows)
        coverage = self._say("coverage", newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _rows(
        self, kind: str, name: str, sheets: Sequence[Sheet], builder: AnswerBuilder
    ) -> Iterator[list[Claim]]:
        """The rows of one side: a sentence of each council, and that there is none."""
        told = [list(sheet.told.get(kind, ()))[:BESIDE] for sheet in sheets]
        for number, found in enumerate(zip_longest(*told)):
            cells = [
                (builder.quote(Quoted(passage, sheet.report)) if passage else None)
                or Claim(self._say("none-beside") if number == 0 else "")
                for passage, sheet in zip(found, sheets, strict=True)
            ]
            yield [Claim(self._say(name) if number == 0 else ""), *cells]

    def _put_sides(self, sheet: Sheet, builder: AnswerBuilder) -> list[str]:
        """What is good, what is not, and what must improve; returns what was quoted."""
        report = sheet.report
        told: list[str] = []
        for kind, name in (
            ("strength", "strengths"), ("weakness", "weaknesses"), ("point", "points"),
        ):  # fmt: skip
            found = list(sheet.told.get(kind, ()))[:SHOWN]
            told += [passage.text for passage in found]
            builder.quotes([Quoted(p, report) for p in found], self._say(name))
            is_wanted = sheet.request.polarity is None or kind in sheet.told
            if not found and kind != "point" and is_wanted:
                builder.note(self._say(f"no-{kind}"))
        return told

    def _put_lead(
        self,
        sheet: Sheet,
        topic: str,
        areas: list[Topic],
        builder: AnswerBuilder,
        *,
        is_counted: bool,
    ) -> None:
        """Which report it is, the grade with what it means, and how much is praised of the
        topic.
        """
        report = sheet.report
        facts = {
            "council": report.council,
            "kind": report.kind_label,
            "inspected": say_windows(report.inspection.windows),
            "published": say_date(report.published),
        }
        area = areas[0] if len(areas) == 1 else Topic.OVERALL
        row = graded_row(report, area) or row_of(report, Topic.OVERALL)
        builder.say(self._say("lead", topic=topic, **facts), [row], report.council)
        name = row.grade.value.lower().replace(" ", "-") if row else ""
        if row and name in PLACEHOLDERS:
            is_area = area is not Topic.OVERALL and row == graded_row(report, area)
            judged = self._say("services", area=area.value) if is_area else self._say("overall")
            text = self._say(
                "grade",
                council=report.council,
                area=judged,
                grade=row.grade.value,
                meaning=self._say(name),
            )
            builder.say(text, [row], report.council)
        if not is_counted:
            return
        good, weak = (len(sheet.told.get(kind, ())) for kind in ("strength", "weakness"))
        builder.note(self._say("counted", good=good, bad=weak))
