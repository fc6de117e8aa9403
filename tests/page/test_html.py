"""The page without the library that serves it: what it shows of a reply, and what it never does."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from langchain_core.runnables import RunnableGenerator

from assistant.answers import (
    Answer,
    Change,
    Citation,
    Claim,
    Part,
    ReadPart,
    Refusal,
    RefusalKind,
    Scope,
)
from assistant.library import Library
from assistant.page import indexing as indexing_module
from assistant.page.about import with_terms
from assistant.page.caveats import with_standing
from assistant.page.citations import by_place
from assistant.page.conversation import Page, clean_question
from assistant.page.examples import example_questions
from assistant.page.indexing import Indexing
from assistant.page.library_list import LibraryPage, Permissions
from assistant.page.own_council import name_own_council
from assistant.page.replies import show_reply
from assistant.page.scoping import show_scope
from assistant.page.transcript import Transcript, Turn, record_of, transcript_of
from assistant.page.warming import Warming
from assistant.page.words import read_words
from assistant.times import Times
from index.build import OnProgress, Progress
from index.completing import Embedded
from index.reports import Inspection, Kind, Report, ReportIndexError
from index.storing.catalogue import KnownFile
from tests.made_answers import CITATION

WORDS = read_words()
ATTACK = (
    '<script>alert(1)</script> <img src=x onerror="alert(1)"> **bold** [link](http://elsewhere) '
    "'\">"
)

CLAIM = Claim(CITATION.quote, (1,), "Westmarch", is_quote=True)


def shown(
    reply: Answer | Refusal, turn: int = 1, question: str = "What about staff?"
) -> BeautifulSoup:
    return BeautifulSoup(show_reply(reply, turn, question, WORDS), "html.parser")


def answer_of(*claims: Claim) -> Answer:
    citations = tuple(
        replace(CITATION, number=number, quote=f"Quote {number}.")
        for claim in claims
        for number in claim.citations
    )
    return Answer((Part(claims),), citations)


def only(found: list[Tag]) -> Tag:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("field", ["council", "kind", "inspected", "section", "file", "quote"])
def test_words_of_a_report_are_never_markup(field: str):
    """Whatever a report holds is shown letter by letter in its card, and is neither tag nor
    Markdown.
    """
    citation = replace(CITATION, **{field: ATTACK})

    page = shown(Answer((Part((CLAIM,)),), (citation,)))

    assert not page.find_all(["script", "img", "strong", "em"])
    assert all(link["href"].startswith("#") for link in page.find_all("a"))
    assert ATTACK in page.find(class_="card").get_text()


def test_words_of_an_answer_a_refusal_and_a_reader_are_never_markup():
    """Claims, headings, notes, cells, messages, offers and questions are escaped as well."""
    claim = Claim(ATTACK, (1,), ATTACK, is_quote=True)
    table = Part((Claim(ATTACK), claim), f"{ATTACK}: compared", ATTACK, (ATTACK, ATTACK))
    answer = Answer(
        (Part((claim,), f"{ATTACK}: heading", ATTACK), table), (CITATION,), coverage=ATTACK
    )
    refusal = Refusal(RefusalKind.SILENT, ATTACK, (ATTACK,), coverage=ATTACK)

    for page in (shown(answer, question=ATTACK), shown(refusal)):
        assert not page.find_all(["script", "img", "em"])
        assert not [tag for tag in page.find_all() if tag.has_attr("onerror")]
        assert page.get_text().count(ATTACK) >= 3
    assert only(shown(refusal).find_all("button"))["data-value"] == ATTACK


def test_each_marker_leads_to_the_card_with_its_quote_and_back():
    """Markers are links to cards, cards hold the quote that is claimed, and lead back to the
    marker.
    """
    claims = tuple(Claim(f"Quote {number}.", (number,), is_quote=True) for number in (1, 2, 3))

    page = shown(answer_of(*claims))

    for claim, marker in zip(claims, page.select("a.marker"), strict=True):
        card = only(page.select(marker["href"]))
        assert f"“{claim.text}”" in card.blockquote.get_text()
        assert only(page.select(card.find(class_="back")["href"])) is marker
        assert (
            marker["aria-label"]
            == f"Evidence {claim.citations[0]}: Westmarch, pages 6 to 7, paragraph 30"
        )


def test_a_citation_used_twice_has_two_markers_and_one_card():
    """No id occurs twice, also where several sentences rest on the same quote."""
    page = shown(Answer((Part((CLAIM, CLAIM)),), (CITATION,)))

    ids = [tag["id"] for tag in page.find_all(id=True)]

    assert len(page.select("a.marker")) == 2
    assert len(page.select(".card")) == 1
    assert len(ids) == len(set(ids))


def test_a_marker_without_its_citation_is_not_shown():
    """A number that no citation explains would lead nowhere."""
    page = shown(Answer((Part((Claim("A sentence.", (7,)),)),)))

    assert not page.select("a.marker")


def test_answers_of_one_conversation_share_no_id():
    """A marker of the second answer cannot lead to a card of the first."""
    first, second = (
        {tag["id"] for tag in shown(answer_of(CLAIM), turn).find_all(id=True)} for turn in (1, 2)
    )

    assert first
    assert not first & second


def test_a_card_says_where_its_quote_stands():
    """Council, kind, dates, pages, paragraph, section and file can be read in the card."""
    text = (
        shown(Answer((Part((CLAIM,)),), (CITATION,))).find(class_="card").get_text(" ", strip=True)
    )

    for words in (
        "Westmarch",
        "ILACS inspection",
        "Inspected: 20 to 24 January 2025",
        "Published: 4 March 2025",
        "Pages 6 to 7, paragraph 30",
        "Section: leadership",
        "File: westmarch/report.pdf",
    ):
        assert words in text
    assert "Older report" not in text


def test_an_older_report_is_marked_and_a_missing_date_is_said():
    """The badge stands on older reports only; no date is invented."""
    citation = replace(CITATION, is_older=True, published=None)

    card = shown(Answer((Part((CLAIM,)),), (citation,))).find(class_="card")

    assert card.find(class_="badge").get_text() == "Older report"
    assert "Published: date not stated" in card.get_text()


def test_an_article_is_told_from_a_report():
    """The kind of a card that quotes an article stands out, and no inspection date is claimed."""
    citation = replace(CITATION, kind=Kind.ARTICLE.label, inspected="dates not stated")

    card = shown(Answer((Part((CLAIM,)),), (citation,))).find(class_="card")

    assert card.find(class_="is-article").get_text() == "article"
    assert "Inspected" not in card.get_text()


def test_quotes_are_told_from_sentences_of_the_assistant():
    """Only the inspectors' words stand in quotation marks."""
    page = shown(Answer((Part((CLAIM, Claim("Westmarch was graded good.", (1,)))),), (CITATION,)))

    quote, sentence = page.select(".answer > .claim")

    assert (quote.name, sentence.name) == ("blockquote", "p")
    assert quote.get_text().startswith("“Staff feel valued.”")
    assert "“" not in sentence.get_text()


