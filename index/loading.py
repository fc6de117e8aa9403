"""What is loaded when it is first asked for, once, also where several threads ask."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class LoadedOnce(Generic[Value]):
    """Calls `load` at the first `get` and keeps what it gave; threads that ask meanwhile wait."""

    def __init__(self, load: Callable[[], Value]) -> None:
        self._load = load
        self._loading = threading.Lock()
        self._loaded: Value | None = None

    def get(self) -> Value:
        """What was loaded."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded
