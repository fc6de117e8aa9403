"""A brief of just what is asked for, item by item: "the three things that would worry you, what
works, and what is left unfixed from last time".
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from assistant.areas import SECTIONS, Topic
from assistant.briefing.briefs.desk import Desk, Made, text_of
from assistant.briefing.briefs.grades import Grades
from assistant.briefing.briefs.repeated import Repeated
from assistant.briefing.gravity import gravity
from assistant.briefing.points import points_of
from assistant.briefing.sentences import stands_alone
from assistant.briefing.themes import theme_of
from assistant.grading.builder import Quoted
from assistant.grading.rows import graded_row
from assistant.request import Item, Polarity, Want
from assistant.scale import RANKS
from assistant.vocabulary import content_words
from index.dates import say_date
from index.reports import Grade, Passage, Section

USUAL = {Item.WORST: 4, Item.BEST: 3, Item.CHANGED: 2}  # findings, where no number is
LOOKED_AT = 6  # sentences of each area among which the gravest are
IN_A_FAILED_AREA = 0.75  # how much graver a finding is where the area is inadequate
ON_WHAT_MUST_IMPROVE = 0.5  # or on what the report says must improve
IN_THE_OPENING = 2.5  # or where the report itself opens with it
ALIKE = 0.5  # share of the words that tell something from which on two findings say the same


class Items:
    """Tells the items that are asked for, each under its heading, and nothing else."""

    def __init__(self, desk: Desk, grades: Grades, repeated: Repeated) -> None:
        self._desk, self._grades, self._repeated = desk, grades, repeated

    def put(self, made: Made) -> None:
        """The grade in one line, unless it is known, and then each item."""
        if Want.NO_GRADES in made.request.wants:
            self._desk.put_what_it_is(made)
        else:
            self._grades.put_lead(made)
        for item, number in made.request.items:
            if item is Item.UNFIXED:
                self._put_unfixed(made)
            elif item is Item.CHANGED:
                self._put_changed(made)
            else:
                self._put_side(made, item, number or USUAL[item])
        self._desk.put_later(made)

    def _put_side(self, made: Made, item: Item, most: int) -> None:
        """So many of the gravest concerns, or of what works, on different things."""
        way = Polarity.CRITICISM if item is Item.WORST else Polarity.PRAISE
        found = self._gravest(made) if item is Item.WORST else self._praised(made)
        shown = made.new(_unlike(found, most))
        heading = self._desk.say(f"items-{item}")
        made.builder.quotes([Quoted(passage, made.report) for passage in shown], heading)
        if not shown:
            made.builder.note(self._desk.say(f"items-no-{way}"))

    def _gravest(self, made: Made) -> list[Passage]:
        """Criticisms of the opening and of each area, the gravest first; those on what the report
        itself says must improve are graver.
        """
        way, desk = Polarity.CRITICISM, self._desk
        named = {theme_of(text_of(point)) for point in points_of(desk.store, made.report)}
        weighed = [(IN_THE_OPENING, passage) for passage in desk.sentences.main(made.report, way)]
        for topic, section in SECTIONS.items():
            row = graded_row(made.report, topic)
            more = IN_A_FAILED_AREA if row and row.grade is Grade.INADEQUATE else 0.0
            passages = desk.sentences.of(made.report, section)
            found = desk.sentences.plainest(passages, way, LOOKED_AT, best_first=True)
            weighed += [(more - place / LOOKED_AT, p) for place, p in enumerate(found)]

        def weight(pair: tuple[float, Passage]) -> float:
            theme = theme_of(pair[1].text)
            must_improve = ON_WHAT_MUST_IMPROVE if theme and theme in named else 0.0
            return pair[0] + gravity(pair[1].text) + must_improve

        ranked = sorted(weighed, key=weight, reverse=True)
        return [passage for _, passage in ranked if stands_alone(passage)]

    def _praised(self, made: Made) -> list[Passage]:
        """What the opening praises now, and the plainest praise of each area in turn, the best
        graded first.
        """
        way = Polarity.PRAISE
        topics = sorted(SECTIONS, key=lambda topic: -self._rank(made, topic))
        found = [
            self._desk.sentences.plainest(
                self._desk.sentences.of(made.report, SECTIONS[topic]), way, 2, best_first=True
            )
            for topic in topics
        ]
        main = self._desk.sentences.main(made.report, way)[:1]
        turns = [p for turn in zip_longest(*found) for p in turn if p]
        return [passage for passage in (*main, *turns) if stands_alone(passage)]

    @staticmethod
    def _rank(made: Made, topic: Topic) -> int:
        row = graded_row(made.report, topic)
        return RANKS[row.grade] if row else 0

    def _put_unfixed(self, made: Made) -> None:
        """What must improve now and had to by the list before, and what the report says has not
        been put right.
        """
        again = list(self._repeated.again(made))
        if made.earlier is None:
            made.builder.note(self._desk.say("items-no-earlier", council=made.report.council))
            return
        before = say_date(made.earlier.published)
        quoted = []
        for now, asked in again:
            quoted.append(Quoted(now.whole, made.report, self._desk.say("items-now")))
            label = self._desk.say("items-before", before=before)
            quoted.append(Quoted(asked.whole, made.earlier, label))
        made.builder.quotes(quoted, self._desk.say("items-unfixed", before=before))
        if not again:
            made.builder.note(self._desk.say("items-all-new", before=before))

    def _put_changed(self, made: Made) -> None:
        """How the grades have moved, and what the report says is otherwise than before."""
        if made.earlier is None:
            made.builder.note(self._desk.say("only-inspection", council=made.report.council))
            return
        self._grades.put_moves(made)
        most = USUAL[Item.CHANGED]
        found = self._desk.sentences.on_change(made.report, most, (Section.SUMMARY,))
        found = found or self._desk.sentences.on_change(made.report, most)
        made.builder.quotes(self._desk.quoted(made, found), self._desk.say("changed"))


def _unlike(passages: Iterable[Passage], most: int) -> Sequence[Passage]:
    """The first so many of them that are on different things."""
    chosen: list[Passage] = []
    told: list[set[str]] = []
    themes: set[str] = set()
    for passage in passages:
        words, theme = set(content_words(passage.text)), theme_of(passage.text)
        is_new = all(len(words & other) < ALIKE * min(len(words), len(other)) for other in told)
        if not is_new or (theme and theme.name in themes):
            continue
        chosen.append(passage)
        told.append(words)
        themes |= {theme.name} if theme else set()
        if len(chosen) == most:
            break
    return chosen