def test_a_comparison_is_a_table_with_named_rows_and_columns():
    """Cells stand under their council, row by row, with their markers in them."""
    cells = (Claim("Morale"), CLAIM, Claim("The report does not mention this."))
    part = Part(cells, "Compared", columns=("Topic", "Westmarch", "Eastholm"))

    table = only(shown(Answer((part,), (CITATION,))).find_all("table"))

    assert [cell.get_text() for cell in table.select("th[scope=col]")] == [
        "Topic",
        "Westmarch",
        "Eastholm",
    ]
    assert table.select_one("th[scope=row]").get_text() == "Morale"
    assert [cell["data-column"] for cell in table.find_all("td")] == ["Westmarch", "Eastholm"]
    assert table.find("td").find(class_="marker")["href"] == "#evidence-1-1"


def test_a_refusal_says_why_and_offers_questions_as_buttons():
    """A refusal has its message, its offers to click, and no evidence."""
    offers = ("What does Westmarch need to improve?", "What does Eastholm need to improve?")

    page = shown(Refusal(RefusalKind.NOT_IN_LIBRARY, "No report on Cardiff is here.", offers))

    assert "No report on Cardiff is here." in page.get_text()
    assert (
        tuple(button["data-value"] for button in page.find_all("button", type="button")) == offers
    )
    assert not page.find(class_="evidence")


