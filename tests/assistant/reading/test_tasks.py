"""What is wanted, told by what was learned: tasks, and how a message varies the one before."""

from dataclasses import replace

import pytest
import torch

from assistant.reading.forms.rules import as_work
from assistant.reading.forms.varying import varied
from assistant.reading.network import Tasks
from assistant.request import (
    LEARNED_FACTS,
    Act,
    Again,
    Asked,
    Form,
    Polarity,
    Request,
    Task,
    Want,
)


def _heads(task: Task, again: Again, sure: float) -> Tasks:
    """Heads that say one task and one variation, whatever they are shown."""
    heads = {"mean": torch.zeros(2), "scale": torch.ones(2)}
    for name, values in (("task", tuple(Task)), ("facts", LEARNED_FACTS), ("again", tuple(Again))):
        heads[f"{name}.weight"] = torch.zeros(len(values), 2)
        heads[f"{name}.bias"] = torch.full((len(values),), -4.0)
    heads["task.bias"][tuple(Task).index(task)] = sure
    heads["again.bias"][tuple(Again).index(again)] = sure
    return Tasks(heads, {"task": 0.5, "facts": 0.5, "again": 0.5})


def test_a_task_is_told_only_where_it_is_sure():
    """Below the bar none is; and a first message varies nothing."""
    sure = _heads(Task.PATTERN, Again.SHORTER, sure=6.0)
    unsure = _heads(Task.PATTERN, Again.SHORTER, sure=-3.0)

    assert sure.asked(torch.zeros(2), goes_on=True) == Asked(
        Task.PATTERN, again=frozenset({Again.SHORTER})
    )
    assert sure.asked(torch.zeros(2), goes_on=False).again == frozenset()
    assert unsure.asked(torch.zeros(2), goes_on=True) == Asked()


def test_a_learned_task_gives_the_form_that_no_words_tell():
    """ "What gets their goat up and down the land?" is a pattern, if that was learned."""
    request = Request(message="what gets their goat up and down the land", act=Act.FIND)

    assert as_work(request).form is None
    assert as_work(replace(request, asked=Asked(Task.PATTERN))).form is Form.PATTERN


@pytest.mark.parametrize(
    ("again", "side"),
    [(Again.ONLY_BAD, Polarity.CRITICISM), (Again.ONLY_GOOD, Polarity.PRAISE)],
)
def test_one_side_of_a_brief_in_other_words(again: Again, side: Polarity):
    """ "Skip the bouquets" leaves the criticism."""
    before = Request(message="sum up Westmarch", act=Act.BRIEF, councils=("Westmarch",))
    own = Request(message="hm, and skip the rest", act=Act.MORE)
    again_asked = varied(before, replace(own, asked=Asked(again=frozenset({again}))))

    assert again_asked is not None and again_asked.polarity is side


def test_a_brief_is_turned_into_a_text_to_be_said():
    """ "Something I would say out loud" is written out, plainly."""
    before = Request(message="sum up Westmarch", act=Act.BRIEF, councils=("Westmarch",))
    own = Request(
        message="make it something I would really say out loud",
        act=Act.MORE,
        asked=Asked(again=frozenset({Again.SPOKEN})),
    )
    shaped = varied(before, own)

    assert shaped is not None and shaped.act is Act.WRITE and shaped.form is Form.TEXT
    assert Want.PLAIN in shaped.wants


def test_who_does_it_better_goes_on_from_what_must_improve():
    """ "And who has that sussed?" asks of all others, for each point of the council before."""
    before = Request(
        message="what must Westmarch improve",
        act=Act.FIND,
        councils=("Westmarch",),
        wants=frozenset({Want.IMPROVE}),
    )
    own = Request(message="and who has that sussed", asked=Asked(Task.EXAMPLES))
    elsewhere = replace(own, councils=("Eastholm",))
    found, other = varied(before, own), varied(before, elsewhere)

    assert found is not None and found.form is Form.LEARNT and found.councils == ("Westmarch",)
    assert other is None or other.form is not Form.LEARNT
