"""Ofsted's reports site: a search by type of provider, a page a council, and links to files.

What it looks like is known from public programs that read it: the search gives at most a hundred
councils a page, each a link to `/provider/…/URN`; there every report is a link of the class
`publication-link`, whose words for screen readers say title, type of file and date.
"""

import re
from collections.abc import Iterator

from index.dates import find_date
from index.fetching.addresses import joined, say_address
from index.fetching.offers import Fault, FetchError, Link, Listing, Offer, Pages, Selection
from index.places.councils import all_places, council_named

SEARCH = (
    "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12&start={start}&"
    "rows={rows}"
)
ROWS = 100  # councils on a page of results; the site gives no more
MOST_PAGES = 20
# pages of councils in a row without a report; then they look otherwise than they did
MOST_EMPTY = 3
CHANGED = (
    "its layout has changed, or it has no report. Look at it in a browser; what you save there "
    "can be indexed by hand"
)

_PROVIDER = re.compile(r"/provider/\d+/(?P<urn>\w+)/?")
_REPORT = re.compile(
    r"(?P<title>.{3,200}),\s*(?P<type>\w{2,5})\s*[-–—]\s*(?P<date>\d{1,2} \w{3,9} \d{4})\s*"
)
_FILE = re.compile(r"/v\d+/file/\d+")


class OfstedSite:
    """The site that the settings name; what of it is as it was known is not read again."""

    accepts: tuple[str, ...] = (".pdf",)

    def __init__(self, site: str) -> None:
        self._site = site

    def listings(self, wanted: Selection, pages: Pages) -> Iterator[Listing | Fault]:
        """The reports of each council that is wanted."""
        empty = 0
        for council, page in self._councils(wanted, pages):
            if isinstance(page, Fault):
                yield page
                continue
            listing = _listing(council, page, pages)
            yield from listing
            empty = 0 if any(isinstance(each, Listing) for each in listing) else empty + 1
            if empty == MOST_EMPTY:
                yield Fault(
                    f"{say_address(self._site)}: {MOST_EMPTY} councils in a row could not be "
                    f"read, and the others are not asked"
                )
                return

    def _councils(self, wanted: Selection, pages: Pages) -> Iterator[tuple[str, str | Fault]]:
        """The councils that are wanted, each with its page, as the search lists them."""
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            address = self._site + SEARCH.format(start=len(seen), rows=ROWS)
            try:
                found = {
                    joined(address, link.address): link
                    for link in pages.links(address)
                    if _PROVIDER.search(link.address)
                }
            except FetchError as error:
                yield (
                    "",
                    Fault(
                        f"{error}. Of {len(seen)} councils it was listed which reports there are"
                    ),
                )
                return
            new = {page: link for page, link in found.items() if page not in seen}
            if not new:
                break
            seen |= new.keys()
            named = ((_council(link), page) for page, link in new.items())
            yield from ((council, page) for council, page in named if wanted.wants_council(council))
        if not seen:
            yield "", Fault(f"{say_address(address)} lists no council: {CHANGED}")


def _council(link: Link) -> str:
    """The council of a page: by the number that Ofsted keeps for it, else by its name, else as
    it is called there.
    """
    urn = _urn(link.address)
    by_number = (
        place.council.name
        for place in all_places()
        if place.council.urn and place.council.urn == urn
    )
    called = " ".join(link.words)
    council = council_named(called)
    return next(by_number, council.name if council else called)


def _urn(address: str) -> str:
    found = _PROVIDER.search(address)
    return found["urn"] if found else ""


def _listing(council: str, page: str, pages: Pages) -> list[Listing | Fault]:
    """What the page of a council offers, and what is wrong with it."""
    try:
        reports = [
            link
            for link in pages.links(page)
            if "publication-link" in link.names or _FILE.search(link.address)
        ]
    except FetchError as error:
        return [Fault(str(error))]
    offers = tuple(offer for link in reports if (offer := _offer(council, page, link)))
    if not offers:
        return [
            Fault(
                f"{say_address(page)} ({council}) shows no report in the form that is known: "
                f"{CHANGED}"
            )
        ]
    if len(offers) == len(reports):
        return [Listing(page, offers, is_whole=True)]
    odd = len(reports) - len(offers)
    return [
        Listing(page, offers),
        Fault(
            f"{say_address(page)} ({council}): title and date of {odd} of its {len(reports)} "
            f"links to files are not in the form that is known, and these are left out. Look at "
            f"it in a browser"
        ),
    ]


def _offer(council: str, page: str, link: Link) -> Offer | None:
    said = next(
        (found for words in reversed(link.words) if (found := _REPORT.fullmatch(words.strip()))),
        None,
    )
    if said is None or (published := find_date(said["date"])) is None:
        return None
    return Offer(joined(page, link.address), page, council, said["title"].strip(), published)
