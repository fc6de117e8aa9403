"""Kill a run that fetches the made site, again and again, and let the last one finish.

`python -m tests.safety.try_fetch_kills 20` does so with the site of all councils, or of so many
as a second number says; it fails where a file is half there, there twice or fetched again
without need, or the last run does not complete what was missing.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from index.fetching.ledger import Ledger
from tests.made_site import COUNCILS, MadeSite, make_site, say_link, serving

ROOT = Path(__file__).parents[2]
A_FILE = 0.04  # seconds that a file takes, about; kills should be spread over all of it
WORK = """
import sys
from pathlib import Path
from index.fetching.offers import Selection
from index.fetching.ofsted import OfstedSite
from index.fetching.run import fetch
from index.fetching.settings import FetchSettings
root, folder = sys.argv[1:]
settings = FetchSettings(root, (root[7:],), delay=0.005)
for news in fetch(OfstedSite(root), Selection(), Path(folder), settings):
    print(news.words, flush=True)
"""


@dataclass
class Outcome:
    """What happened: kills in time, files that were there after each, and what was wrong."""

    killed: int = 0
    left: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def attempt(folder: Path, kills: int, councils: int, seed: int) -> Outcome:
    """Kill so many runs, one after the other, of one folder; then let one finish, and one more
    find nothing to do.
    """
    chance, outcome = random.Random(seed), Outcome()
    with serving(make_site(councils)) as site:
        for _ in range(kills):
            outcome.killed += _kill(site, folder, chance.uniform(0, min(1, 2 / kills)), chance)
            _look(site, folder, outcome)
        _finish(site, folder, outcome)
    return outcome


def _kill(site: MadeSite, folder: Path, share: float, chance: random.Random) -> bool:
    """Kill a run within the time of a file, after it has asked for a share of those that are
    missing; the site answers no more meanwhile, so that a fast machine ends none before it.
    """
    missing = len(site.reports) - len(list(folder.rglob("*.pdf")))
    hold = site.hold_after(1 + int(share * missing))
    with _running(site, folder) as process:
        while process.poll() is None and not hold.reached.wait(0.05):
            pass
        time.sleep(chance.uniform(0, A_FILE))
        process.kill()
        ended = process.wait()
    hold.over.set()
    site.hold = None
    return ended == -signal.SIGKILL


def _running(site: MadeSite, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORK, site.root, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    )


def _look(site: MadeSite, folder: Path, outcome: Outcome) -> None:
    expected = {say_link(report): report for report in site.reports}
    here = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.pdf")}
    outcome.left.append(len(here))
    outcome.wrong += [f"{name} is not of the site" for name in here.keys() - expected.keys()]
    outcome.wrong += [
        f"{name} is half"
        for name, path in here.items()
        if name in expected and path.read_bytes() != expected[name].pdf
    ]
    ledger = Ledger(folder)
    outcome.wrong += [
        f"{entry.name} is written down and not there"
        for entry in ledger.all()
        if entry.name not in here
    ]
    if len(here) - len(ledger.all()) > 1:
        outcome.wrong.append("more than one file is not written down")
    ledger.close()


def _finish(site: MadeSite, folder: Path, outcome: Outcome) -> None:
    for _ in range(2):
        with _running(site, folder) as process:
            told = process.communicate()[0].decode().splitlines()
    _look(site, folder, outcome)
    if outcome.left[-1] != len(site.reports):
        outcome.wrong.append(
            f"{outcome.left[-1]} of {len(site.reports)} reports are there in the end"
        )
    outcome.wrong += [
        f"the last run found something to do: {line}"
        for line in told
        if not line.startswith("unchanged: ")
    ]
    if (twice := len(site.files_asked()) - len(site.reports)) > outcome.killed:
        outcome.wrong.append(
            f"{twice} files were asked for more than once; one for each kill may be"
        )
    if left := list(folder.glob(".part*")):
        outcome.wrong.append(f"{len(left)} halves are left")


def main() -> int:
    """Kill as often as is asked for; returns the exit code."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    councils = int(sys.argv[2]) if len(sys.argv) > 2 else COUNCILS
    with tempfile.TemporaryDirectory() as folder:
        outcome = attempt(Path(folder), kills, councils, seed=int(time.time()))
    print(f"{outcome.killed} of {kills} kills in time; files there after each:", *outcome.left)
    print("wrong:", *(outcome.wrong or ["nothing"]), sep="\n  ")
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
