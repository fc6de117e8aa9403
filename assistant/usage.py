"""What a chat model took for an answer, told to the reader, and how much it may take in a day."""

import json
import os
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import ChatGeneration, LLMResult

FILE = "model-use.json"  # in the folder of the index
LETTERS_A_TOKEN = 4  # roughly, where a server tells no count


@dataclass(eq=False)  # told apart by itself, as callbacks are
class Use(BaseCallbackHandler):
    """Tokens of the calls that it is handed to, as a callback: as told by the provider, else
    `letters` of what was sent.
    """

    letters: int = 0
    sent: int = 0  # passages
    asked: int = 0
    written: int = 0
    cost: float = 0.0  # in the provider's money; 0 where it does not tell

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:  # noqa: ANN401 - as LangChain has it
        """Add what a call took."""
        for generation in (each for listed in response.generations for each in listed):
            message = generation.message if isinstance(generation, ChatGeneration) else None
            told = getattr(message, "usage_metadata", None) or {}
            self.asked += told.get("input_tokens", 0)
            self.written += told.get("output_tokens", 0)
            usage = getattr(message, "response_metadata", {}).get("token_usage") or {}
            self.cost += float(usage.get("cost") or 0) if isinstance(usage, dict) else 0.0

    @property
    def is_told(self) -> bool:
        """Whether the provider told how many tokens there were."""
        return bool(self.asked or self.written)

    @property
    def tokens(self) -> int:
        """All tokens; roughly, where the provider tells none."""
        return self.asked + self.written if self.is_told else self.letters // LETTERS_A_TOKEN


class Meter:
    """Counts the tokens of a day, in a file beside the index, so that a new start does not
    forget them.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._file = folder / FILE
        self._most = most
        self._counting = threading.Lock()

    @property
    def is_full(self) -> bool:
        """Whether no more may be taken today."""
        return self._today >= self._most

    def add(self, tokens: int) -> None:
        """Count what an answer took."""
        with self._counting:
            told = json.dumps({"day": date.today().isoformat(), "tokens": self._today + tokens})
            fresh = self._file.with_suffix(".new")
            fresh.write_text(told, encoding="utf-8")
            os.replace(fresh, self._file)

    @property
    def _today(self) -> int:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            return int(told["tokens"]) if told["day"] == date.today().isoformat() else 0
        except (OSError, ValueError, KeyError, TypeError):  # not there yet, or cut off
            return 0
