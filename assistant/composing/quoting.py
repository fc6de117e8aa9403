"""Evidence → answer without a model: the fewest verbatim sentences that answer, each cited.

Its own words come from `prompts/quoting.md` and say only what the catalogue knows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Answer, Citation, Claim, Part, Reply
from assistant.areas import SECTIONS, Topic, topic_of
from assistant.citing import Citer
from assistant.finding.choosing import MOST_NEAR
from assistant.finding.polarity import PLAINLY
from assistant.finding.retrieval import Evidence, Found, Group
from assistant.grading.rows import Row, graded_row, row_of
from assistant.library import Library
from assistant.request import Act, Presentation, Request, Want
from assistant.scale import RANKS
from assistant.wording import Wording
from index.dates import say_date, say_windows
from index.reports import Grade, Kind, Report, Section
from index.storing.store import Store

COMPOSER = "quoting"
_REPORT = frozenset({"council", "kind", "inspected", "published"})
_MOVE = frozenset({"council", "topic", "before", "before_when", "after", "after_when"})
PLACEHOLDERS = {
    "lead": _REPORT,
    "lead-older": _REPORT,
    "lead-article": frozenset({"council", "published"}),
    "lead-article-undated": frozenset({"council"}),
    "lead-brief": _REPORT,
    "lead-search": frozenset({"found", "searched", "where"}),
    "lead-examples": frozenset({"found", "searched", "where"}),
    "example": frozenset({"council", "grade", "area"}),
    "nothing-fits": frozenset({"councils"}),
    "which-council": frozenset(),
    "label": frozenset({"section"}),
    "silent": frozenset({"council"}),
    "silent-cell": frozenset(),
    "silent-near": frozenset({"council"}),
    "silent-near-cell": frozenset(),
    "compare-all": frozenset({"count"}),
    "compare-some": frozenset({"answering", "silent"}),
    "near": frozenset(),
    "also": frozenset(),
    "absent": frozenset({"council"}),
    "row-first": frozenset(),
    "row-more": frozenset(),
    "row-grade": frozenset({"topic"}),
    "no-grade-cell": frozenset(),
    "inspected-cell": frozenset({"council", "inspected"}),
    "grade-moved": _MOVE | {"went"},
    "grade-same": _MOVE - {"before"},
    "grade-other-scale": _MOVE,
    "only-one": frozenset({"council"}),
    **dict.fromkeys(
        (
            "point-turned-good",
            "point-turned-bad",
            "point-still-good",
            "point-still-bad",
            "point-told",
            "point-new",
            "point-gone",
        ),
        frozenset({"then", "now"}),
    ),
    "coverage": frozenset({"searched", "newest"}),
}
MOST_NAMED = 4  # reports named one by one in the line on coverage
QUOTES = {1: 3, 2: 3, 3: 3}  # quotes a council, by the number of councils asked for
QUOTES_OF_MANY = 2
QUOTES_OF_THEME = 1
QUOTES_TO_IMPROVE = 8  # where all is asked that must improve; reports name four as a rule
QUOTES_OF_A_TIME = 2  # where a grade tells the change, or of several councils
MOST_OF_THEME = 12  # councils quoted when all were searched; the others that answer are named
MOST_EXAMPLES = 8  # councils quoted for good practice; the others are named
MOST_VAGUE = 3  # councils quoted where it is not clear what is asked of which
# Where words are no finding of this inspection on the council itself.
LABELLED = {
    Section.IMPROVE,
    Section.AREA_DATA,
    Section.CHILDREN_SUMMARY,
    Section.EARLIER,
    Section.PROGRESS,
    Section.LSCB,
}


def quota(request: Request) -> int:
    """How many quotes each group of evidence gets."""
    if Want.ALL_TO_IMPROVE in request.wants:
        return QUOTES_TO_IMPROVE
    if request.wanted is Presentation.THEME:
        return QUOTES_OF_THEME
    is_of_one_point = request.subject and len(request.councils) == 1
    if request.wanted is Presentation.CHANGE and not is_of_one_point:
        return QUOTES_OF_A_TIME
    return QUOTES.get(len(request.councils), QUOTES_OF_MANY)


class QuotingComposer:
    """Writes answers that are quotes and facts of the catalogue, and nothing but."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._wording = Wording("quoting.md", PLACEHOLDERS)

    def compose(self, evidence: Evidence, after: Reply | None = None) -> Iterator[Reply]:
        """Yield the answer piece by piece; the pieces add up to the whole.

        `after` is what was answered already, from the catalogue: what is quoted goes on from it.
        """
        if after:
            yield after
        yield Answer(
            scope=evidence.request.scope,
            coverage=self._wording.say(
                "coverage", searched=say_searched(evidence), newest=self._library.newest
            ),
            composer=COMPOSER,
        )
        for place in evidence.request.absent:
            yield self._note("absent", council=place.name)
        citer = Citer(self._store, self._library, made=len(after.citations) if after else 0)
        compose = {
            Presentation.WORDS: self._words,
            Presentation.COMPARISON: self._comparison,
            Presentation.CHANGE: self._change,
            Presentation.THEME: self._theme,
        }[evidence.request.wanted]
        yield from compose(evidence, citer)

    def near(self, evidence: Evidence) -> Answer:
        """What comes near to an answer where nothing answers, said to be just that."""
        citer = Citer(self._store, self._library)
        near = (item for group in evidence.groups for item in group.near)
        quoted = list(filter(None, (self._quote(item, citer) for item in near)))[:MOST_NEAR]
        if not quoted:
            return Answer()
        part = Part(tuple(claim for claim, _ in quoted), note=self._wording.say("near"))
        return Answer(parts=(part,), citations=tuple(citation for _, citation in quoted))

    # ---- what was written

    def _words(self, evidence: Evidence, citer: Citer) -> Iterator[Answer]:
        for group in evidence.groups:
            yield from self._quoted(group, citer)

    def _quoted(self, group: Group, citer: Citer) -> Iterator[Answer]:
        """The quotes of a group, under a heading for each report that they are from."""
        if not group.found:
            yield self._note("silent-near" if group.near else "silent", council=group.council)
        label = self._label_of_all(group)
        for report in dict.fromkeys(item.report for item in group.found):
            heading, note = self._lead(report), label
            for item in group.found:
                if item.report == report and (quoted := self._quote(item, citer)):
                    claim, citation = quoted
                    claim = replace(claim, label="") if label else claim
                    yield Answer(parts=(Part((claim,), heading, note),), citations=(citation,))
                    heading = note = ""

    def _label_of_all(self, group: Group) -> str:
        """The label that all of several quotes have in common, to be said once."""
        sections = {item.passage.section for item in group.found}
        if len(group.found) < 2 or len(sections) > 1 or not sections <= LABELLED:
            return ""
        return self._wording.say("label", section=sections.pop().value) + ":"

    def _quote(self, item: Found, citer: Citer) -> tuple[Claim, Citation] | None:
        citation = citer.cite_passage(item.passage, item.report)
        if citation is None:
            return None
        section = item.passage.section
        claim = Claim(
            item.passage.text,
            (citation.number,),
            item.report.council,
            is_quote=True,
            label=self._wording.say("label", section=section.value) if section in LABELLED else "",
        )
        return claim, citation

    # ---- councils side by side

    def _comparison(self, evidence: Evidence, citer: Citer) -> Iterator[Answer]:
        """A table: a column a council, a row a rank of quotes, and the grades at its foot."""
        groups = evidence.groups
        depth = max((len(group.found) for group in groups), default=0)
        cells: list[Claim] = []
        citations: list[Citation] = []
        for rank in range(depth):
            cells.append(Claim(self._wording.say("row-more" if rank else "row-first")))
            for group in groups:
                quoted = self._quote(group.found[rank], citer) if rank < len(group.found) else None
                silent = self._silent_cell(group) if rank == 0 else ""
                cells.append(quoted[0] if quoted else Claim(silent, (), group.council))
                citations += [quoted[1]] if quoted else []
        for claim, citation in self._grade_row(evidence, citer):
            cells.append(claim)
            citations += [citation] if citation else []
        heads = ("", *(self._column_head(group) for group in groups))
        if depth:
            yield self._who_answers(groups)
        yield Answer(parts=(Part(tuple(cells), columns=heads),), citations=tuple(citations))

    def _silent_cell(self, group: Group) -> str:
        return self._wording.say("silent-near-cell" if group.near else "silent-cell")

    def _who_answers(self, groups: Sequence[Group]) -> Answer:
        """What the comparison shows, in a sentence: of whom there is an answer, and of whom
        none.
        """
        answering = [group.council for group in groups if group.found]
        silent = [group.council for group in groups if not group.found]
        if not silent:
            return self._note("compare-all", count=len(answering))
        return self._note("compare-some", answering=", ".join(answering), silent=", ".join(silent))

    def _column_head(self, group: Group) -> str:
        report = group.found[0].report if group.found else next(iter(group.searched), None)
        inspected = say_windows(report.inspection.windows) if report else "no report of that time"
        return self._wording.say("inspected-cell", council=group.council, inspected=inspected)

    def _grade_row(
        self, evidence: Evidence, citer: Citer
    ) -> Iterator[tuple[Claim, Citation | None]]:
        topic = _topic(evidence)
        yield Claim(self._wording.say("row-grade", topic=_say_topic(topic))), None
        for group in evidence.groups:
            row = next((r for report in group.searched if (r := graded_row(report, topic))), None)
            citation = citer.cite_judgement(row.judgement, row.report) if row else None
            if row is None or citation is None:
                yield Claim(self._wording.say("no-grade-cell"), (), group.council), None
            else:
                text = row.judgement.grade.value
                if row.judgement.area not in topic.areas:
                    text += f" ({row.judgement.area.label})"
                yield Claim(text, (citation.number,), group.council), citation

    # ---- then and now

    def _change(self, evidence: Evidence, citer: Citer) -> Iterator[Answer]:
        topic = _topic(evidence)
        for council in evidence.request.councils:
            groups = [group for group in evidence.groups if group.council == council]
            ends = (groups[0].searched[0], groups[-1].searched[0]) if len(groups) > 1 else ()
            is_of_area = not evidence.request.subject or bool(evidence.request.areas)
            if not ends:
                yield self._note("only-one", council=council)
            elif is_of_area:
                yield from self._moved(*ends, topic, citer)
            elif name := point_moved(groups[0], groups[-1]):
                then, now = (say_date(report.published) for report in ends)
                yield self._note(name, then=then, now=now)
            for group in reversed(groups):  # what is so now comes first
                if group.found:
                    yield from self._quoted(group, citer)
                else:
                    heading = self._lead(group.searched[0])
                    yield Answer(parts=(Part(note=self._silent_cell(group), heading=heading),))
            if (
                ends and not is_of_area
            ):  # the grade of a whole area does not tell of one point in it
                yield from self._moved(*ends, topic, citer)

    def _moved(self, then: Report, now: Report, topic: Topic, citer: Citer) -> Iterator[Answer]:
        """How the grade moved, both grades cited; the overall one where the area has none."""
        rows = [graded_row(then, topic), graded_row(now, topic)]
        if None in rows:
            topic, rows = Topic.OVERALL, [row_of(then, Topic.OVERALL), row_of(now, Topic.OVERALL)]
        if rows[0] is None or rows[1] is None:
            return
        cited = [citer.cite_judgement(row.judgement, row.report) for row in rows if row]
        citations = tuple(citation for citation in cited if citation)
        text = self._say_move(Row(now, rows[1].judgement, rows[0]), topic)
        claim = Claim(text, tuple(c.number for c in citations), now.council)
        yield Answer(parts=(Part((claim,)),), citations=citations)

    def _say_move(self, row: Row, topic: Topic) -> str:
        assert row.before is not None
        facts = {
            "council": row.council,
            "topic": _say_topic(topic),
            "before": row.before.judgement.grade,
            "before_when": _say_when(row.before, topic),
            "after": row.judgement.grade,
            "after_when": _say_when(row, topic),
        }
        if row.change is None:
            return self._wording.say("grade-other-scale", **facts)
        if row.change == "same":
            return self._wording.say("grade-same", **facts)
        went = "rose (improved)" if row.change == "up" else "fell (declined)"
        return self._wording.say("grade-moved", went=went, **facts)

    # ---- councils of which something was written

    def _theme(self, evidence: Evidence, citer: Citer) -> Iterator[Answer]:
        """Each council of which something answers is counted; those that answer most plainly are
        quoted, the others named.
        """
        request = evidence.request
        if request.act is Act.EXAMPLE and not request.is_vague:
            yield from self._examples(evidence, citer)
            return
        answering = sorted(
            (g for g in evidence.groups if g.found), key=lambda group: -group.answers
        )
        shown = (
            answering
            if request.councils
            else answering[: MOST_VAGUE if request.is_vague else MOST_OF_THEME]
        )
        if request.is_vague:
            yield self._note("which-council")
        else:
            yield self._note(
                "lead-search",
                found=len(answering),
                searched=len(evidence.groups),
                where=request.limits,
            )
        for group in shown:
            yield from self._quoted(group, citer)
        if not request.is_vague:
            yield from self._named(answering[len(shown) :], citer)
        rest = [group.council for group in evidence.groups if group not in answering]
        if rest and request.councils:
            yield self._note("nothing-fits", councils=", ".join(rest))

    def _examples(self, evidence: Evidence, citer: Citer) -> Iterator[Answer]:
        """Praise from councils graded good or better in the area that it is of, the best grade
        first, and then the plainest.
        """
        praised = [(group, row) for group in evidence.groups if (row := _praised(group))]
        ordered = sorted(praised, key=lambda each: (-RANKS[each[1].grade], -each[0].answers))
        searched = len(evidence.groups)
        yield self._note(
            "lead-examples", found=len(ordered), searched=searched, where=evidence.request.limits
        )
        for group, row in ordered[:MOST_EXAMPLES]:
            graded = citer.cite_judgement(row.judgement, row.report)
            heading = self._wording.say(
                "example", council=row.council, grade=row.grade, area=row.judgement.area.label
            )
            note = "" if graded else heading
            claim = Claim(heading, (graded.number,), row.council) if graded else None
            yield Answer(
                parts=(Part((claim,) if claim else (), note=note),),
                citations=(graded,) if graded else (),
            )
            yield from self._quoted(group, citer)
        yield from self._named([group for group, _ in ordered[MOST_EXAMPLES:]], citer)

    def _named(self, groups: Sequence[Group], citer: Citer) -> Iterator[Answer]:
        """Further councils of which something answers, each by its name and what it rests on."""
        cited = [
            (group, citer.cite_passage(group.found[0].passage, group.found[0].report))
            for group in groups
        ]
        claims = tuple(
            Claim(group.council, (citation.number,), group.council)
            for group, citation in cited
            if citation
        )
        if claims:
            citations = tuple(citation for _, citation in cited if citation)
            yield Answer(parts=(Part(claims, note=self._wording.say("also")),), citations=citations)

    # ---- words

    def _note(self, name: str, **values: object) -> Answer:
        return Answer(parts=(Part(note=self._wording.say(name, **values)),))

    def _lead(self, report: Report) -> str:
        published = say_date(report.published)
        if report.kind is Kind.ARTICLE:
            name = "lead-article" if report.published else "lead-article-undated"
            dated = {"published": published} if report.published else {}
            return self._wording.say(name, council=report.council, **dated)
        older = "lead-older" if self._library.is_older(report) else "lead"
        return self._wording.say(
            "lead-brief" if report.is_brief else older,
            council=report.council,
            kind=report.kind.label,
            inspected=say_windows(report.inspection.windows),
            published=published,
        )


