"""Figures of a benchmark: as a Markdown table to read, as JSON to compare with another run's."""

import json
import math
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def machine() -> dict[str, object]:
    """What it ran on, and how busy that was before: a load near the cores means others were
    timed too.
    """
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    return {
        "cores": os.cpu_count(),
        "load before": load,
        "python": platform.python_version(),
        "system": sys.platform,
    }


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers that are not whole have two digits, and None is a dash."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def pairs(figures: Mapping[str, object]) -> str:
    """A Markdown table of names and figures."""
    return table(["figure", "value"], figures.items())


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that a share of all are not above (nearest rank); None where there are none."""
    return sorted(values)[math.ceil(share * len(values)) - 1] if values else None


def write_json(figures: object, file: Path | None) -> None:
    """Keep figures in a file, if one is named."""
    if file:
        file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