def test_a_part_of_how_a_question_was_read_opens_to_what_it_can_be():
    """Each value asks a question of its own; where nothing can be changed, it is plain words."""
    parts = (
        ReadPart("a list"),
        ReadPart(
            "overall: Good", (Change("care <leavers>", "The same for care <leavers>", "Area"),)
        ),
    )
    page = shown(Answer(read_as="Read as: a list · overall: Good", read_parts=parts))
    line = page.select_one(".read-parts")
    assert line
    assert line.get_text().startswith("Read as: a list · overall: Good")
    button = line.select_one("details.change button")
    assert button
    assert button["data-value"] == "The same for care <leavers>"
    plain = shown(Answer(read_as="Read as: a list", read_parts=parts[:1]))
    assert not plain.select("details")
    assert plain.select_one(".read-as p")


def test_the_coverage_is_one_quiet_line():
    """What was searched is said once, after the answer."""
    answer = replace(answer_of(CLAIM), coverage="Searched: Westmarch.")

    parts = shown(answer).select(".answer > *")

    assert (parts[-1]["class"], parts[-1].get_text()) == (["coverage"], "Searched: Westmarch.")
    assert len([part for part in parts if "Searched" in part.get_text()]) == 1


# ---- the page of a conversation


def page_over(
    pieces: list[Answer | Refusal], pause: float = 0.0, reports: tuple[Report, ...] = ()
) -> Page:
    def reply(_: Iterator[object]) -> Iterator[Answer | Refusal]:
        for piece in pieces:
            time.sleep(pause)
            yield piece

    warming = Warming()
    warming.start()
    warming.wait()
    assistant = SimpleNamespace(
        library=Library(reports),
        chain=RunnableGenerator(reply),
        suggest=lambda *_: ("And in Kent?",),
    )
    indexing = Indexing(lambda _: None)
    indexing.start()
    return Page(assistant, lambda *_: [1], warming, indexing)


def made_report(council: str, year: int, *, is_brief: bool = False) -> Report:
    return Report(
        id=f"{council}{year}",
        file=f"{council}-{year}.pdf",
        title="",
        council=council,
        inspection=Inspection(Kind("ILACS")),
        published=date(year, 3, 4),
        published_from="printed",
        page_count=20,
        is_brief=is_brief,
    )


def test_an_answer_grows_as_its_pieces_come():
    """Each picture of a slow answer shows more of it; only the last is no longer busy."""
    numbers = (1, 2, 3)
    pieces = [answer_of(Claim(f"Quote {number}.", (number,), is_quote=True)) for number in numbers]
    pieces[0] = replace(pieces[0], coverage="Searched: Westmarch.")

    pictures = [
        BeautifulSoup(turn, "html.parser")
        for turn, _ in page_over(pieces, 0.12).replies(Transcript(), "Why?")
    ]

    assert [len(picture.select(".card")) for picture in pictures] == [0, 1, 2, 3, 3]
    assert [bool(picture.select(".pending")) for picture in pictures] == [True] * 4 + [False]
    assert [picture.article["aria-busy"] for picture in pictures] == ["true"] * 4 + ["false"]
    assert [bool(picture.select(".coverage")) for picture in pictures] == [False] * 4 + [True]


def test_a_quick_answer_is_shown_in_few_pictures():
    """A list of many rows that is ready at once does not flicker row by row."""
    pieces = [answer_of(Claim("Row.", (number,))) for number in range(1, 200)]

    pictures = [turn for turn, _ in page_over(pieces).replies(Transcript(), "Which councils?")]

    assert len(pictures) < 50
    assert pictures[-1].count('<li class="card"') == 199


