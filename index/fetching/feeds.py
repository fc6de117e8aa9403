"""A feed (Atom or RSS): what a publisher says is new."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from index.dates import find_date
from index.fetching.addresses import joined
from index.fetching.offers import Fault, FetchError, Link, Listing, Offer, Pages, Selection
from index.places.mentions import find_councils
from index.reports import UnreadableFileError

MOST_ENTRIES = 2000


class Feed:
    """A feed at an address, or in a file."""

    accepts: tuple[str, ...] = (".pdf", ".html")

    def __init__(self, place: str) -> None:
        self._place = place

    def listings(self, wanted: Selection, pages: Pages) -> Iterator[Listing | Fault]:  # noqa: ARG002 - all come at once
        """Its entries; one that is no longer among them has only grown old."""
        try:
            entries = (
                pages.entries(self._place) if "://" in self._place else _of_file(Path(self._place))
            )
        except FetchError as error:
            yield Fault(str(error))
            return
        yield Listing(self._place, tuple(_offer(entry, self._place) for entry in entries))


def _of_file(file: Path) -> tuple[Link, ...]:
    try:
        return read_feed(file.read_text(encoding="utf-8", errors="replace"))
    except (OSError, UnreadableFileError) as error:
        raise FetchError(f"{file} cannot be read as a feed: {error}") from error


def _offer(entry: Link, feed: str) -> Offer:
    title, day, page = (*entry.words, "", "", "")[:3]
    councils = [
        mention.councils[0].name for mention in find_councils(title) if not mention.is_ambiguous
    ]
    address = joined(feed, entry.address)
    return Offer(
        address,
        joined(feed, page) if page else address,
        next(iter(councils), ""),
        title,
        find_date(day),
    )


def read_feed(text: str) -> tuple[Link, ...]:
    """The entries of a feed, each with the words title, date and page; raises
    UnreadableFileError where it is none.
    """
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.I):
        raise UnreadableFileError("it defines parts of its own (DOCTYPE), which no feed needs")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without a DOCTYPE nothing is expanded or fetched
    except ElementTree.ParseError as error:
        raise UnreadableFileError(f"it is not a feed ({error})") from error
    found = [element for element in root.iter() if _name(element) in {"entry", "item"}]
    if not found and _name(root) not in {"feed", "rss", "RDF"}:
        raise UnreadableFileError("it is not a feed in Atom or RSS")
    return tuple(entry for element in found[:MOST_ENTRIES] if (entry := _entry(element)))


def _entry(element: ElementTree.Element) -> Link | None:
    parts = {_name(part): (part.text or "").strip() for part in reversed(element)}
    links = [
        (_role(part), _target(part)) for part in element if _name(part) in {"link", "enclosure"}
    ]
    files = [address for role, address in links if role == "enclosure" and address]
    pages = [address for role, address in links if role == "alternate" and address]
    address = next(iter([*files, *pages]), "")
    day = (
        parts.get("published")
        or parts.get("pubDate")
        or parts.get("updated")
        or parts.get("date")
        or ""
    )
    return Link(address, (parts.get("title", ""), day, next(iter(pages), ""))) if address else None


def _role(element: ElementTree.Element) -> str:
    return "enclosure" if _name(element) == "enclosure" else element.get("rel", "alternate")


def _target(element: ElementTree.Element) -> str:
    return element.get("href") or element.get("url") or (element.text or "").strip()


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
