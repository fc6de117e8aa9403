"""Answering from what was written: cited, verbatim, one council's evidence never another's."""

import json
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable

from assistant.answers import Answer, Claim, Part, Refusal, RefusalKind, Reply, as_json, escape
from assistant.pipeline import Assistant
from index.build import Progress, build
from index.completing import Embedded
from index.reports import squash, stands_on
from index.settings import Settings
from index.storing import store as store_module
from index.storing.store import Store


def test_the_main_question_is_answered_with_cited_quotes(sample_assistant: Assistant):
    """A lead, at most three quotes, each with a marker, all of the council asked for."""
    answer = sample_assistant.chain.invoke(
        ["What did inspectors say about staff morale in Harrow?"]
    )

    assert isinstance(answer, Answer)
    quotes = [claim for claim in answer.claims if claim.is_quote]
    assert 1 <= len(quotes) <= 3
    assert "morale" in quotes[0].text
    assert answer.parts[0].heading.startswith("Harrow") or answer.parts[1].heading.startswith(
        "Harrow"
    )
    assert {citation.council for citation in answer.citations} == {"Harrow"}
    assert all(claim.citations for claim in quotes)


def test_a_follow_up_asks_the_same_of_another_council(sample_assistant: Assistant):
    """ "And in Leicestershire?" finds staff morale there, and nothing of Harrow."""
    answer = sample_assistant.chain.invoke(
        ["What did inspectors say about staff morale in Harrow?", "And in Leicestershire?"]
    )

    assert {citation.council for citation in answer.citations} == {"Leicestershire"}
    assert "morale" in answer.claims[0].text


def test_each_council_of_a_comparison_has_its_own_evidence(made_assistant: Assistant):
    """Both councils are quoted, and each claim cites only its own council's report."""
    answer = made_assistant.chain.invoke(["Compare caseloads in Westmarch and Eastholm"])

    by_number = {citation.number: citation for citation in answer.citations}
    assert {citation.council for citation in answer.citations} == {"Westmarch", "Eastholm"}
    for claim in answer.claims:
        assert {by_number[number].council for number in claim.citations} <= {claim.council}


@pytest.mark.parametrize(
    "question",
    [
        "How manageable are caseloads in Westmarch?",
        "What happens when children go missing in Westmarch?",
        "What does Eastholm need to improve?",
        "homeless teenagers Eastholm",
        "Which councils have children in unregistered homes?",
    ],
)
def test_every_quote_is_verbatim_on_its_page(
    question, made_assistant: Assistant, made_store: Store
):
    """Each quote of each answer stands on the page that its citation names."""
    answer = made_assistant.chain.invoke([question])

    assert answer.citations
    for citation in answer.citations:
        pages = made_store.catalogue.page_texts(citation.report, citation.page, citation.last_page)
        assert stands_on(citation.quote, pages)


def test_an_altered_passage_is_not_shown(made_assistant: Assistant, made_store: Store, caplog):
    """If stored words and page ever differ, the quote is left out and the log says so."""
    question = ["What do social workers in Westmarch say about morale?"]
    before = made_assistant.chain.invoke(question)
    shown = before.citations[0]
    with made_store.catalogue._write() as connection:
        connection.execute(
            "UPDATE pages SET text = replace(text, substr(text, 1, 4000), 'gone') WHERE report = "
            "? AND page = ?",
            (shown.report, shown.page),
        )
        try:
            connection.commit()
            after = made_assistant.chain.invoke(question)
        finally:
            connection.execute("DELETE FROM pages WHERE report = ?", (shown.report,))
            texts = [(shown.report, n, t) for n, t in _pages_again(made_store, shown.file)]
            connection.executemany("INSERT INTO pages VALUES (?,?,?)", texts)

    assert squash(shown.quote) not in squash(after.markdown)
    assert "is not on page" in caplog.text


def _pages_again(store: Store, file: str):
    from pathlib import Path

    from index.parsing.parser import parse
    from index.reading.files import read

    root = next(known.root for known in store.catalogue.files() if known.file == file)
    return enumerate(parse(read(Path(root) / file), file, "id").pages, 1)