def test_a_conversation_grows_by_turns_and_comes_back_from_its_record():
    """Each turn has ids of its own; what the browser keeps shows the same page again."""
    page = page_over([answer_of(CLAIM)])
    transcript = Transcript()
    for question in ("One?", "Two?"):
        *_, (shown_last, finished) = page.replies(transcript, question)
        assert finished is not None
        transcript = finished

    assert 'id="evidence-1-1"' in shown_last
    assert 'id="evidence-2-1"' in shown_last
    assert page.show(transcript_of(json.loads(json.dumps(record_of(transcript))))) == shown_last
    assert transcript.asking("Three?").messages == ("One?", "Two?", "Three?")


def test_only_the_last_turn_can_be_asked_again():
    """Each answer can be taken away; the tools of the last one ask it again or edit it."""
    transcript = Transcript(
        (Turn("One?", answer_of(CLAIM)), Turn("Two?", answer_of(CLAIM), ("And in Kent?",)))
    )

    first, last = BeautifulSoup(page_over([]).show(transcript), "html.parser").select(".turn")

    assert [button["data-take"] for button in first.select("[data-take]")] == [
        "copy",
        "word",
        "markdown",
    ]
    assert first.select_one(".asked + .tools + .answer")
    assert not first.select("[data-event]")
    assert [b["data-event"] for b in last.select("[data-event]")] == ["submit", "again", "edit"]
    assert last.select_one(".offer")["data-value"] == "And in Kent?"


@pytest.mark.parametrize(
    "record", [None, 7, "{}", {}, {"turns": [{"question": "x"}]}, {"turns": 3}]
)
def test_what_is_no_record_is_an_empty_conversation(record: object):
    """A browser may send anything back; it then begins anew."""
    assert transcript_of(record) == Transcript()


def test_grades_are_coloured_and_named():
    """A cell that is a grade has its colour beside its word; counts of grades have a bar."""
    grades = Part(
        (Claim("Overall"), Claim("Good", (1,)), Claim("2017")), columns=("Area", "Grade", "When")
    )
    spread = Part(
        (Claim("All"), Claim("1"), Claim("3")), columns=("Councils", "Outstanding", "Good")
    )

    page = shown(Answer((grades, spread), (CITATION,)))

    assert page.select_one("td.is-good").get_text(" ", strip=True).startswith("Good")
    assert [(piece["class"], piece["style"]) for piece in page.select(".bar span")] == [
        (["graded", "is-outstanding"], "flex-grow:1"),
        (["graded", "is-good"], "flex-grow:3"),
    ]
    assert page.select_one(".bar")["aria-hidden"] == "true"


def test_where_to_turn_stands_out():
    """What is said to somebody in danger is an alert, paragraph by paragraph."""
    page = shown(Refusal(RefusalKind.DANGER, "Call 999.\n\nOr Childline."))

    assert page.select_one('.urgent[role="alert"]')
    assert [p.get_text() for p in page.select(".urgent > p")] == ["Call 999.", "Or Childline."]


def test_the_scope_says_what_is_pinned_before_what_it_is_about():
    """A pinned scope can be removed; one that the conversation has come to can be kept."""
    answer = replace(answer_of(CLAIM), scope=Scope(("Kent",)))
    transcript = Transcript((Turn("Kent?", answer),))
    pinned = replace(transcript, pinned=Scope(("Devon",), (2020,)))

    assert "All councils" in show_scope(Transcript(), WORDS)
    assert "About: Kent." in show_scope(transcript, WORDS)
    assert 'data-event="pin"' in show_scope(transcript, WORDS)
    assert "Limited to: Devon; 2020." in show_scope(pinned, WORDS)
    assert 'data-event="clear"' in show_scope(pinned, WORDS)


