"""“This evidence is wrong”: what readers say of a quote, in a small file that the owner can
read.
"""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "wrong-evidence.jsonl"  # in the folder of the store
LARGEST_FILE = 2 * 2**20  # bytes; when it is full, nothing more is kept
LONGEST = 2_000  # characters of each text


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with the evidence for an answer, in a reader's words."""

    question: str
    report: str
    page: int
    quote: str
    reason: str = ""


class Complaints:
    """The file of complaints: one JSON object a line, the newest last, times in UTC."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._writing = threading.Lock()

    def keep(self, complaint: Complaint) -> bool:
        """Write a complaint down; tells whether there was room for it."""
        when = datetime.now(UTC).isoformat(timespec="seconds")
        fields = {
            name: value[:LONGEST] if isinstance(value, str) else value
            for name, value in asdict(complaint).items()
        }
        line = json.dumps({"time": when, **fields}, ensure_ascii=False)
        with self._writing:
            if self.path.exists() and self.path.stat().st_size > LARGEST_FILE:
                return False
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(line + "\n")
        return True
