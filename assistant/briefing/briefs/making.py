"""Makes the brief of a council or a report: grades and how they moved, its own opening, all that
must improve, and what is plainest.

All is quoted or computed. A brief may be asked for in part: "only the weaknesses", "shorter",
"and care leavers?".
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.answers import Answer
from assistant.areas import SECTIONS, Topic
from assistant.briefing.briefs.areas import OfAnArea
from assistant.briefing.briefs.columns import Columns
from assistant.briefing.briefs.desk import COMPOSER, Desk, Made
from assistant.briefing.briefs.grades import Grades
from assistant.briefing.briefs.items import Items
from assistant.briefing.briefs.repeated import Repeated
from assistant.briefing.briefs.years import Years
from assistant.briefing.chosen import main_report, report_before
from assistant.citing import Citer
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import head
from assistant.grading.rows import graded_row
from assistant.library import Library
from assistant.request import Form, Polarity, Request, Want
from index.reports import Section
from index.storing.store import Store

OPENING = 3  # sentences of the report's own opening
OF_REASONS = 4  # of it, where they are to tell why
OF_ONE_KIND = 2  # of each area, where only strengths or only weaknesses are
OF_SHORT = 2  # strengths, and weaknesses, of a short brief


class Briefer:
    """Makes briefs over one library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._desk = desk = Desk(store, library)
        self._grades = grades = Grades(desk)
        self._columns = Columns(desk, grades)
        self._area = OfAnArea(desk, grades)
        repeated = Repeated(desk)
        self._shapes: dict[Form | None, Callable[[Made], None]] = {
            Form.YEARS: Years(desk, grades).put,
            Form.COLUMNS: self._put_columns,
            Form.REPEATED: repeated.put,
            Form.ITEMS: Items(desk, grades, repeated).put,
        }

    def answer(self, request: Request) -> Answer | None:
        """The brief of the report that is meant: "Summarise the latest Leeds report"; None where
        there is none.
        """
        if len(request.councils) > 1:
            return self._of_each_council(request)
        report = main_report(self._library, request)
        if report is None:
            return None
        made = Made(request, report, report_before(self._library, report), self._builder(request))
        self._put_absent(made.builder, request)
        self._shape_of(request)(made)
        return self._finished(made)

    def _shape_of(self, request: Request) -> Callable[[Made], None]:
        if request.form in self._shapes:
            return self._shapes[request.form]
        if Want.ALL_TO_IMPROVE in request.wants:
            return self._put_list
        return self._area.put if request.area in SECTIONS else self._put_whole

    def reasons(self, request: Request) -> Answer | None:
        """What a report gives as the ground of its grade, in its own words: how it opens, and
        what must improve.
        """
        report = main_report(self._library, request)
        if report is None:
            return None
        made = Made(request, report, report_before(self._library, report), self._builder(request))
        opening = self._desk.sentences.opening(report, OF_REASONS)
        made.builder.quotes(self._desk.quoted(made, opening), self._desk.say("opening"))
        self._desk.put_points(made)
        return self._finished(made) if made.builder.citations else None

    def _finished(self, made: Made) -> Answer:
        told = self._desk.say_report(made.report, made.report.council)
        coverage = self._desk.say("coverage", report=told, newest=self._library.newest)
        return made.builder.answer(made.request, coverage, COMPOSER)

    def _put_absent(self, builder: AnswerBuilder, request: Request) -> None:
        for place in request.absent:
            builder.note(self._desk.say("absent", council=place.name))

    def _builder(self, request: Request) -> AnswerBuilder:
        citer = Citer(self._store, self._library)
        return AnswerBuilder(citer, is_placed=Want.PAGES in request.wants)

    def _of_each_council(self, request: Request) -> Answer | None:
        """A short brief of each council, one after the other: "an overview of Leeds, then the
        same for Bradford".
        """
        builder = self._builder(request)
        said: list[str] = []
        for council in request.councils:
            own = replace(request, councils=(council,), wants=request.wants | {Want.SHORTER})
            if (report := main_report(self._library, own)) is None:
                continue
            made = Made(own, report, report_before(self._library, report), builder)
            if request.form is Form.COLUMNS:
                self._grades.put_lead(made)
                self._columns.put(made)
            else:
                self._shape_of(own)(made)
            said.append(self._desk.say_report(report, council))
        if not said:
            return None
        self._put_absent(builder, request)
        coverage = self._desk.say("coverage", report="; ".join(said), newest=self._library.newest)
        return builder.answer(request, coverage, COMPOSER)

    def _put_columns(self, made: Made) -> None:
        """Grade, columns and all that must improve; only the columns where so many are wanted."""
        self._grades.put_lead(made)
        self._columns.put(made)
        if not made.request.number:
            self._desk.put_points(made)
            self._desk.put_unknown(made)

    def _put_list(self, made: Made) -> None:
        self._desk.put_what_it_is(made)
        self._desk.put_points(made)

    def _put_whole(self, made: Made) -> None:
        polarity = made.request.polarity
        self._grades.put_lead(made)
        if polarity is None and made.is_short:
            self._grades.put_line(made)
        elif polarity is None:
            self._grades.put_table(made)
        if polarity is None:
            opening = self._desk.sentences.opening(made.report, 2 if made.is_short else OPENING)
            made.builder.quotes(self._desk.quoted(made, opening), self._desk.say("opening"))
        if polarity is not Polarity.PRAISE:
            self._desk.put_points(made)
        if made.is_short:
            made.builder.quotes(self._of_each(made, OF_SHORT), self._desk.say("plainest"))
        else:
            for topic, section in SECTIONS.items():
                self._put_plainest(made, topic, section)
        if polarity is None and not made.is_short:
            self._desk.put_changed(made)
        self._desk.put_unknown(made)

    def _put_plainest(self, made: Made, topic: Topic, section: Section) -> None:
        """The clearest strength and the clearest weakness of an area."""
        passages = self._desk.sentences.of(made.report, section)
        if not passages:
            return
        most = 1 if made.request.polarity is None else OF_ONE_KIND
        quoted = self._desk.strong_and_weak(made, passages, most)
        row = graded_row(made.report, topic)
        heading = self._desk.say("area-ungraded", area=head(topic.value))
        if row:
            heading = self._desk.say(
                "area", area=head(topic.value), grade=self._grades.grade(row, topic)
            )
        made.builder.quotes(quoted, heading)

    def _of_each(self, made: Made, most: int) -> list[Quoted]:
        """The plainest of each area in turn, so many of each kind."""
        quoted: list[Quoted] = []
        for name, way in (("strength", Polarity.PRAISE), ("weakness", Polarity.CRITICISM)):
            if made.request.polarity not in {None, way}:
                continue
            found = [
                passage
                for section in SECTIONS.values()
                for passage in self._desk.sentences.plainest(
                    self._desk.sentences.of(made.report, section), way, 1
                )
            ]
            if len(found) < most:
                passages = self._desk.sentences.of(made.report, *SECTIONS.values())
                found += self._desk.sentences.plainest(passages, way, most)
            chosen = made.new(list(dict.fromkeys(found)))[:most]
            quoted += [Quoted(passage, made.report, self._desk.say(name)) for passage in chosen]
        return quoted
