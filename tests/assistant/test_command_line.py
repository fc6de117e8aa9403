"""The command lines, as a person types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.settings import Settings
from index.storing.store import Store
from tests.made_reports import make_focused_visit


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    make_focused_visit(folder / "reports" / "visit.pdf")
    (folder / "reports" / "empty.pdf").touch()
    done = run("index", "build", str(folder / "reports"), "--store", str(folder / "store"))
    assert done.returncode == 0, done.stderr
    assert "empty.pdf: the file is empty" in done.stdout
    return folder


def run(package: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", package, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_second_build_says_that_nothing_changed(built: Path):
    """Without loading the model, and naming the skipped file again."""
    done = run("index", "build", str(built / "reports"), "--store", str(built / "store"))

    assert "Nothing changed: 1 reports" in done.stdout
    assert "empty.pdf" in done.stdout


def test_list_shows_reports_in_words_and_as_json(built: Path):
    """The fields of the contract are there, one object a line."""
    words = run("index", "list", "--store", str(built / "store")).stdout
    line = json.loads(run("index", "list", "--json", "--store", str(built / "store")).stdout)

    assert "Westmarch: focused visit" in words
    assert {
        "file",
        "council",
        "kind",
        "inspected_from",
        "inspected_to",
        "published",
        "pages",
        "judgements",
    } <= set(line)
    assert (line["kind"], line["judgements"]) == ("focused-visit", [])


def test_ask_prints_an_answer_with_its_sources(built: Path):
    """The answer in words, or whole as JSON."""
    store = str(built / "store")

    words = run(
        "assistant", "ask", "What was found at the front door in Westmarch?", "--store", store
    )
    whole = run(
        "assistant",
        "ask",
        "What was found at the front door in Westmarch?",
        "--json",
        "--store",
        store,
    )

    assert "[1] Westmarch, focused visit" in words.stdout
    assert json.loads(whole.stdout)["citations"][0]["file"] == "visit.pdf"


def test_answer_writes_a_line_for_each_question(built: Path):
    """Each question is answered in its conversation; a bad line is named by its number."""
    questions = built / "questions.jsonl"
    questions.write_text(
        '{"id": "a", "turns": ["The front door in Westmarch?"]}\n\n{"id": "b", "turns": '
        '["Cardiff?"]}\n'
    )
    done = run("assistant", "answer", str(questions), "--store", str(built / "store"))
    questions.write_text('{"id": "a", "turns": "no list"}\n')
    bad = run("assistant", "answer", str(questions), "--store", str(built / "store"))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(a["id"], a["abstained"]) for a in answers] == [("a", False), ("b", True)]
    assert "line 1" in bad.stderr
    assert "Traceback" not in bad.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (("index", "list", "--store", "/nowhere/at/all"), {}, "python -m index build FOLDER"),
        (("index", "list"), {"INDEX_STROE": "x"}, "INDEX_STROE is not a setting"),
        (("assistant", "answer", "/no/such/file", "--store", "STORE"), {}, "cannot be read"),
    ],
)
def test_mistakes_get_one_plain_line(arguments, environment, message, built: Path):
    """What is wrong and what to type, without a traceback."""
    arguments = tuple(str(built / "store") if a == "STORE" else a for a in arguments)

    done = run(*arguments, **environment)

    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_asking_while_the_store_is_open_elsewhere_is_told(built: Path):
    """One process owns a store; the other hears who."""
    with Store(Settings(store=built / "store")):
        done = run("assistant", "ask", "Westmarch?", "--store", str(built / "store"))

    assert done.returncode == 1
    assert "in use by process" in done.stderr
