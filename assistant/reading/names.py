"""Which councils a message names: those of the library, those that are not in it, and names that
are nearly one's or nobody's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from assistant.library import Library
from assistant.reading.masking import Masked
from assistant.reading.network import Reading
from assistant.reading.times import without_times
from assistant.request import AROUND, Group, Unknown
from index.places.councils import Council, all_councils, council_named
from index.places.mentions import Mention


class Names:
    """The councils of one library, as messages name them."""

    def __init__(self, library: Library) -> None:
        """Names of the councils of a library."""
        self._library = library

    def known_after_all(
        self, message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading
    ) -> tuple[Mention, ...]:
        """Words that were learned to be names and are nearly, or in other use exactly, that of
        one council here.
        """
        known = []
        for unknown in unknown_names(message, mentions, masked, reading):
            council = council_named(self._misspelt(unknown.written))
            start = message.find(unknown.written)
            if council and start >= 0:
                known.append(
                    Mention(
                        start,
                        start + len(unknown.written),
                        unknown.written,
                        (council,),
                        exact=False,
                    )
                )
        return tuple(known)

    def _misspelt(self, written: str) -> str:
        """The one council of the library that a name not known is nearly; "" where none is, or
        several are.
        """
        named = council_named(written)
        if named and named.name in self._library.councils:
            return named.name
        found = process.extract(written, self._library.councils, scorer=fuzz.WRatio, limit=2)
        near = [
            name
            for name, score, _ in found
            if score >= NEARLY and name[:3].lower() == written[:3].lower()
        ]
        return near[0] if len(near) == 1 else ""

    def present(self, mention: Mention) -> list[str]:
        """The councils of the library that a name may mean."""
        return [c.name for c in mention.councils if c.name in self._library.councils]

    def named(self, mentions: Iterable[Mention]) -> dict[str, None]:
        """Councils of the library that are named; of an ambiguous name the one that is in it."""
        present = (self.present(mention) for mention in mentions)
        return dict.fromkeys(names[0] for names in present if len(names) == 1)

    def absent(self, mentions: Iterable[Mention]) -> Iterator[Council]:
        """Known councils that are named, and not in the library."""
        for mention in mentions:
            if not mention.is_ambiguous and not self.present(mention):
                yield mention.councils[0]


# "Borchester council": whatever stands before the title is meant for a council's name.
_TITLED = re.compile(
    r"\b(?!(?:The|A|Our|My|Your|Their|This|That|Which|What|Any|Every|Each|Local|City|County"
    r"|Borough|District|Town|Parish|Of|In|Care|Youth|Children|No|Another|Other)\b)"
    r"([A-Z][a-z'’-]+(?: (?:and |of |on |upon )?[A-Z][a-z'’-]+){0,3}) (?:(?:[Cc]ounty|[Cc]ity"
    r"|[Bb]orough|[Dd]istrict|[Mm]etropolitan) ){0,2}[Cc]ouncil\b"
)


_NEIGHBOURS = re.compile(
    r"\bneighbou?rs?(?: (?:like|such as|namely|are|is|being|(?:over )?in|at))?[ ,:(]*$", re.I
)


NEAR_NAME = 72  # of 100: how like a known name an unknown one must be to be offered


NEARLY = 86  # of 100: how like the name of one council here a word must be to be taken for it


MOST_NEAR = 3


SURE_NAME = 0.6  # how sure a word must be a council's name to be said to be one that is not known


LEAVES_OUT = re.compile(
    r"\b(?:not|swap|replace|drop|remove|without|minus|forget|leave out|take out|take away|lose"
    r"|instead of|rather than|other than|apart from|aside from|except(?: for)?|besides|excluding"
    r"|not counting|leaving out)(?: the)? *$",
    re.I,
)


def towns_named(meant: Sequence[Mention]) -> Iterator[Mention]:
    """The towns by which councils are named that are not named themselves."""
    named = {mention.councils for mention in meant if not mention.town}
    yield from (m for m in meant if m.town and m.councils not in named)


def groups_meant(
    message: str, groups: tuple[Group, ...], meant: Sequence[Mention]
) -> tuple[Group, ...]:
    """The groups that are meant; neighbours that are named one by one are just those: "our
    neighbours Kent and Essex".
    """
    named = any(_NEIGHBOURS.search(message[: mention.start]) for mention in meant)
    return tuple(g for g in groups if not (named and g.kind in AROUND))


def unknown_names(
    message: str, mentions: Sequence[Mention], masked: Masked, reading: Reading
) -> Iterator[Unknown]:
    """Names that stand where a council's would, and are no council's that is known."""
    for match in _TITLED.finditer(message):
        if not any(
            mention.start < match.end(1) and mention.end > match.start(1) for mention in mentions
        ):
            yield Unknown(match[1], tuple(_near(match[1])))
            return
    for span in reading.spans:
        start, end = masked.original(span.start, span.end)
        is_known = any(mention.start < end and mention.end > start for mention in mentions)
        if span.slot == "council" and span.sure >= SURE_NAME and not is_known:
            written = message[start:end]
            yield Unknown(written, tuple(_near(written)))


def _near(written: str) -> Iterator[str]:
    names = [council.name for council in all_councils()]
    for name, _, _ in process.extract(
        written, names, scorer=fuzz.WRatio, score_cutoff=NEAR_NAME, limit=MOST_NEAR
    ):
        yield name


def just_before(message: str, start: int) -> str:
    """The few words before a place: all that a pattern which ends there can be about."""
    return message[max(0, start - 40) : start]


def without_names(message: str, mentions: Sequence[Mention]) -> str:
    """Take names and times out of a message: in its own report a council's name fits everything."""
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        close, after = just_before(message, mention.start), message[mention.end :]
        message = (
            message[: mention.start - len(close)]
            + LEAVES_OUT.sub(" ", close)
            + re.sub(r"^['’]s?\b", "", after)
        )
    return re.sub(r"\s+", " ", without_times(message)).strip()
