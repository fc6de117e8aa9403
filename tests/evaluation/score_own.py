"""Score answers to our own questions, so that progress is not measured on one question set alone.

The first set was at hand while the assistant was built, and its gold quotes look like the questions
that the adapter learned from. These questions were written apart from it, about other councils
and topics, by someone who had not seen the assistant. They hold facts only: gold pages, and the
word stems or figures that a right answer contains, never a sentence of a report.

    python -m tests.evaluation.score_own ANSWERS.jsonl [--questions FILE] [--half tune|held-out]

ANSWERS is what `python -m assistant answer FILE` prints. With the reports at hand, every quote is
looked up on the page that it names. A half is one by the number that ends each item's id: the even
ones may be looked at while the assistant is changed, the odd ones are held out.

An item passes when the answer does not abstain, says one stem of every group, says nothing that
it must not, cites a page next to a gold page (a comparison: one for each council; a theme: for
half of the councils that count; a list or count: nine tenths of the reports that hold the
grades), cites no council that was not asked about, keeps to the length for its kind, and quotes
verbatim. Where an item says so, the first grade or the first number named must be the right one,
or the councils named exactly the right ones. Unanswerable: it abstains. Danger: it abstains and
says 999. Vague, with no council named: it may also ask back.
"""

import argparse
import functools
import html
import json
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.places.councils import all_councils

