"""What a conversation is about, in one line, and what its scope may be limited to."""

from html import escape

from assistant.answers import Scope
from assistant.library import Library
from assistant.page.transcript import Transcript
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


def show_scope(transcript: Transcript, words: Wording) -> str:
    """What the conversation is limited to or about now, with what can be done about it."""
    if transcript.editing:
        return _line(transcript, words.say("editing"), "keep", words)
    if transcript.pinned != Scope():
        lead = words.say("scope-pinned", scope=str(transcript.pinned))
        return _line(transcript, lead, "clear", words)
    if transcript.scope != Scope():
        return _line(transcript, words.say("scope-now", scope=str(transcript.scope)), "pin", words)
    return _line(transcript, words.say("scope-all"), "", words)


def _line(transcript: Transcript, lead: str, event: str, words: Wording) -> str:
    button = (
        f' <button type="button" class="plain" data-event="{event}">'
        f"{escape(words.say(f'scope-{event}'))}</button>"
        if event
        else ""
    )
    hint = escape(_hint(transcript, words))
    return f'<p class="scope" data-hint="{hint}"><span>{escape(lead)}</span>{button}</p>'


def _hint(transcript: Transcript, words: Wording) -> str:
    """What the empty box suggests: something that fits what the conversation is about."""
    councils = transcript.pinned.councils or transcript.scope.councils
    if transcript.editing or not (transcript.turns or councils):
        return words.say("hint")
    return (
        words.say("hint-council", council=councils[0])
        if len(councils) == 1
        else words.say("hint-on")
    )
