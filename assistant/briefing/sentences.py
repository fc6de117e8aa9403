"""Which sentences of a report say most plainly what is strong, what is weak, and what has
changed: by their words, and by the direction of praise that was learned.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.briefing.gravity import gravest_first, gravity, is_in_hand
from assistant.finding.choosing import leans, with_before
from assistant.finding.polarity import Pointing, balance_of, tells_of_earlier
from assistant.request import Polarity
from index.reports import Passage, Report, Section
from index.storing.store import Store

FEWEST_WORDS, MOST_WORDS = 7, 45  # of a sentence that stands for a whole part of a report
# Log-odds from which on it praises or criticises plainly: "care proceedings are initiated quickly
# to ensure that children are not left in unsatisfactory conditions" sounds worse than it is.
LEAST_ODDS = 1.5
LEAST_OF_OPENING = 0.5  # log-odds of a sentence of a report's own opening
_MOST_ODDS = 6.0  # beyond this no sentence is plainer than another
_OPENS = 0.75  # what the first sentence of a paragraph gains: it tells what the rest goes into
_GRAVE = 1.5  # what each step of gravity of a criticism weighs
_LEAST = 0.01  # what a sentence that is plain is worth at least
_LEANS = 1.5  # what a sentence loses that needs the one before it
# What cannot be read alone, or is no finding: "weaker plans lack this level of detail", "leaders
# will take action".
_NOT_ALONE = re.compile(
    r"^(?:\S+ ){0,9}(?:this|these|such|those)\b(?! (?:as|inspection|area|local authority|council"
    r"|is\b))|\b(?:to|of|by|about|with) this[.;,]|\bwhen this\b|\bsuch an?\b"
    r"|\bthe (?:latter|former)\b"
    r"|\b(?:will|plans? to|intends? to|has committed|have committed)\b|^(?:for example"
    r"|in one case)|:$",
    re.I,
)
# A sentence that goes on from one before it: "In others, they lack grip".
_OPENS_LEANING = re.compile(
    r"^(?:In (?:others?|some|these|those|this|addition)\b|They\b|Their\b|Others?\b"
    r"|Some\b(?! of the)"
    r"|Th(?:is|ese|ose|at)\b(?! (?:inspection|area|council|local))|However|Likewise|Similarly"
    r"|Furthermore|Moreover|Also\b|In part\b|As a result)|\b(?:know|recognise) this\b",
    re.I,
)
# What links a sentence to one before it, and is said at its head.
_LINKS = re.compile(
    r"^(?:Additionally|Consequently|Therefore|Nonetheless|Equally|Instead|Otherwise|Thus|Hence"
    r"|Meanwhile|Elsewhere|Subsequently|But|And|Yet|So|It|Its|He|She|His|Her|This|These|Those|Such"
    r"|In contrast|By contrast|In turn|To this end|For (?:a few|some|others|many|most|these|those"
    r"|this)\b(?! (?:\w+ )?(?:children|young|care|families|parents|carers|social))|(?:When|Where"
    r"|Once|Although|While) (?:this|these|they|it)|Of these|Both|Neither"
    r"|For them|The (?:former|latter|same))"
    r"\b",
)
_ALSO = re.compile(r"^(?:\S+ ){0,5}also\b")
# What points to something, and the two words after it: "required to these services".
_POINTED = re.compile(
    r"\b(?:this|these|those|such)\s+(?!(?:who|whose|with|without|in|at|on|of|from|for|that|as|not"
    r"|inspections?|reports?|area|council|authority|local|borough|county|city|year|point)\b)"
    r"([a-z’'-]+)(?:\s+([a-z’'-]+))?",
    re.I,
)
_VERBS = (
    r"(?:is|are|was|were|has|have|had|do|does|did|can|cannot|could|will|would|need\w*|lack\w*"
    r"|remain\w*|receiv\w+|contain\w*|show\w*|includ\w+|mean\w*|lead\w*|report\w*)"
)
# A part of something, or a thing, that was told of in a sentence before: "Most have only recently
# been agreed", "The situation remains fragile", "for a few, this is not reviewed".
_OF_BEFORE = re.compile(
    r"^(?:Some|Most|Many|All|Few|A few|Several|Not all|None|Half|Each|Either|A (?:\w+ )?(?:number"
    r"|minority|majority))"
    rf" (?:\w+ly )?{_VERBS}\b"
    r"|^(?:The (?:situation|position|picture|approach|issues?|delays?|reasons?|rest|remainder"
    rf"|changes?|culture|group.s|process|arrangements?) (?:\w+ly )?{_VERBS}|Since then|Remedial"
    r"|In (?:fact|practice|effect|particular)|Indeed|Their|Where this)\b"
    rf"|, this {_VERBS}\b|\bthen things\b",
)
_NUMBERED = re.compile(r"^\d{1,3}\. ?(?=[A-Z])")
_LEANS_ON = re.compile(
    r"^(?:In others?|Others?|They|Therefore|Some do\b|Stronger|Weaker|Better|Poorer"
    r"|However|Likewise|Similarly"
    r"|Furthermore|Moreover|In addition"
    r"|Also|Conversely|Nevertheless|Despite this|Alongside this|Significantly|As a result"
    r"|Consequently|In (?:\S+ ){1,4}cases,? (?:they|it|this|these))\b",
    re.I,
)
_OF_ALL = re.compile(
    r"\b(?:overall|(?:services|practice|leaders|quality|experiences|progress) (?:\w+ ){0,4}(?:is"
    r"|are|has|have|remain\w*)|most|many|too many|all) ?\b",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since|at|from|following) (?:the|its|their) (?:last|previous) (?:\w+ )?(?:inspection"
    r"|judgement)|\bsince (?:the )?(?:\w+ ){0,3}inspection\b"
    r"|\bhas (?:declined|deteriorated|improved|worsened)\b.{0,60}\b(?:since|inspection)\b"
    r"|\b(?:since|inspection in) 20\d\d\b",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:improv\w+|declin\w+|deteriorat\w+|worse\w*|progress|sustain\w+|maintain\w+|slow"
    r"|strengthen\w+|remain\w*|pace)\b",
    re.I,
)
_OF_A_VISIT = re.compile(
    r"\b(?:focused|monitoring) visits?\b|\bprevious(?:ly)? (?:inspected|judged)\b", re.I
)
# A decline is a finding, whatever else a sentence tells: "since 2016, there has been a decline".
_DECLINED = re.compile(
    r"\b(?:has|have) (?:\w+ )?(?:declined|deteriorated|worsened)\b"
    r"|\bthere has been (?:a|some|significant) (?:\w+ )?(?:decline|deterioration)\b",
    re.I,
)
# What was judged before is no finding: "since 2020, when services were judged inadequate".
_JUDGED_BEFORE = re.compile(
    r"\b(?:when|where)\b[^,.;]{0,90}\bjudged (?:to be |as )?(?:overall )?(?:inadequate|good"
    r"|outstanding|requires? improvement(?: to be good)?)\b",
    re.I,
)
_CONTINUES = re.compile(r"\b(?:has|have|is|are|continues?|continued) (?:to|been|now)\b", re.I)
_TELLS_OF_PLACE = re.compile(
    r"\b(?:COVID\S*|pandemic|population|managed by|wholly owned|statutory direction"
    r"|commissioner was|alternative delivery|trust was|took over|was established|was appointed)\b",
    re.I,
)
# What is better than it was is no criticism, whatever it was: "children are no longer left …".
_BETTER = re.compile(
    r"^(?:Significant|Substantial|Considerable|Good|Steady|Real|Much) (?:progress|improvements?)\b"
    r"(?!.*\b(?:but|however|although|though|yet)\b)"
    r"|\bno longer (?:\w+ ){0,2}(?:left|at|in|inadequate|wait\w*|delay\w*)\b"
    r"|\bnor (?:is|are) there\b"
)
# Who came and went, which is no finding.
_OF_POSTS = re.compile(
    r"\b(?:in post|resigned|came into being|(?:was|were|been) (?:\w+ )?appointed|took up"
    r" (?:the|their) posts?)\b",
    re.I,
)
# A link to the sentence before at the head of one that is understood without it.
_LINK = re.compile(r"^(?:However|Nevertheless|Nonetheless|Overall|In addition|Consequently), ")
_EVALUATES = re.compile(
    r"\b(?:overall|inspectors|good|outstanding|inadequate|require\w*|improve\w*|effective\w*"
    r"|declined|strong\w*)\b",
    re.I,
)


class Sentences:
    """Chooses whole sentences of reports."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pointing = Pointing(store)

    def of(self, report: Report, *sections: Section) -> list[Passage]:
        """The sentences of some sections, as printed."""
        ordinals = sorted(
            o for section in sections for o in self._store.catalogue.ordinals(report.id, section)
        )
        found = self._store.catalogue.passages_at(report.id, ordinals)
        return [unnumbered(passage) for _, passage in found]

    def plainest(
        self,
        passages: Sequence[Passage],
        polarity: Polarity,
        most: int,
        *,
        best_first: bool = False,
    ) -> list[Passage]:
        """Those that praise, or criticise, most plainly, in the order in which they are printed,
        or the plainest first.
        """
        sign = 1 if polarity is Polarity.PRAISE else -1

        def plainness(passage: Passage, before: Passage | None) -> float:
            return self._plainness(passage, before, sign)

        return _best(passages, plainness, most, best_first=best_first)

    def _plainness(self, passage: Passage, before: Passage | None, sign: int) -> float:
        """How plainly a sentence praises, with a sign of 1, or criticises, with one of -1; what is
        grave is plainer criticism. 0 where it does neither, or cannot be read alone.
        """
        text = passage.text
        balance = sign * balance_of(text)
        odds = sign * self._pointing.praise(passage, passage.ordinal)
        is_so = balance > 0 and odds >= LEAST_ODDS and not tells_of_earlier(text)
        if not (is_so and _is_of_length(passage)) or _hangs(text) or _OF_POSTS.search(text):
            return 0.0
        opens = before is None or before.paragraph != passage.paragraph
        weighed = (
            min(odds, _MOST_ODDS),
            balance / 2,
            gravity(text) * _GRAVE if sign < 0 else 0.0,
            1.0 if _OF_ALL.search(text) else 0.0,
            _OPENS if opens else 0.0,
            -_LEANS if leans(passage) else 0.0,
            -len(text.split()) / 25,
        )
        return max(_LEAST, sum(weighed) + 2)

    def opening(self, report: Report, most: int) -> list[Passage]:
        """The sentences of a report's own opening that judge first, of both sides where it has
        both.
        """
        sides = [
            self.main(report, Polarity.PRAISE),
            gravest_first(self.main(report, Polarity.CRITICISM)),
        ]
        first = [passage for side in sides for passage in side[:1]]
        rest = sorted((p for side in sides for p in side[1:]), key=lambda p: p.ordinal)
        chosen = sorted([*first, *rest][:most], key=lambda p: p.ordinal)
        return chosen or self._telling(report, most)

    def main(self, report: Report, polarity: Polarity) -> list[Passage]:
        """The sentences of a report's own opening that praise, or criticise, in printed order:
        what it tells before all details.
        """
        sign = 1 if polarity is Polarity.PRAISE else -1
        return [
            unlinked(passage)
            for passage in self.of(report, Section.SUMMARY)
            if _is_of_length(passage)
            and not passage.text.endswith(":")
            and (stands_alone(passage) or _DECLINED.search(passage.text))
            and not _OF_A_VISIT.search(passage.text)
            and not _TELLS_OF_PLACE.search(passage.text)
            and not _OF_POSTS.search(passage.text)
            and (
                not tells_of_earlier(passage.text)
                or _DECLINED.search(passage.text)
                or _CONTINUES.search(passage.text)
            )
            and self._judges(passage, sign)
            and not (sign > 0 and is_in_hand(passage.text))
        ]

    def _judges(self, passage: Passage, sign: int) -> bool:
        """Whether a sentence praises, or criticises, by its words and by what was learned."""
        if _DECLINED.search(passage.text):
            return sign < 0
        if sign < 0 and _BETTER.search(passage.text):
            return False
        balance = sign * balance_of(_JUDGED_BEFORE.sub(" ", passage.text))
        odds = sign * self._pointing.praise(passage, passage.ordinal)
        return (balance > 0 and odds > LEAST_OF_OPENING) or (balance >= 0 and odds >= LEAST_ODDS)

    def _telling(self, report: Report, most: int) -> list[Passage]:
        """The sentences of the opening that evaluate most, where none plainly judges."""
        passages = self.of(report, Section.SUMMARY)

        def telling(passage: Passage, before: Passage | None) -> float:
            if (
                not _is_of_length(passage)
                or passage.text.endswith(":")
                or _OF_A_VISIT.search(passage.text)
                or _OPENS_LEANING.search(passage.text)
            ):
                return 0.0
            marks = len(_EVALUATES.findall(passage.text)) + (
                2.0 if _OF_ALL.match(passage.text) else 0.0
            )
            return marks and marks + abs(balance_of(passage.text)) / 2 - (
                _LEANS if leans(passage) else 0.0
            )

        return _best(passages, telling, most)

    def on_change(
        self, report: Report, most: int, sections: Iterable[Section] = ()
    ) -> list[Passage]:
        """The sentences that say how things are since the inspection before: the opening's
        first.
        """
        parts = tuple(sections) or (
            Section.SUMMARY,
            Section.PROGRESS,
            Section.LEADERS,
            Section.HELP,
            Section.IN_CARE,
            Section.CARE_LEAVERS,
        )

        def tells(passage: Passage, before: Passage | None) -> float:
            if not (
                _SINCE.search(passage.text)
                and _MOVED.search(passage.text)
                and _is_of_length(passage)
            ):
                return 0.0
            return (
                1.0
                + (2.0 if passage.section is Section.SUMMARY else 0.0)
                + 0.2 * len(_MOVED.findall(passage.text))
            )

        return _best(self.of(report, *parts), tells, most)


