"""What a report holds for a text, lines or questions: its sentences on what is asked, whole and
understood alone, by what they tell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.areas import SECTIONS, Topic
from assistant.briefing.banks import glosses
from assistant.briefing.chosen import main_report
from assistant.briefing.gravity import gravest_first
from assistant.briefing.points import Point, points_of
from assistant.briefing.sentences import Sentences, stands_alone, unnumbered
from assistant.briefing.themes import theme_of, themes_named
from assistant.finding.evidence import Found
from assistant.finding.polarity import Pointing, balance_of
from assistant.finding.retrieval import Finder
from assistant.grading.rows import row_of
from assistant.library import Library
from assistant.request import Act, First, Polarity, Request, Want
from assistant.scale import RANKS
from assistant.themes import Theme
from assistant.times import LATEST
from assistant.vocabulary import content_words
from index.reports import Grade, Passage, Report, Section
from index.storing.store import Store

KINDS = ("strength", "weakness", "point")  # in the order in which a text tells them
# What tells of a case, and not of what is: "When a child is not at school, leaders act."
_NO_FAULT = re.compile(
    r"^(?:If|When|Whenever|Where|Unless|Until)\b|\b(?:do|does|did) not (?:have|need) to\b"
    r"|\bwithout (?:delay|waiting)\b"
)
_POINTS_BACK = re.compile(r"\bth(?:ese|ose) (?:children|plans|famil\w+|young|cases|areas|issues)\b")
_NO_FINDING = re.compile(r"(?:Inspection dates?|Lead inspector|Report published|Published)\b")
# What is told of a few is seldom praise: "A very small number live in bed and breakfast."
_OF_FEW = re.compile(r"(?:For )?[Aa] (?:very )?(?:small|minority|few)\b|(?:Very )?[Ff]ew\b")
_PRAISED, _CRITICISED = {"strength"}, {"weakness", "point"}
_KINDLY = {Want.WARM, Want.THANKS}
OF_AN_AREA = 3  # sentences of each area that may be used
FEWEST_NAMED = 2  # sentences that name a theme, from which on others near it are left out
FEW_OF_TRADE = 1  # words of the trade that a plain text can explain
OF_OPENING = 3  # sentences of a report's own opening, before those of the areas
OF_A_TOPIC = 6  # sentences of each side that name a topic
ON_A_TOPIC = 24  # sentences that are looked for on one topic
WORDS = 150  # of a text that so many sentences are enough for
LEAST_PRAISE = 1.0  # log-odds from which on a sentence on a topic praises, or criticises
MOST_WORDS = 45  # of a sentence that may be quoted
# Themes that belong to an area, where a point does not name it: "sufficiency of placements".
_THEMES_OF = {
    Topic.IN_CARE: {
        "Permanence planning, kinship and special guardianship",
        "Placement sufficiency, stability and distance",
        "Unregistered / unregulated placements and DoLs",
        "Independent reviewing officers and reviews",
        "Adoption",
        "Fostering",
        "Health of children in care",
        "Education of children in care / virtual school",
        "Unaccompanied asylum-seeking children",
    },
    Topic.CARE_LEAVERS: {
        "Care leavers: PAs and pathway plans",
        "Care leavers: accommodation and staying put",
        "Care leavers: education, employment and training",
    },
}
# Words of the trade, for those who ask for none.
_JARGON = re.compile(
    r"\b[A-Z]{2,}s?\b|\b(?:pathway plans?|personal advisers?|pre-proceedings|strategy"
    r" (?:meetings?|discussions?)|thresholds?|multi-agency|sufficiency|placements?|section \d+"
    r"|statutory|robust\w*|oversight|reflective|permanence|contextual|partnership|tracking"
    r"|corporate parent\w*|escalat\w+|trajectory|purposeful|designated officer|commission\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a report holds: its sentences on what is asked, by their kind, the best first.
    `request` is on its council alone.
    """

    request: Request
    report: Report
    told: Mapping[str, Sequence[Passage]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is on what is asked."""
        return not any(self.told.values())

    @property
    def kinds(self) -> list[str]:
        """What is told, in the order in which that is wanted: the worst first, or the best."""
        kinds = list(self.told)
        if self.request.order is First.WORST:
            kinds.sort(key=["weakness", "point", "fact", "strength"].index)
        return kinds

    @property
    def in_turn(self) -> list[tuple[str, Passage]]:
        """The sentences of all kinds, in turn, each with its kind."""
        rows = ([(kind, passage) for passage in self.told[kind]] for kind in self.kinds)
        return [pair for turn in zip_longest(*rows) for pair in turn if pair]


def _without(told: dict[str, list[Passage]], themes: Sequence[Theme]) -> dict[str, list[Passage]]:
    """What is told, without sentences on some themes."""
    return {
        kind: [p for p in passages if not any(theme.pattern.search(p.text) for theme in themes)]
        for kind, passages in told.items()
    }


class Sheets:
    """Makes the sheets of one library."""

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._sentences = Sentences(store)
        self._pointing = Pointing(store)

    def of(self, request: Request, council: str, finder: Finder) -> Sheet | None:
        """What the report that is meant of a council holds; None where there is no report."""
        of_one = replace(request, councils=(council,))
        report = main_report(self._library, of_one)
        if report is None and _is_of_writer(request):
            of_one = replace(of_one, times=LATEST)
            report = main_report(self._library, of_one)
        if report is None:
            return None
        if request.order is None and not request.wants & _KINDLY and _is_low(report):
            of_one = replace(of_one, order=First.WORST)
        told = {} if request.subject else self._of_areas(of_one, report)
        if not any(told.values()):
            areas = " and ".join(area.value for area in request.areas)
            told = self._on_topic(replace(of_one, subject=request.subject or areas), report, finder)
        told = _without(told, themes_named(request.left_out))
        if request.wants & {Want.IMPROVE, Want.ALL_TO_IMPROVE} and told["point"]:
            told = {"point": told["point"]}
        if Want.PLAIN in request.wants:
            told = {kind: _plain_first(passages) for kind, passages in told.items()}
        if request.polarity is not None:
            wanted = _PRAISED if request.polarity is Polarity.PRAISE else _CRITICISED
            side = {kind: passages for kind, passages in told.items() if kind in wanted}
            told = side if any(side.values()) else told
        return Sheet(of_one, report, told)

    def _of_areas(self, request: Request, report: Report) -> dict[str, list[Passage]]:
        """The plainest sentences of the areas that are meant, and what must improve in them."""
        is_long = (request.number or 0) > OF_AN_AREA or (request.length or 0) > WORDS
        most = 2 * OF_AN_AREA if is_long else OF_AN_AREA
        sides = {"strength": Polarity.PRAISE, "weakness": Polarity.CRITICISM}
        told = {kind: self._of_side(request, report, way, most) for kind, way in sides.items()}
        return {**told, "point": list(self.points(request, report))}

    def _of_side(self, request: Request, report: Report, way: Polarity, most: int) -> list[Passage]:
        """What the report's own opening says first, where it is on the whole, and then the
        plainest of the areas.
        """
        is_whole = all(area is Topic.OVERALL for area in request.areas)
        main = self._sentences.main(report, way) if is_whole else []
        plainest = self._plainest(request, report, way, most)
        found = list({p.text: p for p in (*main[:OF_OPENING], *plainest, *main)}.values())
        return gravest_first(found) if way is Polarity.CRITICISM else found

    def _on_topic(
        self, request: Request, report: Report, finder: Finder
    ) -> dict[str, list[Passage]]:
        """The sentences that are judged to tell of a topic, and stand alone; the best first."""
        about = replace(
            request,
            act=Act.FIND,
            text=request.subject,
            words=tuple(dict.fromkeys(content_words(request.subject))),
            context="",
            polarity=None,
            order=None,
            wants=frozenset(),
            area=None,
            is_general=False,
        )
        told: dict[str, list[Passage]] = {kind: [] for kind in (*KINDS, "fact")}
        themes = themes_named(request.themes)
        told["point"] += [
            point
            for point in self.points(replace(request, conditions=()), report)
            if any(theme.listed.search(point.text) for theme in themes)
        ]
        for group in finder.find(about, ON_A_TOPIC).groups:
            for item in group.found:
                passage, kind = unnumbered(item.passage), _kind_of(item)
                is_whole = kind == "point" or _is_alone(passage)
                if item.report.id == report.id and is_whole and _is_new(passage, told[kind]):
                    told[kind].append(passage)
        self._add_named(request, report, told)
        return {kind: _naming(passages, themes) for kind, passages in told.items()}

    def _add_named(self, request: Request, report: Report, told: dict[str, list[Passage]]) -> None:
        """With the other sentences that name the topic, and praise or criticise."""
        patterns = [theme.told for theme in themes_named(request.themes)]
        words = [re.escape(word.removesuffix("s")) for word in content_words(request.subject)]
        if not patterns and words:
            patterns = [re.compile("".join(rf"(?=.*\b{word})" for word in words), re.I)]
        named = [
            passage
            for passage in self._sentences.of(report, *SECTIONS.values())
            if any(pattern.search(passage.text) for pattern in patterns)
        ]
        for kind, way in (("strength", Polarity.PRAISE), ("weakness", Polarity.CRITICISM)):
            so = self._pointing_so(named, way)
            told[kind] += [
                passage
                for passage in self._sentences.plainest(so, way, OF_A_TOPIC, best_first=True)
                if _is_new(passage, told[kind])
            ]

    def points(self, request: Request, report: Report) -> Iterator[Passage]:
        """What must improve, on what is asked, a point at a time: a long list within one is cut
        after the first of it.
        """
        for point in points_of(self._store, report):
            whole = point.whole
            if len(whole.text.split()) > MOST_WORDS and len(point.lines) > 1:
                whole = Point(point.lines[:2]).whole
            if _is_whole(whole) and _is_on(whole, request):
                yield unnumbered(whole)

    def _plainest(
        self, request: Request, report: Report, way: Polarity, most: int
    ) -> Iterator[Passage]:
        """The plainest sentences of each area in turn that stand alone."""
        asked = [area for area in request.areas if area is not Topic.OVERALL]
        found = []
        for topic, section in SECTIONS.items():
            if asked and topic not in asked:
                continue
            passages = self._pointing_so(self._sentences.of(report, section), way)
            found.append(self._sentences.plainest(passages, way, most, best_first=True))
        yield from (p for turn in zip_longest(*found) for p in turn if p)

    def _pointing_so(self, passages: Sequence[Passage], way: Polarity) -> list[Passage]:
        """Those that stand alone and point one way, by what was learned too: not "If a child is
        not at school, leaders act.".
        """
        sign = 1 if way is Polarity.PRAISE else -1
        return [
            passage
            for passage in passages
            if _is_alone(passage)
            and not (sign < 0 and _NO_FAULT.search(passage.text))
            and not (sign > 0 and _OF_FEW.match(passage.text))
            and sign * self._praise(passage) >= LEAST_PRAISE
        ]

    def _praise(self, passage: Passage) -> float:
        """The log-odds that a sentence praises rather than criticises."""
        return self._pointing.praise(passage, int(passage.id.rpartition(":")[2]))


def _is_alone(passage: Passage) -> bool:
    """Whether a sentence can be told by itself, and points back to nothing: not "a delay in these
    plans being progressed".
    """
    return stands_alone(passage) and not _POINTS_BACK.search(passage.text)


def _is_of_writer(request: Request) -> bool:
    """Whether a time may be that of the writer, and not of a report: "my son has been waiting
    since March".
    """
    return request.times.since is not None and not request.times.years


def _is_low(report: Report) -> bool:
    """Whether a report gives less than good overall: then what is weak comes first."""
    row = row_of(report, Topic.OVERALL)
    return row is not None and RANKS[row.grade] < RANKS[Grade.GOOD]


def _naming(passages: Sequence[Passage], themes: Sequence[Theme]) -> list[Passage]:
    """Those that name a theme, where there are some: not all that lies near it."""
    named = [p for p in passages if any(theme.pattern.search(p.text) for theme in themes)]
    return named if len(named) >= FEWEST_NAMED else list(passages)


def _kind_of(item: Found) -> str:
    """Whether a sentence tells a strength, a weakness, what must improve, or neither."""
    if item.passage.section is Section.IMPROVE:
        return "point"
    balance = balance_of(item.passage.text)
    if item.praise >= LEAST_PRAISE and balance >= 0:
        return "strength"
    return "weakness" if item.praise <= -LEAST_PRAISE and balance <= 0 else "fact"


def _is_new(passage: Passage, told: Sequence[Passage]) -> bool:
    is_short = len(passage.text.split()) <= MOST_WORDS
    is_finding = not _NO_FINDING.match(passage.text)
    return (
        is_finding and is_short and _is_whole(passage) and all(p.text != passage.text for p in told)
    )


def _is_whole(passage: Passage) -> bool:
    """Whether a line of a list says something by itself: not "Services, including:"."""
    return not passage.text.rstrip().endswith((":", ": –", ": -"))


def _is_on(passage: Passage, request: Request) -> bool:
    """Whether a point is on the areas that are meant; all are where none is."""
    areas = [area for area in request.areas if area is not Topic.OVERALL]
    theme = theme_of(passage.text)
    return not areas or any(
        area.value.rstrip("s") in passage.text.lower()
        or (theme is not None and theme.name in _THEMES_OF.get(area, ()))
        for area in areas
    )


def _plain_first(passages: Sequence[Passage]) -> list[Passage]:
    """Those with few words of the trade before those with many."""
    return sorted(passages, key=lambda passage: _count_of_trade(passage.text) > FEW_OF_TRADE)


def _count_of_trade(text: str) -> int:
    return len(_JARGON.findall(text)) + len(glosses(text))
