"""Many people asking at once: how many answers, how fast, and whether each gets its own.

    python -m tests.benchmarks.many_people --store DIR [--people 50] [--minutes 5] [--json FILE]

Every conversation is first held alone. Under load each answer must be the very same, with all its
citations ("different" if not), and cite no council that was never named in its conversation
("mixed"); else the code is 1. One that cites a council named earlier, but not asked about now, has
"strayed": understanding is at fault then, not the load. Whoever has an answer asks the next
question at once unless `--pause` is given, so this is the most that so many people can ask of
it.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from index.settings import Settings
from index.storing.store import Store
from tests.benchmarks.asking import NotAnsweredError, Outcome, Program, Reply, outcome_of
from tests.benchmarks.conversations import Asked, conversation
from tests.benchmarks.figures import machine, pairs, table, write_json
from tests.benchmarks.outcomes import COLUMNS, by_kind
from tests.benchmarks.serving import Server, cpu_seconds, memory_now, memory_peak, serve
from tests.chroma_server import chroma_server


def main() -> int:
    """Hold every conversation alone, then all at once, and print how it went."""
    options = _options()
    before = machine()
    with _servers(options) as servers:
        with Program(servers[0].address) as program:
            councils = program.councils()
        people = [conversation(number, councils) for number in range(options.people)]
        alone = _alone(people, servers[0], options)
        told = {
            **_load(people, alone, servers, options),
            "settings": _settings(options),
            "machine": before,
        }
    print(
        table(COLUMNS, ([row[column] for column in COLUMNS] for row in told["kinds"])), end="\n\n"
    )
    print(pairs({**told["whole"], **before}))
    for error in told["error messages"]:
        print(f"\nError: {error}")
    write_json(told, options.json)
    every = told["kinds"][-1]
    return (
        0
        if every["answers"] and not (every["errors"] or every["mixed"] or every["different"])
        else 1
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--store", type=Path, help="folder of an index; app.py is started over it")
    where.add_argument(
        "--address", action="append", help="a server that runs already; people are spread over all"
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=1,
        help="of app.py, each further one over a copy of the index",
    )
    parser.add_argument(
        "--on-server",
        action="store_true",
        help="all over one index, its vectors on a Chroma server",
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument(
        "--pause", type=float, default=0, help="seconds between an answer and the next question"
    )
    parser.add_argument(
        "--queued",
        action="store_true",
        help="ask as Gradio's client does, through the page's queue",
    )
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    return {
        name: getattr(options, name)
        for name in ("processes", "on_server", "people", "minutes", "pause", "queued")
    }


@contextmanager
def _servers(options: argparse.Namespace) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        if options.address:
            servers = [Server(address.rstrip("/")) for address in options.address]
        elif options.on_server:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            address = stack.enter_context(chroma_server(folder / "server"))
            store = _move_to_server(options.store, folder / "store", address)
            environment = {"INDEX_CHROMA": address}
            servers = [
                stack.enter_context(serve(store, environment=environment))
                for _ in range(options.processes)
            ]
        else:  # one process at a time may use vectors in a folder
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            copies = [
                shutil.copytree(options.store, folder / str(number))
                for number in range(1, options.processes)
            ]
            servers = [stack.enter_context(serve(store)) for store in (options.store, *copies)]
        for server in servers:
            server.wait_until_ready()
        yield servers


def _move_to_server(store: Path, place: Path, address: str) -> Path:
    """Copy an index, its vectors onto a Chroma server."""
    shutil.copytree(store, place, ignore=shutil.ignore_patterns("chroma"))
    with (
        Store(Settings(store=store)) as here,
        Store(Settings(store=place, chroma=address)) as there,
    ):
        for report in here.catalogue.reports():
            there.put_vectors(report.id, here.vectors(report.id))
    return place


def _alone(
    people: Sequence[Sequence[Asked]], server: Server, options: argparse.Namespace
) -> dict[Asked, Outcome]:
    """Ask every question of every conversation while nobody else asks; one without an answer
    ends it all.
    """
    every = dict.fromkeys(asked for person in people for asked in person)
    print(f"Asking {len(every)} questions one by one …", file=sys.stderr)
    with Program(server.address, queued=options.queued) as program:
        outcomes = {asked: outcome_of(program, asked, {}) for asked in every}
    errors = [outcome.error for outcome in outcomes.values() if outcome.error]
    if errors:
        raise NotAnsweredError(
            f"With nobody else asking, {len(errors)} questions failed: {errors[0]}"
        )
    return outcomes


def _load(
    people: Sequence[Sequence[Asked]],
    alone: Mapping[Asked, Outcome],
    servers: Sequence[Server],
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Hold all conversations at once, over and over until the time is up."""
    print(f"{options.people} people ask for {options.minutes:g} minutes …", file=sys.stderr)
    expected = {asked: outcome.reply for asked, outcome in alone.items() if outcome.reply}
    memory, used, own, started = (
        memory_now(servers),
        cpu_seconds(servers),
        time.process_time(),
        time.monotonic(),
    )
    hold = partial(_hold, expected=expected, until=started + 60 * options.minutes, options=options)
    with ThreadPoolExecutor(len(people)) as threads:
        held = threads.map(hold, people, (server.address for server in cycle(servers)))
        outcomes = [outcome for each in held for outcome in each]
    seconds = time.monotonic() - started
    return {
        "kinds": by_kind(outcomes, list(alone.values())),
        "whole": {
            "answers per second": sum(not outcome.error for outcome in outcomes) / seconds,
            "seconds of load": seconds,
            "cores used by the app": None
            if used is None
            else ((cpu_seconds(servers) or 0) - used) / seconds,
            "cores used by asking": (time.process_time() - own) / seconds,
            "MB before the load": memory,
            "MB after it": memory_now(servers),
            "MB at the most": memory_peak(servers),
            "questions asked alone": len(alone),
            "different replies among theirs": len(
                {json.dumps(reply) for reply in expected.values()}
            ),
            "of them mixed": sum(outcome.mixed for outcome in alone.values()),
            "of them strayed": sum(outcome.strayed for outcome in alone.values()),
        },
        "error messages": sorted({outcome.error for outcome in outcomes if outcome.error})[:5],
    }


def _hold(
    person: Sequence[Asked],
    address: str,
    *,
    expected: Mapping[Asked, Reply],
    until: float,
    options: argparse.Namespace,
) -> list[Outcome]:
    """One conversation, held from its beginning again and again."""
    outcomes: list[Outcome] = []
    with Program(address, queued=options.queued) as program:
        for asked in cycle(person):
            if time.monotonic() >= until:
                break
            outcomes.append(outcome_of(program, asked, expected))
            time.sleep(options.pause)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