def test_the_library_lists_reports_gaps_and_skipped_files():
    """Every report can be opened by its id; what is missing or was skipped is said with its
    reason.
    """
    library = Library(
        (made_report("Kent", 2022), replace(made_report("Kent", 2018), is_added=True))
    )
    files = [KnownFile("/reports", "page.pdf", "d", None, f"it is a web page {ATTACK}")]
    shelves = LibraryPage(library, files, WORDS)

    page = BeautifulSoup(
        shelves.show(Permissions(change=True, accept=True), date(2022, 9, 1)), "html.parser"
    )

    assert "newest report here is of 4 March 2022, five months ago" in page.get_text()
    assert "added by a reader, not checked" in page.select("li a")[1].get_text()
    assert only(page.select('[data-event="accept"]'))["data-value"] == "Kent2018"
    assert "Kent, ILACS inspection" in page.select_one('[data-event="remove"]')["data-sure"]
    assert page.select_one(".council-reports")["data-region"] == "South East"
    assert page.select_one(".council-reports > p > a")["href"] == "/councils/kent"
    assert [link["href"] for link in page.select("li a")] == [
        "/reports/Kent2022/file",
        "/reports/Kent2018/file",
    ]
    assert [b["data-value"] for b in page.select('[data-event="remove"]')] == [
        "Kent2022",
        "Kent2018",
    ]
    assert "no report here: 152" in page.get_text()
    assert f"page.pdf: it is a web page {ATTACK}" in page.get_text()
    assert "data-event" not in shelves.show(Permissions())
    assert 'data-event="restore"' in LibraryPage(library, (), WORDS, library.reports).show(
        Permissions(change=True)
    )


def test_the_header_says_which_library_and_how_far_it_reaches():
    """Briefs are owned up to; where the library holds reports, nothing is said of briefs."""
    reports = (made_report("Harrow", 2020), made_report("Harrow", 2025))
    briefs = tuple(replace(report, is_brief=True) for report in reports)

    assert (
        "2 reports, 1 council, published 2020 to 4 March 2025"
        in page_over([], reports=reports).header
    )
    assert "not Ofsted" not in page_over([], reports=reports).header
    assert "not Ofsted" in page_over([], reports=briefs).header


def test_examples_ask_only_what_the_library_holds():
    """Examples name the councils with most reports, and only topics that these speak of."""
    years = {"Harrow": (2020, 2025), "Kent": (2022,)}
    library = Library(
        tuple(made_report(council, year) for council in years for year in reversed(years[council]))
    )

    def search(words: list[str], *_: object) -> list[int]:
        return [1] if words == ["caseloads"] else []

    assert dict(example_questions(library, search, WORDS)) == {
        "A brief": "Summarise the latest Harrow report",
        "Grades over time": "What grades has Harrow had over the years?",
        "What changed": "How has Harrow changed since 2020?",
        "A comparison": "How do Harrow and Kent compare on caseloads?",
        "A pattern": "Where do inspectors mention caseloads?",
        "What was written": "What did inspectors say about caseloads in Harrow?",
    }
    assert ("A brief", "Summarise the latest Kent report") in example_questions(
        library, search, WORDS, "Kent"
    )
    assert example_questions(Library(()), search, WORDS) == ()


def test_an_index_that_is_being_built_is_told_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """How far it is, from files to vectors; last nothing more, or that it failed."""
    monkeypatch.setattr(indexing_module, "PAUSE", 0.05)
    go_on = threading.Semaphore(0)

    def work(tell: OnProgress) -> None:
        tell(Progress(3, 9, 70, 900, "a.pdf"))
        go_on.acquire()
        tell(Embedded(450, 900, 8.0))
        go_on.acquire()
        raise ReportIndexError("The disk is full.")

    page = page_over([])
    page._indexing = Indexing(work)
    assert not page.has_new_reports
    page._indexing.start()
    told: list[str] = []
    for state in page.states():
        if not told or state != told[-1]:
            told.append(state)
            go_on.release()

    assert "3 of 9 files" in told[0]
    assert "50 % ready" in told[1]
    assert "Not all reports could be indexed" in told[2]
    assert "The disk is full." in caplog.text
    assert page.has_new_reports


