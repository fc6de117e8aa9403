"""What tests share: reports that they make themselves, a store over them, and where to find
others.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from index.build import SAMPLE_LIBRARY, build
from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_ilacs, make_sif

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and evaluation questions, which is not part of the project."""
    if not (SHARED / "reports").is_dir():
        pytest.skip(f"{SHARED} is not here: tests over real reports are skipped")
    return SHARED


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two made reports of invented councils and an article."""
    folder = tmp_path_factory.mktemp("made")
    make_ilacs(folder / "westmarch" / "children's services inspection - 26 november 2024.pdf")
    make_sif(folder / "eastholm" / "report.pdf")
    (folder / "article.txt").write_text(
        "12 March 2024\n\nEastholm children's services praised by a newspaper\n\n"
        "A newspaper wrote that Eastholm children's services have opened a new family hub in the "
        "old library, and that Eastholm councillors were outstanding in their speeches.\n\n"
        "It also said that foster carers in Eastholm held a summer fair which was well attended.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def made_store(made_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store over the made reports, with the real embedding model and the real Chroma."""
    with Store(Settings(store=tmp_path_factory.mktemp("store") / "made"), create=True) as store:
        build(made_folder, store)
        yield store


@pytest.fixture(scope="session")
def made_assistant(made_store: Store) -> Assistant:
    """The assistant over the made reports."""
    return Assistant(made_store)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store over the sample library."""
    with Store(Settings(store=tmp_path_factory.mktemp("store") / "sample"), create=True) as store:
        build(SAMPLE_LIBRARY, store)
        yield store


@pytest.fixture(scope="session")
def sample_assistant(sample_store: Store) -> Assistant:
    """The assistant over the sample library."""
    return Assistant(sample_store)
