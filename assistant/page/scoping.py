"""What a conversation is about, in one line, and what its scope may be limited to."""

from html import escape

from assistant.answers import Scope
from assistant.library import Library
from assistant.page.talk import Talk
from assistant.wording import Wording
from index.reports import Kind


def councils_of(library: Library) -> list[str]:
    """The councils that a scope may name."""
    return list(library.councils)


def years_of(library: Library) -> list[int]:
    """The years of inspection or publication, the newest first."""
    reports = library.reports
    days = [day for r in reports for day in (r.published, r.inspection.start) if day]
    return sorted({day.year for day in days}, reverse=True)


def kinds_of(library: Library) -> list[str]:
    """The kinds of inspection in the library, by their labels."""
    here = {report.kind for report in library.reports}
    return [kind.label for kind in Kind.all() if kind in here]


def show_scope(talk: Talk, words: Wording) -> str:
    """What the conversation is limited to or about now, with what can be done about it."""
    if talk.pinned != Scope():
        lead = words.say("scope-pinned", scope=str(talk.pinned))
        return _line(lead, "clear", words)
    if talk.scope != Scope():
        return _line(words.say("scope-now", scope=str(talk.scope)), "pin", words)
    return _line(words.say("scope-all"), "", words)


def _line(lead: str, event: str, words: Wording) -> str:
    button = (
        f' <button type="button" class="plain" data-event="{event}">{escape(words.say(f"scope-{event}"))}</button>'
        if event
        else ""
    )
    return f'<p class="scope"><span>{escape(lead)}</span>{button}</p>'
