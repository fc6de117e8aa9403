"""The rules of the house are enforced: a wrong import is named by file and line."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("assistant", "import gradio"),
        ("assistant", "import chromadb"),
        ("assistant", "from langchain.chat_models import init_chat_model"),
        ("index", "import sentence_transformers"),
        ("index", "import pypdfium2"),
        ("index", "from langchain_chroma import Chroma"),
    ],
)
def test_a_library_named_outside_its_file_is_flagged(folder, line):
    """ruff names the rule when one of the fenced libraries is imported elsewhere."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--select",
            "TID251",
            "--stdin-filename",
            f"{folder}/other.py",
            "-",
        ],
        input=line + "\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 1
    assert "TID251" in done.stdout


def test_imports_point_one_way():
    """The contracts on the direction of imports hold."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_nothing_heavy_is_imported_by_importing():
    """Importing the packages opens no model, store or server: that waits until it is needed."""
    code = (
        "import sys, assistant.pipeline, assistant.grading.judgements, index.build;"
        "heavy = {'torch', 'sentence_transformers', 'chromadb', 'gradio'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert done.returncode == 0, done.stderr
