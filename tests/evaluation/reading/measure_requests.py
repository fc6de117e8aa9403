"""How often messages are read rightly: `python -m tests.evaluation.reading.measure_requests
MESSAGES.jsonl READINGS.jsonl`.

MESSAGES are labelled (`act`, and `request` where one is labelled); READINGS are what `python -m
assistant read --file MESSAGES.jsonl --json` prints, over a library of all councils or any other:
names that are not in the library count as read where they are told as absent.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

Row = dict[str, Any]
PARTS = ("act", "councils", "groups", "areas", "grades", "span", "times", "move", "order", "number")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messages", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    messages, readings = _lines(options.messages), _lines(options.readings)
    wrong, acts, whole, labelled, certain, certain_right = Counter[str](), 0, 0, 0, 0, 0
    of_act: dict[str, list[bool]] = {}
    for row, read in zip(messages, readings, strict=True):
        is_act = row["act"] == read["act"]
        acts += is_act
        of_act.setdefault(row["act"], []).append(is_act)
        certain += read["certain"]
        certain_right += read["certain"] and is_act
        missed = [] if is_act else ["act"]
        if "request" in row:
            labelled += 1
            missed += [part for part in PARTS[1:] if not _same(part, row["request"], read)]
            whole += not missed
            wrong.update(missed)
        if missed and options.failures:
            print(
                row["earlier"],
                "|",
                row["message"],
                "|",
                row["act"],
                "->",
                read["act"],
                round(read["certainty"], 2),
            )
            for part in missed[:6]:
                print("    ", part, (row.get("request") or {}).get(part), "->", _told(part, read))
    total = len(messages)
    print(f"act {acts}/{total} = {acts / total:.3f}")
    print(
        f"certain {certain}/{total} = {certain / total:.3f}, right where certain "
        f"{certain_right / max(1, certain):.3f}"
    )
    print(f"whole request {whole}/{labelled} = {whole / max(1, labelled):.3f}")
    print("wrong:", dict(wrong.most_common()))
    print({act: f"{sum(told)}/{len(told)}" for act, told in sorted(of_act.items())})


def _lines(file: Path) -> list[Row]:
    return [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def _told(part: str, read: Row) -> object:
    if part == "councils":
        return sorted({*read["councils"], *read["absent"]})
    if part == "groups":
        return sorted(_groups(read))
    if part == "span":
        return _span(read)
    if part == "areas":
        return sorted({area for area in map(_area, read["areas"]) if area})
    return read[part]


def _groups(read: Row) -> set[str]:
    names: set[str] = set()
    for group in read["groups"]:
        if group["kind"] in {"region", "type"}:
            names |= set(group["names"])
        elif group["kind"] in {"neighbours", "listed"}:
            names.add(group["kind"])
        elif group["kind"] not in {"all"} and not (
            group["kind"] == "others" and len(read["groups"]) > 1
        ):
            names.add("*")
    return names


_OFFICIAL = {
    "region",
    "county",
    "unitary",
    "London borough",
    "metropolitan district",
    "neighbours",
    "listed",
}
_REGIONS = {
    "North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands",
    "East of England", "London", "South East", "South West",
}  # fmt: skip


def _area(area: str) -> str:
    return {"in_care_and_care_leavers": "in_care", "looked_after_and_permanence": "in_care"}.get(
        area, area
    )


def _span(read: Row) -> str:
    spans = [condition["span"] for condition in read["conditions"] if condition["span"] != "latest"]
    return spans[0] if spans else "latest"


def _same(part: str, request: Row, read: Row) -> bool:
    wanted = request.get(part)
    if part == "councils":
        return set(_told(part, read)) == set(wanted) or bool(read["unclear"])  # type: ignore[call-overload]
    if part == "groups":
        wanted = [group for group in wanted if not (group == "regions" and read["by"] == "region")]
        wanted = [group.replace("The Humber", "the Humber") for group in wanted]
        official = {
            g if g in _REGIONS | _OFFICIAL else "*"
            for g in wanted
            if g not in {"all", "all councils", "national", "England", "nationally"}
        }
        return _groups(read) == official
    if part == "areas":
        told = set(_told(part, read)) - {"overall_effectiveness"}  # type: ignore[call-overload]
        return told == set(wanted) - {"overall_effectiveness"}
    if part == "grades":
        return set(read["grades"]) - {"Adequate"} == set(wanted)
    if part == "span":
        return _span(read) == (wanted or "latest")
    if part == "times":
        return _times(wanted, read["times"])
    if part == "move":
        return _move(wanted, read["move"])
    return read[part] == wanted


def _times(wanted: Row, told: Row) -> bool:
    """Whether the same years are meant, however they are told: 2015 alone, or from its first day
    to its last.
    """
    ends = [int(told[end][:4]) if told[end] else None for end in ("since", "until")]
    single = {ends[0]} if ends[0] and ends[0] == ends[1] else set()
    found = (set(told["years"]) | single, *((None, None) if single else ends), told["back"])
    years = {*wanted.get("years", [])}
    if wanted.get("since") and wanted.get("since") == wanted.get("until"):
        years, wanted = {wanted["since"]}, {**wanted, "since": None, "until": None}
    labelled = (years, wanted.get("since"), wanted.get("until"), wanted.get("back") or 0)
    if found == labelled:
        return True
    both = {
        end for end in found[1:3] if end
    }  # two years set beside each other may be told as a span
    return (
        bool(both)
        and found[0] | both == labelled[0] | {end for end in labelled[1:3] if end}
        and len(both) == 2
    )


def _move(wanted: object, told: Row | None) -> bool:
    if wanted is None or told is None:
        return wanted is None and told is None
    if isinstance(wanted, dict):
        return set(told["from"]) - {"Adequate"} == set(wanted["from"]) and set(told["to"]) - {
            "Adequate"
        } == set(wanted["to"])
    return bool(told["change"] == wanted)


if __name__ == "__main__":
    main()
