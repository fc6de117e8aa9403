"""What all that is drawn up is written with: a line and what it rests on, and how lines become
the parts of an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Claim, Part
from assistant.areas import Topic
from assistant.briefing.sheets import KINDS, Sheet
from assistant.briefing.themes import theme_of, themes_named
from assistant.grading.builder import AnswerBuilder, Quoted
from assistant.grading.phrases import say_names
from assistant.grading.rows import Row
from assistant.request import Form, Request
from index.dates import say_date, say_windows
from index.reports import Passage, Report

QUESTIONS = 6  # where no number is asked for
LINES = 5
ON_A_PAGE = 3  # strengths, and weaknesses, and questions of a page
SAID_WORDS = 24  # of a finding that is to be said aloud
OF_ALL = (*KINDS, "fact")  # what a sentence may be: a strength, a weakness, what must improve


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what is drawn up: in the assistant's own words, on some grades or on what a
    passage says. `kind` is what that is: a strength, a weakness, what must improve; `clause` what
    it says, without a frame; `told` the meanings of words of the trade that it gives.
    """

    said: str
    rows: tuple[Row, ...] = ()
    passage: Passage | None = None
    more: tuple[Passage, ...] = ()
    kind: str = ""
    clause: str = ""
    told: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.said.split())


def cited(
    line: Line,
    builder: AnswerBuilder,
    report: Report,
    before: str = "",
    *,
    is_placed: bool = False,
) -> Claim | None:
    """A line as a claim that cites what it rests on, with its page in so many words where that
    `is_placed`; None where its words cannot be cited.
    """
    numbers = builder.cite(line.rows)
    if line.passage:
        quote = builder.quote(Quoted(line.passage, report))
        if quote is None:
            return None
        numbers = (*numbers, *quote.citations)
    for passage in line.more:
        quote = builder.quote(Quoted(passage, report))
        numbers = (*numbers, *(quote.citations if quote else ()))
    places = {c.number: c.place for c in builder.citations}
    is_placed = is_placed or builder.is_placed
    place = f" ({places[numbers[0]]})" if is_placed and numbers else ""
    return Claim(f"{before}{line.said}{place}", numbers, report.council)


def put_paragraph(
    lines: Sequence[Line], builder: AnswerBuilder, sheet: Sheet, heading: str = ""
) -> None:
    """Sentences as one paragraph that cites all it rests on."""
    claims = [c for line in lines if (c := cited(line, builder, sheet.report))]
    if claims:
        numbers = tuple(dict.fromkeys(n for c in claims for n in c.citations))
        text = " ".join(c.text for c in claims)
        builder.parts.append(Part((Claim(text, numbers, sheet.report.council),), heading))


def put_bullets(
    lines: Sequence[Line], builder: AnswerBuilder, report: Report, heading: str
) -> None:
    """Lines as bullets under a heading."""
    claims = tuple(c for line in lines if (c := cited(line, builder, report, "• ")))
    if claims:
        builder.parts.append(Part(claims, heading))


def areas_of(request: Request) -> list[Topic]:
    """The areas that are meant, but for the whole."""
    return [area for area in request.areas if area is not Topic.OVERALL]


def topic_said(request: Request) -> str:
    """What is asked, as the assistant calls it: by its theme where it has one."""
    themes = themes_named(request.themes)
    return say_names([theme.label for theme in themes]) or request.subject


def label_of(passage: Passage) -> str:
    """What a finding is on, by its theme; "" where it is on none."""
    theme = theme_of(passage.text)
    return theme.label if theme else ""


def facts_of(report: Report) -> dict[str, str]:
    """What tells of a report: council, kind and dates."""
    return {
        "council": report.council,
        "kind": report.kind_label,
        "inspected": say_windows(report.inspection.windows),
        "published": say_date(report.published),
    }


def with_rest(request: Request, count: int) -> int:
    """How many there are with those on other things."""
    rest = request.beside_of
    many = QUESTIONS if request.form is Form.QUESTIONS else LINES
    return (rest.number or many) + (request.number or 0) if rest else count


def is_short(passage: Passage) -> bool:
    """Whether what a passage says can be said aloud."""
    return len(passage.text.split()) <= SAID_WORDS
