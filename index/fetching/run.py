"""Fetch what a source offers into a folder: what is new, what was replaced, and what is no
longer there.

Nothing that was fetched is ever deleted. A file comes under a hidden name first and is put in
its place whole; then it is written into the ledger. A run that is killed in between fetches that
file again.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from index.adding import safe_name
from index.dates import say_date
from index.fetching.addresses import say_address
from index.fetching.ledger import Entry, Ledger
from index.fetching.offers import (
    UNKNOWN,
    Fault,
    FetchError,
    Listing,
    Offer,
    Selection,
    Source,
    StoppedError,
)
from index.fetching.pages import WebPages
from index.fetching.settings import FetchSettings
from index.fetching.web import Answer, Web
from index.reading.worker import Reader
from index.reports import ReportIndexError

FOLDER = "fetched"  # in the folder of the store, unless another one is named
COMPARED_EVERY = timedelta(
    days=7
)  # a file that is still listed as it was is asked for again, if it changed
# for reading one page, with the start of the process that reads; a real one takes a tenth of a
# second
PAGE_SECONDS = 30.0
_PART = ".part-"
_LOCK = ".fetching"


class FolderInUseError(ReportIndexError):
    """Another run is fetching into the folder, or nothing can be written there."""


class Outcome(StrEnum):
    """What became of a report that is offered, or of one that is no longer."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    VANISHED = "vanished"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class News:
    """What became of one report; `words` say it in one line."""

    outcome: Outcome
    words: str
    address: str = ""
    name: str = ""


def fetch(  # noqa: PLR0913 - what, from where, to where, and how
    source: Source,
    wanted: Selection,
    folder: Path,
    settings: FetchSettings,
    *,
    only_look: bool = False,
    compared_every: timedelta = COMPARED_EVERY,
) -> Iterator[News]:
    """Fetch into a folder what is wanted and not there yet, telling of each report; `only_look`
    fetches no file.

    Raises FolderInUseError, or LedgerError where the ledger cannot be used.
    """
    with _alone(folder), Reader(PAGE_SECONDS) as reader:
        web, ledger = Web(settings), Ledger(folder)
        try:
            _sweep(folder)
            run = _Run(source, folder, web, ledger, compared_every, settings.most_files, only_look)
            yield from run.news(wanted, WebPages(web, ledger, reader))
        except StoppedError as stopped:
            yield News(Outcome.FAULT, f"Stopped: {stopped}.")
        finally:
            ledger.close()
            web.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only program that fetches into a folder; raises FolderInUseError."""
    what_to_do = "let this user write there, or name another folder with --to"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise FolderInUseError(
            f"Another program is fetching into {folder}. Wait until it has ended, or name "
            f"another folder with --to."
        ) from error
    except OSError as error:
        raise FolderInUseError(
            f"Nothing can be written in {folder} ({error.strerror}). Make room, {what_to_do}."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _sweep(folder: Path) -> None:
    """Delete what a run that was killed has left half."""
    for part in folder.glob(f"{_PART}*"):
        part.unlink(missing_ok=True)


@dataclass
class _Run:
    source: Source
    folder: Path
    web: Web
    ledger: Ledger
    compared_every: timedelta
    most_files: int
    only_look: bool

    def news(self, wanted: Selection, pages: WebPages) -> Iterator[News]:
        """What becomes of every report, page by page."""
        seen: set[str] = set()
        for found in self.source.listings(wanted, pages):
            if isinstance(found, Fault):
                yield News(Outcome.FAULT, f"{found.words}.")
                continue
            for offer in found.offers:
                if wanted.wants(offer) and offer.address not in seen:
                    seen.add(offer.address)
                    yield self._settled(offer)
            yield from self._vanished(found)

    def _settled(self, offer: Offer) -> News:
        try:
            return self._settle(offer)
        except FetchError as error:
            by_hand = (
                f"; its page is {say_address(offer.page)}" if offer.page != offer.address else ""
            )
            return News(Outcome.FAULT, f"{error}{by_hand}.", offer.address)
        except OSError as error:
            raise StoppedError(
                f"nothing can be written in {self.folder} ({error.strerror}): make room, or let "
                f"this user write there"
            ) from error

    def _settle(self, offer: Offer) -> News:
        known = self.ledger.known(offer.address)
        if known and not (self.folder / known.name).exists():
            known = replace(known, etag="", modified="", hash="")
        if known and known.hash and (self.only_look or not self._is_due(known)):
            return self._as_it_was(known, offer)
        if self.only_look:
            return News(
                Outcome.NEW, f"new: {_say(offer)}: {say_address(offer.address)}", offer.address
            )
        return self._got(offer, known)

    def _is_due(self, known: Entry) -> bool:
        return datetime.now(UTC) - datetime.fromisoformat(known.asked) >= self.compared_every

    def _as_it_was(self, known: Entry, offer: Offer) -> News:
        told = replace(known, page=offer.page, vanished="", replaced_by="")
        if told != known:
            self.ledger.put(told)
        return News(Outcome.UNCHANGED, f"unchanged: {known.name}", known.address, known.name)

    def _got(self, offer: Offer, known: Entry | None) -> News:
        if self.most_files <= 0:
            raise StoppedError(
                "as many files were asked for as one run may (FETCH_MOST_FILES): type the same "
                "command to go on"
            )
        self.most_files -= 1
        part = self.folder / f"{_PART}{sha256(offer.address.encode()).hexdigest()[:16]}"
        try:
            answer = self.web.file(offer.address, part, known.stamp if known else UNKNOWN)
            if known and (answer is None or answer.hash == known.hash):
                return self._as_it_was(replace(known, asked=_now()), offer)
            assert answer
            return self._kept(offer, known, part, answer)
        finally:
            part.unlink(missing_ok=True)

    def _kept(self, offer: Offer, known: Entry | None, part: Path, answer: Answer) -> News:
        ending = _checked(part, self.source.accepts, offer.address, has_length=answer.has_length)
        name = known.name if known else self._new_name(offer, ending)
        self._place(part, self.folder / name)
        is_replaced = bool(known and known.hash)
        day = offer.published.isoformat() if offer.published else ""
        stamp, now = answer.stamp, _now()
        self.ledger.put(
            Entry(
                offer.address,
                offer.page,
                offer.council,
                offer.title,
                day,
                name,
                answer.hash,
                stamp.etag,
                stamp.modified,
                now,
                now,
            )
        )
        if is_replaced:
            return News(
                Outcome.REPLACED,
                f"replaced by its publisher: {name}: {say_address(offer.address)}",
                offer.address,
                name,
            )
        return News(Outcome.NEW, f"new: {name}", offer.address, name)

    @staticmethod
    def _place(part: Path, path: Path) -> None:
        """Put a whole file where it belongs, so that it is there whole or not at all, whatever
        happens.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)

    def _new_name(self, offer: Offer, ending: str) -> str:
        name = name_of(offer, ending)
        taken = self.ledger.named(name)
        return (
            name
            if taken is None or taken.address == offer.address
            else name_of(offer, ending, apart=True)
        )

    def _vanished(self, listing: Listing) -> Iterator[News]:
        """What was fetched from a page and is no longer on it: kept, and said once."""
        if not listing.is_whole:
            return
        offered = {offer.address: offer for offer in listing.offers}
        for entry in self.ledger.of_page(listing.page):
            if entry.address in offered or entry.vanished:
                continue
            later = next(
                (
                    o.address
                    for o in listing.offers
                    if o.title == entry.title and o.published == entry.day
                ),
                "",
            )
            if not self.only_look:
                self.ledger.put(replace(entry, vanished=_now(), replaced_by=later))
            if later:
                yield News(
                    Outcome.REPLACED,
                    f"replaced by its publisher: {entry.name}, now at {say_address(later)}",
                    entry.address,
                    entry.name,
                )
            else:
                yield News(
                    Outcome.VANISHED,
                    f"no longer published, and kept: {entry.name} was at "
                    f"{say_address(entry.address)}",
                    entry.address,
                    entry.name,
                )