def test_a_failure_to_get_ready_is_said_on_the_page(caplog: pytest.LogCaptureFixture):
    """The page says that it cannot search, and the log says why."""

    def load() -> None:
        raise ReportIndexError("The embedding model is gone.")

    warming = Warming(load)
    page = page_over([])
    page._warming = warming
    states = page.states()

    before = next(states)
    warming.start()
    after = next(states)

    assert "Getting ready" in before
    assert "cannot search" in after
    assert "The embedding model is gone." in caplog.text


# ---- answers that fit


def grades_of(council: str, page: int, first: int, *areas: str) -> tuple[Citation, ...]:
    return tuple(
        replace(
            CITATION,
            number=n,
            report=council,
            council=council,
            page=page,
            last_page=page,
            section="judgements",
            quote=f"{area} | Good",
        )
        for n, area in enumerate(areas, first)
    )


def test_grades_of_one_page_share_a_card():
    """One card a place, with a line a grade; each cell's marker leads to it, and what else is
    cited keeps its own.
    """
    citations = (*grades_of("Kent", 2, 1, "Overall", "Leaders"), replace(CITATION, number=3))
    cells = tuple(
        Claim(text, numbers)
        for text, numbers in (("Overall", ()), ("Good", (1,)), ("Leaders", ()), ("Good", (2,)))
    )
    answer = Answer(
        (Part(cells, columns=("", "2025")), Part((replace(CLAIM, citations=(3,)),))), citations
    )

    page = shown(by_place(answer))

    assert [card.blockquote.get_text() for card in page.select(".card")] == [
        "“Overall | Good”“Leaders | Good”",
        "“Staff feel valued.”",
    ]
    assert [marker["href"] for marker in page.select("a.marker")] == [
        "#evidence-1-1",
        "#evidence-1-1",
        "#evidence-1-2",
    ]


def test_words_that_are_quoted_twice_have_one_card():
    """As in the answers to two parts of a message; the same words elsewhere have their own."""
    again, elsewhere = replace(CITATION, number=2), replace(CITATION, number=3, page=9, last_page=9)
    parts = tuple(Part((replace(CLAIM, citations=(number,)),)) for number in (1, 2, 3))

    answer = by_place(Answer(parts, (CITATION, again, elsewhere)))

    assert [claim.citations for claim in answer.claims] == [(1,), (1,), (2,)]
    assert [(each.number, each.page) for each in answer.citations] == [(1, 6), (2, 9)]


def test_a_part_stands_under_the_words_that_asked_for_it():
    """A message of several parts has a heading for each, with no mark-up of the reader's."""
    page = shown(Answer((Part(asked=ATTACK), Part((replace(CLAIM, citations=()),)))))

    assert page.select_one("h3.part-asked").get_text() == ATTACK
    assert not page.select("script")


def test_many_rows_open_their_own_evidence():
    """Of a long list no card stands beside it; each row has its own below it, sorted with it."""
    citations = tuple(c for n in range(1, 13) for c in grades_of(f"Council {n}", 1, n, "Overall"))
    cells = tuple(
        cell for n in range(1, 13) for cell in (Claim(f"Council {n}"), Claim("Good", (n,)))
    )

    page = shown(Answer((Part(cells, columns=("Council", "Grade")),), citations))

    assert not page.select(".evidence")
    assert len(page.select("tbody > .opened .card")) == 12
    for row in page.select("tbody"):
        assert row.select_one("a.marker")["href"] == f"#{row.select_one('.card')['id']}"
    assert len(page.select("th[aria-sort] button[data-sort]")) == 2


def sorting(columns: tuple[str, ...], *row: Claim) -> list[str]:
    """The columns that sort of a table of three rows."""
    page = shown(Answer((Part(row * 3, columns=columns),), (CITATION,)))
    return [button.get_text() for button in page.select("th[aria-sort] button[data-sort]")]


