"""What a source offers: reports that can be fetched, as they are listed on the pages that
publish them.

A source is a reader of one kind of site or file; the rest of the package knows it by `Source`
alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from index.reports import ReportIndexError


class FetchError(ReportIndexError):
    """One address could not be had; the message names it and says why, in one line."""


class StoppedError(ReportIndexError):
    """Nothing more can be fetched for now; the message says why and what to do."""


class Group(StrEnum):
    """Kinds of report as Ofsted's site tells them apart, which is more coarsely than their words
    do.
    """

    INSPECTION = "inspection"
    FOCUSED_VISIT = "focused-visit"
    MONITORING_VISIT = "monitoring-visit"
    JOINT = "joint"
    SEND = "send"
    OTHER = "other"


_GROUPS = (
    (re.compile(r"monitoring", re.I), Group.MONITORING_VISIT),
    (re.compile(r"focused visit", re.I), Group.FOCUSED_VISIT),
    (re.compile(r"\bjoint\b|\bJTAI\b", re.I), Group.JOINT),
    (re.compile(r"\bSEND\b|special educational", re.I), Group.SEND),
    (
        re.compile(
            r"children.?s (social care )?services|safeguarding|looked after|child protection", re.I
        ),
        Group.INSPECTION,
    ),
)


def group_of(title: str) -> Group:
    """The group that a title belongs to, such as "Children's services focused visit"."""
    return next((group for pattern, group in _GROUPS if pattern.search(title)), Group.OTHER)


@dataclass(frozen=True, slots=True)
class Offer:
    """A report that can be fetched: where its file is, which page publishes it, and what is said
    of it.

    `council`, `title` and `published` are empty or None where the source does not say.
    """

    address: str
    page: str
    council: str = ""
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one page offers; where it is whole, what is no longer on it has been taken down."""

    page: str
    offers: tuple[Offer, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with one address, in one line."""

    words: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports are asked for; what is empty limits nothing."""

    councils: frozenset[str] = frozenset()
    groups: frozenset[Group] = frozenset()
    since: date | None = None

    def wants_council(self, name: str) -> bool:
        """Whether reports of a council are asked for."""
        return not self.councils or name in self.councils

    def wants(self, offer: Offer) -> bool:
        """Whether a report is asked for; what is not said of it does not count against it, but
        for the council.
        """
        is_of_kind = not self.groups or not offer.title or group_of(offer.title) in self.groups
        is_new_enough = not self.since or not offer.published or offer.published >= self.since
        return self.wants_council(offer.council) and is_of_kind and is_new_enough


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page or an entry of a feed: where it leads, its words part by part, and its
    classes.
    """

    address: str
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a host knows a version of a page or file: its ETag and its date, where it gives
    them.
    """

    etag: str = ""
    modified: str = ""


UNKNOWN = Stamp()


class Pages(Protocol):
    """Reads pages for a source, politely; both ways raise FetchError where that fails."""

    def links(self, address: str) -> tuple[Link, ...]:
        """The links of a web page, in order."""
        ...

    def entries(self, address: str) -> tuple[Link, ...]:
        """The entries of a feed, in order."""
        ...


class Source(Protocol):
    """Where reports are offered."""

    accepts: tuple[str, ...]  # endings of the files that it may give, such as ".pdf"

    def listings(self, wanted: Selection, pages: Pages) -> Iterator[Listing | Fault]:
        """What is offered, page by page; a page that cannot be read is a fault, and the next one
        follows.
        """
        ...
