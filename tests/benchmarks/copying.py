"""Libraries of any size: the reports of one index copied under the names of other councils and
earlier years.

The words of a copy are those of its original with another council's name, its vectors those of the
original turned a little, so that libraries for measuring come without hours of embedding.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from index.encoder.embeddings import Vectors
from index.parsing.preparing import Found, Prepared, prepare
from index.places.councils import all_councils
from index.reading.worker import Reader
from index.reports import Passage, Report, ReportText
from index.settings import Settings
from index.storing.store import Store

TURN = 0.02  # length of what is added to a vector of length 1


@dataclass(frozen=True, slots=True)
class Original:
    """A report as read, with the vectors of its passages."""

    text: ReportText
    passages: tuple[Passage, ...]
    vectors: Vectors


def read_originals(reports: Path, store: Path) -> list[Original]:
    """Read the reports of a folder anew, and take their vectors from an index over it."""
    with Store(Settings(store=store)) as opened, Reader() as reader:
        found = [
            Found(path, path.relative_to(reports).as_posix(), known.digest)
            for known in opened.catalogue.files()
            if known.report and (path := reports / known.file).is_file()
        ]
        items: list[Prepared] = [reader.run(prepare, each) for each in found]
        return [
            Original(part.text, part.passages, opened.vectors(part.text.report.id))
            for item in items
            for part in item.parts
            if part.text.report.council
        ]


def copies(originals: list[Original], times: float) -> Iterator[Original]:
    """So many times the originals: themselves first, then under other names."""
    names = sorted({original.text.report.council for original in originals})
    names += [council.name for council in all_councils() if council.name not in names]
    own = {name: place for place, name in enumerate(names)}
    councils = len({original.text.report.council for original in originals})
    for number in range(round(len(originals) * times)):
        turn, original = divmod(number, len(originals))
        report = originals[original].text.report
        place = own[report.council] + turn * councils
        yield _copy(originals[original], names[place % len(names)], place // len(names), turn)


def _copy(original: Original, council: str, years: int, turn: int) -> Original:
    if not turn:
        return original
    report, old = original.text.report, original.text.report.council
    key = hashlib.sha256(f"{report.id}-{turn}".encode()).hexdigest()[:16]
    text = replace(
        original.text,
        report=_renamed(report, key, council, years),
        pages=tuple(page.replace(old, council) for page in original.text.pages),
    )
    passages = tuple(
        replace(passage, id=f"{key}:{ordinal}", report=key, text=passage.text.replace(old, council))
        for ordinal, passage in enumerate(original.passages)
    )
    return Original(text, passages, _turned(original.vectors, turn))


def _renamed(report: Report, key: str, council: str, years: int) -> Report:
    windows = tuple(
        (_earlier(start, years), _earlier(end, years)) for start, end in report.inspection.windows
    )
    return replace(
        report,
        id=key,
        file=f"{key}/{report.file}",
        council=council,
        inspection=replace(report.inspection, windows=windows),
        published=_earlier(report.published, years) if report.published else None,
    )


def _earlier(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _turned(vectors: Vectors, seed: int) -> Vectors:
    noise = (
        np.random.default_rng(seed).normal(size=vectors.shape) * TURN / np.sqrt(vectors.shape[1])
    )
    turned = (vectors + noise).astype(np.float32)
    lengths: Vectors = np.linalg.norm(turned, axis=1, keepdims=True)
    return turned / lengths
