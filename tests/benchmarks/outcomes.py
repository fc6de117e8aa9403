"""Many outcomes in figures: one row for each kind of question, and one for all."""

from collections.abc import Sequence
from typing import Any

from tests.benchmarks.asking import Outcome
from tests.benchmarks.figures import percentile

COLUMNS = (
    "question",
    "answers",
    "refusals",
    "errors",
    "mixed",
    "different",
    "strayed",
    "alone p50 s",
    "p50 s",
    "p95 s",
    "max s",
)


def by_kind(outcomes: Sequence[Outcome], alone: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Rows by the names of their columns, the last for all; `alone` are the same questions one
    by one.
    """
    kinds = dict.fromkeys(outcome.kind for outcome in alone)
    rows = [
        _row(
            kind,
            [each for each in outcomes if each.kind == kind],
            [each for each in alone if each.kind == kind],
        )
        for kind in kinds
    ]
    return [*rows, _row("all", outcomes, list(alone))]


def _row(name: str, outcomes: Sequence[Outcome], alone: Sequence[Outcome]) -> dict[str, Any]:
    seconds = [outcome.seconds for outcome in outcomes if outcome.reply]
    figures = (
        len(seconds),
        sum(bool(outcome.reply and outcome.reply["abstained"]) for outcome in outcomes),
        sum(bool(outcome.error) for outcome in outcomes),
        sum(outcome.mixed for outcome in outcomes),
        sum(outcome.different for outcome in outcomes),
        sum(outcome.strayed for outcome in outcomes),
        percentile([outcome.seconds for outcome in alone], 0.5),
        percentile(seconds, 0.5),
        percentile(seconds, 0.95),
        max(seconds, default=None),
    )
    return dict(zip(COLUMNS, (name, *figures), strict=True))
