"""What the assistant replies: frozen facts that can be shown, streamed and written as JSON.

Nothing here knows how an answer was found or who shows it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any

from pydantic import TypeAdapter, ValidationError


class AssistantError(Exception):
    """Base of every error that package `assistant` raises on purpose."""


class RecordError(AssistantError):
    """Something is not the record of a reply."""


class RefusalKind(StrEnum):
    """Why a question is not answered as asked."""

    NOT_IN_LIBRARY = "council not in the library"
    OUTSIDE_ENGLAND = "outside England"
    AMBIGUOUS_COUNCIL = "several councils have this name"
    UNKNOWN_COUNCIL = "no council of this name is known"
    OUTSIDE_LIMIT = "outside the limit that was set"
    SILENT = "the reports are silent"
    NO_SUCH_DATE = "no report of that date"
    NO_SUCH_KIND = "no report of that kind"
    VAGUE = "the question is too wide"
    IN_DOUBT = "words that limit the question are not understood"
    PREDICTION = "reports do not predict"
    PERSON = "a named person"
    ADVICE = "advice"
    OUTSIDE_REPORTS = "outside inspection reports"
    DANGER = "somebody may be in danger"
    EMPTY = "no question was asked"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to; empty fields limit nothing."""

    councils: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [", ".join(self.councils) or "all councils"]
        parts += [_say_years(self.years)] if self.years else []
        parts += [", ".join(self.kinds)] if self.kinds else []
        return "; ".join(parts)


def _say_years(years: Sequence[int]) -> str:
    """Years in words; three or more in a row by the first and the last: "2017, 2022 to 2025"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    return ", ".join(chain.from_iterable(said))


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place. `quote` is verbatim; "[…]" stands where a page break cuts it.

    `source` is the address at which the publisher shows the report, where it was fetched from
    there.
    """

    number: int
    report: str
    file: str
    council: str
    kind: str
    title: str
    inspected: str
    published: date | None
    page: int
    last_page: int
    paragraph: int | None
    section: str
    quote: str
    is_older: bool = False
    source: str = ""

    @property
    def place(self) -> str:
        """Page and paragraph in words: "pages 6 to 7, paragraph 30"."""
        pages = (
            f"page {self.page}"
            if self.page == self.last_page
            else f"pages {self.page} to {self.last_page}"
        )
        return pages if self.paragraph is None else f"{pages}, paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer and the numbers of the citations it rests on.

    `is_quote` tells the inspectors' words from the assistant's own. `label` says where in the
    report words stand that are no finding on the council, such as what needs to improve.
    """

    text: str
    citations: tuple[int, ...] = ()
    council: str = ""
    is_quote: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A group of claims under a heading, such as all that is quoted of one council.

    With `columns` the claims are the cells of a table, row by row. A `note` is said of the search,
    not of a report, and so rests on no citation. `asked` are the words of a message of several
    parts that are answered from here on: "And what must they fix?".
    """

    claims: tuple[Claim, ...] = ()
    heading: str = ""
    note: str = ""
    columns: tuple[str, ...] = ()
    asked: str = ""

    @property
    def rows(self) -> Iterator[tuple[Claim, ...]]:
        """The rows of a table."""
        for start in range(0, len(self.claims), max(1, len(self.columns))):
            yield self.claims[start : start + len(self.columns)]

    def renumbered(self, new: Mapping[int, int]) -> "Part":
        """The same with other numbers of citations, each once in a claim; one that has no new
        number is left out.
        """

        def of(claim: Claim) -> Claim:
            found = (new[number] for number in claim.citations if number in new)
            return replace(claim, citations=tuple(dict.fromkeys(found)))

        return replace(self, claims=tuple(map(of, self.claims)))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that a chat model wrote and that is not shown as a finding, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """Another value of a part of a question, what is asked to have it, and what of the part it
    changes: "care leavers", "The same for care leavers", "another area".
    """

    label: str
    question: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of how a question was read, and what it may be changed to: "latest inspection"."""

    text: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a piece of one: pieces of a stream add up to the whole with `+`.

    `notice` is one plain line on how the answer came about; `withheld` is shown on request only.
    `read_as` says how the question was read and ends in its `read_parts`, and `other_readings` are
    the questions that it may have been instead.
    """

    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    scope: Scope = field(default_factory=Scope)
    coverage: str = ""
    composer: str = ""
    notice: str = ""
    withheld: tuple[Withheld, ...] = ()
    read_as: str = ""
    read_parts: tuple[ReadPart, ...] = ()
    other_readings: tuple[str, ...] = ()

    def __add__(self, more: "Answer") -> "Answer":
        return replace(
            self,
            parts=self.parts + more.parts,
            citations=self.citations + more.citations,
            scope=more.scope if more.scope != Scope() else self.scope,
            coverage=more.coverage or self.coverage,
            composer=more.composer or self.composer,
            notice=" ".join(filter(None, [self.notice, more.notice])),
            withheld=self.withheld + more.withheld,
            read_as=self.read_as or more.read_as,
            read_parts=self.read_parts or more.read_parts,
            other_readings=self.other_readings or more.other_readings,
        )

    @property
    def without_reading(self) -> "Answer":
        """The same without a word on how the question was read."""
        return replace(self, read_as="", read_parts=(), other_readings=())

    @property
    def is_refusal(self) -> bool:
        """Whether this is a refusal: no."""
        return False

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in order."""
        return tuple(claim for part in self.parts for claim in part.claims)

    @property
    def markdown(self) -> str:
        """The words that a reader sees, with markers such as [1]."""
        parts = [_markdown(part) for part in self.parts]
        parts += [
            f"*{escape(line)}*" for line in (self.notice, self.coverage, self.read_as) if line
        ]
        return "\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply that says what cannot be answered and why, and offers what can.

    Its `parts` hold what comes near to an answer and is none, with its `citations`.
    """

    kind: RefusalKind
    message: str
    offers: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    coverage: str = ""
    parts: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether this is a refusal: yes."""
        return True

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What comes near to an answer and is none."""
        return tuple(claim for part in self.parts for claim in part.claims)

    @property
    def markdown(self) -> str:
        """The words that a reader sees."""
        offers = "\n".join(f"- {escape(offer)}" for offer in self.offers)
        coverage = self.coverage and f"*{escape(self.coverage)}*"
        return "\n\n".join(
            filter(None, [escape(self.message), *map(_markdown, self.parts), offers, coverage])
        )


