"""Score answers to questions on grades, dates, lists, shares, ranks and moves, whose right
answers were computed apart.

    python -m tests.evaluation.answers.score_facts QUESTIONS.jsonl ANSWERS.jsonl [--failures]

QUESTIONS have `id`, `kind`, `turns` and `expect`; ANSWERS are what `python -m assistant answer`
prints. What is expected must stand where a reader looks first: in the first part of the answer,
or as the councils that its list names. An answer that names a number or list which is wrong
counts as false, apart from one that says that it has none.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from index.places.councils import council_named

GRADES = ("Requires improvement", "Inadequate", "Outstanding", "Good")
_GRADE = re.compile("|".join(GRADES), re.I)
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    answers = {row["id"]: row for row in _lines(options.answers)}
    passed, of_kind, false = Counter[str](), Counter[str](), []
    for item in _lines(options.questions):
        answer = answers[item["id"]]
        missed = list(misses(item["expect"], answer))
        of_kind[item["kind"]] += 1
        passed[item["kind"]] += not missed
        if missed and not answer["abstained"] and _computes(answer):
            false.append(item["id"])
        if missed and options.failures:
            print(
                item["id"],
                item["kind"],
                item["turns"],
                "\n   expected",
                json.dumps(item["expect"])[:300],
            )
            print(
                "   missed:",
                "; ".join(missed),
                "| came:",
                answer["answer"][:300].replace("\n", " / "),
                "\n",
            )
    for kind in of_kind:
        print(f"{kind:10} {passed[kind]}/{of_kind[kind]}")
    print(f"computed and not as expected: {len(false)} {false}")
    print(
        f"passed {sum(passed.values())}/{sum(of_kind.values())} = "
        f"{sum(passed.values()) / sum(of_kind.values()):.3f}"
    )


def _lines(file: Path) -> list[Row]:
    return [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def _computes(answer: Row) -> bool:
    return answer["composer"] == "catalogue"


def misses(expect: Row, answer: Row) -> Iterator[str]:
    """What is expected and not there."""
    if answer["abstained"]:
        yield "abstained"
        return
    first = _first(answer)
    checks = {
        "councils": _councils, "numbers": _numbers, "percent": _percent, "majority": _yes,
        "yes": _yes, "top": _top, "order": _order, "from": _moved, "dates": _dates, "grade": _grade,
    }  # fmt: skip
    for name, check in checks.items():
        if expect.get(name) is not None and not check(expect, answer, first):
            yield name
    grades = expect.get("grades")
    if isinstance(grades, dict) and not all(_has(answer, c, g) for c, g in grades.items()):
        yield "grades"
    if isinstance(grades, list) and not _history(grades, first):
        yield "history"


def _first(answer: Row) -> str:
    """The words of the first part, without what a table of it holds."""
    blocks = [
        block for block in answer["answer"].split("\n\n") if not block.startswith(("|", "*", ">"))
    ]
    return re.sub(r"\s*\[\d+\]", "", " ".join(blocks[:3]))


def _name(council: str) -> str:
    known = council_named(council)
    return known.name if known else council


def _named(answer: Row) -> list[str]:
    return list(dict.fromkeys(claim["council"] for claim in answer["claims"] if claim["council"]))


def _councils(expect: Row, answer: Row, _: str) -> bool:
    wanted = {_name(council) for council in expect["councils"]}
    if "numbers" in expect or "text" in expect:
        return wanted <= set(_named(answer))
    return wanted == set(_named(answer))


def _numbers(expect: Row, _: Row, first: str) -> bool:
    number = expect["numbers"][0]
    words = {0: "no|none|0", 1: "one|1", 2: "two|twice|2", 3: "three|3"}
    return bool(re.search(rf"(?<![\d.])(?:{words.get(number, number)})(?![\d.]\d)\b", first, re.I))


def _percent(expect: Row, _: Row, first: str) -> bool:
    return any(
        abs(float(found) - expect["percent"]) <= 0.6
        for found in re.findall(r"(\d+(?:\.\d+)?) ?%", first)
    )


def _yes(expect: Row, _: Row, first: str) -> bool:
    is_yes = expect.get("yes", expect.get("majority"))
    return first.lower().startswith("yes" if is_yes else "no")


def _top(expect: Row, answer: Row, first: str) -> bool:
    wanted = [_name(c) for c in expect["top"]]
    if not any(council_named(name) for name in expect["top"]):
        return all(name in first for name in expect["top"])
    named = [n for _, n in sorted((first.find(n), n) for n in set(_named(answer)) if n in first)]
    named = list(dict.fromkeys([*named, *_named(answer)]))
    return set(named[: len(wanted)]) == set(wanted)


def _order(expect: Row, answer: Row, _: str) -> bool:
    wanted = [_name(c) for c in expect["order"]]
    return _named(answer)[: len(wanted)] == wanted


def _moved(expect: Row, _: Row, first: str) -> bool:
    said = [found.capitalize() for found in _GRADE.findall(first)]
    return expect["from"] in said and expect["to"] in said


def _dates(expect: Row, answer: Row, _: str) -> bool:
    if "top" in expect or "order" in expect or "grades" in expect or "from" in expect:
        return True
    days = [date.fromisoformat(day) for day in expect["dates"]]
    return all(
        re.search(rf"\b{day.day}\b(?: {day:%B})?(?: {day.year})?", answer["answer"])
        and f"{day.year}" in answer["answer"]
        for day in days
    )


def _grade(expect: Row, _: Row, first: str) -> bool:
    sentences = re.split(r"(?<=[.:;]) ", first)
    said = [found.capitalize() for found in _GRADE.findall(" ".join(sentences[:3]))]
    if re.match(r"(?:no\b|.{0,60} was not judged)", first, re.I):
        return expect["grade"] in said
    return bool(said) and said[0] == expect["grade"]


def _has(answer: Row, council: str, grade: str) -> bool:
    name = _name(council)
    return any(
        c["council"] == name and grade.lower() in c["text"].lower() for c in answer["claims"]
    )


def _history(grades: list[list[str]], first: str) -> bool:
    """Whether the grades are said in their order; "Good (2017, 2022)" says one twice."""
    said: list[str] = []
    for found in re.finditer(rf"({_GRADE.pattern})(?: \(((?:\d{{4}}(?:, )?)+)\))?", first, re.I):
        said += [found[1].capitalize()] * max(1, len((found[2] or "").split(", ")))
    wanted = [grade for _, grade in grades]
    return said[: len(wanted)] in (wanted, wanted[::-1])


if __name__ == "__main__":
    main()