def _topic(evidence: Evidence) -> Topic:
    """The area whose grade belongs to a question: the one it names, else where its evidence
    stands.
    """
    named = [topic for topic in evidence.request.areas if topic is not Topic.OVERALL]
    if named:
        return named[0]
    if evidence.request.is_general:
        return Topic.OVERALL
    sections = Counter(item.passage.section for group in evidence.groups for item in group.found)
    return next(
        (
            topic_of(section)
            for section, _ in sections.most_common()
            if section in SECTIONS.values()
        ),
        Topic.OVERALL,
    )


def point_moved(then: Group, now: Group) -> str:
    """The wording that says how a point moved, by the first sentence of each report; "" where
    neither tells.
    """
    if not (then.found and now.found):
        return "point-gone" if then.found else "point-new" if now.found else ""
    before, after = (_sign(group.found[0].praise) for group in (then, now))
    moves = {
        (-1, 1): "point-turned-good",
        (1, -1): "point-turned-bad",
        (1, 1): "point-still-good",
        (-1, -1): "point-still-bad",
    }
    return moves.get((before, after), "point-told")


def _sign(praise: float) -> int:
    """1 of plain praise, -1 of plain criticism, 0 of neither."""
    return 1 if praise >= PLAINLY else -1 if praise <= -PLAINLY else 0