Reply = Answer | Refusal

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def escape(text: str) -> str:
    """Make words from a report or a reader plain in Markdown: nothing in them is markup."""
    return _MARKUP.sub(r"\\\1", text)


def _markdown(part: Part) -> str:
    lines = [f"### {escape(part.asked)}"] if part.asked else []
    lines += [f"**{escape(part.heading)}**"] if part.heading else []
    lines += [escape(part.note)] if part.note else []
    lines += [_table(part)] if part.columns else [_line(claim) for claim in part.claims]
    return "\n\n".join(lines)


def _line(claim: Claim) -> str:
    return f"> {_words(claim)}" if claim.is_quote else _words(claim)


def _words(claim: Claim) -> str:
    text = f"“{escape(claim.text)}”" if claim.is_quote else escape(claim.text)
    text = f"*{escape(claim.label)}:* {text}" if claim.label else text
    return " ".join([text, *(f"[{number}]" for number in claim.citations)])


def _table(part: Part) -> str:
    rows = [part.columns, ("---",) * len(part.columns)]
    lines = [" | ".join(map(str, row)) for row in rows]
    lines += [" | ".join(_words(cell) for cell in row) for row in part.rows]
    return "\n".join(f"| {line} |" for line in lines)


@cache
def _records() -> TypeAdapter[Reply]:
    return TypeAdapter(Reply)


def to_record(reply: Reply) -> dict[str, Any]:
    """A reply as plain data, to be kept elsewhere; `from_record` makes it the same reply again."""
    return dict(_records().dump_python(reply, mode="json"))


def from_record(record: object) -> Reply:
    """The reply that a record holds; raises RecordError where it is none, whoever wrote it."""
    try:
        return _records().validate_python(record, extra="forbid")
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise RecordError(f"This is not the record of a reply: {place}: {first['msg']}.") from error


def as_json(reply: Reply, question_id: str = "", seconds: float | None = None) -> dict[str, object]:
    """A reply in the form that `python -m assistant answer` writes; dates are in ISO form."""
    return {
        "id": question_id,
        "answer": reply.markdown,
        "abstained": reply.is_refusal,
        "refusal": reply.kind.value if isinstance(reply, Refusal) else None,
        "citations": [_citation_json(citation) for citation in reply.citations],
        "claims": [asdict(claim) for claim in reply.claims],
        "scope": asdict(reply.scope),
        "coverage": reply.coverage,
        "read_as": reply.read_as if isinstance(reply, Answer) else "",
        "composer": reply.composer if isinstance(reply, Answer) else "",
        "notice": reply.notice if isinstance(reply, Answer) else "",
        "withheld": [asdict(each) for each in reply.withheld] if isinstance(reply, Answer) else [],
        "seconds": seconds,
    }


def _citation_json(citation: Citation) -> dict[str, object]:
    found = asdict(citation)
    found["n"] = found.pop("number")
    found["published"] = citation.published.isoformat() if citation.published else None
    return found
