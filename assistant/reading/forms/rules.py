"""In which form an answer is wanted: questions, a text of so many words, a brief in columns, a
count of themes, an order with reasons, what one council may learn from another.

What is learned tells what kind of thing is wanted; a form is told by closed classes of words
("one line each", "in two columns", "and why") beside what the message is on.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.forms.briefs import reshaped
from assistant.reading.forms.claims import corrected, quoted, settled
from assistant.reading.forms.drafts import as_written, drawn_up
from assistant.reading.forms.meanings import meaning
from assistant.reading.forms.orders import movers, reasons, risen, themed
from assistant.reading.forms.patterns import counted, pattern, trend, weighed
from assistant.reading.forms.practice import examples, learnt
from assistant.reading.forms.records import record
from assistant.reading.forms.subjects import themes
from assistant.request import Act, Request


def as_work(request: Request) -> Request:
    """A request with the form in which its answer is wanted; words that only tell the form are
    not what it is about.
    """
    if request.form or request.act in {Act.DANGER, Act.TALK}:
        return request
    request = replace(request, themes=themes(request))
    for rule in _RULES:
        if made := rule(request):
            return made
    return as_written(request)


Rule = Callable[[Request], Request | None]


_RULES: tuple[Rule, ...] = (
    settled,
    corrected,
    learnt,
    record,
    reshaped,
    drawn_up,
    risen,
    movers,
    trend,
    counted,
    weighed,
    themed,
    reasons,
    pattern,
    examples,
    meaning,
    quoted,
)
