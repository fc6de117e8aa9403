"""What is asked for on the command line or the page → which source, and which reports."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from index.dates import find_date
from index.fetching.address_lists import AddressList
from index.fetching.feeds import Feed
from index.fetching.offers import Group, Selection, Source
from index.fetching.ofsted import OfstedSite
from index.fetching.settings import FetchSettings
from index.places.councils import all_councils, council_named
from index.reports import ReportIndexError

ALL = "all"  # every kind of report
FEEDS = {".xml", ".atom", ".rss"}


class AskedError(ReportIndexError):
    """What is asked for is not understood; the message says what can be."""


def source_of(place: str, settings: FetchSettings) -> Source:
    """Ofsted's site where no other place is named; else a feed (an address, or a file ….xml), or
    a list of addresses.
    """
    if not place:
        return OfstedSite(settings.site)
    if "://" in place or Path(place).suffix.lower() in FEEDS:
        return Feed(place)
    return AddressList(Path(place))


def selection_of(
    councils: Sequence[str] = (),
    regions: Sequence[str] = (),
    kinds: Sequence[str] = (),
    since: str = "",
) -> Selection:
    """Which reports are asked for, in the words of a person; raises AskedError where they are
    not understood.
    """
    unknown = sorted(set(kinds) - {*Group, ALL})
    if unknown:
        raise AskedError(
            f"“{unknown[0]}” is not a kind of report here. Kinds are: {', '.join([*Group, ALL])}."
        )
    groups = frozenset[Group]() if ALL in kinds else frozenset(map(Group, kinds))
    return Selection(
        frozenset([*map(_council, councils), *_in_regions(regions)]), groups, _since(since)
    )


def _council(name: str) -> str:
    known = council_named(name)
    if known is None:
        raise AskedError(
            f"No council is called “{name}”, or several are. Write its full name, such as "
            f"“Kingston upon Thames”."
        )
    return known.name


def _in_regions(names: Iterable[str]) -> list[str]:
    regions = {council.region for council in all_councils() if council.region}
    for name in names:
        if name.lower() not in map(str.lower, regions):
            raise AskedError(
                f"“{name}” is not a region. Regions are: {', '.join(sorted(regions))}."
            )
    asked = {name.lower() for name in names}
    return [council.name for council in all_councils() if council.region.lower() in asked]


def _since(text: str) -> date | None:
    if not text:
        return None
    if text.isdecimal() and len(text) == 4:
        return date(int(text), 1, 1)
    found = find_date(text)
    if found is None:
        raise AskedError(f"--since {text} is not a date. Write it like 2024-07-15, or a year.")
    return found
