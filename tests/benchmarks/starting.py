"""From starting app.py to the page and to the first answer, and what it then holds.

    python -m tests.benchmarks.starting --store DIR [--times 3] [--json FILE]

Every start reads the files anew, but after the first the system has them in memory.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.benchmarks.asking import Program
from tests.benchmarks.conversations import NATIONAL
from tests.benchmarks.figures import machine, pairs, table, write_json
from tests.benchmarks.serving import Server, serve

LOOK_EVERY = 0.02  # seconds
QUESTION = "What did inspectors say about social workers' caseloads in {}?"


def main() -> int:
    """Start it some times, and print what each start took."""
    options = _options()
    before = machine()
    starts = [_start(options.store) for _ in range(options.times)]
    print(table(list(starts[0]), [list(start.values()) for start in starts]), end="\n\n")
    print(pairs(before))
    write_json({"starts": starts, "machine": before}, options.json)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, required=True, help="folder of an index")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _start(store: Path) -> dict[str, Any]:
    """Seconds are from the start of the process, but for the national theme, which is asked
    last.
    """
    with serve(store) as server:
        figures = _until_the_page(server)
        with Program(server.address) as program:
            reply = program.ask(QUESTION.format(program.councils()[0]))
            figures |= {
                "first answer s": server.age,
                "its citations": len(reply["citations"]),
                **_held(server),
            }
            asked = time.perf_counter()
            reply = program.ask(NATIONAL)
            figures |= {
                "national theme takes s": time.perf_counter() - asked,
                "citations of it": len(reply["citations"]),
            }
        return figures | {f"{name} after it": value for name, value in _held(server).items()}


def _until_the_page(server: Server) -> dict[str, Any]:
    """When somebody answers first and with which status (503: the page that waits), and when the
    page does.
    """
    figures: dict[str, Any] = {}
    with httpx.Client(trust_env=False, headers={"connection": "close"}) as client:
        while (status := server.first_reply(client, "/")) != 200:
            if status is not None and not figures:
                figures = {"first reply s": server.age, "its status": status}
            time.sleep(LOOK_EVERY)
    return {"first reply s": server.age, "its status": 200} | figures | {"page s": server.age}


def _held(server: Server) -> dict[str, float | None]:
    memory = server.memory
    return {"MB": memory.now if memory else None, "MB at the most": memory.peak if memory else None}


if __name__ == "__main__":
    sys.exit(main())
