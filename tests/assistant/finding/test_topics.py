"""Topics: whether a report speaks of one at all is found over all of it, not guessed from a few."""

import json
from pathlib import Path

import pytest

from assistant.finding.topics import PROBABLE, Likely, LikelyTopics, TopicsOfReports, all_topics
from index.encoder.embeddings import SentenceEmbeddings

REPORTS = {
    "a": [
        "Children who are privately fostered are visited regularly.",
        "The front door is effective.",
    ],
    "b": ["Care leavers told inspectors that their personal advisers keep in touch."],
}


@pytest.fixture
def topics() -> TopicsOfReports:
    return TopicsOfReports(lambda report: REPORTS[report])


def test_a_topic_that_stands_nowhere_is_unmentioned(topics: TopicsOfReports):
    """Private fostering is in one report and not in the other."""
    question = "What is said of private fostering?"

    assert topics.unmentioned(question, ["a"]) == ()
    assert topics.unmentioned(question, ["b"]) == ("private fostering",)
    assert topics.unmentioned(question, ["a", "b"]) == ()


def test_what_is_probably_meant_is_unmentioned_only_where_that_will_do(topics: TopicsOfReports):
    """Nine in ten is not plain; where besides no sentence comes near, it is enough."""
    meant = next(topic for topic in all_topics() if topic.name == "private-fostering")
    likely = (Likely(meant, 0.9),)
    question = "Are kids who stay with a mate's mum looked in on?"

    assert topics.unmentioned(question, ["b"], likely) == ()
    assert topics.unmentioned(question, ["b"], likely, PROBABLE) == (meant.label,)
    assert topics.unmentioned(question, ["a"], likely, PROBABLE) == ()


def test_an_abbreviation_that_stands_nowhere_is_unmentioned(topics: TopicsOfReports):
    """GCSE is looked for as it stands; a known one such as PA may be written in full."""
    assert "GCSE" in topics.unmentioned("How are GCSE results?", ["a"])
    assert topics.unmentioned("Do their PAs and the LADO keep in touch?", ["b"]) != ("PA",)


def test_every_topic_has_its_words():
    """The file is whole: each topic has a name of its own and a pattern that compiles."""
    assert len(all_topics()) > 50
    assert len({topic.name for topic in all_topics()}) == len(all_topics())


def test_silence_is_hardly_ever_said_wrongly(shared: Path):
    """Of real questions that their report answers, fewer than 1 in 100 is taken for unmentioned."""
    from index.parsing.parser import parse
    from index.parsing.passages import split_report
    from index.reading.files import read

    folder = shared / "reports"
    texts: dict[str, list[str]] = {}

    def of(file: str) -> list[str]:
        if file not in texts:
            texts[file] = [p.text for p in split_report(parse(read(folder / file), file, "id"))]
        return texts[file]

    topics, likely = TopicsOfReports(of), LikelyTopics(SentenceEmbeddings())
    lines = (shared / "eval" / "training.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]

    wrong = [
        row["question"]
        for row in rows
        if topics.unmentioned(row["question"], [row["file"]], likely.of(row["question"]))
    ]

    assert len(wrong) / len(rows) < 0.01
