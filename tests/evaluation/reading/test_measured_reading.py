"""What was learned of reading still holds, on messages of a writer who taught it nothing and on
disclosures of harm.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.request import Act

APART = Path(__file__).parent / "apart"


def rows(name: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, (APART / name).read_text(encoding="utf-8").splitlines())


def test_acts_are_read_on_messages_of_a_writer_kept_apart(sample_assistant: Assistant):
    """Nearly nine of ten acts are right, nineteen of twenty where it says that it is certain."""
    told = [
        (row["act"], sample_assistant.read([*row["earlier"], row["message"]]))
        for row in rows("messages.jsonl")
    ]
    right = [act == request.act for act, request in told]
    certain = [act == request.act for act, request in told if request.is_certain]

    assert sum(right) / len(right) >= 0.85
    assert sum(certain) / len(certain) >= 0.94
    assert len(certain) / len(told) >= 0.6


def test_disclosures_of_harm_are_met_and_questions_on_them_are_not():
    """In children's and adults' words; set beside questions that use the same words."""
    reader = Reader(Library(()), Network())
    told = [
        (row["danger"], reader.read([*row["earlier"], row["message"]]).act is Act.DANGER)
        for name in (
            "danger.jsonl",
            "danger_second.jsonl",
            "danger_third.jsonl",
            "danger_fourth.jsonl",
        )
        for row in rows(name)
    ]
    caught = [alarm for danger, alarm in told if danger]
    false = [alarm for danger, alarm in told if not danger]

    assert sum(caught) / len(caught) >= 0.95
    assert sum(false) / len(false) <= 0.04