Item = dict[str, Any]
Result = dict[str, Any]

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.jsonl"
REPORTS = HERE.parents[2] / "shared" / "reports"
WORD_LIMITS = {
    **{"compare": 450, "theme": 700, "change": 350, "vague": 350},
    **{"list": 900, "count": 900},
}
GRADES = ("requires improvement", "inadequate", "outstanding", "adequate", "good")
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
DEFAULT_WORD_LIMIT = 250
CHECKS = ("evidence", "said", "clean", "brief", "on_target", "quotes_ok")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("answers", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--half", choices=("tune", "held-out"), help="even ids, or odd ones")
    parser.add_argument("--failures", action="store_true", help="list what each failed item missed")
    parser.add_argument("--reports", type=Path, default=REPORTS, help="to check quotes against")
    args = parser.parse_args()
    reports = args.reports if args.reports.is_dir() else None
    if reports is None:
        print(f"{args.reports} is not here: quotes are taken as verbatim.", file=sys.stderr)
    items = [item for item in _lines(args.questions) if args.half in (None, _half(item))]
    answers = {answer["id"]: answer for answer in _lines(args.answers)}
    results = {item["id"]: judge(item, answers.get(item["id"]), reports) for item in items}
    _print_kinds(results.values())
    _print_shares(results.values())
    _print_seconds(answers[i] for i in results if i in answers)
    if args.failures:
        _print_failures(results)
    passed = sum(result["passed"] for result in results.values())
    print(f"passed {passed}/{len(results)} = {passed / len(results):.3f}")
    return 0


def _half(item: Item) -> str:
    number = int(item["id"].rsplit("-", 1)[-1])
    return "held-out" if number % 2 else "tune"


def judge(item: Item, answer: Item | None, reports: Path | None) -> Result:
    """Every check of one answer, and whether it passes."""
    result: Result = {"kind": item["kind"], "answerable": item["answerable"]}
    if answer is None:
        return result | {"passed": False, "missing": True}
    text = _norm(answer.get("answer") or "")
    citations = answer.get("citations") or []
    result["abstained"] = bool(answer.get("abstained"))
    result["verbatim"] = [reports is None or _verbatim(c, reports) for c in citations]
    result["quotes_ok"] = all(result["verbatim"])
    if not item["answerable"]:
        return result | _judge_refusal(item, text, result)
    result["evidence"] = _evidence(item, citations)
    result["said"] = _said(item, text) and _exact(item, text)
    result["clean"] = not any(_norm(phrase) in text for phrase in item["must_not_say"])
    result["brief"] = len(_words(text)) <= WORD_LIMITS.get(item["kind"], DEFAULT_WORD_LIMIT)
    result["on_target"] = _on_target(item, citations)
    asks_back = item["kind"] == "vague" and not item["evidence"]
    answered = not result["abstained"] or asks_back
    return result | {"passed": answered and all(result[check] for check in CHECKS)}


def _judge_refusal(item: Item, text: str, result: Result) -> Result:
    passed = result["abstained"] and result["quotes_ok"]
    if item["kind"] == "danger":
        said = "999" in text and _said(item, text)
        return {"said": said, "passed": passed and said}
    return {"passed": passed}


def _evidence(item: Item, citations: list[Item]) -> bool:
    """Is a gold page cited, for each council or half of the councils where the kind asks for it?"""
    gold = item["evidence"]
    wanted = {_folder(g["file"]) for g in gold}
    got = {_folder(g["file"]) for g in gold if any(_is_hit(c, g) for c in citations)}
    if item["kind"] == "compare":
        return wanted <= got
    if item["kind"] in ("list", "count") or "exact_councils" in item:
        files = {g["file"] for g in gold}
        return len(files & {c["file"] for c in citations}) >= 0.9 * len(files)
    if item["kind"] == "theme":
        return len(got) >= len(wanted) / 2
    return bool(got) or not gold


def _is_hit(citation: Item, gold: Item) -> bool:
    near = abs(int(citation.get("page") or 1) - gold["page"]) <= 1
    return near and bool(citation["file"] == gold["file"])


def _said(item: Item, text: str) -> bool:
    return all(any(_norm(phrase) in text for phrase in group) for group in item["must_say"])


def _exact(item: Item, text: str) -> bool:
    """Are the grade, the number and the councils that the item wants exactly those named?"""
    grade, number = item.get("exact_grade"), item.get("exact_count")
    councils = item.get("exact_councils")
    return (
        (grade is None or _first_grade(text) == grade)
        and (number is None or _first_number(text) == number)
        and (councils is None or _councils_named(text) == set(map(_name, councils)))
    )


def _first_grade(text: str) -> str | None:
    """The longer name first where two begin together: what requires improvement is not "good"."""
    text = text.replace("requires improvement to be good", "requires improvement")
    places = [(text.index(grade), -len(grade), grade) for grade in GRADES if grade in text]
    return min(places)[2] if places else None


def _first_number(text: str) -> int | None:
    """The first number, in digits or in words up to twenty, that is no year."""
    for word in re.findall(r"[a-z]+|\d+", text):
        if word in NUMBERS:
            return NUMBERS.index(word)
        if word.isdigit() and not re.fullmatch(r"(19|20)\d\d", word):
            return int(word)
    return None


def _councils_named(text: str) -> set[str]:
    """Longest names first, each taken out when found, so that Leicestershire is not Leicester."""
    text, found = text.replace("&", "and"), set()
    names = {_name(council.name) for council in all_councils()}
    for name in sorted(names, key=len, reverse=True):
        text, times = re.subn(rf"(?<![a-z]){re.escape(name)}(?![a-z])", " ", text)
        if times:
            found.add(name)
    return found


def _on_target(item: Item, citations: list[Item]) -> bool:
    """Names must be equal: Somerset is not Bath and North East Somerset."""
    if not item["councils"] or item["kind"] in ("theme", "list", "count"):
        return True
    asked = {_name(council) for council in item["councils"]}
    asked |= {_name(_folder(g["file"])) for g in item["evidence"]}
    return all(_name(c["council"]) in asked for c in citations if c.get("council"))


def _verbatim(citation: Item, reports: Path) -> bool:
    """Is the quote on the page that it names, or running over onto the next?"""
    path = reports / citation["file"]
    page = int(citation.get("page") or 1)
    if not path.is_file() or not 1 <= page <= len(_pages(path)):
        return False
    here = "".join(_pages(path)[page - 1 : page + 1])
    pieces = re.split(r"\[\s*(?:…|\.\.\.)\s*\]|…", citation.get("quote") or "")
    parts = [part for part in map(_squash, pieces) if part]
    return bool(parts) and all(part in here for part in parts)


@functools.cache
def _pages(path: Path) -> list[str]:
    if path.suffix.lower() != ".pdf":
        return [_squash(path.read_text(encoding="utf-8", errors="replace"))]
    import pypdfium2  # late: only the check of quotes opens PDFs

    document = pypdfium2.PdfDocument(path)
    return [_squash(page.get_textpage().get_text_bounded()) for page in document]


def _squash(text: str) -> str:
    """Letters and digits only: immune to line breaks, ligatures and quote marks."""
    text = html.unescape(text).replace("ﬁ", "fi").replace("ﬂ", "fl").replace("\u00ad", "")
    return re.sub(r"[\W_]+", "", text.lower())


def _norm(text: str) -> str:
    text = html.unescape(text).lower().replace("’", "'").replace("‘", "'")
    return text.replace("–", "-").replace("\u00a0", " ")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9£%]+(?:'[a-z]+)?", text)


def _folder(file: str) -> str:
    """The council of a report's folder, "80570_telford & wrekin/…"."""
    return file.split("/")[0].split("_", 1)[-1].lower()


def _name(council: str) -> str:
    return _norm(council).replace("&", "and").strip()


def _lines(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _print_kinds(results: Iterable[Result]) -> None:
    by_kind = defaultdict(list)
    for result in results:
        by_kind[result["kind"]].append(result["passed"])
    for kind, passed in sorted(by_kind.items()):
        print(f"{kind:14} {sum(passed):3}/{len(passed)}")


def _print_shares(results: Iterable[Result]) -> None:
    present = [result for result in results if "missing" not in result]
    answerable = [result for result in present if result["answerable"]]
    refused = [result["abstained"] for result in present if not result["answerable"]]
    quotes = [good for result in present for good in result["verbatim"]]
    shares = [_share(answerable, check) for check in (*CHECKS, "abstained")]
    print("\nanswerable: " + "  ".join(shares))
    print(f"refused rightly: {sum(refused)}/{len(refused)}")
    print(f"quotes verbatim: {sum(quotes)}/{len(quotes)}")


def _share(results: list[Result], check: str) -> str:
    values = [result[check] for result in results]
    return f"{check} {sum(values) / len(values):.3f}" if values else f"{check} -"


def _print_seconds(answers: Iterable[Item]) -> None:
    seconds = sorted(a["seconds"] for a in answers if a.get("seconds") is not None)
    if seconds:
        high = seconds[int(0.95 * (len(seconds) - 1))]
        print(f"seconds: p50 {statistics.median(seconds):.3f}  p95 {high:.3f}")


def _print_failures(results: dict[str, Result]) -> None:
    for item_id, result in results.items():
        if not result["passed"]:
            print(item_id, result["kind"], ", ".join(_missed(result)))


def _missed(result: Result) -> list[str]:
    if "missing" in result:
        return ["no answer"]
    missed = [check for check in CHECKS if result.get(check) is False]
    if result["abstained"] == result["answerable"]:
        missed.insert(0, "abstained" if result["abstained"] else "did not abstain")
    return missed


if __name__ == "__main__":
    sys.exit(main())
