"""Coverage-guided fuzzing: `python -m tests.safety.fuzz TARGET -runs=N` (see Makefile).

Needs atheris: pip install -c constraints.txt -e ".[fuzz]". Targets: text, html, question.
"""

import sys

import atheris

with atheris.instrument_imports(include=["index", "assistant"]):
    from tests.safety.any_input import ask_any, read_any

BEGINNING = b"<!doctype html><html><body><p>" + b"Social workers see children often. " * 8 + b"</p>"
TARGETS = {
    "text": lambda data: read_any(b"Leaders know their services. " * 10 + data, "20 May 2024.md"),
    "html": lambda data: read_any(BEGINNING + data, "a.html"),
    "question": lambda data: ask_any(data.decode("utf-8", "replace").split("\n\n")),
}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
