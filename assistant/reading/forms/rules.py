"""In which form an answer is wanted: questions, a text of so many words, a brief in columns, a
count of themes, an order with reasons, what one council may learn from another.

What was learned tells the task (`network.py`); where it is not sure, a form is told by closed
classes of words ("one line each", "in two columns", "and why") beside what the message is on.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.reading.forms.briefs import as_brief, as_followed, as_years, over_years, reshaped
from assistant.reading.forms.claims import as_settled, corrected, quoted, settled, to_check
from assistant.reading.forms.counts import bounded, measured
from assistant.reading.forms.drafts import as_draft, as_written, drawn_up, spoken
from assistant.reading.forms.items import itemised
from assistant.reading.forms.lengths import AT_MOST, read_form
from assistant.reading.forms.meanings import as_meaning, meaning
from assistant.reading.forms.mentions import mentioned
from assistant.reading.forms.orders import (
    as_movers,
    as_reasons,
    as_risen,
    as_themed,
    asks_order,
    movers,
    reasons,
    risen,
    stayed,
    themed,
)
from assistant.reading.forms.over_time import over_the_years
from assistant.reading.forms.patterns import (
    as_counted,
    as_pattern,
    as_trend,
    as_weighed,
    counted,
    pattern,
    trend,
    weighed,
)
from assistant.reading.forms.practice import as_learnt, examples, learnt, told_examples
from assistant.reading.forms.quizzes import quiz
from assistant.reading.forms.records import record
from assistant.reading.forms.subjects import themes
from assistant.reading.forms.tables import table
from assistant.reading.forms.tones import asides
from assistant.request import Act, Form, Request, Task, Want

Rule = Callable[[Request], Request | None]


def _common(request: Request) -> Request | None:
    """A count of all themes; what is said of one subject is searched."""
    return as_pattern(request) if request.act is Act.COMMON or not request.subject else None


def _counted(request: Request) -> Request | None:
    """A count where a number is wanted; who is criticised for something is searched."""
    asks = request.act is Act.COUNT or Want.HOW_MANY in request.wants
    return as_counted(request) if asks else None


def _weighed(request: Request) -> Request | None:
    """Both sides of a matter; so many of the best or the worst are an order."""
    return None if asks_order(request) else as_weighed(request)


def _brief(request: Request) -> Request | None:
    """A brief; of so many lines it is drawn up: "Leeds, max 5 bullets"."""
    if made := as_brief(request):
        return made
    is_of_lines = AT_MOST.search(request.message) and read_form(request.message) is Form.LINES
    of_lines = replace(request, asked=replace(request.asked, task=Task.LINES))
    return as_draft(of_lines) if is_of_lines else None


# What makes the form of each task; None from it leaves the form to the rules.
_OF_TASKS: dict[Task, Rule] = {
    Task.BRIEF: _brief,
    Task.FOLLOWED: as_followed,
    Task.YEARS: as_years,
    Task.QUESTIONS: as_draft,
    Task.TEXT: as_draft,
    Task.LINES: as_draft,
    Task.PATTERN: _common,
    Task.WEIGHED: _weighed,
    Task.COUNTED: _counted,
    Task.TREND: as_trend,
    Task.EXAMPLES: told_examples,
    Task.LEARNT: as_learnt,
    Task.THEMED: as_themed,
    Task.REASONS: as_reasons,
    Task.MOVERS: as_movers,
    Task.RISEN: as_risen,
    Task.SETTLED: as_settled,
    Task.MEANING: as_meaning,
    Task.RECORD: record,
    Task.LIBRARY: record,
}
# Forms that their own words tell, whatever was learned of the task.
_IN_SO_MANY_WORDS: tuple[Rule, ...] = (
    to_check,
    quiz,
    mentioned,
    bounded,
    measured,
    table,
    over_the_years,
)
_RULES: tuple[Rule, ...] = (
    settled,
    corrected,
    learnt,
    risen,
    stayed,
    record,
    reshaped,
    drawn_up,
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


def as_work(request: Request) -> Request:
    """A request with the form in which its answer is wanted; words that only tell the form are
    not what it is about.
    """
    is_of_points = Want.ALL_TO_IMPROVE in request.wants and request.goes_on and request.themes
    if request.form or is_of_points or request.act in {Act.DANGER, Act.TALK}:
        return request
    wants = request.wants | asides(request.message)
    request = replace(request, themes=themes(request), wants=wants)
    if made := _first_of(_IN_SO_MANY_WORDS, request):
        return made
    if request.asked.task is Task.QUOTED and request.claim and not corrected(request):
        is_drawn_up = request.act in {Act.WRITE, Act.BRIEF}  # "our newsletter says that …"
        request = replace(request, act=Act.CHECK) if is_drawn_up else request
        return settled(request) or quoted(request) or request
    if made := itemised(request) or over_years(request) or spoken(request):
        return made
    told = _OF_TASKS.get(request.asked.task) if request.asked.task else None
    if told and (made := told(request)):
        return made
    return _first_of(_RULES, request) or as_written(request)


def _first_of(rules: Iterable[Rule], request: Request) -> Request | None:
    """What the first rule makes of a request that makes anything of it."""
    return next(filter(None, (rule(request) for rule in rules)), None)