def _praised(group: Group) -> Row | None:
    """The grade of the area that a group's first passage is of, where that is praise and the
    grade is good or better.
    """
    item = next(iter(group.found), None)
    if item is None or item.praise < PLAINLY:
        return None
    row = graded_row(item.report, topic_of(item.passage.section))
    return row if row and RANKS.get(row.grade, 0) >= RANKS[Grade.GOOD] else None


def _say_topic(topic: Topic) -> str:
    return "overall effectiveness" if topic is Topic.OVERALL else topic.value


def _say_when(row: Row, topic: Topic) -> str:
    """When a grade was given, and for what if it was not for this topic alone."""
    when = f"inspected {say_windows(row.report.inspection.windows)}"
    return when if row.judgement.area in topic.areas else f"{when}; {row.judgement.area.label}"


def say_searched(evidence: Evidence) -> str:
    """The reports that were searched, one by one where they are few, and how if not by meaning."""
    reports = evidence.searched
    if len(reports) > MOST_NAMED:
        councils = len({report.council for report in reports})
        said = f"{len(reports)} reports of {councils} councils"
    else:
        said = "; ".join(
            f"{report.council}, {report.kind.label}"
            + (f" published {say_date(report.published)}" if report.published else "")
            for report in reports
        )
    if not evidence.by_words:
        return said
    return (
        f"{said} ({len(evidence.by_words)} by their words only, because the index is still being "
        f"built)"
    )
