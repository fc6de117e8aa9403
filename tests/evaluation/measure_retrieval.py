"""How often the sentence that answers is found: `python -m tests.evaluation.measure_retrieval
../shared`.

Each question is put to one report, whose sentences are ranked by their vector and by their words
(BM25), as assistant/finding/retrieval.py does it. Counted is how often one of the best 1, 3, 5
or 8 answers the question, for the stock model and for the adapter, for several shares of the
words.

An adapter that was trained on all questions knows the ones asked here: its own record
(index/encoder/adapter/record.json) holds the honest figures, of a twin that never saw these
councils. `--adapter FOLDER` measures another one.
"""

import argparse
import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.library import Library
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.vocabulary import content_words
from index.encoder.adapting import ADAPTER
from index.encoder.embeddings import SentenceEmbeddings
from index.parsing.parser import parse
from index.parsing.passages import split_report
from index.reading.files import read
from index.reports import Passage, ReportText

SHARES = (0, 0.05, 0.1, 0.15, 0.2, 0.3)  # what the best match by words adds to a cosine
BEST = (1, 3, 5, 8)
HELD_BACK_EVERY = 5  # councils by the sorted names of their folders, from the first on
DEVELOPMENT_KINDS = {"fact", "compare", "followup"}

Passages = Mapping[str, Sequence[Passage]]
Table = dict[
    str, dict[str, float]
]  # share of the words → "at 3" and so on → share of the questions


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence that somebody marked: its page and its words."""

    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question put to one report, what answers it there, and what only seems to."""

    question: str
    words: tuple[str, ...]
    file: str
    answers: tuple[Answer, ...]
    near_misses: tuple[Answer, ...] = ()

    @property
    def council(self) -> str:
        """The folder of the council."""
        return self.file.split("/")[0]