def name_of(offer: Offer, ending: str, *, apart: bool = False) -> str:
    """The path of a file below the folder: "Harrow/children's services inspection - 15 july
    2024.pdf".

    Where nothing is said of it, the end of its address; `apart` adds that end where the name is
    taken.
    """
    own = safe_name(offer.address.split("?")[0].rstrip("/"))
    title = (
        f"{offer.title.lower()[:80]} - {say_date(offer.published).lower()}"
        if offer.title and offer.published
        else offer.title[:80]
    )
    stem = (
        f"{title} ({own.removesuffix(ending)[-40:]})"
        if apart and title
        else title or own.removesuffix(ending)
    )
    return f"{safe_name(offer.council) if offer.council else 'other'}/{safe_name(stem + ending)}"


def _checked(part: Path, accepts: Sequence[str], address: str, *, has_length: bool) -> str:
    """The ending that a file's bytes call for; raises FetchError where they are of no kind that
    is taken, or cut.
    """
    with part.open("rb") as file:
        head = file.read(2048)
        file.seek(max(0, part.stat().st_size - 2048))
        tail = file.read()
    if b"%PDF-" in head[:1024]:
        if not has_length and b"%%EOF" not in tail:
            raise FetchError(f"{say_address(address)} breaks off before its end: try again later")
        return ".pdf"
    is_page = b"<html" in head.lower() or b"<!doctype html" in head.lower()
    if is_page and ".html" in accepts:
        return ".html"
    what = "a web page" if is_page else "empty" if not head else "something else"
    raise FetchError(
        f"{say_address(address)} is {what}, not a PDF, and is not taken: look at it in a browser"
    )


def _say(offer: Offer) -> str:
    return (
        ", ".join(
            filter(
                None,
                (offer.council, offer.title, say_date(offer.published) if offer.published else ""),
            )
        )
        or "a report"
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