def test_columns_beside_an_example_sort():
    """A list whose rows each quote one example sorts by all else; quotes side by side have an
    order of their own, and so do those below each other under a council.
    """
    heads = ("Theme", "Councils", "For example")
    assert sorting(heads, Claim("Plans"), Claim("3 of 9"), CLAIM) == ["Theme", "Councils"]
    assert sorting(heads, Claim("Plans"), CLAIM, CLAIM) == []
    assert sorting(("", "Westmarch", "Eastholm"), Claim("Also"), CLAIM, Claim("Silent")) == []


def test_tables_of_an_answer_are_saved_in_two_forms_of_table():
    """Excel and CSV stand beside Word and Markdown, above the answer; each button's name says what
    is written on it.
    """
    part = Part((Claim("Overall"), Claim("Good", (1,))), columns=("", "2025"))
    transcript = Transcript((Turn("Which grades?", Answer((part,), (CITATION,))),))

    tools = BeautifulSoup(page_over([]).show(transcript), "html.parser").select_one(".tools")

    buttons = tools.select("[data-take]")
    assert [button.get_text() for button in buttons] == ["Copy", "Word", "Markdown", "Excel", "CSV"]
    assert all(button.get_text() in button["aria-label"] for button in buttons)


def test_a_turn_keeps_its_day_and_how_far_the_library_reached():
    """They come back from the record that the browser keeps; a day that is none is no record."""
    turn = Turn("One?", answer_of(CLAIM), answered=date(2026, 5, 3), library="8 reports")
    record = json.loads(json.dumps(record_of(Transcript((turn,)))))

    assert transcript_of(record).turns == (turn,)
    record["turns"][0]["answered"] = "yesterday"
    assert transcript_of(record) == Transcript()


def test_the_same_table_is_shown_once_a_conversation():
    """A table that an earlier answer showed is folded behind a line that names its question."""
    part = Part((Claim("Overall"), Claim("Good", (1,))), "Grades", columns=("", "2025"))
    transcript = Transcript(
        tuple(
            Turn(question, Answer((part,), (CITATION,)))
            for question in ("Which grades?", "And now?")
        )
    )

    first, last = BeautifulSoup(page_over([]).show(transcript), "html.parser").select(".turn")

    assert not first.select("details.again")
    assert "“Which grades?”" in only(last.select("details.again > summary")).get_text()
    assert last.select("details.again table")


def test_a_long_message_is_shown_short():
    """Its beginning is the headline; the whole of it can be opened."""
    message = "We are worried about how long children wait, " * 10
    transcript = Transcript((Turn(message, answer_of(CLAIM)),))

    page = BeautifulSoup(page_over([]).show(transcript), "html.parser")

    assert len(page.select_one(".question").get_text()) < 120
    assert page.select_one(".whole p").get_text() == message


def test_old_evidence_says_its_age_where_it_is_the_latest():
    """A latest inspection of five years ago is said to be of that age; one of last year is not."""
    windows = ((date(2021, 2, 1), date(2021, 2, 5)),)
    report = replace(made_report("Kent", 2021), inspection=Inspection(Kind("ILACS"), windows))
    answer = Answer((Part((CLAIM,)),), (replace(CITATION, report=report.id, council="Kent"),))

    def notice(today: date) -> str:
        return with_standing(answer, Library((report,)), WORDS, today).notice

    assert "The latest inspection of Kent in this library was nearly five years ago." in notice(
        date(2026, 1, 2)
    )
    assert notice(date(2022, 1, 2)) == ""


