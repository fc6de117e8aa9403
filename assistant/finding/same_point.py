"""Then and now, or councils side by side: evidence on the same point of each.

Of "has working with the police got better since 2017?" one report tells in the words of the
question, the other in words of its own: the sentence that answers most surely says what those of
the others are to be about.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.finding.choosing import Drawn
from assistant.finding.relevance import Relevant
from assistant.finding.scoring import Place

# log-odds that a sentence gains, for the order and that it answers, by each 1 of its cosine to
# the surest one above that of two sentences on one theme
SAME_POINT = 4.0
SAME_THEME = 0.4

Judged = Sequence[Relevant]


def on_the_same_point(
    pools: Sequence[Sequence[Drawn]],
    judged: Sequence[Judged],
    alike: Callable[[Place, Place], float],
) -> list[Judged]:
    """The judgements of groups set side by side: each passage gains by its nearness to the
    passage that answers most surely in another group than its own.
    """
    bests = [_best(pool, of_pool) for pool, of_pool in zip(pools, judged, strict=True)]
    surest = max(filter(None, bests), key=lambda best: best[1].answers, default=None)
    if surest is None:
        return list(judged)
    place = _place(surest[0])
    return [
        of_pool
        if best is surest
        else [
            _nearer(relevant, SAME_POINT * (alike(_place(drawn), place) - SAME_THEME))
            for drawn, relevant in zip(pool, of_pool, strict=True)
        ]
        for pool, of_pool, best in zip(pools, judged, bests, strict=True)
    ]


def _best(pool: Sequence[Drawn], judged: Judged) -> tuple[Drawn, Relevant] | None:
    return max(zip(pool, judged, strict=True), key=lambda pair: pair[1].order, default=None)


def _place(drawn: Drawn) -> Place:
    return drawn.report.id, drawn.ordinal


def _nearer(relevant: Relevant, gain: float) -> Relevant:
    return replace(relevant, answers=relevant.answers + gain, order=relevant.order + gain)
