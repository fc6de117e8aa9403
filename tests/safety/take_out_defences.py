"""Take out one defence after the other in a copy, and see that a test fails each time.

`python -m tests.safety.take_out_defences` takes some minutes; it fails where no test noticed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUARD, ENTER, SERVE = (
    f"assistant/page/serving/{name}.py" for name in ("middleware", "password", "access")
)
FETCH = "index/fetching/{}.py".format
SECONDS = 200  # in which the tests of one file end, with every defence in its place

# What is defended against, file, the words taken out, what stands in their place, and the tests.
DEFENCES = (
    (
        "endpoints that the page does not need",
        GUARD,
        "if not self._is_there(method, path):",
        "if False:",
        "guarding",
    ),
    ("paths that climb", GUARD, '".." not in path and ', "", "guarding"),
    (
        "sockets",
        GUARD,
        'await send({"type": "websocket.close", "code": 1008})',
        "await self._application(scope, receive, send)",
        "guarding",
    ),
    (
        "uploads where nothing may change",
        GUARD,
        "if self._rules.may_change else (_OPEN, _THERE)",
        "",
        "guarding",
    ),
    ("other sites", GUARD, "if not _is_from_here(request.headers):", "if False:", "guarding"),
    ("large bodies", GUARD, "if len(body) > LARGEST_BODY:", "if False:", "guarding"),
    ("slow bodies", GUARD, "asyncio.timeout(BODY_SECONDS)", "asyncio.timeout(2)", "guarding"),
    ("large uploads", GUARD, "if path == _UPLOAD and", "if False and", "guarding"),
    (
        "addresses in place of files",
        GUARD,
        'if any(name == "path"',
        'if False and any(name == "path"',
        "guarding",
    ),
    (
        "many requests at once",
        GUARD,
        "if self._open[address] >= MOST_AT_ONCE:",
        "if False:",
        "guarding",
    ),
    (
        "programs that crowd out readers",
        GUARD,
        "if is_program and not refusal else",
        "if False else",
        "guarding",
    ),
    (
        "no password",
        GUARD,
        "if self._rules.sessions and not _fits",
        "if False and not _fits",
        "guarding",
    ),
    ("host names", SERVE, "allowed_hosts=list(self.names)", 'allowed_hosts=["*"]', "guarding"),
    ("headers", SERVE, "            Middleware(SecurityHeaders),\n", "", "guarding"),
    (
        "serving others by mistake",
        SERVE,
        "if not is_here and not has_password",
        "if False and not has_password",
        "guarding",
    ),
    (
        "others who change the library",
        SERVE,
        "(is_here or options.let_others_change)",
        "True",
        "guarding",
    ),
    (
        "guessing",
        ENTER,
        "if len(here) >= TRIES or everywhere >= TRIES_OF_ALL:",
        "if False:",
        "entering",
    ),
    ("guessing from many addresses", ENTER, " or everywhere >= TRIES_OF_ALL", "", "entering"),
    ("sessions without end", ENTER, "> self._clock()\n", "> 0\n", "entering"),
    (
        "cookies that scripts can read",
        "assistant/page/serving/login.py",
        "httponly=True",
        "httponly=False",
        "guarding",
    ),
    (
        "addresses that are claimed",
        "assistant/page/screen.py",
        'os.environ.setdefault("FORWARDED_ALLOW_IPS", "")',
        "pass",
        "served",
    ),
    (
        "questions in the log",
        "app.py",
        "            report_on_errors(as_json=options.log_json, with_words=options.log_words)\n",
        "",
        "served",
    ),
    ("readers that never end", "index/reading/worker.py", "overdue.start()", "pass", "hostile"),
    (
        "readers that take all memory",
        "index/reading/worker.py",
        "    _limit_memory(memory)\n",
        "",
        "hostile",
    ),
    (
        "files that end the reader",
        "index/reading/worker.py",
        "                self._end()\n                raise UnreadableFileError",
        "                raise UnreadableFileError",
        "hostile",
    ),
    (
        "too many pages",
        "index/reading/pdf.py",
        "if len(document) > MOST_PAGES:",
        "if False:",
        "hostile",
    ),
    (
        "too full pages",
        "index/reading/pdf.py",
        "if seen_page.count > MOST_CHARACTERS:",
        "if False:",
        "hostile",
    ),
    (
        "pictures of long pages",
        "index/reading/pdf.py",
        "LONGEST_SIDE / max(across, down)",
        "1e9",
        "hostile",
    ),
    (
        "names that are no text",
        "index/parsing/preparing.py",
        'if "\\ufffd" in found.file:',
        "if False:",
        "hostile",
    ),
    (
        "large texts",
        "index/reading/files.py",
        "if len(data) > LARGEST_TEXT:",
        "if False:",
        "hostile",
    ),
    (
        "too many sentences",
        "index/parsing/preparing.py",
        "if passages > MOST_PASSAGES:",
        "if False:",
        "hostile",
    ),
    (
        "vectors that are gone",
        "index/storing/store.py",
        "or len(found) != self.catalogue.passage_count(report):",
        ":",
        "surviving",
    ),
    (
        "vectors that were altered",
        "index/storing/store.py",
        " if np.allclose(np.linalg.norm(found, axis=1), 1, atol=0.01) else None",
        "",
        "surviving",
    ),
    (
        "vectors that cannot be opened",
        "index/storing/vectors.py",
        "self._try_to_open() or self._begin_anew()",
        "self._try_to_open()",
        "surviving",
    ),
    (
        "a damaged catalogue",
        "index/storing/catalogue.py",
        "        self._check_wholeness()\n",
        "",
        "surviving",
    ),
    (
        "a catalogue begun anew where one has vanished",
        "index/storing/catalogue.py",
        "?mode=rw",
        "?mode=rwc",
        "surviving",
    ),
    (
        "writing where the catalogue has vanished",
        "index/storing/catalogue.py",
        "if not self.path.exists():  # SQLite",
        "if False:  # SQLite",
        "surviving",
    ),
    (
        "files that may not be read",
        "index/build.py",
        '    except OSError:\n        return ""',
        '    except ValueError:\n        return ""',
        "surviving",
    ),
    ("vectors left over by a kill", "index/build.py", "        store.sweep()\n", "", "surviving"),
    (
        "hosts that are not named",
        FETCH("addresses"),
        'if not ((usual and host in self._named) or f"{_bracketed(host)}:{port}" in self._named):',
        "if False:",
        "asking",
    ),
    (
        "names that lead to private addresses",
        FETCH("addresses"),
        "if not numbers or not all(map(_is_public, numbers)):",
        "if False:",
        "asking",
    ),
    (
        "addresses without encryption",
        FETCH("addresses"),
        'if parts.scheme == "http" and not _is_in_figures(host):',
        "if False:",
        "asking",
    ),
    (
        "answers that drip",
        FETCH("web"),
        "self._network.until = min(time.monotonic() + LONGEST, self._ends)",
        'self._network.until = float("inf")',
        "asking",
    ),
    ("answers without end", FETCH("web"), "if taken > most:", "if False:", "asking"),
    (
        "packed answers",
        FETCH("web"),
        'if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:',
        "if False:",
        "asking",
    ),
    (
        "what robots.txt forbids",
        FETCH("web"),
        "if not robots.can_fetch(NAME, address):",
        "if False:",
        "asking",
    ),
    (
        "pages that are read in place",
        FETCH("pages"),
        "self._reader.run(read, answer.text)",
        "read(answer.text)",
        "asking",
    ),
    (
        "feeds that define parts",
        FETCH("feeds"),
        'if re.search(r"<!\\s*(DOCTYPE|ENTITY)", text, re.I):',
        "if False:",
        "asking",
    ),
    (
        "names that a site gives",
        FETCH("run"),
        "{safe_name(offer.council) if offer.council else 'other'}",
        "{offer.council}",
        "asking",
    ),
    (
        "ending while the model is loaded",
        "index/encoder/embeddings.py",
        "loading.join()",
        "pass",
        "surviving",
    ),
)


def notices(folder: Path, defence: tuple[str, str, str, str, str]) -> str:
    """The first test that fails without a defence; empty where none does."""
    _, file, words, instead, tests = defence
    path = folder / file
    kept = path.read_text(encoding="utf-8")
    assert kept.count(words) >= 1, f"{file} no longer says {words!r}"
    without = kept.replace(words, instead)
    compile(without, file, "exec")  # words that leave no program would be noticed by any test
    path.write_text(without, encoding="utf-8")
    try:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            f"tests/safety/test_{tests}.py",
        ]
        names = {"hostile": "hostile_files"}
        command[-1] = f"tests/safety/test_{names.get(tests, tests)}.py"
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return "the tests do not come to an end"
    finally:
        path.write_text(kept, encoding="utf-8")
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split("::")[-1].split(" - ")[0] if failed else ""


def main() -> int:
    """Take out all of them, or those whose names hold a word; returns the exit code."""
    chosen = [
        defence for defence in DEFENCES if not sys.argv[1:] or sys.argv[1] in " ".join(defence[::4])
    ]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "copy"
        left_out = shutil.ignore_patterns(
            ".git", ".venv", "data", "*.egg-info", ".*_cache", "__pycache__", ".hypothesis"
        )
        shutil.copytree(ROOT, folder, ignore=left_out)
        for defence in chosen:
            test = notices(folder, defence)
            unnoticed += not test
            print(f"{'noticed' if test else 'NOT NOTICED':12} {defence[0]}: {test}", flush=True)
    print(
        f"{len(chosen) - unnoticed} of {len(chosen)} defences are noticed by a test when they "
        f"are taken out"
    )
    return bool(unnoticed)


if __name__ == "__main__":
    sys.exit(main())
