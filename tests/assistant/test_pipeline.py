"""The assistant follows its store: reports that come or go are known to the next question."""

from pathlib import Path

from assistant.pipeline import Assistant
from index.build import build
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_ilacs, make_sif


def test_a_report_added_or_removed_is_known_to_the_next_question(tmp_path: Path):
    """No restart: the same assistant answers from what is indexed now."""
    folder = tmp_path / "reports"
    make_sif(folder / "eastholm.pdf")
    with Store(Settings(store=tmp_path / "store"), create=True) as store:
        build(folder, store)
        assistant = Assistant(store)
        assert councils_cited(assistant) == {"Eastholm"}

        make_ilacs(folder / "westmarch.pdf")
        build(folder, store)
        assert councils_cited(assistant) == {"Eastholm", "Westmarch"}

        (folder / "westmarch.pdf").unlink()
        build(folder, store)
        assert councils_cited(assistant) == {"Eastholm"}


def councils_cited(assistant: Assistant) -> set[str]:
    reply = assistant.chain.invoke(["Which councils support foster carers?"])
    return {citation.council for citation in reply.citations}


def test_nothing_is_read_anew_while_nothing_changes(made_store: Store):
    """The steps are kept from question to question."""
    assistant = Assistant(made_store)
    assert assistant.steps is assistant.steps
