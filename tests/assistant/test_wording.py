"""Prompts are documents with a contract: what is wrong in one is named before anybody asks."""

from pathlib import Path

import pytest

from assistant.wording import PromptError, Wording

EXPECTED = {"lead": frozenset({"council"}), "end": frozenset[str]()}


def wording(folder: Path, text: str) -> Wording:
    (folder / "words.md").write_text(text, encoding="utf-8")
    return Wording("words.md", EXPECTED, folder)


def test_wordings_are_filled(tmp_path: Path):
    """What stands under a heading is said with its placeholders filled; the rest is explanation."""
    words = wording(tmp_path, "Explained here.\n\n## lead\nOn {council}:\n\n## end\nThat is all.\n")

    assert words.say("lead", council="Harrow") == "On Harrow:"
    assert words.say("end") == "That is all."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## lead\nOn {counsil}\n## end\nx\n", "uses {counsil}; it may use {council}"),
        ("## lead\nOn it\n## end\nx\n", "does not use {council}"),
        ("## lead\n{council}\n", "no wording “## end”"),
        ("## lead\n{council}\n## end\nx\n## ned\ny\n", "“## ned” that is not used"),
        ("## lead\n{council\n## end\nx\n", "lead"),
    ],
)
def test_a_mistake_is_named_with_its_file(text, message, tmp_path: Path):
    """The file, the wording and the word are named."""
    with pytest.raises(PromptError, match="prompts/words.md") as error:
        wording(tmp_path, text)

    assert message in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path):
    """A prompt that was deleted is asked for by its path."""
    with pytest.raises(PromptError, match=r"gone\.md"):
        Wording("gone.md", EXPECTED, tmp_path)


def test_prompts_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """They are looked for beside the code, not in the working folder."""
    monkeypatch.chdir(tmp_path)

    from assistant.composing.quoting import PLACEHOLDERS

    assert Wording("quoting.md", PLACEHOLDERS).say("silent", council="Harrow").startswith("Harrow")