def main() -> int:
    """Print the tables of the stock model and of an adapter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--adapter", type=Path, default=ADAPTER)
    options = parser.parse_args()
    if not (options.shared / "reports").is_dir():
        print(f"{options.shared}/reports is not here: there is nothing to measure on.")
        return 1
    sets = question_sets(options.shared)
    if options.adapter == ADAPTER:
        print(
            "The shipped adapter has learned the training questions: see record.json for a twin "
            "that has not."
        )
    for name, adapter in (("stock", None), ("adapter", options.adapter)):
        embeddings = SentenceEmbeddings(adapter=adapter)
        for title, (cases, passages) in sets.items():
            print_table(
                f"{name}, {title}, {len(cases)} questions", measure(cases, passages, embeddings)
            )
    return 0


def question_sets(shared: Path) -> dict[str, tuple[list[Case], Passages]]:
    """The questions on the held-back councils and those of development, with their passages."""
    cases = training_cases(shared)
    held_back = held_back_councils(cases)
    chosen = [case for case in cases if case.council in held_back]
    texts = read_reports(shared, [*(case.file for case in chosen), *development_files(shared)])
    passages = {file: split_report(text) for file, text in texts.items()}
    return {
        "held-back councils": (chosen, passages),
        "development": (development_cases(shared, texts.values()), passages),
    }


def training_cases(shared: Path) -> list[Case]:
    """The questions that an adapter may learn from."""
    return [
        Case(
            row["question"],
            tuple(dict.fromkeys(content_words(row["question"]))),
            row["file"],
            tuple(Answer(**answer) for answer in row["answers"]),
            tuple(Answer(**answer) for answer in row["near_misses"]),
        )
        for row in _rows(shared / "eval" / "training.jsonl")
    ]


def held_back_councils(cases: Iterable[Case]) -> list[str]:
    """Folders of the councils that no trained adapter may see before it is measured."""
    return sorted({case.council for case in cases})[::HELD_BACK_EVERY]


def development_files(shared: Path) -> list[str]:
    """The reports that hold the evidence of the development questions."""
    return [gold["file"] for row in _development(shared) for gold in row["evidence"]]


def development_cases(shared: Path, texts: Iterable[ReportText]) -> list[Case]:
    """Development questions as the assistant understands them, once for each report with
    evidence.
    """
    library = Library(tuple(text.report for text in texts))
    reader, cases = Reader(library, Network()), []
    for row in _development(shared):
        question = reader.read(row["turns"])
        for file in dict.fromkeys(gold["file"] for gold in row["evidence"]):
            answers = [Answer(g["page"], g["quote"]) for g in row["evidence"] if g["file"] == file]
            text = question.text or question.message
            cases.append(Case(text, question.words, file, tuple(answers)))
    return cases


def _development(shared: Path) -> list[dict]:
    """Questions of the kinds that quotes answer, without the evidence that is no report."""
    rows = [row for row in _rows(shared / "eval" / "dev.jsonl") if row["kind"] in DEVELOPMENT_KINDS]
    for row in rows:
        row["evidence"] = [gold for gold in row["evidence"] if gold["file"].endswith(".pdf")]
    return rows


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def read_reports(shared: Path, files: Iterable[str]) -> dict[str, ReportText]:
    """Read and parse reports, each once."""
    reports = shared / "reports"
    return {file: parse(read(reports / file), file, file) for file in sorted(set(files))}


# ---- what answers a question


def matches(passage: Passage, answer: Answer) -> bool:
    """Whether a passage is what was marked: a page off at most, half of the shorter one's words
    shared.

    The same rule as that of the shared script that scores answers.
    """
    mine, marked = _words(passage.text), _words(answer.quote)
    shared = len(mine & marked)
    return abs(passage.page - answer.page) <= 1 and shared >= 0.5 * min(len(mine), len(marked)) > 0


def closest(passages: Sequence[Passage], answer: Answer) -> int | None:
    """The ordinal of the passage that is most like a marked sentence; None if none matches."""
    fitting = [ordinal for ordinal, passage in enumerate(passages) if matches(passage, answer)]
    return max(fitting, key=lambda ordinal: _likeness(passages[ordinal], answer), default=None)


def gold_ordinals(case: Case, passages: Sequence[Passage]) -> set[int]:
    """The ordinals of all passages that answer a question."""
    return {
        ordinal
        for ordinal, passage in enumerate(passages)
        if any(matches(passage, answer) for answer in case.answers)
    }


def _likeness(passage: Passage, answer: Answer) -> float:
    mine, marked = _words(passage.text), _words(answer.quote)
    return len(mine & marked) / len(mine | marked)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9£%]+(?:['’][a-z]+)?", text.lower()))


# ---- ranking


class WordSearch:
    """BM25 over passages, as the catalogue computes it."""

    def __init__(self, passages: Passages) -> None:
        self._first: dict[str, int] = {}
        self._words = sqlite3.connect(":memory:")
        self._words.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61 "
            "remove_diacritics 2')"
        )
        texts = []
        for file, found in passages.items():
            self._first[file] = len(texts)
            texts += [(passage.text,) for passage in found]
        self._words.executemany("INSERT INTO words(text) VALUES (?)", texts)

    def scores(self, words: Sequence[str], file: str, count: int) -> np.ndarray:
        """A score for each of the `count` passages of a report; the best match has 1."""
        scores = np.zeros(count)
        if words:
            first = self._first[file]
            found = self._words.execute(
                "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? AND rowid BETWEEN ? "
                "AND ?",
                (" OR ".join(f'"{word}"' for word in words), first + 1, first + count),
            )
            for row, score in found:
                scores[row - 1 - first] = score
        return scores / scores.max() if scores.max() > 0 else scores


def measure(cases: Sequence[Case], passages: Passages, embeddings: SentenceEmbeddings) -> Table:
    """The share of questions that the best passages answer, by the share of the words."""
    words = WordSearch(passages)
    files = sorted({case.file for case in cases})
    vectors = {file: embeddings.vectors([p.text for p in passages[file]]) for file in files}
    asked = embeddings.vectors([case.question for case in cases])
    ranks: dict[float, list[float]] = {share: [] for share in SHARES}
    for case, vector in zip(cases, asked, strict=True):
        gold = gold_ordinals(case, passages[case.file])
        by_vector = vectors[case.file] @ vector
        by_words = words.scores(case.words, case.file, len(by_vector))
        for share, found in ranks.items():
            found.append(_rank(by_vector + share * by_words, gold))
    return {
        str(share): {f"at {k}": round(float(np.mean(np.array(found) < k)), 4) for k in BEST}
        for share, found in ranks.items()
    }


def _rank(scores: np.ndarray, gold: set[int]) -> float:
    """The place from 0 of the best passage that answers."""
    order = np.argsort(-scores, kind="stable").tolist()
    return min((order.index(ordinal) for ordinal in gold), default=float("inf"))


def print_table(title: str, table: Table) -> None:
    """Print figures, a line for each share of the words."""
    print(f"\n{title}\nwords  " + "  ".join(f"at {k:<4}" for k in BEST))
    for share, row in table.items():
        print(f"{float(share):<5}  " + "  ".join(f"{value:<7.3f}" for value in row.values()))


if __name__ == "__main__":
    sys.exit(main())