def test_what_a_reader_added_does_not_count_as_the_latest_in_silence():
    """An unchecked newer report leaves the official one the latest, and is named beside the
    answer.
    """
    official, added = made_report("Kent", 2022), replace(made_report("Kent", 2025), is_added=True)
    library = Library((added, official))
    answer = Answer((Part((CLAIM,)),), (replace(CITATION, report=official.id, council="Kent"),))

    assert library.latest("Kent") is official
    assert library.inspections("Kent") == (official,)
    assert Library((added,)).latest("Kent") is added
    assert (
        "A reader added a later document on Kent"
        in with_standing(answer, library, WORDS, date(2025, 6, 1)).notice
    )
    assert added.kind_label == "ILACS inspection (added by a reader, not checked)"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("How do we compare with Devon?", "How do Harrow compare with Devon?"),
        ("What are our neighbours graded?", "What are Harrow's neighbours graded?"),
        ("Which councils do better than us?", "Which councils do better than Harrow?"),
        ("What should we improve?", "What should Harrow improve?"),
        ("Can we have that as a table?", "Can we have that as a table?"),
        ("What questions should we ask?", "What questions should we ask?"),
        ("Our foster carer hits us", "Our foster carer hits us"),
        ("Is my area safe?", "Is Harrow safe?"),
        ("My local authority's last grade?", "Harrow's last grade?"),
        ("How good is early help where I live?", "How good is early help in Harrow?"),
        ("My area manager is unkind", "My area manager is unkind"),
    ],
)
def test_we_is_the_readers_own_council(asked: str, meant: str):
    """Only where a council is meant; what tells of harm is never touched."""
    assert name_own_council(asked, "Harrow") == meant
    assert name_own_council(asked, "") == asked


def test_who_speaks_of_their_own_council_is_asked_which_it_is():
    """Once, beside the last reply, and not where it is known or another place is meant."""
    page = page_over([])
    asked = Transcript((Turn("Is my area safe?", answer_of(CLAIM)),))
    other = Transcript((Turn("Is Kent safe?", answer_of(CLAIM)),))

    assert BeautifulSoup(page.show(asked), "html.parser").select_one(".turn select")
    assert "<select" not in page.show(asked, "Harrow")
    assert "<select" not in page.show(other)


def test_questions_listed_in_a_note_are_buttons():
    """What is named as an example can be asked by a click; a note with no list stays a note."""
    listed = Part(note="For example: How is Kent? · Which councils are good?")
    page = shown(Answer((listed, Part(note="Note: nothing · more")), ()))

    assert [offer["data-value"] for offer in page.select(".offer")] == [
        "How is Kent?",
        "Which councils are good?",
    ]
    assert only(page.select(".note")).get_text() == "Note: nothing · more"


@pytest.mark.parametrize(("cards", "is_many"), [(8, False), (9, True)])
def test_many_cards_are_told_apart(cards: int, is_many: bool):
    """Many cards open on demand where they would stand between an answer and what follows."""
    evidence = shown(answer_of(*(Claim(f"{n}.", (n,)) for n in range(1, cards + 1))))

    assert ("is-many" in only(evidence.select(".evidence"))["class"]) is is_many


def test_a_span_of_years_is_kept_whole():
    """ "Since 2022" is about every year from then on: to keep to it is not to keep to 2022."""
    times = Times(since=date(2022, 1, 1), until=date(2024, 12, 31))

    assert times.span == (2022, 2023, 2024)
    assert Times(since=date(2022, 1, 1)).span[-1] == date.today().year
    assert Times(years=(2019,)).span == (2019,)
    assert str(Scope(years=(2017, 2022, 2023, 2024))) == "all councils; 2017, 2022 to 2024"


def test_words_of_the_trade_are_marked_once_and_never_in_a_button():
    """The first ILACS of a text is marked; buttons, links and tables are left as they are."""
    html = with_terms(
        "<p>An ILACS and an ILACS.</p><button>SIF</button><p title='JTAI'>Of a MASH</p>"
    )

    assert [term["data-term"] for term in BeautifulSoup(html, "html.parser").select(".term")] == [
        "ILACS",
        "MASH",
    ]


def test_half_a_letter_is_left_out():
    """Half an emoji cannot be written as UTF-8, and is no fault of the program."""
    assert clean_question("Harrow \ud83d?") == "Harrow ?"
    assert clean_question("Harrow 😀?") == "Harrow 😀?"
