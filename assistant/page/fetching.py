"""Published reports, fetched from the library's page or once a day: what is said of it, and the
work.

It knows nothing of the screen: the screen gives what was chosen, and shows what this yields.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape

from assistant.wording import Wording
from index.build import build
from index.dates import say_date
from index.fetching.ledger import Entry, Ledger
from index.fetching.offers import Group, Selection, group_of
from index.fetching.run import FOLDER, News, Outcome, fetch
from index.fetching.settings import FetchSettings
from index.fetching.sources import ALL, AskedError, selection_of, source_of
from index.places.councils import all_councils
from index.reports import ReportIndexError
from index.storing.store import Store

DAY = 24 * 3600.0  # seconds
# seconds after the start; then the page is up, and what an earlier run has left is made
FIRST = 60.0
SHOWN = 30  # reports that were fetched last
MOST_FAULTS = 20  # lines
NATIONAL = 140  # councils; who has as many wants all

# What came after the reader's last visit began is marked; only the browser knows when that was. The
# list is drawn more than once in a visit, also after this ran: what was found first is kept, and
# each drawing is marked.
MARK_FRESH = """const key = "inspection-assistant-looked";
if (window.lastVisit === undefined) {
    window.lastVisit = localStorage.getItem(key);
    localStorage.setItem(key, new Date().toISOString());
}
const mark = () => {
    for (const { dataset, children } of element.querySelectorAll("[data-fetched]"))
        if (window.lastVisit && dataset.fetched > window.lastVisit) children[0].hidden = false;
};
mark();
new MutationObserver(mark).observe(element, { childList: true, subtree: true });"""

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "title": frozenset(),
    "explanation": frozenset({"hosts"}),
    "explanation-daily": frozenset({"hosts"}),
    "where": frozenset(),
    "kinds": frozenset(),
    "since": frozenset(),
    "button": frozenset(),
    "looking": frozenset(),
    "fetched": frozenset({"count", "file"}),
    "indexing": frozenset(),
    "done": frozenset({"new", "replaced", "unchanged", "vanished"}),
    "busy": frozenset(),
    "failed": frozenset(),
    "recent": frozenset(),
    "fresh": frozenset(),
    "day": frozenset({"day"}),
    "replaced": frozenset(),
    "vanished": frozenset(),
    "source": frozenset(),
}

_log = logging.getLogger(__name__)


@cache
def fetching_words() -> Wording:
    """The sentences on fetching; raise PromptError where one is missing or misspelt."""
    return Wording("fetching.md", PLACEHOLDERS)


def source_link(source: str) -> str:
    """A link to the publisher's page of a report; nothing where there is none that a reader may
    be led to.
    """
    if not source.startswith(("https://", "http://")):
        return ""
    words = escape(fetching_words().say("source"))
    return (
        f' <a class="source" href="{escape(source)}" target="_blank" rel="noopener '
        f'noreferrer">{words}</a>'
    )


class Fetching:
    """Fetches reports into the folder of a store and indexes them, one run at a time."""

    def __init__(
        self, store: Store, settings: FetchSettings, clock: Callable[[float], object] = time.sleep
    ) -> None:
        """`clock` is given the seconds between two daily runs."""
        self.say = fetching_words().say
        self._store = store
        self._folder = store.folder / FOLDER
        self._settings = settings
        self._clock = clock
        self._at_work = threading.Lock()

    @property
    def explanation(self) -> str:
        """Who is asked, and when."""
        name = "explanation-daily" if self._settings.daily else "explanation"
        return (
            f'<p class="note">{escape(self.say(name, hosts=" and ".join(self._settings.hosts)))}<'
            f"/p>"
        )

    @property
    def places(self) -> list[str]:
        """What can be chosen: regions, then councils."""
        return [
            *sorted({council.region for council in all_councils()}),
            *sorted(council.name for council in all_councils()),
        ]

    @property
    def kinds(self) -> list[str]:
        """Kinds of report that can be chosen."""
        return [*Group, ALL]

    def run(
        self, places: Sequence[str] = (), kinds: Sequence[str] = (), since: str = ""
    ) -> Iterator[str]:
        """Fetch and index what is wanted; yields as HTML how far it is, and last what became of
        it.
        """
        regions = {council.region for council in all_councils()}
        try:
            councils = [place for place in places if place not in regions]
            chosen = [place for place in places if place in regions]
            wanted = selection_of(councils, chosen, kinds or [Group.INSPECTION], since or "")
        except AskedError as error:
            yield _note(str(error))
            return
        yield from self._run(wanted)

    def _run(self, wanted: Selection) -> Iterator[str]:
        if not self._at_work.acquire(blocking=False):
            yield _note(self.say("busy"))
            return
        try:
            yield from self._fetched(wanted)
        except ReportIndexError as error:
            yield _note(str(error))
        except Exception:  # noqa: BLE001 - the edge: a reader sees one plain sentence, the log the cause
            _log.exception("Reports could not be fetched")
            yield _note(self.say("failed"))
        finally:
            self._at_work.release()

    def _fetched(self, wanted: Selection) -> Iterator[str]:
        counts: Counter[Outcome] = Counter()
        lines: list[str] = []
        yield _note(self.say("looking"))
        for news in fetch(source_of("", self._settings), wanted, self._folder, self._settings):
            counts[news.outcome] += 1
            lines += [news.words] if news.outcome in {Outcome.FAULT, Outcome.VANISHED} else []
            if _has_come(news):
                yield _note(
                    self.say(
                        "fetched",
                        count=counts[Outcome.NEW] + counts[Outcome.REPLACED],
                        file=news.name,
                    )
                )
        if any(self._folder.glob("*/*")):
            yield _note(self.say("indexing"))
            build(self._folder, self._store)
        yield self._summary(counts, lines)

    def _summary(self, counts: Counter[Outcome], lines: list[str]) -> str:
        named = (Outcome.NEW, Outcome.REPLACED, Outcome.UNCHANGED, Outcome.VANISHED)
        done = self.say("done", **{outcome.value: counts[outcome] for outcome in named})
        rows = "".join(f"<li>{escape(line)}</li>" for line in lines[:MOST_FAULTS])
        more = f"<li>… and {len(lines) - MOST_FAULTS} more</li>" if len(lines) > MOST_FAULTS else ""
        return (
            f'<div class="additions" role="status"><p>{escape(done)}</p><ul>{rows}{more}</ul></div>'
        )

    # ---- what came last

    def shown(self) -> str:
        """The reports that were fetched last, each with its day and the page of its publisher."""
        entries = self._entries()[:SHOWN]
        if not entries:
            return ""
        rows = "".join(map(self._entry, entries))
        return (
            f'<details class="fetched" open><summary>{escape(self.say("recent"))}</summary>'
            f"<ul>{rows}</ul></details>"
        )

    def _entries(self) -> tuple[Entry, ...]:
        if not self._folder.is_dir():
            return ()
        try:
            ledger = Ledger(self._folder)
        except ReportIndexError:
            _log.exception("What was fetched cannot be listed")
            return ()
        try:
            return ledger.all()
        finally:
            ledger.close()

    def _entry(self, entry: Entry) -> str:
        what = (
            ", ".join(
                filter(None, (entry.council, entry.title, say_date(entry.day) if entry.day else ""))
            )
            or entry.name
        )
        fate = "replaced" if entry.replaced_by else "vanished" if entry.vanished else ""
        said = f' <span class="badge">{escape(self.say(fate))}</span>' if fate else ""
        day = self.say("day", day=entry.fetched[:10])
        return (
            f'<li data-fetched="{escape(entry.fetched)}">{escape(what)} <span class="badge" '
            f"hidden>{escape(self.say('fresh'))}</span>"
            f'{said} <span class="fact">{escape(day)}</span>{source_link(entry.page)}</li>'
        )

    # ---- once a day

    def start_daily(self) -> None:
        """Look for new reports once a day from now on, where the settings say so; returns at
        once.
        """
        if self._settings.daily:
            threading.Thread(target=self._every_day, name="fetching", daemon=True).start()

    def _every_day(self) -> None:
        self._clock(FIRST)
        while True:
            for told in self._run(self._as_before()):
                _log.info("%s", told)
            self._clock(DAY)

    def _as_before(self) -> Selection:
        """Reports like those that were fetched: of the same councils and kinds, and as far back;
        all inspections where none were.
        """
        entries = self._entries()
        councils = frozenset(entry.council for entry in entries if entry.council)
        groups = frozenset(group_of(entry.title) for entry in entries if entry.title)
        days = [entry.day for entry in entries if entry.day]
        few = councils if len(councils) < NATIONAL else frozenset[str]()
        return Selection(few, groups or frozenset({Group.INSPECTION}), min(days, default=None))


def _has_come(news: News) -> bool:
    return news.outcome in {Outcome.NEW, Outcome.REPLACED}


def _note(text: str) -> str:
    return f'<p class="additions" role="status">{escape(text)}</p>'