def stands_alone(passage: Passage) -> bool:
    """Whether a sentence is understood without the one before it: not "This is because …"."""
    patterns = (_OPENS_LEANING, _ALSO)
    return not _hangs(passage.text) and not any(p.search(passage.text) for p in patterns)


def _hangs(text: str) -> bool:
    """Whether a sentence hangs on one that is not there: "Most have only just been agreed"."""
    patterns = (_NOT_ALONE, _LEANS_ON, _LINKS, _OF_BEFORE)
    return any(pattern.search(text) for pattern in patterns) or _points_out(text)


def _points_out(text: str) -> bool:
    """Whether a sentence points to something that is not in it: "the extent of improvement
    required to these services".
    """
    said = text.lower()
    for match in _POINTED.finditer(text):
        before = said[: match.start()]
        nouns = [word.lower().rstrip("s") for word in match.groups() if word]
        if not any(len(noun) > 2 and noun in before for noun in nouns):  # noqa: PLR2004 - a word
            return True
    return False


def unnumbered(passage: Passage) -> Passage:
    """A sentence without the number of its paragraph, where that was printed close to it:
    "19.Social workers …".
    """
    return _without_head(passage, _NUMBERED)


def unlinked(passage: Passage) -> Passage:
    """A sentence without the link at its head: "However, services have declined"."""
    return _without_head(passage, _LINK)


def _without_head(passage: Passage, head: re.Pattern[str]) -> Passage:
    match = head.match(passage.text)
    if not match:
        return passage
    break_at = None if passage.break_at is None else max(0, passage.break_at - match.end())
    return replace(passage, text=passage.text[match.end() :], break_at=break_at)


def _best(
    passages: Sequence[Passage],
    score: Callable[[Passage, Passage | None], float],
    most: int,
    *,
    best_first: bool = False,
) -> list[Passage]:
    """Those with the highest scores above 0, each with the sentence before it that it leans on;
    in printed order, or the highest first.
    """
    before: dict[str, Passage | None] = {
        p.id: b for p, b in zip(passages, [None, *passages], strict=False)
    }
    scores = {passage.id: score(passage, before[passage.id]) for passage in passages}
    chosen = sorted((p for p in passages if scores[p.id] > 0), key=lambda p: -scores[p.id])[:most]
    shown = chosen if best_first else [p for p in passages if p in chosen]
    return [with_before(p, before[p.id]) for p in shown]


def _is_of_length(passage: Passage) -> bool:
    return FEWEST_WORDS <= len(passage.text.split()) <= MOST_WORDS
