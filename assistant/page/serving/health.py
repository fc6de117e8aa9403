"""What is seen from outside: whether questions can be answered, and how many were, without their
words.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.answers import Answer, Reply
from assistant.library import Library
from assistant.page.warming import Warming

WITHIN = (0.1, 0.3, 1.0, 3.0, 10.0)  # seconds in which a reply was whole


@dataclass(slots=True)
class Asked:
    """One question that is being answered; whoever answers it sets the reply."""

    reply: Reply | None = None


@dataclass
class Counters:
    """Questions, refusals, faults, composers and seconds since the program began."""

    clock: Callable[[], float] = time.perf_counter
    _began: float = field(default_factory=time.time)
    _counts: Counter[str] = field(default_factory=Counter)
    _refusals: Counter[str] = field(default_factory=Counter)
    _composers: Counter[str] = field(default_factory=Counter)
    _within: Counter[float] = field(default_factory=Counter)
    _seconds: float = 0.0
    _changing: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def question(self) -> Iterator[Asked]:
        """Count a question from its beginning to its end; without a reply it was stopped, or a
        fault.
        """
        asked, started, outcome = Asked(), self.clock(), "stopped"
        try:
            yield asked
        except Exception:
            outcome = "faults"
            raise
        finally:
            self._count(asked.reply, outcome, self.clock() - started)

    def _count(self, reply: Reply | None, otherwise: str, seconds: float) -> None:
        with self._changing:
            self._counts["questions"] += 1
            if reply is None:
                self._counts[otherwise] += 1
                return
            self._seconds += seconds
            self._within.update(bound for bound in WITHIN if seconds <= bound)
            if isinstance(reply, Answer):
                self._counts["answers"] += 1
                self._composers[reply.composer or "none"] += 1
            else:
                self._counts["refusals"] += 1
                self._refusals[reply.kind] += 1

    @property
    def record(self) -> dict[str, Any]:
        """All of it as plain data."""
        with self._changing:
            names = ("questions", "answers", "refusals", "stopped", "faults")
            return {
                "up_seconds": round(time.time() - self._began),
                **{name: self._counts[name] for name in names},
                "refusals_by_kind": dict(self._refusals),
                "answers_by_composer": dict(self._composers),
                "seconds_of_replies": round(self._seconds, 3),
                "replies_within_seconds": {str(bound): self._within[bound] for bound in WITHIN},
            }


def outside_routes(
    counters: Counters, warming: Warming, library: Callable[[], Library]
) -> list[Route]:
    """The routes by which a program watches over this one."""

    def health(_: Request) -> Response:
        ready = warming.has_ended and not warming.has_failed
        told = {"ready": ready, "failed": warming.has_failed, "reports": len(library().reports)}
        return JSONResponse(told, 200 if ready else 503, {"cache-control": "no-store"})

    def count(_: Request) -> Response:
        return JSONResponse(counters.record, headers={"cache-control": "no-store"})

    return [Route("/health", health), Route("/counters", count)]
