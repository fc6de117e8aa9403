"""What the page asks for beside its conversation, as a browser or an ill-meaning program asks
for it.
"""

import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.page.complaints import LARGEST_FILE, Complaint, Complaints
from assistant.page.serving.routes import LARGEST_REQUEST, page_routes
from assistant.page.transcript import Turn, record_of_turn
from assistant.page.viewing import Viewer
from assistant.page.words import read_words
from assistant.pipeline import Assistant
from index.reports import Kind
from index.storing.store import Store

WORDS = read_words()
COMPLAINT = {
    "question": "Q?",
    "report": "r1",
    "page": 6,
    "quote": "Staff…",
    "reason": "Not said\nthere.",
}


@pytest.fixture
def client(made_store: Store, tmp_path: Path) -> TestClient:
    routes = page_routes(Viewer(made_store.catalogue, WORDS), Complaints(tmp_path), WORDS)
    return TestClient(Starlette(routes=routes))


def report_id(store: Store, kind: Kind) -> str:
    return next(report.id for report in store.catalogue.reports() if report.kind is kind)


def test_a_page_its_picture_and_its_file_are_given_by_report(client: TestClient, made_store: Store):
    """Page, picture and file of a report have the right types; a text never comes as HTML."""
    printed, written = report_id(made_store, Kind("ILACS")), report_id(made_store, Kind.ARTICLE)

    assert 'class="sheet"' in client.get(f"/reports/{printed}/pages/2?quote=x").text
    picture = client.get(f"/reports/{printed}/pages/2.png")
    assert (picture.headers["content-type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"/reports/{printed}/file").headers["content-type"] == "application/pdf"
    assert client.get(f"/reports/{written}/file").headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path",
    [
        "/reports/nowhere/file",
        "/reports/nowhere/pages/1",
        "/reports/nowhere/pages/1.png",
        "/reports/..%2f..%2fetc/file",
        "/reports/{id}/pages/99.png",
        "/reports/{id}/pages/1?last=99999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, made_store: Store, path: str):
    """No path leads to other files, and no trace of the program is shown."""
    reply = client.get(path.format(id=report_id(made_store, Kind("ILACS"))))

    assert reply.status_code == 404
    assert "Traceback" not in reply.text


def test_answers_are_taken_away_as_documents(client: TestClient, made_assistant: Assistant):
    """A real answer, as the browser keeps it, comes back in each form; what is copied has no
    properties of a file.
    """
    question = "What did inspectors say about leaders in Westmarch?"
    turn = record_of_turn(Turn(question, made_assistant.chain.invoke([question])))

    copied, markdown, word, excel = (
        client.post("/take-away", json={"form": form, "turns": [turn]})
        for form in ("copy", "markdown", "word", "excel")
    )

    assert "[1]" in markdown.text
    assert markdown.text.startswith("---\ntitle: ")
    assert copied.text.startswith("# ")
    assert word.content[:2] == excel.content[:2] == b"PK"
    assert re.search(r"in-westmarch-[\d-]{10}\.xlsx", excel.headers["content-disposition"])


@pytest.mark.parametrize(
    ("address", "content", "kind"),
    [
        ("/take-away", "{}", "application/json"),
        ("/take-away", "[]", "application/json"),
        ("/take-away", "{", "application/json"),
        (
            "/take-away",
            '{"form": "word", "turns": [{"question": "x", "reply": {"x": 1}, "offers": []}]}',
            "application/json",
        ),
        ("/wrong-evidence", json.dumps(COMPLAINT | {"page": "six"}), "application/json"),
        ("/wrong-evidence", json.dumps(COMPLAINT), "text/plain"),
        ("/take-away", " " * (LARGEST_REQUEST + 1), "application/json"),
    ],
)
def test_other_requests_are_refused(
    client: TestClient, tmp_path: Path, address: str, content: str, kind: str
):
    """Nothing is kept of what is not of the page's form, too large, or sent as another site's
    form could.
    """
    reply = client.post(address, content=content, headers={"content-type": kind})

    assert reply.status_code == 400
    assert not list(tmp_path.iterdir())


def test_a_complaint_is_kept_in_a_file_that_the_owner_can_read(client: TestClient, tmp_path: Path):
    """One line a complaint, with its time; the reader is thanked."""
    reply = client.post("/wrong-evidence", json=COMPLAINT)

    kept = json.loads((tmp_path / "wrong-evidence.jsonl").read_text(encoding="utf-8"))
    assert "Thank you" in reply.text
    assert {name: kept[name] for name in COMPLAINT} == COMPLAINT
    assert kept["time"].endswith("+00:00")


def test_complaints_cannot_fill_the_disk(tmp_path: Path):
    """A long text is cut, and when the file is full nothing more is written."""
    complaints = Complaints(tmp_path)
    complaints.keep(Complaint("q" * 100_000, "r", 1, "quote"))
    assert complaints.path.stat().st_size < 5_000

    complaints.path.write_text("x" * (LARGEST_FILE + 1))
    assert not complaints.keep(Complaint("q", "r", 1, "quote"))
    assert complaints.path.stat().st_size == LARGEST_FILE + 1
