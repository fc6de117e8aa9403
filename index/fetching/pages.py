"""Pages and feeds → their links, read in a process of its own, and sent again only where they
changed.
"""

from collections.abc import Callable

from index.fetching.addresses import say_address
from index.fetching.ledger import Ledger
from index.fetching.offers import UNKNOWN, FetchError, Link
from index.fetching.web import Web
from index.reading.webpages import links_of_page
from index.reading.worker import Reader
from index.reports import UnreadableFileError


class WebPages:
    """The pages that sources read; those of the last time are kept in the ledger."""

    def __init__(self, web: Web, ledger: Ledger, reader: Reader) -> None:
        self._web = web
        self._ledger = ledger
        self._reader = reader

    def links(self, address: str) -> tuple[Link, ...]:
        """The links of a web page, in order; raises FetchError where it cannot be had or read."""
        return self._read(address, read_page)

    def entries(self, address: str) -> tuple[Link, ...]:
        """The entries of a feed, in order; raises FetchError as well."""
        from index.fetching.feeds import read_feed

        return self._read(address, read_feed)

    def _read(self, address: str, read: Callable[[str], tuple[Link, ...]]) -> tuple[Link, ...]:
        kept = self._ledger.page(address)
        answer = self._web.page(address, kept[0] if kept else UNKNOWN)
        if answer is None:
            assert kept
            return kept[1]
        try:
            links = self._reader.run(read, answer.text)
        except UnreadableFileError as error:
            raise FetchError(f"{say_address(address)} cannot be read: {error}") from error
        self._ledger.put_page(address, answer.stamp, links)
        return links


def read_page(text: str) -> tuple[Link, ...]:
    """The links of a web page."""
    return tuple(Link(*link) for link in links_of_page(text))