def test_the_pieces_of_a_stream_add_up_to_the_answer(sample_assistant: Assistant):
    """Streamed or invoked, alone or in a batch, the answer is the same."""
    question = ["What did inspectors say about caseloads in Harrow?"]

    pieces = list(sample_assistant.chain.stream(question))
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = whole + piece

    assert isinstance(sample_assistant.chain, Runnable)
    assert len(pieces) > 1
    assert whole == sample_assistant.chain.invoke(question)
    assert sample_assistant.chain.batch([question, question]) == [whole, whole]


def test_the_retriever_gives_langchain_documents(sample_assistant: Assistant):
    """Lifted out, it finds passages with their place."""
    documents = sample_assistant.retriever.invoke("caseloads in Harrow")

    assert documents
    assert {document.metadata["council"] for document in documents} == {"Harrow"}
    assert all(document.page_content and document.metadata["page"] for document in documents)


@pytest.mark.parametrize(
    ("question", "kind", "named"),
    [
        ("What did Ofsted say about Cardiff?", RefusalKind.OUTSIDE_ENGLAND, "Wales"),
        ("What did Ofsted say about Devon?", RefusalKind.NOT_IN_LIBRARY, "Devon"),
        ("Is Kingston good for care leavers?", RefusalKind.AMBIGUOUS_COUNCIL, "Kingston upon Hull"),
        (
            "What did inspectors say of caseloads in Harrow in 2014?",
            RefusalKind.NO_SUCH_DATE,
            "2014",
        ),
        ("What did the focused visit to Harrow find?", RefusalKind.NO_SUCH_KIND, "focused visit"),
        ("What did inspectors say about beekeeping in Harrow?", RefusalKind.SILENT, "Harrow"),
        (
            "How deep is the harbour of Harrow for container ships?",
            RefusalKind.OUTSIDE_REPORTS,
            "inspection reports",
        ),
        ("?", RefusalKind.EMPTY, "inspectors"),
        ("", RefusalKind.EMPTY, "inspectors"),
    ],
)
def test_a_refusal_says_why_and_offers_something(
    question, kind, named, sample_assistant: Assistant
):
    """Each reason has its own refusal, which names what was asked for and what can be asked."""
    refusal = sample_assistant.chain.invoke([question])

    assert isinstance(refusal, Refusal)
    assert refusal.kind is kind
    assert named in refusal.message
    assert refusal.offers
    for offer in refusal.offers:
        assert not sample_assistant.chain.invoke([offer]).is_refusal


def test_an_answer_as_json_holds_the_contract(sample_assistant: Assistant):
    """The fields that evaluation reads, as JSON can hold them."""
    answer = sample_assistant.chain.invoke(["What does Harrow need to improve?"])

    written = json.loads(json.dumps(as_json(answer, "q1", 0.1)))

    assert {
        "id",
        "answer",
        "abstained",
        "refusal",
        "citations",
        "claims",
        "scope",
        "coverage",
        "composer",
        "seconds",
    } <= set(written)
    assert {"n", "file", "page", "paragraph", "quote", "council", "published"} <= set(
        written["citations"][0]
    )


def test_words_of_a_report_are_never_markup():
    """Marks that Markdown or HTML would act on are made plain."""
    hostile = "<script>alert(1)</script> ![x](http://x) **bold** | `code`"
    answer = Answer(parts=(Part((Claim(hostile, (1,), is_quote=True),)),))

    assert "<script>" not in answer.markdown.replace("\\<", "")
    assert "\\<script\\>" in answer.markdown
    assert "\\*\\*bold\\*\\*" in answer.markdown
    assert escape("plain words, 80%") == "plain words, 80%"


def test_what_waits_for_its_vectors_is_searched_by_words(
    made_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """While an index is built, passages with the words asked for are found, and the answer says
    how.
    """
    monkeypatch.setattr(store_module, "MADE_AT_ONCE", 0)
    replies: list[Reply] = []

    def ask(news: Progress | Embedded) -> None:
        if isinstance(news, Progress) and news.done == news.total:
            replies.append(
                Assistant(store).chain.invoke(
                    ["What did inspectors say about caseloads in Westmarch?"]
                )
            )

    with Store(Settings(store=tmp_path / "store"), create=True) as store:
        build(made_folder, store, ask)
        after = Assistant(store).chain.invoke(
            ["What did inspectors say about caseloads in Westmarch?"]
        )

    (during,) = replies
    assert isinstance(during, Answer)
    assert any("caseload" in citation.quote.lower() for citation in during.citations)
    assert "by their words only" in during.coverage
    assert "by their words only" not in after.coverage
