"""The words around quotes, read from `prompts/` and checked when they are loaded.

A file holds wordings under headings ("## lead"); each may use just the placeholders that the code
fills, so a misspelt one is named at start and not in front of a reader.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from assistant.answers import AssistantError

FOLDER = Path(__file__).parent.parent / "prompts"

Placeholders = Mapping[str, frozenset[str]]


class PromptError(AssistantError):
    """A prompt file is missing, or does not hold what the code expects of it."""


class Wording:
    """The wordings of one file, by name."""

    def __init__(self, file: str, placeholders: Placeholders, folder: Path = FOLDER) -> None:
        """Read `file`; raise PromptError where a wording or placeholder is missing or unknown."""
        self.file = file
        self._texts = _read(folder / file)
        missing = sorted(set(placeholders) - set(self._texts))
        unknown = sorted(set(self._texts) - set(placeholders))
        if missing:
            raise PromptError(f"prompts/{file} has no wording “## {missing[0]}”.")
        if unknown:
            raise PromptError(
                f"prompts/{file} has a wording “## {unknown[0]}” that is not used. It may have: "
                f"{', '.join(sorted(placeholders))}."
            )
        for name, allowed in placeholders.items():
            _check(file, name, self._texts[name], allowed)

    def say(self, name: str, **values: object) -> str:
        """Fill a wording."""
        return self._texts[name].format(**values)

    def template(self, name: str) -> str:
        """A wording with its placeholders, for a prompt that fills them."""
        return self._texts[name]


def _read(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"{path} cannot be read ({error.strerror}). Restore it.") from error
    found = re.split(r"^## +(\S+) *\n", text, flags=re.M)[1:]
    return {name: words.strip() for name, words in zip(found[::2], found[1::2], strict=True)}


def _check(file: str, name: str, text: str, allowed: frozenset[str]) -> None:
    try:
        used = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        raise PromptError(f"prompts/{file}, “{name}”: {error}.") from error
    may = " and ".join(f"{{{field}}}" for field in sorted(allowed)) or "none"
    if used - allowed:
        raise PromptError(
            f"prompts/{file}, “{name}” uses {{{sorted(used - allowed)[0]}}}; it may use {may}."
        )
    if allowed - used:
        raise PromptError(
            f"prompts/{file}, “{name}” does not use {{{sorted(allowed - used)[0]}}}; it must use "
            f"{may}."
        )
