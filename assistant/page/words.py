"""Which sentences of `prompts/page.md` the page uses, and what each may be filled with."""

from assistant.wording import Wording

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "title": frozenset(),
    "purpose": frozenset(),
    "library": frozenset({"library"}),
    "library-of-briefs": frozenset(),
    "getting-ready": frozenset(),
    "not-ready": frozenset(),
    "opening": frozenset(),
    "help-title": frozenset(),
    "help-check": frozenset(),
    "help-limits": frozenset(),
    "question": frozenset(),
    "hint": frozenset(),
    "ask": frozenset(),
    "new-conversation": frozenset(),
    "conversation": frozenset(),
    "you-asked": frozenset(),
    "searching": frozenset(),
    "still-loading": frozenset(),
    "writing": frozenset(),
    "failed": frozenset(),
    "offers": frozenset(),
    "withheld": frozenset(),
    "evidence": frozenset(),
    "evidence-for": frozenset({"question"}),
    "show-evidence": frozenset({"quotes"}),
    "marker": frozenset({"number", "council", "place"}),
    "back": frozenset(),
    "back-label": frozenset({"number"}),
    "older": frozenset(),
    "inspected": frozenset({"inspected"}),
    "published": frozenset({"published"}),
    "section": frozenset({"section"}),
    "file": frozenset({"file"}),
    "example-topic": frozenset({"topic", "council"}),
    "example-improve": frozenset({"council"}),
    "example-compare": frozenset({"first", "second", "topic"}),
    "example-earlier": frozenset({"topic", "council", "year"}),
    "example-everywhere": frozenset({"topic"}),
}


def read_words() -> Wording:
    """Read the page's sentences; raise PromptError where one is missing or misspelt."""
    return Wording("page.md", PLACEHOLDERS)
