"""A turn → HTML: the question, its reply with the evidence beside it, and what can be done with
it.
"""

import json
from html import escape

from assistant.answers import Answer, Reply
from assistant.page.about import with_terms
from assistant.page.replies import show_questions, show_reply
from assistant.page.tables import SeenTables
from assistant.page.transcript import Turn, record_of_turn, shortened
from assistant.wording import Wording

# characters of a question; of a longer one its beginning stands above the answer
LONGEST_SHOWN = 200


def show_turn(  # noqa: PLR0913 - all that a turn is made of
    turn: Turn,
    number: int,
    words: Wording,
    seen_before: SeenTables,
    *,
    is_last: bool,
    beside: str = "",
) -> str:
    """A turn with its whole reply, `beside` above it; the last one can be asked again or edited."""
    reply = with_terms(show_reply(turn.reply, number, turn.question, words, seen_before))
    shown = _take(turn, words) + beside + reply + _after(turn, words, is_last=is_last)
    return _article(turn.question, shown, words, turn=turn)


def show_growing(question: str, number: int, reply: Reply, words: Wording) -> str:
    """A turn whose answer is still being written."""
    so_far = show_reply(reply, number, question, words)
    return _article(question, so_far + _pending("writing", words), words, is_whole=False)


def show_waiting(question: str, name: str, words: Wording) -> str:
    """A turn whose answer has not begun; `name` says what is waited for."""
    return _article(question, _pending(name, words), words, is_whole=False)


def show_failed(question: str, words: Wording) -> str:
    """A turn that ended in a fault of the program."""
    return _article(
        question, f'<p class="answer" role="alert">{escape(words.say("failed"))}</p>', words
    )


def _article(
    question: str, reply: str, words: Wording, *, is_whole: bool = True, turn: Turn | None = None
) -> str:
    asked = f'<span class="you-asked">{escape(words.say("you-asked"))}</span>'
    # The record goes with the turn, so that the browser can keep it and have it made a document.
    record = f' data-record="{escape(json.dumps(record_of_turn(turn)))}"' if turn else ""
    short = shortened(question) if len(question) > LONGEST_SHOWN else question
    return (
        f'<article class="turn" aria-busy="{str(not is_whole).lower()}" '
        f'data-question="{escape(question)}"{record}>'
        f'<div class="asked"><h2 class="question" tabindex="-1">{asked} {escape(short)}</h2>'
        f"{_whole(question, words) if short != question else ''}</div>{reply}</article>"
    )


def _whole(question: str, words: Wording) -> str:
    """A long message in full, on demand."""
    return (
        f'<details class="whole"><summary>{escape(words.say("whole-message"))}</summary>'
        f"<p>{escape(question)}</p></details>"
    )


def _pending(name: str, words: Wording) -> str:
    return f'<p class="pending" role="status">{escape(words.say(name))}</p>'


def _take(turn: Turn, words: Wording) -> str:
    """Take the answer away, before it: a long one need not be read to its end first."""
    if not isinstance(turn.reply, Answer):
        return ""
    tables = ("excel", "table") if any(part.columns for part in turn.reply.parts) else ()
    kept = _buttons(("word", "markdown", *tables), "data-take", words)
    lead = f"<span>{escape(words.say('save-as'))}</span>"
    return f'<p class="tools">{_buttons(("copy",), "data-take", words)}{lead}{kept}</p>'


def _after(turn: Turn, words: Wording, *, is_last: bool) -> str:
    """What to go on with; the last one can be asked again, or its question changed."""
    rows = []
    if turn.offers:
        rows.append(
            f'<p class="offers-lead">{escape(words.say("offers-next"))}</p>'
            f"{show_questions(turn.offers)}"
        )
    if is_last:
        rows.append(_row("", ("again", "edit"), "data-event", words))
        rows.append(_row("take-all", ("all-word", "all-markdown", "all-file"), "data-take", words))
    return f'<div class="after">{"".join(rows)}</div>'


def _row(lead: str, names: tuple[str, ...], attribute: str, words: Wording) -> str:
    seen_before = f"<span>{escape(words.say(lead))}</span>" if lead else ""
    return f'<p class="tools">{seen_before}{_buttons(names, attribute, words)}</p>'


def _buttons(names: tuple[str, ...], attribute: str, words: Wording) -> str:
    return "".join(
        f'<button type="button" class="plain" {attribute}="{name}" '
        f'aria-label="{escape(words.say(f"{name}-label"))}" '
        f'title="{escape(words.say(f"{name}-label"))}">'
        f"{escape(words.say(name))}</button>"
        for name in names
    )
