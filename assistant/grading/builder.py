"""One answer on grades while it is made: its parts, and a citation for each judgement that is
shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Citation, Claim, Part
from assistant.citing import Citer
from assistant.grading.rows import Row
from assistant.request import Request
from index.dates import say_date, say_windows
from index.reports import Passage, Report


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report to be shown, and what they are said to be: "Strength:"."""

    passage: Passage
    report: Report
    label: str = ""


class AnswerBuilder:
    """Collects the parts of an answer; a judgement that is shown twice is cited once."""

    def __init__(self, citer: Citer, *, is_placed: bool = False) -> None:
        """With `is_placed` the page of each quote is told beside it, in so many words."""
        self._citer = citer
        self.is_placed = is_placed
        self._numbers: dict[tuple[str, str], tuple[int, ...]] = {}
        self.parts: list[Part] = []
        self.citations: list[Citation] = []

    def cite(self, rows: Iterable[Row | None]) -> tuple[int, ...]:
        """The numbers of the citations of judgements, each once."""
        found = [number for row in rows if row for number in self._cite(row)]
        return tuple(dict.fromkeys(found))

    def _cite(self, row: Row) -> tuple[int, ...]:
        key = (row.report.id, row.judgement.area.value)
        if key not in self._numbers:
            citation = self._citer.cite_judgement(row.judgement, row.report)
            self.citations += [citation] if citation else []
            self._numbers[key] = (citation.number,) if citation else ()
        return self._numbers[key]

    def say(self, text: str, rows: Iterable[Row | None] = (), council: str = "") -> None:
        """Add a sentence that rests on judgements."""
        self.parts.append(Part((Claim(text, self.cite(rows), council),)))

    def note(self, text: str) -> None:
        """Add what is said of the search and not of a report."""
        self.parts.append(Part(note=text))

    def cell(self, text: str, rows: Iterable[Row | None], council: str) -> Claim:
        """A cell of a table that shows judgements."""
        return Claim(text, self.cite(rows), council)

    def quotes(self, quoted: Iterable[Quoted], heading: str = "", note: str = "") -> None:
        """Add what is quoted under a heading, each with its citation; nothing where no words can
        be cited.
        """
        claims = tuple(claim for each in quoted if (claim := self.quote(each)))
        if claims:
            self.parts.append(Part(claims, heading, note))

    def quote(self, quoted: Quoted) -> Claim | None:
        """Words as a claim that cites their place; None where they cannot be cited."""
        citation = self._citer.cite_passage(quoted.passage, quoted.report)
        if citation is None:
            return None
        self.citations.append(citation)
        place = citation.place if self.is_placed else ""
        if not quoted.label:
            place = place.capitalize()
        label = ", ".join(filter(None, (quoted.label, place)))
        return Claim(
            quoted.passage.text,
            (citation.number,),
            quoted.report.council,
            is_quote=True,
            label=label,
        )

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[Claim]], heading: str = ""
    ) -> None:
        """Add a table, unless it would be empty."""
        cells = tuple(cell for row in rows for cell in row)
        if cells:
            self.parts.append(Part(cells, heading, columns=tuple(columns)))

    def answer(self, request: Request, coverage: str, composer: str) -> Answer:
        """The whole answer."""
        return Answer(
            parts=tuple(self.parts),
            citations=tuple(self.citations),
            scope=request.scope,
            coverage=coverage,
            composer=composer,
        )


def dates_of(report: Report) -> list[Claim]:
    """Two cells: when a report was inspected, and when it was published."""
    days = (say_windows(report.inspection.windows), say_date(report.published))
    return [Claim(day, (), report.council) for day in days]
